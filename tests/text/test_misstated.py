"""What can only be meant as a value, and is none; and marks without their second."""

from __future__ import annotations

import pytest

from quizgen.text.markup import unpaired
from quizgen.text.sameness import misstated

WRONG = [
    ("29 February 1900", "1900 was no leap year"), ("1900-02-29", "no leap year"),
    ("31 April 1950", "has 30 days"), ("31 April", "has 30 days"), ("13/13/1919", "no month 13"),
    ("1803–1798", "ends before it begins"),
    ("28 June 1919 – 27 June 1919", "ends before it begins"), ("8–3 m", "runs upside down"),
    ("9" * 10_000, "10,000 digits"), ("1e9999", "beyond"),
]  # fmt: skip
NOT_MEANT = [
    "29 February 1904", "`29 February 1900`", "7732-18-5", "7647-01-0", "55-55-1234", "3–1",
    "110–98", "1798–1803", "the 31st of them", "1/0", "13.13.13", "room 1803–1798", "5 m 3 s",
    "12:75", "x" * 10_000, "0-201-63361-2",
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), WRONG, ids=lambda each: each[:20])
def test_what_never_was_is_said(text: str, reason: str) -> None:
    error = misstated(text)
    assert error is not None
    assert reason in str(error)


@pytest.mark.parametrize("text", NOT_MEANT, ids=lambda each: each[:20])
def test_what_may_be_meant_as_it_stands_is_left_alone(text: str) -> None:
    assert misstated(text) is None


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("$x^2", ["$"]), ("x^2$", ["$"]), (r"is $\alpha here", ["$"]), ("`abc", ["`"]),
        ("write `abc or def", ["`"]), (r"\frac{a}{b}", ["\\frac"]), (r"the angle \alpha", ["\\alpha"]),
        ("$x^2$ and $y^2", ["$"]), ("`a` and `b", ["`"]),
        ("$5", []), ("US$ 5 or $6", []), (r"\$x^2", []), (r"\`abc", []), ("`$x^2`", []),
        ("$x^2$", []), (r"C:\times\new", []), (r"\\frac", []), ("the sign $ itself", []),
        ("Hawai`i", []), ("a lone ` here", []), ("$HOME", []), ("x^2", []), ("", []),
    ],
)  # fmt: skip
def test_marks_without_their_second(text: str, marks: list[str]) -> None:
    assert unpaired(text) == marks
