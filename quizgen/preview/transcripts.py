"""Gives what the quiz in lines prints for a question, and what it says to whoever does not know the answer."""

from __future__ import annotations

from quizgen.grading.items import mark
from quizgen.grading.lexicon import Lexicon
from quizgen.grading.marks import DONT_KNOW
from quizgen.quiz.quiz import Item
from quizgen.session import Answer
from quizgen.terminal.lines import wrapped
from quizgen.terminal.plain import asked, first_prompt, told

COLUMNS = 64  # beside a printed question there is no more room


def transcript(item: Item) -> tuple[str, str, str]:
    """What is asked, with the prompt; what is typed; what is told."""
    answer = Answer(item.id, DONT_KNOW, mark(item, DONT_KNOW, _NOBODYS), at=0)
    question = [wrapped(line, COLUMNS) for line in asked(item, "Question 1 of 1")]
    reply = [wrapped(line, COLUMNS) for line in told(item, answer)]
    return "\n".join([*question, first_prompt(item)]), DONT_KNOW[0], "\n".join(reply)


_NOBODYS = Lexicon()  # nothing is typed that could be another term
