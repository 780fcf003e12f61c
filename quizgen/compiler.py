"""Gives the whole way from files to questions; the function to read first. Knows no output and writes nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from quizgen import flaws
from quizgen.diagnostics import Diagnostic, Related, has_errors, in_order
from quizgen.flaws import Asked
from quizgen.knowledge import Knowledge, Vocabulary
from quizgen.language import checks
from quizgen.language.facts.fact import Fact, grouped
from quizgen.language.facts.writer import Writer
from quizgen.language.loader import Collection, Deck, load
from quizgen.language.reader import read_lock
from quizgen.lock import Lock, parse, settle
from quizgen.questions.types import About, Media, Question
from quizgen.text.markup import plain
from quizgen.text.wording import Wording, wording

SEED = "0"


@dataclass(slots=True)
class Compiled:
    """What a collection compiles to. With an error among the diagnostics, there may be questions missing."""

    collection: Collection
    lock: Lock
    lock_text: str | None  # as it stands on disk, None where there is none yet
    knowledge: Knowledge
    questions: dict[str, list[Question]] = field(
        default_factory=dict
    )  # by fact, in the author's order
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def media(self) -> dict[str, bytes]:
        """The bytes of every picture and sound, by the name of its file."""
        return dict(self.collection.media.values())

    @property
    def failed(self) -> bool:
        """Whether there is an error, so that nothing may be written."""
        return has_errors(self.diagnostics)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Spare a long computation the cyclic collector, which would make it half as long again."""
    # Millions of small, acyclic values: the collector would visit them again and again and free none.
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            # All that is new counts as old at once; else the collector would visit it now, to free none.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@without_garbage_collection()
def compile_path(path: Path, seed: str = SEED, judged: bool = True) -> Compiled:
    """Compile a folder or a deck file: read, check, know, ask, judge."""
    collection, diagnostics = load(path)
    lock_text, problems = read_lock(collection.lock_path)
    lock = Lock()
    if lock_text is not None:
        lock, more = parse(lock_text, collection.lock_path.as_posix())
        problems += more
    return compile_collection(collection, lock, lock_text, [*diagnostics, *problems], seed, judged)


def compile_collection(
    collection: Collection,
    lock: Lock,
    lock_text: str | None,
    diagnostics: list[Diagnostic],
    seed: str = SEED,
    judged: bool = True,
) -> Compiled:
    """Compile what was loaded; the lock is brought up to date on the way. Unless `judged`, no flaw is looked for."""
    vocabulary = Vocabulary(collection.terms)
    diagnostics += checks.check_names(collection)
    diagnostics += checks.check_terms(collection, vocabulary)
    sound: list[tuple[Deck, Fact]] = []
    for deck, fact in collection.facts():
        problems = list(checks.check_fact(collection, deck, fact, vocabulary))
        diagnostics += problems
        if not problems:
            sound.append((deck, fact))
    claims = (claim for _, fact in sound for claim in fact.claims())
    closures = (closure for _, fact in sound for closure in fact.closures())
    knowledge = Knowledge(vocabulary, claims, closures, collection.single)
    diagnostics += checks.check_knowledge(knowledge)
    compiled = Compiled(collection, lock, lock_text, knowledge, diagnostics=diagnostics)
    if not any(each.code in ("unknown-language", "duplicate-id") for each in diagnostics):
        words = wording(collection.language)
        for _, fact in sound:  # all of them first: a new fact may have the id that another gave up
            lock.rename(fact.id, fact.was)
        asked = [_ask(compiled, deck, fact, words, seed) for deck, fact in sound]
        if judged and not has_errors(
            diagnostics
        ):  # of what is still wrong, no question is worth judging
            # Which options are chosen hangs on the seed, so an excuse can be idle under one and needed under another.
            diagnostics += flaws.check(collection, vocabulary, words, asked, stale=seed == SEED)
    compiled.diagnostics = in_order(diagnostics)
    return compiled


def _ask(compiled: Compiled, deck: Deck, fact: Fact, words: Wording, seed: str) -> Asked:
    collection, lock = compiled.collection, compiled.lock
    entry = lock.entry(collection.id, fact.id)
    former = entry.title if entry.note and not entry.retired else ""
    keys = settle(entry, (label for _, label in fact.names()), compiled.knowledge.vocabulary)
    media: dict[str, tuple[Media, ...]] = {}
    for each in fact.exhibits():
        if each.file in collection.media:
            side = "question" if each.of else fact.side
            shown = Media(each.kind, collection.media[each.file].name, each.alt, side)
            media[each.of] = (*media.get(each.of, ()), shown)
    about = About(
        fact=fact.id,
        kind=fact.kind,
        title=fact.title(words),
        deck=deck.id,
        topic=fact.topic or deck.topic,
        path=tuple(
            part for part in (collection.title, deck.title, fact.topic or deck.topic) if part
        ),
        tags=tuple(dict.fromkeys((*deck.tags, *fact.tags))),
        sources=tuple(collection.sources.get(name, name) for name in fact.source or deck.source),
        why=fact.why,
        position=fact.at(),
        media=media.pop("", ()),
        option_media=media,
    )
    writer = Writer(fact, about, compiled.knowledge, words, keys, seed)
    questions = [question for question in fact.questions(writer) if writer.wanted(question)]
    for part, option, claim in writer.disputes:
        message = f"`{plain(option)}` is given as a wrong option for `{part}`, but `{claim.fact}` says that it is right"
        note = (Related("which stands at", claim.position),)
        hint = "take it out of `distractors`, or correct the other fact"
        places = [loc for loc, text in grouped("distractors", fact.distractors) if text == option]
        place = fact.at(*(places or [("distractors",)])[0])
        compiled.diagnostics.append(Diagnostic("distractor-not-false", message, place, hint, note))
    compiled.questions[fact.id] = questions
    return Asked(deck, fact, questions, keys, former)
