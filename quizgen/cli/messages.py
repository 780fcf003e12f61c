"""Print what verbs say, and end a run of which the problems say that it cannot go on."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.diagnostics import Diagnostic

_STYLE_OF_HEADS = re.compile("(\x1b\\[[02]m)")  # dim, and its end: nothing that hides or moves


def say(text: str = "", *, err: bool = False, nl: bool = True, drawn: bool = False) -> None:
    """Print a text: the one way out, on which a stranger's text cannot steer the terminal.

    One that is `drawn` may hold the style of our tables' heads.
    """
    from quizgen.diagnostics import escape_controls

    if drawn:
        parts = _STYLE_OF_HEADS.split(text)
        text = "".join(part if at % 2 else escape_controls(part) for at, part in enumerate(parts))
    else:
        text = escape_controls(text)
    click.echo(text, err=err, nl=nl)


def warn(compiled: Compiled, style: str) -> None:
    """Say how many warnings there are; to GitHub, which shows them beside the lines, say all."""
    if style == "github":
        say(problems_text(compiled.diagnostics, compiled, style), nl=False)
    else:
        from quizgen.diagnostics import Severity

        number = sum(each.severity is Severity.WARNING for each in compiled.diagnostics)
        if not number:
            return
        them = "them" if number > 1 else "it"
        say(f"{counted(number, 'warning')}: `quizgen check` shows {them}", err=True)


def passing(compiled: Compiled, style: str) -> list[Diagnostic]:
    """Return the warnings of which the next check says nothing, for a build has settled them.

    To GitHub, all warnings have been shown.
    """
    from quizgen.diagnostics import SETTLED_BY_A_BUILD

    codes = () if style == "github" else SETTLED_BY_A_BUILD
    return [each for each in compiled.diagnostics if each.code in codes]


def demand_known(names: Iterable[str], known: Iterable[str], option: str) -> None:
    """End the run with a usage error where one of the names is not known."""
    from quizgen.diagnostics import did_you_mean

    choices = list(known)
    for name in names:
        if name not in choices:
            hint = did_you_mean(name, choices)
            message = f"there is no `{name}`; {hint}" if hint else f"there is no `{name}`"
            raise click.BadParameter(message, param_hint=option)


def problems_text(diagnostics: list[Diagnostic], compiled: Compiled | None, style: str) -> str:
    """Return diagnostics in a style, with the lines that they are about, if decks were read."""
    from quizgen.diagnostics import as_github, as_json, as_text

    if style == "text":
        return as_text(diagnostics, compiled.collection.texts if compiled else {})
    return as_json(diagnostics) if style == "json" else as_github(diagnostics)


def stop_on_errors(problems: list[Diagnostic], compiled: Compiled | None, style: str) -> None:
    """Show problems, if there are any, and end the run if there is an error among them."""
    from quizgen.diagnostics import has_errors

    if problems:
        say(problems_text(problems, compiled, style), nl=False, err=style == "text")
    if has_errors(problems):
        sys.exit(1)


def outdated(compiled: Compiled) -> Diagnostic:
    """Return the problem that the lock would change."""
    from quizgen.diagnostics import Diagnostic, Position

    hint = "run `quizgen build` without --locked, read `quizgen diff`, and commit the lock"
    place = Position(compiled.collection.lock_path.as_posix())
    return Diagnostic(
        "lock-outdated", "the decks have changed since the lock was written", place, hint
    )
