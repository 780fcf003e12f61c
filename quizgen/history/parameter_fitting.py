"""Fit the scheduler's parameters to a person's reviews, by the optimiser that FSRS publishes."""

# That of the package `fsrs` needs torch, some gigabytes; this one is FSRS's own in Rust, the one
# inside Anki, in two megabytes. What the fit is worth is reckoned with our scheduler, which will
# use the parameters, and on answers that the fit has not seen: what it was fitted to it foresees
# better in any case, also where it only learnt chance by heart. The former parameters may have seen
# some of the answers; so a second fit is taken rather too late than too soon.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from math import log
from statistics import fmean
from typing import NamedTuple

from fsrs_rs_python import FSRS, FSRSItem, FSRSReview

from quizgen.history.history import Review
from quizgen.history.schedule import Memory, Rating, Scheduler, with_weights

FEWEST = 512  # below which the optimiser of the package `fsrs` leaves the parameters as they are
FOLDS = 5  # shares of the questions, each of which is foreseen by a fit to all others
_SURE = 1e-6  # how near 0 or 1 a forecast may be: no single answer outweighs all others


class Fit(NamedTuple):
    """A scheduler with fitted parameters, and the loss of the former and of the new ones.

    The loss is the mean of -log p, where p is how likely the scheduler held what then came. That
    of the new ones is of questions to which they were not fitted.
    """

    scheduler: Scheduler
    before: float
    after: float


def count_of_use(reviews: Iterable[Review]) -> int:
    """Return how many reviews say something: those of what was asked on an earlier day."""
    return sum(1 for _ in _histories(reviews))


def fit(reviews: Sequence[Review], scheduler: Scheduler) -> Fit:
    """Return the parameters under which the reviews, question by question, were to be expected."""
    new = with_weights(scheduler, _weights(reviews))
    return Fit(new, loss(reviews, scheduler), _unseen_loss(reviews, scheduler))


def loss(reviews: Iterable[Review], scheduler: Scheduler) -> float:
    """Return how badly a scheduler foresees the reviews: the less, the better."""
    return fmean(_losses(reviews, scheduler))


def _unseen_loss(reviews: Iterable[Review], scheduler: Scheduler) -> float:
    """Return how badly the questions are foreseen by parameters that are fitted to the others."""
    questions = [list(group) for _, group in groupby(reviews, key=lambda review: review.question)]
    losses: list[float] = []
    for fold in range(FOLDS):
        others: list[Review] = []
        unseen: list[Review] = []
        for place, group in enumerate(questions):
            (unseen if place % FOLDS == fold else others).extend(group)
        losses += _losses(unseen, with_weights(scheduler, _weights(others)))
    return fmean(losses)


def _weights(reviews: Iterable[Review]) -> Sequence[float]:
    """Return the parameters of FSRS that are fitted to reviews; the usual ones of very few."""
    items = []
    for history in sorted(_histories(reviews), key=lambda history: (history[-1].day, history[-1])):
        days = [history[0].day, *(review.day for review in history)]
        gaps = [max(0, day - last) for last, day in pairwise(days)]
        pairs = zip(history, gaps, strict=True)
        items.append(FSRSItem([FSRSReview(review.rating, gap) for review, gap in pairs]))
    weights: list[float] = FSRS(list(Scheduler().weights)).compute_parameters(items)
    return weights


def _losses(reviews: Iterable[Review], scheduler: Scheduler) -> Iterator[float]:
    """Yield how badly a scheduler foresees each review of what was asked on an earlier day."""
    for _, history in groupby(reviews, key=lambda review: review.question):
        memory: Memory | None = None
        for review in history:
            if memory is not None and review.day > memory.last_day:
                likely = min(1 - _SURE, max(_SURE, scheduler.recall(memory, review.day)))
                yield -log(likely if review.rating > Rating.Again else 1 - likely)
            memory = scheduler.review(memory, review.rating, review.day)


def _histories(reviews: Iterable[Review]) -> Iterator[list[Review]]:
    """Yield, for each review on a later day than the one before, all of its question up to it."""
    for _, group in groupby(reviews, key=lambda review: review.question):
        history: list[Review] = []
        for review in group:
            later = bool(history) and review.day > history[-1].day
            history.append(review)
            if later:
                yield history.copy()
