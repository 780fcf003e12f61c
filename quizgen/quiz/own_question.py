"""Hold a teacher's own question as it stands beside the items of a test."""

# Nobody wrote a teacher's own question with the decks in mind, so that its words stand there in
# other forms: what is held against it is compared by how words begin, in any language.

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import takewhile
from typing import ClassVar, Literal

from quizgen.quiz.types import BaseItem, PassageItem
from quizgen.quiz.types.item import Sought
from quizgen.text.answer_forms import parts_of
from quizgen.text.markup import plain
from quizgen.text.wording import Wording
from quizgen.text.words import words

FEWEST_IN_COMMON = 5  # letters in which two forms of one word begin alike
LONGEST_ENDING = 3  # letters that a form has behind them
FEWEST_ALIKE = 2  # words of a title that tell what it is about, if it has so many
A_TITLE = "x"  # stands for the title of steps, where the words around it are wanted


class OwnQuestion(BaseItem):
    """A teacher's own question; what its key names is what it asks for."""

    types: ClassVar[tuple[str, ...]] = ()

    type: Literal["free"] = "free"
    key: str = ""

    def sought(self) -> list[Sought]:
        """Return the parts of its key, each asked for in its words."""
        parts = [part for each in re.split(r"[;\n]", plain(self.key)) for part in parts_of(each)]
        return [Sought((part.strip(),), plain(self.stem)) for part in parts if part.strip()]


def own_question(place: int, text: str, key: str = "") -> OwnQuestion:
    """Return a teacher's own question, the first, second … of a test, with what its key says."""
    nothing = dict.fromkeys(("fact", "kind", "deck", "topic", "level"), "")
    return OwnQuestion(number=place, id=f"free {place}", stem=text, points=0, key=key, **nothing)


def are_forms(one: str, other: str) -> bool:
    """Tell whether two words may be forms of one: they begin alike, and differ in an ending.

    Of a longer word, the last letter may be its ending, too.
    """
    if one == other:
        return True
    pairs = zip(one, other, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    shorter, longer = sorted((len(one), len(other)))
    dropped = shorter - shared
    may_drop = 1 if shared > FEWEST_IN_COMMON else 0
    return shared >= FEWEST_IN_COMMON and dropped <= may_drop and longer - shared <= LONGEST_ENDING


def has_forms(said: Iterable[str], wanted: Iterable[str]) -> bool:
    """Tell whether each of the wanted words is said, in whatever form."""
    said = set(said)
    return all(any(are_forms(each, word) for word in said) for each in wanted)


def asks_for_steps(own: OwnQuestion, item: BaseItem, wording: Wording) -> bool:
    """Tell whether an own question asks for what the steps of an item are: they answer it."""
    if item.type == "ordering" and item.kind == "mechanism":
        around = words(wording.say("mechanism.order", title=A_TITLE))
        title = plain(item.stem)
    elif isinstance(item, PassageItem) and item.passage.layout == "chain":
        around, title = (), plain(item.passage.title) or plain(item.stem)
    else:
        return False
    about = frozenset(words(title)) - wording.function - frozenset(around)
    said = words(plain(own.stem))
    alike = sum(has_forms(said, [word]) for word in about)
    least = min(len(about), max(FEWEST_ALIKE, -(-len(about) // 2)))
    return 0 < least <= alike


def asks_the_same(own: OwnQuestion, item: BaseItem, wording: Wording) -> bool:
    """Tell whether all that an item asks stands in an own question, in whatever form."""
    asked: AbstractSet[str] = frozenset(words(plain(item.stem))) - wording.function
    commands = frozenset(wording.checks.get("commands", ()))
    numbers = frozenset(wording.grammar.numbers)
    asked = asked - commands - numbers
    return len(asked) >= FEWEST_ALIKE and has_forms(words(plain(own.stem)), asked)
