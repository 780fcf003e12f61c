"""Put files in place, all of them or none, so that no end of the program leaves half of them."""

# Temporary files and moves of our own: the packages that offer this write one file, not a set, or
# are no longer kept. The lock carries every card's identity, so each file is on the disk before it
# takes its place, keeps its mode and owner, and is written where a link leads.

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.signals import ending_in_order

if TYPE_CHECKING:
    from quizgen.compiler import Compiled

_TEMPORARY = re.compile(r"\.(?P<name>.+)\.(?P<process>\d+)\.tmp")


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write all files or none: each beside its place first, then all of them moved there.

    They are moved in their order, so the lock comes before the decks. Should a move fail, or the
    program be told to end, those before it are taken back, with the folders made for them. Raises
    OSError, which says why.
    """
    made: list[Path] = []
    ready: list[tuple[Path, Path]] = []
    moved: list[tuple[Path, bytes | None]] = []
    with ending_in_order():
        try:
            for path, data in files.items():
                place = Path(os.path.realpath(path)) if path.is_symlink() else path
                folders = (place.parent, *place.parent.parents)
                made += [folder for folder in folders if not folder.exists()]
                place.parent.mkdir(parents=True, exist_ok=True)
                if place.is_dir():
                    raise IsADirectoryError(21, "there is a folder of that name", str(path))
                _sweep(place)
                temporary = place.with_name(f".{place.name}.{os.getpid()}.tmp")
                ready.append((temporary, place))
                _write(temporary, data, place)
            for temporary, place in ready:
                moved.append((place, place.read_bytes() if place.exists() else None))
                temporary.replace(place)
            for folder in {place.parent for _, place in ready}:
                _sync_folder(folder)
        except BaseException:
            for temporary, _ in ready:
                temporary.unlink(missing_ok=True)
            for place, former in moved:
                if former is None:
                    place.unlink(missing_ok=True)
                else:
                    place.write_bytes(former)
            for folder in sorted(made, reverse=True):  # the innermost first
                with suppress(OSError):
                    folder.rmdir()
            raise


class BusyError(Exception):
    """Another process that runs holds a file."""


@contextmanager
def alone_at(path: Path) -> Iterator[None]:
    """Hold a file that another process is not to write meanwhile; raises BusyError if one does."""
    place = Path(os.path.realpath(path))
    guard = place.with_name(f".{place.name}.writing")
    try:
        descriptor = _made(guard)
    except OSError:  # a folder that cannot be written: writing says so
        yield
        return
    try:
        os.write(descriptor, str(os.getpid()).encode())
        os.close(descriptor)
        yield
    finally:
        guard.unlink(missing_ok=True)


def _made(guard: Path) -> int:
    """Make a guard that must not be there, but where a killed program left it."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    try:
        return os.open(guard, flags)
    except FileExistsError:
        with suppress(OSError):
            holder = guard.read_text(encoding="ascii", errors="replace")
            if not holder.isdigit() or _runs(int(holder)):
                raise BusyError from None
        guard.unlink(missing_ok=True)
        return os.open(guard, flags)


def _write(temporary: Path, data: bytes, place: Path) -> None:
    """Write a file to the disk, with the mode and the owner of the one whose place it will take."""
    with temporary.open("wb") as file:
        if place.exists():
            former = place.stat()
            temporary.chmod(former.st_mode & 0o7777)
            if hasattr(os, "chown"):
                with suppress(OSError):  # another's file stays writable, but becomes one's own
                    os.chown(temporary, former.st_uid, former.st_gid)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Put the names of a folder's files on the disk, where the system has a way to do so."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(place: Path) -> None:
    """Take away what a killed program left beside a file."""
    for path in place.parent.glob(f".{escape(place.name)}.*.tmp"):
        match = _TEMPORARY.fullmatch(path.name)
        if match and match["name"] == place.name and not _runs(int(match["process"])):
            path.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    """Tell whether there is a process of that number, or may be: Windows cannot be asked so."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # it is another user's, or cannot be told
        return True
    return True


def read_words(path: Path | None) -> list[str]:
    """Return the words of a list, one a line; none without a list."""
    if path is None:
        return []
    return path.read_text(encoding="utf-8-sig", errors="replace").splitlines()


def read_data(path: Path) -> bytes:
    """Return what a file holds that goes with a test: its data, a class list, a logo.

    Raises OSError.
    """
    return path.read_bytes()


def write_files(
    files: dict[Path, bytes], compiled: Compiled | None = None, style: str = "text"
) -> None:
    """Write all files or none; where that fails, show the problem and end the run."""
    from quizgen.cli.messages import stop_on_errors
    from quizgen.diagnostics import Diagnostic, Position

    try:
        replace_files(files)
    except OSError as error:
        place = Position(Path(str(error.filename or "")).as_posix())
        message = f"this cannot be written: {error.strerror}"
        hint = "check the permissions there, or name another folder"
        stop_on_errors([Diagnostic("cannot-write", message, place, hint)], compiled, style)


def write_locked(files: dict[Path, bytes], lock_text: str, compiled: Compiled, style: str) -> None:
    """Write files and the lock before them, unless another build has written one meanwhile."""
    from quizgen.cli.messages import stop_on_errors
    from quizgen.diagnostics import Diagnostic, Position
    from quizgen.language.reader import read_lock

    path = compiled.collection.lock_path
    if lock_text == compiled.lock_text:
        write_files(files, compiled, style)
        return
    problem = "another build is writing it"
    try:
        with alone_at(path):
            if read_lock(path)[0] in (compiled.lock_text, lock_text):
                write_files({path: lock_text.encode(), **files}, compiled, style)
                return
            problem = "another build has written it meanwhile"
    except BusyError:
        pass
    hint = "build again when the other build has ended"
    place = Position(path.as_posix())
    stop_on_errors([Diagnostic("lock-outdated", problem, place, hint)], compiled, style)
