"""Read the results of a class: the verb `results`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.files import write_files
from quizgen.cli.messages import say
from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from quizgen.history.class_results import ClassResults
    from quizgen.history.exam_result import ExamResult


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--csv", "tables", type=click.Path(path_type=Path), metavar="FOLDER",
    help="Write the tables there as CSV: scores, items, options, topics, confusions.",
)  # fmt: skip
@click.option(
    "--page", type=click.Path(path_type=Path), metavar="FILE", help="Write a page for print (HTML)."
)
def results(*, folder: Path, tables: Path | None, page: Path | None) -> None:
    """Read the results of a class: scores, items, options, topics, confusions.

    FOLDER holds the files that `quizgen exam --name` wrote. Each item gets its difficulty (the mean
    share of its points), its discrimination (its correlation with all other points, -1 to 1) and
    what was chosen; the exam its reliability (KR-20). What cannot be read is named and left out; of
    several exams, that of most people is analysed.

    \b
    Examples:
      quizgen results results
      quizgen results results --csv tables --page class.html
    """
    from quizgen.cli.results_page import page_of
    from quizgen.cli.tables import drawn, table
    from quizgen.history.class_results import analysed
    from quizgen.history.exam_result import table_csv

    analysis = analysed(_one_exam(folder))
    sections = tables_of(analysis)
    say(headline(analysis))
    for title, rows in sections.items():
        if len(rows) > 1:
            shown = table(*rows[0])
            for row in rows[1:]:
                shown.add_row(*row)
            say(f"\n{title}")
            say(drawn(shown), nl=False, drawn=True)
    files: dict[Path, bytes] = {}
    if tables is not None:
        for title, rows in sections.items():
            files[tables / f"{title.lower()}.csv"] = table_csv(rows).encode()
    if page is not None:
        files[page] = page_of(analysis.title, headline(analysis), sections).encode()
    if files:
        write_files(files)
    sys.stdout.flush()


def _one_exam(folder: Path) -> list[ExamResult]:
    """Return the results of the exam that most people sat; what is left out is named."""
    from quizgen.history.class_results import same_exam

    read = list(_read(folder))
    exams = list(same_exam(read).values())
    if not exams:
        raise click.ClickException(f"{folder} holds no result of an exam")
    doubled = len(read) - sum(map(len, exams))
    if doubled:
        say(f"left out: {counted(doubled, 'file')} that came twice", err=True)
    for other in exams[1:]:
        names = ", ".join(result.name for result in other)
        say(f"left out, of another exam ({other[0].title}): {names}", err=True)
    return exams[0]


def _read(folder: Path) -> Iterator[ExamResult]:
    """Yield the results in a folder; what cannot be read is named."""
    from quizgen.history.exam_result import ResultError, parse_result

    paths = sorted(folder.glob("**/*.json")) if folder.is_dir() else [folder]
    for path in paths:
        try:
            yield parse_result(path.read_bytes())
        except ResultError as error:
            say(f"left out: {path.as_posix()}: {error}", err=True)
        except OSError as error:
            say(f"left out: {path.as_posix()}: {error.strerror}", err=True)


def headline(analysis: ClassResults) -> str:
    """Return the exam in one line: people, mean, spread, reliability."""
    points = analysis.results[0].points
    told = [
        f"{analysis.title}: {counted(len(analysis.results), 'result')}",
        f"mean {analysis.mean:.1f} of {counted(points, 'point')}",
        f"standard deviation {analysis.deviation:.1f}",
    ]
    if analysis.reliability is not None:
        told.append(f"KR-20 {analysis.reliability:.2f}")
    return ", ".join(told)


def tables_of(analysis: ClassResults) -> dict[str, list[list[str]]]:
    """Return all tables by title, each with a row of heads first."""
    scores = [["name", "points", "of", "percent", "right", "not answered"]]
    for result in analysis.results:
        share = result.earned / result.points if result.points else 0.0
        right = sum(each.right for each in result.items)
        unanswered = sum(not each.answered for each in result.items)
        row = [result.name, f"{result.earned:g}", str(result.points), str(_percent(share))]
        scores.append([*row, str(right), str(unanswered)])
    items = [["item", "question", "topic", "difficulty", "discrimination", "not answered"]]
    options = [["item", "option", "chosen", "key"]]
    for each in analysis.items:
        worth = "" if each.discrimination is None else f"{each.discrimination:.2f}"
        about = [each.item, " ".join(each.stem.split()), each.topic]
        items.append([*about, f"{each.difficulty:.2f}", worth, str(each.unanswered)])
        for option, number in each.options.most_common():
            options.append([each.item, option, str(number), "yes" if option in each.key else ""])
    topics = [["topic", "percent"]]
    topics += [[name, str(_percent(share))] for name, share in analysis.topics.items()]
    confusions = [["asked for", "given", "times"]]
    confusions += [[meant, given, str(times)] for meant, given, times in analysis.confusions]
    titles = ("Scores", "Items", "Options", "Topics", "Confusions")
    return dict(zip(titles, (scores, items, options, topics, confusions), strict=True))


def _percent(share: float) -> int:
    from quizgen.sitting import percent

    return percent(share)
