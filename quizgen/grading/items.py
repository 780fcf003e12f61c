"""Gives the mark of a response to an item of any type; knows no terminal and no history.

Nothing that was given raises: what cannot be is wrong, what is not there is missing. A mark is in plain words: those
of the item without their markup, those that were given as they were given.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from quizgen.grading.answer_forms import clean
from quizgen.grading.lexicon import Lexicon
from quizgen.grading.list_entries import assign
from quizgen.grading.marks import DONT_KNOW, HAD, MISSED, Mark, Part, Response, Verdict
from quizgen.grading.numbers import judge_number
from quizgen.grading.typed_answers import Judgement, expect, judge
from quizgen.quiz.quiz import (
    ChoiceItem,
    Item,
    ListItem,
    MatchingItem,
    NumberItem,
    OrderingItem,
    PassageItem,
    ShortAnswerItem,
    TrueFalseItem,
)
from quizgen.text.markup import plain

_SHOWN = 200  # characters of a response that are kept
_TRUTHS = {"true": True, "t": True, "false": False, "f": False}


def mark(item: Item, response: Response, lexicon: Lexicon) -> Mark:
    """The mark of a response, by the rules of the item's type."""
    given = tuple(str(each) for each in response)
    match item:
        case ChoiceItem(type="choice"):
            return _choice(item, given)
        case ChoiceItem():
            return _multiple_choice(item, given)
        case TrueFalseItem():
            return _true_false(item, given)
        case OrderingItem():
            return _ordering(item, given)
        case MatchingItem():
            return _matching(item, given)
        case ShortAnswerItem():
            return _short_answer(item, given, lexicon)
        case NumberItem():
            unit, tolerance = plain(item.unit), plain(item.tolerance)
            judgement = judge_number(_first(given), item.low, item.high, unit, tolerance)
            return _of_parts(
                [_part(item.id, _first(given), plain(item.answer), judgement)], given[1:]
            )
        case PassageItem():
            return _passage(item, given, lexicon)
        case ListItem():
            return _list(item, given, lexicon)


def _of_parts(parts: Sequence[Part], extras: Sequence[str] = ()) -> Mark:
    """A mark whose share is that of the parts that count."""
    share = sum(part.verdict.counts for part in parts) / len(parts) if parts else 0.0
    kept = tuple(filter(None, (clean(extra, _SHOWN) for extra in extras[:100])))
    return Mark(share, tuple(parts), kept)


def _part(question: str, given: str, answer: str, judgement: Judgement) -> Part:
    return Part(
        question,
        judgement.verdict,
        clean(given, _SHOWN),
        answer,
        judgement.confused_with,
        judgement.note,
    )


def _texts(item: ChoiceItem | OrderingItem | MatchingItem) -> dict[str, str]:
    """By letter, the words of the options."""
    return {option.letter: plain(option.text) for option in item.options}


def _judged(question: str, verdict: Verdict, given: str, answer: str, note: str = "") -> Part:
    return _part(question, given, answer, Judgement(verdict, note=note))


def _first(given: Response) -> str:
    return given[0] if given else ""


# Picked ---------------------------------------------------------------------------------------------------------------


def _letters(given: Response) -> list[str]:
    """The letters that were given, each once, as they stand on the sheet."""
    return list(
        dict.fromkeys(letter for each in given[:1000] if (letter := clean(each, _SHOWN).upper()))
    )


def _none(question: str, given: Sequence[str], answer: str) -> Mark:
    """The mark of what names nothing: left out, or not known."""
    verdict = Verdict.DONT_KNOW if tuple(given) == DONT_KNOW else Verdict.MISSING
    return Mark(0.0, (_judged(question, verdict, "", answer),))


def _choice(item: ChoiceItem, given: Response) -> Mark:
    texts = _texts(item)
    answer = texts.get(_first(item.keys), "")
    letters = _letters(given)
    if not letters or tuple(letters) == DONT_KNOW:
        return _none(item.id, letters, answer)
    if len(letters) > 1:
        note = "one option is asked"
        return Mark(0.0, (_judged(item.id, Verdict.WRONG, " ".join(letters), answer, note),))
    [letter] = letters
    if letter in item.keys:
        return Mark(1.0, (_judged(item.id, Verdict.RIGHT, texts[letter], answer),))
    note = plain(item.reasons.get(letter, "")) if letter in texts else "there is no such option"
    return Mark(0.0, (_judged(item.id, Verdict.WRONG, texts.get(letter, letter), answer, note),))


def _multiple_choice(item: ChoiceItem, given: Response) -> Mark:
    """Hits less false marks, of the keys; never below nothing."""
    texts = _texts(item)
    letters = _letters(given)
    if not letters or tuple(letters) == DONT_KNOW:
        return _none(item.id, letters, "; ".join(texts[key] for key in item.keys))
    parts = []
    for key in item.keys:
        picked = key in letters
        verdict = Verdict.RIGHT if picked else Verdict.MISSING
        parts.append(_judged(item.id, verdict, texts[key] if picked else "", texts[key]))
    false = [letter for letter in letters if letter not in item.keys]
    for letter in false:
        note = plain(item.reasons.get(letter, "")) if letter in texts else "there is no such option"
        parts.append(_judged(item.id, Verdict.WRONG, texts.get(letter, letter), "", note))
    hits = len(letters) - len(false)
    return Mark(max(0.0, (hits - len(false)) / len(item.keys)), tuple(parts))


def _true_false(item: TrueFalseItem, given: Response) -> Mark:
    answer = "true" if item.truth else "false"
    words = [clean(each, _SHOWN).casefold() for each in given[:2]]
    if not any(words) or tuple(words) == DONT_KNOW:
        return _none(item.id, words, answer)
    right = len(words) == 1 and _TRUTHS.get(words[0]) is item.truth
    verdict = Verdict.RIGHT if right else Verdict.WRONG
    return Mark(float(right), (_judged(item.id, verdict, " ".join(words), answer),))


def _ordering(item: OrderingItem, given: Response) -> Mark:
    """Kendall's tau, never below nothing; the order of what is tied does not count, nor does what is not there."""
    texts = _texts(item)
    ranks = {letter: rank for rank, tied in enumerate(item.order) for letter in tied}
    in_order = [letter for tied in item.order for letter in tied]
    letters = _letters(given)
    if not letters or tuple(letters) == DONT_KNOW:
        return _none(
            item.id,
            letters,
            " → ".join(" = ".join(texts[each] for each in tied) for tied in item.order),
        )
    places = {
        letter: place for place, letter in enumerate(each for each in letters if each in ranks)
    }
    score = pairs = 0
    for one, other in combinations(in_order, 2):
        if ranks[one] != ranks[other]:
            pairs += 1
            if one in places and other in places:
                score += 1 if places[one] < places[other] else -1
    whole = len(places) == len(in_order) == len(letters)
    share = max(0.0, score / pairs) if pairs else float(whole)
    parts = []
    for place, wanted in enumerate(in_order):
        letter = letters[place] if place < len(letters) else ""
        fits = letter in ranks and ranks[letter] == ranks[wanted]
        verdict = Verdict.RIGHT if fits else Verdict.WRONG if letter else Verdict.MISSING
        answer = " = ".join(texts[each] for each in item.order[ranks[wanted]])
        parts.append(_judged(item.id, verdict, texts.get(letter, letter), answer))
    return Mark(
        share, tuple(parts), tuple(clean(each, _SHOWN) for each in letters if each not in ranks)
    )


def _matching(item: MatchingItem, given: Response) -> Mark:
    texts = _texts(item)
    parts = []
    for place, key in enumerate(item.keys):
        typed = clean(given[place], _SHOWN).upper() if place < len(given) else ""
        if given == DONT_KNOW or (typed,) == DONT_KNOW:
            verdict, typed = Verdict.DONT_KNOW, ""
        else:
            verdict = Verdict.RIGHT if typed == key else Verdict.WRONG if typed else Verdict.MISSING
        note = "" if typed in texts or not typed else "there is no such option"
        parts.append(_judged(item.id, verdict, texts.get(typed, typed), texts[key], note))
    return _of_parts(parts, given[len(item.keys) :])


# Typed ----------------------------------------------------------------------------------------------------------------


def _short_answer(item: ShortAnswerItem, given: Response, lexicon: Lexicon) -> Mark:
    if not item.typed and given in (HAD, MISSED):
        verdict = Verdict.RIGHT if given == HAD else Verdict.WRONG
        return Mark(float(verdict.counts), (_judged(item.id, verdict, "", plain(item.answer)),))
    expected = expect(item.answer, item.accepted, lexicon)
    judgement = judge(_first(given), expected, lexicon)
    return _of_parts([_part(item.id, _first(given), expected.answer, judgement)], given[1:])


def _passage(item: PassageItem, given: Response, lexicon: Lexicon) -> Mark:
    expected = [expect(blank.answer, blank.accepted, lexicon) for blank in item.blanks]
    given = given * len(expected) if given == DONT_KNOW else given
    parts = []
    for place, (blank, answer) in enumerate(zip(item.blanks, expected, strict=True)):
        typed = given[place] if place < len(given) else ""
        parts.append(
            _part(blank.question, typed, answer.answer, judge(typed, answer, lexicon, expected))
        )
    return _of_parts(parts, given[len(expected) :])


def _list(item: ListItem, given: Response, lexicon: Lexicon) -> Mark:
    members = [expect(names[0], names[1:], lexicon) for names in item.members]
    if given == DONT_KNOW:
        return Mark(
            0.0, tuple(_judged(item.id, Verdict.DONT_KNOW, "", each.answer) for each in members)
        )
    beside = [expect(names[0], names[1:], lexicon) for names in item.also]
    assigned = assign(given, [*members, *beside], lexicon)
    # What is true beside the members counts in place of one that is missing.
    others = [
        found for found in assigned.members[len(members) :] if found and found[1].verdict.counts
    ]
    parts = []
    for member, found in zip(members, assigned.members, strict=False):
        if not (found and found[1].verdict.counts) and others:
            typed, judgement = others.pop(0)
            found = (typed, judgement._replace(note="right as well"))
        typed, judgement = found or ("", Judgement(Verdict.MISSING))
        parts.append(_part(item.id, typed, member.answer, judgement))
    return _of_parts(parts, assigned.extras)
