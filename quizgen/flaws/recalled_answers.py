"""Find the flaws of what is to be recalled: answers, numbers, units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.diagnostics import Severity
from quizgen.flaws.flaw import ERROR, Flaw
from quizgen.questions.question import ListRecall, Number, Ordering, Question, Recall
from quizgen.text import quantities
from quizgen.text.markup import plain, prose
from quizgen.text.sameness import is_prose
from quizgen.text.words import CheckWords, words

# Of one answer (the minimum information principle).
MOST_WORDS, MOST_CHARACTERS, MOST_WORDS_EVER = 12, 80, 30
# Of a meaning, which is said to oneself.
MOST_WORDS_OF_MEANING, MOST_CHARACTERS_OF_MEANING = 20, 130
WIDE = 0.1  # a tolerance beyond this share of the value forgives what is wrong
_GAP = "____"
_ALTERNATIVES = re.compile(r"\w\s?/\s?\w|\(")


def answer_flaws(question: Recall | ListRecall | Ordering) -> Iterator[Flaw]:
    """Find answers that are too long to be recalled, or that do not say what counts."""
    fact, id = question.about.fact, question.id
    is_term, is_meaning = (
        question.about.kind == "term" and question.part == part for part in ("term", "means")
    )
    most, most_characters = MOST_WORDS, MOST_CHARACTERS
    if is_meaning:
        most, most_characters = MOST_WORDS_OF_MEANING, MOST_CHARACTERS_OF_MEANING
    for authored, *others in question.terms:
        text = plain(authored)
        number = len(words(text)) if len(text) > 2 * most else 0
        if number > most or len(text) > most_characters:
            message = f"an answer of {number} words and {len(text)} characters is to be recalled"
            hint = f"make several facts of it, or shorten it to {most} words"
            severity = ERROR if number > MOST_WORDS_EVER else Severity.WARNING
            yield Flaw("answer-too-long", message, hint, fact, id, text, severity)
        if (
            (question.typed or is_term)
            and not others
            and is_prose(authored)
            and _ALTERNATIVES.search(prose(authored))
        ):
            message = f"it is not said which parts of `{text}` have to be typed"
            homes = "`synonyms` of its term, under `terms:`"
            if question.about.kind in ("ask", "cloze", "statement"):
                homes += ", or under `accept`"
            hint = f"write the plain answer, and what else counts as {homes}"
            yield Flaw("answer-with-alternatives", message, hint, fact, id, text)


def number_flaws(question: Number, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find a number whose unit or tolerance is missing, or whose tolerance is no measure of it."""
    fact, id, answer = question.about.fact, question.id, question.answer
    point = question.low is not None and question.low == question.high
    fraction = point and question.low is not None and not question.low.is_integer()
    language = lexicon.wording.language
    # “It has an area of ____ km².” gives the unit itself.
    _, blank, after = question.stem.partition(_GAP)
    has_unit = bool(blank) and quantities.begins_with_unit(after, language)
    if not question.unit and not has_unit and _names_dimension(question, lexicon):
        message = f"`{answer}` has no unit"
        hint = "write it after the number: `2.0 mg/dL`"
        yield Flaw("missing-unit", message, hint, fact, id, answer, ERROR)
    if not question.tolerance:
        if fraction:
            message = f"`{answer}` counts only if every digit is right"
            hint = "say how far off an answer may be: `tolerance: …`"
            yield Flaw("missing-tolerance", message, hint, fact, id, answer)
        return
    tolerance = quantities.read_quantity(question.tolerance, language, any_unit=True)
    value = quantities.read_quantity(answer, language, any_unit=True)
    if tolerance is None or value is None:
        return
    is_share = tolerance.unit == "%" and value.unit != "%"
    if tolerance.unit and not is_share and not quantities.comparable_quantities(tolerance, value):
        message = (
            f"the tolerance `{question.tolerance}` and the value `{answer}` have different units"
        )
        hint = "give both in one unit"
        yield Flaw("mixed-units", message, hint, fact, id, question.tolerance, ERROR)
        return
    own = value.measure.worth if value.measure else 1
    measure = tolerance.measure.worth if tolerance.measure and tolerance.unit else own
    ends = [abs(end) * own for end in (value.low, value.high) if end is not None]
    size = (tolerance.high or tolerance.low or 0) * measure
    if not is_share and ends and size > WIDE * max(ends):
        message = f"the tolerance `{question.tolerance}` is more than a tenth of `{answer}`"
        yield Flaw("wide-tolerance", message, "make it narrower", fact, id, question.tolerance)


def _names_dimension(question: Number, lexicon: CheckWords) -> bool:
    """Tell whether a question asks for what is measured: a length."""
    return not lexicon.dimensions.isdisjoint(words(question.stem))


def asks_for_recall(question: Question) -> bool:
    """Tell whether the key has to come from memory, as the correction of a false statement has."""
    return question.level.value != "recognise" or bool(getattr(question, "correction", ""))
