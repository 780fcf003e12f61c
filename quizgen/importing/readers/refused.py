"""Refuse by name what is recognized and cannot be read, and say what to do."""

from __future__ import annotations

import re
import zipfile
from typing import NamedTuple

from quizgen.importing.readers.sample import Sample
from quizgen.importing.readers.xml_tree import root_name
from quizgen.importing.source_notes import UnreadableError

_FORMATS = (
    "tables, GIFT, Moodle XML, Markdown, JSON, Aiken, typed tests, QTI 1.2 and Anki packages are "
    "read"
)


class Refusal(NamedTuple):
    """A format that is not read: how it is recognized, and what to do."""

    name: str
    start: re.Pattern[bytes]
    hint: str


def _begins(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.DOTALL)


_BYTES = (
    Refusal("a PDF", _begins(rb"%PDF-"), "copy its text into a table, a row a question"),
    Refusal("a picture", _begins(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP"), "give its text"),
    Refusal("a sound", _begins(rb"ID3|OggS|fLaC|RIFF....WAVE"), "give a text"),
    Refusal(
        "an old Office document",
        _begins(rb"\xd0\xcf\x11\xe0\xa1\xb1"),
        "open it and save the table as CSV UTF-8",
    ),
    Refusal("rich text (RTF)", _begins(rb"\{\\rtf"), "save it as plain text, or as a table in CSV"),
    Refusal(
        "a compressed file (gzip, 7z, rar or zstd)",
        _begins(rb"\x1f\x8b|7z\xbc\xaf|Rar!|\x28\xb5\x2f\xfd"),
        "unpack it, and give the file that is in it",
    ),
)
_TEXT = "copy its questions and answers into a table, a row a question, and save it as CSV UTF-8"
_SHEET = "save the sheet with the questions as CSV UTF-8"
# By a file that is in them, or by the type that they state of themselves.
_ARCHIVES = {
    "word/document.xml": ("a Word document (DOCX)", _TEXT),
    "xl/workbook.xml": ("a spreadsheet (XLSX)", _SHEET),
    "xl/workbook.bin": ("a spreadsheet (XLSB)", _SHEET),
    "ppt/presentation.xml": ("a presentation (PPTX)", _TEXT),
    "application/vnd.oasis.opendocument.text": ("an OpenDocument text (ODT)", _TEXT),
    "application/vnd.oasis.opendocument.spreadsheet": ("a spreadsheet (ODS)", _SHEET),
    "application/vnd.oasis.opendocument.presentation": ("a presentation (ODP)", _TEXT),
    "application/epub+zip": ("an electronic book (EPUB)", _TEXT),
}
_MOST_TYPE = 100  # bytes of a type of file
_XML_ROOTS = {
    "mnemosyne": "Mnemosyne’s XML: export it from there as a text with tabs",
    "html": "a web page (HTML): copy its table into a spreadsheet, and save that as CSV UTF-8",
    "svg": "a picture (SVG): it holds no cards",
    "opml": "OPML, an outline: export the cards as a table, with tabs or as CSV",
    "assessmentitem": "QTI 2: export the quiz as QTI 1.2, or as Moodle XML or GIFT",
    "assessmenttest": "QTI 2: export the quiz as QTI 1.2, or as Moodle XML or GIFT",
    "qti-assessment-item": "QTI 3: export the quiz as QTI 1.2, or as Moodle XML or GIFT",
    "supermemocollection": "SuperMemo’s XML: export the questions and answers as a text",
}
_JSON = re.compile(r"\s*(?:\[\s*[\[{\"]|\{\s*\"[^\"\n]*\"\s*:)")
_DECK = re.compile(r"(?:^|\n)(?:deck|collection): .*\n(?:.*\n)*?(?:facts|id):")
_BRIGHTSPACE = re.compile(r"(?m)^\"?NewQuestion\"?[,;]")
_CARD_SPAN = re.compile(r'<span class="?cloze"?[^>]*data-(?:cloze|ordinal)=')
_ORG = re.compile(
    r"(?m)^\*+ .*\n(?:.*\n)*?[ \t]*:(?:PROPERTIES|drill|ANKI_NOTE_TYPE):?", re.IGNORECASE
)


def refuse_bytes(sample: Sample) -> None:
    """Raise UnreadableError where the first bytes say that it is no text that could hold cards."""
    for each in _BYTES:
        if each.start.match(sample.data[:16]):
            raise _refusal(sample, each.name, each.hint)
    if sample.data.startswith(b"SQLite format 3"):
        message = "this is a collection of Anki's, not a package"
        hint = "in Anki: File › Export, “Anki Deck Package”"
        raise UnreadableError("bad-package", message, sample.name, hint)
    is_called = sample.path is not None and sample.path.suffix.lower() in (".apkg", ".colpkg")
    if is_called and not sample.is_archive:
        message = "this is no Anki package, whatever it is called: it is no zip file"
        hint = "export it once more in Anki; if it is a text, give it the ending `.txt`"
        raise UnreadableError("bad-package", message, sample.name, hint)


def refuse_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Raise UnreadableError where a zip file is a document of an office, whatever it is called."""
    members = archive.namelist()
    if "mimetype" in members:
        with archive.open("mimetype") as file:
            members.append(file.read(_MOST_TYPE).decode(errors="replace").strip())
    for member in members:
        if member in _ARCHIVES:
            what, hint = _ARCHIVES[member]
            message = f"this is {what}, which is not imported"
            raise UnreadableError("not-imported", message, name, hint)


def refuse_text(sample: Sample) -> None:
    """Raise UnreadableError where the text is of a format that is known, and not read."""
    head = sample.head
    root = root_name(head)
    if root and ("</" in sample.text or "/>" in sample.text):
        other = f"XML (`<{root[:40]}>`): {_FORMATS}"
        what, _, hint = _XML_ROOTS.get(root.lower(), other).partition(": ")
        raise _refusal(sample, what, hint)
    if _JSON.match(head):
        raise _refusal(sample, "JSON of no known form", "give a list of objects with the same keys")
    if _DECK.search(head):
        raise _refusal(sample, "a deck of quizgen's already", "use it as it is: `quizgen check`")
    if _CARD_SPAN.search(head):
        hint = "in Anki: File › Export, “Notes in Plain Text”, which has the gaps"
        raise _refusal(sample, "Anki's “Cards in Plain Text”, which shows cards and no notes", hint)
    if _BRIGHTSPACE.search(head):
        hint = "put a question with its options and its key into each row, and save it as CSV UTF-8"
        raise _refusal(sample, "Brightspace’s CSV, with a question in many rows", hint)
    if _ORG.search(head):
        raise _refusal(sample, "an Org file", "export the cards as a table, with tabs or as CSV")


def _refusal(sample: Sample, what: str, hint: str) -> UnreadableError:
    return UnreadableError(
        "not-imported", f"this is {what}, which is not imported", sample.name, hint
    )
