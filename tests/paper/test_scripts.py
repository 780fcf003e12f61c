"""Scripts beside Latin: fonts of the collection, directions, and what no font has."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from conftest import compile_text, deck
from sheets import all_candidates, files, only_pages, resolved, text_of

from quizgen.cli import main
from quizgen.diagnostics import Position, Severity
from quizgen.targets.missing_glyphs import Page, fonts_of, name_faults, printable, printable_name
from quizgen.targets.pdf_data import student_view, teacher_view
from quizgen.targets.pdf_fonts import Run, language_in, language_runs
from quizgen.text.wording import wording

FONTS = Path(__file__).parent / "fonts"  # one that shows a box for each of a few letters


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("plain words", [Run("plain words")]),
        ("What is שלום in English?", [Run("What is "), Run("שלום", "he", "rtl"), Run(" in English?")]),
        ("שלום עליכם", [Run("שלום עליכם", "he", "rtl")]),
        ("α and Δt", [Run("α and Δt")]),
        ("λόγος", [Run("λόγος", "el", "ltr")]),
        ("In English, पानी is", [Run("In English, "), Run("पानी", "und", "ltr"), Run(" is")]),
        ("पेड़.", [Run("पेड़", "und", "ltr"), Run(".")]),
        ("क्\u200d", [Run("क्\u200d", "und", "ltr")]),
        ("न्या, ä e\u0301!", [Run("न्या", "und", "ltr"), Run(", ä e\u0301!")]),
    ],
)  # fmt: skip
def test_a_text_falls_into_stretches_of_one_language(text: str, stretches: list[Run]) -> None:
    assert language_runs(text, "en") == stretches
    assert "".join(run.text for run in language_runs(text, "en")) == text


def test_latin_words_in_a_foreign_question_are_in_the_language_of_the_document() -> None:
    assert language_runs("Au", "en", "ar") == [Run("Au", "en", "ltr")]
    assert language_runs("ذهب", "en", "ar") == [Run("ذهب")]


@pytest.mark.parametrize(
    ("text", "document", "language"),
    [("ما عاصمة مصر؟", "en", "ar"), ("ما عاصمة مصر؟", "fa", ""), ("Москва", "en", "und"),
     ("Москва", "uk", ""), ("What is α?", "en", ""), ("12", "en", "")],
)  # fmt: skip
def test_a_language_is_that_of_its_script_or_not_said(
    text: str, document: str, language: str
) -> None:
    assert language_in(text, document)[0] == language


HEBREW = '- {id: x, cloze: "הלב מזרים {{דם}} לכל {{הגוף}}."}'


def test_gaps_of_a_text_from_the_right_stand_from_the_right() -> None:
    compiled = compile_text(deck(HEBREW))
    data = only_pages(compiled, all_candidates(compiled, types=("cloze",)))
    page = pdfium.PdfDocument(data)[0].get_textpage()
    text = page.get_text_range(0, -1)
    places = [re.search(rf"[()]{number}[()]", text) for number in "12"]
    first, last = (page.get_charbox(place.start()) for place in places if place)
    hebrew = [page.get_charbox(at) for at, letter in enumerate(text) if "א" <= letter <= "ת"]
    words = [left for left, bottom, *_ in hebrew if abs(bottom - last[1]) < 14]
    assert first[0] > last[0]
    assert last[0] < min(words)


@pytest.mark.parametrize(
    ("fact", "side", "passage"),
    [
        ("- {id: x, ask: 'Translate: הלב מזרים דם', answer: blood}", "ltr", "ltr"),
        ("- {id: x, ask: 'מה פירוש heart beats?', answer: blood}", "rtl", "rtl"),
        ("- {id: x, title: I read, cloze: 'אני קורא {{ספר}}.'}", "ltr", "rtl"),
        ("- {id: x, cloze: 'אני קורא {{ספר}}.'}", "rtl", "rtl"),
        ("- {id: x, title: אני קורא, cloze: 'I read {{a book}}.'}", "rtl", "ltr"),
    ],
)
def test_a_question_begins_on_the_side_of_its_first_letter(
    fact: str, side: str, passage: str
) -> None:
    """Its number and points stand as those of the others, however foreign what it quotes is."""
    compiled = compile_text(deck(fact))
    quiz = resolved(compiled, all_candidates(compiled, types=("short-answer", "cloze")))
    words = wording("en")
    (asked,) = (each for part in student_view(quiz, words)["sections"] for each in part["items"])
    assert (asked["dir"], asked["body-dir"]) == (side, passage)
    if "cloze" in fact:
        key = teacher_view(quiz, words, alone=True)["sections"][0]["items"][0]
        assert (key["dir"], key["body-dir"]) == (side, passage)


# Fonts ----------------------------------------------------------------------------------------------

MIXED = """
- {id: fine, ask: Which river crosses Rome?, answer: the Tiber}
- {id: odd, ask: Which name is 王小明?, answer: a name}
"""


def test_what_no_font_has_costs_one_question_and_is_counted() -> None:
    compiled = compile_text(deck(MIXED))
    quiz = resolved(compiled, all_candidates(compiled))
    sound = printable([quiz], Page(), compiled)
    (problem,) = sound.problems
    assert problem.severity is Severity.WARNING
    assert "`王` (U+738B), in the fact `odd`: 1 question is left out" in problem.message
    assert "Noto Sans SC" in problem.hint
    assert problem.position == compiled.questions["odd"][0].about.position
    assert {item.fact for item in sound.quizzes[0].items} == {"fine"}
    assert [item.number for item in sound.quizzes[0].items] == [1]
    assert "Which river crosses Rome" in text_of(files(sound.quizzes, compiled)["w.pdf"])


def test_where_no_question_is_left_it_is_an_error() -> None:
    compiled = compile_text(deck("- {id: odd, ask: Which name is 王小明?, answer: a name}"))
    sound = printable([resolved(compiled, all_candidates(compiled))], Page(), compiled)
    assert [each.severity for each in sound.problems] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("name", "rest", "said"),
    [
        ("Ann Lee", "Ann Lee", ""),
        ("Wang 王小明", "Wang", "it is printed as `Wang`"),
        ("王小明", "", "a line to write it on is printed"),
    ],
)
def test_a_name_is_printed_as_far_as_it_can_be_and_its_line_is_named(
    name: str, rest: str, said: str
) -> None:
    fonts = fonts_of(compile_text(deck("- {id: fine, ask: Which river?, answer: the Tiber}")))
    assert printable_name(name, fonts) == rest
    problems = list(name_faults(name, fonts, Position("names.csv", 2, 1)))
    assert [each.position.line for each in problems] == ([2] if said else [])
    assert all(said in each.message for each in problems)


def test_a_font_of_the_page_has_what_was_missing() -> None:
    compiled = compile_text(deck(MIXED))
    quiz = resolved(compiled, all_candidates(compiled))
    page = Page(fonts=FONTS)
    assert printable([quiz], page, compiled).problems == []
    assert printable_name("王小明", fonts_of(compiled, page)) == "王小明"
    assert "王小明" in text_of(files([quiz], compiled, page)["w.pdf"])


def test_fonts_of_the_collection_are_used(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(deck(MIXED), encoding="utf-8")
    arguments = ["worksheet", "--collection", str(tmp_path / "deck.yaml"), "-o", str(tmp_path)]
    run = CliRunner().invoke(main, arguments)
    assert "missing-glyph" in run.output
    (tmp_path / "fonts").symlink_to(FONTS)
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == 0
    assert "missing-glyph" not in run.output


def test_letters_that_only_a_typewriter_font_has_are_printed_with_a_warning() -> None:
    compiled = compile_text(deck('- {id: x, ask: "ما عاصمة مصر؟", answer: Cairo}'))
    quiz = resolved(compiled, all_candidates(compiled))
    (problem,) = printable([quiz], Page(), compiled).problems
    assert "no font made for Arabic letters" in problem.message
    assert "Noto Naskh Arabic" in problem.hint
    assert printable([quiz], Page(fonts=FONTS), compiled).problems == []


def test_letters_without_a_font_are_named_where_they_stand() -> None:
    facts = (
        '- {id: x, ask: "ما عاصمة مصر؟", answer: Cairo}\n- {id: y, ask: რა არის ეს?, answer: this}'
    )
    compiled = compile_text(deck(facts))
    quiz = resolved(compiled, all_candidates(compiled))
    problems = printable([quiz], Page(), compiled).problems
    places = {each.message.split()[4]: each.position for each in problems}
    assert places == {
        "Arabic": compiled.questions["x"][0].about.position,
        "Georgian": compiled.questions["y"][0].about.position,
    }
