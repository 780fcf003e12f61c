"""Find the locks that know a collection's facts: its own, those beside it, those in packages."""

# A lock is a collection's by the ids that it holds, whatever its file is called: a deck file that
# is renamed, that becomes part of a collection or leaves one, takes its cards' identities along.

from __future__ import annotations

import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from quizgen.diagnostics import Diagnostic, Position, Severity
from quizgen.language.loader import COLLECTION_FILE, LOCK_FILE, TABLES, Collection, is_ours
from quizgen.language.media import MEDIA_FOLDER
from quizgen.language.reader import read_lock
from quizgen.lock import Lock, parse_lock
from quizgen.questions.question import fact_of

# What a package carries for its author, and Anki passes over: the lock, and the text of its decks.
LOCK_ENTRY, SOURCES = "quizgen.lock", "quizgen/"
MEDIA_NAMES = "media.json"  # there, how their author called the media
MOST_BYTES = 200_000_000
# What the library raises of a damaged zip file: of a name that is no text, a UnicodeDecodeError.
ZIP_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
)
_DAMAGE = (*ZIP_DAMAGE, OSError)


def find_lock(collection: Collection) -> tuple[Lock, str | None, list[Path], list[Diagnostic]]:
    """Return the lock of a collection, its text, and the locks beside it that it takes over.

    The text is None where there is no lock yet. With them goes what is wrong with them.
    """
    path = collection.lock_path
    text, problems = read_lock(path)
    lock = Lock()
    if text is not None:
        lock, more = parse_lock(text, path.as_posix())
        problems += more
        if not more and collection.id and lock.collection not in _ids(collection):
            problems.append(_of_another(lock, path, collection))
    if problems or not collection.id:
        return lock, text, [], problems
    adopted, strays = _adopt(lock, collection, is_new=text is None)
    problems += [*strays, *lock.contests]
    if not collection.unread:
        problems += _gone_decks(lock, collection)
    return lock, text, adopted, problems


def _adopt(
    lock: Lock, collection: Collection, *, is_new: bool
) -> tuple[list[Path], list[Diagnostic]]:
    """Take over what other locks know of facts that this one does not; return these locks.

    With them go errors for locks of which nothing says that they are of these decks.
    """
    path = collection.lock_path
    ids = {id for _, fact in collection.facts() for id in (fact.id, *fact.was)}
    missing = ids - lock.entries.keys()
    adopted: list[Path] = []
    strays: list[Diagnostic] = []
    for other_path in _beside(path) if missing else ():
        other = _lock_at(other_path)
        known = missing & other.entries.keys()
        facts = _shared(collection, other) if known else set()
        if facts is None and not other_path.with_suffix(".yaml").is_file():
            strays.append(_stray(other, other_path, collection, len(known)))
        elif facts and (is_new or known & facts):
            lock.adopt(other, facts)
            adopted.append(other_path)
            missing -= lock.entries.keys()
    for other_path in _around(path) if missing else ():
        text, _ = read_lock(other_path)
        if not any(f'"{id}"' in (text or "") for id in _ids(collection)):
            continue  # most locks are of other decks, and large
        other = _lock_at(other_path)
        facts = _shared(collection, other)
        # A copy of decks that are still there is a collection of its own.
        if facts and missing & facts and not _has_decks(other_path, collection):
            lock.adopt(other, facts)
            adopted.append(other_path)
            missing -= lock.entries.keys()
    return adopted, strays


def _lock_at(path: Path) -> Lock:
    """Return the lock of a file; an empty one where it is none, or damaged."""
    return parse_lock(read_lock(path)[0] or "", path.as_posix())[0]


def lock_in_package(path: Path) -> str | None:
    """Return the text of the lock that a package carries, or None."""
    try:
        return _carried(path, LOCK_ENTRY).get(LOCK_ENTRY, b"").decode() or None
    except UnicodeDecodeError:
        return None


def is_own_package(path: Path) -> bool:
    """Tell whether quizgen made this file: a package that carries a lock."""
    return lock_in_package(path) is not None


class PackageDecks(NamedTuple):
    """What a package gives back: files by their names in a folder, the lock and media among them.

    Of a deck that stands alone, `deck` is the name of its file.
    """

    collection: str
    files: dict[str, bytes]
    deck: str
    lock: str

    @property
    def stands_alone(self) -> bool:
        """Tell whether it is one deck file, without a collection."""
        return bool(self.deck)


def decks_in_package(path: Path) -> PackageDecks | None:
    """Return the decks of which a package was made, or None where it does not carry them."""
    text = lock_in_package(path) or ""
    lock, damage = parse_lock(text, path.as_posix())
    carried = _carried(path, SOURCES)
    files = {name.removeprefix(SOURCES): data for name, data in carried.items()}
    media = files.pop(MEDIA_NAMES, b"{}")
    if damage or not files or not all(map(_is_fit, files)):
        return None
    deck = "" if COLLECTION_FILE in files else next(name for name in files if _is_yaml(name))
    own_lock = PurePosixPath(deck).with_suffix(".lock").as_posix() if deck else LOCK_FILE
    files[own_lock] = text.encode()
    for name, data in _media(path, media):
        files[f"{MEDIA_FOLDER}/{name}"] = data
    return PackageDecks(lock.collection, files, deck, own_lock)


def _media(path: Path, names: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the media that a package brings, under the names that their author gave them."""
    try:
        by_name = {
            name: number for number, name in json.loads(_carried(path, "media")["media"]).items()
        }
        wanted = {str(own): by_name.get(name) for own, name in json.loads(names).items()}
    except (KeyError, ValueError, AttributeError, TypeError):
        return
    for own, number in wanted.items():
        if number is not None and number.isdigit() and PurePosixPath(own).name == own:
            yield own, _carried(path, number)[number]


def _carried(path: Path, start: str) -> dict[str, bytes]:
    """Return the entries of a package whose names begin so; none of what is no package."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if info.filename.startswith(start)]
            if sum(info.file_size for info in infos) > MOST_BYTES:
                return {}
            return {info.filename: archive.read(info) for info in infos}
    except _DAMAGE:
        return {}


def _is_fit(name: str) -> bool:
    """Tell whether a name from a package is one of a deck's files, and leads to no other place."""
    path = PurePosixPath(name)
    is_inside = not path.is_absolute() and not {"..", ""} & {*path.parts} and "\\" not in name
    return is_inside and ":" not in name and (_is_yaml(name) or path.suffix.lower() in TABLES)


def _is_yaml(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in (".yaml", ".yml")


def packages_of(collection: Collection, folder: Path) -> Iterator[Path]:
    """Yield the packages in an output folder that were made of this collection."""
    try:
        paths = sorted([*folder.glob("*.apkg"), *folder.glob("decks/*.apkg")])
    except OSError:  # of which writing says more
        return
    for path in paths:
        text = lock_in_package(path)
        if text is not None:
            lock, damage = parse_lock(text, path.as_posix())
            if not damage and lock.collection in _ids(collection):
                yield path


def shared_id(collection: Collection, source: Path) -> Iterator[Diagnostic]:
    """Warn of another deck file beside a deck that stands alone which has the same id."""
    if not collection.stands_alone or not collection.id or source.is_dir():
        return
    head = _head_of([collection.id])
    for path in sorted(source.parent.glob("*.y*ml")):
        if path.resolve() == source.resolve() or not path.is_file():
            continue
        if head.search(read_lock(path)[0] or ""):
            message = f"`{path.name}` beside it has the same id, so that both have the same cards"
            hint = "give one of the two another `id`, before anybody has its cards"
            place = collection.decks[0].position if collection.decks else collection.position
            severity = Severity.WARNING
            yield Diagnostic("duplicate-id", message, place, hint, severity=severity)


def _ids(collection: Collection) -> set[str]:
    """Return the ids that a lock of this collection, or of a deck that joined it, may have."""
    return {collection.id, *(deck.id for deck in collection.decks)}


def _beside(path: Path) -> Iterable[Path]:
    try:
        return sorted(each for each in path.parent.glob("*.lock") if each != path)
    except OSError:
        return ()


def _around(path: Path) -> Iterable[Path]:
    """Return the locks one folder above and below that of a lock.

    There it is left behind when a file becomes a folder, or a folder a file. What stands in folders
    beside it is none of its business: the same decks would give other cards elsewhere.
    """
    folder, above = path.parent, Path(os.path.normpath(path.parent / ".."))
    try:
        paths = {*above.glob("*.lock"), *folder.glob("*/*.lock")}
        own = folder.resolve()
        return sorted(each for each in paths if each.parent.resolve() != own)
    except OSError:
        return ()


def _has_decks(lock: Path, collection: Collection) -> bool:
    """Tell whether decks of this collection still stand where a lock does, too."""
    own = {Path(name).resolve() for name in collection.texts}
    files = [lock.with_suffix(".yaml"), lock.with_suffix(".yml")]
    if lock.name == LOCK_FILE:
        files = [each for each in lock.parent.rglob("*") if is_ours(each, lock.parent)]
    head = _head_of(deck.id for deck in collection.decks)
    others = (each for each in files if each.is_file() and each.resolve() not in own)
    return any(head.search(read_lock(each)[0] or "") for each in others)


def _head_of(ids: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of these ids as that of a deck in the text of its file."""
    names = "|".join(map(re.escape, ids))
    return re.compile(rf"^id:\s*['\"]?({names})['\"]?\s*(#.*)?$", re.MULTILINE)


def _gone_decks(lock: Lock, collection: Collection) -> Iterator[Diagnostic]:
    """Find decks that went out and are gone as a whole, of which a release empties the notes."""
    path = collection.lock_path
    facts = {id for _, fact in collection.facts() for id in (fact.id, *fact.was)}
    decks = {deck.id for deck in collection.decks}
    by_home: dict[str, list[str]] = {}
    for id, entry in lock.standing(""):
        by_home.setdefault(entry.home, []).append(id)
    for home, ids in by_home.items():
        out = [id for id in ids if lock.entries[id].released]
        # The rows of a table are notes of their own.
        if home in decks or not out or any({id, id.partition(".")[0]} & facts for id in ids):
            continue
        notes = f"{len(out)} notes" if len(out) > 1 else "one note"
        message = f"the deck `{home}`, of which {notes} went out, is gone"
        empties = f"a release empties {'them' if len(out) > 1 else 'it'} for who has the deck"
        hint = f"{empties}; if it lives on in another collection, say `quizgen lock split {home}` "
        hint += "first"
        yield Diagnostic(
            "deck-gone", message, Position(path.as_posix()), hint, severity=Severity.WARNING
        )


def _shared(collection: Collection, other: Lock) -> set[str] | None:
    """Return the facts of another lock that are this collection's; None where nothing says so."""
    ids = _ids(collection)
    if other.collection in ids:
        return {fact_of(id) for id in other.entries}
    # A deck that has left a collection finds its facts in the collection's lock.
    own = {fact_of(id) for id, entry in other.entries.items() if entry.home in ids}
    return own or None


def _of_another(lock: Lock, path: Path, collection: Collection) -> Diagnostic:
    message = f"the lock is of the collection `{lock.collection}`; this one is `{collection.id}`"
    hint = (
        f"to go on with the same cards, write `id: {lock.collection}` again, for only titles are "
        "shown; for a collection of its own, take the lock away"
    )
    return Diagnostic("lock-of-another", message, Position(path.as_posix()), hint)


def _stray(other: Lock, path: Path, collection: Collection, count: int) -> Diagnostic:
    facts = f"{count} of these facts" if count > 1 else "one of these facts"
    message = f"this lock knows {facts}, but as those of the collection `{other.collection}`"
    hint = (
        f"if they are the same, write `id: {other.collection}` for `id: {collection.id}`: their "
        "cards live on then; if not, take the lock away"
    )
    return Diagnostic("lock-of-another", message, Position(path.as_posix()), hint)
