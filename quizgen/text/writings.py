"""Write an answer in the other ways in which people write it: numerals, initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.text.markup import plain

_ROMAN = re.compile(r"(?=[IVXL])(X{0,3}(?:IX|IV|V?I{0,3})|XL(?:IX|IV|V?I{0,3}))")
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
_BRACKET = re.compile(r"^(?P<name>[^()]{3,}?)\s*\((?P<other>[^()]{2,})\)$")


def other_writings(text: str) -> Iterator[str]:
    """Yield the other writings of a name: `World War 1` of `World War I`, both of `MRI (a scan)`."""
    words = plain(text).split()
    if len(words) < 2:
        return
    value = roman_value(words[-1])
    if value and all(word[:1].isupper() for word in words[:1]):
        name = " ".join(words[:-1])
        yield f"{name} {value}"
        yield f"{name} the {ordinal(value)}"
        yield f"{name} {ordinal(value)}"
        if value < len(_ONES):
            yield f"{name} {_ONES[value]}"
        if name.split()[-1].istitle() and len(words) == 3:
            initials = "".join(word[0] for word in words[:-1])
            yield f"{initials}{words[-1]}"
            yield f"{initials}{value}"
    bracket = _BRACKET.match(plain(text))
    if bracket:
        yield bracket["name"]
        if " " in bracket["other"] or bracket["other"].isupper():
            yield bracket["other"]
    if 2 <= len(words) <= 3 and all(word[:1].isupper() and word.isalpha() for word in words):
        yield " ".join([f"{word[0]}." for word in words[:-1]] + words[-1:])


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
