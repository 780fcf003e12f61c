"""The kind `sign`: how a clinical sign is elicited, what it shows, and what it points to."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from quizgen.knowledge import Appearance, Claim, Reason, Vocabulary
from quizgen.language.facts.fact import Fact, Options, Problem, Text, Texts, listed, repeated
from quizgen.language.facts.writer import Writer, reason_of
from quizgen.language.reader import Loc
from quizgen.questions import distractors
from quizgen.questions.distractors import Candidate
from quizgen.questions.question import Question
from quizgen.text.wording import Wording, capital

RELATION, APPEARANCE = "points to", "sign"


class Sign(Fact):
    """A sign. What else it may point to is true as well, so it is never a wrong option."""

    kind = "sign"

    sign: Text = Field(
        description="A sign: how it is elicited, what it shows, what it points to. One of the "
        "three is needed. Write "
        "its name here.",
        examples=["chain skip"],
    )
    elicited: Text = Field(
        "",
        alias="elicited by",
        description="What brings it out, as a noun or with -ing.",
        examples=["pedaling hard"],
    )
    shows: Text = Field(
        "", description="What is seen, as a noun.", examples=["a chain that jumps over the teeth"]
    )
    points: Texts = Field(
        (),
        alias="points to",
        description="What it is a sign of: one, or a list.",
        examples=["a worn cassette"],
    )
    may: Texts = Field(
        (),
        alias="may also point to",
        description="True elsewhere, but not asked for: never a wrong option. One, or a list.",
        examples=[["a stiff link"]],
    )
    never: Options = Field(
        (),
        alias="never points to",
        description="Stated to be false: may be offered as a wrong option. One, or a list; "
        "`{text: A sentence.}` says why it is false.",
        examples=[["a loose headset", "worn brake pads"]],
    )

    def title(self, wording: Wording) -> str:
        return capital(self.sign)

    def names(self) -> Iterator[tuple[Loc, str]]:
        return (((label,), label) for label in self.fixed())

    def fixed(self) -> tuple[str, ...]:
        return ("points to", "sign", "elicited by", "shows")

    def right(self) -> tuple[str, ...]:
        return self.points

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        if not (self.elicited or self.shows or self.points):
            hint = "add `elicited by:`, `shows:` or `points to:`"
            yield Problem("missing-key", (), "nothing is said of this sign", hint)
        pointers = [*listed("points to", self.points), *listed("may also point to", self.may)]
        yield from repeated(pointers, vocabulary)
        yield from repeated(listed("never points to", self.never), vocabulary)

    def things(self) -> tuple[str, ...]:
        return (self.sign,)

    def claims(self) -> Iterator[Claim]:
        for field, texts in (("points to", self.points), ("may also point to", self.may)):
            for loc, text in listed(field, texts):
                yield self.claim(self.sign, RELATION, text, *loc)
        for loc, text in listed("never points to", self.never):
            yield self.claim(self.sign, RELATION, text, *loc, truth=False)
        whole = Appearance(self.elicited, self.shows)
        for seen in dict.fromkeys((whole, whole._replace(shows=""), whole._replace(elicited=""))):
            if any(seen):
                yield self.claim(seen, APPEARANCE, self.sign, "sign")

    def questions(self, writer: Writer) -> Iterator[Question]:
        points = ", ".join(self.points)
        said = {"sign": self.sign, "elicited": self.elicited, "shows": self.shows, "points": points}
        because = writer.say("sign.because", **said)
        if self.elicited:
            stem = writer.stem("elicited by", "sign.elicited-by", **said)
            yield writer.short_answer(["elicited by"], stem, self.elicited, because)
            wrong = writer.authored("elicited by")
            yield from writer.choice(["elicited by"], stem, self.elicited, wrong, because)
        if self.shows:
            stem = writer.stem("shows", "sign.shows", **said)
            yield writer.short_answer(["shows"], stem, self.shows, because)
            yield from writer.choice(["shows"], stem, self.shows, writer.authored("shows"), because)
        if self.points:
            stem = writer.stem(
                "points to", "sign.points-to", sign=self.sign, classically=bool(self.may)
            )
            yield writer.short_answer(["points to"], stem, points, because)
            if len(self.points) == 1:
                wrong = distractors.sound(self.points, self._wrong(writer), writer.vocabulary)
                yield from writer.choice(["points to"], stem, points, wrong, because)
                if len(wrong) == 1:
                    writer.lone["points to"] = wrong[0].text
        if self.elicited or self.shows:
            stem = writer.stem("sign", "sign.sign", **said)
            seen = Appearance(self.elicited, self.shows)
            if writer.knowledge.alone(seen, APPEARANCE, self.sign):
                yield writer.short_answer(["sign"], stem, self.sign, because)
                wrong = list(writer.not_true(seen, APPEARANCE, writer.authored("sign")))
                yield from writer.choice(["sign"], stem, self.sign, wrong, because)

    def _wrong(self, writer: Writer) -> list[Candidate]:
        own = {text: reason_of(text) for text in self.never}

        def because(option: str, reason: Reason) -> str:
            if own.get(option):
                return own[option]
            if reason is Reason.SINGLE:
                return ""  # what it points to instead, the question says
            return writer.say("reason.pointer", sign=self.sign, option=option)

        names = [
            *self.never,
            *(name for text in self.points for name in writer.vocabulary.relatives(text)),
        ]
        false = distractors.false_of(
            writer.knowledge, self.sign, RELATION, dict.fromkeys(names), because
        )
        return [*writer.not_true(self.sign, RELATION, writer.authored("points to")), *false]
