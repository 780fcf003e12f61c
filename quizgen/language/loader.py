"""Load a collection (decks, facts, terms, sources, media) from a folder or a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from quizgen.diagnostics import (
    Diagnostic,
    Position,
    Related,
    Severity,
    did_you_mean,
    has_errors,
    nearest,
    shortened,
)
from quizgen.knowledge import Term
from quizgen.language.declarations import (
    CollectionDeclaration,
    DeckDeclaration,
    SharedDeclaration,
    TermDeclaration,
    TermsDeclaration,
)
from quizgen.language.facts import KINDS
from quizgen.language.facts.column_numbers import settled_numbers
from quizgen.language.facts.entities import Entities
from quizgen.language.facts.entity import Entity
from quizgen.language.facts.entity_rows import Rows, rows_of_mapping, rows_of_text
from quizgen.language.facts.fact import Fact
from quizgen.language.language_choice import choose_language
from quizgen.language.media import MEDIA_FOLDER, File, Use, read_media, undecodable, unused
from quizgen.language.reader import Document, Loc, read_file, read_table, read_text
from quizgen.language.validation import keys_of, meant_key, validate
from quizgen.text.formula import COMMANDS, FormulaError, parse_formula
from quizgen.text.markup import escaped, formulas, other_formulas, unpaired
from quizgen.text.sameness import identity
from quizgen.text.units import UnitError, Units

COLLECTION_FILE = "collection.yaml"
LOCK_FILE = "quizgen.lock"
_HEADS = ("deck", "collection", "terms")
_PLAN_KEYS = frozenset(("sections", "variants", "seed", "free"))  # of the plan of a test
TABLES = (".csv", ".tsv", ".txt")  # files of rows
_NAMES = ("synonyms", "broader", "opposite", "confused with")


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
    source_at: tuple[Position, ...] = ()
    ignore: dict[str, str] = field(default_factory=dict)
    ignore_at: dict[str, Position] = field(default_factory=dict)


@dataclass(slots=True)
class Collection:
    """Everything that was read together; `title` is empty for a deck that stands alone."""

    title: str = ""
    id: str = ""
    description: str = ""
    language: str = "en"  # as `text.languages` knows it
    notice: str = ""
    sources: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)  # a source's address, by how it is cited
    single: tuple[str, ...] = ()
    units: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()  # ids of decks, those that come first
    terms: list[Term] = field(default_factory=list)
    decks: list[Deck] = field(default_factory=list)
    lock_path: Path = Path(LOCK_FILE)
    folder: Path | None = None  # none for text without a file, which can show no media
    media: dict[str, File] = field(default_factory=dict)  # by the author's name for it
    position: Position = Position("")
    order_at: tuple[Position, ...] = ()
    # By a term and a name that it mentions.
    named_at: dict[tuple[Position, str], Position] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)  # texts of tables that are no files
    unread: bool = False  # with a file or a term that could not be read, names may be missing

    @property
    def stands_alone(self) -> bool:
        """Tell whether this is one deck file, without a collection."""
        return not self.title

    def facts(self) -> Iterator[tuple[Deck, Fact]]:
        """Return every fact with its deck, in the author's order."""
        return ((deck, fact) for deck in self.decks for fact in deck.facts)

    def sources_by_name(self) -> dict[str, str]:
        """Return the text of each file that it was read from, by its name inside the folder."""
        if self.folder is None:
            return {}
        root = PurePosixPath(_name(self.folder))
        return {
            PurePosixPath(path).relative_to(root).as_posix(): text
            for path, text in self.texts.items()
        }

    def uses(self) -> Iterator[Use]:
        """Return every picture and sound that a fact names, with its place."""
        for _, fact in self.facts():
            for exhibit in fact.exhibits():
                yield Use(exhibit.file, exhibit.kind, fact.at(*exhibit.loc))

    def damaged_media(self) -> Iterator[Diagnostic]:
        """Yield an error for each picture that cannot be decoded to its end."""
        return undecodable(self.media, self.uses())


def load(path: Path) -> tuple[Collection, list[Diagnostic]]:
    """Read a folder with a `collection.yaml`, or a single deck file; report all their problems.

    A folder with one file is that deck.
    """
    with suppress(OSError):  # such as a name that is too long, of which `read_file` says more
        if path.is_dir():
            return _load_folder(path)
    collection = Collection(
        lock_path=path.with_suffix(".lock"), folder=path.parent, position=Position(_name(path))
    )
    document, diagnostics = read_file(path, _name(path))
    is_deck = isinstance(document.value, dict) and "deck" in document.value
    if is_deck and (path.parent / COLLECTION_FILE).is_file():
        # Alone it would get other identities than in its collection, and Anki would hold everything
        # twice.
        hint = f"give the folder, `{_name(path.parent)}`; "
        hint += f"this deck's id in it is `{document.value.get('id', '…')}`"
        message = "this deck is part of a collection"
        diagnostics.append(Diagnostic("part-of-collection", message, document.at(), hint))
    return _assemble(collection, [document], diagnostics, alone=True)


def load_text(
    text: str, name: str = "deck.yaml", tables: Mapping[str, str] | None = None
) -> tuple[Collection, list[Diagnostic]]:
    """Read a single deck from text, and the tables beside it, by name."""
    document, diagnostics = read_text(text, name)
    collection = Collection(position=Position(name))
    collection.tables.update(tables or {})
    return _assemble(collection, [document], diagnostics, alone=True)


def load_texts(texts: Mapping[str, str]) -> tuple[Collection, list[Diagnostic]]:
    """Read a collection from the texts of its files, by their names."""
    documents, diagnostics = [], []
    collection = Collection()
    for name, text in texts.items():
        if not name.endswith((".yaml", ".yml")):
            collection.tables[name] = text
            continue
        document, problems = read_text(text, name)
        documents.append(document)
        diagnostics += problems
    return _assemble(collection, documents, diagnostics, alone=False)


def _name(path: Path) -> str:
    """Return the path as messages show it, also where its bytes are no text."""
    return path.as_posix().encode(errors="surrogateescape").decode(errors="replace")


def is_ours(path: Path, folder: Path) -> bool:
    """Tell whether a file is YAML and not hidden, as files of editors and repositories are."""
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix.lower() in (".yaml", ".yml") and not hidden


def _load_folder(folder: Path) -> tuple[Collection, list[Diagnostic]]:
    name = _name(folder)
    collection = Collection(lock_path=folder / LOCK_FILE, folder=folder, position=Position(name))
    try:
        paths = sorted(path for path in folder.rglob("*") if is_ours(path, folder))
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        return collection, [Diagnostic("cannot-read", message, Position(name))]
    if not paths:
        message = "there is no YAML file in this folder"
        hint = f"put a deck into it, such as {name}/my-deck.yaml; decks/README.md shows how"
        return collection, [Diagnostic("no-decks", message, Position(name), hint)]
    if len(paths) == 1 and paths[0].name != COLLECTION_FILE:
        return load(paths[0])  # a folder of one deck
    if folder / COLLECTION_FILE not in paths:
        hint = (
            f"write {name}/{COLLECTION_FILE}: `collection: My title`, then `id: my-title`; "
            "or name one deck"
        )
        message = f"this folder has no {COLLECTION_FILE}"
        return collection, [Diagnostic("no-collection", message, Position(name), hint)]
    documents, diagnostics = [], []
    for path in paths:
        document, problems = read_file(path, _name(path))
        documents.append(document)
        diagnostics += problems
    return _assemble(collection, documents, diagnostics, alone=False)


def _assemble(
    collection: Collection, documents: list[Document], diagnostics: list[Diagnostic], *, alone: bool
) -> tuple[Collection, list[Diagnostic]]:
    for document in documents:
        collection.texts[document.path] = document.text
        if document.value is not None:
            diagnostics += [*_take(collection, document, alone=alone), *_bad_formulas(document)]
            continue
        collection.unread = True
        if not any(each.position.path == document.path for each in diagnostics):
            hint = "write a deck into it; decks/README.md shows how"
            diagnostics.append(
                Diagnostic("empty-value", "this file is empty", Position(document.path), hint)
            )
    collection.terms += _terms_of_tables(collection)
    place = {id: index for index, id in enumerate(collection.order)}
    collection.decks.sort(key=lambda deck: place.get(deck.id, len(place)))
    if not collection.unread:
        diagnostics += _missing(collection, alone=alone)
    if collection.folder is not None:
        root = collection.folder / MEDIA_FOLDER
        collection.media, problems = read_media(root, _name(root), collection.uses())
        diagnostics += problems
        # Otherwise a deck that is not here or not read may show what is left.
        if not alone and not has_errors(diagnostics):
            diagnostics += unused(root, _name(root), collection.media)
    return collection, diagnostics


def _take(collection: Collection, document: Document, *, alone: bool) -> list[Diagnostic]:
    keys = document.value if isinstance(document.value, dict) else {}
    head = next((head for head in _HEADS if head in keys), "")
    if head == "deck":
        return _take_deck(collection, document, alone=alone)
    if not alone and not head and not _PLAN_KEYS.isdisjoint(keys) and "facts" not in keys:
        return []  # the plan of a test, which stands beside the decks
    if alone or not head:
        collection.unread = True
        return [_unfit(document, head, alone=alone)]
    if head == "collection":
        return _take_collection(collection, document)
    declaration, diagnostics = validate(TermsDeclaration, document.value, document, ())
    if declaration is None:
        collection.unread = True
        return diagnostics
    return diagnostics + _take_terms(collection, document, declaration.terms)


def _bad_formulas(document: Document) -> Iterator[Diagnostic]:
    """Yield formulas that no output could set, and those that are written as elsewhere.

    Without a mark of them in the whole file, nothing is looked at.
    """
    if not any(mark in document.text for mark in "$\\`"):
        return
    for place, text in document.texts():
        for latex in formulas(text):
            if problem := _not_understood(latex):
                message, hint = problem
                yield Diagnostic("bad-formula", message, place, hint)
        for source, latex in other_formulas(text):
            message = f"`{shortened(source)}` is no formula here, where one is `$…$`"
            hint = f"write `${shortened(latex)}$`; if none is meant, put it between backticks, "
            hint += f"or write `{shortened(escaped(source))}`"
            yield Diagnostic("bad-formula", message, place, hint)
        # What is written as elsewhere is said above.
        for mark in () if other_formulas(text) else unpaired(text):
            message, hint = _UNPAIRED.get(mark, _UNPAIRED["\\"])
            message, hint = message.format(mark), hint.format(mark)
            yield Diagnostic("unpaired-mark", message, place, hint, severity=Severity.NOTICE)


_UNPAIRED = {
    "`": (
        "a backtick stands here without a second one, so that no code begins",
        "put one behind the code, too; if the backtick itself is meant, write `\\`` for it",
    ),
    "$": (
        "a dollar sign stands here without a second one, so that no formula begins",
        "write the formula as `$…$`; if the dollar sign itself is meant, write `\\$` for it",
    ),
    "\\": (
        "`{}` stands outside a formula, and is shown as it is typed",
        "write the formula as `$…$`; if none is meant, put it between backticks, or write `\\{}`",
    ),
}


def _not_understood(latex: str) -> tuple[str, str] | None:
    """Return what is wrong in a formula, and what to do about it."""
    try:
        parse_formula(latex)
    except FormulaError as error:
        near = nearest(error.command, COMMANDS) if error.command else ""
        hint = "decks/README.md lists what a formula may hold"
        if near:
            hint = f"did you mean `\\{near}`?"
        hint += "; for a plain dollar sign, write `\\$`"
        return f"the formula `${shortened(latex)}$` is not understood: {error}", hint
    return None


def _unfit(document: Document, head: str, *, alone: bool) -> Diagnostic:
    if head:
        message = f"this file is not a deck: it begins with `{head}`"
        hint = "name the folder that it stands in"
        return Diagnostic("unknown-file", message, document.at(), hint)
    keys = list(document.value) if isinstance(document.value, dict) else []
    hints = (did_you_mean(key, ("deck",) if alone else _HEADS) for key in keys)
    hint = next((hint for hint in hints if hint.startswith("did you")), "")
    message = "this file is not a deck" if alone else "this file is neither a deck nor terms"
    hint = hint or "begin it with `deck: Its title`, `id: its-id` and `facts:`"
    return Diagnostic("unknown-file", message, document.at(), hint)


def _missing(collection: Collection, *, alone: bool) -> Iterator[Diagnostic]:
    """Yield what no file declares, where every file could be read."""
    known = [deck.id for deck in collection.decks]
    for id, position in zip(collection.order, collection.order_at, strict=True):
        if id not in known:
            message = f"there is no deck with the id `{id}`"
            yield Diagnostic("unknown-deck", message, position, did_you_mean(id, known))
    if not alone and not collection.id:
        hint = f"begin {COLLECTION_FILE} with `collection: My title`, then `id: my-title`"
        message = "no file of this folder declares it a collection"
        yield Diagnostic("no-collection", message, collection.position, hint)
    if not alone and not known:
        hint = "add a file that begins with `deck: Its title`"
        yield Diagnostic("no-decks", "there is no deck in this folder", collection.position, hint)


def _take_collection(collection: Collection, document: Document) -> list[Diagnostic]:
    declaration, diagnostics = validate(CollectionDeclaration, document.value, document, ())
    if declaration is None:
        collection.unread = True
        return diagnostics
    if collection.id:
        hint = "keep one file with `collection:` a folder"
        message = "a second file declares a collection"
        note = (Related("the first stands at", collection.position),)
        return [Diagnostic("duplicate-key", message, document.key("collection"), hint, note)]
    collection.title, collection.id = declaration.collection, declaration.id
    collection.description, collection.order = declaration.description, declaration.decks
    collection.position = document.key("collection")
    collection.order_at = tuple(
        document.at("decks", index) for index, _ in enumerate(declaration.decks)
    )
    return diagnostics + _take_shared(collection, document, declaration)


def _take_shared(
    collection: Collection, document: Document, declaration: SharedDeclaration
) -> list[Diagnostic]:
    collection.notice = declaration.notice
    place = document.at("language")
    collection.language, diagnostics = choose_language(
        declaration.language, collection.folder, place
    )
    for name, source in declaration.sources.items():
        collection.sources[name] = source.title
        if source.url:
            collection.links[source.title] = source.url
    collection.single += declaration.single
    diagnostics += _take_units(collection, document, declaration.units)
    return diagnostics + _take_terms(collection, document, declaration.terms)


def _take_units(
    collection: Collection, document: Document, units: dict[str, str]
) -> list[Diagnostic]:
    """Take the units that are worth something, and say which are not."""
    diagnostics: list[Diagnostic] = []
    for name, worth in units.items():
        try:
            Units({**collection.units, name: worth})
        except UnitError as error:
            hint = "write it like `14 lb`, or `''` for what is counted for itself"
            place = document.at("units", name)
            diagnostics.append(Diagnostic("bad-unit", str(error), place, hint))
            worth = ""  # so that nothing else is said of it
        collection.units[name] = worth
    return diagnostics


def _take_terms(collection: Collection, document: Document, entries: list[Any]) -> list[Diagnostic]:
    diagnostics: list[Diagnostic] = []
    for index, entry in enumerate(entries):
        declaration, problems = validate(TermDeclaration, entry, document, ("terms", index))
        diagnostics += problems
        collection.unread |= declaration is None
        if declaration is not None:
            place = document.at("terms", index)
            names = (
                declaration.synonyms,
                declaration.broader,
                declaration.opposite,
                declaration.confusables,
            )
            for key, mentioned in zip(_NAMES, names, strict=True):
                for number, name in enumerate(mentioned):
                    collection.named_at[place, name] = document.at("terms", index, key, number)
            collection.terms.append(Term(declaration.term, place, *names))
    return diagnostics


def _terms_of_tables(collection: Collection) -> list[Term]:
    """Return the terms that nobody has to declare: others name them, and a table states them."""
    language = collection.language
    wanted: set[str] = set()
    declared: set[str] = set()
    for term in collection.terms:
        declared.update(identity(name, language) for name in (term.name, *term.synonyms))
        mentioned = (*term.broader, *term.opposites, *term.confusables)
        wanted.update(identity(name, language) for name in mentioned)
    wanted -= declared
    terms: list[Term] = []
    tables = [fact for _, fact in collection.facts() if isinstance(fact, Entities)]
    for name, place in chain.from_iterable(table.stated() for table in tables if wanted):
        key = identity(name, language)
        if key in wanted:
            wanted.remove(key)
            terms.append(Term(name, place))
    return terms


def _take_deck(collection: Collection, document: Document, *, alone: bool) -> list[Diagnostic]:
    declaration, diagnostics = validate(DeckDeclaration, document.value, document, ())
    if declaration is None:
        collection.unread = True
        entries = document.value.get("facts")
        return diagnostics + (_facts(entries, document)[1] if isinstance(entries, list) else [])
    if alone:
        collection.id = declaration.id
        diagnostics += _take_shared(collection, document, declaration)
    else:
        for key in keys_of(SharedDeclaration):
            if key in document.value and key != "terms":
                hint = f"move it to {COLLECTION_FILE}"
                message = f"`{key}` belongs to the collection, not to one of its decks"
                diagnostics.append(Diagnostic("unknown-key", message, document.key(key), hint))
        diagnostics += _take_terms(collection, document, declaration.terms)
    facts, problems = _facts(declaration.facts, document)
    problems += _take_rows(collection, facts)
    deck = Deck(
        id=declaration.id,
        title=declaration.deck,
        description=declaration.description,
        source=declaration.source,
        tags=declaration.tags,
        topic=declaration.topic,
        facts=tuple(facts),
        position=document.at("id"),
        source_at=tuple(document.at("source", index) for index, _ in enumerate(declaration.source)),
        ignore=declaration.ignore,
        ignore_at={code: document.key("ignore", code) for code in declaration.ignore},
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
        message = "a fact must be a mapping of keys to values"
        hint = "write `id:` and the key of its kind, each on a line of its own"
        return None, [Diagnostic("wrong-type", message, place, hint)]
    kinds = [key for key in entry if key in KINDS]
    if len(kinds) > 1:
        hint = f"keep `{kinds[0]}:` or `{kinds[1]}:`, or make two facts of it"
        message = f"this fact is of two kinds: `{kinds[0]}` and `{kinds[1]}`"
        return None, [Diagnostic("two-kinds", message, document.key(*loc, kinds[1]), hint)]
    if not kinds:
        return None, [_no_kind(entry, document, loc)]
    fact, diagnostics = validate(KINDS[kinds[0]], entry, document, loc)
    return (None if fact is None else fact.placed(document, loc)), diagnostics


def _take_rows(collection: Collection, facts: list[Fact]) -> list[Diagnostic]:
    """Give each table of entities its rows, each of which is a fact of its own after it."""
    diagnostics: list[Diagnostic] = []
    for place, fact in reversed(list(enumerate(facts))):
        if not isinstance(fact, Entities):
            continue
        found = rows_of_table(collection, fact)
        diagnostics += found.problems
        table = fact.with_rows(found.rows, found.columns, collection.language)
        rows, notices = settled_numbers(found.rows, table.columns, collection.language)
        diagnostics += notices
        table = table.with_rows(rows, found.columns, collection.language)
        facts[place : place + 1] = [table, *Entity.of(table, rows)]
    return diagnostics


def rows_of_table(collection: Collection, table: Entities) -> Rows:
    """Read the rows of a table: from the deck, from text in it, or from a file beside it."""
    document, loc = table.place
    columns, several = tuple(table.columns), table.several()
    own = (*loc, "rows")
    if isinstance(table.rows, dict):
        return rows_of_mapping(table.rows, columns, several, document, own)
    if not isinstance(table.rows, str):
        message = "`rows` must be a mapping of names to cells, or the name of a file"
        hint = "write each row as `its name: [first cell, second cell]`, or `rows: table.csv`"
        return Rows(problems=[Diagnostic("wrong-type", message, document.at(*own), hint)])
    place = document.at(*own)
    text, path, before = table.rows, document.path, place.line
    if "\n" not in table.rows.strip():
        path, before = path_beside(document.path, table.rows), 0
        text, problems = _table_text(collection, table.rows, path, place)
        if problems:
            return Rows(problems=problems)
        collection.texts[path] = text
    nouns = tuple(dict.fromkeys((table.entities, *table.name_marks())))
    return rows_of_text(text, path, nouns, columns, table.headings, several, before)


def path_beside(deck: str, name: str) -> str:
    """Return what messages call a file beside a deck."""
    return (PurePosixPath(deck).parent / name).as_posix()


def _table_text(
    collection: Collection, name: str, path: str, place: Position
) -> tuple[str, list[Diagnostic]]:
    """Return the text of a table beside a deck, which has to lie in the collection's folder."""
    if collection.folder is None:
        text = collection.tables.get(path)
        if text is not None:
            return text, []
        message = (
            f"`{shortened(name)}` cannot be read: this deck is no file that it could lie beside"
        )
        return "", [Diagnostic("cannot-read", message, place, "write the rows into the deck")]
    file, root = Path(path), collection.folder
    with suppress(OSError):
        if root.resolve() not in file.resolve().parents:
            message = f"`{shortened(name)}` lies outside the collection's folder"
            hint = "move it into the folder: what a deck is made of stays together"
            return "", [Diagnostic("cannot-read", message, place, hint)]
    text, diagnostics = read_table(file, path)
    if diagnostics and not file.is_file():
        files = [each.name for each in root.rglob("*") if each.suffix.lower() in TABLES]
        hint = did_you_mean(name, files) or "put a CSV file beside the deck"
        return "", [Diagnostic("cannot-read", f"there is no file `{name}`", place, hint)]
    return text, diagnostics


def _no_kind(entry: dict[str, Any], document: Document, loc: Loc) -> Diagnostic:
    unknown = [key for key in entry if key not in keys_of(Fact)]
    hints = {key: meant_key(key, KINDS) for key in unknown}
    listing = "name its kind: " + ", ".join(KINDS)
    if not unknown:
        return Diagnostic("missing-kind", "this fact has no kind", document.at(*loc), listing)
    # A word of two letters is near to everything.
    near = (key for key, hint in hints.items() if hint.startswith("did you") and len(key) > 2)
    key = next(near, "")
    hint = hints[key] if key else listing
    key = key or unknown[0]
    message = f"`{key}` is not a kind of fact"
    return Diagnostic("unknown-kind", message, document.key(*loc, key), hint)
