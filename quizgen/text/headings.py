"""Read the headings of tables: which are names of languages, and how they read in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.text.dictionary import is_word
from quizgen.text.words import normal

_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\s*[(\[].*")  # a unit, whose capitals say which it is
_LANGUAGES = frozenset(
    """
    english german french spanish italian portuguese latin greek dutch russian chinese japanese
    korean arabic hebrew turkish polish swedish danish norwegian finnish hindi czech hungarian
    englisch deutsch französisch spanisch italienisch latein griechisch russisch türkisch
    anglais allemand français espagnol italien inglés alemán francés español italiano portugués
    inglese tedesco francese spagnolo portoghese engels duits frans spaans nederlands
    """.split()  # noqa: SIM905  # one literal is easier to read than seventy
)


def is_language(name: str) -> bool:
    """Tell whether a column is called as a language is: it holds that language's words."""
    return normal(name) in _LANGUAGES


def lowered(heading: str) -> str:
    """Return a heading as it reads in a sentence, word by word.

    Names of languages, abbreviations and what is no English word keep their capitals.
    """
    return _WORD.sub(lambda word: word[0].lower() if _is_common(word[0]) else word[0], heading)


def _is_common(word: str) -> bool:
    """Tell whether a word with a capital is one that has none within an English sentence."""
    is_title = word[:1].isupper() and word[1:].islower()
    return is_title and not is_language(word) and is_word(word)


def in_sentences(heads: Sequence[str]) -> dict[str, str]:
    """Return headings as they read in a sentence, each by itself.

    A spreadsheet's begin with capitals, all of them. Where some do not, those that do are names;
    and where most are no English words, they may be those of a language that writes nouns so.
    """
    first = [head.strip()[:1] for head in heads]
    words = [word for head in heads for word in _WORD.findall(_ASIDE.sub("", head))]
    titles = [word for word in words if word[:1].isupper() and word[1:].islower()]
    strange = sum(not is_word(word) for word in titles)
    if any(map(str.islower, first)) or strange * 3 > len(titles):
        return {head: head for head in heads}
    said: dict[str, str] = {}
    for head in heads:
        aside = _ASIDE.search(head)
        end = aside.start() if aside else len(head)
        said[head] = lowered(head[:end]) + head[end:]
    return said
