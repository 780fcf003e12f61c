"""Read Aiken: a question, its options by letters, and a line that says which is right."""

from __future__ import annotations

import re
from dataclasses import replace

from quizgen.importing.readers.items import item_note
from quizgen.importing.readers.marked_text import plain_html
from quizgen.importing.readers.sample import Sample
from quizgen.importing.source_notes import Item, Loss, Source, SourceOption

_OPTION = re.compile(r"\s*([A-Z])[.)]\s+(.*)")
# A word is no row of letters.
_KEY = re.compile(
    r"\s*(?i:ANSWER|ANTWORT)\s*:\s*([A-Z](?:\s*[,;]?\s*[A-Z])*|[a-z](?:\s*[,;]\s*[a-z])*)\s*"
)
_NUMBER = re.compile(r"(\d{1,4})[.)]\s+(?=\S)")
_WHY = re.compile(r"\s*(?:FEEDBACK|EXPLANATION)\s*:\s*(.*)", re.IGNORECASE)


def is_aiken(sample: Sample) -> bool:
    """Tell whether a text has options by letters and lines with the key below them."""
    lines = sample.head.split("\n")
    keys = sum(bool(_KEY.fullmatch(line)) for line in lines)
    options = sum(bool(_OPTION.fullmatch(line)) for line in lines)
    return keys > 0 and options >= keys


def read_aiken(sample: Sample) -> Source:
    """Return the questions of a text in Aiken's format."""
    source = sample.source("Aiken")
    stem: list[str] = []
    options: dict[str, str] = {}
    start = 0
    ended = False
    for number, line in enumerate([*sample.small_text().split("\n"), ""], 1):
        place = f"{sample.name}:{start}"
        if key := _KEY.fullmatch(line):
            _take(source, place, stem, options, re.findall("[A-Z]", key[1].upper()))
            stem, options, ended = [], {}, True
        elif (why := _WHY.fullmatch(line)) and ended and source.notes:
            _explain(source, why[1])
        elif option := _OPTION.fullmatch(line):
            options[option[1]] = option[2]
        elif line.strip():
            if options:
                source.losses.append(Loss(place, "a question without a line that says its answer"))
                stem, options = [], {}
            start = start if stem else number
            stem.append(line.strip())
            ended = False
    if stem:
        place = f"{sample.name}:{start}"
        source.losses.append(Loss(place, "a question without a line that says its answer"))
    _drop_numbers(source)
    return source


def _drop_numbers(source: Source) -> None:
    """Take the numbers off the questions, where each has one and they rise."""
    items = [note.item for note in source.notes if note.item is not None]
    numbers = [match for item in items if (match := _NUMBER.match(item.stem))]
    values = [int(match[1]) for match in numbers]
    if len(numbers) < len(items) or len(items) < 2 or values != sorted(set(values)):
        return
    source.notes = [
        replace(note, item=replace(item, stem=item.stem[match.end() :]))
        for note, item, match in zip(source.notes, items, numbers, strict=True)
    ]


def _take(
    source: Source, place: str, stem: list[str], options: dict[str, str], keys: list[str]
) -> None:
    right = tuple(
        SourceOption(plain_html(options[key])) for key in dict.fromkeys(keys) if key in options
    )
    wrong = tuple(
        SourceOption(plain_html(text)) for key, text in options.items() if key not in keys
    )
    if not stem or not right or not options.keys() >= set(keys):
        why = "a question whose answer is none of its options" if stem else "options of no question"
        source.losses.append(Loss(place, why))
        return
    item = Item("choice", plain_html("\n".join(stem)), right, wrong)
    source.notes.append(item_note(item, place))


def _explain(source: Source, text: str) -> None:
    last = source.notes[-1]
    assert last.item is not None
    source.notes[-1] = replace(last, item=replace(last.item, why=plain_html(text)))
