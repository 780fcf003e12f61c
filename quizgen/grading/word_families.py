"""Tell which words, and parts of words, turn an answer into another one.

A slip of the pen may not turn one of a family into another of it: hypo- into hyper-, -itis into
-osis, left into right.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from quizgen.text.answer_forms import form

# Words that must be in an answer if, and only if, they are in the key. Within a line: the poles of
# one axis, each with the words that say it.
_AXES = (
    """no not non without never absent none nor lacking cannot doesn isn aren don didn wasn weren
    hasn haven won shouldn wouldn couldn""",
    """increase increased increases increasing raised raise rise rises rising high higher elevated
    more excess much / decrease decreased decreases decreasing lowered fall falls falling drop drops
    low lower reduced reduce less deficient deficiency little few / normal""",
    "left / right",
    "north northern / south southern / east eastern / west western",
    "fission / fusion",
    "proximal / distal",
    "anterior front / posterior back",
    "superior / inferior",
    "medial / lateral / median",
    "upper / lower",
    "dorsal / ventral",
    "cranial / caudal",
    "internal inner / external outer",
    "deep / superficial",
    "above / below",
    "before / after / during",
    "into / out",
    "to toward towards / from",
    "acute / chronic",
    "early / late",
    "fast faster fastest quick rapid / slow slower slowest",
    "positive / negative",
    "active / passive / inactive",
    "open / closed",
    "mild / moderate / severe",
    "primary / secondary / tertiary",
    "systolic / diastolic",
    "sensory / motor",
    "sensitive / resistant",
    "agonist / antagonist",
    "most / least",
    "larger largest large big / smaller smallest small",
    "longer longest long / shorter shortest short",
    "thick / thin",
    "hot warm / cold cool",
    "male / female",
    "direct / indirect",
    "central / peripheral",
    "benign / malignant",
    "congenital / acquired",
    "oral / intravenous / topical / rectal / nasal",
    "always / sometimes / rarely / often",
    "opens / closes",
    "starts start starting / stops stop stopping ends end ending",
    "contraction contract contracts / relaxation relax relaxes relaxed",
    "gain / loss lose loses lost",
    """one once single / two twice double / three triple / four / five / six / seven / eight
    / nine / ten""",
    """first / second / third / fourth / fifth / sixth / seventh / eighth / ninth / tenth
    / eleventh / twelfth""",
)

_POLES: dict[str, list[tuple[int, int]]] = {}
for _axis, _line in enumerate(_AXES):
    for _pole, _words in enumerate(_line.split("/")):
        for _word in form(_words).words:
            _POLES.setdefault(_word, []).append((_axis, _pole))

# What is opposite, or easily taken for it: a slip may not even come as near to the other.
# Beginnings stand at the start of a word, those of four letters and more also inside it; roots
# anywhere.
_OPPOSITE_BEGINNINGS = (
    "hypo hyper normo",
    "over under",
    "brady tachy",
    "macro micro",
    "poly olig oligo",
    "intra inter extra",
    "endo exo ecto",
    "ab ad",
    "af ef",
    "ante anti",
    "pre post",
    "sub supra",
    "homo hetero",
    "iso aniso",
    "leuko erythro thrombo",
    "neutro eosino baso",
)
_OPPOSITE_ROOTS = (
    "kal calc natr",
    "carp tars",
    "ureter urethr",
    "perine perone peritone",
    "hemat hepat",
    "neph neur",
    "thym thyr thiam",
    "phag phas phon plas",
    "arter ather",
    "cerebr cerebell",
)
# What makes another word: a slip may not come nearer to the other.
_BEGINNINGS = (
    "per pro peri para pre",
    "eu dys",
    "mono di bi tri tetra",
    "uni bi multi",
    "hemi quadri para tetra",
    "ortho meta para",
    "endo epi peri",
    "sub supra super",
    "in un im non dis",
)
_ROOTS = (
    "trop troph",
    "myel myo",
    "gluc glyc galact",
    "ile ili",
    "por petr",
    "faci fasci",
    "cyste cysti",
    "cyst cyt",
    "fibr febr",
    "malle mallo",
    "palat palp",
    "trache trochle",
    "chondr chord",
    "col chol",
)
_ENDINGS = (
    "penia cytosis philia",
    "itis osis oma opathy asis",
    "otomy ostomy ectomy oscopy",
    "tomy stomy scopy",
    "emia uria",
    "gen gon",
    "plegia paresis",
    "ptysis ptosis",
    "gram graph",
    "lysis stasis",
    "stenosis stasis",
    "blast clast cyte",
    "duction version",
    "flexion tension",
    "ase ose ine ate ite ide one olone ol ole al idine",
    "ane ene yne",
    "ic ous eous",
    "us ous um on is",
    "um a",
    "in or",
    "ula ule",
    "ation itation",
    "cilin micin mycin floxacin",
    "olol pril sartan statin azole",
    "ella eola",
    "ile ole",
)


def poles(words: tuple[str, ...]) -> dict[int, set[int]]:
    """Return what the words say of direction, degree and negation (axis 0): by axis, its poles."""
    by_axis: dict[int, set[int]] = {}
    for word in words:
        for axis, pole in _POLES.get(word, ()):
            by_axis.setdefault(axis, set()).add(pole)
    return by_axis


def is_pole(word: str) -> bool:
    """Tell whether a word turns the meaning of an answer."""
    return word in _POLES


@lru_cache(maxsize=1 << 12)
def opposites(word: str) -> tuple[str, ...]:
    """Return what this word becomes with a part of it turned into its opposite."""
    words = {
        *_begun(word, _OPPOSITE_BEGINNINGS),
        *_rooted(word, _OPPOSITE_ROOTS),
        *_swapped_poles(word),
    }
    return tuple(sorted(words - {word}))


@lru_cache(maxsize=1 << 12)
def others(word: str) -> tuple[str, ...]:
    """Return what this word becomes with a part of it turned into another of the kind."""
    words = {*_begun(word, _BEGINNINGS), *_rooted(word, _ROOTS)}
    ends = (
        (part, other)
        for part, other in _pairs(_ENDINGS)
        if word.endswith(part) and not _longer(word, part, other)
    )
    words |= {word.removesuffix(part) + other for part, other in ends}
    if len(word) > 4:  # typical, atypical; uria, anuria
        words.add(("an" if word[0] in "aeiouh" else "a") + word)
        words |= {
            word[len(prefix) :]
            for prefix in ("a", "an", "in", "im", "un")
            if word.startswith(prefix)
        }
    return tuple(sorted(words - {word}))


def family(word: str) -> frozenset[str]:
    """Return all that the word becomes with a part of it turned into another."""
    return frozenset((*opposites(word), *others(word)))


def _swapped_poles(word: str) -> Iterator[str]:
    for axis, pole in _POLES.get(word, ()):
        yield from (
            other
            for other, places in _POLES.items()
            if any(a == axis and p != pole for a, p in places)
        )


def _begun(word: str, families: tuple[str, ...]) -> Iterator[str]:
    for part, other in _pairs(families):
        if word.startswith(part) if len(part) < 4 else part in word:
            at = word.index(part)
            if not _longer(word[at:], part, other):
                yield _put(word, at, part, other)


def _rooted(word: str, families: tuple[str, ...]) -> Iterator[str]:
    for part, other in _pairs(families):
        if part in word and not _longer(word[word.index(part) :], part, other):
            yield _put(word, word.index(part), part, other)


def _longer(word: str, part: str, other: str) -> bool:
    """Tell whether the word has the other part, of which this is only a piece: troph, not trop."""
    return (
        len(other) > len(part)
        and part in other
        and (word.startswith(other) or word.endswith(other))
    )


def _put(word: str, at: int, part: str, other: str) -> str:
    return word[:at] + other + word[at + len(part) :]


@lru_cache(maxsize=8)
def _pairs(families: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    groups = [family.split() for family in families]
    return tuple(
        (one, other) for group in groups for one in group for other in group if one != other
    )
