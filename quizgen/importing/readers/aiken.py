"""Read Aiken: a question, its options by letters, and a line that says which is right."""

from __future__ import annotations

import re
from dataclasses import replace

from quizgen.importing.readers.items import TEST
from quizgen.importing.readers.marked_text import plain_html
from quizgen.importing.readers.sample import Sample
from quizgen.importing.source_notes import Item, Loss, Source, SourceNote, SourceOption

_OPTION = re.compile(r"\s*([A-Z])[.)]\s+(.*)")
_KEY = re.compile(r"\s*(?:ANSWER|ANTWORT)\s*:\s*([A-Z](?:\s*[,;]?\s*[A-Z])*)\s*", re.IGNORECASE)
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
    return source


def _take(
    source: Source, place: str, stem: list[str], options: dict[str, str], keys: list[str]
) -> None:
    right = tuple(
        SourceOption(plain_html(options[key])) for key in dict.fromkeys(keys) if key in options
    )
    wrong = tuple(
        SourceOption(plain_html(text)) for key, text in options.items() if key not in keys
    )
    if not stem or not right:
        why = "a question whose answer is none of its options" if stem else "options of no question"
        source.losses.append(Loss(place, why))
        return
    item = Item("choice", plain_html("\n".join(stem)), right, wrong)
    source.notes.append(SourceNote(TEST, {}, True, place, item=item))


def _explain(source: Source, text: str) -> None:
    last = source.notes[-1]
    assert last.item is not None
    source.notes[-1] = replace(last, item=replace(last.item, why=plain_html(text)))
