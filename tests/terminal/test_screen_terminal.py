"""The full screen in a real terminal: played by its keys, resized, interrupted, and without
color.
"""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import sys
import termios
from contextlib import closing
from pathlib import Path

import pexpect
import pytest
from conftest import ROOT
from every import EVERY

TRUTHS = [
    "quiz",
    "--questions",
    "2",
    "--no-repeat",
    "--types",
    "true-false,choice",
    "--seed",
    "7",
    "--history",
    "history.db",
]


def start(folder: Path, *arguments: str, **more: str) -> pexpect.spawn:
    (folder / "decks").mkdir(exist_ok=True)
    (folder / "decks" / "collection.yaml").write_text(
        "collection: Everything\nid: everything\n", encoding="utf-8"
    )
    (folder / "decks" / "deck.yaml").write_text(EVERY, encoding="utf-8")
    env = {
        "PYTHONPATH": str(ROOT),
        "PATH": "/usr/bin:/bin",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        **more,
    }
    command = ["-m", "quizgen", *arguments]
    return pexpect.spawn(
        sys.executable,
        command,
        cwd=str(folder),
        env=env,
        encoding="utf-8",
        timeout=30,
        dimensions=(24, 80),
    )


def ended(child: pexpect.spawn) -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus  # type: ignore[no-any-return]


def kept(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "history.db")) as database:
        return int(database.execute("SELECT count(*) FROM standing").fetchone()[0])


def test_a_session_is_played_through_resizes_to_its_end(tmp_path: Path) -> None:
    child = start(tmp_path, *TRUTHS)
    child.expect("1 of 2")
    child.send("1")
    child.setwinsize(3, 4)
    child.setwinsize(20, 60)
    child.send("\r")
    child.expect("next")
    child.send("\r")
    child.expect("2 of 2")
    child.send("2\r")
    child.expect("next")
    child.send("\r")
    child.expect("Your score")
    child.send("q")
    assert (ended(child), kept(tmp_path)) == (0, 2)


def test_an_interrupt_saves_and_the_next_start_goes_on(tmp_path: Path) -> None:
    child = start(tmp_path, *TRUTHS)
    child.expect("1 of 2")
    child.send("1\r")
    child.expect("next")
    child.send("\x03")
    assert (ended(child), kept(tmp_path)) == (130, 1)
    child = start(tmp_path, *TRUTHS)
    child.expect("2 of 2")
    child.send("q")
    assert (ended(child), kept(tmp_path)) == (0, 1)


@pytest.mark.parametrize("colorless", [False, True])
def test_no_color_is_honored(tmp_path: Path, colorless: bool) -> None:
    child = start(tmp_path, *TRUTHS, **({"NO_COLOR": "1"} if colorless else {}))
    child.expect("save and quit")
    child.send("q")
    child.expect(pexpect.EOF)
    colors = re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", child.before)
    child.close()
    assert any(len(set(color)) > 1 for color in colors) != colorless


# Signals ------------------------------------------------------------------------------------------

# How each page is come to: what is typed, and what is on it then. All but one are pages of a quiz.
PAGES = {
    "question": (),
    "verdict": (("1\r", "next"),),
    "help": (("?", "Answering"),),
    "score": (("1\r", "next"), ("\r", "2 of 2"), ("1\r", "next"), ("\r", "Your score")),
}
PAGES["look back"] = (*PAGES["score"], ("r", "previous"))
PAGES["flag"] = (*PAGES["verdict"], ("m", "What is wrong"))
PAGES["hand in"] = (("1\r", "2 of 2"), ("1\r", "All answered"))
PAGES["how sure"] = (("1\r", "How sure"),)
PAGES["rated"] = (("\r", "Did you have it"), ("y", "good"))
KEPT = {"how sure": 0, "rated": 1}  # answers; on the other pages, as many as were given with Enter
EXAM = ("exam", *TRUTHS[1:])
VERBS = {
    "hand in": EXAM,
    "how sure": (*TRUTHS, "--confidence"),
    "rated": ("review", "--ratings", "--limit", "2", "--no-repeat", *TRUTHS[8:]),
}
ON, OFF = "\x1b[?1049h", "\x1b[?1049l"


def modes(child: pexpect.spawn) -> list[object]:
    return termios.tcgetattr(child.child_fd)[:4]


def come_to(child: pexpect.spawn, page: str) -> None:
    child.expect("1 of 2")
    for keys, mark in PAGES[page]:
        child.send(keys)
        child.expect(mark)


def left(text: str) -> list[str]:
    """The modes that a program left otherwise than a terminal has them."""
    states = dict(re.findall(r"\x1b\[\?(\d+)([hl])", text))
    usual = {"25": "h", "7": "h"}  # the cursor is seen, and lines are wrapped
    return [code for code, state in states.items() if state != usual.get(code, "l")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("page", PAGES)
def test_a_signal_leaves_the_terminal_as_it_was(
    tmp_path: Path, page: str, number: signal.Signals
) -> None:
    child = start(tmp_path, *VERBS.get(page, TRUTHS))
    log = Log()
    child.logfile_read = log
    before = modes(child)
    come_to(child, page)
    assert modes(child) != before
    child.kill(number)
    child.expect(pexpect.EOF)
    assert left(log.text) == []
    assert modes(child) == before
    child.close()
    assert child.exitstatus == 128 + number
    answers = sum(keys.endswith("\r") and keys != "\r" for keys, _ in PAGES[page])
    assert kept(tmp_path) == KEPT.get(page, answers)


def test_a_signal_before_the_hand_in_keeps_an_exam_open(tmp_path: Path) -> None:
    child = start(tmp_path, *EXAM)
    child.expect("1 of 2")
    child.send("1\r")
    child.expect("2 of 2")
    child.send("1\r")
    child.expect("All answered")
    child.kill(signal.SIGTERM)
    assert (ended(child), kept(tmp_path)) == (143, 2)
    child = start(tmp_path, *EXAM)
    child.expect("All answered")
    child.send("\r")
    child.expect("Your score")
    child.kill(signal.SIGTERM)
    assert ended(child) == 143
    child = start(tmp_path, *EXAM)
    child.expect("1 of 2")  # handed in: another one begins
    child.send("q")
    assert ended(child) == 0


def test_a_terminal_that_is_gone_ends_it_and_every_answer_is_kept(tmp_path: Path) -> None:
    child = start(tmp_path, *TRUTHS)
    come_to(child, "verdict")
    os.close(child.child_fd)
    child.closed = True
    _, status = os.waitpid(child.pid, 0)
    child.terminated = True
    assert os.WIFEXITED(status), "it ended by itself"
    assert kept(tmp_path) == 1


# Ways over all pages.
WAYS = {
    "quiz": (*PAGES["flag"], ("\x1b", "next"), *PAGES["look back"][1:], ("?", "Answering")),
    "exam": (*PAGES["hand in"], ("\r", "Your score")),
    "quiz --confidence": (*PAGES["how sure"], ("4", "next")),
}


@pytest.mark.parametrize("by", ["key", "signal"])
@pytest.mark.parametrize("verb", WAYS)
def test_each_page_is_suspended_and_goes_on(tmp_path: Path, verb: str, by: str) -> None:
    child = start(tmp_path, *verb.split(), *TRUTHS[1:])
    before = modes(child)
    child.expect("1 of 2")
    within = modes(child)
    for keys, mark in (("", "1 of 2"), *WAYS[verb]):
        if keys:
            child.send(keys)
            child.expect(mark)
        if by == "key":
            child.send("\x1a")
        else:
            child.kill(signal.SIGTSTP)
        child.expect_exact(OFF)  # read first: it waits until all of its page is taken
        _, status = os.waitpid(child.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        assert modes(child) == before
        child.kill(signal.SIGCONT)
        child.expect_exact(ON)
        child.expect(mark, timeout=8)  # drawn again
        assert modes(child) == within
    child.send("\x03")
    assert ended(child) == 130


class Log:
    """All that came from a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass
