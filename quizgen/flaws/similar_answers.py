"""Find the answers of a deck that are a slip of the pen apart, or opposites by a prefix.

They are looked up by what they share: comparing all with all would take the square of their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from quizgen.grading.slips import budget, distance
from quizgen.text.word_families import is_pole, opposites

SHORTEST = 6  # letters; shorter words are near to too many others to say anything


def similar_pairs(texts: Iterable[str], language: str = "en") -> Iterator[tuple[str, str]]:
    """Yield the pairs of texts that differ in one word only, an opposite or a few slips away."""
    # By what stands around a word: the text of each word that stands there.
    frames: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for text in texts:
        tokens = text.split(" ")
        for place, word in enumerate(tokens):
            # Numbers and short words are marked exactly.
            if len(word) >= SHORTEST and word.isalpha():
                frames[(*tokens[:place], "", *tokens[place + 1 :])][word] = text
    for by_word in frames.values():
        if len(by_word) > 1:
            for one, other in sorted(_near(by_word) | _opposites(by_word, language)):
                yield by_word[one], by_word[other]


def _near(words: Collection[str]) -> set[tuple[str, str]]:
    # Two words that are two slips apart become one when two letters are taken out of the longer one
    # and so many of the other that both are as long: so each is kept with letters taken out.
    lengths = set(map(len, words))
    index: dict[str, list[str]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    for word in sorted(words, key=lambda each: (len(each), each)):
        length, most = len(word), budget(len(word))
        rests = [_without_letters(word, number) for number in range(most + 1)]
        # What is shorter may have fewer slips, and have to be a slip nearer.
        slips = {budget(each) for each in lengths if each <= length <= each + budget(each)}
        shared = {rest for number in slips for rest in rests[number]}
        for other in {other for rest in shared for other in index.get(rest, ())}:
            if distance(other, word) <= budget(len(other)) and not _is_plural(other, word):
                pairs.add((other, word))
        for number, shorter in enumerate(rests):
            if length + most - number in lengths:  # else there is none that becomes so short
                for rest in shorter:
                    index[rest].append(word)
    return pairs


def _without_letters(word: str, number: int) -> set[str]:
    """Return what is left of a word without so many of its letters."""
    return set(map("".join, combinations(word, len(word) - number)))


def _opposites(words: Collection[str], language: str) -> set[tuple[str, str]]:
    return {
        (one, other)
        for one in words
        for other in opposites(one, language)
        if other in words and one < other and not is_pole(one, language)
    }


def _is_plural(one: str, other: str) -> bool:
    """Tell whether the second of two words is the plural of the first."""
    return other in (one + "s", one + "es")
