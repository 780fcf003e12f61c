"""What answers amount to."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from math import comb
from pathlib import Path
from typing import Any

import pytest
from keeping import DAY, ITEMS, NOON, QUIZ, choice, given, listing, short
from rich.cells import cell_len

from quizgen.grading.marks import Part, Verdict
from quizgen.history.answer_record import Record, record
from quizgen.history.history import History, Review
from quizgen.history.schedule import Memory, Scheduler
from quizgen.history.stats import Rate, Statistics, statistics
from quizgen.quiz.quiz import Item
from quizgen.sitting import Answer
from quizgen.terminal.statistics import statistics_text
from quizgen.text.wording import wording

ENGLISH = wording("en")

RIGHT, WRONG, CONFUSED = Verdict.RIGHT, Verdict.WRONG, Verdict.CONFUSED
ONE, TWO, *_ = ITEMS
TODAY = Scheduler().day(NOON, 0)


def log(*answers: tuple[Item, Answer], sitting: str = "s") -> list[Record]:
    return [
        record(sitting, "quiz", "Minerals", number, 0, answer, item)
        for number, (item, answer) in enumerate(answers)
    ]


def figures(
    records: list[Record] | None = None,
    reviews: list[Review] | None = None,
    memories: dict[str, Memory] | None = None,
) -> Statistics:
    return statistics(records or [], reviews or [], memories or {}, Scheduler(), TODAY)


# Rates --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "asked", "low", "high"),
    # Wilson's interval, from Newcombe 1998, table I, and by hand for the ends.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (0, 0, 0, 1),
    ],
)
def test_the_bounds_of_a_share(right: int, asked: int, low: float, high: float) -> None:
    rate = Rate(right, asked)
    assert (rate.low, rate.high) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize("asked", [10, 30, 100])
def test_the_bounds_hold_the_true_share_about_19_times_in_20(asked: int) -> None:
    shares = [step / 40 for step in range(2, 39)]
    held = [
        sum(
            comb(asked, right) * share**right * (1 - share) ** (asked - right)
            for right in range(asked + 1)
            if Rate(right, asked).low <= share <= Rate(right, asked).high
        )
        for share in shares
    ]
    assert sum(held) / len(held) == pytest.approx(0.95, abs=0.01)


def test_accuracy_counts_first_answers_by_deck_topic_kind_and_type() -> None:
    other = short("elsewhere/answer").model_copy(
        update={"topic": "", "deck": "food", "kind": "sign"}
    )
    found = figures(
        log(
            (ONE, given(ONE, RIGHT)),
            (TWO, given(TWO, WRONG)),
            (TWO, given(TWO, RIGHT, practice=True)),
            (choice("pick/answer"), given(choice("pick/answer"), RIGHT)),
            (other, given(other, WRONG)),
            (
                listing("many/list"),
                given(listing("many/list"), RIGHT, WRONG),
            ),  # half of a list is not right
        )
    )
    assert found.totals.right == Rate(2, 5)
    assert (found.totals.answers, found.totals.sittings, found.totals.questions) == (6, 1, 5)
    assert found.decks == {"food": Rate(0, 1), "minerals": Rate(2, 4)}
    assert found.topics == {"food": Rate(0, 1), "nerves": Rate(2, 4)}
    assert found.kinds == {"ask": Rate(2, 4), "sign": Rate(0, 1)}
    assert found.types == {"choice": Rate(1, 1), "list": Rate(0, 1), "short-answer": Rate(1, 3)}


def test_what_was_taken_back_counts_for_nothing() -> None:
    [kept, back] = log((ONE, given(ONE, RIGHT)), (TWO, given(TWO, CONFUSED)))
    found = figures([kept, back, back.revised(None)])
    assert (found.totals.answers, found.totals.right, found.confusions) == (1, Rate(1, 1), [])


def test_weak_is_a_topic_below_the_whole_that_was_asked_three_times() -> None:
    def topic(name: str, *verdicts: Verdict) -> list[tuple[Item, Answer]]:
        item = ONE.model_copy(update={"topic": name})
        return [(item, given(item, verdict)) for verdict in verdicts]

    known, rare = topic("known", *[RIGHT] * 9), topic("rare", WRONG, WRONG)
    found = figures(
        log(
            *known,
            *rare,
            *topic("half", *[RIGHT, WRONG] * 2),
            *topic("sure", *[WRONG] * 9, *[RIGHT] * 6),
        )
    )
    assert found.weak == ["sure", "half"]


def test_what_was_missed_twice_is_hard() -> None:
    found = figures(
        log(*[(ONE, given(ONE, WRONG))] * 2, (TWO, given(TWO, WRONG)), (ONE, given(ONE, RIGHT)))
    )
    assert [(hard.item, hard.rate) for hard in found.hard] == [(ONE.id, Rate(1, 3))]


# Answers ------------------------------------------------------------------------------------------


def test_confusions_are_counted_by_pair() -> None:
    answers = [(ONE, given(ONE, CONFUSED)), (TWO, given(TWO, CONFUSED)), (ONE, given(ONE, WRONG))]
    assert [
        (each.answer, each.given, each.times) for each in figures(log(*answers)).confusions
    ] == [("magnesium", "calcium", 2)]


def test_turned_marks_suggest_aliases_and_refusals() -> None:
    def turned(item: Item, verdict: Verdict, text: str, right: bool) -> list[Record]:
        answer = given(item, verdict, response=(text,))
        [first] = log((item, answer), sitting=text)
        return [first, first.revised(replace(answer, mark=answer.mark.override(right)))]

    records = (
        turned(ONE, WRONG, "Mg", True)
        + turned(TWO, WRONG, "Mg", True)
        + turned(ONE, RIGHT, "Mn", False)
    )
    back = turned(ONE, WRONG, "undone", True)
    records += [*back, back[-1].revised(None)]
    twice = turned(ONE, WRONG, "twice", True)
    records += [*twice, twice[-1].revised(given(ONE, WRONG, response=("twice",)))]
    found = figures(list(reversed(records))).overrides
    assert [(each.answer, each.given, each.counts, each.times) for each in found] == [
        ("magnesium", "Mg", True, 2),
        ("magnesium", "Mn", False, 1),
    ]


def test_of_a_turned_list_only_the_parts_that_turned_are_suggested() -> None:
    item = listing("many/list")
    given_parts = [(RIGHT, "one", "one"), (WRONG, "zwei", "two"), (Verdict.MISSING, "", "three")]
    parts = tuple(Part(item.id, *each) for each in given_parts)
    answer = given(item, RIGHT)
    answer = replace(answer, mark=replace(answer.mark, share=0.3, parts=parts))
    [first] = log((item, answer))
    found = figures([first, first.revised(replace(answer, mark=answer.mark.override(True)))])
    assert [(each.answer, each.given) for each in found.overrides] == [("two", "zwei")]


def test_scores_are_those_of_sittings_in_the_order_of_time() -> None:
    later = log(
        (ONE, given(ONE, RIGHT, at=NOON + DAY)),
        (TWO, given(TWO, RIGHT, at=NOON + DAY)),
        sitting="a",
    )
    item = listing("many/list").model_copy(update={"points": 2})
    earlier = log(
        (item, given(item, RIGHT, WRONG)),
        (ONE, given(ONE, WRONG)),
        (ONE, given(ONE, RIGHT, practice=True)),
    )
    found = [(score.earned, score.points, score.share) for score in figures(later + earlier).scores]
    assert found == [(1, 3, 0.3333), (2, 2, 1)]
    assert [score.date for score in figures(later).scores] == ["2025-06-16"]


# Memory -------------------------------------------------------------------------------------------


def test_retention_is_of_first_reviews_on_a_later_day_by_the_days_between() -> None:
    reviews = [
        *(
            Review("a", day, rating)
            for day, rating in [(0, 3), (0, 1), (1, 3), (1, 1), (5, 1), (35, 3)]
        ),
        *(Review("b", day, rating) for day, rating in [(40, 3), (71, 2)]),
    ]
    found = figures(reviews=reviews)
    assert found.retention_by_interval == {
        "1 day": Rate(1, 1),
        "2–7 days": Rate(0, 1),
        "8–30 days": Rate(1, 1),
        "over 30 days": Rate(1, 1),
    }
    assert found.retention == Rate(3, 4)


def test_the_forecast_counts_what_is_overdue_as_due_today() -> None:
    memories = {
        str(gap): Memory(1, 5, TODAY - 90, TODAY - 90, TODAY + gap)
        for gap in (-50, -1, 0, 1, 29, 30)
    }
    found = figures(memories=memories)
    assert (found.overdue, found.remembered, len(found.forecast)) == (2, 6, 30)
    assert {date: due for date, due in found.forecast.items() if due} == {
        "2025-06-15": 3,
        "2025-06-16": 1,
        "2025-07-14": 1,
    }


# Drawn --------------------------------------------------------------------------------------------


@pytest.fixture
def much(tmp_path: Path) -> Statistics:
    """Figures of every sort, with long names."""
    long = (
        "a topic whose name does not end before the line does, not at all, on no terminal of "
        "this world"
    )
    with History.open(tmp_path / "history.db") as history:
        history._database.execute("PRAGMA synchronous = OFF")
        for day in range(12):
            at = NOON + day * DAY
            keeper = history.begin("quiz", QUIZ, ITEMS, at, 0)
            for number, plain in enumerate(ITEMS):
                item = plain.model_copy(
                    update={"topic": long if number % 2 else "nerves", "stem": f"{number} {long}?"}
                )
                answer = given(item, CONFUSED if (number + day) % 3 else RIGHT, at=at, took=9000)
                keeper.keep(answer, item)
                if day == number:
                    keeper.amend(replace(answer, mark=answer.mark.override(True)), item)
        found = list(history.log()), history.reviews(), history.memories()
    return statistics(*found, Scheduler(), TODAY + 30)


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_it_fits_the_terminal(
    much: Statistics, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = statistics_text(much, ENGLISH)
    assert max(map(cell_len, text.splitlines())) <= columns
    assert "\x1b" not in text  # no terminal, no colour


def test_every_section_is_there_and_weak_is_a_word(much: Statistics) -> None:
    text = statistics_text(much, ENGLISH)
    heads = [
        "So far",
        "Scores",
        "By topic",
        "By type",
        "Missed most",
        "Confused",
        "Marks that you",
        "Still known",
    ]
    assert [head for head in heads if head not in text] == []
    assert len(re.findall(r"  weak$", text, re.MULTILINE)) == len(much.weak) == 1
    assert re.search(r"magnesium +calcium +\d+\n", text)
    assert "right: an alias?" in text
    assert "of them overdue" in text


def test_without_a_terminal_there_are_figures_and_no_bars(much: Statistics) -> None:
    text = statistics_text(much, ENGLISH)
    assert "█" not in text
    assert "░" not in text
    assert "33 %" in text


def test_a_german_learner_is_told_in_german(much: Statistics) -> None:
    text = statistics_text(much, wording("de"))
    assert "ersten Antworten" in text
    assert "Time a day" not in text
    assert "Zeit am Tag" in text


def test_characters_that_the_terminal_lacks_are_not_used(
    much: Statistics, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ascii:
        encoding = "ascii"

        @staticmethod
        def isatty() -> bool:
            return True

    monkeypatch.setattr("sys.stdout", Ascii)
    assert "█" not in statistics_text(much, ENGLISH)
    assert "####" in statistics_text(much, ENGLISH)


def test_nothing_answered_is_said_so() -> None:
    assert statistics_text(figures(), ENGLISH) == "Nothing of this has been answered yet.\n"


def test_figures_are_plain_data(much: Statistics) -> None:
    def plain(value: Any) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(each) for key, each in value.items())
        return (
            all(map(plain, value))
            if isinstance(value, list)
            else isinstance(value, str | int | float | bool)
        )

    assert plain(asdict(much))
