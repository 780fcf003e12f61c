"""Tell whether two authored texts are the same, from what each of them is.

A text is read once: as a moment, a quantity, a ratio, symbols (formulas, code, signs) or prose.
Sameness is equality of `identity`, so it is an equivalence by construction.
"""

# In prose, case, blanks, quotes, articles, plurals and punctuation at the end do not count. Among
# symbols every operator, sign, bracket, accent and capital does: the sign error is the classic
# distractor.

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from math import isfinite

from quizgen.text.answer_forms import form
from quizgen.text.markup import Code, Math, Text, marked, parse_markup, plain
from quizgen.text.moments import parse_moment
from quizgen.text.quantities import Measurement, parse_measurement, parse_ratio

_READ = "\x01"  # begins every identity, so that reading one again gives the same
_NO_SYMBOL = set("°%&'’§©®™$€£¥`´")
_SIGNS = set("^*\\|_@#~{}[]<>=+·⋅∙")
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", "0123456789+-=()", strict=True))
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿᵃ-ᵿˣʸᶻʰʲʳʷˡˢ]+")
_SPELLINGS = {
    "−": "-", "–": "-", "‐": "-", "⋅": "*", "·": "*", "×": "*", "∗": "*", "≤": "<=", "≥": ">=",
    "≠": "!=", "→": "->", "⟶": "->", "←": "<-", "⇒": "=>", "’": "'", "‘": "'", "“": '"', "”": '"',
    "\u00a0": " ", "\u202f": " ", "\u2009": " ",
}  # fmt: skip
_NOTE = re.compile(r"([A-Ga-g])\s?(♯|#|sharp|♭|flat)", re.IGNORECASE)
_ACCIDENTALS = {"♯": "♯", "#": "♯", "sharp": "♯", "♭": "♭", "flat": "♭"}
_CALL = re.compile(r"[^\W\d]\w*\((?!s\)).*\)|\(.*[,;\d].*\)|\S{1,2}!|\w{1,2}/\w{1,2}|\d+[a-z]")
_DIFFERENCE = re.compile(r"\w{1,3}\s+-\s+\w{1,3}|\d+\s*-\s*\d+")
_BRACKETED = re.compile(r"\(.*[,;\d].*\)")
_WORD = re.compile(r"[^\W\d_]{4}")
_CHARGE = re.compile(r"\^(\d*[+-])(?![\w(])")
_ROOT = re.compile(r"(?:√|sqrt)\((\w+)\)|sqrt\s*(\w)")


@lru_cache(maxsize=1 << 16)
def identity(text: str) -> str:
    """Return what is equal for texts that are the same, and only for those."""
    if text[:1] == _READ:
        return text
    words = " ".join(plain(text).split())
    if is_exact(text):
        # A number is a number in code, too.
        return _READ + (words if words.isdecimal() else f"code {symbols(words)}")
    note = _NOTE.fullmatch(words)
    if note:
        return f"{_READ}code {note[1].upper()}{_ACCIDENTALS[note[2].lower()]}"
    moment = parse_moment(words)
    if moment:
        return f"{_READ}{moment.sort} {moment.value}"
    measurement = parse_measurement(words)
    if measurement:
        return _READ + _measured(measurement)
    ratio = parse_ratio(words)
    if ratio:
        return f"{_READ}ratio {ratio[0]:g}:{ratio[1]:g}"
    if is_symbolic(words):
        return f"{_READ}code {symbols(words)}"
    return f"{_READ}words {form(words).key}{_accents(words)}"


def same(one: str, other: str) -> bool:
    """Tell whether two texts say the same: the same words, quantity, moment or symbols."""
    return one == other or identity(one) == identity(other)


def alike(one: str, other: str) -> bool:
    """Tell whether two texts are the same, or one is the other by its initials."""
    return same(one, other) or is_initialism(one, other) or is_initialism(other, one)


def typed_identity(text: str) -> str:
    """Return what is equal for texts that typing cannot tell apart: in prose, accents do not count."""
    if is_prose(text):
        return f"{_READ}words {form(plain(text)).key}"
    return identity(text)


def is_wordy(text: str) -> bool:
    """Tell whether a text has words in which a slip of the pen can be told from another thing."""
    words = plain(text)
    return not is_exact(text) and (words.isalpha() or _WORD.search(words) is not None)


def is_prose(text: str) -> bool:
    """Tell whether a text is words, so that one may stand inside another."""
    return identity(text).startswith(f"{_READ}words ")


def is_exact(text: str) -> bool:
    """Tell whether a text is code or a formula by its author's own marks."""
    if not marked(text):
        return False
    nodes = [
        each
        for each in parse_markup(text)
        if not (isinstance(each, Text) and not each.text.strip())
    ]
    return bool(nodes) and all(isinstance(each, Code | Math) for each in nodes)


def is_symbolic(words: str) -> bool:
    """Tell whether plain words are symbols, in which every sign and capital counts."""
    if len(words) <= 2 and not words.islower():
        return True
    if not any(char.isalnum() for char in words):
        return True
    if any(char in _SIGNS or _is_sign(char) for char in words):
        return True
    if _DIFFERENCE.fullmatch(words) or _BRACKETED.fullmatch(words):
        return True
    return " " not in words and _CALL.fullmatch(words) is not None


@lru_cache(maxsize=1 << 14)
def magnitude(text: str) -> tuple[str, tuple[float, ...]] | None:
    """Return of what dimension a text is, and its place in it; None for what has no order."""
    moment = parse_moment(text)
    if moment:
        return moment.sort, tuple(map(float, moment.value))
    measurement = parse_measurement(text)
    if measurement:
        return f"quantity {measurement.dimension}", measurement.span
    ratio = parse_ratio(text)
    if ratio and ratio[1]:
        return "ratio", (ratio[0] / ratio[1],)
    return None


def overlap(one: str, other: str) -> bool:
    """Tell whether two quantities of one dimension have something in common."""
    first, second = parse_measurement(one), parse_measurement(other)
    if first is None or second is None or first.dimension != second.dimension:
        return False
    (low, high), (other_low, other_high) = first.span, second.span
    if low == high and other_low == other_high:
        return low == other_low
    if not first.unit and low != high and other_low == other_high and not other_low.is_integer():
        return False  # a bare range counts whole things: 1.2 is none of 1–2
    if not first.unit and low == high and other_low != other_high and not low.is_integer():
        return False
    if max(low, other_low) < min(high, other_high):
        return True
    # What is one number lies in a range at its ends, too; two ranges may share an end.
    return (low == high and other_low <= low <= other_high) or (
        other_low == other_high and low <= other_low <= high
    )


def is_initialism(short: str, long: str) -> bool:
    """Tell whether one text is the other with some of its words as initials.

    `the UK` of `the United Kingdom`, `ACE inhibitors` of `angiotensin-converting enzyme inhibitors`.
    """
    tokens, words = _name_words(short), _name_words(long)
    for place, token in enumerate(tokens):
        letters = token.removesuffix("s")
        spread = len(words) - len(tokens) + 1
        if not (2 <= len(letters) <= 6 and letters.isupper() and spread == len(letters)):
            continue
        spelled = words[place : place + spread]
        rest, others = tokens[:place] + tokens[place + 1 :], words[:place] + words[place + spread :]
        initials = "".join(word[:1] for word in spelled).upper()
        if initials == letters and same(" ".join(rest), " ".join(others)):
            return True
    return False


def symbols(words: str) -> str:
    """Return symbols in one spelling: without blanks beside signs, powers behind a caret."""
    text = _SUPERSCRIPT.sub(_power, unicodedata.normalize("NFC", words))
    text = "".join(_SPELLINGS.get(char, char) for char in text)
    # Subscripts are the digits that they are; letters of mathematical alphabets are letters.
    text = "".join(unicodedata.normalize("NFKC", char) for char in text)
    text = _ROOT.sub(lambda match: "√" + (match[1] or match[2]), text)
    text = re.sub(r"\^\((\w+|[+-]?\d+)\)", r"^\1", _CHARGE.sub(r"\1", text))
    return re.sub(r"\s*([^\w\s])\s*", r"\1", text).strip()


def _power(match: re.Match[str]) -> str:
    run = "".join(
        _SUPERSCRIPTS.get(char, unicodedata.normalize("NFKC", char)) for char in match.group()
    )
    # A charge is no power: Ca²⁺ is typed Ca2+.
    return run if re.fullmatch(r"\d*[+-]", run) else f"^{run}"


def _is_sign(char: str) -> bool:
    if char in _NO_SYMBOL:
        return char in "€$£¥"
    return (
        unicodedata.category(char) in ("Sm", "Sc", "So", "Sk")
        or char in "′″ⁿ"
        or char in _SUPERSCRIPTS
    )


def _measured(measurement: Measurement) -> str:
    low, high = measurement.span
    ends = " ".join(f"{end:.12g}" if isfinite(end) else "open" for end in (low + 0.0, high + 0.0))
    return f"{ends} {measurement.dimension}"


def _accents(words: str) -> str:
    if words.isascii():
        return ""
    marks = [char for char in unicodedata.normalize("NFD", words) if "\u0300" <= char <= "\u036f"]
    return "".join(marks)


def _name_words(text: str) -> list[str]:
    words = re.findall(r"[^\W_]+", plain(text))
    return [word for word in words if word.casefold() not in ("the", "a", "an", "of", "and")]
