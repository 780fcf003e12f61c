"""Say what a response is and what it is worth, as plain data."""

# A response is plain texts, a mark has a verdict a part. Letters, "true", a text a blank, a text a
# member: what can be written to a history, sent as JSON and marked again later. What a person says
# *instead* of an answer (that he does not know; that he had it, or missed it, where it is too long
# to be typed) is no text but a `SelfReport`, so that a typed `-` is a minus. It is stored as `?`,
# `+` or `-`, and the item says what that means. The mark says of each part which question it
# belongs to, so a gap of a passage is scheduled by itself.
#
# Marks and the history are in plain words. A mark names answers, options and confused terms
# without their markup, and what was typed as it was typed: a typed `*` is a star. So two ways to
# emphasize a term are one term in the statistics. What a person is told (`feedback`) carries the
# author's markup again, for the screen; lines and events take its plain words. The flaw checks see
# whole questions in plain words (`flaws/without_markup.py`), so lengths, words and messages are
# those that a reader sees.

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class SelfReport(StrEnum):
    """What a person says of himself instead of an answer, as it is typed and stored.

    It is no text among texts, so that nobody who types one of these signs as his answer says it.
    """

    DONT_KNOW = "?"
    HAD = "+"  # he had the answer, which is too long to be typed
    MISSED = "-"  # he had not


DONT_KNOW, HAD, MISSED = SelfReport.DONT_KNOW, SelfReport.HAD, SelfReport.MISSED

# What a person gave to an item, in the item's own order: letters for choices, orderings and
# matchings, "true" or "false", one text a blank, one a member of a list. Or what he says instead.
Response = tuple[str, ...] | SelfReport


def texts_of(response: Response) -> tuple[str, ...]:
    """Return the texts of a response: none of what is said instead of an answer."""
    return () if isinstance(response, SelfReport) else response


def is_unknown(texts: Iterable[str]) -> bool:
    """Return whether texts say no more than that their writer does not know."""
    return tuple(text.strip() for text in texts) == (DONT_KNOW,)


class Verdict(StrEnum):
    """How one part of a response is judged."""

    RIGHT = "right"
    SLIP = "slip"  # right but for its spelling
    CLOSE = "close"  # not right; the person may count it
    CONFUSED = "confused"  # another known term
    WRONG = "wrong"
    MISSING = "missing"  # nothing was given
    DONT_KNOW = "don't know"

    @property
    def counts(self) -> bool:
        """Whether it earns its points."""
        return self in (Verdict.RIGHT, Verdict.SLIP)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that an item asks for: its question, the verdict, the response, the answer."""

    question: str
    verdict: Verdict
    response: str
    answer: str
    confused_with: str = ""  # the known term that was given instead, in its author's spelling
    note: str = ""  # what the person should know of the verdict, such as a missing unit


@dataclass(frozen=True, slots=True)
class Mark:
    """What a response is worth: a share of the points, from 0 to 1, and a verdict on each part."""

    share: float
    parts: tuple[Part, ...]
    extras: tuple[str, ...] = ()  # what was given beyond what was asked
    overridden: bool = False  # the person decided, not the rules

    @property
    def right(self) -> bool:
        """Whether everything is right."""
        return self.share >= 1

    @property
    def verdict(self) -> Verdict:
        """One verdict for the whole: of its parts, the one that decides."""
        verdicts = [part.verdict for part in self.parts]
        if self.right:
            return Verdict.SLIP if Verdict.SLIP in verdicts else Verdict.RIGHT
        for verdict in (
            Verdict.CONFUSED,
            Verdict.CLOSE,
            Verdict.WRONG,
            Verdict.DONT_KNOW,
            Verdict.MISSING,
        ):
            if verdict in verdicts:
                return verdict
        return Verdict.WRONG

    def override(self, right: bool) -> Mark:
        """Return the mark as the person wants it: all right, or nothing."""
        verdict = Verdict.RIGHT if right else Verdict.WRONG
        parts = tuple(
            part
            if right == part.verdict.counts
            else replace(part, verdict=verdict, confused_with="", note="")
            for part in self.parts
        )
        return replace(self, share=1.0 if right else 0.0, parts=parts, overridden=True)
