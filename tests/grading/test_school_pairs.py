"""Terms that are mixed up at school: none is the same as the other, and none passes for a slip of it."""

from __future__ import annotations

import re

import pytest
from rapidfuzz.distance import OSA
from school_pairs import SCHOOL_PAIRS
from slips import single_slips

from quizgen.text.dictionary import is_word
from quizgen.text.prose import prose_words
from quizgen.text.sameness import Kind, loosely, read, same
from quizgen.text.word_families import other_term


def budget(letters: int) -> int:
    return 0 if letters <= 4 else 1 if letters <= 8 else 2


def may_be_a_slip(typed: str, key: str) -> bool:
    """As a marker may use the guards, without knowing any term but the key."""
    if Kind.PROSE not in (read(key).kind, read(typed).kind) or other_term(typed, key):
        return False
    ours, theirs = ([word.casefold() for word in prose_words(each, "en")] for each in (typed, key))
    if len(ours) != len(theirs):
        ours, theirs = ["".join(ours)], ["".join(theirs)]
    for word, due in zip(ours, theirs, strict=True):
        if word == due:
            continue
        if not (word.isalpha() and due.isalpha()) or is_word(word):
            return False
        if OSA.distance(word, due) > budget(len(due)):
            return False
    return True


def test_there_are_enough() -> None:
    assert len(SCHOOL_PAIRS) >= 300
    assert len({frozenset(pair[1:]) for pair in SCHOOL_PAIRS}) >= 0.98 * len(SCHOOL_PAIRS)


@pytest.mark.parametrize("turned", [False, True])
def test_none_is_the_other(turned: bool) -> None:
    wrong = [
        (one, other)
        for _, *pair in SCHOOL_PAIRS
        for one, other in [tuple(pair)[:: -1 if turned else 1]]
        if same(one, other) or loosely(one) == loosely(other) or may_be_a_slip(one, other)
    ]
    assert not wrong


def test_a_slip_of_one_still_passes() -> None:
    terms = [each for _, *pair in SCHOOL_PAIRS for each in pair if re.fullmatch(r"[a-z]{8,}", each)]
    slips = [(slip, term) for term in terms for slip in single_slips(term)]
    passing = [pair for pair in slips if may_be_a_slip(*pair)]
    assert len(slips) > 10_000
    assert len(passing) >= 0.97 * len(slips)
