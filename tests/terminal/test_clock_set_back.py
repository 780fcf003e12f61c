"""A clock that goes backwards during an exam: nobody gains time by it, and no result breaks."""

from __future__ import annotations

from metals import RESPONSES, sitting
from sittings import Clock

from quizgen.history.exam_result import exam_result, parse_result, result_as_json
from quizgen.sitting import Session, Sitting


def test_a_clock_that_is_set_back_gives_no_more_time_in_an_exam() -> None:
    clock = Clock()
    asked = sitting("choice", "true-false", mode="exam", limit=60_000, clock=clock)
    clock.now += 20_000
    assert asked.left == 40_000
    clock.now -= 3_600_000  # an hour back
    assert asked.left == 40_000
    clock.now += 39_999
    assert (asked.left, asked.refusal("answer")) == (1, "")
    clock.now += 1
    assert (asked.left, asked.refusal("answer")) == (0, "time is up")
    clock.now -= 7_200_000
    assert asked.left == 0


def test_an_answer_takes_no_less_than_no_time_and_stands_after_the_one_before() -> None:
    clock = Clock()
    asked = sitting("choice", "true-false", mode="exam", limit=60_000, clock=clock)
    clock.now += 5_000
    first = asked.answer(RESPONSES["choice"][0])
    clock.now -= 30_000
    second = asked.answer(RESPONSES["true-false"][0])
    assert (first.took, second.took) == (5_000, 0)
    assert second.at == first.at
    asked.hand_in()
    told = parse_result(result_as_json(exam_result(asked, "Ada", asked.now())))
    assert told.started < told.finished
    assert [each.took for each in told.items] == [5_000, 0]


def test_an_exam_that_is_taken_up_again_under_an_earlier_clock_goes_on_where_it_stopped() -> None:
    clock = Clock()
    before = sitting("choice", "true-false", mode="exam", limit=60_000, clock=clock)
    clock.now += 20_000
    answer = before.answer(RESPONSES["choice"][0])
    clock.now -= 3_600_000
    session = Session(list(before.session.items.values()), before.session._grade, [answer])
    again = Sitting(session, "exam", "A", clock, limit=60_000, started=before.started)
    assert again.left == 40_000
    clock.now += 10_000
    assert again.left == 30_000
