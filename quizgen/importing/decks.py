"""Gives deck files from readings: ids, decks and topics, shared tags, sources, what holds; knows no file formats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import takewhile
from typing import Any

from quizgen.checks import RESERVED
from quizgen.diagnostics import Diagnostic
from quizgen.facts import KINDS
from quizgen.facts.fact import SLUG, Fact
from quizgen.importing import columns, inline
from quizgen.importing.notes import Loss
from quizgen.importing.structure import Facts, Reading
from quizgen.importing.yaml_text import as_yaml
from quizgen.knowledge import Knowledge, Vocabulary, normal
from quizgen.reader import Document
from quizgen.schema import suggested_id, validate

_ASKING = re.compile(
    r"\s*(?:what|which|who|where|when|why|how|name|list|give|state|define)\b"
    r"(?:\s+(?:is|are|was|were|does|do|did|can)\b)?(?:\s+(?:the|an?)\b)?",
    re.IGNORECASE,
)
_BEGIN = re.compile(r"  - id: (\S+)$")
_NOT_KEPT = ("leech", "marked")  # Anki's own tags, which say how a learner fared


@dataclass(slots=True)
class Entry:
    """A note's facts in the reading that holds, each with its id; `turn` counts the readings that were given up."""

    reading: Reading
    turn: int = 0
    why: str = ""  # it could not be read in a former turn
    facts: list[Fact] = field(default_factory=list)
    values: Facts = field(default_factory=list)


def settle(readings: Iterable[Reading], ids: Ids) -> tuple[list[Entry], list[Loss]]:
    """Each note in its first reading that is sound by itself and beside all others; each id once."""
    losses: list[Loss] = []
    entries: list[Entry] = []
    said: dict[str, str] = {}
    for reading in readings:
        losses += reading.losses
        if not reading.readings:
            continue
        same = repr([sorted(fact.items()) for fact in reading.readings[0]])
        if same in said:
            losses.append(Loss(reading.note.place, f"the same as {said[same]}"))
            continue
        said[same] = reading.note.place
        entry = Entry(reading)
        _take(entry, ids)
        losses += _plainer(entry)
        entries.append(entry)
    entries = [entry for entry in entries if entry.facts]
    while clashing := _clashing(entries):
        losses += retreat(entries, ids, dict.fromkeys(clashing, "it contradicts another note"))
        entries = [entry for entry in entries if entry.facts]
    return entries, losses


def _plainer(entry: Entry) -> list[Loss]:
    """That a note was not read as it could have been, or not at all, and why."""
    if not entry.why:
        return []
    what = "kept as a plain question" if entry.facts else "left out"
    return [Loss(entry.reading.note.place, f"{what}: {entry.why}")]


def facts_at(files: Mapping[str, str], problems: Iterable[Diagnostic]) -> dict[str, str]:
    """The facts that problems of our own files are about, with the first problem of each."""
    begins = {
        name: [(line, found[1]) for line, text in enumerate(text.split("\n"), 1) if (found := _BEGIN.match(text))]
        for name, text in files.items()
    }
    wrong: dict[str, str] = {}
    for each in problems:
        above = [id for line, id in begins.get(each.position.path, ()) if line <= each.position.line]
        if above:
            wrong.setdefault(above[-1], each.message)
    return wrong


def retreat(entries: Iterable[Entry], ids: Ids, wrong: Mapping[str, str]) -> list[Loss]:
    """Read the notes of these facts more plainly, at last without markup; where nothing is left, say why."""
    losses: list[Loss] = []
    for entry in entries:
        found = next((wrong[fact.id] for fact in entry.facts if fact.id in wrong), "")
        if found:
            ids.take_back(*(fact.id for fact in entry.facts))
            literal = [{key: _literal(value) for key, value in fact.items()} for fact in entry.reading.readings[-1]]
            if literal not in entry.reading.readings:
                entry.reading.readings.append(literal)
            entry.turn += 1
            entry.why = found
            _take(entry, ids)
            losses += _plainer(entry)
    return losses


def _literal(value: Any) -> Any:
    if isinstance(value, list):
        return [_literal(each) for each in value]
    return inline.literal(value) if isinstance(value, str) and inline.MARKUP else value


def _take(entry: Entry, ids: Ids) -> None:
    """Take the first reading from `turn` on that is sound, if there is one."""
    while entry.turn < len(entry.reading.readings):
        entry.facts, entry.values = [], []
        for values in entry.reading.readings[entry.turn]:
            kind = next(key for key in values if key in KINDS)
            id = ids.give(columns.leading(kind, values), values.get("id", ""))
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


def _checked(kind: str, values: dict[str, Any]) -> tuple[Fact | None, str]:
    document = Document("", "")
    fact, diagnostics = validate(KINDS[kind], values, document, ())
    if fact is None:
        return None, diagnostics[0].message
    problem = next(iter(fact.problems(Vocabulary())), None)
    return (fact.placed(document, ()), "") if problem is None else (None, problem.message)


def _clashing(entries: list[Entry]) -> list[str]:
    """The facts that contradict one before them."""
    facts = [fact for entry in entries for fact in entry.facts]
    claims = (claim for fact in facts for claim in fact.claims())
    closures = (closure for fact in facts for closure in fact.closures())
    place = {fact.id: index for index, fact in enumerate(facts)}
    pairs = Knowledge(Vocabulary(), claims, closures, ()).contradictions()
    return list({max(one.fact, other.fact, key=place.__getitem__) for one, other in pairs})


class Ids:
    """Gives slugs for texts, each once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: Counter[str] = Counter()

    def give(self, text: str, wanted: str = "") -> str:
        """The slug that is wanted, if it is free, or one for the text; for a script that has no slugs, a hash."""
        if re.fullmatch(SLUG, wanted) and wanted not in self._taken:
            self._taken.add(wanted)
            return wanted
        plain = _ASKING.sub("", re.sub(r"[{}]", " ", text), count=1)
        slug = suggested_id(plain if re.search(r"[^\W_]", plain) else text)
        if slug == "my-fact":
            slug = f"fact-{blake2b(normal(text).encode(), digest_size=4).hexdigest()}"
        found = slug
        while found in self._taken:
            self._last[slug] += 1
            found = f"{slug}-{self._last[slug] + 1}"
        self._taken.add(found)
        return found

    def take_back(self, *ids: str) -> None:
        """Have ids that are not used after all."""
        self._taken.difference_update(ids)


# Files ----------------------------------------------------------------------------------------------------------------


def deck_file(entries: list[Entry], title: str, alone: bool = True) -> str:
    """One deck of all notes; below the deck that is common to all, their decks are topics.

    A deck that does not stand alone cannot declare its sources: they become part of the explanations.
    """
    common = _common(entries)
    name = ": ".join(common) if common and common != ("Default",) else title
    return _deck(
        entries, name, _deck_id(name, Ids()), len(common), _sources(entries) if alone else None, declared=alone
    )


def collection_files(entries: list[Entry], title: str) -> dict[str, str]:
    """A `collection.yaml` and a file for each deck below what is common to all notes, by their names."""
    common = _common(entries)
    level = len(common) - (len(common) > 0 and any(entry.reading.note.deck == common for entry in entries))
    name = ": ".join(common[:level]) or title
    homes: dict[str, list[Entry]] = {}
    for entry in entries:
        deck = entry.reading.note.deck
        homes.setdefault(deck[level] if len(deck) > level else name, []).append(entry)
    sources = _sources(entries)
    ids = Ids(RESERVED)
    key = Ids(sources.values()).give(title)
    declared = {key: title, **{id: text for text, id in sources.items()}}
    files = {"collection.yaml": as_yaml({"collection": name, "id": _deck_id(name, Ids()), "sources": declared})}
    for home, own in homes.items():
        id = _deck_id(home, ids)
        files[f"{id}.yaml"] = _deck(own, home, id, level + 1, sources, key)
    return files


def _deck(
    entries: list[Entry],
    title: str,
    id: str,
    level: int,
    sources: dict[str, str] | None,
    source: str = "",
    declared: bool = False,
) -> str:
    tags = Counter(tag for entry in entries for tag in set(_tags(entry)))
    shared = [tag for tag in _tags(entries[0]) if tags[tag] == len(entries)] if len(entries) > 1 else []
    head: dict[str, Any] = {"deck": title, "id": id}
    if source:
        head["source"] = source
    if sources and declared:
        head["sources"] = {key: text for text, key in sources.items()}
    if shared:
        head["tags"] = shared
    facts = []
    for entry in entries:
        topic = ": ".join(entry.reading.note.deck[level:])
        own = [tag for tag in _tags(entry) if tag not in shared]
        facts += [_with_setting(values, topic, own, sources) for values in entry.values]
    return as_yaml(head) + "\nfacts:\n" + "\n".join(as_yaml({"": [fact]}).partition("\n")[2] for fact in facts)


def _with_setting(
    values: dict[str, Any], topic: str, tags: list[str], sources: dict[str, str] | None
) -> dict[str, Any]:
    """A fact with its source, topic and tags, which stand after what it says and before why."""
    found = {key: value for key, value in values.items() if key not in ("why", "source", "topic")}
    why = [values["why"]] if "why" in values else []
    if sources is None:
        why += [f"Source: {text}" for text in values.get("source", ())]
    elif "source" in values:
        found["source"] = [sources[text] for text in values["source"]]
    if topic := values.get("topic", topic):
        found["topic"] = topic
    if tags:
        found["tags"] = tags
    if why:
        found["why"] = "\n".join(why)
    return found


def _sources(entries: Iterable[Entry]) -> dict[str, str]:
    """An id for each source that a note names."""
    texts = dict.fromkeys(text for entry in entries for values in entry.values for text in values.get("source", ()))
    ids = Ids()
    return {text: ids.give(text) for text in texts}


def _tags(entry: Entry) -> list[str]:
    return [tag for tag in dict.fromkeys(entry.reading.note.tags) if tag not in _NOT_KEPT]


def _common(entries: list[Entry]) -> tuple[str, ...]:
    """What the decks of all notes begin with."""
    levels: Iterator[tuple[str, ...]] = zip(*(entry.reading.note.deck for entry in entries), strict=False)
    return tuple(level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels))


def _deck_id(title: str, ids: Ids) -> str:
    slug = suggested_id(title)
    return ids.give(f"{slug}-deck" if slug in RESERVED or slug.startswith("backup-") else title)
