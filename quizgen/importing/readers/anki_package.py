"""Read the notes of an Anki package, `.apkg` or `.colpkg`, of the old format and the new."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from quizgen.importing.readers import protobuf
from quizgen.importing.readers.refused import refuse_archive
from quizgen.importing.readers.sample import Sample
from quizgen.importing.source_notes import (
    Loss,
    Source,
    SourceNote,
    SourceNoteType,
    Template,
    UnreadableError,
)
from quizgen.language.media import MOST_BYTES
from quizgen.lock_files import ZIP_DAMAGE

MAX_COLLECTION, MAX_LIST = 1_000_000_000, 100_000_000
_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")  # the newest first
_TABLES = frozenset(
    ("col", "notes", "cards", "revlog", "notetypes", "fields", "templates", "decks")
)
STEPS_AT_ONCE, STEPS_A_BYTE = 10_000_000, 10  # of SQLite's machine, for a database of so many bytes
_CLOZE = 1  # Anki's number for a note type of clozes
_AGAIN = "export it once more in Anki: File › Export, “Anki Deck Package”"


def is_package(sample: Sample) -> bool:
    """Tell whether a file is a zip file, as every package is."""
    return sample.is_archive


def read_package(sample: Sample) -> Source:
    """Return the notes of a package, with the media that they may name."""
    path, name = sample.path, sample.name
    if path is None:
        raise UnreadableError("bad-package", "a package is not pasted", name, "give its file")
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, path, name)
    except ZIP_DAMAGE as error:
        raise _damaged(name, str(error)) from error


def _read(archive: zipfile.ZipFile, path: Path, name: str) -> Source:
    members = {info.filename: info for info in archive.infolist()}
    newest = next((each for each in _COLLECTIONS if each in members), "")
    if not newest:
        refuse_archive(archive, name)
        raise UnreadableError("bad-package", "this zip file holds no Anki collection", name, _AGAIN)
    is_new = newest.endswith("b")
    data = _member(archive, newest, MAX_COLLECTION, name, packed=is_new)
    source = Source(name, path.stem, [])
    connection = sqlite3.connect(":memory:")
    try:
        if not data.startswith(b"SQLite format 3\0"):
            raise ValueError("it is no SQLite database")
        connection.deserialize(_at_rest(data))
        _bound(connection, len(data))
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        _take_notes(connection, source)
    except (sqlite3.Error, KeyError, TypeError, ValueError, AttributeError) as error:
        raise _damaged(name, f"its collection cannot be read: {error}") from error
    finally:
        connection.close()
    if (
        not is_new
        and len(source.notes) == 1
        and "update" in " ".join(source.notes[0].fields.values()).lower()
        and "meta" in members
    ):
        hint = f"{_AGAIN}, with “Support older Anki versions” ticked"
        raise UnreadableError(
            "bad-package", "this package holds only Anki's request to update", name, hint
        )
    names = _media_names(archive, members, name, is_new=is_new)
    numbers = {
        unicodedata.normalize("NFC", medium): number
        for number, medium in names.items()
        if number in members
    }
    source.files = partial(_files, path, numbers, packed=is_new)
    return source


def _member(archive: zipfile.ZipFile, member: str, most: int, name: str, *, packed: bool) -> bytes:
    """Return a file of the package, unpacked, but never more of it than `most` bytes."""
    info = archive.getinfo(member)
    if info.file_size > most:
        raise _too_large(member, name, most)
    data = archive.read(info)
    if packed:
        data = _decompressed(data, most + 1, name)
        if len(data) > most:
            raise _too_large(member, name, most)
    return data


def _files(
    path: Path, members: Mapping[str, str], names: Iterable[str], *, packed: bool
) -> Iterator[tuple[str, bytes | str]]:
    with zipfile.ZipFile(path) as archive:
        for name in names:
            try:
                yield name, _member(archive, members[name], MOST_BYTES, "", packed=packed)
            except KeyError:
                yield name, "the package lacks it"
            except UnreadableError as error:
                is_large = "too-large" in error.diagnostic.code
                why = f"it has more than {MOST_BYTES:,} bytes" if is_large else "it is damaged"
                yield name, why
            except ZIP_DAMAGE:
                yield name, "it is damaged"


def _decompressed(data: bytes, most: int, name: str) -> bytes:
    if sys.version_info >= (3, 14):
        from compression import zstd

        try:
            return bytes(zstd.ZstdDecompressor().decompress(data, max_length=most))
        except zstd.ZstdError as error:
            raise _damaged(name, str(error)) from error
    else:
        import zstandard

        try:
            unpacked = bytearray()
            reader = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data))
            while len(unpacked) < most and (piece := reader.read(1 << 20)):
                unpacked += piece
            return bytes(unpacked)
        except zstandard.ZstdError as error:
            raise _damaged(name, str(error)) from error


def _media_names(
    archive: zipfile.ZipFile, members: Mapping[str, Any], name: str, *, is_new: bool
) -> dict[str, str]:
    """Return the name of each medium by its number.

    They are JSON in the old format, a protocol buffer in the new: `message MediaEntries { repeated
    MediaEntry entries = 1; }`, `message MediaEntry { string name = 1; … }` (Anki's
    proto/anki/import_export.proto); an entry's place in the list is its number.
    """
    if "media" not in members:
        return {}
    data = _member(archive, "media", MAX_LIST, name, packed=is_new)
    try:
        if not is_new:
            listing = json.loads(data or b"{}")
            return {str(number): str(medium) for number, medium in listing.items()}
        entries = [
            dict(protobuf.fields(value))
            for number, value in protobuf.fields(data)
            if number == 1 and isinstance(value, bytes)
        ]
        return {
            str(index): medium.decode()
            for index, entry in enumerate(entries)
            if isinstance(medium := entry.get(1), bytes)
        }
    except (ValueError, AttributeError) as error:
        raise _damaged(name, "its list of media cannot be read") from error


# The collection -----------------------------------------------------------------------------------


def _bound(connection: sqlite3.Connection, size: int) -> None:
    """Make a stranger's database one whose tables can be read, and nothing else in it run."""
    connection.execute("pragma trusted_schema = off")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(size, 1_000_000))
    connection.set_authorizer(_authorize)
    done, most = 0, STEPS_AT_ONCE + STEPS_A_BYTE * size

    def count() -> bool:
        nonlocal done
        done += STEPS_AT_ONCE // 100
        return done > most

    connection.set_progress_handler(count, STEPS_AT_ONCE // 100)


def _authorize(
    action: int, table: str | None, _column: str | None, _file: str | None, view: str | None
) -> int:
    """Let our own statements read, and look at the schema; refuse what a view or a trigger asks."""
    looks = action == sqlite3.SQLITE_PRAGMA and table == "table_xinfo"
    if view is None and (looks or action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _tables(connection: sqlite3.Connection) -> set[str]:
    """Return the names of the tables; raise ValueError where one of ours is not what it seems.

    A view, a virtual table and a column that is computed run what a stranger wrote.
    """
    tables = set()
    for name, kind, page, written in connection.execute(
        "select name, type, rootpage, sql from sqlite_master"
    ).fetchall():
        if name not in _TABLES:
            continue
        if kind != "table" or not page or not str(written).upper().startswith("CREATE TABLE"):
            raise ValueError(f"`{name}` in it is no table")
        if any(hidden for *_, hidden in connection.execute(f"pragma table_xinfo({name})")):
            raise ValueError(f"`{name}` in it has columns that are computed")
        tables.add(name)
    return tables


def _take_notes(connection: sqlite3.Connection, source: Source) -> None:
    tables = _tables(connection)
    types, decks = _new_schema(connection) if "notetypes" in tables else _old_schema(connection)
    homes = dict(connection.execute("select nid, did from cards order by ord desc"))
    source.studied = bool(connection.execute("select exists (select 1 from revlog)").fetchone()[0])
    for id, type_id, tags, packed in connection.execute(
        "select id, mid, tags, flds from notes order by id"
    ):
        texts = str(packed).split("\x1f")
        first = " ".join(re.sub(r"<[^>]*>|\[sound:.*?\]", " ", texts[0]).split())
        place = f"{source.name}: note {id}"
        if first:
            place = f"{source.name}: “{first[:50]}{'…' * (len(first) > 50)}”"
        type = types.get(type_id)
        if type is None:
            source.losses.append(Loss(place, "its note type is missing from the package"))
            continue
        fields = dict(zip(type.fields, texts, strict=False))
        deck = tuple(
            part.strip() for part in decks.get(homes.get(id), "").split("::") if part.strip()
        )
        source.notes.append(SourceNote(type, fields, True, place, deck, tuple(str(tags).split())))


def _old_schema(connection: sqlite3.Connection) -> tuple[dict[Any, SourceNoteType], dict[Any, str]]:
    """Return note types and decks from schema 11, where they are JSON."""
    models, decks = connection.execute("select models, decks from col").fetchone()
    types = {}
    for id, model in json.loads(models).items():
        names = [field["name"] for field in sorted(model["flds"], key=lambda each: each["ord"])]
        cards = [
            (each["qfmt"], each["afmt"])
            for each in sorted(model["tmpls"], key=lambda each: each["ord"])
        ]
        types[int(id)] = _note_type(model["name"], names, cards, cloze=model.get("type") == _CLOZE)
    return types, {int(id): str(deck["name"]) for id, deck in json.loads(decks).items()}


def _new_schema(connection: sqlite3.Connection) -> tuple[dict[Any, SourceNoteType], dict[Any, str]]:
    """Return note types and decks from schema 15 on: tables with protocol buffers.

    Names have Anki's collation `unicase`, which plain SQLite lacks: nothing may be ordered or
    sought by them. From Anki's proto/anki/notetypes.proto: `Notetype.Config`: kind = 1.
    `Notetype.Template.Config`: q_format = 1, a_format = 2.
    """
    names: dict[Any, list[str]] = {}
    cards: dict[Any, list[tuple[str, str]]] = {}
    for id, name in connection.execute("select ntid, name from fields order by ntid, ord"):
        names.setdefault(id, []).append(name)
    for id, config in connection.execute("select ntid, config from templates order by ntid, ord"):
        sides = dict(protobuf.fields(config))
        cards.setdefault(id, []).append((_text(sides.get(1)), _text(sides.get(2))))
    types = {
        id: _note_type(
            name,
            names.get(id, []),
            cards.get(id, []),
            cloze=dict(protobuf.fields(config)).get(1) == _CLOZE,
        )
        for id, name, config in connection.execute("select id, name, config from notetypes")
    }
    decks = connection.execute("select id, name from decks")
    return types, {id: str(name).replace("\x1f", "::") for id, name in decks}


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else ""


def _note_type(
    name: str, fields: Iterable[str], cards: Iterable[tuple[str, str]], *, cloze: bool
) -> SourceNoteType:
    templates = () if cloze else tuple(Template(front, back) for front, back in cards)
    return SourceNoteType(str(name), tuple(fields), cloze, templates)


def _at_rest(database: bytes) -> bytes:
    """Return the database as one without a write-ahead log, with which SQLite opens none in memory.

    The two bytes are those of fileformat2.html, 1.3.3.
    """
    return database[:18] + b"\1\1" + database[20:] if database[18:20] == b"\2\2" else database


def _damaged(name: str, why: str) -> UnreadableError:
    return UnreadableError("bad-package", f"this package is damaged: {why}", name, _AGAIN)


def _too_large(member: str, name: str, most: int) -> UnreadableError:
    message = f"`{member}` in it would unpack to more than {most:,} bytes"
    return UnreadableError(
        "file-too-large", message, name, "export a part of it: one deck, or without media"
    )
