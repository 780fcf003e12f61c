"""Gives what the page templates are told: a student's view of a quiz, without any key, and the teacher's view of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from quizgen.questions.types import Media, beside
from quizgen.quiz.quiz import (
    ChoiceItem,
    Item,
    ListItem,
    MatchingItem,
    NumberItem,
    Option,
    OrderingItem,
    PassageItem,
    Quiz,
    ShortAnswerItem,
    TrueFalseItem,
    digest,
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
    "name date class score page of end bank value unit true false correction points-short".split()  # noqa: SIM905
)


def labels(words: Wording) -> dict[str, str]:
    """The fixed words of a page."""
    return {name: words.say(f"paper.{name}") for name in LABELS}


def code(quiz: Quiz, words: Wording) -> str:
    """What tells this quiz from every other, for the footers of sheet and key."""
    return words.say("paper.code", variant=quiz.variant, seed=quiz.seed, digest=digest(quiz))


def student_view(quiz: Quiz, words: Wording) -> dict[str, Any]:
    """The quiz as a student may see it: nothing that is only in the key goes in."""
    return {
        "title": quiz.title,
        "summary": _summary(quiz, words),
        "points": quiz.points,
        "sections": [
            {
                "title": words.say(f"section.{section.type}"),
                "instruction": words.say(f"instruction.{section.type}"),
                "bank": printed(section.bank),
                "items": [printed(_shown(item, words)) for item in section.items],
            }
            for section in quiz.sections
        ],
    }


def teacher_view(quiz: Quiz, words: Wording, alone: bool) -> dict[str, Any]:
    """The key of a quiz; `alone` if there is no other variant."""
    title = "paper.key" if alone else "paper.key-variant"
    return {
        "key-title": words.say(title, title=quiz.title, variant=quiz.variant),
        "summary": f"{_summary(quiz, words)} {code(quiz, words)}",
        "sections": [
            {
                "title": words.say(f"section.{section.type}"),
                "items": printed([_answered(item, words) for item in section.items]),
            }
            for section in quiz.sections
        ],
    }


def marking_rows(quizzes: Sequence[Quiz], words: Wording) -> list[list[Any]]:
    """For each number, its key in each variant."""
    columns = [[_short_key(item, words) for item in quiz.items] for quiz in quizzes]
    return [
        [str(number), *map(printed, row)]
        for number, row in enumerate(zip(*columns, strict=True), start=1)
    ]


def key_lines(item: Item) -> list[str]:
    """The answer of an item, a line each."""
    if isinstance(item, ChoiceItem):
        return [
            f"{option.letter}  {option.text}"
            for option in item.options
            if option.letter in item.keys
        ]
    if isinstance(item, ShortAnswerItem | NumberItem):
        return [item.answer]
    if isinstance(item, PassageItem):
        return [f"({blank.number}) {blank.answer}" for blank in item.blanks]
    if isinstance(item, ListItem):
        return [member[0] for member in item.members]
    if isinstance(item, OrderingItem):
        places = {
            letter: place for place, group in enumerate(item.order, start=1) for letter in group
        }
        return [f"{places[option.letter]}  {option.text}" for option in item.options]
    if isinstance(item, MatchingItem):
        texts = {option.letter: option.text for option in item.options}
        return [f"{n}. {letter}  {texts[letter]}" for n, letter in enumerate(item.keys, start=1)]
    return []


def printed(value: Any) -> Any:
    """Data as the templates take them: each text with markup as its plain words and a tree, which nothing evaluates."""
    if isinstance(value, str):
        tree = parse_markup(value) if marked(value) else ()
        if all(isinstance(node, Text) for node in tree):
            return plain(value)
        return {"plain": plain(value), "tree": [_node(node) for node in tree]}
    if isinstance(value, dict):
        return {key: printed(each) for key, each in value.items()}
    return [printed(each) for each in value] if isinstance(value, list | tuple) else value


def _node(node: Inline) -> Any:
    """Words as they are; else what it is, and its parts."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Code):
        return ["code", node.text]
    if isinstance(node, Math):
        try:
            return ["math", math_words(node.latex), _formula(parse_formula(node.latex))]
        except FormulaError:
            return node.latex
    return ["strong" if isinstance(node, Strong) else "emphasis", *map(_node, node.parts)]


def _formula(formula: Formula) -> list[Any]:
    """A formula as its kind, then its text or its parts."""
    own = [formula.text] if formula.text or (not formula.parts and formula.kind != "row") else []
    return [formula.kind, *own, *map(_formula, formula.parts)]


def _also(item: Item, words: Wording) -> list[str]:
    """What else counts beside each of the key's lines; may be empty."""
    if isinstance(item, NumberItem):
        return [words.say("paper.tolerance", tolerance=item.tolerance) if item.tolerance else ""]
    if isinstance(item, ShortAnswerItem):
        others = [item.accepted]
    elif isinstance(item, PassageItem):
        others = [blank.accepted for blank in item.blanks]
    elif isinstance(item, ListItem):
        others = [member[1:] for member in item.members]
    else:
        return []
    return [words.say("paper.also", names=names) if names else "" for names in others]


def _summary(quiz: Quiz, words: Wording) -> str:
    return words.say("paper.summary", questions=len(quiz.items), points=quiz.points)


def media(files: Iterable[Media], side: str, words: Wording) -> list[dict[str, str]]:
    """The pictures of one side, by name, with their words; of a sound, paper has only a note."""
    shown = [each for each in files if each.side == side]
    return [
        {"picture": each.name, "alt": each.alt}
        if each.kind == "image"
        else {"note": words.say("paper.audio", alt=each.alt)}
        for each in shown
    ]


def _shown(item: Item, words: Wording) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "number": item.number,
        "type": item.type,
        "stem": item.stem,
        "points": item.points,
    }
    shown["media"] = media(item.media, "question", words)
    if isinstance(item, ChoiceItem | OrderingItem | MatchingItem):
        shown["options"] = [_option(each, words) for each in item.options]
    if isinstance(item, MatchingItem):
        shown["left"] = list(item.left)
    if isinstance(item, PassageItem):
        passage = item.passage.model_dump()
        passage["columns"] = [capital(column) for column in item.passage.columns]
        for line, given in zip(passage["lines"], item.passage.lines, strict=True):
            line["label"] = capital(given.label)
            line["cells"] = [_hinted(cell, item) for cell in given.cells]
        shown["passage"] = passage
    if isinstance(item, ListItem):
        shown["lines"] = len(item.members)
    if isinstance(item, ShortAnswerItem):
        shown["long"] = not item.typed
    return shown


def _option(option: Option, words: Wording) -> dict[str, Any]:
    text = beside(option.text, option.media)
    return {"letter": option.letter, "text": text, "media": media(option.media, "question", words)}


def _hinted(cell: Sequence[str | int], item: PassageItem) -> list[str | int]:
    """The pieces of a cell, each blank with its hint behind it."""
    shown: list[str | int] = []
    for piece in cell:
        shown.append(piece)
        if isinstance(piece, int) and (hint := item.blanks[piece - 1].hint):
            shown.append(f" ({hint})")
    return shown


def _answered(item: Item, words: Wording) -> dict[str, Any]:
    lines = key_lines(item)
    if isinstance(item, TrueFalseItem):
        letter = words.say("paper.true" if item.truth else "paper.false")
        lines = [f"{letter}  {item.correction}" if item.correction else letter]
    notes = [item.because] if item.because else []
    if isinstance(item, ChoiceItem):
        notes += [f"{letter}: {reason}" for letter, reason in item.reasons.items()]
    if isinstance(item, ListItem):
        notes.append(words.say("paper.any-order"))
        notes += (
            [words.say("paper.also", names=[names[0] for names in item.also])] if item.also else []
        )
    notes += [item.why] if item.why else []
    return {
        "number": item.number,
        "stem": item.stem,
        "points": item.points,
        "key": lines,
        "media": media(_key_media(item), "answer", words),
        "also": _also(item, words),
        "notes": notes,
        "sources": words.say("paper.source", names=item.sources) if item.sources else "",
    }


def _key_media(item: Item) -> Iterator[Media]:
    """What the key shows: what goes with the answer, and what is the answer."""
    yield from item.media
    if isinstance(item, ChoiceItem):
        keys = (option for option in item.options if option.letter in item.keys)
        yield from (replace(each, side="answer") for option in keys for each in option.media)


def _short_key(item: Item, words: Wording) -> str:
    if isinstance(item, ChoiceItem):
        return " ".join(item.keys)
    if isinstance(item, TrueFalseItem):
        return words.say("paper.true" if item.truth else "paper.false")
    if isinstance(item, MatchingItem):
        return " ".join(item.keys)
    if isinstance(item, OrderingItem):
        return " ".join(line.partition(" ")[0] for line in key_lines(item))
    if isinstance(item, NumberItem) or (
        isinstance(item, ShortAnswerItem) and len(plain(item.answer)) <= 24
    ):
        return item.answer
    return words.say("paper.see-key")
