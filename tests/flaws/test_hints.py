"""Hints that say in a plain sentence what to write, and where."""

from __future__ import annotations

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
