"""Put a passage or a table with gaps to be filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal, NamedTuple

from quizgen.grading import Lexicon
from quizgen.grading.list_entries import exchange, judge_members
from quizgen.grading.marks import HAD, MISSED, Mark, Part, Response, is_unknown
from quizgen.grading.typed_answers import Expected, expect, judge
from quizgen.questions.distractors import rank
from quizgen.questions.question import (
    Bullets,
    Chain,
    Cloze,
    Gap,
    Grid,
    Passage,
    Prose,
    Run,
    Table,
)
from quizgen.quiz.selection import Candidate
from quizgen.quiz.types.item import (
    BaseItem,
    Data,
    Draw,
    Sought,
    VerdictRow,
    lines_of_print,
    mark_of,
    reported_part,
    self_report,
    typed_part,
    typed_row,
)
from quizgen.text.markup import plain, settled
from quizgen.text.wording import Wording, capital

A_ROW_OF_CELLS = 4  # lines of print
_SENTENCE = re.compile(r"(?<=[.!?;])\s")


A_GAP = "____"  # in plain words


class Blank(Data):
    """A gap to be filled: its number, its question's id, the answer and what else counts.

    `members` are the values of an answer that has several, in any order; `alike` the answers of the
    blanks with which this one is interchangeable, its own too; `also` what else is true there, and
    counts in place of a value. What is not `typed` is said to
    oneself: its text in a response is what the person says of it, that he had it or missed it.
    """

    number: int
    question: str
    answer: str
    accepted: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    hint: str = ""
    typed: bool = True
    also: tuple[str, ...] = ()


class Line(Data):
    """A line of a passage: a label and cells, each of texts and of the numbers of blanks."""

    label: str = ""
    cells: tuple[tuple[str | int, ...], ...]


class PassageLayout(Data):
    """A passage as it is laid out."""

    layout: Literal["prose", "chain", "bullets", "grid"]
    title: str = ""
    columns: tuple[str, ...] = ()
    lines: tuple[Line, ...]


class PassageItem(BaseItem):
    """Blanks to be filled in a passage or in a table."""

    types: ClassVar[tuple[str, ...]] = ("cloze", "table")

    type: Literal["cloze", "table"]
    passage: PassageLayout
    blanks: tuple[Blank, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(blank.question for blank in self.blanks))

    @classmethod
    def own_data(cls, candidate: Candidate, draw: Draw) -> dict[str, Any]:
        question = candidate[0]
        if isinstance(question, Table):
            wanted = dict.fromkeys(_blank_parts(question, draw.seed), _Wanted(question.id))
            return _own_data(question.grid, wanted)
        clozes = [question for question in candidate if isinstance(question, Cloze)]
        wanted = {each.gap.part: _Wanted(each.id, each.accepted) for each in clozes}
        return _own_data(clozes[0].passage, wanted)

    def mark_texts(self, texts: tuple[str, ...], lexicon: Lexicon) -> Mark:
        around = " ".join([plain(self.stem), *self._body()])
        expected = []
        for blank in self.blanks:
            names = blank.accepted if blank.members else (*blank.accepted, *blank.also)
            expected.append(expect(blank.answer, names, lexicon, around))
        if is_unknown(texts):
            texts *= len(expected)
        expected = self._exchanged(texts, expected, lexicon)
        parts: list[Part] = []
        shares = 0.0
        for place, (blank, answer) in enumerate(zip(self.blanks, expected, strict=True)):
            text = texts[place] if place < len(texts) else ""
            if _is_report(blank, text):
                part = reported_part(blank.question, text, answer.answer)
                shares += float(part.verdict.counts)
                parts.append(part)
                continue
            judgement = judge(text, answer, lexicon, expected)
            share = float(judgement.verdict.counts)
            if blank.members and not judgement.verdict.counts:
                members = [expect(member, (), lexicon, around) for member in blank.members]
                beside = [expect(each, (), lexicon, around) for each in blank.also]
                share, judgement = judge_members(text, members, lexicon, beside)
            shares += share
            parts.append(typed_part(blank.question, text, answer.answer, judgement))
        return mark_of(parts, texts[len(expected) :], shares / len(expected))

    def _exchanged(
        self, texts: Sequence[str], expected: Sequence[Expected], lexicon: Lexicon
    ) -> list[Expected]:
        """Return what is expected for each blank; interchangeable ones as they were filled."""
        exchanged = list(expected)
        for alike in dict.fromkeys(blank.alike for blank in self.blanks if blank.alike):
            places = [at for at, blank in enumerate(self.blanks) if blank.alike == alike]
            typed = []
            for at in places:
                text = texts[at] if at < len(texts) else ""
                typed.append("" if _is_report(self.blanks[at], text) else text)
            answers = exchange(typed, [expected[at] for at in places], lexicon)
            for at, answer in zip(places, answers, strict=True):
                exchanged[at] = answer
        return exchanged

    def own_rows(
        self, response: Response, mark: Mark, words: Wording
    ) -> tuple[list[VerdictRow], str]:
        rows = []
        written = {plain(blank.answer): blank.answer for blank in self.blanks}
        for part, blank in zip(mark.parts, self.blanks, strict=False):
            answer = written.get(part.answer, blank.answer)
            rows.append(typed_row(part, answer, words, str(blank.number)))
        return rows, ""

    def own_view(self) -> dict[str, Any]:
        return {
            "passage": self.passage,
            "hints": [blank.hint for blank in self.blanks],
            "typed": [blank.typed for blank in self.blanks],
        }

    @property
    def banked(self) -> tuple[str, ...]:
        return tuple(blank.answer for blank in self.blanks) if self.type == "cloze" else ()

    def reading(self) -> list[str]:
        heading = " ".join(map(plain, (self.passage.title, *self.passage.columns)))
        texts = [plain(self.stem), heading]
        for line in self.passage.lines:
            texts += [text for text, _ in self._segments(line)]
        return texts

    @property
    def own_room(self) -> float:
        if self.passage.columns:
            return A_ROW_OF_CELLS * (len(self.passage.lines) + 0.5)
        return sum(lines_of_print(text) for text in self.reading()[2:])

    def sought(self) -> list[Sought]:
        around: dict[int, tuple[str, str]] = {}
        for line in self.passage.lines:
            row = plain(line.label) if self.passage.columns else ""
            for text, numbers in self._segments(line):
                around |= dict.fromkeys(numbers, (text, row))
        wanted = []
        for blank in self.blanks:
            names = (blank.answer, *blank.accepted, *blank.also)
            text, row = around[blank.number]
            wanted.append(Sought(tuple(map(plain, names)), f"{plain(self.stem)} {text}", row))
        return wanted

    def _segments(self, line: Line) -> Iterator[tuple[str, list[int]]]:
        """Yield what a line states, a sentence or a cell each, with the numbers of its blanks."""
        columns = self.passage.columns or ("",) * len(line.cells)
        for column, cell in zip(columns, line.cells, strict=False):
            texts: list[str] = [""]
            numbers: list[list[int]] = [[]]
            for piece in cell:
                if isinstance(piece, int):
                    texts[-1] += " … "
                    numbers[-1].append(piece)
                    continue
                first, *more = _SENTENCE.split(plain(piece))
                texts[-1] += first
                texts += more
                numbers += [[] for _ in more]
            head = f"{plain(line.label)} {plain(column)} "
            for text, blanks in zip(texts, numbers, strict=True):
                yield head + text, blanks

    def own_lines(self, words: Wording) -> list[str]:
        return self._body()

    def _body(self) -> list[str]:
        """Return the passage as lines of plain words."""
        passage = self.passage
        lines = [f"{plain(passage.title)}:"] if passage.title and not self.stem else []
        for number, line in enumerate(passage.lines, start=1):
            lines += self._lines_of(line, number)
        return lines

    def _lines_of(self, line: Line, number: int) -> list[str]:
        """Return a line of the passage as lines of plain words."""
        cells = ["".join(map(self._words, cell)) for cell in line.cells]
        label = capital(plain(line.label))
        match self.passage.layout:
            case "grid":
                # A cell a line, each with its column: a table can be heard as well as seen.
                columns = [capital(plain(column)) for column in self.passage.columns]
                named = zip(columns, cells, strict=True)
                lines = [f"    {column}: {cell or '–'}" for column, cell in named]
                return [f"  {label}", *lines] if label else lines
            case "chain":
                return [f"  {number}. {' = '.join(cells)}"]
            case "bullets":
                lines = [f"  - {cell}" for cell in cells]
                return [f"  {label}:", *lines] if label else lines
            case "prose":
                return ["  " + " ".join(cells)]

    def _words(self, piece: str | int) -> str:
        """Return a piece of a cell in plain words: a text, or a gap with its hint."""
        if isinstance(piece, str):
            return plain(piece)
        place = f"({piece}) {A_GAP}" if len(self.blanks) > 1 else A_GAP
        hint = self.blanks[piece - 1].hint
        return f"{place} ({plain(hint)})" if hint else place

    def instruction(self, words: Wording) -> str:
        if not self.said:
            return super().instruction(words)
        if len(self.said) == len(self.blanks):
            return words.say("answer.all-said")
        said = ", ".join(f"({self.blanks[place].number})" for place in self.said)
        return words.say("answer.some-said", places=said)

    def prompts(self, words: Wording) -> list[str]:
        return [self._prompt(blank, words) for blank in self.blanks]

    def _prompt(self, blank: Blank, words: Wording) -> str:
        number = f"({blank.number})" if self.several else ""
        if not blank.typed:
            return (
                words.say("answer.show-place", place=number) if number else words.say("answer.show")
            )
        return f"{number or '>'} "

    @property
    def said(self) -> Mapping[int, str]:
        blanks = enumerate(self.blanks)
        return {place: blank.answer for place, blank in blanks if not blank.typed}

    @property
    def several(self) -> bool:
        return len(self.blanks) > 1

    def parse_texts(self, texts: tuple[str, ...], words: Wording) -> Response:
        if self.several and len(texts) == 1:
            texts = tuple(text.strip() for text in texts[0].split(";"))
        read = list(texts)
        for place, text in enumerate(texts):
            if place in self.said and not is_unknown((text,)):
                read[place] = str(self_report(text, words))
        return tuple(read)

    @property
    def parts(self) -> int:
        return len(self.blanks)

    def key_context(self) -> list[str]:
        """Return the passage with its answers; of a table, the rows in which something is asked."""
        lines = []
        columns = self.passage.columns
        for line in self.passage.lines:
            if columns and not any(isinstance(each, int) for cell in line.cells for each in cell):
                continue
            cells = ["".join(map(self._answered, cell)) for cell in line.cells]
            if columns:
                named = zip(columns, cells, strict=True)
                cells = [f"{column}: {cell}" for column, cell in named if cell]
            label = f"{capital(line.label)} – " if line.label else ""
            lines.append(label + "; ".join(cells))
        return lines

    def _answered(self, piece: str | int) -> str:
        if isinstance(piece, str):
            return piece
        answer = f"**{settled(self.blanks[piece - 1].answer)}**"
        return f"({piece}) {answer}" if self.several else answer

    def key_lines(self, words: Wording) -> list[str]:
        if not self.several:
            return [blank.answer for blank in self.blanks]
        return [f"({blank.number}) {blank.answer}" for blank in self.blanks]

    def alternatives(self, words: Wording) -> list[str]:
        lines: list[str] = []
        for blank in self.blanks:
            names = (*blank.accepted, *blank.also)
            line = words.say("paper.also", names=names) if names else ""
            others = [each for each in self._alike(blank) if each != blank.answer]
            if others:
                line = "; ".join(filter(None, (line, words.say("paper.alike", names=others))))
            lines.append(line)
        return lines

    def _alike(self, blank: Blank) -> list[str]:
        """Return the answers of the blanks with which a blank is interchangeable, its own too."""
        return [each.answer for each in self.blanks if each.alike and each.alike == blank.alike]


def passage_lines(cloze: Cloze) -> list[str]:
    """Return the passage of a cloze as lines of plain words, with a blank for its gap."""
    data = _own_data(cloze.passage, {cloze.gap.part: _Wanted(cloze.id)})
    return PassageItem.model_construct(type="cloze", stem=cloze.stem, **data)._body()


def _is_report(blank: Blank, text: str) -> bool:
    """Tell whether a text says of a blank that is said to oneself whether the person had it."""
    return not blank.typed and text in (HAD, MISSED)


class _Wanted(NamedTuple):
    """What a gap is to be a blank for: a question, and what else counts as its answer."""

    question: str
    accepted: tuple[str, ...] = ()


def _blank_parts(question: Table, seed: str) -> list[str]:
    """Return the parts of the cells that are blank: half of them, by hash, and not one of three.

    Those that can be typed come first. Never all of a row, unless there is no row with two.
    """
    rows = question.grid.gaps
    gaps = [gap for row in rows for gap in row]
    gaps.sort(key=lambda gap: (not gap.typed, rank(seed, question.id, gap.part)))
    number = max(1, min(2, len(gaps) - 1), len(gaps) // 2)
    blank: list[str] = []
    for gap in gaps:
        row = next(row for row in rows if gap in row)
        if len(blank) < number and sum(each.part in blank for each in row) < len(row) - 1:
            blank.append(gap.part)
    return blank or [gap.part for gap in gaps[:number]]


def _own_data(passage: Passage, wanted: Mapping[str, _Wanted]) -> dict[str, Any]:
    """Return the passage with blanks for the wanted parts."""
    blanks: list[Blank] = []

    def cells(runs: Sequence[Run]) -> tuple[tuple[str | int, ...], ...]:
        return tuple(tuple(map(piece, run)) for run in runs)

    def piece(each: str | Gap) -> str | int:
        if isinstance(each, str):
            return each
        if each.part not in wanted:
            return each.text
        question, accepted = wanted[each.part]
        blank = Blank(
            number=len(blanks) + 1,
            question=question,
            answer=each.text,
            accepted=accepted,
            members=each.values,
            alike=each.alike,
            hint=each.hint,
            typed=each.typed,
            also=each.also,
        )
        blanks.append(blank)
        return blank.number

    columns: tuple[str, ...] = ()
    match passage:
        case Prose():
            layout = "prose"
            lines = [Line(cells=cells([tuple(passage.pieces(wanted))]))]
        case Chain():
            layout = "chain"
            lines = [Line(cells=cells(runs)) for runs in passage.lines]
        case Bullets():
            layout = "bullets"
            lines = [Line(label=label, cells=cells(runs)) for label, runs in passage.groups]
        case Grid():
            layout, columns = "grid", passage.columns
            lines = [Line(label=label, cells=cells(runs)) for label, runs in passage.rows]
    laid = {"layout": layout, "title": passage.title, "columns": columns, "lines": tuple(lines)}
    return {
        "passage": PassageLayout.model_validate(laid),
        "blanks": tuple(blanks),
        "points": len(blanks),
    }
