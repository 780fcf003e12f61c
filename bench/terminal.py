"""Times the start of a quiz: from the command to the moment when its first question can be read."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench.measuring import ENV, QUIZGEN, ROOT

LIBRARIES = "click, pydantic, jinja2, yaml"
STYLES = {
    "json": '{"event": "question"',
    "plain": "Question 1 of",
}  # how the line of a question begins


def first_question(style: str, history: Path, *, anew: bool) -> float:
    """Seconds on the wall until a quiz of the shipped decks asks its first question; then its input
    ends. If `anew`, nothing is kept of the quiz before.
    """
    cache = history.parent / "cache"
    if anew:
        shutil.rmtree(cache, ignore_errors=True)
    command = [
        *QUIZGEN,
        "quiz",
        "--collection",
        str(ROOT / "decks"),
        f"--{style}",
        "--fresh",
        "--history",
        str(history),
    ]
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**ENV, "XDG_CACHE_HOME": str(cache)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith(STYLES[style]):
                seconds = time.perf_counter() - start
                process.stdin.close()
                process.stdout.read()
                return seconds
    raise RuntimeError(f"`{' '.join(command)}` asked nothing")


def bare_imports() -> float:
    """Seconds on the wall of a Python that imports what a quiz needs, and says so."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", f"import {LIBRARIES}; print()"],
        check=True,
        stdout=subprocess.PIPE,
        env=ENV,
    )
    return time.perf_counter() - start
