"""Put questions to a person: the verbs `quiz`, `exam` and `review`."""

# The seed of a quiz is the number of the sitting, so that each quiz asks other questions, and no
# clock or chance decides which.

from __future__ import annotations

import codecs
import os
import shlex
import shutil
import sys
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from errno import EIO
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from quizgen.cli.clock import clock_ms, utc_offset
from quizgen.cli.compiled_cache import load_kept, meanwhile
from quizgen.cli.decks import compile_source, find_source
from quizgen.cli.files import read_words
from quizgen.cli.history_file import open_history
from quizgen.cli.line_input import ask_line, read_line
from quizgen.cli.messages import say
from quizgen.cli.options import format_option, gather, history_option
from quizgen.cli.question_options import Choosing, selection_of, selection_options, title_of
from quizgen.cli.result_file import ResultFile
from quizgen.cli.signals import ending_in_order
from quizgen.cli.unsaved_answers import RescueFile, keep_unsaved, tell
from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from quizgen.compiler import Compiled
    from quizgen.grading.marks import Mark, Response
    from quizgen.history.due_questions import Due
    from quizgen.history.history import History, Unfinished
    from quizgen.history.schedule import Memory
    from quizgen.history.sitting_recorder import Recorder
    from quizgen.questions.question import Question
    from quizgen.quiz.quiz import Item, Quiz
    from quizgen.quiz.selection import Candidate, Selection
    from quizgen.sitting import Mode, Session, Sitting

_Command = TypeVar("_Command", bound="Callable[..., Any]")
# Of what is known least, so many are asked in any order, so that those of one fact stand apart.
AT_ONCE = 10
INVALID, NOTHING_TO_ASK, BELOW_MINIMUM, INTERRUPTED, DISCONNECTED = 3, 4, 5, 130, 129


@dataclass(frozen=True, slots=True)
class Manner:
    """How a sitting is held: where it is seen, whether it begins anew, where it is kept."""

    plain: bool
    as_json: bool
    theme: str | None
    fresh: bool
    lexicon: Path | None
    history: Path | None
    style: str
    repeat: bool | None
    confidence: bool

    @property
    def repeats(self) -> bool:
        """Tell whether missed items come back: for a person by default, for a program if asked."""
        return not self.as_json if self.repeat is None else self.repeat


def _sitting_options(command: _Command) -> _Command:
    command = gather(Manner, "manner")(command)
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
            help="The look of the full screen; default: as COLORFGBG says, else dark. "
            "NO_COLOR makes it gray.",
        ),
        click.option(
            "--confidence",
            is_flag=True,
            help="Ask how sure you are of each answer; `quizgen stats` (of a class: `results`) "
            "says how often you were right.",
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


def _repeat(*, default: bool | None) -> Callable[[_Command], _Command]:
    """Return the option --repeat; where it is neither on nor off, --json turns it off."""
    text = "Ask what was missed again in the same sitting, as practice, until it is right once"
    text += "." if default is False else "; default: yes, but not with --json."
    shown = default is False
    return click.option("--repeat/--no-repeat", default=default, show_default=shown, help=text)


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
@_repeat(default=None)
@_sitting_options
def quiz(*, choice: Choosing, seed: str, min_score: int | None, manner: Manner) -> None:
    """Take a quiz: scored, with the reason after each answer.

    PATH is a folder with a collection.yaml, or a deck file; without one, as for `quizgen build`.
    DECK is a deck's id; without one, all decks are asked. Every answer is saved at once: stop
    whenever you like, and the same command goes on there.

    \b
    Examples:
      quizgen quiz minerals
      quizgen quiz my-deck.yaml
      quizgen quiz --questions 3 --types choice,short-answer
      quizgen quiz --plain --questions 3 --seed 7 --fresh
      quizgen quiz --json --questions 2
    """
    _take(_run_of("quiz", choice, seed, manner), min_score)


@click.command()
@selection_options
@click.option(
    "--minutes",
    type=click.FloatRange(0),
    metavar="N",
    help="Time for the whole; default: one a question; 0: no limit.",
)
@click.option(
    "--name",
    default="",
    metavar="NAME",
    help="Whose exam it is: the result is written as JSON and CSV, for `quizgen results`.",
)
@click.option(
    "--results",
    type=click.Path(path_type=Path),
    default=Path("results"),
    metavar="FOLDER",
    show_default=True,
    help="Where the result of a --name is written.",
)
@_seed
@_min_score
@_repeat(default=False)
@_sitting_options
def exam(
    *,
    choice: Choosing,
    minutes: float | None,
    name: str,
    results: Path,
    seed: str,
    min_score: int | None,
    manner: Manner,
) -> None:
    """Sit an exam: timed, without feedback until the end; then the score, and a look back.

    \b
    Examples:
      quizgen exam minerals --questions 4 --minutes 5
      quizgen exam --seed 7 --plain
      quizgen exam minerals --seed june --name "Ada Lovelace"
    """
    run = _run_of("exam", choice, seed, manner)
    run.result = ResultFile(name.strip(), results) if name.strip() else None
    _take(run, min_score, minutes)


@dataclass(frozen=True, slots=True)
class Daily:
    """What a day's review may hold: new questions, all questions, minutes; and its aim."""

    new: int
    limit: int
    minutes: float | None
    exam: str | None
    cram: bool
    ratings: bool


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
    help="How likely you want to know an answer when it is due; "
    "default: as last time, 0.9 at first.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(0, min_open=True),
    metavar="N",
    help="How many minutes a day at most, by how long your answers take.",
)
@click.option(
    "--exam",
    metavar="DATE",
    help="Ask what lets you know most on this day (2027-06-30), whatever is due.",
)
@click.option("--cram", is_flag=True, help="Ask all you have reviewed, what you know least first.")
@click.option("--ratings", is_flag=True, help="Offer again, hard, good and easy after each answer.")
@click.option(
    "--rollover",
    type=click.IntRange(0, 23),
    metavar="HOUR",
    help="The hour at which a new day begins; default: as last time, 4 at first.",
)
@gather(Daily, "daily")
@_repeat(default=None)
@_sitting_options
def review(
    *,
    choice: Choosing,
    manner: Manner,
    daily: Daily,
    retention: float | None,
    rollover: int | None,
) -> None:
    """Review what is due today, and some new questions; FSRS says when each comes back.

    Only questions that you answer from memory are scheduled, one a day of each fact.

    \b
    Examples:
      quizgen review minerals
      quizgen review --new 5 --limit 50 --plain
      quizgen review --exam 2027-06-30 --minutes 15
      quizgen review --cram --questions 30
    """
    run = _run_of("review", choice, "", replace(manner, fresh=True))
    if daily.exam and daily.cram:
        raise click.UsageError("give --exam or --cram: both say what is asked first")
    with _history(manner.history) as history:
        now = clock_ms()
        former = history.scheduler
        retention = former.retention if retention is None else retention
        rollover = former.rollover if rollover is None else rollover
        history.use(replace(former, retention=retention, rollover=rollover))
        day = history.scheduler.day(now, utc_offset(now))
        run.leave_out(history, day)
        chosen = _chosen_today(run, history, daily, day)
        run.seed, run.rates, run.least_first = str(day), daily.ratings, daily.cram
        run.sit(*run.begin(history, chosen, run.seed))


def _chosen_today(run: _Run, history: History, daily: Daily, day: int) -> list[Candidate]:
    """Return the questions of a day's review; where there are none, say why and end the run."""
    from quizgen.history.due_questions import (
        crammed_questions,
        due_questions,
        exam_questions,
        within,
    )

    most = daily.limit
    if run.selection.number is not None:
        most = min(most, run.selection.number)
    memories, pace = history.memories(), history.pace()
    seconds = None
    if daily.minutes is not None:
        seconds = daily.minutes * 60 - history.seconds_on(day)
    about = run.questions, run.selection, memories
    if daily.cram:
        crammed = crammed_questions(*about, history.scheduler, day)
        chosen = within(crammed, memories, seconds, pace)[:most]
    elif daily.exam is not None:
        exam_day = _exam_day(daily.exam, day)
        useful = exam_questions(*about, history.scheduler, day, exam_day, pace)
        chosen = within(useful, memories, seconds, pace)
        if seconds is None or run.selection.number is not None:
            chosen = chosen[:most]
    else:
        begun, done = history.new_today(day), history.reviewed_today(day)
        today = due_questions(*about, day, most - begun - done, daily.new - begun)
        if not today.due and not today.new:
            _nothing(_next_time(today, memories, day))
        chosen = within([*today.due, *today.new], memories, seconds, pace)
    if not chosen:
        done_today = seconds is not None and (seconds < pace.new)
        _nothing("The minutes of today are used up." if done_today else _NOTHING_FITS)
    return chosen


def _exam_day(exam: str, today: int) -> int:
    """Return the day of an exam; one that is not to come ends the run."""
    from quizgen.history.schedule import day_of_date

    try:
        day = day_of_date(exam)
    except ValueError:
        raise click.BadParameter("give a date, such as 2027-06-30", param_hint="--exam") from None
    if day <= today:
        raise click.BadParameter("the exam is to be after today", param_hint="--exam")
    return day


_NOTHING_FITS = "There is nothing to review: choose more widely."


def _run_of(mode: Mode, choice: Choosing, seed: str, manner: Manner) -> _Run:
    source, _ = find_source(choice.collection)
    style, decks = manner.style, choice.decks
    load = partial(load_kept, keep=meanwhile)
    compiled = compile_source(source, seed or "0", style, decks, INVALID, "DECK", load=load)
    run = _Run(compiled, mode, selection_of(compiled, choice), seed, manner)
    if choice.collection is not None:
        run.review += f" {shlex.quote(choice.collection.as_posix())}"
    return run


def _take(run: _Run, min_score: int | None, minutes: float | None = None) -> None:
    """Hold a quiz or an exam; the exit status says whether it was good enough."""
    from quizgen.history.store import HistoryError
    from quizgen.sitting import NotKeptError

    with ExitStack() as stack:
        try:
            history = stack.enter_context(open_history(run.manner.history))
            begun = run.begin(history, None, run.seed or str(history.count() + 1), minutes)
        except (HistoryError, NotKeptError) as error:
            begun = run.begin_without(str(error), minutes)
        session = run.sit(*begun)
    if min_score is not None and session.score().percent < min_score:
        sys.exit(BELOW_MINIMUM)


def _next_time(today: Due, memories: Mapping[str, Memory], day: int) -> str:
    """Return why there is nothing to review, and when there will be."""
    if today.left_due or today.left_new:
        left = f"{today.left_due} more are due and {today.left_new} new"
        return f"Done for today: {left}; raise --limit or --new for them."
    later = [memory.due_day - day for memory in memories.values() if memory.due_day > day]
    if not later:
        return _NOTHING_FITS
    return f"Nothing is due. The next question is due in {counted(min(later), 'day')}."


def _marked_by_others(fitting: dict[str, list[Candidate]]) -> dict[str, list[Candidate]]:
    """Return what an exam may ask: nothing that the person would mark himself.

    Where there is nothing else, that is asked all the same.
    """
    marked = {}
    for fact, entries in fitting.items():
        own = [entry for entry in entries if not any(question.said for question in entry)]
        if own:
            marked[fact] = own
    return marked or fitting


class _Run:
    """One call of a verb: what is asked, and where the answers are kept."""

    def __init__(
        self, compiled: Compiled, mode: Mode, selection: Selection, seed: str, manner: Manner
    ) -> None:
        self.compiled = compiled
        self.mode = mode
        self.selection = selection
        self.seed = seed
        self.manner = manner
        self.rescue = RescueFile()
        self.questions: Mapping[str, Sequence[Question]] = compiled.questions
        self.rates = False
        self.least_first = False
        self.first = False
        self.review = "quizgen review"
        self.result: ResultFile | None = None

    def leave_out(self, history: History, day: int) -> None:
        """Ask nothing that the person suspended, or buried on that day."""
        aside = history.set_aside(day)
        if aside:
            self.questions = {
                fact: [each for each in questions if each.id not in aside]
                for fact, questions in self.compiled.questions.items()
            }

    @property
    def request(self) -> str:
        """Return what was asked for: a sitting goes on only if the same is asked for again.

        And by the same person: several may sit an exam one after another at one computer.
        """
        asked = f"{self.seed} {self.selection.model_dump_json()}".replace("\n", " ")
        return f"{asked}\n{self.result.name.casefold()}" if self.result else asked

    def begin(
        self,
        history: History,
        chosen: list[Candidate] | None,
        seed: str,
        minutes: float | None = None,
    ) -> tuple[Sitting, Recorder]:
        """Go on with what was stopped, or begin with what is chosen."""
        from quizgen.sitting import Session

        now = clock_ms()
        offset = utc_offset(now)
        self.first = not history.count()
        if self.mode == "quiz":
            self.leave_out(history, history.scheduler.day(now, offset))
        stopped = None
        if not self.manner.fresh:
            stopped = history.unfinished(self.mode, offset, self.request)
        news = ""
        if stopped:
            items, news = self._renewed(history, stopped)
            session, keeper = Session(items, self._grade(), stopped.answers), stopped.keeper
            if self.mode == "quiz":  # an exam asks all that it began with
                aside = history.set_aside(history.scheduler.day(now, offset))
                for item in items:
                    if not aside.isdisjoint(item.questions):
                        session.put_aside(item.id)
            title, limit, started = stopped.quiz.title, stopped.limit, stopped.started
        else:
            candidates = self._chosen(seed) if chosen is None else chosen
            quiz, items, limit = self._new(candidates, seed, minutes)
            keeper = history.begin(self.mode, quiz, items, now, offset, limit, self.request)
            self._tell_shortage(items)
            session = Session(items, self._grade())
            title, started = quiz.title, now
        sitting = self._sitting(session, title, keeper, limit, started)
        sitting.news = news
        return sitting, keeper

    def _sitting(
        self, session: Session, title: str, keeper: Recorder, limit: int | None, started: int
    ) -> Sitting:
        from quizgen.sitting import Sitting

        return Sitting(
            session,
            self.mode,
            title,
            clock_ms,
            keeper,
            limit,
            started,
            language=self.compiled.collection.language,
            repeats=self.manner.repeats,
            rates=self.rates,
            confidence=self.manner.confidence,
            first=self.first,
            review=self.review,
        )

    def _renewed(self, history: History, stopped: Unfinished) -> tuple[tuple[Item, ...], str]:
        """Return the items of a stopped sitting as the decks have them now, and what is to be said.

        What was answered stays as it was asked.
        """
        from quizgen.quiz.quiz import renew
        from quizgen.quiz.selection import candidates
        from quizgen.sitting import NotKeptError
        from quizgen.text.wording import wording

        fitting = candidates(self.compiled.questions, self.selection)
        entries = [candidate for group in fitting.values() for candidate in group]
        answered = {answer.item for answer in stopped.answers}
        language = self.compiled.collection.language
        renewal = renew(stopped.quiz, entries, answered, language)
        if renewal.renewed:
            with suppress(NotKeptError):  # what matters is asked; the next start renews it again
                history.renew(stopped.keeper, renewal.quiz)
        items = {item.id: item for item in renewal.quiz.items}
        words = wording("en" if self.manner.as_json else language)  # programs are told in English
        changes = {"renewed": renewal.renewed, "gone": renewal.gone, "rekeyed": renewal.rekeyed}
        parts = [
            words.say(f"terminal.{name}", questions=len(ids))
            for name, ids in changes.items()
            if ids
        ]
        news = words.say("terminal.decks-changed", changes="; ".join(parts)) if parts else ""
        return tuple(items[item.id] for item in stopped.items), news

    def begin_without(self, trouble: str, minutes: float | None) -> tuple[Sitting, Recorder]:
        """Begin although the history cannot be used: answers go to a file here."""
        from quizgen.history.history import sitting_id
        from quizgen.history.sitting_recorder import Recorder
        from quizgen.sitting import Session

        seed = self.seed or "1"
        quiz, items, limit = self._new(self._chosen(seed), seed, minutes)
        now = clock_ms()
        offset = utc_offset(now)
        uid = sitting_id(self.mode, quiz, now, offset)
        keeper = Recorder(uid, self.mode, quiz.title, offset, quiz.points, self.rescue.write)
        self._tell_shortage(items)
        warning = f"{trouble}. Your answers go to a file here instead, to be brought in later"
        session = Session(items, self._grade())
        sitting = self._sitting(session, quiz.title, keeper, limit, now)
        sitting.warning = warning
        return sitting, keeper

    def sit(self, sitting: Sitting, keeper: Recorder) -> Session:
        """Put it to the person; return the session as it ended."""
        if result := self.result:
            sitting.when_over = lambda: result.write(sitting)
        try:
            with ending_in_order():
                self._put(sitting)
        except KeyboardInterrupt:
            say("\nInterrupted; what you answered is saved.", err=True)
            sys.exit(INTERRUPTED)
        except OSError as error:
            if error.errno != EIO:
                raise
            sys.exit(DISCONNECTED)  # the terminal is gone: nobody reads any more
        finally:
            keep_unsaved(sitting, keeper)
            if self.result:
                self.result.tell(sitting)
            if self.rescue.path:
                tell(self.rescue.path)
        return sitting.session

    def _new(
        self, chosen: list[Candidate], seed: str, minutes: float | None
    ) -> tuple[Quiz, tuple[Item, ...], int | None]:
        """Return a quiz of what is chosen, its items in the order of asking, and its time in ms."""
        from quizgen.quiz.quiz import resolve, sequence

        title = title_of(self.compiled, self.selection.decks)
        quiz = resolve(chosen, title, self.compiled.collection.language, seed)
        items = sequence(quiz)
        if self.least_first:
            block = {entry[0].id: place // AT_ONCE for place, entry in enumerate(chosen)}
            items = tuple(sorted(items, key=lambda item: block[item.questions[0]]))
        if self.mode != "exam":
            return quiz, items, None
        minutes = len(items) if minutes is None else minutes
        return quiz, items, round(minutes * 60_000) or None

    def _chosen(self, seed: str) -> list[Candidate]:
        """Return as many of the questions as are wanted, or as there are."""
        from quizgen.quiz.assembly import choose
        from quizgen.quiz.selection import candidates

        number, language = self.selection.number, self.compiled.collection.language
        fitting = candidates(self.questions, self.selection)
        if self.mode == "exam":
            fitting = _marked_by_others(fitting)
        chosen = choose(fitting, number, seed, language, typed=bool(self.selection.types))
        if not chosen:
            _nothing("There is nothing to ask: choose more widely.")
        return chosen

    def _tell_shortage(self, items: Sequence[Item]) -> None:
        number = self.selection.number
        if self.mode != "review" and number and len(items) < number:
            there_are = f"there are {len(items)} that can be asked together"
            say(f"{number} questions were asked for; {there_are}.", err=True)

    def _grade(self) -> Callable[[Item, Response], Mark]:
        from quizgen.grading import Lexicon
        from quizgen.text.markup import plain

        words = read_words(self.manner.lexicon)

        @cache  # at the first answer, so that nobody waits for it before the first question
        def lexicon() -> Lexicon:
            knowledge = self.compiled.knowledge
            names = (*map(plain, knowledge.names()), *words)
            return Lexicon.of(self.compiled.questions, knowledge.vocabulary, names)

        return lambda item, response: item.mark(response, lexicon())

    def _put(self, sitting: Sitting) -> None:
        """Put it to the person, in the way that was asked for or that the terminal can."""
        if self.manner.as_json:
            from quizgen.terminal import events

            events.put_to_program(sitting, read_line, say)
        elif self.manner.plain or not _full_screen():
            from quizgen.terminal import plain_mode

            def ask(prompt: str) -> str | None:
                return ask_line(prompt, sitting.left)

            plain_mode.put_in_lines(
                sitting, plain_mode.Console(ask, say, shutil.get_terminal_size().columns)
            )
        else:
            from quizgen.terminal.screen import app
            from quizgen.terminal.screen.themes import suited_theme

            theme = self.manner.theme or suited_theme(os.environ.get("COLORFGBG", ""))
            if app.put_on_screen(sitting, theme) == "interrupted":
                raise KeyboardInterrupt


@contextmanager
def _history(path: Path | None) -> Iterator[History]:
    """Return the history for a review, or say what is wrong before anything was asked."""
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
    """Tell whether the terminal can show the full screen, with its signs."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    utf = codecs.lookup(sys.stdout.encoding).name == "utf-8"  # the screen is written so
    return utf and os.environ.get("TERM", "dumb") != "dumb"


def _nothing(message: str) -> NoReturn:
    say(message, err=True)
    sys.exit(NOTHING_TO_ASK)
