"""A sitting as JSON, one object a line: what a program is told, and what it may say."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import ROOT
from sittings import Clock, every_item, every_quiz, key_of, sitting

from quizgen.grading.marks import Verdict
from quizgen.quiz.quiz import SECTIONS, sequence
from quizgen.sitting import Sitting
from quizgen.terminal.commands import STREAM_COMMANDS
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
        "percent": 100,
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

    lines = iter(['["true"]', '["A"]', '["A"]', {"command": "undo"}, ""])

    def ask() -> str:
        clock.now += 600
        line = next(lines)
        return line if isinstance(line, str) else json.dumps(line)

    said: list[str] = []
    assert put_to_program(s, ask, said.append)
    told = list(map(json.loads, said))
    assert names(told)[-5:] == ["time", "mark", "end", "error", "error"]
    assert [each["message"] for each in told[-2:]] == [
        "nothing is asked any more; an empty line ends",
        "what was handed in stays",
    ]
    assert len(s.session.first_answers) == 1


def test_the_end_is_told_when_time_is_up_and_not_after_the_practice_that_follows() -> None:
    clock = Clock()
    asked = sitting([every_item("true-false"), every_item("choice")], "exam", 1000, clock)
    asked.repeats = True
    lines = iter(['[""]', '["A"]', ""])

    def ask() -> str | None:
        clock.now += 600
        return next(lines, None)

    said: list[str] = []
    put_to_program(asked, ask, said.append)
    told = list(map(json.loads, said))
    after = names(told).index("time")
    assert names(told)[after : after + 4] == ["time", "mark", "end", "question"]
    assert told[after + 3]["practice"]


def test_what_a_person_says_of_himself_is_told_as_a_list_of_texts() -> None:
    item = every_item("short-answer").model_copy(update={"typed": False})
    for given, response in (["+"], ["+"]), ("y", ["+"]), ("n", ["-"]), ("?", ["?"]):
        _, events = played(sitting([item]), given)
        assert events[2]["response"] == response
        assert events[2]["right"] == (response == ["+"])


# docs/terminal.md ---------------------------------------------------------------------------------

MANUAL = (ROOT / "docs" / "terminal.md").read_text(encoding="utf-8")
PROTOCOL = MANUAL.partition("## JSON")[2].partition("\n## ")[0]
ROWS = re.findall(r"^\| (`[^|]+`) \| ([^|]+?) \|(?: ([^|]+?) \|)?$", PROTOCOL, re.MULTILINE)
EVENTS = {row[0].strip("`"): set(re.findall(r"`(\w+)`", row[2])) for row in ROWS if row[2]}
OWN = {"options", "left", "unit", "typed", "passage", "hints", "lines"}  # by type


def every_event() -> list[dict[str, Any]]:
    """Events of sittings in which everything happens that can."""
    items = sequence(every_quiz())
    told = played(sitting(items), *(list(key_of(item)) for item in items))[1]
    undo, practise, right = ({"command": each} for each in ("undo", "practise", "right"))
    told += played(sitting([every_item("choice")]), "zzz", ["A"], undo, ["B"], right, practise)[1]
    told += played(sitting([every_item("choice"), every_item("number")]), ["A"])[1]
    flag = {"command": "flag", "words": "no such word"}
    told += played(sitting([every_item("choice")]), flag, undo)[1]
    clock = Clock()
    timed = sitting([every_item("true-false"), every_item("choice")], "exam", 1000, clock)
    timed.warning, timed.news = "no history", "the decks have changed"

    def ask() -> str:
        clock.now += 600
        return "" if timed.over else '["true"]'

    said: list[str] = []
    put_to_program(timed, ask, said.append)
    return told + [json.loads(line) for line in said]


def test_each_event_and_each_of_its_fields_stands_in_the_manual() -> None:
    told = every_event()
    assert {event["event"] for event in told} == set(EVENTS)
    for event in told:
        fields = event.keys() - {"event"}
        wanted = EVENTS[event["event"]]
        if event["event"] == "question":
            wanted = wanted - (OWN - fields)
        assert fields == wanted, event


def test_each_key_within_a_field_and_each_verdict_stands_in_the_manual() -> None:
    known = set(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", PROTOCOL, flags=re.DOTALL)))
    for event in every_event():
        assert keys_within(event) - {"event"} <= known, keys_within(event) - known
    assert set(map(str, Verdict)) <= known
    assert set(map(str, STREAM_COMMANDS)) <= known


def keys_within(value: Any) -> set[str]:
    """All keys of objects in a value, at any depth."""
    if isinstance(value, dict):
        return {*value, *(key for each in value.values() for key in keys_within(each))}
    if isinstance(value, list):
        return {key for each in value for key in keys_within(each)}
    return set()


def test_the_response_of_each_type_stands_in_the_manual() -> None:
    said = {name for row in ROWS if not row[2] for name in re.findall(r"`([\w-]+)`", row[0])}
    assert said == set(SECTIONS)


def test_the_example_of_the_manual_is_answered(tmp_path: Path) -> None:
    [command] = re.findall(r"^printf .*$", PROTOCOL, re.MULTILINE)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "QUIZGEN_HISTORY": str(tmp_path / "h.db")}
    command = command.replace("quizgen", f"{shlex.quote(sys.executable)} -m quizgen")
    done = subprocess.run(command, shell=True, cwd=ROOT, env=env, capture_output=True)
    assert not done.returncode, done.stderr
    told = [json.loads(line)["event"] for line in done.stdout.splitlines()]
    assert told[0] == "start"
    assert told[-1] == "end"
