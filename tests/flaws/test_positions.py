"""The key stands in every place as often as in any other, whichever wrong options were chosen."""

from __future__ import annotations

from collections import Counter

from conftest import compile_text, deck

from quizgen.flaws.whole_deck import at_least
from quizgen.questions.question import Choice

NEVER = [
    f"wrong {letter}" for letter in "abcdefgh"
]  # more than are offered, so that some have to be chosen


def test_the_key_is_in_every_place_as_often() -> None:
    items = [f"right {number}" for number in range(400)]
    compiled = compile_text(deck(f"- {{id: l, list: sign, items: {items}, never: {NEVER}}}"))
    choices = [each for each in compiled.questions["l"] if isinstance(each, Choice)]
    places = Counter(each.options.index(each.key) for each in choices)
    assert len(choices) == 400
    for place in range(4):
        assert at_least(places[place], [0.25] * 400) > 0.001, places
