"""Which wrong options are chosen, so that nothing but knowledge finds the key, and in which order
options stand.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import compile_text, deck, rounds
from hypothesis import given
from hypothesis import strategies as st

from quizgen.knowledge import Reason
from quizgen.questions import distractors, giveaways
from quizgen.questions.types import Choice, Distractor, Matching
from quizgen.quiz import quiz
from quizgen.quiz.selection import Selection
from quizgen.quiz.types import ChoiceItem

SEEDS = [str(number) for number in range(rounds(12))]


def choices(text: str, seed: str = "0") -> dict[str, Choice]:
    """The choices of a deck, by what is asked."""
    compiled = compile_text(text, seed=seed)
    assert not compiled.failed
    found = [
        each
        for questions in compiled.questions.values()
        for each in questions
        if isinstance(each, Choice)
    ]
    return {each.key: each for each in found}


def wrong(choice: Choice) -> set[str]:
    return {each.text for each in choice.distractors}


# What points at the key ---------------------------------------------------------------------------

STEPS = """
- id: rain
  mechanism: How rain forms
  steps: [moist air rises, droplets condense, %s, rain falls]
"""


def test_a_step_that_alone_repeats_a_word_of_the_one_before_is_no_choice_but_all_else() -> None:
    assert set(choices(deck(STEPS % "clouds grow"))) == {
        "droplets condense",
        "clouds grow",
        "rain falls",
    }
    compiled = compile_text(deck(STEPS % "droplets merge"))
    asked = {question.id for question in compiled.questions["rain"]}
    assert "rain/droplets-merge/choice" not in asked
    assert {
        "rain/droplets-merge/cloze",
        "rain/steps/ordering",
        "rain/droplets-condense/choice",
    } <= asked


def test_a_step_that_is_left_out_leaves_the_others_as_they_were() -> None:
    one, other = choices(deck(STEPS % "clouds grow")), choices(deck(STEPS % "droplets merge"))
    assert wrong(one["droplets condense"]) == {"clouds grow", "rain falls"}
    assert wrong(other["droplets condense"]) == {"droplets merge", "rain falls"}


LEVELS = """\
terms:
  - term: deficiency
  - {term: hyponatremia, opposite: hypernatremia, broader: deficiency}
  - {term: hypokalemia, opposite: hyperkalemia, broader: deficiency}
  - {term: hypocalcemia, opposite: hypercalcemia, broader: deficiency}
  - term: hypernatremia
  - term: hyperkalemia
  - term: hypercalcemia
"""


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_a_term_and_its_opposite_are_never_the_only_pair(seed: str) -> None:
    fact = "- {id: level, term: hyponatremia, means: too little sodium in the blood}"
    options = choices(deck(fact, LEVELS), seed)["hyponatremia"].options
    stems = sorted(option.removeprefix("hypo").removeprefix("hyper") for option in options)
    assert len(options) == 4
    assert "hypernatremia" not in options or stems[0] == stems[1] != stems[2] == stems[3]


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_of_what_a_list_rules_out_the_opposite_of_the_key_is_not_offered_alone(seed: str) -> None:
    fact = (
        "- {id: list, list: cause, of: thirst, items: [hypernatremia], never: [hyponatremia, "
        "fever, cough, rash]}"
    )
    assert wrong(choices(deck(fact, LEVELS), seed)["hypernatremia"]) == {"fever", "cough", "rash"}


def test_what_an_author_wrote_is_asked_though_it_points_at_the_key_and_reported() -> None:
    text = deck(
        "- {id: a, ask: Which cell carries oxygen?, answer: red cell, distractors: "
        "[platelet, plasma, lymph]}"
    )
    compiled = compile_text(
        text.replace("cell carries", "cells carry").replace("red cell", "red cells"), judged=True
    )
    assert [each.code for each in compiled.diagnostics] == ["clang"]
    [choice] = [each for each in compiled.questions["a"] if isinstance(each, Choice)]
    assert wrong(choice) == {"platelet", "plasma", "lymph"}


def test_a_short_key_is_uneven_from_a_quarter_below_the_next_option_on() -> None:
    # The longest option is more than twice, and by far more than 20 letters, longer than the key.
    key, longest = "k" * 16, "b" * 40
    assert giveaways.length(key, ["a" * 20, longest]) is None
    assert giveaways.length(key, ["a" * 21, longest]) is giveaways.Length.UNEVEN


@given(
    st.integers(2, 12),
    st.sampled_from([Reason.STEP, Reason.NEVER, Reason.AUTHORED]),
    st.sets(st.integers(0, 11)),
)
def test_a_set_that_points_at_the_key_is_only_offered_if_its_author_wrote_it(
    number: int, reason: Reason, telling: set[int]
) -> None:
    candidates = [Distractor(f"wrong {index}", reason, "") for index in range(number)]
    bad = {f"wrong {index}" for index in telling}

    def pointing(chosen: Sequence[str]) -> giveaways.Strength:
        return giveaways.Strength.FLAW if bad.intersection(chosen) else giveaways.Strength.NONE

    chosen = [each.text for each in distractors.choose_wrong("0", "q", candidates, "key", pointing)]
    tried = number <= distractors.WIDEST  # of more, some are never looked at
    fair = number - len(bad & {each.text for each in candidates})
    if reason is Reason.AUTHORED and number <= distractors.MOST:
        assert len(chosen) == number
    elif tried and fair >= distractors.FEWEST:
        assert len(chosen) == min(fair, distractors.MOST)
        assert not bad.intersection(chosen)
    elif tried:
        assert len(chosen) == (0 if reason is Reason.STEP else min(number, distractors.MOST))
    elif reason is Reason.STEP:
        assert not bad.intersection(chosen)


# The order ----------------------------------------------------------------------------------------

NUMBERS = """
- {id: q, quantity: the boiling point of water, value: 100 °C, distractors: {value: [1000 °C, 80–90 °C, < 9 °C]}}
- {id: days, ask: How long does a flower last?, answer: 1 day, distractors: [30 days, 4 days, 14 days]}
- {id: words, ask: What does a bee make?, answer: honey, distractors: [sugar, bread, paper]}
"""


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_rise_in_every_order_that_is_shown(seed: str) -> None:
    compiled = compile_text(deck(NUMBERS), seed=seed)
    found = choices(deck(NUMBERS), seed)
    rising = {
        "100 °C": ("< 9 °C", "80–90 °C", "100 °C", "1000 °C"),
        "1 day": ("1 day", "4 days", "14 days", "30 days"),
    }
    assert {key: found[key].options for key in rising} == rising
    chosen = quiz.choose(
        quiz.candidates(compiled.questions, Selection(types=("choice",))), None, seed
    )
    items = [
        item
        for item in quiz.sequence(quiz.resolve(chosen, "Quiz", "en", seed))
        if isinstance(item, ChoiceItem)
    ]
    shown = {item.fact: tuple(option.text for option in item.options) for item in items}
    assert {shown["q"], shown["days"]} == set(rising.values())


def test_other_options_stand_in_an_order_that_hangs_on_the_seed() -> None:
    assert len({choices(deck(NUMBERS), seed)["honey"].options for seed in SEEDS}) > 6


def test_numbers_of_different_units_are_not_put_in_order() -> None:
    orders = {distractors.lay_out(seed, "q", ("1 kg", "2 m", "3 s")) for seed in SEEDS}
    assert len(orders) > 2


def test_a_matching_gets_surplus_options_from_the_relatives_of_its_groups() -> None:
    head = """terms:
  - {term: food group}
  - {term: fish, broader: food group}
  - {term: legume, broader: food group}
  - {term: dairy, broader: food group}
  - {term: grain, broader: food group}
  - {term: meat, broader: food group}
"""
    compiled = compile_text(
        deck(
            """
            - id: foods
              list: food
              with: magnesium
              exclusive: yes
              groups: {fish: [salmon, mackerel], legume: [lentils, black beans]}
            """,
            head,
        )
    )
    [matching] = [
        question for question in compiled.questions["foods"] if isinstance(question, Matching)
    ]
    assert matching.options[:2] == ("fish", "legume")
    assert len(matching.options) == 4
    assert set(matching.options[2:]) <= {"dairy", "grain", "meat"}
