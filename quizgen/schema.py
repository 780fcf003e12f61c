"""Gives pydantic's findings as diagnostics in our own words; knows error types and places, no meaning."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizgen.diagnostics import Diagnostic, did_you_mean
from quizgen.reader import Document, Loc

Model = TypeVar("Model", bound=BaseModel)

_SHAPES = {
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
    "bool_type": "yes or no",
    "bool_parsing": "yes or no",
}


def validate(model: type[Model], value: Any, document: Document, loc: Loc) -> tuple[Model | None, list[Diagnostic]]:
    """The value as that model, or None and what is wrong with it, each at its own place."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        return None, [_translate(each, model, value, document, loc) for each in details]


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that a model takes, as an author writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def suggested_id(text: str) -> str:
    """A slug for a text, to be typed as an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:40].strip("-") or "my-fact"


def _translate(error: ErrorDetails, model: type[BaseModel], value: Any, document: Document, loc: Loc) -> Diagnostic:
    inner = tuple(part for part in error["loc"] if part != "[key]")
    place = document.at(*loc, *inner)
    name = next((str(part) for part in reversed(inner) if isinstance(part, str)), "")
    kind = error["type"]
    given = error["input"]
    if kind == "extra_forbidden":
        hint = did_you_mean(name, keys_of(model))
        return Diagnostic("unknown-key", f"the key `{name}` is not known here", document.key(*loc, *inner), hint)
    if kind == "missing":
        sample = suggested_id(_first_text(value)) if name == "id" else "…"
        return Diagnostic("missing-key", f"the key `{name}` is missing", document.at(*loc), f"add `{name}: {sample}`")
    if given is None or kind in ("too_short", "string_too_short"):
        if given is not None and not isinstance(given, str) and inner and isinstance(inner[-1], str):
            place = document.at(*loc, *inner)
        return Diagnostic("empty-value", f"`{name}` has nothing in it", place, "write a value, or take it out")
    if kind in ("string_pattern_mismatch", "string_too_long"):
        if name == "tags":
            return Diagnostic("bad-tag", f"`{given}` is not a tag", place, "a tag has no spaces: write hyphens")
        hint = f"use a–z, 0–9 and hyphens, 80 at most: `{suggested_id(str(given))}`"
        return Diagnostic("bad-id", f"`{str(given)[:80]}` is not an id", place, hint)
    if kind == "literal_error":
        forms = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
        return Diagnostic(
            "unknown-form", f"`{given}` is not a form of question", place, did_you_mean(str(given), forms)
        )
    shape = _SHAPES.get(kind, "something else")
    return Diagnostic(
        "wrong-type", f"`{name}` must be {shape}, not {_shape_of(given)}", place, _shape_hint(shape, name)
    )


def _shape_of(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else f"`{str(value)[:60]}`"


def _shape_hint(shape: str, name: str) -> str:
    samples = {
        "text": f"write `{name}: some text`; put quotes around text with a colon or brackets",
        "a list": f"write `{name}: [first, second]`",
        "yes or no": f"write `{name}: yes`",
    }
    return samples.get(shape, f"write `{name}: {{first: …, second: …}}`")


def _first_text(value: Any) -> str:
    if isinstance(value, dict):
        return next((text for text in value.values() if isinstance(text, str)), "")
    return ""
