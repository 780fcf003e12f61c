"""Read the scores that a teacher wrote into the class list of a test."""

from __future__ import annotations

from pathlib import Path

from quizgen.diagnostics import Diagnostic, Position
from quizgen.quiz.printed_test import PrintedTest
from quizgen.quiz.roster import ListRow, RosterError, table_rows

NAME, SCORE = 0, 3  # the columns of the class list that are read back
_HINT = "fill in the column `score` of the class list that was written with the test"


def read_scores(path: Path, test: PrintedTest) -> tuple[PrintedTest, list[Diagnostic]]:
    """Return the test with the scores of a class list, and what is wrong with the list.

    A spreadsheet may have put semicolons or tabs between its cells, and commas into its numbers.
    """
    diagnostics: list[Diagnostic] = []
    place = path.as_posix()
    heading = test.rows()[0]
    try:
        rows = table_rows(path, "the class list", diagnostics)
    except RosterError as bad:
        at = Position(place, bad.line, 1) if bad.line else Position(place)
        return test, [*diagnostics, Diagnostic("bad-test", bad.message, at, bad.hint)]
    if not rows or rows[0].cells[: SCORE + 1] != heading[: SCORE + 1]:
        message = "this is no class list: it has other columns"
        return test, [*diagnostics, Diagnostic("bad-test", message, Position(place, 1, 1), _HINT)]
    by_name = {each.name: each for each in test.students}
    for row in rows[1:]:
        name = row.cells[NAME].removeprefix("'")
        try:
            score = _score(row, test.points)
            by_name[name] = by_name[name].model_copy(update={"score": score})
        except KeyError:
            message = f"`{name}` has no sheet of this test"
            diagnostics.append(Diagnostic("bad-test", message, Position(place, row.line, 1), _HINT))
        except ValueError as error:
            at, message = Position(place, row.line, 1), f"{error} (`{name}`)"
            hint = "write points, such as 17.5, or nothing for who was absent"
            diagnostics.append(Diagnostic("bad-test", message, at, hint))
    return test.model_copy(update={"students": tuple(by_name.values())}), diagnostics


def _score(row: ListRow, points: int) -> float | None:
    """Return the score in a row, None where there is none yet; raises ValueError."""
    text = (row.cells[SCORE:] or [""])[0].replace(",", ".").replace("½", ".5")
    if not text:
        return None
    try:
        score = float(text)
    except ValueError:
        raise ValueError(f"`{text}` is no score") from None
    if not 0 <= score <= points:
        raise ValueError(f"{score:g} is no score of {points} points")
    return score
