"""Resolve a quiz: items in order, with numbers, letters, points, as data for every reader."""

# The quiz is resolved once: `assembly` chooses its questions, `arrangement` orders them and deals
# out the letters of keys, `word_bank` fills the banks, and the whole can be written and read as
# JSON. The sheet, the key and the marking grid read it; none of them decides anything. All hangs
# on hashes of seed, variant and ids. Variants have the same questions; order and letters differ.

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from quizgen.questions.distractors import rank
from quizgen.quiz.arrangement import arranged
from quizgen.quiz.assembly import choose as choose
from quizgen.quiz.selection import DEFAULT_NUMBER as DEFAULT_NUMBER
from quizgen.quiz.selection import Candidate as Candidate
from quizgen.quiz.selection import Selection as Selection
from quizgen.quiz.selection import candidates as candidates
from quizgen.quiz.types import ITEMS, ChoiceItem, Draw
from quizgen.quiz.types import Item as Item
from quizgen.quiz.types.item import Data
from quizgen.quiz.word_bank import Spare, rearranged, word_bank
from quizgen.quiz.word_bank import spares_of as spares_of
from quizgen.text.languages import code_of
from quizgen.text.wording import Wording, wording
from quizgen.text.words import normal


class Section(Data):
    """The items of one type, in order; a word bank for the gaps of all its passages.

    Without a title, it is called as its type is. Where sections that follow each other have the
    same title, it stands above the first of them.
    """

    type: str
    title: str = ""
    items: tuple[Item, ...]
    bank: tuple[str, ...] = ()


class Quiz(Data):
    """Everything that a reader of a quiz needs, and nothing that it could decide otherwise."""

    title: str
    language: str
    seed: str
    variant: str
    sections: tuple[Section, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def points(self) -> int:
        """The sum of all points."""
        return sum(item.points for item in self.items)


SECTIONS = tuple(ITEMS)


def resolve(
    chosen: Iterable[Candidate],
    title: str,
    language: str,
    seed: str,
    variant: str = "A",
    spares: Sequence[Spare] = (),
) -> Quiz:
    """Return the quiz of these questions.

    Order and blanks hang on seed and variant, for each item by itself; the letters of keys on the
    section, too. `spares` are words for the banks beside the answers: without them there are none.
    """
    draw = Draw(seed, variant, language)
    by_type: dict[str, list[Candidate]] = {}
    for candidate in chosen:
        by_type.setdefault(candidate[0].type, []).append(candidate)
    sections = []
    number = 1
    for type_, entries in sorted(by_type.items(), key=lambda each: SECTIONS.index(each[0])):
        items = arranged(entries, draw, number)
        number += len(items)
        bank = word_bank(items, spares, seed, draw.key, language)
        sections.append(Section(type=type_, items=tuple(items), bank=bank))
    code = code_of(language)
    return Quiz(title=title, language=code, seed=seed, variant=variant, sections=tuple(sections))


def sequence(quiz: Quiz) -> tuple[Item, ...]:
    """Return the items as a person is asked one by one: by hash, those of one fact evenly apart."""
    key = Draw(quiz.seed, quiz.variant).key
    by_fact: dict[str, list[Item]] = {}
    for item in sorted(quiz.items, key=lambda each: rank(key, "sequence", each.id)):
        by_fact.setdefault(item.fact, []).append(item)
    places: dict[str, float] = {}
    for fact, items in by_fact.items():
        start = int.from_bytes(rank(key, "sequence", fact)) / 2**64
        places |= {item.id: (place + start) / len(items) for place, item in enumerate(items)}
    return tuple(sorted(quiz.items, key=lambda item: (places[item.id], item.id)))


class Renewal(NamedTuple):
    """A quiz with its questions as the decks have them now, and the ids of those that differ.

    `renewed` are asked in their new form, `gone` are in the decks no more and stay as they were,
    `rekeyed` were answered and have another key now.
    """

    quiz: Quiz
    renewed: tuple[str, ...]
    gone: tuple[str, ...]
    rekeyed: tuple[str, ...]


def renew(
    quiz: Quiz, entries: Iterable[Candidate], answered: Container[str], language: str
) -> Renewal:
    """Return a quiz in which what was not answered yet is asked as the decks have it now.

    `language` is that of the decks, with the place of one that a collection brings; a quiz that was
    stored has the code alone.
    """
    draw = Draw(quiz.seed, quiz.variant, language)
    words = wording(language)
    candidates = {candidate[0].id: candidate for candidate in entries}
    renewed, gone, rekeyed = [], [], []
    sections = []
    for section in quiz.sections:
        items: list[Item] = []
        for item in section.items:
            candidate = candidates.get(item.id)
            now: Item | None = None
            if candidate is not None and candidate[0].type == section.type:
                now = ITEMS[section.type].of(candidate, item.number, draw)
                now = _laid_out_as(now, item)
            if item.id in answered:
                if now is not None and _key(now, words) != _key(item, words):
                    rekeyed.append(item.id)
                now = None
            elif now is None:
                gone.append(item.id)
            elif now != item:
                renewed.append(item.id)
            items.append(now or item)
        bank = _renewed_bank(section, items, draw.key) if renewed else section.bank
        sections.append(section.model_copy(update={"items": tuple(items), "bank": bank}))
    changed = quiz.model_copy(update={"sections": tuple(sections)})
    return Renewal(changed, tuple(renewed), tuple(gone), tuple(rekeyed))


def _laid_out_as(now: Item, then: Item) -> Item:
    """Return an item as it is now, with its key at the letter that it had in the test."""
    if isinstance(now, ChoiceItem) and isinstance(then, ChoiceItem) and now.movable:
        same = [each.letter for each in now.options] == [each.letter for each in then.options]
        return now.with_key_at(then.keys[0]) if same else now
    return now


def _key(item: Item, words: Wording) -> tuple[list[str], list[str]]:
    """Return what is right, and what else counts."""
    return item.key_lines(words), item.alternatives(words)


def _renewed_bank(section: Section, items: Sequence[Item], key: str) -> tuple[str, ...]:
    """Return the bank of a section some of whose items have changed, with its spare words."""
    if not section.bank:
        return ()
    former = {normal(answer) for item in section.items for answer in item.banked}
    spares = [word for word in section.bank if normal(word) not in former]
    return rearranged([*spares, *(answer for item in items for answer in item.banked)], key)
