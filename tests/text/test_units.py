"""Units by their exact spelling; a library of physical units is the oracle of what each is worth."""

from __future__ import annotations

import pint
import pytest

from quizgen.text.languages import unit_table
from quizgen.text.units import standard

REGISTRY: pint.UnitRegistry[float] = pint.UnitRegistry()
COUNTED = {  # which the library has not so named, counts as plain numbers, or bases on another
    "equivalent", "osmole", "international-unit", "beat", "breath", "byte", "bit", "pixel",
    "decibel", "diopter", "degree", "arc-minute", "arc-second", "rpm", "candela", "lumen",
    "dalton", "bpm", "cycle", "us-cent", "euro-cent",
    "newton-meter", "bps", "kbps", "mbps", "gbps", "byte-per-second", "ppb", "typographic-point",
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
        ("beats per minute", "bpm"), ("l", "L"), ("Hours", "h"), ("BPM", "bpm"), ("HZ", "Hz"), ("Nm", "N·m"), ("kohm", "kΩ"), ("kWh", "kW h"), ("rpm", "min⁻¹"),
        ("MHZ", "MHz"), ("Km/h", "km/h"), ("KG", "kg"), ("PPM", "ppm"), ("° C", "°C"), ("º C", "°C"),
        ("km h-1", "km/h"), ("kts", "knots"), ("NM", "nautical miles"), ("chf", "CHF"),
        ("Swiss francs", "CHF"), ("US$", "dollars"), ("kgs", "kg"), ("mls", "mL"), ("sqkm", "km²"), ("cycles per second", "Hz"), ("mths", "months"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_unit(one: str, other: str) -> None:
    assert standard().read(one) == standard().read(other) is not None


@pytest.mark.parametrize(
    "text",
    [
        "MG",
        "people",
        "mg/foo",
        "kkg",
        "m/",
        "/",
        "mg mg mg" * 30,
        "Mg",
        "MM",
        "gb",
        "mhz",
        "N m 3",
        "points",
        "francs",
        "ct",
    ],
)
def test_what_is_no_unit(text: str) -> None:
    assert standard().read(text) is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("pt", ["pint", "typographic-point"]), ("nm", ["nanometer", "nautical mile"]),
        ("kt", ["kilotonne", "knot"]), ("KM/H", ["km/H", "km/h"]), ("points", ["typographic-point"]),
        ("francs", ["CHF"]), ("mg", ["mg"]), ("foos", []), ("KG/M", ["kg/M", "kg/m"]),
    ],
)  # fmt: skip
def test_a_spelling_that_may_be_two_units_is_both(text: str, units: list[str]) -> None:
    assert list(standard().meanings(text)) == [standard().read(unit) for unit in units]


def test_currencies_are_no_currency_of_another() -> None:
    codes = [symbols.split()[0] for symbols, _ in unit_table()["currencies"].values()]
    assert len({standard().read(code) for code in codes} - {None}) == len(codes) > 20
