"""A deck with every type of question, and how a PDF is read back."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import cache

import pypdfium2 as pdfium
from conftest import compile_text, deck
from every import EVERY as EVERY

from quizgen.compiler import Compiled
from quizgen.diagnostics import Severity
from quizgen.quiz import quiz as quizzes
from quizgen.quiz.quiz import SECTIONS, Candidate, Quiz, Selection
from quizgen.quiz.word_bank import Spare
from quizgen.targets.pdf import Page, worksheet

SPARES = [
    Spare("harbour", "deck", "-", "Ships lie in a harbour."),
    Spare("lantern", "deck", "-", "A lantern gives light."),
]


@cache
def every() -> Compiled:
    """That deck, compiled."""
    compiled = compile_text(EVERY)
    assert all(each.severity is Severity.NOTICE for each in compiled.diagnostics)
    return compiled


def all_candidates(compiled: Compiled, **wanted: tuple[str, ...]) -> list[Candidate]:
    """Everything that could be asked, whether or not it gives something else away."""
    found = quizzes.candidates(compiled.questions, Selection.model_validate(wanted))
    return [candidate for entries in found.values() for candidate in entries]


def one_of_each(compiled: Compiled, facts: Iterable[str] = ()) -> list[Candidate]:
    """The first candidate of each type."""
    first: dict[str, Candidate] = {}
    for candidate in all_candidates(compiled):
        if not facts or candidate[0].about.fact in facts:
            first.setdefault(candidate[0].type, candidate)
    return [first[type_] for type_ in SECTIONS if type_ in first]


def resolved(
    compiled: Compiled, chosen: Iterable[Candidate], variant: str = "A", seed: str = "7"
) -> Quiz:
    """The quiz of these candidates, with words for a bank that fit none of their gaps."""
    language = compiled.collection.language
    return quizzes.resolve(chosen, "Minerals", language, seed, variant, SPARES)


def pages(pdf: bytes) -> list[str]:
    """The text of each page, blanks closed up; the joints at which a long word may break are not
    text.
    """
    document = pdfium.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(text.replace("\u200b", "").split()) for text in texts]


def text_of(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(pages(pdf))


def raw(pdf: bytes) -> bytes:
    """All bytes of a file, those of its compressed streams unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"\n".join(_unpacked(stream) for stream in streams)


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


def spelled(text: str) -> Iterator[bytes]:
    """A text in the ways in which a PDF can hold it."""
    for encoded in (text.encode(), text.encode("utf-16-be"), text.encode("utf-16-le")):
        yield encoded
        yield encoded.hex().encode()
        yield encoded.hex().upper().encode()


def files(
    quizzes: list[Quiz],
    compiled: Compiled,
    page: Page | None = None,
    students: tuple[str, ...] = (),
) -> dict[str, bytes]:
    return {
        made.name: made.data for made in worksheet(quizzes, "w", page or Page(), students, compiled)
    }


def only_pages(
    compiled: Compiled, chosen: list[Candidate] | None = None, page: Page | None = None
) -> bytes:
    return files([resolved(compiled, chosen or all_candidates(compiled))], compiled, page)["w.pdf"]


def one_fact(text: str) -> Compiled:
    compiled = compile_text(deck(text))
    assert all(each.severity is Severity.NOTICE for each in compiled.diagnostics)
    return compiled


def outside(data: bytes) -> Iterator[tuple[int, str]]:
    """The characters whose boxes do not lie inside their page, each with the page's number."""
    for number, page in enumerate(pdfium.PdfDocument(data), start=1):
        text = page.get_textpage()
        left, bottom, right, top = page.get_mediabox()
        for index in range(text.count_chars()):
            x1, y1, x2, y2 = text.get_charbox(index)
            if x1 < left or y1 < bottom or x2 > right or y2 > top:
                yield number, text.get_text_range(index, 1)
