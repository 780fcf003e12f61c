"""Part a typed answer from the reason or the consequence that its writer put behind it.

`higher, especially with high doses` says `higher`. By which words such an addition begins is a
table of each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from quizgen.text.languages import any_of, table
from quizgen.text.prose import words_of
from quizgen.text.sameness import unframed
from quizgen.text.word_families import denies


class Parted(NamedTuple):
    """What stands before the first joint of a text, and what stands behind it."""

    core: str
    reason: str


def part(text: str, language: str) -> Parted | None:
    """Return a text in two at its first joint, or None where it has none between words.

    Some joints are such only behind a comma: `so`, `since`, `as`, `which`.
    """
    joint = _joint(language).search(text)
    if joint is None:
        return None
    core, reason = text[: joint.start()].strip(" ,–—-"), text[joint.end() :].strip(" ,")
    return Parted(core, reason) if core and reason else None


def has_joint(text: str, language: str) -> bool:
    """Tell whether a text has a joint, even as its first words."""
    return _joint(language).search(f" {text} ") is not None


def pieces(reason: str, language: str) -> Iterator[str]:
    """Yield a reason, and what stands between its marks, each also without what frames it.

    What stands behind a preposition (especially in the heart) is named for nothing else.
    """
    prepositions = words_of(language).behind_noun
    for piece in (reason, *re.split(_mark(language), reason)):
        bare = piece.strip()
        if bare.partition(" ")[0].casefold() not in prepositions - words_of(language).around:
            yield from dict.fromkeys((bare, unframed(bare, language)))


def is_denial(reason: str, language: str) -> bool:
    """Tell whether a reason denies something: it does not matter what."""
    apart = reason.casefold().replace("’", "'").replace("n't", " n't")
    return denies((word.strip('.,;:!?()"') for word in apart.split()), language)


@cache
def _joint(language: str) -> re.Pattern[str]:
    joints = table(language, "texts").get("joints", {})
    none, free, behind = (
        any_of(joints.get(key, ())) for key in ("none", "anywhere", "behind-comma")
    )
    return re.compile(
        rf"(?:,\s*(?!{none}\b)(?:{free}|{behind})|(?<=\s){free})(?=[\s,])", re.IGNORECASE
    )


@cache
def _mark(language: str) -> re.Pattern[str]:
    joints = table(language, "texts").get("joints", {})
    return re.compile(rf"[,;.:/]|\b{any_of(joints.get('alternatives', ()))}\b", re.IGNORECASE)
