"""Gaps of which the author says what is wrong there: they are asked as choices, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import compile_text, deck

from quizgen.cli import main
from quizgen.diagnostics import Diagnostic
from quizgen.questions.question import Choice, Question

WRONG = "distractors: {chain: {belt: It has no teeth., cable: It only pulls., rope: It is weak.}}"
OVAL = "cloze: 'A {{chain}} moves an {{oval}} ring.'"


def asked(fact: str) -> list[Question]:
    compiled = compile_text(deck(f"- {{id: a, {fact}}}"))
    assert not compiled.failed, compiled.diagnostics
    return compiled.questions["a"]


def choices(fact: str) -> list[Choice]:
    return [each for each in asked(fact) if isinstance(each, Choice)]


def choice(fact: str) -> Choice:
    [only] = choices(fact)
    return only


def told(fact: str) -> dict[str, Diagnostic]:
    diagnostics = compile_text(deck(f"- {{id: a, {fact}}}"), judged=True).diagnostics
    return {each.code: each for each in diagnostics}


@pytest.mark.parametrize("kind", ["cloze", "statement"])
def test_a_gap_with_wrong_words_is_a_choice_of_what_completes_its_sentence(kind: str) -> None:
    question = choice(f"{kind}: 'A {{{{chain}}}} moves an {{{{oval}}}} ring.', {WRONG}")
    assert question.stem == "A ____ moves an oval ring."
    assert question.key == "chain"
    assert set(question.options) == {"chain", "belt", "cable", "rope"}
    assert question.because == "A chain moves an oval ring."
    reasons = {each.text: each.because for each in question.distractors}
    assert reasons["belt"] == "It has no teeth."
    assert question.id == "a/chain/choice"


def test_a_gap_takes_two_wrong_words_at_least() -> None:
    one = f"{OVAL}, distractors: {{oval: [round]}}"
    assert not choices(one)
    assert "unused-option" in told(one)
    assert choices(f"{OVAL}, distractors: {{oval: [round, square]}}")


def test_wrong_words_of_the_only_gap_are_a_plain_list() -> None:
    only = "statement: 'A {{chain}} moves a ring.'"
    assert choice(f"{only}, distractors: [belt, rope]").key == "chain"
    several = f"{OVAL}, distractors: [belt, rope]"
    assert "write `distractors: {chain: […]}`" in told(several)["unknown-part"].hint
    unknown = f"{OVAL}, distractors: {{chian: [belt, rope]}}"
    assert "chain" in told(unknown)["unknown-part"].hint
    none = "statement: 'A chain moves a ring.', distractors: [belt, rope]"
    assert "unknown-part" in told(none)


def test_a_wrong_word_without_a_reason_has_the_whole_sentence_for_one() -> None:
    question = choice(f"{OVAL}, distractors: {{oval: [round, square]}}")
    [sentence] = {each.because for each in question.distractors}
    assert sentence == "A chain moves an oval ring."
    assert all(each.repeats for each in question.distractors)


@pytest.mark.parametrize(
    ("wrong", "stem"),
    [
        ("[round, square]", "A chain moves a(n) ____ ring."),
        ("[ancient, iron]", "A chain moves an ____ ring."),
    ],
)
def test_the_article_before_the_gap_fits_every_option(wrong: str, stem: str) -> None:
    assert choice(f"{OVAL}, distractors: {{oval: {wrong}}}").stem == stem


def test_a_hint_does_not_stand_in_the_gap_of_a_choice() -> None:
    fact = "cloze: 'Rings {{turn::verb}}.', distractors: [fly, melt]"
    assert choice(fact).stem == "Rings ____."


@pytest.mark.parametrize(
    ("cloze", "wrong", "options"),
    [
        ("{{Iron}} is hard. It rusts.", "[lead, Tin]", {"Iron", "Lead", "Tin"}),
        ("It rusts. {{Iron}} is hard.", "[lead, tin]", {"Iron", "Lead", "Tin"}),
        ("Hard is {{iron}}. It rusts.", "[lead, tin]", {"iron", "lead", "tin"}),
        ("{{pH}} is a number.", "[mass, size]", {"pH", "mass", "size"}),
        ("{{Mass}} is a number.", "[pH, size]", {"Mass", "pH", "Size"}),
    ],
)
def test_no_capital_at_the_beginning_of_a_sentence_gives_the_key_away(
    cloze: str, wrong: str, options: set[str]
) -> None:
    assert set(choice(f"cloze: '{cloze}', distractors: {wrong}").options) == options
    assert "unused-option" not in told(f"cloze: '{cloze}', distractors: {wrong}")


def test_a_title_stands_before_the_sentence() -> None:
    fact = "cloze: 'Rings {{turn}}.', distractors: [fly, melt]"
    assert choice(f"{fact}, title: Gears").stem == "Gears: Rings ____."
    assert choice(f"{fact}, title: What do rings do?").stem == "What do rings do? Rings ____."


def test_the_author_words_the_choice_or_leaves_it_out() -> None:
    own = f"{OVAL}, {WRONG}, stems: {{chain: What moves the ring?}}"
    assert choice(own).stem == "What moves the ring?"
    assert "unknown-part" in told(f"{OVAL}, {WRONG}, stems: {{oval: Which ring?}}")
    assert not choices(f"{OVAL}, {WRONG}, without: choice")
    assert not choices(f"{OVAL}, {WRONG}, without: {{chain: choice}}")
    assert choices(f"{OVAL}, {WRONG}, without: {{oval: choice}}")


@pytest.mark.parametrize(
    ("fact", "is_right"),
    [
        ("statement: 'It {{falls}}.', accept: [drops], distractors: [drops, rises]", True),
        ("statement: 'It {{falls}}.', accept: [drops], distractors: [falls, rises]", True),
        ("statement: 'It {{falls}}.', accept: [drops], distractors: [floats, rises]", False),
    ],
)
def test_a_word_that_counts_in_a_gap_is_not_wrong_there(fact: str, *, is_right: bool) -> None:
    assert ("distractor-not-false" in told(fact)) is is_right


@pytest.mark.parametrize(
    ("passage", "more", "is_right"),
    [
        ("Salts have {{sodium}} and {{potassium}}.", "", True),
        ("Salts have {{sodium}} and {{potassium}}.", ", interchangeable: no", False),
        ("{{Sodium}} is lighter than {{potassium}}.", "", False),
        ("{{Sodium}} is a salt beside {{potassium}}.", ", interchangeable: yes", True),
        # Whether their order counts here, nobody says.
        ("Sea salt and potash have {{sodium}} and {{potassium}}.", "", True),
    ],
)
def test_what_is_right_in_a_gap_that_may_be_exchanged_is_no_wrong_word(
    passage: str, more: str, *, is_right: bool
) -> None:
    gap = "Sodium" if passage.startswith("{{S") else "sodium"
    fact = f"cloze: '{passage}'{more}, distractors: {{{gap}: [potassium, iron]}}"
    assert ("distractor-not-false" in told(fact)) is is_right


def test_wrong_words_add_a_note_of_a_choice_and_change_nothing_else(tmp_path: Path) -> None:
    """Each note that was there keeps its line of the lock: id, numbers, content and time."""
    path = tmp_path / "deck.yaml"
    other = "- {id: b, statement: 'A {{belt}} is quiet.', distractors: [cable, rope]}"

    def locked(fact: str) -> set[str]:
        path.write_text(deck(f"- {{id: a, {fact}}}\n{other}"), encoding="utf-8")
        arguments = ["build", str(path), "-o", str(tmp_path / "out"), "--choices"]
        result = CliRunner().invoke(main, arguments)
        assert not result.exit_code, result.output
        lines = (tmp_path / "deck.lock").read_text(encoding="utf-8").splitlines()
        return {line for line in lines if line.startswith('{"fact"')}

    before = locked(OVAL)
    after = locked(f"{OVAL}, {WRONG}")
    assert before < after
    [new] = after - before
    assert '"fact": "a/chain/choice"' in new
