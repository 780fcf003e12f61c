"""Room to write by what has to be written, and pages that are used."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pypdfium2.raw as raw_pdf
import pytest
from conftest import compile_text, deck
from sheets import (
    all_candidates,
    every,
    files,
    one_fact,
    one_of_each,
    only_pages,
    resolved,
    text_of,
)

from quizgen.targets import pdf
from quizgen.targets.pdf import PROFILES, Page, PageError
from quizgen.targets.pdf_data import _room

MM = 72 / 25.4


def rules(data: bytes) -> list[float]:
    """The lengths in millimetres of the lines below the head of the first page."""
    page = pdfium.PdfDocument(data)[0]
    paths = [
        each.get_bounds() for each in page.get_objects() if each.type == raw_pdf.FPDF_PAGEOBJ_PATH
    ]
    below = [each for each in paths if 30 * MM < each[1] < 235 * MM]
    thin = [right - left for left, bottom, right, top in below if top - bottom < 1.2]
    return [length / MM for length in thin if length > 5 * MM]


@pytest.mark.parametrize(
    ("answer", "characters"),
    [
        ("x" * 10, 10),
        ("x" * 11, 18),
        ("x" * 18, 18),
        ("x" * 19, 28),
        ("x" * 28, 28),
        ("x" * 29, 56),
    ],
)
def test_a_blank_has_one_of_three_sizes_and_then_whole_lines(answer: str, characters: int) -> None:
    assert _room(answer) == characters


def test_two_answers_of_one_size_have_gaps_of_one_length() -> None:
    def gap(answer: str) -> float:
        compiled = one_fact(f'- {{id: x, cloze: "It is {{{{{answer}}}}}."}}')
        return max(rules(only_pages(compiled, all_candidates(compiled, types=("cloze",)))))

    assert gap("tin") == pytest.approx(gap("zirconium"), abs=0.1)
    assert gap("resting membrane potential") > 70
    assert gap("tin") < 30


def test_the_lines_of_a_list_end_where_they_begin_together() -> None:
    long = ", ".join(f"{'a rule of many words ' * 4}{each}" for each in "abc")
    compiled = one_fact(f"- {{id: x, list: rule, of: it, items: [{long}]}}")
    lengths = rules(only_pages(compiled, all_candidates(compiled, types=("list",))))
    assert len(lengths) >= 6
    assert max(lengths) == pytest.approx(min(lengths), abs=0.1)


def test_options_stand_near_short_lines_that_they_are_matched_with() -> None:
    compiled = one_fact(
        "- {id: x, list: part, of: it, grouped by: side, exclusive: yes, "
        "ignore: {no-sentence: A sample.}, groups: {left: [a1, b1], right: [c1, d1]}}"
    )
    page = pdfium.PdfDocument(only_pages(compiled, all_candidates(compiled, types=("matching",))))[
        0
    ].get_textpage()
    text = page.get_text_range(0, -1)
    option = page.get_charbox(text.index("left", text.index("Write the letter") + 40))
    assert option[0] < 110 * MM


@pytest.mark.parametrize(("letters", "lines"), [(30, 1), (66, 2), (120, 3)])
def test_a_correction_has_as_many_lines_as_its_statement_needs(letters: int, lines: int) -> None:
    statement = ("Warm air rises over the land " * 9)[: letters - 1].strip()
    compiled = compile_text(
        deck(f"- {{id: x, statement: {statement}., false versions: [It sinks.]}}")
    )
    chosen = [each for each in all_candidates(compiled) if "rises" in each[0].stem]
    sheet = only_pages(compiled, chosen)
    assert sum(length > 80 for length in rules(sheet)) == lines


def test_a_statement_and_its_false_version_have_the_same_room() -> None:
    # Else the room would say which is which.
    compiled = compile_text(
        deck(
            "- {id: x, statement: It is warmer here than it is there in the south., false versions: [It is colder here than it is there in the south.]}"
        )
    )
    rooms = [
        sorted(rules(only_pages(compiled, [each])))
        for each in all_candidates(compiled, types=("true-false",))
    ]
    assert len(rooms) > 1
    assert all(each == pytest.approx(rooms[0]) for each in rooms)


@pytest.mark.parametrize(("known", "asked"), [("", 0), (", false versions: [Iron floats.]", 1)])
@pytest.mark.parametrize("profile", PROFILES)
def test_no_correction_is_asked_for_where_one_is_not_known(
    profile: str, known: str, asked: int
) -> None:
    facts = f"- {{id: x, statement: Iron sinks.{known}}}\n"
    if not known:
        facts += "- {id: y, statement: Iron floats., is false: yes}\n"
    compiled = compile_text(deck(facts))
    chosen = all_candidates(compiled, types=("true-false",))
    made = files([resolved(compiled, chosen)], compiled, Page(profile=profile))
    sheet, key = text_of(made["w.pdf"]), text_of(made["w-key.pdf"])
    assert sheet.count("If false, correct it:") == 2 * asked
    assert ("write what is true" in sheet) is bool(asked)
    assert ("F alone" in key) is bool(asked)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_fraction_is_as_large_as_the_text(profile: str) -> None:
    compiled = one_fact(
        r"- {id: x, ask: How dense?, answer: '$\frac{m}{V}$', distractors: ['$\frac{V}{m}$', '$m^2$']}"
    )
    text = pdfium.PdfDocument(
        only_pages(compiled, all_candidates(compiled, types=("choice",)), Page(profile=profile))
    )[0].get_textpage()
    sizes = [
        raw_pdf.FPDFText_GetFontSize(text, at)
        for at in range(text.count_chars())
        if text.get_text_range(at, 1) in "𝑚𝑉"
    ]
    own = {"standard": 10.5, "compact": 9, "large-print": 18}[profile]
    assert sizes
    assert min(sizes) == pytest.approx(own, abs=0.1)


def test_a_last_page_with_one_question_is_drawn_in() -> None:
    chosen = one_of_each(every())
    sheet = only_pages(every(), chosen)
    assert len(pdfium.PdfDocument(sheet)) == 2  # three, with a single question, as loosely as usual


def test_a_last_leaf_with_a_blank_back_is_drawn_in(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = all_candidates(every(), types=("true-false",))[1:3]
    chosen = [*one_of_each(every()), *numbers]
    assert len(pdfium.PdfDocument(only_pages(every(), chosen))) == 2
    monkeypatch.setattr(pdf, "TIGHTEST", 0)
    assert len(pdfium.PdfDocument(only_pages(every(), chosen))) == 3  # as loosely as usual


def test_a_sheet_fits_the_pages_that_are_asked_for_or_says_that_it_cannot() -> None:
    more = all_candidates(every(), types=("true-false", "short-answer", "list"))
    own = one_of_each(every())
    quiz = resolved(every(), [*own, *[each for each in more if each not in own][:12]])
    assert len(pdfium.PdfDocument(files([quiz], every())["w.pdf"])) == 4
    assert len(pdfium.PdfDocument(files([quiz], every(), Page(fit=3))["w.pdf"])) == 3
    with pytest.raises(PageError, match="the sheet needs 3 pages, even where") as error:
        files([quiz], every(), Page(fit=2))
    fewer = re.search(r"ask about (\d+) questions fewer", error.value.diagnostic.hint)
    assert fewer is not None
    asked = [*own, *[each for each in more if each not in own][:12]]
    kept = resolved(every(), asked[: len(asked) - int(fewer[1]) - 1])
    assert len(pdfium.PdfDocument(files([kept], every(), Page(fit=2))["w.pdf"])) == 2


def test_a_long_table_breaks_between_its_rows_and_repeats_its_head() -> None:
    rows = ", ".join(f"row {number}: [left {number} a, right {number} b]" for number in range(40))
    compiled = one_fact(f"- {{id: x, comparison: [leftmost, rightmost], rows: {{{rows}}}}}")
    sheet = pdfium.PdfDocument(only_pages(compiled, all_candidates(compiled, types=("table",))[:1]))
    with_rows = [
        text for page in sheet if "Row 3" in (text := page.get_textpage().get_text_range())
    ]
    assert len(with_rows) > 1
    assert all("Rightmost" in text for text in with_rows)


def test_one_question_of_one_point_is_said_in_the_singular() -> None:
    compiled = one_fact("- {id: x, ask: Why?, answer: so}")
    from quizgen.targets.pdf import worksheet

    quiz = resolved(compiled, all_candidates(compiled))
    assert worksheet([quiz], "w", Page(), (), compiled)[0].summary == "1 question, 1 point"
