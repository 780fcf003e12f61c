"""Files are put in place all or none, however the program ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quizgen.cli.files import replace_files

# Writes two files, and sends itself a signal when the second is about to take its place.
STRUCK = """
import os, sys
from pathlib import Path
from quizgen.cli.files import replace_files
moves = []
real = Path.replace
def replace(self, target):
    moves.append(target)
    if len(moves) == 2:
        os.kill(os.getpid(), int(sys.argv[1]))
    return real(self, target)
Path.replace = replace
replace_files({Path("lock"): b"new", Path("out/deck"): b"new"})
"""


def listing(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("former", [{}, {"lock": b"old"}], ids=["new", "replaced"])
def test_a_signal_between_two_files_leaves_all_as_it_was(
    number: signal.Signals, former: dict[str, bytes], tmp_path: Path
) -> None:
    for name, data in former.items():
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", STRUCK, str(int(number))], cwd=tmp_path, stderr=subprocess.DEVNULL
    )
    assert done.returncode != 0
    assert listing(tmp_path) == former
    assert not (tmp_path / "out").exists()


def test_what_a_killed_program_left_is_swept_and_what_runs_is_not(tmp_path: Path) -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], stdout=-1)
    stale, alive = f".a.[1].{int(gone.stdout)}.tmp", f".a.[1].{os.getppid()}.tmp"
    for name in (stale, alive, ".b.1.tmp", ".a.[1].x.tmp"):
        (tmp_path / name).write_bytes(b"x")
    replace_files({tmp_path / "a.[1]": b"new"})
    assert sorted(listing(tmp_path)) == sorted([alive, ".b.1.tmp", ".a.[1].x.tmp", "a.[1]"])


@pytest.mark.skipif(os.name == "nt", reason="modes and links as Unix has them")
def test_a_file_keeps_its_mode_and_a_link_its_file(tmp_path: Path) -> None:
    real, link = tmp_path / "elsewhere" / "lock", tmp_path / "lock"
    real.parent.mkdir()
    real.write_bytes(b"old")
    real.chmod(0o600)
    link.symlink_to(Path("elsewhere/lock"))
    replace_files({link: b"new"})
    assert link.is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"new", 0o600)
    assert sorted(listing(tmp_path)) == ["elsewhere/lock", "lock"]


def test_a_file_is_on_the_disk_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    sync, move = os.fsync, Path.replace

    def noted_sync(file: int) -> None:
        events.append("sync")
        sync(file)

    def noted_move(path: Path, to: Path) -> Path:
        events.append(f"move {to.name}")
        return move(path, to)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "replace", noted_move)
    replace_files({tmp_path / "lock": b"new"})
    assert events[:2] == ["sync", "move lock"]
    assert events[2:] in ([], ["sync"]), "the folder, where the system can"


def test_signals_mean_again_what_they_meant(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    replace_files({tmp_path / "a": b"x"})
    assert signal.getsignal(signal.SIGTERM) is before
