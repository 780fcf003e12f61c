"""Runs a PostgreSQL of its own in a temporary folder, for the bench and the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Postgres:
    """A server that is reached by a socket in its folder; `binaries` holds its programs."""

    def __init__(self, binaries: str, folder: Path) -> None:
        self.binaries = Path(binaries)
        self.folder = folder
        self.user = None
        if os.getuid() == 0:  # whom PostgreSQL does not serve
            self.user = "nobody"
            shutil.chown(folder, self.user)
        self.run(
            "initdb", "-D", "data", "-U", "teacher", "-A", "trust", "-E", "UTF8", "--no-locale"
        )
        self.address = f"postgresql://teacher:hidden@/postgres?host={folder}"

    def run(self, program: str, *arguments: str) -> None:
        command = [str(self.binaries / program), *arguments]
        with self.folder.joinpath("out").open("ab") as out:
            subprocess.run(
                command, check=True, cwd=self.folder, user=self.user, stdout=out, stderr=out
            )

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses="
        self.run("pg_ctl", "-D", "data", "-l", "log", "-o", options, "-w", "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")


@contextmanager
def server(binaries: str) -> Iterator[Postgres]:
    """A server that runs, and is gone afterwards with all that it holds."""
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:  # a socket's path must be short
        postgres = Postgres(binaries, Path(folder))
        postgres.start()
        try:
            yield postgres
        finally:
            postgres.stop()
