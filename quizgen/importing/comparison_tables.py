"""Read a table whose first column names things: a few are compared, more are entities."""

from __future__ import annotations

from typing import Any

from quizgen.importing import inline_markup
from quizgen.importing.entity_tables import RowsFiles, TableRow, entities_of, repeated_rows
from quizgen.importing.note_readings import NoteReading
from quizgen.importing.rich_text import from_html, from_plain
from quizgen.importing.source_notes import Loss, Source, SourceNote
from quizgen.text.markup import escaped
from quizgen.text.spreadsheet_cells import is_no_value, mere_signs
from quizgen.text.words import normal

MOST_THINGS = 6  # things side by side: so many columns can be read on a page and on a telephone


def read_things(source: Source, files: RowsFiles) -> list[NoteReading]:
    """Return the rows as one comparison, or where they are more than six, as entities.

    What cannot be entities is comparisons of at most six things each, evenly shared out.
    """
    rows: list[TableRow] = []
    seen: set[str] = set()
    heading = ""
    for note in source.notes:
        texts = {name: _text(text, note, source) for name, text in note.fields.items()}
        first = next(iter(texts), "")
        thing = texts.pop(first, "")
        if not thing or not any(texts.values()) or normal(thing) in seen:
            why = "a row without a name"
            if thing:
                why = "a row with a name only"
                if any(texts.values()):
                    why = "it stands in the table twice"
            source.losses.append(Loss(note.place, why))
            continue
        seen.add(normal(thing))
        heading = heading or (first if note.type.named else "")
        rows.append(TableRow(note, thing, {name: _cell(text) for name, text in texts.items()}))
    _empty_unknown(rows, source)
    if len(rows) == 1:
        source.losses.append(
            Loss(rows[0].note.place, "nothing stands beside it to compare it with")
        )
        return []
    if len(rows) <= MOST_THINGS:
        return _comparisons(rows, source)
    for row in repeated_rows(rows):
        source.losses.append(Loss(row.note.place, "another row has the same name, but for signs"))
        rows.remove(row)
    facts = entities_of(rows, heading, files)
    plainly = [fact for reading in _comparisons(rows, source) for fact in reading.readings[0]]
    return [NoteReading(rows[0].note, [facts, plainly])]


def _empty_unknown(rows: list[TableRow], source: Source) -> None:
    """Empty the cells that say that nothing is known; as an answer, nobody could know them."""
    columns: dict[str, set[str]] = {}
    for row in rows:
        for name, cell in row.cells.items():
            if isinstance(cell, str):
                columns.setdefault(name, set()).add(cell)
    signs = {name: mere_signs(cells) for name, cells in columns.items()}
    for number, row in enumerate(rows):
        cells = dict(row.cells)
        for name, cell in row.cells.items():
            if isinstance(cell, str) and (is_no_value(cell) or cell in signs[name]):
                cells[name] = None
                why = f"`{cell}` says that nothing is known: the cell is left empty"
                source.losses.append(Loss(row.note.place, why))
        rows[number] = row._replace(cells=cells)


def _comparisons(rows: list[TableRow], source: Source) -> list[NoteReading]:
    readings: list[NoteReading] = []
    if not rows:
        return readings
    parts, title = -(-len(rows) // MOST_THINGS), escaped(source.title)
    for part in range(parts):
        shared = rows[part * len(rows) // parts : (part + 1) * len(rows) // parts]
        labels = [name for name in shared[0].cells if any(row.cells.get(name) for row in shared)]
        fact: dict[str, Any] = {
            "comparison": [row.thing for row in shared],
            "title": title if parts == 1 else f"{title} ({part + 1} of {parts})",
            "rows": {escaped(name): [row.cells.get(name) for row in shared] for name in labels},
        }
        readings.append(NoteReading(shared[0].note, [[fact]]))
    return readings


def _text(text: str, note: SourceNote, source: Source) -> str:
    rich = from_html(text) if note.html else from_plain(text)
    why = [*rich.lost, *(f"a table's cell cannot show {each.kind}" for each in rich.media)]
    source.losses += (Loss(note.place, each) for each in dict.fromkeys(why))
    return rich.text


def _cell(text: str) -> str | list[str] | None:
    """Return a cell with one value, with several, or of which nothing is stated."""
    values = {normal(value): value for value in inline_markup.parts(text, r"[;\n]") if value}
    return list(values.values()) if len(values) > 1 else text or None
