"""Fold away what does not count in a word of prose: its plural, and its spelling of two."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from quizgen.text.languages import table

_SHORTEST = 4  # letters; shorter words are folded by the table of irregular ones alone


class _Rules(NamedTuple):
    irregular: dict[str, str]
    unchanged: frozenset[str]
    irregular_only: frozenset[str]  # that have no other plural
    singular: tuple[tuple[re.Pattern[str], str], ...]
    spellings: tuple[tuple[re.Pattern[str], str], ...]
    any_: re.Pattern[str]  # whether any of them can apply: to most words none does


@cache
def _rules(language: str) -> _Rules:
    words = table(language, "texts").get("words", {})
    singular, spellings = (
        tuple((re.compile(pattern), put) for pattern, put in words.get(name, ()))
        for name in ("singular", "spellings")
    )
    patterns = [f"(?:{rule.pattern})" for rule, _ in (*singular, *spellings)]
    any_ = re.compile("|".join(patterns) if patterns else "(?!)")
    irregular = words.get("irregular", {})
    unchanged, only = (frozenset(words.get(name, ())) for name in ("unchanged", "irregular-only"))
    return _Rules(irregular, unchanged, only, singular, spellings, any_)


@lru_cache(maxsize=1 << 16)  # a word is folded as a head, and as none
def _has_ending(word: str, language: str) -> bool:
    """Tell whether some rule fits a word."""
    return _rules(language).any_.search(word) is not None


@lru_cache(maxsize=1 << 16)
def folded(word: str, language: str = "en", *, is_head: bool = True) -> str:
    """Return a word, in lower case, in the singular and in one spelling; twice changes nothing.

    A word that is no noun's head, of which others follow, keeps its number: muscles jerk.
    """
    rules = _rules(language)
    if is_head and word in rules.irregular:
        word = rules.irregular[word]
    if not _has_ending(word, language):
        return word
    if is_head and len(word) >= _SHORTEST and word not in rules.unchanged:
        word = _singular(word, rules)
    if len(word) < _SHORTEST:
        return word
    for _ in range(3):
        before = word
        for pattern, put in rules.spellings:
            word = pattern.sub(put, word)
        if word == before:
            break
    return word


def _singular(word: str, rules: _Rules) -> str:
    for pattern, put in rules.singular:
        one = pattern.sub(put, word)
        if one in rules.irregular_only:  # mouses
            return word
        if one != word:
            return one
    return word
