"""What each kind of fact is asked as, and what it is not asked as because it cannot be proved."""

from __future__ import annotations

from typing import TypeVar

import pytest
from conftest import compile_text, deck

from quizgen.diagnostics import Severity
from quizgen.knowledge import Reason
from quizgen.lock import Lock
from quizgen.questions.question import (
    Choice,
    Cloze,
    Gap,
    Level,
    ListRecall,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    Prose,
    Question,
    ShortAnswer,
    Table,
    TrueFalse,
)

Kind = TypeVar("Kind", bound=Question)

TERMS = """terms:
  - {term: muscle twitching}
  - {term: fasciculation, synonyms: [twitch, fascicular twitch], broader: muscle twitching, confused with: myoclonus}
  - {term: myokymia, broader: muscle twitching}
  - {term: myoclonus, synonyms: muscle jerk}
  - {term: tetany, confused with: [myoclonus, fasciculation]}
"""


def questions(facts: str, head: str = "", lock: Lock | None = None) -> dict[str, Question]:
    """The questions of some facts that are in order, by id."""
    compiled = compile_text(deck(facts, head), lock)
    assert compiled.diagnostics == []
    return {question.id: question for found in compiled.questions.values() for question in found}


def one(facts: str, type: type[Kind], head: str = "") -> Kind:
    """The only question of a type."""
    [found] = every(facts, type, head)
    return found


def every(facts: str, type: type[Kind], head: str = "") -> list[Kind]:
    return [question for question in questions(facts, head).values() if isinstance(question, type)]


def wrong(question: Choice | MultipleChoice) -> dict[str, str]:
    """The distractors, each with its reason."""
    return {each.text: str(each.reason) for each in question.distractors}


# Every kind yields what decks/README.md says ------------------------------------------------------

TERM = "{id: f, term: fasciculation, means: a small twitch of a muscle under the skin}"
MECHANISM = (
    "{id: m, mechanism: How thirst arises, steps: [water is lost, blood thickens, cells shrink]}"
)
LISTING = """{id: l, list: symptom, of: scurvy, grouped by: stage, exclusive: yes, never: [fever, rash], also: [pallor],
    groups: {early: [fatigue, apathy], late: [bleeding gums, loose teeth]}}"""
COMPLETE = LISTING.replace("exclusive: yes", "exclusive: yes, complete: yes")
SIGN = """{id: s, sign: Chvostek's sign, elicited by: a tap on the cheek, shows: a twitch, points to: hypocalcemia,
    may also point to: anxiety, never points to: [gout, scurvy]}"""
RANKING = """{id: r, ranking: absorption, most: the best absorbed, most to least: [citrate, [lactate, malate], oxide],
    sentence: "{more} is absorbed better than {less}."}"""
DIFFERENTIAL = (
    "{id: d, differential: tremor, causes: [caffeine, fear], complete: yes, never: [sleep, rest]}"
)
COMPARISON = """{id: c, comparison: [milk, tea, juice], rows: {color: [white, brown, [orange, red]],
    stimulant: [~, caffeine, ~]}, complete: yes, statements: {color: "{column} looks {cell}."}}"""
QUANTITY = (
    "{id: q, quantity: normal sodium, value: 135–145 mmol/L, distractors: [35–45 mmol/L, 3–5 "
    "mmol/L]}"
)
STATEMENT = "{id: t, statement: Water follows salt., false versions: [Salt follows water.]}"
ASK = (
    "{id: a, ask: Which hormone keeps water?, answer: ADH, accept: vasopressin, distractors: "
    "[insulin, renin]}"
)
CLOZE = "{id: z, cloze: 'Calcium {{starts::verb}} and {{magnesium}} ends it.'}"


EXPECTED = {
    TERM: "f/means/short-answer f/term/short-answer f/term/choice",
    MECHANISM: "m/steps/ordering",
    LISTING: """
        l/early/list l/late/list l/all/list
        l/fatigue/choice l/apathy/choice l/bleeding-gums/choice l/loose-teeth/choice l/all/multiple-choice
        l/bleeding-gums/true-false l/loose-teeth/true-false
        l/fever/true-false l/rash/true-false l/groups/matching
        l/early.apathy/choice l/late.bleeding-gums/choice
    """,
    SIGN: """
        s/elicited-by/short-answer s/shows/short-answer s/points-to/short-answer s/sign/short-answer
        s/points-to/choice
    """,
    RANKING: """
        r/order/ordering r/citrate/choice
        r/citrate/true-false r/lactate/true-false r/lactate.order/true-false
        r/oxide.order/true-false
    """,
    DIFFERENTIAL: """
        d/all/list d/caffeine/choice d/fear/choice d/all/multiple-choice
        d/caffeine/true-false d/fear/true-false d/sleep/true-false d/rest/true-false
    """,
    COMPARISON: """
        c/color.milk/cloze c/color.milk/short-answer c/color.milk/choice c/color.milk.rows/choice
        c/color.milk/true-false c/color.milk.rows/true-false
        c/color.tea/cloze c/color.tea/short-answer c/color.tea/choice c/color.tea.rows/choice
        c/color.tea/true-false c/color.tea.rows/true-false
        c/color.juice/cloze c/color.juice/list c/color.juice/choice c/color.juice.rows/choice
        c/color.juice/true-false c/color.juice.rows/true-false
        c/stimulant.tea/cloze c/stimulant.tea/short-answer c/rows/table
    """,
    QUANTITY: "q/value/number q/value/choice",
    STATEMENT: "t/statement/true-false t/salt-follows-water/true-false",
    ASK: "a/answer/short-answer a/answer/choice",
    CLOZE: "z/starts/cloze z/magnesium/cloze",
}


@pytest.mark.parametrize(
    ("fact", "expected"), EXPECTED.items(), ids=[text.split()[2].rstrip(":") for text in EXPECTED]
)
def test_a_kind_yields_all_that_it_can_prove(fact: str, expected: str) -> None:
    assert sorted(questions(f"- {fact}", TERMS)) == sorted(expected.split())


@pytest.mark.parametrize(
    ("fact", "gaps"),
    [
        (LISTING, ""),
        (f"{{singly: [apathy, loose teeth], {LISTING[1:]}", "apathy loose-teeth"),
        (f"{{singly: yes, {MECHANISM[1:]}", "water-is-lost blood-thickens cells-shrink"),
        (f"{{singly: {{oxide: a salt of oxygen}}, {RANKING[1:]}", "oxide"),
        (f"{{singly: fear, {DIFFERENTIAL[1:]}", "fear"),
        # What no question on several entries asks for is asked singly.
        (f"{{without: list, {DIFFERENTIAL[1:]}", "caffeine fear"),
        (f"{{without: {{all: list}}, {LISTING[1:]}", ""),  # each group is asked for
        (f"{{without: {{all: list, late: list}}, {LISTING[1:]}", "bleeding-gums loose-teeth"),
        (f"{{without: ordering, {MECHANISM[1:]}", "water-is-lost blood-thickens cells-shrink"),
        (f"{{without: [list, cloze], {DIFFERENTIAL[1:]}", ""),
        ("{id: l, list: moon, of: Earth, items: [the Moon]}", "the-moon"),
        # Two in a group are asked for together, the only one of another with all.
        ("{id: l, list: part, groups: {brakes: [lever, pad], wheel: [rim]}}", ""),
        (f"{{id: l, list: tone, groups: {{a: {[*'cdefghi']}, b: [z]}}}}", "z"),  # all are too many
    ],
)
def test_an_entry_is_a_gap_only_if_it_is_asked_singly_or_by_nothing_else(
    fact: str, gaps: str
) -> None:
    compiled = compile_text(deck(f"- {fact}", TERMS))
    assert [
        question.part
        for asked in compiled.questions.values()
        for question in asked
        if isinstance(question, Cloze)
    ] == gaps.split()


def test_a_question_says_how_much_it_gives_away() -> None:
    levels = {
        question.type: question.level
        for question in questions(f"- {LISTING}\n- {COMPARISON}").values()
    }
    assert {type for type, level in levels.items() if level is Level.RECOGNISE} == {
        "choice",
        "multiple-choice",
        "true-false",
        "matching",
    }
    assert {type for type, level in levels.items() if level is Level.CUED} == {"cloze", "table"}
    assert {type for type, level in levels.items() if level is Level.FREE} == {
        "short-answer",
        "list",
    }


# term


def test_a_term_is_asked_against_the_terms_that_a_learner_could_take_for_it() -> None:
    choice = one(f"- {TERM}", Choice, TERMS)
    assert choice.key == "fasciculation"
    # Muscle twitching is what it is a kind of, so nobody can say that it is not this.
    assert wrong(choice) == {"myoclonus": "single", "myokymia": "single", "tetany": "single"}


def test_a_term_with_fewer_than_two_relatives_is_not_asked_as_a_choice() -> None:
    head = "terms: [{term: fasciculation, confused with: myoclonus}, {term: myoclonus}]\n"
    assert every(f"- {TERM}", Choice, head) == []


def test_another_name_of_a_term_cannot_be_a_wrong_option_for_it() -> None:
    fact = TERM.replace("}", ", distractors: [fascicular twitch, tic]}")
    compiled = compile_text(deck(f"- {fact}", TERMS))
    assert [each.message for each in compiled.diagnostics] == [
        "`fascicular twitch` is given as a wrong option for `term`, but `f` says that it is right"
    ]


def test_a_meaning_is_asked_as_a_choice_against_the_authors_own_wrong_ones_only() -> None:
    fact = (
        "- {id: f, term: tic, means: a sudden twitch, distractors: {means: [a long cramp, a fine "
        "tremor]}}"
    )
    choice = one(fact, Choice)
    assert choice.id == "f/means/choice"
    assert wrong(choice) == {"a long cramp": "authored", "a fine tremor": "authored"}


def terms_and_meanings(number: int) -> str:
    return "\n".join(
        f"- {{id: t{place}, term: {name}, means: a thing of the {name} sort}}"
        for place, name in enumerate(NAMES[:number])
    )


NAMES = [
    "alder",
    "birch",
    "cedar",
    "ebony",
    "fir",
    "hazel",
    "larch",
    "maple",
    "oak",
    "pine",
    "rowan",
    "willow",
]


@pytest.mark.parametrize(
    ("number", "lines"),
    [(3, []), (4, [3]), (5, [4]), (6, [5]), (7, [5]), (8, [5, 3]), (10, [5, 5]), (12, [5, 5])],
)
def test_the_terms_of_a_deck_are_matched_with_their_meanings_by_fives(
    number: int, lines: list[int]
) -> None:
    found = every(terms_and_meanings(number), Matching)
    assert [len(each.pairs) for each in found] == lines
    # Each has an option more, so that the last pair is not given away.
    assert all(len(each.options) > len(each.pairs) for each in found)
    assert all(
        left == f"a thing of the {right} sort" for each in found for left, right in each.pairs
    )


def test_the_first_of_the_terms_words_the_matching_or_leaves_it_out() -> None:
    facts = terms_and_meanings(6)
    worded = facts.replace("{id: t0,", "{id: t0, stems: {matching: Which tree is which?},")
    assert one(worded, Matching).stem == "Which tree is which?"
    assert every(facts.replace("{id: t0,", "{id: t0, without: matching,"), Matching) == []


def test_terms_of_which_one_is_a_kind_of_another_are_not_matched_together() -> None:
    head = "terms: [{term: alder, broader: birch}, {term: birch}]\n"
    options = one(terms_and_meanings(6), Matching, head).options
    assert not {"alder", "birch"} <= set(options)


# mechanism


def test_the_next_step_is_asked_among_the_steps_that_are_not_next() -> None:
    fact = "- {id: m, mechanism: How, steps: [first, second, third, fourth]}"
    choices = {question.key: question for question in every(fact, Choice)}
    assert list(choices) == ["second", "third", "fourth"]
    assert wrong(choices["third"]) == {
        "first": "step",
        "fourth": "step",
    }  # not `second`, which the stem names
    assert one(fact, Ordering).ranks == (("first",), ("second",), ("third",), ("fourth",))


def test_a_mechanism_of_three_steps_has_too_few_for_a_choice_unless_its_author_adds_one() -> None:
    assert every(f"- {MECHANISM}", Choice) == []
    added = MECHANISM.replace("]}", "], distractors: [salt is lost]}")
    assert [wrong(each) for each in every(f"- {added}", Choice)] == [
        {"salt is lost": "authored", "cells shrink": "step"},
        {"salt is lost": "authored", "water is lost": "step"},
    ]


# list and differential


def test_a_member_is_asked_against_what_is_stated_to_be_none_and_never_against_the_unknown() -> (
    None
):
    fact = (
        "{id: l, list: symptom, of: scurvy, items: [fatigue, apathy], never: [fever, rash], "
        "also: [pallor]}"
    )
    # of scurvy, nothing is said of those
    other = "{id: o, list: symptom, of: rickets, items: [bowlegs, sweating]}"
    choices = [each for each in every(f"- {fact}\n- {other}", Choice) if each.about.fact == "l"]
    assert [wrong(each) for each in choices] == [{"fever": "never", "rash": "never"}] * 2


def test_what_is_true_beside_a_group_counts_where_it_was_said_to_be() -> None:
    groups = "groups: {early: [fatigue, apathy], late: [bleeding, jaundice]}"
    fact = f"id: l, list: symptom, of: scurvy, {groups}"
    for also, expected in (
        ("[pallor]", {"early": ["pallor"], "late": ["pallor"], "all": ["pallor"]}),
        ("{early: [pallor]}", {"early": ["pallor"], "late": [], "all": ["pallor"]}),
        ("{early: pallor, late: [fits]}",
         {"early": ["pallor"], "late": ["fits"], "all": ["fits", "pallor"]}),
    ):  # fmt: skip
        lists = every(f"- {{{fact}, also: {also}}}", ListRecall)
        beside = {each.id.split("/")[1]: sorted(names[0] for names in each.also) for each in lists}
        assert beside == expected
    # In groups that exclude each other it can be in one alone, and nobody says in which.
    lists = every(f"- {{{fact}, exclusive: yes, also: [pallor]}}", ListRecall)
    beside = {each.id.split("/")[1]: [names[0] for names in each.also] for each in lists}
    assert beside == {"early": [], "late": [], "all": ["pallor"]}


def test_under_an_authors_own_stem_what_other_facts_state_does_not_count() -> None:
    facts = """
- {id: all, list: cause, of: scurvy, items: [poor diet, alcohol, smoking]}
- id: few
  list: cause
  of: scurvy
  items: [poor diet, alcohol]
  also: [tea]
  stems: {all: "Besides smoking, name two causes of scurvy."}
"""
    lists = {each.id: each for each in every(facts, ListRecall)}
    assert [names[0] for names in lists["few/all/list"].also] == ["tea"]
    assert "tea" in [names[0] for names in lists["all/all/list"].also]


def test_what_is_true_beside_the_members_stands_in_a_group_of_the_list() -> None:
    fact = "{id: l, list: symptom, of: scurvy, groups: {early: [a, b], late: [c, d]}, also: %s}"
    for also, wrong_ in (("{early: [e]}", []), ("{erly: [e]}", ["unknown-part"])):
        found = compile_text(deck(f"- {fact % also}")).diagnostics
        assert [each.code for each in found if each.severity is Severity.ERROR] == wrong_


def test_with_one_wrong_option_there_is_no_choice_but_there_are_statements() -> None:
    fact = "- {id: l, list: symptom, of: scurvy, items: [fatigue, apathy], never: fever}"
    assert every(fact, Choice) == []
    assert every(fact, MultipleChoice) == []
    assert [(each.stem, each.truth) for each in every(fact, TrueFalse)] == [
        ("The symptoms of scurvy include fatigue.", True),
        ("The symptoms of scurvy include fever.", False),
    ]


def test_with_no_wrong_option_nothing_is_asked_as_true_or_false() -> None:
    assert every("- {id: l, list: symptom, of: scurvy, items: [fatigue, apathy]}", TrueFalse) == []


def test_a_false_statement_is_corrected_and_says_why() -> None:
    [*_, false] = every(
        "- {id: l, list: symptom, of: scurvy, items: [fatigue], never: fever}", TrueFalse
    )
    assert false.key == "False"
    assert false.correction == "The symptoms of scurvy do not include fever."
    assert (false.reason, false.because) == (Reason.NEVER, "")  # the correction says it all


@pytest.mark.parametrize(
    "elsewhere",
    [
        "{id: o, list: sign, of: scurvy, items: [myoclonus, tic]}",
        "{id: o, list: sign, of: scurvy, items: [tic], also: [muscle jerk]}",
        "{id: o, comparison: [scurvy, rickets], rows: {sign: [[tic, myoclonus], ~]}}",
    ],
)
def test_an_authors_wrong_option_that_another_fact_says_is_right_is_an_error(
    elsewhere: str,
) -> None:
    fact = (
        "{id: l, list: sign, of: scurvy, items: [bleeding], distractors: [rash, muscle jerk, "
        "fever]}"
    )
    compiled = compile_text(deck(f"- {fact}\n- {elsewhere}", TERMS))
    assert [each.message for each in compiled.diagnostics] == [
        "`muscle jerk` is given as a wrong option for `sign`, but `o` says that it is right"
    ]
    [choice] = [each for each in compiled.questions["l"] if isinstance(each, Choice)]
    assert set(wrong(choice)) == {"rash", "fever"}


def test_a_complete_list_rules_out_the_relatives_of_its_members() -> None:
    fact = "- {id: l, list: sign, of: scurvy, items: [fasciculation], complete: yes}"
    assert wrong(one(fact, Choice, TERMS)) == {
        "myokymia": "complete",
        "myoclonus": "complete",
        "tetany": "complete",
    }


def test_a_single_valued_relation_rules_out_the_relatives_of_its_value() -> None:
    fact = "- {id: l, list: main sign, of: scurvy, items: [fasciculation]}"
    choice = one(fact, Choice, TERMS + "single-valued: main sign\n")
    assert wrong(choice) == {"myokymia": "single", "myoclonus": "single", "tetany": "single"}
    assert choice.distractors[0].because == "The main signs of scurvy include fasciculation."
    assert all(each.repeats for each in choice.distractors)  # the question says it once
    assert every(fact, Choice, TERMS) == []


def test_what_is_wider_narrower_or_the_same_as_any_member_is_never_offered() -> None:
    fact = (
        "- {id: l, list: sign, of: scurvy, items: [fever, fasciculation], distractors: [rash, "
        "cough]}"
    )
    tempting = fact.replace("rash", "Twitching  of the arm")
    assert len(every(tempting, Choice, TERMS)) == 2
    # Written by the author, but a synonym or a wider term of a member: that is an error, not an
    # option.
    for text in ("twitch", "muscle twitching"):
        compiled = compile_text(deck(fact.replace("rash", text), TERMS))
        assert [each.code for each in compiled.diagnostics] == ["distractor-not-false"]


def test_what_stands_beside_the_members_in_a_wider_list_is_wrong_for_a_complete_one() -> None:
    wide = "- {id: w, list: planet, items: [Venus, Earth, Mars, Jupiter, Saturn, Uranus]}\n"
    giants = "- {id: g, list: gas giant, items: [Jupiter, Saturn], complete: yes}\n"
    choices = [each for each in every(wide + giants, Choice) if each.about.fact == "g"]
    assert [each.key for each in choices] == ["Jupiter", "Saturn"]
    for choice in choices:
        assert set(wrong(choice)) < {"Venus", "Earth", "Mars", "Uranus"}
    open_list = giants.replace(", complete: yes", "")
    assert every(wide + open_list, Choice) == []


def test_members_of_two_groups_are_asked_once() -> None:
    fact = """- {id: l, list: sign, of: scurvy, groups: {early: [fasciculation, fever], late: [twitch, fever, coma]},
        never: [rash, cough]}"""
    recall = questions(fact, TERMS)["l/all/list"]
    assert isinstance(recall, ListRecall)
    assert recall.stem == "Name three of the signs of scurvy."
    assert recall.members == (
        ("fasciculation", "twitch", "fascicular twitch"),
        ("fever",),
        ("coma",),
    )
    multiple = one(fact, MultipleChoice, TERMS)
    assert set(multiple.keys) == {"fasciculation", "fever", "coma"}
    assert "The signs of scurvy include fever (early, late)." in multiple.because


def test_groups_are_recalled_one_by_one_and_their_names_too() -> None:
    recalls = {each.id: each for each in every(f"- {COMPLETE}", ListRecall)}
    assert recalls["l/early/list"].stem == "Name the two symptoms of scurvy (stage: early)."
    stem = "By stage, the symptoms of scurvy fall into two groups. Name the groups."
    assert recalls["l/groups/list"].stem == stem
    assert recalls["l/early/list"].key_text == "fatigue; apathy"
    assert recalls["l/groups/list"].key_text == "early; late"
    assert recalls["l/all/list"].groups == (
        ("early", ("fatigue", "apathy")),
        ("late", ("bleeding gums", "loose teeth")),
    )


def test_groups_are_asked_for_where_there_are_no_others_and_it_is_said_what_they_are() -> None:
    def asked(fact: str) -> bool:
        return any(each.id == "l/groups/list" for each in every(f"- {fact}", ListRecall))

    assert asked(COMPLETE)
    assert not asked(LISTING)
    assert not asked(COMPLETE.replace(" grouped by: stage,", ""))
    own = "{stems: {groups: Into which two stages do they fall?}, "
    assert asked(LISTING.replace("{", own, 1))


def test_a_group_of_one_and_a_list_of_one_are_not_lists_to_recall() -> None:
    fact = "- {id: l, list: sign, of: scurvy, groups: {early: [fever], late: [coma, rash]}}"
    assert [each.id for each in every(fact, ListRecall)] == [
        "l/late/list",
        "l/all/list",
    ]
    assert every("- {id: l, list: sign, of: scurvy, items: [fever]}", ListRecall) == []


def test_a_long_list_is_recalled_by_its_groups_if_it_has_any() -> None:
    members = [f"sign {number}" for number in range(8)]
    grouped = (
        f"- {{id: l, list: sign, groups: {{one: [{', '.join(members[:4])}], two: "
        f"[{', '.join(members[4:])}]}}}}"
    )
    assert "l/all/list" not in questions(grouped)
    plain = f"- {{id: l, list: sign, items: [{', '.join(members)}]}}"
    single = f"- {{id: l, list: sign, groups: {{one: [{', '.join(members)}]}}}}"
    assert "l/all/list" in questions(plain)
    assert "l/all/list" in questions(single)


def test_the_group_of_a_member_is_asked_only_where_it_belongs_to_one() -> None:
    groups = "groups: {early: [fever, rash], late: [coma], final: [death]}"
    exclusive = every(f"- {{id: l, list: sign, exclusive: yes, {groups}}}", Choice)
    assert {each.id: (each.key, wrong(each)) for each in exclusive}["l/coma.groups/choice"] == (
        "late",
        {"early": "single", "final": "single"},
    )
    assert one(f"- {{id: l, list: sign, exclusive: yes, {groups}}}", Matching).options == (
        "early",
        "late",
        "final",
    )
    assert every(f"- {{id: l, list: sign, {groups}}}", Choice) == []
    assert every(f"- {{id: l, list: sign, {groups}}}", Matching) == []


def test_two_groups_are_too_few_for_a_choice_unless_the_author_adds_one() -> None:
    fact = "- {id: l, list: sign, exclusive: yes, groups: {early: [fever], late: [coma]}}"
    assert every(fact, Choice) == []
    added = fact.replace("list: sign", "list: sign, distractors: {groups: [never]}")
    assert [wrong(each) for each in every(added, Choice)] == [
        {"never": "authored", "late": "single"},
        {"never": "authored", "early": "single"},
    ]


def test_the_groups_that_an_author_adds_are_surplus_options_of_the_matching() -> None:
    fact = (
        "- {id: l, list: sign, exclusive: yes, distractors: {groups: [never]}, groups: {early: "
        "[a, b], late: [c]}}"
    )
    matching = one(fact, Matching)
    assert sorted(matching.pairs) == [("a", "early"), ("b", "early"), ("c", "late")]
    assert matching.options == ("early", "late", "never")


def test_a_multiple_choice_shows_three_keys_at_most() -> None:
    fact = (
        "- {id: l, list: sign, items: [one, two, three, four, five], never: [six, seven, eight, "
        "nine, ten]}"
    )
    multiple = one(fact, MultipleChoice)
    assert len(multiple.keys) == len(multiple.distractors) == 3
    assert set(multiple.options) == {*multiple.keys, *wrong(multiple)}


# sign


def test_what_a_sign_may_also_point_to_is_not_wrong_and_makes_the_stem_say_classically() -> None:
    choice = one(f"- {SIGN}", Choice)
    assert choice.stem == "What is classically indicated by Chvostek's sign?"
    assert choice.key == "hypocalcemia"
    assert wrong(choice) == {"gout": "never", "scurvy": "never"}


def test_a_sign_that_points_to_several_things_is_not_asked_as_a_choice() -> None:
    fact = SIGN.replace("points to: hypocalcemia", "points to: [hypocalcemia, tetany]")
    assert every(f"- {fact}", Choice) == []
    recall = questions(f"- {fact}")["s/points-to/list"]
    assert recall.stem == "Name two things that are classically indicated by Chvostek's sign."
    assert recall.key_text == "hypocalcemia; tetany"


def test_every_part_of_a_sign_takes_its_authors_wrong_options() -> None:
    wrongs = (
        "{elicited by: [a cuff, a pin], shows: [a wink, a frown], points to: [flu, cold], sign: "
        "[Babinski, Kernig]}"
    )
    fact = f"""- {{id: s, sign: Chvostek, elicited by: a tap, shows: a twitch, points to: hypocalcemia,
        distractors: {wrongs}}}"""
    choices = {each.id.split("/")[1]: each for each in every(fact, Choice)}
    assert {part: (each.key, set(wrong(each))) for part, each in choices.items()} == {
        "elicited-by": ("a tap", {"a cuff", "a pin"}),
        "shows": ("a twitch", {"a wink", "a frown"}),
        "points-to": ("hypocalcemia", {"flu", "cold"}),
        "sign": ("Chvostek", {"Babinski", "Kernig"}),
    }


def test_a_sign_is_not_asked_for_where_another_one_looks_the_same() -> None:
    one_sign = "{id: one, sign: Chvostek, shows: a twitch, points to: hypocalcemia}"
    other = "{id: two, sign: Kernig, elicited by: a tap, shows: a twitch}"
    asked = questions(f"- {one_sign}\n- {other}")
    assert "one/sign/short-answer" not in asked  # `Which sign shows a twitch?` has two answers
    assert "two/sign/short-answer" in asked  # with the tap, there is one
    assert "one/sign/short-answer" in questions(f"- {one_sign}")


def test_a_sign_of_which_only_the_meaning_is_stated_is_not_asked_for() -> None:
    assert list(questions("- {id: s, sign: Chvostek's sign, points to: hypocalcemia}")) == [
        "s/points-to/short-answer"
    ]


def test_a_sign_in_the_plural_is_asked_for_in_words_that_fit_it() -> None:
    asked = questions("""- id: s
  sign: five short blasts
  elicited by: doubt about another vessel's intentions
  shows: a white light that flashes five times
  points to: danger""")
    assert {id.split("/")[1]: each.stem for id, each in asked.items()} == {
        "elicited-by": "What triggers five short blasts?",
        "shows": "Describe five short blasts: what is seen?",
        "points-to": "What is indicated by five short blasts?",
        "sign": "Which sign is triggered by doubt about another vessel's intentions and shows a "
        "white light that flashes five times?",
    }
    assert asked["s/points-to/short-answer"].because == (
        "Five short blasts — trigger: doubt about another vessel's intentions; what is seen: a "
        "white light that flashes five times; sign of: danger."
    )


def test_a_sign_is_named_by_heart_from_what_is_seen_of_it_not_from_its_trigger_alone() -> None:
    # Much may be triggered by a tap; who words the question says that one sign is meant.
    tap = "{id: s, sign: Chvostek's sign, elicited by: a tap"
    assert "s/sign/short-answer" not in questions(f"- {tap}}}")
    assert "s/sign/short-answer" in questions(f"- {tap}, shows: a twitch}}")
    own = "Which sign of the face does a tap bring out?"
    assert questions(f"- {tap}, stems: {{sign: {own}}}}}")["s/sign/short-answer"].stem == own
    choice = questions(f"- {tap}, distractors: {{sign: [Babinski, Kernig]}}}}")
    assert "s/sign/choice" in choice


# ranking


def test_the_highest_is_asked_among_what_ranks_strictly_lower() -> None:
    items = "[[elephant, whale], [cow, horse], mouse]"
    fact = f"- {{id: r, ranking: size, most: the largest, most to least: {items}}}"
    choices = {each.key: each for each in every(fact, Choice)}
    assert list(choices) == ["elephant", "whale"]  # below the cow there is only the mouse
    assert wrong(choices["elephant"]) == {
        "cow": "rank",
        "horse": "rank",
        "mouse": "rank",
    }  # not the whale: a tie
    assert one(fact, Ordering).ranks == (("elephant", "whale"), ("cow", "horse"), ("mouse",))


def test_a_ranking_is_judged_only_where_one_ranks_strictly_above_the_other() -> None:
    statements = [(each.stem, each.truth) for each in every(f"- {RANKING}", TrueFalse)]
    assert statements == [
        ("Citrate is absorbed better than lactate.", True),
        ("Lactate is absorbed better than citrate.", False),
        ("Lactate is absorbed better than oxide.", True),
        ("Oxide is absorbed better than lactate.", False),
    ]


def test_a_ranking_is_worded_by_one_sentence_and_one_superlative() -> None:
    rivers = "{id: r, ranking: length, most to least: [the Nile, the Amazon, the Volga]}"
    plain = questions(f"- {rivers}")
    ordering = "Length: put these in order, from most to least."
    assert plain["r/order/ordering"].stem == ordering
    assert {each.type for each in plain.values()} == {"ordering"}  # the others wait
    own = rivers.replace("{", "{most: the longest, sentence: '{more} is longer than {less}.', ", 1)
    worded = questions(f"- {own}")
    ordering = "Length: put these in order, beginning with the longest."
    assert worded["r/order/ordering"].stem == ordering
    choice = worded["r/the-nile/choice"]
    assert isinstance(choice, Choice)
    assert choice.stem == "Length: which of these is the longest?"
    assert {each.text: each.because for each in choice.distractors} == {
        "the Amazon": "The Nile is longer than the Amazon.",
        "the Volga": "The Nile is longer than the Volga.",
    }


def test_a_time_has_no_most() -> None:
    times = "{id: r, ranking: time of birth, most to least: [Bach, Mozart, Chopin]}"
    asked = questions(f"- {times}")
    assert asked["r/order/ordering"].stem == "Time of birth: put these in order."
    for time in ("birth", "death", "founding of the city", "beginning of the reigns"):
        asked = questions("- " + times.replace("time of birth", time))
        assert asked["r/order/ordering"].stem.endswith(": put these in order."), time
    assert not any(id.endswith("/choice") for id in asked)  # the first born, or the last?
    asked = questions("- " + times.replace("time of birth", '"time of birth, earliest first"'))
    stem = "Time of birth, earliest first: which of these comes first?"
    assert asked["r/bach/choice"].stem == stem


@pytest.mark.parametrize(
    ("criterion", "most", "ordering", "choice"),
    [
        # Any words may stand in front of a colon.
        (
            "standing of the people of a manor",
            "the highest",
            "Standing of the people of a manor: put these in order, beginning with the highest.",
            "Standing of the people of a manor: which of these is the highest?",
        ),
        # What is no superlative with its article is what the first is.
        (
            "precedence",
            "first in precedence",
            "Precedence: put these in order, beginning with what is first in precedence.",
            "Precedence: which of these is first in precedence?",
        ),
        # The direction is said once, by `most` where both say it,
        (
            "date of great statutes, earliest first",
            "the earliest",
            "Date of great statutes: put these in order, beginning with the earliest.",
            "Date of great statutes: which of these is the earliest?",
        ),
        (
            "date of birth (earliest first)",
            "the first born",
            "Date of birth: put these in order, beginning with the first born.",
            "Date of birth: which of these is the first born?",
        ),
        # and by the criterion where it cannot do without.
        (
            "grades from A to F",
            "the best",
            "Grades from A to F: put these in order.",
            "Grades from A to F: which of these is the best?",
        ),
        (
            "first words, then others",
            "the first",
            "First words, then others: put these in order.",
            "First words, then others: which of these is the first?",
        ),
    ],
)
def test_a_ranking_says_its_criterion_as_a_heading_and_its_direction_once(
    criterion: str, most: str, ordering: str, choice: str
) -> None:
    asked = questions(
        f"- {{id: r, ranking: '{criterion}', most: {most}, most to least: [x, y, z]}}"
    )
    assert asked["r/order/ordering"].stem == ordering
    assert asked["r/x/choice"].stem == choice


@pytest.mark.parametrize(
    ("criterion", "most", "title"),
    [
        ("length", "the longest", "Length, beginning with the longest"),
        ("length", "", "Length, from most to least"),
        ("time of birth", "the earliest", "Time of birth, beginning with the earliest"),
        (
            "order before a noun",
            "the first word",
            "Order before a noun, beginning with the first word",
        ),
        ("place in the model, from the top", "the highest", "Place in the model, from the top"),
        ("the champions, first to last", "the first", "The champions, first to last"),
        ("grades from A to F", "", "Grades from A to F"),
        ("distance from the Sun", "", "Distance from the Sun, from most to least"),
    ],
)
def test_the_title_of_a_ranking_says_its_direction_once(
    criterion: str, most: str, title: str
) -> None:
    own = f", most: {most}" if most else ""
    fact = f"{{id: r, ranking: '{criterion}', most to least: [b, c, d], singly: yes{own}}}"
    asked = questions(f"- {fact}")
    assert asked["r/b/cloze"].stem == title


def test_a_rank_without_a_sentence_says_what_stands_above_it() -> None:
    fact = (
        "- {id: r, ranking: urgency, most: the most urgent, most to least: [burn, cut, splinter]}"
    )
    choice = questions(fact)["r/burn/choice"]
    assert isinstance(choice, Choice)
    assert {each.because for each in choice.distractors} == {
        "Urgency, beginning with the most urgent: burn, then cut.",
        "Urgency, beginning with the most urgent: burn, then splinter.",
    }


# comparison


def test_a_cell_is_asked_among_the_other_cells_of_its_row() -> None:
    asked = questions(f"- {COMPARISON}")
    choice = asked["c/color.milk/choice"]
    assert isinstance(choice, Choice)
    assert (choice.stem, choice.key) == ("Milk looks ____.", "white")
    assert wrong(choice) == {"brown": "cell", "orange and red": "cell"}
    back = asked["c/color.juice.rows/choice"]
    assert isinstance(back, Choice)
    assert back.stem == "____ looks orange and red."
    assert (back.key, wrong(back)) == ("juice", {"milk": "cell", "tea": "cell"})


def test_a_row_without_a_sentence_is_asked_in_forms_that_need_none() -> None:
    fact = COMPARISON.replace(', statements: {color: "{column} looks {cell}."}', "")
    asked = questions(f"- {fact}")
    assert {id.rpartition("/")[2] for id in asked} == {"cloze", "short-answer", "list", "table"}
    assert asked["c/color.milk/short-answer"].stem == "Milk — color: ____"
    assert asked["c/color.milk/short-answer"].because == "Milk — color: white."
    own = fact.replace("{", "{stems: {color: 'Which color has {column}?'}, ", 1)
    assert {id for id in questions(f"- {own}") if id not in asked} == {
        "c/color.milk/choice",
        "c/color.tea/choice",
        "c/color.juice/choice",
    }


def test_an_end_of_a_sentence_may_have_the_name_of_the_row_and_of_the_columns() -> None:
    fact = """- {id: c, comparison: [Peru, Ghana, Iran], rows: {capital: [Lima, Accra, Tehran]}, exclusive: yes,
        statements: {capital: "The capital of {country} is {capital}."}}"""
    asked = questions(fact)
    assert asked["c/capital.peru/short-answer"].stem == "The capital of Peru is ____."
    assert asked["c/capital.peru.rows/choice"].stem == "The capital of ____ is Lima."
    assert asked["c/capital.peru/true-false"].stem == "The capital of Peru is Lima."


def test_an_empty_cell_is_neither_asked_nor_offered_nor_called_false() -> None:
    fact = "- {id: c, comparison: [milk, tea, juice], rows: {stimulant: [~, caffeine, ~]}}"
    assert list(questions(fact)) == [
        "c/stimulant.tea/cloze",
        "c/stimulant.tea/short-answer",
        "c/rows/table",
    ]
    assert one(fact, Table).blanks == ("stimulant.tea",)


def test_a_table_of_empty_cells_is_not_asked() -> None:
    assert questions("- {id: c, comparison: [milk, tea], rows: {stimulant: [~, ~]}}") == {}


def test_equal_cells_are_not_wrong_for_each_other_and_have_no_way_back() -> None:
    fact = """- {id: c, comparison: [milk, tea, juice, wine], rows: {color: [white, brown, Brown, red]}, exclusive: yes,
        statements: {color: "{column} looks {cell}."}}"""
    asked = questions(fact)
    tea = asked["c/color.tea/choice"]
    assert isinstance(tea, Choice)
    assert wrong(tea) == {"white": "cell", "red": "cell"}
    assert "c/color.tea.rows/choice" not in asked
    assert "c/color.tea/true-false" not in asked
    milk = asked["c/color.milk/choice"]
    assert isinstance(milk, Choice)
    assert len(milk.distractors) == 2  # brown is offered once


def test_a_cell_that_holds_all_of_another_is_not_wrong_for_it() -> None:
    fact = """- {id: c, comparison: [a, b, c, d], rows: {sign: [fever, [fever, rash], cough, [rash, coma]]}, complete: yes,
        stems: {sign: "What shows {column}?"}}"""
    asked = questions(fact)
    fever, both = asked["c/sign.a/choice"], asked.get("c/sign.b/choice")
    assert isinstance(fever, Choice)
    assert wrong(fever) == {"cough": "cell", "rash and coma": "cell"}
    assert isinstance(both, Choice)
    assert wrong(both) == {
        "cough": "cell",
        "rash and coma": "cell",
    }  # it shares the rash, but only it has the fever


def test_a_cell_in_wider_words_is_not_wrong() -> None:
    fact = (
        "- {id: c, comparison: [a, b, c], exclusive: yes, "
        "rows: {sign: [fasciculation, muscle twitching, twitch]}}"
    )
    assert every(fact, Choice, TERMS) == []
    assert every(fact, TrueFalse, TERMS) == []


def test_a_cell_is_not_offered_where_another_fact_says_that_the_column_has_it_too() -> None:
    fact = """{id: c, comparison: [milk, tea, juice], rows: {color: [white, brown, [orange, red]]},
        statements: {color: "{column} looks {cell}."}}"""
    colors = "{id: l, list: color, of: milk, items: [white, orange, red], never: [brown]}"
    others = "{id: t, list: color, of: tea, items: [brown], complete: yes}"
    asked = questions(f"- {fact}\n- {colors}\n- {others}")
    assert "c/color.milk/choice" not in asked  # only `brown` is left
    assert "c/color.juice.rows/choice" not in asked  # of which is it true? Of milk, too
    half = questions(f"- {fact}\n- {colors.replace(', red', '').replace('brown', 'brown, red')}")
    assert "c/color.milk/choice" in half  # not both orange and red
    whole = fact.replace("statements", "complete: yes, statements")
    compiled = compile_text(deck(f"- {whole}\n- {colors}"))
    assert {each.code for each in compiled.diagnostics} == {"contradiction"}


def test_a_column_is_not_called_wrong_by_a_narrower_or_longer_name_of_itself() -> None:
    fact = """- {id: c, comparison: [gout, severe gout, tic, twitch], rows: {sign: [a, b, c, d]}, exclusive: yes,
        statements: {sign: "{column} has the sign {cell}."}}"""
    for seed in "0123456789":
        compiled = compile_text(deck(fact, TERMS), seed=seed)
        [false] = [
            each for each in compiled.questions["c"] if each.id == "c/sign.gout.rows/true-false"
        ]
        assert "evere gout" not in false.stem


def test_a_comparison_is_matched_where_all_of_a_row_differs() -> None:
    fact = (
        "- {id: c, comparison: [milk, tea], rows: {color: [white, brown], taste: [mild, bitter], "
        "price: [low, low]}, exclusive: yes}"
    )
    matching = one(fact, Matching)
    assert dict(matching.pairs) == {
        "color: white": "milk",
        "color: brown": "tea",
        "taste: mild": "milk",
        "taste: bitter": "tea",
    }
    assert (
        every("- {id: c, comparison: [milk, tea], rows: {color: [white, brown]}}", Matching) == []
    )


# quantity, statement, ask, cloze


@pytest.mark.parametrize(
    ("value", "low", "high", "unit"),
    [
        ("1.8–2.2 mg/dL", 1.8, 2.2, "mg/dL"),
        ("1,000 to 2,500 mg", 1000, 2500, "mg"),
        ("< 1 %", None, 1, "%"),
        ("at most 5", None, 5, ""),
        ("over 300 enzymes", 300, None, "enzymes"),
        ("about 25 g", 25, 25, "g"),
        ("−70 mV", -70, -70, "mV"),
    ],
)
def test_a_quantity_is_asked_as_a_number_with_its_bounds(
    value: str, low: float | None, high: float | None, unit: str
) -> None:
    number = one(f"- {{id: q, quantity: it, value: '{value}'}}", Number)
    assert (number.low, number.high, number.unit, number.answer) == (low, high, unit, value)


def test_a_sentence_that_is_false_is_judged_and_nothing_else_is_asked() -> None:
    compiled = compile_text(
        deck("- {id: x, statement: Lead floats., is false: yes, why: It sinks.}")
    )
    [question] = compiled.questions["x"]
    assert isinstance(question, TrueFalse)
    assert (question.stem, question.truth, question.correction) == ("Lead floats.", False, "")
    assert question.about.title == "False: Lead floats."


def test_a_statement_is_judged_and_its_false_versions_are_corrected_by_it() -> None:
    true, false = every(f"- {STATEMENT}", TrueFalse)
    assert (true.stem, true.truth, true.correction) == ("Water follows salt.", True, "")
    assert (false.stem, false.truth, false.correction) == (
        "Salt follows water.",
        False,
        "Water follows salt.",
    )


def test_what_counts_as_right_is_never_a_wrong_option() -> None:
    assert wrong(one(f"- {ASK}", Choice)) == {"insulin": "authored", "renin": "authored"}
    for text in ("ADH", "Vasopressin"):
        compiled = compile_text(deck("- " + ASK.replace("insulin", text)))
        assert [each.code for each in compiled.diagnostics] == ["repeated-member"]
    terms = (
        "terms: [{term: hormone}, {term: ADH, broader: hormone}, {term: vasopressin, broader: "
        "hormone}]\n"
    )
    compiled = compile_text(deck("- " + ASK.replace("insulin", "hormone"), terms))
    assert [each.code for each in compiled.diagnostics] == [
        "distractor-not-false"
    ]  # a wider word for what is right


def test_the_answer_of_one_question_is_not_wrong_for_the_same_question_elsewhere() -> None:
    other = "{id: b, ask: which hormone keeps  water?, answer: insulin}"
    compiled = compile_text(deck(f"- {ASK}\n- {other}"))
    assert [each.code for each in compiled.diagnostics] == ["distractor-not-false"]


def test_a_cloze_asks_for_one_gap_at_a_time_of_one_passage() -> None:
    start, end = every(f"- {CLOZE}", Cloze)
    assert start.passage is end.passage
    assert isinstance(start.passage, Prose)
    assert start.passage.run == ("Calcium ", start.gap, " and ", end.gap, " ends it.")
    assert (start.gap.text, start.gap.hint, end.gap.hint) == ("starts", "verb", "")


def test_a_word_that_is_hidden_twice_is_one_gap_with_one_hint() -> None:
    cloze = one(
        "- {id: z, cloze: 'Gold is no {{iron::metal}}: {{Iron}} rusts. {{iron}} bends.'}", Cloze
    )
    assert isinstance(cloze.passage, Prose)
    gaps = [piece for piece in cloze.passage.run if isinstance(piece, Gap)]
    assert gaps == [
        cloze.gap,
        Gap("iron", "Iron", "metal"),
        cloze.gap,
    ]  # else one card would show another's answer
    assert cloze.gap == Gap("iron", "iron", "metal")


def test_a_gap_is_typed_by_the_rule_of_short_answers() -> None:
    chain = "- {id: m, mechanism: How cramps come, steps: [%s, the muscle contracts], singly: yes}"
    head = "terms: [{term: the muscle stays tense, synonyms: [tense muscle]}]\n"
    for step, typed in (
        ("magnesium falls low", True),  # three words
        ("the magnesium falls low", False),  # four that people word otherwise
        ("the muscle stays tense", True),  # another wording counts
        ("Treaty Of The Pyrenees", True),  # a name
        ("x" * 40, True),
        ("x" * 41, False),
    ):
        cloze = every(chain % step, Cloze, head if "stays" in step else "")[0]
        assert (cloze.key_text, cloze.typed, cloze.said) == (step, typed, not typed)


def test_a_gap_of_several_values_is_typed_however_long_they_are() -> None:
    values = "[effort at all the meals, a slow effect on the blood]"
    fact = f"- {{id: c, comparison: [food, pills], rows: {{drawbacks: [{values}, cost]}}}}"
    assert [cloze.typed for cloze in every(fact, Cloze)] == [True, True]


def test_what_is_also_true_of_a_cell_counts_and_is_never_a_wrong_option() -> None:
    fact = """- {id: c, comparison: [rim brake, disc brake, drum brake], complete: yes,
        rows: {acts on: [the rim, a disc, a drum], wears: [[pads, rims], rust, dust]},
        statements: {acts on: "A {column} acts on {cell}."}%s}"""
    also = ", also: {acts on: {rim brake: a disc}, wears: {rim brake: [cables]}}"
    plain, more = questions(fact % ""), questions(fact % also)
    short, wears = "c/acts-on.rim-brake/short-answer", "c/wears.rim-brake/list"
    for asked, accepted, beside in ((plain, (), ()), (more, ("a disc",), ("cables",))):
        answer, members, gap = asked[short], asked[wears], asked["c/wears.rim-brake/cloze"]
        assert isinstance(answer, ShortAnswer)
        assert isinstance(members, ListRecall)
        assert isinstance(gap, Cloze)
        assert answer.accepted == accepted
        assert members.also == tuple((each,) for each in beside)
        assert (gap.gap.values, gap.gap.also) == (("pads", "rims"), beside)
    choice = "c/acts-on.rim-brake/choice"
    assert choice in plain
    assert choice not in more  # one wrong option is left, which is too few


def test_nothing_is_also_true_in_a_row_that_is_exclusive() -> None:
    fact = "- {id: c, comparison: [rim brake, disc brake], rows: {acts on: [the rim, a disc]}, %s}"
    also = "also: {acts on: {rim brake: [the tire]}}"
    exclusive = compile_text(deck(fact % f"exclusive: yes, {also}"))
    assert [each.code for each in exclusive.diagnostics] == ["contradiction"]
    assert questions(fact % f"complete: yes, {also}")


def test_a_table_is_said_to_oneself_only_if_none_of_its_cells_can_be_typed() -> None:
    rows = "- {id: c, comparison: [food, pills], rows: {drawback: [steady effort at meals, %s]}}"
    assert not one(rows % "cost", Table).said
    assert one(rows % "possible trouble in the gut", Table).said


# What an author can change ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "form"),
    [
        (LISTING, "choice"),
        (LISTING, "multiple-choice"),
        (LISTING, "true-false"),
        (f"{{singly: yes, {LISTING[1:]}", "list"),
        (LISTING, "matching"),
        (TERM, "short-answer"),
        (QUANTITY, "number"),
        (CLOZE, "cloze"),
        (f"{{singly: yes, {RANKING[1:]}", "ordering"),
        (COMPARISON, "table"),
    ],
)
def test_a_form_is_left_out_on_request_and_only_that(fact: str, form: str) -> None:
    all_forms = questions(f"- {fact}", TERMS)
    left = questions(f"- {fact.replace('{', f'{{without: {form}, ', 1)}", TERMS)
    assert (
        set(all_forms) - set(left)
        == {id for id, each in all_forms.items() if each.type == form}
        != set()
    )
    assert all(left[id].key_text == all_forms[id].key_text for id in left)


@pytest.mark.parametrize(
    ("fact", "part", "id"),
    [
        (TERM, "term", "f/term/short-answer"),
        (TERM, "means", "f/means/short-answer"),
        (MECHANISM, "steps", "m/steps/ordering"),
        (LISTING, "all", "l/all/list"),
        (COMPLETE, "groups", "l/groups/list"),
        (LISTING, "choice", "l/fatigue/choice"),
        (LISTING, "multiple-choice", "l/all/multiple-choice"),
        (LISTING, "matching", "l/groups/matching"),
        (LISTING, "late", "l/late/list"),
        (DIFFERENTIAL, "all", "d/all/list"),
        (SIGN, "sign", "s/sign/short-answer"),
        (SIGN, "elicited by", "s/elicited-by/short-answer"),
        (SIGN, "shows", "s/shows/short-answer"),
        (SIGN, "points to", "s/points-to/choice"),
        (RANKING, "order", "r/order/ordering"),
        (RANKING, "choice", "r/citrate/choice"),
        (COMPARISON, "color", "c/color.tea/choice"),
        (COMPARISON, "table", "c/rows/table"),
        (QUANTITY, "value", "q/value/number"),
        (STATEMENT, "statement", "t/statement/true-false"),
    ],
)
def test_a_stem_in_the_authors_words_replaces_ours(fact: str, part: str, id: str) -> None:
    own = fact.replace("{", f"{{stems: {{{part}: My own words?}}, ", 1)
    assert questions(f"- {own}", TERMS)[id].stem == "My own words?"
    assert questions(f"- {own}", TERMS).keys() == questions(f"- {fact}", TERMS).keys()


def test_a_stem_of_a_row_may_name_its_column() -> None:
    own = COMPARISON.replace("{", "{stems: {color: 'Which color has {column}, really?'}, ", 1)
    assert questions(f"- {own}")["c/color.tea/short-answer"].stem == "Which color has tea, really?"


def test_a_row_is_said_in_the_authors_words_and_asked_back_in_them() -> None:
    fact = COMPARISON.replace("looks {cell}", "is {cell}, really")
    own = """reverse stems: {color: 'Which drink is {cell}?'}, """
    asked = questions(f"- {fact.replace('{', '{' + own, 1)}")
    assert asked.keys() == questions(f"- {COMPARISON}").keys()
    assert asked["c/color.tea/true-false"].stem == "Tea is brown, really."
    assert (
        asked["c/color.tea/cloze"].because
        == asked["c/color.tea/choice"].because
        == "Tea is brown, really."
    )
    back = asked["c/color.juice.rows/choice"]
    assert isinstance(back, Choice)
    assert back.stem == "Which drink is orange and red?"
    assert {each.text: each.because for each in back.distractors}[
        "milk"
    ] == "Milk is white, really."
    choice = asked["c/color.milk/choice"]
    assert isinstance(choice, Choice)
    assert {each.text: each.because for each in choice.distractors}[
        "brown"
    ] == "Tea is brown, really."
    false = asked["c/color.milk.rows/true-false"]
    assert isinstance(false, TrueFalse)
    corrections = {
        "Tea is white, really.": "Tea is brown, really.",
        "Juice is white, really.": "Juice is orange and red, really.",
    }
    assert false.correction == corrections[false.stem]
    assert false.because == "Milk is white, really."


def test_a_place_in_an_inserted_text_is_left_alone() -> None:
    fact = (
        "{id: c, comparison: ['{cell}', tea], rows: {hue: [white, red]}, exclusive: yes, "
        "statements: {hue: '{column} is {cell}.'}}"
    )
    stems = [each.stem for id, each in questions(f"- {fact}").items() if "true-false" in id]
    assert "{cell} is white." in stems


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("statements", "{color: 'Tea is {cell}.'}", "missing-place"),
        ("statements", "{color: '{column} is brown.'}", "missing-place"),
        ("reverse stems", "{color: Which is brown?}", "missing-place"),
        ("statements", "{color: '{column} and {drink} are {cell}.'}", "unknown-place"),
        ("reverse stems", "{color: 'Which {really} is {cell}?'}", "unknown-place"),
        ("statements", "{colour: '{column} is {cell}.'}", "unknown-part"),
        ("reverse stems", "{size: 'Which is {cell}?'}", "unknown-part"),
        ("without", "{colour: choice}", "unknown-part"),
        ("also", "{colour: {tea: brown}}", "unknown-part"),
        ("also", "{color: {coffee: brown}}", "unknown-part"),
        ("also", "{color: {tea: Brown}}", "repeated-member"),
    ],
)
def test_a_sentence_by_row_names_a_row_and_its_places(field: str, text: str, code: str) -> None:
    fact = COMPARISON.replace(', statements: {color: "{column} looks {cell}."}', "")
    compiled = compile_text(deck(f"- {fact.replace('{', '{' + f'{field}: {text}, ', 1)}"))
    assert [each.code for each in compiled.diagnostics] == [code]


def test_forms_are_left_out_of_one_part_alone() -> None:
    fact = """{id: c, comparison: [milk, tea, juice], rows: {color: [white, brown, red], taste: [mild, bitter, sweet],
        price: [low, middling, high]}, exclusive: yes, statements: {color: "{column} looks {cell}.",
        taste: "{column} tastes {cell}.", price: "The price of {column} is {cell}."}}"""
    own = fact.replace("{", "{without: {color: [choice, true-false, matching]}, ", 1)
    before, after = questions(f"- {fact}"), questions(f"- {own}")
    gone = {
        id for id in before if id.startswith("c/color") and id.endswith(("/choice", "/true-false"))
    }
    assert len(gone) == 12
    assert before.keys() - after.keys() == gone
    assert [left for left, _ in one(f"- {own}", Matching).pairs if "color" in left] == []
    grouped = questions(
        "- " + LISTING.replace("{", "{without: {groups: list, fatigue: [choice]}, ", 1)
    )
    assert questions(f"- {LISTING}").keys() - grouped.keys() == {
        "l/fatigue/choice",
    }
    without = COMPLETE.replace("{", "{without: {groups: list}, ", 1)
    assert questions(f"- {COMPLETE}").keys() - questions(f"- {without}").keys() == {"l/groups/list"}


def test_a_list_says_as_many_true_things_as_false_ones() -> None:
    for seed in "012":
        compiled = compile_text(
            deck("- {id: l, list: sign, items: [a, b, c, d, e], never: [x, y]}"), seed=seed
        )
        stated = {
            each.id: each.truth for each in compiled.questions["l"] if isinstance(each, TrueFalse)
        }
        assert sorted(stated.values()) == [False, False, True, True], seed
        assert list(stated) == [
            each.id
            for each in questions(
                "- {id: l, list: sign, items: [a, b, c, d, e], never: [x, y]}"
            ).values()
            if isinstance(each, TrueFalse)
        ]


def test_wrong_options_written_as_a_plain_list_belong_to_the_main_part() -> None:
    fact = SIGN.replace(
        "never points to: [gout, scurvy]", "distractors: [Kernig's sign, Babinski's sign]"
    )
    compiled = compile_text(deck(f"- {fact}"))
    [choice] = [each for each in compiled.questions["s"] if isinstance(each, Choice)]
    assert choice.id == "s/points-to/choice"


def test_wrong_options_of_a_row_are_offered_for_each_of_its_cells() -> None:
    fact = """- {id: c, comparison: [milk, tea], rows: {color: [white, brown]}, exclusive: yes, distractors: {color: [blue]},
        stems: {color: "Which color has {column}?"}}"""
    assert [wrong(each) for each in every(fact, Choice)] == [
        {"blue": "authored", "brown": "cell"},
        {"blue": "authored", "white": "cell"},
    ]


def test_the_authors_own_wrong_options_come_first() -> None:
    fact = (
        "- {id: l, list: sign, items: [one], never: [two, three, four], distractors: [five, six]}"
    )
    for seed in "0123456789":
        compiled = compile_text(deck(fact), seed=seed)
        [choice] = [each for each in compiled.questions["l"] if isinstance(each, Choice)]
        assert {"five", "six"} < set(wrong(choice))
        assert len(choice.distractors) == 3


def test_options_about_as_long_as_the_key_come_before_the_others() -> None:
    short, long = (
        ["rash", "itch", "gout"],
        ["swelling of the joints", "redness of the eyes", "loss of all hair"],
    )
    for key, alike in (("fever", short), ("trembling of the hands", long)):
        fact = f"- {{id: l, list: sign, items: [{key}], never: [{', '.join(short + long)}]}}"
        for seed in "012":
            [choice] = [
                each
                for each in compile_text(deck(fact), seed=seed).questions["l"]
                if isinstance(each, Choice)
            ]
            assert set(wrong(choice)) == set(alike), seed


def test_a_member_whose_group_repeats_its_words_is_not_asked_for_it() -> None:
    fact = """- {id: l, list: cause, exclusive: yes, groups: {organ failure: [liver failure], infection: [flu],
        injury: [burn], other failure: [bad failure]}}"""
    asked = [each.id for each in every(fact, Choice)]
    assert [id for id in asked if ".groups/" in id] == [
        "l/liver-failure.groups/choice",
        "l/flu.groups/choice",
        "l/burn.groups/choice",
        "l/bad-failure.groups/choice",
    ]  # two of the groups are failures
    alone = every(fact.replace("other failure", "poison"), Choice)
    assert "l/liver-failure.groups/choice" not in [each.id for each in alone]
    assert "l/flu.groups/choice" in [each.id for each in alone]


def test_the_synonyms_of_an_answer_are_accepted() -> None:
    signs = "{id: l, list: sign, items: [twitch, fever], singly: twitch}"
    asked = questions(f"- {TERM}\n- {ASK}\n- {signs}", TERMS)
    term, ask, gap, recall = (
        asked[id]
        for id in ("f/term/short-answer", "a/answer/short-answer", "l/twitch/cloze", "l/all/list")
    )
    assert isinstance(term, ShortAnswer)
    assert term.accepted == ("twitch", "fascicular twitch")
    assert isinstance(ask, ShortAnswer)
    assert ask.accepted == ("vasopressin",)
    assert isinstance(gap, Cloze)
    assert gap.accepted == ("fasciculation", "fascicular twitch")
    assert isinstance(recall, ListRecall)
    assert recall.members == (("twitch", "fasciculation", "fascicular twitch"), ("fever",))


def test_only_a_short_answer_is_to_be_typed() -> None:
    asked = questions(f"- {TERM}", TERMS)
    term, means = asked["f/term/short-answer"], asked["f/means/short-answer"]
    assert isinstance(term, ShortAnswer)
    assert isinstance(means, ShortAnswer)
    assert (term.typed, means.typed) == (True, False)


def test_a_choice_whose_stem_gives_its_key_away_is_not_asked() -> None:
    fact = """
    - id: a
      sign: Magnesium sign
      points to: magnesium
      never points to: [calcium, potassium]
    """
    assert "a/points-to/choice" not in questions(fact)


def test_a_choice_with_its_authors_own_options_is_asked_though_the_stem_gives_the_key_away() -> (
    None
):
    fact = (
        "- {id: a, ask: Which test measures serum magnesium?, answer: serum magnesium, "
        "distractors: [a scan, a biopsy]}"
    )
    assert list(questions(fact)) == ["a/answer/short-answer", "a/answer/choice"]
    compiled = compile_text(deck(fact), judged=True)
    assert "stem-gives-key" in {each.code for each in compiled.diagnostics}


# Ids ----------------------------------------------------------------------------------------------


def test_an_id_is_made_of_the_fact_and_what_is_asked_and_never_of_a_stem_or_a_wrong_option() -> (
    None
):
    fact = (
        LISTING.replace("fever", "high fever")
        .replace("list: symptom", "list: finding")
        .replace("scurvy", "beriberi")
    )
    before, after = questions(f"- {LISTING}"), questions(f"- {fact}")
    assert set(before) ^ set(after) == {"l/fever/true-false", "l/high-fever/true-false"}


def test_once_locked_a_question_keeps_its_id_whatever_its_text_becomes() -> None:
    before = questions(f"- {LISTING}")
    lock = compile_text(deck(f"- {LISTING}")).lock
    after = questions("- " + LISTING.replace("bleeding gums", "bleeding of gums"), lock=lock)
    assert list(after) == list(before)
    assert after["l/bleeding-gums/choice"].key_text == "bleeding of gums"


def test_a_question_that_speaks_of_an_answer_names_no_other_question() -> None:
    facts = [
        "- {id: one, ask: Which metal is it?, answer: gold, accept: [aurum]}",
        "- {id: other, ask: What is the answer for the metal?, answer: gold}",
    ]
    asked = questions("\n".join(facts))
    other = asked["other/answer/short-answer"]
    assert isinstance(other, ShortAnswer)
    assert other.accepted == (), "what counts for the first question is stated of no metal"
