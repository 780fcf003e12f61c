"""Assign typed entries to the members of a list.

Entries are separated by commas, semicolons, strokes, lines, numbers or "and", and by blanks where
they can only be members; a member that has these in it is found whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from quizgen.grading.lexicon import Lexicon
from quizgen.grading.marks import Verdict
from quizgen.grading.typed_answers import Expected, Judgement, is_unknowing, judge
from quizgen.text.answer_forms import LONGEST, clean, form

_SEPARATOR = re.compile(
    r"\s*(?:[,;/\n\r\t•·]|(?<!\S)(?:and|&)(?!\S)|(?<!\S)[-*](?=\s)|(?<!\S)\d{1,2}[.)](?=\s))+\s*",
    re.IGNORECASE,
)
_LONGEST_RUN = 8  # pieces, or words, that are tried as one member
_MOST_WORDS = 40  # of a line that is parted at its blanks
_MOST = 100  # entries that are looked at
_LEVELS = (Verdict.RIGHT, Verdict.SLIP, Verdict.CLOSE)


def share_of(right: int, extras: int, asked: int) -> float:
    """Return the share of a list's points: what is named beyond the number asked costs one each.

    Within the number, what is wrong earns nothing.
    """
    excess = max(0, right + extras - asked)
    return max(0, right - excess) / asked


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
    entries = list(
        {form(entry, lexicon.language).key: entry for entry in reversed(entries)}.values()
    )[::-1]
    judgements = [
        [judge(entry, member, lexicon, members, in_list=True) for member in members]
        for entry in entries
    ]
    holder = _matched(judgements)
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


def exchange(texts: Sequence[str], answers: Sequence[Expected], lexicon: Lexicon) -> list[Expected]:
    """Return interchangeable answers in the order that suits the texts typed for them best."""
    judgements = [
        [judge(text, answer, lexicon, answers, in_list=True) for answer in answers]
        for text in texts
    ]
    holder = _matched(judgements)
    text_of = {text: answers[member] for member, text in holder.items()}
    left = [answer for member, answer in enumerate(answers) if member not in holder]
    return [text_of[at] if at in text_of else left.pop(0) for at in range(len(answers))]


def _matched(judgements: Sequence[Sequence[Judgement]]) -> dict[int, int]:
    """Return for members the entry that each is, so that as many as can be are right.

    `judgements` has a row for each entry and a column for each member.
    """
    holder: dict[int, int] = {}
    for level in range(len(_LEVELS)):
        allowed = _LEVELS[: level + 1]
        for entry in range(len(judgements)):
            if entry not in holder.values():
                _place(entry, judgements, allowed, holder, set())
    return holder


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
    compound = [member for member in members if _is_compound(member)]
    at = 0
    while at < len(starts):
        last = at
        if not text[starts[at] : ends[at]].strip():
            at += 1
            continue
        for end in range(min(len(ends), at + _LONGEST_RUN) - 1, at, -1):
            if _is_one_of(text[starts[at] : ends[end]], compound, lexicon):
                last = end
                break
        entry = text[starts[at] : ends[last]].strip()
        if entry and form(entry, lexicon.language).words:
            yield from _parted_at_blanks(entry, members, lexicon)
        at = last + 1


def _is_compound(member: Expected) -> bool:
    return any(each.members for each in member.forms) or bool(_SEPARATOR.search(member.answer))


def _is_one_of(text: str, members: Iterable[Expected], lexicon: Lexicon) -> bool:
    return any(judge(text, member, lexicon, in_list=True).verdict.counts for member in members)


def _parted_at_blanks(entry: str, members: Sequence[Expected], lexicon: Lexicon) -> tuple[str, ...]:
    """Return an entry as the members that it is one behind the other, or else as it is."""
    words = entry.split()
    if not 1 < len(words) <= _MOST_WORDS or _is_one_of(entry, members, lexicon):
        return (entry,)
    entries: list[str] = []
    at = 0
    while at < len(words):
        runs = (
            " ".join(words[at:end])
            for end in range(min(len(words), at + _LONGEST_RUN), at, -1)
            if end - at < len(words)
        )
        run = next((each for each in runs if _is_one_of(each, members, lexicon)), None)
        if run is None:
            return (entry,)
        entries.append(run)
        at += len(run.split())
    return tuple(entries)


def judge_members(
    text: str, members: Sequence[Expected], lexicon: Lexicon, beside: Sequence[Expected] = ()
) -> tuple[float, Judgement]:
    """Return the share and the verdict of one text that is to name several members.

    What is true `beside` the members counts in place of one that is missing.
    """
    assigned = assign([text], [*members, *beside], lexicon)
    verdicts = [pair[1].verdict for pair in assigned.members if pair]
    right = min(sum(verdict.counts for verdict in verdicts), len(members))
    share = share_of(right, len(verdicts) - right + len(assigned.extras), len(members))
    if share == 1:
        has_slip = Verdict.SLIP in verdicts
        return share, Judgement(Verdict.SLIP if has_slip else Verdict.RIGHT)
    if right:
        return share, Judgement(Verdict.CLOSE, note=f"{right} of {len(members)}")
    if not text.strip():
        return share, Judgement(Verdict.MISSING)
    return share, Judgement(Verdict.DONT_KNOW if is_unknowing(text) else Verdict.WRONG)
