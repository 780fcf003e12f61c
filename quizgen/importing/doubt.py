"""Measure for a whole file whether it was understood: beyond a limit it is refused, not excused."""

# A file that is taken for another format becomes facts all the same, and each of them may look
# sound. What gives it away is what its rows have in common: no answer, one question for all, more
# cells than columns, signs of another format. One such row is a slip; more than half are a mistake.

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from quizgen.importing.note_readings import SHOWS, NoteReading
from quizgen.importing.source_notes import Source
from quizgen.text.markup import plain
from quizgen.text.words import normal

LEAST = 3  # notes; of fewer, nothing can be said
_FOREIGN = re.compile(
    r"\s*(?:[\[{,]\s*)*\"[\w .-]+\"\s*:"  # JSON
    r"|\s*</?\w+(?:\s+\w+=|>\s*$)"  # XML
    r"|\s*[=~]\S.*|::[^:]+::.*|.*\{\s*[=~].*"  # GIFT
    r"|\s*(?:Q|A|C|ANSWER)\s*:.*|#{1,6} .*|```.*"  # Markdown, Aiken
    r"|\s*\\(?:begin|end|item|question|choice)\b.*",  # LaTeX
    re.DOTALL,
)


def doubts_of(source: Source, readings: Sequence[NoteReading]) -> list[str]:
    """Return why a file seems not to be understood, each with its share; nothing where it is."""
    doubts = list(source.nonsense)
    total = len(readings) + source.unread
    if source.columns:
        lacking = source.unread + sum(not reading.readings for reading in readings)
        doubts += _beyond(lacking, total, "rows have no question with an answer")
        doubts += _beyond(source.ragged, total, "rows have more cells than there are columns")
        foreign = sum(_is_foreign(reading) for reading in readings)
        doubts += _beyond(foreign, total, "rows have cells in the signs of another format")
    alike, example = _alike(readings)
    return doubts + _beyond(alike, total, f"questions ask the same, such as `{example}`")


def _beyond(count: int, total: int, what: str) -> list[str]:
    is_beyond = total >= LEAST and count * 2 > total
    return [f"{count} of {total} {what}"] if is_beyond else []


def _is_foreign(reading: NoteReading) -> bool:
    note = reading.note
    if note.item is not None or note.html:
        return False
    return any(_FOREIGN.match(text) for text in note.fields.values())


def _alike(readings: Sequence[NoteReading]) -> tuple[int, str]:
    """Return how many questions ask what another asks too, with another answer, and which."""
    answers: defaultdict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    examples = {}
    for reading in readings:
        for fact in reading.readings[0] if reading.readings else ():
            if "ask" not in fact:
                continue
            # What is asked about may be seen, or stand among the options.
            beside = [fact.get(SHOWS, ()), fact.get("distractors", ())]
            asked = normal(fact["ask"]) + repr(beside)
            answers[asked].add(normal(fact["answer"]))
            counts[asked] += 1
            examples[asked] = plain(fact["ask"])[:60]
    alike = {asked: count for asked, count in counts.items() if len(answers[asked]) > 1}
    if not alike:
        return 0, ""
    return sum(alike.values()), examples[max(alike, key=lambda asked: alike[asked])]
