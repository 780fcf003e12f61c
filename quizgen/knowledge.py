"""Hold what is known: terms and their relations, claims, truth with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from quizgen.diagnostics import Position
from quizgen.text.sameness import identity
from quizgen.text.units import Units


@dataclass(frozen=True, slots=True)
class Term:
    """A name with its synonyms and its relations to other terms, all as the author wrote them."""

    name: str
    position: Position
    synonyms: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    confusables: tuple[str, ...] = ()


class Vocabulary:
    """All terms of a collection; a name that no term has is a term of its own."""

    def __init__(
        self, terms: Iterable[Term] = (), language: str = "en", units: Units | None = None
    ) -> None:
        self.language = language
        self.units = units  # where the collection declares some of its own
        self.terms: dict[str, Term] = {}
        self._canonical: dict[str, str] = {}
        self._written: dict[str, str] = {}
        for term in terms:
            canonical: str = identity(term.name, language)
            self.terms.setdefault(canonical, term)
            for name in (term.name, *term.synonyms):
                self._canonical.setdefault(identity(name, language), canonical)
            for name in (*term.broader, *term.opposites, *term.confusables):
                self._written.setdefault(identity(name, language), name)
        self._above: dict[str, set[str]] = {}
        self._narrower: dict[str, list[str]] = defaultdict(list)
        self._beside: dict[str, list[str]] = defaultdict(list)
        for canonical, term in self.terms.items():
            for name in term.broader:
                self._narrower[self.resolve(name)].append(canonical)
            for name in (*term.opposites, *term.confusables):
                other = self.resolve(name)
                self._beside[canonical].append(other)
                self._beside[other].append(canonical)

    def resolve(self, name: str) -> str:
        """Return the one name under which a term and its synonyms are known."""
        key = identity(name, self.language)
        return self._canonical.get(key, key)

    def written(self, resolved: str) -> str:
        """Return a resolved name as its author wrote it."""
        term = self.terms.get(resolved)
        return term.name if term else self._written.get(resolved, resolved)

    def names(self, name: str) -> tuple[str, ...]:
        """Return the term's other names: what else counts as this answer."""
        term = self.terms.get(self.resolve(name))
        if term is None:
            return ()
        own = identity(name, self.language)
        others = (term.name, *term.synonyms)
        return tuple(each for each in others if identity(each, self.language) != own)

    def above(self, name: str) -> set[str]:
        """Return all that is broader, at any distance (resolved names)."""
        return self._broader(self.resolve(name))

    def _broader(self, start: str) -> set[str]:
        if start not in self._above:
            above = self._above[start] = set()
            waiting = [start]
            while waiting:
                term = self.terms.get(waiting.pop())
                for broader in map(self.resolve, term.broader if term else ()):
                    if broader not in above:
                        above.add(broader)
                        waiting.append(broader)
        return self._above[start]

    def related(self, one: str, other: str) -> bool:
        """Tell whether two names mean the same, or one is a kind of the other."""
        a, b = self.resolve(one), self.resolve(other)
        if a == b:
            return True
        if a not in self.terms or b not in self.terms:
            return False
        return a in self._broader(b) or b in self._broader(a)

    def opposed(self, one: str, other: str) -> bool:
        """Tell whether two terms are declared opposites."""
        a, b = self.resolve(one), self.resolve(other)
        return a in self.terms and b in self.terms and (self._opposes(a, b) or self._opposes(b, a))

    def beside(self, one: str, other: str) -> bool:
        """Tell whether two terms are declared opposites or easily confused."""
        return self.resolve(other) in self._beside.get(self.resolve(one), ())

    def _opposes(self, one: str, other: str) -> bool:
        return any(self.resolve(name) == other for name in self.terms[one].opposites)

    def opposites(self, name: str) -> list[str]:
        """Return the terms that a term is the opposite of."""
        beside = dict.fromkeys(self._beside.get(self.resolve(name), ()))
        return [
            self.terms[other].name
            for other in beside
            if other in self.terms and self.opposed(name, other)
        ]

    def relatives(self, name: str) -> list[str]:
        """Return names that a learner could take for this one.

        They are opposites, confusables, and terms of the same broader term.
        """
        canonical = self.resolve(name)
        beside = list(self._beside.get(canonical, ()))
        term = self.terms.get(canonical)
        for broader in term.broader if term else ():
            beside += self._narrower[self.resolve(broader)]
        others = dict.fromkeys(other for other in beside if other != canonical)
        return [
            self.terms[other].name
            for other in others
            if other in self.terms and not self.related(other, name)
        ]


class Member(NamedTuple):
    """One of a subject's values, as the subject of a claim itself."""

    subject: str
    member: str


class Appearance(NamedTuple):
    """What brings a sign out, and what is seen then; one of them may be empty."""

    elicited: str
    shows: str


class Aspect(NamedTuple):
    """What is said within a relation: the group that a value stands in, or what it ranks above."""

    relation: str
    aspect: Literal["group", "above"]


Subject = str | Member | Appearance
Relation = str | Aspect
_Key = str | tuple[str, ...]  # a subject or a relation, resolved


class Claim(NamedTuple):
    """A fact's statement that a subject has, or has not, a value in a relation."""

    subject: Subject
    relation: Relation
    value: str
    truth: bool
    fact: str
    position: Position


class Closure(NamedTuple):
    """A fact's statement on all values of a relation: they are complete, or there is only one."""

    subject: Subject
    relation: Relation
    single: bool
    fact: str
    position: Position


class Reason(StrEnum):
    """Why an option is wrong (or what makes a value true): the only reasons there are."""

    STATED = "stated"
    NEVER = "never"
    COMPLETE = "complete"
    SINGLE = "single"
    CELL = "cell"
    RANK = "rank"
    STEP = "step"
    AUTHORED = "authored"


class Truth(NamedTuple):
    """Whether a claim holds: True, False, or None for unknown; with the reason and its claim.

    Unknown with a claim: the value is a wider or narrower term of what that claim says to be true.
    """

    value: bool | None
    reason: Reason | None = None
    claim: Claim | Closure | None = None


UNKNOWN = Truth(None)


class Contradiction(NamedTuple):
    """Two statements that cannot both hold."""

    one: Claim
    other: Claim | Closure


class Knowledge:
    """Everything that the facts of a collection claim."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        claims: Iterable[Claim],
        closures: Iterable[Closure],
        single: Iterable[str] = (),
    ) -> None:
        self.vocabulary = vocabulary
        self._resolve = vocabulary.resolve
        self.single = {self._resolve(relation) for relation in single}
        # (subject, relation) -> value -> the claims of that truth
        self._true: dict[tuple[_Key, _Key], dict[str, list[Claim]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._false: dict[tuple[_Key, _Key], dict[str, list[Claim]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._closed: dict[tuple[_Key, _Key], list[Closure]] = defaultdict(list)
        for claim in claims:
            book = self._true if claim.truth else self._false
            book[self._about(claim.subject, claim.relation)][self._resolve(claim.value)].append(
                claim
            )
        for closure in closures:
            self._closed[self._about(closure.subject, closure.relation)].append(closure)

    def truth(self, subject: Subject, relation: Relation, value: str) -> Truth:
        """Return whether a value holds.

        What nobody stated, or what is related to a true value, is unknown.
        """
        about, wanted = self._about(subject, relation), self._resolve(value)
        true = self._true.get(about, {})
        if wanted in true:
            return Truth(value=True, reason=Reason.STATED, claim=true[wanted][0])
        for known, claims in true.items():
            if self.vocabulary.related(wanted, known):
                return Truth(None, None, claims[0])
        false = self._false.get(about, {})
        for name in (wanted, *sorted(self.vocabulary.above(wanted))):
            if name in false:
                return Truth(value=False, reason=Reason.NEVER, claim=false[name][0])
        closures = sorted(self._closed.get(about, ()), key=lambda each: each.single)
        if closures:
            reason = Reason.SINGLE if closures[0].single else Reason.COMPLETE
            return Truth(value=False, reason=reason, claim=closures[0])
        if about[1] in self.single and true:
            return Truth(value=False, reason=Reason.SINGLE, claim=next(iter(true.values()))[0])
        return UNKNOWN

    def alone(self, subject: Subject, relation: Relation, value: str) -> bool:
        """Tell whether no fact states a value beside this one, so that only one answer is right."""
        true = self._true.get(self._about(subject, relation), {})
        return all(self.vocabulary.related(value, known) for known in true)

    def values(self, subject: Subject, relation: Relation) -> list[str]:
        """Return all that is stated to be true, each once and as it was first written."""
        return [
            claims[0].value
            for claims in self._true.get(self._about(subject, relation), {}).values()
        ]

    def names(self) -> list[str]:
        """Return all that is stated, or that something is stated of, as it was first written."""
        names: dict[str, None] = {}
        for values in self._true.values():
            for claims in values.values():
                for claim in claims:
                    said = (claim.subject, claim.value)
                    names.update((each, None) for each in said if isinstance(each, str))
        return list(names)

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield pairs of statements, of any two facts, that cannot both hold."""
        for about, true in self._true.items():
            closures = self._closed.get(about, ())
            yield from self._denials(true, self._false.get(about, {}))
            for closure in closures:
                if not closure.single:
                    yield from self._omissions(true, closure)
            if about[1] in self.single or any(each.single for each in closures):
                yield from self._rivals([claims[0] for claims in true.values()])

    def _denials(
        self, true: dict[str, list[Claim]], false: dict[str, list[Claim]]
    ) -> Iterator[Contradiction]:
        if not false:
            return
        for value, claims in true.items():
            for name in (value, *sorted(self.vocabulary.above(value))):
                if name in false:
                    yield Contradiction(claims[0], false[name][0])

    def _omissions(self, true: dict[str, list[Claim]], closure: Closure) -> Iterator[Contradiction]:
        """Yield values that others state, and that the complete list does not hold or cover."""
        members = [
            value
            for value, claims in true.items()
            if any(claim.fact == closure.fact for claim in claims)
        ]
        for value, claims in true.items():
            if not any(self.vocabulary.related(value, member) for member in members):
                yield Contradiction(claims[0], closure)

    def _rivals(self, claims: list[Claim]) -> Iterator[Contradiction]:
        """Yield values of which there can be only one, each with the first that it clashes with."""
        for index, claim in enumerate(claims):
            for earlier in claims[:index]:
                if not self.vocabulary.related(claim.value, earlier.value):
                    yield Contradiction(claim, earlier)
                    break

    def _about(self, subject: Subject, relation: Relation) -> tuple[_Key, _Key]:
        """Return under what a claim is kept; what has several parts resolves part by part."""
        return self._pieces(subject), self._pieces(relation)

    def _pieces(self, name: _Key) -> _Key:
        if isinstance(name, str):
            return self._resolve(name)
        return tuple(map(self._resolve, name))
