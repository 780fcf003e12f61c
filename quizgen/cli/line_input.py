"""Read the lines that a person types, or that a program or a file sends."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType, ModuleType

from quizgen.cli.messages import say


def read_line() -> str | None:
    """Return the next line of input; None at its end."""
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


def ask_line(prompt: str, milliseconds: int | None = None) -> str | None:
    """Return the line that is typed at a prompt; None at the end of input.

    In a terminal, raises TimeUp with what stands there when so much time has passed.
    """
    if not sys.stdin.isatty():
        say(prompt, nl=False)
        line = read_line()
        say()  # nobody has typed the end of the line
        return line
    from quizgen.diagnostics import escape_controls

    editor = _editor()
    try:
        with _bell(milliseconds, editor):
            return input(escape_controls(prompt))
    except (EOFError, OSError):  # the terminal may be gone
        with suppress(OSError):
            say()
        return None


def _editor() -> ModuleType | None:
    """Return what edits lines, and takes lines that are pasted as one; None where there is none."""
    try:
        import readline
    except ImportError:
        return None
    readline.set_auto_history(False)  # an answer is nothing to be called back
    return readline


@contextmanager
def _bell(milliseconds: int | None, editor: ModuleType | None) -> Iterator[None]:
    """Raise TimeUp with what was typed so far after so many milliseconds, where that can be."""
    from quizgen.terminal.plain_mode import TimeUp

    in_main = threading.current_thread() is threading.main_thread()
    if milliseconds is None or not in_main or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_: int, __: FrameType | None) -> None:
        raise TimeUp(editor.get_line_buffer() if editor else "")

    former = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(1, milliseconds) / 1000)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
