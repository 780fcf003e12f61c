"""Show what the quiz in lines prints for a question, and for an answer not known."""

from __future__ import annotations

from quizgen.grading.lexicon import Lexicon
from quizgen.grading.marks import DONT_KNOW
from quizgen.quiz.quiz import Item
from quizgen.sitting import Answer
from quizgen.terminal.feedback import feedback
from quizgen.terminal.lines import wrapped
from quizgen.terminal.plain_mode import question_lines, verdict_lines
from quizgen.text.wording import Wording

COLUMNS = 64  # beside a printed question there is no more room
_NO_TERMS = Lexicon()  # nothing is typed that could be another term


def transcript(item: Item, words: Wording) -> tuple[str, str, str]:
    """Return what is asked, with the prompt; what is typed; what is said to that."""
    answer = Answer(item.id, DONT_KNOW, item.mark(DONT_KNOW, _NO_TERMS), at=0)
    place = words.say("terminal.place", number=1, of=1)
    question = [wrapped(line, COLUMNS) for line in question_lines(item, place, words)]
    told = verdict_lines(feedback(item, answer, words), words)
    reply = [wrapped(line, COLUMNS) for line in told]
    return "\n".join([*question, item.prompts(words)[0]]), str(DONT_KNOW), "\n".join(reply)
