"""Tell which words, and parts of words, make another term of a term.

Neither a slip of the pen nor a rewording turns hypo- into hyper-, -itis into -osis, left into
right, a stalactite into a stalagmite. What is of one family is a table of each language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from quizgen.text.dictionary import is_word
from quizgen.text.folding import folded
from quizgen.text.languages import table
from quizgen.text.markup import plain

_SHORTEST = 4  # letters from which on a beginning also stands inside a word
_LONGEST = 40  # words of texts that are laid beside each other
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*|[^\w\s]")
_VOWELS = frozenset("aeiou")
_NO_SIGN = frozenset(".,;:!?\"'“”„«»…‘’()-–—")

_PARTS = (
    "opposite-beginnings",
    "opposite-roots",
    "beginnings",
    "roots",
    "endings",
    "misspelt-roots",
    "misspelt-endings",
)

Pairs = tuple[tuple[str, str], ...]


class _Families(NamedTuple):
    poles: dict[str, tuple[tuple[int, int], ...]]  # word -> the axes and poles that it says
    by_axis: dict[int, dict[int, tuple[str, ...]]]
    opposite_beginnings: Pairs
    opposite_roots: Pairs
    beginnings: Pairs
    roots: Pairs
    endings: Pairs
    misspelt_roots: Pairs
    misspelt_endings: Pairs
    pairs: dict[str, frozenset[str]]
    negating: tuple[str, ...]
    lacking: tuple[str, ...]


@cache
def _families(language: str) -> _Families:
    data = table(language, "families")
    poles: dict[str, list[tuple[int, int]]] = {}
    by_axis: dict[int, dict[int, tuple[str, ...]]] = {}
    for axis, line in enumerate(data.get("axes", ())):
        for pole, words in enumerate(line.split("/")):
            said = {*words.split(), *(folded(word, language) for word in words.split())}
            by_axis.setdefault(axis, {})[pole] = tuple(sorted(said))
            for word in said:
                poles.setdefault(word, []).append((axis, pole))
    pairs: dict[str, set[str]] = {}
    for line in data.get("pairs", ()):
        members = {folded(word, language) for word in line.split()} | set(line.split())
        for word in members:
            pairs.setdefault(word, set()).update(members - {word})
    parts = {name: _both_ways(data.get(name, ())) for name in _PARTS}
    return _Families(
        {word: tuple(places) for word, places in poles.items()},
        by_axis,
        parts["opposite-beginnings"],
        parts["opposite-roots"],
        parts["beginnings"],
        parts["roots"],
        parts["endings"],
        parts["misspelt-roots"],
        parts["misspelt-endings"],
        {word: frozenset(others) for word, others in pairs.items()},
        tuple(data.get("prefixes-of-negation", ())),
        tuple(data.get("endings-of-negation", ())),
    )


def _both_ways(families: Iterable[str]) -> Pairs:
    groups = [family.split() for family in families]
    return tuple(
        (one, other) for group in groups for one in group for other in group if one != other
    )


# Texts --------------------------------------------------------------------------------------------


def other_term(one: str, other: str, language: str = "en") -> str:
    """Return by what two texts are different terms: `hyper / hypo`; empty where by no family.

    Then neither is a slip, a rewording or a spelling of the other.
    """
    ours, theirs = _words(one, language), _words(other, language)
    if ours == theirs:
        return ""
    turned = _turned(ours, theirs, language) or _turned_as_one_word(ours, theirs, language)
    if turned:
        return turned
    for word, beside in _unlike(ours, theirs):
        if _of_one_family(word, beside, language):
            return f"{word} / {beside}"
    return ""


def _words(text: str, language: str) -> tuple[str, ...]:
    words: list[str] = []
    articles = table(language, "texts").get("words", {}).get("articles", ())
    for word in _WORD.findall(unicodedata.normalize("NFC", plain(text)).casefold()):
        if word.endswith(("n't", "n’t")):
            words += [word[:-3], "n't"]
        elif word not in _NO_SIGN and word not in articles:
            words.append(folded(word.replace("’", "'").removesuffix("'s"), language))
    return tuple(words[:_LONGEST])


def _turned(ours: tuple[str, ...], theirs: tuple[str, ...], language: str) -> str:
    """Return how two texts differ in direction, degree, negation, a number or a sign."""
    one, other = poles(ours, language), poles(theirs, language)
    if (0 in one) != (0 in other):
        negation = next(w for w in (*ours, *theirs) if (0, 0) in _poles_of(w, language))
        return f"{negation} / –" if 0 in one else f"– / {negation}"
    for axis in sorted((one.keys() & other.keys()) - {0}):
        if one[axis] != other[axis]:
            said = [word for word in ours if any(a == axis for a, _ in _poles_of(word, language))]
            beside = [w for w in theirs if any(a == axis for a, _ in _poles_of(w, language))]
            return f"{said[0]} / {beside[0]}"
    exact = [Counter(word for word in words if not word.isalpha()) for words in (ours, theirs)]
    if exact[0] != exact[1] and all(exact):
        return f"{_first(exact[0] - exact[1])} / {_first(exact[1] - exact[0])}"
    return ""


def _first(counter: Counter[str]) -> str:
    return next(iter(counter), "–")


def _unlike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the words that stand in each other's place; those of a text with one more word too."""
    more, less = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    rest = [word for word in ours if more[word]], [word for word in theirs if less[word]]
    if len(rest[0]) == len(rest[1]):
        yield from zip(*rest, strict=True)
    else:
        both = zip_longest(rest[0], rest[1], fillvalue="")
        yield from ((one, other) for one, other in both if one and other)
        yield "".join(rest[0]), "".join(rest[1])  # carbonmonoxide, carbon dioxide
    if len(ours) != len(theirs):
        yield "".join(ours), "".join(theirs)


def _turned_as_one_word(ours: tuple[str, ...], theirs: tuple[str, ...], language: str) -> str:
    """Return how two texts differ of which one has its words in one: North Pole, southpole."""
    several, one = (ours, theirs) if len(ours) > len(theirs) else (theirs, ours)
    whole = "".join(one)
    for at, word in enumerate(several if len(several) > len(one) else ()):
        for other in opposites(word, language) if is_pole(word, language) else ():
            if "".join((*several[:at], other, *several[at + 1 :])) == whole:
                return f"{word} / {other}"
    return ""


def _of_one_family(one: str, other: str, language: str) -> bool:
    return other in family(one, language) or one in family(other, language)


# Words --------------------------------------------------------------------------------------------


def poles(words: Iterable[str], language: str = "en") -> dict[int, set[int]]:
    """Return what words say of direction, degree and negation (axis 0): by axis, its poles."""
    by_axis: dict[int, set[int]] = {}
    for word in words:
        for axis, pole in _poles_of(word, language):
            by_axis.setdefault(axis, set()).add(pole)
    return by_axis


def _poles_of(word: str, language: str) -> tuple[tuple[int, int], ...]:
    return _families(language).poles.get(word, ())


def denies(words: Iterable[str], language: str = "en") -> bool:
    """Tell whether one of some words denies, as `not` and `without` do: the first axis."""
    return 0 in poles(words, language)


def is_pole(word: str, language: str = "en") -> bool:
    """Tell whether a word turns the meaning of an answer."""
    return word in _families(language).poles


@lru_cache(maxsize=1 << 14)
def family(word: str, language: str = "en") -> frozenset[str]:
    """Return all that a word becomes with a part of it turned into another."""
    return frozenset((*opposites(word, language), *others(word, language)))


@lru_cache(maxsize=1 << 14)
def opposites(word: str, language: str = "en") -> tuple[str, ...]:
    """Return what a word becomes with a part of it turned into its opposite."""
    families = _families(language)
    turned = {
        *_begun(word, families.opposite_beginnings),
        *_rooted(word, families.opposite_roots),
    }
    for axis, pole in families.poles.get(word, ()):
        for other, words in families.by_axis[axis].items():
            if other != pole:
                turned.update(words)
    return tuple(sorted(turned - {word}))


@lru_cache(maxsize=1 << 14)
def others(word: str, language: str = "en") -> tuple[str, ...]:
    """Return what a word becomes with a part of it turned into another of the kind."""
    families = _families(language)
    turned = {
        *_begun(word, families.beginnings),
        *_rooted(word, families.roots),
        *_ended(word, families.endings),
        *families.pairs.get(word, ()),
    }
    doubtful = (
        *_rooted(word, families.misspelt_roots),
        *_ended(word, families.misspelt_endings),
    )
    turned.update(each for each in doubtful if is_word(each, language))
    if len(word) > _SHORTEST:  # typical, atypical; uria, anuria; toxic, nontoxic
        for prefix in families.negating:
            if not (prefix[-1] in _VOWELS and word[0] in _VOWELS):  # anuria, not auria
                turned.add(prefix + word)
            if word.startswith(prefix):
                turned.add(word.removeprefix(prefix))
        for ending in families.lacking:
            turned.add(word + ending)
            if word.endswith(ending):
                turned.add(word.removesuffix(ending))
    return tuple(sorted(turned - {word}))


def _begun(word: str, pairs: Pairs) -> Iterator[str]:
    for part, other in pairs:
        if part not in word:
            continue
        is_there = len(part) >= _SHORTEST or word.startswith(part)
        if is_there and not _is_longer(word[word.index(part) :], part, other):
            yield _put(word, part, other)


def _ended(word: str, pairs: Pairs) -> Iterator[str]:
    for part, other in pairs:
        if word.endswith(part) and not _is_longer(word, part, other):
            yield word.removesuffix(part) + other


def _rooted(word: str, pairs: Pairs) -> Iterator[str]:
    for part, other in pairs:
        if part in word and not _is_longer(word[word.index(part) :], part, other):
            yield _put(word, part, other)


def _is_longer(word: str, part: str, other: str) -> bool:
    """Tell whether a word has the other part, of which this is only a piece: troph, not trop."""
    is_piece = len(other) > len(part) and part in other
    return is_piece and (word.startswith(other) or word.endswith(other))


def _put(word: str, part: str, other: str) -> str:
    at = word.index(part)
    return word[:at] + other + word[at + len(part) :]
