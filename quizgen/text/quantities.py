"""Read quantities: what authors write, what learners type, and what the checks compare.

One grammar: `1.8–2.2 mg/dL`, `150 × 10⁹ /L`, `6.022e23`, `1/3`, `1 ½`, `30:2`, `minus five`,
`68 million people`, `at least 3 days`, `5 ± 1 mg`, `± 5 mm`, `5 m 3 cm`, `47° 23′`; in a language
with a decimal comma, `1.234,5`.
Values are exact fractions, so what is equal is the same in any unit, without a margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property
from itertools import chain
from typing import Any, NamedTuple

from quizgen.text.folding import folded
from quizgen.text.languages import any_of, table, unit_table
from quizgen.text.units import NONE, Dimension, Unit, Units, molar, standard, typed_in_haste

ABOUT = Fraction(1, 20)  # of its value, within which a number said to be rough holds
MOST_CHARACTERS = 200  # of a quantity
MOST_DIGITS = 60  # of a number: Avogadro's has 24
MOST_POWERS = 400  # of ten, up or down

_EXAMPLES = "`5 mg`, `3–5 days`, `< 2 %`, `1.5 × 10^9 /L`, `5 m 3 cm`, `1/3` or `30:2`"
_MINUS = str.maketrans(dict.fromkeys("−﹣－‐‑‒", "-") | {"⁄": "/", "∶": ":"})
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_POWER = re.compile(r"(?<=\d)[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5"}
_VULGAR |= {"⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8"}
_VULGAR |= {"⅞": "7/8"}
_VULGAR_SIGN = re.compile(rf"(\d)?\s*([{''.join(_VULGAR)}])")
_TERM = r"(?:0|[1-9]\d{0,8})(?:\.\d{1,9})?"  # of a ratio; 3:02 is a time of day
_RATIO = re.compile(rf"{_TERM}(?:\s?:\s?{_TERM}){{1,4}}")
_SLASHED = re.compile(rf"({_TERM})(?:\s?/\s?|\s+to\s+)({_TERM})")
_DIGITS = re.compile(r"[\d][\d.,'’ ]*")
# A unit that no table knows is a few words: `people`, `red blood cells`.
_UNIT_WORDS = re.compile(r"[^\W\d_]{2,}(?:[ -][^\W\d_]+){0,3}")
_FUNCTION_WORDS = frozenset("of or and to in is the that which".split())  # noqa: SIM905
# In a unit that no table knows a number has no place of its own, but in `per 100 g`, `/1.73 m²`.
_STRAY = re.compile(r"^[^\w%‰°/µμΩ$€£¥¢]|(?<![\w^⁻/.-])(?<!/\s)(?<!per\s)(?<!pro\s)(?<!par\s)[\d(]")
_LETTERS = re.compile(r"[^\W\d_¼-¾⅐-⅞]*")
_MOST_UNIT_WORDS = 3
_PAIR_FROM = 16  # 7/16 of an inch is a fraction, 120/80 mmHg are two numbers


class QuantityError(ValueError):
    """Why a text is no quantity, in a sentence; and what may be written instead.

    `is_meant` says that the text can be meant as nothing else: a quantity gone wrong.
    """

    def __init__(
        self, message: str, hint: str = f"write it like {_EXAMPLES}", *, is_meant: bool = False
    ) -> None:
        super().__init__(message)
        self.hint = hint
        self.is_meant = is_meant


@dataclass(frozen=True)
class Quantity:
    """A value, or what lies between two; an end that is None is open.

    `unit` is as it was written, `measure` what it is worth (None: nobody knows it), `others` what
    else that spelling may mean. `relation` is one of = < ≤ > ≥ ~ (about) ± (so far off, either
    way); `parts` are the numbers of a ratio. `is_doubtful` says that a comma or a point can be
    read in two ways.
    """

    low: Fraction | None
    high: Fraction | None
    unit: str = ""
    measure: Unit | None = NONE
    relation: str = "="
    parts: tuple[Fraction, ...] = ()
    is_doubtful: bool = False
    language: str = "en"
    others: tuple[Unit, ...] = ()

    @property
    def meanings(self) -> tuple[Quantity, ...]:
        """Return it in each meaning of its unit: `12 pt` are points, too."""
        return (self, *(replace(self, measure=other, others=()) for other in self.others))

    @property
    def authored_meanings(self) -> tuple[Quantity, ...]:
        """Return it in each meaning that its unit has for an author: 30 m are no minutes."""
        return (self,) if self.unit in typed_in_haste() else self.meanings

    @property
    def has_known_unit(self) -> bool:
        """Tell whether its unit is known, in one meaning or another."""
        return self.measure is not None or bool(self.others)

    @property
    def is_point(self) -> bool:
        """Tell whether it is one number."""
        return self.low is not None and self.low == self.high

    @property
    def is_range(self) -> bool:
        """Tell whether it has two ends that differ."""
        return self.low is not None and self.high is not None and self.low != self.high

    @cached_property
    def dimension(self) -> Dimension:
        """Return what it measures; a unit that nobody knows is a dimension of its own."""
        if self.parts:
            return (("ratio", len(self.parts)),)
        if self.measure is not None:
            return self.measure.dimension
        words = self.unit.casefold().replace("-", " ").split()
        return ((" ".join(folded(word, self.language) for word in words), 1),)

    @cached_property
    def stated(self) -> tuple[Fraction | None, Fraction | None]:
        """Return both ends in base units, as they are stated."""
        low = self._in_base(self.low)
        return low, low if self.is_point else self._in_base(self.high)

    @cached_property
    def ends(self) -> tuple[Fraction | None, Fraction | None]:
        """Return both ends in base units, those of a rough number where it still holds."""
        low, high = self.stated
        if self.relation == "~" and low is not None and high is not None:
            return low - abs(low) * ABOUT, high + abs(high) * ABOUT
        return low, high

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Return what is equal for quantities that are the same, in whichever unit."""
        relation = "=" if self.relation in "≤≥" else self.relation
        return ("quantity", self.dimension, *self.stated, relation, self.parts)

    def _in_base(self, value: Fraction | None) -> Fraction | None:
        if value is None or self.measure is None:
            return value
        if self.measure.zero:
            value += self.measure.zero
        return value * self.measure.worth


def same_quantities(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities are equal, in whichever units."""
    return one.key == other.key


def comparable_quantities(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities measure the same, so that one can be more than the other."""
    return one.dimension == other.dimension


def compare_quantities(one: Quantity, other: Quantity) -> int | None:
    """Return -1, 0 or 1 as one is less than, the same as, or more than the other.

    None where they measure different things, or where one reaches into the other.
    """
    if not comparable_quantities(one, other):
        return None
    if same_quantities(one, other):
        return 0
    if (one.relation == "±") != (other.relation == "±"):
        return None
    if one.parts:
        values = (one.parts[0] * other.parts[-1], other.parts[0] * one.parts[-1])
        return _sign(values[0] - values[1]) or None
    if quantities_overlap(one, other):
        return None
    (low, _), (_, high) = one.ends, other.ends
    if low is not None and high is not None and low >= high:
        return 1
    return -1


def quantity_inside(one: Quantity, other: Quantity) -> bool:
    """Tell whether one quantity lies wholly within another: 7 mg in 5–9 mg."""
    if not _may_share(one, other):
        return same_quantities(one, other)
    (low, high), (least, most) = one.ends, other.ends
    above = least is None or (low is not None and _reaches(low, least, one, other, ">"))
    below = most is None or (high is not None and _reaches(most, high, one, other, "<"))
    return above and below


def _reaches(more: Fraction, less: Fraction, one: Quantity, other: Quantity, relation: str) -> bool:
    """Tell whether one end comes before another.

    A strict bound holds its own end only if both are strict.
    """
    is_strict = other.relation == relation and one.relation != relation
    return more > less if is_strict else more >= less


def quantities_overlap(one: Quantity, other: Quantity) -> bool:
    """Tell whether some value lies in both: 3–5 days and 4–9 days."""
    if not _may_share(one, other):
        return same_quantities(one, other)
    (low, high), (least, most) = one.ends, other.ends
    is_strict = {one.relation, other.relation} & {"<", ">"}
    for bottom, top in ((low, most), (least, high)):
        if bottom is None or top is None:
            continue
        # Two ranges that share an end, 5–9 and 9–12 or ≤ 5 and ≥ 5, are two classes; a number
        # lies in either.
        is_apart = is_strict or not (one.is_point or other.is_point)
        if bottom > top or (bottom == top and is_apart):
            return False
    return True


def are_two_values(one: Quantity, other: Quantity) -> bool:
    """Tell whether one quantity is none of the other: 5 EUR and 5 CHF, ≤ 5 mm and ≤ 0.5 mm."""
    if not comparable_quantities(one, other):
        are_known = one.has_known_unit and other.has_known_unit
        return are_known and bool(one.unit and other.unit)
    if one.is_point or other.is_point or "~" in (one.relation, other.relation):
        return not quantities_overlap(one, other)
    return one.stated != other.stated


def _may_share(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities can have values in common.

    A range of bare whole numbers counts things: 1.2 is no number of 1–2.
    """
    if not comparable_quantities(one, other) or one.parts or other.parts:
        return False
    if "±" in (one.relation, other.relation):
        return False
    for range_, point in ((one, other), (other, one)):
        is_count = range_.measure == NONE and not range_.is_point and _is_whole(range_)
        if is_count and point.is_point and not _is_whole(point) and range_.relation == "=":
            return False
    return True


def _is_whole(quantity: Quantity) -> bool:
    return all(end is None or end.denominator == 1 for end in (quantity.low, quantity.high))


def as_amount(quantity: Quantity, molar_mass: Fraction) -> Quantity | None:
    """Return a quantity of mass as one of amount, for a substance of so many grams a mole.

    5 mg/dL of what weighs 40 g/mol is 1.25 mmol/L. None where no mass is measured.
    """
    measure = molar(quantity.measure, molar_mass) if quantity.measure else None
    if measure is None:
        return None
    return Quantity(quantity.low, quantity.high, quantity.unit, measure, quantity.relation)


def grams_a_mole(quantity: Quantity) -> Fraction | None:
    """Return a molar mass in grams a mole; None where a quantity is none."""
    (low, high), measure = quantity.stated, quantity.measure
    if low is None or low != high or low <= 0 or measure is None:
        return None
    return low * 1000 if dict(measure.dimension) == {"kg": 1, "mol": -1} else None


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


# Reading ------------------------------------------------------------------------------------------


def read_quantity(
    text: str, language: str = "en", units: Units | None = None, *, any_unit: bool = False
) -> Quantity | None:
    """Return the quantity that a text states, or None."""
    if not _grammar(language).may_begin(text):
        return None
    try:
        return parse_quantity(text, language, units, any_unit=any_unit)
    except QuantityError:
        return None


def is_unit(text: str, language: str = "en") -> bool:
    """Tell whether a text is a unit that the table knows, or a power of ten such as million."""
    quantity = read_quantity(f"2 {text}", language)
    if quantity is None or quantity.low is None:
        return False
    return bool(quantity.unit and quantity.measure) or quantity.low > 2


def begins_with_unit(text: str, language: str = "en") -> bool:
    """Tell whether a text begins with a unit, as what follows a number does: km long."""
    words = text.split()[:_MOST_UNIT_WORDS]
    starts = (" ".join(words[:number]) for number in range(1, len(words) + 1))
    return any(is_unit(start.rstrip(".,;:!?)"), language) for start in starts)


def may_begin_quantity(text: str, language: str = "en") -> bool:
    """Tell, at little cost, whether a text may be a quantity, or one with too many digits."""
    if _grammar(language).may_begin(text):
        return True
    return len(text) > MOST_DIGITS and sum(map(str.isdigit, text)) > MOST_DIGITS


def parse_quantity(
    text: str, language: str = "en", units: Units | None = None, *, any_unit: bool = False
) -> Quantity:
    """Return the quantity that a text states. Raises QuantityError, which says what was read.

    With `any_unit`, where a quantity is demanded, words that nobody knows are a unit, names too.
    """
    grammar = _grammar(language)
    if len(text) > MOST_CHARACTERS:
        digits = sum(character.isdigit() for character in text)
        if digits > MOST_DIGITS:
            message = f"a number of {digits:,} digits is too long"
            raise QuantityError(message, _short(), is_meant=bool(_BARE.fullmatch(text)))
    if len(text) > MOST_CHARACTERS and not any_unit:
        raise QuantityError(f"a quantity of {len(text):,} characters is too long", _short())
    if not may_begin_quantity(text, language):  # as most texts, which begin with other words
        raise QuantityError(f"`{text.strip()}` is no quantity")
    plain = _tidy(text)
    if _RATIO.fullmatch(plain):
        parts = tuple(Fraction(part) for part in plain.split(":"))
        return Quantity(None, None, parts=parts, language=language)
    plain = _with_one_unit(grammar.in_digits(grammar.sign_first(plain)))
    if any(sum(map(str.isdigit, run)) > MOST_DIGITS for run in _DIGITS.findall(plain)):
        message = f"a number of more than {MOST_DIGITS} digits is too long"
        raise QuantityError(message, _short(), is_meant=True)
    compound = grammar.compound.fullmatch(plain) if _TWO_NUMBERS.search(plain) else None
    quantity = _compound(compound, grammar, units) if compound else None
    if quantity is not None:
        return quantity
    match = grammar.pattern.fullmatch(plain)
    if match is None:
        raise QuantityError(f"`{text.strip()}` is no quantity")
    return _stated(text.strip(), match, grammar, units, any_unit=any_unit)


def is_ratio(text: str) -> bool:
    """Tell whether a text is a ratio of numbers: 2:1, which is neither a value nor a limit."""
    quantity = read_quantity(text)
    return quantity is not None and bool(quantity.parts)


def slashed_ratio(text: str) -> Quantity | None:
    """Return the ratio that a text may be meant as, 3/2 or 3 to 2 for 3:2; None if it is none."""
    ratio = _SLASHED.fullmatch(_tidy(text))
    return read_quantity(f"{ratio[1]}:{ratio[2]}") if ratio else None


def _short() -> str:
    return "write it with a power of ten, like `6.022 × 10^23`"


_TWO_NUMBERS = re.compile(r"\d\s?[^\W\d_]\D*\d|\d\s?[°'’′]\D*\d")
_BARE = re.compile(r"[\d.,'’\s]+")
_EACH_WITH_UNIT = re.compile(
    r"(?P<number>.*\d)\s*(?P<unit>[^\s\d±][^\d±]*?)\s*(?P<more>±\s*[\d.,]*\d)\s*(?P<same>[^\d]*)"
)


def _with_one_unit(text: str) -> str:
    """Return `440 Hz ± 1 Hz` as `440 ± 1 Hz`."""
    both = _EACH_WITH_UNIT.fullmatch(text) if "±" in text else None
    if both is None or both["same"] not in ("", both["unit"]):
        return text
    return f"{both['number']} {both['more']} {both['unit']}"


def _compound(match: re.Match[str], grammar: _Grammar, units: Units | None) -> Quantity | None:
    """Return what is said in several units, each less than the one before it; None if it is not.

    `5 m 3 cm`, `1 year and 6 months`, `47° 23′ 30″`; it counts in the last of these units.
    """
    parts = [(part["number"], part["unit"]) for part in grammar.part.finditer(match["parts"])]
    known = units or standard()
    meanings = [[each for each in known.meanings(unit) if not each.zero] for _, unit in parts]
    for first in meanings[0]:
        measures = [
            next((each for each in some if each.dimension == first.dimension), None)
            for some in meanings
        ]
        total, above = Fraction(0), None
        for (number, _), measure in zip(parts, measures, strict=True):
            value = grammar.value(number)
            if measure is None or (above and (value * measure.worth >= above)):
                break
            if above is not None and measure.worth >= above:
                break
            total, above = total + value * measure.worth, measure.worth
        else:
            last = measures[-1]
            assert last is not None
            value = total / last.worth * (-1 if match["minus"] else 1)
            relation = grammar.relation(match["sign"] or "")
            low = None if relation in ("<", "≤") else value
            high = None if relation in (">", "≥") else value
            unit = parts[-1][1]
            return Quantity(low, high, unit, last, relation, language=grammar.language)
    return None


def _stated(
    text: str,
    match: re.Match[str],
    grammar: _Grammar,
    units: Units | None,
    *,
    any_unit: bool,
) -> Quantity:
    known = units or standard()
    said = _Said.of(match, known)
    measure = _measure(text, said.unit, match, grammar, known, any_unit=any_unit)
    others = [each for each in known.meanings(said.unit) if each != measure] if said.unit else ()
    low = grammar.value(said.low)
    high = grammar.value(said.high) if said.high else low
    if said.low_unit:
        low = _in_unit(text, low, said, known.read(said.low_unit), measure)
    relation = _relation(text, match, grammar, said)
    if match["plus"]:
        leeway = grammar.value(match["plus"])
        low, high = low - leeway, high + leeway
    quantity = Quantity(
        low,
        high,
        said.unit,
        measure,
        relation,
        is_doubtful=any(map(grammar.is_doubtful, (said.low, said.high or said.low))),
        language=grammar.language,
        others=tuple(others),
    )
    pair = _PAIR.fullmatch(said.low)
    if pair and not said.high and int(pair[1]) > int(pair[2]) > _PAIR_FROM:
        parts = (Fraction(pair[1]), Fraction(pair[2]))
        return replace(quantity, low=None, high=None, parts=parts)
    if high < low:
        return _turned_round(text, match, said, quantity)
    if relation == "±" and low <= 0:
        raise QuantityError(f"`{text}` does not say how far it goes either way")
    if relation in ("<", "≤"):
        return replace(quantity, low=None)
    return replace(quantity, high=None) if relation in (">", "≥") else quantity


class _Said(NamedTuple):
    """The texts of a quantity's numbers and units; no `high` where it is one number."""

    low: str
    high: str
    unit: str
    low_unit: str

    @classmethod
    def of(cls, match: re.Match[str], known: Units) -> _Said:
        """Return the texts that a match has, a currency as a unit among them."""
        unit = " ".join(filter(None, (match["currency"], (match["unit"] or "").strip())))
        unit = re.sub(r"^(?:an?|of an?)\s+(?=\w)", "", unit)  # half an hour
        power = _with_power(match, unit, known)
        if power:
            return cls(match["low"], "", power, "")
        low_unit = (match["low_unit"] or "").strip()
        return cls(match["low"], match["high"] or "", unit, low_unit if low_unit != unit else "")


def _in_unit(
    text: str, low: Fraction, said: _Said, lesser: Unit | None, measure: Unit | None
) -> Fraction:
    """Return the lower end, of `30 min to 2 h`, in the unit of the other."""
    if lesser is None or measure is None or lesser.dimension != measure.dimension:
        raise QuantityError(f"`{text}` has two units, `{said.low_unit}` and `{said.unit}`")
    return (low + lesser.zero) * lesser.worth / measure.worth - measure.zero


def _relation(text: str, match: re.Match[str], grammar: _Grammar, said: _Said) -> str:
    """Return the relation that is stated; it may be stated only once how far something goes."""
    relation = grammar.relation(match["sign"] or "")
    stated = [said.high, match["plus"], match["either"], relation in "<≤>≥"]
    if len(list(filter(None, stated))) > 1 or (match["plus"] or "").startswith("-"):
        raise QuantityError(f"`{text}` says twice how far it goes")
    if match["plus"] and relation != "=":
        raise QuantityError(f"`{text}` says twice how far it goes")
    return "±" if match["either"] else relation


def _turned_round(text: str, match: re.Match[str], said: _Said, quantity: Quantity) -> Quantity:
    """Return what a range is whose second number is less than the first: 1450–68, 30 to 2."""
    low, high = quantity.low, quantity.high
    assert low is not None and high is not None
    if not said.unit and _SHORT_YEARS.fullmatch(f"{said.low}-{said.high}"):
        full = high + low // 100 * 100
        if full > low:
            return replace(quantity, high=full)
    if match["to"].strip().isalpha() and not said.unit:
        return Quantity(None, None, parts=(low, high), language=quantity.language)
    message = f"`{text}` runs upside down, from {said.low} to {said.high}"
    is_meant = bool(said.unit) and quantity.measure is not None
    raise QuantityError(message, "write the smaller number first", is_meant=is_meant)


_SHORT_YEARS = re.compile(r"\d\d(?!00)\d\d-\d\d")


def _with_power(match: re.Match[str], unit: str, known: Units) -> str:
    """Return a unit with powers in plain digits, `km h-1`; nothing where that is a range."""
    low_unit, high = match["low_unit"], match["high"]
    if not low_unit or match["to"] != "-" or len(high) > 1:
        return ""
    measure, lesser = known.read(unit), known.read(low_unit)
    if unit and measure and lesser and measure.dimension == lesser.dimension:
        return ""
    whole = f"{low_unit}-{high}{match['unit'] or ''}".strip()
    return whole if known.read(whole) is not None else ""


_PAIR = re.compile(r"(\d+)/(\d+)")


def _measure(
    text: str,
    unit: str,
    match: re.Match[str],
    grammar: _Grammar,
    known: Units,
    *,
    any_unit: bool,
) -> Unit | None:
    """Return what the unit is worth, None if nobody knows it. Raises where it cannot be a unit."""
    if not unit:
        return NONE
    measure = known.read(unit)
    if measure is not None:
        return measure
    if any_unit:
        if _STRAY.search(unit) and not known.meanings(unit):  # 5′ are feet or minutes
            raise QuantityError(f"in `{text}`, `{unit}` is no unit")
        return None
    is_apart = (match["unit"] or " ")[:1].isspace()
    words = unit.split()
    is_name = not grammar.has_capital_nouns and any(
        len(word) > 3 and word[0].isupper() for word in words
    )
    bare = re.sub(r"[/·%°]", " ", unit).strip().rstrip(".")
    is_meter = "/" in match["low"] and _PAIR.search(match["low"]) is not None  # 6/8 time is not 3/4
    if (
        not is_apart
        or is_meter
        or is_name
        or not _UNIT_WORDS.fullmatch(" ".join(bare.split()))
        or {words[0].lower(), words[-1].lower()} & _FUNCTION_WORDS
    ):
        raise QuantityError(f"in `{text}`, `{unit}` is no unit that is known")
    return None


def _tidy(text: str) -> str:
    """Return the text with one kind of blank, of minus, of power and of fraction."""
    text = " ".join(text.split()).translate(_MINUS)
    text = _POWER.sub(lambda run: "^" + run[0].translate(_SUPERSCRIPT), text)
    text = _VULGAR_SIGN.sub(
        lambda run: f"{run[1]} {_VULGAR[run[2]]}" if run[1] else _VULGAR[run[2]], text
    )
    if "–" in text or "—" in text:
        text = re.sub(r"^([<>≤≥~≈]?\s*)–\s?(?=[\d.])", r"\1-", text)
        text = re.sub(r"(?<=[–-] )–(?=\d)", "-", text)
        text = re.sub(r"(?<=\d)\s?—\s?(?=\d)", "–", text)
    return re.sub(r"(?<=[^\W_])[.;,!]$", "", text)


class _Words(NamedTuple):
    run: re.Pattern[str]  # of words that say one number
    word: re.Pattern[str]  # each of them
    values: dict[str, Fraction]


class _Grammar:
    """The grammar of one language, made of its table."""

    def __init__(self, language: str) -> None:
        data = table(language, "texts")
        numbers: dict[str, Any] = data.get("numbers", {})
        self.language = language
        self.has_capital_nouns: bool = numbers.get("capital-nouns", False)
        self._decimal: str = numbers.get("decimal", ".")
        self._thousands: str = numbers.get("thousands", " ")
        self._grouped = {
            mark: re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+(?:\D\d+)?")
            for mark in self._thousands
        }
        other = re.escape("," if self._decimal == "." else ".")
        self._doubtful = re.compile(rf"\d{other}(?!\d{{3}}(?:\D|$))\d+|^[-+]?0{other}\d")
        many = {word.casefold(): value for word, value in numbers.get("many", {}).items()}
        self._many: dict[str, int] = {
            word: many[word] for word in sorted(many, key=len, reverse=True)
        }
        relations = data.get("relations", {"<": ["<"], "≤": ["≤"], ">": [">"], "≥": ["≥"]})
        self._signs: dict[str, str] = {
            sign.casefold(): relation for relation, signs in relations.items() for sign in signs
        }
        behind: dict[str, list[str]] = data.get("relations-behind", {})
        self._behind: dict[str, str] = {
            words.casefold(): sign for sign, said in behind.items() for words in said
        }
        self._limit = re.compile(rf"(.*\d.*?),? {any_of(self._behind)}", re.IGNORECASE)
        self._words = self._spelled(numbers)
        ranges: dict[str, list[str]] = data.get("ranges", {})
        either = rf"(?:\+/?-|(?<!\w){any_of(numbers.get('plus-minus', ()))})\s*(?=[\d.,])"
        self._either = re.compile(either, re.IGNORECASE)
        articles = any_of(data.get("words", {}).get("opening-articles", ()))
        self._and_a_half = re.compile(
            rf"\b(?:{articles}|(?P<number>\d+))\s(?P<unit>[^\W\d_]+)"
            rf"\s{any_of(ranges.get('and', ()))}\s1/2$",
            re.IGNORECASE,
        )
        minus = any_of((*numbers.get("minus", ()), *numbers.get("plus", ())))
        self._signed = re.compile(rf"(?<![\w]){minus}\s+(?=[\d.])", re.IGNORECASE)
        self._plus = {word.casefold() for word in numbers.get("plus", ())}
        self.pattern = self._whole(ranges)
        self.part, self.compound = self._in_parts(ranges)
        before = (*ranges.get("from", ()), *ranges.get("between", ()))
        signed = (*numbers.get("minus", ()), *numbers.get("plus", ()))
        opening = data.get("words", {}).get("opening-articles", ())
        begun = (*before, *signed, *self._signs, *self._words.values, *_currency_signs(), *opening)
        self._opening = {_first_letters(text) for text in begun}

    def _whole(self, ranges: dict[str, list[str]]) -> re.Pattern[str]:
        number, sign = self._number(), any_of(self._signs)
        between = any_of((*ranges.get("to", ()), *ranges.get("and", ())))
        before = any_of((*ranges.get("from", ()), *ranges.get("between", ())))
        unit = r"[^\W\d_%°€$£µμΩ][^\d,–±]{0,30}?|[%°€$£µμΩ][^\d\s–±-]{0,8}"
        currency = any_of(_currency_signs())
        return re.compile(
            rf"(?:{before}\s+)?(?P<sign>{sign})?\s*(?P<either>±)?\s*(?P<currency>{currency})?\s?"
            rf"(?P<low>{number})"
            rf"(?:(?P<low_unit>\s*(?:{unit})(?<!\^))??(?P<to>\s*(?:–|-)\s*|\s+{between}\s+)"
            rf"(?:{currency}\s?)?"
            rf"(?P<high>{number}))?"
            rf"(?:\s*±\s*(?P<plus>{number}))?"
            r"(?P<unit>\s*(?![\d.,:^×+–-])[^\s].*)?",
            re.IGNORECASE,
        )

    def _in_parts(self, ranges: dict[str, list[str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Return the patterns of one part of `5 m 3 cm`, and of the whole of it."""
        point = re.escape(self._decimal)
        number = rf"\d{{1,12}}(?:{point}\d{{1,12}}|\s?\d?/\d+|\s\d+/\d+)?"
        part = rf"(?P<number>{number})\s?(?P<unit>[^\W\d_]+\.?|[°'’′\"”″])"
        plain = re.sub(r"\?P<\w+>", "?:", part)
        joint = rf"\s*,?\s*(?:{any_of(ranges.get('and', ()))}\s+)?"
        whole = (
            rf"(?P<sign>{any_of(self._signs)})?\s*(?P<minus>-)?\s?"
            rf"(?P<parts>{plain}(?:{joint}{plain})+)"
        )
        return re.compile(part), re.compile(whole, re.IGNORECASE)

    def _number(self) -> str:
        point, other = re.escape(self._decimal), "[.,]"
        grouped = "|".join(
            rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+(?![\d{re.escape(mark.strip())}])"
            rf"(?:{point}\d+)?"
            for mark in self._thousands
        )
        # The last of these reads the other mark as a decimal one, which is doubtful.
        plain = rf"(?:{grouped}|\d+{point}\d+|\d+{other}\d+(?!\d*[.,])|{point}\d+|\d+)"
        exponent = r"\(?[-+]?\s?\d{1,12}\)?"
        power = rf"\s?[x×*·]\s?10\s?\^?\s?{exponent}|[eE][-+]?\d{{1,12}}(?!\d)"
        fraction = rf"\s?/\s?\d+(?:{point}\d+)?(?![\d/])|\s\d+/\d+"
        many = rf"|\s?(?:{any_of(self._many)})\b" if self._many else ""
        return rf"(?:[-+]\s?)?(?:10\s?\^\s?{exponent}|{plain}(?:{power}|{fraction}{many})?)"

    def _spelled(self, numbers: dict[str, Any]) -> _Words:
        ones: list[str] = numbers.get("ones", [])
        tens: list[str] = numbers.get("tens", [])
        joined = numbers.get("in-joined", {})
        last = [joined.get(one, one) for one in ones[1:10]]
        pairs: dict[str, Fraction] = {}
        patterns: list[str] = []
        for pattern in numbers.get("joined", ()) if ones else ():
            for ten, word in enumerate(tens, start=2):
                for one, unit in enumerate(last, start=1):
                    pairs[pattern.format(ten=word, one=unit)] = Fraction(10 * ten + one)
            patterns.append(_paired(pattern, ten=tens, one=last))
        parts: dict[str, int] = numbers.get("parts", {})
        for part, under in parts.items():
            for over, word in enumerate(ones[2:10], start=2):
                for blank in " -":
                    pairs[f"{word}{blank}{part}s"] = Fraction(over, under)
        if parts:
            patterns += [
                _paired(f"{{one}}{blank}{{part}}s", one=ones[2:10], part=parts) for blank in " -"
            ]
        words = {word: Fraction(10 * ten) for ten, word in enumerate(tens, start=2)}
        words |= {word: Fraction(value) for value, word in enumerate(ones)}
        words |= {word: Fraction(value) for word, value in numbers.get("words", {}).items()}
        words |= {word: Fraction(value) for word, value in numbers.get("fractions", {}).items()}
        words = {word.casefold(): value for word, value in words.items()}
        if not words:
            return _Words(re.compile("(?!)"), re.compile("(?!)"), {})
        # A pattern for every pair of words would take longer to compile than a deck to be read.
        word = f"(?:{'|'.join((*patterns, any_of(words)))})"
        more = f"(?:{word}|{any_of((*self._many, numbers.get('and', 'and')))})"
        run = rf"(?<![\w.,/]){word}(?:[ -]{more})*(?![\w’'])(?!-\w)"
        each = rf"(?<!\w)(?:{word}|{any_of(self._many)})(?!\w)"
        values = {text.casefold(): value for text, value in pairs.items()} | words
        return _Words(re.compile(run, re.IGNORECASE), re.compile(each), values)

    def may_begin(self, text: str) -> bool:
        """Tell, at little cost, whether a quantity may begin as a text does."""
        letters = _first_letters(text)
        return not letters or letters in self._opening

    def sign_first(self, text: str) -> str:
        """Return `5 mg or more` as `≥ 5 mg`."""
        is_limited = text.casefold().endswith(tuple(self._behind))
        limit = self._limit.fullmatch(text) if is_limited else None
        if limit is None or text[0] in "<>≤≥~≈=":
            return text
        words = text[limit.end(1) :].lstrip(", ").casefold()
        return f"{self._behind[words]} {limit[1]}"

    def in_digits(self, text: str) -> str:
        """Return the text with each number in words written in digits: minus five, -5."""
        if text.isascii() and not any(character.isalpha() for character in text):
            return self._either.sub("± ", text)
        text = self._either.sub("± ", self._words.run.sub(self._counted, text))
        text = self._and_a_half.sub(lambda run: f"{run['number'] or 1} 1/2 {run['unit']}", text)
        return self._signed.sub(self._sign, text)

    def _sign(self, run: re.Match[str]) -> str:
        return "+" if run[0].strip().casefold() in self._plus else "-"

    def _counted(self, run: re.Match[str]) -> str:
        """Return what a run of number words says, or the run where that is no one number."""
        total, current, last = Fraction(0), Fraction(0), Fraction(1000)
        for word in self._each_word(run[0].casefold()):
            value = self._words.values.get(word)
            if value is None:
                factor = self._many[word]
                scaled = (current or Fraction(1)) * factor
                total, current = (total, scaled) if factor == 100 else (total + scaled, Fraction(0))
                last = Fraction(1000)
                continue
            if value >= last:  # nineteen fourteen, one two: no one number
                return run[0]
            current += value
            last = Fraction(1) if value < 20 else Fraction(10)
        total += current
        return str(total)

    def _each_word(self, run: str) -> Iterator[str]:
        yield from (match[0] for match in self._words.word.finditer(run))

    def value(self, number: str) -> Fraction:
        """Return the value of a number. Raises QuantityError where it has none that is kept."""
        if number.isascii() and number.isdigit():  # as most are
            return Fraction(int(number))
        text = number.casefold().replace(" ", " ")
        sign = -1 if text.startswith("-") else 1
        text = text.lstrip("+- ")
        for word, factor in self._many.items():
            if text.endswith(word):
                return sign * factor * self._decimal_value(text.removesuffix(word).strip())
        if mixed := re.fullmatch(r"(\d+)\s(\d+)/(\d+)", text):
            return sign * (int(mixed[1]) + _fraction(mixed[2], mixed[3]))
        if over := re.fullmatch(r"(.+?)\s?/\s?([\d.,]+)", text):
            under = self._decimal_value(over[2])
            return sign * self._decimal_value(over[1]) / (under or _zero())
        text = re.sub(r"^10\s?\^", "1e", text)
        text = re.sub(r"\s?[x×*·]\s?10\s?\^?\s?", "e", text)
        base, _, power = re.sub(r"[()]|(?<=e)\s|(?<=-)\s", "", text).partition("e")
        exponent = int(power or 0)
        if abs(exponent) > MOST_POWERS:
            hint = f"write a power of ten between 10^-{MOST_POWERS} and 10^{MOST_POWERS}"
            message = f"10^{exponent} is beyond what is counted here"
            raise QuantityError(message, hint, is_meant=True)
        return sign * self._decimal_value(base) * Fraction(10) ** exponent

    def _decimal_value(self, text: str) -> Fraction:
        for mark, grouped in self._grouped.items():
            if grouped.fullmatch(text):
                text = text.replace(mark, "")
        try:
            return Fraction(text.replace(",", "."))
        except ValueError:  # .7 1/2
            raise QuantityError(f"`{text}` is no number") from None

    def is_doubtful(self, number: str) -> bool:
        """Tell whether a decimal mark is that of another language, as in 1,5 for 1.5."""
        return self._doubtful.search(number) is not None

    def relation(self, sign: str) -> str:
        """Return the relation that a sign or a word states."""
        return self._signs.get(sign.casefold(), "=")


def _first_letters(text: str) -> str:
    return _LETTERS.match(text)[0].casefold()  # type: ignore[index]  # it matches nothing, too


def _paired(pattern: str, **words: Iterable[str]) -> str:
    """Return a pattern for all that a text with names in braces says with these words put there."""
    said = re.escape(pattern.casefold())
    for name, texts in words.items():
        said = said.replace(re.escape(f"{{{name}}}"), any_of(map(str.casefold, texts)))
    return said


def _fraction(over: str, under: str) -> Fraction:
    return Fraction(int(over), int(under) or _zero())


def _zero() -> int:
    raise QuantityError("nothing can be divided by 0")


@cache
def _currency_signs() -> tuple[str, ...]:
    signs = (symbols.split() for symbols, _ in unit_table()["currencies"].values())
    return tuple(chain.from_iterable(signs))


@cache
def _grammar(language: str) -> _Grammar:
    return _Grammar(language)
