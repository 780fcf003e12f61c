"""Print questions on paper: the verbs `worksheet` and `cards`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from quizgen.cli.compiled_cache import load_kept
from quizgen.cli.decks import compile_source, find_source
from quizgen.cli.files import read_data, write_files
from quizgen.cli.messages import demand_known, say, stop_on_errors
from quizgen.cli.options import (
    NameOf,
    collection_option,
    format_option,
    gather,
    output_option,
    seed_option,
)
from quizgen.cli.plan import planned_test
from quizgen.cli.question_options import (
    Choosing,
    chosen_questions,
    path_and_decks,
    selection_of,
    selection_options,
    title_of,
)
from quizgen.diagnostics import Position
from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from quizgen.compiler import Compiled
    from quizgen.diagnostics import Diagnostic
    from quizgen.quiz.printed_test import PrintedTest
    from quizgen.quiz.roster import Student
    from quizgen.targets.pdf import Page

    _Command = TypeVar("_Command", bound=Callable[..., Any])


MOST_STUDENTS = 1000  # of one roster: each has a sheet, and all of them one file


@dataclass(frozen=True, slots=True)
class Looks:
    """How pages look, as options say it."""

    paper: str
    profile: str
    title: str
    templates: Path | None
    fonts: Path | None

    def page(self) -> Page:
        """Return the page of a test or of cards."""
        from quizgen.targets.pdf import Page
        from quizgen.text.wording import FOLDER

        templates = self.templates or FOLDER / "paper"
        return Page(self.paper, self.profile, templates=templates, fonts=self.fonts)


class Printing(NamedTuple):
    """A test, the page that it is printed on, and where its number of pages is said."""

    test: PrintedTest
    page: Page
    fit_place: Position = Position("--fit")


def _page_options(command: _Command) -> _Command:
    """Add the options of a page, as `looks`."""
    command = gather(Looks, "looks")(command)
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
    help="The plan of a test, as `quizgen plan` writes it; options say what it leaves open.",
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
    help="With --again: a class list with scores; it is written with marks.",
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
    looks: Looks,
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
      quizgen worksheet --again last.json --scores class-list.csv
    """
    if plan is not None and again is not None:
        raise click.UsageError("give --plan or --again: a test is made anew, or printed again")
    if scores is not None and again is None:
        raise click.UsageError("--scores goes with --again FILE, the data of the test")
    if again is not None and "seed" in _stated(choice):
        hint = "leave --seed out, or leave --again out to make a test anew"
        raise click.UsageError(f"--seed contradicts --again, which prints what was chosen: {hint}")
    source, _ = find_source(choice.collection)
    compiled = compile_source(source, seed, style, choice.decks, option="DECK", load=load_kept)
    page = replace(looks.page(), class_name=class_name, date=date, duplex=duplex, fit=fit)
    if plan is not None:
        printing = _planned(plan, page, compiled, style, _stated(choice))
    elif again is not None:
        as_it_is = as_printed or scores is not None  # scores stand on no sheet
        printing = _again(again, page, compiled, style, as_printed=as_it_is)
    else:
        names = (
            [] if roster is None else class_names(roster, _listed(columns), page, compiled, style)
        )
        number = max(variants, _place(variant))
        printing = _short(choice, looks.title, seed, number, page, names, compiled, style)
    if scores is not None:
        _print_scores(printing, scores, compiled, output, style)
    else:
        only = (variant,) if variant else ()
        demand_known(only, [quiz.variant for quiz in printing.test.quizzes], "--variant")
        print_test(printing, compiled, output, style, only, editable=target == "docx")


def _place(variant: str | None) -> int:
    """Return how many variants there are at least, if there is one of that letter."""
    return ord(variant) - ord("A") + 1 if variant else 1


# The options that a plan has keys for, by what its model calls them.
_PLAN_OPTIONS = (
    *("title", "class_name", "date", "seed", "variants", "paper", "profile", "roster", "columns"),
    *("fit", "duplex", "types", "topics", "kinds", "levels", "number"),
)


def _stated(choice: Choosing) -> dict[str, Any]:
    """Return what the command line says that a plan could say, by the option's name."""
    from click.core import ParameterSource

    context = click.get_current_context()
    stated = {
        name: context.params[name]
        for name in _PLAN_OPTIONS
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    }
    for name in ("columns", "types", "topics", "kinds", "levels"):
        if name in stated:
            stated[name] = _listed(stated[name])
    if choice.decks:
        stated["decks"] = choice.decks
    return stated


def _planned(
    path: Path, page: Page, compiled: Compiled, style: str, options: Mapping[str, Any]
) -> Printing:
    """Return the test of a plan, completed by what options say."""
    made = planned_test(path, page, compiled, style, options)
    plan = made.plan
    page = replace(
        page,
        paper=plan.paper,
        profile=plan.profile,
        class_name=plan.class_name,
        date=plan.date,
        duplex=plan.duplex,
        fit=plan.fit,
        logo=made.logo,
    )
    return Printing(made.test, page, made.fit_place)


def _again(path: Path, page: Page, compiled: Compiled, style: str, *, as_printed: bool) -> Printing:
    """Return the test in a data file."""
    test = _printed(path, compiled, style, as_printed=as_printed)
    page = replace(page, class_name=test.class_name, date=test.date)
    logo = path.parent / test.logo
    if test.logo and logo.is_file():
        page = replace(page, logo=read_data(logo))
    return Printing(test, page)


def _short(
    choice: Choosing,
    title: str,
    seed: str,
    variants: int,
    page: Page,
    students: Sequence[str],
    compiled: Compiled,
    style: str,
) -> Printing:
    """Return the test that short options choose."""
    from quizgen.flaws.of_tests import test_flaws
    from quizgen.quiz.quiz import resolve, spares_of
    from quizgen.targets.pdf import printed_test, variant_letters

    selection = selection_of(compiled, choice)
    heading = title or title_of(compiled, choice.decks)
    chosen, problems = chosen_questions(compiled, selection, seed)
    stop_on_errors(problems, compiled, style)
    language, spares = compiled.collection.language, spares_of(compiled.questions)
    letters = variant_letters(variants)
    quizzes = [resolve(chosen, heading, language, seed, each, spares) for each in letters]
    if selection.number is not None:
        place = compiled.collection.position
        stop_on_errors(list(test_flaws(quizzes, place, leaks_only=True)), compiled, style)
    return Printing(printed_test(quizzes, page, students), page)


def class_names(
    roster: Path, columns: Sequence[str], page: Page, compiled: Compiled, style: str
) -> list[str]:
    """Return the names of a class; an error ends the run."""
    from quizgen.diagnostics import Diagnostic
    from quizgen.quiz.roster import read_roster

    pupils, problems = read_roster(roster, columns)
    if len(pupils) > MOST_STUDENTS:
        message = f"the roster has {len(pupils):,} names; the most is {MOST_STUDENTS:,}"
        place = Position(roster.as_posix(), pupils[MOST_STUDENTS].line, 1)
        problems.append(Diagnostic("bad-roster", message, place, "divide it into classes"))
        pupils = []
    problems += _unprintable(pupils, roster, page, compiled)
    stop_on_errors(problems, compiled, style)
    return [pupil.name for pupil in pupils]


def _printed(path: Path, compiled: Compiled, style: str, *, as_printed: bool) -> PrintedTest:
    """Return the test in a data file, if the decks still ask the same; else the run ends."""
    from quizgen.diagnostics import Diagnostic, Severity
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
    from quizgen.diagnostics import Diagnostic, Severity
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


def _print_scores(
    printing: Printing, path: Path, compiled: Compiled, output: Path | None, style: str
) -> None:
    """Write the class list with the scores of a file, and marks; the sheets stay as they are."""
    from quizgen.cli.tables import files_table
    from quizgen.quiz.scores import read_scores
    from quizgen.targets.pdf import class_lists

    test, problems = read_scores(path, printing.test)
    stop_on_errors(problems, compiled, style)
    apart = output is None
    artifacts = class_lists(test, _name_of(test), printing.page, compiled, folders=apart)
    folder = output or Path("dist")
    files = {folder / artifact.name: artifact.data for artifact in artifacts}
    write_files(files, compiled, style)
    say(files_table(folder, artifacts), nl=False, drawn=True)


def _name_of(test: PrintedTest) -> str:
    """Return what the names of a test's files begin with."""
    from quizgen.targets.pdf import slug

    return "-".join(slug(each) for each in (test.title, test.class_name) if each)


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _unprintable(
    pupils: Sequence[Student], roster: Path, page: Page, compiled: Compiled
) -> Iterator[Diagnostic]:
    """Yield a warning for each name of which a sheet cannot show all characters."""
    from quizgen.targets.missing_glyphs import fonts_of, name_faults

    fonts = fonts_of(compiled, page)
    for pupil in pupils:
        yield from name_faults(pupil.name, fonts, Position(roster.as_posix(), pupil.line, 1))


def print_test(
    printing: Printing,
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

    test, page, fit_place = printing
    name = _name_of(test)
    folder = output or Path("dist")
    whole, page, problems = printable(test.quizzes, page, compiled)
    stop_on_errors(problems, compiled, style)
    test = test.model_copy(update={"quizzes": tuple(whole), "title": whole[0].title})
    with progress("setting pages"):
        try:
            quizzes = [each for each in test.quizzes if not only or each.variant in only]
            artifacts = pages(quizzes, name, page, (), compiled, test=test, folders=output is None)
        except PageError as error:
            problem = error.diagnostic
            if problem.code == "sheet-too-long":
                problem = replace(problem, position=fit_place)
            stop_on_errors([problem], compiled, style)
    if editable:
        from quizgen.targets.docx import documents

        artifacts += documents(quizzes, f"{name}-{test.digest}", page, compiled, test)
    files = {folder / artifact.name: artifact.data for artifact in artifacts}
    stale = [] if only else _stale(files, name)
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
    looks: Looks,
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
    from quizgen.targets.pdf import PageError, flash_cards

    collection, decks = path_and_decks(decks, collection)
    source, _ = find_source(collection)
    compiled = compile_source(source, seed, style, decks, option="DECK", load=load_kept)
    questions = [each for group in compiled.questions.values() for each in group]
    wanted = [each for each in questions if not decks or each.about.deck in decks]
    try:
        data = flash_cards(wanted, looks.title or title_of(compiled, decks), looks.page(), compiled)
    except PageError as error:
        stop_on_errors([error.diagnostic], compiled, style)
    name = f"{decks[0] if len(decks) == 1 else compiled.collection.id}-cards.pdf"
    artifact = Artifact(name, data, "cards to cut out")
    write_files({output / name: data}, compiled, style)
    say(files_table(output, [artifact]), nl=False, drawn=True)
