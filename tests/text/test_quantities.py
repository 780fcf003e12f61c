"""One grammar of quantities: what is equal, what has an order, and what is no quantity."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text import quantities
from quizgen.text.quantities import QuantityError, parse_quantity
from quizgen.text.units import UnitError, Units

SAME = """
150 × 10⁹ /L | 150 x 10^9 /L
6.022e23 | 6.022 × 10²³
10^5 | 100,000
10⁻³ | 0.001
1/3 | one third
½ | 0.5
1 1/2 | 1.5
1½ | 1 ½
30:2 | 30 : 2
30 to 2 | 30:2
− 5 | -5
–5 | minus five
minus 38.8 °C | –38.8 degrees Celsius
68 million people | 68,000,000 people
from 3 to 5 days | 3–5 days
between 3 and 5 days | 3-5 days
5 mg–9 mg | 5–9 mg
-5 – -3 °C | -5 to -3 °C
30 min to 2 h | 0.5–2 h
1,8 – 2,2 mg/dL | 1.8–2.2 mg/dL
0,5 mg | 0.5 mg
100 degrees C | 100 °C
37 °C | 98.6 °F
24 hrs | 24 hours
twenty-one | 21
a dozen | 12
one hundred and five | 105
two hundred thousand | 200,000
3/4 | 75 %
300 000 km/s | 300,000 kilometers per second
at least 5 mg | ≥ 5 mg
up to 3 days | at most 3 days
more than 5 mg | > 5 mg
about 5 | ~5
5 ± 1 mg | 4–6 mg
half an hour | 30 min
€5 | 5 euros
1 km² | 1000000 m^2
five days | 5 days
5 µg | 5 mcg
1 g | 1000 mg
60 min | 1 hour
1 L | 1 l
12 mg·dL⁻¹ | 12 mg/dL
± .5 mm | +/- 0.5 mm
±5 % | plus or minus 5 %
440 Hz ± 1 | 439–441 Hz
5 m 3 cm | 5.03 m
5 m and 3 cm | 503 cm
1 year and 6 months | 18 months
one year, six months | 1.5 years
2 h 30 min | 150 min
about 1 h 30 min | about 90 min
5 ft 6 1/2 in | 66.5 in
5 lb 3 oz | 83 oz
47° 23′ 30″ | 47°23'30"
-47° 30′ | −47.5°
100'000 | 100,000
7’105 km² | 7,105 km²
CHF 1000 | 1000 CHF
US$5 | $5
€5–€9 | 5–9 euros
120 km h-1 | 120 km/h
5 kg m-1 s-2 | 5 Pa
1/1.414 | 1000/1414
1450–68 | 1450–1468
"""
DIFFERENT = """
3 | -3
5 mg | 50 mg
1 mW | 1 MW
1 MB | 1 Mb
30:2 | 15:2
2:1 | 1:2
1:2 | 2:4
> 5 mg | < 5 mg
> 5 mg | 5 mg
1–2 | 1.2
1/2 | 1/3
2/3 | 3/2
10³ | 10⁻³
5 mg | 5 mL
120/80 mmHg | 1.5 mmHg
fourteen | forty
5 apples | 5 pears
± 0.5 mm | ± 5 mm
± 5 mm | 5 mm
± 5 mm | -5 to 5 mm
1000 CHF | 1000 EUR
$5 | $5 per hour
3:2 | 2:3
1 h 30 min | 1 h 3 min
-47° 30′ | -46° 30′
1450–1468 | 1450–1486
"""
OTHER_LANGUAGES = [
    ("1.234,5 mg", "de", "1234.5 mg"),
    ("minus fünfundzwanzig", "de", "-25"),
    ("zwei Drittel", "de", "2/3"),
    ("höchstens 3 Tage", "de", "at most 3 days"),
    ("zwischen 3 und 5 kg", "de", "3–5 kg"),
    ("1 234,5", "fr", "1234.5"),
    ("vingt et un", "fr", "21"),
    ("entre 3 et 5 jours", "fr", "3–5 days"),
    ("68 millions", "fr", "68,000,000"),
]
NONE = [
    "28 June 1919", "2−", "2+", "Na+", "5 + 3", "5 foo; bar", "5th", "2x", "One Direction",
    "one of them", "Seven Years' War", "5 mg of", "2-methylpropane", "B12", "", ".", "-", "5..6",
    "1,2,3", "3.0.1", ".7 1/2", "many", "five golden Rings", "3:02", "2 boys and 3 girls",
    "5 kg 3 s", "3 cm 5 m", "1 m 120 cm", "± 5–6 mm", "+- mm", "±0 mm", "5′", "1,00'000",
]  # fmt: skip
SPOILT = [
    ("9–5 mg", "runs upside down, from 9 to 5"),
    ("1" * 10_000, "10,000 digits"),
    ("1" * 61, "more than 60 digits"),
    ("1/0", "divided by 0"),
    ("3 × 10^999", "beyond"),
    ("5 mg–9 mL", "two units, `mg` and `mL`"),
    ("< 3–5 mg", "says twice"),
    ("5 mg;; x", "no unit that is known"),
    ("1450–31", "upside down"),
    ("120–80", "upside down"),
    ("1e9999", "beyond"),
    ("10^999999999 m", "beyond"),
]


def lines(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), lines(SAME))
def test_what_is_equal_is_the_same(one: str, other: str) -> None:
    assert quantities.same_quantities(parse_quantity(one), parse_quantity(other))


@pytest.mark.parametrize(("one", "other"), lines(DIFFERENT))
def test_what_is_not_equal_is_not(one: str, other: str) -> None:
    assert not quantities.same_quantities(parse_quantity(one), parse_quantity(other))


@pytest.mark.parametrize(("text", "language", "english"), OTHER_LANGUAGES)
def test_a_language_has_its_own_marks_and_words(text: str, language: str, english: str) -> None:
    assert quantities.same_quantities(parse_quantity(text, language), parse_quantity(english))


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_quantity_is_none(text: str) -> None:
    assert quantities.read_quantity(text) is None


@pytest.mark.parametrize(("text", "reason"), SPOILT)
def test_what_is_wrong_is_said(text: str, reason: str) -> None:
    with pytest.raises(QuantityError, match=reason) as error:
        parse_quantity(text)
    assert error.value.hint.startswith("write")


def test_a_comma_that_can_be_read_in_two_ways_is_marked() -> None:
    assert parse_quantity("1,8 mg").is_doubtful
    assert parse_quantity("1.8", "de").is_doubtful
    assert not parse_quantity("1,800 mg").is_doubtful
    assert not parse_quantity("1,8", "de").is_doubtful


@pytest.mark.parametrize(
    "text", ["5 kg 3 s", "6.674(15) m", "5 'x", "5 m 3", "9 mg 5 mg", "3 foo 2 bar"]
)
def test_a_number_in_a_unit_is_none_where_any_unit_is_taken(text: str) -> None:
    with pytest.raises(QuantityError, match="is no unit"):
        parse_quantity(text, any_unit=True)


@pytest.mark.parametrize(
    "text", ["90 mL/min/1.73 m²", "5 deaths per 1000 births", "400 g CO2/kWh", "80 kcal/100 g"]
)
def test_a_unit_that_nobody_knows_may_say_of_how_many(text: str) -> None:
    assert parse_quantity(text, any_unit=True).measure is None


@pytest.mark.parametrize(
    ("one", "other", "are_apart"),
    [
        ("≤ 5 mm", "≥ 5 mm", True), ("≤ 5 mm", "≥ 4.9 mm", False), ("≤ 5 mm", "5 mm", False),
        ("5–9 mm", "≥ 9 mm", True), ("5–9 mm", "≥ 8 mm", False), ("± 5 mm", "± 3 mm", True),
        ("± 5 mm", "5 mm", True),
    ],
)  # fmt: skip
def test_ranges_that_share_an_end_alone_are_apart(one: str, other: str, are_apart: bool) -> None:
    overlap = quantities.quantities_overlap(parse_quantity(one), parse_quantity(other))
    assert overlap is not are_apart


def test_an_unknown_unit_is_kept_and_compared_as_a_word() -> None:
    people = parse_quantity("68 million people")
    assert (people.measure, people.unit) == (None, "people")
    assert quantities.compare_quantities(people, parse_quantity("70 million people")) == -1
    assert not quantities.comparable_quantities(people, parse_quantity("70 million sheep"))


def test_a_collection_declares_units() -> None:
    units = Units({"hand": "4 inch", "cell": ""})
    assert quantities.same_quantities(
        parse_quantity("3 hands", units=units), parse_quantity("1 ft")
    )
    assert parse_quantity("5 cells", units=units).dimension == (("cell", 1),)
    with pytest.raises(UnitError, match="does not say what one"):
        Units({"hand": "some inches"})


def test_mass_becomes_amount_by_the_molar_mass() -> None:
    amount = quantities.as_amount(parse_quantity("10 mg/dL"), Fraction(40))
    assert amount is not None
    assert quantities.same_quantities(amount, parse_quantity("2.5 mmol/L"))
    assert quantities.as_amount(parse_quantity("5 °C"), Fraction(40)) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("5 mg", "1 g", -1), ("1 g", "5 mg", 1), ("1 g", "1000 mg", 0), ("5 mg", "5 mL", None),
        ("3–5 days", "4–9 days", None), ("3–5 days", "6–9 days", -1), ("< 5 %", "> 5 %", -1),
        ("≤ 5 %", "≥ 5 %", -1), ("0 °C", "0 °F", 1), ("1:10", "1:5", -1),
    ],
)  # fmt: skip
def test_order(one: str, other: str, expected: int | None) -> None:
    assert quantities.compare_quantities(parse_quantity(one), parse_quantity(other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("7 mg", "5–9 mg", True), ("5 mg", "5–9 mg", True), ("9.1 mg", "5–9 mg", False),
        ("5 mg", "> 5 mg", False), ("5 mg", "≥ 5 mg", True), ("6 mg", "> 5 mg", True),
        ("7 mg", "5–9 mL", False), ("299,792 km/s", "about 300,000 km/s", True),
        ("280,000 km/s", "about 300,000 km/s", False), ("1.2", "1–2", False), ("2", "1–3", True),
    ],
)  # fmt: skip
def test_inside(one: str, other: str, expected: bool) -> None:
    assert quantities.quantity_inside(parse_quantity(one), parse_quantity(other)) is expected


NUMBERS = st.decimals(-(10**6), 10**6, places=3, allow_nan=False).map(lambda each: f"{each:f}")
UNITS = st.sampled_from(["mg", "g", "kg", "s", "min", "°C", "°F", "mg/dL", "%", ""])
TEXTS = st.builds(lambda number, unit: f"{number} {unit}".strip(), NUMBERS, UNITS)


@given(TEXTS, TEXTS)
def test_the_same_in_one_order_is_the_same_in_the_other(one: str, other: str) -> None:
    a, b = parse_quantity(one), parse_quantity(other)
    assert quantities.same_quantities(a, b) == quantities.same_quantities(b, a)
    forth, back = quantities.compare_quantities(a, b), quantities.compare_quantities(b, a)
    assert (forth is None) == (back is None)
    assert forth is None or back is None or forth == -back
    assert quantities.quantities_overlap(a, b) == quantities.quantities_overlap(b, a)


@given(st.text("0123456789.,-–+×x^/:eE ~<>≤≥±%mgdL°C½⁹fivto'", max_size=60))
def test_nothing_that_is_typed_breaks_the_grammar(text: str) -> None:
    quantities.read_quantity(text)


def test_what_begins_with_a_word_is_read_only_where_it_has_too_many_digits() -> None:
    assert quantities.may_begin_quantity("at least 5 mg")
    assert not quantities.may_begin_quantity("What is 5 mg?")
    assert not quantities.may_begin_quantity("Number " + "1" * 60)
    assert quantities.may_begin_quantity("Number " + "1" * 61)
    with pytest.raises(QuantityError) as error:
        parse_quantity("Number " + "1" * 61)
    assert error.value.is_meant
