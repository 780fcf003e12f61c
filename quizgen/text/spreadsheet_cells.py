"""Keep the cells of a table text, where a spreadsheet would take them for formulas."""

# What begins with one of these signs is calculated when somebody opens the file, and may reach out
# of it. An apostrophe before it says that it is text; a plain number needs none.

from __future__ import annotations

import re

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
