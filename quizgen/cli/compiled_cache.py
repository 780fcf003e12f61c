"""Keep what a collection compiled to, so that a quiz or a sheet of it begins at once."""

# Who learns or prints starts the same collection again and again, who writes compiles it anew each
# time: so only the verbs of sittings and of paper read this. Nothing is taken for unchanged: the
# key is made of the bytes of all files of the collection, of the seed, and of quizgen and the
# libraries as they are installed. There is one file a collection, replaced as a whole; it is read
# as Python's own bytecode is, and lies where only the user writes. Without such a place, all is
# compiled.

from __future__ import annotations

import os
import pickle
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from quizgen import __version__
from quizgen.cli.decks import load_source
from quizgen.text.languages import FOLDER, is_brought

if TYPE_CHECKING:
    from quizgen.compiler import Compiled

MOST_BYTES = 20_000_000  # of a collection that is kept
MOST_KEPT = 20  # collections
_KEY = 32  # bytes


def at_once(write: Callable[[], None]) -> None:
    """Write before anything else is done."""
    write()


def meanwhile(write: Callable[[], None]) -> None:
    """Write while the verb goes on, which ends no sooner than that.

    The disk takes longer than it takes to choose the questions: nobody has to wait for it.
    """
    thread = Thread(target=write)
    thread.start()
    click.get_current_context().call_on_close(thread.join)


def load_kept(
    source: Path, seed: str, keep: Callable[[Callable[[], None]], None] = at_once
) -> Compiled:
    """Return what a path compiles to, as it was kept if nothing has changed since then.

    What is compiled anew is kept: `keep` says when that is written.
    """
    place = _place(source)
    key = _key(source, seed) if place is not None else None
    if place is None or key is None:
        return load_source(source, seed)
    compiled = _kept(place, key)
    if compiled is not None:
        return compiled
    compiled = load_source(source, seed)
    # A language of the collection's own is made known to the process when it is loaded.
    is_whole = not compiled.failed and not is_brought(compiled.collection.language)
    if is_whole and _key(source, seed) == key:
        data = key + pickle.dumps(compiled, pickle.HIGHEST_PROTOCOL)  # as it is now
        keep(partial(_keep, place, data))
    return compiled


def _place(source: Path) -> Path | None:
    """Return the file for a folder; none for a deck file, or without a home directory."""
    from platformdirs import user_cache_path

    folder = user_cache_path("quizgen", appauthor=False)
    if not source.is_dir() or not folder.is_absolute():
        return None
    name = blake2b(os.fsencode(source.resolve()), digest_size=16).hexdigest()
    return folder / f"compiled-{name}.pickle"


def _kept(place: Path, key: bytes) -> Compiled | None:
    try:
        with place.open("rb") as file:
            if file.read(_KEY) != key:
                return None
            compiled: Compiled = pickle.load(file)  # noqa: S301  # the user's own, as bytecode is
            return compiled
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, ValueError):
        return None


def _keep(place: Path, data: bytes) -> None:
    """Keep one more, where that can be done, and forget those that were kept longest ago."""
    from quizgen.cli.files import replace_files

    with suppress(OSError):
        replace_files({place: data})
        others = sorted(
            place.parent.glob("compiled-*.pickle"), key=lambda each: each.stat().st_mtime
        )
        for other in others[:-MOST_KEPT]:
            other.unlink(missing_ok=True)


def _key(source: Path, seed: str) -> bytes | None:
    """Return what is equal as long as nothing has changed; none where there is too much to read."""
    hash = blake2b(digest_size=_KEY)
    for each in (__version__, sys.version, os.fspath(source), seed):
        hash.update(f"{each}\0".encode(errors="surrogateescape"))
    size = 0
    try:
        # Its own files change between two versions only where quizgen is being worked on.
        for folder in (Path(__file__).parent.parent, FOLDER):
            for entry in _files(folder):
                about = entry.stat()
                hash.update(os.fsencode(f"{entry.path}\0{about.st_size}\0{about.st_mtime_ns}\0"))
        # Whenever a library is installed, the folder of all of them changes.
        hash.update(str(Path(sysconfig.get_path("purelib")).stat().st_mtime_ns).encode())
        for entry in _files(source):
            size += entry.stat().st_size
            if size > MOST_BYTES:
                return None
            hash.update(os.fsencode(f"\0{entry.path}\0{entry.stat().st_size}\0"))
            hash.update(Path(entry.path).read_bytes())
    except OSError:
        return None
    return hash.digest()


def _files(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Yield all files in a folder, in the order of their names, but for bytecode and git's own.

    Raises OSError also for a link to a folder, which might lead round in a circle.
    """
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.is_file():
                yield entry
            elif entry.is_dir() and entry.name not in ("__pycache__", ".git"):
                if entry.is_symlink():
                    raise OSError(f"{entry.path} is a link to a folder")
                yield from _files(entry.path)
