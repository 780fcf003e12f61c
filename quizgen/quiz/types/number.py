"""Put a question for a number with its unit."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from quizgen.grading import Lexicon
from quizgen.grading.marks import Mark, Response
from quizgen.grading.numbers import judge_number
from quizgen.questions.question import Number
from quizgen.quiz.selection import Candidate
from quizgen.quiz.types.item import (
    BaseItem,
    Draw,
    Sought,
    VerdictRow,
    answer_rows,
    first_of,
    mark_of,
    typed_part,
)
from quizgen.text.markup import plain
from quizgen.text.quantities import is_ratio
from quizgen.text.wording import Wording


class NumberItem(BaseItem):
    """A number with its unit to be given; `low` or `high` is None where the range is open."""

    types: ClassVar[tuple[str, ...]] = ("number",)

    type: Literal["number"]
    answer: str
    low: float | None
    high: float | None
    unit: str
    tolerance: str
    molar_mass: str = ""

    @classmethod
    def own_data(cls, candidate: Candidate, draw: Draw) -> dict[str, Any]:
        question = candidate[0]
        assert isinstance(question, Number)
        return {
            "answer": question.answer,
            "low": question.low,
            "high": question.high,
            "unit": question.unit,
            "tolerance": question.tolerance,
            "molar_mass": question.molar_mass,
            "points": 1,
        }

    def mark_texts(self, texts: tuple[str, ...], lexicon: Lexicon) -> Mark:
        text = first_of(texts)
        answer, tolerance, mass = map(plain, (self.answer, self.tolerance, self.molar_mass))
        stem = plain(self.stem)
        judgement = judge_number(text, answer, tolerance, mass, lexicon.vocabulary, stem)
        return mark_of([typed_part(self.id, text, plain(self.answer), judgement)], texts[1:])

    def own_rows(
        self, response: Response, mark: Mark, words: Wording
    ) -> tuple[list[VerdictRow], str]:
        accuracy = f"{self.answer} ({self.tolerance})" if self.tolerance else ""
        return answer_rows(response, mark, self.answer, words, accuracy)

    def own_view(self) -> dict[str, Any]:
        return {"unit": self.unit}

    def sought(self) -> list[Sought]:
        return [Sought((plain(self.answer),), plain(self.stem))]

    def instruction(self, words: Wording) -> str:
        wanted = "number" if self.low == self.high else "range"
        if self.low is None or self.high is None:
            wanted = "limit"
        if is_ratio(plain(self.answer)):
            return words.say("answer.ratio")
        if not self.unit:
            return words.say(f"answer.{wanted}")
        return words.say(f"answer.{wanted}-in", unit=plain(self.unit))

    def key_lines(self, words: Wording) -> list[str]:
        return [self.answer]

    def short_key(self, words: Wording) -> str:
        return self.answer

    def alternatives(self, words: Wording) -> list[str]:
        if not self.tolerance:
            return [""]
        return [words.say("paper.tolerance", tolerance=self.tolerance)]
