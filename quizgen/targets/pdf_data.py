"""Make what the page templates are told: a student's view of a quiz, and a teacher's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quizgen.questions.question import Media, beside
from quizgen.quiz.printed_test import FreeQuestion, PrintedTest
from quizgen.quiz.quiz import Item, Quiz, Section
from quizgen.quiz.types import (
    ListItem,
    NumberItem,
    Option,
    OrderingItem,
    PassageItem,
    PassageLayout,
    ShortAnswerItem,
    TrueFalseItem,
)
from quizgen.quiz.types.item import A_LINE
from quizgen.targets.pdf_fonts import (
    direction_of,
    first_direction,
    language_in,
    language_runs,
)
from quizgen.text.formula import Formula, FormulaError, parse_formula
from quizgen.text.markup import (
    Code,
    Inline,
    Math,
    Strong,
    Text,
    marked,
    math_words,
    parse_markup,
    plain,
)
from quizgen.text.wording import Wording, capital

LABELS = (
    *("name", "date", "class", "score", "page", "of", "end", "bank", "value", "unit"),
    *("true", "false", "correction", "point-short", "points-short", "variant", "mark"),
    *("gap", "line", "letter", "number-box", "tick-box"),
)

# Sizes of an answer by which room to write is given: so many characters, then whole lines of them.
SIZES = (10, 18, A_LINE)

LEAST_AT_LENGTH = 4  # lines for an answer in whole sentences

# Letters of the marking grid: in a row of keys, and in the narrowest column.
A_ROW, LEAST_ROOM = 120, 24

NO_TEXTS = ("type", "layout", "letter", "picture")  # in no language: names that templates know

# What is printed of an item's own view. Its unit is not: on paper that is asked for as well.
PRINTED = ("options", "left", "passage", "hints", "lines", "typed")


def labels(words: Wording) -> dict[str, str]:
    """Return the fixed words of a page."""
    return {name: words.say(f"paper.{name}") for name in LABELS}


def code(quiz: Quiz, words: Wording, test: PrintedTest) -> str:
    """Return what tells a sheet of a test from every other.

    The digest is the one in the names of files; the letter of the only variant tells nothing.
    """
    variant = quiz.variant if len(test.quizzes) > 1 else ""
    return words.say("paper.code", variant=variant, seed=quiz.seed, digest=test.digest)


def student_view(quiz: Quiz, words: Wording, *, alone: bool = True) -> dict[str, Any]:
    """Return the quiz as a student may see it: nothing that is only in the key goes in.

    It is `alone` if there is no other variant; then its letter tells nothing.
    """
    return {
        "title": quiz.title,
        "letter": "" if alone else quiz.variant,
        "summary": _summary(quiz, words),
        "points": quiz.points,
        "sections": [
            {
                "title": title,
                "instruction": words.say(f"instruction.{_manner(section)}"),
                "bank": printed(section.bank, words.code),
                "items": [
                    _in_its_language(_paper_view(item, section, words), words.code)
                    for item in section.items
                ],
            }
            for section, title in _titled(quiz, words)
        ],
    }


def _titled(quiz: Quiz, words: Wording) -> Iterator[tuple[Section, str]]:
    """Yield each section with its title, empty where that stands above the one before."""
    before = ""
    for section in quiz.sections:
        title = section.title or words.say(f"section.{section.type}")
        yield section, "" if section.title and title == before else title
        before = title


def _manner(section: Section) -> str:
    """Return how a section is to be answered: its type, or what is different about it."""
    if section.type == "cloze" and not section.bank:
        return "cloze-unaided"
    if section.type == "true-false" and not _is_corrected(section):
        return "true-false-judged"
    if section.type == "number":
        united = [bool(item.unit) for item in section.items if isinstance(item, NumberItem)]
        if not all(united):
            return "number-mixed" if any(united) else "number-bare"
    if section.type == "ordering" and not _has_ties(section):
        return "ordering-untied"
    return section.type


def _has_ties(section: Section) -> bool:
    """Tell whether something in a section shares its place with something else."""
    orders = (item.order for item in section.items if isinstance(item, OrderingItem))
    return any(len(tied) > 1 for order in orders for tied in order)


def _is_corrected(section: Section) -> bool:
    """Tell whether of each false statement of a section it is known what is true instead."""
    statements = [item for item in section.items if isinstance(item, TrueFalseItem)]
    return all(item.truth or item.correction for item in statements)


def teacher_view(
    quiz: Quiz, words: Wording, *, alone: bool, reasons: bool = True
) -> dict[str, Any]:
    """Return the key of a quiz; `alone` if there is no other variant.

    Without `reasons`, it says what is right and for how many points, and neither why nor whence.
    """
    title = "paper.key" if alone else "paper.key-variant"
    return {
        "key-title": words.say(title, title=quiz.title, variant=quiz.variant),
        "letter": "" if alone else quiz.variant,
        "summary": _summary(quiz, words),
        "sections": [
            {
                "title": title,
                "items": [
                    _in_its_language(_key(item, section, words, reasons=reasons), words.code)
                    for item in section.items
                ],
            }
            for section, title in _titled(quiz, words)
        ],
    }


def summary_of(test: PrintedTest, words: Wording) -> str:
    """Return how many questions and points a test has, the teacher's own among them."""
    number = len(test.quizzes[0].items) + len(test.free)
    return words.say("paper.summary", questions=number, points=test.points)


def free_view(test: PrintedTest, words: Wording) -> list[dict[str, Any]]:
    """Return the section of the teacher's own questions, if there are any."""
    if not test.free:
        return []
    items = [
        {
            "number": each.number,
            "type": "free",
            "stem": each.text,
            "points": each.points,
            "media": [],
            "writing": each.lines,
            "space": each.space,
        }
        for each in test.free
    ]
    instruction = "" if _is_mixed(test) else words.say("instruction.free")
    head = {"title": _free_title(test, words), "instruction": instruction}
    return [head | {"bank": [], "items": [_in_its_language(each, words.code) for each in items]}]


def _is_mixed(test: PrintedTest) -> bool:
    """Tell whether there is a question of the teacher's own that takes no whole sentences."""
    return any(each.lines < LEAST_AT_LENGTH for each in test.free)


def _free_title(test: PrintedTest, words: Wording) -> str:
    return words.say("section.free-mixed" if _is_mixed(test) else "section.free")


def free_keys(test: PrintedTest, words: Wording) -> list[dict[str, Any]]:
    """Return what the key says of the teacher's own questions."""
    items = [
        {
            "number": each.number,
            "stem": each.text,
            "points": each.points,
            "context": [],
            "key": [each.key] if each.key else [],
            "media": [],
            "also": [],
            "notes": [],
            "sources": "",
        }
        for each in test.free
    ]
    shown = [_in_its_language(each, words.code) for each in items]
    return [{"title": _free_title(test, words), "items": shown}] if items else []


def marking_rows(
    quizzes: Sequence[Quiz], words: Wording, free: Sequence[FreeQuestion] = ()
) -> list[list[Any]]:
    """Return for each number its key in each variant, as far as a column has room for it.

    Of a teacher's own question without a key there are the points.
    """
    own = [each.key or _points(each.points, words) for each in free]
    columns = [[*(item.strip_key(words) for item in quiz.items), *own] for quiz in quizzes]
    if len(quizzes) > 1:
        room = max(LEAST_ROOM, A_ROW // len(quizzes))
        see = words.say("paper.see-key")
        columns = [[key if len(plain(key)) <= room else see for key in row] for row in columns]
    return [
        [str(number), *(printed(cell, words.code) for cell in row)]
        for number, row in enumerate(zip(*columns, strict=True), start=1)
    ]


def _points(points: int, words: Wording) -> str:
    """Return a number of points in few letters."""
    if points == 1:
        return words.say("paper.point-short")
    return words.say("paper.points-short").replace("#", str(points))


def _in_its_language(view: dict[str, Any], document: str) -> dict[str, Any]:
    """Return an item as the templates take it, with its direction and, if foreign, its language."""
    passage = view.get("passage", {"lines": ()})
    pieces = [piece for line in passage["lines"] for cell in line["cells"] for piece in cell]
    texts = [piece for piece in pieces if isinstance(piece, str)]
    texts += [*passage.get("columns", ()), *(line["label"] for line in passage["lines"])]
    texts = list(filter(None, [*texts, *view.get("context", ())]))
    language, body = language_in(" ".join(map(plain, texts or [view["stem"]])), document)
    own = {"lang": language} if language else {}
    shown: dict[str, Any] = printed(view, document, language)
    usual = direction_of(document)
    # A question begins on the side of its first letter: a foreign text in it is a part of it.
    stem = first_direction(plain(view["stem"]), document) or body or usual
    return shown | own | {"dir": stem, "body-dir": (body or usual) if texts else stem}


def printed(value: Any, document: str = "en", base: str = "") -> Any:
    """Return data as the templates take them.

    Each text with markup, or in another language than the text around (`base`; empty for that of
    the document), as its plain words and a tree, which nothing evaluates.
    """
    if isinstance(value, str):
        nodes = parse_markup(value) if marked(value) else (Text(value),)
        if marked(value) and all(isinstance(node, Text) for node in nodes):
            nodes = (Text(plain(value)),)
        tree = [piece for node in nodes for piece in _pieces(node, document, base)]
        if all(isinstance(piece, str) for piece in tree):
            return plain(value)
        return {"plain": plain(value), "tree": tree}
    if isinstance(value, dict):
        return {
            key: each if key in NO_TEXTS else printed(each, document, base)
            for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [printed(each, document, base) for each in value]
    return value


def _pieces(node: Inline, document: str, base: str) -> list[Any]:
    """Return words as they are, a run of another language with it; of all else, kind and parts."""
    if isinstance(node, Text):
        stretches = language_runs(node.text, document, base)
        alone = len(stretches) == 1
        return [
            ["run", run.language, run.direction if alone else "", run.text]
            if run.language
            else run.text
            for run in stretches
        ]
    if isinstance(node, Code):
        return [["code", node.text]]
    if isinstance(node, Math):
        try:
            return [["math", math_words(node.latex), _formula(parse_formula(node.latex))]]
        except FormulaError:
            return [node.latex]
    parts = [piece for part in node.parts for piece in _pieces(part, document, base)]
    return [["strong" if isinstance(node, Strong) else "emphasis", *parts]]


def _formula(formula: Formula) -> list[Any]:
    """Return a formula as its kind, then its text or its parts."""
    own = [formula.text] if formula.text or (not formula.parts and formula.kind != "row") else []
    return [formula.kind, *own, *map(_formula, formula.parts)]


def _summary(quiz: Quiz, words: Wording) -> str:
    return words.say("paper.summary", questions=len(quiz.items), points=quiz.points)


def media(files: Iterable[Media], side: str, words: Wording) -> list[dict[str, str]]:
    """Return the pictures of one side with their words; of a sound, paper has only a note."""
    rows = []
    for each in files:
        if each.side != side:
            continue
        if each.kind == "image":
            rows.append({"picture": each.name, "alt": each.alt})
        else:
            rows.append({"note": words.say("paper.audio", alt=each.alt)})
    return rows


def _paper_view(item: Item, section: Section, words: Wording) -> dict[str, Any]:
    """Return what a student sees of an item, as the page lays it out."""
    view = {
        "number": item.number,
        "type": item.type,
        "stem": item.stem,
        "points": item.points,
        "media": media(item.media, "question", words),
        **{name: value for name, value in item.own_view().items() if name in PRINTED},
    }
    view |= _rooms(item)
    if item.type == "true-false":
        view["corrected"] = _is_corrected(section)
    if isinstance(item, NumberItem):
        view["measured"] = bool(item.unit)
    if "options" in view:
        view["options"] = [_option(each, words) for each in view["options"]]
    if "passage" in view:
        view["passage"] = _passage(view["passage"], view.pop("hints"))
    return view


def _rooms(item: Item) -> dict[str, Any]:
    """Return for how many characters an item leaves room: by size, which hints at no answer."""
    match item:
        case PassageItem():
            return {"rooms": [_room(blank.answer) for blank in item.blanks]}
        case ListItem():
            return {"room": max(_room(members[0]) for members in item.members)}
        case ShortAnswerItem():
            return {"room": _room(item.answer)}
        case _:
            return {}


def _room(answer: str) -> int:
    """Return the length of an answer in characters, rounded up to a size or to whole lines."""
    length = len(plain(answer))
    longest = SIZES[-1]
    return next((size for size in SIZES if length <= size), -(-length // longest) * longest)


def _option(option: Option, words: Wording) -> dict[str, Any]:
    text = beside(option.text, option.media)
    return {"letter": option.letter, "text": text, "media": media(option.media, "question", words)}


def _passage(passage: PassageLayout, hints: Sequence[str]) -> dict[str, Any]:
    """Return a passage with capitals where labels begin, and each blank's hint behind it."""
    lines = []
    for line in passage.lines:
        cells = [_hinted(cell, hints) for cell in line.cells]
        lines.append({"label": capital(line.label), "cells": cells})
    columns = [capital(column) for column in passage.columns]
    return {
        "layout": passage.layout,
        "title": passage.title,
        "columns": columns,
        "lines": lines,
    }


def _hinted(cell: Sequence[str | int], hints: Sequence[str]) -> list[str | int]:
    pieces: list[str | int] = []
    for piece in cell:
        pieces.append(piece)
        if isinstance(piece, int) and (hint := hints[piece - 1]):
            pieces.append(f" ({hint})")
    return pieces


def _key(item: Item, section: Section, words: Wording, *, reasons: bool) -> dict[str, Any]:
    """Return what the key says of an item."""
    credit = item.credit(words) if _is_corrected(section) else ""
    notes = [credit, *item.notes(words)]
    context, key, also = item.key_context(), item.key_lines(words), item.alternatives(words)
    if context:  # it has the answers, so they stand alone only where others count as well
        key, also = _with_others(key, also)
    if reasons:
        notes += [item.because, *item.against(), item.why]
    sources = item.sources if reasons else ()
    return {
        "number": item.number,
        "stem": item.stem,
        "points": item.points,
        "context": context,
        "key": key,
        "media": media(item.key_media(), "answer", words),
        "also": also,
        "notes": [note for note in notes if note],
        "sources": words.say("paper.source", names=sources) if sources else "",
    }


def _with_others(key: Sequence[str], also: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines of a key beside which something else is right, too, and what that is."""
    lines = [(line, others) for line, others in zip(key, also, strict=True) if others]
    return [line for line, _ in lines], [others for _, others in lines]
