"""Who reviews towards the day of an exam knows more on it than by plain review in the same time."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from conftest import rounds

from quizgen.history.exam_preparation import Pace, gain, ranked
from quizgen.history.schedule import Memory, Rating, Scheduler, day_of_date

FSRS = Scheduler()
ITEMS, DAYS, SECONDS = [f"{number:03}" for number in range(300)], 30, 900
PACE = Pace()
FIRST = 0.7  # how likely a question is answered rightly the first time
Memories = dict[str, Memory]
Policy = Callable[[Memories, int], list[str]]


def known_at_the_end(policy: Policy, seed: int) -> float:
    """The mean chance of knowing an item at the exam, of a learner who is FSRS's own model."""
    chance, memories = random.Random(seed), Memories()
    for day in range(DAYS):
        left: float = SECONDS
        for item in policy(memories, day):
            memory = memories.get(item)
            left -= PACE.of(memory)
            if left < 0:
                break
            likely = FIRST if memory is None else FSRS.recall(memory, day)
            rating = Rating.Good if chance.random() < likely else Rating.Again
            memories[item] = FSRS.review(memory, rating, day)
    return sum(FSRS.recall(each, DAYS) for each in memories.values()) / len(ITEMS)


def plain(new: int) -> Policy:
    def policy(memories: Memories, day: int) -> list[str]:
        due = sorted((each.due_day, item) for item, each in memories.items() if each.due_day <= day)
        return [item for _, item in due] + [item for item in ITEMS if item not in memories][:new]

    return policy


def for_the_exam(memories: Memories, day: int) -> list[str]:
    waiting = [item for item in ITEMS if item not in memories or memories[item].last_day < day]
    return [each.question for each in ranked(waiting, memories, FSRS, day, DAYS, PACE)]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(min(20, rounds(1))))
def test_more_is_known_on_the_day_than_by_plain_review(seed: int) -> None:
    best = max(known_at_the_end(plain(new), seed) for new in (10, 20))
    assert known_at_the_end(for_the_exam, seed) >= best + 0.02


def test_what_fades_is_worth_more_than_what_was_just_learnt() -> None:
    old = FSRS.review(None, Rating.Good, 0)
    fresh = FSRS.review(None, Rating.Easy, 19)
    assert gain(old, FSRS, 20, 21) > gain(fresh, FSRS, 20, 21) >= 0


@pytest.mark.parametrize("text", ["2027-02-30", "tomorrow", "", "2027-6-1 12:00"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"match|remains|range"):
        day_of_date(text)
    assert day_of_date("1970-01-02") == 1
