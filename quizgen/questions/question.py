"""Hold the types of question, the narrow waist between facts and outputs."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import zip_longest
from typing import ClassVar, Literal, NamedTuple

from quizgen.diagnostics import Position
from quizgen.knowledge import Reason
from quizgen.text.markup import plain
from quizgen.text.wording import Wording


class Level(StrEnum):
    """How much a question gives away, from picking the key out to naming it unaided."""

    RECOGNISE = "recognise"
    CUED = "cued"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a sound: its file's name, what it shows or says, the side it is shown with."""

    kind: Literal["image", "audio"]
    name: str
    alt: str
    side: Literal["question", "answer"]

    def in_words(self, words: Wording) -> str:
        """Return what stands for it where only words can."""
        return words.say(f"terminal.{self.kind}", alt=plain(self.alt))


def beside(text: str, media: Iterable[Media]) -> str:
    """Return the words to be shown with their picture or sound: none that only describe it."""
    return "" if any(each.alt == text for each in media) else text


def in_words(text: str, media: Iterable[Media], words: Wording) -> str:
    """Return what stands for an option where only plain words can."""
    media = tuple(media)
    said = (plain(beside(text, media)), *(each.in_words(words) for each in media))
    return " ".join(filter(None, said))


@dataclass(frozen=True, slots=True)
class About:
    """What all questions of one fact share: where it stands, and what is shown with an answer."""

    fact: str
    kind: str
    title: str
    deck: str
    topic: str
    path: tuple[str, ...]
    tags: tuple[str, ...]
    sources: tuple[str, ...]
    why: str
    position: Position
    media: tuple[Media, ...] = ()
    option_media: Mapping[str, tuple[Media, ...]] = field(
        default_factory=dict, hash=False
    )  # by the option's words
    lines: tuple[tuple[str, str], ...] = ()  # labels and texts that are shown with every answer
    has_note: bool = True  # whether it is a note in Anki
    # Parts of which Anki has short answers typed in; an empty text stands for all.
    typed: frozenset[str] = frozenset()
    known_by: str = ""  # the words by which the fact is known again

    def shown(self, side: str) -> tuple[Media, ...]:
        """Return what is shown with the question, or with the answer."""
        return tuple(each for each in self.media if each.side == side)

    def beside(self, option: str) -> str:
        """Return the words to be shown with an option's picture or sound."""
        return beside(option, self.option_media.get(option, ()))

    @property
    def files(self) -> tuple[Media, ...]:
        """Return every picture and sound, of the fact and of its options."""
        return (*self.media, *(each for media in self.option_media.values() for each in media))


class Distractor(NamedTuple):
    """A wrong option, with the reason why it is wrong: its kind, and a sentence for the learner.

    `repeats` says that the sentence says no more than what is said of the key.
    """

    text: str
    reason: Reason
    because: str
    repeats: bool = False


class Gap(NamedTuple):
    """A part of a passage that a question can hide; `values` are those of a text of several.

    `alike` are the texts of the gaps with which it is interchangeable, its own too; `also` is what
    else is true there, and counts, and `wrong` what its author says to be wrong there. What cannot
    fairly be `typed` is said to oneself.
    """

    part: str
    text: str
    hint: str = ""
    values: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    typed: bool = True
    also: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


class Lead(str):
    """Text before a gap whose article fits any answer, and which knows it as it was `written`.

    “A(n)” stands there while the gap is hidden; filled, it reads as its author wrote it.
    """

    written: str

    @classmethod
    def of(cls, fitted: str, written: str) -> str:
        """Return the text, which remembers what was written if that is another."""
        if fitted == written:
            return fitted
        lead = cls(fitted)
        lead.written = written
        return lead

    @staticmethod
    def read(text: str, *, hidden: bool) -> str:
        """Return the text as it is read where the gap behind it is hidden, or is not."""
        return text.written if isinstance(text, Lead) and not hidden else str(text)


# A run of text, some of which can be hidden.
Run = tuple[str | Gap, ...]


def gaps_of(runs: Iterable[Run]) -> tuple[Gap, ...]:
    """Return the gaps in runs of text."""
    return tuple(piece for run in runs for piece in run if isinstance(piece, Gap))


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage of running text."""

    title: str
    run: Run

    def text(self, hidden: str = "", blank: str = "") -> str:
        """Return the whole text, with a blank in place of the part that is hidden."""
        pieces = self.pieces({hidden} if hidden else ())
        return "".join(blank if isinstance(piece, Gap) else piece for piece in pieces)

    def pieces(self, hidden: Container[str]) -> list[str | Gap]:
        """Return what is read of it, and the gaps of the parts that are hidden."""
        pieces: list[str | Gap] = []
        for piece, following in zip_longest(self.run, self.run[1:]):
            if isinstance(piece, str):
                is_blank = isinstance(following, Gap) and following.part in hidden
                pieces.append(Lead.read(piece, hidden=is_blank))
            else:
                pieces.append(piece if piece.part in hidden else piece.text)
        return pieces


@dataclass(frozen=True, slots=True)
class Chain:
    """A passage of numbered lines; the runs of one line share its rank."""

    title: str
    lines: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A passage of lists, each under its label (empty where there are no groups)."""

    title: str
    groups: tuple[tuple[str, tuple[Run, ...]], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A passage laid out as a table: column heads, then rows of a label and one cell a column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Run, ...]], ...]

    @property
    def gaps(self) -> tuple[tuple[Gap, ...], ...]:
        """Return what can be hidden in each row."""
        return tuple(gaps_of(cells) for _, cells in self.rows)


Passage = Prose | Chain | Bullets | Grid


def fact_of(id: str) -> str:
    """Return the fact in the id of a question; of a fact's own id, itself."""
    return id.partition("/")[0]


def part_of(id: str) -> str:
    """Return the part of the fact that is asked, in the id of a question or in a card's name."""
    return id.rpartition("/")[0].rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every question has. Its id is made of the fact's id and what is asked, never of text."""

    type: ClassVar[str]
    level: ClassVar[Level]

    id: str
    about: About
    stem: str
    because: str = ""  # why the key is right

    @property
    def part(self) -> str:
        """Return the part of the fact that is asked, as ids and cloze numbers know it."""
        return part_of(self.id)

    @property
    def card(self) -> str:
        """Return what its card is called among those of its fact: its id without the fact's."""
        return f"{self.part}/{self.type}"

    @property
    def key_text(self) -> str:
        """Return the right answer as one line."""
        raise NotImplementedError

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the texts each right by itself: none that are judged, ordered or matched."""
        return ()

    @property
    def typed(self) -> bool:
        """Tell whether its keys are words to be typed."""
        return False

    @property
    def said(self) -> bool:
        """Tell whether its answer is said to oneself, since nobody can type it fairly."""
        return False

    @property
    def answers(self) -> tuple[str, ...]:
        """Return what a student is to find, in all its forms: whoever reads it knows the answer."""
        return self.keys

    @property
    def texts(self) -> tuple[str, ...]:
        """Return what a student reads of it before answering."""
        return (self.stem,)

    @property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        """Return what it names: each term with its other names."""
        return tuple((key,) for key in self.keys)

    @property
    def media(self) -> tuple[Media, ...]:
        """Return the pictures and sounds of it or of its answer, but for those of options."""
        return self.about.media


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyChoice(Question):
    """Keys among distractors; `options` is all of them in the order in which they are shown."""

    level = Level.RECOGNISE

    distractors: tuple[Distractor, ...]
    options: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.stem, *self.options)

    @property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        wrong = (each.text for each in self.distractors)
        return tuple((text,) for text in (*self.options, *wrong))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(AnyChoice):
    """One key among distractors."""

    type = "choice"

    key: str

    @property
    def key_text(self) -> str:
        return self.key

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key,)


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice(AnyChoice):
    """Several keys among distractors: choose all that apply."""

    type = "multiple-choice"

    keys: tuple[str, ...] = field()  # else the property of Question would be its default

    @property
    def key_text(self) -> str:
        return "; ".join(self.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Question):
    """A statement that is true or false; the correction is a true one in place of a false one."""

    type = "true-false"
    level = Level.RECOGNISE

    truth: bool
    key: str  # "true" or "false" in the language of the collection
    correction: str = ""
    reason: Reason | None = None

    @property
    def key_text(self) -> str:
        return f"{self.key} — {self.correction}" if self.correction else self.key

    @property
    def answers(self) -> tuple[str, ...]:
        # The statement itself: another question that says it, or its correction, would judge it.
        return (self.stem, self.correction) if self.correction else (self.stem,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall(Question):
    """One answer to be given in words; its other names are accepted too."""

    accepted: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key_text,)

    @property
    def answers(self) -> tuple[str, ...]:
        return (self.key_text, *self.accepted)

    @property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        return (self.answers,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer(Recall):
    """A term or a phrase to be given; `typed` if it can fairly be typed and marked."""

    type = "short-answer"
    level = Level.FREE

    answer: str
    typed: bool = True
    language: str = ""  # the code of the answer's, where it is not the collection's
    # What may be so, too, but is not asked for: each with its other names.
    possible: tuple[tuple[str, ...], ...] = ()

    @property
    def key_text(self) -> str:
        return self.answer

    @property
    def said(self) -> bool:
        return not self.typed

    @property
    def media(self) -> tuple[Media, ...]:
        own = self.about.option_media.get(self.answer, ())
        return (*self.about.media, *(replace(each, side="answer") for each in own))


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Question):
    """A number or a range to be given with its unit; None where the range is open."""

    type = "number"
    level = Level.FREE

    answer: str
    low: float | None
    high: float | None
    unit: str
    tolerance: str = ""
    molar_mass: str = ""

    @property
    def key_text(self) -> str:
        return self.answer

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key_text,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(Recall):
    """One gap of a passage to be filled; the questions of one passage share it."""

    type = "cloze"
    level = Level.CUED

    passage: Passage
    gap: Gap

    @property
    def key_text(self) -> str:
        return self.gap.text

    @property
    def typed(self) -> bool:
        return self.gap.typed

    @property
    def said(self) -> bool:
        return not self.typed

    @property
    def texts(self) -> tuple[str, ...]:
        if isinstance(self.passage, Prose):
            return (self.stem, self.passage.text())  # the word bank shows the gaps
        return (self.stem,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRecall(Question):
    """Members to be named in any order."""

    type = "list"
    level = Level.FREE

    members: tuple[tuple[str, ...], ...]  # each with its other names
    # How the key shows them, if they are grouped.
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    # What is true beside the members, and counts in place of one.
    also: tuple[tuple[str, ...], ...] = ()
    language: str = ""  # the code of the members', where it is not the collection's
    # What is stated to be wrong where others may be right; None where all else is wrong.
    wrong: tuple[str, ...] | None = None

    @property
    def key_text(self) -> str:
        return "; ".join(self.keys)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(member[0] for member in self.members)

    @property
    def typed(self) -> bool:
        return True

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(name for member in self.members for name in member)

    @property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        return self.members


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(Question):
    """Items to be put in order; the items of one rank are tied."""

    type = "ordering"
    level = Level.FREE

    ranks: tuple[tuple[str, ...], ...]
    shuffled: tuple[str, ...]

    @property
    def key_text(self) -> str:
        return " → ".join(" = ".join(rank) for rank in self.ranks)

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(text for rank in self.ranks for text in rank)

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.stem, *self.shuffled)

    @property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        return tuple((text,) for text in self.shuffled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(Question):
    """Each item on the left belongs to one option on the right, which may serve several or none."""

    type = "matching"
    level = Level.RECOGNISE

    pairs: tuple[tuple[str, str], ...]
    options: tuple[str, ...]

    @property
    def key_text(self) -> str:
        return "; ".join(f"{left} — {right}" for left, right in self.pairs)

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(left for left, _ in self.pairs)

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.stem, *self.answers, *self.options)

    @property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        return tuple((text,) for text in (*self.options, *self.answers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Question):
    """A table whose cells are blank and are to be filled in; `blanks` are the parts of its gaps."""

    type = "table"
    level = Level.CUED

    grid: Grid
    blanks: tuple[str, ...]

    @property
    def key_text(self) -> str:
        return "; ".join(self.answers)

    @property
    def said(self) -> bool:
        return not any(gap.typed for row in self.grid.gaps for gap in row)

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(gap.text for row in self.grid.gaps for gap in row)

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.stem, self.key_text, *self.grid.columns)

    @property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        return tuple((text,) for text in (*self.answers, *self.grid.columns))


TYPES: tuple[type[Question], ...] = (
    Choice,
    MultipleChoice,
    TrueFalse,
    ShortAnswer,
    Number,
    Cloze,
    ListRecall,
    Ordering,
    Matching,
    Table,
)
