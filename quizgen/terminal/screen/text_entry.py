"""Let a person type a term, a number, the members of a list.

An answer that is too long to be typed is said by heart and judged by the person.
"""

from __future__ import annotations

import re
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from quizgen.grading.marks import HAD, MISSED
from quizgen.quiz.types import ListItem, NumberItem, ShortAnswerItem
from quizgen.terminal.screen.answer_area import MOST_TYPED, AnswerArea, Field, Plain
from quizgen.terminal.screen.authored_text import AuthoredText
from quizgen.text.markup import plain
from quizgen.text.wording import Wording

_BETWEEN = re.compile(r"\s*[,;]\s*")  # what stands between entries of a list


class LineArea(AnswerArea):
    """One line to type in, with the unit beside it where there is one."""

    hints = (("enter", "answer"),)

    def __init__(
        self, item: ShortAnswerItem | NumberItem, words: Wording, response: tuple[str, ...] = ()
    ) -> None:
        super().__init__(words)
        self.unit = plain(item.unit) if isinstance(item, NumberItem) else ""
        self.former = response[0] if response else ""

    def compose(self) -> ComposeResult:
        with Horizontal(classes="typed"):
            yield Field(self.former)
            if self.unit:
                yield Plain(self.unit, classes="unit")

    def begin(self) -> None:
        self.query_one(Field).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.submit()

    @property
    def draft(self) -> tuple[str, ...] | None:
        typed = self.query_one(Field).typed
        if not typed:
            return None
        bare = self.unit and not any(each.isalpha() or each in "%°‰" for each in typed)
        return (f"{typed} {self.unit}" if bare else typed,)

    def submit(self) -> None:
        draft = self.draft
        if draft:
            self.post_message(self.Submitted(draft))
        else:
            self.unclear("nothing-typed")


class SelfJudgedArea(AnswerArea, can_focus=True):
    """An answer that is said by heart, then looked at, then judged by the person."""

    def __init__(self, item: ShortAnswerItem, words: Wording) -> None:
        super().__init__(words)
        self.yes, self.no = words.say("answer.yes"), words.say("answer.no")
        self.answer = item.answer
        self.revealed = False

    def compose(self) -> ComposeResult:
        yield Plain(self.words.say("screen.by-heart"), classes="quiet")
        with Vertical(classes="revealed"):
            yield Plain(self.words.say("screen.answer"), classes="quiet")
            yield AuthoredText(self.answer, classes="strong")
            yield Plain(self.words.say("screen.had"), classes="ask")

    def on_mount(self) -> None:
        self.query_one(".revealed").display = False

    @property
    def taken(self) -> frozenset[str]:
        return frozenset((self.yes, self.no)) if self.revealed else frozenset()

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        if self.revealed:
            return ((self.yes, "had"), (self.no, "missed"))
        return (("enter", "show"),)

    def on_key(self, event: events.Key) -> None:
        if event.key == "space":
            self.submit()
        elif event.key in (self.yes, self.no) and self.revealed:
            self.post_message(self.Submitted(HAD if event.key == self.yes else MISSED))
        else:
            return
        event.stop()

    @property
    def draft(self) -> None:
        return None  # nobody has judged it

    def submit(self) -> None:
        if self.revealed:
            self.unclear("had-or-missed")
            return
        self.revealed = True
        self.query_one(".revealed").display = True
        self.post_message(self.Changed())


class MemberRow(Horizontal):
    """A member that was named, and a cross to take it away."""

    def __init__(self, text: str) -> None:
        super().__init__(classes="entry")
        self.text = text

    def compose(self) -> ComposeResult:
        yield Plain("", classes="place")
        yield Plain(self.text, classes="text")
        yield Plain("×", classes="remove")

    def on_click(self, event: events.Click) -> None:
        if event.widget is not None and event.widget.has_class("remove"):
            self.parent.remove_entry(self)  # type: ignore[union-attr]


class MemberRows(Vertical):
    """The members named so far, under a cursor that is nowhere at first."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        super().__init__(*map(MemberRow, texts))
        self.here: MemberRow | None = None

    @property
    def texts(self) -> list[str]:
        """What was named, in the order of naming."""
        return [entry.text for entry in self.query(MemberRow)]

    async def add(self, text: str) -> None:
        """Put another one at the end."""
        entry = MemberRow(text)
        await self.mount(entry)
        self._changed()
        entry.scroll_visible(animate=False)

    def on_mount(self) -> None:
        self._changed()

    def move(self, step: int) -> None:
        """Move the cursor; past the last entry it is nowhere."""
        entries: list[MemberRow | None] = [*self.query(MemberRow), None]
        self.here = entries[(entries.index(self.here) + step) % len(entries)]
        self._changed()

    async def remove_entry(self, entry: MemberRow) -> None:
        """Take one away."""
        self.here = None
        await entry.remove()
        self._changed()

    def _changed(self) -> None:
        for place, entry in enumerate(self.query(MemberRow), 1):
            entry.query_one(".place", Plain).update(f"{'›' if entry is self.here else ' '} {place}")
            entry.set_class(entry is self.here, "-here")
        self.post_message(AnswerArea.Changed())


class ListArea(AnswerArea):
    """The members of a list, one after the other, with a growing tally."""

    hints: ClassVar[tuple[tuple[str, str], ...]] = (
        ("enter", "add"),
        ("↑↓ delete", "take-away"),
    )

    def __init__(self, item: ListItem, words: Wording, response: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.wanted = len(item.members)
        names = [name for member in item.members for name in member]
        self.has_compounds = any(_BETWEEN.search(name) for name in names)
        self.former = response

    def compose(self) -> ComposeResult:
        yield Plain(classes="tally quiet")
        yield MemberRows(self.former)
        yield Field(placeholder=self.words.say("screen.next-one"))

    def begin(self) -> None:
        self.query_one(Field).focus()

    def on_answer_area_changed(self) -> None:
        number = len(self.query_one(MemberRows).texts)
        tally = self.words.say("screen.named", number=number, of=self.wanted)
        self.query_one(".tally", Plain).update(tally)

    async def paste(self, field: Field, lines: list[str]) -> None:
        """Take each of several lines as a member."""
        if len(lines) == 1:
            await super().paste(field, lines)
            return
        entries = self.query_one(MemberRows)
        first, *more = lines
        field.value, typed = "", f"{field.value}{first}"
        for line in (typed, *more):
            if line.casefold() not in (text.casefold() for text in entries.texts):
                await entries.add(line[:MOST_TYPED])
        self.call_after_refresh(field.scroll_visible, animate=False)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        entries, field = self.query_one(MemberRows), self.query_one(Field)
        typed = field.typed
        if not typed:
            self.submit()
            return
        for text in self._entries(typed):
            if text.casefold() in (each.casefold() for each in entries.texts):
                self.unclear("named-already", term=text)
            else:
                field.value = ""
                await entries.add(text)
        self.call_after_refresh(field.scroll_visible, animate=False)

    def _entries(self, line: str) -> list[str]:
        """Return what a line names, so that as many are counted as are marked.

        Where members have commas themselves, it is one entry that the marking parts.
        """
        pieces = [line] if self.has_compounds else _BETWEEN.split(line)
        return [piece for piece in pieces if piece.strip()] or [line]

    async def on_key(self, event: events.Key) -> None:
        entries, field = self.query_one(MemberRows), self.query_one(Field)
        if event.key in ("up", "down"):
            entries.move(1 if event.key == "down" else -1)
        elif event.key == "delete" and entries.here is not None:
            await entries.remove_entry(entries.here)
        elif event.key == "backspace" and not field.value and entries.texts:
            last = list(entries.query(MemberRow))[-1]
            field.value = last.text
            field.cursor_position = len(last.text)
            await entries.remove_entry(last)
        else:
            return
        event.stop()
        event.prevent_default()

    @property
    def draft(self) -> tuple[str, ...] | None:
        typed = self.query_one(Field).typed
        return (*self.query_one(MemberRows).texts, *([typed] if typed else [])) or None

    def submit(self) -> None:
        if self.draft:
            self.post_message(self.Submitted(self.draft))
        else:
            self.unclear("nothing-named", number=self.wanted)
