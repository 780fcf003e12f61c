"""The verbs, as somebody types them."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from conftest import ROOT

import quizgen
from quizgen.cli import decks, main, verb
from quizgen.cli.tables import drawn, table
from quizgen.lock import Entry, parse_lock
from quizgen.text.wording import shortest_deck

MINERALS = """\
deck: Minerals
id: minerals
facts:
  - id: chvostek
    sign: Chvostek's sign
    shows: twitching of the face
    points to: hypocalcemia
    never points to: [hypercalcemia, hyperkalemia]
    why: Low calcium lets nerves fire too easily.
  - id: symptoms
    list: symptom
    of: hypocalcemia
    items: [tetany, tingling]
    also: [numbness]
"""
SOURCED = MINERALS + "source: textbook\n"
VITAMINS = """\
deck: Vitamins
id: vitamins
source: textbook
tags: [diet]
facts:
  - {id: scurvy, ask: What causes scurvy?, answer: a lack of vitamin C, distractors: [a virus, a cold climate]}
"""
COLLECTION = "{collection: Diet, id: diet, sources: {textbook: A textbook}}\n"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder that holds `decks/`, a collection of two decks, and `alone.yaml`,
    a deck.
    """
    files = {
        "decks/collection.yaml": COLLECTION,
        "decks/minerals.yaml": SOURCED,
        "decks/vitamins.yaml": VITAMINS,
    }
    for name, text in {**files, "alone.yaml": MINERALS}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("QUIZGEN_HISTORY", "history.db")

    def run(*arguments: str, status: int = 0) -> Result:
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == status, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


def files(folder: str = ".") -> dict[str, bytes]:
    """All files below a folder."""
    return {
        path.as_posix(): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }


# build --------------------------------------------------------------------------------------------


def entries(path: str) -> dict[str, Entry]:
    lock, problems = parse_lock(Path(path).read_text(encoding="utf-8"), path)
    assert problems == []
    return lock.entries


def test_build_writes_the_whole_and_its_decks_and_the_lock_and_says_what_to_do(run: Run) -> None:
    output = run("build").stdout
    sheets = ["-key.pdf", ".json", ".pdf"]
    assert sorted(files("dist")) == [
        "dist/decks/minerals.apkg",
        "dist/decks/vitamins.apkg",
        "dist/diet.apkg",
        *(
            f"dist/worksheets/{deck}-worksheet{ending}"
            for deck in ("minerals", "vitamins")
            for ending in sheets
        ),
    ]
    assert Path("decks/quizgen.lock").is_file()
    assert "dist/decks/minerals.apkg" in output
    assert "File › Import, dist/diet.apkg for all decks, or some of those in dist/decks," in output
    assert "decks/quizgen.lock is new" in output
    assert "commit it" in output
    assert "File › Import" in output


def test_a_second_build_changes_no_byte_and_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build")
    before = files()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert "Since the last build: nothing changed." in run("build").stdout
    assert files() == before


def test_a_build_says_what_changed(run: Run) -> None:
    run("release")
    Path("decks/vitamins.yaml").write_text(
        VITAMINS.replace("id: scurvy", "id: other"), encoding="utf-8"
    )
    output = run("build").stdout
    assert "Since the last build: 1 new, 1 retired." in output
    assert "Tools › Empty Cards" in output


def test_the_clock_can_be_set_from_outside(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", "alone.yaml")
    assert entries("alone.lock")["chvostek"].note == 1_700_000_000_000
    for wrong in ("soon", "-1", "1.5", "²"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        assert "SOURCE_DATE_EPOCH must be a number of seconds" in run("build", status=2).stderr


def test_without_a_set_clock_the_time_is_now(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setattr("time.time", lambda: 1_800_000_000.9)
    run("build", "alone.yaml")
    assert entries("alone.lock")["chvostek"].note == 1_800_000_000_000


def test_a_deck_that_stands_alone_keeps_its_lock_beside_it(run: Run) -> None:
    run("build", "alone.yaml", "-o", "out/put")
    assert sorted(files("out")) == [
        "out/put/minerals.apkg",
        "out/put/worksheets/minerals-worksheet-key.pdf",
        "out/put/worksheets/minerals-worksheet.json",
        "out/put/worksheets/minerals-worksheet.pdf",
    ]
    assert Path("alone.lock").is_file()
    assert not Path("dist").exists()


def test_only_the_decks_that_are_wanted_are_written_but_the_lock_knows_all(run: Run) -> None:
    run("build", "--deck", "vitamins")
    assert sorted(files("dist")) == [
        "dist/decks/vitamins.apkg",
        "dist/worksheets/vitamins-worksheet-key.pdf",
        "dist/worksheets/vitamins-worksheet.json",
        "dist/worksheets/vitamins-worksheet.pdf",
    ]
    assert '"chvostek"' in Path("decks/quizgen.lock").read_text(encoding="utf-8")


def test_choice_cards_are_made_on_request(run: Run) -> None:
    run("build")
    assert "/choice" not in "".join(entries("decks/quizgen.lock"))
    run("build", "--choices")
    assert [fact for fact in entries("decks/quizgen.lock") if "/" in fact] == [
        "chvostek/points-to/choice",
        "scurvy/answer/choice",
    ]


def test_locked_refuses_to_change_the_lock_and_writes_nothing(run: Run) -> None:
    result = run("build", "--locked", status=1)
    assert "the decks have changed since the lock was written [lock-outdated]" in result.stderr
    assert not Path("dist").exists()
    assert not Path("decks/quizgen.lock").exists()
    run("build")
    before = files()
    run("build", "--locked")
    assert files() == before
    Path("decks/vitamins.yaml").write_text(
        VITAMINS.replace("a virus", "a fungus").replace("What", "Which"), encoding="utf-8"
    )
    run("build", "--locked", status=1)
    Path("decks/vitamins.yaml").write_text(VITAMINS, encoding="utf-8")
    assert files() == before


def test_with_an_error_nothing_is_written(run: Run) -> None:
    Path("decks/vitamins.yaml").write_text(
        VITAMINS.replace("textbook", "textbok"), encoding="utf-8"
    )
    before = files()
    result = run("build", status=1)
    assert (
        "decks/vitamins.yaml:3:9: error: the source `textbok` is not declared [unknown-source]"
        in result.stderr
    )
    assert result.stdout == ""
    assert files() == before


def test_an_empty_folder_in_place_of_a_file_is_an_error(run: Run) -> None:
    Path("dist/decks/minerals.apkg").mkdir(parents=True)
    before = files()
    assert (
        "dist/decks/minerals.apkg: error: this cannot be written" in run("build", status=1).stderr
    )
    assert files() == before


@pytest.mark.parametrize("moves", [0, 1, 2])
@pytest.mark.parametrize("built", [False, True], ids=["the first time", "again"])
def test_files_appear_whole_or_not_at_all(
    run: Run, monkeypatch: pytest.MonkeyPatch, moves: int, built: bool
) -> None:
    if built:
        run("build")
        Path("decks/minerals.yaml").write_text(
            SOURCED.replace("tingling", "cramps"), encoding="utf-8"
        )
    before, replace = files(), Path.replace
    done: list[Path] = []

    def failing(self: Path, target: Path) -> Path:
        if len(done) == moves:
            raise OSError(28, "No space left on device", str(target))
        done.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    assert (
        "this cannot be written: No space left on device [cannot-write]"
        in run("build", status=1).stderr
    )
    assert len(done) == moves
    assert files() == before


def test_a_file_that_cannot_be_finished_leaves_no_trace(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, sync, written = files(), os.fsync, []

    def failing(file: int) -> None:
        written.append(file)
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        sync(file)

    monkeypatch.setattr(os, "fsync", failing)
    run("build", status=1)
    assert (len(written), files()) == (3, before)


def test_the_shipped_decks_are_used_where_there_are_none_but_their_lock_is_not_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "quizgen"
    shutil.copytree("decks", package / "decks")
    monkeypatch.setattr(decks, "PACKAGE", package)
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    result = run("build", status=1)  # these have no lock yet, and it is not ours to write
    assert "no decks here: using those that quizgen ships" in result.stderr
    assert "[lock-outdated]" in result.stderr
    assert run("check").stdout.startswith("2 decks, 3 facts")
    run("build", (package / "decks").as_posix())
    before = files(package.as_posix())
    run("build", "-o", "out")
    assert {"out/diet.apkg", "out/decks/minerals.apkg", "out/decks/vitamins.apkg"} <= set(
        files("out")
    )
    assert files(package.as_posix()) == before


def test_the_one_deck_in_this_folder_is_meant_and_of_two_none(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.chdir(folder)
    deck = "deck: Knots\nid: {}\nfacts:\n- {{id: {}-b, ask: Which knot?, answer: bowline}}\n"
    (folder / "notes.yaml").write_text("shopping: [bread]\n", encoding="utf-8")
    (folder / "knots.yaml").write_text(deck.format("knots", "knots"), encoding="utf-8")
    told = run("list")
    assert "knots-b" in told.stdout
    assert "no decks here" not in told.stderr
    (folder / "hitches.yml").write_text(deck.format("hitches", "hitches"), encoding="utf-8")
    assert "collection.yaml" in run("list", status=1).stderr


def test_this_folder_itself_may_be_the_collection(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("decks")
    assert run("check").stdout.startswith("2 decks")
    assert "no decks here" not in run("check").stderr


# check --------------------------------------------------------------------------------------------


def test_check_says_that_nothing_is_wrong(run: Run) -> None:
    assert run("check").stdout.startswith("2 decks, 3 facts, ")
    assert run("check").stdout.endswith(" questions: nothing is wrong\n")
    assert run("check", "alone.yaml", "--strict").stdout.startswith("1 deck, 2 facts, ")
    assert run("check", "--format", "json").stdout == "[]\n"
    assert run("check", "--format", "github").stdout == ""


def test_check_says_what_is_wrong_in_three_formats(run: Run) -> None:
    Path("alone.yaml").write_text(MINERALS.replace("shows", "show"), encoding="utf-8")
    assert run("check", "alone.yaml", status=1).stdout == dedent("""\
        alone.yaml:6:5: error: the key `show` is not known here [unknown-key]
            6 |     show: twitching of the face
              |     ^
          hint: did you mean `shows`?
        1 error in 1 file
    """)
    [problem] = json.loads(run("check", "alone.yaml", "--format", "json", status=1).stdout)
    assert (problem["code"], problem["path"], problem["line"], problem["column"]) == (
        "unknown-key",
        "alone.yaml",
        6,
        5,
    )
    github = run("check", "alone.yaml", "--format", "github", status=1).stdout
    assert github.startswith(
        "::error file=alone.yaml,line=6,col=5,title=unknown-key::the key `show`"
    )


def test_what_does_not_exist_is_an_error_not_a_crash(run: Run) -> None:
    assert (
        "nowhere.yaml: error: this does not exist [cannot-read]"
        in run("check", "nowhere.yaml", status=1).stdout
    )
    assert "nowhere.yaml: error" in run("build", "nowhere.yaml", status=1).stderr


# diff ---------------------------------------------------------------------------------------------


def test_diff_says_what_the_next_import_does_and_writes_nothing(run: Run) -> None:
    text = SOURCED.replace("items:", "singly: yes\n    items:")
    Path("decks/minerals.yaml").write_text(text, encoding="utf-8")
    run("build")
    assert run("diff").stdout == "The next import changes nothing.\n"
    Path("decks/minerals.yaml").write_text(text.replace("tingling", "cramps"), encoding="utf-8")
    before = files()
    output = run("diff").stdout
    assert "changed: 1 note" in output
    assert "+ a new card asks for “cramps”" in output
    assert files() == before


def test_diff_compares_with_the_lock_of_a_release(run: Run) -> None:
    run("build")
    shutil.copy("decks/quizgen.lock", "released.lock")
    Path("decks/minerals.yaml").write_text(SOURCED.replace("tingling", "cramps"), encoding="utf-8")
    run("build")
    assert run("diff").stdout == "The next import changes nothing.\n"
    assert "changed: 1 note" in run("diff", "--against", "released.lock").stdout
    assert (
        "unreleased.lock does not exist"
        in run("diff", "--against", "unreleased.lock", status=2).stderr
    )
    Path("released.lock").write_text("{", encoding="utf-8")
    assert "[lock-damaged]" in run("diff", "--against", "released.lock", status=1).stderr


# explain ------------------------------------------------------------------------------------------


def test_explain_and_list_show_the_passage_of_a_gap(run: Run) -> None:
    Path("gaps.yaml").write_text(
        "deck: Gaps\nid: gaps\nfacts:\n"
        "  - {id: bees, cloze: 'Bees make {{honey}} and {{wax}}.'}\n"
        "  - {id: parts, list: part, of: a bee, items: [head, sting], singly: head}\n",
        encoding="utf-8",
    )
    assert "  Bees make ____ and wax.\n  key: honey\n" in run("explain", "bees", "gaps.yaml").stdout
    assert "  - ____\n  - sting\n  key: head\n" in run("explain", "parts", "gaps.yaml").stdout
    rows = json.loads(run("list", "gaps.yaml", "--questions", "--json", "--type", "cloze").stdout)
    assert rows[1]["passage"] == ["Bees make honey and ____."]


def test_explain_shows_a_fact_with_its_reasons(run: Run) -> None:
    output = run("explain", "chvostek/points-to/choice").stdout
    assert output == dedent("""\
        chvostek: sign, Diet › Minerals
        stated at decks/minerals.yaml:4:5
        why: Low calcium lets nerves fire too easily.
        source: A textbook

        chvostek/points-to/choice  (recognise)
          What is indicated by Chvostek's sign?
          key: hypocalcemia
            right: Chvostek's sign — what is seen: twitching of the face; sign of: hypocalcemia.
          wrong: hypercalcemia
            Nothing about Chvostek's sign points to hypercalcemia. [never]
          wrong: hyperkalemia
            Nothing about Chvostek's sign points to hyperkalemia. [never]
    """)
    assert output.partition("\n\n")[2] in run("explain", "chvostek").stdout
    assert "source: A textbook" in run("explain", "scurvy").stdout
    assert "stated at alone.yaml:4:5" in run("explain", "chvostek", "alone.yaml").stdout


@pytest.mark.parametrize(
    ("id", "hint"),
    [
        ("chvostk", "did you mean `chvostek`?"),
        ("chvostek/points-to/choise", "did you mean `chvostek/points-to/choice`?"),
        ("xyz", "use one of: chvostek, scurvy, symptoms"),
    ],
)
def test_explain_suggests_what_was_meant(run: Run, id: str, hint: str) -> None:
    error = " ".join(run("explain", id, status=2).stderr.split())
    assert f"no fact and no question is called `{id}`; {hint}" in error


# list ---------------------------------------------------------------------------------------------


def rows(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_list_shows_facts_or_questions(run: Run) -> None:
    facts = run("list").stdout
    assert facts.splitlines()[0].split() == ["deck", "fact", "kind", "questions"]
    assert "minerals  chvostek  sign" in facts
    assert facts.endswith("3 facts, 7 questions\n")
    questions = run("list", "--questions").stdout
    assert "What causes scurvy?" in questions
    assert questions.endswith("3 facts, 7 questions\n")


@pytest.mark.parametrize(
    ("options", "facts"),
    [
        ([], ["chvostek", "symptoms", "scurvy"]),
        (["--deck", "vitamins"], ["scurvy"]),
        (["--deck", "vitamins", "--deck", "minerals"], ["chvostek", "symptoms", "scurvy"]),
        (["--kind", "sign", "--kind", "ask"], ["chvostek", "scurvy"]),
        (["--type", "list"], ["symptoms"]),
        (["--type", "choice", "--deck", "minerals"], ["chvostek"]),
        (["--type", "number"], []),
    ],
)
def test_list_filters_by_deck_kind_and_type(run: Run, options: list[str], facts: list[str]) -> None:
    assert [row["fact"] for row in rows(run("list", "--json", *options))] == facts
    questions = rows(run("list", "--json", "--questions", *options))
    assert list(dict.fromkeys(row["fact"] for row in questions)) == facts
    assert all(row["type"] in options for row in questions if "--type" in options)


def test_list_gives_programs_everything(run: Run) -> None:
    [fact] = rows(run("list", "--json", "--deck", "vitamins"))
    assert fact == {
        "fact": "scurvy",
        "kind": "ask",
        "title": "What causes scurvy?",
        "deck": "vitamins",
        "path": ["Diet", "Vitamins"],
        "tags": ["diet"],
        "sources": ["A textbook"],
        "position": "decks/vitamins.yaml:6:5",
        "questions": {"short-answer": 1, "choice": 1},
    }
    [choice] = rows(run("list", "--json", "--questions", "--deck", "vitamins", "--type", "choice"))
    assert choice["question"] == "scurvy/answer/choice"
    assert (choice["type"], choice["level"], choice["key"]) == (
        "choice",
        "recognise",
        "a lack of vitamin C",
    )
    assert sorted(choice["options"]) == ["a cold climate", "a lack of vitamin C", "a virus"]
    assert {each["text"]: each["reason"] for each in choice["distractors"]} == {
        "a virus": "authored",
        "a cold climate": "authored",
    }


def test_another_seed_gives_another_order_and_the_same_seed_the_same(run: Run) -> None:
    def options(seed: str) -> Any:
        found = rows(run("list", "--json", "--questions", "--type", "choice", "--seed", seed))
        return [row["options"] for row in found]

    assert options("1") == options("1")
    assert len({json.dumps(options(seed)) for seed in "123456"}) > 1


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["list", "--deck", "vitamin"], "there is no `vitamin`; did you mean `vitamins`?"),
        (["list", "--kind", "lst"], "there is no `lst`; did you mean `list`?"),
        (["list", "--type", "chioce"], "there is no `chioce`; did you mean `choice`?"),
        (["build", "--deck", "x"], "there is no `x`; use one of: minerals, vitamins"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_known_one(
    run: Run, arguments: list[str], hint: str
) -> None:
    before = files()
    assert hint in " ".join(run(*arguments, status=2).stderr.split())
    assert files() == before


def test_an_unknown_name_with_nothing_near_is_only_unknown(run: Run) -> None:
    decks = "".join(
        f"  - {{id: fact-{number}, ask: What is number {number}?, answer: This {number}}}\n"
        for number in range(30)
    )
    Path("many.yaml").write_text(f"deck: Many\nid: many\nfacts:\n{decks}", encoding="utf-8")
    error = " ".join(run("explain", "xyz", "many.yaml", status=2).stderr.split())
    assert error.endswith("no fact and no question is called `xyz`")


# Help ---------------------------------------------------------------------------------------------


def verbs() -> Iterator[tuple[str, click.Command]]:
    yield from ((name, verb(name)) for name in main.list_commands(click.Context(main)))


@pytest.mark.parametrize("verb", [name for name, _ in verbs()])
def test_the_help_of_each_verb_says_what_it_does_and_shows_examples(run: Run, verb: str) -> None:
    for option in ("-h", "--help"):
        output = run(verb, option).stdout
        assert "\n  Examples:\n" in output
        assert f"\n    quizgen {verb}" in output
        assert all(
            parameter.help
            for parameter in dict(verbs())[verb].params
            if isinstance(parameter, click.Option)
        )


def test_the_examples_of_the_help_can_be_typed(run: Run) -> None:
    Path("my-deck.yaml").write_text(MINERALS, encoding="utf-8")
    Path("names.csv").write_text("name\nAda\nBo\n", encoding="utf-8")
    Path("cards.csv").write_text("chien,dog\nchat,cat\n", encoding="utf-8")
    Path("minerals.csv").write_text(
        "mineral,site\nmagnesium,legs\ncalcium,face\n", encoding="utf-8"
    )
    Path("countries.csv").write_text("country,capital\nPeru,Lima\nGhana,Accra\n", "utf-8")
    Path("words.txt").write_text("el perro\tthe dog\nel gato\tthe cat\n", "utf-8")
    Path("capitals.yaml").write_text(shortest_deck("entities"), encoding="utf-8")
    Path("more.csv").write_text("country,capital\nPeru,Lima\nCuba,Havana\n", "utf-8")
    Path("list.txt").write_text("Chile - Santiago\nMali - Bamako\n", "utf-8")
    gone = "deck: F\nid: fossils\nfacts: [{id: amber, ask: What is amber?, answer: resin}]\n"
    Path("decks/fossils.yaml").write_text(gone, encoding="utf-8")
    run("release")
    exam = ["exam", "--plain", "--questions", "2", "--name", "Ada"]
    CliRunner().invoke(main, exam, input="?\n" * 20)
    run("worksheet", "--variants", "2", "--roster", "names.csv", "-o", "printed")
    for pattern, name in (("*.json", "last.json"), ("*-class-list.csv", "class-list.csv")):
        (data,) = Path("printed").glob(pattern)
        shutil.copy(data, name)
    shutil.copy("decks/quizgen.lock", "released.lock")
    for _, command in (("", main), *verbs()):
        _, _, examples = (command.help or "").partition("Examples:\n")
        for line in examples.strip().splitlines():
            typed, _, _ = line.strip().partition("   ")  # what follows says what it does
            assert typed.startswith("quizgen "), line
            if typed == "quizgen lock split fossils":  # as its deck left the collection
                Path("decks/fossils.yaml").unlink()
            pasted = "country\tcapital\nPeru\tLima\nGhana\tAccra\n"
            result = CliRunner().invoke(main, shlex.split(typed)[1:], input=pasted)
            verb = shlex.split(typed)[1] if " " in typed else ""
            nothing = {"due": 4, "optimise": 1}  # nobody has learned anything here
            assert result.exit_code in (0, nothing.get(verb, 0)), result.output


def test_help_lists_the_verbs_in_the_order_in_which_they_are_used(run: Run) -> None:
    listed = run("--help").stdout.partition("Commands:\n")[2]
    assert [
        line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " "
    ] == [
        "init",
        "new",
        "build",
        "release",
        "preview",
        "plan",
        "worksheet",
        "cards",
        "quiz",
        "exam",
        "results",
        "review",
        "due",
        "stats",
        "optimise",
        "history",
        "check",
        "diff",
        "lock",
        "explain",
        "list",
        "coverage",
        "import",
        "add",
        "schema",
        "templates",
    ]
    assert run("--version").stdout == f"quizgen, version {quizgen.__version__}\n"


def test_python_m_quizgen_is_the_command() -> None:
    command = [sys.executable, "-m", "quizgen", "--version"]
    assert (
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.split()[0]
        == b"quizgen,"
    )


def test_cards_take_a_path_as_every_other_verb(run: Run) -> None:
    Path("mine.yaml").write_text(
        "deck: Mine\nid: mine\nfacts:\n  - {id: peru, ask: The capital of Peru?, answer: Lima}\n",
        encoding="utf-8",
    )
    assert "mine-cards.pdf" in run("cards", "mine.yaml").stdout
    run("cards", "mine.yaml", "--collection", "mine.yaml", status=2)


def test_a_place_in_a_table_is_no_emoji() -> None:
    columns = table("", "")
    columns.add_row("deck.yaml:100:5", "what is :smile:?")
    assert "deck.yaml:100:5" in drawn(columns)
    assert ":smile:" in drawn(columns)


def test_a_test_of_matchings_says_what_a_table_lacks_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"      Land {n}: Town {n}\n" for n in range(8))
    deck = "deck: D\nid: d\nfacts:\n  - id: t\n    entities: land\n    columns: {town: ~}\n"
    Path("d.yaml").write_text(f"{deck}    rows:\n{rows}", encoding="utf-8")
    result = CliRunner().invoke(main, ["worksheet", "d.yaml", "--types", "matching"])
    said = " ".join(result.output.split())
    assert result.exit_code == 1
    assert "such questions need values that are known to be wrong" in said
    assert "write `exclusive: [town]`" in said
    other = CliRunner().invoke(main, ["worksheet", "d.yaml", "--types", "ordering"])
    assert "choose more widely" in " ".join(other.output.split())
