"""Gives what every section measures with: processes in turn, a row of the table, and what this
machine is.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ENV = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1750000000"}
# What is installed has its bytecode beside it, as the libraries have: its source is not compiled
# anew at each start. The first run of each measurement, which is not counted, leaves it there.
ENV.pop("PYTHONDONTWRITEBYTECODE", None)
QUIZGEN = (sys.executable, "-m", "quizgen")
LIBRARIES = "click fsrs genanki Jinja2 pydantic PyYAML rapidfuzz rich textual typst".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Row:
    """A figure and the floor that it is compared with; `bound` is the ratio that is promised, if
    one is.
    """

    name: str
    figure: str
    floor: str
    ratio: float
    bound: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the ratio is what was promised."""
        if self.bound is None:
            return ""
        return f"at most {self.bound:g}" if self.ratio <= self.bound else f"ABOVE {self.bound:g}"


def measure(*command: str) -> tuple[float, float]:
    """Seconds of processor time and megabytes at the most, of one process."""
    code = (
        "import json, os, resource, subprocess, sys\n"
        "quiet = {'stdout': subprocess.DEVNULL, 'stderr': subprocess.PIPE}\n"
        "run = subprocess.run(sys.argv[1:], **quiet, text=True)\n"
        "if run.returncode: sys.exit(run.stderr)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *command],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=ENV,
    )
    seconds, megabytes = json.loads(run.stdout)
    return float(seconds), float(megabytes)


def paired(
    one: Callable[[], float], other: Callable[[], float], runs: int
) -> tuple[float, float, float]:
    """Median seconds of each of two, run in turn so that drift of the machine hits both, and the
    median ratio.
    """
    pairs = [(one(), other()) for _ in range(runs + 1)][1:]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def result(module: str, *arguments: object) -> Any:
    """What a module of the bench prints as JSON, run in a process of its own."""
    command = [sys.executable, "-m", f"bench.{module}", *map(str, arguments)]
    return json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=ENV).stdout
    )


def milliseconds(seconds: float) -> str:
    """Seconds as a text, with a decimal where there is little."""
    return f"{seconds * 1000:,.1f} ms" if seconds < 0.01 else f"{seconds * 1000:,.0f} ms"


def machine() -> str:
    """The processor, Python and the libraries; nothing that would name the machine itself."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.processor() or platform.machine()
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{model}, {os.cpu_count()} cores; Python {platform.python_version()}; {libraries}"
