"""What authors word themselves: questions, statements, passages with gaps, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import compile_text, deck

from quizgen.compiler import compile_path
from quizgen.diagnostics import Diagnostic, Severity
from quizgen.language.facts.term import as_meaning
from quizgen.questions.question import (
    Choice,
    Cloze,
    Matching,
    Prose,
    Question,
    ShortAnswer,
    TrueFalse,
)
from quizgen.targets.anki import _prose_run
from quizgen.text.wording import ended, wording

OPTIONS = "distractors: [rye flour, cake flour]"


def asked(fact: str) -> list[Question]:
    compiled = compile_text(deck(f"- {{id: a, {fact}}}"))
    assert not compiled.failed, compiled.diagnostics
    return compiled.questions["a"]


def told(fact: str) -> dict[str, Diagnostic]:
    diagnostics = compile_text(deck(f"- {{id: a, {fact}}}"), judged=True).diagnostics
    return {each.code: each for each in diagnostics}


def recalled(fact: str) -> ShortAnswer:
    [question] = [each for each in asked(fact) if isinstance(each, ShortAnswer)]
    return question


def clozes(fact: str) -> list[Cloze]:
    return [each for each in asked(fact) if isinstance(each, Cloze)]


# Questions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these is best for strudel?",
        "Of the following, which is best for strudel?",
        "Which of the following flours is best for strudel?",
    ],
)
def test_a_question_that_speaks_of_its_options_is_asked_with_them_alone(stem: str) -> None:
    fact = f"ask: '{stem}', answer: bread flour, {OPTIONS}"
    assert [type(each) for each in asked(fact)] == [Choice]
    notice = told(fact)["no-recall"]
    assert notice.severity is Severity.NOTICE
    assert "by heart" in notice.message


@pytest.mark.parametrize(
    "stem",
    [
        "Which flour is best for strudel?",
        "What is the capital of these islands?",
        "What does the following code print?",
        # it names them itself
        "Which of these two, bread flour or cake flour, is best for strudel?",
    ],
)
def test_a_question_that_can_be_answered_without_options_is_recalled(stem: str) -> None:
    fact = f"ask: '{stem}', answer: bread flour, {OPTIONS}"
    assert ShortAnswer in [type(each) for each in asked(fact)]


def test_a_question_on_options_that_it_has_not_is_told_to_have_them() -> None:
    flaw = told("ask: Which of these is best for strudel?, answer: bread flour")["no-questions"]
    assert "write two `distractors`" in flaw.hint


def test_a_question_with_many_answers_is_typed_only_where_the_others_are_named() -> None:
    fact = "ask: Name a flour without gluten., answer: rice flour"
    assert not recalled(fact).typed
    notice = told(fact)["answer-with-alternatives"]
    assert notice.severity is Severity.NOTICE
    assert "under `accept`" in notice.hint
    named = f"{fact}, accept: [maize flour]"
    assert recalled(named).typed
    assert "answer-with-alternatives" not in told(named)
    assert recalled("ask: Name the protein of wheat., answer: gluten").typed


@pytest.mark.parametrize(
    ("stem", "answer", "typed"),
    [
        ("Why is flour dust dangerous?", "it explodes", False),
        ("Why do things fall?", "gravity", True),  # one word says it
        ("How does salt act on dough?", "tightens gluten", False),
        ("How many eggs are in it?", "two eggs", True),
        ("How long does it rest?", "20 minutes", True),
        ("What is it for?", "to cut dough", False),
        ("What cuts dough?", "a bench knife", True),
        ("Rye flour is ... than wheat flour.", "darker", False),
        ("What is the English for dunkler?", "darker", True),
    ],
)
def test_an_explanation_is_said_to_oneself(stem: str, answer: str, typed: bool) -> None:
    assert recalled(f"ask: '{stem}', answer: '{answer}'").typed is typed


@pytest.mark.parametrize(
    ("stem", "answer", "is_list"),
    [
        ("Which colors has the flag?", "red, white and blue", True),
        ("When are hands washed?", "before work, after a break and after handling raw eggs", True),
        ("Name two gluten proteins.", "gliadin and glutenin", True),
        ("What does FIFO mean?", "first in, first out", False),
        ("What keeps it?", "salt and sugar", False),
        ("Why does it keep?", "as the acid of the long dough, which rises, keeps mold away", False),
    ],
)
def test_an_answer_that_is_a_list_is_told_to_be_one(stem: str, answer: str, is_list: bool) -> None:
    flaw = told(f"ask: '{stem}', answer: '{answer}'").get("answer-with-alternatives")
    assert (flaw is not None) is is_list
    if flaw is not None:
        assert "write a `list`" in flaw.hint


@pytest.mark.parametrize("answer", ["no", "Yes", "false"])
def test_a_question_of_yes_or_no_is_told_to_be_a_statement(answer: str) -> None:
    flaw = told(f"ask: Is yeast a bacterium?, answer: '{answer}'")["only-true-false"]
    assert flaw.severity is Severity.NOTICE
    assert "write a `statement`" in flaw.hint


def test_a_question_without_its_mark_is_told_where_it_lacks() -> None:
    flaw = told("ask: What does FIFO mean, answer: it goes first")["stem-unfocused"]
    assert "has no question mark" in flaw.message
    assert flaw.hint == "write `What does FIFO mean?`"
    assert (
        "asks nothing" in told("ask: the magnesium stores, answer: bone")["stem-unfocused"].message
    )


# Statements ---------------------------------------------------------------------------------------


def test_a_question_is_neither_true_nor_false() -> None:
    fact = "statement: Is sourdough healthier?, false versions: [Sourdough is not healthier.]"
    flaw = told(fact)["stem-unfocused"]
    assert flaw.severity is Severity.ERROR
    assert "neither true nor false" in flaw.message


def test_statements_differ_in_no_full_stop() -> None:
    fact = "statement: 'Steam keeps it {{soft}}', false versions: [Steam kills yeast., Steam burns]"
    stems = [each.stem for each in asked(fact) if isinstance(each, TrueFalse)]
    assert stems == ["Steam keeps it soft.", "Steam kills yeast.", "Steam burns."]
    [gap] = clozes(fact)
    assert isinstance(gap.passage, Prose)
    assert gap.passage.text(gap.part, "____") == "Steam keeps it ____."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It rises", "It rises."),
        ("It rises.", "It rises."),
        ("It rises!", "It rises!"),
        ("It has 2 %", "It has 2 %."),
        ("It is called “oven spring”", "It is called “oven spring”."),
        ("He said “It rises.”", "He said “It rises.”"),
        ("It is *soft*", "It is *soft*."),
        ("It rises (in the oven)", "It rises (in the oven)."),
        ("酵母是真菌", "酵母是真菌"),
        ("", ""),
    ],
)
def test_a_sentence_gets_the_full_stop_that_it_lacks(text: str, sentence: str) -> None:
    assert ended(text) == sentence


# Gaps ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "loose"),
    [
        ("faster", True),
        ("more slowly", True),
        ("rises", True),
        ("stopped", True),
        ("heavily", True),
        ("damaged", True),
        ("rose", False),
        ("copper", False),
        ("amylase", False),
        ("forest", False),
        ("two", False),
        ("less oxygen", False),
    ],
)
def test_a_word_for_which_others_would_do_is_said_to_oneself(word: str, loose: bool) -> None:
    assert wording("en").is_loose(word) is loose
    for kind in ("statement", "cloze"):
        [gap] = clozes(f"{kind}: 'The loaf has or does {{{{{word}}}}}.'")
        assert gap.typed is not loose


def test_german_words_for_which_others_would_do_are_known() -> None:
    is_loose = wording("de").is_loose
    assert is_loose("schneller")
    assert is_loose("am höchsten")
    assert not is_loose("Hefe")


def test_other_words_are_accepted_in_the_gap_that_is_named() -> None:
    fact = "cloze: 'Steam keeps the {{crust}} {{soft}}.', accept: {soft: [moist, elastic]}"
    typed = {each.gap.text: (each.typed, each.gap.also) for each in clozes(fact)}
    assert typed == {"crust": (True, ()), "soft": (True, ("moist", "elastic"))}
    [only] = clozes("statement: 'Steam keeps it {{soft}}.', accept: moist")
    assert only.gap.also == ("moist",)


SALTS = ("sodium", "potassium")


@pytest.mark.parametrize(
    ("passage", "sets"),
    [
        ("Salts have {{sodium}} and {{potassium}}.", SALTS),
        ("Beside {{sodium}}, {{potassium}} is there.", ()),  # no series
        ("Salts and sugars melt. They have {{sodium}} or {{potassium}}.", SALTS),
        ("Salts have {{sodium}} beside {{potassium}}.", ()),
        ("Sea salt and potash have {{sodium}} and {{potassium}}.", ()),  # in this order
        ("First, add {{sodium}} and {{potassium}}.", ()),
        ("Salts have {{sodium::which?}} and {{potassium}}.", ()),  # one has a hint of its own
    ],
)
def test_gaps_that_are_joined_alone_may_be_filled_in_any_order(
    passage: str, sets: tuple[str, ...]
) -> None:
    for kind in ("cloze", "statement"):
        assert [each.gap.alike for each in clozes(f"{kind}: '{passage}'")] == [sets, sets]


def test_gaps_whose_order_may_count_are_asked_about() -> None:
    fact = "cloze: 'Sea salt and potash have {{sodium}} and {{potassium}}.'"
    notice = told(fact)["answer-with-alternatives"]
    assert notice.severity is Severity.NOTICE
    assert "`sodium`, `potassium`" in notice.message
    for said in ("yes", "no"):
        assert "answer-with-alternatives" not in told(f"{fact}, interchangeable: {said}")
    alone = "cloze: 'Salts have {{sodium}} and {{potassium}}.'"
    assert "answer-with-alternatives" not in told(alone)
    assert {each.gap.alike for each in clozes(f"{alone}, interchangeable: no")} == {()}


def test_three_joined_gaps_are_one_set_and_those_of_another_sentence_none() -> None:
    sets = [
        each.gap.alike for each in clozes("cloze: 'It has {{a1}}, {{b1}} and {{c1}}. Or {{d1}}.'")
    ]
    assert sets == [("a1", "b1", "c1")] * 3 + [()]


def test_other_words_need_a_gap() -> None:
    two = "cloze: 'The {{crust}} is {{soft}}.'"
    unnamed = told(f"{two}, accept: [moist]")["bad-cloze"]
    assert "for which gap" in unnamed.message
    assert "`accept: {crust: [moist]}`" in unnamed.hint
    unknown = told(f"{two}, accept: {{sofd: [moist]}}")["bad-cloze"]
    assert "`sofd` is no gap here" in unknown.message
    assert unknown.hint == "the gaps are `crust`, `soft`"


def test_an_article_before_a_gap_that_is_filled_reads_as_it_was_written() -> None:
    facts = "- {id: a, cloze: 'An {{egg wash}} makes the crust {{brown}}.'}\n"
    facts += "- {id: b, cloze: 'An {{egg wash}} is brushed on.'}"
    compiled = compile_text(deck(facts))
    whole, alone = (passage_of(compiled.questions[id]) for id in ("a", "b"))
    assert _prose_run(whole, {"egg-wash": 1, "brown": 2})[0] == "An "  # one field for all cards
    assert _prose_run(alone, {"egg-wash": 1})[0] == "A(n) "


def passage_of(questions: Sequence[Question]) -> Prose:
    [question, *_] = questions
    assert isinstance(question, Cloze)
    assert isinstance(question.passage, Prose)
    return question.passage


# Terms --------------------------------------------------------------------------------------------

TERMS = """
- {id: couche, term: couche, means: A linen cloth on which loaves rise.}
- {id: lame, term: lame, means: the blade that scores loaves}
- {id: peel, term: peel, means: a board that moves loaves}
- {id: score, term: to score, means: to cut a loaf before it is baked}
"""


def test_a_meaning_stands_in_a_sentence_without_its_capital_and_its_full_stop() -> None:
    questions = compile_text(deck(TERMS)).questions
    recall = next(each for each in questions["couche"] if each.type == "short-answer")
    assert recall.key_text == "a linen cloth on which loaves rise"
    assert recall.because == "“Couche” means a linen cloth on which loaves rise."
    options = {text for each in questions["lame"] for text in getattr(each, "options", ())}
    assert "a linen cloth on which loaves rise" in options


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("A cloth.", "a cloth"),
        ("Roman bread", "Roman bread"),  # it may be a name
        ("vitamin A", "vitamin A"),
        ("butter, eggs etc.", "butter, eggs etc."),
        ("I", "I"),
    ],
)
def test_names_and_abbreviations_keep_what_they_have_in_a_meaning(text: str, meaning: str) -> None:
    assert as_meaning(text, wording("en")) == meaning


def test_a_verb_is_no_option_among_nouns() -> None:
    questions = compile_text(deck(TERMS)).questions
    assert not [each for each in questions["score"] if isinstance(each, Choice)]
    for each in questions["couche"]:
        if isinstance(each, Choice):
            assert {"to score", "to cut a loaf before it is baked"}.isdisjoint(each.options)
    matchings = [each for own in questions.values() for each in own if isinstance(each, Matching)]
    assert all("to score" not in each.options for each in matchings)


def test_a_german_verb_is_no_option_among_nouns(tmp_path: Path) -> None:
    terms = """
- {id: krume, term: Krume, means: das Innere eines Brotes}
- {id: kruste, term: Kruste, means: die Rinde eines Brotes}
- {id: laib, term: Laib, means: ein geformtes Brot}
- {id: stippen, term: stippen, means: einen Teig mit Löchern versehen}
"""
    (tmp_path / "collection.yaml").write_text("collection: Brot\nid: brot\nlanguage: de\n")
    (tmp_path / "deck.yaml").write_text(deck(terms), encoding="utf-8")
    questions = compile_path(tmp_path).questions
    assert not [each for each in questions["stippen"] if isinstance(each, Choice)]
    choices = [each for each in questions["krume"] if isinstance(each, Choice)]
    assert choices
    assert all("stippen" not in each.options for each in choices)


def test_initials_are_options_among_initials() -> None:
    terms = (
        TERMS
        + """
- {id: gi, term: GI, means: glycemic index}
- {id: id, term: ID, means: inner diameter}
- {id: ph, term: DRY, means: a dough and rye yield}
"""
    )
    questions = compile_text(deck(terms)).questions
    for each in (*questions["gi"], *questions["couche"]):
        if isinstance(each, Choice) and each.part == "term":
            assert {"GI", "ID", "DRY"}.isdisjoint(each.options) or set(each.options) == {
                "GI",
                "ID",
                "DRY",
            }


@pytest.mark.parametrize(
    ("own", "other", "offered"),
    [
        ("preferment: a dough made before", "poolish: a liquid preferment", False),  # a kind of it
        ("offer: a promise to be bound", "request: a statement that asks for an offer", True),
        ("yeast: a fungus that raises dough", "leaven: a matter that raises dough", False),
        ("yeast: a fungus that raises dough", "acid: a matter that curdles milk", True),
        ("crumb: the inside of a loaf", "crust: the outside of a loaf", True),
    ],
)
def test_a_meaning_that_may_be_its_own_is_never_a_wrong_one(
    own: str, other: str, offered: bool
) -> None:
    facts = "- {id: zest, term: zest, means: a peel of fruit}\n"
    facts += "- {id: peel, term: peel, means: a board for loaves}\n"
    for each in (own, other):
        term, means = each.split(": ")
        facts += f"- {{id: {term}, term: {term}, means: {means}}}\n"
    questions = compile_text(deck(facts)).questions
    names = [text.split(": ") for text in (own, other)]
    for (one, _), (name, means) in (names, names[::-1]):
        choices = [each for each in questions[one] if isinstance(each, Choice)]
        assert choices
        options = {option for each in choices for option in each.options}
        assert options.isdisjoint({name, means}) is not offered


def test_verbs_are_options_among_verbs() -> None:
    verbs = TERMS.replace("means: a", "means: to be a").replace("means: the", "means: to be the")
    verbs = verbs.replace("means: A", "means: to be a")
    questions = compile_text(deck(verbs)).questions
    assert [each for each in questions["score"] if isinstance(each, Choice)]


def test_a_meaning_that_begins_with_a_verb_is_told_what_it_is_without() -> None:
    flaw = told("term: germ, means: is the living part of a grain")["clause-as-name"]
    assert flaw.hint == "write `means: the living part of a grain`"
    assert (
        "an article and a noun"
        in told("term: slack, means: said of soft dough")["clause-as-name"].hint
    )
    assert "clause-as-name" not in told("term: germ, means: the part of a grain that is alive")


def test_two_names_in_one_are_told_where_the_other_belongs() -> None:
    name = told("term: bulk rise / first proof, means: the rise of the whole dough")
    hint = name["answer-with-alternatives"].hint
    assert "under `terms:`" in hint
    assert "accept" not in hint  # a term has no such key
    assert (
        "or under `accept`"
        in told("ask: Which rise is it?, answer: first (bulk)")["answer-with-alternatives"].hint
    )


@pytest.mark.parametrize(("number", "is_long"), [(20, False), (21, True)])
def test_a_meaning_may_be_longer_than_an_answer(number: int, is_long: bool) -> None:
    means = " ".join(["so"] * (number - 2))
    codes = told(f"term: crumb, means: the {means} end")
    assert ("answer-too-long" in codes) is is_long
