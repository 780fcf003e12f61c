"""Hold what items of all types have: their common data, and the methods that a type fills in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, Self

from pydantic import BaseModel, ConfigDict

from quizgen.grading import Lexicon
from quizgen.grading.marks import (
    DONT_KNOW,
    HAD,
    MISSED,
    Mark,
    Part,
    Response,
    SelfReport,
    Verdict,
    is_unknown,
)
from quizgen.grading.slips import letter_by_letter
from quizgen.grading.typed_answers import Judgement
from quizgen.questions.question import Media, in_words
from quizgen.quiz.selection import Candidate
from quizgen.text.answer_forms import clean
from quizgen.text.markup import escaped, plain
from quizgen.text.sameness import identity
from quizgen.text.wording import Wording

RIGHT, PARTLY, WRONG = "✓", "~", "✗"

SIGNS = {
    Verdict.RIGHT: RIGHT,
    Verdict.SLIP: RIGHT,
    Verdict.CLOSE: PARTLY,
    Verdict.CONFUSED: WRONG,
    Verdict.WRONG: WRONG,
    Verdict.MISSING: WRONG,
    Verdict.DONT_KNOW: WRONG,
}

LONGEST_KEPT = 200  # characters of each text of a response
MOST_EXTRAS = 100
MOST_LETTERS = 1000

# The room of an item, in lines of a common sheet.
LETTERS_A_ROW = 85
SPACE_BELOW = 0.9
A_WRITTEN_LINE = 1.6


class NotAResponseError(ValueError):
    """Text that cannot be a response to the item; its message says what can."""


class Draw(NamedTuple):
    """What the order, the letters and the blanks of a quiz hang on."""

    seed: str
    variant: str
    language: str = "en"

    @property
    def key(self) -> str:
        """The two as one text."""
        return f"{self.seed}\0{self.variant}"


class VerdictRow(NamedTuple):
    """One thing that was asked: a sign of its verdict, the response, what is right, and a note.

    `label` is an option's letter, the number of a gap or of a place, or the line to be matched.
    `response` is empty where there was none; `answer` is empty where nothing needs to be said
    beside the response. One of them is there. `letters` shows a slip letter by letter, in plain
    words. The other texts carry the markup of their author; those of a
    response, and those made here, are escaped.
    """

    sign: str
    label: str
    response: str
    answer: str
    note: str = ""
    letters: str = ""


class Sought(NamedTuple):
    """One thing that an item asks for: all its names, and the words that ask for it.

    Without names, the words are a statement to be judged. Of a table or a matching, `row` is what
    it is sought of.
    """

    names: tuple[str, ...]
    context: str
    row: str = ""


class Data(BaseModel):
    """Plain data that never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Option(Data):
    """Something to be picked: its letter, and the text that it is known by.

    The text is there also where only the option's picture is shown.
    """

    letter: str
    text: str
    media: tuple[Media, ...] = ()


def lines_of_print(text: str) -> int:
    """Return how many lines of print a text takes."""
    return -(-len(text) // LETTERS_A_ROW)


class BaseItem(Data):
    """What items of every type have, and what each type says of itself.

    The methods that raise NotImplementedError are those that a new type must have.
    """

    types: ClassVar[tuple[str, ...]]  # the types of question that it serves

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
    type: str

    def title(self, words: Wording) -> str:
        """Return the name of its type, for a person."""
        return words.say(f"type.{self.type}")

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the ids of the questions that it asks: its own, or those of its gaps."""
        return (self.id,)

    def media_at(self, side: str) -> tuple[Media, ...]:
        """Return the pictures and sounds that go with the question, or with the answer."""
        return tuple(each for each in self.media if each.side == side)

    # How it is made ---------------------------------------------------------------------------

    @classmethod
    def of(cls, candidate: Candidate, number: int, draw: Draw) -> Self:
        """Return the item that asks a question, or all the gaps of one text."""
        question = candidate[0]
        about = question.about
        return cls(
            number=number,
            id=question.id,
            fact=about.fact,
            kind=about.kind,
            deck=about.deck,
            topic=about.topic,
            level=str(question.level),
            stem=question.stem,
            because=question.because,
            why=about.why,
            sources=about.sources,
            media=question.media,
            type=question.type,
            **cls.own_data(candidate, draw),
        )

    @classmethod
    def own_data(cls, candidate: Candidate, draw: Draw) -> dict[str, Any]:
        """Return the values of its own fields, and its points."""
        raise NotImplementedError

    # What a response is worth -----------------------------------------------------------------

    def response_of(self, response: Response) -> Response:
        """Return what a response means that was stored, or that a program gave, as texts alone."""
        return DONT_KNOW if is_unknown(response) else response

    def mark(self, response: Response, lexicon: Lexicon) -> Mark:
        """Return the mark of a response; nothing that may be in it raises.

        What cannot be is wrong, what is not there is missing. A mark is in plain words: those of
        the item without their markup, those of the response as they were typed.
        """
        return self.mark_texts(tuple(str(each) for each in response), lexicon)

    def mark_texts(self, texts: tuple[str, ...], lexicon: Lexicon) -> Mark:
        """Return the mark of the texts of a response; `?` alone says that one does not know."""
        raise NotImplementedError

    def verdict_rows(
        self, response: Response, mark: Mark, words: Wording
    ) -> tuple[list[VerdictRow], str]:
        """Return what was asked, thing by thing, and the right answer where no row says it."""
        return self.own_rows(self.response_of(response), mark, words)

    def own_rows(
        self, response: Response, mark: Mark, words: Wording
    ) -> tuple[list[VerdictRow], str]:
        """Return the same of a response that is read already."""
        raise NotImplementedError

    # How it is put, and read in lines ---------------------------------------------------------

    def own_view(self) -> dict[str, Any]:
        """Return what may be seen of it beside the stem, as plain data: nothing of its key."""
        return {}

    @property
    def room(self) -> float:
        """How many lines of a common sheet it takes, about, with the space below it."""
        return lines_of_print(plain(self.stem)) + SPACE_BELOW + self.own_room

    @property
    def own_room(self) -> float:
        """How many lines stand below its stem: options, or lines to be written on."""
        return A_WRITTEN_LINE

    # What it tells of other items --------------------------------------------------------------

    recalled: ClassVar[bool] = True  # whether its answer is to be named rather than picked

    def reading(self) -> list[str]:
        """Return what a student reads of it beside what is offered, a statement or cell each."""
        return [plain(self.stem)]

    def offers(self) -> list[str]:
        """Return the texts among which is picked: they may be wrong, so they state nothing."""
        return []

    def sought(self) -> list[Sought]:
        """Return all that it asks for."""
        return []

    @property
    def banked(self) -> tuple[str, ...]:
        """What the word bank of its section holds for it."""
        return ()

    def body(self, words: Wording) -> list[str]:
        """Return what is asked, in plain words: the stem, its media, what stands below them."""
        lines = [plain(self.stem)] if self.stem else []
        lines += [each.in_words(words) for each in self.media_at("question")]
        return lines + self.own_lines(words)

    def own_lines(self, words: Wording) -> list[str]:
        """Return what stands below the stem: options, a passage, lines to be matched."""
        return []

    def name(self, words: Wording) -> str:
        """Return what it is called among others, in one line: its stem, or else its text."""
        return " ".join((plain(self.stem) or " ".join(self.own_lines(words))).split())

    def instruction(self, words: Wording) -> str:
        """Return what may be typed to answer it."""
        return words.say(f"answer.{self.type}")

    def prompts(self, words: Wording) -> list[str]:
        """Return the prompt of each line that it wants; of a list, the one of all its lines."""
        return ["> "]

    @property
    def said(self) -> Mapping[int, str]:
        """What is said to oneself, not typed: by the place of its prompt, the answer."""
        return {}

    @property
    def several(self) -> bool:
        """Whether it wants several texts, which may be typed in one line with semicolons."""
        return False

    def parse(self, lines: Iterable[str], words: Wording) -> Response:
        """Return the response in these lines, one for each prompt.

        Raises NotAResponseError where letters are wanted and something else is typed.
        """
        texts = tuple(line.strip() for line in lines)
        return DONT_KNOW if is_unknown(texts) else self.parse_texts(texts, words)

    def parse_texts(self, texts: tuple[str, ...], words: Wording) -> Response:
        """Return the response in lines that do not say that one does not know."""
        return texts

    # Its key ----------------------------------------------------------------------------------

    def key_lines(self, words: Wording) -> list[str]:
        """Return the right answer, a line each."""
        raise NotImplementedError

    def short_key(self, words: Wording) -> str:
        """Return the key in a few letters, for a grid; empty where it takes words."""
        return ""

    def strip_key(self, words: Wording) -> str:
        """Return the key in one line, for a page with all answers of one test."""
        return self.short_key(words) or "; ".join(self.key_lines(words))

    def key_context(self) -> list[str]:
        """Return what the key is to be read in, a line each; empty where the stem says it."""
        return []

    @property
    def parts(self) -> int:
        """How many parts of it are marked by themselves."""
        return 1

    def credit(self, words: Wording) -> str:
        """Return how many points an answer is worth that is partly right, or nothing."""
        if self.parts < 2:
            return ""
        if self.points == self.parts:
            return words.say("credit.each")
        return words.say("credit.shared", points=self.points, parts=self.parts)

    def alternatives(self, words: Wording) -> list[str]:
        """Return what else counts beside each line of the key; may be empty."""
        return []

    def against(self) -> list[str]:
        """Return what is against each wrong option, a line each."""
        return []

    def notes(self, words: Wording) -> list[str]:
        """Return what else there is to know for marking."""
        return []

    def key_media(self) -> Iterator[Media]:
        """Yield what the key shows: what goes with the answer, and what is the answer."""
        yield from self.media


# Letters --------------------------------------------------------------------------------------


def letters() -> Iterator[str]:
    """Yield A, B, C … Z, AA, AB …"""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    for first in letters():
        yield from (first + second for second in alphabet)


def lettered(texts: Iterable[str]) -> tuple[Option, ...]:
    """Return texts as options with their letters."""
    return tuple(
        Option(letter=letter, text=text) for letter, text in zip(letters(), texts, strict=False)
    )


def by_letter(options: Iterable[Option]) -> dict[str, str]:
    """Return the text of each option."""
    return {option.letter: option.text for option in options}


def plain_by_letter(options: Iterable[Option]) -> dict[str, str]:
    """Return the plain words of each option."""
    return {option.letter: plain(option.text) for option in options}


def option_lines(options: Iterable[Option], words: Wording) -> list[str]:
    """Return options as lines of plain words."""
    return [f"  {each.letter}) {in_words(each.text, each.media, words)}" for each in options]


def letters_in(texts: Sequence[str]) -> list[str]:
    """Return the letters in the texts of a response, each once, as they stand on the sheet."""
    cleaned = (clean(text, LONGEST_KEPT).upper() for text in texts[:MOST_LETTERS])
    return list(dict.fromkeys(letter for letter in cleaned if letter))


def in_letters(response: Response, options: Sequence[Option]) -> Response:
    """Return a response with the letter of each option for its words, which programs may give."""
    if isinstance(response, SelfReport):
        return response
    known = {option.letter for option in options}
    letter_of = {identity(plain(option.text)): option.letter for option in options}
    return tuple(
        text if text.strip().upper() in known else letter_of.get(identity(text), text)
        for text in response
    )


def parse_letters(options: Sequence[Option], text: str, *, once: bool) -> tuple[str, ...]:
    """Return the letters that a text means, such as `A C`, `a,c`, `ac` or `1 3`."""
    known = [option.letter for option in options]
    words = re.split(r"[\s,;]+", text.strip().upper())
    if len(words) == 1 and words[0] not in known and not words[0].isdigit():
        words = list(words[0])
    typed = []
    for word in words:
        is_place = word.isdecimal() and 0 < int(word) <= len(known)
        typed.append(known[int(word) - 1] if is_place else word)
    if not typed or any(letter not in known for letter in typed):
        raise NotAResponseError(f"type letters from {known[0]} to {known[-1]}")
    if once and len(set(typed)) < len(typed):
        raise NotAResponseError("type each letter only once")
    return tuple(typed)


# What is said to oneself --------------------------------------------------------------------


def self_report(text: str, words: Wording) -> SelfReport:
    """Return whether a person who said an answer to himself had it, by what he types then."""
    return HAD if text.casefold().startswith((words.say("answer.yes"), HAD)) else MISSED


def reported_part(question: str, report: str, answer: str) -> Part:
    """Return the part of a mark for what a person says that he had or missed."""
    return picked_part(question, Verdict.RIGHT if report == HAD else Verdict.WRONG, "", answer)


# Points ---------------------------------------------------------------------------------------

# What is written is worth twice what is picked: a line of a matching can be guessed, and takes a
# letter; between two options, it is a toss, and worth half of that. A gap, a member or a name is
# one point, an answer of more than a line two.
PICKS_A_POINT = 2
FEWEST_UNGUESSED = 3  # options of which a toss does not find the right one
A_LINE = 28  # letters that are written in one line of a sheet


def points_for_picks(number: int, options: int = FEWEST_UNGUESSED) -> int:
    """Return what so many letters to be set are worth, each one of so many options."""
    picks = PICKS_A_POINT if options >= FEWEST_UNGUESSED else 2 * PICKS_A_POINT
    return max(1, number // picks)


def points_for_writing(answer: str) -> int:
    """Return what an answer to be written is worth."""
    return 1 if len(plain(answer)) <= A_LINE else 2


# Parts of a mark ------------------------------------------------------------------------------


def mark_of(parts: Sequence[Part], extras: Sequence[str] = (), share: float | None = None) -> Mark:
    """Return a mark; unless it has a share of its own, that is of the parts that count."""
    if share is None:
        share = sum(part.verdict.counts for part in parts) / len(parts) if parts else 0.0
    return Mark(share, tuple(parts), kept(extras))


def kept(extras: Sequence[str]) -> tuple[str, ...]:
    """Return what was typed beyond what was asked, as it is kept."""
    return tuple(filter(None, (clean(extra, LONGEST_KEPT) for extra in extras[:MOST_EXTRAS])))


def typed_part(question: str, text: str, answer: str, judgement: Judgement) -> Part:
    """Return the part of a mark for a text that was judged."""
    return Part(
        question,
        judgement.verdict,
        clean(text, LONGEST_KEPT),
        answer,
        judgement.confused_with,
        judgement.note,
    )


def picked_part(question: str, verdict: Verdict, text: str, answer: str, note: str = "") -> Part:
    """Return the part of a mark for something that was picked."""
    return typed_part(question, text, answer, Judgement(verdict, note=note))


def mark_of_none(question: str, texts: Sequence[str], answer: str) -> Mark:
    """Return the mark of a response that names nothing: left out, or not known."""
    verdict = Verdict.DONT_KNOW if is_unknown(texts) else Verdict.MISSING
    return Mark(0.0, (picked_part(question, verdict, "", answer),))


def names_nothing(texts: Sequence[str]) -> bool:
    """Return whether a response is left out, or says that one does not know."""
    return not any(texts) or is_unknown(texts)


def first_of(texts: Sequence[str]) -> str:
    """Return the first text, or nothing."""
    return texts[0] if texts else ""


# Rows of typed answers ------------------------------------------------------------------------


def typed_row(part: Part, answer: str, words: Wording, label: str = "") -> VerdictRow:
    """Return the row of what was typed for an answer, which is shown as its author wrote it."""
    typed = "" if part.verdict is Verdict.DONT_KNOW else part.response
    note = words.note(part.note)
    if part.confused_with and part.confused_with != typed:
        note = "; ".join(filter(None, (words.say("row.that-is", term=part.confused_with), note)))
    elif part.verdict is Verdict.CLOSE and not note:
        note = words.say("row.close")
    same = part.verdict is Verdict.RIGHT and plain(answer).casefold() == typed.casefold()
    shown = "" if same else answer
    letters = ""
    if part.verdict in (Verdict.SLIP, Verdict.CLOSE):
        written = part.note.removeprefix("written ") if part.note.startswith("written ") else ""
        letters = letter_by_letter(typed, written or plain(answer))
    return VerdictRow(SIGNS[part.verdict], label, escaped(typed), shown, escaped(note), letters)


def answer_rows(
    response: Response, mark: Mark, answer: str, words: Wording, accuracy: str = ""
) -> tuple[list[VerdictRow], str]:
    """Return the row of the one text that was wanted, and the answer where that does not say it.

    `accuracy` is the answer with what is forgiven; it is said even beside the answer itself.
    """
    if isinstance(response, SelfReport):
        return [], answer
    rows = [typed_row(part, answer, words) for part in mark.parts if part.response]
    if accuracy:
        return rows, accuracy
    same = mark.right and rows and plain(rows[0].response) == plain(answer)
    if same or any(row.answer for row in rows):
        return rows, ""
    return rows, answer
