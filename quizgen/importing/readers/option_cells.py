"""Bring the columns of a test into one form: options that share a cell, sentences with a tick."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from functools import partial

from quizgen.importing.column_names import roles_of
from quizgen.importing.readers.table_rows import SourceRow

_YES = frozenset("x ✓ ✔ ☑ ✅ * • ● + yes y true t wahr ja j richtig si sí oui vrai right".split())  # noqa: SIM905
_NO = frozenset("- – — ✗ ✘ ☐ ❌ no n false f falsch nein non faux wrong".split())  # noqa: SIM905
_NUMBER = re.compile(r"-?\d{1,3}(?:[.,]\d+)?\s*%?")
_LABEL = re.compile(r"(?:^|(?<=\s))\(?([A-Ha-h]|[1-8])[.):]\s+")
MOST_OPTIONS = 12  # in one cell


def tick_of(cell: str) -> float | None:
    """Return how much a cell says that what stands beside it is right, or None if it says neither.

    An empty cell says that it is not, as 0 does.
    """
    text = cell.strip().casefold()
    if not text or text in _NO:
        return 0.0
    if text in _YES:
        return 1.0
    return float(text.rstrip("% ").replace(",", ".")) if _NUMBER.fullmatch(text) else None


def with_options_apart(
    names: Sequence[str], rows: Sequence[SourceRow]
) -> tuple[list[str], list[SourceRow]]:
    """Return a table with a column for each option where one column has had them all.

    A cell in which none are told apart keeps its text, as if it were one option.
    """
    roles = roles_of(names)
    places = [index for index, role in enumerate(roles) if role.key == "options"]
    if len(places) != 1:
        return list(names), list(rows)
    at = places[0]
    cells = [row.cells[at].strip() if at < len(row.cells) else "" for row in rows]
    split = _way_to_split(cells)
    parts = [split(cell)[:MOST_OPTIONS] for cell in cells]
    width = max((len(each) for each in parts), default=0)
    heads = [f"option {chr(ord('a') + number)}" for number in range(width)]
    spread = []
    for row, own in zip(rows, parts, strict=True):
        padded = row.cells + [""] * (at - len(row.cells))
        options = own + [""] * (width - len(own))
        spread.append(SourceRow(row.line, [*padded[:at], *options, *padded[at + 1 :]]))
    return [*names[:at], *heads, *names[at + 1 :]], spread


def _way_to_split(cells: Sequence[str]) -> Callable[[str], list[str]]:
    """Return how the options of a column are told apart: the first way that fits most cells."""
    filled = [cell for cell in cells if cell]
    signs = (partial(_by_sign, between) for between in ("\n", "|", ";", "/", ","))
    ways: list[Callable[[str], list[str]]] = [_by_labels, _by_brackets, *signs]
    return max(ways, key=lambda way: sum(len(way(cell)) > 1 for cell in filled))


def _by_sign(between: str, cell: str) -> list[str]:
    """Return what stands between the signs in a cell."""
    parts = [part.strip() for part in cell.split(between)]
    return [part for part in parts if part]


def _by_labels(cell: str) -> list[str]:
    """Return the options that a cell has behind `A)`, `B)` or `1.`, `2.`."""
    labels = list(_LABEL.finditer(cell))
    if not labels or cell[: labels[0].start()].strip():
        return []
    starts: list[re.Match[str]] = []
    for label in labels:
        sign = label[1].lower()
        first = "1" if sign.isdigit() else "a"
        if ord(sign) - ord(first) == len(starts):
            starts.append(label)
    ends = [label.start() for label in starts[1:]] + [len(cell)]
    parts = (cell[label.end() : end] for label, end in zip(starts, ends, strict=True))
    return [part.strip().rstrip(";,|").strip() for part in parts]


def _by_brackets(cell: str) -> list[str]:
    """Return the texts of a list as programs write it: `['one', "two"]`."""
    if not re.fullmatch(r"\[.*\]", cell, re.DOTALL) or len(cell) > 10_000:
        return []
    try:
        value = ast.literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return []
    return [str(each).strip() for each in value if isinstance(each, str | int | float)]


def with_truth_in_words(
    names: Sequence[str], rows: Sequence[SourceRow]
) -> tuple[list[str], list[SourceRow]]:
    """Return a table with one answer where a tick stood below the one of two headings.

    Of a table `Statement`, `True`, `False`, the answer is the heading above the tick.
    """
    roles = roles_of(names)
    right = [index for index, role in enumerate(roles) if role == ("answer", "")]
    wrong = [index for index, role in enumerate(roles) if role == ("distractors", "")]
    if len(right) != 1 or len(wrong) != 1 or len(rows) < 2:
        return list(names), list(rows)
    columns = right[0], wrong[0]
    answers = []
    for row in rows:
        cells = [row.cells[index] if index < len(row.cells) else "" for index in columns]
        ticks = [tick_of(cell) for cell in cells]
        if None in ticks:
            return list(names), list(rows)
        ticked = [names[index] for index, tick in zip(columns, ticks, strict=True) if tick]
        answers.append(ticked[0] if len(ticked) == 1 else "")
    if not any(answers):
        return list(names), list(rows)
    changed = []
    for row, answer in zip(rows, answers, strict=True):
        cells = row.cells + [""] * (len(names) - len(row.cells))
        cells[columns[0]] = answer
        del cells[columns[1]]
        changed.append(SourceRow(row.line, cells))
    heads = list(names)
    heads[columns[0]] = "answer"
    del heads[columns[1]]
    return heads, changed
