"""Bring code, formulas and symbols into one writing, in which they are compared.

Here each sign counts, and the case of each letter; blanks count only where they part two words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from quizgen.text.languages import table

_PAIRS = {"<=": "≤", ">=": "≥", "!=": "≠", "->": "→", "<-": "←", "=>": "⇒", "<->": "↔"}
_PAIR_SIGN = re.compile(r"(?<![<>=!-])(?:<->|<=|>=|!=|->|<-|=>)(?![<>=-])")
_JOINT = frozenset("++ -- ** // == && || += *= /= :: << >> .. |> ??".split())  # noqa: SIM905
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
_SMALL = re.compile(rf"[{_RAISED}]+|[{_LOWERED}]+")
_DASHES_AND_QUOTES = dict.fromkeys("−‐‑‒–﹣－", "-") | {"’": "'", "‘": "'", "“": '"', "”": '"'}
PLAIN_SIGNS = str.maketrans(_DASHES_AND_QUOTES)
# Without C: C++ is a language.
_ELEMENTS_LINE = (
    "H He Li Be B N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As "
    "Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu "
    "Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np "
    "Pu"
)
_ELEMENTS = frozenset(_ELEMENTS_LINE.split())
_FUNCTIONS_LINE = (
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp lim max min "
    "sup inf det dim ker gcd lcm mod sqrt int abs div grad rot curl deg arg"
)
_FUNCTIONS = frozenset(_FUNCTIONS_LINE.split())
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
_HASH_NOTE = re.compile(r"\b([A-G])\s?#(?!\w)")
_OPERATOR = re.compile(r"[=+<>≤≥≠×÷·√∈∉⊂∪∩∧∨¬→←↔⇌⇒⇔^_{}\[\]\\|~@#&*%♯♭−]|[⁰-₟]|\w\(|\s-\s")
_AROUND_WORDS = ".,;:!?\"'“”‘’„«»()"


def code_key(text: str) -> str:
    """Return code with blanks only where they part two words, or two signs that would be one."""
    text = _PAIR_SIGN.sub(lambda sign: _PAIRS[sign[0]], text.translate(PLAIN_SIGNS))
    kept: list[str] = []
    for index, character in enumerate(text):
        if character != " ":
            kept.append(character)
            continue
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        parts_words = _is_of_word(before) and _is_of_word(after)
        if parts_words or before + after in _JOINT:
            kept.append(character)
    return "".join(kept)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def symbols_key(text: str, language: str) -> str:
    """Return symbols in one writing: powers, charges, roots, sharps and primes."""
    text = unicodedata.normalize("NFC", text)
    if _DOTTED.fullmatch(text):  # D.N.A.
        text = text.replace(".", "")
    text = on_the_line(text)
    text = re.sub(r"(?<=\d)\s?[*·]?\s?(?=[a-z]\b)", "", text)  # 2·x, 2 x
    text = re.sub(r"\b(log|ln|lg|sin|cos|tan|exp)\s?\(\s?(\w+)\s?\)", r"\1 \2", text)
    text = re.sub(r"\^\{([^{}]*)\}", r"^(\1)", text).replace("⁄", "/").replace("⋅", "·")
    text = re.sub(r"_\{?(\d+)\}?", r"\1", text)
    text = re.sub(r"\^\((\w+)\)", r"^\1", text)
    text = re.sub(r"\^([-−])(\d+|[^\W\d_])(?!\w)", r"^(-\2)", text)
    text = re.sub(r"\^\(?(\d*[+−-])\)?(?![\w(])", r"\1", text)  # Ca^2+
    text = re.sub(r"\bsqrt\s?\(\s?(\w+)\s?\)", r"√\1", text)
    text = re.sub(r"\bsqrt\s?\(", "√(", text)
    text = in_notes(text.replace("∙", "·"), language)
    text = re.sub(r"(?<=[\w)])[´ʹ′']+(?!\w)", lambda run: "′" * len(run[0]), text)
    text = text.translate(PLAIN_SIGNS)
    text = re.sub(r"(?<=[A-Za-z\d)])\s(?=\d?[+-]$)", "", text)  # Ca 2+
    ion = re.fullmatch(r"([A-Z][a-z]?)(\+{2,3}|-{2,3})", text)
    if ion and ion[1] in _ELEMENTS:
        text = f"{ion[1]}{len(ion[2])}{ion[2][0]}"  # Ca++
    return code_key(text)


def on_the_line(text: str) -> str:
    """Return a text with its raised and lowered signs on the line: x^2, H2O, Ca2+."""
    return text if text.isascii() else _SMALL.sub(_lifted, text)


def has_small_signs(text: str) -> bool:
    """Tell whether a text has raised or lowered signs."""
    return bool(_SMALL.search(text))


def _lifted(run: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", run[0]).replace("−", "-")
    before = run.string[: run.start()][-1:]
    if run[0][0] in _LOWERED:
        return plain if plain.isdigit() else "_" + plain
    if re.fullmatch(r"\d*[+-]", plain):  # a charge; SO₄²⁻ is not SO42-
        return f"^{plain}" if before.isdigit() or (before and before in _LOWERED) else plain
    if not before.isalnum() and (not before or before not in ")]}|′"):
        return plain  # ¹⁴C
    return f"^{plain}" if plain.isdigit() or len(plain) == 1 else f"^({plain})"


def in_notes(text: str, language: str) -> str:
    """Return a text with its musical notes in one writing: F sharp and F# are F♯."""
    sharps, note = _accidentals(language)
    if note is not None:
        text = note.sub(lambda name: name[1] + ("♯" if name[2].casefold() in sharps else "♭"), text)
    return _HASH_NOTE.sub(r"\1♯", text) if "#" in text else text


@cache
def _accidentals(language: str) -> tuple[frozenset[str], re.Pattern[str] | None]:
    words = table(language, "texts").get("words", {})
    sharps = frozenset[str](words.get("sharp", ()))
    both = [*sharps, *words.get("flat", ())]
    if not both:
        return sharps, None
    after = "|".join(words.get("after-note", ("(?!)",)))
    return sharps, re.compile(rf"\b([A-G])[ -]({'|'.join(both)})(?=$|[ ,.](?:{after}))")


def is_symbols(text: str, language: str) -> bool:
    """Tell whether a text consists of symbols: nothing in it is a word."""
    _, note = _accidentals(language)
    if not any(character.isalpha() for character in text) or (note and note.fullmatch(text)):
        return True
    chunks = text.split()
    if any(map(_is_word, chunks)):
        return False
    if len(chunks) == 1 or _OPERATOR.search(text):
        return True
    has_small_word = any(len(chunk) > 1 and chunk.isalpha() and chunk.islower() for chunk in chunks)
    is_all_letters = all(chunk.strip(_AROUND_WORDS).isalpha() for chunk in chunks)
    return not has_small_word and not is_all_letters


def _is_word(chunk: str) -> bool:
    """Tell whether what stands between two blanks is a word: three letters that are no symbol."""
    word = chunk.strip(_AROUND_WORDS)
    if word.isalpha() and word.islower():  # as most are
        return len(word) > 2 and word not in _FUNCTIONS
    word = word.replace("’", "'").replace("–", "-")
    parts = re.split(r"['/-]", word)
    if parts[-1].isdigit() and len(parts) == 2 and len(parts[0]) > 3:  # carbon-14
        parts = parts[:1]
    if not all(part.isalpha() for part in parts) or len("".join(parts)) < 3 or word in _FUNCTIONS:
        return False
    if len(parts) > 1:
        return any(len(part) > 2 for part in parts)
    is_symbol = len(word) <= 5 and any(letter.isupper() for letter in word[1:])
    return not is_symbol
