"""Render a side of an Anki card as Anki would, as far as our templates need it.

Its oracle is Anki itself: `tests/anki/test_preview_cards.py` compares the two for every card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from typing import NamedTuple

_TAG = re.compile(r"\{\{([#^/]?)([^{}]+)\}\}")
_CLOZE = re.compile(r"\{\{c(\d+)::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
_NOTHING = re.compile(r"(?:\s|</?(?:br|div)\s*/?>)*")  # what Anki takes for an empty field


class _Section(NamedTuple):
    """A part of a template that is there only if its field has content; for `^`, if it has none."""

    field: str
    content: bool
    inside: tuple[str | _Section | _Field, ...]


class _Field(NamedTuple):
    name: str


_Parts = tuple[str | _Section | _Field, ...]


def both_sides(
    templates: tuple[str, str], fields: Mapping[str, str], number: int
) -> tuple[str, str]:
    """Return the HTML of front and back of card `number`, from its note's two templates."""
    front = _side(templates[0], fields, number, back=False)
    return front, _side(templates[1], {**fields, "FrontSide": front}, number, back=True)


def _side(template: str, fields: Mapping[str, str], number: int, *, back: bool) -> str:
    """Return the HTML of a side; what is hidden on the front is shown on the back."""
    full = {name for name, text in fields.items() if not _NOTHING.fullmatch(text)} | {f"c{number}"}

    def fill(parts: _Parts) -> Iterator[str]:
        for part in parts:
            if isinstance(part, str):
                yield part
            elif isinstance(part, _Section):
                if (part.field in full) is part.content:
                    yield from fill(part.inside)
            else:
                kind, _, name = part.name.rpartition(":")
                text = fields[name]
                if kind == "cloze":
                    yield _cloze(text, number, back=back)
                elif kind == "cloze-only":
                    yield _cloze_only(text, number, back=back)
                else:
                    yield text

    return "".join(fill(_parsed(template)))


@cache
def _parsed(template: str) -> _Parts:
    """Return the template as texts, fields and sections."""
    open_: list[tuple[str, bool, list[str | _Section | _Field]]] = [("", True, [])]
    end = 0
    for match in _TAG.finditer(template):
        open_[-1][2].append(template[end : match.start()])
        end = match.end()
        sign, name = match[1], match[2].strip()
        if sign in ("#", "^"):
            open_.append((name, sign == "#", []))
        elif sign == "/":
            field, content, inside = open_.pop()
            assert field == name, f"{field} is closed by {name}"
            open_[-1][2].append(_Section(field, content, tuple(inside)))
        else:
            open_[-1][2].append(_Field(name))
    [(_, _, parts)] = open_
    return (*parts, template[end:])


def _cloze_only(text: str, number: int, *, back: bool) -> str:
    """Return the hint of the number's cloze or, on the back, its text; nothing without one."""
    clozes = [match for match in _CLOZE.finditer(text) if int(match[1]) == number]
    return ", ".join(match[2] if back else match[3] or "..." for match in clozes)


def _cloze(text: str, number: int, *, back: bool) -> str:
    """Return a field with its clozes, or nothing where none is of the number.

    That of the number is hidden or, on the back, shown; the others are text. Of a field without
    it, Anki shows nothing.
    """
    if f"{{{{c{number}::" not in text:
        return ""

    def gap(match: re.Match[str]) -> str:
        ordinal, inside, hint = int(match[1]), match[2], match[3]
        if ordinal != number:
            return f'<span class="cloze-inactive" data-ordinal="{ordinal}">{inside}</span>'
        if back:
            return f'<span class="cloze" data-ordinal="{ordinal}">{inside}</span>'
        hidden = f'data-cloze="{escape(inside)}" data-ordinal="{ordinal}"'
        return f'<span class="cloze" {hidden}>[{hint or "..."}]</span>'

    return _CLOZE.sub(gap, text)
