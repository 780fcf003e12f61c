"""What was missed comes back in the same sitting; questions are suspended, buried and flagged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from metals import RESPONSES, Kept, sitting
from sittings import Script

from quizgen.cli import main
from quizgen.history.days import day_of
from quizgen.history.history import History
from quizgen.history.remarks import parse_entry
from quizgen.sitting import Answer, Mode, RefusedError, Remark, Sitting
from quizgen.terminal.plain_mode import Console, put_in_lines

NAMES = ("choice", "true-false", "number")


def repeating(*names: str, mode: Mode = "quiz") -> Sitting:
    asked = sitting(*(names or NAMES), mode=mode)
    asked.repeats = True
    return asked


def answer(asked: Sitting, *, right: bool) -> str:
    assert asked.session.current is not None
    id = asked.session.current.id
    asked.answer(RESPONSES[id][not right])
    return id


def test_what_was_missed_comes_back_until_it_is_right_once_and_scores_nothing() -> None:
    asked = repeating()
    assert [answer(asked, right=right) for right in (False, True, False)] == list(NAMES)
    assert [answer(asked, right=right) for right in (True, False, True)] == [
        "choice",
        "number",
        "number",
    ]
    assert asked.session.current is None
    score = asked.session.score()
    assert (score.right, score.items) == (1, 3)
    assert [each.practice for each in asked.session.answers] == [False] * 3 + [True] * 3


def test_nothing_comes_back_where_all_is_right_or_nobody_asked_for_it() -> None:
    asked = repeating()
    for _ in NAMES:
        answer(asked, right=True)
    assert asked.session.current is None
    other = sitting(*NAMES)
    for _ in NAMES:
        answer(other, right=False)
    assert other.session.current is None


def test_an_exam_repeats_nothing_before_it_is_handed_in() -> None:
    asked = repeating(mode="exam")
    for _ in NAMES:
        answer(asked, right=False)
    assert asked.to_hand_in
    asked.hand_in()
    assert asked.session.practising


def test_an_answer_taken_back_is_asked_again_before_any_practice() -> None:
    asked = repeating()
    for _ in NAMES:
        answer(asked, right=False)
    asked.undo()
    assert asked.session.current is not None
    assert (asked.session.current.id, asked.session.practising) == ("number", False)
    answer(asked, right=True)
    assert [answer(asked, right=True) for _ in range(2)] == ["choice", "true-false"]
    assert asked.session.current is None


def test_a_mark_that_the_person_turns_decides_whether_it_comes_back() -> None:
    asked = repeating("choice")
    answer(asked, right=False)
    asked.override(right=True)
    assert asked.session.current is None
    asked.override(right=False)
    assert asked.session.practising


def test_who_leaves_while_it_is_asked_again_sees_the_score() -> None:
    asked = repeating("choice")
    script = Script("A")
    assert put_in_lines(asked, Console(script.ask, script.say))
    assert script.text.count("Result: 0 of 1 point") == 1


# What is said of questions ------------------------------------------------------------------------


def test_a_question_put_aside_is_asked_no_more_and_counts_as_not_answered() -> None:
    asked = repeating()
    asked.remark("suspend")
    assert [answer(asked, right=True) for _ in range(2)] == ["true-false", "number"]
    assert asked.session.current is None
    score = asked.session.score()
    assert (score.right, score.items) == (2, 3)
    asked.undo()
    asked.undo()
    asked.undo()  # now the suspension
    assert asked.session.current is not None
    assert asked.session.current.id == "choice"
    assert asked.remarks == []


def test_undo_takes_back_whatever_was_last() -> None:
    asked = repeating()
    answer(asked, right=False)
    asked.remark("flag", "  no \n such\tword ", "choice")
    undone = asked.undo()
    assert isinstance(undone, Remark)
    assert undone.words == "no such word"
    assert isinstance(asked.undo(), Answer)
    with pytest.raises(RefusedError, match="nothing has been answered yet"):
        asked.undo()


def test_what_was_put_aside_while_it_is_asked_again_comes_back_with_the_undo() -> None:
    asked = repeating("choice")
    answer(asked, right=False)
    asked.remark("bury")
    assert asked.session.current is None
    asked.undo()
    assert asked.session.current is not None
    assert asked.session.practising


@pytest.mark.parametrize("kind", ["suspend", "bury"])
def test_in_an_exam_a_question_can_be_flagged_but_not_put_aside(kind: str) -> None:
    asked = sitting(*NAMES, mode="exam")
    with pytest.raises(RefusedError, match="in an exam that is not possible"):
        asked.remark(kind)  # type: ignore[arg-type]
    asked.remark("flag", "two right options")
    assert len(asked.session.unanswered) == 3


def test_lines_flag_the_question_that_is_asked_or_the_last_one() -> None:
    keeper = Kept()
    asked = sitting(*NAMES, keeper=keeper)
    script = Script(":flag odd", "B", ":flag last no such word", ":flag last", ":suspend", ":quit")
    put_in_lines(asked, Console(script.ask, script.say))
    said = [(each.kind, each.item, each.words) for _, each in asked.remarks]
    assert said == [
        ("flag", "choice", "odd"),
        ("flag", "choice", "no such word"),
        ("flag", "choice", ""),
        ("suspend", "true-false", ""),
    ]
    assert [what for what, _ in keeper.told] == ["flag", "keep", "flag", "flag", "suspend"]


def test_remarks_are_kept_exported_and_taken_back(tmp_path: Path) -> None:
    at, day = 1_750_000_000_000, day_of(1_750_000_000_000, 0, 4)
    line = {
        "remark": "bury", "words": "", "withdrawn": False, "at": at, "offset": 0, "item": "peru/x",
        "fact": "peru", "deck": "d", "stem": "?", "questions": ["peru/x"],
    }  # fmt: skip
    buried = parse_entry(json.dumps(line))
    gone = parse_entry(json.dumps({**line, "remark": "suspend", "questions": ["oslo/x"]}))
    assert not hasattr(buried, "share")
    assert not hasattr(gone, "share")
    with History.open(tmp_path / "history.db") as history:
        assert history.add_remarks([buried, gone]) == 2
        assert history.add_remarks([buried]) == 0, "what is there is not added again"
        assert history.set_aside(day) == {"peru/x", "oslo/x"}
        assert history.set_aside(day + 1) == {"oslo/x"}
        history.add_remarks([gone.taken_back()])
        assert history.set_aside(day + 1) == set()
        lines = [parse_entry(each.as_line()) for each in history.remarks(standing=False)]
        assert len(lines) == 3
        assert history.remarks(standing=False) == lines


@pytest.mark.parametrize(
    ("command", "asked_again"), [(":suspend", False), (":bury", False), (":flag odd", True)]
)
def test_a_quiz_that_goes_on_leaves_out_what_was_put_aside(
    tmp_path: Path, command: str, asked_again: bool
) -> None:
    deck = tmp_path / "deck.yaml"
    facts = "".join(
        f"  - {{id: metal-{number}, ask: Which metal has the number {number}?, answer: {name}}}\n"
        for number, name in ((26, "iron"), (30, "zinc"), (50, "tin"))
    )
    deck.write_text(f"deck: D\nid: d\nfacts:\n{facts}", encoding="utf-8")
    arguments = ["quiz", str(deck), "--plain", "--types", "short-answer", "--seed", "7"]
    first = CliRunner().invoke(main, arguments, input=f"x\n{command}\n:quit\n").stdout
    stems = [line for line in first.splitlines() if line.startswith("Which metal")]
    again = CliRunner().invoke(main, arguments, input=":skip\n:skip\n:skip\n:quit\n").stdout
    assert "Going on where you stopped" in again
    assert (stems[1] in again) == asked_again
