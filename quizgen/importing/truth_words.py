"""Tell what says that something is true or right: words of ten languages, their letters, ticks."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple


class TruthWords(NamedTuple):
    """What a language calls true and false, and how it asks which."""

    true: str
    false: str
    ask: str


ENGLISH_TRUTH = TruthWords("true", "false", "True or false?")
TRUTHS = (
    ENGLISH_TRUTH,
    TruthWords("wahr", "falsch", "Wahr oder falsch?"),
    TruthWords("richtig", "falsch", "Richtig oder falsch?"),
    TruthWords("vrai", "faux", "Vrai ou faux ?"),
    TruthWords("verdadero", "falso", "¿Verdadero o falso?"),
    TruthWords("vero", "falso", "Vero o falso?"),
    TruthWords("verdadeiro", "falso", "Verdadeiro ou falso?"),
    TruthWords("waar", "onwaar", "Waar of onwaar?"),
    TruthWords("juist", "onjuist", "Juist of onjuist?"),
    TruthWords("верно", "неверно", "Верно или неверно?"),
    TruthWords("prawda", "fałsz", "Prawda czy fałsz?"),
    TruthWords("sant", "falskt", "Sant eller falskt?"),
)
_WORDS = frozenset(word for words in TRUTHS for word in (words.true, words.false))
# What says of a sentence whether it is true, where no question is asked.
_IN_WORDS = {
    **dict.fromkeys(("t", "v", "yes", "y", "right", "correct"), "True"),
    **dict.fromkeys(("f", "no", "n", "wrong", "incorrect"), "False"),
    "ja": "wahr",
    "nein": "falsch",
    "w": "wahr",
    "r": "richtig",
    "oui": "vrai",
    "non": "faux",
}
_YES = frozenset("x ✓ ✔ ☑ ✅ * • ● + yes y true t wahr ja j richtig si sí oui vrai right".split())  # noqa: SIM905
_NO = frozenset("- – — ✗ ✘ ☐ ❌ no n false f falsch nein non faux wrong".split())  # noqa: SIM905
_NUMBER = re.compile(r"-?\d{1,3}(?:[.,]\d+)?\s*%?")


def bare_word(html: str) -> str:
    """Return a word without markup, capitals and a stop."""
    return unescape(re.sub(r"<[^<>]*>", "", html)).strip(" .!\n").casefold()


def is_truth(html: str) -> bool:
    """Tell whether a text says that something is true or false, in some language."""
    return bare_word(html) in _WORDS


def truth_in_words(cell: str) -> str:
    """Return `True` for `T`, `falsch` for `nein`, and nothing for what is no such sign."""
    return _IN_WORDS.get(cell.strip().casefold(), "")


def tick_of(cell: str) -> float | None:
    """Return how much a cell says that what stands beside it is right, or None if it says neither.

    An empty cell says that it is not, as 0 does.
    """
    text = cell.strip().casefold()
    if not text or text in _NO:
        return 0.0
    if text in _YES:
        return 1.0
    return float(text.rstrip("% ").replace(",", ".")) if _NUMBER.fullmatch(text) else None
