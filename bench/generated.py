"""Writes a collection of any number of facts, of the kinds in turn, to measure with."""

from __future__ import annotations

from collections.abc import Sequence
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
