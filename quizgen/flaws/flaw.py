"""Say what a flaw is, and which rules of item writing are behind each code."""

from __future__ import annotations

from typing import NamedTuple

from quizgen.diagnostics import Related, Severity

ERROR = Severity.ERROR


class Rule(NamedTuple):
    """What is behind a code: the rules of item writing that it holds, and what it counts as.

    `family` is named for flaws of which two make a question unacceptable; flaws of one family are
    one flaw.
    """

    rules: str
    family: str = ""
    of_deck: bool = False


RULES: dict[str, Rule] = {
    # stems
    "stem-unfocused": Rule("L11"),
    "negative-stem": Rule("L12", "negative"),
    "vague-frequency": Rule("L13", "vague"),
    "stem-too-long": Rule("L14", "reading"),
    "stem-gives-key": Rule("L15"),
    "clang": Rule("L15", "clang"),
    "hinged-stem": Rule("L16"),
    "unknown-abbreviation": Rule("L18"),
    "stem-grammar": Rule("L29"),
    # options
    "option-too-long": Rule("L14", "length"),
    "overlapping-options": Rule("L20"),
    "second-right-option": Rule("L21"),
    "implausible-distractor": Rule("L22", "implausible"),
    "mixed-units": Rule("L23"),
    "mixed-options": Rule("L23", "mixed"),
    "key-longest": Rule("L24", "length"),
    "uneven-options": Rule("L25", "length"),
    "duplicate-option": Rule("L26"),
    "combined-option": Rule("L27"),
    "absolute-distractor": Rule("L28"),
    "convergence": Rule("L30", "convergence"),
    "opposite-pair": Rule("L31", "pair"),
    "cell-too-long": Rule("L38", "length"),
    # passages, lists, orders, matchings
    "cloze-repeated-gap": Rule("L17", "gaps"),
    "cloze-too-many-gaps": Rule("L17, L35", "gaps"),
    "cloze-starts-blank": Rule("L17"),
    "cloze-shows-key": Rule("L34"),
    "list-too-long": Rule("L05", "list"),
    "ordering-too-long": Rule("L36", "list"),
    "matching-one-to-one": Rule("L39"),
    # answers
    "answer-too-long": Rule("L04", "answer"),
    "answer-with-alternatives": Rule("L42"),
    "missing-unit": Rule("L09"),
    "missing-tolerance": Rule("L09"),
    "wide-tolerance": Rule("L09"),
    "answer-not-typable": Rule("L41"),
    "typed-alike": Rule("L06, L41"),
    # facts beside one another
    "ambiguous-stem": Rule("L10, L37"),
    "duplicate-question": Rule("L46"),
    "alias-clash": Rule("L08"),
    "answers-confusable": Rule("L07"),
    "gives-away": Rule("L47"),
    "no-source": Rule("L03"),
    "no-recall": Rule("L48"),
    "id-reused": Rule("L50"),
    # a deck as a whole
    "key-position": Rule("L43", of_deck=True),
    "key-length": Rule("L44", of_deck=True),
    "guessable": Rule("L45", of_deck=True),
    "too-many-choices": Rule("L48", of_deck=True),
    "distractor-overused": Rule("L49", of_deck=True),
}


class Flaw(NamedTuple):
    """Something wrong in how a fact or a deck is asked.

    `text` is what the author wrote that it is about.
    """

    code: str
    message: str
    hint: str
    owner: str  # the fact's id, or the deck's
    question: str = ""  # its id; empty where it is not one question that is flawed
    text: str = ""
    severity: Severity = Severity.WARNING
    related: tuple[Related, ...] = ()
