"""Over the shipped decks: every key is right, every other known term is not, and a slip is only a slip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from conftest import ROOT
from keys import items_of, key
from shipped_typed import TABLE
from slips import single_slips

from quizgen.compiler import Compiled, compile_collection
from quizgen.grading import Lexicon
from quizgen.grading.typed_answers import Expected, expect, judge
from quizgen.language.facts.enumeration import EnumerationFact
from quizgen.language.facts.fact import EVERY, Fact
from quizgen.language.loader import load
from quizgen.lock import Lock
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import (
    ChoiceItem,
    ListItem,
    NumberItem,
    PassageItem,
    ShortAnswerItem,
    TrueFalseItem,
)
from quizgen.text.answer_forms import form
from quizgen.text.dictionary import is_another_word
from quizgen.text.sameness import answer_keys


def _asked_singly(fact: Fact) -> Fact:
    is_enumeration = isinstance(fact, EnumerationFact)
    return fact.model_copy(update={"singly": {EVERY: ""}}) if is_enumeration else fact


@cache
def shipped() -> Compiled:
    """The shipped decks, as if each entry of a list or a chain was asked singly, too."""
    collection, problems = load(ROOT / "decks")
    collection.decks = [
        replace(deck, facts=tuple(map(_asked_singly, deck.facts))) for deck in collection.decks
    ]
    return compile_collection(collection, Lock(), None, problems, judged=False)


@cache
def lexicon() -> Lexicon:
    return Lexicon.of(shipped().questions, shipped().knowledge.vocabulary)


@cache
def items() -> tuple[Item, ...]:
    return items_of(shipped())


def answers() -> Iterator[Expected]:
    """Every answer that is typed, not said to oneself, each once."""
    every: set[tuple[str, ...]] = set()
    for item in items():
        match item:
            case ShortAnswerItem(typed=True):
                every.add((item.answer, *item.accepted))
            case PassageItem():
                every |= {(each.answer, *each.accepted) for each in item.blanks if each.typed}
            case ListItem():
                every |= set(item.members)
    yield from (expect(answer, accepted, lexicon()) for answer, *accepted in sorted(every))


def test_every_key_is_right() -> None:
    assert len({item.type for item in items()}) == 10
    wrong = [item.id for item in items() if not item.mark(key(item), lexicon()).right]
    assert not wrong


def test_every_accepted_name_is_right() -> None:
    for item in items():
        if isinstance(item, ShortAnswerItem):
            assert all(item.mark((name,), lexicon()).right for name in item.accepted), item.id
        if isinstance(item, PassageItem):
            for place, blank in enumerate(item.blanks):
                for name in blank.accepted:
                    response = tuple(name if at == place else "" for at in range(len(item.blanks)))
                    assert item.mark(response, lexicon()).parts[place].verdict.counts, (
                        blank.question,
                        name,
                    )
        if isinstance(item, ListItem):
            for place, names in enumerate(item.members):
                for name in names:
                    assert item.mark((name,), lexicon()).parts[place].verdict.counts, (
                        item.id,
                        name,
                    )


def test_every_wrong_option_is_wrong() -> None:
    for item in items():
        if isinstance(item, ChoiceItem):
            false = [option.letter for option in item.options if option.letter not in item.keys]
            assert all(item.mark((letter,), lexicon()).share == 0 for letter in false), item.id
        if isinstance(item, TrueFalseItem):
            assert not item.mark((str(not item.truth).lower(),), lexicon()).right, item.id


def test_no_other_known_term_is_right() -> None:
    known = [(each.text, form(each.text).key) for each in lexicon()]
    assert len(known) > 500
    wrong = [
        (answer.answer, text)
        for answer in answers()
        for text, its_key in known
        if its_key not in answer.form_keys
        and answer.keys.isdisjoint(answer_keys(text))
        and judge(text, answer, lexicon()).verdict.counts
    ]
    assert not wrong


def _is_another_text(slip: str, answer: str) -> bool:
    """Tell whether a slip makes another word of the language, which is no slip."""
    pairs = zip(form(slip).spelled, form(answer).spelled, strict=False)
    return any(one != other and is_another_word(one, other) for one, other in pairs)


def test_single_slips_count() -> None:
    passed: dict[str, list[bool]] = {"term": [], "sentence": []}
    for answer in answers():
        sort = "sentence" if len(form(answer.answer).words) >= 5 else "term"
        for slip in single_slips(answer.answer):
            if not lexicon().find(form(slip)) and not _is_another_text(slip, answer.answer):
                passed[sort].append(judge(slip, answer, lexicon()).verdict.counts)
    assert all(len(found) > 500 for found in passed.values())
    assert sum(passed["term"]) / len(passed["term"]) >= 0.96
    # A sentence's words must begin aright, each of them: the rest is close, and the person may count it.
    assert sum(passed["sentence"]) / len(passed["sentence"]) >= 0.97
    assert sum(map(sum, passed.values())) / sum(map(len, passed.values())) >= 0.96


# Right answers, as readers typed them: what other facts state of the same, what the articles say in
# their own words, and plain answers to what is asked.
RIGHT_ANSWERS = {
    "three-minerals/chief-role-in-muscle.magnesium/short-answer": ("muscle relaxation",),
    "three-minerals/chief-role-in-muscle.potassium/short-answer": ("nerve signal transmission",),
    "three-minerals/chief-role-in-muscle.calcium/short-answer": ("muscle contraction",),
    "hypomagnesemia-beyond-twitching/head-and-mind/list": (
        "mood changes",
        "irritability",
        "sleeping badly",
        "headache",
    ),
    "hypomagnesemia-beyond-twitching/vessels-bowel-eyes-and-bones/list": (
        "hypertension",
        "constipation",
        "nystagmus",
        "brittle bones",
    ),
    "sensitive-magnesium-tests/all/list": ("magnesium loading test", "24-hour urine test"),
    "hypomagnesemia-stages/early/list": (
        "headache",
        "irritability",
        "dizziness",
        "nausea",
        "fatigue",
    ),
    "calcium-foods/all/list": ("milk products", "sardines", "almonds", "tofu", "beans"),
    "magnesium-food-examples/legumes/list": ("lentils", "black beans"),
    "magnesium-treatments/chief-drawback.dietary-changes/short-answer": (
        "requires consistent effort",
    ),
    "magnesium-extremes/likelihood.hypermagnesemia/short-answer": ("rare",),
    "potassium-and-sodium/sodium/cloze": ("potassium", "sodium"),
    "ways-to-run-low/all/list": (
        "too little in the diet",
        "not absorbing it",
        "losing it in the urine",
    ),
    "spontaneous-action-potentials/answer/short-answer": ("nerve impulses",),
    "spasm-causes/disease/list": ("kidney failure", "multiple sclerosis"),
    "energy-for-muscles/answer/short-answer": ("ATP production",),
    "surplus-excreted/answer/short-answer": ("passed in the urine",),
}


@pytest.mark.parametrize("id", RIGHT_ANSWERS)
def test_a_right_answer_in_other_words_is_right(id: str) -> None:
    [item] = (item for item in items() if item.id == id)
    mark = item.mark(RIGHT_ANSWERS[id], lexicon())
    assert mark.share == 1, mark


@pytest.mark.parametrize(
    ("id", "texts", "share"),
    [
        # The serum level is what the tests are to be better than.
        (
            "sensitive-magnesium-tests/all/list",
            ("red blood cell magnesium", "serum magnesium"),
            0.5,
        ),
        # Mood changes as the deficiency deepens, not early.
        ("hypomagnesemia-stages/early/list", ("nausea", "fatigue", "anxiety", "depression"), 0.4),
        # No more than was asked for, and nothing that is true of another.
        ("three-minerals/chief-role-in-muscle.calcium/short-answer", ("muscle relaxation",), 0),
        ("potassium-and-sodium/sodium/cloze", ("potassium", "potassium"), 0.5),
        (
            "calcium-foods/all/list",
            ("milk products", "sardines", "almonds", "tofu", "beans", "bananas"),
            0.8,
        ),
        (
            "hypomagnesemia-stages/moderate-to-severe/list",
            ("cramps", "flushing", "fever", "stomach cramps", "low blood pressure"),
            0.2,
        ),
    ],
)
def test_what_is_not_right_there_is_not(id: str, texts: tuple[str, ...], share: float) -> None:
    [item] = (item for item in items() if item.id == id)
    assert item.mark(texts, lexicon()).share == pytest.approx(share)


# What learners type, as a table ---------------------------------------------------------------------


@cache
def places() -> dict[str, tuple[Item, int]]:
    """Return for each question the item that it is asked in, and the place of its gap there."""
    found: dict[str, tuple[Item, int]] = {}
    for item in items():
        if isinstance(item, PassageItem):
            for place, blank in enumerate(item.blanks):
                found.setdefault(blank.question, (item, place))
        else:
            found[item.id] = (item, 0)
    return found


def counts(question: str, text: str) -> bool:
    """Tell whether a text counts that is typed alone: for an answer, one entry, or one gap."""
    item, place = places()[question]
    texts = ["" for _ in item.blanks] if isinstance(item, PassageItem) else [""]
    texts[place] = text
    mark = item.mark(tuple(texts), lexicon())
    if isinstance(item, PassageItem):
        return mark.parts[place].verdict.counts
    return any(part.verdict.counts for part in mark.parts)


def typed(*, right: bool) -> list[tuple[str, str]]:
    rows = (row for rows in TABLE.values() for row in rows)
    return [(row[0], text) for row in rows for text in (row[1] if right else row[2])]


def test_the_table_has_every_question_that_is_typed_and_says_nothing_twice() -> None:
    asked = {
        item.id
        for item in items()
        if isinstance(item, ListItem | NumberItem)
        or (isinstance(item, ShortAnswerItem) and item.typed)
    }
    rows = [row for rows in TABLE.values() for row in rows]
    ids = [row[0] for row in rows]
    assert not asked - set(ids)
    assert len(set(ids)) == len(ids)
    assert all(places()[id][0].deck == deck for deck, of in TABLE.items() for id, _, _ in of)
    assert len(set(typed(right=True))) == len(typed(right=True)) >= 300
    assert len(set(typed(right=False))) == len(typed(right=False)) >= 300
    assert all(row[1] and row[2] for row in rows)


def test_of_what_learners_type_nineteen_in_twenty_right_answers_count() -> None:
    rows = typed(right=True)
    missed = [row for row in rows if not counts(*row)]
    assert len(missed) <= 0.05 * len(rows), missed


def test_of_what_learners_type_no_wrong_answer_counts() -> None:
    assert not [row for row in typed(right=False) if counts(*row)]


ONE_THING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("age-and-magnesium/all/list", ("weaker kidney function", "impaired kidney function")),
    ("age-and-magnesium/all/list", ("poorer magnesium absorption", "malabsorption")),
    ("ways-to-run-low/all/list", ("poor absorption", "poorer magnesium absorption")),
    ("ways-to-run-low/all/list", ("low intake", "low dietary intake")),
    ("reasons-for-supplements/all/list", ("severe deficiency", "more severe deficiency")),
    ("fasciculation-causes/strain/list", ("poor sleep", "lack of sleep")),
    ("calcium-roles/all/list", ("muscle contraction", "starting a contraction")),
    (
        "calcium-roles/all/list",
        ("nerve function", "stabilizing nerve membranes", "nerve signal transmission"),
    ),
    ("potassium-roles/all/list", ("nerve function", "nerve signal transmission")),
    (
        "hypermagnesemia-causes/all/list",
        ("impaired kidney function", "weak kidneys", "kidney failure", "kidney disease"),
    ),
    (
        "hypermagnesemia-symptoms/circulation-and-breathing/list",
        ("respiratory depression", "difficulty breathing"),
    ),
    (
        "hypomagnesemia-risk-factors/way-of-life/list",
        ("alcohol use disorder", "too much alcohol", "alcohol"),
    ),
    ("hypomagnesemia-risk-factors/way-of-life/list", ("low dietary intake", "malnutrition")),
    ("twitching-causes/medicine/list", ("neuromuscular disorders", "ALS", "nerve disorders")),
    ("spasm-causes/disease/list", ("nerve disorders", "neuromuscular disorders", "ALS")),
)
RULED_OUT: tuple[tuple[str, str], ...] = (
    # "besides the level in the blood"
    ("parts-of-the-diagnosis/all/list", "serum magnesium"),
    ("parts-of-the-diagnosis/all/list", "red blood cell magnesium"),
    # "on the stomach and bowel"
    ("oral-magnesium-side-effects/all/list", "drowsiness"),
    ("oral-magnesium-side-effects/all/list", "flushing"),
    ("oral-magnesium-side-effects/all/list", "low blood pressure"),
    # "besides habits and minerals"
    ("twitching-causes/medicine/list", "hypocalcemia"),
    ("twitching-causes/medicine/list", "magnesium deficiency"),
    # the articles give these to another disorder
    ("hypermagnesemia-symptoms/digestion/list", "constipation"),
    ("hypokalemia-symptoms/muscles-and-strength/list", "tetany"),
)


def points_for(question: str, entries: tuple[str, ...]) -> int:
    """Return how many members of a list of the shipped decks the entries are paid for."""
    (item,) = (item for item in items() if item.id == question)
    return sum(part.verdict.counts for part in item.mark(entries, lexicon()).parts)


@pytest.mark.parametrize(("question", "names"), ONE_THING)
def test_a_list_pays_once_for_one_thing_under_several_names(
    question: str, names: tuple[str, ...]
) -> None:
    assert points_for(question, names) == 1
    assert all(points_for(question, (name,)) == 1 for name in names)


@pytest.mark.parametrize(("question", "entry"), RULED_OUT)
def test_a_list_pays_nothing_for_what_its_question_rules_out(question: str, entry: str) -> None:
    assert points_for(question, (entry,)) == 0
