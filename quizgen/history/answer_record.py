"""Hold an answer as one row of the log, and as a line of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import blake2b
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from quizgen.grading.marks import Mark, Part
from quizgen.history.schedule import Rating, ratings
from quizgen.quiz.quiz import Item
from quizgen.sitting import Answer, Confidence, Mode
from quizgen.text.markup import plain
from quizgen.text.wording import wording

# To the year 2286; dates far beyond cannot be reckoned with.
_Moment = Annotated[int, Field(ge=0, lt=10**13)]
_Count = Annotated[int, Field(ge=0, lt=2**53)]
_Text = Annotated[str, Field(max_length=1_000_000)]
_Name = Annotated[str, Field(min_length=1, max_length=1000)]


_Entry = TypeVar("_Entry")


class LineError(ValueError):
    """A line that is no record; its text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An answer as it was given, decided anew, or taken back.

    `revision` 0 is the first, the highest one stands. Times are milliseconds, `at` since 1970 in
    UTC; `offset` is minutes east of it. `number` counts the answers of a sitting, those that were
    taken back too; `total` are all points of its quiz, 0 where that is not known. Texts are plain
    words.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    sitting: _Name
    mode: Mode
    title: _Text
    total: _Count = 0
    number: _Count
    revision: _Count = 0
    withdrawn: bool = False
    at: _Moment
    offset: Annotated[int, Field(ge=-1440, le=1440)]
    took: _Count
    item: _Name
    fact: _Name
    kind: _Text
    deck: _Text
    topic: _Text
    type: _Name
    level: _Name
    stem: _Text
    points: _Count
    response: tuple[_Text, ...]
    share: Annotated[float, Field(ge=0, le=1)]
    practice: bool = False
    overridden: bool = False
    effort: Literal["", "again", "hard", "easy"] = ""
    confidence: Confidence = ""
    extras: tuple[_Text, ...] = ()
    parts: tuple[Part, ...]

    @property
    def uid(self) -> str:
        """What tells this answer from all others; made of its content alone."""
        content = json.dumps([self.sitting, self.number, self.item, self.at, self.response])
        return blake2b(content.encode(), digest_size=12).hexdigest()

    @property
    def ratings(self) -> dict[str, Rating]:
        """What it says of the memory of each question; nothing if it was taken back."""
        if self.withdrawn:
            return {}
        return ratings(self.level, self.effort, self.parts, practice=self.practice)

    @property
    def answer(self) -> Answer:
        """The answer that a session goes on with."""
        mark = Mark(self.share, self.parts, self.extras, self.overridden)
        return Answer(
            self.item,
            self.response,
            mark,
            self.at,
            self.took,
            self.practice,
            self.effort,
            self.confidence,
        )

    def revised(self, answer: Answer | None) -> Record:
        """Return the next revision: with another mark or effort; without an answer, taken back."""
        if answer is None:
            return replace(self, revision=self.revision + 1, withdrawn=True)
        return replace(self, revision=self.revision + 1, **_outcome(answer))

    def as_line(self) -> str:
        """Return one line of JSON, with its end."""
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"


def record(
    sitting: str,
    mode: Mode,
    title: str,
    number: int,
    offset: int,
    answer: Answer,
    item: Item,
    total: int = 0,
) -> Record:
    """Return a new answer as a row of the log."""
    return Record(
        sitting=sitting,
        mode=mode,
        title=title,
        total=total,
        number=number,
        at=answer.at,
        offset=offset,
        took=answer.took,
        item=item.id,
        fact=item.fact,
        kind=item.kind,
        deck=item.deck,
        topic=plain(item.topic),
        type=item.type,
        level=item.level,
        stem=plain(item.stem) or item.name(wording("en")),
        points=item.points,
        response=tuple(map(storable, answer.response)),
        practice=answer.practice,
        confidence=answer.confidence,
        **_outcome(answer),
    )


def parse_line(line: str | bytes) -> Record:
    """Return the record of a line of JSON, or LineError."""
    return validated(_adapter(), line)


def validated(adapter: TypeAdapter[_Entry], line: str | bytes) -> _Entry:
    """Return what a line of JSON holds, or LineError."""
    try:
        return adapter.validate_json(line, strict=True)
    except ValidationError as error:
        [first, *_] = error.errors()
        place = ".".join(map(str, first["loc"]))
        raise LineError(f"{place}: {first['msg']}" if place else first["msg"]) from error


def _outcome(answer: Answer) -> dict[str, Any]:
    mark = answer.mark
    return {
        "share": mark.share,
        "overridden": mark.overridden,
        "effort": answer.rating,
        "extras": tuple(map(storable, mark.extras)),
        "parts": tuple(
            replace(
                part,
                response=storable(part.response),
                confused_with=storable(part.confused_with),
                note=storable(part.note),
            )
            for part in mark.parts
        ),
    }


def storable(text: str) -> str:
    """Return a text as UTF-8 can hold it: of broken bytes, what they were."""
    return text.encode("utf-8", "backslashreplace").decode()


@cache  # built when a line is first read: a quiz writes records and reads none
def _adapter() -> TypeAdapter[Record]:
    return TypeAdapter(Record)
