"""The verb `explain`: say what a question is and why."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.running import (
    compile_source,
    find_source,
    format_option,
    path_argument,
    seed_option,
)


@click.command()
@click.argument("id")
@path_argument
@seed_option
@format_option
def explain(id: str, path: Path | None, seed: str, style: str) -> None:
    """Say what a question is, why its key is right and each option wrong.

    ID is a fact's id, or a question's id as `quizgen list --questions` shows it.

    \b
    Examples:
      quizgen explain chvostek
      quizgen explain chvostek/points-to/choice
    """
    from quizgen.cli import tables as report

    source, _ = find_source(path)
    compiled = compile_source(source, seed, style)
    questions = [question for found in compiled.questions.values() for question in found]
    wanted = [question for question in questions if question.id == id or question.about.fact == id]
    if not wanted:
        from quizgen.diagnostics import did_you_mean

        known = [*compiled.questions] if "/" not in id else [question.id for question in questions]
        hint = did_you_mean(id, known)
        raise click.BadParameter(
            f"no fact and no question is called `{id}`" + (f"; {hint}" if hint else ""),
            param_hint="ID",
        )
    click.echo(report.explained(wanted), nl=False)
