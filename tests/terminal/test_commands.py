"""The commands of a sitting: which word is which, what each does, when it is refused."""

from __future__ import annotations

import pytest
from sittings import every_item, key_of, sitting

from quizgen.sitting import Answer, RefusedError, Sitting
from quizgen.terminal.commands import Command, command_of, obey, refusal
from quizgen.text.wording import wording

ENGLISH = wording("en")


def one_answered(mode: str = "quiz") -> Sitting:
    items = [every_item("true-false"), every_item("choice")]
    s = sitting(items, mode)  # type: ignore[arg-type]
    s.answer(key_of(items[0]))
    return s


@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("sk", Command.SKIP),
        ("UNDO", Command.UNDO),
        ("s", None),  # skip, score, suspend
        ("h", None),  # hard, help
        ("practise", None),  # is offered at the end alone
        ("undone", None),
        ("", None),
    ],
)
def test_a_word_is_the_one_command_that_it_begins(word: str, command: Command | None) -> None:
    assert command_of(word, ENGLISH) is command


OF_QUESTIONS = (Command.SUSPEND, Command.BURY, Command.FLAG)


@pytest.mark.parametrize("command", [each for each in Command if each not in OF_QUESTIONS])
def test_without_an_answer_there_is_nothing_to_change(command: Command) -> None:
    s = sitting([every_item("choice")])
    of_an_answer = {"undo", "right", "wrong", "again", "hard", "good", "easy"}
    reason = "nothing has been answered yet" if command in of_an_answer else ""
    if command is Command.PRACTISE:
        reason = "nothing is to be practised now"
    assert refusal(s, command) == reason
    if reason:
        with pytest.raises(RefusedError, match=reason):
            obey(s, command)
    else:
        assert obey(s, command) is None
    assert s.session.answers == []


@pytest.mark.parametrize("command", Command)
def test_in_an_exam_no_mark_is_changed_before_it_was_shown(command: Command) -> None:
    refused = refusal(one_answered("exam"), command) != ""
    assert refused == (
        command
        in {"right", "wrong", "again", "hard", "good", "easy", "practise", "suspend", "bury"}
    )


def test_each_command_does_what_it_says() -> None:
    s = one_answered("review")
    first = s.session.answers[0].item
    wrong = obey(s, Command.WRONG)
    assert wrong is not None
    assert isinstance(wrong, Answer) and not wrong.mark.right
    right = obey(s, Command.RIGHT)
    assert right is not None
    assert isinstance(right, Answer) and right.mark.right
    hard = obey(s, Command.HARD)
    assert hard is not None
    assert isinstance(hard, Answer) and hard.rating == "hard"
    former = obey(s, Command.UNDO)
    assert former is not None
    assert former.item == first
    obey(s, Command.SKIP)
    assert s.session.current is not None
    assert s.session.current.id != first
