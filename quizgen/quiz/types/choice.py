"""Put a choice: one key, or several, among options with letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar, Literal, Self

from quizgen.grading import Lexicon
from quizgen.grading.marks import Mark, Response, Verdict, texts_of
from quizgen.questions.distractors import FEWEST, lay_out, rank
from quizgen.questions.question import AnyChoice, Choice, Media
from quizgen.quiz.selection import Candidate
from quizgen.quiz.types.item import (
    LETTERS_A_ROW,
    RIGHT,
    WRONG,
    BaseItem,
    Draw,
    NotAResponseError,
    Option,
    Sought,
    VerdictRow,
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
from quizgen.text.markup import plain
from quizgen.text.sameness import ascending
from quizgen.text.wording import Wording

LETTERS_AROUND = 8  # of an option: its own letter, and the space to the next
NO_SUCH_OPTION = "there is no such option"
MOST_OF_SEVERAL = 5  # options among which several are right: an odd number has no half


class ChoiceItem(BaseItem):
    """One key, or several, among options with letters; a reason for each wrong one."""

    types: ClassVar[tuple[str, ...]] = ("choice", "multiple-choice")

    type: Literal["choice", "multiple-choice"]
    options: tuple[Option, ...]
    keys: tuple[str, ...]
    reasons: dict[str, str]

    @property
    def single(self) -> bool:
        """Whether just one option is to be chosen."""
        return self.type == "choice"

    @classmethod
    def own_data(cls, candidate: Candidate, draw: Draw) -> dict[str, Any]:
        question = candidate[0]
        assert isinstance(question, AnyChoice)
        texts = question.options if isinstance(question, Choice) else _offered(question, draw.seed)
        options = lettered(lay_out(draw.key, question.id, texts, draw.language))
        letters = {option.text: option.letter for option in options}
        taught = [each for each in question.distractors if not each.repeats]
        media = question.about.option_media
        return {
            "options": tuple(
                each.model_copy(update={"media": media.get(each.text, ())}) for each in options
            ),
            "keys": tuple(each.letter for each in options if each.text in question.keys),
            "reasons": dict(
                sorted(
                    (letters[each.text], each.because) for each in taught if each.text in letters
                )
            ),
            # Points stand on the sheet, so they must not tell how many keys there are.
            "points": 1 if isinstance(question, Choice) else points_for_picks(len(options)),
        }

    @property
    def movable(self) -> bool:
        """Whether its one key may stand at any letter; values stand in rising order."""
        return self.single and ascending([each.text for each in self.options]) is None

    def with_key_at(self, letter: str) -> Self:
        """Return the item with its key at a letter, and at the key's what stood there."""
        places = [option.letter for option in self.options]
        own, other = places.index(self.keys[0]), places.index(letter)
        if own == other:
            return self
        options = list(self.options)
        options[own], options[other] = options[other], options[own]
        now = {option.letter: place for option, place in zip(options, places, strict=True)}
        settled = (option.model_copy(update={"letter": now[option.letter]}) for option in options)
        reasons = {now[each]: reason for each, reason in self.reasons.items()}
        changes = {"options": tuple(settled), "keys": (letter,)}
        return self.model_copy(update=changes | {"reasons": dict(sorted(reasons.items()))})

    def response_of(self, response: Response) -> Response:
        return super().response_of(in_letters(response, self.options))

    def mark_texts(self, texts: tuple[str, ...], lexicon: Lexicon) -> Mark:
        letters = letters_in(texts)
        if self.single:
            return self._mark_of_one(letters)
        return self._mark_of_several(letters)

    def _mark_of_one(self, letters: list[str]) -> Mark:
        words = plain_by_letter(self.options)
        answer = "".join(words.get(key, "") for key in self.keys[:1])
        if names_nothing(letters):
            return mark_of_none(self.id, letters, answer)
        if len(letters) > 1:
            note = "one option is asked"
            part = picked_part(self.id, Verdict.WRONG, " ".join(letters), answer, note)
            return Mark(0.0, (part,))
        [letter] = letters
        if letter in self.keys:
            return Mark(1.0, (picked_part(self.id, Verdict.RIGHT, words[letter], answer),))
        text, note = words.get(letter, letter), self._against(letter)
        return Mark(0.0, (picked_part(self.id, Verdict.WRONG, text, answer, note),))

    def _mark_of_several(self, letters: list[str]) -> Mark:
        """Return the hits less the false marks, of the keys; never below nothing."""
        words = plain_by_letter(self.options)
        if names_nothing(letters):
            return mark_of_none(self.id, letters, "; ".join(words[key] for key in self.keys))
        parts = []
        for key in self.keys:
            if key in letters:
                parts.append(picked_part(self.id, Verdict.RIGHT, words[key], words[key]))
            else:
                parts.append(picked_part(self.id, Verdict.MISSING, "", words[key]))
        false = [letter for letter in letters if letter not in self.keys]
        for letter in false:
            text, note = words.get(letter, letter), self._against(letter)
            parts.append(picked_part(self.id, Verdict.WRONG, text, "", note))
        hits = len(letters) - len(false)
        return Mark(max(0.0, (hits - len(false)) / len(self.keys)), tuple(parts))

    def _against(self, letter: str) -> str:
        """Return why an option is wrong, in plain words."""
        if not any(option.letter == letter for option in self.options):
            return NO_SUCH_OPTION
        return plain(self.reasons.get(letter, ""))

    def own_rows(
        self, response: Response, mark: Mark, words: Wording
    ) -> tuple[list[VerdictRow], str]:
        """Return the options that were chosen or should have been, each with what is against it.

        For one key, then the key.
        """
        chosen = texts_of(response)
        missed = words.say("row.not-chosen")
        rows = []
        for option in self.options:
            key = option.letter in self.keys
            if option.letter in chosen:
                note = "" if key else self.reasons.get(option.letter, "")
                sign = RIGHT if key else WRONG
                rows.append(VerdictRow(sign, option.letter, option.text, "", note))
            elif key and not self.single:
                rows.append(VerdictRow(WRONG, option.letter, "", option.text, missed))
        if not self.single or set(chosen) == set(self.keys):
            return rows, ""
        return rows, "; ".join(f"{each.letter}. {each.text}" for each in self._key_options())

    def own_view(self) -> dict[str, Any]:
        return {"options": self.options}

    recalled: ClassVar[bool] = False

    def offers(self) -> list[str]:
        return [plain(option.text) for option in self.options]

    def sought(self) -> list[Sought]:
        return [Sought((plain(each.text),), plain(self.stem)) for each in self._key_options()]

    @property
    def own_room(self) -> float:
        longest = max(len(plain(option.text)) for option in self.options)
        beside = max(1, min(4, LETTERS_A_ROW // (longest + LETTERS_AROUND)))
        return -(-len(self.options) // beside)

    def own_lines(self, words: Wording) -> list[str]:
        return option_lines(self.options, words)

    def parse_texts(self, texts: tuple[str, ...], words: Wording) -> Response:
        letters = parse_letters(self.options, texts[0], once=True)
        if self.single and len(letters) != 1:
            raise NotAResponseError("type one letter")
        return letters

    def key_lines(self, words: Wording) -> list[str]:
        return [f"{option.letter}  {option.text}" for option in self._key_options()]

    def short_key(self, words: Wording) -> str:
        return " ".join(self.keys)

    def against(self) -> list[str]:
        return [f"{letter}: {reason}" for letter, reason in self.reasons.items()]

    def credit(self, words: Wording) -> str:
        if self.single:
            return ""
        return words.say("credit.multiple-choice", points=self.points, keys=len(self.keys))

    def key_media(self) -> Iterator[Media]:
        yield from self.media
        for option in self._key_options():
            yield from (replace(each, side="answer") for each in option.media)

    def _key_options(self) -> list[Option]:
        return [option for option in self.options if option.letter in self.keys]


def _offered(question: AnyChoice, seed: str) -> tuple[str, ...]:
    """Return the options that a test offers, the same in all its variants.

    Were all of them offered, half would be right again and again. So a key is left out here, a
    wrong option there.
    """
    order = sorted(question.options, key=lambda text: rank(seed, question.id, text))
    keys = [text for text in order if text in question.keys]
    wrong = [text for text in order if text not in question.keys]
    if len(order) <= MOST_OF_SEVERAL:
        return question.options
    is_shorter = rank(seed, question.id, "keys")[0] % 2 == 0
    number = max(FEWEST, len(keys) - is_shorter)
    kept = {*keys[:number], *wrong[: MOST_OF_SEVERAL - number]}
    return tuple(text for text in question.options if text in kept)
