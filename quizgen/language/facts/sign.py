"""The kind `sign`: what triggers a sign, what is seen of it, and what it points to."""

# What is seen of a sign describes it, so that it can be named; where nothing brings it out, what it
# points to is said with it, as ice scratches the rock, too, and not only a fault. Of what triggers
# it, nobody said that it triggers nothing else: from that alone, the sign is asked for with
# options, or in the author's own question.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from quizgen.knowledge import Appearance, Claim, Reason, Vocabulary
from quizgen.language.facts.fact import Fact, Options, Problem, Text, Texts, listed, repeated
from quizgen.language.facts.writer import Writer, reason_of
from quizgen.language.reader import Loc
from quizgen.questions import distractors
from quizgen.questions.distractors import Candidate
from quizgen.questions.question import ListRecall, Question
from quizgen.text.wording import Wording, capital

RELATION, APPEARANCE = "points to", "sign"


class Sign(Fact):
    """A sign. What else it may point to is true as well, so it is never a wrong option."""

    kind = "sign"

    sign: Text = Field(
        description="A sign: what triggers it, what is seen of it, what it points to. One of the "
        "three is needed. Write its name here.",
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
        description="True elsewhere, but not asked for: never a wrong option; typed, it is close. "
        "One, or a list.",
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
        said["bare"] = "" if writer.wording.is_whole(self.sign) else "bare"
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
            yield from self._pointed(writer, because)
        if self.elicited or self.shows:
            yield from self._named(writer, said, because)

    def _pointed(self, writer: Writer, because: str) -> Iterator[Question]:
        """Ask what it points to."""
        is_one = len(self.points) == 1
        stem = writer.stem(
            "points to",
            "sign.points-to" if is_one else "sign.several",
            sign=self.sign,
            bare="" if writer.wording.is_whole(self.sign) else "bare",
            number=len(self.points),
            classically=bool(self.may),
        )
        yield self._recalled(writer, stem, because)
        if is_one:
            wrong = distractors.sound(self.points, self._wrong(writer), writer.vocabulary)
            yield from writer.choice(["points to"], stem, self.points[0], wrong, because)
            if len(wrong) == 1:
                writer.lone["points to"] = wrong[0].text

    def _named(self, writer: Writer, said: dict[str, str], because: str) -> Iterator[Question]:
        """Ask which sign it is."""
        points = self.points[0] if self.points else ""
        if len(self.points) > 1:
            points = writer.say("comparison.values", values=self.points)
        if distractors.holds_words_and_signs(points, self.sign):
            points = ""
        stem = writer.stem("sign", "sign.sign", **{**said, "points": points})
        seen = Appearance(self.elicited, self.shows)
        if writer.knowledge.alone(seen, APPEARANCE, self.sign):
            if self._is_described():
                yield writer.short_answer(["sign"], stem, self.sign, because)
            wrong = list(writer.not_true(seen, APPEARANCE, writer.authored("sign")))
            yield from writer.choice(["sign"], stem, self.sign, wrong, because)

    def _recalled(self, writer: Writer, stem: str, because: str) -> Question:
        """Ask what it points to; for all of several.

        What else is stated of it counts, but where the classical ones or what the author's own stem
        says are asked for: there, it may be so.
        """
        stated = [
            text
            for text in writer.knowledge.values(self.sign, RELATION)
            if not any(writer.vocabulary.related(text, own) for own in self.points)
        ]
        labels = ["points to"]
        is_any = not self.may and not self.stems.get("points to")
        possible = tuple((text, *writer.accepted(text)) for text in stated)
        if len(self.points) > 1:
            return ListRecall(
                id=writer.id("list", *labels),
                about=writer.about,
                stem=stem,
                because=because,
                members=tuple((text, *writer.accepted(text)) for text in self.points),
                also=possible if is_any else (),
                wrong=tuple(self.never),
            )
        point = self.points[0]
        if is_any:
            return writer.short_answer(labels, stem, point, because, stated)
        recall = writer.short_answer(labels, stem, point, because)
        return replace(recall, possible=possible)

    def _is_described(self) -> bool:
        """Tell whether the sign can be named without options."""
        return bool(self.shows) or "sign" in self.stems

    def unasked(self, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
        if self.elicited and not self._is_described():
            yield "sign", "`shows`, or `stems: {sign: your own question}`: the sign by heart"
        if len(self.points) == 1 and not (self.never or self.distractors.get("points to")):
            yield "points to", "`never points to`, with what it does not point to: a choice"
        for part, text in (("elicited by", self.elicited), ("shows", self.shows)):
            if text and not self.distractors.get(part):
                yield part, f"`distractors: {{{part}: […]}}`: a choice"

    def _wrong(self, writer: Writer) -> list[Candidate]:
        own = {text: reason_of(text) for text in self.never}
        bare = not writer.wording.is_whole(self.sign)

        def because(option: str, reason: Reason) -> str:
            if own.get(option):
                return own[option]
            if reason is Reason.SINGLE:
                return ""  # what it points to instead, the question says
            return writer.say("reason.pointer", sign=self.sign, bare=bare, option=option)

        names = [
            *self.never,
            *(name for text in self.points for name in writer.vocabulary.relatives(text)),
        ]
        false = distractors.false_of(
            writer.knowledge, self.sign, RELATION, dict.fromkeys(names), because
        )
        return [*writer.not_true(self.sign, RELATION, writer.authored("points to")), *false]
