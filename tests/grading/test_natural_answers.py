"""Mark right answers as learners type them, and wrong ones that look like them."""

from __future__ import annotations

from collections import Counter
from functools import cache

from natural_answers import TABLE, typed

from quizgen.grading import Lexicon
from quizgen.grading.marks import Verdict
from quizgen.quiz.types import ShortAnswerItem
from quizgen.text.markup import plain
from quizgen.text.sameness import identity

Row = tuple[str, str, str, str]


@cache
def lexicon() -> Lexicon:
    """Return a lexicon of all answers of the table, as if they were one collection."""
    known = Lexicon()
    for rows in TABLE.values():
        for _, answer, _, _ in rows:
            known.add(plain(answer))
    return known


def verdict(row: Row) -> Verdict:
    subject, stem, answer, text = row
    item = ShortAnswerItem(
        number=1,
        id=f"{subject}/answer/short-answer",
        fact=subject,
        kind="ask",
        deck=subject,
        topic="",
        level="free",
        stem=stem,
        points=1,
        type="short-answer",
        answer=answer,
        accepted=(),
        typed=True,
    )
    return item.mark((text,), lexicon()).verdict


def test_the_table_is_large_and_says_nothing_twice() -> None:
    right, wrong = list(typed(right=True)), list(typed(right=False))
    assert len(TABLE) >= 8
    assert len(right) >= 300
    assert len(wrong) >= 150
    assert max(Counter((*right, *wrong)).values()) == 1
    assert all(len(rows) >= 12 for rows in TABLE.values())


def test_no_text_of_the_table_is_an_answer_that_it_is_right_for_elsewhere() -> None:
    answers = {identity(answer) for rows in TABLE.values() for _, answer, _, _ in rows}
    mistaken = [
        row
        for row in typed(right=True)
        if identity(row[3]) in answers and identity(row[3]) != identity(row[2])
    ]
    assert not mistaken


def test_every_answer_typed_as_it_is_shown_is_right() -> None:
    wrong = [
        answer
        for subject, rows in TABLE.items()
        for stem, answer, _, _ in rows
        if verdict((subject, stem, answer, plain(answer))) is not Verdict.RIGHT
    ]
    assert not wrong


def test_what_is_right_is_marked_right_in_95_of_100() -> None:
    rows = list(typed(right=True))
    missed = [row[2:] for row in rows if not verdict(row).counts]
    assert len(missed) <= 0.05 * len(rows), missed


def test_what_is_wrong_never_passes() -> None:
    passed = [row[2:] for row in typed(right=False) if verdict(row).counts]
    assert not passed
