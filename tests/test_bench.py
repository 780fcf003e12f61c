"""The bench can be imported without running, measures what it is asked for, and names no machine in
what it keeps.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from bench.__main__ import LAST_RUN, kept
from bench.measuring import Row, machine
from bench.sections import SECTIONS

MODULES = sorted(path.stem for path in (ROOT / "bench").glob("*.py") if path.stem != "paper_rivals")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_importing_a_module_measures_nothing() -> None:
    found = run("-c", "".join(f"import bench.{name}\n" for name in MODULES))
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


def test_some_sections_are_measured_by_name_and_not_kept() -> None:
    before = LAST_RUN.read_bytes() if LAST_RUN.exists() else None
    found = run("-m", "bench", "grading", "history", "--quick")
    assert found.returncode == 0, found.stderr
    headings = [line for line in found.stdout.splitlines()[1:] if line and not line.startswith(" ")]
    assert headings == ["grading", "history"]
    assert sum(" × " in f"{line} " for line in found.stdout.splitlines()) == 5
    assert (LAST_RUN.read_bytes() if LAST_RUN.exists() else None) == before


def test_an_unknown_section_is_refused_with_those_that_there_are() -> None:
    found = run("-m", "bench", "speed")
    assert found.returncode == 2
    assert all(name in found.stderr for name in SECTIONS)


@pytest.mark.parametrize(
    ("ratio", "bound", "verdict"),
    [(1.2, 1.3, "at most 1.3"), (1.4, 1.3, "ABOVE 1.3"), (9.0, None, "")],
)
def test_a_row_says_whether_a_promise_holds(
    ratio: float, bound: float | None, verdict: str
) -> None:
    assert Row("build", "1 ms", "floor", ratio, bound).verdict == verdict


def test_what_is_kept_names_no_machine_and_no_place() -> None:
    text = kept({"growth": [Row("  time", "1 µs", "a floor, 1 µs", 1.0, 1.2)]})
    assert "| time | 1 µs | a floor, 1 µs | 1.00 | at most 1.2 |" in text
    assert machine() in text
    assert str(Path.home()) not in text
    assert str(ROOT) not in text
