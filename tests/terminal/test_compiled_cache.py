"""A quiz of unchanged decks begins with what was kept; whatever changes, all is compiled anew."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from threading import Event

import click
import pytest
from click.testing import CliRunner
from conftest import ROOT

from quizgen import compiler
from quizgen.cli import compiled_cache, main
from quizgen.cli.compiled_cache import load_kept, meanwhile
from quizgen.compiler import compile_loaded, compile_path

COLLECTIONS = sorted(path for path in (ROOT / "tests" / "collections").iterdir() if path.is_dir())


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which is kept what is compiled."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "quizgen"


@pytest.fixture
def countries(tmp_path: Path) -> Path:
    """A collection with a table and a picture beside its deck."""
    folder = tmp_path / "countries"
    (folder / "media").mkdir(parents=True)
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    (folder / "media" / "hardness.svg").write_text(picture)
    (folder / "collection.yaml").write_text("collection: Countries\nid: countries\n")
    (folder / "rows.csv").write_text("country,capital\nFrance,Paris\nPeru,Lima\nChad,N'Djamena\n")
    (folder / "deck.yaml").write_text(
        "deck: Deck\nid: deck\nfacts:\n"
        "  - id: all\n    entities: country\n    rows: rows.csv\n"
        "    columns: {capital: {sentence: 'The capital of {country} is {capital}.'}}\n"
        "  - {id: hard, ask: What is harder?, answer: topaz, image: hardness.svg, alt: a scale}\n"
    )
    return folder


def compiled_how_often(source: Path, monkeypatch: pytest.MonkeyPatch, seed: str = "0") -> int:
    """How often a path is compiled when it is asked for once."""
    calls: list[str] = []

    def counted(source: compiler.Loaded, seed: str) -> compiler.Compiled:
        calls.append(seed)
        return compile_loaded(source, seed)

    with monkeypatch.context() as patch:
        patch.setattr(compiler, "compile_loaded", counted)
        load_kept(source, seed)
    return len(calls)


@pytest.mark.parametrize("folder", COLLECTIONS, ids=lambda each: each.name)
def test_what_was_kept_is_what_was_compiled(folder: Path, cache: Path) -> None:
    load_kept(folder, "0")
    kept, anew = load_kept(folder, "0"), compile_path(folder)
    assert kept.questions == anew.questions
    assert kept.diagnostics == anew.diagnostics
    assert kept.lock == anew.lock
    assert list(kept.knowledge.names()) == list(anew.knowledge.names())


def test_the_second_start_compiles_nothing(
    countries: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compiled_how_often(countries, monkeypatch) == 1
    assert compiled_how_often(countries, monkeypatch) == 0


def test_a_sheet_of_what_was_kept_is_the_same_sheet(
    countries: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ["worksheet", "--collection", str(countries), "-o"]
    first = CliRunner().invoke(main, [*run, str(tmp_path / "one")])
    assert first.exit_code == 0, first.output
    with monkeypatch.context() as patch:
        patch.setattr(compiler, "compile_loaded", never)
        second = CliRunner().invoke(main, [*run, str(tmp_path / "two")])
    assert second.exit_code == 0, second.output
    files = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}


def never(source: compiler.Loaded, seed: str) -> compiler.Compiled:
    raise AssertionError("it is compiled again")


def test_another_seed_reads_nothing_again_and_compiles_to_the_same(
    countries: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_kept(countries, "0")
    anew = compile_path(countries, "1")
    monkeypatch.setattr(compiled_cache, "read", unread)
    kept = load_kept(countries, "1")
    assert kept.questions == anew.questions
    assert kept.diagnostics == anew.diagnostics
    assert kept.lock == anew.lock
    (countries / "deck.yaml").write_text("deck: Deck\nid: deck\nfacts: []\n")
    with pytest.raises(AssertionError, match="read again"):
        load_kept(countries, "1")


def unread(path: Path) -> compiler.Loaded:
    raise AssertionError("it is read again")


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("deck.yaml", "topaz", "zircon"),
        ("rows.csv", "Lima", "Cusc"),
        ("media/hardness.svg", "</svg>", "<g/></svg>"),
        ("collection.yaml", "Countries", "Cantons"),
    ],
)
def test_a_file_with_other_bytes_is_compiled(
    countries: Path,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    before: str,
    after: str,
) -> None:
    load_kept(countries, "0")
    path = countries / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    assert compiled_how_often(countries, monkeypatch) == 1
    path.write_text(text, encoding="utf-8")  # only what came last is kept
    assert compiled_how_often(countries, monkeypatch) == 1


@pytest.mark.parametrize("file", ["quizgen.lock", "more.yaml", "media/new.png"])
def test_a_new_file_is_compiled(
    countries: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    load_kept(countries, "0")
    (countries / file).write_text("{}\n", encoding="utf-8")
    assert compiled_how_often(countries, monkeypatch) == 1


def test_another_seed_or_version_compiles(
    countries: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_kept(countries, "0")
    assert compiled_how_often(countries, monkeypatch, "1") == 1
    assert compiled_how_often(countries, monkeypatch, "1") == 0
    monkeypatch.setattr(compiled_cache, "__version__", "another")
    assert compiled_how_often(countries, monkeypatch, "1") == 1


def test_an_error_is_never_kept(countries: Path, cache: Path) -> None:
    (countries / "deck.yaml").write_text("deck: Deck\nid: deck\nfacts: [{id: a}]\n")
    assert load_kept(countries, "0").failed
    assert not list(cache.glob("*"))


def test_a_file_that_changes_meanwhile_is_not_kept(
    countries: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(path: Path) -> compiler.Loaded:
        source = compiler.load_path(path)
        with (countries / "deck.yaml").open("a", encoding="utf-8") as file:
            file.write("# saved by an editor just now\n")
        return source

    monkeypatch.setattr(compiled_cache, "read", changing)
    load_kept(countries, "0")
    assert not list(cache.glob("*"))


def test_a_language_of_its_own_is_not_kept(countries: Path, cache: Path) -> None:
    english = ROOT / "templates" / "languages" / "en"
    shutil.copytree(english, countries / "sco")
    text = "collection: Countries\nid: countries\nlanguage: ./sco\n"
    (countries / "collection.yaml").write_text(text)
    assert not load_kept(countries, "0").failed
    assert not list(cache.glob("*"))


@pytest.mark.parametrize("damage", [b"", b"no pickle", b"\x80\x05"])
def test_damaged_files_are_compiled_over(
    countries: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    load_kept(countries, "0")
    for kept in cache.glob("*"):
        key = kept.read_bytes()[:32]
        kept.write_bytes(key + damage)
    assert compiled_how_often(countries, monkeypatch) == 1
    assert compiled_how_often(countries, monkeypatch) == 0


def test_where_nothing_can_be_kept_all_is_compiled(
    countries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert compiled_how_often(countries, monkeypatch) == 1
    assert compiled_how_often(countries, monkeypatch) == 1


def test_a_deck_file_and_a_large_collection_are_not_kept(
    countries: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = countries.parent / "alone.yaml"
    alone.write_text("deck: D\nid: d\nfacts:\n  - {id: a, ask: What is it?, answer: this}\n")
    load_kept(alone, "0")
    size = sum(path.stat().st_size for path in countries.rglob("*") if path.is_file())
    monkeypatch.setattr(compiled_cache, "MOST_BYTES", size - 1)
    load_kept(countries, "0")
    assert not list(cache.glob("*"))
    monkeypatch.setattr(compiled_cache, "MOST_BYTES", size)
    load_kept(countries, "0")
    assert len(list(cache.glob("*"))) == 2


def test_only_the_last_collections_are_kept(
    countries: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled_cache, "MOST_KEPT", 2)
    folders = [countries]
    for name in ("second", "third"):
        folders.append(shutil.copytree(countries, countries.parent / name))
    for folder in folders:
        load_kept(folder, "0")
    assert len(list(cache.glob("*"))) == 4
    assert compiled_how_often(folders[2], monkeypatch) == 0
    assert compiled_how_often(folders[0], monkeypatch) == 1


def test_a_quiz_goes_on_while_it_is_kept_but_ends_no_sooner() -> None:
    is_asked, done = Event(), []

    def write() -> None:
        is_asked.wait(60)
        done.append("kept")

    with click.Context(click.Command("quiz")):
        meanwhile(write)
        assert done == []
        is_asked.set()
    assert done == ["kept"]


def test_a_quiz_keeps_what_it_compiled(countries: Path, cache: Path) -> None:
    told = CliRunner().invoke(main, ["quiz", str(countries), "--plain"])
    assert "Question 1 of" in told.stdout
    assert len(list(cache.glob("compiled-*.pickle"))) == 1


def test_two_quizzes_may_begin_at_once(countries: Path, cache: Path, tmp_path: Path) -> None:
    def begin(number: int) -> subprocess.Popen[str]:
        history = str(tmp_path / f"{number}.db")
        command = [sys.executable, "-m", "quizgen", "quiz", str(countries), "--json"]
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE}
        command += ["--seed", "0", "--history", history]
        return subprocess.Popen(command, **pipes, text=True)  # type: ignore[call-overload, no-any-return]

    outputs = [each.communicate()[0] for each in [begin(number) for number in range(4)]]
    asked = [
        [line for line in output.splitlines() if '"event": "question"' in line]
        for output in (*outputs, begin(5).communicate()[0])
    ]
    assert asked[0]
    assert all(each == asked[0] for each in asked)
