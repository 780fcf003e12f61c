"""A sitting as JSON, one object a line: what a program is told, and what it may say."""

from __future__ import annotations

import json
from typing import Any

from sittings import Clock, every_item, every_quiz, key_of, sitting

from quizgen.quiz.quiz import sequence
from quizgen.sitting import Sitting
from quizgen.terminal.events import put_to_program


def played(s: Sitting, *lines: Any) -> tuple[bool, list[dict[str, Any]]]:
    """Whether it came to its end, and the events; what is not text goes in as JSON."""
    waiting = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    said: list[str] = []
    done = put_to_program(s, lambda: waiting.pop(0) if waiting else None, said.append)
    assert not any("\n" in line for line in said)
    return done, [json.loads(line) for line in said]


def names(events: list[dict[str, Any]]) -> list[str]:
    return [event["event"] for event in events]


def test_a_whole_quiz_of_every_type() -> None:
    items = sequence(every_quiz())
    done, events = played(sitting(items), *(list(key_of(item)) for item in items))
    assert done
    assert names(events) == ["start", *["question", "mark"] * len(items), "end"]
    assert [event["item"] for event in events if event["event"] == "question"] == [
        item.id for item in items
    ]
    assert events[-1]["score"] == {
        "earned": sum(item.points for item in items),
        "points": sum(item.points for item in items),
        "right": len(items),
        "items": len(items),
        "share": 1.0,
    }


def test_plain_text_is_a_response_too() -> None:
    item = every_item("list")
    _, events = played(sitting([item]), "; ".join(key_of(item)))
    assert events[2]["right"]


def test_the_end_of_input_says_that_it_stopped() -> None:
    done, events = played(sitting([every_item("choice"), every_item("number")]), ["A"])
    assert not done
    assert events[-1] == {"event": "stopped", "questions": 2, "answered": 1}


def test_undo_works_at_the_end_too() -> None:
    s = sitting([every_item("true-false")])
    done, events = played(s, ["true"], {"command": "undo"}, ["false"], "")
    assert done
    assert names(events) == [
        "start",
        "question",
        "mark",
        "end",
        "undone",
        "question",
        "mark",
        "end",
    ]


def test_what_is_not_understood_leaves_the_question_open() -> None:
    s = sitting([every_item("choice")])
    _, events = played(s, "zzz", {"command": "dance"}, {"response": 3}, [1], ["A"])
    assert names(events) == ["start", "question", "error", "error", "error", "error", "mark", "end"]


def test_an_exam_tells_no_mark_before_its_end() -> None:
    items = [every_item("true-false"), every_item("choice")]
    _, events = played(sitting(items, "exam"), ["true"], {"command": "right"}, ["A"])
    told = ["start", "question", "noted", "question", "error", "noted", "mark", "mark", "end"]
    assert names(events) == told


def test_a_mark_of_an_exam_is_overruled_neither_before_its_end_nor_after() -> None:
    says = [{"command": command} for command in ("right", "wrong", "hard", "easy")]
    s = sitting([every_item("true-false"), every_item("choice")], "exam")
    _, events = played(s, [""], *says, [""], *says)
    told = [
        "start",
        "question",
        "noted",
        "question",
        *["error"] * 4,
        "noted",
        "mark",
        "mark",
        "end",
    ]
    assert names(events) == [*told, *["error"] * 4]
    assert {event["message"] for event in events if event["event"] == "error"} == {
        "in an exam that is not possible"
    }
    assert not any(answer.mark.overridden or answer.mark.right for answer in s.session.answers)


def test_what_is_practised_after_an_exam_may_be_overruled_and_its_score_stays() -> None:
    s = sitting([every_item("true-false")], "exam")
    _, events = played(s, [""], {"command": "practise"}, [""], {"command": "right"})
    exam, practice = events[:5], events[5:]
    assert names(exam) == ["start", "question", "noted", "mark", "end"]
    assert names(practice) == ["question", "mark", "question", "mark", "mark", "end"]
    told = [(each["practice"], each["overridden"], each["right"]) for each in practice[1:4:2]]
    assert told == [(True, False, False), (True, True, True)], "wrong at once, then overruled"
    assert practice[4] == exam[3], "the first answer's mark stands"
    assert exam[-1]["score"]["right"] == practice[-1]["score"]["right"] == 0


def test_what_is_practised_after_an_exam_has_no_time_limit() -> None:
    clock = Clock()
    s = sitting([every_item("true-false")], "exam", 1000, clock)
    lines = iter(['[""]', '{"command": "practise"}', '["true"]', ""])

    def ask() -> str:
        clock.now += 600  # the exam is over after the second line
        return next(lines)

    said: list[str] = []
    assert put_to_program(s, ask, said.append)
    practice = list(map(json.loads, said))[5:]
    assert names(practice) == ["question", "mark", "mark", "end"]
    assert practice[1]["right"]


def test_time_ends_an_exam_whatever_is_still_said() -> None:
    clock = Clock()
    s = sitting([every_item("true-false"), every_item("choice")], "exam", 1000, clock)

    def ask() -> str:
        clock.now += 600
        return '["true"]'

    said: list[str] = []
    assert put_to_program(s, ask, said.append)
    assert names(list(map(json.loads, said)))[-3:] == ["time", "mark", "end"]
    assert len(s.session.first_answers) == 1


def test_what_a_person_says_of_himself_is_told_as_a_list_of_texts() -> None:
    item = every_item("short-answer").model_copy(update={"typed": False})
    for given, response in (["+"], ["+"]), ("y", ["+"]), ("n", ["-"]), ("?", ["?"]):
        _, events = played(sitting([item]), given)
        assert events[2]["response"] == response
        assert events[2]["right"] == (response == ["+"])
