"""Read units by their exact spelling, and tell what one is worth in another.

The worth of a unit is an exact fraction of base units, so that two quantities are the same or not,
without a margin for rounding. A library (pint) holds the same values as floats, reads `10 MG` as
megagauss, and costs a quarter of a second at each start; it is the oracle of the tests instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from quizgen.text.languages import unit_table

Dimension = tuple[tuple[str, int], ...]  # base units with their exponents, in alphabetical order

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
PER = re.compile(r"\s*/\s*|(?:^|\s+)(?:per|pro|par)\s+")
_POWER = re.compile(r"(.+?)(?:\^?\(?(-?\d)\)?)", re.DOTALL)
_RAISED = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}
_RAISING = {"squared": 2, "cubed": 3}  # behind the unit
_DEGREES = {"°", "deg", "degree", "degrees", "grad", "degré", "degrés"}
# One sign for micro, one for degrees, one for each of the marks of feet, inches and arcs.
_SIGNS = str.maketrans({"µ": "u", "μ": "u", "º": "°", "˚": "°", "’": "'", "”": '"'})
_LONE_CAPITAL = re.compile(r"(?<![^\W\d_])[^\W\d_](?![^\W\d_])")
_LONGEST = 60  # characters of a unit
_SHORT = 3  # letters up to which a unit's prefix may be mistaken by its case
_MOST = 5000  # spellings that are remembered


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit is worth: (value + zero) × worth base units of a dimension."""

    worth: Fraction
    dimension: Dimension
    zero: Fraction = Fraction(0)

    def __mul__(self, other: Unit) -> Unit:
        return Unit(self.worth * other.worth, _product(self.dimension, other.dimension))

    def __pow__(self, exponent: int) -> Unit:
        dimension = tuple((base, power * exponent) for base, power in self.dimension if exponent)
        return Unit(self.worth**exponent, dimension)


NONE = Unit(Fraction(1), ())


class UnitError(ValueError):
    """Why a unit that a collection declares cannot be understood."""


class Units:
    """The units that are known: those of the table, and those that a collection declares."""

    def __init__(self, declared: Mapping[str, str] | None = None) -> None:
        self._known = dict(_standard())
        self._read: dict[str, Unit | None] = {}
        self._lower: dict[str, dict[str, Unit]] = {}
        for spelling, unit in self._known.items():
            self._lower.setdefault(spelling.lower(), {})[spelling] = unit
        for name, worth in (declared or {}).items():
            self._declare(name, worth)

    def _declare(self, name: str, worth: str) -> None:
        """Know one more unit: of its own sort if it is worth nothing, else `14 lb`."""
        if not worth.strip():
            unit = Unit(Fraction(1), ((name, 1),))
        else:
            amount, _, base = worth.strip().partition(" ")
            other = self.read(base)
            if other is None or not re.fullmatch(r"\d{1,30}(?:[./]\d{1,30})?", amount):
                raise UnitError(f"`{worth}` does not say what one `{name}` is worth")
            unit = Unit(Fraction(amount) * other.worth, other.dimension)
        name = _tidy(name)
        self._known.setdefault(name + "s", unit)
        self._known[name] = unit
        self._read.clear()

    def read(self, text: str) -> Unit | None:
        """Return what a unit is worth, from its spelling; None if it is none that is known."""
        if text not in self._read:
            if len(self._read) > _MOST:
                self._read.clear()
            self._read[text] = self._parsed(text)
        return self._read[text]

    def meanings(self, text: str) -> tuple[Unit, ...]:
        """Return all that a unit may mean, first what it does if nothing says otherwise.

        `pt` is a pint and a point, `nm` a nanometre and a nautical mile; `KM/H` can only be km/h.
        """
        spelling = _tidy(text)
        found = [self.read(text), *_other_meanings().get(spelling, ())]
        if "/" in spelling and not spelling.islower():
            found.append(self.read(_LONE_CAPITAL.sub(lambda letter: letter[0].lower(), spelling)))
        return tuple(dict.fromkeys(unit for unit in found if unit is not None))

    def spellings(self, unit: Unit) -> list[str]:
        """Return all by which a unit is known, in one word."""
        return [spelling for spelling, each in self._known.items() if each == unit]

    def _parsed(self, text: str) -> Unit | None:
        text = _tidy(text)
        if len(text) > _LONGEST:
            return None
        if not text:
            return NONE
        if text in self._known:  # one that a collection declares may have a stroke in it
            return self._known[text]
        text = re.sub(r"\bper cent\b", "percent", text, flags=re.IGNORECASE)
        text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda run: run[0].translate(_SUPERSCRIPT), text)
        text = PER.sub("/", text)
        over, *under = text.split("/")
        whole = self._product(over) if over else NONE
        for part in under:
            factor = self._product(part)
            if whole is None or factor is None:
                return None
            whole = whole * factor**-1
        return whole

    def _product(self, text: str) -> Unit | None:
        known = self._single(text.strip()) or self._spelled(text.strip().replace(" ", "-"))
        if known is not None:  # a nautical mile
            return known
        parts = re.split(r"[\s·⋅*]+", text.strip().rstrip("."))
        if len(parts) == 2 and parts[0].lower() in _DEGREES:  # degrees Celsius
            return self._single(parts[1])
        factors: list[Unit] = []
        raised = 1
        for part in parts:
            if part.lower() in _RAISED:
                raised = _RAISED[part.lower()]
                continue
            if part.lower() in _RAISING and factors:
                factors[-1] = factors[-1] ** _RAISING[part.lower()]
                continue
            factor = self._single(part)
            if factor is None:
                return None
            factors.append(factor**raised)
            raised = 1
        whole = NONE
        for factor in factors:
            whole = whole * factor
        return whole if factors and raised == 1 else None

    def _single(self, text: str) -> Unit | None:
        unit = self._spelled(text)
        if unit is not None:
            return unit
        if text.startswith("sq"):  # sqkm
            side = self._spelled(text.removeprefix("sq"))
            return side**2 if side is not None else None
        power = _POWER.fullmatch(text)
        base = self._spelled(power[1]) if power else None
        return base ** int(power[2]) if power and base is not None else None

    def _spelled(self, text: str) -> Unit | None:
        unit = self._known.get(text)
        if unit is not None or len(text) < 2:
            return unit
        alike = dict(self._lower.get(text.lower(), {}))
        if len(text) <= _SHORT:
            # A capital M or P is mega or peta: MG may be anything but milligrams, and mBq, which is
            # otherwise written with care, no MBq. In mhz nothing tells which is meant.
            told_apart = _told_apart_by_case()
            other = [spelling for spelling in alike if spelling[0] != text[0]]
            for spelling in other:
                is_careful = text[0].isupper() or spelling[1:] == text[1:]
                if is_careful and spelling in told_apart:
                    del alike[spelling]
        meant = set(alike.values())
        return next(iter(meant)) if len(meant) == 1 else None


def _tidy(text: str) -> str:
    return " ".join(text.split()).translate(_SIGNS)


@cache
def _standard() -> dict[str, Unit]:
    table = unit_table()
    prefixes = {
        symbol: (Fraction(worth), word) for symbol, (worth, word) in table["prefixes"].items()
    }
    known: dict[str, Unit] = {}
    words: dict[str, Unit] = {}
    for worth, symbols, taken, names in table["units"].values():
        unit = _unit(worth)
        known |= dict.fromkeys(symbols.split(), unit)
        words |= dict.fromkeys(names.split(), unit)
        for prefix in taken.split():
            factor, word = prefixes[prefix]
            larger = Unit(unit.worth * factor, unit.dimension)
            known |= {prefix + symbol: larger for symbol in symbols.split()}
            words |= {word + name: larger for name in names.split()}
    for worth, zero, symbols, names in table["scales"].values():
        unit = Unit(Fraction(worth), (("K", 1),), Fraction(zero))
        known |= dict.fromkeys((*symbols.split(), *names.split()), unit)
    for symbols, names in table["currencies"].values():
        unit = Unit(Fraction(1), ((symbols.split()[0], 1),))
        known |= dict.fromkeys(symbols.split(), unit)
        words |= dict.fromkeys(names.split(), unit)
    plurals = {name + end: unit for name, unit in words.items() for end in ("s", "n", "en", "e")}
    plurals |= {
        symbol + "s": unit for symbol, unit in known.items() if len(symbol) > 1 and symbol.islower()
    }
    return plurals | words | known


@cache
def _told_apart_by_case() -> frozenset[str]:
    """Return the units with a prefix that in the other case is another one: mg, pm, MBq."""
    units = unit_table()["units"].values()
    return frozenset(
        prefix + symbol
        for _, symbols, taken, _ in units
        for prefix in set(taken.split()) & {"m", "p", "M", "P"}
        for symbol in symbols.split()
    )


@cache
def _other_meanings() -> dict[str, tuple[Unit, ...]]:
    known = _standard()
    others = unit_table()["also"] | unit_table()["typed"]
    return {
        spelling: tuple(known[name] for name in names.split()) for spelling, names in others.items()
    }


@cache
def typed_in_haste() -> frozenset[str]:
    """Return the spellings that mean something else only where somebody types: 30 m, a time."""
    return frozenset(unit_table()["typed"])


def _unit(text: str) -> Unit:
    worth, *bases = text.split()
    powers = [re.fullmatch(r"([^\d-]+)(-?\d+)?", base) for base in bases]
    dimension = sorted((power[1], int(power[2] or 1)) for power in powers if power)
    return Unit(Fraction(worth), tuple(dimension))


def _product(one: Dimension, other: Dimension) -> Dimension:
    powers: dict[str, int] = dict(one)
    for base, power in other:
        powers[base] = powers.get(base, 0) + power
    return tuple(sorted((base, power) for base, power in powers.items() if power))


@cache
def standard() -> Units:
    """Return the units of the table, read when a quantity first has one."""
    return Units()


def molar(unit: Unit, molar_mass: Fraction) -> Unit | None:
    """Return a unit of mass as one of amount, for a substance of so many grams a mole.

    Also per litre and the like: mg/dL becomes so many mol/m³. None where no mass is in it.
    """
    powers = dict(unit.dimension)
    if powers.get("kg") != 1 or "mol" in powers:
        return None
    dimension = _product(unit.dimension, (("kg", -1), ("mol", 1)))
    return Unit(unit.worth * 1000 / molar_mass, dimension)


def is_mass_for_amount(one: Unit, other: Unit) -> bool:
    """Tell whether one unit measures a mass where the other measures an amount: mg/dL, mmol/L."""
    turned = (molar(one, Fraction(1)), molar(other, Fraction(1)))
    return any(
        unit is not None and unit.dimension == beside.dimension
        for unit, beside in zip(turned, (other, one), strict=True)
    )
