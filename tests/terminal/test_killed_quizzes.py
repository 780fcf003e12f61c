"""A quiz that is killed, also between writing an answer and showing its mark: nothing that was
acknowledged is lost, and every verb works afterwards.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from killed_quizzes import QUESTIONS

HERE = Path(__file__).parent
PATHS = (ROOT, HERE, ROOT / "tests")
KILLS, LONG_KILLS = 9, 1_000


@pytest.mark.long
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are made by fork")
def test_whenever_a_quiz_is_killed_nothing_that_it_acknowledged_is_lost(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    is_long = request.config.getoption("--long")
    number = LONG_KILLS if is_long else KILLS
    seed = int.from_bytes(os.urandom(4)) if is_long else 7
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, PATHS)), "TZ": "UTC"}
    command = [sys.executable, str(HERE / "killed_quizzes.py"), str(tmp_path)]
    done = subprocess.run(
        [*command, str(number), str(seed)],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(kills) == number
    for kill in kills:
        # What stands is what was acknowledged, or that and what was under way.
        assert {0, 1} & set(kill["ahead"]), (seed, kill)
        assert kill["intact"], (seed, kill)
        verbs = kill["verbs"]
        assert verbs["stats"] == verbs["quiz"] == 0, (seed, kill)
        ended = kill["answers"] == QUESTIONS and verbs["goes on with"] == 0
        assert ended or verbs["goes on with"] == kill["answers"], (seed, kill)
        assert verbs["due"] in (0, 4), (seed, kill)
        assert verbs["review"] in (0, 4), (seed, kill)
    # The moments were spread.
    assert {kill["how"] for kill in kills} == {"shown", "kept", "within"}
    assert len({kill["acknowledged"] for kill in kills}) > 2
    assert any(1 in kill["ahead"] and 0 not in kill["ahead"] for kill in kills), (
        "written, not shown"
    )
