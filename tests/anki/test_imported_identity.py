"""Imported decks of every format, in Anki: two imports of one file name share nothing, an
import over a former one brings that up to date, and whoever imports a file twice is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from click.testing import CliRunner
from conftest import ROOT
from learner import Learner

from quizgen.cli import main

SAMPLES = sorted((ROOT / "tests" / "importing" / "samples").iterdir())
EVERY = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)


@pytest.fixture
def learner() -> Iterator[Learner]:
    with Learner() as learner:
        yield learner


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")


def run(*arguments: str) -> str:
    """Run a verb; what it says, in one line."""
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def imported(sample: Path, target: str, *more: str) -> str:
    Path(target).parent.mkdir(exist_ok=True)
    return run("import", str(sample), "-o", target, "--yes", *more)


def id_of(deck: str) -> str:
    found = re.search(r"^id: (.*)$", Path(deck).read_text("utf-8"), re.MULTILINE)
    assert found
    return found[1]


def taken(learner: Learner, deck: str) -> tuple[int, int]:
    """Build a deck and import it into Anki: how many notes are new, and how many were there."""
    run("build", deck, "-o", f"{deck}-dist", "--target", "anki")
    [package] = Path(f"{deck}-dist").glob("*.apkg")
    options = ImportAnkiPackageOptions()
    request = ImportAnkiPackageRequest(package_path=str(package.resolve()), options=options)
    log = learner.col.import_anki_package(request).log
    return len(log.new), len(log.updated) + len(log.duplicate)


@EVERY
def test_two_imports_of_one_file_name_share_nothing(sample: Path, learner: Learner) -> None:
    for folder in ("one", "two"):
        imported(sample, f"{folder}/cards.yaml")
    assert id_of("one/cards.yaml") != id_of("two/cards.yaml")
    first, second = taken(learner, "one/cards.yaml"), taken(learner, "two/cards.yaml")
    assert first == second
    assert first[0] > 0
    assert first[1] == 0


@EVERY
def test_an_import_over_a_former_one_brings_it_up_to_date(sample: Path, learner: Learner) -> None:
    imported(sample, "cards.yaml")
    new, _ = taken(learner, "cards.yaml")
    said = imported(sample, "cards.yaml", "--force")
    assert "has them twice" not in said
    assert taken(learner, "cards.yaml") == (0, new)


@EVERY
def test_its_own_package_brings_back_the_deck_with_its_numbers(
    sample: Path, learner: Learner
) -> None:
    imported(sample, "cards.yaml")
    new, _ = taken(learner, "cards.yaml")
    [package] = Path("cards.yaml-dist").glob("*.apkg")
    said = run("import", str(package), "-o", "again/", "--dry-run")
    assert "its decks would come back" in " ".join(said.split())
    assert not Path("again").exists()
    run("import", str(package), "-o", "again/")
    [deck] = (path for path in Path("again").rglob("*.yaml") if path.name != "collection.yaml")
    assert deck.read_text("utf-8") == Path("cards.yaml").read_text("utf-8")
    assert taken(learner, "again") == (0, new)


@EVERY
def test_who_imports_a_file_to_another_deck_is_told(sample: Path) -> None:
    assert "has them twice" not in imported(sample, "one.yaml")
    said = imported(sample, "two.yaml")
    assert "in one.yaml too: who has both in Anki has them twice." in said
    assert "import over it: `-o one.yaml --force`" in said


@EVERY
def test_who_imports_a_file_twice_into_a_collection_is_told_and_it_builds(sample: Path) -> None:
    Path("collection.yaml").write_text("collection: C\nid: c\n", encoding="utf-8")
    imported(sample, "one.yaml")
    assert "has them twice" in imported(sample, "two.yaml")
    assert id_of("one.yaml") != id_of("two.yaml")
    run("check", ".")


def test_a_file_of_other_facts_is_no_second_import_of_one() -> None:
    Path("a.csv").write_text("term,means\nchien,dog\nchat,cat\n", encoding="utf-8")
    Path("b.csv").write_text("term,means\nchien,hound\nchat,tomcat\n", encoding="utf-8")
    imported(Path("a.csv"), "a.yaml")
    assert "has them twice" not in imported(Path("b.csv"), "b.yaml")


def test_a_folder_beside_that_has_the_same_facts_is_told() -> None:
    sample = next(path for path in SAMPLES if path.suffix == ".csv")
    imported(sample, "one/")
    said = imported(sample, "two/")
    assert "has them twice" in said
    assert "`-o one --force`" in said
