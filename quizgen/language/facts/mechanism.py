"""The kind `mechanism`: steps that follow from one another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pydantic import Field

from quizgen.knowledge import Reason, Vocabulary
from quizgen.language.facts.enumeration import EnumerationFact
from quizgen.language.facts.fact import Members, Problem, Text, grouped, listed, repeated
from quizgen.language.facts.sentence import mark_problems
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions import distractors
from quizgen.questions.distractors import Candidate
from quizgen.questions.question import Chain, Question
from quizgen.text.wording import Wording, capital


class Mechanism(EnumerationFact):
    """A chain of causes, in strict order: every step but the next is wrong where that is asked."""

    kind = "mechanism"

    mechanism: Text = Field(
        description="Steps that follow from one another. Write here what they explain, as a "
        "heading.",
        examples=["How a disc brake slows a wheel"],
    )
    steps: Members = Field(
        description="Two steps or more, in order, each happening because of the one before.",
        examples=[
            ["the lever is pulled", "the pads press on the disc", "friction slows the wheel"]
        ],
    )

    def title(self, wording: Wording) -> str:
        return capital(self.mechanism)

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield ("steps",), "steps"
        yield from listed("steps", self.steps)

    def entries(self) -> list[str]:
        return list(self.steps)

    def fixed(self) -> tuple[str, ...]:
        return ("steps",)

    def wordable(self) -> tuple[str, ...]:
        return ("steps", "choice")

    def mentioned(self) -> Iterator[str]:
        yield self.mechanism

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        yield from repeated(
            [*listed("steps", self.steps), *grouped("distractors", self.distractors)], vocabulary
        )
        if "choice" in self.stems:
            yield from mark_problems(("stems", "choice"), self.stems["choice"], [("step",)])
        if len(self.steps) < 2:
            yield Problem(
                "short-list",
                ("steps",),
                "a mechanism has two steps or more",
                "add the step that follows",
            )

    def questions(self, writer: Writer) -> Iterator[Question]:
        because = writer.say("mechanism.because", steps=self.steps)
        gaps = [writer.gap(step, hint=self.cue(step)) for step in self.steps]
        chain = Chain(self.title(writer.wording), tuple(((gap,),) for gap in gaps))
        stem = writer.stem("steps", "mechanism.order", title=self.mechanism)
        order = writer.ordering(["steps"], stem, [[step] for step in self.steps], because)
        yield from self.single_gaps(writer, chain, dict.fromkeys(gaps, because), [order])
        yield order
        for step, following in zip(self.steps, self.steps[1:], strict=False):
            id = writer.id("choice", following)
            others = (
                Candidate(text, Reason.STEP, partial(self._misplaced, writer, text, step))
                for text in distractors.around(id, self.steps)
                if text not in (step, following)
            )
            stem = writer.stem("choice", "mechanism.next", title=self.mechanism, step=step)
            yield from writer.choice(
                [following], stem, following, [*writer.authored("steps"), *others], because
            )

    def _misplaced(self, writer: Writer, step: str, before: str) -> str:
        """Return why a step is not the one that comes next after another: what it is beside."""
        place = self.steps.index(step)
        if place < self.steps.index(before):
            return writer.say("reason.step-before", option=step, other=self.steps[place + 1])
        return writer.say("reason.step-after", option=step, other=self.steps[place - 1])
