"""How each type of question looks, against a picture: `pytest --update-golden` makes the pictures
anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageStat
from sheets import all_candidates, every, resolved

from quizgen.quiz.quiz import SECTIONS
from quizgen.targets.pdf import Page, worksheet
from quizgen.text.wording import wording

GOLDEN = Path(__file__).parent / "golden"
SCALE = 1.0  # pixels a point
# Renderers smooth letters differently; a line that moves, or a box that goes, shows in both of
# these.
MEAN, CLEARLY, SHARE = 6.0, 96, 0.003


def picture(type: str) -> Image.Image:
    """The first page of a sheet with that one type of question, from its instruction to the end of
    the questions.
    """
    chosen = all_candidates(every(), types=(type,))[:1]
    sheet = worksheet([resolved(every(), chosen)], "w", Page(), (), every())[0].data
    page = pdfium.PdfDocument(sheet)[0]
    text = page.get_textpage()
    whole = text.get_text_range(0, -1)
    start = text.get_charbox(whole.index(wording("en").say(f"instruction.{type}")[:12]))
    end = text.get_charbox(re.search("— End", whole).start())  # type: ignore[union-attr]  # it is on every sheet
    drawn: Image.Image = page.render(scale=SCALE, grayscale=True).to_pil().convert("L")
    height = page.get_height()
    return drawn.crop(
        (0, int((height - start[3] - 2) * SCALE), drawn.width, int((height - end[3] - 4) * SCALE))
    )


def on_one_canvas(*images: Image.Image) -> list[Image.Image]:
    canvases = []
    for image in images:
        canvas = Image.new(
            "L", (max(each.width for each in images), max(each.height for each in images)), 255
        )
        canvas.paste(image)
        canvases.append(canvas)
    return canvases


def difference(was: Image.Image, now: Image.Image) -> str:
    """In what two pictures differ more than renderers do; empty if they do not."""
    apart = ImageChops.difference(*on_one_canvas(was, now))
    mean = ImageStat.Stat(apart).mean[0]
    share = sum(apart.histogram()[CLEARLY:]) / (apart.width * apart.height)
    if mean <= MEAN and share <= SHARE and was.size == now.size:
        return ""
    return (
        f"mean difference {mean:.2f}, {share:.2%} clearly different, {was.size} before and "
        f"{now.size} now"
    )


@pytest.mark.parametrize("type", SECTIONS)
def test_it_looks_as_it_did(type: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    now = picture(type)
    path = GOLDEN / f"{type}.png"
    if request.config.getoption("--update-golden"):
        now.quantize(16).save(path, optimize=True)
    assert path.exists(), f"there is no {path}: run pytest --update-golden"
    was = Image.open(path).convert("L")
    found = difference(was, now)
    if found:
        # Black is what both have, red what was, blue what is now.
        shown = tmp_path / f"{type}.png"
        before, after = on_one_canvas(was, now)
        Image.merge("RGB", (after, ImageChops.lighter(before, after), before)).save(shown)
        pytest.fail(f"{type}: {found}; see {shown}", pytrace=False)


@pytest.mark.parametrize("type", SECTIONS)
def test_a_line_that_moves_is_noticed_and_another_smoothing_is_not(type: str) -> None:
    golden = Image.open(GOLDEN / f"{type}.png").convert("L")
    lower = golden.crop((0, golden.height // 2, golden.width, golden.height))
    moved = golden.copy()
    moved.paste(255, (0, golden.height // 2, golden.width, golden.height))
    moved.paste(lower, (0, golden.height // 2 + 3))
    assert difference(golden, moved)
    assert not difference(golden, golden.point(lambda value: value // 12 * 12 + 5))


def test_the_pictures_are_small_and_none_is_left_over() -> None:
    assert all(path.stat().st_size < 30_000 for path in GOLDEN.iterdir())
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(
        f"{type}.png" for type in SECTIONS
    )
