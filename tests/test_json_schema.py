"""The JSON Schema takes what the loader takes, says why it does not take the rest, and explains
every key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from conftest import ROOT, compile_text, deck
from pydantic import BaseModel
from test_diagnostics_doc import SECTIONS
from test_docs import FACTS, LANGUAGE, README, named, section, snippets

from quizgen.cli import main
from quizgen.language.declarations import (
    CollectionDeclaration,
    DeckDeclaration,
    TermDeclaration,
    TermsDeclaration,
)
from quizgen.language.facts import KINDS
from quizgen.language.facts.fact import Fact
from quizgen.language.json_schema import FILES, schema_of
from quizgen.language.reader import read_text
from quizgen.language.validation import keys_of

SCHEMAS: dict[str, Any] = {file: json.loads(schema_of(file)) for file in FILES}
FACT = SCHEMAS["deck"]["definitions"]["fact"]
BRANCHES: dict[str, Any] = {
    branch["if"]["required"][0]: branch["then"] for branch in FACT["then"]["allOf"]
}
Loc = tuple[str | int, ...]


def errors(text: str) -> dict[Loc, str]:
    """What the schema of a file says of a text, by place; the sort of file is the key that it
    has.
    """
    document, problems = read_text(text, "test.yaml")
    assert problems == []
    file = next((file for file in FILES if file in document.value), "deck")
    found = jsonschema.Draft7Validator(SCHEMAS[file]).iter_errors(document.value)
    return {tuple(each.absolute_path): each.message for each in found}


# Every key ----------------------------------------------------------------------------------------


def described() -> Iterator[tuple[str, dict[str, Any], type[BaseModel], str]]:
    """Each group of keys: its name, its schemas, the model that takes them, and where they are
    documented.
    """
    yield "collection", SCHEMAS["collection"]["properties"], CollectionDeclaration, LANGUAGE
    yield "deck", SCHEMAS["deck"]["properties"], DeckDeclaration, LANGUAGE
    yield "terms", SCHEMAS["terms"]["properties"], TermsDeclaration, LANGUAGE
    yield "term", SCHEMAS["terms"]["definitions"]["term"]["properties"], TermDeclaration, LANGUAGE
    yield "fact", FACT["properties"], Fact, LANGUAGE
    for kind, model in KINDS.items():
        own = {
            key: schema
            for key, schema in BRANCHES[kind]["properties"].items()
            if schema is not True
        }
        text = section(kind) + (section("list") if kind == "differential" else "")
        yield kind, {**FACT["properties"], **own}, model, text + LANGUAGE


GROUPS = pytest.mark.parametrize(
    ("schemas", "model", "manual"),
    [rest for _, *rest in described()],
    ids=[name for name, *_ in described()],
)


@GROUPS
def test_the_keys_are_those_that_the_loader_takes_and_the_manual_names(
    schemas: dict[str, Any], model: type[BaseModel], manual: str
) -> None:
    assert sorted(schemas) == sorted(keys_of(model))
    assert [key for key in schemas if not named(key, manual)] == []


@GROUPS
def test_each_key_is_explained(
    schemas: dict[str, Any], model: type[BaseModel], manual: str
) -> None:
    for key, schema in schemas.items():
        assert schema["title"] == key
        assert re.fullmatch(r"[A-Z`].*\.", schema.get("description", "")), (
            f"describe the field of `{key}`"
        )
        shown = schema.get("examples") or "default" in schema or schema.get("items", {}).get("$ref")
        assert shown, f"give the field of `{key}` an example"


@GROUPS
def test_each_example_is_one(schemas: dict[str, Any], model: type[BaseModel], manual: str) -> None:
    for schema in schemas.values():
        for example in schema.get("examples", []):
            jsonschema.Draft7Validator(schema).validate(example)


def test_no_kind_lists_the_keys_that_are_common_to_all_again() -> None:
    for kind, branch in BRANCHES.items():
        shared = {key for key, schema in branch["properties"].items() if schema is True}
        assert shared == set(keys_of(Fact)) - {"distractors"}, kind  # of which `ask` takes more
        assert branch["additionalProperties"] is False


@pytest.mark.parametrize("file", FILES)
def test_each_schema_is_one(file: str) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMAS[file])
    assert SCHEMAS[file]["$schema"] == "http://json-schema.org/draft-07/schema#"


# What is right ------------------------------------------------------------------------------------

SOUND = [
    *(
        path
        for folder in ("decks", "tests/golden/kinds", "tests/golden/terms")
        for path in ROOT.glob(f"{folder}/*.yaml")
    ),
    *ROOT.glob("templates/starter/*.yaml"),
]


@pytest.mark.parametrize("path", sorted(SOUND), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_deck_of_ours_is_right(path: Path) -> None:
    assert errors(path.read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize(
    "text",
    [
        *snippets(README, "deck:"),
        *(deck(snippet) for snippet in FACTS),
        *(snippet for head in ("collection:", "terms:") for snippet in snippets(LANGUAGE, head)),
        *filter(None, (each.snippet("passes") for each in SECTIONS)),
    ],
)
def test_every_example_of_the_documents_is_right(text: str) -> None:
    assert errors(text) == {}


@pytest.mark.parametrize(
    "value", [0, 1.5, True, False, "No", "1:30", "007"], ids=repr
)  # as an editor's own reader sees them
@pytest.mark.parametrize("key", ["answer", "accept", "distractors", "topic", "id"])
def test_any_scalar_is_text(key: str, value: object) -> None:
    fact = {"id": "a", "ask": "What?", "answer": "this", key: value}
    if (key, value) != ("id", "No") and (key, value) != ("id", "1:30"):
        jsonschema.Draft7Validator(SCHEMAS["deck"]).validate(
            {"deck": "A", "id": "a", "facts": [fact]}
        )


def test_an_option_of_a_question_may_be_a_picture_and_of_no_other_kind() -> None:
    option = "{image: a.png, alt: b}"
    ask = f"- {{id: a, ask: What?, answer: {option}, distractors: [c, {option}]}}"
    assert errors(deck(ask)) == {}
    assert errors(deck(ask.replace("[c, ", "{answer: [c, ").replace("]", "]}"))) == {}
    assert set(errors(deck(ask.replace("alt: b}]", "atl: b}]")))) == {("facts", 0, "distractors")}
    assert set(errors(deck(ask.replace("alt: b}, d", "atl: b}, d")))) == {("facts", 0, "answer")}
    sign = f"- {{id: a, sign: b, shows: c, distractors: [d, {option}]}}"
    assert set(errors(deck(sign))) == {("facts", 0, "distractors")}


# What is wrong ------------------------------------------------------------------------------------

ASK = "- {id: a, ask: What?, answer: this, %s}"
BROKEN: dict[str, tuple[str, set[Loc]]] = {
    "a key misspelt": (deck(ASK % "wyh: so"), {("facts", 0)}),
    "a key of another kind": (deck(ASK % "steps: [b, c]"), {("facts", 0)}),
    "a kind misspelt": (deck("- {id: a, statment: So it is.}"), {("facts", 0)}),
    "no kind": (deck("- {id: a, why: so}"), {("facts", 0)}),
    "two kinds": (
        deck("- {id: a, ask: What?, answer: this, statement: So it is.}"),
        {("facts", 0)},
    ),
    "a required key left out": (deck("- {id: a, ask: What?}"), {("facts", 0)}),
    "no id": (deck("- {ask: What?, answer: this}"), {("facts", 0)}),
    "an id with spaces": (deck(ASK % "was: The Old One"), {("facts", 0, "was")}),
    "a tag with spaces": (deck(ASK % "tags: [one two]"), {("facts", 0, "tags")}),
    "no such form": (deck(ASK % "without: chioce"), {("facts", 0, "without")}),
    "a mapping for text": (deck(ASK % "why: {so: it is}"), {("facts", 0, "why")}),
    "a list for text": (deck(ASK % "why: [so]"), {("facts", 0, "why")}),
    "nothing for text": (deck(ASK % "why: "), {("facts", 0, "why")}),
    "a list of mappings": (deck(ASK % "accept: [{that: too}]"), {("facts", 0, "accept")}),
    "neither yes nor no": (
        deck("- {id: a, list: part, items: [b], complete: perhaps}"),
        {("facts", 0, "complete")},
    ),
    "a row that is no list": (
        deck("- {id: a, comparison: [b, c], rows: {size: large}}"),
        {("facts", 0, "rows", "size")},
    ),
    "a cell that is a mapping": (
        deck("- {id: a, comparison: [b, c], rows: {size: [large, {very: small}]}}"),
        {("facts", 0, "rows", "size", 1)},
    ),
    "a rank in a rank in a rank": (
        deck("- {id: a, ranking: size, most to least: [[b, [c]], d]}"),
        {("facts", 0, "most to least", 0)},
    ),
    "no facts": ("deck: A\nid: a\nfacts: []\n", {("facts",)}),
    "facts that are no list": ("deck: A\nid: a\nfacts: {id: a}\n", {("facts",)}),
    "a fact that is text": (deck("- hello"), {("facts", 0)}),
    "a deck without facts": ("deck: A\nid: a\n", {()}),
    "a key of no file": (
        "deck: A\nid: a\nfact: []\n" + deck(ASK % "why: so").split("\n", 2)[2],
        {()},
    ),
    "a collection without an id": ("collection: A\n", {()}),
    "sources that are a list": ("collection: A\nid: a\nsources: [b]\n", {("sources",)}),
    "a term that is text": ("terms: [hello]\n", {("terms", 0)}),
    "a key of a term misspelt": ("terms: [{term: a, synonym: b}]\n", {("terms", 0)}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_said_of_the_right_place(name: str) -> None:
    text, places = BROKEN[name]
    assert set(errors(text)) == places


SHAPES = {
    "bad-tag",
    "empty-value",
    "missing-key",
    "missing-kind",
    "two-kinds",
    "unknown-form",
    "unknown-key",
    "wrong-type",
}
FAILING = [each for each in SECTIONS if each.code in SHAPES | {"bad-id", "unknown-kind"}]


@pytest.mark.parametrize("each", FAILING, ids=lambda each: each.code)
def test_what_the_loader_calls_a_wrong_shape_is_wrong_here_too(each: Any) -> None:
    text = each.snippet("fails")
    assert compile_text(text).diagnostics
    assert errors(text)


def test_a_mistake_is_told_of_the_kind_that_is_named_alone() -> None:
    for kind, branch in BRANCHES.items():
        document, _ = read_text(deck(f"- {{id: a, {kind}: b, nonsense: c}}"), "test.yaml")
        found = [
            each.message
            for each in jsonschema.Draft7Validator(SCHEMAS["deck"]).iter_errors(document.value)
        ]
        needed = [key for key in branch["required"] if key != kind]
        wanted = [f"'{key}' is a required property" for key in needed]
        shape = branch["properties"][kind].get("type") == "array"
        assert len(found) == len(wanted) + 1 + shape, kind
        assert set(wanted) < set(found)
        assert any("'nonsense' was unexpected" in message for message in found)


# The verb -----------------------------------------------------------------------------------------


def test_schema_prints_one_file_and_writes_all_of_them(tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(main, ["schema", *arguments])
        assert result.exit_code == 0, result.output
        return result.stdout

    assert run() == run("--deck") == schema_of("deck")
    assert run("--terms") == schema_of("terms")
    assert run("--collection") == schema_of("collection")
    assert run("-o", str(tmp_path / "all")).splitlines() == [
        str(tmp_path / "all" / f"{file}.schema.json") for file in FILES
    ]
    assert {
        path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "all").iterdir()
    } == {f"{file}.schema.json": schema_of(file) for file in FILES}
    run("--terms", "-o", str(tmp_path / "one"))
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["terms.schema.json"]
