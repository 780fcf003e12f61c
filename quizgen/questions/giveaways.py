"""Find what gives away the key of a choice to somebody who knows nothing of its subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import combinations
from statistics import median

from quizgen.knowledge import Vocabulary
from quizgen.text import sameness
from quizgen.text.folding import folded
from quizgen.text.prose import unaccented
from quizgen.text.wording import Wording
from quizgen.text.words import words

LONGER = 1.6  # times every wrong option: the key is found by its length alone
LONGER_BY = 1.25  # times the next option: the key stands at an end
# Below these differences in characters, nobody sees that one option is longer.
SEEN, PLAIN = 12, 20
MANY = 4  # options of which two that are the only opposites stand out
# Letters of a word that is noticed when it comes back: of an author's options, and of one of a key
# of two words at most; options of ours must not even look like it (clay, peat, star).
TELLING, TELLING_OF_KEY = 5, 4
GROWN = 3  # letters more that make another word of one: silt and siltstone


class Length(StrEnum):
    """How a key's length sets it apart."""

    FAR_LONGER = "far longer"
    LONGEST = "longest"
    UNEVEN = "uneven"


class Strength(IntEnum):
    """How strongly anything points at a key."""

    NONE = 0
    WEAK = 1  # better not, but fair
    FLAW = 2


def strength(
    stem: str, key: str, wrong: Sequence[str], vocabulary: Vocabulary, wording: Wording
) -> Strength:
    """Return how strongly these options point at the key."""
    options = (key, *wrong)
    paired = opposite(key, options, vocabulary)
    if (
        length(key, wrong)
        or echoed(stem, key, wrong, wording, TELLING_OF_KEY)
        or grows(stem, key, wrong, wording)
        or lower_case(key, wrong, vocabulary.language)
        or (paired and len(options) >= MANY)
        or converges(key, options)
        or any(overlapping_pairs(options, vocabulary.language))
    ):
        return Strength.FLAW
    return Strength.WEAK if paired else Strength.NONE


def length(key: str, wrong: Sequence[str]) -> Length | None:
    """Return how the key's length sets it apart, if it does."""
    own, lengths = len(key), [len(text) for text in wrong]
    longest, shortest = max(lengths), min(lengths)
    most, least, more = max(longest, own), min(shortest, own), own - longest
    extra = len(words(key)) - max(len(words(text)) for text in wrong)
    if own >= LONGER * longest and more >= PLAIN:
        return Length.FAR_LONGER
    if more > 0 and (extra >= 3 or (more >= SEEN and more > 0.25 * median([own, *lengths]))):
        return Length.LONGEST
    # Where the key is neither the longest nor the shortest, its length says nothing.
    if (own > longest or LONGER_BY * own < shortest) and most > 2 * least and most - least >= PLAIN:
        return Length.UNEVEN
    return None


def lower_case(key: str, wrong: Iterable[str], language: str = "en") -> bool:
    """Tell whether the key alone begins in lower case."""
    # A name is written as it is, so a capital counts only if every wrong option has one; the
    # article of a name has none.
    named = sameness.without_article(key, language)[:1].isupper()
    return not named and all(text[:1].isupper() for text in wrong)


def echoed(
    stem: str, key: str, wrong: Iterable[str], wording: Wording, fewest: int = TELLING
) -> str:
    """Return a telling word of the stem that the key alone repeats, or nothing.

    It may come back in another number or with other accents, unless that is what is asked for.
    """
    shared = roots(key, stem, wording)
    is_short = len(words(sameness.without_article(key, wording.language))) <= 2
    telling = telling_roots(stem, wording, TELLING_OF_KEY if is_short else fewest)
    if telling.isdisjoint(shared):
        return ""
    offered = {each for text in wrong for each in roots(text, stem, wording)}
    return next((word for each, word in shared.items() if each in telling - offered), "")


def grows(stem: str, key: str, wrong: Iterable[str], wording: Wording) -> bool:
    """Tell whether of the options the key alone has a word that grows from one of the stem.

    Or the stem has one that grows from a word of the key: silt hardens to siltstone. What only ends
    alike says nothing: mammals are animals, as birds are.
    """
    if not wording.asked_forms.isdisjoint(words(stem)):
        return False
    said = roots(stem, stem, wording).keys() - wording.function

    def is_kin(text: str) -> bool:
        own = roots(text, stem, wording).keys() - wording.function
        return any(_grows(one, other) for one in own for other in said)

    return is_kin(key) and not any(map(is_kin, wrong))


def _grows(one: str, other: str) -> bool:
    """Tell whether the longer of two words is the shorter with more behind it."""
    short, long = sorted((one, other), key=len)
    is_longer = len(long) >= len(short) + GROWN
    return len(short) >= TELLING_OF_KEY and is_longer and long.startswith(short)


def telling_roots(text: str, wording: Wording, fewest: int = TELLING) -> frozenset[str]:
    """Return the words of a text that say what it is about, by what they are seen to be.

    They have so many letters at the `fewest`.
    """
    said = roots(text, text, wording)
    return frozenset(
        each for each, word in said.items() if len(word) >= fewest and word not in wording.function
    )


def roots(text: str, stem: str, wording: Wording) -> dict[str, str]:
    """Return the words of a text by what they are seen to be: singular and without accents.

    In a stem that asks for a form, such as a plural, each word is what it is.
    """
    said = words(text)
    if not wording.asked_forms.isdisjoint(words(stem)):
        return {word: word for word in said}
    return {root(word, wording.language): word for word in said}


@lru_cache(maxsize=1 << 16)
def root(word: str, language: str = "en") -> str:
    """Return what a word of a text is seen to be: in the singular and without its accents."""
    return unaccented(folded(word, language))


def opposite(key: str, options: Sequence[str], vocabulary: Vocabulary) -> str:
    """Return the option that makes with the key the only pair of opposites, or nothing.

    Of three options, two may be one.
    """
    pairs = [
        {one, other}
        for index, one in enumerate(options)
        for other in options[:index]
        if vocabulary.opposed(one, other)
    ]
    return next(iter(pairs[0] - {key})) if len(pairs) == 1 and key in pairs[0] else ""


def converges(key: str, options: Iterable[str]) -> bool:
    """Tell whether the key alone has, wherever the options differ, what most of them have."""
    rows = [words(text) for text in options]
    if len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:
        return False
    slots = [Counter(slot) for slot in zip(*rows, strict=True)]
    differing = [index for index, counts in enumerate(slots) if len(counts) > 1]

    def central(row: tuple[str, ...]) -> bool:
        return all(slots[i][row[i]] == max(slots[i].values()) > 1 for i in differing)

    return len(differing) >= 2 and [row for row in rows if central(row)] == [words(key)]


def overlapping_pairs(options: Iterable[str], language: str = "en") -> Iterator[tuple[str, str]]:
    """Yield the pairs of quantities among the options that have something in common."""
    values = [text for text in options if sameness.states_value(text, language)]
    for one, other in combinations(values, 2):
        if sameness.overlaps(one, other, language):
            yield one, other
