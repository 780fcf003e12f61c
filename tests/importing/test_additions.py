"""Rows and facts are added to a deck that is there, of which no other byte changes."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import deck

from quizgen.cli import main
from quizgen.compiler import compile_path

PLANETS = deck(
    """
- id: planets
  entities: planet
  columns: {kind: "{planet} is {kind}.", moons: ~}
  exclusive: yes
  rows:
    Venus: [rocky, 0]   # no moon
    Earth: [rocky, 1]
    # more to come
- id: who
  ask: Who?
  answer: Galileo
"""
)


def added(folder: Path, text: str, pasted: str, *options: str, name: str = "deck.yaml") -> Result:
    """Paste a text into a deck, which is written first, and return what is said."""
    if text:
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return CliRunner().invoke(main, ["add", str(folder / name), *options], input=pasted)


def said(result: Result) -> str:
    return " ".join(result.output.split())


def whole(folder: Path, name: str = "deck.yaml") -> str:
    return (folder / name).read_bytes().decode()


# Rows ---------------------------------------------------------------------------------------------


def test_rows_go_after_the_last_and_all_else_stays(tmp_path: Path) -> None:
    result = added(tmp_path, PLANETS, "planet;moons;kind\nMars;2;rocky\nSaturn;;a gas giant\n")
    assert result.exit_code == 0, result.output
    new = "      Mars: [rocky, 2]\n      Saturn: [a gas giant, ~]\n"
    before, after = PLANETS.split("      # more to come\n")
    assert whole(tmp_path) == f"{before}{new}      # more to come\n{after}"
    compiled = compile_path(tmp_path / "deck.yaml")
    assert not compiled.failed
    assert {"planets.mars", "planets.saturn", "who"} <= compiled.questions.keys()


@pytest.mark.parametrize(
    ("rows", "grown"),
    [
        ("{Venus: [rocky, 0]}", "{Venus: [rocky, 0], Mars: [rocky, 2]}"),
        ("{Venus: [rocky, 0], }  # few", "{Venus: [rocky, 0], Mars: [rocky, 2], }  # few"),
        (
            "\n      Venus:\n        - rocky\n        - 0\n        # none",
            "\n      Venus:\n        - rocky\n        - 0\n        # none\n      Mars: [rocky, 2]",
        ),
        (
            "|\n      planet, kind, moons\n      Venus, rocky, 0\n",
            "|\n      planet, kind, moons\n      Venus, rocky, 0\n      Mars, rocky, 2\n",
        ),
        (
            "|\n     moons;planet;kind\n     0;Venus;rocky\n\n",
            "|\n     moons;planet;kind\n     0;Venus;rocky\n     2;Mars;rocky\n\n",
        ),
    ],
)
def test_rows_in_a_deck_grow_as_they_stand(tmp_path: Path, rows: str, grown: str) -> None:
    start = PLANETS.partition("rows:")[0]
    end = "\n    topic: Space\n"
    result = added(tmp_path, f"{start}rows: {rows}{end}", "planet,kind,moons\nMars,rocky,2\n")
    assert result.exit_code == 0, result.output
    assert whole(tmp_path) == f"{start}rows: {grown}{end}"


def test_a_deck_keeps_the_ends_of_its_lines(tmp_path: Path) -> None:
    text = PLANETS.replace("\n", "\r\n")
    assert added(tmp_path, text, "planet,kind\nMars,rocky\n").exit_code == 0
    assert whole(tmp_path) == text.replace(
        "Earth: [rocky, 1]\r\n", "Earth: [rocky, 1]\r\n      Mars: [rocky, ~]\r\n"
    )


TABLE = PLANETS.partition("rows:")[0] + "rows: planets.csv\n"


@pytest.mark.parametrize(
    ("raw", "grown"),
    [
        (
            b"planet,kind,moons\nVenus,rocky,0\n",
            b"planet,kind,moons\nVenus,rocky,0\nMars,rocky,2\n",
        ),
        (
            b"planet;kind;moons\r\nVenus;rocky;0",
            b"planet;kind;moons\r\nVenus;rocky;0\r\nMars;rocky;2",
        ),
        (
            b"kind\tplanet\tnote\tmoons\nr\tVenus\t\t\n",
            b"kind\tplanet\tnote\tmoons\nr\tVenus\t\t\nrocky\tMars\t\t2\n",
        ),
        (
            codecs.BOM_UTF8 + b"planet,kind,moons\nVenus,rocky,0\n\n\n",
            codecs.BOM_UTF8 + b"planet,kind,moons\nVenus,rocky,0\nMars,rocky,2\n\n\n",
        ),
        (
            codecs.BOM_UTF16_BE + "planet\tkind\tmoons\nVenus\trocky\t0\n".encode("utf-16-be"),
            codecs.BOM_UTF16_BE
            + "planet\tkind\tmoons\nVenus\trocky\t0\nMars\trocky\t2\n".encode("utf-16-be"),
        ),
    ],
)
def test_rows_go_into_the_table_beside_the_deck(tmp_path: Path, raw: bytes, grown: bytes) -> None:
    (tmp_path / "planets.csv").write_bytes(raw)
    result = added(tmp_path, TABLE, "planet,kind,moons\nMars,rocky,2\n")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "planets.csv").read_bytes() == grown
    assert whole(tmp_path) == TABLE


def test_a_cell_is_quoted_where_it_has_the_delimiter_and_guarded_where_it_calculates(
    tmp_path: Path,
) -> None:
    (tmp_path / "planets.csv").write_bytes(b"planet,kind,moons\nVenus,rocky,0\n")
    assert added(tmp_path, TABLE, 'planet;kind\nMars;"cold, dry"\nCeres;=1+1\n').exit_code == 0
    assert whole(tmp_path, "planets.csv").endswith('Mars,"cold, dry",\nCeres,\'=1+1,\n')


@pytest.mark.parametrize("pasted", ["Mars - rocky", "Mars\trocky\n", "planet,kind\nMars,rocky"])
def test_a_list_of_pairs_is_added_by_the_names_of_its_columns(tmp_path: Path, pasted: str) -> None:
    result = added(tmp_path, PLANETS, pasted, "--columns", "planet,kind", "--dry-run")
    if pasted.startswith("planet"):  # a heading that is there is told by itself as well
        result = added(tmp_path, PLANETS, pasted, "--dry-run")
    assert "1 row would be added" in said(result)
    assert whole(tmp_path) == PLANETS


def test_cells_without_names_are_taken_in_order_only_where_there_are_as_many(
    tmp_path: Path,
) -> None:
    assert "1 row would be added" in said(added(tmp_path, PLANETS, "Mars;rocky;2", "--dry-run"))
    result = added(tmp_path, PLANETS, "Mars;rocky")
    assert result.exit_code == 1
    assert "these rows have 2 cells, and the table 3: planet, kind, moons" in said(result)


def test_what_stands_there_is_said_and_left(tmp_path: Path) -> None:
    result = added(tmp_path, PLANETS, "planet,kind,moons\nEARTH,Rocky,1\nMars,rocky,2\n")
    assert "There already, and left as it is: EARTH." in said(result)
    assert whole(tmp_path).count("arth") == 1
    result = added(tmp_path, PLANETS, "planet,kind\nEarth,rocky\n")
    assert "nothing is new" in said(result)
    assert whole(tmp_path) == PLANETS


def test_what_contradicts_the_deck_is_an_error_with_both_places(tmp_path: Path) -> None:
    result = added(tmp_path, PLANETS, "planet,kind,moons\nMars,rocky,2\nEarth,rocky,3\n")
    assert result.exit_code == 1
    text = said(result)
    assert "standard input:3:1: error: `moons` of Earth is `3` here, and `1` in the deck" in text
    assert f"which stands at {(tmp_path / 'deck.yaml').as_posix()}:10:22" in result.output
    assert whole(tmp_path) == PLANETS


def test_a_value_for_an_empty_cell_is_left_to_the_author(tmp_path: Path) -> None:
    text = PLANETS.replace("[rocky, 1]", "[rocky, ~]")
    result = added(tmp_path, text, "planet,kind,moons\nEarth,rocky,1\n")
    assert "`moons` of Earth is empty in the deck: `1` is left to you" in said(result)
    assert whole(tmp_path) == text


@pytest.mark.parametrize(
    ("pasted", "message"),
    [
        ("planet,color\nMars,red\n", "there is no column `color` in this table"),
        ("planet,kind\nMars,rocky\nMars,dry\n", "`Mars` stands here twice"),
        ("planet,kind\nMars,rocky,2\n", "this row has 3 cells, and the first line 2"),
        ("kind,moons\nrocky,2\n", "no column has the names: `planet`"),
        ("Mars", "these rows have 1 cell, and the table 3: planet, kind, moons"),
        ("", "this file has no rows"),
    ],
)
def test_a_mistake_writes_nothing(tmp_path: Path, pasted: str, message: str) -> None:
    result = added(tmp_path, PLANETS, pasted)
    assert result.exit_code == 1
    assert message in said(result)
    assert whole(tmp_path) == PLANETS


def test_what_would_not_build_is_not_written(tmp_path: Path) -> None:
    text = PLANETS + "  - id: other\n    comparison: [Mars, Venus]\n    exclusive: yes\n"
    text += "    rows: {kind: [icy, rocky]}\n"
    result = added(tmp_path, text, "planet,kind\nMars,rocky\n")
    assert result.exit_code == 1
    assert "[contradiction]" in said(result)
    assert whole(tmp_path) == text


TWO = (
    PLANETS + "  - id: moons\n    entities: moon\n    columns: [planet]\n    rows: {Io: Jupiter}\n"
)


def test_of_two_tables_rows_go_where_their_columns_are(tmp_path: Path) -> None:
    assert added(tmp_path, TWO, "moon,planet\nTitan,Saturn\n").exit_code == 0
    assert "rows: {Io: Jupiter, Titan: Saturn}" in whole(tmp_path)
    result = added(tmp_path, TWO, "Titan,Saturn\n")
    assert result.exit_code == 2
    assert "this deck has 2 tables: say which, `--to planets`, `--to moons`" in said(result)
    assert added(tmp_path, TWO, "Titan,Saturn\n", "--to", "moons").exit_code == 0
    assert "there is no" not in said(added(tmp_path, TWO, "Titan,Saturn\n", "--to", "moons"))
    assert "did you mean `moons`?" in said(added(tmp_path, TWO, "Titan,Saturn", "--to", "moon"))


# Facts --------------------------------------------------------------------------------------------

WORDS = """\
deck: Words
id: words
facts:
- id: comet      # the first
  term: comet
  means: a ball of ice and dust

- id: moon
  term: moon
  means: what circles a planet
  # a comment of its own
terms: []
"""


def test_facts_go_after_the_last_fact(tmp_path: Path) -> None:
    result = added(tmp_path, WORDS, "term,means\nmeteor,a light in the sky\n", "-y")
    assert result.exit_code == 0, result.output
    new = "\n- id: meteor\n  term: meteor\n  means: a light in the sky\n"
    assert whole(tmp_path) == WORDS.replace("terms: []\n", f"{new}terms: []\n")


def test_a_fact_that_is_there_is_left_and_one_that_differs_an_error(tmp_path: Path) -> None:
    pasted = "term,means\nMoon,what circles a planet\nmeteor,a light in the sky\n"
    result = added(tmp_path, WORDS, pasted, "-y")
    assert "There already, and left as it is: Moon." in said(result)
    assert whole(tmp_path).count("oon\n") == 2  # its id, and the term
    result = added(tmp_path, WORDS, "term,means\nmoon,a month\nmeteor,a light\n", "-y")
    assert result.exit_code == 1
    assert "standard input:2:1: error: `moon` has another `means` in the deck" in said(result)
    assert f"{(tmp_path / 'deck.yaml').as_posix()}:10:10" in result.output
    assert whole(tmp_path) == WORDS


def test_a_new_table_gets_a_file_beside_the_deck(tmp_path: Path) -> None:
    rows = "".join(f"River {letter},{length} km\n" for length, letter in enumerate("abcdefgh", 100))
    result = added(tmp_path, WORDS, f"river,length\n{rows}", "--table", "-y")
    assert result.exit_code == 0, result.output
    assert whole(tmp_path, "deck.csv").startswith("river,length\nRiver a,100 km\n")
    assert "  rows: deck.csv\n" in whole(tmp_path)
    assert not compile_path(tmp_path / "deck.yaml").failed


def test_what_is_no_fact_is_an_error_and_not_silence(tmp_path: Path) -> None:
    result = added(tmp_path, WORDS, "river,length\nElbe,1094 km\n", "--table", "-y")
    assert result.exit_code == 1
    assert "nothing in it could be made a fact" in said(result)
    assert "nothing stands beside it to compare it with" in said(result)
    assert whole(tmp_path) == WORDS


def test_facts_in_brackets_are_refused(tmp_path: Path) -> None:
    text = "deck: D\nid: d\nfacts: [{id: a, term: comet, means: a ball of ice}]\n"
    result = added(tmp_path, text, "term,means\nmeteor,a light in the sky\n", "-y")
    assert result.exit_code == 1
    assert "nothing was added: `facts` stands in brackets" in said(result)
    assert whole(tmp_path) == text


def test_a_deck_of_a_collection_grows_and_takes_no_id_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "collection.yaml").write_text("collection: Sky\nid: sky\n", encoding="utf-8")
    other = "deck: Others\nid: others\nfacts:\n  - id: meteor\n    ask: What?\n    answer: That\n"
    (tmp_path / "others.yaml").write_text(other, encoding="utf-8")
    text = WORDS.replace("terms: []\n", "")
    result = added(tmp_path, text, "term,means\nmeteor,a light in the sky\n", "-y")
    assert result.exit_code == 0, result.output
    assert "- id: meteor-2\n" in whole(tmp_path)
    assert not compile_path(tmp_path).failed


def test_a_deck_that_is_not_there_is_made_by_import(tmp_path: Path) -> None:
    result = added(tmp_path, "", "a,b\n")
    assert result.exit_code == 2
    assert "`quizgen import FILE -o" in said(result)


CSV = (
    "country;area\nChile;756.102\nPeru;1.285.216\nKenya;580.367\nEgypt;1.002.450\nIndia;3.287.263\n"
)
BESIDE = deck(
    """
- id: lands
  entities: country
  exclusive: yes
  rows: lands.csv
"""
)


def added_beside(folder: Path, pasted: str) -> str:
    """Paste rows into a table of numbers beside a deck, and return what is said."""
    (folder / "lands.csv").write_text(CSV, encoding="utf-8")
    return said(added(folder, BESIDE, pasted))


def test_a_number_that_is_written_otherwise_is_said_when_it_is_added(tmp_path: Path) -> None:
    report = added_beside(tmp_path, "country;area\nRomania;238397.5\n")
    assert "`1.285.216` and `238397.5` of `area` are not written in one way" in report
    assert "1 row added" in report
    report = added_beside(tmp_path, 'country;area\nRomania;"238,397"\n')
    assert "`238,397` is read as `238.397`" in report
    assert "read as" not in added_beside(tmp_path, "country;area\nRomania;238.397\n")


def test_an_empty_cell_at_the_end_of_what_is_pasted_is_one(tmp_path: Path) -> None:
    assert "1 row added" in added_beside(tmp_path, "Romania;\n")
    assert "these rows have 1 cell, and the table 2" in added_beside(tmp_path, "Romania\n")


def test_an_unknown_column_says_how_a_table_gets_a_new_one(tmp_path: Path) -> None:
    report = added_beside(tmp_path, "country;continent\nRomania;Europe\n")
    assert "give lands.csv its heading and cells first, and name it under `columns`" in report
    assert "`area`" in added_beside(tmp_path, "country;aera\nRomania;1\n")
    inside = said(added(tmp_path, PLANETS, "planet;rings\nMars;none\n"))
    assert "write its cells into the rows and its name under `columns` first" in inside
