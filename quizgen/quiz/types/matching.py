"""Put lines that are each to be given an option."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from quizgen.grading import Lexicon
from quizgen.grading.marks import Mark, Response, Verdict, is_unknown, texts_of
from quizgen.questions.distractors import lay_out, rank
from quizgen.questions.question import Matching
from quizgen.quiz.selection import Candidate
from quizgen.quiz.types.choice import NO_SUCH_OPTION
from quizgen.quiz.types.item import (
    A_WRITTEN_LINE,
    LONGEST_KEPT,
    RIGHT,
    WRONG,
    BaseItem,
    Draw,
    NotAResponseError,
    Option,
    Sought,
    VerdictRow,
    by_letter,
    in_letters,
    lettered,
    mark_of,
    option_lines,
    parse_letters,
    picked_part,
    plain_by_letter,
    points_for_picks,
)
from quizgen.text.answer_forms import clean
from quizgen.text.markup import escaped, plain
from quizgen.text.wording import Wording


class MatchingItem(BaseItem):
    """Lines on the left, each to be given the letter of an option; one may serve several."""

    types: ClassVar[tuple[str, ...]] = ("matching",)

    type: Literal["matching"]
    left: tuple[str, ...]
    options: tuple[Option, ...]
    keys: tuple[str, ...]

    @classmethod
    def own_data(cls, candidate: Candidate, draw: Draw) -> dict[str, Any]:
        question = candidate[0]
        assert isinstance(question, Matching)
        pairs = sorted(question.pairs, key=lambda pair: rank(draw.key, question.id, pair[0]))
        options = lettered(lay_out(draw.key, question.id, question.options, draw.language))
        letters = {option.text: option.letter for option in options}
        return {
            "left": tuple(left for left, _ in pairs),
            "options": options,
            "keys": tuple(letters[right] for _, right in pairs),
            "points": points_for_picks(len(pairs), len(options)),
        }

    def response_of(self, response: Response) -> Response:
        return super().response_of(in_letters(response, self.options))

    def mark_texts(self, texts: tuple[str, ...], lexicon: Lexicon) -> Mark:
        words = plain_by_letter(self.options)
        unknown = is_unknown(texts)
        parts = []
        for place, key in enumerate(self.keys):
            letter = clean(texts[place], LONGEST_KEPT).upper() if place < len(texts) else ""
            verdict, note = Verdict.WRONG, ""
            if unknown or is_unknown([letter]):
                verdict, letter = Verdict.DONT_KNOW, ""
            elif not letter:
                verdict = Verdict.MISSING
            elif letter == key:
                verdict = Verdict.RIGHT
            elif letter not in words:
                note = NO_SUCH_OPTION
            parts.append(picked_part(self.id, verdict, words.get(letter, letter), words[key], note))
        return mark_of(parts, texts[len(self.keys) :])

    def own_rows(
        self, response: Response, mark: Mark, words: Wording
    ) -> tuple[list[VerdictRow], str]:
        texts = by_letter(self.options)
        letters = texts_of(response)
        rows = []
        for place, (left, key) in enumerate(zip(self.left, self.keys, strict=True)):
            letter = letters[place] if place < len(letters) else ""
            text = texts.get(letter, escaped(letter))
            if letter == key:
                rows.append(VerdictRow(RIGHT, left, text, ""))
            else:
                rows.append(VerdictRow(WRONG, left, text, texts[key]))
        return rows, ""

    def own_view(self) -> dict[str, Any]:
        return {"options": self.options, "left": self.left}

    recalled: ClassVar[bool] = False

    def reading(self) -> list[str]:
        stem = plain(self.stem)
        return [stem, *(f"{stem} {plain(left)}" for left in self.left)]

    def offers(self) -> list[str]:
        return [plain(option.text) for option in self.options]

    def sought(self) -> list[Sought]:
        texts = plain_by_letter(self.options)
        pairs = zip(self.left, self.keys, strict=True)
        return [Sought((texts[letter],), plain(left), plain(left)) for left, letter in pairs]

    @property
    def own_room(self) -> float:
        return A_WRITTEN_LINE * max(len(self.left), len(self.options))

    def own_lines(self, words: Wording) -> list[str]:
        left = [f"  {number}. {plain(left)}" for number, left in enumerate(self.left, start=1)]
        return left + option_lines(self.options, words)

    def prompts(self, words: Wording) -> list[str]:
        return [f"{number}. {plain(left)}: " for number, left in enumerate(self.left, start=1)]

    def parse_texts(self, texts: tuple[str, ...], words: Wording) -> Response:
        if len(texts) == 1 < len(self.left):  # all in one line
            texts = parse_letters(self.options, texts[0], once=False)
        if len(texts) != len(self.left):
            raise NotAResponseError(f"type {len(self.left)} letters, one for each line")
        letters = []
        for text in texts:
            first = parse_letters(self.options, text, once=False)[:1] if text else ()
            letters.append("".join(first))
        return tuple(letters)

    @property
    def parts(self) -> int:
        return len(self.keys)

    def key_lines(self, words: Wording) -> list[str]:
        texts = by_letter(self.options)
        return [f"{n}. {letter}  {texts[letter]}" for n, letter in enumerate(self.keys, start=1)]

    def short_key(self, words: Wording) -> str:
        return " ".join(self.keys)
