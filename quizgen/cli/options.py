"""Hold the options that several verbs have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar, cast

import click

_FORMATS = click.Choice(["text", "json", "github"])
_Command = TypeVar("_Command", bound=Callable[..., Any])


class NameOf(click.ParamType):  # type: ignore[type-arg]  # generic in the newest click alone
    """One of the names that a module lists, which is imported only when a name is asked for."""

    name = "name"

    def __init__(self, registry: str) -> None:
        self.module, _, self.registry = registry.rpartition(".")

    @property
    def choice(self) -> click.Choice[str]:
        """Return the choice among all names."""
        return click.Choice(list(getattr(import_module(self.module), self.registry)))

    def convert(self, *arguments: Any) -> Any:
        """Return the name, if it is one of them."""
        return self.choice.convert(*arguments)

    def get_metavar(self, *arguments: Any, **more: Any) -> str | None:
        """Return all names, for the help."""
        return self.choice.get_metavar(*arguments, **more)

    def shell_complete(self, *arguments: Any) -> Any:
        """Return the names that begin as what was typed."""
        return self.choice.shell_complete(*arguments)


def path_argument(command: _Command) -> _Command:
    """Add the argument PATH."""
    return click.argument("path", required=False, type=click.Path(path_type=Path))(command)


def collection_option(command: _Command) -> _Command:
    """Add the option --collection."""
    text = "The folder or deck file; default: as for `quizgen build`."
    return click.option("--collection", type=click.Path(path_type=Path), metavar="PATH", help=text)(
        command
    )


def output_option(command: _Command) -> _Command:
    """Add the option --output."""
    kind = click.Path(path_type=Path)
    text = "Folder to write into."
    return click.option(
        "-o", "--output", type=kind, default=Path("dist"), show_default=True, help=text
    )(command)


def format_option(command: _Command) -> _Command:
    """Add the option --format."""
    text = "How problems are shown: for people, for programs, or as notes on a GitHub pull request."
    return click.option(
        "--format", "style", type=_FORMATS, default="text", show_default=True, help=text
    )(command)


def choices_option(command: _Command) -> _Command:
    """Add the option --choices."""
    text = "Put multiple-choice cards into the Anki decks too, besides recall."
    return click.option("--choices", is_flag=True, help=text)(command)


def sources_option(command: _Command) -> _Command:
    """Add the option --without-source."""
    text = "Let the packages not carry the text of the decks, from which `quizgen import` gives "
    text += "them back as they were written."
    return click.option("--without-source", is_flag=True, help=text)(command)


def seed_option(command: _Command) -> _Command:
    """Add the option --seed."""
    text = "Which order the options of choices come in; any text."
    return click.option("--seed", default="0", show_default=True, help=text)(command)


def deck_option(command: _Command) -> _Command:
    """Add the option --deck."""
    text = "Only this deck, by its id; may be given several times."
    return click.option("--deck", "decks", multiple=True, metavar="ID", help=text)(command)


def history_option(command: _Command) -> _Command:
    """Add the option --history."""
    text = "The file that your answers are kept in; "
    text += "default: QUIZGEN_HISTORY, or a file among your user data."
    kind = click.Path(path_type=Path)
    return click.option(
        "--history", "history", type=kind, envvar="QUIZGEN_HISTORY", metavar="FILE", help=text
    )(command)


def separator_options(command: _Command) -> _Command:
    """Let a command be told whether a table has a heading, and what parts its cells and rows."""
    for option in (
        click.option(
            "--row-separator", metavar="TEXT", default="", help="What stands between two rows."
        ),
        click.option(
            "--separator", metavar="TEXT", default="", help="What stands between two cells."
        ),
        click.option(
            "--heading/--no-heading",
            default=None,
            help="The first row is a heading, or is none; default: as it looks.",
        ),
    ):
        command = option(command)
    return command


def gather(options: type, name: str) -> Callable[[_Command], _Command]:
    """Let a command take several of its options as one value: a dataclass, under this name."""

    def gathering(command: _Command) -> _Command:
        @wraps(command)
        def call(**values: Any) -> Any:
            own = {each.name: values.pop(each.name) for each in fields(options)}
            return command(**values, **{name: options(**own)})

        return cast("_Command", call)

    return gathering
