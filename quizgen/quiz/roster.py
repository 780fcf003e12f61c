"""Read the names of a class from a CSV file as schools export them."""

# Whose sheet is printed must never be a guess: a heading that is not understood would be a pupil,
# and of two columns one would be dropped. So a file whose columns explain themselves is read, and
# any other is refused with what was read of it; `columns` says then which hold the names.

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from quizgen.diagnostics import Diagnostic, Position, Related, Severity, did_you_mean
from quizgen.text.answer_forms import clean
from quizgen.text.encodings import NotTextError, decode

LONGEST_NAME = 80  # characters; a longer cell is no name
_SAVE = "save it as “CSV UTF-8”"

# What schools call the columns, in English, German, French, Spanish, Italian, Portuguese, Dutch,
# Polish, Swedish and Turkish, a line each.
_WHOLE = """
name|names|student|students|student name|full name|pupil|learner|child
schüler|schülerin|schülername|schüler/in|schüler*in|vollständiger name|vor- und nachname
élève|étudiant|nom complet|nom et prénom|prénom et nom|nom prénom
nombre completo|apellidos y nombre|nombre y apellidos|alumno|alumna|alumno/a|estudiante
alunno|alunna|studente|studentessa|nome completo|nome e cognome|cognome e nome|nominativo
aluno|aluna|estudante|nome do aluno
leerling|volledige naam
uczeń|uczennica|imię i nazwisko|nazwisko i imię
elev|elever|namn
öğrenci|ad soyad|adı soyadı|öğrenci adı
"""
_FIRST = """
first name|first|given name|given names|forename|forenames|firstname|preferred name
vorname|vornamen|rufname
prénom|prénoms|prenom
nombre|nombres|nombre de pila
nome di battesimo
primeiro nome|nome próprio
voornaam|roepnaam
imię|imiona
förnamn|tilltalsnamn
ad|adı|isim
"""
_LAST = """
last name|last|surname|family name|lastname
nachname|familienname|zuname
nom|nom de famille
apellido|apellidos|primer apellido|segundo apellido
cognome
sobrenome|apelido|último nome
achternaam|familienaam
nazwisko
efternamn
soyad|soyadı|soyisim
"""
_BOTH = "nome|naam"  # a first name beside a surname, and the whole one where it stands alone
_OTHER = """
no|no.|nr|nr.|#|id|number|class|form|year|group|course|e-mail|email|mail|variant|profile|grade
student id|candidate number|username|date of birth|birthday|gender|sex|house|set
nummer|klasse|gruppe|kurs|geburtsdatum|geschlecht|matrikelnummer
numéro|n°|classe|groupe|matricule|date de naissance
número|clase|grupo|curso|correo
numero|sezione
turma
klas|groep
numer|klasa|grupa
klass|grupp
numara|sınıf
"""


def _heads(*lists: str) -> frozenset[str]:
    """Return the headings in lists, which a bar or the end of a line sets apart."""
    return frozenset(re.split(r"[|\n]", "\n".join(lists).strip()))


_KINDS = {"whole": _heads(_WHOLE), "first": _heads(_FIRST), "last": _heads(_LAST)}
_BOTH_NAMES = _heads(_BOTH)
_KNOWN = _heads(_WHOLE, _FIRST, _LAST, _BOTH, _OTHER)


class Student(NamedTuple):
    """A name of the roster, with the line where it stands."""

    name: str
    line: int


class RosterError(Exception):
    """What makes a file no roster."""

    def __init__(self, message: str, hint: str, line: int = 0) -> None:
        super().__init__(message)
        self.message, self.hint, self.line = message, hint, line


class ListRow(NamedTuple):
    """A row of a table of a class, with its line in the file."""

    line: int
    cells: list[str]


def read_roster(path: Path, columns: Sequence[str] = ()) -> tuple[list[Student], list[Diagnostic]]:
    """Return the students in the file's order, none if there is an error.

    Headings are recognised in ten languages, as are first and last name in columns of their own;
    `columns` names them otherwise, by heading or by number from 1, in the order of a name.
    """
    place = path.as_posix()
    diagnostics: list[Diagnostic] = []
    try:
        named = _names(table_rows(path, "the roster", diagnostics), columns)
    except RosterError as bad:
        at = Position(place, bad.line, 1) if bad.line else Position(place)
        return [], [*diagnostics, Diagnostic("bad-roster", bad.message, at, bad.hint)]
    lines: dict[str, int] = {}
    students: list[Student] = []
    for student in named:
        name, line = clean(student.name, LONGEST_NAME + 1), student.line
        at = Position(place, line, 1)
        if name != student.name:
            message = f"the name `{name}` has characters that cannot be seen: they are left out"
            warning = Diagnostic("bad-roster", message, at, _SAVE, severity=Severity.WARNING)
            diagnostics.append(warning)
        if name.casefold() in lines:
            note = (Related("the first stands at", Position(place, lines[name.casefold()], 1)),)
            hint = "tell them apart, by an initial or a number"
            message = f"`{name}` stands here twice"
            diagnostics.append(Diagnostic("bad-roster", message, at, hint, note))
        elif name:
            lines[name.casefold()] = line
            students.append(Student(name, line))
    return students, diagnostics


def table_rows(path: Path, what: str, diagnostics: list[Diagnostic]) -> list[ListRow]:
    """Return the rows of a table that have something in them: `what` is what messages call it.

    A guess at the encoding is a warning among the diagnostics. Raises RosterError.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{what} cannot be read: {error.strerror}"
        raise RosterError(message, "check the file's name and permissions") from error
    try:
        text, guessed = decode(data)
    except NotTextError as error:
        raise RosterError(f"{what} is not a CSV file", _SAVE, error.line) from error
    if guessed:
        message = "this is not UTF-8 text; it was read as Western European (Windows-1252)"
        hint = f"look at the letters with accents on the sheets; if they are wrong, {_SAVE}"
        at, warning = Position(path.as_posix(), guessed, 1), Severity.WARNING
        diagnostics.append(Diagnostic("not-text", message, at, hint, severity=warning))
    first = re.sub(r'"[^"]*"', "", text.strip().partition("\n")[0])
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        # A name is one line, and written one way, whatever the file does.
        rows = [
            ListRow(reader.line_num, [normalize("NFC", " ".join(cell.split())) for cell in row])
            for row in reader
        ]
    except csv.Error as error:
        message = f"{what} is not a CSV file: {error}"
        raise RosterError(message, _SAVE, reader.line_num) from error
    return [row for row in rows if any(row.cells)]


def _names(rows: list[ListRow], columns: Sequence[str]) -> list[Student]:
    if not rows:
        raise RosterError("the roster has no names", "write one name a line")
    if columns:
        places, headed = _columns_named(rows[0], columns)
    else:
        places, headed = _columns(rows)
    students = []
    for row in rows[headed:]:
        parts = [row.cells[place] for place in places if place < len(row.cells)]
        students.append(Student(" ".join(filter(None, parts)), row.line))
    students = [student for student in students if student.name]
    _demand_names(students, chosen=bool(columns))
    return students


def _demand_names(students: Sequence[Student], *, chosen: bool) -> None:
    """Raise where what was read cannot be the names of a class."""
    if not students:
        raise RosterError("the roster has no names", "write one name a line")
    for student in students:
        if len(student.name) > LONGEST_NAME:
            message = f"`{student.name[:40]}…` is {len(student.name)} characters long: no name"
            raise RosterError(message, _columns_hint(), student.line)
    if not chosen and not any(re.search(r"[^\W\d_]", each.name) for each in students):
        message = f"the names would be numbers: `{students[0].name}` and so on"
        hint = f"{_columns_hint()}; `--columns 1` if the numbers are meant"
        raise RosterError(message, hint, students[0].line)


def _columns_hint() -> str:
    return "say which columns hold the names, by heading or by number: --columns 2,1"


def _columns_named(first: ListRow, columns: Sequence[str]) -> tuple[list[int], bool]:
    """Return the places of the columns that somebody named, and whether there is a heading."""
    heads = [cell.casefold() for cell in first.cells]
    places = []
    for column in columns:
        wanted = " ".join(column.casefold().split())
        if wanted in heads:
            places.append(heads.index(wanted))
        elif wanted.isdecimal() and 0 < int(wanted) <= len(heads):
            places.append(int(wanted) - 1)
        else:
            guess = did_you_mean(column, first.cells)
            message = f"there is no column `{column}`; the first row is {_shown(first)}"
            if not guess.startswith("did you mean"):
                guess = "give headings, or numbers from 1"
            raise RosterError(message, guess, first.line)
    by_heading = any(" ".join(each.casefold().split()) in heads for each in columns)
    return places, by_heading or any(head in _KNOWN for head in heads)


def _columns(rows: Sequence[ListRow]) -> tuple[list[int], bool]:
    """Return the places of the columns that make up a name, and whether there is a heading."""
    first = rows[0]
    heads = [cell.casefold() for cell in first.cells]
    whole = [at for at, head in enumerate(heads) if head in _KINDS["whole"]]
    given = [at for at, head in enumerate(heads) if head in _KINDS["first"]]
    family = [at for at, head in enumerate(heads) if head in _KINDS["last"]]
    both = [at for at, head in enumerate(heads) if head in _BOTH_NAMES]
    if both and family and not given:
        given = both
    elif both and not whole:
        whole = both
    if given and family:
        return [given[0], *family], True
    if whole:
        # `Name` beside `Vorname` is the family's.
        return ([given[0], whole[0]] if given else whole[:1]), True
    strange = [cell for cell in first.cells if cell and cell.casefold() not in _KNOWN]
    if (given or family) and not strange:
        return (given or family)[:1], True
    if given or family or any(head in _KNOWN for head in heads):
        raise _not_understood(first)
    return _columns_without_heading(rows)


def _columns_without_heading(rows: Sequence[ListRow]) -> tuple[list[int], bool]:
    """Return the first column, if every row of it looks like the name of a person."""
    first = rows[0]
    several = [len(row.cells[0].split()) > 1 for row in rows]
    columns = max(sum(map(bool, row.cells)) for row in rows)
    # One word above names of two is a heading; one of two columns of single words is half a name.
    if (columns > 1 and not all(several)) or (
        not several[0] and len(rows) > 2 and all(several[1:])
    ):
        raise _not_understood(first)
    return [0], False


def _not_understood(first: ListRow) -> RosterError:
    message = f"the heading of this roster is not understood: its first row is {_shown(first)}"
    hint = "call the columns `name`, or `first name` and `last name`; or "
    return RosterError(message, hint + _columns_hint(), first.line)


def _shown(row: ListRow) -> str:
    cells = [f"`{clean(cell, 30)}`" for cell in row.cells[:6]]
    return ", ".join(cells)
