"""Choose for each note the best reading that is sound, and give its facts free ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from quizgen.importing import column_names, inline_markup
from quizgen.importing.item_facts import set_apart
from quizgen.importing.note_readings import Facts, NoteReading
from quizgen.importing.source_notes import Loss, SourceNote
from quizgen.knowledge import Knowledge, Vocabulary
from quizgen.language.facts import KINDS
from quizgen.language.facts.fact import SLUG, Fact
from quizgen.language.reader import Document
from quizgen.language.validation import suggested_id, validate
from quizgen.text import markup
from quizgen.text.words import normal

_NAME = re.compile(r"[A-Za-z\d]+(?:[ _.:/-]+[A-Za-z\d]+)*")  # an id that somebody wrote
# What an item or a note answers with, by its kind.
_ANSWERS = ("answer", "means", "value", "items", "groups", "steps", "cloze", "statement", "answers")
_ASKING = re.compile(
    r"\s*(?:what|which|who|where|when|why|how|name|list|give|state|define)\b"
    r"(?:\s+(?:is|are|was|were|does|do|did|can)\b)?(?:\s+(?:the|an?)\b)?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class ImportEntry:
    """A note's facts in the reading that holds, each with its id.

    `turn` counts the readings that were given up.
    """

    reading: NoteReading
    turn: int = 0
    why: str = ""  # it could not be read in a former turn
    facts: list[Fact] = field(default_factory=list)
    values: Facts = field(default_factory=list)


def choose_readings(
    readings: Iterable[NoteReading], ids: Ids
) -> tuple[list[ImportEntry], list[Loss]]:
    """Return each note in its first reading that is sound by itself and beside all others.

    The losses say which notes were read more plainly or left out, and why.
    """
    losses: list[Loss] = []
    entries: list[ImportEntry] = []
    places: dict[str, str] = {}
    subjects: Counter[str] = Counter()
    readings = list(readings)
    ids.expect(readings)
    for reading in readings:
        losses += reading.losses
        if not reading.readings:
            continue
        same = repr([sorted(fact.items()) for fact in reading.readings[0]])
        if same in places:
            losses.append(Loss(reading.note.place, f"the same as {places[same]}"))
            continue
        places[same] = reading.note.place
        if reading.note.item is not None:
            set_apart(reading, subjects)
        entry = ImportEntry(reading)
        _take(entry, ids)
        losses += _loss_of_structure(entry)
        entries.append(entry)
    entries = [entry for entry in entries if entry.facts]
    while clashing := _clashing(entries):
        losses += read_more_plainly(
            entries, ids, dict.fromkeys(clashing, "it contradicts another note")
        )
        entries = [entry for entry in entries if entry.facts]
    return entries, losses


def _loss_of_structure(entry: ImportEntry) -> list[Loss]:
    """Return that a note was not read as it could have been, or not at all, and why."""
    if not entry.why:
        return []
    what = "read more plainly" if entry.facts else "left out"
    return [Loss(entry.reading.note.place, f"{what}: {entry.why}")]


def read_more_plainly(
    entries: Iterable[ImportEntry], ids: Ids, wrong: Mapping[str, str]
) -> list[Loss]:
    """Read the notes of these facts more plainly, at last without markup.

    Where nothing is left, say why.
    """
    losses: list[Loss] = []
    for entry in entries:
        why = next((wrong[fact.id] for fact in entry.facts if fact.id in wrong), "")
        if why:
            ids.take_back(*(fact.id for fact in entry.facts))
            literal = [
                {key: _literal(value) for key, value in fact.items()}
                for fact in entry.reading.readings[-1]
            ]
            if literal not in entry.reading.readings:
                entry.reading.readings.append(literal)
            entry.turn += 1
            entry.why = why
            _take(entry, ids)
            losses += _loss_of_structure(entry)
    return losses


def _literal(value: Any) -> Any:
    if isinstance(value, list):
        return [_literal(each) for each in value]
    if isinstance(value, dict):
        return {key: _literal(each) for key, each in value.items()}
    return inline_markup.literal(value) if isinstance(value, str) else value


def _take(entry: ImportEntry, ids: Ids) -> None:
    """Take the first reading from `turn` on that is sound, if there is one."""
    while entry.turn < len(entry.reading.readings):
        entry.facts, entry.values = [], []
        for values in entry.reading.readings[entry.turn]:
            kind = next(key for key in values if key in KINDS)
            text = _title(values)
            own = "" if entry.facts else _id_of(entry.reading.note)
            id = ids.give(own or text, values.get("id", own), "" if own else _answer(values))
            values = {"id": id, kind: values[kind]} | values | {"id": id}
            fact, why = _checked(kind, values)
            if fact is None:
                ids.take_back(id, *(each.id for each in entry.facts))
                entry.why = entry.why or why
                break
            entry.facts.append(fact)
            entry.values.append(values)
        else:
            return
        entry.turn += 1
    entry.facts = []


def _title(values: Mapping[str, Any]) -> str:
    """Return the text of which the id of a fact is made: its own stem, or what its kind leads."""
    kind = next(key for key in values if key in KINDS)
    stems = values.get("stems", {})
    return next(iter(stems.values()), "") or column_names.leading(kind, values)


def _answer(values: Mapping[str, Any]) -> str:
    """Return what tells a fact from another one that asks the same."""
    return repr([values[key] for key in _ANSWERS if key in values])


def _id_of(note: SourceNote) -> str:
    """Return an id for the one by which a note is known where it comes from, whatever it says."""
    if not note.id:
        return ""
    if _NAME.fullmatch(note.id):
        return suggested_id(note.id)
    return f"note-{blake2b(note.id.encode(), digest_size=5).hexdigest()}"


def _checked(kind: str, values: dict[str, Any]) -> tuple[Fact | None, str]:
    document = Document("", "")
    fact, diagnostics = validate(KINDS[kind], values, document, ())
    if fact is None:
        return None, diagnostics[0].message
    problem = next(iter(fact.problems(Vocabulary())), None)
    return (fact.placed(document, ()), "") if problem is None else (None, problem.message)


def _clashing(entries: list[ImportEntry]) -> list[str]:
    """Return the facts that contradict one before them."""
    facts = [fact for entry in entries for fact in entry.facts]
    claims = (claim for fact in facts for claim in fact.claims())
    closures = (closure for fact in facts for closure in fact.closures())
    place = {fact.id: index for index, fact in enumerate(facts)}
    pairs = Knowledge(Vocabulary(), claims, closures, ()).contradictions()
    return list({max(one.fact, other.fact, key=place.__getitem__) for one, other in pairs})


class Ids:
    """The slugs of texts, each used once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: Counter[str] = Counter()
        self._crowds: Counter[str] = Counter()  # of slugs that several facts would have
        self._texts: Counter[str] = Counter()

    def expect(self, readings: Iterable[NoteReading]) -> None:
        """Count the notes that will ask for a slug, each of several that are the same but once.

        Those that share one are told apart by their words, wherever they stand: a row that is
        added or moved must not leave its card to another question.
        """
        told: set[tuple[str, str]] = set()
        for reading in readings:
            if not reading.readings or not reading.readings[0] or reading.note.id:
                continue
            values = reading.readings[0][0]
            text, answer = _title(values), _answer(values)
            if (text, answer) not in told:
                told.add((text, answer))
                self._crowds[_slug(text)] += 1
                self._texts[normal(text)] += 1

    def give(self, text: str, wanted: str = "", answer: str = "") -> str:
        """Return the slug that is wanted, if it is free, or one for the text.

        A slug that several facts would have gets a hash of the text, and of the answer where the
        text is the same, too. A text in a script that has no slugs gets a hash.
        """
        if re.fullmatch(SLUG, wanted) and wanted not in self._taken:
            self._taken.add(wanted)
            return wanted
        slug = _slug(text)
        if answer and self._crowds[slug] > 1:
            words = normal(text) + (answer if self._texts[normal(text)] > 1 else "")
            slug = f"{slug}-{_digest(words)}"
        id = slug
        while id in self._taken:
            self._last[slug] += 1
            id = f"{slug}-{self._last[slug] + 1}"
        self._taken.add(id)
        return id

    def take_back(self, *ids: str) -> None:
        """Free ids that are not used after all."""
        self._taken.difference_update(ids)


def _slug(text: str) -> str:
    """Return a slug for a text; of one in a script that has none, a hash."""
    text = markup.plain(text)
    plain = _ASKING.sub("", re.sub(r"[{}]", " ", text), count=1)
    slug = suggested_id(plain if len(plain.strip(" ?.")) > 3 else text)
    return f"fact-{_digest(normal(text))}" if slug == "my-fact" else slug


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=4).hexdigest()
