"""Gives a collection (decks, facts, terms, sources) from a folder or a file; knows shapes, not what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from quizgen.diagnostics import Diagnostic, Position, did_you_mean, has_errors
from quizgen.facts import KINDS
from quizgen.facts.fact import Fact, Slug, Tags, Text, Texts
from quizgen.knowledge import Term
from quizgen.reader import Document, Loc, read_file, read_text
from quizgen.schema import keys_of, validate

COLLECTION_FILE = "collection.yaml"
LOCK_FILE = "quizgen.lock"
_HEADS = ("deck", "terms", "collection")


class _Header(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Shared(_Header):
    """What a collection's own file, and a deck that stands alone, may declare."""

    language: str = "en"
    notice: str = ""
    sources: dict[Text, Text] = Field(default_factory=dict)
    single: Texts = Field((), alias="single-valued")
    terms: list[Any] = Field(default_factory=list)


class _CollectionHeader(_Shared):
    collection: Text
    id: Slug
    description: str = ""
    decks: Texts = ()


class _DeckHeader(_Shared):
    deck: Text
    id: Slug
    description: str = ""
    source: Texts = ()
    tags: Tags = ()
    topic: str = ""
    facts: Annotated[list[Any], Field(min_length=1)]


class _TermsHeader(_Header):
    terms: list[Any]


class _TermHeader(_Header):
    term: Text
    synonyms: Texts = ()
    broader: Texts = ()
    opposite: Texts = ()
    confusables: Texts = Field((), alias="confused with")


@dataclass(frozen=True, slots=True)
class Deck:
    """One file of facts, with what it gives its facts by default."""

    id: str
    title: str
    description: str
    source: tuple[str, ...]
    tags: tuple[str, ...]
    topic: str
    facts: tuple[Fact, ...]
    position: Position


@dataclass(slots=True)
class Collection:
    """Everything that was read together; `title` is empty for a deck that stands alone."""

    title: str = ""
    id: str = ""
    description: str = ""
    language: str = "en"
    notice: str = ""
    sources: dict[str, str] = field(default_factory=dict)
    single: tuple[str, ...] = ()
    order: tuple[str, ...] = ()  # ids of decks, those that come first
    terms: list[Term] = field(default_factory=list)
    decks: list[Deck] = field(default_factory=list)
    lock_path: Path = Path(LOCK_FILE)
    position: Position = Position("")
    language_position: Position = Position("")
    texts: dict[str, str] = field(default_factory=dict)

    def facts(self) -> Iterator[tuple[Deck, Fact]]:
        """Every fact with its deck, in the author's order."""
        return ((deck, fact) for deck in self.decks for fact in deck.facts)


def load(path: Path) -> tuple[Collection, list[Diagnostic]]:
    """Read a folder with a `collection.yaml`, or a single deck file, with every problem of every file."""
    if path.is_dir():
        return _load_folder(path)
    collection = Collection(lock_path=path.with_suffix(".lock"), position=Position(path.as_posix()))
    document, diagnostics = read_file(path, path.as_posix())
    return _assemble(collection, [document], diagnostics, alone=True)


def load_text(text: str, name: str = "deck.yaml") -> tuple[Collection, list[Diagnostic]]:
    """Read a single deck from text."""
    document, diagnostics = read_text(text, name)
    return _assemble(Collection(position=Position(name)), [document], diagnostics, alone=True)


def _load_folder(folder: Path) -> tuple[Collection, list[Diagnostic]]:
    name = folder.as_posix()
    collection = Collection(lock_path=folder / LOCK_FILE, position=Position(name))
    try:
        paths = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml"))
    except OSError as error:
        problem = Diagnostic("cannot-read", f"the folder cannot be read: {error.strerror}", Position(name))
        return collection, [problem]
    if not paths:
        hint = f"put a deck into it, such as {name}/my-deck.yaml; decks/README.md shows how"
        return collection, [Diagnostic("no-decks", "there is no YAML file in this folder", Position(name), hint)]
    if folder / COLLECTION_FILE not in paths:
        hint = f"write {name}/{COLLECTION_FILE}: `collection: My title`, then `id: my-title`; or name one deck"
        message = f"this folder has no {COLLECTION_FILE}"
        return collection, [Diagnostic("no-collection", message, Position(name), hint)]
    documents, diagnostics = [], []
    for path in paths:
        document, problems = read_file(path, path.as_posix())
        documents.append(document)
        diagnostics += problems
    return _assemble(collection, documents, diagnostics, alone=False)


def _assemble(
    collection: Collection, documents: list[Document], diagnostics: list[Diagnostic], alone: bool
) -> tuple[Collection, list[Diagnostic]]:
    for document in documents:
        collection.texts[document.path] = document.text
        if document.value is None:
            if not any(each.position.path == document.path for each in diagnostics):
                hint = "write a deck into it; decks/README.md shows how"
                problem = Diagnostic("empty-value", "this file is empty", Position(document.path), hint)
                diagnostics.append(problem)
            continue
        head = next((head for head in _HEADS if isinstance(document.value, dict) and head in document.value), "")
        if head == "collection" and not alone:
            diagnostics += _take_collection(collection, document)
        elif head == "terms" and not alone:
            header, problems = validate(_TermsHeader, document.value, document, ())
            diagnostics += problems
            if header is not None:
                diagnostics += _take_terms(collection, document, header.terms)
        elif head == "deck":
            diagnostics += _take_deck(collection, document, alone)
        else:
            known = ("deck",) if alone else _HEADS
            keys = list(document.value) if isinstance(document.value, dict) else []
            hint = next((hint for hint in (did_you_mean(key, known) for key in keys) if "did you" in hint), "")
            message = "this file is neither a deck nor terms" if not alone else "this file is not a deck"
            hint = hint or "begin it with `deck: Its title`, `id: its-id` and `facts:`"
            diagnostics.append(Diagnostic("unknown-file", message, document.at(), hint))
    place = {id: index for index, id in enumerate(collection.order)}
    collection.decks.sort(key=lambda deck: place.get(deck.id, len(place)))
    for id in collection.order:
        if id not in {deck.id for deck in collection.decks} and not has_errors(diagnostics):
            hint = did_you_mean(id, [deck.id for deck in collection.decks])
            diagnostics.append(
                Diagnostic("unknown-deck", f"there is no deck with the id `{id}`", collection.position, hint)
            )
    if not collection.decks and not diagnostics:
        hint = "add a file that begins with `deck: Its title`"
        diagnostics.append(Diagnostic("no-decks", "there is no deck in this folder", collection.position, hint))
    return collection, diagnostics


def _take_collection(collection: Collection, document: Document) -> list[Diagnostic]:
    header, diagnostics = validate(_CollectionHeader, document.value, document, ())
    if header is None:
        return diagnostics
    if collection.id:
        hint = "keep one file with `collection:` a folder"
        message = "a second file declares a collection"
        return [Diagnostic("duplicate-key", message, document.key("collection"), hint)]
    collection.title, collection.id, collection.description = header.collection, header.id, header.description
    collection.position, collection.order = document.at(), header.decks
    return diagnostics + _take_shared(collection, document, header)


def _take_shared(collection: Collection, document: Document, header: _Shared) -> list[Diagnostic]:
    collection.language, collection.notice = header.language, header.notice
    collection.language_position = document.at("language")
    collection.sources |= header.sources
    collection.single += header.single
    return _take_terms(collection, document, header.terms)


def _take_terms(collection: Collection, document: Document, entries: list[Any]) -> list[Diagnostic]:
    diagnostics: list[Diagnostic] = []
    for index, entry in enumerate(entries):
        header, problems = validate(_TermHeader, entry, document, ("terms", index))
        diagnostics += problems
        if header is not None:
            place = document.at("terms", index)
            related = (header.broader, header.opposite, header.confusables)
            collection.terms.append(Term(header.term, place, header.synonyms, *related))
    return diagnostics


def _take_deck(collection: Collection, document: Document, alone: bool) -> list[Diagnostic]:
    header, diagnostics = validate(_DeckHeader, document.value, document, ())
    if header is None:
        entries = document.value.get("facts")
        return diagnostics + (_facts(entries, document)[1] if isinstance(entries, list) else [])
    if alone:
        collection.id = header.id
        diagnostics += _take_shared(collection, document, header)
    elif shared := [key for key in keys_of(_Shared) if key in document.value and key != "terms"]:
        hint = f"move it to {COLLECTION_FILE}"
        message = f"`{shared[0]}` belongs to the collection, not to one of its decks"
        diagnostics.append(Diagnostic("unknown-key", message, document.key(shared[0]), hint))
    else:
        diagnostics += _take_terms(collection, document, header.terms)
    facts, problems = _facts(header.facts, document)
    deck = Deck(
        header.id,
        header.deck,
        header.description,
        header.source,
        header.tags,
        header.topic,
        tuple(facts),
        document.at("id"),
    )
    collection.decks.append(deck)
    return diagnostics + problems


def _facts(entries: list[Any], document: Document) -> tuple[list[Fact], list[Diagnostic]]:
    facts, diagnostics = [], []
    for index, entry in enumerate(entries):
        fact, problems = _fact(entry, document, ("facts", index))
        diagnostics += problems
        if fact is not None:
            facts.append(fact)
    return facts, diagnostics


def _fact(entry: Any, document: Document, loc: Loc) -> tuple[Fact | None, list[Diagnostic]]:
    place = document.at(*loc)
    if not isinstance(entry, dict):
        hint = "write `id:` and the key of its kind, each on a line of its own"
        return None, [Diagnostic("wrong-type", "a fact must be a mapping of keys to values", place, hint)]
    named = [key for key in entry if key in KINDS]
    if len(named) > 1:
        hint = f"keep `{named[0]}:` or `{named[1]}:`, or make two facts of it"
        message = f"this fact is of two kinds: `{named[0]}` and `{named[1]}`"
        return None, [Diagnostic("two-kinds", message, document.key(*loc, named[1]), hint)]
    if not named:
        return None, [_no_kind(entry, document, loc)]
    fact, diagnostics = validate(KINDS[named[0]], entry, document, loc)
    return (None if fact is None else fact.placed(document, loc)), diagnostics


def _no_kind(entry: dict[str, Any], document: Document, loc: Loc) -> Diagnostic:
    unknown = [key for key in entry if key not in keys_of(Fact)]
    for key in unknown:
        hint = did_you_mean(key, KINDS)
        if hint.startswith("did you"):
            return Diagnostic("unknown-kind", f"`{key}` is not a kind of fact", document.key(*loc, key), hint)
    hint = "name its kind: " + ", ".join(KINDS)
    if unknown:
        return Diagnostic("unknown-kind", f"`{unknown[0]}` is not a kind of fact", document.key(*loc, unknown[0]), hint)
    return Diagnostic("missing-kind", "this fact has no kind", document.at(*loc), hint)
