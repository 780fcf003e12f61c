"""Three readers of one quiz agree: the printed key, the quiz as data, and what the terminal marks
right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from conftest import ROOT
from sheets import all_candidates, every, files, resolved, text_of

from quizgen.compiler import Compiled, compile_path
from quizgen.grading import Lexicon
from quizgen.grading.marks import HAD, Response
from quizgen.quiz.quiz import Item, Quiz
from quizgen.quiz.types import (
    ChoiceItem,
    ListItem,
    MatchingItem,
    OrderingItem,
    PassageItem,
    ShortAnswerItem,
    TrueFalseItem,
)
from quizgen.targets.pdf_data import teacher_view
from quizgen.text.wording import wording


@pytest.fixture(scope="module", params=["every type", "the shipped decks"])
def compiled(request: pytest.FixtureRequest) -> Compiled:
    return every() if request.param == "every type" else compile_path(ROOT / "decks")


def copied(item: Item, key: list[str], context: list[Any]) -> Response:
    """What somebody types who copies the lines of the printed key, or what is bold in a text."""
    first = [line.split(maxsplit=1)[0] for line in key]
    match item:
        case ChoiceItem():
            return tuple(first)
        case TrueFalseItem():
            return ("true" if first == ["T"] else "false",)
        case ShortAnswerItem(typed=False):
            return HAD
        case PassageItem():
            return tuple(text for _, text in sorted(bold(context)))
        case ListItem():
            return tuple(key)
        case OrderingItem():
            return tuple(
                option.letter
                for _, option in sorted(zip(first, item.options, strict=True), key=by_place)
            )
        case MatchingItem():
            return tuple(line.split()[1] for line in key)
    return tuple(key)


def bold(context: list[Any]) -> Iterator[tuple[int, str]]:
    """What is bold in the lines of a text, with the number before it."""
    for line in context:
        pieces = line["tree"] if isinstance(line, dict) else []
        for before, piece in pairwise(pieces):
            if piece[0] == "strong":
                numbers = re.findall(r"\((\d+)\) $", before)  # the only gap of a text has none
                yield int(numbers[-1]) if numbers else 1, "".join(piece[1:])


def by_place(pair: tuple[str, object]) -> int:
    return int(pair[0])


@pytest.mark.parametrize("variant", ["A", "B", "C"])
def test_who_copies_the_printed_key_gets_every_point(compiled: Compiled, variant: str) -> None:
    quiz = resolved(compiled, all_candidates(compiled), variant)
    lexicon = Lexicon.of(compiled.questions, compiled.knowledge.vocabulary)
    words = wording(quiz.language)
    answered = [
        row
        for section in teacher_view(quiz, words, alone=True)["sections"]
        for row in section["items"]
    ]
    wrong = []
    for item, row in zip(quiz.items, answered, strict=True):
        assert row["number"] == item.number
        response = copied(item, row["key"], row["context"])
        if not item.mark(response, lexicon).right:
            wrong.append((item.id, response))
    assert not wrong
    assert Quiz.model_validate_json(quiz.model_dump_json()) == quiz


def test_the_lines_of_the_key_are_what_is_printed() -> None:
    quiz = resolved(every(), all_candidates(every()))
    printed = re.sub(r"\s+", "", text_of(files([quiz], every())["w-key.pdf"]))
    for section in teacher_view(quiz, wording("en"), alone=True)["sections"]:
        for row in section["items"]:
            whole = [each["plain"] if isinstance(each, dict) else each for each in row["context"]]
            for line in (*whole, *row["key"]):
                assert re.sub(r"\s+", "", line) in printed, line
