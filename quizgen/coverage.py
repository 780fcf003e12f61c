"""Gives what is asked of each fact and how, what is not and why, and what it rests on; knows no outputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quizgen.compiler import Compiled
from quizgen.flaws.flaw import RULES
from quizgen.flaws.recalled_answers import asks_for_recall
from quizgen.language.facts.fact import Fact
from quizgen.questions.types import TYPES, Choice, MultipleChoice, Question
from quizgen.text.markup import plain

_NO_CHOICE = {
    "cloze": "a cloze has no choices",
    "statement": "a statement is judged true or false",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: its questions by type, its sources, and why it has no recall or no choice where it has none."""

    deck: str
    fact: str
    kind: str
    types: dict[str, int]
    sources: tuple[str, ...]
    position: str
    no_recall: str = ""
    no_choice: str = ""

    @property
    def questions(self) -> int:
        """How many questions there are."""
        return sum(self.types.values())


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows of all facts, and what can be counted of them."""

    decks: dict[str, str]  # titles by id
    sources: dict[str, str]  # titles by name
    rows: tuple[Row, ...]
    checks: int  # how many flaws are looked for
    found: int
    excused: int

    def by_type(self, rows: Iterable[Row] | None = None) -> dict[str, int]:
        """Questions by type, in the types' order."""
        count: Counter[str] = Counter()
        for row in self.rows if rows is None else rows:
            count.update(row.types)
        return {each.type: count[each.type] for each in TYPES if count[each.type]}

    def by_source(self) -> dict[str, int]:
        """How many facts rest on each source, with those that nothing rests on."""
        count = Counter(name for row in self.rows for name in row.sources)
        return {name: count[name] for name in dict.fromkeys((*self.sources, *count))}

    def groups(self, of: str) -> dict[str, list[Row]]:
        """The rows by deck or by kind."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(getattr(row, of), []).append(row)
        return found


def covered(compiled: Compiled) -> Coverage:
    """What a collection asks."""
    collection = compiled.collection
    facts = {fact.id: (deck, fact) for deck, fact in collection.facts()}
    rows = []
    for id, questions in compiled.questions.items():
        deck, fact = facts[id]
        types = Counter(question.type for question in questions)
        rows.append(
            Row(
                deck.id,
                id,
                fact.kind,
                {each.type: types[each.type] for each in TYPES if types[each.type]},
                fact.source or deck.source,
                str(fact.at()),
                _no_recall(fact, questions),
                _no_choice(fact, questions),
            )
        )
    excused = sum(len(fact.ignore) for _, fact in facts.values()) + sum(
        len(deck.ignore) for deck in collection.decks
    )
    titles = {deck.id: plain(deck.title) for deck in collection.decks}
    sources = {name: plain(title) for name, title in collection.sources.items()}
    return Coverage(titles, sources, tuple(rows), len(RULES), len(compiled.diagnostics), excused)


def _no_recall(fact: Fact, questions: Iterable[Question]) -> str:
    if any(map(asks_for_recall, questions)):
        return ""
    return (
        "left out by `without`"
        if fact.without
        else "it is only judged true: give it `false versions`"
    )


def _no_choice(fact: Fact, questions: Iterable[Question]) -> str:
    if any(isinstance(question, Choice | MultipleChoice) for question in questions):
        return ""
    if fact.leaves_out("choice", *fact.without):
        return "left out by `without`"
    return _NO_CHOICE.get(
        fact.kind, "fewer than two options are proved wrong, or stem or options would tell the key"
    )
