"""Keep results of exams in a database, and analyse them there: two tables, PostgreSQL or SQLite."""

# A table of results and one of their answers, as result files have them. What tells an answer from
# all others is its result and its item, so that to load a file twice adds nothing. Lists stand as
# JSON. A batch goes in whole or not at all: after a failure the same call goes on where it stopped.
# An answer comes in with its result, or never. So the server need not look up, row by row, whether
# an answer is there already (only results are asked about) or whether its result is (no foreign
# key): that was most of its work.

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite

from quizgen.history.class_results import (
    Certainty,
    ClassResults,
    ExamCount,
    ItemAnalysis,
    PersonScore,
    class_results,
    correlation_of,
)
from quizgen.history.exam_result import ExamResult

BATCH = 200  # results in one transaction
PATIENCE = 10  # seconds to wait for a server, or for another's lock on a file
_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite",
}
_META = sql.MetaData()
_RESULTS = sql.Table(
    "quizgen_results",
    _META,
    sql.Column("id", sql.Text, primary_key=True),
    sql.Column("name", sql.Text, nullable=False),
    sql.Column("exam", sql.Text, nullable=False, index=True),
    sql.Column("title", sql.Text, nullable=False),
    sql.Column("started", sql.BigInteger, nullable=False),
    sql.Column("finished", sql.BigInteger, nullable=False),
)
_ANSWERS = sql.Table(
    "quizgen_answers",
    _META,
    sql.Column("result", sql.Text, primary_key=True),
    sql.Column("item", sql.Text, primary_key=True),
    sql.Column("type", sql.Text, nullable=False),
    sql.Column("deck", sql.Text, nullable=False),
    sql.Column("topic", sql.Text, nullable=False),
    sql.Column("stem", sql.Text, nullable=False),
    sql.Column("points", sql.Integer, nullable=False),
    sql.Column("share", sql.Double, nullable=False),
    sql.Column("answered", sql.Boolean, nullable=False),
    sql.Column("response", sql.Text, nullable=False),
    sql.Column("chosen", sql.Text, nullable=False),
    sql.Column("key", sql.Text, nullable=False),
    sql.Column("confused", sql.Text, nullable=False),
    sql.Column("took", sql.BigInteger, nullable=False),
    sql.Column("confidence", sql.Text, nullable=False, server_default=""),
)
_NOTHING = "[]"  # an empty list, as it stands in a column


class DatabaseError(ValueError):
    """A database that cannot be used; its text says why, and holds no password."""


class ResultDatabase:
    """The results that one database holds."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._engine.dispose()

    @classmethod
    def open(cls, address: str, *, write: bool) -> ResultDatabase:
        """Return the database at a URL; if it is to be written, with its tables.

        Raises DatabaseError, and ImportError where its driver is not installed.
        """
        url = _url(address)
        is_file = url.drivername == "sqlite"
        if is_file and not write and not Path(url.database or "").is_file():
            raise DatabaseError(f"there is no file {url.database or ''}")
        waiting = {"timeout" if is_file else "connect_timeout": PATIENCE}
        database = cls(sql.create_engine(url, connect_args=waiting))
        with database._connected() as connection:
            if write:
                _META.create_all(connection)
                if not _has_confidence(connection):  # which the first tables had not
                    column = f"{_ANSWERS.name} ADD COLUMN confidence TEXT NOT NULL DEFAULT ''"
                    connection.exec_driver_sql(f"ALTER TABLE {column}")
                connection.commit()
        return database

    def load(self, results: Iterable[ResultRows]) -> int:
        """Bring in the results that are not there yet; return how many these were.

        Raises DatabaseError; what was brought in before the failure stays.
        """
        added = 0
        with self._connected() as connection:
            copies = connection.dialect.name == "postgresql"
            bring = _copy_answers if copies else _insert_answers
            for batch in _batches(results):
                with connection.begin():
                    new = _insert_results(connection, batch)
                    bring(connection, [row for each in new for row in each.answers])
                added += len(new)
            if copies and added:  # the planner knows nothing of rows that are new
                for table in (_RESULTS, _ANSWERS):
                    connection.exec_driver_sql(f"ANALYZE {table.name}")
                connection.commit()
        return added

    def exams(self) -> list[ExamCount]:
        """Return the exams that have results, that of most people first. Raises DatabaseError."""
        exam, title, number = _RESULTS.c.exam, sql.func.min(_RESULTS.c.title), sql.func.count()
        with self._connected() as connection:
            if not sql.inspect(connection).has_table(_RESULTS.name):
                return []
            rows = connection.execute(sql.select(exam, title, number).group_by(exam)).all()
        return sorted((ExamCount(*row) for row in rows), key=lambda each: (-each.number, each.exam))

    def analysed(self, exam: ExamCount) -> ClassResults:
        """Return what the results of an exam amount to, reckoned there. Raises DatabaseError."""
        with self._connected() as connection:
            scores = [
                PersonScore(name, round(earned, 6), int(points), int(right), int(unanswered))
                for name, earned, points, right, unanswered in connection.execute(_scores(exam))
            ]
            middle = sum(each.earned for each in scores) / len(scores)
            moments = connection.execute(_moments(exam, middle)).all()
            chosen = connection.execute(_chosen(exam)).all()
            confused = connection.execute(_confused(exam)).all()
            calibration = {}
            if _has_confidence(connection):
                for name, right, number in connection.execute(_sure(exam)):
                    calibration[name] = Certainty(int(right), number)
            about = {each.item: each for each in connection.execute(_about(exam))}
        options: dict[str, Counter[str]] = {}
        for item, texts, number in chosen:
            times = dict.fromkeys(json.loads(texts), number)
            options.setdefault(item, Counter()).update(times)
        pairs: Counter[tuple[str, str]] = Counter()
        for texts, number in confused:
            for meant, given in json.loads(texts):
                pairs[meant, given] += number
        items = []
        for each in sorted(moments, key=lambda each: each.item):
            facts = about[each.item]
            items.append(
                ItemAnalysis(
                    each.item,
                    facts.stem,
                    facts.topic or facts.deck,
                    facts.type,
                    facts.points,
                    each.number,
                    each.share,
                    correlation_of(
                        each.product - each.share * each.others,
                        each.share_squared - each.share**2,
                        each.others_squared - each.others**2,
                    ),
                    each.right,
                    int(each.unanswered),
                    tuple(json.loads(facts.key)),
                    options.get(each.item, Counter()),
                )
            )
        return class_results(exam.title, scores, items, pairs, calibration)

    @contextmanager
    def _connected(self) -> Iterator[sql.Connection]:
        """Give a connection; whatever the database cannot do is a DatabaseError."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except (sql.exc.SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error) as error:
            reason = str(getattr(error, "orig", None) or error).strip()
            raise DatabaseError(reason.partition("\n")[0]) from error


def _has_confidence(connection: sql.Connection) -> bool:
    columns = sql.inspect(connection).get_columns(_ANSWERS.name)
    return any(column["name"] == _answer.confidence.name for column in columns)


def _url(address: str) -> sql.URL:
    try:
        url = sql.make_url(address)
    except (sql.exc.ArgumentError, ValueError) as error:
        raise DatabaseError("it is no URL such as postgresql://host/name") from error
    if url.drivername not in _DRIVERS:
        raise DatabaseError(f"it is PostgreSQL or SQLite, not {url.drivername}")
    return url.set(drivername=_DRIVERS[url.drivername])


# Rows in ------------------------------------------------------------------------------------------

_Row = tuple[Any, ...]


class ResultRows(NamedTuple):
    """One result as the tables have it: plain data, which other processes can make."""

    uid: str
    row: dict[str, Any]
    answers: list[_Row]

    @property
    def exam(self) -> str:
        """Return the id of the exam."""
        exam: str = self.row["exam"]
        return exam


def result_rows(result: ExamResult) -> ResultRows:
    """Return a result as rows of the two tables."""
    uid = result.uid
    row = {
        "id": uid,
        "name": _storable(result.name),
        "exam": _storable(result.exam),
        "title": _storable(result.title),
        "started": result.started,
        "finished": result.finished,
    }
    answers: dict[str, _Row] = {}
    for each in result.items:
        texts = (*map(_storable, (each.item, each.type, each.deck, each.topic, each.stem)),)
        lists = map(_as_json, (each.response, each.chosen, each.key, each.confused))
        answer = (uid, *texts, each.points, each.share, each.answered, *lists)
        # Of twins, the first.
        answers.setdefault(texts[0], (*answer, each.took, each.confidence))
    return ResultRows(uid, row, [*answers.values()])


def _batches(results: Iterable[ResultRows]) -> Iterator[list[ResultRows]]:
    source = iter(results)
    while batch := list(islice(source, BATCH)):
        yield batch


def _insert_results(connection: sql.Connection, results: Sequence[ResultRows]) -> list[ResultRows]:
    """Insert the results that are new, and return these."""
    insert: postgresql.Insert | sqlite.Insert = sqlite.insert(_RESULTS)
    if connection.dialect.name == "postgresql":
        insert = postgresql.insert(_RESULTS)
    by_id = {result.uid: result for result in reversed(results)}  # of twins, the first
    command = insert.on_conflict_do_nothing().returning(_RESULTS.c.id)
    rows = [each.row for each in by_id.values()]
    return [by_id[uid] for uid in connection.execute(command, rows).scalars()]


def _storable(text: str) -> str:
    return text.replace("\0", "\ufffd")  # which PostgreSQL has no place for


@lru_cache(maxsize=10_000)
def _as_json(values: tuple[Any, ...]) -> str:
    return json.dumps(values, ensure_ascii=False) if values else _NOTHING


def _insert_answers(connection: sql.Connection, rows: list[_Row]) -> None:
    if rows:
        command = _ANSWERS.insert().compile(dialect=connection.dialect)
        connection.exec_driver_sql(str(command), rows)


def _copy_answers(connection: sql.Connection, rows: list[_Row]) -> None:
    cursor: Any = connection.connection.cursor()
    columns = ", ".join(_answer.keys())
    with cursor.copy(f"COPY {_ANSWERS.name} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


# The questions of an analysis ---------------------------------------------------------------------

_answer = _ANSWERS.c
_WORTH = _answer.share * _answer.points
_RIGHT = sql.case((_answer.share >= 1, 1.0), else_=0.0)
_UNANSWERED = sql.case((_answer.answered, 0), else_=1)


def _of_exam(exam: ExamCount, *columns: sql.ColumnElement[Any]) -> sql.Select[Any]:
    joined = _ANSWERS.join(_RESULTS, _answer.result == _RESULTS.c.id)
    return sql.select(*columns).select_from(joined).where(_RESULTS.c.exam == exam.exam)


def _totals(exam: ExamCount) -> sql.Subquery:
    return (
        _of_exam(
            exam,
            _answer.result,
            sql.func.sum(_WORTH).label("earned"),
            sql.func.sum(_answer.points).label("points"),
            sql.func.sum(_RIGHT).label("right"),
            sql.func.sum(_UNANSWERED).label("unanswered"),
        )
        .group_by(_answer.result)
        .subquery("totals")
    )


def _scores(exam: ExamCount) -> sql.Select[Any]:
    total = _totals(exam)
    columns = (total.c.earned, total.c.points, total.c.right, total.c.unanswered)
    joined = total.join(_RESULTS, _RESULTS.c.id == total.c.result)
    return sql.select(_RESULTS.c.name, *columns).select_from(joined)


def _moments(exam: ExamCount, middle: float) -> sql.Select[Any]:
    """Ask for means of shares, of all other points, and of their squares and products.

    The points are reckoned from the `middle`: where a mean is far from 0, the difference of two
    large squares would leave nothing of a small variance.
    """
    total = _totals(exam)
    others = total.c.earned - _WORTH - middle
    means = {
        "share": _answer.share,
        "share_squared": _answer.share * _answer.share,
        "others": others,
        "others_squared": others * others,
        "product": _answer.share * others,
        "right": _RIGHT,
    }
    return (
        sql.select(
            _answer.item,
            sql.func.count().label("number"),
            sql.func.sum(_UNANSWERED).label("unanswered"),
            *(sql.func.avg(value).label(name) for name, value in means.items()),
        )
        .select_from(_ANSWERS.join(total, total.c.result == _answer.result))
        .group_by(_answer.item)
    )


def _chosen(exam: ExamCount) -> sql.Select[Any]:
    columns = (_answer.item, _answer.chosen)
    asked = _of_exam(exam, *columns, sql.func.count())
    return asked.where(_answer.chosen != _NOTHING).group_by(*columns)


def _confused(exam: ExamCount) -> sql.Select[Any]:
    asked = _of_exam(exam, _answer.confused, sql.func.count())
    return asked.where(_answer.confused != _NOTHING).group_by(_answer.confused)


def _sure(exam: ExamCount) -> sql.Select[Any]:
    asked = _of_exam(exam, _answer.confidence, sql.func.sum(_RIGHT), sql.func.count())
    return asked.where(_answer.confidence != "").group_by(_answer.confidence)


def _about(exam: ExamCount) -> sql.Select[Any]:
    """Ask what the items are; which of its results says so is all the same."""
    one = sql.select(sql.func.min(_RESULTS.c.id)).where(_RESULTS.c.exam == exam.exam)
    texts = (_answer.stem, _answer.type, _answer.deck, _answer.topic, _answer.key)
    return sql.select(_answer.item, _answer.points, *texts).where(
        _answer.result == one.scalar_subquery()
    )
