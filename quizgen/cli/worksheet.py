"""Print questions on paper: the verbs `worksheet` and `cards`."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from quizgen.cli.decks import compile_source, find_source
from quizgen.cli.files import read_data, write_files
from quizgen.cli.messages import demand_known, say, stop_on_errors
from quizgen.cli.options import NameOf, collection_option, format_option, output_option, seed_option
from quizgen.cli.plan import planned_test
from quizgen.cli.question_options import (
    Choosing,
    chosen_questions,
    path_and_decks,
    selection_of,
    selection_options,
    title_of,
)
from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from quizgen.compiler import Compiled
    from quizgen.diagnostics import Diagnostic
    from quizgen.quiz.printed_test import PrintedTest
    from quizgen.quiz.roster import Student
    from quizgen.quiz.selection import Selection
    from quizgen.quiz.test_plan import Plan
    from quizgen.targets.pdf import Page

    _Command = TypeVar("_Command", bound=Callable[..., Any])


MOST_STUDENTS = 1000  # of one roster: each has a sheet, and all of them one file


def _page_options(command: _Command) -> _Command:
    for option in (
        click.option(
            "--paper",
            type=NameOf("quizgen.targets.pdf.PAPERS"),
            default="a4",
            show_default=True,
            help="The paper.",
        ),
        click.option(
            "--profile",
            type=NameOf("quizgen.targets.pdf.PROFILES"),
            default="standard",
            show_default=True,
            help="How large and how close things stand.",
        ),
        click.option(
            "--title", default="", help="The title; default: the deck's or the collection's."
        ),
        click.option(
            "--templates",
            type=click.Path(path_type=Path, exists=True, file_okay=False),
            help="Your own page templates, made from `quizgen templates export`.",
        ),
        click.option(
            "--fonts",
            type=click.Path(path_type=Path, exists=True, file_okay=False),
            help="A folder of fonts, beside `fonts/` of the collection.",
        ),
    ):
        command = option(command)
    return command


_output_apart = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="One folder for all files; default: dist, with sheets, keys and data in folders there.",
)


@click.command()
@selection_options
@click.option(
    "--variants",
    type=click.IntRange(1, 26),
    default=1,
    show_default=True,
    help="How many variants: A, B, C …",
)
@click.option("--class", "class_name", default="", help="The class, printed on every sheet.")
@click.option(
    "--date", default="", help="The date, printed on every sheet; default: a line to write it on."
)
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    help="A CSV file with names: a sheet for each, with the name.",
)
@click.option(
    "--columns",
    default="",
    metavar="LIST",
    help="The roster's columns that make up a name, by heading or number: 2,1.",
)
@click.option(
    "--plan",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The plan of a test, as `quizgen plan` writes it; what it says counts.",
)
@click.option(
    "--again",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Print a test again, from the .json file written with it.",
)
@click.option(
    "--variant",
    type=click.Choice([chr(letter) for letter in range(ord("A"), ord("Z") + 1)]),
    default=None,
    metavar="LETTER",
    help="Only this variant, such as one that was lost.",
)
@click.option(
    "--as-printed", is_flag=True, help="With --again: though the decks have changed since."
)
@click.option(
    "--scores",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --again: the class list with scores filled in; marks are added.",
)
@click.option(
    "--fit",
    type=click.IntRange(1, 100),
    help="Pages of a sheet at most: things stand closer together, in letters of the same size.",
)
@click.option(
    "--target",
    type=click.Choice(["pdf", "docx"]),
    default="pdf",
    show_default=True,
    help="With docx, copies to be edited in a word processor stand beside the PDF files.",
)
@click.option("--duplex", is_flag=True, help="In the class set, begin each sheet on a front side.")
@_page_options
@_output_apart
@seed_option
@format_option
def worksheet(
    *,
    choice: Choosing,
    variants: int,
    class_name: str,
    date: str,
    roster: Path | None,
    columns: str,
    plan: Path | None,
    again: Path | None,
    variant: str | None,
    as_printed: bool,
    scores: Path | None,
    fit: int | None,
    target: str,
    duplex: bool,
    paper: str,
    profile: str,
    title: str,
    templates: Path | None,
    fonts: Path | None,
    output: Path | None,
    seed: str,
    style: str,
) -> None:
    """Print a worksheet or a test: the students' sheets, the key, and a grid of answers by variant.

    DECK is a deck's id; without one, all decks are asked. The sheets of one seed and variant are
    always the same.

    \b
    Examples:
      quizgen worksheet minerals
      quizgen worksheet --questions 3 --variants 3 --seed 7 --class 7b
      quizgen worksheet minerals --types choice,true-false --profile large-print --paper letter
      quizgen worksheet --variants 2 --roster names.csv --duplex
      quizgen worksheet --plan exam.yaml
      quizgen worksheet --again last.json --variant B
    """
    from quizgen.targets.pdf import Page, slug
    from quizgen.text.wording import FOLDER

    decks = choice.decks
    source, _ = find_source(choice.collection)
    compiled = compile_source(source, seed, style, decks, option="DECK")
    page = Page(paper, profile, class_name, date, duplex, templates or FOLDER / "paper", fonts, fit)
    if plan is not None and again is not None:
        raise click.UsageError("give --plan or --again: a test is made anew, or printed again")
    only = (variant,) if variant else ()
    if plan is not None:
        made = planned_test(plan, compiled, style)
        test = made.test
        page = replace(page, logo=made.logo, **_looks(made.plan))
    elif again is not None:
        test = _printed(again, compiled, style, as_printed=as_printed)
        if scores is not None:
            test = _scored(test, scores, compiled, style)
        known = [quiz.variant for quiz in test.quizzes]
        demand_known(only, known, "--variant")
        page = replace(page, class_name=test.class_name, date=test.date)
        logo = again.parent / test.logo
        if test.logo and logo.is_file():
            page = replace(page, logo=read_data(logo))
    else:
        selection = selection_of(compiled, choice)
        students: list[str] = []
        if roster is not None:
            students = class_names(roster, _listed(columns), compiled, style)
        heading = title or title_of(compiled, decks)
        test = _short_test(
            compiled,
            selection,
            heading,
            seed,
            max(variants, _place(variant)),
            page,
            students,
            style,
        )
    name = "-".join(slug(each) for each in (test.title, test.class_name) if each)
    print_test(test, name, page, compiled, output, style, only, editable=target == "docx")


def _place(variant: str | None) -> int:
    """Return how many variants there are at least, if there is one of that letter."""
    return ord(variant) - ord("A") + 1 if variant else 1


def _looks(plan: Plan) -> dict[str, Any]:
    """Return what a plan says of the page."""
    return {
        "paper": plan.paper,
        "profile": plan.profile,
        "class_name": plan.class_name,
        "date": plan.date,
        "duplex": plan.duplex,
    }


def _short_test(
    compiled: Compiled,
    selection: Selection,
    heading: str,
    seed: str,
    variants: int,
    page: Page,
    students: Sequence[str],
    style: str,
) -> PrintedTest:
    """Return the test that options choose."""
    from quizgen.flaws.of_tests import test_flaws
    from quizgen.quiz.quiz import resolve, spares_of
    from quizgen.targets.pdf import printed_test, variant_letters

    chosen, problems = chosen_questions(compiled, selection, seed)
    stop_on_errors(problems, compiled, style)
    language, spares = compiled.collection.language, spares_of(compiled.questions)
    letters = variant_letters(variants)
    quizzes = [resolve(chosen, heading, language, seed, each, spares) for each in letters]
    if selection.number is not None:
        place = compiled.collection.position
        stop_on_errors(list(test_flaws(quizzes, place, leaks_only=True)), compiled, style)
    return printed_test(quizzes, page, students)


def class_names(roster: Path, columns: Sequence[str], compiled: Compiled, style: str) -> list[str]:
    """Return the names of a class; an error ends the run."""
    from quizgen.diagnostics import Diagnostic, Position
    from quizgen.quiz.roster import read_roster

    pupils, problems = read_roster(roster, columns)
    if len(pupils) > MOST_STUDENTS:
        message = f"the roster has {len(pupils):,} names; the most is {MOST_STUDENTS:,}"
        place = Position(roster.as_posix(), pupils[MOST_STUDENTS].line, 1)
        problems.append(Diagnostic("bad-roster", message, place, "divide it into classes"))
        pupils = []
    problems += _unprintable(pupils, roster, compiled)
    stop_on_errors(problems, compiled, style)
    return [pupil.name for pupil in pupils]


def _printed(path: Path, compiled: Compiled, style: str, *, as_printed: bool) -> PrintedTest:
    """Return the test in a data file, if the decks still ask the same; else the run ends."""
    from quizgen.diagnostics import Diagnostic, Position, Severity
    from quizgen.flaws.of_tests import moved_questions

    test, problems = read_printed(path)
    stop_on_errors(problems, compiled, style)
    assert test is not None
    moved = moved_questions(test.quizzes, compiled.questions, compiled.collection.language)
    if moved:
        number = counted(len(moved), "question")
        some = ", ".join(f"`{each}`" for each in moved[:5])
        message = f"the decks have moved under this test: {number} changed, such as {some}"
        hint = "print it as it was with --as-printed, or make a new test"
        severity = Severity.WARNING if as_printed else Severity.ERROR
        place = Position(path.as_posix())
        problem = Diagnostic("bad-test", message, place, hint, severity=severity)
        stop_on_errors([problem], compiled, style)
    return test


def read_printed(path: Path) -> tuple[PrintedTest | None, list[Diagnostic]]:
    """Return the test in a data file, and what is wrong with the file."""
    from quizgen.diagnostics import Diagnostic, Position, Severity
    from quizgen.quiz.printed_test import NotATestError, read_test

    place = Position(path.as_posix())
    hint = "give the .json file that `quizgen worksheet` wrote beside the test"
    try:
        test = read_test(read_data(path).decode())
    except OSError as error:
        message = f"the test cannot be read: {error.strerror}"
        return None, [Diagnostic("bad-test", message, place, hint)]
    except (NotATestError, UnicodeDecodeError) as error:
        return None, [Diagnostic("bad-test", str(error), place, hint)]
    problems = []
    if test.edited:
        message = "this test was edited by hand after it was printed"
        hint = "it is taken as it stands; sheets that were printed before may differ"
        problems.append(Diagnostic("bad-test", message, place, hint, severity=Severity.WARNING))
    return test, problems


def _scored(test: PrintedTest, path: Path, compiled: Compiled, style: str) -> PrintedTest:
    """Return a test with the scores that stand in its class list."""
    from quizgen.diagnostics import Diagnostic, Position

    by_name = {each.name: each for each in test.students}
    problems = []
    place = path.as_posix()
    hint = "fill in the column `score` of the class list that was written with the test"
    try:
        rows = list(csv.reader(read_data(path).decode("utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(Diagnostic("bad-test", f"no class list: {error}", Position(place), hint))
        rows = []
    if rows and rows[0][:4] != test.rows()[0][:4]:
        message = "this is no class list: it has other columns"
        problems.append(Diagnostic("bad-test", message, Position(place, 1, 1), hint))
        rows = []
    for line, row in enumerate(rows[1:], 2):
        name, text = row[0].removeprefix("'"), (row[3:4] or [""])[0].strip().replace(",", ".")
        try:
            score = float(text) if text else None
        except ValueError:
            message = f"`{text}` is no score"
            problems.append(Diagnostic("bad-test", message, Position(place, line, 1), hint))
            continue
        if name not in by_name:
            message = f"`{name}` has no sheet of this test"
            problems.append(Diagnostic("bad-test", message, Position(place, line, 1), hint))
        elif score is not None and not 0 <= score <= test.points:
            message = f"{score:g} is no score of {test.points} points"
            problems.append(Diagnostic("bad-test", message, Position(place, line, 1), hint))
        else:
            by_name[name] = by_name[name].model_copy(update={"score": score})
    stop_on_errors(problems, compiled, style)
    return test.model_copy(update={"students": tuple(by_name.values())})


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _unprintable(
    pupils: Sequence[Student], roster: Path, compiled: Compiled
) -> Iterator[Diagnostic]:
    """Yield a warning for each name of which a sheet cannot show all characters."""
    from quizgen.diagnostics import Position
    from quizgen.targets.missing_glyphs import fonts_of, name_faults

    fonts = fonts_of(compiled)
    for pupil in pupils:
        yield from name_faults(pupil.name, fonts, Position(roster.as_posix(), pupil.line, 1))


def print_test(
    test: PrintedTest,
    name: str,
    page: Page,
    compiled: Compiled,
    output: Path | None,
    style: str,
    only: Sequence[str] = (),
    *,
    editable: bool = False,
) -> None:
    """Write all files of a test, or `only` some variants', and name those left from another.

    Without an output folder of one's own, sheets, keys and data lie apart.
    """
    from quizgen.cli.tables import files_table, progress
    from quizgen.targets.missing_glyphs import printable
    from quizgen.targets.pdf import PageError
    from quizgen.targets.pdf import worksheet as pages

    folder = output or Path("dist")
    whole, page, problems = printable(test.quizzes, page, compiled)
    stop_on_errors(problems, compiled, style)
    test = test.model_copy(update={"quizzes": tuple(whole), "title": whole[0].title})
    with progress("setting pages"):
        try:
            quizzes = [each for each in test.quizzes if not only or each.variant in only]
            artifacts = pages(quizzes, name, page, (), compiled, test=test, folders=output is None)
        except PageError as error:
            stop_on_errors([error.diagnostic], compiled, style)
    if editable:
        from quizgen.targets.docx import documents

        artifacts += documents(quizzes, f"{name}-{test.digest}", page, compiled, test)
    files = {folder / artifact.name: artifact.data for artifact in artifacts}
    stale = [] if only else _stale(files, name)
    if not any(student.score is not None for student in test.students):
        # Somebody may have filled his scores into a class list that was written before.
        files = {path: data for path, data in files.items() if not _is_class_list(path)}
    write_files(files, compiled, style)
    say(files_table(folder, artifacts), nl=False, drawn=True)
    if stale:
        them = "they are" if len(stale) > 1 else "it is"
        say(f"left over from an earlier test, {them} no part of this one:", err=True)
        for path in stale:
            say(f"  {path.as_posix()}", err=True)


def _is_class_list(path: Path) -> bool:
    """Tell whether a file is a class list that is there already."""
    return path.name.endswith("-class-list.csv") and path.is_file()


def _stale(files: Iterable[Path], name: str) -> list[Path]:
    """Return what stands beside these files and was made for a test of this name."""
    own = set(files)
    ours = re.compile(rf"{re.escape(name)}-[0-9a-f]{{6}}\b.*")
    beside = {path for folder in {path.parent for path in own} for path in folder.glob("*")}
    return sorted(path for path in beside - own if ours.match(path.name))


@click.command()
@click.argument("decks", nargs=-1, metavar="[PATH] [DECK]...")
@collection_option
@_page_options
@output_option
@seed_option
@format_option
def cards(
    *,
    decks: tuple[str, ...],
    collection: Path | None,
    paper: str,
    profile: str,
    title: str,
    templates: Path | None,
    fonts: Path | None,
    output: Path,
    seed: str,
    style: str,
) -> None:
    """Print flash cards to cut out: a page of fronts, then its backs, mirrored.

    Print on both sides, turned along the long edge.

    \b
    Examples:
      quizgen cards minerals
      quizgen cards my-deck.yaml
      quizgen cards --paper letter --profile large-print
    """
    from quizgen.cli.tables import files_table
    from quizgen.targets import Artifact
    from quizgen.targets.pdf import Page, PageError, flash_cards
    from quizgen.text.wording import FOLDER

    collection, decks = path_and_decks(decks, collection)
    source, _ = find_source(collection)
    compiled = compile_source(source, seed, style, decks, option="DECK")
    questions = [each for group in compiled.questions.values() for each in group]
    wanted = [each for each in questions if not decks or each.about.deck in decks]
    page = Page(paper, profile, templates=templates or FOLDER / "paper", fonts=fonts)
    try:
        data = flash_cards(wanted, title or title_of(compiled, decks), page, compiled)
    except PageError as error:
        stop_on_errors([error.diagnostic], compiled, style)
    name = f"{decks[0] if len(decks) == 1 else compiled.collection.id}-cards.pdf"
    artifact = Artifact(name, data, "cards to cut out")
    write_files({output / name: data}, compiled, style)
    say(files_table(output, [artifact]), nl=False, drawn=True)
