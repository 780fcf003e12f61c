"""Choose the questions that a quiz is made of, balanced over facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from quizgen.questions.distractors import holds_words_and_signs, rank
from quizgen.questions.types import Cloze, Prose, Question
from quizgen.text.markup import plain

DEFAULT_NUMBER = 20  # questions of a quiz or a worksheet, where nobody says how many


class Selection(BaseModel):
    """Which questions are wanted; an empty choice means all, `number` None as many as there are."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    number: int | None = None
    decks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


# A candidate is what one item is made of: a question, or all the gaps of one running text.
Candidate = tuple[Question, ...]


def candidates(
    facts: Mapping[str, Sequence[Question]], selection: Selection
) -> dict[str, list[Candidate]]:
    """Return by fact what could be asked under this selection."""
    found: dict[str, list[Candidate]] = {}
    for fact, questions in facts.items():
        wanted = [question for question in questions if _wanted(question, selection)]
        gaps: dict[int, list[Question]] = {}
        whole: list[Candidate] = []
        for question in wanted:
            if isinstance(question, Cloze):
                # A chain, a list or a table is asked whole elsewhere; only prose, gap by gap.
                if isinstance(question.passage, Prose):
                    gaps.setdefault(id(question.passage), []).append(question)
            else:
                whole.append((question,))
        whole += [tuple(group) for group in gaps.values()]
        if whole:
            found[fact] = whole
    return found


def choose(
    found: Mapping[str, Sequence[Candidate]], number: int | None, seed: str
) -> list[Candidate]:
    """Return at most `number` candidates, balanced over facts and, within a fact, over types.

    Each fact gives its first question before any gives a second, and no second question of a fact
    is taken that gives the first away, or the reverse. Facts, and the questions of a fact, are
    ordered each by a hash of its own.
    """
    queues = {fact: _queue(seed, fact, entries) for fact, entries in found.items()}
    order = sorted(queues, key=lambda fact: rank(seed, "", fact))
    taken: dict[str, list[Candidate]] = {fact: [] for fact in order}
    chosen: list[Candidate] = []
    more = True
    while more and (number is None or len(chosen) < number):
        more = False
        for fact in order:
            candidate = next(
                (c for c in queues[fact] if not any(_clash(c, other) for other in taken[fact])),
                None,
            )
            if candidate is not None and (number is None or len(chosen) < number):
                more = True
                queues[fact].remove(candidate)
                taken[fact].append(candidate)
                chosen.append(candidate)
    return chosen


def _wanted(question: Question, selection: Selection) -> bool:
    about = question.about
    return all(
        not wanted or value in wanted
        for wanted, value in (
            (selection.decks, about.deck),
            (selection.topics, plain(about.topic)),
            (selection.kinds, about.kind),
            (selection.types, question.type),
            (selection.levels, str(question.level)),
        )
    )


def _queue(seed: str, fact: str, entries: Sequence[Candidate]) -> list[Candidate]:
    """Return the fact's candidates: one of each type, types by hash, before the next of each."""
    by_type: dict[str, list[Candidate]] = {}
    for entry in sorted(entries, key=lambda each: rank(seed, "", each[0].id)):
        by_type.setdefault(entry[0].type, []).append(entry)
    types = sorted(by_type, key=lambda type_: rank(seed, fact, type_))
    longest = max(map(len, by_type.values()), default=0)
    return [
        by_type[type_][turn]
        for turn in range(longest)
        for type_ in types
        if turn < len(by_type[type_])
    ]


def _clash(one: Candidate, other: Candidate) -> bool:
    """Return whether two candidates ask the same, or one shows what the other asks for."""
    return _gives_away(one, other) or _gives_away(other, one)


def _gives_away(shown: Candidate, asked: Candidate) -> bool:
    text = " ".join(part for question in shown for part in question.texts)
    return any(
        holds_words_and_signs(text, answer) for question in asked for answer in question.answers
    )
