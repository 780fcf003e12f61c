"""Every choice that quizgen ships, written in each format of tests and imported again, has the key
and the wrong options that it had. The writers are the tests' own, and know nothing of the readers.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import NamedTuple

import pytest
from conftest import ROOT

from quizgen.compiler import compile_path
from quizgen.importing import import_sources
from quizgen.importing.readers import Sample, read_sample
from quizgen.questions.question import Choice
from quizgen.text.markup import plain

DECKS = [ROOT / "decks", *sorted((ROOT / "templates" / "examples").iterdir())]
LETTERS = "ABCDEFGH"


class Asked(NamedTuple):
    """A choice in plain words: its number, its stem, its options, and which of them is right."""

    number: int
    stem: str
    options: tuple[str, ...]
    key: int


def on_a_line(text: str) -> str:
    return " ".join(plain(text).split())


def words(text: str) -> str:
    """The letters and digits of a text: the rest is a matter of its writing."""
    return re.sub(r"[\W_]+", "", plain(text)).casefold()


@cache
def choices() -> tuple[Asked, ...]:
    """Every choice of another stem, with its key at another place each time."""
    written: dict[str, Asked] = {}
    for path in DECKS:
        for questions in compile_path(path, judged=False).questions.values():
            for question in questions:
                if not isinstance(question, Choice) or not question.distractors:
                    continue
                wrong = [on_a_line(each.text) for each in question.distractors[:4]]
                place = len(written) % (len(wrong) + 1)
                options = (*wrong[:place], on_a_line(question.key), *wrong[place:])
                stem = on_a_line(question.stem)
                if all(options) and len(set(map(words, options))) == len(options):
                    own = Asked(len(written), f"{stem} Nr{len(written)}?", options, place)
                    written.setdefault(stem, own)
    return tuple(written.values())


def sheet(rows: Sequence[Sequence[str]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()


def filled(asked: Asked) -> list[str]:
    return [*asked.options, *[""] * (5 - len(asked.options))]


def by_letter(rows: Sequence[Asked]) -> str:
    body = [[row.stem, *filled(row), LETTERS[row.key]] for row in rows]
    return sheet([["Question", *(f"Option {each}" for each in "ABCDE"), "Answer"], *body])


def by_number(rows: Sequence[Asked]) -> str:
    body = [[row.stem, *filled(row), str(row.key + 1)] for row in rows]
    return sheet([["Question", *(f"Answer {each}" for each in "12345"), "Correct"], *body])


def by_text(rows: Sequence[Asked]) -> str:
    body = [[row.stem, *filled(row), row.options[row.key]] for row in rows]
    return sheet([["Frage", *"abcde", "Richtige Antwort"], *body])


def by_tick(rows: Sequence[Asked]) -> str:
    heads = [f"Answer {n}{word}" for n in "12345" for word in ("", " Correct")]
    body = []
    for row in rows:
        ticks = ["yes" if n == row.key else "no" for n in range(5)]
        body.append([row.stem, *(cell for pair in zip(filled(row), ticks) for cell in pair)])  # noqa: B905
    return sheet([["Question", *heads], *body])


def aiken(rows: Sequence[Asked]) -> str:
    return "".join(
        f"{row.stem}\n{lettered(row, '.')}ANSWER: {LETTERS[row.key]}\n\n" for row in rows
    )


def lettered(row: Asked, sign: str) -> str:
    return "".join(f"{LETTERS[n]}{sign} {text}\n" for n, text in enumerate(row.options))


def typed_test(rows: Sequence[Asked]) -> str:
    rows = rows[:900]
    asked = "".join(f"{n}. {row.stem}\n{lettered(row, ')')}\n" for n, row in enumerate(rows, 1))
    return f"{asked}Answer key\n" + "".join(
        f"{n}. {LETTERS[row.key]}\n" for n, row in enumerate(rows, 1)
    )


def blackboard(rows: Sequence[Asked]) -> str:
    lines = []
    for row in rows:
        cells = ["MC", escape(row.stem, quote=False)]
        for place, text in enumerate(row.options):
            word = "correct" if place == row.key else "incorrect"
            cells += [escape(text, quote=False), word]
        lines.append("\t".join(cells))
    return "\n".join(lines)


def json_lines(rows: Sequence[Asked]) -> str:
    return "\n".join(
        json.dumps(
            {"question": row.stem, "options": row.options, "correct_answer": row.options[row.key]}
        )
        for row in rows
    )


@pytest.mark.parametrize(
    "write",
    [by_letter, by_number, by_text, by_tick, aiken, typed_test, blackboard, json_lines],
)
def test_every_choice_comes_back_with_its_key(write: Callable[[Sequence[Asked]], str]) -> None:
    rows = choices()[:900]
    assert len(rows) > 250
    source = read_sample(Sample("trip", "trip", write(rows).encode()))
    assert not source.doubts
    result = import_sources([source])
    facts = {}
    for fact in result.facts():
        number = re.search(r"Nr(\d+)\\?\?$", str(fact.get("ask", "")))
        if number:
            facts[int(number[1])] = fact
    lost = {place.rpartition(":")[2] for place, _ in result.losses}
    assert len(facts) + len(lost) >= len(rows)
    assert len(facts) > len(rows) * 0.98
    for row in rows:
        if row.number not in facts:
            continue
        fact = facts[row.number]
        assert words(str(fact["answer"])) == words(row.options[row.key]), row
        again = [each if isinstance(each, str) else each["text"] for each in fact["distractors"]]
        wrong = [text for n, text in enumerate(row.options) if n != row.key]
        assert {*map(words, map(str, again))} <= {*map(words, wrong)}, row
