"""Show what the answers so far amount to: the verb `stats`."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.running import (
    clock_ms,
    compile_source,
    deck_option,
    history_option,
    open_history,
    path_argument,
    say,
    utc_offset,
)


@click.command()
@path_argument
@deck_option
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@history_option
def stats(
    *, path: Path | None, decks: tuple[str, ...], as_json: bool, history: Path | None
) -> None:
    """Show what your answers amount to: scores, weak topics, confusions, retention, what is due.

    With PATH, of the facts that stand there now; without, of everything that was ever answered.

    \b
    Examples:
      quizgen stats
      quizgen stats --deck minerals
      quizgen stats --json
    """
    import json
    from dataclasses import asdict

    from quizgen.history.stats import statistics
    from quizgen.history.store import HistoryError
    from quizgen.terminal.statistics import statistics_text

    facts = set(compile_source(path, "0", "text", decks).questions) if path else None
    try:
        with open_history(history, write=False) as opened:
            log, reviews, memories = list(opened.log()), opened.reviews(), opened.memories()
            scheduler = opened.scheduler
    except HistoryError as error:
        raise click.ClickException(str(error)) from error
    if decks or facts is not None:
        log = [each for each in log if not decks or each.deck in decks]
        log = [each for each in log if facts is None or each.fact in facts]
        questions = {part.question for record in log for part in record.parts}
        reviews = [review for review in reviews if review.question in questions]
        memories = {
            question: memory for question, memory in memories.items() if question in questions
        }
    now = clock_ms()
    figures = statistics(log, reviews, memories, scheduler, scheduler.day(now, utc_offset(now)))
    if as_json:
        say(json.dumps(asdict(figures), ensure_ascii=False, indent=2))
    else:
        say(statistics_text(figures), nl=False, drawn=True)
