"""Read a table as entities: a row each of things of one sort, and a CSV file that holds them."""

# A table of a few rows is a comparison; one of more is a table of entities, whose rows stand in a
# CSV beside the deck, so that a spreadsheet goes on opening them. Nothing tells an importer what is
# exclusive, or how a column reads in a sentence: so nothing is a wrong option yet, and a comment in
# the deck says which two lines make more of it.

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from quizgen.importing.source_notes import SourceNote
from quizgen.language.facts.entity_rows import MOST_ROWS, RESERVED, row_key
from quizgen.language.media import IMAGE
from quizgen.text.headings import in_sentences, is_language, lowered
from quizgen.text.markup import escaped
from quizgen.text.spreadsheet_cells import guarded
from quizgen.text.words import normal

NO_NOUN = "thing"  # what a row is called where its column has no heading
Cell = str | list[str] | None


class TableRow(NamedTuple):
    """A row of a table: where it stands, what it is about, and its cells by heading."""

    note: SourceNote
    thing: str
    cells: Mapping[str, Cell]


@dataclass(slots=True)
class RowsFiles:
    """The CSV files that hold the rows of tables, by name."""

    stem: str  # what they are named after
    taken: set[str] = field(default_factory=set)  # names that they must not have, in lower case
    texts: dict[str, str] = field(default_factory=dict)

    def add(self, text: str) -> str:
        """Keep a text, and return the name of its file."""
        number, name = 1, f"{self.stem}.csv"
        while name.casefold() in self.taken or name in self.texts:
            ending = "" if number == 1 else f"-{number}"
            name, number = f"{self.stem}-rows{ending}.csv", number + 1
        self.texts[name] = text
        return name


def repeated_rows(rows: Sequence[TableRow]) -> list[TableRow]:
    """Return the rows whose key another one before them has."""
    seen: set[str] = set()
    found = []
    for row in rows:
        key = row_key(row.thing)
        if key in seen:
            found.append(row)
        seen.add(key)
    return found


def entities_of(
    rows: Sequence[TableRow], heading: str, files: RowsFiles, media: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the rows as entities, whose file is kept: several tables where they are very many.

    `media` says of columns that hold pictures or sounds which they hold.
    """
    noun = _noun(heading)
    facts = []
    for start in range(0, len(rows), MOST_ROWS):
        part = rows[start : start + MOST_ROWS]
        heads = [head for head in part[0].cells if any(row.cells.get(head) for row in part)]
        names = _columns(heads, noun)
        columns: dict[str, Any] = {}
        for head, name in names.items():
            own: dict[str, str] = {}
            is_meaning = len(heads) == 1 or is_language(head)
            if any(isinstance(row.cells.get(head), list) for row in part):
                # Of a list of words, each translation is right; of other tables, all are asked for.
                own["many"] = "any" if is_meaning else "yes"
            if is_meaning and any(map(is_language, f"{heading} {head}".split())):
                own["ask back"] = "yes"  # words are learned both ways
            if head in media:
                own["media"] = "picture" if media[head] == IMAGE else "sound"
                own["alt"] = f"{{{noun}}}"
            columns[name] = own or None
        lines = [[noun, *names.values()]]
        lines += ([row.thing, *(_written(row.cells.get(head)) for head in heads)] for row in part)
        fact: dict[str, Any] = {"entities": noun, "columns": columns}
        if is_language(noun):
            fact["plural"] = f"{noun} words"  # a German is somebody
        facts.append(fact | {"rows": files.add(csv_text(lines))})
    return facts


def _noun(heading: str) -> str:
    """Return what a row is called: `Country` is a country, but `Spanish word` is as it is."""
    return escaped(lowered(" ".join(heading.split()))) or NO_NOUN


def _columns(heads: Sequence[str], noun: str) -> dict[str, str]:
    """Return the columns' names by heading: one that a part has already is told apart."""
    taken = {normal(name) for name in (*RESERVED, noun)}
    names = {}
    for head, said in in_sentences(heads).items():
        name = own = escaped(" ".join(said.split()))
        number = 1
        while normal(name) in taken:
            name = f"{noun} {lowered(own)}" + (f" {number}" if number > 1 else "")
            number += 1
        taken.add(normal(name))
        names[head] = name
    return names


def _written(cell: Cell) -> str:
    if isinstance(cell, list):
        return "; ".join(cell)
    return " ".join((cell or "").split())


def csv_text(lines: Sequence[Sequence[str]]) -> str:
    """Return lines of cells as CSV, in which no cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([guarded(cell) for cell in line] for line in lines)
    return out.getvalue()


def with_advice(deck: str, fact: Mapping[str, Any]) -> str:
    """Return a deck's text with a comment on what would make more of a table."""
    noun, rows = fact["entities"], f"\n    rows: {fact['rows']}\n"
    column = next(iter(fact["columns"]))
    sentence = f"The {lowered(column)} of {{{noun}}} is {{{column}}}."
    if is_language(column):
        sentence = f"“{{{noun}}}” means “{{{column}}}”."
    # Of a column of several values, that it has just one is not true.
    single = [name for name, own in fact["columns"].items() if (own or {}).get("many") != "yes"]
    exclusive = "yes" if len(single) == len(fact["columns"]) else f"[{', '.join(single)}]"
    advice = (
        "    # Two lines buy more questions. Where each has just the value that stands there:\n"
        f"    #   exclusive: {exclusive}\n"
        "    # And a sentence for a column, in place of its empty one, such as\n"
        f"    #   {column}: {sentence}\n"
    )
    before, found, after = deck.partition(rows)
    return f"{before}{found}{advice}{after}" if found else deck
