"""Lines in a real terminal are sent each signal at each of their prompts.

They leave the terminal as it was, and every answer is kept; a suspended line goes on as it stood.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
from conftest import rounds
from test_screen_signals import ENDS, Page, modes, send
from test_screen_terminal import TRUTHS, kept, start

FILE = TRUTHS[-2:]
REVIEW = ("review", "--limit", "2", "--no-repeat", "--ratings", "--plain", *FILE)
QUIZ = (*TRUTHS, "--plain")
EXAM = ("exam", *TRUTHS[1:], "--plain")
FIRST = ("", "Question 1 of 2.*> ")
SECOND = ("?\r", "Question 2 of 2.*> ")
SAID = ("", "Enter shows the answer.* ")
PROMPTS = {
    "question": Page((FIRST,), verb=QUIZ),
    "half typed": Page((FIRST, ("half a li", "half a li")), verb=QUIZ),
    "verdict, and the next": Page((FIRST, SECOND), kept=1, verb=QUIZ),
    "with a clock": Page((FIRST,), verb=EXAM),
    "said to oneself": Page((SAID,), verb=REVIEW),
    "had it": Page((SAID, ("\r", "y or n: ")), verb=REVIEW),
    "ratings": Page((SAID, ("\r", "y or n: "), ("y\r", "easy.*> ")), kept=1, verb=REVIEW),
    "how sure": Page((FIRST, ("t\r", "How sure.* ")), verb=(*QUIZ, "--confidence")),
    "hand in": Page((FIRST, SECOND, ("?\r", "hand.* ")), kept=2, verb=EXAM),
    "score": Page((FIRST, SECOND, ("?\r", "ends.* ")), kept=2, verb=QUIZ),
    "help": Page((FIRST, (":help\r", ":quit.*> ")), verb=QUIZ),
}


def is_stopped(child: pexpect.spawn) -> bool:
    """Ask it to stop, and tell whether it has.

    Python hears a signal that comes just before it begins to wait for a key only with the next one.
    """
    send(child, "TSTP")
    time.sleep(0.2)
    pid, status = os.waitpid(child.pid, os.WUNTRACED | os.WNOHANG)
    return pid != 0 and os.WIFSTOPPED(status)


def soon(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail where it does not within seconds."""
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def chosen() -> list[tuple[str, str]]:
    """Each prompt with one end, in turn; with --long, with each."""
    ends = list(ENDS)
    if rounds(1) > 1:
        return [(prompt, end) for prompt in PROMPTS for end in ends]
    return [(prompt, ends[place % len(ends)]) for place, prompt in enumerate(PROMPTS)]


@pytest.mark.long
@pytest.mark.parametrize(("prompt", "end"), chosen())
def test_lines_are_suspended_go_on_and_end_as_the_terminal_was(
    tmp_path: Path, prompt: str, end: str
) -> None:
    page = PROMPTS[prompt]
    child = start(tmp_path, *page.verb)
    before = modes(child)
    for keys, mark in page.way:
        child.send(keys)
        child.expect(mark)
    # Only where a line is read, the terminal is otherwise than before.
    soon(lambda: modes(child) != before)
    within = modes(child)
    soon(lambda: is_stopped(child))
    assert modes(child) == before
    send(child, "CONT")
    soon(lambda: modes(child) == within)
    send(child, end)
    child.expect(pexpect.EOF)
    assert modes(child) == before
    child.close()
    # At the end an interrupt only leaves.
    wanted = 0 if (prompt, end) == ("score", "INT") else ENDS[end]
    assert child.exitstatus == wanted
    assert kept(tmp_path) == page.kept
