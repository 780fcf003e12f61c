"""Read a table as comparisons: its first column names things, the others compare them."""

from __future__ import annotations

from typing import Any

from quizgen.importing import inline_markup
from quizgen.importing.note_readings import NoteReading
from quizgen.importing.rich_text import from_html, from_plain
from quizgen.importing.source_notes import Loss, Source, SourceNote
from quizgen.text.markup import escaped
from quizgen.text.words import normal

MOST_THINGS = 6  # things side by side: so many columns can be read on a page and on a telephone


def read_table(source: Source) -> list[NoteReading]:
    """Return the rows as comparisons of at most six things each, evenly shared out."""
    rows: list[tuple[SourceNote, str, dict[str, Any]]] = []
    seen: set[str] = set()
    readings: list[NoteReading] = []
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
        rows.append((note, thing, {name: _cell(text) for name, text in texts.items()}))
    if len(rows) == 1:
        source.losses.append(Loss(rows[0][0].place, "nothing stands beside it to compare it with"))
        return []
    parts, title = -(-len(rows) // MOST_THINGS), escaped(source.title)
    for part in range(parts):
        shared = rows[part * len(rows) // parts : (part + 1) * len(rows) // parts]
        labels = [name for name in shared[0][2] if any(cells.get(name) for _, _, cells in shared)]
        fact: dict[str, Any] = {
            "comparison": [thing for _, thing, _ in shared],
            "title": title if parts == 1 else f"{title} ({part + 1} of {parts})",
            "rows": {escaped(name): [cells.get(name) for _, _, cells in shared] for name in labels},
        }
        readings.append(NoteReading(shared[0][0], [[fact]]))
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
