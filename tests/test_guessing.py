"""What a reader scores who knows nothing of the subject: chance, by whatever the words betray."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

import pytest
from conftest import ROOT

from quizgen.compiler import compile_path
from quizgen.questions.question import Choice, TrueFalse
from quizgen.text.markup import plain

TEN_POINTS = 0.1
MOST_USES = 3  # of one wrong option in the choices of a deck
DENIALS = re.compile(
    r"\b(no|not|never|only|all|none|cannot|always|without|less|hardly|confined|neither|whereas)\b"
)

Score = Callable[[Choice, str], float]


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", plain(text).lower()))


def decks() -> dict[str, tuple[list[Choice], list[TrueFalse]]]:
    """The choices, and the statements to be judged, of each shipped deck."""
    found: dict[str, tuple[list[Choice], list[TrueFalse]]] = defaultdict(lambda: ([], []))
    for questions in compile_path(ROOT / "decks").questions.values():
        for question in questions:
            choices, statements = found[question.about.deck]
            if isinstance(question, Choice) and question.type == "choice":
                choices.append(question)
            elif isinstance(question, TrueFalse):
                statements.append(question)
    return found


DECKS = decks()
deck = pytest.mark.parametrize("name", DECKS)


def expected(choices: list[Choice], score: Score) -> float:
    """The share that is right of who picks the highest score, or draws among several such."""
    right = 0.0
    for question in choices:
        scores = {option: score(question, option) for option in question.options}
        best = [option for option, each in scores.items() if each == max(scores.values())]
        right += (question.key in best) / len(best)
    return right / len(choices)


@deck
@pytest.mark.parametrize("strategy", ["longest", "echo", "most repeated"])
def test_who_guesses_by_the_options_alone_stays_at_chance(name: str, strategy: str) -> None:
    choices, _ = DECKS[name]
    seen = Counter(option for question in choices for option in question.options)
    score: Score = {
        "longest": lambda question, option: len(plain(option)),
        "echo": lambda question, option: len(words(option) & words(question.stem)),
        "most repeated": lambda question, option: seen[option],
    }[strategy]
    chance = sum(1 / len(question.options) for question in choices) / len(choices)
    assert expected(choices, score) <= chance + TEN_POINTS


@deck
def test_words_of_denial_do_not_tell_what_is_false(name: str) -> None:
    _, statements = DECKS[name]
    right = sum((DENIALS.search(each.stem) is None) is each.truth for each in statements)
    assert not statements or right / len(statements) <= 0.5 + TEN_POINTS


@deck
def test_no_word_remembers_on_which_side_it_stood(name: str) -> None:
    """A guesser counts, for each word, how often the other statements with it were true."""
    _, statements = DECKS[name]
    right = 0
    for each in statements:
        votes = 0
        for other in statements:
            shared = len(words(each.stem) & words(other.stem)) if other is not each else 0
            votes += shared if other.truth else -shared
        right += (votes >= 0) is each.truth
    assert not statements or right / len(statements) <= 0.5 + TEN_POINTS


@deck
def test_no_wrong_option_is_met_again_and_again(name: str) -> None:
    choices, _ = DECKS[name]
    uses = Counter(each.text for question in choices for each in question.distractors)
    assert max(uses.values()) <= MOST_USES
