"""What a history keeps of answers, and what it remembers of questions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from conftest import rounds
from hypothesis import given as example
from hypothesis import settings
from hypothesis import strategies as st
from keeping import DAY, HOUR, ITEMS, NOON, QUIZ, given

from quizgen.grading.marks import Mark, Response, Verdict
from quizgen.history.answer_record import LineError, parse_line
from quizgen.history.history import History
from quizgen.history.schedule import Memory, Scheduler
from quizgen.history.sitting_recorder import Recorder, unsaved_lines
from quizgen.sitting import Answer, NotKeptError, Rating, Session, Sitting

ONE, TWO, THREE, *_ = ITEMS
PICK, LIST = ITEMS[-2:]
TODAY = Scheduler().day(NOON, 0)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History.open(tmp_path / "history.db") as opened:
        yield opened


def begin(history: History, at: int = NOON, **more: Any) -> Recorder:
    return history.begin("quiz", QUIZ, ITEMS, at, 0, **more)


# Answers ------------------------------------------------------------------------------------------


def test_an_answer_is_kept_with_all_that_is_known_of_it(history: History, tmp_path: Path) -> None:
    answer = given(ONE, Verdict.CONFUSED, response=("calcium",), took=1234)
    begin(history).keep(answer, ONE)
    with History.open(
        tmp_path / "history.db", write=False
    ) as other:  # it is on the disk, not in this connection
        [record] = other.answers()
    assert record.answer == answer
    assert (record.mode, record.title, record.deck, record.topic) == (
        "quiz",
        "Minerals",
        "minerals",
        "nerves",
    )
    assert (record.stem, record.took, record.points) == ("fact-0/answer?", 1234, 1)
    [part] = record.parts
    assert (part.response, part.answer, part.confused_with) == ("calcium", "magnesium", "calcium")


def test_the_log_keeps_what_was_decided_anew_and_what_was_taken_back(history: History) -> None:
    keeper = begin(history)
    wrong = given(ONE, Verdict.WRONG)
    keeper.keep(wrong, ONE)
    keeper.amend(replace(wrong, mark=wrong.mark.override(True)), ONE)
    keeper.keep(given(TWO, Verdict.RIGHT), TWO)
    keeper.withdraw(given(TWO, Verdict.RIGHT), TWO)
    log = [(each.item, each.revision, each.share, each.withdrawn) for each in history.log()]
    assert log == [
        (ONE.id, 0, 0.0, False),
        (ONE.id, 1, 1.0, False),
        (TWO.id, 0, 1.0, False),
        (TWO.id, 1, 1.0, True),
    ]
    assert [(each.item, each.overridden) for each in history.answers()] == [(ONE.id, True)]


def test_the_same_answer_again_is_another_answer_even_if_the_clock_stands(history: History) -> None:
    keeper = begin(history)
    for _ in range(2):
        keeper.keep(given(ONE, Verdict.RIGHT), ONE)
        keeper.withdraw(given(ONE, Verdict.RIGHT), ONE)
    keeper.keep(given(ONE, Verdict.RIGHT), ONE)
    assert [record.number for record in history.answers()] == [2]


@pytest.mark.parametrize(
    "text",
    ["", "\0", "a\0b", "\udc80\udcff", "\ud800", "\x1b[2J", "😀" * 10, "x" * 100_000, "'; --"],
)
def test_whatever_is_typed_is_kept(history: History, text: str) -> None:
    begin(history).keep(given(ONE, Verdict.WRONG, response=(text,)), ONE)
    [record] = history.answers()
    assert record.response == (text.encode("utf-8", "backslashreplace").decode(),)
    assert parse_line(record.as_line()) == record


# Sittings -----------------------------------------------------------------------------------------


def test_a_sitting_is_taken_up_where_it_stood(history: History) -> None:
    keeper = begin(history, limit=9 * HOUR)
    answers = [
        given(ONE, Verdict.RIGHT),
        given(PICK, Verdict.WRONG, at=NOON + 5),
        given(ONE, Verdict.SLIP, practice=True),
    ]
    keeper.keep(answers[0], ONE)
    keeper.keep(given(TWO, Verdict.RIGHT), TWO)
    keeper.withdraw(given(TWO, Verdict.RIGHT), TWO)
    keeper.keep(answers[1], PICK)
    keeper.keep(answers[2], ONE)
    found = history.unfinished("quiz", 0)
    assert found is not None
    assert (found.quiz, found.items, found.answers) == (QUIZ, ITEMS, tuple(answers))
    assert (found.started, found.limit) == (NOON, 9 * HOUR)
    found.keeper.withdraw(answers[2], ONE)
    found.keeper.keep(given(THREE, Verdict.RIGHT), THREE)
    assert [(record.item, record.number) for record in history.answers()] == [
        (ONE.id, 0),
        (THREE.id, 4),
        (PICK.id, 2),
    ]


def test_only_what_is_not_over_is_taken_up_and_only_in_its_own_mode(history: History) -> None:
    assert history.unfinished("quiz", 0) is None
    begin(history)
    second = begin(history, at=NOON + 1)
    assert history.unfinished("exam", 0) is None
    assert (found := history.unfinished("quiz", 0)) is not None
    assert found.started == NOON + 1
    second.finish(NOON + 2)
    assert history.unfinished("quiz", 0) is None, "the first was over when the second began"


def test_taking_back_an_answer_at_the_end_opens_the_sitting_again(history: History) -> None:
    keeper = begin(history)
    keeper.keep(given(ONE, Verdict.RIGHT), ONE)
    keeper.finish(NOON)
    keeper.withdraw(given(ONE, Verdict.RIGHT), ONE)
    assert (found := history.unfinished("quiz", 0)) is not None
    assert found.answers == ()


def test_a_quiz_as_another_version_wrote_it_is_not_taken_up(history: History) -> None:
    begin(history).keep(given(ONE, Verdict.RIGHT), ONE)
    history._database.execute("UPDATE sitting SET quiz = replace(quiz, 'sections', 'chapters')")
    assert history.unfinished("quiz", 0) is None
    assert len(list(history.answers())) == 1


def test_a_sitting_that_another_follows_is_not_taken_up_but_its_answers_stay(
    history: History,
) -> None:
    begin(history).keep(given(ONE, Verdict.RIGHT), ONE)
    begin(history, at=NOON + 1).finish(NOON + 2)
    assert history.unfinished("quiz", 0) is None
    assert len(list(history.answers())) == 1


def test_a_session_kept_here_and_taken_up_again_is_the_same(history: History) -> None:
    def grade(item: Any, response: Response) -> Mark:
        return given(
            item, Verdict.RIGHT if response[0] == "right" else Verdict.WRONG, response=response
        ).mark

    times = iter(range(NOON, NOON + 10**6, 1000))
    sitting = Sitting(
        Session(ITEMS, grade), "review", "Minerals", lambda: next(times), begin(history)
    )
    for text in ("right", "wrong", "right", "wrong"):
        sitting.answer((text,))
    sitting.override(right=True)
    sitting.undo()
    sitting.answer(("right",))
    sitting.rate("easy")
    found = history.unfinished("quiz", 0)
    assert found is not None
    again = Session(found.items, grade, found.answers)
    assert again.answers == sitting.session.answers
    assert again.current == sitting.session.current
    assert again.score() == sitting.session.score()


# Memory -------------------------------------------------------------------------------------------


def test_only_retrieval_is_remembered_and_every_question_by_its_own_id(history: History) -> None:
    keeper = begin(history)
    keeper.keep(given(ONE, Verdict.RIGHT), ONE)
    keeper.keep(given(PICK, Verdict.RIGHT), PICK)
    keeper.keep(given(LIST, Verdict.RIGHT, Verdict.WRONG), LIST)
    assert {id: memory.stability for id, memory in history.memories().items()} == {
        ONE.id: 2.3065,
        LIST.id: 0.212,
    }
    assert history.memories().get(ONE.id) == Scheduler().review(None, 3, TODAY)
    assert history.memories().get(PICK.id) is None


def test_a_turned_mark_turns_the_memory(history: History) -> None:
    keeper = begin(history)
    wrong = given(ONE, Verdict.WRONG)
    keeper.keep(wrong, ONE)
    keeper.amend(replace(wrong, mark=wrong.mark.override(True)), ONE)
    assert history.memories().get(ONE.id) == Scheduler().review(None, 3, TODAY)
    keeper.amend(replace(wrong, mark=wrong.mark.override(True), rating="easy"), ONE)
    assert history.memories().get(ONE.id) == Scheduler().review(None, 4, TODAY)


def test_the_days_are_those_of_the_place(history: History) -> None:
    history.begin("quiz", QUIZ, ITEMS, NOON, -600).keep(
        given(ONE, Verdict.RIGHT, at=NOON + HOUR), ONE
    )  # 3 at night
    assert (memory := history.memories().get(ONE.id)) is not None
    assert memory.last_day == TODAY - 1


def test_what_was_new_and_what_was_reviewed_on_a_day(history: History) -> None:
    begin(history).keep(given(ONE, Verdict.RIGHT), ONE)
    keeper = begin(history, NOON + DAY)
    for item in (ONE, TWO, TWO):
        keeper.keep(given(item, Verdict.WRONG, at=NOON + DAY), item)
    assert [history.new_today(day) for day in (TODAY - 1, TODAY, TODAY + 1)] == [0, 1, 1]
    assert [history.reviewed_today(day) for day in (TODAY, TODAY + 1, TODAY + 2)] == [0, 1, 0]


def test_a_scheduler_is_kept_and_another_one_reckons_anew(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with History.open(path) as history:
        begin(history).keep(given(ONE, Verdict.RIGHT, at=NOON - 7 * HOUR), ONE)
        usual = history.memories().get(ONE.id)
    with History.open(path) as history:
        history.use(Scheduler(retention=0.8, rollover=6))
        other = history.memories().get(ONE.id)
    assert isinstance(usual, Memory)
    assert isinstance(other, Memory)
    assert (usual.last_day, usual.due_day - usual.last_day) == (TODAY, 2)
    assert (other.last_day, other.due_day - other.last_day) == (TODAY - 1, 8)
    with History.open(path) as history:
        assert history.scheduler == Scheduler(retention=0.8, rollover=6)
        assert history.memories().get(ONE.id) == other


# Properties ---------------------------------------------------------------------------------------

Act = tuple[str, int, Verdict, int, Rating]
ACTS = st.tuples(
    st.sampled_from(["keep", "keep", "keep", "amend", "withdraw"]),
    st.integers(0, len(ITEMS) - 1),
    st.sampled_from(Verdict),
    st.integers(-2 * HOUR, 3 * DAY),  # a clock may be set back
    st.sampled_from(["", "", "hard", "easy"]),
)


@cache
def fresh() -> bytes:
    """A new history's file, made once: getting each one onto the disk took most of the time."""
    with TemporaryDirectory() as folder:
        History.open(path := Path(folder) / "history.db").close()
        return path.read_bytes()


@contextmanager
def quick() -> Iterator[History]:
    """A history that does not wait for the disk."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "history.db"
        path.write_bytes(fresh())
        with History.open(path) as history:
            history._database.execute("PRAGMA synchronous = OFF")
            yield history


def play(history: History, acts: list[Act], at: int = NOON) -> None:
    """Do all this in one sitting."""
    keeper = begin(history, at)
    standing: list[Answer] = []
    for act, number, verdict, gap, effort in acts:
        at = max(0, at + gap)
        item = ITEMS[number]
        if act == "keep":
            standing.append(
                given(item, verdict, verdict, at=at, rating=effort, practice=number == 3)
            )
            keeper.keep(standing[-1], item)
        elif standing and act == "amend":
            answer = standing[-1]
            standing[-1] = replace(answer, mark=answer.mark.override(verdict.counts), rating=effort)
            keeper.amend(standing[-1], item)
        elif standing:
            keeper.withdraw(standing.pop(), item)


def contents(history: History) -> tuple[Any, ...]:
    return list(history.log()), list(history.answers()), history.reviews(), history.memories()


@example(acts=st.lists(ACTS, max_size=10), last=ACTS)
@settings(max_examples=rounds(60))
def test_an_answer_that_is_taken_back_leaves_no_trace_in_memory(acts: list[Act], last: Act) -> None:
    with quick() as history:
        play(history, acts)
        before = history.memories(), history.reviews(), list(history.answers())
        play(
            history,
            [("keep", *last[1:]), ("amend", *last[1:]), ("withdraw", *last[1:])],
            NOON + DAY,
        )
        assert (history.memories(), history.reviews(), list(history.answers())) == before


@example(acts=st.lists(ACTS, max_size=15))
@settings(max_examples=rounds(60))
def test_memories_reckoned_one_by_one_are_those_reckoned_at_once(acts: list[Act]) -> None:
    with quick() as history:
        play(history, acts)
        before = contents(history)
        history.rebuild()
        assert contents(history) == before


@example(
    one=st.lists(ACTS, max_size=10),
    other=st.lists(ACTS, max_size=10),
    pick=st.randoms(use_true_random=False),
)
@settings(max_examples=rounds(60))
def test_taken_out_and_brought_in_it_is_the_same_in_whatever_order_and_twice(
    one: list[Act], other: list[Act], pick: Any
) -> None:
    with quick() as source, quick() as target:
        play(source, one)
        play(source, other, NOON + 1)
        lines = [record.as_line() for record in source.log()]
        shuffled = pick.sample(lines, len(lines))
        half = len(lines) // 2
        assert target.add(map(parse_line, shuffled[:half])) == half
        assert target.add(map(parse_line, shuffled)) == len(lines) - half
        assert target.add(map(parse_line, lines)) == 0
        assert contents(target) == contents(source)


# Lines --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"at": ', '"at": -', "at: Input should be greater than or equal to 0"),
        ('"at": ', '"at": 1234', "at: Input should be less than 10000000000000"),
        ('"offset": 0', '"offset": "0"', "offset: Input should be a valid integer"),
        ('"share": 1.0', '"share": 1.1', "share: Input should be less than or equal to 1"),
        ('"share": 1.0', '"share": NaN', "share: Input should be"),
        ('"mode": "quiz"', '"mode": "game"', "mode: Input should be 'quiz', 'exam' or 'review'"),
        ('"verdict": "right"', '"verdict": "fine"', "parts.0.verdict: Input should be 'right'"),
        ('"effort": ""', '"efort": ""', "efort: Unexpected keyword argument"),
        ('"item": "fact-0/answer", ', "", "item: Field required"),
        ("{", "", "Invalid JSON"),
    ],
)
def test_a_line_that_is_no_record_says_why(
    history: History, old: str, new: str, message: str
) -> None:
    begin(history).keep(given(ONE, Verdict.RIGHT), ONE)
    [line] = [record.as_line() for record in history.log()]
    assert old in line
    with pytest.raises(LineError) as caught:
        parse_line(line.replace(old, new, 1))
    assert message in str(caught.value)


def test_what_could_not_be_kept_can_be_brought_in_later(history: History, tmp_path: Path) -> None:
    times = iter(range(NOON, NOON + 10**6, 1000))
    keeper = begin(history)
    sitting = Sitting(
        Session(ITEMS, lambda item, response: given(item, Verdict.WRONG, response=response).mark),
        "quiz",
        "Minerals",
        lambda: next(times),
        keeper,
    )
    sitting.answer(("kept",))
    history.close()
    with History.open(tmp_path / "history.db") as blocking:
        writing = blocking._writing()
        broken = History.open(tmp_path / "history.db")
        with broken:
            broken._database.execute("PRAGMA busy_timeout = 1")
            found = broken.unfinished("quiz", 0)
            assert found is not None
            sitting.keeper = found.keeper
            with writing:
                sitting.override(right=True)
                sitting.answer(("not kept",))
                assert "is in use" in sitting.trouble
                sitting.override(right=True)
                sitting.answer(("neither",))
                sitting.undo()
                sitting.answer(("last",))
            lines = unsaved_lines(found.keeper, sitting.unsaved)
            assert lines.count("\n") == len(sitting.unsaved) == 6
        assert blocking.add(map(parse_line, lines.splitlines())) == 6
        found = blocking.unfinished("quiz", 0)
        assert found is not None
        assert list(found.answers) == sitting.session.answers


def test_all_that_waited_is_written_with_the_next_answer(history: History) -> None:
    times = iter(range(NOON, NOON + 10**6, 1000))
    session = Session(
        ITEMS, lambda item, response: given(item, Verdict.RIGHT, response=response).mark
    )
    sitting = Sitting(session, "quiz", "Minerals", lambda: next(times), begin(history))
    history._database.execute("PRAGMA query_only = ON")
    for text in ("one", "two", "three"):
        sitting.answer((text,))
    assert len(sitting.unsaved) == 3
    history._database.execute("PRAGMA query_only = OFF")
    sitting.answer(("four",))
    assert [record.answer for record in history.answers()] == session.answers
    assert (sitting.unsaved, sitting.trouble) == ([], "")


def test_an_answer_whose_writing_was_interrupted_waits_to_be_saved(history: History) -> None:
    times = iter(range(NOON, NOON + 10**6, 1000))
    session = Session(
        ITEMS, lambda item, response: given(item, Verdict.RIGHT, response=response).mark
    )
    sitting = Sitting(session, "quiz", "Minerals", lambda: next(times), begin(history))

    def interrupt() -> int:
        raise KeyboardInterrupt

    history._database.set_progress_handler(interrupt, 20)
    with pytest.raises((KeyboardInterrupt, NotKeptError)):
        sitting.answer(("text",))
        raise NotKeptError(sitting.trouble)
    history._database.set_progress_handler(None, 0)
    assert list(history.answers()) == []
    sitting.save()
    assert sitting.trouble == ""
    assert [record.answer for record in history.answers()] == session.answers
    assert sitting.unsaved == []


def test_a_write_that_is_tried_again_is_written_once(history: History) -> None:
    keeper = begin(history)
    session = Session(
        ITEMS, lambda item, response: given(item, Verdict.RIGHT, response=response).mark
    )
    answer = session.answer(("text",), NOON)
    history._database.execute("PRAGMA query_only = ON")
    with pytest.raises(NotKeptError, match="read-only"):
        keeper.keep(answer, ONE)
    history._database.execute("PRAGMA query_only = OFF")
    keeper.keep(answer, ONE)
    assert [record.number for record in history.log()] == [0]
