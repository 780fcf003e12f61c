"""Write plain values as YAML that a person would write and that reads back as the same text.

PyYAML's emitter folds long lines and is slow in Python, and libyaml's writes emoji as escapes:
hence these few rules.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence

WIDTH = 110  # of a line with a list in brackets, at most
_ODD = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_QUOTED = re.compile(
    r"""[\s,\[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|~$|$|---|\.\.\.|.*(?::\s|:$|\s\#|\s$)""", re.DOTALL
)
_IN_BRACKETS = re.compile(r"^:|[,\[\]{}?]|:$|:(?=:*[\s\"'])")


def as_yaml(values: Mapping[str, object]) -> str:
    """Return a mapping as YAML; values are texts, None, lists and mappings of these."""
    return "\n".join(_mapping(values, "")) + "\n"


def _mapping(values: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in values.items():
        yield from _entry(f"{indent}{_key(key)}:", value, f"{indent}  ")


def _entry(head: str, value: object, indent: str) -> Iterator[str]:
    """Yield a key or a dash with its value.

    It stands on the same line if it can, else indented below.
    """
    if isinstance(value, str):
        first, *lines = _scalar(value)
        yield f"{head} {first}"
        yield from (f"{indent}{line}" if line else "" for line in lines)
    elif value is None:
        yield f"{head} ~"
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, indent)
    elif isinstance(value, Sequence):
        if flat := _flat(value, WIDTH - len(head)):
            yield f"{head} {flat}"
            return
        yield head
        for item in value:
            yield from _item(item, indent)


def _item(value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        lines = _mapping(value, f"{indent}  ")
        yield f"{indent}- {next(lines).lstrip()}"
        yield from lines
    else:
        yield from _entry(f"{indent}-", value, f"{indent}  ")


def _flat(values: Sequence[object], room: int) -> str:
    """Return a list in brackets, or nothing where it is too long or holds more than short texts."""
    if not values:
        return "[]"
    texts = []
    for value in values:
        if isinstance(value, str):
            if "\n" in value:
                return ""
            texts.append(_one_line(value, in_brackets=True))
        elif value is None:
            texts.append("~")
        elif isinstance(value, Sequence) and (inner := _flat(value, room)):
            texts.append(inner)
        else:
            return ""
    flat = f"[{', '.join(texts)}]"
    return flat if len(flat) < room else ""


def _key(text: str) -> str:
    return _one_line(text, in_brackets=False)


def _scalar(text: str) -> list[str]:
    """Return a text in its plainest form, in lines: as it is, as a block, or in quotes."""
    if (
        "\n" in text
        and not _ODD.search(text)
        and text == text.strip()
        and not re.search(r"[ \t]$", text, re.MULTILINE)
    ):
        return ["|-", *text.split("\n")]
    return [_one_line(text, in_brackets=False)]


def _one_line(text: str, *, in_brackets: bool) -> str:
    if _ODD.search(text) or "\n" in text:
        escaped = json.dumps(text, ensure_ascii=False)
        return _ODD.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)
    if not _QUOTED.match(text) and not (in_brackets and _IN_BRACKETS.search(text)):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def pair_in_brackets(key: str, value: str | Sequence[str | None] | None) -> str:
    """Return a key and its value as they read in a mapping that stands in brackets."""
    written = "~"
    if isinstance(value, str):
        written = _one_line(value, in_brackets=True)
    elif value is not None:
        written = _flat(value, sys.maxsize)
    return f"{_one_line(key, in_brackets=True)}: {written}"
