"""What a quiz is made of, and that nothing in it hangs on anything but its own fact, the seed and
the variant.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

import pytest
from conftest import ROOT, compile_text, deck, rounds
from sheets import EVERY, all_candidates, every, one_of_each, resolved

from quizgen.compiler import Compiled, compile_path
from quizgen.questions.distractors import holds_words_and_signs
from quizgen.questions.question import (
    Choice,
    Matching,
    MultipleChoice,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz import quiz as quizzes
from quizgen.quiz.quiz import SECTIONS, Candidate, Quiz, Selection
from quizgen.quiz.types import (
    ChoiceItem,
    ListItem,
    MatchingItem,
    OrderingItem,
    PassageItem,
    TrueFalseItem,
)
from quizgen.targets.pdf import variant_letters
from quizgen.text.words import normal

SEEDS = ("0", "1", "7", "seed with blanks", "ß")
MORE_SEEDS = [f"another {number}" for number in range(rounds(5) - 5)]
every_seed = pytest.mark.parametrize("seed", [*SEEDS, *MORE_SEEDS])


@pytest.fixture(scope="module")
def shipped() -> Compiled:
    return compile_path(ROOT / "decks")


def chosen_from(
    compiled: Compiled, number: int | None = None, seed: str = "0", **wanted: tuple[str, ...]
) -> list[Candidate]:
    selection = Selection.model_validate({"number": number, **wanted})
    found = quizzes.candidates(compiled.questions, selection)
    return quizzes.choose(found, 10_000 if number is None else number, seed)


# Selecting ----------------------------------------------------------------------------------------


def test_a_selection_takes_what_it_names(shipped: Compiled) -> None:
    for name, value, read in (
        ("decks", "vocabulary", lambda q: q.about.deck),
        ("topics", "Myoclonus", lambda q: q.about.topic),
        ("kinds", "comparison", lambda q: q.about.kind),
        ("types", "choice", lambda q: q.type),
        ("levels", "free", lambda q: str(q.level)),
    ):
        taken = chosen_from(shipped, None, "0", **{name: (value,)})
        assert taken, name
        assert {read(question) for candidate in taken for question in candidate} == {value}


def test_selections_add_up(shipped: Compiled) -> None:
    taken = chosen_from(
        shipped,
        decks=("vocabulary", "twitches-and-jerks"),
        types=("choice",),
        levels=("recognise",),
    )
    assert {candidate[0].about.deck for candidate in taken} == {"vocabulary", "twitches-and-jerks"}
    assert not chosen_from(shipped, types=("choice",), levels=("free",))


def test_a_number_bounds_and_less_is_given_where_there_is_no_more() -> None:
    assert [len(chosen_from(every(), number)) for number in (0, 1, 5)] == [0, 1, 5]
    everything = chosen_from(every())
    assert chosen_from(every(), 10_000) == everything
    assert len({candidate[0].id for candidate in everything}) == len(everything)


@pytest.mark.long
@every_seed
def test_no_fact_gives_a_second_item_before_each_has_given_one(
    shipped: Compiled, seed: str
) -> None:
    facts = len(quizzes.candidates(shipped.questions, Selection()))
    # Of a test as large as the deck, questions of other facts are left out that give one away.
    for number in (3, facts // 2):
        counts = Counter(
            candidate[0].about.fact for candidate in chosen_from(shipped, number, seed)
        )
        assert max(counts.values()) == 1


@pytest.mark.long
@every_seed
def test_a_longer_quiz_begins_with_the_shorter_one(shipped: Compiled, seed: str) -> None:
    assert chosen_from(shipped, 40, seed)[:25] == chosen_from(shipped, 25, seed)


def test_types_alternate_within_a_fact() -> None:
    taken = [
        candidate[0].type
        for candidate in chosen_from(every())
        if candidate[0].about.fact == "symptoms"
    ]
    assert taken[0] != taken[1]


@every_seed
def test_a_test_has_as_many_questions_of_each_type_as_its_facts_allow(seed: str) -> None:
    facts = [
        f"- {{id: fact-{letter}, ask: What is {letter * 3}?, answer: {letter * 4},"
        f" distractors: [{letter * 5}, {letter * 6}]}}"
        for letter in "bcdfghjklm"
    ]
    taken = chosen_from(compile_text(deck("\n".join(facts))), 10, seed)
    assert Counter(each[0].type for each in taken) == {"choice": 5, "short-answer": 5}


def test_a_test_that_nobody_sized_asks_no_list_twice_in_the_same_words() -> None:
    fact = "- {id: x, list: metal, of: old times, items: [gold, iron, copper], never: [zinc, neon, radon, argon]}"
    found = quizzes.candidates(compile_text(deck(fact)).questions, Selection(types=("choice",)))
    assert len(found["x"]) == 3
    for number, asked in ((None, 1), (3, 3)):  # what was asked for is reached
        assert len(quizzes.choose(found, number, "0", typed=True)) == asked


@pytest.mark.long
@every_seed
def test_no_item_gives_away_another_of_its_fact(shipped: Compiled, seed: str) -> None:
    by_fact: dict[str, list[Candidate]] = {}
    for candidate in chosen_from(shipped, None, seed):
        by_fact.setdefault(candidate[0].about.fact, []).append(candidate)
    for taken in by_fact.values():
        for (one,), (other,) in combinations([each for each in taken if len(each) == 1], 2):
            for shown, asked in ((one, other), (other, one)):
                read = [
                    shown.stem,
                    *(
                        shown.options
                        if isinstance(shown, Choice | MultipleChoice | Matching)
                        else ()
                    ),
                ]
                read += shown.shuffled if isinstance(shown, Ordering) else ()
                if isinstance(asked, Choice | ShortAnswer):
                    assert not holds_words_and_signs(" ".join(read), asked.key_text), (
                        shown.id,
                        asked.id,
                    )
                if isinstance(asked, TrueFalse):
                    assert asked.stem not in read
                    assert not asked.correction or asked.correction not in read


def test_a_statement_and_its_false_version_never_meet() -> None:
    of_one = [
        c[0] for c in chosen_from(every(), types=("true-false",)) if c[0].about.fact == "fastest"
    ]
    assert len(of_one) == 1


def test_running_text_is_asked_whole_and_structures_are_not_asked_gap_by_gap() -> None:
    clozes = [candidate for candidate in all_candidates(every()) if candidate[0].type == "cloze"]
    assert [{question.about.fact for question in candidate} for candidate in clozes] == [{"pair"}]
    assert len(clozes[0]) == 2


# Resolving ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def three() -> list[Quiz]:
    return [resolved(every(), all_candidates(every()), variant) for variant in variant_letters(3)]


def test_sections_stand_in_order_and_items_are_numbered_through(three: list[Quiz]) -> None:
    for quiz in three:
        types = [section.type for section in quiz.sections]
        assert types == [type_ for type_ in SECTIONS if type_ in types] == list(SECTIONS)
        assert [item.number for item in quiz.items] == list(range(1, len(quiz.items) + 1))
        assert all(item.type == section.type for section in quiz.sections for item in section.items)
        assert quiz.points == sum(item.points for item in quiz.items) > 0


def test_letters_run_from_a_without_a_gap(three: list[Quiz]) -> None:
    for quiz in three:
        for item in quiz.items:
            if isinstance(item, ChoiceItem | OrderingItem | MatchingItem):
                assert (
                    "".join(option.letter for option in item.options)
                    == "ABCDEFGHIJ"[: len(item.options)]
                )


def test_after_z_comes_aa() -> None:
    names = variant_letters(26 + 26 * 26 + 1)
    assert names[25:28] == ["Z", "AA", "AB"]
    assert names[-2:] == ["ZZ", "AAA"]
    assert len(set(names)) == len(names)


def test_keys_follow_the_options_in_every_variant(three: list[Quiz]) -> None:
    questions = {candidate[0].id: candidate[0] for candidate in all_candidates(every())}
    for item in (item for quiz in three for item in quiz.items):
        question = questions[item.id]
        if isinstance(item, ChoiceItem):
            assert isinstance(question, Choice | MultipleChoice)
            texts = {option.letter: option.text for option in item.options}
            offered = set(texts.values())
            assert offered <= set(question.options)
            right = {question.key} if isinstance(question, Choice) else set(question.keys) & offered
            assert {texts[letter] for letter in item.keys} == right
            # Of several right options, one may be left out of a test.
            assert offered == set(question.options) or (len(offered) == 5 and len(right) >= 2)
            assert list(item.keys) == sorted(item.keys)
            because = {each.text: each.because for each in question.distractors}
            assert all(because[texts[letter]] == reason for letter, reason in item.reasons.items())
        elif isinstance(item, MatchingItem):
            assert isinstance(question, Matching)
            texts = {option.letter: option.text for option in item.options}
            assert {
                (left, texts[key]) for left, key in zip(item.left, item.keys, strict=True)
            } == set(question.pairs)
        elif isinstance(item, OrderingItem):
            assert isinstance(question, Ordering)
            texts = {option.letter: option.text for option in item.options}
            assert [{texts[each] for each in tied} for tied in item.order] == [
                set(rank) for rank in question.ranks
            ]


def test_variants_differ_in_order_and_hold_the_same(three: list[Quiz]) -> None:
    orders = set()
    for quiz in three:
        items = {item.id: item for item in quiz.items}
        assert items.keys() == {item.id for item in three[0].items}
        orders.add(tuple(items))
        for first in three[0].items:
            other = items[first.id]
            assert other.points == first.points
            if isinstance(first, ChoiceItem | OrderingItem | MatchingItem):
                assert isinstance(other, ChoiceItem | OrderingItem | MatchingItem)
                assert {each.text for each in other.options} == {
                    each.text for each in first.options
                }
    assert len(orders) == 3
    for kind in (ChoiceItem, OrderingItem, MatchingItem):
        keys = [
            [item.model_dump(exclude={"number"}) for item in quiz.items if isinstance(item, kind)]
            for quiz in three
        ]
        assert keys[0] != keys[1] != keys[2] != keys[0]


@pytest.mark.long
@pytest.mark.parametrize("number", range(rounds(40)))
def test_an_order_is_never_shown_right_already(number: int) -> None:
    compiled = compile_text(
        deck(
            """
            - id: two
              mechanism: Two steps
              steps: [one, two]
            - id: tied
              ranking: size
              most to least: [[a, b], c]
            - id: tied-below
              ranking: age
              most to least: [x, [y, z]]
            - id: three
              mechanism: Three steps
              steps: [up, over, down]
            """
        )
    )
    quiz = resolved(compiled, all_candidates(compiled, types=("ordering",)), "A", str(number))
    for item in quiz.items:
        assert isinstance(item, OrderingItem)
        places = {letter: place for place, tied in enumerate(item.order) for letter in tied}
        assert any(
            places[one.letter] > places[other.letter] for one, other in pairwise(item.options)
        )
        if len(item.options) == len(item.order) > 2:  # nor from below
            assert any(
                places[one.letter] < places[other.letter] for one, other in pairwise(item.options)
            )


def test_what_is_written_is_worth_twice_what_is_picked() -> None:
    steps = "steps: [rain falls, rivers swell, dams break, fields flood, crops rot]"
    groups = "groups: {cold: [ice, snow], hot: [fire, lava], wet: [rain]}, exclusive: yes"
    two = "groups: {cold: [ice, snow, frost], hot: [fire, lava]}, exclusive: yes"
    short, long = "x" * 28, "x" * 29  # what stands on one line of a sheet, and what does not
    for fact, type_, points in (
        (f"{{id: a, list: thing, grouped by: kind, {groups}}}", "matching", 2),  # of five lines
        (f"{{id: a, list: thing, grouped by: kind, {two}}}", "matching", 1),  # each a toss
        (f"{{id: a, mechanism: a flood, {steps}}}", "ordering", 2),  # of five steps
        ("{id: a, list: sign, of: flu, items: [chill, ache, cough]}", "list", 3),
        (f"{{id: a, ask: What is it?, answer: {short}}}", "short-answer", 1),
        (f"{{id: a, ask: What is it?, answer: {long}}}", "short-answer", 2),
    ):
        compiled = compile_text(deck(f"- {fact}"))
        items = resolved(compiled, all_candidates(compiled, types=(type_,))).items
        assert {item.points for item in items} == {points}, type_


def test_points_of_a_choice_do_not_tell_how_many_keys_there_are() -> None:
    compiled = compile_text(
        deck(
            """
            - {id: one, list: sign, of: gout, items: [a1, b1], never: [x1, y1, z1]}
            - {id: two, list: sign, of: flu, items: [a2, b2, c2], never: [x2, y2]}
            """
        )
    )
    items = resolved(compiled, all_candidates(compiled, types=("multiple-choice",))).items
    assert {len(item.keys) for item in items if isinstance(item, ChoiceItem)} == {2, 3}
    assert len({item.points for item in items}) == 1


def test_the_word_bank_has_every_answer_and_none_twice() -> None:
    compiled = compile_text(
        deck(
            """
            - {id: one, cloze: "{{Magnesium}} ends what {{calcium}} starts."}
            - {id: two, cloze: "Without {{magnesium}}, muscle stays {{tense}}; {{calcium}} stays in."}
            """
        )
    )
    (section,) = resolved(compiled, all_candidates(compiled)).sections
    bank = ["calcium", "harbour", "lantern", "magnesium", "tense"]
    assert sorted(map(normal, section.bank)) == bank
    numbers = [
        [blank.number for blank in item.blanks]
        for item in section.items
        if isinstance(item, PassageItem)
    ]
    assert sorted(numbers) == [[1, 2], [1, 2, 3]]


def test_a_gap_that_comes_twice_is_two_blanks_with_one_answer() -> None:
    (item,) = (
        item for item in resolved(every(), one_of_each(every())).items if item.type == "cloze"
    )
    assert isinstance(item, PassageItem)
    assert [blank.answer for blank in item.blanks] == ["magnesium", "magnesium", "tense"]
    assert item.blanks[2].hint == "how?"
    assert [piece for piece in item.passage.lines[0].cells[0] if isinstance(piece, int)] == [
        1,
        2,
        3,
    ]
    assert item.points == 3


@pytest.mark.long
@every_seed
def test_a_table_leaves_something_of_each_row(shipped: Compiled, seed: str) -> None:
    for compiled in (shipped, every()):
        for item in resolved(compiled, all_candidates(compiled, types=("table",)), seed=seed).items:
            assert isinstance(item, PassageItem)
            assert item.blanks
            filled = [
                [piece for cell in line.cells for piece in cell] for line in item.passage.lines
            ]
            if any(len(pieces) > 1 for pieces in filled):
                assert all(
                    any(isinstance(piece, str) for piece in pieces) for pieces in filled if pieces
                )


def test_a_table_of_single_cells_still_asks_for_one() -> None:
    compiled = compile_text(deck("- {id: x, comparison: [a, b], rows: {one: [p, ~], two: [~, q]}}"))
    (item,) = resolved(compiled, all_candidates(compiled, types=("table",))).items
    assert isinstance(item, PassageItem)
    assert len(item.blanks) == 1


@pytest.mark.parametrize(("cells", "blanks"), [("p, q", 1), ("p, q, r", 2), ("p, q, r, s", 2)])
def test_of_three_cells_two_are_blank_as_of_four(cells: str, blanks: int) -> None:
    """One cell alone is no table to fill in."""
    columns = ", ".join("klmn"[: len(cells.split(", "))])
    row = f"- {{id: x, comparison: [{columns}], rows: {{one: [{cells}]}}}}"
    compiled = compile_text(deck(row))
    (item,) = resolved(compiled, all_candidates(compiled, types=("table",))).items
    assert isinstance(item, PassageItem)
    assert len(item.blanks) == blanks


@every_seed
def test_cells_that_can_be_typed_are_blank_first(seed: str) -> None:
    fact = "- {id: x, comparison: [a, b], rows: {one: [%s, an effort at meals], two: [%s, %s]}}"
    cells = ("gold", "a trouble in guts", "tin")
    for texts, blank in ((cells, ["gold", "tin"]), (cells[1:2] * 3, [cells[1]] * 2)):
        compiled = compile_text(deck(fact % texts))
        found = all_candidates(compiled, types=("table",))
        (item,) = resolved(compiled, found, seed=seed).items
        assert isinstance(item, PassageItem)
        if texts is cells:
            assert [each.answer for each in item.blanks] == blank
        assert {each.typed for each in item.blanks} == {texts is cells}


def test_blanks_of_a_table_are_the_same_in_every_variant(three: list[Quiz]) -> None:
    tables = [
        [
            item.blanks
            for item in quiz.items
            if item.type == "table" and isinstance(item, PassageItem)
        ]
        for quiz in three
    ]
    assert tables[0] == tables[1] == tables[2]
    assert tables[0]


def test_a_false_statement_has_its_correction_and_a_list_its_names(three: list[Quiz]) -> None:
    for item in three[0].items:
        if isinstance(item, TrueFalseItem):
            assert bool(item.correction) is not item.truth
        if isinstance(item, ListItem):
            assert item.points == len(item.members)


# Standing still -----------------------------------------------------------------------------------

ADDED = """
  - id: added
    list: symptom
    of: scurvy
    items: [bleeding gums, weakness, gingivitis]
    never: [fever, cough]
  - id: also-added
    cloze: Vitamin {{C}} is needed for {{collagen}}.
"""


@pytest.mark.long
@every_seed
@pytest.mark.parametrize("variant", ["A", "B"])
def test_a_fact_added_moves_nothing_in_any_other_item(seed: str, variant: str) -> None:
    before, after = compile_text(EVERY, seed=seed), compile_text(EVERY + ADDED, seed=seed)
    was = {item.id: item for item in resolved(before, all_candidates(before), variant, seed).items}
    now = {item.id: item for item in resolved(after, all_candidates(after), variant, seed).items}
    assert len(now) > len(was)
    dealt = {"number", "options", "keys", "reasons"}  # the letters of choices hang on the others'
    for id, item in was.items():
        changing = dealt if item.type == "choice" else {"number"}
        assert now[id].model_dump(exclude=changing) == item.model_dump(exclude=changing)
        if isinstance(item, ChoiceItem):
            moved = now[id]
            assert isinstance(moved, ChoiceItem)
            texts = {option.text for option in moved.options}
            assert texts == {option.text for option in item.options}
    # Only statements change places, where one more would make a run of them.
    order = [id for id in now if id in was and now[id].type != "true-false"]
    assert order == [id for id in was if was[id].type != "true-false"]


def test_it_can_be_written_and_read(three: list[Quiz]) -> None:
    for quiz in three:
        assert Quiz.model_validate_json(quiz.model_dump_json()) == quiz


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(three: list[Quiz]) -> None:
    again = compile_text(EVERY)
    assert (
        resolved(again, all_candidates(again), "A").model_dump_json() == three[0].model_dump_json()
    )
    others = [resolved(again, all_candidates(again), "A", seed) for seed in SEEDS if seed != "7"]
    assert len({quiz.model_dump_json() for quiz in [*three, *others]}) == 3 + len(others)


def test_an_empty_choice_gives_an_empty_quiz() -> None:
    quiz = resolved(every(), [])
    assert (quiz.sections, quiz.items, quiz.points) == ((), (), 0)
