"""What authors word themselves: questions, statements, passages with gaps, and what they mean."""

from __future__ import annotations

import pytest
from conftest import compile_text, deck

from quizgen.diagnostics import Diagnostic, Severity
from quizgen.questions.question import Choice, Cloze, Prose, Question, ShortAnswer, TrueFalse
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
    ],
)
def test_an_explanation_is_said_to_oneself(stem: str, answer: str, typed: bool) -> None:
    assert recalled(f"ask: '{stem}', answer: '{answer}'").typed is typed


@pytest.mark.parametrize(
    ("stem", "answer", "is_list"),
    [
        ("Which colors has the flag?", "red, white and blue", True),
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


def test_a_question_of_yes_or_no_is_told_to_be_a_statement() -> None:
    flaw = told("ask: Is yeast a bacterium?, answer: 'no'")["only-true-false"]
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


def test_other_words_need_a_gap() -> None:
    two = "cloze: 'The {{crust}} is {{soft}}.'"
    unnamed = told(f"{two}, accept: [moist]")["bad-cloze"]
    assert "for which gap" in unnamed.message
    assert "`accept: {crust: [moist]}`" in unnamed.hint
    unknown = told(f"{two}, accept: {{sofd: [moist]}}")["bad-cloze"]
    assert "`sofd` is no gap here" in unknown.message
    assert unknown.hint == "the gaps are `crust`, `soft`"
