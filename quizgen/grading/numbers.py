"""Judge a typed number with its unit against the quantity that is asked.

Both are read by the one grammar of quantities, so what an author may write, a student may type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import floor, log10

from quizgen.grading.lexicon import Lexicon
from quizgen.grading.marks import Verdict
from quizgen.grading.slips import slips
from quizgen.grading.typed_answers import Judgement, is_unknowing
from quizgen.grading.word_forms import counts, words_counted
from quizgen.knowledge import Vocabulary
from quizgen.text.answer_forms import LONGEST, AnswerForm, clean, form
from quizgen.text.languages import any_of, table
from quizgen.text.prose import words_of
from quizgen.text.quantities import (
    ABOUT,
    Quantity,
    QuantityError,
    as_amount,
    grams_a_mole,
    is_unit,
    parse_quantity,
    read_quantity,
    slashed_ratio,
)
from quizgen.text.sameness import unframed
from quizgen.text.units import NONE, PER, is_mass_for_amount, standard

_NO_TERMS = Vocabulary()
_NO_LEXICON = Lexicon()
_FEWEST_DIGITS, _MOST_DIGITS = 2, 12  # that a rounded number has
_ROUGH, _ROUGH_COUNT = 10**3, 10**6  # from which on whole numbers are rounded, and what is counted
_COUNTED_AT, _SHORTEST_COUNTED = 2, 3  # words in, and letters of, a unit that is counted
_TELLING_CASE = frozenset("mpz")  # letters whose case makes another prefix: milli, mega
_SLIPPED_UNIT = 5  # letters of a unit from which on it may have a slip
_TWO_WAYS = "a comma can be read in two ways; write a point for decimals"
_LONGEST_UNIT = 4  # words of a quantity that a question has, its number among them
_GAP = "____"  # that a stem has in place of the number


def judge_number(
    text: str,
    answer: str,
    tolerance: str = "",
    molar_mass: str = "",
    vocabulary: Vocabulary = _NO_TERMS,
    question: str = "",
) -> Judgement:
    """Return the verdict on a typed number; the texts of the question are in plain words.

    Behind a number without a unit may stand what the `question` counts; a number of which it says
    “about ____” is rough.
    """
    if len(text) > LONGEST:
        return Judgement(Verdict.WRONG, note=f"longer than {LONGEST:,} characters")
    typed = clean(text)
    if not typed:
        return Judgement(Verdict.MISSING)
    if is_unknowing(typed):
        return Judgement(Verdict.DONT_KNOW)
    return _judge_quantity(typed, answer, tolerance, molar_mass, vocabulary, question)


def _judge_quantity(
    typed: str, answer: str, tolerance: str, molar_mass: str, vocabulary: Vocabulary, question: str
) -> Judgement:
    """Return the verdict on a text that is there and says something."""
    language, units = vocabulary.language, vocabulary.units
    due = parse_quantity(_as_asked(answer, question, vocabulary), language, units, any_unit=True)
    if PER.search(due.unit):
        typed = _as_rate(typed, language)
    typed = _as_one(_with_more(_without_asked_limit(typed, due, question), language), vocabulary)
    said = (_without_question(typed, question, vocabulary), typed, unframed(typed, language))
    readings = (read_quantity(each, language, units, any_unit=True) for each in said if each)
    quantity = next(filter(None, readings), None)
    if quantity is None:
        return Judgement(Verdict.WRONG, note=_why_none(typed, vocabulary))
    if _repeats(quantity, due, question):
        return Judgement(Verdict.WRONG, note="the question itself has this value")
    if due.parts:
        quantity = slashed_ratio(typed) or quantity
    if not due.unit and _is_counted(quantity, question):
        quantity = replace(quantity, unit="", measure=NONE)

    def compared(quantity: Quantity) -> Judgement:
        return _compare(quantity, due, tolerance, molar_mass, vocabulary)

    judgement, other = compared(quantity), _with_decimal_comma(typed, vocabulary)
    is_doubtful = quantity.is_doubtful and judgement.verdict is Verdict.RIGHT
    if judgement.verdict is Verdict.WRONG and other is not None:
        is_doubtful = compared(other).verdict is Verdict.RIGHT
    return Judgement(Verdict.CLOSE, note=_TWO_WAYS) if is_doubtful else judgement


def _with_decimal_comma(text: str, vocabulary: Vocabulary) -> Quantity | None:
    """Return a text whose comma parts thousands, read as if it stood before decimals: 1,852 km.

    Where the language has a comma before decimals, it is the point. The sign that stands before
    decimals is not doubtful: who writes 1.852 m for 1852 m has written another number.
    """
    language, units = vocabulary.language, vocabulary.units
    grouped = read_quantity("1,000", language)
    sign, decimal = (",", ".") if grouped and grouped.low == _ROUGH else (".", ",")
    if text.count(sign) != 1 or decimal in text:
        return None
    other = read_quantity(text.replace(sign, decimal), language, units, any_unit=True)
    return other if other != read_quantity(text, language, units, any_unit=True) else None


def _without_question(text: str, question: str, vocabulary: Vocabulary) -> str:
    """Return a number with a known unit, without the words of its question behind it, or nothing.

    In “A mile is ____ long.”, 1609 m long is 1609 m.
    """
    language, units = vocabulary.language, vocabulary.units
    first = read_quantity(text, language, units, any_unit=True)
    if first is None or first.has_known_unit:
        return ""
    asked, rest = form(question, language).spelled, text
    while len(rest.split()) > 1:
        rest, word = rest.rsplit(maxsplit=1)
        if not set(form(word, language).spelled) <= set(asked):
            return ""
        quantity = read_quantity(rest, language, units, any_unit=True)
        if quantity is not None and quantity.unit and quantity.has_known_unit:
            return rest
    return ""


def _repeats(typed: Quantity, due: Quantity, question: str) -> bool:
    """Tell whether a quantity in another unit is the question's own, which it asks for in the due.

    How many feet are 2 m? How much is one knot in km/h?
    """
    if not due.unit or due.measure is None or not typed.is_point:
        return False
    meanings = [
        each
        for each in typed.meanings
        if each.dimension == due.dimension and each.measure != due.measure
    ]
    words = question.replace("____", " ").strip(" ?.").split()
    runs = (
        " ".join(words[at:end]).strip(",;:")
        for at in range(len(words))
        for end in range(at + 1, min(at + _LONGEST_UNIT, len(words)) + 1)
    )
    return any(_is_of_question(run, each) for run in runs for each in meanings)


def _is_of_question(run: str, typed: Quantity) -> bool:
    """Tell whether words of a question are a quantity that was typed; a bare unit is one of it."""
    texts = [run, f"1 {run}"] if typed.low == 1 else [run]
    readings = (read_quantity(each, typed.language) for each in texts)
    return any(
        each is not None and each.measure == typed.measure and each.stated == typed.stated
        for each in readings
    )


def _as_asked(answer: str, question: str, vocabulary: Vocabulary) -> str:
    """Return an answer with the word that makes it rough, where the question has it: about ____."""
    before, gap, _ = question.partition(_GAP)
    if not gap or not before.split():
        return answer
    rough = f"{before.split()[-1]} {answer}"
    read = read_quantity(rough, vocabulary.language, vocabulary.units, any_unit=True)
    return rough if read is not None and read.relation == "~" else answer


def _as_rate(text: str, language: str) -> str:
    """Return a text with a stroke for the word that means per: 70 beats a minute."""
    words = "|".join(table(language, "texts").get("words", {}).get("each", ()))
    return re.sub(rf"\s+(?:{words})\s+(?=\w+$)", "/", text) if words else text


def _without_asked_limit(text: str, due: Quantity, question: str) -> str:
    """Return a text without the limit that its question begins with: over how long? Over 2 h."""
    first, _, rest = text.partition(" ")
    starts_so = first.isalpha() and question.casefold().startswith(f"{first.casefold()} ")
    return rest if starts_so and rest and due.relation == "=" else text


def _with_more(text: str, language: str) -> str:
    """Return a number with the sign that goes before it for one that stands behind: 300+, ≥ 300."""
    signs = table(language, "texts").get("numbers", {}).get("and-more", ())
    parted = re.fullmatch(rf"(\d[\d.,]*)\s*{any_of(signs)}(?![\w.,])(.*)", text, re.IGNORECASE)
    return f"≥ {parted[1]}{parted[2]}" if signs and parted else text


def _as_one(text: str, vocabulary: Vocabulary) -> str:
    """Return a unit that stands with an article alone as one of it: a day, the whole day."""
    language = vocabulary.language
    known, whole = words_of(language), table(language, "texts").get("numbers", {}).get("whole", ())
    words = text.split()
    opening = [word for word in words[:-1] if word.casefold() not in whole]
    if not words or len(opening) > 1 or (opening and not opening[0].isalpha()):
        return text
    articles = {*known.articles, *known.opening}
    is_one = all(word.casefold() in articles or _is_one(word, language) for word in opening)
    has_more = len(words) > 1 and is_one
    return f"1 {words[-1]}" if has_more and is_unit(words[-1], language) else text


def _is_one(word: str, language: str) -> bool:
    quantity = read_quantity(word, language)
    return quantity is not None and quantity.low == quantity.high == 1


def _is_counted(typed: Quantity, question: str) -> bool:
    """Tell whether a number's unit is what the question counts: 6 legs, of the legs of a bee.

    A unit that is known is meant by the first words alone: 60 min, of how many minutes there are
    in an hour, but not of how many beats there are in a minute.
    """
    if not typed.has_known_unit:
        return counts(typed.unit, question, typed.language)
    counted = words_counted(question, typed.language) or ()
    words = [word for word in counted[:_COUNTED_AT] if len(word) >= _SHORTEST_COUNTED]
    readings = (read_quantity(f"1 {word}", typed.language, any_unit=True) for word in words)
    units = (each for each in readings if each is not None and each.has_known_unit)
    first = next(units, None)
    return first is not None and _is_same_unit(typed, first)


def _is_same_unit(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities have one unit, in a meaning of each: min, minutes."""
    own = {each.measure for each in one.meanings}
    return any(each.measure in own for each in other.meanings if each.measure is not None)


def _why_none(typed: str, vocabulary: Vocabulary) -> str:
    """Return why a text is no quantity: `40–34 kn` runs upside down."""
    try:
        parse_quantity(typed, vocabulary.language, vocabulary.units, any_unit=True)
    except QuantityError as error:
        return str(error) if any(map(str.isdigit, typed)) else "not a number"
    return "not a number"


def _compare(
    typed: Quantity, answer: Quantity, tolerance: str, molar_mass: str, vocabulary: Vocabulary
) -> Judgement:
    if typed.parts or answer.parts:
        is_same = typed.parts == answer.parts
        return Judgement(Verdict.RIGHT if is_same else Verdict.WRONG)
    stated = read_quantity(molar_mass, vocabulary.language) if molar_mass else None
    mass = grams_a_mole(stated) if stated else None
    if mass is not None:
        typed, answer = _in_amounts(typed, answer, mass)
    judgements = [
        _match(meant, due, _leeway(due, tolerance, vocabulary))
        for meant, due in _in_one_dimension(typed, answer)
    ]
    if judgements:
        verdict, note = min(judgements, key=lambda each: each[0] is not Verdict.RIGHT)
        in_unit = _with_unit_of(answer, typed)
        is_bare = answer.unit and not typed.unit  # 11.8 for 11.8 %
        leeway = _leeway(answer, tolerance, vocabulary)
        if verdict is Verdict.WRONG and is_bare and _is_right(in_unit, answer, leeway):
            return Judgement(Verdict.CLOSE, note=_NO_UNIT)
        return Judgement(verdict, note=note)
    refusal, doubt = _other_unit(typed, answer)
    if refusal:
        return Judgement(Verdict.WRONG, note=refusal)
    if doubt == _NEEDS_MOLAR_MASS:
        return Judgement(Verdict.CLOSE, note=doubt)
    leeway = _leeway(answer, tolerance, vocabulary)
    verdict, note = _match(_with_unit_of(answer, typed), answer, leeway)
    if verdict is Verdict.RIGHT and doubt:
        return Judgement(Verdict.CLOSE, note=doubt)
    return Judgement(verdict, note=note)


def _is_right(typed: Quantity, answer: Quantity, leeway: Fraction) -> bool:
    return _match(typed, answer, leeway)[0] is Verdict.RIGHT


def _in_one_dimension(typed: Quantity, answer: Quantity) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield both in the meanings of their units in which they measure the same.

    `53 nm` may be typed for 53 nautical miles. A key of 53 nm itself is what it is first, and else
    only what has nothing to do with that: 12 pt are a volume or a size of type.
    """
    first, *others = answer.authored_meanings
    for due in (first, *(other for other in others if other.dimension != first.dimension)):
        for meant in typed.meanings:
            if meant.dimension == due.dimension:
                yield meant, due


def _with_unit_of(answer: Quantity, typed: Quantity) -> Quantity:
    return replace(typed, unit=answer.unit, measure=answer.measure)


_NO_UNIT = "the unit is missing"
_NEEDS_MOLAR_MASS = "an amount is compared with a mass only where the molar mass is given"


def _in_amounts(typed: Quantity, answer: Quantity, mass: Fraction) -> tuple[Quantity, Quantity]:
    """Return both as amounts of the substance, where one is a mass and the other an amount."""
    if typed.dimension == answer.dimension:
        return typed, answer
    return as_amount(typed, mass) or typed, as_amount(answer, mass) or answer


def _other_unit(typed: Quantity, answer: Quantity) -> tuple[str, str]:
    """Return why the typed unit refuses the number, if it does, and else what is doubtful in it."""
    if not typed.unit:
        return "", _NO_UNIT
    if not answer.unit:
        given = f"no unit is asked, but {typed.unit} was given"
        multiples = words_of(typed.language).multiples  # 6 pairs are no 6
        is_multiple = not multiples.isdisjoint(form(typed.unit).spelled)
        is_other = typed.has_known_unit and typed.measure != NONE
        return (given, "") if is_other or is_multiple else ("", given)
    due = f"the unit is {answer.unit}"
    if typed.has_known_unit and answer.has_known_unit:
        one, other = typed.measure or NONE, answer.measure or NONE
        if is_mass_for_amount(one, other):
            return "", _NEEDS_MOLAR_MASS
        if answer.measure and answer.measure.zero and typed.measure == standard().read("°"):
            return "", due
        return f"{typed.unit} does not measure what {answer.unit} does", ""
    wanted, said = form(answer.unit), form(typed.unit)
    if not typed.has_known_unit and _is_spelled_otherwise(typed.unit, answer):
        return "", ""
    if bool(PER.search(typed.unit)) != bool(PER.search(answer.unit)):  # 72 points per cm
        return due, ""
    if said.key == wanted.key or not set(said.words).isdisjoint(wanted.words):
        return "", due
    return due, ""


def _is_spelled_otherwise(unit: str, answer: Quantity) -> bool:
    """Tell whether an unknown unit is that of an answer, with a stroke for per or with a slip."""
    if not answer.has_known_unit and _by_parts(unit) == _by_parts(answer.unit):
        return True
    spellings = [answer.unit]
    if answer.measure is not None:
        spellings += standard().spellings(answer.measure)
    said = form(unit)
    is_known = answer.has_known_unit
    return any(
        _is_slip(said, each) or (is_known and _is_but_for_capitals(unit, each))
        for each in spellings
    )


def _is_but_for_capitals(typed: str, unit: str) -> bool:
    """Tell whether a sign of a unit is another but for capitals that tell no prefixes apart.

    25 w are 25 W; but who types 5 mw may mean mW as well as MW.
    """
    if typed.casefold() != unit.casefold():
        return False
    pairs = zip(typed, unit, strict=True)
    return not any(one != other and one.casefold() in _TELLING_CASE for one, other in pairs)


def _by_parts(unit: str) -> list[str]:
    """Return what stands before and behind the stroke of a unit: lines per inch, lines/inch."""
    return [form(part).key for part in PER.split(unit)]


def _is_slip(typed: AnswerForm, unit: str) -> bool:
    """Tell whether typed words are a unit in words, with a slip that makes no other word of it."""
    words = form(unit)
    if not unit.replace(" ", "").isalpha() or len(unit) < _SLIPPED_UNIT or typed.key == words.key:
        return False
    is_swap = sorted(typed.keys[1]) == sorted(words.keys[1])  # nobody measures in minuets
    return slips(typed, words, None if is_swap else _NO_LEXICON) is not None


def _match(typed: Quantity, answer: Quantity, leeway: Fraction) -> tuple[Verdict, str]:
    (low, high), (least, most) = typed.stated, answer.stated
    if (typed.relation == "±") != (answer.relation == "±"):
        if not (_same(low, least, leeway) and _same(high, most, leeway)):
            return Verdict.WRONG, ""
        asked = "so much either way" if answer.relation == "±" else "a number without ±"
        return Verdict.CLOSE, f"{asked} is asked"
    if _same(low, least, leeway) and _same(high, most, leeway):
        return Verdict.RIGHT, ""
    is_inside = (least is None or (low is not None and low >= least - leeway)) and (
        most is None or (high is not None and high <= most + leeway)
    )
    if least is None or most is None:
        bound = most if least is None else least
        if typed.is_point and _same(low, bound, leeway):
            wanted = "less" if least is None else "more"
            return Verdict.CLOSE, f"{wanted} than that is asked"
        return (Verdict.CLOSE, "within the answer") if is_inside else (Verdict.WRONG, "")
    if low is None or high is None:
        return Verdict.WRONG, ""
    if answer.is_point:
        is_exact = typed.is_point and not leeway
        if is_exact and _is_rounded(low, least, answer.low, has_unit=bool(answer.unit)):
            return Verdict.CLOSE, "rounded; more digits are asked"
        is_narrow = low <= least <= high and high - low <= abs(least) / 2
        return (Verdict.CLOSE, "one number is asked") if is_narrow else (Verdict.WRONG, "")
    if is_inside and typed.is_point:
        return Verdict.CLOSE, "a range is asked"
    return Verdict.WRONG, ""


def _is_rounded(
    typed: Fraction, least: Fraction, written: Fraction | None, *, has_unit: bool
) -> bool:
    """Tell whether a number is an answer, rounded to two digits or more: 4.5 of 4.54.

    Whole numbers are not rounded, but long ones: nobody has 210 bones. `typed` and `least` are in
    base units, and `written` is `least` as its author wrote it, with a unit or not.
    """
    rough = _ROUGH if has_unit else _ROUGH_COUNT
    if not written or (written.denominator == 1 and abs(written) < rough):
        return False
    given = typed * written / least
    size = floor(log10(abs(written))) + 1  # digits before the point; fewer than none in 0.04
    steps = (Fraction(10) ** (size - digits) for digits in range(_FEWEST_DIGITS, _MOST_DIGITS))
    return given != written and any(
        (given / step).denominator == 1 and abs(given - written) <= step / 2 for step in steps
    )


def _same(one: Fraction | None, other: Fraction | None, leeway: Fraction) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= leeway


def _leeway(answer: Quantity, tolerance: str, vocabulary: Vocabulary) -> Fraction:
    """Return how far a number may be off, in base units: `0.1 mg/dL`, or `5 %` of it.

    A number said to be rough, without a tolerance, holds within `ABOUT` of itself.
    """
    sizes = [abs(end) for end in answer.stated if end is not None]
    text = tolerance.strip()
    language, units = vocabulary.language, vocabulary.units
    allowed = read_quantity(text, language, units, any_unit=True) if text else None
    if allowed is None:
        return min(sizes) * ABOUT if answer.relation == "~" else Fraction(0)
    size = abs(allowed.high if allowed.high is not None else allowed.low or Fraction(0))
    fitting = (each for each in allowed.meanings if each.dimension == answer.dimension)
    allowed = next(fitting, allowed)
    if allowed.unit == "%" and answer.unit != "%":
        return size / 100 * min(sizes)
    measure = allowed.measure if allowed.unit else answer.measure
    return size * (measure.worth if measure else 1)
