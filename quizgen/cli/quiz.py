"""The verbs `quiz`, `exam` and `review`: put questions to a person, full screen, in lines, or as JSON."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from quizgen.cli.choosing import selection_of, selection_options, title_of
from quizgen.cli.rescue import RescueFile, keep_unsaved, tell
from quizgen.cli.running import (
    clock_ms,
    compile_source,
    find_source,
    format_option,
    history_option,
    open_history,
    read_words,
    utc_offset,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from quizgen.compiler import Compiled
    from quizgen.grading.marks import Mark, Response
    from quizgen.history.due import Due
    from quizgen.history.history import History
    from quizgen.history.recorder import Recorder
    from quizgen.history.schedule import Memory
    from quizgen.quiz.quiz import Item, Quiz
    from quizgen.quiz.selection import Candidate, Selection
    from quizgen.session import Session
    from quizgen.sitting import Mode, Sitting

_Command = TypeVar("_Command", bound="Callable[..., Any]")
INVALID, NOTHING_TO_ASK, BELOW_MINIMUM, INTERRUPTED = 3, 4, 5, 130


def _sitting_options(command: _Command) -> _Command:
    for option in (
        click.option(
            "--plain",
            is_flag=True,
            help="One question a block, in lines; by itself where there is no terminal.",
        ),
        click.option(
            "--json", "as_json", is_flag=True, help="One JSON object a line, for programs."
        ),
        click.option(
            "--theme",
            type=click.Choice(["dark", "light"]),
            help="The look of the full screen; default: as COLORFGBG says, else dark. NO_COLOR makes it gray.",
        ),
        click.option(
            "--fresh", is_flag=True, help="Begin anew, instead of going on where you stopped."
        ),
        click.option(
            "--lexicon",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help="A list of words, one a line, that never pass for a misspelt answer.",
        ),
        history_option,
        format_option,
    ):
        command = option(command)
    return command


_min_score = click.option(
    "--min-score",
    type=click.IntRange(0, 100),
    metavar="PERCENT",
    help="Exit with 5 below this score.",
)
_seed = click.option(
    "--seed", default="", help="Which questions, in which order; default: another one each time."
)


@click.command()
@selection_options
@_seed
@_min_score
@_sitting_options
def quiz(
    decks: tuple[str, ...],
    collection: Path | None,
    seed: str,
    min_score: int | None,
    **how: Any,
) -> None:
    """Take a quiz: scored, with the reason after each answer.

    DECK is a deck's id; without one, all decks are asked. Every answer is saved at once: stop whenever you like, and
    the same command goes on there.

    \b
    Examples:
      quizgen quiz minerals
      quizgen quiz --questions 3 --types choice,short-answer
      quizgen quiz --plain --questions 3 --seed 7 --fresh
      quizgen quiz --json --questions 2
    """
    compiled = _compile(collection, decks, seed, how)
    selection = selection_of(compiled, decks, how)
    _take(_Run(compiled, "quiz", selection, seed, how), min_score)


@click.command()
@selection_options
@click.option(
    "--minutes",
    type=click.FloatRange(0),
    metavar="N",
    help="Time for the whole; default: one a question; 0: no limit.",
)
@_seed
@_min_score
@_sitting_options
def exam(
    decks: tuple[str, ...],
    collection: Path | None,
    minutes: float | None,
    seed: str,
    min_score: int | None,
    **how: Any,
) -> None:
    """Sit an exam: timed, without feedback until the end; then the score, and a review of every question.

    \b
    Examples:
      quizgen exam minerals --questions 4 --minutes 5
      quizgen exam --seed 7 --plain
    """
    compiled = _compile(collection, decks, seed, how)
    selection = selection_of(compiled, decks, how)
    _take(_Run(compiled, "exam", selection, seed, how), min_score, minutes)


@click.command()
@selection_options
@click.option(
    "--new",
    default=10,
    show_default=True,
    type=click.IntRange(0),
    help="How many new questions a day.",
)
@click.option(
    "--limit",
    default=100,
    show_default=True,
    type=click.IntRange(1),
    help="How many questions a day in all.",
)
@click.option(
    "--retention",
    type=click.FloatRange(0.7, 0.99),
    metavar="SHARE",
    help="How likely you want to know an answer when it is due; default: as last time, 0.9 at first.",
)
@click.option(
    "--rollover",
    type=click.IntRange(0, 23),
    metavar="HOUR",
    help="The hour at which a new day begins; default: as last time, 4 at first.",
)
@_sitting_options
def review(
    decks: tuple[str, ...],
    collection: Path | None,
    new: int,
    limit: int,
    retention: float | None,
    rollover: int | None,
    **how: Any,
) -> None:
    """Review what is due today, and some new questions; FSRS says when each comes back.

    Only questions that you answer from memory are scheduled, one a day of each fact.

    \b
    Examples:
      quizgen review minerals
      quizgen review --new 5 --limit 50 --plain
    """
    compiled = _compile(collection, decks, "", how)
    selection = selection_of(compiled, decks, how)
    from quizgen.history.due import due_questions

    most = limit if selection.number is None else min(limit, selection.number)
    with _history(how["history"]) as history:
        now = clock_ms()
        former = history.scheduler
        wanted = (
            former.retention if retention is None else retention,
            former.rollover if rollover is None else rollover,
        )
        history.use(replace(former, retention=wanted[0], rollover=wanted[1]))
        day = history.scheduler.day(now, utc_offset(now))
        begun, done = history.new_today(day), history.reviewed_today(day)
        found = due_questions(
            compiled.questions, selection, history.memories(), day, most - begun - done, new - begun
        )
        if not found.due and not found.new:
            _nothing(_next_time(found, history.memories(), day))
        seed = str(day)
        run = _Run(compiled, "review", selection, seed, how | {"fresh": True})
        run.sit(*run.begin(history, [*found.due, *found.new], seed))


def _compile(
    collection: Path | None, decks: tuple[str, ...], seed: str, how: dict[str, Any]
) -> Compiled:
    source, _ = find_source(collection)
    return compile_source(source, seed or "0", how["style"], decks, INVALID)


def _take(run: _Run, min_score: int | None, minutes: float | None = None) -> None:
    """A quiz or an exam, and the exit status."""
    from quizgen.history.store import HistoryError
    from quizgen.sitting import NotKeptError

    with ExitStack() as stack:
        try:
            history = stack.enter_context(open_history(run.how["history"]))
            begun = run.begin(history, None, run.seed or str(history.count() + 1), minutes)
        except (HistoryError, NotKeptError) as error:
            begun = run.begin_without(str(error), minutes)
        session = run.sit(*begun)
    points = sum(item.points for item in session.items.values())
    if min_score is not None and session.score().earned * 100 < min_score * points:
        sys.exit(BELOW_MINIMUM)


def _next_time(found: Due, memories: Mapping[str, Memory], day: int) -> str:
    """Why there is nothing to review, and when there will be."""
    if found.left_due or found.left_new:
        return f"Done for today: {found.left_due} more are due and {found.left_new} new; raise --limit or --new for them."
    later = [memory.due_day - day for memory in memories.values() if memory.due_day > day]
    if not later:
        return "There is nothing to review: choose more widely."
    return f"Nothing is due. The next question is due in {min(later)} day{'s' * (min(later) != 1)}."


class _Run:
    """One call of a verb: what is asked, and where the answers are kept."""

    def __init__(
        self, compiled: Compiled, mode: Mode, selection: Selection, seed: str, how: dict[str, Any]
    ) -> None:
        self.compiled, self.mode, self.selection, self.seed, self.how = (
            compiled,
            mode,
            selection,
            seed,
            how,
        )
        self.rescue = RescueFile()
        # What was asked for: a sitting is gone on with only if the same is asked for again.
        self.request = f"{seed} {selection.model_dump_json()}"

    def begin(
        self,
        history: History,
        chosen: list[Candidate] | None,
        seed: str,
        minutes: float | None = None,
    ) -> tuple[Sitting, Recorder]:
        """Go on with what was stopped, or begin with what is chosen."""
        from quizgen.session import Session
        from quizgen.sitting import Sitting

        now = clock_ms()
        offset = utc_offset(now)
        stopped = None if self.how["fresh"] else history.unfinished(self.mode, offset, self.request)
        if stopped:
            session, keeper = Session(stopped.items, self._grade(), stopped.answers), stopped.keeper
            title, limit = stopped.quiz.title, stopped.limit
            return Sitting(
                session, self.mode, title, clock_ms, keeper, limit, stopped.started
            ), keeper
        quiz, items, limit = self._new(
            self._chosen(seed) if chosen is None else chosen, seed, minutes
        )
        history.abandon(self.mode, now)
        keeper = history.begin(self.mode, quiz, items, now, offset, limit, self.request)
        self._tell_shortage(items)
        return Sitting(
            Session(items, self._grade()), self.mode, quiz.title, clock_ms, keeper, limit, now
        ), keeper

    def begin_without(self, trouble: str, minutes: float | None) -> tuple[Sitting, Recorder]:
        """Begin although the history cannot be used: answers go to a file here."""
        from quizgen.history.history import sitting_id
        from quizgen.history.recorder import Recorder
        from quizgen.session import Session
        from quizgen.sitting import Sitting

        seed = self.seed or "1"
        quiz, items, limit = self._new(self._chosen(seed), seed, minutes)
        now = clock_ms()
        offset = utc_offset(now)
        uid = sitting_id(self.mode, quiz, now, offset)
        keeper = Recorder(uid, self.mode, quiz.title, offset, self.rescue.write)
        self._tell_shortage(items)
        warning = f"{trouble}. Your answers go to a file here instead, to be brought in later"
        session = Session(items, self._grade())
        return Sitting(
            session, self.mode, quiz.title, clock_ms, keeper, limit, now, warning=warning
        ), keeper

    def sit(self, sitting: Sitting, keeper: Recorder) -> Session:
        """Put it to the person; gives the session as it ended."""
        try:
            self._put(sitting)
        except KeyboardInterrupt:
            click.echo("\nInterrupted; what you answered is saved.", err=True)
            sys.exit(INTERRUPTED)
        finally:
            keep_unsaved(sitting, keeper)
            if self.rescue.path:
                tell(self.rescue.path)
        return sitting.session

    def _new(
        self, chosen: list[Candidate], seed: str, minutes: float | None
    ) -> tuple[Quiz, tuple[Item, ...], int | None]:
        """A quiz of what is chosen, its items in the order of asking, and the time for it in milliseconds."""
        from quizgen.quiz.quiz import resolve, sequence

        title = title_of(self.compiled, self.selection.decks)
        quiz = resolve(chosen, title, self.compiled.collection.language, seed)
        items = sequence(quiz)
        limit = (
            round((len(items) if minutes is None else minutes) * 60_000)
            if self.mode == "exam"
            else 0
        )
        return quiz, items, limit or None

    def _chosen(self, seed: str) -> list[Candidate]:
        """As many of the questions as are wanted, or as there are."""
        from quizgen.quiz.selection import DEFAULT_NUMBER, candidates, choose

        number = self.selection.number
        chosen = choose(
            candidates(self.compiled.questions, self.selection), number or DEFAULT_NUMBER, seed
        )
        if not chosen:
            _nothing("There is nothing to ask: choose more widely.")
        return chosen

    def _tell_shortage(self, items: Sequence[Item]) -> None:
        number = self.selection.number
        if self.mode != "review" and number and len(items) < number:
            message = f"{number} questions were asked for; there are {len(items)} that can be asked together."
            click.echo(message, err=True)

    def _grade(self) -> Callable[[Item, Response], Mark]:
        from quizgen.grading import Lexicon, mark

        words = read_words(self.how["lexicon"])

        @cache  # at the first answer, so that nobody waits for it before the first question
        def lexicon() -> Lexicon:
            return Lexicon.of(self.compiled.questions, self.compiled.knowledge.vocabulary, words)

        return lambda item, response: mark(item, response, lexicon())

    def _put(self, sitting: Sitting) -> None:
        """Put it to the person, in the way that was asked for or that the terminal can."""
        if self.how["as_json"]:
            from quizgen.terminal import events

            events.run(sitting, _line, click.echo)
        elif self.how["plain"] or not _full_screen():
            from quizgen.terminal import plain

            plain.run(sitting, plain.Console(_ask, click.echo, shutil.get_terminal_size().columns))
        else:
            from quizgen.terminal.screen import app
            from quizgen.terminal.screen.themes import suited_theme

            if (
                app.run(sitting, self.how["theme"] or suited_theme(os.environ.get("COLORFGBG", "")))
                == "interrupted"
            ):
                raise KeyboardInterrupt


@contextmanager
def _history(path: Path | None) -> Iterator[History]:
    """The history for a review, which is nothing without it: what is wrong is said, before anything was asked."""
    from quizgen.history.store import HistoryError
    from quizgen.sitting import NotKeptError

    try:
        with open_history(path) as history:
            yield history
    except (HistoryError, NotKeptError) as error:
        raise click.ClickException(
            f"without a history, nothing says what is due. {error}"
        ) from error


def _full_screen() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def _line() -> str | None:
    """The next line of input; None at its end."""
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


def _ask(prompt: str) -> str | None:
    if sys.stdin.isatty():
        try:
            return input(prompt)
        except EOFError:
            click.echo()
            return None
    click.echo(prompt, nl=False)
    line = _line()
    click.echo()  # nobody has typed the end of the line
    return line


def _nothing(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(NOTHING_TO_ASK)
