"""Worksheets for a word processor."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from conftest import compile_text, deck
from sheets import all_candidates, every, one_of_each, resolved

from quizgen.quiz.printed_test import FreeQuestion
from quizgen.quiz.quiz import SECTIONS
from quizgen.targets import Settings
from quizgen.targets.docx import build_documents, documents
from quizgen.targets.pdf import Page, printed_test
from quizgen.text.markup import plain

OFFICE = os.environ.get("QUIZGEN_OFFICE") or shutil.which("soffice")  # named, it must be there


def made(page: Page | None = None) -> dict[str, bytes]:
    quiz = resolved(every(), one_of_each(every()))
    return {each.name: each.data for each in documents([quiz], "w", page or Page(), every())}


def words(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        texts += [cell.text for row in table.rows for cell in row.cells]
    return " ".join(" ".join(texts).split())


def test_every_type_stands_in_the_document_with_its_options() -> None:
    text = words(made()["w.docx"])
    quiz = resolved(every(), one_of_each(every()))
    assert {item.type for item in quiz.items} == set(SECTIONS)
    for item in quiz.items:
        assert f"{item.number}. {plain(item.stem)}" in text
        for option in getattr(item, "options", ()):
            assert plain(option.text) in text


def test_a_student_s_document_holds_no_answer() -> None:
    compiled = compile_text(deck("- {id: x, ask: Which?, answer: SECRETANSWER, why: SECRETREASON}"))
    quiz = resolved(compiled, all_candidates(compiled))
    found = {each.name: each.data for each in documents([quiz], "w", Page(), compiled)}
    assert "SECRET" not in words(found["w.docx"])
    assert "SECRETANSWER" in words(found["w-key.docx"])
    assert "SECRETREASON" in words(found["w-key.docx"])


def test_a_document_asks_for_a_correction_where_one_is_known() -> None:
    known = "- {id: x, statement: Iron sinks., false versions: Iron floats.}"
    unknown = "- {id: x, statement: Iron floats., is false: yes}"
    for fact, lines in ((known, 2), (unknown, 0)):
        compiled = compile_text(deck(fact))
        quiz = resolved(compiled, all_candidates(compiled, types=("true-false",)))
        found = {each.name: each.data for each in documents([quiz], "w", Page(), compiled)}
        assert words(found["w.docx"]).count("If false, correct it:") == lines


def test_what_a_plan_adds_stands_in_the_documents_too() -> None:
    compiled = compile_text(deck("- {id: x, ask: Which?, answer: Rome, why: So it is.}"))
    quiz = resolved(compiled, all_candidates(compiled))
    own = FreeQuestion(number=9, text="Explain why.", points=5, lines=6, key="Roads.")
    more = {"free": (own,), "instructions": "Use a pen.", "minutes": 45}
    test = printed_test([quiz], Page(), (), **more)
    found = {each.name: each.data for each in documents([quiz], "w", Page(), compiled, test)}
    sheet, key = words(found["w.docx"]), words(found["w-key.docx"])
    assert "9. Explain why." in sheet
    assert "Use a pen." in sheet
    assert "45" in sheet
    assert f"/ {test.points}" in sheet
    assert "Roads." not in sheet
    assert "Roads." in key
    lines = docx.Document(io.BytesIO(found["w.docx"])).paragraphs
    assert sum(line.style is not None and line.style.name == "Answer line" for line in lines) >= 6


TYPES = """
- {id: held, quantity: the seats of the hall, value: "900", sentence: "The hall has {value} seats."}
- {id: span, quantity: the span of the dome, value: 43 m, sentence: "The dome spans {value}."}
- {id: gap, cloze: "Most of an aqueduct ran {{underground}}."}
- {id: steps, mechanism: The way through a bath, steps: [undress, warm up, sweat, cool down]}
"""


def test_a_document_keeps_a_question_together_and_its_heading_with_it() -> None:
    for name, data in made().items():
        paragraphs = docx.Document(io.BytesIO(data)).paragraphs
        names = [each.style.name if each.style else "" for each in paragraphs]
        for place, (one, style) in enumerate(zip(paragraphs, names, strict=True)):
            kept = one.paragraph_format.keep_with_next or (
                one.style is not None and one.style.paragraph_format.keep_with_next
            )
            following = names[place + 1 :][:1]
            begins = following in ([], ["Question"], ["Heading 1"], ["Instruction"], ["Title"])
            if style in ("Option", "Marked option", "Answer") and not begins:
                assert kept, (name, one.text)
            if style in ("Heading 1", "Instruction", "Question", "Word bank"):
                assert kept, (name, one.text)


def test_a_document_asks_for_a_unit_only_where_there_is_one() -> None:
    compiled = compile_text(deck(TYPES))
    quiz = resolved(compiled, all_candidates(compiled, types=("number",)))
    found = {each.name: each.data for each in documents([quiz], "w", Page(), compiled)}
    assert {item.fact for item in quiz.items} == {"held", "span"}
    assert words(found["w.docx"]).count("Value ____") == 2
    assert words(found["w.docx"]).count("Unit ____") == 1


def test_a_gap_stands_beside_its_number_and_the_key_says_its_sentence() -> None:
    compiled = compile_text(deck(TYPES))
    quiz = resolved(compiled, all_candidates(compiled, types=("cloze",)))
    found = {each.name: each.data for each in documents([quiz], "w", Page(), compiled)}
    texts = [each.text for each in docx.Document(io.BytesIO(found["w.docx"])).paragraphs]
    (line,) = (each for each in texts if each.startswith("1.\t"))
    assert re.fullmatch(r"1\.\tMost of an aqueduct ran _+\.\t1 pt", line)
    assert "1. Most of an aqueduct ran underground." in words(found["w-key.docx"])


def test_an_instruction_keeps_its_markup_and_a_variant_its_frame() -> None:
    compiled = compile_text(deck(TYPES))
    chosen = all_candidates(compiled, types=("ordering",))
    quizzes = [resolved(compiled, chosen, variant) for variant in "AB"]
    test = printed_test(quizzes, Page(), (), instructions="Use a pen. **No books.**")
    found = {each.name: each.data for each in documents(quizzes, "w", Page(), compiled, test)}
    paragraphs = docx.Document(io.BytesIO(found["w-B.docx"])).paragraphs
    bold = [run.text for each in paragraphs for run in each.runs if run.bold]
    assert bold == ["No books."]
    assert paragraphs[0].text.split() == ["Minerals", "B"]
    assert "w:bdr" in paragraphs[0].runs[-1]._r.xml


def test_each_kind_of_paragraph_has_a_style_of_its_own() -> None:
    document = docx.Document(io.BytesIO(made()["w.docx"]))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Question", "Option", "Answer line", "Passage"} <= styles


def test_a_document_is_always_the_same_bytes() -> None:
    assert made() == made()


def test_a_build_makes_documents_where_they_are_asked_for() -> None:
    artifacts, problems, _ = build_documents(every(), Settings(now=0))
    assert [each.name for each in artifacts] == [
        "worksheets/deck-worksheet.docx",
        "worksheets/deck-worksheet-key.docx",
    ]
    assert not problems


@pytest.mark.skipif(
    not OFFICE, reason="no LibreOffice (`apt-get install libreoffice-writer-nogui`)"
)
def test_libreoffice_reads_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "w.docx").write_bytes(made()["w.docx"])
    assert OFFICE
    home = (tmp_path / "home").as_uri()
    command = [OFFICE, f"-env:UserInstallation={home}", "--headless", "--convert-to", "txt:Text"]
    command += ["--outdir", str(tmp_path), str(tmp_path / "w.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "w.txt").read_text("utf-8-sig", errors="replace")
    ours = set(re.findall(r"\w+", words(made()["w.docx"])))
    assert ours == set(re.findall(r"\w+", text)) - {"Page"}
