"""Hold that what is true but not written is never asked as false.

A fifth of a collection is hidden: whole facts, members of lists that are not complete, cells, and
ranks. What is left is compiled, and what its questions call wrong is looked up in the whole.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from conftest import ROOT, rounds

from quizgen.compiler import Compiled, compile_path
from quizgen.knowledge import MEANING, Relation, Subject
from quizgen.language.facts.ask import Ask
from quizgen.language.facts.comparison import Comparison
from quizgen.language.facts.fact import Fact
from quizgen.language.facts.members import MembersFact
from quizgen.language.facts.ranking import Ranking
from quizgen.language.facts.sign import Sign
from quizgen.language.facts.term import TermFact
from quizgen.lock import assign_parts
from quizgen.questions.question import Choice, MultipleChoice, Question, TrueFalse

WHOLE = [ROOT / "decks", *sorted((ROOT / "tests" / "collections").iterdir())]
EACH = pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.name)
SEEDS = 3
FEWEST = 2  # that are left of a list, a row or an order
HIDDEN = 0.2  # of what can be hidden without making the rest a lie


# Each country has many neighbors and languages, and one capital: only the last rules others out.
NEIGHBORS = {
    "Argentina": ["Bolivia", "Brazil", "Chile", "Paraguay", "Uruguay"],
    "Bolivia": ["Argentina", "Brazil", "Chile", "Paraguay", "Peru"],
    "Brazil": ["Argentina", "Bolivia", "Paraguay", "Peru", "Uruguay"],
    "Chile": ["Argentina", "Bolivia", "Peru"],
    "Paraguay": ["Argentina", "Bolivia", "Brazil"],
    "Peru": ["Bolivia", "Brazil", "Chile"],
    "Uruguay": ["Argentina", "Brazil"],
}
CAPITALS = ["Buenos Aires", "La Paz", "Brasília", "Santiago", "Asunción", "Lima", "Montevideo"]
LANGUAGES = [
    ["Spanish", "Guaraní"],
    ["Aymara", "Spanish", "Quechua", "Guaraní"],
    ["Portuguese"],
    ["Spanish"],
    ["Guaraní", "Spanish"],
    ["Quechua", "Spanish", "Aymara"],
    ["Spanish"],
]
WORLD = yaml.safe_dump(
    {
        "deck": "South America",
        "id": "world",
        "terms": [{"term": "country"}]
        + [{"term": name, "broader": "country"} for name in NEIGHBORS],
        "facts": [
            {
                "id": "capitals",
                "comparison": [*NEIGHBORS],
                "rows": {"capital": CAPITALS, "language": LANGUAGES},
                "exclusive": ["capital"],
                "statements": {
                    "capital": "The capital of {country} is {capital}.",
                    "language": "In {country}, people speak {language}.",
                },
            },
            *(
                {"id": f"of-{n}", "list": "neighbor", "of": name, "items": items, "never": ["Cuba"]}
                for n, (name, items) in enumerate(NEIGHBORS.items())
            ),
        ],
    },
    allow_unicode=True,
)


class Place(NamedTuple):
    """Where something stands that can be hidden: in a list or mapping, at an index or key."""

    within: Any
    at: Any


class Dumper(yaml.SafeDumper):
    """Writes an empty cell as authors do."""


Dumper.add_representer(
    type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "~")
)


def hideable(fact: dict[str, Any]) -> Iterator[Place]:
    """Yield what can be hidden inside a fact; who says that a list is complete hides none of it."""
    if "most to least" in fact:
        yield from (Place(fact["most to least"], n) for n in range(len(fact["most to least"])))
    if "rows" in fact and "complete" not in fact:
        for cells in fact["rows"].values():
            yield from (Place(cells, n) for n in range(len(cells)))
            for cell in cells:
                if isinstance(cell, list):
                    yield from (Place(cell, n) for n in range(len(cell)))
    if "complete" not in fact:
        lists = [
            fact[key] for key in ("items", "causes", "also") if isinstance(fact.get(key), list)
        ]
        for key in ("groups", "causes"):
            lists += fact[key].values() if isinstance(fact.get(key), dict) else ()
        for members in lists:
            if isinstance(members, list):
                yield from (Place(members, n) for n in range(len(members)))


def without_a_fifth(source: Path, target: Path, seed: int) -> int:
    """Write the collection without a fifth of what it says; return how much was hidden."""
    shutil.copytree(source, target)
    decks = {}
    places: list[Place] = []
    for path in sorted(target.glob("*.yaml")):
        deck = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
        if not isinstance(deck.get("facts"), list):
            continue
        decks[path] = deck
        for number, fact in enumerate(deck["facts"]):
            places += [Place(deck["facts"], number), *hideable(fact)]
    hidden = random.Random(seed).sample(places, round(HIDDEN * len(places)))
    for within, at in hidden:
        left = sum(each is not None for each in within)
        if left > FEWEST:
            within[at] = None
    for path, deck in decks.items():
        deck["facts"] = [_shown(fact) for fact in deck["facts"] if fact is not None]
        text = yaml.dump(deck, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1000)
        path.write_text(text, encoding="utf-8")
    return len(hidden)


def _shown(value: Any, key: str = "") -> Any:
    """Return a part of a deck without what was hidden; an empty cell stays where it is."""
    if isinstance(value, dict):
        return {
            name: _shown(each, name if key != "rows" else "cells") for name, each in value.items()
        }
    if isinstance(value, list) and key == "cells":
        return [_shown(None if each == "~" else each) for each in value]
    if isinstance(value, list):
        return [_shown(each) for each in value if each is not None]
    return value


def called_false(
    fact: Fact, question: Question, labels: list[str]
) -> Iterator[tuple[Subject, Relation, str]]:
    """Yield what a question calls false, as claims; `labels` say what it asks for."""
    wrong: list[str] = []
    if isinstance(question, Choice | MultipleChoice):
        wrong = [each.text for each in question.distractors]
    is_false = isinstance(question, TrueFalse) and not question.truth
    if isinstance(fact, MembersFact):
        if labels[-1] == "groups":
            yield from ((*fact._belonging(labels[0]), text) for text in wrong)
        elif len(labels) == 2:
            members = [labels[1]] if is_false else wrong
            yield from ((*fact._belonging(member), labels[0]) for member in members)
        else:
            members = [labels[0]] if is_false else wrong
            yield from ((fact.subject, fact.relation, member) for member in members)
    elif isinstance(fact, Comparison) and isinstance(question, Choice):
        row, column, *back = labels
        cell = fact.rows[row].cells[fact.columns.index(column)]
        for text in wrong:
            if back:
                yield text, row, cell[0]
            else:
                yield column, row, _first(fact, row, text)
    elif isinstance(fact, TermFact):
        for text in wrong:
            yield (text, MEANING, fact.term) if labels == ["means"] else (fact.means, MEANING, text)
    elif isinstance(fact, Sign) and labels == ["points to"]:
        yield from ((fact.sign, "points to", text) for text in wrong)
    elif isinstance(fact, Ask):
        yield from ((fact.ask, "answer", text) for text in wrong)


def _first(fact: Comparison, row: str, text: str) -> str:
    """Return the first value of the cell that is offered under a text."""
    starts = [cell[0] for cell in fact.rows[row] if cell and text.startswith(cell[0])]
    return max(starts, key=len, default=text)


def ranks(fact: Fact) -> dict[str, int]:
    """Return the place of each item of a ranking."""
    assert isinstance(fact, Ranking)
    return {item: place for place, rank in enumerate(fact.ranks) for item in rank}


def lies(whole: Compiled, rest: Compiled) -> Iterator[tuple[str, str, bool]]:
    """Yield what questions of the rest call false, and whether the whole says that it is true."""
    facts = {fact.id: fact for _, fact in whole.collection.facts()}
    true = {
        each.stem
        for asked in whole.questions.values()
        for each in asked
        if isinstance(each, TrueFalse) and each.truth
    }
    vocabulary = rest.knowledge.vocabulary
    for _, fact in rest.collection.facts():
        if fact.id not in rest.questions:
            continue
        names = (label for _, label in fact.names())
        _, parts = assign_parts(rest.lock.entries[fact.id], names, vocabulary)
        label_of = {part: label for label, part in parts.items()}
        for question in rest.questions[fact.id]:
            if isinstance(question, TrueFalse) and not question.truth:
                yield question.id, question.stem, question.stem in true
            if isinstance(fact, Ranking) and isinstance(question, Choice):
                place = ranks(facts[fact.id])
                for each in question.distractors:
                    yield question.id, each.text, place[each.text] <= place[question.key]
            labels = [label_of[part] for part in question.part.split(".") if part in label_of]
            for claim in called_false(fact, question, labels):
                yield question.id, str(claim), whole.knowledge.truth(*claim).value is True


def test_nothing_hidden_is_an_option_where_things_have_many_values(tmp_path: Path) -> None:
    world = tmp_path / "world"
    world.mkdir()
    (world / "collection.yaml").write_text("collection: World\nid: world\n", encoding="utf-8")
    (world / "world.yaml").write_text(WORLD, encoding="utf-8")
    _try(world, tmp_path, range(10))


@pytest.mark.long
@EACH
def test_long_nothing_hidden_is_an_option(path: Path, tmp_path: Path) -> None:
    _try(path, tmp_path, range(SEEDS, SEEDS + rounds(SEEDS)))


@EACH
def test_nothing_hidden_is_an_option(path: Path, tmp_path: Path) -> None:
    _try(path, tmp_path, range(SEEDS))


def _try(path: Path, folder: Path, seeds: range) -> None:
    whole = compile_path(path, judged=False)
    number = 0
    for seed in seeds:
        target = folder / str(seed)
        assert without_a_fifth(path, target, seed) > 0
        rest = compile_path(target, judged=False)
        called = list(lies(whole, rest))
        number += len(called)
        assert [(seed, id, text) for id, text, is_true in called if is_true] == []
    assert number > 20 * len(seeds), "too little is called false to prove anything"
