"""Packages and texts that are damaged, hostile or no such thing: a diagnostic, never a crash or
half a deck.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from pathlib import Path

import pytest
import zstandard
from click.testing import CliRunner
from importer import collection, database, facts, run, write, zipped

from quizgen.cli import main
from quizgen.importing.readers import anki_package
from quizgen.importing.readers.sample import Sample
from quizgen.importing.source_notes import UnreadableError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to import in."""
    monkeypatch.chdir(tmp_path)


COLLECTION = collection("A?", "b")
WHOLE = zipped(collection__anki2=COLLECTION, media=b"{}")


def test_a_package_of_the_oldest_kind() -> None:
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
    "a spreadsheet": (zipped(**{"xl/workbook.xml": b""}), "not-imported", "this is a spreadsheet"),
    "corrupt SQLite": (
        zipped(collection__anki2=COLLECTION[:5000]),
        "bad-package",
        "its collection cannot be read",
    ),
    "no SQLite": (
        zipped(collection__anki2=b"x" * 9000),
        "bad-package",
        "its collection cannot be read",
    ),
    "no tables": (
        zipped(collection__anki2=database("create table x (y)")),
        "bad-package",
        "its collection cannot",
    ),
    "no zstd": (zipped(collection__anki21b=b"x" * 99), "bad-package", "this package is damaged"),
    "cut zstd": (
        zipped(collection__anki21b=zstandard.compress(COLLECTION)[:-9]),
        "bad-package",
        "damaged",
    ),
    "bad media": (
        zipped(collection__anki2=COLLECTION, media=b"["),
        "bad-package",
        "its list of media",
    ),
    "odd media": (
        zipped(collection__anki2=COLLECTION, media=b"[1]"),
        "bad-package",
        "its list of media",
    ),
    "bomb": (bomb(), "file-too-large", "would unpack to more than"),
    "a collection": (COLLECTION, "bad-package", "this is a collection of Anki's, not a package"),
}


ENDLESS = "with recursive r(i) as (select 1 union all select i + 1 from r)"
ENDLESS_NOTES = (
    f"create view notes as {ENDLESS} select i as id, 1 as mid, 2 as tags, 3 as flds from r"
)


def changed(*statements: str) -> bytes:
    """A collection of one note, changed by these statements."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(collection("A?", "b"))
    connection.executescript(";".join(statements))
    data = connection.serialize()
    connection.close()
    return data


COMPUTED = "create table notes (id, mid, tags, flds as (hex(zeroblob(1000000))))"
UNDER_A_FALSE_NAME = (
    "pragma writable_schema = on",
    f"insert into sqlite_master values ('view', 'x', 'x', 0, '{ENDLESS_NOTES}')",
)
RUN = {
    "a view that never ends": (ENDLESS_NOTES,),
    "a view of its own notes": ("create view notes as select * from former",),
    "a view as cards": (
        "drop table cards",
        f"create view cards as {ENDLESS} select i as nid, 1 as did, 1 as ord from r",
    ),
    "a virtual table": ("create virtual table notes using fts5(id, mid, tags, flds)",),
    "a computed column": (COMPUTED, "insert into notes (id, mid) values (1, 1)"),
    "a view that the schema calls otherwise": UNDER_A_FALSE_NAME,
    "a view that the schema calls a table": (
        *UNDER_A_FALSE_NAME,
        "update sqlite_master set type = 'table', rootpage = 2, name = 'notes' where name = 'x'",
    ),
}


@pytest.mark.parametrize("name", RUN)
def test_what_a_package_holds_is_read_and_not_run(name: str) -> None:
    data = changed("alter table notes rename to former", *RUN[name])
    error = run(write("deck.apkg", zipped(collection__anki2=data, media=b"{}")), status=1).stderr
    assert "deck.apkg: error: this package is damaged: " in error
    assert not Path("deck.yaml").exists()


def test_the_steps_that_reading_may_take_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = f"insert into notes (id, mid, flds) {ENDLESS} select i + 99, 1, 4 from r limit 30000"
    package = Path(write("deck.apkg", zipped(collection__anki2=changed(rows), media=b"{}")))
    monkeypatch.setattr(anki_package, "STEPS_AT_ONCE", 100_000)
    assert (
        len(anki_package.read_package(Sample("deck.apkg", "deck", b"PK", package)).notes) > 30_000
    )
    monkeypatch.setattr(anki_package, "STEPS_A_BYTE", 0)
    with pytest.raises(UnreadableError, match="its collection cannot be read: interrupted"):
        anki_package.read_package(Sample("deck.apkg", "deck", b"PK", package))


@pytest.mark.parametrize("name", PACKAGES)
def test_a_damaged_package_is_a_diagnostic(name: str) -> None:
    data, code, message = PACKAGES[name]
    error = run(write("deck.apkg", data), status=1).stderr
    assert "deck.apkg: error: " in error
    assert message in error
    assert f"[{code}]\n  hint: " in error
    assert not Path("deck.yaml").exists()


def test_what_unpacks_to_more_than_it_says_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_package, "MAX_COLLECTION", 1_000_000)
    package = zipped(collection__anki21b=zstandard.compress(b"\0" * 50_000_000))
    assert "[file-too-large]" in run(write("deck.apkg", package), status=1).stderr


def test_a_bomb_is_not_unpacked_to_its_end() -> None:
    unpacked = anki_package._decompressed(zstandard.compress(b"\0" * 50_000_000), 1000, "deck.apkg")
    assert 1000 <= len(unpacked) <= 2_000_000


def test_a_flipped_byte_anywhere_is_no_crash() -> None:
    for at in range(0, len(WHOLE), 7):
        data = bytearray(WHOLE)
        data[at] ^= 0xFF
        result = CliRunner().invoke(
            main, ["import", write("deck.apkg", bytes(data)), "-o", "deck.yaml", "--force"]
        )
        assert result.exception is None or isinstance(result.exception, SystemExit), at


def test_a_name_in_a_package_that_is_no_text_is_a_diagnostic() -> None:
    named = zipped(collection__anki2=COLLECTION, é=b"").replace("é".encode(), b"\xff\xae")
    assert "error" in run(write("deck.apkg", named), "-o", "deck.yaml", status=1).stderr


TEXTS = {
    "nothing": (b"", "nothing-to-import", "deck.csv: error: this file has no rows"),
    "only headers": (b"#separator:tab\n#html:true\n", "nothing-to-import", "this file has no rows"),
    "binary": (b"a,b\n\0\1\2", "not-text", "deck.csv:2:1: error: the file holds binary data"),
    "half UTF-16": ("a,b\n".encode("utf-16")[:-1], "not-text", "the file is not text"),
    "an open quote": (
        b'question,answer\nA?,"b\n',
        "bad-table",
        "deck.csv:2:1: error: a quotation mark",
    ),
    "as many open quotes as rows": (
        b'question,answer\n"A\nB?",b\n\nC?,"d\nE?,"f\n',
        "bad-table",
        "deck.csv:5:1: error: this row is no row: ',' expected after '\"'; the same on lines 5, 6",
    ),
    "a quote in the middle": (
        b'question,answer\n"A" B?,b\n',
        "bad-table",
        "deck.csv:2:1: error: this row is no row",
    ),
    "a huge field": (
        b"a?,b\nc?," + b"x" * 200_000,
        "bad-table",
        "deck.csv:2:1: error: this row is no row",
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_damaged_text_is_a_diagnostic(name: str) -> None:
    data, code, message = TEXTS[name]
    error = run(write("deck.csv", data), status=1).stderr
    assert message in error
    assert f"[{code}]\n  hint: " in error
    assert not Path("deck.yaml").exists()


def test_western_european_text_is_read_with_a_warning() -> None:
    error = run(write("deck.csv", "question,answer\nOù?,là\n".encode("cp1252"))).stderr
    assert "deck.csv:2:1: warning: this is not UTF-8 text" in error
    assert facts() == [{"ask": "Où?", "answer": "là"}]


def test_a_file_of_which_nothing_can_be_made() -> None:
    error = run(write("deck.csv", "question,answer\nalone,\n"), status=1).stderr
    assert "a question without an answer" in error
    assert "[nothing-to-import]" in error
    assert not Path("deck.yaml").exists()


def test_problems_for_programs() -> None:
    [problem] = json.loads(run(write("deck.apkg", b"PK"), "--format", "json", status=1).stdout)
    assert (problem["code"], problem["path"]) == ("bad-package", "deck.apkg")


@pytest.mark.parametrize(
    ("members", "what"),
    [
        ({"word/document__xml": b"<w/>"}, "a Word document (DOCX)"),
        ({"xl/workbook__xml": b"<w/>"}, "a spreadsheet (XLSX)"),
        ({"ppt/presentation__xml": b"<w/>"}, "a presentation (PPTX)"),
        (
            {"mimetype": b"application/vnd.oasis.opendocument.text"},
            "an OpenDocument text (ODT)",
        ),
        (
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"},
            "a spreadsheet (ODS)",
        ),
    ],
)
def test_a_document_of_an_office_is_named_whatever_it_is_called(
    members: dict[str, bytes], what: str
) -> None:
    error = run(write("cards.csv", zipped(**members)), "-o", "deck.yaml", status=1).stderr
    said = " ".join(error.split())
    assert f"this is {what}, which is not imported [not-imported]" in said
    assert "as CSV UTF-8" in said
