"""Bring a lost lock back, or split it as its decks were: the verb `lock`."""

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
    """Bring the lock back, which keeps every card's identity, or split it.

    \b
    Examples:
      quizgen lock restore dist/decks/minerals.apkg --force   over one that is damaged
      quizgen lock split fossils                  for a deck that went to another collection
    """


@lock.command()
@click.argument("deck")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@format_option
def split(*, deck: str, path: Path | None, style: str) -> None:
    """Let a deck that went to another collection take its cards along.

    DECK is its id. What the lock knows of it goes to DECK.lock, which belongs beside the other
    collection; here it is forgotten, so that no release empties the notes of those who have it.

    \b
    Examples:
      quizgen lock split fossils
    """
    from quizgen.language.loader import load

    source, _ = find_source(path)
    collection, _ = load(source)
    if any(each.id == deck for each in collection.decks):
        raise click.UsageError(f"the deck `{deck}` is still here: take its file to the other first")
    place = collection.lock_path
    old = _lock_that_is_there(place, "it has to be whole")
    own = old.split_off(deck)
    if not own.entries:
        raise click.UsageError(f"{place.as_posix()} knows no deck `{deck}`")
    target = place.with_name(f"{deck}.lock")
    if target.exists():
        raise click.UsageError(f"{target.as_posix()} is there: take it away first")
    write_files({target: own.as_text().encode()}, None, style)
    write_files({place: old.as_text().encode()}, None, style)
    say(
        f"{target.as_posix()} has the cards' identities: put it beside the decks of the other "
        f"collection, whose next build takes them over. Commit both locks."
    )


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
    Where a build without the old lock has made a new one meanwhile, name the newest package from
    before that: the two are united.

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

    lock = _lock_that_is_there(path, "to write over it, say --force")
    return lock, lock.unite(old, Position(file.as_posix()))


def _lock_that_is_there(path: Path, way_out: str) -> Lock:
    """Return the lock at a path; ends the run with a way out where it is damaged or missing."""
    from quizgen.language.reader import read_lock
    from quizgen.lock import parse_lock

    text, damage = read_lock(path)
    lock, more = parse_lock(text or "", path.as_posix())
    if damage or more:
        how = "damaged" if text is not None or damage else "missing"
        raise click.UsageError(f"{path.as_posix()} is {how}: {way_out}")
    return lock
