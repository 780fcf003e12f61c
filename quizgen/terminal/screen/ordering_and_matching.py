"""Let a person bring rows into an order, and give each row the letter of its match."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from quizgen.quiz.types import MatchingItem, Option, OrderingItem
from quizgen.terminal.screen.answer_area import AnswerArea, Plain
from quizgen.terminal.screen.authored_text import AuthoredText, content
from quizgen.text.wording import Wording


class OrderingRow(Horizontal):
    """An option at a place, with arrows to move it."""

    def __init__(self, option: Option) -> None:
        super().__init__(classes="option")
        self.option = option

    def compose(self) -> ComposeResult:
        yield Plain(classes="mark")
        yield Plain(self.option.letter, classes="letter")
        yield AuthoredText(self.option.text, classes="text")
        yield Plain("▲", classes="arrow up")
        yield Plain("▼", classes="arrow down")


class OrderingArea(AnswerArea, can_focus=True):
    """Rows that are moved up and down, or lined up by typing their letters in order."""

    def __init__(self, item: OrderingItem, words: Wording, response: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        by_letter = {option.letter: option for option in item.options}
        former = [letter for letter in response if letter in by_letter]
        self.order = [by_letter[letter] for letter in dict.fromkeys((*former, *by_letter))]
        self.here = 0
        self.held = False
        self.lined = 0  # how many were lined up by their letters
        self.touched = bool(former)  # the order is the person's, not the sheet's

    def compose(self) -> ComposeResult:
        for option in self.order:
            yield OrderingRow(option)

    def on_mount(self) -> None:
        self._show()

    @property
    def taken(self) -> frozenset[str]:
        return frozenset(option.letter.lower() for option in self.order)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        if self.held:
            return (("↑↓", "move-it"), ("space", "put-down"), ("enter", "answer"))
        last = max(option.letter for option in self.order).lower()
        return (
            ("space", "pick-up"),
            ("shift +↑↓", "move"),
            (f"a–{last}", "in-order"),
            ("enter", "answer"),
        )

    def on_key(self, event: events.Key) -> None:
        letter = (event.character or "").upper()
        step = {"up": -1, "down": 1}.get(event.key.rpartition("+")[2], 0)
        if step and (self.held or event.key.startswith(("shift+", "ctrl+", "alt+"))):
            self.move(self.here, step)
        elif step:
            self.here = (self.here + step) % len(self.order)
        elif event.key == "space":
            self.held = not self.held
        elif event.key == "escape" and self.held:
            self.held = False
        elif event.key == "backspace" and self.lined:
            self.lined -= 1
            self.here = self.lined
        elif letter and letter in {option.letter for option in self.order}:
            self._line_up(letter)
        else:
            return
        event.stop()
        event.prevent_default()
        self._show()

    def on_click(self, event: events.Click) -> None:
        widget = event.widget
        row = widget if isinstance(widget, OrderingRow) else getattr(widget, "parent", None)
        if widget is None or not isinstance(row, OrderingRow):
            return
        self.here = self.order.index(row.option)
        if widget.has_class("arrow"):
            self.move(self.here, -1 if widget.has_class("up") else 1)
        self._show()

    def move(self, place: int, step: int) -> None:
        """Exchange a row with its neighbor, unless it is at the end."""
        other = place + step
        if 0 <= other < len(self.order):
            self.order[place], self.order[other] = self.order[other], self.order[place]
            self.here = other
            self.touched = True
        self.lined = 0

    @property
    def draft(self) -> tuple[str, ...] | None:
        return self._letters if self.touched else None

    @property
    def _letters(self) -> tuple[str, ...]:
        return tuple(option.letter for option in self.order)

    def submit(self) -> None:
        self.post_message(self.Submitted(self._letters))

    def _line_up(self, letter: str) -> None:
        """Put the option behind those lined up before it; all in line, a letter begins anew."""
        self.held = False
        self.touched = True
        self.lined %= len(self.order)
        place = next(place for place, option in enumerate(self.order) if option.letter == letter)
        if place >= self.lined:
            self.order.insert(self.lined, self.order.pop(place))
            self.lined += 1
        self.here = min(self.lined, len(self.order) - 1)

    def _show(self) -> None:
        # The widgets stay where they are and change what they show: nothing flickers, and the focus
        # stays.
        for place, (row, option) in enumerate(
            zip(self.query(OrderingRow), self.order, strict=True)
        ):
            here = place == self.here
            row.option = option
            sign = " "
            if here:
                sign = "◆" if self.held else "›"
            row.query_one(".mark", Plain).update(f"{sign} {place + 1}.")
            row.query_one(".letter", Plain).update(option.letter)
            row.query_one(".text", AuthoredText).show(option.text)
            row.set_class(here, "-here")
            row.set_class(here and self.held, "-held")
            if here:
                row.scroll_visible(animate=False)
        self.post_message(self.Changed())


class MatchingRow(Horizontal):
    """A line and the letter that was given to it."""

    def __init__(self, place: int, text: str) -> None:
        super().__init__(classes="option")
        self.place, self.text = place, text

    def compose(self) -> ComposeResult:
        yield Plain(classes="mark")
        yield AuthoredText(self.text, classes="text")
        yield Plain(classes="match")


class MatchingArea(AnswerArea, can_focus=True):
    """Lines under a cursor, each to be given an option's letter; the options stay in sight."""

    blank: ClassVar[str] = "_"

    def __init__(self, item: MatchingItem, words: Wording, response: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.item = item
        self.texts = {option.letter: option.text for option in item.options}
        whole = len(response) == len(item.left)
        self.letters = list(response) if whole else [""] * len(item.left)
        self.here = 0

    def compose(self) -> ComposeResult:
        for place, text in enumerate(self.item.left):
            yield MatchingRow(place, text)
        for letter, text in self.texts.items():  # where the legend has no room for whole texts
            yield AuthoredText(f"{letter} {text}", classes="whole")

    def on_mount(self) -> None:
        self._show()

    @property
    def taken(self) -> frozenset[str]:
        return frozenset(letter.lower() for letter in self.texts)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("↑↓", "line"),
            (f"a–{max(self.texts).lower()}", "match"),
            ("space", "clear"),
            ("enter", "answer"),
        )

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.texts.items())

    def on_key(self, event: events.Key) -> None:
        letter = (event.character or "").upper()
        count = len(self.item.left)
        if event.key in ("up", "down"):
            self.here = (self.here + (1 if event.key == "down" else -1)) % count
        elif event.key in ("home", "end"):
            self.here = 0 if event.key == "home" else count - 1
        elif event.key in ("space", "delete", "backspace"):
            self.letters[self.here] = ""
        elif letter and letter in self.texts:
            self.letters[self.here] = letter
            self.here = min(self.here + 1, count - 1)
        else:
            return
        event.stop()
        event.prevent_default()
        self._show()

    def on_click(self, event: events.Click) -> None:
        """Go to the line that was clicked; on the line under the cursor, take the next option."""
        widget = event.widget
        row = widget if isinstance(widget, MatchingRow) else getattr(widget, "parent", None)
        if not isinstance(row, MatchingRow):
            return
        if row.place == self.here:
            letters = ["", *self.texts]
            place = letters.index(self.letters[self.here]) + 1
            self.letters[self.here] = letters[place % len(letters)]
        self.here = row.place
        self._show()

    @property
    def draft(self) -> tuple[str, ...] | None:
        return tuple(self.letters) if any(self.letters) else None

    def submit(self) -> None:
        if any(self.letters) and self.sure(self.letters.count(""), "line"):
            self.post_message(self.Submitted(tuple(self.letters)))
        elif not any(self.letters):
            self.unclear("nothing-matched")

    def _show(self) -> None:
        for row in self.query(MatchingRow):
            here, letter = row.place == self.here, self.letters[row.place]
            row.query_one(".mark", Plain).update("›" if here else " ")
            match: str | Content = self.blank
            if letter:
                match = Content.assemble(letter, " ", content(self.texts[letter]))
            row.query_one(".match", Plain).update(match)
            row.set_class(here, "-here")
            row.set_class(bool(letter), "-given")
            if here:
                row.scroll_visible(animate=False)
