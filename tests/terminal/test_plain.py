"""Whole sittings in lines: every type, every command, the end of input, the end of time."""

from __future__ import annotations

import metals
import pytest
from sittings import Clock, Script, every_item, every_quiz, lines_of, sitting

from quizgen.grading import Lexicon
from quizgen.quiz.quiz import SECTIONS, Item, sequence
from quizgen.quiz.types import NotAResponseError
from quizgen.terminal.plain_mode import Console, put_in_lines
from quizgen.text.wording import wording


def played(script: Script, *types: str, mode: str = "quiz") -> tuple[bool, object]:
    s = sitting([every_item(type_) for type_ in types], mode)  # type: ignore[arg-type]
    return put_in_lines(s, Console(script.ask, script.say)), s.session


def test_a_whole_quiz_of_every_type_answered_right() -> None:
    items = sequence(every_quiz())
    s = sitting(items)
    script = Script(*(line for item in items for line in lines_of(item)))
    assert put_in_lines(s, Console(script.ask, script.say))
    assert s.session.score().share == 1
    assert script.text.count("RIGHT") == len(items)
    assert script.lines == []


@pytest.mark.parametrize("type_", SECTIONS)
def test_the_key_is_said_only_after_the_answer(type_: str) -> None:
    item = every_item(type_)
    script = Script("?", "", "")
    s = sitting([item])
    put_in_lines(s, Console(script.ask, script.say))
    asked, _, told = script.text.partition("NOT KNOWN")
    assert told, "a question mark says that it is not known"
    if type_ in ("short-answer", "number"):
        assert item.answer not in asked  # type: ignore[union-attr]
        assert item.answer in told  # type: ignore[union-attr]
    if item.because:
        assert " ".join(item.because.split()) in " ".join(told.split())


def test_the_end_of_input_stops_and_loses_nothing() -> None:
    script = Script("t")
    done, session = played(script, "true-false", "choice", "number")
    assert not done
    assert len(session.first_answers) == 1  # type: ignore[attr-defined]
    assert "Stopped after 1 of 3; what you answered is saved." in script.text


def test_quit_in_the_middle_of_a_list_answers_nothing() -> None:
    script = Script("nausea", ":quit")
    done, session = played(script, "list")
    assert not done
    assert session.first_answers == {}  # type: ignore[attr-defined]


def test_undo_skip_override_and_practice() -> None:
    first, second = every_item("true-false"), every_item("choice")
    right, other = lines_of(first)[0], "a" if lines_of(second) != ["A"] else "b"
    wrong = "f" if right == "true" else "t"
    script = Script(
        ":skip", other, ":undo", other, wrong, ":right", "practise", *lines_of(second), ""
    )
    s = sitting([first, second])
    assert put_in_lines(s, Console(script.ask, script.say))
    assert s.session.score().right == 1
    assert "The last answer now counts as right." in script.text
    assert "Practice · multiple choice" in script.text
    assert script.lines == []


@pytest.mark.parametrize(
    ("type_", "lines", "is_offered"),
    [
        ("short-answer", ["zebra"], True),
        ("number", ["zebra"], True),
        ("list", ["zebra", ""], True),
        ("short-answer", ["?"], False),
        ("list", ["?"], False),
        ("true-false", ["t", "f"], False),
        ("choice", ["a", "b"], False),
        ("ordering", ["A B C", "C B A", "A B C D", "D C B A"], False),
    ],
)
def test_who_typed_a_text_of_his_own_is_told_how_to_count_it(
    type_: str, lines: list[str], is_offered: bool
) -> None:
    item = every_item(type_)
    if type_ in ("true-false", "choice", "ordering"):
        lines = [next(line for line in lines if _is_wrong(item, line))]
    script = Script(*lines, ":quit")
    put_in_lines(sitting([item]), Console(script.ask, script.say))
    assert "WRONG" in script.text or "NOT KNOWN" in script.text
    assert (":right counts it" in script.text) == is_offered


def _is_wrong(item: Item, line: str) -> bool:
    """Tell whether a line is a response to an item, and not the right one."""
    try:
        response = item.parse([line], wording("en"))
    except NotAResponseError:
        return False
    return not item.mark(response, Lexicon()).right


def test_a_line_that_is_no_command_is_named_and_the_end_has_its_help_too() -> None:
    item = every_item("true-false")
    script = Script(":fly", ":s", lines_of(item)[0], ":help", "")
    put_in_lines(sitting([item]), Console(script.ask, script.say))
    asked, _, end = script.text.partition("Result:")
    assert "`:fly` is no command" in asked
    assert "`:s` is no command, or may be several." in asked
    assert asked.count("Instead of an answer:") == 2
    assert "Instead of an answer:" in end
    assert ":practise" in end


def test_in_an_exam_the_first_lines_promise_no_reasons_after_each_answer() -> None:
    for mode in ("quiz", "exam"):
        script = Script(":quit")
        asked = sitting([every_item("choice")], mode)
        asked.first = True
        put_in_lines(asked, Console(script.ask, script.say))
        assert ("asked again at the end" in script.text) == (mode == "quiz")
        assert ("come at the end" in script.text) == (mode == "exam")


def test_in_an_exam_nothing_is_told_before_the_end() -> None:
    script = Script("t", ":right", ":score", "a")
    done, _ = played(script, "true-false", "choice", mode="exam")
    before, _, after = script.text.partition("Result:")
    questions = before.split("Question 2")[0]
    assert done
    assert "RIGHT" not in questions
    assert "WRONG" not in questions
    assert "In an exam that is not possible." in before
    assert "By type" in after


def test_who_leaves_before_the_hand_in_may_go_on_with_the_exam() -> None:
    for last, over in ((":quit", False), ("", True), (None, True)):
        script = Script("t", *([] if last is None else [last]))
        done, _ = played(script, "true-false", mode="exam")
        assert done == over == ("Result:" in script.text)
        assert ("Stopped after 1 of 1; what you answered is saved." in script.text) != over


def test_the_last_question_is_flagged_after_it_too() -> None:
    script = Script("t", ":flag last two keys", "")
    asked = sitting([every_item("true-false")])
    assert put_in_lines(asked, Console(script.ask, script.say))
    assert [(each.kind, each.words) for _, each in asked.remarks] == [("flag", "two keys")]


@pytest.mark.parametrize("late", ["f", "b", "t", "u", "flagged"])
def test_an_answer_that_comes_after_the_end_is_no_command(late: str) -> None:
    asked = sitting([every_item("true-false")])
    script = Script("t", late, "")
    put_in_lines(asked, Console(script.ask, script.say))
    assert asked.remarks == []
    assert len(asked.session.answers) == 1


@pytest.mark.parametrize("said", ["flag", "FLAG two keys", ":f", ":flag"])
def test_after_the_end_a_command_is_its_whole_word_or_has_a_colon(said: str) -> None:
    asked = sitting([every_item("true-false")])
    script = Script("t", said, "")
    put_in_lines(asked, Console(script.ask, script.say))
    assert [each.kind for _, each in asked.remarks] == ["flag"]


def test_what_was_missed_in_an_exam_is_practised_after_it_with_a_verdict() -> None:
    item = every_item("choice")
    script = Script("?", "", "practise", *lines_of(item), "")
    _, session = played(script, "choice", mode="exam")
    _, practice = script.text.split("Practice · multiple choice")
    assert "RIGHT" in practice.split("Result:")[0]
    assert "Noted" not in practice
    assert session.score().right == 0  # type: ignore[attr-defined]


def test_time_ends_an_exam() -> None:
    clock = Clock()
    items = [every_item("true-false"), every_item("choice")]
    s = sitting(items, "exam", limit=60_000, clock=clock)
    script = Script("t", "a")

    def ask(prompt: str) -> str | None:
        clock.now += 40_000
        return script.ask(prompt)

    assert put_in_lines(s, Console(ask, script.say))
    assert list(s.session.first_answers) == [items[0].id]
    assert "Time is up." in script.text
    assert "Result:" in script.text


def test_what_cannot_be_an_answer_is_asked_again() -> None:
    script = Script("perhaps", ":sk", "", "t")
    done, session = played(script, "true-false")
    assert "type true or false" in script.text
    assert done
    assert len(session.first_answers) == 1  # type: ignore[attr-defined]


def test_gaps_that_are_said_to_oneself_are_shown_after_those_that_are_typed() -> None:
    script = Script("zinc", "brass", "", "n")
    put_in_lines(metals.sitting("typed and said gaps"), Console(script.ask, script.say))
    assert script.said[script.said.index("(1) ") :][:5] == [
        "(1) ",
        "(3) ",
        "[Enter shows (2)] ",
        "Answer: melt into an alloy",
        "Did you have it? y or n: ",
    ]
    assert "PARTLY RIGHT. 2 of 3 points" in script.text
    assert "✗ 2. melt into an alloy" in script.text


def test_no_line_is_longer_than_the_terminal_is_wide() -> None:
    items = sequence(every_quiz())
    s = sitting(items)
    script = Script(*["?"] * (2 * len(items)))
    put_in_lines(s, Console(lambda prompt: script.ask(), script.say, width=40))
    assert max(len(line) for text in script.said for line in text.split("\n")) <= 40


@pytest.mark.parametrize(
    "text", ["\x1b[31mred", "[/]", "\ud800", "x" * 100_000, "  ", "\0", "🙂", "؟عربي"]
)
def test_garbage_is_an_answer_like_any_other(text: str) -> None:
    script = Script(text, "")
    done, session = played(script, "number")
    assert done
    assert len(session.first_answers) == 1  # type: ignore[attr-defined]
    assert "\x1b" not in script.text
