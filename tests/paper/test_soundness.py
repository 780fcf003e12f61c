"""A test as a whole: no item answers another, banks and letters tell nothing, truths balance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, compile_text, deck, rounds
from sheets import all_candidates, one_fact, resolved

from quizgen.compiler import Compiled, compile_path
from quizgen.diagnostics import Position
from quizgen.flaws.of_tests import test_flaws as flaws_of
from quizgen.quiz import quiz as quizzes
from quizgen.quiz.arrangement import LONGEST_RUN
from quizgen.quiz.assembly import A_HEADING, MOST_ROOM, MOST_ROWS
from quizgen.quiz.leaks import Face, Leak, leak
from quizgen.quiz.quiz import Quiz, Selection
from quizgen.quiz.types import ChoiceItem, MatchingItem, PassageItem, TrueFalseItem
from quizgen.quiz.word_bank import Spare, spares_of
from quizgen.text.wording import wording
from quizgen.text.words import normal

FOLDERS = [ROOT / "decks", *sorted((ROOT / "templates" / "examples").iterdir())]


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda each: each.name)
def collection(request: pytest.FixtureRequest) -> Compiled:
    folder: Path = request.param
    return compile_path(folder)


def default_test(compiled: Compiled, seed: str, **wanted: tuple[str, ...]) -> Quiz:
    """A test as it comes when only the types, if anything, are chosen."""
    language = compiled.collection.language
    found = quizzes.candidates(compiled.questions, Selection.model_validate(wanted))
    chosen = quizzes.choose(found, None, seed, language, typed="types" in wanted)
    spares = spares_of(compiled.questions)
    return quizzes.resolve(chosen, "-", language, seed, spares=spares)


def worst(quiz: Quiz) -> Leak:
    """The worst of what the items of a test give away of one another."""
    function = wording(quiz.language).function
    faces = [Face(item, function, quiz.language) for item in quiz.items]
    pairs = ((one, other) for at, one in enumerate(faces) for other in faces[:at])
    return max((leak(*pair) for pair in pairs), default=Leak.NONE)


# Items beside one another ------------------------------------------------------------------------


def test_no_item_of_a_default_test_states_or_shows_what_another_asks(collection: Compiled) -> None:
    for seed in range(rounds(20)):
        quiz = default_test(collection, str(seed))
        assert quiz.items
        assert worst(quiz) <= Leak.OFFERED, seed


LEAVE = "ask: What is a sabbatical?, answer: a year for study, without: short-answer"
RUBY = "ask: Which is a soft red metal?, answer: ruby, without: short-answer"
PICKED = "without: short-answer, distractors: [pruning, planting, bottling]"
PLANETS = "without: short-answer, distractors: [Venus, Mars, planting]"
NOT_TOES = "never: [a cough, a rash, a cold], without: [list, choice, true-false]"
TOES = f"list: symptom, of: gout, items: [a sore toe, a hot toe, a red toe], {NOT_TOES}"
TOE = "answer: a red toe, without: short-answer, distractors: [a cough, a stitch]"
STEPS = "steps: [water seeps in, the clay swells, it slides], without: [choice, cloze]"
DAM = f"mechanism: How a dam fails, {STEPS}"
ROCKFALL = (
    "mechanism: How a scar forms, without: [choice, cloze], "
    "steps: [frost loosens loose rock, the rock falls, a bare cliff remains]"
)
SWELLS = "answer: swells, without: short-answer, distractors: [dries, cracks]"
CLAY = f"ask: What does the clay of a dam do when it fails?, {SWELLS}"
HARVEST = f"ask: What follows the harvest of ripe grapes?, answer: pressing, {PICKED}"


TOOLS = "list: tool, of: a beekeeper, items: [a smoker, a veil, a brush], without: [cloze, choice]"
SIDES = (
    "comparison: [bee, wasp], exclusive: yes, "
    "without: [choice, cloze, table, short-answer, true-false]"
)
LOAD = "ask: Where does an arch send its load?, answer: to the piers, without: choice"
STONES = "ask: What is true of stones?, without: short-answer"
ARCH = "An arch sends its load to the piers."
FLOAT = "distractors: [They float., They sink.]"
ROWS = "home: [hive, nest]"
TEMPLES = (
    "comparison: [Pantheon, Parthenon], rows: {roof: [a dome, beams], country: [Italy, Greece]}, "
    "without: [choice, cloze, matching, short-answer, true-false]"
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # The answer stands in another question, and what is asked of it as well.
        ("{id: a, ask: Which metal is liquid?, answer: mercury}",
         "{id: b, ask: Why is liquid mercury a metal of danger?, answer: fumes}",
         Leak.STATED),
        # The answer stands there, in other company.
        ("{id: a, ask: Which metal is liquid?, answer: mercury}",
         "{id: b, ask: Who wrote of mercury in Rome?, answer: Pliny}", Leak.SHOWN),
        # A short answer stands there by chance.
        ("{id: a, ask: Which metal is liquid?, answer: tin}",
         "{id: b, ask: Who sold tin in Rome?, answer: Pliny}", Leak.NONE),
        ("{id: a, ask: Which metal is liquid?, answer: iron}",
         "{id: b, ask: Who sold iron in Rome?, answer: Pliny}", Leak.SHOWN),
        # The two ask one thing.
        ("{id: a, ask: Which metal is liquid?, answer: mercury}",
         "{id: b, ask: Which liquid is a metal?, answer: mercury}", Leak.TWIN),
        # They want one answer, and ask two things: who finds one of the two has both.
        ("{id: a, ask: Which metal is liquid?, answer: mercury}",
         "{id: b, ask: Which planet is hottest by day?, answer: mercury}", Leak.KEYED),
        ("{id: a, ask: Which metal is liquid?, answer: mercury}",
         f"{{id: b, ask: Which planet is hottest by day?, answer: mercury, {PICKED}}}", Leak.KEYED),
        # Picked twice among the same, the second is ticked like the first.
        (f"{{id: a, ask: Which metal is liquid?, answer: mercury, {PICKED}}}",
         f"{{id: b, ask: Which planet is hottest by day?, answer: mercury, {PICKED}}}", Leak.KEYED),
        # Where both are picked, neither is recalled; and short answers are the same by chance.
        (f"{{id: a, ask: Which metal is liquid?, answer: mercury, {PICKED}}}",
         f"{{id: b, ask: Which planet is hottest by day?, answer: mercury, {PLANETS}}}", Leak.NONE),
        ("{id: a, ask: Which metal is grey?, answer: tin}",
         "{id: b, ask: Of what are cans?, answer: tin}", Leak.NONE),
        # A member of a list stands among the lines of a matching, with or without its article.
        (f"{{id: a, {TOOLS}}}", f"{{id: b, {SIDES}, rows: {{{ROWS}, kit: [smoker, spray]}}}}",
         Leak.SHOWN),
        (f"{{id: a, {TOOLS}}}", f"{{id: b, {SIDES}, rows: {{{ROWS}, kit: [smokers, spray]}}}}",
         Leak.NONE),
        # An option that is right says in a sentence of its own what is asked.
        (f"{{id: a, {LOAD}}}", f"{{id: b, {STONES}, answer: {ARCH}, {FLOAT}}}", Leak.STATED),
        (f"{{id: a, {LOAD}}}",
         f"{{id: b, {STONES}, answer: All float., distractors: [{ARCH}, None.]}}", Leak.OFFERED),
        (f"{{id: a, {LOAD}}}", f"{{id: b, {STONES}, answer: Boats lie to the piers., {FLOAT}}}",
         Leak.OFFERED),
        # The title of a table says it together with what heads the columns.
        ("{id: a, ask: Who built the Pantheon?, answer: Agrippa, without: choice}",
         f"{{id: b, {TEMPLES}, title: Two temples of Agrippa}}", Leak.STATED),
        ("{id: a, ask: Who built the Pantheon?, answer: Agrippa, without: choice}",
         f"{{id: b, {TEMPLES}, title: Two temples}}", Leak.NONE),
        # Nobody has to recall a definition that stands among options.
        ("{id: a, ask: What is a strike?, answer: a stop of work by all hands}",
         f"{{id: b, {LEAVE}, distractors: [a stop of work by all hands, a holiday]}}", Leak.SHOWN),
        # A name of one word may stand there, as in a test of vocabulary.
        ("{id: a, ask: What is a strike?, answer: walkout}",
         f"{{id: b, {LEAVE}, distractors: [walkout, a holiday]}}", Leak.OFFERED),
        # An option makes with its question the statement that is to be judged, right or wrong.
        ("{id: a, statement: Copper is a soft red metal.}",
         f"{{id: b, {RUBY}, distractors: [copper, glass]}}", Leak.STATED),
        ("{id: a, statement: Copper is a cheap red metal.}",
         f"{{id: b, {RUBY}, distractors: [copper, glass]}}", Leak.NONE),
        # The key is the only option of which another question on the same subject speaks.
        (f"{{id: a, {HARVEST}}}",
         "{id: b, ask: Who pays for pressing at the harvest?, answer: the owner}", Leak.SHOWN),
        # Where two options stand there, neither is given away; nor by what is about another thing.
        (f"{{id: a, {HARVEST}}}",
         "{id: b, ask: Who pays for pressing or bottling a harvest?, answer: owners}", Leak.NONE),
        (f"{{id: a, {HARVEST}}}",
         "{id: b, ask: Who pays for pressing a shirt?, answer: its wearer}", Leak.NONE),
        # One option is put to the same words, be it of one or of several.
        (f"{{id: a, {TOES}}}", f"{{id: b, ask: Which of these is a symptom of gout?, {TOE}}}",
         Leak.TWIN),
        (f"{{id: a, {TOES}}}", f"{{id: b, ask: Which of these is a symptom of flu?, {TOE}}}",
         Leak.NONE),
        # Where "include" stands between the two, too.
        (f"{{id: a, ask: Which of these is a symptom of gout?, {TOE}}}",
         "{id: b, statement: The symptoms of gout include a red toe.}", Leak.STATED),
        # All that another speaks of are keys of what has several.
        (f"{{id: a, {TOES}}}",
         "{id: b, ask: Who said of gout that a red toe is a curse?, answer: Galen}", Leak.SHOWN),
        # The steps of a chain are true, whatever their order.
        (f"{{id: a, {DAM}}}", f"{{id: b, {CLAY}}}", Leak.STATED),
        # Steps tell in other words what is formed, if they name it and say most of it.
        (f"{{id: a, {ROCKFALL}}}",
         "{id: b, ask: What is a “scar”?, answer: a steep bare cliff left by loose fallen rock}",
         Leak.SHOWN),
        (f"{{id: a, {ROCKFALL}}}",
         "{id: b, ask: What is a “scar”?, answer: a steep tall grey cliff left by fallen rock}",
         Leak.NONE),
        (f"{{id: a, {ROCKFALL}}}",
         "{id: b, ask: What is a “cirque”?, answer: a steep bare cliff left by loose fallen rock}",
         Leak.NONE),
        # A gap asks what a question says.
        ("{id: a, cloze: 'The river {{Rhone}} leaves the lake at Geneva.'}",
         "{id: b, ask: Which lake does the Rhone leave at Geneva?, answer: Leman}", Leak.STATED),
    ],
)  # fmt: skip
def test_what_one_item_gives_away_of_another(one: str, other: str, expected: Leak) -> None:
    compiled = compile_text(deck(f"- {one}\n- {other}\n"))
    first: dict[str, quizzes.Candidate] = {}
    for candidate in all_candidates(compiled):
        first.setdefault(candidate[0].about.fact, candidate)
    assert worst(resolved(compiled, first.values())) is expected


WORDS = """
- id: words
  entities: word
  columns: {English: {sentence: "“{word}” means “{English}”.", ask: "What does “{word}” mean?"}}
  exclusive: yes
  rows: {casa: [house], puerta: [door], mesa: [table], silla: [chair], libro: [book], pan: [bread]}
"""


def test_a_row_of_a_matching_is_not_asked_for_again() -> None:
    compiled = compile_text(deck(WORDS))
    (matching,) = all_candidates(compiled, types=("matching",))
    [item] = resolved(compiled, [matching]).items
    assert isinstance(item, MatchingItem)
    for candidate in all_candidates(compiled, types=("short-answer",)):
        word = candidate[0].about.fact.rpartition(".")[2]
        expected = Leak.TWIN if word in item.left else Leak.OFFERED
        assert worst(resolved(compiled, [matching, candidate])) <= expected
        assert (worst(resolved(compiled, [matching, candidate])) is Leak.TWIN) is (
            word in item.left
        )


def test_a_member_of_a_list_is_not_offered_by_a_matching() -> None:
    """What is offered there is right somewhere; one word may be, as in a test of vocabulary."""
    tools = (
        "- {id: tools, list: tool, of: a bee, items: [a smoker, a veil, a comb], without: cloze}"
    )
    table = (
        "- id: jobs\n  entities: job\n  columns: {tool: {sentence: 'A {job} takes a {tool}.'}}\n"
        "  exclusive: yes\n  without: [choice, cloze, table, short-answer, true-false]\n"
        "  rows: {smith: [forge], keeper: [smoker], cook: [oven], miner: [pick], clerk: [pen]}\n"
    )
    ask = "- {id: one, ask: What makes bees calm?, answer: a smoker, without: choice}"
    compiled = compile_text(deck(f"{tools}\n{table}{ask}\n"))
    every = all_candidates(compiled, types=("list", "matching", "short-answer"))
    by_type = {each[0].type: each for each in every}
    matching = by_type["matching"]
    assert worst(resolved(compiled, [matching, by_type["list"]])) is Leak.SHOWN
    assert worst(resolved(compiled, [matching, by_type["short-answer"]])) is Leak.KEYED


def test_cells_of_a_table_may_be_the_same() -> None:
    """Two words of a table may be of one continent; that is no more than an option offers."""
    table = (
        "- id: lands\n  entities: land\n  columns: {continent: '{land} lies in {continent}.'}\n"
        "  rows: {Peru: [America], Cuba: [America], Togo: [Africa], Laos: [Asia]}\n"
    )
    compiled = compile_text(deck(table))
    asked = all_candidates(compiled, types=("short-answer",))
    same = [each for each in asked if each[0].answers == ("America",)]
    assert len(same) == 2
    assert worst(resolved(compiled, same)) is Leak.OFFERED


def test_what_is_to_be_matched_is_not_judged_as_well() -> None:
    compiled = compile_text(
        deck(
            "- id: a\n  comparison: [clutch, brake]\n"
            "  rows: {usual foot: [left, right], usual place: [outer, middle]}\n"
            "  exclusive: yes\n  without: [choice, cloze, table, short-answer, true-false]\n"
            "- {id: b, statement: The usual foot of the brake is the left.}\n"
            "- {id: c, statement: The brake of a car is made of steel.}\n"
        )
    )
    matching, *statements = all_candidates(compiled)
    assert matching[0].type == "matching"
    leaks = [worst(resolved(compiled, [matching, each])) for each in statements]
    assert leaks == [Leak.TWIN, Leak.NONE]


def test_a_cell_of_a_table_is_not_asked_for_again() -> None:
    compiled = compile_text(
        deck(
            """
            - id: horizons
              entities: horizon
              columns: {material: {sentence: "The {horizon} consists of {material}.",
                ask: "What does the {horizon} consist of?"}}
              exclusive: yes
              rows: {O layer: [leaf litter], A layer: [dark soil], C layer: [weathered rock]}
            """
        )
    )
    [table] = all_candidates(compiled, types=("table",))
    [item] = resolved(compiled, [table]).items
    assert isinstance(item, PassageItem)
    blank = {line.label for line in item.passage.lines if isinstance(line.cells[0][0], int)}
    asked = all_candidates(compiled, types=("short-answer",))
    for candidate in (each for each in asked if each[0].part == "material"):
        is_twin = worst(resolved(compiled, [table, candidate])) is Leak.TWIN
        assert is_twin is any(label in candidate[0].stem for label in blank)


def test_a_table_is_asked_before_its_rows_are_used_up() -> None:
    found = quizzes.candidates(compile_text(deck(WORDS)).questions, Selection())
    for seed in map(str, range(20)):
        types = [each[0].type for each in quizzes.choose(found, 3, seed, typed=True)]
        assert not {"matching", "table"}.isdisjoint(types)


def test_each_type_that_was_chosen_is_asked_if_there_is_room_for_so_many() -> None:
    asks = "".join(
        f"- {{id: o{at}, ask: Who mines ore {at}?, answer: Mr {at}}}\n" for at in range(9)
    )
    gap = "- {id: gap, cloze: 'A miner digs {{coal}} by lamplight.'}\n"
    names = "- {id: names, list: tool, of: a smith, items: [tongs, an anvil], without: choice}\n"
    chosen = {"types": ("short-answer", "cloze", "list")}
    found = quizzes.candidates(
        compile_text(deck(asks + gap + names)).questions, Selection.model_validate(chosen)
    )
    for seed in range(rounds(10)):
        three = quizzes.choose(found, 3, str(seed), typed=True)
        assert {each[0].type for each in three} == {"short-answer", "cloze", "list"}
        assert len(quizzes.choose(found, 2, str(seed), typed=True)) == 2


def test_few_rows_of_a_table_are_asked_alike_where_there_is_more_to_ask() -> None:
    """Each that is known rules out an option of the others."""
    sentence = 'sentence: "{town} was founded by {founder}.", ask back: no'
    column = f"columns: {{founder: {{{sentence}}}}}, exclusive: yes"
    people = ["Ann", "Bill", "Cora", "Dirk", "Emma", "Fred", "Gwen", "Hugh", "Ida", "John"]
    towns = ", ".join(f"{each[:2]}burg: {each}" for each in people)
    forms = "without: [short-answer, true-false, matching, table]"
    table = f"- {{id: towns, entities: town, {column}, rows: {{{towns}}}, {forms}}}\n"
    others = [f"- {{id: o{at}, ask: Who mines ore {at}?, answer: Mr {at}}}\n" for at in range(10)]

    def most_alike(number: int, *facts: str) -> int:
        found = quizzes.candidates(compile_text(deck("".join(facts))).questions, Selection())
        tests = [quizzes.choose(found, number, str(seed)) for seed in range(rounds(10))]
        asked = (Counter(each[0].id.partition("/")[2] for each in test) for test in tests)
        return max(max(n for form, n in each.items() if "founder" in form) for each in asked)

    assert most_alike(13, table, *others) == MOST_ROWS
    assert most_alike(20, table, *others) > MOST_ROWS  # nothing else is left to ask
    assert most_alike(10, table) > MOST_ROWS


def test_a_fact_has_but_one_statement_in_a_test_that_nobody_sized(collection: Compiled) -> None:
    for seed in range(rounds(5)):
        quiz = default_test(collection, str(seed))
        judged = Counter(item.fact for item in quiz.items if item.type == "true-false")
        assert max(judged.values(), default=0) <= 1


def test_who_knows_one_of_two_opposites_is_not_asked_for_the_other() -> None:
    two = "comparison: [anode, cathode], rows: {charge: [positive, negative]}, without: choice"
    asked = [item.id for item in default_test(compile_text(deck(f"- {{id: a, {two}}}")), "0").items]
    assert len(asked) == 1
    three = "comparison: [red, green, blue], rows: {wave: [long, middling, short]}, without: choice"
    quiz = default_test(compile_text(deck(f"- {{id: a, {three}}}")), "0")
    assert len(quiz.items) + len(asked) > 2


def test_what_leaves_room_for_nothing_else_does_not_begin_a_test() -> None:
    """A list of the words that all other questions have would be all that a short test asks."""
    own = "".join(
        f"- {{id: q{place}, ask: What do tin and zinc do in melt {place}?, answer: job{word}}}\n"
        for place, word in enumerate("abcdefghijklmnopqrstuvwxyz")
    )
    metals = "- {id: metals, list: metal, of: alloys, items: [tin, zinc], without: cloze}\n"
    compiled = compile_text(deck(own + metals))
    for seed in range(rounds(20)):
        assert len(default_test(compiled, str(seed)).items) >= 10, seed


def test_a_test_that_ends_early_has_of_each_topic_its_share_under_any_seed() -> None:
    """Of 38 facts, 20 are asked: of topics of 1, of 8 and of 29, that is 1, 4 and 15."""
    topics = ["one", *["few"] * 8, *["many"] * 29]
    sorts = "abcdefghijklmnopqrstuvwxyzabcdefghijkl"
    facts = "".join(
        f"- {{id: q{place}, ask: What is thing {place} of the sort {sort}?, answer: {sort}{place},"
        f" topic: {topic}}}\n"
        for place, (topic, sort) in enumerate(zip(topics, sorts, strict=True))
    )
    compiled = compile_text(deck(facts))
    for seed in range(10):
        asked = Counter(item.topic for item in default_test(compiled, str(seed)).items)
        assert asked == {"one": 1, "few": 4, "many": 15}, seed


def test_no_exchange_for_a_round_total_leaves_out_one_of_a_few_topics() -> None:
    """One fact is on spasms; where there are many topics, one may go for another."""
    compiled = compile_path(ROOT / "decks")
    topics = {"Myoclonus", "Twitching and fasciculations", "Spasms"}
    for seed in range(10):
        quiz = default_test(compiled, str(seed), decks=("twitches-and-jerks",))
        assert {item.topic for item in quiz.items} == topics, seed


def test_no_exchange_for_a_round_total_asks_for_both_of_two_opposites() -> None:
    compiled = compile_path(ROOT / "decks")
    for seed in range(5):
        quiz = default_test(compiled, str(seed), decks=("comparing-minerals",))
        ids = [item.id for item in quiz.items]
        assert sum(id.startswith("magnesium-extremes/likelihood.") for id in ids) <= 1, seed


def test_a_test_that_nobody_sized_has_room_on_two_pages(collection: Compiled) -> None:
    for seed in range(rounds(5)):
        quiz = default_test(collection, str(seed))
        room = sum(item.room for item in quiz.items)
        assert room + A_HEADING * len(quiz.sections) <= MOST_ROOM


def test_what_has_two_answers_is_counted_with_the_statements() -> None:
    two = [f"- {{id: r{n}, ranking: size {n}, most to least: [big{n}, small{n}], "
           "ignore: {no-sentence: A sample.}}" for n in range(4)]  # fmt: skip
    others = [f"- {{id: a{n}, ask: Which is number {n}?, answer: name{n}}}" for n in range(9)]
    found = quizzes.candidates(compile_text(deck("\n".join(two + others))).questions, Selection())
    chosen = quizzes.choose(found, None, "0")
    tossed = sum(each[0].type in ("ordering", "choice", "true-false") for each in chosen)
    assert tossed <= len(chosen) / 5


QUEENS = """
- id: members
  comparison: [queen, drone, worker]
  rows: {has a sting: [yes, no, yes], mates: [yes, yes, no]}
  statements:
    has a sting: A {column} has a sting.
    mates: A {column} mates in the air.
"""
METALS = "".join(f"- {{id: m{n}, ask: Which is metal {n}?, answer: name{n}}}\n" for n in range(9))


def test_a_statement_to_be_judged_is_not_put_as_a_short_answer() -> None:
    compiled = compile_text(deck(QUEENS + METALS))
    disguised = [
        each[0].id
        for each in all_candidates(compiled, types=("short-answer",))
        if each[0].stem.startswith("Is this so?")
    ]
    assert len(disguised) == 6
    found = quizzes.candidates(compiled.questions, Selection())
    for seed in map(str, range(rounds(10))):
        for number, typed in ((None, False), (8, False), (10, True)):
            chosen = quizzes.choose(found, number, seed, typed=typed)
            assert set(disguised).isdisjoint(each[0].id for each in chosen)
    # Where so many are wanted that there is no other, they are asked, and a check says so.
    short = quizzes.candidates(compiled.questions, Selection(types=("short-answer",)))
    assert len(quizzes.choose(short, 9, "0", typed=True)) == 9
    chosen = quizzes.choose(short, 12, "0", typed=True)
    assert len(chosen) == 12
    quiz = quizzes.resolve(chosen, "-", "en", "0")
    flaws = [each.message for each in flaws_of([quiz], Position("test"))]
    assert sum("true or false, though it is put as a short answer" in each for each in flaws) == 3


def test_decks_of_nothing_but_yes_and_no_are_asked_nevertheless() -> None:
    facts = "".join(f"- {{id: w{n}, ask: Is whale {n} a fish?, answer: no}}\n" for n in range(3))
    found = quizzes.candidates(compile_text(deck(facts)).questions, Selection())
    assert quizzes.choose(found, None, "0")


def test_a_number_that_was_asked_for_is_reached_and_a_default_test_rather_ends() -> None:
    compiled = compile_text(
        deck(
            """
            - {id: a, ask: Which metal is liquid?, answer: mercury}
            - {id: b, ask: Why is mercury as a liquid metal a danger?, answer: fumes}
            """
        )
    )
    found = quizzes.candidates(compiled.questions, Selection())
    assert len(quizzes.choose(found, 2, "0")) == 2
    assert len(quizzes.choose(found, None, "0")) == 1


# Several right options ----------------------------------------------------------------------------


def test_neither_the_options_nor_the_points_tell_how_many_are_right(collection: Compiled) -> None:
    for seed in map(str, range(5)):
        chosen = all_candidates(collection, types=("multiple-choice",))
        right: dict[tuple[int, int], set[int]] = {}
        for item in resolved(collection, chosen, seed=seed).items:
            assert isinstance(item, ChoiceItem)
            number = len(item.options)
            assert number < 6
            assert set(item.reasons) <= {each.letter for each in item.options} - set(item.keys)
            right.setdefault((number, item.points), set()).add(len(item.keys))
        if len(chosen) > 20:
            assert right[5, 2] == {2, 3}


@pytest.mark.parametrize(("sides", "points"), [("left right", 2), ("left right middle", 4)])
def test_a_matching_to_two_is_a_toss_and_worth_half(sides: str, points: int) -> None:
    groups = ", ".join(
        f"{side}: [{', '.join(f'{side[0]}{n}' for n in range(8 // len(sides.split()) + 1))}]"
        for side in sides.split()
    )
    compiled = one_fact(
        "- {id: x, list: part, of: it, grouped by: side, exclusive: yes, "
        f"ignore: {{no-sentence: A sample.}}, groups: {{{groups}}}}}"
    )
    [item] = resolved(compiled, all_candidates(compiled, types=("matching",))[:1]).items
    assert isinstance(item, MatchingItem)
    assert (len(item.left) // item.points in (4, 5)) is (len(item.options) == 2)
    assert item.points == points


def test_all_variants_offer_the_same_options_of_which_several_are_right() -> None:
    fact = (
        "- {id: x, list: metal, of: it, items: [iron, tin, zinc, lead], never: [glass, wood, wax]}"
    )
    compiled = one_fact(fact)
    chosen = all_candidates(compiled, types=("multiple-choice",))
    offered = []
    for letter in "ABC":
        [item] = resolved(compiled, chosen, letter).items
        offered.append(sorted(item.offers()))
    assert offered[0] == offered[1] == offered[2]
    assert len(offered[0]) == 5


# Statements --------------------------------------------------------------------------------------


def test_statements_are_a_fifth_of_a_default_test_at_most(collection: Compiled) -> None:
    for seed in range(rounds(20)):
        quiz = default_test(collection, str(seed))
        statements = [item for item in quiz.items if item.type == "true-false"]
        assert len(statements) <= max(1, len(quiz.items) // 5), seed


def test_decks_of_nothing_but_statements_make_a_test_of_statements() -> None:
    statements = "".join(
        f"- {{id: s{each}, statement: {text}{', is false: yes' * (each % 2)}}}\n"
        for each, text in enumerate(("Iron rusts.", "Gold rusts.", "Ice floats.", "Lead floats."))
    )
    assert len(default_test(compile_text(deck(statements)), "0").items) == 4
    # One question of another type is another choice: then statements are few again.
    asked = statements + "- {id: a, ask: Which metal is liquid?, answer: mercury}\n"
    types = Counter(item.type for item in default_test(compile_text(deck(asked)), "0").items)
    assert types == {"short-answer": 1, "true-false": 1}


def test_true_and_false_balance_and_make_no_long_run(collection: Compiled) -> None:
    for seed in range(rounds(20)):
        quiz = default_test(collection, str(seed), types=("true-false",))
        truths = [item.truth for item in quiz.items if isinstance(item, TrueFalseItem)]
        assert len(truths) < 5 or 0.3 <= sum(truths) / len(truths) <= 0.7, seed
        marks = "".join("T" if truth else "F" for truth in truths)
        assert "T" * (LONGEST_RUN + 1) not in marks
        assert "F" * (LONGEST_RUN + 1) not in marks


# Letters -----------------------------------------------------------------------------------------


def letters_of(quiz: Quiz) -> list[str]:
    return [item.keys[0] for item in quiz.items if isinstance(item, ChoiceItem) and item.single]


def test_letters_of_keys_are_spread(collection: Compiled) -> None:
    for seed in range(rounds(20)):
        quiz = default_test(collection, str(seed), types=("choice",))
        letters = letters_of(quiz)
        free = [item for item in quiz.items if isinstance(item, ChoiceItem) and item.movable]
        if len(letters) < 6 or len(free) < len(letters) / 2:
            continue
        assert max(Counter(letters).values()) <= len(letters) / 2, (seed, letters)
        runs = re.findall(r"(.)\1{2,}", "".join(letters))
        assert not runs or len(free) < len(letters), (seed, letters)


def values(greatest: int, least: int) -> str:
    """Questions for numbers, of which so many are the greatest of three, and so many the least."""
    facts = []
    for place, word in enumerate("abcdefghijklmnopqrstuvwxyz"[: greatest + least]):
        others = "1, 2" if place < greatest else "98, 99"
        facts.append(f"- {{id: {word}, ask: How many {word}eets has a {word}onk?,"
                     f" answer: '{place + 50}', distractors: [{others}],"
                     " without: [short-answer, number]}")  # fmt: skip
    return "\n".join(facts)


def test_keys_among_values_which_cannot_be_moved_make_no_run() -> None:
    compiled = compile_text(deck(values(4, 3)))
    chosen = all_candidates(compiled, types=("choice",))
    for seed in map(str, range(20)):
        for variant in "AB":
            letters = "".join(letters_of(resolved(compiled, chosen, variant, seed=seed)))
            assert sorted(letters) == sorted("CCCCAAA")
            assert "CCC" not in letters, (seed, letters)


@pytest.mark.parametrize(("greatest", "expected"), [(9, 3), (4, 3), (3, 3), (2, 2)])
def test_half_of_the_keys_among_values_have_one_letter_at_most(
    greatest: int, expected: int
) -> None:
    compiled = compile_text(deck(values(greatest, 3)))
    for seed in map(str, range(5)):
        letters = letters_of(default_test(compiled, seed, types=("choice",)))
        assert Counter(letters) == {"A": 3, "C": expected}, seed


def test_neighbouring_variants_differ_in_their_letters() -> None:
    compiled = compile_path(ROOT / "decks")
    found = quizzes.candidates(compiled.questions, Selection(types=("choice",)))
    same = number = 0
    for seed in map(str, range(rounds(20))):
        chosen = quizzes.choose(found, 12, seed, typed=True)
        rows = [letters_of(quizzes.resolve(chosen, "-", "en", seed, each)) for each in "ABC"]
        for one, other in (rows[:2], rows[1:]):
            same += sum(a == b for a, b in zip(one, other, strict=True))
            number += len(one)
    assert same / number < 0.06  # by chance, a quarter would be; values keep their places


def test_neighbouring_variants_differ_in_what_is_true() -> None:
    compiled = compile_path(ROOT / "decks")
    found = quizzes.candidates(compiled.questions, Selection(types=("true-false",)))
    same = number = 0
    for seed in map(str, range(rounds(20))):
        chosen = quizzes.choose(found, 8, seed, typed=True)
        rows = []
        for variant in "ABC":
            items = quizzes.resolve(chosen, "-", "en", seed, variant).items
            rows.append([item.truth for item in items if isinstance(item, TrueFalseItem)])
        for one, other in (rows[:2], rows[1:]):
            same += sum(a == b for a, b in zip(one, other, strict=True))
            number += len(one)
    assert same <= number / 4  # by chance, half


def test_a_word_that_denies_says_nothing_of_what_is_true() -> None:
    """Of statements with `not` or `only`, as many are true as false, whatever the deck has."""
    denied = {"ash burns": "ash burns not", "ice melts": "ice melts not", "oak grows": "oak is no"}
    turned = {"owl hoots": "owl moos", "bee hums": "bee roars", "cow moos": "cow hums"}
    pairs = (denied | turned).items()
    facts = (
        f"- {{id: f{n}, statement: The {true}., false versions: The {false} tree in May.}}\n"
        for n, (true, false) in enumerate(pairs)
    )
    compiled = compile_text(deck("".join(facts)))
    found = quizzes.candidates(compiled.questions, Selection(types=("true-false",)))
    for seed in range(rounds(20)):
        chosen = quizzes.choose(found, None, str(seed), typed=True)
        items = quizzes.resolve(chosen, "-", "en", str(seed)).items
        denials = [item for item in items if re.search(r"\bno", item.stem)]
        assert len(items) > 3
        assert len(denials) <= 1


def test_a_choice_keeps_its_reasons_when_its_key_moves() -> None:
    compiled = compile_path(ROOT / "decks")
    chosen = all_candidates(compiled, types=("choice",))[:12]
    for item in resolved(compiled, chosen).items:
        assert isinstance(item, ChoiceItem)
        if not item.movable:
            continue
        texts = {option.letter: option.text for option in item.options}
        for letter in texts:
            moved = item.with_key_at(letter)
            now = {option.letter: option.text for option in moved.options}
            assert moved.keys == (letter,)
            assert now[letter] == texts[item.keys[0]]
            reasons = {now[each]: reason for each, reason in moved.reasons.items()}
            assert reasons == {texts[each]: reason for each, reason in item.reasons.items()}


# Word banks --------------------------------------------------------------------------------------


def test_a_bank_has_two_words_more_than_gaps_or_there_is_none(collection: Compiled) -> None:
    for seed in range(rounds(20)):
        quiz = default_test(collection, str(seed), types=("cloze",))
        for section in quiz.sections:
            passages = [item for item in section.items if isinstance(item, PassageItem)]
            answers = {normal(blank.answer) for item in passages for blank in item.blanks}
            assert answers <= set(map(normal, section.bank)) or not section.bank
            assert not section.bank or len(section.bank) >= len(answers) + 2
            assert not section.bank or len(answers) >= 2


def bank_of(spares: list[Spare]) -> tuple[str, ...]:
    compiled = compile_text(
        deck(
            """
            - {id: one, cloze: "{{Warm}} air rises over the land."}
            - {id: two, cloze: "Clouds are made of {{droplets}}."}
            """
        )
    )
    chosen = all_candidates(compiled, types=("cloze",))
    return quizzes.resolve(chosen, "-", "en", "0", spares=spares).sections[0].bank


def spare(word: str, sentence: str) -> Spare:
    return Spare(word, "deck", "other", sentence)


def test_words_of_a_bank_are_written_alike() -> None:
    far = [spare("lava", "Volcanoes throw lava."), spare("tides", "The moon lifts the tides.")]
    assert sorted(bank_of(far)) == ["Droplets", "Lava", "Tides", "Warm"]


def test_a_gap_behind_a_semicolon_gives_no_word_of_the_bank_a_capital() -> None:
    facts = "- {id: a, cloze: 'The {{wind}} comes first; {{rain}} falls then.'}\n"
    answers, words = bank_with(facts, others=["lava", "moss"])
    assert sorted([*answers, *words]) == ["lava", "moss", "rain", "wind"]


def test_a_bank_takes_no_word_that_may_fit_one_of_its_gaps() -> None:
    near = [
        spare("hot", "On hot land, air rises."),  # a sentence of the same things
        spare("droplet", "A droplet shines."),  # a form of an answer
        spare("land", "Reclaimed land sinks."),  # stands beside a gap
    ]
    assert not bank_of(near)
    assert not bank_of([*near, spare("lava", "Volcanoes throw lava.")])  # one is too few


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        # The answers are in the singular.
        (["lava", "tides", "moons", "moss"], ["lava", "moss"]),
        # A name does not go with words without a capital, nor do several words with one.
        (["Rome", "lava", "a red sea", "moss"], ["lava", "moss"]),
        # Where there are no better ones, what there is will do.
        (["Rome", "tides"], ["Rome", "tides"]),
    ],
)
def test_words_of_a_bank_have_the_shape_of_the_answers(words: list[str], kept: list[str]) -> None:
    facts = (
        "- {id: one, cloze: 'The air is {{warm}} over land.'}\n"
        "- {id: two, cloze: 'Clouds are made of {{water}}.'}\n"
        "- {id: three, cloze: 'A hill is worn down by {{frost}} at night.'}\n"
    )
    chosen = all_candidates(compile_text(deck(facts)), types=("cloze",))
    spares = [spare(word, f"{word} {place}") for place, word in enumerate(words)]
    [section] = quizzes.resolve(chosen, "-", "en", "0", spares=spares).sections
    assert sorted(set(section.bank) - {"warm", "water", "frost"}) == sorted(kept)


TWO = "- {id: two, cloze: 'Clouds are made of {{water}}.'}\n"


@pytest.mark.parametrize(
    ("third", "more", "spares", "needed"),
    [
        # A person's name alone among words fits but one gap; so it does not with another.
        ("One {{Otto Hahn}} wrote of", TWO, ["lava", "moss"], ""),
        ("One {{Otto Hahn}} wrote of", TWO, ["lava", "moss", "Ann Lee"], "Ann Lee"),
        # Another word with a capital does not make up for a name.
        ("One {{Otto Hahn}} wrote of", TWO, ["lava", "moss", "Oslo"], ""),
        # So do one with a capital, a number, a plural.
        ("In {{Rome}}, one wrote of", TWO, ["lava", "moss"], ""),
        ("In {{Rome}}, one wrote of", TWO, ["lava", "moss", "Oslo"], "Oslo"),
        ("In {{1852}}, one wrote of", TWO, ["lava", "moss"], ""),
        ("In {{1852}}, one wrote of", TWO, ["lava", "moss", "1760"], "1760"),
        ("Among {{kites}}, one wrote of", TWO, ["lava", "moss"], ""),
        ("Among {{kites}}, one wrote of", TWO, ["lava", "moss", "tides"], "tides"),
        # What alone is none of these stands out as well.
        ("In {{Rome}} and {{Bonn}}, one wrote of", "", ["Paris", "Athens"], ""),
        ("In {{Rome}} and {{Bonn}}, one wrote of", "", ["Paris", "Athens", "moss"], "moss"),
        # Of words that are all alike, none does; nor at the beginning of a sentence.
        ("A {{kite}} is used to look at", TWO, ["lava", "moss"], "moss"),
        ("{{Rome}} saw", TWO, ["lava", "moss"], "moss"),
    ],
)  # fmt: skip
def test_no_answer_stands_out_among_the_words_of_a_bank(
    third: str, more: str, spares: list[str], needed: str
) -> None:
    facts = f"- {{id: three, cloze: '{third} a valley at night.'}}\n{more}"
    facts += "- {id: one, cloze: 'Some air is {{warm}} over land.'}\n"
    chosen = all_candidates(compile_text(deck(facts)), types=("cloze",))
    others = [spare(word, f"{word} {place}") for place, word in enumerate(spares)]
    [section] = quizzes.resolve(chosen, "-", "en", "0", spares=others).sections
    assert bool(section.bank) is bool(needed)
    assert not needed or needed.casefold() in map(str.casefold, section.bank)


WRONG = {
    "lift": "- {id: lift, cloze: 'A kite {{rises}} into the wind.', distractors: [melts, sinks]}\n",
    "made": "- {id: made, cloze: 'Clouds are made of {{water}}.', distractors: [steam, salt]}\n",
    "hill": "- {id: hill, cloze: 'A hill is worn down by {{frost}}.', distractors: [moss, sand]}\n",
}


def bank_with(*facts: str, others: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """The answers of a section, and the other words of its bank; `others` are of other passages."""
    compiled = compile_text(deck("".join(facts)))
    assert not compiled.failed, compiled.diagnostics
    chosen = all_candidates(compiled, types=("cloze",))
    spares = [spare(word, f"{word} {place}") for place, word in enumerate(others)]
    spares += spares_of(compiled.questions)
    [section] = quizzes.resolve(chosen, "-", "en", "0", spares=spares).sections
    answers = [answer for item in section.items for answer in item.banked]
    return answers, sorted(set(section.bank) - set(answers))


def test_each_gap_gets_a_wrong_word_of_its_own_into_the_bank() -> None:
    """What its author says to be wrong there fits its grammar; other words are not needed then."""
    _, words = bank_with(*WRONG.values(), others=["lava", "moor", "heat"])
    assert len(words) == 3
    assert {"melts", "sinks"} & set(words)
    assert {"steam", "salt"} & set(words)
    assert {"moss", "sand"} & set(words)


def test_words_of_other_passages_fill_a_bank_up_where_gaps_have_no_wrong_words() -> None:
    bare = "- {id: air, cloze: 'Over hot land, air gets {{warm}}.'}\n"
    _, words = bank_with(WRONG["lift"], WRONG["made"], bare, others=["lava", "moor"])
    assert len(words) == 3
    assert {"lava", "moor"} & set(words)
    _, words = bank_with(WRONG["lift"], WRONG["made"], others=["lava", "moor"])
    assert len(words) == 2
    assert not {"lava", "moor"} & set(words)


def test_a_bank_is_about_twice_its_answers_at_most() -> None:
    facts = [
        f"- {{id: f{n}, cloze: 'Of {n} things, {one} is {{{{{two}}}}}.', distractors: [{wrong}]}}\n"
        for n, (one, two, wrong) in enumerate(
            [
                ("ice", "cold", "black, loud, sour"),
                ("coal", "dull", "blue, wet, shy"),
                ("milk", "white", "hard, sad, flat"),
                ("glass", "clear", "woolly, ripe, brave"),
            ]
        )
    ]
    answers, words = bank_with(*facts)
    assert len(answers) == len(words) == 4


@pytest.mark.parametrize(
    ("risky", "second"),
    [
        # It is a form of the other answer, or counts there.
        ("droplet, droplet film", "Fog is made of {{droplets}}."),
        ("solid, rigid", "Glass feels {{hard}}.', accept: [solid, rigid], title: 'Glass"),
        # It can be read beside the other gap.
        ("dust, rain", "Sunlight through dust and rain looks {{yellow}}."),
    ],
)
def test_wrong_words_that_may_be_right_in_another_gap_stay_out_of_the_bank(
    risky: str, second: str
) -> None:
    first = f"- {{id: one, cloze: 'Seas hold {{{{water}}}}.', distractors: [{risky}]}}\n"
    second = f"- {{id: two, cloze: '{second}', distractors: [ice, flames]}}\n"
    _, words = bank_with(first, second, others=["lava"])
    assert set(words).isdisjoint(risky.split(", "))
    assert len(words) == 2


@pytest.mark.parametrize(
    ("second", "is_near"),
    [
        ("Over the warm sea, clouds grow {{fast}}.", True),  # sea, clouds
        ("Over the warm plain, clouds grow {{fast}}.", False),
    ],
)
def test_no_wrong_word_is_from_a_sentence_of_the_same_things_as_another(
    second: str, *, is_near: bool
) -> None:
    first = "- {id: one, cloze: 'At sea, clouds hold {{water}}.', distractors: [moss, coal]}\n"
    second = f"- {{id: two, cloze: '{second}'}}\n"
    _, words = bank_with(first, second, others=["lava", "moor"])
    assert ({"moss", "coal"}.isdisjoint(words)) is is_near
    assert len(words) == 2


def test_a_wrong_word_that_is_stated_to_be_wrong_in_the_other_gap_as_well_is_taken() -> None:
    """Both gaps stand in one sentence, of which both words are said to be false."""
    passage = "cloze: 'A {{kite}} needs {{wind}} to rise.'"
    one = "distractors: {kite: [stone, fog], wind: [mud, rain]}"
    both = "distractors: {kite: [stone, fog], wind: [stone, fog]}"
    assert not bank_with(f"- {{id: a, {passage}, {one}}}\n")[1]
    assert bank_with(f"- {{id: a, {passage}, {both}}}\n")[1] == ["fog", "stone"]


def test_the_answer_of_another_gap_may_be_the_wrong_word_of_a_gap() -> None:
    facts = (
        "- {id: one, cloze: 'Milk is {{white}}.', distractors: [clear, sour]}\n"
        "- {id: two, cloze: 'Glass looks {{clear}}.', distractors: [woolly, ripe]}\n"
    )
    answers, words = bank_with(facts, others=["lava", "moor"])
    assert sorted(answers) == ["clear", "white"]
    assert {"woolly", "ripe"} & set(words)


def test_a_bank_of_one_gap_is_none() -> None:
    far = [spare("lava", "Volcanoes throw lava."), spare("tide", "The moon lifts the tide.")]
    for facts, number in (
        ("- {id: one, cloze: 'The air is {{warm}} over land.'}\n", 0),
        ("- {id: one, cloze: 'The {{air}} is {{warm}} over land.'}\n", 4),
    ):
        chosen = all_candidates(compile_text(deck(facts)), types=("cloze",))
        [section] = quizzes.resolve(chosen, "-", "en", "0", spares=far).sections
        assert len(section.bank) == number


def test_questions_with_two_answers_in_all_are_no_more_than_statements() -> None:
    """Who knows nothing of the article of a word is right in half of all cases."""
    compiled = compile_path(ROOT / "templates" / "examples" / "vocabulary")
    for seed in range(rounds(20)):
        quiz = default_test(compiled, str(seed))
        ids = [item.id for item in quiz.items]
        tosses = [id for id in ids if id.endswith(("/true-false", "/article/short-answer"))]
        assert len(tosses) <= len(quiz.items) / 5
