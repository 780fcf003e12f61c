"""The kind `comparison`: things side by side, one row a feature."""

# A table is asked in sentences. No template can make good English of any row label and any cell,
# so an author may give a row a stem, a statement and a reverse stem; our label-like wording is
# what is left without them. A cell of several values is asked as a list, so that each is marked by
# itself.

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from quizgen.diagnostics import did_you_mean
from quizgen.knowledge import Claim, Closure, Reason, Vocabulary
from quizgen.language.facts.fact import (
    EVERY,
    EveryOrSome,
    Fact,
    Problem,
    Text,
    listed,
    repeated,
)
from quizgen.language.facts.rows import Row
from quizgen.language.facts.sentence import BLANK, mark_problems, marks
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions import distractors
from quizgen.questions.distractors import Candidate
from quizgen.questions.types import (
    Gap,
    Grid,
    ListRecall,
    Matching,
    Question,
    Run,
    Table,
)
from quizgen.text.markup import plain
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

    In a row that is exclusive or complete, a cell that differs from another is wrong for it, unless
    one holds all of the other.
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

    exclusive: EveryOrSome = Field(
        (),
        description="Rows in which each column has just the value that stands there, so that those "
        "of the others are wrong for it: `yes` for all, or a list.",
        examples=["yes", ["acts on"]],
    )
    complete: EveryOrSome = Field(
        (),
        description="Rows in which each cell holds all values that there are: `yes` for all, or a "
        "list.",
        examples=[["acts on"]],
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

        yield from self._unknown_rows("exclusive", self.exclusive)
        yield from self._unknown_rows("complete", self.complete)
        for row, cells in self.rows.items():
            if self.is_exclusive(row):
                yield from self._overfull(row, cells, vocabulary)

    def _unknown_rows(self, field: str, rows: tuple[str, ...]) -> Iterator[Problem]:
        for index, row in enumerate(rows):
            if row != EVERY and row not in self.rows:
                hint = did_you_mean(row, self.rows) or "take it out"
                message = f"`{row}` is no row of this table"
                yield Problem("unknown-part", (field, index), message, hint)

    def _overfull(
        self, row: str, cells: tuple[Cell, ...], vocabulary: Vocabulary
    ) -> Iterator[Problem]:
        """Yield the cells of an exclusive row that have two values."""
        for index, (column, cell) in enumerate(zip(self.columns, cells, strict=False)):
            other = next((each for each in cell if not vocabulary.related(each, cell[0])), None)
            if other is not None:
                message = (
                    f"`{plain(row)}` is exclusive, but `{plain(column)}` has two values there: "
                    f"`{plain(cell[0])}` and `{plain(other)}`"
                )
                hint = f"write `complete: [{row}]` if these are all, or take the row out"
                yield Problem("contradiction", ("rows", row, index), message, hint)

    def things(self) -> tuple[str, ...]:
        return self.columns

    def sentences(self) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
        for row, text in self.statements.items():
            cells = tuple(cell[0] for cell in self.rows[row] if len(cell) == 1)
            columns = dict.fromkeys(_column_marks(row, text), self.columns)
            yield text, columns | {"cell": cells, row: cells}

    def is_exclusive(self, row: str) -> bool:
        """Tell whether its author says that each column has just one value in a row."""
        return EVERY in self.exclusive or row in self.exclusive

    def is_complete(self, row: str) -> bool:
        """Tell whether its author says that the cells of a row hold all that there is."""
        return EVERY in self.complete or row in self.complete

    def claims(self) -> Iterator[Claim]:
        for row, cells in self.rows.items():
            for index, (column, cell) in enumerate(zip(self.columns, cells, strict=True)):
                for value in cell:
                    yield self.claim(column, row, value, "rows", row, index)

    def closures(self) -> Iterator[Closure]:
        for row, cells in self.rows.items():
            single = self.is_exclusive(row)
            if not single and not self.is_complete(row):
                continue
            for index, (column, cell) in enumerate(zip(self.columns, cells, strict=True)):
                if cell:
                    yield self.closure(column, row, "rows", row, index, single=single)

    # Questions ----------------------------------------------------------------------------------

    def questions(self, writer: Writer) -> Iterator[Question]:
        rows = {row: self._row(writer, row, cells) for row, cells in self.rows.items()}
        grid = self._grid(writer, rows)
        gaps = [
            piece for _, row in grid.rows for run in row for piece in run if isinstance(piece, Gap)
        ]
        places = [(row, column) for row in rows.values() for column in row.cells]
        for gap, (row, column) in zip(gaps, places, strict=True):
            because = self._statement(writer, row.label, column, gap.text)
            if not row.repeats(column):  # or the row itself would show the answer
                yield from writer.clozes(grid, [gap], because)
            stem = self._stem(writer, row.label, column)
            yield self._recall(writer, row, column, stem, because)
            choice = writer.choice(
                [row.label, column], stem, gap.text, self._wrong_cells(writer, row, column), because
            )
            wrong = list(self._wrong_columns(writer, row, column))
            back = self._reverse(writer, row, column, because, wrong)
            statements = self._judged(writer, row, column, because, wrong)
            # What needs a sentence waits for one; yes and no need none.
            has_sentence = row.label in self.statements
            is_polar = writer.knowledge.is_polar(gap.text)
            for questions, is_worded in (
                (choice, has_sentence or row.label in self.stems),
                (back, has_sentence or row.label in self.reverse),
                (statements, has_sentence or is_polar),
            ):
                if is_worded:
                    yield from questions
                else:
                    writer.wait(f"statements.{row.label}", questions)
        for row in rows.values():
            if not self._is_proved(writer, row):
                writer.unproved[row.label] = self._provable(row)
        if gaps:
            yield Table(
                id=writer.id("table", "rows"),
                about=writer.about,
                stem=writer.stem("table", "comparison.table", title=grid.title),
                grid=grid,
                blanks=tuple(gap.part for gap in gaps),
            )
        yield from self._matching(writer, rows)

    def _row(self, writer: Writer, label: str, cells: tuple[Cell, ...]) -> Row:
        by_column = dict(zip(self.columns, cells, strict=True))
        texts = {column: self._text(writer, values) for column, values in by_column.items()}
        return Row(label, by_column, texts, writer.vocabulary)

    def _grid(self, writer: Writer, rows: dict[str, Row]) -> Grid:
        def run(row: Row, column: str) -> Run:
            text = row.texts[column]
            if not text:
                return ()
            return (writer.gap(text, row.label, column, values=row.cells[column]),)

        lines = (
            (label, tuple(run(row, column) for column in self.columns))
            for label, row in rows.items()
        )
        return Grid(self.title(writer.wording), self.columns, tuple(lines))

    def _text(self, writer: Writer, values: tuple[str, ...]) -> str:
        return (
            writer.say("comparison.values", values=values) if len(values) > 1 else "".join(values)
        )

    def _recall(self, writer: Writer, row: Row, column: str, stem: str, because: str) -> Question:
        """Ask for a cell of one value as a short answer, for one of several as a list.

        What other facts state of the column counts, too.
        """
        values, label = row.cells[column], row.label
        stated = [
            value
            for value in writer.knowledge.values(column, label)
            if not any(writer.vocabulary.related(value, own) for own in values)
        ]
        if len(values) == 1:
            return writer.short_answer([label, column], stem, values[0], because, stated)
        members = tuple((value, *writer.accepted(value)) for value in values)
        also = tuple((value, *writer.accepted(value)) for value in stated)
        return ListRecall(
            id=writer.id("list", label, column),
            about=writer.about,
            stem=stem,
            because=because,
            members=members,
            also=also,
        )

    def _wrong_cells(self, writer: Writer, row: Row, column: str) -> Iterator[Candidate]:
        """Yield the author's own wrong cells, and those of other columns that are false here."""
        label = row.label
        yield from writer.not_true(column, label, writer.authored(label))
        for other in distractors.around(writer.id("choice", label, column), self.columns):
            if row.differ(column, other) and self._is_false(writer, row, column, other):
                text = row.texts[other]
                why = partial(self._statement, writer, label, other, text)
                yield from writer.not_true(column, label, [Candidate(text, Reason.CELL, why)])

    def _wrong_columns(self, writer: Writer, row: Row, column: str) -> Iterator[Candidate]:
        """Yield the columns that a cell is false of; none where another could claim it."""
        if not row.is_alone(column):
            return
        for other in distractors.around(
            writer.id("choice", row.label, column, "rows"), self.columns
        ):
            if other != column and self._is_false(writer, row, other, column):
                why = partial(self._statement, writer, row.label, other, row.texts[other])
                yield Candidate(other, Reason.CELL, why)

    def _is_false(self, writer: Writer, row: Row, column: str, other: str) -> bool:
        """Tell whether a value of another column's cell is known to be false of a column."""
        truths = (writer.knowledge.truth(column, row.label, value) for value in row.cells[other])
        return any(truth.value is False for truth in truths)

    def _is_proved(self, writer: Writer, row: Row) -> bool:
        """Tell whether it is known which other values are false in a row."""
        return all(
            writer.knowledge.is_single(column, row.label)
            or any(map(writer.knowledge.is_polar, values))
            for column, values in row.cells.items()
        )

    def _provable(self, row: Row) -> int:
        """Return how many cells have others that would be wrong if the row were exclusive."""
        columns = list(row.cells)[: distractors.MANY]
        if any(len(row.cells[column]) > 1 for column in columns):
            return 0
        fewest = distractors.FEWEST
        if not self.leaves_out("true-false", row.label):
            fewest = 1
        elif self.leaves_out("choice", row.label):
            return 0
        counts = [sum(row.differ(column, other) for other in columns) for column in columns]
        return sum(count >= fewest for count in counts)

    def _reverse(
        self, writer: Writer, row: Row, column: str, because: str, wrong: list[Candidate]
    ) -> Iterator[Question]:
        """Ask the way back, from a cell to its column, where no other column can claim the cell."""
        label, cell = row.label, row.texts[column]
        if label in self.reverse:
            stem = writer.filled(self.reverse[label], {"cell": cell, label: cell})
        else:
            stem = self._statement(writer, label, BLANK, cell)
        yield from writer.choice([label, column, "rows"], stem, column, wrong, because)

    def _judged(
        self, writer: Writer, row: Row, column: str, because: str, wrong: list[Candidate]
    ) -> Iterator[Question]:
        """Yield what the table says of a cell, and what is false of it.

        False is that another column has this cell; or, where there are two answers only, that this
        column has the other.
        """
        label, cell = row.label, row.texts[column]
        true = self._statement(writer, label, column, cell)
        sound = distractors.sound([column], wrong, writer.vocabulary)
        if sound:
            id = writer.id("true-false", label, column)
            other = distractors.choose_wrong(writer.seed, id, sound)[0]
            false, why = self._statement(writer, label, other.text, cell), other.why()
        elif row.has_two_values:
            cells = self._wrong_cells(writer, row, column)
            answer = next((each for each in cells if each.reason is Reason.CELL), None)
            if answer is None:
                return
            false, why = self._statement(writer, label, column, answer.text), ""
        else:
            return
        yield writer.true_false([label, column], true, because, truth=True)
        yield writer.true_false([label, column, "rows"], false, why, true, Reason.CELL, truth=False)

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

    def _matching(self, writer: Writer, rows: dict[str, Row]) -> Iterator[Question]:
        """Ask to assign all cells that belong to one column alone."""
        cells = [
            (row, column)
            for row in rows.values()
            if not self.leaves_out("matching", row.label) and self._is_proved(writer, row)
            if all(map(row.is_alone, self.columns))
            for column in self.columns
        ]
        if len(cells) > len(self.columns):
            id = writer.id("matching", "rows")
            pairs = {
                writer.say("comparison.pair", row=row.label, cell=row.texts[column]): column
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
