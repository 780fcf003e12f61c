"""Bring code, formulas and symbols into one writing, in which they are compared.

Here each sign counts, and the case of each letter; blanks count only where they part two words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from quizgen.text.languages import table

_PAIRS = {"<=": "≤", ">=": "≥", "!=": "≠", "->": "→", "<-": "←", "=>": "⇒", "<->": "↔", "<=>": "⇔"}
_PAIR_SIGN = re.compile(r"(?<![<>=!-])(?:<->|<=>|<=|>=|!=|->|<-|=>)(?![<>=-])")
_JOINT = frozenset("++ -- ** // == && || += *= /= :: << >> .. |> ?? </".split())  # noqa: SIM905
# What stands between quotes is captured, so that splitting keeps it.
_QUOTED = re.compile(r"""("[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')""")
_PATTERN = re.compile(r"\\[dDwWsSbBnrt.*+?()\[\]{}|^$]|\[\^|\[(?:0-9|a-z|A-Z)")
_SIGNS = re.compile(r"( ?)([-+*&!~.:$@#<>/%=|?]+)( ?)")
_COMMENT = frozenset("// /* */ <!-- -->".split())  # noqa: SIM905
_OPTION = re.compile(r"(?:(?<=\w\w)|(?<=!)) (?=(?:--?|\+)[A-Za-z])")  # ls -l, chmod +x
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"
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
_PURE = frozenset("H2 N2 O2 O3 F2 Cl2 Br2 I2 P4 S8 C60".split())  # noqa: SIM905
_ATOMS = re.compile(r"([A-Z][a-z]?)(\d*)")
_CHARGED = re.compile(r"(\w+?)\d?[+-]")
_LANGUAGE = re.compile(r"[A-Za-z](?:\+\+|[#♯])")  # C++, C#
_OF_FORMULA = re.compile(
    r"[=+*×÷·√<>≤≥≠→←↔⇌⇒⇔∈∉⊂∪∩∧∨¬∂∫∑∏∇′|^_()\[\]{}]"
    r"|(?<![^\W\d_])[^\W\d_][-/]\d*[^\W\d_](?![^\W\d_])"
)
_COMPOUND = re.compile(rf"(?:(?:C|{'|'.join(sorted(_ELEMENTS, key=len, reverse=True))})\d*)+")
_FUNCTIONS_LINE = (
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp lim max min "
    "sup inf det dim ker gcd lcm mod sqrt int abs div grad rot curl deg arg"
)
_FUNCTIONS = frozenset(_FUNCTIONS_LINE.split())
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma "
    "tau upsilon phi chi psi omega"
)
_GREEK_LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"
GREEK = dict(zip(_GREEK_LETTERS, _GREEK_NAMES.split(), strict=True))
_NAMED = {name: letter for letter, name in GREEK.items()}
_NAMED |= {name.capitalize(): letter.upper() for letter, name in GREEK.items()}
_VARIANTS = {"ς": "σ", "ϕ": "φ", "ϑ": "θ", "ϵ": "ε"}
GREEK |= {variant: GREEK[letter] for variant, letter in _VARIANTS.items()}
_ONE_GREEK = str.maketrans(_VARIANTS)
_GREEK_NAME = re.compile(rf"(?<![^\W\d_])({'|'.join(_NAMED)})(?![^\W\d_])")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
_HASH_NOTE = re.compile(r"\b([A-G])\s?#(?!\w)")
_ACCIDENTALS = "♯♭"
_NOTE = re.compile(rf"(?<![^\W_])([A-Ga-g])([{_ACCIDENTALS}]+)")
_BEHIND_NOTE = re.compile(rf"(?<=[{_ACCIDENTALS}])-(?=[^\W\d_])")
_TYPED_ARROW = re.compile(r"<[-–—−=]{1,3}>|[-–—−=]{1,3}>|<[-–—−]{1,3}(?!\d)")
_OVERLINE = str.maketrans("\u0305", "\u0304")
_MARKED = re.compile("(\\w)([\u0302-\u0304\u0307])")
_INDICES = re.compile(r"\{\d{3,4}\}|\[\d{3,4}\]|\(\d{3,4}\)|<\d{3,4}>")  # {100}
_CHORD = re.compile("[A-G][mM]")
_MAJOR_CHORD = re.compile(rf"[\x02]?[A-G][{_ACCIDENTALS}#b]?M\d*")
_NUMBER_IN_BASE = re.compile(r"\w+_\{\d+\}")
_ROMAN_STEPS = re.compile("[ivIV]+(?:[-–][ivIV]+){2,}")
_ARROW = "\u20d7"  # above a vector, which no keyboard has
_LOWER = re.compile(r"_(?:\{(\d+)\}|(\d+))")
# What exponents, indices, roots and functions hold on to: brackets around one number or one letter
# say nothing, nor do those behind a function where no other factor follows.
_BRACKETED_ONE = re.compile(r"([\^_√])\(\s?(\d+(?:\.\d+)?|[^\W\d_])\s?\)(?!\d)")
_APPLIED_NAMES = "|".join(sorted(_FUNCTIONS | {"rank", "tr", "Tr"}, key=len, reverse=True))
_APPLIED = re.compile(
    rf"(?<![^\W\d_])((?:{_APPLIED_NAMES})\d*(?:\^(?:\d+|\(-\d+\)))?)\s?\(\s?(\w+)\s?\)"
    rf"(?=\s?(?:$|[^\w\s(^_√*·]|[*·]?\s?(?:{_APPLIED_NAMES})))"
)
_MEAN = re.compile(r"(?<![\w)])<\s?([\w^]+(?:\s?[,|]\s?\w+)?)\s?>(?![\w(])")  # <x>, <u, v>
_OF_ONE = r"[fghFGP]['′]*\([^()]*\)"  # a function or a probability of something
_SUM = frozenset("+-−±=<>≤≥,/")
_LETTER = "[^\\W\\d_][\u0300-\u036f\u20d7]?"
_NAME = re.compile(
    rf"[ΔδΣ]?{_LETTER}['′°*]*(?:[{_LOWERED}]+|_\w|_\([^()]*\))?['′°*]*(?:\([^()]*\))?"
    rf"|pH|[dδΔ∂]{_LETTER}/[dδΔ∂]{_LETTER}"
)
_ONE_BELOW = re.compile(
    r"/\(\s?(\d+|[dδΔ∂]?[^\W\d_](?:\d+|_[^\W\d_])?(?:\^(?:\d+|[^\W\d_]))?"
    rf"|(?:{_APPLIED_NAMES})\s?\d*[^\W\d_]|√(?:\d+|[^\W\d_]|\([^()]*\))|{_OF_ONE})\s?\)(?![\^_])"
)
_HELD_LETTERS = re.compile(r"([\^_√])([-−]?[^\W\d_]{2,})(?![\w(^])")
_LETTERS_BELOW = re.compile(r"/((?:[^\W\d_](?:[_^](?:\d+|[^\W\d_]))?){2,})(?![\w(^])")
_OPERATOR = re.compile(r"[=+<>≤≥≠×÷·√∈∉⊂∪∩∧∨¬→←↔⇌⇒⇔^_{}\[\]\\|~@#&*%♯♭−]|[⁰-₟]|\w\(|\s-\s")
_AROUND_WORDS = ".,;:!?\"'“”‘’„«»()"


def code_key(text: str) -> str:
    """Return code with blanks only where they count.

    They part two words, or two signs that would be one; they stand before an option of a command,
    between quotes, and in regular expressions.
    """
    pieces = _QUOTED.split(text.translate(PLAIN_SIGNS))
    for at in range(0, len(pieces), 2):
        if not _PATTERN.search(pieces[at]):
            quoted = '"' if at else "", '"' if at + 1 < len(pieces) else ""
            piece = _in_one_sign(pieces[at])
            pieces[at] = _closed_up(piece, _counting_blanks(piece, *quoted))
    return "".join(pieces)


def _counting_blanks(code: str, before: str, after: str) -> set[int]:
    """Return where the blanks of code part a sign from the word that it belongs to, or join it.

    `before` and `after` are what stands around the code. In `xs[-1]`, `-c`, `&nbsp;`, `x++` and
    `.note` a sign belongs to one word; between two it belongs to both, and blanks are free.
    """
    blanks = {match.start() for match in _OPTION.finditer(code)}
    for run in _SIGNS.finditer(code):
        first, signs, last = run.groups()
        if any(sign in "=|?" for sign in signs) or signs in _COMMENT:
            continue
        left = code[: run.start()][-1:] or before
        right = code[run.end() :][:1] or after
        has_left = _is_of_word(left) or (bool(left) and left in ")]}\"'")
        has_right = bool(right) and right not in ")]},;"
        is_free = signs[-1] in ":>" and bool(left)
        if last and not has_left and (_is_of_word(right) or right == ".") and not is_free:
            blanks.add(run.end() - 1)  # - c
        if first and _is_of_word(left) and not has_right and not is_free:
            blanks.add(run.start())  # x ++
        is_before_word = first and not last and _is_of_word(left) and _is_of_word(right)
        if is_before_word and signs[0] in "$#@!.:":
            blanks.add(run.start())  # div .note
    return blanks


def is_literal(code: str) -> bool:
    """Tell whether code has something in which each sign stands for itself: a string, an escape."""
    return "\\" in code or bool(_QUOTED.search(code) or _PATTERN.search(code))


def _closed_up(text: str, blanks: Collection[int] = ()) -> str:
    """Return a text without the blanks that do not count; those at `blanks` do."""
    kept: list[str] = []
    for index, character in enumerate(text):
        if character != " ":
            kept.append(character)
            continue
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        parts_words = _is_of_word(before) and _is_of_word(after)
        if parts_words or before + after in _JOINT or index in blanks:
            kept.append(character)
    return "".join(kept)


def _in_one_sign(text: str) -> str:
    """Return a text with one sign for what is typed as several: ≤ for <=."""
    return _PAIR_SIGN.sub(lambda sign: _PAIRS[sign[0]], text)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def symbols_key(text: str, language: str) -> str:
    """Return symbols in one writing: powers, charges, roots, sharps and primes."""
    text = unicodedata.normalize("NFC", text.translate(_OVERLINE))
    if _DOTTED.fullmatch(text):  # D.N.A.
        text = text.replace(".", "")
    text = on_the_line(text).replace("∣", "|").replace("∥", "||")
    text = re.sub(r"(?<=\d)\s?[*·]?\s?(?=[a-z]\b)", "", text)  # 2·x, 2 x
    text = re.sub(r"\^\{([^{}]*)\}", r"^(\1)", text).replace("⁄", "/").replace("⋅", "·")
    text = re.sub(r"\blog_\{?(\d+)\}?(?=[\w\s(])", r"log\1 ", text)
    text = " ".join(_LOWER.sub(_on_its_place, text).split())
    text = re.sub(r"_\{([^\W\d_]|\w*[^\W\d_]\w*)\}", r"_(\1)", text)
    text = _BRACKETED_ONE.sub(r"\1\2", text)
    text = re.sub(r"\^[-−](\d+|[^\W\d_])", r"^(-\1)", text)
    text = re.sub(r"\^\(?(\d*[+−-])\)?(?![\w(])", r"\1", text)  # Ca^2+
    text = re.sub(r"sqrt(?:\s?(?=\()|\s(?=\w))", "√", text)
    text = _BRACKETED_ONE.sub(r"\1\2", text)
    text = _APPLIED.sub(r"\1 \2", text)
    text = _ONE_BELOW.sub(r"/\1", text)
    text = _MEAN.sub(r"⟨\1⟩", text)
    text = in_notes(text.replace("∙", "·"), language)
    text = re.sub(r"(?<=[\w)])[´ʹ′']+(?!\w)", lambda run: "′" * len(run[0]), text)
    text = text.translate(PLAIN_SIGNS)
    text = re.sub(r"(?<=[A-Za-z\d)])\s(?=\d?[+-]$)", "", text)  # Ca 2+
    ion = re.fullmatch(r"([A-Z][a-z]?)(\+{2,3}|-{2,3})", text)
    if ion and ion[1] in _ELEMENTS:
        text = f"{ion[1]}{len(ion[2])}{ion[2][0]}"  # Ca++
    return _closed_up(_in_one_sign(text.translate(PLAIN_SIGNS)))


def _on_its_place(index: re.Match[str]) -> str:
    """Return a lowered number on the line, but beside another number: P3₂21 is not P32₁2."""
    before, after = index.string[: index.start()][-1:], index.string[index.end() :][:1]
    number = index[1] or index[2]
    return f"_{{{number}}}" if before.isdecimal() or after.isdecimal() else number


def on_the_line(text: str) -> str:
    """Return a text with its raised and lowered signs on the line: x^2, H2O, Ca2+."""
    return text if text.isascii() else _SMALL.sub(_lifted, text)


def has_small_signs(text: str) -> bool:
    """Tell whether a text has raised or lowered signs."""
    return bool(_SMALL.search(text))


def _lifted(run: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", run[0]).replace("−", "-")
    before, after = run.string[: run.start()][-1:], run.string[run.end() :][:1]
    if run[0][0] in _LOWERED:
        if not plain.isdigit():
            return f"_{plain}" if len(plain) == 1 else f"_({plain})"
        return f"_{{{plain}}}" if before.isdecimal() or after.isdecimal() else plain
    if re.fullmatch(r"\d*[+-]", plain):  # a charge; SO₄²⁻ is not SO42-
        return f"^{plain}" if before.isdigit() or (before and before in _LOWERED) else plain
    if not before.isalnum() and (not before or before not in ")]}|′"):
        return plain  # ¹⁴C
    return f"^{plain}" if plain.isdigit() or len(plain) == 1 else f"^({plain})"


def in_notes(text: str, language: str) -> str:
    """Return a text with its musical notes in one writing: F sharp and F# are F♯."""
    words = _accidentals(language)
    if not words.any_.search(text):  # most texts have none
        return text
    for note in words.notes:
        text = note.sub(lambda name: name[1] + words.signs[name[2].casefold()], text)
    text = _BEHIND_NOTE.sub(" ", text)
    return _HASH_NOTE.sub(r"\1♯", text) if "#" in text else text


def in_arrows(text: str) -> str:
    """Return prose with its arrows in one writing: -> and => are →."""
    return _TYPED_ARROW.sub(_as_arrow, text)


def _as_arrow(arrow: re.Match[str]) -> str:
    has_left, has_right = arrow[0][0] == "<", arrow[0][-1] == ">"
    if has_left and has_right:
        return "↔"
    return "→" if has_right else "←"


def note_spellings(text: str, language: str) -> tuple[str, ...]:
    """Return how people type the notes of a text who have no such signs: Gb and g flat for G♭.

    Beside notes, degrees have them: b5 and flat 5 for ♭5. There are none without such signs.
    """
    if _ROMAN_STEPS.fullmatch(text):
        return (re.sub("[-–]", " ", text),)  # ii V I
    if not any(sign in text for sign in _ACCIDENTALS):
        return ()
    words = _accidentals(language).words
    in_letters = text.translate(_PLAIN_ACCIDENTALS)

    def in_words(note: re.Match[str]) -> str:
        said = "".join(f" {words[sign]}" for sign in note[2] if sign in words)
        is_before_word = note.string[note.end() :][:1].isalnum()
        return note[1].lower() + said + " " * is_before_word

    apart = _NOTE.sub(in_words, text)
    for sign, word in words.items():
        apart = re.sub(rf"{sign}(?=\d)", f"{word} ", apart)
    joint = re.sub(r"\b([a-g]) ", r"\1", apart)  # fsharp minor
    return in_letters, apart, joint, joint.replace(" ", "").capitalize()  # Bflat7


_PLAIN_ACCIDENTALS = str.maketrans(_ACCIDENTALS, "#b")


class _Accidentals(NamedTuple):
    """What a language calls ♯ and ♭, and how notes look with these words or signs behind them."""

    signs: dict[str, str]
    words: dict[str, str]
    notes: tuple[re.Pattern[str], ...]
    any_: re.Pattern[str]  # whether there may be one of them


@cache
def _accidentals(language: str) -> _Accidentals:
    table_of = table(language, "texts").get("words", {})
    signs = dict.fromkeys(table_of.get("sharp", ()), "♯")
    signs |= dict.fromkeys(table_of.get("flat", ()), "♭")
    if not signs:
        return _Accidentals({}, {}, (), re.compile(f"[#{_ACCIDENTALS}]"))
    either, after, key = (
        "|".join(words) for words in (signs, table_of["after-note"], table_of["after-key"])
    )
    return _Accidentals(
        signs | {"#": "♯", "♯": "♯", "b": "♭", "♭": "♭"},
        {sign: word for word, sign in signs.items()},
        (
            # In small letters, and with b for ♭, they are notes only where a key is named.
            re.compile(rf"\b([A-Ga-g])[ -]?((?i:{either})|[#{_ACCIDENTALS}])(?=[ -](?i:{key})\b)"),
            re.compile(rf"\b([A-Ga-g])(b)(?=[ -](?i:{key})\b)"),
            re.compile(rf"\b([A-G])[ -]?({either})(?=$|[ ,.](?:{after}))"),
        ),
        re.compile(rf"(?i:[#{_ACCIDENTALS}]|{either}|b[ -](?:{key}))"),
    )


def without_arrows(text: str) -> str:
    """Return symbols without the arrows of vectors, which are hardly ever typed."""
    return text.replace(_ARROW, "")


def mark_spellings(text: str, language: str) -> tuple[str, ...]:
    """Return how people type signs with a mark above, and the indices of crystal faces.

    -1 or 1 bar for 1̄, x bar for x̄, {1 0 0} for {100}.
    """
    if _INDICES.fullmatch(text):
        return (" ".join(text), f"{text[0]}{','.join(text[1:-1])}{text[-1]}")
    apart = unicodedata.normalize("NFD", text.translate(_OVERLINE))
    if not _MARKED.search(apart):
        return ()
    words: dict[str, str] = table(language, "texts").get("words", {}).get("marks", {})
    spellings = [
        _MARKED.sub(lambda sign: " ".join((sign[1], words.get(sign[2], sign[2]))), apart),
        _MARKED.sub(lambda sign: " ".join((words.get(sign[2], sign[2]), sign[1])), apart),
    ]
    if re.search("\\d\u0304", apart):  # as in the indices of crystal faces
        signed = re.sub("(\\d)\u0304", r"-\1", apart)
        spellings += [signed, re.sub(r"(?<=\d)(?=-?\d)", " ", signed)]
    return tuple(spellings)


def is_chemical(text: str) -> bool:
    """Tell whether capitals are read in a text as those of elements: NaCl, Cu, O2, but no HIV, B12.

    Of two capitals they are where small letters could make another element: CO and Co.
    """
    if not is_compound(text):
        return False
    if text.isalpha():
        is_element = text.capitalize() in _ELEMENTS
        return not text.isupper() or (len(text) == 2 and is_element)
    atoms = _ATOMS.findall(text)
    if len(atoms) == 1:
        return text in _PURE
    return all(count != "1" for _, count in atoms)  # H5N1 is a virus


def is_formula(text: str) -> bool:
    """Tell whether symbols are a formula, by a sign in them, or by single letters: V/R, Na+."""
    if _LANGUAGE.fullmatch(text):
        return False
    charged = _CHARGED.fullmatch(text)
    if charged:
        return is_compound(charged[1])  # CD4+ is none
    return bool(_OF_FORMULA.search(text))


def is_compound(text: str) -> bool:
    """Tell whether a text can be read as a chemical formula, letter by letter: NaCl, CO, Fe2O3."""
    return bool(_COMPOUND.fullmatch(text))


def capitals_count(text: str) -> bool:
    """Tell whether capitals tell symbols apart: a letter in both cases, one twice, a chord.

    Aa is not aa, nor pp PP, nor CM7 Cm7. In formulas they always do: V/R, NaCl, S.
    """
    bare = text.removeprefix("\x02")
    if _MAJOR_CHORD.fullmatch(text) or len(bare) == 1 or is_chemical(bare) or is_formula(bare):
        return True
    letters = [letter for letter in text if letter.isalpha()]
    folded = {letter.casefold() for letter in letters}
    return len(folded) < len(set(letters)) or (len(letters) == 2 and len(folded) == 1)


def is_chord(text: str) -> bool:
    """Tell whether letters are those of a chord: Dm, DM."""
    return bool(_CHORD.fullmatch(text))


def names_quantity(text: str) -> bool:
    """Tell whether the left side of an equation only names what the right one is: f, E_k, f′(x)."""
    name = unicodedata.normalize("NFC", text)
    is_word = name.isalpha() and name[1:].islower() and len(name) > 2 and name not in _FUNCTIONS
    return is_word or bool(_NAME.fullmatch(name))


def without_indices(symbols: str) -> str:
    """Return symbols, in their one writing, with what is lowered on the line: ne for n_e.

    A number keeps its base.
    """
    if _NUMBER_IN_BASE.fullmatch(symbols.strip("\x02")):
        return symbols
    return re.sub(r"_(?:\{(\w+)\}|\((\w+)\)|(\w+))", r"\1\2\3", symbols)


def in_greek(text: str) -> str:
    """Return a text with Greek letters for their names: λ for lambda."""
    return _GREEK_NAME.sub(lambda name: _NAMED[name[1]], text.translate(_ONE_GREEK))


def tight_readings(text: str) -> tuple[str, ...]:
    """Return what a text typed without brackets may also mean where letters stand without a blank.

    e^kt may be meant as e^(kt), √LC as √(LC), V_out as V_(out), and 1/ωC as 1/(ωC). Behind a number
    that may not be: I^2R is no I^(2R).
    """
    held = _HELD_LETTERS.sub(r"\1(\2)", text)
    readings = (held, *(_LETTERS_BELOW.sub(r"/(\1)", each) for each in (text, held)))
    return tuple(dict.fromkeys(each for each in readings if each != text))


def product_key(symbols: str) -> str:
    """Return symbols without what says that factors are multiplied.

    2·m v is 2mv, (2π)/λ is 2π/λ, and ½ is 1/2.
    """
    text = re.sub(r"(\d?)([½⅓⅔¼¾])", _as_fraction, symbols)
    text = re.sub(r"(?<!\d)\s|\s(?!\d)", "", text)
    text = re.sub(r"(?<!\d)[*·]|[*·](?!\d)", "", text)
    text = re.sub(rf"(?<![\^_√])\((\d+/\d+|[{_ACCIDENTALS}#b]\d+)\)", r"\1", text)  # G7(♯9)
    text = _without_brackets_above(text)
    text = re.sub(r"(?<![\d.])0?\.5(?!\d)", "1/2", text)
    return re.sub(r"(^|=)1/(\d+)([^\d\W][^-+=/<>≤≥]*)$", r"\1\3/\2", text)  # 1/2mv², mv²/2


def _without_brackets_above(text: str) -> str:
    """Return a formula without brackets around a product above a stroke: (2π)/λ is 2π/λ."""
    end = text.find(")/")
    while end > 0:
        start = _opening(text, end)
        before = text[start - 1 : start] if start > 0 else ""
        is_factor = before.isalnum() or before in tuple(")]|^_√′'")
        if start >= 0 and not is_factor and not _is_sum(text[start + 1 : end]):
            text = text[:start] + text[start + 1 : end] + text[end + 1 :]
            end -= 2
        end = text.find(")/", end + 1)
    return text


def _opening(text: str, end: int) -> int:
    """Return where the bracket opens that closes at `end`; -1 where none does."""
    depth = 0
    for at in range(end, -1, -1):
        depth += {")": 1, "(": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return -1


def _is_sum(text: str) -> bool:
    """Tell whether a formula has a sign outside of brackets that holds less than a product."""
    depth = 0
    for sign in text.lstrip("-−"):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 0 and sign in _SUM:
            return True
    return False


def _as_fraction(fraction: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", fraction[2]).replace("⁄", "/")
    return f"{fraction[1]} {plain}" if fraction[1] else plain


def is_symbols(text: str, language: str) -> bool:
    """Tell whether a text consists of symbols: nothing in it is a word."""
    if not any(character.isalpha() for character in text):
        return True
    if any(note.fullmatch(text) for note in _accidentals(language).notes):
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
