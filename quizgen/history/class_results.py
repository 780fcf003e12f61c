"""Reckon what the results of a class amount to: scores, items, options, topics, confusions."""

# Classical test theory. Difficulty is the mean share of the points; discrimination the correlation
# of an item's share with the points of all other items (so that no item speaks for itself); KR-20
# the reliability of the whole by right and wrong, as Kuder and Richardson defined it (1937).

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

from quizgen.history.exam_result import ExamResult
from quizgen.sitting import SURENESS, Confidence


@dataclass(frozen=True, slots=True)
class PersonScore:
    """What one person earned, how many items were all right, and how many were left out."""

    name: str
    earned: float
    points: int
    right: int
    unanswered: int


@dataclass(slots=True)
class ItemAnalysis:
    """How one item fared.

    `difficulty` is the mean share of its points, 0 to 1; `discrimination` -1 to 1, None where all
    did alike; `right` the share of those who had all of it. `options` counts the chosen, in words;
    `unanswered` those who left it out.
    """

    item: str
    stem: str
    topic: str
    type: str
    points: int
    number: int
    difficulty: float
    discrimination: float | None
    right: float
    unanswered: int
    key: tuple[str, ...] = ()
    options: Counter[str] = field(default_factory=Counter)


class Certainty(NamedTuple):
    """How many answers of which people were equally sure were right, of how many."""

    right: int
    number: int


@dataclass(frozen=True, slots=True)
class ClassResults:
    """Everything of one exam of a class; `reliability` is KR-20, None where it is not defined.

    Confusions are what was asked for, what was given, and how often; `calibration` is how many
    answers were right, and how many there were, by how sure people were of them, the least first.
    """

    title: str
    scores: tuple[PersonScore, ...]
    items: tuple[ItemAnalysis, ...]
    topics: dict[str, float]
    confusions: tuple[tuple[str, str, int], ...]
    calibration: dict[Confidence, Certainty]
    mean: float
    deviation: float
    reliability: float | None


def class_results(
    title: str,
    scores: Iterable[PersonScore],
    items: Sequence[ItemAnalysis],
    confused: Counter[tuple[str, str]],
    calibration: Mapping[Confidence, Certainty],
) -> ClassResults:
    """Return what scores and items amount to, the best score first, the commonest confusion too."""
    ranked = tuple(sorted(scores, key=lambda each: (-each.earned, each.name)))
    totals = [each.earned for each in ranked]
    topics: dict[str, list[ItemAnalysis]] = {}
    for item in items:
        topics.setdefault(item.topic, []).append(item)
    shares = {}
    for topic, group in sorted(topics.items()):
        points = sum(item.points * item.number for item in group)
        earned = sum(item.difficulty * item.points * item.number for item in group)
        shares[topic] = earned / points if points else 0.0
    times = sorted(confused.items(), key=lambda pair: (-pair[1], pair[0]))
    return ClassResults(
        title,
        ranked,
        tuple(items),
        shares,
        tuple((meant, given, number) for (meant, given), number in times),
        {name: calibration[name] for name in SURENESS if name in calibration},
        mean(totals),
        sqrt(variance(totals)),
        kr20([item.right for item in items], variance([float(each.right) for each in ranked])),
    )


class ExamCount(NamedTuple):
    """An exam of which there are results, and how many."""

    exam: str
    title: str
    number: int


class ExamTally:
    """Count the results of one exam as they come, in a few bytes for each answer."""

    def __init__(self, first: ExamResult) -> None:
        self.exam = first.exam
        self.title = first.title
        self._items = first.items
        self.scores: list[PersonScore] = []
        self._shares = [array("d") for _ in first.items]
        self._unanswered = [0] * len(first.items)
        self._options: list[Counter[str]] = [Counter() for _ in first.items]
        self._confused: Counter[tuple[str, str]] = Counter()
        self._sure: Counter[tuple[Confidence, bool]] = Counter()

    @property
    def count(self) -> ExamCount:
        """Return which exam it is, and how many have sat it."""
        return ExamCount(self.exam, self.title, len(self.scores))

    def add(self, result: ExamResult) -> None:
        """Count one person's result; its items are those of the first."""
        right = unanswered = 0
        for place, each in enumerate(result.items):
            self._shares[place].append(each.share)
            self._options[place].update(each.chosen)
            self._confused.update(each.confused)
            if each.confidence:
                self._sure[each.confidence, each.right] += 1
            right += each.right
            if not each.answered:
                self._unanswered[place] += 1
                unanswered += 1
        score = PersonScore(result.name, result.earned, result.points, right, unanswered)
        self.scores.append(score)

    def analysed(self) -> ClassResults:
        """Return what the results so far amount to; there is at least one."""
        totals = [each.earned for each in self.scores]
        items = []
        for place, item in enumerate(self._items):
            shares = self._shares[place]
            pairs = zip(totals, shares, strict=True)
            others = [total - share * item.points for total, share in pairs]
            items.append(
                ItemAnalysis(
                    item.item,
                    item.stem,
                    item.topic or item.deck,
                    item.type,
                    item.points,
                    len(shares),
                    mean(shares),
                    correlation(shares, others),
                    mean(float(share >= 1) for share in shares),
                    self._unanswered[place],
                    item.key,
                    self._options[place],
                )
            )
        calibration = {}
        for name in SURENESS:
            right, wrong = self._sure[name, True], self._sure[name, False]
            if right + wrong:
                calibration[name] = Certainty(right, right + wrong)
        return class_results(self.title, self.scores, items, self._confused, calibration)


def tally_exams(results: Iterable[ExamResult]) -> tuple[list[ExamTally], int]:
    """Return the results by exam, that of most people first, and how many sittings came twice."""
    exams: dict[tuple[str, ...], ExamTally] = {}
    sittings: set[str] = set()
    doubled = 0
    for result in results:
        if result.uid in sittings:
            doubled += 1
            continue
        sittings.add(result.uid)
        # A file that says the same exam with other items was made by hand: it stands by itself.
        key = (result.exam, *(each.item for each in result.items))
        if key not in exams:
            exams[key] = ExamTally(result)
        exams[key].add(result)
    order = sorted(exams.values(), key=lambda exam: (-len(exam.scores), exam.exam))
    return order, doubled


def kr20(rights: Sequence[float], spread: float) -> float | None:
    """Return the reliability of a test, by the share of people who had each item right.

    `spread` is the variance of how many items a person had right. None for fewer than two items,
    or where all have as many right.
    """
    number = len(rights)
    if number < 2 or not spread:
        return None
    return number / (number - 1) * (1 - sum(share * (1 - share) for share in rights) / spread)


def mean(values: Iterable[float]) -> float:
    """Return the mean; of nothing, 0."""
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def variance(values: Sequence[float]) -> float:
    """Return the variance of a whole population."""
    middle = mean(values)
    return mean((value - middle) ** 2 for value in values)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return Pearson's correlation; None where one of them does not vary."""
    middle, middle_other = mean(one), mean(other)
    pairs = zip(one, other, strict=True)
    shared = mean((a - middle) * (b - middle_other) for a, b in pairs)
    return correlation_of(shared, variance(one), variance(other))


def correlation_of(shared: float, spread: float, spread_other: float) -> float | None:
    """Return the correlation by a covariance and two variances; None where one of these is 0."""
    spreads = spread * spread_other
    if spreads < 1e-12:
        return None
    return max(-1.0, min(1.0, shared / sqrt(spreads)))
