"""What the tests share: the repository's root, decks from text, and golden files."""

from __future__ import annotations

import difflib
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.compiler import Compiled, compile_collection
from quizgen.language.loader import load_text
from quizgen.lock import Lock

# A shell that runs the suite in its background ignores the interrupt for all that it starts; some tests send one.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent


def compile_text(
    text: str, lock: Lock | None = None, seed: str = "0", judged: bool = False
) -> Compiled:
    """Compile a single deck that stands in the test; only where `judged`, its questions are looked at for flaws."""
    collection, diagnostics = load_text(text)
    return compile_collection(collection, lock or Lock(), None, diagnostics, seed, judged)


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
