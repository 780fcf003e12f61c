"""Know what spreadsheets do to cells: what they calculate, and what is there for the eye alone."""

# What begins with one of these signs is calculated when somebody opens the file, and may reach out
# of it. An apostrophe before it says that it is text; a plain number needs none.

from __future__ import annotations

import re
from collections.abc import Iterable

_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
_GUARDED = re.compile(r"'(?=\s*[=+\-@])")
_QUOTED = re.compile(r"'[^']*'")  # in quotes of its own: '-ness'
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*\s*%?")


def guarded(text: str) -> str:
    """Return a cell so that a spreadsheet takes it as text, whatever it begins with."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unguarded(text: str) -> str:
    """Return a cell without the apostrophe that marks it as text."""
    is_guarded = _GUARDED.match(text) and not _QUOTED.fullmatch(text)
    return text[1:] if is_guarded else text


# What stands in a cell of which nothing is known. NA may be sodium, or a continent.
_UNKNOWN = re.compile(
    r"n/a|n\.\s?a\.|n/d|k\.\s?a\.|tbd|NULL|#(?:N/A|NV|REF!|VALUE!|WERT!|DIV/0!|NAME\?|NUM!|NULL!)",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[-–—?]{1,3}")
# A first line that tells Excel what stands between cells, and that Excel never shows.
_SEPARATOR_LINE = re.compile(r"[\"']?sep=(.)[\"']?[,;\t]*(?:\r?\n|\Z)", re.IGNORECASE)


def is_no_value(text: str) -> bool:
    """Tell whether a cell says in words that nothing is known: n/a."""
    return _UNKNOWN.fullmatch(text.strip()) is not None


def mere_signs(column: Iterable[str]) -> set[str]:
    """Return the cells that have a sign for a value, -, as none of their column has for one: +."""
    cells = {each for each in column if each.strip()}
    signs = {each for each in cells if _SIGNS.fullmatch(each.strip())}
    others = {each.strip() for each in cells - signs}
    is_worded = len(others) > 2 and all(any(map(str.isalnum, value)) for value in others)
    return signs if is_worded else set()


def without_separator_line(text: str) -> tuple[str, int]:
    """Return a table without Excel's line `sep=;`, and how many lines that takes away."""
    match = _SEPARATOR_LINE.match(text)
    return (text[match.end() :], 1) if match else (text, 0)
