"""What the documents say is true, and they say everything: every key, form and part."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent
from typing import get_args

import pytest
from conftest import ROOT, compile_text, deck
from pydantic import BaseModel

from quizgen.compiler import compile_path
from quizgen.language.declarations import CollectionDeclaration, DeckDeclaration, TermDeclaration
from quizgen.language.facts import KINDS
from quizgen.language.facts.fact import Fact, Form
from quizgen.language.facts.gaps import GappedFact
from quizgen.language.validation import keys_of
from quizgen.questions.question import TYPES, Choice, ShortAnswer
from quizgen.text.formula import COMMANDS

README = (ROOT / "README.md").read_text(encoding="utf-8")
LANGUAGE = (ROOT / "decks" / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(
    path
    for folder in (".", "bench", "decks", "dist", "docs", "templates")
    for path in ROOT.glob(f"{folder}/*.md")
)


def snippets(text: str, start: str) -> list[str]:
    """The YAML of a document that begins in that way."""
    found: list[str] = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [snippet for snippet in found if snippet.startswith(start)]


def section(kind: str) -> str:
    """What decks/README.md says of a kind."""
    found = re.search(rf"^### {kind}\n(.*?)(?=^##)", LANGUAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, f"decks/README.md has no section on {kind}"
    return found[1]


def named(key: str, text: str) -> bool:
    """Whether a document names a key: as `key`, as `key: …`, or as a key of its YAML."""
    return (
        re.search(rf"(?:`|^|[{{,]|[-] ) *{re.escape(key)}(?:`|:)", text, re.MULTILINE) is not None
    )


# decks/README.md ----------------------------------------------------------------------------------

FACTS = snippets(LANGUAGE, "- id:")


@pytest.mark.parametrize("snippet", FACTS, ids=lambda snippet: snippet.split()[2])
def test_each_fact_of_the_manual_compiles_by_itself(snippet: str) -> None:
    compiled = compile_text(deck(snippet), judged=True)
    assert compiled.diagnostics == []
    assert all(compiled.questions.values())


def test_the_manual_shows_a_fact_of_each_kind() -> None:
    shown = [
        fact.kind
        for snippet in FACTS
        for _, fact in compile_text(deck(snippet)).collection.facts()
        if fact.whole is fact
    ]
    assert sorted(shown) == sorted(KINDS)


def test_the_snippets_of_the_manual_together_are_a_collection(tmp_path: Path) -> None:
    [collection], [header], [terms] = (
        snippets(LANGUAGE, start) for start in ("collection:", "deck:", "terms:")
    )
    treatment = "deck: Treatment\nid: treatment\nsource: twitching\nfacts:\n"
    treatment += "  - {id: treatment, ask: What helps?, answer: magnesium}\n"
    assert "facts: []" in header
    minerals = re.sub(r"facts: \[\].*\n", "facts:\n" + indent("".join(FACTS), "  "), header)
    files = {
        "collection": collection,
        "minerals": minerals,
        "terms": complete(terms),
        "treatment": treatment,
    }
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    compiled = compile_path(tmp_path)
    assert compiled.diagnostics == []
    assert [each.id for each in compiled.collection.decks] == ["minerals", "treatment"]


def complete(terms: str) -> str:
    """The terms of the manual with those that it leaves to be declared."""
    return terms + "".join(f"  - term: {name}\n" for name in ("hyperkalemia", "hypocalcemia"))


@pytest.mark.parametrize("kind", KINDS)
def test_each_key_of_a_kind_is_explained_in_its_section(kind: str) -> None:
    own = [key for key in keys_of(KINDS[kind]) if key not in keys_of(Fact)]
    text = section(kind) + (
        section("list") if kind == "differential" else ""
    )  # `never` and others, as a list does
    assert [key for key in own if not named(key, text)] == []


@pytest.mark.parametrize(
    "model",
    [Fact, CollectionDeclaration, DeckDeclaration, TermDeclaration],
    ids=["every fact", "collection.yaml", "a deck", "a term"],
)
def test_each_key_that_is_common_to_all_is_explained(model: type[BaseModel]) -> None:
    assert [key for key in keys_of(model) if not named(key, LANGUAGE)] == []


def test_the_keys_that_kinds_share_are_shown_in_a_fact() -> None:
    [example] = snippets(LANGUAGE, "# with the keys")
    fact = example.partition("\n")[2]
    compiled = compile_text(deck(fact, "sources: {twitching: One, handbook: Two}\n"), judged=True)
    assert compiled.diagnostics == []
    elsewhere = {"image", "audio", "alt", "side", "ignore"}  # they need a file, or a flaw
    shown = set(re.findall(r"^[- ] ([\w ]+):", fact, re.MULTILINE))
    assert set(keys_of(Fact)) - elsewhere - shown == set()


@pytest.mark.parametrize("kind", KINDS)
def test_each_part_of_a_kind_is_named_in_its_section(kind: str) -> None:
    [snippet] = [snippet for snippet in FACTS if re.search(rf"^  {kind}:", snippet, re.MULTILINE)]
    [fact, *_] = [fact for _, fact in compile_text(deck(snippet)).collection.facts()]
    _, parts, said = section(kind).rpartition("Part")
    assert parts, f"the section on {kind} names no parts"
    given = {
        *getattr(fact, "rows", ()),
        *getattr(fact, "groups_by_name", ()),
        *(fact.passage.answers if isinstance(fact, GappedFact) else ()),
    }  # "each row's label", "each group's name", "the answers of its gaps"
    assert [
        part
        for part in {*fact.fixed(), *fact.choices()}
        if part not in given and f"`{part}`" not in said
    ] == []


def test_each_form_of_question_can_be_left_out_by_its_name() -> None:
    [row] = [line for line in LANGUAGE.splitlines() if line.startswith("| `without` |")]
    assert (
        re.findall(r"`([a-z-]+)`", row)[1:] == [type.type for type in TYPES] == list(get_args(Form))
    )


def test_the_manual_names_each_command_of_a_formula() -> None:
    text = LANGUAGE.partition("## Markup and formulas")[2].partition("\n## ")[0]
    spans = " ".join(re.findall(r"`([^`]+)`", text.partition("these commands:")[2]))
    assert set(re.findall(r"\\([A-Za-z]+|\S)", spans)) == COMMANDS


def test_the_example_of_markup_is_a_fact() -> None:
    section = LANGUAGE.partition("## Markup and formulas")[2].partition("\n## ")[0]
    [example] = snippets(section, "# in a fact")
    compiled = compile_text(deck("- id: marked\n" + indent(example, "  ")))
    assert compiled.diagnostics == []
    assert [question.key_text for question in compiled.questions["marked"]] == [r"$\mathrm{Na^+}$"]


# README.md ----------------------------------------------------------------------------------------


def test_the_first_example_does_what_is_said_of_it() -> None:
    [example] = snippets(README, "deck:")
    assert len(example.splitlines()) == 10
    compiled = compile_text(example, judged=True)
    assert compiled.diagnostics == []
    [questions] = compiled.questions.values()
    # "a note with four recall cards, and a choice question"
    assert [type(question) for question in questions].count(ShortAnswer) == 4
    assert [type(question) for question in questions].count(Choice) == 1


# Every document -----------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """The headings as links name them."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_link_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [*re.findall(r"\]\(([^)]+)\)", text), *re.findall(r'src="([^"]+)"', text)]
    for link in links:
        name, _, anchor = link.partition("#")
        if "://" not in link:
            target = path.parent / name if name else path
            assert target.exists(), link
            assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_file_that_is_named_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    names = re.findall(r"`((?:quizgen|decks|templates|tests|bench|\.ci)/[\w./-]*)`", text)
    built = {"decks/quizgen.lock"}  # whether that one exists is the decks' own test
    assert [name for name in names if not (ROOT / name).exists() and name not in built] == []
