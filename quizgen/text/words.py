"""Compare texts as the checks do: by their words, their content, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from quizgen.text import markup
from quizgen.text.wording import Wording

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_WORD = re.compile(r"[^\W_]+(?:['./-][^\W_]+)*")
_QUOTED = re.compile('“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|"([^"]+)"|‘([^’]+)’')


@lru_cache(maxsize=1 << 16)
def normal(text: str) -> str:
    """Return the form in which names are compared.

    Case, blanks, curly quotes and markup do not count.
    """
    return markup.escaped(" ".join(markup.plain(text).translate(_STRAIGHT).casefold().split()))


def fold(text: str) -> str:
    """Return the plain words of a text's normal form."""
    return markup.plain(normal(text))


@lru_cache(maxsize=1 << 16)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, in lower case.

    A hyphen or an apostrophe inside a word is part of it.
    """
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=1 << 16)
def quoted(text: str) -> list[str]:
    """Return what stands in quotation marks in a text, without them."""
    return [next(filter(None, groups)) for groups in _QUOTED.findall(text)]


def spaced(text: str) -> str:
    """Return the words between blanks, so that whole words can be looked for."""
    return f" {' '.join(words(text))} "


def holds_words(text: str, part: str) -> bool:
    """Tell whether a text has another in it, as whole words; signs do not count."""
    inner = spaced(part)
    return inner != "  " and inner in spaced(text)


def places_of(run: Sequence[str], text: Sequence[str]) -> Iterator[int]:
    """Yield where in a text words stand that follow one another."""
    wanted = list(run)
    for at in range(len(text) - len(wanted) + 1):
        if list(text[at : at + len(wanted)]) == wanted:
            yield at


def runs_in(run: Sequence[str], text: Sequence[str]) -> bool:
    """Tell whether words stand in a text, one behind the other."""
    return any(True for _ in places_of(run, text))


class CheckWords:
    """The words of a language that the checks look for, as its wording has them."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.function = wording.function
        checks = wording.checks
        self.commands = frozenset(checks.get("commands", ()))
        self.negative = frozenset(checks.get("negative", ()))
        self.vague = frozenset(checks.get("vague", ()))
        self.hedge = frozenset(checks.get("hedge", ()))
        self.absolute = frozenset(checks.get("absolute", ()))
        self.dimensions = frozenset(checks.get("dimensions", ()))
        self.positive: tuple[str, ...] = tuple(checks.get("positive", ()))
        self.alternatives = frozenset(checks.get("alternatives", ()))
        self.articles: tuple[str, ...] = tuple(checks.get("articles", ()))
        self.frequency: str = checks.get("frequency", "")
        self.verbs: dict[str, int] = checks.get("verbs", {})
        self.combined = re.compile(checks.get("combined", "(?!)"))
        self.hinged = re.compile(checks.get("hinged", "(?!)"))
        self.predicates = frozenset(checks.get("predicates", ()))
        self.pointing = re.compile(checks.get("pointing", "(?!)"))
        self.clauses = frozenset(checks.get("clauses", ()))
        self.doubled = re.compile(checks.get("doubled", "(?!)"))
        self.judged: dict[str, object] = {}  # the verdict on a stem, which many questions share

    def denies(self, text: str) -> str:
        """Return the word that makes a text negative, or nothing."""
        rest = spaced(text)
        for harmless in self.positive:
            rest = rest.replace(f" {harmless} ", " ")
        return next(
            (word for word in rest.split() if word in self.negative or word.endswith("n't")), ""
        )

    def content(self, texts: Iterable[str]) -> set[str]:
        """Return the words of texts that carry meaning."""
        return {word for text in texts for word in words(text)} - self.function
