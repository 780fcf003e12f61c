"""Find the flaws of answers as the marking of typed answers sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.diagnostics import DiagnosticCode, Related, Severity
from quizgen.flaws.flaw import Flaw
from quizgen.grading.marks import DONT_KNOW
from quizgen.knowledge import Vocabulary
from quizgen.questions.types import Choice, MultipleChoice, Question
from quizgen.text.answer_forms import LONGEST, form
from quizgen.text.sameness import symbols, typed_identity


def typed_flaws(questions: Iterable[Question], vocabulary: Vocabulary) -> Iterator[Flaw]:
    """Find answers that nobody can type, and different things that typing cannot tell apart.

    All else that is known is refused by the marking itself, so only what has the same form is left
    to be found.
    """
    first: dict[str, tuple[str, Question]] = {}
    for question in questions:
        for text in question.keys if question.typed else ():
            known = form(text)
            if text == DONT_KNOW or not (known.words or symbols(text)) or len(text) > LONGEST:
                message = f"`{text}` cannot be typed so that it is marked right"
                hint = "write it in words, or leave typing out: `without: [short-answer, cloze]`"
                yield _flaw("answer-not-typable", message, hint, question, text)
                continue
            other, earlier = first.setdefault(typed_identity(text), (text, question))
            if _apart(text, other, vocabulary):
                note = (Related("which is asked at", earlier.about.position),)
                message = f"typed, `{text}` is the same as `{other}`"
                hint = "make them names of one term, or write what sets them apart"
                yield _flaw("typed-alike", message, hint, question, text, note)
        if isinstance(question, Choice | MultipleChoice):
            keys = {typed_identity(key): key for key in question.keys}
            for each in question.distractors:
                key = keys.get(typed_identity(each.text))
                if key is not None:
                    message = (
                        f"typed, the wrong option `{each.text}` would be marked right, as `{key}`"
                    )
                    hint = "take it out, or write what sets them apart"
                    yield _flaw("typed-alike", message, hint, question, each.text)


def _apart(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell whether two texts of the same form name different terms, as their author declared."""
    a, b = vocabulary.resolve(one), vocabulary.resolve(other)
    return a != b and a in vocabulary.terms and b in vocabulary.terms


def _flaw(
    code: DiagnosticCode,
    message: str,
    hint: str,
    question: Question,
    text: str,
    note: tuple[Related, ...] = (),
) -> Flaw:
    return Flaw(code, message, hint, question.about.fact, question.id, text, Severity.ERROR, note)
