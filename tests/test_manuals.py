"""What docs/ says is so: the output is the real one, the tests that are named exist, no key or
event is left out.
"""

from __future__ import annotations

import ast
import dataclasses
import json
import re
import signal
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from PIL import Image
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from quizgen.cli import main
from quizgen.grading.marks import Part, Verdict
from quizgen.history.answer_record import Record
from quizgen.knowledge import Reason
from quizgen.terminal import events
from quizgen.terminal.commands import LINE_COMMANDS, STREAM_COMMANDS
from quizgen.terminal.screen.help import KEYS
from quizgen.terminal.screen.quiz_page import key_name
from quizgen.text.wording import wording

DOCS = ROOT / "docs"
WHY, ANKI, TERMINAL, COMPARISON = (
    (DOCS / f"{name}.md").read_text(encoding="utf-8")
    for name in ("why", "anki", "terminal", "comparison")
)


def blocks(text: str, language: str) -> list[str]:
    """What stands between fences of that language."""
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return found


def part(text: str, title: str) -> str:
    """The section under a heading."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"there is no section {title}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """The cells of all table rows, but for the lines below the heads."""
    lines = [
        line
        for line in text.splitlines()
        if line.startswith("|") and not re.fullmatch(r"[|: -]+", line)
    ]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def spans(text: str) -> set[str]:
    """What stands in code, such as names."""
    return set(re.findall(r"`([^`]+)`", text))


# docs/why.md --------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", blocks(WHY, "console"), ids=lambda block: block.splitlines()[0])
def test_the_output_that_is_shown_is_the_real_one(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [deck] = blocks(WHY, "yaml")
    (tmp_path / "minerals.yaml").write_text(deck, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    command, _, shown = block.partition("\n")
    assert command.startswith("$ quizgen ")
    found = CliRunner().invoke(main, command.split()[2:])
    assert found.exit_code == 0, found.output
    if shown.endswith("\n…\n"):  # the rest is left out
        assert found.stdout.startswith(shown.removesuffix("\n…\n"))
    else:
        assert found.stdout == shown


def test_the_deck_of_the_explanation_is_sound(tmp_path: Path) -> None:
    [deck] = blocks(WHY, "yaml")
    (tmp_path / "minerals.yaml").write_text(deck, encoding="utf-8")
    found = CliRunner().invoke(main, ["check", "--strict", str(tmp_path / "minerals.yaml")])
    assert found.exit_code == 0, found.output


def test_each_reason_for_a_wrong_option_is_explained() -> None:
    told = [row[0].strip("`") for row in rows(part(WHY, "Three truth values"))[1:]]
    assert sorted(told) == sorted(set(Reason) - {Reason.STATED})


# docs/anki.md -------------------------------------------------------------------------------------


def names_of_tests() -> set[str]:
    """The names of all tests in the repository."""
    found: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        found |= set(re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    return found


def test_each_promise_names_names_of_tests() -> None:
    promised = part(ANKI, "What is promised")
    promises = [text for text in promised.split("\n\n") if text.startswith("**")]
    assert len(promises) > 10
    for promise in promises:
        assert {name for name in spans(promise) if name.startswith("test_")}, promise
    named = {name for name in spans(ANKI) if name.startswith("test_")}
    assert named - names_of_tests() == set()


# docs/terminal.md ---------------------------------------------------------------------------------


def test_the_keys_are_those_of_the_help_screen() -> None:
    words = wording("en")
    shown = rows(part(TERMINAL, "Keys of the full screen"))[1:]
    assert [row[1:] for row in shown] == [
        [key_name(key, words), words.say(f"help.{does}")] for _, keys in KEYS for key, does in keys
    ]
    titles = [words.say(f"help.{title}").lower() for title, _ in KEYS]
    assert [row[0] for row in shown if row[0]] == titles
    assert words.say("help.note").partition(".")[0] in TERMINAL


def test_each_command_of_the_lines_is_explained() -> None:
    told = [
        name
        for row in rows(part(TERMINAL, "Lines"))[1:]
        for name in re.findall(r"`:(\w+)`", row[0])
    ]
    assert sorted(told) == sorted(LINE_COMMANDS)


def test_each_command_of_the_stream_is_named() -> None:
    [line] = re.findall(
        r"The commands are\n(.*?)\.$", part(TERMINAL, "JSON"), re.MULTILINE | re.DOTALL
    )
    assert re.findall(r"`(\w+)`", line) == list(STREAM_COMMANDS)


def told_events() -> Iterator[tuple[str, set[str]]]:
    """Each event in the source, with the fields that are written there."""
    tree = ast.parse(Path(events.__file__).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                ast.Attribute(attr="tell" | "_progress"), [ast.Constant(str(event)), *_], fields
            ):
                yield event, {each.arg for each in fields if each.arg}


def fields_of_events() -> dict[str, set[str]]:
    """The fields of each event, as the table of events names them."""
    table = [row for row in rows(part(TERMINAL, "JSON")) if len(row) == 3]
    return {row[0].strip("`"): spans(row[2]) for row in table[1:]}


def test_each_event_is_explained_with_its_fields() -> None:
    told = fields_of_events()
    found = dict(told_events())
    assert sorted(told) == sorted(found)
    assert {event for event, fields in found.items() if not fields <= told[event]} == set()


def test_the_events_of_a_quiz_have_the_fields_that_are_told(tmp_path: Path) -> None:
    [deck] = blocks(WHY, "yaml")
    (tmp_path / "minerals.yaml").write_text(deck, encoding="utf-8")
    command = [
        "quiz",
        "--json",
        "--collection",
        str(tmp_path / "minerals.yaml"),
        "--history",
        str(tmp_path / "h.db"),
    ]
    told = fields_of_events()
    seen = set()
    for line in CliRunner().invoke(main, command, input='["?"]\n' * 20).stdout.splitlines():
        event = json.loads(line)
        seen.add(event["event"])
        assert set(event) - {"event"} <= told[event["event"]], line
    assert seen >= {"start", "question", "mark", "end"}


def test_each_field_of_a_record_is_explained() -> None:
    told = {
        name for row in rows(part(TERMINAL, "Where answers are kept")) for name in spans(row[0])
    }
    fields = {each.name for each in dataclasses.fields(Record)}
    assert fields <= told
    last = next(row for row in rows(TERMINAL) if row[0] == "`parts`")
    assert {
        each.name for each in dataclasses.fields(Part) if f"`{each.name}" not in last[1]
    } == set()


def test_each_verdict_is_explained() -> None:
    told = [word for row in rows(part(TERMINAL, "Verdicts"))[1:] for word in row[0].split(", ")]
    assert sorted(told) == sorted(Verdict)


def test_the_exit_statuses_are_those_of_the_verbs() -> None:
    verbs = import_module("quizgen.cli.quiz")  # in the package, the verb itself has that name
    told = [int(row[0]) for row in rows(part(TERMINAL, "Exit status"))[1:]]
    assert told == [
        0,
        1,
        2,
        verbs.INVALID,
        verbs.NOTHING_TO_ASK,
        verbs.BELOW_MINIMUM,
        verbs.DISCONNECTED,
        verbs.INTERRUPTED,
        128 + signal.SIGTERM,
    ]


def test_each_variable_that_is_read_is_explained() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "quizgen").rglob("*.py")
    )
    read = set(re.findall(r"""(?:environ(?:\.get\(|\[)|envvar=)["'](\w+)""", source))
    told = {row[0].strip("`") for row in rows(part(TERMINAL, "Environment"))[1:]}
    assert read >= {"QUIZGEN_HISTORY", "SOURCE_DATE_EPOCH"}
    assert told == read | {"NO_COLOR", "TZ"}  # which Textual and the clock read


def test_the_history_lies_where_it_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    for system, places in (("Linux", Unix), ("macOS", MacOS)):
        [told] = [row[1] for row in rows(TERMINAL) if row[0] == system]
        path = Path(places("quizgen", appauthor=False).user_data_dir, "history.db")
        assert f"`~/{path.relative_to(Path.home()).as_posix()}`" in told


# docs/comparison.md -------------------------------------------------------------------------------


def test_each_cell_of_the_comparison_says_something() -> None:
    tables = re.findall(r"(?:^\|.*\n)+", COMPARISON, re.MULTILINE)
    assert len(tables) == 3
    for table in tables:
        head, *body = rows(table)
        assert {len(row) for row in body} == {len(head)}
        assert [row[0] for row in body if not all(row)] == []
        ours = [row[1] for row in body]
        assert any(cell.startswith("–") for cell in ours), (
            "a comparison in which we lack nothing is not honest"
        )


# Pictures -----------------------------------------------------------------------------------------


def test_the_pictures_are_small_and_each_is_shown_with_words_for_who_cannot_see_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r'<img src="([^"]+)"[^>]* alt="([^"]+)"', readme))
    shown |= {path: words for words, path in re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", readme)}
    assert sorted(shown) == sorted(f"docs/{path.name}" for path in DOCS.glob("*.png"))
    for name, words in shown.items():
        assert (ROOT / name).stat().st_size < 150_000
        assert len(words.split()) > 10, f"{name}: say what is seen"
        with Image.open(ROOT / name) as image:
            assert image.width > 900, f"{name} is not crisp"


def test_the_script_makes_the_pictures_that_there_are() -> None:
    [made] = re.findall(
        r"^PICTURES = \{(.*)\}$", (DOCS / "pictures.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(re.findall(r'"(\w+)":', made)) == sorted(path.stem for path in DOCS.glob("*.png"))
