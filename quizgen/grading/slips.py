"""Gives how far a typed text is from an answer, as a slip of the pen; knows no verdicts.

Numbers, signs, abbreviations and words of up to three letters bear no slip; others one from five letters on, and two
from nine on; none that leads towards an opposite or another known word.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from rapidfuzz.distance import OSA

from quizgen.grading.lexicon import Lexicon
from quizgen.grading.normal import Form
from quizgen.grading.opposites import is_pole, rivals

_LONG = 5  # words from which on an answer is a sentence, and slips are counted by word


@lru_cache(maxsize=1 << 16)
def distance(one: str, other: str) -> int:
    """Letters added, left out, changed, or changed about with their neighbour."""
    return OSA.distance(one, other)


def budget(letters: int) -> int:
    """How many slips a word of so many letters may have."""
    return 0 if letters <= 4 else 1 if letters <= 8 else 2


def slips(given: Form, answer: Form, lexicon: Lexicon | None = None, own: Collection[str] = ()) -> int | None:
    """The number of slips by which the given text is the answer, or None; `own` are the words of right answers."""
    if given.key[:1] != answer.key[:1]:
        return None
    pairs = aligned(given, answer)
    if pairs is None:
        return None
    total = 0
    for typed, word in pairs:
        if typed != word:
            if not _one_slip(typed, word, answer.rigid) or (lexicon and _another_word(typed, word, lexicon, own)):
                return None
            total += distance(typed, word)
    most = max(2, len(pairs) // 2) if len(pairs) >= _LONG else budget(len(answer.key))
    return total if total <= most else None


def aligned(given: Form, answer: Form) -> list[tuple[str, str]] | None:
    """The typed words beside the answer's; as one word where only the blanks can be different; None if neither."""
    typed = [word for word in given.words if word != "of"]
    words = [word for word in answer.words if word != "of"]
    if len(typed) == len(words):
        return list(zip(typed, words, strict=True))
    if abs(len(typed) - len(words)) == 1 and all(each.isalpha() and not is_pole(each) for each in (*typed, *words)):
        return [("".join(typed), "".join(words))] if not answer.rigid else None
    return None


def veers(typed: str, word: str, tie: bool = True) -> bool:
    """Whether a typed word is nearer to an opposite than to the word that is wanted; or, with `tie`, as near."""
    far = distance(typed, word) + tie
    return any(distance(typed, rival) < far for rival in rivals(word)) or (is_pole(typed) and typed != word)


def _one_slip(typed: str, word: str, rigid: Collection[str]) -> bool:
    if not (typed.isalpha() and word.isalpha()) or len(typed) <= 3 or word in rigid:
        return False
    return distance(typed, word) <= budget(len(word)) and not veers(typed, word)


def _another_word(typed: str, word: str, lexicon: Lexicon, own: Collection[str]) -> bool:
    return any(near not in own for near in lexicon.words_near(typed, distance(typed, word)))
