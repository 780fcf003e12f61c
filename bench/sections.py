"""The sections of the bench: each gives its rows as they are measured."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.generated import (
    LARGE_FACTS,
    PLAIN,
    deck_of_terms,
    write_collection,
    write_table,
)
from bench.history import fill_history
from bench.measuring import QUIZGEN, ROOT, Row, measure, milliseconds, paired, result
from bench.terminal import STYLES, bare_imports, first_question
from quizgen.compiler import compile_path

BARE_CLICK = """
import click
@click.group()
def main(): "A bare click program."
@main.command()
def build(): "Nothing."
main()
"""
BARE_IMPORTS = "import click, genanki, jinja2, pydantic, rich.table, yaml"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    runs: int = 7
    facts: tuple[int, ...] = (1000, 10_000, 100_000)  # of growing collections
    notes: int = 5000  # facts of the collection that the Anki part writes
    plain: int = 10_000  # plain questions, from YAML to a package
    rows: int = 10_000  # of a table, from CSV to a package
    answers: int = 100_000  # in the history
    typed: int = 10_000  # answers to be marked
    known: int = 50_000  # terms that they are marked against
    kin: int = 10_000  # terms of one broader term
    large: int = (
        10  # times as large: the list, table, ranking and chain whose questions are compared
    )
    scale: float = 1  # of the printed cases: questions and copies
    students: tuple[int, int] = (1000, 10_000)  # results of 100 answers each
    department: int = 50_000  # the same, into a database
    rivals: str = sys.executable  # a Python that may have WeasyPrint and ReportLab


QUICK = Sizes(
    runs=1,
    facts=(200, 1000),
    notes=300,
    plain=300,
    rows=300,
    answers=2000,
    typed=500,
    known=2000,
    kin=200,
    large=3,
    students=(20, 40),
    department=40,
    scale=0.05,
)


def processor(*command: str) -> Callable[[], float]:
    """A measurement of a command's processor time."""
    return lambda: measure(*command)[0]


def start_up(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """Cold starts: the help against a bare click program, a build against the bare imports of
    its libraries.
    """
    bare = (sys.executable, "-c")
    ours, floor, ratio = paired(
        processor(*QUIZGEN, "--help"), processor(*bare, BARE_CLICK, "--help"), sizes.runs
    )
    label = f"bare click --help, {milliseconds(floor)}"
    yield Row("cold --help", milliseconds(ours), label, ratio, 1.3)
    decks = shutil.copytree(ROOT / "decks", folder / "decks")
    for name, target in (("", ()), (", Anki only", ("--target", "anki"))):
        build = processor(*QUIZGEN, "build", str(decks), "-o", str(folder / "dist"), *target)
        ours, floor, ratio = paired(build, processor(*bare, BARE_IMPORTS), sizes.runs)
        label = f"bare imports of its libraries, {milliseconds(floor)}"
        yield Row(f"cold build of the shipped decks{name}", milliseconds(ours), label, ratio)


def anki(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """From questions to a package, against genanki alone writing the same finished notes."""
    source = write_collection(folder / "anki", sizes.notes)
    writing, whole, floor = result("anki_part", source, sizes.runs)
    label = f"raw genanki, {milliseconds(floor)}"
    yield Row(
        f"writing the notes of {sizes.notes:,} facts",
        milliseconds(writing),
        label,
        writing / floor,
        1.3,
    )
    yield Row(
        f"questions to package, {sizes.notes:,} facts",
        milliseconds(whole),
        label,
        whole / floor,
        1.3,
    )


def plain(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """From plain questions in YAML to a package, against a genanki script that reads the same
    with the C loader.
    """
    source = write_collection(folder / "plain", sizes.plain, [PLAIN])
    build = (*QUIZGEN, "build", str(source), "-o", str(folder / "dist"), "--target", "anki")
    script = (sys.executable, "-m", "bench.plain_genanki", str(source), str(folder / "raw.apkg"))
    ours, floor, ratio = paired(processor(*build), processor(*script), min(3, sizes.runs))
    name = f"{sizes.plain:,} plain questions, YAML to Anki"
    yield Row(name, milliseconds(ours), f"genanki script, {milliseconds(floor)}", ratio, 3)


def entities(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """From a table of four columns in CSV to a package, against a genanki script that makes the
    same notes; and how the time of a row grows with the table.
    """
    source = write_table(folder / "table", sizes.rows)
    build = (*QUIZGEN, "build", str(source), "-o", str(folder / "dist"), "--target", "anki")
    table, package = str(source / "things.csv"), str(folder / "raw.apkg")
    script = (sys.executable, "-m", "bench.table_genanki", table, package)
    ours, floor, ratio = paired(processor(*build), processor(*script), 1)
    name = f"{sizes.rows:,} rows of four columns, CSV to Anki"
    yield Row(name, milliseconds(ours), f"genanki script, {milliseconds(floor)}", ratio, 3)
    times = []
    for rows in (sizes.rows // 10, sizes.rows):
        source = write_table(folder / f"table-{rows}", rows)
        start = time.process_time()
        compile_path(source)
        times.append((time.process_time() - start) / rows)
    label = f"of {sizes.rows // 10:,} rows, {times[0] * 1e6:,.0f} µs"
    figure = f"{times[1] * 1e6:,.0f} µs"
    yield Row(f"a row of {sizes.rows:,}, compiled", figure, label, times[1] / times[0], 1.2)


def growth(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """Time and memory a fact, from the smallest collection to the largest; both must stay flat."""
    idle = measure(sys.executable, "-c", BARE_IMPORTS)
    build = (*QUIZGEN, "build", "--target", "anki")  # a worksheet has the same size everywhere
    base: tuple[float, float] | None = None
    for size in sizes.facts:
        source = write_collection(folder / f"growth-{size}", size)
        command = (*build, str(source), "-o", str(folder / f"built-{size}"))
        runs = [measure(*command) for _ in range(min(3, sizes.runs) if size <= 10_000 else 1)]
        time, memory = (
            (statistics.median(run[at] for run in runs) - idle[at]) / size for at in (0, 1)
        )  # of which the libraries are no part
        base = base or (time, memory)
        first = f"of {sizes.facts[0]:,} facts"
        figure, floor = f"{time * 1e6:,.0f} µs", f"{first}, {base[0] * 1e6:,.0f} µs"
        yield Row(f"time a fact, of {size:,}", figure, floor, time / base[0], 1.2)
        figure, floor = f"{memory * 1e3:.1f} kB", f"{first}, {base[1] * 1e3:.1f} kB"
        yield Row(f"memory a fact, of {size:,}", figure, floor, memory / base[1], 1.2)


def options(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """Choosing options.

    Of many terms of one kind, beside the same of none; a question of a large fact, of a small.
    """
    label = f"{sizes.kin:,} terms, all of one broader term"
    kin, none = (
        partial(compile_time, folder / f"{broader}.yaml", deck_of_terms(sizes.kin, broader=broader))
        for broader in (True, False)
    )
    own, floor, ratio = paired(kin, none, min(3, sizes.runs))
    yield Row(label, milliseconds(own), f"of none, {milliseconds(floor)}", ratio, 1.5)
    for name, (deck, small) in LARGE_FACTS.items():
        size = small * (2 if name == "table" else sizes.large)
        own, floor = (
            min(time_a_question(folder / f"{name}.yaml", deck(each)) for _ in range(sizes.runs))
            for each in (size, small)
        )
        figure, floor_text = f"{own * 1e6:,.0f} µs", f"of {small}, {floor * 1e6:,.0f} µs"
        yield Row(f"a question of a {name} of {size}", figure, floor_text, own / floor, 1.5)


def compile_time(path: Path, text: str) -> float:
    """Return the processor time in seconds that a deck takes to be compiled."""
    path.write_text(text, encoding="utf-8")
    start = time.process_time()
    compile_path(path)
    return time.process_time() - start


def time_a_question(path: Path, text: str) -> float:
    """Return the processor time in seconds for each question of a deck."""
    path.write_text(text, encoding="utf-8")
    start = time.process_time()
    questions = compile_path(path).questions
    return (time.process_time() - start) / sum(map(len, questions.values()))


def paper(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """Pages, against Typst compiling the same layout and data written by hand; beside others
    laying out the same.
    """
    for case in result("paper", sizes.scale, sizes.rivals):
        name, ours = case["name"], case["ours"]
        label = f"the same in Typst by hand, {milliseconds(case['hand'])}"
        yield Row(name, milliseconds(ours), label, ours / case["hand"], 1.3)
        others = {"a plain Typst text": case["plain"], **case["rivals"]}
        for other, seconds in others.items():
            yield Row(
                f"  beside {other}",
                milliseconds(ours),
                f"{other}, {milliseconds(seconds)}",
                ours / seconds,
            )


def grading(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """Typed answers marked against many known terms, against a bare scan for the nearest of
    them.
    """
    building, marking, floor = result("grading", sizes.typed, sizes.known)
    label = f"bare rapidfuzz scan, {milliseconds(floor)}"
    yield Row(
        f"{sizes.known:,} known terms taken in", milliseconds(building), label, building / floor
    )
    yield Row(
        f"{sizes.typed:,} typed answers marked", milliseconds(marking), label, marking / floor, 0.2
    )


def texts(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """Reading each text once, against the rest of compiling; the word list, against 150 ms for
    160,000 words.
    """
    source = write_collection(folder / "texts", sizes.plain, [PLAIN])
    (seconds, words), *folders = result("texts", ROOT / "decks", source)
    names = ("the shipped decks", f"{sizes.plain:,} plain questions")
    for name, (reading, whole) in zip(names, folders, strict=True):
        rest = whole - reading
        label = f"the rest of compiling them, {milliseconds(rest)}"
        yield Row(f"reading the texts of {name}", milliseconds(reading), label, reading / rest, 0.1)
    most = 0.150 * words / 160_000
    label = f"150 ms for 160,000 words, {milliseconds(most)}"
    yield Row(f"a list of {words:,} words, once", milliseconds(seconds), label, seconds / most, 1)


def history(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """An answer kept in a large history against a bare commit; what is due against reading the
    memories; `quizgen due` against `--help`.
    """
    found = result("history", sizes.answers)
    after = f"after {sizes.answers:,} answers"
    label = f"bare commit of one row, {milliseconds(found['commit'])}"
    yield Row(
        f"an answer kept, {after}", milliseconds(found["answer"]), label, found["answer / commit"]
    )
    label = f"bare SELECT of the memories, {milliseconds(found['scan'])}"
    yield Row(
        f"what is due, {after}",
        milliseconds(found["review"]),
        label,
        found["review"] / found["scan"],
    )
    due = (*QUIZGEN, "due", "--history", str(folder / "history.db"))
    fill_history(folder / "history.db", sizes.answers)
    ours, floor, ratio = paired(processor(*due), processor(*QUIZGEN, "--help"), sizes.runs)
    yield Row(f"`due`, {after}", milliseconds(ours), f"--help, {milliseconds(floor)}", ratio, 2)


def results(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """The result files of a large class, from files to figures: the time of a result and the memory
    of all, which must stay flat; and a department's into a PostgreSQL, against two minutes.
    """
    few, many = sizes.students
    (first, base), (seconds, memory) = (result("results", each) for each in (few, many))
    label = f"of {few:,}, {first / few * 1e6:,.0f} µs"
    figure = f"{seconds / many * 1e6:,.0f} µs"
    yield Row(
        f"a result of 100 answers, of {many:,}", figure, label, seconds / many / first * few, 1.5
    )
    label = f"of {few:,}, {base:,.0f} MB"
    yield Row(f"memory for {many:,} results", f"{memory:,.0f} MB", label, memory / base, 2)
    if os.environ.get("QUIZGEN_POSTGRES"):
        seconds, _ = result("results", sizes.department, "postgresql")
        name = f"{sizes.department:,} results into PostgreSQL, and analysed"
        share = 120 * sizes.department / 50_000
        label = f"two minutes for 50,000, {milliseconds(share)}"
        yield Row(name, milliseconds(seconds), label, seconds / share, 1)


def terminal(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """From the command to the first question of the shipped decks, against the bare imports of
    click, pydantic, Jinja2 and PyYAML. Decks that are unchanged since the last quiz are not
    compiled again.
    """
    for anew, decks in ((True, "decks compiled anew"), (False, "unchanged decks")):
        for style in STYLES:
            first = partial(first_question, style, folder / "history.db", anew=anew)
            seconds, floor, ratio = paired(first, bare_imports, sizes.runs)
            name = f"to the first question, --{style}, {decks}"
            label = f"bare imports of its libraries, {milliseconds(floor)}"
            yield Row(name, milliseconds(seconds), label, ratio, 4)


SECTIONS: dict[str, Callable[[Sizes, Path], Iterator[Row]]] = {
    "start-up": start_up,
    "anki": anki,
    "plain": plain,
    "entities": entities,
    "options": options,
    "paper": paper,
    "terminal": terminal,
    "grading": grading,
    "texts": texts,
    "history": history,
    "results": results,
    "growth": growth,
}
