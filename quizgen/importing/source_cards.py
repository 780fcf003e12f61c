"""Tell what the cards of a note ask and answer, by Anki's card templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from quizgen.importing.column_names import key_of
from quizgen.importing.source_notes import SourceNote

_FIELD = re.compile(r"\{\{(?![#^/!])((?:[^{}:]*:)*)\s*([^{}:]+?)\s*\}\}")
_SECTION = re.compile(
    r"\{\{([#^])\s*([^{}]+?)\s*\}\}((?:(?!\{\{[#^]).)*?)\{\{/\s*\2\s*\}\}", re.DOTALL
)
_DIVIDER = re.compile(r"<hr\b[^<>]*\bid\s*=\s*[\"']?answer\b[^<>]*>", re.IGNORECASE)
_NO_TEXT = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>|&nbsp;|\s", re.DOTALL)


class SourceCard(NamedTuple):
    """A question, as HTML or plain text like its note, and the fields that answer it."""

    question: str
    asks: tuple[str, ...]
    answers: tuple[str, ...]


def cards_of(note: SourceNote) -> list[SourceCard]:
    """Return the cards of a note that ask something.

    Without templates, its first field is answered by its second, and by no other: what stands
    in a third is no answer because the second is empty.
    """
    if note.type.templates:
        cards = (_card(note, *template) for template in note.type.templates)
        return [card for card in cards if card is not None]
    sides = note.type.fields[:2]
    if len(sides) < 2 or not all(note.fields.get(name, "").strip() for name in sides):
        return []
    first, second = sides
    return [SourceCard(note.fields[first], (first,), (second,))]


def _card(note: SourceNote, front: str, back: str) -> SourceCard | None:
    fields = note.fields
    front, back = _decided(front, fields), _decided(back, fields)
    asks = tuple(dict.fromkeys(_visible_fields(front, fields)))
    answers = tuple(name for name in _answers(back, fields) if name not in asks)
    if not asks or not answers:
        return None
    # What stands around the fields belongs to the question, unless it is only layout.
    around = _NO_TEXT.sub("", _FIELD.sub("", front))
    if any(character.isalnum() for character in around):
        question = _FIELD.sub(
            lambda match: fields.get(match[2], "") if match[2] in asks else "", front
        )
    else:
        question = "<br>".join(fields[name] for name in asks)
    return SourceCard(question, asks, answers)


def _answers(back: str, fields: Mapping[str, str]) -> list[str]:
    """Return the fields that a back shows, the answer first.

    It follows Anki's line that parts it from the question, or is called an answer.
    """
    above, line, below = back, "", ""
    if divider := _DIVIDER.search(back):
        above, line, below = back[: divider.start()], divider[0], back[divider.end() :]
    names = list(dict.fromkeys(_visible_fields(above + below, fields, typed=True)))
    if line:
        after = list(_visible_fields(below, fields, typed=True))
        return list(dict.fromkeys([*after, *names]))
    return sorted(names, key=lambda name: key_of(name) not in ("answer", "means"))


def _decided(template: str, fields: Mapping[str, str]) -> str:
    """Return the template with its conditions decided, the innermost first."""
    for _ in range(100):
        decided = _SECTION.sub(
            lambda match: match[3] if _holds(match[1], fields.get(match[2], "")) else "", template
        )
        if decided == template:
            break
        template = decided
    return re.sub(r"<!--.*?-->", "", template, flags=re.DOTALL)


def _holds(sign: str, value: str) -> bool:
    return bool(value.strip()) == (sign == "#")


def _visible_fields(
    template: str, fields: Mapping[str, str], *, typed: bool = False
) -> Iterator[str]:
    """Yield the fields that a side of a card shows.

    What is typed in is not shown with the question.
    """
    for match in _FIELD.finditer(template):
        if fields.get(match[2], "").strip() and (typed or "type:" not in match[1]):
            yield match[2]


def conditions(note: SourceNote) -> set[str]:
    """Return the fields that only decide whether there is a card, and that no card shows."""
    sides = [side for template in note.type.templates for side in template]
    fields = {match[2] for side in sides for match in _FIELD.finditer(side)}
    return {
        match[1] for side in sides for match in re.finditer(r"\{\{[#^]\s*([^{}]+?)\s*\}\}", side)
    } - fields
