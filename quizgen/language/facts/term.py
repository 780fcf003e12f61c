"""The kind `term`: a name and what it means, asked both ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from functools import lru_cache, partial

from pydantic import Field

from quizgen.knowledge import MEANING, Claim, Closure, Reason, Vocabulary
from quizgen.language.facts.fact import Fact, Text
from quizgen.language.facts.writer import Writer, reason_of
from quizgen.language.reader import Loc
from quizgen.questions import distractors
from quizgen.questions.distractors import Candidate
from quizgen.questions.question import Matching, Question
from quizgen.text.sameness import abbreviates
from quizgen.text.wording import Wording, capital
from quizgen.text.words import normal, words

RELATION = MEANING
MATCHED = 5  # terms of a deck that are matched with their meanings at once
FEWEST_MATCHED = 3
SHORTEST_LAST = 4  # letters and full stop of a last word that is no abbreviation
SURPLUS = 2  # options of it that belong to no meaning


class TermFact(Fact):
    """A term and its meaning.

    A definition has one term, so the term's relatives are wrong options for it.
    """

    kind = "term"

    term: Text = Field(
        description="A name and what it means, asked both ways. Write the name here.",
        examples=["cadence"],
    )
    means: Text = Field(
        description="What it means, beginning with an article or a noun, of a verb with `to`.",
        examples=["the number of turns of the pedals in a minute"],
    )

    def title(self, wording: Wording) -> str:
        return capital(self.term)

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield ("term",), "term"
        yield ("means",), "means"

    def fixed(self) -> tuple[str, ...]:
        return ("term", "means")

    def wordable(self) -> tuple[str, ...]:
        return (*self.fixed(), "matching")

    def claims(self) -> Iterator[Claim]:
        yield self.claim(self.means, RELATION, self.term, "term")

    def closures(self) -> Iterator[Closure]:
        yield self.closure(self.means, RELATION, "means", single=True)

    def questions(self, writer: Writer) -> Iterator[Question]:
        means = as_meaning(self.means, writer.wording)
        because = writer.say("term.because", term=self.term, means=means)
        stem = writer.stem("term", "term.term", means=means)
        yield writer.short_answer(
            ["means"], writer.stem("means", "term.means", term=self.term), means, because
        )
        yield writer.short_answer(["term"], stem, self.term, because)
        authored = [
            each._replace(why=partial(self._other, writer, each.text))
            for each in writer.authored("term")
        ]
        beside = self._beside(writer)
        known = writer.knowledge.meanings
        names = [
            name
            for name in self._other_terms(writer.vocabulary)
            if self._is_alike(name, known.get(writer.vocabulary.resolve(name), name), writer)
        ]
        if len(authored) + len(names) < distractors.FEWEST:
            names += [name for name in beside if name not in names]
        others = (
            Candidate(name, Reason.SINGLE, partial(self._other, writer, name)) for name in names
        )
        wrong = writer.not_true(self.means, RELATION, [*authored, *others])
        yield from writer.choice(["term"], stem, self.term, wrong, because)
        meanings = [
            each._replace(why=partial(self._meant, writer, each.text))
            for each in writer.authored("means")
        ]
        if len(meanings) < distractors.FEWEST:
            meanings += (
                Candidate(means, Reason.SINGLE, partial(self._other, writer, name))
                for name, means in beside.items()
            )
        stem = writer.stem("means", "term.means", term=self.term)
        yield from writer.choice(["means"], stem, means, meanings, because)
        yield from self._matching(writer)

    def _matching(self, writer: Writer) -> Iterator[Question]:
        """Ask to match the meanings of some terms of the deck, of which this one is the first.

        One question of five terms is asked by the first of them. A term or two beside them are
        options, so that the last meaning is not given away.
        """
        place = writer.knowledge.place_among_stated(RELATION, self.id)
        if place is None or place % MATCHED:
            return
        stated = writer.knowledge.stated(RELATION, self.at().path)
        nearest = (*stated[place : place + 2 * MATCHED], *stated[max(place - MATCHED, 0) : place])
        terms: dict[str, str] = {}
        meant = distractors.Meanings(writer.vocabulary)
        for claim in nearest:
            means = as_meaning(str(claim.subject), writer.wording)
            if claim.value not in meant and self._is_alike(claim.value, means, writer):
                meant.add(claim.value)
                terms[claim.value] = means
        own_names = {claim.value for claim in stated[place : place + MATCHED]}
        matched = [name for name in terms if name in own_names][: len(terms) - 1]
        if len(matched) < FEWEST_MATCHED:
            return
        id = writer.id("matching", "term")
        own = {terms[name]: name for name in matched}
        options = [*matched, *[name for name in terms if name not in matched][:SURPLUS]]
        yield Matching(
            id=id,
            # Neither why this one is called so nor how it looks has to do with the others.
            about=replace(writer.about, why="", media=()),
            stem=writer.stem("matching", "term.matching"),
            pairs=tuple((each, own[each]) for each in distractors.arrange(writer.seed, id, own)),
            options=distractors.arrange(writer.seed, f"{id}/order", options),
        )

    def _beside(self, writer: Writer) -> dict[str, str]:
        """Return the other terms that its deck defines, each with its meaning.

        A meaning has one term, so those of the others are not its own.
        """
        claims = writer.knowledge.stated(RELATION, self.at().path)
        around = distractors.around(writer.part("term"), claims)
        beside = {each.value: as_meaning(str(each.subject), writer.wording) for each in around}
        return {
            name: means
            for name, means in beside.items()
            if not writer.vocabulary.related(name, self.term)
            and self._is_alike(name, means, writer)
            and self._is_apart(name, means, writer.wording)
        }

    def _is_alike(self, name: str, means: str, writer: Writer) -> bool:
        """Tell whether another term is of the same form: a verb, initials, or none of the two.

        A verb among nouns, and initials among words, are told without knowing anything.
        """
        return _form(name, means, writer.wording) is _form(self.term, self.means, writer.wording)

    def _is_apart(self, name: str, means: str, wording: Wording) -> bool:
        """Tell whether another meaning leaves no doubt that it is not its own.

        A poolish, which is “a liquid preferment”, is a preferment, too; and of “a fungus that makes
        dough rise”, one may well say that it is “a substance that makes dough rise”.
        """
        if _is_kind_of(means, self.term, wording) or _is_kind_of(self.means, name, wording):
            return False
        own, other = _difference(self.means, wording), _difference(means, wording)
        return not own or own != other

    def _other(self, writer: Writer, name: str) -> str:
        """Return why another term is wrong: what it means, where that is stated."""
        if reason := reason_of(name):
            return reason
        means = writer.knowledge.meanings.get(writer.vocabulary.resolve(name))
        if not means:
            return ""
        return writer.say("term.because", term=name, means=as_meaning(means, writer.wording))

    def _meant(self, writer: Writer, means: str) -> str:
        """Return why another meaning is wrong: whose it is, where that is stated."""
        if reason := reason_of(means):
            return reason
        terms = writer.knowledge.values(means, RELATION)
        return writer.say("term.because", term=terms[0], means=means) if terms else ""

    def _other_terms(self, vocabulary: Vocabulary) -> list[str]:
        """Return terms that could be taken for this one, and their opposites.

        With them, its own opposite is not the only one.
        """
        relatives = vocabulary.relatives(self.term)
        opposites = (other for name in relatives for other in vocabulary.opposites(name))
        own = vocabulary.resolve(self.term)
        return [
            name
            for name in dict.fromkeys((*relatives, *opposites))
            if vocabulary.resolve(name) != own
        ]


@lru_cache(maxsize=1 << 14)
def as_meaning(text: str, wording: Wording) -> str:
    """Return a meaning as it stands inside a sentence: no capital in its article, no full stop.

    A noun keeps its capital, as it may be a name.
    """
    first, *others = text.split(" ", 1)
    if others and first == first.capitalize() and first.lower() in wording.function:
        text = text[0].lower() + text[1:]
    last = text.rsplit(" ", 1)[-1]
    is_sentence_end = last.endswith(".") and last[:-1].isalpha() and len(last) > SHORTEST_LAST
    return text[:-1] if is_sentence_end else text


class Form(Enum):
    """What a term is by its form."""

    VERB = "verb"
    INITIALS = "initials"
    OTHER = "other"


# Each meaning is held against those of many other terms.
@lru_cache(maxsize=1 << 14)
def _genus(means: str, wording: Wording) -> tuple[str, ...]:
    """Return the words of a meaning that say what its term is: a liquid preferment."""
    return words(wording.grammar.head(means))


@lru_cache(maxsize=1 << 14)
def _difference(means: str, wording: Wording) -> str:
    """Return what a meaning says behind “that” or “which”, or nothing."""
    _, *rest = wording.relative.split(means, maxsplit=1)
    return normal(rest[0]) if rest else ""


def _is_kind_of(means: str, name: str, wording: Wording) -> bool:
    """Tell whether a meaning names this as what its term is: a liquid *preferment* of …."""
    genus, wanted = _genus(means, wording), words(name)
    return bool(wanted) and genus[-len(wanted) :] == wanted


@lru_cache(maxsize=1 << 14)
def _form(term: str, means: str, wording: Wording) -> Form:
    """Return the form of a term: a verb means “to cut”, initials what they stand for."""
    if wording.verb.search(means) or wording.verb.search(term):
        return Form.VERB
    telling = " ".join(word for word in means.split() if word.lower() not in wording.function)
    return Form.INITIALS if abbreviates(term, telling, wording.language) else Form.OTHER
