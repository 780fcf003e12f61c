"""Judge a number with its unit; read numbers by a grammar of its own.

`value [± tolerance] [unit]`, ranges, bounds (`<`, `at most`), `about`. `1,000` is a thousand; `2,5`
is not guessed at.
"""

from __future__ import annotations

import re
from math import inf, isclose, isfinite

from quizgen.grading.marks import Verdict
from quizgen.grading.slips import slips
from quizgen.grading.typed_answers import Judgement, is_unknowing
from quizgen.text.answer_forms import LONGEST, clean, form
from quizgen.text.quantities import Measurement, parse_measurement
from quizgen.text.units import convert, read

_DECIMAL_COMMA = re.compile(
    r"(?<![\d.,])(\d+),(\d{1,2}|\d{4,})(?![\d.,])|(?<![\d.,])(0|\d{4,}),(\d+)(?![\d.,])"
)
# What frames a number is no part of it, but "at most" and "at least" are bounds.
_FRAME = re.compile(
    r"^(?:in|on|at(?!\s+(?:most|least))|by|it is|it was|the year|=)\s+(?=\S)", re.IGNORECASE
)
_NEAR = 1e-10  # of the value: what conversion may cost
_ROUND = 1e-6  # of the leeway: 2.3 is within 0.1 of 2.2


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
    measurement = parse_measurement(_FRAME.sub("", clean(text)))
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
