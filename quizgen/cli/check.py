"""Say what is wrong: the verb `check`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.decks import find_source, load_source
from quizgen.cli.messages import problems_text, say
from quizgen.cli.options import format_option, path_argument
from quizgen.diagnostics import Severity, in_order
from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from quizgen.compiler import Compiled


@click.command()
@path_argument
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@format_option
def check(*, path: Path | None, strict: bool, style: str) -> None:
    """Say everything that is wrong, and what to type instead.

    Exit status: 0 nothing is wrong, 1 something is, 2 the command was used wrongly.

    \b
    Examples:
      quizgen check
      quizgen check my-deck.yaml --format json
      quizgen check last.json           a test as a whole, by the data written with it
    """
    if path is not None and path.suffix == ".json":
        _check_test(path, style, strict=strict)
        return
    source, _ = find_source(path)
    compiled = load_source(source, "0")
    if not compiled.failed:
        from quizgen.targets import limits

        diagnostics = in_order([*compiled.diagnostics, *limits(compiled)])
        compiled = replace(compiled, diagnostics=diagnostics)
    say(problems_text(compiled.diagnostics, compiled, style), nl=False)
    if compiled.failed or (strict and number_of(Severity.WARNING, compiled)):
        sys.exit(1)
    if style == "text":
        say(in_order_line(compiled))


def _check_test(path: Path, style: str, *, strict: bool) -> None:
    """Say what is wrong with a printed test as a whole, from the data written with it."""
    from quizgen.cli.worksheet import read_printed
    from quizgen.diagnostics import Position, has_errors
    from quizgen.flaws.of_tests import test_flaws
    from quizgen.quiz.own_question import own_question

    test, problems = read_printed(path)
    if test is not None:
        own = [own_question(at, each.text, each.key) for at, each in enumerate(test.free, 1)]
        problems += test_flaws(test.quizzes, Position(path.as_posix()), own)
    say(problems_text(problems, None, style), nl=False)
    if has_errors(problems) or (strict and problems):
        sys.exit(1)
    if style == "text" and test is not None:
        questions = counted(len(test.quizzes[0].items) + len(test.free), "question")
        verdict = counted(len(problems), "warning") if problems else "nothing is wrong"
        variants = counted(len(test.quizzes), "variant")
        say(f"{questions}, {counted(test.points, 'point')}, {variants}: {verdict}")


def number_of(severity: Severity, compiled: Compiled) -> int:
    """Return how many diagnostics are as bad as that."""
    return sum(each.severity is severity for each in compiled.diagnostics)


def in_order_line(compiled: Compiled) -> str:
    """Return one line that says what is in order, and how many warnings there are."""
    questions = sum(map(len, compiled.questions.values()))
    warnings = number_of(Severity.WARNING, compiled)
    notices = number_of(Severity.NOTICE, compiled)
    verdict = f"{counted(warnings, 'warning')}, no errors" if warnings else "nothing is wrong"
    if notices:
        verdict += f", {counted(notices, 'notice')}"
    decks = counted(len(compiled.collection.decks), "deck")
    facts = counted(len(compiled.questions), "fact")
    return f"{decks}, {facts}, {counted(questions, 'question')}: {verdict}"
