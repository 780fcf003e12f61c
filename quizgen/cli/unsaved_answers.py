"""Keep answers that the history does not take, in a file that `quizgen history import` reads."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.messages import say

if TYPE_CHECKING:
    from quizgen.history.sitting_recorder import Entry, Recorder
    from quizgen.sitting import Sitting


class RescueFile:
    """A new file here, made with the first record."""

    def __init__(self) -> None:
        self.path: Path | None = None

    def write(self, record: Entry) -> None:
        """Write a record behind the others, for good; raises NotKeptError where that fails."""
        from quizgen.sitting import NotKeptError

        try:
            if self.path is None:
                self.path = _new_file()
            _append(self.path, record.as_line().encode())
        except OSError as error:
            where = self.path or Path.cwd()
            raise NotKeptError(
                f"{where} cannot be written: {error.strerror}; nor can the history"
            ) from error


def keep_unsaved(sitting: Sitting, keeper: Recorder) -> None:
    """Write what still waits, tried a last time, to a file of its own, or to the screen."""
    from quizgen.history.sitting_recorder import unsaved_lines

    sitting.save()
    lines = unsaved_lines(keeper, sitting.unsaved)
    if not lines:
        return
    say(f"Not everything could be saved: {sitting.trouble}", err=True)
    try:
        path = _new_file()
        _append(path, lines.encode())
    except OSError as error:
        say(
            f"No file can be written here either: {error.strerror}. These lines are your answers:",
            err=True,
        )
        say(lines, err=True, nl=False)
    else:
        tell(path)


def tell(path: Path) -> None:
    """Say how answers are brought in later."""
    with suppress(OSError):  # nobody may be there to be told
        say(
            f"Your answers are in {path}; `quizgen history import {path}` brings them in.", err=True
        )


def _new_file() -> Path:
    number = 1
    while True:
        path = Path(f"quizgen-answers-{number}.jsonl")
        try:
            path.open("xb").close()
        except FileExistsError:
            number += 1
        else:
            return path


def _append(path: Path, data: bytes) -> None:
    """Write all of it behind what is there, to the disk, or nothing."""
    with path.open("ab") as file:
        size = file.tell()
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                os.truncate(path, size)  # half a line would spoil the whole file
            raise
