"""The kind `quantity`: a number or a range with its unit."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from quizgen.knowledge import Claim, Closure, Phrase, Vocabulary
from quizgen.language.facts.fact import Fact, Problem, Text
from quizgen.language.facts.sentence import BLANK, mark_problems
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions.question import Question
from quizgen.text import quantities
from quizgen.text.markup import plain
from quizgen.text.quantities import QuantityError, grams_a_mole
from quizgen.text.wording import Wording, capital

RELATION = "value"


class QuantityFact(Fact):
    """A value has one number, so two facts that give two are a contradiction."""

    kind = "quantity"

    quantity: Text = Field(
        description="A number or a range with its unit. Write here what it measures.",
        examples=["the rim diameter of a 700C wheel"],
    )
    value: Text = Field(
        description="A number or a range, with `<`, `>` or `about` if need be, and its unit.",
        examples=["622 mm", "1.8–2.2 mg/dL", "< 1 %"],
    )
    tolerance: Text = Field(
        "",
        description="How far off an answer may be and still count. Default: not at all.",
        examples=["2 mm"],
    )
    sentence: Text = Field(
        "",
        description="A sentence that says it, with {value} in it: the question leaves that out.",
        examples=["The rim of a 700C wheel is {value} wide."],
    )
    molar_mass: Text = Field(
        "",
        alias="molar mass",
        description="Of the substance: then an amount (mmol/L) counts for a mass (mg/dL).",
        examples=["24.305 g/mol"],
    )

    def title(self, wording: Wording) -> str:
        return capital(self.quantity)

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield ("value",), "value"

    def fixed(self) -> tuple[str, ...]:
        return ("value",)

    def right(self) -> tuple[str, ...]:
        return (self.value,)

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        fields = {
            "value": self.value,
            "tolerance": self.tolerance,
            "molar mass": self.molar_mass,
        }
        for field, text in fields.items():
            try:
                quantity = quantities.parse_quantity(
                    plain(text) or "0", vocabulary.language, vocabulary.units, any_unit=True
                )
            except QuantityError as error:
                yield Problem("bad-quantity", (field,), str(error), error.hint)
                continue
            if quantity.is_doubtful:
                message = f"the comma or point in `{plain(text)}` can be read in two ways"
                hint = "write decimals as the language does: in English `2.5`, in German `2,5`"
                yield Problem("bad-quantity", (field,), message, hint)
            if field == "tolerance" and (not quantity.is_point or (quantity.low or 0) < 0):
                message = f"`{plain(text)}` does not say how far off an answer may be"
                hint = "write one number that is more than nothing, like `0.1 mg` or `5 %`"
                yield Problem("bad-quantity", (field,), message, hint)
            if field == "molar mass" and text and grams_a_mole(quantity) is None:
                message = f"`{plain(text)}` is no molar mass"
                yield Problem("bad-quantity", (field,), message, "write it like `24.305 g/mol`")

        if self.sentence:
            yield from mark_problems(("sentence",), self.sentence, [("value",)])

    def claims(self) -> Iterator[Claim]:
        yield self.claim(Phrase(self.quantity), RELATION, self.value, "value")

    def closures(self) -> Iterator[Closure]:
        yield self.closure(Phrase(self.quantity), RELATION, "value", single=True)

    def questions(self, writer: Writer) -> Iterator[Question]:
        because = self._said(writer, "quantity.because", self.value)
        stem = self.stems.get("value") or self._said(writer, self._asked(writer), BLANK)
        yield writer.number(["value"], stem, self.value, because, self.tolerance, self.molar_mass)
        wrong = writer.not_true(Phrase(self.quantity), RELATION, writer.authored("value"))
        yield from writer.choice(["value"], stem, self.value, wrong, because)

    def _asked(self, writer: Writer) -> str:
        """Return the name of the stem that says whether a value, a range or a limit is wanted."""
        vocabulary = writer.vocabulary
        stated = quantities.read_quantity(plain(self.value), vocabulary.language, vocabulary.units)
        if stated is None or stated.is_point or stated.parts:  # 2:1 is no limit
            return "quantity.value"
        is_open = stated.low is None or stated.high is None
        return "quantity.limit" if is_open else "quantity.range"

    def _said(self, writer: Writer, name: str, value: str) -> str:
        """Return the author's sentence with the value or a blank, or else the wording's text."""
        if self.sentence:
            return writer.filled(self.sentence, {"value": value})
        return writer.say(name, quantity=self.quantity, value=value)
