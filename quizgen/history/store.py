"""Open the file that a history is kept in, bring its tables up to date, and explain its errors."""

# One file, no write-ahead log. SQLite with a rollback journal and `synchronous = EXTRA`: between
# two answers there is nothing but the one file, which can be copied, synchronised and kept on a
# network drive. A write-ahead log would save some milliseconds of a pause that a person spends
# reading. An answer that was kept outlives `kill -9` and a power cut. Should writing fail, the
# sitting goes on, says so, tries again with every answer, and at the end writes a file that can be
# imported. Where the history cannot be used at all, each answer is appended to such a file as it
# is given (`cli/unsaved_answers.py`), so that not even a kill loses one; the number of the sitting,
# and with it the seed, is 1 then.

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# "QzG1" in the file's header, so that no other program's database is taken for a history.
APPLICATION = 0x517A4731
PATIENCE = 5_000  # milliseconds to wait for another session's write

# Each step leads from one version of the tables to the next. A released step never changes.
MIGRATIONS = (
    """
    CREATE TABLE sitting (
      uid TEXT PRIMARY KEY,
      mode TEXT NOT NULL,
      title TEXT NOT NULL,
      started INTEGER NOT NULL,
      finished INTEGER,
      time_limit INTEGER,
      request TEXT NOT NULL DEFAULT '',
      quiz TEXT,
      items TEXT NOT NULL
    );
    CREATE TABLE log (
      answer TEXT NOT NULL,
      revision INTEGER NOT NULL,
      withdrawn INTEGER NOT NULL,
      sitting TEXT NOT NULL REFERENCES sitting,
      number INTEGER NOT NULL,
      at INTEGER NOT NULL,
      offset INTEGER NOT NULL,
      took INTEGER NOT NULL,
      item TEXT NOT NULL,
      fact TEXT NOT NULL,
      kind TEXT NOT NULL,
      deck TEXT NOT NULL,
      topic TEXT NOT NULL,
      type TEXT NOT NULL,
      level TEXT NOT NULL,
      stem TEXT NOT NULL,
      points INTEGER NOT NULL,
      response TEXT NOT NULL,
      share REAL NOT NULL,
      practice INTEGER NOT NULL,
      overridden INTEGER NOT NULL,
      effort TEXT NOT NULL,
      extras TEXT NOT NULL,
      parts TEXT NOT NULL,
      PRIMARY KEY (answer, revision)
    );
    CREATE INDEX log_of_sitting ON log (sitting);
    CREATE VIEW standing AS
      SELECT * FROM log WHERE NOT withdrawn
      AND revision = (SELECT max(revision) FROM log AS other WHERE other.answer = log.answer);
    """,
    # What follows from the log: what FSRS was told of each question, and the memory that came of
    # it.
    """
    CREATE TABLE review (
      question TEXT NOT NULL,
      at INTEGER NOT NULL,
      answer TEXT NOT NULL,
      day INTEGER NOT NULL,
      rating INTEGER NOT NULL,
      PRIMARY KEY (question, at, answer)
    ) WITHOUT ROWID;
    CREATE TABLE memory (
      question TEXT PRIMARY KEY,
      stability REAL NOT NULL,
      difficulty REAL NOT NULL,
      first_day INTEGER NOT NULL,
      last_day INTEGER NOT NULL,
      due_day INTEGER NOT NULL,
      reps INTEGER NOT NULL,
      lapses INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """,
    # What a score is of: all points of the quiz, not only of what was answered.
    """
    ALTER TABLE sitting ADD COLUMN total INTEGER NOT NULL DEFAULT 0;
    UPDATE sitting SET total = coalesce((
      SELECT sum(json_extract(item.value, '$.points'))
      FROM json_each(sitting.quiz, '$.sections') AS section,
        json_each(section.value, '$.items') AS item
    ), 0) WHERE json_valid(quiz);
    """,
    # What a person says of a question; a row more takes it back.
    """
    CREATE TABLE remark (
      uid TEXT NOT NULL,
      withdrawn INTEGER NOT NULL,
      at INTEGER NOT NULL,
      offset INTEGER NOT NULL,
      remark TEXT NOT NULL,
      words TEXT NOT NULL,
      item TEXT NOT NULL,
      fact TEXT NOT NULL,
      deck TEXT NOT NULL,
      stem TEXT NOT NULL,
      questions TEXT NOT NULL,
      PRIMARY KEY (uid, withdrawn)
    );
    CREATE VIEW standing_remark AS
      SELECT * FROM remark WHERE NOT withdrawn
      AND uid NOT IN (SELECT uid FROM remark WHERE withdrawn);
    """,
)


class HistoryError(Exception):
    """A history that cannot be used; its text says which file, why, and what to do."""


@contextmanager
def explain_errors(path: Path, error: type[Exception] = HistoryError) -> Iterator[None]:
    """Raise SQLite's errors as another one, with a text for a person."""
    try:
        yield
    except sqlite3.Error as cause:
        code = getattr(cause, "sqlite_errorcode", 0)
        raise error(_explanation(path, code, str(cause))) from cause


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Return the database of that path; HistoryError if it cannot be used.

    It is made if it is to be written and does not exist.
    """
    if path.is_dir():
        raise HistoryError(f"{path} is a folder: give the name of a file in it")
    if write and not path.parent.is_dir():
        raise HistoryError(
            f"{path}: there is no folder {path.parent}: make it, or give another file"
        )
    # Also who only reads may have to take back what a killed program wrote by half.
    mode = "rwc" if write else "rw"
    place = f"{path.absolute().as_uri()}?mode={mode}"
    if not write and not path.exists():
        place, write = "file::memory:", True  # a history that is only read may as well be empty
    with explain_errors(path):
        database = sqlite3.connect(place, uri=True, isolation_level=None)
        try:
            database.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            database.execute("PRAGMA foreign_keys = ON")
            # An answer that is kept outlives a power cut. No write-ahead log: one file and nothing
            # beside it can be copied or synchronised at any time, and can lie on a network drive.
            database.execute("PRAGMA synchronous = EXTRA")
            if _version(database, path) < len(MIGRATIONS):
                if not write:
                    database = _copy(database)
                _bring_up_to_date(database, path)
            elif not write:
                database.execute("PRAGMA query_only = ON")
        except BaseException:
            database.close()
            raise
    return database


def _copy(database: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy in memory, of a file that is to be read but has older tables."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    database.backup(copy)
    database.close()
    return copy


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Write all of what is written inside, or nothing; on the disk at the end."""
    if database.in_transaction:  # one that could not even be taken back, as on a disk that has gone
        database.execute("ROLLBACK")
    # Waits here for another session, where nothing can be lost yet.
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _bring_up_to_date(database: sqlite3.Connection, path: Path) -> None:
    with transaction(database):
        # Read again: another session may have done it meanwhile.
        for step, script in enumerate(
            MIGRATIONS[_version(database, path) :], _version(database, path) + 1
        ):
            for statement in script.split(";"):  # `executescript` would commit
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {step}")
        database.execute(f"PRAGMA application_id = {APPLICATION}")


def _version(database: sqlite3.Connection, path: Path) -> int:
    """Return the version of its tables, 0 of a new file; HistoryError if we do not know them."""
    [version] = database.execute("PRAGMA user_version").fetchone()
    [application] = database.execute("PRAGMA application_id").fetchone()
    [tables] = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    [pages] = database.execute("PRAGMA page_count").fetchone()
    # SQLite takes a file of less than a page for an empty one.
    if not pages and path.exists() and path.stat().st_size:
        raise HistoryError(_explanation(path, sqlite3.SQLITE_NOTADB))
    if application != APPLICATION and (application or version or tables):
        raise HistoryError(
            f"{path} is another program's database: nothing in it was touched; give another file"
        )
    if version > len(MIGRATIONS):
        raise HistoryError(
            f"{path} was written by a newer quizgen (its tables have version {version}, "
            f"this one knows {len(MIGRATIONS)}): nothing in it was touched; "
            "update quizgen, or give another file"
        )
    return int(version)


def _explanation(path: Path, code: int, error: str = "") -> str:
    if code in (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY):
        return (
            f"{path}: a program was killed while it wrote, and that cannot be taken back here: "
            "the file or its folder is read-only; copy it with its journal to where it can be"
        )
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            why = (
                "is in use: another program has been writing to it for seconds; close that program"
            )
        case sqlite3.SQLITE_READONLY:
            why = (
                "cannot be written: the file or its folder is read-only; "
                "change that, or give another file"
            )
        case sqlite3.SQLITE_FULL:
            why = "cannot grow: the disk is full; make room there"
        case sqlite3.SQLITE_IOERR:
            why = f"cannot be read or written ({error}): see whether its disk is full or has gone"
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            why = "cannot be opened: see whether you may read and write it and its folder"
        case sqlite3.SQLITE_NOTADB:
            why = (
                "is not a history, or is damaged: nothing in it was touched; "
                "move it away, or give another"
            )
        case sqlite3.SQLITE_CORRUPT:
            why = (
                "is damaged: move it away to begin anew; "
                f"`sqlite3 {path} .recover` may save what is in it"
            )
        case _:
            return f"{path}: {error}"
    return f"{path} {why}"
