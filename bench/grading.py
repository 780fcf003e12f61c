"""Prints seconds to mark typed answers against many known terms, and of a bare scan for the nearest
term, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from hashlib import blake2b

from rapidfuzz import process
from rapidfuzz.distance import OSA

from quizgen.grading import Lexicon
from quizgen.grading.typed_answers import expect, judge

_STARTS = [
    "hypo",
    "hyper",
    "brady",
    "tachy",
    "peri",
    "endo",
    "poly",
    "oligo",
    "intra",
    "extra",
    "neuro",
    "cardio",
    "hepato",
    "nephro",
    "gastro",
    "osteo",
]
_ENDS = [
    "emia",
    "itis",
    "osis",
    "pathy",
    "ectomy",
    "plasia",
    "trophy",
    "genesis",
    "penia",
    "cytosis",
    "gram",
    "scopy",
    "algia",
    "lysis",
]
_SOUNDS = "ba ce di fo gu la me ni po ru sa te vi lo ka ren mag cor tis nal".split()  # noqa: SIM905


def term(number: int) -> str:
    """A made-up medical word, the same for the same number."""
    one, two, three, *more = blake2b(str(number).encode(), digest_size=6).digest()
    middle = "".join(_SOUNDS[each % len(_SOUNDS)] for each in more)
    return f"{_STARTS[one % len(_STARTS)]}{middle}{_ENDS[two % len(_ENDS)]}" + (
        " syndrome" if three % 4 == 0 else ""
    )


def answers(terms: list[str], count: int) -> list[tuple[str, str]]:
    """What is asked and what was typed: right, a slip, another term, a slip of another, and nothing
    of the kind.
    """
    made = []
    for number in range(count):
        wanted, other = terms[number * 4 % len(terms)], terms[(number * 7 + 1) % len(terms)]
        slip, slip_of_other = (text[:5] + text[6:] for text in (wanted, other))
        made.append(
            (wanted, (wanted, slip, other, slip_of_other, f"{wanted[::-1]} {number}")[number % 5])
        )
    return made


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measure: building the lexicon, marking every answer, and the scan for some of them, as if for
    all.
    """
    count, known = int(sys.argv[1]), int(sys.argv[2])
    terms = sorted({term(number) for number in range(known)})
    lexicon = Lexicon()
    building = seconds(lambda: list(map(lexicon.add, terms)))
    typed = answers(terms, count)
    marking = seconds(
        lambda: [judge(text, expect(wanted, (), lexicon), lexicon) for wanted, text in typed]
    )
    some = [text for _, text in typed[::11]]
    scan = seconds(lambda: [process.extractOne(text, terms, scorer=OSA.distance) for text in some])
    print(json.dumps([building, marking, scan * len(typed) / len(some)]))


if __name__ == "__main__":
    main()
