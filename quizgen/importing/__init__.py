"""Read the files of other programs, and make decks of what their notes state.

Nothing is written here; what became part of no fact is said.
"""

# What is imported is proved. Each note has several readings, from the most structured to the
# plainest. The first that is sound by itself and contradicts no other is taken, and the text that
# was written is compiled once more before it reaches the disk. A kind is told only where the note
# leaves no doubt: a question that stays a question can be made more of by its author, a wrong term
# would be taught. An error of item writing does not count against a reading, for the question was
# so before: the fact stands with an excuse that its author can find. A picture or a sound is taken
# by the same rules by which a deck is checked, under a name that no system minds and that
# overwrites nothing; where a note shows something on both sides, the question's own stays, for it
# may be what is asked about, and the answer's is left out, for it may be the answer. YAML is
# written by seventy lines of our own: PyYAML's emitter folds lines, and libyaml's writes an emoji
# as an escape.

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from quizgen.compiler import Compiled, compile_collection, without_garbage_collection
from quizgen.diagnostics import Diagnostic, Severity
from quizgen.flaws.flaw import RULES
from quizgen.importing.choose_readings import Ids, ImportEntry, choose_readings, read_more_plainly
from quizgen.importing.comparison_tables import read_things
from quizgen.importing.decks import collection_files, deck_file, facts_at
from quizgen.importing.doubt import doubts_of
from quizgen.importing.entity_tables import RowsFiles, with_advice
from quizgen.importing.item_facts import add_wrong_words, read_item
from quizgen.importing.media_files import MediaFiles
from quizgen.importing.note_readings import NoteReading, read_note
from quizgen.importing.readers import Sample, TableOptions, read_path, read_sample
from quizgen.importing.source_notes import Loss, Source
from quizgen.language.loader import load_text, load_texts
from quizgen.language.media import AUDIO, IMAGE
from quizgen.lock import Lock

NOTHING_SAID = TableOptions()
PASTED = "pasted"  # the title of what came by no file
_FLAWS = {*RULES, "two-flaws"}  # what an imported question may have: it is no worse than it was


@dataclass(slots=True)
class Imported:
    """The decks' texts by file name, the media that they name, and what there is to say of them."""

    sources: list[Source]
    files: dict[str, str] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)  # for the folder beside the decks
    compiled: Compiled | None = None  # what the files compile to, without media
    entries: list[ImportEntry] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)  # why it seems not to be understood

    def facts(self) -> Iterator[dict[str, Any]]:
        """Return what the decks say, fact by fact."""
        return (values for entry in self.entries for values in entry.values)

    def excused(self) -> dict[str, list[str]]:
        """Return the facts that stand with a flaw as they were, by its code."""
        ids: dict[str, list[str]] = {}
        for values in self.facts():
            for code in values.get("ignore", ()):
                ids.setdefault(code, []).append(values["id"])
        return dict(sorted(ids.items()))

    def unworded(self) -> list[str]:
        """Return the facts whose picture or sound has no words but the name of its file."""
        entries = (entry for entry in self.entries if entry.reading.unworded)
        return [values["id"] for entry in entries for values in entry.values if "alt" in values]


def read_source(path: Path, options: TableOptions = NOTHING_SAID) -> Source:
    """Return the notes of a file, whose format its content tells."""
    return read_path(path, options)


def read_pasted(data: bytes, options: TableOptions = NOTHING_SAID) -> Source:
    """Return the notes of a table or a text that was pasted."""
    return read_sample(Sample("standard input", PASTED, data, options=options))


@without_garbage_collection()
def import_sources(
    sources: list[Source],
    title: str = "",
    *,
    table: bool = False,
    folder: bool = False,
    alone: bool = True,
    taken: Collection[str] = (),
    beside: Path | None = None,
    rows: RowsFiles | None = None,
    mark: str = "",
) -> Imported:
    """Return the decks that these files make: one file, or with `folder` a collection.

    `taken` are ids that others have; the files in the folder `beside`, where media go, keep their
    names; `rows` says how the files of tables are called; `mark` ends the id of what is made, for
    two imports that share one would share their cards in Anki.
    """
    imported = Imported(sources)
    rows = rows or RowsFiles(sources[0].title)
    readings: list[NoteReading] = []
    media = MediaFiles(_bytes_in(beside))
    for source in sources:
        if len(sources) > 1:  # each file a deck of its own, or a topic
            source.notes = [
                note if note.deck else replace(note, deck=(source.title,)) for note in source.notes
            ]
        if table:
            source_readings = read_things(source, rows, media)
        else:
            source_readings = [
                read_note(note) if note.item is None else read_item(note) for note in source.notes
            ]
            for reading in source_readings:
                add_wrong_words(reading)
            imported.doubts += (
                f"{source.name}: {each}" for each in doubts_of(source, source_readings)
            )
        imported.losses += [*source.losses, *media.assign(source, source_readings)]
        readings += source_readings
    ids = Ids(taken)
    imported.entries, losses = choose_readings(readings, ids)
    imported.losses += losses
    title = title or sources[0].title
    _write(imported, ids, title, rows.texts, mark, taken, folder=folder, alone=alone)
    names = {
        values[kind] for values in imported.facts() for kind in (IMAGE, AUDIO) if kind in values
    }
    names |= media.of_tables
    imported.media = {name: data for name, data in media.files.items() if name in names}
    return imported


def _bytes_in(folder: Path | None) -> Callable[[str], bytes | None]:
    """Return how to get the bytes of a file in a folder by its name, or None where there is none.

    The case of its letters does not count.
    """
    try:
        paths = {path.name.casefold(): path for path in folder.iterdir()} if folder else {}
    except OSError:
        paths = {}

    def bytes_of(name: str) -> bytes | None:
        try:
            return paths[name].read_bytes() if name in paths else None
        except OSError:  # the name is taken, by what cannot be read
            return b""

    return bytes_of


def _write(
    imported: Imported,
    ids: Ids,
    title: str,
    rows: Mapping[str, str],
    mark: str,
    taken: Collection[str],
    *,
    folder: bool,
    alone: bool,
) -> None:
    """Write the decks and compile them; what cannot be is read more plainly, or left out."""
    while imported.entries:
        if folder:
            origin = ", ".join(source.title for source in imported.sources)
            imported.files = collection_files(imported.entries, title, origin, mark)
        else:
            text = deck_file(imported.entries, title, alone=alone, mark=mark, taken=taken)
            imported.files = {"deck.yaml": text}
        _write_tables(imported, rows)
        imported.compiled = _compiled(imported.files)
        problems = facts_at(imported.files, imported.compiled.diagnostics)
        for fact in imported.facts():
            own = _of_file(imported.compiled, fact.get("rows", ""))
            if own:
                problems.setdefault(fact["id"], []).extend(own)
        errors = {
            id: [each for each in diagnostics if each.severity is Severity.ERROR]
            for id, diagnostics in problems.items()
            if any(each.severity is Severity.ERROR for each in diagnostics)
        }
        wrong = {
            id: diagnostics[0].message
            for id, diagnostics in errors.items()
            if any(each.code not in _FLAWS for each in diagnostics)
        }
        if not wrong and not sum(_excuse(entry, problems, errors) for entry in imported.entries):
            # What an excuse does not help is as wrong as anything else.
            wrong = {id: diagnostics[0].message for id, diagnostics in errors.items()}
            if not wrong:
                return
        if wrong:
            imported.losses += read_more_plainly(imported.entries, ids, wrong)
            imported.entries = [entry for entry in imported.entries if entry.facts]
    imported.files, imported.compiled = {}, None


def _of_file(compiled: Compiled, name: str) -> list[Diagnostic]:
    """Return what is said of a file."""
    return [each for each in compiled.diagnostics if each.position.path == name]


def _write_tables(imported: Imported, rows: Mapping[str, str]) -> None:
    """Add the files of the tables that there are, with a comment on each in its deck."""
    for fact in imported.facts():
        if "entities" in fact:
            for name, text in imported.files.items():
                imported.files[name] = with_advice(text, fact)
            imported.files[fact["rows"]] = rows[fact["rows"]]


def _excuse(
    entry: ImportEntry, problems: Mapping[str, list[Diagnostic]], errors: Mapping[str, object]
) -> bool:
    """Excuse flawed facts, which stand as they are, where their author finds it.

    Tell whether any was new.
    """
    new = False
    for values in entry.values:
        if values["id"] in errors:
            former = values.get("ignore", {})
            codes = sorted(
                {each.code for each in problems[values["id"]] if each.code in RULES} - former.keys()
            )
            values["ignore"] = {**former, **dict.fromkeys(codes, "imported as it was")}
            new |= bool(codes)
    return new


def _compiled(files: dict[str, str]) -> Compiled:
    if "collection.yaml" in files:
        collection, diagnostics = load_texts(files)
    else:
        (name, text), *tables = files.items()
        collection, diagnostics = load_text(text, name, dict(tables))
    return compile_collection(collection, Lock(), None, diagnostics)
