"""Tell what the items of one test give away of one another."""

# A leak is judged on items, as a student reads them: a table shows the cells that are not blank,
# a passage what stands around its gaps. Options and word banks state nothing, for one of them is
# as good as the other to somebody who does not know; but where the key of another item stands
# among them, a pupil who is stuck finds it there, so that is the mildest leak.

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from quizgen.quiz.types import Item, TrueFalseItem
from quizgen.quiz.types.item import Sought
from quizgen.text.markup import plain
from quizgen.text.sameness import says
from quizgen.text.wording import wording
from quizgen.text.words import fold, spaced, words

FEWEST_LETTERS = 4  # of a name that is noticed where it stands by chance, as `3` and `iron` do not
FEWEST_WORDS = 3  # of content that two items must share to ask the same
MOST_ALIKE = 0.6  # of the content of the longer of two, from which on they ask the same


class Leak(IntEnum):
    """How much an item gives away of another; each is worse than the one before."""

    NONE = 0
    OFFERED = 1  # the answer of the other stands among its options
    SHOWN = 2  # the answer of the other can be read in it
    STATED = 3  # it says what the other asks
    TWIN = 4  # it asks the same


class Face:
    """An item as it stands beside others: what it shows, and what it asks for."""

    def __init__(self, item: Item, function: AbstractSet[str], language: str) -> None:
        self.item = item
        self._function = function
        self._language = language
        self._texts = [text for text in item.reading() if text.strip()]
        self._offers = item.offers()
        self._wanted = item.sought()

    @cached_property
    def _read(self) -> str:
        return "\n".join(map(spaced, self._texts))

    @cached_property
    def _offered(self) -> str:
        return "\n".join(map(spaced, self._offers))

    @cached_property
    def _segments(self) -> list[tuple[str, AbstractSet[str]]]:
        """Return each text that it states, with its words; a false statement states nothing."""
        if isinstance(self.item, TrueFalseItem) and not self.item.truth:
            return []
        return [(text, frozenset(words(text))) for text in self._texts]

    @cached_property
    def _subject(self) -> str:
        """Return what the test is about, which gives nothing away."""
        return spaced(f"{plain(self.item.topic)} {self.item.deck.replace('-', ' ')}")

    @cached_property
    def _seeking(self) -> list[tuple[Sought, list[str], AbstractSet[str]]]:
        """Return what is sought, its names between blanks, and the words of content around it."""
        rows = []
        for each in self._wanted:
            names = [name for name in map(spaced, each.names) if name.strip()]
            told = {word for name in each.names for word in words(name)}
            rows.append((each, names, self._content(each.context) - told))
        return rows

    @cached_property
    def _asked(self) -> list[AbstractSet[str]]:
        """Return what each thing that it asks says when answered: its words of content."""
        if len(self._wanted) > 1 and not isinstance(self.item, TrueFalseItem):
            return []
        every = (self._content(" ".join((*each.names[:1], each.context))) for each in self._wanted)
        return [content for content in every if len(content) >= FEWEST_WORDS]

    def _content(self, text: str) -> AbstractSet[str]:
        return frozenset(words(text)) - self._function

    def gives(self, other: Face) -> Leak:
        """Return how much this item gives away of another."""
        if self._is_twin(other):
            return Leak.TWIN
        worst = Leak.NONE
        for sought, names, context in other._seeking:
            worst = max(worst, self._leak(sought, names, context, other))
            if worst is Leak.STATED:
                break
        return worst

    def _leak(
        self, sought: Sought, names: list[str], context: AbstractSet[str], other: Face
    ) -> Leak:
        if not sought.names:  # a statement to be judged
            said = len(context) >= FEWEST_WORDS
            stated = said and any(context <= held for _, held in self._segments)
            return Leak.STATED if stated else Leak.NONE
        held = [name for name in sought.names if self._reads(name)]
        if any(self._states(name, context) for name in held):
            return Leak.STATED
        if not other.item.recalled:
            return Leak.NONE
        if any(map(other._is_noticed, held)):
            return Leak.SHOWN
        noticed = (name for name in names if other._is_noticed(name))
        return Leak.OFFERED if any(name in self._offered for name in noticed) else Leak.NONE

    def _reads(self, name: str) -> bool:
        """Tell whether a name can be read in it."""
        words_of_name = spaced(name)
        if words_of_name.strip() and words_of_name not in self._read:
            return False
        return any(says(text, name, self._language) for text in self._texts)

    def _states(self, name: str, context: AbstractSet[str]) -> bool:
        """Tell whether one of its texts has a name, and half of the words that ask for it."""
        least = max(1, -(-len(context) // 2))
        return any(
            len(context & held) >= least and says(text, name, self._language)
            for text, held in self._segments
        )

    def _is_noticed(self, name: str) -> bool:
        name = spaced(name)
        return len(name.strip()) >= FEWEST_LETTERS and name not in self._subject

    def _is_twin(self, other: Face) -> bool:
        for one in self._asked:
            for two in other._asked:
                shorter, longer = sorted((one, two), key=len)
                if shorter <= longer and len(shorter) >= MOST_ALIKE * len(longer):
                    return self._answers_meet(other)
        return False

    def _answers_meet(self, other: Face) -> bool:
        """Tell whether both want the same answer; a statement is its own."""
        own = {fold(name) for each in self._wanted for name in each.names}
        others = {fold(name) for each in other._wanted for name in each.names}
        return not own or not others or not own.isdisjoint(others)


def leak(one: Face, other: Face) -> Leak:
    """Return the worst of what two items give away of each other."""
    return max(one.gives(other), other.gives(one))


class Pair(NamedTuple):
    """Two items of a test, by their ids, of which the first gives the other away."""

    one: str
    other: str
    leak: Leak


LEAKS = {
    Leak.SHOWN: "shows the answer of",
    Leak.STATED: "states what is asked by",
    Leak.TWIN: "asks the same as",
}


def pairs(items: Iterable[Item], language: str) -> list[Pair]:
    """Return the items of a test of which one gives another away, but for what is offered."""
    function = wording(language).function
    faces = [Face(item, function, language) for item in items]
    found = []
    for at, one in enumerate(faces):
        for other in faces[:at]:
            worst = leak(one, other)
            if worst in LEAKS:
                shows, asks = (one, other) if one.gives(other) is worst else (other, one)
                found.append(Pair(shows.item.id, asks.item.id, worst))
    return found
