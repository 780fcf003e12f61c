"""The verbs `worksheet` and `cards`: print questions on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from quizgen.cli.running import (
    collection_option,
    compile_source,
    demand_known,
    find_source,
    format_option,
    output_option,
    seed_option,
    stop_on_errors,
    write_files,
)
from quizgen.markup import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from quizgen.compiler import Compiled
    from quizgen.diagnostics import Diagnostic
    from quizgen.quiz import Quiz
    from quizgen.selection import Selection

    _Command = TypeVar("_Command", bound=Callable[..., Any])


def _page_options(command: _Command) -> _Command:
    for option in (
        click.option(
            "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="The paper."
        ),
        click.option(
            "--profile",
            type=click.Choice(["standard", "compact", "large-print"]),
            default="standard",
            show_default=True,
            help="How large and how close things stand.",
        ),
        click.option("--title", default="", help="The title; default: the deck's or the collection's."),
        click.option(
            "--templates",
            type=click.Path(path_type=Path, exists=True, file_okay=False),
            help="Your own page templates, made from `quizgen templates export`.",
        ),
        output_option,
    ):
        command = option(command)
    return command


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


@click.command()
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@collection_option
@click.option(
    "--questions", "number", type=click.IntRange(1), metavar="N", help="How many; default: 20, or all there are."
)
@click.option("--types", default="", metavar="LIST", help="Only these types, with commas between: choice,true-false.")
@click.option("--level", "levels", default="", metavar="LIST", help="Only these levels: recognise, cued, free.")
@click.option("--kinds", default="", metavar="LIST", help="Only facts of these kinds.")
@click.option("--topics", default="", metavar="LIST", help="Only facts of these topics.")
@click.option(
    "--variants", type=click.IntRange(1, 26), default=1, show_default=True, help="How many variants: A, B, C …"
)
@click.option("--class", "class_name", default="", help="The class, printed on every sheet.")
@click.option("--date", default="", help="The date, printed on every sheet; default: a line to write it on.")
@click.option(
    "--roster", type=click.Path(path_type=Path), help="A CSV file with names: a sheet for each, with the name."
)
@click.option("--duplex", is_flag=True, help="In the class set, begin each sheet on a front side.")
@_page_options
@seed_option
@format_option
def worksheet(
    decks: tuple[str, ...],
    collection: Path | None,
    number: int | None,
    types: str,
    levels: str,
    kinds: str,
    topics: str,
    variants: int,
    class_name: str,
    date: str,
    roster: Path | None,
    duplex: bool,
    paper: str,
    profile: str,
    title: str,
    templates: Path | None,
    output: Path,
    seed: str,
    style: str,
) -> None:
    """Print a worksheet or a test: the students' sheets, the key, and a grid of answers by variant.

    DECK is a deck's id; without one, all decks are asked. The sheets of one seed and variant are always the same.

    \b
    Examples:
      quizgen worksheet minerals
      quizgen worksheet --questions 3 --variants 3 --seed 7 --class 7b
      quizgen worksheet minerals --types choice,true-false --profile large-print --paper letter
      quizgen worksheet --variants 2 --roster names.csv --duplex
    """
    from quizgen import report
    from quizgen.roster import read_roster
    from quizgen.selection import Selection
    from quizgen.targets.pdf import Page, PageError
    from quizgen.targets.pdf import worksheet as pages
    from quizgen.templates import FOLDER

    source, _ = find_source(collection)
    compiled = compile_source(source, seed, style, decks)
    selection = Selection(
        number=number,
        decks=decks,
        topics=_listed(topics),
        kinds=_listed(kinds),
        types=_listed(types),
        levels=_listed(levels),
    )
    _check(selection, compiled)
    students: list[str] = []
    if roster is not None:
        students, problems = read_roster(roster)
        stop_on_errors(problems, compiled, style)
    quizzes, problems = _quizzes(compiled, selection, title, seed, variants)
    stop_on_errors(problems, compiled, style)
    page = Page(paper, profile, class_name, date, duplex, templates or FOLDER / "paper")
    name = f"{decks[0] if len(decks) == 1 else compiled.collection.id}-worksheet"
    with report.progress("setting pages"):
        try:
            artifacts = pages(quizzes, name, page, students, compiled)
        except PageError as error:
            stop_on_errors([error.diagnostic], compiled, style)
    write_files({output / artifact.name: artifact.data for artifact in artifacts}, compiled, style)
    click.echo(report.written(output, artifacts), nl=False)


@click.command()
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@collection_option
@_page_options
@seed_option
@format_option
def cards(
    decks: tuple[str, ...],
    collection: Path | None,
    paper: str,
    profile: str,
    title: str,
    templates: Path | None,
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
    from quizgen import report
    from quizgen.targets import Artifact
    from quizgen.targets.pdf import Page, PageError
    from quizgen.targets.pdf import cards as pages
    from quizgen.templates import FOLDER

    source, _ = find_source(collection)
    compiled = compile_source(source, seed, style, decks)
    found = [question for questions in compiled.questions.values() for question in questions]
    wanted = [question for question in found if not decks or question.about.deck in decks]
    page = Page(paper, profile, templates=templates or FOLDER / "paper")
    try:
        data = pages(wanted, title or _title(compiled, decks), page, compiled)
    except PageError as error:
        stop_on_errors([error.diagnostic], compiled, style)
    name = f"{decks[0] if len(decks) == 1 else compiled.collection.id}-cards.pdf"
    artifact = Artifact(name, data, "cards to cut out")
    write_files({output / name: data}, compiled, style)
    click.echo(report.written(output, [artifact]), nl=False)


def _check(selection: Selection, compiled: Compiled) -> None:
    from quizgen.facts import KINDS
    from quizgen.questions import TYPES, Level

    topics = {question.about.topic for found in compiled.questions.values() for question in found[:1]}
    demand_known(selection.types, (each.type for each in TYPES), "--types")
    demand_known(selection.levels, map(str, Level), "--level")
    demand_known(selection.kinds, KINDS, "--kinds")
    demand_known(selection.topics, filter(None, topics), "--topics")


def _quizzes(
    compiled: Compiled, selection: Selection, title: str, seed: str, variants: int
) -> tuple[list[Quiz], list[Diagnostic]]:
    """The quiz in each variant; an error where there are fewer questions than were asked for."""
    from quizgen.diagnostics import Diagnostic
    from quizgen.quiz import resolve
    from quizgen.selection import candidates, choose
    from quizgen.targets.pdf import DEFAULT_NUMBER, variant_letters

    found = candidates(compiled.questions, selection)
    chosen = choose(found, selection.number or DEFAULT_NUMBER, seed)
    wanted = selection.number or 1
    if len(chosen) < wanted:
        there = sum(map(len, found.values()))
        message = (
            f"{wanted} question{'s were' if wanted > 1 else ' was'} asked for, and {len(chosen)} can be asked together"
        )
        reason = f"{there} fit the choice, on {len(found)} facts; a question that gives another away is left out"
        hint = f"{reason}; ask for {len(chosen)}, or choose more widely" if chosen else "choose more widely"
        return [], [Diagnostic("too-few-questions", message, compiled.collection.position, hint)]
    shown = title or _title(compiled, selection.decks)
    language = compiled.collection.language
    return [resolve(chosen, shown, language, seed, variant) for variant in variant_letters(variants)], []


def _title(compiled: Compiled, decks: tuple[str, ...]) -> str:
    titles = [deck.title for deck in compiled.collection.decks if deck.id in decks]
    return plain(titles[0] if len(titles) == 1 else compiled.collection.title or compiled.collection.decks[0].title)
