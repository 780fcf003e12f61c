"""A quiz that is killed, also between writing an answer and showing its mark: nothing that was
acknowledged is lost, and every verb works afterwards.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, rounds
from killed_quizzes import QUESTIONS

HERE = Path(__file__).parent
PATHS = (ROOT, HERE, ROOT / "tests")
KILLS, LONG_KILLS = 9, 100  # of each run; with --long there are 10 runs


@pytest.mark.long
@pytest.mark.parametrize("number", range(min(10, rounds(1))))
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are made by fork")
def test_whenever_a_quiz_is_killed_nothing_that_it_acknowledged_is_lost(
    tmp_path: Path, request: pytest.FixtureRequest, number: int
) -> None:
    is_long = request.config.getoption("--long")
    wanted = LONG_KILLS if is_long else KILLS
    seed = int.from_bytes(os.urandom(4)) if is_long else 7 + number
    kills = []
    for kill in killed_quizzes(tmp_path, wanted, seed):
        kills.append(kill)
        check(kill, f"kill {len(kills)} of seed {seed}: {kill}")
    assert len(kills) == wanted, f"the script of seed {seed} ended too soon"
    # The moments were spread.
    assert {kill["how"] for kill in kills} == {"shown", "kept", "within"}
    assert len({kill["acknowledged"] for kill in kills}) > 2
    assert any(1 in kill["ahead"] and 0 not in kill["ahead"] for kill in kills), (
        "written, not shown"
    )


def killed_quizzes(folder: Path, number: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield what was found after each kill, as soon as it is; who stops here ends the script."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, PATHS)), "TZ": "UTC"}
    command = [sys.executable, str(HERE / "killed_quizzes.py"), str(folder), str(number), str(seed)]
    with (folder / "errors.txt").open("w+") as errors:
        script = subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        assert script.stdout is not None
        try:
            with script.stdout:
                for line in script.stdout:
                    yield json.loads(line)
            assert script.wait() == 0, (folder / "errors.txt").read_text()
        finally:
            script.kill()
            script.wait()


def check(kill: dict[str, Any], where: str) -> None:
    """Nothing that was acknowledged is lost, and every verb works."""
    # What stands is what was acknowledged, or that and what was under way.
    assert {0, 1} & set(kill["ahead"]), where
    assert kill["intact"], where
    verbs = kill["verbs"]
    assert verbs["stats"] == verbs["quiz"] == 0, where
    ended = kill["answers"] == QUESTIONS and verbs["goes on with"] == 0
    assert ended or verbs["goes on with"] == kill["answers"], where
    assert verbs["due"] in (0, 4), where
    assert verbs["review"] in (0, 4), where
