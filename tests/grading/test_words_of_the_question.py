"""Typed words beside their question: what of it may be left out, repeated or counted."""

from __future__ import annotations

import pytest

from quizgen.grading import Lexicon
from quizgen.grading.typed_answers import Judgement, expect, judge
from quizgen.grading.word_forms import asks_who
from quizgen.knowledge import Vocabulary

LEXICON = Lexicon()
SPANISH = Lexicon(Vocabulary((), "es"))


def judged(typed: str, answer: str, question: str, lexicon: Lexicon = LEXICON) -> Judgement:
    return judge(typed, expect(answer, (), lexicon, question), lexicon)


@pytest.mark.parametrize(
    ("question", "answer", "typed"),
    [
        (
            "What is a matrix with only negative eigenvalues called?",
            "negative definite",
            "negative definite",
        ),
        (
            "What is a matrix with only negative eigenvalues called?",
            "negative definite",
            "negative definite matrix",
        ),
        (
            "What is a matrix with only negative eigenvalues called?",
            "negative definite",
            "a negative definite matrix",
        ),
        (
            "Which chamber does the blood of the left atrium enter?",
            "left ventricle",
            "the left ventricle",
        ),
        (
            "Which chamber does the blood of the left atrium enter?",
            "left ventricle",
            "left ventricle",
        ),
        ("Which note is half a tone below A?", "A flat", "A♭"),
        ("Which note is half a tone below A?", "A flat", "a flat"),
        ("Which ocean lies between Europe and America?", "Atlantic Ocean", "Atlantic"),
        ("Which ocean lies between Europe and America?", "Atlantic Ocean", "the Atlantic"),
        ("Which ocean lies between Europe and America?", "Atlantic Ocean", "Atlantic ocean"),
        ("Which sort of rock is granite?", "igneous rock", "igneous"),
        ("Which sort of rock is granite?", "igneous rock", "igneous rock"),
        ("What does increasing the load do to the gain?", "it falls", "it falls"),
        ("What does increasing the load do to the gain?", "it falls", "the gain falls"),
        ("What does increasing the load do to the gain?", "it falls", "falls"),
        ("What does increasing the load do to the gain?", "it falls", "fall"),
        ("What does adding salt do to the boiling point?", "it rises", "rises"),
        ("What does adding salt do to the boiling point?", "it rises", "the boiling point rises"),
        (
            "What does the wind do to the temperature of the air?",
            "it falls",
            "the temperature falls",
        ),
        (
            "What does the wind do to the temperature of the air?",
            "it falls",
            "the temperature of the air falls",
        ),
        ("How many bits does a symbol carry?", "two", "2"),
        ("How many bits does a symbol carry?", "two", "two bits"),
        ("How many bits does a symbol carry?", "two", "2 bits"),
        ("How many wings does a bee have?", "four", "4"),
        ("How many wings does a bee have?", "four", "four wings"),
        ("How many wings does a bee have?", "four", "4 wings"),
        ("How long does a drone develop?", "3 weeks", "three weeks"),
        ("How long does a drone develop?", "3 weeks", "21 days"),
        ("Which edition was it?", "the third edition", "3rd edition"),
        ("Which edition was it?", "the third edition", "third"),
        ("Which edition was it?", "the third edition", "the 3rd"),
        ("Which edition was it?", "the third edition", "third edition"),
        ("When was it?", "15th century", "the 15th century"),
        ("When was it?", "15th century", "fifteenth century"),
        ("How much of it?", "a tenth", "1/10"),
        ("How much of it?", "a tenth", "a tenth"),
        ("How much of it?", "a tenth", "one tenth"),
        ("How often does it beat?", "every 40 seconds", "every forty seconds"),
        ("Who built it?", "Louis XIV", "Louis 14"),
        ("Who built it?", "Louis XIV", "louis the 14th"),
        ("Who built it?", "Louis XIV", "Louis the fourteenth"),
        ("Which war?", "World War II", "World War 2"),
        ("Which war?", "World War II", "second world war"),
        ("Which war?", "World War II", "WWII"),
        ("Which war?", "World War II", "World War Two"),
        ("Who drew Palatino?", "Hermann Zapf", "Zapf"),
        ("Who drew Palatino?", "Hermann Zapf", "Herman Zapf"),
        ("Who drew Palatino?", "Hermann Zapf", "H. Zapf"),
        ("Who founded information theory?", "Claude Shannon", "Shannon"),
        ("Who founded information theory?", "Claude Shannon", "Claude E. Shannon"),
        ("Who founded information theory?", "Claude Shannon", "C. Shannon"),
        ("Who deciphered the dance of the bees?", "Karl von Frisch", "von Frisch"),
        ("Who deciphered the dance of the bees?", "Karl von Frisch", "K. von Frisch"),
        ("Who deciphered the dance of the bees?", "Karl von Frisch", "Frisch"),
        ("Who built the first marine chronometer?", "John Harrison", "Harrison"),
        ("Which Venetian printer introduced italics?", "Aldus Manutius", "Manutius"),
        ("By which composer is Aida?", "Giuseppe Verdi", "Verdi"),
        ("Futura was designed by ____.", "Paul Renner", "Renner"),
        ("(1) ____ was composed by (2) ____.", "Giuseppe Verdi", "Verdi"),
        ("Which designer drew Futura?", "Paul Renner", "P. Renner"),
        ("Who lacks capacity by age?", "a minor", "minor"),
        ("Who lacks capacity by age?", "a minor", "the minor"),
        ("Who lacks capacity by age?", "a minor", "minors"),
        ("Which key has no sharps and is sad?", "A minor", "a minor"),
        ("Which key has no sharps and is sad?", "A minor", "A minor"),
        ("Which section implies quality?", "section 14(2)", "§ 14(2)"),
        ("Which article bans cartels?", "article 101", "art. 101"),
        ("Which article bans cartels?", "article 101", "art 101"),
        ("Which case?", "Roscorla v Thomas", "Roscorla vs Thomas"),
        ("Which case?", "Roscorla v Thomas", "Roscorla versus Thomas"),
        ("Which case?", "Roscorla v Thomas", "Roscorla v. Thomas"),
        ("In what ratio?", "2:3", "2 to 3"),
        ("In what ratio?", "2:3", "2 : 3"),
        ("Which gate is universal?", "NAND", "NAND gate"),
        ("Which gate is universal?", "NAND", "NAND-gate"),
        ("Which gate is universal?", "NAND", "a NAND gate"),
        (
            "What is a matrix with only positive eigenvalues called?",
            "positive definite",
            "positive definite matrix",
        ),
        (
            "What is a matrix with only positive eigenvalues called?",
            "positive definite",
            "positive-definite",
        ),
        ("How many queens has a hive?", "one", "1"),
        ("What is a singular matrix?", "non-invertible", "not invertible"),
        ("What is a singular matrix?", "non-invertible", "noninvertible"),
        (
            "What is needed besides consideration?",
            "intention to create legal relations",
            "intention to creat legal relations",
        ),
        (
            "What is needed besides consideration?",
            "intention to create legal relations",
            "intention to create legal relatoins",
        ),
        ("Which mould makes citric acid?", "Aspergillus niger", "A. niger"),
        ("Which physicist explained it?", "Albert Einstein", "A. Einstein"),
    ],
)
def test_the_words_of_a_question_may_be_left_out_or_repeated(
    question: str, answer: str, typed: str
) -> None:
    assert judged(typed, answer, question).verdict.counts


@pytest.mark.parametrize(
    ("question", "answer", "typed"),
    [
        (
            "What is a matrix with only negative eigenvalues called?",
            "negative definite",
            "definite",
        ),
        (
            "What is a matrix with only negative eigenvalues called?",
            "negative definite",
            "positive definite",
        ),
        ("Which chamber does the blood of the left atrium enter?", "left ventricle", "ventricle"),
        (
            "Which chamber does the blood of the left atrium enter?",
            "left ventricle",
            "right ventricle",
        ),
        ("What blocks the left coronary artery?", "left coronary thrombus", "thrombus"),
        ("Which note is half a tone below A?", "A flat", "flat"),
        ("Which note is half a tone below A?", "A flat", "flats"),
        ("Which field does a negative charge make?", "the negative field", "field"),
        ("What does increasing the load do to the gain?", "it falls", "the load falls"),
        ("What does adding salt do to the boiling point?", "it rises", "the salt rises"),
        ("What does the wind do to the temperature of the air?", "it falls", "the wind falls"),
        ("How many bits does a symbol carry?", "two", "second"),
        ("How many bits does a symbol carry?", "two", "2nd"),
        ("How many bits does a symbol carry?", "two", "two symbols"),
        ("How many eyes has it?", "three", "third"),
        ("How many eyes has it?", "three", "3rd"),
        ("How many wings does a bee have?", "four", "fourth"),
        ("How many wings does a bee have?", "four", "4th"),
        ("How many wings does a bee have?", "four", "four bees"),
        ("How long does a drone develop?", "3 weeks", "third week"),
        ("How long does a drone develop?", "3 weeks", "in the third week"),
        ("Which edition was it?", "the third edition", "three editions"),
        ("When was it?", "15th century", "15 centuries"),
        ("How much of it?", "a tenth", "10th of May"),
        ("How much of it?", "a tenth", "tenth place"),
        ("Which law says so?", "first law", "one law"),
        ("Which law says so?", "first law", "1 law"),
        ("How often does it beat?", "every 40 seconds", "every 40th second"),
        ("Who built the first marine chronometer?", "John Harrison", "John"),
        ("Who built the first marine chronometer?", "John Harrison", "George Harrison"),
        ("Who deciphered the dance of the bees?", "Karl von Frisch", "von"),
        ("Who deciphered the dance of the bees?", "Karl von Frisch", "Karl"),
        ("Who deciphered the dance of the bees?", "Karl von Frisch", "Otto Frisch"),
        ("Which Venetian printer introduced italics?", "Aldus Manutius", "Aldus"),
        ("Which city did the composer come from?", "Los Alamos", "Alamos"),
        ("Which film was shot by a painter?", "Citizen Kane", "Kane"),
        ("Futura was designed by ____.", "Paul Renner", "Paul"),
        ("It was designed by Paul Renner in ____.", "New York", "York"),
        ("Austria is bordered by ____.", "Czech Republic", "Republic"),
        ("Who lacks capacity by age?", "a minor", "A major"),
        ("Which key has no sharps and is sad?", "A minor", "minor"),
        ("Which case?", "Roscorla v Thomas", "Thomas v Roscorla"),
        ("What is λ called?", "eigenvalue", "eigenvolume"),
        ("What is λ called?", "eigenvalue", "eigenvault"),
        ("Which sheets join the book and its cover?", "endpapers", "endpages"),
        ("What is a face called whose letters are equally wide?", "monospaced", "monospeed"),
        ("Which charter is without crew?", "bareboat", "bearboat"),
        (
            "What is needed besides consideration?",
            "intention to create legal relations",
            "invention to create legal relations",
        ),
        (
            "What is needed besides consideration?",
            "intention to create legal relations",
            "intention to cremate legal relations",
        ),
        (
            "What is needed besides consideration?",
            "intention to create legal relations",
            "intention to create legal regulations",
        ),
        (
            "What is needed besides consideration?",
            "intention to create legal relations",
            "intention to create regal relations",
        ),
        ("In which months do bees swarm?", "May and June", "May or June"),
        ("Is honey acidic or alkaline?", "acidic", "acidic and alkaline"),
        ("Is honey acidic or alkaline?", "acidic", "alkaline"),
        ("Which tissue carries water?", "xylem", "xylem or the phloem"),
        ("Which tissue carries water?", "xylem", "phloem"),
        ("What does FOB stand for?", "free on board", "free on rail"),
        ("What does FOB stand for?", "free on board", "free alongside ship"),
        ("What is a map called whose values are never repeated?", "injective", "bijective"),
        ("Which property is it?", "linearity", "bilinearity"),
        ("What is λ called?", "eigenvalue", "eigenvector"),
        ("What is indicated by the ropiness test?", "American foulbrood", "foulbrood"),
        ("Which mould makes citric acid?", "Aspergillus niger", "niger"),
    ],
)
def test_what_makes_another_thing_of_an_answer_does_not_count(
    question: str, answer: str, typed: str
) -> None:
    assert not judged(typed, answer, question).verdict.counts


def test_a_surname_is_not_enough_where_somebody_else_has_it() -> None:
    lexicon = Lexicon()
    lexicon.add("Otto Frisch")
    question, answer = "Who deciphered the dance of the bees?", "Karl von Frisch"
    assert not judged("Frisch", answer, question, lexicon).verdict.counts
    assert judged("von Frisch", answer, question, lexicon).verdict.counts


@pytest.mark.parametrize(
    ("answer", "typed", "counts"),
    [
        ("sí", "si", False),
        ("él", "el", False),
        ("habló", "hablo", False),
        ("habló", "habló", True),
        ("año", "ano", False),
        ("árbol", "arbol", True),
        ("el pingüino", "el pinguino", True),
    ],
)
def test_a_spanish_accent_may_make_another_word(answer: str, typed: str, counts: bool) -> None:
    assert judged(typed, answer, "", SPANISH).verdict.counts is counts


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Welche Ärztin leitete das Spital?"),
        ("de", "Von welchem deutschen Dichter ist das?"),
        ("de", "Die Futura wurde von ____ entworfen."),
        ("es", "¿Quién pintó el Guernica?"),
    ],
)
def test_a_person_is_asked_for_in_other_languages_too(language: str, question: str) -> None:
    assert asks_who(question, language)


@pytest.mark.parametrize(
    ("question", "answer", "right", "wrong"),
    [
        (
            "Which two nutritional deficiencies can cause it?",
            "magnesium deficiency",
            "magnesium, the magnesium",
            "calcium, deficiency, manganese",
        ),
        (
            "Which two kinds of organ failure can cause it?",
            "kidney failure",
            "kidney, kidneys, the kidneys",
            "liver, heart, failure, the heart",
        ),
        ("Which case has the subject?", "nominative case", "nominative", "genitive, case"),
        ("Which oxide is rust?", "iron oxide", "iron", "copper, oxide, tin"),
    ],
)
def test_of_the_class_that_is_asked_for_a_known_term_may_be_all_that_is_said(
    question: str, answer: str, right: str, wrong: str
) -> None:
    lexicon = Lexicon()
    for term in ("magnesium", "calcium", "manganese", "kidney", "liver", "heart", "iron", "copper"):
        lexicon.add(term)
    for term in ("nominative", "genitive", "tin", answer):
        lexicon.add(term)
    for text in right.split(", "):
        assert judged(text, answer, question, lexicon).verdict.counts, text
    for text in wrong.split(", "):
        assert not judged(text, answer, question, lexicon).verdict.counts, text


@pytest.mark.parametrize(
    ("question", "answer", "typed"),
    [
        ("What can cause it?", "magnesium deficiency", "magnesium"),
        ("What is rust made of?", "iron oxide", "iron"),
        ("The red powder is an oxide. What is it?", "iron oxide", "iron"),
        ("What surrounds the cell?", "cell membrane", "cell"),
        ("Of what is he accused?", "murder charge", "murder"),
    ],
)
def test_where_no_class_is_asked_for_a_known_term_is_another(
    question: str, answer: str, typed: str
) -> None:
    lexicon = Lexicon()
    for term in (typed, answer):
        lexicon.add(term)
    assert not judged(typed, answer, question, lexicon).verdict.counts


@pytest.mark.parametrize(
    ("question", "typed", "counts"),
    [
        ("Name a role of magnesium.", "supports energy production", True),
        ("Name a role of magnesium.", "helps to produce energy", True),
        ("What is its function?", "it is needed for energy production", True),
        ("Name a role of magnesium.", "hinders energy production", False),
        ("Name a role of magnesium.", "supports heat production", False),
        ("Name a role of magnesium.", "helps", False),
        ("What did the state forbid?", "supporting energy production", False),
        ("What did the state forbid?", "helps energy production", False),
    ],
)
def test_a_role_may_be_said_as_what_helps_it(question: str, typed: str, counts: bool) -> None:
    assert judged(typed, "energy production", question).verdict.counts is counts


def test_a_name_in_capitals_leaves_the_others_free_to_be_said_in_other_words() -> None:
    answer = expect("kidney disease", ["CKD"], LEXICON, "Which disease is it?")
    assert judge("a disease of the kidneys", answer, LEXICON).verdict.counts
    assert not judge("a disease of the liver", answer, LEXICON).verdict.counts
    assert not judge("CKS", answer, LEXICON).verdict.counts
