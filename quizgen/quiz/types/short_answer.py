"""Put a question for a term or a phrase."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from quizgen.grading import Lexicon
from quizgen.grading.marks import HAD, MISSED, Mark, Response, Verdict
from quizgen.grading.typed_answers import Judgement, expect, judge
from quizgen.questions.question import ShortAnswer
from quizgen.quiz.selection import Candidate
from quizgen.quiz.types.item import (
    A_WRITTEN_LINE,
    BaseItem,
    Draw,
    Sought,
    VerdictRow,
    answer_rows,
    first_of,
    mark_of,
    points_for_writing,
    reported_part,
    self_report,
    typed_part,
)
from quizgen.text.markup import plain
from quizgen.text.wording import Wording


class ShortAnswerItem(BaseItem):
    """A term or phrase to be given: typed, or said by heart and then judged by the person.

    `possible` is what may be so, too, but is not asked for: it is close.
    """

    types: ClassVar[tuple[str, ...]] = ("short-answer",)

    type: Literal["short-answer"]
    answer: str
    accepted: tuple[str, ...]
    typed: bool
    language: str = ""
    possible: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def own_data(cls, candidate: Candidate, draw: Draw) -> dict[str, Any]:
        question = candidate[0]
        assert isinstance(question, ShortAnswer)
        own: dict[str, Any] = {
            "answer": question.answer,
            "accepted": question.accepted,
            "typed": question.typed,
            "language": question.language,
            "points": points_for_writing(question.answer),
        }
        return own | {"possible": question.possible} if question.possible else own

    def response_of(self, response: Response) -> Response:
        if not self.typed and response in ((HAD,), (MISSED,)):
            return HAD if response == (HAD,) else MISSED
        return super().response_of(response)

    def mark(self, response: Response, lexicon: Lexicon) -> Mark:
        report = self.response_of(response)
        if not self.typed and report in (HAD, MISSED):
            return mark_of([reported_part(self.id, report, plain(self.answer))])
        return super().mark(response, lexicon)

    def mark_texts(self, texts: tuple[str, ...], lexicon: Lexicon) -> Mark:
        lexicon = lexicon.speaking(self.language)
        expected = expect(self.answer, self.accepted, lexicon, plain(self.stem))
        text = first_of(texts)
        judgement = judge(text, expected, lexicon)
        if not judgement.verdict.counts and self._is_possible(text, lexicon):
            judgement = Judgement(
                Verdict.CLOSE, note="it may be that, too, but it is not asked for"
            )
        part = typed_part(self.id, text, expected.answer, judgement)
        return mark_of([part], texts[1:])

    def _is_possible(self, text: str, lexicon: Lexicon) -> bool:
        """Tell whether a text is what may be so, too."""
        stem = plain(self.stem)
        others = (expect(names[0], names[1:], lexicon, stem) for names in self.possible)
        return any(judge(text, each, lexicon).verdict.counts for each in others)

    def own_rows(
        self, response: Response, mark: Mark, words: Wording
    ) -> tuple[list[VerdictRow], str]:
        return answer_rows(response, mark, self.answer, words)

    def own_view(self) -> dict[str, Any]:
        return {"typed": self.typed}

    @property
    def own_room(self) -> float:
        return A_WRITTEN_LINE * self.points

    def sought(self) -> list[Sought]:
        return [Sought(tuple(map(plain, (self.answer, *self.accepted))), plain(self.stem))]

    def instruction(self, words: Wording) -> str:
        return super().instruction(words) if self.typed else words.say("answer.by-heart")

    def prompts(self, words: Wording) -> list[str]:
        return ["> "] if self.typed else [words.say("answer.show")]

    @property
    def said(self) -> Mapping[int, str]:
        return {} if self.typed else {0: self.answer}

    def parse_texts(self, texts: tuple[str, ...], words: Wording) -> Response:
        if self.typed:
            return texts
        return self_report(texts[0], words)

    def key_lines(self, words: Wording) -> list[str]:
        return [self.answer]

    def short_key(self, words: Wording) -> str:
        return self.answer

    def alternatives(self, words: Wording) -> list[str]:
        return [words.say("paper.also", names=self.accepted) if self.accepted else ""]
