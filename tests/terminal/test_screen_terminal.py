"""The full screen in a real terminal: played by its keys, resized, interrupted, and without
color. What signals do to it stands in `test_screen_signals`.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
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
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
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
