"""The decks that quizgen ships."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT

from quizgen.cli import main
from quizgen.compiler import Compiled, compile_path
from quizgen.lock import parse_lock
from quizgen.questions.question import Choice, ListRecall, MultipleChoice
from quizgen.targets import Settings
from quizgen.targets.pdf import build_worksheets, deck_quizzes
from quizgen.targets.pdf_tags import questions_by_page
from quizgen.text.words import normal

DECKS = ROOT / "decks"


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compile_path(DECKS)


def test_the_shipped_decks_compile_without_a_word(compiled: Compiled) -> None:
    assert [str(each.position) + ": " + each.message for each in compiled.diagnostics] == []
    assert len(compiled.collection.decks) == len(compiled.collection.order) == 7


def test_every_fact_names_its_source_and_says_why(compiled: Compiled) -> None:
    for deck, fact in compiled.collection.facts():
        assert fact.source or deck.source, fact.at()
        assert fact.why, fact.at()


def test_every_source_is_named_by_some_fact(compiled: Compiled) -> None:
    named = {
        name for deck, fact in compiled.collection.facts() for name in (fact.source or deck.source)
    }
    assert named == set(compiled.collection.sources)


def test_every_kind_is_shown_by_the_shipped_decks(compiled: Compiled) -> None:
    from quizgen.language.facts import KINDS

    # Tables of entities are shown by the examples of `quizgen init --example`.
    assert {fact.kind for _, fact in compiled.collection.facts()} == set(KINDS) - {"entities"}


def test_every_fact_is_asked_and_every_choice_fairly(compiled: Compiled) -> None:
    vocabulary = compiled.knowledge.vocabulary
    for fact, questions in compiled.questions.items():
        assert questions, fact
        for question in questions:
            if isinstance(question, Choice | MultipleChoice):
                keys = (question.key,) if isinstance(question, Choice) else question.keys
                wrong = [each.text for each in question.distractors]
                assert not any(vocabulary.related(one, key) for one in wrong for key in keys), (
                    question.id
                )
                assert all(key not in question.stem for key in keys), question.id


def test_no_fact_has_more_than_a_twenty_fifth_of_all_questions(compiled: Compiled) -> None:
    sizes = [len(questions) for questions in compiled.questions.values()]
    assert max(sizes) <= 0.04 * sum(sizes)


def test_no_point_has_more_than_four_questions(compiled: Compiled) -> None:
    """A point is a part of a fact, such as a cell, a member, or what a statement says."""
    points = Counter[tuple[str, str]]()
    for fact, questions in compiled.questions.items():
        for question in questions:
            _, part, _ = question.id.split("/")
            is_statement = question.about.kind == "statement"
            points[fact, "" if is_statement else part.removesuffix(".rows")] += 1
    assert max(points.values()) <= 4


def test_no_two_facts_of_a_deck_ask_for_the_same_list(compiled: Compiled) -> None:
    """A list, and a choice of several, are asked once: also under another heading, or by topic."""
    facts: dict[tuple[str, frozenset[str]], set[str]] = {}
    for question in chain.from_iterable(compiled.questions.values()):
        if isinstance(question, ListRecall | MultipleChoice):
            names = frozenset(map(normal, question.keys))
            facts.setdefault((question.about.deck, names), set()).add(question.about.fact)
    assert [both for both in facts.values() if len(both) > 1] == []


def test_a_default_sheet_is_a_test_that_a_teacher_would_give(compiled: Compiled) -> None:
    topics: dict[str, set[str]] = {}
    for question in chain.from_iterable(compiled.questions.values()):
        topics.setdefault(question.about.deck, set()).add(question.about.topic)
    asked: set[tuple[str, int]] = set()
    for seed in range(5):
        for deck, quiz in deck_quizzes(compiled, Settings(now=0, seed=str(seed))):
            types = Counter(item.type for item in quiz.items)
            assert 20 <= quiz.points <= 35, (deck, seed)
            assert len(types) >= 2, (deck, seed)
            assert types["true-false"] <= len(quiz.items) / 5, (deck, seed)
            assert {item.topic for item in quiz.items} == topics[deck], (deck, seed)
            asked.add((deck, seed))
    assert len(asked) == 35


def test_a_default_sheet_has_two_pages(compiled: Compiled) -> None:
    made = build_worksheets(compiled, Settings(now=0)).artifacts
    sheets = [each.data for each in made if each.name.endswith("-worksheet.pdf")]
    assert [len(questions_by_page(sheet)) for sheet in sheets] == [2] * 7


def test_the_lock_of_the_shipped_decks_is_up_to_date(tmp_path: Path) -> None:
    lock = DECKS / "quizgen.lock"
    assert lock.is_file(), (
        "run `quizgen build` and commit decks/quizgen.lock: it keeps every user's schedule"
    )
    before = lock.read_bytes()
    result = CliRunner().invoke(
        main, ["build", DECKS.as_posix(), "--locked", "-o", tmp_path.as_posix()]
    )
    assert result.exit_code == 0, result.output
    assert lock.read_bytes() == before
    assert len(list(tmp_path.glob("decks/*.apkg"))) == 7
    assert len(list(tmp_path.glob("*.apkg"))) == 1


def test_the_lock_of_the_shipped_decks_is_written_as_quizgen_writes_it() -> None:
    text = (DECKS / "quizgen.lock").read_text(encoding="utf-8")
    lock, problems = parse_lock(text, "decks/quizgen.lock")
    assert problems == []
    assert lock.as_text() == text
