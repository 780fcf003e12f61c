"""Fill the word bank of a section: its answers among words that fit none of its gaps."""

# A bank of the answers alone gives the last gap away, and a bank for one gap is a choice. So there
# are at least two gaps, and two words more. First of all these are what the authors of its gaps say
# to be wrong there: such a word fits the grammar of its gap, and each gap gets one if it can. In
# other gaps nobody says that it is wrong, unless it is a wrong word there, too. It is taken only
# where its own sentence has nothing in common with theirs, where it is no name, part or form of
# their answers, and cannot be read beside them. By the same proof, words from gaps of other
# passages fill the bank up, from those of the same deck first, because a word of another subject is
# seen at once. A word in the plural, with a capital, an article or several words is seen to fit no
# other gap, so the words that are added have the shapes of the answers as far as there are such. An
# answer that is alone a name, a number, a plural or has a capital, or is alone none of these, is
# seen to fit its gap, so that another like it is added. Where there are too few, there is no bank.

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
    """A word that may stand in a bank, with the sentence that it is from.

    It is the answer in a gap of another passage, or wrong in the gap of the question `wrong_in`.
    """

    text: str
    deck: str
    fact: str
    sentence: str
    wrong_in: str = ""


def spares_of(facts: Mapping[str, Sequence[Question]]) -> list[Spare]:
    """Return the words of all gaps in running text, and what is wrong there, each with its text."""
    spares: list[Spare] = []
    for questions in facts.values():
        for question in questions:
            if isinstance(question, Cloze) and isinstance(question.passage, Prose):
                about, passage, gap = question.about, question.passage, question.gap
                whole = passage.text()
                for text in gap.wrong:
                    sentence = f"{whole} {text}"
                    spares.append(Spare(text, about.deck, about.fact, sentence, question.id))
                # Its capital would set it apart from words that begin no sentence.
                if not _begins_sentence(passage.run, gap):
                    spares.append(Spare(gap.text, about.deck, about.fact, whole))
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
    answers = list(_once(answer for item in passages for answer in item.banked).values())
    if len(answers) < FEWEST_GAPS:
        return ()
    asked = [_Asked.of(item, language) for item in passages]
    spares = sorted(spares, key=lambda spare: rank(seed, "bank", normal(spare.text)))
    wrong = _wrong_words(asked, spares)
    others, unserved = _one_a_gap(asked, answers, spares, wrong, language)
    rest = _usable(asked, answers, spares, language)
    # A gap without wrong words is more likely to be fitted by what fits no other gap.
    rest = [*rest, *wrong] if unserved else [*wrong, *rest]
    usable = _unlike(others, [each.text for each in rest])
    lacking = round(len(unserved) * SPARES_PER_GAP) or min(len(unserved), 1)
    wanted = max(FEWEST_SPARES - len(others), lacking)
    others += _shaped_as(unserved or answers, usable, wanted, wording(language).grammar)
    if len(others) < FEWEST_SPARES:
        return ()
    bank = [*answers, *others]
    while trait := lone_trait(_alike_in_case(bank, passages), len(answers), language):
        for word in _unlike(bank, usable):
            if traits(word, language)[trait.place] is trait.has:
                bank.append(word)
                break
        else:
            return ()
    return rearranged(_alike_in_case(bank, passages), key)


class _Asked(NamedTuple):
    """What of a passage with gaps shows which words may fit them."""

    fact: str
    deck: str
    answers: Mapping[str, str]  # by the questions of its gaps
    content: frozenset[str]  # words that say something
    reading: str
    roots: frozenset[str]  # of all names of its answers

    @classmethod
    def of(cls, item: PassageItem, language: str) -> _Asked:
        """Return what an item shows."""
        text = " ".join([*item.reading(), *item.banked])
        names = [name for sought in item.sought() for name in sought.names]
        return cls(
            item.fact,
            item.deck,
            {blank.question: blank.answer for blank in item.blanks},
            frozenset(words(text)) - wording(language).function,
            spaced(text),
            frozenset(_root(word) for name in names for word in words(name)),
        )

    def may_take(self, spare: Spare) -> bool:
        """Tell whether a word may be right in one of its gaps, or can be read beside them."""
        if not self.roots.isdisjoint(map(_root, words(spare.text))):
            return True
        shared = self.content.intersection(words(spare.sentence))
        return spaced(spare.text) in self.reading or len(shared) > 1


def _wrong_words(asked: Sequence[_Asked], spares: Iterable[Spare]) -> list[Spare]:
    """Return what is said to be wrong in a gap of these passages, and is right in no other."""
    gaps = {gap for passage in asked for gap in passage.answers}
    own = [spare for spare in spares if spare.wrong_in in gaps]
    stated: dict[str, set[str]] = {}
    for spare in own:
        stated.setdefault(normal(spare.text), set()).add(spare.wrong_in)

    def fits(spare: Spare) -> bool:
        for passage in asked:
            is_far = passage.fact != spare.fact and not passage.may_take(spare)
            if not is_far and not passage.answers.keys() <= stated[normal(spare.text)]:
                return True
        return False

    return [spare for spare in own if not fits(spare)]


def _one_a_gap(
    asked: Sequence[_Asked],
    answers: Iterable[str],
    spares: Iterable[Spare],
    wrong: Iterable[Spare],
    language: str,
) -> tuple[list[str], list[str]]:
    """Return a wrong word for each gap that has one, and the answers of the gaps that have none.

    Where there are several, one that looks like the answer comes first. If a wrong word of a gap
    stands in the bank already, for another gap or as its answer, that is enough.
    """
    stated: dict[str, set[str]] = {}
    for spare in spares:
        stated.setdefault(spare.wrong_in, set()).add(normal(spare.text))
    free: dict[str, list[str]] = {}
    for spare in wrong:
        free.setdefault(spare.wrong_in, []).append(spare.text)
    bank = set(map(normal, answers))
    taken: list[str] = []
    unserved: list[str] = []
    gaps = {gap: answer for passage in asked for gap, answer in passage.answers.items()}
    for gap, answer in sorted(gaps.items()):
        if not bank.isdisjoint(stated.get(gap, ())):
            continue
        own = free.get(gap, [])
        if not own:
            unserved.append(answer)
            continue
        look = traits(answer, language)
        best = [text for text in _unlike(taken, own) if traits(text, language) == look]
        taken.append((*best, *_unlike(taken, own), *own)[0])
        bank.add(normal(taken[-1]))
    return taken, unserved


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
    asked: Sequence[_Asked], answers: Iterable[str], spares: Iterable[Spare], language: str
) -> list[Spare]:
    """Return the answers of other passages that fit no gap of these, the best first."""
    decks, facts = {passage.deck for passage in asked}, {passage.fact for passage in asked}
    longest = max(len(words(answer)) for answer in answers)
    valued = any(states_value(answer, language) for answer in answers)
    usable = []
    for spare in sorted(spares, key=lambda spare: spare.deck not in decks):
        fits = (
            bool(spare.wrong_in)
            or spare.fact in facts
            or not words(spare.text)
            or len(words(spare.text)) > longest
            or (states_value(spare.text, language) and not valued)
            or any(passage.may_take(spare) for passage in asked)
        )
        if not fits:
            usable.append(spare)
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
    """Tell whether a gap begins a sentence, where its answer has a capital to hide."""
    begins = any(text.split("…")[0].strip() == "" and "…" in text for text in item.reading())
    return begins and any(plain(answer)[:1].isupper() for answer in item.banked)
