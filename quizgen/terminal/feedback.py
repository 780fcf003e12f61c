"""Say what a person is told of an answer and of a sitting, as plain data.

Texts carry the markup of their author; a response, and what is made here, is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from quizgen.grading import Lexicon
from quizgen.grading.marks import Mark, Verdict
from quizgen.history.remarks import LEECH
from quizgen.questions.question import Media
from quizgen.quiz.quiz import Item
from quizgen.quiz.types.item import PARTLY, SIGNS, VerdictRow
from quizgen.sitting import Answer, Outlook, Remark, Score, Session, score_of
from quizgen.text.markup import plain
from quizgen.text.wording import Wording

LONGEST_LETTER = 3  # characters of a label that is a letter or a number, not a line

# The words of a verdict by their name in the wording.
WORDS = {
    Verdict.RIGHT: "right",
    Verdict.SLIP: "right",
    Verdict.CLOSE: "close",
    Verdict.CONFUSED: "wrong",
    Verdict.WRONG: "wrong",
    Verdict.MISSING: "missing",
    Verdict.DONT_KNOW: "unknown",
}


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person is told of an answer: a verdict, then one row for each thing that was asked.

    `detail` says more of the verdict; `points` is empty for practice, which scores nothing.
    `right` is the right answer in one line where the rows do not say it. `reasons` begin with why
    it is right. `media` is shown only with the answer.
    """

    sign: str
    word: str
    detail: str
    points: str
    rows: tuple[VerdictRow, ...]
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
class MixUp:
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
    confusions: tuple[MixUp, ...]
    missed: tuple[Item, ...]
    unanswered: tuple[Item, ...]


# An answer ----------------------------------------------------------------------------------


def feedback(item: Item, answer: Answer, words: Wording) -> Feedback:
    """Return what a person is told of this answer."""
    mark = answer.mark
    rows, right = item.verdict_rows(answer.response, mark, words)
    sign, word, detail = verdict(mark, words)
    points = points_of(mark.share * item.points, item.points, words)
    return Feedback(
        sign,
        word,
        detail,
        "" if answer.practice else points,
        tuple(rows),
        right,
        tuple(filter(None, (item.because, item.why))),
        item.sources,
        item.media_at("answer"),
    )


def unanswered(item: Item, words: Wording) -> Feedback:
    """Return what is said of an item that was never answered: what would have been right."""
    return feedback(item, Answer(item.id, (), item.mark((), Lexicon()), at=0), words)


def verdict(mark: Mark, words: Wording) -> tuple[str, str, str]:
    """Return the sign, the word and the detail for a mark."""
    decisive = mark.verdict
    if mark.overridden:  # whatever the rules said of its parts
        decisive = Verdict.RIGHT if mark.right else Verdict.WRONG
        return SIGNS[decisive], words.say(f"verdict.{WORDS[decisive]}"), words.say("verdict.yours")
    if decisive is Verdict.MISSING and mark.extras:
        decisive = Verdict.WRONG
    if not mark.right and mark.share > 0:
        return PARTLY, words.say("verdict.partly"), ""
    detail = ""
    if decisive is Verdict.SLIP:
        detail = words.say("verdict.spelling")
    elif decisive is Verdict.CLOSE:
        detail = words.say("verdict.may-count")
    elif decisive is Verdict.CONFUSED:
        names = dict.fromkeys(part.confused_with for part in mark.parts if part.confused_with)
        detail = words.say("verdict.another") + (f": {', '.join(names)}" if names else "")
    return SIGNS[decisive], words.say(f"verdict.{WORDS[decisive]}"), detail


def feedback_lines(told: Feedback, words: Wording) -> list[str]:
    """Return the feedback as lines in plain words, not wrapped."""
    detail = f" ({told.detail})" if told.detail else ""
    points = f" · {told.points}" if told.points else ""
    lines = [f"{told.sign} {told.word}{detail}{points}"]
    lines += [row_line(row) for row in told.rows]
    if told.right:
        lines.append(words.say("terminal.answer", answer=plain(told.right)))
    lines += map(plain, told.reasons)
    lines += (each.in_words(words) for each in told.media)
    if told.sources:
        lines.append(words.say("paper.source", names=list(map(plain, told.sources))))
    return lines


def row_line(row: VerdictRow) -> str:
    """Return a row in one line, in plain words."""
    text = " → ".join(plain(each) for each in (row.response, row.answer) if each)
    note = f" ({plain(row.note)})" if row.note else ""
    letters = f" · {row.letters}" if row.letters else ""
    return f"{row.sign or ' '} {label_of(row)}{text}{note}{letters}"


def label_of(row: VerdictRow) -> str:
    """Return what stands before a row, in plain words.

    A letter or number with a point, a line with a colon, or nothing.
    """
    label = plain(row.label)
    if not label:
        return ""
    return f"{label}. " if len(label) <= LONGEST_LETTER else f"{label}: "


def outlook_lines(outlook: Outlook | None, words: Wording, *, rates: bool) -> list[str]:
    """Return when a question comes back and, where it is to be rated, what each rating would do."""
    if outlook is None:
        return []
    lines = [words.say("terminal.back-in", days=outlook.days)]
    if rates:
        grades = [
            words.say("terminal.grade-days", rating=words.say(f"rating.{name}"), days=days)
            for name, days in outlook.by_rating.items()
        ]
        lines.append(" · ".join(grades))
    if outlook.lapses >= LEECH:
        lines.append(words.say("terminal.leech", times=outlook.lapses))
    return lines


def remark_text(remark: Remark, words: Wording) -> str:
    """Return what is said when a person said something of a question."""
    return words.say(f"terminal.did-{remark.kind}")


# A sitting ----------------------------------------------------------------------------------


def summary(session: Session, words: Wording) -> Summary:
    """Return how the sitting went, by the answers that count; topics and types, weakest first."""
    confused = Counter(
        (part.confused_with, part.answer)
        for mark in session.marks.values()
        for part in mark.parts
        if part.confused_with
    )
    return Summary(
        session.score(),
        _tallies(session, lambda item: plain(item.topic) or item.deck),
        _tallies(session, lambda item: item.title(words)),
        tuple(MixUp(given, meant, times) for (given, meant), times in confused.most_common()),
        session.missed,
        session.unanswered,
    )


def _tallies(session: Session, name: Callable[[Item], str]) -> tuple[Tally, ...]:
    by_name: dict[str, list[Item]] = {}
    for item in session.items.values():
        by_name.setdefault(name(item), []).append(item)
    tallies = [Tally(name, score_of(items, session.marks)) for name, items in by_name.items()]
    return tuple(sorted(tallies, key=lambda tally: (tally.score.share, tally.name)))


def points_text(points: float, words: Wording) -> str:
    """Return points with at most two decimals, and none that are not needed."""
    return f"{points:.2f}".rstrip("0").rstrip(".").replace(".", words.decimal)


def points_of(earned: float, points: int, words: Wording) -> str:
    """Return how many points were earned, of how many."""
    return words.say("terminal.points-of", earned=points_text(earned, words), points=points)


def share_text(score: Score, words: Wording) -> str:
    """Return the part that was earned, in percent."""
    return words.say("terminal.share", percent=score.percent)


def duration(milliseconds: int) -> str:
    """Return a time as `m:ss`, or `h:mm:ss` from an hour on; begun seconds count."""
    seconds = -(-milliseconds // 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
