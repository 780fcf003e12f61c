"""Count what is due, from the history alone, so that a prompt need not wait for decks or models."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from quizgen.history.days import ROLLOVER, day_of
from quizgen.history.store import connect, explain_errors


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many questions a review would ask today, and in how many days the next are due.

    Of each fact one question is asked a day. `days` is None where nothing was ever reviewed.
    """

    due: int
    days: int | None


def due_count(path: Path, at: int, offset: int) -> DueCount:
    """Return what is due at that moment, in milliseconds since 1970; HistoryError if unreadable."""
    with explain_errors(path), closing(connect(path, write=False)) as database:
        settings = dict(database.execute("SELECT name, value FROM setting"))
        rollover = json.loads(settings.get("scheduler", "{}")).get("rollover", ROLLOVER)
        today = day_of(at, offset, rollover)
        aside: set[str] = set()
        select = "SELECT remark, at, offset, questions FROM standing_remark"
        for remark, when, there, questions in database.execute(select):
            if remark == "suspend" or (remark == "bury" and day_of(when, there, rollover) == today):
                aside |= set(json.loads(questions))
        rows = database.execute("SELECT question, last_day, due_day FROM memory").fetchall()
    done = {_fact(question) for question, last_day, _ in rows if last_day == today}
    days: dict[str, int] = {}
    for question, _, due_day in rows:
        fact = _fact(question)
        if question not in aside:
            due_day = max(due_day, today + 1) if fact in done else due_day
            days[fact] = min(due_day, days.get(fact, due_day))
    due = sum(day <= today for day in days.values())
    return DueCount(due, max(0, min(days.values()) - today) if days else None)


def _fact(question: str) -> str:
    return question.partition("/")[0]
