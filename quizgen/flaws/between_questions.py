"""Find the flaws that only show when questions are laid side by side.

Each question is met once, by its words: comparing all with all would take the square of their
number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quizgen.diagnostics import DiagnosticCode, Related, Severity
from quizgen.flaws.flaw import ERROR, Flaw
from quizgen.flaws.similar_answers import similar_pairs
from quizgen.knowledge import Vocabulary
from quizgen.questions.question import (
    Choice,
    Cloze,
    ListRecall,
    Number,
    Question,
    ShortAnswer,
    TrueFalse,
)
from quizgen.text.sameness import identity, same
from quizgen.text.words import CheckWords, holds_words, spaced, words

LONGEST_KEY = 6  # words of a key that is looked for in other questions
LONGEST_ANSWER = 40  # characters of an answer that may be taken for another
FEWEST_WORDS = 2  # of content that a stem must have in common with what gives it away


def same_stems(questions: Iterable[Question], vocabulary: Vocabulary) -> Iterator[Flaw]:
    """Find stems that ask for two things, or for one thing twice; a picture is part of a stem.

    Of choices with one stem, options that are right by another fact are found.
    """
    by_stem: dict[tuple[str, ...], list[Question]] = defaultdict(list)
    for question in questions:
        if isinstance(question, Choice | ShortAnswer | Number):
            seen = (each.name for each in question.about.shown("question"))
            stem = identity(question.stem, vocabulary.language)
            by_stem[stem, *seen].append(question)
    for group in by_stem.values():
        if len({question.about.fact for question in group}) > 1:
            choices = [each for each in group if isinstance(each, Choice)]
            recalls = [each for each in group if not isinstance(each, Choice)]
            yield from _other_answers(recalls, vocabulary)
            yield from _right_options(choices, group, vocabulary)


def _other_answers(group: Sequence[Question], vocabulary: Vocabulary) -> Iterator[Flaw]:
    for index, question in enumerate(group):
        for earlier in group[:index]:
            if earlier.about.fact == question.about.fact:
                continue
            note = (Related("which is asked at", earlier.about.position),)
            one, other = earlier.key_text, question.key_text
            if vocabulary.related(one, other) or same(one, other, vocabulary.language):
                message = f"`{earlier.about.fact}` asks the same: “{question.stem}”"
                hint = "keep one of the two facts"
                yield _flaw("duplicate-question", message, hint, question, note)
            elif not _also(earlier, question, vocabulary.language):
                message = f"“{question.stem}” has a second right answer: `{earlier.key_text}`"
                hint = "say in both stems what sets them apart, or make one list of the two facts"
                yield _flaw("ambiguous-stem", message, hint, question, note, ERROR)
            break


def _also(one: Question, other: Question, language: str) -> bool:
    """Tell whether each of two answers counts for the other as well."""
    accepted = getattr(one, "accepted", ())
    return any(same(name, other.key_text, language) for name in accepted)


def _right_options(
    choices: Sequence[Choice], group: Sequence[Question], vocabulary: Vocabulary
) -> Iterator[Flaw]:
    keys = {vocabulary.resolve(each.key_text): each for each in group}
    for choice in choices:
        for each in choice.distractors:
            other = keys.get(vocabulary.resolve(each.text))
            if other is not None and other.about.fact != choice.about.fact:
                message = (
                    f"the option `{each.text}` is right by `{other.about.fact}`, "
                    "which asks the same"
                )
                note = (Related("which stands at", other.about.position),)
                hint = "say in the stem what sets the two apart"
                flaw = _flaw("second-right-option", message, hint, choice, note, ERROR)
                yield flaw._replace(text=each.text)


def aliases(
    questions: Iterable[Question], authored: Mapping[str, Sequence[str]], vocabulary: Vocabulary
) -> Iterator[Flaw]:
    """Find other answers that count as right here, and are the answer to something else."""
    if not authored:
        return
    recalls = [each for each in questions if isinstance(each, ShortAnswer)]
    language = vocabulary.language
    answers = {identity(each.answer, language): each for each in reversed(recalls)}
    for question in recalls:
        key = question.answer
        for alias in authored.get(question.about.fact, ()):
            other = answers.get(identity(alias, language))
            if (
                other is None
                or other.about.fact == question.about.fact
                or same(alias, key, language)
                or vocabulary.related(alias, key)
                or holds_words(key, alias)
                or holds_words(alias, key)
            ):
                continue
            message = f"`{alias}` counts for `{key}`, but is the answer of `{other.about.fact}`"
            hint = "take it out of `accept`, or make the two synonyms of one term"
            note = (Related("which stands at", other.about.position),)
            flaw = _flaw("alias-clash", message, hint, question, note, ERROR)
            yield flaw._replace(text=alias)


def confusables(questions: Iterable[Question], vocabulary: Vocabulary) -> Iterator[Flaw]:
    """Find answers of one deck that are easily taken for each other, and not declared so.

    They differ by a slip of the pen, or are opposites by a prefix.
    """
    by_deck: dict[str, dict[str, tuple[str, Question]]] = defaultdict(dict)
    for question in questions:
        if isinstance(question, ShortAnswer | Cloze | ListRecall):
            answers = by_deck[question.about.deck]
            for key in question.keys:
                if len(key) <= LONGEST_ANSWER:
                    answers.setdefault(spaced(key).strip(), (key, question))
    for answers in by_deck.values():
        for pair in similar_pairs(answers, vocabulary.language):
            both = sorted(map(answers.__getitem__, pair), key=lambda each: each[1].about.position)
            (a, first), (b, second) = both
            if not (vocabulary.related(a, b) or vocabulary.beside(a, b)):
                message = f"`{b}` is easily taken for `{a}`, another answer of this deck"
                hint = (
                    f"say so, that neither counts for the other: `- term: {b}`, "
                    f"`confused with: [{a}]`"
                )
                note = (Related("which is asked at", first.about.position),)
                yield _flaw("answers-confusable", message, hint, second, note)._replace(text=b)


def giveaways(questions: Sequence[Question], lexicon: CheckWords) -> Iterator[Flaw]:
    """Find stems that hold what another fact asks, with its answer."""
    by_key: dict[tuple[str, ...], list[Question]] = defaultdict(list)
    for question in questions:
        if isinstance(question, ShortAnswer | Number):
            key = words(question.key_text)
            if key and len(key) <= LONGEST_KEY:
                by_key[key].append(question)
    lengths: dict[str, set[int]] = defaultdict(set)  # of the keys that begin with a word
    for key in by_key:
        lengths[key[0]].add(len(key))
    pairs: set[tuple[str, str]] = set()
    for question in questions:
        if isinstance(question, Cloze | ListRecall):
            continue
        stem = words(question.stem)
        spans = (
            stem[start : start + length]
            for start, word in enumerate(stem)
            for length in lengths.get(word, ())
        )
        for other in (other for span in spans for other in by_key.get(span, ())):
            pair = (other.about.fact, question.about.fact)
            if pair[0] == pair[1] or pair in pairs:
                continue
            if _answers(question, stem, other, lexicon):
                pairs.add(pair)
                message = f"“{question.stem}” gives away “{other.stem}” of `{pair[0]}`"
                hint = "word one of the two otherwise, or keep one of them"
                note = (Related("which is asked at", other.about.position),)
                yield _flaw("gives-away", message, hint, question, note)


def _answers(question: Question, stem: Sequence[str], other: Question, lexicon: CheckWords) -> bool:
    if isinstance(question, TrueFalse) and not question.truth:
        return False
    content = lexicon.content([other.stem]) - set(words(other.key_text))
    return len(content) >= FEWEST_WORDS and content <= set(stem)


def _flaw(
    code: DiagnosticCode,
    message: str,
    hint: str,
    question: Question,
    related: tuple[Related, ...] = (),
    severity: Severity = Severity.WARNING,
) -> Flaw:
    return Flaw(
        code, message, hint, question.about.fact, question.id, question.stem, severity, related
    )
