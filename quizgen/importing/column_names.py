"""Tell which key of the deck language a column of a table, or a field of a note, stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from quizgen.importing import inline_markup
from quizgen.language.facts import KINDS
from quizgen.language.facts.fact import Fact
from quizgen.language.validation import keys_of

# What others call a key.
_NAMES = {
    "ask": "front|question|prompt|q",
    "answer": "back|response|correct answer|a",
    "term": "word|vocabulary|expression|concept",
    "means": "definition|meaning|def",
    "cloze": "text",
    "of": "subject",
    "list": "relation",
    "items": "item|members|values",
    "steps": "step",
    "most to least": "ranks",
    "accept": "accepted|also accepted|alternatives|alternative answers",
    "distractors": "distractor|wrong|wrong answers|incorrect answers",
    "false versions": "false version",
    "why": "extra|back extra|explanation|notes|note|comment|comments|remark|remarks|rationale",
    "source": "sources|reference|references",
    "topic": "chapter|section|unit",
}
_KEYS = {name: key for key, names in _NAMES.items() for name in names.split("|")}
_KINDS_KEYS = {key for kind in KINDS.values() for key in keys_of(kind)}
# What stands in many cells of other programs' tables, and is part of no fact.
_APART = {"tags", "tag", "deck", "id", "guid"}
_LISTS = {
    "accept",
    "also",
    "causes",
    "distractors",
    "false versions",
    "items",
    "may also point to",
    "most to least",
    "never",
    "never points to",
    "source",
    "steps",
    "without",
}
_NEEDED = {
    name: [
        field.alias or key
        for key, field in kind.model_fields.items()
        if field.is_required() and key != "id"
    ]
    for name, kind in KINDS.items()
} | {"list": ["list", "items"], "sign": ["sign"], "comparison": ["comparison", "rows"]}
_SHARED = [key for key in keys_of(Fact) if key not in ("id", "tags", "was", "stems")]


def key_of(name: str) -> str:
    """Return the key that a column's name stands for, or nothing."""
    words = " ".join(re.sub(r"[_\W]+", " ", name.casefold()).split())
    return _KEYS.get(words) or (words if words in _KINDS_KEYS else "")


def is_heading(cells: Sequence[str]) -> bool:
    """Tell whether a row says what the columns are.

    Then they make up a kind, and every name is short.
    """
    names = [cell for cell in cells if cell.strip()]
    known = [name for name in names if key_of(name) or name.strip().casefold() in _APART]
    return (
        bool(kind_of(names))
        and len(known) * 2 > len(names)
        and all(len(name) < 40 for name in names)
    )


def kind_of(names: Iterable[str]) -> str:
    """Return the kind of fact that columns of these names make up, or nothing."""
    keys = {key_of(name) for name in names}
    if "ask" in keys and "answer" in keys:
        return "ask"
    kinds = (kind for kind, needed in _NEEDED.items() if keys.issuperset(needed))
    return next(
        (kind for kind in kinds if kind != "sign" or len(keys & set(keys_of(KINDS["sign"]))) > 1),
        "",
    )


def takes(kind: str, key: str) -> bool:
    """Tell whether a kind of fact has this key for text that stands in one column."""
    return key in keys_of(KINDS[kind]) and (key in _SHARED or key not in keys_of(Fact))


def values(key: str, lines: Sequence[str]) -> str | list[str]:
    """Return what a cell gives to a key: one text, or several where the key takes a list."""
    if key not in _LISTS:
        return "\n".join(lines)
    parts = list(lines)
    for separator in (r"[;|]", r"→|->|>") if key in ("steps", "most to least") else (r"[;|]",):
        if len(parts) == 1:
            parts = inline_markup.parts(parts[0], separator)
    if len(parts) == 1 and key != "source":
        parts = inline_markup.parts(parts[0], r",\s")
    return [part.strip() for part in parts if part.strip()]


def leading(kind: str, fact: Mapping[str, object]) -> str:
    """Return the text that a fact of this kind is known by: what its id is made of."""
    keys = {
        "list": ("list", "of"),
        "sign": ("sign",),
        "cloze": ("title", "cloze"),
        "comparison": ("title",),
    }.get(kind, (kind,))
    return " ".join(str(fact[key]) for key in keys if fact.get(key) and isinstance(fact[key], str))


@cache
def keys_in_order(kind: str) -> list[str]:
    """Return the keys of a kind in the order in which an author writes them: its own first."""
    own = [key for key in keys_of(KINDS[kind]) if key not in keys_of(Fact)]
    return [*own, *(key for key in keys_of(Fact) if key != "id")]
