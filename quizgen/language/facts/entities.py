"""The kind `entities`: a table of things of one sort, a row each, its columns relations."""

# Of such a fact come many: one of each row (`entity.py`), so that a row is one note of its own,
# with its own schedule; and the table itself, which asks what takes several rows. A column is
# worded by one sentence with both ends marked; without one, its cells are asked for under labels.
# What takes several rows hangs on no row's place: which of them stand together, hashes of their
# keys decide.

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from quizgen.diagnostics import Diagnostic, Position, Severity, did_you_mean
from quizgen.knowledge import Reason, Vocabulary
from quizgen.language.facts.column_numbers import unit_of_heading
from quizgen.language.facts.entity_columns import ColumnValues, Sheet
from quizgen.language.facts.entity_rows import NAME, ORDER, RESERVED, EntityRow, Values, row_key
from quizgen.language.facts.fact import (
    EVERY,
    Fact,
    Label,
    Problem,
    SomeParts,
    Text,
    Texts,
    Written,
)
from quizgen.language.facts.members import MOST_SURPLUS
from quizgen.language.facts.sentence import (
    BLANK,
    BlankValue,
    begins_with,
    fill_marks,
    is_run_on,
    labeled,
    mark_problems,
    phrase,
)
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions import distractors
from quizgen.questions.distractors import Candidate
from quizgen.questions.question import Grid, Matching, Question, Run, Table
from quizgen.text import sameness
from quizgen.text.headings import in_sentences
from quizgen.text.languages import CODE, code_of
from quizgen.text.markup import plain
from quizgen.text.quantities import read_quantity
from quizgen.text.spreadsheet_cells import mere_signs
from quizgen.text.wording import Wording, capital, label, wording
from quizgen.text.words import normal

# What `ask back` may be beside a question: no row is recalled; or each value is one row's alone.
NEVER, ALONE = "no", "yes"
ROWS_AT_ONCE = 6  # rows that a matching or an ordering takes, at most
FEWEST_LINES = 3
TABLE_ROWS = 4  # rows of a table to complete
_SHARE = 8  # rows of which one leads a question that takes several
_ORDERINGS = 3  # questions of a column that put rows in order, about
_HIGHEST = 4  # questions of a column for the row that has the most, about
_WORDS_OF_VALUE = 4  # of one of several values in a cell
COLUMN = "{column}"  # in a sentence that columns share, the name of each
_BRACKETED = re.compile(r"(?<=\S)\s*(?:\([^()]*\)|\[[^\[\]]*\])$")
_LENGTH = "@length"  # what is asked of spans of time beside their order; no column is called so


def _several(value: Any) -> Any:
    said = {True: "yes", "true": "yes", "all": "yes", False: "no", "false": "no"}
    return said.get(value, value) if isinstance(value, str | bool) else value


class Column(BaseModel):
    """What is said of each entity in one column."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    sentence: Text = Field(
        "",
        description="A sentence that says it, with both ends marked: every form of question is "
        "made of it.",
        examples=["A {bicycle} is ridden on {ground}."],
    )
    ask: Text = Field(
        "",
        description="Your own question for the value, with the entity marked.",
        examples=["What is a {bicycle} ridden on?"],
    )
    ask_back: Text = Field(
        "",
        alias="ask back",
        description="Your own question for the entity, with the value marked; or `yes`: no "
        "other in the world has the value, so that the sentence asks for it. Without either, or "
        "with `no`, what has a value is asked for with options only.",
        examples=["Which bicycle is ridden on {ground}?"],
    )
    exclusive: bool = Field(
        False,
        description="`yes`: each entity has just the value that stands there, so that those of the "
        "others are wrong for it.",
    )
    language: Text = Field(
        "",
        description="The code of the language that the values are in, where it is not that of the "
        "questions: typed answers are marked by its words and accents.",
        examples=["es"],
    )
    many: Annotated[Literal["no", "yes", "any"], BeforeValidator(_several)] = Field(
        "no",
        description="`yes`: a cell may hold several values, apart by semicolons, and all are asked "
        "for. `any`: each of them is the answer by itself, as translations are.",
    )
    tolerance: Text = Field(
        "",
        description="How far off a number may be and still count. Without it, one with decimals or "
        "of more than three digits is offered among others, not recalled.",
        examples=["5 mm", "10 %"],
    )
    more: Text = Field(
        "",
        description="What the greater is, or of times the earlier: a comparative.",
        examples=["heavier"],
    )
    most: Text = Field(
        "",
        description="What the greatest is, or of times the first: a superlative with its article.",
        examples=["the heaviest"],
    )
    longer: Text = Field(
        "",
        description="Of spans of time such as 1914–1918, what the longer one did: verb and "
        "comparative.",
        examples=["lasted longer"],
    )
    longest: Text = Field(
        "",
        description="Of spans of time, what the longest did: verb and superlative.",
        examples=["lasted the longest"],
    )
    media: Literal["picture", "sound"] | None = Field(
        None,
        description="The cells are files in the folder `media`: it is asked whose each is, and the "
        "answers show it.",
        examples=["picture"],
    )
    alt: Text = Field(
        "",
        description="What every picture shows, or sound says, with the entity marked.",
        examples=["a {bicycle} from the side"],
    )
    shown: Literal["only"] | None = Field(
        None, description="`only`: shown with the answers, and never asked.", examples=["only"]
    )
    was: Texts = Field(
        (),
        description="The name that this column had before: its cards keep their schedules.",
        examples=["surface"],
    )


class Falsehoods:
    """All values that are known to be false of one row in one column."""

    def __init__(self, writer: Writer, name: str, row: EntityRow) -> None:
        self._is_denied = writer.knowledge.denied(row.name, name)
        self._vocabulary = writer.vocabulary
        self._values: Values = row.cells.get(name, ())
        self._own: distractors.Meanings | None = None

    def __contains__(self, value: str) -> bool:
        if not self._is_denied(value):
            return False
        # What is pale blue is blue, too, and what holds iron and titanium holds iron.
        if self._own is None:
            self._own = distractors.Meanings(self._vocabulary, self._values)
        return value not in self._own


@dataclass(frozen=True)
class _Axis:
    """An order in which a column puts its rows, and the words that ask for it."""

    labels: tuple[str, ...]
    rows: Sequence[EntityRow]  # what has the most, is the earliest or lasted the longest first
    is_above: Callable[[EntityRow, EntityRow], bool]
    order: str
    most: str
    more: Callable[..., str] | Literal[""]
    more_is_below: bool = False  # as where the first is the earliest, and the words are `later`

    @property
    def name(self) -> str:
        """Return what its questions are drawn by."""
        return " ".join(self.labels)


def _other_way(
    relation: Callable[[EntityRow, EntityRow], bool], one: EntityRow, other: EntityRow
) -> bool:
    """Tell whether a relation holds between the second and the first."""
    return relation(other, one)


def _labels_of(columns: Sequence[str], language: str, *, are_written: bool) -> dict[str, str]:
    """Return what columns are called in a sentence: without a unit, which their values have.

    Headings that no author of the deck has written begin with capitals as a spreadsheet's do.
    """
    said = {column: column for column in columns}
    if not are_written and code_of(language) == "en":
        said = in_sentences(columns)
    for column in columns:
        if unit_of_heading(column, language):
            said[column] = _BRACKETED.sub("", said[column])
    return said


def _polar_columns(rows: Sequence[EntityRow], names: Iterable[str], language: str) -> Iterator[str]:
    """Yield the columns of nothing but yes and no."""
    polar = set(map(normal, wording(language).polar))
    for name in names:
        values = {normal(value) for row in rows for value in row.cells.get(name, ())}
        if values and values <= polar:
            yield name


def _columns(value: Any) -> Any:
    """Return columns by name: a list has names alone, and a text is a column's sentence."""
    if isinstance(value, str):
        return {value: {}}
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return {each: {} for each in value}
    if not isinstance(value, dict):
        return value
    columns: dict[Any, Any] = {}
    for name, each in value.items():
        columns[name] = {"sentence": each} if isinstance(each, str) else each
        if each is None:
            columns[name] = {}
    return columns


def _mere_signs(column: ColumnValues) -> Iterator[Diagnostic]:
    """Yield the cells that have a sign in place of a value, which would be the answer."""
    texts = {text for row in column.rows for text in row.cells[column.name]}
    for text in sorted(mere_signs(texts)):
        row = next(row for row in column.rows if text in row.cells[column.name])
        message = f"`{text}` would be the answer"
        hint = "leave the cell empty where nothing is known"
        place, warning = row.at(column.name), Severity.WARNING
        yield Diagnostic("odd-value", message, place, hint, severity=warning)


def _crowded_cells(column: ColumnValues) -> Iterator[Diagnostic]:
    """Yield the first cell of several values in a column of one: it would be one answer."""
    for row in column.rows:
        text = column.text(row)
        parts = [part.split() for part in text.split(";")]
        if len(parts) < 2 or "`" in text or "$" in text:
            continue
        if not all(0 < len(part) <= _WORDS_OF_VALUE for part in parts):
            continue  # a sentence may have a semicolon
        message = f"`{plain(text)}` would be one answer, to be given as it stands"
        hint = f"if these are several values, write `many: yes` for `{plain(column.name)}`, or "
        hint += "`many: any` if each is right by itself; else part them by commas"
        place, warning = row.at(column.name), Severity.WARNING
        yield Diagnostic("odd-value", message, place, hint, severity=warning)
        return


def _ambiguous_dates(column: ColumnValues, language: str) -> Iterator[Diagnostic]:
    """Yield the first date of a column that may be two days: 03/04/1912."""
    for row in column.rows:
        readings = (sameness.read(text, language) for text in row.cells[column.name])
        twofold = [each.moment for each in readings if each.moment and each.moment.other]
        if not twofold:
            continue
        year, month, day, _ = twofold[0].start
        dates = f"{year}-{month:02}-{day:02}", f"{year}-{day:02}-{month:02}"
        message = f"`{plain(column.text(row))}` may be {dates[0]} or {dates[1]}"
        hint = "write the dates of this column so that they can be but one day: "
        hint += f"{dates[0]}, or with the name of the month"
        place, warning = row.at(column.name), Severity.WARNING
        yield Diagnostic("odd-value", message, place, hint, severity=warning)
        return


def _language_problems(code: str, loc: Loc) -> Iterator[Problem]:
    if code and not CODE.fullmatch(code):
        message = f"`{plain(code)}` is no code of a language"
        yield Problem("unknown-language", loc, message, "write a code such as `es` or `pt-BR`")


_Cell = Text | tuple[Text, ...] | None
_Row = Text | tuple[_Cell, ...] | dict[str, _Cell] | None


class Entities(Fact):
    """A table of things of one sort; what is asked of one row, a fact of its own asks."""

    kind = "entities"
    inner: ClassVar[type[BaseModel] | None] = Column
    has_cards: ClassVar[bool] = False

    entities: Text = Field(
        description="A table of things of one sort, or a word list: a row each. Write here what "
        "each is, as a singular noun.",
        examples=["bicycle"],
    )
    columns: Annotated[
        dict[Label, Column],
        BeforeValidator(
            _columns,
            json_schema_input_type=Text | tuple[Text, ...] | dict[str, Text | Column | None],
        ),
    ] = Field(
        default_factory=dict,
        description="What is said of each: a column's name, and the sentence that says it; or more "
        "of it. Without columns, the first line of the table names them.",
        examples=[{"ground": "A {bicycle} is ridden on {ground}."}],
    )
    sentence: Text = Field(
        "",
        description="The sentence of every column that has none of its own, with `{column}` for "
        "the column's name.",
        examples=["The {column} of a {bicycle} is {value}."],
    )
    rows: Annotated[
        Any, BeforeValidator(lambda value: value, json_schema_input_type=Text | dict[str, _Row])
    ] = Field(
        description="A row for each, `its name: [first cell, second cell]`; or the name of a CSV "
        "file beside the deck; or its text, after a `|`.",
        examples=[{"road bicycle": ["asphalt"], "mountain bicycle": ["trails"]}],
    )
    headings: dict[Label, Written] = Field(
        default_factory=dict,
        description="What a column is called in the first line of the table, where it has another "
        "name there.",
        examples=[{"ground": "Surface (usual)"}],
    )
    plural: Text = Field(
        "", description="The noun's plural, where adding an s is wrong.", examples=["axes"]
    )
    language: Text = Field(
        "",
        description="The code of the language that the names of the rows are in, as for a column.",
        examples=["es"],
    )
    exclusive: SomeParts = Field(
        (),
        description="Columns in which each entity has just the value that stands there: `yes` for "
        "all, or a list.",
        examples=["yes", ["ground"]],
    )

    if TYPE_CHECKING:
        _rows: list[EntityRow]
        _sheet: Sheet | None
        _labels: dict[str, str]  # what columns are called in a sentence
        _polar: set[str]  # columns of nothing but yes and no

    def with_rows(self, rows: list[EntityRow], columns: Iterable[str], language: str) -> Entities:
        """Return the same table with its rows, and with the columns that these have."""
        names = dict.fromkeys((*self.columns, *columns))
        labels: Mapping[str, str] = vars(self).get("_labels", {})  # from the first time
        labels = labels or _labels_of(tuple(names), language, are_written=bool(self.columns))
        polar = set(_polar_columns(rows, names, language))
        vars(self).update(_language=language, _labels=labels, _polar=polar)  # a copy has them
        known = {name: self._worded(name, self.columns.get(name) or Column()) for name in names}
        whole = self.model_copy(update={"columns": known})
        vars(whole).update(_rows=rows, _sheet=None)  # which are looked at often
        return whole

    def _worded(self, name: str, column: Column) -> Column:
        """Return a column with the sentence that all share, where it is asked and has none."""
        if not self.sentence or column.sentence or column.shown or column.media:
            return column
        if name in self._polar:  # “The hardness of oak is no.”
            return column
        return column.model_copy(update={"sentence": self._shared_sentence(name)})

    def _shared_sentence(self, column: str) -> str:
        """Return the sentence that all columns share as it reads for one of them."""
        said = label(self.label(column))
        before, mark, after = self.sentence.partition(COLUMN)
        between, value, end = after.partition("{value}")
        if mark and value:
            grammar = wording(vars(self).get("_language", "en")).grammar
            after = f"{grammar.agreeing(between, said)}{value}{end}"
        return f"{before}{said if mark else ''}{after}".replace(COLUMN, said)

    def label(self, column: str) -> str:
        """Return what a column is called in a sentence: without its unit, which the values have.

        A table that has no rows yet knows of no language, nor of its units.
        """
        labels: Mapping[str, str] = vars(self).get("_labels", {})
        return labels.get(column, column)

    def stated(self) -> Iterator[tuple[str, Position]]:
        """Yield the name of each row and its values, each with its place."""
        for row in self._rows:
            yield row.name, row.at()
            for column, values in row.cells.items():
                yield from ((value, row.at(column)) for value in values)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Return the columns that are asked."""
        return tuple(
            name
            for name, column in self.columns.items()
            if column.shown is None and column.media is None
        )

    def sheet(self, vocabulary: Vocabulary) -> Sheet:
        """Return its columns as they are asked, read once."""
        if self._sheet is None or self._sheet.vocabulary is not vocabulary:
            told = [name for name, column in self.columns.items() if column.media is None]
            vars(self)["_sheet"] = Sheet(self._rows, told, vocabulary)
        assert self._sheet is not None
        return self._sheet

    def several(self) -> set[str]:
        """Return the columns whose cells may hold several values."""
        return {name for name, column in self.columns.items() if column.many != "no"}

    def is_exclusive(self, column: str) -> bool:
        """Tell whether its author says that each entity has just one value in a column."""
        said = EVERY in self.exclusive or column in self.exclusive
        return said or self.columns[column].exclusive

    def is_polar(self, column: str) -> bool:
        """Tell whether a column says yes or no, and its author gave no words of his own for it."""
        own = self.columns[column]
        return column in self._polar and not (own.sentence or own.ask)

    def is_offered(self, column: ColumnValues, row: EntityRow) -> bool:
        """Tell whether a value is a number that nobody has to know to the last digit."""
        return column.is_precise(row) and not self.columns[column.name].tolerance

    def is_named(self, writer: Writer, column: str) -> bool:
        """Tell whether a column has words that ask for its values: a sentence, or a noun."""
        own = self.columns[column]
        return bool(own.sentence or own.ask) or writer.wording.is_noun(column)

    def is_recalled(self, words: Wording, column: str) -> bool:
        """Tell whether a column's values can be asked for without options."""
        key = words.code, column
        if key not in self._recalled:
            self._recalled[key] = self._is_recalled(words, column)
        return self._recalled[key]

    @cached_property
    def _recalled(self) -> dict[tuple[str, str], bool]:
        """Hold what each row asks of its columns, by language and column."""
        return {}

    def _is_recalled(self, words: Wording, column: str) -> bool:
        """Tell whether a column's values can be asked for without options.

        Its author says so with a question of his own. Else, of examples and of what begins its
        sentence, others may be as right: “____ lives in the sea.” And where a sentence is but its
        two ends, the gap asks nothing: “The sheriff ____.”
        """
        own = self.columns[column]
        if own.ask:
            return True
        if words.grammar.is_example(column):
            return False
        if not own.sentence:
            return words.is_noun(column)
        is_subject = begins_with(own.sentence, (column, "value"))
        is_open = not self.is_exclusive(column) and own.many == "no"
        return not (is_subject and is_open) and not is_run_on(own.sentence)

    # Words ----------------------------------------------------------------------------------------

    def title(self, wording: Wording) -> str:
        return capital(self.plural_noun(wording))

    def plural_noun(self, wording: Wording) -> str:
        """Return what all of them are."""
        return self.plural or wording.grammar.plural(self.entities)

    def nouns(self) -> tuple[str, ...]:
        return () if self.plural else (self.entities,)

    def name_marks(self) -> tuple[str, ...]:
        """Return the names that the mark of an entity may have in a sentence."""
        return (self.entities, NAME)

    def filled(self, writer: Writer, column: str, text: str, name: str, value: str) -> str:
        """Return the author's words for a column with both ends filled."""
        if value == BLANK:
            value = self._blanks[column]
        if name == BLANK:
            name = self._blanks[NAME]
        by_name = dict.fromkeys(self._marks[column], value) | dict.fromkeys(self._marks[NAME], name)
        return fill_marks(text, by_name, writer.wording.grammar)

    @cached_property
    def _marks(self) -> dict[str, tuple[str, ...]]:
        """Return what marks the name of a row, and a value of each column, as it is compared."""
        marks = {column: ("value", column) for column in self.columns} | {NAME: self.name_marks()}
        return {column: tuple(map(normal, names)) for column, names in marks.items()}

    @cached_property
    def _blanks(self) -> dict[str, BlankValue]:
        """Return what stands for a name that is asked for, and for a value of each column."""
        # An article before a blank has to fit all that may stand there; a sample of it is enough.
        rows = self._rows[: distractors.MANY]
        blanks = {
            column: BlankValue.of(row.cells[column][0] for row in rows if column in row.cells)
            for column in self.columns
        }
        return blanks | {NAME: BlankValue.of(row.name for row in rows)}

    def said(self, writer: Writer, column: str, name: str, value: str) -> str:
        """Say what a row states, or ask for an end that is blank: in the sentence, or in labels."""
        sentence = self.columns[column].sentence
        if sentence:
            return self.filled(writer, column, sentence, name, value)
        words = {"noun": self.entities, "column": column, "row": name, "value": value}
        if value == BLANK:
            is_polar = self.is_polar(column)
            return writer.say("entities.polar" if is_polar else "entities.cell", **words)
        return writer.say("entities.back" if name == BLANK else "entities.because", **words)

    def labeled(self, writer: Writer, column: str, stem: str) -> str:
        """Return the stem that a column's sentence makes, with its label where it lacks the words.

        Without options, nobody could tell otherwise what is asked: “Acacia honey is ____ (color).”
        """
        sentence = self.columns[column].sentence
        return labeled(stem, sentence, self.label(column), writer.wording.function)

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield ("rows",), NAME
        yield ("rows",), ORDER
        yield from (((("columns", name)), name) for name in self.columns)

    def former(self) -> Iterator[tuple[str, str]]:
        yield from super().former()
        for name, column in self.columns.items():
            yield from ((former, name) for former in column.was)

    def renaming(self, label: str, former: str) -> str:
        return f"columns: {{{label}: {{was: {former}}}}}"

    def wordable(self) -> tuple[str, ...]:
        return ("table",)

    def sentences(self) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
        names = tuple(row.name for row in self._rows)
        for name, column in self.columns.items():
            values = tuple(row.cells[name][0] for row in self._rows if name in row.cells)
            marks = dict.fromkeys(self.name_marks(), names) | dict.fromkeys(("value", name), values)
            if column.sentence:
                yield column.sentence, marks

    def texts(self) -> Iterator[str]:
        yield self.entities
        for name, column in self.columns.items():
            yield from filter(None, (column.sentence, column.ask, self._back(name), column.most))
            yield from filter(None, (column.longer, column.longest))

    # Mistakes -------------------------------------------------------------------------------------

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        yield from _language_problems(self.language, ("language",))
        if self.sentence:
            ends = [self.name_marks(), ("value",)]
            yield from mark_problems(("sentence",), self.sentence, ends, ("column",))
        for name, column in self.columns.items():
            if normal(name) in (*RESERVED, normal(self.entities)):
                message = f"a column cannot be called `{plain(name)}`, which is the name of a part"
                noun = plain(self.entities)
                other = f"{noun} {plain(name).lower()}"
                hint = f"give it another name, such as `{other}`, "
                hint += f"and say `headings: {{{other}: {plain(name)}}}`"
                yield Problem("bad-id", ("columns", name), message, hint, at_key=True)
            yield from self._mark_problems(name, column)
            if column.tolerance and read_quantity(plain(column.tolerance)) is None:
                message = f"`{plain(column.tolerance)}` is no number with a unit"
                hint = "write it like `5 mm` or `10 %`"
                yield Problem("bad-quantity", ("columns", name, "tolerance"), message, hint)
            elif column.tolerance and not self._has_numbers(name, vocabulary):
                message = f"no value of `{plain(name)}` is a number that may be off"
                hint = "take the tolerance out; what is known roughly is written so: `about 428 BC`"
                yield Problem("bad-quantity", ("columns", name, "tolerance"), message, hint)
            yield from _language_problems(column.language, ("columns", name, "language"))
            if column.media and not column.alt:
                message = "these files have no words for who cannot see or hear them"
                hint = f"add `alt: what it shows, with {{{self.entities}}} in it`"
                yield Problem("missing-alt", ("columns", name), message, hint)
        for field, names in (("exclusive", self.exclusive), ("headings", self.headings)):
            for number, name in enumerate(names):
                at_key = field == "headings"
                known = (*self.columns, *(self.name_marks() if at_key else ()), "key", "was")
                if name != EVERY and name not in known:
                    message = f"`{plain(name)}` is no column of this table"
                    hint = did_you_mean(name, self.columns) or "take it out"
                    loc = (field, name if at_key else number)
                    yield Problem("unknown-part", loc, message, hint, at_key=at_key)

    def _has_numbers(self, name: str, vocabulary: Vocabulary) -> bool:
        """Tell whether numbers are typed for a column's values: not moments, and not words.

        Of a table whose rows are not there, that is not known, and nothing is said against it.
        """
        if not vars(self).get("_rows"):
            return True
        column = self.sheet(vocabulary).columns.get(name)
        return column is not None and column.sort is not None and not column.is_moment

    def question_of(self, name: str) -> str:
        """Return the author's question for the value of a column, or nothing."""
        return self.columns[name].ask

    def asks_back(self, name: str) -> bool:
        """Tell whether a column's author gave his own question for the row."""
        return self.columns[name].ask_back not in ("", NEVER, ALONE)

    def recalls_back(self, name: str) -> bool:
        """Tell whether a column's author says that a value has one row: no table proves that."""
        return self.columns[name].ask_back not in ("", NEVER)

    def _back(self, name: str) -> str:
        """Return a column's own question for the row, or nothing."""
        return self.columns[name].ask_back if self.asks_back(name) else ""

    def _mark_problems(self, name: str, column: Column) -> Iterator[Problem]:
        values, names = (name, "value"), self.name_marks()
        own = column.sentence if column.sentence != self._shared_sentence(name) else ""
        for field, text, needed, optional in (
            ("sentence", own, [names, values], ()),
            ("ask", column.ask, [names], ()),
            ("ask back", self._back(name), [values] if column.media is None else [], names),
            ("alt", column.alt, [names] if column.media is None else [], names),
        ):
            if text:
                at_field: Loc = ("columns", name, field)
                for problem in mark_problems(at_field, text, needed, optional):
                    what = f"`{field}` of `{plain(name)}`"
                    message = problem.message.replace(f"`columns` of `{plain(name)}`", what)
                    yield problem._replace(message=message)

    def warnings(self, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
        """Yield values that are none where most of their column measure something."""
        language = vocabulary.language
        for name in self.asked:
            column = self.sheet(vocabulary).columns[name]
            yield from _mere_signs(column)
            yield from _ambiguous_dates(column, language)
            if self.columns[name].many == "no":
                yield from _crowded_cells(column)
            if column.sort is not None or not column.is_single or len(column.rows) < 4:
                continue
            texts = [column.text(row) for row in column.rows]
            odd = [
                row for row in column.rows if not sameness.states_value(column.text(row), language)
            ]
            if not 0 < len(odd) <= len(texts) // 4:
                continue
            for row in odd:
                text = plain(column.text(row))
                message = f"`{text}` is no number or date, as most of `{plain(name)}` are"
                hint = "mend it, or leave the cell empty where it is not known"
                place, warning = row.at(name), Severity.WARNING
                yield Diagnostic("odd-value", message, place, hint, severity=warning)

    def unasked(self, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
        for name, own in self.columns.items():
            if own.shown is not None:
                yield name, "nothing is asked of it: take out `shown: only`"
                continue
            if own.sentence and not self.is_recalled(wording(vocabulary.language), name):
                yield name, "`ask`, your own question, if no other is right: its values by heart"
            if own.media is None:
                yield from self._unasked(name, own, self.sheet(vocabulary).columns[name])
            if not self.is_exclusive(name):
                yield (
                    name,
                    "`exclusive: yes`, if it is so: its values beside each other, as options",
                )
            if own.ask_back == NEVER:
                yield name, "the way back, which `ask back: no` leaves out"

    def _unasked(self, name: str, own: Column, column: ColumnValues) -> Iterator[tuple[str, str]]:
        if not own.sentence:
            yield name, "a `sentence`: statements to be judged, and stems that read well"
        if not own.ask_back and any(map(column.is_alone, column.rows)):
            noun = plain(self.entities)
            yield name, f"`ask back: yes`, if a value is of one {noun} alone: the {noun} by heart"
        if column.sort is None:
            return
        if not own.more:
            yield name, "`more`, a comparative: two rows held against each other"
        if len(column.by_length) >= FEWEST_LINES and not own.longest:
            yield name, "`longest`, as in “lasted the longest”: the spans by how long they are"
        if not own.tolerance and any(map(column.is_precise, column.rows)):
            yield name, "`tolerance`: its numbers by heart, not only among others"

    # Questions ------------------------------------------------------------------------------------

    def questions(self, writer: Writer) -> Iterator[Question]:
        sheet = self.sheet(writer.vocabulary)
        # Rows are known by their keys, which need no lock to be kept.
        values = (value for groups in sheet.groups.values() for value in groups)
        writer.keys = {
            **writer.keys,
            **{f"#{row.key}": row.key for row in self._rows},
            **{f"={value}": row_key(value) for value in values},
            _LENGTH: "length",
        }
        for name in self.asked:
            column = sheet.columns[name]
            self._wait(writer, name, column)
            yield from self._matching(writer, name, column)
            for axis in self._axes(writer, name, column):
                yield from self._orderings(writer, column, axis)
            yield from self._groups(writer, name, column)
        yield from self._tables(writer)

    def _wait(self, writer: Writer, name: str, column: ColumnValues) -> None:
        """Count what a sentence, or a word on what is exclusive, would buy."""
        if not self.columns[name].sentence and len(column.rows) > 1:
            writer.waiting[f"columns.{name}"] = len(column.rows)
        is_open = not self.is_exclusive(name) and column.is_single and len(column.by_value) > 2
        if writer.wording.grammar.is_example(name):
            return
        if is_open and not self._is_manifold(writer, name, column):
            writer.unproved[name] = len(column.rows)

    def _is_manifold(self, writer: Writer, name: str, column: ColumnValues) -> bool:
        """Tell whether a row is known to have several values, so that none is the only one."""
        return any(
            not writer.vocabulary.related(value, column.text(row))
            for row in column.rows
            for value in writer.knowledge.values(row.name, name)
        )

    def _bundles(
        self, of: str, rows: Sequence[EntityRow], many: int, share: int = _SHARE
    ) -> Iterator[tuple[EntityRow, list[EntityRow]]]:
        """Yield rows in bundles, each after the row that it is known by.

        A row's bundle hangs on its key alone: one row more or less changes one bundle.
        """
        number = 1
        while number * share < len(rows):
            number *= 2
        bundles: dict[int, list[tuple[bytes, EntityRow]]] = {}
        for row in rows:
            place = distractors.rank(of, self.id, row.key)
            bundles.setdefault(place[0] % number, []).append((place, row))
        for _, bundle in sorted(bundles.items()):
            bundle.sort(key=lambda pair: pair[0][1:])
            yield bundle[0][1], [row for _, row in bundle[:many]]

    def _matching(self, writer: Writer, name: str, column: ColumnValues) -> Iterator[Question]:
        """Ask for which rows some values are: each value is known to be false of all others."""
        is_list = self.columns[name].many == "yes"
        is_amount = bool(column.sort) and not column.is_moment
        is_amount = is_amount or any(map(column.is_precise, column.rows))
        if not self.is_exclusive(name) or is_list or is_amount:  # amounts are put in order instead
            return
        alone = [
            row for row in column.rows if column.is_alone(row) and not column.names_itself(row)
        ]
        if not self.is_named(writer, name):
            return
        forms = column.by_form(alone).values()
        bundles = [
            bundle
            for rows in forms
            for bundle in self._bundles("matching", rows, ROWS_AT_ONCE + MOST_SURPLUS)
        ]
        for leader, rows in bundles:
            # Some values belong to no line, so that the last pair is not given away.
            lines = rows[: min(ROWS_AT_ONCE, len(rows) - 1)]
            if len(lines) < FEWEST_LINES:
                continue
            id = writer.id("matching", name, f"#{leader.key}")
            pairs = {row.name: column.text(row) for row in lines}
            values = tuple(map(column.text, rows))
            language = writer.wording.language
            yield Matching(
                id=id,
                about=writer.about,
                stem=self._matched(writer, name),
                pairs=tuple(
                    (left, pairs[left]) for left in distractors.arrange(writer.seed, id, pairs)
                ),
                options=distractors.lay_out(writer.seed, f"{id}/options", values, language),
            )

    def _matched(self, writer: Writer, name: str) -> str:
        """Ask to match rows and values under the label of their column, or in its sentence."""
        sentence, words = self.columns[name].sentence, writer.wording
        is_noun = words.is_noun(name) and not words.grammar.is_participle(name)
        if sentence and not is_noun:
            said = self.said(writer, name, BLANK, BLANK).replace(BLANK, "…")
            return writer.say("entities.matched", sentence=said)
        return writer.say("entities.matching", noun=self.entities, column=name)

    def _tables(self, writer: Writer) -> Iterator[Question]:
        """Ask to fill in a few rows."""
        columns = [name for name in self.asked if any(name in row.cells for row in self._rows)]
        if not columns or len(self._rows) < 2:
            return
        title = self.title(writer.wording)
        stem = writer.stem("table", "comparison.table", title=title)
        for leader, rows in self._bundles("table", self._rows, TABLE_ROWS, 2 * _SHARE):
            lines = tuple(
                (row.name, tuple(self._cell(writer, row, name) for name in columns)) for row in rows
            )
            grid = Grid(title, tuple(columns), lines)
            blanks = tuple(gap.part for line in grid.gaps for gap in line)
            if len(blanks) > 1:
                id = writer.id("table", NAME, f"#{leader.key}")
                yield Table(id=id, about=writer.about, stem=stem, grid=grid, blanks=blanks)

    def _cell(self, writer: Writer, row: EntityRow, name: str) -> Run:
        values = row.cells.get(name, ())
        if not values:
            return ()
        text = values[0]
        if len(values) > 1 and self.columns[name].many == "yes":
            text = writer.say("comparison.values", values=values)
        is_example = writer.wording.grammar.is_example(name) and not self.columns[name].ask
        if is_example or self.is_offered(self.sheet(writer.vocabulary).columns[name], row):
            return (text,)
        return (writer.gap(text, name, f"#{row.key}", values=values),)

    def _axes(self, writer: Writer, name: str, column: ColumnValues) -> Iterator[_Axis]:
        """Yield the orders in which a column puts its rows: by its values, and by how long."""
        own, plural = self.columns[name], self.plural_noun(writer.wording)
        if not (own.most or writer.wording.is_noun(name)):
            return
        told = {"column": self.label(name), "told": self._is_one_of_two(writer, column)}
        words = {**told, "plural": plural, "most": own.most, "moment": column.is_moment}
        words["told"] = told["told"] and bool(own.most)  # else its words have the label
        is_last = partial(writer.wording.grammar.is_last, moment=column.is_moment)
        # The earlier stands above the later, and more above less, unless the author's words are
        # those of the other end: the latest, the smallest.
        rising = column.is_moment != is_last(own.most)
        yield _Axis(
            labels=(name,),
            rows=column.ordered if rising else column.ordered[::-1],
            is_above=column.differ if rising else partial(_other_way, column.differ),
            order=writer.say("entities.order", **words),
            most=writer.say("entities.most", **words),
            more=own.more and partial(writer.say, "entities.more", more=own.more, **told),
            more_is_below=is_last(own.more) != is_last(own.most),
        )
        if own.longest:
            words = {"plural": plural, "longest": own.longest}
            yield _Axis(
                labels=(name, _LENGTH),
                rows=column.by_length,
                is_above=column.lasts_longer,
                order=writer.say("entities.lengths", **words),
                most=writer.say("entities.longest", **words),
                more=own.longer and partial(writer.say, "entities.longer", longer=own.longer),
            )

    def _is_one_of_two(self, writer: Writer, column: ColumnValues) -> bool:
        """Tell whether another column has an order that the same words may ask for.

        Of monarchs, it must be said whether the earliest was born, crowned or buried first.
        """
        sheet, own = self.sheet(writer.vocabulary), self.columns[column.name]
        for name in self.asked:
            other = sheet.columns[name]
            if other is column or other.sort is None or other.is_moment != column.is_moment:
                continue
            its = self.columns[name]
            is_same = (own.most and its.most == own.most) or (own.more and its.more == own.more)
            if column.is_moment or is_same:
                return True
        return False

    def _orderings(self, writer: Writer, column: ColumnValues, axis: _Axis) -> Iterator[Question]:
        """Ask which of some rows has the most of a quantity, or comes first; and for their order.

        Only rows are held against each other whose values differ clearly.
        """
        if len(axis.rows) < FEWEST_LINES:
            return
        places = {row.key: place for place, row in enumerate(axis.rows)}
        asked: set[frozenset[str]] = set()
        for leader in self._leaders(f"order {axis.name}", axis.rows, _ORDERINGS):
            around = sorted(
                axis.rows, key=lambda row: distractors.rank(axis.name, leader.key, row.key)
            )
            rows = [leader]
            for row in around:
                if len(rows) < ROWS_AT_ONCE - 1 and all(
                    axis.is_above(row, other) or axis.is_above(other, row) for other in rows
                ):
                    rows.append(row)
            rows.sort(key=lambda row: places[row.key])
            keys = frozenset(row.key for row in rows)
            if len(rows) < FEWEST_LINES or keys in asked:
                continue
            asked.add(keys)
            listed = [self.with_value(writer, row, column) for row in rows]
            because = writer.say("entities.ordered", values=listed)
            ranks = [[row.name] for row in rows]
            yield writer.ordering([*axis.labels, f"#{leader.key}"], axis.order, ranks, because)
        yield from self._firsts(writer, column, axis, places)

    def _firsts(
        self, writer: Writer, column: ColumnValues, axis: _Axis, places: Mapping[str, int]
    ) -> Iterator[Question]:
        """Ask which of some rows has the most, and hold two of them against each other."""
        compared: list[tuple[EntityRow, EntityRow]] = []
        for leader in self._leaders(f"most {axis.name}", axis.rows, _HIGHEST):
            place = places[leader.key]
            below = [row for row in axis.rows[place + 1 : place + 9] if axis.is_above(leader, row)]
            wrong = [
                Candidate(row.name, Reason.RANK, partial(self.with_value, writer, row, column))
                for row in below
            ]
            because = self.with_value(writer, leader, column)
            labels = [ORDER, *axis.labels, f"#{leader.key}"]
            yield from writer.choice(labels, axis.most, leader.name, wrong, because)
            if below:
                compared.append((leader, below[0]))
        if not axis.more:
            return
        # Every other one is false: were each left to chance, a few could be all true.
        compared.sort(key=lambda pair: distractors.rank("", self.id, pair[0].key))
        for number, (high, low) in enumerate(compared):
            labels = [ORDER, *axis.labels, f"#{high.key}"]
            values = [self.with_value(writer, row, column) for row in (high, low)]
            because = writer.say("entities.ordered", values=values)
            one, other = (self._phrase(writer, row, column) for row in (high, low))
            if axis.more_is_below:
                one, other = other, one
            true = axis.more(one=one, other=other)
            if number % 2:
                yield writer.true_false(labels, true, because, truth=True)
                continue
            false = axis.more(one=other, other=one)
            yield writer.true_false(labels, false, because, true, Reason.RANK, truth=False)

    def with_value(self, writer: Writer, row: EntityRow, column: ColumnValues) -> str:
        """Say what value a row has."""
        return self.said(writer, column.name, row.name, column.text(row))

    def _phrase(self, writer: Writer, row: EntityRow, column: ColumnValues) -> str:
        """Return a row's name as it stands in a sentence: as in that of a column, the Shire."""
        sentence = self.columns[column.name].sentence
        return phrase(sentence, self.name_marks(), row.name, writer.wording.grammar)

    def _leaders(self, of: str, rows: Sequence[EntityRow], many: int) -> Iterator[EntityRow]:
        """Yield about so many rows, each chosen by its key alone; by chance, it could be none.

        So those fill up whose keys come next, of which a row that is added takes the place of one.
        """
        number = 1
        while number * many * 2 <= len(rows):
            number *= 2
        ranks = {row.key: distractors.rank(of, self.id, row.key) for row in rows}
        chosen = {
            key for key, rank in ranks.items() if int.from_bytes(rank, "little") % number == 0
        }
        fewest = many - 1
        if len(chosen) < fewest:
            others = sorted(ranks.keys() - chosen, key=ranks.__getitem__)
            chosen.update(others[: fewest - len(chosen)])
        for row in rows:
            if row.key in chosen:
                yield row

    def _groups(self, writer: Writer, name: str, column: ColumnValues) -> Iterator[Question]:
        """Ask which rows have a value, where the values are few."""
        if not self.is_exclusive(name):
            return
        own = self.columns[name]
        for value, rows in column.groups.items():
            if name in self._polar and normal(value) != normal(writer.wording.polar[0]):
                continue  # whose number is no
            if self.asks_back(name):
                stem = self.filled(writer, name, own.ask_back, BLANK, value)
            elif own.sentence:
                sentence = self.said(writer, name, BLANK, value)
                stem = writer.say("entities.group", sentence=sentence)
            elif not (self.is_named(writer, name) or self.is_polar(name)):
                return
            else:
                plural = self.plural_noun(writer.wording)
                stem = writer.say("entities.members", plural=plural, column=name, value=value)
            others = [row for row in column.rows if value in Falsehoods(writer, name, row)]
            id = writer.id("multiple-choice", name, f"={value}")
            wrong = (
                Candidate(row.name, Reason.CELL, partial(self.with_value, writer, row, column))
                for row in distractors.around(id, others)
            )
            keys = [row.name for row in rows]
            labels = [name, f"={value}"]
            yield from writer.multiple_choice(labels, stem, keys, wrong, "")
