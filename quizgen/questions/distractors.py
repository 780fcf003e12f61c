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
# point at the key in any of the ways that `cues` knows (at most 9 candidates are tried, so the
# cost of a long mechanism is bounded); where none is fair, a choice of derived options is not
# asked, and one that its author wrote is, with a warning. And a list yields as many true
# statements as false ones, and a member whose group shares a word with it is not asked for its
# group.
#
# Numbers rise. Options that are all quantities of one unit stand in rising order wherever they are
# shown; where the key then stands is up to its author, and `key-position` looks at it.

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from quizgen.knowledge import Knowledge, Reason, Relation, Subject, Vocabulary
from quizgen.questions.giveaways import Strength
from quizgen.questions.types import Distractor
from quizgen.text import sameness
from quizgen.text.words import fold

# Three or four options: of more, most never attract anyone (Tarrant 2009).
FEWEST, MOST = 2, 3
WIDEST = 9  # candidates of which sets are tried, so that a long mechanism takes no longer
WRITTEN = (
    Reason.AUTHORED,
    Reason.NEVER,
)  # options that are the author's own, not derived from what else he wrote


def from_knowledge(
    knowledge: Knowledge,
    subject: Subject,
    relation: Relation,
    names: Iterable[str],
    because: Callable[[str, Reason], str],
) -> list[Distractor]:
    """Return the names that are known to be false of the subject; `because` words the reason."""
    found = []
    for name in names:
        truth = knowledge.truth(subject, relation, name)
        if truth.value is False and truth.reason is not None:
            found.append(Distractor(name, truth.reason, because(name, truth.reason)))
    return found


def sound(
    keys: Sequence[str], candidates: Iterable[Distractor], vocabulary: Vocabulary
) -> list[Distractor]:
    """Return the candidates that mean neither a key nor one another, however widely."""
    kept: list[Distractor] = []
    taken = list(keys)
    for candidate in candidates:
        if not any(coincide(candidate.text, text, vocabulary) for text in taken):
            kept.append(candidate)
            taken.append(candidate.text)
    return kept


def choose_wrong(
    seed: str,
    question: str,
    candidates: Sequence[Distractor],
    key: str = "",
    pointing: Callable[[Sequence[str]], Strength] | None = None,
) -> tuple[Distractor, ...]:
    """Return a few wrong options.

    The author's own come first, then those about as long as the key, then by the question's hash.

    With `pointing`, they are the first set, of three or else of two, that does not point at the
    key, or does so only weakly. Where every set does, nothing that was derived is offered, but what
    the author wrote is: he will be told.
    """

    def order(each: Distractor) -> tuple[bool, bool, bytes]:
        # A key that is the one long option, or the one short one, takes no knowledge to find.
        odd = bool(key) and not 2 / 3 <= len(each.text) / len(key) <= 3 / 2
        return each.reason is not Reason.AUTHORED, odd, rank(seed, question, each.text)

    ranked = sorted(candidates, key=order)
    first = tuple(ranked[:MOST])
    if pointing is None:
        return first
    own = [each for each in ranked if each.reason is Reason.AUTHORED]
    fixed, free = (own, ranked[len(own) : WIDEST]) if len(own) <= MOST else ([], own[:WIDEST])
    weak: tuple[Distractor, ...] = ()
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


def echoes(stem: str, key: str, options: Iterable[str]) -> bool:
    """Tell whether the key, and none of the other options, has a longer word of the stem in it."""
    shared = _long_words(stem) & _long_words(key)
    return bool(shared) and not any(shared & _long_words(option) for option in options)


def _long_words(text: str) -> set[str]:
    return {word for word in _words(text).split() if len(word) > 4}


def holds_words_and_signs(text: str, part: str) -> bool:
    """Tell whether a text has another in it, as whole words; here, signs count too."""
    return f" {_words(part)} " in f" {_words(text)} "


@lru_cache(maxsize=1 << 16)  # each option is held against each other one of its fact
def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+|[^\w\s]", fold(text)))


def coincide(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell whether two options mean the same, in any wider or narrower sense."""
    if vocabulary.related(one, other) or sameness.clash(one, other, vocabulary.language):
        return True
    # Inside one another are only words: `C` is no part of `C++`, nor 3 of -3.
    return (holds_words_and_signs(one, other) or holds_words_and_signs(other, one)) and all(
        sameness.is_prose(each, vocabulary.language) for each in (one, other)
    )
