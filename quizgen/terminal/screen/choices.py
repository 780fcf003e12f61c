"""Let a person choose: one option, several, true or false."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from quizgen.quiz.types import ChoiceItem, TrueFalseItem
from quizgen.quiz.types.item import RIGHT, WRONG
from quizgen.quiz.types.true_false import truth_word
from quizgen.terminal.screen.answer_area import AnswerArea, Plain
from quizgen.terminal.screen.authored_text import AuthoredText, option_text
from quizgen.text.wording import Wording

HERE = "›"


class OptionRow(Horizontal):
    """An option with its mark and letter."""

    def __init__(self, place: int, letter: str, text: str) -> None:
        super().__init__(classes="option")
        self.place, self.letter, self.text = place, letter, text

    def compose(self) -> ComposeResult:
        yield Plain("", classes="mark")
        if self.letter:
            yield Plain(self.letter, classes="letter")
        yield AuthoredText(self.text, classes="text")

    def show(self, mark: str, sign: str) -> None:
        """Show the mark of being chosen, and before it the cursor or a verdict."""
        self.query_one(".mark", Plain).update(f"{sign} {mark}")
        self.set_class(sign == HERE, "-here")


class ChoiceArea(AnswerArea, can_focus=True):
    """Options under a cursor, of which one or several are chosen."""

    marks: ClassVar[tuple[str, str]] = ("( )", "(•)")
    several: ClassVar[bool] = False
    verb: ClassVar[str] = "choose"

    def __init__(
        self,
        words: Wording,
        options: tuple[tuple[str, str], ...],
        letters: str,
        right: tuple[str, ...],
        response: tuple[str, ...] = (),
    ) -> None:
        super().__init__(words)
        self.options = options  # what is answered, and what is shown
        self.letters = letters  # the key of each
        self.right = right
        values = [value for value, _ in options]
        self.chosen = {value for value in response if value in values}
        self.here = next((place for place, value in enumerate(values) if value in self.chosen), 0)

    def compose(self) -> ComposeResult:
        for place, (value, text) in enumerate(self.options):
            yield OptionRow(place, value if self.lettered else "", text)

    @property
    def lettered(self) -> bool:
        """Tell whether the options bear letters."""
        return True

    @property
    def taken(self) -> frozenset[str]:
        return frozenset(self.letters)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (f"{self.letters[0]}–{self.letters[-1]}", "or"),
            ("↑↓ space", self.verb),
            ("enter", "answer"),
        )

    def on_mount(self) -> None:
        self._show()

    def on_focus(self) -> None:
        self._show()

    def on_key(self, event: events.Key) -> None:
        count = len(self.options)
        character = (event.character or "").lower()
        if event.key in ("up", "down"):
            self.here = (self.here + (1 if event.key == "down" else -1)) % count
        elif event.key in ("home", "end"):
            self.here = 0 if event.key == "home" else count - 1
        elif event.key == "space":
            self.toggle(self.here)
        elif character and character in self.letters:
            self.toggle(self.letters.index(character))
        elif character.isdecimal() and 0 < int(character) <= count:
            self.toggle(int(character) - 1)
        else:
            return
        event.stop()
        event.prevent_default()
        self._show()

    def on_click(self, event: events.Click) -> None:
        for widget in (event.widget, getattr(event.widget, "parent", None)):
            if isinstance(widget, OptionRow):
                self.toggle(widget.place)
                self._show()

    def toggle(self, place: int) -> None:
        """Choose the option, in place of another where only one counts, or take it back."""
        value = self.options[place][0]
        self.here = place
        if self.several:
            self.chosen ^= {value}
        else:
            self.chosen = {value}

    @property
    def draft(self) -> tuple[str, ...] | None:
        return tuple(value for value, _ in self.options if value in self.chosen) or None

    def submit(self) -> None:
        if self.draft:
            self.post_message(self.Submitted(self.draft))
        else:
            self.unclear("nothing-chosen")

    def settle(self) -> None:
        self.can_focus = False
        self.add_class("-settled")
        for row in self.query(OptionRow):
            value = self.options[row.place][0]
            chosen, right = value in self.chosen, value in self.right
            sign = RIGHT
            if not right:
                sign = WRONG if chosen else " "
            row.show(self.marks[chosen], sign)
            row.set_class(right, "-key")

    def _show(self) -> None:
        for row in self.query(OptionRow):
            here = row.place == self.here
            mark = self.marks[self.options[row.place][0] in self.chosen]
            row.show(mark, HERE if here else " ")
            if here:
                row.scroll_visible(animate=False)


class SeveralChoiceArea(ChoiceArea):
    """Options of which any number may apply."""

    marks = ("[ ]", "[×]")
    several = True
    verb = "tick"


class TrueFalseArea(ChoiceArea):
    """True or false."""

    def __init__(self, words: Wording, key: str, response: tuple[str, ...] = ()) -> None:
        names = {name: truth_word(words, truth=name == "true") for name in ("true", "false")}
        letters = "".join(name[0].lower() for name in names.values())
        if len(set(letters)) == 1:  # one letter for both tells nothing
            letters = "12"
        super().__init__(words, tuple(names.items()), letters, (key,), response)

    @property
    def lettered(self) -> bool:
        return False

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        true, false = tuple(self.letters)
        return ((true, "true"), (false, "false"), ("enter", "answer"))


def choice_area(
    item: ChoiceItem | TrueFalseItem, words: Wording, response: tuple[str, ...]
) -> ChoiceArea:
    """Return the place to answer this item."""
    if isinstance(item, TrueFalseItem):
        return TrueFalseArea(words, "true" if item.truth else "false", response)
    options = tuple((option.letter, option_text(option, words)) for option in item.options)
    letters = "".join(option.letter.lower() for option in item.options if len(option.letter) == 1)
    widget = ChoiceArea if item.single else SeveralChoiceArea
    return widget(words, options, letters, item.keys, response)
