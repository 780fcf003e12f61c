"""Gives what a quiz is made of: the questions that are wanted, balanced over facts; knows no letters and no order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from quizgen.questions.distractors import holds, rank
from quizgen.questions.types import (
    Choice,
    Cloze,
    Gap,
    ListRecall,
    Matching,
    MultipleChoice,
    Ordering,
    Prose,
    Question,
    ShortAnswer,
    Table,
    TrueFalse,
)
from quizgen.text.markup import plain

DEFAULT_NUMBER = 20  # questions of a quiz or a worksheet, where nobody says how many


class Selection(BaseModel):
    """Which questions are wanted; an empty choice means all. `number` is None for as many as there are."""

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
    """By fact, what could be asked under this selection."""
    found: dict[str, list[Candidate]] = {}
    for fact, questions in facts.items():
        wanted = [question for question in questions if _wanted(question, selection)]
        gaps: dict[int, list[Question]] = {}
        whole: list[Candidate] = []
        for question in wanted:
            if isinstance(question, Cloze):
                # A chain, a list or a table is asked whole elsewhere; only running text is asked gap by gap.
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
    """At most `number` candidates, balanced over facts and, within a fact, over types.

    Each fact gives its first question before any gives a second, and no second question of a fact is taken that gives
    the first away, or the reverse. Facts, and the questions of a fact, are ordered each by a hash of its own.
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
    """The fact's candidates: one of each type, types by hash, before the next of each type."""
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
    """Whether two candidates ask the same, or one shows what the other asks for."""
    return _gives_away(one, other) or _gives_away(other, one)


def _gives_away(shown: Candidate, asked: Candidate) -> bool:
    text = " ".join(part for question in shown for part in _shown(question))
    return any(holds(text, answer) for question in asked for answer in _answers(question))


def _shown(question: Question) -> Iterator[str]:
    """What a student reads."""
    yield question.stem
    if isinstance(question, Choice | MultipleChoice):
        yield from question.options
    elif isinstance(question, Ordering):
        yield from question.shuffled
    elif isinstance(question, Matching):
        yield from (left for left, _ in question.pairs)
        yield from question.options
    elif isinstance(question, Table):
        yield question.key_text
        yield from question.grid.columns
    elif isinstance(question, Cloze) and isinstance(question.passage, Prose):
        # The word bank shows the gaps.
        yield "".join(
            piece if isinstance(piece, str) else piece.text for piece in question.passage.run
        )


def _answers(question: Question) -> Iterator[str]:
    """What a student is to find."""
    if isinstance(question, MultipleChoice):
        yield from question.keys
    elif isinstance(question, TrueFalse):
        # The statement itself: another question that says it, or its correction, would judge it.
        yield question.stem
        if question.correction:
            yield question.correction
    elif isinstance(question, ListRecall):
        yield from (name for member in question.members for name in member)
    elif isinstance(question, Matching):
        yield from (left for left, _ in question.pairs)
    elif isinstance(question, Ordering):
        yield from (item for group in question.ranks for item in group)
    elif isinstance(question, Table):
        cells = (run for _, row in question.grid.rows for run in row)
        yield from (piece.text for run in cells for piece in run if isinstance(piece, Gap))
    else:
        yield question.key_text
        if isinstance(question, ShortAnswer | Cloze):
            yield from question.accepted
