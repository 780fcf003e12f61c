"""What is read as a quantity, in any writing, and what is none."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text.quantities import Measurement, parse_measurement


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("1.8–2.2 mg/dL", 1.8, 2.2, "mg/dL"),
        ("< 1 %", -inf, 1, "%"),
        ("up to 30", -inf, 30, ""),
        ("over 30,000", 30_000, inf, ""),
        ("−70 mV", -70, -70, "mV"),
        ("–38.8 °C", -38.8, -38.8, "°C"),
        ("minus five", -5, -5, ""),
        ("150 x 10^9 /L", 150e9, 150e9, "/L"),
        ("6.022 × 10²³", 6.022e23, 6.022e23, ""),
        ("½", 0.5, 0.5, ""),
        ("1½ h", 1.5, 1.5, "h"),
        ("300 000 km/s", 300_000, 300_000, "km/s"),
        ("68 million people", 68e6, 68e6, "people"),
        ("a dozen", 12, 12, ""),
        ("from 3 to 5 days", 3, 5, "days"),
        ("5 ± 1 mg", 4, 6, "mg"),
    ],
)
def test_a_quantity_in_any_writing(text: str, low: float, high: float, unit: str) -> None:
    assert parse_measurement(text) == Measurement(low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "24-hour urine",
        "half",
        "5–3 days",
        "30:2",
        "2+",
        "x + 1",
        "9" * 10_000,
        "1/0",
        "",
        "28.6.1919",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert parse_measurement(text) is None


@given(st.text(max_size=60))
def test_any_text_is_read_or_not_and_never_raises(text: str) -> None:
    measurement = parse_measurement(text)
    assert measurement is None or measurement.low <= measurement.high
