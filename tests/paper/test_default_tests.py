"""A test as it comes with no option but the seed: judged by its data, under many seeds."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

import pytest
from conftest import ROOT, rounds
from judging import faults, leaks, of_bank, twins

from quizgen.compiler import Compiled, compile_collection, without_garbage_collection
from quizgen.diagnostics import Position
from quizgen.flaws.of_tests import test_flaws as flaws_of
from quizgen.language.loader import load
from quizgen.lock import Lock
from quizgen.quiz import quiz as quizzes
from quizgen.quiz.quiz import Quiz, Selection
from quizgen.quiz.word_bank import spares_of
from quizgen.targets.pdf import Page, worksheet
from quizgen.targets.pdf_tags import questions_by_page

FOLDERS = [ROOT / "decks", *sorted((ROOT / "templates" / "examples").iterdir())]
FOLDERS.append(ROOT / "tests" / "paper" / "sailing.yaml")  # thirty terms, and what has them in gaps
SHIPPED = load(FOLDERS[0])[0].decks
POINTS = {"decks": 30, "sailing.yaml": 30}  # of the examples, each 20


@lru_cache(maxsize=20)
def compiled(folder: Path, seed: str) -> Compiled:
    """A collection under a seed; its files are read once."""
    collection, problems = _read(folder)
    with without_garbage_collection():
        return compile_collection(collection, Lock(), None, problems, seed, judged=False)


_read = cache(load)


@lru_cache(maxsize=60)
def default_tests(folder: Path, seed: str, deck: str = "") -> tuple[Quiz, ...]:
    """Two variants of the test that `quizgen worksheet --seed` makes of a collection, or a deck."""
    whole = compiled(folder, seed)
    language = whole.collection.language
    found = quizzes.candidates(whole.questions, Selection(decks=(deck,) if deck else ()))
    chosen = quizzes.choose(found, None, seed, language)
    spares = spares_of(whole.questions)
    title = whole.collection.title or whole.collection.decks[0].title
    return tuple(quizzes.resolve(chosen, title, language, seed, each, spares) for each in "AB")


@pytest.mark.long
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_a_teacher_would_strike_nothing_out(folder: Path) -> None:
    for seed in map(str, range(rounds(10))):
        made = default_tests(folder, seed)
        found = {kind: said for kind, said in faults(made).items() if said}
        assert not found, seed
        assert not list(flaws_of(made, Position("test"))), seed


@pytest.mark.long
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_the_total_is_the_same_under_each_seed_and_the_questions_are_many(folder: Path) -> None:
    for seed in map(str, range(rounds(10))):
        quiz = default_tests(folder, seed)[0]
        assert quiz.points == POINTS.get(folder.name, 20), seed
        assert 15 <= len(quiz.items) <= 20, seed


@pytest.mark.long
@pytest.mark.parametrize("deck", [each.id for each in SHIPPED])
def test_the_test_of_a_deck_is_balanced(deck: str) -> None:
    for seed in map(str, range(rounds(5))):
        quiz = default_tests(FOLDERS[0], seed, deck)[0]
        assert quiz.points % 5 == 0, seed
        assert 20 <= quiz.points <= 30, seed
        long = [each for each in quiz.items if each.type in ("list", "table")]
        assert len(long) <= 5, seed
        statements = [each for each in quiz.items if each.type == "true-false"]
        assert 5 * len(statements) <= len(quiz.items), seed
        of_facts = Counter(each.fact for each in quiz.items)
        assert max(of_facts.values()) <= 4, seed  # of the rows of a table
        every = [
            each for of_fact in compiled(FOLDERS[0], seed).questions.values() for each in of_fact
        ]
        topics = {each.about.topic for each in every if each.about.deck == deck}
        assert {each.topic for each in quiz.items} == topics, seed


@pytest.mark.long
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_a_sheet_has_two_pages_at_most(folder: Path) -> None:
    for seed in map(str, range(rounds(5))):
        quiz = default_tests(folder, seed)[:1]
        sheet = worksheet(quiz, "test", Page(), (), compiled(folder, seed))[0]
        pages = len(questions_by_page(sheet.data))
        assert pages <= 2, seed


# Would it be noticed? -----------------------------------------------------------------------------


def item(id: str, stem: str, type: str = "short-answer", **more: object) -> dict[str, object]:
    """An item as it stands in the data of a test."""
    return {"id": id, "stem": stem, "type": type, "topic": "", "deck": "metals"} | more


LIQUID = item("liquid", "Which metal is liquid when cold?", answer="mercury")


@pytest.mark.parametrize(
    ("other", "number"),
    [
        (item("danger", "Why is mercury a danger?", answer="fumes"), 1),
        (item("danger", "Why is a metal a danger?", answer="fumes"), 0),
        # What is to be picked states nothing; neither does a false statement.
        (item("danger", "What is a danger?", "choice", keys=["A"],
              options=[{"letter": "A", "text": "mercury"}]), 0),
        (item("danger", "Mercury is a salt.", "true-false", truth=False), 0),
        (item("danger", "Mercury is a poison.", "true-false", truth=True), 1),
    ],
)  # fmt: skip
def test_an_answer_that_another_question_says_is_noticed(
    other: dict[str, object], number: int
) -> None:
    assert len(list(leaks([LIQUID, other], "Chemistry"))) == number


def test_what_is_asked_twice_is_noticed() -> None:
    again = item("again", "Which metal is liquid even when cold?", answer="Mercury")
    planet = item("planet", "Which planet is hot by day?", answer="Mercury")
    tin = item("tin", "Of what are cans?", answer="tin")
    assert len(list(twins([LIQUID, again]))) == 2
    assert len(list(twins([LIQUID, planet]))) == 1  # one answer of two questions
    assert not list(twins([LIQUID, planet | {"answer": "Venus"}]))
    told = {"deck": "mercury"}  # what the test is about gives nothing away
    assert not list(twins([LIQUID | told, planet | told]))
    assert not list(twins([tin, tin | {"id": "can", "stem": "What is a soft metal?"}]))


@pytest.mark.parametrize(
    ("bank", "number"),
    [
        (["Otto Hahn", "water", "lava", "moss"], 2),  # a capital, and a name
        (["Otto Hahn", "Rome", "Oslo", "moss"], 1),
        (["Otto Hahn", "Ann Lee", "lava", "moss"], 0),
        (["Otto Hahn", "1760", "Ann Lee", "moss"], 0),  # a number that is no answer
    ],
)
def test_an_answer_that_stands_out_in_a_bank_is_noticed(bank: list[str], number: int) -> None:
    gap = item("a", "", "cloze", blanks=[{"answer": "Otto Hahn"}])
    assert len(list(of_bank(bank, [gap]))) == number
