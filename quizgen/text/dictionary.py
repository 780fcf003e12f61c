"""Tell whether a word is one of a language, so that another real word is never taken for a slip.

The lists are pyspellchecker's (MIT): English has 160,000 words, among them those of school and a
good deal of proper names, and none of 25 common misspellings that were tried. They are read as the
data that they are: the library's own object counts and measures them, which takes twice as long.
One is read when a slip is first in question.
"""

from __future__ import annotations

import gzip
import json
import pkgutil
from collections.abc import Mapping
from functools import cache

from quizgen.text.languages import code_of

SHORTEST = 3  # letters; the lists have most of the shorter strings of letters as words
LANGUAGES = frozenset("ar de en es eu fa fr it lv nl pt ru".split())  # noqa: SIM905


def is_word(word: str, language: str = "en", *, shortest: int = SHORTEST) -> bool:
    """Tell whether a word, in any case, is one of the language; never where there is no list."""
    return len(word) >= shortest and word.lower() in _words(language)


def are_two_words(one: str, other: str, language: str = "en") -> bool:
    """Tell whether two words are different ones of the language, and no forms of one word."""
    return _root(one) != _root(other) and is_word(one, language) and is_word(other, language)


def is_another_word(typed: str, word: str, language: str = "en") -> bool:
    """Tell whether a typed word is one of the language, other than a form of the wanted one."""
    return _root(typed) != _root(word) and is_word(typed, language)


def _root(word: str) -> str:
    for ending in ("ing", "ed", "es", "ly", "s", "d", "e"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word[: -len(ending)]
    return word


@cache
def _words(language: str) -> Mapping[str, int]:
    """Return the words of a language, with how often each was counted."""
    code = code_of(language)
    if code not in LANGUAGES:
        return {}
    data = pkgutil.get_data("spellchecker", f"resources/{code}.json.gz")
    assert data is not None, language  # an installed package has its data
    words: dict[str, int] = json.loads(gzip.decompress(data))
    return words
