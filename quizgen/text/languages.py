"""Read what is known of a language: a folder of tables, one a subject.

A language that has no folder, or no such table, is read with empty tables: then digits, signs and
letters still count as they are, and nothing is folded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent.parent
# In a wheel the templates lie inside the package, in a checkout beside it.
_FOLDER = _HERE / "templates" if (_HERE / "templates").is_dir() else _HERE.parent / "templates"


@cache
def table(language: str, subject: str) -> dict[str, Any]:
    """Return a language's table on a subject, such as `moments`; empty where there is none."""
    path = _FOLDER / "languages" / language / f"{subject}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def unit_table() -> dict[str, Any]:
    """Return the table of units, which all languages share."""
    return tomllib.loads((_FOLDER / "units.toml").read_text(encoding="utf-8"))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first; for none, one that never fits."""
    texts = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, texts))})" if texts else "(?!)"
