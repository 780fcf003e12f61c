"""Read the rows of a test in columns: a question, its options, and which of them is right."""

# How the right option is named is decided for a whole column, not row by row: `B`, `2` or the text
# of the option itself. Where a column can be read in two ways that differ, that is said, and no key
# is guessed. Without a column of keys, the right option has a mark beside it, or a star on it.

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from quizgen.importing.column_names import ColumnRole, says_type
from quizgen.importing.readers.items import judged
from quizgen.importing.readers.table_rows import SourceRow
from quizgen.importing.source_notes import Item, SourceOption
from quizgen.importing.truth_words import is_truth, tick_of
from quizgen.text.words import normal

_SEVERAL = re.compile(r"\s*[,;|/&+]\s*|\s+(?:and|und|et|y|e)\s+|\s+")
_NAMED = re.compile(
    r"(?:(?:option|answer|choice|antwort|opción|choix|réponse)\s*)?\(?([a-h]|\d{1,2})[.):]?",
    re.IGNORECASE,
)
# An option with its own letter before it, and one that is marked as right.
_LABELLED = re.compile(r"\(?([A-Ha-h])[.):]\s+(?=\S)")
# A key that is an option's letter or number and its text.
_NAMED_TEXT = re.compile(r"\(?([A-Ha-h]|\d{1,2})\)?\s*(?:[.):]|\s[–-])\s+(?=\S)")
_RANGE = re.compile(r"([A-Ha-h]|\d)\s?[–-]\s?([A-Ha-h]|\d)")
_MOST_KEY = 40  # characters of a key in a message
_STAR_BEFORE = re.compile(r"(?:\*+|✓|✔|✅|\[x\])\s*(?=\S)", re.IGNORECASE)
_STAR_AFTER = re.compile(r"(?:\*|✓|✔|✅|\((?:correct|right|richtig)\))$", re.IGNORECASE)
Right = tuple[int, ...]  # the options that are right, by their place in the row


def judges(roles: Sequence[ColumnRole], rows: Sequence[SourceRow]) -> bool:
    """Tell whether rows say of sentences, which are no questions, whether they are true."""
    keys = [role.key for role in roles]
    if keys.count("ask") != 1 or keys.count("answer") != 1 or "distractors" in keys:
        return False
    ask, answer = keys.index("ask"), keys.index("answer")
    pairs = [(row.cells[ask].strip(), row.cells[answer]) for row in rows if len(row.cells) > answer]
    pairs = [(stem, said) for stem, said in pairs if said.strip()]
    questions = sum(stem.endswith("?") for stem, _ in pairs)
    return bool(pairs) and questions * 2 < len(pairs) and all(is_truth(said) for _, said in pairs)


@dataclass(slots=True)
class OptionTable:
    """The columns of a test, and how its column of keys names the right options."""

    ask: int
    keys: list[int]  # the columns with what is right
    options: list[int]
    wrong: list[int]
    first: str = ""  # the number of the first option, where its heading has one
    ordinals: dict[int, int] = field(default_factory=dict)  # the column of each option, from 0
    type: int | None = None  # the column that says how a question is answered
    reading: str = "text"  # "letter", "number", "number from 0", "text", "tick" or "star"
    ticks: dict[int, int] = field(default_factory=dict)  # the column beside each option
    indexed: bool = False  # whether the heading of the keys calls them an index
    labelled: bool = False  # whether each option has its letter before it
    doubts: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        roles: Sequence[ColumnRole],
        rows: Sequence[SourceRow],
        names: Sequence[str] = (),
        *,
        headed: bool = True,
    ) -> OptionTable:
        """Return the columns that have these roles, with the reading of keys that fits all rows.

        Of a file without a heading, the columns were not numbered by whoever wrote the keys.
        """

        def at(key: str) -> list[int]:
            return [index for index, role in enumerate(roles) if role.key == key]

        options = at("option")
        first = roles[options[0]].mark if headed and options else ""
        # Of a title and a text, the longer is the question.
        ask = max(
            at("ask"),
            key=lambda index: sum(len(row.cells[index]) for row in rows if index < len(row.cells)),
        )
        table = cls(ask, at("answer"), options, at("distractors"), first)
        marks = [roles[index].mark for index in options] if headed else []
        table.ordinals = {
            _ordinal(mark) + (first == "0"): index
            for mark, index in zip(marks, options, strict=False)
            if mark
        }
        if len(table.ordinals) < len(options):
            table.ordinals = dict(enumerate(options))
        table.type = next((index for index, name in enumerate(names) if says_type(name)), None)
        table.indexed = any("index" in names[index].lower() for index in table.keys if names)
        if table.options:
            cells = [row.cells for row in rows]
            table.labelled = bool(cells) and all(map(table._has_labels, cells))
            table._find_ticks(roles, cells)
            table._decide(cells)
            if table._are_all_wrong(cells):
                table.wrong, table.options = sorted({*table.wrong, *table.options}), []
        return table

    @property
    def used(self) -> set[int]:
        """Return the columns that are part of an item."""
        return {self.ask, *self.keys, *self.options, *self.wrong, *self.ticks.values()}

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
        if places and self._is_filled_in(cells):  # each option is a way to write the answer
            return Item("short", stem, tuple(SourceOption(texts[index]) for index in places)), ""
        if len(places) < 2:
            is_named = any(_names_option(cells[index]) for index in self.keys)
            if is_named and (places or not self._is_typed(cells)):
                return None, "a question whose options are not told apart"
            return self._short(stem, texts, cells), "a question without an answer"
        chosen = self._right(cells, self.reading)
        if chosen is None and self.keys and not any(_names_option(cells[i]) for i in self.keys):
            chosen = self._right(cells, "text")  # of one row, as `True` among numbers
        if chosen is None:
            key = ", ".join(cells[index].strip() for index in self.keys if cells[index].strip())
            key = " ".join(key.split())
            key = key if len(key) <= _MOST_KEY else f"{key[:_MOST_KEY]}…"
            why = (
                f"its key `{key}` names none of its options" if key else "a question without a key"
            )
            return None, why
        right = [self._bare(texts[index]) for index in chosen]
        wrong = [self._bare(texts[index]) for index in places if index not in chosen]
        return _choice(stem, right, wrong), ""

    def _short(self, stem: str, texts: Sequence[str], cells: Sequence[str]) -> Item | None:
        """Return a question without options: its key is the answer itself, or names its one."""
        keys = [index for index in self.keys if texts[index]]
        chosen = self._right(cells, self.reading) or ()
        right = [texts[index] for index in chosen or keys]
        return _choice(stem, right[:1], []) if right else None

    def _is_filled_in(self, cells: Sequence[str]) -> bool:
        """Tell whether the type of a row's question says that its answer is written into a gap."""
        if self.type is None or self.type >= len(cells):
            return False
        return cells[self.type].strip().casefold().startswith("fill")

    def _is_typed(self, cells: Sequence[str]) -> bool:
        """Tell whether a key without options is an answer: a number can be one, a letter is not."""
        return all(cells[index].strip()[:1].isdigit() for index in self.keys if cells[index])

    def _bare(self, text: str) -> str:
        """Return an option without what marks it as right, and without its letter."""
        if self.reading == "star":
            text = _without_star(text) or text
        return _LABELLED.sub("", text, count=1) if self.labelled else text

    def _has_labels(self, cells: Sequence[str]) -> bool:
        """Tell whether each option of a row has its own letter before it."""
        options = [cells[index].strip() for index in self.options if index < len(cells)]
        bare = [_without_star(text) or text for text in options]
        labels = [_LABELLED.match(text) for text in bare]
        return all(
            (label is not None and ord(label[1].lower()) - ord("a") == place) or not text
            for place, (label, text) in enumerate(zip(labels, bare, strict=True))
        )

    def _are_all_wrong(self, rows: Sequence[Sequence[str]]) -> bool:
        """Tell whether the right answer stands beside its options, of which no row has it."""
        if len(self.keys) != 1 or self.labelled:
            return False
        rows = [cells for cells in rows if cells[self.keys[0] :][:1] not in ([], [""])]
        for cells in rows:
            key = normal(cells[self.keys[0]])
            options = [normal(cells[index]) for index in self.options if index < len(cells)]
            options = [text for text in options if text]
            is_near = any(text in key or key in text for text in options)
            if not key or len(options) < 2 or is_near or _names_option(cells[self.keys[0]]):
                return False
        return len(rows) > 1

    def _find_ticks(self, roles: Sequence[ColumnRole], rows: Sequence[Sequence[str]]) -> None:
        """Find the columns that say of each option whether it is right, if there are such."""
        columns = [index for index, role in enumerate(roles) if role.key in ("tick", "answer")]
        marks = [[roles[index].mark for index in each] for each in (columns, self.options)]
        in_order = marks[0] == marks[1] or not any(marks[0]) or not any(marks[1])
        if len(columns) != len(self.options) or not in_order:
            return
        ticks = [
            [tick_of(cells[index] if index < len(cells) else "") for index in columns]
            for cells in rows
        ]
        if any(None in each for each in ticks) or not any(any(each) for each in ticks):
            return
        self.ticks = dict(zip(self.options, columns, strict=True))
        self.keys = []

    def _decide(self, rows: Sequence[Sequence[str]]) -> None:
        if not self.keys:
            self.reading = "tick" if self.ticks else "star"
            return
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
        if self.first == "0":
            return "number from 0", ""
        if not zeros and not self.indexed:
            return "number", ""
        highest = any(
            self._right(cells, "number") and not self._right(cells, "number from 0")
            for cells in rows
        )
        doubt = "the keys are numbers that can count from 0 and from 1; "
        doubt += "write the text of the right option as the key"
        if self.first == "1":
            return "number", "" if highest or len(zeros) == 1 else doubt
        if not zeros:  # an index counts from 0, unless the highest number shows that it does not
            return "number", "" if highest else doubt
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
        if reading in ("tick", "star"):
            return self._marked(cells, options)
        if not keys or not options:
            return None
        if reading == "text":
            return self._by_text(keys, options)
        chosen = []
        for key in keys:
            place = self._place_of(key, options)  # by its text as well
            own = [self._named(name, reading) for name in _parts(key)] if place is None else [place]
            chosen += own
        if not chosen or any(index not in options for index in chosen):
            return None
        return tuple(dict.fromkeys(chosen))

    def _marked(self, cells: Sequence[str], options: dict[int, str]) -> Right | None:
        """Return the options that are marked as right; where all are, that tells nothing."""
        if self.reading == "star":
            right = [index for index, text in options.items() if _without_star(text)]
        else:
            columns = {index: self.ticks[index] for index in options}
            ticks = {
                index: tick_of(cells[at]) or 0.0 if at < len(cells) else 0.0
                for index, at in columns.items()
            }
            most = max(ticks.values(), default=0.0)
            right = [index for index, tick in ticks.items() if tick == most and most > 0]
        return tuple(right) if right and len(right) < len(options) else None

    def _by_text(self, keys: Sequence[str], options: dict[int, str]) -> Right | None:
        """Return the options whose texts the keys are, with their letters or without."""
        chosen = _by_text(keys, options, self._place_of)
        if chosen is None and self.labelled:
            bare = {index: _LABELLED.sub("", text, count=1) for index, text in options.items()}
            chosen = _by_text(keys, bare, self._place_of)
        return chosen

    def _place_of(self, key: str, options: dict[int, str]) -> int | None:
        """Return the column of the option that a key names by its letter and its text, if both do.

        Of a key that is a text alone, there is none.
        """
        label = _NAMED_TEXT.match(key)
        if not label:
            return None
        index = self.ordinals.get(_ordinal(label[1]), -1)
        is_same = normal(options.get(index, "")) == normal(key[label.end() :])
        return index if is_same else None

    def _named(self, name: str, reading: str) -> int:
        """Return the column of the option that a letter or a number names, or -1."""
        match = _NAMED.fullmatch(name)
        if not match or match[1].isdigit() == (reading == "letter"):
            return -1
        return self.ordinals.get(_ordinal(match[1]) + (reading == "number from 0"), -1)


def _ordinal(mark: str) -> int:
    """Return the place of an option by its letter or its number, from 0."""
    return int(mark) - 1 if mark.isdigit() else ord(mark.lower()) - ord("a")


def _without_star(text: str) -> str:
    """Return an option without the sign that it is right, or nothing where it has none."""
    bare = _STAR_BEFORE.sub("", text.strip(), count=1).rstrip()
    bare = _STAR_AFTER.sub("", bare).rstrip("* \n") or bare
    return bare if bare != text.strip() else ""


def _names_option(key: str) -> bool:
    """Tell whether a key could name an option by its letter or its number."""
    return any(_NAMED.fullmatch(part) for part in _parts(key.strip()))


def _parts(key: str) -> list[str]:
    """Return the names in a key: `A, C`, `1;3`, `AC`, `A-C`."""
    ends = _RANGE.fullmatch(key)
    if ends and ends[1].isdigit() == ends[2].isdigit() and _ordinal(ends[1]) < _ordinal(ends[2]):
        first = "1" if ends[1].isdigit() else "a"
        return [chr(ord(first) + at) for at in range(_ordinal(ends[1]), _ordinal(ends[2]) + 1)]
    if re.fullmatch(r"[A-H]{2,6}", key) and len(set(key)) == len(key):
        return list(key)
    if _NAMED.fullmatch(key):
        return [key]
    return [part for part in _SEVERAL.split(key) if part]


def _by_text(
    keys: Sequence[str],
    options: dict[int, str],
    place_of: Callable[[str, dict[int, str]], int | None],
) -> Right | None:
    homes = {normal(text): index for index, text in options.items()}

    def places(texts: Sequence[str]) -> Iterator[int | None]:
        for text in texts:
            index = homes.get(normal(text))
            yield place_of(text, options) if index is None else index

    ways = (r"\s*[;|]\s*", r"\s*[,;|]\s*")
    for texts in (keys, *([part for key in keys for part in re.split(way, key)] for way in ways)):
        chosen = list(places(texts))
        if None not in chosen:
            return tuple(dict.fromkeys(index for index in chosen if index is not None))
    return None


def _choice(stem: str, right: Sequence[str], wrong: Sequence[str]) -> Item:
    return judged(
        Item("choice", stem, tuple(map(SourceOption, right)), tuple(map(SourceOption, wrong)))
    )
