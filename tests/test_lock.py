"""What never changes between builds: which part a text is, which number a card has, when a note
changed.
"""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from conftest import compile_text, deck

from quizgen.compiler import compile_collection
from quizgen.diagnostics import Diagnostic, Position
from quizgen.knowledge import Term, Vocabulary
from quizgen.language.loader import load_text
from quizgen.lock import SPAN, Entry, Lock, assign_parts, guid, parse_lock
from quizgen.targets import Settings
from quizgen.targets.anki import build_packages, cards_by_question
from quizgen.targets.pdf import build_worksheets

HERE = Position("deck.yaml", 1, 1)
VOCABULARY = Vocabulary(
    [
        Term("muscle cramps", HERE, ("leg cramps",)),
        Term("muscle cramp pain", HERE),
        Term("seizures", HERE, ("convulsions",)),
    ]
)


def parts(*builds: list[str], vocabulary: Vocabulary = VOCABULARY) -> list[list[str]]:
    """The parts of the labels of one build after the other."""
    entry = Entry("guid")
    made = []
    for labels in builds:
        entry, assigned = assign_parts(entry, labels, vocabulary)
        made.append([assigned[label] for label in labels])
    return made


# Parts --------------------------------------------------------------------------------------------


def test_a_new_label_gets_a_part_made_of_its_first_text() -> None:
    assert parts(["Loss of appetite", "Na⁺/K⁺-ATPase (α₁)"]) == [
        ["loss-of-appetite", "na-k-atpase-1"]
    ]


def test_a_long_label_gets_a_part_of_whole_words() -> None:
    [[part]] = parts(["calcium enters the nerve cells unchecked, and they become overexcitable"])
    assert part == "calcium-enters-the-nerve-cells-unchecked"


def test_labels_that_would_get_one_part_get_two() -> None:
    assert parts(["a b", "a-b", "A/B!", "a b 2"]) == [["a-b", "a-b-2", "a-b-3", "a-b-2-2"]]


def test_labels_in_no_latin_letters_get_parts_of_their_own() -> None:
    assert parts(["магний", "カルシウム", "—"], ["カルシウム", "—", "магний"]) == [
        ["part", "part-2", "part-3"],
        ["part-2", "part-3", "part"],
    ]


def test_a_label_keeps_its_part_wherever_it_stands_and_whatever_joins_it() -> None:
    assert parts(["nausea", "fatigue"], ["tremor", "fatigue", "nausea"])[1] == [
        "tremor",
        "fatigue",
        "nausea",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Loss of appetite", "loss of  appetite"),  # the same but for case and blanks
        ("seizures", "convulsions"),  # a synonym
        ("calcium enters nerve cels", "calcium enters nerve cells"),  # a typo
        ("nerves become overexcitable", "the nerves become overexcitable"),  # a word more
        ("2.5 mmol/l at most", "2.5 mmol/L at most"),
        ("muscle twitch", "muscle twitches"),
    ],
)
def test_a_label_that_was_merely_reworded_keeps_its_part(before: str, after: str) -> None:
    [[first], [second]] = parts([before], [after])
    assert second == first


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("nausea", "tremor"),
        ("about 2.5 mmol per litre", "about 3.5 mmol per litre"),  # another number
        ("step 1 of the cascade", "step 2 of the cascade"),
        ("hypokalemia", "hyperkalemia"),  # the opposite, though only two letters differ
        ("magnesium is given", "magnesium is not given"),
        ("given without magnesium", "given with magnesium"),
        ("raised calcium level", "lowered calcium level"),  # another word in its place
        ("left arm weakness", "right arm weakness"),
        ("muscle cramps", "muscle cramp pain"),  # two terms that the author knows apart
    ],
)
def test_a_label_that_may_mean_something_else_gets_a_part_of_its_own(
    before: str, after: str
) -> None:
    [[first], [second]] = parts([before], [after])
    assert second != first


# Of two texts, how much is the same: twice the letters in common, of the letters of both.
@pytest.mark.parametrize(
    ("before", "after", "is_kept"),
    [
        ("ulcer", "ulcer of", True),  # 10 of 13
        ("abc", "abc d", True),  # 6 of 8: three quarters
        ("abc", "abc de", False),  # 6 of 9
        ("the long muscle gets cold", "the long muscle gets colt", True),  # of the one word, 6 of 8
        (
            "the long muscle gets a cat",
            "the long muscle gets a car",
            False,
        ),  # of the one word, 4 of 6
        ("the long muscle gets cold", "the long muscle gets bold", False),  # begins otherwise
    ],
)
def test_three_quarters_of_a_label_and_of_a_word_must_stay_for_it_to_keep_its_part(
    before: str, after: str, is_kept: bool
) -> None:
    [[first], [second]] = parts([before], [after])
    assert (second == first) is is_kept


def test_a_label_just_short_of_three_quarters_gets_a_part_of_its_own() -> None:
    label = "m" * 30
    for added, is_kept in ((19, True), (20, False)):  # with a blank, 60 of 80 and 60 of 81
        [[first], [second]] = parts([label], [f"{label} {'n' * added}"])
        assert (second == first) is is_kept


def test_a_label_that_comes_back_gets_its_former_part_back() -> None:
    builds = parts(
        ["nausea", "fatigue"], ["fatigue"], ["tremor", "fatigue"], ["nausea", "tremor", "fatigue"]
    )
    assert builds[-1] == ["nausea", "tremor", "fatigue"]


def test_a_label_that_is_gone_leaves_its_part_to_no_other() -> None:
    entry = Entry("guid")
    entry, _ = assign_parts(entry, ["a b"], VOCABULARY)
    entry, _ = assign_parts(entry, [], VOCABULARY)
    assert (entry.parts, entry.gone) == ({}, {"a-b": "a b"})
    entry, assigned = assign_parts(entry, ["a/b"], VOCABULARY)
    assert assigned == {"a/b": "a-b-2"}
    entry, assigned = assign_parts(entry, ["a b", "a/b"], VOCABULARY)
    assert assigned == {"a b": "a-b", "a/b": "a-b-2"}
    assert entry.gone == {}


def test_what_stands_now_comes_before_what_is_gone() -> None:
    entry = Entry("guid", parts={"now": "Nausea"}, gone={"then": "nausea "})
    assert assign_parts(entry, ["nausea"], VOCABULARY)[1] == {"nausea": "now"}


def test_swapped_texts_swap_their_places_and_not_their_parts() -> None:
    assert parts(["first step", "second step"], ["second step", "first step"])[1] == [
        "second-step",
        "first-step",
    ]


def test_of_two_reworded_labels_each_takes_the_part_that_it_resembles_most() -> None:
    before = ["calcium enters the cell", "calcium enters the cells"]
    after = ["calcium enters the cells.", "calcium enters the cel"]
    [first, second] = parts(before, after)
    assert second == [first[1], first[0]]


def test_one_part_is_never_given_to_two_labels() -> None:
    [_, second] = parts(["convulsion"], ["convulsions", "Convulsion", "convulsion.", "convulsion"])
    assert len(set(second)) == 4
    assert second[3] == "convulsion"  # the one that is the same letter for letter


# Numbers ------------------------------------------------------------------------------------------


def test_a_card_keeps_its_number_and_no_number_is_given_twice() -> None:
    entry = Entry("guid")
    assert [entry.number(card, 1) for card in ("a", "b", "a", "c")] == [1, 2, 1, 3]
    entry.empty = ["b", "c"]
    assert [entry.number(card, 1) for card in ("d", "b")] == [4, 2]


def test_cards_of_two_sorts_are_counted_apart() -> None:
    entry = Entry("guid")
    numbers = [
        entry.number("gap", 1),
        entry.number("ask", SPAN),
        entry.number("gap 2", 1),
        entry.number("ask 2", SPAN),
    ]
    assert numbers == [1, 200, 2, 201]


def test_numbers_survive_members_that_go_and_come() -> None:
    lock, names = Lock(), ["nausea", "tremor", "fatigue", "coma"]

    def build(members: list[str]) -> dict[str, int]:
        nonlocal lock
        text = deck(f"- {{id: l, list: sign, items: [{', '.join(members)}]}}")
        lock = compile_text(text, lock).lock
        entry = lock.entries["l"]
        return {member: entry.number(f"{member}/cloze", 1) for member in members}

    assert build(names[:2]) == {"nausea": 1, "tremor": 2}
    assert build(names[2:]) == {"fatigue": 3, "coma": 4}
    assert build(list(reversed(names))) == {"coma": 4, "fatigue": 3, "tremor": 2, "nausea": 1}


# Times and ids ------------------------------------------------------------------------------------


def test_only_another_content_moves_the_time_and_always_forward() -> None:
    entry, times = Entry("guid"), []
    for digest, now in (
        ("one", 1000),
        ("one", 2000),
        ("two", 3000),
        ("three", 2500),
        ("four", 2500),
    ):
        entry.stamp(digest, now)
        times.append(entry.changed)
    assert times == [1000, 1000, 3000, 3001, 3002]  # the clock went back, the time did not


def test_each_note_has_an_id_of_its_own_which_stays() -> None:
    lock = Lock()
    for fact in ("b", "a"):
        lock.entry("deck", fact)
    lock.note_ids(["b", "a"], now=5)
    assert {fact: entry.note for fact, entry in lock.entries.items()} == {"b": 5000, "a": 5001}
    lock.entry("deck", "c")
    lock.note_ids(["a", "b", "c"], now=5)
    assert lock.entries["c"].note == 5002
    assert lock.entries["a"].note == 5001


def test_a_guid_is_made_of_the_collection_and_the_fact_and_of_nothing_else() -> None:
    assert (
        guid("minerals", "chvostek") == "hJQoK/NFr"
    )  # with another one, every user would lose his schedule
    assert len({guid(space, fact) for space in ("a", "b") for fact in ("a", "b", "ab", "")}) == 8


# Facts that go, come back, or are renamed ---------------------------------------------------------


def test_a_fact_with_a_note_becomes_a_tombstone_and_may_rise_again() -> None:
    lock = Lock({"kept": Entry("1", note=1), "gone": Entry("2", note=2), "never built": Entry("3")})
    lock.retire(["kept"])
    assert {fact: entry.retired for fact, entry in lock.entries.items()} == {
        "kept": False,
        "gone": True,
        "never built": False,
    }
    lock.retire(["kept", "gone"])
    assert not lock.entries["gone"].retired


def test_a_renamed_fact_takes_its_entry_along_with_its_choices() -> None:
    lock = Lock({"old": Entry("1"), "old/points-to/choice": Entry("2"), "older": Entry("3")})
    lock.rename("new", ["oldest", "old"])
    assert {fact: entry.guid for fact, entry in lock.entries.items()} == {
        "older": "3",
        "new": "1",
        "new/points-to/choice": "2",
    }
    lock.rename("new", ["older"])  # it has an entry already
    assert lock.entries["older"].guid == "3"


@pytest.mark.parametrize("order", [("new", "old"), ("old", "new")])
def test_an_id_that_one_fact_gave_up_may_be_taken_by_another(order: tuple[str, str]) -> None:
    lock = compile_text(deck("- {id: old, ask: What?, answer: This}")).lock
    first = lock.entries["old"].guid
    facts = {
        "old": "- {id: old, ask: Who?, answer: She}",
        "new": "- {id: new, was: old, ask: What?, answer: This}",
    }
    for _ in range(2):
        compiled = compile_text(deck("\n".join(facts[id] for id in order)), lock)
        lock = compiled.lock
        assert compiled.diagnostics == []
        assert lock.entries["new"].guid == first
        assert lock.entries["old"].guid != first


# Stages return what they make ---------------------------------------------------------------------

ASK_AND_LIST = (
    "- {id: a, ask: What?, answer: This, distractors: [That, Those]}\n"
    "- {id: l, list: sign, items: [nausea, tremor]}"
)
REWORDED = ASK_AND_LIST.replace("tremor", "tremors").replace("id: a,", "id: b, was: a,")


def built(facts: str, lock: Lock, now: int) -> Lock:
    """The lock that a build ends with."""
    compiled = compile_text(deck(facts), lock)
    return build_packages(compiled, Settings(now, choices=True)).lock


def test_a_lock_passed_in_is_left_as_it_was() -> None:
    lock = built(ASK_AND_LIST, Lock(), 1)
    before = deepcopy(lock)
    one, other = (compile_text(deck(REWORDED), lock) for _ in range(2))
    assert lock == before
    assert one.lock == other.lock != lock
    assert one.questions == other.questions
    assert set(one.lock.entries) == {"b", "b/answer/choice", "l"}
    unknown_language = compile_text(deck(REWORDED, "language: xx\n"), lock)
    assert unknown_language.failed
    unknown_language.lock.entry("deck", "c")
    assert lock == before


def test_a_target_leaves_what_was_compiled_as_it_was() -> None:
    compiled = compile_text(deck(REWORDED), built(ASK_AND_LIST, Lock(), 1))
    before = deepcopy(compiled.lock)
    one, other = (build_packages(compiled, Settings(2, choices=True)) for _ in range(2))
    assert one == other
    assert compiled.lock == before != one.lock
    cards_by_question(compiled)
    assert compiled.lock == before
    assert build_worksheets(compiled, Settings(2)).lock == before


def test_problems_passed_in_are_left_as_they_were() -> None:
    problems: list[Diagnostic] = []
    twice = "- {id: a, ask: Why?, answer: so}\n- {id: a, ask: How?, answer: so}"
    compiled = compile_collection(load_text(deck(twice))[0], Lock(), None, problems)
    assert [each.code for each in compiled.diagnostics] == ["duplicate-id"]
    assert problems == []


# The file -----------------------------------------------------------------------------------------


def test_a_lock_that_is_written_reads_back_the_same() -> None:
    listing = "- {id: l, list: sign, items: [nausea, 'Ödem “x”']}"
    lock = compile_text(deck(f"{listing}\n- {{id: a, ask: What?, answer: This}}")).lock
    entry = lock.entries["l"]
    entry.number("nausea/cloze", 1)
    entry.stamp("digest", 7)
    entry.empty, entry.gone, entry.retired, entry.title = (
        ["nausea/cloze"],
        {"gone": "Gone"},
        True,
        "Signs",
    )
    lock.note_type("quizgen").stamp("digest", 7)
    text = lock.as_text()
    read, problems = parse_lock(text, "quizgen.lock")
    assert problems == []
    assert read == lock
    assert read.as_text() == text
    assert "Ödem “x”" in text  # as the author wrote it, so that its changes can be read


def test_the_file_is_sorted_and_holds_one_value_a_line() -> None:
    one, other = Lock(), Lock()
    for lock, facts in ((one, "ab"), (other, "ba")):
        for fact in facts:
            lock.entry("deck", fact)
    assert one.as_text() == other.as_text()
    assert json.loads(one.as_text())["facts"] == {
        fact: {"guid": guid("deck", fact)} for fact in "ab"
    }
    assert max(line.count(":") for line in one.as_text().splitlines()) == 1
