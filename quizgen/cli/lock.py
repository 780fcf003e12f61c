"""Bring a lost lock back: the verb `lock`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.decks import find_source
from quizgen.cli.files import write_files
from quizgen.cli.messages import say, stop_on_errors
from quizgen.cli.options import format_option

if TYPE_CHECKING:
    from quizgen.diagnostics import Diagnostic
    from quizgen.lock import Lock


@click.group()
def lock() -> None:
    """Bring the lock back, which keeps every card's identity.

    \b
    Examples:
      quizgen lock restore dist/decks/minerals.apkg --force   over one that is damaged
    """


@lock.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--force", is_flag=True, help="Write over a lock that is there, such as a damaged one."
)
@format_option
def restore(*, file: Path, path: Path | None, force: bool, style: str) -> None:
    """Write the lock that a package carries beside the decks of which it was made.

    FILE is a package that `quizgen build` or `quizgen release` made; take the newest that there is.
    Where a build without the old lock has made a new one meanwhile, the two are united.

    \b
    Examples:
      quizgen lock restore dist/decks/minerals.apkg --force   over one that is damaged
    """
    from quizgen.diagnostics import Diagnostic, Position
    from quizgen.language.loader import load
    from quizgen.lock import parse_lock
    from quizgen.lock_files import lock_in_package

    source, _ = find_source(path)
    text = lock_in_package(file)
    if text is None:
        message = "this file carries no lock" if file.is_file() else "there is no such file"
        hint = "take a package that `quizgen build` or `quizgen release` made"
        place = Position(file.as_posix())
        stop_on_errors([Diagnostic("bad-package", message, place, hint)], None, style)
        return
    found, problems = parse_lock(text, file.as_posix())
    stop_on_errors(problems, None, style)
    collection, _ = load(source)
    ids = {collection.id, *(deck.id for deck in collection.decks)}
    if found.collection not in ids:
        message = f"this package was made of `{found.collection}`, not of `{collection.id}`"
        hint = "name the decks of which it was made after it"
        place = Position(file.as_posix())
        stop_on_errors([Diagnostic("lock-of-another", message, place, hint)], None, style)
    path = collection.lock_path
    if not path.exists() or force:
        write_files({path: text.encode()}, None, style)
        say(f"{path.as_posix()} is back. Commit it.")
        return
    both, settled = _united(path, found, file)
    stop_on_errors(settled, None, style)
    write_files({path: both.as_text().encode()}, None, style)
    say(
        f"{path.as_posix()} was there, and knows now what {file.as_posix()} knows, too: "
        "no card loses its schedule. Release once, and commit it."
    )


def _united(path: Path, old: Lock, file: Path) -> tuple[Lock, list[Diagnostic]]:
    """Return the lock that is there with what an old one knows, and what was settled."""
    from quizgen.diagnostics import Position
    from quizgen.language.reader import read_lock
    from quizgen.lock import parse_lock

    text, damage = read_lock(path)
    lock, more = parse_lock(text or "", path.as_posix())
    if damage or more:
        raise click.UsageError(f"{path.as_posix()} is damaged: to write over it, say --force")
    return lock, lock.unite(old, Position(file.as_posix()))
