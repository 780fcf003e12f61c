"""Gives the command `quizgen`: its verbs, one file each; loads nothing but click until a verb is called."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from quizgen import __version__
from quizgen.cli.build import build
from quizgen.cli.check import check
from quizgen.cli.coverage import coverage
from quizgen.cli.diff import diff
from quizgen.cli.explain import explain
from quizgen.cli.history import history
from quizgen.cli.import_ import import_
from quizgen.cli.init import init
from quizgen.cli.list_ import list_
from quizgen.cli.new import new
from quizgen.cli.preview import preview
from quizgen.cli.quiz import exam, quiz, review
from quizgen.cli.schema import schema
from quizgen.cli.stats import stats
from quizgen.cli.templates import templates
from quizgen.cli.worksheet import cards, worksheet


class _Verbs(click.Group):
    """Shows the verbs in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="quizgen")
def main() -> None:
    """Compile structured facts, written in YAML, into Anki decks, worksheets and quizzes.

    PATH is a folder with a collection.yaml, or a single deck file. Without one, it is the folder `decks` here, or this
    folder itself, or else the decks that quizgen ships.

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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, TextIOWrapper
        ):  # a character that the terminal lacks is no reason to fail
            stream.reconfigure(errors="replace")


for verb in (
    init,
    new,
    build,
    preview,
    worksheet,
    cards,
    quiz,
    exam,
    review,
    stats,
    history,
    check,
    diff,
    explain,
    list_,
    coverage,
    import_,
    schema,
    templates,
):
    main.add_command(verb)
