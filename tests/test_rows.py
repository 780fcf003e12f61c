"""Rows of a comparison: words of their own, rows of yes and no, cells that give themselves away."""

from __future__ import annotations

import pytest
from conftest import compile_text, deck

from quizgen.diagnostics import Severity
from quizgen.questions.question import (
    Choice,
    Cloze,
    Matching,
    Prose,
    Question,
    ShortAnswer,
    Table,
    TrueFalse,
)

CAPITALS = """
- id: c
  comparison: [Turkey, Peru, Kenya]
  rows:
    capital:
      cells: [Ankara, Lima, Nairobi]
      %s
"""
SENTENCE = "sentence: The capital of {country} is {capital}."
ASK = "ask: What is the capital of {country}?"
BACK = "ask back: Of which country is {capital} the capital?"


def asked(facts: str) -> list[Question]:
    compiled = compile_text(deck(facts))
    assert not compiled.failed, compiled.diagnostics
    return [each for questions in compiled.questions.values() for each in questions]


def stems(facts: str, type: type[Question]) -> list[str]:
    return [each.stem for each in asked(facts) if isinstance(each, type)]


def codes(facts: str) -> list[str]:
    found = compile_text(deck(facts), judged=True).diagnostics
    return [each.code for each in found if each.severity is not Severity.NOTICE]


# A row with words of its own -------------------------------------------------------------------


def test_a_row_that_is_a_list_of_cells_and_one_with_cells_are_the_same() -> None:
    plain = "- {id: c, comparison: [Turkey, Peru], rows: {capital: [Ankara, Lima]}}"
    own = "- {id: c, comparison: [Turkey, Peru], rows: {capital: {cells: [Ankara, Lima]}}}"
    assert [(each.id, each.stem) for each in asked(plain)] == [
        (each.id, each.stem) for each in asked(own)
    ]


def test_a_rows_own_sentence_words_it_in_every_form() -> None:
    facts = CAPITALS % f"{SENTENCE}\n      exclusive: yes"
    assert "The capital of Turkey is ____." in stems(facts, ShortAnswer)
    assert "The capital of ____ is Ankara." in stems(facts, Choice)
    assert "The capital of Turkey is Ankara." in stems(facts, TrueFalse)


def test_a_rows_own_questions_take_the_place_of_the_gaps_but_not_of_the_statements() -> None:
    facts = CAPITALS % f"{SENTENCE}\n      {ASK}\n      {BACK}\n      exclusive: yes"
    assert stems(facts, ShortAnswer)[0] == "What is the capital of Turkey?"
    assert set(stems(facts, Choice)[:2]) == {
        "What is the capital of Turkey?",
        "Of which country is Ankara the capital?",
    }
    assert "The capital of Turkey is Ankara." in stems(facts, TrueFalse)


def test_a_question_needs_no_sentence() -> None:
    facts = CAPITALS % f"{ASK}\n      {BACK}\n      exclusive: yes"
    assert stems(facts, ShortAnswer)[0] == "What is the capital of Turkey?"
    assert "Of which country is Lima the capital?" in stems(facts, Choice)
    assert stems(facts, TrueFalse) == []  # these wait for it


def test_the_way_back_is_asked_only_where_it_has_one_answer() -> None:
    facts = """
- id: c
  comparison: [France, Italy, Japan, India]
  rows:
    currency:
      cells: [euro, euro, yen, rupee]
      ask: What do they pay with in {country}?
      ask back: Where do they pay with the {currency}?
      exclusive: yes
"""
    back = {stem for stem in stems(facts, Choice) if stem.startswith("Where")}
    assert back == {"Where do they pay with the yen?", "Where do they pay with the rupee?"}


def test_a_row_that_is_not_exclusive_is_not_asked_back() -> None:
    assert stems(CAPITALS % f"{SENTENCE}\n      {BACK}", Choice) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("sentence: The capital of {country} is big.", "missing-place"),
        ("sentence: The capital is {capital}.", "missing-place"),
        ("ask: What is the capital?", "missing-place"),
        ("ask back: Of which country is it the capital?", "missing-place"),
        ("sentence: '{country} {capital} {river}.'", "unknown-place"),
        ("asks: What is the capital of {country}?", "unknown-key"),
        ("exclusive: perhaps", "wrong-type"),
        ("sentence: [a, b]", "wrong-type"),
    ],
)
def test_what_is_wrong_in_a_row_is_said(words: str, code: str) -> None:
    assert code in codes(CAPITALS % words)


def test_a_mistake_in_a_row_is_named_where_it_stands() -> None:
    text = deck(CAPITALS % "asks: What is the capital of {country}?")
    [found] = [each for each in compile_text(text).diagnostics if each.code == "unknown-key"]
    line = text.splitlines()[found.position.line - 1]
    assert line[found.position.column - 1 :].startswith("asks:")
    assert "`ask`" in found.hint


def test_a_row_without_cells_lacks_them() -> None:
    text = deck(f"- id: c\n  comparison: [p, q]\n  rows:\n    capital:\n      {ASK}")
    [found] = [each for each in compile_text(text).diagnostics if each.code == "missing-key"]
    assert found.message == "the key `cells` is missing"


def test_a_sentence_in_the_row_and_beside_the_rows_is_one_too_many() -> None:
    facts = CAPITALS % SENTENCE + "  statements: {capital: '{country} has {capital}.'}\n"
    assert "clashing-keys" in codes(facts)


def test_too_few_cells_are_counted_in_a_row_with_words_too() -> None:
    text = "- {id: c, comparison: [p, q], rows: {capital: {cells: [Ankara]}}}"
    assert codes(text) == ["ragged-row"]


# Rows of yes and no -----------------------------------------------------------------------------

RINGS = """
- id: p
  comparison: [Venus, Mars, Saturn]
  rows: {has rings: %s}
"""


def test_a_row_of_yes_and_no_is_judged_true_or_false_once_a_column() -> None:
    judged = [each for each in asked(RINGS % "[no, no, yes]") if isinstance(each, TrueFalse)]
    assert [(each.stem, each.key_text) for each in judged] == [
        ("“Has rings” applies to Venus.", "False — “Has rings” does not apply to Venus."),
        ("“Has rings” applies to Mars.", "False — “Has rings” does not apply to Mars."),
        ("“Has rings” applies to Saturn.", "True"),
    ]


def test_the_sentence_of_such_a_row_says_what_a_yes_means() -> None:
    facts = RINGS % "{cells: [no, no, yes], sentence: '{planet} has rings.'}"
    judged = [each for each in asked(facts) if isinstance(each, TrueFalse)]
    assert [(each.stem, each.key_text) for each in judged] == [
        ("Venus has rings.", "False — It is not true that Venus has rings."),
        ("Mars has rings.", "False — It is not true that Mars has rings."),
        ("Saturn has rings.", "True"),
    ]
    assert stems(facts, Choice) == ["____ has rings."]  # only of the one that has


@pytest.mark.parametrize(
    ("language", "sentence", "correction"),
    [
        ("en", "A {bee} has a sting.", "It is not true that a drone has a sting."),
        ("en", "{bee} stings.", "It is not true that drone stings."),
        # Nobody knows here whether a name begins it.
        ("en", "Stings are borne by {bee}.", "It is not true: Stings are borne by drone."),
        ("de", "Die {bee} sticht.", "Es stimmt nicht: Die drone sticht."),
    ],
)
def test_what_is_not_so_is_corrected_in_a_sentence(
    language: str, sentence: str, correction: str
) -> None:
    words = "[ja, nein]" if language == "de" else "[yes, no]"
    facts = f"""
- id: sting
  comparison: [worker, drone]
  rows: {{sting: {{cells: {words}, sentence: "{sentence}"}}}}
"""
    compiled = compile_text(deck(facts, f"language: {language}\n"))
    judged = [each for each in compiled.questions["sting"] if isinstance(each, TrueFalse)]
    assert [each.correction for each in judged if not each.truth] == [correction]


def test_a_row_of_yes_alone_is_no_true_or_false() -> None:
    assert stems(RINGS % "[yes, yes, yes]", TrueFalse) == []


def test_a_sentence_of_other_values_needs_its_cell() -> None:
    facts = RINGS % "{cells: [no, no, seven], sentence: '{planet} has rings.'}"
    assert codes(facts) == ["missing-place"]


def test_of_two_other_values_each_cell_is_judged() -> None:
    facts = """
- id: t
  comparison: [TCP, UDP]
  rows:
    header: {cells: [20 bytes, 8 bytes], exclusive: yes, sentence: "{x} has {cell} before it."}
"""
    assert stems(facts, TrueFalse) == [
        "TCP has 20 bytes before it.",
        "TCP has 8 bytes before it.",
        "UDP has 8 bytes before it.",
        "UDP has 20 bytes before it.",
    ]


# Cells that give themselves away --------------------------------------------------------------

DEGREES = """
- id: d
  comparison: [positive, comparative, superlative]
  rows:
    %s:
      cells: [good, better, best]
      exclusive: yes
      sentence: The {degree} of *good* is *{cell}*.
"""


def test_a_cell_that_its_sentence_says_is_not_asked_for_but_its_column_is() -> None:
    facts = DEGREES % "form"
    assert codes(facts) == []
    assert "The positive of *good* is *____*." not in stems(facts, ShortAnswer)
    assert "The comparative of *good* is *____*." in stems(facts, ShortAnswer)
    assert "The ____ of *good* is *good*." in stems(facts, Choice)


def test_a_cell_that_its_label_says_is_shown_in_the_table() -> None:
    questions = asked(DEGREES % "form of good")
    assert codes(DEGREES % "form of good") == []
    hidden = [each.gap.text for each in questions if isinstance(each, Cloze)]
    assert hidden == ["better", "best"]
    [table] = [each for each in questions if isinstance(each, Table)]
    assert [gap.text for row in table.grid.gaps for gap in row] == ["better", "best"]
    assert len(table.blanks) == 2


def test_a_question_of_its_author_that_says_its_cell_is_an_error() -> None:
    facts = CAPITALS % "ask: 'Is it Ankara, the capital of {country}?'"
    assert "stem-gives-key" in codes(facts)


def test_the_article_before_a_blank_fits_all_that_may_stand_there() -> None:
    facts = """
- id: p
  comparison: [Mars, Jupiter, Neptune]
  rows:
    sort: {cells: [%s], exclusive: yes, sentence: "{planet} is a {sort}."}
"""
    mixed = facts % "rocky planet, gas giant, ice giant"
    assert "Mars is a(n) ____." in stems(mixed, Choice)
    assert "Neptune is an ice giant." in stems(mixed, TrueFalse)
    alike = facts % "rocky planet, gas giant, frozen giant"
    assert "Mars is a ____." in stems(alike, Choice)


def test_rows_that_tell_all_columns_apart_are_matched() -> None:
    facts = CAPITALS % SENTENCE + "    code: [TR, PE, KE]\n  exclusive: yes\n"
    [matching] = [each for each in asked(facts) if isinstance(each, Matching)]
    assert len(matching.pairs) == 6


# Articles before what is asked for ----------------------------------------------------------------


def test_no_article_before_a_gap_tells_how_its_answer_begins() -> None:
    facts = """
- {id: c, cloze: "Each planet moves on an {{ellipse}}, not on a {{circle}}."}
- {id: s, statement: "A {{bishop}} stays on its colour."}
- {id: v, cloze: "A lack of vitamin A {{blinds}}."}
"""
    texts = []
    for each in asked(facts):
        if isinstance(each, Cloze) and isinstance(each.passage, Prose):
            run = each.passage.run
            texts.append("".join(p if isinstance(p, str) else f"[{p.text}]" for p in run))
    assert list(dict.fromkeys(texts)) == [
        "Each planet moves on a(n) [ellipse], not on a(n) [circle].",
        "A(n) [bishop] stays on its colour.",
        "A lack of vitamin A [blinds].",
    ]
    assert "A bishop stays on its colour." in stems(facts, TrueFalse)


def test_no_article_before_a_blank_tells_how_what_is_recalled_begins() -> None:
    grapes = """
- id: g
  list: grape
  grouped by: color
  groups: {white: [Riesling, Chardonnay], black: [Merlot, Syrah], red: [Grenache]}
  exclusive: yes
  group sentence: "{grape} is a {color} grape."
"""
    assert "Riesling is a(n) ____ grape (color)." in stems(grapes, ShortAnswer)
    # Who sees the options sees that all of them need the same article.
    assert "Riesling is a ____ grape." in stems(grapes, Choice)
    row = CAPITALS % "sentence: A {country} person lives in a {capital}."
    assert "A Turkey person lives in a(n) ____." in stems(row, ShortAnswer)
