"""`quizgen import`, as somebody types it: tables, text exports, damaged packages, and what is written."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import zstandard
from click.testing import CliRunner, Result

from quizgen.cli import main
from quizgen.compiler import Compiled, compile_path
from quizgen.importing import anki_package
from quizgen.reader import read_file

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `quizgen import` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, status: int = 0) -> Result:
        result = CliRunner().invoke(main, ["import", *arguments])
        assert result.exit_code == status, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


def write(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def facts(path: str = "deck.yaml") -> list[dict[str, Any]]:
    """The facts of a deck that compiles without a diagnostic, without their ids."""
    compiled: Compiled = compile_path(Path(path))
    assert compiled.diagnostics == []
    document, _ = read_file(Path(path), path)
    return [{key: value for key, value in fact.items() if key != "id"} for fact in document.value["facts"]]


def imported(run: Run, content: str | bytes, *options: str, name: str = "deck.csv") -> list[dict[str, Any]]:
    run(write(name, content), "-o", "deck.yaml", "--force", *options)
    return facts()


# Tables ---------------------------------------------------------------------------------------------------------------


def test_a_deck_as_a_person_would_write_it(run: Run) -> None:
    table = """\
    Question,Answer,Tags,Explanation
    What are the symptoms of hypocalcemia?,"- tetany
    - tingling",minerals exam,
    Is Norway's code no?,no,minerals,"Yes: it's ""NO"" # really"
    What is hypomagnesemia?,An abnormally low level of magnesium in the blood.,minerals,
    Steps of the cardiac cycle,"1. filling
    2. contraction",minerals,
    """
    run(write("cards.csv", dedent(table)))
    assert Path("cards.yaml").read_text(encoding="utf-8") == dedent("""\
        deck: cards
        id: cards
        tags: [minerals]

        facts:
          - id: symptom-hypocalcemia
            list: symptom
            of: hypocalcemia
            items: [tetany, tingling]
            tags: [exam]

          - id: is-norway-s-code-no
            ask: Is Norway's code no?
            answer: no
            why: 'Yes: it''s "NO" # really'

          - id: hypomagnesemia
            term: hypomagnesemia
            means: an abnormally low level of magnesium in the blood

          - id: steps-of-the-cardiac-cycle
            mechanism: Steps of the cardiac cycle
            steps: [filling, contraction]
    """)


@pytest.mark.parametrize(
    ("table", "fact"),
    [
        ("Front,Back\nA?,b\n", {"ask": "A?", "answer": "b"}),
        ("word;definition\nchat;cat\n", {"term": "chat", "means": "cat"}),
        ("Term\tMeaning\tNotes\nchat\tcat\ttame\n", {"term": "chat", "means": "cat", "why": "tame"}),
        (
            "question,answer,Chapter,Level\nA?,b,One,easy\n",
            {"ask": "A?", "answer": "b", "topic": "One", "why": "Level: easy"},
        ),
        ("question,answer,wrong answers\nA?,b,c; d\n", {"ask": "A?", "answer": "b", "distractors": ["c", "d"]}),
        (
            "subject,relation,items\ngout,symptom,pain; heat\n",
            {"list": "symptom", "of": "gout", "items": ["pain", "heat"]},
        ),
        (
            'relation,subject,items\nsymptom,gout,"pain, heat"\n',
            {"list": "symptom", "of": "gout", "items": ["pain", "heat"]},
        ),
        ("quantity,value\nserum magnesium,1.8–2.2 mg/dL\n", {"quantity": "serum magnesium", "value": "1.8–2.2 mg/dL"}),
        ("quantity,value\nserum magnesium,low\n", {"ask": "serum magnesium", "answer": "low"}),  # no quantity
        ("sign,shows,points to\nX,y,z\n", {"sign": "X", "shows": "y", "points to": "z"}),
        ("mechanism,steps\nHow?,a → b → c\n", {"mechanism": "How?", "steps": ["a", "b", "c"]}),
        ("statement,false versions\nA.,B.;C.\n", {"statement": "A.", "false versions": ["B.", "C."]}),
        ("text\nIt {{c1::is::be}} so.\n", {"cloze": "It {{is::be}} so."}),
        (
            "Question,Answer\nName two causes of gout,age; beer\n",
            {"list": "cause", "of": "gout", "items": ["age", "beer"]},
        ),
        (
            "Question,Answer\nHow does it work?,a -> b -> c\n",
            {"mechanism": "How does it work", "steps": ["a", "b", "c"]},
        ),
        ('Question,Answer\nWhat helps?,"- a\n- b"\n', {"ask": "What helps?", "answer": "a; b"}),  # no noun
        (
            'Question,Answer\nName the causes of gout,"- beer\n- Beer"\n',
            {"ask": "Name the causes of gout", "answer": "beer; Beer"},
        ),
        (
            "Question,Answer\nWhat is the cause of scurvy?,A lack of vitamin C\n",
            {"ask": "What is the cause of scurvy?", "answer": "A lack of vitamin C"},
        ),
    ],
)
def test_columns_make_the_kind_that_they_name(run: Run, table: str, fact: dict[str, Any]) -> None:
    assert imported(run, table) == [fact]


@pytest.mark.parametrize(
    "text",
    [
        "chien\tdog\nchat\tcat, tame\n",
        'chien,dog\nchat,"cat, tame"\n',
        "chien;dog\r\nchat;cat, tame\r\n",
        "chien - dog\nchat - cat, tame\n",
        "chien\tdog;chat\tcat, tame;",
        "\ufeffchien\tdog\nchat\tcat, tame",
        "#separator:Pipe\n#html:false\nchien|dog\nchat|cat, tame\n",
        "\n\nchien\tdog\n\nchat\tcat, tame\n\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_two_columns_without_a_heading(run: Run, text: str, encoding: str) -> None:
    found = imported(run, text.encode(encoding), name="words.txt")
    assert found == [{"ask": "chien", "answer": "dog"}, {"ask": "chat", "answer": "cat, tame"}]
    assert imported(run, text, "--columns", "term,means")[0] == {"term": "chien", "means": "dog"}


def test_ankis_notes_in_plain_text(run: Run) -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        'a\tBasic\tMed::Heart\t<u>Where</u>&nbsp;is it?\t"here &amp;<br>\n""there"""\tx y::z\n'
        "b\tBasic (and reversed card)\tMed\tchat\tcat\t\n"
        "c\tCloze\tMed\tIt {{c1::is}} so.\tReally.\t\n"
    )
    assert imported(run, text, name="Notes.txt") == [
        {"ask": "Where is it?", "answer": 'here &\n"there"', "topic": "Heart", "tags": ["x", "y::z"]},
        {"term": "chat", "means": "cat"},
        {"cloze": "It {{is}} so.", "why": "Really."},
    ]
    assert "deck: Med\n" in Path("deck.yaml").read_text(encoding="utf-8")


def test_a_table_becomes_comparisons(run: Run) -> None:
    table = "Mineral,Site,Relaxation\nmagnesium,eyelids;legs,impaired\ncalcium,face,\nzinc,,\ncalcium,legs,\n"
    assert imported(run, table, "--table") == [
        {
            "comparison": ["magnesium", "calcium"],
            "title": "deck",
            "rows": {"Site": [["eyelids", "legs"], "face"], "Relaxation": ["impaired", None]},
        }
    ]
    many = "Country,Capital\n" + "".join(f"Land {number},Town {number}\n" for number in range(20))
    assert [len(fact["comparison"]) for fact in imported(run, many, "--table")] == [5, 5, 5, 5]


def test_what_is_not_understood_is_named_with_its_line_and_reason(run: Run) -> None:
    table = 'question,answer\nA?,b\n\nalone,\nA?,b\nC?,d,too much\n,\n"E\nF?",g\n'
    report = run(write("deck.csv", table)).stderr
    assert report.startswith("5 notes → 3 facts\n")
    for line in (
        "  a question without an answer (1)\n    deck.csv:4\n",
        "  the same as deck.csv:2 (1)\n    deck.csv:5\n",
        "  the row has 3 cells, the heading 2: those beyond it are left out (1)\n    deck.csv:6\n",
    ):
        assert line in report


def test_a_contradiction_is_resolved_by_the_plainer_reading(run: Run) -> None:
    report = run(write("deck.csv", "term,means\nhound,dog\nmutt,dog\ncat,feline\n")).stderr
    assert "read more plainly: it contradicts another note (1)\n    deck.csv:3\n" in report
    found = facts()
    assert found == [
        {"term": "hound", "means": "dog"},
        {"ask": "mutt", "answer": "dog"},
        {"term": "cat", "means": "feline"},
    ]


def test_what_does_not_compile_beside_another_is_read_more_plainly(run: Run) -> None:
    report = run(write("deck.csv", "question,answer,wrong answers\nA?,b,\nA?,c,b; d\n")).stderr
    assert facts() == [{"ask": "A?", "answer": "b"}, {"ask": "A?", "answer": "c"}]
    assert "read more plainly: `b` is given as a wrong option" in report


def test_ids_are_slugs_unique_and_the_same_each_time(run: Run) -> None:
    table = "question,answer\nWhat is it?,a\nWhat is it?,b\n心臓は?,c\n¿?,d\nΤι;,e\n"
    run(write("deck.csv", table))
    first = Path("deck.yaml").read_text(encoding="utf-8")
    ids = [fact.id for _, fact in compile_path(Path("deck.yaml")).collection.facts()]
    assert ids[:2] == ["what-is-it", "what-is-it-2"]
    assert len(set(ids)) == 5
    run("deck.csv", "--force")
    assert Path("deck.yaml").read_text(encoding="utf-8") == first
    write("more.csv", "question,answer\nNew?,new\n" + table.partition("\n")[2])
    run("more.csv", "-o", "deck.yaml", "--force")
    again = [fact.id for _, fact in compile_path(Path("deck.yaml")).collection.facts()]
    assert again == ["new", *ids]


# What is written ------------------------------------------------------------------------------------------------------


def test_a_folder_becomes_a_collection_with_its_sources(run: Run) -> None:
    text = "#separator:tab\n#deck column:1\nMed::Heart::Valves\tA?\tb\nMed::Nerve\tC?\td\n"
    run(write("export.txt", text), write("more.csv", "question,answer,source\nE?,f,A book\n"), "-o", "mine")
    names = sorted(path.name for path in Path("mine").iterdir())
    compiled = compile_path(Path("mine"))
    assert compiled.diagnostics == []
    assert names == ["collection.yaml", "med.yaml", "more.yaml"]
    run("export.txt", "-o", "other")
    compiled = compile_path(Path("other"))
    assert [(deck.title, [fact.topic for fact in deck.facts]) for deck in compiled.collection.decks] == [
        ("Heart", ["Valves"]),
        ("Nerve", [""]),
    ]
    assert compiled.collection.title == "Med"
    assert compiled.collection.sources == {"export": "export"}


def test_nothing_is_written_over_unless_it_is_asked_for(run: Run) -> None:
    write("deck.csv", "question,answer\nA?,b\n")
    write("deck.yaml", "mine")
    assert "deck.yaml exists already" in run("deck.csv", status=2).stderr
    assert Path("deck.yaml").read_text(encoding="utf-8") == "mine"
    run("deck.csv", "--force")
    assert facts() == [{"ask": "A?", "answer": "b"}]
    Path("mine").mkdir()
    write("mine/old.yaml", "mine")
    assert "exists already" in run("deck.csv", "-o", "mine", status=2).stderr


def test_with_one_unreadable_file_nothing_is_written(run: Run) -> None:
    write("deck.csv", "question,answer\nA?,b\n")
    assert "gone.csv: error: the file cannot be read" in run("deck.csv", "gone.csv", "-o", "x.yaml", status=1).stderr
    assert not Path("x.yaml").exists()


def test_a_deck_put_into_a_collection_takes_no_id_that_is_there(run: Run) -> None:
    write("collection.yaml", "collection: Mine\nid: mine\n")
    write("old.yaml", "deck: Old\nid: old\nfacts:\n  - {id: what-is-it, ask: What?, answer: this}\n")
    run(write("deck.csv", "question,answer,source\nWhat is it?,a,A book\n"))
    assert compile_path(Path()).diagnostics == []
    assert "- id: what-is-it-2\n" in Path("deck.yaml").read_text(encoding="utf-8")
    assert 'why: "Source: A book"' in Path("deck.yaml").read_text(encoding="utf-8")


# Hostile input --------------------------------------------------------------------------------------------------------


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def database(*statements: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


COLLECTION = database(
    "create table col (models text, decks text)",
    "create table notes (id integer, mid integer, tags text, flds text)",
    "create table cards (nid integer, did integer, ord integer)",
    "create table revlog (id integer)",
    "insert into col values ('"
    + json.dumps(
        {
            "1": {
                "name": "Basic",
                "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
                "tmpls": [{"qfmt": "{{Front}}", "afmt": "{{FrontSide}}{{Back}}", "ord": 0}],
            }
        }
    )
    + '\', \'{"1": {"name": "Default"}}\')',
    "insert into notes values (1, 1, '', 'A?\x1fb')",
    "insert into notes values (2, 9, '', 'of no type\x1fb')",
    "insert into cards values (1, 1, 0)",
)
WHOLE = zipped(collection__anki2=COLLECTION, media=b"{}")


def test_a_package_of_the_oldest_kind(run: Run) -> None:
    report = run(write("deck.apkg", WHOLE)).stderr
    assert facts() == [{"ask": "A?", "answer": "b"}]
    assert "its note type is missing from the package (1)\n    deck.apkg: “of no type”" in report


def bomb() -> bytes:
    """A zip file that says of its collection that it is larger than any may be."""
    data = bytearray(WHOLE)
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", anki_package.MAX_COLLECTION + 1)
    return bytes(data)


PACKAGES = {
    "truncated": (WHOLE[: len(WHOLE) // 2], "bad-package", "this package is damaged"),
    "only its beginning": (b"PK\x03\x04", "bad-package", "this package is damaged"),
    "no collection": (zipped(readme=b""), "bad-package", "this zip file holds no Anki collection"),
    "a spreadsheet": (zipped(**{"xl/workbook.xml": b""}), "bad-package", "this is a spreadsheet"),
    "corrupt SQLite": (zipped(collection__anki2=COLLECTION[:5000]), "bad-package", "its collection cannot be read"),
    "no SQLite": (zipped(collection__anki2=b"x" * 9000), "bad-package", "its collection cannot be read"),
    "no tables": (zipped(collection__anki2=database("create table x (y)")), "bad-package", "its collection cannot"),
    "no zstd": (zipped(collection__anki21b=b"x" * 99), "bad-package", "this package is damaged"),
    "cut zstd": (zipped(collection__anki21b=zstandard.compress(COLLECTION)[:-9]), "bad-package", "damaged"),
    "bad media": (zipped(collection__anki2=COLLECTION, media=b"["), "bad-package", "its list of media"),
    "odd media": (zipped(collection__anki2=COLLECTION, media=b"[1]"), "bad-package", "its list of media"),
    "bomb": (bomb(), "file-too-large", "would unpack to more than"),
    "a collection": (COLLECTION, "bad-package", "this is a collection of Anki's, not a package"),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_damaged_package_is_a_diagnostic(run: Run, name: str) -> None:
    data, code, message = PACKAGES[name]
    error = run(write("deck.apkg", data), status=1).stderr
    assert "deck.apkg: error: " in error
    assert message in error
    assert f"[{code}]\n  hint: " in error
    assert not Path("deck.yaml").exists()


def test_what_unpacks_to_more_than_it_says_is_not_unpacked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_package, "MAX_COLLECTION", 1_000_000)
    package = zipped(collection__anki21b=zstandard.compress(b"\0" * 50_000_000))
    assert "[file-too-large]" in run(write("deck.apkg", package), status=1).stderr


def test_a_bomb_is_not_unpacked_to_its_end() -> None:
    unpacked = anki_package._decompressed(zstandard.compress(b"\0" * 50_000_000), 1000, "deck.apkg")
    assert 1000 <= len(unpacked) <= 2_000_000


def test_a_flipped_byte_anywhere_is_no_crash(run: Run) -> None:
    for at in range(0, len(WHOLE), 7):
        data = bytearray(WHOLE)
        data[at] ^= 0xFF
        result = CliRunner().invoke(main, ["import", write("deck.apkg", bytes(data)), "-o", "deck.yaml", "--force"])
        assert result.exception is None or isinstance(result.exception, SystemExit), at


TEXTS = {
    "nothing": (b"", "nothing-to-import", "deck.csv: error: this file has no rows"),
    "only headers": (b"#separator:tab\n#html:true\n", "nothing-to-import", "this file has no rows"),
    "binary": (b"a,b\n\0\1\2", "not-text", "deck.csv:2:1: error: the file holds binary data"),
    "half UTF-16": ("a,b\n".encode("utf-16")[:-1], "not-text", "the file is not text"),
    "an open quote": (b'question,answer\nA?,"b\nC?,d\n', "bad-table", "deck.csv:2:1: error: a quotation mark"),
    "an open quote further down": (b'question,answer\n"A\nB?",b\n\nC?,"d\n', "bad-table", "deck.csv:5:1: error:"),
    "a quote in the middle": (b'question,answer\n"A" B?,b\n', "bad-table", "deck.csv:2:1: error: this row is no row"),
    "a huge field": (b"a?,b\nc?," + b"x" * 200_000, "bad-table", "deck.csv:2:1: error: this row is no row"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_damaged_text_is_a_diagnostic(run: Run, name: str) -> None:
    data, code, message = TEXTS[name]
    error = run(write("deck.csv", data), status=1).stderr
    assert message in error
    assert f"[{code}]\n  hint: " in error
    assert not Path("deck.yaml").exists()


def test_western_european_text_is_read_with_a_warning(run: Run) -> None:
    error = run(write("deck.csv", "question,answer\nOù?,là\n".encode("cp1252"))).stderr
    assert "deck.csv:2:1: warning: this is not UTF-8 text" in error
    assert facts() == [{"ask": "Où?", "answer": "là"}]


def test_a_file_of_which_nothing_can_be_made(run: Run) -> None:
    error = run(write("deck.csv", "question,answer\nalone,\n"), status=1).stderr
    assert "a question without an answer" in error
    assert "[nothing-to-import]" in error
    assert not Path("deck.yaml").exists()


def test_problems_for_programs(run: Run) -> None:
    [problem] = json.loads(run(write("deck.apkg", b"PK"), "--format", "json", status=1).stdout)
    assert (problem["code"], problem["path"]) == ("bad-package", "deck.apkg")
