"""The kind `ask`: a plain question and its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from quizgen.knowledge import ANSWER, Claim, Vocabulary
from quizgen.language.facts.fact import (
    Exhibit,
    Fact,
    Problem,
    Text,
    Texts,
    grouped,
    listed,
    repeated,
)
from quizgen.language.facts.illustrated import (
    Illustrated,
    IllustratedText,
    IllustratedTextsByPart,
    Illustration,
)
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions.question import Question
from quizgen.text.sameness import says
from quizgen.text.wording import Wording
from quizgen.text.words import normal

RELATION = ANSWER
_BLANK = re.compile(r"_{2,}|\.\.\.|…")


class Ask(Fact):
    """A question in the author's own words, for what no other kind can say."""

    kind = "ask"
    inner = Illustration

    ask: Text = Field(
        description="A question in your own words, for what no other kind can say. Write the "
        "question here.",
        examples=["Which part moves the chain from one sprocket to another?"],
    )
    answer: IllustratedText = Field(
        description="The right answer, as short as it can be; or its picture or sound, with or "
        "without words.",
        examples=["the derailleur"],
    )
    accept: Texts = Field(
        (),
        description="Other answers that count as right: one, or a list.",
        examples=[["the gear changer"]],
    )

    distractors: IllustratedTextsByPart = Field(
        default_factory=dict,
        description="Your own wrong options, a list: texts, pictures or sounds. You vouch for "
        "them.",
        examples=[["the freewheel", "the crankset"]],
    )

    def title(self, wording: Wording) -> str:
        return self.ask

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield ("answer",), "answer"

    def choices(self) -> tuple[str, ...]:
        return ("answer",)

    def right(self) -> tuple[str, ...]:
        return (self.answer,)

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        right: list[tuple[Loc, str]] = [(("answer",), self.answer)]
        for loc, text in listed("accept", self.accept):
            # Another writing of the same is not needed there, and does no harm.
            alike = [
                each for _, each in right if vocabulary.resolve(each) == vocabulary.resolve(text)
            ]
            if not alike or normal(text) in map(normal, alike):
                right.append((loc, text))
        yield from repeated([*right, *grouped("distractors", self.distractors)], vocabulary)
        for loc, text in self._illustrated():
            yield from text.problems(loc)
        alone = ((each.loc, each.file) for each in self.exhibits() if each.of == each.alt)
        yield from repeated(alone, vocabulary)

    def exhibits(self) -> Iterator[Exhibit]:
        yield from super().exhibits()
        for loc, text in self._illustrated():
            yield from text.exhibits(loc)

    def _illustrated(self) -> Iterator[tuple[Loc, Illustrated]]:
        for loc, text in ((("answer",), self.answer), *grouped("distractors", self.distractors)):
            if isinstance(text, Illustrated):
                yield loc, text

    def mentioned(self) -> Iterator[str]:
        return iter(())  # its subject is the question itself

    def claims(self) -> Iterator[Claim]:
        for loc, text in ((("answer",), self.answer), *listed("accept", self.accept)):
            yield self.claim(self.ask, RELATION, text, *loc)

    def speaks_of_options(self, wording: Wording) -> bool:
        """Tell whether it asks for one of the options, which who recalls does not see.

        “Which of these two, Venus or Mars, …?” names them itself, and a picture may show them.
        """
        shows = any(each.of == "" for each in self.exhibits()) and self.side == "question"
        offers = bool(wording.offered.search(self.ask)) and not shows
        return offers and not says(self.ask, self.answer, wording.language)

    def is_free(self, wording: Wording) -> bool:
        """Tell whether its answer may as well be another, or be said in other words."""
        if wording.any.search(self.ask):
            return True
        if _BLANK.search(self.ask) and wording.is_loose(self.answer):
            return True
        number = len(self.answer.split())
        explains = bool(wording.explained.search(self.ask)) and number > 1
        return explains or (number > 2 and bool(wording.answer_clause.search(self.answer)))

    def questions(self, writer: Writer) -> Iterator[Question]:
        stated = writer.knowledge.answers(self.ask, self.answer)
        accept = dict.fromkeys((*self.accept, *(claim.value for claim in stated)))
        accept.pop(self.answer, None)
        if not self.speaks_of_options(writer.wording):
            yield writer.short_answer(
                ["answer"],
                self.ask,
                self.answer,
                accepted=accept,
                fixed=not self.is_free(writer.wording),
            )
        wrong = list(writer.not_true(self.ask, RELATION, writer.authored("answer")))
        if stated:  # elsewhere, of the subject and the relation that this question names
            subject, relation = stated[0].subject, stated[0].relation
            wrong = list(writer.not_true(subject, relation, wrong))
        if wrong:  # most plain questions have no wrong options
            yield from writer.choice(["answer"], self.ask, self.answer, wrong, "")
