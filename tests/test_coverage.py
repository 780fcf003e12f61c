"""What `quizgen coverage` counts, and that the figures in docs/shipped-decks.md are what it counts
now.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT, compile_text, deck

from quizgen.cli import main
from quizgen.cli.coverage import coverage_markdown, coverage_of
from quizgen.compiler import compile_path

DECK = """\
deck: Minerals
id: minerals
sources: {book: A book on minerals, page: A page on nerves}
source: book
facts:
  - {id: start, ask: Which mineral starts a contraction?, answer: calcium, distractors: [iron, iodine]}
  - {id: both, source: [book, page], cloze: "In muscle, {{magnesium}} ends a contraction."}
  - id: only
    statement: Calcium starts a contraction.
    ignore: {no-recall: It is a first step.}
  - {id: less, ask: Which mineral hardens bone?, answer: calcium, distractors: [gold, zinc], without: choice}
"""


def run(path: Path, *options: str) -> str:
    (path / "deck.yaml").write_text(DECK, encoding="utf-8")
    result = CliRunner().invoke(main, ["coverage", str(path / "deck.yaml"), *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_each_fact_has_its_types_and_sources_and_what_it_lacks(tmp_path: Path) -> None:
    whole = json.loads(run(tmp_path, "--json"))
    rows = {row["fact"]: row for row in whole["facts"]}
    assert rows["start"]["types"] == {"choice": 1, "short-answer": 1}
    assert rows["both"]["sources"] == ["book", "page"]
    assert {id: row["no_recall"] for id, row in rows.items() if row["no_recall"]} == {
        "only": "it is only judged true: give it `false versions`"
    }
    assert {id: row["no_choice"] for id, row in rows.items() if row["no_choice"]} == {
        "both": "no gap of it has wrong words: add `distractors`",
        "only": "it is judged true or false: give a gap of it `distractors`",
        "less": "left out by `without`",
    }
    assert whole["types"] == {"choice": 1, "true-false": 1, "short-answer": 2, "cloze": 1}
    assert whole["sources"] == {"book": 4, "page": 1}
    assert whole["kinds"]["ask"] == {
        "facts": 2,
        "questions": 3,
        "types": {"choice": 1, "short-answer": 2},
    }
    assert whole["excused"] == 1
    assert whole["found"] == 0


def test_what_is_said_to_oneself_is_counted_by_type() -> None:
    text = """\
deck: Deck
id: deck
facts:
  - {id: a, ask: What is the drawback of food?, answer: steady effort at meals}
  - {id: b, mechanism: How cramps come, steps: [magnesium falls, the muscles stay too tense], singly: yes}
"""
    whole = coverage_of(compile_text(text))
    assert [row.said for row in whole.rows] == [{"short-answer": 1}, {"cloze": 1}]
    shown = coverage_markdown(whole)
    assert "| short-answer, said to oneself | 1 |\n| cloze, said to oneself | 1 |" in shown


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ("{id: a, ask: What hardens bone?, answer: calcium}", "it has no wrong options"),
        (
            "{id: a, ask: What hardens bone?, answer: calcium, distractors: [gold]}",
            "one wrong option is known, and a choice needs two",
        ),
        ("{id: a, list: part, of: a bee, items: [head, sting]}", "nothing is known to be none"),
        (
            "{id: a, list: part, of: a bee, items: [head, sting], never: [horn]}",
            "one wrong option is known, and a choice needs two",
        ),
        (
            "{id: a, comparison: [x, y], rows: {size: [big, small]}}",
            "no other value is known to be wrong",
        ),
        # A sentence, or the word that it has, would not make a third column.
        (
            "{id: a, comparison: [x, y], exclusive: yes, rows: {size: [big, small]}}",
            "two columns leave one wrong option",
        ),
        ("{id: a, sign: smoke, shows: a gray cloud}", "it points to nothing"),
        ("{id: a, sign: smoke, points to: [fire, heat]}", "it points to several things"),
        ("{id: a, sign: smoke, points to: fire}", "nothing is known that it does not point to"),
        (
            "{id: a, sign: smoke, points to: a fire without any flame, never points to: [ice, air]}",
            "its options would tell the key",
        ),
        (
            "{id: a, cloze: 'Bees make {{honey}}.'}",
            "no gap of it has wrong words: add `distractors`",
        ),
    ],
)
def test_a_fact_without_choice_says_what_it_lacks(facts: str, reason: str) -> None:
    text = f"deck: Deck\nid: deck\nfacts:\n  - {facts}\n"
    [row] = coverage_of(compile_text(text, judged=True)).rows
    assert row.no_choice.startswith(reason)


def test_the_table_for_people_shows_facts_gaps_and_totals(tmp_path: Path) -> None:
    shown = run(tmp_path)
    for line in (
        "deck      fact   kind",
        "no recall: 1 fact",
        "no choice: 3 facts",
        "A page on nerves",
        "without choice",
    ):
        assert line in shown
    assert "all" in shown.split("kind", 3)[-1]


def test_markdown_gives_the_totals_as_tables(tmp_path: Path) -> None:
    blocks = run(tmp_path, "--markdown").split("\n\n")
    assert blocks[0].splitlines() == [
        "| deck | facts | questions | without recall | without choice |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| Minerals | 4 | 5 | 1 | 3 |",
        "| all | 4 | 5 | 1 | 3 |",
    ]


def test_json_and_markdown_at_once_are_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["coverage", "decks", "--json", "--markdown"]).exit_code == 2


def test_the_figures_in_the_manual_are_those_of_the_shipped_decks(
    golden: Callable[[Path, str], None],
) -> None:
    path = ROOT / "docs" / "shipped-decks.md"
    before, _, rest = path.read_text(encoding="utf-8").partition("<!-- figures -->")
    _, _, after = rest.partition("<!-- end of figures -->")
    figures = coverage_markdown(coverage_of(compile_path(ROOT / "decks")))
    golden(path, f"{before}<!-- figures -->\n{figures}<!-- end of figures -->{after}")


TABLE = """\
deck: Lands
id: lands
facts:
  - id: lands
    entities: land
    columns:
      capital: The capital of {land} is {capital}.
      area: {exclusive: yes}
      note: {shown: only}
    rows: |
      land;capital;area;note
      A;Aa;1,234 km²;x
      B;Bb;2,345 km²;x
      C;Cc;4,567 km²;x
"""


def test_what_else_a_table_could_ask_is_named_with_what_asks_it() -> None:
    [row] = coverage_of(compile_text(TABLE)).rows
    told = [(part, words.split("`")[1]) for part, words in row.unasked]
    assert told == [
        ("capital", "ask back: yes"),
        ("capital", "exclusive: yes"),
        ("area", "sentence"),
        ("area", "ask back: yes"),
        ("area", "more"),
        ("area", "tolerance"),
        ("note", "shown: only"),
    ]


def test_a_table_whose_author_said_all_lacks_nothing() -> None:
    whole = TABLE.replace("      note: {shown: only}\n", "").replace("exclusive: yes", "AREA")
    words = (
        "sentence: '{land} has {area}.', more: larger, tolerance: 5 %, ask back: 'What has {area}?'"
    )
    capital = "{sentence: 'The capital of {land} is {capital}.', ask back: yes}"
    whole = whole.replace("The capital of {land} is {capital}.", capital)
    whole = whole.replace("AREA", words).replace("    rows:", "    exclusive: yes\n    rows:")
    [row] = coverage_of(compile_text(whole)).rows
    assert row.unasked == ()


def test_what_else_a_comparison_and_a_sign_could_ask_is_named_row_by_row() -> None:
    text = """\
deck: Deck
id: deck
facts:
  - id: a
    comparison: [x, y, z]
    rows:
      size: [big, small, tiny]
      price: {cells: [low, high, higher], sentence: "{column} costs {cell}.", exclusive: yes}
      edible: ["yes", "no", "yes"]
  - {id: b, sign: smoke, elicited by: fire, points to: danger}
"""
    table, sign = coverage_of(compile_text(text)).rows
    assert [(part, words.split("`")[1]) for part, words in table.unasked] == [
        ("size", "sentence"),
        ("size", "exclusive: yes"),
        ("edible", "sentence"),
    ]
    assert [(part, words.split("`")[1]) for part, words in sign.unasked] == [
        ("sign", "shows"),
        ("points to", "never points to"),
        ("elicited by", "distractors: {elicited by: […]}"),
    ]


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("list: part, of: a bee, items: [head, sting, wing]", True),
        ("list: part, of: a bee, items: [head, sting, wing], complete: yes", False),
        ("list: part, of: a bee, items: [head, sting, wing], also: [leg]", False),
        ("differential: hunger, causes: {a: [rain, frost], b: [wasps, mites]}", True),
        # Examples of their groups, of which there are always more.
        ("list: bee, groups: {a: [worker, drone], b: [mason, digger]}, exclusive: yes", False),
    ],
)
def test_an_open_list_is_told_what_would_close_it(fact: str, told: bool) -> None:
    [row] = coverage_of(compile_text(deck(f"- {{id: a, {fact}}}"))).rows
    words = [words for part, words in row.unasked if part == "all"]
    assert bool(words) is told
    assert all("`complete: yes`" in each and "`also`" in each for each in words)


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ("[dough rises, gas grows, crust sets]", "it has 3 steps: a choice takes 4"),
        ("[salt, salt water, salt water ice, salt water ice cream]", "its steps tell one another"),
    ],
)
def test_a_mechanism_without_choices_says_what_keeps_them_away(
    steps: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "deck.yaml"
    fact = f"- {{id: a, mechanism: How it goes, steps: {steps}}}"
    path.write_text(f"deck: D\nid: d\nfacts:\n{fact}\n", encoding="utf-8")
    [row] = coverage_of(compile_path(path)).rows
    assert row.no_choice.startswith(reason)
