"""Run the app that puts a sitting to a person on the full screen."""

from __future__ import annotations

import asyncio
import signal
import threading
from contextlib import suppress
from typing import ClassVar, Literal

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from quizgen.grading.marks import Response
from quizgen.sitting import Sitting
from quizgen.terminal.screen.end_pages import EndPage, HandInPage, LookBackPage
from quizgen.terminal.screen.help import HelpPage
from quizgen.terminal.screen.question_page import QuestionPage
from quizgen.terminal.screen.themes import THEMES

# How a sitting was left: at its end, with questions waiting, or by Ctrl+C.
# Every answer is kept in any case.
Outcome = Literal["finished", "left", "interrupted"]


class QuizApp(App[Outcome]):
    """The questions, their end, and the way between them."""

    TITLE = "quizgen"
    CSS_PATH = "screen.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "theme", show=False, priority=True),
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]
    SCREENS: ClassVar = {"help": HelpPage}

    def __init__(self, sitting: Sitting, theme: str = "dark") -> None:
        super().__init__()
        self.sitting = sitting
        for each in THEMES.values():
            self.register_theme(each)
        self.theme = theme
        self.signal = 0  # the number of the signal that ended it

    def on_mount(self) -> None:
        """Leave in order at the signals that end a program, with the terminal as it was."""
        # Who comes back from a suspension sees the page at once, not only after the next key.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        if threading.current_thread() is not threading.main_thread():
            return
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                with suppress(NotImplementedError):  # Windows has neither loop nor signal for it
                    asyncio.get_running_loop().add_signal_handler(number, self._end_by, number)

    def _end_by(self, number: int) -> None:
        if number == signal.SIGINT:  # sent by a program; from the keyboard it is a key
            self.action_interrupt()
            return
        self.signal = number
        self.exit("left")

    def get_default_screen(self) -> Screen[None]:
        self.asking = QuestionPage(self.sitting)
        return self.asking

    def ask_on(self, response: Response = ()) -> None:
        """Go back to the questions, with the response that the current one had."""
        self._back()
        self.asking.call_later(self.asking.ask, response)

    def ended(self) -> None:
        """Show that nothing is asked any more: the score, or first the handing in of an exam."""
        page = HandInPage if self.sitting.to_hand_in else EndPage
        self.push_screen(page(self.sitting))

    def hand_in(self) -> None:
        """Let the exam be over, with what was answered."""
        if not self.sitting.over:
            self.sitting.hand_in()
            self._end()

    def time_out(self) -> bool:
        """End an exam whose time is up, with what stands on the page; tell whether it is."""
        if self.sitting.left != 0:
            return False
        self.sitting.time_out(self.asking.draft)
        self._end(time_is_up=True)
        return True

    def _end(self, *, time_is_up: bool = False) -> None:
        self._back()
        self.push_screen(EndPage(self.sitting, time_is_up=time_is_up))

    def _back(self) -> None:
        # Not awaited: the page that asks for it is among those that go.
        for _ in self.screen_stack[1:]:
            self.pop_screen()

    def look_back(self) -> None:
        """Show all questions with their answers."""
        self.push_screen(LookBackPage(self.sitting))

    def leave(self, *, interrupted: bool = False) -> None:
        """Save and quit."""
        going = self.sitting.going
        if not going and not interrupted:
            self.sitting.finish()
        outcome: Outcome = "left" if going else "finished"
        if interrupted:
            outcome = "interrupted"
        self.exit(outcome)

    def action_leave(self) -> None:
        """Save and quit."""
        self.leave()

    def action_interrupt(self) -> None:
        """Save and quit, as one who wants to be out of everything."""
        self.leave(interrupted=True)

    def action_theme(self) -> None:
        """Change between light and dark."""
        self.theme = "light" if self.theme == "dark" else "dark"


def put_on_screen(sitting: Sitting, theme: str = "dark") -> Outcome:
    """Put the sitting to a person; `theme` is "light" or "dark".

    Raises SystemExit where a signal ended it; the terminal is as it was then too.
    """
    app = QuizApp(sitting, theme)
    outcome = app.run() or "left"
    if app.signal:
        raise SystemExit(128 + app.signal)
    return outcome
