"""Writes a collection of any number of facts, of the kinds in turn, to measure with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

FACTS_A_DECK = 5000

PLAIN = "ask: What is number {i}?\n    answer: answer {i}"
_KINDS = (
    "term: term {i}\n    means: the meaning of number {i}",
    "mechanism: How process {i} runs\n    steps: [start {i}, middle {i}, late {i}, end {i}]",
    (
        "list: symptom\n    of: disorder {i}\n"
        "    groups: {{early: [sign a{i}, sign b{i}], late: [sign c{i}, sign d{i}]}}\n"
        "    never: [sign x{i}, sign y{i}, sign z{i}]"
    ),
    (
        "sign: sign of {i}\n    elicited by: tapping {i}\n    shows: twitching {i}\n"
        "    points to: disorder {i}\n"
        "    never points to: [disorder {i}b, disorder {i}c]"
    ),
    "ranking: measure {i}\n    most to least: [[one {i}, two {i}], three {i}, four {i}]",
    (
        "comparison: [left {i}, middle {i}, right {i}]\n"
        "    rows: {{site: [arm {i}, leg {i}, face {i}], food: [milk {i}, nuts {i}, beans {i}]}}"
    ),
    "quantity: amount {i}\n    value: 1.8–2.2 mg/dL",
    "statement: Statement {i} is true.\n    false versions: [Statement {i} is false.]",
    PLAIN,
    "cloze: Number {i} starts it; {{{{part {i}}}}} ends it.",
)


def write_collection(folder: Path, facts: int, kinds: Sequence[str] = _KINDS) -> Path:
    """Write a collection of that many facts into a folder, and give the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "collection.yaml").write_text(
        "collection: Generated\nid: generated\n", encoding="utf-8"
    )
    for start in range(0, facts, FACTS_A_DECK):
        body = (
            f"  - id: f{i}\n    {kinds[i % len(kinds)].format(i=i)}\n"
            for i in range(start, min(facts, start + FACTS_A_DECK))
        )
        text = f"deck: Deck {start}\nid: d{start}\nfacts:\n{''.join(body)}"
        (folder / f"d{start:07}.yaml").write_text(text, encoding="utf-8")
    return folder


def write_table(folder: Path, rows: int) -> Path:
    """Write a collection of one table into a folder, its rows in a CSV, and give the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    collection = "collection: Generated\nid: generated\n"
    (folder / "collection.yaml").write_text(collection, encoding="utf-8")
    deck = (
        "deck: Things\nid: things\nfacts:\n  - id: things\n    entities: thing\n    columns:\n"
        '      capital: {sentence: "The capital of {thing} is {capital}.", exclusive: yes}\n'
        '      currency: "The currency of {thing} is {currency}."\n'
        '      founded: {sentence: "{thing} was founded in {founded}.", exclusive: yes}\n'
        '      area: {sentence: "{thing} has an area of {area}.", more: larger}\n'
        "    rows: things.csv\n"
    )
    (folder / "things.yaml").write_text(deck, encoding="utf-8")
    currencies = ("euro", "dollar", "pound", "yen", "franc")
    lines = (
        f"{name(i)},{name(i + rows)},{currencies[i % 5]},{1800 + i % 220},{i * 37 + 11} km²\n"
        for i in range(rows)
    )
    table = f"thing,capital,currency,founded,area\n{''.join(lines)}"
    (folder / "things.csv").write_text(table, encoding="utf-8")
    return folder


def name(number: int) -> str:
    """Return a word that looks like no other number's, and is about as long."""
    rest = number * 2_654_435_761 % 85**5  # spread, by a prime
    word = ""
    for _ in range(5):
        rest, place = divmod(rest, 85)
        word += "bcdfghklmnprstvwz"[place // 5] + "aeiou"[place % 5]
    return word


def deck_of_terms(number: int, *, broader: bool) -> str:
    """Return a deck of terms and their meanings; all are kinds of one term, or of none."""
    of = ", broader: thing" if broader else ""
    terms = "".join(f"  - {{term: {name(i)}{of}}}\n" for i in range(number))
    facts = "".join(
        f"  - {{id: f{i}, term: {name(i)}, "
        f"means: the {name(i + number)} of {name(i + 2 * number)}}}\n"
        for i in range(number)
    )
    return f"deck: Terms\nid: terms\nterms:\n  - {{term: thing}}\n{terms}facts:\n{facts}"


def _names(first: int, number: int) -> str:
    return ", ".join(map(name, range(first, first + number)))


def _fact(text: str) -> str:
    return f"deck: Fact\nid: fact\nfacts:\n  - {{id: fact, {text}}}\n"


def _table(size: int) -> str:
    rows = ", ".join(
        f"{name(10**6 + row)}: [{_names(size * (row + 1), size)}]" for row in range(size)
    )
    sentences = ", ".join(f"{name(10**6 + row)}: '{{column}} has {{cell}}.'" for row in range(size))
    return _fact(
        f"comparison: [{_names(0, size)}], exclusive: yes, "
        f"rows: {{{rows}}}, statements: {{{sentences}}}"
    )


# By what it is: a deck of one fact of a size, and the small size.
LARGE_FACTS: dict[str, tuple[Callable[[int], str], int]] = {
    "list": (
        lambda size: _fact(
            f"list: part, of: it, items: [{_names(0, size)}], never: [{_names(size, size)}]"
        ),
        60,
    ),
    "table": (_table, 30),
    "ranking": (
        lambda size: _fact(
            f"ranking: mass, most to least: [{_names(0, size)}], "
            "sentence: '{more} is heavier than {less}.'"
        ),
        60,
    ),
    "chain": (
        lambda size: _fact(f"mechanism: How it runs, steps: [{_names(0, size)}]"),
        60,
    ),
}
