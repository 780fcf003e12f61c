"""Check the shape of values, and say pydantic's findings in our own words."""

# pydantic checks shape, `problems()` checks meaning. Every pydantic error type has a message of
# our own here; unions are avoided by normalising before validation, because their errors
# cannot be told to an author.

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizgen.diagnostics import Diagnostic, Position, did_you_mean, nearest, shortened
from quizgen.language.reader import Document, Loc

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
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
}
_FRACTION = re.compile(r"\d+[.,]\d+")
_BOUNDS = {"less_than_equal": ("le", "at most"), "greater_than_equal": ("ge", "or more")}
_SAMPLES = {
    "facts": "begin each fact with `- id: its-id`",
    "terms": "write each term as `- term: its name`",
    "rows": "write each row as `its label: [first cell, second cell]`",
    "groups": "write each group as `its name: [first, second]`",
    "sections": "write each section as `- {types: choice, questions: 5}`",
    "free": "write each question as `- {ask: …, points: 4, lines: 6}`",
    "scale": "write `scale: {1: 90, 2: 75, 3: 60, 4: 45, 5: 20, 6: 0}`",
    "ignore": "write `ignore: {the-code: why it is right here}`",
}
# What belongs there instead of what is often put there.
_INSTEAD = {
    "list": "write what each member is, as a singular noun; the members stand under `items`",
    "items": "write `items: [first, second]`; for lists with names, `groups`",
    "answer": "write one answer; others that count stand under `accept`",
    "term": "write one name; its other names stand as `synonyms` under `terms:`, and count, too",
}
# What keys are called elsewhere, and by people who have not looked.
_ELSEWHERE = {
    "question": "ask",
    "q": "ask",
    "front": "ask",
    "prompt": "ask",
    "define": "term",
    "word": "term",
    "concept": "term",
    "process": "mechanism",
    "chain": "mechanism",
    "table": "entities",
    "compare": "comparison",
    "number": "quantity",
    "true": "statement",
    "gap": "cloze",
    "gaps": "cloze",
    "back": "answer",
    "a": "answer",
    "also accept": "accept",
    "alternatives": "accept",
    "synonyms": "accept",
    "definition": "means",
    "meaning": "means",
    "options": "distractors",
    "choices": "distractors",
    "wrong": "distractors",
    "wrong answers": "distractors",
    "false": "false versions",
    "explanation": "why",
    "because": "why",
    "order": "most to least",
    "members": "items",
    "columns": "comparison",
    "text": "cloze",
    "fact": "statement",
    "sources": "source",
    "category": "topic",
}
_ADVICE = {
    "kind": "take it out: `{}:` says the kind",
    "type": "take it out: `{}:` says the kind",
    "least to most": "write `most to least`, and turn the order round",
}
_OTHER_NAMES = ("accept", "also accept", "alternatives", "synonyms")
_OTHER_NAMES_HINT = (
    "other names of an answer stand beside `facts`, and count wherever it is asked: "
    "`terms: [{term: the answer, synonyms: [another name]}]`"
)
_QUOTES = 'put quotes around text that contains ": " or begins with a bracket'


def validate(
    model: type[Model], value: Any, document: Document, loc: Loc
) -> tuple[Model | None, list[Diagnostic]]:
    """Return the value as that model, or None; and what is wrong, each at its own place."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        misspelt = {_meant(model, each) for each in details if each["type"] == "extra_forbidden"}
        details = [
            each for each in details if each["type"] != "missing" or each["loc"][-1] not in misspelt
        ]
        # What is wrong in a list makes it too short as well.
        details = [each for each in details if each["type"] != "too_short" or not each["input"]]
        return None, [_translate(each, model, value, document, loc) for each in details]


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys that a model takes, as an author writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return what each key is for."""
    return {
        field.alias or name: field.description or "" for name, field in model.model_fields.items()
    }


def meant_key(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the key that was meant, or all that there are."""
    ours = _ELSEWHERE.get(word.casefold(), "")
    return f"did you mean `{ours}`?" if ours in known else did_you_mean(word, known)


def suggested_id(text: str) -> str:
    """Return a slug for a text, to be typed as an id."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "my-fact"


def _meant(model: type[BaseModel], error: ErrorDetails) -> str:
    word, keys = str(error["loc"][-1]), keys_of(_inner(model, error) or model)
    ours = _ELSEWHERE.get(word.casefold(), "")
    return ours if ours in keys else nearest(word, keys)


def _inner(model: type[BaseModel], error: ErrorDetails) -> type[BaseModel] | None:
    """Return the model of what stands inside, where the error is there."""
    if len(error["loc"]) < 2:
        return None
    inners: dict[str, type[BaseModel]] = getattr(model, "inners", {})
    return inners.get(str(error["loc"][0])) or getattr(model, "inner", None)


def _inside(model: type[BaseModel], key: str) -> str:
    """Say where a key belongs that the parts of a model take, and not itself."""
    if key in keys_of(model):
        return ""
    for name, inner in getattr(model, "inners", {}).items():
        if key in keys_of(inner):
            return f"it belongs into `{name}`: `{name}: [{{{key}: …}}]`"
    return ""


def _hint_for_unknown(key: str, model: type[BaseModel], error: ErrorDetails) -> str:
    """Say what to write instead of a key that is not known."""
    kind, keys = getattr(model, "kind", ""), keys_of(model)
    # Amounts have no other names.
    if kind and kind != "quantity" and key in _OTHER_NAMES and "accept" not in keys:
        return _OTHER_NAMES_HINT
    hint = _ADVICE.get(key, "").format(kind) if kind else ""
    return hint or _inside(model, key) or meant_key(key, keys_of(_inner(model, error) or model))


_WITH_REASONS = ("distractors", "never", "never points to", "false versions")


def _translate(
    error: ErrorDetails, model: type[BaseModel], value: Any, document: Document, loc: Loc
) -> Diagnostic:
    path = _written(error["loc"], document, loc)
    place, kind, entry = document.at(*path), error["type"], error["input"]
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    if kind == "missing":
        key = str(error["loc"][-1])
    if kind == "extra_forbidden":
        hint = _hint_for_unknown(key, model, error)
        message = f"the key `{key}` is not known here"
        return Diagnostic("unknown-key", message, document.key(*path), hint)
    if kind == "missing":
        sample = _sample_id(model, value) if key == "id" else "…"
        hint = f"add `{key}:`; {_SAMPLES[key]}" if key in _SAMPLES else f"add `{key}: {sample}`"
        return Diagnostic("missing-key", f"the key `{key}` is missing", place, hint)
    what = f"item {path[-1] + 1} of `{key}`" if path and isinstance(path[-1], int) else f"`{key}`"
    if entry in (None, "") or kind in ("too_short", "string_too_short"):
        needed = path == (*loc, key) and key in _needed(model)
        hint = _SAMPLES.get(key, "write a value") if needed else "write a value, or take it out"
        return Diagnostic("empty-value", f"{what} has nothing in it", place, hint)
    if kind in ("string_pattern_mismatch", "string_too_long"):
        return _ill_formed(key, entry, place)
    if kind == "literal_error" and isinstance(entry, str):
        forms = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        if key != "without":
            message = f"`{key}` must be {' or '.join(forms)}, not {_quoted(entry)}"
            return Diagnostic("wrong-type", message, place, did_you_mean(entry, forms))
        message = f"{_quoted(entry)} is not a form of question"
        return Diagnostic("unknown-form", message, place, did_you_mean(entry, forms))
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        message = f"{what} must be {error['ctx'][name]:g} {words}, not `{entry}`"
        return Diagnostic("wrong-type", message, place)
    shape = _SHAPES.get(kind, "something else")
    hint = _QUOTES if isinstance(path[-1], int) and key not in _SAMPLES else _shape_hint(shape, key)
    hint = _retyped(shape, path, key, entry) or hint
    if isinstance(entry, dict) and key in _WITH_REASONS:
        message = f"`{key}` has a mapping in it that is no list of options with their reasons"
        hint = "behind each option stands why it is wrong, with a full stop: `oak: It floats.`"
        return Diagnostic("wrong-type", message, place, hint)
    return Diagnostic("wrong-type", f"{what} must be {shape}, not {_quoted(entry)}", place, hint)


def _ill_formed(key: str, entry: Any, place: Position) -> Diagnostic:
    """Return what is wrong with a tag, an address or an id that has signs which it cannot have."""
    if key == "tags":
        hint = "a tag has no spaces: write hyphens"
        return Diagnostic("bad-tag", f"{_quoted(entry)} is not a tag", place, hint)
    if key == "url":
        hint = "it begins with `https://` and has no spaces or quotes"
        message = f"{_quoted(entry)} is not an address of the web"
        return Diagnostic("wrong-type", message, place, hint)
    hint = f"use a–z, 0–9 and hyphens, 80 at most: `{suggested_id(entry)}`"
    return Diagnostic("bad-id", f"{_quoted(entry)} is not an id", place, hint)


def _written(error_loc: Sequence[int | str], document: Document, loc: Loc) -> Loc:
    """Return where a value stands that a model found wrong.

    The model may have wrapped it before it looked: in a list, in a group without a name, in a key.
    """
    path = (*loc, *error_loc[:1])
    for part in error_loc[1:]:
        if (*path, part) in document.places or (*path, part) in document.keys:
            path = (*path, part)
    return path


def _quoted(value: Any) -> str:
    """Return what messages call a value."""
    if isinstance(value, str):
        return f"`{shortened(value)}`"
    return "a mapping" if isinstance(value, dict) else "a list"


def _shape_hint(shape: str, key: str) -> str:
    by_shape = {
        "text": f"write `{key}: some text`; {_QUOTES}",
        "a list": f"write `{key}: [first, second]`",
        "yes or no": f"write `{key}: yes`",
        "a whole number": f"write `{key}: 8`",
        "a number": f"write `{key}: 2.5`",
    }
    sample = by_shape.get(shape, f"write `{key}: {{first: …, second: …}}`")
    return _SAMPLES.get(key) or _INSTEAD.get(key) or sample


def _retyped(shape: str, path: Loc, key: str, entry: Any) -> str:
    """Say how to type what was meant by a text of another shape.

    Such are a text that should be a list, one that has a colon in it, and a number with a fraction.
    """
    if shape == "a list" and isinstance(entry, str):
        simple = ", " in entry and not re.search(r"[:#{}\[\]]", entry)
        return f"write `{key}: [{entry}]`" if simple else ""
    if shape == "a whole number" and isinstance(entry, str) and _FRACTION.fullmatch(entry):
        whole = int(re.split("[.,]", entry)[0])
        least = max(1, whole)
        near = f"write `{key}: {least}` or `{key}: {least + 1}`"
        is_points = key == "total" or "points" in path
        return f"{near}; for halves, double all points" if is_points else near
    if shape == "text" and isinstance(entry, dict) and len(entry) == 1:
        [(first, rest)] = entry.items()
        if isinstance(rest, str) and '"' not in first + rest:
            return f'put quotes around it: `"{first}: {rest}"`'
    return ""


def _sample_id(model: type[BaseModel], value: dict[str, Any]) -> str:
    """Return an id made of what the required keys say."""
    values = (value.get(key) for key in _needed(model))
    texts = (" ".join(map(str, each)) if isinstance(each, list) else each for each in values)
    return suggested_id(next((text for text in texts if isinstance(text, str)), ""))


def _needed(model: type[BaseModel]) -> list[str]:
    return [
        field.alias or name for name, field in model.model_fields.items() if field.is_required()
    ]
