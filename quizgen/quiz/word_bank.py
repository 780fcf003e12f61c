"""Fill the word bank of a section: its answers among words that fit none of its gaps."""

# A bank of the answers alone gives the last gap away, and a bank of one word is no bank. So there
# are at least two words more than gaps. They come from gaps of other passages, from those of the
# same deck first, because a word of another subject is seen at once. That such a word is wrong
# nobody states; it is taken only where its own sentence has nothing in common with any that is
# asked, where it is no name, part or form of an answer, and cannot be read beside the gaps. Where
# there are too few, there is no bank.

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quizgen.questions.distractors import rank
from quizgen.questions.question import Cloze, Gap, Prose, Question, Run
from quizgen.quiz.types import Item, PassageItem
from quizgen.text.markup import plain
from quizgen.text.sameness import states_value
from quizgen.text.wording import capital, wording
from quizgen.text.words import normal, spaced, words

FEWEST_SPARES = 2
SPARES_PER_GAP = 1 / 3
ALIKE = 5  # letters in which two forms of one word begin alike


class Spare(NamedTuple):
    """A word of a gap that may stand in the bank of other passages, with its sentence."""

    text: str
    deck: str
    fact: str
    sentence: str


def spares_of(facts: Mapping[str, Sequence[Question]]) -> list[Spare]:
    """Return the words of all gaps in running text, each with the passage that it stands in."""
    spares = []
    for questions in facts.values():
        for question in questions:
            if isinstance(question, Cloze) and isinstance(question.passage, Prose):
                about, passage, gap = question.about, question.passage, question.gap
                # Its capital would set it apart from words that begin no sentence.
                if not _begins_sentence(passage.run, gap):
                    spares.append(Spare(gap.text, about.deck, about.fact, passage.text()))
    return spares


def _begins_sentence(run: Run, gap: Gap) -> bool:
    at = run.index(gap)
    before = run[at - 1] if at else ""
    return not before or (isinstance(before, str) and before.rstrip()[-1:] in ".!?:")


def word_bank(
    items: Sequence[Item], spares: Iterable[Spare], seed: str, key: str, language: str
) -> tuple[str, ...]:
    """Return the words of the items' bank, ordered by hash; none where it would help too much."""
    passages = [item for item in items if isinstance(item, PassageItem) and item.banked]
    answers = _once(answer for item in passages for answer in item.banked)
    if not answers:
        return ()
    others = _spares_for(passages, list(answers.values()), spares, seed, language)
    if len(others) < FEWEST_SPARES:
        return ()
    bank = [*answers.values(), *others]
    return rearranged(_alike_in_case(bank, passages), key)


def rearranged(bank: Iterable[str], key: str) -> tuple[str, ...]:
    """Return words in an order by hash, each once."""
    once = _once(bank)
    return tuple(sorted(once.values(), key=lambda word: rank(key, "bank", normal(word))))


def _once(texts: Iterable[str]) -> dict[str, str]:
    """Return texts by what they are known by; case does not count."""
    once: dict[str, str] = {}
    for text in sorted(texts):
        once[normal(text)] = text
    return once


def _spares_for(
    passages: Sequence[PassageItem],
    answers: Sequence[str],
    spares: Iterable[Spare],
    seed: str,
    language: str,
) -> list[str]:
    """Return a few words that fit no gap of these passages."""
    wanted = max(FEWEST_SPARES, round(len(answers) * SPARES_PER_GAP))
    function = wording(language).function
    decks, facts = {item.deck for item in passages}, {item.fact for item in passages}
    asked = [" ".join([*item.reading(), *item.banked]) for item in passages]
    content = [set(words(text)) - function for text in asked]
    around = spaced(" ".join(asked))
    names = [name for item in passages for sought in item.sought() for name in sought.names]
    roots = {_root(word) for name in names for word in words(name)}
    longest = max(len(words(answer)) for answer in answers)
    valued = any(states_value(answer, language) for answer in answers)

    def order(spare: Spare) -> tuple[bool, bytes]:
        return spare.deck not in decks, rank(seed, "bank", normal(spare.text))

    taken: dict[str, str] = {}
    for spare in sorted(spares, key=order):
        own = words(spare.text)
        sentence = set(words(spare.sentence)) - function
        fits = (
            spare.fact in facts
            or not own
            or len(own) > longest
            or (states_value(spare.text, language) and not valued)
            or any(_root(word) in roots for word in own)
            or spaced(spare.text) in around
            or any(len(sentence & each) > 1 for each in content)
        )
        if not fits:
            taken.setdefault(normal(spare.text), spare.text)
            roots |= {_root(word) for word in own}
        if len(taken) == wanted:
            break
    return list(taken.values())


def _root(word: str) -> str:
    return word[:ALIKE]


def _alike_in_case(bank: Sequence[str], passages: Sequence[PassageItem]) -> list[str]:
    """Return words that do not tell by a capital which of them begins a sentence."""
    begins = any(map(_begins_with_gap, passages))
    if not begins or not any(word[:1].islower() for word in bank):
        return list(bank)
    # A word such as `pH` or `mRNA` is written as it is, and begins no sentence.
    return [word if plain(word)[1:] != plain(word)[1:].lower() else capital(word) for word in bank]


def _begins_with_gap(item: PassageItem) -> bool:
    return any(text.split("…")[0].strip() == "" and "…" in text for text in item.reading())
