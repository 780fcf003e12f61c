"""Put things that are to be brought into order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any, ClassVar, Literal

from quizgen.grading import Lexicon
from quizgen.grading.marks import Mark, Response, Verdict, texts_of
from quizgen.questions.distractors import arrange
from quizgen.questions.question import Ordering
from quizgen.quiz.selection import Candidate
from quizgen.quiz.types.item import (
    LONGEST_KEPT,
    RIGHT,
    WRONG,
    BaseItem,
    Draw,
    NotAResponseError,
    Option,
    VerdictRow,
    by_letter,
    in_letters,
    lettered,
    letters_in,
    mark_of_none,
    names_nothing,
    option_lines,
    parse_letters,
    picked_part,
    plain_by_letter,
    points_for_picks,
)
from quizgen.text.answer_forms import clean
from quizgen.text.markup import escaped, plain
from quizgen.text.wording import Wording

A_BOX = 1.4  # lines of print
_BETWEEN = re.compile(r"\s*(?:[,;>→\n]|->)\s*")


class OrderingItem(BaseItem):
    """Options with letters to be put in order; `order` is the letters by rank."""

    types: ClassVar[tuple[str, ...]] = ("ordering",)

    type: Literal["ordering"]
    options: tuple[Option, ...]
    order: tuple[tuple[str, ...], ...]

    @classmethod
    def own_data(cls, candidate: Candidate, draw: Draw) -> dict[str, Any]:
        question = candidate[0]
        assert isinstance(question, Ordering)
        options = lettered(_shuffled(question, draw.key))
        letters = {option.text: option.letter for option in options}
        order = tuple(tuple(sorted(letters[text] for text in tied)) for tied in question.ranks)
        return {"options": options, "order": order, "points": points_for_picks(len(options))}

    def response_of(self, response: Response) -> Response:
        texts = texts_of(response)
        pieces = _BETWEEN.split(texts[0].strip()) if len(texts) == 1 else []
        if len(pieces) == len(self.options):  # all in one line
            response = tuple(pieces)
        return super().response_of(in_letters(response, self.options))

    def mark_texts(self, texts: tuple[str, ...], lexicon: Lexicon) -> Mark:
        """Return Kendall's tau, never below nothing.

        The order of what is tied does not count, nor does what is not there.
        """
        words = plain_by_letter(self.options)
        letters = letters_in(texts)
        answers = [" = ".join(words[letter] for letter in tied) for tied in self.order]
        if names_nothing(letters):
            return mark_of_none(self.id, letters, " → ".join(answers))
        ranks = {letter: rank for rank, tied in enumerate(self.order) for letter in tied}
        parts = []
        for place, wanted in enumerate(ranks):
            letter = letters[place] if place < len(letters) else ""
            verdict = Verdict.WRONG if letter else Verdict.MISSING
            if letter in ranks and ranks[letter] == ranks[wanted]:
                verdict = Verdict.RIGHT
            text = words.get(letter, letter)
            parts.append(picked_part(self.id, verdict, text, answers[ranks[wanted]]))
        extras = tuple(clean(each, LONGEST_KEPT) for each in letters if each not in ranks)
        return Mark(_tau(letters, ranks), tuple(parts), extras)

    def own_rows(
        self, response: Response, mark: Mark, words: Wording
    ) -> tuple[list[VerdictRow], str]:
        """Return the right order, place by place, and what was put there.

        Tied options may stand in any order.
        """
        texts = by_letter(self.options)
        letters = texts_of(response)
        rows: list[VerdictRow] = []
        for tied in self.order:
            start = len(rows)
            there = letters[start : start + len(tied)]
            rest = iter([letter for letter in tied if letter not in there])
            note = words.say("row.tied") if len(tied) > 1 else ""
            for offset in range(len(tied)):
                label = str(start + offset + 1)
                letter = there[offset] if offset < len(there) else ""
                if letter in tied:
                    rows.append(VerdictRow(RIGHT, label, texts[letter], "", note))
                else:
                    wrong = texts.get(letter, escaped(letter))
                    rows.append(VerdictRow(WRONG, label, wrong, texts[next(rest)], note))
        return rows, ""

    def own_view(self) -> dict[str, Any]:
        return {"options": self.options}

    recalled: ClassVar[bool] = False

    def reading(self) -> list[str]:
        stem = plain(self.stem)
        if self.kind != "mechanism":
            return [stem]
        return [stem, *(f"{stem} {plain(option.text)}" for option in self.options)]

    def offers(self) -> list[str]:
        return [plain(option.text) for option in self.options]

    @property
    def own_room(self) -> float:
        return A_BOX * len(self.options)

    def own_lines(self, words: Wording) -> list[str]:
        return option_lines(self.options, words)

    def parse_texts(self, texts: tuple[str, ...], words: Wording) -> Response:
        letters = parse_letters(self.options, texts[0], once=True)
        if len(letters) != len(self.options):
            raise NotAResponseError(f"type each of the {len(self.options)} letters once, in order")
        return letters

    @property
    def parts(self) -> int:
        return len(self.options)

    def credit(self, words: Wording) -> str:
        return words.say("credit.ordering", points=self.points, parts=self.parts)

    def key_lines(self, words: Wording) -> list[str]:
        places = self._places()
        return [f"{places[option.letter]}  {option.text}" for option in self.options]

    def short_key(self, words: Wording) -> str:
        places = self._places()
        return " ".join(str(places[option.letter]) for option in self.options)

    def _places(self) -> dict[str, int]:
        """Return by letter the place in the order, from 1; what is tied shares one."""
        return {letter: place for place, tied in enumerate(self.order, 1) for letter in tied}


def _shuffled(question: Ordering, key: str) -> Sequence[str]:
    """Return the texts in an order by hash.

    It is turned by one place where it is right already, or would be if it were read from below.
    """
    order = arrange(key, question.id, question.shuffled)
    places = {text: place for place, tied in enumerate(question.ranks) for text in tied}
    shown = [places[text] for text in order]
    is_right = shown == sorted(shown)
    # Two texts have no other order, nor may those of which some are tied.
    is_backwards = shown == sorted(shown, reverse=True) and len(question.ranks) == len(order) > 2
    return (*order[1:], order[0]) if is_right or is_backwards else order


def _tau(letters: Sequence[str], ranks: dict[str, int]) -> float:
    """Return Kendall's tau of letters in an order; at least 0. Where all are tied: 1 if whole."""
    known = [letter for letter in letters if letter in ranks]
    places = {letter: place for place, letter in enumerate(known)}
    score = pairs = 0
    for one, other in combinations(ranks, 2):
        if ranks[one] == ranks[other]:
            continue
        pairs += 1
        if one in places and other in places:
            score += 1 if places[one] < places[other] else -1
    if pairs:
        return max(0.0, score / pairs)
    return float(len(places) == len(ranks) == len(letters))
