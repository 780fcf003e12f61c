"""Read JSON: CrowdAnki's decks, and lists of objects with the same keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from quizgen.importing.column_names import role_of
from quizgen.importing.readers.delimited import read_rows
from quizgen.importing.readers.sample import Sample
from quizgen.importing.readers.table_rows import MOST_COLUMNS, SourceRow, SourceRows
from quizgen.importing.source_notes import (
    Loss,
    Source,
    SourceNote,
    SourceNoteType,
    Template,
    UnreadableError,
)
from quizgen.language.media import MOST_BYTES

_START = re.compile(r"\s*(?:\[\s*(?:\{|\]|\[)|\{\s*(?:\"|\}))")
_CLOZE = 1  # Anki's number for a note type of clozes
MOST_DEEP = 30  # decks within decks
_LISTS = ("cards", "questions", "notes", "flashcards", "items", "results", "data", "quiz")
# By what an option says of itself whether it is right.
_WHETHER = ("correct", "isCorrect", "is_correct", "right", "isRight", "is_right", "isAnswer")
_AGAIN = "export it once more, or save it as a table"


def is_json(sample: Sample) -> bool:
    """Tell whether a text is JSON with objects in it."""
    if not _START.match(sample.head):
        return False
    try:
        _value(sample)
    except (ValueError, RecursionError):
        return bool(re.match(r"\s*[\[{]\s*(?:\{\s*)?\"[^\"\n]*\"\s*:", sample.head))
    return True


def read_json(sample: Sample) -> Source:
    """Return the notes of a deck of CrowdAnki, or the objects of a list as the rows of a table."""
    source = sample.source("JSON")
    try:
        value = _value(sample)
    except RecursionError as error:
        message = "this JSON has too many lists in one another"
        raise UnreadableError("bad-json", message, sample.name, _AGAIN) from error
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        message = f"this JSON is damaged: {str(error).partition(':')[0]}"
        raise UnreadableError("bad-json", message, sample.name, _AGAIN, line) from error
    if isinstance(value, dict) and value.get("__type__") == "Deck":
        _CrowdAnki(source, sample.path).read(value)
        return source
    records = _records(value)
    if not records:
        message = "this is JSON of no known form, which is not imported"
        hint = "give a list of objects with the same keys, such as "
        hint += '`[{"question": "…", "answer": "…"}]`, or a deck of CrowdAnki'
        raise UnreadableError("not-imported", message, sample.name, hint)
    _read_records(source, records)
    return source


def _value(sample: Sample) -> Any:
    """Return what a text of JSON says, or the objects of one that has an object a line."""
    text = sample.small_text()
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(re.match(r"\s*\{.*\}\s*$", line) for line in lines):
        return [json.loads(line) for line in lines]
    return json.loads(text)


def _records(value: Any, depth: int = 0) -> list[Mapping[str, Any]]:
    """Return the objects of a list, whether it stands alone or under a name, or under two."""
    if isinstance(value, dict):
        inner = [value[name] for name in _LISTS if isinstance(value.get(name), dict)]
        if len(inner) == 1 and depth == 0:
            return _records(inner[0], depth + 1)
        lists = [value[name] for name in _LISTS if isinstance(value.get(name), list)]
        value = lists[0] if lists else [each for each in value.values() if isinstance(each, list)]
        if value and isinstance(value[0], list):
            value = value[0] if len(value) == 1 else []
    if not isinstance(value, list) or not value:
        return []
    return value if all(isinstance(each, dict) and each for each in value) else []


def _read_records(source: Source, records: list[Mapping[str, Any]]) -> None:
    """Read objects as the rows of a table, whose columns are their keys."""
    records = [_with_key(record) for record in records]
    names: dict[str, int] = {}
    for record in records:
        for key, value in record.items():
            width = len(value) if isinstance(value, list) else 1
            names[key] = max(names.get(key, 1), min(width, 12))
    heads = [
        key if count == 1 else f"{_singular(key)} {number}"
        for key, count in names.items()
        for number in range(1, count + 1)
    ]
    if len(heads) > MOST_COLUMNS:
        message = f"these objects have {len(heads):,} keys; the most is {MOST_COLUMNS}"
        raise UnreadableError("bad-table", message, source.name, _AGAIN)
    rows = []
    for number, record in enumerate(records, 1):
        cells: list[str] = []
        for key, count in names.items():
            value = record.get(key)
            own = [_text(each) for each in value] if isinstance(value, list) else [_text(value)]
            cells += (own + [""] * count)[:count]
        rows.append(SourceRow(number, cells))
    read_rows(source, SourceRows(rows, {}, ","), heads, guess=False, headed=False)


def _with_key(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an object whose options are a list, and what is right of them is said beside it.

    Options may have letters for keys, and each may say of itself whether it is right.
    """
    own = dict(record)
    lists = [key for key, value in record.items() if isinstance(value, list | dict)]
    for key, value in record.items():
        if isinstance(value, dict) and [*map(str.lower, value)] == list("abcdefgh"[: len(value)]):
            own[key] = list(value.values())
        elif isinstance(value, list) and value and all(map(_says_whether, value)):
            right = [_text(each) for each in value if _says_whether(each) == [True]]
            own.setdefault("correct answer", "; ".join(right))
        elif isinstance(value, list) and len(lists) > 1 and role_of(key).key == "answer":
            own[key] = "; ".join(map(_text, value))  # several are right, of the other list
    return own


def _says_whether(option: Any) -> list[bool]:
    """Return whether an option says that it is right; nothing where it says neither."""
    if not isinstance(option, dict):
        return []
    said = [option[name] for name in _WHETHER if isinstance(option.get(name), bool)]
    return said[:1]


def _singular(key: str) -> str:
    """Return what one of several values of a key is called: `options` are each an option."""
    bare = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)
    return bare[:-1] if bare.endswith("s") and not bare.endswith("ss") else bare


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        own = next(
            (
                value[key]
                for key in ("text", "value", "label", "answer", "option", "content", "title")
                if key in value
            ),
            "",
        )
        return own if isinstance(own, str) else ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class _CrowdAnki:
    """A reader of a deck and the decks within it, whose note types are those of Anki."""

    def __init__(self, source: Source, path: Path | None) -> None:
        source.format = "CrowdAnki"
        self.source = source
        self.types: dict[str, SourceNoteType] = {}
        if path is not None:
            source.files = partial(_files, path.parent / "media")

    def read(self, deck: Mapping[str, Any], above: tuple[str, ...] = (), depth: int = 0) -> None:
        """Add the notes of a deck, and of those within it."""
        for model in _dicts(deck.get("note_models")):
            self.types[str(model.get("crowdanki_uuid", ""))] = _note_type(model)
        name = str(deck.get("name", "")).split("::")[-1].strip()
        path = (*above, name) if name else above
        for note in _dicts(deck.get("notes")):
            self._take(note, path)
        if depth < MOST_DEEP:
            for child in _dicts(deck.get("children")):
                self.read(child, path, depth + 1)

    def _take(self, note: Mapping[str, Any], deck: tuple[str, ...]) -> None:
        texts = note.get("fields")
        texts = [str(text) for text in texts] if isinstance(texts, list) else []
        first = " ".join(re.sub(r"<[^<>]*>", " ", texts[0] if texts else "").split())[:50]
        id = str(note.get("guid", ""))
        place = f"{self.source.name}: “{first}”" if first else f"{self.source.name}: note {id}"
        type = self.types.get(str(note.get("note_model_uuid", "")))
        if type is None:
            self.source.losses.append(Loss(place, "its note type is missing from the deck"))
            return
        fields = dict(zip(type.fields, texts, strict=False))
        tags = note.get("tags")
        tags = tuple(str(tag) for tag in tags) if isinstance(tags, list) else ()
        self.source.notes.append(SourceNote(type, fields, True, place, deck, tags, id))


def _dicts(value: Any) -> Iterator[Mapping[str, Any]]:
    return (
        (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())
    )


def _note_type(model: Mapping[str, Any]) -> SourceNoteType:
    fields = tuple(str(field.get("name", "")) for field in _dicts(model.get("flds")))
    is_cloze = model.get("type") == _CLOZE
    templates = tuple(
        Template(str(each.get("qfmt", "")), str(each.get("afmt", "")))
        for each in _dicts(model.get("tmpls"))
    )
    name = str(model.get("name", ""))
    return SourceNoteType(name, fields, is_cloze, () if is_cloze else templates)


def _files(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes | str]]:
    """Yield the files that lie beside a deck, none from outside their folder."""
    for name in names:
        path = folder / PurePosixPath(name.replace("\\", "/")).name
        try:
            size = path.stat().st_size
            data = path.read_bytes() if size <= MOST_BYTES else b""
            yield name, data or f"it has more than {MOST_BYTES:,} bytes"
        except (OSError, ValueError):
            yield name, "there is no such file beside the deck"
