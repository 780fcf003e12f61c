"""Reckon statistics from the records of a history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from math import sqrt

from quizgen.history.answer_record import Record
from quizgen.history.history import Review
from quizgen.history.schedule import Memory, Rating, Scheduler, date_of
from quizgen.sitting import SURENESS, Score

DAYS = 30  # how far the forecast looks
_SURE = 1.96  # standard deviations: intervals hold with 95 %
_INTERVALS = ((1, 1), (2, 7), (8, 30), (31, None))  # days between two reviews


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many are right.

    `low` and `high` bound the true share with 95 % (Wilson's interval).
    """

    right: int
    asked: int
    share: float = field(init=False)
    low: float = field(init=False)
    high: float = field(init=False)

    def __post_init__(self) -> None:
        share = self.right / self.asked if self.asked else 0.0
        low, high = _wilson(share, self.asked)
        for name, value in (("share", share), ("low", low), ("high", high)):
            object.__setattr__(self, name, round(value, 4))


@dataclass(frozen=True, slots=True)
class Totals:
    """How much was done; practice counts as answers, but for nothing else."""

    answers: int
    sittings: int
    questions: int
    days: int
    minutes: int
    right: Rate


@dataclass(frozen=True, slots=True)
class SittingScore:
    """What the first answers of one sitting earned of all its points.

    `date` is that of its first answer; `unanswered` are the points of what was not answered.
    """

    date: str
    mode: str
    title: str
    earned: float
    points: int
    share: float
    percent: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """A known term that was given for another one, and how often."""

    answer: str
    given: str
    times: int


@dataclass(frozen=True, slots=True)
class Override:
    """A response whose mark the person turned.

    If it `counts` now, it may become an alias; else it may be refused.
    """

    answer: str
    given: str
    counts: bool
    times: int


@dataclass(frozen=True, slots=True)
class Hard:
    """An item that is often not right; `stem` is what it is called."""

    item: str
    stem: str
    rate: Rate


@dataclass(frozen=True, slots=True)
class Statistics:
    """All statistics of a history.

    `calibration` is how much is right by how sure one was. `minutes_a_day` are by date; `weak`
    names topics; `forecast` is how many questions are due, from today on, by date.
    """

    totals: Totals
    minutes_a_day: dict[str, float]
    decks: dict[str, Rate]
    topics: dict[str, Rate]
    kinds: dict[str, Rate]
    types: dict[str, Rate]
    calibration: dict[str, Rate]
    weak: list[str]
    hard: list[Hard]
    confusions: list[Confusion]
    overrides: list[Override]
    scores: list[SittingScore]
    desired_retention: float
    retention: Rate
    retention_by_interval: dict[str, Rate]
    remembered: int
    overdue: int
    forecast: dict[str, int]


def statistics(
    log: Iterable[Record],
    reviews: Iterable[Review],
    memories: Mapping[str, Memory],
    scheduler: Scheduler,
    today: int,
) -> Statistics:
    """Return what a whole log, with every revision, amounts to on that day."""
    chains = _chains(log)
    standing = [chain[-1] for chain in chains if not chain[-1].withdrawn]
    first = [record for record in standing if not record.practice]
    topics = _rates(first, lambda record: record.topic or record.deck)
    retention = _retention(reviews)
    return Statistics(
        totals=_totals(standing, first, scheduler),
        minutes_a_day=_minutes_a_day(standing, scheduler),
        decks=_rates(first, lambda record: record.deck),
        topics=topics,
        kinds=_rates(first, lambda record: record.kind),
        types=_rates(first, lambda record: record.type),
        calibration=_calibration(first),
        weak=_weak(topics, _rate(first)),
        hard=_hard(first),
        confusions=_confusions(standing),
        overrides=_overrides(chains),
        scores=_scores(first, scheduler),
        desired_retention=scheduler.retention,
        retention=_sum(retention.values()),
        retention_by_interval=retention,
        remembered=len(memories),
        overdue=sum(memory.due_day < today for memory in memories.values()),
        forecast=_forecast(memories, today),
    )


# Answers ------------------------------------------------------------------------------------------


def _chains(log: Iterable[Record]) -> list[list[Record]]:
    """Return the revisions of each answer together, in order."""
    chains: dict[str, list[Record]] = {}
    for record in log:
        chains.setdefault(record.uid, []).append(record)
    return [sorted(chain, key=lambda record: record.revision) for chain in chains.values()]


def _totals(standing: list[Record], first: list[Record], scheduler: Scheduler) -> Totals:
    return Totals(
        answers=len(standing),
        sittings=len({record.sitting for record in standing}),
        questions=len({part.question for record in standing for part in record.parts}),
        days=len({scheduler.day(record.at, record.offset) for record in standing}),
        minutes=round(sum(record.took for record in standing) / 60_000),
        right=_rate(first),
    )


def _minutes_a_day(standing: Iterable[Record], scheduler: Scheduler) -> dict[str, float]:
    """Return the minutes spent on answers by date, to a tenth; days without any are left out."""
    took: Counter[int] = Counter()
    for record in standing:
        took[scheduler.day(record.at, record.offset)] += record.took
    return {date_of(day): round(took[day] / 60_000, 1) for day in sorted(took)}


def _rate(records: Iterable[Record]) -> Rate:
    right = [record.share >= 1 for record in records]
    return Rate(sum(right), len(right))


def _rates(records: Iterable[Record], key: Callable[[Record], str]) -> dict[str, Rate]:
    """Return the rates of records by key, in its order."""
    groups = groupby(sorted(records, key=key), key=key)
    return {name: _rate(group) for name, group in groups}


def _calibration(first: list[Record]) -> dict[str, Rate]:
    """Return the rates of those answers of which it was asked how sure one is, the least first."""
    rates = _rates(first, lambda record: record.confidence)
    return {name: rates[name] for name in SURENESS if name in rates}


def _weak(topics: Mapping[str, Rate], overall: Rate) -> list[str]:
    """Return the topics below the whole, those first that are so most surely.

    Of fewer than three answers nothing is said.
    """
    weak = [name for name, rate in topics.items() if rate.asked >= 3 and rate.share < overall.share]
    return sorted(weak, key=lambda name: (topics[name].high, name))


def _hard(first: list[Record]) -> list[Hard]:
    """Return the ten items that are most surely hard, of those that were missed twice or more."""
    rates = _rates(first, lambda record: record.item)
    stems = {record.item: record.stem or _answers(record) for record in first}
    hard = [
        Hard(item, stems[item], rate)
        for item, rate in rates.items()
        if rate.asked - rate.right >= 2
    ]
    return sorted(hard, key=lambda each: (each.rate.high, each.item))[:10]


def _answers(record: Record) -> str:
    """Return what an item was about: gaps had no stem once."""
    return "; ".join(dict.fromkeys(part.answer for part in record.parts))


def _confusions(standing: list[Record]) -> list[Confusion]:
    counts = Counter(
        (part.answer, part.confused_with)
        for record in standing
        for part in record.parts
        if part.confused_with
    )
    confusions = [Confusion(answer, given, times) for (answer, given), times in counts.items()]
    return sorted(confusions, key=lambda each: (-each.times, each.answer, each.given))


def _overrides(chains: Iterable[list[Record]]) -> list[Override]:
    counts: Counter[tuple[str, str, bool]] = Counter()
    for chain in chains:
        before, after = chain[0], chain[-1]
        if after.overridden and not after.withdrawn:
            for old, new in zip(before.parts, after.parts, strict=False):
                if old.verdict.counts != new.verdict.counts and old.response:
                    counts[new.answer, old.response, new.verdict.counts] += 1
    overrides = [
        Override(answer, given, right, times) for (answer, given, right), times in counts.items()
    ]
    return sorted(overrides, key=lambda each: (-each.times, each.answer, each.given, each.counts))


def _scores(first: list[Record], scheduler: Scheduler) -> list[SittingScore]:
    sittings: dict[str, list[Record]] = {}
    for record in sorted(first, key=lambda record: (record.at, record.number)):
        sittings.setdefault(record.sitting, []).append(record)
    scores = []
    for records in sittings.values():
        start = records[0]
        earned = sum(record.share * record.points for record in records)
        answered = sum(record.points for record in records)
        points = max(start.total, answered)  # an old file does not say the total
        right = sum(record.share >= 1 for record in records)
        score = Score(round(earned, 6), points, right, len(records))
        scores.append(
            SittingScore(
                date_of(scheduler.day(start.at, start.offset)),
                start.mode,
                start.title,
                round(earned, 2),
                points,
                round(score.share, 4),
                score.percent,
                points - answered,
            )
        )
    return scores


# Memory -------------------------------------------------------------------------------------------


def _retention(reviews: Iterable[Review]) -> dict[str, Rate]:
    """Return how often an answer was still known, by the days since the review before.

    Only the first review of a day counts.
    """
    known: dict[str, list[bool]] = {_interval(low): [] for low, _ in _INTERVALS}
    for _, series in groupby(reviews, key=lambda review: review.question):
        last: int | None = None
        for review in series:
            if last is not None and review.day > last:
                known[_interval(review.day - last)].append(review.rating > Rating.Again)
            last = review.day if last is None else max(last, review.day)
    return {name: Rate(sum(each), len(each)) for name, each in known.items()}


def _interval(days: int) -> str:
    low, high = next((low, high) for low, high in _INTERVALS if high is None or days <= high)
    if high is None:
        return f"over {low - 1} days"
    return f"{low}–{high} days" if high > low else f"{low} day"


def _sum(rates: Iterable[Rate]) -> Rate:
    rates = list(rates)
    return Rate(sum(rate.right for rate in rates), sum(rate.asked for rate in rates))


def _forecast(memories: Mapping[str, Memory], today: int) -> dict[str, int]:
    """Return how many questions are due by date; what is overdue is due today."""
    days = Counter(max(memory.due_day, today) for memory in memories.values())
    return {date_of(day): days[day] for day in range(today, today + DAYS)}


def _wilson(share: float, number: int) -> tuple[float, float]:
    if not number:
        return 0.0, 1.0
    square = _SURE**2 / number
    middle = share + square / 2
    spread = _SURE * sqrt(share * (1 - share) / number + square / (4 * number))
    return max(0.0, (middle - spread) / (1 + square)), min(1.0, (middle + spread) / (1 + square))
