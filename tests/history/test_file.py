"""The file of a history: its versions, and everything that can be wrong with it."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from keeping import ITEMS, NOON, QUIZ, given

from quizgen.grading.marks import Verdict
from quizgen.history.history import History
from quizgen.history.schedule import Scheduler
from quizgen.history.sitting_recorder import Recorder
from quizgen.history.store import APPLICATION, MIGRATIONS, HistoryError
from quizgen.sitting import NotKeptError

ONE, TWO, *_ = ITEMS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a history with one answer."""
    path = tmp_path / "history.db"
    with History.open(path) as history:
        begin(history).keep(given(ONE, Verdict.RIGHT), ONE)
    return path


def begin(history: History) -> Recorder:
    return history.begin("quiz", QUIZ, ITEMS, NOON, 0)


def refusal(path: Path, write: bool = True) -> str:
    """Why it is not opened; the file must be as it was."""
    before = (
        path.read_bytes()
        if os.access(path, os.R_OK, effective_ids=True) and path.is_file()
        else None
    )
    with pytest.raises(HistoryError) as caught:
        History.open(path, write=write).close()
    assert before is None or path.read_bytes() == before
    assert str(path) in str(caught.value)
    return str(caught.value)


def run(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(script)


# Versions -----------------------------------------------------------------------------------------

# A file as the first version of the tables had it; literally, for it is what people have on their
# disks.
VERSION_1 = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = 1;
CREATE TABLE sitting (
  uid TEXT PRIMARY KEY, mode TEXT NOT NULL, title TEXT NOT NULL, started INTEGER NOT NULL, finished INTEGER,
  time_limit INTEGER, request TEXT NOT NULL DEFAULT '', quiz TEXT, items TEXT NOT NULL
);
CREATE TABLE log (
  answer TEXT NOT NULL, revision INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
  sitting TEXT NOT NULL REFERENCES sitting, number INTEGER NOT NULL, at INTEGER NOT NULL, offset INTEGER NOT NULL,
  took INTEGER NOT NULL, item TEXT NOT NULL, fact TEXT NOT NULL, kind TEXT NOT NULL, deck TEXT NOT NULL,
  topic TEXT NOT NULL, type TEXT NOT NULL, level TEXT NOT NULL, stem TEXT NOT NULL, points INTEGER NOT NULL,
  response TEXT NOT NULL, share REAL NOT NULL, practice INTEGER NOT NULL, overridden INTEGER NOT NULL,
  effort TEXT NOT NULL, extras TEXT NOT NULL, parts TEXT NOT NULL,
  PRIMARY KEY (answer, revision)
);
CREATE INDEX log_of_sitting ON log (sitting);
CREATE VIEW standing AS
  SELECT * FROM log WHERE NOT withdrawn
  AND revision = (SELECT max(revision) FROM log AS other WHERE other.answer = log.answer);
INSERT INTO sitting VALUES ('s', 'quiz', 'Minerals', {NOON}, {NOON}, NULL, '', NULL, '[]');
INSERT INTO log VALUES (
  'a', 0, 0, 's', 0, {NOON}, 0, 1500, 'fact/answer', 'fact', 'ask', 'minerals', '', 'short-answer', 'free', 'Which?', 1,
  '["magnezium"]', 1.0, 0, 0, '', '[]',
  '[{{"question": "fact/answer", "verdict": "slip", "response": "magnezium", "answer": "magnesium", "confused_with": "",
     "note": ""}}]'
);
"""


def test_a_file_of_the_first_version_is_brought_up_to_date_with_all_its_answers(
    tmp_path: Path,
) -> None:
    path = tmp_path / "old.db"
    run(path, VERSION_1)
    with History.open(path) as history:
        [record] = history.answers()
        assert (record.item, record.response, record.share) == ("fact/answer", ("magnezium",), 1.0)
        assert history.memories() == {
            "fact/answer": Scheduler().review(None, 3, Scheduler().day(NOON, 0))
        }
        begin(history).keep(given(ONE, Verdict.RIGHT), ONE)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_it_has_then_the_same_tables_as_a_new_one(tmp_path: Path, path: Path) -> None:
    old = tmp_path / "old.db"
    run(old, VERSION_1)
    History.open(old).close()

    def columns(path: Path) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(path)) as database:
            tables = [
                name for (name,) in database.execute("SELECT name FROM sqlite_schema ORDER BY name")
            ]
            return [
                row
                for name in tables
                for row in database.execute("SELECT * FROM pragma_table_info(?)", (name,))
            ]

    assert columns(old) == columns(path)


def test_an_old_file_that_is_only_read_is_read_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    run(path, VERSION_1)
    before = path.read_bytes()
    with History.open(path, write=False) as history:
        assert [record.item for record in history.answers()] == ["fact/answer"]
        assert list(history.memories()) == ["fact/answer"]
    assert path.read_bytes() == before


def test_what_a_killed_program_wrote_by_half_is_taken_back_by_who_only_reads(path: Path) -> None:
    with History.open(path) as history:
        begin(history).keep(given(ONE, Verdict.RIGHT), ONE)
        before = list(history.answers())
    child = os.fork()
    if not child:
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("PRAGMA cache_size = 1")
        database.execute("BEGIN IMMEDIATE")
        database.execute("UPDATE log SET item = 'spoilt'")
        database.execute("CREATE TABLE junk (a)")
        for _ in range(3000):
            database.execute("INSERT INTO junk VALUES (?)", ("x" * 500,))
        os._exit(9)
    os.waitpid(child, 0)
    journal = path.with_name(f"{path.name}-journal")
    assert journal.exists()
    with History.open(path, write=False) as history:
        assert list(history.answers()) == before
    assert not journal.exists()


def test_bringing_up_to_date_happens_wholly_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    run(path, VERSION_1)
    monkeypatch.setattr(
        "quizgen.history.store.MIGRATIONS",
        (*MIGRATIONS, "CREATE TABLE more (x); CREATE TABLE log (x)"),
    )
    assert "already exists" in refusal(path)
    monkeypatch.undo()
    History.open(path).close()


@pytest.mark.parametrize("write", [True, False])
def test_a_file_of_a_newer_version_is_refused(path: Path, write: bool) -> None:
    run(path, "PRAGMA user_version = 99")
    message = refusal(path, write)
    assert "written by a newer quizgen" in message
    assert "update quizgen" in message


# What is no history -------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [True, False])
def test_another_programs_database_is_left_alone(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "collection.anki2"
    run(path, "PRAGMA journal_mode = WAL; CREATE TABLE notes (id); PRAGMA user_version = 2")
    assert "another program's database" in refusal(path, write)


@pytest.mark.parametrize(
    "data", [b"deck: Minerals\n" * 100, b"SQLite format 3\0" + b"\xff" * 5000, b"x"]
)
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "history.db"
    path.write_bytes(data)
    assert "move it away" in refusal(path)


def test_an_empty_file_is_an_empty_history(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    path.touch()
    with History.open(path) as history:
        assert list(history.log()) == []


def test_a_damaged_file_says_so_and_how_to_save_what_is_in_it(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with (
        pytest.raises(HistoryError, match=r"is damaged: .*\.recover"),
        History.open(path) as history,
    ):
        list(history.log())


def test_a_folder_or_a_place_in_no_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder: give the name of a file" in refusal(tmp_path)
    assert "there is no folder" in refusal(tmp_path / "none" / "history.db")


def test_what_is_only_read_need_not_exist_and_is_not_made(tmp_path: Path) -> None:
    for path in (tmp_path / "history.db", tmp_path / "none" / "history.db"):
        with History.open(path, write=False) as history:
            assert list(history.log()) == []
        assert not path.exists()


def test_a_path_may_have_any_characters(tmp_path: Path) -> None:
    path = tmp_path / "50 % of #1? é.db"
    History.open(path).close()
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


# What cannot be written ---------------------------------------------------------------------------


def test_a_locked_file_is_waited_for_and_then_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizgen.history.store.PATIENCE", 10)
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        History.open(path) as history,
    ):
        keeper = begin(history)
        other.execute("BEGIN IMMEDIATE")
        assert len(list(history.answers())) == 1  # reading goes on
        with pytest.raises(NotKeptError, match="is in use: another program"):
            keeper.keep(given(TWO, Verdict.RIGHT), TWO)
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        assert "is in use" in refusal(path)
        other.execute("ROLLBACK")
        keeper.keep(given(TWO, Verdict.RIGHT), TWO)
        assert len(list(history.answers())) == 2


def test_who_writes_second_waits_before_it_has_read_anything(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two that had both read could neither write: each would wait for the other.
    monkeypatch.setattr("quizgen.history.store.PATIENCE", 10)
    entered = False
    with (
        History.open(path) as one,
        History.open(path) as other,
        one._writing(),
        pytest.raises(NotKeptError, match="is in use"),
        other._writing(),
    ):
        entered = True
    assert not entered


@contextmanager
def protected(folder: int, file: int) -> Iterator[Path]:
    """A history with these permissions, for somebody whom they bind."""
    with TemporaryDirectory() as name:
        path = Path(name) / "history.db"
        History.open(path).close()
        path.chmod(file)
        Path(name).chmod(folder)
        root = os.geteuid() == 0
        if root:  # may write everywhere
            os.chown(path, 65534, 65534)
            os.chown(name, 65534, 65534)
            os.seteuid(65534)
        try:
            yield path
        finally:
            if root:
                os.seteuid(0)
            Path(name).chmod(0o700)


@pytest.mark.parametrize(("folder", "file"), [(0o700, 0o400), (0o500, 0o600), (0o500, 0o400)])
def test_what_may_not_be_written_can_still_be_read(folder: int, file: int) -> None:
    with protected(folder, file) as path:
        with (
            History.open(path) as history,
            pytest.raises(NotKeptError, match=r"cannot be (written|opened)"),
        ):
            begin(history)
        with History.open(path, write=False) as history:
            assert list(history.answers()) == []


def test_what_may_not_be_read_is_named() -> None:
    with protected(0o700, 0o000) as path:
        assert "cannot be opened: see whether you may" in refusal(path)


def test_a_history_that_is_only_read_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with History.open(path, write=False) as history, pytest.raises(NotKeptError, match="read-only"):
        begin(history)
    assert path.read_bytes() == before


def until_full(history: History, keeper: Recorder) -> int:
    """Keep answers until no more can be kept; how many were."""
    kept = len(list(history.answers()))
    while True:
        try:
            keeper.keep(given(TWO, Verdict.WRONG, response=("x" * 500,)), TWO)
        except NotKeptError as error:
            message = str(error)
            break
        kept += 1
    assert str(history.path) in message
    assert "disk" in message
    return kept


def test_on_a_full_disk_no_answer_is_lost_and_it_goes_on_when_there_is_room(path: Path) -> None:
    with History.open(path) as history:
        keeper = begin(history)
        [pages] = history._database.execute("PRAGMA page_count").fetchone()
        history._database.execute(f"PRAGMA max_page_count = {pages + 3}")
        kept = until_full(history, keeper)
        assert len(list(history.answers())) == kept
        history._database.execute("PRAGMA max_page_count = 100000")
        keeper.keep(given(TWO, Verdict.RIGHT), TWO)
        assert len(list(history.answers())) == kept + 1


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file can be written beyond this size, as on a full disk."""
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, former[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
        signal.signal(signal.SIGXFSZ, handler)


def test_where_the_system_refuses_to_write_no_answer_is_lost(path: Path) -> None:
    with History.open(path) as history:
        keeper = begin(history)
        with largest_file(path.stat().st_size + 10_000):
            kept = until_full(history, keeper)
        keeper.keep(given(TWO, Verdict.RIGHT), TWO)
    with History.open(path) as history:
        assert len(list(history.answers())) == kept + 1
        assert history._database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
