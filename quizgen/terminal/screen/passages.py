"""Let a person fill gaps: a passage that shows what was typed, and a line for each gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from quizgen.quiz.types import Line, PassageItem, PassageLayout
from quizgen.terminal.screen.answer_area import AnswerArea, Field, Plain
from quizgen.terminal.screen.authored_text import AuthoredText, rich_text
from quizgen.text.markup import plain
from quizgen.text.wording import Wording

GAP = Style(bold=True, underline=True)
NARROWEST = 18  # columns of a cell; below it, a table is shown as a list


class PassageText:
    """A passage with its gaps, or what fills them, laid out for the width there is."""

    def __init__(self, passage: PassageLayout, fillings: Mapping[int, Text]) -> None:
        self.passage, self.fillings = passage, fillings

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        passage = self.passage
        if (
            passage.layout == "grid"
            and options.max_width // (len(passage.columns) + 1) >= NARROWEST
        ):
            yield self._table()
        elif passage.layout == "grid":
            yield from self._stacked()
        elif passage.layout == "chain":
            yield Text("\n").join(
                Text(" → ").join(map(self._cell, line.cells)) for line in passage.lines
            )
        else:
            yield Text("\n").join(self._paragraphs())

    def _table(self) -> Table:
        table = Table(expand=True, show_lines=True, header_style="bold")
        table.add_column()
        for column in self.passage.columns:
            table.add_column(rich_text(column))
        for line in self.passage.lines:
            table.add_row(rich_text(line.label), *map(self._cell, line.cells))
        return table

    def _stacked(self) -> Iterator[Text | Padding]:
        for line in self.passage.lines:
            yield rich_text(line.label, "bold")
            for column, cell in zip(self.passage.columns, line.cells, strict=False):
                yield Padding(rich_text(column) + Text(": ") + self._cell(cell), (0, 0, 0, 2))

    def _paragraphs(self) -> Iterator[Text]:
        for line in self.passage.lines:
            if line.label:
                yield rich_text(line.label, "bold")
            bullet = "• " if self.passage.layout == "bullets" else ""
            yield from (Text(bullet) + self._cell(cell) for cell in line.cells)

    def _cell(self, cell: Sequence[str | int]) -> Text:
        text = Text()
        for piece in cell:
            if isinstance(piece, str):
                text.append_text(rich_text(piece))
            elif filling := self.fillings.get(piece):
                start = len(text)
                text.append(f"{piece} ").append_text(filling).stylize(GAP, start)
            else:
                text.append(f"▁▁{piece}▁▁", Style(bold=True))
        return text


class PassageArea(AnswerArea):
    """A passage with numbered gaps, and a line to type in for each."""

    hints = (("enter", "next-gap"), ("Tab ↑↓", "other-gap"))

    def __init__(self, item: PassageItem, words: Wording, response: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.item = item
        blanks = len(item.blanks)
        self.former = response if len(response) == blanks else ("",) * blanks

    def compose(self) -> ComposeResult:
        if self.item.passage.title and self.item.passage.title not in self.item.stem:
            yield AuthoredText(self.item.passage.title, classes="strong")
        yield Static(classes="passage")
        for blank, former in zip(self.item.blanks, self.former, strict=True):
            with Horizontal(classes="gap"):
                yield Plain(str(blank.number), classes="place")
                yield Field(former, placeholder=plain(blank.hint) or self._where(blank.number))

    def on_mount(self) -> None:
        self._show({number: Text(field.typed) for number, field in self._fields()})

    def begin(self) -> None:
        fields = self.query(Field)
        first = next((field for field in fields if not field.value), fields.first())
        # The passage is read first: its first gap comes into sight when something is typed.
        first.focus(scroll_visible=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.has_focus and event.value:
            event.input.scroll_visible(animate=False)
        self._show({number: Text(field.typed) for number, field in self._fields()})

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        fields = list(self.query(Field))
        place = fields.index(event.input)  # type: ignore[arg-type]
        if place + 1 < len(fields):
            fields[place + 1].focus()
        else:
            self.submit()

    def on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down"):
            fields = list(self.query(Field))
            places = [place for place, field in enumerate(fields) if field.has_focus]
            if places:
                fields[(places[0] + (1 if event.key == "down" else -1)) % len(fields)].focus()
            event.stop()

    def submit(self) -> None:
        typed = tuple(field.typed for field in self.query(Field))
        if any(typed) and self.sure(typed.count(""), "gap"):
            self.post_message(self.Submitted(typed))
        elif not any(typed):
            self.unclear("nothing-filled")

    def settle(self) -> None:
        self.add_class("-settled")
        for gap in self.query(".gap"):
            gap.display = False
        self._show({blank.number: rich_text(blank.answer) for blank in self.item.blanks})

    def _fields(self) -> Iterator[tuple[int, Field]]:
        return (
            (blank.number, field)
            for blank, field in zip(self.item.blanks, self.query(Field), strict=True)
        )

    def _show(self, fillings: Mapping[int, Text]) -> None:
        self.query_one(".passage", Static).update(PassageText(self.item.passage, fillings))

    def _where(self, number: int) -> str:
        """Return the row and the column of a table's cell."""
        passage = self.item.passage
        places = (
            _place(passage, line, number) for line in passage.lines if passage.layout == "grid"
        )
        return next(filter(None, places), "")


def _place(passage: PassageLayout, line: Line, number: int) -> str:
    for column, cell in zip(passage.columns, line.cells, strict=False):
        if number in cell:
            return f"{plain(line.label)} · {plain(column)}"
    return ""
