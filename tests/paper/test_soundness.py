"""A test as a whole: no item answers another, banks and letters tell nothing, truths balance."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT, compile_text, deck, rounds
from sheets import all_candidates, resolved

from quizgen.compiler import Compiled, compile_path
from quizgen.quiz import quiz as quizzes
from quizgen.quiz.arrangement import LONGEST_RUN
from quizgen.quiz.leaks import Face, Leak, leak
from quizgen.quiz.quiz import Quiz, Selection
from quizgen.quiz.types import ChoiceItem, PassageItem, TrueFalseItem
from quizgen.quiz.word_bank import Spare, spares_of
from quizgen.text.wording import wording
from quizgen.text.words import normal

FOLDERS = [ROOT / "decks", *sorted((ROOT / "templates" / "examples").iterdir())]


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda each: each.name)
def collection(request: pytest.FixtureRequest) -> Compiled:
    folder: Path = request.param
    return compile_path(folder)


def default_test(compiled: Compiled, seed: str, **wanted: tuple[str, ...]) -> Quiz:
    """A test as it comes when only the types, if anything, are chosen."""
    language = compiled.collection.language
    found = quizzes.candidates(compiled.questions, Selection.model_validate(wanted))
    chosen = quizzes.choose(found, None, seed, language, typed="types" in wanted)
    spares = spares_of(compiled.questions)
    return quizzes.resolve(chosen, "-", language, seed, spares=spares)


def worst(quiz: Quiz) -> Leak:
    """The worst of what the items of a test give away of one another."""
    function = wording(quiz.language).function
    faces = [Face(item, function, quiz.language) for item in quiz.items]
    pairs = ((one, other) for at, one in enumerate(faces) for other in faces[:at])
    return max((leak(*pair) for pair in pairs), default=Leak.NONE)


# Items beside one another ------------------------------------------------------------------------


def test_no_item_of_a_default_test_states_or_shows_what_another_asks(collection: Compiled) -> None:
    for seed in range(rounds(20)):
        quiz = default_test(collection, str(seed))
        assert quiz.items
        assert worst(quiz) <= Leak.OFFERED, seed


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # The answer stands in another question, and what is asked of it as well.
        ("{id: a, ask: Which metal is liquid?, answer: mercury}",
         "{id: b, ask: Why is liquid mercury a metal of danger?, answer: fumes}",
         Leak.STATED),
        # The answer stands there, in other company.
        ("{id: a, ask: Which metal is liquid?, answer: mercury}",
         "{id: b, ask: Who wrote of mercury in Rome?, answer: Pliny}", Leak.SHOWN),
        # A short answer stands there by chance.
        ("{id: a, ask: Which metal is liquid?, answer: tin}",
         "{id: b, ask: Who sold tin in Rome?, answer: Pliny}", Leak.NONE),
        ("{id: a, ask: Which metal is liquid?, answer: iron}",
         "{id: b, ask: Who sold iron in Rome?, answer: Pliny}", Leak.SHOWN),
        # The two ask one thing.
        ("{id: a, ask: Which metal is liquid?, answer: mercury}",
         "{id: b, ask: Which liquid is a metal?, answer: mercury}", Leak.TWIN),
        # They want one answer, and ask two things.
        ("{id: a, ask: Which metal is liquid?, answer: mercury}",
         "{id: b, ask: Which planet is hottest by day?, answer: mercury}", Leak.NONE),
        # A gap asks what a question says.
        ("{id: a, cloze: 'The river {{Rhone}} leaves the lake at Geneva.'}",
         "{id: b, ask: Which lake does the Rhone leave at Geneva?, answer: Leman}", Leak.STATED),
    ],
)  # fmt: skip
def test_what_one_item_gives_away_of_another(one: str, other: str, expected: Leak) -> None:
    compiled = compile_text(deck(f"- {one}\n- {other}\n"))
    first: dict[str, quizzes.Candidate] = {}
    for candidate in all_candidates(compiled):
        first.setdefault(candidate[0].about.fact, candidate)
    assert worst(resolved(compiled, first.values())) is expected


def test_a_number_that_was_asked_for_is_reached_and_a_default_test_rather_ends() -> None:
    compiled = compile_text(
        deck(
            """
            - {id: a, ask: Which metal is liquid?, answer: mercury}
            - {id: b, ask: Why is mercury as a liquid metal a danger?, answer: fumes}
            """
        )
    )
    found = quizzes.candidates(compiled.questions, Selection())
    assert len(quizzes.choose(found, 2, "0")) == 2
    assert len(quizzes.choose(found, None, "0")) == 1


# Statements --------------------------------------------------------------------------------------


def test_statements_are_a_fifth_of_a_default_test_at_most(collection: Compiled) -> None:
    for seed in range(rounds(20)):
        quiz = default_test(collection, str(seed))
        statements = [item for item in quiz.items if item.type == "true-false"]
        assert len(statements) <= max(1, len(quiz.items) // 5), seed


def test_true_and_false_balance_and_make_no_long_run(collection: Compiled) -> None:
    for seed in range(rounds(20)):
        quiz = default_test(collection, str(seed), types=("true-false",))
        truths = [item.truth for item in quiz.items if isinstance(item, TrueFalseItem)]
        assert len(truths) < 5 or 0.3 <= sum(truths) / len(truths) <= 0.7, seed
        marks = "".join("T" if truth else "F" for truth in truths)
        assert "T" * (LONGEST_RUN + 1) not in marks
        assert "F" * (LONGEST_RUN + 1) not in marks


# Letters -----------------------------------------------------------------------------------------


def letters_of(quiz: Quiz) -> list[str]:
    return [item.keys[0] for item in quiz.items if isinstance(item, ChoiceItem) and item.single]


def test_letters_of_keys_are_spread(collection: Compiled) -> None:
    for seed in range(rounds(20)):
        quiz = default_test(collection, str(seed), types=("choice",))
        letters = letters_of(quiz)
        free = [item for item in quiz.items if isinstance(item, ChoiceItem) and item.movable]
        if len(letters) < 6 or len(free) < len(letters) / 2:
            continue
        assert max(Counter(letters).values()) <= len(letters) / 2, (seed, letters)
        runs = re.findall(r"(.)\1{2,}", "".join(letters))
        assert not runs or len(free) < len(letters), (seed, letters)


def test_neighbouring_variants_differ_in_their_letters() -> None:
    compiled = compile_path(ROOT / "decks")
    found = quizzes.candidates(compiled.questions, Selection(types=("choice",)))
    same = number = 0
    for seed in map(str, range(rounds(20))):
        chosen = quizzes.choose(found, 12, seed, typed=True)
        rows = [letters_of(quizzes.resolve(chosen, "-", "en", seed, each)) for each in "ABC"]
        for one, other in (rows[:2], rows[1:]):
            same += sum(a == b for a, b in zip(one, other, strict=True))
            number += len(one)
    assert same / number < 0.06  # by chance, a quarter would be; values keep their places


def test_a_choice_keeps_its_reasons_when_its_key_moves() -> None:
    compiled = compile_path(ROOT / "decks")
    chosen = all_candidates(compiled, types=("choice",))[:12]
    for item in resolved(compiled, chosen).items:
        assert isinstance(item, ChoiceItem)
        if not item.movable:
            continue
        texts = {option.letter: option.text for option in item.options}
        for letter in texts:
            moved = item.with_key_at(letter)
            now = {option.letter: option.text for option in moved.options}
            assert moved.keys == (letter,)
            assert now[letter] == texts[item.keys[0]]
            reasons = {now[each]: reason for each, reason in moved.reasons.items()}
            assert reasons == {texts[each]: reason for each, reason in item.reasons.items()}


# Word banks --------------------------------------------------------------------------------------


def test_a_bank_has_two_words_more_than_gaps_or_there_is_none(collection: Compiled) -> None:
    for seed in range(rounds(20)):
        quiz = default_test(collection, str(seed), types=("cloze",))
        for section in quiz.sections:
            passages = [item for item in section.items if isinstance(item, PassageItem)]
            answers = {normal(blank.answer) for item in passages for blank in item.blanks}
            assert answers <= set(map(normal, section.bank)) or not section.bank
            assert not section.bank or len(section.bank) >= len(answers) + 2


def bank_of(spares: list[Spare]) -> tuple[str, ...]:
    compiled = compile_text(
        deck(
            """
            - {id: one, cloze: "{{Warm}} air rises over the land."}
            - {id: two, cloze: "Clouds are made of {{droplets}}."}
            """
        )
    )
    chosen = all_candidates(compiled, types=("cloze",))
    return quizzes.resolve(chosen, "-", "en", "0", spares=spares).sections[0].bank


def spare(word: str, sentence: str) -> Spare:
    return Spare(word, "deck", "other", sentence)


def test_words_of_a_bank_are_written_alike() -> None:
    far = [spare("lava", "Volcanoes throw lava."), spare("tide", "The moon lifts the tide.")]
    assert sorted(bank_of(far)) == ["Droplets", "Lava", "Tide", "Warm"]


def test_a_bank_takes_no_word_that_may_fit_one_of_its_gaps() -> None:
    near = [
        spare("hot", "On hot land, air rises."),  # a sentence of the same things
        spare("droplet", "A droplet shines."),  # a form of an answer
        spare("land", "Reclaimed land sinks."),  # stands beside a gap
    ]
    assert not bank_of(near)
    assert not bank_of([*near, spare("lava", "Volcanoes throw lava.")])  # one is too few
