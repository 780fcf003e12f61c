"""The kind `comparison`: things side by side, one row a feature."""

# A table is asked in sentences. No template can make good English of any row label and any cell,
# so an author may give a row a stem, a statement and a reverse stem; our label-like wording is
# what is left without them. A cell of several values is asked as a list, so that each is marked by
# itself.

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from quizgen.diagnostics import did_you_mean
from quizgen.knowledge import Claim, Reason, Vocabulary
from quizgen.language.facts.fact import Fact, Problem, Text, listed, repeated
from quizgen.language.facts.sentence import BLANK, mark_problems, marks
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions import distractors
from quizgen.questions.types import (
    Distractor,
    Gap,
    Grid,
    ListRecall,
    Matching,
    Question,
    Run,
    Table,
)
from quizgen.text.wording import Wording
from quizgen.text.words import normal


def _cell(value: Any) -> Any:
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


Cell = Annotated[
    tuple[Text, ...], BeforeValidator(_cell, json_schema_input_type=Text | tuple[Text, ...] | None)
]


def _column_marks(row: str, sentence: str) -> tuple[str, ...]:
    """Return the names of the column in a row's sentence: any mark that is not the cell's."""
    own = {normal("cell"), normal(row)}
    others = [mark for mark in marks(sentence) if normal(mark) not in own]
    return ("column", *(others if len(others) == 1 else ()))


class Comparison(Fact):
    """A table.

    A cell that differs from another of its row is wrong for it, unless one holds all of the other.
    """

    kind = "comparison"

    columns: tuple[Text, ...] = Field(
        alias="comparison",
        min_length=1,
        description="Things side by side, feature by feature. List them here, two or more: they "
        "are the columns.",
        examples=[["rim brake", "disc brake"]],
    )
    rows: dict[Text, tuple[Cell, ...]] = Field(
        min_length=1,
        description="A row for each feature: its label, and one cell a column. A cell may be a "
        "list; `~` is a cell of "
        "which nothing is stated.",
        examples=[{"acts on": ["the rim", "a disc at the hub"]}],
    )
    heading: Text = Field(
        "", alias="title", description="The table's own heading.", examples=["Two kinds of brake"]
    )
    statements: dict[str, Text] = Field(
        default_factory=dict,
        description="A row's own sentence, by its label, with {column} and {cell} in it: "
        "statements, gaps and reasons are made of it.",
        examples=[{"acts on": "A {column} acts on {cell}."}],
    )
    reverse: dict[str, Text] = Field(
        default_factory=dict,
        alias="reverse stems",
        description="A row's question for the column, by its label, with {cell} in it.",
        examples=[{"acts on": "Which brake acts on {cell}?"}],
    )

    def title(self, wording: Wording) -> str:
        return self.heading or wording.say("comparison.title", columns=self.columns)

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield ("rows",), "rows"
        yield from listed("comparison", self.columns)
        yield from (((("rows", row)), row) for row in self.rows)

    def main(self) -> str:
        return ""

    def fixed(self) -> tuple[str, ...]:
        return tuple(self.rows)

    def wordable(self) -> tuple[str, ...]:
        return (*self.rows, "matching", "table")

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        yield from repeated(listed("comparison", self.columns), vocabulary)
        yield from repeated(((("rows", row), row) for row in self.rows), vocabulary, at_keys=True)
        if len(self.columns) < 2:
            yield Problem(
                "short-list",
                ("comparison",),
                "a comparison has two columns or more",
                "add what it is compared with",
            )
        for row, cells in self.rows.items():
            if len(cells) != len(self.columns):
                count = f"{len(cells)} cell{'s' * (len(cells) != 1)}"
                message = f"the row `{row}` has {count} for {len(self.columns)} columns"
                yield Problem(
                    "ragged-row",
                    ("rows", row),
                    message,
                    "give one cell a column; `~` where nothing is stated",
                )
            for index, cell in enumerate(cells):
                yield from repeated(
                    ((("rows", row, index, n), value) for n, value in enumerate(cell)), vocabulary
                )
        for field, texts, needed in (
            ("statements", self.statements, True),
            ("reverse stems", self.reverse, False),
        ):
            for row, text in texts.items():
                if row not in self.rows:
                    message = f"`{row}` is no row of this table"
                    hint = did_you_mean(row, self.rows) or "take it out"
                    yield Problem("unknown-part", (field, row), message, hint, at_key=True)
                    continue
                column = [_column_marks(row, text)] if needed else []
                yield from mark_problems((field, row), text, [*column, ("cell", row)])

    def things(self) -> tuple[str, ...]:
        return self.columns

    def sentences(self) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
        for row, text in self.statements.items():
            cells = tuple(cell[0] for cell in self.rows[row] if len(cell) == 1)
            columns = dict.fromkeys(_column_marks(row, text), self.columns)
            yield text, columns | {"cell": cells, row: cells}

    def claims(self) -> Iterator[Claim]:
        for row, cells in self.rows.items():
            for index, (column, cell) in enumerate(zip(self.columns, cells, strict=True)):
                for value in cell:
                    yield self.claim(column, row, value, "rows", row, index)

    # Questions ----------------------------------------------------------------------------------

    def questions(self, writer: Writer) -> Iterator[Question]:
        grid = self._grid(writer)
        gaps = [
            piece for _, row in grid.rows for run in row for piece in run if isinstance(piece, Gap)
        ]
        labels = {
            writer.part(row, column): (row, column) for row in self.rows for column in self.columns
        }
        for gap in gaps:
            row, column = labels[gap.part]
            because = self._statement(writer, row, column, gap.text)
            beside = (self._text(writer, row, other) for other in self.columns if other != column)
            if normal(gap.text) not in map(
                normal, beside
            ):  # or the row itself would show the answer
                yield from writer.clozes(grid, [gap], because)
            stem = self._stem(writer, row, column)
            yield self._recall(writer, row, column, stem, because)
            choice = writer.choice(
                [row, column], stem, gap.text, self._wrong_cells(writer, row, column), because
            )
            back = self._reverse(writer, row, column, because)
            statements = self._judged(writer, row, column, because)
            # What needs a sentence waits for one.
            has_sentence = row in self.statements
            for questions, worded in (
                (choice, has_sentence or row in self.stems),
                (back, has_sentence or row in self.reverse),
                (statements, has_sentence),
            ):
                if worded:
                    yield from questions
                else:
                    writer.wait(f"statements.{row}", questions)
        if gaps:
            yield Table(
                id=writer.id("table", "rows"),
                about=writer.about,
                stem=writer.stem("table", "comparison.table", title=grid.title),
                grid=grid,
                blanks=tuple(gap.part for gap in gaps),
            )
        yield from self._matching(writer)

    def _grid(self, writer: Writer) -> Grid:
        def run(row: str, column: str) -> Run:
            text = self._text(writer, row, column)
            values = self.rows[row][self.columns.index(column)]
            return (writer.gap(text, row, column, values=values),) if text else ()

        rows = tuple((row, tuple(run(row, column) for column in self.columns)) for row in self.rows)
        return Grid(self.title(writer.wording), self.columns, rows)

    def _cell(self, row: str, column: str) -> tuple[str, ...]:
        return self.rows[row][self.columns.index(column)]

    def _text(self, writer: Writer, row: str, column: str) -> str:
        values = self._cell(row, column)
        return (
            writer.say("comparison.values", values=values) if len(values) > 1 else "".join(values)
        )

    def _recall(self, writer: Writer, row: str, column: str, stem: str, because: str) -> Question:
        """Ask for a cell of one value as a short answer, for one of several as a list."""
        values = self._cell(row, column)
        if len(values) == 1:
            return writer.short_answer([row, column], stem, values[0], because)
        members = tuple((value, *writer.accepted(value)) for value in values)
        id = writer.id("list", row, column)
        return ListRecall(id=id, about=writer.about, stem=stem, because=because, members=members)

    def _differ(self, row: str, one: str, other: str, vocabulary: Vocabulary) -> bool:
        """Tell whether each of two cells says what the other does not, not even in wider words."""

        def covered(values: tuple[str, ...], by: tuple[str, ...]) -> bool:
            return all(any(vocabulary.related(value, known) for known in by) for value in values)

        a, b = self._cell(row, one), self._cell(row, other)
        return bool(a and b) and not covered(a, b) and not covered(b, a)

    def _wrong_cells(self, writer: Writer, row: str, column: str) -> Iterator[Distractor]:
        yield from writer.not_true(column, row, writer.authored(row))
        others = [
            Distractor(text, Reason.CELL, self._statement(writer, row, other, text))
            for other in self.columns
            if other != column and self._differ(row, column, other, writer.vocabulary)
            if self._lacks(writer, column, row, self._cell(row, other))
            for text in [self._text(writer, row, other)]
        ]
        yield from writer.not_true(column, row, others)

    def _wrong_columns(self, writer: Writer, row: str, column: str) -> list[Distractor]:
        """Return the columns that a cell is false of, or none where another could claim it."""
        others = [other for other in self.columns if other != column]
        if not all(self._differ(row, column, other, writer.vocabulary) for other in others):
            return []
        return [
            Distractor(other, Reason.CELL, self._statement(writer, row, other, text))
            for other in others
            if self._lacks(writer, other, row, self._cell(row, column))
            for text in [self._text(writer, row, other)]
        ]

    def _reverse(self, writer: Writer, row: str, column: str, because: str) -> Iterator[Question]:
        """Ask the way back, from a cell to its column, where no other column can claim the cell."""
        wrong = self._wrong_columns(writer, row, column)
        cell = self._text(writer, row, column)
        if row in self.reverse:
            stem = writer.filled(self.reverse[row], {"cell": cell, row: cell})
        else:
            stem = self._statement(writer, row, BLANK, cell)
        yield from writer.choice([row, column, "rows"], stem, column, wrong, because)

    def _judged(self, writer: Writer, row: str, column: str, because: str) -> Iterator[Question]:
        """Yield what the table says of a cell, and what is false of it."""
        wrong = self._wrong_columns(writer, row, column)
        sound = distractors.sound([column], wrong, writer.vocabulary)
        if sound:
            id = writer.id("true-false", row, column)
            other = distractors.choose_wrong(writer.seed, id, sound)[0]
            cell = self._text(writer, row, column)
            true = self._statement(writer, row, column, cell)
            false = self._statement(writer, row, other.text, cell)
            yield writer.true_false([row, column], true, because, truth=True)
            yield writer.true_false(
                [row, column, "rows"], false, other.because, true, Reason.CELL, truth=False
            )

    def _stem(self, writer: Writer, row: str, column: str) -> str:
        """Ask for a cell: in the author's question or sentence, or else under its label."""
        if row in self.stems:
            return writer.stem(row, "comparison.cell", row=row, column=column)
        if row in self.statements:
            return self._statement(writer, row, column, BLANK)
        return writer.say("comparison.cell", row=row, column=column)

    def _statement(self, writer: Writer, row: str, column: str, cell: str) -> str:
        """Return what the table says of a cell, in the author's own sentence or under its label."""
        own = self.statements.get(row)
        if own is None:
            return writer.say("comparison.because", row=row, column=column, cell=cell)
        columns = dict.fromkeys(_column_marks(row, own), column)
        return writer.filled(own, columns | {"cell": cell, row: cell})

    def _lacks(self, writer: Writer, column: str, row: str, values: tuple[str, ...]) -> bool:
        """Tell whether there is one of these values that no fact gives to the column."""
        truths = (writer.knowledge.truth(column, row, value) for value in values)
        return any(truth.value is False or truth.claim is None for truth in truths)

    def _matching(self, writer: Writer) -> Iterator[Question]:
        """Ask to assign all cells that belong to one column alone."""
        cells = list(
            chain.from_iterable(
                [(row, column) for column in self.columns]
                for row in self.rows
                if not self.leaves_out("matching", row)
                and all(
                    self._differ(row, one, other, writer.vocabulary)
                    for index, one in enumerate(self.columns)
                    for other in self.columns[index + 1 :]
                )
            )
        )
        if len(cells) > len(self.columns):
            id = writer.id("matching", "rows")
            pairs = {
                writer.say("comparison.pair", row=row, cell=self._text(writer, row, column)): column
                for row, column in cells
            }
            if len({normal(left) for left in pairs}) == len(cells):
                order = distractors.arrange(writer.seed, id, pairs)
                yield Matching(
                    id=id,
                    about=writer.about,
                    stem=writer.stem(
                        "matching", "comparison.matching", title=self.title(writer.wording)
                    ),
                    pairs=tuple((left, pairs[left]) for left in order),
                    options=self.columns,
                )
