"""Gives what a person is told of a finished answer and of a sitting, as plain data; knows no terminal.

Texts carry the markup of their author; what a person gave, and what is made here, has none and is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from quizgen.grading.marks import DONT_KNOW, HAD, MISSED, Mark, Part, Response, Verdict
from quizgen.questions.types import Media
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
from quizgen.session import Answer, Score, Session
from quizgen.text.markup import escaped, plain

RIGHT, PARTLY, WRONG = "✓", "~", "✗"

SIGNS = {
    Verdict.RIGHT: RIGHT,
    Verdict.SLIP: RIGHT,
    Verdict.CLOSE: PARTLY,
    Verdict.CONFUSED: WRONG,
    Verdict.WRONG: WRONG,
    Verdict.MISSING: WRONG,
    Verdict.DONT_KNOW: WRONG,
}

WORDS = {
    Verdict.RIGHT: "Right",
    Verdict.SLIP: "Right",
    Verdict.CLOSE: "Close",
    Verdict.CONFUSED: "Wrong",
    Verdict.WRONG: "Wrong",
    Verdict.MISSING: "Not answered",
    Verdict.DONT_KNOW: "Not known",
}

TYPES = {
    "choice": "multiple choice",
    "multiple-choice": "all that apply",
    "true-false": "true or false",
    "matching": "matching",
    "ordering": "ordering",
    "cloze": "gaps",
    "table": "table",
    "list": "list",
    "short-answer": "short answer",
    "number": "number",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was asked: a sign where it was judged, what was given, what is right, and a note.

    `label` is an option's letter, the number of a gap or of a place, or the line to be matched. `given` is empty where
    nothing was given; `answer` is empty where nothing needs to be said beside what was given. One of them is there.
    """

    sign: str
    label: str
    given: str
    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person is told of an answer: a verdict as sign and word, then one row for each thing that was asked.

    `detail` says more of the verdict; `points` is empty for practice, which scores nothing. `right` is the right answer
    in one line where the rows do not say it. `reasons` begin with why the answer is right. `media` is shown only with
    the answer.
    """

    sign: str
    word: str
    detail: str
    points: str
    rows: tuple[Row, ...]
    right: str
    reasons: tuple[str, ...]
    sources: tuple[str, ...]
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """The score of some of the questions, under their common name in plain words."""

    name: str
    score: Score


@dataclass(frozen=True, slots=True)
class Confusion:
    """A known term that was given for another, and how often; in plain words."""

    given: str
    meant: str
    times: int


@dataclass(frozen=True, slots=True)
class Summary:
    """How a sitting went."""

    score: Score
    topics: tuple[Tally, ...]
    types: tuple[Tally, ...]
    confusions: tuple[Confusion, ...]
    missed: tuple[Item, ...]
    unanswered: int


# An answer ------------------------------------------------------------------------------------------------------------


def feedback(item: Item, answer: Answer) -> Feedback:
    """What a person is told of this answer."""
    mark = answer.mark
    rows, right = _rows(item, answer.response, mark)
    sign, word, detail = verdict(mark)
    points = (
        ""
        if answer.practice
        else f"{amount(mark.share * item.points)} of {counted(item.points, 'point')}"
    )
    reasons = [each for each in (item.because, item.why) if each]
    return Feedback(
        sign,
        word,
        detail,
        points,
        tuple(rows),
        right,
        tuple(reasons),
        item.sources,
        shown(item, "answer"),
    )


def shown(item: Item, side: str) -> tuple[Media, ...]:
    """The pictures and sounds that are shown with the question, or with the answer."""
    return tuple(each for each in item.media if each.side == side)


def unanswered(item: Item) -> Feedback:
    """What is said of an item that was never answered: what would have been right."""
    match item:
        case PassageItem():
            found = [(blank.question, blank.answer) for blank in item.blanks]
        case ListItem():
            found = [(item.id, names[0]) for names in item.members]
        case ShortAnswerItem() | NumberItem():
            found = [(item.id, item.answer)]
        case _:
            found = [(item.id, "")]
    parts = tuple(Part(question, Verdict.MISSING, "", answer) for question, answer in found)
    return feedback(item, Answer(item.id, (), Mark(0, parts), at=0))


def verdict(mark: Mark) -> tuple[str, str, str]:
    """The sign, the word and the detail for a mark."""
    if mark.overridden:
        return (
            (RIGHT, "Right", "as you decided") if mark.right else (WRONG, "Wrong", "as you decided")
        )
    found = mark.verdict
    if found is Verdict.MISSING and mark.extras:
        found = Verdict.WRONG
    if not mark.right and mark.share > 0:
        return PARTLY, "Partly right", ""
    detail = ""
    if found is Verdict.SLIP:
        detail = "mind the spelling"
    elif found is Verdict.CLOSE:
        detail = "you may count it"
    elif found is Verdict.CONFUSED:
        names = dict.fromkeys(part.confused_with for part in mark.parts if part.confused_with)
        detail = "another term" + (f": {', '.join(names)}" if names else "")
    return SIGNS[found], WORDS[found], detail


def lines(told: Feedback) -> list[str]:
    """The feedback as lines in plain words, not wrapped."""
    verdict = f"{told.sign} {told.word}" + (f" ({told.detail})" if told.detail else "")
    shown = [verdict + (f" · {told.points}" if told.points else "")]
    shown += [row_line(row) for row in told.rows]
    if told.right:
        shown.append(f"Answer: {plain(told.right)}")
    shown += map(plain, told.reasons)
    shown += (each.words for each in told.media)
    if told.sources:
        shown.append(f"Source: {'; '.join(map(plain, told.sources))}")
    return shown


def row_line(row: Row) -> str:
    """A row in one line, in plain words."""
    text = " → ".join(plain(each) for each in (row.given, row.answer) if each)
    return f"{row.sign or ' '} {label_of(row)}{text}" + (
        f" ({plain(row.note)})" if row.note else ""
    )


def label_of(row: Row) -> str:
    """What stands before a row, in plain words: a letter or number with a point, a line with a colon, or nothing."""
    label = plain(row.label)
    return f"{label}{'.' if len(label) <= 3 else ':'} " if label else ""


def _rows(item: Item, response: Response, mark: Mark) -> tuple[list[Row], str]:
    """What was asked, thing by thing, and the right answer where that does not say it."""
    match item:
        case ChoiceItem():
            return _options(item, response)
        case TrueFalseItem():
            return _truth(item, response)
        case OrderingItem():
            return _places(item, response), ""
        case MatchingItem():
            return _pairs(item, response), ""
        case PassageItem():
            answers = [blank.answer for blank in item.blanks]
            parts = zip(mark.parts, answers, strict=False)
            return [
                _part(part, answer, str(number)) for number, (part, answer) in enumerate(parts, 1)
            ], ""
        case ListItem():
            members = [
                replace(
                    _part(part, names[0]),
                    note=escaped(part.note) or ("" if part.response else "not named"),
                )
                for part, names in zip(mark.parts, item.members, strict=False)
            ]
            return [
                *members,
                *(Row(WRONG, "", escaped(extra), "", "not asked for") for extra in mark.extras),
            ], ""
        case ShortAnswerItem() | NumberItem():
            if response in (HAD, MISSED, DONT_KNOW):
                return [], item.answer
            rows = [_part(part, item.answer) for part in mark.parts if part.response]
            same = mark.right and rows and plain(rows[0].given) == plain(item.answer)
            said = same or any(row.answer for row in rows)
            accuracy = (
                f"{item.answer} ({item.tolerance})"
                if isinstance(item, NumberItem) and item.tolerance
                else ""
            )
            return rows, accuracy or ("" if said else item.answer)


def _part(part: Part, answer: str, label: str = "") -> Row:
    """What was typed for an answer, which is given as its author wrote it."""
    given = "" if part.verdict is Verdict.DONT_KNOW else part.response
    note = part.note
    if part.confused_with and part.confused_with != given:
        note = "; ".join(filter(None, (f"that is {part.confused_with}", note)))
    elif part.verdict is Verdict.CLOSE and not note:
        note = "close"
    same = part.verdict is Verdict.RIGHT and plain(answer).casefold() == given.casefold()
    return Row(SIGNS[part.verdict], label, escaped(given), "" if same else answer, escaped(note))


def _options(item: ChoiceItem, response: Response) -> tuple[list[Row], str]:
    """The options that were chosen or should have been, each with the reason against it; for one key, then the key."""
    rows = []
    for option in item.options:
        chosen, key = option.letter in response, option.letter in item.keys
        reason = item.reasons.get(option.letter, "")
        if chosen:
            rows.append(
                Row(RIGHT if key else WRONG, option.letter, option.text, "", "" if key else reason)
            )
        elif key and item.type == "multiple-choice":
            rows.append(Row(WRONG, option.letter, "", option.text, "not chosen"))
    if item.type == "multiple-choice" or set(response) == set(item.keys):
        return rows, ""
    return rows, "; ".join(
        f"{option.letter}. {option.text}" for option in item.options if option.letter in item.keys
    )


def _truth(item: TrueFalseItem, response: Response) -> tuple[list[Row], str]:
    said = {"true": True, "false": False}.get("".join(response))
    given = "" if said is None else str(said)
    rows = [Row(RIGHT if said is item.truth else WRONG, "", given, "")] if given else []
    if not item.truth and item.correction:
        return rows, f"False. {item.correction}"
    return rows, "" if said is item.truth else str(item.truth)


def _places(item: OrderingItem, response: Response) -> list[Row]:
    """The right order, place by place, and what was put there. Tied options may stand in any order."""
    texts = {option.letter: option.text for option in item.options}
    given = [] if response == DONT_KNOW else list(response)
    rows: list[Row] = []
    for tied in item.order:
        start = len(rows)
        there = given[start : start + len(tied)]
        kept = [letter for letter in there if letter in tied]
        rest = iter(letter for letter in tied if letter not in kept)
        for offset in range(len(tied)):
            letter = there[offset] if offset < len(there) else ""
            note = "tied" if len(tied) > 1 else ""
            if letter in tied:
                rows.append(Row(RIGHT, str(start + offset + 1), texts[letter], "", note))
            else:
                wrong = texts.get(letter, escaped(letter))
                rows.append(Row(WRONG, str(start + offset + 1), wrong, texts[next(rest)], note))
    return rows


def _pairs(item: MatchingItem, response: Response) -> list[Row]:
    texts = {option.letter: option.text for option in item.options}
    given = [] if response == DONT_KNOW else [*response]
    rows = []
    for place, (left, key) in enumerate(zip(item.left, item.keys, strict=True)):
        letter = given[place] if place < len(given) else ""
        right = letter == key
        shown = texts.get(letter, escaped(letter))
        rows.append(Row(RIGHT if right else WRONG, left, shown, "" if right else texts[key]))
    return rows


# A sitting ------------------------------------------------------------------------------------------------------------


def summary(session: Session) -> Summary:
    """How the sitting went, by the answers that count; topics and types with the weakest first."""
    first = session.first_answers
    asked = [(session.items[id], answer) for id, answer in first.items()]
    confused = Counter(
        (part.confused_with, part.answer)
        for _, each in asked
        for part in each.mark.parts
        if part.confused_with
    )
    return Summary(
        session.score(),
        _tallies((plain(item.topic) or item.deck, item, answer) for item, answer in asked),
        _tallies((TYPES[item.type], item, answer) for item, answer in asked),
        tuple(Confusion(given, meant, times) for (given, meant), times in confused.most_common()),
        session.missed,
        len(session.unanswered),
    )


def _tallies(named: Iterable[tuple[str, Item, Answer]]) -> tuple[Tally, ...]:
    by_name: dict[str, list[tuple[Item, Answer]]] = {}
    for name, item, answer in named:
        by_name.setdefault(name, []).append((item, answer))
    tallies = []
    for name, found in by_name.items():
        earned = round(sum(answer.mark.share * item.points for item, answer in found), 6)
        points = sum(item.points for item, _ in found)
        tallies.append(
            Tally(
                name,
                Score(earned, points, sum(answer.mark.right for _, answer in found), len(found)),
            )
        )
    return tuple(sorted(tallies, key=lambda tally: (tally.score.share, tally.name)))


def amount(points: float) -> str:
    """Points with at most two decimals, and none that are not needed."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def counted(number: int, noun: str) -> str:
    """A number with its noun, such as `1 point` or `2 points`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def duration(milliseconds: int) -> str:
    """A time as `m:ss`, or `h:mm:ss` from an hour on; begun seconds count."""
    seconds = -(-milliseconds // 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
