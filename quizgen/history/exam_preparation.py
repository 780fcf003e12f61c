"""Choose what to review so as to know most on the day of an exam."""

# Each question is worth what a review today adds to the chance that it is known on that day, for
# each second that it takes. What is new adds all that one review leaves of it; what is known well
# adds little, and so waits. Near the day, what fades first adds most, and the same measure finds
# that too. Learners of FSRS's own model (300 questions, 30 days, 15 minutes a day) know 99 % on the
# day so, and 96 % by plain review in the same time (`tests/history/test_exam_plan.py`).

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizgen.history.schedule import Memory, Rating, Scheduler

FIRST_KNOWN = 0.9  # of what a first success leaves, as many a first answer fails


@dataclass(frozen=True, slots=True)
class Pace:
    """How many seconds an answer takes; without answers that say it, so long as people take."""

    known: float = 8.0
    new: float = 16.0

    def of(self, memory: Memory | None) -> float:
        """Return the seconds for a question, by what is remembered of it."""
        return self.new if memory is None else self.known


@dataclass(frozen=True, slots=True)
class Worth:
    """What a review of a question today adds to what is known on the day, and a second of it."""

    question: str
    gain: float
    seconds: float

    @property
    def rate(self) -> float:
        """Return the gain for each second."""
        return self.gain / self.seconds


def gain(memory: Memory | None, scheduler: Scheduler, today: int, exam: int) -> float:
    """Return what a review on a day adds to the chance that the answer is known at the exam."""
    if memory is None:
        after = scheduler.recall(scheduler.review(None, Rating.Good, today), exam)
        return max(0.0, after * FIRST_KNOWN)
    known = scheduler.recall(memory, exam)
    now = scheduler.recall(memory, today)
    good = scheduler.recall(scheduler.review(memory, Rating.Good, today), exam)
    again = scheduler.recall(scheduler.review(memory, Rating.Again, today), exam)
    return now * good + (1 - now) * again - known


def ranked(
    questions: Iterable[str],
    memories: Mapping[str, Memory],
    scheduler: Scheduler,
    today: int,
    exam: int,
    pace: Pace,
) -> list[Worth]:
    """Return what a review of each question today is worth, the most useful first.

    What would add nothing is left out. `exam` is a day after today.
    """
    worths = []
    for question in questions:
        memory = memories.get(question)
        worth = gain(memory, scheduler, today, exam)
        worths.append(Worth(question, worth, pace.of(memory)))
    useful = [each for each in worths if each.gain > 0]
    return sorted(useful, key=lambda each: (-each.rate, each.question))
