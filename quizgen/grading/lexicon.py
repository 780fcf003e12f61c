"""Gives every term that is known, so that no other term is ever taken for a slip. Knows no verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from quizgen.grading.normal import Form, form
from quizgen.knowledge import Vocabulary
from quizgen.questions import (
    Choice,
    Cloze,
    Gap,
    ListRecall,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    ShortAnswer,
    Table,
)


class Known(NamedTuple):
    """A known name: its form's key, its author's spelling, and the term that it names."""

    key: str
    text: str
    term: str


class _Near:
    """Texts by length, so that those near to one are found without looking at all."""

    def __init__(self) -> None:
        self._by_length: dict[int, list[str]] = defaultdict(list)

    def add(self, text: str) -> None:
        self._by_length[len(text)].append(text)

    def find(self, text: str, distance: int) -> Iterator[tuple[str, int]]:
        """The texts at most so far from this one, with how far; a transposition is one."""
        for length in range(len(text) - distance, len(text) + distance + 1):
            bucket = self._by_length.get(length)
            if bucket:
                found = process.extract(text, bucket, scorer=OSA.distance, score_cutoff=distance, limit=None)
                yield from ((each, far) for each, far, _ in found)


class Lexicon:
    """All known terms: answers, other names, options, members, the vocabulary, and a word list of the person's own."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self.vocabulary = vocabulary or Vocabulary()
        self._known: dict[str, Known] = {}
        self._spellings: dict[str, str] = {}  # a way to spell a term -> its form's key
        self._words: set[str] = set()
        self._near_terms = _Near()
        self._near_words = _Near()

    @classmethod
    def of(
        cls, questions: Mapping[str, Iterable[Question]], vocabulary: Vocabulary, words: Iterable[str] = ()
    ) -> Lexicon:
        """The terms of all questions (by fact), of the vocabulary, and of a word list, one term an entry."""
        lexicon = cls(vocabulary)
        for term in vocabulary.terms.values():
            for name in (term.name, *term.synonyms):
                lexicon.add(name, term.name)
        for term in vocabulary.terms.values():
            for name in (*term.broader, *term.opposites, *term.confusables):
                lexicon.add(name)
        for group in questions.values():
            for question in group:
                for name, *others in _terms(question):
                    lexicon.add(name)
                    for other in others:
                        lexicon.add(other, name)
        for word in words:
            if word.strip():
                lexicon.add(word.strip())
        return lexicon

    def add(self, text: str, term: str = "") -> None:
        """Know one more text, as a name of a term (by itself, of one of its own)."""
        known = form(text)
        if known.key in self._known or not known.words:
            return
        self._known[known.key] = Known(known.key, text, term or text)
        for spelling in known.keys:
            if spelling not in self._spellings:
                self._spellings[spelling] = known.key
                self._near_terms.add(spelling)
        for word in (*known.words, *known.spelled):
            if word not in self._words and len(word) > 3:
                self._words.add(word)
                self._near_words.add(word)

    def __iter__(self) -> Iterator[Known]:
        return iter(self._known.values())

    def __len__(self) -> int:
        return len(self._known)

    def find(self, given: Form) -> Known | None:
        """What is known under this form."""
        return self._known.get(given.key)

    def near(self, given: Form, distance: int) -> list[tuple[int, Known]]:
        """What is known at most so far from a form, with how far, nearest first."""
        found: dict[str, int] = {}
        for spelling in dict.fromkeys(given.keys):
            for near, far in self._near_terms.find(spelling, distance):
                key = self._spellings[near]
                found[key] = min(far, found.get(key, far))
        return sorted((far, self._known[key]) for key, far in found.items())

    def words_near(self, word: str, distance: int) -> list[str]:
        """The words of known terms that are at most so far from this word."""
        return sorted(each for each, _ in self._near_words.find(word, distance))

    def names(self, term: str) -> tuple[str, ...]:
        """The other names that the vocabulary has for a term."""
        return self.vocabulary.names(term)

    def related(self, one: str, other: str) -> bool:
        """Whether the vocabulary says that one is the other, or a kind of it."""
        return self.vocabulary.related(one, other)


def _terms(question: Question) -> Iterator[tuple[str, ...]]:
    """What a question names: each term with its other names."""
    if isinstance(question, Choice | MultipleChoice):
        yield from ((option,) for option in question.options)
        yield from ((each.text,) for each in question.distractors)
    elif isinstance(question, ShortAnswer):
        yield (question.answer, *question.accepted)
    elif isinstance(question, Number):
        yield (question.answer,)
    elif isinstance(question, Cloze):
        yield (question.gap.text, *question.accepted)
    elif isinstance(question, ListRecall):
        yield from question.members
    elif isinstance(question, Ordering):
        yield from ((text,) for text in question.shuffled)
    elif isinstance(question, Matching):
        yield from ((text,) for text in (*question.options, *(left for left, _ in question.pairs)))
    elif isinstance(question, Table):
        cells = (run for _, row in question.grid.rows for run in row)
        yield from ((piece.text,) for run in cells for piece in run if isinstance(piece, Gap))
        yield from ((column,) for column in question.grid.columns)
