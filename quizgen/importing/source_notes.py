"""Describe the notes of other programs in one form, and what makes a file unreadable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quizgen.diagnostics import Diagnostic, DiagnosticCode, Position


class Template(NamedTuple):
    """One card of a note type: what its two sides show, with fields in double braces."""

    front: str
    back: str


@dataclass(frozen=True, slots=True)
class SourceNoteType:
    """The names of a note's fields, and what its cards ask.

    Of a table's rows nothing but the names is known.
    """

    name: str
    fields: tuple[str, ...]
    cloze: bool = False
    templates: tuple[Template, ...] = ()
    named: bool = True  # whether the names say what the fields are


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a learner or a teacher wrote: fields by name, as HTML or as plain text."""

    type: SourceNoteType
    fields: Mapping[str, str]
    html: bool
    place: str
    deck: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class MediaReference(NamedTuple):
    """A picture or a sound that a field names.

    `words` are for who cannot see it; `asked` tells whether it came with the question.
    """

    kind: str  # as `quizgen.language.media` calls it
    name: str
    words: str = ""
    asked: bool = False


class Loss(NamedTuple):
    """What did not become part of a fact: where it stands, and why it did not."""

    place: str
    why: str


Files = Callable[[Iterable[str]], Iterator[tuple[str, bytes | str]]]


def no_files(names: Iterable[str]) -> Iterator[tuple[str, bytes | str]]:
    """Yield, for each name, that a file of nothing but text has no such file in it."""
    return ((name, "there is no such file in it") for name in names)


@dataclass(slots=True)
class Source:
    """Everything that one file holds.

    `files` yields, for the names that notes use, each file's bytes, or why it has none.
    """

    name: str
    title: str
    notes: list[SourceNote]
    losses: list[Loss] = field(default_factory=list)
    files: Files = no_files
    studied: bool = False  # whether it has a learner's progress, which stays where it is
    warnings: list[Diagnostic] = field(default_factory=list)


class UnreadableError(Exception):
    """What makes a file one that cannot be imported, as a diagnostic."""

    def __init__(
        self, code: DiagnosticCode, message: str, path: str, hint: str, line: int = 0
    ) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(code, message, Position(path, line, 1 if line else 0), hint)
