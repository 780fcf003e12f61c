"""The full screen in a real terminal is sent each signal on each of its pages.

It leaves the terminal as it was, and every answer is kept; a suspended one goes on as it stood.
"""

from __future__ import annotations

import os
import re
import signal
import termios
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pytest
from conftest import rounds
from test_screen_terminal import TRUTHS, ended, kept, start

Way = tuple[tuple[str, str], ...]  # what is typed, and what is to be seen then
REST, FILE = TRUTHS[1:], TRUTHS[-2:]
ENDS = {"TERM": 143, "HUP": 129, "INT": 130}  # the exit status
ON, OFF = "\x1b[?1049h", "\x1b[?1049l"


@dataclass(frozen=True)
class Page:
    """How a page is come to: the keys, the answers that are kept by then, and the verb."""

    way: Way
    kept: int = 0
    verb: tuple[str, ...] = ("quiz", *REST)


def asked(type: str, *way: tuple[str, str]) -> Page:
    """The page of a question of a type; what stands on it is not yet answered."""
    options = ("--types", type, "--questions", "1", "--no-repeat", "--seed", "7")
    return Page((("", "1 of 1"), *way), verb=("quiz", *options, *FILE))


ANSWERED: Way = (("1\r", "next"),)
BEGUN: Way = (("", "1 of 2"),)
HALF = ("half a li", "half a li")
SCORE: Way = (*BEGUN, *ANSWERED, ("\r", "2 of 2"), *ANSWERED, ("\r", "Your score"))
EXAM = ("exam", *REST)
REVIEW = ("review", "--limit", "2", "--no-repeat", *FILE)
PAGES = {
    "choice": asked("choice", ("2", r"\(•\)")),
    "multiple choice": asked("multiple-choice", ("1", r"\[×\]")),
    "true or false": asked("true-false", ("1", r"\(•\)")),
    "short answer": asked("short-answer", HALF),
    "said to oneself": Page(BEGUN, verb=REVIEW),
    "number": asked("number", HALF),
    "list": asked("list", ("nausea\r", "nausea"), HALF),
    "ordering": asked("ordering"),
    "matching": asked("matching"),
    "cloze": asked("cloze", HALF),
    "table": asked("table", HALF),
    "first run": Page((*BEGUN, ("", "see why"))),
    "with a clock": Page(BEGUN, verb=EXAM),
    "verdict": Page((*BEGUN, *ANSWERED), kept=1),
    "help": Page((*BEGUN, ("?", "Answering"))),
    "flag": Page((*BEGUN, *ANSWERED, ("m", "What is wrong"), HALF), kept=1),
    "how sure": Page((*BEGUN, ("1\r", "How sure")), verb=(*TRUTHS, "--confidence")),
    "had it": Page((*BEGUN, ("\r", "Did you have it")), verb=REVIEW),
    "ratings": Page(
        (*BEGUN, ("\r", "Did you have it"), ("y", "good")), kept=1, verb=(*REVIEW, "--ratings")
    ),
    "hand in": Page((*BEGUN, ("1\r", "2 of 2"), ("1\r", "All answered")), kept=2, verb=EXAM),
    "time is up": Page((*BEGUN, ("", "Your score")), verb=(*EXAM, "--minutes", "0.05")),
    "score": Page(SCORE, kept=2),
    "look back": Page((*SCORE, ("r", "previous")), kept=2),
}


class Log:
    """All that came from a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass

    def left(self) -> list[str]:
        """The modes that a program left otherwise than a terminal has them.

        `u` is the way in which keys are reported, which a program lays upon the former.
        """
        states = dict(re.findall(r"\x1b\[\?(\d+)([hl])", self.text))
        usual = {"25": "h", "7": "h"}  # the cursor is seen, and lines are wrapped
        left = [code for code, state in states.items() if state != usual.get(code, "l")]
        laid = len(re.findall(r"\x1b\[>\d+u", self.text)) - self.text.count("\x1b[<u")
        return sorted(left) + ["u"] * laid


def modes(child: pexpect.spawn) -> list[object]:
    return termios.tcgetattr(child.child_fd)[:4]


def begun(folder: Path, page: Page) -> tuple[pexpect.spawn, Log, list[object]]:
    """A program on a page, what it wrote, and the modes of its terminal before."""
    child, log = start(folder, *page.verb), Log()
    child.logfile_read = log
    before = modes(child)
    for keys, mark in page.way:
        child.send(keys)
        child.expect(mark)
    assert modes(child) != before
    assert log.left() != []
    return child, log, before


def send(child: pexpect.spawn, name: str) -> None:
    child.kill(getattr(signal, f"SIG{name}"))


def suspend(child: pexpect.spawn, log: Log, before: list[object], *, by_key: bool) -> None:
    """Suspend it, which leaves the terminal as it was; then let it go on."""
    if by_key:
        child.send("\x1a")
    else:
        send(child, "TSTP")
    child.expect_exact(OFF)  # read first: it waits until all of its page is taken
    _, status = os.waitpid(child.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    child.expect_exact("\x1b[?1004l")  # the last that it writes
    assert (modes(child), log.left()) == (before, [])
    send(child, "CONT")
    child.expect_exact(ON)


def chosen() -> list[tuple[str, str]]:
    """Each page with one end, in turn; with --long, with each."""
    ends = list(ENDS)
    pairs = [(page, end) for page in PAGES for end in ends]
    if rounds(1) > 1:
        return pairs
    return [(page, ends[place % len(ends)]) for place, page in enumerate(PAGES)]


@pytest.mark.long
@pytest.mark.parametrize(("page", "end"), chosen())
def test_a_signal_leaves_the_terminal_as_it_was_and_every_answer_is_kept(
    tmp_path: Path, page: str, end: str
) -> None:
    child, log, before = begun(tmp_path, PAGES[page])
    send(child, end)
    child.expect(pexpect.EOF)
    assert (modes(child), log.left()) == (before, [])
    child.close()
    assert child.exitstatus == ENDS[end]
    assert kept(tmp_path) == PAGES[page].kept


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_suspended_goes_on_as_it_stood_and_ends_in_order(
    tmp_path: Path, page: str
) -> None:
    child, log, before = begun(tmp_path, PAGES[page])
    within, on = modes(child), log.left()
    _, mark = PAGES[page].way[-1]
    for by_key in (True, False):
        suspend(child, log, before, by_key=by_key)
        child.expect(mark, timeout=8)  # drawn again, with what was typed
        assert (modes(child), log.left()) == (within, on)
    send(child, "TERM")
    child.expect(pexpect.EOF)
    assert (modes(child), log.left()) == (before, [])
    child.close()
    assert child.exitstatus == ENDS["TERM"]
    assert kept(tmp_path) == PAGES[page].kept


def test_a_signal_before_the_hand_in_keeps_an_exam_open(tmp_path: Path) -> None:
    child, *_ = begun(tmp_path, PAGES["hand in"])
    send(child, "TERM")
    assert (ended(child), kept(tmp_path)) == (143, 2)
    child = start(tmp_path, *EXAM)
    child.expect("All answered")
    child.send("\r")
    child.expect("Your score")
    send(child, "TERM")
    assert ended(child) == 143
    child = start(tmp_path, *EXAM)
    child.expect("1 of 2")  # handed in: another one begins
    child.send("q")
    assert ended(child) == 0


def test_a_terminal_that_is_gone_ends_it_and_every_answer_is_kept(tmp_path: Path) -> None:
    child, *_ = begun(tmp_path, PAGES["verdict"])
    os.close(child.child_fd)
    child.closed = True
    _, status = os.waitpid(child.pid, 0)
    child.terminated = True
    assert os.WIFEXITED(status), "it ended by itself"
    assert kept(tmp_path) == 1
