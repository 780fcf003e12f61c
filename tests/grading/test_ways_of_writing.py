"""Right answers in the ways in which people write them, and the wrong ones beside them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from conftest import compile_text, deck

import quizgen.grading
from quizgen.grading.lexicon import Lexicon
from quizgen.grading.marks import Verdict
from quizgen.grading.numbers import judge_number
from quizgen.grading.typed_answers import Judgement, expect, judge
from quizgen.knowledge import Vocabulary
from quizgen.quiz.quiz import resolve
from quizgen.text.wording import wording

RIGHT, CLOSE, WRONG = Verdict.RIGHT, Verdict.CLOSE, Verdict.WRONG


def judged(typed: str, answer: str, stem: str = "") -> Judgement:
    return judge(typed, expect(answer, (), Lexicon(), stem), Lexicon())


@pytest.mark.parametrize(
    ("typed", "answer", "verdict"),
    [
        ("black/red", "black and red", RIGHT),
        ("red - black", "black and red", RIGHT),
        ("red-black", "black and red", RIGHT),
        ("black red", "black and red", RIGHT),
        ("black + red", "black and red", RIGHT),
        ("salt water/fresh water", "fresh water and salt water", RIGHT),
        ("black or red", "black and red", CLOSE),
        ("black red", "black or red", CLOSE),
        ("black/red/yellow", "black and red", WRONG),
        ("black/white", "black and red", WRONG),
        ("black/black", "black and red", WRONG),
    ],
)
def test_what_stands_between_two_members_of_an_answer_does_not_count(
    typed: str, answer: str, verdict: Verdict
) -> None:
    assert judged(typed, answer).verdict is verdict


@pytest.mark.parametrize(
    ("typed", "answer", "is_right"),
    [
        ("too short chain", "too short a chain", True),
        ("too short a chain", "too short chain", True),
        ("too short the chain", "too short a chain", False),
        ("weed in bottom", "weed on the bottom", False),
        ("hepatitis", "hepatitis A", False),
    ],
)
def test_an_article_inside_may_be_left_out_and_not_be_another(
    typed: str, answer: str, is_right: bool
) -> None:
    assert judged(typed, answer).verdict.counts == is_right


MILE = "A nautical mile is ____ long."
KNOT = "Give the value: one knot in kilometres per hour."
REPEATED = Judgement(WRONG, "", "the question itself has this value")


@pytest.mark.parametrize(
    ("typed", "answer", "question"),
    [
        ("1 knot", "1.852 km/h", KNOT),
        ("1 kn", "1.852 km/h", KNOT),
        ("1 nautical mile", "1852 m", MILE),
        ("1 nm", "1852 m", MILE),
        ("2 m", "6.56 ft", "How many feet are 2 m?"),
        ("60 minutes", "1 h", "How many hours are 60 minutes?"),
    ],
)
def test_who_repeats_the_quantity_of_the_question_has_not_said_how_much_it_is(
    typed: str, answer: str, question: str
) -> None:
    assert judge_number(typed, answer, question=question) == REPEATED


@pytest.mark.parametrize(
    ("typed", "answer", "question"),
    [
        ("1.852 km/h", "1.852 km/h", KNOT),
        ("1852 m/h", "1.852 km/h", KNOT),
        ("1.852 km", "1852 m", MILE),
        ("6.56 ft", "6.56 ft", "How many feet are 2 m?"),
        ("1 h", "1 h", "How long is an exam of 1 h?"),
        ("1000 g", "1 kg", "How much does a litre of water weigh?"),
    ],
)
def test_a_quantity_in_another_unit_than_that_of_the_question_is_an_answer(
    typed: str, answer: str, question: str
) -> None:
    assert judge_number(typed, answer, question=question).verdict is RIGHT


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("1852 m long", RIGHT),
        ("1,852 meters long", RIGHT),
        ("1852 m wide", CLOSE),
        ("1950 m long", WRONG),
        ("1852 long", WRONG),
    ],
)
def test_words_of_the_question_may_stand_behind_a_number_with_its_unit(
    typed: str, verdict: Verdict
) -> None:
    assert judge_number(typed, "1852 m", question=MILE).verdict is verdict


@pytest.mark.parametrize(
    ("typed", "answer", "verdict"),
    [
        ("25 w", "25 W", RIGHT),
        ("5 kwh", "5 kWh", RIGHT),
        ("5 mw", "5 MW", CLOSE),  # milli or mega
        ("5 MG", "5 mg", CLOSE),
        ("26 w", "25 W", WRONG),
    ],
)
def test_capitals_of_a_unit_count_only_where_they_make_another_prefix(
    typed: str, answer: str, verdict: Verdict
) -> None:
    assert judge_number(typed, answer).verdict is verdict


@pytest.mark.parametrize(
    ("typed", "answer", "verdict"),
    [
        ("2'", "2 arcmin", RIGHT),
        ("2–3′", "2–3 arcmin", RIGHT),
        ("2 minutes of arc", "2 arcmin", RIGHT),
        ("one minute of arc", "1 arcmin", RIGHT),
        ("30 seconds of arc", "30 arcsec", RIGHT),
        ("6'", "6 ft", RIGHT),
        ("3'", "2 arcmin", WRONG),
        ("6'", "6 m", WRONG),
        ("6'", "6 kg", WRONG),
    ],
)
def test_a_stroke_is_a_foot_or_a_minute_of_arc_and_nothing_else(
    typed: str, answer: str, verdict: Verdict
) -> None:
    assert judge_number(typed, answer).verdict is verdict


@pytest.mark.parametrize(
    ("typed", "answer", "verdict"),
    [
        ("1,852 km/h", "1.852 km/h", CLOSE),
        ("1,852 km", "1852 m", CLOSE),
        ("1,852 m", "1852 m", RIGHT),
        ("1.852 m", "1852 m", WRONG),
        ("1,853 km/h", "1.852 km/h", WRONG),
        ("1,852,000 km/h", "1.852 km/h", WRONG),
    ],
)
def test_a_comma_before_three_digits_may_have_been_meant_for_decimals(
    typed: str, answer: str, verdict: Verdict
) -> None:
    assert judge_number(typed, answer).verdict is verdict


@pytest.mark.parametrize(
    ("typed", "answer", "verdict"),
    [
        ("399", "399 BC", CLOSE),
        ("399 BC", "399 BC", RIGHT),
        ("400", "399 BC", WRONG),
        ("387", "about 387 BC", CLOSE),
        ("380", "about 387 BC", CLOSE),
        ("300", "about 387 BC", WRONG),
        ("AD 399", "399 BC", WRONG),
        ("399", "399", RIGHT),
    ],
)
def test_a_year_without_its_era_is_close(typed: str, answer: str, verdict: Verdict) -> None:
    told = judged(typed, answer)
    assert told.verdict is verdict
    assert (told.note == "the era is missing") == (verdict is CLOSE)


@pytest.mark.parametrize(
    ("typed", "answer", "verdict"),
    [
        ("about 399 BC", "399 BC", RIGHT),
        ("circa 1750", "1750", RIGHT),
        ("about 400 BC", "399 BC", WRONG),
        ("about 1750", "about 1750", RIGHT),
    ],
)
def test_an_exact_year_may_be_said_to_be_rough(typed: str, answer: str, verdict: Verdict) -> None:
    assert judged(typed, answer).verdict is verdict


@pytest.mark.parametrize(
    ("typed", "answer", "stem", "is_right"),
    [
        ("material", "the material cause", "Which four causes are there?", True),
        ("final", "the final cause", "Name four of the causes of a thing.", True),
        ("material", "the material cause", "What is behind a thing?", False),
        ("material", "the material cause", "Is it a cause or an effect?", False),
        ("pain", "left pain", "Which pain is on the left?", False),
    ],
)
def test_what_an_answer_is_may_stand_in_the_question_alone(
    typed: str, answer: str, stem: str, is_right: bool
) -> None:
    assert judged(typed, answer, stem).verdict.counts == is_right


def test_a_ratio_is_no_limit() -> None:
    facts = "- {id: octave, quantity: the ratio of an octave, value: '2:1'}"
    question = compile_text(deck(facts)).questions["octave"][0]
    assert question.stem == "Give the value: the ratio of an octave."
    item = resolve([(question,)], "", "en", "1").items[0]
    assert item.instruction(wording("en")) == "a ratio, with a colon"


@pytest.mark.parametrize(
    ("typed", "stem", "note"),
    [
        ("depth", "Which term means “the depth below water”?", "the question itself says this"),
        ("datum", "What is the plural of “datum”?", "the form of the word counts here"),
        ("hypnosis", "Which adjective has “hypnosis”?", "the form of the word counts here"),
    ],
)
def test_a_word_out_of_what_is_quoted_is_said_to_be_the_questions_own(
    typed: str, stem: str, note: str
) -> None:
    assert judged(typed, "draught", stem) == Judgement(WRONG, "", note)


def test_in_german_it_is_the_point_that_may_have_been_meant_for_decimals() -> None:
    german = Vocabulary(language="de")
    asked = {"1.852 km/h": CLOSE, "1,852 km/h": RIGHT, "1,853 km/h": WRONG}
    for typed, verdict in asked.items():
        assert judge_number(typed, "1,852 km/h", vocabulary=german).verdict is verdict
    assert judge_number("1,852 m", "1852 m", vocabulary=german).verdict is WRONG


def test_no_entry_of_a_list_is_passed_over_where_others_count_in_its_place() -> None:
    compiled = compile_text(
        deck("""
        - id: gear
          list: signal
          of: a life raft
          items: [a red flare, a mirror, a whistle]
          also: [a torch, a smoke float, a sea marker]
        """)
    )
    question = next(each for each in compiled.questions["gear"] if each.type == "list")
    item = resolve([(question,)], "", "en", "1").items[0]
    lexicon = Lexicon.of(compiled.questions, compiled.knowledge.vocabulary)

    mark = item.mark(("flare", "torch", "smoke float"), lexicon)
    assert {part.response for part in mark.parts} == {"flare", "torch", "smoke float"}
    assert [part.verdict for part in mark.parts] == [CLOSE, RIGHT, RIGHT]
    assert mark.share == pytest.approx(2 / 3)
    assert mark.extras == ()

    # Where others have all places, what was but close is one more than asked.
    mark = item.mark(("flare", "torch", "smoke float", "sea marker"), lexicon)
    assert [part.verdict for part in mark.parts] == [RIGHT, RIGHT, RIGHT]
    assert mark.share == pytest.approx(2 / 3)
    assert mark.extras == ("flare",)


def _notes_of_marking() -> list[str]:
    """Return the notes that the marking writes as they stand, without what is filled in."""
    notes = []
    for path in Path(quizgen.grading.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.keyword) and call.arg == "note":
                value = call.value
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    notes.append(value.value)
    return [note for note in notes if note]


def test_every_note_of_the_marking_is_said_in_german() -> None:
    notes = _notes_of_marking()
    assert len(notes) > 8
    german = wording("de")
    assert [note for note in notes if german.note(note) == note] == []
