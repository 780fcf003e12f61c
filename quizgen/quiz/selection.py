"""Say which questions are wanted in a quiz, and find what could be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from quizgen.questions.question import Cloze, Prose, Question
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
