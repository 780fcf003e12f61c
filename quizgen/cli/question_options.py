"""Share among the verbs that ask questions: the options that choose, and the choice itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quizgen.cli.messages import demand_known
from quizgen.cli.options import collection_option, gather
from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.diagnostics import Diagnostic
    from quizgen.quiz.selection import Candidate, Selection

_NEED_WRONG_OPTIONS = frozenset(("matching", "choice", "multiple-choice", "true-false"))
_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Choosing:
    """Which questions are wanted, as options say it: names with commas between them.

    A name among `decks` that is a path says where the collection is, as --collection does.
    """

    decks: tuple[str, ...]
    collection: Path | None
    topics: str
    kinds: str
    types: str
    levels: str
    number: int | None

    def __post_init__(self) -> None:
        collection, decks = path_and_decks(self.decks, self.collection)
        object.__setattr__(self, "collection", collection)
        object.__setattr__(self, "decks", decks)


def path_and_decks(
    names: tuple[str, ...], collection: Path | None
) -> tuple[Path | None, tuple[str, ...]]:
    """Return the path among the names, or else that of --collection, and the ids of decks."""
    paths = [name for name in names if _is_path(name)]
    if len(paths) + (collection is not None) > 1:
        raise click.UsageError("give one path: a folder with a collection.yaml, or a deck file")
    if not paths:
        return collection, names
    return Path(paths[0]), tuple(name for name in names if name not in paths)


def _is_path(name: str) -> bool:
    """Tell whether a name is a path rather than the id of a deck."""
    path = Path(name)
    parts = name.endswith((".yaml", ".yml")) or len(path.parts) > 1 or name.startswith(".")
    return parts or (path / "collection.yaml").is_file()


def selection_options(command: _Command) -> _Command:
    """Add the arguments PATH and DECK, and the options that choose questions, as `choice`."""
    number = "How many; default: up to 20 that do not answer each other."
    command = gather(Choosing, "choice")(command)
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
        click.argument("decks", nargs=-1, metavar="[PATH] [DECK]..."),
    ):
        command = option(command)
    return command


def selection_of(compiled: Compiled, choice: Choosing) -> Selection:
    """Return what is wanted; a name that does not exist ends the run."""
    from quizgen.language.facts import KINDS
    from quizgen.questions.question import TYPES, Level
    from quizgen.quiz.selection import Selection

    selection = Selection(
        number=choice.number,
        decks=choice.decks,
        topics=_names(choice.topics),
        kinds=_names(choice.kinds),
        types=_names(choice.types),
        levels=_names(choice.levels),
    )
    topics = {questions[0].about.topic for questions in compiled.questions.values() if questions}
    demand_known(selection.types, (each.type for each in TYPES), "--types")
    demand_known(selection.levels, map(str, Level), "--level")
    demand_known(selection.kinds, KINDS, "--kinds")
    demand_known(selection.topics, filter(None, topics), "--topics")
    return selection


def chosen_questions(
    compiled: Compiled, selection: Selection, seed: str
) -> tuple[list[Candidate], list[Diagnostic]]:
    """Return the questions of a quiz; an error where there are fewer than were asked for."""
    from quizgen.diagnostics import Diagnostic
    from quizgen.quiz.assembly import choose
    from quizgen.quiz.selection import candidates

    fitting = candidates(compiled.questions, selection)
    language = compiled.collection.language
    chosen = choose(fitting, selection.number, seed, language, typed=bool(selection.types))
    wanted = selection.number or 1
    if len(chosen) >= wanted:
        return chosen, []
    number = sum(map(len, fitting.values()))
    were = "were" if wanted > 1 else "was"
    message = f"{counted(wanted, 'question')} {were} asked for, "
    message += f"and {len(chosen)} can be asked together"
    hint = "choose more widely"
    open_ones = [each for each in compiled.diagnostics if each.code == "not-exclusive"]
    if not chosen and open_ones and _NEED_WRONG_OPTIONS.intersection(selection.types):
        where = f"{open_ones[0].position.path}:{open_ones[0].position.line}"
        hint = f"such questions need values that are known to be wrong; at {where}, "
        hint += open_ones[0].hint
    if chosen:
        hint = f"{number} fit the choice, on {counted(len(fitting), 'fact')}; "
        hint += "a question that gives another away is left out; "
        hint += f"ask for {len(chosen)}, or choose more widely"
    return [], [Diagnostic("too-few-questions", message, compiled.collection.position, hint)]


def title_of(compiled: Compiled, decks: tuple[str, ...]) -> str:
    """Return the title of what is asked: of the one deck, or of the collection."""
    from quizgen.text.markup import plain

    titles = [deck.title for deck in compiled.collection.decks if deck.id in decks]
    if len(titles) == 1:
        return plain(titles[0])
    return plain(compiled.collection.title or compiled.collection.decks[0].title)


def _names(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())
