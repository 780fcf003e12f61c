"""The kind `cloze`: a passage with gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from quizgen.knowledge import Vocabulary
from quizgen.language.facts.fact import Fact, Problem, Text, Written
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions.types import Prose, Question
from quizgen.text.markup import settled
from quizgen.text.wording import Wording
from quizgen.text.words import normal

_GAP = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PAIR = re.compile(r"\{\{|\}\}")
_TRIPLE = re.compile(r"\{\{\{|\}\}\}")
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
        for index, piece in enumerate(_GAP.split(self.cloze)):
            text, _, hint = piece.partition("::") if index % 2 else (piece, "", "")
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
        if _TRIPLE.search(self.cloze) or any(map(_PAIR.search, _GAP.split(self.cloze))):
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
