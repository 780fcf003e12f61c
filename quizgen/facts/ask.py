"""The kind `ask`: a plain question and its answer."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from quizgen.facts.fact import Fact, Problem, Text, Texts, grouped, listed, repeated
from quizgen.facts.writer import Writer
from quizgen.knowledge import Claim, Vocabulary
from quizgen.questions import Question
from quizgen.reader import Loc
from quizgen.templates import Wording

RELATION = "answer"


class Ask(Fact):
    """A question in the author's own words, for what no other kind can say."""

    kind = "ask"

    ask: Text = Field(
        description="A question in your own words, for what no other kind can say. Write the question here.",
        examples=["Which part moves the chain from one sprocket to another?"],
    )
    answer: Text = Field(description="The right answer, as short as it can be.", examples=["the derailleur"])
    accept: Texts = Field(
        (), description="Other answers that count as right: one, or a list.", examples=[["the gear changer"]]
    )

    def title(self, wording: Wording) -> str:
        return self.ask

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield ("answer",), "answer"

    def choices(self) -> tuple[str, ...]:
        return ("answer",)

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        right = [(("answer",), self.answer), *listed("accept", self.accept)]
        yield from repeated([*right, *grouped("distractors", self.distractors)], vocabulary)

    def claims(self) -> Iterator[Claim]:
        for loc, text in ((("answer",), self.answer), *listed("accept", self.accept)):
            yield self.claim(self.ask, RELATION, text, *loc)

    def questions(self, writer: Writer) -> Iterator[Question]:
        yield writer.short_answer(["answer"], self.ask, self.answer, accepted=self.accept)
        wrong = writer.not_true(self.ask, RELATION, writer.authored("answer"))
        yield from writer.choice(["answer"], self.ask, self.answer, wrong, "")
