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
    """A label says whether it is so; that yes or no is asked for, only a sentence can say."""
    for label, said in (("has rings", "Has rings"), ("rings", "Rings"), ("ring?", "Ring")):
        facts = RINGS.replace("has rings", label) % "[no, no, yes]"
        judged = [each for each in asked(facts) if isinstance(each, TrueFalse)]
        assert [(each.stem, each.key_text) for each in judged] == [
            (f"“{said}” applies to: Venus.", f"False — “{said}” does not apply to: Venus."),
            (f"“{said}” applies to: Mars.", f"False — “{said}” does not apply to: Mars."),
            (f"“{said}” applies to: Saturn.", "True"),
        ]
        assert stems(facts, ShortAnswer) == stems(facts, Choice) == []
        [notice] = compile_text(deck(facts), judged=True).diagnostics
        assert notice.message.startswith("4 more questions can be asked")


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
            texts.append(each.passage.text(each.part, "____"))
    assert texts == [
        # what is filled reads as it was written
        "Each planet moves on a(n) ____, not on a circle.",
        "Each planet moves on an ellipse, not on a(n) ____.",
        "A(n) ____ stays on its colour.",
        "A lack of vitamin A ____.",
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


# What is right in the table, and not the only right thing -----------------------------------------

VOLCANOES = """
- id: v
  comparison: [shield volcano, stratovolcano, cinder cone]
  exclusive: [slope, lava, heat]
  rows:
    slope: {cells: [gentle, steep, very steep], sentence: "The slopes of a {volcano} are {slope}."}
    lava: {cells: [basalt, basalt and andesite, rhyolite], sentence: "A {volcano} holds {lava}."}
    heat: {cells: [low, high, middling], sentence: "A {volcano} has {heat} heat."}
"""


def test_what_is_very_steep_is_no_wrong_answer_where_steep_is_asked_for() -> None:
    back = {each.key: each for each in asked(VOLCANOES) if isinstance(each, Choice)}
    rows = [each for each in asked(VOLCANOES) if each.id.endswith(".rows/choice")]
    slopes = [each.stem for each in rows if "slopes" in each.stem]
    assert slopes == ["The slopes of a ____ are gentle."]
    lavas = [each.stem for each in rows if "holds" in each.stem]
    assert lavas == ["A ____ holds rhyolite."]  # basalt and andesite hold basalt
    assert len([each for each in rows if "heat" in each.stem]) == 3
    false = [each.stem for each in asked(VOLCANOES) if isinstance(each, TrueFalse)]
    assert "The slopes of a cinder cone are steep." not in false
    assert back


def test_a_row_of_examples_is_shown_and_not_asked_for() -> None:
    facts = """
    - id: b
      comparison: [ridge, trench, fault]
      rows:
        %s: [the Mid-Atlantic Ridge, the Mariana Trench, the San Andreas Fault]
        motion: [apart, together, past each other]
      exclusive: [motion]
    """
    for label in ("example", "examples", "an example", "example in the sea", "known example"):
        parts = {each.id.split("/")[1].partition(".")[0] for each in asked(facts % label)}
        assert parts == {"motion", "rows"}, label
        [table] = (each for each in asked(facts % label) if isinstance(each, Table))
        assert len(table.blanks) == 3
    for label in ("exemplar", "place"):
        assert len(stems(facts % label, ShortAnswer)) == 6
    complete = facts % "example" + "  complete: [example]\n"
    assert len(stems(complete, ShortAnswer)) == 6
    own = facts % "example" + '  stems: {example: "Which {column} does the book name?"}\n'
    assert "Which ridge does the book name?" in stems(own, ShortAnswer)


def test_what_begins_its_sentence_is_recalled_only_where_it_is_the_only_one() -> None:
    facts = """
    - id: b
      comparison: [ridge, trench, fault]
      rows: {place: [Iceland, Guam, California]}
      statements: {place: "%s"}
    """
    begun = "{place} lies on a {column}."
    assert stems(facts % begun, ShortAnswer) == []
    assert len(stems(facts % begun + "  exclusive: yes\n", ShortAnswer)) == 3
    assert len(stems(facts % "A {column} is at {place}.", ShortAnswer)) == 3


def test_exclusive_is_not_advised_where_two_values_are_stated() -> None:
    facts = """
    - id: b
      comparison: [salt, sugar, flour]
      rows: {use: [curing meat, feeding yeast, thickening sauce]}
      statements: {use: "A use of {column} is {use}."}
    """
    more = "- {id: m, list: use, of: salt, items: [melting ice]}\n"
    also = "  also: {use: {salt: [melting ice]}}\n"

    def codes(text: str) -> list[str]:
        return [each.code for each in compile_text(deck(text), judged=True).diagnostics]

    assert codes(facts) == ["not-exclusive"]
    assert codes(facts + also) == []
    assert "not-exclusive" not in codes(facts + more)


def test_what_is_false_is_corrected_at_the_end_of_its_sentence() -> None:
    facts = CAPITALS % f"exclusive: yes\n      {SENTENCE}"
    judged = [each for each in asked(facts) if isinstance(each, TrueFalse) and not each.truth]
    for each in judged:
        country = each.stem.removeprefix("The capital of ").partition(" is")[0]
        assert each.correction.startswith(f"The capital of {country} is ")
    turned = CAPITALS % 'exclusive: yes\n      sentence: "{capital} is the capital of {country}."'
    false = [each for each in asked(turned) if isinstance(each, TrueFalse) and not each.truth]
    for each in false:
        city = each.stem.partition(" is")[0]
        assert each.correction.startswith(f"{city} is the capital of ")
    assert judged and false


def test_a_short_sentence_of_yes_and_no_asks_of_which_it_is_true() -> None:
    facts = """
    - id: f
      comparison: [oak, iron, cork]
      rows: {floating: {cells: ['no', 'no', 'yes'], sentence: "{thing} floats."}}
    """
    assert stems(facts, Choice) == ["Of which of these is this true? ____ floats."]
    assert compile_text(deck(facts), judged=True).diagnostics == []


def test_a_row_of_examples_is_never_said_to_be_exclusive() -> None:
    facts = """
    - id: b
      comparison: [ridge, trench, fault]
      rows: {%s: {cells: [Iceland, Guam, California], sentence: "One %s of a {column} is {cell}."}}
    """
    [notice] = compile_text(deck(facts % ("place", "place")), judged=True).diagnostics
    assert notice.code == "not-exclusive"
    assert notice.hint.startswith("only if no column can have another value there")
    text = deck(facts % ("example", "example"))
    codes = {each.code for each in compile_text(text, judged=True).diagnostics}
    assert "not-exclusive" not in codes


def test_a_word_that_grows_from_one_of_the_stem_tells_the_key() -> None:
    facts = """
    - id: g
      comparison: [silt, clay, gravel, marl]
      rows: {rock: [siltstone, shale, conglomerate, marlstone]}
      exclusive: yes
      statements: {rock: "%s hardens to {rock}."}
    """
    assert stems(facts % "{grain}", Choice) == [
        "Clay hardens to ____.",
        "____ hardens to shale.",
        "Gravel hardens to ____.",
        "____ hardens to conglomerate.",
    ]
    # What only ends alike, or is a little longer, tells nothing.
    assert len(stems(facts.replace("silt,", "lime,") % "The {grain}", Choice)) == 6
