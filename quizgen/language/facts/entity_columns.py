"""Hold a column of entities as it is asked: what its values measure, and which rows are alike."""

# A cell is asked for the same cost, of however many rows. So what could be taken for it is looked
# up, in the order of the values or in the row's group, not searched among all the others.

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, cmp_to_key, lru_cache
from math import inf

from quizgen.knowledge import Vocabulary
from quizgen.language.facts.entity_rows import EntityRow, Values
from quizgen.questions import distractors
from quizgen.text import sameness
from quizgen.text.markup import plain
from quizgen.text.moments import read_moment
from quizgen.text.wording import wording
from quizgen.text.words import fold

NEAR = 4  # rows on either side of a value whose values are offered beside it
DRAWN = 9  # rows that are alike whose values are offered, of however many
MOST_GROUPS = 12  # values of a column whose rows can be asked for
_SMALLEST_GROUP = 2
RECALLED_DIGITS = 3  # digits of a number that can fairly be asked to be known by heart
LAST_YEAR = 2100  # what may be a year, where digits stand alone
_YEAR = re.compile(r"[1-9]\d{0,3}")
_ODD = "odd"  # the form of words that few others have
CLEARLY = 1.02  # times one amount, the other is clearly more


class ColumnValues:
    """The values of a column, row by row; empty cells are left out."""

    def __init__(self, name: str, rows: Sequence[EntityRow], vocabulary: Vocabulary) -> None:
        self.name = name
        self.rows = [row for row in rows if name in row.cells]
        self._vocabulary = vocabulary
        self._language = vocabulary.language
        self.is_single = all(len(row.cells[name]) == 1 for row in self.rows)
        self.sort = self._sort()
        self._counts: Counter[str] = Counter()  # rows by value, and by what is wider
        self.by_value: dict[str, list[EntityRow]] = defaultdict(list)
        for row in self.rows:
            names: set[str] = set()
            for value in row.cells[name]:
                resolved = vocabulary.resolve(value)
                self.by_value[resolved].append(row)
                names |= {resolved, *vocabulary.above(value)}
            self._counts.update(names)
        self._ordered: list[EntityRow] | None = None
        self._place: dict[str, int] = {}

    def _sort(self) -> Hashable:
        """Return what the values measure, or None where they do not all measure the same."""
        if not self.rows or not self.is_single:
            return None
        texts = [self.text(row) for row in self.rows]
        sorts = set(sameness.sorts_of(texts, self._language))
        if len(sorts) == 1 and self._are_years(texts):
            return ("moment", "date")
        return next(iter(sorts)) if len(sorts) == 1 else None

    def _are_years(self, texts: Sequence[str]) -> bool:
        """Tell whether bare numbers are years: by the name of the column, or by their size.

        476 alone is a number as well; what is earlier must not be taken for what is less.
        """
        if not all(_YEAR.fullmatch(text) and int(text) <= LAST_YEAR for text in texts):
            return False
        late = sum(len(text) == len(str(LAST_YEAR)) for text in texts)
        return 2 * late > len(texts) or wording(self._language).grammar.is_timeline(self.name)

    @cached_property
    def is_mixed(self) -> bool:
        """Tell whether some values are numbers or dates, and some are not."""
        if self.sort is not None:
            return False
        texts = map(self.text, self.rows)
        return len({sameness.states_value(text, self._language) for text in texts}) > 1

    @cached_property
    def crowded(self) -> list[EntityRow]:
        """Return the rows with two values, neither of which is a name or a kind of the other."""
        related = self._vocabulary.related
        return [
            row
            for row in self.rows
            if any(not related(each, row.cells[self.name][0]) for each in row.cells[self.name])
        ]

    @property
    def is_moment(self) -> bool:
        """Tell whether all values are points or spans of time."""
        return isinstance(self.sort, tuple) and self.sort[:1] == ("moment",)

    def is_precise(self, row: EntityRow) -> bool:
        """Tell whether a value is a number of so many digits that nobody learns them all."""
        if self.sort is None or self.is_moment:
            return False
        text = self.text(row)
        return has_fraction(text, self._language) or digits(text) > RECALLED_DIGITS

    def text(self, row: EntityRow) -> str:
        """Return the first value of a row."""
        return row.cells[self.name][0]

    def is_alone(self, row: EntityRow) -> bool:
        """Tell whether no other row has one of this row's values, not even in wider words."""
        names = map(self._vocabulary.resolve, row.cells[self.name])
        if any(self._counts[name] > 1 for name in names):
            return False
        near = self.near(row) if self.sort is not None else ()
        return not any(self._overlap(row, other) for other in near)

    def _overlap(self, one: EntityRow, other: EntityRow) -> bool:
        return sameness.overlaps(self.text(one), self.text(other), self._language)

    # Rows with values that have an order ----------------------------------------------------------

    @property
    def ordered(self) -> list[EntityRow]:
        """Return the rows from the least value to the most; none where they have no order."""
        if self._ordered is None:
            self._ordered = []
            if self.sort is not None:
                self._ordered = self._sorted()
            self._place = {row.key: place for place, row in enumerate(self._ordered)}
        return self._ordered

    def _sorted(self) -> list[EntityRow]:
        """Return the rows in the order of their values; what overlaps stands as it begins."""
        ends = []
        for row in self.rows:
            quantity = sameness.read(self.text(row), self._language).quantity
            if self.is_moment or quantity is None:
                compare = lru_cache(maxsize=1 << 14)(self._compare)  # many rows have one value
                rank = cmp_to_key(compare)
                return sorted(self.rows, key=lambda row: rank(self.text(row)))
            low, high = quantity.ends
            ends.append((-inf if low is None else low, inf if high is None else high, row.key, row))
        return [row for *_, row in sorted(ends, key=lambda each: each[:3])]

    def _compare(self, one: str, other: str) -> int:
        return sameness.order(one, other, self._language) or (one > other) - (one < other)

    def near(self, row: EntityRow, many: int = NEAR) -> list[EntityRow]:
        """Return the rows whose values stand next to this row's, on both sides."""
        ordered = self.ordered
        place = self._place[row.key]
        return [*ordered[max(0, place - many) : place], *ordered[place + 1 : place + 1 + many]]

    def form(self, row: EntityRow) -> Hashable:
        """Return how a date is told, as a day or a span of years; of all else, how words look.

        Among spans, a day would be known by its looks to be the answer for what took a day; and a
        verb, among nouns.
        """
        moment = None
        if self.sort is None:
            return self.shapes.get(row.key)
        if self.is_moment:  # where 476 alone is a year
            reading = sameness.read(self.text(row), self._language)
            moment = reading.moment or read_moment(reading.plain, self._language)
        return None if moment is None else (moment.precision, moment.is_rough)

    def by_form(self, rows: Iterable[EntityRow]) -> Mapping[Hashable, list[EntityRow]]:
        """Return rows by the form of their dates or words, as they come.

        Words of forms that few rows have stand together.
        """
        forms: dict[Hashable, list[EntityRow]] = defaultdict(list)
        for row in rows:
            forms[self.form(row)].append(row)
        if self.sort is not None:
            return forms
        rare = [form for form, own in forms.items() if len(own) <= distractors.MOST]
        odd = [row for form in rare for row in forms.pop(form)]
        return {**forms, _ODD: odd} if odd else forms

    @cached_property
    def shapes(self) -> Mapping[str, Hashable]:
        """Return how the words of a row look, by its key: their article, and if in capitals.

        `el perro` and `the dog` are nouns, `ir` and `to go` are none: no table says so in words.
        """
        pairs = [(self.text(row), row.name) for row in self.rows]
        leads = [Counter(_lead(pair[side]) for pair in pairs) for side in (0, 1)]
        shapes: dict[str, Hashable] = {}
        for row, pair in zip(self.rows, pairs, strict=True):
            shape: list[Hashable] = []
            for side, text in enumerate(pair):
                lead = _lead(text)
                shape.append(lead if leads[side][lead] > 1 else "")
                shape.append(text.rpartition(" ")[2][:1].isupper())
            shapes[row.key] = tuple(shape)
        return shapes

    @cached_property
    def by_shape(self) -> Mapping[Hashable, list[EntityRow]]:
        """Return the rows by how their words look."""
        return _by_shape(self.rows, self.shapes)

    @cached_property
    def _told_alike(self) -> Mapping[str, tuple[list[EntityRow], int]]:
        """Return for each row those whose dates have its form, in their order, and its place."""
        forms = self.by_form(self.ordered).values()
        return {row.key: (rows, place) for rows in forms for place, row in enumerate(rows)}

    def _beside(self, row: EntityRow, question: str) -> Iterator[EntityRow]:
        """Yield a few rows with values near this row's, so many of them below as a hash decides.

        Were they drawn from both sides alike, the key would mostly stand in the middle.
        """
        most = distractors.MOST
        ordered, place = self._told_alike[row.key]
        below = ordered[max(0, place - NEAR) : place]
        above = ordered[place + 1 : place + 1 + NEAR]
        number = distractors.rank("", question, "below")[0] % (most + 1)
        number = min(max(number, most - len(above)), len(below))
        for rows, many in ((below, number), (above, most - number)):
            drawn = sorted(rows, key=lambda each: distractors.rank("", question, each.key))
            yield from drawn[:many]

    def differ(self, less: EntityRow, more: EntityRow) -> bool:
        """Tell whether the second row's value is clearly more than the first's, or later."""
        a, b = self.text(less), self.text(more)
        if sameness.order(a, b, self._language) != -1:
            return False
        one, other = (sameness.read(text, self._language).quantity for text in (a, b))
        if self.is_moment or one is None or other is None or not one.unit:
            return True
        (_, high), (low, _) = one.ends, other.ends
        if high is None or low is None:
            return False
        return abs(low - high) >= (CLEARLY - 1) * max(abs(float(high)), abs(float(low)))

    @cached_property
    def by_length(self) -> list[EntityRow]:
        """Return the rows that are spans of time, from the longest to the shortest."""
        spans = [row for row in self.rows if self.is_moment and self._length(row) is not None]
        return sorted(spans, key=lambda row: (*(self._length(row) or ()), row.key), reverse=True)

    def lasts_longer(self, one: EntityRow, other: EntityRow) -> bool:
        """Tell whether a row's span is longer than another's, in whatever part of a year it began.

        1914–1918 may be three years or five; so what lasted from 1939 to 1942 is not clearly less.
        """
        longer, shorter = self._length(one), self._length(other)
        return longer is not None and shorter is not None and longer[0] > shorter[1]

    def _length(self, row: EntityRow) -> tuple[float, float] | None:
        moment = sameness.read(self.text(row), self._language).moment
        return None if moment is None else moment.length

    # Rows that are alike --------------------------------------------------------------------------

    @cached_property
    def groups(self) -> Mapping[str, list[EntityRow]]:
        """Return the rows by value, where the values are few and most have several rows."""
        several = [rows for rows in self.by_value.values() if len(rows) >= _SMALLEST_GROUP]
        is_few = 2 <= len(self.by_value) <= MOST_GROUPS and len(several) >= 2
        if not self.is_single or self.sort is not None or not is_few:
            return {}
        if len(self.rows) < 2 * len(self.by_value):
            return {}
        return {self.text(rows[0]): rows for rows in self.by_value.values()}

    def likely(
        self, row: EntityRow, question: str, alike: Sequence[EntityRow]
    ) -> Iterator[EntityRow]:
        """Yield rows whose values may be taken for this row's: near ones, or else those alike."""
        if self.sort is not None:
            return self._beside(row, question)
        return self._told(row, distractors.around(question, alike, DRAWN))

    def others(self, row: EntityRow, question: str) -> Iterator[EntityRow]:
        """Yield rows that may stand in where too few are likely; none for what measures."""
        rows = self.rows if self.sort is None else []
        return self._told(row, distractors.around(question, rows))

    def _told(self, row: EntityRow, others: Iterable[EntityRow]) -> Iterator[EntityRow]:
        return (other for other in others if other is not row and self.name in other.cells)

    def names_itself(self, row: EntityRow) -> bool:
        """Tell whether a value has its row's name in it, or stands in that: Mexico City, Mexico."""
        value, name = self.text(row), row.name
        holds = distractors.holds_words_and_signs
        return holds(value, name) or holds(name, value)

    def begins_alike(self, row: EntityRow) -> bool:
        """Tell whether a value begins as its row's name does: its first letter gives it away."""
        letter = _letter(self.text(row))
        return self.sort is None and letter != "" and letter == _letter(row.name)

    @cached_property
    def by_letter(self) -> Mapping[tuple[str, str, Hashable], list[EntityRow]]:
        """Return the rows by the first letter of their values, and by that of their names.

        Those whose words look otherwise stand apart.
        """
        rows: dict[tuple[str, str, Hashable], list[EntityRow]] = defaultdict(list)
        for row in self.rows:
            rows["value", _letter(self.text(row)), self.form(row)].append(row)
            rows["name", _letter(row.name), self.form(row)].append(row)
        return rows

    def kin(self, row: EntityRow, question: str, of: str) -> Iterator[EntityRow]:
        """Yield a few rows whose values, or names, begin with the letter that this one's do."""
        rows = self.by_letter[of, _letter(row.name), self.form(row)]
        return self._told(row, distractors.around(question, rows, DRAWN))


def _lead(text: str) -> str:
    """Return the word before the first blank of a text, such as an article; else nothing."""
    first, blank, _ = plain(text).partition(" ")
    return first if blank and first.islower() else ""  # `South Africa` is no `Africa`


def _by_shape(
    rows: Iterable[EntityRow], shapes: Mapping[str, Hashable]
) -> Mapping[Hashable, list[EntityRow]]:
    found: dict[Hashable, list[EntityRow]] = defaultdict(list)
    for row in rows:
        if row.key in shapes:
            found[shapes[row.key]].append(row)
    return found


def _letter(text: str) -> str:
    """Return the first letter of a text, in lower case; nothing where it begins with none."""
    first = fold(plain(text))[:1]
    return first if first.isalpha() else ""


def has_fraction(text: str, language: str) -> bool:
    """Tell whether a text is a number, all of whose digits nobody hits without a tolerance."""
    quantity = sameness.read(text, language).quantity
    return quantity is not None and quantity.is_point and quantity.low != int(quantity.low or 0)


def digits(text: str) -> int:
    """Return how many digits of a number have to be known, without zeros at its ends."""
    return len(re.sub(r"[^0-9]", "", plain(text)).strip("0"))


class Sheet:
    """All columns of a table, and the rows that are alike in their groups."""

    def __init__(
        self, rows: Sequence[EntityRow], columns: Sequence[str], vocabulary: Vocabulary
    ) -> None:
        self.vocabulary = vocabulary
        self.rows = rows
        self.columns = {name: ColumnValues(name, rows, vocabulary) for name in columns}
        self._by_shape: dict[tuple[str, str, str], Mapping[Hashable, list[EntityRow]]] = {}
        self.groups = {
            name: groups for name, column in self.columns.items() if (groups := column.groups)
        }

    def alike(self, row: EntityRow, column: str) -> Sequence[EntityRow]:
        """Return the rows of the same group as this one, by a column other than that asked.

        Those whose words look alike come before all others, of whatever group: what is no verb
        could be told from one by its looks.
        """
        asked = self.columns[column]
        is_even = asked.sort is not None or len(asked.by_shape) < 2
        shape = asked.shapes.get(row.key) if not is_even else None
        group: Sequence[EntityRow] | None = None
        for name in self.groups:
            values: Values = row.cells.get(name, ())
            if name == column or not values:
                continue
            resolved = self.vocabulary.resolve(values[0])
            own = self.columns[name].by_value[resolved]
            if len(own) <= distractors.FEWEST:
                continue
            group = group or own
            if is_even:
                return own
            like = self._shaped(name, resolved, own, asked).get(shape, [])
            if len(like) > distractors.FEWEST:
                return like
        like = asked.by_shape.get(shape, []) if not is_even else []
        if len(like) > distractors.FEWEST:
            return like
        return group or self.rows

    def _shaped(
        self, name: str, value: str, rows: Sequence[EntityRow], asked: ColumnValues
    ) -> Mapping[Hashable, list[EntityRow]]:
        """Return the rows of a group by how their words look, found once."""
        key = name, value, asked.name
        if key not in self._by_shape:
            self._by_shape[key] = _by_shape(rows, asked.shapes)
        return self._by_shape[key]
