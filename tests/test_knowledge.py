"""What is known: which names mean the same, what holds, what does not and why, and what contradicts
what.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from time import process_time

import pytest
from conftest import compile_text, deck

from quizgen.compiler import compile_path
from quizgen.diagnostics import Position, Severity
from quizgen.knowledge import Aspect, Claim, Closure, Knowledge, Member, Reason, Term, Vocabulary
from quizgen.text.words import normal

HERE = Position("deck.yaml", 1, 1)


def term(
    name: str, *synonyms: str, broader: str = "", opposite: str = "", confused: str = ""
) -> Term:
    return Term(
        name, HERE, synonyms, *((text,) if text else () for text in (broader, opposite, confused))
    )


HEART = Vocabulary(
    [
        term("disorder"),
        term("cardiac disorder", broader="disorder"),
        term(
            "arrhythmia", "irregular heartbeat", "abnormal heart rhythm", broader="cardiac disorder"
        ),
        term("slow heartbeat", "bradycardia", broader="arrhythmia", opposite="fast heartbeat"),
        term("fast heartbeat", "tachycardia", broader="arrhythmia"),
        term("palpitations", confused="Tachycardia"),
        term("sign", "symptom"),
    ]
)


def said(
    *claims: str, complete: str = "", single: str = "", vocabulary: Vocabulary = HEART
) -> Knowledge:
    """Knowledge of lines such as `magnesium deficiency: symptom: arrhythmia` and `…: not nausea`,
    each a fact.
    """
    made = []
    for number, line in enumerate(claims, start=1):
        subject, relation, value = line.split(": ")
        made.append(
            Claim(
                subject,
                relation,
                value.removeprefix("not "),
                not value.startswith("not "),
                f"fact-{number}",
                HERE,
            )
        )
    closed = [
        Closure(made[0].subject, relation, False, "fact-1", HERE)
        for relation in complete.split("; ")
        if complete
    ]
    return Knowledge(vocabulary, made, closed, [single] if single else [])


# Names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["arrhythmia", "Irregular  Heartbeat", "ABNORMAL HEART RHYTHM", "irregular\u00a0heartbeat"],
)
def test_every_name_of_a_term_is_the_term(name: str) -> None:
    assert HEART.resolve(name) == HEART.resolve("arrhythmia")


def test_a_name_that_no_term_has_is_its_own_term() -> None:
    assert HEART.resolve("Trousseau’s  Sign") == HEART.resolve("trousseau's sign")
    assert HEART.resolve("Trousseau’s Sign") not in HEART.terms


def test_case_blanks_and_curly_quotes_do_not_count_but_all_else_does() -> None:
    assert normal(" “Don’t”\n panic ") == normal('"don\'t" PANIC')
    assert normal("1–2") != normal("1-2")


def test_the_other_names_of_a_term_are_what_else_counts_as_the_answer() -> None:
    assert HEART.names("irregular heartbeat") == ("arrhythmia", "abnormal heart rhythm")
    assert HEART.names("nausea") == ()


def test_what_is_broader_is_found_at_any_distance() -> None:
    above = {HEART.written(name) for name in HEART.above("bradycardia")}
    assert above == {"arrhythmia", "cardiac disorder", "disorder"}


def test_a_circle_of_broader_terms_ends() -> None:
    circle = Vocabulary([term("a", broader="b"), term("b", broader="a")])
    assert circle.above("a") == {"a", "b"}


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("bradycardia", "slow heartbeat", True),  # the same
        ("bradycardia", "disorder", True),  # a kind of a kind of a kind
        ("disorder", "bradycardia", True),
        ("bradycardia", "tachycardia", False),  # two of one kind
        ("nausea", "Nausea", True),
        ("nausea", "vomiting", False),
    ],
)
def test_names_are_related_if_they_mean_the_same_or_one_is_a_kind_of_the_other(
    one: str, other: str, related: bool
) -> None:
    assert HEART.related(one, other) is related


def test_relatives_are_opposites_confusables_and_the_kinds_of_one_kind() -> None:
    assert HEART.relatives("bradycardia") == ["fast heartbeat"]
    assert HEART.relatives("tachycardia") == [
        "slow heartbeat",
        "palpitations",
    ]  # both ways, though declared once
    assert HEART.relatives("arrhythmia") == []


@pytest.mark.parametrize(
    ("broader", "circles"),
    [
        ("a>b b>c", ""),
        ("a>a", "a"),
        ("a>b b>a c>a a>d", "ab"),
        ("a>b b>c c>a", "abc"),
        ("a>b b>a b>c c>d d>c d>e", "abcd"),
        ("a>c b>c a>b", ""),
        ("b>c c>b a>b d>c", "bc"),
    ],
)
def test_the_terms_in_a_circle_are_told_from_those_that_lead_there(
    broader: str, circles: str
) -> None:
    steps = broader.split()
    terms = [
        Term(each, HERE, broader=tuple(step[2] for step in steps if step[0] == each))
        for each in "abcde"
    ]
    vocabulary = Vocabulary(terms)
    assert vocabulary.circles() == set(circles)
    assert {each for each in "abcde" if each in vocabulary.above(each)} == set(circles)


def test_a_long_chain_of_broader_terms_takes_time_in_proportion() -> None:
    terms = [Term(f"t{n}", HERE, broader=(f"t{n + 1}",)) for n in range(8000)]
    vocabulary = Vocabulary(terms)
    started = process_time()
    assert vocabulary.circles() == set()
    assert process_time() - started < 1
    assert len(vocabulary.above("t0")) == 8000


def test_of_long_chains_only_some_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizgen.knowledge.MOST_ABOVE", 2000)
    terms = [Term(f"t{n}", HERE, broader=(f"t{n + 1}",)) for n in range(300)]
    vocabulary = Vocabulary(terms)
    for _ in range(2):
        for n in range(300):
            assert len(vocabulary.above(f"t{n}")) == 300 - n
    assert sum(map(len, vocabulary._above.values())) <= 2000 + 300


def test_what_is_broader_is_no_relative_even_if_it_is_easily_confused() -> None:
    vocabulary = Vocabulary(
        [term("muscle twitching"), term("fasciculation", broader="muscle twitching")]
    )
    confused = Vocabulary(
        [
            *vocabulary.terms.values(),
            term("tic", confused="muscle twitching", broader="muscle twitching"),
        ]
    )
    assert confused.relatives("tic") == ["fasciculation"]


# Truth --------------------------------------------------------------------------------------------


def test_what_is_stated_is_true_by_whatever_name() -> None:
    truth = said("hypokalemia: symptom: arrhythmia").truth(
        "Hypokalemia", "sign", "irregular heartbeat"
    )
    assert (truth.value, truth.reason) == (True, Reason.STATED)


def test_what_nobody_stated_is_unknown_not_false() -> None:
    truth = said("hypokalemia: symptom: arrhythmia").truth("hypokalemia", "symptom", "nausea")
    assert (truth.value, truth.reason, truth.claim) == (None, None, None)


@pytest.mark.parametrize("name", ["cardiac disorder", "disorder", "bradycardia"])
def test_what_is_wider_or_narrower_than_something_true_is_unknown_even_if_the_list_is_complete(
    name: str,
) -> None:
    knowledge = said("hypokalemia: symptom: arrhythmia", complete="symptom")
    truth = knowledge.truth("hypokalemia", "symptom", name)
    assert truth.value is None
    assert truth.claim is not None
    assert (
        truth.claim.fact == "fact-1"
    )  # so that one who calls it wrong can be told by whom it is right


@pytest.mark.parametrize("name", ["arrhythmia", "irregular heartbeat", "bradycardia"])
def test_what_is_denied_is_false_and_so_are_its_kinds(name: str) -> None:
    truth = said("scurvy: symptom: not arrhythmia").truth("scurvy", "symptom", name)
    assert (truth.value, truth.reason) == (False, Reason.NEVER)


def test_that_one_kind_is_denied_says_nothing_of_what_is_wider() -> None:
    assert (
        said("scurvy: symptom: not arrhythmia").truth("scurvy", "symptom", "cardiac disorder").value
        is None
    )


def test_all_else_is_false_where_the_list_is_complete() -> None:
    knowledge = said("hypokalemia: symptom: arrhythmia", complete="symptom")
    truth = knowledge.truth("hypokalemia", "symptom", "nausea")
    assert (truth.value, truth.reason) == (False, Reason.COMPLETE)
    assert knowledge.truth("hypokalemia", "cause", "nausea").value is None
    assert knowledge.truth("scurvy", "symptom", "nausea").value is None


def test_all_else_is_false_where_a_relation_has_one_value_and_it_is_known() -> None:
    knowledge = said("scurvy: main symptom: bleeding gums", single="Main Symptom")
    truth = knowledge.truth("scurvy", "main symptom", "nausea")
    assert (truth.value, truth.reason) == (False, Reason.SINGLE)
    assert (
        knowledge.truth("rickets", "main symptom", "nausea").value is None
    )  # of rickets nothing is known


@pytest.mark.parametrize(
    ("knowledge", "is_open"),
    [
        (said("scurvy: symptom: bleeding gums"), True),
        (said("rickets: symptom: not nausea"), True),  # of scurvy, nothing is said
        (said("scurvy: symptom: not nausea"), False),
        (said("scurvy: symptom: bleeding gums", complete="symptom"), False),
        (said("scurvy: symptom: bleeding gums", single="symptom"), False),
        (said("rickets: symptom: bowlegs", single="symptom"), True),
    ],
)
def test_a_relation_is_open_where_nothing_can_be_known_to_be_false(
    knowledge: Knowledge, *, is_open: bool
) -> None:
    assert knowledge.is_open("scurvy", "symptom") == is_open
    assert (knowledge.truth("scurvy", "symptom", "nausea").value is None) == is_open


def test_of_a_yes_a_no_is_known_to_be_false() -> None:
    claim = Claim("tin", "is a metal", "yes", True, "fact-1", HERE)
    knowledge = Knowledge(HEART, [claim], [], polar=["yes", "no"])
    assert not knowledge.is_open("tin", "is a metal")
    assert knowledge.truth("tin", "is a metal", "no").value is False
    assert Knowledge(HEART, [claim], []).is_open("tin", "is a metal")


def test_a_synonym_of_a_relation_is_the_same_relation_also_inside_what_has_several_parts() -> None:
    member, group = Member("scurvy", "bradycardia"), Aspect("symptom", "group")
    knowledge = Knowledge(HEART, [Claim(member, group, "early", True, "fact-1", HERE)], [])
    same = Member("scurvy", "slow heartbeat"), Aspect("sign", "group")
    assert knowledge.truth(*same, "early").value is True


def test_a_value_is_alone_if_no_fact_states_another_beside_it() -> None:
    knowledge = said(
        "scurvy: symptom: arrhythmia",
        "scurvy: symptom: cardiac disorder",
        "rickets: symptom: bowlegs",
    )
    assert knowledge.alone("scurvy", "symptom", "irregular heartbeat")
    assert not knowledge.alone("rickets", "symptom", "irregular heartbeat")
    assert knowledge.alone("beriberi", "symptom", "arrhythmia")


# Contradictions -----------------------------------------------------------------------------------


def clashes(knowledge: Knowledge) -> list[tuple[str, str]]:
    return [(one.fact, other.fact) for one, other in knowledge.contradictions()]


@pytest.mark.parametrize(
    "denied", ["arrhythmia", "irregular heartbeat", "cardiac disorder", "disorder"]
)
def test_stating_what_is_denied_contradicts_by_any_name_and_any_wider_one(denied: str) -> None:
    assert clashes(said("scurvy: symptom: arrhythmia", f"scurvy: sign: not {denied}")) == [
        ("fact-1", "fact-2")
    ]


def test_denying_one_kind_of_what_is_stated_is_no_contradiction() -> None:
    assert clashes(said("scurvy: symptom: arrhythmia", "scurvy: symptom: not bradycardia")) == []


def test_another_value_contradicts_a_complete_list_unless_the_list_covers_it() -> None:
    lines = "scurvy: symptom: arrhythmia", "scurvy: symptom: nausea", "scurvy: symptom: bradycardia"
    assert clashes(said(*lines, complete="symptom")) == [("fact-2", "fact-1")]


def test_each_rival_of_a_single_value_is_reported_once() -> None:
    lines = [
        f"scurvy: main symptom: {value}"
        for value in ("disorder", "bradycardia", "tachycardia", "nausea")
    ]
    # Bradycardia is a kind of disorder, tachycardia too: those two clash with each other alone.
    assert clashes(said(*lines, single="main symptom")) == [
        ("fact-3", "fact-2"),
        ("fact-4", "fact-1"),
    ]


TWO_DECKS = [
    pytest.param(
        "{list: symptom, of: hypokalemia, items: [arrhythmia, nausea]}",
        "{list: sign, of: low potassium, items: [fatigue], never: [irregular heartbeat]}",
        "`one` says that arrhythmia is the value of `symptom` of hypokalemia; "
        "`two` says that irregular heartbeat is not the value of `sign` of low potassium",
        id="stated here, denied there, by a synonym",
    ),
    pytest.param(
        "{differential: hypokalemia, causes: [vomiting], complete: yes}",
        "{list: cause, of: hypokalemia, items: [diuretics]}",
        "`two` says that diuretics is the value of `cause` of hypokalemia; "
        "`one` says that the list of every cause of hypokalemia is complete without it",
        id="a differential is a list of causes, and this one is complete",
    ),
    pytest.param(
        "{list: main cause, of: hypokalemia, items: [vomiting]}",
        "{comparison: [hypokalemia, scurvy], rows: {main cause: [diuretics, poor diet]}}",
        "`two` says that diuretics is the value of `main cause` of hypokalemia; "
        "`one` says that vomiting is the value of `main cause` of hypokalemia",
        id="a relation that has one value",
    ),
    pytest.param(
        "{quantity: normal potassium, value: 3.5–5 mmol/L}",
        "{quantity: Normal potassium, value: 4–5 mmol/L}",
        "`two` says that 4–5 mmol/L is the value of `value` of Normal potassium; "
        "`one` says that 3.5–5 mmol/L is the value of `value` of normal potassium",
        id="two numbers for one quantity",
    ),
    pytest.param(
        "{ranking: potassium content, most to least: [banana, apple]}",
        "{ranking: potassium content, most to least: [apple, banana]}",
        "`one` says that banana is above apple by potassium content; "
        "`two` says that banana is not above apple by potassium content",
        id="two orders by one criterion",
    ),
    pytest.param(
        "{ranking: potassium content, most to least: [banana, apple, [pear]]}",
        "{ranking: potassium content, most to least: [[banana, apple], grape]}",
        "`one` says that banana is above apple by potassium content; "
        "`two` says that banana is not above apple by potassium content",
        id="an order here, a tie there",
    ),
    pytest.param(
        (
            "{list: sign, of: scurvy, grouped by: stage, groups: {early: [fatigue], late: "
            "[arrhythmia]}, exclusive: yes}"
        ),
        (
            "{list: symptom, of: scurvy, grouped by: stage, groups: {early: [irregular "
            "heartbeat], late: [coma]}, exclusive: yes}"
        ),
        (
            "`two` says that irregular heartbeat is in the group early; `one` says that "
            "arrhythmia is in the group late"
        ),
        id="two groups for one member",
    ),
    pytest.param(
        "{list: sign, of: scurvy, groups: {early: [fatigue], late: [arrhythmia]}, exclusive: yes}",
        "{list: symptom, of: scurvy, groups: {early: [irregular heartbeat], very late: [coma]}, exclusive: yes}",
        "`two` says that irregular heartbeat is in the group early; `one` says that arrhythmia is in the group late",
        id="two groups for one member, of lists that share a group",
    ),
    pytest.param(
        "{list: vitamin, of: the diet, grouped by: solubility, "
        "groups: {water: [vitamin C], fat: [vitamin D]}, exclusive: yes}",
        "{comparison: [Vitamin C, vitamin E], rows: {solubility: [fat, fat]}}",
        "`two` says that fat is the value of `solubility` of Vitamin C; "
        "`one` says that vitamin C is in the group water",
        id="a group of a subject's list and a row",
    ),
    pytest.param(
        "{list: vitamin, of: the diet, grouped by: solubility, "
        "groups: {water: [vitamin C], fat: [vitamin D]}}",
        "{comparison: [Vitamin C, vitamin E], rows: {solubility: [fat, fat]}, exclusive: yes}",
        "`two` says that fat is the value of `solubility` of Vitamin C; "
        "`one` says that vitamin C is in the group water",
        id="a group of a subject's list and a row that is exclusive",
    ),
    pytest.param(
        "{list: vitamin, grouped by: solubility, groups: {water: [vitamin C], fat: [vitamin D]}, exclusive: yes}",
        "{comparison: [Vitamin C, vitamin E], rows: {solubility: [fat, fat]}}",
        "`two` says that fat is the value of `solubility` of Vitamin C; "
        "`one` says that water is the value of `solubility` of vitamin C",
        id="a group and a row of one axis",
    ),
    pytest.param(
        "{comparison: [iron, gold], rows: {melting point: [1538 °C, 1064 °C]}}",
        "{quantity: the melting point of gold, value: 1200 °C}",
        "`two` says that 1200 °C is the value of `value` of the melting point of gold; "
        "`one` says that 1064 °C is the value of `melting point` of gold",
        id="a quantity and a cell",
    ),
    pytest.param(
        "{comparison: [iron, gold], rows: {melting point: [1538 °C, 1064 °C]}}",
        "{ranking: melting point, most to least: [gold, iron]}",
        "`two` says that gold is above iron by melting point; "
        "`one` says that 1538 °C is the value of `melting point` of iron",
        id="a rank and the quantities",
    ),
    pytest.param(
        "{comparison: [bubble sort, heapsort], rows: {stable: ['yes', 'no']}}",
        "{comparison: [heapsort, quicksort], rows: {stable: ['yes', 'no']}}",
        "`two` says that yes is the value of `stable` of heapsort; "
        "`one` says that no is the value of `stable` of heapsort",
        id="yes and no",
    ),
    pytest.param(
        "{comparison: [France, Chad], rows: {capital: [Paris, N'Djamena]}, exclusive: yes}",
        "{list: capital, of: France, items: [Lyon]}",
        "`two` says that Lyon is the value of `capital` of France; "
        "`one` says that Paris is the value of `capital` of France",
        id="a row that is exclusive",
    ),
    pytest.param(
        "{term: hypokalemia, means: a lack of potassium}",
        "{term: hypocalcemia, means: a lack of potassium}",
        "`two` says that hypocalcemia is the value of `term` of a lack of potassium; "
        "`one` says that hypokalemia is the value of `term` of a lack of potassium",
        id="two terms for one meaning",
    ),
]


@pytest.mark.parametrize(("one", "two", "message"), TWO_DECKS)
def test_facts_of_two_decks_that_contradict_each_other_are_an_error(
    tmp_path: Path, one: str, two: str, message: str
) -> None:
    terms = """
    terms:
      - {term: hypokalemia, synonyms: low potassium}
      - {term: arrhythmia, synonyms: irregular heartbeat}
      - {term: sign, synonyms: symptom}
    """
    (tmp_path / "collection.yaml").write_text(
        "{collection: Both, id: both, single-valued: main cause}", encoding="utf-8"
    )
    (tmp_path / "terms.yaml").write_text(dedent(terms), encoding="utf-8")
    for name, fact in (("one", one), ("two", two)):
        text = f"deck: {name}\nid: {name}\nfacts:\n  - {fact.replace('{', f'{{id: {name}, ', 1)}\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    compiled = compile_path(tmp_path)
    messages = [each.message for each in compiled.diagnostics if each.code == "contradiction"]
    assert message in messages, compiled.diagnostics
    [first, *_] = [each for each in compiled.diagnostics if each.code == "contradiction"]
    assert {Path(place.path).stem for place in (first.position, first.related[0].position)} == {
        "one",
        "two",
    }


def test_facts_that_agree_in_other_words_do_not_contradict() -> None:
    facts = """
    - {id: one, differential: hypokalemia, causes: [vomiting, diuretics], complete: yes, never: [scurvy]}
    - {id: two, list: cause, of: low potassium, items: [throwing up], never: [vitamin C deficiency]}
    - {id: three, quantity: normal potassium, value: 3.5–5 mmol/L}
    - {id: four, quantity: Normal  potassium, value: 3.5–5 mmol/l}
    - {id: five, ranking: potassium content, most to least: [banana, [apple, pear]]}
    - {id: six, ranking: potassium content, most to least: [banana, pear, grape]}
    - {id: seven, term: hypokalemia, means: a lack of potassium}
    - {id: eight, term: low potassium, means: A lack of potassium}
    """
    terms = [
        "{term: hypokalemia, synonyms: low potassium}",
        "{term: vomiting, synonyms: throwing up}",
        "{term: scurvy, synonyms: vitamin C deficiency}",
    ]
    assert compile_text(deck(facts, head=f"terms: [{', '.join(terms)}]\n")).diagnostics == []


# A list and a table that speak of one relation of one subject -----------------------------------


@pytest.mark.parametrize(
    ("listed", "table"),
    [
        # what is never a member, in a cell
        ("items: [mites, rot], never: [fever]", "rows: {disease: [fever, fungi]}"),
        ("items: [mites, rot], never: [fever]", "rows: {diseases: [[mites, fever], fungi]}"),
        # what a complete list lacks, and what a complete cell lacks
        ("items: [mites, rot], complete: yes", "rows: {disease: [fever, fungi]}"),
        ("items: [mites, rot]", "rows: {disease: [mites, fungi]}, complete: yes"),
        # two members, where the table says that there is one value
        ("items: [mites, rot]", "rows: {disease: [mites, fungi]}, exclusive: yes"),
        ("items: [mites]", "rows: {disease: [fever, fungi]}, exclusive: yes"),
        # the same in groups
        ("groups: {a: [mites], b: [rot]}, never: [fever]", "rows: {disease: [fever, fungi]}"),
        ("groups: {a: [mites], b: [rot]}, complete: yes", "rows: {disease: [fever, fungi]}"),
        (
            "grouped by: cause, groups: {a: [mites], b: [rot]}, exclusive: yes",
            "rows: {disease: [mites, fungi]}, complete: yes",
        ),
        (
            "grouped by: cause, groups: {a: [mites], b: [rot]}, exclusive: yes",
            "rows: {disease: [fever, fungi]}, exclusive: yes",
        ),
    ],
)
@pytest.mark.parametrize("subject", ["of: bees", "of: the bee", "in: Bees"])
def test_a_list_and_a_table_that_contradict_each_other_are_both_named(
    subject: str, listed: str, table: str
) -> None:
    facts = f"""
- {{id: lst, list: disease, {subject}, {listed}}}
- {{id: tbl, comparison: [bees, wasps], {table}}}
"""
    compiled = compile_text(deck(facts))
    found = [each for each in compiled.diagnostics if each.code == "contradiction"]
    assert found
    for each in found:
        assert each.severity is Severity.ERROR
        assert "`lst` says" in each.message
        assert "`tbl` says" in each.message


@pytest.mark.parametrize(
    "table",
    [
        "rows: {disease: [fever, fungi]}",  # nobody says that there is no other
        "rows: {symptom: [fly, fungi]}, complete: yes",  # another relation
    ],
)
def test_a_list_and_a_table_that_may_both_hold_are_no_error(table: str) -> None:
    facts = f"""
- {{id: lst, list: disease, of: bees, items: [mites, rot], never: [fly]}}
- {{id: tbl, comparison: [bees, wasps], {table}}}
"""
    codes = {each.code for each in compile_text(deck(facts)).diagnostics}
    assert "contradiction" not in codes


def test_two_subjects_may_group_one_member_in_two_ways() -> None:
    early = "grouped by: stage, groups: {early: [fatigue], late: [bleeding]}, exclusive: yes"
    late = "grouped by: stage, groups: {early: [tingling], late: [fatigue]}, exclusive: yes"
    facts = f"""
- {{id: one, list: sign, of: scurvy, {early}}}
- {{id: two, list: sign, of: beriberi, {late}}}
- {{id: three, comparison: [bleeding, tingling], rows: {{stage: [late, early]}}, exclusive: yes}}
"""
    codes = {each.code for each in compile_text(deck(facts)).diagnostics}
    assert "contradiction" not in codes
    # What a table says of one by itself is held against each of them, if someone excludes others.
    table = "{id: four, comparison: [fatigue, coma], rows: {stage: [late, late]}}"
    found = [
        (each.message.split("`")[1], each.message.split("`")[5])
        for each in compile_text(deck(f"{facts}- {table}\n")).diagnostics
        if each.code == "contradiction"
    ]
    assert found == [("four", "one")]


def test_what_nobody_calls_exclusive_may_stand_in_a_group_and_otherwise_in_a_table() -> None:
    facts = """
- {id: one, list: sign, of: scurvy, grouped by: stage, groups: {early: [fatigue], late: [coma]}}
- {id: two, comparison: [fatigue, fever], rows: {stage: [late, late]}}
"""
    codes = {each.code for each in compile_text(deck(facts)).diagnostics}
    assert "contradiction" not in codes
