"""Tell a table from what a spreadsheet holds around it: titles above it, merged cells."""

# A sheet is made for eyes. Its first row may be a title, and a value may stand once for the rows
# below it, whose cells are empty in a file. Read as a table, the one becomes a heading and the
# others lose what everybody sees.

from __future__ import annotations

from collections.abc import Sequence

from quizgen.importing.column_names import is_heading
from quizgen.importing.readers.table_rows import SourceRow
from quizgen.text.words import normal

MOST_TITLES = 4  # rows above a table
MOST_LINES_ABOVE = 14  # above a heading: the templates of quiz programs have up to eight
_FEWEST_EMPTY = 3  # cells below a value, in all of a column that is taken for merged
_FEWEST_ROWS = 4  # of which one tells what a table is


def take_titles(rows: list[SourceRow]) -> list[SourceRow]:
    """Take the rows above a table out of it, and return them: each has one cell that is filled.

    Where many rows have one cell, they are the table.
    """
    if len(rows) < _FEWEST_ROWS:
        return []
    single = [_filled(row) == 1 for row in rows]
    number = single.index(False) if False in single else 0
    if not 0 < number <= MOST_TITLES or sum(single[number:]) * 4 > len(rows):
        return []
    titles, rows[:number] = rows[:number], []
    return titles


def take_lines_above_heading(rows: list[SourceRow]) -> list[SourceRow]:
    """Take the rows above a heading that is understood out of a table, and return them.

    Each has one cell that is filled, or a name with a colon and its value: a title, or the advice
    of a quiz program's template.
    """
    for index, row in enumerate(rows[: MOST_LINES_ABOVE + 1]):
        if _filled(row) > 2 and is_heading(row.cells):
            above, rows[:index] = rows[:index], []
            return above
        if _filled(row) > 1 and not _is_labelled(row):
            break
    return []


def _is_labelled(row: SourceRow) -> bool:
    """Tell whether a row has a name and its value, such as `Quiz name:` and `Rivers`."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    return len(filled) == 2 and filled[0].endswith(":")


def _filled(row: SourceRow) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def fill_down(
    rows: list[SourceRow], names: Sequence[str], wanted: Sequence[str]
) -> tuple[list[SourceRow], list[str]]:
    """Return rows with the empty cells of some columns filled by the last value above them.

    Columns that are filled group the rows and do not name them: where the first is one, the others
    come before them. Raises KeyError, with a name, where a column of that name is not there.
    """
    places = {normal(name): place for place, name in enumerate(names)}
    merged: list[int] = []
    for name in wanted:
        if normal(name) not in places:
            raise KeyError(name)
        merged.append(places[normal(name)])
    order = list(range(len(names)))
    if 0 in merged:
        order.sort(key=lambda place: place in merged)
    last: dict[int, str] = {}
    filled = []
    for row in rows:
        cells = [*row.cells, *[""] * (len(names) - len(row.cells))]
        for place in merged:
            last[place] = cells[place] if cells[place].strip() else last.get(place, "")
            cells[place] = last[place]
        filled.append(
            SourceRow(row.line, [*(cells[place] for place in order), *cells[len(names) :]])
        )
    return filled, [names[place] for place in order]


def is_merged(cells: Sequence[str]) -> bool:
    """Tell whether a column looks as merged cells do in a file: a value, and nothing below it.

    Its values are all different, for each stands once for all that it holds for; and at least half
    of its cells are empty.
    """
    values = [cell.strip() for cell in cells]
    filled = [value for value in values if value]
    empty = len(values) - len(filled)
    if not values or not values[0] or len(filled) < 2 or len(set(filled)) < len(filled):
        return False
    return empty >= _FEWEST_EMPTY and empty * 2 >= len(values)
