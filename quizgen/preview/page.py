"""Render the preview as one HTML page that needs nothing else.

Whatever an author wrote stands in it as text.
"""

# The preview stands after the outputs. It shows what they make: the notes and templates of
# `targets.anki`, the sheet's own template as SVG, the lines of `terminal.plain`. A target may not
# know the terminal, so it is a stage of its own, and no target of `build`. Cards are rendered by a
# small reading of Anki's template language, which `tests/anki` holds to Anki's own for every card;
# each side is a document in a frame that can run nothing, so that no style leaks and a phone's
# width is one. All questions are set by one run of Typst, a page each; the letters, drawn once for
# the whole page, and hundredths of a point make 41 MB of SVG 3 MB. What an author wrote is text in
# it: escaped once, by Jinja2 or by JSON, and a content security policy allows the page's own
# script by its hash, and nothing from elsewhere. `--watch` prints only what has changed, keeps the
# last sound page, and is told of a change by looking at the files four times a second: a few dozen
# of them cost nothing, and no library is needed. Its server answers this machine alone, under its
# own name.

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, groupby
from typing import Any, NamedTuple

from quizgen.compiler import Compiled
from quizgen.diagnostics import Diagnostic, code_frames, in_order
from quizgen.preview.anki_sides import both_sides
from quizgen.preview.sheet_pictures import Printer
from quizgen.preview.terminal_transcripts import transcript
from quizgen.questions.question import (
    About,
    AnyChoice,
    Cloze,
    Prose,
    Question,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.quiz import Quiz, Selection, candidates, resolve
from quizgen.targets.anki import TYPE_IN, cards_by_question, sides, styling
from quizgen.text.languages import code_of
from quizgen.text.markup import plain
from quizgen.text.wording import capital, html_environment, source, wording

# What browsers call files whose ending does not say it.
_TYPES = {"svg": "image/svg+xml", "jpg": "image/jpeg", "mp3": "audio/mpeg", "m4a": "audio/mp4"}
_TYPES |= dict.fromkeys(("oga", "opus"), "audio/ogg")


_AS_A_WHOLE = "A chain, a list or a table is asked here as a whole, not gap by gap."


@dataclass(frozen=True, slots=True)
class PageFilter:
    """Which questions the page shows; an empty choice means all."""

    decks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def __contains__(self, question: Question) -> bool:
        about = question.about
        pairs = ((self.decks, about.deck), (self.kinds, about.kind), (self.types, question.type))
        return all(not choice or value in choice for choice, value in pairs)


class PreviewPage(NamedTuple):
    """The page, how many questions it shows, and all diagnostics, of the decks and of the page."""

    html: str
    questions: int
    diagnostics: list[Diagnostic]


class _Entry(NamedTuple):
    """A question on the page. Without a card or a sheet, `no_card` and `no_sheet` say why."""

    question: Question
    heading: str
    has_card: bool
    no_card: str
    no_sheet: str
    sheet: int | None
    typed: tuple[str, str, str] | None


class _Fact(NamedTuple):
    about: About
    entries: list[_Entry]


def render_page(
    compiled: Compiled, choice: PageFilter, seed: str, printer: Printer, *, watched: bool = False
) -> PreviewPage:
    """Render the page of a collection; one that is `watched` asks the server for news."""
    questions = [each for each in chain(*compiled.questions.values()) if each in choice]
    anki, problems = cards_by_question(compiled)
    templates = {type: sides(type) for type in {card.type for card in anki.values()}}
    sides_by_id = {}
    for question in questions:
        if card := anki.get(question.id):
            front, back = both_sides(templates[card.type], card.fields, card.number)
            field = '<input aria-label="Typed in Anki">'
            sides_by_id[question.id] = front.replace(TYPE_IN, field), back.replace(TYPE_IN, "")
    data = {"css": styling(), "cards": sides_by_id, "media": _media(compiled, questions)}
    places, quizzes = _sheets(compiled, questions, seed)
    prints = printer.print(quizzes, compiled)
    words = wording(compiled.collection.language)
    typed = [transcript(quiz.items[0], words) for quiz in quizzes]

    def entry(question: Question) -> _Entry:
        place = places.get(question.id)
        return _Entry(
            question=question,
            heading=plain(_heading(question)),
            has_card=question.id in sides_by_id,
            no_card=_no_card(question),
            no_sheet=_AS_A_WHOLE if place is None else "The template of printed pages failed.",
            sheet=place if prints.svgs else None,
            typed=None if place is None else typed[place],
        )

    facts = []
    for _, group in groupby(questions, key=lambda question: question.about.fact):
        entries = [entry(question) for question in group]
        facts.append(_Fact(entries[0].question.about, entries))
    diagnostics = in_order([*compiled.diagnostics, *problems, *prints.problems])
    titles = {deck.id: plain(deck.title) for deck in compiled.collection.decks}
    decks = {question.about.deck for question in questions}
    html = _render(
        "page.html",
        title=plain(compiled.collection.title) or next(iter(titles.values()), "Preview"),
        language=code_of(compiled.collection.language),
        watched=watched,
        facts=facts,
        count=len(questions),
        decks={id: title for id, title in titles.items() if id in decks},
        kinds=sorted({question.about.kind for question in questions}),
        types=sorted({question.type for question in questions}),
        problems=problems_html(diagnostics, compiled),
        letters=prints.letters,
        data=_for_script(data | {"sheets": prints.svgs}),
    )
    return PreviewPage(html, len(questions), diagnostics)


def problems_html(diagnostics: Sequence[Diagnostic], compiled: Compiled | None = None) -> str:
    """Render diagnostics as a part of the page, each with its line of source.

    It is empty if there are none.
    """
    if not diagnostics:
        return ""
    texts = compiled.collection.texts if compiled is not None else {}
    frames = code_frames(diagnostics, texts)
    return _render("problems.html", problems=list(zip(diagnostics, frames, strict=True)))


def _sheets(
    compiled: Compiled, questions: Iterable[Question], seed: str
) -> tuple[dict[str, int], list[Quiz]]:
    """Return quizzes of one item each, and by question which of them asks it."""
    chosen = {question.id for question in questions}
    places: dict[str, int] = {}
    quizzes: list[Quiz] = []
    for candidate in chain(*candidates(compiled.questions, Selection()).values()):
        if ids := [question.id for question in candidate if question.id in chosen]:
            places |= dict.fromkeys(ids, len(quizzes))
            quizzes.append(resolve([candidate], "-", compiled.collection.language, seed))
    return places, quizzes


def _heading(question: Question) -> str:
    """Return what tells a question from the others of its fact.

    That is its stem; of a gap, its sentence or the part it hides.
    """
    if not isinstance(question, Cloze):
        return question.stem
    passage, hidden = question.passage, question.gap.part
    if not isinstance(passage, Prose):
        return f"{passage.title}: {question.gap.text}"
    return passage.text(hidden, "____")


def _no_card(question: Question) -> str:
    if isinstance(question, TrueFalse):
        return "No card: this fact has questions that ask for more than true or false."
    if isinstance(question, ShortAnswer):
        return "No card of its own: a gap asks for the same part."
    return "No card of its own: its parts are asked one by one."


def _reasons(question: Question) -> list[tuple[str, str]]:
    """Return why each wrong option is wrong."""
    if isinstance(question, AnyChoice):
        return [(plain(each.text), plain(each.because)) for each in question.distractors]
    return []


def _asks(question: Question) -> str:
    """Return what a gap's question asks for, where the stem does not say it."""
    return plain(question.gap.hint) if isinstance(question, Cloze) else ""


def _media(compiled: Compiled, questions: Iterable[Question]) -> dict[str, str]:
    """Return the pictures and sounds of these questions by name, as addresses that hold them."""
    kinds = {each.name: each.kind for question in questions for each in question.about.files}
    files = compiled.media
    addresses = {}
    for name, kind in sorted(kinds.items()):
        ending = name.rpartition(".")[2]
        type = _TYPES.get(ending, f"{kind}/{ending}")
        addresses[name] = f"data:{type};base64,{b64encode(files[name]).decode()}"
    return addresses


def _for_script(data: dict[str, Any]) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return re.sub(r"<(?=[/!]|script)", r"\\u003c", text, flags=re.IGNORECASE)


def _render(name: str, **values: Any) -> str:
    filters: dict[str, Callable[..., Any]] = {
        "reasons": _reasons,
        "asks": _asks,
        "cap": capital,
        "plain": plain,
    }
    environment = html_environment(filters, finalize=lambda value: value)
    script = source("preview/page.js")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    template = environment.get_template(f"preview/{name}")
    return template.render(values, script=script, digest=digest, style=source("preview/page.css"))
