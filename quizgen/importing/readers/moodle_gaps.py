"""Read Moodle's passages with gaps: `{1:SHORTANSWER:=Paris#Yes~London}` in the text itself."""

from __future__ import annotations

import re

from quizgen.importing.readers.items import (
    FEWEST_WRONG,
    ScoredOption,
    answer_of,
    choice_of,
    item_note,
)
from quizgen.importing.readers.marked_text import moodle_html
from quizgen.importing.source_notes import Item, SourceNote, SourceNoteType, SourceOption

_GAPS = SourceNoteType("passage with gaps", ("Text", "Why"), cloze=True)
_FIELD = re.compile(
    r"\{(?:\d+)?:(?P<type>[A-Z_]{1,30}):(?P<body>(?:\\.|[^{}\\])*)\}", re.IGNORECASE
)
_PART = re.compile(r"(?:\\.|[^~\\])+")
_HEAD = re.compile(r"\s*(=|%(-?\d+(?:\.\d+)?)%)?")
_CHOICES = ("MULTICHOICE", "MC", "MULTIRESPONSE", "MR")
_NUMBERS = ("NUMERICAL", "NM")


def gap_note(
    text: str,
    why: str,
    place: str,
    deck: tuple[str, ...],
    tags: tuple[str, ...],
    id: str,
    lost: list[str],
) -> SourceNote | None:
    """Return a passage with its gaps; one with a single gap is a question with its options."""
    fields = list(_FIELD.finditer(text))
    if not fields:
        lost.append("a passage without a gap")
        return None
    if len(fields) == 1:
        item = _single(text, fields[0], why, lost)
        return item_note(item, place, deck, tags, id=id) if item is not None else None
    pieces: list[str] = []
    wrong: dict[str, tuple[SourceOption, ...]] = {}
    at = 0
    for number, field in enumerate(fields, 1):
        scores, tolerance = _scored(field)
        if tolerance.strip(" 0.,"):
            lost.append("how far off a number in a gap may be")
        right = [each.option.text for each in scores if each.percent >= 100]
        pieces.append(text[at : field.start()])
        at = field.end()
        if not right:
            lost.append("a gap without a right answer")
            pieces.append("____")
            continue
        if len(right) > 1:
            lost.append("other answers that count in a gap")
        others = tuple(each.option for each in scores if each.percent <= 0)
        # What is foreseen to be typed may be anything, such as `*`.
        is_chosen = _type(field).startswith(_CHOICES) and right[0] not in wrong
        if len(others) < FEWEST_WRONG or not is_chosen:
            lost += ["wrong options of a gap"] if others else []
        else:
            wrong[right[0]] = others
        pieces.append(f"{{{{c{number}::{right[0].replace('::', ': :').replace('}}', '} }')}}}}}")
    pieces.append(text[at:])
    tags = tuple(tag for tag in tags if tag and not re.search(r"\s", tag))
    fields_of_note = {"Text": "".join(pieces), "Why": why}
    return SourceNote(_GAPS, fields_of_note, True, place, deck, tags, id, wrong=wrong)


def _single(text: str, field: re.Match[str], why: str, lost: list[str]) -> Item | None:
    stem = f"{text[: field.start()]}____{text[field.end() :]}"
    scores, tolerance = _scored(field)
    type = _type(field)
    if any(type.startswith(each) for each in _CHOICES):
        return choice_of(stem, scores, why, lost)
    if type in _NUMBERS:
        return answer_of("number", stem, scores, why, lost, tolerance)
    return answer_of("short", stem, scores, why, lost)


def _type(field: re.Match[str]) -> str:
    return field["type"].upper().removesuffix("_H").removesuffix("_V").removesuffix("_S")


def _scored(field: re.Match[str]) -> tuple[list[ScoredOption], str]:
    """Return the answers of a gap; of numbers, apart from them, how far off the first may be."""
    scores = _scores(field["body"])
    if _type(field) not in _NUMBERS:
        return scores, ""
    bare = []
    tolerances = []
    for each in scores:
        number, _, tolerance = each.option.text.partition(":")
        bare.append(each._replace(option=SourceOption(number, each.option.feedback)))
        tolerances.append(tolerance)
    return bare, tolerances[0] if tolerances else ""


def _scores(body: str) -> list[ScoredOption]:
    scores = []
    for part in _PART.findall(body):
        head = _HEAD.match(part)
        assert head is not None
        percent = 100.0 if head[1] == "=" else float(head[2] or 0)
        words, _, feedback = _parted(part[head.end() :])
        if words.strip():
            scores.append(ScoredOption(SourceOption(_text(words), _text(feedback)), percent))
    return scores


def _parted(text: str) -> tuple[str, str, str]:
    """Return an answer and its feedback, parted by a sign that no backslash protects."""
    match = re.search(r"(?<!\\)#", text)
    return (text[: match.start()], "#", text[match.end() :]) if match else (text, "", "")


def _text(text: str) -> str:
    return moodle_html(re.sub(r"\\([~#}\\{=\"/])", r"\1", text), "html")
