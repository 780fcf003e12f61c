"""Hold what a person says of a question as a row of the history, and as a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import blake2b
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter

from quizgen.history.answer_record import LineError, Record, parse_line, storable, validated
from quizgen.history.days import day_of
from quizgen.quiz.quiz import Item
from quizgen.sitting import Remark, RemarkKind
from quizgen.text.wording import wording

LEECH = 8  # lapses after which a question takes more time than it is worth

_NAMES = (
    "uid", "withdrawn", "at", "offset", "remark", "words", "item", "fact", "deck", "stem",
    "questions",
)  # fmt: skip
INSERT = (
    f"INSERT INTO remark ({', '.join(_NAMES)}) VALUES (?{', ?' * (len(_NAMES) - 1)}) "  # noqa: S608
    "ON CONFLICT DO NOTHING"
)
LOG = f"SELECT {', '.join(_NAMES)} FROM remark ORDER BY at, uid, withdrawn"  # noqa: S608
STANDING = LOG.replace("FROM remark", "FROM standing_remark")
_Text = Annotated[str, Field(max_length=1_000_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRecord:
    """A remark as it was made or, where it is `withdrawn`, taken back.

    `at` is in milliseconds since 1970 in UTC, `offset` in minutes east of it. `questions` are the
    ids of what its item asks.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    remark: RemarkKind
    words: _Text = ""
    withdrawn: bool = False
    at: Annotated[int, Field(ge=0, lt=10**13)]
    offset: Annotated[int, Field(ge=-1440, le=1440)]
    item: _Text
    fact: _Text
    deck: _Text
    stem: _Text
    questions: tuple[_Text, ...]

    @property
    def uid(self) -> str:
        """What tells this remark from all others; made of its content alone."""
        content = json.dumps([self.remark, self.words, self.at, self.item])
        return blake2b(content.encode(), digest_size=12).hexdigest()

    def taken_back(self) -> RemarkRecord:
        """Return the record that takes it back."""
        return replace(self, withdrawn=True)

    def as_line(self) -> str:
        """Return one line of JSON, with its end."""
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"

    def as_row(self) -> list[str | int]:
        """Return the values for INSERT."""
        values = {**asdict(self), "uid": self.uid, "questions": json.dumps(self.questions)}
        return [values[name] for name in _NAMES]


def remark_record(remark: Remark, item: Item, offset: int) -> RemarkRecord:
    """Return what was said of an item as a row of the history."""
    return RemarkRecord(
        remark=remark.kind,
        words=storable(remark.words),
        at=remark.at,
        offset=offset,
        item=item.id,
        fact=item.fact,
        deck=item.deck,
        stem=item.name(wording("en")),
        questions=item.questions,
    )


def remark_of_row(row: Sequence[Any]) -> RemarkRecord:
    """Return the record of a row of LOG or STANDING."""
    values = dict(zip(_NAMES, row, strict=True))
    del values["uid"]
    values |= {
        "withdrawn": bool(values["withdrawn"]),
        "questions": tuple(json.loads(values["questions"])),
    }
    return RemarkRecord(**values)


def parse_entry(line: str | bytes) -> Record | RemarkRecord:
    """Return the answer or the remark of a line of JSON, or LineError."""
    try:
        is_remark = "remark" in json.loads(line)
    except (ValueError, TypeError) as error:
        raise LineError(str(error)) from error
    return validated(_adapter(), line) if is_remark else parse_line(line)


def set_aside(remarks: Iterable[RemarkRecord], day: int, rollover: int) -> frozenset[str]:
    """Return the questions that are not to be asked on a day: suspended, or buried until the next.

    `remarks` are those that stand.
    """
    aside: set[str] = set()
    for each in remarks:
        buried = each.remark == "bury" and day_of(each.at, each.offset, rollover) == day
        if buried or each.remark == "suspend":
            aside |= set(each.questions)
    return frozenset(aside)


@cache
def _adapter() -> TypeAdapter[RemarkRecord]:
    return TypeAdapter(RemarkRecord)
