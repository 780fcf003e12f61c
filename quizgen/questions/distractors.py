"""Choose wrong options, stably, each for a stated reason."""

# Distractors never come from other facts by chance. Candidates are what the fact itself calls
# false (`never`, other cells of the row, lower ranks, other steps, authored options) and the key's
# relatives in the vocabulary (opposites, confusables, terms of the same broader term). So adding a
# fact cannot move another question's options, and choosing costs the same in a collection of ten
# facts and of a hundred thousand. Each candidate must then be false for a stated reason. An option
# that some other fact calls true is dropped, or, if its author wrote it, reported.
#
# No random numbers. Options are picked and ordered by a hash of seed, question and option; those
# about as long as the key are picked first, because a key that stands out by its length is found
# without knowing anything. For the same reason the first set of options is taken that does not
# point at the key in any of the ways that `cues` knows; where none is fair, a choice of derived
# options is not asked, and one that its author wrote is, with a warning. And a list yields as many
# true statements as false ones, and a member whose group shares a word with it is not asked for its
# group.
#
# What is wrong again and again is known to be wrong without knowing anything. So an option that a
# fact has used three times gives way to the others that are false. It is counted within the fact,
# so that another fact moves nothing.
#
# The cost of a question is the same however many options there are. Of more than `MANY` that are
# false, those are looked at that follow a place in their circle which hangs on the question: so the
# questions of a long list, table or chain show all that is false in turn. Of these, 9 are tried.
# The reason is worded only for what is chosen.
#
# Numbers rise. Options that are all quantities of one unit stand in rising order wherever they are
# shown; where the key then stands is up to its author, and `key-position` looks at it.

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import combinations, islice, takewhile
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from quizgen.knowledge import Knowledge, Reason, Relation, Subject, Vocabulary
from quizgen.questions.giveaways import Strength
from quizgen.text import sameness
from quizgen.text.markup import marked
from quizgen.text.sameness import Kind
from quizgen.text.words import fold, normal, words

# Three or four options: of more, most never attract anyone (Tarrant 2009).
FEWEST, MOST = 2, 3
MOST_USES = 3  # of one wrong option in a fact, if there are others
MANY = 24  # candidates of one question that are looked at, of however many
MOST_WORDS = 25  # of an option
LONGEST_RUN = 40  # words of an option of which each part is looked for in the others
_INITIALS = re.compile(r"\b[^\W\d_a-z]{2,6}\b|\b(?:[^\W\d_a-z]\.){2,}")  # UK, U.K.
WIDEST = 9  # candidates of which sets are tried, so that a long mechanism takes no longer
WRITTEN = (
    Reason.AUTHORED,
    Reason.NEVER,
)  # options that are the author's own, not derived from what else he wrote


Name = TypeVar("Name")


class Candidate(NamedTuple):
    """A text that is false, for a reason which is worded when the text is chosen."""

    text: str
    reason: Reason
    why: Callable[[], str]


def false_of(
    knowledge: Knowledge,
    subject: Subject,
    relation: Relation,
    names: Iterable[str],
    because: Callable[[str, Reason], str],
) -> Iterator[Candidate]:
    """Yield the names that are known to be false of the subject; `because` words the reason."""
    for name in names:
        truth = knowledge.truth(subject, relation, name)
        if truth.value is False and truth.reason is not None:
            yield Candidate(name, truth.reason, partial(because, name, truth.reason))


def around(question: str, names: Sequence[Name], many: int = MANY) -> Iterator[Name]:
    """Yield all names; of more than `many`, as many from a place on that hangs on the question."""
    if len(names) <= many:
        yield from names
        return
    start = int.from_bytes(rank("", question, "")) % len(names)
    for step in range(many):
        yield names[(start + step) % len(names)]


def few(question: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the author's own candidates, which stand first, and a few of the others."""
    every = candidates if isinstance(candidates, Sequence) else list(candidates)
    if len(every) <= MANY:
        return list(every)
    own = list(takewhile(lambda each: each.reason is Reason.AUTHORED, every))
    return [*own, *map(every.__getitem__, around(question, range(len(own), len(every))))]


def sound(
    keys: Iterable[str], candidates: Iterable[Candidate], vocabulary: Vocabulary
) -> list[Candidate]:
    """Return the candidates that mean neither a key nor one another, however widely."""
    kept: list[Candidate] = []
    taken = Meanings(vocabulary, keys)
    for candidate in candidates:
        if candidate.text not in taken:
            kept.append(candidate)
            taken.add(candidate.text)
    return kept


def shares_meaning(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell whether two texts mean the same, or one says the other, too: pale blue, and blue."""
    return one in Meanings(vocabulary, [other])


class Meanings:
    """Texts of which it is asked whether another means one of them, however widely.

    That is, whether the two are the same, or one is a kind, a part or the initials of the other, or
    they are quantities that overlap. Each question costs the same, of however many texts.
    """

    def __init__(self, vocabulary: Vocabulary, texts: Iterable[str] = ()) -> None:
        self._vocabulary = vocabulary
        self._language = vocabulary.language
        self._same: set[str] = set()
        self._looks: set[str] = set()
        self._names: set[str] = set()
        self._resolved: set[str] = set()
        self._wider: set[str] = set()
        self._prose: dict[str, None] = {}  # their words, between blanks
        self._together = ""  # the same in one text, so that it is looked through once
        self._parts: set[str] = set()  # of many: all runs of words that stand in them
        self._texts: list[str] = []
        self._named: list[str] = []  # in which letters may be initials
        self._measured: list[str] = []
        self._split = 0  # how many of `_prose` are in `_parts`
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        """Take in one text more."""
        meaning = _meaning(text, self._vocabulary)
        self._same.add(meaning.identity)
        self._names.update(meaning.names)
        self._resolved.add(meaning.resolved)
        self._wider.update(meaning.wider)
        if meaning.prose:
            self._prose[meaning.prose] = None
            self._together += f"\n{meaning.prose}"
        self._texts.append(text)
        if meaning.has_initials:
            self._named.append(text)
        if meaning.states_value:
            self._measured.append(text)
            self._looks.add(normal(text))  # a unit in capitals is another, but looks the same

    def __contains__(self, text: object) -> bool:
        assert isinstance(text, str)
        meaning = _meaning(text, self._vocabulary)
        if meaning.identity in self._same or not self._names.isdisjoint(meaning.names):
            return True
        if meaning.resolved in self._resolved or meaning.resolved in self._wider:
            return True
        if not self._resolved.isdisjoint(meaning.wider):
            return True
        if self._looks and normal(text) in self._looks:
            return True
        if meaning.states_value and any(map(partial(self._overlap, text), self._measured)):
            return True
        # Inside one another are only words: `C` is no part of `C++`, nor 3 of -3.
        if meaning.prose and self._is_within(meaning.prose):
            return True
        return self._is_abbreviated(text, has_initials=meaning.has_initials)

    def _overlap(self, one: str, other: str) -> bool:
        return sameness.overlaps(one, other, self._language)

    def _is_within(self, own: str) -> bool:
        """Tell whether words, between blanks, stand in others or have others in them."""
        if len(self._prose) <= MANY:
            return own in self._together or any(map(own.__contains__, self._prose))
        for each in islice(self._prose, self._split, None):
            self._parts.update(_runs(each))
        self._split = len(self._prose)
        return own in self._parts or any(run in self._prose for run in _runs(own))

    def _is_abbreviated(self, text: str, *, has_initials: bool) -> bool:
        language = self._language
        if has_initials and any(sameness.abbreviates(text, each, language) for each in self._texts):
            return True
        if not self._named:
            return False
        return any(sameness.abbreviates(each, text, language) for each in self._named)


class _Meaning(NamedTuple):
    """What a text is known by among others."""

    identity: str
    names: frozenset[str]  # if it is a name: `isoniazid (INH)` has three
    resolved: str
    wider: AbstractSet[str]
    prose: str  # its words, between blanks, if it is prose
    has_initials: bool
    states_value: bool


@lru_cache(maxsize=1 << 14)  # the values of a table are held against those of many rows
def _meaning(text: str, vocabulary: Vocabulary) -> _Meaning:
    """Return what a text is known by, read once."""
    reading = sameness.read(text, vocabulary.language)
    names: frozenset[str] = frozenset()
    if reading.is_named:
        names = sameness.identities_of(text, vocabulary.language)
    return _Meaning(
        reading.identity,
        names,
        vocabulary.resolve(text),
        vocabulary.above(text),
        f" {_words(text)} " if reading.kind is Kind.PROSE else "",
        bool(_INITIALS.search(text)),
        reading.states_value,
    )


def choose_wrong(
    seed: str,
    question: str,
    candidates: Sequence[Candidate],
    key: str = "",
    pointing: Callable[[Sequence[str]], Strength] | None = None,
    uses: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Candidate, ...]:
    """Return a few wrong options.

    The author's own come first, then those that the fact has not used up (`uses` counts them),
    then those about as long as the key, then by the question's hash.

    With `pointing`, they are the first set, of three or else of two, that does not point at the
    key, or does so only weakly. Where every set does, nothing that was derived is offered, but what
    the author wrote is: he will be told.
    """

    def order(each: Candidate) -> tuple[bool, bool, bool, bytes]:
        worn = uses.get(each.text, 0) >= MOST_USES
        # A key that is the one long option, or the one short one, takes no knowledge to find.
        odd = bool(key) and not 2 / 3 <= len(each.text) / len(key) <= 3 / 2
        return each.reason is not Reason.AUTHORED, worn, odd, rank(seed, question, each.text)

    ranked = sorted(candidates, key=order)
    first = tuple(ranked[:MOST])
    if pointing is None:
        return first
    own = [each for each in ranked if each.reason is Reason.AUTHORED]
    fixed, free = (own, ranked[len(own) : WIDEST]) if len(own) <= MOST else ([], own[:WIDEST])
    weak: tuple[Candidate, ...] = ()
    for size in range(min(MOST, len(ranked)), max(FEWEST, len(fixed)) - 1, -1):
        for others in combinations(free, size - len(fixed)):
            chosen = (*fixed, *others)
            strength = pointing([each.text for each in chosen])
            if strength is Strength.NONE:
                return chosen
            if strength is Strength.WEAK:
                weak = weak or chosen
    return weak or (first if any(each.reason in WRITTEN for each in first) else ())


def arrange(seed: str, question: str, options: Iterable[str]) -> tuple[str, ...]:
    """Return the options in an order that hangs on seed, question and each option alone."""
    return tuple(sorted(options, key=lambda option: rank(seed, question, option)))


def lay_out(
    seed: str, question: str, options: Sequence[str], language: str = "en"
) -> tuple[str, ...]:
    """Return the options as they stand: what has an order rises, others are arranged."""
    rising = sameness.ascending(options, language)
    return arrange(seed, question, options) if rising is None else tuple(rising)


def rank(seed: str, question: str, option: str) -> bytes:
    """Return the place of an option in a question's own order."""
    return blake2b(f"{seed}\0{question}\0{option}".encode(), digest_size=8).digest()


def is_wordy(stem: str, options: Iterable[str]) -> bool:
    """Tell whether options are so long together that a reader loses the stem over them."""
    together = sum(len(words(option)) for option in options)
    return together > max(3 * len(words(stem)), 2 * MOST_WORDS)


def echoes(stem: str, key: str, options: Iterable[str]) -> bool:
    """Tell whether the key, and none of the other options, shares a longer word with the stem."""
    shared = _long_words(stem) & _long_words(key)
    return bool(shared) and not any(shared & _long_words(option) for option in options)


def _long_words(text: str) -> set[str]:
    """Return how the longer words of a text begin: a virus stands in viruses, too."""
    return {word[:5] for word in _words(text).split() if len(word) > 4}


def holds_words_and_signs(text: str, part: str) -> bool:
    """Tell whether a text has another in it, as whole words; here, signs count too."""
    inner = _words(part)
    first = inner.partition(" ")[0]
    if first.isalnum() and not marked(text) and first not in text.casefold():
        return False  # as most texts, whose words cost more to be found
    return f" {inner} " in f" {_words(text)} "


@lru_cache(maxsize=1 << 16)  # each option is held against each other one of its fact
def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+|[^\w\s]", fold(text)))


def _runs(words: str) -> Iterator[str]:
    """Yield all runs of the words of a text, between blanks; of a long one, of its beginning."""
    tokens = words.split()[:LONGEST_RUN]
    for start in range(len(tokens)):
        for end in range(start + 1, len(tokens) + 1):
            yield f" {' '.join(tokens[start:end])} "
