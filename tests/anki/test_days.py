"""Our scheduler beside the real Anki: the same log of reviews gives the same memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from anki.buildinfo import version
from anki.collection import Collection
from conftest import rounds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.history.schedule import Memory, Scheduler

# Anki has FSRS-6 since 25.07; before, another model with other weights.
pytestmark = pytest.mark.skipif(
    tuple(map(int, version.split(".")[:2])) < (25, 7), reason="this Anki has an older FSRS"
)

MINUTE, HOUR, DAY = 60, 3_600, 86_400
Reviews = list[
    tuple[int, int]
]  # ratings, and seconds since a midnight (where the collection is) in June 2025


@pytest.fixture(scope="module")
def col(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A collection whose FSRS is on."""
    col = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    col.set_config("fsrs", True)
    yield col
    col.close()


def midnight(col: Any) -> tuple[int, int]:
    """A midnight where the collection is, in seconds since 1970, and the minutes by which it is
    ahead of UTC.
    """
    ahead = (4 * HOUR - col.sched.day_cutoff) % DAY  # Anki's day ends at four
    return 1_750_000_000 // DAY * DAY - ahead, ahead // 60


def anki_memory(col: Any, reviews: Reviews) -> tuple[float, float]:
    """Stability and difficulty of a card with these reviews."""
    note = col.new_note(col.models.by_name("Basic"))
    note["Front"] = "front"
    col.add_note(note, 1)
    [card] = note.card_ids()
    start, _ = midnight(col)
    for number, (rating, at) in enumerate(reviews):
        # id, card, usn, rating, interval, former interval, ease, time, type: 0 is learning, which
        # opens a history
        ease, type = (500, 1) if number else (0, 0)
        used = (start + at) * 1000 + number
        while col.db.scalar("SELECT 1 FROM revlog WHERE id = ?", used):
            used += 1
        col.db.execute(
            "INSERT INTO revlog VALUES (?,?,?,?,?,?,?,?,?)",
            used,
            card,
            -1,
            rating,
            1,
            0,
            ease,
            9,
            type,
        )
    state = col.compute_memory_state(card)
    return state.stability, state.difficulty


def our_memory(col: Any, reviews: Reviews) -> Memory:
    """What we make of them."""
    scheduler = Scheduler()
    start, ahead = midnight(col)
    memory = None
    for rating, at in reviews:
        memory = scheduler.review(memory, rating, scheduler.day((start + at) * 1000, ahead))
    assert memory is not None
    return memory


def agree(col: Any, reviews: Reviews) -> Memory:
    ours = our_memory(col, reviews)
    # Anki reckons with floats of 32 bits.
    assert (ours.stability, ours.difficulty) == pytest.approx(
        anki_memory(col, reviews), rel=1e-4
    ), reviews
    return ours


def test_a_review_less_than_24_hours_later_but_on_the_next_day(col: Any) -> None:
    evening = 23 * HOUR
    next_evening = evening + 23 * HOUR + 50 * MINUTE
    series = [(1, evening - MINUTE), (3, evening), (3, next_evening), (3, next_evening + 3 * DAY)]
    ours = agree(col, [*series, (3, next_evening + 11 * DAY)])
    assert ours.stability == pytest.approx(21.9177151, rel=1e-5)


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        (3 * HOUR + 59 * MINUTE, 4 * HOUR + MINUTE, 1),
        (4 * HOUR + MINUTE, 27 * HOUR + 59 * MINUTE, 0),
        (23 * HOUR, 25 * HOUR, 0),
        (23 * HOUR, 28 * HOUR + MINUTE, 1),
        (12 * HOUR, 12 * HOUR + 40 * DAY, 40),
    ],
)
def test_days_begin_at_four(col: Any, first: int, second: int, days: int) -> None:
    ours = agree(col, [(3, first), (3, second)])
    assert ours.last_day - ours.first_day == days


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(MINUTE, 60 * DAY)), min_size=1, max_size=12)
)
@settings(max_examples=rounds(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_series_of_reviews(col: Any, steps: list[tuple[int, int]]) -> None:
    at, reviews = 0, []
    for rating, gap in steps:
        at = (
            at + gap if gap % 3 else at + gap % (10 * HOUR) + MINUTE
        )  # many of them on the same day
        reviews.append((rating, at))
    agree(col, reviews)
