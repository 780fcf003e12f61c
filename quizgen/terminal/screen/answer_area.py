"""Declare what all places for an answer share: what they post, and what their keys are."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from quizgen.grading.marks import Response
from quizgen.text.wording import Wording

MOST_TYPED = 400  # characters of one typed answer


class AnswerArea(Vertical):
    """Where a person answers an item; `words` are those in which it is spoken to him."""

    hints: ClassVar[tuple[tuple[str, str], ...]] = ()  # its keys, and the names of what they do

    def __init__(self, words: Wording) -> None:
        super().__init__()
        self.words = words

    class Submitted(Message):
        """A whole response."""

        def __init__(self, response: Response) -> None:
            super().__init__()
            self.response = response

    class Unclear(Message):
        """Something to be said about what was done, such as an Enter with nothing chosen."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Changed(Message):
        """Its keys, or what it counts, may be others now."""

    warned = False  # that something is wanting; the next Enter answers as it is

    @property
    def taken(self) -> frozenset[str]:
        """The plain keys that it needs for itself."""
        return frozenset()

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Its keys, and the names of what they do now."""
        return self.hints

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """Letters and texts that have to stay in sight while the rest is scrolled."""
        return ()

    @property
    def draft(self) -> Response | None:
        """Return what is given so far as a response; None where nothing is."""
        raise NotImplementedError

    def submit(self) -> None:
        """Post the response, or say what is wanting."""
        raise NotImplementedError

    def settle(self) -> None:
        """Stand back after the answer: by default, leave the place to what is said of it."""
        self.display = False

    def sure(self, wanting: int, thing: str) -> bool:
        """Tell whether a response may go with so much wanting: at the second time."""
        if wanting and not self.warned:
            self.warned = True
            self.unclear(f"empty-{thing}", number=wanting)
            return False
        return True

    def unclear(self, name: str, **data: object) -> None:
        """Say something, by its name in the wording."""
        self.post_message(self.Unclear(self.words.say(f"screen.{name}", **data)))

    def begin(self) -> None:
        """Take the focus."""
        self.focus()

    @property
    def field(self) -> Field | None:
        """Return the line into which is typed: the one under the cursor, or the first empty one."""
        fields = [each for each in self.query(Field) if each.parent and each.parent.display]
        chosen = [each for each in fields if each is self.screen.focused]
        empty = [each for each in fields if not each.value]
        return next(iter((*chosen, *empty, *fields)), None)

    async def paste(self, field: Field, lines: list[str]) -> None:
        """Put pasted lines into a field, as one line; say so, and what there is no room for."""
        text = " ".join(lines)
        room = MOST_TYPED - len(field.value) + len(field.selected_text)
        field.replace(text[:room], *sorted(field.selection))
        said = []
        if len(lines) > 1:
            said.append(self.words.say("screen.lines-joined", number=len(lines)))
        if len(text) > room:
            said.append(self.words.say("screen.no-room", number=len(text) - room))
        if said:
            self.post_message(self.Unclear(" ".join(said)))


class Field(Input):
    """A line to type in."""

    def __init__(self, value: str = "", placeholder: str = "") -> None:
        super().__init__(
            value, placeholder=placeholder, max_length=MOST_TYPED, select_on_focus=False
        )

    def _on_paste(self, event: events.Paste) -> None:
        """Keep all lines that are pasted; the area knows what they are here."""
        event.prevent_default()
        event.stop()
        lines = [line.strip() for line in event.text.splitlines() if line.strip()]
        areas = [each for each in self.ancestors if isinstance(each, AnswerArea)]
        if lines and areas:
            self.call_later(areas[0].paste, self, lines)

    @property
    def typed(self) -> str:
        """Return what was typed, without control characters and spaces around it."""
        characters = (each if each >= " " and each != "\x7f" else " " for each in self.value)
        return "".join(characters).strip()


class Plain(Static):
    """A text that is shown as it is written: an author's brackets are no markup."""

    def __init__(self, text: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(text, markup=False, id=id, classes=classes)
