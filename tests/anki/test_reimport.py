"""The contract of re-import: whatever an author does to his decks, nobody who studies them loses
anything.
"""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from conftest import rounds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from learner import DAY, FIRST, Author, Card, Learner, Log

from quizgen.targets import anki, anki_package
from quizgen.targets.anki_changes import changes_as_text
from quizgen.text import wording as templates

ROOT = Path(__file__).resolve().parent.parent.parent
SOUND = "Database rebuilt and optimized."  # what Check Database says when it found nothing

HEAD = """\
deck: Minerals
id: minerals
sources: {book: A book}
source: book
terms:
  - {term: arrhythmia, synonyms: [irregular heartbeat]}
  - {term: fits}
facts:
"""
SYMPTOMS = """\
  - id: symptoms
    list: symptom
    of: hypomagnesemia
    items: [nausea, seizures, arrhythmia, loss of apetite]
"""
CHAIN = """\
  - id: chain
    mechanism: How low magnesium makes muscles twitch
    steps: [magnesium falls, nerves misfire, muscles twitch]
    without: choice
    why: Magnesium calms nerves.
"""
LEVEL = """\
  - id: level
    topic: Blood
    quantity: the normal serum level
    value: 1.8–2.2 mg/dL
"""
SHARE = """\
  - id: share
    ask: Which share of magnesium is in the blood?
    answer: less than 1 %
    distractors: [about 10 %, about half]
"""
# Four notes, and one more where choices are wanted.
DECK = HEAD + SYMPTOMS + CHAIN + LEVEL + SHARE
FACTS = {"symptoms", "chain", "level", "share"}


@pytest.fixture
def learner() -> Iterator[Learner]:
    with Learner() as learner:
        yield learner


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


class Edit(NamedTuple):
    """A deck after one edit, and what it must do to whoever has the deck of before: to notes, then
    to cards.
    """

    deck: str
    changed: AbstractSet[str] = frozenset()
    new: AbstractSet[str] = frozenset()
    retired: AbstractSet[str] = frozenset()
    moved: AbstractSet[str] = frozenset()
    added: AbstractSet[Card] = frozenset()
    emptied: AbstractSet[Card] = frozenset()


NEW_FACT = "  - id: dose\n    ask: How much?\n    answer: a lot\n"
EDITS = {
    "nothing": Edit(DECK),
    # A text
    "a typo": Edit(DECK.replace("apetite", "appetite"), changed={"symptoms"}),
    "capitals and blanks": Edit(DECK.replace("seizures", "Seizures "), changed={"symptoms"}),
    "a synonym instead": Edit(
        DECK.replace("seizures, arrhythmia", "seizures, irregular heartbeat"), changed={"symptoms"}
    ),
    "another explanation": Edit(DECK.replace("calms", "soothes"), changed={"chain"}),
    "another title": Edit(
        DECK.replace("How low magnesium makes", "Why low magnesium lets"), changed={"chain"}
    ),
    "another stem": Edit(
        DECK.replace("value:", "stems: {value: How much?}\n    value:"), changed={"level"}
    ),
    "another tag": Edit(DECK.replace("value:", "tags: [dose]\n    value:"), changed={"level"}),
    "another source": Edit(DECK.replace("A book", "The book")),
    "another synonym": Edit(
        DECK.replace("[irregular heartbeat]", "[irregular heartbeat, irregular pulse]")
    ),
    "another wrong option": Edit(DECK.replace("about half", "one half")),
    # Parts
    "a part more, before the others": Edit(
        DECK.replace("[nausea", "[tremor, nausea"), changed={"symptoms"}, added={("symptoms", 5)}
    ),
    "a part less": Edit(
        DECK.replace("seizures, ", ""), changed={"symptoms"}, emptied={("symptoms", 2)}
    ),
    "a part instead of another": Edit(
        DECK.replace("seizures", "fits"),
        changed={"symptoms"},
        added={("symptoms", 5)},
        emptied={("symptoms", 2)},
    ),
    "one part left, which is no list": Edit(
        DECK.replace("nausea, seizures, arrhythmia, ", ""),
        changed={"symptoms"},
        emptied={("symptoms", 1), ("symptoms", 2), ("symptoms", 3), ("symptoms", 200)},
    ),
    "parts in another order": Edit(
        DECK.replace("nausea, seizures", "seizures, nausea"), changed={"symptoms"}
    ),
    "steps in another order": Edit(
        DECK.replace("nerves misfire, muscles twitch", "muscles twitch, nerves misfire"),
        changed={"chain"},
    ),
    "a form left out": Edit(
        DECK.replace("of: hypo", "without: list\n    of: hypo"),
        changed={"symptoms"},
        emptied={("symptoms", 200)},
    ),
    "another kind": Edit(  # its list of steps is another question then, but its steps are the same
        DECK.replace(
            "mechanism: How low magnesium makes muscles twitch", "ranking: distance from the cause"
        ).replace("steps:", "most to least:"),
        changed={"chain"},
        added={("chain", 201)},
        emptied={("chain", 200)},
    ),
    # Facts
    "a fact more": Edit(
        HEAD + NEW_FACT + DECK.removeprefix(HEAD), new={"dose"}, added={("dose", 200)}
    ),
    "a fact less": Edit(
        HEAD + SYMPTOMS + LEVEL + SHARE,
        retired={"chain"},
        emptied={("chain", 1), ("chain", 2), ("chain", 3), ("chain", 200)},
    ),
    "facts in another order": Edit(HEAD + SHARE + LEVEL + CHAIN + SYMPTOMS),
    "another id": Edit(
        DECK.replace("id: chain", "id: twitching\n    was: chain"), changed={"twitching"}
    ),
    # Decks
    "another topic": Edit(DECK.replace("topic: Blood", "topic: Serum"), moved={"level"}),
    "another deck title": Edit(DECK.replace("deck: Minerals", "deck: Salts"), moved=FACTS),
    "a step that is called otherwise now": Edit(
        DECK.replace("nerves misfire", "axons discharge").replace(
            "why: M", "formerly: {axons discharge: nerves misfire}\n    why: M"
        ),
        changed={"chain"},
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_reaches_those_notes_and_cards_that_it_concerns_and_no_other(
    name: str, author: Author, learner: Learner
) -> None:
    edit = EDITS[name]
    first = author.release(DECK)
    assert learner.get(first) == Log(new=4)
    learner.study()
    before = {(first.lock.entries[fact].guid, number) for fact, number in learner.cards()}
    release = author.release(edit.deck)

    log = learner.get(release)  # which sees to it that progress is kept and no full sync forced

    touched = edit.changed | edit.retired
    assert log == Log(new=len(edit.new), updated=len(touched), duplicate=4 - len(touched))
    assert {
        fact for fact, entry in release.lock.entries.items() if entry.changed > FIRST
    } == touched
    assert all(
        learner.note(fact).mod == entry.changed for fact, entry in release.lock.entries.items()
    )
    after = {card: (release.lock.entries[card[0]].guid, card[1]) for card in learner.cards()}
    assert set(after.values()) >= before
    assert {card for card, known in after.items() if known not in before} == edit.added
    assert learner.empty_cards() == edit.emptied
    assert learner.check_database() == SOUND
    # `quizgen diff` says the same.
    for sort in ("changed", "new", "retired", "moved"):
        assert {each.fact for each in release.changes.of(sort)} == getattr(edit, sort)
    assert not release.changes.of("returned") + release.changes.of("renumbered")


def test_what_a_learner_wrote_himself_survives_in_notes_that_the_author_left_alone(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(DECK))
    learner.study()
    learner.edit("chain", "Why", "My mnemonic", "mine")
    learner.edit("share", "Why", "My mnemonic", "mine")

    log = learner.get(author.release(DECK.replace("less than 1 %", "less than one percent")))

    assert log == Log(updated=1, duplicate=3)
    assert (learner.note("chain")["Why"], "mine" in learner.note("chain").tags) == (
        "My mnemonic",
        True,
    )
    # As `quizgen diff` warns, a note that the author did change is the author's.
    assert (learner.note("share")["Why"], "mine" in learner.note("share").tags) == ("", False)


def test_releases_may_be_skipped_and_an_old_one_imported_late(
    author: Author, learner: Learner
) -> None:
    first = author.release(DECK)
    author.release(DECK.replace("seizures", "fits"))
    third = author.release(DECK.replace("seizures", "fits").replace("calms", "soothes"))
    learner.get(first)
    learner.study()

    assert learner.get(third) == Log(updated=2, duplicate=2)
    assert learner.get(first) == Log(duplicate=4)
    assert "fits" in learner.note("symptoms")["Text"]


def test_a_fact_taken_out_is_emptied_and_tagged_and_cleared_when_the_learner_says_so(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(DECK))
    learner.study()

    log = learner.get(author.release(HEAD + SYMPTOMS + CHAIN + LEVEL))

    assert log == Log(updated=1, duplicate=3)
    note = learner.note("share")
    assert dict(note.items()) == dict.fromkeys(note.keys(), "") | {
        "Title": "Which share of magnesium is in the blood?",
        "Id": "share",
    }
    assert note.tags == ["quizgen::retired"]
    assert learner.empty_cards() == {("share", 200)}
    learner.clear_empty_cards()
    assert {fact for fact, _ in learner.cards()} == {"symptoms", "chain", "level"}
    assert not learner.col.find_notes("tag:quizgen::retired")


def test_a_fact_that_returns_gets_its_schedule_back(author: Author, learner: Learner) -> None:
    learner.get(author.release(DECK))
    learner.study()
    progress = learner.progress()
    assert learner.get(author.release(HEAD + SYMPTOMS + CHAIN + LEVEL)) == Log(
        updated=1, duplicate=3
    )

    back = author.release(DECK)

    assert learner.get(back) == Log(updated=1, duplicate=3)
    assert [(each.sort, each.fact) for each in back.changes.items] == [("returned", "share")]
    assert learner.progress() == progress
    assert learner.empty_cards() == set()
    assert learner.note("share").tags == ["quizgen::minerals::kind::ask"]


def test_a_fact_that_returns_after_its_cards_were_cleared_comes_as_new(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(DECK))
    learner.get(author.release(HEAD + SYMPTOMS + CHAIN + LEVEL))
    learner.clear_empty_cards()

    assert learner.get(author.release(DECK)) == Log(new=1, duplicate=3)
    assert ("share", 200) in learner.cards()
    assert learner.empty_cards() == set()


def test_a_part_that_returns_gets_its_card_back_whatever_came_meanwhile(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(DECK))
    learner.study()
    right = DECK.replace(
        "apetite", "appetite"
    )  # so that its text is no longer what its part was named after
    author.release(right)
    learner.get(author.release(right.replace("loss of appetite", "tremor")))
    assert learner.empty_cards() == {("symptoms", 4)}

    learner.get(author.release(right.replace("loss of appetite", "vertigo, loss of appetite")))

    assert learner.empty_cards() == {("symptoms", 5)}  # tremor's
    answers = learner.answers()
    assert (answers["symptoms", 4], answers["symptoms", 6]) == ("loss of appetite", "vertigo")


def test_somebody_new_gets_no_cards_of_facts_taken_out(author: Author, learner: Learner) -> None:
    author.release(DECK, choices=True)
    release = author.release(HEAD + SYMPTOMS, choices=True)

    learner.get(release)

    assert {fact for fact, _ in learner.cards()} == {"symptoms"}
    assert learner.decks() == {
        "Minerals": ""
    }  # and not Minerals::Blood, in which only a fact was that is no more
    assert learner.empty_cards() == set()
    assert learner.get(release) == Log(duplicate=5)


def test_the_blank_cards_that_check_database_gives_tombstones_are_such_as_empty_cards_clears(
    author: Author, learner: Learner
) -> None:
    author.release(DECK, choices=True)
    learner.get(author.release(HEAD + SYMPTOMS, choices=True))
    before = set(learner.cards())
    learner.check_database()  # Anki itself gives every note that has no card its first

    learner.clear_empty_cards()

    assert set(learner.cards()) == before
    assert not learner.col.find_notes("tag:quizgen::retired")


# Ids ----------------------------------------------------------------------------------------------


def test_a_renamed_fact_takes_its_choice_cards_along(author: Author, learner: Learner) -> None:
    assert learner.get(author.release(DECK, choices=True)) == Log(new=5)
    learner.study()
    text = DECK.replace("id: share", "id: portion\n    was: share")

    release = author.release(text.replace("id: chain", "id: twitching\n    was: chain"))

    assert learner.get(release) == Log(updated=3, duplicate=2)
    assert not release.changes.of("new") + release.changes.of("retired")
    assert learner.empty_cards() == set()


def test_the_id_that_a_renamed_fact_gave_up_can_name_another_fact_in_the_same_release(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(DECK))
    learner.study()
    text = HEAD + NEW_FACT.replace("dose", "share") + SYMPTOMS + CHAIN + LEVEL
    text += SHARE.replace("id: share", "id: portion\n    was: share")

    release = author.release(text)

    assert learner.get(release) == Log(new=1, updated=1, duplicate=3)
    assert [(each.sort, each.fact) for each in release.changes.items] == [
        ("new", "share"),
        ("changed", "portion"),
    ]
    answers = learner.answers()
    assert (answers["share", 200], answers["portion", 200]) == ("a lot", "less than 1 %")
    assert learner.get(author.release(text)) == Log(duplicate=5)  # `was` may stay


def test_two_branches_that_gave_facts_at_the_same_second_can_be_merged(
    author: Author, learner: Learner
) -> None:
    locks = []
    for fact in (CHAIN, LEVEL):
        author.lock_path(DECK).unlink(missing_ok=True)
        author.now = FIRST
        locks.append(author.release(HEAD + fact).lock.as_text())
    merged = author.release(HEAD + CHAIN + LEVEL, lock="".join(locks))

    assert learner.get(merged) == Log(new=2)


# What is asked at all -----------------------------------------------------------------------------


def test_facts_of_which_nothing_can_be_asked_in_anki_have_no_notes(
    author: Author, learner: Learner
) -> None:
    silent = "  - id: {}\n    ask: Why?\n    answer: {}\n    without: short-answer\n"
    text = HEAD + SHARE + silent.format("mute", "so") + silent.format("dumb", "thus")

    release = author.release(text)

    assert learner.get(release) == Log(new=1)
    assert [(each.sort, each.fact) for each in release.changes.items] == [("new", "share")]
    assert learner.get(author.release(text.replace("    without: short-answer\n", ""))) == Log(
        new=2, duplicate=1
    )
    assert learner.get(author.release(text)) == Log(updated=2, duplicate=1)
    assert learner.empty_cards() == {("mute", 200), ("dumb", 200)}


def test_a_deck_of_which_nothing_can_be_asked_in_anki_imports_as_nothing(
    author: Author, learner: Learner
) -> None:
    mute = HEAD + "  - {id: mute, ask: Why?, answer: so, without: short-answer}\n"
    assert learner.get(author.release(mute)) == Log()
    assert learner.cards() == {}


# Choices ------------------------------------------------------------------------------------------


def test_choices_once_released_stay_with_their_schedule_also_in_releases_that_do_not_ask_for_them(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(DECK))
    learner.study()
    assert learner.get(author.release(DECK, choices=True)) == Log(new=1, duplicate=4)
    learner.study()

    assert learner.get(author.release(DECK)) == Log(duplicate=5)
    assert learner.get(author.release(DECK.replace("about half", "one half"))) == Log(
        updated=1, duplicate=4
    )
    assert "one half" in learner.note("share/answer/choice")["Options"]
    assert learner.get(author.release(DECK, choices=True)) == Log(updated=1, duplicate=4)


def test_a_choice_that_cannot_be_asked_any_more_is_emptied_and_returns(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(DECK, choices=True))
    learner.study()
    progress = learner.progress()
    alone = author.release(
        DECK.replace("    distractors: [about 10 %, about half]\n", ""), choices=True
    )

    assert learner.get(alone) == Log(updated=1, duplicate=4)
    assert [(each.sort, each.fact) for each in alone.changes.items] == [
        ("retired", "share/answer/choice")
    ]
    assert learner.empty_cards() == {("share/answer/choice", 1)}

    assert learner.get(author.release(DECK)) == Log(updated=1, duplicate=4)
    assert learner.empty_cards() == set()
    assert learner.progress() == progress


# Templates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "changed"),
    [
        ("front.html", {"quizgen"}),
        ("choice.html", {"quizgen choice"}),
        ("style.css", {"quizgen", "quizgen choice"}),
    ],
)
def test_a_new_template_or_style_reaches_its_note_types_and_touches_no_note(
    file: str,
    changed: set[str],
    author: Author,
    learner: Learner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    learner.get(author.release(DECK, choices=True))
    learner.study()
    times = {name: learner.note_type(name)["mod"] for name in ("quizgen", "quizgen choice")}
    assert set(times.values()) == {anki_package.LOOK_CHANGED}
    shutil.copytree(templates.FOLDER, tmp_path / "templates")
    with (tmp_path / "templates" / "anki" / file).open("a", encoding="utf-8") as out:
        out.write("/* anew */")
    monkeypatch.setattr(templates, "FOLDER", tmp_path / "templates")
    later = anki_package.LOOK_CHANGED + DAY
    monkeypatch.setattr(anki_package, "LOOK_CHANGED", later)

    assert learner.get(author.release(DECK)) == Log(duplicate=5)
    for name in ("quizgen", "quizgen choice"):
        type = learner.note_type(name)
        assert ("/* anew */" in type["css"] + type["tmpls"][0]["qfmt"]) == (name in changed)
        assert type["mod"] == later
    assert learner.get(author.release(DECK)) == Log(duplicate=5)
    assert learner.note_type("quizgen")["mod"] == later  # and not that of the third release
    assert [
        type.name for type in learner.col.models.all_names_and_ids() if "quizgen" in type.name
    ] == [*times]


def test_a_learners_own_style_survives_releases_that_change_no_template(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(DECK))
    type = learner.note_type("quizgen")
    type["css"] += "/* mine */"
    learner.col.models.update_dict(type)
    learner.col.db.execute(
        "update notetypes set mtime_secs = ? where name = 'quizgen'", anki_package.LOOK_CHANGED + 1
    )

    assert learner.get(author.release(DECK.replace("calms", "soothes"))) == Log(
        updated=1, duplicate=3
    )
    assert "/* mine */" in learner.note_type("quizgen")["css"]


def test_another_authors_collection_keeps_the_look_that_a_learner_has(
    author: Author, learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.get(author.release(DECK))
    (tmp_path / "other").mkdir()
    other = Author(tmp_path / "other")
    other.now += 30 * DAY
    # A month later, with the version of before: neither its look nor its time replaces the newer.
    monkeypatch.setattr(anki_package, "LOOK_CHANGED", anki_package.LOOK_CHANGED - DAY)
    monkeypatch.setattr(anki, "styling", lambda: ".card { color: red }")
    learner.get(other.release("deck: O\nid: o\nfacts: [{id: a, ask: Why?, answer: so}]\n"))
    type = learner.note_type("quizgen")
    assert "color: red" not in type["css"]
    assert type["mod"] == anki_package.LOOK_CHANGED + DAY


# Several decks ------------------------------------------------------------------------------------

COLLECTION = "collection: Body\nid: body\nnotice: No advice.\ndescription: All of it.\n"
ONE = "deck: One\nid: one\ndescription: The first.\nfacts:\n" + SYMPTOMS + LEVEL
TWO = "deck: Two\nid: two\nfacts:\n" + CHAIN
THREE = "deck: Three\nid: three\nfacts:\n" + SHARE
FOLDER = {"collection.yaml": COLLECTION, "one.yaml": ONE, "two.yaml": TWO, "three.yaml": THREE}


@pytest.mark.parametrize(
    "order", [*itertools.permutations(["decks/one.apkg", "decks/two.apkg", "decks/three.apkg"])]
)
def test_the_order_in_which_decks_are_imported_does_not_matter(
    order: tuple[str, ...], author: Author, learner: Learner
) -> None:
    assert learner.get(author.release(FOLDER), order) == Log(new=4)
    learner.study()

    changed = FOLDER | {"two.yaml": TWO.replace("calms", "soothes")}

    assert learner.get(author.release(changed), order) == Log(updated=1, duplicate=3)
    assert learner.decks() == {
        "Body": "<p>All of it.</p><p>No advice.</p>",
        "Body::One": "<p>The first.</p><p>No advice.</p>",
        "Body::One::Blood": "<p>No advice.</p>",
        "Body::Two": "<p>No advice.</p>",
        "Body::Three": "<p>No advice.</p>",
    }
    assert learner.check_database() == SOUND


WHOLE = "body.apkg"
PARTS = ["decks/one.apkg", "decks/two.apkg", "decks/three.apkg"]
ORDERS = {
    "the whole": [WHOLE],
    "its parts": PARTS,
    "its parts the other way round": PARTS[::-1],
    "the whole before its parts": [WHOLE, *PARTS],
    "its parts before the whole": [*PARTS, WHOLE],
    "the whole among its parts": [PARTS[1], WHOLE, PARTS[0], PARTS[2]],
    "one part and the whole": [PARTS[2], WHOLE],
}


def study_each_alike(learner: Learner) -> None:
    """Learn every card, with an interval that hangs on the card alone, whatever came first."""
    ids = learner.col.db.list(
        "select cards.id from cards join notes on notes.id = nid order by guid, ord"
    )
    for index, id in enumerate(ids):
        learner.col.db.execute(
            "update cards set type = 2, queue = 2, ivl = ?, due = ?, reps = 5, factor = 2500 "
            "where id = ?",
            30 + index,
            100 + index,
            id,
        )


def holdings(learner: Learner) -> dict[str, Any]:
    """All that can be seen in a collection, but for where new cards stand in the queue."""
    card_rows = learner.col.db.all(
        "select guid, ord, did, iif(type = 0, 0, due), type, queue, ivl, factor, reps, lapses "
        "from cards join notes on notes.id = nid order by guid, ord"
    )
    return {
        "notes": learner.col.db.all(
            "select guid, id, mid, mod, tags, flds, sfld from notes order by guid"
        ),
        "cards": [
            (guid, ord, learner.col.decks.name(deck), *rest) for guid, ord, deck, *rest in card_rows
        ],
        "decks": learner.decks(),
        "empty": learner.empty_cards(),
    }


@pytest.mark.parametrize("later", ORDERS)
@pytest.mark.parametrize("first", ORDERS)
def test_the_whole_and_its_parts_give_the_same_collection_in_any_order(
    first: str, later: str, tmp_path: Path
) -> None:
    author = Author(tmp_path)
    # A fact that is taken out later, one of a deck that is, and one that is corrected.
    before = author.release(FOLDER | {"three.yaml": THREE + NEW_FACT})
    after = author.release(
        {
            "collection.yaml": COLLECTION,
            "one.yaml": ONE.replace("seizures", "fits"),
            "three.yaml": THREE + NEW_FACT.replace("dose", "late"),
        }
    )
    with Learner() as usual, Learner() as other:
        for learner, one, two in ((usual, PARTS, PARTS), (other, ORDERS[first], ORDERS[later])):
            learner.get(before, one)
            assert len(learner.progress()) == 0
            study_each_alike(learner)
            learner.get(after, [name for name in two if name in after.packages])
            assert learner.check_database() in (SOUND, "")
        assert holdings(other) == holdings(usual)
        assert {fact for fact, _ in other.empty_cards()} == {"chain", "dose", "symptoms"}
        # Whatever is imported next, from either, there is nothing left to do.
        for name in after.packages:
            log = other.get(after, [name])
            assert (log.new, log.updated, log.conflicting) == (0, 0, 0)
        assert holdings(other) == holdings(usual)


@pytest.mark.parametrize(
    "order", [*itertools.permutations([WHOLE, PARTS[0], PARTS[2]])], ids=" ".join
)
def test_no_order_of_the_whole_and_its_parts_brings_back_what_was_taken_out(
    order: tuple[str, ...], author: Author, learner: Learner
) -> None:
    former = author.release(FOLDER | {"three.yaml": THREE + NEW_FACT})
    learner.get(former, [WHOLE, *PARTS])
    learner.study()
    # A fact of the third deck is taken out, and the second deck as a whole.
    release = author.release({name: text for name, text in FOLDER.items() if name != "two.yaml"})
    for package in order:
        learner.get(release, [package])
        learner.get(former, PARTS)  # once more, and late
    learner.release = release
    assert {fact for fact, _ in learner.empty_cards()} == {"chain", "dose"}
    learner.clear_empty_cards()
    kept, progress = learner.cards().keys(), learner.progress()
    assert {fact for fact, _ in kept} == {"symptoms", "level", "share"}

    learner.get(release, order)

    assert learner.cards().keys() == kept
    assert learner.progress() == progress
    assert not learner.empty_cards()


def test_a_fact_moved_to_another_deck_keeps_its_cards_where_the_learner_has_them(
    author: Author, learner: Learner
) -> None:
    level = LEVEL.replace(
        "Blood", "'\"_*Blood\\'"
    )  # a name in which a search would see more than a name
    stays = NEW_FACT.replace("dose", "dose\n    topic: '\"_*Blood\\'")
    one = ONE.replace(LEVEL, stays)
    assert learner.get(author.release(FOLDER | {"one.yaml": one + level})) == Log(new=5)
    learner.study()

    release = author.release(FOLDER | {"one.yaml": one, "two.yaml": TWO + level})

    assert learner.get(release) == Log(duplicate=5)
    card = learner.cards()["level", 200]
    assert learner.col.decks.name(card.did) == 'Body::One::"_*Blood\\'
    # The search that `quizgen diff` names finds its cards in the former deck, and no others.
    (change,) = release.changes.of("moved")
    start, search, _ = re.split("; to follow: search | in the browser", change.details[0])
    assert (change.fact, start) == ("level", 'from Body::One::"_*Blood\\ to Body::Two::"_*Blood\\')
    assert learner.col.find_cards(search) == [card.id]


def test_one_deck_built_alone_updates_as_all_do(author: Author, learner: Learner) -> None:
    learner.get(author.release(FOLDER))
    learner.study()
    changed = FOLDER | {
        "one.yaml": ONE.replace("seizures", "fits"),
        "two.yaml": TWO.replace("calms", "soothes"),
    }

    assert learner.get(author.release(changed, only=("two",))) == Log(updated=1)
    assert learner.get(author.release(changed)) == Log(updated=1, duplicate=3)


def test_a_fact_is_taken_out_by_the_deck_that_it_was_in(author: Author, learner: Learner) -> None:
    learner.get(author.release(FOLDER | {"three.yaml": THREE + NEW_FACT}))

    release = author.release(FOLDER)

    assert learner.get(release, ["decks/one.apkg", "decks/two.apkg"]) == Log(duplicate=3)
    assert learner.get(release, ["decks/three.apkg"]) == Log(updated=1, duplicate=1)
    assert learner.empty_cards() == {("dose", 200)}


def test_the_facts_of_a_removed_deck_are_taken_out_by_the_first_that_is_left(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(FOLDER))
    learner.study()

    release = author.release({name: text for name, text in FOLDER.items() if name != "two.yaml"})

    assert learner.get(release, ["decks/one.apkg"]) == Log(updated=1, duplicate=2)
    assert learner.get(release, ["decks/three.apkg"]) == Log(duplicate=1)
    assert {fact for fact, _ in learner.empty_cards()} == {"chain"}
    learner.clear_empty_cards()
    assert {fact for fact, _ in learner.cards()} == {"symptoms", "level", "share"}


def test_the_shipped_decks_built_again_a_day_later_change_nothing(
    author: Author, learner: Learner
) -> None:
    files = {
        path.name: path.read_text(encoding="utf-8") for path in (ROOT / "decks").glob("*.yaml")
    }
    first = author.release(files, choices=True)
    log = learner.get(first)
    assert log == Log(new=len(first.lock.entries))

    again = author.release(files)

    assert learner.get(again) == Log(duplicate=log.new)
    assert changes_as_text(again.changes) == "The next import changes nothing.\n"


# Any history --------------------------------------------------------------------------------------

WORDS = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"]
MEMBERS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True)
# Each release: by fact, its members, in the order of the facts; always with one fact, for a deck
# has one at least.
RELEASES = st.lists(
    st.lists(
        st.tuples(st.sampled_from("abc"), MEMBERS),
        min_size=1,
        max_size=3,
        unique_by=lambda fact: fact[0],
    ),
    min_size=2,
    max_size=4,
)


@settings(max_examples=rounds(15), suppress_health_check=[HealthCheck.too_slow])
@given(RELEASES)
def test_through_any_history_a_card_asks_for_one_thing_for_ever(
    history: list[list[tuple[str, list[str]]]],
) -> None:
    asks: dict[Card, str] = {}
    with TemporaryDirectory() as folder, Learner() as learner:
        author = Author(Path(folder))
        for facts in history:
            rows = (
                f"- {{id: {id}, list: word, of: {id}, items: {members}}}".replace("'", "")
                for id, members in facts
            )
            release = author.release("deck: D\nid: d\nfacts:\n" + "\n".join(rows) + "\n")
            log = learner.get(release)
            learner.study()
            said = {
                sort: len(release.changes.of(sort))
                for sort in ("new", "changed", "retired", "returned")
            }
            assert (log.new, log.updated) == (
                said["new"],
                said["changed"] + said["retired"] + said["returned"],
            )
            assert log.conflicting == 0
            wanted = {(id, word) for id, members in facts for word in members}
            given = {
                card: answer
                for card, answer in learner.answers().items()
                if card[1] < 200 and answer
            }
            assert {(fact, answer) for (fact, _), answer in given.items()} == wanted
            assert all(asks.setdefault(card, answer) == answer for card, answer in given.items())
            assert not given.keys() & learner.empty_cards()
            assert learner.check_database() == SOUND
