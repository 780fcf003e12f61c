"""Read a text whose gaps stand in double braces, for the kinds that have one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.language.facts.fact import Problem
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions.types import Prose, Question
from quizgen.text.markup import settled
from quizgen.text.words import normal

_GAP = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PAIR = re.compile(r"\{\{|\}\}")
_TRIPLE = re.compile(r"\{\{\{|\}\}\}")
_NUMBER = re.compile(r"c\d+")  # as Anki's own clozes begin


class GappedText:
    """A text with gaps, in pieces: text, hint, and whether it is a gap."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.pieces: list[tuple[str, str, bool]] = []
        for index, piece in enumerate(_GAP.split(source)):
            text, _, hint = piece.partition("::") if index % 2 else (piece, "", "")
            # Each piece is shown by itself, so no mark pairs across a gap.
            text = settled(text.strip() if index % 2 else text)
            self.pieces.append((text, settled(hint.strip()), bool(index % 2)))

    @property
    def answers(self) -> list[str]:
        """Return the texts of the gaps."""
        return [text for text, _, is_gap in self.pieces if is_gap]

    @property
    def whole(self) -> str:
        """Return the text with nothing hidden."""
        return "".join(text for text, _, _ in self.pieces)

    @property
    def labels(self) -> dict[str, str]:
        """Return each answer's label: the first that is the same word, capitalised or not."""
        first: dict[str, str] = {}
        return {text: first.setdefault(normal(text), text) for text in self.answers}

    def problems(self, loc: Loc) -> Iterator[Problem]:
        """Yield what is wrong with the braces."""
        if _TRIPLE.search(self._source) or any(map(_PAIR.search, _GAP.split(self._source))):
            hint = "close each `{{` with `}}`; a gap holds no other gap"
            yield Problem("bad-cloze", loc, f"the braces of this {loc[0]} do not pair", hint)
        if "" in self.answers:
            hint = "write the answer into it: `{{magnesium}}`"
            yield Problem("bad-cloze", loc, "a gap is empty", hint)
        for text, hint, is_gap in self.pieces:
            if is_gap and hint and _NUMBER.fullmatch(text):
                message = f"`{text}` is hidden, with `{hint}` as its hint"
                advice = f"gaps are not numbered here: write `{{{{{hint}}}}}`"
                yield Problem("bad-cloze", loc, message, advice)

    def questions(self, writer: Writer, title: str) -> Iterator[Question]:
        """Yield a question for each gap."""
        labels = self.labels
        hints = {labels[text]: hint for text, hint, _ in reversed(self.pieces) if hint}
        gaps = {
            text: writer.gap(text, label, hint=hints.get(label, ""))
            for text, label in labels.items()
        }
        run = tuple(gaps[text] if is_gap else text for text, _, is_gap in self.pieces if text)
        yield from writer.clozes(
            Prose(title, run), [gaps[label] for label in dict.fromkeys(labels.values())]
        )
