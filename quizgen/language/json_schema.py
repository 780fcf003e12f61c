"""Write the language as JSON Schema, by which an editor completes, explains and checks."""

# A key is explained once, at its field. The description and the example stand in pydantic's
# `Field`, and reach an editor by the JSON Schema that is generated from it. A fact there has what
# all kinds share, then an `if`–`then` for each kind, and an `else` for a fact without one: a
# `oneOf` of a dozen kinds could not tell an author which of them he meant. Where shapes are
# alternatives, `json_schema` bends pydantic's schema to what the real yaml-language-server makes
# of it; `tests/editor` runs that server.

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from quizgen.language.declarations import (
    CollectionDeclaration,
    DeckDeclaration,
    Declaration,
    TermDeclaration,
    TermsDeclaration,
)
from quizgen.language.facts import KINDS
from quizgen.language.facts.fact import SENTENCE, SLUG, TAG, Fact
from quizgen.language.reader import read_text
from quizgen.text.wording import example

DIALECT = "http://json-schema.org/draft-07/schema#"  # the newest that every editor understands
FILES: dict[str, type[Declaration]] = {
    "deck": DeckDeclaration,
    "collection": CollectionDeclaration,
    "terms": TermsDeclaration,
}
# What an editor says where a shape is wrong. Its language server knows these keywords; others pass
# over them.
TEXT = 'Write some text; put quotes around text that contains ": " or begins with a bracket.'
PATTERNS = {
    SLUG: "Use a–z, 0–9 and hyphens.",
    TAG: "A tag has no spaces: write hyphens.",
    SENTENCE: "Write a sentence, with its full stop.",
}


class _AsTyped(GenerateJsonSchema):
    """The shapes as an author types them.

    To us each scalar is text; to an editor `37` is a number and `true` a boolean. What may stand
    there but should not be offered, an editor is told by `if`, of which it makes no completions.
    """

    def str_schema(self, schema: Any) -> JsonSchemaValue:
        """Allow any scalar but null."""
        shape = super().str_schema(schema) | {"type": ["string", "number"], "errorMessage": TEXT}
        if shape.get("pattern") in PATTERNS:
            shape["patternErrorMessage"] = PATTERNS[shape["pattern"]]
        return {"if": {"type": "boolean"}, "else": shape}

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        """Allow null as well; to us only `~` is null, so the word is not offered."""
        return {"if": {"type": "null"}, "else": self.generate_inner(schema["schema"])}

    def bool_schema(self, schema: Any) -> JsonSchemaValue:
        """Allow yes and no, in the words of both versions of YAML."""
        return {"enum": ["yes", "no", True, False]}

    def union_schema(self, schema: Any) -> JsonSchemaValue:
        """Allow alternatives, which a language server tells apart by `properties`.

        Without them, it names the key once for each.
        """
        alternatives = super().union_schema(schema)["anyOf"]
        if "$ref" in alternatives[-1]:  # a text, or a mapping with keys of its own
            text, *objects = alternatives
            shape = objects[0] if len(objects) == 1 else {"anyOf": objects}
            return {"if": {"type": "object"}, "then": shape, "else": text}
        return {"anyOf": [{**each, "properties": {}} for each in alternatives]}

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        """Name a default only where it says more than that there is nothing."""
        shape = super().default_schema(schema)
        default = shape.pop("default", "")
        if default in ("", [], None):
            return shape
        return shape | {"default": "no" if default is False else default}

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Refuse titles: a key is called what it is called."""
        return False


def schema_of(file: str) -> str:
    """Return the schema of a sort of file, one of `FILES`, as JSON."""
    definitions: dict[str, Any] = {}
    shape = _shape(FILES[file], definitions)
    properties = shape["properties"]
    if "facts" in properties:
        properties["facts"]["items"] = {"$ref": "#/definitions/fact"}
        definitions["fact"] = _fact(definitions)
    properties["terms"]["items"] = {"$ref": "#/definitions/term"}
    definitions["term"] = _shape(TermDeclaration, definitions)
    whole = {"$schema": DIALECT, "title": f"quizgen: {file}", **shape, "definitions": definitions}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _shape(model: type[BaseModel], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return what a model takes: its keys, those it needs, and no others.

    Models inside it join the definitions.
    """
    shape = model.model_json_schema(ref_template="#/definitions/{model}", schema_generator=_AsTyped)
    definitions |= {name: _mapping(each) for name, each in shape.get("$defs", {}).items()}
    return _mapping(shape)


def _mapping(shape: dict[str, Any]) -> dict[str, Any]:
    properties = {key: {**schema, "title": key} for key, schema in shape["properties"].items()}
    required = shape.get("required", [])
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _fact(definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a fact of any kind.

    Once its kind is named, what is wrong is said of that kind alone.
    """
    common = _shape(Fact, definitions)
    whole = {kind: _shape(model, definitions) for kind, model in KINDS.items()}
    shared = []
    for key, shape in common["properties"].items():
        if all(each["properties"][key] == shape for each in whole.values()):
            shared.append(key)
        else:  # its shape is each kind's own
            common["properties"][key] = {
                name: shape[name] for name in ("title", "description", "examples")
            }
    shapes = {kind: _own(kind, shape, shared) for kind, shape in whole.items()}
    kinds = {kind: shape["properties"][kind] for kind, shape in shapes.items()}
    every = [key for shape in shapes.values() for key in shape["properties"]]
    return {
        "title": "a fact",
        "type": "object",
        "properties": common["properties"],
        "required": common["required"],
        "if": {"type": "object", "anyOf": [{"required": [kind]} for kind in KINDS]},
        "then": {
            "allOf": [{"if": {"required": [kind]}, "then": shape} for kind, shape in shapes.items()]
        },
        "else": {
            "allOf": [
                # No kind is there, so that any one of them is missing: the message is for all.
                {
                    "required": [next(iter(KINDS))],
                    "errorMessage": "Name the kind: " + ", ".join(KINDS),
                },
                {
                    "title": "a fact",
                    "type": "object",
                    "properties": {**dict.fromkeys(every, True), **kinds},
                    "additionalProperties": False,
                    "defaultSnippets": [_snippet(kind) for kind in KINDS],
                },
            ]
        },
    }


def _snippet(kind: str) -> dict[str, Any]:
    """Return the example of a kind, but for its id, to be completed in one go."""
    document, _ = read_text(example(kind), kind)
    body = {key: _typed(value) for key, value in document.value[0].items() if key != "id"}
    return {
        "label": f"{kind}: an example",
        "description": f"A whole fact of the kind `{kind}`.",
        "body": body,
    }


def _typed(value: Any) -> Any:
    """Return a value of which a snippet inserts what an author would type.

    A list goes on one line, which `^` leaves as it is.
    """
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    return f"^{_flow(value)}" if isinstance(value, list) else value


def _flow(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if value is None:
        return "~"
    return json.dumps(value, ensure_ascii=False) if "," in value else str(value)


def _own(kind: str, shape: dict[str, Any], shared: list[str]) -> dict[str, Any]:
    """Return a kind's shape; the keys that all kinds share are allowed, and described elsewhere."""
    own = {key: schema for key, schema in shape["properties"].items() if key not in shared}
    required = [key for key in shape["required"] if key not in shared]
    return {
        "title": f"the rest of this {kind}",  # an editor offers under this name all that is needed
        "type": "object",
        "properties": {**own, **dict.fromkeys(shared, True)},
        "required": required,
        "additionalProperties": False,
    }
