"""Each registered type of question has everything that a type needs; what it lacks is said."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import ClassVar, Literal

import pytest
from conftest import ROOT, compile_text
from every import EVERY

from quizgen.grading import Lexicon
from quizgen.questions.question import TYPES, Question
from quizgen.quiz.quiz import SECTIONS, Item, Selection, candidates, resolve
from quizgen.quiz.types import ITEMS, BaseItem
from quizgen.terminal.screen.answer_area import AnswerArea
from quizgen.terminal.screen.question_page import place_to_answer
from quizgen.text.wording import wording

ENGLISH = wording("en")

# What a type says of itself, by the method of BaseItem that leaves it open.
OPEN = {
    "own_data": "how its item is made",
    "mark_texts": "its marking",
    "own_rows": "its verdict rows",
    "key_lines": "its key",
}


@cache
def asked() -> dict[str, Item]:
    """By type, an item that asks something in the deck of every type."""
    entries = candidates(compile_text(EVERY).questions, Selection()).values()
    quiz = resolve([each for found in entries for each in found], "", "en", "1")
    return {item.type: item for item in quiz.items}


def lacks(question: type[Question], items: Mapping[str, type[BaseItem]]) -> list[str]:
    """What is missing before a type can be asked everywhere."""
    name = question.type
    texts = tomllib.loads(
        (ROOT / "templates/languages/en/wording.toml").read_text(encoding="utf-8")
    )
    layout = (ROOT / "templates/paper/lib.typ").read_text(encoding="utf-8")
    missing = []
    if name not in items:
        missing.append("its item in quizgen/quiz/types")
    else:
        own = {
            hook
            for each in items[name].mro()[:-1]
            if each not in BaseItem.mro()
            for hook in vars(each)
        }
        missing += [what for hook, what in OPEN.items() if hook not in own]
    if question.key_text is Question.key_text:
        missing.append("its key in one line, in quizgen/questions/question.py")
    if name not in asked():
        missing.append("a fact that asks it in tests/every.py")
    elif not isinstance(place_to_answer(asked()[name], ENGLISH), AnswerArea):
        missing.append("its widget in quizgen/terminal/screen")
    if f'  "{name}": ' not in layout:
        missing.append("its block in templates/paper/lib.typ")
    for section in ("section", "instruction", "type", "answer"):
        if name not in texts[section]:
            missing.append(f"its words in templates/languages/en/wording.toml: {section}.{name}")
    return missing


@pytest.mark.parametrize("question", TYPES, ids=lambda each: str(each.type))
def test_a_type_lacks_nothing(question: type[Question]) -> None:
    assert lacks(question, ITEMS) == []


def test_what_a_new_type_lacks_is_said() -> None:
    class Essay(Question):
        type = "essay"

    class EssayItem(BaseItem):
        types: ClassVar[tuple[str, ...]] = ("essay",)
        type: Literal["essay"]

    always = [
        "its key in one line, in quizgen/questions/question.py",
        "a fact that asks it in tests/every.py",
        "its block in templates/paper/lib.typ",
        "its words in templates/languages/en/wording.toml: section.essay",
        "its words in templates/languages/en/wording.toml: instruction.essay",
        "its words in templates/languages/en/wording.toml: type.essay",
        "its words in templates/languages/en/wording.toml: answer.essay",
    ]
    assert lacks(Essay, ITEMS) == ["its item in quizgen/quiz/types", *always]
    assert lacks(Essay, {"essay": EssayItem}) == [*OPEN.values(), *always]


def test_the_types_of_question_are_those_that_stand_in_a_quiz() -> None:
    assert sorted(each.type for each in TYPES) == sorted(SECTIONS)


@pytest.mark.parametrize("name", SECTIONS)
def test_every_item_can_be_put_marked_and_keyed(name: str) -> None:
    item = asked()[name]
    assert item.title(ENGLISH)
    assert item.body(ENGLISH)
    mark = item.mark((), Lexicon())
    assert mark.share == 0
    rows, right = item.verdict_rows((), mark, ENGLISH)
    assert rows or right
