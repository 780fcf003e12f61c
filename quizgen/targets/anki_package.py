"""Write an Anki package as bytes: the one seam to genanki, bent where it costs schedules."""

# Note types are frozen: ids, field and template ids, names, order, number. Templates and styling
# may change; their time is a constant beside them, so that no collection that is built later, with
# this or an older version, takes a newer look or a learner's own styling away.
#
# What docs/anki.md promises rests on this, measured on the real importer: notes are matched by
# guid; a note is updated only if the incoming time is later; existing cards are never touched,
# moved or deleted; all fields and tags of an updated note are replaced; a changed schema makes
# notes conflict. Hence guids from ids, a time of its own for every note that moves only with its
# content, fixed schemas, and no promise about decks that are renamed.

from __future__ import annotations

import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar

import genanki

# Frozen: with another id, name, order or number of any of these, Anki takes notes for others.
RECALL, CHOICE = "quizgen", "quizgen choice"
RECALL_FIELDS = ("Title", "Text", "Ask", "Line", "Typed", "Why", "Source", "Path", "Language", "Id")
CHOICE_FIELDS = ("Stem", "Options", "Reasons", "Why", "Source", "Path", "Language", "Id")
_NOTE_TYPE_IDS = {RECALL: 1_718_021_400_001, CHOICE: 1_718_021_400_002}
_FIELDS = {RECALL: RECALL_FIELDS, CHOICE: CHOICE_FIELDS}
_TEMPLATES = {RECALL: "Recall", CHOICE: "Choice"}
_KINDS = {RECALL: genanki.Model.CLOZE, CHOICE: genanki.Model.FRONT_BACK}

# When templates and styling last changed, in seconds. A test knows what they were then.
LOOK_CHANGED = 1_795_795_200

# What Anki calls a preset of options: siblings on different days, new cards by their position.
PRESET = "quizgen: siblings apart"
_PRESET_ID = 1_718_021_400_003
_BY_POSITION, _AS_GATHERED = 1, 1  # Anki's numbers for the orders of new cards

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type as it looks today, on cards and in the browser."""

    name: str
    front: str
    back: str
    browser_question: str
    browser_answer: str
    css: str


@dataclass(frozen=True, slots=True)
class Note:
    """A finished note, its fields as HTML.

    A card is its number from 0 and its place among the new cards.
    """

    type: str
    guid: str
    id: int
    changed: int
    deck: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[tuple[int, int], ...]


def package(
    notes: Iterable[Note],
    note_types: Iterable[NoteType],
    descriptions: dict[str, str],
    media: dict[str, bytes],
    carried: Mapping[str, bytes],
) -> bytes:
    """Return the bytes of an `.apkg`; `descriptions` are HTML, by the deck's full name.

    What is `carried` besides, Anki passes over.
    """
    models = {each.name: _Model(each) for each in note_types}
    decks = {name: genanki.Deck(_deck_id(name), name, text) for name, text in descriptions.items()}
    card_ids = _CardIds()
    for note in notes:
        decks[note.deck].add_note(_Note(note, models[note.type], card_ids))
    connection = sqlite3.connect(":memory:")
    try:
        genanki.Package(list(decks.values())).write_to_db(
            connection.cursor(), 0, itertools.repeat(0)
        )
        _set_preset(connection)
        connection.commit()
        database = connection.serialize()
    finally:
        connection.close()
    names = {str(number): name for number, name in enumerate(sorted(media))}
    files = {number: media[name] for number, name in names.items()}
    head = {"collection.anki2": database, "media": json.dumps(names).encode()}
    return _zipped({**head, **files, **carried})


def _set_preset(connection: sqlite3.Connection) -> None:
    """Give the decks a preset of their own; an import takes it where the learner says so."""
    decks, presets = map(json.loads, connection.execute("select decks, dconf from col").fetchone())
    preset = presets["1"] | {
        "id": _PRESET_ID,
        "name": PRESET,
        "mod": LOOK_CHANGED,
        "buryInterdayLearning": True,
        "newGatherPriority": _BY_POSITION,
        "newSortOrder": _AS_GATHERED,
    }
    for cards in ("new", "rev"):
        preset[cards] = preset[cards] | {"bury": True}
    presets[str(_PRESET_ID)] = preset
    for id, deck in decks.items():
        if id != "1":  # Anki's own
            deck["conf"] = _PRESET_ID
    values = json.dumps(decks), json.dumps(presets)
    connection.execute("update col set decks = ?, dconf = ?", values)


class _Model(genanki.Model):  # type: ignore[misc]  # genanki has no types
    """A note type with its own time, and with ids by which Anki can tell a renamed field."""

    _req: ClassVar[
        list[Any]
    ] = []  # which fields make a card: Anki finds out itself, and genanki takes long to guess

    def __init__(self, type: NoteType) -> None:
        id = _NOTE_TYPE_IDS[type.name]
        fields = [{"name": name, "id": _id(f"{id}/{name}")} for name in _FIELDS[type.name]]
        name = _TEMPLATES[type.name]
        template = {
            "name": name,
            "id": _id(f"{id}/{name}"),
            "qfmt": type.front,
            "afmt": type.back,
            "bqfmt": type.browser_question,
            "bafmt": type.browser_answer,
        }
        super().__init__(
            id,
            type.name,
            fields=fields,
            templates=[template],
            css=type.css,
            model_type=_KINDS[type.name],
        )

    def to_json(self, timestamp: float, deck_id: int) -> Any:
        return super().to_json(LOOK_CHANGED, deck_id)


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with its own id and time, where genanki gives all notes the time of the build."""

    def __init__(self, note: Note, model: _Model, card_ids: _CardIds) -> None:
        super().__init__(
            model=model, fields=list(note.fields), tags=list(note.tags), guid=note.guid
        )
        self._note = note
        self._card_ids = card_ids

    @property
    def cards(self) -> list[_Card]:
        return [_Card(ord, due) for ord, due in self._note.cards]

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Look for nothing: all text was escaped."""

    def write_to_db(
        self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]
    ) -> None:
        ids = itertools.chain([self._note.id], self._card_ids.after(self._note.id))
        super().write_to_db(cursor, self._note.changed, deck_id, ids)


class _Card(genanki.Card):  # type: ignore[misc]
    """A card with its own place among the new cards, not the same as its siblings."""

    def __init__(self, ord: int, due: int) -> None:
        super().__init__(ord)
        self._due = due

    def write_to_db(
        self,
        cursor: sqlite3.Cursor,
        timestamp: float,
        deck_id: int,
        note_id: int,
        id_gen: Iterator[int],
        due: int = 0,
    ) -> None:
        super().write_to_db(cursor, timestamp, deck_id, note_id, id_gen, self._due)


class _CardIds:
    """Ids for cards: the note's own, or the next that is free.

    Anki knows a card by its note and number instead.
    """

    def __init__(self) -> None:
        self._last = 0

    def after(self, note_id: int) -> Iterator[int]:
        while True:
            self._last = max(self._last + 1, note_id)
            yield self._last


def _id(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:7], "big")


def _deck_id(name: str) -> int:
    return 1_400_000_000_000 + _id(name) % 300_000_000_000


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # on every system the same bytes
            archive.writestr(info, data)
    return out.getvalue()
