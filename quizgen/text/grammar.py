"""Inflect the nouns of a language by the tables of its wording: plural, article, number."""

# Tables, not a library. `inflect` takes 1.5 s to import where a small collection compiles in 0.4 s,
# knows English only, writes "phylums" and "a 8-bit number", and spoils what is a plural already
# ("symptomss"). Of 656 pairs that the tests of the JavaScript library `pluralize` list, it misses
# 69 and these tables 33, most of them plurals of which there are two.

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from quizgen.text.markup import escaped, marked, plain

# What stands before the last comma, colon or bracket, and what after it.
_ASIDE = re.compile(r"(.*\S)\s*[,;:(]\s*(.+)")


class Grammar:
    """What the stems of one language need to know of its nouns."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._numbers: list[str] = tables["numbers"]
        self._articles: list[str] = tables["articles"]
        self._indefinite = frozenset(self._articles)
        self._all_articles = frozenset((*self._articles, *tables.get("definite", ())))
        self._an = [(re.compile(pattern), article) for pattern, article in tables["an"]]
        self._plural = [(re.compile(pattern), ending) for pattern, ending in tables["plural"]]
        after = "|".join(tables.get("after", ()))
        # "branch of the facial nerve", "sister-in-law"; but "built-in type"
        head = rf"^(.+?)(?= (?:{after}) |-(?:{after})-)"
        self._head = re.compile(head if after else r"(?!)")
        self._singular = [(re.compile(pattern), end) for pattern, end in tables["singular"]]
        self._plural_verbs: Mapping[str, str] = tables.get("plural-verbs", {})
        self._mass = re.compile(tables.get("mass", r"(?!)"))
        self._directed = re.compile(tables.get("directed", r"(?!)"))
        self._timeline = re.compile(tables.get("timeline", r"(?!)"))
        self._late = re.compile(tables.get("late", r"(?!)"))
        self._least = re.compile(tables.get("least", r"(?!)"))
        self._predicate = re.compile(tables.get("predicate", r"(?!)"))
        self._participle = re.compile(tables.get("participle", r"(?!)"))
        self._example = re.compile(tables.get("example", r"(?!)"))
        self._clause = re.compile(tables.get("clause", r"(?!)"))

    def is_mass(self, noun: str) -> bool:
        """Tell whether a noun has no plural and takes no indefinite article."""
        words, end = self._parted(noun)
        return bool(self._mass.search(words[:end]))

    def is_directed(self, criterion: str) -> bool:
        """Tell whether a criterion says itself what comes first, as "earliest first" does."""
        return bool(self._directed.search(plain(criterion)))

    def undirected(self, criterion: str) -> str:
        """Return a criterion without what it says behind a comma of what comes first, if it does.

        >>> undirected("time of birth, earliest first")
        "time of birth"
        """
        parted = _ASIDE.fullmatch(criterion)
        if parted is None or self.is_directed(parted[1]) or not self.is_directed(parted[2]):
            return criterion
        return parted[1]

    def is_timeline(self, criterion: str) -> bool:
        """Tell whether a criterion is a time, of which there is no most and no least."""
        return bool(self._timeline.search(plain(criterion)))

    def is_last(self, words: str, *, moment: bool) -> bool:
        """Tell whether a comparative or superlative names the far end: the later, the smaller.

        Of moments, what comes first is the near end; of amounts, the greater.
        """
        return bool((self._late if moment else self._least).search(plain(words)))

    def is_predicate(self, label: str) -> bool:
        """Tell whether a label is no noun, as its verb shows: conducts the current, is edible."""
        return bool(self._predicate.search(plain(label)))

    def is_participle(self, label: str) -> bool:
        """Tell whether a label is a participle by itself: born, founded."""
        return bool(self._participle.search(plain(label)))

    def is_example(self, label: str) -> bool:
        """Tell whether a label announces examples, of which there are others than those told."""
        return bool(self._example.search(plain(label)))

    def is_clause(self, text: str) -> bool:
        """Tell whether a text says something by itself, so that it is the name of nothing."""
        return bool(self._clause.search(plain(text)))

    def named(self, text: str) -> str:
        """Return a name as it is, and a clause in quotation marks."""
        return f"“{text}”" if self.is_clause(text) else text

    def plural(self, noun: str) -> str:
        """Return the plural of a noun that may have words before and after it."""
        words, end = self._parted(noun)
        return escaped(_changed(words[:end], self._plural) + words[end:])

    def singular(self, noun: str) -> str:
        """Return the singular of a noun that stands in the plural, or else the noun."""
        words, end = self._parted(noun)
        single = _changed(words[:end], self._singular)
        if single == words[:end] and not marked(noun):
            return noun  # as most are, whose plural would be dear to find
        # What would not lead back is no plural, or none that the tables know.
        return escaped(single + words[end:]) if self.plural(single) == words[:end] else noun

    def agreeing(self, before: str, noun: str) -> str:
        """Return words that end with a verb as they are after a noun: are, after languages."""
        words, blank, verb = before.rstrip().rpartition(" ")
        if verb not in self._plural_verbs or self.singular(noun) == noun:
            return before
        return f"{words}{blank}{self._plural_verbs[verb]}{before[len(before.rstrip()) :]}"

    def head(self, noun: str) -> str:
        """Return the words of a noun up to the one that is inflected: `branch` of a nerve."""
        words, end = self._parted(noun)
        return words[:end]

    def article(self, noun: str) -> str:
        """Return the noun with its indefinite article, in a language that has one for all nouns."""
        if not self._articles:
            return noun
        words = plain(noun)
        index = next((which for pattern, which in self._an if pattern.search(words)), 0)
        return f"{self._articles[index]} {noun}"

    def ends_in_article(self, before: str) -> bool:
        """Tell whether the words before a noun end in its article, of either sort."""
        return before.split()[-1:] != [] and before.split()[-1].lower() in self._all_articles

    def fitted(self, before: str, noun: str) -> str:
        """Return the words before a noun; an indefinite article at their end fits the noun."""
        words, last = _before_article(before, self._indefinite)
        if not last:
            return before
        return _with_article(words, last, self.article(noun).split(" ")[0])

    def fitted_to_any(self, before: str, nouns: Iterable[str]) -> str:
        """Return the words before a noun that is not said, but is one of these.

        An indefinite article at their end has the form that all of them need, or else both: "a(n)".
        """
        fitting = {self.fitted(before, noun) for noun in nouns}
        if len(fitting) > 1:
            return self.fitted_to_blank(before)
        return next(iter(fitting), before)

    def fitted_to_blank(self, before: str) -> str:
        """Return the words before a noun that nobody can see.

        An indefinite article at their end has both forms, as one would tell how the noun begins.
        """
        words, last = _before_article(before, self._indefinite)
        if not last:
            return before
        first, second = self._articles[:2]
        rest = second.removeprefix(first)
        both = f"{first}({rest})" if rest != second else f"{first}/{second}"
        return _with_article(words, last, both)

    @property
    def numbers(self) -> Sequence[str]:
        """Return the words for small numbers, from nothing on."""
        return self._numbers

    def count(self, number: int) -> str:
        """Return a small number as a word."""
        return self._numbers[number] if number < len(self._numbers) else str(number)

    def _parted(self, noun: str) -> tuple[str, int]:
        """Return the plain words of a noun, and where the one that is inflected ends."""
        words = plain(noun)
        head = self._head.match(words) if " " in words or "-" in words else None
        return words, head.end() if head else len(words)


@lru_cache(maxsize=1 << 10)  # all rows of a table are worded by the sentences of its columns
def _before_article(text: str, articles: frozenset[str]) -> tuple[str, str]:
    """Return what stands before an indefinite article at the end of a text, and the article.

    Both are empty where there is none: in `vitamin A deficiency` the letter is a name.
    """
    words, _, last = text.rstrip().rpartition(" ")
    is_capital = last[:1].isupper()
    begins = not words or words.endswith((".", "?", "!", ":"))
    if last.lower() not in articles or (is_capital and not begins):
        return "", ""
    return words, last


def _with_article(words: str, last: str, article: str) -> str:
    """Return words and an article after them, written as the last one was, and a blank."""
    fitting = article.capitalize() if last[0].isupper() else article
    return f"{words} {fitting} " if words else f"{fitting} "


def _changed(words: str, patterns: Sequence[tuple[re.Pattern[str], str]]) -> str:
    """Return the words with the ending of the first pattern found; an empty one changes nothing."""
    for pattern, ending in patterns:
        match = pattern.search(words)
        if match:
            return words[: match.start()] + match.expand(ending) if ending else words
    return words
