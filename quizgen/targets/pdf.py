"""Print pages as PDF, through Typst: sheets, keys, the marking grid, cut-out cards."""

# Pages are set by Typst, from its wheel: no LaTeX, no system library, no network, and the same
# bytes everywhere, because only the shipped fonts and those of the collection count. Data go in
# as one JSON string, and are shown as text or built from small trees; nothing of them is
# evaluated. What a student's page is told (`student_view`) holds no key at all, so no page, tag or
# attachment can. Every page is PDF/UA-1. Typst refuses a page with a character that no font has:
# `printable` leaves out the question or the part of a name that has it, with a warning. The heads
# of rows in tables, which Typst cannot tag yet, are tagged afterwards.

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import typst

from quizgen.compiler import Compiled
from quizgen.diagnostics import Diagnostic, Position, Severity, has_errors
from quizgen.questions.question import Cloze, ListRecall, Number, Prose, Question, ShortAnswer
from quizgen.quiz import quiz as quizzes_
from quizgen.quiz.printed_test import Copy, PrintedTest
from quizgen.quiz.quiz import Quiz, Selection
from quizgen.quiz.types import letters
from quizgen.targets import Artifact, Built, Settings
from quizgen.targets.missing_glyphs import (
    PAPERS as PAPERS,
)
from quizgen.targets.missing_glyphs import (
    PROFILES as PROFILES,
)
from quizgen.targets.missing_glyphs import (
    Page as Page,
)
from quizgen.targets.missing_glyphs import (
    fonts_of,
    no_font,
    printable,
    printable_name,
)
from quizgen.targets.pdf_data import (
    code,
    free_keys,
    free_view,
    labels,
    marking_rows,
    media,
    printed,
    student_view,
    summary_of,
    teacher_view,
)
from quizgen.targets.pdf_fonts import direction_of, unquoted
from quizgen.targets.pdf_tags import parted, questions_by_page, with_row_heads
from quizgen.text.markup import plain
from quizgen.text.sameness import says
from quizgen.text.wording import Wording, wording

# The marking grid: variants that an upright page has room for, rows that stand in one column.
WIDEST_UPRIGHT, ROWS_BESIDE = 4, 24
LETTERS_ACROSS, MOST_BLOCKS = 90, 3
MARGIN_WORDS, MARGIN_LETTERS = 7, 60
_LOGO = "quizgen-logo"
# The joiner in an emoji of several, in which Typst would leave out without a word what no font has.
_JOINED = re.compile("(?<=[\U0001f000-\U0001faff\ufe0f])\u200d")


TIGHTEST = 3
TIGHTEST_BY_ITSELF = 2  # without `fit`, so that a last page does not hold one question
LEAST_A_PAGE = 3  # questions of a sheet of which the last leaf is filled; fewer may be huge


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
        sound = printable([quiz], Page(), compiled)
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
        language = compiled.collection.language
        chosen = quizzes_.choose(found, None, settings.seed, language)
        if chosen:
            title = words.say("paper.quiz-title", title=plain(deck.title))
            spares = quizzes_.spares_of(compiled.questions)
            quiz = quizzes_.resolve(chosen, title, language, settings.seed, spares=spares)
            yield deck.id, quiz


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
    quizzes: Sequence[Quiz],
    name: str,
    page: Page,
    students: Sequence[str],
    compiled: Compiled,
    *,
    test: PrintedTest | None = None,
    folders: bool = False,
) -> list[Artifact]:
    """Return the sheets, their key, all answers on a page or more, and the test as data.

    One sheet a variant, or one a student; where there are several, they also come as one file for
    the class, one a profile. A `test` says what is printed beside the questions; its digest stands
    in the names of its files, and a list of its class and all answers on a page go with it. Without
    one, it is made of the quizzes and the students. With `folders`, sheets, keys and data lie in
    folders of their own. Raises PageError.
    """
    words = wording(compiled.collection.language)
    signed = test is not None
    if test is None:
        test = printed_test(quizzes, page, students)
    alone = len(test.quizzes) == 1
    name, sheets, keys, data = _places(f"{name}-{test.digest}" if signed else name, folders=folders)
    wanted = {quiz.variant for quiz in quizzes}
    unnamed = (Copy(name="", variant=each.variant) for each in test.quizzes)
    whole_class = test.students or tuple(unnamed)
    made: list[Artifact] = []
    is_whole = len(quizzes) == len(test.quizzes)
    seen = student_views(test.quizzes, test, words)
    page, fitted = _fitted(test.quizzes, page, words, compiled, test, seen)
    whole, own_sheets = _sheets(whole_class, page, words, compiled, test, seen, fitted)
    for place, (student, sheet) in enumerate(zip(whole_class, own_sheets, strict=True), 1):
        if student.variant not in wanted:
            continue
        which = "" if alone else f"-{student.variant}"
        if student.name:
            # Its number in the whole class, also where one variant is printed again.
            which = f"-{_numbered(place, len(whole_class))}-{slug(student.name)}{which}"
        made.append(Artifact(f"{sheets}{name}{which}.pdf", sheet, _counted(test)))
    for profile, everything in whole.items():
        copies = [each for each in whole_class if page.of(each).profile == profile]
        which = "" if profile == page.profile else f"-{profile}"
        if not is_whole:
            copies = [each for each in copies if each.variant in wanted]
            which += f"-{''.join(quiz.variant for quiz in quizzes)}"
        if len(copies) < 2:
            continue
        sheet = everything
        if not is_whole:
            sheet = _set_copies(copies, page, words, compiled, test, seen)
        made.append(Artifact(f"{sheets}{name}-class{which}.pdf", sheet, f"{len(copies)} copies"))
    if is_whole:  # or else it was written with the whole test, and may hold scores
        made += _for_the_teacher(quizzes, name, page, compiled, test, (keys, data), signed=signed)
    return made


def _places(name: str, *, folders: bool) -> tuple[str, str, str, str]:
    """Return the name that files have, and where sheets, keys and data lie."""
    if folders:
        return name, "sheets/", "keys/", "data/"
    folder, slash, name = name.rpartition("/")
    return name, folder + slash, folder + slash, folder + slash


def _sheets(
    copies: Sequence[Copy],
    page: Page,
    words: Wording,
    compiled: Compiled,
    test: PrintedTest,
    views: Mapping[str, Any],
    fitted: Mapping[str, bytes],
) -> tuple[dict[str, bytes], list[bytes]]:
    """Return by profile the sheets of a whole class in one file, and the sheet of each copy.

    The sheet of a student is the same whether all variants are printed or one that was lost.
    `fitted` are sheets without a name that are set already, by variant.
    """
    whole: dict[str, bytes] = {}
    sheets: dict[Copy, bytes] = {}
    by_profile: dict[str, list[Copy]] = {}
    for each in copies:
        by_profile.setdefault(page.of(each).profile, []).append(each)
    for profile, together in by_profile.items():
        if len(together) > 1:
            whole[profile] = _set_copies(together, page, words, compiled, test, views)
            parts = parted(whole[profile], len(together)) or [
                _set_copies([each], page, words, compiled, test, views) for each in together
            ]
            sheets |= zip(together, parts, strict=True)
            continue
        [student] = together
        is_fitted = not student.name and not student.profile
        sheet = fitted.get(student.variant) if is_fitted else None
        sheet = sheet or _set_copies(together, page, words, compiled, test, views)
        whole[profile] = sheets[student] = sheet
    return whole, [sheets[each] for each in copies]


def _set_copies(
    copies: Sequence[Copy],
    page: Page,
    words: Wording,
    compiled: Compiled,
    test: PrintedTest,
    views: Mapping[str, Any],
) -> bytes:
    """Return the sheets of students of one profile, each with the name as far as it can be."""
    fonts = fonts_of(compiled, page)
    by_letter = {quiz.variant: quiz for quiz in test.quizzes}
    named = [(printable_name(each.name, fonts), by_letter[each.variant]) for each in copies]
    return _sheet(named, page.of(copies[0]), words, compiled, test, views)


def _for_the_teacher(
    quizzes: Sequence[Quiz],
    name: str,
    page: Page,
    compiled: Compiled,
    test: PrintedTest,
    folders: tuple[str, str],
    *,
    signed: bool,
) -> Iterator[Artifact]:
    """Yield what goes with the sheets of a whole test: keys, the class list, and the data."""
    words = wording(compiled.collection.language)
    keys, data = folders
    alone = len(test.quizzes) == 1
    yield Artifact(f"{keys}{name}-key.pdf", _key(quizzes, page, words, compiled, test), "key")
    if signed or not alone:
        grid = _grid(test, page, words, compiled)
        summary = "all answers of the test" if alone else "marking grid"
        yield Artifact(f"{keys}{name}-grid.pdf", grid, summary)
    if signed and test.students:
        yield from _class_lists(test, name, page, compiled, folders)
    yield Artifact(f"{data}{name}.json", test.written().encode(), "the test as data")


def _key(
    quizzes: Sequence[Quiz], page: Page, words: Wording, compiled: Compiled, test: PrintedTest
) -> bytes:
    """Return the key, every variant on pages of its own; reasons and sources with the first."""
    title = words.say("paper.key", title=test.title)
    views = {}
    for quiz in quizzes:
        first = quiz is quizzes[0]
        view = teacher_view(quiz, words, alone=len(test.quizzes) == 1, reasons=first)
        view["key-title"] = title  # its letter stands beside it
        view["foot"] = _foot(title, quiz, words, test)
        told = "" if first else words.say("paper.reasons", variant=quizzes[0].variant)
        told = f"{summary_of(test, words)} {told}".strip()
        view["summary"] = f"{told} {code(quiz, words, test)}"
        view["sections"] += free_keys(test, words)
        views[quiz.variant] = view
    data = _data(title, page, words) | {"quizzes": views}
    return _compile("key", data, page, compiled, _texts(quizzes))


def printed_test(
    quizzes: Sequence[Quiz], page: Page, students: Sequence[str], **more: Any
) -> PrintedTest:
    """Return a test of these quizzes, the students taking the variants in turn."""
    copies = [
        Copy(
            name=name,
            variant=quizzes[index % len(quizzes)].variant,
            profile=page.profiles.get(name, ""),
        )
        for index, name in enumerate(students)
    ]
    return PrintedTest(
        title=quizzes[0].title,
        class_name=page.class_name,
        date=page.date,
        quizzes=tuple(quizzes),
        students=tuple(copies),
        **more,
    )


def class_lists(
    test: PrintedTest, name: str, page: Page, compiled: Compiled, *, folders: bool = False
) -> list[Artifact]:
    """Return who has which variant, score and mark, as data and as a page.

    They have the names that they have among the files of the test. Raises PageError.
    """
    places = ("keys/", "data/") if folders else ("", "")
    return list(_class_lists(test, f"{name}-{test.digest}", page, compiled, places))


def _class_lists(
    test: PrintedTest, name: str, page: Page, compiled: Compiled, folders: tuple[str, str]
) -> Iterator[Artifact]:
    words = wording(compiled.collection.language)
    keys, data = folders
    summary = "who has which variant"
    listed = _csv(test.rows())
    yield Artifact(f"{data}{name}-class-list.csv", listed, f"{summary}, as data")
    listed = _class_list(test, page, words, compiled)
    yield Artifact(f"{keys}{name}-class-list.pdf", listed, summary)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as spreadsheets open them: a mark says that it is Unicode."""
    out = io.StringIO()
    safe = [
        [f"'{cell}" if cell[:1] and cell[0] in "=+-@" else cell for cell in row] for row in rows
    ]
    csv.writer(out, lineterminator="\r\n").writerows(safe)
    return out.getvalue().encode("utf-8-sig")


def _class_list(test: PrintedTest, page: Page, words: Wording, compiled: Compiled) -> bytes:
    """Return the class list, with room for scores and marks, and the scale in points."""
    title = words.say("paper.class-list", title=test.title)
    standard = replace(page, profile="standard")
    fonts = fonts_of(compiled, page)
    more = {
        "foot": {"title": _short(title)},
        "points": str(test.points),
        "students": [
            {
                "name": printable_name(each.name, fonts),
                "variant": each.variant,
                "profile": each.profile,
                "score": "" if each.score is None else f"{each.score:g}",
                "mark": test.mark_of(each),
            }
            for each in test.students
        ],
        "scale": _scale(test),
    }
    data = _data(title, standard, words) | more
    return _compile("class-list", data, standard, compiled, ())


def flash_cards(questions: Iterable[Question], title: str, page: Page, compiled: Compiled) -> bytes:
    """Return flash cards to cut out, mirrored for printing on both sides.

    A card has two sides: what asks from the other end for what a card of its fact says is on it.
    """
    words = wording(compiled.collection.language)
    faces = [
        (question.about.fact, face)
        for question in _from_one_end(questions, words.code)
        for face in _face(question, words)
    ]
    data = _data(title, page, words) | {"cards": printed([face for _, face in faces], words.code)}
    texts = ((fact, json.dumps(face, ensure_ascii=False)) for fact, face in faces)
    return _compile("cards", data, page, compiled, texts)


def _from_one_end(questions: Iterable[Question], language: str) -> Iterator[Question]:
    """Yield the questions but for those that turn an earlier one of their fact round."""
    earlier: dict[str, list[Question]] = {}
    for question in questions:
        others = earlier.setdefault(question.about.fact, [])
        if any(_is_turned(question, other, language) for other in others):
            continue
        others.append(question)
        yield question


def _is_turned(one: Question, other: Question, language: str) -> bool:
    """Tell whether each of two questions says what the other asks for."""
    if not (isinstance(one, ShortAnswer) and isinstance(other, ShortAnswer)):
        return False
    return says(plain(one.stem), plain(other.answer), language) and says(
        plain(other.stem), plain(one.answer), language
    )


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


def _fitted(
    quizzes: Sequence[Quiz],
    page: Page,
    words: Wording,
    compiled: Compiled,
    test: PrintedTest,
    views: Mapping[str, Any],
) -> tuple[Page, dict[str, bytes]]:
    """Return the page with the least tightness at which the sheets take as few pages as they may.

    That is as many as `fit` says, or one less than would have a single question on the last, or
    leave the back of the last leaf blank. With it go the sheets without a name that were set like
    that, by variant.
    Raises PageError where no tightness makes them fit.
    """
    wanted = page.fit
    least = 0
    sheets: dict[str, tuple[int, bytes]] = {}  # with the tightness at which each was set
    for quiz in quizzes:
        sheet = _sheet([("", quiz)], page, words, compiled, test, views)
        sheets[quiz.variant] = 0, sheet
        begun = questions_by_page(sheet)
        pages, on_last = len(begun), begun[-1]
        most, tightest = wanted, TIGHTEST
        if wanted is None:
            is_lone = on_last <= 1
            is_open = pages % 2 == 1 and len(quiz.items) >= LEAST_A_PAGE * pages
            if pages == 1 or not (is_lone or is_open):
                continue
            most = pages - 1
            tightest = TIGHTEST if is_open else TIGHTEST_BY_ITSELF
        assert most is not None
        tightness = least
        while pages > most and tightness < tightest:
            tightness += 1
            tighter = replace(page, tight=tightness)
            sheet = _sheet([("", quiz)], tighter, words, compiled, test, views)
            sheets[quiz.variant] = tightness, sheet
            begun = questions_by_page(sheet)
            pages = len(begun)
        if pages <= most:
            least = tightness
        elif wanted is not None:
            raise PageError(_too_long(begun, page, compiled))
    kept = {variant: sheet for variant, (tightness, sheet) in sheets.items() if tightness == least}
    return replace(page, tight=least), kept


def _too_long(begun: Sequence[int], page: Page, compiled: Compiled) -> Diagnostic:
    """Return what is said of a sheet of which so many questions begin on each page."""
    message = f"the sheet needs {len(begun)} pages, even where all stands as close as it may"
    smaller = "" if page.profile == "compact" else " take the profile `compact`,"
    beyond = sum(begun[page.fit :])
    fewer = f"about {beyond} questions fewer" if beyond > 1 else "fewer questions"
    hint = f"ask {fewer},{smaller} or allow more than {page.fit}"
    return Diagnostic("sheet-too-long", message, compiled.collection.position, hint)


def _scale(test: PrintedTest) -> list[dict[str, str]]:
    """Return each mark of the scale with the least points for it, in halves."""
    return [
        {"mark": each.mark, "least": f"{math.ceil(2 * each.least * test.points / 100) / 2:g}"}
        for each in test.scale
    ]


def _sheet(
    copies: Sequence[tuple[str, Quiz]],
    page: Page,
    words: Wording,
    compiled: Compiled,
    test: PrintedTest,
    views: Mapping[str, Any],
) -> bytes:
    """Return the sheets of some students, of the views of their variants."""
    quizzes = {quiz.variant: quiz for _, quiz in copies}
    title = copies[0][1].title
    feet = {variant: _foot(title, quiz, words, test) for variant, quiz in quizzes.items()}
    more = {
        "quizzes": {variant: views[variant] for variant in quizzes},
        "instructions": printed(test.instructions),
        "minutes": words.say("paper.minutes", minutes=test.minutes) if test.minutes else "",
        "logo": _logo_name(page),
        "marked": bool(test.scale),
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
    data = _data(title, page, words) | more
    return _compile("sheet", data, page, compiled, _texts(quizzes.values()))


def _words_of(cell: Any) -> str:
    """Return the plain words of a text as the templates take it."""
    return cell if isinstance(cell, str) else str(cell["plain"])


def student_views(
    quizzes: Sequence[Quiz], test: PrintedTest, words: Wording
) -> dict[str, dict[str, Any]]:
    """Return by variant what students see, with the teacher's own questions at the end."""
    views = {}
    for quiz in quizzes:
        view = student_view(quiz, words, alone=len(test.quizzes) == 1)
        view |= {"points": test.points, "summary": summary_of(test, words)}
        view["sections"] += free_view(test, words)
        views[quiz.variant] = view
    return views


def _logo_name(page: Page) -> dict[str, str]:
    return {"picture": _LOGO, "alt": "logo"} if page.logo else {}


def _grid(test: PrintedTest, page: Page, words: Wording, compiled: Compiled) -> bytes:
    """Return the answers of all variants side by side; of one, in as many words as it takes."""
    quizzes = test.quizzes
    alone = len(quizzes) == 1
    title = words.say("paper.strip" if alone else "paper.grid", title=quizzes[0].title)
    rows = marking_rows(quizzes, words, test.free)
    wide = len(quizzes) > WIDEST_UPRIGHT
    blocks = 1
    if len(rows) > ROWS_BESIDE:
        columns = zip(*rows, strict=True)
        letters = sum(max(len(_words_of(cell)) for cell in column) for column in columns)
        blocks = max(1, LETTERS_ACROSS // max(letters, LETTERS_ACROSS // MOST_BLOCKS))
    more = {
        "rows": rows,
        "variants": [quiz.variant for quiz in quizzes],
        "blocks": blocks,
        "scale": _scale(test),
        "wide": wide,
        "size": 9.0 if len(rows) <= ROWS_BESIDE else 8.0,
        "foot": _foot(title, quizzes[0], words, test) if alone else {"title": _short(title)},
    }
    standard = replace(page, profile="standard")
    return _compile(
        "grid", _data(title, standard, words) | more, standard, compiled, _texts(quizzes)
    )


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


def _foot(title: str, quiz: Quiz, words: Wording, test: PrintedTest) -> dict[str, str]:
    """Return what the foot of a page says: the title, and what tells it from every other test."""
    return {"title": _short(title), "code": code(quiz, words, test)}


def _short(text: str) -> str:
    """Return at most one line of a margin, of few words: a longer one reads as prose."""
    kept = " ".join(text.split()[:MARGIN_WORDS])
    if len(kept) > MARGIN_LETTERS:
        kept = kept[: MARGIN_LETTERS - 1].rstrip()
    return kept if kept == text else f"{kept}…"


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
                "media": _bytes(data, page, compiled),
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


def _bytes(data: dict[str, Any], page: Page, compiled: Compiled) -> str:
    """Return the bytes of the pictures that the data name, as numbers: Typst takes only text."""
    files = dict(compiled.media)
    if page.logo:
        files[_LOGO] = page.logo
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
    for name in sorted(set(_pictures(data)) - {_LOGO}):
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


def _counted(test: PrintedTest) -> str:
    return summary_of(test, wording("en")).rstrip(".")


def _numbered(index: int, total: int) -> str:
    return str(index).zfill(len(str(total)))


def is_picture(data: bytes) -> bool:
    """Tell whether bytes are a picture that can be printed."""
    alone = b"#set page(width: auto, height: auto)\n#image(bytes(json(bytes(sys.inputs.picture))))"
    try:
        typst.compile(alone, sys_inputs={"picture": json.dumps(list(data))})
    except typst.TypstError:
        return False
    return True


def slug(text: str) -> str:
    """Return a text as a part of the name of a file."""
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-_")[:40] or "student"


def variant_letters(number: int) -> list[str]:
    """Return the letters of that many variants."""
    each = letters()
    return [next(each) for _ in range(number)]
