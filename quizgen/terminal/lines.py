"""Gives an item as lines of text, and typed lines as a response; knows no marks, and asks nobody."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from quizgen.grading.marks import DONT_KNOW, HAD, MISSED, Response
from quizgen.questions.types import in_words
from quizgen.quiz.quiz import (
    ChoiceItem,
    Item,
    ListItem,
    MatchingItem,
    NumberItem,
    OrderingItem,
    PassageItem,
    ShortAnswerItem,
    TrueFalseItem,
)
from quizgen.terminal.feedback import shown as media_shown
from quizgen.text.markup import plain
from quizgen.text.wording import capital

_UNSEEN = dict.fromkeys(
    (*range(32), *range(127, 160), *range(55296, 57344)), "�"
)  # would steer a terminal


class NotAResponseError(ValueError):
    """Text that cannot be a response to the item; its message says what can."""


def body(item: Item) -> list[str]:
    """What is asked, without the key, in plain words: the stem and its media, then options, passage or lines."""
    lines = [plain(item.stem)] if item.stem else []
    lines += [each.words for each in media_shown(item, "question")]
    if isinstance(item, MatchingItem):
        lines += [f"  {number}. {plain(left)}" for number, left in enumerate(item.left, start=1)]
    if isinstance(item, ChoiceItem | OrderingItem | MatchingItem):
        lines += [
            f"  {option.letter}) {in_words(option.text, option.media)}" for option in item.options
        ]
    if isinstance(item, PassageItem):
        lines += _passage(item)
    return lines


def wrapped(line: str, width: int) -> str:
    """A line broken at so many characters, what follows indented below it, and nothing in it that steers a terminal."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return "\n".join(
        textwrap.wrap(line.translate(_UNSEEN), max(20, width), subsequent_indent=indent)
    )


def instruction(item: Item) -> str:
    """What may be typed to answer the item."""
    if isinstance(item, ChoiceItem):
        return "one letter" if item.type == "choice" else "every letter that applies, such as: A C"
    if isinstance(item, TrueFalseItem):
        return "true or false"
    if isinstance(item, ShortAnswerItem):
        return "your answer" if item.typed else "say it to yourself; Enter shows the answer"
    if isinstance(item, NumberItem):
        return f"a number in {plain(item.unit)}" if item.unit else "a number"
    if isinstance(item, OrderingItem):
        return "all letters in order, such as: B A C"
    if isinstance(item, ListItem):
        return "one a line, in any order; an empty line ends"
    if isinstance(item, MatchingItem):
        return "a letter for each line"
    return "a text for each gap"


def prompts(item: Item) -> list[str]:
    """The prompt of each line that the item wants; of a list, any number of lines under the one prompt."""
    if isinstance(item, PassageItem) and len(item.blanks) > 1:
        return [f"({blank.number}) " for blank in item.blanks]
    if isinstance(item, MatchingItem):
        return [f"{number}. {plain(left)}: " for number, left in enumerate(item.left, start=1)]
    return ["- "] if isinstance(item, ListItem) else ["> "]


def parse(item: Item, lines: Sequence[str]) -> Response:
    """The response in these lines, one for each of the item's prompts.

    Raises NotAResponseError where letters are wanted and something else is given.
    """
    texts = tuple(line.strip() for line in lines)
    if texts == DONT_KNOW:
        return DONT_KNOW
    if isinstance(item, TrueFalseItem):
        word = texts[0].casefold()
        if not word or not any(full.startswith(word) for full in ("true", "false")):
            raise NotAResponseError("type true or false (t or f)")
        return ("true",) if word.startswith("t") else ("false",)
    if isinstance(item, ChoiceItem | OrderingItem):
        letters = _letters(item, texts[0])
        if item.type == "choice" and len(letters) != 1:
            raise NotAResponseError("type one letter")
        if isinstance(item, OrderingItem) and len(letters) != len(item.options):
            raise NotAResponseError(f"type each of the {len(item.options)} letters once, in order")
        return letters
    if isinstance(item, MatchingItem):
        if len(texts) == 1 < len(item.left):  # all in one line
            texts = _letters(item, texts[0])
        if len(texts) != len(item.left):
            raise NotAResponseError(f"type {len(item.left)} letters, one for each line")
        return tuple("".join(_letters(item, text)[:1]) if text else "" for text in texts)
    if isinstance(item, ShortAnswerItem) and not item.typed:
        return HAD if texts[0].casefold().startswith(("y", "+")) else MISSED
    if isinstance(item, PassageItem) and len(item.blanks) > 1 and len(texts) == 1:
        texts = tuple(text.strip() for text in texts[0].split(";"))
    return texts


def _letters(item: ChoiceItem | OrderingItem | MatchingItem, text: str) -> tuple[str, ...]:
    """The letters meant by a text such as `A C`, `a,c`, `ac` or `1 3`."""
    known = [option.letter for option in item.options]
    words = re.split(r"[\s,;]+", text.strip().upper())
    if len(words) == 1 and words[0] not in known and not words[0].isdigit():
        words = list(words[0])
    letters = [
        known[int(word) - 1] if word.isdecimal() and 0 < int(word) <= len(known) else word
        for word in words
    ]
    if not letters or any(letter not in known for letter in letters):
        raise NotAResponseError(f"type letters from {known[0]} to {known[-1]}")
    unique = tuple(dict.fromkeys(letters))
    if len(unique) < len(letters) and not isinstance(item, MatchingItem):
        raise NotAResponseError("type each letter only once")
    return unique if not isinstance(item, MatchingItem) else tuple(letters)


def _passage(item: PassageItem) -> list[str]:
    shown = item.passage

    def text(cell: Sequence[str | int]) -> str:
        return "".join(
            plain(piece) if isinstance(piece, str) else _gap(item, piece) for piece in cell
        )

    lines = [f"{plain(shown.title)}:"] if shown.title and not item.stem else []
    for number, line in enumerate(shown.lines, start=1):
        cells = [text(cell) for cell in line.cells]
        if shown.layout == "grid":
            # A cell a line, each with its column: a table can be heard as well as seen.
            lines += [f"  {capital(plain(line.label))}"] if line.label else []
            columns = map(capital, map(plain, shown.columns))
            lines += [
                f"    {column}: {cell or '–'}" for column, cell in zip(columns, cells, strict=True)
            ]
        elif shown.layout == "chain":
            lines.append(f"  {number}. {' = '.join(cells)}")
        elif shown.layout == "bullets":
            lines += [f"  {capital(plain(line.label))}:"] if line.label else []
            lines += [f"  - {cell}" for cell in cells]
        else:
            lines.append("  " + " ".join(cells))
    return lines


def _gap(item: PassageItem, number: int) -> str:
    blank = item.blanks[number - 1]
    place = f"({number}) ____" if len(item.blanks) > 1 else "____"
    return f"{place} ({plain(blank.hint)})" if blank.hint else place
