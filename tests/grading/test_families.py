"""Word families: what turns a term into another one, in each language that has a table."""

from __future__ import annotations

import pytest
from pairs import PAIRS

from quizgen.text import word_families
from quizgen.text.word_families import other_term

TURNED = [
    ("North Korea", "South Korea"), ("East Germany", "West Germany"), ("fission", "fusion"),
    ("increased excretion", "decreased excretion"), ("it rises", "it doesn't rise"),
    ("hypokalemia", "hyperkalemia"), ("carbon monoxide", "carbon dioxide"),
    ("carbonmonoxide", "carbon dioxide"), ("the North Pole", "southpole"),
    ("hypomagnesemia", "hypomanganesemia"), ("parallel lines", "non-parallel lines"),
    ("abduction", "adduction"), ("ileum", "ilium"), ("agonist", "antagonist"),
    ("stalactite", "stalagmite"), ("typical", "atypical"), ("B6", "B12"), ("toxic", "non-toxic"),
    ("intracellular", "extracellular"), ("the first crusade", "the third crusade"),
    ("not hypocalcemia", "hypocalcemia"), ("perineum", "peritoneum"), ("left side", "right side"),
    ("hepatitis A 1", "hepatitis A 2"), ("pain without fever", "pain with fever"),
]  # fmt: skip
SLIPS = [
    ("photosynthesis", "photosynthesys"), ("the heart", "heart"), ("Austria", "austia"),
    ("increased excretion", "they increase excretion"), ("mitochondria", "mitocondria"),
    ("Treaty of Versailles", "the treaty of versailes"), ("kidney", "kidneys"),
    ("carbon monoxide", "carbonmonoxide"), ("the North Pole", "northpole"), ("colour", "color"),
]  # fmt: skip
OTHER_LANGUAGES = [
    ("links oben", "rechts oben", "de"), ("schon", "schön", "de"), ("Anstieg", "Abfall", "de"),
    ("Hypokaliämie", "Hyperkaliämie", "de"), ("möglich", "unmöglich", "de"),
    ("die Tür", "der Tür", "de"), ("Nordkorea ist kalt", "Nordkorea ist nicht kalt", "de"),
    ("tache", "tâche", "fr"), ("poisson", "poison", "fr"), ("premier acte", "dernier acte", "fr"),
    ("émigration", "immigration", "fr"), ("le livre", "la livre", "fr"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TURNED)
def test_one_is_another_term(one: str, other: str) -> None:
    assert other_term(one, other)
    assert other_term(other, one)


@pytest.mark.parametrize(("one", "other"), SLIPS)
def test_one_is_a_slip_or_a_rewording(one: str, other: str) -> None:
    assert not other_term(one, other)
    assert not other_term(other, one)


@pytest.mark.parametrize(("one", "other", "language"), OTHER_LANGUAGES)
def test_a_language_is_a_table(one: str, other: str, language: str) -> None:
    assert other_term(one, other, language)
    assert other_term(other, one, language)


def test_a_language_without_a_table_has_no_families() -> None:
    assert not other_term("hypokalemia", "hyperkalemia", "xx")


def test_it_says_by_what() -> None:
    assert other_term("North Korea", "South Korea") == "north / south"
    assert other_term("B6", "B12") == "6 / 12"


def test_the_clinical_pairs_are_mostly_of_families() -> None:
    # The rest are names and abbreviations, which the marking refuses as other known terms.
    held = [pair for pair in PAIRS if other_term(*pair)]
    assert len(held) >= 0.6 * len(PAIRS), len(held)


def test_words_turn_both_ways() -> None:
    for word in ("hypokalemia", "left", "itis", "abduction", "monoxide", "methane"):
        for other in word_families.opposites(word):
            assert word_families.family(other), (word, other)
