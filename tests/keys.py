"""Turn every question of a compiled collection into an item, and an item into its key."""

from __future__ import annotations

from quizgen.compiler import Compiled
from quizgen.grading.marks import Response
from quizgen.questions.question import Cloze
from quizgen.quiz.quiz import Item, resolve
from quizgen.quiz.types import (
    ChoiceItem,
    ListItem,
    MatchingItem,
    NumberItem,
    OrderingItem,
    PassageItem,
    ShortAnswerItem,
    TrueFalseItem,
)


def items_of(compiled: Compiled) -> tuple[Item, ...]:
    """Return every question as an item; the gaps of one passage, together."""
    language = compiled.collection.language
    items: list[Item] = []
    passages: dict[tuple[str, str], list[Cloze]] = {}
    for questions in compiled.questions.values():
        for question in questions:
            if isinstance(question, Cloze):
                place = (question.about.fact, question.passage.title)
                passages.setdefault(place, []).append(question)
            else:
                items += resolve([(question,)], "", language, "0").items
    for gaps in passages.values():
        items += resolve([tuple(gaps)], "", language, "0").items
    return tuple(items)


def key(item: Item) -> Response:
    """Return the response that says just what the key says."""
    match item:
        case ChoiceItem() | MatchingItem():
            return item.keys
        case TrueFalseItem():
            return (str(item.truth).lower(),)
        case ShortAnswerItem() | NumberItem():
            return (item.answer,)
        case PassageItem():
            return tuple(blank.answer for blank in item.blanks)
        case ListItem():
            return (", ".join(names[0] for names in item.members),)
        case OrderingItem():
            return tuple(letter for tied in item.order for letter in tied)
