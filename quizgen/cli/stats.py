"""Show what the answers so far amount to: the verb `stats`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.clock import clock_ms, utc_offset
from quizgen.cli.decks import compile_source, find_source
from quizgen.cli.history_file import open_history
from quizgen.cli.messages import say
from quizgen.cli.options import deck_option, history_option, path_argument

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.text.wording import Wording


@click.command()
@path_argument
@deck_option
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option(
    "--flags", is_flag=True, help="What is flagged, suspended or forgotten again and again."
)
@history_option
def stats(
    *,
    path: Path | None,
    decks: tuple[str, ...],
    as_json: bool,
    flags: bool,
    history: Path | None,
) -> None:
    """Show what your answers amount to: scores, weak topics, confusions, retention, what is due.

    With PATH, of the facts that stand there now; without, of everything that was ever answered.

    \b
    Examples:
      quizgen stats
      quizgen stats --deck minerals
      quizgen stats --json
      quizgen stats decks --flags
    """
    import json
    from dataclasses import asdict

    from quizgen.history.stats import statistics
    from quizgen.history.store import HistoryError
    from quizgen.terminal.statistics import statistics_text
    from quizgen.text.wording import wording

    compiled = compile_source(path, "0", "text", decks) if path else None
    facts = set(compiled.questions) if compiled else None
    words = wording("en" if as_json else _language(compiled))
    if flags:
        say(_flags_text(history, compiled, decks, words, as_json=as_json), nl=False, drawn=True)
        return
    try:
        with open_history(history, write=False) as opened:
            log, reviews, memories = list(opened.log()), opened.reviews(), opened.memories()
            scheduler = opened.scheduler
            suspended = {
                question
                for remark in opened.remarks()
                if remark.remark == "suspend"
                for question in remark.questions
            }
    except HistoryError as error:
        raise click.ClickException(str(error)) from error
    memories = {
        question: memory for question, memory in memories.items() if question not in suspended
    }
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
        say(statistics_text(figures, words), nl=False, drawn=True)


def _language(compiled: Compiled | None) -> str:
    """Return the language of the decks that are meant, or of those that are here."""
    if compiled is not None:
        return compiled.collection.language
    from quizgen.language.loader import load

    for folder in (Path("decks"), Path()):
        if (folder / "collection.yaml").is_file():
            return load(folder)[0].language
    return "en"


def _flags_text(
    history: Path | None,
    compiled: Compiled | None,
    decks: tuple[str, ...],
    words: Wording,
    *,
    as_json: bool,
) -> str:
    """Return what was said of questions, and what is forgotten again and again, with its place.

    A question that was buried is named until the day is over. Where no decks are known, nothing is
    said of places.
    """
    import json

    from quizgen.cli.tables import drawn, table
    from quizgen.history.remarks import LEECH
    from quizgen.history.store import HistoryError
    from quizgen.text.markup import plain

    if compiled is None:
        source, _ = find_source(None)
        compiled = compile_source(source, "0", "text") if source.exists() else None
    questions = (
        [each for group in compiled.questions.values() for each in group] if compiled else []
    )
    places = {each.id: str(each.about.position) for each in questions}
    stems = {each.id: plain(each.stem) or each.about.title for each in questions}
    try:
        with open_history(history, write=False) as opened:
            remarks, memories = opened.remarks(), opened.memories()
            told = {part.question: each.stem for each in opened.log() for part in each.parts}
            scheduler = opened.scheduler
    except HistoryError as error:
        raise click.ClickException(str(error)) from error
    gone = words.say("stats.gone") if compiled is not None else ""
    kinds = {"flag": "flagged", "suspend": "suspended", "bury": "buried"}
    rows: dict[str, list[tuple[str, str, str, str]]] = {name: [] for name in kinds.values()}
    now = clock_ms()
    today = scheduler.day(now, utc_offset(now))
    for each in remarks:
        is_over = each.remark == "bury" and scheduler.day(each.at, each.offset) != today
        if not is_over and (not decks or each.deck in decks):
            place = next((places[one] for one in each.questions if one in places), gone)
            rows[kinds[each.remark]].append((place, each.item, each.stem, each.words))
    stems = told | stems
    rows["leeches"] = [
        (places.get(question, gone), question, stems.get(question, ""), str(memory.lapses))
        for question, memory in memories.items()
        if memory.lapses >= LEECH
    ]
    if as_json:
        names = ("place", "item", "stem", "words")
        data = {kind: [dict(zip(names, row, strict=True)) for row in rows[kind]] for kind in rows}
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    text = ""
    for kind, lines in rows.items():
        if lines:
            listed = table("", "", "", "")
            listed.show_header = False
            for row in sorted(lines):
                listed.add_row(*row)
            text += f"{words.say(f'stats.{kind}')}\n{drawn(listed)}\n"
    return text or f"{words.say('stats.no-flags')}\n"
