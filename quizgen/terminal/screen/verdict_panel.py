"""Show the verdict on an answer, and all that is to be said of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from quizgen.quiz.types.item import PARTLY, RIGHT, VerdictRow
from quizgen.terminal.feedback import Feedback, label_of
from quizgen.terminal.screen.answer_area import Plain
from quizgen.terminal.screen.authored_text import AuthoredText, content
from quizgen.text.markup import plain

SHORT = 20  # letters of a note that stands in its row
ROLES = {RIGHT: "right", PARTLY: "partly"}


def role(sign: str) -> str:
    """Return the color that goes with a sign; the sign stands beside it always."""
    return ROLES.get(sign, "wrong")


class VerdictPanel(Vertical):
    """The verdict, what was given and what is right, why, and where it is written."""

    def __init__(self, told: Feedback) -> None:
        super().__init__(classes=f"-{role(told.sign)}")
        self.told = told

    def compose(self) -> ComposeResult:
        told = self.told
        with Horizontal(classes="verdict"):
            detail = f" · {told.detail}" if told.detail else ""
            yield Static(
                Content.assemble((f"{told.sign} {told.word}", f"bold $q-{role(told.sign)}"), detail)
            )
            yield Plain(told.points, classes="points")
        if told.rows:
            with Vertical(classes="rows"):
                for row in told.rows:
                    yield from self._row(row)
        if told.right:
            with Horizontal(classes="answer"):
                yield Plain("Answer", classes="name")
                yield AuthoredText(told.right, classes="text strong")
        for reason in told.reasons:
            yield AuthoredText(reason, classes="reason")
        for each in told.media:
            yield Plain(each.words, classes="reason")
        if told.sources:
            yield AuthoredText(f"Source: {'; '.join(told.sources)}", classes="source")

    def _row(self, row: VerdictRow) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Static(
                Content.styled(row.sign or " ", f"bold $q-{role(row.sign)}"), classes="sign"
            )
            yield Static(row_content(row), classes="text")
        if len(plain(row.note)) > SHORT:
            yield AuthoredText(row.note, classes="note")


def row_content(row: VerdictRow) -> Content:
    """Return what was asked, the response, what is right in bold, and a short note."""
    arrow = (" → ", "$q-quiet") if row.response and row.answer else ""
    answer = content(row.answer).stylize("bold")
    note = (
        (f"  ({plain(row.note)})", "$q-quiet") if row.note and len(plain(row.note)) <= SHORT else ""
    )
    return Content.assemble((label_of(row), "$q-quiet"), content(row.response), arrow, answer, note)
