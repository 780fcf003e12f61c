"""What the tests of `quizgen import` share: runs of the verb, notes of Anki's own types, and what
became of them.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from quizgen.cli import main
from quizgen.compiler import Compiled, compile_path
from quizgen.diagnostics import has_errors
from quizgen.importing import Imported, import_sources
from quizgen.importing.source_notes import Source, SourceNote, SourceNoteType, Template
from quizgen.language.reader import read_file

BASIC = SourceNoteType(
    "Basic",
    ("Front", "Back"),
    templates=(Template("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),),
)
REVERSED = SourceNoteType(
    "R",
    ("Front", "Back"),
    templates=(*BASIC.templates, Template("{{Back}}", "{{FrontSide}}{{Front}}")),
)
OPTIONAL = SourceNoteType(
    "O",
    ("Front", "Back", "Add"),
    templates=(*BASIC.templates, Template("{{#Add}}{{Back}}{{/Add}}", "{{Front}}")),
)
COUNTRY = SourceNoteType(
    "Country",
    ("Country", "Capital", "Flag", "Note"),
    templates=(
        Template(
            "What is the capital of <u>{{Country}}</u>?", "{{FrontSide}}<hr>{{Capital}}<br>{{Note}}"
        ),
        Template("Whose capital is {{Capital}}?<script>x()</script>", "{{Country}}"),
        Template("{{Flag}}", "{{Country}}"),
    ),
)
TYPED = SourceNoteType(
    "Typed",
    ("Front", "Back"),
    templates=(Template("{{Front}} {{type:Back}}", "{{Front}}{{type:Back}}"),),
)
CLOZE = SourceNoteType("Cloze", ("Text", "Back Extra"), cloze=True)


def run(*arguments: str, status: int = 0) -> Result:
    """Run `quizgen import` in the current folder."""
    result = CliRunner().invoke(main, ["import", *arguments])
    assert result.exit_code == status, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def write(name: str, content: str | bytes) -> str:
    """Write a file; gives its name."""
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def facts(path: str = "deck.yaml") -> list[dict[str, Any]]:
    """The facts of a deck that compiles without an error, without their ids."""
    compiled = compile_path(Path(path))
    assert not has_errors(compiled.diagnostics), compiled.diagnostics
    document, _ = read_file(Path(path), path)
    return [
        {key: value for key, value in fact.items() if key != "id"}
        for fact in document.value["facts"]
    ]


def imported(content: str | bytes, *options: str, name: str = "deck.csv") -> list[dict[str, Any]]:
    """The facts that a file becomes."""
    run(write(name, content), "-o", "deck.yaml", "--force", *options)
    return facts()


def zipped(**members: bytes) -> bytes:
    """A zip file; `__` in a name is a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def database(*statements: str) -> bytes:
    """An SQLite database."""
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


def collection(front: str, back: str) -> bytes:
    """A collection of the oldest kind with one note, and another whose type is missing."""
    return database(
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
        f"insert into notes values (1, 1, '', '{front}\x1f{back}')",
        "insert into notes values (2, 9, '', 'of no type\x1fb')",
        "insert into cards values (1, 1, 0)",
    )


def compiled_of(imported: Imported) -> Compiled:
    """What an import compiles to, which has no errors."""
    assert imported.compiled is not None
    assert not has_errors(imported.compiled.diagnostics), imported.compiled.diagnostics
    return imported.compiled


def taken(type: SourceNoteType, *texts: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The facts, without their ids and excuses, that come of one note, and what was lost."""
    note = SourceNote(type, dict(zip(type.fields, texts, strict=False)), True, "deck.apkg: “note”")
    imported = import_sources([Source("deck.apkg", "deck", [note])])
    facts = [
        {k: v for k, v in values.items() if k not in ("id", "ignore")}
        for values in imported.facts()
    ]
    return facts, [why for _, why in imported.losses]
