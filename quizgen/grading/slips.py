"""Measure how far a typed text is from an answer, as a slip of the pen.

Numbers, signs, abbreviations and words of up to three letters bear no slip; others one from five
letters on, and two that are no neighbours from nine on; none that leads towards an opposite or
another known word.
"""

# What a slip may not do. It may not lead to, or as near to, any other known term or word of one;
# not towards the other of a family (hypo- and hyper-, -itis and -osis, left and right); not touch
# numbers, signs, abbreviations or words of up to three letters. Of 303 confusable pairs both ways,
# none is accepted, misspelt or not (18,918 misspellings), while 96 % of single slips are. Without
# the other term in the lexicon, 4 of 342 of the pairs that the families were written for pass, and
# 39 of 264 held out: the lexicon does the work, so everything that a collection names is in it,
# and `--lexicon` adds more. What could be two terms, or is part of an answer, is *close*: the
# person decides.

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from itertools import takewhile

from quizgen.grading.lexicon import Lexicon
from quizgen.text.answer_forms import AnswerForm
from quizgen.text.dictionary import is_another_word, is_word
from quizgen.text.word_families import is_pole, opposites, others

_LONG = 5  # words from which on an answer is a sentence, and slips are counted by word
_TELLING = 5  # letters from which on a word of a sentence may be another thing
_SHORTEST_PART = 3  # letters of a part of a compound


@lru_cache(maxsize=1 << 16)
def distance(one: str, other: str) -> int:
    """Count the letters added, left out, changed, or changed about with their neighbour."""
    from rapidfuzz.distance import OSA  # only an answer that is typed pays for it

    return OSA.distance(one, other)


def apart(one: AnswerForm, other: AnswerForm) -> int:
    """Return the distance between two texts as wholes."""
    return min(distance(a, b) for a, b in zip(one.keys, other.keys, strict=True))


def budget(letters: int) -> int:
    """Return how many slips a word of so many letters may have."""
    if letters <= 4:
        return 0
    return 1 if letters <= 8 else 2


def slips(
    response: AnswerForm,
    answer: AnswerForm,
    lexicon: Lexicon | None = None,
    own: Collection[str] = (),
) -> int | None:
    """Return the number of slips by which a typed text is the answer, or None.

    `own` are the words of right answers.
    """
    if all(typed[:1] != key[:1] for typed, key in zip(response.keys, answer.keys, strict=True)):
        return _sound_alike(response, answer)
    pairs = aligned(response, answer)
    if pairs is None:
        return None
    total = 0
    for typed, word in pairs:
        if typed != word:
            # In a sentence, a slip that makes another short word is a slip all the same; a longer
            # word, or one of a name, may be another thing.
            is_name = lexicon is not None and (len(pairs) < _LONG or len(word) >= _TELLING)
            if not _one_slip(typed, word, answer, is_name=is_name):
                return None
            if lexicon and _another_word(typed, word, lexicon, own):
                return None
            total += 1 if _is_jumbled(typed, word) else distance(typed, word)
    most = budget(max(map(len, answer.keys)))
    if len(pairs) >= _LONG:
        most = max(2, len(pairs) // 2)
    return total if total <= most else None


def aligned(response: AnswerForm, answer: AnswerForm) -> list[tuple[str, str]] | None:
    """Return the typed words beside the answer's.

    Where only the blanks can be different they are one word; None if neither.
    """
    typed = [pair for pair in zip(response.spelled, response.words, strict=True) if pair[0] != "of"]
    words = [pair for pair in zip(answer.spelled, answer.words, strict=True) if pair[0] != "of"]
    if len(typed) == len(words):
        # Folding turns one slip into two at times, and spelling one word in two ways; whichever is
        # nearer.
        spellings = (zip(*pair, strict=True) for pair in zip(typed, words, strict=True))
        return [min(pair, key=lambda each: (distance(*each), -len(each[1]))) for pair in spellings]
    loose = all(
        word.isalpha() and len(word) > 3 and not is_pole(word, answer.language)
        for _, word in (*typed, *words)
    )
    if abs(len(typed) - len(words)) == 1 and loose and not answer.rigid:
        return [("".join(word for _, word in typed), "".join(word for _, word in words))]
    return None


def veers(typed: str, word: str, language: str, *, tie: bool = True) -> bool:
    """Tell whether a typed word is nearer to another of its family than to the wanted one.

    With `tie`, being as near to an opposite is enough.
    """
    far = distance(typed, word)
    return (
        (is_pole(typed, language) and typed != word)
        or any(distance(typed, other) < far for other in others(word, language))
        or any(distance(typed, other) < far + tie for other in opposites(word, language))
    )


# Beginnings that sound alike: who has only heard a word writes `fotosynthesis`, `neumonia`.
_SOUNDS = (
    ("ph", "f"), ("pn", "n"), ("ps", "s"), ("kn", "n"), ("gn", "n"), ("wr", "r"), ("rh", "r"),
    ("x", "z"), ("ca", "ka"), ("co", "ko"), ("cu", "ku"), ("cl", "kl"), ("cr", "kr"),
    ("ch", "kh"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("qu", "kw"),
)  # fmt: skip


MOST_EDITS = 4  # letters; beyond them, a difference is no help to see


def letter_by_letter(typed: str, word: str) -> str:
    """Return a word with what was typed otherwise in brackets, such as `magne[z→s]ium`.

    `[+s]` lacked, `[-z]` was too much. Empty where nothing differs but case, or too much does.
    """
    from rapidfuzz.distance import Levenshtein

    same_length = len(typed) == len(typed.casefold()) and len(word) == len(word.casefold())
    pair = (typed.casefold(), word.casefold()) if same_length else (typed, word)
    edits = Levenshtein.distance(*pair)
    if not 0 < edits <= min(MOST_EDITS, max(1, len(word) // 2)):
        return ""
    pieces = []
    for edit in Levenshtein.opcodes(*pair):
        gone = typed[edit.src_start : edit.src_end]
        wanted = word[edit.dest_start : edit.dest_end]
        match edit.tag:
            case "replace":
                pieces.append(f"[{gone}→{wanted}]")
            case "insert":
                pieces.append(f"[+{wanted}]")
            case "delete":
                pieces.append(f"[-{gone}]")
            case _:
                pieces.append(wanted)
    return "".join(pieces)


def _sound_alike(response: AnswerForm, answer: AnswerForm) -> int | None:
    typed, word = _as_heard(response.key), _as_heard(answer.key)
    if typed[:1] != word[:1] or not (typed.isalpha() and word.isalpha()) or answer.rigid:
        return None
    if len(answer.key) <= 4 or is_word(response.key, answer.language):
        return None
    if veers(typed, word, answer.language):
        return None
    total = 1 + distance(typed, word)
    return total if total <= max(1, budget(len(answer.key))) else None


def _as_heard(word: str) -> str:
    for written, heard in _SOUNDS:
        if word.startswith(written):
            return heard + word[len(written) :]
    return word


def _one_slip(typed: str, word: str, answer: AnswerForm, *, is_name: bool) -> bool:
    if not (typed.isalpha() and word.isalpha()) or len(typed) <= 3 or word in answer.rigid:
        return False
    if distance(typed, word) > budget(len(word)) and not _is_jumbled(typed, word):
        return False
    if veers(typed, word, answer.language) or has_another_syllable(typed, word):
        return False
    if not is_name:
        return True
    language = answer.language
    return not (is_another_word(typed, word, language) or _has_another_part(typed, word, language))


def _has_another_part(typed: str, word: str, language: str) -> bool:
    """Tell whether a part of a compound is another word: eigenvolume, bearboat."""
    same, ends = _same_start(typed, word), _same_start(typed[::-1], word[::-1])
    parts = [(typed[at:], word[at:]) for at in range(_SHORTEST_PART, same + 1)]
    parts += [(typed[:-at], word[:-at]) for at in range(_SHORTEST_PART, ends + 1)]
    return any(
        min(len(one), len(other)) > _SHORTEST_PART
        and distance(one, other) > 1  # or it is a slip of the part, too
        and is_word(other, language)
        and is_another_word(one, other, language)
        for one, other in parts
    )


def _same_start(one: str, other: str) -> int:
    """Count the letters with which both begin."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def has_another_syllable(typed: str, word: str) -> bool:
    """Tell whether two neighbouring letters are others: sitagliptin, saxagliptin."""
    wrong = [at for at, pair in enumerate(zip(typed, word, strict=False)) if pair[0] != pair[1]]
    is_pair = len(typed) == len(word) and len(wrong) == 2 and wrong[1] == wrong[0] + 1
    return is_pair and distance(typed, word) == 2


def _is_jumbled(typed: str, word: str) -> bool:
    """Tell whether a word has all its letters, one of them at some distance: Ghandi, Gandhi."""
    if len(word) <= 4 or typed[0] != word[0] or sorted(typed) != sorted(word):
        return False
    return distance(typed, word) <= 2


def _another_word(typed: str, word: str, lexicon: Lexicon, own: Collection[str]) -> bool:
    return any(near not in own for near in lexicon.words_near(typed, distance(typed, word)))
