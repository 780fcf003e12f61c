"""The rules of a sitting hold alike on the screen, in lines and for a program."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from conftest import rounds
from hypothesis import given, settings
from hypothesis import strategies as st
from metals import EVERY, RESPONSES, sitting
from pressing import press_keys, settled
from sittings import Clock, Script
from test_screen import keys_of
from textual.widgets import Input

from quizgen.grading.marks import Mark, Part, Verdict
from quizgen.sitting import Mode, RefusedError, Score, Sitting, percent, score_of
from quizgen.terminal.commands import Command, obey
from quizgen.terminal.events import put_to_program
from quizgen.terminal.plain_mode import Console, TimeUp, put_in_lines
from quizgen.terminal.screen.app import QuizApp
from quizgen.text.wording import wording

ENGLISH = wording("en")
NAMES = ("choice", "true-false", "number")
KEYS = {"undo": "f4", "skip": "f3", "practise": "p", "suspend": "f5", "bury": "f6"}
# What a person does: gives the right or the wrong response, or one of the commands.
ACTS = ("right", "wrong", "undo", "skip", "practise", "suspend", "bury", "flag")


def begun(mode: Mode, repeats: bool) -> Sitting:
    asked = sitting(*NAMES, mode=mode)
    asked.repeats = repeats
    return asked


def by_rules(mode: Mode, acts: list[str], *, repeats: bool = False) -> Sitting:
    """A sitting to which the acts are done, one that is refused being passed over."""
    asked = begun(mode, repeats)
    for act in acts:
        item = asked.session.current
        if act in ("right", "wrong"):
            if item is not None:
                asked.answer(RESPONSES[item.id][act == "wrong"])
        else:
            try:
                obey(asked, Command(act))
            except RefusedError:
                continue
        if mode == "exam" and asked.to_hand_in:
            asked.hand_in()  # as a program's last answer does
    return asked


def by_program(mode: Mode, acts: list[str], *, repeats: bool = False) -> Sitting:
    asked = begun(mode, repeats)
    waiting = list(acts)

    def ask() -> str | None:
        while waiting:
            act, item = waiting.pop(0), asked.session.current
            if act not in ("right", "wrong"):
                return json.dumps({"command": act})
            if item is not None:
                return json.dumps(list(RESPONSES[item.id][act == "wrong"]))
        return None

    put_to_program(asked, ask, lambda _: None)
    return asked


def by_lines(mode: Mode, acts: list[str], *, repeats: bool = False) -> Sitting:
    asked = begun(mode, repeats)
    waiting = list(acts)

    def ask(_: str) -> str | None:
        if asked.to_hand_in:
            return ""
        while waiting:
            act, item = waiting.pop(0), asked.session.current
            if act not in ("right", "wrong"):
                return f":{act}"
            if item is not None:
                return " ".join(RESPONSES[item.id][act == "wrong"])
        return None

    put_in_lines(asked, Console(ask, lambda _: None))
    return asked


def by_screen(mode: Mode, acts: list[str], *, repeats: bool = False) -> Sitting:
    asked = begun(mode, repeats)

    async def run() -> None:
        app = QuizApp(asked)
        async with app.run_test(size=(80, 30)) as pilot:
            await settled(pilot)
            for act in acts:
                item = asked.session.current
                if act in ("right", "wrong"):
                    if isinstance(app.screen.focused, Input):
                        app.screen.focused.value = ""  # what was given before an undo
                    keys = keys_of(item.id, RESPONSES[item.id][act == "wrong"]) if item else []
                else:
                    keys = [KEYS[act]]
                await press_keys(pilot, *keys)
                if getattr(app.screen, "answer", None) is not None and act != "undo":
                    await press_keys(pilot, "enter")  # past the verdict
                if asked.to_hand_in:
                    await press_keys(pilot, "enter")

    asyncio.run(run())
    return asked


def state(asked: Sitting) -> Any:
    session = asked.session
    answers: list[Any] = [(each.item, each.response, each.practice) for each in session.answers]
    answers += [(each.item, each.kind, after) for after, each in asked.remarks]
    current = session.current.id if session.current else None
    return answers, current, session.score(), asked.over


@settings(max_examples=rounds(60))
@given(
    st.sampled_from(["quiz", "exam", "review"]),
    st.lists(st.sampled_from(ACTS), max_size=10),
    st.booleans(),
)
def test_lines_and_programs_do_what_the_rules_say(
    mode: Mode, acts: list[str], repeats: bool
) -> None:
    wanted = state(by_rules(mode, acts, repeats=repeats))
    assert state(by_program(mode, acts, repeats=repeats)) == wanted
    assert state(by_lines(mode, acts, repeats=repeats)) == wanted


@pytest.mark.parametrize("mode", ["quiz", "exam", "review"])
@pytest.mark.parametrize("repeats", [False, True])
@pytest.mark.parametrize(
    "acts",
    [
        ["right", "undo", "wrong", "right", "right"],
        ["skip", "right", "wrong", "undo", "right", "wrong"],
        ["wrong", "right", "right", "undo"],
        ["wrong", "right", "right", "practise", "right"],
        ["undo", "practise", "right", "practise"],
        ["suspend", "wrong", "bury", "undo", "right"],
    ],
)
def test_all_three_do_what_the_rules_say(mode: Mode, acts: list[str], repeats: bool) -> None:
    wanted = state(by_rules(mode, acts, repeats=repeats))
    assert state(by_program(mode, acts, repeats=repeats)) == wanted
    assert state(by_lines(mode, acts, repeats=repeats)) == wanted
    assert state(by_screen(mode, acts, repeats=repeats)) == wanted


def test_what_was_handed_in_stays() -> None:
    asked = sitting(*NAMES, mode="exam")
    for name in NAMES:
        asked.answer(RESPONSES[name][1])
    assert asked.to_hand_in
    asked.undo()  # nothing is shown yet
    asked.answer(RESPONSES["number"][1])
    asked.hand_in()
    with pytest.raises(RefusedError, match="what was handed in stays"):
        asked.undo()
    asked.practise()
    asked.answer(RESPONSES["choice"][0])
    asked.undo()  # of practice, which scores nothing
    with pytest.raises(RefusedError, match="what was handed in stays"):
        asked.undo()
    assert asked.session.score().earned == 0


def test_nothing_is_answered_or_taken_back_after_the_time() -> None:
    clock = Clock()
    asked = sitting(*NAMES, mode="exam", limit=60_000, clock=clock)
    asked.answer(RESPONSES["choice"][0])
    clock.now += 59_999
    assert asked.left == 1
    assert not asked.time_out(("true",)), "there is time yet"
    clock.now += 1
    for act in (lambda: asked.answer(("false",)), asked.undo, asked.skip):
        with pytest.raises(RefusedError, match="time is up"):
            act()
    assert asked.time_out(("false",)), "what was chosen is handed in"
    score = asked.session.score()
    assert (score.right, score.items) == (2, 3)
    assert [item.id for item in asked.session.unanswered] == ["number"]


@pytest.mark.parametrize(
    ("share", "whole"), [(0, 0), (0.29, 29), (0.4999, 49), (0.5, 50), (2 / 3, 66), (1, 100)]
)
def test_a_percentage_is_never_rounded_up(share: float, whole: int) -> None:
    assert percent(share) == whole


def test_a_score_is_of_all_points() -> None:
    items = [EVERY["choice"], EVERY["ordering"]]
    right = Mark(1, (Part("", Verdict.RIGHT, "", ""),))
    assert score_of(items, {"choice": right}) == Score(1, 5, 1, 2)
    assert score_of(items, {"choice": right}).percent == 20
    assert score_of([], {}).percent == 0


def test_who_is_out_of_time_in_lines_hands_in_the_lines_before() -> None:
    clock = Clock()
    asked = sitting("list", "number", mode="exam", limit=60_000, clock=clock)
    script = Script("tin", "iron", "zinc")

    def ask(prompt: str) -> str | None:
        clock.now += 25_000
        return script.ask(prompt)

    put_in_lines(asked, Console(ask, script.say))
    assert [answer.response for answer in asked.session.answers] == [("tin", "iron")]
    assert "Time is up." in script.text
    assert "NOT ANSWERED" in script.text
    assert f"Not answered:\n  {EVERY['number'].name(ENGLISH)}" in script.text


@pytest.mark.parametrize(
    ("lines", "standing", "response"),
    [
        (["zinc"], "bra", ("zinc", "", "bra")),
        (["", "brass"], "", ("", "", "brass")),
        (["zinc", "brass", ""], "y", ("zinc", "", "brass")),  # nobody has judged what is said
        ([], " ", None),
    ],
)
def test_when_time_ends_lines_go_to_the_gaps_that_were_asked(
    lines: list[str], standing: str, response: tuple[str, ...] | None
) -> None:
    """Gaps 1 and 3 are typed, then 2 is said to oneself: in that order they are asked."""
    clock = Clock()
    asked = sitting("typed and said gaps", mode="exam", limit=60_000, clock=clock)
    script = Script(*lines)

    def ask(prompt: str) -> str | None:
        if script.lines:
            return script.ask(prompt)
        if asked.over:
            return None
        clock.now += 60_000
        raise TimeUp(standing)

    put_in_lines(asked, Console(ask, script.say))
    given = [answer.response for answer in asked.session.answers]
    assert given == ([] if response is None else [response])
