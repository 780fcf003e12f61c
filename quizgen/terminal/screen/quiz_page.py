"""Frame every page: a head, a body that scrolls, and a line of the keys that hold now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Input, Static

from quizgen.grading.marks import Response
from quizgen.sitting import Answer, Remark, Sitting
from quizgen.terminal.commands import Command, obey, refusal
from quizgen.terminal.screen.answer_area import Plain
from quizgen.text.wording import Wording

LOW = 24  # lines; below it, a page spares them, as the style sheet says too
LOW_KEYS = 2


@dataclass(frozen=True, slots=True)
class KeyAction:
    """Something that a page does: its plain key, and the key that holds while one types.

    `label` is the name in the wording of what it does.
    """

    letter: str
    function: str
    label: str
    method: str  # of the page, without its `action_`


UNDO_KEY = KeyAction("u", "f4", "undo", "undo")
HELP_KEY = KeyAction("?", "f1", "help", "help")
QUIT_KEY = KeyAction("q", "f10", "leave", "leave")
NAMES = {"left": "←", "right": "→", "escape": "Esc"}


class Desk(Protocol):
    """What the pages ask of the app."""

    sitting: Sitting

    def ask_on(self, response: Response = ()) -> None:
        """Go back to the questions, with the response that the current one had."""

    def ended(self) -> None:
        """Go on to the end: nothing is asked any more."""

    def hand_in(self) -> None:
        """Let the exam be over, by the person's will."""

    def time_out(self) -> bool:
        """End an exam whose time is up, with what stands on the page; tell whether it is."""

    def look_back(self) -> None:
        """Show all questions with their answers."""

    def leave(self, *, interrupted: bool = False) -> None:
        """Save and quit."""


class Bar(Static):
    """A line whose full part says how much is done: by its weight, not by color alone."""

    def __init__(self, share: float = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self.share = share

    def show(self, share: float) -> None:
        """Show another share, from 0 to 1."""
        self.share = share
        self.refresh()

    def render(self) -> Content:
        full = round(self.share * self.size.width)
        return Content.assemble(
            ("━" * full, "$q-accent"), ("╌" * (self.size.width - full), "$q-line")
        )


def obey_if_possible(sitting: Sitting, command: Command) -> Answer | Remark | None:
    """Obey a command; None where it cannot be obeyed now, of which no key needs to speak."""
    return None if refusal(sitting, command) else obey(sitting, command)


def key_label(key: str, label: str | Content) -> Content:
    """Return a key and what it does."""
    return Content.assemble((key, "bold $q-foreground"), " ", label)


def key_name(key: str, words: Wording) -> str:
    """Return a key, or several, as they are called on a keyboard."""
    names = []
    for each in key.split(" "):
        name = NAMES.get(each, each)
        if f"keyboard.{each}" in words:
            name = words.say(f"keyboard.{each}")
        elif re.fullmatch(r"f\d+", each):
            name = each.upper()
        names.append(name)
    return " ".join(names).replace(" +", "+")


class KeyLine(Static):
    """Keys and what they mean, on as many lines as they need; none is torn from its meaning.

    `most` is how many lines there may be; the keys beyond them are left out.
    """

    GAP = 3

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.keys: list[Content] = []
        self.most: int | None = None

    def show(self, keys: list[Content], most: int | None = None) -> None:
        """Show these."""
        self.keys, self.most = keys, most
        self.refresh(layout=True)

    def render(self) -> Content:
        return self._laid(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._laid(width).split("\n"))

    def _laid(self, width: int) -> Content:
        lines: list[list[Content]] = [[]]
        for content in self.keys:
            width_before = sum(each.cell_length + self.GAP for each in lines[-1])
            if lines[-1] and width_before + content.cell_length > width:
                lines.append([])
            lines[-1].append(content)
        return Content("\n").join(Content(" " * self.GAP).join(line) for line in lines[: self.most])


class QuizPage(Screen[Any]):
    """A page with a head, a body that scrolls, and its keys, which are those of its commands."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide"), (140, "-vast")]  # noqa: RUF012 - Textual types it so
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            with Horizontal(id="heading"):
                yield Plain(id="title")
                yield Plain(id="count")
                yield Plain(id="clock")
            yield Bar(id="bar")
        with VerticalScroll(id="body", can_focus=False):
            yield Vertical(id="sheet")
        yield KeyLine("legend")
        yield Plain(id="trouble")
        yield KeyLine("keys")

    @property
    def actions(self) -> tuple[KeyAction, ...]:
        """Return what can be done now."""
        raise NotImplementedError

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """Further keys, of what is on the page."""
        return ()

    @property
    def taken(self) -> frozenset[str]:
        """Plain keys that mean something else now."""
        return frozenset()

    @property
    def typing(self) -> bool:
        """Tell whether plain keys go into a text."""
        return isinstance(self.focused, Input)

    @property
    def words(self) -> Wording:
        """Return the words in which the page speaks."""
        return self.desk.sitting.words

    @property
    def desk(self) -> Desk:
        """The app."""
        return cast("Desk", self.app)

    def show_keys(self) -> None:
        """Say which keys hold now; a click on one does the same.

        In a low terminal only those that fit in two lines, with that of the help, which has all.
        """
        words = self.words
        legend = [
            key_label(key_name(key, words), words.say(f"key.{does}")) for key, does in self.hints
        ]
        actions = self.actions
        if self.low:
            actions = tuple(sorted(actions, key=lambda action: action != HELP_KEY))
        for action in actions:
            plain = action.letter and not self.typing and action.letter not in self.taken
            key = action.letter if plain else action.function
            if key and action.label:
                click = Style.from_meta({"@click": f"screen.{action.method}"})
                label = words.say(f"key.{action.label}")
                legend.append(key_label(key_name(key, words), label).stylize(click))
        if self.low and len(legend) > len(self.hints):
            legend.insert(0, legend.pop(len(self.hints)))
        self.query_one("#keys", KeyLine).show(legend, LOW_KEYS if self.low else None)

    @property
    def low(self) -> bool:
        """Tell whether there are so few lines that the question needs most of them."""
        return self.app.size.height < LOW

    async def on_mount(self) -> None:
        """Say from now on when there is more below."""
        body = self.query_one("#body", VerticalScroll)
        for what in ("scroll_y", "virtual_size"):
            self.watch(body, what, self._look_for_more)

    def _look_for_more(self) -> None:
        # Only what is laid out knows how much of it is in sight.
        self.call_after_refresh(self._show_more)

    def _show_more(self) -> None:
        """Say in the line below the body that not all of it is in sight."""
        body, legend = self.query_one("#body", VerticalScroll), self.query_one("#legend")
        more = f"↓ {self.words.say('screen.more')}" if body.scroll_y < body.max_scroll_y else ""
        self.query_one("#keys").border_title = "" if legend.display else more
        legend.border_title = more

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self.typing:
            return  # the text's own
        body = self.query_one("#body", VerticalScroll)
        for action in self.actions:
            if event.key in (action.function, action.letter) or event.character == action.letter:
                event.stop()
                self.call_later(getattr(self, f"action_{action.method}"))
                return
        moves = {
            "up": body.scroll_up,
            "down": body.scroll_down,
            "pageup": body.scroll_page_up,
            "pagedown": body.scroll_page_down,
            "home": body.scroll_home,
            "end": body.scroll_end,
        }
        if event.key in moves and not (self.typing and event.key in ("home", "end")):
            event.stop()
            moves[event.key](animate=False)

    def on_descendant_focus(self) -> None:
        self.show_keys()

    def on_descendant_blur(self) -> None:
        self.show_keys()

    def show_trouble(self, text: str) -> None:
        """Show what went wrong with keeping the answers, as long as it does."""
        trouble = self.query_one("#trouble", Plain)
        trouble.update(f"! {text}")
        trouble.display = bool(text)

    def action_help(self) -> None:
        """Show what all keys do."""
        self.app.push_screen("help")

    def action_leave(self) -> None:
        """Save and quit."""
        self.desk.leave()


class SittingPage(QuizPage):
    """A page about a sitting."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
