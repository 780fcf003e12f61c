"""Take the whole way from files to questions: the functions to read first."""

# The import order is the order of vocabularies, not of time. A kind of fact says what it claims
# and what it asks in one file, so `facts` stands on `knowledge` and `questions`. Data still flow
# from facts to knowledge to questions: `compiler` passes them along.

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from quizgen import flaws
from quizgen.diagnostics import Diagnostic, Related, Severity, has_errors, in_order
from quizgen.flaws import AskedFact
from quizgen.knowledge import Knowledge, Vocabulary
from quizgen.language import consistency
from quizgen.language.facts.fact import Fact, grouped
from quizgen.language.facts.writer import Dispute, Writer
from quizgen.language.loader import Collection, Deck, load
from quizgen.lock import (
    Entry,
    Lock,
    assign_parts,
    likely_renamings,
    part_of_card,
    renamed_parts,
    reworded,
)
from quizgen.lock_files import find_lock, shared_id
from quizgen.questions.question import About, Media, Question
from quizgen.text.markup import plain
from quizgen.text.units import Units
from quizgen.text.wording import Wording, wording

SEED = "0"
MOST_RENAMED = 400  # pairs of a new row and one that is gone which are held against each other


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a collection compiles to; with an error in `diagnostics`, questions may be missing."""

    collection: Collection
    lock: Lock  # with what this compilation added; a target may add more, to a copy
    former: Lock  # as it was found
    lock_text: str | None  # as it stands on disk, None where there is none yet
    knowledge: Knowledge
    questions: dict[str, list[Question]]  # by fact, in the author's order
    diagnostics: list[Diagnostic]
    adopted: tuple[Path, ...] = ()  # locks beside it of which identities were taken over

    @property
    def media(self) -> dict[str, bytes]:
        """Return the bytes of every picture and sound, by the name of its file."""
        return dict(self.collection.media.values())

    @property
    def failed(self) -> bool:
        """Tell whether there is an error, so that nothing may be written."""
        return has_errors(self.diagnostics)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Spare a long computation the cyclic collector, which would make it half as long again."""
    # Millions of small, acyclic values: the collector would visit them again and free none.
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            # What is new counts as old at once; else the collector would visit it now, for nothing.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


class Loaded(NamedTuple):
    """What was read of a collection, whatever the seed: its facts, its lock, what is wrong."""

    collection: Collection
    lock: Lock
    lock_text: str | None
    adopted: Sequence[Path]
    problems: Sequence[Diagnostic]


def compile_path(path: Path, seed: str = SEED, *, judged: bool = True) -> Compiled:
    """Compile a folder or a deck file: read, check, know, ask, judge."""
    return compile_loaded(load_path(path), seed, judged=judged)


@without_garbage_collection()
def load_path(path: Path) -> Loaded:
    """Read a folder or a deck file, and the lock that goes with it."""
    collection, diagnostics = load(path)
    lock, lock_text, adopted, problems = find_lock(collection)
    problems = [*diagnostics, *problems, *shared_id(collection, path)]
    return Loaded(collection, lock, lock_text, adopted, problems)


@without_garbage_collection()
def compile_loaded(source: Loaded, seed: str = SEED, *, judged: bool = True) -> Compiled:
    """Compile what was read: check, know, ask, judge."""
    collection, lock, lock_text, adopted, problems = source
    compiled = compile_collection(collection, lock, lock_text, problems, seed, judged=judged)
    return replace(compiled, adopted=tuple(adopted))


def compile_collection(
    collection: Collection,
    lock: Lock,
    lock_text: str | None,
    diagnostics: Sequence[Diagnostic],
    seed: str = SEED,
    *,
    judged: bool = True,
) -> Compiled:
    """Compile what was loaded, with a new lock; unless `judged`, no flaw is looked for.

    The lock passed in, like the diagnostics of loading, stays as it is.
    """
    language = collection.language
    units = Units(collection.units) if collection.units else None
    vocabulary = Vocabulary(collection.terms, language, units)
    problems = [*diagnostics, *consistency.check_names(collection)]
    problems += consistency.check_terms(collection, vocabulary)
    problems += consistency.check_units(collection, vocabulary)
    sound: list[tuple[Deck, Fact]] = []
    for deck, fact in collection.facts():
        mistakes = list(consistency.check_fact(collection, deck, fact, vocabulary))
        problems += mistakes
        if not mistakes:
            problems += fact.warnings(vocabulary)
            sound.append((deck, fact))
    problems = consistency.without_echoes(problems)
    claims = (claim for _, fact in sound for claim in fact.claims())
    closures = (closure for _, fact in sound for closure in fact.closures())
    words = wording(language)
    knowledge = Knowledge(
        vocabulary, claims, closures, collection.single, polar=words.polar, function=words.function
    )
    problems += consistency.check_knowledge(knowledge)
    fatal = "unknown-language", "bad-wording", "duplicate-id"
    if any(each.code in fatal and each.severity is Severity.ERROR for each in problems):
        return Compiled(collection, lock.copy(), lock, lock_text, knowledge, {}, in_order(problems))
    facts = [fact for _, fact in sound]
    former = lock
    lock, parts, renamed = _identify(former, collection.id, facts, vocabulary)
    problems += renamed
    asked: list[AskedFact] = []
    for deck, fact in sound:
        about = _about(collection, deck, fact, parts[fact.id], words)
        writer = Writer(fact, about, knowledge, words, parts[fact.id], seed)
        questions = [question for question in fact.questions(writer) if writer.wanted(question)]
        problems += _disputed(fact, writer.disputes)
        entry = lock.entries[fact.id]
        title = entry.title if entry.note and not entry.retired else ""
        lacking = writer.waiting, writer.unproved, writer.lone, writer.unworded
        asked.append(AskedFact(deck, fact, questions, parts[fact.id], title, *lacking))
    # Of what is still wrong, no question is worth judging.
    if judged and not has_errors(problems):
        # Which options are chosen hangs on the seed: under another, an idle excuse is needed.
        problems += flaws.check(collection, vocabulary, words, asked, stale=seed == SEED)
    questions_by_fact = {each.fact.id: list(each.questions) for each in asked}
    problems = in_order(problems)
    return Compiled(collection, lock, former, lock_text, knowledge, questions_by_fact, problems)


def _identify(
    lock: Lock, namespace: str, facts: Sequence[Fact], vocabulary: Vocabulary
) -> tuple[Lock, dict[str, dict[str, str]], list[Diagnostic]]:
    """Return the lock with an entry for each fact, and by fact the part of each of its labels.

    With them go warnings of rows that may have been renamed.
    """
    lock = lock.copy()
    lock.collection = namespace
    standing = {fact.id for fact in facts}
    for fact in facts:  # all of them first: a new fact may have the id that another gave up
        lock.rename(fact.id, fact.was, standing=standing)
    problems = list(_renamed_rows(lock, facts, vocabulary))
    for fact in facts:  # the guid of an oldest id belongs to whom it was first
        if fact.was:
            if fact.was[0] not in standing:
                lock.regain(namespace, fact.id, fact.was[0])
            lock.entry(namespace, fact.id, fact.was[0])
    parts = {}
    for fact in facts:
        labels = (label for _, label in fact.names())
        before = renamed_parts(lock.entry(namespace, fact.id), fact.former())
        oldest = {label: old for old, label in reversed([*fact.former()])}
        entry, parts[fact.id] = assign_parts(before, labels, vocabulary, oldest)
        lock.entries[fact.id] = entry
        problems += _renamed_parts(fact, before, entry)
    return lock, parts, problems


def _renamed_parts(fact: Fact, before: Entry, entry: Entry) -> Iterator[Diagnostic]:
    """Warn of parts that may merely have been reworded, whose cards start anew otherwise."""
    asked = {part for card in before.cards for part in part_of_card(card)}
    gone = [text for part, text in before.parts.items() if part in asked & entry.gone.keys()]
    known = before.parts.keys() | before.gone.keys()
    new = [text for part, text in entry.parts.items() if part not in known]
    if not before.released or not 0 < len(new) == len(gone):
        return
    for text, former in zip(new, gone, strict=True):
        message = f"`{text}` is new, and `{former}` is gone: its card starts anew"
        renaming = f"write `{fact.renaming(text, former)}`: the card lives on then"
        hint = f"if it is the same, asked in the same form, {renaming}"
        place = fact.where(text)
        if place is not None:  # no name of ours for a part
            yield Diagnostic("part-renamed", message, place, hint, severity=Severity.WARNING)


def _renamed_rows(
    lock: Lock, facts: Sequence[Fact], vocabulary: Vocabulary
) -> Iterator[Diagnostic]:
    """Let a row that was merely respelled keep its entry; warn where one may have been renamed."""
    rows: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.whole is not fact:
            rows.setdefault(fact.whole.id, []).append(fact)
    for table, own in rows.items():
        ids = {fact.id for fact in own}
        new = [fact for fact in own if fact.id not in lock.entries]
        gone = {id: entry.title for id, entry in lock.standing(f"{table}.") if id not in ids}
        if not new or not gone or len(new) * len(gone) > MOST_RENAMED:
            continue
        names = {str(next(iter(fact.things()))): fact for fact in new}
        for name, former in reworded(names, gone, vocabulary).items():
            lock.rename(names.pop(name).id, [former])
            del gone[former]
        for name, former in likely_renamings(names, gone.values()):
            message = f"`{plain(name)}` is new, and `{former}` is gone"
            hint = f"if it is the same row, say so with `was: {former}`: its cards live on then"
            place, warning = names[name].at(), Severity.WARNING
            yield Diagnostic("row-renamed", message, place, hint, severity=warning)


def _about(
    collection: Collection, deck: Deck, fact: Fact, parts: Mapping[str, str], words: Wording
) -> About:
    """Return what all questions of a fact have in common."""
    media: dict[str, tuple[Media, ...]] = {}
    for each in fact.exhibits():
        if each.file in collection.media:
            side = "question" if each.of else fact.side
            exhibit = Media(each.kind, collection.media[each.file].name, each.alt, side)
            media[each.of] = (*media.get(each.of, ()), exhibit)
    topic = fact.topic or deck.topic
    return About(
        fact=fact.id,
        kind=fact.kind,
        title=fact.title(words),
        deck=deck.id,
        topic=topic,
        path=tuple(part for part in (collection.title, deck.title, topic) if part),
        tags=tuple(dict.fromkeys((*deck.tags, *fact.tags))),
        sources=tuple(collection.sources.get(name, name) for name in fact.source or deck.source),
        why=fact.why,
        position=fact.at(),
        media=media.pop("", ()),
        option_media=media,
        lines=fact.lines(),
        has_note=fact.has_cards,
        typed=frozenset(parts.get(label, label) for label in fact.typed),
        known_by=fact.known_by(words),
    )


def _disputed(fact: Fact, disputes: Iterable[Dispute]) -> Iterator[Diagnostic]:
    """Report the options that the author calls wrong and that another fact states to be right."""
    for part, option, claim in disputes:
        message = (
            f"`{plain(option)}` is given as a wrong option for `{part}`, "
            f"but `{claim.fact}` says that it is right"
        )
        note = (Related("which stands at", claim.position),)
        hint = "take it out of `distractors`, or correct the other fact"
        places = [loc for loc, text in grouped("distractors", fact.distractors) if text == option]
        place = fact.at(*(places or [("distractors",)])[0])
        yield Diagnostic("distractor-not-false", message, place, hint, note)
