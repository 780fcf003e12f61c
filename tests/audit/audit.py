"""Keep a reader's verdict on each question of the shipped decks, examples and test collections.

python tests/audit/audit.py open [NAME]          the questions that have no verdict, to be read
python tests/audit/audit.py accept FILE [NAME]   take verdicts: lines of `id<TAB>verdict<TAB>note`

A verdict belongs to a question's id and to the digest of what is shown, so that a changed
question demands a new one.

Of a shipped deck (NAME is its id, or nothing for all of them), what is judged is `sound` if exactly
its key is right, for a physician and for a test-wise student alike; what is recalled is `read`.
Any other verdict is open.

Of a collection (NAME is its folder in tests/collections, or `example-` and that of an example), a
question is `usable` as it is, or says
the right thing in words that a teacher would not print (`reword`), or is `unsound`: a wrong option
that is true, two right answers, no answer at all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from quizgen.compiler import compile_path
from quizgen.questions.question import (
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
HERE = Path(__file__).parent
JUDGED = (Choice, MultipleChoice, TrueFalse, Matching)
DECKS = "decks"  # the collection of the shipped decks, among those of the tests
VERDICTS = ("usable", "reword", "unsound")


class Verdict(NamedTuple):
    """What a reader found of a question."""

    id: str
    digest: str
    verdict: str
    note: str = ""


def collections() -> list[str]:
    """Return the examples and the collections of the tests that have been read."""
    return sorted(path.stem for path in (HERE / "collections").glob("*.tsv"))


def folders() -> dict[str, Path]:
    """Return the folders of all examples and of the tests' collections, by name."""
    own = {path.name: path for path in (ROOT / "tests" / "collections").iterdir()}
    examples = (ROOT / "templates" / "examples").iterdir()
    return own | {f"example-{path.name}": path for path in examples}


def questions(collection: str = DECKS) -> list[Question]:
    """Return all questions of a collection, in their order; by default of the shipped decks."""
    path = ROOT / DECKS if collection == DECKS else folders()[collection]
    by_fact = compile_path(path).questions.values()
    return [question for asked in by_fact for question in asked]


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
            yield shown.text(hidden.part if hidden else "", "____")
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


def path_of(question: Question, collection: str = DECKS) -> Path:
    """Return where the verdict on a question stands: in the file of its deck or collection."""
    if collection == DECKS:
        return HERE / f"{question.about.deck}.tsv"
    return HERE / "collections" / f"{collection}.tsv"


def verdicts(collection: str = DECKS) -> dict[str, Verdict]:
    """Return all verdicts on a collection, by question."""
    found: dict[str, Verdict] = {}
    paths = HERE.glob("*.tsv")
    if collection != DECKS:
        paths = (HERE / "collections").glob(f"{collection}.tsv")
    for path in sorted(paths):
        for line in path.read_text(encoding="utf-8").splitlines():
            verdict = Verdict(*line.split("\t"))
            assert verdict.id not in found, f"{path.name}: two verdicts on {verdict.id}"
            found[verdict.id] = verdict
    return found


def wanted(question: Question, collection: str = DECKS) -> tuple[str, ...]:
    """Return the verdicts that a question may have."""
    if collection != DECKS:
        return VERDICTS
    return ("sound",) if isinstance(question, JUDGED) else ("read",)


def missing(question: Question, given: dict[str, Verdict], collection: str = DECKS) -> bool:
    """Tell whether nobody has judged the question as it is now."""
    found = given.get(question.id)
    if found is None or found.digest != digest(question):
        return True
    return found.verdict not in wanted(question, collection)


def write(given: dict[str, Verdict], collection: str = DECKS) -> None:
    """Write the verdicts on questions that there are, a file a deck or collection."""
    files: dict[Path, list[str]] = {}
    for question in questions(collection):
        if question.id in given:
            row = "\t".join(given[question.id]).rstrip("\t") + "\n"
            files.setdefault(path_of(question, collection), []).append(row)
    for path, rows in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(rows), encoding="utf-8")


def main(command: str, *names: str) -> None:
    *file, name = names or [""]
    if command == "accept" and not file:
        file, name = [name], ""
    collection = name if name in folders() else DECKS
    given = verdicts(collection)
    if command == "open":
        for question in questions(collection):
            if missing(question, given, collection) and name in (
                "",
                collection,
                question.about.deck,
            ):
                print(question.id, *lines(question), "", sep="\n")
    elif command == "accept":
        now = {question.id: question for question in questions(collection)}
        for line in Path(*file).read_text(encoding="utf-8").splitlines():
            id, verdict, *note = line.split("\t")
            note = note or [given[id].note] if id in given else note
            given[id] = Verdict(id, digest(now[id]), verdict, *note)
        write(given, collection)


if __name__ == "__main__":
    main(*sys.argv[1:])
