"""The kind `term`: a name and what it means, asked both ways."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from quizgen.knowledge import Claim, Closure, Reason, Vocabulary
from quizgen.language.facts.fact import Fact, Text
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions.types import Distractor, Question
from quizgen.text.wording import Wording, capital

RELATION = "term"


class TermFact(Fact):
    """A term and its meaning.

    A definition has one term, so the term's relatives are wrong options for it.
    """

    kind = "term"

    term: Text = Field(
        description="A name and what it means, asked both ways. Write the name here.",
        examples=["cadence"],
    )
    means: Text = Field(
        description="What it means, beginning with a lower-case article or noun.",
        examples=["the number of turns of the pedals in a minute"],
    )

    def title(self, wording: Wording) -> str:
        return capital(self.term)

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield ("term",), "term"
        yield ("means",), "means"

    def fixed(self) -> tuple[str, ...]:
        return ("term", "means")

    def claims(self) -> Iterator[Claim]:
        yield self.claim(self.means, RELATION, self.term, "term")

    def closures(self) -> Iterator[Closure]:
        yield self.closure(self.means, RELATION, "means", single=True)

    def questions(self, writer: Writer) -> Iterator[Question]:
        because = writer.say("term.because", term=self.term, means=self.means)
        stem = writer.stem("term", "term.term", means=self.means)
        yield writer.short_answer(
            ["means"], writer.stem("means", "term.means", term=self.term), self.means, because
        )
        yield writer.short_answer(["term"], stem, self.term, because)
        others = [
            Distractor(name, Reason.SINGLE, writer.say("reason.definition", option=name))
            for name in self._other_terms(writer.vocabulary)
        ]
        wrong = writer.not_true(self.means, RELATION, [*writer.authored("term"), *others])
        yield from writer.choice(["term"], stem, self.term, wrong, because)
        meanings = writer.authored("means")
        if meanings:
            yield from writer.choice(
                ["means"],
                writer.stem("means", "term.means", term=self.term),
                self.means,
                meanings,
                because,
            )

    def _other_terms(self, vocabulary: Vocabulary) -> list[str]:
        """Return terms that could be taken for this one, and their opposites.

        With them, its own opposite is not the only one.
        """
        relatives = vocabulary.relatives(self.term)
        opposites = (other for name in relatives for other in vocabulary.opposites(name))
        own = vocabulary.resolve(self.term)
        return [
            name
            for name in dict.fromkeys((*relatives, *opposites))
            if vocabulary.resolve(name) != own
        ]
