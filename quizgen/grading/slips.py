"""Gives how far a typed text is from an answer, as a slip of the pen; knows no verdicts.

Numbers, signs, abbreviations and words of up to three letters bear no slip; others one from five letters on, and two
from nine on; none that leads towards an opposite or another known word.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from quizgen.grading.lexicon import Lexicon
from quizgen.grading.normal import Form
from quizgen.grading.opposites import is_pole, opposites, others

_LONG = 5  # words from which on an answer is a sentence, and slips are counted by word


@lru_cache(maxsize=1 << 16)
def distance(one: str, other: str) -> int:
    """Letters added, left out, changed, or changed about with their neighbour."""
    from rapidfuzz.distance import OSA  # only an answer that is typed pays for it

    return OSA.distance(one, other)


def apart(one: Form, other: Form) -> int:
    """The distance between two texts as wholes."""
    return min(distance(a, b) for a, b in zip(one.keys, other.keys, strict=True))


def budget(letters: int) -> int:
    """How many slips a word of so many letters may have."""
    return 0 if letters <= 4 else 1 if letters <= 8 else 2


def slips(
    given: Form, answer: Form, lexicon: Lexicon | None = None, own: Collection[str] = ()
) -> int | None:
    """The number of slips by which the given text is the answer, or None; `own` are the words of right answers."""
    if all(typed[:1] != key[:1] for typed, key in zip(given.keys, answer.keys, strict=True)):
        return None
    pairs = aligned(given, answer)
    if pairs is None:
        return None
    total = 0
    for typed, word in pairs:
        if typed != word:
            if not _one_slip(typed, word, answer.rigid) or (
                lexicon and _another_word(typed, word, lexicon, own)
            ):
                return None
            total += distance(typed, word)
    most = max(2, len(pairs) // 2) if len(pairs) >= _LONG else budget(max(map(len, answer.keys)))
    return total if total <= most else None


def aligned(given: Form, answer: Form) -> list[tuple[str, str]] | None:
    """The typed words beside the answer's; as one word where only the blanks can be different; None if neither."""
    typed = [pair for pair in zip(given.spelled, given.words, strict=True) if pair[0] != "of"]
    words = [pair for pair in zip(answer.spelled, answer.words, strict=True) if pair[0] != "of"]
    if len(typed) == len(words):
        # Folding turns one slip into two at times, and spelling one word in two ways; whichever is nearer.
        spellings = (zip(*pair, strict=True) for pair in zip(typed, words, strict=True))
        return [min(pair, key=lambda each: (distance(*each), -len(each[1]))) for pair in spellings]
    loose = all(
        word.isalpha() and len(word) > 3 and not is_pole(word) for _, word in (*typed, *words)
    )
    if abs(len(typed) - len(words)) == 1 and loose and not answer.rigid:
        return [("".join(word for _, word in typed), "".join(word for _, word in words))]
    return None


def veers(typed: str, word: str, tie: bool = True) -> bool:
    """Whether a typed word is nearer to another of its family than to the wanted one; or, with `tie`, as near."""
    far = distance(typed, word)
    return (
        (is_pole(typed) and typed != word)
        or any(distance(typed, other) < far for other in others(word))
        or any(distance(typed, other) < far + tie for other in opposites(word))
    )


def _one_slip(typed: str, word: str, rigid: Collection[str]) -> bool:
    if not (typed.isalpha() and word.isalpha()) or len(typed) <= 3 or word in rigid:
        return False
    return distance(typed, word) <= budget(len(word)) and not veers(typed, word)


def _another_word(typed: str, word: str, lexicon: Lexicon, own: Collection[str]) -> bool:
    return any(near not in own for near in lexicon.words_near(typed, distance(typed, word)))
