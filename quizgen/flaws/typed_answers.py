"""Find answers that nobody can type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.flaws.flaw import ERROR, Flaw
from quizgen.grading.marks import DONT_KNOW
from quizgen.questions.question import Question
from quizgen.text.answer_forms import LONGEST
from quizgen.text.markup import plain
from quizgen.text.sameness import identity


def typed_flaws(questions: Iterable[Question], language: str) -> Iterator[Flaw]:
    """Find answers that no typing is marked right for.

    What is typed exactly is right, and all else that is known is refused by the marking itself.
    """
    nothing = identity("", language)
    for question in questions:
        for text in question.keys if question.typed else ():
            words = plain(text)
            if text != DONT_KNOW and len(words) <= LONGEST and identity(words, language) != nothing:
                continue
            message = f"`{words}` cannot be typed so that it is marked right"
            hint = "write it in words, or leave typing out: `without: [short-answer, cloze]`"
            fact, id = question.about.fact, question.id
            yield Flaw("answer-not-typable", message, hint, fact, id, text, ERROR)
