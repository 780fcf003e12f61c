"""Write the text of decks: their topics, shared tags and sources, and the facts of the notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Any

from quizgen.diagnostics import Diagnostic
from quizgen.importing.choose_readings import Ids, ImportEntry
from quizgen.importing.rich_text import deck_text
from quizgen.importing.yaml_text import as_yaml
from quizgen.language.consistency import RESERVED, mistaken_for
from quizgen.language.validation import suggested_id
from quizgen.text.markup import escaped

_BEGIN = re.compile(r"  - id: (\S+)$")
_FACT = re.compile(r"^  - id: \S+\n((?:    .*\n|\n)*)", re.MULTILINE)
_ROWS = re.compile(r"^    rows: (\S+)$", re.MULTILINE)
_UNNAMED = "imported"  # what comes of a name without a letter
_NOT_KEPT = ("leech", "marked")  # Anki's own tags, which say how a learner fared


def deck_file(
    entries: list[ImportEntry],
    title: str,
    *,
    alone: bool = True,
    mark: str = "",
    taken: Iterable[str] = (),
) -> str:
    """Return one deck of all notes; below the deck that is common to all, their decks are topics.

    A deck that does not stand alone cannot declare its sources: they become part of the
    explanations. The `mark` ends the id of one that does, so that no other import has it; of one
    that does not, the id is none that is `taken`.
    """
    common = _common(entries)
    name = ": ".join(common) if common and common != ("Default",) else title
    return _deck(
        entries,
        name,
        _deck_id(name, Ids(taken)) + (mark if alone else ""),
        len(common),
        _sources(entries) if alone else None,
        declared=alone,
    )


def collection_files(
    entries: list[ImportEntry], title: str, origin: str, mark: str = ""
) -> dict[str, str]:
    """Return a `collection.yaml` and a file for each deck below what is common to all, by name.

    The source of all facts is what they come from. The `mark` ends the collection's id.
    """
    common = _common(entries)
    level = len(common) - (
        len(common) > 0 and any(entry.reading.note.deck == common for entry in entries)
    )
    name = ": ".join(common[:level]) or title
    homes: dict[str, list[ImportEntry]] = {}
    for entry in entries:
        deck = entry.reading.note.deck
        homes.setdefault(deck[level] if len(deck) > level else name, []).append(entry)
    sources = _sources(entries)
    ids = Ids(RESERVED)
    key = Ids(sources.values()).give(origin)
    declared = {key: _name(origin), **{id: text for text, id in sources.items()}}
    files = {
        "collection.yaml": as_yaml(
            {
                "collection": _name(name) or _UNNAMED,
                "id": _deck_id(name, Ids()) + mark,
                "sources": declared,
            }
        )
    }
    for home, own in homes.items():
        id = _deck_id(home, ids)
        files[f"{id}.yaml"] = _deck(own, home, id, level + 1, sources, key)
    return files


def _deck(
    entries: list[ImportEntry],
    title: str,
    id: str,
    level: int,
    sources: dict[str, str] | None,
    source: str = "",
    *,
    declared: bool = False,
) -> str:
    tags = Counter(tag for entry in entries for tag in set(_tags(entry)))
    shared = (
        [tag for tag in _tags(entries[0]) if tags[tag] == len(entries)] if len(entries) > 1 else []
    )
    head: dict[str, Any] = {"deck": _name(title) or _UNNAMED, "id": id}
    if source:
        head["source"] = source
    if sources and declared:
        head["sources"] = {key: text for text, key in sources.items()}
    if shared:
        head["tags"] = shared
    facts = []
    for entry in entries:
        topic = _name(": ".join(entry.reading.note.deck[level:]))
        own = [tag for tag in _tags(entry) if tag not in shared]
        facts += [_with_setting(values, topic, own, sources) for values in entry.values]
    return (
        as_yaml(head)
        + "\nfacts:\n"
        + "\n".join(as_yaml({"": [fact]}).partition("\n")[2] for fact in facts)
    )


def _with_setting(
    values: dict[str, Any], topic: str, tags: list[str], sources: dict[str, str] | None
) -> dict[str, Any]:
    """Return a fact with its source, topic and tags, which stand after what it says.

    Its explanation, and its excuses, stand last.
    """
    fact = {
        key: value
        for key, value in values.items()
        if key not in ("why", "source", "topic", "ignore")
    }
    why = [values["why"]] if "why" in values else []
    if sources is None:
        why += [f"Source: {text}" for text in values.get("source", ())]
    elif "source" in values:
        fact["source"] = [sources[text] for text in values["source"]]
    if topic := values.get("topic", topic):
        fact["topic"] = topic
    if tags:
        fact["tags"] = tags
    if why:
        fact["why"] = "\n".join(why)
    return fact | ({"ignore": values["ignore"]} if "ignore" in values else {})


def _sources(entries: Iterable[ImportEntry]) -> dict[str, str]:
    """Return an id for each source that a note names."""
    texts = dict.fromkeys(
        text for entry in entries for values in entry.values for text in values.get("source", ())
    )
    ids = Ids()
    return {text: ids.give(text) for text in texts}


def _tags(entry: ImportEntry) -> list[str]:
    return [tag for tag in dict.fromkeys(entry.reading.note.tags) if tag not in _NOT_KEPT]


def _common(entries: list[ImportEntry]) -> tuple[str, ...]:
    """Return what the decks of all notes begin with."""
    levels: Iterator[tuple[str, ...]] = zip(
        *(entry.reading.note.deck for entry in entries), strict=False
    )
    return tuple(level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels))


def _name(text: str) -> str:
    """Return the name of a file or of a deck elsewhere as a deck can hold it, on one line."""
    return escaped(" ".join(deck_text(text).split()))


def _deck_id(title: str, ids: Ids) -> str:
    slug = suggested_id(title)
    return ids.give(f"{slug}-deck" if mistaken_for(slug) else title)


def fact_texts(deck: str, table: Callable[[str], str]) -> set[str]:
    """Return the text of each fact of a deck that was imported, without its id.

    `table` returns the text of a file of rows, by its name, which then stands in the place of it.
    """
    texts = (match[1].rstrip() for match in _FACT.finditer(deck))
    return {_ROWS.sub(lambda rows: table(rows[1]), text) for text in texts}


def facts_at(
    files: Mapping[str, str], problems: Iterable[Diagnostic]
) -> dict[str, list[Diagnostic]]:
    """Return the facts that problems of our own files are about, with the problems of each."""
    begins = {
        name: [
            (line, match[1])
            for line, text in enumerate(text.split("\n"), 1)
            if (match := _BEGIN.match(text))
        ]
        for name, text in files.items()
    }
    problems_of: dict[str, list[Diagnostic]] = {}
    for each in problems:
        above = [
            id for line, id in begins.get(each.position.path, ()) if line <= each.position.line
        ]
        if above:
            problems_of.setdefault(above[-1], []).append(each)
    return problems_of
