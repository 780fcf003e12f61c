"""Hold every known term, so that no other term is ever taken for a slip."""

# Known terms stand by length and first letter. Marking 10,000 answers against 50,000 terms takes a
# twentieth of a bare rapidfuzz scan; a term that differs in its first letter is looked up, not
# searched for.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from copy import copy
from itertools import chain
from typing import Any, NamedTuple

from quizgen.knowledge import Vocabulary
from quizgen.questions.question import Question
from quizgen.text.answer_forms import AnswerForm, form
from quizgen.text.dictionary import is_word
from quizgen.text.markup import escaped, plain
from quizgen.text.prose import spelled_out
from quizgen.text.sameness import identity


class Known(NamedTuple):
    """A known name: its form's key, its author's spelling in plain words, and the term it names."""

    key: str
    text: str
    term: str


class _Near:
    """An index of texts by length and first letter, in which near ones are soon found."""

    def __init__(self) -> None:
        self._texts: dict[str, None] = {}
        self._buckets: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        # All but the first letter -> the texts.
        self._tails: dict[str, list[str]] = defaultdict(list)

    def __contains__(self, text: str) -> bool:
        return text in self._texts

    def add(self, text: str) -> None:
        if text not in self._texts:
            self._texts[text] = None
            self._buckets[len(text)][text[0]].append(text)
            self._tails[text[1:]].append(text)

    def find(self, text: str, distance: int, *, same_start: bool) -> Iterator[tuple[str, int]]:
        """Yield the texts at most so far from this one, with how far; a transposition is one."""
        from rapidfuzz import process  # only an answer that is typed pays for it
        from rapidfuzz.distance import OSA

        for length in range(len(text) - distance, len(text) + distance + 1):
            buckets = self._buckets.get(length, {})
            starts = [text[:1]] if same_start or distance == 1 else list(buckets)
            for bucket in (buckets[start] for start in starts if start in buckets):
                hits = process.extract(
                    text, bucket, scorer=OSA.distance, score_cutoff=distance, limit=None
                )
                yield from ((each, far) for each, far, _ in hits)
        if distance == 1 and not same_start:
            yield from ((each, 1) for each in self._turned_starts(text))

    def _turned_starts(self, text: str) -> Iterator[str]:
        """Yield the texts that are one slip away, and that in the first letter, without a scan."""
        yield from (each for each in self._tails.get(text[1:], ()) if each[0] != text[0])
        yield from (each for each in self._tails.get(text, ()) if each[0] != text[0])
        others = (text[1:], text[1:2] + text[:1] + text[2:])
        yield from (each for each in others if each in self._texts and each[0] != text[0])


class Lexicon:
    """All known terms: answers, other names, options, members, the vocabulary, and a word list."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self.vocabulary = vocabulary or Vocabulary()
        self.language = self.vocabulary.language
        self._known: dict[str, Known] = {}
        # Of one form may be terms that differ by an accent or a sign which typing drops.
        self._exactly: dict[str, Known] = {}  # by the identity of a text
        self._spellings: dict[str, str] = {}  # a way to spell a term -> its form's key
        self._near_terms = _Near()
        self._near_words = _Near()
        self.memory: dict[Hashable, Any] = {}  # what was made of all terms, until one is added

    def speaking(self, language: str) -> Lexicon:
        """Return the same terms for an answer in another language, such as `es`; "" is its own."""
        if not language:
            return self
        other = copy(self)
        other.language = language
        return other

    @classmethod
    def of(
        cls,
        questions: Mapping[str, Iterable[Question]],
        vocabulary: Vocabulary,
        words: Iterable[str] = (),
    ) -> Lexicon:
        """Return a lexicon of all questions (by fact), of the vocabulary, and of a word list.

        The word list has one term an entry.
        """
        lexicon = cls(vocabulary)
        for term in vocabulary.terms.values():
            for name in (term.name, *term.synonyms):
                lexicon.add(plain(name), plain(term.name))
        for term in vocabulary.terms.values():
            for name in (*term.broader, *term.opposites, *term.confusables):
                lexicon.add(plain(name))
        for question in chain.from_iterable(questions.values()):
            for names in question.terms:
                name, *others = map(plain, names)
                lexicon.add(name)
                for other in others:
                    lexicon.add(other, name)
        for word in words:
            lexicon.add(word.strip())
        return lexicon

    def add(self, text: str, term: str = "") -> None:
        """Record one more text in plain words, as a name of `term`, or as a term of its own."""
        self.memory.clear()
        entry = form(text, self.language)
        known = Known(entry.key, text, term or text)
        self._exactly.setdefault(identity(text, self.language), known)
        if entry.key in self._known or not entry.words:
            return
        self._known[entry.key] = known
        if not text.isascii():  # a keyboard without these letters writes them in two
            self._known.setdefault(form(spelled_out(text), self.language).key, known)
        for spelling in entry.keys:
            if spelling not in self._spellings:
                self._spellings[spelling] = entry.key
                self._near_terms.add(spelling)
        # Another name in plain words is no list of words that are easily taken for one another.
        is_phrase = bool(term) and term != text and len(entry.words) > 1
        for word in (*entry.words, *entry.spelled):
            if len(word) > 3 and not (is_phrase and is_word(word, self.language)):
                self._near_words.add(word)

    def __iter__(self) -> Iterator[Known]:
        return iter(self._known.values())

    def __len__(self) -> int:
        return len(self._known)

    def find(self, text: AnswerForm) -> Known | None:
        """Return the known name of this form."""
        return self._known.get(text.key)

    def exact(self, text: str) -> Known | None:
        """Return the known name that a text is, to the last accent and sign."""
        return self._exactly.get(identity(text, self.language))

    def near(
        self, text: AnswerForm, distance: int, *, same_start: bool = False
    ) -> list[tuple[int, Known]]:
        """Return the known names at most so far from a form, with how far, nearest first.

        With `same_start`, only those with its first letter.
        """
        distances: dict[str, int] = {}
        for spelling in dict.fromkeys(text.keys):
            for near, far in self._near_terms.find(spelling, distance, same_start=same_start):
                key = self._spellings[near]
                distances[key] = min(far, distances.get(key, far))
        return sorted((far, self._known[key]) for key, far in distances.items())

    def words_near(self, word: str, distance: int) -> list[str]:
        """Return the words of known terms that are at most so far from this word."""
        return sorted(each for each, _ in self._near_words.find(word, distance, same_start=False))

    def names(self, term: str) -> tuple[str, ...]:
        """Return the other names of an answer in the vocabulary, as their author wrote them."""
        return self.vocabulary.names(term)

    def related(self, one: str, other: str) -> bool:
        """Tell whether the vocabulary says that one is the other, or a kind of it.

        Both are in plain words.
        """
        return self.vocabulary.related(escaped(one), escaped(other))
