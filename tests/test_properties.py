"""What holds for every collection, however its author mixes kinds, synonyms, denials, complete
lists and rankings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

from conftest import compile_text, rounds
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from quizgen.compiler import Compiled
from quizgen.diagnostics import Position
from quizgen.knowledge import Reason
from quizgen.lock import Lock
from quizgen.questions.question import (
    Choice,
    Cloze,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    TrueFalse,
)
from quizgen.text.wording import wording
from quizgen.text.words import normal

# A small pool, so that facts meet: names that are one term's, words that hold one another, and no
# term at all.
WORDS = ["ache", "burn", "cough", "dizziness", "edema", "fever", "gas", "hiccup"]
SYNONYMS = [
    ["pain", "Aches"],
    ["scald"],
    [],
    ["vertigo"],
    ["swelling", "dropsy"],
    ["pyrexia"],
    [],
    [],
]
PLAIN = ["itch", "leg ache", "Jaundice", "kink"]
SUBJECTS = ["gout", "scurvy", "rickets"]
RELATIONS = ["sign", "symptom", "cause"]
STEPS = ["water is lost", "blood thickens", "cells shrink", "thirst is felt", "one drinks"]

NOWHERE = Position("")

Fact = Mapping[str, Any]


@dataclass(frozen=True)
class World:
    """A collection as its author writes it; and, worked out straight from that, what is true in
    it.
    """

    terms: Sequence[Mapping[str, Any]]
    facts: Sequence[Fact]
    single: Sequence[str]

    def compiled(self, seed: str = "0", lock: Lock | None = None) -> Compiled:
        """Written one fact a line: JSON is YAML."""
        head = {"deck": "Deck", "id": "deck", "single-valued": self.single, "terms": self.terms}
        lines = [f"{key}: {json.dumps(value)}" for key, value in head.items()]
        return compile_text(
            "\n".join(
                [
                    *lines,
                    "facts:",
                    *(f"- {json.dumps(fact).replace('null', '~')}" for fact in self.facts),
                ]
            ),
            lock,
            seed,
        )

    @cached_property
    def usual(self) -> Compiled:
        return self.compiled()

    def of(self, id: str) -> Fact:
        return next(fact for fact in self.facts if fact["id"] == id)

    # The oracle: nothing below knows quizgen's own way to the same end.

    @cached_property
    def meanings(self) -> dict[str, str]:
        return {
            name.casefold(): term["term"]
            for term in self.terms
            for name in (term["term"], *term["synonyms"])
        }

    def meaning(self, name: str) -> str:
        return self.meanings.get(name.casefold(), name.casefold())

    def wider(self, name: str) -> set[str]:
        broader = {term["term"]: term["broader"] for term in self.terms}
        found = set(broader.get(self.meaning(name), ()))
        return found.union(*(self.wider(each) for each in found))

    def kin(self, one: str, other: str) -> bool:
        a, b = self.meaning(one), self.meaning(other)
        return a == b or a in self.wider(b) or b in self.wider(a)

    def stated(self) -> Iterator[tuple[str, str, str, bool]]:
        """Subject, relation, value, and whether it is said to be so."""
        for fact in self.facts:
            if "list" in fact or "differential" in fact:
                about = (fact.get("of") or fact.get("differential", ""), fact.get("list", "cause"))
                for value in (*members(fact), *fact.get("also", ())):
                    yield *about, value, True
                for value in fact.get("never", ()):
                    yield *about, value, False
            for row, cells in fact.get("rows", {}).items():
                for column, cell in zip(fact["comparison"], cells, strict=True):
                    yield from ((column, row, value, True) for value in cell or ())
            if "sign" in fact:
                for value in (*fact["points to"], *fact["may also point to"]):
                    yield fact["sign"], "points to", value, True
                for value in fact["never points to"]:
                    yield fact["sign"], "points to", value, False

    def about(self, subject: str, relation: str) -> tuple[list[str], list[str]]:
        """What is said to hold of it, and what not to."""
        found = [
            (value, truth)
            for s, r, value, truth in self.stated()
            if self.meaning(s) == self.meaning(subject)
            and self.meaning(r) == self.meaning(relation)
        ]
        return [value for value, truth in found if truth], [
            value for value, truth in found if not truth
        ]

    def complete(self, subject: str, relation: str) -> bool:
        return any(
            "comparison" not in fact
            and fact.get("complete")
            and self.meaning(fact.get("of") or fact.get("differential", ""))
            == self.meaning(subject)
            and self.meaning(fact.get("list", "cause")) == self.meaning(relation)
            for fact in self.facts
        )

    def false(self, subject: str, relation: str, text: str, reason: Reason, fact: Fact) -> bool:
        """Whether that value may be called wrong for that reason."""
        true, denied = self.about(subject, relation)
        if any(self.kin(text, value) for value in true):
            return False
        return {
            Reason.AUTHORED: text in authored(fact),
            Reason.NEVER: bool(
                {self.meaning(text), *self.wider(text)} & set(map(self.meaning, denied))
            ),
            Reason.COMPLETE: self.complete(subject, relation),
            Reason.SINGLE: self.meaning(relation) in map(self.meaning, self.single) and bool(true),
        }.get(reason, False)

    def apart(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether each of two cells says something that the other does not."""
        return all(
            any(not any(self.kin(value, each) for each in others) for value in values)
            for values, others in ((one, other), (other, one))
        )

    def lacks(self, column: str, row: str, cell: Sequence[str]) -> bool:
        """Whether a value is known to be false of a column: denied, or beside all that is true."""
        true, denied = self.about(column, row)
        closed = (
            self.complete(column, row)
            or (self.meaning(row) in map(self.meaning, self.single) and bool(true))
            or any(
                self.meaning(row) in map(self.meaning, fact.get("complete", ()))
                and any(
                    cells and self.meaning(name) == self.meaning(column)
                    for name, cells in zip(
                        fact["comparison"], fact["rows"].get(row, ()), strict=False
                    )
                )
                for fact in self.facts
                if "comparison" in fact
            )
        )
        no = set(map(self.meaning, denied))
        return any(
            not any(self.kin(value, each) for each in true)
            and (closed or not no.isdisjoint({self.meaning(value), *self.wider(value)}))
            for value in cell
        )


def members(fact: Fact) -> list[str]:
    given = fact.get("items") or fact.get("causes") or fact.get("groups", {})
    return list(chain.from_iterable(given.values())) if isinstance(given, dict) else list(given)


def authored(fact: Fact) -> list[str]:
    given = fact.get("distractors", [])
    return list(chain.from_iterable(given.values())) if isinstance(given, dict) else list(given)


# Random collections -------------------------------------------------------------------------------


CALLED = [
    *([word, *synonyms] for word, synonyms in zip(WORDS, SYNONYMS, strict=True)),
    *([word] for word in PLAIN),
]
NAMES = list(chain.from_iterable(CALLED))

# Strategies are made once: making them costs more than drawing from them.
yes = st.booleans()
upto = {most: st.integers(0, most) for most in range(10)}
distinct = st.lists(st.integers(0, len(CALLED) - 1), unique=True, min_size=4, max_size=9)
some = st.builds(
    lambda chosen, shift: [CALLED[i][(i + shift) % len(CALLED[i])] for i in chosen],
    distinct,
    upto[2],
)
two_words = st.lists(st.tuples(upto[7], upto[7]), min_size=2, max_size=6)
a_cell = st.one_of(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=1),
    st.none(),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
)
three_cells = st.tuples(a_cell, a_cell, a_cell)


@st.composite
def vocabularies(draw: st.DrawFn) -> list[dict[str, Any]]:
    broader, opposites, confusables = draw(two_words), draw(two_words), draw(two_words)
    terms = [
        {
            "term": word,
            "synonyms": synonyms,
            "broader": sorted({WORDS[other] for one, other in broader if one == index > other}),
            "opposite": sorted({WORDS[other] for one, other in opposites if one == index}),
            "confused with": sorted({WORDS[other] for one, other in confusables if one == index}),
        }
        for index, (word, synonyms) in enumerate(zip(WORDS, SYNONYMS, strict=True))
    ]
    return [{"term": "sign", "synonyms": ["symptom"], "broader": []}, *terms]


@st.composite
def lists(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(some)
    cut, end = 1 + draw(upto[4]), draw(upto[2])
    fact: dict[str, Any] = {
        "never": names[cut : len(names) - end],
        "also": names[max(cut, len(names) - end) :],
    }
    if draw(yes):
        fact["complete"] = "yes"
    given, half, subject = names[:cut], draw(upto[5]), SUBJECTS[draw(upto[2])]
    grouped = draw(upto[2])
    if grouped == 1:
        fact["exclusive"] = "yes"
    twice = draw(some)[:1] if grouped == 2 else []
    groups = {
        "early": given[:half],
        "late": given[half:3],
        "final": [*given[max(half, 3) :], *twice],
    }
    shape = {name: group for name, group in groups.items() if group} if grouped else given
    if draw(yes):
        fact |= {
            "list": RELATIONS[draw(upto[2])],
            "of": subject,
            ("groups" if grouped else "items"): shape,
        }
    else:
        fact |= {"differential": subject, "causes": shape}
    if draw(yes):
        fact["distractors"] = draw(some)[:3]
    return fact


@st.composite
def comparisons(draw: st.DrawFn) -> dict[str, Any]:
    columns, first = 2 + draw(upto[1]), draw(upto[2])
    rows = {
        name: draw(three_cells)[:columns]
        for name in ("symptom", "cause", "site")[first : first + 2]
    }
    own = {name: draw(some)[:2] for name in rows if draw(yes)}
    fact = {"comparison": SUBJECTS[:columns], "rows": rows, "distractors": own}
    stems = {name: f"Which {name} has {{column}}?" for name in rows}
    return fact | {"stems": stems, "complete": [name for name in rows if draw(yes)]}


@st.composite
def rankings(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(some)
    cut, end = 1 + draw(upto[3]), draw(upto[8])
    ranks = [
        rank
        for rank in (names[:cut], names[cut:end], *([name] for name in names[max(cut, end) :]))
        if rank
    ]
    return {"ranking": ["weight", "risk"][draw(upto[1])], "most to least": ranks}


LOOKS = [("a tap", ""), ("", "a twitch"), ("a tap", "a twitch"), ("a cuff", "a twitch")]


@st.composite
def signs(draw: st.DrawFn) -> dict[str, Any]:
    names, names_of_signs = draw(some), ["Kernig", "Babinski"]
    looks = zip(("elicited by", "shows"), LOOKS[draw(upto[3])], strict=True)
    return {
        "sign": names_of_signs[draw(upto[1])],
        **{key: text for key, text in looks if text},
        "points to": names[:1],
        "may also point to": names[1:2],
        "never points to": names[2:6],
        "distractors": {"sign": ["Chvostek", "Trousseau", names_of_signs[draw(upto[1])]]},
    }


@st.composite
def others(draw: st.DrawFn) -> dict[str, Any]:
    name, wrong, kind = NAMES[draw(upto[9])], draw(some)[:4], draw(upto[3])
    if kind == 0:
        return {"term": name, "means": ["a bad state", "a worse state"][draw(upto[1])]}
    if kind == 1:
        return {"mechanism": "How", "steps": STEPS[draw(upto[2]) :], "distractors": wrong}
    if kind == 2:
        return {
            "quantity": "its level",
            "value": "5–7 mmol/L",
            "distractors": ["1–2 mmol/L", "5–7  MMOL/L", "70 mmol/L"],
        }
    return {"ask": "What is it?", "answer": name, "accept": draw(some)[:1], "distractors": wrong}


some_facts = st.lists(
    st.one_of(lists(), lists(), comparisons(), comparisons(), rankings(), signs(), others()),
    min_size=3,
    max_size=7,
)
some_single = st.lists(st.sampled_from(["cause", "points to"]), max_size=1)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A collection in order: facts are taken out until nothing is wrong with the rest."""
    facts = [{"id": f"fact-{number}"} | fact for number, fact in enumerate(draw(some_facts))]
    return sound(World(draw(vocabularies()), facts, draw(some_single)))


def sound(world: World) -> World:
    while world.facts and world.usual.diagnostics:
        # Four lines of head, then `facts:`; of two facts that contradict each other, one may stay.
        places = [
            (each.code == "contradiction", each.position.line - 6)
            for each in world.usual.diagnostics
        ]
        bad = {place for two, place in places if not two} or {places[0][1]}
        assert min(bad) >= 0, world.usual.diagnostics
        world = replace(
            world, facts=[fact for index, fact in enumerate(world.facts) if index not in bad]
        )
    assume(world.facts)
    return world


def everything(compiled: Compiled) -> list[Question]:
    assert compiled.diagnostics == []
    return [question for found in compiled.questions.values() for question in found]


def plain(questions: Sequence[Question]) -> list[Question]:
    """The questions without the line that their fact stands on."""
    return [replace(each, about=replace(each.about, position=NOWHERE)) for each in questions]


many = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
few = settings(many, max_examples=rounds(40))


# What holds ---------------------------------------------------------------------------------------


@many
@given(worlds())
def test_each_choice_has_its_key_once_and_no_option_twice(world: World) -> None:
    for question in everything(world.usual):
        if isinstance(question, Choice | MultipleChoice):
            keys = (question.key,) if isinstance(question, Choice) else question.keys
            texts = [normal(text) for text in question.options]
            assert len(set(texts)) == len(texts)
            assert sorted(question.options) == sorted(
                (*keys, *(each.text for each in question.distractors))
            )
            assert 2 <= len(question.distractors) <= 3
            assert isinstance(question, Choice) or 2 <= len(keys) <= 3
            assert all(each.because.strip() for each in question.distractors)


@many
@given(worlds())
def test_no_wrong_option_is_true_or_unknown_or_a_wider_or_narrower_name_of_a_key(
    world: World,
) -> None:
    for question in everything(world.usual):
        if isinstance(question, Choice | MultipleChoice):
            keys = (question.key,) if isinstance(question, Choice) else question.keys
            for option in question.distractors:
                assert not any(world.kin(option.text, key) for key in keys), (question.id, option)
                assert proved(world, question, option.text, option.reason), (question.id, option)


@many
@given(worlds())
def test_no_statement_that_is_called_false_is_true_or_unknown(world: World) -> None:
    for question in everything(world.usual):
        if isinstance(question, TrueFalse) and not question.truth:
            assert disproved(world, question), question


@many
@given(worlds())
def test_each_question_has_an_id_of_its_own_that_begins_with_its_fact(world: World) -> None:
    questions = everything(world.usual)
    assert len({question.id for question in questions}) == len(questions)
    for question in questions:
        fact, part, type = question.id.split("/")
        assert (fact, type) == (question.about.fact, question.type)
        assert part


@few
@given(worlds(), st.data())
def test_a_fact_more_changes_no_other_question(world: World, data: st.DataObject) -> None:
    names = data.draw(some)
    more: Fact = data.draw(
        st.sampled_from(
            [
                {
                    "list": "sign",
                    "of": "beriberi",
                    "items": names[:2],
                    "never": names[2:],
                    "complete": "yes",
                },
                {"comparison": ["beriberi", "goiter"], "rows": {"sign": [names[:2], names[2:4]]}},
                {"ranking": "speed", "most to least": names},
                {"term": names[0], "means": "something else"},
                {
                    "sign": "Romberg",
                    "shows": "swaying",
                    "points to": names[:1],
                    "never points to": names[1:],
                },
            ]
        )
    )
    place = data.draw(st.integers(0, len(world.facts)))
    larger = replace(
        world, facts=[*world.facts[:place], {"id": "more", **more}, *world.facts[place:]]
    )
    after = larger.compiled()
    assume(not after.diagnostics)  # such as a list that names one term twice
    before, told = world.usual, set(map(world.meaning, names))
    told.add(world.meaning(str(more.get("means", names[0]))))
    for fact in world.facts:
        now = {each.id: each for each in plain(after.questions[fact["id"]])}
        for question in plain(before.questions[fact["id"]]):
            then = now.pop(question.id)
            assert without_options(then) == without_options(question)
            # Nothing that the new fact says makes an option true: one gives way to another only.
            if wrong(world, then) != wrong(world, question):
                assert told & (wrong(world, then) - wrong(world, question)), (question, then)
        # Its terms may make the options of a choice enough.
        assert all(told & wrong(world, question) for question in now.values()), now


def wrong(world: World, question: Question) -> set[str]:
    """What its wrong options mean."""
    if isinstance(question, Choice | MultipleChoice):
        return {world.meaning(each.text) for each in question.distractors}
    return set()


def without_options(question: Question) -> Question:
    """The question without its wrong options, for which there may be others."""
    if isinstance(question, Choice | MultipleChoice):
        return replace(question, options=(), distractors=())
    return question


@few
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_no_question(world: World, random: Any) -> None:
    shuffled = list(world.facts)
    random.shuffle(shuffled)
    before, after = world.usual, replace(world, facts=shuffled).compiled()
    for fact in world.facts:
        assert plain(after.questions[fact["id"]]) == plain(before.questions[fact["id"]])


@few
@given(worlds(), st.text(max_size=3))
def test_another_seed_changes_the_order_and_the_selection_of_options_but_never_a_key(
    world: World, seed: str
) -> None:
    ones, others = everything(world.usual), everything(world.compiled(seed))
    assert [each.id for each in others] == [each.id for each in ones]
    for one, other in zip(ones, others, strict=True):
        assert type(other) is type(one)
        if isinstance(one, MultipleChoice) and isinstance(other, MultipleChoice):
            assert {*one.keys, *other.keys} <= set(members(world.of(one.about.fact)))
        elif isinstance(one, Matching) and isinstance(other, Matching):
            assert (sorted(one.pairs), one.options) == (sorted(other.pairs), other.options)
        elif isinstance(one, TrueFalse) and isinstance(other, TrueFalse):
            assert (one.truth, one.correction) == (other.truth, other.correction)
        elif isinstance(one, Ordering) and isinstance(other, Ordering):
            assert (one.ranks, sorted(one.shuffled)) == (other.ranks, sorted(other.shuffled))
        else:
            assert (one.stem, one.key_text) == (other.stem, other.key_text)


@few
@given(worlds(), st.text(max_size=3))
def test_the_same_seed_gives_the_same_questions_with_and_without_a_lock(
    world: World, seed: str
) -> None:
    compiled = world.compiled(seed)
    first, text = plain(everything(compiled)), compiled.lock.as_text()
    again = world.compiled(seed, compiled.lock)
    assert plain(everything(again)) == first
    assert plain(everything(world.compiled(seed))) == first
    assert again.lock.as_text() == text
    # Neither compilation touched the lock that it was given.
    assert compiled.lock.as_text() == text
    assert plain(everything(world.compiled(seed, compiled.lock))) == first


@few
@given(worlds(), st.data())
def test_with_the_lock_a_reworded_member_keeps_its_questions(
    world: World, data: st.DataObject
) -> None:
    first = world.compiled()
    before = [each for each in everything(first) if isinstance(each, Cloze)]
    gaps = sorted(
        {
            (each.about.fact, each.gap.text)
            for each in before
            if "comparison" not in world.of(each.about.fact)
        }
    )
    assume(gaps)
    id, text = data.draw(st.sampled_from(gaps))
    reworded = text + text[-1]  # a typo
    facts = [reword(fact, text, reworded) if fact["id"] == id else fact for fact in world.facts]
    compiled = replace(world, facts=facts).compiled(lock=first.lock)
    assume(not compiled.diagnostics)  # the lists may now contradict each other
    after = [each for each in everything(compiled) if isinstance(each, Cloze)]
    texts = {
        each.id: reworded if (each.about.fact, each.gap.text) == (id, text) else each.gap.text
        for each in before
    }
    assert {each.id: each.gap.text for each in after} == texts


def reword(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: reword(each, old, new) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [reword(each, old, new) for each in value]
    return new if value == old else value


# Proofs, by kind ----------------------------------------------------------------------------------


def proved(world: World, question: Choice | MultipleChoice, text: str, reason: Reason) -> bool:
    """Whether an option is wrong, and for the reason that it gives."""
    fact = world.of(question.about.fact)
    parts = question.id.split("/")[1].split(".")
    if "comparison" in fact:
        return proved_cell(world, fact, parts, text, reason)
    assert isinstance(question, Choice) or "list" in fact or "differential" in fact
    key = question.key if isinstance(question, Choice) else question.keys[0]
    if "list" in fact or "differential" in fact:
        if parts[-1] == "groups":
            homes = [group for group, given in groups(fact).items() if parts[0] in map(slug, given)]
            return (
                bool(fact.get("exclusive"))
                and homes == [key]
                and text != key
                and text in groups(fact)
            )
        if parts[0] in groups(fact):
            return bool(fact.get("exclusive")) and stranger(world, fact, text, parts[0])
        subject, relation = (
            fact.get("of") or fact.get("differential", ""),
            fact.get("list", "cause"),
        )
        no_member = not any(world.kin(text, member) for member in members(fact))
        return no_member and world.false(subject, relation, text, reason, fact)
    if "sign" in fact and parts == ["points-to"]:
        return world.false(fact["sign"], "points to", text, reason, fact)
    if "sign" in fact:
        looks = [
            (each.get("elicited by"), each.get("shows"))
            for each in world.facts
            if each.get("sign") == text
        ]
        same = [
            look
            for look in looks
            if all(mine in (None, own) for mine, own in zip(look_of(fact), look, strict=True))
        ]
        return reason is Reason.AUTHORED and text in authored(fact) and not same
    if "ranking" in fact:
        places = {name: place for place, rank in enumerate(fact["most to least"]) for name in rank}
        return reason is Reason.RANK and places[text] > places[key]
    if "mechanism" in fact:
        steps = fact["steps"]
        other_step = text in steps and steps.index(text) not in (
            steps.index(key),
            steps.index(key) - 1,
        )
        return other_step if reason is Reason.STEP else text in authored(fact)
    if "term" in fact:
        meanings = [each["term"] for each in world.facts if each.get("means") == fact["means"]]
        return reason is Reason.SINGLE and not any(world.kin(text, name) for name in meanings)
    same_question = [each for each in world.facts if each.get("ask", "") == fact.get("ask", "")]
    right = [
        fact.get("value", ""),
        *chain.from_iterable(
            (each.get("answer", ""), *each.get("accept", ())) for each in same_question
        ),
    ]
    return (
        reason is Reason.AUTHORED
        and text in authored(fact)
        and not any(world.kin(text, each) for each in right)
    )


def look_of(fact: Fact) -> tuple[str | None, str | None]:
    return fact.get("elicited by"), fact.get("shows")


def groups(fact: Fact) -> dict[str, list[str]]:
    given = fact.get("groups") or fact.get("causes")
    return dict(given) if isinstance(given, dict) else {}


def stranger(world: World, fact: Fact, text: str, group: str) -> bool:
    """Whether a member stands in another group, and is no kin of one in this."""
    own = groups(fact)[group]
    return text in members(fact) and not any(world.kin(text, member) for member in own)


def slug(text: str) -> str:
    return text.casefold().replace(" ", "-")


def together(values: Sequence[str]) -> str:
    """The values of a cell as it is shown."""
    return " and ".join(filter(None, [", ".join(values[:-1]), *values[-1:]]))


def proved_cell(world: World, fact: Fact, parts: Sequence[str], text: str, reason: Reason) -> bool:
    row, column, *back = parts
    cells = {
        name: cell or [] for name, cell in zip(fact["comparison"], fact["rows"][row], strict=True)
    }
    if reason is Reason.AUTHORED:
        true, _ = world.about(column, row)
        return (
            not back
            and text in fact["distractors"][row]
            and not any(world.kin(text, value) for value in true)
        )
    for other in (
        {text} & set(cells) if back else [name for name in cells if together(cells[name]) == text]
    ):
        asked, offered = (other, cells[column]) if back else (column, cells[other])
        if (
            other != column
            and world.apart(cells[column], cells[other])
            and world.lacks(asked, row, offered)
        ):
            return reason is Reason.CELL
    return False


def disproved(world: World, question: TrueFalse) -> bool:
    fact = world.of(question.about.fact)
    parts = question.id.split("/")[1].split(".")
    say = wording("en").say
    if "comparison" in fact:
        row, column, _ = parts
        cell = together(dict(zip(fact["comparison"], fact["rows"][row], strict=True))[column])
        others = [
            other
            for other in fact["comparison"]
            if question.stem == say("comparison.statement", row=row, column=other, cell=cell)
        ]
        return [proved_cell(world, fact, parts, other, Reason.CELL) for other in others] == [True]
    if "ranking" in fact:
        ranks = fact["most to least"]
        pairs = [
            (higher, lower)
            for place, rank in enumerate(ranks)
            for lower in rank
            for higher in chain.from_iterable(ranks[:place])
            if question.stem
            == say("ranking.statement", one=lower, other=higher, criterion=fact["ranking"])
        ]
        return len(pairs) == 1
    if len(parts) == 2:
        [text] = [text for text in members(fact) if slug(text) == parts[1]]
        assert text in question.stem
        assert parts[0] in question.stem
        return bool(fact.get("exclusive")) and stranger(world, fact, text, parts[0])
    [text] = [text for text in fact["never"] if slug(text) == parts[0]]
    subject, relation = fact.get("of") or fact.get("differential", ""), fact.get("list", "cause")
    assert text in question.stem
    return world.false(subject, relation, text, Reason.NEVER, fact)
