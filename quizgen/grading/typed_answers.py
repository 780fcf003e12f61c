"""Judge one typed answer; the order of the steps is the rule.

Exact first; then every other known term is refused, before any tolerance; then slips; then what is
close.
"""

# Typed answers: exact, then every other known term refused, then slips. Edit distance alone takes
# hypokalemia for hyperkalemia. The vocabulary and all answers and options of the collection are
# the list of other terms; `--lexicon` adds a word list. "Close" never counts by itself; the person
# may count it, and his decision is logged.

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from quizgen.grading.lexicon import Known, Lexicon
from quizgen.grading.marks import Verdict
from quizgen.grading.reasons import Parted, has_joint, is_denial, part, pieces
from quizgen.grading.slips import (
    aligned,
    apart,
    budget,
    distance,
    has_another_syllable,
    slips,
    veers,
)
from quizgen.grading.word_forms import (
    ANY_FORM,
    AskedForm,
    another_by_marks,
    asked_class,
    asked_form,
    asks_who,
    begins_with_pronoun,
    counts,
    has_other_ending,
    is_acted_on,
    is_other_form,
    is_quoted_part,
    other_marks,
)
from quizgen.text.answer_forms import LONGEST, AnswerForm, form
from quizgen.text.dictionary import is_another_word
from quizgen.text.folding import folded
from quizgen.text.languages import table
from quizgen.text.markup import plain
from quizgen.text.prose import unaccented, words_of
from quizgen.text.rewording import (
    asks_what_happens,
    is_one_word,
    made_of,
    rewording,
    without_help,
)
from quizgen.text.sameness import (
    Kind,
    Reading,
    abbreviates,
    answer_keys,
    case_counts,
    identity,
    is_about,
    is_day_within,
    is_part_of_time,
    is_rough_year,
    lacks_era,
    lacks_unit,
    names,
    read,
    says,
    side_keys,
    states_another_value,
    states_value,
    two_sides,
    typed_keys,
    unframed,
    without_article,
)
from quizgen.text.symbols import is_chord, is_compound, is_symbols
from quizgen.text.word_families import family, opposites, other_term, poles
from quizgen.text.words import runs_in, words

_UNKNOWING = {
    form(text).key for text in ("dk", "idk", "don't know", "I don't know", "do not know", "no idea")
}
_SMALL_WORDS = "of in on at by for with to and or is are be it its as that which from into than so"
_EMPTY = set(_SMALL_WORDS.split())
_ENOUGH = 0.6  # of a long answer's words, to be close to it
_LONG = 5  # words
_LONGEST_NAME = 5  # words
_EXACT = frozenset((Kind.SYMBOLS, Kind.FORMULA, Kind.CODE))
_SIGNS_BETWEEN = (r"\s*[/+]\s*", r"\s*[-–/+]\s*", r"[\s/+–-]+")  # the members of an answer
_MORE = "more than the answer"
_START = 3  # letters by which a word is looked for among known terms
_WORD = re.compile(r"[^\W\d_]{4}")


class Judgement(NamedTuple):
    """A verdict, the known term that was given instead, and what the person should know."""

    verdict: Verdict
    confused_with: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """An answer with all that counts as it.

    `identities` are those of its names, `keys` what else typing may make of them, `kinds` what they
    are. `forms` are those of the texts in which a slip can be told from another thing: in code,
    formulas and signs every character counts. `stem` has the words of the question, which a typed
    answer may repeat: an igneous *rock*. `names` are its own in plain words, as a lexicon knows
    them. `question` is the stem itself, and `asked` what it asks of the form of a word. `whole` is
    the same where no word of the stem may be left out, if one may.
    """

    answer: str
    forms: tuple[AnswerForm, ...]
    identities: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    stem: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    question: str = ""
    asked: AskedForm = ANY_FORM
    whole: Expected | None = None
    form_keys: frozenset[str] = field(init=False)
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "form_keys", frozenset(key for each in self.forms for key in each.keys)
        )
        object.__setattr__(
            self,
            "words",
            frozenset(word for each in self.forms for word in (*each.words, *each.spelled)),
        )


def expect(answer: str, accepted: Iterable[str], lexicon: Lexicon, stem: str = "") -> Expected:
    """Return an answer with its accepted forms, and the names that the vocabulary has for it."""
    key = (answer, *accepted), stem, lexicon.language
    found: Expected | None = lexicon.memory.get(key)
    if found is None:
        found = lexicon.memory[key] = _expected(*key[0], lexicon=lexicon, stem=stem)
    return found


def _expected(answer: str, *accepted: str, lexicon: Lexicon, stem: str) -> Expected:
    language = lexicon.language
    bare = unframed(answer, language)
    texts = dict.fromkeys((answer, *accepted, *lexicon.names(answer), *lexicon.names(bare)))
    if answer[:1].islower():
        texts[without_article(answer, language)] = None  # a minor, who is no key
    texts.update(dict.fromkeys(_surnames(answer, stem, lexicon)))
    own = dict.fromkeys(name for text in texts for name in names(text))
    asked = _said(form(stem, language)) if stem else ()
    # In code and formulas every word counts.
    worded = [name for name in own if read(name, language).kind not in (Kind.CODE, Kind.FORMULA)]
    shorter = (_without_stem(plain(name), asked, language) for name in worded)
    short = dict.fromkeys(
        name
        for name in shorter
        if name and not lexicon.exact(name) and not states_value(name, language)
    )
    known = [each for name in own for each in _without_class(name, stem, lexicon)]
    whole = Expected(
        plain(answer),
        _forms(own, language),
        frozenset(identity(name, language) for name in (*own, bare, *known)),
        frozenset(key for text in texts for key in _all_keys(text, language))
        | _side_keys(own, stem, language),
        frozenset(read(name, language).kind for name in own),
        asked,
        frozenset(map(plain, (*own, bare, *known))),
        stem,
        asked_form(stem, language),
    )
    if not short:
        return whole
    keys = frozenset(key for text in short for key in _all_keys(text, language))
    forms = _forms((*own, *short), language)
    return replace(whole, forms=forms, keys=whole.keys | keys, whole=whole)


def _without_class(name: str, stem: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield a known term that an answer is but for the class that its question asks for.

    `Which two deficiencies?` may be answered by magnesium, though that is a term of its own.
    """
    first, _, last = plain(name).rpartition(" ")
    if not first or lexicon.exact(first) is None or lexicon.related(first, plain(name)):
        return
    language = lexicon.language
    if folded(last.casefold(), language) in asked_class(stem, language):
        yield first


def _surnames(answer: str, stem: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield what a person is called by, where a question asks who: Shannon, von Frisch.

    Initials before it show a name as well: W. A. Mozart.
    """
    person = _person(answer)
    if person is None or not (asks_who(stem, lexicon.language) or _has_initials(person)):
        return
    for name in dict.fromkeys((" ".join(person.surname), person.surname[-1])):
        if not lexicon.exact(name) and not _is_shared(name, answer, lexicon):
            yield name


class _Person(NamedTuple):
    """The words of a person's name; to the surname belong its small words: von, de la."""

    given: list[str]
    surname: list[str]


def _person(name: str) -> _Person | None:
    """Return the name of a person, or None for what is none."""
    words = name.replace(".", ". ").split()
    is_name = all(word.strip(".").replace("-", "").isalpha() for word in words)
    if not is_name or not 2 <= len(words) <= _LONGEST_NAME:
        return None
    if not words[0][0].isupper() or not words[-1][0].isupper():
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1][0].islower():
        start -= 1
    return _Person(words[:start], words[start:])


def _has_initials(person: _Person) -> bool:
    """Tell whether a given name is but a capital with its point."""
    return any(len(each) == 2 and each[0].isupper() and each[1] == "." for each in person.given)


def _is_same_person(text: str, expected: Expected, language: str) -> bool:
    """Tell whether a text is the name that is asked for, otherwise given: Claude E. Shannon."""
    typed, due = _person(text), _person(plain(expected.answer))
    if typed is None or due is None:
        return False
    if not (asks_who(expected.question, language) or _has_initials(due)):
        return False
    has_surname = unaccented(typed.surname[-1].casefold()) == unaccented(due.surname[-1].casefold())
    pairs = zip(typed.given, due.given, strict=False)
    others = typed.given[len(due.given) :]
    return (
        has_surname
        and all(_is_given(*pair) for pair in pairs)
        and all(len(each.strip(".")) == 1 for each in others)
    )


def _is_given(typed: str, name: str) -> bool:
    """Tell whether one given name is the other's initial, or both are but spelled otherwise."""
    short, long = typed.strip(".").casefold(), name.strip(".").casefold()
    is_initial = 1 in (len(short), len(long))
    return short[0] == long[0] and (is_initial or distance(short, long) <= 1)


def _is_shared(surname: str, answer: str, lexicon: Lexicon) -> bool:
    """Tell whether somebody else whom the lexicon knows has a surname."""
    ending = f" {surname.casefold()}"
    own = answer.casefold()
    return any(
        each.text.casefold().endswith(ending) and each.text.casefold() != own for each in lexicon
    )


def _forms(texts: Iterable[str], language: str) -> tuple[AnswerForm, ...]:
    """Return the forms of those texts in which a slip can be told from another thing, each once."""
    bearing = (text for text in texts if _bears_slips(text, language))
    forms = (form(plain(text), language) for text in bearing)
    return tuple({each.key: each for each in forms}.values())


def _all_keys(answer: str, language: str) -> frozenset[str]:
    """Return all under which an answer is known; none, nil and no are one."""
    nothing: tuple[str, ...] = table(language, "texts").get("words", {}).get("nothing", ())
    if answer.casefold() not in nothing:
        return answer_keys(answer, language)
    return frozenset(key for word in nothing for key in answer_keys(word, language))


def _side_keys(texts: Iterable[str], stem: str, language: str) -> frozenset[str]:
    """Return all under which what is asked is known where the stem says the left side of it."""
    keys = frozenset[str]()
    for text in texts if stem else ():
        sides = two_sides(read(text, language))
        if sides is not None and says(stem, sides[0], language):
            keys |= side_keys(sides[1], language)
    return keys


def _without_stem(
    text: str, stem: tuple[str, ...], language: str, own: Collection[str] = ()
) -> str:
    """Return a text without the words at its ends that the stem has, or nothing.

    What turns an answer (left, high, no) stays, and so do its `own` words, and what the stem has as
    a whole. What the answer is, its last word, turns nothing where the stem has no opposite of it:
    the final *cause*.
    """
    words = text.split()
    folded = [_said(form(word, language)) for word in words]
    if not stem or len(words) < 2 or runs_in(tuple(chain.from_iterable(folded)), stem):
        return ""
    small = words_of(language).around
    is_last = [at == len(words) - 1 for at in range(len(words))]
    in_stem = [
        not _is_letter(word)
        and (
            word.casefold() in small
            or (bool(each) and _is_asked(each, stem, language, own or last * ("",)))
        )
        for word, each, last in zip(words, folded, is_last, strict=True)
    ]
    if not any(each and set(each) <= set(stem) for each in folded):
        return ""
    start, end = 0, len(words)
    while start < end and in_stem[start]:
        start += 1
    while end > start and in_stem[end - 1]:
        end -= 1
    return " ".join(words[start:end]) if 0 < end - start < len(words) else ""


def _said(text: AnswerForm) -> tuple[str, ...]:
    """Return the words of a text, numbers as spelled: of four intervals, the fourth is one."""
    pairs = zip(text.words, text.spelled, strict=True)
    return tuple(spelled if word.isdigit() else word for word, spelled in pairs)


def _is_asked(
    words: tuple[str, ...], stem: tuple[str, ...], language: str, own: Collection[str]
) -> bool:
    """Tell whether words stand in the stem and turn nothing.

    Where the answer's `own` words are known, they may have opposites, if the stem names none.
    """
    if not set(words) <= set(stem) or any(word in own for word in words):
        return False
    opposed = {other for word in words for other in opposites(word, language)}
    return opposed.isdisjoint(stem) if own else not opposed


def _is_letter(word: str) -> bool:
    """Tell whether a word is a letter that stands for something: the note A, no article."""
    return len(word) == 1 and word.isupper()


def _bears_slips(text: str, language: str) -> bool:
    """Tell whether a text has words in which a slip of the pen can be told from another thing."""
    reading = read(text, language)
    if reading.kind in (Kind.CODE, Kind.FORMULA):
        return False
    if reading.kind is Kind.PROSE:
        return True
    if reading.kind is Kind.SYMBOLS and _counts_its_letters(reading):
        return False
    return reading.plain.isalpha() or _WORD.search(reading.plain) is not None


def _counts_its_letters(symbols: Reading) -> bool:
    """Tell whether symbols are so short, or so written, that each letter counts as it stands."""
    is_letter = len(symbols.plain) == 1
    is_name = is_chord(symbols.plain) or is_compound(symbols.identity)
    return is_letter or is_name or case_counts(symbols)


def judge(
    text: str,
    expected: Expected,
    lexicon: Lexicon,
    others: Iterable[Expected] = (),
    *,
    in_list: bool = False,
) -> Judgement:
    """Return the verdict on a typed text.

    `others` are right answers elsewhere in the same item. Where the text is one of several that a
    question asks for, commas part it from these, and no reason from its answer.
    """
    if len(text) > LONGEST:
        return Judgement(Verdict.WRONG, note=f"longer than {LONGEST:,} characters")
    if not text.strip():
        return Judgement(Verdict.MISSING)
    judgement = _judge_whole(text, expected, lexicon, others)
    if in_list or judgement.verdict not in (Verdict.WRONG, Verdict.CLOSE):
        return judgement
    parted = part(text, lexicon.language)
    if parted is None or not _is_but_a_reason(parted, expected, lexicon, others):
        return judgement
    of_core = _judge_whole(parted.core, expected, lexicon, others)
    if not of_core.verdict.counts:
        return judgement
    return of_core._replace(note=of_core.note or "what follows the answer was not judged")


def _is_but_a_reason(
    parted: Parted, expected: Expected, lexicon: Lexicon, others: Iterable[Expected]
) -> bool:
    """Tell whether what stands behind the joint of a text may be left out of the judgement.

    It is not to turn what was answered (falls, so it rises), nor to name something else for it.
    """
    language = lexicon.language
    if not _are_words(expected, language) or any(each.members for each in expected.forms):
        return False
    if any(states_value(name, language) or has_joint(name, language) for name in expected.names):
        return False
    answers = (parted.core, expected.answer)
    is_turned = any(_turns(parted.reason, each, language) for each in answers)
    if is_turned or is_denial(parted.reason, language):
        return False
    if any(says(parted.reason, name, language) for other in others for name in other.names):
        return False
    for piece in pieces(parted.reason, language):
        known = _known(form(piece, language), lexicon, others)
        if known and not _is_own(known, expected, language):
            return False
    return True


def _turns(reason: str, answer: str, language: str) -> bool:
    """Tell whether a word of a reason is opposed to one of the answer: falls, so it rises."""
    said, due = ({*words(each), *form(each, language).spelled} for each in (reason, answer))
    if any(not said.isdisjoint(opposites(word, language)) for word in due - said):
        return True
    ours, theirs = poles(due, language), poles(said, language)
    return any(not theirs[axis] <= ours[axis] for axis in ours.keys() & theirs.keys())


def _judge_whole(
    text: str, expected: Expected, lexicon: Lexicon, others: Iterable[Expected]
) -> Judgement:
    """Judge a text all of which is to be the answer, but for what may frame it."""
    if _is_framed_otherwise(text, expected, lexicon.language):
        return Judgement(Verdict.WRONG)
    judgement = _judge_words(text, expected, lexicon, others)
    if judgement.verdict.counts or _is_known(text, lexicon):
        return judgement
    # `it is …`, `by …`, `… (ALS)`: what frames an answer, or repeats it, is no part of it.
    bare = unframed(text, lexicon.language)
    _, *parts = names(bare)
    if len(parts) > 1 and abbreviates(parts[1], parts[0], lexicon.language):
        bare = parts[0]
    # Of the stem's words an answer may leave some out, or repeat some, but not put one for another:
    # where both are in the stem, a forward current is no forward voltage.
    repeating = _without_question(bare, expected, lexicon.language)
    if expected.kinds <= {Kind.CODE, Kind.FORMULA}:
        repeating = _framed_name(bare, expected, lexicon.language)
    for rest, due in ((bare, expected), (repeating, expected.whole or expected)):
        if rest and rest != text:
            of_rest = _judge_words(rest, due, lexicon, others)
            if of_rest.verdict.counts:
                return of_rest
    return judgement


def _is_framed_otherwise(text: str, expected: Expected, language: str) -> bool:
    """Tell whether what frames a text is opposed to what frames an answer: from, to the heart."""
    said, due = (each[: -len(unframed(each, language))] for each in (text, expected.answer))
    is_opposed = bool(said and due) and bool(other_term(said, due, language))
    return is_opposed and identity(text, language) not in expected.identities


def _without_question(text: str, expected: Expected, language: str) -> str:
    """Return a typed text without the words of its question that it repeats, or nothing.

    Behind a number stands what is counted, and before `it falls` what it is said of.
    """
    stem, own = expected.stem, expected.words
    rest = _without_stem(text, stem, language, own)
    if not rest and "-" in text:
        rest = _without_stem(text.replace("-", " "), stem, language, own)  # a NAND-gate
    if not rest:
        return ""
    whole = text if rest in text else text.replace("-", " ")
    before, _, behind = whole.partition(rest)
    if expected.kinds == {Kind.QUANTITY} and behind.strip():
        return rest if counts(behind, expected.question, language) else ""
    if before.strip() and begins_with_pronoun(expected.answer, language):
        return rest if is_acted_on(before, expected.question, language) else ""
    return rest


def _framed_name(text: str, expected: Expected, language: str) -> str:
    """Return the name of code or of a formula that a text has, if all around it is of the stem.

    `the command git fetch` says `git fetch`; but no sign stands around it, nor `cos`.
    """
    small = words_of(language).around
    for name in expected.names:
        before, middle, after = f" {text} ".partition(f" {name} ")
        words = [*before.split(), *after.split()]
        is_framed = all(
            word.casefold() in small
            or (
                not is_symbols(word, language)
                and set(_said(form(word, language))) <= set(expected.stem)
            )
            for word in words
        )
        if middle and words and is_framed:
            return name
    return ""


def _is_known(text: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.exact(text) or lexicon.find(form(text, lexicon.language)))


def _judge_words(
    text: str, expected: Expected, lexicon: Lexicon, others: Iterable[Expected]
) -> Judgement:
    language = lexicon.language
    response = form(text, language)
    refusal = _of_question(text, response, expected, language)
    if refusal is not None:
        return refusal
    # Who types code types no markup.
    kinds = expected.kinds if expected.kinds == {Kind.CODE} else (None, *expected.kinds)
    said = {read(text, language, kind).identity for kind in kinds if kind is not Kind.PROSE}
    if said & expected.identities:
        return Judgement(Verdict.RIGHT)
    # Typing forgives an accent, but not one that makes another term: schon is not schön.
    others = [other for other in others if not other.identities & expected.identities]
    known = _known_exactly(said, text, lexicon, others)
    if known and not _is_own(known, expected, language):
        return _other(text, response, known, expected, lexicon)
    keys = {key for kind in kinds for key in typed_keys(text, language, kind)}
    if keys & expected.keys:
        return _judge_marks(text, expected, language)
    another = _judge_value(text, expected, language)  # in the same letters, too: mbar and Mbar
    # In signs every one counts, whichever of the two has them: `B)A` is no `BA`, nor the other way.
    is_same = _bears_slips(text, language) and _is(response, expected)
    if another is None and (is_same or _is_otherwise_written(text, expected, language)):
        return _judge_marks(text, expected, language)
    if another or is_unknowing(text):
        return another or Judgement(Verdict.DONT_KNOW)
    known = _known(response, lexicon, others)
    if known:
        return _other(text, response, known, expected, lexicon)
    if _is_but_for_case(text, expected, language):
        return _judge_writing(text, expected, language)
    if _is_reworded(text, expected, lexicon, others):
        return Judgement(Verdict.RIGHT, note=f"written {expected.answer}")
    return _judge_spelling(response, expected, lexicon, others, len(text))


def _of_question(
    text: str, response: AnswerForm, expected: Expected, language: str
) -> Judgement | None:
    """Judge a text that is no answer, for it is the question's own; None where it is not."""
    if is_other_form(response, expected.forms, expected.asked):
        if is_quoted_part(response, expected.asked):
            return Judgement(Verdict.WRONG, note="the question itself says this")
        return Judgement(Verdict.WRONG, note="the form of the word counts here")
    if _repeats(text, expected, language):
        return Judgement(Verdict.WRONG, note="the question itself has this value")
    return None


def _judge_value(text: str, expected: Expected, language: str) -> Judgement | None:
    """Judge a text that states another value than the answer; None where it does not."""
    values = [name for name in expected.names if states_value(name, language)]
    if any(
        is_about(text, value, language) or is_rough_year(text, value, language) for value in values
    ):
        return Judgement(Verdict.RIGHT, note=f"written {expected.answer}")
    if any(lacks_era(text, value, language) for value in values):
        return Judgement(Verdict.CLOSE, note="the era is missing")
    if any(lacks_unit(text, value, language) for value in values):
        return Judgement(Verdict.CLOSE, note="the unit is missing")
    if any(is_part_of_time(text, value, language) for value in values):
        return Judgement(Verdict.CLOSE, note="only a part of the answer")
    if any(is_day_within(text, value, language) for value in values):
        return Judgement(Verdict.CLOSE, note=_MORE)
    if values and all(states_another_value(text, value, language) for value in values):
        return Judgement(Verdict.WRONG)
    return None


def _repeats(text: str, expected: Expected, language: str) -> bool:
    """Tell whether a text is a value of the question that the answer is to have otherwise.

    What is 0.5 as a fraction? How many metres is 1 km?
    """
    if not (expected.question and states_value(text, language)):
        return False
    has_answer = any(says(expected.question, name, language) for name in expected.names)
    return not has_answer and says(expected.question, text, language)


def _known_exactly(
    said: Collection[str], text: str, lexicon: Lexicon, others: Iterable[Expected]
) -> Known | None:
    for other in others:
        if not other.identities.isdisjoint(said):
            return Known("", other.answer, other.answer)
    return lexicon.exact(text)


def _is_own(known: Known, expected: Expected, language: str) -> bool:
    """Tell whether a known name is one of the answer's: of that, it is never another term."""
    own = {known.term, known.text} & expected.names
    return bool(own) or identity(known.term, language) in expected.identities


def _judge_spelling(
    response: AnswerForm,
    expected: Expected,
    lexicon: Lexicon,
    others: list[Expected],
    length: int,
) -> Judgement:
    """Judge a text that no one knows: a slip of the pen, close, or wrong."""
    tried = (slips(response, each, lexicon, expected.words) for each in expected.forms)
    far = min((each for each in tried if each is not None), default=None)
    near = _nearest(response, expected, lexicon, others, far)
    if far is not None and expected.asked.number and has_other_ending(response, expected.forms):
        return Judgement(Verdict.CLOSE, note="the ending counts here")
    if far is not None and not near:
        return Judgement(Verdict.SLIP)
    whole = min((apart(response, each) for each in expected.forms), default=length)
    for name, other, at in near:
        if at <= whole and (far is None or at < far) and slips(response, other) is not None:
            if any(_is_word_of(response, each) for each in expected.forms):
                return Judgement(Verdict.CLOSE, note="only a part of the answer")
            return Judgement(Verdict.CONFUSED, name)
    if far is not None:
        return Judgement(Verdict.CLOSE, note=f"could also be {near[0][0]}")
    note = _how_close(response, expected, lexicon)
    return Judgement(Verdict.CLOSE, note=note) if note else Judgement(Verdict.WRONG)


def _is_word_of(response: AnswerForm, answer: AnswerForm) -> bool:
    """Tell whether a text is some words of an answer, letter by letter, and so no slip of others.

    For a Swiss franc, franc is not meant to be France.
    """
    typed = _content(response)
    return bool(typed) and typed < _content(answer)


def _judge_marks(text: str, expected: Expected, language: str) -> Judgement:
    """Judge what is right but perhaps for its marks, which may make another word of it."""
    pairs = other_marks(text, expected.names)
    other = another_by_marks(pairs, language)
    if other is not None:
        return Judgement(Verdict.CLOSE, note=f"{other[0]} is another word than {other[1]}")
    return Judgement(Verdict.RIGHT, note=f"written {expected.answer}" if pairs else "")


def is_unknowing(text: str) -> bool:
    """Tell whether a text says that its writer does not know."""
    return text.strip() == "?" or form(text).key in _UNKNOWING


def _is(response: AnswerForm, expected: Expected) -> bool:
    return not expected.form_keys.isdisjoint(response.keys) or any(
        response.members and response.members == each.members for each in expected.forms
    )


def _is_otherwise_written(text: str, expected: Expected, language: str) -> bool:
    """Tell whether a text has all of an answer: a name, members of it, words without articles."""
    if _is_same_person(text, expected, language):
        return True
    return _are_words(expected, language) and (
        _names_all(text, expected, language) or _lacks_articles(text, expected, language)
    )


def _names_all(text: str, expected: Expected, language: str) -> bool:
    """Tell whether a text names all members of an answer with other signs between them.

    For “black and red” it may be red/black, black-red, or red black.
    """
    due = [each.members for each in expected.forms if each.members[-1:] == ("and",)]
    if not due:
        return False
    parted = (re.split(sign, text) for sign in _SIGNS_BETWEEN)
    said = {(*sorted(form(each, language).key for each in parts), "and") for parts in parted}
    return any(each in said for each in due)


def _lacks_articles(text: str, expected: Expected, language: str) -> bool:
    """Tell whether a text is an answer but for articles that one has inside: too short (a) chain.

    Where both have some, they are to be the same: an dem Tisch, an den Tisch.
    """
    typed, articles = _parted_from_articles(text, language)
    for name in expected.names:
        words, due = _parted_from_articles(name, language)
        if words == typed and bool(articles) != bool(due):
            return True
    return False


def _parted_from_articles(text: str, language: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the words of a text without the articles behind its first word, and these."""
    known = words_of(language)
    first, *rest = text.split() or [""]
    articles = [word for word in rest if word in known.articles | known.opening]
    others = [word for word in rest if word not in articles]
    return form(" ".join((first, *others)), language).words, articles


def _is_reworded(
    text: str, expected: Expected, lexicon: Lexicon, others: Iterable[Expected]
) -> bool:
    """Tell whether a text is an answer with its words in other forms, and no other known term.

    Where a question asks for a form, or has one of the word itself, no other form will do.
    """
    language = lexicon.language
    if not _are_words(expected, language) or expected.asked.number:
        return False
    happens = asks_what_happens(expected.question, language)
    names = [name for name in expected.names if _is_prose(name, language)]  # no CKD
    apart_by = {name: rewording(text, name, language, happens=happens) for name in names}
    far = min((each for each in apart_by.values() if each is not None), default=None)
    if far is None:
        bare = without_help(text, expected.question, language)
        return bare != text and _is_reworded(bare, expected, lexicon, others)
    fitting = [name for name, at in apart_by.items() if at is not None]
    is_word = any(is_one_word(name, language) for name in fitting)
    words = (word for name in fitting for word in form(name, language).spelled)
    roots = {root for word in words for root in made_of(word, language)}
    asked = {root for word in expected.stem for root in made_of(word, language)}
    if is_word and far and not roots.isdisjoint(asked):
        return False
    rivals = chain((each.answer for each in others), _alike(text, expected, lexicon))
    for rival in rivals:
        at = rewording(text, rival, language, happens=happens)
        # A form of the answer's own word is no rival: weak of weakness.
        if at is not None and at <= far and not (is_word and made_of(rival, language) <= roots):
            return False
    return True


def _are_words(expected: Expected, language: str) -> bool:
    """Tell whether an answer is in words, and no name of it is code or a formula.

    Names in signs, such as an abbreviation, may stand beside it.
    """
    is_code = not expected.kinds.isdisjoint({Kind.CODE, Kind.FORMULA})
    return not is_code and _is_prose(expected.answer, language)


def _is_prose(text: str, language: str) -> bool:
    return read(text, language).kind is Kind.PROSE


def _alike(text: str, expected: Expected, lexicon: Lexicon) -> Iterator[str]:
    """Yield the other known terms that have the beginning of a word of a text, or of its root."""
    words = set(form(text, lexicon.language).spelled)
    roots = {root for word in words for root in made_of(word, lexicon.language)}
    starts = {word[:_START] for word in words | roots if len(word) >= _START}
    for each in lexicon:
        if not any(start in each.key for start in starts) or each.key in expected.form_keys:
            continue
        if not _is_own(each, expected, lexicon.language):
            yield each.text


# Other terms --------------------------------------------------------------------------------------


def _known(response: AnswerForm, lexicon: Lexicon, others: Iterable[Expected]) -> Known | None:
    for other in others:
        if _is(response, other):
            return Known(response.key, other.answer, other.answer)
    return lexicon.find(response)


def _judge_writing(text: str, expected: Expected, language: str) -> Judgement:
    """Judge a text that has the letters of an answer in which more than these counts."""
    if _is_but_for_case(text, expected, language):
        return Judgement(Verdict.CLOSE, note="every blank and capital counts here")
    return Judgement(Verdict.WRONG, note="every sign counts here")


def _is_but_for_case(text: str, expected: Expected, language: str) -> bool:
    """Tell whether symbols, code or a formula are the answer but for their blanks and capitals."""
    said: set[str] = set()
    for kind in expected.kinds & _EXACT:
        said.add(_closed_up(read(text, language, kind).identity))
        if kind is not Kind.CODE:
            said.update(map(_closed_up, typed_keys(text, language, kind)))
    return any(_closed_up(each) in said for each in (*expected.identities, *expected.keys))


def _closed_up(text: str) -> str:
    return "".join(text.casefold().split())


def _other(
    text: str, response: AnswerForm, known: Known, expected: Expected, lexicon: Lexicon
) -> Judgement:
    if _is_own(known, expected, lexicon.language):
        return _judge_writing(text, expected, lexicon.language)
    if lexicon.related(known.text, expected.answer):
        return Judgement(Verdict.CLOSE, note="a broader or narrower term than the answer")
    if any(response.key in each.members for each in expected.forms):
        return Judgement(Verdict.CLOSE, note="only a part of the answer")
    return Judgement(Verdict.CONFUSED, known.term)


def _nearest(
    response: AnswerForm,
    expected: Expected,
    lexicon: Lexicon,
    others: Iterable[Expected],
    far: int | None,
) -> list[tuple[str, AnswerForm, int]]:
    """Return the other known terms that are as near as the answer, `far` slips away, nearest first.

    Each is a name, a form and a distance. Where `far` is None, they are those of which the text
    could be a slip.
    """
    most = budget(len(response.key) + 1) if far is None else far
    candidates = [
        (other.answer, each, apart(response, each)) for other in others for each in other.forms
    ]
    candidates += [
        (known.term, form(known.text, lexicon.language), at)
        for at, known in lexicon.near(response, most, same_start=far is None)
        if not _is_own(known, expected, lexicon.language)
    ]
    near = (
        each for each in candidates if each[2] <= most and each[1].key not in expected.form_keys
    )
    return sorted(near, key=lambda each: each[2])


# What is close ------------------------------------------------------------------------------------


def _how_close(response: AnswerForm, expected: Expected, lexicon: Lexicon) -> str:
    """Return why a text is close to one of the names of an answer; empty if it is not.

    What turns one of them is close to none: an unpopular initiative, to no initiative.
    """
    said = " ".join(response.spelled)
    if any(other_term(said, " ".join(each.spelled), each.language) for each in expected.forms):
        return ""
    note = next(filter(None, (_close(response, each, lexicon) for each in expected.forms)), "")
    if note == _MORE and any(_is_beside(response, each) for each in expected.forms):
        return "only a part of it is right"  # Mac von Laue, where Laue would do
    return note


def _is_beside(response: AnswerForm, answer: AnswerForm) -> bool:
    """Tell whether a text has as many words as an answer, and not all the same."""
    typed, wanted = _content(response), _content(answer)
    return typed.total() == wanted.total() and bool(typed & wanted) and typed != wanted


def _close(response: AnswerForm, answer: AnswerForm, lexicon: Lexicon) -> str:
    """Return why a text is close to an answer; empty if it is not."""
    if apart(response, answer) <= budget(len(answer.key)) + 1 and _only_spelling(response, answer):
        return "the spelling is too far off"
    typed, wanted = _content(response), _content(answer)
    if not typed or not wanted:
        return ""
    initials = "".join(word[0] for word in answer.spelled if word not in _EMPTY)
    if len(initials) > 1 and response.key == initials:
        return "the initials of the answer"
    if typed < wanted or _is_part(typed, wanted, answer):
        return "only a part of the answer"
    more, less = typed - wanted, wanted - typed
    if any(_says_else(word, less, answer.language, lexicon) for word in more):
        return ""
    if typed == wanted:
        has_places = sum(not word.isalpha() for word in typed) > 1  # Art. 21 § 1, § 21 Art. 1
        return "" if has_places else "the same words in another order"
    if wanted < typed and more.total() <= 2:
        return _MORE
    if (
        len(answer.words) >= _LONG
        and 1 - _unlike(more, less, answer.language) / wanted.total() >= _ENOUGH
    ):
        return "much of the answer"
    return ""


def _says_else(word: str, due: Counter[str], language: str, lexicon: Lexicon) -> bool:
    """Tell whether a word too many makes another thing: a sign (F♯ for F), a term, an opposite."""
    is_sign = not word[:1].isalnum()  # a word of quotation marks alone is none
    return is_sign or _is_term(word, lexicon) or any(word in family(each, language) for each in due)


def _is_part(typed: Counter[str], wanted: Counter[str], answer: AnswerForm) -> bool:
    """Tell whether texts are some words of an answer, with slips, or with initials for names."""
    has_initial = any(len(word) == 1 and word.isalpha() for word in typed)
    if typed.total() >= wanted.total() + has_initial:
        return False
    rest = wanted.copy()
    for word in typed.elements():
        due = next((each for each in rest.elements() if _stands_for(word, each, answer)), None)
        if due is None:
            return False
        rest[due] -= 1
    return any(len(word) > 1 for word in typed)


def _stands_for(typed: str, word: str, answer: AnswerForm) -> bool:
    if typed == word or (len(typed) == 1 and typed.isalpha() and word.startswith(typed)):
        return True
    if not (typed.isalpha() and word.isalpha()) or typed[:1] != word[:1] or word in answer.rigid:
        return False
    return distance(typed, word) <= budget(len(word)) and not veers(typed, word, answer.language)


def _only_spelling(response: AnswerForm, answer: AnswerForm) -> bool:
    """Tell whether nothing that must be exact is different."""
    if answer.rigid or len(answer.key) <= 3:
        return False
    for typed, word in aligned(response, answer) or [(response.key, answer.key)]:
        if typed == word:
            continue
        if len(word) <= 3 or not word.isalpha() or veers(typed, word, answer.language, tie=False):
            return False
        if has_another_syllable(typed, word) or is_another_word(typed, word, answer.language):
            return False
    return True


def _content(response: AnswerForm) -> Counter[str]:
    return Counter(word for word in response.words if word not in _EMPTY)


def _is_term(word: str, lexicon: Lexicon) -> bool:
    return len(word) > 3 and lexicon.find(form(word, lexicon.language)) is not None


def _unlike(more: Counter[str], less: Counter[str], language: str) -> int:
    """Return how many of the wanted words are not there, not even misspelt."""
    return sum(
        not any(
            distance(typed, word) <= budget(len(word)) and not veers(typed, word, language)
            for typed in more
        )
        for word in less.elements()
    )
