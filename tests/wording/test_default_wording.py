"""Collections in subjects that nobody had in mind, in the default wording.

Each of their questions was read; what was found is held here as rules for all stems.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizgen.compiler import compile_path
from quizgen.diagnostics import Severity
from quizgen.language.facts import KINDS
from quizgen.questions.question import Cloze

COLLECTIONS = sorted(Path(__file__).parent.glob("*.yaml"))
NEVER = re.compile(
    r"\?\?|\.\.(?!\.)|\b(of|the|a|an|in|to) \1\b|\b[Aa] [aeio]|\b[Aa]n [b-df-gj-np-tv-z]|\{|\}"
)


@pytest.mark.parametrize("path", COLLECTIONS, ids=lambda path: path.stem)
def test_no_stem_is_broken_english(path: Path) -> None:
    for questions in compile_path(path).questions.values():
        for question in questions:
            if not isinstance(question, Cloze):  # its stem is a heading, or nothing
                assert not NEVER.search(question.stem), question.stem
                assert question.stem[0] in "_“" or not question.stem[0].islower(), question.stem
            assert not NEVER.search(question.because), question.because


@pytest.mark.parametrize("path", COLLECTIONS, ids=lambda path: path.stem)
def test_what_is_not_asked_is_said_in_one_line_a_fact(path: Path) -> None:
    compiled = compile_path(path)
    assert all(compiled.questions.values())
    notices = [each for each in compiled.diagnostics if each.severity is Severity.NOTICE]
    lines = [each.position.line for each in notices if each.code == "no-sentence"]
    assert len(lines) == len(set(lines)) > 0
    assert all(each.hint for each in notices)


@pytest.mark.parametrize("path", COLLECTIONS, ids=lambda path: path.stem)
def test_a_collection_has_every_kind(path: Path) -> None:
    facts = compile_path(path).collection.facts()
    assert {fact.kind for _, fact in facts} == set(KINDS)
