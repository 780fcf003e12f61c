"""Draw what verbs show on a terminal: tables, and a sign that a long work lives."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from quizgen.targets import Artifact


@contextmanager
def progress(work: str) -> Iterator[None]:
    """Show a spinner on a terminal's standard error, so that a long build is seen to live."""
    if not sys.stderr.isatty():
        yield
        return
    with Console(stderr=True).status(f"{work} …"):
        yield


def table(*heads: str) -> Table:
    """Return an empty table with these heads."""
    columns = Table(box=None, pad_edge=False, header_style="dim")
    for head in heads:
        columns.add_column(head, overflow="fold")
    return columns


def drawn(table: Table) -> str:
    """Return the table as text: as wide as the terminal, or as it needs where there is none."""
    terminal = sys.stdout.isatty()
    out = io.StringIO()
    width = shutil.get_terminal_size().columns if terminal else 500
    console = Console(
        file=out,
        width=width,
        force_terminal=terminal,
        highlight=False,
        markup=False,
        emoji=False,  # deck.yaml:100:5 is a place
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def files_table(output: Path, artifacts: Sequence[Artifact]) -> str:
    """Return a table of the files that were written, as text."""
    files = table("file", "holds", "size")
    for artifact in artifacts:
        path = (output / artifact.name).as_posix()
        files.add_row(path, artifact.summary, f"{len(artifact.data) / 1000:.0f} kB")
    return drawn(files)
