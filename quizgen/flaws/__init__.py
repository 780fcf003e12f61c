"""Find what is wrong in questions by the rules of item writing, as diagnostics.

One file a group: flaws of stems, of options, of passages, of answers, between questions, of a whole
deck.
"""

# Questions are judged when everything else is right. `flaws/` reads compiled questions and the
# vocabulary; each rule is a generator of flaws, and a flaw names the text at fault, so its place
# is where the author wrote that text. What lies side by side is found through shared words, never
# by comparing all with all. The words of a language (negatives, hedges, what a request looks like)
# stand in its wording under `[checks]`; a language without them is spared those checks. Severity
# is as the literature has it; where a rule flagged good questions (a stem of four words, a range
# without tolerance, unequal lengths with the key in the middle), it was narrowed to what gives
# something away.

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from quizgen.diagnostics import Diagnostic, Position
from quizgen.flaws import authoring, between_questions
from quizgen.flaws.echoes import echo_flaws, heads_of_terms, said_otherwise
from quizgen.flaws.excuses import Excuses, diagnosed
from quizgen.flaws.flaw import RULES, Flaw
from quizgen.flaws.free_questions import free_question_flaws, needs_options
from quizgen.flaws.options import key_flaws, option_flaws
from quizgen.flaws.passages import order_flaws, part_flaws, passage_flaws
from quizgen.flaws.recalled_answers import answer_flaws, number_flaws
from quizgen.flaws.stems import (
    clang,
    key_in_stem,
    name_flaws,
    negative_stem,
    stem_flaws,
    true_and_false,
)
from quizgen.flaws.typed_answers import typed_flaws
from quizgen.flaws.unasked import (
    idle_words,
    lone_options,
    nothing_asked,
    open_cells,
    open_groups,
    open_lists,
    open_rows,
    overlapping_values,
    unused_options,
    unworded_groups,
    waiting_questions,
)
from quizgen.flaws.whole_deck import deck_flaws, without_recall
from quizgen.flaws.without_markup import without_markup
from quizgen.knowledge import Vocabulary
from quizgen.language.facts.ask import Ask
from quizgen.language.facts.comparison import Comparison
from quizgen.language.facts.entities import Entities
from quizgen.language.facts.fact import Fact
from quizgen.language.facts.gaps import GappedFact
from quizgen.language.facts.members import MembersFact
from quizgen.language.facts.term import TermFact
from quizgen.language.loader import Collection, Deck
from quizgen.questions.question import (
    Choice,
    Cloze,
    ListRecall,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
    part_of,
)
from quizgen.text.markup import marked, plain
from quizgen.text.sameness import abbreviates
from quizgen.text.wording import Wording
from quizgen.text.words import CheckWords

_TOLD = ShortAnswer | ListRecall | Ordering  # built once: each question is looked at
_CHOSEN = Choice | MultipleChoice

# electromyography (EMG), or the other way round
_BRACKETS = re.compile(r"\([^)]*\)|[A-Z]{2,5}s?(?= \()")
_CAPITALS = re.compile(r"[A-Z]{2,5}s?\b")


@dataclass(slots=True)
class AskedFact:
    """A fact with everything that is asked of it, and what the lock knew of it before."""

    deck: Deck
    fact: Fact
    questions: Sequence[Question]
    parts: Mapping[str, str]  # by label
    title: str  # when it was last built; empty if it never was
    waiting: Mapping[str, int] = field(default_factory=dict)  # questions, by the words they lack
    unproved: Mapping[str, int] = field(
        default_factory=dict
    )  # cells, by the row that may be exclusive
    lone: Mapping[str, str] = field(default_factory=dict)  # the only wrong option, by part
    unworded: int = 0  # questions on groups that are in our words
    places: dict[str, Position] = field(default_factory=dict)

    def place(self, flaw: Flaw) -> Position:
        """Return where the author wrote what is flawed, or else what is asked, or else the fact."""
        written = self.fact.where(flaw.text) if flaw.text else None
        if written is not None or not flaw.question:
            return written or self.fact.at()
        if not self.places:
            self.places = {
                self.parts[label]: self.fact.at(*loc)
                for loc, label in reversed(list(self.fact.names()))
            }
        part = part_of(flaw.question)
        return self.places.get(part) or self.places.get(part.split(".")[0]) or self.fact.at()


def check(
    collection: Collection,
    vocabulary: Vocabulary,
    wording: Wording,
    asked: Sequence[AskedFact],
    *,
    stale: bool,
) -> Iterator[Diagnostic]:
    """Yield every flaw that nobody excuses; with `stale`, also the excuses that nothing needs."""
    lexicon = CheckWords(wording)
    plain = list(asked)
    if any(map(marked, collection.texts.values())):
        plain = [replace(each, questions=without_markup(each.questions)) for each in asked]
    by_fact = {each.fact.id: each for each in plain}
    excuses = Excuses(collection)
    decks = {deck.id: deck.position for deck in collection.decks}
    flaws = list(dict.fromkeys(_flaws(collection, vocabulary, lexicon, plain, asked)))
    places = {
        flaw: decks[flaw.owner] if RULES[flaw.code].of_deck else by_fact[flaw.owner].place(flaw)
        for flaw in flaws
    }
    yield from excuses.unknown()
    yield from diagnosed(flaws, excuses, places)
    if stale:
        yield from excuses.unused(by_fact)


def _flaws(
    collection: Collection,
    vocabulary: Vocabulary,
    lexicon: CheckWords,
    asked: Sequence[AskedFact],
    marked_up: Sequence[AskedFact],
) -> Iterator[Flaw]:
    """Yield all flaws: of the words as they are read, and of what the texts are by their markup."""
    lost = {
        each.fact.id: list(
            authoring.lost_options(each.fact, each.questions, each.parts, vocabulary)
        )
        for each in marked_up
    }
    authored_questions = chain.from_iterable(each.questions for each in marked_up)
    yield from typed_flaws(authored_questions, vocabulary.language)
    expanded = _expanded(asked, vocabulary)
    heads = heads_of_terms((each.fact for each in asked), lexicon)
    for each, authored in zip(asked, marked_up, strict=True):
        fact = each.fact
        is_whole = fact.whole is fact
        if is_whole:
            sources = fact.source or each.deck.source
            yield from authoring.unsourced(fact, sources, collection.sources)
        yield from lost[fact.id] or unused_options(fact, authored.questions)
        if is_whole and each.title and each.questions:
            yield from authoring.reused(fact.id, each.title, *_known_by(each))
        yield from authoring.abbreviations(fact, expanded, lexicon)
        yield from name_flaws(fact, lexicon)
        if isinstance(fact, Ask):
            yield from free_question_flaws(fact, each.questions, lexicon)
        yield from echo_flaws(fact, heads, lexicon)
        yield from waiting_questions(fact, each.waiting, lexicon)
        yield from unworded_groups(fact, each.unworded, each.waiting, lexicon)
        if fact.has_cards:  # a table of rows, each of which is asked by itself
            yield from nothing_asked(fact, each.questions, each.waiting, lexicon)
        yield from open_rows(fact, each.unproved)
        yield from open_groups(fact)
        yield from overlapping_values(fact, vocabulary)
        yield from lone_options(fact, each.lone)
        yield from idle_words(fact, each.questions)
        yield from authoring.lost_denials(fact, vocabulary)
        yield from passage_flaws(authored.questions, lexicon)
        yield from order_flaws(fact, lexicon)
        if is_whole and fact.has_cards and not needs_options(fact, lexicon):
            yield from without_recall(fact, each.questions)
        for question, as_authored in zip(each.questions, authored.questions, strict=True):
            yield from _of_question(fact, question, as_authored, vocabulary, lexicon)
    yield from authoring.moved_keys(_titles(asked))
    yield from _between(asked, vocabulary, lexicon)
    yield from _of_decks(asked, lexicon)


def _between(
    asked: Sequence[AskedFact], vocabulary: Vocabulary, lexicon: CheckWords
) -> Iterator[Flaw]:
    """Yield what is wrong between questions, of one fact or of several."""
    questions = list(chain.from_iterable(each.questions for each in asked))
    yield from true_and_false(questions, vocabulary.language)
    yield from between_questions.same_stems(questions, vocabulary)
    aliases = {
        each.fact.id: each.fact.accept
        for each in asked
        if isinstance(each.fact, Ask) and each.fact.accept
    }
    yield from between_questions.aliases(questions, aliases, vocabulary)
    yield from between_questions.confusables(questions, vocabulary)
    yield from between_questions.giveaways(questions, lexicon)


def _of_decks(asked: Sequence[AskedFact], lexicon: CheckWords) -> Iterator[Flaw]:
    """Yield what is wrong with the decks as wholes."""
    by_deck: dict[str, list[Question]] = {}
    for question in chain.from_iterable(each.questions for each in asked):
        by_deck.setdefault(question.about.deck, []).append(question)
    for deck, own in by_deck.items():
        yield from deck_flaws(deck, own, lexicon)
    for deck, lists in _lists_by_deck(asked).items():
        yield from open_lists(deck, lists)
    for deck, cells in _open_cells_by_deck(asked).items():
        yield from open_cells(deck, cells)


def _open_cells_by_deck(asked: Iterable[AskedFact]) -> dict[str, list[tuple[str, str]]]:
    """Return by deck the rows and columns of which a cell's values are to be named, in our words.

    Each is given with the id of its fact.
    """
    cells: dict[str, list[tuple[str, str]]] = {}
    for each in asked:
        fact = each.fact.whole
        if not isinstance(fact, Comparison | Entities):
            continue
        labels = {part: label for label, part in each.parts.items()}
        for question in each.questions:
            if not isinstance(question, ListRecall) or question.also or question.wrong is None:
                continue
            label = labels[question.part.partition(".")[0]]
            if not fact.question_of(label):
                cells.setdefault(each.deck.id, []).append((label, fact.id))
    return cells


def _lists_by_deck(asked: Iterable[AskedFact]) -> dict[str, list[MembersFact]]:
    """Return by deck the facts whose members are to be named, in words of ours.

    A stem of the author's own may ask for those of a book, which are all that there are.
    """
    lists: dict[str, list[MembersFact]] = {}
    for each in asked:
        if isinstance(each.fact, MembersFact):
            own = {each.parts.get(label) for label in each.fact.stems}
            recalls = (one for one in each.questions if isinstance(one, ListRecall))
            if any(one.part not in own and not one.also for one in recalls):
                lists.setdefault(each.deck.id, []).append(each.fact)
    return lists


def _known_by(asked: AskedFact) -> Iterator[str]:
    """Yield the heading of a fact, and the words that tell it where it had none."""
    about = asked.questions[0].about
    gaps = [plain(each.gap.text) for each in asked.questions if isinstance(each, Cloze)]
    # Where a heading was taken out, the lock has no text to compare with.
    if about.title or any(gap in asked.title for gap in gaps):
        yield from filter(None, (about.title, about.known_by))


def _titles(asked: Iterable[AskedFact]) -> dict[str, list[tuple[str, str]]]:
    """Return by table what its rows were called when last built, and what they are called now."""
    titles: dict[str, list[tuple[str, str]]] = {}
    for each in asked:
        if each.fact.whole is not each.fact and each.title and each.questions:
            names = each.title, each.questions[0].about.title
            titles.setdefault(each.fact.whole.id, []).append(names)
    return titles


def _of_question(
    fact: Fact,
    question: Question,
    authored: Question,
    vocabulary: Vocabulary,
    lexicon: CheckWords,
) -> Iterator[Flaw]:
    if isinstance(question, Cloze):  # its stem is a title, which asks nothing
        yield from key_in_stem(authored, vocabulary.names, lexicon)
        assert isinstance(authored, Cloze)
        yield from answer_flaws(authored)
        return
    yield from stem_flaws(question, authored, fact, lexicon)
    if isinstance(question, TrueFalse):
        return
    yield from key_in_stem(authored, vocabulary.names, lexicon)
    if isinstance(authored, _TOLD):
        yield from answer_flaws(authored)
    if isinstance(question, _CHOSEN):
        assert isinstance(authored, _CHOSEN)
        yield from negative_stem(authored, fact, lexicon)
        yield from option_flaws(question, lexicon)
        if isinstance(question, Choice):
            yield from key_flaws(question, lexicon, vocabulary)
            yield from clang(question, lexicon)
    elif isinstance(authored, ShortAnswer):
        yield from said_otherwise(authored, fact, lexicon)
    elif isinstance(question, Number):
        yield from number_flaws(question, lexicon)
    else:
        yield from part_flaws(question, lexicon)


def _expanded(asked: Iterable[AskedFact], vocabulary: Vocabulary) -> frozenset[str]:
    """Return the abbreviations that somebody spells out.

    That does a term, an answer's other name, or brackets after the words.
    """
    names = [
        name
        for term in vocabulary.terms.values()
        if term.synonyms
        for name in (term.name, *term.synonyms)
    ]
    for each in asked:
        if isinstance(each.fact, GappedFact):
            names += chain.from_iterable(each.fact.accept.values())
        if isinstance(each.fact, TermFact):
            names.append(each.fact.term)
        if isinstance(each.fact, Ask):
            names += each.fact.accept
            asked_for = _CAPITALS.findall(each.fact.ask)
            answer, language = each.fact.answer, vocabulary.language
            names += [short for short in asked_for if abbreviates(short, answer, language)]
        for text in each.fact.texts():
            if "(" in text:
                names += _BRACKETS.findall(text)
    return frozenset(chain.from_iterable(map(_CAPITALS.findall, names)))
