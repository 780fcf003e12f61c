"""Times the Anki part in one process: our writing, our whole way from questions, raw genanki with
the same notes.
"""

from __future__ import annotations

import gc
import io
import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import genanki

from quizgen.compiler import compile_path
from quizgen.targets import Settings, anki, anki_package


def raw_genanki(notes: list[anki_package.Note], types: list[anki_package.NoteType]) -> bytes:
    """What a script would write with genanki's own classes: notes of given fields, into one
    package.
    """
    models = {
        each.name: genanki.Model(
            index + 1,
            each.name,
            fields=[{"name": name} for name in anki_package.RECALL_FIELDS],
            templates=[{"name": "Card", "qfmt": each.front, "afmt": each.back}],
            css=each.css,
            model_type=genanki.Model.CLOZE,
        )
        for index, each in enumerate(types)
    }
    decks: dict[str, Any] = {}
    for note in notes:
        deck = decks.setdefault(note.deck, genanki.Deck(len(decks) + 1, note.deck))
        deck.add_note(
            genanki.Note(
                model=models[note.type],
                fields=list(note.fields),
                tags=list(note.tags),
                guid=note.guid,
            )
        )
    out = io.BytesIO()
    genanki.Package(list(decks.values())).write_to_file(out, timestamp=1)
    return out.getvalue()


def timed(action: Callable[[], Any]) -> float:
    """Return the seconds of processor time; no side pays for visiting what another left."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    action()
    return time.process_time() - start


def main() -> None:
    """Print the median seconds of each, as JSON."""
    warnings.simplefilter("ignore")
    source, runs = Path(sys.argv[1]), int(sys.argv[2])
    compiled = compile_path(source)
    seen: list[
        tuple[
            list[anki_package.Note],
            list[anki_package.NoteType],
            dict[str, str],
            dict[str, bytes],
            dict[str, bytes],
        ]
    ] = []
    write = anki_package.package

    def spy(notes: Any, types: Any, descriptions: Any, media: Any, carried: Any) -> bytes:
        seen.append((list(notes), list(types), descriptions, media, carried))
        return write(notes, types, descriptions, media, carried)

    with mock.patch.object(anki, "package", spy):
        anki.build_packages(compiled, Settings(1))
    figures = []
    for _ in range(runs):
        ours = timed(lambda: [write(*each) for each in seen])
        whole = timed(lambda: anki.build_packages(compiled, Settings(1)))
        floor = timed(lambda: [raw_genanki(notes, types) for notes, types, *_ in seen])
        figures.append((ours, whole, floor))
    print(json.dumps([statistics.median(column) for column in zip(*figures, strict=True)]))


if __name__ == "__main__":
    main()
