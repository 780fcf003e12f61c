"""Write the result of an exam at once when it is handed in."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.clock import clock_ms
from quizgen.cli.files import replace_files
from quizgen.cli.messages import say

if TYPE_CHECKING:
    from quizgen.sitting import Sitting


class ResultFile:
    """The two files of one person's result, JSON and CSV, and what kept them from being written."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder
        self.path: Path | None = None
        self.trouble = ""

    def write(self, sitting: Sitting) -> None:
        """Write both files, or remember why that failed: nobody is stopped in an exam by it."""
        from quizgen.history.exam_result import as_csv, exam_result, result_as_json

        result = exam_result(sitting, self.name, clock_ms())
        stem = re.sub(r"\W+", "-", self.name.casefold()).strip("-")[:60] or "result"
        path = self.folder / f"{stem}-{result.uid[:6]}.json"
        files = {
            path: result_as_json(result).encode(),
            path.with_suffix(".csv"): as_csv(result).encode(),
        }
        try:
            replace_files(files)
        except OSError as error:
            self.trouble = f"{error.filename or self.folder}: {error.strerror}"
        else:
            self.path = path

    def tell(self, sitting: Sitting) -> None:
        """Say where the result is; one that could not be written is tried a last time."""
        if sitting.over and self.path is None:
            self.write(sitting)
        with suppress(OSError):  # nobody may be there to be told
            if self.path is not None:
                say(f"The result of {self.name} is in {self.path.as_posix()}.", err=True)
            elif sitting.over:
                say(f"THE RESULT COULD NOT BE WRITTEN: {self.trouble}", err=True)
            else:
                say("Not handed in: there is no result yet; the same command goes on.", err=True)
