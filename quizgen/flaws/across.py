"""Gives the flaws that only show when questions are laid side by side; each question is met once, by its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quizgen.diagnostics import Related, Severity
from quizgen.flaws.flaw import Flaw
from quizgen.flaws.near import near_pairs
from quizgen.knowledge import Vocabulary
from quizgen.questions.types import (
    Choice,
    Cloze,
    ListRecall,
    Number,
    Question,
    ShortAnswer,
    TrueFalse,
)
from quizgen.text.sameness import identity
from quizgen.text.words import CheckWords, holds_words, spaced, words

LONGEST_KEY = 6  # words of a key that is looked for in other questions
FEWEST_WORDS = 2  # of content that a stem must have in common with what gives it away

ERROR = Severity.ERROR


def same_stems(questions: Iterable[Question], vocabulary: Vocabulary) -> Iterator[Flaw]:
    """Stems that ask for two things, or for one thing twice, and options that are right by another fact."""
    by_stem: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        if isinstance(question, Choice | ShortAnswer | Number):
            by_stem[identity(question.stem)].append(question)
    for group in by_stem.values():
        if len({question.about.fact for question in group}) > 1:
            yield from _recalled(
                [each for each in group if not isinstance(each, Choice)], vocabulary
            )
            yield from _offered(
                [each for each in group if isinstance(each, Choice)], group, vocabulary
            )


def _recalled(group: Sequence[Question], vocabulary: Vocabulary) -> Iterator[Flaw]:
    for index, question in enumerate(group):
        for earlier in group[:index]:
            if earlier.about.fact == question.about.fact:
                continue
            note = (Related("which is asked at", earlier.about.position),)
            if vocabulary.related(earlier.key_text, question.key_text) or identity(
                earlier.key_text
            ) == identity(question.key_text):
                message = f"`{earlier.about.fact}` asks the same: “{question.stem}”"
                yield _flaw(
                    "duplicate-question", message, "keep one of the two facts", question, note
                )
            elif not _also(earlier, question):
                message = f"“{question.stem}” has a second right answer: `{earlier.key_text}`"
                hint = "say in both stems what sets them apart, or make one list of the two facts"
                yield _flaw("ambiguous-stem", message, hint, question, note, ERROR)
            break


def _also(one: Question, other: Question) -> bool:
    """Whether each of two answers counts for the other as well."""
    accepted = getattr(one, "accepted", ())
    return any(identity(name) == identity(other.key_text) for name in accepted)


def _offered(
    choices: Sequence[Choice], group: Sequence[Question], vocabulary: Vocabulary
) -> Iterator[Flaw]:
    keys = {vocabulary.resolve(each.key_text): each for each in group}
    for choice in choices:
        for each in choice.distractors:
            other = keys.get(vocabulary.resolve(each.text))
            if other is not None and other.about.fact != choice.about.fact:
                message = f"the option `{each.text}` is right by `{other.about.fact}`, which asks the same"
                note = (Related("which stands at", other.about.position),)
                flaw = _flaw(
                    "second-right-option",
                    message,
                    "say in the stem what sets the two apart",
                    choice,
                    note,
                    ERROR,
                )
                yield flaw._replace(text=each.text)


def aliases(
    questions: Iterable[Question], authored: dict[str, Sequence[str]], vocabulary: Vocabulary
) -> Iterator[Flaw]:
    """Other answers that count as right here, and are the answer to something else."""
    recalled = [each for each in questions if isinstance(each, ShortAnswer)]
    answers = {identity(each.answer): each for each in reversed(recalled)} if authored else {}
    for question in recalled if authored else ():
        for alias in authored.get(question.about.fact, ()):
            other = answers.get(identity(alias))
            if (
                other is None
                or other.about.fact == question.about.fact
                or identity(alias) == identity(question.answer)
            ):
                continue
            if not (
                vocabulary.related(alias, question.answer)
                or holds_words(question.answer, alias)
                or holds_words(alias, question.answer)
            ):
                message = f"`{alias}` counts for `{question.answer}`, but is the answer of `{other.about.fact}`"
                hint = "take it out of `accept`, or make the two synonyms of one term"
                note = (Related("which stands at", other.about.position),)
                yield _flaw("alias-clash", message, hint, question, note, ERROR)._replace(
                    text=alias
                )


def confusables(questions: Iterable[Question], vocabulary: Vocabulary) -> Iterator[Flaw]:
    """Answers of one deck that differ by a slip of the pen, or are opposites by a prefix, and are not declared so."""
    by_deck: dict[str, dict[str, Question]] = defaultdict(dict)
    for question in questions:
        if isinstance(question, ShortAnswer | Cloze) and len(question.key_text) <= 40:
            by_deck[question.about.deck].setdefault(spaced(question.key_text).strip(), question)
    for answers in by_deck.values():
        for one, other in near_pairs(answers):
            first, second = answers[one], answers[other]
            if first.about.position > second.about.position:
                first, second = second, first
            a, b = first.key_text, second.key_text
            if not (vocabulary.related(a, b) or vocabulary.beside(a, b)):
                message = f"`{b}` is easily taken for `{a}`, another answer of this deck"
                hint = f"say so, that neither counts for the other: `- term: {b}`, `confused with: [{a}]`"
                note = (Related("which is asked at", first.about.position),)
                yield _flaw("answers-confusable", message, hint, second, note)._replace(text=b)


def giveaways(questions: Sequence[Question], lexicon: CheckWords) -> Iterator[Flaw]:
    """Stems that hold what another fact asks, with its answer."""
    wanted: dict[tuple[str, ...], list[Question]] = defaultdict(list)
    for question in questions:
        if isinstance(question, ShortAnswer | Number):
            key = words(question.key_text)
            if key and len(key) <= LONGEST_KEY:
                wanted[key].append(question)
    beginnings: dict[str, set[int]] = defaultdict(set)
    for key in wanted:
        beginnings[key[0]].add(len(key))
    told: set[tuple[str, str]] = set()
    for question in questions:
        if isinstance(question, Cloze | ListRecall):
            continue
        said = words(question.stem)
        spans = (
            (start, size) for start, word in enumerate(said) for size in beginnings.get(word, ())
        )
        for other in (
            other for start, size in spans for other in wanted.get(said[start : start + size], ())
        ):
            pair = (other.about.fact, question.about.fact)
            if pair[0] != pair[1] and pair not in told and _answers(question, said, other, lexicon):
                told.add(pair)
                message = f"“{question.stem}” gives away “{other.stem}” of `{pair[0]}`"
                hint = "word one of the two otherwise, or keep one of them"
                note = (Related("which is asked at", other.about.position),)
                yield _flaw("gives-away", message, hint, question, note)


def _answers(question: Question, said: Sequence[str], other: Question, lexicon: CheckWords) -> bool:
    if isinstance(question, TrueFalse) and not question.truth:
        return False
    asked = lexicon.content([other.stem]) - set(words(other.key_text))
    return len(asked) >= FEWEST_WORDS and asked <= set(said)


def _flaw(
    code: str,
    message: str,
    hint: str,
    question: Question,
    related: tuple[Related, ...] = (),
    severity: Severity = Severity.WARNING,
) -> Flaw:
    return Flaw(
        code, message, hint, question.about.fact, question.id, question.stem, severity, related
    )
