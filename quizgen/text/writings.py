"""Write an answer in the other ways in which people write it: numerals, initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.text.markup import plain
from quizgen.text.sameness import is_initialism

_ROMAN = re.compile(r"(?=[IVXL])(X{0,3}(?:IX|IV|V?I{0,3})|XL(?:IX|IV|V?I{0,3}))")
_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
_ION = re.compile(r"([A-Z][a-zA-Z₀-₉\d]*?)(\d?)([+−-])")
_RATIO = re.compile(r"(\d+)\s*:\s*(\d+)")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
]
_BRACKET = re.compile(r"^(?P<name>[^()]{3,}?)\s*\((?P<other>[^()]{2,})\)$")


def other_writings(text: str) -> Iterator[str]:
    """Yield the other writings of a name: `World War 1` of `World War I`."""
    words = plain(text).split()
    yield from _in_plain_letters(plain(text))
    if len(words) < 2:
        return
    for frame in ("it ", "to ", "they "):
        if plain(text).startswith(frame):
            yield plain(text).removeprefix(frame)
    if len(words) == 3 and words[1] == "of":
        yield f"{words[2]} {words[0]}"
    yield from _numbered(words)
    bracket = _BRACKET.match(plain(text))
    if bracket:
        yield bracket["name"]
        name, other = bracket["name"], bracket["other"]
        if is_initialism(name, other) or is_initialism(other, name):
            yield other
    if 2 <= len(words) <= 3 and all(word[:1].isupper() and word.isalpha() for word in words):
        yield " ".join([f"{word[0]}." for word in words[:-1]] + words[-1:])


def _numbered(words: list[str]) -> Iterator[str]:
    """Yield a name that ends in a Roman numeral with its number written otherwise."""
    value = roman_value(words[-1])
    if not value or not words[0][:1].isupper():
        return
    name = " ".join(words[:-1])
    yield f"{name} {value}"
    yield f"{name} the {ordinal(value)}"
    yield f"{name} {ordinal(value)}"
    if value <= len(_ORDINALS):
        yield f"{name} the {_ORDINALS[value - 1]}"
    if value < len(_ONES):
        yield f"{name} {_ONES[value]}"
    if words[-2].istitle() and len(words) == 3:
        initials = "".join(word[0] for word in words[:-1])
        yield f"{initials}{words[-1]}"
        yield f"{initials}{value}"


def _in_plain_letters(text: str) -> Iterator[str]:
    """Yield how a keyboard without them writes letters with marks, and charges and ratios."""
    spelled = text.translate(_SPELLED_OUT)
    if spelled != text:
        yield spelled
    ion = _ION.fullmatch(text)
    if ion:
        yield f"{ion[1]}{ion[3] * int(ion[2] or 1)}"
        yield f"{ion[1]} {ion[2] or ''}{ion[3]}"
    ratio = _RATIO.fullmatch(text)
    if ratio:
        yield f"{ratio[1]} to {ratio[2]}"
    if text.endswith(("+", "#")) and text[:1].isalpha():
        yield text.casefold()


def roman_value(word: str) -> int:
    """Return the number that a Roman numeral in capitals stands for; 0 where it is none."""
    if not word or _ROMAN.fullmatch(word) is None:
        return 0
    values = [_VALUES[letter] for letter in word]
    return sum(-one if one < max(values[at:]) else one for at, one in enumerate(values))


def ordinal(number: int) -> str:
    """Return a number as an English ordinal in figures, such as `14th`."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if 10 <= number % 100 <= 20 else endings.get(number % 10, "th")
    return f"{number}{ending}"
