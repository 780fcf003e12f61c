"""Which wrong options are chosen, so that nothing but knowledge finds the key, and in which order
options stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import pytest
from conftest import ROOT, compile_text, deck, rounds
from hypothesis import given
from hypothesis import strategies as st

from bench.generated import LARGE_FACTS, name
from quizgen.compiler import compile_path
from quizgen.diagnostics import Position
from quizgen.knowledge import SIBLINGS, Reason, Term, Vocabulary
from quizgen.questions import distractors, giveaways
from quizgen.questions.distractors import Candidate
from quizgen.questions.question import Choice, Matching, MultipleChoice, Question
from quizgen.quiz import quiz
from quizgen.quiz.selection import Selection
from quizgen.quiz.types import ChoiceItem

HERE = Position("deck.yaml", 1, 1)
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
  mechanism: How a shower comes about
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
    assert {"rain/steps/ordering", "rain/droplets-condense/choice"} <= asked


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
    candidates = [Candidate(f"wrong {index}", reason, str) for index in range(number)]
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


# Reasons


def reasons(fact: str) -> dict[str, str]:
    """Why each wrong option of the only choice of a fact is wrong."""
    [choice] = choices(deck(f"- {fact}")).values()
    return {each.text: each.because for each in choice.distractors}


@pytest.mark.parametrize(
    "distractors",
    [
        "{renin: It keeps salt., insulin: It stores sugar.}",
        "{answer: {renin: It keeps salt., insulin: It stores sugar.}}",
        "[{renin: It keeps salt.}, {insulin: It stores sugar.}]",
        "[{text: renin, because: It keeps salt.}, {text: insulin, because: It stores sugar.}]",
    ],
)
def test_an_author_says_why_an_option_is_wrong(distractors: str) -> None:
    fact = f"{{id: a, ask: Which hormone keeps water?, answer: ADH, distractors: {distractors}}}"
    assert reasons(fact) == {"renin": "It keeps salt.", "insulin": "It stores sugar."}


def test_without_a_reason_an_option_says_what_is_true_instead() -> None:
    fact = "{id: a, ask: Which hormone keeps water?, answer: ADH, distractors: [renin, {insulin: It stores sugar.}]}"
    assert reasons(fact) == {"renin": "The right answer: ADH.", "insulin": "It stores sugar."}
    quantity = "{id: q, quantity: normal sodium, value: 135–145 mmol/L, distractors: [35–45 mmol/L, 235–245 mmol/L]}"
    assert set(reasons(quantity).values()) == {"Normal sodium: 135–145 mmol/L."}


def test_what_is_never_so_and_what_is_a_false_version_may_have_a_reason() -> None:
    facts = """
    - {id: l, list: sign, of: scurvy, items: [bleeding gums], never: {bowlegs: They are of rickets., goiter: It is of iodine.}}
    - {id: s, sign: tap sign, shows: a twitch, points to: low calcium, never points to: [{gout: It is of uric acid.}, scurvy]}
    - {id: t, statement: Water follows salt., false versions: {Salt follows water.: Water moves more easily.}}
    """
    compiled = compile_text(deck(facts))
    questions = {each.id: each for each in chain.from_iterable(compiled.questions.values())}
    assert wrong_reasons(questions["l/bleeding-gums/choice"]) == {
        "bowlegs": "They are of rickets.",
        "goiter": "It is of iodine.",
    }
    assert wrong_reasons(questions["s/points-to/choice"])["gout"] == "It is of uric acid."
    assert questions["t/salt-follows-water/true-false"].because == "Water moves more easily."


@pytest.mark.parametrize(
    "distractors",
    [
        "{renin: it keeps salt, insulin: it stores sugar}",  # a part, or no sentence
        "{answr: [renin, insulin]}",
    ],
)
def test_what_is_neither_a_part_nor_has_a_reason_is_told(distractors: str) -> None:
    fact = f"- {{id: a, ask: Which hormone keeps water?, answer: ADH, distractors: {distractors}}}"
    assert {each.code for each in compile_text(deck(fact)).diagnostics} == {"unknown-part"}


def wrong_reasons(question: Question) -> dict[str, str]:
    """Why each wrong option of a choice is wrong."""
    assert isinstance(question, Choice)
    return {each.text: each.because for each in question.distractors}


def test_every_wrong_option_of_the_shipped_decks_has_a_sentence() -> None:
    for questions in compile_path(ROOT / "decks").questions.values():
        for each in questions:
            if isinstance(each, Choice | MultipleChoice):
                assert all(wrong.because.endswith((".", "?")) for wrong in each.distractors), (
                    each.id
                )


# Of many


def test_the_choices_of_a_list_show_all_that_is_false_in_turn() -> None:
    never = [f"a false member {letter}{number}" for letter in "abcdefghij" for number in range(6)]
    items = [f"a true member {letter}{number}" for letter in "klmnopqrst" for number in range(6)]
    fact = (
        f"- {{id: l, list: part, of: it, items: [{', '.join(items)}], never: [{', '.join(never)}]}}"
    )
    offered = {each.text for choice in choices(deck(fact)).values() for each in choice.distractors}
    assert len(offered) > 50


def test_no_wrong_option_of_a_list_is_offered_more_than_three_times_if_there_are_others() -> None:
    items = [f"a true member {letter}" for letter in "klmnopqr"]
    for many, most in ((8, 3), (9, 3), (4, len(items))):  # eight choices of three wrong options
        never = [f"a false member {letter}" for letter in "abcdefghi"[:many]]
        fact = (
            f"- {{id: l, list: part, of: it, items: [{', '.join(items)}],"
            f" never: [{', '.join(never)}]}}"
        )
        asked = choices(deck(fact)).values()
        uses = Counter(each.text for choice in asked for each in choice.distractors)
        assert len(asked) == len(items)
        assert max(uses.values()) <= most
        assert len(uses) == many


def test_a_choice_that_is_left_out_uses_up_no_option() -> None:
    never = [f"a false member {letter}" for letter in "abcdefgh"]
    items = [f"a true member {letter}" for letter in "klmnopqr"]
    fact = f"id: l, list: part, of: it, never: [{', '.join(never)}]"
    left_out = ", ".join(f"{item}: choice" for item in items[:-2])
    late = choices(deck(f"- {{{fact}, items: [{', '.join(items)}], without: {{{left_out}}}}}"))
    first = choices(deck(f"- {{{fact}, items: [{', '.join(reversed(items))}]}}"))
    assert list(late) == items[-2:]
    assert all(wrong(late[item]) == wrong(first[item]) for item in late)


@pytest.mark.parametrize("kind", LARGE_FACTS)
def test_a_question_looks_at_the_same_number_of_options_of_however_many(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0

    def count(meanings: distractors.Meanings, text: str) -> bool:
        nonlocal looks
        looks += 1
        return contains(meanings, text)

    contains = distractors.Meanings.__contains__
    monkeypatch.setattr(distractors.Meanings, "__contains__", count)
    rates = []
    text, size = LARGE_FACTS[kind]
    for each in (size, size + size // 2):
        looks = 0
        compiled = compile_text(text(each))
        rates.append(looks / sum(map(len, compiled.questions.values())))
    assert 0 < rates[1] < 1.1 * rates[0]


def test_of_many_terms_of_one_kind_each_is_held_against_a_few() -> None:
    terms = [Term(name(number), HERE, broader=("thing",)) for number in range(1000)]
    vocabulary = Vocabulary([Term("thing", HERE), *terms])
    relatives = [vocabulary.relatives(term.name) for term in terms]
    assert {len(each) for each in relatives} == {SIBLINGS}
    assert all(term.name not in each for term, each in zip(terms, relatives, strict=True))
    assert len(set(chain.from_iterable(relatives))) == 1000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fever", "Fevers"),
        ("a rash", "a rash of the face"),
        ("ACE inhibitors", "angiotensin-converting enzyme inhibitors"),
        ("5 mg", "< 10 mg"),
        ("1 g", "1000 mg"),
        ("twitch", "kind of twitch"),
    ],
)
def test_what_means_the_same_more_widely_is_found_among_few_and_among_many(
    one: str, other: str
) -> None:
    vocabulary = Vocabulary(
        [Term("kind of twitch", HERE, broader=("twitch",)), Term("twitch", HERE)]
    )
    for more in ([], [name(number) for number in range(100)]):
        assert other in distractors.Meanings(vocabulary, [*more, one])
        assert one in distractors.Meanings(vocabulary, [other, *more])
        assert "cough" not in distractors.Meanings(vocabulary, [one, *more])


@pytest.mark.parametrize(
    ("stem", "key", "others", "says"),
    [
        ("viruses", "sheep pox virus disease", ["anthrax", "foot rot"], True),
        ("a bacterium", "bacterial meningitis", ["influenza"], True),
        ("viruses", "bluetongue", ["anthrax"], False),
        ("viruses", "sheep pox virus disease", ["a virus of cattle"], False),  # all say it
        ("red", "red wine", ["white wine"], False),  # too short to tell
    ],
)
def test_a_key_that_says_a_word_of_the_stem_in_another_form_stands_out(
    stem: str, key: str, others: list[str], says: bool
) -> None:
    assert distractors.echoes(stem, key, others) is says


def test_of_a_group_a_member_is_asked_whose_name_does_not_say_it() -> None:
    compiled = compile_text(
        deck("""
        - id: causes
          list: disease
          of: sheep
          grouped by: cause
          group sentence: "{disease} is caused by {cause}."
          groups: {viruses: [sheep pox virus disease, orf], bacteria: [anthrax, foot rot]}
          exclusive: yes
        """)
    )
    judged = [each for each in compiled.questions["causes"] if each.type == "true-false"]
    assert judged
    assert not [each.stem for each in judged if "virus disease" in each.stem]
