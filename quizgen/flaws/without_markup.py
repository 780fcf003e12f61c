"""Turn questions into plain words, as a reader hears them: markup is no flaw and no cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from quizgen.diagnostics import Position
from quizgen.text.markup import marked, plain, prose

_Part = TypeVar("_Part")


class Words(str):
    """Plain words of a text with markup, which knows those that are read as a language."""

    __slots__ = ("prose",)
    prose: str


def prose_of(text: str) -> str:
    """Return the words without code and formulas, in which `not` denies and `(` adds nothing."""
    return text.prose if isinstance(text, Words) else text


def without_markup(questions: Sequence[_Part]) -> Sequence[_Part]:
    """Return the same questions without markup.

    Those of one passage still share it; what has no markup stays the same object.
    """
    done: dict[int, Any] = {}
    return [_plain_value(question, done) for question in questions]


def _plain_value(value: Any, done: dict[int, Any]) -> Any:
    if isinstance(value, str):
        return _words(value) if marked(value) and type(value) is str else value
    if not isinstance(value, tuple) and not is_dataclass(value):
        return value
    if id(value) not in done:
        done[id(value)] = _rebuilt(value, done)
    return done[id(value)]


def _words(text: str) -> Words:
    words = Words(plain(text))
    words.prose = prose(text)
    return words


def _rebuilt(value: Any, done: dict[int, Any]) -> Any:
    """Return a tuple or a dataclass in plain words, the same object where nothing in it changes."""
    if isinstance(value, Position):
        return value
    if isinstance(value, tuple):
        parts = [_plain_value(each, done) for each in value]
        if all(new is old for new, old in zip(parts, value, strict=True)):
            return value
        return tuple(parts) if type(value) is tuple else type(value)(*parts)
    old = {field.name: getattr(value, field.name) for field in fields(value)}
    new = {name: _plain_value(each, done) for name, each in old.items()}
    changed = {name: each for name, each in new.items() if each is not old[name]}
    return replace(value, **changed) if changed else value
