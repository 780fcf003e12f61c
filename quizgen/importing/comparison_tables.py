"""Read a table whose first column names things: a few are compared, more are entities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizgen.importing import inline_markup
from quizgen.importing.entity_tables import (
    RowsFiles,
    TableRow,
    entities_of,
    repeated_rows,
)
from quizgen.importing.media_files import MediaFiles
from quizgen.importing.note_readings import NoteReading
from quizgen.importing.rich_text import from_html, from_plain
from quizgen.importing.source_notes import Loss, Source, SourceNote
from quizgen.language.media import kind_of_files
from quizgen.text.headings import in_sentences
from quizgen.text.markup import escaped
from quizgen.text.spreadsheet_cells import is_no_value, mere_signs
from quizgen.text.words import normal

MOST_THINGS = 6  # things side by side: so many columns can be read on a page and on a telephone


def read_things(source: Source, files: RowsFiles, media: MediaFiles) -> list[NoteReading]:
    """Return the rows as one comparison, or as entities: more than six, or some with pictures.

    What cannot be entities is comparisons of at most six things each, evenly shared out.
    """
    rows: list[TableRow] = []
    seen: dict[str, dict[str, str]] = {}
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
                    why = _why_twice(thing, texts, seen[normal(thing)])
            source.losses.append(Loss(note.place, why))
            continue
        seen[normal(thing)] = texts
        heading = heading or (first if note.type.named else "")
        rows.append(TableRow(note, thing, {name: _cell(text) for name, text in texts.items()}))
    _empty_unknown(rows, source)
    if len(rows) == 1:
        source.losses.append(
            Loss(rows[0].note.place, "nothing stands beside it to compare it with")
        )
        return []
    pictured = _take_media(rows, source, media)
    if len(rows) <= MOST_THINGS and not pictured:
        return _comparisons(rows, source)
    for row in repeated_rows(rows):
        source.losses.append(Loss(row.note.place, "another row has the same name, but for signs"))
        rows.remove(row)
    facts = entities_of(rows, heading, files, pictured)
    plainly = [fact for reading in _comparisons(rows, source) for fact in reading.readings[0]]
    return [NoteReading(rows[0].note, [facts, plainly])]


def _why_twice(thing: str, texts: Mapping[str, str], former: Mapping[str, str]) -> str:
    """Return why a row is left out whose name another has that stands above it."""
    if all(normal(text) == normal(former.get(name, "")) for name, text in texts.items()):
        return "it stands in the table twice"
    own = next(text for text in texts.values() if text)
    return (
        f"`{thing}` stands above it, and says something else: give this row a name of its own, "
        f"such as `{thing} ({own})`"
    )


def _take_media(rows: list[TableRow], source: Source, media: MediaFiles) -> dict[str, str]:
    """Keep the files that cells name, put their new names there, and return what is in a column.

    It is one of pictures or of sounds where each of its cells is the name of one.
    """
    kinds: dict[str, str] = {}
    for name in rows[0].cells if rows else ():
        cells = [row.cells.get(name) for row in rows]
        files = [cell for cell in cells if cell]
        kind = kind_of_files(cell if isinstance(cell, str) else "" for cell in files)
        if not kind or len(files) < 2:
            continue
        called = media.in_cells(source, kind, dict.fromkeys(map(str, files)))
        kinds[name] = kind
        for number, row in enumerate(rows):
            own = called.get(str(row.cells.get(name)))
            rows[number] = row._replace(cells={**row.cells, name: own})
    return kinds


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
        heads = [name for name in shared[0].cells if any(row.cells.get(name) for row in shared)]
        labels = in_sentences(heads)
        fact: dict[str, Any] = {
            "comparison": [row.thing for row in shared],
            "title": title if parts == 1 else f"{title} ({part + 1} of {parts})",
            "rows": {
                escaped(labels[name]): [row.cells.get(name) for row in shared] for name in labels
            },
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
