"""Read the numbers of a column as their author means them, by the column as a whole.

One cell alone cannot tell: 41.285 is a number with decimals in English, and beside 2.780.400 it is
one of five digits; and 2850 below `Length (km)` is a length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from quizgen.diagnostics import Diagnostic, Severity
from quizgen.language.facts.entity_rows import EntityRow
from quizgen.text.languages import table
from quizgen.text.markup import plain
from quizgen.text.quantities import begins_with_unit, is_unit, read_quantity
from quizgen.text.wording import wording

_RUN = re.compile(r"\d(?:[\d.,]*\d)?")
# Numbers with a point between thousands and a comma before decimals, and those that prove it.
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_PROOF = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,(?:\d{1,2}|\d{4,})")
_POINT = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3})+\.\d+")  # and those of English
_THREE_DECIMALS = re.compile(r"\d{1,3},\d{3}")  # or thousands, where another hand wrote it
_PROOFS = 3  # numbers that prove it, for one that is written otherwise
_UNIT_OF_HEADING = re.compile(
    r".*(?:\((?P<round>[^()]+)\)|\[(?P<square>[^\[\]]+)\]|\sin (?P<in>.+))"
)
_BARE = re.compile(r"[-+−<>≈~]?\s?\d[\d.,’']*(?:\s?[–-]\s?\d[\d.,’']*)?")


class _Worded(Protocol):
    @property
    def sentence(self) -> str: ...

    @property
    def ask(self) -> str: ...


def settled_numbers(
    rows: Sequence[EntityRow], columns: Mapping[str, _Worded], language: str
) -> tuple[list[EntityRow], list[Diagnostic]]:
    """Return rows whose numbers are written in the language, each with its unit; and notices."""
    notices: list[Diagnostic] = []
    settled = list(rows)
    for name, column in columns.items():
        changes = dict(_rewritten(name, rows, language))
        if changes:
            notices.append(_notice(name, rows, changes))
            notices += _written_otherwise(name, rows, changes)
        else:
            notices += _written_two_ways(name, rows, language)
        unit = _unit_of(name, column, language)
        for number, row in enumerate(settled):
            values = row.cells.get(name, ())
            written = [changes.get(value, value) for value in values]
            if unit:
                written = [_with_unit(value, unit, language) for value in written]
            if written != list(values):
                settled[number] = row._replace(cells={**row.cells, name: tuple(written)})
    return settled, notices


def _rewritten(name: str, rows: Iterable[EntityRow], language: str) -> Iterator[tuple[str, str]]:
    """Yield the values whose numbers are written as on the continent, and as they are written here.

    Some must be such as can be nothing else. Of one number among many that is written otherwise,
    the others are no less what they are: a row that is added changes no other row.
    """
    if not _has_points(language):
        return
    values = [value for row in rows for value in row.cells.get(name, ())]
    runs = [run for value in values for run in _RUN.findall(value)]
    proofs = sum(map(bool, map(_PROOF.fullmatch, runs)))
    others = sum(not _CONTINENTAL.fullmatch(run) for run in runs)
    if any("`" in value for value in values) or proofs <= others * _PROOFS:
        return
    for value in values:
        here = _RUN.sub(lambda run: _as_here(run[0]), value)
        if here != value:
            yield value, here


def _written_otherwise(
    name: str, rows: Iterable[EntityRow], changes: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield the numbers of a continental column that another hand may have written."""
    values = [(row, value) for row in rows for value in row.cells.get(name, ())]
    exact = [value for _, value in values if any(map(_is_exact, _RUN.findall(value)))]
    for row, value in values:
        message = f"`{value}` is not written as the others of `{plain(name)}`"
        if not all(map(_CONTINENTAL.fullmatch, _RUN.findall(value))):
            message += ", where a comma stands before decimals"
        elif exact == [value]:
            message = f"`{value}` is read as `{changes[value]}`; no other of `{plain(name)}` has "
            message += "three decimals"
        else:
            continue
        hint = "write all numbers of the column in one way"
        place, warning = row.at(name), Severity.WARNING
        yield Diagnostic("odd-value", message, place, hint, severity=warning)


def _written_two_ways(name: str, rows: Iterable[EntityRow], language: str) -> Iterator[Diagnostic]:
    """Yield that some numbers of a column prove one way of writing, and some another."""
    if not _has_points(language):
        return
    ways: dict[bool, tuple[EntityRow, str]] = {}
    for row in rows:
        for value in row.cells.get(name, ()):
            for number in _RUN.findall(value) if "`" not in value else ():
                if _PROOF.fullmatch(number) or _POINT.fullmatch(number):
                    ways.setdefault(bool(_PROOF.fullmatch(number)), (row, value))
    if len(ways) < 2:
        return
    (_, one), (row, other) = ways.values()
    message = f"`{one}` and `{other}` of `{plain(name)}` are not written in one way"
    hint = "write all numbers of the column as the deck's language does"
    place, warning = row.at(name), Severity.WARNING
    yield Diagnostic("odd-value", message, place, hint, severity=warning)


def _has_points(language: str) -> bool:
    """Tell whether a language writes a point before decimals."""
    said: str = table(language, "texts").get("numbers", {}).get("decimal", ".")
    return said == "."


def _is_exact(number: str) -> bool:
    return bool(_THREE_DECIMALS.fullmatch(number))


def _as_here(number: str) -> str:
    """Return a number with a comma between thousands, where it has any mark there, and a point.

    One that no continental hand wrote stays as it is.
    """
    if not _CONTINENTAL.fullmatch(number):
        return number
    whole, comma, decimals = number.partition(",")
    if "." in whole:
        whole = f"{int(whole.replace('.', '')):,}"
    return f"{whole}.{decimals}" if comma else whole


def _notice(name: str, rows: Iterable[EntityRow], changes: Mapping[str, str]) -> Diagnostic:
    row = next(row for row in rows if any(value in changes for value in row.cells.get(name, ())))
    value = next(value for value in row.cells[name] if value in changes)
    message = (
        f"`{value}` is read as `{changes[value]}`: in `{plain(name)}`, a point stands between "
        "thousands, and a comma before decimals"
    )
    hint = "if that is not what is meant, write the numbers as the deck's language does"
    return Diagnostic("odd-value", message, row.at(name), hint, severity=Severity.NOTICE)


def unit_of_heading(name: str, language: str) -> str:
    """Return the unit that a column's heading gives, as in `Length (km)` or `People (millions)`."""
    match = _UNIT_OF_HEADING.fullmatch(plain(name))
    said = next(filter(None, match.groups()), "").strip() if match else ""
    unit = said.removeprefix("in ")
    for each in (unit, wording(language).grammar.singular(unit)):
        if each and is_unit(each, language):
            return each
    return ""


def _unit_of(name: str, column: _Worded, language: str) -> str:
    """Return the unit that a column's heading gives for its numbers.

    Nothing where the author's own words give it after the number.
    """
    unit = unit_of_heading(name, language)
    for text in (column.sentence, column.ask) if unit else ():
        for mark in (f"{{{name}}}", "{value}"):
            _, found, after = text.partition(mark)
            if found and begins_with_unit(after, language):
                return ""
    return unit


def _with_unit(value: str, unit: str, language: str) -> str:
    """Return a bare number with its unit."""
    if not _BARE.fullmatch(value):
        return value
    if value == "1":
        unit = wording(language).grammar.singular(unit)  # of months, one is a month
    written = f"{value} {unit}"
    return written if read_quantity(written, language) is not None else value
