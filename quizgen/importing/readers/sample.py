"""Hold the bytes of a file that nobody has recognized yet, and read them as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from quizgen.diagnostics import Diagnostic, Position, Severity
from quizgen.importing.source_notes import Source, UnreadableError
from quizgen.language.media import MEDIA_FOLDER, MOST_BYTES
from quizgen.text.encodings import SAVE_AS_UTF8, NotTextError, decode

MAX_TABLE_BYTES = 100_000_000
MAX_TEXT_BYTES = 20_000_000  # of a format whose text is held as a tree
_HEAD = 100_000  # characters by which a format is recognized


@dataclass(frozen=True)
class TableOptions:
    """What whoever imports a table says of it."""

    columns: tuple[str, ...] = ()  # their names, which no heading says
    heading: bool | None = None  # whether the first row is one; None where nobody says
    separator: str = ""  # between cells
    row_separator: str = ""  # between rows, in place of the end of a line
    fill: tuple[str, ...] = ()  # columns of merged cells: a value holds for the rows below it
    things: bool = False  # whether its rows are things, each with what is said of it

    @property
    def is_table(self) -> bool:
        """Tell whether somebody said that the file is a table."""
        return bool(self.columns or self.separator or self.row_separator or self.things)


@dataclass(frozen=True)
class Sample:
    """A file, by its bytes. `path` is where it lies, if it lies anywhere."""

    name: str
    title: str
    data: bytes
    path: Path | None = None
    options: TableOptions = field(default_factory=TableOptions)
    warnings: list[Diagnostic] = field(default_factory=list)

    @property
    def is_archive(self) -> bool:
        """Tell whether it is a zip file, of which only the first bytes are held."""
        return self.data.startswith((b"PK\3\4", b"PK\5\6"))

    @cached_property
    def text(self) -> str:
        """Return the text, whatever it is encoded in; raise UnreadableError where it is none.

        What is not Unicode is taken for Western European, with a warning.
        """
        if len(self.data) > MAX_TABLE_BYTES:
            message = f"the file has {len(self.data):,} bytes; the most is {MAX_TABLE_BYTES:,}"
            raise UnreadableError("file-too-large", message, self.name, "split it")
        try:
            text, guessed = decode(self.data)
        except NotTextError as error:
            message = "the file holds binary data" if error.binary else "the file is not text"
            raise UnreadableError(
                "not-text", message, self.name, SAVE_AS_UTF8, error.line
            ) from error
        if guessed:
            message = "this is not UTF-8 text; it was read as Western European (Windows-1252)"
            hint = (
                f"look at the letters with accents in the deck; if they are wrong, {SAVE_AS_UTF8}"
            )
            place, warning = Position(self.name, guessed, 1), Severity.WARNING
            self.warnings.append(Diagnostic("not-text", message, place, hint, severity=warning))
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def head(self) -> str:
        """Return the beginning of the text, by which a format is recognized; nothing of no text."""
        try:
            return self.text[:_HEAD]
        except UnreadableError:
            return ""

    def small_text(self) -> str:
        """Return the text; raise UnreadableError where it is more than a tree may hold."""
        if len(self.data) > MAX_TEXT_BYTES:
            size = f"the file has {len(self.data):,} bytes; the most is {MAX_TEXT_BYTES:,}"
            raise UnreadableError("file-too-large", size, self.name, "split it")
        return self.text

    def source(self, format: str) -> Source:
        """Return a source without notes, for a reader to fill."""
        return Source(self.name, self.title, [], format, warnings=self.warnings)


def files_beside(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes | str]]:
    """Yield the bytes of files that a table names, or why there are none.

    They lie below the folder of the table, or in its folder `media`; none comes from outside.
    """
    for name in names:
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            yield name, "it does not lie below the folder of the table"
            continue
        found = next(filter(Path.is_file, (folder / path, folder / MEDIA_FOLDER / path)), None)
        try:
            if found is None:
                yield name, "there is no such file beside the table"
            elif found.stat().st_size > MOST_BYTES:
                yield name, f"it has more than {MOST_BYTES:,} bytes"
            else:
                yield name, found.read_bytes() or "it is empty"
        except OSError:
            yield name, "it cannot be read"
