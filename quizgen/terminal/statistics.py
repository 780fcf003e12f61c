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
from quizgen.text.wording import Wording

_SHOWN = 10  # rows of a table whose rows are many


def statistics_text(statistics: Statistics, words: Wording) -> str:
    """Return the figures as wide as the terminal, or 80 columns; with characters that it has.

    Where there is no terminal there are no bars: figures alone are what can be read or searched.
    """
    width = max(40, shutil.get_terminal_size((80, 24)).columns)
    blocks = _has("█░", sys.stdout.encoding)
    page = _Page(words, width, terminal=sys.stdout.isatty(), blocks=blocks)
    if not statistics.totals.answers:
        return f"{words.say('stats.nothing')}\n"
    page.totals(statistics)
    page.times(statistics)
    page.scores(statistics)
    page.rates("by-deck", statistics.decks)
    page.rates("by-topic", statistics.topics, statistics.weak)
    types = {_name(words, "type", name): rate for name, rate in statistics.types.items()}
    page.rates("by-type", types)
    page.rates("by-kind", statistics.kinds)
    sure = {words.say(f"confidence.{name}"): rate for name, rate in statistics.calibration.items()}
    page.rates("calibration", sure, fewest=1)
    page.hard(statistics)
    page.confusions(statistics)
    page.overrides(statistics)
    page.retention(statistics)
    page.forecast(statistics)
    return page.text()


class _Page:
    """Text that grows section by section."""

    def __init__(self, words: Wording, width: int, *, terminal: bool, blocks: bool) -> None:
        self._words = words
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            width=width,
            force_terminal=terminal,
            highlight=False,
            markup=False,
            emoji=False,
        )
        self._drawn = terminal
        self._bar_width = min(20, max(4, width // 8))
        self._full, self._empty = ("█", "░") if blocks else ("#", ".")

    def text(self) -> str:
        """Return all of it, with no blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().split("\n")).lstrip("\n")

    def totals(self, statistics: Statistics) -> None:
        totals, say = statistics.totals, self._say
        table = self._table("", "", title=say("so-far"))
        answers = say("answers-to", number=totals.answers, questions=totals.questions)
        table.add_row(say("answers"), answers)
        counts = {"number": totals.sittings, "days": totals.days, "minutes": totals.minutes}
        table.add_row(say("in"), say("sittings-on", **counts))
        share = _percent(totals.right.share)
        table.add_row(say("right"), say("of-first", share=share, number=totals.right.asked))
        self._console.print(table)

    def times(self, statistics: Statistics) -> None:
        most = max(statistics.minutes_a_day.values(), default=0)
        if not most:
            return
        heads = [self._say("date"), f">{self._say('minutes')}", *[""] * self._drawn]
        table = self._table(*heads, title=self._say("time-a-day"))
        for date, minutes in list(statistics.minutes_a_day.items())[-_SHOWN:]:
            bar = self._full * round(minutes / most * self._bar_width)
            table.add_row(date, f"{minutes:g}", *[bar] * self._drawn)
        self._console.print(table)

    def scores(self, statistics: Statistics) -> None:
        say, titled = self._say, len({score.title for score in statistics.scores}) > 1
        heads = [say("date"), "", *[say("title")] * titled, *self._bar_head(say("score"))]
        table = self._table(*heads, f">{say('points')}", title=say("scores"))
        for score in statistics.scores[-_SHOWN:]:
            earned = f"{score.earned:g}".replace(".", self._words.decimal)
            points = say("earned-of", number=earned, points=score.points)
            if score.unanswered:
                points += f", {say('unanswered', number=score.unanswered)}"
            row = [score.date, _name(self._words, "stats", f"mode-{score.mode}")]
            row += [score.title] * titled
            table.add_row(*row, *self._share(score.share), points)
        self._console.print(table)

    def rates(
        self, title: str, rates: Mapping[str, Rate], weak: Sequence[str] = (), fewest: int = 2
    ) -> None:
        if len(rates) < fewest and not weak:
            return  # it would say what the whole says
        say = self._say
        heads = ["", *self._bar_head(say("right")), f">{say('of')}", say("likely"), ""]
        table = self._table(*heads, title=say(title))
        for name, rate in rates.items():
            note = say("weak") if name in weak[:5] else ""
            table.add_row(name, *self._share(rate.share), f"{rate.asked:,}", _range(rate), note)
        self._console.print(table)

    def hard(self, statistics: Statistics) -> None:
        table = self._table("", f">{self._say('right')}", title=self._say("missed-most"))
        for hard in statistics.hard:
            right = self._say("earned-of", number=hard.rate.right, points=hard.rate.asked)
            table.add_row(" ".join(hard.stem.split()), right)
        self._print(table)

    def confusions(self, statistics: Statistics) -> None:
        say = self._say
        heads = say("asked-for"), say("given"), f">{say('times')}"
        table = self._table(*heads, title=say("confused"))
        for each in statistics.confusions[:_SHOWN]:
            table.add_row(each.answer, each.given, str(each.times))
        self._print(table)

    def overrides(self, statistics: Statistics) -> None:
        say = self._say
        heads = say("answer"), say("given"), say("you-said"), f">{say('times')}"
        table = self._table(*heads, title=say("turned"))
        for each in statistics.overrides[:_SHOWN]:
            word = say("said-right" if each.counts else "said-wrong")
            table.add_row(each.answer, each.given, word, str(each.times))
        self._print(table)

    def retention(self, statistics: Statistics) -> None:
        say = self._say
        title = say("still-known", share=_percent(statistics.desired_retention))
        heads = say("after"), *self._bar_head(say("known")), f">{say('of')}", say("likely")
        table = self._table(*heads, title=title)
        intervals = [say(f"interval-{place}") for place in range(1, 5)]
        rates = dict(zip(intervals, statistics.retention_by_interval.values(), strict=True))
        for name, rate in {**rates, say("all"): statistics.retention}.items():
            if rate.asked:
                table.add_row(name, *self._share(rate.share), f"{rate.asked:,}", _range(rate))
        self._print(table)

    def forecast(self, statistics: Statistics) -> None:
        if not statistics.remembered:
            return
        most = max(statistics.forecast.values(), default=0)
        days, number = len(statistics.forecast), statistics.remembered
        title = self._say("forecast", days=days, number=number)
        table = self._table(self._say("date"), f">{self._say('due')}", "", title=title)
        late = self._say("overdue", number=statistics.overdue) if statistics.overdue else ""
        for date, due in statistics.forecast.items():
            if due:
                bar = self._full * max(1, round(due / most * self._bar_width))
                notes = [*[bar] * self._drawn, *[late] * bool(late)]
                table.add_row(date, f"{due:,}", "  ".join(notes))
            late = ""  # what is overdue is due today
        self._print(table)

    def _say(self, name: str, **data: object) -> str:
        return self._words.say(f"stats.{name}", **data)

    def _bar_head(self, head: str) -> list[str]:
        """Return the heads of a share: of its bar and its figure, or of the figure alone."""
        return [head, ">"] if self._drawn else [f">{head}"]

    def _share(self, share: float) -> list[str]:
        full = round(share * self._bar_width)
        bar = self._full * full + self._empty * (self._bar_width - full)
        return [*[bar] * self._drawn, _percent(share)]

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
        self._console.print(table if table.rows else self._say("nothing-yet"))


def _has(characters: str, encoding: str | None) -> bool:
    try:
        characters.encode(encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _name(words: Wording, section: str, name: str) -> str:
    """Return what something is called; as it is, where the wording does not know it."""
    return words.say(f"{section}.{name}") if f"{section}.{name}" in words else name


def _percent(share: float) -> str:
    return f"{percent(share)} %"


def _range(rate: Rate) -> str:
    return f"{rate.low * 100:.0f}–{rate.high * 100:.0f} %"
