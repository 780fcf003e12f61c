"""Read notes whose fields are those of a test: a question, options, and a field with the key."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape

from quizgen.importing.column_names import is_test, roles_of
from quizgen.importing.readers.option_cells import with_options_apart
from quizgen.importing.readers.option_tables import OptionTable
from quizgen.importing.readers.table_rows import SourceRow
from quizgen.importing.source_notes import Loss, Source, SourceNote, SourceNoteType


def take_tests(source: Source) -> None:
    """Make questions of a test of the notes of each type whose fields are a test's.

    A note whose key names none of its options is lost, with the reason.
    """
    types = {id(note.type): note.type for note in source.notes if note.item is None}
    for type in types.values():
        keys = {role.key for role in roles_of(type.fields)}
        if not type.cloze and "answer" in keys and is_test(roles_of(type.fields)):
            _take(source, type)


def _take(source: Source, type: SourceNoteType) -> None:
    notes = [note for note in source.notes if note.type is type and note.item is None]
    cells = [[_plain(note, name) for name in type.fields] for note in notes]
    rows = [SourceRow(number, own) for number, own in enumerate(cells, 1)]
    names, rows, doubts = with_options_apart(type.fields, rows)
    table = OptionTable.of(roles_of(names), rows, names)
    source.doubts += [*doubts, *table.doubts]
    asked = {}
    for note, row in zip(notes, rows, strict=True):
        texts = [
            _html(note, name) if name in type.fields else escape(cell, quote=False)
            for name, cell in zip(names, row.cells, strict=True)
        ]
        item, why = table.item(texts, row.cells)
        if item is None:
            source.losses.append(Loss(note.place, why))
            source.unread += 1
            continue
        others = {
            name: text
            for index, (name, text) in enumerate(zip(names, texts, strict=True))
            if index not in table.used and text
        }
        rest = SourceNoteType(type.name, tuple(others))
        asked[id(note)] = replace(note, type=rest, fields=others, html=True, item=item)
    own_ids = set(map(id, notes))
    source.notes = [
        asked.get(id(note), note)
        for note in source.notes
        if id(note) not in own_ids or id(note) in asked
    ]


def _html(note: SourceNote, name: str) -> str:
    text = note.fields.get(name, "").strip()
    return text if note.html else escape(text, quote=False).replace("\n", "<br>")


def _plain(note: SourceNote, name: str) -> str:
    text = note.fields.get(name, "")
    if note.html:
        text = re.sub(r"<(?:br|/?(?:li|p|div))\b[^<>]*>", "\n", text)
        text = unescape(re.sub(r"<[^<>]*>", " ", text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
