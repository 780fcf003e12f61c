"""Reckon the reviews and the memory of each question from the log.

Always reckoned from a question's first review on: so an answer that is taken back leaves no trace,
and an answer that comes late, from another machine, finds its place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple
from itertools import groupby

from quizgen.history.answer_record import Record
from quizgen.history.schedule import Memory, Scheduler

MEMORY = (
    "SELECT question, stability, difficulty, first_day, last_day, due_day, reps, lapses FROM memory"
)


def learn(database: sqlite3.Connection, scheduler: Scheduler, records: Iterable[Record]) -> None:
    """Bring reviews and memories up to date with these records, which are new in the log."""
    questions: set[str] = set()
    for record in records:
        [latest] = database.execute(
            "SELECT max(revision) FROM log WHERE answer = ?", (record.uid,)
        ).fetchone()
        if record.revision == latest:
            asked = {part.question for part in record.parts}
            database.executemany(
                "DELETE FROM review WHERE question = ? AND at = ? AND answer = ?",
                [(question, record.at, record.uid) for question in asked],
            )
            _rate(database, scheduler, record)
            questions |= asked
    for question in sorted(questions):
        database.execute("DELETE FROM memory WHERE question = ?", (question,))
        select = "SELECT question, day, rating FROM review WHERE question = ? ORDER BY at, answer"
        _remember(database, scheduler, database.execute(select, (question,)).fetchall())


def rebuild(database: sqlite3.Connection, scheduler: Scheduler, standing: Iterable[Record]) -> None:
    """Reckon all reviews and memories anew from the answers that stand."""
    database.execute("DELETE FROM review")
    database.execute("DELETE FROM memory")
    for record in standing:
        _rate(database, scheduler, record)
    select = "SELECT question, day, rating FROM review ORDER BY question, at, answer"
    _remember(database, scheduler, database.execute(select).fetchall())


def _rate(database: sqlite3.Connection, scheduler: Scheduler, record: Record) -> None:
    day = scheduler.day(record.at, record.offset)
    database.executemany(
        "INSERT INTO review (question, at, answer, day, rating) VALUES (?, ?, ?, ?, ?)",
        [
            (question, record.at, record.uid, day, int(rating))
            for question, rating in record.ratings.items()
        ],
    )


def _remember(
    database: sqlite3.Connection, scheduler: Scheduler, rows: list[tuple[str, int, int]]
) -> None:
    for question, reviews in groupby(rows, key=lambda row: row[0]):
        memory: Memory | None = None
        for _, day, rating in reviews:
            memory = scheduler.review(memory, rating, day)
        assert memory is not None
        database.execute(
            "INSERT INTO memory VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (question, *astuple(memory))
        )
