"""What the tests of `quizgen import` share: runs of the verb, notes of Anki's own types, and what became of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from quizgen.cli import main
from quizgen.compiler import Compiled, compile_path
from quizgen.diagnostics import has_errors
from quizgen.importing import Imported, import_sources
from quizgen.importing.notes import Note, NoteType, Source, Template
from quizgen.reader import read_file

BASIC = NoteType("Basic", ("Front", "Back"), templates=(Template("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),))
REVERSED = NoteType(
    "R", ("Front", "Back"), templates=(*BASIC.templates, Template("{{Back}}", "{{FrontSide}}{{Front}}"))
)
OPTIONAL = NoteType(
    "O", ("Front", "Back", "Add"), templates=(*BASIC.templates, Template("{{#Add}}{{Back}}{{/Add}}", "{{Front}}"))
)
COUNTRY = NoteType(
    "Country",
    ("Country", "Capital", "Flag", "Note"),
    templates=(
        Template("What is the capital of <u>{{Country}}</u>?", "{{FrontSide}}<hr>{{Capital}}<br>{{Note}}"),
        Template("Whose capital is {{Capital}}?<script>x()</script>", "{{Country}}"),
        Template("{{Flag}}", "{{Country}}"),
    ),
)
TYPED = NoteType("Typed", ("Front", "Back"), templates=(Template("{{Front}} {{type:Back}}", "{{Front}}{{type:Back}}"),))
CLOZE = NoteType("Cloze", ("Text", "Back Extra"), cloze=True)


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
    return [{key: value for key, value in fact.items() if key != "id"} for fact in document.value["facts"]]


def imported(content: str | bytes, *options: str, name: str = "deck.csv") -> list[dict[str, Any]]:
    """The facts that a file becomes."""
    run(write(name, content), "-o", "deck.yaml", "--force", *options)
    return facts()


def compiled_of(imported: Imported) -> Compiled:
    """What an import compiles to, which has no errors."""
    assert imported.compiled is not None
    assert not has_errors(imported.compiled.diagnostics), imported.compiled.diagnostics
    return imported.compiled


def taken(type: NoteType, *texts: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The facts, without their ids and excuses, that come of one note, and what was lost."""
    note = Note(type, dict(zip(type.fields, texts, strict=False)), True, "deck.apkg: “note”")
    imported = import_sources([Source("deck.apkg", "deck", [note])])
    facts = [{k: v for k, v in values.items() if k not in ("id", "ignore")} for values in imported.facts()]
    return facts, [why for _, why in imported.losses]
