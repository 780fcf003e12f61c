"""Read YAML text into plain values, all scalars as text, with the place of each value and key."""

# YAML is read from libyaml's events, not composed. The C composer recurses: 200,000 opening
# brackets end the process. Events do not, they cost less than nodes, and they show each scalar as
# it was written (`No`, `1:30`, `01234`), duplicate keys, and aliases before they explode.

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from quizgen.diagnostics import Diagnostic, DiagnosticCode, Position, Related, Severity, split_lines
from quizgen.text.encodings import SAVE_AS_UTF8, marked_encoding

MAX_BYTES = 10_000_000
MAX_TEXT = 100_000  # characters of one text: fifty pages, which take seconds to set
MAX_DEPTH = 50
MAX_ALIASED = 10_000  # values that come from aliases, counted as expanded

# Loc is a path into a document: keys and indices, as pydantic reports it.
Loc = tuple[str | int, ...]
_HASH = re.compile(r"(?<=\S)\s+#(?=[^\s#])")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_ENDS_IN_NUMBER = re.compile(r"(?<![\d.])\d+$")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(,\d{3})+")
# What YAML allows in no text, and we in no table.
_NO_TEXT = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Document:
    """A file's values: str, None (`~` or nothing), list, dict.

    With them go the line and the column of each value and of each key.
    """

    path: str
    text: str
    value: Any = None
    places: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Loc, tuple[int, int]] = field(default_factory=dict)

    def inside(self, loc: Loc) -> Any:
        """Return the value at a place."""
        value = self.value
        for part in loc:
            value = value[part]
        return value

    def at(self, *loc: str | int) -> Position:
        """Return the place of a value, or of the nearest value around it."""
        for end in range(len(loc), -1, -1):
            if loc[:end] in self.places:
                return Position(self.path, *self.places[loc[:end]])
        return Position(self.path, 1, 1)

    def key(self, *loc: str | int) -> Position:
        """Return the place of a key, or of the value itself where there is none."""
        return Position(self.path, *self.keys[loc]) if loc in self.keys else self.at(*loc)

    def texts(self) -> Iterator[tuple[Position, str]]:
        """Yield every text and every key, each with its place."""
        waiting: list[tuple[Loc, Any]] = [((), self.value)]
        while waiting:
            loc, value = waiting.pop()
            if isinstance(value, dict):
                yield from ((self.key(*loc, key), key) for key in value)
                waiting += (((*loc, key), each) for key, each in value.items())
            elif isinstance(value, list):
                waiting += (((*loc, index), each) for index, each in enumerate(value))
            elif isinstance(value, str):
                yield self.at(*loc), value


class _StopError(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def read_file(path: Path, name: str) -> tuple[Document, list[Diagnostic]]:
    """Read a YAML file that messages call `name`.

    With a diagnostic that stops the reading, the document's value is None.
    """
    text, problems = _read_bytes(path, name, "a YAML file", "decks")
    if problems:
        return Document(name, text), problems
    return read_text(text, name)


def deck_files(folder: Path) -> list[Path]:
    """Return the files right in a folder that are decks, by a key `deck` at the left, by name."""
    files = [*folder.glob("*.yaml"), *folder.glob("*.yml")]
    return sorted(path for path in files if _has_deck_key(path))


def _has_deck_key(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return any(line.startswith(b"deck:") for line in file)
    except OSError:
        return False


def read_table(path: Path, name: str) -> tuple[str, list[Diagnostic]]:
    """Return the text of a table that messages call `name`, without the mark at its beginning."""
    text, problems = _read_bytes(path, name, "a CSV file", "tables", is_table=True)
    odd = None if problems else _NO_TEXT.search(text)
    if odd is not None:
        message = f"a character that is no text: 0x{ord(odd[0]):02x}"
        hint = "take it out, or save the file as “CSV UTF-8”"
        problems = _failed(name, "not-text", message, hint, text, text[: odd.start()])[1]
    return text, problems


def _read_bytes(
    path: Path, name: str, what: str, parts: str, *, is_table: bool = False
) -> tuple[str, list[Diagnostic]]:
    """Return the text of a file, and what is wrong with it as a file."""
    try:
        if fault := _no_file(path):
            return "", _failed(name, "cannot-read", f"this {fault}", f"give {what}")[1]
        if (size := path.stat().st_size) > MAX_BYTES:
            message = f"the file has {size:,} bytes; the most is {MAX_BYTES:,}"
            return "", _failed(name, "file-too-large", message, f"split it into several {parts}")[1]
        data = path.read_bytes()
        data = _in_utf8(data) if is_table else data.removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return "", _failed(name, "cannot-read", message, "check its permissions")[1]
    try:
        return data.decode(), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        message = f"the file is not UTF-8 text: byte 0x{data[error.start]:02x}"
        hint = SAVE_AS_UTF8 if is_table else "save it with the encoding UTF-8"
        text = data.decode(errors="replace")
        return text, _failed(name, "not-text", message, hint, text, before)[1]


def _in_utf8(data: bytes) -> bytes:
    """Return the bytes of a text in UTF-8: a spreadsheet's “Unicode Text” is UTF-16."""
    encoding = marked_encoding(data)
    if encoding == "utf-16":
        with suppress(UnicodeDecodeError):
            return data.decode(encoding).encode(errors="replace")
    return data.removeprefix(codecs.BOM_UTF8)


def read_text(text: str, name: str) -> tuple[Document, list[Diagnostic]]:
    """Read YAML text; every problem that leaves the rest readable is reported."""
    if "\0" in text:
        message = "the file holds binary data"
        hint = "give a YAML file, saved with the encoding UTF-8"
        return _failed(name, "not-text", message, hint, text, text.partition("\0")[0])
    document = Document(name, text)
    diagnostics: list[Diagnostic] = []
    try:
        builder = _Builder(document, diagnostics)
        builder.build(yaml.parse(text, Loader=_PARSER))
        if builder.merges:  # what is missing without them would be said as if it were another fault
            document.value = None
    except _StopError as stop:
        diagnostics.append(stop.diagnostic)
        document.value = None
    except yaml.YAMLError as error:
        diagnostics.append(_stopped_before(error, text, name) or _syntax(error, text, name))
        document.value = None
    return document, diagnostics


def _stopped_before(error: yaml.YAMLError, text: str, name: str) -> Diagnostic | None:
    """Return what we refuse in the text before an error of the parser, or None."""
    # The parser looks ahead, and may refuse what comes later (its own limit of nesting) before it
    # hands over what we refuse first. What it says then hangs on its version, so the text before is
    # read once more for our message.
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    try:
        _Builder(Document(name, text), []).build(yaml.parse(text[: mark.index], Loader=_PARSER))
    except _StopError as stop:
        return stop.diagnostic
    except yaml.YAMLError:
        return None
    return None


def read_lock(path: Path) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of a lock, or of a file of our own, or None where there is none."""
    code: DiagnosticCode = "cannot-read"
    try:
        what = _no_file(path)
        if not what:
            return path.read_text(encoding="utf-8-sig"), []  # as an editor may have saved it
        if not os.path.lexists(path):
            return None, []
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
    except UnicodeDecodeError:
        code, what = "lock-damaged", "is damaged: it is not UTF-8 text"
    hint = "restore it from version control, or make it readable"
    return None, [Diagnostic(code, f"the lock {what}", Position(path.as_posix()), hint)]


def _no_file(path: Path) -> str:
    """Return why a path cannot be read: opening what is no regular file could wait for ever."""
    if path.is_file():
        return ""
    if path.is_dir():
        return "is a directory"
    if path.exists():
        return "is not a regular file"
    return "is a link to nothing" if path.is_symlink() else "does not exist"


@dataclass(slots=True)
class _Frame:
    """A list or a mapping that is not read to its end.

    In a mapping, `key` waits for its value: None where a key comes next, empty where the value
    goes nowhere. `size` counts values as if aliases were expanded.
    """

    container: Any
    loc: Loc
    event: Any
    key: str | None = None
    size: int = 1
    plain: Any = None  # the event of the text before, if that has no quotes
    runs: list[list[Any]] = field(default_factory=list)  # texts that may be one number, as events


class _Builder:
    """A builder of values from YAML's events.

    It does without recursion, so that no nesting can exhaust Python's stack.
    """

    def __init__(self, document: Document, diagnostics: list[Diagnostic]) -> None:
        self.document = document
        self.diagnostics = diagnostics
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.unused: dict[str, Any] = {}
        self.aliased = 0
        self.merges = False
        # Where text is followed by what is a comment to YAML, but looks like more of the text:
        # `the #1 cause`.
        lines = enumerate(split_lines(document.text) if " #" in document.text else [])
        self.cuts = {(row, cut.start()) for row, line in lines for cut in _HASH.finditer(line)}

    def build(self, events: Iterator[Any]) -> None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):  # most of them are
                self.tag(event, "str")
                value = self.scalar(event)
                self.name(event, value, 1)
                self.join(event)
                self.add(event, value, 1)
            elif isinstance(event, yaml.CollectionStartEvent):
                self.begin(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                frame = self.stack.pop()
                self.cut_numbers(frame)
                self.name(frame.event, frame.container, frame.size)
                self.attach(frame.container, frame.size)
            elif isinstance(event, yaml.AliasEvent):
                self.alias(event)
            elif isinstance(event, yaml.DocumentStartEvent) and self.document.places:
                message = "a second document begins here"
                self.stop("yaml-syntax", message, event, "keep one document a file: remove `---`")
        for anchor, event in self.unused.items():
            message = f"`&{anchor}` names a value, but no `*{anchor}` uses it"
            hint = "take it out, or put quotes around text that begins with &"
            self.report("yaml-syntax", message, event, hint)

    @property
    def wants_key(self) -> bool:
        if not self.stack:
            return False
        frame = self.stack[-1]
        return frame.key is None and isinstance(frame.container, dict)

    def loc(self) -> Loc:
        if not self.stack:
            return ()
        frame = self.stack[-1]
        # A mapping has the key of this value by now.
        return (*frame.loc, len(frame.container) if frame.key is None else frame.key)

    def begin(self, event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            hint = "close a bracket" if event.flow_style else "indent less: facts are flat"
            self.stop("yaml-syntax", message, event, hint)
        if self.wants_key:
            self.no_key(event)
        container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.tag(event, "map" if isinstance(container, dict) else "seq")
        loc = self.loc()
        self.place(loc, event)
        self.stack.append(_Frame(container, loc, event))
        self.anchors.pop(event.anchor or "", None)

    def add(self, event: Any, value: Any, size: int) -> None:
        if self.wants_key:
            self.take_key(event, value)
        else:
            self.place(self.loc(), event)
            self.attach(value, size)

    def join(self, event: Any) -> None:
        """Keep texts that may be one number: `1,200` is two texts to YAML in brackets."""
        if not self.stack or not self.stack[-1].event.flow_style:
            return
        frame = self.stack[-1]
        before, frame.plain = frame.plain, None if event.style else event
        if before is None or frame.plain is None or frame.key is not None:
            return
        end, start = before.end_mark, event.start_mark
        near = (end.line, end.column + 1) == (start.line, start.column)  # but for the comma
        if near and _ENDS_IN_NUMBER.search(before.value) and event.value[:1].isdecimal():
            if frame.runs and frame.runs[-1][-1] is before:
                frame.runs[-1].append(event)
            else:
                frame.runs.append([before, event])

    def cut_numbers(self, frame: _Frame) -> None:
        for run in frame.runs if _looks_cut(frame) else ():
            severity = Severity.WARNING
            if isinstance(frame.container, dict):  # `{value: 1,200 mL}` has a key `200 mL`
                if frame.container.get(run[-1].value, "") is not None:
                    continue
                del frame.container[run[-1].value]
                severity = Severity.ERROR
            texts = [event.value for event in run]
            message = f"the comma cuts `{','.join(texts)}` into `{'` and `'.join(texts)}`"
            hint = (
                f'if it is one text, put quotes around it: "{",".join(texts)}"; '
                "if not, write a blank after the comma"
            )
            self.report("comma-in-number", message, run[0], hint, severity=severity)

    def name(self, event: Any, value: Any, size: int) -> None:
        if event.anchor:
            self.anchors[event.anchor] = (value, size)
            self.unused[event.anchor] = event

    def take_key(self, event: Any, value: Any) -> None:
        frame = self.stack[-1]
        if not isinstance(value, str | None):
            self.no_key(event)
        key = (value or "").strip()
        if not key:
            hint = "write a name before the colon"
            self.report("empty-value", "a key has nothing in it", event, hint)
        elif key == "<<" and not event.style:
            self.merges = True
            message = "the merge key `<<` has no meaning here"
            self.report("unknown-key", message, event, _MERGE_HINT)
            key = ""
        elif key in frame.container:
            note = Related("first given at", self.document.key(*frame.loc, key))
            message, hint = f"the key `{key}` stands here twice", "keep one of the two"
            self.report("duplicate-key", message, event, hint, note)
            key = ""  # so that its value goes nowhere
        else:
            self.document.keys[(*frame.loc, key)] = _start(event)
        frame.key = key

    def attach(self, value: Any, size: int) -> None:
        if not self.stack:
            self.document.value = value
            return
        frame = self.stack[-1]
        frame.size += size
        if isinstance(frame.container, list):
            frame.container.append(value)
            return
        if frame.key:
            frame.container[frame.key] = value
        frame.key = None

    def alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            message = f"nothing is named `&{event.anchor}`"
            if any(frame.event.anchor == event.anchor for frame in self.stack):
                message = f"`*{event.anchor}` stands inside what it names"
            self.stop("yaml-syntax", message, event, "write the value out")
        value, size = self.anchors[event.anchor]
        self.unused.pop(event.anchor, None)
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            message = f"the aliases of this file stand for more than {MAX_ALIASED:,} values"
            self.stop("too-many-aliases", message, event, "write the values out")
        self.add(event, value, size)

    def scalar(self, event: Any) -> str | None:
        if event.value in ("", "~") and event.style in (None, ""):
            return None
        end = event.end_mark
        if self.cuts and not event.style and (end.line, end.column) in self.cuts:
            message = "what follows ` #` is not part of this text"
            hint = (
                "put quotes around the whole value; or, if it is a comment, a space after the `#`"
            )
            self.report("comment-in-text", message, event, hint)
        if len(event.value) > MAX_TEXT:
            message = f"this text has {len(event.value):,} characters; the most is {MAX_TEXT:,}"
            self.report("file-too-large", message, event, "shorten it, or split its fact")
        text = event.value if event.value.isascii() else unicodedata.normalize("NFC", event.value)
        if not text.isprintable():
            for character in text:
                if unicodedata.category(character) == "Cc" and character not in "\n\t":
                    message = f"the character U+{ord(character):04X} cannot be shown"
                    self.stop("control-character", message, event, "take it out")
        return str(text)

    def tag(self, event: Any, plain: str) -> None:
        if event.tag not in (None, "!", f"tag:yaml.org,2002:{plain}"):
            message = f"the tag `{event.tag}` has no meaning here"
            self.stop("unsupported-tag", message, event, _TAG_HINT)

    def place(self, loc: Loc, event: Any) -> None:
        self.document.places[loc] = _start(event)

    def no_key(self, event: Any) -> None:
        hint = 'put quotes around text that begins with "{" or "["'
        self.stop("wrong-type", "a key must be text, not a list or a mapping", event, hint)

    def report(
        self,
        code: DiagnosticCode,
        message: str,
        event: Any,
        hint: str,
        *notes: Related,
        severity: Severity = Severity.ERROR,
    ) -> None:
        place = Position(self.document.path, *_start(event))
        self.diagnostics.append(Diagnostic(code, message, place, hint, notes, severity))

    def stop(self, code: DiagnosticCode, message: str, event: Any, hint: str) -> None:
        raise _StopError(
            Diagnostic(code, message, Position(self.document.path, *_start(event)), hint)
        )


def _looks_cut(frame: _Frame) -> bool:
    """Tell whether the commas between digits seem to stand in numbers, not between them."""
    values = frame.container
    commas = sum(len(run) - 1 for run in frame.runs)
    if not frame.runs or isinstance(values, dict) or commas < len(values) - 1:
        return True  # other commas have a blank
    if not all(map(_NUMBER.fullmatch, values)):
        return True  # there are words, as in `4,5 mg`
    # Of digits alone, `[1,2,3]` are three numbers, and `[1,234,567]` may be one.
    return _THOUSANDS.fullmatch(",".join(values)) is not None


def _start(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


_MERGE_HINT = (
    "write the keys out in each place; what all facts of a deck share (`source`, `tags`, `topic`) "
    "may stand once, at its head"
)
_TAG_HINT = "take it out, or put quotes around text that begins with !"
_SYNTAX_HINTS = {
    "mapping values are not allowed": (
        'put quotes around a value that contains ": "; indent keys alike'
    ),
    "mapping keys are not allowed": 'put quotes around a value that begins with "? "',
    "block sequence entries are not allowed": (
        'begin a list on a new line; quote text that begins with "- "'
    ),
    "found character that cannot start any token": (
        "indent with spaces, not tabs; quote what begins with @, % or `"
    ),
    "found a tab character": "indent with spaces, not tabs",
    "found unknown escape character": (
        "between double quotes, write \\\\ for a backslash; or use single quotes"
    ),
    "did not find expected comment or line break": (
        "put quotes around a value that begins with > or |"
    ),
    "did not find expected key": (
        "check the indentation and the quotes of this line and of the line above"
    ),
    "did not find expected ',' or ']'": (
        "a comma or the closing ] is missing; quote a value that contains [ or ]"
    ),
    "did not find expected ',' or '}'": (
        "a comma or the closing } is missing; quote a value that contains { or }"
    ),
    "could not find expected ':'": "a key is followed by a colon and a space",
    "found unexpected end of stream": "a quote or a bracket is never closed",
    "did not find expected '-' indicator": (
        "indent the keys of a fact alike; the items of a list begin in one column"
    ),
    "did not find expected alphabetic": "quote a value that begins with & or *",
    "found undefined tag handle": _TAG_HINT,
}
# What a line looks like that goes wrong further on, or on the next line.
_CAUSES = {
    re.compile(r"\s*-[^\s-]"): "write a space after the dash",
    re.compile(r"\s*(?:- )?[a-zA-Z][\w ]*:[^\s:/]"): "write a space after the colon of a key",
    re.compile(r"[^:#]*: +(?:\"[^\"]*\"|'[^']*')\s*[^\s#]"): (
        "put quotes of the other kind around the whole value"
    ),
}
# What is reported where the text ends, or on the next line, is wrong where it began.
_WRONG_WHERE_BEGUN = ("could not find expected ':'", "found unexpected end of stream")


def _syntax(error: yaml.YAMLError, text: str, name: str) -> Diagnostic:
    if isinstance(error, yaml.MarkedYAMLError):
        problem = str(error.problem or error.context or "this is not YAML")
        begun = problem in _WRONG_WHERE_BEGUN and error.context_mark
        mark = error.context_mark if begun else error.problem_mark or error.context_mark
        place = Position(name, mark.line + 1, mark.column + 1) if mark else Position(name)
        place = min(place, Position(name, *_end(text)))  # YAML may see the end a line further down
        hints = (hint for start, hint in _SYNTAX_HINTS.items() if problem.startswith(start))
        hint = next(hints, "")
        if problem.startswith(("mapping values are not", "did not find expected key")):
            hint = _cause(split_lines(text)[max(0, place.line - 2) : place.line]) or hint
        return Diagnostic("yaml-syntax", problem, place, hint or _hint_by_place(error, text))
    character, reason = getattr(error, "character", 0), getattr(error, "reason", "this is not YAML")
    before = text.partition(chr(character) if isinstance(character, int) else character)[0]
    message = f"a character that YAML does not allow: {reason}"
    return Diagnostic("not-text", message, Position(name, *_end(before)), "take it out")


def _hint_by_place(error: yaml.MarkedYAMLError, text: str) -> str:
    """Return what to do about a problem whose wording is not known.

    The parser's words are its own to change.
    """
    mark = error.problem_mark or error.context_mark
    lines = split_lines(text)
    if mark and mark.line < len(lines) and "\t" in lines[mark.line][: mark.column + 1]:
        return "indent with spaces, not tabs"
    if mark and error.context_mark and not text[mark.index :].strip():
        return "a quote or a bracket is never closed"
    return "check the indentation, quotes and brackets here"


def _cause(lines: list[str]) -> str:
    """Return what to do about the last of these lines that looks wrong, or nothing."""
    return next(
        (hint for line in reversed(lines) for look, hint in _CAUSES.items() if look.match(line)), ""
    )


def _failed(
    name: str,
    code: DiagnosticCode,
    message: str,
    hint: str,
    text: str = "",
    before: str | None = None,
) -> tuple[Document, list[Diagnostic]]:
    """Return a document of which nothing is known, and what is wrong.

    That stands after the text `before`, if there is one.
    """
    place = Position(name) if before is None else Position(name, *_end(before))
    return Document(name, text), [Diagnostic(code, message, place, hint)]


def _end(text: str) -> tuple[int, int]:
    """Return the line and the column at which a text ends."""
    lines = split_lines(text)
    return len(lines), len(lines[-1]) + 1
