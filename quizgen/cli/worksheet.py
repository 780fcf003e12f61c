"""Print questions on paper: the verbs `worksheet` and `cards`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from quizgen.cli.choosing import (
    Choosing,
    chosen_questions,
    selection_of,
    selection_options,
    title_of,
)
from quizgen.cli.running import (
    NameOf,
    collection_option,
    compile_source,
    find_source,
    format_option,
    output_option,
    say,
    seed_option,
    stop_on_errors,
    write_files,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    _Command = TypeVar("_Command", bound=Callable[..., Any])


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
        output_option,
    ):
        command = option(command)
    return command


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
@seed_option
@format_option
def worksheet(
    *,
    choice: Choosing,
    variants: int,
    class_name: str,
    date: str,
    roster: Path | None,
    fit: int | None,
    target: str,
    duplex: bool,
    paper: str,
    profile: str,
    title: str,
    templates: Path | None,
    fonts: Path | None,
    output: Path,
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
    """
    from quizgen.cli.tables import files_table, progress
    from quizgen.quiz.quiz import resolve
    from quizgen.quiz.roster import place_of, read_roster
    from quizgen.targets.pdf import Page, PageError, variant_letters
    from quizgen.targets.pdf import worksheet as pages
    from quizgen.targets.printable import printable
    from quizgen.text.wording import FOLDER

    decks = choice.decks
    source, _ = find_source(choice.collection)
    compiled = compile_source(source, seed, style, decks, option="DECK")
    selection = selection_of(compiled, choice)
    students: list[str] = []
    if roster is not None:
        students, problems = read_roster(roster)
        stop_on_errors(problems, compiled, style)
    chosen, problems = chosen_questions(compiled, selection, seed)
    stop_on_errors(problems, compiled, style)
    heading, language = title or title_of(compiled, decks), compiled.collection.language
    quizzes = [
        resolve(chosen, heading, language, seed, variant) for variant in variant_letters(variants)
    ]
    page = Page(paper, profile, class_name, date, duplex, templates or FOLDER / "paper", fonts, fit)
    quizzes, students, page, problems = printable(
        quizzes, students, page, compiled, lambda name: place_of(name, roster or Path())
    )
    stop_on_errors(problems, compiled, style)
    name = f"{decks[0] if len(decks) == 1 else compiled.collection.id}-worksheet"
    with progress("setting pages"):
        try:
            artifacts = pages(quizzes, name, page, students, compiled)
        except PageError as error:
            stop_on_errors([error.diagnostic], compiled, style)
    if target == "docx":
        from quizgen.targets.docx import documents

        artifacts += documents(quizzes, name, page, compiled)
    write_files({output / artifact.name: artifact.data for artifact in artifacts}, compiled, style)
    say(files_table(output, artifacts), nl=False, drawn=True)


@click.command()
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@collection_option
@_page_options
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
      quizgen cards --paper letter --profile large-print
    """
    from quizgen.cli.tables import files_table
    from quizgen.targets import Artifact
    from quizgen.targets.pdf import Page, PageError, flash_cards
    from quizgen.text.wording import FOLDER

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
