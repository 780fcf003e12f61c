"""Show the help: every key and what it does."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical

from quizgen.terminal.screen.answer_area import Plain
from quizgen.terminal.screen.quiz_page import KeyAction, QuizPage

KEYS = (
    (
        "Answering",
        (
            ("1–9, a–h", "choose an option; once more takes a tick back"),
            ("t, f", "true, false"),
            ("↑ ↓, Space", "move; choose, tick, or pick up and put down"),
            ("Shift+↑ ↓", "move a row in an ordering; or type the letters in their order"),
            ("Tab", "go to the next gap"),
            ("Enter", "answer; in a list, add the line, and answer on an empty line"),
            ("y, n", "of what you said to yourself: you had it, you missed it"),
            ("d  F2", "don't know: it scores nothing and shows the answer"),
            ("s  F3", "skip: it comes back at the end"),
        ),
    ),
    (
        "After an answer",
        (
            ("Enter", "the next question"),
            ("o", "overrule the mark: count it as right, or as wrong"),
            ("h, e", "in a review: it was hard, it was easy"),
        ),
    ),
    (
        "Always",
        (
            ("u  F4", "undo: take the last answer back, also at the end"),
            ("PgUp PgDn", "scroll"),
            ("F9", "light or dark"),
            ("?  F1", "this help"),
            ("q  F10", "save and quit; so does Ctrl+C. Every answer is kept as it is given"),
        ),
    ),
)
NOTE = (
    "While you type a text, letters belong to the text: use the keys with F. "
    "The last line always says what holds."
)


class HelpPage(QuizPage):
    """All keys, by when they hold."""

    def on_mount(self) -> None:
        self.query_one("#title", Plain).update("Keys")
        self.query_one("#bar").display = False
        self.query_one("#legend").display = False
        self.query_one("#trouble").display = False
        sheet = self.query_one("#sheet", Vertical)
        for title, keys in KEYS:
            rows = (
                Horizontal(Plain(key, classes="key"), Plain(does, classes="text"), classes="row")
                for key, does in keys
            )
            sheet.mount(Plain(title, classes="section"), *rows)
        sheet.mount(Plain(NOTE, classes="reason"))
        self.show_keys()

    @property
    def actions(self) -> tuple[KeyAction, ...]:
        return (
            KeyAction("escape", "", "back", "back"),
            KeyAction("?", "f1", "", "back"),
            KeyAction("q", "enter", "", "back"),
        )

    def action_back(self) -> None:
        """Go back to where one was."""
        self.app.pop_screen()
