"""Read quantities by one grammar: what authors write, students type and checks compare.

`value [± tolerance] [unit]`, ranges, bounds (`<`, `at most`), `about`, powers of ten, fractions,
`68 million`, number words. `1,000` is a thousand; `2,5` is not guessed at.
"""

# Own code, because the libraries that read quantities from text (pint, quantulum) guess: they take
# `10 MG` for megagauss and `5 m` of a sentence for metres. What is not certain must be no quantity.

from __future__ import annotations

import re
from functools import lru_cache
from math import inf, isfinite
from typing import NamedTuple

from quizgen.text.markup import plain
from quizgen.text.units import base_unit

LONGEST = 20_000  # characters: a unit may be a noun, but nothing endless is looked at
_ENDLESS = re.compile(r"[\d,. ]{60}")  # no number has so many digits

_DIGITS = r"[-+]?(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?|[-+]?\.\d+"
_POWER = r"(?:\s*[x×*·]\s*10\s*\^?\s*[-+]?\d{1,3}|[eE][-+]?\d{1,3})"
_MANY = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NUMBER = (
    rf"(?:10\s*\^\s*[-+]?\d{{1,3}}"
    rf"|(?:{_DIGITS}){_POWER}?(?:\s*/\s*\d+(?=\s|$))?(?:\s+(?:{'|'.join(_MANY)})\b)?)"
)
_BOUNDS = {
    "below": "<|≤|<=|=<|less than|fewer than|at most|under|below|up to|no more than",
    "above": ">|≥|>=|=>|more than|at least|over|above|greater than|no less than",
    "about": "~|≈|about|around|approximately|approx.|approx|roughly|nearly|circa|ca.",
    "is": "=",
}
_SIGNS = {sign: meaning for meaning, signs in _BOUNDS.items() for sign in signs.split("|")}
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_BETWEEN = r"\s*(?:–|-|\bto\b|\band\b|\bthrough\b)\s*"
# No unit begins with what reads as more of the number.
_UNIT = r"(?!(?:[.,:/^×–-]|[eE][-+]?)\s*\d)(?:[^\d\s±.,:;^×+<>=≤≥()\[\]{}–-].*)"
_VALUE = re.compile(
    rf"(?:between\s+|from\s+)?(?P<sign>{_SIGN})?\s*(?P<low>{_NUMBER})"
    rf"(?:\s*(?P<low_unit>[^\W\d_%°][^\d,–-]{{0,20}}?|%)?(?P<to>{_BETWEEN})(?P<high>{_NUMBER}))?"
    rf"(?:\s*(?:±|\+/-|\+-)\s*(?P<plus>{_NUMBER}))?"
    rf"\s*(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
_RATIO = re.compile(r"(\d{1,9}(?:\.\d+)?)\s*:\s*(\d{1,9}(?:\.\d+)?)")

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_SMALL = {name: value for value, name in enumerate(_ONES.split())}
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {name: 10 * value for value, name in enumerate(_DECADES.split(), start=2)}
_NAMED = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[-\s](?P<ones>{'|'.join(_SMALL)}))?"
    rf"|(?P<small>{'|'.join(_SMALL)}))\b(?P<many>\s+(?:{'|'.join(_MANY)})\b)?"
    r"|\ba\s+(?P<set>dozen|hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)
_SETS = {**_MANY, "dozen": 12}
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅕": "1/5", "⅛": "1/8"}
_FRACTION = re.compile(rf"(\d+)?\s*([{''.join(_FRACTIONS)}])")


class Measurement(NamedTuple):
    """A number or a range with its unit; infinite where it is open, `is_about` where it is rough."""

    low: float
    high: float
    unit: str
    is_about: bool = False

    @property
    def is_point(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    @property
    def is_open(self) -> bool:
        """Whether it has one bound only."""
        return not (isfinite(self.low) and isfinite(self.high))

    @property
    def dimension(self) -> str:
        """What kind of thing it measures; the unit's own words where it is not known."""
        return base_unit(self.unit)[1]

    @property
    def span(self) -> tuple[float, float]:
        """The two ends in the base unit of its dimension."""
        factor, _ = base_unit(self.unit)
        return self.low * factor, self.high * factor


@lru_cache(maxsize=1 << 14)
def parse_measurement(text: str) -> Measurement | None:
    """Return the quantity that a text states, or None: `1.8–2.2 mg/dL`, `< 1 %`, `over 300`."""
    if len(text) > LONGEST or _ENDLESS.search(text):
        return None
    match = _VALUE.fullmatch(tidy_number(text))
    if match is None:
        return None
    low, high = _value(match["low"]), _value(match["high"] or match["low"])
    plus = _value(match["plus"] or "0")
    unit = (match["unit"] or "").strip().rstrip(".")
    if match["low_unit"] and match["low_unit"].strip() not in ("", unit):
        return None
    if not (isfinite(low) and isfinite(high) and isfinite(plus)) or high < low or plus < 0:
        return None
    meaning = _SIGNS.get((match["sign"] or "").lower(), "")
    if meaning in ("below", "above"):
        if match["high"] or match["plus"]:
            return None
        if meaning == "below":
            return Measurement(-inf, high, unit)
        return Measurement(low, inf, unit)
    return Measurement(low - plus, high + plus, unit, meaning == "about")


def parse_ratio(text: str) -> tuple[float, float] | None:
    """Return the two sides of a ratio such as `30:2`, or None."""
    match = _RATIO.fullmatch(plain(text).strip())
    return (float(match[1]), float(match[2])) if match else None


def tidy_number(text: str) -> str:
    """Return a text with its numbers in digits and one kind of minus sign."""
    text = " ".join(plain(text).replace("\u202f", " ").replace("\u00a0", " ").split())
    text = re.sub(r"[−﹣－]", "-", text).rstrip(".;,!")
    text = re.sub(r"^([<>≤≥~≈]?\s*)–\s*(?=\d)", r"\1-", text)
    text = re.sub(r"^minus\s+", "-", text, flags=re.IGNORECASE)
    text = re.sub(r"^-\s+(?=[\d.])", "-", text)
    text = re.sub(
        r"(?<=\d)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+",
        lambda match: "^" + match.group().translate(_SUPERSCRIPT),
        text,
    )
    text = re.sub(r"^(?:one|a) half\b", "1/2", _FRACTION.sub(_mixed, text), flags=re.IGNORECASE)
    text = _NAMED.sub(_named, text)
    return re.sub(r"^-\s+(?=[\d.])", "-", text)


def _mixed(match: re.Match[str]) -> str:
    above, _, below = _FRACTIONS[match[2]].partition("/")
    whole = int(match[1] or 0)
    return f"{whole * int(below) + int(above)}/{below}"


def _named(match: re.Match[str]) -> str:
    if match["set"]:
        return f"{_SETS[match['set'].lower()]:.0f}"
    tens = _TENS.get((match["tens"] or "").lower(), 0)
    value = tens + _SMALL.get((match["ones"] or match["small"] or "").lower(), 0)
    return f"{value * _MANY.get((match['many'] or '').strip().lower(), 1):.0f}"


def _value(text: str) -> float:
    words = text.lower().split()
    times = _MANY.get(words[-1], 1.0)
    number = "".join(words[:-1] if words[-1] in _MANY else words)
    number, _, below = number.replace(",", "").replace(" ", "").partition("/")
    number = re.sub(r"[x×*·]10\^?", "e", re.sub(r"^10\^", "1e", number))
    base, _, power = number.lower().partition("e")
    value = float(f"{base}e{power or 0}") * times
    if not below:
        return value
    return value / float(below) if float(below) else inf
