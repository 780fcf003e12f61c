"""Prints quizgen's speed as ratios to a named floor, all of one run: `python -m bench [--facts 1000 10000 100000]`.

Each figure is the median of alternating runs in processes of their own, so that drift of the machine hits both sides.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from bench.generated import write_collection

ROOT = Path(__file__).resolve().parent.parent
ENV = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1750000000"}

BARE_CLICK = """
import click
@click.group()
def main(): "A bare click program."
@main.command()
def build(): "Nothing."
main()
"""
BARE_IMPORTS = "import click, genanki, jinja2, pydantic, rich.table, yaml"


def measure(*command: str) -> tuple[float, float]:
    """Seconds of processor time and megabytes at the most, of one process."""
    code = (
        "import json, os, resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))"
    )
    run = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True, env=ENV)
    seconds, megabytes = json.loads(run.stdout)
    return float(seconds), float(megabytes)


def paired(one: list[str], other: list[str], runs: int) -> tuple[float, float, float]:
    """Median seconds of each of two commands, run in turn, and the median ratio."""
    pairs = [(measure(*one)[0], measure(*other)[0]) for _ in range(runs + 1)][1:]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def row(name: str, figure: str, floor: str, ratio: float, bound: float | None = None) -> None:
    """One line of the table."""
    verdict = "" if bound is None else f"  (at most {bound})" if ratio <= bound else f"  ABOVE {bound}"
    print(f"{name:<34} {figure:>12}   {floor:<44} {ratio:5.2f} ×{verdict}", flush=True)


def start_up(runs: int, folder: Path) -> None:
    """Cold starts: the help against a bare click program, a build against the bare imports of its libraries."""
    python, quizgen = [sys.executable, "-c"], [sys.executable, "-m", "quizgen"]
    ours, floor, ratio = paired([*quizgen, "--help"], [*python, BARE_CLICK, "--help"], runs)
    row("cold --help", f"{ours * 1000:.0f} ms", f"bare click --help, {floor * 1000:.0f} ms", ratio)
    decks = shutil.copytree(ROOT / "decks", folder / "decks")
    command = [*quizgen, "build", str(decks), "-o", str(folder / "dist")]
    ours, floor, ratio = paired(command, [*python, BARE_IMPORTS], runs)
    row("cold build of the shipped decks", f"{ours * 1000:.0f} ms", f"bare imports, {floor * 1000:.0f} ms", ratio)


def growth(sizes: list[int], folder: Path) -> None:
    """Time and memory a fact, from the smallest collection to the largest; both must stay flat."""
    base: tuple[float, float] | None = None
    idle = measure(sys.executable, "-c", BARE_IMPORTS)
    build = [sys.executable, "-m", "quizgen", "build", "--target", "anki"]  # a worksheet has the same size everywhere
    for size in sizes:
        source = write_collection(folder / f"g{size}", size)
        runs = [measure(*build, str(source), "-o", str(folder / f"o{size}")) for _ in range(3 if size <= 10_000 else 1)]
        seconds = (statistics.median(run[0] for run in runs) - idle[0]) / size
        megabytes = (statistics.median(run[1] for run in runs) - idle[1]) / size
        base = base or (seconds, megabytes)
        first = f"a fact of {sizes[0]:,}"
        row(
            f"time a fact, of {size:,}",
            f"{seconds * 1e6:.0f} µs",
            f"{first}, {base[0] * 1e6:.0f} µs",
            seconds / base[0],
            1.2,
        )
        row(
            f"memory a fact, of {size:,}",
            f"{megabytes * 1e3:.1f} kB",
            f"{first}, {base[1] * 1e3:.1f} kB",
            megabytes / base[1],
            1.2,
        )


def anki_part(folder: Path, runs: int) -> None:
    """From questions to a package, against genanki alone writing the same finished notes."""
    source = write_collection(folder / "anki", 5000)
    run = subprocess.run(
        [sys.executable, "-m", "bench.anki_part", str(source), str(runs)],
        check=True,
        capture_output=True,
        text=True,
        env=ENV,
    )
    writing, whole, floor = json.loads(run.stdout)
    label = f"raw genanki, {floor * 1000:.0f} ms"
    row("writing 5,000 finished notes", f"{writing * 1000:.0f} ms", label, writing / floor, 1.3)
    row("questions to package, 5,000 facts", f"{whole * 1000:.0f} ms", label, whole / floor, 1.3)


def grading(answers: int = 10_000, known: int = 50_000) -> None:
    """Typed answers marked against many known terms, against a bare scan for the nearest of them."""
    command = [sys.executable, "-m", "bench.grading", str(answers), str(known)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=ENV)
    building, marking, floor = json.loads(run.stdout)
    label = f"bare rapidfuzz scan, {floor:.0f} s"
    row(f"{known:,} known terms taken in", f"{building:.1f} s", label, building / floor)
    row(f"{answers:,} typed answers marked", f"{marking:.1f} s", label, marking / floor, 0.2)


def history(answers: int) -> None:
    """An answer kept in a large history against a bare commit; the start of a review against reading the memories."""
    command = [sys.executable, "-m", "bench.history", str(answers)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=ENV)
    found = json.loads(run.stdout)
    after = f"after {answers:,} answers"
    label = f"bare commit of one row, {found['commit'] * 1000:.1f} ms"
    row(f"an answer, {after}", f"{found['answer'] * 1000:.1f} ms", label, found["answer / commit"])
    label = f"bare SELECT of the memories, {found['scan'] * 1000:.1f} ms"
    row(f"what is due, {after}", f"{found['review'] * 1000:.1f} ms", label, found["review"] / found["scan"])


def main() -> None:
    """Measure and print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--answers", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    names = ("click", "genanki", "Jinja2", "pydantic", "PyYAML", "rapidfuzz", "rich")
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors;", end=" ")
    print(", ".join(f"{name} {version(name)}" for name in names))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start_up(given.runs, folder)
        anki_part(folder, given.runs)
        grading()
        history(given.answers)
        growth(given.facts, folder)


main()
