"""Hold each question of the shipped decks, of the examples and of the tests' collections to a
verdict on what it shows now, and those of collections to their use as they are.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from audit import collections, digest, folders, missing, questions, verdicts, wanted

from quizgen.questions.question import Question

EACH = pytest.mark.parametrize("collection", collections())
HOW = "read it (`python tests/audit/audit.py open`), then record the verdict (`… accept FILE`)"


def test_every_question_has_a_verdict_on_what_it_shows_now() -> None:
    given = verdicts()
    unread = [question.id for question in questions() if missing(question, given)]
    assert not unread, HOW


def test_no_verdict_is_open_and_none_is_left_over() -> None:
    there = {question.id: question for question in questions()}
    for id, verdict in verdicts().items():
        assert id in there, f"{id} is not asked any more: take its verdict out"
        assert verdict.verdict in wanted(there[id]), f"{id}: {verdict.verdict} ({verdict.note})"


def test_a_changed_question_demands_a_new_verdict() -> None:
    import dataclasses

    for question in questions()[:50]:
        assert digest(dataclasses.replace(question, stem=question.stem + "!")) != digest(question)


# Collections in the default wording -------------------------------------------------------------


@cache
def questions_of(collection: str) -> list[Question]:
    return questions(collection)


def test_every_collection_has_been_read() -> None:
    assert set(collections()) == folders().keys()


@EACH
def test_every_question_of_a_collection_has_a_verdict_on_what_it_shows_now(collection: str) -> None:
    given = verdicts(collection)
    asked = questions_of(collection)
    unread = [each.id for each in asked if missing(each, given, collection)]
    assert not unread, HOW.replace("open", f"open {collection}")
    assert given.keys() == {each.id for each in asked}, "verdicts on what is not asked any more"


@EACH
def test_no_question_of_a_collection_is_unsound(collection: str) -> None:
    unsound = [each for each in verdicts(collection).values() if each.verdict == "unsound"]
    assert not unsound


def test_of_each_kind_nineteen_in_twenty_questions_are_usable_as_they_are() -> None:
    asked: Counter[str] = Counter()
    usable: Counter[str] = Counter()
    for collection in collections():
        given = verdicts(collection)
        for question in questions_of(collection):
            asked[question.about.kind] += 1
            usable[question.about.kind] += given[question.id].verdict == "usable"
    shares = {kind: f"{usable[kind]} of {number}" for kind, number in asked.items()}
    assert all(usable[kind] >= 0.95 * number for kind, number in asked.items()), shares
