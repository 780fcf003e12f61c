"""One grammar of moments: what is the same, what comes first, and what never was."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text import moments
from quizgen.text.moments import MomentError, parse_moment

SAME = """
28 June 1919 | June 28, 1919
28 June 1919 | 28th June 1919
28 June 1919 | the 28th of June 1919
28 June 1919 | 28 Jun 1919
28 June 1919 | 28/6/1919
28 June 1919 | 6/28/1919
28 June 1919 | 28.6.1919
28 June 1919 | 1919-06-28
28 June 1919 | on 28 June 1919
1789–1799 | 1789-1799
1789–1799 | from 1789 to 1799
1914–1918 | 1914-18
509–27 BC | 509 BC – 27 BC
28–30 June 1919 | 28 June 1919 – 30 June 1919
28 June – 3 July 1919 | 28 June 1919 to 3 July 1919
the 5th century | the fifth century
5th century BC | the fifth century BCE
9:30 a.m. | 09:30
7 p.m. | 19:00
noon | 12:00
12 a.m. | 0:00
509 BC | 509 BCE
AD 476 | 476 CE
14 July | July 14
in 1914 | 1914
June 1919 | June, 1919
the 1960s | 1960s
c. 1450 | about 1450
28 June 1919, 15:00 | 28 June 1919, 3 p.m.
29.2.1904 | 29 February 1904
29 February 1500 | February 29, 1500
28 June 1919 | 28-06-1919
28 June 1919 | 28-Jun-1919
28 June 1919 | 1919 June 28
14:05 | 14h05
14:05 | 14 h 05
"""
DIFFERENT = """
28 June 1919 | 28 June 1914
14 July | 4 July
May 1968 | March 1968
5th century | 15th century
9:30 a.m. | 9:30 p.m.
10:30 | 10:03
509 BC | 509 AD
1914 | 1914–1918
1919 | June 1919
about 1450 | 1450
1 January 1914 – 31 December 1914 | 1914
"""
OTHER_LANGUAGES = [
    ("28. Juni 1919", "de", "28 June 1919"), ("28.6.1919", "de", "28 June 1919"),
    ("509 v. Chr.", "de", "509 BC"), ("5. Jahrhundert v. Chr.", "de", "5th century BC"),
    ("9.30 Uhr", "de", "9:30"), ("1914 bis 1918", "de", "1914–1918"), ("im Jahr 1914", "de", "1914"),
    ("1er mai 1968", "fr", "1 May 1968"), ("9h30", "fr", "9:30"), ("midi", "fr", "noon"),
    ("Ve siècle av. J.-C.", "fr", "5th century BC"), ("4/7/1776", "fr", "4 July 1776"),
]  # fmt: skip
NEVER = [
    ("29 February 1900", "1900 was no leap year"), ("31 June 1919", "has 30 days"),
    ("29.2.1919", "no leap year"), ("1918–1914", "ends before it begins"),
    ("44 BC–100 BC", "ends before it begins"), ("13/13/1919", "no month 13"),
    ("0 BC", "no year"), ("1" * 10_000, "too long"), ("the other day", "no date"),
]  # fmt: skip
NONE = [
    "55-55-1234",
    "14h",
    "14h5",
    "1.1.79",
    "1798/1803",
    "5 mg",
    "March",
    "May",
    "1.2.3",
    "9/11",
    "16:9",
    "2–3",
    "25:00",
    "10:60",
    "120/80",
    "",
]


def lines(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), lines(SAME))
def test_writings_of_one_moment(one: str, other: str) -> None:
    assert moments.same_moments(parse_moment(one), parse_moment(other))


@pytest.mark.parametrize(("one", "other"), lines(DIFFERENT))
def test_other_moments(one: str, other: str) -> None:
    assert not moments.same_moments(parse_moment(one), parse_moment(other))


@pytest.mark.parametrize(("text", "language", "english"), OTHER_LANGUAGES)
def test_a_language_has_its_own_names_and_orders(text: str, language: str, english: str) -> None:
    assert moments.might_be(text, language)
    assert moments.same_moments(parse_moment(text, language), parse_moment(english))


@pytest.mark.parametrize(("text", "reason"), NEVER)
def test_what_never_was_is_said(text: str, reason: str) -> None:
    with pytest.raises(MomentError, match=reason):
        parse_moment(text)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_moment(text: str) -> None:
    assert moments.read_moment(text) is None


def test_a_date_in_digits_that_can_be_two_days_names_the_other() -> None:
    both = parse_moment("4/7/1776")
    assert (both.start[:3], both.other and both.other[:3]) == ((1776, 7, 4), (1776, 4, 7))
    assert parse_moment("28/6/1919").other is None
    assert parse_moment("4.7.1776").other is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("509 BC", "476", -1), ("44 BC", "43 BC", -1), ("1 BC", "AD 1", -1), ("1919", "1914", 1),
        ("28 June 1919", "1919", None), ("9:30 a.m.", "1 p.m.", -1), ("14 July", "4 July", 1),
        ("14 July", "1914", None), ("5th century BC", "4th century BC", -1),
    ],
)  # fmt: skip
def test_order(one: str, other: str, expected: int | None) -> None:
    assert moments.compare_moments(parse_moment(one), parse_moment(other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("1914–1918", "1914–1916", False), ("1914–1918", "1916–1920", False),
        ("1914–1918", "1916", True), ("1914–1918", "1919", False), ("1914–18", "1914–1918", True),
    ],
)  # fmt: skip
def test_two_spans_are_two_answers(one: str, other: str, overlap: bool) -> None:
    assert moments.moments_overlap(parse_moment(one), parse_moment(other)) is overlap


def test_inside() -> None:
    assert moments.moment_inside(parse_moment("28 June 1919"), parse_moment("1919"))
    assert moments.moment_inside(parse_moment("1919"), parse_moment("20th century"))
    assert not moments.moment_inside(parse_moment("1919"), parse_moment("28 June 1919"))
    assert not moments.moment_inside(parse_moment("1900"), parse_moment("20th century"))


@given(st.dates(dt.date(1000, 1, 1)))
def test_each_day_in_each_writing(day: dt.date) -> None:
    month = f"{day:%B}"
    named = parse_moment(f"{day.day} {month} {day.year}")
    for text in (f"{month} {day.day}, {day.year}", day.isoformat(), f"{day:%d.%m.%Y}"):
        assert moments.same_moments(named, parse_moment(text))


@given(st.text("0123456789.-–/: BCADJunemay'pth", max_size=40))
def test_nothing_that_is_typed_breaks_the_grammar(text: str) -> None:
    moments.read_moment(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("28 June 1919", "en"),
        ("the 28 June 1919", "en"),
        ("c1914", "en"),
        ("~ 1914", "en"),
        ("from 1914 to 1918", "en"),
        ("AD 476", "en"),
        ("in the nineteenth century", "en"),
        ("12 noon", "en"),
        ("XVIIIe siècle", "fr"),
        ("années 1920", "fr"),
        ("um 1800", "de"),
    ],
)
def test_what_begins_as_a_moment_may_be_one(text: str, language: str) -> None:
    assert moments.may_begin_moment(text, language)
    assert moments.read_moment(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "City 17",
        "The capital of country 7",
        "What happened on 28 June 1919?",
        "Mayo 5",
        "circadian",
    ],
)
def test_what_begins_with_another_word_is_no_moment(text: str) -> None:
    assert not moments.may_begin_moment(text)
    assert moments.read_moment(text) is None


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("1914–1918", 3 * 365, 5 * 365 + 1),
        ("5–10 June 1967", 4, 6),
        ("28 February – 1 March 1900", 1, 3),  # no leap year
        ("28 February – 1 March 1904", 2, 4),
        ("264 BC – 241 BC", 22 * 365 + 5, 24 * 365 + 6),
        ("2 BC – AD 2", 2 * 365, 4 * 365 + 1),  # of which no year is 0
        ("May–July 1940", 30, 92),
        ("1914", None, None),  # no span
        ("c. 1500 – 1550", None, None),
        ("9:30–10:15", None, None),
    ],
)
def test_a_span_of_dates_lasts_between_so_many_days(
    text: str, least: int | None, most: int | None
) -> None:
    moment = moments.read_moment(text)
    length = None if moment is None else moment.length
    if least is None or most is None:
        assert length is None
    else:
        assert length is not None
        assert tuple(map(round, length)) == pytest.approx((least, most), abs=1)
