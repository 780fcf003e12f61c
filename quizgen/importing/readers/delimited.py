"""Read tables: CSV, TSV, Quizlet, tests in columns, Anki's "Notes in Plain Text"."""

# What a column is for is said by whoever imports it, by a heading, or by Anki's own lines above the
# table. Where nobody says it, the first column asks and the second answers; of more columns than
# two, that is a guess, and guesses are counted as doubts.

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from html import escape, unescape

from quizgen.diagnostics import did_you_mean
from quizgen.importing.column_names import (
    ColumnRole,
    is_heading,
    is_test,
    key_of,
    kind_of,
    roles_of,
)
from quizgen.importing.readers.option_cells import with_options_apart, with_truth_in_words
from quizgen.importing.readers.option_tables import OptionTable, judges
from quizgen.importing.readers.sample import Sample, files_beside
from quizgen.importing.readers.sheet_rows import (
    fill_down,
    is_merged,
    take_lines_above_heading,
    take_titles,
)
from quizgen.importing.readers.table_rows import SourceRow, SourceRows, rows_of, split_names
from quizgen.importing.source_notes import (
    ColumnReading,
    Loss,
    Source,
    SourceNote,
    SourceNoteType,
    Template,
    UnreadableError,
)

FORMAT = "a table"
_TAG = re.compile(
    r"<br\s*/?>|<img\s[^<>]*src=|&nbsp;"
    r"|<(b|i|u|p|em|strong|div|span|sub|sup|ul|ol|li|code|pre|font|table|h\d)\b[^<>]*>"
    r"(?:(?!<\1\b).){0,2000}?</\1>",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(
    r"\w&(?:quot|apos|rsquo|rdquo|#0?39|#8217);|&(?:quot|apos|lsquo|ldquo|#0?39|#8216);\w"
    r"|\w?&[A-Za-z](?:acute|grave|uml|circ|tilde|cedil|ring);"
)
_ANY_TAG = re.compile(r"<[^<>]*>|&nbsp;|\s")
_PLAIN_HEADING = re.compile(r"[^\W\d_][^\d?!.:;=<>]*")  # a word or three, and no sentence
_HEADINGS_WORDS = 3
# What columns are called that are about one sort of thing, by language.
_COMMON_HEADINGS = tuple(
    frozenset(words.split())
    for words in """
country capital city state river author book title work name year date event place element symbol \
number formula animal plant person artist composer painter inventor invention language currency \
continent singular plural verb noun abbreviation
land hauptstadt stadt fluss autor buch titel werk name jahr datum ereignis ort element symbol \
zeichen zahl formel tier pflanze person künstler komponist maler erfinder erfindung sprache \
währung kontinent singular plural verb abkürzung bundesland
pays capitale ville fleuve auteur livre titre œuvre nom année date événement lieu élément symbole \
nombre formule animal plante personne artiste compositeur peintre inventeur invention langue \
monnaie continent singulier pluriel verbe abréviation
país capital ciudad río autor libro título obra nombre año fecha evento lugar elemento símbolo \
número fórmula animal planta persona artista compositor pintor inventor invento idioma moneda \
continente singular plural verbo abreviatura
""".strip().split("\n")
)
_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?"
_ZONE = r"(?:\s*(?:Z|UTC|GMT)?(?:[+-]\d{1,2}(?::?\d{2})?)?)"
_WHEN = re.compile(rf"\[?(?:{_DATE}(?:,?[T\s]\s*{_TIME}{_ZONE})?|{_TIME})\]?", re.IGNORECASE)
_EMAIL = re.compile(r"<?[^\s@<>]+@[^\s@<>]+\.\w+>?")
_AMOUNT = re.compile(r"[-+]?[$€£]?\s?\d[\d.,' ]*\s?[%$€£]?")
_LEAST_ALIKE = 2  # cells as the first of their column is, before it is doubted to be a heading
_SHARE_ALIKE = 5  # of so many cells one
_SPECIAL = ("notetype", "deck", "tags", "guid")


def read_delimited(sample: Sample) -> Source:
    """Return the rows of a table or a text export as notes."""
    source = sample.source(FORMAT)
    options = sample.options
    if options.things and sample.path is not None:
        source.files = partial(files_beside, sample.path.parent)
    rows = rows_of(sample.text, sample.name, options)
    source.losses += rows.losses
    source.unread += rows.bad
    names = list(options.columns) or split_names(rows.headers.get("columns", ""), rows.separator)
    above: list[SourceRow] = []
    if options.things and options.heading is not False:
        above = take_titles(rows.rows)
    elif options.heading is None and not names:
        above = take_lines_above_heading(rows.rows)
    for row in above:
        why = f"a line above the table: {' '.join(' '.join(row.cells).split())}"
        source.losses.append(Loss(f"{source.name}:{row.line}", why))
    if options.heading and rows.rows:
        heading = rows.rows.pop(0).cells
        names = names or heading
    elif rows.rows and options.heading is None:
        is_named = is_heading(rows.rows[0].cells) or (options.things and not names)
        if options.things and not names:
            source.doubts += _doubtful_names(rows.rows)
        heading = rows.rows.pop(0).cells if is_named else []
        names = names or heading
    if options.fill:
        try:
            rows.rows, names = fill_down(rows.rows, names, options.fill)
        except KeyError as error:
            message = f"there is no column `{error.args[0]}` to be filled"
            hint = did_you_mean(str(error.args[0]), names) or "its columns need names"
            raise UnreadableError("unknown-part", message, sample.name, hint) from error
    read_rows(source, rows, names, guess=options.heading is None, things=options.things)
    return source


def read_rows(
    source: Source,
    rows: SourceRows,
    names: Sequence[str],
    *,
    guess: bool = True,
    things: bool = False,
    headed: bool = True,
) -> None:
    """Add the notes of rows, whose columns have these names, to a source.

    Unless somebody said whether there is a heading, it is a `guess` that there is none. What is
    not `headed` has names of our own making, whose numbers say nothing.
    """
    names = [name.strip() for name in names]
    if not things:
        names, rows.rows = with_truth_in_words(names, rows.rows)
        names, rows.rows, doubts = with_options_apart(names, rows.rows)
        source.doubts += doubts
    reader = _Reader(source, rows, names, things=things, headed=headed)
    if guess and not any(f"{what} column" in rows.headers for what in _SPECIAL):
        source.doubts += _doubtful_heading(rows.rows)
    source.doubts += reader.merged_names() if things else reader.doubts()
    if (
        not things
        and not reader.is_explained
        and (why := _no_questions(reader.rows, reader.columns))
    ):
        source.nonsense.append(why)
    reader.read()


def _doubtful_heading(rows: Sequence[SourceRow]) -> list[str]:
    """Return that the first row looks like a heading, though nobody said so, where it does."""
    if len(rows) < 3:
        return []
    first = [cell.strip() for cell in rows[0].cells]
    if not all(_PLAIN_HEADING.fullmatch(cell) for cell in first):
        return []
    if any(len(cell.split()) > _HEADINGS_WORDS for cell in first):
        return []
    known = sum(bool(role.key) for role in roles_of(first)) * 2 > len(first)
    known = known or any(_is_sorted(rows[1:], column) for column in range(len(first)))
    words = {cell.casefold() for cell in first}
    known = known or (len(words) > 1 and any(words <= common for common in _COMMON_HEADINGS))
    asked = [row.cells[0].strip() for row in rows[1:] if row.cells]
    longer = sum(cell.endswith(("?", ".", ":")) or len(cell.split()) > 5 for cell in asked)
    if known or longer * 5 >= len(asked) * 4:
        cells = ", ".join(f"`{cell}`" for cell in first)
        way_out = "say `--heading`, or `--no-heading` where it is a row as the others"
        return [f"the first row looks like a heading: {cells}; {way_out}"]
    return []


def _doubtful_names(rows: Sequence[SourceRow]) -> list[str]:
    """Return that the first row, taken for a heading, looks like the rows below it, if it does.

    Then a word would be lost, and the table named after it: of a list that was pasted.
    """
    first, *others = [[cell.strip() for cell in row.cells] for row in rows]
    for column, cell in enumerate(first):
        below = [cells[column] for cells in others if column < len(cells) and cells[column]]
        least = max(_LEAST_ALIKE, len(below) // _SHARE_ALIKE)
        lead, _, rest = cell.casefold().partition(" ")
        again = sum(each.casefold() == cell.casefold() for each in below)
        alike = sum(each.casefold().startswith(f"{lead} ") for each in below) if rest else 0
        measured = sum(bool(_AMOUNT.fullmatch(each) or _WHEN.fullmatch(each)) for each in below)
        is_year = len(cell) == 4 and cell.isdecimal()
        is_measured = bool(_AMOUNT.fullmatch(cell) or _WHEN.fullmatch(cell)) and not is_year
        if (is_measured and measured >= least) or (cell and max(again, alike) >= least):
            names = ",".join(f"name{number}" for number in range(1, len(first) + 1))
            way_out = f"say what the columns are with `--columns {names}`, or `--heading`"
            return [f"the first row looks like those below it, as `{cell}` shows; {way_out}"]
    return []


def _is_sorted(rows: Sequence[SourceRow], column: int) -> bool:
    """Tell whether a column has nothing but numbers, dates or times, or e-mail addresses."""
    cells = [row.cells[column].strip() for row in rows if column < len(row.cells)]
    return any(all(map(sort.fullmatch, cells)) for sort in (_AMOUNT, _WHEN, _EMAIL))


def _no_questions(rows: Sequence[SourceRow], columns: Sequence[int]) -> str:
    """Return why most rows are no questions and answers, where nobody says what columns are.

    Nothing where they may be. Of two columns, the second may well say the same in many rows.
    """
    filled = [
        [row.cells[index].strip() if index < len(row.cells) else "" for index in columns]
        for row in rows
    ]
    filled = [cells for cells in filled if any(cells)]
    if len(filled) < 2 or len(columns) < 2:
        return ""
    dated = sum(bool(_WHEN.fullmatch(cells[0])) for cells in filled)
    if dated * 2 > len(filled):
        return "a column has dates or times, as a chat or a register has them"
    addressed = sum(any(map(_EMAIL.fullmatch, cells)) for cells in filled)
    if addressed * 2 > len(filled):
        return "a column has e-mail addresses, as a chat or a register has them"
    answers = Counter(cells[1] for cells in filled if cells[1])
    answer, number = next(iter(answers.most_common(1)), ("", 0))
    if len(columns) > 2 and len(filled) > 2 and number * 2 > len(filled):
        return f"{number} of {len(filled)} rows have the answer `{_on_a_line(answer)[:40]}`"
    for place in range(3, len(columns)):
        if _names_options(filled, place):
            return (
                f"column {columns[place] + 1} seems to say which of those before it is right, "
                "as in a test; say so with `--columns`, such as `question,A,B,C,correct`"
            )
    return ""


def _names_options(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Tell whether a column names one of those between it and the first: by letter or by text.

    A number names one only in the last column, and where they differ.
    """
    names = [cells[place] for cells in rows]
    if not all(names) or len(set(names)) < 2:
        return False
    number = place - 1
    letters = "ABCDEFGH"[:number]
    if all(len(name) == 1 and name.upper() in letters for name in names):
        return True
    if all(name in cells[1:place] for name, cells in zip(names, rows, strict=True)):
        return True
    is_last = place == len(rows[0]) - 1 and number > 2
    return is_last and all(name in "12345678"[:number] for name in names)


def _has_html(rows: Sequence[SourceRow]) -> bool:
    """Tell whether cells are HTML: there are whole tags, and none is all that a cell has."""
    whole = False
    for row in rows:
        for cell in row.cells:
            if "<" not in cell and "&" not in cell:
                continue
            is_empty = cell.strip() and not _ANY_TAG.sub("", cell) and "src=" not in cell
            if is_empty:
                return False
            whole = whole or bool(_TAG.search(cell))
    return whole


def _with_breaks(cell: str) -> str:
    """Return a cell without tags, beside others that are HTML, with its lines kept apart."""
    return cell.strip().replace("\n", "<br>")


def _decoded(cell: str) -> str:
    """Return a cell in which a program has written signs within words as HTML does: `don&#039;t`.

    What stands alone, as `&amp;` in a question on HTML, is itself.
    """
    return unescape(cell) if _ENTITY.search(cell) else cell


def _is_numbering(rows: Sequence[SourceRow]) -> bool:
    """Tell whether the first of several columns does nothing but count the rows."""
    first = [row.cells[0].strip().rstrip(".)") for row in rows if row.cells]
    if len(first) < 3 or len(rows[0].cells) < 3 or not first[0].isdecimal():
        return False
    start = int(first[0])
    return first == [str(start + place) for place in range(len(first))]


class _Reader:
    """A maker of notes from rows, by what their columns are for."""

    def __init__(
        self, source: Source, rows: SourceRows, names: list[str], *, things: bool, headed: bool
    ) -> None:
        self.source = source
        self.things = things
        self.rows = rows.rows
        self.headers = headers = rows.headers
        self.names = names
        self.html = headers.get("html", "").strip().lower() == "true"
        if "html" not in headers and _has_html(self.rows):
            self.html = True
            source.losses.append(Loss(source.name, "its cells are read as HTML, by their tags"))
            self.rows = [
                SourceRow(
                    line, [cell if _TAG.search(cell) else _with_breaks(cell) for cell in cells]
                )
                for line, cells in self.rows
            ]
        elif not self.html:
            self.rows = [
                SourceRow(line, [_decoded(cell) for cell in cells]) for line, cells in self.rows
            ]
        self.special = {
            what: int(headers[f"{what} column"]) - 1
            for what in _SPECIAL
            if headers.get(f"{what} column", "").strip().isdecimal()
        }
        self.roles = roles_of(names)
        if things:  # the headings are what is said of them, and no keys
            apart = ("tags", "deck", "id")
            self.roles = [role if role.key in apart else ColumnRole("") for role in self.roles]
        self._take_special()
        width = max((len(row.cells) for row in self.rows), default=0)
        used = set(self.special.values()) | self.unused
        self.columns = [index for index in range(max(width, len(names))) if index not in used]
        self.test: OptionTable | None = None
        if is_test(self.roles) or judges(self.roles, self.rows):
            self.test = OptionTable.of(self.roles, self.rows, names, headed=headed)
            for index, role in enumerate(self.roles):
                if role.key == "ask" and index != self.test.ask:
                    self.roles[index] = ColumnRole("")
        self.types: dict[str, SourceNoteType] = {}
        source.columns = [self._column_of(index) for index in range(max(width, len(names)))]

    def _take_special(self) -> None:
        """Set aside the columns that are part of no fact."""
        self.unused: set[int] = set()
        used = set(self.special.values())
        for index, role in enumerate(self.roles):
            if role.key == "unused":
                self.unused.add(index)
                why = f"a column that is part of no fact: {_on_a_line(self.names[index])}"
                self.source.losses.append(Loss(self.source.name, why))
            elif role.key in ("tags", "deck", "id") and index not in used:
                what = "guid" if role.key == "id" else role.key
                if what not in self.special:
                    self.special[what] = index
        first = self.names[0].strip() if self.names else ""
        if not first and not self.headers and not self.things and _is_numbering(self.rows):
            self.unused.add(0)
            self.source.losses.append(Loss(self.source.name, "a column that numbers the rows"))

    def _column_of(self, index: int) -> ColumnReading:
        heading = _on_a_line(self.names[index]) if index < len(self.names) else ""
        special = [what for what, at in self.special.items() if at == index]
        if special or index in self.unused:
            role = "left out" if not special else special[0].replace("guid", "id")
            return ColumnReading(heading, role, sure=True)
        if self.things:
            is_first = bool(self.columns) and index == self.columns[0]
            return ColumnReading(heading, "things" if is_first else "said of them", sure=True)
        role_of_name = self.roles[index] if index < len(self.roles) else ColumnRole("")
        if role_of_name.key and self._is_named():
            role = f"{role_of_name.key} {role_of_name.mark}".strip()
            return ColumnReading(heading, role, sure=True)
        place = self.columns.index(index)
        guess = ("ask", "answer")[place] if place < 2 else "why"
        if self.is_explained:
            return ColumnReading(heading, "why" if self._is_named() else "", sure=True)
        return ColumnReading(heading, guess, sure=len(self.columns) == 2)

    def _is_named(self) -> bool:
        """Tell whether the names of the columns say what the rows state."""
        return self.test is not None or bool(kind_of(self._headings()))

    def _has_types(self) -> bool:
        """Tell whether Anki wrote the table: then its note types say what the columns are."""
        return bool(self.headers)

    @property
    def is_explained(self) -> bool:
        """Tell whether somebody says what the columns are: a heading, an option, or Anki."""
        return self._is_named() or self._has_types()

    def doubts(self) -> list[str]:
        """Return what is not sure about the columns."""
        doubts = list(self.test.doubts) if self.test is not None else []
        if self.is_explained:
            return doubts
        if len(self.columns) > 2:
            names = ", ".join(f"`{name}`" for name in self.names if name)
            said = f"no heading says what the {len(self.columns)} columns are"
            if names:
                said = f"the columns are not understood: {names}"
            way_out = "say it with `--columns`, such as `--columns question,answer,notes`"
            doubts.append(f"{said}; {way_out}, or `--table` where each row is about one thing")
        return doubts

    def merged_names(self) -> list[str]:
        """Return that most rows have no name, as where cells are merged, if it is so."""
        first = self.columns[0] if self.columns else 0
        names = [row.cells[first] if first < len(row.cells) else "" for row in self.rows]
        if not is_merged(names):
            return []
        heading = self.names[first] if first < len(self.names) else "column 1"
        lacking = sum(not name.strip() for name in names)
        doubt = (
            f"{lacking} of {len(names)} rows have nothing in `{heading}`, which is to name them; "
            f"merged cells are saved so: if it groups the rows below, `--fill {heading!r}` fills "
            "it in, and the next column names them"
        )
        return [doubt]

    def _lose_merged(self) -> None:
        """Say which columns have values that seem to hold for the rows below as well."""
        for index in self.columns[1:] if self.things else ():
            cells = [row.cells[index] if index < len(row.cells) else "" for row in self.rows]
            if is_merged(cells):
                heading = self.names[index] if index < len(self.names) else f"column {index + 1}"
                why = (
                    f"`{heading}` has one value, and then none, as merged cells are saved; "
                    f"if it holds for the rows below, `--fill {heading!r}` fills it in"
                )
                self.source.losses.append(Loss(self.source.name, why))

    def read(self) -> None:
        self._lose_merged()
        for line, cells in self.rows:
            place = f"{self.source.name}:{line}"
            if self.names and any(cell.strip() for cell in cells[len(self.names) :]):
                sizes = f"the row has {len(cells)} cells, the heading {len(self.names)}"
                why = f"{sizes}: those beyond it are left out"
                self.source.losses.append(Loss(place, why))
                self.source.ragged += 1
                cells = cells[: len(self.names)]
            cells = cells + [""] * (1 + max(self.columns, default=0) - len(cells))
            note = self._test_note(cells, place) if self.test else self._note(cells, place)
            if note is not None:
                self.source.notes.append(note)

    def _note(self, cells: list[str], place: str) -> SourceNote | None:
        type = self._type(self._special("notetype", cells))
        fields = dict(zip(type.fields, (cells[index] for index in self.columns), strict=False))
        if not any(field.strip() for field in fields.values()):
            return None
        deck, tags, id = self._deck(cells), self._tags(cells), self._column("guid", cells)
        return SourceNote(type, fields, self.html, place, deck, tags, id)

    def _test_note(self, cells: list[str], place: str) -> SourceNote | None:
        assert self.test is not None
        if not any(cells[index].strip() for index in self.columns):
            return None
        texts = cells if self.html else [escape(cell, quote=False) for cell in cells]
        texts = [text.strip().replace("\n", "<br>") for text in texts]
        item, why = self.test.item(texts, cells)
        others = {
            self.names[index]: texts[index]
            for index in self.columns
            if index < len(self.names) and index not in self.test.used and texts[index]
        }
        type = SourceNoteType(FORMAT, tuple(others))
        deck, tags, id = self._deck(cells), self._tags(cells), self._column("guid", cells)
        if item is None:
            self.source.losses.append(Loss(place, why))
            self.source.unread += 1
            return None
        return SourceNote(type, others, True, place, deck, tags, id, item)

    def _deck(self, cells: list[str]) -> tuple[str, ...]:
        parts = self._special("deck", cells).split("::")
        return tuple(part.strip() for part in parts if part.strip())

    def _tags(self, cells: list[str]) -> tuple[str, ...]:
        return tuple(f"{self.headers.get('tags', '')} {self._column('tags', cells)}".split())

    def _special(self, what: str, cells: list[str]) -> str:
        return self._column(what, cells) or self.headers.get(what, "").strip()

    def _column(self, what: str, cells: list[str]) -> str:
        index = self.special.get(what, len(cells))
        return cells[index].strip() if index < len(cells) else ""

    def _type(self, name: str) -> SourceNoteType:
        if name not in self.types:
            headings = self._headings()
            stock: list[str] = []
            if name.startswith("Basic"):
                stock = ["Front", "Back"]
            elif name == "Cloze":
                stock = ["Text", "Back Extra"]
            if not any(headings):
                headings = [*stock, *[""] * len(headings)][: len(headings)]
            fields = _distinct(
                [
                    each or f"column {index + 1}"
                    for each, index in zip(headings, self.columns, strict=True)
                ]
            )
            named = bool(self.names or stock)
            templates: tuple[Template, ...] = ()
            if "reversed" in name and "optional" not in name and len(fields) > 1:
                one, other = (f"{{{{{field}}}}}" for field in fields[:2])
                templates = (Template(one, other), Template(other, one))
            self.types[name] = SourceNoteType(name, fields, name == "Cloze", templates, named)
        return self.types[name]

    def _headings(self) -> list[str]:
        """Return the headings of the columns; of two languages, which has the terms."""
        headings = [self.names[index] if index < len(self.names) else "" for index in self.columns]
        for place, index in enumerate(self.columns):
            is_known = index < len(self.roles) and self.roles[index].key
            own = key_of(self.names[index]) if is_known else ""
            if is_known and not self.roles[index].mark and own != self.roles[index].key:
                headings[place] = self.roles[index].key
        return headings


def _on_a_line(heading: str) -> str:
    return " ".join(heading.split())


def _distinct(names: list[str]) -> tuple[str, ...]:
    distinct: list[str] = []
    for name in names:
        number = sum(each == name or each.startswith(f"{name} (") for each in distinct)
        distinct.append(f"{name} ({number + 1})" if number else name)
    return tuple(distinct)
