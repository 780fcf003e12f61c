"""Read moments: years, dates, centuries, times of day, and spans of them.

`28 June 1919`, `June 28, 1919`, `28/6/1919`, `28.6.1919` and `1919-06-28` are one day; `509 BC`
comes before `476`; `9:30 a.m.` is `09:30`, and `14h05` is `14:05`. Python's own dates begin with
the year 1, and no library that is used here goes back further, so a moment is kept as whole
numbers: years are counted as astronomers do (1 BC is 0, 2 BC is -1), which makes their order the
order of the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from quizgen.text.languages import any_of, table
from quizgen.text.prose import roman_value

MOST_CHARACTERS = 80  # of a moment
ABOUT = 10  # years by which a year said to be rough may be off

Point = tuple[int, int, int, int]  # year, month, day, minute of the day

_FIRST, _LAST = (1, 1, 0), (12, 31, 24 * 60 - 1)
_GREGORIAN = 1753  # in use from then on in all of western Europe; before, 1700 had a 29 February
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS = {"day": 1, "month": 31, "year": 366, "decade": 3653, "century": 36525}  # at most
_EXAMPLES = (
    "`28 June 1919`, `June 1919`, `1919-06-28`, `509 BC`, `5th century`, `1914–1918`, `9:30`"
)


class MomentError(ValueError):
    """Why a text is no moment, in a sentence; and what may be written instead.

    `is_meant` says that the text can be meant as nothing else: a day that never was.
    """

    def __init__(
        self, message: str, hint: str = f"write it like {_EXAMPLES}", *, is_meant: bool = False
    ) -> None:
        super().__init__(message)
        self.hint = hint
        self.is_meant = is_meant


@dataclass(frozen=True, slots=True)
class Moment:
    """What lies between two points in time, both of them within it.

    `sort` is `date`, `day of the year` or `time of day`: only moments of one sort have an order.
    `precision` says how it was stated: a year is not the span from its first day to its last.
    `other` is the day that is meant where day and month of `4/7/1776` stand the other way round.
    """

    start: Point
    end: Point
    precision: str
    sort: str = "date"
    is_rough: bool = False
    is_bare: bool = False  # digits alone, which may as well be a number
    other: Point | None = None

    @property
    def is_span(self) -> bool:
        """Tell whether it was stated as lasting from one to another: 1914–1918."""
        return self.precision.startswith("span")

    @property
    def key(self) -> tuple[object, ...]:
        """Return what is equal for moments that are the same."""
        return ("moment", self.sort, self.precision, self.start, self.end, self.is_rough)

    @property
    def length(self) -> tuple[float, float] | None:
        """Return the least and the most days that a span of dates can last; None where unknown.

        It begins somewhere in what its first end states, and ends somewhere in its last.
        """
        stated = self.precision.removeprefix("span of ")
        if not self.is_span or self.sort != "date" or self.is_rough or stated not in _DAYS:
            return None
        most = _days(self.end) - _days(self.start)
        return max(0.0, most - 2 * _DAYS[stated]), most


def _days(point: Point) -> float:
    """Return the days from the year 0 to a point in time, by the Gregorian calendar."""
    year, month, day, minute = point
    # Of years that begin in March, 29 February is the last day.
    years, months = year - (month < 3), (month - 3) % 12
    leap_days = years // 4 - years // 100 + years // 400
    return 365 * years + leap_days + (153 * months + 2) // 5 + day + minute / 1440


def same_moments(one: Moment, other: Moment) -> bool:
    """Tell whether two moments are the same, however they are written."""
    return one.key == other.key


def comparable_moments(one: Moment, other: Moment) -> bool:
    """Tell whether one of two moments can be before the other."""
    return one.sort == other.sort


def compare_moments(one: Moment, other: Moment) -> int | None:
    """Return -1, 0 or 1 as one is before, the same as, or after the other; None if neither."""
    if not comparable_moments(one, other):
        return None
    if (one.start, one.end) == (other.start, other.end):
        return 0
    if one.end < other.start:
        return -1
    return 1 if one.start > other.end else None


def moment_inside(one: Moment, other: Moment) -> bool:
    """Tell whether one moment lies wholly within another: a day in its year."""
    return comparable_moments(one, other) and other.start <= one.start and one.end <= other.end


def moments_overlap(one: Moment, other: Moment) -> bool:
    """Tell whether two moments have some time in common, so that both may be an answer.

    Two spans never are: each says when the same thing began and ended.
    """
    if not comparable_moments(one, other):
        return False
    if one.is_span and other.is_span:
        return same_moments(one, other)
    return one.start <= other.end and other.start <= one.end


def tells_part(one: Moment, other: Moment) -> bool:
    """Tell whether one moment states only a part of another: of a day its month, or its year."""
    if not comparable_moments(one, other) or one.is_rough or one.key == other.key:
        return False
    is_wider = one.precision.removeprefix("span of ") in ("year", "month")
    years = (one.start[0], one.end[0]) == (other.start[0], other.end[0])
    return is_wider and years and one.is_span == other.is_span and moment_inside(other, one)


# Reading ------------------------------------------------------------------------------------------


def read_moment(text: str, language: str = "en") -> Moment | None:
    """Return the moment that a text states, or None."""
    try:
        return parse_moment(text, language)
    except MomentError:
        return None


def parse_moment(text: str, language: str = "en") -> Moment:
    """Return the moment that a text states. Raises MomentError, which says what was read."""
    if len(text) > MOST_CHARACTERS:
        raise MomentError(f"a moment of {len(text):,} characters is too long")
    calendar = _calendar(language)
    plain = " ".join(text.split()).translate(_DASHES).rstrip(",;!")
    moment = calendar.read(plain) if may_begin_moment(plain, language) else None
    if moment is None:
        raise MomentError(f"`{text.strip()}` is no date, year or time of day")
    return moment


def short_year(moment: Moment) -> tuple[object, ...] | None:
    """Return what is equal for days whose years end alike, as in 1.1.79; None for all else."""
    year, month, day, _ = moment.start
    if moment.precision != "day" or moment.sort != "date" or year < 1000:
        return None
    return ("short year", year % 100, month, day)


def typed_writings(text: str, language: str = "en") -> Iterator[tuple[object, ...]]:
    """Yield the keys that a text has where a moment is asked, and has nowhere else.

    `1.1.79` may be a day of any century, `1798/1803` a span, `14.05` a time of day.
    """
    plain = " ".join(text.split()).translate(_DASHES)
    short = _SHORT_YEAR.fullmatch(plain)
    for century in ("19", "20") if short else ():  # 1900 was no leap year
        assert short is not None
        day = read_moment(short[1].rstrip("’'") + century + short[2], language)
        key = short_year(day) if day else None
        if key is not None:
            yield key
    yield from _across_eras(plain, language)
    for pattern, mark in ((_SLASHED_YEARS, "–"), (_DOTTED_TIME, ":")):
        parts = pattern.fullmatch(plain)
        moment = read_moment(f"{parts[1]}{mark}{parts[2]}", language) if parts else None
        if moment is not None:
            yield moment.key


@cache
def era_names(language: str) -> frozenset[str]:
    """Return what the eras are called: BC, AD."""
    data = table(language, "texts").get("moments", {})
    return frozenset((*data.get("ad", ()), *data.get("bc", ())))


def before_christ(text: str, language: str) -> Moment | None:
    """Return the year before Christ that a bare year may be: 399 for 399 BC; None for others."""
    names: list[str] = table(language, "texts").get("moments", {}).get("bc", [])
    moment = read_moment(f"{text.strip(' .')} {names[0]}", language) if names else None
    return moment if moment is not None and moment.start[0] <= 0 else None


def _across_eras(text: str, language: str) -> Iterator[tuple[object, ...]]:
    """Yield what a span is known by that begins in one era and ends in the other: 27 BC to 14.

    An author who writes so may mean 14 BC; a learner is taken at his best.
    """
    eras: list[str] = table(language, "texts").get("moments", {}).get("ad", [])
    for first, last in _calendar(language).ends_of(text):
        start = read_moment(first, language) if _SHORT_YEARS.fullmatch(last) else None
        if start is not None and start.precision == "year" and start.start[0] <= 0:
            span = read_moment(f"{first}–{last} {eras[0]}", language) if eras else None
            if span is not None:
                yield span.key


def may_begin_moment(text: str, language: str = "en") -> bool:
    """Tell, at little cost, whether a moment may begin as a text does; most begin otherwise."""
    return bool(_calendar(language).opening.match(text.lstrip()))


def might_be(text: str, language: str = "en") -> bool:
    """Tell, at little cost, whether a text is worth being read as a moment."""
    if len(text) > MOST_CHARACTERS:
        return False
    # Most texts have no digit, and then few words can make a moment of one.
    calendar = _calendar(language)
    if not _DIGIT.search(text):
        return calendar.says_moment(text) and may_begin_moment(text, language)
    return may_begin_moment(text, language) and calendar.has_hint(text)


_DIGIT = re.compile(r"\d")
_DASHES = str.maketrans(dict.fromkeys("–—−‑‒", "–"))
_NUMERIC = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,4})")
# What may be typed of a moment that is asked: its year in two digits, a stroke for a dash.
_SHORT_YEAR = re.compile(r"(.*\d.*[\s./’'-])(\d\d)")
_SLASHED_YEARS = re.compile(r"(\d{4})\s?/\s?(\d{2}|\d{4})")
_SHORT_YEARS = re.compile(r"\d{1,3}")  # of an era that another end names
_DOTTED_TIME = re.compile(r"(\d{1,2})\.([0-5]\d)")
_ISO = re.compile(r"(\d{4})([-–/])(\d{1,2})\2(\d{1,2})")


class _Calendar:
    """How one language writes moments, made of its table."""

    def __init__(self, language: str) -> None:
        data: dict[str, Any] = table(language, "texts").get("moments", {})
        ranges: dict[str, list[str]] = table(language, "texts").get("ranges", {})
        self._order: list[str] = data.get("order", ["dmy"])
        self._months: dict[str, int] = {
            name.casefold(): number
            for number, names in enumerate(data.get("months", ()), start=1)
            for name in names.split()
        }
        self._bc = {each.casefold() for each in data.get("bc", ())}
        self._evening = {each.casefold() for each in data.get("evening", ())}
        self._morning = {each.casefold() for each in data.get("morning", ())}
        self._noon = {each.casefold() for each in data.get("noon", ())}
        self._midnight = {each.casefold() for each in data.get("midnight", ())}
        self._ordinals: dict[str, int] = {
            word.casefold(): number for number, word in enumerate(data.get("centuries", ()), 1)
        }
        eras = (*data.get("ad", ()), *data.get("bc", ()))
        era = any_of(eras) + r"(?!\w)"
        month, end = any_of(self._months), any_of(data.get("day-endings", ()))
        of = any_of(data.get("of", ()))
        day = rf"(?P<day>\d{{1,2}})(?:\s?{end}(?!\w))?"
        year = rf"(?:(?P<early>{era})\s?)?(?P<year>\d{{1,4}})(?:\s?(?P<era>{era}))?"
        named = rf"(?P<month>{month})"
        dotted = "[:.]" if data.get("clock-points") else ":"
        half = any_of((*self._morning, *self._evening))
        hours = any_of(data.get("oclock", ()))
        century = any_of(data.get("century", ()))
        decade = data.get("decade", "(?!)")
        about = any_of(data.get("about", ()))
        before = data.get("before", ())
        from_ = (*ranges.get("from", ()), *ranges.get("between", ()))
        roman = r"[IVX]{1,5}" if data.get("roman-century") else "(?!)"
        number = rf"(?P<century>\d{{1,2}}|{roman}|{any_of(self._ordinals)})"
        ending = any_of((*data.get("day-endings", ()), *["e", "ème", "ième"], "th"))
        self._forms: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Moment | None]]] = [
            (_re(rf"{day}\s?(?:{of}\s)?{named},?\s(?:{of}\s)?{year}"), self._date),
            (_re(rf"{named}\s{day},?\s{year}"), self._date),
            (_re(rf"{year}\s{named}\s{day}"), self._date),
            (_re(rf"{day}-{named}-{year}"), self._date),
            (_re(rf"{named}\s{day}"), self._date),
            (_re(rf"{named},?\s(?:{of}\s)?{year}"), self._date),
            (_re(rf"{day}\s?(?:{of}\s)?{named}"), self._date),
            (_re(year), self._year),
            (_re(rf"{number}\s?{ending}?\s{century}(?:\s?(?P<era>{era}))?"),
             self._century),
            (_re(rf"{decade}(?:\s?(?P<era>{era}))?"), self._decade),
            (_re(rf"(?P<hour>\d{{1,2}}){dotted}(?P<minute>\d\d)(?::(?P<second>\d\d))?"
                 rf"(?:\s?(?:(?P<half>{half})|{hours}))?"), self._clock),
            (_re(r"(?P<hour>\d{1,2})\s?h\s?(?P<minute>\d\d)"), self._clock),
            (_re(rf"(?P<hour>\d{{1,2}})\s?(?:(?P<half>{half}))"), self._clock),
            (_re(rf"(?P<hour>\d{{1,2}})\s?{hours}(?:\s?(?P<minute>\d\d))?"), self._clock),
        ]  # fmt: skip
        self._about = _re(rf"{about}\s?(?P<rest>.+)")
        self._before = _re(rf"{any_of(before)}\s(?P<rest>.+)")
        self._from = _re(rf"{any_of(from_)}\s(?P<rest>.+)")
        between = any_of((*ranges.get("to", ()), *ranges.get("and", ())))
        self._between = re.compile(rf"\s?[–-]\s?|\s{between}\s", re.IGNORECASE)
        self._era = _re(rf"(?P<rest>.*?)\s?(?P<era>{era})")
        self._with_clock = _re(r"(?P<date>.+?\d{4}),?\s(?:(?:at|um|à)\s)?(?P<clock>\d.*)")
        words = any_of((*self._months, *eras, *data.get("century", ()), *data.get("oclock", ())))
        halves = any_of((*self._morning, *self._evening))
        clocks = any_of((*self._noon, *self._midnight))
        ahead = any_of((*data.get("about", ()), *before, *from_))
        named = any_of((*self._months, *eras, *self._noon, *self._midnight, *self._ordinals))
        ended = r"(?:(?<!\w)|(?!\w)|(?=\d))"
        # What a moment can begin with, which costs little to see.
        self.opening = _re(rf"(?:{ahead}\s?)*(?:\d|{named}{ended}|{roman}\s?{ending}?\s|{decade})")
        self._hints_in_words = [
            *map(str.casefold, data.get("century", ())),
            *("décennie", "années", "er jahre"),
        ]
        self._hour_in_words = re.compile(rf"(?:at |um |à )?{clocks}$", re.IGNORECASE)
        self._word = re.compile(words, re.IGNORECASE)
        self._word_and_digit = re.compile(
            rf"\d.*(?:\b|\d){words}|{words}.*\d", re.IGNORECASE
        )  # which is dear to look for where no word is
        self._hint = re.compile(
            r"\d[:./-]\s?\d|\d\d\s?[–-]\s?\d|\d\d0['’]?s"
            rf"|\d\s?{halves}|\d\s?h\s?\d\d$|{century}|^(?:at |um |à )?{clocks}$"
            rf"|\d{{3}}.{{1,9}}\d{{3}}|^{about} ?\d{{3,4}}$"
            r"|^(?:in|en|im|c\.) ?\d{3,4}$"
            r"|décennie|années|er Jahre",
            re.IGNORECASE,
        )  # fmt: skip

    def says_moment(self, text: str) -> bool:
        """Tell, at little cost, whether a text without a digit may be a moment."""
        low = text.casefold()
        has_word = any(map(low.__contains__, self._hints_in_words))
        return has_word or self._hour_in_words.match(text) is not None

    def has_hint(self, text: str) -> bool:
        """Tell, at little cost, whether a text with a digit may be more than a number."""
        if self._hint.search(text):
            return True
        return bool(self._word.search(text)) and bool(self._word_and_digit.search(text))

    def read(self, text: str) -> Moment | None:
        """Return the moment that a text states, or None.

        Raises MomentError for an impossible day.
        """
        moment = self._single(text)
        if moment is not None:
            return moment
        rest = self._from.fullmatch(text)
        moment = self._span(rest["rest"] if rest else text)
        if moment is not None:
            return moment
        both = self._with_clock.fullmatch(text)
        if both:
            day, clock = self._single(both["date"]), self._single(both["clock"])
            if day and clock and day.precision == "day" and clock.sort == "time of day":
                at = (*day.start[:3], clock.start[3])
                return Moment(at, at, "minute")
        for pattern in (self._before, self._about):
            rest = pattern.fullmatch(text)
            inner = self.read(rest["rest"]) if rest else None
            if inner is not None:
                return _roughly(inner) if pattern is self._about else inner
        return None

    def _single(self, text: str) -> Moment | None:
        low = text.casefold()
        if low in self._noon or low in self._midnight:
            minute = 12 * 60 if low in self._noon else 0
            return _time(minute)
        iso = _ISO.fullmatch(text)
        if iso:
            return _iso_day(text, iso)
        numeric = _NUMERIC.fullmatch(text)
        if numeric:
            return self._in_digits(text, numeric)
        for pattern, made in self._forms:
            match = pattern.fullmatch(text)
            moment = made(match) if match else None
            if moment is not None:
                return moment
        return None

    def _in_digits(self, text: str, match: re.Match[str]) -> Moment | None:
        """Read a date in digits: with points the day stands first, else as the language has it."""
        one, two, year = int(match[1]), int(match[3]), match[4]
        if len(year) < 3:
            return None  # a version, or a year of a century that nobody can tell
        orders = ["dmy"] if match[2] == "." else self._order
        days: list[Moment] = []
        for order in orders:
            day, month = (one, two) if order == "dmy" else (two, one)
            if 1 <= month <= 12 and 1 <= day <= 31:
                days.append(_day(text, int(year), month, day))
        if not days:
            if len(year) < 4 or match[2] == "-":
                return None  # a number of a telephone or of a version
            message = f"`{text}` is no date: there is no month {two}"
            raise MomentError(message, "correct the month", is_meant=True)
        if len(days) > 1 and days[0].start != days[1].start:
            return replace(days[0], other=days[1].start)
        return days[0]

    def _era_of(self, match: re.Match[str]) -> str:
        groups = match.groupdict()
        era = groups.get("era") or groups.get("early") or ""
        if not era:
            return ""
        return "bc" if era.casefold() in self._bc else "ad"

    def _year_of(self, match: re.Match[str]) -> int:
        year, era = int(match["year"]), self._era_of(match)
        if year == 0 and era:
            message = f"there was no year {match[0]}: 1 BC was followed by AD 1"
            raise MomentError(message, "write `1 BC` or `AD 1`", is_meant=True)
        return 1 - year if era == "bc" else year

    def _date(self, match: re.Match[str]) -> Moment | None:
        groups = match.groupdict()
        month = self._months[groups["month"].casefold()]
        day = int(groups["day"]) if groups.get("day") else None
        if not groups.get("year"):
            assert day is not None
            _check(match[0], 2000, month, day)
            point = (0, month, day, 0)
            return Moment(point, point, "day", "day of the year")
        year = self._year_of(match)
        if day is not None:
            return _day(match[0], year, month, day)
        return Moment((year, month, 1, 0), (year, month, *_LAST[1:]), "month")

    def _year(self, match: re.Match[str]) -> Moment | None:
        year = self._year_of(match)
        is_bare = not self._era_of(match)
        if is_bare and (len(match["year"]) < 3 or match["year"].startswith("0")):
            return None
        return Moment((year, *_FIRST), (year, *_LAST), "year", is_bare=is_bare)

    def _century(self, match: re.Match[str]) -> Moment | None:
        text = match["century"]
        number = self._ordinals.get(text.casefold()) or _number(text)
        if not number:
            return None
        first, last = 100 * (number - 1) + 1, 100 * number
        if self._era_of(match) == "bc":
            first, last = 1 - last, 1 - first
        return Moment((first, *_FIRST), (last, *_LAST), "century")

    def _decade(self, match: re.Match[str]) -> Moment | None:
        year = int(match["decade"])
        first, last = year, year + 9
        if self._era_of(match) == "bc":
            first, last = 1 - last, 1 - first
        return Moment((first, *_FIRST), (last, *_LAST), "decade")

    def _clock(self, match: re.Match[str]) -> Moment | None:
        groups = match.groupdict()
        hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
        half = (groups.get("half") or "").casefold()
        if half:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + 12 * (half in self._evening)
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            return None
        return _time(60 * hour % (24 * 60) + minute)

    def ends_of(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the two ends that a text may have as a span."""
        for dash in self._between.finditer(text):
            yield text[: dash.start()], text[dash.end() :]

    def _span(self, text: str) -> Moment | None:
        for first, last in self.ends_of(text):
            moment = self._between_two(text, first, last)
            if moment is not None:
                return moment
        return None

    def _between_two(self, text: str, first: str, last: str) -> Moment | None:
        """Read a span; what one end leaves out, it takes of the other: 1914–18, 28–30 June 1919."""
        end = self._single(last)
        short = re.fullmatch(r"\d{2}", last)
        start = self._single(first)
        if start and start.precision == "year" and start.is_bare and short:
            year = start.start[0] // 100 * 100 + int(last)
            end = Moment((year, *_FIRST), (year, *_LAST), "year", is_bare=True)
        if end is None:
            return None
        for lent in self._completed(first, last, end):
            start = self._single(lent)
            if start is not None and start.sort == end.sort:
                break
        if start is None or start.sort != end.sort:
            return None
        if end.sort != "date" and start.start > end.end:
            return Moment(start.start, end.end, "span", end.sort)  # from 10 p.m. to 6 a.m.
        if start.start > end.end:
            message, hint = f"`{text}` ends before it begins", "write the earlier one first"
            raise MomentError(message, hint, is_meant=True)
        precision = end.precision if start.key == end.key else f"span of {end.precision}"
        return Moment(start.start, end.end, precision, end.sort)

    def _completed(self, first: str, last: str, end: Moment) -> Iterator[str]:
        """Yield the first end with what only the last one states: its era, month or year."""
        era = self._era.fullmatch(last)
        if end.precision in ("year", "century") and era:
            yield f"{first} {era['era']}"
        if end.precision == "century":
            yield f"{first} {last.split()[-1]}"
        if end.precision in ("day", "month") and end.sort == "date":
            tail = last.split()[1:]
            while tail:
                yield " ".join((first, *tail))
                tail = tail[1:]
        if end.sort == "time of day":
            yield re.sub(r"^[\d:. ]+", f"{first} ", last)
        yield first


def _roughly(moment: Moment) -> Moment:
    (year, *first), (until, *last) = moment.start, moment.end
    if moment.sort != "date" or moment.precision not in ("year", "decade"):
        return replace(moment, is_rough=True)
    start, end = (year - ABOUT, *first), (until + ABOUT, *last)
    return replace(moment, start=start, end=end, is_rough=True, is_bare=False)  # type: ignore[arg-type]


def _time(minute: int) -> Moment:
    point = (0, 0, 0, minute)
    return Moment(point, point, "minute", "time of day")


def _day(text: str, year: int, month: int, day: int) -> Moment:
    _check(text, year, month, day)
    return Moment((year, month, day, 0), (year, month, day, _LAST[2]), "day")


def _iso_day(text: str, match: re.Match[str]) -> Moment | None:
    """Return the day of 1919-06-28; a number that only looks like one, 7732-18-5, is none."""
    year, month, day = int(match[1]), int(match[3]), int(match[4])
    may_be_meant = len(match[3]) == len(match[4]) == 2 and month <= 12 and 1 <= day <= 31
    try:
        return _day(text, year, month, day)
    except MomentError:
        if may_be_meant:
            raise
        return None


def _check(text: str, year: int, month: int, day: int) -> None:
    """Raise MomentError for a day that was never, in the calendar that was in use."""
    if not 1 <= month <= 12:
        reason = f"there is no month {month}"
    elif not 1 <= day <= _LENGTHS[month - 1]:
        is_short = month == 2 and not _is_leap(year)
        reason = f"that month has {_LENGTHS[month - 1] - is_short} days"
    elif (month, day) == (2, 29) and not _is_leap(year):
        reason = f"{year} was no leap year"
    else:
        return
    raise MomentError(f"`{text}` is no date: {reason}", "correct the day", is_meant=True)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year < _GREGORIAN or year % 100 != 0 or year % 400 == 0)


def _number(text: str) -> int:
    """Return the value of a number in digits or in Roman numerals."""
    if text.isdigit():
        return int(text)
    return roman_value(text.upper())


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _calendar(language: str) -> _Calendar:
    return _Calendar(language)
