"""Bring a lost lock back: the verb `lock`."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.decks import find_source
from quizgen.cli.files import write_files
from quizgen.cli.messages import say, stop_on_errors
from quizgen.cli.options import format_option


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
@click.option("--force", is_flag=True, help="Write over a lock that is there.")
@format_option
def restore(*, file: Path, path: Path | None, force: bool, style: str) -> None:
    """Write the lock that a package carries beside the decks of which it was made.

    FILE is a package that `quizgen build` or `quizgen release` made; take the newest that there is.

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
    if collection.lock_path.exists() and not force:
        way_out = "to write over it, say --force"
        raise click.UsageError(f"{collection.lock_path.as_posix()} is there: {way_out}")
    write_files({collection.lock_path: text.encode()}, None, style)
    say(f"{collection.lock_path.as_posix()} is back. Commit it.")
