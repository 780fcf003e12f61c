"""Items of every type about metals, responses to them, and a keeper that can fail."""

from __future__ import annotations

from typing import Any

from sittings import Clock

from quizgen.grading import Lexicon
from quizgen.grading.marks import HAD, MISSED, Mark, Response
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import (
    Blank,
    ChoiceItem,
    Line,
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
from quizgen.sitting import Answer, Keeper, Mode, NotKeptError, Remark, Session, Sitting


def shared(type: str, points: int = 1, **more: Any) -> dict[str, Any]:
    about = {
        "number": 1,
        "id": type,
        "fact": "f",
        "kind": "k",
        "deck": "d",
        "topic": "Metals",
        "level": "free",
    }
    return (
        about
        | {"stem": f"A stem, {type}?", "points": points, "type": type, "sources": ("A book",)}
        | more
    )


def options(*texts: str) -> tuple[Option, ...]:
    return tuple(
        Option(letter=letter, text=text) for letter, text in zip("ABCDEFGH", texts, strict=False)
    )


def blank(number: int, answer: str, *, typed: bool = True) -> Blank:
    return Blank(number=number, question=f"gap/{number}", answer=answer, typed=typed)


GRID = PassageLayout(
    layout="grid",
    title="Two metals",
    columns=("zinc", "gold"),
    lines=(
        Line(label="color", cells=((1,), ("yellow",))),
        Line(label="symbol", cells=(("Zn",), (2,))),
    ),
)
EVERY: dict[str, Item] = {
    "choice": ChoiceItem(
        **shared("choice", because="Zinc is so.", why="It always was."),
        options=options("iron", "zinc", "tin", "lead"),
        keys=("B",),
        reasons={"A": "Iron is not.", "C": "Tin is not.", "D": "Lead is not."},
    ),
    "multiple-choice": ChoiceItem(
        **shared("multiple-choice", 2),
        options=options("iron", "zinc", "tin", "lead"),
        keys=("A", "B"),
        reasons={"C": "Tin is not.", "D": "Lead is not."},
    ),
    "true-false": TrueFalseItem(**shared("true-false"), truth=False, correction="Zinc is a metal."),
    "short-answer": ShortAnswerItem(
        **shared("short-answer"), answer="zinc", accepted=("spelter",), typed=True
    ),
    "recalled": ShortAnswerItem(
        **shared("short-answer", id="recalled"),
        answer="a bluish-white metal",
        accepted=(),
        typed=False,
    ),
    "number": NumberItem(
        **shared("number"), answer="24 hours", low=24.0, high=24.0, unit="hours", tolerance=""
    ),
    "cloze": PassageItem(
        **shared("cloze", 2, stem=""),
        passage=PassageLayout(
            layout="prose", lines=(Line(cells=((1, " and copper make ", 2, "."),)),)
        ),
        blanks=(blank(1, "zinc"), blank(2, "brass")),
    ),
    "said gaps": PassageItem(
        **shared("cloze", 2, stem="", id="said gaps"),
        passage=PassageLayout(
            layout="prose", lines=(Line(cells=((1, ", so that they ", 2, "."),)),)
        ),
        blanks=(
            blank(1, "metals share their electrons", typed=False),
            blank(2, "bend and do not break", typed=False),
        ),
    ),
    "typed and said gaps": PassageItem(
        **shared("cloze", 3, stem="", id="typed and said gaps"),
        passage=PassageLayout(
            layout="prose", lines=(Line(cells=((1, " and copper ", 2, " of ", 3, "."),)),)
        ),
        blanks=(blank(1, "zinc"), blank(2, "melt into an alloy", typed=False), blank(3, "brass")),
    ),
    "table": PassageItem(
        **shared("table", 2), passage=GRID, blanks=(blank(1, "bluish"), blank(2, "Au"))
    ),
    "list": ListItem(**shared("list", 3), members=(("iron",), ("zinc",), ("tin",))),
    "ordering": OrderingItem(
        **shared("ordering", 4),
        options=options("gold", "zinc", "iron", "tin"),
        order=(("B",), ("A", "C"), ("D",)),
    ),
    "matching": MatchingItem(
        **shared("matching", 2),
        left=("ore", "coin"),
        options=options("zinc", "gold", "iron"),
        keys=("A", "B"),
    ),
}
# To each item, a response that is right and one that is not.
RESPONSES: dict[str, tuple[Response, Response]] = {
    "choice": (("B",), ("A",)),
    "multiple-choice": (("A", "B"), ("A", "C")),
    "true-false": (("false",), ("true",)),
    "short-answer": (("zinc",), ("iron",)),
    "recalled": (HAD, MISSED),
    "number": (("24 hours",), ("12 hours",)),
    "cloze": (("zinc", "brass"), ("zinc", "gold")),
    "said gaps": (("+", "+"), ("+", "-")),
    "typed and said gaps": (("zinc", "+", "brass"), ("zinc", "-", "brass")),
    "table": (("bluish", "Au"), ("red", "Au")),
    "list": (("tin", "iron", "zinc"), ("iron", "gold")),
    "ordering": (("B", "A", "C", "D"), ("A", "B", "C", "D")),
    "matching": (("A", "B"), ("C", "B")),
}


LEXICON = Lexicon()
for known in ("zinc oxide", "iron", "zinc", "tin", "gold"):
    LEXICON.add(known)


def grade(item: Item, response: Response) -> Mark:
    """By the real rules; besides the answers, zinc oxide is a known term."""
    return item.mark(response, LEXICON)


class Kept(Keeper):
    """A keeper that remembers what it was told, and fails when it is told to."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.fails = ""

    def keep(self, answer: Answer, item: Item) -> None:
        self._tell("keep", item.id)

    def amend(self, answer: Answer, item: Item) -> None:
        self._tell("amend", item.id)

    def withdraw(self, answer: Answer, item: Item) -> None:
        self._tell("withdraw", item.id)

    def finish(self, at: int) -> None:
        self._tell("finish", str(at))

    def remark(self, remark: Remark, item: Item) -> None:
        self._tell(remark.kind, item.id)

    def unremark(self, remark: Remark, item: Item) -> None:
        self._tell(f"not {remark.kind}", item.id)

    def _tell(self, what: str, id: str) -> None:
        if self.fails:
            raise NotKeptError(self.fails)
        self.told.append((what, id))


def sitting(
    *names: str,
    mode: Mode = "quiz",
    limit: int | None = None,
    clock: Clock | None = None,
    keeper: Keeper | None = None,
) -> Sitting:
    """A sitting with these items of EVERY, in this order."""
    session = Session([EVERY[name] for name in names], grade)
    return Sitting(session, mode, "A quiz of metals", clock or Clock(), keeper, limit)
