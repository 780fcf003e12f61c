"""The questions of the shipped decks and of the German collection, each with what a reader judges
of it, and the verdicts that were given.

python tests/audit/audit.py open [DECK]        the questions that have no verdict, to be read
python tests/audit/audit.py accept FILE        take verdicts: a line `id<TAB>verdict<TAB>note`
each

A verdict belongs to a question's id and to the digest of what is shown, so that a changed
question demands a new one. What is judged is `sound` if exactly its key is right, for a
physician and for a test-wise student alike; what is recalled is `read`. Any other verdict is
open.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from quizgen.compiler import Compiled, compile_path
from quizgen.questions.types import (
    Bullets,
    Chain,
    Choice,
    Cloze,
    Gap,
    Grid,
    Matching,
    MultipleChoice,
    Passage,
    Prose,
    Question,
    Run,
    Table,
    TrueFalse,
)

ROOT = Path(__file__).resolve().parent.parent.parent
# Each collection that is read, and where the verdicts on its questions stand, a file a deck.
AUDITED = {
    ROOT / "decks": ROOT / "tests" / "audit",
    ROOT / "tests" / "collections" / "german": ROOT
    / "tests"
    / "collections"
    / "german"
    / "verdicts",
}
JUDGED = (Choice, MultipleChoice, TrueFalse, Matching)


class Verdict(NamedTuple):
    """What a reader found of a question."""

    id: str
    digest: str
    verdict: str
    note: str = ""


@cache
def compiled(collection: Path) -> Compiled:
    """A collection that is read."""
    return compile_path(collection)


def questions() -> list[Question]:
    """All questions of these collections, in their order."""
    return [
        question
        for collection in AUDITED
        for found in compiled(collection).questions.values()
        for question in found
    ]


def lines(question: Question) -> Iterator[str]:
    """What is shown of a question, its key and its reasons; options in an order that no seed
    moves.
    """
    yield f"[{question.type}] {question.stem}"
    if isinstance(question, Cloze):
        yield from (f"  | {line}" for line in passage(question.passage, question.gap))
    elif isinstance(question, Table):
        yield from (f"  | {line}" for line in passage(question.grid, None))
    yield f"  key: {question.key_text}"
    if isinstance(question, Choice | MultipleChoice):
        yield from sorted(
            f"  wrong: {each.text} — {each.because} [{each.reason}]"
            for each in question.distractors
        )
    if isinstance(question, Matching):
        yield f"  options: {'; '.join(sorted(question.options))}"
    if question.because:
        yield f"  because: {question.because}"


def passage(shown: Passage, hidden: Gap | None) -> Iterator[str]:
    """A passage line by line, with the one gap that is hidden; a table to be filled shows what
    can be.
    """

    def text(run: Run) -> str:
        return "".join(
            piece if isinstance(piece, str) else "____" if piece is hidden else piece.text
            for piece in run
        )

    match shown:
        case Prose():
            yield text(shown.run)
        case Chain():
            yield from (" = ".join(map(text, line)) for line in shown.lines)
        case Bullets():
            yield from (f"{label}: {'; '.join(map(text, runs))}" for label, runs in shown.groups)
        case Grid():
            yield f": {' | '.join(shown.columns)}"
            yield from (f"{label}: {' | '.join(map(text, cells))}" for label, cells in shown.rows)


def digest(question: Question) -> str:
    """Tells what is shown now from what was shown when a verdict was given."""
    text = "\n".join(lines(question))
    return blake2b(text.encode(), digest_size=6).hexdigest()


def path_of(deck: str) -> Path:
    """Where the verdicts on a deck's questions stand."""
    decks = {
        each.id: folder
        for collection, folder in AUDITED.items()
        for each in compiled(collection).collection.decks
    }
    return decks[deck] / f"{deck}.tsv"


def verdicts() -> dict[str, Verdict]:
    """All verdicts, by question."""
    found: dict[str, Verdict] = {}
    for path in sorted(path for folder in AUDITED.values() for path in folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            verdict = Verdict(*line.split("\t"))
            assert verdict.id not in found, f"{path.name}: two verdicts on {verdict.id}"
            found[verdict.id] = verdict
    return found


def wanted(question: Question) -> str:
    """The verdict that a question must have."""
    return "sound" if isinstance(question, JUDGED) else "read"


def missing(question: Question, given: dict[str, Verdict]) -> bool:
    """Whether nobody has judged the question as it is now."""
    found = given.get(question.id)
    return found is None or found.digest != digest(question) or found.verdict != wanted(question)


def write(given: dict[str, Verdict]) -> None:
    """Write the verdicts on questions that there are, a file a deck."""
    decks: dict[str, list[str]] = {}
    for question in questions():
        if question.id in given:
            decks.setdefault(question.about.deck, []).append(
                "\t".join(given[question.id]).rstrip("\t") + "\n"
            )
    for deck, rows in decks.items():
        path_of(deck).write_text("".join(rows), encoding="utf-8")


def main(command: str, name: str = "") -> None:
    given = verdicts()
    if command == "open":
        for question in questions():
            if missing(question, given) and name in ("", question.about.deck):
                print(question.id, *lines(question), "", sep="\n")
    elif command == "accept":
        now = {question.id: question for question in questions()}
        for line in Path(name).read_text(encoding="utf-8").splitlines():
            id, verdict, *note = line.split("\t")
            given[id] = Verdict(id, digest(now[id]), verdict, *note)
        write(given)


if __name__ == "__main__":
    main(*sys.argv[1:])
