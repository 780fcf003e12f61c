"""Gives what the next import does to somebody who has the last build, from two locks; in words that he understands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from quizgen.lock import Entry, Lock

RETIRED_SEARCH = "tag:quizgen::retired"


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one note. `sort` is new, changed, retired, returned, moved or renumbered."""

    sort: str
    fact: str
    title: str
    details: tuple[str, ...] = ()


MEANINGS = {
    "new": "appear among the new cards",
    "changed": "get their new text and keep their schedule; a user's own edits to these notes are replaced",
    "returned": "were retired and come back with their schedule",
    "retired": "are emptied; clear them with Tools › Empty Cards, or find them with " + RETIRED_SEARCH,
    "moved": "stay in the deck where the user has them; Anki never moves a card on import",
    "renumbered": "LOSE their schedules to one another: restore the lock from version control",
}


@dataclass(slots=True)
class Changes:
    """All changes between two locks, in the order of MEANINGS."""

    items: list[Change] = field(default_factory=list)

    def of(self, sort: str) -> list[Change]:
        """The changes of one sort."""
        return [each for each in self.items if each.sort == sort]


def compare(old: Lock, new: Lock) -> Changes:
    """What changes from one build to the next."""
    items = [
        change for fact, entry in new.entries.items() for change in _changes(fact, _former(old, fact, entry), entry)
    ]
    order = list(MEANINGS)
    return Changes(sorted(items, key=lambda change: (order.index(change.sort), change.fact)))


def as_text(changes: Changes) -> str:
    """The changes for people, each sort with what it means for a user."""
    if not changes.items:
        return "The next import changes nothing.\n"
    lines = ["What the next import does to somebody who has the last build:"]
    for sort, meaning in MEANINGS.items():
        found = changes.of(sort)
        if found:
            lines.append(f"\n{sort}: {len(found)} note{'s' * (len(found) > 1)} {meaning}")
            for change in found:
                lines.append(f"  {change.fact}: {change.title}" if change.title else f"  {change.fact}")
                lines += [f"      {detail}" for detail in change.details]
    return "\n".join(lines) + "\n"


def _former(old: Lock, fact: str, entry: Entry) -> Entry | None:
    """The note's entry before, also where the fact had another id."""
    if fact in old.entries:
        return old.entries[fact]
    return next((former for former in old.entries.values() if former.guid == entry.guid), None)


def _changes(fact: str, old: Entry | None, new: Entry) -> Iterator[Change]:
    if old is None or not old.note:
        if not new.retired and new.note:
            yield Change("new", fact, new.title, (f"{len(new.cards) - len(new.empty) or 1} cards, in {new.deck}",))
        return
    if new.retired:
        if not old.retired:
            yield Change("retired", fact, old.title)
        return
    if old.retired:
        yield Change("returned", fact, new.title)
    elif old.digest != new.digest:
        yield Change("changed", fact, new.title, tuple(_details(old, new)))
    if old.deck != new.deck:
        search = f'search "deck:{old.deck}" tag:quizgen::* in the browser, then Cards › Change Deck'
        yield Change("moved", fact, new.title, (f"from {old.deck} to {new.deck}; to follow: {search}",))
    renumbered = [card for card in old.cards if new.cards.get(card, old.cards[card]) != old.cards[card]]
    if renumbered:
        yield Change("renumbered", fact, new.title, tuple(renumbered))


def _details(old: Entry, new: Entry) -> Iterator[str]:
    before, after = set(old.cards) - set(old.empty), set(new.cards) - set(new.empty)
    texts = old.gone | old.parts
    for part, text in new.parts.items():
        if part in old.parts and texts[part] != text:
            yield f"~ “{texts[part]}” is now “{text}”"
    for card in sorted(after - before, key=new.cards.__getitem__):
        yield f"+ a new card asks for {_said(card, new)}"
    for card in sorted(before - after, key=old.cards.__getitem__):
        yield f"− no card asks for {_said(card, old)} any more; the old one becomes empty (Tools › Empty Cards)"


def _said(card: str, entry: Entry) -> str:
    part = card.rpartition("/")[0]
    texts = entry.gone | entry.parts
    return "“" + ", ".join(texts.get(piece, piece) for piece in part.split(".")) + "”"
