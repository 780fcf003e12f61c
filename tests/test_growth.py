"""The work of a row is the same in a table of any length: calls are counted, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.generated import write_table
from quizgen.cli import main
from quizgen.compiler import compile_path

FEW, MANY = 100, 800  # rows
MOST = 1.25  # times as many calls a row of the longer table


def calls(action: Callable[[], object]) -> int:
    """Return how many functions are called, ours and Python's own."""
    number = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(before)
    return number


def compiled(folder: Path) -> None:
    compile_path(folder)


def imported(folder: Path) -> None:
    """Make a deck of the table, as of one that is not in quizgen yet."""
    table, deck = str(folder / "things.csv"), str(folder / "imported" / "deck.yaml")
    result = CliRunner().invoke(main, ["import", table, "--table", "--yes", "-o", deck])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("way", [compiled, imported])
def test_a_row_of_a_longer_table_takes_no_more_calls(
    way: Callable[[Path], None], tmp_path: Path
) -> None:
    way(write_table(tmp_path / "first", FEW))  # what is loaded once is counted in neither
    few, many = (
        calls(partial(way, write_table(tmp_path / f"of {rows}", rows))) / rows
        for rows in (FEW, MANY)
    )
    assert many <= MOST * few, f"{few:,.0f} calls a row of {FEW}, {many:,.0f} a row of {MANY}"
