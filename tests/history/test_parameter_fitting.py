"""Parameters are fitted to a person, kept in the history, and used; or refused in plain words."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import rounds
from keeping import DAY, NOON

from quizgen.cli import main
from quizgen.grading.marks import Part, Verdict
from quizgen.history.answer_record import Record
from quizgen.history.history import History, Review
from quizgen.history.parameter_fitting import FEWEST, count_of_use, fit, loss
from quizgen.history.schedule import Memory, Rating, Scheduler, with_weights

USUAL = Scheduler()
# Who keeps what is new a quarter as long as most people.
FORGETFUL = with_weights(USUAL, [weight / 4 for weight in USUAL.weights[:4]] + [*USUAL.weights[4:]])


def learn(questions: int, days: int, seed: int = 1, person: Scheduler = FORGETFUL) -> list[Review]:
    """The reviews of a person, by default a forgetful one, whom the usual scheduler asks."""
    chance, reviews = random.Random(seed), []
    for number in range(questions):
        question = f"fact-{number:03}/answer"
        own: Memory | None = None
        held: Memory | None = None
        day = number % 20
        while day < days:
            likely = 0.7 if own is None else person.recall(own, day)
            rating = Rating.Good if chance.random() < likely else Rating.Again
            reviews.append(Review(question, day, rating))
            own, held = person.review(own, rating, day), USUAL.review(held, rating, day)
            day = max(day + 1, held.due_day)
    return reviews


def record(review: Review) -> Record:
    right = review.rating > Rating.Again
    verdict = Verdict.RIGHT if right else Verdict.WRONG
    return Record(
        sitting=f"sitting-{review.day}",
        mode="review",
        title="Minerals",
        number=int(review.question[5:8]),
        at=NOON + review.day * DAY,
        offset=0,
        took=7000,
        item=review.question,
        fact=review.question.partition("/")[0],
        kind="ask",
        deck="minerals",
        topic="topic",
        type="short-answer",
        level="free",
        stem="Which?",
        points=1,
        response=("magnesium",),
        share=float(right),
        parts=(Part(review.question, verdict, "magnesium", "magnesium"),),
    )


def kept(path: Path, reviews: list[Review]) -> Path:
    with History.open(path) as history:
        history.add(map(record, reviews))
    return path


def optimise(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["optimise", "--history", str(path), *arguments])


def weights(path: Path) -> tuple[float, ...]:
    with History.open(path, write=False) as history:
        return history.scheduler.weights


def test_a_forgetful_person_gets_parameters_that_foresee_better() -> None:
    reviews = learn(250, 60)
    result = fit(reviews, USUAL)
    assert result.before == pytest.approx(loss(reviews, USUAL))
    assert result.after < result.before - 0.01
    assert result.after == pytest.approx(loss(reviews, FORGETFUL), abs=0.02)
    assert result.scheduler.weights[2] < USUAL.weights[2] / 2  # days that a new answer is kept
    assert fit(reviews, USUAL) == result


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3, 3 + min(10, rounds(2))))
def test_the_loss_after_is_of_answers_that_the_fit_has_not_seen(seed: int) -> None:
    # Of one for whom the usual parameters are right, a fit can learn nothing but chance.
    reviews = learn(150, 40, seed, USUAL)
    result = fit(reviews, USUAL)
    assert loss(reviews, result.scheduler) < result.after
    # Of a forgetful one, many more answers bear out what it says.
    result = fit(learn(250, 60, seed), USUAL)
    more = learn(900, 60, seed + 100)
    assert result.after < result.before
    assert loss(more, result.scheduler) < loss(more, USUAL)


def test_who_forgets_as_most_people_do_keeps_the_usual_parameters(tmp_path: Path) -> None:
    path = kept(tmp_path / "history.db", learn(250, 60, 1, USUAL))
    told = optimise(path)
    assert "Nothing is changed: the new parameters foresee no better." in told.stdout
    assert weights(path) == USUAL.weights


def test_the_loss_is_the_mean_of_minus_log_p() -> None:
    first = USUAL.review(None, Rating.Good, 0)
    likely = USUAL.recall(first, 3)
    reviews = [Review("a", 0, Rating.Good), Review("a", 3, Rating.Good)]
    assert 2.718281828 ** -loss(reviews, USUAL) == pytest.approx(likely)
    reviews[1] = Review("a", 3, Rating.Again)
    assert 2.718281828 ** -loss(reviews, USUAL) == pytest.approx(1 - likely)


def test_only_what_was_asked_on_an_earlier_day_says_something() -> None:
    days = [("a", 0), ("a", 0), ("a", 4), ("a", 4), ("b", 9), ("b", 8), ("b", 10)]
    assert count_of_use(Review(question, day, Rating.Good) for question, day in days) == 2


def test_parameters_stay_in_the_range_that_the_scheduler_takes() -> None:
    wild = with_weights(USUAL, [1000.0] * 21)
    assert wild.review(None, Rating.Good, 0).stability == 100
    assert with_weights(USUAL, [-5.0] * 21).review(None, Rating.Good, 0).stability == 0.001


def test_the_verb_fits_keeps_and_takes_back(tmp_path: Path) -> None:
    path = kept(tmp_path / "history.db", learn(250, 60))
    with History.open(path) as history:
        history.use(replace(history.scheduler, retention=0.85))
        before = history.memories()
    told = optimise(path)
    assert told.exit_code == 0, told.output
    said = " ".join(told.stdout.split())
    assert " before, 0." in said
    assert "Reviews are scheduled by these parameters from now on:" in said
    assert weights(path)[2] < USUAL.weights[2] / 2
    with History.open(path) as history:
        assert history.scheduler.retention == 0.85
        after = history.memories()
    assert after.keys() == before.keys()
    stable = [sum(each.stability for each in those.values()) for those in (before, after)]
    assert stable[1] < stable[0]
    again = optimise(path)
    assert "Nothing is changed: the new parameters foresee no better." in again.stdout
    back = optimise(path, "--reset")
    assert "the usual parameters again" in back.stdout
    assert weights(path) == USUAL.weights
    with History.open(path) as history:
        assert history.memories() == before


@pytest.mark.parametrize(("number", "enough"), [(FEWEST - 1, False), (FEWEST, True)])
def test_too_few_answers_are_refused(tmp_path: Path, number: int, enough: bool) -> None:
    ratings = (Rating.Again, Rating.Good, Rating.Good, Rating.Good)
    reviews = [
        Review(f"fact-{place:03}/answer", day, ratings[(place + day) % 4])
        for place in range(number)
        for day in (0, 3)
    ]
    path = kept(tmp_path / "history.db", reviews)
    told = optimise(path)
    assert (told.exit_code == 0) is enough, told.output
    said = " ".join(told.stderr.split())
    assert ("too few to learn from: 511 answers" in said) is not enough
    assert enough or weights(path) == USUAL.weights


def test_without_the_extra_the_verb_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    monkeypatch.delitem(sys.modules, "quizgen.history.parameter_fitting")
    path = kept(tmp_path / "history.db", learn(1, 9))
    told = optimise(path)
    assert told.exit_code == 1
    assert "this needs the extra `optimise`: pip install '.[optimise]'" in told.stderr
    assert optimise(path, "--reset").exit_code == 0  # for which nothing is needed


def test_a_history_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    path.write_text("no database", encoding="utf-8")
    told = optimise(path)
    assert told.exit_code == 1
    assert "Error:" in told.stderr
