"""Read tables and text exports: CSV, TSV, Anki's "Notes in Plain Text", Quizlet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from quizgen.diagnostics import Diagnostic, Position, Severity
from quizgen.importing.column_names import is_heading
from quizgen.importing.source_notes import (
    Loss,
    Source,
    SourceNote,
    SourceNoteType,
    Template,
    UnreadableError,
)
from quizgen.text.encodings import NotTextError, decode

MAX_TABLE_BYTES = 100_000_000
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_HEADER = re.compile(
    r"#(separator|html|tags|columns|notetype|deck|(?:notetype|deck|tags|guid) column"
    r"|if matches|match scope):(.*)",
    re.IGNORECASE,
)
_DASHES = (" - ", " – ", " — ", " = ")
_SAVE = "save it as UTF-8: in a spreadsheet, “CSV UTF-8”"


class _Row(NamedTuple):
    line: int
    cells: list[str]


def read_delimited(
    data: bytes, name: str, title: str, columns: Sequence[str] = (), *, heading: bool = False
) -> Source:
    """Return the rows of a table or a text export as notes.

    `columns` say what its columns are, `heading` that its first row does.
    """
    source = Source(name, title, [])
    text = _decoded(data, source)
    headers, skipped, body = _headers(text)
    if not body.strip():
        raise UnreadableError(
            "nothing-to-import", "this file has no rows", name, "give one with a row a note"
        )
    separator = _separator(headers.get("separator", ""), body)
    rows = list(_rows(body, separator, skipped, name))
    names = list(columns) or _split(headers.get("columns", ""), separator)
    if not names and rows and (heading or is_heading(rows[0].cells)):
        names = rows.pop(0).cells
    width = max((len(row.cells) for row in rows), default=0)
    _Reader(source, headers, [name.strip() for name in names], width).read(rows)
    return source


class _Reader:
    """A maker of notes from rows, by what the headers of Anki's export say of them."""

    def __init__(
        self, source: Source, headers: dict[str, str], names: list[str], width: int
    ) -> None:
        self.source = source
        self.headers = headers
        self.html = headers.get("html", "").strip().lower() == "true"
        self.names = names
        self.special = {
            what: int(headers[f"{what} column"]) - 1
            for what in ("notetype", "deck", "tags", "guid")
            if headers.get(f"{what} column", "").strip().isdecimal()
        }
        used = set(self.special.values())
        for index, name in enumerate(names):
            if name.casefold() in ("tags", "tag", "deck", "id", "guid") and index not in used:
                self.special[name.casefold().rstrip("s").replace("tag", "tags")] = index
                used.add(index)
        self.columns = [index for index in range(max(width, len(names))) if index not in used]
        self.types: dict[str, SourceNoteType] = {}

    def read(self, rows: list[_Row]) -> None:
        for line, cells in rows:
            place = f"{self.source.name}:{line}"
            if self.names and any(cell.strip() for cell in cells[len(self.names) :]):
                sizes = f"the row has {len(cells)} cells, the heading {len(self.names)}"
                why = f"{sizes}: those beyond it are left out"
                self.source.losses.append(Loss(place, why))
                cells = cells[: len(self.names)]
            cells = cells + [""] * (1 + max(self.columns, default=0) - len(cells))
            type = self._type(self._special("notetype", cells))
            fields = dict(zip(type.fields, (cells[index] for index in self.columns), strict=False))
            if not any(field.strip() for field in fields.values()):
                continue
            deck = tuple(
                part.strip() for part in self._special("deck", cells).split("::") if part.strip()
            )
            tags = tuple(f"{self.headers.get('tags', '')} {self._column('tags', cells)}".split())
            self.source.notes.append(SourceNote(type, fields, self.html, place, deck, tags))

    def _special(self, what: str, cells: list[str]) -> str:
        return self._column(what, cells) or self.headers.get(what, "").strip()

    def _column(self, what: str, cells: list[str]) -> str:
        index = self.special.get(what, len(cells))
        return cells[index].strip() if index < len(cells) else ""

    def _type(self, name: str) -> SourceNoteType:
        if name not in self.types:
            headings = [
                self.names[index] if index < len(self.names) else "" for index in self.columns
            ]
            stock: list[str] = []
            if name.startswith("Basic"):
                stock = ["Front", "Back"]
            elif name == "Cloze":
                stock = ["Text", "Back Extra"]
            if not any(headings):
                headings = [*stock, *[""] * len(headings)][: len(headings)]
            fields = _distinct(
                [
                    each or f"column {index + 1}"
                    for each, index in zip(headings, self.columns, strict=True)
                ]
            )
            named = bool(self.names or stock)
            templates: tuple[Template, ...] = ()
            if "reversed" in name and "optional" not in name and len(fields) > 1:
                one, other = (f"{{{{{field}}}}}" for field in fields[:2])
                templates = (Template(one, other), Template(other, one))
            self.types[name] = SourceNoteType(name, fields, name == "Cloze", templates, named)
        return self.types[name]


def _distinct(names: list[str]) -> tuple[str, ...]:
    distinct: list[str] = []
    for name in names:
        number = sum(each == name or each.startswith(f"{name} (") for each in distinct)
        distinct.append(f"{name} ({number + 1})" if number else name)
    return tuple(distinct)


def _decoded(data: bytes, source: Source) -> str:
    """Return the text, whatever it is encoded in.

    What is not Unicode is taken for Western European, with a warning.
    """
    if len(data) > MAX_TABLE_BYTES:
        message = f"the file has {len(data):,} bytes; the most is {MAX_TABLE_BYTES:,}"
        raise UnreadableError("file-too-large", message, source.name, "split it")
    try:
        text, guessed = decode(data)
    except NotTextError as error:
        message = "the file holds binary data" if error.binary else "the file is not text"
        raise UnreadableError("not-text", message, source.name, _SAVE, error.line) from error
    if guessed:
        message = "this is not UTF-8 text; it was read as Western European (Windows-1252)"
        hint = f"look at the letters with accents in the deck; if they are wrong, {_SAVE}"
        place, warning = Position(source.name, guessed, 1), Severity.WARNING
        source.warnings.append(Diagnostic("not-text", message, place, hint, severity=warning))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _headers(text: str) -> tuple[dict[str, str], int, str]:
    """Return Anki's lines that begin with #, how many there are, and what follows."""
    headers: dict[str, str] = {}
    skipped = 0
    while header := _HEADER.match(text):
        headers[header[1].lower()] = header[2]
        text = text[header.end() + 1 :]
        skipped += 1
    return headers, skipped, text


def _split(text: str, separator: str) -> list[str]:
    return next(csv.reader([text], delimiter=separator), []) if text else []


def _separator(named: str, body: str) -> str:
    """Return what stands between cells: as the file says, or what most lines have equally often."""
    if named:
        return _SEPARATORS.get(named.strip().lower(), named[:1])
    unquoted = body
    if body.count('"') % 2 == 0:  # a quoted cell may hold line breaks
        unquoted = re.sub(r'"[^"]*"', "", body)
    lines = [line for line in unquoted.split("\n", 200)[:200] if line.strip()]

    def fitness(separator: str) -> tuple[float, int]:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts) - {0}, key=counts.count, default=0)
        return (counts.count(usual) / len(counts) if usual else 0.0, usual)

    if "\t" in body and fitness("\t")[0] > 0.5:
        return "\t"
    separator = max((",", ";", "\t", "|"), key=fitness)
    if fitness(separator)[0] < 0.9:
        dash = max(_DASHES, key=fitness)
        return dash if fitness(dash)[0] > fitness(separator)[0] else separator
    return separator


def _rows(body: str, separator: str, skipped: int, name: str) -> Iterator[_Row]:
    """Yield the rows that have something in them, each with its line."""
    if len(separator) > 1:
        rows = (
            _Row(line, row.split(separator, 1))
            for line, row in enumerate(body.split("\n"), skipped + 1)
        )
        yield from (row for row in rows if any(cell.strip() for cell in row.cells))
        return
    # Quizlet puts a semicolon after each card, and may put all cards on one line.
    if "\n" not in body.strip() and ";" in body and separator in ",\t":
        pairs = [pair.split(separator, 1) for pair in body.strip().strip(";").split(";")]
        if len(pairs) > 1 and all(len(pair) == 2 for pair in pairs):
            yield from (_Row(skipped + 1, pair) for pair in pairs)
            return
    try:
        yield from _parsed(body, separator, skipped, csv.QUOTE_MINIMAL)
    except csv.Error as error:
        # What is between tabs may have quotes that are only quotes.
        if separator != "\t" or '"' not in body:
            raise _broken(error, body, separator, skipped, name) from error
        yield from _parsed(body, separator, skipped, csv.QUOTE_NONE)


def _parsed(body: str, separator: str, skipped: int, quoting: Literal[0, 3]) -> list[_Row]:
    reader = csv.reader(
        io.StringIO(body, newline=""), delimiter=separator, strict=True, quoting=quoting
    )
    rows, line = [], 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            rows.append(_Row(skipped + line + 1, cells))
        line = reader.line_num
    return rows


def _broken(
    error: csv.Error, body: str, separator: str, skipped: int, name: str
) -> UnreadableError:
    """Return where the quotes of a table cease to pair."""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    line = 0
    try:
        for _ in reader:
            line = reader.line_num
    except csv.Error:
        pass
    message = f"this row is no row: {error}"
    if "end of data" in str(error):
        message = "a quotation mark that opens here is never closed"
    hint = 'within quotes, write "" for a quotation mark; or export the table again as CSV UTF-8'
    return UnreadableError("bad-table", message, name, hint, skipped + line + 1)
