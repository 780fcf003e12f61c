"""What a person is told of an answer and of a sitting."""

from __future__ import annotations

from typing import Any

import pytest

from quizgen.grading.marks import DONT_KNOW, HAD, MISSED, Mark, Part, Response, Verdict
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import (
    Blank,
    ChoiceItem,
    ListItem,
    MatchingItem,
    NumberItem,
    Option,
    OrderingItem,
    PassageItem,
    PassageLayout,
    ShortAnswerItem,
    TrueFalseItem,
)
from quizgen.quiz.types.item import VerdictRow
from quizgen.sitting import Answer, Session
from quizgen.terminal.feedback import (
    MixUp,
    duration,
    feedback,
    feedback_lines,
    points_text,
    summary,
)
from quizgen.text.wording import wording

ENGLISH = wording("en")

V = Verdict


def shared(type: str, points: int = 1, **more: Any) -> dict[str, Any]:
    about = {
        "number": 1,
        "id": type,
        "fact": "f",
        "kind": "k",
        "deck": "d",
        "topic": "Minerals",
        "level": "free",
    }
    return about | {"stem": "Stem?", "points": points, "type": type, "sources": ("A book",)} | more


def options(*texts: str) -> tuple[Option, ...]:
    return tuple(
        Option(letter=letter, text=text) for letter, text in zip("ABCDEFG", texts, strict=False)
    )


def answered(
    response: Response, share: float, *parts: Part, extras: tuple[str, ...] = (), id: str = ""
) -> Answer:
    return Answer(id, response, Mark(share, parts, extras), at=0)


CHOICE = ChoiceItem(
    **shared("choice", because="B is so.", why="It is."),
    options=options("iron", "zinc", "tin"),
    keys=("B",),
    reasons={"A": "Iron is not.", "C": "Tin is not."},
)
SEVERAL = ChoiceItem(
    **shared("multiple-choice", 2),
    options=options("iron", "zinc", "tin", "lead"),
    keys=("A", "B"),
    reasons={"C": "Tin is not.", "D": "Lead is not."},
)
FALSE = TrueFalseItem(**shared("true-false"), truth=False, correction="Zinc is a metal.")
SHORT = ShortAnswerItem(**shared("short-answer"), answer="zinc", accepted=(), typed=True)
NUMBER = NumberItem(
    **shared("number"), answer="24 hours", low=24.0, high=24.0, unit="hours", tolerance="within 5 %"
)
GAPS = PassageItem(
    **shared("cloze", 2),
    passage=PassageLayout(layout="prose", lines=()),
    blanks=tuple(
        Blank(number=number, question="", answer=answer)
        for number, answer in ((1, "zinc"), (2, "tin"))
    ),
)
LIST = ListItem(**shared("list", 2), members=(("iron",), ("zinc",)))
ORDER = OrderingItem(
    **shared("ordering", 4),
    options=options("gold", "zinc", "iron", "tin"),
    order=(("B",), ("A", "C"), ("D",)),
)
PAIRS = MatchingItem(
    **shared("matching", 2), left=("ore", "coin"), options=options("zinc", "gold"), keys=("A", "B")
)


@pytest.mark.parametrize(
    ("item", "answer", "expected"),
    [
        (CHOICE, answered(("B",), 1, Part("", V.RIGHT, "B", "B")), [VerdictRow("✓", "B", "zinc", "")]),
        (CHOICE, answered(("A",), 0, Part("", V.WRONG, "A", "B")), [VerdictRow("✗", "A", "iron", "", "Iron is not.")]),
        (CHOICE, answered(DONT_KNOW, 0, Part("", V.DONT_KNOW, "?", "B")), []),
        (
            SEVERAL,
            answered(("A", "C"), 0, Part("", V.WRONG, "AC", "AB")),
            [
                VerdictRow("✓", "A", "iron", ""),
                VerdictRow("✗", "B", "", "zinc", "not chosen"),
                VerdictRow("✗", "C", "tin", "", "Tin is not."),
            ],
        ),
        (FALSE, answered(("true",), 0, Part("", V.WRONG, "true", "false")), [VerdictRow("✗", "", "True", "")]),
        (SHORT, answered(("zin",), 0, Part("", V.CLOSE, "zin", "zinc")), [VerdictRow("~", "", "zin", "zinc", "close", "zin[+c]")]),
        (SHORT, answered(HAD, 1, Part("", V.RIGHT, "", "zinc")), []),
        (
            SHORT,
            answered(("k",), 0, Part("", V.CONFUSED, "k", "zinc", "potassium")),
            [VerdictRow("✗", "", "k", "zinc", "that is potassium")],
        ),
        (
            NUMBER,
            answered(("24",), 0, Part("", V.WRONG, "24", "24 hours", note="the unit is missing")),
            [VerdictRow("✗", "", "24", "24 hours", "the unit is missing")],
        ),
        (
            GAPS,
            answered(("zinc", ""), 0.5, Part("", V.RIGHT, "zinc", "zinc"), Part("", V.MISSING, "", "tin")),
            [VerdictRow("✓", "1", "zinc", ""), VerdictRow("✗", "2", "", "tin")],
        ),
        (
            LIST,
            answered(
                ("zinc", "bone"),
                0.5,
                Part("", V.MISSING, "", "iron"),
                Part("", V.RIGHT, "zinc", "zinc"),
                extras=("bone",),
            ),
            [
                VerdictRow("✗", "", "", "iron", "not named"),
                VerdictRow("✓", "", "zinc", ""),
                VerdictRow("✗", "", "bone", "", "not asked for"),
            ],
        ),
        (
            ORDER,
            answered(("B", "C", "D", "A"), 0.3, Part("", V.WRONG, "BCDA", "BACD")),
            [
                VerdictRow("✓", "1", "zinc", ""),
                VerdictRow("✓", "2", "iron", "", "tied"),
                VerdictRow("✗", "3", "tin", "gold", "tied"),
                VerdictRow("✗", "4", "gold", "tin"),
            ],
        ),
        (ORDER, answered(("B",), 0, Part("", V.WRONG, "B", "B")), [
            VerdictRow("✓", "1", "zinc", ""),
            VerdictRow("✗", "2", "", "gold", "tied"),
            VerdictRow("✗", "3", "", "iron", "tied"),
            VerdictRow("✗", "4", "", "tin"),
        ]),
        (
            PAIRS,
            answered(("A", "A"), 0.5, Part("", V.RIGHT, "A", "A"), Part("", V.WRONG, "A", "B")),
            [VerdictRow("✓", "ore", "zinc", ""), VerdictRow("✗", "coin", "zinc", "gold")],
        ),
    ],
)  # fmt: skip
def test_a_row_says_what_was_given_and_what_is_right(
    item: Item, answer: Answer, expected: list[VerdictRow]
) -> None:
    assert list(feedback(item, answer, ENGLISH).rows) == expected


@pytest.mark.parametrize(
    ("item", "answer", "right"),
    [
        (CHOICE, answered(("A",), 0, Part("", V.WRONG, "A", "B")), "B. zinc"),
        (CHOICE, answered(("B",), 1, Part("", V.RIGHT, "B", "B")), ""),
        (
            FALSE,
            answered(("false",), 1, Part("", V.RIGHT, "false", "false")),
            "False. Zinc is a metal.",
        ),
        (SHORT, answered(MISSED, 0, Part("", V.WRONG, "", "zinc")), "zinc"),
        (SHORT, answered(DONT_KNOW, 0, Part("", V.DONT_KNOW, "?", "zinc")), "zinc"),
        (SHORT, answered(("zinc",), 1, Part("", V.RIGHT, "zinc", "zinc")), ""),
        (
            NUMBER,
            answered(("24 hours",), 1, Part("", V.RIGHT, "24 hours", "24 hours")),
            "24 hours (within 5 %)",
        ),
    ],
)
def test_the_right_answer_is_said_once(item: Item, answer: Answer, right: str) -> None:
    assert feedback(item, answer, ENGLISH).right == right


@pytest.mark.parametrize("sign", ["-", "+"])
def test_a_typed_sign_is_an_answer_and_not_what_a_person_says_of_himself(sign: str) -> None:
    item = SHORT.model_copy(update={"answer": sign})
    told = feedback(item, answered((sign,), 1, Part("", V.RIGHT, sign, sign)), ENGLISH)
    assert told.rows == (VerdictRow("✓", "", sign, ""),)
    assert told.right == ""
    wrong = feedback(SHORT, answered((sign,), 0, Part("", V.WRONG, sign, "zinc")), ENGLISH)
    assert wrong.rows == (VerdictRow("✗", "", sign, "zinc"),)


@pytest.mark.parametrize("response", [HAD, ("+",), MISSED, ("-",)])
def test_what_a_person_said_of_himself_is_known_again_from_stored_texts(
    response: Response,
) -> None:
    item = SHORT.model_copy(update={"typed": False})
    told = feedback(item, answered(response, 0, Part("", V.WRONG, "", "zinc")), ENGLISH)
    assert (told.rows, told.right) == ((), "zinc")


@pytest.mark.parametrize(
    ("share", "part", "sign", "word", "detail"),
    [
        (1, Part("", V.RIGHT, "zinc", "zinc"), "✓", "Right", ""),
        (1, Part("", V.SLIP, "zink", "zinc"), "✓", "Right", "mind the spelling"),
        (0, Part("", V.CLOSE, "zin", "zinc"), "~", "Close", "you may count it"),
        (0, Part("", V.CONFUSED, "tin", "zinc", "tin"), "✗", "Wrong", "another term: tin"),
        (0, Part("", V.WRONG, "x", "zinc"), "✗", "Wrong", ""),
        (0, Part("", V.MISSING, "", "zinc"), "✗", "Not answered", ""),
        (0, Part("", V.DONT_KNOW, "?", "zinc"), "✗", "Not known", ""),
        (0.5, Part("", V.WRONG, "x", "zinc"), "~", "Partly right", ""),
    ],
)
def test_a_verdict_has_a_sign_and_a_word(
    share: float, part: Part, sign: str, word: str, detail: str
) -> None:
    told = feedback(SHORT, answered((part.response,), share, part), ENGLISH)
    assert (told.sign, told.word, told.detail) == (sign, word, detail)


def test_a_verdict_of_the_person_says_so() -> None:
    mark = Mark(0, (Part("", V.CLOSE, "zin", "zinc"),))
    told = feedback(SHORT, Answer("short-answer", ("zin",), mark.override(True), at=0), ENGLISH)
    assert feedback_lines(told, ENGLISH)[0] == "✓ Right (as you decided) · 1 of 1 point"


def test_the_lines_say_everything_in_order() -> None:
    assert feedback_lines(
        feedback(CHOICE, answered(("A",), 0, Part("", V.WRONG, "A", "B")), ENGLISH), ENGLISH
    ) == [
        "✗ Wrong · 0 of 1 point",
        "✗ A. iron (Iron is not.)",
        "Answer: B. zinc",
        "B is so.",
        "It is.",
        "Source: A book",
    ]


def test_practice_has_no_points() -> None:
    mark = Mark(1, (Part("", V.RIGHT, "zinc", "zinc"),))
    assert (
        feedback_lines(
            feedback(SHORT, Answer("short-answer", ("zinc",), mark, at=0, practice=True), ENGLISH),
            ENGLISH,
        )[0]
        == "✓ Right"
    )


def test_a_summary_counts_by_topic_and_type_and_names_confusions() -> None:
    other = SHORT.model_copy(update={"id": "other", "topic": "Ores"})
    third = SHORT.model_copy(update={"id": "third", "topic": "Ores"})
    marks = {
        "short-answer": Mark(0, (Part("", V.CONFUSED, "tin", "zinc", "tin"),)),
        "other": Mark(1, (Part("", V.RIGHT, "zinc", "zinc"),)),
    }
    session = Session([SHORT, other, third], lambda item, _: marks[item.id])
    session.answer(("tin",), 0)
    session.answer(("zinc",), 0)
    told = summary(session, ENGLISH)
    assert [(each.name, each.score.right, each.score.items) for each in told.topics] == [
        ("Minerals", 0, 1),
        ("Ores", 1, 2),
    ]
    assert [(each.name, each.score.earned, each.score.points) for each in told.types] == [
        ("short answer", 1, 3)
    ]
    assert told.confusions == (MixUp("tin", "zinc", 1),)
    assert (told.missed, told.unanswered) == ((SHORT,), (third,))


def test_points_texts_and_durations_are_short() -> None:
    assert [points_text(each, ENGLISH) for each in (0, 1.0, 0.5, 2 / 3, 10)] == [
        "0",
        "1",
        "0.5",
        "0.67",
        "10",
    ]
    assert [duration(each) for each in (0, 1, 59_001, 60_000, 3_600_000)] == [
        "0:00",
        "0:01",
        "1:00",
        "1:00",
        "1:00:00",
    ]


@pytest.mark.parametrize(
    ("typed", "word", "letters"),
    [
        ("magnezium", "magnesium", "magne[z→s]ium"),
        ("Magnezium", "magnesium", "magne[z→s]ium"),
        ("magnesum", "magnesium", "magnes[+i]um"),
        ("maggnesium", "magnesium", "mag[-g]nesium"),
        ("magnesium", "magnesium", ""),
        ("zinc", "magnesium", ""),
        ("abcdefgh", "abcdxxxx", "abcd[efgh→xxxx]"),
        ("abcdefghi", "abcdxxxxx", ""),
    ],
)
def test_a_slip_is_shown_letter_by_letter(typed: str, word: str, letters: str) -> None:
    from quizgen.grading.slips import letter_by_letter

    assert letter_by_letter(typed, word) == letters
