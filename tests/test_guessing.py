"""What a reader scores who knows nothing of the subject: chance, by whatever the words betray."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

import pytest
from conftest import ROOT

from quizgen.compiler import compile_path
from quizgen.questions.question import Choice, MultipleChoice, TrueFalse
from quizgen.text.markup import plain

TEN_POINTS = 0.1
FIVE_POINTS = 0.05  # of what is counted over all decks, where chance strays less
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


def chance(choices: list[Choice]) -> float:
    """The share that is right of who draws."""
    return sum(1 / len(question.options) for question in choices) / len(choices)


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
    assert expected(choices, score) <= chance(choices) + TEN_POINTS


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


ALL = [question for choices, _ in DECKS.values() for question in choices]


def test_who_knows_the_keys_of_all_other_facts_stays_at_chance() -> None:
    """A guesser has seen every other key, and picks what is right in the most other facts."""
    facts: dict[str, set[str]] = defaultdict(set)
    for questions in compile_path(ROOT / "decks").questions.values():
        for question in questions:
            if isinstance(question, Choice | MultipleChoice):
                for key in question.keys:
                    facts[key].add(question.about.fact)

    def others(question: Choice, option: str) -> float:
        return len(facts[option] - {question.about.fact})

    assert expected(ALL, others) <= chance(ALL) + FIVE_POINTS


@pytest.mark.parametrize("sign", [1, -1])
def test_over_all_decks_the_longest_and_the_shortest_option_are_right_as_often_as_chance(
    sign: int,
) -> None:
    right = expected(ALL, lambda question, option: sign * len(plain(option)))
    assert abs(right - chance(ALL)) <= FIVE_POINTS


def test_no_key_is_the_only_option_with_an_article_or_the_only_one_without() -> None:
    article = re.compile(r"(a|an|the) ")
    for question in ALL:
        key = bool(article.match(question.key))
        others = {bool(article.match(each.text)) for each in question.distractors}
        assert key in others, question.id
