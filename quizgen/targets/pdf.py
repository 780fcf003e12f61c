"""Print pages as PDF, through Typst: sheets, keys, the marking grid, cut-out cards."""

# Pages are set by Typst, from its wheel: no LaTeX, no system library, no network, and the same
# bytes everywhere, because only the shipped fonts and those of the collection count. Data go in
# as one JSON string, and are shown as text or built from small trees; nothing of them is
# evaluated. What a student's page is told (`student_view`) holds no key at all, so no page, tag or
# attachment can. Every page is PDF/UA-1. Typst refuses a page with a character that no font has:
# `printable` leaves out the question or the part of a name that has it, with a warning. The heads
# of rows in tables, which Typst cannot tag yet, are tagged afterwards.

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import typst

from quizgen.compiler import Compiled
from quizgen.diagnostics import Diagnostic, Position, Severity, has_errors
from quizgen.questions.types import Cloze, ListRecall, Number, Prose, Question, ShortAnswer
from quizgen.quiz import quiz as quizzes_
from quizgen.quiz.quiz import Quiz, Selection
from quizgen.quiz.types import letters
from quizgen.targets import Artifact, Built, Settings
from quizgen.targets.pdf_data import (
    code,
    labels,
    marking_rows,
    media,
    printed,
    student_view,
    teacher_view,
)
from quizgen.targets.pdf_fonts import direction_of, unquoted
from quizgen.targets.pdf_tags import extent, with_row_heads
from quizgen.targets.printable import (
    PAPERS as PAPERS,
)
from quizgen.targets.printable import (
    PROFILES as PROFILES,
)
from quizgen.targets.printable import (
    Page as Page,
)
from quizgen.targets.printable import (
    fonts_of,
    no_font,
    printable,
)
from quizgen.text.markup import plain
from quizgen.text.wording import Wording, wording

# The joiner in an emoji of several, in which Typst would leave out without a word what no font has.
_JOINED = re.compile("(?<=[\U0001f000-\U0001faff\ufe0f])\u200d")


TIGHTEST = 3
TIGHTEST_BY_ITSELF = 2  # without `fit`, so that a last page does not hold one question


class PageError(Exception):
    """A page that cannot be made, as a diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def build_worksheets(compiled: Compiled, settings: Settings) -> Built:
    """Return a worksheet, its key and its data for every deck; the lock stays as it is."""
    artifacts: list[Artifact] = []
    diagnostics: list[Diagnostic] = []
    for deck, quiz in deck_quizzes(compiled, settings):
        # A deck with a character that paper lacks is still a deck: its question is left out.
        sound = printable([quiz], (), Page(), compiled)
        diagnostics += sound.warnings
        if has_errors(sound.problems):
            continue
        name = f"worksheets/{deck}-worksheet"
        try:
            artifacts += worksheet(sound.quizzes, name, sound.page, (), compiled)
        except PageError as error:
            diagnostics.append(replace(error.diagnostic, severity=Severity.WARNING))
    return Built(artifacts, diagnostics, compiled.lock)


def deck_quizzes(compiled: Compiled, settings: Settings) -> Iterator[tuple[str, Quiz]]:
    """Yield the id of each deck that is wanted, with a quiz of it."""
    words = wording(compiled.collection.language)
    for deck in compiled.collection.decks:
        if settings.decks and deck.id not in settings.decks:
            continue
        found = quizzes_.candidates(compiled.questions, Selection(decks=(deck.id,)))
        chosen = quizzes_.choose(found, quizzes_.DEFAULT_NUMBER, settings.seed)
        if chosen:
            title = words.say("paper.quiz-title", title=plain(deck.title))
            language = compiled.collection.language
            yield deck.id, quizzes_.resolve(chosen, title, language, settings.seed)


def page_limits(compiled: Compiled) -> list[Diagnostic]:
    """Return the facts and titles that have characters which no font for paper can show."""
    fonts = fonts_of(compiled)
    texts = [
        (fact.at(), f" in the fact `{fact.id}`", fact.model_dump_json())
        for _, fact in compiled.collection.facts()
    ]
    titles = [
        (deck.position, f" in `{deck.title}`", deck.title) for deck in compiled.collection.decks
    ]
    lacking = fonts.lacking({each for _, _, text in (*texts, *titles) for each in text})
    diagnostics = []
    for position, where, text in (*texts, *titles) if lacking else ():
        character = next((each for each in text if each in lacking), "")
        if character:
            diagnostics.append(no_font(character, f",{where}, which cannot be printed", position))
    return diagnostics


def worksheet(
    quizzes: Sequence[Quiz], name: str, page: Page, students: Sequence[str], compiled: Compiled
) -> list[Artifact]:
    """Return the sheets, their key and, for several variants, the marking grid.

    One sheet a variant, or one a student; where there are several, they also come as one file for
    the class. Raises PageError.
    """
    words = wording(compiled.collection.language)
    alone = len(quizzes) == 1
    made: list[Artifact] = []
    copies = [(student, quizzes[index % len(quizzes)]) for index, student in enumerate(students)]
    copies = copies or [("", quiz) for quiz in quizzes]
    page = _fitted(quizzes, page, words, compiled)
    for index, (student, quiz) in enumerate(copies, 1):
        variant = "" if alone else f"-{quiz.variant}"
        which = f"-{_numbered(index, len(copies))}-{_slug(student)}" if student else variant
        sheet = _sheet([(student, quiz)], page, words, compiled)
        made.append(Artifact(f"{name}{which}.pdf", sheet, _counted(quiz)))
    if len(copies) > 1:
        everything = _sheet(copies, page, words, compiled)
        made.append(Artifact(f"{name}-class.pdf", everything, f"{len(copies)} copies"))
    title = words.say("paper.key", title=quizzes[0].title)
    views = {
        quiz.variant: teacher_view(quiz, words, alone=alone) | {"foot": _foot(title, quiz, words)}
        for quiz in quizzes
    }
    data = _data(title, page, words) | {"quizzes": views}
    made.append(
        Artifact(f"{name}-key.pdf", _compile("key", data, page, compiled, _texts(quizzes)), "key")
    )
    if not alone:
        made.append(
            Artifact(f"{name}-grid.pdf", _grid(quizzes, page, words, compiled), "marking grid")
        )
    text = json.dumps(
        [quiz.model_dump(mode="json") for quiz in quizzes], ensure_ascii=False, indent=1
    )
    made.append(Artifact(f"{name}.json", f"{text}\n".encode(), "the quiz as data"))
    return made


def flash_cards(questions: Iterable[Question], title: str, page: Page, compiled: Compiled) -> bytes:
    """Return flash cards to cut out, mirrored for printing on both sides."""
    words = wording(compiled.collection.language)
    faces = [
        (question.about.fact, face) for question in questions for face in _face(question, words)
    ]
    data = _data(title, page, words) | {"cards": printed([face for _, face in faces], words.code)}
    texts = ((fact, json.dumps(face, ensure_ascii=False)) for fact, face in faces)
    return _compile("cards", data, page, compiled, texts)


def pictures(
    quizzes: Sequence[Quiz], page: Page, compiled: Compiled
) -> tuple[list[str], list[Diagnostic]]:
    """Return the sections of these quizzes as they stand on a sheet, an SVG each.

    Raises PageError.

    Where a character has no font, that is a warning, and the picture shows a box in its place.
    """
    words = wording(compiled.collection.language)
    sections = [section for quiz in quizzes for section in student_view(quiz, words)["sections"]]
    data = _data(plain(compiled.collection.title) or "-", page, words) | {"sections": sections}
    warnings: list[Diagnostic] = []
    # Only a PDF is looked through for such characters; what it lays out is not laid out twice.
    try:
        _compile("questions", data, page, compiled, _texts(quizzes))
    except PageError as error:
        warnings.append(replace(error.diagnostic, severity=Severity.WARNING))
    _, *made = _set(
        "questions", data, page, compiled, _texts(quizzes), "svg"
    )  # the first page is the title's
    return [each.decode() for each in made], warnings


def _fitted(quizzes: Sequence[Quiz], page: Page, words: Wording, compiled: Compiled) -> Page:
    """Return the page with the least tightness at which the sheets take as few pages as they may.

    That is as many as `fit` says, or one less than would have a single question on the last.
    Raises PageError where no tightness makes them fit.
    """
    wanted = page.fit
    least = 0
    for quiz in quizzes:
        pages, on_last = extent(_sheet([("", quiz)], page, words, compiled))
        most = wanted
        if wanted is None:
            if pages == 1 or on_last > 1:
                continue
            most = pages - 1
        assert most is not None
        tightness = least
        while pages > most and tightness < (TIGHTEST if wanted else TIGHTEST_BY_ITSELF):
            tightness += 1
            tighter = replace(page, tight=tightness)
            pages, _ = extent(_sheet([("", quiz)], tighter, words, compiled))
        if pages <= most:
            least = tightness
        elif wanted is not None:
            raise PageError(_too_long(pages, wanted, compiled))
    return replace(page, tight=least)


def _too_long(pages: int, wanted: int, compiled: Compiled) -> Diagnostic:
    message = f"the sheet needs {pages} pages, even where all stands as close as it may"
    hint = f"ask fewer questions, take --profile compact, or allow more than {wanted}"
    return Diagnostic("sheet-too-long", message, compiled.collection.position, hint)


def _sheet(
    copies: Sequence[tuple[str, Quiz]], page: Page, words: Wording, compiled: Compiled
) -> bytes:
    quizzes = {quiz.variant: quiz for _, quiz in copies}
    title = copies[0][1].title
    feet = {variant: _foot(title, quiz, words) for variant, quiz in quizzes.items()}
    data = _data(title, page, words) | {
        "quizzes": {variant: student_view(quiz, words) for variant, quiz in quizzes.items()},
        "copies": [
            {
                "name": name,
                "short": _short(name),
                "variant": quiz.variant,
                "foot": feet[quiz.variant],
            }
            for name, quiz in copies
        ],
    }
    return _compile("sheet", data, page, compiled, _texts(quizzes.values()))


def _grid(quizzes: Sequence[Quiz], page: Page, words: Wording, compiled: Compiled) -> bytes:
    title = words.say("paper.grid", title=quizzes[0].title)
    rows = marking_rows(quizzes, words)
    blocks = 3
    if len(rows) <= 80:
        blocks = 1 if len(rows) <= 32 else 2
    size = min(10.0, 10.0 * 32 / max(1, -(-len(rows) // blocks)))
    more = {
        "rows": rows,
        "variants": [quiz.variant for quiz in quizzes],
        "blocks": blocks,
        "size": max(3.0, size),
    }
    plain = replace(page, profile="standard")
    return _compile("grid", _data(title, plain, words) | more, plain, compiled, _texts(quizzes))


def _face(question: Question, words: Wording) -> list[dict[str, Any]]:
    front, back = question.stem, question.key_text
    if isinstance(question, Cloze):
        if not isinstance(question.passage, Prose):
            return []
        front = question.passage.text(question.gap.part, "______")
    elif isinstance(question, ListRecall):
        back = "\n".join(question.keys)
    elif not isinstance(question, ShortAnswer | Number):
        return []
    about = question.about
    back = about.beside(back)
    face = {
        "front": front,
        "back": back,
        "path": " › ".join(about.path[-2:]),
        "source": "; ".join(about.sources),
    }
    return [
        face
        | {f"{side}-media": media(question.media, side, words) for side in ("question", "answer")}
    ]


def _data(title: str, page: Page, words: Wording) -> dict[str, Any]:
    return {
        "title": title,
        "paper": PAPERS[page.paper],
        "profile": page.profile,
        "class": page.class_name,
        "date": page.date,
        "duplex": page.duplex,
        "tight": page.tight,
        "language": words.code.partition("-")[0],
        "direction": direction_of(words.code),
        "labels": labels(words),
    }


def _foot(title: str, quiz: Quiz, words: Wording) -> str:
    return words.say("paper.footer", title=_short(title), code=code(quiz, words))


def _short(text: str) -> str:
    """Return at most one line of a margin."""
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def _texts(quizzes: Iterable[Quiz]) -> Iterator[tuple[str, str]]:
    """Return all that quizzes say, each with its fact."""
    return ((item.fact, item.model_dump_json()) for quiz in quizzes for item in quiz.items)


def _compile(
    template: str,
    data: dict[str, Any],
    page: Page,
    compiled: Compiled,
    texts: Iterable[tuple[str, str]],
) -> bytes:
    """Return the PDF that a template makes of the data: tagged for PDF/UA-1."""
    [pdf] = _set(template, data, page, compiled, texts, "pdf")
    return with_row_heads(pdf)


def _set(
    template: str,
    data: dict[str, Any],
    page: Page,
    compiled: Compiled,
    texts: Iterable[tuple[str, str]],
    format: Literal["pdf", "svg"],
) -> list[bytes]:
    """Return what a template makes of the data, always the same bytes: one PDF, or an SVG a page.

    `texts` says which fact is to blame for a character that no font has.
    """
    source = page.templates / f"{template}.typ"
    fonts = fonts_of(compiled, page)
    data = data | {"fonts": fonts.families}
    if not source.is_file():
        raise PageError(_failed("there is no such template", Position(source.as_posix())))
    try:
        made: Any = typst.compile(
            str(source),
            root=str(page.templates),
            font_paths=fonts.files,
            ignore_system_fonts=True,
            sys_inputs={
                "data": _JOINED.sub("", json.dumps(data, ensure_ascii=False)),
                "media": _bytes(data, compiled),
            },
            pdf_standards=["ua-1"],
            format=format,
            timestamp=0,
        )
    except typst.TypstError as error:
        missing = re.search(r'the text `"(.*?)"` could not be displayed', str(error), re.DOTALL)
        place = _place(error, source)
        if missing is None:
            raise PageError(
                _broken_picture(data, compiled) or _failed(str(error), place)
            ) from error
        cluster = unquoted(missing[1]).replace("\ufe0f", "")
        character = max(cluster) if cluster[0].isascii() else cluster[0]
        fact = next((fact for fact, text in texts if character in text), "")
        raise PageError(_missing(character, fact, data, compiled, place)) from error
    return made if isinstance(made, list) else [made]


def _bytes(data: dict[str, Any], compiled: Compiled) -> str:
    """Return the bytes of the pictures that the data name, as numbers: Typst takes only text."""
    files = compiled.media
    names = set(_pictures(data)) if files else set()
    return json.dumps({name: list(files[name]) for name in sorted(names)})


def _pictures(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "picture" in value:
            yield value["picture"]
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from _pictures(each)


def _broken_picture(data: dict[str, Any], compiled: Compiled) -> Diagnostic | None:
    """Report the first picture that Typst cannot set by itself, at a fact that shows it."""
    alone = b"#set page(width: auto, height: auto)\n#image(bytes(json(bytes(sys.inputs.picture))))"
    for name in sorted(set(_pictures(data))):
        try:
            typst.compile(alone, sys_inputs={"picture": json.dumps(list(compiled.media[name]))})
        except typst.TypstError as error:
            abouts = (questions[0].about for questions in compiled.questions.values() if questions)
            about = next(each for each in abouts if any(shown.name == name for shown in each.files))
            message = (
                f"the picture of `{about.fact}` cannot be printed: {str(error).splitlines()[0]}"
            )
            return Diagnostic("bad-media", message, about.position, "save it anew, as PNG or JPEG")
    return None


def _place(error: typst.TypstError, source: Path) -> Position:
    """Return where Typst says that it failed: the first place it names, columns from 1."""
    where = re.search(r"┌─ (.+?):(\d+):(\d+)\n", str(getattr(error, "diagnostic", "")))
    path = source if where is None else source.with_name(Path(where[1]).name)
    return (
        Position(path.as_posix(), int(where[2]), int(where[3]) + 1)
        if where
        else Position(path.as_posix())
    )


def _failed(message: str, place: Position) -> Diagnostic:
    hint = "correct the template; `quizgen templates export` writes out the ones that work"
    return Diagnostic(
        "template-failed", f"the template failed: {message.splitlines()[0]}", place, hint
    )


def _missing(
    character: str, fact: str, data: dict[str, Any], compiled: Compiled, place: Position
) -> Diagnostic:
    """Report a character that no font has: in a fact, or else in a heading, name or template."""
    inside = f", in the fact `{fact}`" if fact else ""
    if fact:
        place = compiled.questions[fact][0].about.position
    else:
        named = [data["title"], data["class"], *(copy["name"] for copy in data.get("copies", ()))]
        inside = next((f", in `{text}`" for text in named if character in text), "")
        place = next(
            (deck.position for deck in compiled.collection.decks if character in deck.title), place
        )
    return no_font(character, inside, place)


def _counted(quiz: Quiz) -> str:
    number = len(quiz.items)
    questions, points = "s" if number != 1 else "", "s" if quiz.points != 1 else ""
    return f"{number} question{questions}, {quiz.points} point{points}"


def _numbered(index: int, total: int) -> str:
    return str(index).zfill(len(str(total)))


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-_")[:40] or "student"


def variant_letters(number: int) -> list[str]:
    """Return the letters of that many variants."""
    each = letters()
    return [next(each) for _ in range(number)]
