"""Read the rows of a table of entities: from a deck, from a CSV beside it, from text in a deck."""

# A row's key is made of its name and of nothing else, so that no order, no other row and no lost
# lock can change it. Letters of any script stay as they are: `año` is not `ano`. What a key cannot
# hold is told apart by a few digits of a hash: `C++` and `C#` are two rows.

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from quizgen.diagnostics import (
    Diagnostic,
    DiagnosticCode,
    Position,
    Related,
    Severity,
    did_you_mean,
    nearest,
    shortened,
)
from quizgen.language.reader import Document, Loc
from quizgen.text.markup import plain, settled
from quizgen.text.spreadsheet_cells import is_no_value, unguarded, without_separator_line
from quizgen.text.words import normal

MOST_ROWS = 20_000
DELIMITERS = (",", ";", "\t", "|")
NAME, KEY, WAS = "name", "key", "was"  # what a row may have beside its columns
ORDER = "order"  # the parts of a table that are no columns
RESERVED = (NAME, KEY, WAS, ORDER)
_SEVERAL = re.compile(r"\s*;\s*")

Values = tuple[str, ...]


class EntityRow(NamedTuple):
    """One entity: its key, its name, its values by column, and where they stand."""

    key: str
    name: str
    cells: Mapping[str, Values]
    document: Document
    loc: Loc
    places: Mapping[str, Loc]  # of each column, from the row's own place
    was: Values = ()

    def at(self, column: str = "") -> Position:
        """Return the place of a cell, or of the row's name."""
        if column:
            return self.document.at(*self.loc, *self.places.get(column, ()))
        return self.document.key(*self.loc)


@dataclass(slots=True)
class Rows:
    """The rows of a table, the names of its columns, and what is wrong with them."""

    rows: list[EntityRow] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    problems: list[Diagnostic] = field(default_factory=list)

    def report(
        self,
        code: DiagnosticCode,
        message: str,
        position: Position,
        hint: str,
        note: tuple[Related, ...] = (),
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add what is wrong."""
        self.problems.append(Diagnostic(code, message, position, hint, note, severity=severity))


def row_key(name: str) -> str:
    """Return what a row is known by, made of its name: its letters and digits, and hyphens."""
    words = normal(plain(name))
    key = re.sub(r"[\W_]+", "-", words).strip("-")
    if re.fullmatch(r"[\w\s'’.,()&/:;!?\"“”„«»-]*", words) and key:
        return key
    return f"{key}-{blake2b(words.encode(), digest_size=2).hexdigest()}".strip("-")


def rows_of_mapping(
    value: Mapping[str, Any],
    columns: Sequence[str],
    several: Iterable[str],
    document: Document,
    loc: Loc,
) -> Rows:
    """Read rows that stand in a deck, each under its name.

    A row is a list of cells in the order of the columns, a mapping of columns to cells, or the one
    cell that there is.
    """
    found = Rows(columns=tuple(columns))
    places = {column: (number,) for number, column in enumerate(columns)}
    for name, entry in value.items():
        own = (*loc, name)
        cells: Mapping[str, Any]
        at: Mapping[str, Loc] = places
        if isinstance(entry, dict):
            cells, at = entry, {column: (column,) for column in entry}
            if not _known(found, entry, columns, document, own):
                continue
        elif isinstance(entry, list):
            if len(entry) != len(columns):
                _ragged(found, len(entry), columns, document.at(*own))
                continue
            cells = dict(zip(columns, entry, strict=True))
        else:
            if len(columns) > 1 and entry is not None:
                _ragged(found, 1, columns, document.at(*own))
                continue
            cells, at = dict.fromkeys(columns, entry), dict.fromkeys(columns, ())
        values = _values(found, cells, several, document, own, at)
        key = " ".join(values.pop(KEY, ()))
        was = values.pop(WAS, ())
        row = EntityRow(row_key(key or name), settled(name), values, document, own, at, was)
        found.rows.append(row)
    return _unique(found)


def _known(
    found: Rows, entry: Mapping[str, Any], columns: Sequence[str], document: Document, loc: Loc
) -> bool:
    """Tell whether a row names columns that there are; report the others."""
    unknown = [column for column in entry if column not in (*columns, KEY, WAS)]
    for column in unknown:
        message = f"`{plain(column)}` is no column of this table"
        hint = did_you_mean(column, columns) or "name it under `columns`"
        found.report("unknown-part", message, document.key(*loc, column), hint)
    return not unknown


def _values(
    found: Rows,
    cells: Mapping[str, Any],
    several: Iterable[str],
    document: Document,
    loc: Loc,
    places: Mapping[str, Loc],
) -> dict[str, Values]:
    """Return the values of a row's cells; one that is empty is left out."""
    values: dict[str, Values] = {}
    for column, cell in cells.items():
        texts = cell if isinstance(cell, list) else [cell]
        if isinstance(cell, dict) or not all(isinstance(each, str | None) for each in texts):
            message = f"the cell `{plain(column)}` must be text, or a list of texts"
            place = document.at(*loc, *places.get(column, ()))
            found.report("wrong-type", message, place, "put quotes around text that has a colon")
            continue
        if isinstance(cell, str) and (column in several or column == WAS):
            texts = _SEVERAL.split(cell)
        unknown = next((each for each in texts if each and is_no_value(each)), None)
        if unknown is not None:
            message = f"`{unknown.strip()}` says that nothing is known, so nothing is asked of it"
            place = document.at(*loc, *places.get(column, ()))
            hint = "leave the cell empty"
            found.report("odd-value", message, place, hint, severity=Severity.WARNING)
            texts = [each for each in texts if each and not is_no_value(each)]
        written = tuple(settled(" ".join(each.split())) for each in texts if each and each.strip())
        if written:
            values[column] = written
    return values


def _ragged(found: Rows, number: int, columns: Sequence[str], position: Position) -> None:
    cells = f"{number} cell{'s' * (number != 1)}"
    message = f"this row has {cells} for {len(columns)} columns"
    hint = "give one cell a column; `~` where nothing is known"
    found.report("ragged-row", message, position, hint)


def _unique(found: Rows) -> Rows:
    """Keep the first row of each key; report the others."""
    first: dict[str, EntityRow] = {}
    for row in found.rows:
        other = first.setdefault(row.key, row)
        if other is row:
            continue
        message = f"`{plain(row.name)}` stands here twice"
        hint = "make one row of the two, or give each a `key` of its own"
        if normal(row.name) != normal(other.name):
            message = f"`{plain(row.name)}` has the key `{row.key}`, as `{plain(other.name)}` has"
        note = (Related("the first stands at", other.at()),)
        found.report("duplicate-key", message, row.at(), hint, note)
    if len(first) != len(found.rows):
        found.rows = list(first.values())
    return found


# Delimited text -----------------------------------------------------------------------------------


class _BrokenError(Exception):
    """What is wrong in a line that no row can be read from."""

    def __init__(self, line: int, error: csv.Error) -> None:
        super().__init__(str(error))
        self.line = line


class TableLine(NamedTuple):
    """A line of a table: its number in the file, and its cells."""

    number: int
    cells: Sequence[str]


def rows_of_text(
    text: str,
    path: str,
    nouns: Sequence[str],
    columns: Sequence[str],
    headings: Mapping[str, str],
    several: Iterable[str],
    before: int = 0,
) -> Rows:
    """Read rows of delimited text, whose first line names the columns.

    `nouns` are the headings that the names may stand under, `columns` those that the deck words
    (none: all are meant), `headings` what they are called in the text, `several` the columns of
    cells with several values; `before` is the number of lines that stand before it in its file.
    """
    found = Rows(columns=tuple(columns))
    try:
        _, lines = lines_of(text, before)
    except _BrokenError as error:
        message = f"this row is no row: {error}"
        hint = 'within quotes, write "" for a quotation mark'
        found.report("bad-table", message, Position(path, error.line, 1), hint)
        return found
    if len(lines) < 2:
        hint = "write the names of the columns on the first line, and a row on each other"
        found.report("empty-value", "this table has no rows", Position(path, before + 1, 1), hint)
        return found
    if len(lines) > MOST_ROWS + 1:
        message = f"this table has {len(lines) - 1:,} rows; the most is {MOST_ROWS:,}"
        found.report("file-too-large", message, Position(path), "split it into several tables")
        return found
    return rows_of_lines(lines, Document(path, text, []), nouns, columns, headings, several)


def rows_of_lines(
    lines: Sequence[TableLine],
    document: Document,
    nouns: Sequence[str],
    columns: Sequence[str],
    headings: Mapping[str, str],
    several: Iterable[str],
) -> Rows:
    """Read rows of lines, the first of which names the columns, as `rows_of_text` does."""
    found = Rows(columns=tuple(columns))
    heading, *body = lines
    heads = [" ".join(head.split()) for head in heading.cells]
    place = Position(document.path, heading.number, 1)
    at = _columns_at(found, heads, nouns, columns, headings, place)
    if at is None:
        return found
    found.columns = tuple(name for name in at if name not in (NAME, KEY, WAS))
    for number, line in enumerate(body):
        document.value.append(dict(zip(heads, line.cells, strict=False)))
        document.places[(number,)] = (line.number, 1)
        _take_line(found, line, number, at, len(heads), several, document)
    return _unique(found)


def lines_of(text: str, before: int = 0) -> tuple[str, list[TableLine]]:
    """Return what separates the cells of a text, and the lines that have something in them.

    Each has its number in the file, of which `before` lines stand above the text.
    """
    # Not `csv.Sniffer`, which takes letters and blanks for delimiters where a text has more of
    # them: the delimiter is the one by which most lines have as many cells as the first.
    text, skipped = without_separator_line(text)
    before += skipped
    separator, best = DELIMITERS[0], list[TableLine]()
    fitness = (-1.0, 0)
    failure: _BrokenError | None = None
    for delimiter in DELIMITERS:
        try:
            lines = list(_parsed(text, delimiter, before))
        except _BrokenError as error:
            failure = failure or error
            continue
        width = len(lines[0].cells) if lines else 0
        alike = sum(len(line.cells) == width for line in lines)
        mine = (alike / len(lines) if width > 1 else 0.0, width)
        if mine > fitness:
            separator, best, fitness = delimiter, lines, mine
    if fitness[0] <= 0 and failure is not None:
        raise failure
    return separator, best


def _parsed(text: str, delimiter: str, before: int) -> Iterator[TableLine]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True
    )
    start = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield TableLine(before + start + 1, cells)
            start = reader.line_num
    except csv.Error as error:
        raise _BrokenError(before + start + 1, error) from error


def _columns_at(
    found: Rows,
    heads: Sequence[str],
    nouns: Sequence[str],
    columns: Sequence[str],
    headings: Mapping[str, str],
    position: Position,
) -> dict[str, int] | None:
    """Return where the name, the key and each column stand in a line; None with a mistake."""
    places: dict[str, int] = {}
    for number, head in enumerate(heads):
        if head and places.setdefault(normal(head), number) != number:
            message = f"two columns are called `{shortened(head)}`"
            found.report("duplicate-key", message, position, "give each a name of its own")
            return None
    named = [normal(headings.get(noun, noun)) for noun in (*nouns, NAME)]
    at = {NAME: next((places[name] for name in named if name in places), 0)}
    # A column of the deck's own may be called so in the file: the key of a symphony.
    claimed = {normal(headings[name]) for name in columns if name in headings}
    for name in (KEY, WAS):
        head = normal(headings.get(name, name))
        if head in places and head not in claimed:
            at[name] = places[head]
    taken = set(at.values())
    if not columns:
        rest = (head for number, head in enumerate(heads) if head and number not in taken)
        return at | {head: places[normal(head)] for head in rest}
    missing = [name for name in columns if normal(headings.get(name, name)) not in places]
    for name in missing:
        head = headings.get(name, name)
        near = nearest(head, heads)
        hint = f"if it is called `{near}` there, say so"
        if not near:
            hint = f"the first line has: {', '.join(heads)}; say which it is"
        hint += f": `headings: {{{name}: {near or '…'}}}`"
        message = f"there is no column `{plain(head)}` in this table"
        found.report("unknown-part", message, position, hint)
    if missing:
        return None
    at |= {name: places[normal(headings.get(name, name))] for name in columns}
    idle = [head for number, head in enumerate(heads) if head and number not in at.values()]
    if idle:
        listed = ", ".join(f"`{shortened(head)}`" for head in idle)
        message = f"nothing is asked of {listed}: the deck has no such column"
        hint = f"name it under `columns`, as `{shortened(idle[0])}: ~`, if it is to be asked"
        found.report("unused-column", message, position, hint, severity=Severity.NOTICE)
    return at


def _take_line(
    found: Rows,
    line: TableLine,
    number: int,
    at: Mapping[str, int],
    width: int,
    several: Iterable[str],
    document: Document,
) -> None:
    """Take a line as a row, or report what is wrong with it."""
    position = Position(document.path, line.number, 1)
    filled = len(line.cells)
    while filled > width and not line.cells[filled - 1].strip():
        filled -= 1
    if filled != width:
        cells = f"{filled} cell{'s' * (filled != 1)}"
        message = f"this row has {cells}, and the first line {width}"
        hint = (
            "put quotes around a cell that has the delimiter in it; leave one that is unknown empty"
        )
        found.report("ragged-row", message, position, hint)
        return
    texts = {name: unguarded(line.cells[place]) for name, place in at.items()}
    name = " ".join(texts.pop(NAME).split())
    if not name:
        hint = "write it into its column, or take the row out"
        found.report("empty-value", "this row has no name", position, hint)
        return
    values = _values(found, texts, several, document, (number,), {})
    key, was = " ".join(values.pop(KEY, ())), values.pop(WAS, ())
    row = EntityRow(row_key(key or name), settled(name), values, document, (number,), {}, was)
    found.rows.append(row)
