"""Write what stands inside a line in the deck language: emphasis, code, raised text, formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.text import markup
from quizgen.text.formula import FormulaError, parse_formula

# Around emphasis, until the line is whole and its neighbors are known.
_OPEN, _CLOSE = "\x0e", "\x0f"
_PLACE = re.compile(r"\ufdd0(\d+)\ufdd1")
_BESIDE_A_DIGIT = re.compile(r"(?<=\d)(?=\ufdd0)|(?<=\ufdd1)(?=\d)")
_EMPHASIS = re.compile(rf"(?<!\w){_OPEN}(\*\*?)([^{_OPEN}{_CLOSE}]*){_CLOSE}(?!\w)")
_LEFT = re.compile(rf"{_OPEN}\*\*?|{_CLOSE}")
_TOUCHING = re.compile(r"(?<!\\)``")  # two pieces of code side by side, which become one
_ESCAPE = re.compile(r"\\([\\`*$])")
# Where Anki's gaps begin and end, with their hints.
_GAP = re.compile(r"(\{\{c[\d,]+::|::[^{}]{0,300}\}\}|\}\})")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def literal(text: str) -> str:
    """Return text of which all means itself, what was markup too."""
    return markup.escaped(markup.plain(text))


def styled(text: str, style: str) -> str:
    """Return text in one of the styles `**`, `*`, a backtick, `^` and `_`.

    Blanks at its ends stay outside, and so do gaps.
    """
    pieces = _GAP.split(text)
    if len(pieces) > 1:  # no mark pairs across a gap: each piece has the style by itself
        return "".join(
            piece if index % 2 else styled(piece, style) for index, piece in enumerate(pieces)
        )
    inner = text.strip()
    start = text.index(inner)
    if not inner:
        return text
    return text[:start] + _styled(inner, style) + text[start + len(inner) :]


def line(text: str, formulas: Sequence[str]) -> str:
    """Return a line that is whole, with its formulas.

    Emphasis that would be taken for none, as inside a word, is left out.
    """
    bare = _filled(_LEFT.sub("", text), formulas)
    number = 1
    while number:
        text, number = _EMPHASIS.subn(r"\1\2\1", text)
    whole = _filled(_LEFT.sub("", text), formulas)
    return whole if whole == bare or markup.plain(whole) == markup.plain(bare) else bare


def indented(text: str, blanks: int) -> str:
    """Return a line of code, whose blanks before it no output may drop."""
    room = "\u00a0" * blanks
    return f"`{room}{text[1:]}" if text.startswith("`") else room + text


def _filled(text: str, formulas: Sequence[str]) -> str:
    text = _BESIDE_A_DIGIT.sub(" ", _TOUCHING.sub("", text))
    return _PLACE.sub(lambda match: formulas[int(match[1])], text)


def place(number: int) -> str:
    """Return the placeholder of a formula until the line is whole, in characters of no text."""
    return f"\ufdd0{number}\ufdd1"


def formula(tex: str) -> str:
    """Return a formula in TeX as one of the language, or nothing where it could not be shown.

    Double braces, which would make a gap, stand apart, which means the same in TeX.
    """
    body = re.sub(r"(?<=\})(?=\})|(?<=\{)(?=\{)", " ", " ".join(tex.split()))
    try:
        parse_formula(body)
    except FormulaError:
        return ""
    return f"${body}$"


def parts(text: str, separator: str) -> list[str]:
    """Return the parts of a text, without blanks around them.

    Where a separator stands inside markup, the text is one part.
    """
    pieces = [part.strip() for part in re.split(separator, text)]
    whole = not markup.marked(text) or list(map(markup.plain, pieces)) == [
        part.strip() for part in re.split(separator, markup.plain(text))
    ]
    return pieces if whole else [text]


def _styled(inner: str, style: str) -> str:
    if style in "^_":
        table = _RAISED if style == "^" else _LOWERED
        if all(ord(character) in table for character in inner):
            return inner.translate(table)
        return style + (inner if len(inner) == 1 else f"({inner})")
    if style == "`":
        code = _ESCAPE.sub(r"\1", _LEFT.sub("", inner))
        return inner if "`" in code or code.endswith("\\") or _PLACE.search(code) else f"`{code}`"
    return f"{_OPEN}{style}{inner}{_CLOSE}"
