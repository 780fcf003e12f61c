"""Every stage of a few small decks, side by side: `golden/<case>/deck.yaml` and, as text, all that
becomes of it.

After a change that is meant: `pytest tests/test_golden.py --update-golden`, then read the
difference.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from conftest import ROOT, compile_text

from quizgen.compiler import Compiled
from quizgen.diagnostics import as_text
from quizgen.knowledge import Relation, Subject
from quizgen.language.facts import KINDS
from quizgen.questions.question import (
    Bullets,
    Chain,
    Choice,
    Cloze,
    Gap,
    Grid,
    ListRecall,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    Passage,
    Prose,
    Question,
    Run,
    ShortAnswer,
    Table,
    TrueFalse,
)
from quizgen.targets import Settings, target

Golden = Callable[[Path, str], None]

CASES = sorted((ROOT / "tests" / "golden").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_stage_of_a_deck_is_as_it_was(case: Path, golden: Golden) -> None:
    compiled = compile_text((case / "deck.yaml").read_text(encoding="utf-8"))
    if compiled.failed:
        golden(case / "diagnostics.txt", as_text(compiled.diagnostics, compiled.collection.texts))
        return
    golden(case / "claims.txt", text(claims(compiled)))
    golden(case / "questions.txt", text(questions(compiled)))
    golden(case / "anki.txt", text(anki(compiled)))


def test_the_case_of_kinds_has_a_fact_of_each_kind() -> None:
    compiled = compile_text((ROOT / "tests/golden/kinds/deck.yaml").read_text(encoding="utf-8"))
    assert list(dict.fromkeys(fact.kind for _, fact in compiled.collection.facts())) == list(KINDS)


def test_there_is_no_golden_file_that_nothing_is_compared_with() -> None:
    stages = {"claims.txt", "questions.txt", "anki.txt"}, {"diagnostics.txt"}
    assert all({path.name for path in case.iterdir()} - {"deck.yaml"} in stages for case in CASES)


def test_a_difference_fails_and_shows_what_differs(
    golden: Golden, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request.config.option, "update_golden", False)
    file = tmp_path / "case.txt"
    file.write_text("first\nsecond\n", encoding="utf-8")
    golden(file, "first\nsecond\n")
    with pytest.raises(pytest.fail.Exception, match=r"(?s)-second.*[+]2nd"):
        golden(file, "first\n2nd\n")
    with pytest.raises(pytest.fail.Exception, match=r"[+]all of it"):
        golden(tmp_path / "new.txt", "all of it\n")


def test_a_golden_file_is_written_on_request(
    golden: Golden, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request.config.option, "update_golden", True)
    golden(tmp_path / "case.txt", "now\n")
    assert (tmp_path / "case.txt").read_text(encoding="utf-8") == "now\n"


# The stages as text -------------------------------------------------------------------------------


def text(lines: Iterator[str]) -> str:
    return "\n".join(lines).strip("\n") + "\n"


def claims(compiled: Compiled) -> Iterator[str]:
    """What each fact says to be true (+), false (-), complete or single (!)."""
    for _, fact in compiled.collection.facts():
        yield f"\n{fact.id}: {fact.kind}"
        for claim in fact.claims():
            about = " | ".join((named(claim.subject), named(claim.relation), claim.value))
            yield f"  {'+' if claim.truth else '-'} {about}"
        for closure in fact.closures():
            what = "has one value" if closure.single else "is complete"
            yield f"  ! {named(closure.subject)} | {named(closure.relation)} {what}"


def named(name: Subject | Relation) -> str:
    return name if isinstance(name, str) else " / ".join(name)


def questions(compiled: Compiled) -> Iterator[str]:
    for found in compiled.questions.values():
        shown: list[Passage] = []
        for question in found:
            yield f"\n{question.id}  ({question.level})"
            if isinstance(question, Cloze) and question.passage not in shown:
                shown.append(question.passage)
                yield from (f"  | {line}" for line in passage(question.passage))
            yield from (f"  {line}".rstrip() for line in body(question))
            if question.because:
                yield f"  because {question.because}"


def body(question: Question) -> Iterator[str]:
    """The stem, then the key after `=`, wrong options after `-`, what else counts after `~`."""
    yield f"? {question.stem}"
    if isinstance(question, Choice | MultipleChoice):
        wrong = {each.text: each for each in question.distractors}
        for option in question.options:
            yield (
                f"- {option}  [{wrong[option].reason}] {wrong[option].because}"
                if option in wrong
                else f"= {option}"
            )
        return
    yield f"= {question.key_text}"
    if isinstance(question, ShortAnswer | Cloze) and question.accepted:
        yield f"~ {'; '.join(question.accepted)}"
    if question.said:
        yield "  said to oneself"
    if isinstance(question, TrueFalse) and question.reason:
        yield f"  [{question.reason}]"
    if isinstance(question, Number):
        yield f"  from {question.low} to {question.high} in {question.unit}"
    if isinstance(question, ListRecall):
        yield from (
            f"~ {member[0]}: {'; '.join(member[1:])}" for member in question.members if member[1:]
        )
        yield from (f"  {group}: {'; '.join(members)}" for group, members in question.groups)
    if isinstance(question, Ordering):
        yield f"  shown as {'; '.join(question.shuffled)}"
    if isinstance(question, Matching):
        yield f"  with {'; '.join(question.options)}"
    if isinstance(question, Table):
        yield f"  blank are {'; '.join(question.blanks)}"


def passage(whole: Passage) -> Iterator[str]:
    yield from [whole.title] if whole.title else []
    match whole:
        case Prose():
            yield run(whole.run)
        case Chain():
            yield from (
                f"{number}. {' = '.join(map(run, line))}"
                for number, line in enumerate(whole.lines, start=1)
            )
        case Bullets():
            yield from (
                f"{label}: {'; '.join(map(run, runs))}".removeprefix(": ")
                for label, runs in whole.groups
            )
        case Grid():
            yield f": {' | '.join(whole.columns)}"
            yield from (f"{label}: {' | '.join(map(run, cells))}" for label, cells in whole.rows)


def run(pieces: Run) -> str:
    return "".join(
        f"[{piece.part}: {piece.text}]" if isinstance(piece, Gap) else piece for piece in pieces
    )


def anki(compiled: Compiled) -> Iterator[str]:
    """Every note of the packages, with choice cards, by the fact's id."""
    artifacts, diagnostics, _ = target("anki")(compiled, Settings(now=1_700_000_000, choices=True))
    assert diagnostics == []
    for artifact in artifacts:
        yield f"{artifact.name}: {artifact.summary}"
        yield from package(artifact.data)


def package(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read("collection.anki2"))
    [(models, decks)] = database.execute("select models, decks from col")
    types, names = (
        json.loads(models),
        {int(id): deck["name"] for id, deck in json.loads(decks).items()},
    )
    blocks = []
    for note, guid, type, tags, values in database.execute(
        "select id, guid, mid, tags, flds from notes"
    ):
        cards = database.execute(
            "select ord, did from cards where nid = ? order by ord", (note,)
        ).fetchall()
        fields = dict(
            zip(
                [field["name"] for field in types[str(type)]["flds"]],
                values.split("\x1f"),
                strict=True,
            )
        )
        blocks.append("\n".join(dump(types[str(type)]["name"], guid, tags, fields, cards, names)))
    database.close()
    return iter(sorted(blocks))


def dump(
    type: str,
    guid: str,
    tags: str,
    fields: dict[str, str],
    cards: Sequence[tuple[int, int]],
    decks: dict[int, str],
) -> Iterator[str]:
    yield f"\n{fields['Id']}  ({type})"
    yield f"  guid: {guid}"
    yield f"  deck: {', '.join(sorted({decks[deck] for _, deck in cards}))}"
    yield f"  tags: {tags.strip()}"
    yield f"  cards: {' '.join(str(ord + 1) for ord, _ in cards)}"
    yield from (f"  {name}: {value}" for name, value in fields.items() if name != "Id" and value)
