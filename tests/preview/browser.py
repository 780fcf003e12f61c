"""What the tests in a real browser share: the browser, or the reason why there is none."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT

INSTALL = "install Chromium (`apt-get install chromium`), or name it: QUIZGEN_BROWSER=…/chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def executable() -> str:
    """The browser's path; where there is none the test is skipped, or fails if one was named."""
    named = os.environ.get("QUIZGEN_BROWSER")
    found = next(filter(None, map(shutil.which, [named] if named else NAMES)), None)
    if found is None and named:
        pytest.fail(f"QUIZGEN_BROWSER names `{named}`, which cannot be run")
    if found is None:
        pytest.skip(f"there is no browser: {INSTALL}")
    return found


@contextmanager
def watched(path: Path) -> Iterator[str]:
    """The address at which `quizgen preview --watch` serves the path; ended as by Ctrl-C, which
    must be clean.
    """
    command = [sys.executable, "-m", "quizgen", "preview", str(path), "--watch"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line.startswith("http://127.0.0.1:"), line
        yield line.split()[0]
    except BaseException:
        process.kill()
        process.communicate()
        raise
    process.send_signal(signal.SIGINT)
    said, problems = process.communicate(timeout=20)
    assert (process.returncode, said, problems) == (0, "Stopped.\n", "")
