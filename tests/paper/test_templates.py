"""Templates that a teacher has changed, and cards to cut out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from sheets import (
    EVERY,
    every,
    one_fact,
    only_pages,
    outside,
    text_of,
)

from quizgen.questions.question import Question
from quizgen.targets.pdf import PAPERS, PROFILES, Page, PageError, flash_cards
from quizgen.text.wording import FOLDER

# Templates ----------------------------------------------------------------------------------------


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER / "paper", tmp_path / "my templates"))


def test_a_changed_template_is_used(copied: Path) -> None:
    sheet = copied / "sheet.typ"
    sheet.write_text(
        sheet.read_text("utf-8").replace(
            "#let head(quiz, name) = {", "#let head(quiz, name) = {\n  [Our School]"
        ),
        "utf-8",
    )
    assert text_of(only_pages(every(), None, Page(templates=copied))).startswith(
        "Our School Minerals"
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "line_has", "message"),
    [
        ("lib.typ", "#let soft = if large", "#let soft = iff large", "#let soft", ""),
        (
            "lib.typ",
            "data.labels",
            "data.nothing",
            "data.nothing",
            "dictionary does not contain key",
        ),
        ("sheet.typ", '"lib.typ"', '"missing.typ"', "missing.typ", "file not found"),
        (
            "sheet.typ",
            "lettered-heading(quiz.title, quiz.letter)",
            "panic(1)",
            "panic(1)",
            "panicked with: 1",
        ),
        (
            "key.typ",
            "strong(shown(line))",
            "strang(line)",
            "strang(line)",
            "unknown variable: strang",
        ),
        ("key.typ", "strong(shown(line))", 'image("x.png")', 'image("x.png")', "file not found"),
    ],
)
def test_a_template_that_fails_is_named_with_its_line(
    copied: Path, file: str, old: str, new: str, line_has: str, message: str
) -> None:
    path = copied / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PageError) as caught:
        only_pages(every(), None, Page(templates=copied))
    problem = caught.value.diagnostic
    assert problem.code == "template-failed"
    assert message in problem.message
    assert problem.position.path == path.as_posix()
    assert line_has in path.read_text("utf-8").split("\n")[problem.position.line - 1]
    assert problem.position.column > 0


def test_a_template_that_is_not_there_is_named(copied: Path) -> None:
    (copied / "sheet.typ").unlink()
    with pytest.raises(PageError) as caught:
        only_pages(every(), None, Page(templates=copied))
    assert caught.value.diagnostic.code == "template-failed"
    assert caught.value.diagnostic.position.path == (copied / "sheet.typ").as_posix()


# Cards --------------------------------------------------------------------------------------------


def carded() -> list[Question]:
    compiled = one_fact(
        "\n".join(f"- {{id: x{n}, ask: Front {n}?, answer: Back {n}}}" for n in range(13))
    )
    return [question for asked in compiled.questions.values() for question in asked]


@pytest.mark.parametrize(
    ("profile", "across", "down"), [("standard", 2, 5), ("compact", 3, 8), ("large-print", 1, 4)]
)
@pytest.mark.parametrize("paper", PAPERS)
def test_backs_are_mirrored_behind_their_fronts(
    profile: str, across: int, down: int, paper: str
) -> None:
    data = flash_cards(carded(), "Cards", Page(paper, profile), every())
    document = pdfium.PdfDocument(data)
    assert len(document) == 2 * -(-13 // (across * down))
    places: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(document):
        text = page.get_textpage()
        whole = text.get_text_range(0, -1)
        for found in re.finditer(r"((?:Front|Back) \d+)\??", whole):
            boxes = [text.get_charbox(index) for index in range(found.start(), found.end())]
            middle = (boxes[0][0] + boxes[-1][2]) / 2
            places[found[1]] = (number, middle, (boxes[0][1] + boxes[0][3]) / 2)
    width = document[0].get_width()
    for number in range(13):
        front, back = places[f"Front {number}"], places[f"Back {number}"]
        assert back[0] == front[0] + 1
        assert abs((width - back[1]) - front[1]) < 2
        assert abs(back[2] - front[2]) < 2
    assert not list(outside(data))


def test_cards_hold_recall_only_and_hide_one_gap_each() -> None:
    asked = [question for questions in every().questions.values() for question in questions]
    text = text_of(flash_cards(asked, "Cards", Page(), every()))
    assert "Calcium starts a contraction; ______ ends it." in text
    assert "Name three of the symptoms of hypomagnesemia." in text
    assert "Choose all that apply" not in text


def test_cards_of_nothing_and_of_far_too_much() -> None:
    compiled = one_fact(f'- {{id: x, ask: "Why {"word " * 500}{"Q" * 200}?", answer: a}}')
    asked = [question for questions in compiled.questions.values() for question in questions]
    for profile in PROFILES:
        assert not list(outside(flash_cards(asked, "Q" * 200, Page(profile=profile), compiled)))


def test_nothing_reaches_for_the_network() -> None:
    # No template imports a package: Typst would fetch it.
    assert EVERY
    assert not [
        path for path in (FOLDER / "paper").glob("*.typ") if "@preview" in path.read_text("utf-8")
    ]
