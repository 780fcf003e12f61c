"""What the tests of the history share: items of every sort, answers to them, and sittings."""

from __future__ import annotations

from typing import Any

from quizgen.grading.marks import Mark, Part, Response, Verdict
from quizgen.quiz.quiz import Item, Quiz, Section
from quizgen.quiz.types import ChoiceItem, ListItem, Option, ShortAnswerItem
from quizgen.sitting import Answer

NOON = (
    1_750_000_000_000 // 86_400_000 * 86_400_000 + 12 * 3_600_000
)  # of a day in June 2025, in UTC
HOUR = 3_600_000
DAY = 24 * HOUR


def shared(id: str) -> dict[str, Any]:
    fact = id.partition("/")[0]
    return {
        "number": 1,
        "id": id,
        "fact": fact,
        "kind": "ask",
        "deck": "minerals",
        "topic": "nerves",
        "points": 1,
    }


def short(id: str, answer: str = "magnesium") -> Item:
    return ShortAnswerItem(
        **shared(id),
        type="short-answer",
        level="free",
        stem=f"{id}?",
        answer=answer,
        accepted=(),
        typed=True,
    )


def choice(id: str) -> Item:
    options = (Option(letter="A", text="magnesium"), Option(letter="B", text="calcium"))
    return ChoiceItem(
        **shared(id),
        type="choice",
        level="recognise",
        stem=f"{id}?",
        options=options,
        keys=("A",),
        reasons={},
    )


def listing(id: str) -> Item:
    return ListItem(
        **shared(id), type="list", level="free", stem=f"{id}?", members=(("one",), ("two",))
    )


ITEMS = (
    *(short(f"fact-{number}/answer") for number in range(6)),
    choice("pick/answer"),
    listing("many/list"),
)
QUIZ = Quiz(
    title="Minerals",
    language="en",
    seed="0",
    variant="A",
    sections=(Section(type="short-answer", items=ITEMS),),
)


def given(
    item: Item, *verdicts: Verdict, at: int = NOON, response: Response = ("magnezium",), **more: Any
) -> Answer:
    """An answer whose parts, all of the item's own question, have these verdicts."""
    parts = tuple(
        Part(
            item.id,
            verdict,
            response[0],
            "magnesium",
            "calcium" if verdict is Verdict.CONFUSED else "",
        )
        for verdict in verdicts
    )
    share = sum(verdict.counts for verdict in verdicts) / len(verdicts)
    return Answer(item.id, response, Mark(share, parts), at, **more)
