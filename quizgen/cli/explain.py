"""Say what a question is and why: the verb `explain`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.decks import compile_source, find_source
from quizgen.cli.messages import say
from quizgen.cli.options import format_option, path_argument, seed_option

if TYPE_CHECKING:
    from quizgen.questions.question import About, Question


@click.command()
@click.argument("id")
@path_argument
@seed_option
@format_option
def explain(*, id: str, path: Path | None, seed: str, style: str) -> None:
    """Say what a question is, why its key is right and each option wrong.

    ID is a fact's id, or a question's id as `quizgen list --questions` shows it.

    \b
    Examples:
      quizgen explain chvostek
      quizgen explain chvostek/points-to/choice
    """
    source, _ = find_source(path)
    compiled = compile_source(source, seed, style)
    questions = [each for group in compiled.questions.values() for each in group]
    wanted = [question for question in questions if question.id == id or question.about.fact == id]
    if not wanted:
        from quizgen.diagnostics import did_you_mean

        known = [*compiled.questions] if "/" not in id else [question.id for question in questions]
        hint = did_you_mean(id, known)
        raise click.BadParameter(
            f"no fact and no question is called `{id}`" + (f"; {hint}" if hint else ""),
            param_hint="ID",
        )
    say(explanation(wanted), nl=False)


def explanation(questions: Sequence[Question]) -> str:
    """Return each question with its key, why that is right, and why each option is wrong."""
    from quizgen.questions.question import AnyChoice, Cloze, TrueFalse
    from quizgen.quiz.types.passage import passage_lines
    from quizgen.text.markup import plain

    lines = _about(questions[0].about)
    for question in questions:
        lines += ["", f"{question.id}  ({question.level})"]
        if question.stem:
            lines.append(f"  {plain(question.stem)}")
        if isinstance(question, Cloze):
            lines += passage_lines(question)
        lines.append(f"  key: {plain(question.key_text)}")
        if question.because:
            lines.append(f"    right: {plain(question.because)}")
        if isinstance(question, AnyChoice):
            for each in question.distractors:
                lines.append(f"  wrong: {plain(each.text)}")
                lines.append(f"    {plain(each.because)} [{each.reason}]")
        if isinstance(question, TrueFalse) and question.reason:
            lines.append(f"    [{question.reason}]")
    return "\n".join(lines) + "\n"


def _about(about: About) -> list[str]:
    from quizgen.text.markup import plain

    lines = [
        f"{about.fact}: {about.kind}, {plain(' › '.join(about.path))}",
        f"stated at {about.position}",
    ]
    if about.why:
        lines.append(f"why: {plain(about.why)}")
    lines += [f"{each.kind}: {plain(each.alt)} (with the {each.side})" for each in about.media]
    for option, media in about.option_media.items():
        for each in media:
            place = f"with the option `{plain(option)}`"
            lines.append(f"{each.kind}: {plain(each.alt)} ({place})")
    lines += [f"source: {plain(source)}" for source in about.sources]
    return lines
