"""When a question is asked again: FSRS's own figures, on Anki's days."""

from __future__ import annotations

from itertools import accumulate

import pytest
from conftest import rounds
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.grading.marks import Part, Verdict
from quizgen.history.schedule import Memory, Rating, Scheduler, ratings

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


def reviewed(
    ratings: list[int], days: list[int], scheduler: Scheduler | None = None
) -> list[Memory]:
    """The memory after each review."""
    memories: list[Memory] = []
    for rating, day in zip(ratings, days, strict=True):
        memories.append(
            (scheduler or Scheduler()).review(memories[-1] if memories else None, rating, day)
        )
    return memories


def after(*gaps: int) -> list[int]:
    """The days of reviews that follow each other after so many days."""
    return list(accumulate(gaps))


def weights(**changes: float) -> tuple[float, ...]:
    return tuple(
        changes.get(f"w{index}", weight) for index, weight in enumerate(DEFAULT_PARAMETERS)
    )


# The public test vectors of FSRS-6, which py-fsrs, fsrs-rs (Anki) and ts-fsrs share ---------------


@pytest.mark.parametrize(
    ("ratings", "gaps", "changes", "stability", "difficulty"),
    [
        ([1, 3, 3, 3, 3, 3], [0, 0, 1, 3, 8, 21], {}, 53.62691, 6.3574867),
        (
            [1, 3, 3, 3, 3, 3],
            [0, 0, 1, 3, 8, 21],
            {"w17": 0, "w18": 0, "w19": 0},
            53.335106,
            6.3574867,
        ),
        ([1, 3, 3, 3, 3], [0, 0, 1, 3, 8], {}, 21.9177151, 6.36862707),
    ],
    ids=["fsrs-rs", "no steps within a day", "Anki 26.9.3"],
)
def test_the_memory_after_a_series_of_reviews(
    ratings: list[int],
    gaps: list[int],
    changes: dict[str, float],
    stability: float,
    difficulty: float,
) -> None:
    last = reviewed(ratings, after(*gaps), Scheduler(weights=weights(**changes)))[-1]
    assert last.stability == pytest.approx(stability, rel=1e-5)
    assert last.difficulty == pytest.approx(difficulty, rel=1e-5)


def test_the_intervals_of_a_series_with_two_lapses() -> None:
    # Vectors of a scheduler with steps of minutes, 0 days; ours has none, so only whole days can be
    # compared.
    intervals = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]
    ratings = [GOOD] * 6 + [AGAIN] * 2 + [GOOD] * 5
    days = after(0, *intervals[:-1])
    found = [memory.due_day - memory.last_day for memory in reviewed(ratings, days)]
    assert [
        ours if wanted else 0 for ours, wanted in zip(found, intervals, strict=True)
    ] == intervals


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty"),
    [
        (AGAIN, 0.212, 6.4133),
        (HARD, 1.2931, 5.11217071),
        (GOOD, 2.3065, 2.11810397),
        (EASY, 8.2956, 1),
    ],
)
def test_the_memory_after_the_first_review(
    rating: int, stability: float, difficulty: float
) -> None:
    [memory] = reviewed([rating], [0])
    assert memory.stability == pytest.approx(stability, rel=1e-6)
    assert memory.difficulty == pytest.approx(difficulty, rel=1e-6)


@pytest.mark.parametrize(
    ("retention", "interval"),
    [
        (0.1, 36_500),
        (0.2, 34793),
        (0.3, 2508),
        (0.4, 387),
        (0.5, 90),
        (0.6, 27),
        (0.7, 9),
        (0.8, 3),
        (0.9, 1),
        (1, 1),
    ],
)
def test_the_interval_of_a_stability_of_one_day(retention: float, interval: int) -> None:
    # The vector's first is 3,116,766 days; ours never asks later than in a hundred years.
    [memory] = reviewed([GOOD], [0], Scheduler(retention, weights=weights(w2=1.0)))
    assert (memory.stability, memory.due_day) == (1.0, interval)


def test_difficulty_does_not_fall_below_one() -> None:
    assert reviewed([EASY] * 10, [0] * 10)[-1].difficulty == 1.0


# Days ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "minute", "offset", "day"),
    [
        (3, 59, 0, 0),
        (4, 0, 0, 1),
        (27, 59, 0, 1),
        (28, 0, 0, 2),
        (2, 0, 120, 1),
        (1, 59, 120, 0),
        (9, 0, -300, 1),
    ],
)
def test_a_day_begins_at_the_rollover_hour_where_one_is(
    hour: int, minute: int, offset: int, day: int
) -> None:
    assert Scheduler().day(DAY + hour * HOUR + minute * MINUTE, offset) == day


def test_another_rollover_hour() -> None:
    assert [Scheduler(rollover=hour).day(DAY + 5 * HOUR, 0) for hour in (0, 5, 6)] == [1, 1, 0]


def test_less_than_24_hours_may_be_a_day_and_more_may_be_none() -> None:
    # FSRS's package counts periods of 24 hours: the third review would come on the second's day,
    # with a stability of 15.06 at the end. The real Anki says 21.92; tests/anki asks it.
    scheduler = Scheduler()
    evening = 10 * DAY + 23 * HOUR
    moments = [evening - MINUTE, evening, evening + 24 * HOUR - 10 * MINUTE]
    days = [scheduler.day(at, 0) for at in moments]
    assert days == [10, 10, 11]
    last = reviewed([1, 3, 3, 3, 3], [*days, 11 + 3, 11 + 3 + 8])[-1]
    assert last.stability == pytest.approx(21.9177151, rel=1e-5)
    assert scheduler.day(10 * DAY + 4 * HOUR, 0) == scheduler.day(11 * DAY + 3 * HOUR, 0)


def test_a_clock_that_was_set_back_counts_as_no_time() -> None:
    assert reviewed([GOOD, GOOD], [10, 3]) == reviewed([GOOD, GOOD], [10, 10])


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 400)), min_size=1, max_size=30))
@settings(max_examples=rounds(50))
def test_whatever_is_reviewed_a_question_is_due_later_and_within_bounds(
    reviews: list[tuple[int, int]],
) -> None:
    scheduler = Scheduler(longest=100)
    day, memory = 0, None
    for rating, gap in reviews:
        day += gap
        memory = scheduler.review(memory, rating, day)
        assert day < memory.due_day <= day + 100
        assert 1 <= memory.difficulty <= 10
        assert memory.stability > 0
    assert memory is not None
    assert (memory.first_day, memory.last_day, memory.reps) == (reviews[0][1], day, len(reviews))


def test_a_lapse_is_what_was_forgotten_since_another_day() -> None:
    found = reviewed([AGAIN, AGAIN, GOOD, AGAIN, AGAIN, GOOD, AGAIN], [0, 0, 0, 1, 1, 5, 9])
    assert [memory.lapses for memory in found] == [0, 0, 0, 1, 1, 1, 2]


# What is rated ------------------------------------------------------------------------------------


def parts(**verdicts: Verdict | list[Verdict]) -> list[Part]:
    return [
        Part(question, verdict, "", "")
        for question, given in verdicts.items()
        for verdict in (given if isinstance(given, list) else [given])
    ]


@pytest.mark.parametrize(
    ("verdict", "rating"),
    [
        (Verdict.RIGHT, Rating.Good),
        (Verdict.SLIP, Rating.Good),
        (Verdict.CLOSE, Rating.Again),
        (Verdict.CONFUSED, Rating.Again),
        (Verdict.WRONG, Rating.Again),
        (Verdict.DONT_KNOW, Rating.Again),
    ],
)
@pytest.mark.parametrize("level", ["cued", "free"])
def test_what_is_right_is_good_and_all_else_again(
    level: str, verdict: Verdict, rating: Rating
) -> None:
    assert ratings(level, "", parts(q=verdict), practice=False) == {"q": rating}


@pytest.mark.parametrize(
    ("effort", "rating"), [("hard", Rating.Hard), ("", Rating.Good), ("easy", Rating.Easy)]
)
def test_effort_is_the_persons_word_and_counts_only_for_what_is_right(
    effort: str, rating: Rating
) -> None:
    found = ratings(
        "free", effort, parts(known=Verdict.SLIP, unknown=Verdict.WRONG), practice=False
    )
    assert found == {"known": rating, "unknown": Rating.Again}


def test_every_part_of_a_question_must_be_right() -> None:
    found = ratings(
        "free",
        "",
        parts(one=[Verdict.RIGHT] * 3, other=[Verdict.RIGHT, Verdict.WRONG, Verdict.RIGHT]),
        practice=False,
    )
    assert found == {"one": Rating.Good, "other": Rating.Again}


def test_a_gap_left_empty_beside_others_was_not_known_but_a_question_left_out_says_nothing() -> (
    None
):
    assert (
        ratings("cued", "", parts(one=Verdict.RIGHT, other=Verdict.MISSING), practice=False)[
            "other"
        ]
        == Rating.Again
    )
    assert (
        ratings("cued", "", parts(one=Verdict.MISSING, other=Verdict.MISSING), practice=False) == {}
    )


def test_neither_picking_out_nor_practice_is_rated() -> None:
    assert ratings("recognise", "", parts(q=Verdict.RIGHT), practice=False) == {}
    assert ratings("free", "", parts(q=Verdict.RIGHT), practice=True) == {}
