"""Say in one line how much is due: the verb `due`, for a prompt or a calendar."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from quizgen.cli.clock import clock_ms, utc_offset
from quizgen.cli.history_file import history_path
from quizgen.cli.messages import say
from quizgen.cli.options import history_option
from quizgen.terminal.lines import counted

NOTHING_DUE = 4


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@history_option
def due(*, as_json: bool, history: Path | None) -> None:
    """Say in one line how many questions are due, as fast as a prompt needs it.

    It counts what you have reviewed before, in all decks; new questions are not counted. The exit
    status is 0 where something is due, and 4 where nothing is.

    \b
    Examples:
      quizgen due
      quizgen due --json
    """
    from quizgen.history.due_count import due_count
    from quizgen.history.store import HistoryError

    now = clock_ms()
    try:
        count = due_count(history_path(history), now, utc_offset(now))
    except HistoryError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        say(json.dumps({"due": count.due, "days": count.days}))
    elif count.due:
        say(f"{counted(count.due, 'question')} {'is' if count.due == 1 else 'are'} due.")
    elif count.days is None:
        say("Nothing has been reviewed yet.")
    else:
        say(f"Nothing is due; the next question is in {counted(count.days, 'day')}.")
    if not count.due:
        sys.exit(NOTHING_DUE)
