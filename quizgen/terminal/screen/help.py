"""Show the help: every key and what it does."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical

from quizgen.terminal.screen.answer_area import Plain
from quizgen.terminal.screen.quiz_page import KeyAction, QuizPage, key_name

# Keys by when they hold: the names in the wording of the section, and of what each key does. Keys
# that differ by language have a name of their own under `[keyboard]`.
KEYS = (
    (
        "answering",
        (
            ("1–9, a–h", "choose"),
            ("truths", "truths"),
            ("↑ ↓, space", "move"),
            ("shift +↑ ↓", "shift"),
            ("Tab", "tab"),
            ("enter", "enter"),
            ("reports", "report"),
            ("d  F2", "unknown"),
            ("s  F3", "skip"),
        ),
    ),
    ("after", (("enter", "next"), ("o", "overrule"), ("h, e", "rate"), ("1–4", "grade"))),
    (
        "always",
        (
            ("u  F4", "undo"),
            ("pages", "scroll"),
            ("F9", "theme"),
            ("F5  x", "suspend-it"),
            ("F6  b", "bury"),
            ("F7  m", "flag"),
            ("?  F1", "help"),
            ("q  F10", "quit"),
            ("Ctrl+Z", "suspend"),
        ),
    ),
)


class HelpPage(QuizPage):
    """All keys, by when they hold."""

    async def on_mount(self) -> None:
        self.query_one("#title", Plain).update(self.words.say("help.title"))
        self.query_one("#bar").display = False
        self.query_one("#legend").display = False
        self.query_one("#trouble").display = False
        sheet = self.query_one("#sheet", Vertical)
        for title, keys in KEYS:
            rows = []
            for key, does in keys:
                name = Plain(key_name(key, self.words), classes="key")
                text = Plain(self.words.say(f"help.{does}"), classes="text")
                rows.append(Horizontal(name, text, classes="row"))
            sheet.mount(Plain(self.words.say(f"help.{title}"), classes="section"), *rows)
        sheet.mount(Plain(self.words.say("help.note"), classes="reason"))
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
