"""Gives pydantic's findings as diagnostics in our own words; knows error types and places, no meaning."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizgen.diagnostics import Diagnostic, did_you_mean, nearest
from quizgen.reader import Document, Loc

Model = TypeVar("Model", bound=BaseModel)

_SHAPES = {
    "string_type": "text",
    "literal_error": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
    "bool_type": "yes or no",
    "bool_parsing": "yes or no",
}
_SAMPLES = {
    "facts": "begin each fact with `- id: its-id`",
    "terms": "write each term as `- term: its name`",
    "rows": "write each row as `its label: [first cell, second cell]`",
    "groups": "write each group as `its name: [first, second]`",
}
_QUOTES = 'put quotes around text that contains ": " or begins with a bracket'


def validate(model: type[Model], value: Any, document: Document, loc: Loc) -> tuple[Model | None, list[Diagnostic]]:
    """The value as that model, or None and what is wrong with it, each at its own place."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        misspelt = {_meant(model, each) for each in details if each["type"] == "extra_forbidden"}
        details = [each for each in details if each["type"] != "missing" or each["loc"][-1] not in misspelt]
        return None, [_translate(each, model, value, document, loc) for each in details]


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that a model takes, as an author writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def suggested_id(text: str) -> str:
    """A slug for a text, to be typed as an id."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "my-fact"


def _meant(model: type[BaseModel], error: ErrorDetails) -> str:
    return nearest(str(error["loc"][-1]), keys_of(model))


def _translate(error: ErrorDetails, model: type[BaseModel], value: Any, document: Document, loc: Loc) -> Diagnostic:
    # A model may have wrapped a value before it looked: in a list, or in a group without a name.
    path = (*loc, *(part for part in error["loc"] if part != ""))
    while path not in document.places and path not in document.keys and len(path) > len(loc) + 1:
        path = path[:-1]
    place, kind, given = document.at(*path), error["type"], error["input"]
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        hint = did_you_mean(key, keys_of(model))
        return Diagnostic("unknown-key", f"the key `{key}` is not known here", document.key(*path), hint)
    if kind == "missing":
        sample = _sample_id(model, value) if key == "id" else "…"
        hint = f"add `{key}:`; {_SAMPLES[key]}" if key in _SAMPLES else f"add `{key}: {sample}`"
        return Diagnostic("missing-key", f"the key `{key}` is missing", document.at(*loc), hint)
    what = f"item {path[-1] + 1} of `{key}`" if path and isinstance(path[-1], int) else f"`{key}`"
    if given in (None, "") or kind in ("too_short", "string_too_short"):
        needed = path == (*loc, key) and key in _needed(model)
        hint = _SAMPLES.get(key, "write a value") if needed else "write a value, or take it out"
        return Diagnostic("empty-value", f"{what} has nothing in it", place, hint)
    if kind in ("string_pattern_mismatch", "string_too_long"):
        if key == "tags":
            return Diagnostic("bad-tag", f"{_shown(given)} is not a tag", place, "a tag has no spaces: write hyphens")
        hint = f"use a–z, 0–9 and hyphens, 80 at most: `{suggested_id(given)}`"
        return Diagnostic("bad-id", f"{_shown(given)} is not an id", place, hint)
    if kind == "literal_error" and isinstance(given, str):
        forms = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        if key != "without":
            message = f"`{key}` must be {' or '.join(forms)}, not {_shown(given)}"
            return Diagnostic("wrong-type", message, place, did_you_mean(given, forms))
        return Diagnostic(
            "unknown-form", f"{_shown(given)} is not a form of question", place, did_you_mean(given, forms)
        )
    shape = _SHAPES.get(kind, "something else")
    hint = _QUOTES if isinstance(path[-1], int) and key not in _SAMPLES else _shape_hint(shape, key)
    return Diagnostic("wrong-type", f"{what} must be {shape}, not {_shown(given)}", place, hint)


def _shown(value: Any) -> str:
    """What messages call a value."""
    if isinstance(value, str):
        return f"`{value[:60]}…`" if len(value) > 60 else f"`{value}`"
    return "a mapping" if isinstance(value, dict) else "a list"


def _shape_hint(shape: str, key: str) -> str:
    by_shape = {
        "text": f"write `{key}: some text`; {_QUOTES}",
        "a list": f"write `{key}: [first, second]`",
        "yes or no": f"write `{key}: yes`",
    }
    return _SAMPLES.get(key) or by_shape.get(shape, f"write `{key}: {{first: …, second: …}}`")


def _sample_id(model: type[BaseModel], value: dict[str, Any]) -> str:
    """An id made of what the required keys say."""
    said = (value.get(key) for key in _needed(model))
    texts = (" ".join(map(str, each)) if isinstance(each, list) else each for each in said)
    return suggested_id(next((text for text in texts if isinstance(text, str)), ""))


def _needed(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items() if field.is_required()]
