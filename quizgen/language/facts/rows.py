"""Hold a row of a comparison: as its author wrote it, and as it is asked."""

# Each cell is asked for the same cost, of however many. So what a cell could be taken for is looked
# up, not searched among all the others.

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from quizgen.knowledge import Vocabulary
from quizgen.language.facts.fact import Text
from quizgen.text.sameness import identity, overlaps, states_value

Values = tuple[str, ...]


def _cell(value: Any) -> Any:
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


def _row(value: Any) -> Any:
    return value if isinstance(value, dict) else {"cells": value}


Cell = Annotated[
    tuple[Text, ...], BeforeValidator(_cell, json_schema_input_type=Text | tuple[Text, ...] | None)
]


class OwnRow(BaseModel):
    """A row with words of its own, or one of cells alone."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    cells: tuple[Cell, ...] = Field(
        description="One cell a column. A cell may be a list; `~` is a cell of which nothing is "
        "stated.",
        examples=[["the rim", "a disc at the hub"]],
    )
    sentence: Text = Field(
        "",
        description="The row's sentence, with {column} and {cell} in it: statements, gaps and "
        "reasons are made of it. In a row of yes and no, it says what a yes means, without "
        "{cell}.",
        examples=["A {column} acts on {cell}."],
    )
    ask: Text = Field(
        "",
        description="The row's question for a cell, with {column} in it.",
        examples=["What does a {column} act on?"],
    )
    back: Text = Field(
        "",
        alias="ask back",
        description="The row's question for the column, with {cell} in it. It is asked where no "
        "other column could be the answer.",
        examples=["Which brake acts on {cell}?"],
    )
    exclusive: bool = Field(
        False,
        description="`yes`: each column has just the value that stands here, so that those of the "
        "others are wrong for it.",
    )
    complete: bool = Field(False, description="`yes`: each cell holds all values that there are.")


WrittenRow = Annotated[
    OwnRow, BeforeValidator(_row, json_schema_input_type=tuple[Cell, ...] | OwnRow)
]


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
