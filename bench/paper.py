"""Times the printed pages, and Typst compiling the same by hand; prints seconds as JSON.

The floor is a `.typ` file with the same layout and the same questions written out in it, and the
same options. Every run has a seed of its own, so that neither side finds pages in Typst's cache
that the other, or the run before, left there. The figures are medians of processor time, of runs in
turn, in one process that is warm. `plain` is the same text as a person would type it for once,
without name lines, kept pages, or a layout that measures what fits. WeasyPrint and ReportLab lay
out the sheets in a Python of their own, if they are installed there.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import typst

from bench.measuring import ROOT
from quizgen.compiler import Compiled, compile_path
from quizgen.quiz import quiz as quizzes
from quizgen.quiz.quiz import Candidate, Quiz, Selection
from quizgen.targets import pdf
from quizgen.targets.pdf import Page
from quizgen.text.wording import FOLDER, wording

TEMPLATES = FOLDER / "paper"
OPTIONS: dict[str, Any] = {
    "font_paths": [str(FOLDER / "fonts")],
    "ignore_system_fonts": True,
    "pdf_standards": ["ua-1"],
    "format": "pdf",
    "timestamp": 0,
}


@dataclass(frozen=True)
class Case:
    """A number of questions, and of copies of them; with the key or without."""

    name: str
    questions: int
    copies: int = 1
    key: bool = False
    short: bool = False  # only questions of a line or two, so that few make one page
    runs: int = 6


CASES = (
    Case("sheet and key, 20 questions", 20, key=True, runs=14),
    Case("class of 30, 20 questions, one file", 20, copies=30),
    Case("500 questions", 500),
    Case("1,000 copies of one page", 6, copies=1000, short=True, runs=4),
)


# What is compiled ---------------------------------------------------------------------------------


def literal(value: Any) -> str:
    """A value as Typst writes it."""
    if isinstance(value, dict):
        pairs = ", ".join(f"{literal(name)}: {literal(each)}" for name, each in value.items())
        return f"({pairs or ':'})"
    if isinstance(value, list | tuple):
        return f"({''.join(f'{literal(each)}, ' for each in value)})"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return json.dumps(value)


def by_hand(folder: Path, template: str, data: dict[str, Any]) -> Path:
    """A document of its own, in which the data stand as a literal."""
    shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
    lib = folder / "lib.typ"
    reading = "#let data = json(bytes(sys.inputs.data))"
    text = lib.read_text("utf-8")
    assert reading in text
    lib.write_text(text.replace(reading, f"#let data = {literal(data)}"), "utf-8")
    return folder / f"{template}.typ"


def plain(folder: Path, sheet: dict[str, Any], key: dict[str, Any] | None) -> list[Path]:
    """The same text without layout functions: lists, lines, tables."""

    def content(text: str) -> str:
        return f"#{literal(text)}"

    def question(item: dict[str, Any]) -> str:
        lines = [f"+ {content(item['stem'])}"]
        lines += [
            f"  - {content(each['letter'] + ' ' + each['text'])}"
            for each in item.get("options", ())
        ]
        lines += [
            f"  - #box(width: 2em, stroke: (bottom: 1pt)) {content(left)}"
            for left in item.get("left", ())
        ]
        lines += ["  #v(8mm) #line(length: 100%)"] * int(
            item.get("lines", 1 if "long" in item else 0)
        )
        for line in item.get("passage", {}).get("lines", ()):
            cells = [
                "".join(f"({piece})" if isinstance(piece, int) else piece for piece in cell)
                for cell in line["cells"]
            ]
            if item["type"] == "table":
                row = ", ".join(map(literal, [line["label"], *cells]))
                lines.append(f"  #table(columns: {len(cells) + 1}, {row})")
            else:
                lines.append(f"  {content(' '.join(cells))}")
        return "\n".join(lines)

    def document(title: str, parts: list[str]) -> str:
        head = (
            '#set page(paper: "a4", margin: 20mm, numbering: "1 of 1")\n'
            '#set text(font: "Inter", size: 10.5pt)'
        )
        return f"#set document(title: {literal(title)})\n{head}\n" + "\n#pagebreak()\n".join(parts)

    bodies = {
        name: f"= {content(quiz['title'])}\n"
        + "\n".join(
            f"== {content(part['title'])}\n" + "\n".join(map(question, part["items"]))
            for part in quiz["sections"]
        )
        for name, quiz in sheet["quizzes"].items()
    }
    paths = [folder / "plain-sheet.typ"]
    paths[0].write_text(
        document(sheet["title"], [bodies[copy["variant"]] for copy in sheet["copies"]]), "utf-8"
    )
    if key is not None:
        entries = [
            "\n\n".join(
                [
                    f"+ {content(item['stem'])}",
                    *(f"  *{content(line)}*" for line in [*item["key"], *item["notes"]]),
                ]
            )
            for quiz in key["quizzes"].values()
            for part in quiz["sections"]
            for item in part["items"]
        ]
        paths.append(folder / "plain-key.typ")
        paths[1].write_text(
            document(key["title"], [f"= {content(key['title'])}\n" + "\n".join(entries)]), "utf-8"
        )
    return paths


def by_typst(paths: Sequence[Path]) -> None:
    for path in paths:
        typst.compile(str(path), root=str(path.parent), **OPTIONS)


# The cases ----------------------------------------------------------------------------------------


class Bench:
    """The shipped decks, and what is made of them."""

    def __init__(self) -> None:
        self.compiled: Compiled = compile_path(ROOT / "decks")
        self.words = wording(self.compiled.collection.language)

    def quiz(self, case: Case, seed: str) -> Quiz:
        """A quiz of that many questions, in an order, and with options, of that seed."""
        selection = Selection(types=("choice", "short-answer") if case.short else ())
        found = quizzes.candidates(self.compiled.questions, selection)
        chosen: list[Candidate] = quizzes.choose(found, case.questions, "bench")
        if (
            len(chosen) < case.questions
        ):  # what gives one another away is laid out as well as anything
            chosen = [candidate for entries in found.values() for candidate in entries][
                : case.questions
            ]
        assert len(chosen) == case.questions
        return quizzes.resolve(chosen, f"Bench {seed}", "en", seed)

    def ours(self, case: Case, quiz: Quiz) -> None:
        """What `quizgen worksheet` calls: everything from the resolved quiz to the bytes."""
        if case.key:
            pdf.worksheet([quiz], "bench", Page(), (), self.compiled)
        else:
            copies, test = self.copies(case, quiz), pdf.printed_test([quiz], Page(), ())
            views = pdf.student_views([quiz], test, self.words)
            pdf._sheet(copies, Page(), self.words, self.compiled, test, views)

    def copies(self, case: Case, quiz: Quiz) -> list[tuple[str, Quiz]]:
        return [
            (f"Student {number}" if case.copies > 1 else "", quiz) for number in range(case.copies)
        ]

    def told(self, case: Case, quiz: Quiz) -> list[dict[str, Any]]:
        """What the templates are told, sheet first."""
        told: list[dict[str, Any]] = []
        genuine = typst.compile

        def watch(*_: Any, sys_inputs: dict[str, str], **__: Any) -> bytes:
            told.append(json.loads(sys_inputs["data"]))
            return b""

        setattr(typst, "compile", watch)  # noqa: B010  # it has overloads
        try:
            self.ours(case, quiz)
        finally:
            setattr(typst, "compile", genuine)  # noqa: B010
        return told


def seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def measured(bench: Bench, case: Case, folder: Path) -> tuple[float, float, float]:
    """Median seconds of ours, of the same by hand, and of the plain text."""
    times: list[tuple[float, float, float]] = []
    for run in range(case.runs + 1):
        at = folder / f"{case.questions}-{case.copies}-{run}"
        quiz = bench.quiz(case, f"{run} ours")
        told = bench.told(case, bench.quiz(case, f"{run} hand"))
        hand = [
            by_hand(at / name, name, data)
            for name, data in zip(("sheet", "key"), told, strict=False)
        ]
        bare = plain(at / "sheet", told[0], told[1] if len(told) > 1 else None)
        actions = [
            partial(bench.ours, case, quiz),
            partial(by_typst, hand),
            partial(by_typst, bare),
        ]
        spent = {index: seconds(actions[index]) for index in ((0, 1, 2) if run % 2 else (1, 0, 2))}
        times.append((spent[0], spent[1], spent[2]))
    ours, by, bare_text = (statistics.median(column) for column in zip(*times[1:], strict=True))
    return ours, by, bare_text


def rivals(python: str, told: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Seconds of each rival for the sheets, as far as they are installed."""
    script = Path(__file__).with_name("paper_rivals.py")
    if not shutil.which(python):
        return {}
    run = subprocess.run(
        [python, str(script)],
        input=json.dumps(told[0]),
        capture_output=True,
        text=True,
        env=os.environ,
    )
    return dict(json.loads(run.stdout)) if run.returncode == 0 else {}


def scaled(case: Case, scale: float) -> Case:
    """A case of fewer questions, copies and runs."""
    if scale == 1:
        return case
    return replace(
        case,
        questions=max(3, round(case.questions * scale)),
        copies=max(1, round(case.copies * scale)),
        runs=max(1, round(case.runs * scale)),
    )


def main() -> None:
    """Print the figures of each case as JSON."""
    scale, python = float(sys.argv[1]), sys.argv[2]
    bench = Bench()
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for each in CASES:
            case = scaled(each, scale)
            ours, hand, bare = measured(bench, case, Path(folder))
            sheet = bench.told(case, bench.quiz(case, "rivals")) if case.copies < 1000 else ()
            others = rivals(python, sheet) if sheet else {}
            found.append(
                {"name": case.name, "ours": ours, "hand": hand, "plain": bare, "rivals": others}
            )
    print(json.dumps(found))


if __name__ == "__main__":
    main()
