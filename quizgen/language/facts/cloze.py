"""The kind `cloze`: a passage with gaps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from quizgen.knowledge import Vocabulary
from quizgen.language.facts.fact import Problem, Text, Written
from quizgen.language.facts.gaps import GappedFact, GappedText
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions.question import Question
from quizgen.text.wording import Wording


class ClozeFact(GappedFact):
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
    def passage(self) -> GappedText:
        """Return the passage with its gaps."""
        return GappedText(self.cloze)

    def title(self, wording: Wording) -> str:
        return self.heading

    def known_by(self, wording: Wording) -> str:
        return self.passage.whole

    def names(self) -> Iterator[tuple[Loc, str]]:
        return ((("cloze",), label) for label in dict.fromkeys(self.passage.labels.values()))

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        problems = list(self.problems_of_gaps(self.passage, "cloze", vocabulary))
        yield from problems
        if not problems and not self.passage.answers:
            hint = "put what is to be hidden in double braces, such as "
            hint += f"`{{{{{self.passage.longest_word}}}}}`"
            if meant := self.passage.single_braced:
                hint = f"double the braces: `{{{{{meant}}}}}`"
            yield Problem("cloze-without-gap", ("cloze",), "this cloze has no gap", hint)

    def unasked(self, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
        return self.loose_gaps(self.passage, vocabulary)

    def questions(self, writer: Writer) -> Iterator[Question]:
        return self.passage.questions(writer, self.heading, self)
