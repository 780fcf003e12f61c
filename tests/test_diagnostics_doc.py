"""docs/diagnostics.md is complete and true: every code stands there, with a deck that gets it and
one that does not.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from conftest import ROOT, compile_text

from quizgen.cli import main
from quizgen.diagnostics import CODES
from quizgen.language.reader import MAX_BYTES
from quizgen.quiz.printed_test import PrintedTest
from quizgen.quiz.quiz import Selection, candidates, resolve
from quizgen.text.wording import FOLDER

DECK = (
    "deck: Deck\nid: deck\nfacts:\n  - id: store\n    ask: Where is most magnesium?\n"
    "    answer: in bone\n"
)
BUILT = (
    '{"quizgen lock": 2, "collection": "deck"}\n{"fact": "store", "guid": "a", "released": true, '
    '"title": "What is tetany?", "note": 1, "parts": {"one": "nerves misfire"}, '
    '"cards": {"one/cloze": 1}}\n{"quizgen lock": "end"}\n'
)
IONS = (
    "deck: Deck\nid: deck\nfacts:\n  - id: ions\n    list: ion\n    of: salt\n"
    "    items: [zinc, sodium, iron]\n    complete: yes\n    singly: yes\n"
)
COLLECTION = "collection: Minerals\nid: minerals\n"


# A question cannot have two flaws without having each of them.
TOGETHER = {"two-flaws": ("clang", "vague-frequency")}


class Section(NamedTuple):
    """What docs/diagnostics.md says of one code."""

    code: str
    prose: str
    blocks: list[tuple[str, str]]

    def snippet(self, label: str) -> str:
        return next((text for _, text in self.blocks if text.startswith(f"# {label}\n")), "")


def sections() -> list[Section]:
    _, *parts = re.split(
        r"^## ", (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    found = []
    for part in parts:
        code, _, body = part.partition("\n")
        blocks = re.findall(r"^```(\w+)\n(.*?)^```$", body, re.MULTILINE | re.DOTALL)
        found.append(Section(code, body.partition("```")[0].strip(), blocks))
    return found


SECTIONS = sections()
IN_YAML = [section for section in SECTIONS if section.snippet("fails")]
IN_PROSE = [section for section in SECTIONS if not section.snippet("fails")]


def name(section: Section) -> str:
    return section.code


def test_every_code_has_one_section_in_alphabetical_order() -> None:
    assert [section.code for section in SECTIONS] == sorted(CODES)


@pytest.mark.parametrize("section", SECTIONS, ids=name)
def test_a_section_says_what_to_do_and_shows_it(section: Section) -> None:
    assert 20 < len(section.prose) < 500
    assert [kind for kind, _ in section.blocks] in (["yaml", "yaml"], ["text"])


@pytest.mark.parametrize("section", IN_YAML, ids=name)
def test_the_failing_deck_gets_this_code_and_no_other(section: Section) -> None:
    found = {each.code for each in compile_text(section.snippet("fails"), judged=True).diagnostics}
    assert found == {section.code, *TOGETHER.get(section.code, ())}


@pytest.mark.parametrize("section", IN_YAML, ids=name)
def test_the_passing_deck_gets_nothing(section: Section) -> None:
    assert compile_text(section.snippet("passes"), judged=True).diagnostics == []


# What one deck cannot show ------------------------------------------------------------------------


def folder(path: Path, **files: str) -> Path:
    """A folder of files, by name without its ending."""
    path.mkdir(exist_ok=True)
    for stem, text in files.items():
        (path / f"{stem}.yaml").write_text(text, encoding="utf-8")
    return path


def locked(path: Path, text: str) -> Path:
    folder(path, collection=COLLECTION, deck=DECK)
    (path / "quizgen.lock").write_text(text, encoding="utf-8")
    return path


def merged(tmp: Path) -> Path:
    """A deck whose lock has both sides of a merge, in which two cards have one number."""
    deck = file(tmp / "deck.yaml", IONS.encode())
    CliRunner().invoke(main, ["build", str(deck), "-o", str(tmp / "dist")])
    lock = deck.with_suffix(".lock")
    line = next(each for each in lock.read_text(encoding="utf-8").split("\n") if "ions" in each)
    sides = [json.loads(line) | {"cards": {f"{ion}/cloze": 5}} for ion in ("iron", "zinc")]
    lines = lock.read_text(encoding="utf-8").replace(line, "\n\n".join(map(json.dumps, sides)))
    lock.write_text(lines, encoding="utf-8")
    return deck


def gone_deck(tmp: Path) -> Path:
    """A collection of which a deck went out and is gone."""
    other = (
        "deck: Other\nid: other\nfacts:\n  - {id: tibia, ask: What is the shin?, answer: a bone}\n"
    )
    home = folder(tmp, collection=COLLECTION, deck=DECK, other=other)
    CliRunner().invoke(main, ["release", str(home), "-o", str(tmp / "dist")])
    (home / "other.yaml").unlink()
    return home


def file(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def showing(tmp: Path, keys: str, **files: bytes) -> Path:
    """A collection whose fact has these keys, with these pictures in its media folder."""
    (tmp / "media").mkdir()
    for stem, data in files.items():
        file(tmp / f"media/{stem}.png", data)
    return folder(tmp, collection=COLLECTION, deck=f"{DECK}    {keys}\n")


def many_gaps() -> str:
    gaps = " ".join(f"{{{{gap {number}}}}}" for number in range(501))
    return f"deck: Deck\nid: deck\nfacts:\n  - id: gaps\n    cloze: 'Gaps: {gaps}'\n"


def many_lines() -> str:
    questions = "".join(
        f"  - {{id: f{number}, ask: What is the name of mineral {number}?, answer: ore {number}}}\n"
        for number in range(40)
    )
    return f"deck: Deck\nid: deck\nfacts:\n{questions}"


def printing(tmp: Path, text: str = DECK) -> list[str | Path]:
    return ["worksheet", "--collection", file(tmp / "deck.yaml", text.encode()), "-o", tmp / "dist"]


def flawed_test(path: Path) -> Path:
    """The data of a test of which one question states what the other asks."""
    text = (
        "deck: Deck\nid: deck\nfacts:\n"
        "  - {id: a, ask: Which metal is liquid?, answer: mercury}\n"
        "  - {id: b, ask: Why is mercury as a liquid metal a danger?, answer: fumes}\n"
    )
    found = candidates(compile_text(text).questions, Selection())
    quiz = resolve([each for entries in found.values() for each in entries], "Metals", "en", "0")
    return file(path, PrintedTest(title="Metals", quizzes=(quiz,)).written().encode())


def renamed_row(tmp: Path) -> Path:
    """A table that was built, of which a row has another name now."""
    text = (
        "deck: Deck\nid: deck\nfacts:\n  - id: minerals\n    entities: mineral\n"
        '    columns: {symbol: "The symbol of {mineral} is {symbol}."}\n    exclusive: yes\n'
        "    rows: {potassium: K, calcium: Ca, magnesium: Mg, sodium: Na}\n"
    )
    deck = file(tmp / "deck.yaml", text.encode())
    CliRunner().invoke(main, ["build", str(deck), "-o", str(tmp / "dist")])
    return file(deck, text.replace("sodium", "the salt in the sea").encode())


def renamed_part(tmp: Path) -> Path:
    """A list that went out, of which a member has another name now."""
    deck = file(tmp / "deck.yaml", IONS.encode())
    CliRunner().invoke(main, ["release", str(deck), "-o", str(tmp / "dist")])
    return file(deck, IONS.replace("sodium", "natrium").encode())


def without_lock(tmp: Path) -> list[str | Path]:
    """A deck that was built, whose lock is gone."""
    arguments: list[str | Path] = [file(tmp / "deck.yaml", DECK.encode()), "-o", tmp / "dist"]
    CliRunner().invoke(main, ["build", *map(str, arguments)])
    (tmp / "deck.lock").unlink()
    return arguments


def broken_templates(path: Path) -> Path:
    shutil.copytree(FOLDER / "paper", path)
    (path / "sheet.typ").write_text("#no-such-thing", encoding="utf-8")
    return path


def foreign_wording(path: Path) -> Path:
    (path / "it").mkdir()
    english = (FOLDER / "languages" / "en" / "wording.toml").read_text(encoding="utf-8")
    italian = english.replace("[sign]\nelicited-by", "[sign]\nunused")
    (path / "it" / "wording.toml").write_text(italian, encoding="utf-8")
    text = DECK.replace("id: deck", "id: deck\nlanguage: ./it")
    return Path(file(path / "deck.yaml", text.encode()))


# What to give to `quizgen build`, or to another verb that is named first, by the code that comes of
# it.
SCENARIOS: dict[str, Callable[[Path], list[str | Path]]] = {
    "bad-json": lambda tmp: ["import", file(tmp / "cards.json", b'[{"question": "A?",')],
    "bad-media": lambda tmp: [showing(tmp, "image: sign.png\n    alt: a sign", sign=b"GIF89a")],
    "bad-package": lambda tmp: ["import", file(tmp / "deck.apkg", b"PK")],
    "bad-wording": lambda tmp: [foreign_wording(tmp)],
    "bad-xml": lambda tmp: ["import", file(tmp / "bank.xml", b"<quiz><question></quiz>")],
    "bad-table": lambda tmp: ["import", file(tmp / "deck.csv", b'question,answer\nA?,"b\n')],
    "bad-plan": lambda tmp: [
        *printing(tmp),
        "--plan",
        file(tmp / "plan.yaml", b"in: [no/such/question]"),
    ],
    "bad-test": lambda tmp: ["check", file(tmp / "test.json", b"[]")],
    "test-flaw": lambda tmp: ["check", flawed_test(tmp / "test.json"), "--strict"],
    "bad-roster": lambda tmp: [*printing(tmp), "--roster", file(tmp / "names.csv", b"name")],
    "cannot-read": lambda tmp: [tmp / "none.yaml"],
    "cannot-write": lambda tmp: [
        file(tmp / "deck.yaml", DECK.encode()),
        "-o",
        file(tmp / "dist", b""),
    ],
    "doubtful-import": lambda tmp: ["import", file(tmp / "deck.csv", b"one,two,three\na?,b,c\n")],
    "file-too-large": lambda tmp: [file(tmp / "deck.yaml", b"#" * (MAX_BYTES + 1))],
    "deck-gone": lambda tmp: ["check", "--strict", gone_deck(tmp)],
    "id-reused": lambda tmp: [locked(tmp, BUILT)],
    "lock-damaged": lambda tmp: [locked(tmp, "<<<<<<< HEAD")],
    "lock-lost": without_lock,
    "lock-of-another": lambda tmp: [locked(tmp, BUILT.replace('"deck"', '"other"'))],
    "lock-merged": lambda tmp: ["check", "--strict", merged(tmp)],
    "lock-newer": lambda tmp: [locked(tmp, '{"quizgen lock": 99}')],
    "lock-outdated": lambda tmp: [folder(tmp, collection=COLLECTION, deck=DECK), "--locked"],
    "missing-media": lambda tmp: [showing(tmp, "image: sign.png\n    alt: a sign")],
    "missing-glyph": lambda tmp: printing(tmp, DECK.replace("bone", "中")),
    "no-collection": lambda tmp: [folder(tmp, deck=DECK, other=DECK)],
    "no-decks": lambda tmp: [folder(tmp)],
    "not-imported": lambda tmp: ["import", file(tmp / "deck.txt", b"%PDF-1.7")],
    "not-text": lambda tmp: [
        file(tmp / "deck.yaml", DECK.replace("bone", "os frontal é").encode("latin-1"))
    ],
    "nothing-to-import": lambda tmp: ["import", file(tmp / "deck.csv", b"")],
    "part-renamed": lambda tmp: ["check", "--strict", renamed_part(tmp)],
    "part-of-collection": lambda tmp: [folder(tmp, collection=COLLECTION, deck=DECK) / "deck.yaml"],
    "row-renamed": lambda tmp: ["check", "--strict", renamed_row(tmp)],
    "template-failed": lambda tmp: [*printing(tmp), "--templates", broken_templates(tmp / "pages")],
    "sheet-too-long": lambda tmp: [*printing(tmp, many_lines()), "--fit", "1", "--questions", "40"],
    "too-few-questions": lambda tmp: [*printing(tmp), "--questions", "500"],
    "too-many-parts": lambda tmp: [file(tmp / "deck.yaml", many_gaps().encode())],
    "unused-media": lambda tmp: ["check", "--strict", showing(tmp, "why: It is so.", sign=b"")],
    "unknown-deck": lambda tmp: [folder(tmp, collection=COLLECTION + "decks: [dek]\n", deck=DECK)],
}


def test_every_code_is_produced_by_a_snippet_or_a_scenario() -> None:
    assert {section.code for section in IN_PROSE} == set(SCENARIOS)


@pytest.mark.parametrize("code", SCENARIOS)
def test_a_scenario_gives_its_code_and_no_other(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = SCENARIOS[code](tmp_path)
    command = (
        arguments if arguments[0] in ("check", "worksheet", "import") else ["build", *arguments]
    )
    result = CliRunner().invoke(main, [*map(str, command), "--format", "json"])
    assert {each["code"] for each in json.loads(result.stdout)} == {code}
    assert result.exit_code == 1


@pytest.mark.parametrize("section", IN_PROSE, ids=name)
def test_a_text_shows_the_code_and_a_hint(section: Section) -> None:
    ((_, text),) = section.blocks
    assert f"[{section.code}]\n  hint: " in text
