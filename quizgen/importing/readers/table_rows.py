"""Split a text into rows of cells: by commas, tabs, dashes, or signs of somebody's own."""

# The standard library reads CSV. What it cannot know stands here: what separates the cells, lines
# that go on with the definition before them, a comma that is only a comma, and rows of which one
# quotation mark is wrong, which cost themselves and no other.

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from quizgen.importing.readers.sample import TableOptions
from quizgen.importing.source_notes import Loss, UnreadableError
from quizgen.text.spreadsheet_cells import without_separator_line

MOST_COLUMNS = 200
MOST_BAD_ROWS = 200
_LINES_AT_ONCE = 5_000  # of a table in which quotation marks do not pair
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_HEADER = re.compile(
    r"#(separator|html|tags|columns|notetype|deck|(?:notetype|deck|tags|guid) column"
    r"|if matches|match scope):(.*)",
    re.IGNORECASE,
)
# The line below the heading of a table in Markdown.
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?")
_DASHES = (" - ", " – ", " — ", " = ", " : ")
# Words in place of signs, as somebody chose them in Quizlet's export: `;TAB;` and `;BREAK;`.
_OWN = re.compile(r"([;|#@~/*_])[A-Z]{2,12}\1")
_QUOTES = 'within quotes, write "" for a quotation mark; or export the table again as CSV UTF-8'


class SourceRow(NamedTuple):
    """A row: the line on which it begins, and its cells."""

    line: int
    cells: list[str]


@dataclass(slots=True)
class SourceRows:
    """The rows of a text, what the lines above them say, and what became of those that are none."""

    rows: list[SourceRow]
    headers: dict[str, str]
    separator: str
    losses: list[Loss] = field(default_factory=list)
    bad: int = 0  # rows that are none


def rows_of(text: str, name: str, options: TableOptions) -> SourceRows:
    """Return the rows of a text; raise UnreadableError where it has none, or too many columns."""
    headers, skipped, body = _headers(text)
    if not body.strip():
        raise UnreadableError(
            "nothing-to-import", "this file has no rows", name, "give one with a row a note"
        )
    own = _own_separators(body) if not headers and not options.separator else None
    if own or options.row_separator:
        separator, between = own or (options.separator, options.row_separator)
        rows = SourceRows(
            list(_split_by(body, separator or "\t", between, skipped)), headers, separator
        )
    else:
        rows = _of_lines(body, skipped, name, headers, options)
    widest = max(rows.rows, key=lambda row: len(row.cells), default=None)
    if widest is not None and len(widest.cells) > MOST_COLUMNS:
        message = f"this row has {len(widest.cells):,} columns; the most is {MOST_COLUMNS}"
        hint = "is it a table? Say what separates its cells with `--separator`"
        raise UnreadableError("bad-table", message, name, hint, widest.line)
    return rows


def _of_lines(
    body: str, skipped: int, name: str, headers: dict[str, str], options: TableOptions
) -> SourceRows:
    separator = options.separator or _separator(headers.get("separator", ""), body)
    if separator == "|":
        body = _without_frame(body)
    rows = SourceRows([], headers, separator)
    if len(separator) > 1:
        lines = enumerate(body.split("\n"), skipped + 1)
        pairs = (SourceRow(line, text.split(separator, 1)) for line, text in lines)
        rows.rows = [row for row in pairs if any(cell.strip() for cell in row.cells)]
    elif pairs_of_cards := _cards_on_a_line(body, separator, skipped):
        rows.rows = pairs_of_cards
    else:
        _parse(rows, body, skipped, name)
    # Anki writes a line end within quotes; others let a definition go on in the next line.
    if "separator" not in headers and (separator == "\t" or len(separator) > 1):
        _join_lines(rows, name)
    return rows


def _headers(text: str) -> tuple[dict[str, str], int, str]:
    """Return Anki's lines that begin with #, how many there are, and what follows.

    A spreadsheet that saved the file anew has filled these lines up with separators.
    """
    headers: dict[str, str] = {}
    text, skipped = without_separator_line(text)
    while header := _HEADER.match(text):
        key, value = header[1].lower(), header[2]
        if key != "columns":
            value = value.rstrip(",;\t ") or value[:1]
        headers[key] = value
        text = text[header.end() + 1 :]
        skipped += 1
    return headers, skipped, text


def split_names(text: str, separator: str) -> list[str]:
    """Return the names of columns that a header line lists."""
    return next(csv.reader([text], delimiter=separator[:1] or ","), []) if text else []


def _own_separators(body: str) -> tuple[str, str] | None:
    """Return two words in signs that take turns in a text: between cells, and between rows."""
    tokens = [match[0] for match in _OWN.finditer(body)]
    names = list(dict.fromkeys(tokens))
    if len(names) != 2 or len(tokens) < 3:
        return None
    turns = all(token == names[index % 2] for index, token in enumerate(tokens))
    return (names[0], names[1]) if turns else None


def _split_by(body: str, separator: str, between: str, skipped: int) -> Iterator[SourceRow]:
    line = skipped + 1
    for text in body.split(between):
        cells = [cell.strip() for cell in text.split(separator)]
        if any(cells):
            yield SourceRow(line, cells)
        line += text.count("\n") + between.count("\n")


def _separator(named: str, body: str) -> str:
    """Return what stands between cells: as the file says, or what most lines have equally often."""
    if named:
        return _SEPARATORS.get(named.strip().lower(), named[:1])
    unquoted = body
    if body.count('"') % 2 == 0:  # a quoted cell may hold line breaks
        unquoted = re.sub(r'"[^"]*"', "", body)
    lines = [line for line in unquoted.split("\n", 200)[:200] if line.strip()]

    def fitness(separator: str) -> tuple[float, int]:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts) - {0}, key=counts.count, default=0)
        return (counts.count(usual) / len(counts) if usual else 0.0, usual)

    with_tab = sum("\t" in line for line in lines)
    if with_tab * 2 >= len(lines) and with_tab and fitness("\t")[0] >= 0.5:
        return "\t"
    separator = max((",", ";", "\t", "|"), key=fitness)
    if fitness(separator)[0] < 0.9:
        dash = max(_DASHES, key=fitness)
        return dash if fitness(dash)[0] > fitness(separator)[0] else separator
    return separator


def _without_frame(body: str) -> str:
    """Return a table as Markdown writes it without its rules: `| a | b |` and `|---|---|`."""
    lines = body.split("\n")
    filled = [line.strip() for line in lines if line.strip()]
    if not any(map(_RULE.fullmatch, filled)):
        return body
    is_framed = sum(line.startswith("|") for line in filled) * 2 > len(filled)
    bare = []
    for line in lines:
        text = line.strip()
        if _RULE.fullmatch(text):
            text = ""
        elif is_framed:
            text = text.removeprefix("|").removesuffix("|")
        bare.append("|".join(cell.strip() for cell in text.split("|")))
    return "\n".join(bare)


def _cards_on_a_line(body: str, separator: str, skipped: int) -> list[SourceRow]:
    """Return the cards of a text that has all on one line, each ended by a semicolon."""
    if "\n" in body.strip() or ";" not in body or separator not in ",\t":
        return []
    pairs = [pair.split(separator, 1) for pair in body.strip().strip(";").split(";")]
    if len(pairs) < 2 or any(len(pair) != 2 for pair in pairs):
        return []
    return [SourceRow(skipped + 1, pair) for pair in pairs]


def _join_lines(rows: SourceRows, name: str) -> None:
    """Let a line without a separator go on with the definition before it, unless it asks."""
    whole: list[SourceRow] = []
    width = max((len(row.cells) for row in rows.rows), default=0)
    for row in rows.rows:
        goes_on = whole and width > 1 and len(row.cells) == 1 and len(whole[-1].cells) > 1
        if not goes_on or row.cells[0].rstrip().endswith("?"):
            whole.append(row)
            continue
        cells = whole[-1].cells
        whole[-1] = SourceRow(whole[-1].line, [*cells[:-1], f"{cells[-1]}\n{row.cells[0]}"])
        place = f"{name}:{row.line}"
        rows.losses.append(Loss(place, "a line without a separator goes on with the one before"))
    rows.rows = whole


# CSV ----------------------------------------------------------------------------------------------


def _parse(rows: SourceRows, body: str, skipped: int, name: str) -> None:
    """Take the rows of delimited text; where quotation marks do not pair, row by row."""
    quotes = '"' in body
    try:
        rows.rows = _parsed(body, rows.separator, skipped, csv.QUOTE_MINIMAL)
    except csv.Error:
        # What is between tabs may have quotes that are only quotes.
        if rows.separator == "\t" and quotes:
            rows.rows = _parsed(body, rows.separator, skipped, csv.QUOTE_NONE)
        else:
            _parse_each(rows, body, skipped, name)
    if not quotes:
        _keep_loose_separators(rows)


def _parsed(body: str, separator: str, skipped: int, quoting: Literal[0, 3]) -> list[SourceRow]:
    reader = csv.reader(
        io.StringIO(body, newline=""), delimiter=separator, strict=True, quoting=quoting
    )
    rows, line = [], 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            rows.append(SourceRow(skipped + line + 1, cells))
        line = reader.line_num
    return rows


def _parse_each(rows: SourceRows, body: str, skipped: int, name: str) -> None:
    """Take the rows whose quotation marks pair, and name the others."""
    lines = body.splitlines(keepends=True)
    first: tuple[int, str] | None = None
    at = start = 0  # where the next row begins, and where this reader began
    while at < len(lines) and rows.bad <= MOST_BAD_ROWS:
        start = at
        reader = csv.reader(
            lines[start : start + _LINES_AT_ONCE], delimiter=rows.separator, strict=True
        )
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    rows.rows.append(SourceRow(skipped + at + 1, cells))
                at = start + reader.line_num
        except csv.Error as error:
            if at > start and "end of data" in str(error):
                continue  # it may end in lines that this reader did not have
            first = first or (skipped + at + 1, str(error))
            why = "a row whose quotation marks do not pair"
            rows.losses.append(Loss(f"{name}:{skipped + at + 1}", why))
            rows.bad += 1
            at += 1
    if first is not None and (rows.bad > MOST_BAD_ROWS or rows.bad >= len(rows.rows)):
        raise _broken(rows, first, name)


def _broken(rows: SourceRows, first: tuple[int, str], name: str) -> UnreadableError:
    """Return where the quotes of a table do not pair: all places, or the first of very many."""
    line, error = first
    message = f"this row is no row: {error}"
    if "end of data" in error:
        message = "a quotation mark that opens here is never closed"
    places = ", ".join(place.rpartition(":")[2] for place, _ in rows.losses[:10])
    if rows.bad > 1:
        message += f"; the same on lines {places}" + (" and more" if rows.bad > 10 else "")
    return UnreadableError("bad-table", message, name, _QUOTES, line)


def _keep_loose_separators(rows: SourceRows) -> None:
    """Join cells that only a comma in a sentence parts: a blank follows it, as after no other."""
    if rows.separator not in ",;" or len({len(row.cells) for row in rows.rows}) < 2:
        return
    joined = [SourceRow(row.line, _tight(row.cells, rows.separator)) for row in rows.rows]
    widths = {len(row.cells) for row in joined}
    if len(widths) == 1 and widths != {1}:
        rows.rows = joined


def _tight(cells: Sequence[str], separator: str) -> list[str]:
    whole: list[str] = []
    for cell in cells:
        if whole and cell.startswith(" "):
            whole[-1] += separator + cell
        else:
            whole.append(cell)
    return whole
