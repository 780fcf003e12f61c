"""A typed word that is another real word is no slip: the lists know the words and not the slips."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from quizgen.text import dictionary
from quizgen.text.dictionary import is_word

WORDS = """photosynthesis stalagmite meiosis adduction ileum ilium cation caution igneous alkyne
alkene perineum peritoneum chlorate chlorite nitrite nitrate desert dessert principal principle"""
SLIPS = """photosynthesys mitocondria napolean hipothesis invertibrate lattitude paralell recieve
seperate occured arrythmia penicilin kation definately stalactit exotermic"""


@pytest.mark.parametrize("word", WORDS.split())
def test_a_word_of_school_is_known(word: str) -> None:
    assert is_word(word)
    assert is_word(word.upper())


@pytest.mark.parametrize("word", SLIPS.split())
def test_a_slip_is_not(word: str) -> None:
    assert not is_word(word)


@pytest.mark.parametrize(
    ("word", "language"), [("schön", "de"), ("Straße", "de"), ("pêcheur", "fr"), ("año", "es")]
)
def test_other_languages(word: str, language: str) -> None:
    assert is_word(word, language)
    assert not is_word(word + "q", language)


def test_a_language_without_a_list_has_no_words() -> None:
    assert not is_word("hodie", "la")
    assert not is_word("of")  # too short to tell


def test_each_language_that_is_named_has_its_list() -> None:
    for language in dictionary.LANGUAGES:
        assert len(dictionary._words(language)) > 10_000, language


def test_a_list_is_read_once_and_only_when_it_is_needed() -> None:
    code = "import quizgen.text.sameness, sys; print('spellchecker' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    is_word("word")
    start = time.perf_counter()
    for _ in range(10_000):
        is_word("word")
    assert time.perf_counter() - start < 0.5
    assert dictionary._words("en") is dictionary._words("en")
