"""Break lines for a terminal."""

from __future__ import annotations

import textwrap

_UNSEEN = dict.fromkeys(
    (*range(32), *range(127, 160), *range(55296, 57344)), "�"
)  # would steer a terminal


def wrapped(line: str, width: int) -> str:
    """Return a line broken at so many characters, the rest indented; nothing steers a terminal."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return "\n".join(
        textwrap.wrap(line.translate(_UNSEEN), max(20, width), subsequent_indent=indent)
    )
