"""Tell what the items of one test give away of one another."""

# A leak is judged on items, as a student reads them: a table shows the cells that are not blank,
# a passage what stands around its gaps. Options and word banks state nothing, for one of them is
# as good as the other to somebody who does not know; but where the key of another item stands
# among them, a pupil who is stuck finds it there, so that is the mildest leak. A whole definition
# among options is more: nobody has to recall it then. So is an option that makes with its question
# the very statement that another item puts: that is asked twice. The steps of a chain, in whatever
# order, are true.

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from quizgen.questions.giveaways import roots
from quizgen.quiz.own_question import OwnQuestion, asks_for_steps, asks_the_same, has_forms
from quizgen.quiz.types import BaseItem, ChoiceItem, ListItem, MatchingItem, TrueFalseItem
from quizgen.quiz.types.item import Sought
from quizgen.text.markup import plain
from quizgen.text.sameness import says, without_article
from quizgen.text.wording import wording
from quizgen.text.words import fold, quoted, spaced, words

FEWEST_LETTERS = 4  # of a name that is noticed where it stands by chance, as `3` and `iron` do not
FEWEST_WORDS = 3  # of content that two items must share to ask the same
FEWEST_SHARED = 2  # words of content that a sentence among options shares with what it states
MOST_PROPOSALS = 400  # of a matching of twenty lines
LONG = 4  # words of content of an answer that can be told in other words
MOST_ALIKE = 0.6  # of the content of the longer of two, from which on they ask the same


class Leak(IntEnum):
    """How much an item gives away of another; each is worse than the one before."""

    NONE = 0
    OFFERED = 1  # the answer of the other stands among its options
    KEYED = 2  # both want one answer, which one of them wants recalled, or among the same options
    SHOWN = 3  # the answer of the other can be read in it
    STATED = 4  # it says what the other asks
    TWIN = 5  # it asks the same


class Face:
    """An item as it stands beside others: what it shows, and what it asks for."""

    def __init__(self, item: BaseItem, function: AbstractSet[str], language: str) -> None:
        self.item = item
        self._function = function
        self._language = language
        self._texts = [text for text in item.reading() if text.strip()]
        self._offers = item.offers()
        self._wanted = [self._without_articles(each) for each in item.sought()]

    def _without_articles(self, sought: Sought) -> Sought:
        """Return what is sought with the names that it has without their articles, too."""
        bare = [without_article(name, self._language) for name in sought.names]
        return sought._replace(names=tuple(dict.fromkeys((*sought.names, *bare))))

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
    def _proposals(self) -> list[AbstractSet[str]]:
        """Return the words of each statement that it makes with one of its options."""
        if len(self._offers) * len(self._texts) > MOST_PROPOSALS:
            return []
        offers = [frozenset(words(offer)) for offer in self._offers]
        return [frozenset(words(text)) | offer for text in self._texts for offer in offers]

    @cached_property
    def room(self) -> float:
        """Return how many lines of a common sheet the item takes."""
        return self.item.room

    @cached_property
    def _puts(self) -> tuple[AbstractSet[str], list[AbstractSet[str]]]:
        """Return the words of content of a choice, in the singular, and of each of its options."""
        if not isinstance(self.item, ChoiceItem):
            return frozenset(), []
        question, _, _ = plain(self.item.stem).partition("?")  # without what to do with options
        return self._roots(question), [self._roots(offer) for offer in self._offers]

    def _roots(self, text: str) -> AbstractSet[str]:
        return roots(text, text, wording(self._language)).keys() - self._function

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
    def _asked(self) -> list[tuple[AbstractSet[str], AbstractSet[str]]]:
        """Return of each thing that it asks the words of content, answered, and its names.

        A statement is asked in its own words, and has no names.
        """
        rows: list[tuple[AbstractSet[str], AbstractSet[str]]] = []
        for each, names, _ in self._seeking:
            content = self._content(" ".join((*each.names[:1], each.context)))
            if len(content) >= FEWEST_WORDS:
                rows.append((content, frozenset(map(fold, names))))
        return rows

    def _content(self, text: str) -> AbstractSet[str]:
        return frozenset(words(text)) - self._function

    def gives(self, other: Face) -> Leak:
        """Return how much this item gives away of another."""
        if self._is_twin(other):
            return Leak.TWIN
        worst = self._answers(other)
        for sought, names, context in other._seeking:
            worst = max(worst, self._leak(sought, names, context, other))
            if worst is Leak.STATED:
                break
        return worst

    def _answers(self, other: Face) -> Leak:
        """Return how much it says of what a teacher's own question asks in its words alone."""
        if not isinstance(other.item, OwnQuestion):
            return Leak.NONE
        if asks_for_steps(other.item, self.item, wording(self._language)):
            return Leak.STATED
        if any(other._reads(name) for each in self._wanted for name in each.names):
            return Leak.NONE  # for it rather tells than asks
        is_same = asks_the_same(other.item, self.item, wording(self._language))
        return Leak.TWIN if is_same else Leak.NONE

    def _leak(
        self, sought: Sought, names: list[str], context: AbstractSet[str], other: Face
    ) -> Leak:
        if not sought.names:  # a statement to be judged
            if self._proposes(other):
                return Leak.STATED
            if len(context) < FEWEST_WORDS:
                return Leak.NONE
            said = any(context <= held for _, held in self._segments)
            proposed = any(context <= held for held in self._proposals)
            return Leak.STATED if said or proposed else Leak.NONE
        held = [name for name in sought.names if self._reads(name)]
        if isinstance(self.item, OwnQuestion) or isinstance(other.item, OwnQuestion):
            held = [name for name in sought.names if name in held or self._reads_forms(name)]
        if any(self._states(name, context) for name in held):
            return Leak.STATED
        if not other.item.recalled:
            return Leak.SHOWN if other._is_picked_from(self, context) else Leak.NONE
        if any(map(other._is_noticed, held)) or self._tells(sought):
            return Leak.SHOWN
        return self._offered_leak(sought, names, context, other)

    def _offered_leak(
        self, sought: Sought, names: list[str], context: AbstractSet[str], other: Face
    ) -> Leak:
        """Return how much its options give away of what another wants recalled."""
        if any(self._chooses(name, context) for name in sought.names):
            return Leak.STATED
        offered = [name for name in names if other._is_noticed(name) and name in self._offered]
        if any(len(self._content(name)) >= FEWEST_WORDS for name in offered):
            return Leak.SHOWN
        if offered and isinstance(other.item, ListItem) and isinstance(self.item, MatchingItem):
            return Leak.SHOWN  # for each option belongs somewhere
        return Leak.OFFERED if offered else Leak.NONE

    def _is_picked_from(self, shows: Face, context: AbstractSet[str]) -> bool:
        """Tell whether of its options only keys can be read in another item on its subject."""
        if not isinstance(self.item, ChoiceItem):
            return False
        if not any(context & held for _, held in shows._segments):
            return False
        keys = {name for _, names, _ in self._seeking for name in names if self._is_noticed(name)}
        readable = {spaced(offer) for offer in self._offers if shows._reads(offer)}
        return bool(readable) and readable <= keys

    def _reads(self, name: str) -> bool:
        """Tell whether a name can be read in it."""
        words_of_name = spaced(name)
        if words_of_name.strip() and words_of_name not in self._read:
            return False
        return any(says(text, name, self._language) for text in self._texts)

    def _reads_forms(self, name: str) -> bool:
        """Tell whether the words of a name can be read in one of its texts, in whatever form."""
        wanted = self._content(name)
        return bool(wanted) and any(has_forms(words(text), wanted) for text in self._texts)

    def _states(self, name: str, context: AbstractSet[str]) -> bool:
        """Tell whether one of its texts has a name, and half of the words that ask for it."""
        least = max(1, -(-len(context) // 2))
        return any(
            len(context & held) >= least and says(text, name, self._language)
            for text, held in self._segments
        )

    def _tells(self, sought: Sought) -> bool:
        """Tell whether it names what a long answer is asked of, and has most words of that answer.

        How a caldera forms, step by step, tells what a caldera is.
        """
        subject = quoted(sought.context) or [sought.context]
        asked = self._roots(" ".join(subject))
        if not asked <= self._told:
            return False
        answers = filter(lambda answer: len(answer) >= LONG, map(self._roots, sought.names))
        return any(2 * len(answer & self._told) > len(answer) for answer in answers)

    @cached_property
    def _told(self) -> AbstractSet[str]:
        """Return the words of content of all that it states, in the singular."""
        if not self._segments:
            return frozenset()
        return self._roots("\n".join(self._texts))

    def _chooses(self, name: str, context: AbstractSet[str]) -> bool:
        """Tell whether a right option of a choice says by itself what is asked."""
        if not isinstance(self.item, ChoiceItem) or len(context) < FEWEST_SHARED:
            return False
        least = max(FEWEST_SHARED, -(-len(context) // 2))
        return any(
            len(context & frozenset(words(key))) >= least and says(key, name, self._language)
            for each in self._wanted
            for key in each.names[:1]
        )

    @cached_property
    def _keys(self) -> AbstractSet[str]:
        """Return the names of all that it asks for, but for those that say little."""
        return frozenset(
            name for _, names, _ in self._seeking for name in names if self._is_noticed(name)
        )

    def shared_key(self, other: Face) -> Leak:
        """Return how much it is that both want one answer, which cells of a table may have."""
        one, two = self.item, other.item
        if self._keys.isdisjoint(other._keys):
            return Leak.NONE
        if not (one.recalled or two.recalled or self._offers_alike(other)):
            return Leak.NONE
        is_table = one.fact == two.fact or ("." in one.fact and _table(one) == _table(two))
        return Leak.OFFERED if is_table else Leak.KEYED

    def _offers_alike(self, other: Face) -> bool:
        """Tell whether most options of both are the same, so that one tick tells the next."""
        own, others = set(map(fold, self._offers)), set(map(fold, other._offers))
        return len(own & others) * 2 > max(len(own), len(others))

    def _is_noticed(self, name: str) -> bool:
        name = spaced(name)
        return len(name.strip()) >= FEWEST_LETTERS and name not in self._subject

    def _is_twin(self, other: Face) -> bool:
        """Tell whether both ask one thing, in much the same words and for the same answer."""
        if self._asks_a_row_of(other) or other._asks_a_row_of(self):
            return True
        if self._offers_again(other) or other._offers_again(self):
            return True
        for one, own in self._asked:
            for two, others in other._asked:
                shorter, longer = sorted((one, two), key=len)
                alike = shorter <= longer and len(shorter) >= MOST_ALIKE * len(longer)
                same = _meet(own, others) or self._turned(one, own, two, others)
                if alike and same:
                    return True
        return False

    def _offers_again(self, other: Face) -> bool:
        """Tell whether two choices put one option to the same words.

        "Which is a symptom of scurvy?" and "Which are symptoms of scurvy?" may do so.
        """
        question, offers = self._puts
        other_question, other_offers = other._puts
        if not question or not question <= other_question:
            return False
        return any(offer in other_offers for offer in offers)

    def _proposes(self, statement: Face) -> bool:
        """Tell whether a statement has all words of this choice and of one of its options."""
        question, offers = self._puts
        said = statement._roots(statement.item.stem)
        return bool(question) and any(question | offer <= said for offer in offers if offer)

    def _asks_a_row_of(self, other: Face) -> bool:
        """Tell whether this one asks for what a row of another's table or matching asks for.

        Of a row as few words are said as it has, so its name and the answer are enough, from
        either end. So they are for a statement, with whatever the row is to be matched.
        """
        for row in other._wanted:
            if not row.row:
                continue
            if isinstance(self.item, TrueFalseItem) and self._judges(row, other):
                return True
            for sought, names, _ in self._seeking:
                context = frozenset(words(sought.context))
                answers = [frozenset(words(name)) for name in row.names]
                same = any(spaced(name) in names for name in row.names)
                if same and context.issuperset(words(row.row)):
                    return True
                if spaced(row.row) in names and any(answer <= context for answer in answers):
                    return True
        return False

    def _judges(self, row: Sought, other: Face) -> bool:
        """Tell whether this statement puts to a row what belongs there, or is offered for it."""
        said = self._roots(self.item.stem)
        values = map(self._roots, (*row.names, *other._offers))
        return self._roots(row.row) <= said and any(value and value <= said for value in values)

    def _turned(
        self,
        one: AbstractSet[str],
        own: AbstractSet[str],
        two: AbstractSet[str],
        others: AbstractSet[str],
    ) -> bool:
        """Tell whether each says what the other asks for: one question, put from both ends."""
        return any(self._content(name) <= two for name in own) and any(
            self._content(name) <= one for name in others
        )


def _meet(own: AbstractSet[str], others: AbstractSet[str]) -> bool:
    """Tell whether two questions want one answer; a statement is its own."""
    return not own or not others or not own.isdisjoint(others)


def leak(one: Face, other: Face) -> Leak:
    """Return the worst of what two items give away of each other."""
    return max(one.gives(other), other.gives(one), one.shared_key(other))


def _table(item: BaseItem) -> str:
    """Return the table that an item's row is of."""
    return item.fact.rpartition(".")[0]


class Pair(NamedTuple):
    """Two items of a test, by their ids, of which the first gives the other away."""

    one: str
    other: str
    leak: Leak


LEAKS = {
    Leak.KEYED: "wants the same answer as",
    Leak.SHOWN: "shows the answer of",
    Leak.STATED: "states what is asked by",
    Leak.TWIN: "asks the same as",
}


MOST_NAMED = 5  # pairs of a test; of more, a teacher reads none


def named(items: Iterable[BaseItem], language: str) -> list[str]:
    """Return what is to be said of the items of a test of which one gives another away.

    The worst come first; of many, most are counted only.
    """
    every = sorted(pairs(items, language), key=lambda pair: -pair.leak)
    said = [f"`{each.one}` {LEAKS[each.leak]} `{each.other}`" for each in every[:MOST_NAMED]]
    if len(every) > MOST_NAMED:
        rest = len(every) - MOST_NAMED
        said.append(f"{rest} more questions give another away" if rest > 1 else "1 more does")
    return said


def pairs(items: Iterable[BaseItem], language: str) -> list[Pair]:
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
