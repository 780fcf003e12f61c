"""Answers that their own question says in part, or in another form."""

from __future__ import annotations

import pytest
from conftest import compile_text, deck

SAID = [
    # the head word of a term, in its meaning
    "- {id: a, term: atrial flutter, means: a regular flutter above the ventricles}",
    "- {id: a, term: branch of the nerve, means: one of several branches that it has}",
    # other accents, another number, another order
    "- {id: a, ask: Who built the first Warre hive?, answer: Warré}",
    "- {id: a, ask: Which of all yeasts is used for bread?, answer: the yeast}",
    "- {id: a, ask: What does a valve of the heart hold?, answer: a heart valve}",
    # a column that only its own cell repeats
    """- id: a
  comparison: [cork taint, vinegar faults]
  rows: {smells of: [wet paper, red vinegar]}""",
]
FAIR = [
    "- {id: a, term: atrial flutter, means: a fast and regular beat above the ventricles}",
    # two terms with one head: it tells neither
    """- {id: a, term: atrial flutter, means: a regular flutter above the ventricles}
- {id: b, term: ventricular flutter, means: a regular flutter below the atria}""",
    "- {id: a, ask: Who built this hive?, answer: Warré}",
    "- {id: a, ask: Which organism is used for bread?, answer: the yeast}",
    # the form is what is asked for
    "- {id: a, ask: What is the plural of the noun criterion?, answer: criteria}",
    # another cell says it, too; or another column does
    """- id: a
  comparison: [cork taint, vinegar faults]
  rows: {smells of: [no vinegar, red vinegar]}""",
    """- id: a
  comparison: [white vinegar, dark vinegar]
  rows: {smells of: [wet paper, red vinegar]}""",
    # four letters are not noticed
    """- id: a
  comparison: [rim brake, disc brake]
  rows: {acts on: [the outer rim, a disc at the hub]}""",
]


def hints(facts: str) -> int:
    found = compile_text(deck(facts), judged=True).diagnostics
    return sum(each.code == "stem-hints-key" for each in found)


@pytest.mark.parametrize("facts", SAID)
def test_an_answer_that_its_question_says_in_part_is_noticed_once(facts: str) -> None:
    assert hints(facts) == 1


@pytest.mark.parametrize("facts", FAIR)
def test_what_tells_nothing_is_not_noticed(facts: str) -> None:
    assert hints(facts) == 0


def test_of_options_the_one_that_repeats_a_plural_is_noticed() -> None:
    facts = """- id: a
  ask: What do wine-making bacteria leave behind?
  answer: a dead bacterium
  distractors: [a dead fungus, a dead animal]"""
    found = compile_text(deck(facts), judged=True).diagnostics
    assert "clang" in {each.code for each in found}
