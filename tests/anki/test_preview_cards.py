"""The preview shows the cards that Anki shows: its renderer against the real one, for every card of
every kind.
"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from everything import everything
from learner import Author, Learner
from test_hostile_text import HOSTILE, words

from quizgen.preview.anki_sides import both_sides
from quizgen.targets.anki import cards_by_question, sides, styling

SHIPPED = Path(__file__).resolve().parent.parent.parent / "decks"


class _Events(HTMLParser):
    """What a browser reads in HTML, one event after the other, with white space between elements
    left out.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(("", data.strip()))


def read(html: str) -> list[object]:
    return _Events(html).found


def shipped() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in SHIPPED.glob("*.yaml")}


FILES = {"the shipped decks": shipped(), "every kind": everything()}
FEW = (
    "a script",
    "closing braces",
    "a cloze with a hint",
    "triple colons",
    "a section",
    "newlines",
)
FILES |= {name: everything(words(HOSTILE[name])) for name in FEW}


@pytest.mark.parametrize("name", FILES)
def test_each_side_of_each_card_is_what_anki_makes_of_it(name: str) -> None:
    with TemporaryDirectory() as folder, Learner() as learner:
        learner.get(Author(Path(folder)).release(FILES[name], choices=True))
        compiled = learner.release.compiled
        asked = {question.id: card for card, question in learner.release.asked().items()}
        found, problems = cards_by_question(compiled)
        assert problems == []
        anki = learner.cards()
        for question, card in found.items():
            real = anki.pop(asked.get(question, (question, 1)))
            ours = both_sides(sides(card.type), card.fields, card.number)
            for own, html in zip(ours, (real.question(), real.answer()), strict=True):
                style, _, body = html.partition("</style>")
                assert style == f"<style>{styling()}"
                assert read(own) == read(body)
        assert not anki, "cards that the preview does not show"
