"""The kind `comparison`: things side by side, one row a feature."""

# A table is asked in sentences. No template can make good English of any row label and any cell,
# so an author may give a row a sentence, a question and one for the way back, in the row itself or
# beside the rows; our label-like wording is what is left without them. A cell of several values is
# asked as a list, so that each is marked by itself. A cell that its own stem or label says is not
# asked for: “The positive of *good* is ____.”

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import partial
from typing import ClassVar

from pydantic import BaseModel, Field

from quizgen.diagnostics import did_you_mean
from quizgen.knowledge import Claim, Closure, Reason, Vocabulary
from quizgen.language.facts.fact import (
    EVERY,
    Fact,
    Problem,
    SomeParts,
    Text,
    Texts,
    listed,
    repeated,
)
from quizgen.language.facts.rows import OwnRow, Row, Values, WrittenRow
from quizgen.language.facts.sentence import (
    BLANK,
    BlankValue,
    begins_with,
    is_bare,
    is_run_on,
    labeled,
    mark_problems,
    marks,
)
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions import distractors
from quizgen.questions.distractors import Candidate
from quizgen.questions.question import (
    Gap,
    Grid,
    ListRecall,
    Matching,
    Question,
    Run,
    Table,
)
from quizgen.questions.readable import Readable
from quizgen.text.markup import plain
from quizgen.text.sameness import says
from quizgen.text.wording import Wording, wording
from quizgen.text.words import normal, words

# Of a statement with a blank; what is shorter is no question by itself: “____ floats.”
_FEWEST_WORDS = 2


def _column_marks(row: str, sentence: str) -> tuple[str, ...]:
    """Return the names of the column in a row's sentence: any mark that is not the cell's."""
    own = {normal("cell"), normal(row)}
    others = [mark for mark in marks(sentence) if normal(mark) not in own]
    return ("column", *(others if len(others) == 1 else ()))


def _has_cell(row: str, sentence: str) -> bool:
    """Tell whether a row's sentence says where the cell stands."""
    own = {normal("cell"), normal(row)}
    return any(normal(mark) in own for mark in marks(sentence))


def _says(writer: Writer, text: str, cell: str) -> bool:
    """Tell whether a stem or a label says a cell, so that asking for it makes no sense."""
    return says(text, cell, writer.wording.language)


def _affirmative(writer: Writer) -> str:
    """Return the word for yes, which stands first among those that rule each other out."""
    return writer.wording.polar[0]


def _denies(writer: Writer, cell: str) -> bool:
    """Tell whether a cell is a no."""
    resolve = writer.vocabulary.resolve
    return writer.knowledge.is_polar(cell) and resolve(cell) != resolve(_affirmative(writer))


def _is_polar(writer: Writer, row: Row) -> bool:
    """Tell whether a row is one of yes and no."""
    return all(writer.knowledge.is_polar(row.texts[column]) for column in row.cells)


class Comparison(Fact):
    """A table.

    In a row that is exclusive or complete, a cell that differs from another is wrong for it, unless
    one holds all of the other.
    """

    kind = "comparison"
    inner: ClassVar[type[BaseModel]] = OwnRow

    columns: tuple[Text, ...] = Field(
        alias="comparison",
        min_length=1,
        description="Things side by side, feature by feature. List them here, two or more: they "
        "are the columns.",
        examples=[["rim brake", "disc brake"]],
    )
    rows: dict[Text, WrittenRow] = Field(
        min_length=1,
        description="A row for each feature: its label, and one cell a column. A cell may be a "
        "list; `~` is a cell of "
        "which nothing is stated. With words of its own, a row is `{cells: […], sentence: …}`.",
        examples=[{"acts on": ["the rim", "a disc at the hub"]}],
    )
    heading: Text = Field(
        "", alias="title", description="The table's own heading.", examples=["Two kinds of brake"]
    )
    statements: dict[str, Text] = Field(
        default_factory=dict,
        description="A row's own sentence, by its label, with {column} and {cell} in it: "
        "statements, gaps and reasons are made of it. Of yes and no, it may say what `yes` means, "
        "without {cell}.",
        examples=[{"acts on": "A {column} acts on {cell}."}],
    )
    reverse: dict[str, Text] = Field(
        default_factory=dict,
        alias="reverse stems",
        description="A row's question for the column, by its label, with {cell} in it.",
        examples=[{"acts on": "Which brake acts on {cell}?"}],
    )

    also: dict[Text, dict[Text, Texts]] = Field(
        default_factory=dict,
        description="True too, but not asked for, by row and by column: it counts, and is never a "
        "wrong option.",
        examples=[{"wears down": {"rim brake": ["the brake blocks"]}}],
    )
    exclusive: SomeParts = Field(
        (),
        description="Rows in which each column has just the value that stands there, so that those "
        "of the others are wrong for it: `yes` for all, or a list.",
        examples=["yes", ["acts on"]],
    )
    complete: SomeParts = Field(
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
        for row, written in self.rows.items():
            cells = written.cells
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
                place = self._place_of(row, index)
                yield from repeated(
                    (((*place, n), value) for n, value in enumerate(cell)), vocabulary
                )
        yield from self._word_problems(vocabulary)
        yield from self._unknown_rows("exclusive", self.exclusive)
        yield from self._unknown_rows("complete", self.complete)
        yield from self._problems_of_also(vocabulary)
        for row, written in self.rows.items():
            if self.is_exclusive(row):
                yield from self._overfull(row, written.cells, vocabulary)

    def _word_problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        """Yield what is wrong with the sentences and the questions of rows."""
        for field, texts in (("statements", self.statements), ("reverse stems", self.reverse)):
            for row in texts:
                if row not in self.rows:
                    message = f"`{row}` is no row of this table"
                    hint = did_you_mean(row, self.rows) or "take it out"
                    yield Problem("unknown-part", (field, row), message, hint, at_key=True)
        polar = set(map(vocabulary.resolve, wording(vocabulary.language).polar))
        for row, written in self.rows.items():
            cell = ("cell", row)
            values = {vocabulary.resolve(value) for each in written.cells for value in each}
            # The sentence of a row of yes and no says what a yes means.
            needed = [] if polar.issuperset(values) else [cell]
            for key, own, field, texts in (
                ("sentence", written.sentence, "statements", self.statements),
                ("ask", written.ask, "stems", self.stems),
                ("ask back", written.back, "reverse stems", self.reverse),
            ):
                place: Loc = ("rows", row, key) if own else (field, row)
                text = own or texts.get(row, "")
                column = _column_marks(row, text)
                if own and row in texts:
                    message = f"the row `{plain(row)}` has a `{key}`, and `{field}` names it too"
                    yield Problem("clashing-keys", (field, row), message, "keep one", place)
                elif key == "sentence" and text:
                    yield from mark_problems(place, text, [column, *needed], cell)
                elif key == "ask" and own:
                    yield from mark_problems(place, text, [column])
                elif key == "ask back" and text:
                    yield from mark_problems(place, text, [cell])

    def _place_of(self, row: str, index: int) -> Loc:
        """Return where a cell stands: in the list that a row is, or in the `cells` of a row."""
        is_listed = self.rows[row].model_fields_set == {"cells"}
        return ("rows", row, index) if is_listed else ("rows", row, "cells", index)

    def _unknown_rows(self, field: str, rows: tuple[str, ...]) -> Iterator[Problem]:
        for index, row in enumerate(rows):
            if row != EVERY and row not in self.rows:
                hint = did_you_mean(row, self.rows) or "take it out"
                message = f"`{row}` is no row of this table"
                yield Problem("unknown-part", (field, index), message, hint)

    def _problems_of_also(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        """Yield the rows and columns of `also` that are none, and what is in its cell already."""
        for row, by_column in self.also.items():
            if row not in self.rows:
                hint = did_you_mean(row, self.rows) or "take it out"
                message = f"`{row}` is no row of this table"
                yield Problem("unknown-part", ("also", row), message, hint, at_key=True)
                continue
            for column, values in by_column.items():
                if column not in self.columns:
                    hint = did_you_mean(column, self.columns) or "take it out"
                    message = f"`{column}` is no column of this table"
                    loc: Loc = ("also", row, column)
                    yield Problem("unknown-part", loc, message, hint, at_key=True)
                    continue
                place = self.columns.index(column)
                cells = self.rows[row].cells
                cell = cells[place] if place < len(cells) else ()
                here = self._place_of(row, place)
                own = [((*here, at), value) for at, value in enumerate(cell)]
                more = [(("also", row, column, at), value) for at, value in enumerate(values)]
                yield from repeated([*own, *more], vocabulary)

    def _overfull(
        self, row: str, cells: tuple[Values, ...], vocabulary: Vocabulary
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
                yield Problem("contradiction", self._place_of(row, index), message, hint)

    def things(self) -> tuple[str, ...]:
        return self.columns

    def sentences(self) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
        for row, written in self.rows.items():
            text = self.sentence_of(row)
            if text:
                cells = tuple(cell[0] for cell in written.cells if len(cell) == 1)
                columns = dict.fromkeys(_column_marks(row, text), self.columns)
                yield text, columns | {"cell": cells, row: cells}

    def is_exclusive(self, row: str) -> bool:
        """Tell whether its author says that each column has just one value in a row."""
        return EVERY in self.exclusive or row in self.exclusive or self.rows[row].exclusive

    def is_complete(self, row: str) -> bool:
        """Tell whether its author says that the cells of a row hold all that there is."""
        return EVERY in self.complete or row in self.complete or self.rows[row].complete

    def is_closed(self, row: str) -> bool:
        """Tell whether it is known which other values are false in a row."""
        return self.is_exclusive(row) or self.is_complete(row)

    def unasked(self, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
        own = wording(vocabulary.language)
        for row in self.rows:
            if not self.sentence_of(row):
                yield row, "a `sentence`: options, the way back, statements to be judged"
            if self._is_bare(own, row) and not self.question_of(row):
                yield row, "`ask`, your own question: its cells by heart"
            if self.is_closed(row) or self.holds_only(row, own.polar):
                continue
            yield row, "`exclusive: yes`, if it is so: its cells as options for each other"
            if own.grammar.is_example(row) and not self.question_of(row):
                yield row, "`ask`, your own question, if no other is right: its cells by heart"

    def holds_only(self, row: str, values: Container[str]) -> bool:
        """Tell whether each cell of a row that is not empty is one of these values."""
        return all(value in values for cell in self.rows[row].cells for value in cell)

    def sentence_of(self, row: str) -> str:
        """Return the sentence of a row, or nothing."""
        return self.rows[row].sentence or self.statements.get(row, "")

    def question_of(self, row: str) -> str:
        """Return the author's question for a cell of a row, or nothing."""
        return self.rows[row].ask or self.stems.get(row, "")

    def question_back_of(self, row: str) -> str:
        """Return the author's question for the column that has a cell of a row, or nothing."""
        return self.rows[row].back or self.reverse.get(row, "")

    def claims(self) -> Iterator[Claim]:
        for row, written in self.rows.items():
            for index, (column, cell) in enumerate(zip(self.columns, written.cells, strict=True)):
                for value in cell:
                    yield self.claim(column, row, value, *self._place_of(row, index))
        for row, by_column in self.also.items():
            for column, values in by_column.items():
                for value in values:
                    yield self.claim(column, row, value, "also", row, column)

    def closures(self) -> Iterator[Closure]:
        for row, written in self.rows.items():
            single = self.is_exclusive(row)
            if not single and not self.is_complete(row):
                continue
            for index, (column, cell) in enumerate(zip(self.columns, written.cells, strict=True)):
                if cell:
                    yield self.closure(column, row, *self._place_of(row, index), single=single)

    # Questions ----------------------------------------------------------------------------------

    def questions(self, writer: Writer) -> Iterator[Question]:
        rows = {
            label: self._row(writer, label, written.cells) for label, written in self.rows.items()
        }
        gaps = {
            (row.label, column): writer.gap(
                row.texts[column],
                row.label,
                column,
                values=row.cells[column],
                also=self._stated(writer, row, column),
            )
            for row in rows.values()
            for column in row.cells
            # Its own label would show it.
            if not _says(writer, row.label, row.texts[column]) and not self._is_example(writer, row)
        }
        grid = self._grid(writer, rows, gaps)
        readable = Readable(grid)
        for row in rows.values():
            for column in row.cells:
                gap = gaps.get((row.label, column))
                # Else the row itself, or another label, would show the answer.
                if gap is not None and not row.repeats(column) and not readable.leak(gap):
                    because = self._statement(writer, row.label, column, gap.text)
                    yield from writer.clozes(grid, [gap], because)
                yield from self._of_cell(writer, row, column)
            if not self._is_proved(writer, row) and not self._is_example(writer, row):
                writer.unproved[row.label] = self._provable(writer, row)
        if gaps:
            yield Table(
                id=writer.id("table", "rows"),
                about=writer.about,
                stem=writer.stem("table", "comparison.table", title=grid.title),
                grid=grid,
                blanks=tuple(gap.part for gap in gaps.values()),
            )
        yield from self._matching(writer, rows)

    def _of_cell(self, writer: Writer, row: Row, column: str) -> Iterator[Question]:
        """Ask for a cell, for the column that has it, and whether it is so."""
        label, cell = row.label, row.texts[column]
        because = self._statement(writer, label, column, cell)
        has_sentence, is_asked = bool(self.sentence_of(label)), bool(self.question_of(label))
        recall: list[Question] = []
        choice: Iterator[Question] = iter(())
        stem = self._stem(writer, row, column)
        if is_asked or not _says(writer, stem, cell):
            if is_asked or not (
                self._is_one_of_many(writer, row) or self._is_bare(writer.wording, label)
            ):
                recall = [self._recall(writer, row, column, stem, because)]
            wrong_cells = self._wrong_cells(writer, row, column)
            choice = writer.choice([label, column], stem, cell, wrong_cells, because)
        wrong = list(self._wrong_columns(writer, row, column))
        back = self._reverse(writer, row, column, because, wrong)
        is_polar = _is_polar(writer, row)
        if is_polar:
            statements = self._affirmed(writer, row, column)
        else:
            statements = self._judged(writer, row, column, because, wrong)
        # What needs a sentence waits for one. A noun names what is asked, but not that it is asked
        # whether there is any; whether it is so, a label can say.
        is_named = not is_polar and writer.wording.is_noun(label)
        for questions, is_worded in (
            (recall, has_sentence or is_asked or is_named),
            (choice, has_sentence or is_asked),
            (back, has_sentence or bool(self.question_back_of(label))),
            (statements, has_sentence or is_polar),
        ):
            if is_worded:
                yield from questions
            else:
                writer.wait(f"statements.{label}", questions)

    def _is_example(self, writer: Writer, row: Row) -> bool:
        """Tell whether the cells of a row are examples, of which others are as right."""
        is_own = self.is_complete(row.label) or bool(self.question_of(row.label))
        return not is_own and writer.wording.grammar.is_example(row.label)

    def _is_bare(self, words: Wording, row: str) -> bool:
        """Tell whether a row's sentence is but its two ends, so that its gap asks nothing."""
        sentence = self.sentence_of(row)
        return is_run_on(sentence) and is_bare(sentence, words.function)

    def _is_one_of_many(self, writer: Writer, row: Row) -> bool:
        """Tell whether another cell than the one that stands there could well be right.

        So it is with examples, and with what begins its sentence, where nobody says that there is
        one only: “____ is a shield volcano.”
        """
        if self._is_example(writer, row):
            return True
        is_subject = begins_with(self.sentence_of(row.label), ("cell", row.label))
        return is_subject and not self.is_closed(row.label)

    def _row(self, writer: Writer, label: str, cells: tuple[Values, ...]) -> Row:
        by_column = dict(zip(self.columns, cells, strict=True))
        texts = {column: self._text(writer, values) for column, values in by_column.items()}
        return Row(label, by_column, texts, writer.vocabulary)

    def _grid(
        self, writer: Writer, rows: dict[str, Row], gaps: Mapping[tuple[str, str], Gap]
    ) -> Grid:
        def run(row: Row, column: str) -> Run:
            text = row.texts[column]
            return (gaps.get((row.label, column), text),) if text else ()

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
        stated = self._stated(writer, row, column)
        sentence = self.sentence_of(label)
        asks_nothing = bool(sentence) and is_bare(sentence, writer.wording.function)
        if asks_nothing and _has_cell(label, sentence) and not self.question_of(label):
            stem = labeled(stem, sentence, label, writer.wording.function)
        if len(values) == 1:
            return writer.short_answer([label, column], stem, values[0], because, stated)
        members = tuple((value, *writer.accepted(value)) for value in values)
        also = tuple((value, *writer.accepted(value)) for value in stated)
        return ListRecall(
            id=writer.id("list", label, column),
            about=writer.about,
            stem=writer.unaided(stem),
            because=because,
            members=members,
            also=also,
            wrong=None if self.is_closed(label) else (),
        )

    def _stated(self, writer: Writer, row: Row, column: str) -> list[str]:
        """Return what is stated of a cell's column beside its own values.

        A broader or narrower term counts only where this fact says so itself.
        """
        said = self.also.get(row.label, {}).get(column, ())
        return [
            value
            for value in writer.knowledge.values(column, row.label)
            if value in said
            or not any(writer.vocabulary.related(value, own) for own in row.cells[column])
        ]

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
        """Yield the columns that a cell is false of; none where another could claim it.

        What is very steep is steep, too.
        """
        if not row.is_alone(column):
            return
        cell = row.texts[column]
        for other in distractors.around(
            writer.id("choice", row.label, column, "rows"), self.columns
        ):
            if other == column or not self._is_false(writer, row, other, column):
                continue
            if not distractors.shares_meaning(row.texts[other], cell, writer.vocabulary):
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

    def _provable(self, writer: Writer, row: Row) -> int:
        """Return how many cells have others that would be wrong if the row were exclusive."""
        columns = list(row.cells)[: distractors.MANY]
        if any(len(row.cells[column]) > 1 for column in columns):
            return 0
        if any(self._stated(writer, row, column) for column in columns):
            return 0  # each has several values
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
        own = self.question_back_of(label)
        if own:
            stem = writer.filled(own, {"cell": cell, label: cell})
        elif self._denies(writer, label, cell):
            return
        else:
            stem = self._statement(writer, label, BlankValue.of(self.columns), cell)
            if len(words(stem.replace(BLANK, ""))) < _FEWEST_WORDS:
                stem = writer.say("comparison.which", statement=stem)
        yield from writer.choice([label, column, "rows"], stem, column, wrong, because)

    def _judged(
        self, writer: Writer, row: Row, column: str, because: str, wrong: list[Candidate]
    ) -> Iterator[Question]:
        """Yield what the table says of a cell, and what is false of it.

        False is that another column has this cell; or, where there are two answers only, that this
        column has the other. The end of the sentence is corrected: it is about its beginning.
        """
        label, cell = row.label, row.texts[column]
        true = self._statement(writer, label, column, cell)
        false, why = self._false_of(writer, row, column, wrong)
        if not false:
            return
        yield writer.true_false([label, column], true, because, truth=True)
        correction, reason = true, why
        if why and self._begins_with_column(label):
            correction, reason = why, true
        labels = [label, column, "rows"]
        yield writer.true_false(labels, false, reason, correction, Reason.CELL, truth=False)

    def _begins_with_column(self, row: str) -> bool:
        """Tell whether the column stands before the cell in a row's sentence."""
        cell = {normal("cell"), normal(row)}
        ends = marks(self.sentence_of(row))
        return bool(ends) and normal(ends[0]) not in cell

    def _false_of(
        self, writer: Writer, row: Row, column: str, wrong: list[Candidate]
    ) -> tuple[str, str]:
        """Return what is false of a cell, and why; or nothing.

        Of two answers, it is the other one; of more, that another column has this one.
        """
        label = row.label
        if row.has_two_values:
            cells = self._wrong_cells(writer, row, column)
            answer = next((each for each in cells if each.reason is Reason.CELL), None)
            if answer is not None:
                return self._statement(writer, label, column, answer.text), ""
        sound = distractors.sound([column], wrong, writer.vocabulary)
        if not sound:
            return "", ""
        id = writer.id("true-false", label, column)
        other = distractors.choose_wrong(writer.seed, id, sound)[0]
        return self._statement(writer, label, other.text, row.texts[column]), other.why()

    def _affirmed(self, writer: Writer, row: Row, column: str) -> Iterator[Question]:
        """Yield whether a yes is true of a column, where some say yes and some no."""
        label, cell = row.label, row.texts[column]
        if not row.has_two_values:
            return
        is_true = not _denies(writer, cell)
        if self.sentence_of(label):
            statement = self._statement(writer, label, column, _affirmative(writer))
            denial = self._statement(writer, label, column, cell)
        else:
            statement = writer.say("comparison.holds", row=label, column=column)
            denial = writer.say("comparison.lacks", row=label, column=column)
        correction = "" if is_true else denial
        reason = None if is_true else Reason.CELL
        labels = [label, column]
        yield writer.true_false(labels, statement, "", correction, reason, truth=is_true)

    def _denies(self, writer: Writer, row: str, cell: str) -> bool:
        """Tell whether a cell is a no of which the row's sentence says only what a yes means."""
        own = self.sentence_of(row)
        return bool(own) and not _has_cell(row, own) and _denies(writer, cell)

    def _stem(self, writer: Writer, row: Row, column: str) -> str:
        """Ask for a cell: in the author's question or sentence, or else under its label."""
        label = row.label
        own, sentence = self.question_of(label), self.sentence_of(label)
        if own:
            return writer.filled(own, dict.fromkeys(_column_marks(label, own), column))
        if sentence and not _has_cell(label, sentence):
            statement = self._statement(writer, label, column, _affirmative(writer))
            return writer.say("comparison.yes-or-no", statement=statement)
        if sentence:
            return self._statement(
                writer, label, column, BlankValue.of(filter(None, row.texts.values()))
            )
        return writer.say("comparison.cell", row=label, column=column)

    def _statement(self, writer: Writer, row: str, column: str, cell: str) -> str:
        """Return what the table says of a cell, in the author's own sentence or under its label."""
        own = self.sentence_of(row)
        if not own:
            return writer.say("comparison.because", row=row, column=column, cell=cell)
        values = dict.fromkeys(_column_marks(row, own), column) | {"cell": cell, row: cell}
        statement = writer.filled(own, values)
        if not self._denies(writer, row, cell):
            return statement
        within = ""  # the statement as a clause, where nobody has to know whether a name begins it
        if own.startswith("{"):
            within = writer.filled(f" {own}", values).strip()
        elif words(own)[0] in writer.wording.function:
            within = statement[0].lower() + statement[1:]
        return writer.say("comparison.denies", statement=statement, within=within)

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
