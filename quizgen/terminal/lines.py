"""Lay words in lines for a terminal, in characters that it has and cells that it has room for."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from quizgen.diagnostics import escape_controls

NARROWEST = 20  # cells; in fewer no text can be read

# What stands for a sign of ours where the encoding of the terminal lacks it.
TWINS = {
    "✓": "+",
    "✗": "x",
    "›": ">",
    "→": "->",
    "←": "<-",
    "–": "-",
    "—": "-",
    "−": "-",
    "·": "-",
    "•": "*",
    "…": "...",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "×": "x",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "█": "#",
    "░": ".",
    "─": "-",
    "▁": "_",
}


def use_twins() -> str:
    """Return the name of an error handler for streams that puts twins for what they lack."""
    codecs.register_error("quizgen-twins", _twins)
    return "quizgen-twins"


def _twins(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    characters = error.object[error.start : error.end]
    return "".join(TWINS.get(each, "?") for each in characters), error.end


def wrapped(text: str, width: int) -> str:
    """Return a text broken at so many cells, its own lines kept; nothing steers a terminal.

    What does not fit in a line goes on below it, indented.
    """
    first, *more = text.expandtabs(4).splitlines() or [""]
    indent = " " * (_indent(first) + 2 if _indent(first) else 0)
    lines = [first, *(indent + line for line in more)]
    return "\n".join(row for line in lines for row in _rows(line, max(NARROWEST, width)))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _rows(line: str, width: int) -> Iterator[str]:
    """Yield a line in rows of at most so many cells; a word that is longer than one is broken."""
    from rich.cells import cell_len, chop_cells  # here, as most verbs lay no lines

    line = escape_controls(line)
    indent = " " * min(_indent(line) + 2, width // 2)
    row, used = "", 0
    for word in re.findall(r" *[^ ]+", line):
        wide = cell_len(word)
        if row and used + wide > width and cell_len(word.lstrip(" ")) + len(indent) <= width:
            yield row
            row, used, word = indent, len(indent), word.lstrip(" ")
            wide = cell_len(word)
        while used + wide > width:  # longer than a whole row
            piece = next(iter(chop_cells(word, width - used)), "") if used < width else ""
            if piece and cell_len(piece) <= width - used:
                row, word = row + piece, word[len(piece) :]
            yield row
            row, used, wide = indent, len(indent), cell_len(word)
        row, used = row + word, used + wide
    if row.strip() or not line.strip():
        yield row.rstrip(" ")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as `1 point` or `2 points`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
