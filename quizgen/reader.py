"""Gives the plain values of a YAML file, all scalars as text, with the place of every value and key; knows no facts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from quizgen.diagnostics import Diagnostic, Position, Related

MAX_BYTES = 10_000_000
MAX_DEPTH = 50
MAX_ALIASED = 10_000  # values that come from aliases, counted as expanded

# Loc is a path into a document: keys and indices, as pydantic reports it.
Loc = tuple[str | int, ...]
_PARSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Document:
    """A file's values: str, None (`~` or nothing), list, dict; and the line and column of each value and each key."""

    path: str
    text: str
    value: Any = None
    places: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Loc, tuple[int, int]] = field(default_factory=dict)

    def at(self, *loc: str | int) -> Position:
        """The place of a value, or of the nearest value around it."""
        for end in range(len(loc), -1, -1):
            if loc[:end] in self.places:
                return Position(self.path, *self.places[loc[:end]])
        return Position(self.path, 1, 1)

    def key(self, *loc: str | int) -> Position:
        """The place of a key, or of the value itself where there is none."""
        return Position(self.path, *self.keys[loc]) if loc in self.keys else self.at(*loc)


class _StopError(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def read_file(path: Path, name: str) -> tuple[Document, list[Diagnostic]]:
    """Read a YAML file that messages call `name`; with a diagnostic, the document's value is None."""
    try:
        if not path.is_file():
            what = "is a directory" if path.is_dir() else "is not a regular file" if path.exists() else "does not exist"
            return _failed(name, "cannot-read", f"this {what}", hint="give a YAML file")
        if (size := path.stat().st_size) > MAX_BYTES:
            hint = "split it into several decks"
            return _failed(name, "file-too-large", f"the file has {size:,} bytes; the most is {MAX_BYTES:,}", hint=hint)
        data = path.read_bytes()
    except OSError as error:
        return _failed(name, "cannot-read", f"the file cannot be read: {error.strerror}", hint="check its permissions")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"the file is not UTF-8 text: byte 0x{data[error.start]:02x}"
        return _failed(name, "not-text", message, line, column, "save it with the encoding UTF-8")
    return read_text(text, name)


def read_text(text: str, name: str) -> tuple[Document, list[Diagnostic]]:
    """Read YAML text; every problem that leaves the rest readable is reported, not only the first."""
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return _failed(name, "not-text", "the file holds binary data", line, 1, "give a YAML file")
    document = Document(name, text)
    diagnostics: list[Diagnostic] = []
    try:
        _Builder(document, diagnostics).build(yaml.parse(text, Loader=_PARSER))
    except _StopError as stop:
        diagnostics.append(stop.diagnostic)
        document.value = None
    except yaml.YAMLError as error:
        diagnostics.append(_syntax(error, text, name))
        document.value = None
    return document, diagnostics


def read_lock(path: Path) -> tuple[str | None, list[Diagnostic]]:
    """The text of a lock, or None where there is none."""
    try:
        return path.read_text(encoding="utf-8"), []
    except FileNotFoundError:
        return None, []
    except (OSError, UnicodeDecodeError) as error:
        hint = "restore it from version control, or make it readable"
        message = f"the lock cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}"
        code = "cannot-read" if isinstance(error, OSError) else "lock-damaged"
        return None, [Diagnostic(code, message, Position(path.as_posix()), hint)]


class _Builder:
    """Builds values from YAML's events, without recursion, so that no nesting can exhaust the stack."""

    def __init__(self, document: Document, diagnostics: list[Diagnostic]) -> None:
        self.document = document
        self.diagnostics = diagnostics
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliased = 0

    def build(self, events: Iterator[Any]) -> None:
        # A frame is [container, loc, anchor, pending key, size]; the size counts values as if aliases were expanded.
        stack: list[list[Any]] = []
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and self.document.places:
                self.stop(
                    "yaml-syntax", "a second document begins here", event, "keep one document a file: remove `---`"
                )
            elif isinstance(event, yaml.AliasEvent):
                self.alias(stack, event)
            elif isinstance(event, yaml.ScalarEvent):
                self.tag(event, "str")
                self.add(stack, event, self.scalar(event), 1)
            elif isinstance(event, yaml.CollectionStartEvent):
                if len(stack) >= MAX_DEPTH:
                    self.stop("yaml-syntax", f"values are nested more than {MAX_DEPTH} deep", event, "close a bracket")
                if stack and isinstance(stack[-1][0], dict) and stack[-1][3] is None:
                    hint = 'put quotes around a name that begins with "[" or "{"'
                    self.stop("wrong-type", "a key must be text", event, hint)
                container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                self.tag(event, "map" if isinstance(container, dict) else "seq")
                loc = self.loc(stack)
                self.place(loc, event)
                stack.append([container, loc, event.anchor, None, 1])
                if event.anchor:
                    self.anchors.pop(event.anchor, None)
            elif isinstance(event, yaml.CollectionEndEvent):
                container, _, anchor, _, size = stack.pop()
                if anchor:
                    self.anchors[anchor] = (container, size)
                self.attach(stack, container, size)

    def loc(self, stack: list[list[Any]]) -> Loc:
        if not stack:
            return ()
        container, loc, _, key, _ = stack[-1]
        return (*loc, key[0] if isinstance(container, dict) else len(container))

    def add(self, stack: list[list[Any]], event: Any, value: Any, size: int) -> None:
        if stack and isinstance(stack[-1][0], dict) and stack[-1][3] is None:
            self.take_key(stack[-1], event, value)
            return
        self.place(self.loc(stack), event)
        if event.anchor and isinstance(event, yaml.ScalarEvent):
            self.anchors[event.anchor] = (value, size)
        self.attach(stack, value, size)

    def take_key(self, frame: list[Any], event: Any, value: Any) -> None:
        container, loc = frame[0], frame[1]
        key = "" if value is None else value
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        duplicate = key in container
        if duplicate:
            first = self.document.key(*loc, key)
            note = (Related("first given at", first),)
            here = Position(self.document.path, *place)
            hint = "keep one of the two"
            self.diagnostics.append(Diagnostic("duplicate-key", f"the key `{key}` stands here twice", here, hint, note))
        else:
            self.document.keys[(*loc, key)] = place
        frame[3] = (key, duplicate)

    def attach(self, stack: list[list[Any]], value: Any, size: int) -> None:
        if not stack:
            self.document.value = value
            return
        frame = stack[-1]
        frame[4] += size
        if isinstance(frame[0], dict):
            key, duplicate = frame[3]
            if not duplicate:
                frame[0][key] = value
            frame[3] = None
        else:
            frame[0].append(value)

    def alias(self, stack: list[list[Any]], event: Any) -> None:
        if event.anchor not in self.anchors:
            inside = any(frame[2] == event.anchor for frame in stack)
            message = (
                f"`*{event.anchor}` stands inside what it names" if inside else f"nothing is named `&{event.anchor}`"
            )
            self.stop("yaml-syntax", message, event, "write the value out")
        value, size = self.anchors[event.anchor]
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            message = f"the aliases of this file stand for more than {MAX_ALIASED:,} values"
            self.stop("too-many-aliases", message, event, "write the values out")
        self.add(stack, event, value, size)

    def scalar(self, event: Any) -> str | None:
        if event.value in ("", "~") and event.style in (None, ""):
            return None
        text = event.value if event.value.isascii() else unicodedata.normalize("NFC", event.value)
        if not text.isprintable():
            for character in text:
                if unicodedata.category(character) == "Cc" and character not in "\n\t":
                    message = f"the character U+{ord(character):04X} cannot be shown"
                    self.stop("control-character", message, event, "take it out")
        return str(text)

    def tag(self, event: Any, plain: str) -> None:
        if event.tag not in (None, "!", f"tag:yaml.org,2002:{plain}"):
            self.stop("unsupported-tag", f"the tag `{event.tag}` has no meaning here", event, "take it out")

    def place(self, loc: Loc, event: Any) -> None:
        self.document.places[loc] = (event.start_mark.line + 1, event.start_mark.column + 1)

    def stop(self, code: str, message: str, event: Any, hint: str) -> None:
        mark = event.start_mark
        raise _StopError(Diagnostic(code, message, Position(self.document.path, mark.line + 1, mark.column + 1), hint))


_SYNTAX_HINTS = {
    "mapping values are not allowed": 'put quotes around a value that contains ": "',
    "found character that cannot start any token": "indent with spaces, not tabs; quote what begins with @ or `",
    "did not find expected key": "check the indentation of this line and the quotes of the line above",
    "did not find expected ',' or ']'": "a comma or the closing ] is missing; quote a value that contains [ or ]",
    "did not find expected ',' or '}'": "a comma or the closing } is missing; quote a value that contains { or }",
    "could not find expected ':'": "a key is followed by a colon and a space",
    "found unexpected end of stream": "a quote or a bracket is never closed",
    "did not find expected '-' indicator": "the items of a list begin in one column",
    "did not find expected alphabetic": "quote a value that begins with & or *",
}


def _syntax(error: yaml.YAMLError, text: str, name: str) -> Diagnostic:
    if isinstance(error, yaml.MarkedYAMLError):
        problem = str(error.problem or error.context or "this is not YAML")
        mark = error.problem_mark or error.context_mark
        place = Position(name, mark.line + 1, mark.column + 1) if mark else Position(name)
        hint = next((hint for start, hint in _SYNTAX_HINTS.items() if problem.startswith(start)), "")
        return Diagnostic("yaml-syntax", problem, place, hint or "check the indentation, quotes and brackets here")
    position = min(getattr(error, "position", 0) or 0, len(text))
    line, column = text.count("\n", 0, position) + 1, position - (text.rfind("\n", 0, position) + 1) + 1
    reason = getattr(error, "reason", "this is not YAML")
    message = f"a character that YAML does not allow: {reason}"
    return Diagnostic("not-text", message, Position(name, line, column), "take it out")


def _failed(
    name: str, code: str, message: str, line: int = 0, column: int = 0, hint: str = ""
) -> tuple[Document, list[Diagnostic]]:
    return Document(name, ""), [Diagnostic(code, message, Position(name, line, column), hint)]
