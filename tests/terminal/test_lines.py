"""What a person reads of each type of question in lines, and how what he types is understood."""

from __future__ import annotations

import pytest
from metals import EVERY as METALS
from sittings import every_item

from quizgen.grading.marks import HAD, MISSED
from quizgen.quiz.quiz import SECTIONS
from quizgen.quiz.types import NotAResponseError
from quizgen.terminal.events import question_event
from quizgen.text.wording import wording

ENGLISH = wording("en")


def test_every_type_has_a_body_an_instruction_and_prompts() -> None:
    for type_ in SECTIONS:
        item = every_item(type_)
        assert item.body(ENGLISH)
        assert item.instruction(ENGLISH)
        assert item.prompts(ENGLISH)


@pytest.mark.parametrize("type_", ["choice", "multiple-choice", "ordering"])
def test_letters_are_understood_in_any_of_the_ways_they_are_typed(type_: str) -> None:
    item = every_item(type_)
    letters = tuple(option.letter for option in item.options)  # type: ignore[union-attr]
    wanted = letters[:1] if type_ == "choice" else letters
    numbers = " ".join(str(letters.index(letter) + 1) for letter in wanted)
    for text in (" ".join(wanted), ",".join(wanted).lower(), "".join(wanted), numbers):
        assert item.parse([text], ENGLISH) == wanted, text


@pytest.mark.parametrize(
    ("type_", "text", "why"),
    [
        ("choice", "a b", "one letter"),
        ("choice", "", "letters from A"),
        ("choice", "z", "letters from A"),
        ("choice", "99", "letters from A"),
        ("multiple-choice", "a a", "only once"),
        ("ordering", "a", "each of the"),
        ("true-false", "perhaps", "true or false"),
        ("true-false", "", "true or false"),
        ("matching", "a", "one for each line"),
    ],
)
def test_what_cannot_be_a_response_is_refused_with_what_can(
    type_: str, text: str, why: str
) -> None:
    with pytest.raises(NotAResponseError, match=why):
        every_item(type_).parse([text], ENGLISH)


def test_true_and_false_may_be_shortened() -> None:
    item = every_item("true-false")
    assert item.parse(["T"], ENGLISH) == item.parse(["true"], ENGLISH) == ("true",)
    assert item.parse(["f"], ENGLISH) == item.parse([" False "], ENGLISH) == ("false",)


def test_a_matching_is_answered_line_by_line_or_all_in_one_line() -> None:
    item = every_item("matching")
    count = len(item.left)  # type: ignore[union-attr]
    assert item.parse(["a"] * count, ENGLISH) == ("A",) * count
    assert item.parse([" ".join("a" * count)], ENGLISH) == ("A",) * count
    assert item.parse(["a", *[""] * (count - 1)], ENGLISH) == ("A", *[""] * (count - 1))


def test_a_long_answer_is_marked_by_the_person() -> None:
    item = every_item("short-answer").model_copy(update={"typed": False})
    assert item.parse(["y"], ENGLISH) == HAD
    assert item.parse(["n"], ENGLISH) == item.parse([""], ENGLISH) == MISSED


def test_gaps_that_cannot_be_typed_fairly_are_marked_by_the_person() -> None:
    item = METALS["typed and said gaps"]
    assert item.prompts(ENGLISH) == ["(1) ", "[Enter shows (2)] ", "(3) "]
    assert (
        item.instruction(ENGLISH) == "a text for each gap; (2): say it to yourself, Enter shows it"
    )
    assert item.parse(["zinc", "y", "brass"], ENGLISH) == item.parse(["zinc; +; brass"], ENGLISH)
    assert item.parse(["zinc", "y", "brass"], ENGLISH) == ("zinc", "+", "brass")
    assert item.parse(["", "n", ""], ENGLISH) == item.parse(["", "", ""], ENGLISH) == ("", "-", "")
    assert item.parse(["-", "?", "-"], ENGLISH) == ("-", "?", "-")  # a typed minus is one
    assert question_event(item)["typed"] == [True, False, True]
    said = METALS["said gaps"]
    assert said.instruction(ENGLISH) == "say what belongs there to yourself; Enter shows it"


def test_what_a_program_is_asked_holds_no_key() -> None:
    for type_ in SECTIONS:
        item = every_item(type_)
        told = question_event(item)
        hidden = {
            "key",
            "keys",
            "answer",
            "accepted",
            "truth",
            "correction",
            "order",
            "members",
            "reasons",
            "because",
        }
        assert not hidden & told.keys()
        if type_ in ("short-answer", "number"):
            assert item.answer not in str(told)  # type: ignore[union-attr]
