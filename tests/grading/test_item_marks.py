"""The mark of each type of item: shares, parts, extras, and responses that cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import compile_text, deck
from hypothesis import given
from hypothesis import strategies as st

from quizgen.grading import Lexicon
from quizgen.grading.marks import DONT_KNOW, HAD, MISSED, Mark, Verdict
from quizgen.quiz.quiz import Item, resolve
from quizgen.quiz.types import (
    Blank,
    ChoiceItem,
    Line,
    ListItem,
    MatchingItem,
    NumberItem,
    Option,
    OrderingItem,
    PassageItem,
    PassageLayout,
    ShortAnswerItem,
    TrueFalseItem,
)

RIGHT, WRONG, MISSING, UNKNOWN = Verdict.RIGHT, Verdict.WRONG, Verdict.MISSING, Verdict.DONT_KNOW
SHARED: dict[str, Any] = {
    "number": 1,
    "id": "fact/part/form",
    "fact": "fact",
    "kind": "ask",
    "deck": "deck",
    "topic": "",
    "level": "free",
    "stem": "?",
    "points": 1,
}
OPTIONS = tuple(Option(letter=letter, text=f"option {letter}") for letter in "ABCDE")
CHOICE = ChoiceItem(
    **SHARED, type="choice", options=OPTIONS, keys=("B",), reasons={"A": "A is not so."}
)
MULTIPLE = ChoiceItem(
    **SHARED,
    type="multiple-choice",
    options=OPTIONS,
    keys=("A", "C"),
    reasons={"B": "B is not so."},
)
TRUE = TrueFalseItem(**SHARED, type="true-false", truth=True, correction="")
ORDERING = OrderingItem(
    **SHARED, type="ordering", options=OPTIONS, order=(("C",), ("A", "E"), ("B",), ("D",))
)
MATCHING = MatchingItem(
    **SHARED,
    type="matching",
    left=("one", "two", "three"),
    options=OPTIONS[:3],
    keys=("A", "C", "A"),
)
SHORT = ShortAnswerItem(
    **SHARED, type="short-answer", answer="tetany", accepted=("tetanic spasm",), typed=True
)
LONG = ShortAnswerItem(
    **SHARED, type="short-answer", answer="nerves misfire at random", accepted=(), typed=False
)
NUMBER = NumberItem(
    **SHARED, type="number", answer="24 hours", low=24, high=24, unit="hours", tolerance=""
)
CLOZE = PassageItem(
    **SHARED,
    type="cloze",
    passage=PassageLayout(
        layout="prose", lines=(Line(cells=(("", 1, " starts; ", 2, " ends it."),)),)
    ),
    blanks=(
        Blank(number=1, question="q1", answer="calcium"),
        Blank(number=2, question="q2", answer="magnesium"),
    ),
)
LIST = ListItem(
    **SHARED,
    type="list",
    members=(
        ("nuts and seeds", "seeds and nuts"),
        ("whole grains",),
        ("arms, legs and face",),
        ("nausea", "feeling sick"),
    ),
)
ITEMS: tuple[Item, ...] = (
    CHOICE,
    MULTIPLE,
    TRUE,
    ORDERING,
    MATCHING,
    SHORT,
    LONG,
    NUMBER,
    CLOZE,
    LIST,
)
LEXICON = Lexicon()


def marked(item: Item, *response: str) -> Mark:
    return item.mark(response, LEXICON)


def verdicts(made: Mark) -> list[Verdict]:
    return [part.verdict for part in made.parts]


@pytest.mark.parametrize(
    ("response", "share", "verdict", "note"),
    [
        (("B",), 1, RIGHT, ""),
        (("b ",), 1, RIGHT, ""),
        (("A",), 0, WRONG, "A is not so."),
        (("C",), 0, WRONG, ""),
        (("Z",), 0, WRONG, "there is no such option"),
        (("A", "B"), 0, WRONG, "one option is asked"),
        ((), 0, MISSING, ""),
        (("",), 0, MISSING, ""),
        (DONT_KNOW, 0, UNKNOWN, ""),
    ],
)
def test_choice(response: tuple[str, ...], share: float, verdict: Verdict, note: str) -> None:
    made = marked(CHOICE, *response)
    [part] = made.parts
    assert (made.share, part.verdict, part.note, part.question) == (share, verdict, note, CHOICE.id)
    assert part.answer == "option B"


@pytest.mark.parametrize(
    ("response", "share"),
    [
        ("AC", 1),
        ("CA", 1),
        ("A", 0.5),
        ("AB", 0),
        ("ABC", 0.5),
        ("ABCDE", 0),
        ("BDE", 0),
        ("", 0),
        ("AA", 0.5),
        ("ACZ", 0.5),
        ("?", 0),
    ],
)
def test_multiple_choice_is_hits_less_false_marks(response: str, share: float) -> None:
    assert marked(MULTIPLE, *response).share == share


def test_multiple_choice_tells_each_key_and_each_false_mark() -> None:
    made = marked(MULTIPLE, "A", "B")
    assert [(part.response, part.answer, part.verdict, part.note) for part in made.parts] == [
        ("option A", "option A", RIGHT, ""),
        ("", "option C", MISSING, ""),
        ("option B", "", WRONG, "B is not so."),
    ]


@pytest.mark.parametrize(
    ("response", "share", "verdict"),
    [
        ("true", 1, RIGHT),
        ("T", 1, RIGHT),
        ("false", 0, WRONG),
        ("yes", 0, WRONG),
        ("", 0, MISSING),
        ("?", 0, UNKNOWN),
    ],
)
def test_true_false(response: str, share: float, verdict: Verdict) -> None:
    made = marked(TRUE, response)
    assert (made.share, verdicts(made)) == (share, [verdict])
    assert marked(TRUE.model_copy(update={"truth": False}), "false").right


@pytest.mark.parametrize(
    ("response", "share"),
    [
        ("CAEBD", 1),
        ("CEABD", 1),  # what is tied may stand either way
        ("DBAEC", 0),
        ("ACEBD", 7 / 9),
        ("CAEDB", 7 / 9),
        ("CAEB", 5 / 9),
        ("C", 0),
        ("CCCC", 0),
        ("", 0),
        ("?", 0),
    ],
)
def test_ordering_is_kendalls_tau(response: str, share: float) -> None:
    assert marked(ORDERING, *response).share == pytest.approx(share)


@pytest.mark.parametrize(
    ("response", "share"),
    [
        (["option C", "Option A", "option E", "option B", "option D"], 1),
        (["C", "option A", "E", "option B", "D"], 1),
        (["option C, option A, option E, option B, option D"], 1),
        (["option C > option A > option E > option B > option D"], 1),
        (["option X", "option A", "option E", "option B", "option D"], 5 / 9),
    ],
)
def test_an_ordering_may_be_given_by_the_words_of_its_options(
    response: list[str], share: float
) -> None:
    made = ORDERING.mark(ORDERING.response_of(tuple(response)), LEXICON)
    assert made.share == pytest.approx(share)


def test_choices_and_matchings_may_be_given_by_words() -> None:
    assert CHOICE.mark(CHOICE.response_of(("option B",)), LEXICON).right
    assert not CHOICE.mark(CHOICE.response_of(("option A",)), LEXICON).right
    assert MATCHING.mark(MATCHING.response_of(("option A", "C", "Option A")), LEXICON).right
    assert CHOICE.response_of(DONT_KNOW) is DONT_KNOW


def test_ordering_tells_each_place() -> None:
    made = marked(ORDERING, "C", "E", "B", "X")
    assert verdicts(made) == [RIGHT, RIGHT, WRONG, WRONG, MISSING]
    assert made.extras == ("X",)


def test_an_ordering_of_equals_is_right_if_it_is_whole() -> None:
    item = ORDERING.model_copy(update={"order": (("A", "B", "C", "D", "E"),)})
    assert marked(item, *"EDCBA").share == 1
    assert marked(item, *"EDC").share == 0


@pytest.mark.parametrize(
    ("response", "share", "expected"),
    [
        (("A", "C", "A"), 1, [RIGHT] * 3),
        (("a", "", "B"), 1 / 3, [RIGHT, MISSING, WRONG]),
        (("A",), 1 / 3, [RIGHT, MISSING, MISSING]),
        (("?", "C", "Z"), 1 / 3, [UNKNOWN, RIGHT, WRONG]),
        (DONT_KNOW, 0, [UNKNOWN] * 3),
        ((), 0, [MISSING] * 3),
    ],
)
def test_matching(response: tuple[str, ...], share: float, expected: list[Verdict]) -> None:
    made = marked(MATCHING, *response)
    assert made.share == pytest.approx(share)
    assert verdicts(made) == expected


def test_short_answer() -> None:
    assert marked(SHORT, "Tetany").share == 1
    assert marked(SHORT, "tettany").verdict is Verdict.SLIP
    assert marked(SHORT, "tetanic spasms").share == 1
    assert marked(SHORT, "myoclonus").share == 0
    assert marked(SHORT).verdict is MISSING
    assert marked(SHORT, "+").share == 0


def test_what_is_too_long_to_type_is_marked_by_the_person_or_typed() -> None:
    assert LONG.mark(HAD, LEXICON).share == 1
    assert LONG.mark(MISSED, LEXICON).verdict is WRONG
    assert LONG.mark(DONT_KNOW, LEXICON).verdict is UNKNOWN
    assert marked(LONG, "nerves misfire at random").right


def test_a_gap_that_cannot_be_typed_fairly_is_marked_by_the_person_and_the_others_are_not() -> None:
    long = Blank(number=2, question="q2", answer="nerves misfire at random", typed=False)
    item = CLOZE.model_copy(update={"blanks": (CLOZE.blanks[0], long)})
    for texts, found in (
        (("calcium", "+"), [RIGHT, RIGHT]),
        (("calcium", "-"), [RIGHT, WRONG]),
        (("+", "+"), [WRONG, RIGHT]),  # what is typed is what is meant
        (("calcium", ""), [RIGHT, MISSING]),
        (("calcium",), [RIGHT, MISSING]),
        (("calcium", "nerves misfire at random"), [RIGHT, RIGHT]),
        (("?",), [UNKNOWN, UNKNOWN]),
    ):
        made = marked(item, *texts)
        assert verdicts(made) == found, texts
        assert made.share == found.count(RIGHT) / 2
    parts = marked(item, "calcium", "-").parts
    assert [(part.question, part.response, part.answer) for part in parts] == [
        ("q1", "calcium", "calcium"),
        ("q2", "", "nerves misfire at random"),
    ]


def test_what_is_true_beside_the_values_of_a_gap_counts_in_place_of_one() -> None:
    values = Blank(
        number=1, question="q1", answer="nuts, fish", members=("nuts", "fish"), also=("tofu",)
    )
    passage = PassageLayout(layout="prose", lines=(Line(cells=(("Eat ", 1, "."),)),))
    item = CLOZE.model_copy(update={"blanks": (values,), "passage": passage})
    for text, share in (("nuts, tofu", 1), ("tofu", 0.5), ("nuts, fish, tofu", 0.5), ("ham", 0)):
        assert marked(item, text).share == share, text
    value = Blank(number=1, question="q1", answer="nuts", also=("tofu",))
    assert marked(item.model_copy(update={"blanks": (value,)}), "tofu").share == 1


def test_number() -> None:
    assert marked(NUMBER, "1 day").right
    assert marked(NUMBER, "24").parts[0].note == "the unit is missing"


def test_cloze_has_a_part_for_each_blank_with_its_question() -> None:
    made = marked(CLOZE, "calcum", "calcium")
    assert [(part.question, part.verdict, part.confused_with) for part in made.parts] == [
        ("q1", Verdict.SLIP, ""),
        ("q2", Verdict.CONFUSED, "calcium"),
    ]
    assert made.share == 0.5
    assert verdicts(marked(CLOZE, "calcium")) == [RIGHT, MISSING]
    assert verdicts(marked(CLOZE, *DONT_KNOW)) == [UNKNOWN, UNKNOWN]
    assert marked(CLOZE, "calcium", "magnesium", "sodium").extras == ("sodium",)


@pytest.mark.parametrize(
    ("response", "share", "extras"),
    [
        (("nuts and seeds", "whole grains", "arms, legs and face", "nausea"), 1, ()),
        (("nausea, whole grain; seeds and nuts\narms, legs and face",), 1, ()),
        (("nausea, arms, legs and face, whole grains, nuts and seeds",), 1, ()),
        (("nausea and whole grains and nuts and seeds",), 3 / 4, ()),
        (("- nausea\n- whole grains\n* feeling sick",), 2 / 4, ()),
        (("nausea", "feeling sick", "Nausea"), 1 / 4, ()),  # one member, three times
        (("nausae", "whole grians"), 2 / 4, ()),
        (("nausea", "white bread"), 1 / 4, ("white bread",)),
        (("nausea, ?",), 1 / 4, ()),
        (("",), 0, ()),
        ((), 0, ()),
    ],
)
def test_list(response: tuple[str, ...], share: float, extras: tuple[str, ...]) -> None:
    made = marked(LIST, *response)
    assert (made.share, made.extras) == (share, extras)
    assert [part.answer for part in made.parts] == [names[0] for names in LIST.members]


def test_a_part_of_a_member_is_close() -> None:
    made = marked(LIST, "nuts", "nausea")
    assert verdicts(made) == [Verdict.CLOSE, MISSING, MISSING, RIGHT]


def test_entries_go_to_the_members_so_that_most_are_right() -> None:
    members = (("cramps", "muscle cramps"), ("muscle cramps", "leg cramps"))
    item = LIST.model_copy(update={"members": members})
    for response in (
        ("muscle cramps", "cramps"),
        ("cramps", "muscle cramps"),
        ("muscle cramps", "leg cramps"),
    ):
        assert marked(item, *response).share == 1, response


def test_responses_are_kept_short_and_whole() -> None:
    made = marked(SHORT, "a\x00b\ud800c\n" + "x" * 500)
    assert made.parts[0].response.startswith("abc x")
    assert len(made.parts[0].response) <= 200
    made.parts[0].response.encode()


HOSTILE = st.text(st.characters(codec=None, categories=None), max_size=40)
PLAUSIBLE = st.sampled_from(
    ["A", "B", "C", "D", "E", "?", "+", "true", "", "nausea and", "nuts and seeds", "24 h"]
)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.type)
@given(st.lists(HOSTILE | PLAUSIBLE, max_size=8))
def test_no_response_raises_and_shares_are_shares(item: Item, response: list[str]) -> None:
    made = item.mark(tuple(response), LEXICON)
    assert 0 <= made.share <= 1
    assert made.parts
    if made.right:
        assert all(part.verdict.counts for part in made.parts)
    for text in (*made.extras, *(part.response for part in made.parts)):
        text.encode()


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.type)
@pytest.mark.parametrize(
    "text", ["x" * 100_000, "a," * 50_000, "and " * 10_000, "(" * 5000, "1," * 5000]
)
def test_huge_responses_are_not_looked_through(item: Item, text: str) -> None:
    for response in ((text,), (text,) * 50):
        assert item.mark(response, LEXICON).share == 0
    assert item.mark(tuple(text[:5000]), LEXICON).share < 1


def test_what_is_true_beside_the_members_counts_in_place_of_a_missing_one() -> None:
    compiled = compile_text(
        deck("""
        - id: symptoms
          list: symptom
          of: hypomagnesemia
          items: [nausea, weakness, cramps]
          also: [tremor, headache]
        """)
    )
    question = next(each for each in compiled.questions["symptoms"] if each.type == "list")
    item = resolve([(question,)], "", "en", "1").items[0]
    lexicon = Lexicon.of(compiled.questions, compiled.knowledge.vocabulary)

    def share(*typed: str) -> float:
        return item.mark(typed, lexicon).share

    assert share("nausea", "cramps", "tremor") == 1
    # More than was asked for costs, whatever it is: three are asked for, and five are named.
    assert share("tremor", "headache", "nausea", "cramps", "weakness") == pytest.approx(1 / 3)
    assert share("tremor", "headache") == pytest.approx(2 / 3)
    assert share("tremor", "tremor", "nausea") == pytest.approx(2 / 3), "the same twice is one"
    assert item.mark(("nausea", "cramps", "tremor", "rash"), lexicon).extras == ("rash",)


def test_a_kind_of_a_member_that_is_stated_too_is_the_member_and_only_once() -> None:
    terms = "[{term: legs, broader: [limbs]}, {term: calves, broader: [legs]}, {term: limbs}]"
    compiled = compile_text(
        deck(
            "- {id: s, list: site, of: twitches, items: [legs, eyelids], also: [calves]}",
            f"terms: {terms}\n",
        )
    )
    question = next(each for each in compiled.questions["s"] if each.type == "list")
    item = resolve([(question,)], "", "en", "1").items[0]
    lexicon = Lexicon.of(compiled.questions, compiled.knowledge.vocabulary)
    shares = {
        typed: item.mark(typed, lexicon).share
        for typed in (("calves",), ("calves", "eyelids"), ("calves", "legs"), ("limbs",))
    }
    assert list(shares.values()) == [0.5, 1, 0.5, 0]  # nobody says that it is so of all limbs


def test_a_synonym_of_what_is_accepted_counts() -> None:
    fact = (
        "{id: x, ask: What does magnesium do?, answer: ending a contraction, accept: [relaxation]}"
    )
    terms = "[{term: relaxation, synonyms: [relaxing muscles]}]"
    compiled = compile_text(deck(f"- {fact}", f"terms: {terms}\n"))
    [question] = (each for each in compiled.questions["x"] if each.type == "short-answer")
    item = resolve([(question,)], "", "en", "1").items[0]
    lexicon = Lexicon.of(compiled.questions, compiled.knowledge.vocabulary)
    assert item.mark(("relaxing muscles",), lexicon).right
    assert not item.mark(("contracting muscles",), lexicon).right


@pytest.mark.parametrize(
    "keys, typed, share, verdicts_",
    [
        ("interchangeable: yes", ("sodium", "potassium"), 1, [RIGHT, RIGHT]),
        ("interchangeable: yes", ("potassium", "sodium"), 1, [RIGHT, RIGHT]),
        ("interchangeable: yes", ("potasium", "sodium"), 1, [Verdict.SLIP, RIGHT]),
        ("interchangeable: yes", ("potassium", "potassium"), 0.5, [RIGHT, Verdict.CONFUSED]),
        ("interchangeable: yes", ("potassium",), 0.5, [RIGHT, MISSING]),
        ("interchangeable: yes", ("calcium", "sodium"), 0.5, [WRONG, RIGHT]),
        ("interchangeable: [Potassium, sodium]", ("potassium", "sodium"), 1, [RIGHT, RIGHT]),
        ("", ("potassium", "sodium"), 0, [Verdict.CONFUSED, Verdict.CONFUSED]),
    ],
)
def test_interchangeable_gaps(
    keys: str, typed: tuple[str, ...], share: float, verdicts_: list[Verdict]
) -> None:
    compiled = compile_text(
        deck(f"""
        - id: charge
          cloze: "Together with {{{{sodium}}}}, {{{{potassium}}}} keeps membranes charged."
          {keys}
        """)
    )
    assert not compiled.diagnostics
    [item] = resolve([tuple(compiled.questions["charge"])], "", "en", "1").items
    lexicon = Lexicon.of(compiled.questions, compiled.knowledge.vocabulary)
    mark = item.mark(typed, lexicon)
    assert (mark.share, verdicts(mark)) == (share, verdicts_)
    # Whatever order was typed, each answer is shown once.
    assert sorted(part.answer for part in mark.parts) == ["potassium", "sodium"]


SIGN = """
- {id: wings, sign: crumpled wings, points to: varroosis,
   may also point to: [deformed wing virus], never points to: [nosemosis, chalkbrood]}
"""


@pytest.mark.parametrize(
    ("typed", "verdict", "note"),
    [
        ("varroosis", Verdict.RIGHT, ""),
        ("deformed wing virus", Verdict.CLOSE, "it may be that, too, but it is not asked for"),
        ("deformed wing virsu", Verdict.CLOSE, "it may be that, too, but it is not asked for"),
        ("DWV", Verdict.CLOSE, "it may be that, too, but it is not asked for"),
        ("nosemosis", Verdict.CONFUSED, ""),
    ],
)
def test_what_a_sign_may_also_point_to_is_close(typed: str, verdict: Verdict, note: str) -> None:
    terms = "terms: [{term: deformed wing virus, synonyms: [DWV]}]\n"
    part = _pointer_mark(SIGN, typed, terms).parts[0]
    assert (part.verdict, part.note) == (verdict, note)


OTHER_FACT = "- {id: more, sign: crumpled wings, points to: deformed wing virus}"


def test_what_another_fact_says_of_a_sign_counts() -> None:
    one = "- {id: wings, sign: crumpled wings, points to: varroosis}\n"
    assert _pointer_mark(one + OTHER_FACT, "deformed wing virus").parts[0].verdict is RIGHT
    own = "- {id: wings, sign: crumpled wings, points to: varroosis, stems: {points to: Why?}}\n"
    assert _pointer_mark(own + OTHER_FACT, "deformed wing virus").parts[0].verdict is Verdict.CLOSE


def _pointer_mark(facts: str, typed: str, terms: str = "") -> Mark:
    compiled = compile_text(deck(facts, terms))
    asked = compiled.questions["wings"]
    [question] = (each for each in asked if each.type == "short-answer")
    item = resolve([(question,)], "", "en", "1").items[0]
    return item.mark((typed,), Lexicon.of(compiled.questions, compiled.knowledge.vocabulary))
