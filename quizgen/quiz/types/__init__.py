"""Hold the types of question as they stand in a quiz, one file a type."""

# One file a type. A new one begins with its class in `quizgen/questions/question.py`. What differs
# by type of question stands with its type, in `quizgen/quiz/types/`: how its item is made, what a
# response is worth, how it is put and read in lines, what a student sees of it, its key, its
# verdict rows. The union `Item` is the only list of them. Paper, lines, JSON and screen ask the
# item; the two renderings that cannot be data, Typst and widgets, have a place of their own a type
# (`templates/paper/lib.typ`, `quizgen/terminal/screen/`), and `tests/test_question_types.py` names
# whatever a registered type lacks.

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from quizgen.quiz.types.choice import ChoiceItem as ChoiceItem
from quizgen.quiz.types.item import BaseItem as BaseItem
from quizgen.quiz.types.item import Draw as Draw
from quizgen.quiz.types.item import NotAResponseError as NotAResponseError
from quizgen.quiz.types.item import Option as Option
from quizgen.quiz.types.item import letters as letters
from quizgen.quiz.types.list import ListItem as ListItem
from quizgen.quiz.types.matching import MatchingItem as MatchingItem
from quizgen.quiz.types.number import NumberItem as NumberItem
from quizgen.quiz.types.ordering import OrderingItem as OrderingItem
from quizgen.quiz.types.passage import Blank as Blank
from quizgen.quiz.types.passage import Line as Line
from quizgen.quiz.types.passage import PassageItem as PassageItem
from quizgen.quiz.types.passage import PassageLayout as PassageLayout
from quizgen.quiz.types.short_answer import ShortAnswerItem as ShortAnswerItem
from quizgen.quiz.types.true_false import TrueFalseItem as TrueFalseItem

# The one list of what can stand in a quiz, in the order of its sections.
Item = Annotated[
    ChoiceItem
    | TrueFalseItem
    | MatchingItem
    | OrderingItem
    | PassageItem
    | ListItem
    | ShortAnswerItem
    | NumberItem,
    Field(discriminator="type"),
]

# By type of question, its item.
ITEMS: dict[str, type[Item]] = {
    type: item for item in get_args(get_args(Item)[0]) for type in item.types
}
