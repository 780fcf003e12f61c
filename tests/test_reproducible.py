"""The same decks, lock and seed give the same bytes: on another day, in another place, in another
language.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT

from quizgen.compiler import compile_path
from quizgen.targets import USUAL, Settings, target

NOW = 1_750_000_000
LATER = NOW + 1_000_000


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    """The shipped decks, without the lock that goes with them."""
    folder = tmp_path / "decks"
    shutil.copytree(ROOT / "decks", folder, ignore=shutil.ignore_patterns("*.lock"))
    return folder


def built(
    decks: Path, now: int, write_lock: bool = False, sources: bool = True
) -> dict[str, bytes]:
    """The files that a build in this process makes."""
    compiled = compile_path(decks)
    artifacts = []
    for name in USUAL:
        made = target(name)(compiled, Settings(now, choices=True, sources=sources))
        assert not made.diagnostics + compiled.diagnostics
        artifacts += made.artifacts
        compiled = replace(compiled, lock=made.lock)
    lock = compiled.lock.as_text().encode()
    if write_lock:
        (decks / "quizgen.lock").write_bytes(lock)
    return {artifact.name: artifact.data for artifact in artifacts} | {"quizgen.lock": lock}


def run(decks: Path, output: Path, *options: str, **environment: str) -> dict[str, bytes]:
    """The files that a build in a process of its own makes, with another working directory."""
    command = [
        sys.executable,
        "-m",
        "quizgen",
        "build",
        str(decks),
        "-o",
        str(output),
        "--choices",
        *options,
    ]
    variables = os.environ | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": str(NOW)} | environment
    done = subprocess.run(
        command, env=variables, cwd=decks.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    paths = [path for path in output.rglob("*") if path.is_file()]
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in paths}
    return files | {"quizgen.lock": (decks / "quizgen.lock").read_bytes()}


def test_two_builds_in_one_process_are_the_same(decks: Path) -> None:
    assert built(decks, NOW) == built(decks, NOW)


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_a_build_elsewhere_is_the_same(hash_seed: str, decks: Path, tmp_path: Path) -> None:
    there = {
        "PYTHONHASHSEED": hash_seed,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
    }
    assert run(decks, tmp_path / "out", **there) == built(decks, NOW)


def test_a_build_with_the_lock_of_before_is_the_same_whenever_it_is_made(
    decks: Path, tmp_path: Path
) -> None:
    before = built(decks, NOW, write_lock=True)
    assert built(decks, LATER) == before
    # `--locked` fails if the lock would change.
    assert run(decks, tmp_path / "out", "--locked", SOURCE_DATE_EPOCH=str(LATER)) == before


def test_without_a_lock_only_the_times_are_other(decks: Path) -> None:
    one, other = built(decks, NOW), built(decks, LATER)
    assert one["quizgen.lock"] != other["quizgen.lock"]
    moved = one["quizgen.lock"].replace(b": 1750000000", b": 1751000000")
    assert moved == other["quizgen.lock"]


def test_where_the_decks_lie_and_how_their_files_are_called_does_not_matter(
    decks: Path, tmp_path: Path
) -> None:
    # The text of the decks, which packages carry, has the names of its files.
    before = built(decks, NOW, sources=False)
    moved = tmp_path / "elsewhere" / "my decks"
    decks.parent.joinpath("elsewhere").mkdir()
    decks.rename(moved)
    (moved / "vocabulary.yaml").rename(moved / "wörter.yml")
    # They are in the order of their names only where `collection.yaml` gives none; `vocabulary` was
    # the last.
    assert built(moved, NOW, sources=False) == before
