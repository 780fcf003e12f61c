"""List the formats that are read: each is recognized by what a file holds, never by its name.

A new format is one file and one line here. What is recognized and not read is refused by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.importing.readers import refused
from quizgen.importing.readers.aiken import is_aiken, read_aiken
from quizgen.importing.readers.anki_package import is_package, read_package
from quizgen.importing.readers.blackboard import is_blackboard, read_blackboard
from quizgen.importing.readers.delimited import read_delimited
from quizgen.importing.readers.gift import is_gift, read_gift
from quizgen.importing.readers.json_cards import is_json, read_json
from quizgen.importing.readers.markdown_cards import is_markdown, read_markdown
from quizgen.importing.readers.moodle_xml import is_moodle_xml, read_moodle_xml
from quizgen.importing.readers.note_tests import take_tests
from quizgen.importing.readers.printed_tests import is_printed_test, read_printed_test
from quizgen.importing.readers.qti import is_qti, read_qti
from quizgen.importing.readers.sample import MAX_TABLE_BYTES, Sample, TableOptions
from quizgen.importing.readers.text2qti import is_text2qti, read_text2qti
from quizgen.importing.source_notes import Source, UnreadableError

__all__ = ["FORMATS", "Format", "Sample", "TableOptions", "read_path", "read_sample"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: what it is called, how it is recognized, and how it is read."""

    name: str
    is_like: Callable[[Sample], bool]
    read: Callable[[Sample], Source]


FORMATS = (
    Format("QTI 1.2", is_qti, read_qti),
    Format("Anki package", is_package, read_package),
    Format("Moodle XML", is_moodle_xml, read_moodle_xml),
    Format("JSON", is_json, read_json),
    Format("Blackboard’s text", is_blackboard, read_blackboard),
    Format("Aiken", is_aiken, read_aiken),
    Format("text2qti", is_text2qti, read_text2qti),
    Format("GIFT", is_gift, read_gift),
    Format("typed test", is_printed_test, read_printed_test),
    Format("Markdown", is_markdown, read_markdown),
)


def read_path(path: Path, options: TableOptions) -> Source:
    """Return the notes of a file, whose format its content tells."""
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            is_archive = file.read(4) == b"PK\3\4"
        size = path.stat().st_size
        if size > MAX_TABLE_BYTES and not is_archive:
            message = f"the file has {size:,} bytes; the most is {MAX_TABLE_BYTES:,}"
            raise UnreadableError("file-too-large", message, name, "split it")
        # Of an archive, only its entries are read.
        data = b"PK\3\4" if is_archive else path.read_bytes()
        return read_sample(Sample(name, path.stem, data, path, options))
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        hint = "check its name and its permissions"
        raise UnreadableError("cannot-read", message, name, hint) from error


def read_sample(sample: Sample) -> Source:
    """Return the notes of a file; raise UnreadableError where it has none that can be read."""
    refused.refuse_bytes(sample)
    # Who says what separates the cells, or what the columns are, knows that it is a table.
    if not sample.options.is_table or sample.is_archive:
        for format in FORMATS:
            if format.is_like(sample):
                source = format.read(sample)
                source.format = source.format or format.name
                _drop_shared_ids(source)
                take_tests(source)
                return source
        refused.refuse_text(sample)
    source = read_delimited(sample)
    take_tests(source)
    return source


def _drop_shared_ids(source: Source) -> None:
    """Take ids that two notes share for what they are: names such as `Question`."""
    counts = Counter(note.id for note in source.notes)
    source.notes = [
        replace(note, id="") if note.id and counts[note.id] > 1 else note for note in source.notes
    ]
