"""Make items of what tests say of their options: how many marks each brings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import compress
from typing import Literal, NamedTuple

from quizgen.importing.source_notes import (
    Item,
    SourceNote,
    SourceNoteType,
    SourceOption,
)
from quizgen.importing.truth_words import TRUTHS, bare_word

TEST = SourceNoteType("question of a test", ())
WHOLE = 99.9  # percent: the rest is rounding
FEWEST_WRONG = 2  # options of a gap of which a choice can be made


class ScoredOption(NamedTuple):
    """An option with the percentage of the mark that it brings."""

    option: SourceOption
    percent: float
    right: bool = False  # whether it is marked as right, whatever it brings

    def with_unit(self, unit: str) -> ScoredOption:
        """Return a number with the unit in which it is wanted."""
        return self._replace(option=self.option._replace(text=f"{self.option.text} {unit}"))


def item_note(
    item: Item,
    place: str,
    deck: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    *,
    id: str = "",
    name: str = "",
) -> SourceNote:
    """Return a note that holds an item; its name is its id where nothing else is one.

    A name that is the beginning of the question itself is none.
    """
    stem = " ".join(re.sub(r"<[^<>]*>", " ", item.stem).split())
    is_own = name and not stem.startswith(name.rstrip(".…"))
    tags = tuple(tag for tag in tags if tag and not re.search(r"\s", tag))
    id = id or (name if is_own else "")
    return SourceNote(TEST, {}, True, place, deck, tags, id, judged(item))


def judged(item: Item) -> Item:
    """Return a choice between true and false, in some language, as a sentence that is judged.

    Any other item is returned as it is.
    """
    if item.type != "choice" or len(item.right) != 1 or len(item.wrong) > 1:
        return item
    said = bare_word(item.right[0].text)
    for words in TRUTHS:
        others = {words.true, words.false} - {said}
        if len(others) == 1 and others >= {bare_word(option.text) for option in item.wrong}:
            options = item.wrong or item.right, item.right
            feedback = [option.feedback for group in options for option in group]
            sentence = truth_of(item.stem, feedback, item.why, truth=said == words.true)
            return replace(sentence, words=words)
    return item


def choice_of(
    stem: str,
    scores: Sequence[ScoredOption],
    why: str,
    lost: list[str],
    *,
    several: bool | None = None,
) -> Item | None:
    """Return a choice: where no option brings the whole mark, those that bring some are right.

    `several` says whether more than one may be chosen; None, that the marks tell it.
    """
    whole = [each for each in scores if each.right or each.percent >= WHOLE]
    if several or not whole:
        chosen = [each.right or each.percent > 0 for each in scores]
    else:
        chosen = [each.right or each.percent >= WHOLE for each in scores]
        if any(0 < each.percent < WHOLE and not each.right for each in scores):
            lost.append("an option that is worth a part of the mark is left out")
    right = list(compress(scores, chosen))
    left = (each for each, is_right in zip(scores, chosen, strict=True) if not is_right)
    wrong = [each for each in left if each.percent <= 0]
    if not right:
        lost.append("a question without a right answer")
        return None
    if not several and not whole and len(right) == 1 and right[0].percent < WHOLE:
        lost.append("its only right answer is worth a part of the mark")
    options = [tuple(each.option for each in group) for group in (right, wrong)]
    return Item("choice", stem, options[0], options[1], why=why)


def answer_of(
    type: Literal["short", "number"],
    stem: str,
    scores: Sequence[ScoredOption],
    why: str,
    lost: list[str],
    tolerance: str = "",
) -> Item | None:
    """Return a question whose answer is typed: what brings the whole mark is right."""
    right = [each.option for each in scores if each.percent >= WHOLE]
    if not right:
        lost.append("a question without a right answer")
        return None
    if any(0 < each.percent < WHOLE for each in scores):
        lost.append("an answer that is worth a part of the mark is left out")
    if any("*" in option.text for option in right) and type == "short":
        bare = [option for option in right if "*" not in option.text]
        # An asterisk within a word stands for letters that nobody knows.
        ends = [option._replace(text=option.text.strip("* ")) for option in right]
        right = bare or [option for option in ends if option.text and "*" not in option.text]
        lost.append("an answer with an asterisk for any letters")
        if not right:
            return None
    is_number = tolerance and re.fullmatch(r"[\d.]*[1-9][\d.]*(?: \D.*)?", tolerance)
    return Item(type, stem, tuple(right), why=why, tolerance=tolerance if is_number else "")


def middle(low: str, high: str) -> tuple[str, str] | None:
    """Return the number between two others, and how far off they are, or None of what is none."""
    try:
        ends = Decimal(low.strip().replace(",", ".")), Decimal(high.strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not all(end.is_finite() for end in ends):
        return None
    middle, off = (ends[0] + ends[1]) / 2, abs(ends[1] - ends[0]) / 2
    return f"{middle.normalize():f}", f"{off.normalize():f}"


def truth_of(stem: str, feedback: Sequence[str], why: str, *, truth: bool) -> Item:
    """Return a sentence to be judged; of two remarks, the first is for who is wrong."""
    told = [text for text in (*feedback[1:2], *feedback[:1], why) if text]
    return Item("true-false", stem, truth=truth, why="<br>".join(dict.fromkeys(told)))
