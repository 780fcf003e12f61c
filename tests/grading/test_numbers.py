"""Typed numbers: values, ranges, bounds, units, tolerance, and what is not guessed at."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.grading.marks import Verdict
from quizgen.grading.numbers import judge_number
from quizgen.knowledge import Vocabulary
from quizgen.text import quantities
from quizgen.text.units import Units, standard


def verdict(typed: str, answer: str, tolerance: str = "") -> Verdict:
    return judge_number(typed, answer, tolerance).verdict


@pytest.mark.parametrize(
    ("typed", "low", "high", "unit"),
    [
        ("7", 7, 7, ""),
        ("1,000", 1000, 1000, ""),
        ("-5 °C", -5, -5, "°C"),
        ("−5", -5, -5, ""),
        (".5", 0.5, 0.5, ""),
        ("1½ h", 1.5, 1.5, "h"),
        ("1/2", 0.5, 0.5, ""),
        ("1.8–2.2 mg/dL", 1.8, 2.2, "mg/dL"),
        ("1.8 to 2.2", 1.8, 2.2, ""),
        ("between 1.8 and 2.2 mg/dl", 1.8, 2.2, "mg/dl"),
        ("1.8 mg/dL - 2.2 mg/dL", 1.8, 2.2, "mg/dL"),
        ("5 ± 1 g", 4, 6, "g"),
        ("5+/-1", 4, 6, ""),
        ("~24 h", 24, 24, "h"),
        ("about 24 hours.", 24, 24, "hours"),
        ("<1%", None, 1, "%"),
        ("up to 30 g", None, 30, "g"),
        ("Up to 30", None, 30, ""),
        ("less than one per cent", None, 1, "per cent"),
        ("at least 300", 300, None, ""),
        ("twenty-four hours", 24, 24, "hours"),
        ("two hundred", 200, 200, ""),
        ("4 × 10⁹/L", 4e9, 4e9, "/L"),
        ("1.5e3", 1500, 1500, ""),
        ("10^9", 1e9, 1e9, ""),
    ],
)
def test_the_grammar_of_numbers(
    typed: str, low: float | None, high: float | None, unit: str
) -> None:
    quantity = quantities.parse_quantity(typed)
    ends = [None if end is None else Fraction(str(end)) for end in (low, high)]
    assert [quantity.low, quantity.high] == ends
    assert quantity.unit == unit


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "five-ish",
        "a 5",
        "5..5",
        "1.5.2",
        "10-",
        "1e999",
        "9" * 400,
        "6–5",
        "< 5–6",
        "up to 5–6",
        "up to",
        "< 5 ± 1",
        "³",
        "1/0",
    ],
)
def test_what_is_not_a_number(typed: str) -> None:
    assert quantities.read_quantity(typed) is None


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("24 h", "24 hours"),
        ("1 day", "24 hours"),
        ("1440 minutes", "24 hours"),
        ("24 HOURS", "24 hours"),
        ("24 horus", "24 hours"),
        ("18–22 mg/L", "1.8–2.2 mg/dL"),
        ("2.0 ± 0.2 mg/dl", "1.8–2.2 mg/dL"),
        ("1.8 - 2.2 milligrams per deciliter", "1.8–2.2 mg/dL"),
        ("under 1 percent", "< 1 %"),
        ("up to 1 %", "< 1 %"),
        ("at most 30 g", "up to 30 g"),
        ("less than one per cent", "< 1 %"),
        ("≤ 1%", "< 1 %"),
        (">300", "> 300"),
        ("about 25 g", "25 g"),
        ("25 grams", "about 25 g"),
        ("0.025 kg", "25 g"),
        ("25000 mg", "25 g"),
        ("98.6 °F", "37 °C"),
        ("5 mcg", "5 µg"),
        ("5 ug", "5 μg"),
        ("0.005 mg", "5 µg"),
        ("4 mEq/L", "4 mEq/L"),
        ("4000 uEq/L", "4 mEq/L"),
        ("290 mosm/kg", "290 mOsm/kg"),
        ("72 beats per minute", "72 bpm"),
        ("72/min", "72 bpm"),
        ("100 iu", "100 IU"),
        ("0.1 kIU", "100 IU"),
        ("120 mmhg", "120 mmHg"),
        ("16 kPa", "16000 Pa"),
        ("1.7 m2", "1.7 m²"),
        ("12", "12"),
        ("twelve", "12"),
        ("12 nerves", "12 nerves"),
    ],
)
def test_the_right_number(typed: str, answer: str) -> None:
    assert verdict(typed, answer) is Verdict.RIGHT


@pytest.mark.parametrize(
    ("typed", "answer", "expected"),
    [
        ("30 metres", "30 m", Verdict.RIGHT),
        ("30 min", "30 m", Verdict.WRONG),
        ("30 mins", "30 m", Verdict.WRONG),
        ("30 m", "30 min", Verdict.RIGHT),  # typed in haste
        ("30 minuets", "30 minutes", Verdict.RIGHT),  # two letters changed about
        ("30 meteors", "30 metres", Verdict.WRONG),
        ("3 mites", "3 miles", Verdict.WRONG),
        ("3 mils", "3 miles", Verdict.WRONG),
        ("3 miless", "3 miles", Verdict.RIGHT),
        ("2 barn", "2 bar", Verdict.WRONG),
        ("20 Europe", "€20", Verdict.WRONG),
        ("20 euros", "€20", Verdict.RIGHT),
        ("54 MBps", "54 Mbit/s", Verdict.WRONG),
        ("54 Mbps", "54 Mbit/s", Verdict.RIGHT),
        ("54 mbps", "54 Mbit/s", Verdict.RIGHT),
        ("5 Mg/kg", "5 mg/kg", Verdict.CLOSE),
        ("72 points per cm", "72 points", Verdict.WRONG),
        ("72 pt", "72 points", Verdict.RIGHT),
        # per, a stroke or “a”
        ("85–100 lines/inch", "85–100 lines per inch", Verdict.RIGHT),
        ("3 eggs per nest", "3 eggs/nest", Verdict.RIGHT),
        ("70 beats a minute", "70 beats per minute", Verdict.RIGHT),
        ("70 beats each minute", "70 beats/min", Verdict.RIGHT),
        ("90 km an hour", "90 km/h", Verdict.RIGHT),
        ("70 beats a second", "70 beats per minute", Verdict.WRONG),
        ("20 lines per page", "20 lines per inch", Verdict.CLOSE),
        ("12 sheets/page", "12 pages per sheet", Verdict.CLOSE),
    ],
)
def test_a_unit_is_no_other_word(typed: str, answer: str, expected: Verdict) -> None:
    assert verdict(typed, answer) is expected


@pytest.mark.parametrize(
    ("typed", "answer", "question", "expected"),
    [
        ("6 legs", "6", "How many legs does a bee have?", Verdict.RIGHT),
        ("six legs of a bee", "6", "Give the value: the number of legs of a bee.", Verdict.RIGHT),
        ("over 300 enzymes", "> 300", "How many enzymes need magnesium?", Verdict.RIGHT),
        ("6 wings", "6", "How many legs does a bee have?", Verdict.CLOSE),
        ("6 pairs", "6", "How many legs does a bee have?", Verdict.WRONG),
        ("6 pairs of legs", "6", "How many legs does a bee have?", Verdict.WRONG),
        ("12 gross", "12", "How many copies were printed?", Verdict.WRONG),
        ("12 squared", "12", "How many copies were printed?", Verdict.WRONG),
        ("12 k", "12", "How many copies were printed?", Verdict.WRONG),
        ("12 kg", "12", "How many copies were printed?", Verdict.WRONG),
        # a unit that is itself what is counted
        ("60 minutes", "60", "How many minutes are there in an hour?", Verdict.RIGHT),
        ("60 min", "60", "How many minutes are there in an hour?", Verdict.RIGHT),
        ("60 seconds", "60", "How many minutes are there in an hour?", Verdict.WRONG),
        ("60 hours", "60", "How many minutes are there in an hour?", Verdict.WRONG),
        ("61 minutes", "60", "How many minutes are there in an hour?", Verdict.WRONG),
        ("366 days", "366", "Give the value: the number of days in a leap year.", Verdict.RIGHT),
        ("72 points", "72", "the number of PostScript points in an inch", Verdict.RIGHT),
        ("72 inches", "72", "the number of PostScript points in an inch", Verdict.WRONG),
        ("70 minutes", "70", "How many beats a minute has a heart at rest?", Verdict.WRONG),
        ("5 days", "5", "Give the value: the tide of the days.", Verdict.WRONG),
    ],
)
def test_behind_a_number_may_stand_what_is_counted(
    typed: str, answer: str, question: str, expected: Verdict
) -> None:
    assert judge_number(typed, answer, question=question).verdict is expected


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("1.5", "15"),
        ("-5", "5"),
        ("7", "8"),
        ("5 mg", "5 µg"),
        ("5 g", "5 mg"),
        ("5 mL", "5 mg"),
        ("4 mmol/L", "4 mEq/L"),
        ("> 1 %", "< 1 %"),
        ("under 300", "> 300"),
        ("5 %", "< 1 %"),
        ("300 mg", "> 300"),
        ("1.8–2.4 mg/dL", "1.8–2.2 mg/dL"),
        ("3 mg/dL", "1.8–2.2 mg/dL"),
        ("1–1000 h", "24 h"),
        ("< 24 h", "24 h"),
        ("up to 31 g", "up to 30 g"),
        ("at least 30 g", "up to 30 g"),
        ("hypokalemia", "24 h"),
        ("3,7", "24 h"),
        ("2,5 mg", "25 mg"),
    ],
)
def test_the_wrong_number(typed: str, answer: str) -> None:
    assert verdict(typed, answer) is Verdict.WRONG


@pytest.mark.parametrize(
    ("typed", "answer", "note"),
    [
        ("24", "24 hours", "the unit is missing"),
        ("5 MG", "5 mg", "the unit is mg"),
        ("2,5 mg", "2.5 mg", "a comma can be read in two ways; write a point for decimals"),
        (
            "2 mmol/L",
            "2 mg/dL",
            "an amount is compared with a mass only where the molar mass is given",
        ),
        ("2 mg/dL", "1.8–2.2 mg/dL", "a range is asked"),
        ("1 %", "< 1 %", "less than that is asked"),
        ("300", "> 300", "more than that is asked"),
        ("0.5 %", "< 1 %", "within the answer"),
        ("30 g", "up to 30 g", "less than that is asked"),
        ("20–28 h", "24 h", "one number is asked"),
        ("4.5 billion years", "4.54 billion years", "rounded; more digits are asked"),
        ("2700 kg/m³", "2.65 g/cm³", "rounded; more digits are asked"),
        ("2.6 g/cm³", "2.65 g/cm³", "rounded; more digits are asked"),
        ("0.0045", "0.00454", "rounded; more digits are asked"),
        ("1.2 million", "1,234,567", "rounded; more digits are asked"),
        ("300,000 km/s", "299,792 km/s", "rounded; more digits are asked"),
        ("3400 m", "3,403 m", "rounded; more digits are asked"),
    ],
)
def test_a_number_that_is_close(typed: str, answer: str, note: str) -> None:
    assert judge_number(typed, answer) == (Verdict.CLOSE, "", note)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("5 billion years", "4.54 billion years"),  # of one digit, nothing is left
        ("4.6 billion years", "4.54 billion years"),
        ("2.64", "2.65"),
        ("1.6", "-1.602"),
        ("210", "206"),  # bones are counted
        ("1910", "1914"),  # and years
        ("540 m", "539 m"),  # of three digits
        ("1,235,000", "1,234,400"),
    ],
)
def test_a_number_that_is_not_the_answer_rounded_is_wrong(typed: str, answer: str) -> None:
    assert judge_number(typed, answer).verdict is Verdict.WRONG


def test_a_tolerance_says_itself_how_far_a_number_may_be_rounded() -> None:
    assert judge_number("4.5", "4.54", "0.01").verdict is Verdict.WRONG
    assert judge_number("4.5", "4.54", "0.05").verdict is Verdict.RIGHT


@pytest.mark.parametrize(
    ("typed", "answer", "tolerance", "right"),
    [
        ("2.3 mg", "2.2 mg", "0.1 mg", True),
        ("2.31 mg", "2.2 mg", "0.1 mg", False),
        ("2.3 mg", "2.2 mg", "100 µg", True),
        ("105 g", "100 g", "5 %", True),
        ("106 g", "100 g", "± 5 %", False),
        ("12 %", "10 %", "2 %", True),  # percent of percent would be 0.2
        ("38 °C", "37 °C", "1 °C", True),
        ("1.7–2.3 mg/dL", "1.8–2.2 mg/dL", "0.1 mg/dL", True),
        ("1.7–2.4 mg/dL", "1.8–2.2 mg/dL", "0.1 mg/dL", False),
        ("< 1.1 %", "< 1 %", "0.1 %", True),
    ],
)
def test_tolerance_is_authored(typed: str, answer: str, tolerance: str, right: bool) -> None:
    assert (verdict(typed, answer, tolerance) is Verdict.RIGHT) == right


@pytest.mark.parametrize("unit", ["MG", "Mg", "G", "enzymes", "mg//dL", "mg/", "1.73"])
def test_units_are_never_guessed(unit: str) -> None:
    assert standard().read(unit) is None, unit


HOSTILE = st.text(st.characters(codec=None, categories=None), max_size=60)


@given(HOSTILE | st.text("0123456789.,-–±<>/^xe %gmL", max_size=30))
def test_no_text_raises(typed: str) -> None:
    for answer in ("24 hours", "< 1 %", "1.8–2.2 mg/dL", "> 300"):
        judge_number(typed, answer, "5 %")
        standard().read(typed)


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_only_the_number_itself_is_right(typed: int, answer: int) -> None:
    judged = judge_number(f"{typed:,}", f"{answer:,}")
    assert judged.verdict.counts == (typed == answer)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("at most 30 g", "< 30 g"), ("at least 30 g", "> 30 g"), ("at 30 g", "30 g")],
)
def test_a_bound_that_begins_with_at_is_no_frame(typed: str, answer: str) -> None:
    assert verdict(typed, answer) is Verdict.RIGHT


@pytest.mark.parametrize(
    ("typed", "answer", "is_right"),
    [
        ("0.822908866487 mmol/L", "2 mg/dL", False),  # 2 mg/dL is 20/24.305 mmol/L, a fraction
        ("20 mg/L", "2 mg/dL", True),
        ("1 mmol/L", "24.305 mg/L", True),
        ("24.305 mg/L", "1 mmol/L", True),
        ("2 mmol/L", "24.305 mg/L", False),
    ],
)
def test_an_amount_counts_for_a_mass_where_the_molar_mass_is_given(
    typed: str, answer: str, is_right: bool
) -> None:
    judgement = judge_number(typed, answer, molar_mass="24.305 g/mol")
    assert (judgement.verdict is Verdict.RIGHT) == is_right
    assert judge_number("1 mmol/L", "24.305 mg/L").verdict is Verdict.CLOSE, "without it"


def test_a_unit_that_the_collection_declares_is_converted() -> None:
    vocabulary = Vocabulary(units=Units({"stone": "14 lb", "horsemen": ""}))
    assert judge_number("140 lb", "10 stone", vocabulary=vocabulary).verdict is Verdict.RIGHT
    assert judge_number("5 horsemen", "5 lb", vocabulary=vocabulary).verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("typed", "answer", "verdict"),
    [
        ("299,792 km/s", "about 300,000 km/s", Verdict.RIGHT),
        ("285,000 km/s", "about 300,000 km/s", Verdict.RIGHT),  # a twentieth off
        ("284,999 km/s", "about 300,000 km/s", Verdict.WRONG),
        ("1,8-2,2 mg/dL", "1.8–2.2 mg/dL", Verdict.CLOSE),
    ],
)
def test_about_has_a_leeway_and_a_decimal_comma_in_a_range_is_close(
    typed: str, answer: str, verdict: Verdict
) -> None:
    assert judge_number(typed, answer).verdict is verdict


@pytest.mark.parametrize(
    ("typed", "question", "language", "verdict"),
    [
        ("147 cm", "The Icelandic horse stands about ____ tall.", "en", Verdict.RIGHT),  # 5 % off
        ("147.1 cm", "The Icelandic horse stands about ____ tall.", "en", Verdict.WRONG),
        ("147 cm", "Der Isländer ist etwa ____ groß.", "de", Verdict.RIGHT),
        ("147 cm", "The Icelandic horse stands ____ tall.", "en", Verdict.WRONG),
        ("147 cm", "What is said about the horse: it stands ____ tall.", "en", Verdict.WRONG),
        ("147 cm", "____ is about the height of the Icelandic horse.", "en", Verdict.WRONG),
        ("147 cm", "How tall is an Icelandic horse about?", "en", Verdict.WRONG),  # no gap
    ],
)
def test_a_number_is_rough_where_the_question_says_about_before_its_gap(
    typed: str, question: str, language: str, verdict: Verdict
) -> None:
    vocabulary = Vocabulary(language=language)
    judgement = judge_number(typed, "140 cm", vocabulary=vocabulary, question=question)
    assert judgement.verdict is verdict


@pytest.mark.parametrize(
    ("answer", "question", "right", "wrong"),
    [
        (
            "> 300",
            "How many are there?",
            "300+, 300 +, 300 plus, well over 300, in excess of 300",
            "300, 30+, 3000+, well under 300, 300-, + 300",
        ),
        ("≥ 18", "From which age on?", "18+, 18 or more", "18, 18-, up to 18, 81+"),
        ("2", "Which charge has the ion?", "+2", "2+, 2-"),
        ("< 1 %", "Which share is it?", "not even 1 %, well below 1 %", "well above 1 %, 1+ %"),
        ("1/100", "Which part is it?", "a hundredth, one hundredth", "a thousandth, a tenth"),
        (
            "24 hours",
            "Over how long is it collected?",
            "a day, one day, a whole day, the full day, one full day, over 24 hours, over a day",
            "two days, day, half a day, an hour, a week, more than a day, two whole days",
        ),
        (
            "1 h",
            "How long does it take?",
            "an hour, a full hour",
            "hour, half an hour, over an hour",
        ),
        ("18", "Above which age may they vote?", "above 18, 18", "over 18, below 18, above 81"),
        ("> 18", "Above which age may they vote?", "above 18, over 18", "18, under 18"),
    ],
)
def test_a_number_may_have_its_limit_behind_it_and_a_unit_its_article(
    answer: str, question: str, right: str, wrong: str
) -> None:
    for text in right.split(", "):
        assert judge_number(text, answer, question=question).verdict.counts, text
    for text in wrong.split(", "):
        assert not judge_number(text, answer, question=question).verdict.counts, text
