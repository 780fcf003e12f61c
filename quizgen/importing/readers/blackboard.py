"""Read Blackboard's texts: a question a line, with tabs between its type, its stem and answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quizgen.importing.readers.items import (
    ScoredOption,
    answer_of,
    choice_of,
    item_note,
    truth_of,
)
from quizgen.importing.readers.marked_text import moodle_html
from quizgen.importing.readers.sample import Sample
from quizgen.importing.source_notes import Item, Loss, Source, SourceOption

_UNREAD = frozenset(("ESS", "FIL", "SR", "OP", "FIB_PLUS", "JUMBLED_SENTENCE", "QUIZ_BOWL"))
_LEAST = 2  # lines, of a text that is known by their types


def is_blackboard(sample: Sample) -> bool:
    """Tell whether most lines begin with a type of question, and say what is right as it needs."""
    lines = [line for line in sample.head.split("\n") if line.strip()]
    typed = sum(map(_is_typed, lines))
    return typed >= _LEAST and typed * 2 > len(lines)


def _is_typed(line: str) -> bool:
    """Tell whether a line has a type of question, and after its stem what this type has."""
    type = _type(line)
    answers = [cell.strip().lower() for cell in line.split("\t")[2:]]
    if type in ("MC", "MA"):
        return {*answers[1::2]} <= {"correct", "incorrect"} and len(answers) > 1
    if type == "TF":
        return answers[:1] in (["true"], ["false"])
    return type in _READERS or type in _UNREAD


def read_blackboard(sample: Sample) -> Source:
    """Return the questions of a text of Blackboard's."""
    source = sample.source("Blackboard’s text")
    for number, line in enumerate(sample.small_text().split("\n"), 1):
        if not line.strip():
            continue
        place = f"{sample.name}:{number}"
        cells = [moodle_html(cell.strip()) for cell in line.rstrip().split("\t")[1:]]
        lost: list[str] = []
        item = _item(_type(line), cells, lost)
        source.losses += (Loss(place, why) for why in lost)
        if item is None:
            source.unread += 1
        else:
            source.notes.append(item_note(item, place))
    return source


def _type(line: str) -> str:
    """Return the type that a line begins with, or nothing."""
    type, tab, _ = line.partition("\t")
    return type.strip().upper() if tab else ""


def _item(type: str, cells: Sequence[str], lost: list[str]) -> Item | None:
    """Return the question of a line, or None, with the reason among what is lost."""
    if type in _UNREAD:
        lost.append(f"a question of the type `{type}` is not read")
    elif type not in _READERS:
        lost.append("a line that begins with no type of question")
    elif not cells or not cells[0]:
        lost.append("a row without a question")
    else:
        return _READERS[type](cells[0], cells[1:], lost)
    return None


def _choice(stem: str, answers: Sequence[str], lost: list[str]) -> Item | None:
    said = [each.lower() for each in answers[1::2]]
    if len(answers) % 2 or not set(said) <= {"correct", "incorrect"}:
        lost.append("an option that is not said to be `correct` or `incorrect`")
        return None
    scores = [
        ScoredOption(SourceOption(text), 100.0 if each == "correct" else 0.0)
        for text, each in zip(answers[::2], said, strict=True)
        if text
    ]
    return choice_of(stem, scores, "", lost)


def _truth(stem: str, answers: Sequence[str], lost: list[str]) -> Item | None:
    said = answers[0].lower() if answers else ""
    if said not in ("true", "false"):
        lost.append("a sentence that is not said to be `true` or `false`")
        return None
    return truth_of(stem, [], "", truth=said == "true")


def _gap(stem: str, answers: Sequence[str], lost: list[str]) -> Item | None:
    scores = [ScoredOption(SourceOption(text), 100.0) for text in answers if text]
    return answer_of("short", stem, scores, "", lost)


def _number(stem: str, answers: Sequence[str], lost: list[str]) -> Item | None:
    scores = [ScoredOption(SourceOption(text), 100.0) for text in answers[:1] if text]
    return answer_of("number", stem, scores, "", lost, answers[1] if len(answers) > 1 else "")


def _order(stem: str, answers: Sequence[str], lost: list[str]) -> Item | None:
    steps = tuple(SourceOption(text) for text in answers if text)
    if len(steps) < 2:
        lost.append("a question without an answer")
        return None
    return Item("ordering", stem, steps)


def _matching(stem: str, answers: Sequence[str], lost: list[str]) -> Item | None:
    halves = answers[::2], answers[1::2]
    if len(answers) % 2 or len(answers) < 4 or not all(answers):
        lost.append("a matching in which a half has no other")
        return None
    return Item("matching", stem, pairs=tuple(zip(*halves, strict=True)))


_READERS: dict[str, Callable[[str, Sequence[str], list[str]], Item | None]] = {
    "MC": _choice,
    "MA": _choice,
    "TF": _truth,
    "FIB": _gap,
    "NUM": _number,
    "ORD": _order,
    "MAT": _matching,
}
