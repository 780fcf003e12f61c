"""Markup is no flaw and no cue: questions are judged by the words that a reader sees."""

from __future__ import annotations

import pytest
from conftest import compile_text, deck

from quizgen.flaws.without_markup import without_markup
from quizgen.questions.question import Cloze
from quizgen.text.markup import marked


def codes(facts: str) -> list[str]:
    return [
        f"{each.code}: {each.message}"
        for each in compile_text(deck(facts), judged=True).diagnostics
    ]


PLAIN = (
    "- {id: a, ask: Which sign follows a tap on the facial nerve?, answer: Chvostek, "
    "distractors: [Babinski, Romberg]}"
)


@pytest.mark.parametrize(
    "marked_answer",
    [
        "'*Chvostek*'",
        "'**Chvostek**'",
        "'***Chvostek***'",
        "'`Chvostek`'",
        r"'$\mathrm{\mathrm{\mathrm{Chvostek}}}$'",
    ],
)
def test_marks_do_not_make_a_key_longer(marked_answer: str) -> None:
    assert codes(PLAIN.replace("Chvostek", marked_answer)) == codes(PLAIN)


def test_a_marked_key_in_the_stem_is_found_and_told_in_plain_words() -> None:
    fact = (
        "- {id: a, ask: What does the *Chvostek* sign of a **Chvostek** nerve show?, answer: "
        "'`Chvostek`'}"
    )
    [told] = [each for each in codes(fact) if each.startswith("stem-gives-key")]
    assert told.endswith(
        "“What does the Chvostek sign of a Chvostek nerve show?” says the answer `Chvostek`"
    )


def test_letters_of_a_formula_are_no_abbreviations() -> None:
    fact = (
        "- {id: a, ask: 'What is the potential $%s$ of a membrane?', answer: the Nernst potential}"
    )
    assert not [
        each for each in codes(fact % r"\mathrm{RTQ}") if each.startswith("unknown-abbreviation")
    ]
    assert [
        each
        for each in codes(fact.replace("$%s$", "*RTQ*"))
        if each.startswith("unknown-abbreviation")
    ]


def test_what_stands_in_code_is_no_english() -> None:
    negated = "- {id: a, ask: \"What is %sbool('False')%s?\", answer: '`True`', distractors: ['%sFalse%s', '`None`']}"
    call = "- {id: a, ask: How long does a search in a balanced tree of n take?, answer: '%stree (a log)%s'}"
    for fact, code in ((negated, "negative-stem"), (call, "answer-with-alternatives")):
        count = fact.count("%s")
        plain, in_code = codes(fact % (("",) * count)), codes(fact % (("`",) * count))
        assert [each for each in plain if each.startswith(code)]
        assert not [each for each in in_code if each.startswith(code)]


def test_symbols_are_read_elsewhere_only_sign_by_sign() -> None:
    ranks = "- {id: a, ranking: growth of the running time, most to least: ['$O(n!)$', '$O(n^2)$', '%s']}"
    assert not [each for each in codes(ranks % "$O(n)$") if each.startswith("cloze-shows-key")]
    assert [
        each
        for each in codes("- {id: a, cloze: 'In time O(n) runs what takes {{`O(n)`}} steps'}")
        if each.startswith("cloze-shows-key")
    ]


def test_the_questions_of_a_passage_still_share_it_and_what_has_no_marks_stays() -> None:
    facts = (
        "- {id: a, cloze: 'The {{*heart*}} has `four` {{chambers}}.'}\n"
        "- {id: b, ask: What is so?, answer: this}"
    )
    compiled = compile_text(deck(facts))
    old = compiled.questions["a"]
    new = without_markup(old)
    assert all(isinstance(each, Cloze) for each in new)
    assert len({id(each.passage) for each in new if isinstance(each, Cloze)}) == 1
    assert not any(map(marked, map(str, (each.key_text for each in new))))
    assert "four" in str(new[0]) and "`" not in str(new[0])
    unmarked = compiled.questions["b"]
    assert all(one is other for one, other in zip(without_markup(unmarked), unmarked, strict=True))
