"""Take over the pictures and sounds of notes.

It is settled here which fact shows what, on which side, and under which name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Any

from quizgen.importing.note_readings import SHOWS, NoteReading
from quizgen.importing.source_notes import Loss, MediaReference, Source
from quizgen.language.media import AUDIO, IMAGE, fitting_ending, unfit
from quizgen.language.validation import suggested_id
from quizgen.text.markup import escaped
from quizgen.text.sameness import says, without_article
from quizgen.text.words import fold, normal

MOST_TOTAL = 500_000_000  # bytes in all
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")  # what Windows takes for no file
# What programs call files.
_NAMELESS = re.compile(r"(?:quizgen|paste|img|image|rec|tmp)?[-_ ]?(?:[\da-f]{12,}|\d*)|[\W\d_]*")
_CALLED = {IMAGE: "a picture", AUDIO: "a sound"}
_GAP = re.compile(r"\{\{(.*?)(?:::.*?)?\}\}", re.DOTALL)

# The bytes of a file of this name that is in the folder already.
Beside = Callable[[str], bytes | None]


class MediaFiles:
    """The files that facts show, by names that are safe on every system and each used once."""

    def __init__(self, beside: Beside) -> None:
        self.files: dict[str, bytes] = {}
        self.of_tables: set[str] = set()  # the names of those that stand in cells
        self._beside = beside
        self._total = 0

    def assign(self, source: Source, readings: Iterable[NoteReading]) -> Iterator[Loss]:
        """Give each fact of a source its picture and its sound; yield what is shown nowhere."""
        readings = [reading for reading in readings if reading.media]
        wanted = dict.fromkeys(
            each for reading in readings for found in reading.media.values() for each in found
        )
        kinds = {each.name: each.kind for each in wanted}
        names: dict[tuple[str, str], str] = {}
        reasons: dict[tuple[str, str], str] = {}
        for name, data in source.files(kinds):
            for kind in dict.fromkeys(each.kind for each in wanted if each.name == name):
                reason = data if isinstance(data, str) else self._unfit(kind, name, data)
                if reason:
                    reasons[kind, name] = reason
                elif isinstance(data, bytes):
                    names[kind, name] = self._take(kind, name, data)
        for reading in readings:
            losses: dict[Loss, None] = {}
            for facts in reversed(reading.readings):  # what the first says is what is told
                losses = {
                    loss: None for fact in facts for loss in _show(reading, fact, names, reasons)
                }
            yield from losses

    def in_cells(self, source: Source, kind: str, names: Iterable[str]) -> dict[str, str]:
        """Keep the files that the cells of a column name, and return what they are called.

        What cannot be had is lost, with the reason.
        """
        called: dict[str, str] = {}
        for name, data in source.files(names):
            reason = data if isinstance(data, str) else self._unfit(kind, name, data)
            if isinstance(data, bytes) and not reason:
                called[name] = self._take(kind, name, data)
            else:
                why = f"{_CALLED[kind]} is left out: {reason}"
                source.losses.append(Loss(f"{source.name}: {name}", why))
        self.of_tables |= set(called.values())
        return called

    def _unfit(self, kind: str, name: str, data: bytes) -> str:
        if reason := unfit(kind, f"x.{fitting_ending(name, data)}", data):
            return f"it {reason}"
        if self._total + len(data) > MOST_TOTAL:
            return f"with it, all files together would have more than {MOST_TOTAL:,} bytes"
        return ""

    def _take(self, kind: str, name: str, data: bytes) -> str:
        """Keep a file, and return the name under which it is kept."""
        stem = suggested_id(PurePosixPath(name.replace("\\", "/")).stem)
        if stem == "my-fact":  # in a script that has no slugs
            stem = f"{kind}-{blake2b(name.encode(), digest_size=4).hexdigest()}"
        stem = f"{kind}-{stem}" if _DEVICES.match(stem) else stem
        ending = fitting_ending(name, data)
        file, number = f"{stem}.{ending}", 1
        while (other := self.files.get(file, self._beside(file))) is not None and other != data:
            number += 1
            file = f"{stem}-{number}.{ending}"
        if file not in self.files:
            self.files[file] = data
            self._total += len(data)
        return file


def _show(
    reading: NoteReading,
    fact: dict[str, Any],
    names: Mapping[tuple[str, str], str],
    reasons: Mapping[tuple[str, str], str],
) -> Iterator[Loss]:
    """Give a fact its picture and its sound; yield why it shows none of the others.

    A fact shows one of each, both on one side: that of the question, if either stood there, for it
    may be asked about.
    """

    def left_out(each: MediaReference, reason: str) -> Loss:
        return Loss(
            f"{reading.note.place}: {each.name}", f"{_CALLED[each.kind]} is left out: {reason}"
        )

    references: list[MediaReference] = fact.pop(SHOWS, [])
    media = [each for each in references if (each.kind, each.name) in names]
    yield from (
        left_out(each, reasons[each.kind, each.name]) for each in references if each not in media
    )
    asked = any(each.asked for each in media)
    chosen: dict[str, MediaReference] = {}
    for each in media:
        if asked and not each.asked:
            yield left_out(
                each, "a fact shows all on one side, and its question has a picture or a sound"
            )
        elif each.kind in chosen:
            yield left_out(each, "a fact shows one of each")
        else:
            chosen[each.kind] = each
    if not chosen:
        return
    words = []
    for kind in (IMAGE, AUDIO):
        if kind in chosen:
            each = chosen[kind]
            fact[kind] = names[kind, each.name]
            own = "" if each.asked and _gives_away(each.words, fact) else each.words
            if each.words and not own:
                why = "the words for a picture, which give the answer away, are left out"
                yield Loss(f"{reading.note.place}: {each.name}", why)
            words.append(own or _words(each, fact))
            reading.unworded |= not own
    fact["alt"] = escaped("; ".join(words))
    if asked:
        fact["side"] = "question"


def _words(reference: MediaReference, fact: Mapping[str, Any]) -> str:
    """Return the name of a file as the words for it.

    A name that says nothing, or with the question the answer, is replaced by what the file is.
    """
    words = " ".join(
        re.split(r"[\s_]+", PurePosixPath(reference.name.replace("\\", "/")).stem)
    ).strip()
    given_away = reference.asked and _gives_away(words, fact)
    if given_away or _NAMELESS.fullmatch(words.casefold()):
        return _CALLED[reference.kind]
    return words


def _gives_away(words: str, fact: Mapping[str, Any]) -> bool:
    """Tell whether words for a picture say an answer, or a good part of one."""
    answers = [fact["answer"]] if "answer" in fact else _GAP.findall(fact.get("cloze", ""))
    bare = [without_article(fold(answer)) for answer in answers]
    heard = fold(re.sub(r"[_\W\d]+", " ", words))
    return any(
        normal(answer) in normal(words) or says(heard, answer) or (heard and says(answer, heard))
        for answer in bare
        if answer
    )
