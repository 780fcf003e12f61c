"""The kind `statement`: a sentence that is true, and versions of it that are false."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from quizgen.knowledge import Reason, Vocabulary
from quizgen.language.facts.fact import Fact, Problem, Text, Texts, listed, repeated
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions.types import Question
from quizgen.text.wording import Wording


class Statement(Fact):
    """A true sentence; its author vouches that the other versions are false."""

    kind = "statement"

    statement: Text = Field(
        description="A sentence that is true, to be judged among false versions of it. Write it "
        "with its full stop.",
        examples=["A derailleur shifts only while the chain moves."],
    )
    false: Texts = Field(
        (),
        alias="false versions",
        description="The same sentence made false: one, or a list. You vouch that each is false.",
        examples=[["A derailleur shifts only while the bicycle stands."]],
    )

    def title(self, wording: Wording) -> str:
        return self.statement

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield ("statement",), "statement"
        yield from listed("false versions", self.false)

    def fixed(self) -> tuple[str, ...]:
        return ("statement",)

    def choices(self) -> tuple[str, ...]:
        return ()

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        yield from repeated(
            [(("statement",), self.statement), *listed("false versions", self.false)], vocabulary
        )

    def questions(self, writer: Writer) -> Iterator[Question]:
        stem = writer.stem("statement", "statement.stem", statement=self.statement)
        yield writer.true_false(["statement"], stem, "", truth=True)
        for text in self.false:
            yield writer.true_false([text], text, "", self.statement, Reason.AUTHORED, truth=False)
