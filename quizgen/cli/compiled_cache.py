"""Keep what a collection compiled to, so that a quiz or a sheet of it begins at once."""

# Who learns or prints starts the same collection again and again, who writes compiles it anew each
# time: so only the verbs of sittings and of paper read this. Nothing is taken for unchanged: the
# key is made of the bytes of all files of the collection, of the seed, and of quizgen and the
# libraries as they are installed. There are two files a collection, each replaced as a whole: what
# was read, and what that compiled to under one seed. They are read as Python's own bytecode is, and
# lie where only the user writes. Without such a place, all is compiled.

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
from typing import TYPE_CHECKING, Any

import click

from quizgen import __version__
from quizgen.text.languages import FOLDER, is_brought

if TYPE_CHECKING:
    from quizgen.compiler import Compiled, Loaded

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
    path: Path, seed: str, keep: Callable[[Callable[[], None]], None] = at_once
) -> Compiled:
    """Return what a path compiles to, as it was kept if nothing has changed since then.

    What was read of it serves other seeds, too. What is new is kept: `keep` says when that is
    written.
    """
    from quizgen.compiler import compile_loaded

    key = _key(path) if _place(path, "compiled") is not None else None
    if key is None:
        return compile_loaded(read(path), seed)
    key_of_seed = blake2b(key + os.fsencode(seed), digest_size=_KEY).digest()
    compiled: Compiled | None = _kept(path, "compiled", key_of_seed)
    if compiled is not None:
        return compiled
    source: Loaded | None = _kept(path, "read", key)
    is_new = source is None
    if source is None:
        source = read(path)
    compiled = compile_loaded(source, seed)
    # A language of the collection's own is made known to the process when it is loaded.
    is_whole = not compiled.failed and not is_brought(compiled.collection.language)
    if is_whole and (not is_new or _key(path) == key):
        entries = [_entry(path, "compiled", key_of_seed, compiled)]
        if is_new:
            entries.append(_entry(path, "read", key, source))
        keep(partial(_keep, dict(entries)))
    return compiled


def read(path: Path) -> Loaded:
    """Return what is read of a path, errors or not."""
    from quizgen.compiler import load_path

    return load_path(path)


def _place(path: Path, what: str) -> Path | None:
    """Return the file for a folder; none for a deck file, or without a home directory."""
    from platformdirs import user_cache_path

    folder = user_cache_path("quizgen", appauthor=False)
    if not path.is_dir() or not folder.is_absolute():
        return None
    name = blake2b(os.fsencode(path.resolve()), digest_size=16).hexdigest()
    return folder / f"{what}-{name}.pickle"


def _kept(path: Path, what: str, key: bytes) -> Any:
    """Return what was kept of a path under this key; None where nothing was."""
    place = _place(path, what)
    assert place is not None
    try:
        with place.open("rb") as file:
            if file.read(_KEY) != key:
                return None
            return pickle.load(file)  # noqa: S301  # the user's own, as bytecode is
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, ValueError):
        return None


def _entry(path: Path, what: str, key: bytes, value: Compiled | Loaded) -> tuple[Path, bytes]:
    """Return the file in which something is kept of a path, and its bytes, as it is now."""
    place = _place(path, what)
    assert place is not None
    return place, key + pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _keep(files: dict[Path, bytes]) -> None:
    """Keep more files, where that can be done, and forget those that were kept longest ago."""
    from quizgen.cli.files import replace_files

    with suppress(OSError):
        replace_files(files)
        for place in files:
            what, _, _ = place.name.partition("-")
            others = sorted(
                place.parent.glob(f"{what}-*.pickle"), key=lambda each: each.stat().st_mtime
            )
            for other in others[:-MOST_KEPT]:
                other.unlink(missing_ok=True)


def _key(source: Path) -> bytes | None:
    """Return what is equal as long as nothing has changed; none where there is too much to read."""
    hash = blake2b(digest_size=_KEY)
    for each in (__version__, sys.version, os.fspath(source)):
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
