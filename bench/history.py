"""Times a history of many answers against bare SQLite; prints seconds as JSON:
`python -m bench.history [ANSWERS]`.

Each question has been asked again and again over a year, so that indexes and reckoning have their
full depth.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from quizgen.grading.marks import Mark, Part, Verdict
from quizgen.history.answer_record import Record
from quizgen.history.history import History
from quizgen.quiz.quiz import Quiz, Section
from quizgen.quiz.types import ShortAnswerItem
from quizgen.sitting import Answer

FIRST = 1_700_000_000_000
DAY = 86_400_000
TIMES = 20  # how often each question was asked


def record(number: int, questions: int) -> Record:
    """The so-manieth answer: in each sitting, some of the questions; three in four are right."""
    question = f"fact-{number % questions}/answer"
    right = number * 7919 % 4 > 0
    verdict = Verdict.RIGHT if right else Verdict.WRONG
    return Record(
        sitting=f"sitting-{number // 50}",
        mode="review",
        title="Minerals",
        number=number % 50,
        at=FIRST + number // questions * 17 * DAY + number % questions * 20_000,
        offset=60,
        took=7000,
        item=question,
        fact=question.partition("/")[0],
        kind="ask",
        deck="minerals",
        topic=f"topic {number % 30}",
        type="short-answer",
        level="free",
        stem="Which mineral is needed for a muscle to let go?",
        points=1,
        response=("magnesium",),
        share=float(right),
        parts=(Part(question, verdict, "magnesium", "magnesium"),),
    )


def fill_history(path: Path, count: int) -> None:
    """Make a history of so many answers."""
    questions = max(1, count // TIMES)
    with History.open(path) as history:
        history.add(record(number, questions) for number in range(count))


def timed(action: Callable[[], object]) -> float:
    """Seconds on the wall: waiting for the disk is what it is about."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def answering(history: History, questions: int) -> Iterator[Callable[[], object]]:
    """Answers without end, each to be kept by a call."""
    items = tuple(
        ShortAnswerItem(
            number=1,
            id=f"fact-{number}/answer",
            fact=f"fact-{number}",
            kind="ask",
            deck="minerals",
            topic="topic",
            level="free",
            stem="Which?",
            points=1,
            type="short-answer",
            answer="magnesium",
            accepted=(),
            typed=True,
        )
        for number in range(questions)
    )
    now = FIRST + 400 * DAY
    quiz = Quiz(
        title="Minerals",
        language="en",
        seed="0",
        variant="A",
        sections=(Section(type="short-answer", items=items[:20]),),
    )
    keeper = history.begin("review", quiz, quiz.items, now, 60)
    for number in range(10**6):
        item = items[number * 7919 % questions]
        part = Part(item.id, Verdict.RIGHT, "magnesium", "magnesium")
        answer = Answer(item.id, ("magnesium",), Mark(1.0, (part,)), now + number, 7000)
        yield lambda answer=answer, item=item: keeper.keep(answer, item)  # type: ignore[misc]


def bare(path: Path) -> Callable[[], object]:
    """A commit of one row, as durable as ours."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous = EXTRA")
    database.execute("CREATE TABLE log (text TEXT)")

    def commit() -> None:
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO log VALUES ('magnesium')")
        database.execute("COMMIT")

    return commit


def main() -> None:
    """Print the seconds of an answer, of a bare commit, of the start of a review, and of bare
    imports and a scan.
    """
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    questions = max(1, count // TIMES)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "history.db"
        filling = timed(lambda: fill_history(path, count))
        with History.open(path) as history:
            commit, answers = bare(Path(name) / "bare.db"), answering(history, questions)
            pairs = [(timed(next(answers)), timed(commit)) for _ in range(41)][1:]
            rebuilding = timed(history.rebuild)

        def review() -> None:
            with History.open(path) as history:
                day = history.scheduler.day(FIRST + 400 * DAY, 60)
                assert any(memory.due_day <= day for memory in history.memories().values())
                history.new_today(day)
                history.reviewed_today(day)
                history.unfinished("review", 60)

        def scan() -> None:
            database = sqlite3.connect(path)
            database.execute("SELECT * FROM memory").fetchall()
            database.close()

        starts = [(timed(review), timed(scan)) for _ in range(6)][1:]
    result = {
        "answer": statistics.median(a for a, _ in pairs),
        "commit": statistics.median(b for _, b in pairs),
        "answer / commit": statistics.median(a / b for a, b in pairs),
        "review": statistics.median(a for a, _ in starts),
        "scan": statistics.median(b for _, b in starts),
        "filling": filling,
        "rebuilding": rebuilding,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
