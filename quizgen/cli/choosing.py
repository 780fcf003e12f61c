"""Gives what the verbs that ask questions share: the options that choose questions, and the choice itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quizgen.cli.running import collection_option, demand_known

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.diagnostics import Diagnostic
    from quizgen.quiz.selection import Candidate, Selection

_Command = TypeVar("_Command", bound=Callable[..., Any])


def selection_options(command: _Command) -> _Command:
    """The argument DECK and the options that say which questions are wanted."""
    number = "How many; default: 20, or all there are."
    for option in (
        click.option("--topics", default="", metavar="LIST", help="Only facts of these topics."),
        click.option("--kinds", default="", metavar="LIST", help="Only facts of these kinds."),
        click.option(
            "--level",
            "levels",
            default="",
            metavar="LIST",
            help="Only these levels: recognise, cued, free.",
        ),
        click.option(
            "--types",
            default="",
            metavar="LIST",
            help="Only these types, with commas between: choice,true-false.",
        ),
        click.option("--questions", "number", type=click.IntRange(1), metavar="N", help=number),
        collection_option,
        click.argument("decks", nargs=-1, metavar="[DECK]..."),
    ):
        command = option(command)
    return command


def selection_of(compiled: Compiled, decks: tuple[str, ...], given: Mapping[str, Any]) -> Selection:
    """What was asked for, among a verb's options; a name that does not exist ends the run."""
    from quizgen.language.facts import KINDS
    from quizgen.questions.types import TYPES, Level
    from quizgen.quiz.selection import Selection

    lists = {name: _listed(given[name]) for name in ("topics", "kinds", "types", "levels")}
    selection = Selection(number=given["number"], decks=decks, **lists)
    there = {
        question.about.topic for found in compiled.questions.values() for question in found[:1]
    }
    demand_known(selection.types, (each.type for each in TYPES), "--types")
    demand_known(selection.levels, map(str, Level), "--level")
    demand_known(selection.kinds, KINDS, "--kinds")
    demand_known(selection.topics, filter(None, there), "--topics")
    return selection


def chosen_questions(
    compiled: Compiled, selection: Selection, seed: str
) -> tuple[list[Candidate], list[Diagnostic]]:
    """The questions of a quiz; an error where there are fewer than were asked for."""
    from quizgen.diagnostics import Diagnostic
    from quizgen.quiz.selection import DEFAULT_NUMBER, candidates, choose

    found = candidates(compiled.questions, selection)
    chosen = choose(found, selection.number or DEFAULT_NUMBER, seed)
    wanted = selection.number or 1
    if len(chosen) >= wanted:
        return chosen, []
    there = sum(map(len, found.values()))
    message = f"{wanted} question{'s were' if wanted > 1 else ' was'} asked for, and {len(chosen)} can be asked together"
    reason = f"{there} fit the choice, on {len(found)} facts; a question that gives another away is left out"
    hint = (
        f"{reason}; ask for {len(chosen)}, or choose more widely"
        if chosen
        else "choose more widely"
    )
    return [], [Diagnostic("too-few-questions", message, compiled.collection.position, hint)]


def title_of(compiled: Compiled, decks: tuple[str, ...]) -> str:
    """The title of what is asked: of the one deck, or of the collection."""
    from quizgen.text.markup import plain

    titles = [deck.title for deck in compiled.collection.decks if deck.id in decks]
    return plain(
        titles[0]
        if len(titles) == 1
        else compiled.collection.title or compiled.collection.decks[0].title
    )


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())
