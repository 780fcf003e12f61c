"""Read the results of a class: the verb `results`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from quizgen.cli.files import write_files
from quizgen.cli.messages import say
from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from quizgen.cli.results_reader import Unread
    from quizgen.history.class_results import ClassResults, ExamCount
    from quizgen.history.exam_result import ExamResult
    from quizgen.history.result_database import ResultDatabase, ResultRows

_Use = TypeVar("_Use")
MOST_ROWS = 200  # of a table on a terminal
MOST_NAMES = 10  # of people who are left out


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True), required=False)
@click.option(
    "--csv", "tables", type=click.Path(path_type=Path), metavar="FOLDER",
    help="Write the tables there as CSV: scores, items, options, topics, confusions, calibration.",
)  # fmt: skip
@click.option(
    "--page", type=click.Path(path_type=Path), metavar="FILE", help="Write a page for print (HTML)."
)
@click.option(
    "--exam", metavar="NAME",
    help="Which exam, by its id or its title; default: that of most people.",
)  # fmt: skip
@click.option(
    "--database", metavar="URL",
    help="Bring the results of FOLDER into this database, and analyse them there; without FOLDER, "
    "only analyse. PostgreSQL or SQLite.",
)  # fmt: skip
def results(
    *,
    folder: Path | None,
    tables: Path | None,
    page: Path | None,
    exam: str | None,
    database: str | None,
) -> None:
    """Read the results of a class: scores, items, options, topics, confusions.

    FOLDER holds the files that `quizgen exam --name` wrote. Each item gets its difficulty (the mean
    share of its points), its discrimination (its correlation with all other points, -1 to 1) and
    what was chosen; the exam its reliability (KR-20), and, if it was asked with --confidence, how
    much was right by how sure people were. What cannot be read is named and left out; of
    several exams, that of most people is analysed.

    \b
    Examples:
      quizgen results results
      quizgen results results --csv tables --page class.html
      quizgen results results --database sqlite:///exams.db
      quizgen results --database sqlite:///exams.db --exam Diet
    """
    from quizgen.cli.results_page import page_of
    from quizgen.history.exam_result import table_csv

    if database is not None:
        analysis = _of_database(database, folder, exam)
    elif folder is not None:
        analysis = _of_folder(folder, exam)
    else:
        raise click.UsageError("name the FOLDER with the results, or a --database that has them")
    sections = tables_of(analysis)
    say(headline(analysis))
    _show(sections)
    files: dict[Path, bytes] = {}
    if tables is not None:
        for title, rows in sections.items():
            files[tables / f"{title.lower()}.csv"] = table_csv(rows).encode()
    if page is not None:
        files[page] = page_of(analysis.title, headline(analysis), sections).encode()
    if files:
        write_files(files)
    sys.stdout.flush()


def _show(sections: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Print the tables that have rows, as far as anybody reads them on a terminal."""
    from quizgen.cli.tables import drawn, table

    for title, (heads, *rows) in sections.items():
        if rows:
            lines = table(*heads)
            for row in rows[:MOST_ROWS]:
                lines.add_row(*row)
            say(f"\n{title}")
            say(drawn(lines), nl=False, drawn=True)
            if len(rows) > MOST_ROWS:
                say(f"and {len(rows) - MOST_ROWS} more: --csv FOLDER has all")


def _of_folder(folder: Path, wanted: str | None) -> ClassResults:
    """Return the analysis of a folder; what is left out is named."""
    from quizgen.cli.results_reader import read_results
    from quizgen.history.class_results import tally_exams

    exams, doubled = tally_exams(_named(read_results(folder, _itself)))
    if not exams:
        raise click.ClickException(f"{folder} holds no result of an exam")
    if doubled:
        say(f"left out: {counted(doubled, 'file')} that came twice", err=True)
    chosen = exams[_place([each.count for each in exams], wanted)]
    for other in exams:
        if other is not chosen:
            who = ", ".join(score.name for score in other.scores)
            if len(other.scores) > MOST_NAMES:
                who = counted(len(other.scores), "result")
            say(f"left out, of another exam ({other.title}): {who}", err=True)
    return chosen.analysed()


def _of_database(address: str, folder: Path | None, wanted: str | None) -> ClassResults:
    """Return the analysis of a database, into which the results of a folder go first."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        from quizgen.history.result_database import DatabaseError, ResultDatabase

        try:
            with ResultDatabase.open(address, write=folder is not None) as database:
                sat = _load(database, folder) if folder is not None else Counter()
                exams = database.exams()
                if not exams:
                    raise click.ClickException("the database holds no result of an exam")
                # Those who just came are meant, whatever else is there.
                exams.sort(key=lambda each: -sat[each.exam])
                chosen = exams.pop(_place(exams, wanted))
                if exams:
                    others = counted(len(exams), "other exam")
                    say(f"left out: {others}; --exam chooses one", err=True)
                return database.analysed(chosen)
        except DatabaseError as error:
            safe = ""
            if folder is not None:
                safe = (
                    "\nNothing is lost: the files are as they were. The same command brings in "
                    "what is not there yet; without --database, it analyses the files."
                )
            raise click.ClickException(f"the database cannot be used: {error}{safe}") from error
        except BrokenProcessPool as error:
            message = "a process that read files was ended from outside; the same command goes on"
            raise click.ClickException(message) from error
    except ImportError as error:
        message = "--database needs the extra `database`: pip install '.[database]'"
        raise click.ClickException(message) from error


def _load(database: ResultDatabase, folder: Path) -> Counter[str]:
    """Bring the results of a folder in; return how many there are of each exam."""
    from quizgen.cli.results_reader import read_many_results
    from quizgen.history.result_database import result_rows

    sat: Counter[str] = Counter()

    def counting() -> Iterator[ResultRows]:
        for result in _named(read_many_results(folder, result_rows)):
            sat[result.exam] += 1
            yield result

    added = database.load(counting())
    former = sat.total() - added
    say(f"brought in: {counted(added, 'result')}; there already: {former}", err=True)
    return sat


def _place(exams: Sequence[ExamCount], wanted: str | None) -> int:
    """Return the place of the exam that is wanted: by its id, its title, or else the first."""
    if wanted is None:
        return 0
    for place, each in enumerate(exams):
        if wanted in (each.exam, each.title):
            return place
    there = ", ".join(f"{each.title} ({each.exam})" for each in exams[:MOST_NAMES])
    raise click.BadParameter(f"there is no such exam; there are: {there}", param_hint="--exam")


def _itself(result: ExamResult) -> ExamResult:
    return result


def _named(results: Iterable[_Use | Unread]) -> Iterator[_Use]:
    """Yield what was read; name what could not be."""
    from quizgen.cli.results_reader import Unread

    for result in results:
        if isinstance(result, Unread):
            say(f"left out: {result.path.as_posix()}: {result.reason}", err=True)
        else:
            yield result


def headline(analysis: ClassResults) -> str:
    """Return the exam in one line: people, mean, spread, reliability."""
    points = max(each.points for each in analysis.scores)
    told = [
        f"{analysis.title}: {counted(len(analysis.scores), 'result')}",
        f"mean {analysis.mean:.1f} of {counted(points, 'point')}",
        f"standard deviation {analysis.deviation:.1f}",
    ]
    if analysis.reliability is not None:
        told.append(f"KR-20 {analysis.reliability:.2f}")
    return ", ".join(told)


def tables_of(analysis: ClassResults) -> dict[str, list[list[str]]]:
    """Return all tables by title, each with a row of heads first."""
    from quizgen.text.wording import wording

    words = wording("en")
    scores = [["name", "points", "of", "percent", "right", "not answered"]]
    for score in analysis.scores:
        share = score.earned / score.points if score.points else 0.0
        row = [score.name, f"{score.earned:g}", str(score.points), str(_percent(share))]
        scores.append([*row, str(score.right), str(score.unanswered)])
    items = [["item", "question", "topic", "difficulty", "discrimination", "not answered"]]
    options = [["item", "option", "chosen", "key"]]
    for each in analysis.items:
        worth = "" if each.discrimination is None else f"{each.discrimination:.2f}"
        about = [each.item, " ".join(each.stem.split()), each.topic]
        items.append([*about, f"{each.difficulty:.2f}", worth, str(each.unanswered)])
        times = dict(each.options)
        if times:  # the key is named though nobody chose it
            times = dict.fromkeys(each.key, 0) | times
        for option, number in sorted(times.items(), key=lambda pair: (-pair[1], pair[0])):
            options.append([each.item, option, str(number), "yes" if option in each.key else ""])
    topics = [["topic", "percent"]]
    topics += [[name, str(_percent(share))] for name, share in analysis.topics.items()]
    confusions = [["asked for", "given", "times"]]
    confusions += [[meant, given, str(times)] for meant, given, times in analysis.confusions]
    calibration = [["how sure", "answers", "percent right"]]
    for name, sure in analysis.calibration.items():
        row = [words.say(f"confidence.{name}"), str(sure.number)]
        calibration.append([*row, str(_percent(sure.right / sure.number))])
    titles = ("Scores", "Items", "Options", "Topics", "Confusions", "Calibration")
    tables = (scores, items, options, topics, confusions, calibration)
    return dict(zip(titles, tables, strict=True))


def _percent(share: float) -> int:
    from quizgen.sitting import percent

    return percent(share)
