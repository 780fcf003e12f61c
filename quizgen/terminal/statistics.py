"""Lay statistics out as text for a terminal: tables, and bars of characters."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Mapping, Sequence

from rich.console import Console, JustifyMethod
from rich.rule import Rule
from rich.table import Table

from quizgen.history.stats import Rate, Statistics
from quizgen.sitting import percent
from quizgen.terminal.lines import counted

_NARROW = 72  # columns; below this, bars are short
_SHOWN = 10  # rows of a table whose rows are many


def statistics_text(statistics: Statistics) -> str:
    """Return the figures as wide as the terminal, or 80 columns; with characters that it has."""
    width = max(40, shutil.get_terminal_size((80, 24)).columns)
    blocks = _has("█░", sys.stdout.encoding)
    page = _Page(width, terminal=sys.stdout.isatty(), blocks=blocks)
    if not statistics.totals.answers:
        return "Nothing of this has been answered yet.\n"
    page.totals(statistics)
    page.scores(statistics)
    page.rates("By deck", statistics.decks)
    page.rates("By topic", statistics.topics, statistics.weak)
    page.rates("By type", statistics.types)
    page.rates("By kind of fact", statistics.kinds)
    page.hard(statistics)
    page.confusions(statistics)
    page.overrides(statistics)
    page.retention(statistics)
    page.forecast(statistics)
    return page.text()


class _Page:
    """Text that grows section by section."""

    def __init__(self, width: int, *, terminal: bool, blocks: bool) -> None:
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            width=width,
            force_terminal=terminal,
            highlight=False,
            markup=False,
            emoji=False,
        )
        self._bar_width = 10 if width < _NARROW else 20
        self._full, self._empty = ("█", "░") if blocks else ("#", ".")

    def text(self) -> str:
        """Return all of it, with no blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().split("\n")).lstrip("\n")

    def totals(self, statistics: Statistics) -> None:
        totals = statistics.totals
        table = self._table("", "", title="So far")
        table.add_row("answers", f"{totals.answers:,}, to {_number(totals.questions, 'question')}")
        times = f"{_number(totals.sittings, 'sitting')} on {_number(totals.days, 'day')}"
        table.add_row("in", f"{times}, {_number(totals.minutes, 'minute')}")
        table.add_row(
            "right", f"{_percent(totals.right.share)} of {totals.right.asked:,} first answers"
        )
        self._console.print(table)

    def scores(self, statistics: Statistics) -> None:
        titled = len({score.title for score in statistics.scores}) > 1
        table = self._table(
            "date",
            "",
            *["title"] * titled,
            "score",
            ">",
            ">points",
            title="Scores, the newest last",
        )
        for score in statistics.scores[-_SHOWN:]:
            titles, points = [score.title] * titled, f"{score.earned:g} of {score.points}"
            if score.unanswered:
                points += f", {score.unanswered} not answered"
            table.add_row(
                score.date,
                score.mode,
                *titles,
                self._bar(score.share),
                f"{score.percent} %",
                points,
            )
        self._console.print(table)

    def rates(self, title: str, rates: Mapping[str, Rate], weak: Sequence[str] = ()) -> None:
        if len(rates) < 2 and not weak:
            return  # it would say what the whole says
        table = self._table("", "right", ">", ">of", "likely", "", title=title)
        for name, rate in rates.items():
            note = "weak" if name in weak[:5] else ""
            table.add_row(
                name,
                self._bar(rate.share),
                _percent(rate.share),
                f"{rate.asked:,}",
                _range(rate),
                note,
            )
        self._console.print(table)

    def hard(self, statistics: Statistics) -> None:
        table = self._table("", ">right", title="Missed most")
        for hard in statistics.hard:
            table.add_row(" ".join(hard.stem.split()), f"{hard.rate.right} of {hard.rate.asked}")
        self._print(table)

    def confusions(self, statistics: Statistics) -> None:
        table = self._table("asked for", "given", ">times", title="Confused")
        for each in statistics.confusions[:_SHOWN]:
            table.add_row(each.answer, each.given, str(each.times))
        self._print(table)

    def overrides(self, statistics: Statistics) -> None:
        table = self._table("answer", "given", "you said", ">times", title="Marks that you turned")
        for each in statistics.overrides[:_SHOWN]:
            word = "right: an alias?" if each.counts else "wrong: to refuse?"
            table.add_row(each.answer, each.given, word, str(each.times))
        self._print(table)

    def retention(self, statistics: Statistics) -> None:
        title = f"Still known at review, where {_percent(statistics.desired_retention)} is wanted"
        table = self._table("after", "known", ">", ">of", "likely", title=title)
        rates = {**statistics.retention_by_interval, "all": statistics.retention}
        for name, rate in rates.items():
            if rate.asked:
                table.add_row(
                    name,
                    self._bar(rate.share),
                    _percent(rate.share),
                    f"{rate.asked:,}",
                    _range(rate),
                )
        self._print(table)

    def forecast(self, statistics: Statistics) -> None:
        if not statistics.remembered:
            return
        most = max(statistics.forecast.values(), default=0)
        questions = _number(statistics.remembered, "question")
        title = f"Due in the next {len(statistics.forecast)} days, of {questions}"
        table = self._table("date", ">due", "", title=title)
        late = f"  {statistics.overdue:,} of them overdue" if statistics.overdue else ""
        for date, due in statistics.forecast.items():
            if due:
                table.add_row(
                    date,
                    f"{due:,}",
                    self._full * max(1, round(due / most * self._bar_width)) + late,
                )
            late = ""  # what is overdue is due today
        self._print(table)

    def _table(self, *heads: str, title: str) -> Table:
        self._console.print()
        self._console.print(
            Rule(title, align="left", characters="─" if self._full == "█" else "-", style="dim")
        )
        table = Table(box=None, pad_edge=False, header_style="dim", show_header=any(heads))
        for head in heads:
            number = head.startswith(">")
            justify: JustifyMethod = "right" if number else "left"
            table.add_column(
                head.removeprefix(">"), justify=justify, overflow="fold", no_wrap=number
            )
        return table

    def _print(self, table: Table) -> None:
        self._console.print(table if table.rows else "nothing yet")

    def _bar(self, share: float) -> str:
        full = round(share * self._bar_width)
        return self._full * full + self._empty * (self._bar_width - full)


def _has(characters: str, encoding: str | None) -> bool:
    try:
        characters.encode(encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _number(count: int, noun: str) -> str:
    return f"{count:,} {counted(count, noun).partition(' ')[2]}"


def _percent(share: float) -> str:
    return f"{percent(share)} %"


def _range(rate: Rate) -> str:
    return f"{rate.low * 100:.0f}–{rate.high * 100:.0f} %"
