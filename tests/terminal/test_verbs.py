"""The verbs that ask: exit statuses, going on after a stop, limits of a review, and a history that
fails.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pexpect
import pytest
from click.testing import CliRunner, Result
from conftest import ROOT
from every import EVERY

from quizgen.cli import main, unsaved_answers
from quizgen.history import store
from quizgen.history.history import History
from quizgen.history.sitting_recorder import Recorder
from quizgen.quiz.quiz import Item
from quizgen.sitting import Answer

Run = Callable[..., Result]
DAY = 24 * 3600
IGNORANT = "?\n" * 30


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder with a deck of every type; `at` is the time in seconds."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "collection.yaml").write_text(
        "collection: Everything\nid: everything\n", encoding="utf-8"
    )
    (tmp_path / "decks" / "deck.yaml").write_text(EVERY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, input: str = "", status: int = 0, at: int = 1_700_000_000) -> Result:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(at))
        monkeypatch.setenv("TZ", "UTC")
        result = CliRunner().invoke(main, arguments, input=input)
        assert result.exit_code == status, result.output
        return result

    return run


def events(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def asked(result: Result) -> list[str]:
    questions = [each for each in events(result) if each["event"] == "question"]
    return [str(each["item"]) for each in questions if not each["practice"]]


def history() -> History:
    return History.open(Path("history.db"), write=False)


# Exit statuses ------------------------------------------------------------------------------------


def test_wrong_decks_are_3_and_nothing_to_ask_is_4(run: Run) -> None:
    run("quiz", "--collection", "nowhere", status=3)
    run("quiz", "--kinds", "sign", status=4)
    run("quiz", "--types", "chioce", status=2)


def test_below_the_minimum_is_5(run: Run) -> None:
    arguments = (
        "quiz",
        "--json",
        "--types",
        "true-false",
        "--questions",
        "1",
        "--seed",
        "1",
        "--min-score",
        "100",
    )
    [statement] = [
        event for event in events(run(*arguments, status=5)) if event["event"] == "question"
    ]
    answers = {
        run(*arguments, "--fresh", input=answer, status=status).exit_code
        for answer, status in truth(statement)
    }
    assert answers == {0, 5}


GROUPED = (
    ("salmon", "fish"),
    ("mackerel", "fish"),
    ("black beans", "legume"),
    ("lentils", "legume"),
    ("spinach", "leaf"),
)


def truth(statement: dict[str, object]) -> list[tuple[str, int]]:
    stem = str(statement["stem"])
    right = "by mouth" not in stem and "oxide" not in stem
    if "food group" in stem:
        right = any(all(word in stem for word in pair) for pair in GROUPED)
    key = "true" if right else "false"
    return [(answer, 0 if answer == key else 5) for answer in ("true", "false")]


def test_the_score_that_is_shown_stored_and_compared_is_one(run: Run) -> None:
    arguments = ("quiz", "--json", "--types", "true-false", "--questions", "3", "--seed", "1")
    first = events(run(*arguments, input='["true"]\n'))  # stopped after one of three
    right = next(event["right"] for event in first if event["event"] == "mark")
    share = 33 if right else 0
    for least, status in ((share, 0), (share + 1, 5)):
        run(*arguments, "--min-score", str(least), status=status)
    [score] = json.loads(run("stats", "--json").stdout)["scores"]
    assert (score["points"], score["percent"], score["unanswered"]) == (3, share, 2)
    assert "2 not answered" in run("stats").stdout
    with history() as kept:
        lines = [record.as_line() for record in kept.log()]
    assert json.loads(lines[0])["total"] == 3
    Path("out.jsonl").write_text("".join(lines), encoding="utf-8")
    run("history", "import", "out.jsonl", "--history", "other.db")
    told = run("stats", "--json", "--history", "other.db").stdout
    assert json.loads(told)["scores"] == [score], "the total travels with the answers"


@pytest.mark.parametrize("verb", ["quiz", "exam", "review"])
def test_a_path_is_taken_as_by_every_other_verb(run: Run, verb: str) -> None:
    everywhere = asked(run(verb, "--json", "--fresh", "--collection", "decks"))
    Path("alone.yaml").write_text(EVERY, encoding="utf-8")
    for path in ("decks", "./decks", "alone.yaml"):
        assert asked(run(verb, path, "--json", "--fresh")), path
    assert everywhere
    assert "give one path" in run(verb, "decks", "--collection", "decks", status=2).stderr
    assert "DECK" in run(verb, "nonesuch", status=2).stderr, "what it was is named"


# Stopping and going on ----------------------------------------------------------------------------


def test_the_same_command_goes_on_where_it_stopped(run: Run) -> None:
    first = run("quiz", "--json", "--questions", "5", input="?\n?\n")
    again = run("quiz", "--json", "--questions", "5", input="?\n")
    assert events(again)[0]["answered"] == 2
    assert asked(again)[0] == asked(first)[2]


def test_another_command_or_fresh_begins_anew(run: Run) -> None:
    run("quiz", "--json", "--questions", "5", input="?\n?\n")
    assert events(run("quiz", "--json", "--questions", "4"))[0]["answered"] == 0
    run("quiz", "--json", "--questions", "5", input="?\n?\n")
    assert events(run("quiz", "--json", "--questions", "5", "--fresh"))[0]["answered"] == 0


def test_each_quiz_asks_other_questions_but_a_seed_asks_the_same(run: Run) -> None:
    chosen = {
        tuple(asked(run("quiz", "--json", "--questions", "4", "--fresh", input="?\n" * 4)))
        for _ in range(4)
    }
    assert len(chosen) > 1
    seeded = {
        tuple(
            asked(
                run("quiz", "--json", "--questions", "4", "--seed", "9", "--fresh", input="?\n" * 4)
            )
        )
        for _ in range(3)
    }
    assert len(seeded) == 1


def test_a_stopped_quiz_is_asked_as_it_was_though_the_decks_have_changed(run: Run) -> None:
    first = run("quiz", "--json", "--questions", "5", input="?\n?\n")
    deck = Path("decks/deck.yaml")
    deck.write_text(
        deck.read_text(encoding="utf-8").replace("hypomagnesemia", "low magnesium"),
        encoding="utf-8",
    )
    again = run("quiz", "--json", "--questions", "5", input="?\n" * 3)
    assert asked(again)[0] == asked(first)[2]
    assert events(again)[-1]["event"] == "end"


def test_a_resumed_quiz_says_what_changed_and_asks_the_new_form(run: Run) -> None:
    towns = {"peru": "Lima", "norway": "Oslo", "kenya": "Nairobi", "latvia": "Riga"}

    def write() -> None:
        facts = "".join(
            f"- {{id: {land}, ask: 'What is the capital of {land}?', answer: {town}}}\n"
            for land, town in towns.items()
        )
        Path("d.yaml").write_text(f"deck: D\nid: d\nfacts:\n{facts}", encoding="utf-8")

    write()
    arguments = ("quiz", "d.yaml", "--types", "short-answer", "--json", "--seed", "1")
    answered, after, *_ = asked(run(*arguments, input="?\n"))
    assert after == asked(run(*arguments))[0]
    for id, town in ((answered, "Bern"), (after, "Rome")):
        towns[id.partition("/")[0]] = town
    write()
    start, news, question, mark, *_ = events(run(*arguments, input="Rome\n"))
    assert (start["answered"], news["event"]) == (1, "news")
    assert news["message"] == (
        "The decks have changed since you began. 1 question of those left: asked in the new form; "
        "1 question with another key now: answered already, so the mark stands."
    )
    assert (question["item"], mark["right"]) == (after, True)
    again = events(run(*arguments))
    assert "new form" not in str(again), "that is told once"


def answered_and_killed(folder: Path, number: int) -> None:
    """A quiz of six questions, killed after so many answers."""
    child = subprocess.Popen(
        [sys.executable, "-m", "quizgen", "quiz", "--json", "--questions", "6", "--seed", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"QUIZGEN_HISTORY": "history.db", "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        cwd=folder,
    )
    assert child.stdin
    assert child.stdout
    child.stdin.write("?\n" * number)
    child.stdin.flush()
    marks = 0
    while marks < number:
        marks += json.loads(child.stdout.readline())["event"] == "mark"
    child.kill()
    assert child.wait() == -signal.SIGKILL
    child.stdin.close()
    child.stdout.close()


def test_a_killed_quiz_has_every_answer_and_goes_on(run: Run, tmp_path: Path) -> None:
    answered_and_killed(tmp_path, 3)
    with history() as kept:
        assert len(list(kept.answers())) == 3
    assert events(run("quiz", "--json", "--questions", "6", "--seed", "2"))[0]["answered"] == 3


# Reviews ------------------------------------------------------------------------------------------


def test_a_review_asks_new_questions_and_then_what_is_due(run: Run) -> None:
    now = 1_700_000_000
    first = run("review", "--json", "--new", "3", input=IGNORANT, at=now)
    assert len(asked(first)) == 3
    run("review", "--json", "--new", "3", input=IGNORANT, status=4, at=now + 60)
    tomorrow = run("review", "--json", "--new", "0", input=IGNORANT, at=now + DAY)
    assert sorted(asked(tomorrow)) == sorted(asked(first)), (
        "what was not known is due on the next day"
    )


def test_a_review_asks_one_question_of_a_fact_and_only_what_is_recalled(run: Run) -> None:
    result = run("review", "--json", "--new", "50", input=IGNORANT)
    facts = [id.partition("/")[0] for id in asked(result)]
    assert len(facts) == len(set(facts))
    types = {event["type"] for event in events(result) if event["event"] == "question"}
    assert not types & {"choice", "multiple-choice", "true-false", "matching"}


def test_a_review_that_was_stopped_goes_on_with_what_is_left(run: Run) -> None:
    first = run("review", "--json", "--new", "4", input="?\n?\n")
    again = run("review", "--json", "--new", "4", input=IGNORANT)
    assert len(asked(again)) == 2
    assert not set(asked(first)[:2]) & set(asked(again))


def test_nothing_due_says_when_there_will_be(run: Run) -> None:
    run("review", "--json", "--new", "3", "--kinds", "ask", input=IGNORANT)
    message = run("review", "--json", "--kinds", "ask", "--new", "3", status=4).stderr
    assert re.search(r"due in \d+ day", message), message


# A history that fails -----------------------------------------------------------------------------


DAMAGED = b"no database at all, but long enough to be looked at" * 100
RESCUED = Path("quizgen-answers-1.jsonl")


@pytest.fixture(params=["damaged", "locked", "busy", "folder", "elsewhere", "newer"])
def unusable(
    request: pytest.FixtureRequest, run: Run, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A history that cannot be used, and a word of what is said of it."""
    path = Path("history.db")
    monkeypatch.setattr(store, "PATIENCE", 10)
    if request.param == "damaged":
        path.write_bytes(DAMAGED)
        yield "is not a history, or is damaged"
    elif request.param == "folder":
        path.mkdir()
        yield "is a folder"
    elif request.param == "elsewhere":
        monkeypatch.setenv("QUIZGEN_HISTORY", "nowhere/history.db")
        yield "there is no folder"
    else:
        History.open(path).close()
        other = sqlite3.connect(path, isolation_level=None)
        # What is busy can be read, but not written.
        command = {
            "locked": "BEGIN EXCLUSIVE",
            "busy": "BEGIN IMMEDIATE",
            "newer": "PRAGMA user_version = 99",
        }
        other.execute(command[request.param])
        yield "newer quizgen" if request.param == "newer" else "is in use"
        other.close()


def test_without_a_history_a_quiz_goes_on_and_no_answer_is_lost(run: Run, unusable: str) -> None:
    result = run(
        "quiz", "--plain", "--questions", "3", "--types", "list,short-answer", input="?\n?\n?\n"
    )
    before, _, after = result.stdout.partition("Question 1 of 3")
    assert unusable in " ".join(before.split()), "told before anything is asked"
    assert "NOT IN THE HISTORY" in before
    assert "Result:" in after
    assert "NOT SAVED" not in after
    assert f"quizgen history import {RESCUED}" in result.stderr
    assert "3 new" in run("history", "import", str(RESCUED), "--history", "other.db").output
    with History.open(Path("other.db"), write=False) as other:
        assert [record.mode for record in other.answers()] == ["quiz"] * 3


def test_without_a_history_an_exam_goes_on_until_its_input_ends(run: Run, unusable: str) -> None:
    result = run(
        "exam", "--json", "--questions", "3", "--minutes", "0", input='?\n?\n{"command": "undo"}\n'
    )
    told = events(result)
    assert [event["event"] for event in told][:3] == ["start", "trouble", "question"]
    assert unusable in str(told[1]["message"])
    lines = [json.loads(line) for line in RESCUED.read_text(encoding="utf-8").splitlines()]
    assert [(line["number"], line["withdrawn"]) for line in lines] == [
        (0, False),
        (1, False),
        (1, True),
    ]
    assert "3 new" in run("history", "import", str(RESCUED), "--history", "other.db").output
    with History.open(Path("other.db"), write=False) as other:
        assert len(list(other.answers())) == 1


def test_without_a_history_nothing_says_what_is_due(run: Run, unusable: str) -> None:
    result = run("review", "--plain", status=1)
    assert "without a history, nothing says what is due" in result.stderr
    assert unusable in result.stderr
    assert "Question" not in result.stdout


def test_nothing_answered_leaves_no_file(run: Run) -> None:
    Path("history.db").write_bytes(DAMAGED)
    run("quiz", "--plain", "--questions", "3", input=":quit\n")
    assert not RESCUED.exists()
    assert Path("history.db").read_bytes() == DAMAGED


def test_a_file_that_is_there_is_left_alone(run: Run) -> None:
    Path("history.db").write_bytes(DAMAGED)
    RESCUED.write_text("mine", encoding="utf-8")
    run("quiz", "--plain", "--questions", "1", "--types", "short-answer", input="?\n")
    assert RESCUED.read_text(encoding="utf-8") == "mine"
    assert len(Path("quizgen-answers-2.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_answers_that_no_file_takes_are_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    Path("history.db").write_bytes(DAMAGED)
    monkeypatch.setattr(unsaved_answers, "_append", full)
    result = run("quiz", "--plain", "--questions", "2", "--types", "short-answer", input="?\n?\n")
    assert "NOT SAVED YET" in result.stdout
    lines = [line for line in result.stderr.splitlines() if line.startswith("{")]
    assert len(lines) == 2
    Path("shown.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert "2 new" in run("history", "import", "shown.jsonl", "--history", "other.db").output


def test_half_a_line_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "answers.jsonl"
    path.write_bytes(b"whole\n")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        unsaved_answers._append(path, b"half")
    assert path.read_bytes() == b"whole\n"


def test_a_kill_without_a_history_loses_nothing(run: Run, tmp_path: Path) -> None:
    Path("history.db").write_bytes(DAMAGED)
    answered_and_killed(tmp_path, 3)
    assert len(RESCUED.read_text(encoding="utf-8").splitlines()) == 3
    assert "3 new" in run("history", "import", str(RESCUED), "--history", "other.db").output


def test_answers_that_cannot_be_saved_are_kept_in_a_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect("history.db", isolation_level=None)
    keep = Recorder.keep

    def locked(self: Recorder, answer: Answer, item: Item) -> None:
        if not other.in_transaction:
            other.execute("BEGIN EXCLUSIVE")
        keep(self, answer, item)

    monkeypatch.setattr(Recorder, "keep", locked)
    monkeypatch.setattr(store, "PATIENCE", 10)
    result = run(
        "quiz", "--plain", "--questions", "3", "--types", "list,short-answer", input="?\n?\n?\n"
    )
    other.rollback()
    other.close()
    # Wrapped lines are joined: where they break depends on the length of the folder's path.
    output = " ".join(result.stdout.split())
    assert output.count("NOT SAVED YET") >= 3
    assert "is in use" in output
    assert "Result:" in result.stdout, "the quiz went on"
    lines = Path("quizgen-answers-1.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert {json.loads(line)["parts"][0]["verdict"] for line in lines} == {"don't know"}
    assert "quizgen history import quizgen-answers-1.jsonl" in result.stderr


# A real terminal ----------------------------------------------------------------------------------


def spawn(tmp_path: Path, *arguments: str) -> pexpect.spawn:
    env = {
        "QUIZGEN_HISTORY": "history.db",
        "PYTHONPATH": str(ROOT),
        "PATH": "/usr/bin:/bin",
        "TERM": "xterm-256color",
    }
    command = ["-m", "quizgen", *arguments]
    return pexpect.spawn(
        sys.executable, command, cwd=str(tmp_path), env=env, encoding="utf-8", timeout=30
    )


def test_in_a_terminal_lines_are_edited_and_an_interrupt_saves(run: Run, tmp_path: Path) -> None:
    child = spawn(
        tmp_path,
        "quiz",
        "--plain",
        "--questions",
        "4",
        "--seed",
        "3",
        "--types",
        "true-false,choice",
    )
    child.expect("Question 1 of 4")
    child.expect("> ")
    child.sendline("?")
    child.expect("NOT KNOWN")
    child.expect("Question 2 of 4")
    child.expect("> ")
    child.sendintr()
    child.expect("Interrupted; what you answered is saved.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    with sqlite3.connect("history.db") as database:
        assert database.execute("SELECT count(*) FROM standing").fetchone() == (1,)
    database.close()


def test_the_end_of_input_in_a_terminal_saves_and_stops(run: Run, tmp_path: Path) -> None:
    child = spawn(tmp_path, "quiz", "--plain", "--questions", "4", "--seed", "3")
    child.expect("Question 1 of 4")
    child.expect("> ")
    child.sendeof()
    child.expect("Stopped after 0 of 4")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_of_lines_as_it_was(
    run: Run, tmp_path: Path, number: signal.Signals
) -> None:
    types = ("--types", "true-false", "--questions", "4", "--seed", "3")
    child = spawn(tmp_path, "quiz", "--plain", *types)
    before = termios.tcgetattr(child.child_fd)
    child.expect("Question 1 of 4")
    child.sendline("?")
    child.expect("Question 2 of 4.*\n> ")
    child.send("half a li")
    child.expect("half")
    assert termios.tcgetattr(child.child_fd) != before
    child.kill(number)
    child.expect(pexpect.EOF)
    assert termios.tcgetattr(child.child_fd) == before
    child.close()
    assert child.exitstatus == 128 + number
    with closing(sqlite3.connect("history.db")) as database:
        assert database.execute("SELECT count(*) FROM standing").fetchone() == (1,)


@pytest.mark.parametrize("by", ["key", "signal"])
def test_lines_are_suspended_and_go_on(run: Run, tmp_path: Path, by: str) -> None:
    types = ("--types", "true-false", "--questions", "2", "--seed", "3")
    child = spawn(tmp_path, "quiz", "--plain", *types)
    before = termios.tcgetattr(child.child_fd)
    child.expect("Question 1 of 2.*\n> ")
    within = termios.tcgetattr(child.child_fd)
    if by == "key":
        child.send("\x1a")
    else:
        child.kill(signal.SIGTSTP)
    _, status = os.waitpid(child.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    assert termios.tcgetattr(child.child_fd) == before
    child.kill(signal.SIGCONT)
    child.sendline("?")
    child.expect("NOT KNOWN")
    child.expect("Question 2 of 2.*\n> ")
    assert termios.tcgetattr(child.child_fd) == within
    child.sendeof()
    child.expect("Stopped after 1 of 2")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_what_is_half_typed_when_time_ends_is_handed_in(run: Run, tmp_path: Path) -> None:
    arguments = ("--questions", "2", "--types", "short-answer", "--seed", "3", "--minutes", "0.1")
    child = spawn(tmp_path, "exam", "--plain", *arguments)
    child.expect("Question 1 of 2")
    child.expect("> ")
    child.send("half a li")
    child.expect("Time is up")
    child.expect("half a li")
    child.expect("Not answered:")
    child.sendline("")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    with closing(sqlite3.connect("history.db")) as database:
        rows = database.execute("SELECT response FROM standing").fetchall()
    assert rows == [('["half a li"]',)]


def test_lines_that_are_pasted_are_one_answer(run: Run, tmp_path: Path) -> None:
    one_list = ("--questions", "1", "--types", "list", "--seed", "3", "--no-repeat")
    child = spawn(tmp_path, "quiz", "--plain", *one_list)
    child.expect("- ")
    child.send("\x1b[200~one\ntwo\nthree\x1b[201~\r")
    child.expect("- ")
    child.sendline("")
    child.expect("Result:")
    child.sendline("")
    child.expect(pexpect.EOF)
    child.close()
    with closing(sqlite3.connect("history.db")) as database:
        rows = database.execute("SELECT response FROM standing").fetchall()
    assert rows == [('["one", "two", "three"]',)]


# Towards a day, and by the minute -----------------------------------------------------------------


def test_a_review_for_an_exam_asks_what_is_not_due(run: Run) -> None:
    start = 1_700_000_000
    first = asked(run("review", "--json", "--new", "3", input=IGNORANT, at=start))
    later = {"at": start + DAY // 2 * 3, "input": IGNORANT}
    towards = asked(run("review", "--json", "--exam", "2023-12-24", "--limit", "5", **later))
    assert len(first) == 3
    assert len(towards) == 5
    assert "to be after today" in run("review", "--exam", "2023-11-01", status=2, at=start).stderr
    assert "give a date" in run("review", "--exam", "soon", status=2, at=start).stderr
    both = run("review", "--exam", "2030-01-01", "--cram", status=2)
    assert "give --exam or --cram" in both.stderr


def test_minutes_are_a_limit_for_a_day(run: Run) -> None:
    assert len(asked(run("review", "--json", "--minutes", "0.6", input=IGNORANT))) == 2  # 36 s
    run("review", "--minutes", "0.01", status=4)


def test_cramming_asks_all_that_was_reviewed_and_nothing_else(run: Run) -> None:
    run("review", "--json", "--cram", status=4)
    first = asked(run("review", "--json", "--new", "3", input=IGNORANT))
    assert sorted(asked(run("review", "--json", "--cram", input=IGNORANT))) == sorted(first)


def test_cramming_asks_what_is_known_least_before_what_is_known(run: Run, tmp_path: Path) -> None:
    words = [
        "bow",
        "stern",
        "keel",
        "mast",
        "boom",
        "sail",
        "rope",
        "deck",
        "helm",
        "hull",
        "tide",
        "reef",
    ]
    facts = [f"- {{id: f{at}, ask: Word {at}?, answer: {word}}}" for at, word in enumerate(words)]
    deck = tmp_path / "words.yaml"
    lines = ["deck: Words", "id: words", "facts:", *facts]
    deck.write_text("\n".join(lines) + "\n", encoding="utf-8")
    start, review = 1_700_000_000, ("review", str(deck), "--json")
    known = asked(run(*review, "--new", "2", input='?\n{"command": "right"}\n' * 2, at=start))
    run(*review, "--new", "12", input=IGNORANT, at=start)
    crammed = asked(run(*review, "--cram", input=IGNORANT, at=start + 5 * DAY))
    assert len(crammed) == 12
    assert set(crammed[-2:]) == set(known)


def test_due_says_in_one_line_what_a_review_would_ask(run: Run) -> None:
    start = 1_700_000_000
    assert run("due", status=4, at=start).stdout == "Nothing has been reviewed yet.\n"
    run("review", "--json", "--new", "2", input=IGNORANT, at=start)
    assert "the next question is in 1 day." in run("due", status=4, at=start).stdout
    assert run("due", at=start + DAY).stdout == "2 questions are due.\n"
    assert json.loads(run("due", "--json", at=start + DAY).stdout) == {"due": 2, "days": 0}
    again = asked(run("review", "--json", "--new", "0", input=IGNORANT, at=start + DAY))
    assert len(again) == 2


def test_a_suspended_question_is_asked_no_more_until_it_is_released(run: Run) -> None:
    start = 1_700_000_000
    suspend = '{"command": "suspend"}\n'
    one = ("review", "--json", "--new", "1", "--limit", "1")
    [item] = set(asked(run(*one, input=suspend, at=start)))
    assert item not in asked(run("review", "--json", "--new", "99", input="", at=start))
    assert item in run("history", "release", at=start).stdout
    assert item in asked(run(*one, input="", at=start))


def test_flags_are_listed_with_their_place_in_the_deck(run: Run) -> None:
    assert "Nothing is flagged" in run("stats", "--flags").stdout
    flag = '{"command": "flag", "words": "no such word"}\n{"command": "suspend"}\n'
    [item, *_] = asked(run("review", "--json", "--new", "1", "--limit", "1", input=flag))
    text = run("stats", "--flags").stdout
    assert re.search(rf"^decks/deck\.yaml:\d+:\d+ +{item} .*no such word$", text, re.MULTILINE)
    told = json.loads(run("stats", "--flags", "--json").stdout)
    assert [[each["item"] for each in told[kind]] for kind in told] == [[item], [item], [], []]


def test_a_question_that_was_buried_is_listed_until_the_day_is_over(run: Run) -> None:
    start = 1_700_000_000
    bury = '{"command": "bury"}\n'
    [item, *_] = asked(run("review", "--json", "--new", "1", input=bury, at=start))
    told = run("stats", "--flags", at=start).stdout
    assert "Buried until tomorrow" in told
    assert item in told
    assert "Suspended" not in told
    assert "Nothing is flagged" in run("stats", "--flags", at=start + DAY).stdout


def test_what_is_suspended_is_due_for_no_one(run: Run) -> None:
    start = 1_700_000_000
    run("review", "--json", "--new", "2", input=IGNORANT, at=start)
    suspend = '{"command": "suspend"}\n'
    run("review", "--json", "--new", "0", input=suspend, at=start + DAY)
    told = json.loads(run("stats", "--json", at=start + DAY).stdout)
    assert sum(told["forecast"].values()) == 1
    assert run("due", at=start + DAY).stdout == "1 question is due.\n"


def test_eight_lapses_make_a_leech(run: Run) -> None:
    start = 1_700_000_000
    one = ["review", "--json", "--new", "1", "--limit", "1", "--no-repeat"]
    one += ["--types", "short-answer"]
    for lapses in range(9):
        run(*one, input=IGNORANT, at=start + lapses * 30 * DAY)
        leeches = json.loads(run("stats", "--flags", "--json").stdout)["leeches"]
        assert len(leeches) == (lapses >= 8), lapses


def test_the_first_lines_name_the_deck_that_tomorrows_review_is_of(
    run: Run, tmp_path: Path
) -> None:
    deck = tmp_path / "sea birds.yaml"
    text = "deck: Sea\nid: sea\nfacts:\n- {id: b, ask: Which knot?, answer: bowline}\n"
    deck.write_text(text, encoding="utf-8")
    said = " ".join(run("quiz", str(deck), "--plain", input="").stdout.split())
    assert f"`quizgen review '{deck.as_posix()}'`" in said


def test_an_exam_asks_nothing_that_the_person_would_mark_himself(run: Run, tmp_path: Path) -> None:
    head = "deck: Sailing\nid: sailing\nfacts:\n"
    long = "- {id: a, ask: Why do waves grow?, answer: the wind blows over open water}\n"
    short = "- {id: b, ask: Which knot makes a fixed loop?, answer: bowline}\n"
    deck = tmp_path / "sailing.yaml"

    def items(verb: str, facts: str) -> set[str]:
        deck.write_text(f"{head}{facts}", encoding="utf-8")
        return set(asked(run(verb, str(deck), "--json", "--questions", "9", input=IGNORANT)))

    said, typed = "a/answer/short-answer", "b/answer/short-answer"
    assert items("quiz", long + short) == {said, typed}
    assert items("exam", long + short) == {typed}
    assert items("exam", long) == {said}, "there is nothing else"
