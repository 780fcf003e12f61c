"""Read moments by one grammar: dates, years and eras, centuries, clock times."""

# Own code: `datetime` has no years before 1 and no date without a year, and the libraries that read
# dates (dateutil, dateparser) fill in what is missing with today's, which would make two of one.

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

from quizgen.text.markup import plain

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_NUMBER_OF: dict[str, int] = {}
for _names in _MONTHS.values():
    for _number, _name in enumerate(_names.split(), start=1):
        _NUMBER_OF[_name] = _number
        if len(_name) > 3:
            _NUMBER_OF.setdefault(_name[:3], _number)
_NUMBER_OF |= {"sept": 9, "maerz": 3, "fevrier": 2, "aout": 8, "decembre": 12}
_MONTH = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINALS += " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_ORDINALS += " twentieth twenty-first"
_ORDINAL_OF = {name: number for number, name in enumerate(_ORDINALS.split(), start=1)}
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_ERA = r"(?:\s*(?P<era>b\.?\s?c\.?(?:\s?e\.?)?|a\.?\s?d\.?|c\.?\s?e\.?))"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY}\s+(?:of\s+)?(?P<month>{_MONTH})\.?(?:,?\s+(?P<year>\d{{1,4}}){_ERA}?)?",
        rf"(?P<month>{_MONTH})\.?\s+{_DAY}(?:,?\s+(?P<year>\d{{1,4}}){_ERA}?)?",
        rf"(?P<month>{_MONTH})\.?\s+(?P<year>\d{{3,4}}){_ERA}?",
        r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
        rf"(?P<year>\d{{1,4}}){_ERA}",
        r"(?P<era>a\.?\s?d\.?)\s*(?P<year>\d{1,4})",
    )
)
_CENTURY = re.compile(
    rf"(?:(?P<number>\d{{1,2}})(?:st|nd|rd|th)|(?P<name>{'|'.join(_ORDINAL_OF)}))[\s-]century{_ERA}?"
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap])\.?\s?m\.?"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d{2})(?:\s*(?:h|hrs|uhr))?"
)
_FRAME = re.compile(r"^(?:on|in|at|the|around|since|by)\s+")


class Moment(NamedTuple):
    """A point of time: `sort` says of what grain, `value` orders moments of one sort.

    Sorts: date and year (`value`: year, month, day; 0 where not said), day (of no year), century,
    clock (minutes after midnight). Years before Christ are negative.
    """

    sort: str
    value: tuple[int, ...]


@lru_cache(maxsize=1 << 14)
def parse_moment(text: str) -> Moment | None:
    """Return the moment that a text states, or None; a bare number is none, it may be a year."""
    if len(text) > 60 or not any(char.isdigit() or char.isalpha() for char in text):
        return None
    words = _FRAME.sub("", " ".join(plain(text).casefold().split()).rstrip(",;")).strip()
    if words.endswith(".") and not re.search(r"[apbce]\.$", words):
        words = words[:-1]
    words = _FRAME.sub("", words)
    clock = _CLOCK.fullmatch(words)
    if clock:
        return _clock(clock)
    century = _CENTURY.fullmatch(words)
    if century:
        digits = century["number"]
        number = int(digits) if digits else _ORDINAL_OF[century["name"]]
        return Moment("century", (-number if _is_before(century["era"]) else number,))
    for form in _FORMS:
        match = form.fullmatch(words)
        if match:
            return _date(match.groupdict())
    return None


def _is_before(era: str | None) -> bool:
    return bool(era) and str(era).startswith("b")


def _date(parts: dict[str, str | None]) -> Moment | None:
    year = int(parts.get("year") or 0)
    if _is_before(parts.get("era")):
        year = -year
    month_text = parts.get("month") or "0"
    month = int(month_text) if month_text.isdigit() else _NUMBER_OF[month_text]
    day = int(parts.get("day") or 0)
    if month > 12 and 0 < day <= 12:  # the American order, where nothing else can be meant
        month, day = day, month
    if month > 12:
        return None
    # A leap year stands for days of no year; the calendar before the year 1 is not ours to judge.
    if day and not 1 <= day <= monthrange(year if year > 0 else 2000, month)[1]:
        return None
    if not year:
        return Moment("day", (month, day))
    return Moment("date", (year, month, day))


def _clock(match: re.Match[str]) -> Moment | None:
    hour = int(match["hour"] or match["hour24"])
    minute = int(match["minute"] or match["minute24"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    return Moment("clock", (60 * hour + minute,))
