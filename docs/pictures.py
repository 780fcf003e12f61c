"""Makes the pictures of the README: `python docs/pictures.py`. It draws what quizgen itself writes,
and fakes nothing.

Needs the packages of quizgen[test] (anki renders the card, pypdfium2 the page) and Chromium, which
is found by its usual names or by QUIZGEN_BROWSER. Run it when the look of something has changed,
and look at the pictures.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from PIL import Image, ImageChops, ImageDraw

from quizgen.compiler import Compiled, compile_collection, compile_path
from quizgen.grading import Lexicon
from quizgen.language.loader import load_text
from quizgen.lock import Lock
from quizgen.quiz import quiz as quizzes
from quizgen.quiz.selection import Candidate, Selection
from quizgen.sitting import Session, Sitting
from quizgen.targets import Settings, anki, pdf
from quizgen.terminal.screen.app import QuizApp

FOLDER = Path(__file__).resolve().parent
LARGEST = 150_000  # bytes of a picture
NOW = 1_750_000_000
EDGE = (208, 208, 208)
SEED = "5"  # of the worksheet: one that fills its page


def example() -> Compiled:
    """The deck of ten lines that the README begins with."""
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^```yaml\n(deck:.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert found is not None
    collection, diagnostics = load_text(found[1])
    return compile_collection(collection, Lock(), None, diagnostics, "0")


# The three pictures -------------------------------------------------------------------------------


def card(folder: Path) -> Image.Image:
    """Front and back of one card of the example, side by side, as the real Anki renders them."""
    artifacts = anki.build_packages(example(), Settings(NOW)).artifacts
    package = folder / "example.apkg"
    package.write_bytes(artifacts[0].data)
    collection: Any = Collection(str(folder / "collection.anki2"))
    try:
        request = ImportAnkiPackageRequest(
            package_path=str(package), options=ImportAnkiPackageOptions()
        )
        collection.import_anki_package(request)
        cards = [collection.get_card(id) for id in collection.find_cards("")]
        # A card holds nothing of what the others of its note ask.
        [shown] = [each for each in cards if "Describe Chvostek" in each.question()]
        output = shown.render_output()
        sides = [output.question_and_style(), output.answer_and_style()]
    finally:
        collection.close()
    pictures = []
    for side, html in zip(("front", "back"), sides, strict=True):
        page = folder / f"{side}.html"
        page.write_text(
            f"<!doctype html><meta charset=utf-8><body class='card card1'>{html}", encoding="utf-8"
        )
        pictures.append(photographed(page, 400, 600))
    height = max(trimmed(each).height for each in pictures) + 40
    return beside([each.crop((0, 0, each.width, height)) for each in pictures])


def sheet(folder: Path) -> Image.Image:
    """The first page of a worksheet of the shipped decks: some types, each fact once."""
    compiled = compile_path(FOLDER.parent / "decks", judged=False)
    chosen: list[Candidate] = []
    for type_, number in (("choice", 3), ("cloze", 1), ("ordering", 1), ("matching", 1)):
        taken = {each[0].about.fact for each in chosen}
        facts = {
            fact: questions for fact, questions in compiled.questions.items() if fact not in taken
        }
        found = quizzes.candidates(facts, Selection(types=(type_,)))
        chosen += quizzes.choose(found, number, SEED)
    quiz = quizzes.resolve(chosen, "Minerals and muscles", "en", SEED)
    page = pdfium.PdfDocument(pdf.worksheet([quiz], "sheet", pdf.Page(), (), compiled)[0].data)[0]
    image: Image.Image = page.render(scale=1.6).to_pil().convert("RGB")
    return framed(image)


def terminal(folder: Path) -> Image.Image:
    """The full screen after a wrong answer to the choice question of the example."""
    compiled = example()
    found = quizzes.candidates(compiled.questions, Selection())
    quiz = quizzes.resolve(
        [entry for each in found.values() for entry in each], "Minerals", "en", SEED
    )
    items = sorted(
        quizzes.sequence(quiz), key=lambda item: item.type != "choice"
    )  # the choice first
    lexicon = Lexicon.of(compiled.questions, compiled.knowledge.vocabulary, [])
    session = Session(items, lambda item, response: item.mark(response, lexicon))
    app = QuizApp(Sitting(session, "quiz", "Minerals", lambda: NOW * 1000))

    async def play() -> str:
        async with app.run_test(size=(76, 22)) as pilot:
            await pilot.press("a", "enter")
            await pilot.pause()
            return app.export_screenshot()

    drawn = folder / "terminal.svg"
    # The font that the drawing names lies in the network. The system's own will do: a little
    # larger, and with lines that may touch, for else there are gaps between them.
    text = re.sub(r"@font-face \{.*?\}", "", asyncio.run(play()), flags=re.DOTALL)
    text = re.sub(r' clip-path="url\(#[^"]*-line-\d+\)"', "", text)
    drawn.write_text(text.replace("font-size: 20px", "font-size: 21px"), encoding="utf-8")
    page = folder / "terminal.html"
    page.write_text(
        "<!doctype html><body style='margin:0'><img src=terminal.svg width=760>", encoding="utf-8"
    )
    return trimmed(photographed(page, 760, 640))


PICTURES = {"card": card, "sheet": sheet, "terminal": terminal}


# How they are made --------------------------------------------------------------------------------


def photographed(page: Path, width: int, height: int) -> Image.Image:
    """A page as Chromium shows it, two pixels for one."""
    names = (os.environ.get("QUIZGEN_BROWSER", ""), "chromium", "chromium-browser", "google-chrome")
    chromium = next((found for name in names if name and (found := shutil.which(name))), None)
    if chromium is None:
        sys.exit("Chromium is needed: install it, or say in QUIZGEN_BROWSER where it is")
    out = page.with_suffix(".png")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--force-device-scale-factor=2",
    ]
    options += [f"--user-data-dir={page.parent / 'chromium'}", f"--window-size={width},{height}"]
    command = [chromium, *options, f"--screenshot={out}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with Image.open(out) as image:
        return image.convert("RGB")


def trimmed(image: Image.Image) -> Image.Image:
    """Without the empty right and bottom, whose color is that of the last pixel."""
    empty = Image.new("RGB", image.size, image.getpixel((image.width - 1, image.height - 1)))
    box = ImageChops.difference(image, empty).getbbox() or (0, 0, *image.size)
    return image.crop((0, 0, box[2], box[3]))


def framed(image: Image.Image) -> Image.Image:
    """With a thin line around it, so that white paper ends somewhere on a white page."""
    ImageDraw.Draw(image).rectangle(
        (0, 0, image.width - 1, image.height - 1), outline=EDGE, width=2
    )
    return image


def beside(images: list[Image.Image]) -> Image.Image:
    """Pictures of one height in a row, each with its frame."""
    gap = 24
    whole = Image.new(
        "RGB",
        (sum(each.width for each in images) + gap * (len(images) - 1), images[0].height),
        "white",
    )
    left = 0
    for image in images:
        whole.paste(framed(image), (left, 0))
        left += image.width + gap
    return whole


def main() -> None:
    """Make all pictures."""
    for name, make in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            image = make(Path(folder))
        path = FOLDER / f"{name}.png"
        image.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            path, optimize=True
        )
        size = path.stat().st_size
        print(f"{path.name}: {image.width} × {image.height}, {size // 1000} kB")
        assert size < LARGEST, f"{path.name} is larger than {LARGEST // 1000} kB"


if __name__ == "__main__":
    main()
