"""Gives wrong options, chosen stably, each for a stated reason; knows claims and terms, not kinds of fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b

from quizgen.knowledge import Knowledge, Reason, Vocabulary, normal
from quizgen.markup import plain
from quizgen.questions import Distractor

# Three or four options: of more, most never attract anyone (Tarrant 2009).
FEWEST, MOST = 2, 3


def from_knowledge(
    knowledge: Knowledge, subject: str, relation: str, names: Iterable[str], because: Callable[[str, Reason], str]
) -> list[Distractor]:
    """Those of the names that are known to be false of the subject; `because` words the reason."""
    found = []
    for name in names:
        truth = knowledge.truth(subject, relation, name)
        if truth.value is False and truth.reason is not None:
            found.append(Distractor(name, truth.reason, because(name, truth.reason)))
    return found


def sound(keys: Sequence[str], candidates: Iterable[Distractor], vocabulary: Vocabulary) -> list[Distractor]:
    """The candidates that mean neither a key nor one another, in any wider or narrower sense."""
    kept: list[Distractor] = []
    taken = list(keys)
    for candidate in candidates:
        if not any(_same(candidate.text, text, vocabulary) for text in taken):
            kept.append(candidate)
            taken.append(candidate.text)
    return kept


def choose(seed: str, question: str, candidates: Sequence[Distractor], key: str = "") -> tuple[Distractor, ...]:
    """A few of them: the author's own first, then those about as long as the key, then by the question's own hash."""

    def order(each: Distractor) -> tuple[bool, bool, bytes]:
        # A key that is the one long option, or the one short one, is found without knowing anything.
        odd = bool(key) and not 2 / 3 <= len(each.text) / len(key) <= 3 / 2
        return each.reason is not Reason.AUTHORED, odd, rank(seed, question, each.text)

    return tuple(sorted(candidates, key=order)[:MOST])


def arrange(seed: str, question: str, options: Iterable[str]) -> tuple[str, ...]:
    """The options in an order that depends on the seed, the question and each option alone."""
    return tuple(sorted(options, key=lambda option: rank(seed, question, option)))


def rank(seed: str, question: str, option: str) -> bytes:
    """The place of an option in a question's own order."""
    return blake2b(f"{seed}\0{question}\0{option}".encode(), digest_size=8).digest()


def echoes(stem: str, key: str, options: Iterable[str]) -> bool:
    """Whether the key, and none of the other options, has a longer word of the stem in it."""
    shared = _long_words(stem) & _long_words(key)
    return bool(shared) and not any(shared & _long_words(option) for option in options)


def _long_words(text: str) -> set[str]:
    return {word for word in _words(text).split() if len(word) > 4}


def holds(text: str, part: str) -> bool:
    """Whether a text has another in it, as whole words."""
    return f" {_words(part)} " in f" {_words(text)} "


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+|[^\w\s]", plain(normal(text))))


def _same(one: str, other: str, vocabulary: Vocabulary) -> bool:
    return holds(one, other) or holds(other, one) or vocabulary.related(one, other)
