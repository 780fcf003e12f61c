"""Killed at any moment, or two at once: every answer that was acknowledged is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT, rounds
from keeping import ITEMS, NOON, QUIZ, given

from quizgen.grading.marks import Verdict
from quizgen.history.history import History

HERE = Path(__file__).parent
ENV = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{HERE}"}


@pytest.mark.long
@pytest.mark.parametrize("seed", range(7, 7 + rounds(1)))
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the child is made by fork")
def test_whenever_it_is_killed_every_acknowledged_answer_is_there_and_at_most_one_more(
    tmp_path: Path, seed: int
) -> None:
    script, path = str(HERE / "killed.py"), str(tmp_path / "history.db")
    command = [sys.executable, script, path, "200", str(seed)]
    done = subprocess.run(command, env=ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(kills) == 200
    for acts, intact, memories, _, ahead in kills:
        assert (intact, memories) == ("ok", True)
        assert ahead in (0, 1), f"after {acts} acknowledged acts something else stands"
    # The moments were spread: some fell into the middle of a write.
    assert len({acts for acts, *_ in kills}) >= 4
    assert sum(unready for *_, unready, _ in kills) >= 10


WRITER = """
import sys
from pathlib import Path
from keeping import ITEMS, NOON, QUIZ, given
from quizgen.history.history import History
from quizgen.grading.marks import Verdict
with History.open(Path(sys.argv[1])) as history:
    keeper = history.begin("quiz", QUIZ, ITEMS, NOON, 0)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(40):
        keeper.keep(given(ITEMS[number % 6], Verdict.RIGHT, at=NOON + number), ITEMS[number % 6])
"""


def test_two_at_once_lose_nothing_even_if_both_make_the_file_and_the_clock_stands(
    tmp_path: Path,
) -> None:
    path = tmp_path / "history.db"
    command = [sys.executable, "-c", WRITER, str(path)]
    writers = [
        subprocess.Popen(command, env=ENV, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.wait() for writer in writers] == [0, 0]
    for writer in writers:
        writer.communicate()
    with History.open(path) as history:
        assert sorted(Counter(record.sitting for record in history.answers()).values()) == [40, 40]
        before = history.memories()
        assert sum(memory.reps for memory in before.values()) == 80
        history.rebuild()
        assert history.memories() == before


def test_a_reader_sees_whole_answers_only(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with History.open(path) as history, History.open(path, write=False) as reader:
        keeper = history.begin("quiz", QUIZ, ITEMS, NOON, 0)
        for number in range(3):
            keeper.keep(given(ITEMS[0], Verdict.RIGHT, at=NOON + number), ITEMS[0])
            assert len(list(reader.answers())) == number + 1
            assert (memory := reader.memories().get(ITEMS[0].id)) is not None
            assert memory.reps == number + 1
