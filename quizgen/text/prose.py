"""Fold prose into what counts of it: its words, and the signs, digits and brackets among them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from quizgen.text.folding import folded
from quizgen.text.languages import table
from quizgen.text.symbols import GREEK, PLAIN_SIGNS, in_arrows, in_notes, on_the_line

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![^\W_])|\d+(?:[.,]\d+)*"
    r"|[^\W\d_][^\W_]*(?:['’][^\W\d_]+)*|[^\w\s]|_"
)
# What has nothing to be parted but its words.
_SIMPLE = re.compile(r"(?:a|[A-Za-z]{2,})(?:(?:, |[ -])(?:a|[A-Za-z]{2,}))*[.!?]?")
_LETTERS = re.compile("[A-Za-z]+")
_DROPPED = frozenset(".,;:!?\"“”„«»…'‘’`|")
_GREEK_MU = str.maketrans({"µ": "μ", "⁄": "/"})
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th|\.)$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ABBREVIATION_IN_S = re.compile(r"[A-Z]{2,4}S")
_LONGEST_ABBREVIATION = 5  # letters; HEARTS is a word that was shouted


_BRACKETS = frozenset("()[]{}")
_WRITTEN_OUT = re.compile(r"[%&/]|per cent")
_TIMES = re.compile(r"(?<=\w )[xX](?= \d)")  # 22 stitches x 30 rows
_GREEK_RUN = re.compile(r"[α-ωϕϑϵ]+")
_MICRO = re.compile(r"[μµ](?=(?:g|l|m|s|v|a|mol|eq|iu|u|osm|gy|sv)(?![^\W\d_]))")
# Vowels and other points that Hebrew and Arabic may be written without.
_POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0652\u0670\u0640]"
)


_JOINING = re.compile(
    r"[-']|[,.](?=\w)|[^\x00-\x7f]"
)  # without such a sign there is nothing to part
_LETTER_AND_NUMBER = re.compile(r"(?<![^\W_])([^\W\d_])[-‐‑](?=\d)")  # B-12
_HYPHEN = re.compile(r"(?<=[^\W_])[-‐‑–](?=[^\W\d_])|(?<=[^\W\d_])[-‐‑–](?=[^\W_])")
_OF_OWNER = re.compile(
    r"(?<=[^\W\d_])['’]s\b(?<!let['’]s)(?<!\bit['’]s)|(?<=s)['’](?=\s|$)", re.IGNORECASE
)
_INITIAL = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")  # D.C., i.v.
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


class Words(NamedTuple):
    """What does not count in the words of a language, and its words for numbers, in digits."""

    articles: frozenset[str]
    opening: frozenset[str]
    any_article: frozenset[str]
    before_article: frozenset[str]
    told_apart: frozenset[str]  # nouns of which the article says which is meant
    after_letter: frozenset[str]
    small: frozenset[str]
    around: frozenset[str]  # what may stand between an answer and a word of its question
    behind_noun: frozenset[str]
    number_signs: frozenset[str]
    multiples: frozenset[str]  # behind a number, they make another of it
    short_forms: dict[str, str]
    before_roman: frozenset[str]
    contraction: re.Pattern[str]
    numbers: dict[str, str]


@cache
def words_of(language: str) -> Words:
    """Return what does not count in the words of a language."""
    data = table(language, "texts")
    words: dict[str, Any] = data.get("words", {})
    numbers: dict[str, Any] = data.get("numbers", {})
    endings = "|".join(re.escape(each) for each in words.get("contractions", ()))
    values = {word: str(value) for value, word in enumerate(numbers.get("ones", ()))}
    for value, word in enumerate(numbers.get("tens", ()), start=2):
        values[word] = str(10 * value)
    for value, word in enumerate(numbers.get("ordinals", ()), start=1):
        values[word.casefold()] = f"{value}{_ending(value, numbers['ordinal-endings'])}"
    return Words(
        frozenset(words.get("articles", ())),
        frozenset(words.get("opening-articles", ())),
        frozenset((*words.get("articles", ()), *words.get("opening-articles", ()))),
        frozenset(words.get("before-article", ())),
        frozenset(words.get("told-apart-by-article", ())),
        frozenset(words.get("after-letter", ())),
        frozenset(words.get("small", ())),
        frozenset(
            (
                *words.get("around", ()),
                *words.get("articles", ()),
                *words.get("opening-articles", ()),
            )
        ),
        frozenset((*words.get("small", ()), *words.get("before-article", ()))),
        frozenset(words.get("number-signs", ())),
        frozenset(words.get("multiples", ())),
        words.get("short-forms", {}),
        frozenset(numbers.get("before-roman", ())),
        re.compile(rf"\w*(?:{endings})" if endings else "(?!)"),
        values,
    )


def _ending(value: int, endings: list[str]) -> str:
    """Return the ending of an ordinal: 1st, 2nd, 3rd, 4th; or the last one that a language has."""
    if len(endings) < 4:
        return endings[-1]
    last = value % 10 if value % 100 not in (11, 12, 13) else 0
    return endings[last - 1] if 1 <= last <= 3 else endings[3]


def prose_words(text: str, language: str) -> list[str]:
    """Return the words and signs of prose, folded, without articles and punctuation."""
    return [word for _, word in _tokens(text, language)]


def loose_words(text: str, language: str) -> list[tuple[str, str]]:
    """Return the words of prose as typed answers are compared: each as spelled, and folded.

    Case, accents, brackets and how a numeral is written do not count; α is alpha, ↑ increased.
    """
    known = words_of(language)
    pairs: list[tuple[str, str]] = []
    before = ""
    tokens = _tokens(_in_words(text, language), language)
    for at, (token, word) in enumerate(tokens):
        texts = (text for text, _ in tokens[at + 1 :])
        following = next((each for each in texts if each.casefold() not in known.number_signs), "")
        if token.casefold() in known.number_signs and (
            following[:1].isdigit() or (following and set(following.upper()) <= set("IVX"))
        ):
            continue  # Symphony No. 9
        word = known.short_forms.get(word.casefold(), word)
        if token not in _BRACKETS:
            is_last = at == len(tokens) - 1
            numeral = _cardinal(before, token, word, known, is_last=is_last)
            loose = _loosened(numeral)
            if not _ABBREVIATION_IN_S.fullmatch(token):  # CMOS is no plural, NSAIDs is one
                loose = folded(loose, language)
            pairs.append((_loosened(token), loose))
            if token.casefold() not in known.any_article:
                before = token
    loosened = [token for token, _ in pairs]  # of which some are articles only now: à la carte
    return [
        pair
        for at, pair in enumerate(pairs)
        if not _is_article(loosened, at, known, is_opening=at == 0)
    ]


def _tokens(text: str, language: str) -> list[tuple[str, str]]:
    """Return the words and signs that count in prose, each as it stands and folded."""
    if text.isupper() and " " in text and len(max(text.split(), key=len)) > _LONGEST_ABBREVIATION:
        text = text.casefold()  # which was shouted
    if _SIMPLE.fullmatch(text):
        tokens = _LETTERS.findall(text)
    else:
        if not text.isascii():
            text = unicodedata.normalize("NFC", _unpointed(text)).translate(_GREEK_MU)
        if ">" in text or "<" in text:
            text = in_arrows(text)
        tokens = _TOKEN.findall(_parted(in_notes(on_the_line(text), language)))
    tokens = [token for token in tokens if token not in _DROPPED] or tokens
    words = words_of(language)
    has_words = any(len(token) > 2 and token.isalpha() for token in tokens)
    kept: list[tuple[str, str]] = []
    for index, (word, following) in enumerate(zip(tokens, (*tokens[1:], ""), strict=False)):
        may_be_article = word.casefold() in words.any_article
        if may_be_article and _is_article(tokens, index, words, is_opening=not kept):
            continue
        # Of muscles that jerk and of muscle jerks, only a noun's last word may lose its plural.
        is_head = not following.isalpha() or following.casefold() in words.behind_noun
        starts_sentence = index == 0 and has_words
        one = _folded(word, language, starts_sentence=starts_sentence, is_head=is_head)
        kept.append((word, one))
    return kept or [(token, token) for token in tokens]


def _in_words(text: str, language: str) -> str:
    """Return a text with those signs in words that people also write out: ↑, %, &."""
    text = _TIMES.sub("×", text)
    if text.isascii() and not _WRITTEN_OUT.search(text):
        return text
    signs: dict[str, str] = table(language, "texts").get("words", {}).get("signs", {})
    for sign, word in signs.items():
        text = text.replace(sign, f" {word} ")
    return re.sub(r"(?<=[^\W\d_])/(?=[^\W\d_]{2})", " ", text)


def _loosened(word: str) -> str:
    if word.isascii():
        return word.casefold()
    word = unaccented(_MICRO.sub("u", word.casefold()))
    return _GREEK_RUN.sub(_greek_name, word)


def _greek_name(run: re.Match[str]) -> str:
    letters = run.group()
    return "".join(GREEK[letter] for letter in letters) if len(letters) <= 2 else letters


def joined(words: Iterable[str]) -> str:
    """Return words as one: a blank counts only between two numbers."""
    whole = ""
    for word in words:
        if whole[-1:].isdigit() and word[0].isdigit():
            whole += " "
        whole += word
    return whole


def _parted(text: str) -> str:
    """Return prose with blanks for hyphens, and with one sign for minus and for ranges."""
    if not _JOINING.search(text):
        return text
    text = text.replace("—", " ")
    text = _LETTER_AND_NUMBER.sub(r"\1", text)
    text = _HYPHEN.sub(" ", text)
    text = _OF_OWNER.sub("", text)
    text = _INITIAL.sub(r"\1", text)
    text = _THOUSANDS.sub("", text)
    return text.translate(PLAIN_SIGNS)


def _is_article(tokens: list[str], index: int, words: Words, *, is_opening: bool) -> bool:
    word = tokens[index].casefold()
    following = tokens[index + 1] if index + 1 < len(tokens) else ""
    if word in words.articles:
        return bool(following)
    if word not in words.opening or not following[:1].isalpha():
        return False
    if following.casefold() in words.told_apart:
        return False  # der See, die See
    if word == "a" and (
        following.casefold() in words.after_letter or len(_loosened(following)) == 1
    ):
        return False  # A major, a b
    return is_opening or tokens[index - 1].casefold() in words.before_article


@lru_cache(maxsize=1 << 14)
def _folded(word: str, language: str, *, starts_sentence: bool, is_head: bool) -> str:
    """Return one word folded; an abbreviation and a symbol keep their case."""
    words = words_of(language)
    low = word.casefold()
    if word[0].isdigit():
        return word.replace(",", "") if _GROUPED.fullmatch(word) else low
    if low in words.numbers:
        return words.numbers[low]
    if "'" in low or "’" in low:
        low = low.replace("’", "'")
        return low if words.contraction.fullmatch(low) else low.replace("'", "")
    if not word.isalpha():
        return word if len(word) <= 2 or not word[0].isalnum() else low
    has_inner_capital = word[1:] != word[1:].lower()
    if has_inner_capital and len(word.rstrip("s")) <= _LONGEST_ABBREVIATION:
        return word[:-1] if word.endswith("s") and word[:-1].isupper() else word
    if len(word) == 1 and word.isupper():
        return word
    if len(word) == 2 and word[0].isupper() and low not in words.small and not starts_sentence:
        return word  # the Co ion
    return folded(low, language, is_head=is_head)


# Numerals and accents, which typed answers are forgiven -------------------------------------------


def _cardinal(before: str, token: str, word: str, known: Words, *, is_last: bool) -> str:
    """Return a numeral as a plain number: Louis XIV and Louis the 14th, Louis 14; or the word.

    The third week is no three weeks: only behind a name is an ordinal the number of it.
    """
    roman = token.upper()
    # Of the larger numerals, C and D are types and vitamins, and a mix is no number.
    is_sign = len(token) == 1 and token.islower() and not is_last  # Roscorla v Thomas
    is_roman = not is_sign and set(roman) <= set("IVX") and _ROMAN.fullmatch(roman)
    is_behind_name = before[:1].isupper() or before.casefold() in known.before_roman
    if is_roman and before[:1].isalpha() and (is_behind_name or len(roman) > 1):
        return str(roman_value(roman))
    number = known.numbers.get(word, word)
    return ORDINAL.sub(r"\1", number) if is_last and before[:1].isalpha() else number


def roman_value(text: str) -> int:
    """Return the value of a Roman numeral in capital letters."""
    values = [_ROMAN_VALUES[letter] for letter in text]
    total = 0
    for value, following in zip(values, (*values[1:], 0), strict=True):
        total += -value if value < following else value
    return total


def unaccented(text: str) -> str:
    """Return a text without the marks of Latin and Greek letters; elsewhere they are letters.

    A line through a sign (≠) is no mark.
    """
    if text.isascii():
        return text
    kept: list[str] = []
    is_markable = False
    for sign in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(sign):
            is_markable = sign < "\u0400"
        elif is_markable and sign != "\u0338":
            continue
        kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_LIGATURES)


def _unpointed(text: str) -> str:
    return text if text.isascii() else _POINTS.sub("", text)


_LIGATURES = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"})
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe"})


def spelled_out(text: str) -> str:
    """Return a text with the letters that a keyboard may lack in two: Köln, Koeln."""
    return unicodedata.normalize("NFC", text.casefold()).translate(_SPELLED_OUT)
