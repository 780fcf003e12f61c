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
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import SequenceMatcher
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from typing import Any

from quizgen.diagnostics import Diagnostic, Position, Severity
from quizgen.knowledge import Vocabulary
from quizgen.questions.question import fact_of, part_of
from quizgen.text.dictionary import are_two_words
from quizgen.text.markup import escaped, plain
from quizgen.text.word_families import other_term
from quizgen.text.words import normal, words

VERSION = 2
MOST_CARDS = 500  # Anki makes no card of a higher number
_FIRST_CHOICES = 400  # numbers that names are first given; the others settle collisions
_TURNS = 8  # of which each may leave names without a number, before order decides
_MOST_SECONDS = 1 << 32  # of a time that Anki reads, until 2106
# The time of a note until its first correction. It is before any build, so that a note whose lock
# was lost is older than what a learner has: nothing of his is overwritten.
UNCORRECTED = 1_600_000_000
_BASE91 = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
)
SAME_WORDS = 0.4  # the least share of words by which a fact is still known as the one it was
_SHORT = 3  # letters of a word that says little of what a title is about
_ALIKE = 0.75  # how much of a reworded part must stay for it to keep its cards
_END = {"quizgen lock": "end"}  # without which the file was cut off
_AKIN = 0.6  # the least kinship of two names of which one may have become the other
_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")  # of git, around two sides of a conflict


@dataclass(slots=True)
class Entry:
    """What is kept of one fact.

    `parts` and `gone` map a part to its last text, `cards` a card's name to its number. `names`
    are the words that new cards of a part are numbered by; they are not kept.
    """

    guid: str
    title: str = ""
    kind: str = ""  # the note type
    home: str = ""  # the id of the deck file
    deck: str = ""  # the deck's full name in Anki
    note: int = 0  # Anki's note id: milliseconds of its first build
    changed: int = 0  # seconds at which its content last changed
    digest: str = ""
    released: bool = False  # whether anybody may have the note
    retired: bool = False
    parts: dict[str, str] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    cards: dict[str, int] = field(default_factory=dict)
    # cards that are not asked any more; their numbers stay theirs
    empty: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)  # cards that nobody has yet
    spent: list[int] = field(default_factory=list)  # numbers that no card may have
    names: dict[str, str] = field(default_factory=dict, compare=False)

    def copy(self) -> Entry:
        """Return an entry of the same content that shares nothing with this one."""
        # Not `replace`, which goes through all fields by name, three times for every fact.
        *values, parts, gone, cards, empty, drafts, spent = _values_of(self)
        maps = dict(parts), dict(gone), dict(cards)
        held = *maps, list(empty), list(drafts), list(spent), dict(self.names)
        return Entry(*(*values, *held))

    def number(self, cards: Iterable[str]) -> None:
        """Give each of these cards a number, which it keeps for ever.

        A number is made of the card's own words, so that it is the same without a lock. One that
        two cards would have goes to neither of them: what either had before is then nobody's. No
        number is given twice, but for those that nobody has had.
        """
        waiting = {card: self._words(card) for card in cards if card not in self.cards}
        wanted = list(waiting)
        taken = {*self.cards.values(), *self.spent}
        for turn in range(_TURNS):
            choices: dict[int, list[str]] = {}
            for card, said in waiting.items():
                choices.setdefault(choice(said, turn), []).append(card)
            for number, rivals in choices.items():
                if number not in taken and len(rivals) == 1:
                    self.cards[rivals[0]] = number
                    del waiting[rivals[0]]
            taken |= choices.keys()
        for card in sorted(waiting, key=lambda card: choice(waiting[card], _TURNS)):
            self.cards[card] = self._free_number()
        for card in wanted:  # in their author's order, for people who read the lock
            self.cards[card] = self.cards.pop(card)
        self.drafts += wanted

    def _words(self, card: str) -> str:
        """Return what a card asks for and in which form, in words."""
        part, _, form = card.rpartition("/")
        pieces = [self.names.get(piece, piece) for piece in part.split(".")]
        return "\0".join([*(plain(normal(piece)) for piece in pieces), form])

    def _free_number(self) -> int:
        """Return a number that no card has; if need be, that of a card which nobody ever had."""
        used = {*self.cards.values(), *self.spent}
        for number in range(MOST_CARDS, 0, -1):
            if number not in used:
                return number
        unused = [card for card in self.drafts if card in self.empty]
        if not unused:
            return max(used) + 1
        self.drafts.remove(unused[0])
        self.empty.remove(unused[0])
        return self.cards.pop(unused[0])

    def collisions(self) -> list[str]:
        """Return the cards whose number is not the one that their words give them."""
        return [
            card for card, number in self.cards.items() if number != choice(self._words(card), 0)
        ]

    def stamp(self, digest: str, now: int) -> None:
        """Take note of the content; only another content moves the time, and always forward."""
        if digest == self.digest:
            return
        is_new = not self.digest and not self.changed
        self.digest, self.changed = digest, UNCORRECTED if is_new else max(now, self.changed + 1)

    def release(self) -> None:
        """Take note that the note goes out as it is."""
        self.released, self.drafts = True, []


@dataclass(slots=True)
class Lock:
    """The lock of a collection, whose id it remembers."""

    entries: dict[str, Entry] = field(default_factory=dict)
    collection: str = ""
    # What of its entries was settled when it was read, with both sides of a merge in it.
    contests: list[Diagnostic] = field(default_factory=list, compare=False)
    _guids: set[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._guids = {entry.guid for entry in self.entries.values()}

    def copy(self) -> Lock:
        """Return a lock of the same content, for a stage to build up without touching this one."""
        entries = {fact: entry.copy() for fact, entry in self.entries.items()}
        return Lock(entries, self.collection)

    def as_text(self) -> str:
        """Return the file's text: one fact a line, sorted.

        An empty line stands between any two, for git takes changes of two lines in a row for a
        conflict.
        """
        head = {"quizgen lock": VERSION, "collection": self.collection}
        lines = [head, *({"fact": id} | _compact(self.entries[id]) for id in sorted(self.entries))]
        return "\n\n".join(map(_json, [*lines, _END])) + "\n"

    def rename(self, fact: str, former: Iterable[str], *, standing: Container[str] = ()) -> None:
        """Let a fact, with its choices, take over what it had under a former id, the oldest first.

        A draft of it, which nobody has, gives way to a former note that went out, but for those of
        facts that are `standing` under that id now.
        """
        for id in former:
            if id not in self.entries:
                continue
            former_one, own = self.entries[id], self.entries.get(fact)
            is_out = former_one.released and id not in standing
            if own and not own.released and is_out and own.guid != former_one.guid:
                self._drop(fact)
            if fact not in self.entries:
                for key in [key for key in self.entries if key == id or key.startswith(f"{id}/")]:
                    self.entries[fact + key.removeprefix(id)] = self.entries.pop(key)
            elif self.entries[id].guid == self.entries[fact].guid:  # another branch knew it so
                self.entries[fact] = united(self.entries[fact], self.entries.pop(id))

    def regain(self, namespace: str, fact: str, oldest: str) -> None:
        """Let a fact be known by its `oldest` id again, which it had been built without meanwhile.

        That of another fact it does not take, nor does it give up what went out.
        """
        own = self.entries.get(fact)
        is_draft = own is not None and not own.released and own.guid == guid(namespace, fact)
        if is_draft and guid(namespace, oldest) not in self._guids:
            self._drop(fact)

    def _drop(self, fact: str) -> None:
        """Forget a fact and its choices, which nobody has."""
        for key in [key for key in self.entries if fact_of(key) == fact]:
            self._guids.discard(self.entries.pop(key).guid)

    def entry(self, namespace: str, fact: str, oldest: str = "") -> Entry:
        """Return the entry of a fact, or of a question with a note of its own.

        No text takes part in the guid of a new one, which is that of its `oldest` id.
        """
        if fact not in self.entries:
            name = oldest or fact
            while (
                new := guid(namespace, name)
            ) in self._guids:  # another fact took it along when it was renamed
                name += "'"
            self.entries[fact] = Entry(new)
            self._guids.add(new)
        return self.entries[fact]

    def adopt(self, other: Lock, ids: Iterable[str]) -> None:
        """Take over what another lock knows of these facts, and this one does not."""
        facts = set(ids) - {fact_of(id) for id in self.entries}
        for id, entry in other.entries.items():
            if fact_of(id) in facts and entry.guid not in self._guids:
                self.entries[id] = entry.copy()
                self._guids.add(entry.guid)

    def unite(self, other: Lock, place: Position) -> list[Diagnostic]:
        """Take in what another lock of these facts knows; return what was settled between them."""
        problems: list[Diagnostic] = []
        for id, entry in other.entries.items():
            problems += _add(self.entries, id, entry.copy(), place)
        self._guids = {entry.guid for entry in self.entries.values()}
        return problems

    def split_off(self, deck: str) -> Lock:
        """Give up all that is known of a deck, and return it as a lock of its own."""
        own = {id: entry for id, entry in self.entries.items() if entry.home == deck}
        for id, entry in own.items():
            del self.entries[id]
            self._guids.discard(entry.guid)
        return Lock(own, self.collection)

    def standing(self, start: str) -> Iterator[tuple[str, Entry]]:
        """Yield the notes that are not retired whose fact's id begins so, each with its id."""
        for id, entry in self.entries.items():
            if id.startswith(start) and "/" not in id and entry.note and not entry.retired:
                yield id, entry

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

    def retire(self, notes: Iterable[str], facts: Iterable[str]) -> None:
        """Make a tombstone of each note that went out and is not among these.

        Of what nobody has, nothing is kept but what is known of facts that there are.
        """
        kept, known = set(notes), set(facts)
        for id, entry in list(self.entries.items()):
            entry.retired = entry.released and id not in kept
            if entry.released or id in kept:
                continue
            if id in known:
                entry.note, entry.digest = 0, ""
            else:
                del self.entries[id]


@lru_cache(maxsize=1 << 12)  # the rows of a table have the same cards
def choice(words: str, turn: int) -> int:
    """Return the number from 1 that words would have first, next and so on."""
    number = int.from_bytes(sha256(f"{turn}\0{words}".encode()).digest()[:8], "big")
    if turn == 0:
        return 1 + number % _FIRST_CHOICES
    return 1 + _FIRST_CHOICES + number % (MOST_CARDS - _FIRST_CHOICES)


def united(one: Entry, other: Entry) -> Entry:
    """Return the entry that two branches made of one, which a build then brings up to date.

    A number that both gave, to different cards, stays with the one that went out; otherwise
    neither has it, for somebody may have either.
    """
    new, old = (one, other) if one.changed >= other.changed else (other, one)
    entry = new.copy()
    if (old.released, -old.note) > (new.released, -new.note):
        entry.guid = old.guid
    entry.note = min(filter(None, (new.note, old.note)), default=0)
    if new.digest != old.digest and new.changed == old.changed:
        entry.digest = ""  # so that whoever has either gets the build that unites them
    entry.released = new.released or old.released
    parts = {**old.parts, **new.parts}
    twins = _later_twins(parts, old, new)
    entry.parts = {part: text for part, text in parts.items() if part not in twins}
    entry.gone = {
        part: text
        for part, text in {**old.gone, **new.gone, **twins}.items()
        if part not in entry.parts
    }
    out = {card for each in (new, old) for card in each.cards if card not in each.drafts}
    claims: dict[int, set[str]] = {}
    for card, number in [*new.cards.items(), *old.cards.items()]:
        claims.setdefault(number, set()).add(card)
    spent = {*new.spent, *old.spent}
    entry.cards = {}
    for number, cards in sorted(claims.items()):
        owners = cards & out if len(cards & out) == 1 else cards
        if len(owners) > 1 or owners <= entry.cards.keys() or number in spent:
            spent.add(number)
        else:
            entry.cards[next(iter(owners))] = number
    entry.drafts = [card for card in entry.cards if card not in out]
    entry.empty = sorted({*new.empty, *old.empty} & entry.cards.keys())
    entry.spent = sorted(spent)
    return entry


def _later_twins(parts: Mapping[str, str], *entries: Entry) -> dict[str, str]:
    """Return the parts whose text another has that was there before, as where one was renamed.

    What both entries know is older than what one does, and what came with the older note, too.
    """
    first = min(entries, key=lambda entry: (not entry.note, entry.note))
    known = [entry.parts.keys() | entry.gone.keys() for entry in entries]

    def age(part: str) -> tuple[bool, bool]:
        return all(part in each for each in known), part in first.parts

    eldest: dict[str, str] = {}
    for part in sorted(parts, key=age, reverse=True):
        eldest.setdefault(parts[part], part)
    return {part: text for part, text in parts.items() if eldest[text] != part}


def are_others(before: str, after: str) -> bool:
    """Tell whether two titles share so few words that they are of two things.

    Short words, of which most titles share some, count where there are no others.
    """
    was, now = _telling(before), _telling(after)
    return bool(was and now) and len(was & now) < SAME_WORDS * max(len(was), len(now))


def _telling(title: str) -> set[str]:
    said = set(words(title))
    return {word for word in said if len(word) > _SHORT} or said


def contests(fact: str, one: Entry, other: Entry, place: Position) -> Iterator[Diagnostic]:
    """Say which numbers two branches gave to different cards of a fact, and what becomes of them.

    Kept by both, such a number would put the schedule of one card on the question of another; so
    would an id that both gave, to two facts.
    """
    if are_others(one.title, other.title):
        message = (
            f"two branches gave the id `{fact}` to two facts, “{one.title}” and “{other.title}”: "
            "who has one of them would be asked the other under its schedule"
        )
        hint = "give the fact that stays an `id` of its own, unless both are one in other words"
        yield Diagnostic("lock-merged", message, place, hint, severity=Severity.WARNING)
    entry = united(one, other)
    cards_of: dict[int, set[str]] = {}
    for card, number in (*one.cards.items(), *other.cards.items()):
        cards_of.setdefault(number, set()).add(card)
    for number, cards in sorted(cards_of.items()):
        if len(cards) < 2:
            continue
        keeper = next((card for card in cards if entry.cards.get(card) == number), "")
        names = sorted(f"`{_said(card, one, other)}`" for card in cards if card != keeper)
        if keeper:
            message = (
                f"two branches gave number {number} of `{fact}` to different cards: "
                f"`{_said(keeper, one, other)}`, which went out, keeps it; who has "
                f"{' and '.join(names)} from a build under it would be asked for that instead"
            )
        else:
            message = (
                f"two branches gave number {number} of `{fact}` to different cards, "
                f"{' and '.join(names)}: one would be asked under the schedule of the other, so "
                "that neither keeps it, and both start anew"
            )
        hint = "build once, and commit the lock: the numbers are settled then"
        yield Diagnostic("lock-merged", message, place, hint, severity=Severity.WARNING)


def _said(card: str, *entries: Entry) -> str:
    """Return what a card asks for, in words as far as the lock has them, and its form."""
    _, _, form = card.rpartition("/")
    return f"{'.'.join(texts_of_card(card, *entries))} ({form})"


def texts_of_card(card: str, *entries: Entry) -> list[str]:
    """Return what a card asks for, as far as entries have it in words; the last one has its way."""
    texts: dict[str, str] = {}
    for entry in entries:
        texts |= {**entry.gone, **entry.parts}
    return [texts.get(part, part) for part in part_of_card(card)]


def guid(namespace: str, fact: str) -> str:
    """Return Anki's name for a note: 64 bits of the fact's identity in Anki's base-91 alphabet."""
    number = int.from_bytes(sha256(f"quizgen\0{namespace}\0{fact}".encode()).digest()[:8], "big")
    text = ""
    while number:
        number, digit = divmod(number, len(_BASE91))
        text = _BASE91[digit] + text
    return text


def assign_parts(
    entry: Entry,
    labels: Iterable[str],
    vocabulary: Vocabulary,
    oldest: Mapping[str, str] | None = None,
) -> tuple[Entry, dict[str, str]]:
    """Return the part of each label, and the entry as it is with these parts.

    A label keeps its part when its text is the same, or the same term; when it was merely reworded;
    and it gets its former part back when it returns after having been gone. A new part is named
    by what the label was called first, if `oldest` says so.
    """
    wanted = list(dict.fromkeys(labels))
    part_of_label: dict[str, str] = {}
    # The lock keeps plain words.
    former = {part: escaped(text) for part, text in entry.parts.items()}
    known = former | {part: escaped(text) for part, text in entry.gone.items()}
    for same in (lambda text: text, normal, vocabulary.resolve) if known else ():
        taken = set(part_of_label.values())
        by_text = {same(text): part for part, text in reversed(known.items()) if part not in taken}
        for label in wanted:
            if label not in part_of_label and same(label) in by_text:
                part_of_label[label] = by_text.pop(same(label))
    strangers = [label for label in wanted if label not in part_of_label]
    part_of_label |= _reworded(strangers, former, set(part_of_label.values()), vocabulary)
    taken = set(known) | set(part_of_label.values())
    names = {label: (oldest or {}).get(label, label) for label in wanted}
    new = {label: names[label] for label in wanted if label not in part_of_label}
    part_of_label |= _slugs(new, taken)
    parts = {part_of_label[label]: plain(label) for label in wanted}
    gone = {part: plain(text) for part, text in known.items() if part not in parts}
    words = {part_of_label[label]: name for label, name in names.items()}
    return replace(entry, parts=parts, gone=gone, names=words), part_of_label


def renamed_parts(entry: Entry, former: Iterable[tuple[str, str]]) -> Entry:
    """Return the entry with parts renamed that its author says to have been called otherwise."""
    entry = entry.copy()
    part_of = {normal(text): part for part, text in (entry.gone | entry.parts).items()}
    for old, label in former:
        part, rival = part_of.get(normal(old)), part_of.get(normal(label))
        if part is None or part == rival:
            continue
        if rival is not None:  # it was built as a new part already
            own = [card for card in entry.cards if rival in part_of_card(card)]
            if not set(own) <= set(entry.drafts):  # and somebody has it
                continue
            for card in own:
                del entry.cards[card]
            entry.drafts = [card for card in entry.drafts if card in entry.cards]
            entry.empty = [card for card in entry.empty if card in entry.cards]
            entry.parts.pop(rival, None)
            entry.gone.pop(rival, None)
        entry.gone.pop(part, None)
        entry.parts[part] = plain(label)
    return entry


def part_of_card(card: str) -> list[str]:
    """Return the parts that a card asks for, such as the row and the column of a table."""
    return part_of(card).split(".")


def reworded(
    labels: Iterable[str], parts: dict[str, str], vocabulary: Vocabulary
) -> dict[str, str]:
    """Return by label the part whose text it is, merely written otherwise."""
    return _reworded(list(labels), parts, set(), vocabulary)


def likely_renamings(names: Iterable[str], former: Iterable[str]) -> list[tuple[str, str]]:
    """Return pairs of a new name and a former one that may be of the same thing, the likeliest.

    Of as many new ones as there were, each may be; of others, those that have a word in common, or
    most of their letters.
    """
    new, old = list(names), list(former)
    is_even = len(new) == len(old)
    scores = [
        (-_kinship(one, other), row, number)
        for row, one in enumerate(new)
        for number, other in enumerate(old)
    ]
    pairs: dict[int, int] = {}
    for score, row, number in sorted(scores):
        is_free = row not in pairs and number not in pairs.values()
        if is_free and (is_even or -score >= _AKIN):
            pairs[row] = number
    return [(new[row], old[number]) for row, number in sorted(pairs.items())]


def _kinship(one: str, other: str) -> float:
    """Return the share of letters that two names have in common, or of their words if it is more.

    Short words do not count: an article makes no two things of one kind.
    """
    a, b = plain(normal(one)), plain(normal(other))
    said, other_words = _telling(a), _telling(b)
    shared = len(said & other_words) / max(1, min(len(said), len(other_words)))
    return max(_ratio(a, b), shared)


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


def _slugs(names: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    """Return a slug for each label, made of its name alone.

    One that two labels would have goes to neither as it is, whichever came first.
    """
    plainest = {label: _slug(name) for label, name in names.items()}
    counts = Counter(plainest.values())
    slugs: dict[str, str] = {}
    for label, slug in plainest.items():
        length = 0 if slug and _is_whole(names[label]) and counts[slug] == 1 else 4
        while not slug or slug in taken or slug in slugs.values() or length == 4:
            digits = sha256(plain(normal(names[label])).encode()).hexdigest()
            slug, length = f"{plainest[label] or 'part'}-{digits[: length or 4]}", length + 4
        slugs[label] = slug
    return slugs


@lru_cache(maxsize=1 << 12)
def _slug(text: str) -> str:
    """Return the letters and digits of a text that are ASCII, with hyphens between words."""
    letters = (
        unicodedata.normalize("NFKD", plain(text).casefold()).encode("ascii", "ignore").decode()
    )
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    return slug if len(slug) <= 40 else slug[:41].rpartition("-")[0] or slug[:40]


def _is_whole(text: str) -> bool:
    """Tell whether a slug leaves nothing out but marks between words, or what comes after many."""
    return re.fullmatch(r"[a-z0-9\s'’.,()&/:;!?\"“”„«»–-]*", plain(normal(text))) is not None


def parse_lock(text: str, path: str) -> tuple[Lock, list[Diagnostic]]:
    """Read a lock; one that is damaged, or newer than this program, is an error.

    Of a fact that stands in it several times, as after a merge of which both sides were kept, the
    entries are united.
    """
    at, problem = 0, "it does not say its version"
    hint = "restore it: from version control, or with `quizgen lock restore FILE.apkg`"
    try:
        lock, has_head, is_whole = Lock(), False, False
        entries: dict[str, Entry] = {}
        for at, written in enumerate(text.split("\n"), 1):  # an error tells where
            if not written.strip() or written.startswith(_MARKERS):
                continue
            values = _mapping("a line", json.loads(written))
            if values == _END:
                is_whole = True
            elif "quizgen lock" in values:
                _take_head(lock, values)
                has_head = True
            else:
                lock.contests += _add(entries, *_entry(values), Position(path, at, 1))
        if not (has_head and is_whole):
            raise ValueError("its first or its last line is gone")
        return Lock(entries, lock.collection, lock.contests), []
    except _NewerError as error:
        hint = "install a newer quizgen"
        return Lock(), [Diagnostic("lock-newer", str(error), Position(path, at, 1), hint)]
    except json.JSONDecodeError as error:
        problem = error.msg[:1].lower() + error.msg[1:]
    except (ValueError, TypeError, RecursionError) as error:
        problem = str(error)
    if re.match(r'\{\s*"quizgen lock": 1\b', text):
        problem, at = "it is of version 1, in which nothing was ever released", 0
        hint = "delete it: the next build makes a new one, and all cards start anew"
    place = Position(path, at, 1) if at else Position(path)
    return Lock(), [Diagnostic("lock-damaged", f"the lock is damaged: {problem}", place, hint)]


class _NewerError(Exception):
    """A lock is of a version that this program does not know."""


def _take_head(lock: Lock, values: dict[str, Any]) -> None:
    """Take the version and the collection's id from the first line of a lock."""
    version, collection = values["quizgen lock"], values.get("collection")
    if type(version) is int and version > VERSION:
        message = f"the lock is of version {version}; this quizgen knows version {VERSION}"
        raise _NewerError(message)
    if version != VERSION or not isinstance(collection, str):
        raise ValueError("it does not say its version and collection")
    if lock.collection not in ("", collection):
        raise ValueError(f"it is of two collections: `{lock.collection}` and `{collection}`")
    lock.collection = collection


def _add(
    entries: dict[str, Entry], fact: str, entry: Entry, place: Position
) -> Iterator[Diagnostic]:
    """Add what is kept of a fact to the entries; yield what is settled with what stands there."""
    if fact in entries and entries[fact] != entry:
        yield from contests(fact, entries[fact], entry, place)
        entry = united(entries[fact], entry)
    entries[fact] = entry


def _entry(values: dict[str, Any]) -> tuple[str, Entry]:
    """Return a fact and what is kept of it; raises ValueError if anything is amiss."""
    fact = values.pop("fact", None)
    if not isinstance(fact, str) or not fact:
        raise ValueError("a line names no fact")
    entry = Entry(**_typed(Entry("-"), fact, values))
    if not (entry.guid.isascii() and entry.guid.isprintable() and entry.guid != "-"):
        raise ValueError(f"`{fact}` has no guid")
    if not all(0 < number <= MOST_CARDS for number in (*entry.cards.values(), *entry.spent)):
        raise ValueError(f"a card number of `{fact}` is out of range")
    if len(set(entry.cards.values())) != len(entry.cards):
        raise ValueError(f"a card number of `{fact}` stands twice")
    return fact, entry


def _typed(sample: Entry, name: str, values: Any) -> dict[str, Any]:
    """Return the values, if each is of the type that the sample has there."""
    for key, value in _mapping(name, values).items():
        is_fit = key in _NAMES and type(value) is type(getattr(sample, key))
        items: Iterable[Any] = value if isinstance(value, list) else ()
        if isinstance(value, dict):
            items = value.values()
        if not is_fit or (items and any(type(item) is not _ITEMS[key] for item in items)):
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


_ITEMS = {"parts": str, "gone": str, "cards": int, "empty": str, "drafts": str, "spent": int}
_NAMES = [each.name for each in fields(Entry) if each.name != "names"]
_values_of: Callable[[Entry], tuple[Any, ...]] = attrgetter(*_NAMES)
_json = json.JSONEncoder(ensure_ascii=False).encode
