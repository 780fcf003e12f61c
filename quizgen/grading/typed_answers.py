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
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from quizgen.grading.lexicon import Known, Lexicon
from quizgen.grading.marks import Verdict
from quizgen.grading.slips import (
    aligned,
    apart,
    budget,
    distance,
    is_another_real_word,
    slips,
    veers,
)
from quizgen.grading.word_families import family, poles
from quizgen.text.answer_forms import LONGEST, AnswerForm, form
from quizgen.text.markup import plain
from quizgen.text.sameness import identity, is_initialism, is_prose, is_wordy, symbols
from quizgen.text.writings import other_writings

_UNKNOWING = {
    form(text).key for text in ("dk", "idk", "don't know", "I don't know", "do not know", "no idea")
}
_SMALL_WORDS = "of in on at by for with to and or is are be it its as that which from into than so"
_EMPTY = set(_SMALL_WORDS.split())
_ENOUGH = 0.6  # of a long answer's words, to be close to it
_LONG = 5  # words


class Judgement(NamedTuple):
    """A verdict, the known term that was given instead, and what the person should know."""

    verdict: Verdict
    confused_with: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """An answer with all that counts as it.

    `identities` are those of its texts; `forms` only of those in which a slip can be told from
    another thing: in code, formulas and signs every character counts.
    """

    answer: str
    forms: tuple[AnswerForm, ...]
    identities: frozenset[str] = frozenset()
    keys: frozenset[str] = field(init=False)
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", frozenset(each.key for each in self.forms))
        object.__setattr__(
            self,
            "words",
            frozenset(word for each in self.forms for word in (*each.words, *each.spelled)),
        )


def expect(answer: str, accepted: Iterable[str], lexicon: Lexicon) -> Expected:
    """Return an answer with its accepted forms, and the names that the vocabulary has for it."""
    texts = [answer, *accepted, *lexicon.names(answer)]
    texts += [other for text in texts for other in other_writings(text)]
    identities = frozenset(each for text in texts for each in (identity(text), _symbols(text)))
    wordy = [plain(text) for text in texts if is_prose(text) or is_wordy(text)]
    forms = {known.key: known for known in map(form, reversed(wordy))}
    return Expected(plain(answer), tuple(reversed(forms.values())), identities)


def _symbols(text: str) -> str:
    """Return a text's identity as symbols, where it is any: code is typed without its marks."""
    return "" if is_prose(text) else f"symbols {symbols(plain(text))}"


def judge(
    text: str, expected: Expected, lexicon: Lexicon, others: Iterable[Expected] = ()
) -> Judgement:
    """Return the verdict on a typed text.

    `others` are right answers elsewhere in the same item.
    """
    if len(text) > LONGEST:
        return Judgement(Verdict.WRONG, note=f"longer than {LONGEST:,} characters")
    judgement = _judge_words(text, expected, lexicon, others)
    if judgement.verdict.counts or lexicon.find(form(text)):
        return judgement
    # `it is …`, `by …`, `… (ALS)`: what frames an answer, or repeats it, is no part of it.
    bare = _FRAME.sub("", text, count=1)
    repeated = _INITIALS.fullmatch(bare)
    if repeated and is_initialism(repeated[2], repeated[1]):
        bare = repeated[1]
    if bare == text:
        return judgement
    unframed = _judge_words(bare, expected, lexicon, others)
    return unframed if unframed.verdict.counts else judgement


_FRAME = re.compile(
    r"^\s*(?:(?:it|this|that) (?:is|was)|it[’']s|they (?:are|were)|the answer is|answer:|because of"
    r"|due to|by|in|on|at|through|from)\s+(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)


_INITIALS = re.compile(r"(.{3,}?)\s*\(([A-Z]{2,6})\)")


def _judge_words(
    text: str, expected: Expected, lexicon: Lexicon, others: Iterable[Expected]
) -> Judgement:
    response = form(text)
    if not response.words and not text.strip():
        return Judgement(Verdict.MISSING)
    if expected.identities & {identity(text), f"symbols {symbols(text)}"}:
        return Judgement(Verdict.RIGHT)
    if _is(response, expected):
        # Typing forgives an accent, but not one that makes another term: schon is not schön.
        twin = lexicon.twin(text, expected.identities)
        if twin is not None:
            return Judgement(Verdict.CONFUSED, twin.term)
        return Judgement(Verdict.RIGHT, note=_accents(text, expected))
    if is_unknowing(text):
        return Judgement(Verdict.DONT_KNOW)
    others = [other for other in others if not (other.keys & expected.keys)]
    known = _known(response, lexicon, others)
    if known:
        return _other(response, known, expected, lexicon)
    return _judge_spelling(response, expected, lexicon, others, len(text))


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
    if far is not None and not near:
        return Judgement(Verdict.SLIP)
    whole = min((apart(response, each) for each in expected.forms), default=length)
    for name, other, at in near:
        if at <= whole and (far is None or at < far) and slips(response, other) is not None:
            return Judgement(Verdict.CONFUSED, name)
    if far is not None:
        return Judgement(Verdict.CLOSE, note=f"could also be {near[0][0]}")
    note = next(filter(None, (_close(response, each, lexicon) for each in expected.forms)), "")
    return Judgement(Verdict.CLOSE, note=note) if note else Judgement(Verdict.WRONG)


def _accents(text: str, expected: Expected) -> str:
    """Return the remark on a letter whose mark was left out, or nothing."""
    if text.isascii() and not expected.answer.isascii():
        bare = unicodedata.normalize("NFKD", expected.answer)
        if any(unicodedata.combining(char) for char in bare):
            return f"written {expected.answer}"
    return ""


def is_unknowing(text: str) -> bool:
    """Tell whether a text says that its writer does not know."""
    return text.strip() == "?" or form(text).key in _UNKNOWING


def _is(response: AnswerForm, expected: Expected) -> bool:
    return response.key in expected.keys or any(
        response.members and response.members == each.members for each in expected.forms
    )


# Other terms --------------------------------------------------------------------------------------


def _known(response: AnswerForm, lexicon: Lexicon, others: Iterable[Expected]) -> Known | None:
    for other in others:
        if _is(response, other):
            return Known(response.key, other.answer, other.answer)
    return lexicon.find(response)


def _other(response: AnswerForm, known: Known, expected: Expected, lexicon: Lexicon) -> Judgement:
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
        (known.term, form(known.text), at)
        for at, known in lexicon.near(response, most, same_start=far is None)
    ]
    near = (each for each in candidates if each[2] <= most and each[1].key not in expected.keys)
    return sorted(near, key=lambda each: each[2])


# What is close ------------------------------------------------------------------------------------


def _close(response: AnswerForm, answer: AnswerForm, lexicon: Lexicon) -> str:
    """Return why a text is close to an answer; empty if it is not."""
    if _turned(response, answer):
        return ""
    if apart(response, answer) <= budget(len(answer.key)) + 1 and _only_spelling(response, answer):
        return "the spelling is too far off"
    typed, wanted = _content(response), _content(answer)
    if not typed or not wanted:
        return ""
    if typed < wanted:
        return "only a part of the answer"
    more, less = typed - wanted, wanted - typed
    if any(_is_term(word, lexicon) or any(word in family(due) for due in less) for word in more):
        return ""
    if typed == wanted:
        return "the same words in another order"
    if wanted < typed and more.total() <= 2:
        return "more than the answer"
    if len(answer.words) >= _LONG and 1 - _unlike(more, less) / wanted.total() >= _ENOUGH:
        return "much of the answer"
    return ""


def _turned(response: AnswerForm, answer: AnswerForm) -> bool:
    """Tell whether the texts differ in direction, negation, a number or a sign."""
    typed, wanted = poles(response.words), poles(answer.words)
    if (0 in typed) != (0 in wanted) or any(
        typed[axis] != wanted[axis] for axis in typed.keys() & wanted.keys()
    ):
        return True
    exact, due = _exact(response), _exact(answer)
    return bool(exact - due) or any(not each.isalnum() for each in due - exact)


def _exact(response: AnswerForm) -> Counter[str]:
    return Counter(word for word in response.words if not word.isalpha())


def _only_spelling(response: AnswerForm, answer: AnswerForm) -> bool:
    """Tell whether nothing that must be exact is different."""
    if answer.rigid or len(answer.key) <= 3:
        return False
    for typed, word in aligned(response, answer) or [(response.key, answer.key)]:
        if typed == word:
            continue
        if len(word) <= 3 or not word.isalpha() or veers(typed, word, tie=False):
            return False
        if is_another_real_word(typed, word):
            return False
    return True


def _content(response: AnswerForm) -> Counter[str]:
    return Counter(word for word in response.words if word not in _EMPTY)


def _is_term(word: str, lexicon: Lexicon) -> bool:
    return len(word) > 3 and lexicon.find(form(word)) is not None


def _unlike(more: Counter[str], less: Counter[str]) -> int:
    """Return how many of the wanted words are not there, not even misspelt."""
    return sum(
        not any(
            distance(typed, word) <= budget(len(word)) and not veers(typed, word) for typed in more
        )
        for word in less.elements()
    )
