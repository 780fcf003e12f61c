"""Gives positions and diagnostics, and how they print; knows nothing else of quizgen."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

CODES = frozenset(
    """
    bad-cloze bad-id bad-quantity bad-roster bad-tag cannot-read cannot-write cloze-without-gap contradiction
    control-character distractor-not-false duplicate-id duplicate-key duplicate-term empty-value file-too-large
    lock-damaged lock-newer lock-outdated missing-glyph missing-key missing-kind no-collection no-decks not-text
    ragged-row repeated-member short-list template-failed term-cycle too-few-questions too-many-aliases
    too-many-parts two-kinds unknown-deck unknown-file unknown-form unknown-key unknown-kind unknown-language
    unknown-part unknown-source unknown-term unsupported-tag wrong-type yaml-syntax
    """.split()  # noqa: SIM905  # one literal is easier to read than forty
)


class Severity(StrEnum):
    """How bad a diagnostic is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Position(NamedTuple):
    """A place in a file: the path as the user would type it, line and column from 1; line 0 is the file as a whole."""

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

    code: str
    message: str
    position: Position
    hint: str = ""
    related: tuple[Related, ...] = ()
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        assert self.code in CODES, f"undeclared code {self.code}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest of `known`, or lists them if they are few and none is near."""
    names = sorted(set(known))
    near = difflib.get_close_matches(word.casefold(), [name.casefold() for name in names], n=1, cutoff=0.6)
    if near:
        return f"did you mean `{next(name for name in names if name.casefold() == near[0])}`?"
    if 0 < len(names) <= 20:
        return "use one of: " + ", ".join(names)
    return ""


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stops a build."""
    return any(each.severity is Severity.ERROR for each in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by file, line and column; each once."""
    return sorted(dict.fromkeys(diagnostics), key=lambda each: (each.position, each.code, each.message))


def as_text(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> str:
    """For people: each with its source line and a caret, then a count. `texts` are the files by path."""
    lines: list[str] = []
    split: dict[str, list[str]] = {}
    for each in diagnostics:
        lines.append(f"{each.position}: {each.severity}: {each.message} [{each.code}]")
        path, line, column = each.position
        if path in texts and path not in split:
            split[path] = texts[path].split("\n")
        if path in split and 0 < line <= len(split[path]):
            lines += _frame(split[path][line - 1].rstrip("\r"), line, column)
        lines += [f"  {note.message} {note.position}" for note in each.related]
        if each.hint:
            lines.append(f"  hint: {each.hint}")
    return "\n".join([*lines, _count(diagnostics)]) + "\n" if lines else ""


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """For programs: a list of objects, positions as numbers."""
    return json.dumps([_as_dict(each) for each in diagnostics], ensure_ascii=False, indent=2) + "\n"


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """For GitHub Actions: one workflow command a line, which annotates the file in a pull request."""
    return "".join(
        f"::{each.severity} file={_property(each.position.path)},line={each.position.line or 1},"
        f"col={each.position.column or 1},title={each.code}::"
        f"{_escape(each.message + (f' — {each.hint}' if each.hint else ''))}\n"
        for each in diagnostics
    )


def _frame(source: str, line: int, column: int, width: int = 110) -> list[str]:
    start = max(0, column - 1 - width // 2) if len(source) > width else 0
    shown = source[start : start + width].replace("\t", " ")
    gutter = f"{line:5} | "
    return [f"{gutter}{shown}", f"{' ' * (len(gutter) - 2)}| {' ' * (column - 1 - start)}^"]


def _count(diagnostics: Sequence[Diagnostic]) -> str:
    parts = []
    for severity in Severity:
        number = sum(each.severity is severity for each in diagnostics)
        if number:
            parts.append(f"{number} {severity}{'s' * (number > 1)}")
    files = len({each.position.path for each in diagnostics})
    return f"{' and '.join(parts)} in {files} file{'s' * (files > 1)}"


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
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
