"""No question of a deck that is read goes out unread: each has a verdict on exactly what it shows
now.
"""

from __future__ import annotations

from audit import digest, missing, questions, verdicts, wanted

HOW = "read it (`python tests/audit/audit.py open`), then record the verdict (`… accept FILE`)"


def test_every_question_has_a_verdict_on_what_it_shows_now() -> None:
    given = verdicts()
    unread = [question.id for question in questions() if missing(question, given)]
    assert not unread, HOW


def test_no_verdict_is_open_and_none_is_left_over() -> None:
    there = {question.id: question for question in questions()}
    for id, verdict in verdicts().items():
        assert id in there, f"{id} is not asked any more: take its verdict out"
        assert verdict.verdict == wanted(there[id]), f"{id}: {verdict.verdict} ({verdict.note})"


def test_a_changed_question_demands_a_new_verdict() -> None:
    import dataclasses

    for question in questions()[:50]:
        assert digest(dataclasses.replace(question, stem=question.stem + "!")) != digest(question)
