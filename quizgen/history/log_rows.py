"""Turn records into rows of the table `log`, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from quizgen.grading.marks import Part, Verdict
from quizgen.history.answer_record import Record

# The columns but for the answer's uid.
_NAMES = tuple(
    """
    revision withdrawn sitting number at offset took item fact kind deck topic type level
    stem points response share practice overridden effort extras parts
    """.split()  # noqa: SIM905  # one literal is easier to read than twenty
)
_COLUMNS = ", ".join(f"log.{name}" for name in _NAMES)
_FLAGS = ("withdrawn", "practice", "overridden")

INSERT = (
    f"INSERT INTO log (answer, {', '.join(_NAMES)}) VALUES (?{', ?' * len(_NAMES)}) "  # noqa: S608
    "ON CONFLICT (answer, revision) DO NOTHING"
)
LOG = f"SELECT {_COLUMNS}, mode, title, total FROM log JOIN sitting ON sitting.uid = log.sitting"  # noqa: S608
STANDING = LOG.replace("FROM log", "FROM standing AS log")


def as_row(record: Record) -> list[str | int | float]:
    """Return the values for INSERT."""
    values = asdict(record)
    row = [record.uid, *(values[name] for name in _NAMES)]
    return [
        json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value
        for value in row
    ]


def record_of_row(row: Sequence[Any]) -> Record:
    """Return the record of a row of LOG or STANDING."""
    values = dict(zip((*_NAMES, "mode", "title", "total"), row, strict=True))
    values |= {name: bool(values[name]) for name in _FLAGS}
    parts = tuple(
        Part(**part | {"verdict": Verdict(part["verdict"])}) for part in json.loads(values["parts"])
    )
    response, extras = tuple(json.loads(values["response"])), tuple(json.loads(values["extras"]))
    return Record(**values | {"response": response, "extras": extras, "parts": parts})
