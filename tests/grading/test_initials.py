"""A name with initials is a person's, whatever the question asks: W. A. Mozart is Mozart."""

from __future__ import annotations

import pytest

from quizgen.grading.lexicon import Lexicon
from quizgen.grading.typed_answers import expect, judge
from quizgen.knowledge import Vocabulary

GAP = "____ composed it."


@pytest.mark.parametrize(
    ("answer", "typed", "counts"),
    [
        ("W. A. Mozart", "Wolfgang Amadeus Mozart", True),
        ("W. A. Mozart", "Mozart", True),
        ("W. A. Mozart", "Leopold Mozart", False),
        ("J. S. Bach", "Johann Sebastian Bach", True),
        ("J. S. Bach", "Johann Christian Bach", False),
        ("E. coli", "coli", False),
        ("St. Petersburg", "Petersburg", False),
        ("Costa Rica", "Rica", False),
    ],
)
def test_a_name_with_initials_is_known_by_its_surname(
    answer: str, typed: str, counts: bool
) -> None:
    lexicon = Lexicon.of({}, Vocabulary(), [answer])
    assert judge(typed, expect(answer, (), lexicon, GAP), lexicon).verdict.counts is counts


def test_a_surname_that_two_share_is_not_enough() -> None:
    lexicon = Lexicon.of({}, Vocabulary(), ["J. S. Bach", "J. C. Bach"])
    assert not judge("Bach", expect("J. S. Bach", (), lexicon, GAP), lexicon).verdict.counts
