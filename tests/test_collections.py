"""Check collections that a teacher might write: no complaint, and every key is right."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from keys import items_of, key

from quizgen.cli import main
from quizgen.compiler import Compiled, compile_path
from quizgen.diagnostics import Severity
from quizgen.grading import Lexicon
from quizgen.language.facts import KINDS
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import ListItem, NumberItem, PassageItem, ShortAnswerItem
from quizgen.text.markup import plain

COLLECTIONS = ROOT / "tests" / "collections"
SUBJECTS = tuple(sorted(path.name for path in COLLECTIONS.iterdir()))
EACH = pytest.mark.parametrize("subject", SUBJECTS)
TYPED = (ShortAnswerItem, NumberItem, PassageItem, ListItem)


@cache
def compiled(subject: str) -> Compiled:
    return compile_path(COLLECTIONS / subject)


@cache
def lexicon(subject: str) -> Lexicon:
    return Lexicon.of(compiled(subject).questions, compiled(subject).knowledge.vocabulary)


@cache
def items(subject: str) -> tuple[Item, ...]:
    return items_of(compiled(subject))


def typed(subject: str) -> Iterator[tuple[Item, tuple[str, ...]]]:
    """Yield the items to be typed, each with its key as it is shown: in plain words."""
    for item in items(subject):
        if isinstance(item, ShortAnswerItem | NumberItem | PassageItem):
            yield item, tuple(map(plain, key(item)))
        if isinstance(item, ListItem):
            yield item, tuple(plain(names[0]) for names in item.members)


@EACH
def test_it_compiles_without_a_word(subject: str) -> None:
    # A notice says what more could be asked; it is no fault.
    faults = [
        each for each in compiled(subject).diagnostics if each.severity is not Severity.NOTICE
    ]
    assert [f"{each.position}: {each.message}" for each in faults] == []


@EACH
def test_it_checks_and_builds_without_a_word(
    subject: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(COLLECTIONS / subject, tmp_path / subject)
    monkeypatch.chdir(tmp_path)
    checked = CliRunner().invoke(main, ["check", subject, "--strict"])
    assert checked.exit_code == 0, checked.output
    built = CliRunner().invoke(main, ["build", subject])
    assert (built.exit_code, built.stderr) == (0, "")


@EACH
def test_nothing_is_excused(subject: str) -> None:
    for path in (COLLECTIONS / subject).iterdir():
        assert not re.search(r"\bignore:", path.read_text(encoding="utf-8")), path.name


@EACH
def test_it_has_many_kinds_and_sources_and_no_fact_is_left_unasked(subject: str) -> None:
    facts = list(compiled(subject).collection.facts())
    assert len(facts) >= 12
    # Tables of entities are shown by the examples of `quizgen init`.
    assert {fact.kind for _, fact in facts} == set(KINDS) - {"entities"}, "each is there"
    assert all(compiled(subject).questions.get(fact.id) for _, fact in facts)
    sources = {name for deck, fact in facts for name in fact.source or deck.source}
    assert sources == set(compiled(subject).collection.sources)


@EACH
def test_every_authored_wrong_option_is_offered(subject: str) -> None:
    missing = []
    for _, fact in compiled(subject).collection.facts():
        questions = compiled(subject).questions.get(fact.id, [])
        offered = {each.text for each in questions for each in getattr(each, "distractors", ())}
        authored = [text for texts in fact.distractors.values() for text in texts]
        missing += [(fact.id, str(text)) for text in authored if str(text) not in offered]
    assert not missing


@EACH
def test_every_key_is_right(subject: str) -> None:
    wrong = [item.id for item in items(subject) if not item.mark(key(item), lexicon(subject)).right]
    assert items(subject)
    assert not wrong


@EACH
def test_every_key_typed_exactly_as_shown_is_right(subject: str) -> None:
    wrong = []
    for item, texts in typed(subject):
        made = item.mark(texts, lexicon(subject))
        if not made.right or any(part.note for part in made.parts):
            wrong.append((item.id, texts, [(part.verdict, part.note) for part in made.parts]))
    assert list(typed(subject))
    assert not wrong


@EACH
def test_no_authored_wrong_option_is_right_when_it_is_typed(subject: str) -> None:
    passed = []
    for _, fact in compiled(subject).collection.facts():
        authored = [plain(str(each)) for texts in fact.distractors.values() for each in texts]
        for item in items(subject):
            if item.fact == fact.id and isinstance(item, ShortAnswerItem) and item.typed:
                passed += [
                    (item.id, text)
                    for text in authored
                    if item.mark((text,), lexicon(subject)).share > 0
                ]
    assert not passed
