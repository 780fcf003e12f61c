"""Every flaw is found in decks made for it, at its line and nothing else with it; and not in its
clean twin.

The decks stand in the YAML files here, divided by `--- # what it shows`. A mark at the end of a
line, `# ← code`, says what is wrong there; a case that begins with `clean` has no marks.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import compile_text, deck

from quizgen.diagnostics import CODES
from quizgen.flaws.flaw import RULES

HERE = Path(__file__).resolve().parent
BY_LOCK = {"id-reused"}  # what only shows against an earlier build


class Case(NamedTuple):
    """A deck, and what is wrong in it: the codes by line."""

    name: str
    text: str
    marks: set[tuple[int, str]]


def cases() -> list[Case]:
    found = []
    for path in sorted(HERE.glob("*.yaml")):
        _, *parts = re.split(r"^--- # ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for part in parts:
            name, _, body = part.partition("\n")
            text = whole(body.rstrip() + "\n")
            lines = enumerate(text.split("\n"), start=1)
            marks = {
                (number, code)
                for number, line in lines
                for code in re.findall(r"[a-z-]+", line.partition("# ←")[2])
            }
            found.append(Case(name, text, marks))
    return found


def whole(body: str) -> str:
    """The text of a deck around what stands in a case: facts, or terms and facts, or all of it."""
    if body.startswith("deck:"):
        return body
    return f"deck: Deck\nid: deck\n{body}" if not body.startswith("-") else deck(body)


CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_has_what_its_marks_say_and_nothing_else(case: Case) -> None:
    compiled = compile_text(case.text, judged=True)
    found = {(each.position.line, each.code) for each in compiled.diagnostics}
    if "open-list" not in case.name:  # the lists of the other cases are short, and none of a book
        found = {(line, code) for line, code in found if code != "open-list"}
    assert found == case.marks


def test_there_are_sixty_broken_cases_and_a_clean_twin_for_every_flaw() -> None:
    broken = [case for case in CASES if case.marks]
    assert len(broken) >= 60
    shown = {code for case in broken for _, code in case.marks}
    assert shown >= set(RULES) - BY_LOCK
    assert shown <= CODES
    twins = {
        case.name.removeprefix("clean ").partition(":")[0]
        for case in CASES
        if case.name.startswith("clean ")
    }
    assert twins >= set(RULES) - BY_LOCK
    assert all(not case.marks for case in CASES if case.name.startswith("clean "))
