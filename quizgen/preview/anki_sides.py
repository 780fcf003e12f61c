"""Render a side of an Anki card as Anki would, as far as our templates need it.

Its oracle is Anki itself: `tests/anki/test_preview_cards.py` compares the two for every card.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import NamedTuple

_TAG = re.compile(r"\{\{([#^/]?)([^{}]+)\}\}")
_CLOZE = re.compile(r"\{\{c(\d+)::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
_NOTHING = re.compile(r"(?:\s|</?(?:br|div)\s*/?>)*")  # what Anki takes for an empty field


class _Section(NamedTuple):
    """A part of a template that is there only if the field has content or, for `^`, only if it has none."""

    field: str
    wanted: bool
    inside: tuple[str | _Section | _Field, ...]


class _Field(NamedTuple):
    name: str


_Parts = tuple[str | _Section | _Field, ...]


def side(template: str, fields: Mapping[str, str], number: int, back: bool) -> str:
    """Return the HTML of a side of card `number`.

    What is hidden on the front is shown on the back.
    """
    there = {name for name, text in fields.items() if not _NOTHING.fullmatch(text)} | {f"c{number}"}

    def shown(parts: _Parts) -> str:
        texts = []
        for part in parts:
            if isinstance(part, str):
                texts.append(part)
            elif isinstance(part, _Section):
                texts.append(shown(part.inside) if (part.field in there) is part.wanted else "")
            else:
                kind, _, name = part.name.rpartition(":")
                texts.append(
                    _cloze(fields[name], number, back) if kind == "cloze" else fields[name]
                )
        return "".join(texts)

    return shown(_parsed(template))


@cache
def _parsed(template: str) -> _Parts:
    """Return the template as texts, fields and sections."""
    open_: list[tuple[str, bool, list[str | _Section | _Field]]] = [("", True, [])]
    end = 0
    for found in _TAG.finditer(template):
        open_[-1][2].append(template[end : found.start()])
        end = found.end()
        sign, name = found[1], found[2].strip()
        if sign in ("#", "^"):
            open_.append((name, sign == "#", []))
        elif sign == "/":
            field, wanted, inside = open_.pop()
            assert field == name, f"{field} is closed by {name}"
            open_[-1][2].append(_Section(field, wanted, tuple(inside)))
        else:
            open_[-1][2].append(_Field(name))
    [(_, _, parts)] = open_
    return (*parts, template[end:])


def _cloze(text: str, number: int, back: bool) -> str:
    """Return a field with its clozes.

    That of the number is hidden or, on the back, shown; the others are text.
    """

    def shown(found: re.Match[str]) -> str:
        ordinal, inside, hint = int(found[1]), found[2], found[3]
        if ordinal != number:
            return f'<span class="cloze-inactive" data-ordinal="{ordinal}">{inside}</span>'
        if back:
            return f'<span class="cloze" data-ordinal="{ordinal}">{inside}</span>'
        hidden = f'data-cloze="{escape(inside)}" data-ordinal="{ordinal}"'
        return f'<span class="cloze" {hidden}>[{hint or "..."}]</span>'

    return _CLOZE.sub(shown, text)
