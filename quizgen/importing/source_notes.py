"""Describe the notes of other programs in one form, and what makes a file unreadable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from quizgen.diagnostics import Diagnostic, DiagnosticCode, Position
from quizgen.importing.truth_words import ENGLISH_TRUTH, TruthWords


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


class SourceOption(NamedTuple):
    """One option of an item, with what its learner is told who chooses it."""

    text: str
    feedback: str = ""


ItemType = Literal["choice", "true-false", "short", "number", "matching", "ordering"]


@dataclass(frozen=True, slots=True)
class Item:
    """A question as a test has it, with its key. All its texts are HTML.

    `right` are all the right options of a choice, what counts as right of a short answer, and the
    steps of an ordering; `pairs` are those of a matching, with `wrong` for options of no pair.
    """

    type: ItemType
    stem: str
    right: tuple[SourceOption, ...] = ()
    wrong: tuple[SourceOption, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    why: str = ""
    tolerance: str = ""  # of a number: how far off an answer may be
    truth: bool = True  # of a sentence that is judged
    words: TruthWords = ENGLISH_TRUTH  # in which it is judged


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a learner or a teacher wrote: fields by name, as HTML or plain text, or an item."""

    type: SourceNoteType
    fields: Mapping[str, str]
    html: bool
    place: str
    deck: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    id: str = ""  # by which its program knows it, whatever becomes of its words
    item: Item | None = None
    # Of a passage with gaps: by what is right in a gap, what is not.
    wrong: Mapping[str, tuple[SourceOption, ...]] = field(default_factory=dict)


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


class ColumnReading(NamedTuple):
    """A column of a table: its heading, what it was taken for, and whether that is sure."""

    heading: str
    role: str
    sure: bool


@dataclass(slots=True)
class Source:
    """Everything that one file holds.

    `files` yields, for the names that notes use, each file's bytes, or why it has none. `columns`
    are those of a table; `doubts` say what in it can be read in more than one way, `nonsense`
    what no question and no answer would be like.
    """

    name: str
    title: str
    notes: list[SourceNote]
    format: str = ""
    columns: list[ColumnReading] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    nonsense: list[str] = field(default_factory=list)
    unread: int = 0  # rows or questions that could not be read at all
    ragged: int = 0  # rows with more cells than there are columns
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
