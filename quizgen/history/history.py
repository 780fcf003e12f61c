"""Write and read a history: its sittings, the log, and what is remembered of each question."""

# The history is a log. Answers are only ever added: an answer with its mark turned, or taken back,
# is a row of its own, with the next revision. What FSRS was told and the memory that came of it
# are derived tables, always reckoned from a question's first review on, in the same transaction.
# So an undo leaves no trace, an answer from another machine finds its place in time, and another
# rollover hour, retention or version of FSRS just means to reckon again (17 µs a review). A
# record's identity is made of its content; that is what makes a write that is tried again, and a
# file that is imported twice, add nothing.

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from quizgen.history import memory_updates, remarks
from quizgen.history.answer_record import Record
from quizgen.history.exam_preparation import Pace
from quizgen.history.log_rows import INSERT, LOG, STANDING, as_row, record_of_row
from quizgen.history.remarks import RemarkRecord
from quizgen.history.schedule import EFFORTS, Memory, Scheduler
from quizgen.history.sitting_recorder import Entry, Recorder
from quizgen.history.store import HistoryError, connect, explain_errors, transaction
from quizgen.quiz.quiz import Item, Quiz
from quizgen.sitting import RATINGS, Answer, Mode, NotKeptError, Outlook

FEWEST_TIMED = 5  # answers, before they say how long one takes

# The order of the log hangs on its content only, not on when a record came here.
_IN_ORDER = " ORDER BY at, log.sitting, number, answer, revision"


class Review(NamedTuple):
    """What FSRS was told of a question on a day."""

    question: str
    day: int
    rating: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A sitting to be taken up again; `items` are in the order in which they are asked."""

    quiz: Quiz
    items: tuple[Item, ...]
    answers: tuple[Answer, ...]
    started: int
    limit: int | None
    keeper: Recorder


class History:
    """Every answer ever given.

    What is written is on the disk when a method returns; if it cannot be, NotKeptError. Made by
    `History.open`; to be closed, or used in a `with`.
    """

    def __init__(self, path: Path, database: sqlite3.Connection, scheduler: Scheduler) -> None:
        self.path = path
        self.scheduler = scheduler
        self._database = database

    @classmethod
    def open(cls, path: Path, *, write: bool = True) -> Self:
        """Return the history in that file, made if it is not there; or HistoryError.

        A file that is only to be read need not exist.
        """
        database = connect(path, write=write)
        try:
            with explain_errors(path):
                settings = dict(database.execute("SELECT name, value FROM setting"))
                history = cls(path, database, _scheduler(settings.get("scheduler")))
            [only_read] = database.execute("PRAGMA query_only").fetchone()
            if not only_read and settings.get("version") != history.scheduler.version:
                history.rebuild()
        except BaseException:
            database.close()
            raise
        return history

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def use(self, scheduler: Scheduler) -> None:
        """Schedule so from now on, also the next time; HistoryError if that cannot be written."""
        if scheduler != self.scheduler:
            former, self.scheduler = self.scheduler, scheduler
            try:
                self.rebuild()
            except HistoryError:
                self.scheduler = former
                raise

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    # Sittings -------------------------------------------------------------------------------------

    def begin(
        self,
        mode: Mode,
        quiz: Quiz,
        items: Sequence[Item],
        at: int,
        offset: int,
        limit: int | None = None,
        request: str = "",
    ) -> Recorder:
        """Return the keeper of a new sitting, in which the items are asked in that order.

        `request` is what the sitting answers to; after a line break, whose it is. Every other
        sitting of this mode and person is over; its answers stay.
        """
        _, separator, person = request.partition("\n")
        with self._writing():
            self._database.execute(
                "UPDATE sitting SET finished = ? WHERE mode = ? AND finished IS NULL "
                "AND substr(request, instr(request || char(10), char(10))) = ?",
                (at, mode, separator + person),
            )
            [others] = self._database.execute(
                "SELECT count(*) FROM sitting WHERE started = ?", (at,)
            ).fetchone()
            uid = sitting_id(mode, quiz, at, offset, others)
            order = [item.id for item in items]
            self._database.execute(
                "INSERT INTO sitting "
                "(uid, mode, title, started, time_limit, request, quiz, items, total) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    uid,
                    mode,
                    quiz.title,
                    at,
                    limit,
                    request,
                    quiz.model_dump_json(),
                    json.dumps(order),
                    quiz.points,
                ),
            )
        return self._recorder(uid, mode, quiz.title, offset, quiz.points)

    def unfinished(self, mode: Mode, offset: int, request: str = "") -> Unfinished | None:
        """Return the last sitting of this mode and request that is not over.

        It goes on at this offset from UTC.
        """
        with self._reading():
            row = self._database.execute(
                "SELECT uid, title, started, time_limit, quiz, items FROM sitting "
                "WHERE mode = ? AND request = ? AND finished IS NULL "
                "ORDER BY started DESC, rowid DESC LIMIT 1",
                (mode, request),
            ).fetchone()
            if row is None:
                return None
            uid, title, started, limit, quiz_text, order = row
            select = f"{STANDING} WHERE log.sitting = ? ORDER BY number"
            standing = [record_of_row(row) for row in self._database.execute(select, (uid,))]
            select = "SELECT count(*) FROM log WHERE sitting = ? AND revision = 0"
            [number] = self._database.execute(select, (uid,)).fetchone()
        try:
            quiz = Quiz.model_validate_json(quiz_text)
        except ValueError:
            # Another version of quizgen wrote it; its answers are in the log nevertheless.
            return None
        items = {item.id: item for item in quiz.items}
        return Unfinished(
            quiz,
            tuple(items[id] for id in json.loads(order)),
            tuple(record.answer for record in standing),
            started,
            limit,
            self._recorder(uid, mode, title, offset, quiz.points, standing, number),
        )

    def renew(self, keeper: Recorder, quiz: Quiz) -> None:
        """Store that a sitting goes on with other forms of some of its questions."""
        keeper.total = quiz.points
        with self._writing():
            self._database.execute(
                "UPDATE sitting SET quiz = ?, total = ? WHERE uid = ?",
                (quiz.model_dump_json(), quiz.points, keeper.sitting),
            )

    def count(self) -> int:
        """Return how many sittings there have been."""
        with self._reading():
            return int(self._database.execute("SELECT count(*) FROM sitting").fetchone()[0])

    # The log --------------------------------------------------------------------------------------

    def add(self, records: Iterable[Record]) -> int:
        """Write those records that are not here yet, all or none, and return their number."""
        sitting = (
            "INSERT INTO sitting (uid, mode, title, started, finished, total, items) "
            "VALUES (?, ?, ?, ?, ?, ?, '') "
            "ON CONFLICT (uid) DO UPDATE SET total = max(total, excluded.total)"
        )
        with self._writing():
            new: list[Record] = []
            for record in records:
                about = record.sitting, record.mode, record.title
                self._database.execute(sitting, (*about, record.at, record.at, record.total))
                if self._database.execute(INSERT, as_row(record)).rowcount:
                    new.append(record)
            memory_updates.learn(self._database, self.scheduler, new)
        return len(new)

    def add_remarks(self, records: Iterable[RemarkRecord]) -> int:
        """Write those remarks that are not here yet, all or none, and return their number."""
        with self._writing():
            rows = [record.as_row() for record in records]
            return sum(self._database.execute(remarks.INSERT, row).rowcount for row in rows)

    def remarks(self, *, standing: bool = True) -> list[RemarkRecord]:
        """Return what was said of questions, in the order of time; all of it unless `standing`."""
        with self._reading():
            select = remarks.STANDING if standing else remarks.LOG
            return [remarks.remark_of_row(row) for row in self._database.execute(select)]

    def set_aside(self, day: int) -> frozenset[str]:
        """Return the questions that are suspended, or buried on that day."""
        return remarks.set_aside(self.remarks(), day, self.scheduler.rollover)

    def log(self) -> Iterator[Record]:
        """Yield every record, those decided anew or taken back too, in the order of time."""
        with self._reading():
            yield from map(record_of_row, self._database.execute(LOG + _IN_ORDER))

    def answers(self) -> Iterator[Record]:
        """Yield the answers that stand, in the order of time."""
        with self._reading():
            yield from map(record_of_row, self._database.execute(STANDING + _IN_ORDER))

    # Memory ---------------------------------------------------------------------------------------

    def memories(self) -> dict[str, Memory]:
        """Return what is remembered of each question that was ever rated."""
        with self._reading():
            rows = self._database.execute(f"{memory_updates.MEMORY} ORDER BY question")
            return {question: Memory(*values) for question, *values in rows}

    def reviews(self) -> list[Review]:
        """Return everything that FSRS was told, question by question, in the order of time."""
        with self._reading():
            rows = self._database.execute(
                "SELECT question, day, rating FROM review ORDER BY question, at, answer"
            )
            return [Review(*row) for row in rows]

    def new_today(self, day: int) -> int:
        """Return how many questions were rated on that day for the first time."""
        return self._count("SELECT count(*) FROM memory WHERE first_day = ?", day)

    def reviewed_today(self, day: int) -> int:
        """Return how many questions were rated on that day, and before on an earlier one."""
        return self._count(
            "SELECT count(*) FROM memory WHERE last_day = ? AND first_day < last_day", day
        )

    def pace(self) -> Pace:
        """Return how many seconds the person takes for an answer, by those of the last reviews."""
        select = (
            "SELECT took FROM standing AS log JOIN sitting ON sitting.uid = log.sitting "
            "WHERE mode = 'review' AND NOT practice ORDER BY at DESC LIMIT 200"
        )
        with self._reading():
            took = sorted(row[0] / 1000 for row in self._database.execute(select))
        if len(took) < FEWEST_TIMED:
            return Pace()
        middle = min(120.0, max(2.0, took[len(took) // 2]))
        return Pace(middle, 2 * middle)

    def seconds_on(self, day: int) -> float:
        """Return how many seconds were spent on answers of reviews on that day."""
        select = (
            "SELECT at, offset, took FROM standing AS log "
            "JOIN sitting ON sitting.uid = log.sitting WHERE mode = 'review' AND at > ?"
        )
        with self._reading():  # a day and the farthest offset from UTC, before and after
            rows = self._database.execute(select, ((day - 2) * 86_400_000,)).fetchall()
        took = [int(took) for at, offset, took in rows if self.scheduler.day(at, offset) == day]
        return sum(took) / 1000

    def rebuild(self) -> None:
        """Reckon every memory anew from the log by the scheduler, and keep the scheduler."""
        with self._writing(HistoryError):
            standing = map(record_of_row, self._database.execute(STANDING).fetchall())
            memory_updates.rebuild(self._database, self.scheduler, standing)
            settings = {
                "scheduler": json.dumps(asdict(self.scheduler)),
                "version": self.scheduler.version,
            }
            self._database.executemany(
                "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", settings.items()
            )

    # Inside ---------------------------------------------------------------------------------------

    def _recorder(
        self,
        uid: str,
        mode: Mode,
        title: str,
        offset: int,
        total: int,
        standing: Iterable[Record] = (),
        number: int = 0,
    ) -> Recorder:
        def write(record: Entry) -> None:
            with self._writing():
                if isinstance(record, RemarkRecord):
                    self._database.execute(remarks.INSERT, record.as_row())
                    return
                self._database.execute(INSERT, as_row(record))
                if record.withdrawn:  # its item is asked again
                    self._database.execute(
                        "UPDATE sitting SET finished = NULL WHERE uid = ?", (uid,)
                    )
                memory_updates.learn(self._database, self.scheduler, [record])

        def close(at: int) -> None:
            with self._writing():
                self._database.execute("UPDATE sitting SET finished = ? WHERE uid = ?", (at, uid))

        return Recorder(
            uid, mode, title, offset, total, write, close, standing, number, self._outlook
        )

    def _outlook(self, record: Record) -> Outlook | None:
        """Return when what an answer asked comes back, as it stands and for each rating."""
        day = self.scheduler.day(record.at, record.offset)
        outlooks = []
        for question in record.ratings:
            with self._reading():
                select = (
                    "SELECT day, rating, answer = ? FROM review WHERE question = ? "
                    "ORDER BY at, answer"
                )
                rows = self._database.execute(select, (record.uid, question)).fetchall()
            before: Memory | None = None
            now: Memory | None = None
            for on, rating, is_last in rows:
                before = before if is_last else self.scheduler.review(before, rating, on)
                now = self.scheduler.review(now, rating, on)
            if now is None:
                continue
            days = {
                name: self.scheduler.review(before, EFFORTS[rating], day).due_day - day
                for name, rating in RATINGS.items()
            }
            outlooks.append(Outlook(now.due_day - day, days, now.lapses))
        return min(outlooks, key=lambda each: each.days, default=None)

    def _count(self, select: str, day: int) -> int:
        with self._reading():
            return int(self._database.execute(select, (day,)).fetchone()[0])

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with explain_errors(self.path):
            yield

    @contextmanager
    def _writing(self, error: type[Exception] = NotKeptError) -> Iterator[None]:
        with explain_errors(self.path, error), transaction(self._database):
            yield


def sitting_id(mode: Mode, quiz: Quiz, at: int, offset: int, others: int = 0) -> str:
    """Return what tells a sitting from all others.

    `others` is how many began at the same moment.
    """
    content = json.dumps([mode, at, offset, others, quiz.model_dump_json()])
    return blake2b(content.encode(), digest_size=12).hexdigest()


def _scheduler(setting: str | None) -> Scheduler:
    """Return the scheduler that the history was last kept with, or the usual one."""
    if setting is None:
        return Scheduler()
    values = json.loads(setting)
    return Scheduler(**values | {"weights": tuple(values["weights"])})
