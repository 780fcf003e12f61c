"""Ask for one row of a table of entities: it is a fact of its own, and a note of its own."""

# Each cell is asked once to be recalled, and once to be recognised: as a choice forward, a choice
# back or a judgment, by turns, which the keys of row and column decide. The way back is recalled
# only where the author says that a value has one row: many knots are loop knots, though the table
# may have one. A number that nobody would learn to the last digit is offered, not recalled. So a
# table of 30 rows and 4 columns is about 150 questions, and each stays what it is when rows or
# columns come and go.
#
# In Anki, named fields as the author's columns are would need a note type a table, and a new one
# whenever a column comes: what Anki cannot update without a full sync. So a row uses the fields of
# every note: `Ask` holds its questions, each a cloze, and `Why` the row, as labels and values that
# a learner can read and edit after the answer.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal

from quizgen.diagnostics import Position
from quizgen.knowledge import Claim, Closure, Reason, Vocabulary
from quizgen.language.facts.entities import Entities, Falsehoods
from quizgen.language.facts.entity_columns import ColumnValues, Sheet
from quizgen.language.facts.entity_rows import NAME, EntityRow, Values, row_key
from quizgen.language.facts.fact import Exhibit, Fact, Problem
from quizgen.language.facts.sentence import BLANK
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions import distractors
from quizgen.questions.distractors import Candidate
from quizgen.questions.question import ListRecall, Question
from quizgen.text import sameness
from quizgen.text.markup import plain
from quizgen.text.wording import Wording, capital
from quizgen.text.words import normal

_MOST_WORDS = 4  # of one of several translations
_KIN = 2  # wrong options that begin as the key does, where its letter tells it
_TURNS = 4  # of which two are choices forward, one is a choice back, one a judgment


class Entity(Fact):
    """A row: its claims are its cells, and its title is its name."""

    kind = "entities"

    if TYPE_CHECKING:
        _table: Entities
        _row: EntityRow

    @classmethod
    def of(cls, table: Entities, rows: Iterable[EntityRow]) -> Iterator[Entity]:
        """Yield the rows of a table as facts."""
        shared = cls.model_construct(
            id="",
            was=(),
            source=table.source,
            tags=table.tags,
            topic=table.topic,
            why=table.why,
            without=table.without,
            typed=table.typed,
            side=table.side,
        )
        for row in rows:
            keys = [*map(row_key, row.was), row.key]  # the oldest first, and so for the ids
            own = entity_id(table.id, row.key)
            former = [entity_id(id, key) for id in (*table.was, table.id) for key in keys]
            was = tuple(id for id in former if id != own)
            entity = shared.model_copy()
            # The table and the row are looked at often.
            vars(entity).update(id=own, was=was, _table=table, _row=row)
            entity.placed(row.document, row.loc)
            yield entity

    @property
    def whole(self) -> Fact:
        return self._table

    def at(self, *loc: str | int) -> Position:
        column = str(loc[0]) if loc else ""
        if column in self._row.places or not loc:
            return self._row.at(column)
        return super().at(*loc)

    def key(self, *loc: str | int) -> Position:
        return self.at(*loc)

    def title(self, wording: Wording) -> str:
        return capital(self._row.name)

    def things(self) -> tuple[str, ...]:
        return (self._row.name,)

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield (), NAME
        yield from (((name,), name) for name in self._table.columns)

    def former(self) -> Iterator[tuple[str, str]]:
        return self._table.former()

    def renaming(self, label: str, former: str) -> str:
        return self._table.renaming(label, former)

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return its columns and values, all but files."""
        return tuple(
            (name, "; ".join(self._row.cells[name]))
            for name, column in self._table.columns.items()
            if name in self._row.cells and column.media is None
        )

    def exhibits(self) -> Iterator[Exhibit]:
        yield from super().exhibits()
        for name, column in self._table.columns.items():
            for file in self._row.cells.get(name, ()) if column.media else ():
                kind: Literal["image", "audio"] = "image" if column.media == "picture" else "audio"
                yield Exhibit((name,), kind, file, self._alt(name))

    def _alt(self, name: str) -> str:
        """Return what the picture or the sound of a column shows of this row."""
        alt = self._table.columns[name].alt
        for mark in self._table.name_marks():
            alt = alt.replace(f"{{{mark}}}", self._row.name)
        return alt

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        for name in self._table.asked:
            values = self._row.cells.get(name, ())
            if len(values) < 2:
                continue
            other = next((each for each in values if not vocabulary.related(each, values[0])), None)
            if self._table.columns[name].many == "no":
                message = f"`{plain(name)}` has several values here, and is no column of `many`"
                hint = f"write `{name}: {{sentence: …, many: yes}}`, or keep one value"
                yield Problem("contradiction", (name,), message, hint)
            elif other is not None and self._is_closed(name):
                crowded = self._table.sheet(vocabulary).columns[name].crowded
                if self._row is not crowded[0]:
                    continue  # said once, of all
                two = f"`{plain(values[0])}` and `{plain(other)}`"
                message = (
                    f"`{plain(name)}` is exclusive, but `{plain(self._row.name)}` has two values "
                    f"there: {two}"
                )
                hint = "keep one, or take the column out of `exclusive`"
                if len(crowded) > 1:
                    message += f"; so have {len(crowded) - 1} more"
                    closed = ", ".join(filter(self._is_one_valued, self._table.asked))
                    hint = f"take the column out: `exclusive: [{closed}]`; or keep one value a row"
                yield Problem("contradiction", (name,), message, hint)

    def _is_one_valued(self, name: str) -> bool:
        return self._is_closed(name) and self._table.columns[name].many == "no"

    def _is_closed(self, name: str) -> bool:
        """Tell whether a column has one value here, of which several names may stand there."""
        return self._table.is_exclusive(name) and self._table.columns[name].many != "any"

    def claims(self) -> Iterator[Claim]:
        for name in self._table.asked:
            for value in self._row.cells.get(name, ()):
                yield self.claim(self._row.name, name, value, name)

    def closures(self) -> Iterator[Closure]:
        for name in self._table.asked:
            if self._row.cells.get(name) and self._table.is_exclusive(name):
                single = self._is_closed(name) and len(self._row.cells[name]) == 1
                yield self.closure(self._row.name, name, name, single=single)

    # Questions ------------------------------------------------------------------------------------

    def questions(self, writer: Writer) -> Iterator[Question]:
        sheet = self._table.sheet(writer.vocabulary)
        for name in self._table.asked:
            if name in self._row.cells:
                yield from _Cell(self._table, self._row, sheet.columns[name], sheet, writer).asked()
        for name, column in self._table.columns.items():
            if column.media is not None and column.shown is None and name in self._row.cells:
                yield from self._pictured(writer, sheet, name)

    def _pictured(self, writer: Writer, sheet: Sheet, name: str) -> Iterator[Question]:
        """Ask which row a picture or a sound is of."""
        alt = self._alt(name)
        own = next((each for each in writer.about.media if each.alt == alt), None)
        if own is None:
            return
        # Its words must not tell the answer, so here they say only what it is.
        seen = replace(own, alt=name, side="question")
        others = [each for each in writer.about.media if each is not own]
        about = replace(writer.about, media=(seen, *others))
        stem = self._table.columns[name].ask_back
        if not self._table.asks_back(name):
            stem = writer.say("entities.picture", noun=self._table.entities)
        labels, key = [name, NAME], self._row.name
        files = self._row.cells[name]
        id = writer.id("choice", *labels)
        wrong = [
            Candidate(row.name, Reason.CELL, str)
            for row in distractors.around(id, sheet.rows)
            if self._table.is_exclusive(name) and row.cells.get(name, files) != files
        ]
        questions = [writer.short_answer(labels, stem, key, language=self._table.language)]
        for question in (*questions, *writer.choice(labels, stem, key, wrong, "")):
            yield replace(question, about=about)


class _Cell:
    """A cell with all that asks for it."""

    def __init__(
        self, table: Entities, row: EntityRow, column: ColumnValues, sheet: Sheet, writer: Writer
    ) -> None:
        self.table = table
        self.row = row
        self.column = column
        self.sheet = sheet
        self.writer = writer
        self.name = column.name
        self.own = table.columns[column.name]
        self.values: Values = row.cells[column.name]
        self.is_list = self.own.many == "yes" and len(self.values) > 1
        whole = self.value
        if self.is_list:
            whole = writer.say("comparison.values", values=self.values)
        self.because = self.said(whole)

    @property
    def value(self) -> str:
        """Return the value that is asked for, the first of several."""
        return self.values[0]

    def said(self, value: str) -> str:
        """Say that the row has a value."""
        return self.table.said(self.writer, self.name, self.row.name, value)

    def asked(self) -> Iterator[Question]:
        """Yield its questions: recalled, recognised, and the way back."""
        turn = distractors.rank("turn", self.row.key, self.name)[0] % _TURNS
        if self.table.is_offered(self.column, self.row):
            yield from self.offered()
        elif self.table.is_polar(self.name):
            yield from self.recalled()
            yield from self.held()
        else:
            yield from self.recalled()
            yield from self.recognised(turn)
        yield from self.recalled_back()

    def offered(self) -> Iterator[Question]:
        """Ask for a number that is not worth knowing to the last digit: among others, if it can."""
        yield from self.ahead()

    @cached_property
    def stem(self) -> str:
        """Ask for the value."""
        if self.own.ask:
            return self.table.filled(self.writer, self.name, self.own.ask, self.row.name, BLANK)
        return self.said(BLANK)

    @cached_property
    def stem_back(self) -> str:
        """Ask for the row."""
        if self.table.asks_back(self.name):
            return self.table.filled(self.writer, self.name, self.own.ask_back, BLANK, self.value)
        return self.table.said(self.writer, self.name, BLANK, self.value)

    def recalled(self) -> Iterator[Question]:
        """Ask for the value without options; for all of several."""
        writer, stem = self.writer, self.stem
        if not self.table.is_recalled(writer.wording, self.name):
            return
        if not self.own.ask and self.own.sentence:
            stem = self.table.labeled(writer, self.name, stem)
        if distractors.holds_words_and_signs(stem, self.value):
            return
        if self.is_list:
            members = tuple((value, *writer.accepted(value)) for value in self.values)
            id = writer.id("list", self.name)
            yield ListRecall(
                id=id,
                about=writer.about,
                stem=writer.unaided(stem),
                because=self.because,
                members=members,
                language=self.own.language,
                wrong=None if self.table.is_exclusive(self.name) else (),
            )
        elif self.column.sort is not None and not self.column.is_moment:
            tolerance = self.own.tolerance
            yield writer.number([self.name], stem, self.value, self.because, tolerance)
        else:
            others = self.values[1:]
            if self.own.many == "any":
                others = (*others, *_alternatives(self.values))
            language = self.own.language
            yield writer.short_answer([self.name], stem, self.value, self.because, others, language)

    def recalled_back(self) -> Iterator[Question]:
        """Ask for the row, where its author says that no other in the world has the value.

        Of what may have many values, nobody said that the other rows have not this one.
        """
        if not self.table.recalls_back(self.name):
            return
        is_open = self.own.many == "yes" and not self.table.is_exclusive(self.name)
        if is_open or self.is_list or not self.column.is_alone(self.row):
            return
        stem, name = self.stem_back, self.row.name
        holds = distractors.holds_words_and_signs
        if not holds(stem, name) and not holds(name, self.value):
            labels, language = [self.name, NAME], self.table.language
            yield self.writer.short_answer(labels, stem, name, self.because, language=language)

    def recognised(self, turn: int) -> Iterator[Question]:
        """Ask by the cell's turn for a choice back, a judgment, or else a choice ahead.

        Of what measures, some are enough, as it is put in order, too; a column of few values is
        asked for its rows instead.
        """
        if self.column.groups:
            return
        found: list[Question] = []
        if self.column.sort is not None:
            if turn % (2 if self.column.is_moment else _TURNS):
                return
        elif turn == 0:
            found = list(self.back())
        elif turn == 1:
            found = list(self.judged())
        yield from found or self.ahead()

    def ahead(self) -> Iterator[Question]:
        """Ask for the value among those of other rows."""
        if self.own.many == "yes" or not self.table.is_named(self.writer, self.name):
            return
        labels, stem = [self.name], self.stem
        for wrong in self.wrong(self.writer.id("choice", *labels), "value"):
            found = list(self.writer.choice(labels, stem, self.value, wrong, self.because))
            if found:
                yield from found
                return

    def back(self) -> Iterator[Question]:
        """Ask for the row among others of which the value is known to be false."""
        if not self.table.is_named(self.writer, self.name):
            return
        labels, stem = [self.name, NAME], self.stem_back
        for wrong in self.wrong(self.writer.id("choice", *labels), "name"):
            found = list(self.writer.choice(labels, stem, self.row.name, wrong, self.because))
            if found:
                yield from found
                return

    def judged(self) -> Iterator[Question]:
        """Say what the row has, or what it has not."""
        says_itself = distractors.holds_words_and_signs(self.row.name, self.value)
        if not self.own.sentence or says_itself:  # the capital of Panama is Panama City
            return
        id = self.writer.id("true-false", self.name)
        likely = self.kin(id, "value") or next(self.wrong(id, "value"))
        wrong = distractors.sound(self.values, likely, self.writer.vocabulary)
        if not wrong:
            return
        if distractors.rank("truth", self.row.key, self.name)[0] % 2:
            yield self.writer.true_false([self.name], self.because, "", truth=True)
            return
        other = distractors.choose_wrong(self.writer.seed, id, wrong)[0]
        yield self.writer.true_false(
            [self.name, NAME],
            self.said(other.text),
            other.why(),
            self.because,
            Reason.CELL,
            truth=False,
        )

    def held(self) -> Iterator[Question]:
        """Say that a label applies to the row, of which yes or no is known."""
        if len(self.column.by_value) < 2:  # of a column of nothing but yes, all would be true
            return
        writer, words = self.writer, {"row": self.name, "column": self.row.name}
        is_true = normal(self.value) == normal(writer.wording.polar[0])
        statement = writer.say("comparison.holds", **words)
        correction = "" if is_true else writer.say("comparison.lacks", **words)
        reason = None if is_true else Reason.CELL
        yield writer.true_false([self.name], statement, "", correction, reason, truth=is_true)

    def wrong(self, question: str, of: str) -> Iterator[list[Candidate]]:
        """Yield wrong values, or names: the likeliest, and then all, should those not be fair.

        A key that begins as the stem's own word does could be told by its letter alone, were it
        the only one.
        """
        is_open = self.writer.knowledge.is_open(self.row.name, self.name)
        if of == "value" and is_open:  # a number that is offered, as a rule
            yield []
            return
        likely = self.column.likely(self.row, question, self.alike())
        beside = self.candidates(likely, of)
        kin = self.kin(question, of)
        first = _merged(kin, beside)[: distractors.MOST] if kin else beside
        if len(first) >= distractors.MOST:
            yield first
        beyond = self.candidates(self.column.others(self.row, question), of)
        if len(first) < distractors.MOST:
            yield _merged(first, beyond)[: distractors.MOST]
        yield _merged(beside, beyond)

    def alike(self) -> Sequence[EntityRow]:
        """Return the rows of this row's group."""
        return self.sheet.alike(self.row, self.name)

    def kin(self, question: str, of: str) -> list[Candidate]:
        """Return wrong values, or names, with the key's first letter, where that tells the key."""
        if not self.column.begins_alike(self.row):
            return []
        group = {row.key for row in self.alike()}
        rows = list(self.column.kin(self.row, question, of))
        rows.sort(key=lambda row: row.key not in group)
        return self.candidates(rows, of)[:_KIN]

    def candidates(self, rows: Iterable[EntityRow], of: str) -> list[Candidate]:
        """Return the values of rows that are false of this one, or the names of such rows."""
        found: dict[str, Candidate] = {}
        for other in rows:
            value = self.column.text(other)
            text = value if of == "value" else other.name
            if text in found or not self._is_wrong(other, value, of):
                continue
            why = partial(self.table.with_value, self.writer, other, self.column)
            found[text] = Candidate(text, Reason.CELL, why)
        return list(found.values())

    def _is_wrong(self, other: EntityRow, value: str, of: str) -> bool:
        """Tell whether another row's value is false here, or this row's value false there."""
        if of == "name":
            false = Falsehoods(self.writer, self.name, other)
            return all(each in false for each in self.values)
        return self.is_like(value) and value in self.falsehoods

    @cached_property
    def falsehoods(self) -> Falsehoods:
        """Return what is known to be false of the row."""
        return Falsehoods(self.writer, self.name, self.row)

    def is_like(self, text: str) -> bool:
        """Tell whether a text is a number or a date as the value is, or no more one than that."""
        if not self.column.is_mixed:
            return True
        language = self.writer.wording.language
        is_value = sameness.states_value(self.value, language)
        return sameness.states_value(text, language) == is_value


def _alternatives(values: Iterable[str]) -> Iterator[str]:
    """Yield what stands between the commas of translations: of `street, road`, either is right."""
    for value in values:
        parts = [part.strip() for part in value.split(", ")]
        if len(parts) > 1 and all(0 < len(part.split()) <= _MOST_WORDS for part in parts):
            yield from parts


def _merged(first: list[Candidate], others: list[Candidate]) -> list[Candidate]:
    """Return candidates and those of others that they have not, in this order."""
    texts = {each.text for each in first}
    return [*first, *(each for each in others if each.text not in texts)]


def entity_id(table: str, key: str) -> str:
    """Return the id of a row: no author can write it for a fact, as it has a point in it."""
    return f"{table}.{key}"
