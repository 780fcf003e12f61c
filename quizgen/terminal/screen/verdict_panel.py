"""Show the verdict on an answer, and all that is to be said of it."""

from __future__ import annotations

import re

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from quizgen.quiz.types.item import PARTLY, RIGHT, VerdictRow
from quizgen.terminal.feedback import Feedback, label_of
from quizgen.terminal.screen.answer_area import Plain
from quizgen.terminal.screen.authored_text import AuthoredText, content
from quizgen.text.markup import plain
from quizgen.text.wording import Wording

SHORT = 20  # letters of a note that stands in its row
ROLES = {RIGHT: "right", PARTLY: "partly"}


def role(sign: str) -> str:
    """Return the color that goes with a sign; the sign stands beside it always."""
    return ROLES.get(sign, "wrong")


class VerdictPanel(Vertical):
    """The verdict, what was given and what is right, why, and where it is written."""

    def __init__(self, feedback: Feedback, words: Wording) -> None:
        super().__init__(classes=f"-{role(feedback.sign)}")
        self.feedback = feedback
        self.words = words

    def compose(self) -> ComposeResult:
        feedback = self.feedback
        with Horizontal(classes="verdict"):
            detail = f" · {feedback.detail}" if feedback.detail else ""
            verdict = (f"{feedback.sign} {feedback.word}", f"bold $q-{role(feedback.sign)}")
            yield Static(Content.assemble(verdict, detail))
            yield Plain(feedback.points, classes="points")
        if feedback.rows:
            with Vertical(classes="rows"):
                for row in feedback.rows:
                    yield from self._row(row)
        if feedback.right:
            with Horizontal(classes="answer"):
                yield Plain(self.words.say("screen.answer"), classes="name")
                yield AuthoredText(feedback.right, classes="text strong")
        for reason in feedback.reasons:
            yield AuthoredText(reason, classes="reason")
        for each in feedback.media:
            yield Plain(each.in_words(self.words), classes="reason")
        if feedback.sources:
            sources = self.words.say("paper.source", names=feedback.sources)
            yield AuthoredText(sources, classes="source")

    def _row(self, row: VerdictRow) -> ComposeResult:
        with Horizontal(classes="row"):
            sign = Content.styled(row.sign or " ", f"bold $q-{role(row.sign)}")
            yield Static(sign, classes="sign")
            yield Static(row_content(row), classes="text")
        if row.letters:
            yield Static(letters_content(row.letters), classes="note")
        if len(plain(row.note)) > SHORT:
            yield AuthoredText(row.note, classes="note")


def letters_content(letters: str) -> Content:
    """Return a word letter by letter, with what was typed otherwise in bold."""
    pieces = re.split(r"(\[[^\]]+\])", letters)
    return Content.assemble(
        *((each, "bold $q-foreground" if at % 2 else "") for at, each in enumerate(pieces))
    )


def row_content(row: VerdictRow) -> Content:
    """Return what was asked, the response, what is right in bold, and a short note."""
    arrow = (" → ", "$q-quiet") if row.response and row.answer else ""
    answer = content(row.answer).stylize("bold")
    words = plain(row.note)
    note = (f"  ({words})", "$q-quiet") if 0 < len(words) <= SHORT else ""
    return Content.assemble((label_of(row), "$q-quiet"), content(row.response), arrow, answer, note)
