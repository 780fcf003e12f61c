"""Assign typed entries to the members of a list.

Entries are separated by commas, semicolons, lines or "and", but a member that has these in it is
found whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from quizgen.grading.lexicon import Lexicon
from quizgen.grading.marks import Verdict
from quizgen.grading.typed_answers import Expected, Judgement, is_unknowing, judge
from quizgen.text.answer_forms import LONGEST, clean, form

_SEPARATOR = re.compile(
    r"\s*(?:[,;\n\r\t•·]|(?<!\S)(?:and|&)(?!\S)|(?<!\S)[-*](?=\s))+\s*", re.IGNORECASE
)
_MOST = 100  # entries that are looked at
_LEVELS = (Verdict.RIGHT, Verdict.SLIP, Verdict.CLOSE)


class Assigned(NamedTuple):
    """For each member, the entry that is it, with its judgement, or None; and the other entries."""

    members: list[tuple[str, Judgement] | None]
    extras: tuple[str, ...]


def assign(response: Sequence[str], members: Sequence[Expected], lexicon: Lexicon) -> Assigned:
    """Give each member the best of the entries, so that as many as can be are right.

    Duplicates count for nothing.
    """
    typed = (
        entry for text in response[:_MOST] for entry in _entries(text[:LONGEST], members, lexicon)
    )
    entries = list(islice(typed, _MOST))
    entries = list({form(entry).key: entry for entry in reversed(entries)}.values())[::-1]
    judgements = [
        [judge(entry, member, lexicon, members) for member in members] for entry in entries
    ]
    holder: dict[int, int] = {}  # member -> entry
    for level in range(len(_LEVELS)):
        allowed = _LEVELS[: level + 1]
        for entry in range(len(entries)):
            if entry not in holder.values():
                _place(entry, judgements, allowed, holder, set())
    assigned = [
        (entries[holder[at]], judgements[holder[at]][at]) if at in holder else None
        for at in range(len(members))
    ]
    used = set(holder.values())
    extras = tuple(
        clean(entry)
        for at, entry in enumerate(entries)
        if at not in used
        and not any(each.verdict.counts for each in judgements[at])
        and not is_unknowing(entry)
    )
    return Assigned(assigned, extras)


def _place(
    entry: int,
    judgements: Sequence[Sequence[Judgement]],
    allowed: Sequence[Verdict],
    holder: dict[int, int],
    tried: set[int],
) -> bool:
    """Find the entry a member, moving others to another of theirs if need be (Kuhn's way)."""
    for member, judgement in enumerate(judgements[entry]):
        if judgement.verdict in allowed and member not in tried:
            tried.add(member)
            if member not in holder or _place(holder[member], judgements, allowed, holder, tried):
                holder[member] = entry
                return True
    return False


def _entries(text: str, members: Sequence[Expected], lexicon: Lexicon) -> Iterator[str]:
    """Yield the entries of a text; the longest run of pieces that is one member is one entry."""
    marks = [match.span() for match in _SEPARATOR.finditer(text)][:_MOST]
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(text)]
    compound = [member for member in members if any(each.members for each in member.forms)]
    at = 0
    while at < len(starts):
        last = at
        if not text[starts[at] : ends[at]].strip():
            at += 1
            continue
        for end in range(min(len(ends), at + 8) - 1, at, -1):
            run = text[starts[at] : ends[end]]
            if any(judge(run, member, lexicon).verdict.counts for member in compound):
                last = end
                break
        entry = text[starts[at] : ends[last]].strip()
        if entry and form(entry).words:
            yield entry
        at = last + 1
