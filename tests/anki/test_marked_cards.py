"""Inline markup on the cards: elements, and formulas as Anki's MathJax finds them."""

from __future__ import annotations

from pathlib import Path

from conftest import deck
from learner import Author, Learner, elements, strings, visible

DECK = deck(
    r"""
    - {id: ask, ask: "What is *so* **bold** in `a<b`?", answer: '$\frac{a}{b}$', why: "$x < [y]$ and *z*", topic: A *b*}
    - {id: cloze, cloze: 'With {{$\frac{a}{x_{1} }$::how *many*?}}, \($y$ rises.'}
    - {id: list, list: ion, of: "*plasma*", items: [Na, '$\mathrm{K}^{+}$'], singly: yes}
    """
)


def test_markup_is_shown_as_elements(tmp_path: Path) -> None:
    with Learner() as learner:
        learner.get(Author(tmp_path).release(DECK))
        card = learner.cards()["ask", 200]
        for part in ("<em>so</em>", "<strong>bold</strong>", "<code>a&lt;b</code>"):
            assert part in card.question()
        assert " ".join(visible(card.question()).split()) == "Deck › A b What is so bold in a<b?"
        assert learner.note("ask").fields[0] == "What is so bold in a&lt;b?"
        assert "<em>z</em>" in card.answer()
        assert list(learner.decks()) == ["Deck", "Deck::A b"]


def test_formulas_are_what_mathjax_looks_for(tmp_path: Path) -> None:
    with Learner() as learner:
        learner.get(Author(tmp_path).release(DECK))
        cards = learner.cards()

        def formulas(side: str) -> list[str]:
            return [text for text in strings(side) if text.startswith("\\(")]

        assert formulas(cards["ask", 200].answer()) == [r"\(\frac{a}{b}\)", r"\(x < [y]\)"]
        # A text of an author's own that looks like Anki's is still none; a gap's formula may end in
        # braces.
        assert formulas(cards["cloze", 1].answer()) == [r"\(\frac{a}{x_{1} }\)", r"\(y\)"]
        assert formulas(cards["cloze", 1].question()) == [r"\(y\)"]
        assert elements(cards["cloze", 1].question(), "cloze") == ["[how many?]"]
        assert elements(cards["list", 2].answer(), "cloze") == [r"\(\mathrm{K}^{+}\)"]
