"""Times the results of a large class, from files to figures; prints seconds and megabytes as JSON:
`python -m bench.results STUDENTS [postgresql|sqlite]`.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench.measuring import ENV, QUIZGEN
from bench.postgres import server
from quizgen.history.exam_result import ExamResult, ItemResult, result_as_json

ITEMS = 100
OPTIONS = ("magnesium", "calcium", "zinc", "iron")


def answer(student: int, place: int) -> ItemResult:
    chosen = student * 7919 * (place + 1) % 97 * (student % 5) % 4  # some know more than others
    return ItemResult(
        item=f"fact-{place}/answer",
        type="choice",
        deck="minerals",
        topic=f"topic {place % 10}",
        stem=f"Which mineral is needed for a muscle to let go, number {place}?",
        points=1,
        share=float(chosen == 0),
        answered=True,
        response=("ABCD"[chosen],),
        chosen=(OPTIONS[chosen],),
        key=(OPTIONS[0],),
        took=7000,
    )


def write_results(folder: Path, students: int) -> None:
    """Write a file for each student. Of answers there are some hundred rows, as in a real class."""
    rows = [tuple(answer(student, place) for place in range(ITEMS)) for student in range(97)]
    for student in range(students):
        result = ExamResult(
            name=f"Student {student}",
            exam="0123456789abcdef",
            title="Minerals",
            started=1_700_000_000_000,
            finished=1_700_000_900_000,
            items=rows[student % len(rows)],
        )
        (folder / f"{student:06}.json").write_text(result_as_json(result), encoding="utf-8")


def main() -> None:
    """Print the seconds on the wall of the verb, and the most memory that its process took."""
    students = int(sys.argv[1])
    kind = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        write_results(folder, students)
        options = []
        if kind == "postgresql":
            postgres = stack.enter_context(server(os.environ["QUIZGEN_POSTGRES"]))
            options = ["--database", postgres.address]
        elif kind == "sqlite":
            options = ["--database", f"sqlite:///{folder / 'exams.db'}"]
        start = time.perf_counter()
        told = subprocess.run(
            [*QUIZGEN, "results", str(folder), *options],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env=ENV,
        )
        seconds = time.perf_counter() - start
        assert f"{students} results" in told.stdout
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps([seconds, megabytes]))


if __name__ == "__main__":
    main()
