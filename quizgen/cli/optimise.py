"""Fit the scheduler to a person: the verb `optimise`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from quizgen.cli.history_file import open_history
from quizgen.cli.messages import say
from quizgen.cli.options import history_option
from quizgen.terminal.lines import counted


@click.command()
@click.option("--reset", is_flag=True, help="Go back to the parameters that suit most people.")
@history_option
def optimise(*, reset: bool, history: Path | None) -> None:
    """Fit the scheduler to how you forget; reviews are scheduled by it from then on.

    FSRS has 21 parameters, at first those that suit most people. From 512 answers on to what you
    had reviewed before, they can be fitted to yours. The loss says how badly the scheduler foresees
    your answers, before and after: the less, the better. The loss after is of questions to which
    the parameters were not fitted; those that foresee them no better are not taken. The extra
    `optimise` is needed.

    \b
    Examples:
      quizgen optimise
      quizgen optimise --reset
    """
    from quizgen.history.schedule import Scheduler
    from quizgen.history.store import HistoryError

    try:
        with open_history(history) as opened:
            if reset:
                opened.use(replace(opened.scheduler, weights=Scheduler().weights))
                say("Reviews are scheduled by the usual parameters again.")
                return
            from quizgen.history.parameter_fitting import FEWEST, count_of_use, fit

            reviews = opened.reviews()
            number = count_of_use(reviews)
            if number < FEWEST:
                there = counted(number, "answer")
                raise click.ClickException(
                    f"too few to learn from: {there} to what you had reviewed before, and {FEWEST} "
                    "are needed"
                )
            result = fit(reviews, opened.scheduler)
            say(f"{counted(number, 'answer')}: loss {result.before:.4f} before, ", nl=False)
            say(f"{result.after:.4f} after.")
            if result.after >= result.before:
                say("Nothing is changed: the new parameters foresee no better.")
                return
            opened.use(result.scheduler)
            values = ", ".join(f"{weight:g}" for weight in result.scheduler.weights)
            say(f"Reviews are scheduled by these parameters from now on:\n{values}")
    except HistoryError as error:
        raise click.ClickException(str(error)) from error
    except ImportError as error:
        message = "this needs the extra `optimise`: pip install '.[optimise]'"
        raise click.ClickException(message) from error
