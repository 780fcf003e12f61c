"""An item of every type, and sittings that are answered by lines."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from conftest import compile_text
from every import EVERY

from quizgen.grading.marks import DONT_KNOW, HAD, Mark, Part, Response, Verdict
from quizgen.quiz.quiz import Item, Quiz, Selection, candidates, choose, resolve
from quizgen.quiz.types import (
    ChoiceItem,
    ListItem,
    MatchingItem,
    NumberItem,
    OrderingItem,
    PassageItem,
    ShortAnswerItem,
    TrueFalseItem,
)
from quizgen.sitting import Mode, Session, Sitting
from quizgen.text.markup import plain


@cache
def every_quiz() -> Quiz:
    """All questions of a deck that has every type."""
    found = candidates(compile_text(EVERY).questions, Selection())
    chosen = [candidate for entries in found.values() for candidate in entries]
    assert choose(found, 3, "1")
    return resolve(chosen, "Everything", "en", "1")


def every_item(type_: str) -> Item:
    """The first item of a type."""
    return next(item for item in every_quiz().items if item.type == type_)


def grade(item: Item, response: Response) -> Mark:
    """A mark for tests that are not about marking: right if it is the key, word for word."""
    right = response == key_of(item)
    verdict = (
        Verdict.RIGHT if right else Verdict.DONT_KNOW if response == DONT_KNOW else Verdict.WRONG
    )
    if isinstance(item, PassageItem):
        parts = [Part(each.question, verdict, "", plain(each.answer)) for each in item.blanks]
        return Mark(float(right), tuple(parts))
    return Mark(
        float(right), (Part(item.id, verdict, "; ".join(response), "; ".join(key_of(item))),)
    )


def key_of(item: Item) -> Response:
    """The response that is right."""
    match item:
        case ChoiceItem() | MatchingItem():
            return item.keys
        case TrueFalseItem():
            return ("true" if item.truth else "false",)
        case OrderingItem():
            return tuple(letter for tied in item.order for letter in tied)
        case PassageItem():
            return tuple(blank.answer for blank in item.blanks)
        case ListItem():
            return tuple(member[0] for member in item.members)
        case ShortAnswerItem(typed=False):
            return HAD
        case ShortAnswerItem() | NumberItem():
            return (item.answer,)


def lines_of(item: Item) -> list[str]:
    """The lines that a person types to give the right response."""
    key = list(key_of(item))
    if isinstance(item, ListItem):
        return [*key, ""]
    if isinstance(item, ShortAnswerItem) and not item.typed:
        return ["", "y"]
    return key if isinstance(item, PassageItem | MatchingItem) else [" ".join(key)]


class Script:
    """Lines that are typed one after the other, and everything that is said."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.said: list[str] = []

    def ask(self, prompt: str = "") -> str | None:
        self.said.append(prompt)
        return self.lines.pop(0) if self.lines else None

    def say(self, text: str) -> None:
        self.said.append(text)

    @property
    def text(self) -> str:
        return "\n".join(self.said)


class Clock:
    """Milliseconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 1_000_000

    def __call__(self) -> int:
        return self.now


def sitting(
    items: Iterable[Item], mode: Mode = "quiz", limit: int | None = None, clock: Clock | None = None
) -> Sitting:
    return Sitting(Session(list(items), grade), mode, "A quiz", clock or Clock(), limit=limit)
