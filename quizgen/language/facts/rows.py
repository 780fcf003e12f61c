"""Hold a row of a comparison as it is asked: its cells, and which say what others do not."""

# Each cell is asked for the same cost, of however many. So what a cell could be taken for is looked
# up, not searched among all the others.

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from quizgen.knowledge import Vocabulary
from quizgen.text.sameness import identity, overlaps, states_value

Values = tuple[str, ...]


class Row:
    """The cells of a row by their column, those that are empty left out, and their texts."""

    def __init__(
        self,
        label: str,
        cells: Mapping[str, Values],
        texts: Mapping[str, str],
        vocabulary: Vocabulary,
    ) -> None:
        self.label = label
        self.cells = {column: values for column, values in cells.items() if values}
        self.texts = texts
        self.is_full = len(self.cells) == len(cells)
        self._vocabulary = vocabulary
        self._counts = Counter(self._identity(column) for column in self.cells)
        self._columns: dict[str, list[str]] = defaultdict(list)  # by value, and by what is wider
        self._measured: list[tuple[str, str]] = []
        for column, values in self.cells.items():
            for value in values:
                resolved = vocabulary.resolve(value)
                for name in (resolved, *sorted(vocabulary.above(value))):
                    self._columns[name].append(column)
                if states_value(value, vocabulary.language):
                    self._measured.append((column, value))

    def repeats(self, column: str) -> bool:
        """Tell whether another cell has the same text, so that the row shows the answer."""
        return self._counts[self._identity(column)] > 1

    def _identity(self, column: str) -> str:
        return identity(self.texts[column], self._vocabulary.language)

    @property
    def has_two_values(self) -> bool:
        """Tell whether there are just two answers, each of one value."""
        return len(self._counts) == 2 and all(len(values) == 1 for values in self.cells.values())

    def differ(self, one: str, other: str) -> bool:
        """Tell whether each of two cells says what the other does not, not even in wider words."""
        if one not in self.cells or other not in self.cells:
            return False
        a, b = self.cells[one], self.cells[other]
        return not self._covered(a, b) and not self._covered(b, a)

    def _covered(self, values: Values, by: Values) -> bool:
        return all(any(self._vocabulary.related(value, known) for known in by) for value in values)

    def is_alone(self, column: str) -> bool:
        """Tell whether a cell differs from all others of its row, none of which may be empty."""
        return self.is_full and all(self.differ(column, other) for other in self._near(column))

    def _near(self, column: str) -> Iterator[str]:
        """Yield the columns of which a cell has something in common with this one."""
        vocabulary = self._vocabulary
        for value in self.cells[column]:
            for name in (vocabulary.resolve(value), *vocabulary.above(value)):
                yield from (other for other in self._columns[name] if other != column)
            if states_value(value, vocabulary.language):
                for other, quantity in self._measured:
                    if other != column and overlaps(value, quantity, vocabulary.language):
                        yield other
