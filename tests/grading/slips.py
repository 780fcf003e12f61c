"""Slips of the pen, made systematically: each letter but the first left out, changed, doubled, changed about."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEIGHBOURS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuioapsdfghjklzaxcvbnm", strict=True))


def single_slips(term: str) -> Iterator[str]:
    """Every such slip in the words of five letters and more; none in the first letter of the term."""
    text = term.lower()
    for word in re.finditer(r"[a-z]{5,}", text):
        for at in range(max(word.start(), 1), word.end()):
            before, letter, after = text[:at], text[at], text[at + 1 :]
            yield before + after
            yield before + _NEIGHBOURS[letter] + after
            yield before + letter + letter + after
            if at + 1 < word.end() and after[0] != letter:
                yield before + after[0] + letter + after[1:]
