"""The kind `cloze`: a passage with gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from pydantic import Field

from quizgen.knowledge import Vocabulary
from quizgen.language.facts.fact import Fact, Problem, Text, Written
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions.types import Prose, Question
from quizgen.text.formula import MOST_CHARACTERS, braces_pair
from quizgen.text.markup import settled, verbatim
from quizgen.text.wording import Wording
from quizgen.text.words import normal

_PAIR = re.compile(r"\{\{|\}\}")
_TRIPLE = re.compile(r"\{\{\{|\}\}\}")
_OPEN = re.compile(r"[`$]")
_NUMBER = re.compile(r"c\d+")  # as Anki's own clozes begin


class ClozeFact(Fact):
    """Running text; what stands in double braces is hidden, one gap at a time."""

    kind = "cloze"

    cloze: Written = Field(
        description="A passage with gaps, hidden one at a time. Put what is hidden in double "
        "braces; "
        "`{{answer::hint}}` shows a hint in the gap.",
        examples=["The {{freewheel}} lets the rear wheel turn on."],
    )
    heading: Text = Field(
        "", alias="title", description="A heading above the passage.", examples=["Coasting"]
    )

    @cached_property
    def pieces(self) -> list[tuple[str, str, bool]]:
        """Return the passage in pieces: text, hint, and whether it is a gap."""
        pieces = []
        for index, piece in enumerate(_split(self.cloze)):
            place = _blanked(piece).find("::") if index % 2 else -1
            text, hint = (piece, "") if place < 0 else (piece[:place], piece[place + 2 :])
            # Each piece is shown by itself, so no mark pairs across a gap.
            text = settled(text.strip() if index % 2 else text)
            pieces.append((text, settled(hint.strip()), bool(index % 2)))
        return pieces

    @property
    def answers(self) -> list[str]:
        """Return the texts of the gaps."""
        return [text for text, _, is_gap in self.pieces if is_gap]

    def title(self, wording: Wording) -> str:
        return self.heading

    @property
    def labels(self) -> dict[str, str]:
        """Return each answer's label: the first that is the same word, capitalised or not."""
        first: dict[str, str] = {}
        return {text: first.setdefault(normal(text), text) for text in self.answers}

    def names(self) -> Iterator[tuple[Loc, str]]:
        return ((("cloze",), label) for label in dict.fromkeys(self.labels.values()))

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        pieces = _split(self.cloze)
        if len(pieces) != len(_split(_blanked(self.cloze))):
            message = "a gap stands inside code or a formula"
            hint = "hide the whole of it, as in `{{$x^2$}}`, or end it before the gap"
            yield Problem("bad-cloze", ("cloze",), message, hint)
        elif not _braces_pair(pieces):
            hint = "close each `{{` with `}}`; a gap holds no other gap"
            yield Problem("bad-cloze", ("cloze",), "the braces of this cloze do not pair", hint)
        elif not self.answers:
            hint = "put what is to be hidden in double braces: `{{magnesium}}`"
            yield Problem("cloze-without-gap", ("cloze",), "this cloze has no gap", hint)
        if "" in self.answers:
            yield Problem(
                "bad-cloze",
                ("cloze",),
                "a gap is empty",
                "write the answer into it: `{{magnesium}}`",
            )
        for text, hint, is_gap in self.pieces:
            if is_gap and hint and _NUMBER.fullmatch(text):
                message = f"`{text}` is hidden, with `{hint}` as its hint"
                yield Problem(
                    "bad-cloze",
                    ("cloze",),
                    message,
                    f"gaps are not numbered here: write `{{{{{hint}}}}}`",
                )

    def questions(self, writer: Writer) -> Iterator[Question]:
        labels = self.labels
        hints = {labels[text]: hint for text, hint, _ in reversed(self.pieces) if hint}
        gaps = {
            text: writer.gap(text, label, hint=hints.get(label, ""))
            for text, label in labels.items()
        }
        run = tuple(gaps[text] if is_gap else text for text, _, is_gap in self.pieces if text)
        yield from writer.clozes(
            Prose(self.heading, run), [gaps[label] for label in dict.fromkeys(labels.values())]
        )


def _split(passage: str) -> list[str]:
    """Return the pieces of a passage, as written; every second one stands in a gap."""
    pieces, position = [], 0
    while (start := passage.find("{{", position)) >= 0:
        end = _end_of_gap(passage, start + 2)
        if end < 0:
            break
        pieces += [passage[position:start], passage[start + 2 : end]]
        position = end + 2
    return [*pieces, passage[position:]]


def _end_of_gap(passage: str, start: int) -> int:
    """Return where the gap ends whose text begins at `start`; -1 if it is never closed."""
    first = end = passage.find("}}", start)
    while 0 <= end <= first + MOST_CHARACTERS:
        text = _blanked(passage[start:end])
        mark = _OPEN.search(passage, end)
        if not _OPEN.search(text):
            return end
        if "{{" in text.partition("}}")[2] or mark is None:  # the next gap, or nothing that closes
            break
        end = passage.find("}}", mark.end())  # those before stand in code or a formula
    return first


def _blanked(text: str) -> str:
    """Return the text with code and formulas, braces and all, made x's.

    Where their braces do not pair, they mean gaps: between `{{$a}} and {{$b}}` is no formula.
    """
    pieces, position = [], 0
    for start, end in verbatim(text):
        if braces_pair(text[start:end]):
            pieces += [text[position:start], "x" * (end - start)]
            position = end
    return "".join([*pieces, text[position:]])


def _braces_pair(pieces: Sequence[str]) -> bool:
    """Tell whether no brace of a gap is left over in the pieces of a passage."""
    blanked = [_blanked(piece) for piece in pieces]
    if any(map(_PAIR.search, blanked)):
        return False
    joined = (f"{{{{{piece}}}}}" if index % 2 else piece for index, piece in enumerate(blanked))
    return not _TRIPLE.search("".join(joined))
