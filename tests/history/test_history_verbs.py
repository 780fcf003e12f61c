"""The verbs `stats` and `history`, as somebody types them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from keeping import ITEMS, NOON, QUIZ, given

from quizgen.cli import main
from quizgen.cli.clock import clock_ms, utc_offset
from quizgen.cli.history_file import open_history
from quizgen.grading.marks import Verdict
from quizgen.history.history import History
from quizgen.history.store import HistoryError

Run = Callable[..., Result]
ONE, TWO, *_ = ITEMS


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command where `full.db` is a history with two answers, and the usual one is
    `usual.db`.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_HISTORY", "usual.db")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON // 1000))
    with History.open(Path("full.db")) as history:
        keeper = history.begin("quiz", QUIZ, ITEMS, NOON, 60)
        keeper.keep(given(ONE, Verdict.RIGHT), ONE)
        keeper.keep(given(TWO, Verdict.CONFUSED), TWO)
        keeper.withdraw(given(TWO, Verdict.CONFUSED), TWO)
        keeper.keep(given(TWO, Verdict.WRONG), TWO)

    def run(*arguments: str, status: int = 0, input: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, arguments, input=input)
        assert result.exit_code == status, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


# history ------------------------------------------------------------------------------------------


def test_answers_are_taken_out_and_brought_in_once(run: Run) -> None:
    assert (
        run("history", "export", "--history", "full.db", "-o", "a.jsonl").stdout
        == "a.jsonl: 4 records\n"
    )
    lines = [json.loads(line) for line in Path("a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["item"], line["revision"], line["withdrawn"]) for line in lines] == [
        (ONE.id, 0, False),
        (TWO.id, 0, False),
        (TWO.id, 1, True),
        (TWO.id, 0, False),
    ]
    assert run("history", "import", "a.jsonl").stdout == "4 records: 4 new, 0 already here\n"
    assert run("history", "import", "a.jsonl").stdout == "4 records: 0 new, 4 already here\n"
    assert run("history", "export").stdout_bytes == Path("a.jsonl").read_bytes()


def test_the_lines_go_where_they_are_sent(run: Run) -> None:
    text = run("history", "export", "--history", "full.db").stdout
    assert (
        run("history", "import", "-", input="\n\ufeff" + text + "\r\n", status=1).stderr.count(
            "<stdin>:2:"
        )
        == 1
    )
    assert run("history", "import", "-", input="\ufeff" + text + "\r\n\n").stdout.startswith(
        "4 records: 4 new"
    )


def test_nothing_is_brought_in_where_a_line_is_wrong(run: Run) -> None:
    good = run("history", "export", "--history", "full.db").stdout
    broken = good.replace('"share": 1.0', '"share": 7', 1) + "no JSON\n" + "\n[]\n"
    message = run(
        "history", "import", "-", input=broken.encode() + b'{"item": "\xff"}\n', status=1
    ).stderr
    assert "nothing was brought in" in message
    places = [line.partition(": ")[0] for line in message.splitlines()[1:]]
    assert places == [f"<stdin>:{line}" for line in (1, 5, 7, 8)]
    assert "share: Input should be less than or equal to 1" in message
    assert not Path("usual.db").exists()


def test_many_wrong_lines_are_not_all_told(run: Run) -> None:
    message = run("history", "import", "-", input="x\n" * 1000, status=1).stderr
    assert len(message.splitlines()) == 22
    assert message.endswith("… and 980 more\n")


def test_an_empty_history_is_an_empty_file(run: Run) -> None:
    assert run("history", "export").stdout == ""
    assert not Path("usual.db").exists()
    assert run("history", "import", "-", input="").stdout == "0 records: 0 new, 0 already here\n"


def test_what_cannot_be_written_or_read_says_why(run: Run) -> None:
    Path("folder").mkdir()
    assert "is a folder" in run("history", "export", "--history", "folder", status=1).stderr
    assert (
        "there is no folder"
        in run("history", "import", "-", "--history", "no/a.db", status=1, input="").stderr
    )
    message = run("history", "export", "--history", "full.db", "-o", "folder", status=1).stderr
    assert message == "Error: folder cannot be written: there is a folder of that name\n"
    Path("full.db").write_bytes(b"x" * 5000)
    for verb in (("history", "export"), ("stats",)):
        assert (
            "is not a history, or is damaged" in run(*verb, "--history", "full.db", status=1).stderr
        )
    assert "nothing.jsonl" in run("history", "import", "nothing.jsonl", status=2).stderr


# stats --------------------------------------------------------------------------------------------


def test_stats_of_nothing_is_no_error_and_makes_no_file(run: Run) -> None:
    assert run("stats").stdout == "Nothing of this has been answered yet.\n"
    assert json.loads(run("stats", "--json").stdout)["totals"]["answers"] == 0
    assert not Path("usual.db").exists()


def test_stats_of_answers(run: Run) -> None:
    assert "2, to 2 questions" in run("stats", "--history", "full.db").stdout
    found = json.loads(run("stats", "--history", "full.db", "--json").stdout)
    assert found["totals"]["right"] == {
        "right": 1,
        "asked": 2,
        "share": 0.5,
        "low": 0.0945,
        "high": 0.9055,
    }
    assert found["remembered"] == 2
    assert next(iter(found["forecast"])) == "2025-06-15"
    assert (
        json.loads(run("stats", "--history", "full.db", "--deck", "food", "--json").stdout)[
            "remembered"
        ]
        == 0
    )


def test_stats_of_the_facts_that_stand_in_a_deck(run: Run) -> None:
    deck = (
        "deck: Minerals\nid: minerals\nfacts:\n  - {id: fact-1, ask: Which?, answer: magnesium}\n"
    )
    Path("deck.yaml").write_text(deck, encoding="utf-8")
    found = json.loads(run("stats", "deck.yaml", "--history", "full.db", "--json").stdout)
    assert (found["totals"]["answers"], found["remembered"]) == (1, 1)
    assert (
        "there is no `mineral`; did you mean `minerals`?"
        in run("stats", "deck.yaml", "--deck", "mineral", status=2).stderr
    )


# Where and when -----------------------------------------------------------------------------------


def test_where_answers_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = tmp_path / "given.db"
    with open_history(given) as history:
        assert history.path == given
    place = tmp_path / "data" / "quizgen"
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: place)
    with open_history(None, write=False):
        assert not place.exists()
    with open_history(None) as history:
        assert history.path == place / "history.db"
    assert place.is_dir()


def test_without_a_home_directory_no_folder_is_made_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "platformdirs.user_data_path", lambda *_, **__: Path("~/.local/share/quizgen")
    )
    with pytest.raises(
        HistoryError, match="no home directory to keep answers in: give a file with --history"
    ):
        open_history(None)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").touch()
    monkeypatch.setattr(
        "platformdirs.user_data_path", lambda *_, **__: tmp_path / "data" / "quizgen"
    )
    with pytest.raises(HistoryError, match="cannot be made: Not a directory"):
        open_history(None)


def test_the_clock_in_milliseconds_can_be_set_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 1_234_567_890_999_999)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert clock_ms() == 1_234_567_890
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    assert clock_ms() == 5000


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("UTC", 0, 0),
        ("CET-1CEST,M3.5.0,M10.5.0/3", 60, 120),
        ("IST-5:30", 330, 330),
        ("EST5EDT,M3.2.0,M11.1.0", -300, -240),
    ],
)
def test_the_offset_is_that_of_the_moment_and_place(
    monkeypatch: pytest.MonkeyPatch, zone: str, winter: int, summer: int
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert (utc_offset(1_736_942_400_000), utc_offset(1_752_580_800_000)) == (winter, summer)
    finally:
        monkeypatch.undo()
        time.tzset()
