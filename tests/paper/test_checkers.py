"""What two checkers of tagged PDF say of every page, and the order in which it is read out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest
from outloud.model import Document
from sheets import all_candidates, every, files, one_fact, one_of_each, only_pages, resolved

from quizgen.compiler import compile_path
from quizgen.quiz.quiz import Quiz
from quizgen.quiz.types import ChoiceItem, MatchingItem, OrderingItem
from quizgen.targets import Settings
from quizgen.targets.pdf import (
    PAPERS,
    PROFILES,
    Page,
    deck_quizzes,
    flash_cards,
    printed_test,
    worksheet,
)
from quizgen.targets.pdf_tags import parted

# What recurs on three pages is taken for a margin that is read out. In a file of copies every line
# recurs, and a card says the deck that it is of wherever it stands: neither is a margin.
RECURRING = {"PAG-001"}
DECKS = Path(__file__).parents[2] / "decks"
EVERY_PAGE = list(product(PROFILES, PAPERS))


def findings(pdf: bytes, folder: Path, *, skip: Iterable[str] = ()) -> list[str]:
    """Return what the checkers find in a file, warnings and remarks included."""
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    said = outloud.check(str(path), skip=set(skip))
    assert said.error is None
    found = [f"{each.rule}: {each.message}" for each in said.findings]
    return found + [
        f"{each.rule_id}: {each.message}" for each in pdfua.validate(str(path)).findings
    ]


def read_out(pdf: bytes, folder: Path) -> str:
    """Return the words of a file in the order of its tags."""
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    document = Document(str(path))
    pages = {page.objgen: document.content(page.index).mcid_text for page in document.pages}

    def walk(element: pikepdf.Object, page: tuple[int, int]) -> Iterator[str]:
        if isinstance(element, pikepdf.Array):
            for each in element:
                yield from walk(each, page)
        elif isinstance(element, pikepdf.Dictionary):
            own = element.Pg.objgen if "/Pg" in element else page
            inside = element.get("/MCID") if element.get("/Type") == "/MCR" else element.get("/K")
            if inside is not None:
                yield from walk(inside, own)
        else:
            texts = {mcid: text for (_, mcid), text in pages[page].items()}
            yield texts.get(int(element), "")

    with pikepdf.open(path) as tagged:
        words = " ".join(walk(tagged.Root.StructTreeRoot.K, (0, 0)))
    document.close()
    return "".join(words.split())


def in_order(quiz: Quiz, profile: str) -> Iterator[str]:
    """Yield the words of a quiz in the order in which it asks; of a table, its stem alone."""
    for section in quiz.sections:
        yield section.title or ""
        for item in section.items:
            yield f"{item.number}."
            yield item.stem
            left = item.left if isinstance(item, MatchingItem) else ()
            # Where options have no room beside the lines, they stand above them.
            if profile != "large-print":
                yield from left
            if isinstance(item, ChoiceItem | MatchingItem):
                for option in item.options:
                    yield option.letter
                    yield option.text
            if profile == "large-print":
                yield from left
            if isinstance(item, OrderingItem):
                for option in item.options:
                    yield option.text


@pytest.mark.parametrize(("profile", "paper"), EVERY_PAGE)
def test_the_checkers_find_nothing_in_a_test_of_every_type(
    profile: str, paper: str, tmp_path: Path
) -> None:
    page = Page(paper, profile)
    chosen = one_of_each(every())
    two = [resolved(every(), chosen, letter) for letter in "AB"]
    names = ("Ann Oak", "Bo Elm", "Cy Ash")
    scale = {"scale": [{"mark": "1", "least": 90}, {"mark": "5", "least": 0}]}
    test = printed_test(two, page, names, minutes=20, instructions="Write *neatly*.", **scale)
    made = worksheet(two, "w", page, names, every(), test=test, folders=True)
    pdfs = {each.name: each.data for each in made if each.name.endswith(".pdf")}
    assert len(pdfs) == 7  # three sheets, those of the class, key, grid, class list
    for name, pdf in pdfs.items():
        skip = RECURRING if "-class.pdf" in name else ()
        assert findings(pdf, tmp_path, skip=skip) == [], name


@pytest.mark.parametrize("profile", PROFILES)
def test_the_checkers_find_nothing_in_many_questions_of_one_type(
    profile: str, tmp_path: Path
) -> None:
    candidates = all_candidates(every())
    for type in {each[0].type for each in candidates}:
        chosen = [each for each in candidates if each[0].type == type]
        made = files([resolved(every(), chosen)], every(), Page(profile=profile))
        for name in ("w.pdf", "w-key.pdf"):
            assert findings(made[name], tmp_path) == [], (type, name)


@pytest.mark.parametrize(("profile", "paper"), EVERY_PAGE)
def test_the_checkers_find_nothing_in_cards(profile: str, paper: str, tmp_path: Path) -> None:
    questions = [each for own in every().questions.values() for each in own]
    cards = flash_cards(questions, "Cards", Page(paper, profile), every())
    assert findings(cards, tmp_path, skip=RECURRING) == []


HARD = {
    "a stem of several sentences": "- {id: x, ask: 'A man of sixty comes to the ward. He has cramps and a weak "
    "pulse. His wife says that he has taken a diuretic for a year. What is low?', answer: magnesium}",
    "an address": "- {id: x, ask: 'Who says so at www.example.org/minerals?', answer: a doctor, "
    "why: 'See https://www.example.org/a-long-address/of-a-page.html, p. 4; or ann@example.org.'}",
    "a table of two rows": "- {id: x, comparison: [iron, zinc], rows: {ore: [haematite, sphalerite], "
    "colour: [grey, blue]}}",
    "formulas and code": r"- {id: x, ask: 'What is $\frac{a}{b}$ in `a / b`?', answer: '$\sqrt{2}$'}",
    "emphasis": "- {id: x, statement: 'The *past* of _write_ is *wrote*, not _writed_.', false versions: "
    "['The *past* of _write_ is *written*.'], ignore: {only-true-false: It is a sample.}}",
}  # fmt: skip


@pytest.mark.parametrize("what", HARD)
@pytest.mark.parametrize("profile", PROFILES)
def test_the_checkers_find_nothing_in_what_is_unusual(
    what: str, profile: str, tmp_path: Path
) -> None:
    compiled = one_fact(HARD[what])
    made = files([resolved(compiled, all_candidates(compiled))], compiled, Page(profile=profile))
    for name in ("w.pdf", "w-key.pdf"):
        assert findings(made[name], tmp_path) == [], name


def test_the_checkers_find_nothing_in_worksheets_of_the_shipped_decks(tmp_path: Path) -> None:
    compiled = compile_path(DECKS)
    for name, quiz in deck_quizzes(compiled, Settings(now=0)):
        made = files([quiz], compiled, Page(profile="compact"))
        for pdf in (made["w.pdf"], made["w-key.pdf"]):
            assert findings(pdf, tmp_path) == [], name


def test_a_copy_that_is_taken_out_of_the_class_keeps_its_addresses(tmp_path: Path) -> None:
    compiled = one_fact(HARD["an address"])
    quiz = resolved(compiled, all_candidates(compiled))
    whole = files([quiz], compiled, None, ("Ann", "Bo"))["w-class.pdf"]
    for copy in parted(whole, 2):
        assert findings(copy, tmp_path) == []
        assert b"/URI" in copy


def test_a_page_whose_tags_are_gone_is_found(tmp_path: Path) -> None:
    path = tmp_path / "bare.pdf"
    path.write_bytes(only_pages(every()))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        del document.Root.StructTreeRoot
        document.save(path)
    assert {each[:7] for each in findings(path.read_bytes(), tmp_path)} >= {"DOC-002", "UA-01-0"}


@pytest.mark.parametrize("profile", PROFILES)
def test_a_sheet_is_read_out_in_the_order_of_its_quiz(profile: str, tmp_path: Path) -> None:
    quiz = resolved(every(), one_of_each(every()))
    made = files([quiz], every(), Page(profile=profile))
    said = read_out(made["w.pdf"], tmp_path)
    at = 0
    for words in in_order(quiz, profile):
        text = "".join(words.split())
        assert text in said[at:], (words, said[at : at + 200])
        at = said.index(text, at) + len(text)
