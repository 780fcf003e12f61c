"""Say, from two locks, what the next import does to somebody who has the last build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizgen.lock import Entry, Lock, part_of_card, texts_of_card
from quizgen.questions.question import fact_of

RETIRED_SEARCH = "tag:quizgen::retired"


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one note; `sort` is one of MEANINGS."""

    sort: str
    fact: str
    title: str
    details: tuple[str, ...] = ()


# Worded so that they fit one note as well as several.
MEANINGS = {
    "new": "will appear among the new cards",
    "changed": "will show the new text and keep the schedule; "
    "a user's own edits there are replaced",
    "sent once more": "will replace a user's own edits there, though the text is the same",
    "returned": "had been retired and will come back with the schedule",
    "retired": "will be emptied; clear the cards with Tools › Empty Cards, or find them with "
    + RETIRED_SEARCH,
    "dropped": "will stay with whoever imported the last build, as they were, for they never went "
    "out with `quizgen release`",
    "moved": "will stay in the deck where the user has the cards; "
    "Anki never moves a card on import",
    "renumbered": "will LOSE the cards' schedules to one another: "
    "restore the lock from version control",
}


@dataclass(slots=True)
class Changes:
    """All changes between two locks, in the order of MEANINGS."""

    items: list[Change] = field(default_factory=list)

    def of(self, sort: str) -> list[Change]:
        """Return the changes of one sort."""
        return [each for each in self.items if each.sort == sort]


def compare(old: Lock, new: Lock) -> Changes:
    """Return what changes from one build to the next."""
    former = {entry.guid: entry for entry in old.entries.values()}  # a fact may have had another id
    items = [
        change
        for fact, entry in new.entries.items()
        for change in _changes(fact, former.get(entry.guid), entry)
    ]
    kept = {entry.guid for entry in new.entries.values()}
    items += [
        Change("dropped", fact, entry.title)
        for fact, entry in old.entries.items()
        if entry.note and not entry.retired and entry.guid not in kept
    ]
    order = list(MEANINGS)
    return Changes(sorted(items, key=lambda change: (order.index(change.sort), change.fact)))


def changes_as_text(changes: Changes) -> str:
    """Return the changes for people, each sort with what it means for a user."""
    if not changes.items:
        return "The next import changes nothing.\n"
    lines = ["What the next import does to somebody who has the last build:"]
    for sort, meaning in MEANINGS.items():
        found = changes.of(sort)
        if found:
            lines.append(f"\n{sort}: {len(found)} note{'s' * (len(found) > 1)} {meaning}")
            for change in found:
                lines.append(
                    f"  {change.fact}: {change.title}" if change.title else f"  {change.fact}"
                )
                lines += [f"      {detail}" for detail in change.details]
    return "\n".join(lines) + "\n"


def _changes(fact: str, old: Entry | None, new: Entry) -> Iterator[Change]:
    if old is None or not old.note:
        if not new.retired and new.note:
            count = len(new.cards) - len(new.empty) or 1
            yield Change(
                "new", fact, new.title, (f"{count} card{'s' * (count > 1)}, in {new.deck}",)
            )
        return
    if new.retired:
        if not old.retired:
            yield Change("retired", fact, old.title)
        return
    if old.retired:
        yield Change("returned", fact, new.title)
    elif old.digest != new.digest:
        yield Change("changed", fact, new.title, tuple(_details(old, new)))
    elif old.changed < new.changed:
        yield Change("sent once more", fact, new.title)
    if old.deck != new.deck:
        deck = re.sub(r'(["*_\\])', r"\\\1", old.deck)  # what means something in a search
        search = f'search "deck:{deck}" Id:{fact_of(fact)} in the browser, then Cards › Change Deck'
        yield Change(
            "moved", fact, new.title, (f"from {old.deck} to {new.deck}; to follow: {search}",)
        )
    renumbered = [
        card for card in old.cards if new.cards.get(card, old.cards[card]) != old.cards[card]
    ]
    if renumbered:
        yield Change("renumbered", fact, new.title, tuple(renumbered))


def _details(old: Entry, new: Entry) -> Iterator[str]:
    before, after = set(old.cards) - set(old.empty), set(new.cards) - set(new.empty)
    texts = old.gone | old.parts
    for part, text in new.parts.items():
        if part in old.parts and texts[part] != text:
            yield f"~ “{texts[part]}” is now “{text}”"
    asked = {part for card in (*old.cards, *new.cards) for part in part_of_card(card)}
    for part, text in new.parts.items():
        if part not in {*old.parts, *asked}:  # one of several on a card
            yield f"+ “{text}” is new in it"
    for part, text in old.parts.items():
        if part not in {*new.parts, *asked}:
            yield f"− “{text}” is no more in it"
    for card in sorted(after - before, key=new.cards.__getitem__):
        if card in old.empty:
            said = f"+ the card that asks for {_said(card, new)} is back"
            yield f"{said}, with its schedule where it was not cleared"
        else:
            yield f"+ a new card asks for {_said(card, new)}"
    for card in sorted(before - after, key=old.cards.__getitem__):
        gone = f"− no card asks for {_said(card, old)} any more"
        yield f"{gone}; the old one becomes empty (Tools › Empty Cards)"


def _said(card: str, entry: Entry) -> str:
    return f"“{', '.join(texts_of_card(card, entry))}”"
