"""Tell words apart that folding makes one: by their number, their spelling, their marks.

Typing forgives them as a rule. It may not where the question asks for a plural or a spelling, or
where the marks make another word of the language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import NamedTuple

from quizgen.text.answer_forms import AnswerForm, form
from quizgen.text.dictionary import is_word
from quizgen.text.folding import folded
from quizgen.text.languages import table
from quizgen.text.prose import unaccented
from quizgen.text.words import places_of, quoted, runs_in

_WORD = re.compile(r"[^\W\d_]+")
_SPELLED_APART = str.maketrans({"œ": "oe", "æ": "ae"})

_GAP = r"(?:\(\d+\) )?_{2,}"  # as a passage shows it: ____, (1) ____
_LONGEST_OPENING = 4  # words of “By which German composer”

_LONGEST_CLASS = 5  # words of “two kinds of organ failure”

Spelled = tuple[str, ...]


class AskedForm(NamedTuple):
    """What a question asks of a word: whether its number counts, and the words it speaks of.

    `quotes` says that it does no more than quote these.
    """

    number: bool = False
    mentions: tuple[Spelled, ...] = ()
    quotes: bool = False


ANY_FORM = AskedForm()


def asked_form(stem: str, language: str) -> AskedForm:
    """Return what a question asks of a word: the plural of datum, the British of “color”."""
    words = table(language, "texts").get("words", {})
    spelled = form(stem, language).spelled
    number = any(word in words.get("number-words", ()) for word in spelled)
    if number or any(word in words.get("spelling-words", ()) for word in spelled):
        return AskedForm(number, (spelled,))
    mentions = tuple(form(text, language).spelled for text in quoted(stem))
    return AskedForm(number, mentions, quotes=bool(mentions))


def is_other_form(typed: AnswerForm, answers: Iterable[AnswerForm], asked: AskedForm) -> bool:
    """Tell whether a text has another form of a word than the one that is asked for."""
    wanted = [answer.spelled for answer in answers]
    if typed.spelled in wanted:
        return False
    if asked.number and any(
        _of_other_number(typed.spelled, each, typed.language) for each in wanted
    ):
        return True
    return any(
        runs_in(typed.spelled, mention) and not any(runs_in(each, mention) for each in wanted)
        for mention in asked.mentions
    )


def is_quoted_part(typed: AnswerForm, asked: AskedForm) -> bool:
    """Tell whether a text is but a part of what a question quotes, where it asks for no form."""
    return asked.quotes and typed.spelled not in asked.mentions


def has_other_ending(typed: AnswerForm, answers: Iterable[AnswerForm]) -> bool:
    """Tell whether a text ends otherwise than each answer does, where number is what is asked."""
    return all(typed.keys[1][-2:] != answer.keys[1][-2:] for answer in answers)


def _of_other_number(typed: Spelled, wanted: Spelled, language: str) -> bool:
    pairs = zip(typed, wanted, strict=False)
    return len(typed) == len(wanted) and any(
        _is_other_number(one, other, language) for one, other in pairs
    )


def _is_other_number(typed: str, word: str, language: str) -> bool:
    if folded(typed, language, is_head=False) == folded(word, language, is_head=False):
        return False
    one, other = folded(typed, language), folded(word, language)
    if one == other:
        return True
    # Plurals that there are not: datas, generas, wolfs.
    return not {word, other}.isdisjoint(_stems(typed)) or not {typed, one}.isdisjoint(_stems(word))


def _stems(word: str) -> set[str]:
    """Return a word, and what it is without the ending of a plural."""
    return {word, *(word.removesuffix(ending) for ending in ("s", "es"))}


# Marks --------------------------------------------------------------------------------------------


def other_marks(typed: str, names: Collection[str]) -> list[tuple[str, str]]:
    """Return the typed words that differ from those of an answer by their marks alone, with these.

    There are none where one of its names has them all as they were typed.
    """
    words = _words(typed)
    best: list[tuple[str, str]] = []
    for name in sorted(names):
        wanted = {unaccented(word): word for word in _words(name)}
        common = [word for word in words if unaccented(word) in wanted]
        pairs = [(word, wanted[unaccented(word)]) for word in common]
        pairs = [(one, other) for one, other in pairs if _apart(one) != _apart(other)]
        if common and not pairs:
            return []
        if pairs and (not best or len(pairs) < len(best)):
            best = pairs
    return best


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _apart(word: str) -> str:
    return word.translate(_SPELLED_APART)


def another_by_marks(pairs: Iterable[tuple[str, str]], language: str) -> tuple[str, str] | None:
    """Return the first words of which marks make two words of the language: schon and schön.

    There are none in a language that may be written without its marks. The lists of words have few
    forms of verbs, so a mark that may tell two of them apart does: hablo, habló.
    """
    words = table(language, "texts").get("words", {})
    if words.get("optional-marks", False):
        return None
    telling = re.compile(words.get("telling-marks", "(?!)"))
    for typed, wanted in pairs:
        are_words = all(is_word(word, language, shortest=2) for word in (typed, wanted))
        is_form = telling.search(wanted) or telling.search(typed)
        if are_words or (is_form and not is_word(wanted, language, shortest=2)):
            return typed, wanted
    return None


# What a question counts, and of what it asks what becomes of it -----------------------------------


def counts(words: str, question: str, language: str) -> bool:
    """Tell whether words behind a number are what a question counts: wings, of how many wings.

    A question that does not say “how many” may count whatever it names.
    """
    said, counted = _each_folded(words, language), words_counted(question, language)
    if counted is not None:
        return _each_folded(" ".join(counted), language)[: len(said)] == said
    return set(said) <= set(_each_folded(question, language))


def words_counted(question: str, language: str) -> Spelled | None:
    """Return the words behind “how many”, or None where a question does not say so."""
    openings = table(language, "texts").get("words", {}).get("how-many", ())
    asked = form(question, language).spelled
    for opening in openings:
        start = form(opening, language).spelled
        at = next(places_of(start, asked), None)
        if at is not None:
            return asked[at + len(start) :]
    return None


def asks_who(question: str, language: str) -> bool:
    """Tell whether a question asks for a person: who, which Venetian printer, written by ____."""
    words = table(language, "texts").get("words", {})
    who, which, people = (
        {word for text in words.get(key, ()) for word in form(text, language).spelled}
        for key in ("who", "which", "people")
    )
    said = form(question, language).spelled[:_LONGEST_OPENING]
    for at, word in enumerate(said[:2]):
        if word in who:
            return True
        if word in which:
            return not people.isdisjoint(said[at + 1 : at + 3])
    around = (re.escape(text).replace(r"\{\}", _GAP) for text in words.get("made-by", ()))
    return any(re.search(rf"\b{text}", question.casefold()) for text in around)


def asked_class(question: str, language: str) -> Spelled:
    """Return the words, in the singular, that name what a question asks for: which two acids."""
    which = table(language, "texts").get("words", {}).get("which", ())
    said = form(question, language).spelled
    at = next((place for place, word in enumerate(said[:2]) if word in which), None)
    if at is None:
        return ()
    named = said[at + 1 : at + 1 + _LONGEST_CLASS]
    return tuple(folded(word, language) for word in named)


def begins_with_pronoun(text: str, language: str) -> bool:
    """Tell whether an answer begins with a word for what the question names: it falls."""
    pronouns = table(language, "texts").get("words", {}).get("pronouns", ())
    first, _, rest = text.partition(" ")
    return bool(rest) and first.casefold() in pronouns


def is_acted_on(words: str, question: str, language: str) -> bool:
    """Tell whether words name what a question asks the fate of: what does it do *to the gain*?

    A question that does not put it so may ask for whatever it names.
    """
    before = table(language, "texts").get("words", {}).get("acted-on", ())
    said, asked = _each_folded(words, language), _each_folded(question, language)
    behind = {at + 1 for at, word in enumerate(asked) if word in before}
    return not behind or not behind.isdisjoint(places_of(said, asked))


def _each_folded(text: str, language: str) -> Spelled:
    """Return the words of a text in the singular, whatever stands behind them."""
    return tuple(folded(word, language) for word in form(text, language).spelled)
