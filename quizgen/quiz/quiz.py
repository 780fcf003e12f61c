"""Gives the resolved quiz: items ordered, numbered, lettered, pointed; as plain data for every reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from quizgen.knowledge import Reason
from quizgen.questions.distractors import arrange, lay_out, rank
from quizgen.questions.types import (
    Bullets,
    Chain,
    Choice,
    Cloze,
    Gap,
    Grid,
    ListRecall,
    Matching,
    Media,
    MultipleChoice,
    Number,
    Ordering,
    Passage,
    Prose,
    Run,
    ShortAnswer,
    Table,
    TrueFalse,
)
from quizgen.quiz.selection import DEFAULT_NUMBER as DEFAULT_NUMBER
from quizgen.quiz.selection import Candidate as Candidate
from quizgen.quiz.selection import Selection as Selection
from quizgen.quiz.selection import candidates as candidates
from quizgen.quiz.selection import choose as choose
from quizgen.text.words import normal


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Option(_Data):
    """Something to be picked, with its letter; `text` is what it is known by, also where only its picture is shown."""

    letter: str
    text: str
    media: tuple[Media, ...] = ()


class Blank(_Data):
    """A gap to be filled: its number in the item, its question's id, the answer and what else counts."""

    number: int
    question: str
    answer: str
    accepted: tuple[str, ...] = ()
    hint: str = ""


class Line(_Data):
    """A line of a passage: a label and cells, each of texts and of the numbers of blanks."""

    label: str = ""
    cells: tuple[tuple[str | int, ...], ...]


class Shown(_Data):
    """A passage as it is laid out."""

    layout: Literal["prose", "chain", "bullets", "grid"]
    title: str = ""
    columns: tuple[str, ...] = ()
    lines: tuple[Line, ...]


class _Item(_Data):
    number: int
    id: str
    fact: str
    kind: str
    deck: str
    topic: str
    level: str
    stem: str
    points: int
    because: str = ""
    why: str = ""
    sources: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()


class ChoiceItem(_Item):
    """One key, or several, among lettered options; a reason for each wrong one."""

    type: Literal["choice", "multiple-choice"]
    options: tuple[Option, ...]
    keys: tuple[str, ...]
    reasons: dict[str, str]


class TrueFalseItem(_Item):
    """A statement to be judged, and corrected if it is false."""

    type: Literal["true-false"]
    truth: bool
    correction: str


class ShortAnswerItem(_Item):
    """A term or phrase to be given."""

    type: Literal["short-answer"]
    answer: str
    accepted: tuple[str, ...]
    typed: bool


class NumberItem(_Item):
    """A number with its unit to be given."""

    type: Literal["number"]
    answer: str
    low: float | None
    high: float | None
    unit: str
    tolerance: str


class PassageItem(_Item):
    """Blanks to be filled in a passage or in a table."""

    type: Literal["cloze", "table"]
    passage: Shown
    blanks: tuple[Blank, ...]


class ListItem(_Item):
    """Members to be named in any order, each with its other names; `also` counts in place of one that is missing."""

    type: Literal["list"]
    members: tuple[tuple[str, ...], ...]
    also: tuple[tuple[str, ...], ...] = ()


class OrderingItem(_Item):
    """Lettered items to be put in order; `order` is the letters by rank."""

    type: Literal["ordering"]
    options: tuple[Option, ...]
    order: tuple[tuple[str, ...], ...]


class MatchingItem(_Item):
    """Lines on the left, each to be given the letter of an option; an option may serve several."""

    type: Literal["matching"]
    left: tuple[str, ...]
    options: tuple[Option, ...]
    keys: tuple[str, ...]


Item = Annotated[
    ChoiceItem
    | TrueFalseItem
    | ShortAnswerItem
    | NumberItem
    | PassageItem
    | ListItem
    | OrderingItem
    | MatchingItem,
    Field(discriminator="type"),
]


class Section(_Data):
    """The items of one type, in order; a word bank for the gaps of all its passages."""

    type: str
    items: tuple[Item, ...]
    bank: tuple[str, ...] = ()


class Quiz(_Data):
    """Everything that a reader of a quiz needs, and nothing that it could decide otherwise."""

    title: str
    language: str
    seed: str
    variant: str
    sections: tuple[Section, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def points(self) -> int:
        """The sum of all points."""
        return sum(item.points for item in self.items)


SECTIONS = (
    "choice",
    "multiple-choice",
    "true-false",
    "matching",
    "ordering",
    "cloze",
    "table",
    "list",
    "short-answer",
    "number",
)


def resolve(
    chosen: Iterable[Candidate], title: str, language: str, seed: str, variant: str = "A"
) -> Quiz:
    """The quiz of these questions: order, letters and blanks hang on seed and variant, for each item by itself."""
    key = f"{seed}\0{variant}"
    by_type: dict[str, list[Candidate]] = {}
    for candidate in chosen:
        by_type.setdefault(candidate[0].type, []).append(candidate)
    sections = []
    number = 1
    for type_ in SECTIONS:
        items = []
        for candidate in sorted(by_type.get(type_, ()), key=lambda each: rank(key, "", each[0].id)):
            items.append(_item(candidate, number, key, seed))
            number += 1
        if items:
            sections.append(
                Section(
                    type=type_,
                    items=tuple(items),
                    bank=_bank(items, key) if type_ == "cloze" else (),
                )
            )
    return Quiz(
        title=title, language=language, seed=seed, variant=variant, sections=tuple(sections)
    )


def sequence(quiz: Quiz) -> tuple[Item, ...]:
    """The items in the order in which a person is asked one by one: by hash, those of one fact evenly apart."""
    key = f"{quiz.seed}\0{quiz.variant}"
    by_fact: dict[str, list[Item]] = {}
    for item in sorted(quiz.items, key=lambda each: rank(key, "sequence", each.id)):
        by_fact.setdefault(item.fact, []).append(item)
    places: dict[str, float] = {}
    for fact, items in by_fact.items():
        start = int.from_bytes(rank(key, "sequence", fact)) / 2**64
        places |= {item.id: (place + start) / len(items) for place, item in enumerate(items)}
    return tuple(sorted(quiz.items, key=lambda item: (places[item.id], item.id)))


def letters() -> Iterator[str]:
    """A, B, C … Z, AA, AB …"""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    for first in letters():
        yield from (first + second for second in alphabet)


def digest(quiz: Quiz) -> str:
    """A few letters that tell two quizzes apart, to be printed on sheet and key."""
    return blake2b(quiz.model_dump_json().encode(), digest_size=3).hexdigest()


# Resolving ------------------------------------------------------------------------------------------------------------


def _item(candidate: Candidate, number: int, key: str, seed: str) -> Item:
    question = candidate[0]
    about = question.about
    shared: dict[str, Any] = {
        "number": number,
        "id": question.id,
        "fact": about.fact,
        "kind": about.kind,
        "deck": about.deck,
        "topic": about.topic,
        "level": str(question.level),
        "stem": question.stem,
        "because": question.because,
        "why": about.why,
        "sources": about.sources,
        "media": question.media,
        "type": question.type,
    }
    if isinstance(question, Choice | MultipleChoice):
        keys = (question.key,) if isinstance(question, Choice) else question.keys
        options = _lettered(lay_out(key, question.id, question.options))
        by_text = {option.text: option.letter for option in options}
        taught = [each for each in question.distractors if each.reason is not Reason.AUTHORED]
        reasons = dict(sorted((by_text[each.text], each.because) for each in taught))
        marked = tuple(option.letter for option in options if option.text in keys)
        # Points stand on the sheet, so they must not tell how many keys there are.
        points = 1 if isinstance(question, Choice) else max(1, len(options) // 2)
        shown = tuple(
            each.model_copy(update={"media": about.option_media.get(each.text, ())})
            for each in options
        )
        return ChoiceItem(**shared, options=shown, keys=marked, reasons=reasons, points=points)
    if isinstance(question, TrueFalse):
        return TrueFalseItem(
            **shared, truth=question.truth, correction=question.correction, points=1
        )
    if isinstance(question, ShortAnswer):
        return ShortAnswerItem(
            **shared,
            answer=question.answer,
            accepted=question.accepted,
            typed=question.typed,
            points=1,
        )
    if isinstance(question, Number):
        shared |= {
            "low": question.low,
            "high": question.high,
            "unit": question.unit,
            "tolerance": question.tolerance,
        }
        return NumberItem(**shared, answer=question.answer, points=1)
    if isinstance(question, ListRecall):
        return ListItem(
            **shared, members=question.members, also=question.also, points=len(question.members)
        )
    if isinstance(question, Ordering):
        options = _lettered(_shuffled(question, key))
        by_text = {option.text: option.letter for option in options}
        order = tuple(tuple(sorted(by_text[text] for text in group)) for group in question.ranks)
        return OrderingItem(**shared, options=options, order=order, points=len(options))
    if isinstance(question, Matching):
        pairs = sorted(question.pairs, key=lambda pair: rank(key, question.id, pair[0]))
        options = _lettered(lay_out(key, question.id, question.options))
        by_text = {option.text: option.letter for option in options}
        return MatchingItem(
            **shared,
            left=tuple(left for left, _ in pairs),
            options=options,
            keys=tuple(by_text[right] for _, right in pairs),
            points=len(pairs),
        )
    if isinstance(question, Table):
        return _table(question, shared, seed)
    assert isinstance(question, Cloze)
    return _cloze(candidate, shared)


def _lettered(texts: Iterable[str]) -> tuple[Option, ...]:
    return tuple(
        Option(letter=letter, text=text) for letter, text in zip(letters(), texts, strict=False)
    )


def _shuffled(question: Ordering, key: str) -> Sequence[str]:
    """The items in an order by hash; where that puts no rank before a higher one, turned by one place."""
    order = arrange(key, question.id, question.shuffled)
    places = {text: place for place, tied in enumerate(question.ranks) for text in tied}
    turned = all(places[one] <= places[other] for one, other in pairwise(order))
    return (*order[1:], order[0]) if turned else order


def _table(question: Table, shared: dict[str, Any], seed: str) -> PassageItem:
    """Half of the cells blank, by hash, and never all of a row, unless there is no row with two."""
    gaps = [
        [piece for run in row for piece in run if isinstance(piece, Gap)]
        for _, row in question.grid.rows
    ]
    by_hash = sorted(
        (gap for row in gaps for gap in row), key=lambda gap: rank(seed, question.id, gap.part)
    )
    wanted = max(1, len(by_hash) // 2)
    blank: list[str] = []
    for gap in by_hash:
        row = next(row for row in gaps if gap in row)
        if len(blank) < wanted and sum(each.part in blank for each in row) < len(row) - 1:
            blank.append(gap.part)
    blank = blank or [gap.part for gap in by_hash[:wanted]]
    passage, blanks = _layout(question.grid, dict.fromkeys(blank, (question.id, ())))
    return PassageItem(**shared, passage=passage, blanks=blanks, points=len(blanks))


def _cloze(candidate: Candidate, shared: dict[str, Any]) -> PassageItem:
    clozes = [question for question in candidate if isinstance(question, Cloze)]
    wanted = {question.gap.part: (question.id, question.accepted) for question in clozes}
    passage, blanks = _layout(clozes[0].passage, wanted)
    return PassageItem(**shared, passage=passage, blanks=blanks, points=len(blanks))


def _layout(
    passage: Passage, wanted: Mapping[str, tuple[str, tuple[str, ...]]]
) -> tuple[Shown, tuple[Blank, ...]]:
    """The passage with blanks for the wanted parts, each with its question's id and what else counts."""
    blanks: list[Blank] = []

    def run(pieces: Run) -> tuple[str | int, ...]:
        shown: list[str | int] = []
        for piece in pieces:
            if isinstance(piece, Gap) and piece.part in wanted:
                question, accepted = wanted[piece.part]
                number = len(blanks) + 1
                blanks.append(
                    Blank(
                        number=number,
                        question=question,
                        answer=piece.text,
                        accepted=accepted,
                        hint=piece.hint,
                    )
                )
                shown.append(number)
            else:
                shown.append(piece.text if isinstance(piece, Gap) else piece)
        return tuple(shown)

    lines: list[Line] = []
    columns: tuple[str, ...] = ()
    if isinstance(passage, Prose):
        lines = [Line(cells=(run(passage.run),))]
    elif isinstance(passage, Chain):
        lines = [Line(cells=tuple(map(run, line))) for line in passage.lines]
    elif isinstance(passage, Bullets):
        lines = [Line(label=label, cells=tuple(map(run, runs))) for label, runs in passage.groups]
    else:
        columns = passage.columns
        lines = [Line(label=label, cells=tuple(map(run, cells))) for label, cells in passage.rows]
    layout = {Prose: "prose", Chain: "chain", Bullets: "bullets", Grid: "grid"}[type(passage)]
    return Shown(layout=layout, title=passage.title, columns=columns, lines=tuple(lines)), tuple(
        blanks
    )


def _bank(items: Sequence[Item], key: str) -> tuple[str, ...]:
    """All answers of the gaps, each once (case does not count), in an order by hash."""
    answers = [
        blank.answer for item in items if isinstance(item, PassageItem) for blank in item.blanks
    ]
    once = {normal(answer): answer for answer in sorted(answers)}
    return tuple(sorted(once.values(), key=lambda answer: rank(key, "bank", normal(answer))))
