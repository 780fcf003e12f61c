"""Find what is wrong in questions that an author worded himself, before their options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.diagnostics import Severity
from quizgen.flaws.flaw import Flaw
from quizgen.language.facts.ask import Ask
from quizgen.language.facts.fact import Fact
from quizgen.questions.question import Question, ShortAnswer
from quizgen.text.answer_forms import parts_of
from quizgen.text.markup import plain
from quizgen.text.words import CheckWords, words

_COMMA = re.compile(r"[,;]")
MANY_PARTS = 3  # of an answer, from which on it is a list
MOST_WORDS = 5  # of a part; of more, commas part clauses


def needs_options(fact: Fact, lexicon: CheckWords) -> bool:
    """Tell whether a question makes no sense to who does not see its options."""
    return isinstance(fact, Ask) and fact.speaks_of_options(lexicon.wording)


def free_question_flaws(
    fact: Ask, questions: Sequence[Question], lexicon: CheckWords
) -> Iterator[Flaw]:
    """Find answers that are a list, or one of many, or one of two."""
    if questions and needs_options(fact, lexicon):
        message = f"“{plain(fact.ask)}” is not asked by heart: who recalls sees no options"
        hint = "say what sort of thing is asked for, instead of “these”"
        where = fact.id, questions[0].id, fact.ask
        yield Flaw("no-recall", message, hint, *where, Severity.NOTICE)
    recalled = next((each for each in questions if isinstance(each, ShortAnswer)), None)
    if recalled is None:
        return
    wording, answer, notice = lexicon.wording, plain(fact.answer), Severity.NOTICE
    where = fact.id, recalled.id, fact.answer
    # Of a picture that stands alone, the words describe what is seen, and list nothing.
    is_picture = any(each.of == each.alt == fact.answer for each in fact.exhibits())
    parts = 1 if is_picture else _parts(answer)
    is_list = parts >= MANY_PARTS and not wording.explained.search(fact.ask)
    if is_list or (parts > 1 and wording.several.search(fact.ask)):
        message = f"the answer of this question is a list of {parts}"
        hint = "write a `list` with its `items`: each of them is asked and marked by itself"
        yield Flaw("answer-with-alternatives", message, hint, *where, notice)
    elif wording.any.search(fact.ask) and not recalled.accepted:
        message = f"“{plain(fact.ask)}” may have other answers than `{answer}`"
        hint = (
            "name the others under `accept`, so that it can be typed; or make a `list` of them; "
            "or ask for the one thing that it is"
        )
        yield Flaw("answer-with-alternatives", message, hint, *where, notice)
    elif answer.casefold() in wording.either:
        message = f"this question is answered with `{answer}`, which half of all guesses are"
        hint = "write a `statement` with `false versions`, which are corrected; or ask what is so"
        yield Flaw("only-true-false", message, hint, *where, notice)


def _parts(answer: str) -> int:
    """Count the parts of an enumeration; other texts have one."""
    parts = parts_of(answer)
    if len(parts) < 2:
        return 1
    *first, last = (len(words(part)) for part in _COMMA.split(answer))
    # Behind the last comma stand two of them, joined by “and”.
    is_list = max(first, default=0) <= MOST_WORDS and last < 2 * MOST_WORDS
    return len(parts) if is_list else 1
