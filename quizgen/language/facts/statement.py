"""The kind `statement`: a sentence that is true, and versions of it that are false.

Of a sentence that is false, as a test of another program brings it, nobody may know what is true
instead; it can be judged, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from quizgen.knowledge import Reason, Vocabulary
from quizgen.language.facts.fact import Options, Problem, Written, listed, repeated
from quizgen.language.facts.gaps import GappedFact, GappedText
from quizgen.language.facts.writer import Writer, reason_of
from quizgen.language.reader import Loc
from quizgen.questions.question import Question
from quizgen.text.wording import Wording, ended


class Statement(GappedFact):
    """A sentence that its author says is true or false, and vouches for its false versions."""

    kind = "statement"

    statement: Written = Field(
        description="A sentence that is true, to be judged among false versions of it. Write it "
        "with its full stop; what is in double braces, `{{so}}`, is also asked for as a gap.",
        examples=["A derailleur shifts only while the chain moves."],
    )
    false: Options = Field(
        (),
        alias="false versions",
        description="The same sentence made false: one, or a list. You vouch that each is false. "
        "`{version: A sentence.}` says why.",
        examples=[["A derailleur shifts only while the bicycle stands."]],
    )
    is_false: bool = Field(
        False,
        alias="is false",
        description="`yes` if the sentence is false, and you do not say what is true instead; "
        "`why` may say why. A true sentence with `false versions` asks and teaches more.",
    )

    @cached_property
    def passage(self) -> GappedText:
        """Return the statement with its gaps."""
        return GappedText(ended(self.statement))

    def title(self, wording: Wording) -> str:
        if self.is_false:
            return f"{wording.say('true-false.false')}: {self.passage.whole}"
        return self.passage.whole

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield ("statement",), "statement"
        yield from listed("false versions", self.false)
        yield from (
            (("statement",), label) for label in dict.fromkeys(self.passage.labels.values())
        )

    def fixed(self) -> tuple[str, ...]:
        return ("statement",)

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        yield from repeated(
            [(("statement",), self.passage.whole), *listed("false versions", self.false)],
            vocabulary,
        )
        yield from self.problems_of_gaps(self.passage, "statement", vocabulary)
        if self.is_false and (self.false or self.passage.labels):
            what = "`false versions`" if self.false else "gaps"
            message = f"the sentence is said to be false, and has {what} as if it were true"
            hint = f"take out {what}, or write the sentence as it is true"
            yield Problem("contradiction", ("is false",), message, hint, at_key=True)

    def unasked(self, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
        return self.loose_gaps(self.passage, vocabulary)

    def questions(self, writer: Writer) -> Iterator[Question]:
        whole = self.passage.whole
        if self.is_false:
            yield writer.true_false(["statement"], whole, "", "", Reason.AUTHORED, truth=False)
            return
        yield from self.passage.questions(writer, "", self)
        stem = writer.stem("statement", "statement.stem", statement=whole)
        yield writer.true_false(["statement"], stem, "", truth=True)
        for text in self.false:
            because = reason_of(text)
            yield writer.true_false([text], text, because, whole, Reason.AUTHORED, truth=False)
