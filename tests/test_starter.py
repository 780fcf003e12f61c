"""What a new author gets: a collection that builds at once, and examples that can be pasted."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from textwrap import indent

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT, compile_text, deck

from quizgen.cli import main
from quizgen.compiler import Compiled, compile_path
from quizgen.language.facts import KINDS
from quizgen.language.facts.fact import Fact
from quizgen.language.json_schema import FILES, schema_of
from quizgen.language.validation import keys_of
from quizgen.text.wording import example, examples, starter

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, status: int = 0) -> Result:
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == status, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


def files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


# init ---------------------------------------------------------------------------------------------


def test_a_new_collection_is_whole(run: Run, tmp_path: Path) -> None:
    assert run("init", "birds").stdout.splitlines()[-1] == "Now: cd birds && quizgen build"
    assert files(tmp_path / "birds") == [
        ".github/workflows/decks.yml",
        ".gitignore",
        ".quizgen/collection.schema.json",
        ".quizgen/deck.schema.json",
        ".quizgen/terms.schema.json",
        "README.md",
        "collection.yaml",
        "terms.yaml",
        "weather.yaml",
    ]
    assert (tmp_path / "birds" / "README.md").read_text(encoding="utf-8").startswith("# Birds\n")


def test_a_new_collection_builds_at_once_and_then_does_not_change(run: Run, tmp_path: Path) -> None:
    run("init", "birds")
    assert run("check", "birds", "--strict").stdout.endswith("nothing is wrong\n")
    built = run("build", "birds")
    assert built.stderr == ""
    assert files(tmp_path / "dist") == [
        "birds.apkg",
        "decks/weather.apkg",
        "worksheets/weather-worksheet-key.pdf",
        "worksheets/weather-worksheet.json",
        "worksheets/weather-worksheet.pdf",
    ]
    assert run("build", "birds", "--locked").stderr == ""


def test_what_the_workflow_runs_runs(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", "birds")
    monkeypatch.chdir(tmp_path / "birds")
    run("build")  # the author has committed the lock
    workflow = yaml.safe_load(Path(".github/workflows/decks.yml").read_text(encoding="utf-8"))
    steps = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    commands = [shlex.split(step)[1:] for step in steps if step.startswith("quizgen ")]
    assert [words[:2] for words in commands] == [["check", "--strict"], ["build", "--locked"]]
    for words in commands:
        run(*words)
    Path("weather.yaml").write_text(
        Path("weather.yaml").read_text(encoding="utf-8").replace("dew-point", "dew"),
        encoding="utf-8",
    )
    run(*commands[1], status=1)  # the lock was forgotten


def test_what_its_readme_says_can_be_typed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", "birds")
    monkeypatch.chdir(tmp_path / "birds")
    text = Path("README.md").read_text(encoding="utf-8")
    typed = re.findall(r"^(quizgen .+?)(?:  .*)?$", text, re.MULTILINE) + re.findall(
        r"`(quizgen [^`]+)`", text
    )
    assert len(typed) >= 5
    for command in typed:
        run(*command.split()[1:])
    named = set(re.findall(r"^\| `([^`]+)`", text, re.MULTILINE))
    assert {name for name in named if not Path(name).exists()} == set()


def test_each_file_leads_an_editor_to_its_schema(run: Run, tmp_path: Path) -> None:
    run("init", "birds")
    folder = tmp_path / "birds"
    for file, name in (("deck", "weather"), ("collection", "collection"), ("terms", "terms")):
        first = (folder / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
        _, _, schema = first.partition("# yaml-language-server: $schema=")
        assert schema == f".quizgen/{file}.schema.json"
        assert (folder / schema).read_text(encoding="utf-8") == schema_of(file)
    assert len(FILES) == 3


def test_the_example_deck_shows_every_kind_and_names_a_source_for_all_it_says() -> None:
    compiled = compile_path(ROOT / "templates" / "starter")
    facts = list(compiled.collection.facts())
    assert [fact.kind for _, fact in facts if fact.whole is fact] == list(KINDS)
    assert {name for deck, fact in facts for name in fact.source or deck.source} == set(
        compiled.collection.sources
    )
    assert all(compiled.questions[fact.id] for _, fact in facts)


@pytest.mark.parametrize("name", examples())
def test_an_example_is_a_collection_of_ones_own_and_builds_at_once(
    run: Run, tmp_path: Path, name: str
) -> None:
    said = run("init", "mine", "--example", name).stdout
    compiled = compile_path(tmp_path / "mine")
    assert compiled.diagnostics == []
    assert (compiled.collection.title, compiled.collection.id) == ("Mine", "mine")
    assert "The rows stand in " in said
    assert run("build", "mine").stderr == ""
    assert (tmp_path / "mine/.quizgen/deck.schema.json").is_file()


def test_the_example_that_was_meant_is_named(run: Run) -> None:
    assert "did you mean `countries`?" in run("init", "x", "--example", "county", status=2).stderr


@pytest.mark.parametrize(
    ("arguments", "title", "id"),
    [
        (["birds"], "Birds", "birds"),
        (["Song_birds-2"], "Song birds 2", "song-birds-2"),
        (["birds/decks"], "Birds", "birds"),
        (
            ["birds", "--title", 'Vögel: #1 "alle"', "--id", "jane-birds"],
            'Vögel: #1 "alle"',
            "jane-birds",
        ),
        (["birds", "--title", "no"], "no", "birds"),
        (["鳥", "--id", "birds"], "鳥", "birds"),
    ],
)
def test_the_names_are_the_folders_or_those_that_are_given(
    run: Run, arguments: list[str], title: str, id: str
) -> None:
    run("init", *arguments)
    compiled = compile_path(Path(arguments[0]))
    assert compiled.diagnostics == []
    assert (compiled.collection.title, compiled.collection.id) == (title, id)


def test_no_file_is_called_as_a_device_or_a_backup(run: Run) -> None:
    run("init", "nul")
    assert compile_path(Path("nul")).collection.id == "nul-collection"
    run("build", "nul", "--target", "anki", "-o", "out")
    assert "nul-collection.apkg" in files(Path("out"))
    error = run("init", "x", "--id", "com1", status=2).stderr
    assert "`com1` cannot be an id: Windows would take its file for a device" in error
    assert not Path("x").exists()


def test_two_authors_get_different_notes(tmp_path: Path) -> None:
    def guids(id: str, folder: Path) -> set[str]:
        for name, text in starter("Birds", id).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return {entry.guid for entry in compile_path(folder).lock.entries.values()}

    one, other = guids("jane-birds", tmp_path / "one"), guids("joe-birds", tmp_path / "other")
    assert len(one) == len(other) > len(KINDS)  # with those of a table's rows
    assert not one & other


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["鳥"], "give one with --id"),
        (["birds", "--id", "Jane's birds"], "use a–z, 0–9 and hyphens, 80 at most: `jane-s-birds`"),
        (["birds", "--title", "two\nlines"], "a title is a line of text"),
        (["birds", "--title", " "], "a title is a line of text"),
        (["full"], "full is not empty: it holds notes.txt; name a folder that is new or empty"),
        (["full/notes.txt"], "is no folder that can be read"),
    ],
)
def test_what_cannot_be_started_is_refused_and_nothing_is_touched(
    run: Run, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine", encoding="utf-8")
    assert said in " ".join(run("init", *arguments, status=2).stderr.split())
    assert [path.name for path in tmp_path.iterdir()] == ["full"]
    assert files(tmp_path) == ["full/notes.txt"]


def test_a_folder_may_be_there_if_it_is_empty_or_a_new_repository(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "cloned" / ".git").mkdir(parents=True)
    for name in ("empty", "cloned"):
        run("init", name)
        assert (tmp_path / name / "weather.yaml").is_file()


def test_a_collection_is_started_whole_or_not_at_all(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves = iter(range(100))

    def full(self: Path, target: Path) -> Path:
        if next(moves) == 4:
            raise OSError(28, "No space left on device", str(target))
        return self.rename(target)

    monkeypatch.setattr(Path, "replace", full)
    error = run("init", "deep/birds", status=1).stderr
    assert "this cannot be written: No space left on device" in error
    assert list(tmp_path.iterdir()) == []


# new ----------------------------------------------------------------------------------------------

EVERY_KIND = pytest.mark.parametrize("kind", KINDS)
SOURCES = "sources: {handbook: A handbook}\n"


def pasted(*facts: str) -> Compiled:
    return compile_text(deck("".join(facts), SOURCES))


@EVERY_KIND
def test_each_example_compiles_without_a_word_and_is_asked(run: Run, kind: str) -> None:
    printed = run("new", kind, "--whole").stdout
    compiled = compile_text(f"deck: Deck\nid: deck\nfacts:\n{printed}")  # pasted as it is printed
    assert compiled.diagnostics == []
    [fact, *_] = [fact for _, fact in compiled.collection.facts()]
    assert fact.kind == kind
    assert compiled.questions[fact.id]


def test_all_examples_can_be_pasted_into_a_new_collection(run: Run) -> None:
    run("init", "birds")
    weather = Path("birds/weather.yaml")
    printed = "".join(run("new", kind, "--whole").stdout for kind in KINDS)
    weather.write_text(weather.read_text(encoding="utf-8") + printed, encoding="utf-8")
    compiled = compile_path(Path("birds"))
    assert compiled.diagnostics == []
    whole = [fact for _, fact in compiled.collection.facts() if fact.whole is fact]
    assert len(whole) == 2 * len(KINDS)


@EVERY_KIND
def test_each_optional_key_is_shown_and_can_be_uncommented(kind: str) -> None:
    lines = example(kind).splitlines(keepends=True)
    for number, line in enumerate(lines):
        if re.match(r"  # [a-z ]+:", line):
            compiled = pasted(*lines[:number], line.replace("# ", "", 1), *lines[number + 1 :])
            assert compiled.diagnostics == [], line
    own = [key for key in keys_of(KINDS[kind]) if key not in keys_of(Fact)]
    assert [
        key
        for key in own
        if not re.search(rf"(^|[#-] |  |`){key}(:|`)", example(kind), re.MULTILINE)
    ] == []


def test_each_key_that_all_kinds_share_is_shown_in_some_example() -> None:
    every = "".join(map(example, KINDS))
    media = {"image", "audio", "alt", "side"}  # they name files, which an example to paste has not
    assert [
        key
        for key in keys_of(Fact)
        if key not in media and not re.search(rf"^(- |  (# )?){key}:", every, re.MULTILINE)
    ] == []


def test_there_is_an_example_of_each_kind_and_no_other() -> None:
    assert {path.stem for path in (ROOT / "templates" / "facts").iterdir()} == set(KINDS)


def test_new_lists_the_kinds_with_a_line_each(run: Run) -> None:
    lines = run("new").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(KINDS)
    assert all(re.fullmatch(r"\w+ +[A-Z].*\.", line) and len(line) < 100 for line in lines)
    assert run("new", "--list").stdout.splitlines() == lines


def test_new_names_the_kind_that_was_meant(run: Run) -> None:
    assert "did you mean `mechanism`?" in run("new", "mechansim", status=2).stderr


def test_the_snippets_of_an_editor_are_the_examples() -> None:
    fact = json.loads(schema_of("deck"))["definitions"]["fact"]
    [snippets] = [
        each["defaultSnippets"] for each in fact["else"]["allOf"] if "defaultSnippets" in each
    ]
    assert [each["label"].partition(":")[0] for each in snippets] == list(KINDS)


def test_the_shortest_deck_with_a_table_builds_as_it_is_printed_and_leads_to_the_rest() -> None:
    text = CliRunner().invoke(main, ["new", "entities"]).stdout
    assert len(text.splitlines()) <= 16
    compiled = compile_text(text)
    assert compiled.diagnostics == []
    assert all(compiled.questions.values())
    assert "quizgen new entities --whole" in text
    whole = CliRunner().invoke(main, ["new", "entities", "--whole"]).stdout
    assert whole == indent(example("entities"), "  ")
    assert CliRunner().invoke(main, ["new", "ask", "--whole"]).stdout == indent(
        example("ask"), "  "
    )
