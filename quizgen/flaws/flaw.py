"""Say what a flaw is, and which rules of item writing are behind each code."""

from __future__ import annotations

from typing import NamedTuple

from quizgen.diagnostics import DiagnosticCode, Related, Severity

ERROR = Severity.ERROR


class Rule(NamedTuple):
    """What a code counts as.

    `family` is named for flaws of which two make a question unacceptable; flaws of one family are
    one flaw.
    """

    family: str = ""
    of_deck: bool = False


RULES: dict[DiagnosticCode, Rule] = {
    # stems
    "stem-unfocused": Rule(),
    "negative-stem": Rule("negative"),
    "vague-frequency": Rule("vague"),
    "stem-too-long": Rule("reading"),
    "stem-gives-key": Rule(),
    "clang": Rule("clang"),
    "stem-hints-key": Rule("clang"),
    "hinged-stem": Rule(),
    "unknown-abbreviation": Rule(),
    "stem-grammar": Rule(),
    "stem-doubled": Rule(),
    "stem-lower-case": Rule(),
    "clause-as-name": Rule(),
    "plural-noun": Rule(),
    # options
    "option-too-long": Rule("length"),
    "overlapping-options": Rule(),
    "second-right-option": Rule(),
    "implausible-distractor": Rule("implausible"),
    "mixed-units": Rule(),
    "mixed-options": Rule("mixed"),
    "key-longest": Rule("length"),
    "uneven-options": Rule("length"),
    "duplicate-option": Rule(),
    "combined-option": Rule(),
    "absolute-distractor": Rule(),
    "convergence": Rule("convergence"),
    "opposite-pair": Rule("pair"),
    "cell-too-long": Rule("length"),
    # passages, lists, orders, matchings
    "cloze-repeated-gap": Rule("gaps"),
    "cloze-too-many-gaps": Rule("gaps"),
    "cloze-starts-blank": Rule(),
    "cloze-shows-key": Rule(),
    "list-too-long": Rule("list"),
    "ordering-too-long": Rule("list"),
    "title-gives-step": Rule(),
    "matching-one-to-one": Rule(),
    # answers
    "answer-too-long": Rule("answer"),
    "answer-with-alternatives": Rule(),
    "missing-unit": Rule(),
    "missing-tolerance": Rule(),
    "wide-tolerance": Rule(),
    "answer-not-typable": Rule(),
    # facts beside one another
    "ambiguous-stem": Rule(),
    "duplicate-question": Rule(),
    "alias-clash": Rule(),
    "answers-confusable": Rule(),
    "gives-away": Rule(),
    "no-source": Rule(),
    "no-recall": Rule(),
    "no-sentence": Rule(),
    "no-effect": Rule(),
    "not-exclusive": Rule(),
    "no-wrong-option": Rule(),
    "no-questions": Rule(),
    "only-true-false": Rule(),
    "unused-option": Rule(),
    "true-and-false": Rule(),
    "id-reused": Rule(),
    # a deck as a whole
    "key-position": Rule(of_deck=True),
    "key-length": Rule(of_deck=True),
    "guessable": Rule(of_deck=True),
    "too-many-choices": Rule(of_deck=True),
    "distractor-overused": Rule(of_deck=True),
    "open-list": Rule(of_deck=True),
}


class Flaw(NamedTuple):
    """Something wrong in how a fact or a deck is asked.

    `text` is what the author wrote that it is about.
    """

    code: DiagnosticCode
    message: str
    hint: str
    owner: str  # the fact's id, or the deck's
    question: str = ""  # its id; empty where it is not one question that is flawed
    text: str = ""
    severity: Severity = Severity.WARNING
    related: tuple[Related, ...] = ()
