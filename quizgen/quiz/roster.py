"""Gives the names of a class from a CSV file as schools export them; knows nothing of quizzes."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from unicodedata import normalize

from quizgen.diagnostics import Diagnostic, Position, Related

_HEADS = {"name", "student", "student name", "full name", "names", "pupil"}
_FIRST, _LAST = (
    {"first name", "first", "given name"},
    {"last name", "last", "surname", "family name"},
)


class _RosterError(Exception):
    """What makes a file no roster."""

    def __init__(self, message: str, hint: str, line: int = 0) -> None:
        super().__init__(message)
        self.message, self.hint, self.line = message, hint, line


def read_roster(path: Path) -> tuple[list[str], list[Diagnostic]]:
    """Return the names in the file's order.

    A heading is recognised, as are first and last name in columns of their own.
    """
    place = path.as_posix()
    try:
        named = _names(_rows(_text(path)))
    except _RosterError as bad:
        at = Position(place, bad.line, 1) if bad.line else Position(place)
        return [], [Diagnostic("bad-roster", bad.message, at, bad.hint)]
    lines: dict[str, int] = {}
    names: list[str] = []
    diagnostics: list[Diagnostic] = []
    for line, name in named:
        if name.casefold() in lines:
            note = (Related("the first stands at", Position(place, lines[name.casefold()], 1)),)
            hint = "tell them apart, by an initial or a number"
            message = f"`{name}` stands here twice"
            diagnostics.append(
                Diagnostic("bad-roster", message, Position(place, line, 1), hint, note)
            )
        else:
            lines[name.casefold()] = line
            names.append(name)
    return names, diagnostics


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the roster cannot be read: {error.strerror}"
        raise _RosterError(message, "check the file's name and permissions") from error
    if b"\0" in data:
        raise _RosterError("the roster is not a CSV file", "export it as CSV UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _RosterError("the roster is not UTF-8 text", "save it as CSV UTF-8", line) from error


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that have something in them, each with its line."""
    first = re.sub(r'"[^"]*"', "", text.strip().partition("\n")[0])
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        # A name is one line, and written one way, whatever the file does.
        rows = [
            (reader.line_num, [normalize("NFC", " ".join(cell.split())) for cell in row])
            for row in reader
        ]
    except csv.Error as error:
        raise _RosterError(
            f"the roster is not a CSV file: {error}", "export it as CSV UTF-8", reader.line_num
        ) from error
    return [(line, row) for line, row in rows if any(row)]


def _names(rows: list[tuple[int, list[str]]]) -> list[tuple[int, str]]:
    columns = _columns([cell.casefold() for cell in rows[0][1]]) if rows else []
    found = [
        (
            line,
            " ".join(filter(None, (row[column] for column in columns or [0] if column < len(row)))),
        )
        for line, row in (rows[1:] if columns else rows)
    ]
    named = [(line, name) for line, name in found if name]
    if not named:
        raise _RosterError("the roster has no names", "write one name a line")
    return named


def _columns(heads: list[str]) -> list[int]:
    """Which columns make up a name, if this row is a heading."""
    for index, head in enumerate(heads):
        if head in _HEADS:
            return [index]
    first = [index for index, head in enumerate(heads) if head in _FIRST]
    last = [index for index, head in enumerate(heads) if head in _LAST]
    return first[:1] + last[:1]


def place_of(name: str, roster: Path) -> Position:
    """Return the place of the first line of a roster that has all words of a name."""
    try:
        lines = _text(roster).splitlines()
    except _RosterError:
        lines = []
    found = (at for at, line in enumerate(lines, 1) if all(word in line for word in name.split()))
    return Position(roster.as_posix(), next(found, 1), 1)
