"""Add rows or facts to a deck that is there: what it says already is left, what differs an error.

The texts of its files grow, and nothing that stands in them changes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.compiler import Compiled, compile_collection
from quizgen.diagnostics import Diagnostic, Position, Related, Severity, did_you_mean
from quizgen.importing import Imported
from quizgen.importing.column_names import is_heading
from quizgen.importing.readers import Sample
from quizgen.importing.readers.sheet_rows import take_titles
from quizgen.importing.readers.table_rows import SourceRow, rows_of
from quizgen.importing.source_notes import Loss
from quizgen.importing.yaml_text import as_yaml, pair_in_brackets
from quizgen.knowledge import Vocabulary
from quizgen.language.facts import KINDS
from quizgen.language.facts.entities import Entities
from quizgen.language.facts.entity_rows import (
    NAME,
    EntityRow,
    Rows,
    TableLine,
    lines_of,
    rows_of_lines,
)
from quizgen.language.facts.fact import Fact
from quizgen.language.insertion import NewEntry, with_block_lines, with_entries, with_last_lines
from quizgen.language.loader import (
    Collection,
    Deck,
    load_text,
    load_texts,
    path_beside,
    rows_of_table,
)
from quizgen.language.reader import Document
from quizgen.lock import Lock
from quizgen.text.markup import plain
from quizgen.text.spreadsheet_cells import guarded
from quizgen.text.words import normal

_FACTS = re.compile(r"^facts:\n", re.MULTILINE)
_NEXT_FACT = re.compile(r"^(?=  - id: )", re.MULTILINE)
_SETTING = ("id", "source", "tags", "topic", "why", "ignore")  # what is no part of what is said


@dataclass(slots=True)
class Addition:
    """What becomes of a deck: the new texts of its files, and what there is to say of each row."""

    texts: dict[str, str] = field(default_factory=dict)  # by the path of the file
    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)  # what stands in the deck already
    losses: list[Loss] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


# Rows ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Target:
    """A table that rows are added to: what stands in it, and how its lines are laid out."""

    table: Entities
    rows: Rows
    columns: tuple[str, ...]  # of a line, the row's name among them; empty for what is none
    path: str = ""  # of the file of its rows, empty where they stand in the deck
    separator: str = ""  # between the cells of its lines, empty where it has none

    @property
    def names(self) -> dict[str, str]:
        """Return its columns by all that they may be called in a heading, in one form."""
        own = self.table.headings
        names = {normal(own.get(name, name)): name for name in self.rows.columns}
        names |= {normal(name): name for name in self.rows.columns}
        for mark in self.table.name_marks():
            names |= {normal(own.get(mark, mark)): NAME, normal(mark): NAME}
        return names


def _target(collection: Collection, table: Entities) -> _Target:
    rows = rows_of_table(collection, table)
    if not isinstance(table.rows, str):
        return _Target(table, rows, (NAME, *rows.columns))
    is_block = "\n" in table.rows.strip()
    path = "" if is_block else path_beside(table.place[0].path, table.rows)
    separator, lines = lines_of(table.rows if is_block else collection.texts[path])
    target = _Target(table, rows, (), path, separator)
    heads = [normal(" ".join(cell.split())) for cell in lines[0].cells]
    columns = [target.names.get(head, "") for head in heads]
    if NAME not in columns:
        columns[0] = NAME
    return _Target(table, rows, tuple(columns), path, separator)


def choose_table(collection: Collection, deck: Deck, sample: Sample, id: str) -> Entities | None:
    """Return the table of a deck that rows belong to, by its id or by its columns.

    None where the deck has no table. Raises LookupError, which says why, where none fits, or more
    than one.
    """
    tables = [fact for fact in deck.facts if isinstance(fact, Entities)]
    ids = [table.id for table in tables]
    if id:
        chosen = next((table for table in tables if table.id == id), None)
        if chosen is None:
            hint = did_you_mean(id, ids) or "the kind of fact that has rows is `entities`"
            raise LookupError(f"this deck has no table with the id `{id}`; {hint}")
        return chosen
    if len(tables) < 2:
        return tables[0] if tables else None
    rows = _rows_of_sample(sample)
    fit = [table for table in tables if _fits(_target(collection, table), rows, sample)]
    if len(fit) != 1:
        listed = ", ".join(f"`--to {id}`" for id in ids)
        raise LookupError(f"this deck has {len(ids)} tables: say which, {listed}; or `--new`")
    return fit[0]


def _rows_of_sample(sample: Sample) -> list[SourceRow]:
    rows = rows_of(sample.text, sample.name, sample.options).rows
    return [SourceRow(row.line, _without_empty_end(row.cells)) for row in rows]


def _without_empty_end(cells: Sequence[str]) -> list[str]:
    """Return cells without those at the end that are empty, all but the first."""
    end = len(cells)
    while end > 1 and not cells[end - 1].strip():
        end -= 1
    return list(cells[:end])


def _fits(target: _Target, rows: Sequence[SourceRow], sample: Sample) -> bool:
    heads = sample.options.columns or rows[0].cells
    return all(normal(head) in target.names for head in heads)


def add_rows(
    collection: Collection, table: Entities, sample: Sample, vocabulary: Vocabulary
) -> Addition:
    """Add rows to a table, after its last; raises UnreadableError, and NoPlaceError."""
    addition = Addition()
    target = _target(collection, table)
    rows = _rows_of_sample(sample)
    for title in take_titles(rows) if sample.options.heading is not False else ():
        why = f"a line above the table: {' '.join(' '.join(title.cells).split())}"
        addition.losses.append(Loss(f"{sample.name}:{title.line}", why))
    heads = _take_heading(rows, target, sample, addition)
    if addition.problems:
        return addition
    columns = [head for head in heads if head != NAME]
    width = len(heads)
    lines = [TableLine(rows[0].line if rows else 1, heads)]
    for each in rows:
        missing = [""] * (width - len(each.cells))
        lines.append(TableLine(each.line, [*each.cells, *missing]))
    document = Document(sample.name, sample.text, [])
    read = rows_of_lines(lines, document, [NAME], columns, {}, table.several())
    addition.problems += read.problems
    old = {row.key: row for row in target.rows.rows}
    new: list[EntityRow] = []
    for row in read.rows:
        if row.key not in old:
            new.append(row)
            continue
        differing = list(_contradictions(row, old[row.key], vocabulary))
        addition.problems += differing
        if not differing:
            addition.known.append(row.name)
            lacking = [column for column in row.cells if column not in old[row.key].cells]
            for column in lacking:
                value = "; ".join(row.cells[column])
                why = f"`{column}` of {row.name} is empty in the deck: `{value}` is left to you"
                addition.losses.append(Loss(f"{sample.name}:{row.at().line}", why))
    addition.new = [row.name for row in new]
    if new and not any(each.severity is Severity.ERROR for each in addition.problems):
        path, text = _text_with(collection, target, new)
        addition.texts[path] = text
    return addition


def _take_heading(
    rows: list[SourceRow], target: _Target, sample: Sample, addition: Addition
) -> list[str]:
    """Take the heading out of the rows, if they have one, and return what their columns are."""
    said, names = sample.options, target.names
    first = rows[0].cells if rows else []
    is_headed = said.heading
    if is_headed is None:
        is_headed = any(normal(cell) in names for cell in first) or is_heading(first)
    place = Position(sample.name, rows[0].line if rows else 1, 1)
    heads = list(said.columns)
    if is_headed:
        rows.pop(0)
        heads = heads or first
    known = ", ".join([target.table.entities, *target.rows.columns])
    if not heads:
        width = max((len(row.cells) for row in rows), default=0)
        # Cells at the end may be empty in all rows; but two of four could be any.
        if width == len(target.columns) and "" not in target.columns:
            return list(target.columns)
        cells = f"{width} cell{'s' * (width != 1)}"
        message = f"these rows have {cells}, and the table {len(target.columns)}: {known}"
        hint = "say what they are, such as `--columns "
        hint += f"{','.join([target.table.entities, *target.rows.columns][:width])}`"
        addition.problems.append(Diagnostic("ragged-row", message, place, hint))
        return []
    unknown = [head for head in heads if normal(head) not in names]
    for head in unknown:
        message = f"there is no column `{plain(head)}` in this table"
        hint = did_you_mean(head, [target.table.entities, *target.rows.columns])
        hint = hint or f"it has: {known}; name a new one under its `columns` first"
        addition.problems.append(Diagnostic("unknown-part", message, place, hint))
    columns = [names.get(normal(head), "") for head in heads]
    if not unknown and NAME not in columns:
        message = f"no column has the names: `{plain(target.table.entities)}`"
        hint = "say what the columns are with `--columns`"
        addition.problems.append(Diagnostic("unknown-part", message, place, hint))
    return columns


def _contradictions(row: EntityRow, old: EntityRow, vocabulary: Vocabulary) -> Iterable[Diagnostic]:
    """Yield the cells that say something else than the deck does, each with both places."""
    for column, values in row.cells.items():
        there = old.cells.get(column, values)
        if {*map(vocabulary.resolve, values)} <= {*map(vocabulary.resolve, there)}:
            continue
        one, other = ("; ".join(map(plain, each)) for each in (values, there))
        message = f"`{column}` of {plain(row.name)} is `{one}` here, and `{other}` in the deck"
        note = (Related("which stands at", old.at(column)),)
        hint = "correct one of the two: nothing was added"
        yield Diagnostic("contradiction", message, row.at(column), hint, note)


def _text_with(
    collection: Collection, target: _Target, rows: Sequence[EntityRow]
) -> tuple[str, str]:
    """Return the path of the file that the rows of a table stand in, and its text with more."""
    document, loc = target.table.place
    if target.path:
        text = collection.texts[target.path]
        return target.path, with_last_lines(text, _csv_lines(target, rows, text))
    own = (*loc, "rows")
    if target.separator:
        lines = _csv_lines(target, rows, str(target.table.rows))
        return document.path, with_block_lines(document.text, own, lines)
    return document.path, with_entries(document.text, own, [_entry(target, row) for row in rows])


def _entry(target: _Target, row: EntityRow) -> NewEntry:
    """Return a row as it stands in a deck under its name."""
    cells = [_cell(row, column) or None for column in target.rows.columns]
    value = cells[0] if len(cells) == 1 else cells
    lines = as_yaml({row.name: value}).splitlines()
    return NewEntry(lines, pair_in_brackets(row.name, value))


def _cell(row: EntityRow, column: str) -> str:
    return row.name if column == NAME else "; ".join(row.cells.get(column, ()))


def _csv_lines(target: _Target, rows: Sequence[EntityRow], text: str) -> list[str]:
    """Return rows as lines of a table, apart as its own cells are: with blanks, or without."""
    separator = target.separator
    own = text.splitlines()[-1]
    is_wide = separator + " " in own and own.count(separator) == own.count(separator + " ")
    between = separator + " " if is_wide else separator
    return [
        between.join(_quoted(_cell(row, column), separator) for column in target.columns)
        for row in rows
    ]


def _quoted(text: str, separator: str) -> str:
    """Return a cell as a table holds it, in quotes where it has to be."""
    if not text:
        return ""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="").writerow([guarded(text)])
    return out.getvalue()


# Facts --------------------------------------------------------------------------------------------


def add_facts(collection: Collection, deck: Deck, imported: Imported) -> Addition:
    """Add the facts that something was imported as to a deck, after its last."""
    addition = Addition(losses=imported.losses)
    path = deck.position.path
    if not imported.entries:
        message = "nothing in it could be made a fact"
        hint = "the reasons stand above; `--columns` says what columns are"
        nowhere = Position(imported.sources[0].name)
        addition.problems.append(Diagnostic("nothing-to-import", message, nowhere, hint))
    there = {
        (fact.kind, normal(head)): fact
        for _, fact in collection.facts()
        if fact.whole is fact and isinstance(head := _written(fact).get(fact.kind), str)
    }
    left: set[str] = set()
    for entry in imported.entries:
        for values in entry.values:
            kind = next(key for key in values if key in KINDS)
            head = values[kind]
            old = there.get((kind, normal(head))) if isinstance(head, str) else None
            if old is None or kind == Entities.kind:
                addition.new.append(values["id"])
                continue
            left.add(values["id"])
            difference = _difference(values, _written(old))
            if difference is None:
                addition.known.append(str(head))
                continue
            place, _, line = entry.reading.note.place.rpartition(":")
            at = Position(place, int(line), 1) if line.isdecimal() else Position(place or line)
            message = f"`{plain(str(head))}` has another `{difference}` in the deck"
            note = (Related("which stands at", old.at(difference)),)
            hint = "correct one of the two: nothing was added"
            addition.problems.append(Diagnostic("contradiction", message, at, hint, note))
    if not addition.new or addition.problems:
        return addition
    body = _FACTS.split(imported.files["deck.yaml"], maxsplit=1)[1]
    entries = []
    for text in _NEXT_FACT.split(body):
        lines = [line[2:] for line in text.rstrip("\n").split("\n")]
        if text and lines[0].removeprefix("- id: ") not in left:
            entries.append(NewEntry(lines, ""))
    document = next(fact for fact in deck.facts).whole.place[0]
    addition.texts[path] = with_entries(document.text, ("facts",), entries)
    files = {name: text for name, text in imported.files.items() if name != "deck.yaml"}
    addition.texts |= {path_beside(path, name): text for name, text in files.items()}
    return addition


def _written(fact: Fact) -> Mapping[str, object]:
    """Return the keys and values of a fact as its author wrote them."""
    document, loc = fact.whole.place
    values: Mapping[str, object] = document.inside(loc)
    return values


def _difference(new: Mapping[str, object], old: Mapping[str, object]) -> str | None:
    """Return the first key of a new fact that says something else than in an old one, or None."""
    for key, value in new.items():
        if key not in _SETTING and _in_one_form(value) != _in_one_form(old.get(key)):
            return key
    return None


def _in_one_form(value: object) -> object:
    if isinstance(value, str):
        return normal(value)
    if isinstance(value, list | tuple):
        return [_in_one_form(each) for each in value]
    return value


# The proof ----------------------------------------------------------------------------------------


def compiled_with(collection: Collection, texts: Mapping[str, str]) -> Compiled:
    """Return what a collection compiles to with these texts in place of its own, or beside them."""
    root = collection.folder.as_posix() if collection.folder else ""
    names = collection.sources_by_name()
    for path, text in texts.items():
        names[path.removeprefix(f"{root}/") if root != "." else path] = text
    if not collection.stands_alone:
        loaded, diagnostics = load_texts(names)
    else:
        deck = next(name for name in names if name.endswith((".yaml", ".yml")))
        tables = {name: text for name, text in names.items() if name != deck}
        loaded, diagnostics = load_text(names[deck], deck, tables)
    return compile_collection(loaded, Lock(), None, diagnostics)


def new_errors(before: Compiled, after: Compiled) -> list[Diagnostic]:
    """Return what is wrong after a change that was not before: places may have moved."""
    known = {(each.code, each.message) for each in before.diagnostics}
    return [
        each
        for each in after.diagnostics
        if each.severity is Severity.ERROR and (each.code, each.message) not in known
    ]
