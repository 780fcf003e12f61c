"""What a screen reader is told of a sheet: lists, heads, gaps, languages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import pikepdf
import pytest
from conftest import compile_text, deck
from sheets import (
    all_candidates,
    every,
    files,
    one_fact,
    one_of_each,
    only_pages,
    raw,
    resolved,
    text_of,
)

from quizgen.targets.pdf import PAPERS, PROFILES, Page


class Tag(NamedTuple):
    """An element of the tags."""

    kind: str
    name: str
    language: str
    scope: str
    has_headers: bool
    children: tuple[str, ...]


def elements(pdf: bytes) -> list[Tag]:
    """The elements of the tags in the order of reading."""

    def walk(element: Any) -> Iterator[Tag]:
        if isinstance(element, pikepdf.Array):
            for each in element:
                yield from walk(each)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            attributes = list(element.get("/A", ()))
            inside = element.get("/K", pikepdf.Array())
            parts = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
            children = [
                each for each in parts if isinstance(each, pikepdf.Dictionary) and "/S" in each
            ]
            yield Tag(
                str(element.S),
                str(element.get("/Alt", "")),
                str(element.get("/Lang", "")),
                "".join(str(each.Scope) for each in attributes if "/Scope" in each),
                any("/Headers" in each for each in attributes),
                tuple(str(each.S) for each in children),
            )
            for each in children:
                yield from walk(each)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return list(walk(document.Root.StructTreeRoot.K))


def kinds(pdf: bytes) -> list[str]:
    return [tag.kind for tag in elements(pdf)]


def names(pdf: bytes) -> list[str]:
    """The names of what is drawn."""
    return [tag.name for tag in elements(pdf) if tag.kind == "/Figure"]


def sheet(type: str) -> bytes:
    return only_pages(every(), all_candidates(every(), types=(type,))[:1])


@pytest.mark.parametrize("type", ["choice", "multiple-choice", "ordering", "matching", "list"])
def test_what_is_listed_is_a_list(type: str) -> None:
    found = kinds(sheet(type))
    at = found.index("/L")
    assert [kind for kind in found[at : at + 5] if kind in ("/L", "/LI", "/Lbl", "/LBody")][:3] == [
        "/L",
        "/LI",
        "/Lbl",
    ]
    assert found.count("/LI") == found.count("/LBody") == found.count("/Lbl") >= 3


@pytest.mark.parametrize("profile", PROFILES)
def test_each_question_has_one_heading(profile: str) -> None:
    chosen = one_of_each(every())
    made = files([resolved(every(), chosen)], every(), Page(profile=profile))
    for name in ("w.pdf", "w-key.pdf"):
        assert kinds(made[name]).count("/H3") == len(chosen)


def test_the_first_cell_of_a_row_is_its_head() -> None:
    rows: list[list[Tag]] = []
    for tag in elements(sheet("table")):
        if tag.kind == "/TR":
            rows.append([])
        elif tag.kind in ("/TH", "/TD"):
            rows[-1].append(tag)
    assert len(rows) == 4
    assert rows[0][0].kind == "/TD"  # the corner is empty, so it is the head of nothing
    for head, *cells in rows[1:]:
        assert (head.kind, head.scope) == ("/TH", "/Row")
        assert {(cell.kind, cell.has_headers) for cell in cells} == {("/TD", False)}


@pytest.mark.parametrize(
    ("type", "name"),
    [
        ("cloze", "gap 1"), ("table", "gap 2"), ("short-answer", "line to write on"),
        ("ordering", "box for a number"), ("multiple-choice", "box to tick"),
        ("matching", "line for a letter"), ("true-false", "line to write on"), ("number", "line to write on"),
    ],
)  # fmt: skip
def test_what_is_to_be_written_in_has_a_name(type: str, name: str) -> None:
    assert name in names(sheet(type))


def test_the_only_gap_of_a_text_has_a_name_too() -> None:
    """A reader leaves out an element in which nothing stands, so its number has to."""
    pages = only_pages(one_fact('- {id: x, cloze: "Gold is {{yellow}}."}'))
    assert "gap 1" in names(pages)
    assert "(1)" in text_of(pages)


def test_a_formula_has_spoken_text() -> None:
    compiled = one_fact(r"- {id: x, ask: 'What is $\frac{a}{b}$?', answer: a quotient}")
    formulas = [tag for tag in elements(only_pages(compiled)) if tag.kind == "/Formula"]
    assert formulas
    assert all(tag.name.strip() for tag in formulas)


def languages(facts: str) -> set[str]:
    compiled = compile_text(deck(facts))
    # A language of some words stands with them on the page, not in the tree.
    return {each.decode() for each in re.findall(rb"/Lang\s*\((\w+)\)", raw(only_pages(compiled)))}


@pytest.mark.parametrize(
    ("word", "language"),
    [("שלום", "he"), ("القاهرة", "ar"), ("λόγος", "el"), ("Москва", "und")],
)
def test_a_word_of_another_script_has_its_language(word: str, language: str) -> None:
    assert language in languages(f'- {{id: x, ask: "What does {word} mean?", answer: a word}}')


def test_a_greek_letter_alone_is_a_sign() -> None:
    assert "el" not in languages('- {id: x, ask: "What does α mean?", answer: an angle}')


@pytest.mark.parametrize(("profile", "paper"), list(product(PROFILES, PAPERS)))
def test_every_figure_has_a_name_and_every_list_only_entries(profile: str, paper: str) -> None:
    made = files([resolved(every(), one_of_each(every()))], every(), Page(paper, profile))
    for name in ("w.pdf", "w-key.pdf"):
        for tag in elements(made[name]):
            assert tag.kind != "/Figure" or tag.name
            assert tag.kind != "/L" or set(tag.children) == {"/LI"}
