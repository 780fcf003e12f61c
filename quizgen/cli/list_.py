"""The verb `list`: list facts or questions."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.running import (
    compile_source,
    deck_option,
    demand_known,
    find_source,
    format_option,
    path_argument,
    seed_option,
)


@click.command("list")
@path_argument
@click.option("--questions", "by_question", is_flag=True, help="List questions instead of facts.")
@deck_option
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only facts of this kind.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only questions of this type.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@seed_option
@format_option
def list_(
    path: Path | None,
    by_question: bool,
    decks: tuple[str, ...],
    kinds: tuple[str, ...],
    types: tuple[str, ...],
    as_json: bool,
    seed: str,
    style: str,
) -> None:
    """List facts, or questions, by deck, kind and type.

    \b
    Examples:
      quizgen list
      quizgen list --questions --type choice
      quizgen list --kind sign --json
    """
    from quizgen.cli import tables as report
    from quizgen.language.facts import KINDS
    from quizgen.questions.types import TYPES

    demand_known(kinds, KINDS, "--kind")
    demand_known(types, (each.type for each in TYPES), "--type")
    source, _ = find_source(path)
    compiled = compile_source(source, seed, style, decks)
    rows = [
        [question for question in questions if not types or question.type in types]
        for questions in compiled.questions.values()
        if questions
        and (not decks or questions[0].about.deck in decks)
        and (not kinds or questions[0].about.kind in kinds)
    ]
    click.echo(report.listed([row for row in rows if row], by_question, as_json), nl=False)
