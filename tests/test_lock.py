"""What never changes between builds: which part a text is, which number a card has, when a note
changed.
"""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from conftest import ROOT, compile_text, deck

from quizgen.compiler import Compiled, compile_collection, compile_path
from quizgen.diagnostics import Diagnostic, Position
from quizgen.knowledge import Term, Vocabulary
from quizgen.language.loader import load_text
from quizgen.lock import (
    MOST_CARDS,
    UNCORRECTED,
    Entry,
    Lock,
    are_others,
    assign_parts,
    choice,
    guid,
    parse_lock,
)
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
        ["loss-of-appetite", "na-k-atpase-1-16ff"]
    ]


def test_a_long_label_gets_a_part_of_whole_words() -> None:
    [[part]] = parts(["calcium enters the nerve cells unchecked, and they become overexcitable"])
    assert part == "calcium-enters-the-nerve-cells-unchecked"


def test_labels_that_would_get_one_part_get_two() -> None:
    assert parts(["a b", "a-b", "A/B!", "a b 2"]) == [["a-b-c868", "a-b-d443", "a-b-2ec5", "a-b-2"]]


def test_labels_in_no_latin_letters_get_parts_of_their_own() -> None:
    assert parts(["магний", "カルシウム", "—"], ["カルシウム", "—", "магний"]) == [
        ["part-c482", "part-d170", "part-bda0"],
        ["part-d170", "part-bda0", "part-c482"],
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
        ("the long muscle gets colf", "the long muscle gets cold", True),  # of the one word, 6 of 8
        ("the long muscle gets cold", "the long muscle gets colt", False),  # another word
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
    assert assigned == {"a/b": "a-b-c14c"}
    entry, assigned = assign_parts(entry, ["a b", "a/b"], VOCABULARY)
    assert assigned == {"a b": "a-b", "a/b": "a-b-c14c"}
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
    before = ["calcium enters the cell", "calcium enters the cellar"]
    after = ["calcium enters the cellars", "calcium enters the cel"]
    [first, second] = parts(before, after)
    assert second == [first[1], first[0]]


def test_one_part_is_never_given_to_two_labels() -> None:
    [_, second] = parts(["convulsion"], ["convulsions", "Convulsion", "convulsion.", "convulsion"])
    assert len(set(second)) == 4
    assert second[3] == "convulsion"  # the one that is the same letter for letter


# Numbers ------------------------------------------------------------------------------------------


def numbers(*cards: str, entry: Entry | None = None) -> dict[str, int]:
    """The numbers of cards that are made at once, after those that an entry has."""
    entry = entry or Entry("guid")
    entry.number(cards)
    return {card: entry.cards[card] for card in cards}


def test_a_card_keeps_its_number_and_no_number_is_given_twice() -> None:
    entry = Entry("guid")
    first = numbers("a/cloze", "b/cloze", "c/cloze", entry=entry)
    entry.empty = ["b/cloze", "c/cloze"]
    again = numbers("d/cloze", "b/cloze", "a/cloze", entry=entry)
    assert first.items() <= entry.cards.items()
    assert again.items() <= entry.cards.items()
    assert len(set(entry.cards.values())) == 4


def test_a_number_is_made_of_the_cards_own_words_whatever_stands_beside_it() -> None:
    alone = numbers("nausea/cloze")
    assert alone == {"nausea/cloze": choice("nausea\0cloze", 0)} == {"nausea/cloze": 166}
    for others in (["tremor/cloze"], ["coma/cloze", "tremor/cloze"], ["nausea/list"]):
        assert numbers(*others, "nausea/cloze")["nausea/cloze"] == 166
        assert numbers("nausea/cloze", *reversed(others))["nausea/cloze"] == 166


def test_a_number_that_two_cards_would_have_goes_to_neither_without_a_lock() -> None:
    one, other = rivals()
    wanted = numbers(one)[one]
    assert numbers(other) == {other: wanted}
    both = numbers(one, other)
    assert both == numbers(other, one)
    assert wanted not in both.values()
    # Beside them, whoever has another number keeps it.
    assert numbers("nausea/cloze", one, other)["nausea/cloze"] == 166


def test_with_a_lock_the_card_that_was_first_keeps_a_number_that_two_would_have() -> None:
    one, other = rivals()
    entry = Entry("guid")
    wanted = numbers(one, entry=entry)[one]
    settled = numbers(other, entry=entry)[other]
    assert entry.cards == {one: wanted, other: settled}
    assert entry.collisions() == [other]
    assert settled > 400  # where no card has its first choice
    # Without that lock the second has the number that it had, and only the first starts anew.
    assert numbers(one, other)[other] == settled


def rivals() -> tuple[str, str]:
    """Two cards whose words give one number."""
    seen: dict[int, str] = {}
    for word in map(str, range(1000)):
        number = choice(f"{word}\0cloze", 0)
        if number in seen:
            return f"{seen[number]}/cloze", f"{word}/cloze"
        seen[number] = word
    raise AssertionError


def test_when_all_numbers_are_used_one_that_nobody_has_had_is_given_again() -> None:
    entry = Entry("guid")
    entry.number(f"{number}/cloze" for number in range(MOST_CARDS))
    assert sorted(entry.cards.values()) == [*range(1, MOST_CARDS + 1)]
    entry.empty = ["7/cloze", "9/cloze"]
    freed = entry.cards["7/cloze"]
    assert numbers("new/cloze", entry=entry) == {"new/cloze": freed}
    entry.release()
    assert numbers("newer/cloze", entry=entry) == {"newer/cloze": MOST_CARDS + 1}


def test_numbers_survive_members_that_go_and_come() -> None:
    lock, names = Lock(), ["nausea", "tremor", "fatigue", "coma"]

    def build(members: list[str]) -> dict[str, int]:
        nonlocal lock
        text = deck(f"- {{id: l, list: sign, items: [{', '.join(members)}]}}")
        lock = compile_text(text, lock).lock
        entry = lock.entries["l"]
        cards = [f"{member}/cloze" for member in members]
        entry.number(cards)
        return {member: entry.cards[card] for member, card in zip(members, cards, strict=True)}

    first, second = build(names[:2]), build(names[2:])
    assert build(list(reversed(names))) == first | second


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
        entry.stamp(digest, UNCORRECTED + now)
        times.append(entry.changed)
    assert times == [
        UNCORRECTED,
        UNCORRECTED,
        UNCORRECTED + 3000,
        UNCORRECTED + 3001,
        UNCORRECTED + 3002,
    ]  # the clock went back, the time did not


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


def test_a_fact_that_went_out_becomes_a_tombstone_and_may_rise_again() -> None:
    lock = Lock(
        {
            "kept": Entry("1", note=1, released=True),
            "gone": Entry("2", note=2, released=True),
            "a draft": Entry("3", note=3),
            "without a card now": Entry("4", note=4, digest="d"),
        }
    )
    facts = ["kept", "without a card now"]
    lock.retire(["kept"], facts)
    assert {fact: entry.retired for fact, entry in lock.entries.items()} == {
        "kept": False,
        "gone": True,
        "without a card now": False,
    }
    assert lock.entries["without a card now"].note == 0
    lock.retire(["kept", "gone"], [*facts, "gone"])
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


def test_of_several_former_ids_the_oldest_is_checked_first() -> None:
    lock = Lock({"second": Entry("2", released=True), "first": Entry("1", released=True)})
    lock.rename("third", ["first", "second"])
    assert {fact: entry.guid for fact, entry in lock.entries.items()} == {
        "second": "2",
        "third": "1",
    }


def test_a_draft_gives_way_to_the_note_that_went_out_under_a_former_id() -> None:
    # Somebody renamed a fact, built it, and only then said what it was.
    def lock(*, out: bool) -> Lock:
        entries = {
            "old": Entry("1", released=True),
            "new": Entry("2", released=out),
            "new/answer/choice": Entry("3", released=out),
        }
        return Lock(entries)

    renamed = lock(out=False)
    renamed.rename("new", ["old"], standing={"new"})
    assert {fact: entry.guid for fact, entry in renamed.entries.items()} == {"new": "1"}
    # What somebody may have already stays; and so does the note of a fact that has that id now.
    for each, standing in ((lock(out=True), {"new"}), (lock(out=False), {"new", "old"})):
        each.rename("new", ["old"], standing=standing)
        assert each.entries["new"].guid == "2"
        assert each.entries["old"].guid == "1"


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
    entry.number(["nausea/cloze"])
    entry.stamp("digest", 7)
    entry.empty, entry.gone, entry.retired, entry.title = (
        ["nausea/cloze"],
        {"gone": "Gone"},
        True,
        "Signs",
    )
    entry.spent = [7]
    text = lock.as_text()
    read, problems = parse_lock(text, "quizgen.lock")
    assert problems == []
    assert read == lock
    assert read.as_text() == text
    assert "Ödem “x”" in text  # as the author wrote it, so that its changes can be read


def test_the_file_is_sorted_and_holds_one_fact_a_line_with_an_empty_line_between() -> None:
    one, other = Lock(collection="deck"), Lock(collection="deck")
    for lock, facts in ((one, "ab"), (other, "ba")):
        for fact in facts:
            lock.entry("deck", fact)
    assert one.as_text() == other.as_text()
    head, first, a, second, b, third, end, nothing = one.as_text().split("\n")
    assert json.loads(head) == {"quizgen lock": 2, "collection": "deck"}
    assert (first, second, third, nothing) == ("", "", "", "")
    assert json.loads(end) == {"quizgen lock": "end"}
    assert [json.loads(line) for line in (a, b)] == [
        {"fact": fact, "guid": guid("deck", fact)} for fact in "ab"
    ]


# Two sides of a merge -----------------------------------------------------------------------------


def both(one: Entry, other: Entry) -> Entry:
    """The entry of a fact of which two branches wrote a line each."""
    text = "".join(Lock({"f": each}, "d").as_text() for each in (one, other))
    lock, problems = parse_lock(text, "quizgen.lock")
    assert problems == []
    return lock.entries["f"]


def test_of_two_branches_each_card_keeps_its_number() -> None:
    one = Entry("g", note=5, changed=7, digest="x", parts={"a": "A"}, cards={"a/cloze": 1})
    other = Entry("g", note=4, changed=9, digest="y", parts={"b": "B"}, cards={"b/cloze": 2})
    entry = both(one, other)
    assert entry == both(other, one)
    assert (entry.cards, entry.parts) == ({"a/cloze": 1, "b/cloze": 2}, {"a": "A", "b": "B"})
    assert (entry.note, entry.changed, entry.digest) == (4, 9, "y")


def test_of_two_contents_at_one_time_neither_counts_as_the_last() -> None:
    assert both(Entry("g", changed=7, digest="x"), Entry("g", changed=7, digest="y")).digest == ""
    assert both(Entry("g", changed=7, digest="x"), Entry("g", changed=7, digest="x")).digest == "x"


def test_a_number_that_two_branches_gave_to_two_cards_is_nobodys_but_for_one_that_went_out() -> (
    None
):
    one, other = Entry("g", cards={"a/cloze": 1}), Entry("g", cards={"b/cloze": 1})
    entry = both(one, other)
    assert (entry.cards, entry.spent) == ({}, [1])
    entry.number(["a/cloze", "b/cloze"])
    assert 1 not in entry.cards.values()
    one.drafts = ["a/cloze"]
    entry = both(one, other)
    assert (entry.cards, entry.spent) == ({"b/cloze": 1}, [])


@pytest.mark.parametrize(
    ("drafts", "said"),
    [
        (
            (["iron/cloze"], ["zinc/cloze"]),
            (
                "two branches gave number 5 of `ions` to different cards, `iron (cloze)` and "
                "`natrium (cloze)`: one would be asked under the schedule of the other, so that "
                "neither keeps it, and both start anew"
            ),
        ),
        (
            ([], ["zinc/cloze"]),
            (
                "two branches gave number 5 of `ions` to different cards: `iron (cloze)`, which "
                "went out, keeps it; who has `natrium (cloze)` from a build under it would be "
                "asked for that instead"
            ),
        ),
    ],
)
def test_a_merge_names_the_numbers_that_two_cards_were_given_and_which_would_change_its_question(
    drafts: tuple[list[str], list[str]], said: str
) -> None:
    one = Entry("g", parts={"iron": "iron"}, cards={"iron/cloze": 5}, drafts=drafts[0])
    other = Entry(
        "g", parts={"zinc": "natrium"}, cards={"zinc/cloze": 5, "tin/cloze": 6}, drafts=drafts[1]
    )
    text = "\n".join(Lock({"ions": each}, "d").as_text() for each in (one, other))
    lock, problems = parse_lock(text, "quizgen.lock")
    assert problems == []
    (contest,) = lock.contests
    assert (contest.code, contest.severity) == ("lock-merged", "warning")
    assert contest.message == said
    assert text.split("\n")[contest.position.line - 1].startswith('{"fact": "ions"')
    # What the next build writes has it no more.
    assert parse_lock(lock.as_text(), "quizgen.lock")[0].contests == []


@pytest.mark.parametrize(
    ("title", "are_two"),
    [
        ("Where does the motto of a shield stand?", True),
        ("Which king first granted a motto to a knight?", False),
    ],
)
def test_a_merge_names_an_id_that_two_branches_gave_to_two_facts(title: str, are_two: bool) -> None:
    one = Entry("g", title="Which king first granted a motto?", cards={"answer/short-answer": 1})
    other = Entry("g", title=title, cards={"answer/short-answer": 1})
    for pair in ((one, other), (other, one)):  # whichever line stands first
        text = "\n".join(Lock({"motto": each}, "d").as_text() for each in pair)
        contests = parse_lock(text, "quizgen.lock")[0].contests
        assert [each.code for each in contests] == ["lock-merged"] * are_two
        assert all(title in each.message for each in contests)


@pytest.mark.parametrize(
    ("before", "after", "others"),
    [
        ("the number of heralds in ordinary", "the number of kings of arms", True),
        ("the number of heralds in ordinary", "the number of the heralds", False),
        ("What is it?", "What is it for?", False),  # short words count where there are no others
    ],
)
def test_a_title_is_known_by_its_telling_words(before: str, after: str, others: bool) -> None:
    assert are_others(before, after) is others


def test_a_merge_that_settles_nothing_says_nothing() -> None:
    one, other = Entry("g", cards={"a/cloze": 1}), Entry("g", cards={"a/cloze": 1, "b/cloze": 2})
    text = "\n".join(Lock({"ions": each}, "d").as_text() for each in (one, other))
    assert parse_lock(text, "quizgen.lock")[0].contests == []


def test_a_card_to_which_two_branches_gave_two_numbers_has_the_first() -> None:
    entry = both(Entry("g", cards={"a/cloze": 401}), Entry("g", cards={"a/cloze": 3}))
    assert (entry.cards, entry.spent) == ({"a/cloze": 3}, [401])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # A lock that was lost knew that the pump was called heart before; the new one does not.
        (
            Entry("g", note=1, parts={"heart": "pump"}, cards={"heart/cloze": 7}),
            Entry("g", note=2, parts={"pump": "pump"}, cards={"pump/cloze": 8}),
        ),
        # One branch wrote `formerly`, the other did not.
        (
            Entry("g", note=1, parts={"heart": "pump"}, cards={"heart/cloze": 7}),
            Entry(
                "g",
                note=1,
                parts={"pump": "pump"},
                gone={"heart": "heart"},
                cards={"heart/cloze": 7, "pump/cloze": 8},
            ),
        ),
    ],
)
def test_of_two_parts_of_one_text_the_older_keeps_it_in_a_merge(one: Entry, other: Entry) -> None:
    for entry in (both(one, other), both(other, one)):
        assert (entry.parts, entry.gone) == ({"heart": "pump"}, {"pump": "pump"})
        assert entry.cards == {"heart/cloze": 7, "pump/cloze": 8}
        assert assign_parts(entry, ["pump"], VOCABULARY)[1] == {"pump": "heart"}


def test_texts_that_differ_in_a_capital_are_parts_of_their_own_in_a_merge() -> None:
    entry = both(Entry("g", parts={"co": "Co"}), Entry("g", parts={"co-2": "CO"}))
    assert entry.parts == {"co": "Co", "co-2": "CO"}


def test_a_fact_that_one_branch_renamed_and_the_other_kept_is_one_note() -> None:
    lock = Lock({"old": Entry("g", cards={"a/cloze": 1}), "new": Entry("g", cards={"b/cloze": 2})})
    lock.rename("new", ["old"])
    assert lock.entries.keys() == {"new"}
    assert lock.entries["new"].cards == {"a/cloze": 1, "b/cloze": 2}


def test_locks_of_version_1_are_told_what_to_do() -> None:
    for text in ('{"quizgen lock": 1, "facts": {}}', '{\n "quizgen lock": 1,\n "facts": {}\n}\n'):
        [problem] = parse_lock(text, "quizgen.lock")[1]
        assert problem.message.startswith("the lock is damaged: it is of version 1")
        assert problem.hint.startswith("delete it")


def test_of_the_shipped_decks_few_cards_have_a_number_that_a_lock_settles() -> None:
    compiled = compile_path(ROOT / "decks", judged=False)
    built = build_packages(compiled, Settings(1)).lock
    cards = [card for entry in built.entries.values() for card in entry.cards]
    settled = [card for id in built.entries for card in drafted(compiled, id, built)]
    assert len(settled) / len(cards) < 0.05, (len(settled), len(cards))


def drafted(compiled: Compiled, fact: str, lock: Lock) -> list[str]:
    """The cards of a fact whose number is not that of their words."""
    entry = lock.entries[fact]
    entry.names = compiled.lock.entries[fact].names
    return entry.collisions()
