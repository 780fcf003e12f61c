"""Gives which words and beginnings and endings of words turn an answer into another one. Knows no answers.

A slip of the pen may not turn one of a family into another of it: hypo- into hyper-, -itis into -osis, left into right.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from quizgen.grading.normal import form

# Words that must be in an answer if, and only if, they are in the key. Within a line: the poles of one axis, each
# with the words that say it.
_AXES = (
    "no not non without never absent none nor lacking",
    """increase increased increases increasing raised raise rise rises rising high higher elevated more excess much
    / decrease decreased decreases decreasing lowered fall falls falling drop drops low lower reduced reduce less
    deficient deficiency little few / normal""",
    "left / right",
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
    "one once single / two twice double / three triple / four / five / six / seven / eight / nine / ten",
    "first / second / third / fourth / fifth / sixth / seventh / eighth / ninth / tenth / eleventh / twelfth",
)

_POLES: dict[str, list[tuple[int, int]]] = {}
for _axis, _line in enumerate(_AXES):
    for _pole, _words in enumerate(_line.split("/")):
        for _word in form(_words).words:
            _POLES.setdefault(_word, []).append((_axis, _pole))

# Beginnings, at the start of a word; those of four letters and more also inside it.
_BEGINNINGS = (
    "hypo hyper normo",
    "brady tachy",
    "macro micro",
    "poly olig oligo",
    "intra inter extra",
    "endo exo ecto epi",
    "ab ad",
    "af ef",
    "ante anti",
    "pre post per pro peri para",
    "sub supra super",
    "homo hetero",
    "iso aniso",
    "eu dys",
    "mono di bi tri tetra",
    "uni bi multi",
    "hemi quadri para tetra",
    "neutro eosino baso",
    "leuko erythro thrombo",
    "ortho meta para",
    "a an",
    "in un im non dis",
)
# Roots, anywhere.
_ROOTS = (
    "kal calc natr",
    "carp tars",
    "ureter urethr",
    "hemat hepat",
    "gluc glyc galact",
    "neph neur",
    "myel myo my",
    "thym thyr thiam",
    "phag phas phon plas",
    "trop troph",
    "arter ather",
    "vir vibr",
    "cyst cyt",
    "fibr febr",
    "perine perone peritone",
    "ile ili",
    "malle mallo",
    "py pye pyo",
    "aur or",
    "genit genet",
    "palat palp",
    "lact lac",
    "ster stern",
    "salpin salpinx",
    "trache trach",
    "coll chol col",
    "chondr chord",
    "cerebr cerebell",
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
    "ferent ferens",
    "duction version",
    "flexion tension",
    "ase ose ine ate ite ide in ane ene yne one olone ol ole al idine cin",
    "ic ous eous",
    "us ous um a on is es",
    "cilin micin mycin floxacin",
    "olol pril sartan statin azole",
    "ella eola",
    "ile ole",
)


def poles(words: tuple[str, ...]) -> dict[int, set[int]]:
    """What the words say of direction, degree and negation (axis 0): by axis, its poles."""
    found: dict[int, set[int]] = {}
    for word in words:
        for axis, pole in _POLES.get(word, ()):
            found.setdefault(axis, set()).add(pole)
    return found


def is_pole(word: str) -> bool:
    """Whether a word turns the meaning of an answer."""
    return word in _POLES


@lru_cache(maxsize=1 << 12)
def rivals(word: str) -> tuple[str, ...]:
    """The words that this one becomes if a part of it is replaced by its opposite: what a slip may not come near."""
    found = {*_changed(word), *_swapped_poles(word)} - {word}
    return tuple(sorted(found))


def _swapped_poles(word: str) -> Iterator[str]:
    for axis, pole in _POLES.get(word, ()):
        yield from (other for other, places in _POLES.items() if any(a == axis and p != pole for a, p in places))


def _changed(word: str) -> Iterator[str]:
    if len(word) > 4:  # typical, atypical
        yield from ("a" + word, "an" + word)
        yield from (word[len(prefix) :] for prefix in ("a", "an", "in", "im", "un") if word.startswith(prefix))
    for part, other in _pairs(_BEGINNINGS):
        places = range(len(word)) if len(part) >= 4 else range(1)
        yield from (_put(word, at, part, other) for at in places if word.startswith(part, at))
    for part, other in _pairs(_ROOTS):
        if part in word:
            yield _put(word, word.index(part), part, other)
    for part, other in _pairs(_ENDINGS):
        if word.endswith(part):
            yield word.removesuffix(part) + other


def _put(word: str, at: int, part: str, other: str) -> str:
    return word[:at] + other + word[at + len(part) :]


@lru_cache(maxsize=3)
def _pairs(families: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    groups = [family.split() for family in families]
    return tuple((one, other) for group in groups for one in group for other in group if one != other)
