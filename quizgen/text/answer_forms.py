"""Put typed answers and known terms into the form in which slips of the pen are measured.

What a text is, and whether two are the same, says `sameness`; a form has its words beside that.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from quizgen.text.prose import joined, loose_words

LONGEST = 1000  # characters; nobody types more, so more is not looked at
_ENUMERATION = re.compile(r"\s*(?:,|;|\n|&|\band\b|\bor\b)\s*", re.IGNORECASE)
_UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Co"}


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """A text in the form in which it is compared.

    `key`: equal for texts that mean the same; `words`: its words, folded; `spelled`: the same words
    as they were spelled; `members`: the key of each member of an enumeration, in alphabetical
    order, so that their order does not count; `rigid`: words that bear no slip.
    """

    key: str
    words: tuple[str, ...]
    spelled: tuple[str, ...]
    members: tuple[str, ...] = ()
    rigid: frozenset[str] = frozenset()
    language: str = "en"

    @property
    def keys(self) -> tuple[str, str]:
        """The two spellings from which the distance to another text is measured."""
        return self.key, "".join(self.spelled)


def clean(text: str, longest: int = LONGEST) -> str:
    """Return the text as it may be shown and kept: one line, no control characters, not endless."""
    text = text[:longest]
    if text.isascii() and text.isprintable():
        return text.strip()
    # Line ends are control characters, too, but they part words.
    visible = (char for char in text if char.isspace() or unicodedata.category(char) not in _UNSEEN)
    return " ".join("".join(visible).split())


@lru_cache(maxsize=1 << 17)
def form(text: str, language: str = "en") -> AnswerForm:
    """Return the form of a text.

    It is the only way in which typed answers and known terms become comparable.
    """
    pairs = loose_words(clean(text), language)
    words = tuple(word for _, word in pairs)
    spelled = tuple(token for token, _ in pairs)
    members = _members(text, language)
    rigid = _rigid(text[:LONGEST], language)
    return AnswerForm(joined(words), words, spelled, members, rigid, language)


def parts_of(text: str) -> list[str]:
    """Return what stands between the commas and conjunctions of a text."""
    return [each for each in _ENUMERATION.split(text[:LONGEST]) if each]


def _members(text: str, language: str) -> tuple[str, ...]:
    members = parts_of(text)
    if len(members) < 2:
        return ()
    connector = "or" if re.search(r"\bor\b", text[:LONGEST], re.IGNORECASE) else "and"
    return (*sorted(_key(each, language) for each in members), connector)


def _key(text: str, language: str) -> str:
    return joined(word for _, word in loose_words(text, language))


def _rigid(text: str, language: str) -> frozenset[str]:
    """Return the abbreviations among the words: their author wrote them in capitals."""
    abbreviations = re.findall(r"[^\W_]*[A-ZÀ-Þ][A-ZÀ-Þ\d]+s?(?![^\W_])", text)
    return frozenset(_key(each, language) for each in abbreviations if len(each) < 8)
