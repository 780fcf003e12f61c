"""Keep what must never change between builds: guids, parts, card numbers, note times."""

# A part is named once and for all. The parts of a fact (a list's members, a table's rows) have no
# ids of their own; asking authors for them would be asking too much. The lock gives each part a
# slug when it first appears and finds it again: the same text, the same term, or a rewording that
# is alike, has the same digits, the same hypo/hyper-like prefixes, and does not name another known
# term. What is not found again is new. Question ids are made of these slugs.

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from difflib import SequenceMatcher
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Any

from quizgen.diagnostics import Diagnostic, Position
from quizgen.knowledge import Vocabulary
from quizgen.text.dictionary import are_two_words
from quizgen.text.markup import escaped, plain
from quizgen.text.word_families import other_term
from quizgen.text.words import normal

VERSION = 1
_MOST_SECONDS = 1 << 32  # of a time that Anki reads, until 2106
SPAN = 200  # card numbers of one sort: 1–199, 200–399
_BASE91 = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
)
_ALIKE = 0.75  # how much of a reworded part must stay for it to keep its cards


@dataclass(slots=True)
class Entry:
    """What is kept of one fact.

    `parts` and `gone` map a part to its last text, `cards` a card's name to its number.
    """

    guid: str
    title: str = ""
    kind: str = ""  # the note type
    home: str = ""  # the id of the deck file
    deck: str = ""  # the deck's full name in Anki
    note: int = 0  # Anki's note id: milliseconds of its first build
    changed: int = 0  # seconds at which its content last changed
    digest: str = ""
    retired: bool = False
    parts: dict[str, str] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    cards: dict[str, int] = field(default_factory=dict)
    empty: list[str] = field(
        default_factory=list
    )  # cards that are not asked any more; their numbers stay theirs

    def copy(self) -> Entry:
        """Return an entry of the same content that shares nothing with this one."""
        # Not `replace`, which goes through all fields by name, three times for every fact.
        *values, parts, gone, cards, empty = _values_of(self)
        held = (dict(parts), dict(gone), dict(cards), list(empty))
        return Entry(*(*values, *held))

    def number(self, card: str, first: int) -> int:
        """Return the card's number: the one that it has, or the next from `first` on.

        A number is for ever, and is never given twice.
        """
        if card not in self.cards:
            self.cards[card] = (
                max(
                    (n for n in self.cards.values() if n // SPAN == first // SPAN),
                    default=first - 1,
                )
                + 1
            )
        return self.cards[card]

    def stamp(self, digest: str, now: int) -> None:
        """Take note of the content; only another content moves the time, and always forward."""
        if digest != self.digest:
            self.digest, self.changed = digest, max(now, self.changed + 1)


@dataclass(slots=True)
class NoteTypeEntry:
    """When a note type's templates or styling last changed."""

    digest: str = ""
    changed: int = 0

    def stamp(self, digest: str, now: int) -> None:
        """Take note of the content, as an entry does."""
        if digest != self.digest:
            self.digest, self.changed = digest, max(now, self.changed + 1)


@dataclass(slots=True)
class Lock:
    """The lock of a collection."""

    entries: dict[str, Entry] = field(default_factory=dict)
    note_types: dict[str, NoteTypeEntry] = field(default_factory=dict)
    _guids: set[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._guids = {entry.guid for entry in self.entries.values()}

    def copy(self) -> Lock:
        """Return a lock of the same content, for a stage to build up without touching this one."""
        entries = {fact: entry.copy() for fact, entry in self.entries.items()}
        return Lock(entries, {name: replace(kept) for name, kept in self.note_types.items()})

    def as_text(self) -> str:
        """Return the file's text: sorted, one value a line, so that its changes read well."""
        facts = {fact: _compact(entry) for fact, entry in sorted(self.entries.items())}
        types = {name: asdict(entry) for name, entry in sorted(self.note_types.items())}
        return _indented({"quizgen lock": VERSION, "note types": types, "facts": facts}) + "\n"

    def rename(self, fact: str, former: Iterable[str]) -> None:
        """Let a fact, with its choices, take over what it had under a former id."""
        for id in former:
            if id in self.entries and fact not in self.entries:
                for key in [key for key in self.entries if key == id or key.startswith(f"{id}/")]:
                    self.entries[fact + key.removeprefix(id)] = self.entries.pop(key)

    def entry(self, namespace: str, fact: str) -> Entry:
        """Return the entry of a fact, or of a question with a note of its own.

        No text takes part in the guid of a new one.
        """
        if fact not in self.entries:
            name = fact
            while (
                new := guid(namespace, name)
            ) in self._guids:  # another fact took it along when it was renamed
                name += "'"
            self.entries[fact] = Entry(new)
            self._guids.add(new)
        return self.entries[fact]

    def standing(self, start: str) -> Iterator[tuple[str, Entry]]:
        """Yield the notes that are not retired whose fact's id begins so, each with its id."""
        for id, entry in self.entries.items():
            if id.startswith(start) and "/" not in id and entry.note and not entry.retired:
                yield id, entry

    def note_type(self, name: str) -> NoteTypeEntry:
        """Return the entry of a note type."""
        return self.note_types.setdefault(name, NoteTypeEntry())

    def note_ids(self, facts: Iterable[str], now: int) -> None:
        """Give each of these entries without a note id one: the time of this build, counted on."""
        used: set[int] = set()
        for entry in self.entries.values():
            while entry.note and entry.note in used:  # two branches were merged that had one clock
                entry.note += 1
            used.add(entry.note)
        id = now * 1000
        for fact in facts:
            entry = self.entries[fact]
            if not entry.note:
                while id in used:
                    id += 1
                entry.note = id
                used.add(id)

    def retire(self, kept: Iterable[str]) -> None:
        """Make a tombstone of every entry that has a note and is not among those kept."""
        alive = set(kept)
        for id, entry in self.entries.items():
            entry.retired = bool(entry.note) and id not in alive


def guid(namespace: str, fact: str) -> str:
    """Return Anki's name for a note: 64 bits of the fact's identity in Anki's base-91 alphabet."""
    number = int.from_bytes(sha256(f"quizgen\0{namespace}\0{fact}".encode()).digest()[:8], "big")
    text = ""
    while number:
        number, digit = divmod(number, len(_BASE91))
        text = _BASE91[digit] + text
    return text


def assign_parts(
    entry: Entry, labels: Iterable[str], vocabulary: Vocabulary
) -> tuple[Entry, dict[str, str]]:
    """Return the part of each label, and the entry as it is with these parts.

    A label keeps its part when its text is the same, or the same term; when it was merely reworded;
    and it gets its former part back when it returns after having been gone.
    """
    wanted = list(dict.fromkeys(labels))
    part_of_label: dict[str, str] = {}
    # The lock keeps plain words.
    former = {part: escaped(text) for part, text in entry.parts.items()}
    known = former | {part: escaped(text) for part, text in entry.gone.items()}
    for same in (lambda text: text, normal, vocabulary.resolve):
        taken = set(part_of_label.values())
        by_text = {same(text): part for part, text in reversed(known.items()) if part not in taken}
        for label in wanted:
            if label not in part_of_label and same(label) in by_text:
                part_of_label[label] = by_text.pop(same(label))
    strangers = [label for label in wanted if label not in part_of_label]
    part_of_label |= _reworded(strangers, former, set(part_of_label.values()), vocabulary)
    taken = set(known) | set(part_of_label.values())
    for label in wanted:
        if label not in part_of_label:
            part_of_label[label] = _slug(label, taken)
            taken.add(part_of_label[label])
    parts = {part_of_label[label]: plain(label) for label in wanted}
    gone = {part: plain(text) for part, text in known.items() if part not in parts}
    return replace(entry, parts=parts, gone=gone), part_of_label


def renamed_parts(entry: Entry, former: Iterable[tuple[str, str]]) -> Entry:
    """Return the entry with parts renamed that its author says to have been called otherwise."""
    new = dict(former)
    if not new:
        return entry
    names = {normal(old): plain(label) for old, label in new.items()}
    parts = {part: names.get(normal(text), text) for part, text in entry.parts.items()}
    return replace(entry, parts=parts)


def reworded(
    labels: Iterable[str], parts: dict[str, str], vocabulary: Vocabulary
) -> dict[str, str]:
    """Return by label the part whose text it is, merely written otherwise."""
    return _reworded(list(labels), parts, set(), vocabulary)


def _reworded(
    labels: list[str], parts: dict[str, str], used: set[str], vocabulary: Vocabulary
) -> dict[str, str]:
    free = {part: text for part, text in parts.items() if part not in used}
    pairs = [
        (-ratio, order, part)
        for order, label in enumerate(labels if free else ())
        for part, text in free.items()
        if (ratio := _likeness(label, text, vocabulary)) >= _ALIKE
    ]
    found: dict[str, str] = {}
    for _, order, part in sorted(pairs):
        if labels[order] not in found and part not in found.values():
            found[labels[order]] = part
    return found


def _likeness(one: str, other: str, vocabulary: Vocabulary) -> float:
    """Return how much two texts are alike; 0 where they may well mean different things."""
    if (
        vocabulary.resolve(one) in vocabulary.terms
        and vocabulary.resolve(other) in vocabulary.terms
    ):
        return 0.0
    language = vocabulary.language
    a, b = plain(normal(one)), plain(normal(other))
    if re.findall(r"\d+", a) != re.findall(r"\d+", b) or other_term(one, other, language):
        return 0.0
    return _ratio(a, b) if _same_words(a.split(), b.split(), language) else 0.0


def _same_words(one: list[str], other: list[str], language: str) -> bool:
    """Tell whether words were added, left out or respelled, but none replaced by another."""
    for how, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if how != "replace":
            continue
        if one[i][0] != other[k][0] or _ratio(" ".join(one[i:j]), " ".join(other[k:m])) < _ALIKE:
            return False
        # An author who mends a misspelling leaves one word that is none.
        pairs = zip(one[i:j], other[k:m], strict=False)
        if any(are_two_words(word, beside, language) for word, beside in pairs):
            return False
    return True


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _slug(text: str, taken: set[str]) -> str:
    letters = (
        unicodedata.normalize("NFKD", plain(text).casefold()).encode("ascii", "ignore").decode()
    )
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "part"
    if len(slug) > 40:
        slug = slug[:41].rpartition("-")[0] or slug[:40]
    number, free = 2, slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free


def parse_lock(text: str, path: str) -> tuple[Lock, list[Diagnostic]]:
    """Read a lock; one that is damaged, or newer than this program, is an error."""
    place = Position(path)
    try:
        whole = json.loads(text)
        version = whole.get("quizgen lock") if isinstance(whole, dict) else None
        if type(version) is int and version > VERSION:
            message = f"the lock is of version {version}; this quizgen knows version {VERSION}"
            return Lock(), [Diagnostic("lock-newer", message, place, "install a newer quizgen")]
        if version != VERSION:
            raise ValueError("it does not say its version")
        entries = {
            fact: _entry(fact, values)
            for fact, values in _mapping("facts", whole.get("facts")).items()
        }
        if len({entry.guid for entry in entries.values()}) != len(entries):
            raise ValueError("a guid stands twice")
        kept = _mapping("note types", whole.get("note types"))
        types = {
            name: NoteTypeEntry(**_typed(NoteTypeEntry(), name, values))
            for name, values in kept.items()
        }
        return Lock(entries, types), []
    except json.JSONDecodeError as error:
        place = Position(path, error.lineno, error.colno)
        problem = error.msg[:1].lower() + error.msg[1:]
    except (ValueError, TypeError, RecursionError) as error:
        problem = str(error)
    hint = "restore it from version control; without it, cards already imported could be mixed up"
    return Lock(), [Diagnostic("lock-damaged", f"the lock is damaged: {problem}", place, hint)]


def _entry(fact: str, values: Any) -> Entry:
    entry = Entry(**_typed(Entry("-"), fact, values))
    if not (entry.guid.isascii() and entry.guid.isprintable() and entry.guid != "-"):
        raise ValueError(f"`{fact}` has no guid")
    if not all(0 < number < 2 * SPAN for number in entry.cards.values()):
        raise ValueError(f"a card number of `{fact}` is out of range")
    if len(set(entry.cards.values())) != len(entry.cards):
        raise ValueError(f"a card number of `{fact}` stands twice")
    return entry


def _typed(sample: Entry | NoteTypeEntry, name: str, values: Any) -> dict[str, Any]:
    """Return the values, if each is of the type that the sample has there."""
    inner = {"parts": str, "gone": str, "cards": int, "empty": str}
    for key, value in _mapping(name, values).items():
        expected = type(getattr(sample, key, None))
        items: Iterable[Any] = value if isinstance(value, list) else ()
        if isinstance(value, dict):
            items = value.values()
        is_fit = type(value) is expected
        if not is_fit or (items and any(type(item) is not inner[key] for item in items)):
            raise ValueError(f"`{key}` of `{name}` is not what it should be")
        most = _MOST_SECONDS if key == "changed" else 1 << 53
        if isinstance(value, int) and not 0 <= value < most:
            raise ValueError(f"`{key}` of `{name}` is out of range")
    return dict(values)


def _mapping(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"`{name}` is not a mapping")
    return value


def _compact(entry: Entry) -> dict[str, Any]:
    # Not `asdict`, which copies every value and its parts, to be written and thrown away.
    values = zip(_NAMES, _values_of(entry), strict=True)
    return {name: value for name, value in values if value or name == "guid"}


_NAMES = [each.name for each in fields(Entry)]
_values_of: Callable[[Entry], tuple[Any, ...]] = attrgetter(*_NAMES)


def _indented(value: Any, depth: int = 1) -> str:
    """Return what `json.dumps(value, ensure_ascii=False, indent=1)` would, several times as fast.

    The library indents in Python alone. In C it can put each item of a flat value on its own line.
    """
    if not value or not isinstance(value, dict | list):
        return _scalar(value)
    if isinstance(value, dict) and any(isinstance(each, dict | list) for each in value.values()):
        items = (f"{_scalar(key)}: {_indented(each, depth + 1)}" for key, each in value.items())
        body = f",\n{' ' * depth}".join(items)
    else:
        body = _flat(depth)(value)[1:-1]
    brackets = "[]" if isinstance(value, list) else "{}"
    return f"{brackets[0]}\n{' ' * depth}{body}\n{' ' * (depth - 1)}{brackets[1]}"


_scalar = json.JSONEncoder(ensure_ascii=False).encode


@cache
def _flat(depth: int) -> Callable[[Any], str]:
    separators = (f",\n{' ' * depth}", ": ")
    return json.JSONEncoder(ensure_ascii=False, separators=separators).encode
