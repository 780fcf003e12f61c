"""Judge a number with its unit; read numbers by a grammar of its own.

`value [± tolerance] [unit]`, ranges, bounds (`<`, `at most`), `about`. `1,000` is a thousand; `2,5`
is not guessed at.
"""

from __future__ import annotations

import re
from math import inf, isclose, isfinite
from typing import NamedTuple

from quizgen.grading.answer_forms import LONGEST, clean, form
from quizgen.grading.marks import Verdict
from quizgen.grading.slips import slips
from quizgen.grading.typed_answers import Judgement, is_unknowing
from quizgen.grading.units import convert, read

_DIGITS = r"[-+]?(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?|[-+]?\.\d+"
_POWER = r"(?:\s*[x×*]\s*10\s*\^?\s*[-+]?\d{1,3}|[eE][-+]?\d{1,3})"
_NUMBER = rf"(?:10\s*\^\s*[-+]?\d{{1,3}}|(?:{_DIGITS}){_POWER}?(?:\s*/\s*\d+(?=\s|$))?)"
_BOUNDS = {
    "below": (
        "<",
        "≤",
        "<=",
        "=<",
        "less than",
        "fewer than",
        "at most",
        "under",
        "below",
        "up to",
        "no more than",
    ),
    "above": (
        ">",
        "≥",
        ">=",
        "=>",
        "more than",
        "at least",
        "over",
        "above",
        "greater than",
        "no less than",
    ),
    "about": (
        "~",
        "≈",
        "about",
        "around",
        "approximately",
        "approx.",
        "approx",
        "roughly",
        "nearly",
        "circa",
        "ca.",
        "=",
    ),
}
_SIGNS = {sign: meaning for meaning, signs in _BOUNDS.items() for sign in signs}
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_BETWEEN = r"\s*(?:–|-|to|and|through)\s*"
_VALUE = re.compile(
    rf"(?:between\s+|from\s+)?(?P<sign>{_SIGN})?\s*(?P<low>{_NUMBER})"
    rf"(?:\s*(?P<low_unit>[^\W\d_%°][^\d,–-]{{0,20}}?|%)?(?P<to>{_BETWEEN})(?P<high>{_NUMBER}))?"
    rf"(?:\s*(?:±|\+/-|\+-)\s*(?P<plus>{_NUMBER}))?"
    r"\s*(?P<unit>(?!(?:[.,:/^×–-]|[eE][-+]?)\s*\d)[^\d\s±.,:^×–-].*)?",
    re.IGNORECASE,
)
_DECIMAL_COMMA = re.compile(
    r"(?<![\d.,])(\d+),(\d{1,2}|\d{4,})(?![\d.,])|(?<![\d.,])(0|\d{4,}),(\d+)(?![\d.,])"
)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_SMALL = {name: value for value, name in enumerate(_ONES.split())}
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {name: 10 * value for value, name in enumerate(_DECADES.split(), start=2)}
_NAMED = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[-\s](?P<ones>{'|'.join(_SMALL)}))?|(?P<small>{'|'.join(_SMALL)}))\b"
    r"(?P<many>\s+(?:hundred|thousand|million))?",
    re.IGNORECASE,
)
_MANY = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_NEAR = 1e-9  # of the value: what conversion may cost
_ROUND = 1e-6  # of the leeway: 2.3 is within 0.1 of 2.2


class Measurement(NamedTuple):
    """A number or a range with its unit; infinite where it is open."""

    low: float
    high: float
    unit: str

    @property
    def is_point(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    @property
    def is_open(self) -> bool:
        """Whether it has one bound only."""
        return not (isfinite(self.low) and isfinite(self.high))


def parse_measurement(text: str) -> Measurement | None:
    """Return the measurement that a text states, or None."""
    match = _VALUE.fullmatch(_tidy(text))
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
        return Measurement(-inf, high, unit) if meaning == "below" else Measurement(low, inf, unit)
    return Measurement(low - plus, high + plus, unit)


def judge_number(
    text: str, low: float | None, high: float | None, unit: str, tolerance: str
) -> Judgement:
    """Return the verdict on a typed number; `low` or `high` is None where the answer is open."""
    if len(text) > LONGEST:
        return Judgement(Verdict.WRONG, note=f"longer than {LONGEST:,} characters")
    if not clean(text):
        return Judgement(Verdict.MISSING)
    if is_unknowing(text):
        return Judgement(Verdict.DONT_KNOW)
    answer = Measurement(-inf if low is None else low, inf if high is None else high, unit)
    doubtful = _DECIMAL_COMMA.search(clean(text))
    if doubtful:
        readings = [
            parse_measurement(_DECIMAL_COMMA.sub(r"\1\3" + sign + r"\2\4", clean(text), count=1))
            for sign in (".", "")
        ]
        verdicts = [_compare(each, answer, tolerance).verdict for each in readings if each]
        if Verdict.RIGHT in verdicts:
            return Judgement(
                Verdict.CLOSE, note="a comma can be read in two ways; write a point for decimals"
            )
        return Judgement(Verdict.WRONG)
    measurement = parse_measurement(text)
    if measurement is None:
        return Judgement(Verdict.WRONG, note="not a number")
    return _compare(measurement, answer, tolerance)


def _compare(measurement: Measurement, answer: Measurement, tolerance: str) -> Judgement:
    same = _in_unit(measurement, answer.unit)
    if isinstance(same, str):
        return Judgement(Verdict.WRONG, note=same)
    measurement, doubt = same
    leeway = _leeway(answer, tolerance)
    verdict, note = _match(measurement, answer, leeway)
    if verdict is Verdict.RIGHT and doubt:
        return Judgement(Verdict.CLOSE, note=doubt)
    return Judgement(verdict, note=note)


def _match(measurement: Measurement, answer: Measurement, leeway: float) -> tuple[Verdict, str]:
    if _same(measurement.low, answer.low, leeway) and _same(measurement.high, answer.high, leeway):
        return Verdict.RIGHT, ""
    inside = answer.low - leeway <= measurement.low and measurement.high <= answer.high + leeway
    if answer.is_open:
        bound = answer.high if isfinite(answer.high) else answer.low
        wanted = f"{'less' if isfinite(answer.high) else 'more'} than that is asked"
        if measurement.is_point and _same(measurement.low, bound, leeway):
            return Verdict.CLOSE, wanted
        if inside:
            return Verdict.CLOSE, "within the answer"
        return Verdict.WRONG, ""
    if answer.is_point:
        narrow = measurement.high - measurement.low <= abs(answer.low) / 2
        encloses = measurement.low <= answer.low <= measurement.high
        if encloses and narrow:
            return Verdict.CLOSE, "one number is asked"
        return Verdict.WRONG, ""
    if inside and measurement.is_point:
        return Verdict.CLOSE, "a range is asked"
    return Verdict.WRONG, ""


def _same(one: float, other: float, leeway: float) -> bool:
    if not (isfinite(one) and isfinite(other)):
        return one == other
    return (
        abs(one - other) <= leeway
        or isclose(one, other, rel_tol=_NEAR)
        or isclose(abs(one - other), leeway, rel_tol=1e-6)
    )


def _leeway(answer: Measurement, tolerance: str) -> float:
    """Return how far a number may be off, in the answer's unit: `0.1 mg/dL`, or `5 %` of it."""
    allowed = parse_measurement(tolerance.strip().removeprefix("±")) if tolerance else None
    if allowed is None:
        return 0.0
    size = allowed.high if isfinite(allowed.high) else allowed.low
    if read(allowed.unit) == "percent" and read(answer.unit) != "percent":
        ends = [abs(end) for end in (answer.low, answer.high) if isfinite(end)]
        return abs(size) / 100 * min(ends)
    there, here = read(allowed.unit), read(answer.unit)
    if there and here and there != here:
        size, zero = convert(size, there, here) or 0.0, convert(0.0, there, here) or 0.0
        return abs(size - zero)
    return abs(size)


def _in_unit(measurement: Measurement, unit: str) -> tuple[Measurement, str] | str:
    """Return the measurement in the answer's unit, with what is doubtful about that.

    Where that cannot be, return why.
    """
    if form(measurement.unit).key == form(unit).key and (
        measurement.unit == unit or read(measurement.unit) == read(unit)
    ):
        return measurement, ""
    known, wanted = read(measurement.unit), read(unit)
    if not measurement.unit:
        return measurement, "the unit is missing"
    if known and wanted:
        low, high = (
            convert(end, known, wanted) if isfinite(end) else end
            for end in (measurement.low, measurement.high)
        )
        if low is None or high is None:
            return f"{measurement.unit} does not measure what {unit} does"
        return Measurement(low, high, unit), ""
    if not unit and known:
        return f"no unit is asked, but {measurement.unit} was given"
    if not unit:
        return measurement, ""
    if len(unit) > 4 and slips(form(measurement.unit), form(unit)) is not None:
        return measurement, ""
    return measurement, f"the unit is {unit}"


def _tidy(text: str) -> str:
    """Return the text with numbers in digits and one kind of minus sign."""
    text = re.sub(r"[−﹣－]", "-", clean(text)).strip().rstrip(".;,!")
    text = re.sub(
        r"(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda match: "^" + match.group().translate(_SUPERSCRIPT), text
    )
    for sign, decimals in (("½", ".5"), ("¼", ".25"), ("¾", ".75")):
        text = text.replace(sign, decimals)
    return _NAMED.sub(_named, text)


_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def _named(match: re.Match[str]) -> str:
    value = _TENS.get((match["tens"] or "").lower(), 0) + _SMALL.get(
        (match["ones"] or match["small"] or "").lower(), 0
    )
    return str(value * _MANY.get((match["many"] or "").strip().lower(), 1))


def _value(text: str) -> float:
    number, _, below = text.replace(",", "").replace(" ", "").partition("/")
    number = re.sub(r"[x×*]10\^?", "e", re.sub(r"^10\^", "1e", number))
    base, _, power = number.lower().partition("e")
    value = float(f"{base}e{power or 0}")
    if not below:
        return value
    return value / float(below) if float(below) else inf
