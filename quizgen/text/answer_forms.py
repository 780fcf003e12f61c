"""Fold typed answers into the form in which they are compared.

Signs, digits and single letters always count: Na+ is not Na−, B6 not B12, hepatitis A not hepatitis
B.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 1000  # characters; nobody types more, so more is not looked at

_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma "
    "tau upsilon phi chi psi omega"
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _GREEK_NAMES.split(), strict=True))
_GREEK |= {"ς": "sigma", "ϕ": "phi", "ϑ": "theta", "ϵ": "epsilon"}
_GREEK_RUN = re.compile(r"[α-ωϕϑϵ]+")
_MICRO = re.compile(r"μ(?=(?:g|l|m|s|v|a|mol|eq|iu|u|osm|gy|sv)(?![^\W\d_]))")
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | dict.fromkeys("’‘ʼ´`′", "'")
    | {
        "↑": " increased ",
        "↓": " decreased ",
        "⁄": "/",
        "×": "x",
        "·": ".",
        "&": " and ",
        "%": " percent ",
    }
)
_SUPERSCRIPTS = re.compile(r"(?<=\d)(?=[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹])(?<![⁰¹²³⁴⁵⁶⁷⁸⁹])")
_FRACTION = re.compile(r"(?<=\d)(?=[¼½¾⅐-⅞])")

_BEFORE_ARTICLE = {
    "of",
    "in",
    "with",
    "by",
    "to",
    "from",
    "on",
    "for",
    "as",
    "at",
    "into",
    "and",
    "or",
}
_NUMBERED = {
    "type",
    "stage",
    "grade",
    "class",
    "factor",
    "phase",
    "nerve",
    "lead",
    "group",
    "degree",
}
_ROMAN_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii"
_ROMAN = {roman: str(value) for value, roman in enumerate(_ROMAN_NUMERALS.split(), start=1)}

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_][^\W_]*|[^\w\s]|_")

# Words of which British and American English make two, and plurals.
_SPELLINGS = tuple(
    (re.compile(pattern), folded)
    for pattern, folded in (
        (r"(?<![ao])[ao]e", "e"),
        (r"sulph", "sulf"),
        (r"^leuc(?=o)", "leuk"),
        (r"(?<=.{2})is(?=(?:e|ed|es|er|ing|able|ation|ational)$)", "iz"),
        (r"(?<=.)lys(?=(?:e|ed|es|er|ing)$)", "lyz"),
        (r"(?<=.{3})our(?=(?:$|ed$|ing$|al$|less$|able$))", "or"),
        (r"(?<=.{2}[btv])re$", "er"),
        (r"ll(?=(?:ed|ing|er)$)", "l"),
        (r"(?<=.{3})ogue$", "og"),
        (r"^(?:ageing)$", "aging"),
        (r"^aluminium$", "aluminum"),
        (r"^grey$", "gray"),
        (r"^mould", "mold"),
        (r"^programme$", "program"),
    )
)
# Plurals that no ending tells.
_IRREGULAR = {
    "analyses": "analysis", "axes": "axis", "bases": "basis", "children": "child",
    "crises": "crisis", "diagnoses": "diagnosis", "feet": "foot", "geese": "goose",
    "hypotheses": "hypothesis", "indices": "index", "knives": "knife", "leaves": "leaf",
    "lives": "life", "men": "man", "metastases": "metastasis", "mice": "mouse",
    "oases": "oasis", "oxen": "ox", "parentheses": "parenthesis", "people": "person",
    "prognoses": "prognosis", "syntheses": "synthesis", "teeth": "tooth", "theses": "thesis",
    "vertices": "vertex", "wives": "wife", "wolves": "wolf", "women": "woman",
    "bacteria": "bacterium", "criteria": "criterion", "media": "medium", "mitochondria":
    "mitochondrion", "phenomena": "phenomenon", "phyla": "phylum", "quanta": "quantum",
    "spectra": "spectrum", "strata": "stratum", "ova": "ovum", "atria": "atrium",
    "fungi": "fungus", "nuclei": "nucleus", "radii": "radius", "stimuli": "stimulus",
    "bacilli": "bacillus", "cacti": "cactus", "foci": "focus", "loci": "locus",
    "algae": "alga", "antennae": "antenna", "formulae": "formula", "larvae": "larva",
    "nebulae": "nebula", "vertebrae": "vertebra", "fibulae": "fibula", "scapulae": "scapula",
}  # fmt: skip
_NUMBER_WORDS = {
    name: str(number)
    for number, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
_ORDINAL_WORDS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
    "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
    "eleventh": "11th", "twelfth": "12th",
}  # fmt: skip
_NO_PLURALS = {"aids", "sars", "mers", "ards", "pots"}


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


_UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Co"}


@lru_cache(maxsize=1 << 17)
def form(text: str) -> AnswerForm:
    """Return the form of a text.

    It is the only way in which typed answers and known terms become comparable.
    """
    spelled = _spelled(text)
    words = _folded(spelled)
    return AnswerForm(_join(words), words, spelled, _members(text), _rigid(text))


def form_words(text: str) -> str:
    """Return the words of a text's form, with blanks between them, which is its own such text."""
    return " ".join(form(text).words)


def _spelled(text: str) -> tuple[str, ...]:
    text = _plain(text)
    pieces = _TOKEN.findall(_punctuation(text))
    words: list[str] = []
    for index, piece in enumerate(pieces):
        is_last = index == len(pieces) - 1
        begins_noun = not words or words[-1] in _BEFORE_ARTICLE
        if piece == "the" or (piece in ("a", "an") and not is_last and begins_noun):
            continue
        words.append(piece)
    return tuple(words) or tuple(text.split())


def _folded(spelled: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words, each in one spelling and in the singular; factor V is factor 5."""
    words = tuple(map(_word, spelled))
    numbered = (before in _NUMBERED for before in ("", *words))
    return tuple(
        _ROMAN.get(word, word) if is_one else word
        for word, is_one in zip(words, numbered, strict=False)
    )


def _plain(text: str) -> str:
    """Return the text in lower case, without accents, Greek letters by name."""
    text = clean(text)
    if text.isascii():
        return text.casefold().translate(_LETTERS)
    text = _FRACTION.sub(" ", _SUPERSCRIPTS.sub("^", text))
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = "".join(_unaccented(unicodedata.normalize("NFD", text)))
    text = _GREEK_RUN.sub(_greek, _MICRO.sub("u", unicodedata.normalize("NFC", text)))
    return text.translate(_LETTERS)


def _unaccented(text: str) -> list[str]:
    """Return the characters without the accents of Latin and Greek letters.

    To other scripts, marks are letters.
    """
    characters: list[str] = []
    plain = False
    for char in text:
        if not unicodedata.combining(char):
            plain = char < "\u0400" or "\u1e00" <= char < "\u2000"
        elif plain:
            continue
        characters.append(char)
    return characters


def _greek(match: re.Match[str]) -> str:
    run = match.group()
    return "".join(_GREEK[char] for char in run) if len(run) <= 2 else run


_SIGN = re.compile(r"[^\w\s]|_")


def _punctuation(text: str) -> str:
    """Return the text with only those signs that count.

    These are + - < > = % between or beside words, and a point or dash in a number.
    """
    if not _SIGN.search(text) and "per cent" not in text:  # most texts have none
        return text
    text = re.sub(r"\bper cent\b", "percent", text)
    text = re.sub(r"'s\b|(?<=s)'(?=\s|$)", "", text)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = re.sub(r"\b([^\W\d_])\.(?=[^\W\d_]\b)", r"\1", text)  # i.v.
    # beta-blocker, B-12
    text = re.sub(r"(?<=[^\W_])[-/](?=[^\W\d_])|(?<=[^\W\d_])[-/](?=\d)", " ", text)
    text = re.sub(r"(?<!\d)[.,]|[.,](?!\d)", " ", text)
    return re.sub(r"[;:!?\"'()\[\]{}«»“”„…|\\_]", " ", text)


@lru_cache(maxsize=1 << 16)
def _word(word: str) -> str:
    numeral = _NUMBER_WORDS.get(word) or _ORDINAL_WORDS.get(word)
    if numeral:
        return numeral
    if len(word) < 4:
        return _IRREGULAR.get(word, word)
    while (folded := _american(_singular(word))) != word:
        word = folded
    return word


def _american(word: str) -> str:
    for pattern, folded in _SPELLINGS:
        word = pattern.sub(folded, word)
    return word


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word in _NO_PLURALS:
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")) or (word.endswith("oes") and len(word) > 5):
        return word[:-2]
    return word[:-1] if word[:-1].isalpha() else word


def _join(words: tuple[str, ...]) -> str:
    """Return the words as one: a blank counts only where it parts two numbers."""
    joined = ""
    for word in words:
        joined += " " + word if joined[-1:].isdigit() and word[0].isdigit() else word
    return joined


_ENUMERATION = re.compile(r"\s*(?:,|;|\n|&|\band\b|\bor\b)\s*", re.IGNORECASE)


def _members(text: str) -> tuple[str, ...]:
    members = [each for each in _ENUMERATION.split(text[:LONGEST]) if each]
    if len(members) < 2:
        return ()
    connector = "or" if re.search(r"\bor\b", text, re.IGNORECASE) else "and"
    return (*sorted(_key(each) for each in members), connector)


def _key(text: str) -> str:
    return _join(_folded(_spelled(text)))


def _rigid(text: str) -> frozenset[str]:
    """Return the abbreviations among the words: their author wrote them in capitals."""
    abbreviations = re.findall(r"[^\W_]*[A-ZÀ-Þ][A-ZÀ-Þ\d]+s?(?![^\W_])", text[:LONGEST])
    return frozenset(_word(each.casefold()) for each in abbreviations if len(each) < 8)
