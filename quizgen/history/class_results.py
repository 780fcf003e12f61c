"""Reckon what the results of a class amount to: scores, items, options, topics, confusions."""

# Classical test theory. Difficulty is the mean share of the points; discrimination the correlation
# of an item's share with the points of all other items (so that no item speaks for itself); KR-20
# the reliability of the whole by right and wrong, as Kuder and Richardson defined it (1937).

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from quizgen.history.exam_result import ExamResult


@dataclass(slots=True)
class ItemAnalysis:
    """How one item fared.

    `difficulty` is the mean share of its points, 0 to 1; `discrimination` -1 to 1, None where all
    did alike. `options` counts the chosen, in words; `unanswered` those who left it out.
    """

    item: str
    stem: str
    topic: str
    type: str
    number: int
    difficulty: float
    discrimination: float | None
    unanswered: int
    key: tuple[str, ...] = ()
    options: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class ClassResults:
    """Everything of one exam of a class; `reliability` is KR-20, None where it is not defined."""

    title: str
    results: tuple[ExamResult, ...]
    items: tuple[ItemAnalysis, ...]
    topics: dict[str, float]
    confusions: tuple[tuple[str, str, int], ...]
    mean: float
    deviation: float
    reliability: float | None


def same_exam(results: Iterable[ExamResult]) -> dict[str, list[ExamResult]]:
    """Return the results by exam, that of most people first; each sitting counts once."""
    exams: dict[str, dict[str, ExamResult]] = {}
    for result in results:
        exams.setdefault(result.exam, {}).setdefault(result.uid, result)
    order = sorted(exams, key=lambda exam: (-len(exams[exam]), exam))
    return {exam: list(exams[exam].values()) for exam in order}


def analysed(results: Sequence[ExamResult]) -> ClassResults:
    """Return what the results of one exam amount to; there is at least one."""
    ordered = tuple(sorted(results, key=lambda each: (-each.earned, each.name)))
    totals = [each.earned for each in ordered]
    items = []
    topics: dict[str, list[float]] = {}
    confused: Counter[tuple[str, str]] = Counter()
    for place, first in enumerate(ordered[0].items):
        answers = [result.items[place] for result in ordered]
        earned = [each.share * each.points for each in answers]
        rest = [total - own for total, own in zip(totals, earned, strict=True)]
        options = Counter(option for each in answers for option in each.chosen)
        topics.setdefault(first.topic or first.deck, []).extend(each.share for each in answers)
        confused.update(pair for each in answers for pair in each.confused)
        items.append(
            ItemAnalysis(
                first.item,
                first.stem,
                first.topic or first.deck,
                first.type,
                len(answers),
                mean(each.share for each in answers),
                correlation([each.share for each in answers], rest),
                sum(not each.answered for each in answers),
                first.key,
                options,
            )
        )
    rights = [[each.right for each in result.items] for result in ordered]
    return ClassResults(
        ordered[0].title,
        ordered,
        tuple(items),
        {name: mean(shares) for name, shares in sorted(topics.items())},
        tuple((meant, given, times) for (meant, given), times in confused.most_common()),
        mean(totals),
        sqrt(variance(totals)),
        kr20(rights),
    )


def kr20(rights: Sequence[Sequence[bool]]) -> float | None:
    """Return the reliability of a test by a row of right and wrong for each person.

    None for fewer than two items or people, or where all have as many right.
    """
    number = len(rights[0]) if rights else 0
    spread = variance([float(sum(row)) for row in rights])
    if number < 2 or len(rights) < 2 or not spread:
        return None
    shares = [mean(float(row[place]) for row in rights) for place in range(number)]
    return number / (number - 1) * (1 - sum(share * (1 - share) for share in shares) / spread)


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
    spreads = variance(one) * variance(other)
    if spreads < 1e-12:
        return None
    middle, middle_other = mean(one), mean(other)
    pairs = zip(one, other, strict=True)
    shared = mean((a - middle) * (b - middle_other) for a, b in pairs)
    return max(-1.0, min(1.0, shared / sqrt(spreads)))
