"""Offer the command `quizgen`: its verbs, one file each, loaded when they are called."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from quizgen import __version__
from quizgen.terminal.lines import use_twins

FEWEST_NEW = 100_000  # values, before the garbage collector looks for cycles among them
# A verb's line of help stands here too, so that `quizgen --help` need not import every verb;
# tests/test_cli.py holds the two together. They stand in the order in which they are used.
_VERBS = {
    "init": (
        "init:init",
        "Start a collection in FOLDER: a deck to read and to change, and all that belongs to one.",
    ),
    "new": (
        "new:new",
        "Print an example of a fact of that KIND, with comments, to paste below `facts:`.",
    ),
    "build": (
        "build:build",
        "Compile decks to packages that Anki imports, and to a worksheet with its key for each.",
    ),
    "release": (
        "release:release",
        "Build what you give away, and take note in the lock that somebody may have it.",
    ),
    "preview": (
        "preview:preview",
        "Show every question as a card, on paper and in the terminal, with its reasons.",
    ),
    "plan": (
        "plan:plan",
        "Write the plan of a test, with the questions that short options choose, to be edited.",
    ),
    "worksheet": (
        "worksheet:worksheet",
        (
            "Print a worksheet or a test: the students' sheets, the key, and a grid of answers "
            "by variant."
        ),
    ),
    "cards": (
        "worksheet:cards",
        "Print flash cards to cut out: a page of fronts, then its backs, mirrored.",
    ),
    "quiz": ("quiz:quiz", "Take a quiz: scored, with the reason after each answer."),
    "exam": (
        "quiz:exam",
        "Sit an exam: timed, without feedback until the end; then the score, and a look back.",
    ),
    "results": (
        "results:results",
        "Read the results of a class: scores, items, options, topics, confusions.",
    ),
    "review": (
        "quiz:review",
        "Review what is due today, and some new questions; FSRS says when each comes back.",
    ),
    "due": (
        "due:due",
        "Say in one line how many questions are due, as fast as a prompt needs it.",
    ),
    "stats": (
        "stats:stats",
        (
            "Show what your answers amount to: scores, weak topics, confusions, retention, what "
            "is due."
        ),
    ),
    "optimise": (
        "optimise:optimise",
        "Fit the scheduler to how you forget; reviews are scheduled by it from then on.",
    ),
    "history": ("history:history", "Take your answers out of the history, or bring answers in."),
    "check": ("check:check", "Say everything that is wrong, and what to type instead."),
    "diff": (
        "diff:diff",
        "Say what the next import into Anki will do to a user, and write nothing.",
    ),
    "lock": ("lock:lock", "Bring the lock back, which keeps every card's identity, or split it."),
    "explain": (
        "explain:explain",
        "Say what a question is, why its key is right and each option wrong.",
    ),
    "list": ("list_:list_", "List facts, or questions, by deck, kind and type."),
    "coverage": (
        "coverage:coverage",
        "Say which questions each fact has, its sources, and which forms it lacks and why.",
    ),
    "import": (
        "import_:import_",
        "Make decks of tables, tests and cards of other programs.",
    ),
    "add": ("add:add", "Add what is pasted, or a FILE, to a DECK that is there."),
    "schema": ("schema:schema", "Print the language as JSON Schema, for editors."),
    "templates": (
        "templates:templates",
        "Write out the page templates, or the tables of a language, to make your own from.",
    ),
}


class _Verbs(click.Group):
    """A group that knows each verb's name and line of help, and loads the verb that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, known, rest = super().resolve_command(ctx, args)
        return name, known and verb(str(known.name)), rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; what an error of use repeats cannot steer the terminal."""
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            from quizgen.diagnostics import escape_controls

            message = escape_controls(error.format_message())
            error.format_message = lambda: message  # type: ignore[method-assign]
            raise


def verb(name: str) -> click.Command:
    """Return the command that a verb is, loaded with its module."""
    module, _, attribute = _VERBS[name][0].partition(":")
    command: Any = getattr(import_module(f"quizgen.cli.{module}"), attribute)
    assert isinstance(command, click.Command)
    return command


@click.group(
    cls=_Verbs,
    commands={name: click.Command(name, help=line) for name, (_, line) in _VERBS.items()},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="quizgen")
def main() -> None:
    """Compile structured facts, written in YAML, into Anki decks, worksheets and quizzes.

    PATH is a folder with a collection.yaml, or a single deck file. Without one, it is the folder
    `decks` here, this folder itself, or the one deck file in it; or else the
    decks that quizgen ships.

    \b
    Examples:
      quizgen init birds                starts a collection
      quizgen build                     all decks into dist/
      quizgen preview                   every question, as each output shows it
      quizgen worksheet                 a test for a class, with its key
      quizgen quiz                      a quiz in the terminal, scored
      quizgen check my-deck.yaml        what is wrong, and what to type instead
      quizgen diff                      what the next import will change for a user
      quizgen explain chvostek          every question of a fact, with its reasons
    """
    # A verb begins with many values that last and little garbage: look for cycles seldom.
    gc.set_threshold(FEWEST_NEW)
    # And for none at its end, when all memory is given back at once.
    atexit.register(gc.freeze)
    # We have no plugins of pydantic, and the search for some reads the data of every library.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A character that the terminal lacks is no reason to fail.
            stream.reconfigure(errors=use_twins())
