"""Parse formulas, a subset of LaTeX, into small trees, and write them on one line."""

# A formula is data. The LaTeX commands are a list: what MathJax, Typst and a line of Unicode can
# all show. Anything else is an error that names the command; nothing unknown reaches MathJax, and
# Typst gets a tree that `templates/paper/text.typ` builds from, with the words as alternative
# text.

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

# What every output can show: MathJax sets a formula on a card, Typst on paper; in the terminal its
# words stand for it.
_FORMS = """
    frac dfrac tfrac sqrt left right text textrm mathrm mathbf operatorname
    bar hat vec dot ddot tilde overline overset underset quad qquad , : ; { } %
"""
_FUNCTIONS = (
    "sin cos tan arcsin arccos arctan sinh cosh tanh log ln lg exp lim max min "
    "sup inf det dim ker gcd Pr"
)
_SYMBOLS = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu
    xi pi rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma
    Upsilon Phi Psi Omega
    le leq ge geq ne neq ll gg approx sim simeq cong equiv propto pm mp times cdot div ast
    circ bullet to gets rightarrow leftarrow leftrightarrow Rightarrow Leftarrow
    Leftrightarrow longrightarrow mapsto
    uparrow downarrow rightleftharpoons rightharpoonup leftharpoondown
    in notin ni subset subseteq supset supseteq cup cap setminus emptyset forall exists neg
    land lor
    sum prod int oint partial nabla infty prime ell hbar Re Im angle perp parallel mid
    dots ldots cdots langle rangle lfloor rfloor lceil rceil
"""
MOST_LEVELS = 16  # so deep can the templates of the pages go
MOST_CHARACTERS = 1000
_TOO_DEEP = f"it has more than {MOST_LEVELS} levels"
COMMANDS = frozenset(f"{_FORMS} {_FUNCTIONS} {_SYMBOLS}".split())

_COMMAND = re.compile(r"\\([A-Za-z]+|.|$)", re.DOTALL)
# Set with a space after it, or the library takes a single letter for another.
_FONT = re.compile(r"(\\math[a-z]+)\{")
_BARE = re.compile(r"(?<!\\)(?:\\\\)*([%&#$~])")
_ACCENTS = {"→": "⃗", "^": "̂", "~": "̃", "˙": "̇", "¨": "̈", "¯": "̄", "―": "̅"}
_RAISED = str.maketrans(
    "0123456789+−=()abcdefghijklmnoprstuvwxyz′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ′"
)
_LOWERED = str.maketrans("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
# dx, Δt and f(x) are one thing, not two.
_ONE_FACTOR = re.compile(r"[dδΔ∂][^\W\d_][²³′]?|[fghFGP]′*\([^()]*\)")
_SPACED = frozenset("=<>≤≥≠≈≡∼≃≅∝±×·÷→←↔⇒⇐⇔∈∉⊂⊆⊃⊇∪∩∧∨⇌⟶↦≪≫")
_BINARY = frozenset("+−")
_BIG = frozenset("∑∏∫∮")
_LIMITS = frozenset(("lim", "max", "min", "sup", "inf"))


class FormulaError(Exception):
    """What of a formula is not understood, in words; and the command, where it is one."""

    def __init__(self, message: str, command: str = "") -> None:
        super().__init__(message)
        self.command = command


@dataclass(frozen=True, slots=True)
class Formula:
    """A piece of a formula: its kind, its text if it is a leaf, else its parts.

    Kinds of leaf: letter, upright, bold, function, number, sign, words, space (its text is a width
    in em), primes. The others: row, fence (from bracket to bracket), fraction (above, below), root
    (of what, index or nothing), scripts (base, below, above), stacked (base, under, over), accent
    (its text is a mark; one part).
    """

    kind: str
    text: str = ""
    parts: tuple[Formula, ...] = ()


@lru_cache(maxsize=1 << 12)
def parse_formula(latex: str) -> Formula:
    """Return the tree of a formula. Raises FormulaError, which names what is not understood."""
    _check(latex)
    from latex2mathml.converter import convert_to_element  # only decks with formulas pay for it

    try:
        tree = _formula(convert_to_element(_FONT.sub(r"\1 {", latex)))
        depth = _depth(tree)
    except FormulaError:
        raise
    except RecursionError as error:
        raise FormulaError(_TOO_DEEP) from error
    except Exception as error:
        # Each mistake has an exception of its own there, some of them Python's.
        raise FormulaError(_reason(error)) from error
    if depth > MOST_LEVELS:
        raise FormulaError(_TOO_DEEP)
    if not formula_text(tree).strip():
        raise FormulaError("it shows nothing")
    return tree


def _depth(formula: Formula) -> int:
    return 1 + max(map(_depth, formula.parts), default=0)


def _check(latex: str) -> None:
    if len(latex) > MOST_CHARACTERS:
        raise FormulaError(f"it has more than {MOST_CHARACTERS:,} characters")
    for command in _COMMAND.findall(latex):
        if command not in COMMANDS:
            raise FormulaError(f"`\\{command}` is not known here", command)
    if bare := _BARE.search(latex):
        hint = " (write `\\%`)" if bare[1] == "%" else ""
        raise FormulaError(f"`{bare[1]}` has no meaning here{hint}")
    if not braces_pair(latex):
        raise FormulaError("its braces do not pair")
    if re.search(r"[_^]\s*(?:[}_^]|$)", latex):
        raise FormulaError("nothing follows `_` or `^`")


def braces_pair(latex: str) -> bool:
    """Tell whether each brace has its other; with a backslash it is a sign like any other."""
    depth = 0
    for brace in re.findall(r"\\.|[{}]", latex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return False
    return depth == 0


def _reason(error: Exception) -> str:
    reasons = {
        "DoubleSubscriptsError": "two `_` follow one another: use braces",
        "DoubleSuperscriptsError": "two `^` follow one another: use braces",
        "ExtraLeftOrMissingRightError": "`\\left` and `\\right` do not pair",
    }
    return reasons.get(type(error).__name__, "something is missing in it")


# From MathML --------------------------------------------------------------------------------------


def _formula(element: Element) -> Formula:
    text = unescape(element.text or "")
    if element.tag in _LEAVES:
        return _leaf(element.tag, text, element.get("mathvariant", ""))
    if element.tag == "mspace":
        return Formula("space", element.get("width", "0em").removesuffix("em"))
    parts = tuple(map(_formula, element))
    if element.tag in ("math", "mrow", "mstyle"):
        return _row(element, parts)
    if element.tag == "msqrt":
        return Formula("root", parts=(_joined(parts), _NOTHING))
    if element.tag not in _ARITIES:
        raise FormulaError("it has a form that is not known here")
    kind, arity, order = _ARITIES[element.tag]
    if len(parts) != arity:
        raise FormulaError("something is missing in it")
    if element.tag == "mover" and parts[1].text in _ACCENTS:
        return Formula("accent", _ACCENTS[parts[1].text], (parts[0],))
    return Formula(
        kind, parts=tuple(_NOTHING if index is None else parts[index] for index in order)
    )


_NOTHING = Formula("row")
_LEAVES = ("mi", "mn", "mo", "mtext")
_ARITIES: dict[str, tuple[str, int, tuple[int | None, ...]]] = {
    "mfrac": ("fraction", 2, (0, 1)),
    "mroot": ("root", 2, (0, 1)),
    "msub": ("scripts", 2, (0, 1, None)),
    "msup": ("scripts", 2, (0, None, 1)),
    "msubsup": ("scripts", 3, (0, 1, 2)),
    "munder": ("stacked", 2, (0, 1, None)),
    "mover": ("stacked", 2, (0, None, 1)),
    "munderover": ("stacked", 3, (0, 1, 2)),
}


def _leaf(tag: str, text: str, variant: str) -> Formula:
    if text.startswith("\\"):
        raise FormulaError(f"`{text[:20]}` is not known here")
    if text and not text.strip("′"):
        return Formula("primes", str(len(text)))
    if variant == "bold":
        return Formula("bold", text)
    if tag == "mn":
        return Formula("number", text)
    if tag == "mtext":
        return Formula("words", re.sub(r"\\(?=[%{}])", "", text.replace("\u00a0", " ")))
    if len(text) > 1 and variant != "normal":
        return Formula("function", text)
    if tag == "mo":
        return Formula("sign", {"-": "−"}.get(text, text))
    return Formula("upright" if variant == "normal" else "letter", text)


def _row(element: Element, parts: Sequence[Formula]) -> Formula:
    children = list(element)
    if (
        len(parts) > 1
        and children[0].get("form") == "prefix"
        and children[-1].get("form") == "postfix"
    ):
        inner = _joined(parts[1:-1])
        return Formula(
            "fence",
            parts=tuple(each for each in (parts[0], inner, parts[-1]) if each.text or each.parts),
        )
    return _joined(parts)


def _joined(parts: Iterable[Formula]) -> Formula:
    """Return the parts as one; upright letters side by side, as in a unit, are one word."""
    merged: list[Formula] = []
    for part in parts:
        before = merged[-1] if merged else _NOTHING
        slash = part.text == "/" and before.kind == "upright"
        if slash or (part.kind == before.kind and part.kind in ("upright", "bold")):
            merged[-1] = Formula(before.kind, before.text + part.text)
        elif part != _NOTHING:
            merged.append(part)
    return merged[0] if len(merged) == 1 else Formula("row", parts=tuple(merged))


# In words -----------------------------------------------------------------------------------------


def formula_text(formula: Formula) -> str:
    """Return the formula on one line of Unicode: x², a/b, √(x + 1)."""
    kind, parts = formula.kind, formula.parts
    if kind == "primes":
        return "′" * int(formula.text)
    if kind == "space":
        return " " if float(formula.text) > 0.1 else ""
    if kind == "row":
        return _line(parts)
    if kind == "fence":
        return "".join(map(formula_text, parts))
    if kind == "fraction":
        return f"{_tight(parts[0])}/{_as_one(parts[1])}"
    if kind == "root":
        index = formula_text(parts[1])
        return f"{index.translate(_RAISED)}√{_as_one(parts[0])}"
    if kind in ("scripts", "stacked"):
        return (
            formula_text(parts[0])
            + _script(parts[1], "_", _LOWERED)
            + _script(parts[2], "^", _RAISED)
        )
    if kind == "accent":
        return _accented(formula_text(parts[0]), formula.text)
    if formula.text > "\U0001d3ff":  # the first of the mathematical alphanumeric symbols is 1D400
        return unicodedata.normalize("NFKC", formula.text)
    return formula.text


def _accented(text: str, accent: str) -> str:
    """Return the text with an accent over each letter, above the accents that it has."""
    letters: list[str] = []
    for character in text:
        if letters and unicodedata.combining(character):
            letters[-1] += character
        else:
            letters.append(character)
    return unicodedata.normalize("NFC", "".join(letter + accent for letter in letters))


def _line(parts: Sequence[Formula]) -> str:
    line = ""
    for index, part in enumerate(parts):
        text = formula_text(part)
        if part.kind == "fraction" and index > 0:
            text = _behind(parts[index - 1], text)
        between = 0 < index < len(parts) - 1 and parts[index - 1].kind != "sign"
        if part.kind == "sign" and (text in _SPACED or (text in _BINARY and between)):
            line = f"{line.rstrip()} {text} "
        elif "function" in (part.kind, *(each.kind for each in part.parts[:1])) or text[:1] in _BIG:
            line += f"{' ' if line[-1:].isalnum() else ''}{text} "
        else:
            line += text.lstrip() if line.endswith(" ") else text
    return line.strip() if len(parts) > 1 else line


def _behind(before: Formula, fraction: str) -> str:
    """Return a fraction as it stands behind a number or a function, so that it is one thing.

    3½ is not 31/2, and ln a/b could be the b-th part of ln a.
    """
    if before.kind == "number" and fraction[:1].isdigit():
        return f" {fraction}"
    name = before.parts[0] if before.kind == "scripts" else before
    is_applied = name.kind == "function" and name.text not in _LIMITS
    return f"({fraction})" if is_applied else fraction


def _tight(formula: Formula) -> str:
    text = formula_text(formula)
    is_one = text.isalnum() or formula.kind == "root" or _ONE_FACTOR.fullmatch(text)
    return text if is_one or _is_bracketed(text) else f"({text})"


def _as_one(formula: Formula) -> str:
    """Return what stands below a stroke or in a root, in brackets if it has several factors.

    1/ωC could be the C-fold of 1/ω.
    """
    text = _tight(formula)
    is_product = formula.kind == "row" and len(formula.parts) > 1
    is_one = _ONE_FACTOR.fullmatch(text) or _is_bracketed(text)
    return f"({text})" if is_product and not is_one else text


def _is_bracketed(text: str) -> bool:
    """Tell whether one pair of brackets is around a whole text: no (a)(b)."""
    depth = 0
    for at, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 0:
            return at > 0 and at == len(text) - 1
    return False


def _script(formula: Formula, mark: str, small: dict[int, Any]) -> str:
    text = formula_text(formula).replace(" ", "")
    if text == "∘" and mark == "^":
        return "°"
    if all(ord(character) in small for character in text):
        return text.translate(small)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"
