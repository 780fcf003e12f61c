"""Which texts are the same, and which differ by no more than a sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text.sameness import clash, identity, overlaps, same

SAME = [
    ("-3", "minus three"),
    ("1 g", "1000 mg"),
    ("28 June 1919", "June 28, 1919"),
    ("9:30 a.m.", "09:30"),
    ("509 BC", "509 BCE"),
    ("$E = mc^2$", "E = mc²"),
    ("Ca2+", "Ca²⁺"),
    ("F♯", "F sharp"),
    ("the Triple Alliance", "Triple Alliance"),
    ("vertebrae", "vertebra"),
    ("colour", "color"),
    ("the first", "the 1st"),
    ("½", "0.5"),
]
DIFFERENT = [
    ("-3", "3"),
    ("$p^2 - q^2$", "$p^2 + q^2$"),
    ("C", "C++"),
    ("`True`", "`true`"),
    ("`x == y`", "`x = y`"),
    ("[3, 4)", "(3, 4]"),
    ("Co", "CO"),
    ("28 June 1919", "28 June 1914"),
    ("509 BC", "509 AD"),
    ("5 mg", "5 g"),
    ("30:2", "15:2"),
    ("schon", "schön"),
    ("$n!$", "$n$"),
    ("Na+", "Na"),
    ("very " * 300 + "hot", "very " * 300 + "cold"),
]
OPERATORS = "+-*/=<>^"


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_writings_of_one_thing_are_the_same(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_a_sign_a_capital_or_an_accent_makes_another_thing(one: str, other: str) -> None:
    assert not same(one, other)
    assert not same(other, one)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("the UK", "the United Kingdom"),
        ("ACE inhibitors", "angiotensin-converting enzyme inhibitors"),
    ],
)
def test_initials_are_the_name(short: str, long: str) -> None:
    assert clash(short, long)
    assert clash(long, short)
    assert not clash("the UAE", long)


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("5–9 mg", "7 mg", True),
        ("5–9 mg", "9 mg", True),
        ("5–9 mg", "9–12 mg", False),
        ("5–9 mg", "10 mg", False),
        ("1–2", "1.2", False),
        ("< 5 %", "3 %", True),
        ("5 mg", "7 mL", False),
    ],
)
def test_quantities_overlap_where_they_have_something_in_common(
    one: str, other: str, common: bool
) -> None:
    assert overlaps(one, other) == common
    assert overlaps(other, one) == common


@given(st.text(max_size=40))
def test_an_identity_is_its_own(text: str) -> None:
    assert identity(identity(text)) == identity(text)


@given(st.sampled_from("xyz"), st.sampled_from(OPERATORS), st.sampled_from(OPERATORS))
def test_one_operator_changed_is_another_formula(name: str, one: str, other: str) -> None:
    assert same(f"{name} {one} 2", f"{name} {other} 2") == (one == other)
