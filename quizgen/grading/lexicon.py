"""Gives every term that is known, so that no other term is ever taken for a slip. Knows no verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from quizgen.grading.normal import Form, form
from quizgen.knowledge import Vocabulary
from quizgen.questions.types import (
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
from quizgen.text.markup import escaped, plain


class Known(NamedTuple):
    """A known name: its form's key, its author's spelling in plain words, and so the term that it names."""

    key: str
    text: str
    term: str


class _Near:
    """Texts by length and first letter, so that those near to one are found without looking at all."""

    def __init__(self) -> None:
        self._texts: dict[str, None] = {}
        self._buckets: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._tails: dict[str, list[str]] = defaultdict(
            list
        )  # all but the first letter -> the texts

    def __contains__(self, text: str) -> bool:
        return text in self._texts

    def add(self, text: str) -> None:
        if text not in self._texts:
            self._texts[text] = None
            self._buckets[len(text)][text[0]].append(text)
            self._tails[text[1:]].append(text)

    def find(self, text: str, distance: int, same_start: bool) -> Iterator[tuple[str, int]]:
        """The texts at most so far from this one, with how far; a transposition is one."""
        from rapidfuzz import process  # only an answer that is typed pays for it
        from rapidfuzz.distance import OSA

        for length in range(len(text) - distance, len(text) + distance + 1):
            buckets = self._buckets.get(length, {})
            starts = [text[:1]] if same_start or distance == 1 else list(buckets)
            for bucket in (buckets[start] for start in starts if start in buckets):
                found = process.extract(
                    text, bucket, scorer=OSA.distance, score_cutoff=distance, limit=None
                )
                yield from ((each, far) for each, far, _ in found)
        if distance == 1 and not same_start:
            yield from ((each, 1) for each in self._turned_starts(text))

    def _turned_starts(self, text: str) -> Iterator[str]:
        """The texts that are one slip away, and that in the first letter: these are found without a scan."""
        yield from (each for each in self._tails.get(text[1:], ()) if each[0] != text[0])
        yield from (each for each in self._tails.get(text, ()) if each[0] != text[0])
        others = (text[1:], text[1:2] + text[:1] + text[2:])
        yield from (each for each in others if each in self._texts and each[0] != text[0])


class Lexicon:
    """All known terms: answers, other names, options, members, the vocabulary, and a word list of the person's own."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self.vocabulary = vocabulary or Vocabulary()
        self._known: dict[str, Known] = {}
        self._spellings: dict[str, str] = {}  # a way to spell a term -> its form's key
        self._near_terms = _Near()
        self._near_words = _Near()

    @classmethod
    def of(
        cls,
        questions: Mapping[str, Iterable[Question]],
        vocabulary: Vocabulary,
        words: Iterable[str] = (),
    ) -> Lexicon:
        """The terms of all questions (by fact), of the vocabulary, and of a word list, one term an entry."""
        lexicon = cls(vocabulary)
        for term in vocabulary.terms.values():
            for name in (term.name, *term.synonyms):
                lexicon.add(plain(name), plain(term.name))
        for term in vocabulary.terms.values():
            for name in (*term.broader, *term.opposites, *term.confusables):
                lexicon.add(plain(name))
        for group in questions.values():
            for question in group:
                for name, *others in (map(plain, names) for names in _terms(question)):
                    lexicon.add(name)
                    for other in others:
                        lexicon.add(other, name)
        for word in words:
            if word.strip():
                lexicon.add(word.strip())
        return lexicon

    def add(self, text: str, term: str = "") -> None:
        """Know one more text in plain words, as a name of a term (by itself, of one of its own)."""
        known = form(text)
        if known.key in self._known or not known.words:
            return
        self._known[known.key] = Known(known.key, text, term or text)
        for spelling in known.keys:
            if spelling not in self._spellings:
                self._spellings[spelling] = known.key
                self._near_terms.add(spelling)
        for word in (*known.words, *known.spelled):
            if len(word) > 3:
                self._near_words.add(word)

    def __iter__(self) -> Iterator[Known]:
        return iter(self._known.values())

    def __len__(self) -> int:
        return len(self._known)

    def find(self, given: Form) -> Known | None:
        """What is known under this form."""
        return self._known.get(given.key)

    def near(self, given: Form, distance: int, same_start: bool = False) -> list[tuple[int, Known]]:
        """What is known at most so far from a form, with how far, nearest first; of those with its first letter."""
        found: dict[str, int] = {}
        for spelling in dict.fromkeys(given.keys):
            for near, far in self._near_terms.find(spelling, distance, same_start):
                key = self._spellings[near]
                found[key] = min(far, found.get(key, far))
        return sorted((far, self._known[key]) for key, far in found.items())

    def words_near(self, word: str, distance: int) -> list[str]:
        """The words of known terms that are at most so far from this word."""
        return sorted(each for each, _ in self._near_words.find(word, distance, same_start=False))

    def names(self, term: str) -> tuple[str, ...]:
        """The other names that the vocabulary has for an answer, both as their author wrote them."""
        return self.vocabulary.names(term)

    def related(self, one: str, other: str) -> bool:
        """Whether the vocabulary says that one is the other, or a kind of it; both in plain words."""
        return self.vocabulary.related(escaped(one), escaped(other))


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
