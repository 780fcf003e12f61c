"""Bring the columns of a test into one form: options that share a cell, sentences with a tick."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from quizgen.importing.column_names import roles_of
from quizgen.importing.readers.table_rows import SourceRow
from quizgen.importing.truth_words import tick_of, truth_in_words

_LABEL = re.compile(r"(?:^|(?<=\s))\(?([A-Ha-h]|[1-8])[.):]\s+")
_BY_NAME = re.compile(r"\(?(?:[A-Ha-h]|\d{1,2})[.)]?")
# From `A)`, which begins a line or follows a space, with a `B)` after it.
_LIST_IN_QUESTION = re.compile(
    r"(?:^|(?<=\s))\(?[Aa][.):]\s+(?=(?:(?!\s\(?[Bb][.):]\s).){1,500}\s\(?[Bb][.):]\s)", re.DOTALL
)
MOST_OPTIONS = 12  # in one cell


def _with_truths(rows: Sequence[SourceRow], ask: int, answer: int) -> Sequence[SourceRow]:
    """Return the rows with `True` for `T`, where all say so of sentences that ask nothing."""
    last = max(ask, answer)
    filled = [row.cells for row in rows if len(row.cells) > last and row.cells[answer].strip()]
    asking = sum(cells[ask].strip().endswith("?") for cells in filled)
    is_said = all(truth_in_words(cells[answer]) for cells in filled)
    sentences = sum(len(cells[ask].split()) > 2 for cells in filled)
    if not filled or asking or sentences * 2 < len(filled) or not is_said:
        return rows
    words = [truth_in_words(row.cells[answer]) if len(row.cells) > last else "" for row in rows]
    return [
        SourceRow(row.line, [*row.cells[:answer], word, *row.cells[answer + 1 :]]) if word else row
        for row, word in zip(rows, words, strict=True)
    ]


class SpreadTable(NamedTuple):
    """A table with a column for each option, and why it is not sure where one of them ends."""

    names: list[str]
    rows: list[SourceRow]
    doubts: list[str]


def with_options_apart(names: Sequence[str], rows: Sequence[SourceRow]) -> SpreadTable:
    """Return a table with a column for each option where one column has had them all.

    A cell in which none are told apart keeps its text, as if it were one option. A comma may be
    part of an option: where its cells have not equally many, letters for keys may name another.
    """
    roles = roles_of(names)
    places = [index for index, role in enumerate(roles) if role.key == "options"]
    if len(places) != 1:
        return _with_options_out_of_questions(names, rows)
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
    doubts = []
    counts = {len(each) for each in parts if each}
    between = split.args[0] if isinstance(split, partial) else ""
    keys = [index for index, role in enumerate(roles) if role.key == "answer"]
    named = [
        _BY_NAME.fullmatch(row.cells[i].strip()) for row in rows for i in keys if row.cells[i:]
    ]
    if between in (",", "/") and len(counts) > 1 and any(named):
        doubts.append(
            f"the options stand in one cell with `{between}` between them, and it may be part of "
            "one; put `|` between them, or write the text of the right option as the key"
        )
    return SpreadTable([*names[:at], *heads, *names[at + 1 :]], spread, doubts)


def _with_options_out_of_questions(names: Sequence[str], rows: Sequence[SourceRow]) -> SpreadTable:
    """Return a table with a column for each option, where questions end in them.

    So it is only where letters are the answers; where there is no option for them, that is said.
    """
    plain = SpreadTable(list(names), list(rows), [])
    keys = [role.key for role in roles_of(names)]
    if keys.count("ask") != 1 or keys.count("answer") != 1 or "option" in keys:
        return plain
    ask, answer = keys.index("ask"), keys.index("answer")
    filled = [row.cells for row in rows if len(row.cells) > max(ask, answer)]
    filled = [cells for cells in filled if cells[answer].strip()]
    letters = {cells[answer].strip("(). \n").upper() for cells in filled}
    if len(filled) < 2 or not letters <= {*"ABCDEFGH"} or len(letters) * 2 > len(filled) + 2:
        return plain
    starts = [_LIST_IN_QUESTION.search(cells[ask]) for cells in filled]
    if sum(map(bool, starts)) * 2 > len(starts):
        parted = []
        for line, cells in rows:
            own = [*cells, *[""] * (len(names) - len(cells))]
            start = _LIST_IN_QUESTION.search(own[ask])
            at = start.start() if start else len(own[ask])
            parted.append(
                SourceRow(line, [*own[:ask], own[ask][:at], own[ask][at:], *own[ask + 1 :]])
            )
        return with_options_apart([*names[: ask + 1], "options", *names[ask + 1 :]], parted)
    if letters <= {*"ABCDE"} and len(filled) > 2:
        plain.doubts.append(
            "each answer is a letter, as if it named an option, and there are no options; "
            "write the text of the right option as the answer"
        )
    return plain


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
    starts: list[re.Match[str]] = []
    for label in labels:
        sign = label[1].lower()
        first = "1" if sign.isdigit() else "a"
        if ord(sign) - ord(first) == len(starts):
            starts.append(label)
    if not starts or cell[: starts[0].start()].strip():
        return []
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

    Of a table `Statement`, `True`, `False`, the answer is the heading above the tick. `T` and
    `No`, which answer no question, are true and false.
    """
    roles = roles_of(names)
    keys = [role.key for role in roles]
    if keys.count("ask") == keys.count("answer") == 1 and not {"option", "options"} & {*keys}:
        rows = _with_truths(rows, keys.index("ask"), keys.index("answer"))
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
