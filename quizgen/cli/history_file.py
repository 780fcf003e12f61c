"""Open the history in the file of --history, or in its usual place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.history.history import History


def open_history(path: Path | None, *, write: bool = True) -> History:
    """Return the history in the file of --history, or in its usual place, which is made.

    Raises HistoryError if it cannot be used.
    """
    from quizgen.history.history import History
    from quizgen.history.store import HistoryError

    place = history_path(path)
    if path is None and write:
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            hint = "give a file elsewhere with --history FILE"
            message = f"{place.parent} cannot be made: {error.strerror}; {hint}"
            raise HistoryError(message) from error
    return History.open(place, write=write)


def history_path(path: Path | None) -> Path:
    """Return the file of --history, or the usual one; HistoryError where there is no home."""
    from platformdirs import user_data_path

    from quizgen.history.store import HistoryError

    if path is not None:
        return path
    folder = user_data_path("quizgen", appauthor=False)
    if not folder.is_absolute():  # `~` stands for nothing here
        raise HistoryError(
            "there is no home directory to keep answers in: give a file with --history FILE"
        )
    return folder / "history.db"
