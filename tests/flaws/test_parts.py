"""The parts that flaws are found with: near words, chance, excuses, places, and what a build says
of warnings.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import compile_text, deck
from hypothesis import given
from hypothesis import strategies as st
from pixels import picture

from quizgen.cli import main
from quizgen.flaws.similar_answers import SHORTEST, similar_pairs
from quizgen.flaws.whole_deck import at_least
from quizgen.grading.slips import budget, distance

WORDS = st.text(alphabet="abc", min_size=SHORTEST, max_size=11)
NEGATIVE = (
    "- {id: sign, ask: Which is NOT a sign of tetany?, answer: jaundice, distractors: [spasm, "
    "tingling]}"
)


@given(st.sets(WORDS, max_size=12))
def test_near_words_are_exactly_those_that_comparing_all_with_all_finds(words: set[str]) -> None:
    def plural(one: str, other: str) -> bool:
        return other in (one + "s", one + "es") or one in (other + "s", other + "es")

    everything = {
        frozenset(pair)
        for pair in combinations(words, 2)
        if distance(*pair) <= budget(min(map(len, pair))) and not plural(*pair)
    }
    assert {frozenset(pair) for pair in similar_pairs(sorted(words))} == everything


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("calcium", "calcium", 0),
        ("calcium", "clacium", 1),
        ("calcium", "calcum", 1),
        ("sodium", "radium", 2),
    ],
)
def test_slips_are_letters_left_out_added_changed_or_swapped(
    one: str, other: str, number: int
) -> None:
    assert distance(one, other) == distance(other, one) == number


def test_numbers_and_short_words_are_never_near() -> None:
    assert (
        list(similar_pairs(["vitamin b12", "vitamin b6", "stage 1", "stage 2", "cat", "bat"])) == []
    )


@given(st.integers(1, 30), st.sampled_from([1 / 3, 1 / 4]))
def test_chance_is_certain_of_nothing_or_more_and_falls(number: int, chance: float) -> None:
    chances = [chance] * number
    values = [at_least(times, chances) for times in range(number + 2)]
    assert values[0] == pytest.approx(1)
    assert values[-1] == 0
    assert values == sorted(values, reverse=True)


def test_chance_is_that_of_the_binomial_and_its_curve_goes_on_from_it() -> None:
    assert at_least(18, [0.25] * 40) == pytest.approx(0.00465, abs=1e-5)
    assert at_least(65, [0.25] * 200) == pytest.approx(at_least(65, [0.25] * 201), abs=2e-3)


def test_nothing_is_judged_while_something_else_is_wrong() -> None:
    broken = deck(f"{NEGATIVE}\n- {{id: two, ask: What is it?, answr: this}}")
    assert "negative-stem" not in {
        each.code for each in compile_text(broken, judged=True).diagnostics
    }


def test_an_idle_excuse_is_only_called_so_under_the_seed_that_check_has() -> None:
    text = deck(
        "- {id: a, ask: What hardens bone?, answer: calcium, ignore: {clang: It has none.}}"
    )
    assert [each.code for each in compile_text(text, judged=True).diagnostics] == ["unused-ignore"]
    assert compile_text(text, judged=True, seed="1").diagnostics == []


def test_a_language_without_word_lists_is_spared_the_checks_that_need_them() -> None:
    from quizgen.text.wording import Wording
    from quizgen.text.words import CheckWords

    wording = Wording("en")
    wording.checks = {}
    lexicon = CheckWords(wording)
    assert lexicon.denies("This is not so") == ""
    assert not lexicon.combined.fullmatch("all of the above")
    assert not lexicon.hinged.search("the previous question")


def test_warnings_are_counted_by_a_build_listed_by_check_and_fatal_if_strict(
    tmp_path: Path,
) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(deck(NEGATIVE), encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, [*arguments])
        return result.exit_code, result.output

    code, shown = run("build", str(path), "--target", "anki", "-o", str(tmp_path / "dist"))
    assert code == 0
    assert "1 warning: `quizgen check` shows it" in shown
    assert "negative-stem" not in shown
    code, shown = run("check", str(path))
    assert code == 0
    assert "[negative-stem]" in shown
    assert shown.endswith("1 deck, 1 fact, 2 questions: 1 warning, no errors\n")
    assert run("check", str(path), "--strict")[0] == 1


def test_an_error_in_a_question_stops_a_build(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(deck(NEGATIVE.replace("NOT", "not")), encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(path), "-o", str(tmp_path / "dist")])
    assert result.exit_code == 1
    assert "[negative-stem]" in result.output
    assert not (tmp_path / "dist").exists()


def test_a_reworded_heading_keeps_its_id_and_another_fact_does_not() -> None:
    from quizgen.flaws.authoring import reused

    before = "Where does the body store most magnesium?"
    assert list(reused("store", before, "Where does the body keep most of its magnesium?")) == []
    assert [each.code for each in reused("store", before, "What is tetany?")] == ["id-reused"]


@pytest.mark.parametrize(
    ("before", "after", "is_other"),
    [
        ("The heart has {{four}} chambers.", "A violin has {{four}} strings.", True),
        ("The heart has {{four}} chambers.", "A heart has {{four}} chambers in all.", False),
        # A heading may come or go, and what stands under it may be written anew.
        ("The heart has {{four}} chambers.", "Heart|The heart has {{four}} chambers.", False),
        ("Heart|The heart has {{four}} chambers.", "The heart has {{four}} chambers.", False),
        ("Heart|It has {{four}} chambers.", "Heart|Of {{four}} rooms, two pump blood.", False),
        ("Heart|It has {{four}} chambers.", "Violin|Of {{four}} strings, two are low.", True),
    ],
)
def test_a_cloze_is_known_by_its_heading_or_else_by_its_text(
    tmp_path: Path, before: str, after: str, is_other: bool
) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(deck(cloze(before)), encoding="utf-8")
    assert CliRunner().invoke(main, ["build", str(path), "-o", str(tmp_path)]).exit_code == 0
    path.write_text(deck(cloze(after)), encoding="utf-8")
    checked = CliRunner().invoke(main, ["check", str(path)]).output
    assert ("[id-reused]" in checked) is is_other


def cloze(text: str) -> str:
    """A cloze, with a heading where a stroke ends one."""
    heading, _, passage = text.rpartition("|")
    return f"- {{id: four, cloze: '{passage}'" + (f", title: {heading}" if heading else "") + "}"


@pytest.mark.parametrize(
    ("stem", "language", "points"),
    [
        ("Which signal is this?", "en", True),
        ("What do you hear?", "en", True),
        ("Which signal does the picture show?", "en", True),
        ("Welches Signal ist das?", "de", True),
        ("Which signal is red?", "en", False),
        ("What is this signal called that stops trains?", "en", False),
        ("Where does the image of a lens stand on its head?", "en", False),
        ("Welches Signal ist das rote?", "de", False),
    ],
)
def test_a_question_that_points_at_a_picture_has_it_on_its_side(
    tmp_path: Path, stem: str, language: str, points: bool
) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "post.png").write_bytes(picture())
    path = tmp_path / "deck.yaml"
    for side, is_late in (("answer", points), ("question", False)):
        keys = f"ask: '{stem}', answer: Ampel, image: post.png, alt: lamps, side: {side}"
        path.write_text(
            f"deck: D\nid: d\nlanguage: {language}\nfacts:\n- {{id: a, {keys}}}\n", encoding="utf-8"
        )
        said = " ".join(CliRunner().invoke(main, ["check", str(path)]).output.split())
        assert ("points at what is shown with the answer only" in said) is is_late, said
