"""What the tests share: the root, decks from text, golden files, and the length of long proofs."""

from __future__ import annotations

import atexit
import difflib
import os
import re
import shutil
import signal
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

from quizgen.compiler import Compiled, compile_collection
from quizgen.language.loader import load_text
from quizgen.lock import Lock

# A shell that runs the suite in its background ignores the interrupt for all that it starts, and
# `nohup` the hangup; some tests send them.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

# What quizzes keep of compiled collections is not the tester's own.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="quizgen-cache-")
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = 100  # examples of a property that does not say how many
TIMES = 30  # as many with --long


def compile_text(
    text: str, lock: Lock | None = None, seed: str = "0", *, judged: bool = False
) -> Compiled:
    """Compile a single deck that stands in the test; only where `judged`, its questions are looked
    at for flaws.
    """
    collection, diagnostics = load_text(text)
    return compile_collection(collection, lock or Lock(), None, diagnostics, seed, judged=judged)


def deck(facts: str, head: str = "") -> str:
    """A deck's text around some facts, which may be indented."""
    lines = facts.strip("\n").split("\n")
    margin = len(lines[0]) - len(lines[0].lstrip())
    return (
        f"deck: Deck\nid: deck\n{head}facts:\n"
        + "\n".join("  " + line[margin:] for line in lines)
        + "\n"
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what came out into the golden files"
    )
    parser.addoption(
        "--long", action="store_true", help=f"only the long proofs, {TIMES} times as long"
    )


# Long proofs: whatever Hypothesis draws, and what is marked `long` (seeds, kills, histories). -----


def rounds(sample: int) -> int:
    """Return how often to try something: as often as said, or many times as often for `--long`."""
    return sample * settings().max_examples // SAMPLE


def pytest_configure(config: pytest.Config) -> None:
    # No deadline: on a busy machine it fails on the first example, which pays for the imports.
    # The sample is the same in each run, so that nobody's change fails by another's bad luck; the
    # long proofs look for what nobody has seen yet.
    settings.register_profile("sample", derandomize=True, deadline=None, max_examples=SAMPLE)
    settings.register_profile("long", deadline=None, max_examples=SAMPLE * TIMES)
    settings.load_profile("long" if config.getoption("--long") else "sample")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        return
    short = [item for item in items if not _is_long(item)]
    items[:] = [item for item in items if _is_long(item)]
    config.hook.pytest_deselected(items=short)


def _is_long(item: pytest.Item) -> bool:
    drawn = isinstance(item, pytest.Function) and is_hypothesis_test(item.obj)
    return drawn or item.get_closest_marker("long") is not None


@pytest.hookimpl(trylast=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    drawn = re.findall(r"(\d+) passing", getattr(item, "hypothesis_statistics", ""))
    item.user_properties.append(("examples", sum(map(int, drawn)) or 1))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much the long proofs tried, a line a file."""
    if not terminalreporter.config.getoption("--long"):
        return
    tests: dict[str, int] = defaultdict(int)
    examples: dict[str, int] = defaultdict(int)
    seconds: dict[str, float] = defaultdict(float)
    for report in terminalreporter.getreports("passed"):
        file = report.nodeid.partition("::")[0]
        tests[file] += 1
        examples[file] += dict(report.user_properties).get("examples", 1)
        seconds[file] += report.duration
    terminalreporter.section("long proofs that hold")
    for file, number in tests.items():
        terminalreporter.write_line(
            f"{file}: {number} tests, {examples[file]:,} examples, {seconds[file]:.0f} s"
        )


@pytest.fixture(autouse=True)
def history_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test writes into the history of whoever runs it."""
    monkeypatch.setenv("QUIZGEN_HISTORY", str(tmp_path / "history.db"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or write it there with --update-golden."""

    def compare(path: Path, actual: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_text(actual, encoding="utf-8")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if actual != expected:
            pair = expected.splitlines(), actual.splitlines()
            pytest.fail(
                "\n".join(difflib.unified_diff(*pair, str(path), "now", lineterm="", n=2)),
                pytrace=False,
            )

    return compare
