"""Pictures on paper: set from bytes, with their words, on the side that they belong to; of a sound,
a note.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from pixels import cut_off, picture
from sheets import all_candidates, files, outside, raw, resolved, spelled, text_of

from quizgen.compiler import Compiled, compile_path
from quizgen.quiz.quiz import Quiz
from quizgen.targets.pdf import PROFILES, Page, PageError, flash_cards
from quizgen.text.wording import wording

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" '
    b'height="9"/></svg>'
)
DECK = r"""
deck: Deck
id: deck
facts:
  - {id: a, ask: What is this?, answer: x, distractors: [y, z], image: a.png, alt: 'a *red* square, \*so\*',
     side: question}
  - {id: b, ask: What is that?, answer: x, image: b.jpg, alt: a blue square}
  - {id: c, ask: What is heard?, answer: x, audio: c.wav, alt: a hiss, side: question}
  - {id: d, cloze: 'one {{two}}', image: d.svg, alt: a bar, side: question}
  - {id: e, list: thing, of: it, items: [f, g, h], image: e.gif, alt: a green square, side: question}
"""


@pytest.fixture
def compiled(tmp_path: Path) -> Compiled:
    media = tmp_path / "media"
    media.mkdir()
    (media / "a.png").write_bytes(picture("PNG", "red", (3000, 9000)))
    (media / "b.jpg").write_bytes(picture("JPEG", "blue"))
    (media / "c.wav").write_bytes(b"RIFF\0\0\0\0WAVE")
    (media / "d.svg").write_bytes(SVG)
    (media / "e.gif").write_bytes(picture("GIF", "green"))
    (tmp_path / "deck.yaml").write_text(DECK)
    found = compile_path(tmp_path / "deck.yaml", judged=False)
    assert not found.diagnostics
    return found


def images(data: bytes) -> int:
    return sum(
        1
        for page in pdfium.PdfDocument(data)
        for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE])
    )


def says(data: bytes, text: str) -> bool:
    return any(spelling in raw(data) for spelling in spelled(text))


@pytest.mark.parametrize("profile", PROFILES)
def test_a_picture_is_printed_on_its_own_side_with_its_words(
    compiled: Compiled, profile: str
) -> None:
    found = files([resolved(compiled, all_candidates(compiled))], compiled, Page(profile=profile))
    sheet, key = found["w.pdf"], found["w-key.pdf"]
    assert images(sheet) == 3  # twice the red square, once the green one; an SVG is drawn
    assert images(key) == 1
    for alt in ("a red square, *so*", "a bar", "a green square"):
        assert says(sheet, alt)
    assert not says(sheet, "a blue square")
    assert says(key, "a blue square")
    assert "Sound: a hiss" in text_of(sheet)
    assert list(outside(sheet)) == []


def test_a_card_to_cut_out_has_its_picture(compiled: Compiled) -> None:
    questions = [question for asked in compiled.questions.values() for question in asked]
    data = flash_cards(questions, "T", Page(), compiled)
    assert images(data) == 3
    assert "Sound: a hiss" in text_of(data)


def test_where_only_words_can_stand_its_words_do(compiled: Compiled) -> None:
    quiz = resolved(compiled, all_candidates(compiled))
    assert {
        media.in_words(wording("en"))
        for item in quiz.items
        for media in item.media
        if media.side == "question"
    } == {
        "[image: a red square, *so*]",
        "[audio: a hiss]",
        "[image: a bar]",
        "[image: a green square]",
    }
    assert Quiz.model_validate_json(quiz.model_dump_json()) == quiz


def test_a_broken_picture_is_named_with_its_fact(compiled: Compiled, tmp_path: Path) -> None:
    (tmp_path / "media/e.gif").write_bytes(cut_off("GIF"))
    broken = compile_path(tmp_path / "deck.yaml", judged=False)
    assert not broken.diagnostics
    with pytest.raises(PageError, match="the picture of `e` cannot be printed: ") as caught:
        files([resolved(broken, all_candidates(broken))], broken)
    assert (caught.value.diagnostic.code, caught.value.diagnostic.position.line) == (
        "bad-media",
        10,
    )


def test_the_same_pictures_give_the_same_bytes(compiled: Compiled) -> None:
    once, again = (
        files([resolved(compiled, all_candidates(compiled))], compiled) for _ in range(2)
    )
    assert once == again


OPTIONS = """
deck: Deck
id: deck
facts:
  - id: a
    ask: Which one is right?
    answer: {text: the key, image: a.png, alt: a red square}
    distractors: [{image: b.jpg, alt: a blue square}, {audio: c.wav, alt: a hiss}, only words]
  - {id: b, ask: Which one is alone?, answer: {image: e.gif, alt: a green square}, distractors: [one, other]}
"""


@pytest.fixture
def with_options(compiled: Compiled, tmp_path: Path) -> Compiled:
    (tmp_path / "deck.yaml").write_text(OPTIONS)
    found = compile_path(tmp_path / "deck.yaml", judged=False)
    assert not found.diagnostics
    return found


@pytest.mark.parametrize("profile", PROFILES)
def test_an_option_is_printed_with_its_picture_and_its_words(
    with_options: Compiled, profile: str
) -> None:
    choices = [each for each in all_candidates(with_options) if each[0].type == "choice"]
    found = files([resolved(with_options, choices)], with_options, Page(profile=profile))
    sheet, key = found["w.pdf"], found["w-key.pdf"]
    assert (images(sheet), images(key)) == (3, 2)
    for alt in ("a red square", "a blue square", "a green square"):
        assert says(sheet, alt)
        assert alt not in text_of(sheet)
    assert not says(key, "a blue square")
    assert "the key" in text_of(sheet)
    assert "Sound: a hiss" in text_of(sheet)
    assert "a green square" in text_of(
        key
    )  # for a teacher, what the letter stands for in words too
    assert list(outside(sheet)) == []


def test_the_sheet_says_nothing_of_an_answer_that_is_to_be_given(with_options: Compiled) -> None:
    recalls = [each for each in all_candidates(with_options) if each[0].type == "short-answer"]
    found = files([resolved(with_options, recalls)], with_options)
    assert (images(found["w.pdf"]), images(found["w-key.pdf"])) == (0, 2)
    assert not says(found["w.pdf"], "a green square")


def test_a_card_to_cut_out_has_the_picture_of_its_answer(with_options: Compiled) -> None:
    questions = [question for asked in with_options.questions.values() for question in asked]
    data = flash_cards(questions, "T", Page(), with_options)
    assert images(data) == 2
    assert "the key" in text_of(data)
    assert "a green square" not in text_of(data)


def test_a_broken_picture_of_an_option_is_named_with_its_fact(
    with_options: Compiled, tmp_path: Path
) -> None:
    (tmp_path / "media/e.gif").write_bytes(cut_off("GIF"))
    broken = compile_path(tmp_path / "deck.yaml", judged=False)
    with pytest.raises(PageError, match="the picture of `b` cannot be printed: "):
        files([resolved(broken, all_candidates(broken))], broken)
