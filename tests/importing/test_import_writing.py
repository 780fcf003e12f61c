"""What `quizgen import` writes, where, and what it never writes over."""

from __future__ import annotations

from pathlib import Path

import pytest
from importer import facts, run, write

from quizgen.compiler import compile_path


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to import in."""
    monkeypatch.chdir(tmp_path)


def test_a_folder_becomes_a_collection_with_its_sources() -> None:
    text = "#separator:tab\n#deck column:1\nMed::Heart::Valves\tA?\tb\nMed::Nerve\tC?\td\n"
    run(
        write("export.txt", text),
        write("more.csv", "question,answer,source\nE?,f,A book\n"),
        "-o",
        "mine",
    )
    names = sorted(path.name for path in Path("mine").iterdir())
    compiled = compile_path(Path("mine"))
    assert not compiled.failed
    assert names == ["collection.yaml", "med.yaml", "more.yaml"]
    run("export.txt", "-o", "other")
    compiled = compile_path(Path("other"))
    assert [
        (deck.title, [fact.topic for fact in deck.facts]) for deck in compiled.collection.decks
    ] == [
        ("Heart", ["Valves"]),
        ("Nerve", [""]),
    ]
    assert compiled.collection.title == "Med"
    assert compiled.collection.sources == {"export": "export"}


def test_nothing_is_written_over_unless_it_is_asked_for() -> None:
    write("deck.csv", "question,answer\nA?,b\n")
    write("deck.yaml", "mine")
    assert "deck.yaml exists already" in run("deck.csv", status=2).stderr
    assert Path("deck.yaml").read_text(encoding="utf-8") == "mine"
    run("deck.csv", "--force")
    assert facts() == [{"ask": "A?", "answer": "b"}]
    Path("mine").mkdir()
    write("mine/old.yaml", "mine")
    assert "exists already" in run("deck.csv", "-o", "mine", status=2).stderr


def test_with_one_unreadable_file_nothing_is_written() -> None:
    write("deck.csv", "question,answer\nA?,b\n")
    assert (
        "gone.csv: error: the file cannot be read"
        in run("deck.csv", "gone.csv", "-o", "x.yaml", status=1).stderr
    )
    assert not Path("x.yaml").exists()


def test_a_deck_put_into_a_collection_takes_no_id_that_is_there() -> None:
    write("collection.yaml", "collection: Mine\nid: mine\n")
    write(
        "old.yaml", "deck: Old\nid: old\nfacts:\n  - {id: what-is-it, ask: What?, answer: this}\n"
    )
    run(write("deck.csv", "question,answer,source\nWhat is it?,a,A book\n"))
    assert not compile_path(Path()).failed
    assert "- id: what-is-it-2\n" in Path("deck.yaml").read_text(encoding="utf-8")
    assert 'why: "Source: A book"' in Path("deck.yaml").read_text(encoding="utf-8")


def test_flaws_are_excused_where_they_stand_and_told() -> None:
    rows = (
        "Which fracture is a fracture?,fracture\nWhich organ did question 3 name?,a lung\n"
        "Where is it?,b\n"
    )
    report = run(write("deck.csv", "question,answer\n" + rows)).stderr
    found = {fact["answer"]: fact.get("ignore") for fact in facts()}
    assert found == {
        "fracture": {"stem-gives-key": "imported as it was"},
        "a lung": {"hinged-stem": "imported as it was"},
        "b": None,  # a warning needs no excuse
    }
    assert (
        "Imported as it was, with its flaws excused under `ignore` (2 facts):\n"
        "  hinged-stem (1)\n    organ-did-question-3-name\n"
        "  stem-gives-key (1)\n    fracture-is-a-fracture\n"
    ) in report


def test_a_file_whose_name_cannot_be_shown_becomes_a_deck_all_the_same() -> None:
    run(write("birds\x1b[31m of\tprey.csv", "question,answer\nWhich?,this\n"), "-o", "deck.yaml")
    assert Path("deck.yaml").read_text(encoding="utf-8").startswith("deck: birds[31m of prey\n")
    named = "---\nname: tides\x07 and moons\n---\nQ: Which?\nA: this\n"
    run(write("deck.md", named), "-o", "named.yaml")
    assert "deck: tides and moons\n" in Path("named.yaml").read_text(encoding="utf-8")
    run(write("\x1b.csv", "question,answer\nWhich?,this\n"), "-o", "other.yaml")
