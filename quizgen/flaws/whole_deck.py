"""Find the flaws of a deck as a whole: what can be guessed from all its questions together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt
from statistics import NormalDist

from quizgen.flaws.flaw import Flaw
from quizgen.flaws.recalled_answers import asks_for_recall
from quizgen.flaws.unasked import example_of_gap
from quizgen.knowledge import Reason
from quizgen.language.facts.fact import Fact
from quizgen.language.facts.statement import Statement
from quizgen.questions.question import Choice, MultipleChoice, Question
from quizgen.text.sameness import identity
from quizgen.text.words import CheckWords, words

FEWEST = 8  # choices of which anything can be said
EXACTLY = 200  # choices up to which probabilities are computed exactly, not by the normal curve
RARE = 0.01  # how improbable a pattern must be to be one
INTERVAL = 0.025  # the upper tail of the 95 % interval
OFTEN = 5  # facts that one option may be wrong for without ever being right
MOST_CHOICES = 0.5  # of a deck's questions


def deck_flaws(deck: str, questions: Sequence[Question], lexicon: CheckWords) -> Iterator[Flaw]:
    """Find what a test-wise student makes of a deck without knowing its subject."""
    choices = [each for each in questions if isinstance(each, Choice)]
    with_options = [each for each in questions if isinstance(each, Choice | MultipleChoice)]
    if len(with_options) > MOST_CHOICES * len(questions) and len(questions) >= FEWEST:
        message = f"{len(with_options)} of {len(questions)} questions are choices"
        hint = (
            "leave them out of some facts, `without: choice`, or take other forms out of the "
            "`without` of some, so that more is recalled than recognised"
        )
        yield Flaw("too-many-choices", message, hint, deck)
    if len(choices) >= FEWEST:
        yield from _positions(deck, choices)
        yield from _guesses(deck, choices, lexicon)
    yield from _overused(deck, questions)


def without_recall(fact: Fact, questions: Sequence[Question]) -> Iterator[Flaw]:
    """Find a fact of which nothing has to be recalled."""
    if questions and not any(map(asks_for_recall, questions)):
        about = questions[0].about
        message = "nothing of this fact has to be recalled"
        hint = "take `short-answer`, `cloze` or another form that is recalled out of `without`"
        if isinstance(fact, Statement):
            hint = (
                f"put what is worth asking for in double braces{example_of_gap(fact.passage)}, "
                "or add `false versions`, which are to be corrected"
            )
        if about.kind == "list":
            hint = "say what its groups are, `grouped by: period`: each member is asked for its own"
        yield Flaw("no-recall", message, hint, about.fact)


def _positions(deck: str, choices: Sequence[Choice]) -> Iterator[Flaw]:
    by_size: dict[int, Counter[int]] = defaultdict(Counter)
    for choice in choices:
        by_size[len(choice.options)][choice.options.index(choice.key)] += 1
    for size, places in sorted(by_size.items()):
        place, times = max(places.items(), key=lambda pair: (pair[1], -pair[0]))
        total = places.total()
        if total >= FEWEST and at_least(times, [1 / size] * total) < RARE / size:
            message = (
                f"the key is option {place + 1} in {times} of {total} questions with {size} options"
            )
            hint = (
                "write wrong options on both sides of the key, such as smaller and larger numbers"
            )
            yield Flaw("key-position", message, hint, deck)


def _guesses(deck: str, choices: Sequence[Choice], lexicon: CheckWords) -> Iterator[Flaw]:
    chances = [1 / len(choice.options) for choice in choices]
    longest = sum(_is_longest(choice) for choice in choices)
    if at_least(longest, chances) < RARE:
        message = f"the key is the longest option in {longest} of {len(choices)} questions"
        yield Flaw("key-length", message, "write wrong options that are as long as the key", deck)
    hits = sum(guess(choice, lexicon) == choice.key for choice in choices)
    if at_least(hits, chances) < INTERVAL:
        message = (
            f"{hits} of {len(choices)} keys can be guessed from length, wording and grammar; "
            f"chance gives {sum(chances):.0f}"
        )
        hint = (
            "let wrong options be as long as the key, and share as many words with one another as "
            "with it"
        )
        yield Flaw("guessable", message, hint, deck)


def _is_longest(choice: Choice) -> bool:
    return all(len(choice.key) > len(each.text) for each in choice.distractors)


def guess(choice: Choice, lexicon: CheckWords) -> str:
    """Return the option that somebody picks who knows only how careless questions are written."""
    tokens = Counter(word for option in choice.options for word in set(words(option)))
    stem = set(words(choice.stem))
    shared = {word for word, number in tokens.items() if number > 1}
    everywhere = {word for word, number in tokens.items() if number == len(choice.options)}
    lengths = sorted(map(len, choice.options))

    def cues(option: str) -> tuple[float, str]:
        own = set(words(option))
        score = 0.0
        if len(option) == lengths[-1] and lengths[-1] > 1.2 * lengths[-2]:
            score += 2  # the longest
        telling = own - lexicon.function
        score += len(telling & shared) / max(1, len(own))  # the most in common
        score += len(telling & stem - everywhere)  # clang
        score -= 2 * (not own.isdisjoint(lexicon.absolute))
        score += not own.isdisjoint(lexicon.hedge)
        return score, identity(option)

    # Where the cues say nothing, the alphabet decides, which knows no keys.
    return max(choice.options, key=cues)


def at_least(times: int, chances: Sequence[float]) -> float:
    """Return how probable it is that so many of independent events happen, or more."""
    if len(chances) > EXACTLY:
        middle, spread = sum(chances), sqrt(sum(chance * (1 - chance) for chance in chances))
        return 1 - NormalDist(middle, spread).cdf(times - 0.5)
    exactly = [1.0]  # the probability of each number of events
    for chance in chances:
        none, one = [*exactly, 0.0], [0.0, *exactly]
        exactly = [a * (1 - chance) + b * chance for a, b in zip(none, one, strict=True)]
    return sum(exactly[times:])


def _overused(deck: str, questions: Sequence[Question]) -> Iterator[Flaw]:
    keys: set[str] = set()
    wrong: dict[str, set[str]] = defaultdict(set)
    texts: dict[str, str] = {}
    for question in questions:
        if isinstance(question, Choice | MultipleChoice):
            keys.update(map(identity, question.keys))
            for each in question.distractors:
                # A fact may offer its wrong options in each of its questions: only one of them is
                # in a quiz.
                if each.reason in (Reason.AUTHORED, Reason.NEVER):
                    wrong[identity(each.text)].add(question.about.fact)
                    texts.setdefault(identity(each.text), each.text)
    for text, facts in sorted(wrong.items()):
        if len(facts) > OFTEN and text not in keys:
            message = f"`{texts[text]}` is a wrong option for {len(facts)} facts and never right"
            hint = "use other wrong options for some of them"
            yield Flaw("distractor-overused", message, hint, deck)
