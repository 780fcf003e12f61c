"""Hold the languages: each is a folder of tables: `wording`, `texts`, `families`, `rewording`.

Those of the package lie in `templates/languages/`; a collection may bring one of its own. A
language that has no such table is read with an empty one: then digits, signs and letters still
count as they are, and nothing is folded.
"""

# A language of a collection's own is known by its code and a hash of its files: `it#3f2a91c0`. So
# two collections may each have their Italian, an edited folder is another language to every cache,
# and what is made of it is the same on every machine.

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent.parent
# In a wheel the templates lie inside the package, in a checkout beside it.
FOLDER = _HERE / "templates" if (_HERE / "templates").is_dir() else _HERE.parent / "templates"
SUBJECTS = ("wording", "texts", "families", "rewording")
CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
MOST_BYTES = 1_000_000  # of a table, which is read whole
_brought: dict[str, dict[str, str]] = {}  # by language, the texts of its files by their subject


class LanguageError(ValueError):
    """Raised for a folder that cannot be a language; says why, and at which path."""

    def __init__(self, message: str, path: Path) -> None:
        super().__init__(message)
        self.path = path


def languages() -> list[str]:
    """Return the languages of the package by their codes."""
    return sorted(path.name for path in (FOLDER / "languages").iterdir() if path.is_dir())


def bring(folder: Path) -> str:
    """Take the language of a folder, and return the name by which all functions know it.

    Raises LanguageError for a folder that is not called by a code of a language, has no wording,
    or has a table that cannot be read.
    """
    code = folder.resolve().name
    if not CODE.fullmatch(code):
        raise LanguageError(f"`{code}` is no code of a language", folder)
    if not (folder / "wording.toml").is_file():
        raise LanguageError("this folder has no `wording.toml`", folder)
    texts: dict[str, str] = {}
    for subject in SUBJECTS:
        path = folder / f"{subject}.toml"
        if not path.is_file():
            continue
        try:
            if path.stat().st_size > MOST_BYTES:
                raise LanguageError(f"it is larger than {MOST_BYTES:,} bytes", path)
            texts[subject] = path.read_text(encoding="utf-8")
            tomllib.loads(texts[subject])
        except OSError as error:
            raise LanguageError(f"it cannot be read: {error.strerror}", path) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise LanguageError(f"it is no TOML: {error}", path) from error
    whole = "\0".join(f"{subject}\0{text}" for subject, text in texts.items())
    language = f"{code}#{blake2b(whole.encode(), digest_size=4).hexdigest()}"
    _brought[language] = texts
    return language


def is_brought(language: str) -> bool:
    """Tell whether a language is a collection's own."""
    return language in _brought


def code_of(language: str) -> str:
    """Return the code of a language, such as `it`, whoever brought it."""
    return language.partition("#")[0]


@cache
def table(language: str, subject: str) -> dict[str, Any]:
    """Return a language's table on a subject, such as `texts`; empty where there is none."""
    if language in _brought:
        return tomllib.loads(_brought[language].get(subject, ""))
    path = FOLDER / "languages" / language / f"{subject}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def unit_table() -> dict[str, Any]:
    """Return the table of units, which all languages share."""
    return tomllib.loads((FOLDER / "units.toml").read_text(encoding="utf-8"))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first; for none, one that never fits."""
    texts = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, texts))})" if texts else "(?!)"
