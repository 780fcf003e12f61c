"""Results in a database: a real PostgreSQL and SQLite reckon as the files do, and lose nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench.postgres import Postgres
from bench.postgres import server as running
from quizgen.cli import main, results_reader
from quizgen.history import result_database
from quizgen.history.class_results import tally_exams
from quizgen.history.exam_result import ExamResult, ItemResult, result_as_json
from quizgen.history.result_database import DatabaseError, ResultDatabase, ResultRows, result_rows
from quizgen.sitting import SURENESS

BINARIES = os.environ.get("QUIZGEN_POSTGRES")  # named, it must be there
OPTIONS = ("zinc", "iron", "tin, or “lead”\n\t\\N", "gold")


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    if not BINARIES:
        pytest.skip("no PostgreSQL: QUIZGEN_POSTGRES names the folder of its programs")
    with running(BINARIES) as postgres:
        yield postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'exams.db'}"
        return
    url = request.getfixturevalue("server").address
    yield url
    with ResultDatabase.open(url, write=True) as database:
        result_database._META.drop_all(database._engine)


def draw(*words: object) -> int:
    """A number that is always the same for the same words."""
    return int.from_bytes(blake2b(repr(words).encode(), digest_size=4).digest())


def rows(results: Iterable[ExamResult]) -> list[ResultRows]:
    return [*map(result_rows, results)]


def people(number: int, exam: str = "metals", items: int = 7) -> list[ExamResult]:
    """Results of a class of which each item is answered more or less well."""
    return [
        ExamResult(
            name=f"Person {person}",
            exam=exam,
            title=f"A test of {exam}",
            started=1000 + person,
            finished=9000,
            items=tuple(answer(person, place) for place in range(items)),
        )
        for person in range(number)
    ]


def answer(person: int, place: int) -> ItemResult:
    points = 1 + place % 3
    answered = draw(person, place, "answered") % 9 > 0
    skill = draw(person) % 100 + 20 * place
    share = min(points, draw(person, place) % (skill + 1) // 20) / points if answered else 0.0
    if place == 6:
        share = 1.0  # which all have right: no discrimination
    chosen = (OPTIONS[draw(person, place) % 4],) if place < 4 and answered else ()
    confused = (("zinc", "tin"),) if place == 5 and share < 1 else ()
    return ItemResult(
        item=f"fact-{place}/answer",
        type="choice",
        deck="metals",
        topic=f"Topic {place % 2}" if place else "",
        stem=f"Which one, “{place}”?",
        points=points,
        share=share,
        answered=answered,
        response=("A",),
        chosen=chosen,
        key=("zinc",),
        confused=confused,
        confidence=SURENESS[draw(person, place, "sure") % 4] if place % 2 and answered else "",
    )


def test_the_database_reckons_as_the_files_do(address: str) -> None:
    results = people(60)
    files = tally_exams(results)[0][0].analysed()
    with ResultDatabase.open(address, write=True) as database:
        assert database.load(rows([*results, *people(5, "salts")])) == 65
        exams = database.exams()
        assert exams == [("metals", "A test of metals", 60), ("salts", "A test of salts", 5)]
        there = database.analysed(exams[0])
    assert there.title == files.title
    assert there.scores == files.scores
    assert there.confusions == files.confusions
    assert there.topics == pytest.approx(files.topics)
    assert there.calibration == files.calibration
    assert list(files.calibration) == [*SURENESS]
    figures = [(one.mean, one.deviation, one.reliability) for one in (there, files)]
    assert figures[0] == pytest.approx(figures[1])
    assert len(there.items) == len(files.items) == 7
    assert files.items[6].discrimination is None
    for one, other in zip(there.items, files.items, strict=True):
        same = ("item", "stem", "topic", "type", "number", "unanswered", "key", "options")
        for name in same:
            assert getattr(one, name) == getattr(other, name), name
        for name in ("difficulty", "right", "discrimination"):
            assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-9), name


def test_what_is_there_already_comes_in_no_second_time(address: str) -> None:
    with ResultDatabase.open(address, write=True) as database:
        assert database.load(rows(people(3))) == 3
        assert database.load(rows(people(3))) == 0
        assert database.load(rows([*people(5), *people(5)])) == 2
        [exam] = database.exams()
        assert exam.number == 5
        assert [each.number for each in database.analysed(exam).items] == [5] * 7


@pytest.mark.parametrize("name", ["Zoë 🙂", "\\N", "a\tb\nc\\", "", "Robert'); DROP TABLE --"])
def test_a_name_comes_out_as_it_went_in(address: str, name: str) -> None:
    with ResultDatabase.open(address, write=True) as database:
        database.load([result_rows(each.model_copy(update={"name": name})) for each in people(1)])
        assert [each.name for each in database.analysed(database.exams()[0]).scores] == [name]


def test_the_character_0_which_postgresql_cannot_hold_becomes_the_sign_of_replacement(
    address: str,
) -> None:
    with ResultDatabase.open(address, write=True) as database:
        database.load([result_rows(each.model_copy(update={"name": "A\0B"})) for each in people(1)])
        assert database.analysed(database.exams()[0]).scores[0].name == "A\ufffdB"


def test_tables_that_know_of_no_confidence_are_read_as_they_are_and_get_it_with_the_next_results(
    address: str,
) -> None:
    with ResultDatabase.open(address, write=True) as database:
        database.load(rows(people(3)))
        with database._engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE quizgen_answers DROP COLUMN confidence")
        [exam] = database.exams()
        assert database.analysed(exam).calibration == {}
    with ResultDatabase.open(address, write=True) as database:
        database.load(rows(people(4)))
        [exam] = database.exams()
        assert exam.number == 4
        sure = database.analysed(exam).calibration
        [last] = tally_exams(people(4)[3:])[0]
        assert sure == last.analysed().calibration
        assert sure


def test_two_who_load_the_same_at_once_bring_it_in_once(server: Postgres) -> None:
    with ResultDatabase.open(server.address, write=True) as one:
        with (
            ResultDatabase.open(server.address, write=True) as other,
            ThreadPoolExecutor(2) as pool,
        ):
            added = sum(pool.map(lambda each: each.load(rows(people(300))), (one, other)))
        assert added == one.exams()[0].number == 300
        result_database._META.drop_all(one._engine)


def test_a_server_that_dies_on_the_way_loses_nothing_and_the_next_call_goes_on(
    server: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result_database, "BATCH", 10)

    def dying() -> Iterator[ResultRows]:
        for place, each in enumerate(rows(people(40))):
            if place == 25:
                server.stop()
            yield each

    try:
        with (
            ResultDatabase.open(server.address, write=True) as database,
            pytest.raises(DatabaseError),
        ):
            database.load(dying())
    finally:
        server.start()
    with ResultDatabase.open(server.address, write=True) as database:
        stayed = database.exams()[0].number
        assert stayed in (10, 20)  # whole batches: the server died while the second was on its way
        assert database.load(rows(people(40))) == 40 - stayed
        assert database.analysed(database.exams()[0]).items[0].number == 40
        result_database._META.drop_all(database._engine)


# The verb -----------------------------------------------------------------------------------------


def written(folder: Path, results: list[ExamResult]) -> Path:
    folder.mkdir(exist_ok=True)
    for each in results:
        (folder / f"{each.uid}.json").write_text(result_as_json(each), encoding="utf-8")
    return folder


def results(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["results", *map(str, arguments)])


def said(told: Result) -> str:
    return " ".join(told.stderr.split())


def test_the_verb_says_the_same_of_a_database_as_of_the_files(address: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "results", people(12))
    files = results(folder)
    first = results(folder, "--database", address)
    assert first.exit_code == 0, first.output
    assert "brought in: 12 results; there already: 0" in said(first)
    assert first.stdout == files.stdout
    written(folder, people(14))
    again = results(folder, "--database", address)
    assert "brought in: 2 results; there already: 12" in said(again)
    alone = results("--database", address)
    assert "14 results" in alone.stdout
    assert alone.stdout == again.stdout == results(folder).stdout


def test_files_read_by_other_processes_come_out_as_those_read_by_one(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "results", people(12))
    for name, text in (("0.json", "{"), ("z.json", "[]")):
        (folder / name).write_text(text)
    alone = results(folder)
    monkeypatch.setattr(results_reader, "MANY", 14)
    monkeypatch.setattr(results_reader, "CHUNK", 1)
    told = results(folder, "--database", address)
    assert told.exit_code == 0, told.output
    assert told.stdout == alone.stdout
    left_out = [line for line in told.stderr.splitlines() if "left out" in line]
    assert left_out == [line for line in alone.stderr.splitlines() if "left out" in line]
    assert len(left_out) == 2
    assert "brought in: 12 results; there already: 0" in said(told)


def test_an_item_that_stands_twice_in_a_result_comes_in_once(address: str) -> None:
    [result] = people(1)
    twice = result.model_copy(update={"items": (*result.items, *result.items)})
    with ResultDatabase.open(address, write=True) as database:
        assert database.load(rows([twice])) == 1
        [exam] = database.exams()
        assert [each.number for each in database.analysed(exam).items] == [1] * 7


def test_of_several_exams_that_of_the_folder_is_meant_or_that_which_is_named(
    address: str, tmp_path: Path
) -> None:
    results(written(tmp_path / "metals", people(3)), "--database", address)
    salts = results(written(tmp_path / "salts", people(2, "salts")), "--database", address)
    assert salts.stdout.startswith("A test of salts: 2 results")
    assert "left out: 1 other exam; --exam chooses one" in said(salts)
    assert results("--database", address).stdout.startswith("A test of metals: 3 results")
    for name in ("salts", "A test of salts"):
        told = results("--database", address, "--exam", name)
        assert told.stdout.startswith("A test of salts: 2 results")
    unknown = results("--database", address, "--exam", "gold")
    assert unknown.exit_code == 2
    assert "A test of metals (metals), A test of salts (salts)" in said(unknown)


def test_a_database_that_cannot_be_reached_is_tried_again_by_the_next_call(
    server: Postgres, tmp_path: Path
) -> None:
    folder = written(tmp_path / "results", people(3))
    before = {path: path.read_bytes() for path in folder.iterdir()}
    server.stop()
    try:
        told = results(folder, "--database", server.address)
    finally:
        server.start()
    assert told.exit_code == 1
    assert told.stdout == ""
    assert "the database cannot be used:" in said(told)
    assert "Nothing is lost: the files are as they were." in said(told)
    assert "hidden" not in told.output  # the password
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    again = results(folder, "--database", server.address)
    assert "brought in: 3 results" in said(again)
    with ResultDatabase.open(server.address, write=True) as database:
        result_database._META.drop_all(database._engine)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("exams", "it is no URL"),
        ("postgresql://host:port/name", "it is no URL"),
        ("mysql://host/name", "it is PostgreSQL or SQLite, not mysql"),
        ("sqlite:///nowhere/at/all/exams.db", "unable to open"),
    ],
)
def test_a_url_of_nothing_that_can_be_used_is_refused(
    address: str, why: str, tmp_path: Path
) -> None:
    told = results(written(tmp_path / "results", people(1)), "--database", address)
    assert told.exit_code == 1
    assert why in said(told)


def test_to_analyse_makes_no_database(tmp_path: Path) -> None:
    path = tmp_path / "exams.db"
    told = results("--database", f"sqlite:///{path}")
    assert told.exit_code == 1
    assert "there is no file" in said(told)
    assert not path.exists()
    path.touch()
    empty = results("--database", f"sqlite:///{path}")
    assert "the database holds no result of an exam" in said(empty)
    neither = results()
    assert neither.exit_code == 2
    assert "name the FOLDER with the results, or a --database" in said(neither)


def test_without_the_extra_the_verb_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    monkeypatch.delitem(sys.modules, "quizgen.history.result_database")
    monkeypatch.delattr("quizgen.history.result_database")
    told = results("--database", f"sqlite:///{tmp_path / 'exams.db'}")
    assert told.exit_code == 1
    assert "--database needs the extra `database`: pip install '.[database]'" in said(told)
