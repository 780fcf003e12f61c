"""Read a text into what it is, and tell whether two texts are the same.

A text is code, a formula, symbols (`C++`, `MgCl₂`, `[3, 4)`), a moment, a quantity, or prose; its
markup decides first. Whether two are the same is whether their `identity` is equal, so sameness is
an equivalence by construction. In prose case, blanks, quotes, articles, plurals, number words and
punctuation do not count; signs, operators, digits, brackets, accents and the case of symbols do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache, cmp_to_key, lru_cache
from typing import NamedTuple

from quizgen.text import markup, moments, quantities
from quizgen.text.folding import folded
from quizgen.text.languages import table
from quizgen.text.moments import Moment, MomentError
from quizgen.text.prose import (
    ORDINAL,
    joined,
    loose_words,
    prose_words,
    spelled_out,
    words_of,
)
from quizgen.text.quantities import Quantity, QuantityError
from quizgen.text.symbols import (
    PLAIN_SIGNS,
    capitals_count,
    code_key,
    has_small_signs,
    in_greek,
    is_compound,
    is_literal,
    is_symbols,
    mark_spellings,
    names_quantity,
    note_spellings,
    on_the_line,
    product_key,
    symbols_key,
    tight_readings,
    without_arrows,
    without_indices,
)
from quizgen.text.units import standard
from quizgen.text.words import holds_words


class Kind(StrEnum):
    """What a text is."""

    PROSE = "prose"
    QUANTITY = "quantity"
    MOMENT = "moment"
    SYMBOLS = "symbols"
    CODE = "code"
    FORMULA = "formula"


class Identity(str):
    """What is equal for texts that are the same, and only for those."""

    __slots__ = ()


class Reading(NamedTuple):
    """A text as it was read: what it is, its plain words, and the value that it states, if any."""

    kind: Kind
    plain: str
    identity: Identity
    quantity: Quantity | None = None
    moment: Moment | None = None

    @property
    def states_value(self) -> bool:
        """Tell whether the text is a quantity or a moment."""
        return self.quantity is not None or self.moment is not None

    @property
    def is_named(self) -> bool:
        """Tell whether the text may be one of several names of a thing: words or symbols."""
        return self.kind is Kind.PROSE or self.kind is Kind.SYMBOLS


class Clash(StrEnum):
    """Why two texts cannot stand beside each other as a right and a wrong answer."""

    SAME = "they say the same"
    INSIDE = "one lies within the other"
    OVERLAP = "they overlap"
    NAME = "one is a name in the other"
    INITIALS = "one is short for the other"


_LOOSE = "\x02"  # begins every identity that forgives what typing may leave out
_MOST = 1000  # characters of a text that is more than prose
_WORDS_ONLY = re.compile(r"[^\W\d_]{3,}(?:[ -][^\W\d_]{3,})*")
_INNER_CAPITAL = re.compile(r"(?<=\w)[A-ZÀ-ÖØ-Þ]")
_CHARGE = re.compile(r"\d[+−⁺⁻-]$")
_BRACKETED = re.compile(r"(?P<name>[^()]*[^\W\d_]{2}[^()]*?)\s+\((?P<other>[^()]*[^\W\d_][^()]*)\)")
_LATEX = re.compile(r"[_^\\]")
_SOUND = re.compile(r"/([^/\s]+)/")
_NOTE = re.compile(r"([a-g])(#|♯|♭| ?sharp| ?flat)")
_STOP_BEHIND_CODE = re.compile(r"(?<=[\w)\]}+-])[.,;]$")
_UNIT_LETTERS = str.maketrans("µμL", "uul")  # each in two spellings
_INITIAL_AND_NAME = re.compile(r"([A-Z])\.?\s+([^\W\d_].*)")
_PHRASE = 4  # words from which on an answer is a phrase
_INITIALS = range(2, 7)  # letters of an abbreviation


def same(one: str, other: str, language: str = "en", *, punctuation: bool = False) -> bool:
    """Tell whether two texts say the same; with `punctuation`, commas and the like count too."""
    if one == other:
        return True
    if punctuation:
        return _punctuated(one) == _punctuated(other)
    return identity(one, language) == identity(other, language)


def identity(text: str, language: str = "en") -> Identity:
    """Return what is equal for all texts that are the same; that of an identity is itself."""
    return text if isinstance(text, Identity) else read(text, language).identity


@lru_cache(maxsize=1 << 16)
def read(text: str, language: str = "en", kind: Kind | None = None) -> Reading:
    """Return what a text is. With `kind`, read it as that: as code, where a code is asked for."""
    if kind is None and _is_words(text) and not _may_state_value(text, language):
        return Reading(Kind.PROSE, text, Identity(joined(prose_words(text, language))))
    # Who types code types no markup: his \\ are two signs.
    is_typed = kind is Kind.CODE and _by_markup(text) is not Kind.CODE
    plain = " ".join((text if is_typed else markup.plain(text)).split())
    kind = kind or _by_markup(text)
    value = _value(plain, language, kind) if len(plain) <= _MOST else None
    if value is not None:
        return value
    if kind is Kind.CODE:
        return Reading(kind, plain, Identity(code_key(plain)))
    if kind is None and len(plain) <= _MOST and is_symbols(plain, language):
        kind = Kind.SYMBOLS
    if kind in (Kind.SYMBOLS, Kind.FORMULA):
        return Reading(kind, plain, Identity(symbols_key(plain, language)))
    return Reading(Kind.PROSE, plain, Identity(joined(_marked_words(text, language))))


def is_prose(text: str, language: str = "en") -> bool:
    """Tell whether a text is words, so that one may stand inside another."""
    return read(text, language).kind is Kind.PROSE


def is_phrase(text: str, language: str = "en") -> bool:
    """Tell whether a text is so many words of prose that people word it in several ways.

    Names are none, whose words have capitals.
    """
    if not is_prose(text, language):
        return False
    words = [word for word in markup.plain(text).split() if word[:1].isalpha()]
    small = words_of(language).small
    loud = [word for word in words if word.casefold() not in small]
    return len(words) >= _PHRASE and not all(word[0].isupper() for word in loud)


def says(text: str, part: str, language: str = "en") -> bool:
    """Tell whether a text has another in it: words as whole words, all else sign by sign.

    `F♯` is not said where F is, nor `O(n!)` where `O(n)` is.
    """
    reading = read(part, language)
    if reading.kind is Kind.PROSE:
        return holds_words(text, part)
    signs = reading.plain.translate(PLAIN_SIGNS)
    around = markup.plain(text).translate(PLAIN_SIGNS)
    if signs not in around:  # as most are not: the pattern of each would have to be compiled
        return False
    whole = rf"(?:^|(?<=\s)|(?<=\s[(\"'„«]))(?:{re.escape(signs)})(?=[.,;:?!)\"'»]*(?:\s|$))"
    return bool(re.search(whole, around))


def states_value(text: str, language: str = "en") -> bool:
    """Tell whether a text is a quantity or a moment."""
    return read(text, language).kind in (Kind.QUANTITY, Kind.MOMENT)


def misstated(text: str, language: str = "en") -> MomentError | QuantityError | None:
    """Return what is wrong in a text that can only be meant as a value, None if nothing is.

    A day that never was, a span upside down, a number without end; between backticks all is code.
    """
    if not _DIGIT.search(text):
        return None
    plain = markup.plain(text)
    if not (
        moments.may_begin_moment(plain, language) or quantities.may_begin_quantity(plain, language)
    ):
        return None
    if _by_markup(text) or read(text, language).states_value:
        return None
    for parse in (moments.parse_moment, quantities.parse_quantity):
        try:
            parse(plain, language)
        except (MomentError, QuantityError) as error:
            if error.is_meant:
                return error
    return None


_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"[\d½⅓⅔¼¾⅛]")


def _is_words(text: str) -> bool:
    """Tell, at little cost, whether a text is words and blanks alone: most are."""
    if not _WORDS_ONLY.fullmatch(text) or _INNER_CAPITAL.search(text):
        return False
    return text.isascii() or not has_small_signs(text)


def _by_markup(text: str) -> Kind | None:
    """Return what the markup of a text makes of it; None where it has none that says so."""
    if not markup.marked(text):
        return None
    tree = markup.parse_markup(text)
    if len(tree) == 1 and isinstance(tree[0], markup.Code):
        return Kind.CODE
    if len(tree) == 1 and isinstance(tree[0], markup.Math):
        return Kind.FORMULA
    is_plain = all(isinstance(node, markup.Text | markup.Emphasis | markup.Strong) for node in tree)
    return None if is_plain else Kind.PROSE


def _value(plain: str, language: str, kind: Kind | None) -> Reading | None:
    """Read a text as a moment or a quantity, if it may be one."""
    if kind in (None, Kind.MOMENT) and moments.might_be(plain, language):
        moment = moments.read_moment(plain, language)
        # A bare year may as well be a number, and says the same as that; a span of years is one.
        if moment is not None and (not moment.is_bare or kind or moment.precision != "year"):
            return Reading(Kind.MOMENT, plain, Identity(moment.key), moment=moment)
    if kind not in (None, Kind.QUANTITY) or plain.startswith("=") or _CHARGE.search(plain):
        return None
    quantity = quantities.read_quantity(plain, language) if _counts(plain, language) else None
    return Reading(Kind.QUANTITY, plain, Identity(quantity.key), quantity) if quantity else None


def _may_state_value(text: str, language: str) -> bool:
    """Tell, at little cost, whether a text may be a moment or a quantity."""
    return _counts(text, language) or moments.might_be(text, language)


def _counts(text: str, language: str) -> bool:
    """Tell, at little cost, whether there may be a number in a text."""
    return _FIGURE.search(text) is not None or _counting(language).match(text) is not None


@cache
def _counting(language: str) -> re.Pattern[str]:
    data = table(language, "texts")
    numbers, words = data.get("numbers", {}), set[str]()
    for name in ("ones", "tens", "words", "fractions", "many", "minus", "plus-minus"):
        words.update(numbers.get(name, ()))
    for name in ("relations", "ranges"):
        words.update(word for said in data.get(name, {}).values() for word in said)
    starts = {re.escape(word.split()[0]) for word in words}
    begun = "|".join(sorted(starts, key=len, reverse=True)) if starts else "(?!)"
    return re.compile(begun, re.IGNORECASE)


def _marked_words(text: str, language: str) -> list[str]:
    """Return the words of prose; code in it stands as it is."""
    if not markup.marked(text):
        return prose_words(text, language)
    words: list[str] = []
    said = ""
    for run, styles in markup.runs(text):
        if "code" not in styles:
            said += run
            continue
        words += [*(prose_words(said, language) if said.strip() else ()), f"`{code_key(run)}`"]
        said = ""
    return [*words, *prose_words(said, language)] if said.strip() or not words else words


def _punctuated(text: str) -> str:
    plain = unicodedata.normalize("NFC", " ".join(markup.plain(text).split()))
    return plain.translate(PLAIN_SIGNS)


# Two texts with a value in them -------------------------------------------------------------------


def order(one: str, other: str, language: str = "en") -> int | None:
    """Return -1, 0 or 1 as one is less or earlier than, equal to, or more or later than the other.

    None where they have no order: prose, different dimensions, values that overlap.
    """
    quantity, moment = _quantities(one, other, language), _moments(one, other, language)
    if quantity:
        return quantities.compare_quantities(*quantity)
    return moments.compare_moments(*moment) if moment else None


def inside(one: str, other: str, language: str = "en") -> bool:
    """Tell whether what one text states lies within what the other does: 7 mg in 5–9 mg."""
    quantity, moment = _quantities(one, other, language), _moments(one, other, language)
    if quantity:
        return quantities.quantity_inside(*quantity)
    return moment is not None and moments.moment_inside(*moment)


def overlaps(one: str, other: str, language: str = "en") -> bool:
    """Tell whether some value lies in what either text states: 3–5 days, 4–9 days."""
    quantity, moment = _quantities(one, other, language), _moments(one, other, language)
    if quantity:
        return quantities.quantities_overlap(*quantity)
    return moment is not None and moments.moments_overlap(*moment)


def agree(one: str, other: str, language: str = "en") -> bool:
    """Tell whether both texts can hold of what has one value: 5 mg and 3–9 mg, about 4 and < 5.

    Two ranges that differ are two values, though they overlap.
    """
    quantity = _quantities(one, other, language)
    if quantity:
        are_ranges = all(each.is_range and each.relation != "~" for each in quantity)
        is_same = same(one, other, language)
        return is_same or (not are_ranges and quantities.quantities_overlap(*quantity))
    return inside(one, other, language) or inside(other, one, language)


def ascending(texts: Sequence[str], language: str = "en") -> list[str] | None:
    """Return texts from the least to the most, or None where they are not all of one dimension."""
    sorts = sorts_of(texts, language)
    if None in sorts or len(set(sorts)) != 1:
        return None

    def compare(one: str, other: str) -> int:
        return order(one, other, language) or (one > other) - (one < other)

    return sorted(texts, key=cmp_to_key(compare))


def sorts_of(texts: Sequence[str], language: str = "en") -> list[Hashable]:
    """Return what each text measures, None for what has no order; beside dates, 476 is a year."""
    readings = [read(text, language) for text in texts]
    has_quantity = any(reading.quantity for reading in readings)
    if has_quantity and any(reading.moment for reading in readings):
        # 1:10 is a ratio beside 1:100, and 476 a year beside 509 BC: what all of them can be.
        dates = [moments.read_moment(reading.plain, language) for reading in readings]
        amounts = [quantities.read_quantity(reading.plain, language) for reading in readings]
        if all(dates):
            return [("moment", each.sort) for each in dates if each]
        if all(amounts):
            return [each.dimension for each in amounts if each]
    return [_sort_of(reading) for reading in readings]


def _sort_of(reading: Reading) -> Hashable:
    if reading.moment:
        return ("moment", reading.moment.sort)
    return reading.quantity.dimension if reading.quantity else None


def _quantities(one: str, other: str, language: str) -> tuple[Quantity, Quantity] | None:
    a, b = read(one, language), read(other, language)
    if not (a.quantity or b.quantity):
        return None
    first = a.quantity or quantities.read_quantity(a.plain, language)
    last = b.quantity or quantities.read_quantity(b.plain, language)
    if not (first and last):
        return None
    are_both = a.quantity is not None and b.quantity is not None
    return (first, last) if are_both or quantities.comparable_quantities(first, last) else None


def _moments(one: str, other: str, language: str) -> tuple[Moment, Moment] | None:
    """Return what both texts state as moments; a bare 476 beside 509 BC is a year."""
    a, b = read(one, language), read(other, language)
    if not (a.moment or b.moment):
        return None
    first = a.moment or moments.read_moment(a.plain, language)
    last = b.moment or moments.read_moment(b.plain, language)
    return (first, last) if first and last else None


# Two texts as options -----------------------------------------------------------------------------


def clash(one: str, other: str, language: str = "en") -> Clash | None:
    """Return why two options cannot stand beside each other, or None.

    Unlike sameness this is no equivalence: `INH` and `isoniazid` both clash with `isoniazid (INH)`.
    """
    a, b = read(one, language), read(other, language)
    if a.identity == b.identity:
        return Clash.SAME
    if a.states_value or b.states_value:
        if not overlaps(one, other, language):
            return None
        is_inside = inside(one, other, language) or inside(other, one, language)
        return Clash.INSIDE if is_inside else Clash.OVERLAP
    if not (a.is_named and b.is_named):
        return None
    if not identities_of(one, language).isdisjoint(identities_of(other, language)):
        return Clash.NAME
    if abbreviates(one, other, language) or abbreviates(other, one, language):
        return Clash.INITIALS
    return None


@lru_cache(maxsize=1 << 14)
def identities_of(text: str, language: str) -> frozenset[Identity]:
    """Return the identities of all the names that a text gives one thing."""
    return frozenset(identity(name, language) for name in names(text))


def names(text: str) -> tuple[str, ...]:
    """Return the names that a text gives one thing: `isoniazid (INH)`, `isoniazid`, `INH`."""
    match = _BRACKETED.fullmatch(text.strip())
    return (text, match["name"], match["other"]) if match else (text,)


def abbreviates(short: str, long: str, language: str = "en") -> bool:
    """Tell whether a text is another with initials in it: `ACE inhibitors`, `the UK`."""
    abbreviation = _initials(short, language)
    if abbreviation is None:
        return False
    initials, rest = abbreviation
    words = _without_articles(re.split(r"[\s-]+", markup.plain(long)), language)
    if rest:
        last = tuple(folded(word.casefold(), language) for word in words[-len(rest) :])
        if last != rest:
            return False
        words = words[: -len(rest)]
    small = words_of(language).small
    loud = [word for word in words if word.casefold() not in small]
    said = ("".join(word[0] for word in each).casefold() for each in (words, loud))
    return len(words) > 1 and initials.casefold() in said


@lru_cache(maxsize=1 << 14)
def _initials(text: str, language: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the initials that a text begins with, and its further words, folded; or None."""
    first, *others = _without_articles(markup.plain(text).split(), language) or [""]
    initials = first.replace(".", "")
    if len(initials) not in _INITIALS or not (initials.isupper() and initials.isalpha()):
        return None
    return initials, tuple(folded(token.casefold(), language) for token in others)


def without_article(text: str, language: str = "en") -> str:
    """Return a text without the article that it begins with."""
    first, _, rest = text.partition(" ")
    articles = words_of(language).articles | words_of(language).opening
    return rest if rest and first.casefold() in articles else text


def _without_articles(words: list[str], language: str) -> list[str]:
    articles = words_of(language).articles | words_of(language).opening
    bare = (word.strip(".,;:") for word in words)
    return [word for word in bare if word and word.casefold() not in articles]


# What learners type -------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 14)
def loosely(text: str, language: str = "en", kind: Kind | None = None) -> str:
    """Return an identity that also forgives case, accents, and how a numeral is written.

    It is for typed answers, after every other known term was refused: `c++` is `C++`, `Koln` is
    `Köln`, `Louis 14` and `Louis the 14th` are `Louis XIV`. Signs, digits and brackets still count.
    """
    reading = read(text, language, kind)
    if reading.kind in (Kind.CODE, Kind.QUANTITY, Kind.MOMENT):
        return reading.identity
    if reading.kind is Kind.PROSE:
        return _LOOSE + joined(word for _, word in loose_words(reading.plain, language))
    note = _NOTE.fullmatch(reading.plain)
    plain = note[1].upper() + note[2] if note else reading.plain
    return _LOOSE + product_key(without_arrows(symbols_key(in_greek(on_the_line(plain)), language)))


def answer_keys(answer: str, language: str = "en") -> frozenset[str]:
    """Return all under which an answer is known; what is typed is right if it has one of them.

    That holds after every other known term was refused: `schön` is none of the keys of `schon` but
    by the forgiving of marks.
    """
    keys = set(_keys(answer, language))
    reading = read(answer, language)
    year = moments.read_moment(reading.plain, language) if reading.quantity else None
    if year is not None:
        keys.add(Identity(year.key))  # AD 476
    if reading.quantity is not None and reading.quantity.relation == "~":
        keys.add(Identity(replace(reading.quantity, relation="=").key))
    if reading.quantity is not None:
        dimension = reading.quantity.dimension
        meanings = reading.quantity.authored_meanings
        others = (each for each in meanings if each.dimension != dimension)
        keys.update(Identity(each.key) for each in others)  # 12 pt, 12 points
    if reading.moment is not None:
        keys.add(Identity(moments.short_year(reading.moment)))  # 1.1.79
    sides = two_sides(reading)
    if sides is not None and names_quantity(sides[0]):
        keys |= side_keys(sides[1], language)  # x = −3
    if reading.kind is Kind.PROSE:
        short = tuple(_initialled(reading.plain, language))
        keys.update(_initial_key(name, language) or loosely(name, language) for name in short)
        keys.update(_LOOSE + name.casefold() for name in short if name.isalpha())  # the UK
    if reading.kind in (Kind.SYMBOLS, Kind.FORMULA):
        keys.update(_symbol_keys(reading, language))
    for spelling in note_spellings(reading.plain, language):
        keys |= {loosely(spelling, language), _LOOSE + spelling.casefold()}
    return frozenset(keys)


def two_sides(reading: Reading) -> tuple[str, str] | None:
    """Return what stands on either side of the one `=` of a formula or of symbols, or None."""
    is_equation = reading.kind in (Kind.SYMBOLS, Kind.FORMULA) and reading.plain.count("=") == 1
    if not is_equation:
        return None
    left, _, right = reading.plain.partition("=")
    return left.strip(), right.strip()


@lru_cache(maxsize=1 << 14)
def side_keys(side: str, language: str = "en") -> frozenset[str]:
    """Return all under which one side of an equation is known: in it no word may be left out."""
    keys = {identity(side, language), loosely(side, language)}
    for kind in (Kind.SYMBOLS, Kind.FORMULA):
        loose = loosely(side, language, kind)
        keys |= {read(side, language, kind).identity, loose, without_indices(loose)}
    return frozenset(keys)


def _symbol_keys(answer: Reading, language: str) -> Iterator[str]:
    """Yield what people type for symbols: all on the line, in small letters, x bar, 1e20, N/m2."""
    loose = loosely(answer.plain, language, answer.kind)
    for key in dict.fromkeys((loose, without_indices(loose))):
        yield key
        if not case_counts(answer, key):
            yield from _lazily(key)
        for arrow in "⇔↔" if "⇌" in key else "":
            yield key.replace("⇌", arrow)
    if numbered := _NUMBERED.fullmatch(answer.plain):  # B12, B-12
        yield from _keys(f"{numbered[1]}{numbered[2]}", language)
        yield from _keys(f"{numbered[1]}-{numbered[2]}", language)
    if answer.kind is Kind.SYMBOLS:  # whose author wrote no more brackets than learners do
        yield from (loosely(each, language) for each in tight_readings(answer.plain))
    for spelling in mark_spellings(answer.plain, language):
        yield from _keys(spelling, language)
    if sound := _SOUND.fullmatch(answer.plain):
        yield from _keys(sound[1], language)
    if answer.kind is Kind.FORMULA and _counts(answer.plain, language):
        quantity = quantities.read_quantity(answer.plain, language)
        if quantity is not None:
            yield Identity(quantity.key)
    yield from _unit_keys(answer.plain)


def case_counts(symbols: Reading, key: str = "") -> bool:
    """Tell whether small letters make other symbols: those of formulas, elements, units, chords."""
    if symbols.kind is Kind.FORMULA or capitals_count(key or symbols.plain):
        return True
    text = symbols.plain
    is_in_letters = text.replace("/", "").isalpha()  # Nf3 is no unit
    return is_in_letters and not text.isupper() and standard().read(text) is not None


def _lazily(key: str) -> Iterator[str]:
    """Yield a key in small letters, and so but for the first, which telephones turn by themselves.

    Nacl is NaCl, and Hiv is HIV; but Co is not CO, and Cm7 not CM7.
    """
    yield key.casefold()
    text = key.removeprefix(_LOOSE)
    turned = text[:1] + text[1:].casefold()
    if text[1:2].islower() or (turned.isalpha() and not is_compound(turned)):
        yield _LOOSE + turned


def _unit_keys(text: str) -> Iterator[str]:
    """Yield what is equal for the writings of one unit in the same letters: N/m², N/m2; µg, ug."""
    unit = standard().read(text)
    if unit is not None:
        letters = "".join(sorted(filter(str.isalpha, text.translate(_UNIT_LETTERS))))
        yield f"{_LOOSE}{letters} {unit}"


def _value_keys(reading: Reading, language: str, kind: Kind | None) -> Iterator[tuple[object, ...]]:
    """Yield what is equal for the other writings of a value that was typed."""
    stated = reading.quantity or quantities.read_quantity(reading.plain, language)
    if stated is not None:
        if stated.relation == "~":
            yield replace(stated, relation="=").key  # about 22 months
        yield from (each.key for each in stated.meanings)
    ratio = quantities.slashed_ratio(reading.plain) if kind is Kind.QUANTITY else None
    if ratio is not None:
        yield ratio.key  # 3/2 for 3:2
    if kind is Kind.MOMENT:
        yield from moments.typed_writings(reading.plain, language)


def typed_keys(text: str, language: str = "en", kind: Kind | None = None) -> frozenset[str]:
    """Return all under which a typed text may be an answer that is read as of that kind."""
    if kind is Kind.CODE:
        writings = {text, unframed(text, language)}
        if not is_literal(text):
            writings |= {_STOP_BEHIND_CODE.sub("", each) for each in writings}
        codes = {read(each, language, kind).identity for each in writings}
        if not is_literal(text) and not any(" " in code for code in codes):
            codes |= {identity(each, language) for each in writings}  # O(n²), O(log(n))
        return frozenset(codes)
    keys = set(_keys(text, language))
    bare = text.strip().removeprefix("= ")
    if len(bare) > 1 and bare[-1] in ".,;":  # `C++.`
        bare = bare[:-1]
    if kind is not None and bare != text:
        keys.update(typed_keys(bare, language, kind))
    keys.update(map(Identity, _value_keys(read(text, language), language, kind)))
    if kind not in (None, Kind.PROSE):
        said = (text, unframed(text, language))
        keys |= {read(each, language, kind).identity for each in said}
    if kind in (Kind.SYMBOLS, Kind.FORMULA):
        keys.update(loosely(each, language, kind) for each in (bare, *tight_readings(bare)))
        if sound := _SOUND.fullmatch(bare):
            keys.update(_keys(sound[1], language))
        keys.update(_unit_keys(bare))
        if _LATEX.search(bare):
            keys.update(_keys(f"${bare}$", language))
    return frozenset(keys)


def lacks_unit(text: str, answer: str, language: str = "en") -> bool:
    """Tell whether a typed text is the number of an answer without its unit: 5 for 5 mm."""
    typed, due = read(text, language).quantity, read(answer, language).quantity
    if typed is None or due is None or typed.unit or not due.unit:
        return False
    return replace(typed, unit=due.unit, measure=due.measure).key == due.key


def states_another_value(text: str, answer: str, language: str = "en") -> bool:
    """Tell whether a typed text states a value of which an answer has nothing: 5 EUR for 5 CHF."""
    typed, due = read(text, language), read(answer, language)
    if not (typed.states_value and due.states_value):
        return False
    if typed.quantity and due.quantity:
        return quantities.are_two_values(typed.quantity, due.quantity)
    both = _moments(text, answer, language)
    is_comparable = both is not None and moments.comparable_moments(*both)
    return is_comparable and not overlaps(text, answer, language)


def is_about(text: str, answer: str, language: str = "en") -> bool:
    """Tell whether a text states a number or a year that a rough answer holds for: about 1750."""
    return _is_number_about(text, answer, language) or _is_year_about(text, answer, language)


def _is_number_about(text: str, answer: str, language: str) -> bool:
    typed, due = read(text, language).quantity, read(answer, language).quantity
    if typed is None or due is None or due.relation != "~" or typed.relation not in ("=", "~"):
        return False
    (low, high), (least, _) = typed.stated, due.stated
    if low is None or least is None or low != high or typed.dimension != due.dimension:
        return False
    return abs(low - least) <= quantities.ABOUT * abs(least)


def _is_year_about(text: str, answer: str, language: str) -> bool:
    both = _moments(text, answer, language)
    if both is None or both[0].is_rough or not both[1].is_rough:
        return False
    years = all(moment.precision == "year" for moment in both)
    return years and moments.moment_inside(*both)


def lacks_era(text: str, answer: str, language: str = "en") -> bool:
    """Tell whether a typed year has the number of one before Christ, but no era: 399 for 399 BC."""
    both = _moments(text, answer, language)
    if both is None or not both[0].is_bare or both[0].precision != "year":
        return False
    due = both[1]
    meant = moments.before_christ(text, language)
    return meant is not None and (meant.key == due.key or (due.is_rough and _holds(meant, due)))


def is_rough_year(text: str, answer: str, language: str = "en") -> bool:
    """Tell whether a typed year is an exact one, said to be rough: about 399 BC, of 399 BC."""
    both = _moments(text, answer, language)
    if both is None or {each.precision for each in both} != {"year"}:
        return False
    typed, due = both
    middle = (typed.start[0] + typed.end[0]) / 2
    return typed.is_rough and not due.is_rough and middle == due.start[0]


def _holds(year: Moment, rough: Moment) -> bool:
    return rough.precision == "year" and moments.moment_inside(year, rough)


def is_part_of_time(text: str, answer: str, language: str = "en") -> bool:
    """Tell whether a typed moment is an answer told less exactly: its year."""
    both = _moments(text, answer, language)
    return both is not None and moments.tells_part(*both)


def is_day_within(text: str, answer: str, language: str = "en") -> bool:
    """Tell whether a typed day lies in the year or the month that is the answer."""
    both = _moments(text, answer, language)
    if both is None or both[0].is_rough:
        return False
    typed, due = both
    is_wider = due.precision in ("year", "month") and not due.is_rough
    is_exact = typed.precision in ("day", "month") and typed.precision != due.precision
    return is_wider and is_exact and moments.moment_inside(typed, due)


def _initial_key(name: str, language: str) -> str:
    """Return the key of a name whose initial looks like an article: A. niger; or nothing."""
    initial = _INITIAL_AND_NAME.fullmatch(name)
    if initial is None or without_article(f"{initial[1]} {initial[2]}", language) != initial[2]:
        return ""
    words = [word for _, word in loose_words(initial[2], language)]
    return _LOOSE + joined((initial[1].casefold(), *words))


def _keys(text: str, language: str) -> Iterator[str]:
    inverted = text.split(", ")
    names_of = names(text) if len(inverted) != 2 else (*names(text), " ".join(inverted[::-1]))
    for said in dict.fromkeys((text, unframed(text, language), *names_of)):
        yield identity(said, language)
        yield loosely(said, language)
        if key := _initial_key(said, language):
            yield key
        words = said.split()
        if len(words) == 3 and words[1] in table(language, "texts").get("words", {}).get("of", ()):
            yield loosely(f"{words[2]} {words[0]}", language)  # the Versailles Treaty
        is_name = 1 < len(words) < 5 and read(said, language).kind is Kind.PROSE
        numbered = loose_words(said, language) if is_name else ()
        if numbered and numbered[-1][1].isdigit() != numbered[0][1].isdigit():
            # The First World War, World War I: the number first.
            at = -1 if numbered[-1][1].isdigit() else 0
            rest = [word for _, word in (numbered[:-1] if at else numbered[1:])]
            yield _LOOSE + joined((numbered[at][1], *rest))
        if numbered and numbered[-1][1] in words_of(language).before_roman:
            first = ORDINAL.sub(r"\1", numbered[0][1])  # the Second World War
            yield _LOOSE + joined((first, *(word for _, word in numbered[1:])))
        if not said.isascii() and spelled_out(said) != said.casefold():
            yield loosely(spelled_out(said), language)


def _initialled(name: str, language: str) -> Iterator[str]:
    """Yield a name of two to four words with initials: J. S. Bach; and without a middle one."""
    words = _without_articles(name.split(), language)
    if not 2 <= len(words) <= 4 or not all(map(_is_of_name, words[:-1])):
        return
    loud = [word for word in words if word[:1].isupper()]
    if len(loud) > 1 and all(word.isalpha() for word in words):
        yield "".join(word[0] for word in loud)  # UK
    *first, last = words
    if last[:1].isalpha() and len(last) > 2:
        yield " ".join((*(word[0] for word in first), last))
        yield " ".join((first[0][0], last))
        full = [word for word in first if len(word.rstrip(".")) > 1]
        if 0 < len(full) < len(first):
            yield " ".join((*full, last))
    yield (
        "".join(word[0] for word in first) + last
        if last.isdigit() or _ROMAN.fullmatch(last)
        else name
    )


def _is_of_name(word: str) -> bool:
    """Tell whether a word may be shortened to its first letter: no A♭, no B12."""
    return word[:1].isupper() and all(sign.isalpha() or sign in ".-'’" for sign in word)


_NUMBERED = re.compile(r"([A-Z]{1,3})-?(\d{2,3})")  # of one digit, it may be a charge: O2, O-2
_ROMAN = re.compile("[IVX]+")


@lru_cache(maxsize=1 << 14)
def unframed(text: str, language: str = "en") -> str:
    """Return a typed answer without what stands around it: `it is`, `in`, `the answer is`."""
    bare = text.strip()
    for frame in table(language, "texts").get("frames", {}).get("before", ()):
        if bare.casefold().startswith(frame + " "):
            return bare[len(frame) :].strip()
    return bare
