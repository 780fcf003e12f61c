"""Units by their exact spelling; a library of physical units is the oracle of what each is worth."""

from __future__ import annotations

import pint
import pytest

from quizgen.text.languages import unit_table
from quizgen.text.units import standard, unknown_parts

REGISTRY: pint.UnitRegistry[float] = pint.UnitRegistry()
COUNTED = {  # which the library has not, counts as plain numbers, or measures by another base
    "equivalent", "osmole", "international-unit", "beat", "breath", "byte", "bit", "pixel",
    "decibel", "diopter", "dollar", "euro", "sterling", "yen", "degree", "arc-minute", "rpm",
    "candela", "lumen", "dalton", "bpm", "ppb",
}  # fmt: skip
NAMED = sorted(set(unit_table()["units"]) - COUNTED)


@pytest.mark.parametrize("name", NAMED)
def test_a_unit_is_worth_what_the_library_says(name: str) -> None:
    _, symbols, _, words = unit_table()["units"][name]
    unit = standard().read((symbols or words).split()[0])
    assert unit is not None
    base = REGISTRY.Quantity(1.0, name.replace("-", "_")).to_base_units()
    assert float(unit.worth) == pytest.approx(float(base.magnitude), rel=1e-5)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mg/dL", "mg per dL"), ("mg/dL", "mg·dL⁻¹"), ("m/s²", "m s^-2"), ("µg", "mcg"), ("μg", "µg"),
        ("degrees Celsius", "°C"), ("square meters", "m²"), ("kg m²/s²", "J"), ("mmhg", "mmHg"),
        ("beats per minute", "bpm"), ("l", "L"), ("Hours", "h"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_unit(one: str, other: str) -> None:
    assert standard().read(one) == standard().read(other) is not None


@pytest.mark.parametrize("text", ["MG", "people", "mg/foo", "kkg", "m/", "/", "mg mg mg" * 30])
def test_what_is_no_unit(text: str) -> None:
    assert standard().read(text) is None


def test_the_parts_that_nobody_knows_are_named() -> None:
    assert list(unknown_parts("mg/foo")) == ["foo"]
    assert list(unknown_parts("mg/dL")) == []
