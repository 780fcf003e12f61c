"""Read the plain text of text2qti: numbered questions whose right options have an asterisk."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quizgen.importing.readers.items import ScoredOption, answer_of, choice_of, item_note, middle
from quizgen.importing.readers.marked_text import markdown_html
from quizgen.importing.readers.sample import Sample
from quizgen.importing.source_notes import Item, Loss, Source, SourceOption

_QUESTION = re.compile(r"(\d{1,4})[.)]\s+(\S.*)")
_CHOICE = re.compile(r"(\*?)\s?([a-zA-Z])\)\s+(\S.*)")
_SEVERAL = re.compile(r"\[(\*?)\s?\]\s+(\S.*)")
_SHORT = re.compile(r"\*\s+(\S.*)")
_NUMBER = re.compile(r"=\s+(\S.*)")
_FEEDBACK = re.compile(r"(\.\.\.|\+|-)\s+(\S.*)")
_FREE = re.compile(r"(_{3,}|\^{3,})\s*")
_HEAD = re.compile(r"(Quiz title|Quiz description|Title|Points|Text title|Text):\s*(.*)")
_OPTION_OF_QUIZ = re.compile(r"[a-z][a-z ]+:\s*(?:true|false|\d+)\s*$|GROUP|END_GROUP|pick:|%")
_TOLERANCE = re.compile(r"(\S+)\s*(?:\+-|±)\s*(\S+)")
_RANGE = re.compile(r"\[\s*(\S+?)\s*,\s*(\S+?)\s*\]")


@dataclass(slots=True)
class _Draft:
    """A question as far as it was read."""

    line: int
    stem: str
    title: str = ""
    scores: list[tuple[str, bool]] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)  # of each option
    why: list[str] = field(default_factory=list)
    type: str = ""


def is_text2qti(sample: Sample) -> bool:
    """Tell whether a text has numbered questions with marked answers below them."""
    lines = [line.strip() for line in sample.head.split("\n")]
    questions = sum(bool(_QUESTION.fullmatch(line)) for line in lines)
    choices = [match for line in lines if (match := _CHOICE.fullmatch(line))]
    several = [match for line in lines if (match := _SEVERAL.fullmatch(line))]
    marked = sum(bool(match[1]) for match in (*choices, *several))
    typed = sum(bool(_NUMBER.fullmatch(line)) for line in lines)
    is_headed = any(line.startswith("Quiz title:") for line in lines)
    return questions > 0 and (marked > 0 or (is_headed and typed > 0)) and "\t" not in sample.head


def read_text2qti(sample: Sample) -> Source:
    """Return the questions of a text."""
    source = sample.source("text2qti")
    reader = _Reader(source)
    text = re.sub(
        r"(?ms)^COMMENT$.*?^END_COMMENT$",
        lambda match: "\n" * match[0].count("\n"),
        sample.small_text(),
    )
    for number, line in enumerate(text.split("\n"), 1):
        reader.take(number, line.rstrip())
    reader.end()
    return source


class _Reader:
    """A reader of lines, each of which begins something or goes on with it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.draft: _Draft | None = None
        self.title = ""
        self._last = ""  # what an indented line goes on with

    def take(self, number: int, line: str) -> None:
        """Take a line."""
        text = line.strip()
        if not text or text.startswith("%"):
            return
        if line[:1].isspace() and self.draft is not None and not _begins(text):
            self._go_on(text)
        elif question := _QUESTION.fullmatch(text):
            self.end()
            self.draft, self._last = _Draft(number, question[2], self.title), "stem"
            self.title = ""
        elif head := _HEAD.fullmatch(text):
            self._head(head[1], head[2], number)
        elif self.draft is None:
            if not _OPTION_OF_QUIZ.match(text):
                self._lose(number, "a line that belongs to no question")
        else:
            self._answer(self.draft, text)

    def _head(self, what: str, value: str, number: int) -> None:
        if what == "Quiz title":
            self.source.title = value or self.source.title
        elif what in ("Title", "Points"):
            self.end()
            self.title = value if what == "Title" else self.title
        else:
            self.end()
            if what == "Text":
                self._lose(number, "a text that asks nothing")

    def _answer(self, draft: _Draft, text: str) -> None:
        if choice := _CHOICE.fullmatch(text):
            self._option(draft, "choice", choice[3], right=bool(choice[1]))
        elif several := _SEVERAL.fullmatch(text):
            self._option(draft, "several", several[2], right=bool(several[1]))
        elif short := _SHORT.fullmatch(text):
            self._option(draft, "short", short[1], right=True)
        elif number := _NUMBER.fullmatch(text):
            self._option(draft, "number", number[1], right=True)
        elif feedback := _FEEDBACK.fullmatch(text):
            if feedback[1] == "..." and draft.scores:
                draft.feedback[-1], self._last = feedback[2], "feedback"
            elif feedback[1] != "-":
                draft.why.append(feedback[2])
                self._last = "why"
            else:
                self._last = ""
        elif _FREE.fullmatch(text):
            draft.type = "free"
        else:
            self._go_on(text)

    def _option(self, draft: _Draft, type: str, text: str, *, right: bool) -> None:
        draft.type = draft.type or type
        draft.scores.append((text, right))
        draft.feedback.append("")
        self._last = "option"

    def _go_on(self, text: str) -> None:
        draft = self.draft
        assert draft is not None
        if self._last == "option":
            words, right = draft.scores[-1]
            draft.scores[-1] = (f"{words}\n{text}", right)
        elif self._last == "feedback":
            draft.feedback[-1] += f"\n{text}"
        elif self._last == "why":
            draft.why[-1] += f"\n{text}"
        elif self._last == "stem":
            draft.stem += f"\n{text}"

    def end(self) -> None:
        """Add the question that was read to the source, or say why it is none."""
        draft, self.draft = self.draft, None
        if draft is None:
            return
        lost: list[str] = []
        item = _item(draft, lost)
        for why in lost:
            self._lose(draft.line, why)
        if item is not None:
            place = f"{self.source.name}:{draft.line}"
            self.source.notes.append(item_note(item, place, name=draft.title))

    def _lose(self, number: int, why: str) -> None:
        self.source.losses.append(Loss(f"{self.source.name}:{number}", why))


def _begins(text: str) -> bool:
    """Tell whether an indented line begins an option all the same."""
    return bool(_CHOICE.fullmatch(text) or _SEVERAL.fullmatch(text))


def _item(draft: _Draft, lost: list[str]) -> Item | None:
    stem, why = markdown_html(draft.stem), markdown_html("\n\n".join(draft.why))
    if draft.type == "free":
        lost.append("a question that is answered in free text has no key")
        return None
    if not draft.scores:
        lost.append("a question without an answer")
        return None
    if draft.type == "number":
        return _number(draft, stem, why, lost)
    scores = [
        ScoredOption(SourceOption(markdown_html(text), markdown_html(told)), 100.0 * right, right)
        for (text, right), told in zip(draft.scores, draft.feedback, strict=True)
    ]
    if draft.type == "short":
        return answer_of("short", stem, scores, why, lost)
    return choice_of(stem, scores, why, lost, several=draft.type == "several")


def _number(draft: _Draft, stem: str, why: str, lost: list[str]) -> Item | None:
    text, tolerance = draft.scores[0][0], ""
    if match := _TOLERANCE.fullmatch(text):
        text, tolerance = match[1], match[2]
    elif match := _RANGE.fullmatch(text):
        span = f"{match[1]}–{match[2]}"
        text, tolerance = middle(match[1], match[2]) or (span, "")
        # The middle is no more right than the ends are: the range is told as well.
        why = "<br>".join(filter(None, (why, span if tolerance not in ("", "0") else "")))
    return answer_of(
        "number", stem, [ScoredOption(SourceOption(text), 100.0)], why, lost, tolerance
    )
