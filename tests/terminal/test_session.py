"""A sitting as a machine: what counts, what comes back, and that everything can be taken back."""

from __future__ import annotations

import pytest
from conftest import rounds
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.grading.marks import Mark, Part, Response, Verdict
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import ShortAnswerItem
from quizgen.sitting import Answer, Keeper, NotKeptError, Remark, Score, Session, Sitting


def item(name: str, points: int = 1) -> ShortAnswerItem:
    return ShortAnswerItem(
        number=1, id=name, fact=name, kind="ask", deck="d", topic="", level="free", stem=f"{name}?",
        points=points,
        type="short-answer", answer=name, accepted=(), typed=True,
    )  # fmt: skip


def grade(item: Item, response: Response) -> Mark:
    """Right if it is the item's id; half if it begins so."""
    share = (
        1.0
        if response == (item.id,)
        else 0.5
        if response and response[0].startswith(item.id[:1])
        else 0.0
    )
    verdict = Verdict.RIGHT if share == 1 else Verdict.WRONG
    return Mark(share, (Part(item.id, verdict, "".join(response), item.id),))


def session(names: str = "abc") -> Session:
    return Session([item(name, points=index + 1) for index, name in enumerate(names)], grade)


def asked(session: Session) -> str:
    return session.current.id if session.current else ""


def test_each_item_is_asked_once_in_order_and_scored_by_its_points() -> None:
    s = session("abc")
    for response in ("a", "x", "c"):
        s.answer((response,), at=0)
    assert s.current is None
    assert s.score() == Score(earned=1 + 3, points=1 + 2 + 3, right=2, items=3)
    assert s.score().share == pytest.approx(4 / 6)


def test_the_first_response_counts_and_missed_items_come_back_until_they_are_right() -> None:
    s = session("abc")
    for response in ("x", "x", "c"):
        s.answer((response,), at=0)
    before = s.score()
    s.practise()
    turns = []
    for response in ("a", "x", "b"):  # b is missed again, so it is asked again
        turns.append(asked(s))
        assert s.practising
        assert s.answer((response,), at=1).practice
    assert turns == ["a", "b", "b"]
    assert s.current is None
    assert s.score() == before


def test_nothing_is_practised_while_items_wait() -> None:
    s = session("ab")
    s.answer(("x",), at=0)
    s.practise()
    assert asked(s) == "b"
    assert not s.practising


def test_what_was_given_up_is_practised_with_what_was_missed_and_scores_nothing() -> None:
    s = session("abcd")
    s.answer(("a",), at=0)
    s.answer(("x",), at=0)
    before = s.score()
    s.give_up()
    assert asked(s) == ""
    s.practise()
    turns = []
    while s.current:
        turns.append(asked(s))
        s.answer((asked(s),), at=1)
    assert turns == ["b", "c", "d"]
    assert s.score() == before
    assert [each.id for each in s.unanswered] == ["c", "d"]


def test_skipping_asks_later() -> None:
    s = session("abc")
    s.skip()
    assert asked(s) == "b"
    for response in "bc":
        s.answer((response,), at=0)
    assert asked(s) == "a"


def test_undo_at_the_end_asks_the_last_item_again() -> None:
    s = session("ab")
    s.answer(("a",), at=0)
    s.answer(("x",), at=0)
    s.undo()
    assert asked(s) == "b"
    s.answer(("b",), at=0)
    assert s.score().right == 2


def test_the_person_decides_in_both_directions() -> None:
    s = session("ab")
    s.answer(("x",), at=0)
    assert s.override(right=True).mark.right
    assert asked(s) == "b"
    s.answer(("b",), at=0)
    mark = s.override(right=False).mark
    assert (mark.share, mark.verdict, mark.overridden) == (0, Verdict.WRONG, True)
    assert [missed.id for missed in s.missed] == ["b"]


def test_a_partial_mark_is_missed_and_earns_its_share() -> None:
    s = session("ab")
    s.answer(("ax",), at=0)
    assert s.score().earned == 0.5
    assert [missed.id for missed in s.missed] == ["a"]


def test_a_sitting_is_taken_up_again_where_it_stopped() -> None:
    first = session("abc")
    first.answer(("x",), at=0)
    again = Session(list(first.items.values()), grade, first.answers)
    assert asked(again) == "b"
    assert again.score() == first.score()


def test_what_cannot_be_done_is_refused() -> None:
    s = session("a")
    with pytest.raises(ValueError, match="nothing was answered"):
        s.undo()
    s.answer(("a",), at=0)
    with pytest.raises(ValueError, match="nothing is asked"):
        s.answer(("a",), at=0)


MOVES = st.sampled_from(["right", "wrong", "undo", "skip", "override", "practise"])


@settings(max_examples=rounds(300))
@given(st.lists(MOVES, max_size=40))
def test_whatever_is_done_undoing_it_all_leads_back_to_the_start(moves: list[str]) -> None:
    s = session("abcd")
    for move in moves:
        current = s.current
        if move in ("right", "wrong") and current:
            s.answer((current.id if move == "right" else "?!",), at=0)
        elif move == "undo" and s.answers:
            s.undo()
        elif move == "skip" and current:
            s.skip()
        elif move == "override" and s.answers:
            s.override(right=True)
        elif move == "practise":
            s.practise()
        first = [answer.item for answer in s.answers if not answer.practice]
        assert len(set(first)) == len(first), "an item is marked once"
        assert {item.id for item in s.unanswered} == set("abcd") - set(first)
        assert s.practising is (not s.unanswered and s.current is not None)
    while s.answers:
        s.undo()
    assert {item.id for item in s.unanswered} == set("abcd")
    assert s.score() == Score(0, 1 + 2 + 3 + 4, 0, 4)


class Disk(Keeper):
    """A keeper that fails as long as it is told to."""

    def __init__(self) -> None:
        self.full = False
        self.written: list[tuple[str, str]] = []

    def _write(self, what: str, name: str) -> None:
        if self.full:
            raise NotKeptError("the disk is full")
        self.written.append((what, name))

    def keep(self, answer: Answer, item: Item) -> None:
        self._write("keep", item.id)

    def amend(self, answer: Answer, item: Item) -> None:
        self._write("amend", item.id)

    def withdraw(self, answer: Answer, item: Item) -> None:
        self._write("withdraw", item.id)

    def finish(self, at: int) -> None:
        self._write("finish", str(at))

    def remark(self, remark: Remark, item: Item) -> None:
        self._write(remark.kind, item.id)

    def unremark(self, remark: Remark, item: Item) -> None:
        self._write(f"not {remark.kind}", item.id)


def sitting(disk: Disk, times: list[int]) -> Sitting:
    return Sitting(
        session("abc"),
        "quiz",
        "Quiz",
        clock=lambda: times.pop(0) if len(times) > 1 else times[0],
        keeper=disk,
    )


def test_every_answer_is_kept_before_the_next_question() -> None:
    disk = Disk()
    s = sitting(disk, [1000])
    s.answer(("x",))
    assert disk.written == [("keep", "a")]
    s.override(right=True)
    s.undo()
    assert disk.written == [("keep", "a"), ("amend", "a"), ("withdraw", "a")]


def test_an_answer_that_cannot_be_kept_is_told_and_kept_later_in_order() -> None:
    disk = Disk()
    s = sitting(disk, [1000])
    disk.full = True
    s.answer(("a",))
    s.answer(("b",))
    assert s.trouble == "the disk is full"
    assert len(s.unsaved) == 2
    disk.full = False
    s.answer(("c",))
    assert disk.written == [("keep", "a"), ("keep", "b"), ("keep", "c")]
    assert (s.trouble, s.unsaved) == ("", [])


def test_a_sitting_is_over_only_when_nothing_waits() -> None:
    disk = Disk()
    s = sitting(disk, [1000])
    s.finish()
    assert disk.written == []
    s.hand_in()
    assert disk.written == [("finish", "1000")]


def test_the_time_taken_is_measured_from_the_question_on() -> None:
    s = sitting(Disk(), [0, 0, 5000, 6000, 9500])  # began, asked, answered, asked, answered
    assert s.answer(("a",)).took == 5000
    assert s.answer(("b",)).took == 3500
