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


def choose(seed: str, question: str, candidates: Sequence[Distractor], most: int = MOST) -> tuple[Distractor, ...]:
    """At most `most` of them: the author's own first, then by a hash that no other fact takes part in."""
    by_hash = sorted(candidates, key=lambda each: (each.reason is not Reason.AUTHORED, rank(seed, question, each.text)))
    return tuple(by_hash[:most])


def arrange(seed: str, question: str, options: Iterable[str]) -> tuple[str, ...]:
    """The options in an order that depends on the seed, the question and each option alone."""
    return tuple(sorted(options, key=lambda option: rank(seed, question, option)))


def rank(seed: str, question: str, option: str) -> bytes:
    """The place of an option in a question's own order."""
    return blake2b(f"{seed}\0{question}\0{option}".encode(), digest_size=8).digest()


def holds(text: str, part: str) -> bool:
    """Whether a text has another in it, as whole words."""
    return f" {_words(part)} " in f" {_words(text)} "


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+|[^\w\s]", plain(normal(text))))


def _same(one: str, other: str, vocabulary: Vocabulary) -> bool:
    return holds(one, other) or holds(other, one) or vocabulary.related(one, other)
