"""Put a statement that is to be judged."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from quizgen.grading import Lexicon
from quizgen.grading.marks import Mark, Response, Verdict, texts_of
from quizgen.questions.question import TrueFalse
from quizgen.quiz.selection import Candidate
from quizgen.quiz.types.item import (
    LONGEST_KEPT,
    RIGHT,
    WRONG,
    BaseItem,
    Draw,
    NotAResponseError,
    Sought,
    VerdictRow,
    mark_of_none,
    names_nothing,
    picked_part,
)
from quizgen.text.answer_forms import clean
from quizgen.text.markup import plain
from quizgen.text.wording import Wording

TRUTHS = {"true": True, "t": True, "false": False, "f": False}


def truth_word(words: Wording, *, truth: bool) -> str:
    """Return the word for what is true, or for what is false."""
    return words.say("true-false.true" if truth else "true-false.false")


class TrueFalseItem(BaseItem):
    """A statement to be judged, and corrected if it is false."""

    types: ClassVar[tuple[str, ...]] = ("true-false",)

    type: Literal["true-false"]
    truth: bool
    correction: str

    @classmethod
    def own_data(cls, candidate: Candidate, draw: Draw) -> dict[str, Any]:
        question = candidate[0]
        assert isinstance(question, TrueFalse)
        return {"truth": question.truth, "correction": question.correction, "points": 1}

    def mark_texts(self, texts: tuple[str, ...], lexicon: Lexicon) -> Mark:
        answer = "true" if self.truth else "false"
        words = [clean(each, LONGEST_KEPT).casefold() for each in texts[:2]]
        if names_nothing(words):
            return mark_of_none(self.id, words, answer)
        right = len(words) == 1 and TRUTHS.get(words[0]) is self.truth
        verdict = Verdict.RIGHT if right else Verdict.WRONG
        return Mark(float(right), (picked_part(self.id, verdict, " ".join(words), answer),))

    recalled: ClassVar[bool] = False

    def sought(self) -> list[Sought]:
        statements = (self.stem, self.correction)
        return [Sought((), plain(each)) for each in statements if each]

    def own_rows(
        self, response: Response, mark: Mark, words: Wording
    ) -> tuple[list[VerdictRow], str]:
        judged = {"true": True, "false": False}.get("".join(texts_of(response)))
        right = judged is self.truth
        rows = []
        if judged is not None:
            rows.append(
                VerdictRow(RIGHT if right else WRONG, "", truth_word(words, truth=judged), "")
            )
        if not self.truth and self.correction:
            return rows, f"{truth_word(words, truth=False)}. {self.correction}"
        return rows, "" if right else truth_word(words, truth=self.truth)

    def parse_texts(self, texts: tuple[str, ...], words: Wording) -> Response:
        word = texts[0].casefold()
        for truth, name in ((True, "true"), (False, "false")):
            if word and truth_word(words, truth=truth).casefold().startswith(word):
                return (name,)
        # A program, and one who is used to it, may say it in English.
        if TRUTHS.get(word) is None:
            raise NotAResponseError("type true or false (t or f)")
        return ("true",) if TRUTHS[word] else ("false",)

    def key_lines(self, words: Wording) -> list[str]:
        letter = self.short_key(words)
        return [f"{letter}  {self.correction}" if self.correction else letter]

    def credit(self, words: Wording) -> str:
        return words.say("credit.true-false") if self.correction else ""

    def short_key(self, words: Wording) -> str:
        return words.say("paper.true" if self.truth else "paper.false")
