"""Gives a sitting on the full screen; the only home of Textual."""

from __future__ import annotations

from quizgen.sitting import Sitting


def run(sitting: Sitting, colors: str = "") -> bool:
    """Put a sitting to a person; gives whether it was brought to its end. Ctrl+C is a KeyboardInterrupt, at the end.

    `colors` is what the terminal says of its colors in COLORFGBG, such as `0;15`: it decides between light and dark.
    """
    from quizgen.terminal.screen.app import QuizApp
    from quizgen.terminal.screen.themes import suited_theme

    outcome = QuizApp(sitting, suited_theme(colors)).run()
    if outcome == "interrupted":
        raise KeyboardInterrupt
    return outcome == "finished"
