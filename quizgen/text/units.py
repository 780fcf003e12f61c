"""Read units by their exact spelling, and convert them.

pint converts; it never reads what was typed (it takes 10 MG for megagauss), and is loaded only if
there is a need.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pint import UnitRegistry

# What pint calls it: the ways to write it. Metric symbols take the prefixes that stand first in
# their line.
_PREFIXES = {
    "n": "nano",
    "p": "pico",
    "f": "femto",
    "u": "micro",
    "m": "milli",
    "c": "centi",
    "d": "deci",
    "k": "kilo",
}
_PREFIXED = (
    ("gram", "g", "k m u n p f", "gram gramme"),
    ("liter", "L l", "d c m u n p f", "liter litre"),
    ("meter", "m", "k c m u n", "meter metre"),
    ("mole", "mol", "k m u n p f", "mole"),
    ("equivalent", "Eq", "m u n", "equivalent"),
    ("osmole", "Osm", "m u", "osmole"),
    ("international_unit", "IU", "k m u", ""),
    ("enzyme_unit", "U", "k m u", "unit"),
    ("pascal", "Pa", "k", "pascal"),
    ("joule", "J", "k", "joule"),
    ("calorie", "cal", "k", "calorie"),
    ("watt", "W", "k m", "watt"),
    ("volt", "V", "k m u", "volt"),
    ("ampere", "A", "m u n p", "ampere amp"),
    ("hertz", "Hz", "k", "hertz"),
    ("second", "s", "m u n", "second sec"),
    ("gray", "Gy", "m c", "gray"),
    ("sievert", "Sv", "m u", "sievert"),
    ("becquerel", "Bq", "k", "becquerel"),
    ("newton", "N", "k m", "newton"),
)
_PLAIN = {
    "minute": "min minute",
    "hour": "h hr hrs hour",
    "day": "d day",
    "week": "wk week",
    "month": "mo month",
    "year": "y yr year",
    "degC": "°C ℃ C degC Celsius °c",
    "degF": "°F ℉ F degF Fahrenheit",
    "kelvin": "K kelvin",
    "percent": "% percent",
    "mmHg": "mmHg torr",
    "cmH2O": "cmH2O cmH₂O",
    "bar": "bar",
    "atmosphere": "atm",
    "beat": "beat",
    "breath": "breath",
    "beat/minute": "bpm",
    "micrometer": "micron",
    "microgram": "mcg",
    "inch": "inch",
    "foot": "ft",
    "pound": "lb lbs",
    "ounce": "oz",
    "degree": "° degree",
}
_DEFINITIONS = (
    "equivalent = [charge_equivalent]",
    "osmole = [osmotic_amount]",
    "international_unit = [biological_activity]",
    "beat = []",
    "breath = []",
)


def _spellings() -> dict[str, str]:
    known = {spelling: unit for unit, spellings in _PLAIN.items() for spelling in spellings.split()}
    for unit, symbols, prefixes, names in _PREFIXED:
        known |= dict.fromkeys((*symbols.split(), *names.split()), unit)
        for prefix in prefixes.split():
            known |= {prefix + symbol: _PREFIXES[prefix] + unit for symbol in symbols.split()}
            known |= {_PREFIXES[prefix] + name: _PREFIXES[prefix] + unit for name in names.split()}
    words = {
        spelling: unit
        for spelling, unit in known.items()
        if len(spelling) > 2 and spelling.islower()
    }
    return (
        known
        | {word + "s": unit for word, unit in words.items() if word + "s" not in known}
        | {"feet": "foot"}
    )


_KNOWN = _spellings()
_LOWER: dict[str, set[str]] = {}
for _spelling, _unit in _KNOWN.items():
    _LOWER.setdefault(_spelling.lower(), set()).add(_unit)
_POWER = re.compile(r"(.*?[^\d^²³-])(?:\^?([23])|([²³]))?", re.DOTALL)


@lru_cache(maxsize=1 << 12)
def read(text: str) -> str | None:
    """Return pint's name of a unit, from its exact spelling; None if it is not one that we know."""
    text = text.replace("µ", "u").replace("μ", "u").strip()
    text = re.sub(r"\bper cent\b", "percent", text, flags=re.IGNORECASE)
    text = re.sub(
        r"\bdeg(?:rees?|\.)?\s+(?=[CF]|celsius|fahrenheit)", "", text, flags=re.IGNORECASE
    )
    text = re.sub(r"\s*/\s*|(?:^|\s+)per\s+", "/", text)
    if not text:
        return None
    over, *under = text.split("/")
    parts = [_factors(over) if over.strip() else "1", *map(_factors, under)]
    if None in parts or not under:
        return None if None in parts else parts[0]
    return "/".join(f"({part})" for part in parts)


def _factors(text: str) -> str | None:
    factors = [_single(each) for each in re.split(r"[\s·⋅*.]+", text.strip())]
    return None if None in factors else "*".join(map(str, factors))


def _single(text: str) -> str | None:
    power = _POWER.fullmatch(text)
    if power is None:
        return None
    name, exponent = power[1], power[2] or {"²": "2", "³": "3"}.get(power[3] or "", "")
    unit = _KNOWN.get(text) or _KNOWN.get(name)
    # mmhg, Hours; never MG, which could be anything.
    if unit is None and (name.islower() or len(name) > 4):
        alike = _LOWER.get(name.lower(), set())
        unit = next(iter(alike)) if len(alike) == 1 else None
    return f"{unit}**{exponent}" if unit and exponent and text not in _KNOWN else unit


# How many of its dimension's base unit a unit is, for all that differ by a factor; what is compared
# at every compile must not load pint.
_BASES = {
    "minute": (60.0, "second"),
    "hour": (3600.0, "second"),
    "day": (86_400.0, "second"),
    "week": (604_800.0, "second"),
    "percent": (0.01, ""),
    "micron": (1e-6, "meter"),
}
_SCALES = {
    "nano": 1e-9,
    "pico": 1e-12,
    "femto": 1e-15,
    "micro": 1e-6,
    "milli": 1e-3,
    "centi": 1e-2,
    "deci": 1e-1,
    "kilo": 1e3,
}
_SCALED = {unit for unit, *_ in _PREFIXED}
_PARTS = re.compile(r"[a-zA-Z_]\w*")


@lru_cache(maxsize=1 << 12)
def base_unit(text: str) -> tuple[float, str]:
    """Return how many of a base unit a unit is, and that base unit's name.

    A unit that is not known is its own base, in lower case and in the singular.
    """
    name = read(text)
    if name is None:
        text = text.strip()
        # The case of a short unit is part of it: Mb is not MB.
        return 1.0, (text.casefold() if len(text) > 3 else text).removesuffix("s")
    factor = 1.0
    divided = name.find("/")

    def scale(match: re.Match[str]) -> str:
        nonlocal factor
        times, base = _base(match.group())
        power = re.match(r"\*\*(\d)", name[match.end() :])
        times = times ** int(power[1]) if power else times
        factor = factor / times if 0 <= divided < match.start() else factor * times
        return base

    base = _PARTS.sub(scale, name)
    return factor, base


def _base(unit: str) -> tuple[float, str]:
    if unit in _BASES:
        return _BASES[unit]
    for prefix, scale in _SCALES.items():
        rest = unit.removeprefix(prefix)
        if rest != unit and rest in _SCALED:
            return scale, rest
    return 1.0, unit


def convert(value: float, unit: str, wanted: str) -> float | None:
    """Return a value of one unit in another, both as pint calls them.

    None if they measure different things.
    """
    if unit == wanted:
        return value
    registry = _registry()
    try:
        return float(registry.Quantity(value, unit).to(wanted).magnitude)
    except _dimension_error():
        return None


@lru_cache(maxsize=1)
def _registry() -> UnitRegistry[float]:
    from pint import UnitRegistry

    registry: UnitRegistry[float] = UnitRegistry(autoconvert_offset_to_baseunit=True)
    for definition in _DEFINITIONS:
        registry.define(definition)
    return registry


def _dimension_error() -> type[Exception]:
    from pint.errors import PintTypeError

    return PintTypeError
