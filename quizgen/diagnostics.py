"""Say what is wrong and where: positions, diagnostics, and how they print."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple, get_args

# fmt: off
DiagnosticCode = Literal[  # a line each would be more than anybody reads
    "absolute-distractor", "alias-clash", "ambiguous-stem", "answer-not-typable", "answer-too-long",
    "answer-with-alternatives", "answers-confusable", "bad-cloze", "bad-formula", "bad-id",
    "bad-json", "bad-media", "bad-moment", "bad-package", "bad-plan", "bad-quantity", "bad-roster",
    "bad-table", "bad-tag", "bad-test", "bad-unit", "bad-wording", "bad-xml", "cannot-read",
    "cannot-write", "cell-too-long", "clang", "clashing-keys", "clause-as-name",
    "cloze-repeated-gap", "cloze-shows-key", "cloze-starts-blank", "cloze-too-many-gaps",
    "cloze-without-gap", "combined-option", "comma-in-number", "comment-in-text", "contradiction",
    "control-character", "convergence", "deck-gone", "distractor-not-false", "distractor-overused",
    "doubtful-import", "duplicate-id", "duplicate-key", "duplicate-option", "duplicate-question",
    "duplicate-term", "empty-value", "file-too-large", "gives-away", "guessable", "hinged-stem",
    "id-reused", "implausible-distractor", "key-length", "key-longest", "key-position",
    "list-too-long", "lock-damaged", "lock-lost", "lock-merged", "lock-newer", "lock-of-another",
    "lock-outdated", "matching-one-to-one", "missing-alt", "missing-glyph", "missing-key",
    "missing-kind", "missing-media", "missing-place", "missing-tolerance", "missing-unit",
    "mixed-options", "mixed-units", "negative-stem", "no-collection", "no-decks", "no-effect",
    "no-questions", "no-recall", "no-sentence", "no-source", "no-wording", "no-wrong-option",
    "not-exclusive", "not-imported", "not-text", "nothing-to-import", "odd-value",
    "only-true-false", "open-list", "opposite-pair", "option-too-long", "ordering-too-long",
    "overlapping-options", "part-of-collection", "part-renamed", "plural-noun", "ragged-row",
    "repeated-member", "row-renamed", "second-right-option", "sheet-too-long", "short-list",
    "stem-doubled", "stem-gives-key", "stem-grammar", "stem-hints-key", "stem-lower-case",
    "stem-too-long", "stem-unfocused", "template-failed", "term-cycle", "test-flaw",
    "title-gives-step", "too-few-questions", "too-many-aliases", "too-many-choices",
    "too-many-parts", "true-and-false", "two-flaws", "two-kinds", "uneven-options",
    "unknown-abbreviation", "unknown-code", "unknown-deck", "unknown-file", "unknown-form",
    "unknown-key", "unknown-kind", "unknown-language", "unknown-part", "unknown-place",
    "unknown-source", "unknown-term", "unknown-unit", "unpaired-mark", "unsupported-tag",
    "unused-column", "unused-ignore", "unused-media", "unused-option", "vague-frequency",
    "wide-tolerance", "wrong-type", "yaml-syntax",
]
# fmt: on
CODES: frozenset[str] = frozenset(get_args(DiagnosticCode))
# Warnings of what the next build does, after which no check can tell of it.
SETTLED_BY_A_BUILD: tuple[DiagnosticCode, ...] = (
    "deck-gone",
    "lock-merged",
    "part-renamed",
    "row-renamed",
)

MOST_QUOTED = 60  # characters of a text that a message quotes
WIDEST = 110  # characters of a line that is shown with a diagnostic
# What a terminal would obey, and what turns the direction of the text after it.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069]")
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Severity(StrEnum):
    """How bad a diagnostic is.

    An error stops the build, a warning does not; a notice says what could be had besides.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Position(NamedTuple):
    """A place in a file: the path as the user would type it, line and column from 1.

    Line 0 is the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Related(NamedTuple):
    """A second place that a diagnostic is about."""

    message: str
    position: Position


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: what is wrong, where, and what to type instead."""

    code: DiagnosticCode
    message: str
    position: Position
    hint: str = ""
    related: tuple[Related, ...] = ()
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        assert self.code in CODES, f"undeclared code {self.code}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the one of `known` that `word` is most likely a misspelling of, or nothing."""
    by_form = {name.casefold(): name for name in sorted(known, reverse=True)}
    near = difflib.get_close_matches(word.casefold(), by_form, n=1, cutoff=0.6)
    return by_form[near[0]] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest of `known`; none near, a few are all listed."""
    names = sorted(set(known))
    if near := nearest(word, names):
        return f"did you mean `{near}`?"
    if 0 < len(names) <= 20:
        return "use one of: " + ", ".join(names)
    return ""


def escape_controls(text: str) -> str:
    """Return the text with what would steer a terminal in writing, `\\u001b`, as in JSON."""
    return text if text.isprintable() else _STEERING.sub(_in_writing, text)


def _in_writing(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def shortened(text: str) -> str:
    """Return the text as a message quotes it: what is longer than `MOST_QUOTED` is cut off."""
    return f"{text[:MOST_QUOTED]}…" if len(text) > MOST_QUOTED else text


def split_lines(text: str) -> list[str]:
    """Return the lines as YAML counts them, without their ends."""
    return _LINE_BREAK.split(text)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of them stops a build."""
    return any(each.severity is Severity.ERROR for each in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return each diagnostic once, sorted by file, line and column."""
    return sorted(
        dict.fromkeys(diagnostics), key=lambda each: (each.position, each.code, each.message)
    )


def as_text(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> str:
    """Print diagnostics for people: each with its source line and a caret, then a count.

    `texts` are the files by path.
    """
    lines: list[str] = []
    frames = code_frames(diagnostics, texts)
    for each, frame in zip(diagnostics, frames, strict=True):
        place, message = _printable(str(each.position)), _printable(each.message)
        lines.append(f"{place}: {each.severity}: {message} [{each.code}]")
        lines += [*frame, *(f"  {_printable(note)}" for note in _notes(each))]
        if each.hint:
            lines.append(f"  hint: {_printable(each.hint)}")
    return "\n".join([*lines, _count(diagnostics)]) + "\n" if lines else ""


def code_frames(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[list[str]]:
    """Return for each its source line and a line with a caret below it.

    Where the place is a whole file, or its text is not at hand, there are no lines.
    """
    frames = []
    split: dict[str, list[str]] = {}
    for path, line, column in (each.position for each in diagnostics):
        if texts.get(path) and path not in split:
            split[path] = split_lines(texts[path])
        there = path in split and 0 < line <= len(split[path])
        frames.append(_frame(split[path][line - 1], line, column) if there else [])
    return frames


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Print diagnostics for programs: a list of objects, positions as numbers."""
    return json.dumps([_as_dict(each) for each in diagnostics], ensure_ascii=False, indent=2) + "\n"


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Print diagnostics for GitHub Actions: one workflow command a line.

    Each annotates its file in a pull request.
    """
    return "".join(
        f"::{each.severity} file={_property(each.position.path)},line={each.position.line or 1},"
        f"col={each.position.column or 1},title={each.code}::"
        f"{_escape(' — '.join(filter(None, (each.message, *_notes(each), each.hint))))}\n"
        for each in diagnostics
    )


def _frame(source: str, line: int, column: int) -> list[str]:
    start = max(0, column - 1 - WIDEST // 2) if len(source) > WIDEST else 0
    excerpt = _printable(source[start : start + WIDEST])
    caret = " " * _cells(_printable(source[start : column - 1])) + "^"
    return [f"{line:5} | {excerpt}", f"{'':5} | {caret}"]


def _printable(text: str) -> str:
    """Return the text on one line, with what a terminal would obey in writing."""
    text = escape_controls(text)
    return "".join(character if character.isprintable() else " " for character in text)


def _cells(text: str) -> int:
    """Count the columns of a terminal that the text takes."""
    width = {"W": 2, "F": 2}
    return sum(
        width.get(unicodedata.east_asian_width(character), 1)
        for character in text
        if not unicodedata.combining(character)
    )


def _notes(each: Diagnostic) -> list[str]:
    return [f"{note.message} {note.position}" for note in each.related]


def _count(diagnostics: Sequence[Diagnostic]) -> str:
    parts = []
    for severity in Severity:
        number = sum(each.severity is severity for each in diagnostics)
        if number:
            parts.append(f"{number} {severity}{'s' * (number > 1)}")
    files = len({each.position.path for each in diagnostics})
    counts = " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    return f"{counts} in {files} file{'s' * (files > 1)}"


def _as_dict(each: Diagnostic) -> dict[str, object]:
    place = each.position._asdict()
    related = [{"message": note.message, **note.position._asdict()} for note in each.related]
    return {
        "code": each.code,
        "severity": str(each.severity),
        "message": each.message,
        "hint": each.hint,
        **place,
        "related": related,
    }


def _escape(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escape_controls(text)


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
