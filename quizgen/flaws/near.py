"""Gives pairs of texts that are a slip of the pen apart, found by what they share, not by comparing all with all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

SHORTEST = 6  # letters; shorter words are near to too many others to say anything
MOST = 2  # slips: a letter too many, too few, another, or two in each other's place
_POLES = re.compile(r"(hypo|hyper|macro|micro|intra|inter|pre|post|brady|tachy)(?=[a-z]{4})")


def near_pairs(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each pair of texts that differ in one word only, by two slips at most or by a pole such as hypo- and hyper-."""
    frames: dict[tuple[str, ...], dict[str, str]] = defaultdict(
        dict
    )  # what stands around a word: the word: the text
    for text in texts:
        said = text.split(" ")
        for place, word in enumerate(said):
            if (
                len(word) >= SHORTEST and word.isalpha()
            ):  # numbers and short words are marked exactly
                frames[(*said[:place], "", *said[place + 1 :])][word] = text
    for found in frames.values():
        if len(found) > 1:
            yield from (
                (found[one], found[other]) for one, other in sorted(_near(found) | _poles(found))
            )


def _near(words: Iterable[str]) -> set[tuple[str, str]]:
    # Two words that are two slips apart become one when at most two letters are taken out of each.
    index: dict[str, list[str]] = defaultdict(list)
    found: set[tuple[str, str]] = set()
    for word in sorted(words, key=lambda each: (len(each), each)):
        shorter = _without_letters(word)
        candidates = {other for rest in shorter for other in index.get(rest, ())}
        found |= {
            (other, word)
            for other in candidates
            if slips(other, word) <= MOST and not _inflected(other, word)
        }
        for rest in shorter:
            index[rest].append(word)
    return found


def _without_letters(word: str) -> set[str]:
    """The word, and what is left of it without one or two of its letters."""
    found = {word}
    for _ in range(MOST):
        found |= {rest[:place] + rest[place + 1 :] for rest in found for place in range(len(rest))}
    return found


def _poles(words: Iterable[str]) -> set[tuple[str, str]]:
    by_rest: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        rest = _POLES.sub("~", word, count=1)
        if rest != word:
            by_rest[rest].append(word)
    return {
        (one, other)
        for same in by_rest.values()
        for index, other in enumerate(same)
        for one in same[:index]
    }


def _inflected(one: str, other: str) -> bool:
    """Whether two words are one and its plural."""
    return other in (one + "s", one + "es")


def slips(one: str, other: str) -> int:
    """How many slips apart two words are: the optimal string alignment distance."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for k, against in enumerate(other, start=1):
            cost = min(before[k] + 1, row[-1] + 1, before[k - 1] + (letter != against))
            if i > 1 and k > 1 and letter == other[k - 2] and one[i - 2] == against:
                cost = min(cost, last[k - 2] + 1)
            row.append(cost)
    return row[-1]
