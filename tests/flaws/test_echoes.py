"""Answers that their own question says in part, or in another form."""

from __future__ import annotations

import pytest
from conftest import compile_text, deck

from quizgen.questions.giveaways import echoed
from quizgen.questions.question import Choice
from quizgen.text.wording import wording

SAID = [
    # the head word of a term, in its meaning
    "- {id: a, term: atrial flutter, means: a regular flutter above the ventricles}",
    "- {id: a, term: branch of the nerve, means: one of several branches that it has}",
    # other accents, another number, another order
    "- {id: a, ask: Who built the first Warre hive?, answer: Warré}",
    "- {id: a, ask: Which of all yeasts is used for bread?, answer: the yeast}",
    "- {id: a, ask: What does a valve of the heart hold?, answer: a heart valve}",
    # what is seen of a sign, in the words of its name
    "- {id: a, sign: red over white lights, shows: a red light above a white light}",
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
    # half of what is seen is not most of it
    "- {id: a, sign: red over white lights, shows: a red light above a green mast}",
    # another cell says it, too; or another column does
    """- id: a
  comparison: [cork taint, vinegar faults]
  rows: {smells of: [no vinegar, red vinegar]}""",
    """- id: a
  comparison: [white vinegar, dark vinegar]
  rows: {smells of: [wet paper, red vinegar]}""",
    # four letters are not noticed where there are many words
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


KNOTS = """- id: knots
  entities: knot
  columns: {type: "{knot} is {type}."}
  exclusive: yes
  without: [table, matching]
  rows:
    a sheet bend: [a bend]
    a reef knot: [a binding knot]
    a bowline: [a loop knot]
    a clove hitch: [one for rails]
    a stopper: [a knot at an end]
"""


def test_a_short_key_that_its_stem_says_is_no_choice() -> None:
    # Who knows no knot picks the bend for a sheet bend: four letters are enough in two words.
    asked = compile_text(deck(KNOTS)).questions["knots.a-sheet-bend"]
    assert not [each for each in asked if isinstance(each, Choice)]
    other = KNOTS.replace("[a bend]", "[a joining knot]")
    asked = compile_text(deck(other)).questions["knots.a-sheet-bend"]
    assert [each for each in asked if isinstance(each, Choice)]


def test_a_next_step_that_alone_goes_on_with_a_word_of_the_last_is_no_choice() -> None:
    fact = """- id: coal
  mechanism: How fuel comes about
  steps: [plants make {}, burial presses {} into coal, heat bakes it hard, miners bring it up]"""
    for same, asked in (("peat", False), ("mud", True)):
        about = compile_text(deck(fact.format(same, same))).questions["coal"]
        choices = [each for each in about if isinstance(each, Choice)]
        is_asked = any(each.key.startswith("burial") for each in choices)
        assert is_asked is asked, same


def test_short_words_of_a_short_key_are_echoes_from_four_letters_on() -> None:
    def word(stem: str, key: str, *others: str) -> str:
        return echoed(stem, key, others, wording("en"))

    assert word("A sheet bend is ____.", "a bend", "a hitch", "a loop") == "bend"
    assert word("A sheet bend is ____.", "a bend", "a hitch", "another bend") == ""
    assert word("A bow tie is ____.", "a tie", "a hat", "a belt") == ""  # three letters
    assert word("A sheet bend is ____.", "one bend of a rope", "a hitch", "a loop") == ""
    assert word("A clove hitch is ____.", "one hitch of a rope", "a bend", "a loop") == "hitch"
