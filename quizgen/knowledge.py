"""Hold what is known: terms and their relations, claims, truth with its reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain, combinations, pairwise
from operator import itemgetter
from typing import Literal, NamedTuple

from quizgen.diagnostics import Position
from quizgen.text import sameness
from quizgen.text.sameness import Identity, identity
from quizgen.text.units import Units
from quizgen.text.words import words

MOST_ABOVE = 1_000_000  # names of broader terms that are kept, of all terms together
SIBLINGS = 24  # terms of one broader term that are held against each other, of however many

ANSWER = "answer"  # the relation between a question in an author's own words and its answer
MEANING = "term"  # the relation between a meaning and the term that it is the meaning of


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
        self._resolved: dict[str, str] = {}  # of what was asked for before, which is asked again
        for term in terms:
            canonical: str = identity(term.name, language)
            self.terms.setdefault(canonical, term)
            for name in (term.name, *term.synonyms):
                self._canonical.setdefault(identity(name, language), canonical)
            for name in (*term.broader, *term.opposites, *term.confusables):
                self._written.setdefault(identity(name, language), name)
        self._above: dict[str, set[str]] = {}
        self._number_above = 0  # of the names in all these sets
        self._wider: dict[str, list[str]] = {}
        self._narrower: dict[str, list[str]] = defaultdict(list)
        self._places: dict[str, dict[str, int]] = {}  # of many terms under a broader one
        self._beside: dict[str, list[str]] = defaultdict(list)
        for canonical, term in self.terms.items():
            self._wider[canonical] = [self.resolve(name) for name in term.broader]
            for broader in self._wider[canonical]:
                self._narrower[broader].append(canonical)
            for name in (*term.opposites, *term.confusables):
                other = self.resolve(name)
                self._beside[canonical].append(other)
                self._beside[other].append(canonical)

    def resolve(self, name: str) -> str:
        """Return the one name under which a term and its synonyms are known."""
        if isinstance(name, Identity):
            return self._canonical.get(name, name)
        known = self._resolved.get(name)
        if known is None:
            key = identity(name, self.language)
            known = self._resolved[name] = self._canonical.get(key, key)
        return known

    def written(self, resolved: str) -> str:
        """Return a resolved name as its author wrote it."""
        term = self.terms.get(resolved)
        return term.name if term else self._written.get(resolved, resolved)

    def names(self, name: str) -> tuple[str, ...]:
        """Return the term's other names: what else counts as this answer."""
        term = self.terms.get(self.resolve(name)) if self.terms else None
        if term is None:
            return ()
        own = identity(name, self.language)
        others = (term.name, *term.synonyms)
        return tuple(each for each in others if identity(each, self.language) != own)

    def above(self, name: str) -> set[str]:
        """Return all that is broader, at any distance (resolved names)."""
        return self.broader(self.resolve(name))

    def broader(self, start: str) -> set[str]:
        """Return all that is broader than a resolved name."""
        if start not in self._wider:  # as a rule: a name of no term
            return set()
        known = self._above.get(start)
        if known is not None:
            return known
        above: set[str] = set()
        waiting = [start]
        while waiting:
            for broader in self._wider.get(waiting.pop(), ()):
                if broader not in above:
                    above.add(broader)
                    waiting.append(broader)
        if self._number_above > MOST_ABOVE:  # many long chains: their sets grow with the square
            self._above.clear()
            self._number_above = 0
        self._number_above += len(above)
        self._above[start] = above
        return above

    def circles(self) -> set[str]:
        """Return the terms that are broader than themselves (resolved names).

        It takes time in proportion to the terms: Kosaraju's search for components.
        """
        found: set[str] = set()
        reached: set[str] = set()
        for last in reversed(self._deepest_first()):
            if last in reached:
                continue
            reached.add(last)
            component, waiting = [last], [last]
            while waiting:
                for narrower in self._narrower.get(waiting.pop(), ()):
                    if narrower not in reached:
                        reached.add(narrower)
                        component.append(narrower)
                        waiting.append(narrower)
            if len(component) > 1 or last in self._wider.get(last, ()):
                found.update(component)
        return found

    def _deepest_first(self) -> list[str]:
        """Return all terms, each behind those broader ones that do not lead back to it."""
        order: list[str] = []
        reached: set[str] = set()
        for start in self._wider:
            if start in reached:
                continue
            reached.add(start)
            path = [(start, iter(self._wider[start]))]
            while path:
                term, rest = path[-1]
                following = next((each for each in rest if each not in reached), None)
                if following is None:
                    order.append(term)
                    path.pop()
                else:
                    reached.add(following)
                    path.append((following, iter(self._wider.get(following, ()))))
        return order

    def related(self, one: str, other: str) -> bool:
        """Tell whether two names mean the same, or one is a kind of the other.

        Quantities and dates that overlap are related, too: 5 mg are below 10 mg.
        """
        a, b = self.resolve(one), self.resolve(other)
        if a == b:
            return True
        if a in self.terms and b in self.terms:
            return a in self.broader(b) or b in self.broader(a)
        return sameness.overlaps(one, other, self.language)

    def opposed(self, one: str, other: str) -> bool:
        """Tell whether two terms are declared opposites."""
        if not self._beside:
            return False
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

        They are opposites, confusables, and terms of the same broader term; of very many, a few
        that follow it in a circle, so that each has others.
        """
        canonical = self.resolve(name)
        beside = list(self._beside.get(canonical, ()))
        term = self.terms.get(canonical)
        for broader in term.broader if term else ():
            beside += self._siblings(self.resolve(broader), canonical)
        others = dict.fromkeys(other for other in beside if other != canonical)
        return [
            self.terms[other].name
            for other in others
            if other in self.terms and not self.related(other, name)
        ]

    def _siblings(self, broader: str, own: str) -> list[str]:
        """Return the terms under a broader one; of more than a few, those that follow this one."""
        narrower = self._narrower[broader]
        if len(narrower) <= SIBLINGS:
            return narrower
        if broader not in self._places:
            self._places[broader] = {name: place for place, name in enumerate(narrower)}
        after = self._places[broader][own] + 1
        return [
            *narrower[after : after + SIBLINGS],
            *narrower[: max(0, after + SIBLINGS - len(narrower))],
        ]


class Member(NamedTuple):
    """One of a subject's values, as the subject of a claim itself."""

    subject: str
    member: str


class Appearance(NamedTuple):
    """What brings a sign out, and what is seen then; one of them may be empty."""

    elicited: str
    shows: str


class Phrase(NamedTuple):
    """A relation and its subject in one phrase, such as `the melting point of gold`."""

    phrase: str


class Aspect(NamedTuple):
    """What is said within a relation.

    That is the group that a value stands in where nothing says by what is grouped; what a thing
    ranks above; or the number of its rank in one fact, the highest being 0.
    """

    relation: str
    aspect: Literal["group", "above", "rank"]


Subject = str | Member | Appearance | Phrase
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


class _Values:
    """What is stated to be true of one subject in one relation, by resolved value."""

    def __init__(self) -> None:
        self.claims: dict[str, list[Claim]] = {}

    def add(self, value: str, claim: Claim) -> None:
        """Take in one claim more."""
        self.claims.setdefault(value, []).append(claim)

    @property
    def first(self) -> list[Claim]:
        """Return the first claim of each value."""
        return [claims[0] for claims in self.claims.values()]

    def related(self, text: str, vocabulary: Vocabulary) -> Claim | None:
        """Return the claim of a value that a text means, in any wider or narrower sense."""
        wanted = vocabulary.resolve(text)
        if wanted in self.claims:
            return self.claims[wanted][0]
        for name in vocabulary.broader(wanted):
            if name in self.claims:
                return self.claims[name][0]
        if wanted in vocabulary.terms:
            return self._wider(vocabulary).get(wanted)
        language = vocabulary.language
        if not sameness.states_value(text, language):
            return None
        measured = self._measured(language)
        near = (each for each in measured if sameness.overlaps(each.value, text, language))
        return next(near, None)

    def _wider(self, vocabulary: Vocabulary) -> dict[str, Claim]:
        if not hasattr(self, "_above"):
            self._above: dict[str, Claim] = {}
            for claim in self.first:
                for name in vocabulary.above(claim.value):
                    self._above.setdefault(name, claim)
        return self._above

    def _measured(self, language: str) -> list[Claim]:
        if not hasattr(self, "_values"):
            self._values = [
                claim for claim in self.first if sameness.states_value(claim.value, language)
            ]
        return self._values


class Knowledge:
    """Everything that the facts of a collection claim.

    `polar` are values of which each rules out the others, such as yes and no; `function` are the
    words of the language without a meaning.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        claims: Iterable[Claim],
        closures: Iterable[Closure],
        single: Iterable[str] = (),
        *,
        polar: Iterable[str] = (),
        function: AbstractSet[str] = frozenset(),
    ) -> None:
        self.vocabulary = vocabulary
        self._resolve = vocabulary.resolve
        self._function = function
        self.single = {self._resolve(relation) for relation in single}
        self.polar = {self._resolve(value) for value in polar}
        self._true: dict[tuple[_Key, _Key], _Values] = defaultdict(_Values)
        self._false: dict[tuple[_Key, _Key], _Values] = defaultdict(_Values)
        self._closed: dict[tuple[_Key, _Key], list[Closure]] = defaultdict(list)
        self._ranks: dict[str, dict[str, list[Claim]]] = defaultdict(dict)  # criterion, fact
        self._groups: dict[str, set[str]] = defaultdict(set)  # their names, by fact
        self._files: dict[str, dict[str, list[Claim]]] = {}  # by relation and path
        self._places_in_files: dict[str, dict[str, int]] = {}  # by relation and fact
        phrases = []
        for claim in claims:
            if isinstance(claim.subject, Phrase):
                phrases.append(claim)  # which relation it speaks of, the others tell
            elif isinstance(claim.relation, Aspect) and claim.relation.aspect == "rank":
                criterion = self._resolve(claim.relation.relation)
                self._ranks[criterion].setdefault(claim.fact, []).append(claim)
            else:
                self._add(claim)
        for claim in phrases:
            self._add(claim)
        for closure in closures:
            self._closed[self._about(closure.subject, closure.relation)].append(closure)

    def _add(self, claim: Claim) -> None:
        book = self._true if claim.truth else self._false
        value = self._resolve(claim.value)
        book[self._about(claim.subject, claim.relation)].add(value, claim)
        if isinstance(claim.relation, Aspect):
            self._groups[claim.fact].add(value)

    def truth(self, subject: Subject, relation: Relation, value: str) -> Truth:
        """Return whether a value holds.

        What nobody stated, or what is related to a true value, is unknown.
        """
        return self._truth(self._about(subject, relation), value)

    def denied(self, subject: Subject, relation: Relation) -> Callable[[str], bool]:
        """Return what tells whether a value is known to be false, for many values of a subject."""
        about = self._about(subject, relation)
        return lambda value: self._truth(about, value).value is False

    def _truth(self, about: tuple[_Key, _Key], value: str) -> Truth:
        wanted = self._resolve(value)
        true = self._true.get(about)
        if true is not None:
            if wanted in true.claims:
                return Truth(value=True, reason=Reason.STATED, claim=true.claims[wanted][0])
            known = true.related(value, self.vocabulary)
            if known is not None:
                return Truth(None, None, known)
        false = self._false.get(about)
        if false is not None:
            for name in (wanted, *sorted(self.vocabulary.broader(wanted))):
                if name in false.claims:
                    return Truth(value=False, reason=Reason.NEVER, claim=false.claims[name][0])
        return self._ruled_out(about, wanted, true)

    def _ruled_out(self, about: tuple[_Key, _Key], wanted: str, true: _Values | None) -> Truth:
        """Return whether what is neither stated nor denied is false, as there is no other value."""
        closures = self._closed.get(about)
        if closures:
            closure = next((each for each in closures if not each.single), closures[0])
            reason = Reason.SINGLE if closure.single else Reason.COMPLETE
            return Truth(value=False, reason=reason, claim=closure)
        if true is None:
            return UNKNOWN
        if about[1] in self.single:
            return Truth(value=False, reason=Reason.SINGLE, claim=true.first[0])
        if wanted in self.polar:
            other = next((true.claims[name][0] for name in true.claims if name in self.polar), None)
            if other is not None:
                return Truth(value=False, reason=Reason.SINGLE, claim=other)
        return UNKNOWN

    def is_open(self, subject: Subject, relation: Relation) -> bool:
        """Tell whether no value at all is known to be false of a subject in a relation."""
        about = self._about(subject, relation)
        if self._false.get(about) or self._closed.get(about):
            return False
        true = self._true.get(about)
        if true is None:
            return True
        return about[1] not in self.single and self.polar.isdisjoint(true.claims)

    def is_polar(self, value: str) -> bool:
        """Tell whether a value is one of those that rule each other out, such as yes and no."""
        return self._resolve(value) in self.polar

    def is_single(self, subject: Subject, relation: Relation) -> bool:
        """Tell whether it is stated that there is one value, or that all are listed."""
        about = self._about(subject, relation)
        return about in self._closed or about[1] in self.single

    def alone(self, subject: Subject, relation: Relation, value: str) -> bool:
        """Tell whether no fact states a value beside this one, so that only one answer is right."""
        return all(
            self.vocabulary.related(value, other) for other in self.values(subject, relation)
        )

    def values(self, subject: Subject, relation: Relation) -> list[str]:
        """Return all that is stated to be true, each once and as it was first written.

        They stand in the order of the alphabet, whatever the order of the facts.
        """
        true = self._true.get(self._about(subject, relation))
        return sorted(claim.value for claim in true.first) if true is not None else []

    def answers(self, question: str, answer: str) -> list[Claim]:
        """Return what is stated of the subject and the relation that a question names.

        They are named if no other word with a meaning stands in it, and if its answer is stated.
        """
        about = self._phrases.get(self._content(question)) if self._phrases else None
        if about is None or self._true[about].related(answer, self.vocabulary) is None:
            return []
        return self._true[about].first

    def stated(self, relation: str, path: str) -> list[Claim]:
        """Return what a file states to be true in a relation, of whatever subject."""
        return self._by_file(relation).get(path, [])

    def place_among_stated(self, relation: str, fact: str) -> int | None:
        """Return which of what its file states in a relation a fact states first, from 0 on.

        None where another fact stated the same before it.
        """
        self._by_file(relation)
        return self._places_in_files[relation].get(fact)

    def _by_file(self, relation: str) -> dict[str, list[Claim]]:
        if relation not in self._files:
            files = self._files[relation] = defaultdict(list)
            places = self._places_in_files[relation] = {}
            for (_, other), values in self._true.items():
                if other == self._resolve(relation):
                    for claim in values.first:
                        places.setdefault(claim.fact, len(files[claim.position.path]))
                        files[claim.position.path].append(claim)
        return self._files[relation]

    @cached_property
    def meanings(self) -> dict[str, str]:
        """Return what each term means, by its resolved name, where a fact says so."""
        claims = chain.from_iterable(self._by_file(MEANING).values())
        return {self._resolve(claim.value): str(claim.subject) for claim in claims}

    def siblings(self, members: Sequence[str]) -> list[str]:
        """Return what stands beside values in a wider list: in one that has most of them."""
        counts = Counter(
            about for text in members for about in self._lists.get(self._resolve(text), ())
        )
        values = (
            claim.value
            for about, count in counts.items()
            if 2 * count > len(members)
            for claim in self._true[about].first
        )
        return list(dict.fromkeys(values))

    @cached_property
    def _lists(self) -> dict[str, list[tuple[_Key, _Key]]]:
        """Return where each value is stated to be true, among others."""
        lists: dict[str, list[tuple[_Key, _Key]]] = defaultdict(list)
        for about, values in self._true.items():
            if len(values.claims) > 1:
                for value in values.claims:
                    lists[value].append(about)
        return lists

    @cached_property
    def _phrases(self) -> dict[frozenset[str], tuple[_Key, _Key]]:
        """Return under what is kept that speaks of a subject and a relation, by their words."""
        phrases: dict[frozenset[str], tuple[_Key, _Key]] = {}
        for about, values in self._true.items():
            claim = next(iter(values.claims.values()))[0]
            if claim.relation == ANSWER:  # its subject is a question, which is no name of a thing
                continue
            if claim.subject and isinstance(claim.subject, str) and isinstance(claim.relation, str):
                content = self._content(claim.subject) | self._content(claim.relation)
                phrases.setdefault(content, about)
        return phrases

    def _content(self, text: str) -> frozenset[str]:
        language = self.vocabulary.language
        return frozenset(
            identity(word, language) for word in words(text) if word not in self._function
        )

    def names(self) -> list[str]:
        """Return all that is stated, or that something is stated of, as it was first written."""
        names: dict[str, None] = {}
        for values in self._true.values():
            for claims in values.claims.values():
                for claim in claims:
                    said = (claim.subject, claim.value)
                    names.update((each, None) for each in said if isinstance(each, str))
        return list(names)

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield pairs of statements, of any two facts, that cannot both hold."""
        for about, true in self._true.items():
            closures = self._closed.get(about, ())
            if about in self._false:
                yield from self._denials(true, self._false[about])
            for closure in closures:
                if not closure.single:
                    yield from self._omissions(true, closure)
            single = [each for each in closures if each.single]
            if single or about[1] in self.single:
                yield from self._rivals(true.first, single)
            elif self.polar and len(true.claims) > 1:
                polar = [claims[0] for name, claims in true.claims.items() if name in self.polar]
                yield from self._rivals(polar)
            yield from self._misplaced(about, true.first)
        for criterion, orders in self._ranks.items():
            for one, other in combinations(orders.values(), 2):
                yield from self._disorder(one, other)
            for order in orders.values():
                yield from self._mismeasured(order, criterion)

    def _denials(self, true: _Values, false: _Values) -> Iterator[Contradiction]:
        for value, claims in true.claims.items():
            for name in (value, *sorted(self.vocabulary.above(claims[0].value))):
                if name in false.claims:
                    yield Contradiction(claims[0], false.claims[name][0])

    def _omissions(self, true: _Values, closure: Closure) -> Iterator[Contradiction]:
        """Yield values that others state, and that the complete list does not hold or cover."""
        members = _Values()
        for value, claims in true.claims.items():
            for claim in claims:
                if claim.fact == closure.fact:
                    members.add(value, claim)
        for claims in true.claims.values():
            if members.related(claims[0].value, self.vocabulary) is None:
                yield Contradiction(claims[0], closure)

    def _rivals(
        self, claims: list[Claim], closures: Sequence[Closure] = ()
    ) -> Iterator[Contradiction]:
        """Yield values of which there can be only one, each with the first that it clashes with.

        Two values of one fact are no fault of its own: it clashes with who says there is one alone.
        """
        for index, claim in enumerate(claims):
            for earlier in claims[:index]:
                if not self._agree(claim, earlier):
                    others = [each for each in closures if each.fact != claim.fact]
                    is_own = earlier.fact == claim.fact and bool(others)
                    yield Contradiction(claim, others[0] if is_own else earlier)
                    break

    def _misplaced(self, about: tuple[_Key, _Key], placed: list[Claim]) -> Iterator[Contradiction]:
        """Yield what others say of a subject's member by itself, beside the group that it is in.

        Two subjects may group one member in two ways: fatigue comes early in one illness, late in
        another. What is said of fatigue by itself holds in both.
        """
        member = placed[0].subject
        if not isinstance(member, Member):
            return
        alone = self._resolve(member.member), about[1]
        closures = (*self._closed.get(about, ()), *self._closed.get(alone, ()))
        if alone not in self._true or not any(each.single for each in closures):
            return
        for claim in self._true[alone].first:
            rival = next((each for each in placed if not self._agree(claim, each)), None)
            if rival is not None:
                yield Contradiction(claim, rival)

    def _agree(self, one: Claim, other: Claim) -> bool:
        language = self.vocabulary.language
        if sameness.overlaps(one.value, other.value, language):
            return sameness.agree(one.value, other.value, language)
        if self.vocabulary.related(one.value, other.value):
            return True
        # Two that do not say by what they group, and share no group, group by two things.
        return isinstance(one.relation, Aspect) and self._groups[one.fact].isdisjoint(
            self._groups[other.fact]
        )

    def _disorder(self, one: list[Claim], other: list[Claim]) -> Iterator[Contradiction]:
        """Yield pairs that two rankings by one criterion put in another order, or tie."""
        places = {self._resolve(str(claim.subject)): claim for claim in other}
        both = [
            (int(claim.value), int(places[name].value), claim, places[name])
            for claim in one
            if (name := self._resolve(str(claim.subject))) in places
        ]
        both.sort(key=itemgetter(0, 1))
        for (above, there_above, *high), (below, there_below, *low) in pairwise(both):
            if (above < below) != (there_above < there_below):
                if above < below:
                    yield Contradiction(
                        _above(high[0], low[0]), _above(high[1], low[1], truth=False)
                    )
                else:
                    yield Contradiction(
                        _above(high[1], low[1]), _above(high[0], low[0], truth=False)
                    )

    def _mismeasured(self, order: list[Claim], criterion: str) -> Iterator[Contradiction]:
        """Yield what ranks lower though its quantity, stated of the same criterion, is more."""
        language = self.vocabulary.language
        last: tuple[Claim, Claim] | None = None  # with what is stated of it
        for claim in order:
            values = self._true.get((self._pieces(claim.subject), criterion))
            stated = values.first[0] if values is not None else None
            if stated is None or not sameness.states_value(stated.value, language):
                continue
            if last is not None and sameness.order(last[1].value, stated.value, language) == -1:
                yield Contradiction(_above(last[0], claim), stated)
            last = (claim, stated)

    def _about(self, subject: Subject, relation: Relation) -> tuple[_Key, _Key]:
        """Return under what a claim is kept; what has several parts resolves part by part."""
        if isinstance(subject, str) and isinstance(relation, str):  # as a rule
            return self._resolve(subject), self._resolve(relation)
        if isinstance(subject, Phrase):
            named = self._phrases.get(self._content(subject.phrase))
            if named is not None:
                return named
        return self._pieces(subject), self._pieces(relation)

    def _pieces(self, name: _Key) -> _Key:
        if isinstance(name, str):
            return self._resolve(name)
        return tuple(map(self._resolve, name))


def _above(high: Claim, low: Claim, *, truth: bool = True) -> Claim:
    """Return what a ranking says of two of its items."""
    relation = high.relation.relation if isinstance(high.relation, Aspect) else high.relation
    value = str(low.subject)
    return high._replace(relation=Aspect(relation, "above"), value=value, truth=truth)
