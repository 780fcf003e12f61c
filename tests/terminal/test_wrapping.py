"""How texts are laid in rows: in cells, with their own lines, in characters that there are."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from quizgen.terminal.lines import TWINS, use_twins, wrapped


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Read these lines.\nWho wrote them?", ["Read these lines.", "Who wrote them?"]),
        ("  A) one\ntwo", ["  A) one", "    two"]),
        ("a" * 20, ["a" * 20]),
        ("a" * 21, ["a" * 20, "  a"]),
        ("心" * 10, ["心" * 10]),
        ("心" * 11, ["心" * 10, "  心"]),
        ("one two three four five", ["one two three four", "  five"]),
        ("\x1b[2J", ["\\u001b[2J"]),
        ("", [""]),
    ],
)
def test_a_text_keeps_its_lines_and_fits_twenty_cells(text: str, rows: list[str]) -> None:
    assert wrapped(text, 20).split("\n") == rows


@settings(max_examples=200)
@given(st.text(alphabet="ab 心é-\n👩", max_size=120), st.integers(20, 60))
def test_no_row_is_too_wide_and_no_letter_is_lost(text: str, width: int) -> None:
    rows = wrapped(text, width).split("\n")
    assert max(map(cell_len, rows)) <= width
    assert "".join("".join(rows).split()) == "".join(text.split())


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_a_sign_that_the_terminal_lacks_has_a_twin(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding, errors=use_twins())
    stream.write("✓ ✗ › é 心")
    stream.flush()
    said = stream.buffer.getvalue().decode(encoding)
    assert said.startswith("+ x > ")
    assert said.endswith("?"), "what has no twin is seen to be missing"


def test_twins_are_plain_and_signs_of_verdicts_have_different_ones() -> None:
    assert all(twin.isascii() for twin in TWINS.values())
    assert TWINS["✓"] != TWINS["✗"]
