"""Hints that say in a plain sentence what to write, and where."""

from __future__ import annotations

import pytest
from conftest import compile_text, deck

from quizgen.diagnostics import Diagnostic


def found(code: str, facts: str) -> Diagnostic:
    diagnostics = compile_text(deck(facts), judged=True).diagnostics
    return next(each for each in diagnostics if each.code == code)


def test_words_that_a_label_brings_twice_are_named_with_what_brings_them() -> None:
    facts = """- id: a
  comparison: [Turkey, Peru]
  rows:
    the capital:
      cells: [the Ankara city, Lima]
      sentence: "The city of {column} is the {cell}."
      exclusive: yes"""
    flaw = found("stem-doubled", facts)
    assert "“the the”" in flaw.message
    assert "write `the Ankara city` without “the”" in flaw.hint
    written = deck(facts).splitlines()
    places = [number for number, text in enumerate(written, start=1) if "the " in text]
    assert flaw.position.line in places[1:]  # of the cell or of the sentence, not of the row


def test_a_wrong_option_that_means_the_answer_names_the_answer_in_its_hint() -> None:
    facts = (
        "- {id: a, ask: Which mineral?, answer: calcium salt, distractors: [calcium, iron, tin]}"
    )
    hint = found("overlapping-options", facts).hint
    assert hint.startswith("write a wrong option that neither means `calcium salt`")


def test_a_single_wrong_option_is_told_to_take_a_second() -> None:
    facts = "- {id: a, ask: Which mineral is it?, answer: calcium, distractors: [iron]}"
    assert found("unused-option", facts).hint.startswith("give it a second wrong option")


def test_a_fact_without_recall_is_told_what_its_kind_needs() -> None:
    statement = "- {id: a, statement: Water follows salt.}"
    assert "double braces" in found("no-recall", statement).hint
    groups = "groups: {high: [a lark, a kite], low: [a hen, a duck]}, exclusive: yes"
    assert "`grouped by: " in found("no-recall", f"- {{id: a, list: bird, {groups}}}").hint
    list_ = """- id: a
  ask: Which mineral is it?
  answer: calcium
  distractors: [iron, zinc]
  without: short-answer"""
    assert found("no-recall", list_).hint.endswith("out of `without`")


def test_a_contradiction_says_what_to_take_out() -> None:
    facts = """- {id: a, list: part, of: a bee, items: [head, sting], complete: yes}
- {id: b, list: part, of: a bee, items: [wing, head]}"""
    hint = found("contradiction", facts).hint
    assert hint.startswith("take this value out, or `complete` out of `a`")


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("price", "The price of {column} is {cell}."),
        ("usual prices", "The usual prices of {column} are {cell}."),
        # what stands after a noun may not be followed by `of`
        ("side when facing forward", "For {column}, the side when facing forward is {cell}."),
        ("lateral buoy in region A", "For {column}, the lateral buoy in region A is {cell}."),
        # a label that ends where its cell begins is no noun
        ("acts on", "{column} acts on {cell}."),
        ("found in", "{column} is found in {cell}."),
        ("cooled", "{column} is cooled {cell}."),
        ("speed", "The speed of {column} is {cell}."),
    ],
)
def test_the_sentence_that_a_hint_proposes_fits_the_label_of_the_row(
    label: str, sentence: str
) -> None:
    facts = f"""- id: a
  comparison: [Turkey, Peru, Chad]
  exclusive: yes
  rows: {{{label}: [one, two, three]}}"""
    assert f"`statements: {{{label}: '{sentence}'}}`" in found("no-sentence", facts).hint


GROUPED = """- id: a
  list: rope
  %s
  groups: {standing: [a stay, shrouds], running: [a sheet, halyards]}
  exclusive: yes"""


@pytest.mark.parametrize(
    ("grouped", "sentence"),
    [
        ("grouped by: type of rigging", "For {member}, the type of rigging is “{group}”."),
        ("grouped by: type", "For {member}, the type is “{group}”."),
        ("of: a ship", "The group “{group}” has {member} in it."),
    ],
)
def test_the_sentence_for_groups_reads_well_of_any_member_and_group(
    grouped: str, sentence: str
) -> None:
    """Members may be plurals, groups adjectives."""
    facts = GROUPED % grouped
    assert f"`group sentence: '{sentence}'`" in found("no-sentence", facts).hint
    pasted = compile_text(deck(f"{facts}\n  group sentence: '{sentence}'"), judged=True)
    codes = {each.code for each in pasted.diagnostics}
    assert codes <= {"no-recall", "open-list"}  # of which no sentence says anything


@pytest.mark.parametrize(
    ("language", "criterion", "sentence"),
    [
        ("en", "size", "'Size, from most to least: first {more}, then {less}.'"),
        ("en", "time, earliest first", "'Time, earliest first: first {more}, then {less}.'"),
        ("en", "bee's size", '"Bee\'s size, from most to least: first {more}, then {less}."'),
        ("de", "Größe", "'Größe, absteigend: zuerst {more}, dann {less}.'"),
    ],
)
def test_the_sentence_for_a_ranking_reads_well_of_plurals_too(
    language: str, criterion: str, sentence: str
) -> None:
    facts = f"- {{id: a, ranking: '{criterion.replace(chr(39), chr(39) * 2)}', "
    facts += "most to least: [elks, a cat, mice]}"
    compiled = compile_text(deck(facts, f"language: {language}\n"), judged=True)
    hints = [each.hint for each in compiled.diagnostics if each.code == "no-sentence"]
    assert any(f"`sentence: {sentence}`" in hint for hint in hints), hints


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ("ranking: size, most to least: [elk, cat, mouse, flea]", 1),
        ("ranking: size, most: the largest, most to least: [elk, cat, mouse, flea]", 0),
        ("ranking: size, stems: {choice: Which is larger?}, most to least: [elk, cat, mouse]", 0),
        ("ranking: 'size, largest first', most to least: [elk, cat, mouse, flea]", 0),
        ("ranking: size, most to least: [elk, cat]", 0),  # two ranks are no choice
        ("ranking: size, without: choice, most to least: [elk, cat, mouse]", 0),
    ],
)
def test_a_ranking_is_told_to_say_what_the_first_is_to_have_it_asked(
    more: str, number: int
) -> None:
    fact = f"- {{id: a, {more}, sentence: '{{more}} outweighs {{less}}.'}}"
    compiled = compile_text(deck(fact), judged=True)
    told = [each for each in compiled.diagnostics if "most: the highest" in each.hint]
    assert len(told) == number


def table(*rows: str, noun: str = "knot", sentence: str = "{name} is {type}.") -> list[str]:
    """The messages on articles of a table with these rows."""
    lines = "\n".join(f"    {row}" for row in rows)
    facts = f"""- id: a
  entities: {noun}
  columns: {{type: "{sentence}"}}
  rows:
{lines}"""
    found = compile_text(deck(facts), judged=True).diagnostics
    return [
        each.message.partition(" stands")[0]
        for each in found
        if each.code == "stem-grammar" and "without an article" in each.message
    ]


def test_a_counted_noun_without_an_article_is_noticed() -> None:
    # A knot is counted: it is what the rows are; so is a hitch, which has its article elsewhere.
    assert table("reef knot: [for sails]", "bowline: [for loops]") == ["“reef knot”"]
    assert table("a bowline: [loop knot]", "a clove hitch: [a hitch]") == ["“loop knot”"]
    assert table("clove hitch: [for rails]", "a stop: [a hitch]") == ["“clove hitch”"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["acacia honey: [yellow]", "heather honey: [brown]"], []),
        # One that has an article, or no honey in its name, shows that they are counted.
        (["acacia honey: [yellow]", "a heather honey: [brown]"], ["“acacia honey”"]),
        (["acacia honey: [yellow]", "mead: [brown]"], ["“acacia honey”"]),
        (["acacia honey: [a honey]", "heather honey: [brown]"], ["“acacia honey”"]),
        (["acacia honey: [yellow]"], ["“acacia honey”"]),
    ],
)
def test_a_noun_that_all_rows_have_without_an_article_is_not_counted(
    rows: list[str], told: list[str]
) -> None:
    assert table(*rows, noun="honey") == told


def test_what_one_sentence_gives_an_article_another_may_not_leave_without() -> None:
    facts = """- id: a
  comparison: [rim brake, disc brake]
  rows:
    acts on: {cells: [the rim, the hub], sentence: "A {column} acts on {cell}."}
    weight: {cells: [light, heavy], sentence: "{column} is {cell}."}"""
    assert "“rim brake” stands without" in found("stem-grammar", facts).message
    mended = facts.replace('"{column} is', '"A {column} is')
    codes = {each.code for each in compile_text(deck(mended), judged=True).diagnostics}
    assert "stem-grammar" not in codes


def test_what_has_an_article_is_a_name_or_is_not_counted_is_not_noticed() -> None:
    assert table("a reef knot: [a binding knot]", "the bowline: [a loop knot]") == []
    assert table("Carrick knot: [for loops]", "Reef knot: [for sails]") == []
    assert table("hydrogen: [for loops]", "reef knots: [for sails]") == []
    # Where the sentence brings the article, or the mark is no whole noun phrase, none is missing.
    article = "A {name} is for {type}."
    assert table("reef knot: [sails]", "bowline: [loops]", sentence=article) == []
    before = "{name} ropes hold {type}."
    assert table("reef knot: [sails]", "bowline: [loops]", sentence=before) == []


def test_what_a_name_says_itself_no_wording_can_leave_out() -> None:
    rows = "{a clove hitch: [a hitch], a cleat hitch: [a hitch], a bowline: [a loop]}"
    facts = f"""- id: a
  entities: knot
  columns: {{type: "{{name}} is {{type}}."}}
  rows: {rows}"""
    hint = found("stem-hints-key", facts).hint
    assert hint == "write the answer in other words than those of `a clove hitch`, or leave it out"
    ask = "- {id: a, ask: What does a valve of the heart hold?, answer: a heart valve}"
    assert found("stem-hints-key", ask).hint.startswith("word the question without")


def test_a_fact_that_is_not_asked_is_told_what_would_have_it_asked() -> None:
    left_out = "- {id: a, term: granite, means: a rock, without: short-answer}"
    assert found("no-questions", left_out).hint == "take a form out of `without`"
    echo = """- id: a
  entities: knot
  columns: {type: "{name} is {type}."}
  rows: {sheet bend: [bend], reef knot: [one for sails]}"""
    hint = found("no-questions", echo).hint
    assert hint == "write `bend` in other words than those of `sheet bend`, which say it already"


def test_options_that_tell_the_key_are_no_lack_of_a_sentence() -> None:
    facts = """- id: a
  sign: smoke
  points to: a fire that burns without any flame at all
  never points to: [ice, snow]"""
    flaw = found("no-wrong-option", facts)
    assert flaw.message.startswith("1 choice of this sign would be told by the options")
    assert "`never points to`" in flaw.hint
    codes = {each.code for each in compile_text(deck(facts), judged=True).diagnostics}
    assert "no-sentence" not in codes


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("60–100 mm", "70–120 mm", True),
        ("about 60 mm", "62 mm", True),
        ("60–100 mm", "100–120 mm", False),  # sharing an end alone, they are told apart
        ("60–99 mm", "100–120 mm", False),
        ("60 mm", "60 mm", False),  # two may have one value
        ("1914–1918", "1916–1919", False),  # a span of time is said as a whole
        ("big", "very big", False),
    ],
)
def test_amounts_of_one_relation_that_overlap_are_named(
    one: str, other: str, overlap: bool
) -> None:
    rows = f"- id: a\n  comparison: [x, y]\n  exclusive: yes\n  rows: {{size: [{one}, {other}]}}"
    column = f"""- id: a
  entities: thing
  columns: {{size: "{{name}} has {{size}}."}}
  exclusive: yes
  rows: {{x: [{one}], y: [{other}], z: [{other}]}}"""
    for facts in (rows, column):
        flaws = compile_text(deck(facts), judged=True).diagnostics
        told = [each for each in flaws if each.code == "overlapping-options"]
        assert bool(told) is overlap
        if told:
            assert f"`{one}`" in told[0].message
            assert f"`{other}`" in told[0].message
    open_ = rows.replace("  exclusive: yes\n", "")
    codes = {each.code for each in compile_text(deck(open_), judged=True).diagnostics}
    assert "overlapping-options" not in codes  # nobody says that the values exclude each other


@pytest.mark.parametrize("key", ["accept", "also accept", "synonyms"])
def test_other_names_of_a_term_are_told_to_stand_under_terms(key: str) -> None:
    hint = found("unknown-key", f"- {{id: a, term: sting, means: a weapon, {key}: [hooked]}}").hint
    assert "`terms: [{term: the answer, synonyms: [another name]}]`" in hint


@pytest.mark.parametrize("key", ["also accept", "alternatives", "synonyms"])
@pytest.mark.parametrize("kind", ["cloze", "statement"])
def test_other_words_for_a_gap_are_told_to_stand_under_accept(kind: str, key: str) -> None:
    fact = f"- {{id: a, {kind}: 'A sting is {{{{barbed}}}}.', {key}: [hooked]}}"
    assert found("unknown-key", fact).hint == "did you mean `accept`?"


def test_the_key_of_other_names_is_no_unknown_one_where_there_is_one() -> None:
    fact = "- {id: a, ask: What is a sting?, answer: barbed, also accept: [hooked]}"
    assert found("unknown-key", fact).hint == "did you mean `accept`?"
    amount = "- {id: a, quantity: the length, value: 3 mm, accept: [4 mm]}"
    assert "terms" not in found("unknown-key", amount).hint


def test_other_names_under_terms_count_in_a_gap() -> None:
    terms = "terms: [{term: barbed, synonyms: [hooked]}]\n"
    compiled = compile_text(deck("- {id: a, cloze: 'A sting is {{barbed}}.'}", terms))
    assert [each.answers for each in compiled.questions["a"]] == [("barbed", "hooked")]


@pytest.mark.parametrize(
    ("fact", "hint"),
    [
        ("mechanism: How to clean, steps: [rinse, scrub, rinse]", "give each words of its own"),
        ("statement: Yeast lives., false versions: [Yeast lives.]", "change the word in it"),
        ("ask: What lives?, answer: yeast, distractors: [yeast, salt]", "write another wrong"),
        ("list: spice, items: [salt, salt]", "take one of the two out"),
    ],
)
def test_what_stands_there_twice_is_told_what_to_write_instead(fact: str, hint: str) -> None:
    assert found("repeated-member", f"- {{id: a, {fact}}}").hint.startswith(hint)


def test_an_unknown_kind_is_named_by_the_key_that_means_one() -> None:
    flaw = found("unknown-kind", "- {id: a, define: crumb, as: the inside of bread}")
    assert "`define`" in flaw.message
    assert flaw.hint == "did you mean `term`?"
    nothing = found("unknown-kind", "- {id: a, xyzzy: crumb, as: the inside of bread}")
    assert "`xyzzy`" in nothing.message
    assert nothing.hint.startswith("name its kind: ")


def test_several_names_of_a_term_are_told_where_they_belong() -> None:
    flaw = found("wrong-type", "- {id: a, term: [bulk rise, first rise], means: a rise}")
    assert "`synonyms` under `terms:`" in flaw.hint


@pytest.mark.parametrize(
    ("passage", "gap"),
    [
        ("Dough is folded with {butter}.", "double the braces: `{{butter}}`"),
        ("Dough is laminated.", "such as `{{laminated}}`"),
        ("The numbers are {1, 2}.", "such as `{{numbers}}`"),  # no gap was meant
    ],
)
def test_a_passage_without_a_gap_is_shown_one_in_its_own_words(passage: str, gap: str) -> None:
    assert gap in found("cloze-without-gap", f"- {{id: a, cloze: '{passage}'}}").hint


@pytest.mark.parametrize(
    ("sentence", "gap"),
    [
        ("Yeast is a {fungus}.", "two on each side: `{{fungus}}`"),
        ("Yeast ferments sugar.", "such as `{{ferments}}`"),
    ],
)
def test_a_statement_without_a_gap_is_shown_one_in_its_own_words(sentence: str, gap: str) -> None:
    fact = f"- {{id: a, statement: '{sentence}', false versions: [Yeast is a plant.]}}"
    assert gap in found("only-true-false", fact).hint
    alone = f"- {{id: a, statement: '{sentence}'}}"
    assert gap in found("no-recall", alone).hint


def test_a_hint_that_offers_two_answers_does_not_give_one_away() -> None:
    def codes(hint: str) -> set[str]:
        fact = f"- {{id: a, cloze: 'Bread goes stale {{{{faster::{hint}}}}} in the cold.'}}"
        return {each.code for each in compile_text(deck(fact), judged=True).diagnostics}

    assert "cloze-shows-key" not in codes("faster or slower?")
    assert "cloze-shows-key" in codes("how much faster?")


def test_limits_that_hold_together_are_told_to_be_plain_numbers() -> None:
    facts = "- {id: a, ask: For how long?, answer: at least 20 s, distractors: [at least 5 s, 9 s]}"
    assert "say “at least” or “at most” in the question" in found("overlapping-options", facts).hint
    span = "- {id: a, ask: For how long?, answer: 10–20 s, distractors: [15–25 s, 30–40 s]}"
    assert "at least" not in found("overlapping-options", span).hint


def test_a_sentence_of_one_word_beside_its_blank_is_a_question() -> None:
    facts = """- id: a
  comparison: [poolish, biga, sourdough]
  rows: {sours: [no, no, yes]}
  statements: {sours: "{column} sours."}"""
    codes = {each.code for each in compile_text(deck(facts), judged=True).diagnostics}
    assert "stem-unfocused" not in codes
    alone = found("stem-unfocused", "- {id: a, ask: Osteoclasts?, answer: cells}")
    assert "is no question" in alone.message


def test_a_noun_without_an_article_is_told_which_sentence_counts_it() -> None:
    facts = """- id: a
  comparison: [poolish, biga, sourdough]
  rows: {texture: [liquid, stiff, soft], raised by: [yeast, salt, acid]}
  statements: {texture: "A {column} is {cell}.", raised by: "{column} is raised by {cell}."}"""
    hint = found("stem-grammar", facts).hint
    assert hint.startswith("write `a poolish` there")
    assert "take it out of “A {column} is {cell}.”" in hint


def test_false_versions_that_a_comma_parted_are_told_of_quotes() -> None:
    facts = "- {id: a, statement: 'S, not P.', false versions: [P is solid, but s is not.]}"
    assert "put quotes around the sentence" in found("stem-lower-case", facts).hint


def test_values_that_could_be_argued_are_no_ground_for_exclusive() -> None:
    facts = """- id: a
  comparison: [oak, fir, elm]
  rows: {use: [ships, pulp, tools]}"""
    assert "only if no column can have another value there" in found("not-exclusive", facts).hint
