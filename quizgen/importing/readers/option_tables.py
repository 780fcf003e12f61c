"""Read the rows of a test in columns: a question, its options, and which of them is right."""

# How the right option is named is decided for a whole column, not row by row: `B`, `2` or the text
# of the option itself. Where a column can be read in two ways that differ, that is said, and no key
# is guessed.

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizgen.importing.column_names import ColumnRole
from quizgen.importing.readers.items import judged
from quizgen.importing.readers.table_rows import SourceRow
from quizgen.importing.source_notes import Item, SourceOption
from quizgen.text.words import normal

_SEVERAL = re.compile(r"\s*[,;|/&+]\s*|\s+(?:and|und|et|y|e)\s+|\s+")
_NAMED = re.compile(
    r"(?:(?:option|answer|choice|antwort|opción|choix|réponse)\s*)?\(?([a-h]|\d{1,2})[.):]?",
    re.IGNORECASE,
)
Right = tuple[int, ...]  # the options that are right, by their place in the row


@dataclass(slots=True)
class OptionTable:
    """The columns of a test, and how its column of keys names the right options."""

    ask: int
    keys: list[int]  # the columns with what is right
    options: list[int]
    wrong: list[int]
    from_one: bool = False  # whether the options have headings that number them from 1
    reading: str = "text"  # "letter", "number", "number from 0" or "text"
    doubts: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls, roles: Sequence[ColumnRole], rows: Sequence[SourceRow], *, headed: bool = True
    ) -> OptionTable:
        """Return the columns that have these roles, with the reading of keys that fits all rows.

        Of a file without a heading, the columns were not numbered by whoever wrote the keys.
        """

        def at(key: str) -> list[int]:
            return [index for index, role in enumerate(roles) if role.key == key]

        options = at("option")
        from_one = headed and bool(options) and roles[options[0]].mark == "1"
        table = cls(at("ask")[0], at("answer"), options, at("distractors"), from_one)
        if table.options:
            table._decide([row.cells for row in rows])
        return table

    @property
    def used(self) -> set[int]:
        """Return the columns that are part of an item."""
        return {self.ask, *self.keys, *self.options, *self.wrong}

    def item(self, texts: Sequence[str], cells: Sequence[str]) -> tuple[Item | None, str]:
        """Return the question of a row, or why it is none; `texts` are its cells as HTML."""
        stem = texts[self.ask]
        if not stem:
            return None, "a row without a question"
        if not self.options:
            right = [texts[index] for index in self.keys if texts[index]]
            wrong = [texts[index] for index in self.wrong if texts[index]]
            if not right:
                return None, "a question without an answer"
            return _choice(stem, right, wrong), ""
        places = [index for index in self.options if index < len(cells) and texts[index]]
        if len(places) < 2:
            return self._short(stem, texts, cells), "a question without an answer"
        chosen = self._right(cells, self.reading)
        if chosen is None:
            key = ", ".join(cells[index].strip() for index in self.keys if cells[index].strip())
            why = (
                f"its key `{key}` names none of its options" if key else "a question without a key"
            )
            return None, why
        right = [texts[index] for index in chosen]
        return _choice(stem, right, [texts[index] for index in places if index not in chosen]), ""

    def _short(self, stem: str, texts: Sequence[str], cells: Sequence[str]) -> Item | None:
        """Return a question without options: its key is the answer itself, or names its one."""
        keys = [index for index in self.keys if texts[index]]
        right = [texts[index] for index in self._right(cells, self.reading) or keys]
        return _choice(stem, right[:1], []) if right else None

    def _decide(self, rows: Sequence[Sequence[str]]) -> None:
        numbers, doubt = self._counting(rows)
        readings = ("text", "letter", numbers)
        fits = {reading: [self._right(cells, reading) for cells in rows] for reading in readings}
        count = {reading: sum(each is not None for each in fits[reading]) for reading in readings}
        keyed = sum(any(cells[i : i + 1] != [""] for i in self.keys) for cells in rows)
        self.reading = max(readings, key=lambda reading: count[reading])
        if doubt and self.reading == numbers:
            self.doubts.append(doubt)
        for other in readings:
            same = count[other] == count[self.reading]
            if other != self.reading and same and fits[other] != fits[self.reading] and keyed:
                self.doubts.append(
                    f"the keys can be read as a {self.reading} and as a {other} of the options, "
                    "which is not the same; write the text of the right option as the key"
                )
                break

    def _counting(self, rows: Sequence[Sequence[str]]) -> tuple[str, str]:
        """Return whether numbers as keys count from 1 or from 0, and why that is not sure.

        A 0 shows that they count from 0 only where the highest number never occurs. Under
        headings that are numbered from 1 it names no option, whatever else occurs.
        """
        zeros = [
            cells
            for cells in rows
            if any("0" in _parts(cells[index].strip()) for index in self.keys if index < len(cells))
        ]
        if not zeros:
            return "number", ""
        highest = any(
            self._right(cells, "number") and not self._right(cells, "number from 0")
            for cells in rows
        )
        doubt = "the keys are numbers that can count from 0 and from 1; "
        doubt += "write the text of the right option as the key"
        if self.from_one:
            return "number", "" if highest or len(zeros) == 1 else doubt
        return ("number", doubt) if highest else ("number from 0", "")

    def _right(self, cells: Sequence[str], reading: str) -> Right | None:
        """Return the options that the keys of a row name in this way, or None if they do not."""
        keys = [cells[index].strip() for index in self.keys if index < len(cells)]
        keys = [key for key in keys if key]
        options = {
            index: cells[index].strip()
            for index in self.options
            if index < len(cells) and cells[index].strip()
        }
        if not keys or not options:
            return None
        if reading == "text":
            return _by_text(keys, options)
        names = [name for key in keys for name in _parts(key)]
        chosen = [self._named(name, reading) for name in names]
        if not chosen or any(index not in options for index in chosen):
            return None
        return tuple(dict.fromkeys(chosen))

    def _named(self, name: str, reading: str) -> int:
        """Return the column of the option that a letter or a number names, or -1."""
        match = _NAMED.fullmatch(name)
        if not match or match[1].isdigit() == (reading == "letter"):
            return -1
        number = int(match[1]) - 1 if match[1].isdigit() else ord(match[1].lower()) - ord("a")
        number += reading == "number from 0"
        return self.options[number] if 0 <= number < len(self.options) else -1


def _parts(key: str) -> list[str]:
    """Return the names in a key: `A, C`, `1;3`, `AC`."""
    if re.fullmatch(r"[A-H]{2,6}", key) and len(set(key)) == len(key):
        return list(key)
    if _NAMED.fullmatch(key):
        return [key]
    return [part for part in _SEVERAL.split(key) if part]


def _by_text(keys: Sequence[str], options: dict[int, str]) -> Right | None:
    homes = {normal(text): index for index, text in options.items()}

    def places(texts: Sequence[str]) -> Iterator[int | None]:
        return (homes.get(normal(text)) for text in texts)

    for texts in (keys, [part for key in keys for part in re.split(r"\s*[;|]\s*", key)]):
        chosen = list(places(texts))
        if None not in chosen:
            return tuple(dict.fromkeys(index for index in chosen if index is not None))
    return None


def _choice(stem: str, right: Sequence[str], wrong: Sequence[str]) -> Item:
    return judged(
        Item("choice", stem, tuple(map(SourceOption, right)), tuple(map(SourceOption, wrong)))
    )
