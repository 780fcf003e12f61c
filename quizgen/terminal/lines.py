"""Lay words in lines for a terminal."""

from __future__ import annotations

import textwrap

# Control characters and lone surrogates would steer a terminal.
_UNSEEN = dict.fromkeys((*range(32), *range(127, 160), *range(55296, 57344)), "�")


def wrapped(line: str, width: int) -> str:
    """Return a line broken at so many characters, the rest indented; nothing steers a terminal."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return "\n".join(
        textwrap.wrap(line.translate(_UNSEEN), max(20, width), subsequent_indent=indent)
    )


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as `1 point` or `2 points`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
