"""Choose what is to be reviewed on a day: what is due, then what is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.history.exam_preparation import Pace, ranked
from quizgen.history.schedule import Memory, Scheduler
from quizgen.questions.question import Level, Question
from quizgen.quiz.selection import Candidate, Selection, candidates


@dataclass(frozen=True, slots=True)
class Due:
    """The questions of a review, each by itself, and how many more there are beyond the limits."""

    due: tuple[Candidate, ...]
    new: tuple[Candidate, ...]
    left_due: int
    left_new: int


def due_questions(
    facts: Mapping[str, Sequence[Question]],
    selection: Selection,
    memories: Mapping[str, Memory],
    day: int,
    most: int,
    most_new: int,
) -> Due:
    """Return what to review on this day, longest overdue first.

    Of each fact one question is asked a day, so siblings stay apart. Only retrieval is scheduled:
    picking out an answer tells little of remembering it.
    """
    due: list[tuple[int, Candidate]] = []
    new: list[list[Question]] = []
    for questions in _retrieved(facts, selection):
        reviewed = [
            (memories[question.id], question) for question in questions if question.id in memories
        ]
        if any(memory.last_day == day for memory, _ in reviewed):
            continue  # a sibling was asked today
        waiting = sorted(
            (memory.due_day, place, question)
            for place, (memory, question) in enumerate(reviewed)
            if memory.due_day <= day
        )
        fresh = [question for question in questions if question.id not in memories]
        if waiting:
            due.append((waiting[0][0], (waiting[0][2],)))
        elif fresh:
            new.append(fresh)
    ordered = [candidate for _, candidate in sorted(due, key=lambda each: each[0])]
    reviews = ordered[: max(0, most)]
    starts = _mixed(new, max(0, min(most_new, most - len(reviews))))
    return Due(tuple(reviews), tuple(starts), len(ordered) - len(reviews), len(new) - len(starts))


def _mixed(new: Sequence[Sequence[Question]], most: int) -> list[Candidate]:
    """Return a new question of each of so many facts: what is typed and what is said take turns.

    The facts keep their order among those that can give the kind whose turn it is; so a first
    review is not one long row of answers that are only said to oneself.
    """
    waiting = [list(questions) for questions in new]
    chosen: list[Candidate] = []
    said = False
    while waiting and len(chosen) < most:
        fits = [each for each in waiting if any(one.said == said for one in each)]
        questions = fits[0] if fits else waiting[0]
        best = next((each for each in questions if each.said == said), questions[0])
        waiting.remove(questions)
        chosen.append((best,))
        said = not best.said
    return chosen


def exam_questions(
    facts: Mapping[str, Sequence[Question]],
    selection: Selection,
    memories: Mapping[str, Memory],
    scheduler: Scheduler,
    today: int,
    exam: int,
    pace: Pace,
) -> list[Candidate]:
    """Return what to review today so as to know most on the day of the exam, most useful first.

    Of each fact one question is asked a day, as in any review.
    """
    waiting: dict[str, Question] = {}
    for questions in _retrieved(facts, selection):
        last_days = [memories[each.id].last_day for each in questions if each.id in memories]
        if today not in last_days:
            waiting |= {each.id: each for each in questions}
    asked: set[str] = set()
    chosen: list[Candidate] = []
    for worth in ranked(waiting, memories, scheduler, today, exam, pace):
        question = waiting[worth.question]
        if question.about.fact not in asked:
            asked.add(question.about.fact)
            chosen.append((question,))
    return chosen


def crammed_questions(
    facts: Mapping[str, Sequence[Question]],
    selection: Selection,
    memories: Mapping[str, Memory],
    scheduler: Scheduler,
    today: int,
) -> list[Candidate]:
    """Return all that was ever reviewed, due or not, what is known least first."""
    known = [
        (scheduler.recall(memories[each.id], today), each.id, each)
        for questions in _retrieved(facts, selection)
        for each in questions
        if each.id in memories
    ]
    return [(question,) for _, _, question in sorted(known, key=lambda each: each[:2])]


def within(
    candidates: Sequence[Candidate],
    memories: Mapping[str, Memory],
    seconds: float | None,
    pace: Pace,
) -> list[Candidate]:
    """Return as many of the first candidates as can be answered in so many seconds."""
    if seconds is None:
        return list(candidates)
    chosen = []
    for candidate in candidates:
        seconds -= pace.of(memories.get(candidate[0].id))
        if seconds < 0:
            break
        chosen.append(candidate)
    return chosen


def _retrieved(
    facts: Mapping[str, Sequence[Question]], selection: Selection
) -> Iterator[list[Question]]:
    """Yield of each fact the questions that are answered from memory."""
    for entries in candidates(facts, selection).values():
        yield [
            question
            for entry in entries
            for question in entry
            if question.level is not Level.RECOGNISE
        ]
