"""What the next import does to a user, told from two locks in words that he understands."""

from __future__ import annotations

from textwrap import dedent

import pytest
from conftest import compile_text, deck

from quizgen.lock import Entry, Lock, parse_lock
from quizgen.targets import Settings, target
from quizgen.targets.anki_changes import MEANINGS, changes_as_text, compare

LIST = "- {id: signs, list: sign, of: scurvy, items: [bleeding gums, fatigue, nausea], singly: yes}"
ASK = "- {id: cause, ask: What causes scurvy?, answer: a lack of vitamin C}"


def built(
    facts: str, before: Lock | None = None, head: str = "", now: int = 1_000, choices: bool = False
) -> Lock:
    """The lock after a build that found the one before."""
    lock, _ = parse_lock(before.as_text(), "") if before else (Lock(), [])
    compiled = compile_text(deck(facts, head), lock)
    assert {each.code for each in compiled.diagnostics} <= {"part-renamed"}
    _, problems, after = target("anki")(compiled, Settings(now, choices=choices, release=True))
    assert problems == []
    return after


def changes(before: Lock, after: Lock) -> dict[str, list[str]]:
    """The facts that changed, by sort."""
    found = compare(before, after)
    return {sort: [change.fact for change in found.of(sort)] for sort in MEANINGS if found.of(sort)}


def told(before: Lock, after: Lock) -> str:
    """The text without its heading."""
    return changes_as_text(compare(before, after)).partition("\n\n")[2]


def text(lines: str) -> str:
    return dedent(lines).lstrip("\n")


def test_the_same_facts_change_nothing() -> None:
    before = built(f"{LIST}\n{ASK}")
    assert (
        changes_as_text(compare(before, built(f"{ASK}\n{LIST}", before, now=2_000)))
        == "The next import changes nothing.\n"
    )


def test_an_entry_of_a_list_that_is_one_card_is_told_by_name() -> None:
    before = built("- {id: moves, list: move, of: the arm, items: [abduction, flexion, rotation]}")
    after = built(
        "- {id: moves, list: move, of: the arm, items: [adduction, flexion, rotation]}", before
    )
    assert told(before, after) == text("""
        changed: 1 note will show the new text and keep the schedule; a user's own edits there are replaced
          moves: Moves of the arm
              + “adduction” is new in it
              − “abduction” is no more in it
    """)


def test_a_fact_more_is_new() -> None:
    before = built(ASK)
    assert told(before, built(f"{LIST}\n{ASK}", before)) == text("""
        new: 1 note will appear among the new cards
          signs: Signs of scurvy
              4 cards, in Deck
    """)


def test_everything_is_new_to_one_who_has_nothing() -> None:
    assert changes(Lock(), built(f"{LIST}\n{ASK}")) == {"new": ["cause", "signs"]}


def test_a_reworded_member_is_shown_as_it_was_and_as_it_is() -> None:
    before = built(LIST)
    after = built(LIST.replace("bleeding gums", "bleeding of gums"), before)
    assert told(before, after) == text("""
        changed: 1 note will show the new text and keep the schedule; a user's own edits there are replaced
          signs: Signs of scurvy
              ~ “bleeding gums” is now “bleeding of gums”
    """)


def test_a_member_that_comes_and_one_that_goes_are_a_card_more_and_one_less() -> None:
    before = built(LIST)
    after = built(LIST.replace("fatigue", "tremor"), before)
    assert told(before, after) == text("""
        changed: 1 note will show the new text and keep the schedule; a user's own edits there are replaced
          signs: Signs of scurvy
              + a new card asks for “tremor”
              − no card asks for “fatigue” any more; the old one becomes empty (Tools › Empty Cards)
    """)


def test_a_member_that_comes_back_is_a_card_more_with_its_old_number() -> None:
    before = built(LIST.replace("fatigue, ", ""), built(LIST))
    after = built(LIST, before)
    said = told(before, after)
    assert "+ the card that asks for “fatigue” is back, with its schedule where it was" in said
    assert "new card" not in said
    assert after.entries["signs"].cards == before.entries["signs"].cards


def test_another_why_changes_a_note_though_no_part_of_it() -> None:
    before = built(ASK)
    [change] = compare(before, built(ASK.replace("}", ", why: It builds collagen.}"), before)).items
    assert (change.sort, change.fact, change.details) == ("changed", "cause", ())


def test_a_fact_that_goes_is_retired_once_and_returns() -> None:
    before = built(f"{LIST}\n{ASK}")
    without = built(LIST, before)
    assert told(before, without).startswith(
        "retired: 1 note will be emptied; clear the cards with Tools › Empty Cards"
    )
    assert told(before, without).endswith("tag:quizgen::retired\n  cause: What causes scurvy?\n")
    assert changes(without, built(LIST, without)) == {}
    assert changes(without, built(f"{LIST}\n{ASK}", without)) == {"returned": ["cause"]}
    assert changes(Lock(), without) == {
        "new": ["signs"]
    }  # one who never had it is told nothing of it


def test_another_topic_moves_a_note() -> None:
    before = built(ASK)
    after = built(ASK, before, head="topic: Vitamins\n")
    [moved] = compare(before, after).of("moved")
    assert moved.details[0].startswith("from Deck to Deck::Vitamins; to follow: search")


def test_a_renamed_fact_is_the_same_note() -> None:
    before = built(ASK)
    after = built(ASK.replace("{id: cause", "{id: scurvy-cause, was: cause"), before)
    assert changes(before, after) == {"changed": ["scurvy-cause"]}  # its field `Id` shows the id
    assert after.entries["scurvy-cause"].guid == before.entries["cause"].guid
    assert changes(before, built(ASK.replace("{id: cause", "{id: scurvy-cause"), before)) == {
        "new": ["scurvy-cause"],
        "retired": ["cause"],
    }


def test_choices_that_are_wanted_now_are_new_notes_and_stay() -> None:
    facts = ASK.replace("}", ", distractors: [a virus, cold]}")
    before = built(facts)
    after = built(facts, before, choices=True)
    assert changes(before, after) == {"new": ["cause/answer/choice"]}
    assert changes(after, built(facts, after, choices=False)) == {}


def test_a_lock_that_was_lost_gives_the_same_numbers() -> None:
    grown = built(LIST.replace("[", "[tremor, "), built(LIST))
    lost = built(LIST.replace("[", "[tremor, "))
    assert not compare(grown, lost).of("renumbered")
    assert grown.entries["signs"].cards == lost.entries["signs"].cards
    assert grown.entries["signs"].guid == lost.entries["signs"].guid


def test_cards_that_would_ask_for_something_else_are_said_loudly() -> None:
    one, other = Entry("g", note=1, cards={"a": 1}), Entry("g", note=1, cards={"a": 2})
    said = told(Lock({"f": one}), Lock({"f": other}))
    assert (
        "renumbered: 1 note will LOSE the cards' schedules to one another: restore the lock" in said
    )


@pytest.mark.parametrize(
    ("old", "new", "sorts"),
    [
        (Entry("g", note=1, digest="a"), Entry("g", note=1, digest="a"), []),
        (
            Entry("g", note=1, digest="a", deck="D"),
            Entry("g", note=1, digest="b", deck="E"),
            ["changed", "moved"],
        ),
        (Entry("g", note=1, retired=True), Entry("g", note=1, retired=True), []),
        (
            Entry("g", note=1, digest="a", changed=5),
            Entry("g", note=1, digest="a", changed=6),
            ["sent once more"],
        ),
        (Entry("g"), Entry("g", note=1), ["new"]),  # was in the lock, but never in a deck
        (Entry("g"), Entry("g"), []),
        (Entry("g", note=1, cards={"a": 1}), Entry("g", note=1, cards={"b": 1}), []),
        (
            Entry("g", note=1, cards={"a": 1, "b": 2}),
            Entry("g", note=1, cards={"a": 2, "b": 1}),
            ["renumbered"],
        ),
    ],
)
def test_the_sort_of_a_change_comes_from_the_two_entries_alone(
    old: Entry, new: Entry, sorts: list[str]
) -> None:
    assert [change.sort for change in compare(Lock({"f": old}), Lock({"f": new})).items] == sorts


def test_changes_come_in_the_order_of_their_meanings_and_then_by_fact() -> None:
    before = built(f"{LIST}\n{ASK}")
    after = built(
        (
            f"{LIST.replace('nausea', 'coma')}\n- {{id: z, ask: Z?, answer: z}}\n"
            f"- {{id: b, ask: B?, answer: b}}"
        ),
        before,
    )
    found = compare(before, after)
    assert [(change.sort, change.fact) for change in found.items] == [
        ("new", "b"),
        ("new", "z"),
        ("changed", "signs"),
        ("retired", "cause"),
    ]
    assert (
        "new: 2 notes will appear among the new cards\n  b: B?\n      1 card, in Deck\n  z: Z?"
        in changes_as_text(found)
    )


def test_what_was_never_released_and_is_taken_out_is_told() -> None:
    def draft(facts: str, before: Lock | None = None) -> Lock:
        compiled = compile_text(deck(facts), before)
        return target("anki")(compiled, Settings(1_000)).lock

    before = draft(f"{LIST}\n{ASK}")
    after = draft(ASK, before)
    assert changes(before, after) == {"dropped": ["signs"]}
    assert "will stay with whoever imported the last build" in told(before, after)
    assert changes(after, draft(ASK, after)) == {}
