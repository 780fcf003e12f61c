"""An editor with the real yaml-language-server completes, explains and underlines."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from language_server import LanguageServer, Problem

from quizgen.language.facts import KINDS
from quizgen.language.facts.fact import Fact
from quizgen.language.json_schema import FILES, schema_of
from quizgen.language.loader import load_text
from quizgen.language.validation import descriptions, keys_of
from quizgen.text.wording import example

pytestmark = pytest.mark.editor
# four lines
HEAD = "# yaml-language-server: $schema=.quizgen/deck.schema.json\ndeck: Deck\nid: deck\nfacts:\n"
COMMON = set(keys_of(Fact)) - {"id"}

INSTALL = (
    "install it (`npm install -g yaml-language-server`), or name it: "
    "QUIZGEN_YAML_SERVER=…/yaml-language-server"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """The server, in a folder that holds the schemas as `quizgen init` puts them there."""
    named = os.environ.get("QUIZGEN_YAML_SERVER")
    command = shutil.which(named or "yaml-language-server")
    if command is None and named:
        pytest.fail(f"QUIZGEN_YAML_SERVER names `{named}`, which cannot be run")
    if command is None:
        pytest.skip(f"there is no yaml-language-server: {INSTALL}")
    folder: Path = tmp_path_factory.mktemp("collection")
    (folder / ".quizgen").mkdir()
    for file in FILES:
        (folder / ".quizgen" / f"{file}.schema.json").write_text(schema_of(file), encoding="utf-8")
    with LanguageServer(command, folder) as running:
        yield running


def labels(server: LanguageServer, facts: str) -> set[str]:
    return set(server.completions("deck.yaml", HEAD + facts))


# Completion ---------------------------------------------------------------------------------------


def test_a_new_fact_is_offered_its_id_the_kinds_and_an_example_of_each(
    server: LanguageServer,
) -> None:
    offered = labels(server, "  - |\n")
    assert {"id", *COMMON, *KINDS, *(f"{kind}: an example" for kind in KINDS)} <= offered
    assert "steps" not in offered


def test_with_an_id_the_kinds_are_offered(server: LanguageServer) -> None:
    assert labels(server, "  - id: a\n    |\n") == COMMON | set(KINDS) | {
        f"{kind}: an example" for kind in KINDS
    }


@pytest.mark.parametrize("kind", KINDS)
def test_once_the_kind_is_named_only_its_own_keys_are_offered(
    server: LanguageServer, kind: str
) -> None:
    offered = labels(server, f"  - id: a\n    {kind}: b\n    |\n")
    assert offered - {f"the rest of this {kind}"} == set(keys_of(KINDS[kind])) - {"id", kind}


def first(text: str) -> Fact:
    """The first fact of a deck: a table stands before its rows."""
    return next(fact for _, fact in load_text(text)[0].facts())


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_is_inserted_as_it_is_printed(server: LanguageServer, kind: str) -> None:
    offered = server.completions("deck.yaml", HEAD + "  - id: a\n    |\n")[f"{kind}: an example"]
    inserted = offered["insertText"].replace("\n", "\n    ")  # as an editor indents it
    fact = first(f"{HEAD}  - id: a\n    {inserted}\n")
    indented = re.sub(r"^", "  ", example(kind), flags=re.MULTILINE)
    printed = first(HEAD + indented)
    assert fact.model_dump(exclude={"id"}) == printed.model_dump(exclude={"id"})


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        ("  - {id: a, list: part, complete: |}\n", {'"yes"', '"no"', "true", "false"}),
        ("  - id: a\n    ask: b\n    answer:\n      alt: c\n      |\n", {"text", "image", "audio"}),
        ("  - id: a\n    ask: |\n", {"Which part moves the chain from one sprocket to another?"}),
    ],
)
def test_a_value_is_offered_what_may_stand_there(
    server: LanguageServer, facts: str, offered: set[str]
) -> None:
    assert labels(server, facts) == offered


def test_a_form_to_be_left_out_is_offered(server: LanguageServer) -> None:
    assert {"choice", "true-false", "short-answer"} <= labels(
        server, "  - id: a\n    ask: b\n    without: [|]\n"
    )


def test_the_files_beside_a_deck_are_completed_too(server: LanguageServer) -> None:
    for file, model in FILES.items():
        text = f"# yaml-language-server: $schema=.quizgen/{file}.schema.json\n|"
        assert set(keys_of(model)) <= set(server.completions(f"{file}.yaml", text)), file
    term = "# yaml-language-server: $schema=.quizgen/terms.schema.json\nterms:\n  - term: a\n    |"
    assert set(server.completions("terms.yaml", term)) == {
        "synonyms",
        "broader",
        "opposite",
        "confused with",
    }


# Hover --------------------------------------------------------------------------------------------


def plain(markdown: str) -> str:
    return markdown.replace("\\", "")


@pytest.mark.parametrize(
    ("facts", "key", "model"),
    [
        ("  - i|d: a\n    ask: b\n", "id", Fact),
        ("  - id: a\n    as|k: b\n", "ask", KINDS["ask"]),
        ("  - id: a\n    sign: b\n    points t|o: [c]\n", "points to", KINDS["sign"]),
        ("  - id: a\n    sign: b\n    may also poi|nt to: c\n", "may also point to", KINDS["sign"]),
        ("  - id: a\n    list: b\n    gro|ups: {c: [d]}\n", "groups", KINDS["list"]),
        ("  - id: a\n    ask: b\n    distrac|tors: [c]\n", "distractors", Fact),
    ],
)
def test_a_key_is_explained(
    server: LanguageServer, facts: str, key: str, model: type[Fact]
) -> None:
    said = plain(server.hover("deck.yaml", HEAD + facts))
    assert said.startswith(f"#### {key}\n")
    assert descriptions(model)[key] in said
    assert "Example:" in said


# What is wrong ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "problems"),
    [
        (
            "  - id: a\n    ask: b\n    anwser: c\n",
            [(5, 5, 'property "answer"'), (7, 5, "anwser is not allowed")],
        ),
        (
            "  - id: a\n    statment: b\n",
            [(5, 5, "Name the kind: term, mech"), (6, 5, "statment is not allowed")],
        ),
        ("  - ask: b\n    answer: c\n", [(5, 5, 'Missing property "id"')]),
        ("  - id: The A\n    ask: b\n    answer: c\n", [(5, 9, "Use a–z, 0–9 and hyphens.")]),
        (
            "  - id: a\n    ask: b\n    answer: c\n    why: {c: d}\n",
            [(8, 10, "Write some text; put quotes around")],
        ),
        ("  - id: a\n    ask: b\n    answer: {imgae: d}\n", [(7, 14, "imgae is not allowed")]),
        (
            "  - id: a\n    ask: b\n    answer: c\n    tags: [d e]\n",
            [(8, 12, "A tag has no spaces: write hyphens.")],
        ),
        (
            "  - id: a\n    ask: b\n    answer: c\n    without: chioce\n",
            [(8, 14, "Value is not accepted")],
        ),
        ("  - hello\n", [(5, 5, 'Expected "a fact"')]),
    ],
)
def test_what_is_wrong_is_underlined_where_it_stands(
    server: LanguageServer, facts: str, problems: list[tuple[int, int, str]]
) -> None:
    found = sorted(server.problems_of("deck.yaml", HEAD + facts))
    assert [(problem.line, problem.column) for problem in found] == [
        (line, column) for line, column, _ in problems
    ]
    assert all(
        said in problem.message for problem, (_, _, said) in zip(found, problems, strict=True)
    )


OURS = [
    *ROOT.glob("decks/*.yaml"),
    *ROOT.glob("tests/golden/kinds/*.yaml"),
    *ROOT.glob("tests/golden/terms/*.yaml"),
    *ROOT.glob("templates/starter/*.yaml"),
]


@pytest.mark.parametrize("path", sorted(OURS), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_underlined_in_a_deck_of_ours(server: LanguageServer, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    file = next(file for file in FILES if re.search(rf"^{file}:", text, re.MULTILINE))
    text = re.sub(r"^# yaml-language-server.*\n", "", text)
    assert (
        server.problems_of(
            path.name, f"# yaml-language-server: $schema=.quizgen/{file}.schema.json\n{text}"
        )
        == []
    )


def test_text_that_an_editor_takes_for_something_else_is_not_underlined(
    server: LanguageServer,
) -> None:
    facts = "".join(
        f"  - {{id: a{n}, ask: b, answer: {it}}}\n"
        for n, it in enumerate(("true", "12", "No", "1:30"))
    )
    assert server.problems_of("deck.yaml", HEAD + facts) == []


def test_a_text_of_another_file_is_underlined_with_its_own_schema(server: LanguageServer) -> None:
    text = (
        "# yaml-language-server: $schema=.quizgen/terms.schema.json\nterms:\n  - term: a\n"
        "    synonym: b\n"
    )
    assert server.problems_of("terms.yaml", text) == [
        Problem(4, 5, "Property synonym is not allowed.")
    ]
