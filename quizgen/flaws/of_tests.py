"""Find what is wrong with a test as a whole, which no question shows by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from quizgen.diagnostics import Diagnostic, Position, Severity
from quizgen.questions.question import Question
from quizgen.quiz.arrangement import LONGEST_RUN
from quizgen.quiz.assembly import (
    FEWEST_JUDGED,
    LEAST_TRUE,
    MOST_TRUE,
    MOST_TRUE_FALSE,
    is_two_way,
)
from quizgen.quiz.leaks import named
from quizgen.quiz.own_question import OwnQuestion
from quizgen.quiz.quiz import Quiz, Section, renew
from quizgen.quiz.selection import Selection, candidates
from quizgen.quiz.types import ChoiceItem, ShortAnswerItem, TrueFalseItem
from quizgen.quiz.word_bank import FEWEST_SPARES
from quizgen.text.words import normal

FEWEST_CHOICES = 6  # of which half the keys at one letter say something


def test_flaws(
    quizzes: Sequence[Quiz],
    place: Position,
    own_questions: Sequence[OwnQuestion] = (),
    *,
    leaks_only: bool = False,
) -> Iterator[Diagnostic]:
    """Yield the flaws of a test, each once though several variants have it.

    A teacher's `own_questions` may give others away, and be given away.
    """
    flaws: dict[str, str] = {}
    for quiz in quizzes[:1]:  # the questions of all variants are the same
        for message in named([*quiz.items, *own_questions], quiz.language):
            flaws[message] = "leave one of the two out, or ask for fewer questions"
    for quiz in () if leaks_only else quizzes:
        statements = sum(item.type == "true-false" for item in quiz.items)
        others = len(quiz.items) - statements
        if others and statements > max(1, int(MOST_TRUE_FALSE * len(quiz.items))):
            message = f"{statements} of {len(quiz.items)} questions are true or false"
            flaws[message] = "a fifth is enough: half of them are right by guessing"
        for section in quiz.sections:
            for message, hint in _section_flaws(section, quiz.language):
                flaws[f"variant {quiz.variant}: {message}"] = hint
    if not leaks_only:
        flaws |= dict(_neighbours(quizzes))
    for message, hint in flaws.items():
        yield Diagnostic("test-flaw", message, place, hint, severity=Severity.WARNING)


def _section_flaws(section: Section, language: str) -> Iterator[tuple[str, str]]:
    for item in section.items:
        if isinstance(item, ShortAnswerItem) and is_two_way(item.answer, language):
            hint = "take it out, or ask for it as true-false: half of them are right by guessing"
            yield f"`{item.id}` is true or false, though it is put as a short answer", hint
    truths = [item.truth for item in section.items if isinstance(item, TrueFalseItem)]
    if len(truths) >= FEWEST_JUDGED:
        share = sum(truths) / len(truths)
        if not LEAST_TRUE <= share <= MOST_TRUE:
            hint = "let 30 % to 70 % be true"
            yield f"{sum(truths)} of {len(truths)} statements are true", hint
    choices = [item for item in section.items if isinstance(item, ChoiceItem) and item.single]
    letters = [item.keys[0] for item in choices]
    if len(letters) >= FEWEST_CHOICES:
        letter, most = Counter(letters).most_common(1)[0]
        if most > len(letters) / 2:
            hint = "turn the options of some of them"
            yield f"{letter} is right in {most} of {len(letters)} choices", hint
    marks = letters or [str(truth) for truth in truths]
    longest = max((len(list(run)) for _, run in groupby(marks)), default=0)
    if longest > LONGEST_RUN:
        yield f"one answer is right {longest} times running", "change their order"
    answers = {normal(answer) for item in section.items for answer in item.banked}
    spares = set(map(normal, section.bank)) - answers
    if section.bank and len(spares) < FEWEST_SPARES:
        message = f"the word bank has {len(section.bank)} words for {len(answers)} answers"
        yield message, "add two words or more that fit no gap, or leave the bank out"


def _neighbours(quizzes: Sequence[Quiz]) -> Iterator[tuple[str, str]]:
    """Yield the variants that lie side by side and have most letters of choices in common."""
    for one, other in pairwise(quizzes):
        rows = [
            [item.keys[0] for item in quiz.items if isinstance(item, ChoiceItem) and item.movable]
            for quiz in (one, other)
        ]
        same = sum(a == b for a, b in zip(*rows, strict=False))
        if len(rows[0]) >= FEWEST_CHOICES and same > len(rows[0]) / 2:
            message = f"variants {one.variant} and {other.variant} have {same} letters in common"
            yield message, "neighbours could copy: make the test anew"


def moved_questions(
    quizzes: Sequence[Quiz], facts: Mapping[str, Sequence[Question]], language: str
) -> list[str]:
    """Return the ids of the questions that the decks ask otherwise now, or no more."""
    every = [each for own in candidates(facts, Selection()).values() for each in own]
    moved: list[str] = []
    for quiz in quizzes:
        renewal = renew(quiz, every, (), language)
        now = {item.id: item for item in renewal.quiz.items}
        then = {item.id: item for item in quiz.items}
        moved += renewal.gone
        for id in renewal.renewed:
            # A teacher may have given it other points.
            if now[id].model_copy(update={"points": then[id].points}) != then[id]:
                moved.append(id)
    return list(dict.fromkeys(moved))
