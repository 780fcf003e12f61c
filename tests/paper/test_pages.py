"""The printed pages: made by the real Typst, and read back from the real PDF."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
import typst
from conftest import ROOT, compile_text, deck
from sheets import (
    all_candidates,
    every,
    files,
    one_of_each,
    only_pages,
    outside,
    pages,
    raw,
    resolved,
    spelled,
    text_of,
)

from quizgen.compiler import Compiled, compile_path
from quizgen.diagnostics import Severity
from quizgen.quiz import quiz as quizzes
from quizgen.quiz.printed_test import FreeQuestion, read_test
from quizgen.quiz.quiz import SECTIONS, Item, Quiz, Selection
from quizgen.quiz.types import (
    ChoiceItem,
    ListItem,
    MatchingItem,
    NumberItem,
    OrderingItem,
    PassageItem,
    ShortAnswerItem,
    TrueFalseItem,
)
from quizgen.targets import Settings, pdf
from quizgen.targets.pdf import PAPERS, PROFILES, Page, worksheet
from quizgen.targets.pdf_data import marking_rows, student_view, teacher_view
from quizgen.text.wording import wording

every_look = pytest.mark.parametrize(("profile", "paper"), list(product(PROFILES, PAPERS)))
EXACT = {"choice", "multiple-choice", "matching", "ordering"}


@pytest.fixture(scope="module")
def shipped() -> Compiled:
    return compile_path(ROOT / "decks")


@pytest.fixture(scope="module")
def variants() -> list[Quiz]:
    return [resolved(every(), all_candidates(every()), variant) for variant in "ABC"]


@pytest.fixture(scope="module")
def made(variants: list[Quiz]) -> dict[str, bytes]:
    return files(variants, every())


# What stands on a sheet ---------------------------------------------------------------------------


def test_the_files_of_three_variants(made: dict[str, bytes]) -> None:
    assert sorted(made) == [
        "w-A.pdf",
        "w-B.pdf",
        "w-C.pdf",
        "w-class.pdf",
        "w-grid.pdf",
        "w-key.pdf",
        "w.json",
    ]


def test_every_question_stands_once_in_order_with_its_number(
    made: dict[str, bytes], variants: list[Quiz]
) -> None:
    for quiz in variants:
        text = text_of(made[f"w-{quiz.variant}.pdf"])
        at = 0
        for section in quiz.sections:
            at = text.index(wording("en").say(f"section.{section.type}"), at)
            for item in section.items:
                found = text.index(f"{item.number}. {item.stem}", at)
                assert found >= at, item.id
                at = found + len(item.stem)
        for item in quiz.items:
            same = sum(other.stem == item.stem for other in quiz.items)
            assert len(re.findall(rf"(?<!\d){item.number}\. {re.escape(item.stem)}", text)) == 1, (
                item.id
            )
            assert len(re.findall(rf"\d\. {re.escape(item.stem)}", text)) >= same


def test_options_lines_and_blanks_are_all_there(
    made: dict[str, bytes], variants: list[Quiz]
) -> None:
    text = text_of(made["w-A.pdf"])
    for item in variants[0].items:
        if isinstance(item, ChoiceItem | MatchingItem):
            assert all(f"{option.letter} {option.text}" in text for option in item.options)
        if isinstance(item, OrderingItem):
            assert all(option.text in text for option in item.options)
        if isinstance(item, MatchingItem):
            assert all(
                f"{number}. {left}" in text for number, left in enumerate(item.left, start=1)
            )
        if isinstance(item, PassageItem):
            assert all(f"({blank.number})" in text for blank in item.blanks)
            assert all(
                f"({blank.number}) ({blank.hint})" in text for blank in item.blanks if blank.hint
            )
    assert all(word in text for section in variants[0].sections for word in section.bank)


def test_head_foot_and_end(variants: list[Quiz]) -> None:
    page = Page(class_name="4b", date="1 May")
    made = files(variants[:1], every(), page, ("Ann Lee",))
    text = text_of(made["w-1-ann-lee.pdf"])
    for words in (
        "Minerals",
        "Name Ann Lee",
        "Class 4b",
        "Date 1 May",
        f"/ {variants[0].points}",
        "End of the questions",
    ):
        assert text.count(words) == 1 or words in ("Minerals", "Name Ann Lee")
        assert words in text
    test = read_test(made["w.json"].decode())
    # The letter of the only variant tells nothing.
    for whole in (text, text_of(made["w-key.pdf"])):
        assert f"7-{test.digest}" in whole
        assert "variant" not in whole
    made = files(variants, every(), page)
    test = read_test(made["w.json"].decode())
    assert f"variant B · 7-{test.digest}" in text_of(made["w-B.pdf"])
    assert f"variant B · 7-{test.digest}" in text_of(made["w-key.pdf"])


def test_the_foot_says_the_title_where_the_heading_does_not(variants: list[Quiz]) -> None:
    first, second, *_ = pages(files(variants, every(), Page(profile="large-print"))["w-A.pdf"])
    assert first.count("Minerals") == 1  # the heading
    assert second.count("Minerals") == 1  # the foot


def test_pages_are_counted_within_a_copy(variants: list[Quiz]) -> None:
    copies = files(variants, every(), Page(profile="large-print"), ("Ann", "Bob", "Cy", "Dee"))
    counted = [re.findall(r"Page (\d+) of (\d+)", text) for text in pages(copies["w-class.pdf"])]
    assert all(len(found) == 1 for found in counted)
    expected: list[tuple[str, str]] = []
    for name in ("1-ann-A", "2-bob-B", "3-cy-C", "4-dee-A"):
        total = len(pages(copies[f"w-{name}.pdf"]))
        assert total > 1
        expected += [(str(number), str(total)) for number in range(1, total + 1)]
    assert [found[0] for found in counted] == expected


def test_a_class_has_a_copy_a_student_with_the_variants_in_turn(variants: list[Quiz]) -> None:
    students = ("Ann Lee", "Zoë Ångström", "Bob O'Neill", "Ωmega")
    copies = files(variants, every(), None, students)
    assert [name for name in copies if name.startswith("w-") and name[2].isdigit()] == [
        "w-1-ann-lee-A.pdf",
        "w-2-zoë-ångström-B.pdf",
        "w-3-bob-o-neill-C.pdf",
        "w-4-ωmega-A.pdf",
    ]
    firsts = [text for text in pages(copies["w-class.pdf"]) if "Page 1 of" in text]
    for text, student, letter in zip(firsts, students, "ABCA", strict=True):
        assert f"Name {student}" in text
        assert f"variant {letter} ·" in text
    for index, name in enumerate(list(copies)[:4]):
        assert text_of(copies[name]).count(students[index]) == len(pages(copies[name]))


def test_printing_on_both_sides_starts_each_copy_on_a_leaf_of_its_own(variants: list[Quiz]) -> None:
    copies = files(variants[:1], every(), Page(duplex=True), ("Ann", "Bob", "Cy"))
    texts = pages(copies["w-class.pdf"])
    starts = [index for index, text in enumerate(texts) if "Page 1 of" in text]
    assert len(starts) == 3
    assert all(index % 2 == 0 for index in starts)
    assert all("Page" in text or not text for text in texts)


# Nothing of the key -------------------------------------------------------------------------------

SECRET = """
deck: Deck
id: deck
sources: {book: SOURCETOKEN}
source: book
facts:
  - {id: ask, ask: What is it?, answer: ANSWERTOKEN, accept: [ACCEPTTOKEN], why: WHYTOKEN}
  - {id: said, statement: SAIDTOKEN., false versions: [It is otherwise.]}
  - {id: all, list: thing, of: all, items: [MEMBERTOKENA, MEMBERTOKENB]}
  - {id: choice, list: sign, of: gout, items: [red, blue], never: [one, two, three]}
  - {id: chain, mechanism: How, steps: [uno, due, tre, quattro]}
  - {id: gap, cloze: "There is {{a gap}} in it."}
  - {id: much, quantity: the amount, value: 77 UNITTOKEN, tolerance: 7 TOLERANCETOKEN}
  - id: table
    comparison: [left, right]
    rows: {r1: [CELLTOKENA, CELLTOKENB], r2: [CELLTOKENC, CELLTOKEND], r3: [CELLTOKENE, CELLTOKENF]}
  - {id: match, list: food, of: magnesium, grouped by: sort, exclusive: yes, groups: {g: [p, q], h: [r, s]}}
terms:
  - {term: ANSWERTOKEN, synonyms: [SYNONYMTOKEN]}
  - {term: MEMBERTOKENA, synonyms: [MEMBERSYNONYMTOKEN]}
  - {term: a gap, synonyms: [GAPSYNONYMTOKEN]}
"""
ASKED = {
    "ask": "short-answer", "said": "true-false", "all": "list", "choice": "multiple-choice", "chain": "ordering",
    "gap": "cloze", "much": "number", "table": "table", "match": "matching",
}  # fmt: skip


@pytest.fixture(scope="module")
def secret() -> tuple[Compiled, Quiz]:
    compiled = compile_text(SECRET)
    assert all(each.severity is Severity.NOTICE for each in compiled.diagnostics)
    chosen = [
        each for each in all_candidates(compiled) if each[0].type == ASKED[each[0].about.fact]
    ]
    chosen = [each for each in chosen if each[0].stem != "SAIDTOKEN."]
    assert {each[0].type for each in chosen} == set(SECTIONS) - {"choice"}
    return compiled, resolved(compiled, chosen)


def test_a_student_s_file_holds_nothing_of_the_key(
    secret: tuple[Compiled, Quiz], monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled, quiz = secret
    shown = {piece for item in quiz.items if isinstance(item, PassageItem) and item.type == "table"
             for line in item.passage.lines for cell in line.cells for piece in cell}  # fmt: skip
    tokens = set(re.findall(r"\w*TOKEN\w?", SECRET)) - shown
    assert len(tokens) == 15
    told: dict[str, str] = {}
    typst_compile = typst.compile

    def watch(source: str, **options: Any) -> bytes:
        told[Path(source).stem] = options["sys_inputs"]["data"]
        result: bytes = typst_compile(source, **options)
        return result

    monkeypatch.setattr(typst, "compile", watch)
    found = files([quiz], compiled)
    text, inside = text_of(found["w.pdf"]), raw(found["w.pdf"])
    key = text_of(found["w-key.pdf"])
    for token in tokens:
        assert token not in text
        assert not any(way in inside for way in spelled(token)), token
        assert token not in told["sheet"]
        assert token in key, token
    for reason in ("do not include", "The chain is"):
        assert reason not in told["sheet"]
        assert reason in told["key"]
    assert "How" in text
    document = pdfium.PdfDocument(found["w.pdf"])
    assert document.count_attachments() == 0
    assert {name: value for name, value in document.get_metadata_dict().items() if value} == {
        "Title": "Minerals", "Creator": document.get_metadata_value("Creator")
    }  # fmt: skip


def test_the_search_would_find_a_token(secret: tuple[Compiled, Quiz]) -> None:
    compiled, quiz = secret
    found = files([quiz.model_copy(update={"title": "TITLETOKEN"})], compiled)["w.pdf"]
    assert "TITLETOKEN" in text_of(found)
    assert any(way in raw(found) for way in spelled("TITLETOKEN"))


# The key ------------------------------------------------------------------------------------------


def answers(item: Item) -> Iterator[str]:
    """What the key has to say of an item."""
    if isinstance(item, ChoiceItem):
        yield from (
            f"{option.letter} {option.text}"
            for option in item.options
            if option.letter in item.keys
        )
        yield from (f"{letter}: {reason}" for letter, reason in item.reasons.items())
    elif isinstance(item, TrueFalseItem):
        yield "T" if item.truth else f"F {item.correction}"
    elif isinstance(item, ShortAnswerItem | NumberItem):
        yield item.answer
    elif isinstance(item, PassageItem):
        several = len(item.blanks) > 1
        yield from (
            f"({blank.number}) {blank.answer}" if several else blank.answer for blank in item.blanks
        )
    elif isinstance(item, ListItem):
        yield from (member[0] for member in item.members)
    elif isinstance(item, OrderingItem):
        texts = {option.letter: option.text for option in item.options}
        yield from (
            f"{place} {texts[each]}"
            for place, tied in enumerate(item.order, start=1)
            for each in tied
        )
    elif isinstance(item, MatchingItem):
        yield from (f"{number}. {letter}" for number, letter in enumerate(item.keys, start=1))
    yield from (item.because, item.why, *item.sources)


def test_the_key_has_every_answer_and_is_numbered_as_the_sheet(
    made: dict[str, bytes], variants: list[Quiz]
) -> None:
    text = text_of(made["w-key.pdf"])
    at = 0
    for quiz in variants:
        at = text.index(f"Key: Minerals {quiz.variant} ", at)
        starts = []
        for item in quiz.items:
            at = text.index(f"{item.number}. {item.stem}", at)
            starts.append(at)
            at += len(item.stem)
        following = re.search(r"Key: Minerals [A-Z] ", text[at:])
        ends = [*starts[1:], at + following.start() if following else len(text)]
        for item, start, end in zip(quiz.items, starts, ends, strict=True):
            for answer in answers(item):
                # Why, and from where, is said once.
                reason = answer in (item.because, item.why, *item.sources, *item.against())
                assert answer in text[start:end] or (reason and quiz is not variants[0]), item.id


def test_the_key_of_the_shipped_decks_agrees_with_the_quiz_as_data(shipped: Compiled) -> None:
    chosen = quizzes.choose(quizzes.candidates(shipped.questions, Selection()), 40, "3")
    found = files([resolved(shipped, chosen, seed="3")], shipped)
    (quiz,) = read_test(found["w.json"].decode()).quizzes
    text = text_of(found["w-key.pdf"])
    assert all(answer in text for item in quiz.items for answer in answers(item))
    sheet = text_of(found["w.pdf"])
    assert all(f"{item.number}. {item.stem}" in sheet for item in quiz.items)


def test_the_grid_has_a_row_a_question_and_a_column_a_variant(
    made: dict[str, bytes], variants: list[Quiz]
) -> None:
    document = pdfium.PdfDocument(made["w-grid.pdf"])
    assert len(document) == 1
    text = text_of(made["w-grid.pdf"]).replace("mg/ dL", "mg/dL")  # where its cell ends
    rows = marking_rows(variants, wording("en"))
    assert len(rows) == len(variants[0].items)
    at = text.index("A B C")
    for row, items in zip(rows, zip(*(quiz.items for quiz in variants), strict=True), strict=True):
        at = text.index(" ".join(row), at)
        for item, cell in zip(items, row[1:], strict=True):
            assert row[0] == str(item.number)
            if isinstance(item, ChoiceItem | MatchingItem):
                assert cell == " ".join(item.keys)
            if isinstance(item, TrueFalseItem):
                assert cell == ("T" if item.truth else "F")


def test_the_grid_shows_answers_in_words_as_far_as_there_is_room() -> None:
    compiled = compile_text(
        deck(
            f"- {{id: a, ask: Who was first?, answer: {'x' * 40}}}\n"
            f"- {{id: b, ask: Who was last of all?, answer: {'y' * 41}}}\n"
            "- {id: c, list: sign, of: flu, items: [chill, ache, cough]}\n"
        )
    )
    three = [resolved(compiled, all_candidates(compiled), each) for each in "ABC"]
    rows = marking_rows(three, wording("en"))
    cells = {cell for row in rows for cell in row[1:]}
    assert {"x" * 40, "see key", "chill; ache; cough"} <= cells
    assert "y" * 41 not in cells


def test_the_grid_has_the_questions_of_the_teachers_own() -> None:
    compiled = compile_text(deck("- {id: a, ask: Who was first?, answer: Ann}\n"))
    quiz = resolved(compiled, all_candidates(compiled))
    own = [
        FreeQuestion(number=2, text="Why?", points=3, lines=4, key="She ran."),
        FreeQuestion(number=3, text="Where to?", points=1, lines=4),
        FreeQuestion(number=4, text="When?", points=2, lines=4),
    ]
    rows = [["1", "Ann"], ["2", "She ran."], ["3", "1 pt"], ["4", "2 pts"]]
    assert marking_rows([quiz], wording("en"), own) == rows


@pytest.mark.parametrize(
    ("ranks", "is_said"), [("[iron, tin, gold]", False), ("[iron, [tin, zinc], gold]", True)]
)
def test_of_ties_speaks_only_a_section_that_has_some(ranks: str, is_said: bool) -> None:
    ranking = (
        f"- {{id: a, ranking: weight, most to least: {ranks}, ignore: {{no-sentence: Short.}}}}"
    )
    compiled = compile_text(deck(ranking))
    quiz = resolved(compiled, all_candidates(compiled, types=("ordering",)))
    for language, tied in (("en", "tied"), ("de", "gleichauf")):
        [section] = student_view(quiz, wording(language))["sections"]
        assert (tied in section["instruction"]) is is_said


def test_the_key_of_gaps_says_each_answer_once_but_for_what_else_is_right() -> None:
    cloze = "{cloze: 'The {{liver}} makes {{bile}} all day.', id: a, accept: {bile: [gall]}}"
    compiled = compile_text(deck(f"- {cloze}\n"))
    quiz = resolved(compiled, all_candidates(compiled, types=("cloze",)))
    [item] = teacher_view(quiz, wording("en"), alone=True)["sections"][0]["items"]
    assert len(item["context"]) == 1
    assert item["key"] == ["(2) bile"]
    assert "gall" in item["also"][0]


def test_reasons_and_sources_stand_in_the_key_of_the_first_variant_alone() -> None:
    compiled = compile_text(deck("- {id: a, ask: Who was first?, answer: Ann, why: She ran.}\n"))
    both = [resolved(compiled, all_candidates(compiled), each) for each in "AB"]
    first, second = pages(files(both, compiled)["w-key.pdf"])
    assert "She ran." in first
    assert "She ran." not in second
    assert "Reasons and sources: variant A." in second
    assert (
        first.count("variant A") == second.count("variant B") == 2
    )  # below the title, at the foot


def test_a_long_grid_is_one_page_still(shipped: Compiled) -> None:
    chosen = all_candidates(shipped, types=("true-false",))[:100]
    three = [resolved(shipped, chosen, variant) for variant in "ABC"]
    assert len(pdfium.PdfDocument(files(three, shipped)["w-grid.pdf"])) == 1


# The file -----------------------------------------------------------------------------------------


@every_look
def test_every_type_is_accessible_in_every_look(profile: str, paper: str) -> None:
    # PDF/UA-1 is demanded of Typst, which refuses what it can tell to fall short of it.
    page = Page(paper, profile)
    chosen = one_of_each(every())
    assert len(chosen) == len(SECTIONS)
    found = files([resolved(every(), chosen, variant) for variant in "AB"], every(), page)
    width, height = (595, 842) if paper == "a4" else (612, 792)
    for name, data in found.items():
        if name.endswith(".pdf"):
            assert b"pdfuaid:part>1<" in raw(data) or b'pdfuaid:part="1"' in raw(data)
            assert {tuple(map(round, sheet.get_size())) for sheet in pdfium.PdfDocument(data)} == {
                (width, height)
            }
            assert not list(outside(data)), name


@pytest.mark.parametrize("type", SECTIONS)
def test_a_type_stands_alone(type: str) -> None:
    chosen = all_candidates(every(), types=(type,))
    assert chosen
    assert text_of(only_pages(every(), chosen)).count(wording("en").say(f"instruction.{type}")) == 1


def test_title_language_tags_and_outline(made: dict[str, bytes]) -> None:
    for name, title in (
        ("w-A.pdf", "Minerals"),
        ("w-key.pdf", "Key: Minerals"),
        ("w-grid.pdf", "Answers by variant: Minerals"),
    ):
        document = pdfium.PdfDocument(made[name])
        assert document.get_metadata_value("Title") == title
        inside = raw(made[name])
        assert re.search(rb"/Lang\s*\(en\)", inside)
        assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", inside)
        assert b"/StructTreeRoot" in inside
    outline = [mark.get_title() for mark in pdfium.PdfDocument(made["w-A.pdf"]).get_toc()]
    assert outline == ["Minerals", *(wording("en").say(f"section.{type_}") for type_ in SECTIONS)]


def test_a_second_build_is_byte_identical(made: dict[str, bytes], variants: list[Quiz]) -> None:
    assert files(variants, every()) == made


def test_another_process_machine_clock_and_folder_make_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]\n"
        "from sheets import EVERY, every, one_of_each, resolved\n"
        "from quizgen.targets.pdf import Page, worksheet\n"
        "quiz = resolved(every(), one_of_each(every()))\n"
        "made = worksheet([quiz], 'w', Page(), ('Ann',), every())\n"
        "print(hashlib.sha256(b''.join(each.data for each in made)).hexdigest())\n"
    )
    paths = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "paper")]
    env = {
        **os.environ,
        "PYTHONHASHSEED": "12345",
        "TZ": "Asia/Kathmandu",
        "LANG": "C",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    run = subprocess.run(
        [sys.executable, "-c", script, *paths],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    here = worksheet([resolved(every(), one_of_each(every()))], "w", Page(), ("Ann",), every())
    assert run.stdout.strip() == hashlib.sha256(b"".join(each.data for each in here)).hexdigest()


def test_a_build_makes_a_worksheet_of_every_deck(shipped: Compiled) -> None:
    settings = Settings(now=0, decks=("vocabulary", "twitches-and-jerks"))
    built = pdf.build_worksheets(shipped, settings)
    assert not built.diagnostics
    assert sorted(each.name for each in built.artifacts) == [
        f"worksheets/{deck}-worksheet{end}"
        for deck in ("twitches-and-jerks", "vocabulary")
        for end in ("-key.pdf", ".json", ".pdf")
    ]
    assert pdf.build_worksheets(shipped, settings) == built


def test_a_question_stays_whole_and_a_heading_with_its_question(shipped: Compiled) -> None:
    for profile in ("standard", "large-print"):
        chosen = quizzes.choose(
            quizzes.candidates(shipped.questions, Selection(types=("choice", "multiple-choice"))),
            30,
            "1",
        )
        quiz = resolved(shipped, chosen)
        texts = pages(only_pages(shipped, chosen, Page(profile=profile)))
        for item in quiz.items:
            assert isinstance(item, ChoiceItem)
            (page,) = [
                text
                for text in texts
                if re.search(rf"(?<!\d){item.number}\. {re.escape(item.stem)}", text)
            ]
            after = page[page.index(f"{item.number}. {item.stem}") :]
            assert all(f"{option.letter} {option.text}" in after for option in item.options)
        for section in quiz.sections:
            (page,) = [
                text for text in texts if wording("en").say(f"instruction.{section.type}") in text
            ]
            assert section.items[0].stem in page
