"""Mark answers that say the same with other forms of the same words, and what only looks so."""

from __future__ import annotations

import pytest

from quizgen.grading import Lexicon
from quizgen.grading.typed_answers import Judgement, expect, judge
from quizgen.text.rewording import rewording

SAME = """
energy production           | producing energy, to produce energy, produce energy, the production of energy
muscle relaxation           | relax muscles, to relax the muscles, relaxing muscles, muscles relax
regulation of metabolism    | regulating the metabolism, metabolism regulation, regulate metabolism
muscle twitching            | twitching muscles, twitching of the muscles, muscles that twitch, twitches of muscles
the escape of dangerous things | dangerous things escaping, escaping of dangerous things, dangerous things that escape
freedom of movement         | free movement, moving freely
pulsation                   | pulsating
revocation                  | revoking, to revoke
blanching                   | to blanch
deglazing                   | to deglaze
acting fastest and most directly | acts fastest and most directly, it acts fastest and most directly
seizures                    | certain seizures, some seizures, having seizures, other seizures
low calcium                 | low calcium levels, a low calcium level, low levels of calcium
drugs                       | the use of drugs, use of drugs
constipation                | being constipated, having constipation, some constipation
nausea                      | being nauseous, feeling nauseous, a feeling of nausea
drowsiness                  | feeling drowsy, drowsy, becoming drowsy
weakness                    | being weak, feeling weak
hot                         | feels hot, being hot
lack of money               | shortage of money, too little money, not enough money, insufficient money, lacking money
lack of sleep               | sleep deficiency, insufficient sleep
more magnesium is lost      | greater loss of magnesium, more magnesium loss, losing more magnesium
a missing verb              | no verb, lack of a verb, verb missing
worn frets                  | frets that are worn, the frets are worn
prices fall                 | a fall in prices, falling prices, fall of prices
lower prices                | a fall in prices, reduced prices
nerve function              | functioning of nerves, nerve functioning
an unmoved king             | the king is unmoved, a king that is unmoved
too hot an oven             | an oven that is too hot, oven too hot
a cloud of dust             | dust cloud, dust clouds
contraction is inhibited    | inhibition of contraction, the contraction gets inhibited, inhibiting contraction
nerves fire spontaneously   | spontaneous firing of nerves, spontaneously firing nerves, nerves firing spontaneously
muscles contract at random  | random muscle contractions, random contraction of muscles
intense exercise            | exercising intensely
passing on mail             | passing mail on, to pass on mail
not binding                 | isn't binding
a stoppage that is agreed   | an agreed stoppage
increased loss              | increasing loss, loss increases, the loss goes up
decreased kidney function   | kidney function declines, declining kidney function, a decline in kidney function
weakness on one side        | weakness of one side, weakness in one side, being weak on one side
asthma inhalers             | specific asthma inhalers, several asthma inhalers, possible asthma inhalers
a fever                     | a significant fever, a marked fever
both hands                  | two hands, both of the hands
by Britain and France on Germany | by France and Britain on Germany
muscles of arms and legs    | muscles of the legs and the arms
kidneys                     | via the kidneys, through the kidneys, by way of the kidneys
bone                        | from the bones, out of the bone, in bone
"""

OTHER = """
muscle contraction          | muscle relaxation, lack of muscle contraction, to relax muscles, no muscle contraction
energy production           | energy producer, consuming energy, producing heat
lack of sleep               | too much sleep, no sleep, more sleep, sleep
low intake                  | lower intake, high intake, lowest intake
more loss of magnesium      | less loss of magnesium, loss of magnesium
not binding                 | binding, a binding
contraction is inhibited    | contraction is not inhibited, relaxation is inhibited, inhibited
the highest price           | a higher price, a high price
horse racing                | racing horse
machine learning            | learning machine
group theory                | theory group
theory of groups            | group theories of
man is a wolf               | a wolf is man
remoteness of damage        | damage of remoteness
milk bottle                 | a bottle of milk
treatment of patients       | treatment by patients
iron oxide                  | iron oxidation
calcium carbonate           | calcium carbonation
boiled water                | boiling water, to boil water
infected cells              | infecting cells
substitution                | substitute
mean                        | meaning
passion                     | passing
mission                     | missing
station                     | stating
evening                     | to even
conviction                  | convict
oxidation                   | oxidized, oxide
hepatitis                   | hepatitis A
no                          | missing
sleeplessness               | sleepy, feeling sleepy
happiness                   | unhappy, feeling unhappy
weakness                    | strong, feeling strong, weekly
too short a chain           | too short the chain
the cat chases the dog      | the dog chases the cat
an unmoved king             | a moved king, an unmoved queen
over-supplementation        | under-supplementation, supplementing
increased loss              | loss decreases, decreased loss, loss, lost increase
decreased kidney function   | kidney function increases, kidney function, increasing kidney function
drops of water              | less water, reduced water
growing crops               | more crops, increased crops
weakness on one side        | weakness on both sides, strength on one side, one side of weakness
gravity                     | specific gravity
heat                        | specific heat, possible cold
energy                      | potential energy
the cold                    | a common cold
both hands                  | one hand, either hand, three hands
by Britain and France on Germany | by Germany and France on Britain, by Britain on Germany and France
muscles of arms and legs    | arms of muscles and legs
from the cell               | to the cell, into the cell
to the heart                | from the heart
"""


def rows(table: str) -> list[tuple[str, str]]:
    parted = [line.split(" | ") for line in table.strip().splitlines()]
    return [(key.strip(), text.strip()) for key, texts in parted for text in texts.split(",")]


def judged(typed: str, answer: str, question: str = "", *known: str) -> Judgement:
    lexicon = Lexicon()
    for term in (answer, *known):
        lexicon.add(term)
    return judge(typed, expect(answer, (), lexicon, question), lexicon)


@pytest.mark.parametrize("answer, typed", rows(SAME))
def test_other_forms_of_the_same_words_are_right(answer: str, typed: str) -> None:
    assert judged(typed, answer).verdict.counts


@pytest.mark.parametrize("answer, typed", rows(OTHER))
def test_what_says_another_thing_is_not(answer: str, typed: str) -> None:
    assert not judged(typed, answer).verdict.counts


@pytest.mark.parametrize(
    "answer, typed",
    [
        ("a failed harvest", "harvest failure"),
        ("a failed harvest", "failure of the harvest"),
        ("a misspelled variable", "misspelling a variable"),
        ("an overloaded server", "server overloading"),
        ("constipation", "constipated"),
        ("depression", "depressed"),
    ],
)
def test_a_state_is_what_brought_it_about_where_that_is_asked(answer: str, typed: str) -> None:
    assert not judged(typed, answer, "What is it called?").verdict.counts
    assert judged(typed, answer, "Name one of the causes of it.").verdict.counts


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("closed circuit", "closing of circuits"),
        ("a closed circuit", "closing a circuit"),
        ("planned economy", "economy planning"),
        ("planned economy", "planning of the economy"),
        ("educated people", "education of people"),
        ("frozen food", "freezing of food"),
        ("printed money", "printing of money"),
        ("a written constitution", "writing a constitution"),
    ],
)
def test_a_participle_that_says_what_sort_a_thing_is_tells_of_no_act(
    answer: str, typed: str
) -> None:
    for question in ("What is it called?", "Name one of the causes of it."):
        assert not judged(typed, answer, question).verdict.counts


def test_a_form_that_the_question_has_counts_against_its_own_word_alone() -> None:
    lexicon, question = Lexicon(), "What follows where people drink too little in the heat?"
    answer = expect("dehydration", ["drinking too little"], lexicon, question)
    assert judge("being dehydrated", answer, lexicon).verdict.counts
    assert not judge("they drink", answer, lexicon).verdict.counts


def test_what_another_term_says_as_well_is_no_rewording() -> None:
    assert judged("controlling cells", "control of cells").verdict.counts
    assert judged("cells control", "control of cells", "").verdict.counts
    assert not judged("controlling cells", "control of cells", "", "cell control").verdict.counts


def test_a_question_that_has_the_word_asks_for_its_form() -> None:
    question = "The noun of the verb relax is ____."
    assert judged("relaxing", "relaxation").verdict.counts
    assert not judged("relaxing", "relaxation", question).verdict.counts
    assert judged("to vomit", "vomiting", "What can it lead to?").verdict.counts


def test_a_word_that_is_not_changed_costs_nothing() -> None:
    assert rewording("frets that are worn", "worn frets") == 0
    assert rewording("to produce energy", "energy production") == 1
    assert rewording("to lose energy", "energy production") is None


def test_a_language_without_a_table_has_no_rewordings() -> None:
    assert rewording("frets that are worn", "worn frets", "xx") is None


@pytest.mark.parametrize(
    ("answer", "typed", "counts"),
    [
        ("ein Mangel an Licht", "zu wenig Licht", True),
        ("Bäume", "bestimmte Bäume", True),
        ("ein Mangel an Licht", "zu viel Licht", False),
        ("der See", "die See", False),
    ],
)
def test_german_has_words_that_are_one(answer: str, typed: str, counts: bool) -> None:
    assert (rewording(typed, answer, "de") is not None) is counts
