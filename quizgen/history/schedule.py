"""Schedule when to ask a question again, by FSRS."""

# Days, not periods of 24 hours. The package `fsrs` counts whole periods between two moments; Anki
# counts days from a rollover hour. A review 23 h 50 min after another gave a stability of 15.06
# there and 21.92 in Anki. We count days ourselves and give `fsrs` dates; `tests/anki/test_days.py`
# holds us to the real Anki. There are no steps within a day and no chance: practice belongs to the
# sitting, and the same log must give the same days.
#
# Only retrieval is rated: right is Good, wrong is Again, Hard and Easy only on the person's word.
# Picking an answer out is kept and counted, but says nothing to FSRS. Of one fact, one question is
# reviewed a day.

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.metadata import version

from fsrs import Card, State
from fsrs import Rating as Rating
from fsrs import Scheduler as Model
from fsrs.scheduler import DEFAULT_PARAMETERS

from quizgen.grading.marks import Part, Verdict
from quizgen.history.days import ROLLOVER, day_of
from quizgen.questions.question import Level

# Read once: later the process may be somebody else, who may not read the installed package.
_FSRS = version("fsrs")

EFFORTS = {
    "again": Rating.Again,
    "hard": Rating.Hard,
    "": Rating.Good,
    "easy": Rating.Easy,
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def ratings(level: str, effort: str, parts: Iterable[Part], *, practice: bool) -> dict[str, Rating]:
    """Return the rating of the memory of each question in an answer's item.

    Only retrieval is rated: who picks an answer out need not remember it. An answer in practice is
    not rated, nor one that was left out altogether. `effort` is what the person said of it:
    "again", "hard", "easy" or "".
    """
    parts = tuple(parts)
    if (
        practice
        or level == Level.RECOGNISE
        or all(part.verdict is Verdict.MISSING for part in parts)
    ):
        return {}
    right: dict[str, bool] = {}
    for part in parts:
        right[part.question] = right.get(part.question, True) and part.verdict.counts
    return {
        question: EFFORTS[effort] if known else Rating.Again for question, known in right.items()
    }


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one person's memory of one question.

    Days are counted from 1970-01-01, as `Scheduler.day` does. `stability` is in days, `difficulty`
    from 1 to 10. A lapse is a question forgotten since an earlier day.
    """

    stability: float
    difficulty: float
    first_day: int
    last_day: int
    due_day: int
    reps: int = 1
    lapses: int = 0


@dataclass(frozen=True, slots=True)
class Scheduler:
    """When to ask again, so that the answer is still known with the probability `retention`.

    A day begins at the hour `rollover`, local time, so that late at night is still today. `longest`
    is in days.
    """

    retention: float = 0.9
    rollover: int = ROLLOVER
    longest: int = 36_500
    weights: tuple[float, ...] = DEFAULT_PARAMETERS

    @property
    def version(self) -> str:
        """A text that changes whenever memories must be reckoned anew from the answers."""
        return f"fsrs {_FSRS}, rated 1, {self}"

    def day(self, at: int, offset: int) -> int:
        """Return the day of a moment.

        `at` is in milliseconds since 1970 in UTC, `offset` in minutes east of it. Anki counts days
        so, where FSRS's own package counts periods of 24 hours.
        """
        return day_of(at, offset, self.rollover)

    def recall(self, memory: Memory, day: int) -> float:
        """Return how likely an answer is still known on a day."""
        return _model(self).get_card_retrievability(_card(memory), _date(day))

    def review(self, memory: Memory | None, rating: int, day: int) -> Memory:
        """Return the memory after a review.

        A day before the last one counts as the last one (a clock was set back).
        """
        day = day if memory is None else max(day, memory.last_day)
        when = _date(day)
        card, _ = _model(self).review_card(_card(memory), Rating(rating), when)
        assert card.stability is not None
        assert card.difficulty is not None
        due = (card.due - _EPOCH).days
        if memory is None:
            return Memory(card.stability, card.difficulty, day, day, due)
        lapsed = rating == Rating.Again and day > memory.last_day
        reps, lapses = memory.reps + 1, memory.lapses + lapsed
        return Memory(card.stability, card.difficulty, memory.first_day, day, due, reps, lapses)


def day_of_date(date: str) -> int:
    """Return the day of a date, such as 2026-11-22; ValueError where it is none."""
    return (datetime.strptime(f"{date} +0000", "%Y-%m-%d %z") - _EPOCH).days


def date_of(day: int) -> str:
    """Return a day's date, such as 2026-11-22."""
    return _date(day).date().isoformat()


@cache
def _model(scheduler: Scheduler) -> Model:
    # Steps within a day are for a sitting's own practice; chance would make the same log give
    # different days.
    return Model(
        scheduler.weights, scheduler.retention, (), (), scheduler.longest, enable_fuzzing=False
    )


def _card(memory: Memory | None) -> Card:
    # Without an id and a date, a card reads the clock, and even waits for it.
    if memory is None:
        return Card(1, due=_EPOCH)
    last = _date(memory.last_day)
    return Card(1, State.Review, None, memory.stability, memory.difficulty, _EPOCH, last)


def _date(day: int) -> datetime:
    return _EPOCH + timedelta(days=day)
