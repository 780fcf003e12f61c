"""Turn Anki's gaps into the gaps of decks: without numbers, and none within another."""

from __future__ import annotations

import re

GAP_START = re.compile(r"\{\{c[\d,]+::")
_OPEN, _CLOSE = "\x02", "\x03"  # a gap's own braces, for as long as others are told from them
_TOUCHING = re.compile(r"(?<=[\x02{])(?=\{)|(?<=\{)(?=\x02)|(?<=\})(?=[\x03}])|(?<=\x03)(?=\})")


class AnkiGaps:
    """A passage with Anki's gaps as ours: without numbers, and none within another."""

    def __init__(self, text: str) -> None:
        self.lost: list[str] = []
        self.count = 0
        self._numbers: list[str] = []
        pieces: list[str] = []
        at = 0
        while start := GAP_START.search(text, at):
            end = self._end(text, start.end())
            pieces += [text[at : start.start()], self._gap(text[start.end() : end])]
            self._numbers.append(start[0])
            at = end + 2
        pieces.append(text[at:])
        self.text = _separate("".join(pieces)).strip()
        if len(set(self._numbers)) < len(self._numbers):
            self.lost.append("gaps that Anki hides together are asked one by one")

    def _end(self, text: str, at: int) -> int:
        """Return where the gap that began before `at` closes, if only at the end of the text."""
        depth = 1
        for brace in re.compile(r"\{\{c[\d,]+::|\}\}").finditer(text, at):
            depth += -1 if brace[0] == "}}" else 1
            if not depth:
                return brace.start()
        return len(text)

    def _gap(self, inner: str) -> str:
        if GAP_START.search(inner):
            self.lost.append("a gap within a gap: only the outer one is asked")
            inner = re.sub(r"\{\{c[\d,]+::(.*?)(?:::[^{}]*?)?\}\}", r"\1", inner)
            inner = GAP_START.sub("", inner)
        answer, colons, hint = inner.partition("::")
        if not answer.strip():
            self.lost.append("an empty gap")
            return hint
        self.count += 1
        return f"{_OPEN}{answer.strip()}{colons if hint.strip() else ''}{hint.strip()}{_CLOSE}"


def _separate(text: str) -> str:
    """Put double braces around gaps, and a blank between other braces, which could begin a gap."""
    text = _TOUCHING.sub(" ", text)
    return text.replace(_OPEN, "{{").replace(_CLOSE, "}}")
