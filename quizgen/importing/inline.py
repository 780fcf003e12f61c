"""Gives what stands inside a line in the deck's language: plain text, emphasis, code, formulas; knows no HTML."""

from __future__ import annotations

import re
from importlib.util import find_spec

# Without inline markup in the language, text is shown as written: emphasis is left out, and nothing is escaped.
MARKUP = find_spec("quizgen.markup") is not None

_SPECIAL = re.compile(r"[\\`*$]")
_OPEN, _CLOSE = "\x0e", "\x0f"  # around emphasis, until the line is whole and its neighbors are known
_EMPHASIS = re.compile(rf"(?<!\w){_OPEN}(\*\*?)([^{_OPEN}{_CLOSE}]*){_CLOSE}(?!\w)")
_INSIDE_A_WORD = re.compile(rf"{_OPEN}\*\*?|{_CLOSE}")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def plain(text: str) -> str:
    """Text that means itself."""
    return _SPECIAL.sub(r"\\\g<0>", text) if MARKUP else text


def literal(text: str) -> str:
    """Text of which all means itself, what was markup too."""
    return re.sub(r"\\[\\`*$]|[`*$]", lambda found: found[0] if found[0][1:] else f"\\{found[0]}", text)


def styled(text: str, style: str) -> str:
    """Text in one of the styles `**`, `*`, a backtick, `^` and `_`; blanks at its ends stay outside."""
    inner = text.strip()
    start = text.index(inner)
    return text[:start] + _styled(inner, style) + text[start + len(inner) :] if inner else text


def line(text: str) -> str:
    """A line that is whole: emphasis inside a word, which the language does not know, is left out."""
    for _ in range(text.count(_OPEN)):
        text = _EMPHASIS.sub(r"\1\2\1", text)
    return _INSIDE_A_WORD.sub("", text)


def formula(tex: str) -> str:
    """A formula in TeX; double braces, which would make a gap, stand apart, which means the same in TeX."""
    spaced = re.sub(r"(?<=\})(?=\})|(?<=\{)(?=\{)", " ", " ".join(tex.split()))
    return f"${spaced}$"


def _styled(inner: str, style: str) -> str:
    if style in "^_":
        table = _RAISED if style == "^" else _LOWERED
        if all(ord(character) in table for character in inner):
            return inner.translate(table)
        return style + (inner if len(inner) == 1 else f"({inner})")
    if not MARKUP:
        return inner
    if style == "`":
        code = re.sub(r"\\([\\`*$])", r"\1", inner)
        return inner if "`" in code else f"`{code}`"
    return f"{_OPEN}{style}{inner}{_CLOSE}"
