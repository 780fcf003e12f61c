"""Let a person fill gaps: a passage that shows what was typed, and a line for each gap.

What nobody can type fairly is said by heart, looked at in its place, and judged by the person.
"""

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

from quizgen.grading.marks import HAD, MISSED, SelfReport
from quizgen.quiz.types import Line, PassageItem, PassageLayout
from quizgen.quiz.types.item import RIGHT, WRONG
from quizgen.terminal.screen.answer_area import AnswerArea, Field, Plain
from quizgen.terminal.screen.authored_text import AuthoredText, rich_text
from quizgen.terminal.screen.quiz_page import LOW
from quizgen.text.markup import plain
from quizgen.text.wording import Wording

GAP = Style(bold=True, underline=True)
WORDS_AROUND = 4
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
    """A passage with numbered gaps, and a line to type in for each.

    Gaps that are said to oneself have no line. When all others are typed, Enter shows what belongs
    there, and the person says of one after the other whether he had it.
    """

    def __init__(self, item: PassageItem, words: Wording, response: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.item = item
        self.typed = [blank for blank in item.blanks if blank.typed]
        self.yes, self.no = words.say("answer.yes"), words.say("answer.no")
        self.said = [blank for blank in item.blanks if not blank.typed]
        self.revealed = False
        self.reports: list[SelfReport] = []  # on the first of what is said
        self.former = {
            blank.number: text
            for blank, text in zip(item.blanks, response, strict=False)
            if blank.typed and len(response) == len(item.blanks)
        }
        self.can_focus = not self.typed

    def compose(self) -> ComposeResult:
        if self.item.passage.title and self.item.passage.title not in self.item.stem:
            yield AuthoredText(self.item.passage.title, classes="strong")
        yield Static(classes="passage")
        if self.said:
            yield Plain(self._invitation(), classes="said")
        for blank in self.typed:
            with Horizontal(classes="gap"):
                yield Plain(str(blank.number), classes="place")
                former = self.former.get(blank.number, "")
                yield Field(former, placeholder=plain(blank.hint) or self._where(blank.number))

    def on_mount(self) -> None:
        self._show(self._fillings())

    @property
    def taken(self) -> frozenset[str]:
        return frozenset((self.yes, self.no)) if self.revealed else frozenset()

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        if self.revealed:
            back = (("backspace", "one-before"),) if self.reports else ()
            return ((self.yes, "had"), (self.no, "missed"), *back)
        if not self.typed:
            return (("enter", "show"),)
        return (("enter", "next-gap-or-show" if self.said else "next-gap"), ("Tab ↑↓", "other-gap"))

    def begin(self) -> None:
        if not self.typed:
            self.focus(scroll_visible=False)
            return
        fields = self.query(Field)
        first = next((field for field in fields if not field.value), fields.first())
        # The passage is read first: its first gap comes into sight when something is typed.
        first.focus(scroll_visible=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.has_focus and event.value:
            event.input.scroll_visible(animate=False)
        self._show(self._fillings())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        fields = list(self.query(Field))
        place = fields.index(event.input)  # type: ignore[arg-type]
        if place + 1 < len(fields):
            fields[place + 1].focus()
        else:
            self.submit()

    def on_key(self, event: events.Key) -> None:
        if self.revealed:
            self._report(event)
        elif event.key == "space" and not self.typed:
            self.submit()
            event.stop()
        elif event.key in ("up", "down") and self.typed:
            fields = list(self.query(Field))
            places = [place for place, field in enumerate(fields) if field.has_focus]
            if places:
                fields[(places[0] + (1 if event.key == "down" else -1)) % len(fields)].focus()
            event.stop()

    @property
    def draft(self) -> tuple[str, ...] | None:
        typed = {number: field.typed for number, field in self._fields()}
        if not any(typed.values()):
            return None
        return tuple(typed.get(blank.number, "") for blank in self.item.blanks)

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """Return what is around the gap that is typed in, which a low terminal scrolls away."""
        if self.app.size.height >= LOW:
            return ()
        here = (number for number, field in self._fields() if field.has_focus)
        return tuple((str(number), self._around(number)) for number in here)

    def on_descendant_focus(self) -> None:
        self.post_message(self.Changed())

    def _around(self, number: int) -> str:
        """Return the place of a table's cell, or a few words before and behind a gap."""
        if where := self._where(number):
            return where
        for line in self.item.passage.lines:
            for cell in line.cells:
                if number in cell:
                    at = cell.index(number)
                    before = _words(cell[:at])[-WORDS_AROUND:]
                    behind = _words(cell[at + 1 :])[:WORDS_AROUND]
                    return " ".join([*before, "____", *behind])
        return ""

    def submit(self) -> None:
        typed = [field.typed for field in self.query(Field)]
        if self.revealed:
            self.unclear("had-or-missed")
        elif not any(typed) and not self.said:
            self.unclear("nothing-filled")
        elif self.sure(typed.count(""), "gap"):
            if self.said:
                self._reveal()
            else:
                self.post_message(self.Submitted(tuple(typed)))

    def _invitation(self) -> str:
        if not self.typed:
            return self.words.say("screen.all-said")
        numbers = ", ".join(str(blank.number) for blank in self.said)
        return self.words.say("screen.some-said", places=numbers)

    def _reveal(self) -> None:
        """Show what is said to oneself, and ask whether the person had it."""
        self.revealed = self.can_focus = True
        self._hide_fields()
        self._ask()
        self.focus(scroll_visible=False)

    def _ask(self) -> None:
        """Ask about the next of what is said to oneself."""
        asked = self.said[len(self.reports)]
        question = Text(self.words.say("screen.had"))
        if len(self.item.blanks) > 1:
            # The passage may be longer than the screen: what is asked about stands here too.
            question.append(f" {asked.number}: ").append(rich_text(asked.answer, "bold"))
        line = self.query_one(".said", Plain)
        line.update(question)
        self._show(self._fillings())
        self.call_after_refresh(line.scroll_visible, animate=False)
        self.post_message(self.Changed())

    def _report(self, event: events.Key) -> None:
        """Take what the person says of an answer that he said to himself."""
        if event.key in (self.yes, self.no):
            self.reports.append(HAD if event.key == self.yes else MISSED)
        elif event.key == "backspace" and self.reports:
            self.reports.pop()
        else:
            return
        event.stop()
        if len(self.reports) < len(self.said):
            self._ask()
            return
        texts = {number: field.typed for number, field in self._fields()}
        for blank, report in zip(self.said, self.reports, strict=True):
            texts[blank.number] = str(report)
        self.post_message(self.Submitted(tuple(texts[each.number] for each in self.item.blanks)))

    def settle(self) -> None:
        self.add_class("-settled")
        self._hide_fields()
        for line in self.query(".said"):
            line.display = False
        self._show({blank.number: rich_text(blank.answer) for blank in self.item.blanks})

    def _hide_fields(self) -> None:
        for gap in self.query(".gap"):
            gap.display = False

    def _fields(self) -> Iterator[tuple[int, Field]]:
        return (
            (blank.number, field)
            for blank, field in zip(self.typed, self.query(Field), strict=True)
        )

    def _fillings(self) -> dict[int, Text]:
        """Return what stands in the gaps: what was typed, and what was looked at."""
        fillings = {number: Text(field.typed) for number, field in self._fields()}
        if self.revealed:
            fillings |= {blank.number: rich_text(blank.answer) for blank in self.said}
        for blank, report in zip(self.said, self.reports, strict=False):
            fillings[blank.number].append(f" {RIGHT if report == HAD else WRONG}")
        return fillings

    def _show(self, fillings: Mapping[int, Text]) -> None:
        self.query_one(".passage", Static).update(PassageText(self.item.passage, fillings))

    def _where(self, number: int) -> str:
        """Return the row and the column of a table's cell."""
        passage = self.item.passage
        places = (
            _place(passage, line, number) for line in passage.lines if passage.layout == "grid"
        )
        return next(filter(None, places), "")


def _words(cell: Sequence[str | int]) -> list[str]:
    """Return the words of a part of a cell, with the numbers of its gaps."""
    return "".join(f"({each})" if isinstance(each, int) else plain(each) for each in cell).split()


def _place(passage: PassageLayout, line: Line, number: int) -> str:
    for column, cell in zip(passage.columns, line.cells, strict=False):
        if number in cell:
            return f"{plain(line.label)} · {plain(column)}"
    return ""
