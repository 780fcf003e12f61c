"""Check what a collection must satisfy beyond its shape: names, terms, claims that agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quizgen.diagnostics import (
    Diagnostic,
    DiagnosticCode,
    Position,
    Related,
    Severity,
    did_you_mean,
    nearest,
)
from quizgen.knowledge import Aspect, Claim, Closure, Knowledge, Member, Vocabulary
from quizgen.language.facts.enumeration import EnumerationFact
from quizgen.language.facts.fact import EVERY, Fact, Problem, grouped, repeated
from quizgen.language.facts.quantity import QuantityFact
from quizgen.language.loader import Collection, Deck
from quizgen.text.markup import plain
from quizgen.text.moments import MomentError
from quizgen.text.quantities import read_quantity
from quizgen.text.sameness import identity, misstated

_COUNTED = re.compile(r"[^\W\d_]{4,}(?:[ -][^\W\d_]{2,})*")  # things that are counted, no unit
# Windows takes a name for a device whatever the ending of the file is.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
_MOST_SUGGESTIONS = 50
RESERVED = frozenset(("collection",)) | _DEVICES  # ids that no file can be called by


def mistaken_for(id: str) -> str:
    """Return what a program would take a file of this name for; it is empty if for none."""
    if id == "collection" or id.startswith("backup-"):
        return "Anki would take its file for a backup"  # that replaces everything
    return "Windows would take its file for a device" if id in _DEVICES else ""


def check_names(collection: Collection) -> Iterator[Diagnostic]:
    """Check ids, which must be unique: of decks and of facts."""
    files = [("deck", deck.id, deck.position) for deck in collection.decks]
    if not collection.stands_alone:
        files.append(("collection", collection.id, collection.position))
    for what, id, position in files:
        if reason := mistaken_for(id):
            message = f"a {what} cannot have the id `{id}`: {reason}"
            yield Diagnostic("bad-id", message, position, f"write `{id}-{what}`")
    yield from _unique("deck", [(deck.id, deck.position) for deck in collection.decks])
    counts = Counter(fact.id for _, fact in collection.facts())
    # Nearly all ids stand once, and their places need not be looked up.
    shared = [(fact.id, fact.at("id")) for _, fact in collection.facts() if counts[fact.id] > 1]
    yield from _unique("fact", shared)
    yield from _former_ids_that_are_shared(collection)


def _former_ids_that_are_shared(collection: Collection) -> Iterator[Diagnostic]:
    """Find ids that two facts say to have had: only one of them can go on with its cards."""
    first: dict[str, Position] = {}
    for _, fact in collection.facts():
        for id in fact.was if fact.whole is fact else ():
            place = fact.at("was")
            if id in first:
                message = f"two facts say that they had the id `{id}`"
                note = (Related("the other stands at", first[id]),)
                hint = "keep `was` where the old cards belong, and take it out of the copy"
                yield Diagnostic("duplicate-id", message, place, hint, note)
            first.setdefault(id, place)


def check_units(collection: Collection, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """Say of each unit that nobody knows, once, that it is read as a word of its own."""
    known: set[str] = set()
    for _, fact in collection.facts():
        if not isinstance(fact, QuantityFact):
            continue
        value = read_quantity(
            plain(fact.value), vocabulary.language, vocabulary.units, any_unit=True
        )
        if value is None or value.measure is not None or identity(value.unit) in known:
            continue
        if _COUNTED.fullmatch(value.unit):  # 206 bones
            continue
        known.add(identity(value.unit))
        message = f"the unit `{value.unit}` is not known: only the same word counts for it"
        hint = f"say what it is worth, `units: {{{value.unit}: …}}`, or `''` if it is counted so"
        place = fact.at("value")
        yield Diagnostic("unknown-unit", message, place, hint, severity=Severity.NOTICE)


def check_terms(collection: Collection, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """Check that a name belongs to one term, and that the relations between terms hold.

    A related term must be declared, and no term may be broader than itself.
    """
    language = vocabulary.language
    owners: dict[str, tuple[str, Position]] = {}
    for term in collection.terms:
        for name in {
            identity(name, language): name for name in (*term.synonyms, term.name)
        }.values():
            first, place = owners.setdefault(identity(name, language), (term.name, term.position))
            if place != term.position:
                message = f"`{name}` is a name of the term `{first}` already"
                at = collection.named_at.get((term.position, name), term.position)
                note = (Related("which stands at", place),)
                hint = "a name belongs to one term: take it out here"
                yield Diagnostic("duplicate-term", message, at, hint, note)
    names = [name for term in collection.terms for name in (term.name, *term.synonyms)]
    circles = vocabulary.circles()
    unknown = 0
    for term in collection.terms:
        for name in (*term.broader, *term.opposites, *term.confusables):
            if identity(name, language) not in owners and not collection.unread:
                unknown += 1
                # A suggestion looks at all names: of very many mistakes, the first get one.
                meant = nearest(name, names) if unknown <= _MOST_SUGGESTIONS else ""
                hint = f"did you mean `{meant}`?" if meant else f"declare it: `- term: {name}`"
                at = collection.named_at.get((term.position, name), term.position)
                yield Diagnostic("unknown-term", f"`{name}` is not a term", at, hint)
        if vocabulary.resolve(term.name) in circles:
            message = f"`{term.name}` is broader than itself"
            hint = "take one step of the circle out of `broader`"
            yield Diagnostic("term-cycle", message, term.position, hint)


def check_fact(
    collection: Collection, deck: Deck, fact: Fact, vocabulary: Vocabulary
) -> Iterator[Diagnostic]:
    """Check the meaning of one fact."""
    if fact.whole is not fact:  # what is wrong with the whole is said once, there
        yield from (_diagnostic(fact, problem) for problem in fact.problems(vocabulary))
        return
    yield from _sources(collection, deck, fact)
    yield from _words_of_media(fact)
    yield from _parts(fact)
    yield from _misstated(fact, vocabulary)
    for problem in fact.problems(vocabulary):
        yield _diagnostic(fact, problem)
    for part, options in fact.distractors.items():
        for problem in repeated(grouped("distractors", {part: options}), vocabulary):
            yield _diagnostic(fact, problem)


def _misstated(fact: Fact, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """Find values that never were: 29 February 1900, a span upside down, an endless number."""
    if isinstance(fact, QuantityFact):  # which says more of its own
        return
    for loc, text in fact.values():
        error = misstated(text, vocabulary.language)
        if error is not None:
            code: DiagnosticCode = (
                "bad-moment" if isinstance(error, MomentError) else "bad-quantity"
            )
            hint = f"{error.hint}; if it is meant as it stands, put it between backticks"
            yield Diagnostic(code, str(error), fact.at(*loc), hint)


def _sources(collection: Collection, deck: Deck, fact: Fact) -> Iterator[Diagnostic]:
    if not collection.id:  # there is no collection that could have declared them
        return
    places = [fact.at("source", index) for index, _ in enumerate(fact.source)] or deck.source_at
    for name, place in zip(fact.source or deck.source, places, strict=True):
        if name not in collection.sources:
            hint = did_you_mean(name, collection.sources)
            hint = hint or f"declare it: `sources: {{{name}: its title}}`"
            yield Diagnostic("unknown-source", f"the source `{name}` is not declared", place, hint)


def _words_of_media(fact: Fact) -> Iterator[Diagnostic]:
    missing = [exhibit for exhibit in fact.exhibits() if not exhibit.alt]
    # Of two at one place, the first is enough.
    for loc, key, *_ in {exhibit.loc[:-1]: exhibit for exhibit in reversed(missing)}.values():
        message = f"this {key} has no words for who cannot see or hear it"
        hint = (
            "add `alt:` and what the picture shows, or the sound says, without giving the answer "
            "away"
        )
        yield Diagnostic("missing-alt", message, fact.at(*loc), hint)


def _parts(fact: Fact) -> Iterator[Diagnostic]:
    """Check that the parts of a fact that its author names are parts of it."""
    for field, texts, parts in (
        ("stems", fact.stems, fact.wordable()),
        ("distractors", fact.distractors, fact.choices()),
    ):
        for part in texts:
            if part == "" and fact.main() not in parts:
                hint = f"write `{field}: {{{parts[0]}: […]}}`" if parts else "take them out"
                message = f"these {field} belong to no part of this {fact.kind}"
                yield Diagnostic("unknown-part", message, fact.at(field), hint)
            elif part and part not in parts:
                hint = did_you_mean(part, parts) or "take it out"
                if field == "distractors" and len(fact.distractors[part]) == 1:
                    hint += "; the reason of a wrong option is a sentence, with its full stop"
                message = f"`{part}` is no part of this {fact.kind} that takes {field}"
                yield Diagnostic("unknown-part", message, fact.key(field, part), hint)
    labels = [label for _, label in fact.names()]
    for part in fact.without:
        if part and part not in labels:
            hint = did_you_mean(part, labels) or "take it out"
            message = f"`{part}` is no part of this {fact.kind}"
            yield Diagnostic("unknown-part", message, fact.key("without", part), hint)
    for part in fact.typed:
        if part != EVERY and part not in labels:
            hint = did_you_mean(part, labels) or "take it out"
            message = f"`{part}` is no part of this {fact.kind} that can be typed"
            yield Diagnostic("unknown-part", message, fact.at("typed"), hint)
    yield from _singly(fact)
    yield from _formerly(fact, labels)


def _singly(fact: Fact) -> Iterator[Diagnostic]:
    """Check that what is to be asked singly is an entry."""
    if not isinstance(fact, EnumerationFact):
        return
    entries = fact.entries()
    for entry in fact.singly:
        if entry != EVERY and entry not in entries:
            hint = did_you_mean(entry, entries) or "take it out"
            message = f"`{entry}` is no entry of this {fact.kind}, to be asked singly"
            yield Diagnostic("unknown-part", message, fact.at("singly"), hint)


def _formerly(fact: Fact, labels: Sequence[str]) -> Iterator[Diagnostic]:
    """Check that what was called otherwise is a part now, and no part by its former name."""
    for part, former in fact.formerly.items():
        if part not in labels:
            hint = did_you_mean(part, labels) or "take it out"
            if former in labels:
                hint = f"write what it is called now first: `formerly: {{{former}: {part}}}`"
            message = f"`{part}` is no part of this {fact.kind}"
            yield Diagnostic("unknown-part", message, fact.key("formerly", part), hint)
        elif former in labels:
            message = f"`{former}` is a part of this {fact.kind} still"
            hint = "take it out here: each of the two keeps its own cards"
            yield Diagnostic("unknown-part", message, fact.at("formerly", part), hint)


def check_knowledge(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Find facts that contradict each other, or themselves."""
    for one, other in knowledge.contradictions():
        message = f"`{one.fact}` says that {_said(one)}; `{other.fact}` says that {_said(other)}"
        note = (Related("which stands at", other.position),)
        yield Diagnostic("contradiction", message, one.position, _way_out(other), note)


def _way_out(other: Claim | Closure) -> str:
    """Return what to write where two statements cannot both hold."""
    if not isinstance(other, Closure):
        return "correct one of the two facts, so that both say the same"
    word = "exclusive" if other.single else "complete"
    return f"take this value out, or `{word}` out of `{other.fact}` if the value belongs there too"


def _said(claim: Claim | Closure) -> str:
    relation, aspect = claim.relation, ""
    if isinstance(relation, Aspect):
        relation, aspect = relation
    subject = claim.subject
    is_grouped = isinstance(subject, Member)
    if not isinstance(subject, str):
        subject = next(part for part in reversed(subject) if part)
    value = plain(claim.value) if isinstance(claim, Claim) else ""
    relation, subject = plain(relation), plain(subject)
    of = f" of {subject}" if subject else ""
    if isinstance(claim, Closure):
        if claim.single:
            return f"there is just one value of `{relation}`{of}"
        return f"the list of every {relation}{of} is complete without it"
    verb = "is" if claim.truth else "is not"
    if aspect == "above":
        return f"{subject} {verb} above {value} by {relation}"
    if aspect == "group" or is_grouped:
        return f"{subject} {verb} in the group {value}"
    return f"{value} {verb} the value of `{relation}`{of}"


def _unique(what: str, ids: Iterable[tuple[str, Position]]) -> Iterator[Diagnostic]:
    first: dict[str, Position] = {}
    for id, position in ids:
        if id in first:
            message = f"a {what} with the id `{id}` exists already"
            note = (Related("which stands at", first[id]),)
            hint = f"give this {what} an id of its own: Anki and the history know it by its id"
            yield Diagnostic("duplicate-id", message, position, hint, note)
        else:
            first[id] = position


def without_echoes(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return problems without those that a comma in a number makes, itself an error then.

    Of `[1,000, 2,000]` the second `000` is no repeated member, and no row is too long by it.
    """
    problems = list(diagnostics)
    cut = {_line_of(each) for each in problems if each.code == "comma-in-number"}
    echoes = {
        id(each)
        for each in problems
        if each.code in ("repeated-member", "ragged-row") and _line_of(each) in cut
    }
    lines = {_line_of(each) for each in problems if id(each) in echoes}
    return [
        replace(each, severity=Severity.ERROR)
        if each.code == "comma-in-number" and _line_of(each) in lines
        else each
        for each in problems
        if id(each) not in echoes
    ]


def _line_of(problem: Diagnostic) -> tuple[str, int]:
    return problem.position.path, problem.position.line


def _diagnostic(fact: Fact, problem: Problem) -> Diagnostic:
    place = fact.key if problem.at_key else fact.at
    notes: tuple[Related, ...] = ()
    if problem.first is not None:
        notes = (Related("the first stands at", place(*problem.first)),)
    return Diagnostic(problem.code, problem.message, place(*problem.loc), problem.hint, notes)
