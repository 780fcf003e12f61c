"""Arrange the items of a section: the letters of keys spread, true and false in no long run."""

# Where a key stands says nothing of what is right. Left to chance, it does: one letter for half of
# a section, four of one in a row. So the places of keys are dealt out: a letter that is behind
# comes sooner, none three times running, and, since neighbours have neighbouring variants, none at
# a number where an earlier variant has the same, if it can be helped. Values keep their rising
# order; their letters are counted, not moved. Of statements, true ones stand where the variant
# before has false ones.

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from quizgen.questions.distractors import rank
from quizgen.quiz.selection import Candidate
from quizgen.quiz.types import ITEMS, ChoiceItem, Draw, Item, TrueFalseItem, letters

LONGEST_RUN = 3  # of one truth
LONGEST_RUN_OF_LETTERS = 2


def arranged(entries: Sequence[Candidate], draw: Draw, first: int) -> list[Item]:
    """Return the items of a section in order, numbered from `first`."""
    type_ = entries[0][0].type
    made = _made(entries, draw)
    if type_ == "choice":
        made = _dealt(entries, draw, made)
    if type_ == "true-false":
        made = _judged(entries, draw, made)
    numbered = enumerate(made, first)
    return [item.model_copy(update={"number": number}) for number, item in numbered]


def _made(entries: Sequence[Candidate], draw: Draw) -> list[Item]:
    """Return the items in an order by hash, as each comes by itself."""
    order = sorted(entries, key=lambda each: rank(draw.key, "", each[0].id))
    return [ITEMS[each[0].type].of(each, 1, draw) for each in order]


def _judged(entries: Sequence[Candidate], draw: Draw, items: list[Item]) -> list[Item]:
    """Return statements in an order of truths that is not the variant's before."""
    before: list[bool] = []
    for variant in _earlier(draw):
        other = _without_runs(_made(entries, draw._replace(variant=variant)), before)
        before = [each.truth for each in other]
    return list(_without_runs(items, before))


def _without_runs(items: Sequence[Item], before: Sequence[bool]) -> list[TrueFalseItem]:
    """Return statements so that no more than a few of one truth follow one another.

    As far as can be, none stands where one of the same truth did `before`.
    """
    rest = [each for each in items if isinstance(each, TrueFalseItem)]
    order: list[TrueFalseItem] = []
    while rest:
        last = [each.truth for each in order[-LONGEST_RUN:]]
        unwanted = last[0] if len(last) == LONGEST_RUN and len(set(last)) == 1 else None
        # The truth of which many are left comes first, lest they be a run at the end.
        true = sum(each.truth for each in rest)
        false = len(rest) - true
        if unwanted is None and max(true, false) > LONGEST_RUN * min(true, false):
            unwanted = true < false
        if unwanted is None and len(order) < len(before):
            unwanted = before[len(order)]
        item = next((each for each in rest if each.truth is not unwanted), rest[0])
        rest.remove(item)
        order.append(item)
    return order


def _dealt(entries: Sequence[Candidate], draw: Draw, items: list[Item]) -> list[Item]:
    """Return choices with the places of their keys dealt out, apart from earlier variants'."""
    before: list[list[str]] = []
    for variant in _earlier(draw):
        other = draw._replace(variant=variant)
        row = _apart(_made(entries, other), before)
        before.append(_places(row, other, before))
    order = _apart(items, before)
    places = _places(order, draw, before)
    return [item.with_key_at(place) for item, place in zip(order, places, strict=True)]


def _apart(items: Sequence[Item], before: Sequence[Sequence[str]]) -> list[ChoiceItem]:
    """Return choices so that keys which cannot be moved make no run of one letter.

    As far as can be, none stands where the variant before has its letter.
    """
    rest = [each for each in items if isinstance(each, ChoiceItem)]
    order: list[ChoiceItem] = []
    while rest:
        last = {_fixed(each) for each in order[-LONGEST_RUN_OF_LETTERS:]}
        left = Counter(filter(None, map(_fixed, rest)))
        is_run = len(order) >= LONGEST_RUN_OF_LETTERS and len(last) == 1
        unwanted = last - {""} if is_run else set()
        # The letter of which many are left comes first, lest they be a run at the end.
        letter, most = max(left.items(), key=lambda each: each[1], default=("", 0))
        if most > LONGEST_RUN_OF_LETTERS * (len(rest) - most) and letter not in unwanted:
            unwanted |= {_fixed(each) for each in rest} - {letter}
        fitting = [each for each in rest if _fixed(each) not in unwanted] or rest
        met = before[-1][len(order)] if before else None
        item = next((each for each in fitting if _fixed(each) != met), fitting[0])
        rest.remove(item)
        order.append(item)
    return order


def _fixed(item: ChoiceItem) -> str:
    """Return the letter of a key that cannot be moved."""
    return "" if item.movable else item.keys[0]


def _earlier(draw: Draw) -> list[str]:
    """Return the letters of the variants before one, none for one without a letter."""
    if draw.variant not in _LETTERS:
        return []
    return list(takewhile(lambda each: each != draw.variant, _LETTERS))


_LETTERS = [letter for letter, _ in zip(letters(), range(26), strict=False)]


def _places(
    choices: Sequence[ChoiceItem], draw: Draw, before: Sequence[Sequence[str]]
) -> list[str]:
    """Return for each choice the letter that its key is to have."""
    fixed = list(map(_fixed, choices))
    used = Counter(filter(None, fixed))
    places: list[str] = []
    for at, item in enumerate(choices):
        if fixed[at]:
            places.append(fixed[at])
            continue
        own = [option.letter for option in item.options]
        following = [each for each in fixed[at + 1 : at + 1 + LONGEST_RUN_OF_LETTERS] if each]

        costs = {}
        for letter in own:
            runs = [*places[-LONGEST_RUN_OF_LETTERS:], *following].count(letter)
            ahead = used[letter] - min(used[each] for each in own)
            cost = 100 * (runs >= LONGEST_RUN_OF_LETTERS) + 10 * max(0, ahead - 1)
            # The nearest variant counts most: it lies on the next desk.
            met = (len(before) - ago for ago, row in enumerate(before) if row[at] == letter)
            costs[letter] = cost + sum(8 // distance for distance in met)
        place = min(own, key=lambda each: (costs[each], rank(draw.key, item.id, each)))
        used[place] += 1
        places.append(place)
    return places
