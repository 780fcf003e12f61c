"""Write and read the result of one exam: a file with a checksum, against mistakes, not cheating."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Annotated, Any

from pydantic import Field, ValidationError

from quizgen.grading.marks import SelfReport, texts_of
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import (
    ChoiceItem,
    MatchingItem,
    NumberItem,
    OrderingItem,
    ShortAnswerItem,
)
from quizgen.quiz.types.item import Data, plain_by_letter
from quizgen.sitting import Answer, Confidence, Session, Sitting
from quizgen.text.markup import plain
from quizgen.text.wording import wording

FORMAT = 1
_Text = Annotated[str, Field(max_length=100_000)]
_Whole = Annotated[int, Field(ge=0, lt=2**63)]  # milliseconds
_Share = Annotated[float, Field(ge=0, le=1)]


class ResultError(ValueError):
    """A file that is no result, or not whole; its text says why."""


class ItemResult(Data):
    """What one item was answered with and earned; `chosen` are the options, in words.

    `confused` is what was given for what, by terms that the collection knows; `confidence` how sure
    the person was, where that was asked.
    """

    item: _Text
    type: _Text
    deck: _Text
    topic: _Text
    stem: _Text
    points: Annotated[int, Field(ge=0, le=1_000_000)]
    share: _Share
    answered: bool
    response: tuple[_Text, ...]
    chosen: tuple[_Text, ...] = ()
    key: tuple[_Text, ...] = ()
    confused: tuple[tuple[_Text, _Text], ...] = ()
    took: _Whole = 0
    confidence: Confidence = ""

    @property
    def right(self) -> bool:
        """Tell whether all of it is right."""
        return self.share >= 1


class ExamResult(Data):
    """One person's exam. `exam` tells it from exams of other questions; times in milliseconds."""

    name: _Text
    exam: _Text
    title: _Text
    started: _Whole
    finished: _Whole
    items: tuple[ItemResult, ...]

    @property
    def points(self) -> int:
        """Return all points of the exam."""
        return sum(each.points for each in self.items)

    @property
    def earned(self) -> float:
        """Return the points earned."""
        return round(sum(each.share * each.points for each in self.items), 6)

    @property
    def uid(self) -> str:
        """Return what tells this sitting of the exam from all others."""
        content = json.dumps([self.name, self.exam, self.started])
        return blake2b(content.encode(), digest_size=12).hexdigest()


def exam_result(sitting: Sitting, name: str, finished: int) -> ExamResult:
    """Return the result of an exam that was handed in, its items in the order of their ids."""
    session = sitting.session
    items = sorted(session.items.values(), key=lambda item: item.id)
    answers = session.first_answers
    results = tuple(_item_result(item, answers.get(item.id)) for item in items)
    return ExamResult(
        name=name,
        exam=exam_id(session),
        title=sitting.title,
        started=sitting.started,
        finished=finished,
        items=results,
    )


def exam_id(session: Session) -> str:
    """Return what all exams of the same questions have in common, in whatever order."""
    keys = [
        [item.id, plain(item.stem), item.points, _key(item)]
        for item in sorted(session.items.values(), key=lambda item: item.id)
    ]
    return blake2b(json.dumps(keys).encode(), digest_size=8).hexdigest()


def _key(item: Item) -> list[str]:
    if isinstance(item, ChoiceItem):
        texts = plain_by_letter(item.options)
        return sorted(texts[letter] for letter in item.keys)
    if isinstance(item, ShortAnswerItem | NumberItem):
        return [plain(item.answer)]
    return []  # which letters are right hangs on the seed


_WORDS = wording("en")


def _item_result(item: Item, answer: Answer | None) -> ItemResult:
    chosen: tuple[str, ...] = ()
    response = _response_in_words(item, answer) if answer else ()
    if isinstance(item, ChoiceItem):
        texts = plain_by_letter(item.options)
        chosen = tuple(texts[letter] for letter in response if letter in texts)
    parts = answer.mark.parts if answer else ()
    return ItemResult(
        item=item.id,
        type=item.type,
        deck=item.deck,
        topic=plain(item.topic),
        stem=plain(item.stem) or item.name(_WORDS),
        points=item.points,
        share=answer.mark.share if answer else 0.0,
        answered=answer is not None,
        response=tuple(map(_storable, response)),
        chosen=chosen,
        key=tuple(_key(item)),
        confused=tuple(
            (each.answer, _storable(each.confused_with)) for each in parts if each.confused_with
        ),
        took=answer.took if answer else 0,
        confidence=answer.confidence if answer else "",
    )


def _response_in_words(item: Item, answer: Answer) -> tuple[str, ...]:
    """Return a response as it can be read without the sheet: which letters mean what, none knows.

    The letters of a choice stay, as `chosen` has their words.
    """
    if isinstance(answer.response, SelfReport):
        return (str(answer.response),)
    if isinstance(item, OrderingItem | MatchingItem):
        return tuple(part.response for part in answer.mark.parts)
    return texts_of(answer.response)


def _storable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


# The files ----------------------------------------------------------------------------------------


def result_as_json(result: ExamResult) -> str:
    """Return the result as a file of JSON with its checksum."""
    data = result.model_dump()
    whole = {"quizgen result": FORMAT, **data, "checksum": _checksum(data)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def as_csv(result: ExamResult) -> str:
    """Return the result as a table for a spreadsheet, a row an item."""
    rows = [["name", "exam", "item", "type", "deck", "topic", "question", "points", "earned"]]
    rows[0] += ["answered", "response", "confidence"]
    for each in result.items:
        earned = f"{each.share * each.points:g}"
        row = [result.name, result.title, each.item, each.type, each.deck, each.topic, each.stem]
        response = "; ".join(each.chosen or each.response)
        answered = "yes" if each.answered else "no"
        rows.append([*row, str(each.points), earned, answered, response, each.confidence])
    return table_csv(rows)


def table_csv(rows: list[list[str]]) -> str:
    """Return rows as CSV in which no cell is a formula, whatever a person typed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()  # spreadsheets know UTF-8 by its mark


def _harmless(cell: str) -> str:
    try:
        float(cell)
    except ValueError:
        return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
    return cell


def parse_result(text: str | bytes) -> ExamResult:
    """Return the result that a file holds, or ResultError."""
    try:
        if isinstance(text, bytes):
            text = text.decode(json.detect_encoding(text))
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ResultError("it is cut off, or no result of an exam") from error
    if not isinstance(data, dict) or "quizgen result" not in data:
        raise ResultError("it is no result of an exam")
    if data.pop("quizgen result") != FORMAT:
        raise ResultError("another version of quizgen wrote it: update quizgen")
    checksum = data.pop("checksum", None)
    if checksum != _checksum(data):
        raise ResultError("it was edited: its checksum does not fit")
    try:
        # Reading the file once more is far faster than checking what was read.
        whole = _ResultFile.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise ResultError(f"it is no result of an exam: {error.errors()[0]['msg']}") from error
    return ExamResult.model_construct(**{name: getattr(whole, name) for name in data})


class _ResultFile(ExamResult):
    """A result as it stands in its file."""

    format: int = Field(alias="quizgen result")
    checksum: str


def _checksum(data: Mapping[str, Any]) -> str:
    # Data of JSON hold no circle; to look for one takes a third of the time.
    content = json.dumps(data, ensure_ascii=False, sort_keys=True, check_circular=False)
    return blake2b(content.encode("utf-8", "backslashreplace"), digest_size=12).hexdigest()
