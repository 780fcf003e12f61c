"""Read the files of results, those of many people in several processes."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from os import cpu_count
from pathlib import Path
from typing import NamedTuple, TypeVar

from quizgen.history.exam_result import ExamResult, ResultError, parse_result

MANY = 1000  # files, from which on other processes are worth their start
CHUNK = 50  # files that a process takes at a time
MOST_PROCESSES = 4  # more would wait for the one that takes what they read
_Use = TypeVar("_Use")


class Unread(NamedTuple):
    """A file that holds no result, and why."""

    path: Path
    reason: str


def read_results(folder: Path, use: Callable[[ExamResult], _Use]) -> Iterator[_Use | Unread]:
    """Yield what `use` makes of the result in each file of a folder, or why there is none.

    Instead of a folder, it may be a single file.
    """
    return _read(_paths(folder), use)


def read_many_results(folder: Path, use: Callable[[ExamResult], _Use]) -> Iterator[_Use | Unread]:
    """Yield the same in the same order, read by other processes where that is faster.

    `use` stands by its name in a module and returns plain data, so that it can be sent.
    """
    paths = _paths(folder)
    if len(paths) < MANY:
        yield from _read(paths, use)
        return
    processes = min(cpu_count() or 1, MOST_PROCESSES)
    # Started anew, not forked: this process may have threads, and a connection to a server.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, initializer=_leave_interrupts)
    try:
        coming: deque[Future[list[_Use | Unread]]] = deque()
        for chunk in _chunks(paths):
            coming.append(pool.submit(_read_chunk, chunk, use))
            if len(coming) > 2 * processes:  # or else a slow taker has all of them in memory
                yield from coming.popleft().result()
        while coming:
            yield from coming.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _paths(folder: Path) -> list[Path]:
    return sorted(folder.glob("**/*.json")) if folder.is_dir() else [folder]


def _read(paths: Iterable[Path], use: Callable[[ExamResult], _Use]) -> Iterator[_Use | Unread]:
    for path in paths:
        try:
            yield use(parse_result(path.read_bytes()))
        except ResultError as error:
            yield Unread(path, str(error))
        except OSError as error:
            yield Unread(path, error.strerror or str(error))


def _read_chunk(paths: list[Path], use: Callable[[ExamResult], _Use]) -> list[_Use | Unread]:
    return list(_read(paths, use))


def _chunks(paths: Iterable[Path]) -> Iterator[list[Path]]:
    source = iter(paths)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the process that others wait for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
