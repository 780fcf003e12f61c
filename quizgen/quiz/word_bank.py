"""Fill the word bank of a section: its answers among words that fit none of its gaps."""

# A bank of the answers alone gives the last gap away, and a bank for one gap is a choice. So there
# are at least two gaps, and two words more. These come from gaps of other passages, from those of
# the same deck first, because a word of another subject is seen at once. That such a word is wrong
# nobody states; it is taken only where its own sentence has nothing in common with any that is
# asked, where it is no name, part or form of an answer, and cannot be read beside the gaps. A word
# in the plural, with a capital, an article or several words is seen to fit no other gap, so the
# words that are added have the shapes of the answers as far as there are such. An answer that is
# alone a name, a number, a plural or has a capital, or is alone none of these, is seen to fit its
# gap, so that another like it is added. Where there are too few, there is no bank.

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quizgen.questions.distractors import rank
from quizgen.questions.question import Cloze, Gap, Prose, Question, Run
from quizgen.quiz.types import Item, PassageItem
from quizgen.text.grammar import Grammar
from quizgen.text.markup import plain
from quizgen.text.sameness import states_value
from quizgen.text.wording import opening, wording
from quizgen.text.words import normal, spaced, words

FEWEST_GAPS = 2
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
    if len(answers) < FEWEST_GAPS:
        return ()
    usable = _usable(passages, list(answers.values()), spares, seed, language)
    wanted = max(FEWEST_SPARES, round(len(answers) * SPARES_PER_GAP))
    others = _shaped_as([*answers.values()], usable, wanted, wording(language).grammar)
    if len(others) < FEWEST_SPARES:
        return ()
    bank = [*answers.values(), *others]
    while trait := lone_trait(_alike_in_case(bank, passages), len(answers), language):
        for word in _unlike(bank, usable):
            if traits(word, language)[trait.place] is trait.has:
                bank.append(word)
                break
        else:
            return ()
    return rearranged(_alike_in_case(bank, passages), key)


class Trait(NamedTuple):
    """What of a word tells into which gap it goes: its place in `traits`, and its value there."""

    place: int
    has: bool


def traits(text: str, language: str) -> tuple[bool, ...]:
    """Return what can be seen of a word: a name of several words, a number, a capital, a plural."""
    written = plain(text)
    is_number = states_value(text, language) or any(letter.isdigit() for letter in written)
    own = written.split()
    is_name = len(own) > 1 and own[0][:1].isupper() and own[-1][:1].isupper()
    is_plural = wording(language).grammar.singular(text) != text
    return is_name, is_number, written[:1].isupper(), is_plural


def lone_trait(bank: Sequence[str], number: int, language: str) -> Trait | None:
    """Return what one of the answers alone has, or lacks; they are the first of the bank."""
    columns = zip(*(traits(word, language) for word in bank), strict=True)
    for place, column in enumerate(columns):
        for has in (True, False):
            if column.count(has) == 1 and column.index(has) < number:
                return Trait(place, has)
    return None


def _unlike(bank: Iterable[str], usable: Iterable[str]) -> list[str]:
    """Return the words that share no beginning with those of the bank."""
    roots = {_root(word) for text in bank for word in words(text)}
    return [each for each in usable if roots.isdisjoint(map(_root, words(each)))]


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


def _usable(
    passages: Sequence[PassageItem],
    answers: Sequence[str],
    spares: Iterable[Spare],
    seed: str,
    language: str,
) -> list[str]:
    """Return the words that fit no gap of these passages, the best first."""
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

    usable = []
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
            usable.append(spare.text)
    return usable


def _shaped_as(
    answers: Sequence[str], usable: Iterable[str], wanted: int, grammar: Grammar
) -> list[str]:
    """Return some words, first those of which the shape is that of most answers without one."""
    lacking = Counter(_shape(answer, grammar) for answer in answers)
    rest = {normal(text): text for text in reversed([*usable])}  # the first writing of each
    left = list(reversed(rest.values()))
    taken: list[str] = []
    while left and len(taken) < wanted:
        best = max(left, key=lambda text: lacking[_shape(text, grammar)])
        taken.append(best)
        lacking[_shape(best, grammar)] -= 1
        roots = {_root(word) for word in words(best)}
        left = [each for each in left if roots.isdisjoint(map(_root, words(each)))]
    return taken


def _shape(text: str, grammar: Grammar) -> tuple[bool, bool, bool]:
    """Return what of a word shows into which gap it goes: a capital, a plural, more words."""
    written = plain(text)
    return written[:1].isupper(), grammar.singular(text) != text, " " in written.strip()


def _root(word: str) -> str:
    return word[:ALIKE]


def _alike_in_case(bank: Sequence[str], passages: Sequence[PassageItem]) -> list[str]:
    """Return words that do not tell by a capital which of them begins a sentence."""
    begins = any(map(_begins_with_gap, passages))
    if not begins or not any(word[:1].islower() for word in bank):
        return list(bank)
    return list(map(opening, bank))


def _begins_with_gap(item: PassageItem) -> bool:
    return any(text.split("…")[0].strip() == "" and "…" in text for text in item.reading())
