"""Whatever an author gives quizgen, it says clearly what is wrong, and with an error it writes
nothing.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT, compile_text, deck

from quizgen.cli import main
from quizgen.diagnostics import CODES
from quizgen.language import reader
from quizgen.language.facts.cloze import ClozeFact
from quizgen.language.reader import read_lock
from quizgen.lock import parse_lock

COLLECTION = "collection: Minerals\nid: minerals\nsources: {article: An article on minerals}\n"
TERMS = (
    "terms:\n- {term: arrhythmia, synonyms: [irregular heartbeat]}\n"
    "- {term: nausea, opposite: arrhythmia}\n"
)
GOOD = (
    deck("""
    - id: low-magnesium
      term: hypomagnesemia
      means: an abnormally low level of magnesium
      source: article
    - id: symptoms
      list: symptom
      of: hypokalemia
      items: [arrhythmia, fatigue, Übelkeit]
      never: [flushing, fever]
      also: [paralysis]
    - id: serum
      quantity: the normal serum magnesium level
      value: 1.8–2.2 mg/dL
    """).replace("id: deck", "id: first")
    + "source: article\n"
)
TERM = "term: x\n  means: y"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder, hidden ones too, with its bytes; what is no regular file has
    none.
    """

    def content(path: Path) -> bytes | None:
        if path.is_symlink():
            return os.fsencode(path.readlink())
        return path.read_bytes() if path.is_file() else None

    return {
        path.relative_to(folder).as_posix(): content(path) for path in sorted(folder.rglob("*"))
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound collection, with its lock, that has been built into `dist`."""
    here = tmp_path_factory.mktemp("built")
    (here / "decks").mkdir()
    for name, text in {"collection": COLLECTION, "deck": GOOD, "terms": TERMS}.items():
        (here / "decks" / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert run("build", here / "decks", "-o", here / "dist").exit_code == 0
    return here


@pytest.fixture
def here(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to spoil, which is the working directory."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fails(here: Path, *arguments: str | Path) -> list[dict[str, object]]:
    """The diagnostics of a build that must fail with status 1 and leave everything as it is."""
    before = contents(here)
    result = run("build", *arguments, "--format", "json")
    assert result.exit_code == 1, result.output
    assert contents(here) == before
    found: list[dict[str, object]] = json.loads(result.stdout)
    assert found
    assert all(each["message"] and each["hint"] and each["path"] for each in found)
    assert "Traceback" not in result.output
    return found


def codes(found: list[dict[str, object]]) -> set[object]:
    return {each["code"] for each in found}


def messages(found: list[dict[str, object]]) -> str:
    return "\n".join(f"{each['message']}; {each['hint']}" for each in found)


# What an author types -----------------------------------------------------------------------------

# By what is wrong: the code, words of the message or the hint, and a second file for the
# collection.
WRONG_DECKS = {
    "broken YAML": ("yaml-syntax", "never closed", 'deck: "Second\nid: second\n'),
    "a tab": ("yaml-syntax", "spaces, not tabs", "deck: Second\n\tid: second\n"),
    "a duplicate key": (
        "duplicate-key",
        "`term` stands here twice",
        deck(f"- id: a\n  {TERM}\n  term: z"),
    ),
    "an unknown kind": (
        "unknown-kind",
        "did you mean `mechanism`?",
        deck("- id: a\n  mecanism: x"),
    ),
    "an unknown key": (
        "unknown-key",
        "did you mean `means`?",
        deck("- id: a\n  term: x\n  meens: y"),
    ),
    "an unknown source": (
        "unknown-source",
        "did you mean `article`?",
        deck(f"- id: a\n  source: artikle\n  {TERM}"),
    ),
    "an unknown term": (
        "unknown-term",
        "did you mean `arrhythmia`?",
        deck(f"- id: a\n  {TERM}", "terms: [{term: z, broader: arrythmia}]\n"),
    ),
    "an unknown form": (
        "unknown-form",
        "did you mean `choice`?",
        deck(f"- id: a\n  without: [choise]\n  {TERM}"),
    ),
    "an unknown part": (
        "unknown-part",
        "did you mean `term`?",
        deck(f"- id: a\n  {TERM}\n  stems: {{trem: z}}"),
    ),
    "a fact of two kinds": ("two-kinds", "`term` and `ask`", deck(f"- id: a\n  {TERM}\n  ask: z")),
    "a fact of no kind": ("missing-kind", "name its kind", deck("- id: a")),
    "a fact that is text": ("wrong-type", "a fact must be a mapping", deck("- magnesium is low")),
    "a fact that is nothing": ("wrong-type", "a fact must be a mapping", deck("-")),
    "facts that are a mapping": (
        "wrong-type",
        "begin each fact with `- id",
        "deck: D\nid: d\nfacts:\n  id: a\n",
    ),
    "facts that are text": (
        "wrong-type",
        "`facts` must be a list",
        "deck: D\nid: d\nfacts: later\n",
    ),
    "no id": ("missing-key", "add `id: x`", deck("- term: x\n  means: y")),
    "an id twice in one deck": (
        "duplicate-id",
        "an id of its own",
        deck(f"- id: a\n  {TERM}\n- id: a\n  {TERM}"),
    ),
    "a former id of two facts, as of one that was copied": (
        "duplicate-id",
        "keep `was` where the old cards belong",
        deck(
            f"- id: one\n  was: old\n  {TERM}\n- id: two\n  was: [older, old]\n  ask: A?\n  answer: B"
        ),
    ),
    "an id of another deck": ("duplicate-id", "an id of its own", deck(f"- id: serum\n  {TERM}")),
    "an ill-formed id": ("bad-id", "`low-mg`", deck(f"- id: Low Mg!\n  {TERM}")),
    "the id of another deck file": (
        "duplicate-id",
        "a deck with the id",
        deck(f"- id: a\n  {TERM}").replace("id: deck", "id: first"),
    ),
    "a deck called collection": (
        "bad-id",
        "Anki",
        deck(f"- id: a\n  {TERM}").replace("id: deck", "id: collection"),
    ),
    "a deck without an id": (
        "missing-key",
        "add `id: second`",
        "deck: Second\nfacts: [{id: a, term: x, means: y}]\n",
    ),
    "an empty list": (
        "empty-value",
        "`steps` has nothing",
        deck("- id: a\n  mechanism: x\n  steps: []"),
    ),
    "no facts at all": ("empty-value", "`facts` has nothing", "deck: D\nid: d\nfacts: []\n"),
    "a null": ("empty-value", "`means` has nothing", deck("- id: a\n  term: x\n  means: ~")),
    "blanks only": (
        "empty-value",
        "`means` has nothing",
        deck("- id: a\n  term: x\n  means: '  '"),
    ),
    "an item that is nothing": (
        "empty-value",
        "item 2 of `steps`",
        deck("- id: a\n  mechanism: x\n  steps: [y, ~]"),
    ),
    "a member twice": (
        "repeated-member",
        "`Copper` means the same",
        deck("- id: a\n  list: x\n  items: [copper, z, Copper]"),
    ),
    "a member twice by synonym": (
        "repeated-member",
        "`irregular heartbeat` means the same as `arrhythmia`",
        deck("- id: a\n  list: x\n  items: [arrhythmia, z, irregular heartbeat]"),
    ),
    "an answer among its distractors": (
        "repeated-member",
        "`y` stands here twice",
        deck("- id: a\n  ask: x\n  answer: y\n  distractors: [z, y]"),
    ),
    "one rank": (
        "short-list",
        "two ranks or more",
        deck("- id: a\n  ranking: x\n  most to least: [y]"),
    ),
    "one rank, a tie": (
        "short-list",
        "two ranks or more",
        deck("- id: a\n  ranking: x\n  most to least: [[y, z]]"),
    ),
    "one step": ("short-list", "two steps or more", deck("- id: a\n  mechanism: x\n  steps: [y]")),
    "one column": (
        "short-list",
        "two columns or more",
        deck("- id: a\n  comparison: [x]\n  rows: {y: [z]}"),
    ),
    "ragged rows": (
        "ragged-row",
        "the row `z` has 1 cell for 2 columns",
        deck("- id: a\n  comparison: [x, y]\n  rows: {z: [p]}"),
    ),
    "an exclusive row with two values in a cell": (
        "contradiction",
        "`z` is exclusive, but `x` has two values there: `p` and `q`",
        deck("- id: a\n  comparison: [x, y]\n  exclusive: [z]\n  rows: {z: [[p, q], r]}"),
    ),
    "an exclusive row that is none": (
        "unknown-part",
        "`w` is no row of this table",
        deck("- id: a\n  comparison: [x, y]\n  exclusive: [w]\n  rows: {z: [p, q]}"),
    ),
    "a complete row that is none": (
        "unknown-part",
        "`w` is no row of this table",
        deck("- id: a\n  comparison: [x, y]\n  complete: w\n  rows: {z: [p, q]}"),
    ),
    "rows that are a list": (
        "wrong-type",
        "each row as",
        deck("- id: a\n  comparison: [x, y]\n  rows: [[p, q]]"),
    ),
    "steps that are text": (
        "wrong-type",
        "`steps: [first",
        deck("- id: a\n  mechanism: x\n  steps: one"),
    ),
    "groups that are a list": (
        "wrong-type",
        "each group as",
        deck("- id: a\n  list: x\n  groups: [y, z]"),
    ),
    "a list with neither": ("missing-key", "`items` nor `groups`", deck("- id: a\n  list: x")),
    "a list with both": (
        "clashing-keys",
        "both",
        deck("- id: a\n  list: x\n  items: [y]\n  groups: {z: [y]}"),
    ),
    "a list of two subjects": (
        "clashing-keys",
        "keep",
        deck("- id: a\n  list: x\n  of: p\n  for: q\n  items: [y, z]"),
    ),
    "a quantity in words": (
        "bad-quantity",
        "`plenty`",
        deck("- id: a\n  quantity: x\n  value: plenty"),
    ),
    "a quantity that falls": (
        "bad-quantity",
        "runs upside down",
        deck("- id: a\n  quantity: x\n  value: 5–3 mg"),
    ),
    "a quantity without end": (
        "bad-quantity",
        "a number of 400 digits is too long",
        deck(f"- id: a\n  quantity: x\n  value: {'9' * 400}"),
    ),
    "a decimal comma": (
        "bad-quantity",
        "`1,8 mg`",
        deck("- id: a\n  quantity: x\n  value: 1,8 mg"),
    ),
    "a cloze without a gap": (
        "cloze-without-gap",
        "double braces",
        deck("- id: a\n  cloze: nothing hidden"),
    ),
    "a cloze left open": ("bad-cloze", "do not pair", deck("- id: a\n  cloze: x {{y")),
    "a gap in a formula": (
        "bad-cloze",
        "a gap stands inside code or a formula; hide the whole of it",
        deck("- id: a\n  cloze: 'energy is $E = {{m}}c^2$ so'"),
    ),
    "a gap in code": (
        "bad-cloze",
        "a gap stands inside code or a formula",
        deck("- id: a\n  cloze: 'write `int {{x}} = 5;` here'"),
    ),
    "a cloze of three braces": ("bad-cloze", "do not pair", deck("- id: a\n  cloze: x {{{y}}}")),
    "what is interchangeable is no gap": (
        "bad-cloze",
        "`z` is interchangeable, but no gap; the gaps are `x`, `y`",
        deck("- id: a\n  cloze: 'the {{x}} and {{y}}'\n  interchangeable: [x, z]"),
    ),
    "a gap alone is interchangeable": (
        "bad-cloze",
        "name two gaps or more",
        deck("- id: a\n  statement: The {{x}} is.\n  interchangeable: yes"),
    ),
    "a false sentence with gaps": (
        "contradiction",
        "take out gaps, or write the sentence as it is true",
        deck("- id: a\n  statement: The {{x}} is.\n  is false: yes"),
    ),
    "a false sentence with false versions": (
        "contradiction",
        "take out `false versions`, or write",
        deck("- id: a\n  statement: It is.\n  is false: yes\n  false versions: [It is not.]"),
    ),
    "an empty gap": ("bad-cloze", "a gap is empty", deck("- id: a\n  cloze: x {{ }}")),
    "a cloze as in Anki": ("bad-cloze", "write `{{y}}`", deck("- id: a\n  cloze: x {{c1::y}}")),
    "a cloze without quotes": ("wrong-type", "put quotes", deck("- id: a\n  cloze: {{x}} y")),
    "an option whose reason is nothing": (
        "wrong-type",
        "behind each option stands why it is wrong, with a full stop",
        deck("- id: a\n  list: x\n  items: [p, q]\n  never: {oak: , elm: It is a tree.}"),
    ),
    "an option whose reason is no sentence": (
        "unknown-part",
        "the reason of a wrong option is a sentence, with its full stop",
        deck("- id: a\n  ask: X?\n  answer: p\n  distractors: {oak: a tree, elm: It is a tree.}"),
    ),
    "a sign of nothing": ("missing-key", "`elicited by:`", deck("- id: a\n  sign: x")),
    "distractors of a statement without a gap": (
        "unknown-part",
        "take them out",
        deck("- id: a\n  statement: x is y.\n  distractors: [p, q]"),
    ),
    "a word that is right in its gap": (
        "distractor-not-false",
        "write a word that neither means what is right there",
        deck("- id: a\n  cloze: x {{y}}\n  accept: [p]\n  distractors: [p, q]"),
    ),
    "distractors that are true": (
        "distractor-not-false",
        "`y` is given as a wrong option",
        deck("- id: a\n  list: x\n  items: [y, z]\n  distractors: [p, y]"),
    ),
    "a tag of two words": (
        "bad-tag",
        "write hyphens",
        deck(f"- id: a\n  tags: [two words]\n  {TERM}"),
    ),
    "yes or no": (
        "wrong-type",
        "`complete: yes`",
        deck("- id: a\n  list: x\n  items: [y, z]\n  complete: maybe"),
    ),
    "a language": (
        "unknown-key",
        "move it to collection.yaml",
        deck(f"- id: a\n  {TERM}", "language: fr\n"),
    ),
    "a term twice": (
        "duplicate-term",
        "a name of the term `irregular",
        "terms: [{term: irregular heartbeat}]\n",
    ),
    "a term above itself": (
        "term-cycle",
        "circle",
        "terms: [{term: p, broader: q}, {term: q, broader: p}]\n",
    ),
    "terms that are text": ("wrong-type", "`- term: its name`", "terms: [nausea, fever]\n"),
    "a second collection": (
        "duplicate-key",
        "a second file declares",
        "collection: Second\nid: second\n",
    ),
    "a file of something else": (
        "unknown-file",
        "neither a deck nor terms",
        "name: CI\non: push\n",
    ),
    "an empty file": ("empty-value", "this file is empty", ""),
    "a comment only": ("empty-value", "this file is empty", "# to do\n"),
    "two documents": (
        "yaml-syntax",
        "one document a file",
        deck(f"- id: a\n  {TERM}") + "---\ndeck: E\n",
    ),
    "a Python object": (
        "unsupported-tag",
        "has no meaning",
        "deck: !!python/object/apply:os.system [ls]\n",
    ),
    "an alias of itself": ("yaml-syntax", "inside what it names", "deck: &a [*a]\n"),
    "an alias bomb": (
        "too-many-aliases",
        "write the values out",
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n"
            for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        ),
    ),
    "a formula as in Anki": (
        "bad-formula",
        "write `$x^2$`",
        deck(r"- {id: a, ask: 'What is \(x^2\)?', answer: y}"),
    ),
    "a formula on a line of its own": (
        "bad-formula",
        "write `$x^2$`; if none is meant, put it between backticks",
        deck("- id: a\n  ask: x\n  answer: y\n  why: |\n    $$\n    x^2\n    $$"),
    ),
    "a leap day that never was": (
        "bad-moment",
        "`29 February 1900` is no date: 1900 was no leap year",
        deck("- {id: a, ask: x, answer: 29 February 1900}"),
    ),
    "a wrong option that is a day that never was": (
        "bad-moment",
        "`31 April 1950` is no date: that month has 30 days; correct the day",
        deck("- {id: a, ask: x, answer: 30 April 1950, distractors: [31 April 1950]}"),
    ),
    "a span upside down": (
        "bad-moment",
        "write the earlier one first",
        deck("- {id: a, ask: x, answer: 1803–1798}"),
    ),
    "a range upside down": (
        "bad-quantity",
        "write the smaller number first",
        deck("- {id: a, ask: x, answer: 8–3 m}"),
    ),
    "an answer of 10,000 digits": (
        "bad-quantity",
        "write it with a power of ten",
        deck(f"- {{id: a, ask: x, answer: '{'9' * 10_000}'}}"),
    ),
    "a tolerance of less than nothing": (
        "bad-quantity",
        "`-1 m` does not say how far off an answer may be",
        deck("- {id: a, quantity: x, value: 5 m, tolerance: -1 m}"),
    ),
    "a range for a tolerance": (
        "bad-quantity",
        "write one number that is more than nothing",
        deck("- {id: a, quantity: x, value: 5 m, tolerance: 1–2 m}"),
    ),
    "a number in the unit": (
        "bad-quantity",
        "`(15) m` is no unit",
        deck("- {id: a, quantity: x, value: 6.674(15) m}"),
    ),
    "numbers that commas cut, so that a part stands twice": (
        "comma-in-number",
        'quotes around it: "1,000"',
        deck("- {id: a, list: x, of: y, items: [1,000, 2,000]}"),
    ),
    "numbers that commas cut, so that a row is too long": (
        "comma-in-number",
        'quotes around it: "1,200"',
        deck("- {id: a, comparison: [x, y], rows: {tons: [1,200, 2,300]}}"),
    ),
    "a merge key": (
        "unknown-key",
        "the merge key `<<` has no meaning here; write the keys out",
        "deck: D\nid: d\nshared: &s {source: article, why: z}\nfacts:\n- id: a\n  <<: *s\n  term: x\n  means: y\n",
    ),
    "a comma in a value between braces": (
        "comma-in-number",
        'quotes around it: "1,800 mg"',
        deck("- {id: a, quantity: x, value: 1,800 mg}"),
    ),
    "1,000 lists in lists": (
        "yaml-syntax",
        "nested more than 50 deep; indent less",
        "deck:\n" + "- " * 1000 + "x\n",
    ),
    "1,000 maps in maps": (
        "yaml-syntax",
        "nested more than 50 deep; indent less",
        "".join(" " * level + "deck:\n" for level in range(1000)),
    ),
    "1,000 maps in a line": (
        "yaml-syntax",
        "nested more than 50 deep; close a bracket",
        "deck: " + "{a: " * 1000 + "}" * 1000,
    ),
    "100,000 braces": ("wrong-type", "a key must be text", "{" * 100_000),
    "100,000 brackets": ("yaml-syntax", "nested more than 50 deep", "deck: " + "[" * 100_000),
}


@pytest.mark.parametrize(("code", "words", "text"), WRONG_DECKS.values(), ids=WRONG_DECKS)
def test_a_wrong_deck_is_a_clear_diagnostic_and_nothing_is_written(
    here: Path, code: str, words: str, text: str
) -> None:
    (here / "decks" / "second.yaml").write_text(text, encoding="utf-8")
    found = fails(here, "decks")
    assert codes(found) == {code}
    assert words in messages(found)
    assert {each["path"] for each in found} <= {"decks/second.yaml", "decks/terms.yaml"}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("$x^2", "write the formula as `$…$`"),
        ("the `abc", "put one behind the code, too"),
        (r"\frac{a}{b}", "between backticks, or write `\\\\frac`"),
    ],
)
def test_a_mark_without_its_second_is_shown_and_said(answer: str, words: str) -> None:
    found = compile_text(deck(f"- {{id: a, ask: x, answer: '{answer}'}}")).diagnostics
    assert [(each.code, each.severity.value) for each in found] == [("unpaired-mark", "notice")]
    assert words in found[0].hint


def test_of_merge_keys_nothing_is_said_but_where_they_stand() -> None:
    text = "deck: D\nid: d\ndefaults: &s {why: z}\nfacts:\n- {<<: *s, id: a}\n- id: b\n  <<: [*s, *s]\n"
    document, found = reader.read_text(text, "deck.yaml")
    assert document.value is None
    assert [(each.code, each.position.line) for each in found] == [
        ("unknown-key", 5),
        ("unknown-key", 7),
    ]
    assert reader.read_text("'<<': a", "deck.yaml")[0].value == {"<<": "a"}


@pytest.mark.parametrize(
    ("value", "cut"),
    [
        ("[1,234, 5,678]", ["1,234", "5,678"]),
        ("[4,5 mg]", ["4,5 mg"]),
        ("[elephants, 100,000 horsemen]", ["100,000 horsemen"]),
        ("[1,234,567 men, a fleet]", ["1,234,567 men"]),
        ("[1,2-dibromoethane, benzene]", ["1,2-dibromoethane"]),
        ("{a: [1,5, 2,5]}", ["1,5", "2,5"]),
        ("[1,234]", ["1,234"]),
        ("{a: 1, value: 1,8 mg}", ["1,8 mg"]),
        ("[1,2,3]", []),
        ("[10,20,100]", []),
        ("[2.5,3.5]", []),
        ("[[1,2], [3,4]]", []),
        ("[H2,O2]", []),
        ("[1, 234, 5, 678]", []),
        ('["1,234", "5,678"]', []),
        ("{1918: 3,1919: 4}", []),
        ("1,234", []),
    ],
)
def test_a_number_that_a_comma_cuts_is_named(value: str, cut: list[str]) -> None:
    found = reader.read_text(f"rows: {value}", "deck.yaml")[1]
    assert [each.code for each in found] == ["comma-in-number"] * len(cut)
    assert [re.findall('"(.*)"', each.hint) for each in found] == [[text] for text in cut]
    assert [each.position.column for each in found] == [
        1 + f"rows: {value}".index(text) for text in cut
    ]


@pytest.mark.parametrize(
    ("cloze", "gaps"),
    [
        ("is {{$x_{a_{b}}$}} here", [("$x_{a_{b}}$", "")]),
        ("with $x_{a_{b_{c}}}$ goes {{y}}", [("y", "")]),
        (r"is {{$\frac{a}{b_{c}}$::a ratio}} here", [(r"$\frac{a}{b_{c}}$", "a ratio")]),
        ("is {{`code {}`}} here", [("`code {}`", "")]),
        ("is {{`f({{}})`}} here", [("`f({{}})`", "")]),
        ("is {{`std::move`}} or {{`std::copy`::not a move}}", [("`std::move`", ""), ("`std::copy`", "not a move")]),
        ("is {{`` a`b{c} ``}} here", [("``a`b{c}``", "")]),
        ("costs {{$5}} or {{$6}}", [(r"\$5", ""), (r"\$6", "")]),
        ("begins with {{`{`}} and ends with {{`}`}}", [("`{`", ""), ("`}`", "")]),
        ("a lone {{$}} or {{`}}", [(r"\$", ""), (r"\`", "")]),
    ],
)  # fmt: skip
def test_braces_of_code_and_formulas_are_no_gaps(cloze: str, gaps: list[tuple[str, str]]) -> None:
    compiled = compile_text(deck(f"- id: a\n  cloze: {json.dumps(cloze)}"))
    assert not {each.code for each in compiled.diagnostics} & {"bad-cloze", "bad-formula"}
    [(_, fact)] = compiled.collection.facts()
    assert isinstance(fact, ClozeFact)
    assert [(text, hint) for text, hint, is_gap in fact.passage.pieces if is_gap] == gaps


# Texts that no author types by hand, in all places where texts stand.
EXTREME = {
    "code with backticks": "``a`b`` and ` ``c`` ` and `d\\`e",
    "open code": "a ` b `` c ``` d",
    "1,000 times emphasis": "*a " * 1000 + "b" + " a*" * 1000,
    "1,000 times strong in emphasis": "*a **b " * 1000 + "c" + " b** a*" * 1000,
    "1,000 stars": "*" * 1000 + "a" + "*" * 1000,
    "1,000 roots": "$" + r"\sqrt{" * 1000 + "x" + "}" * 1000 + "$",
    "240 powers": "$" + "x^{" * 240 + "x" + "}" * 240 + "$",
    "240 bars": "$" + r"\bar" * 240 + " x$",
    "400 braces": "$" + "{" * 400 + "x" + "}" * 400 + "$",
}
PLACES = {
    "question": "- {{id: a, ask: {0}, answer: y, distractors: [p, q]}}",
    "answer": "- {{id: a, ask: x, answer: {0}, distractors: [p, q]}}",
    "option": "- {{id: a, ask: x, answer: y, distractors: [{0}, q]}}",
    "why": "- {{id: a, ask: x, answer: y, why: {0}}}",
    "title": "- {{id: a, title: {0}, cloze: 'the {{{{y}}}} of z'}}",
    "member": "- {{id: a, list: x, of: y, items: [{0}, z]}}",
    "name": "- {{id: a, comparison: [p, q], rows: {{? {0} : [x, y], z: [v, w]}}}}",
}


@pytest.mark.parametrize("place", [*PLACES, "cloze", "gap"])
@pytest.mark.parametrize("text", EXTREME)
def test_extreme_markup_is_shown_or_refused_where_it_stands(
    here: Path, text: str, place: str
) -> None:
    written = EXTREME[text]
    passages = {"cloze": f"{written} is {{{{y}}}} here", "gap": f"this is {{{{{written}}}}} here"}
    fact = "- {{id: a, cloze: {0}}}" if place in passages else PLACES[place]
    fact = fact.format(json.dumps(passages.get(place, written)))
    (here / "decks" / "second.yaml").write_text(deck(fact), encoding="utf-8")
    result = run("check", "decks", "--format", "json")
    found = [each for each in json.loads(result.stdout) if each["severity"] == "error"]
    assert {(each["path"], each["line"]) for each in found} <= {("decks/second.yaml", 4)}
    marked = [each for each in found if each["code"] in ("bad-formula", "bad-cloze")]
    assert all(len(f"{each['message']}{each['hint']}") < 500 for each in marked)
    assert run("build", "decks", "--target", "anki").exit_code == (1 if found else 0)
    if text.startswith(("1,000 roots", "240")):
        assert "bad-formula" in codes(found)


@pytest.mark.parametrize("case", ["broken YAML", "a tab"])
def test_the_hint_does_not_hang_on_the_words_of_the_parser(
    monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.setattr(reader, "_SYNTAX_HINTS", {})
    code, words, text = WRONG_DECKS[case]
    (found,) = reader.read_text(text, "second.yaml")[1]
    assert found.code == code
    assert words in found.hint


def test_a_contradiction_between_two_decks_names_both_places(here: Path) -> None:
    second = "deck: Second\nid: second\nfacts:\n- id: denied\n  list: symptom\n  of: hypokalemia\n"
    second += "  items: [cramps, weakness]\n  never: [irregular heartbeat]\n"
    (here / "decks" / "second.yaml").write_text(second, encoding="utf-8")
    (found,) = fails(here, "decks")
    assert found["code"] == "contradiction"
    assert "`symptoms` says" in str(found["message"])
    assert "`denied` says" in str(found["message"])
    (other,) = found["related"] if isinstance(found["related"], list) else []
    assert (found["path"], found["line"], found["column"]) == ("decks/deck.yaml", 11, 13)
    assert (other["path"], other["line"], other["column"]) == ("decks/second.yaml", 8, 11)
    shown = run("build", "decks").output
    assert "decks/deck.yaml:11:13: error: " in shown
    assert "which stands at decks/second.yaml:8:11" in shown


def test_a_wrong_collection_file_is_reported_once(here: Path) -> None:
    (here / "decks" / "collection.yaml").write_text(
        "collection: Minerals\nid: Big Minerals\n", encoding="utf-8"
    )
    assert [each["code"] for each in fails(here, "decks")] == ["bad-id"]


@pytest.mark.parametrize(
    ("language", "message", "hint"),
    [
        ("it", "there is no language `it`", "there are de, en, es, fr; for another, name a folder"),
        ("dee", "there is no language `dee`", "did you mean `de`?"),
        ("./it", "there is no folder `./it`", "`quizgen templates language` writes a folder"),
        ("/tmp", "`/tmp` is no folder seen from the one", "write the way to it with slashes"),
    ],
)
def test_an_unknown_language_is_reported_at_its_place(
    language: str, message: str, hint: str, here: Path
) -> None:
    text = COLLECTION + f"language: {language}\n"
    (here / "decks" / "collection.yaml").write_text(text, encoding="utf-8")
    (found,) = fails(here, "decks")
    assert (found["code"], found["line"], found["column"]) == ("unknown-language", 4, 11)
    assert message in str(found["message"])
    assert hint in str(found["hint"])


@pytest.mark.parametrize(
    ("name", "file", "text", "message"),
    [
        ("it", "texts.toml", "", "this folder has no `wording.toml`"),
        ("italian", "wording.toml", "", "`italian` is no code of a language"),
        ("it", "wording.toml", "[list", "it is no TOML: "),
        ("it", "wording.toml", "[grammar]\n", "it lacks `an`, `articles`, `numbers`, `plural`"),
    ],
)
def test_a_folder_that_cannot_be_a_language_is_reported(
    name: str, file: str, text: str, message: str, here: Path
) -> None:
    (here / "decks" / name).mkdir()
    (here / "decks" / name / file).write_text(text, encoding="utf-8")
    text = COLLECTION + f"language: {name}\n"
    (here / "decks" / "collection.yaml").write_text(text, encoding="utf-8")
    found = fails(here, "decks")
    assert {each["code"] for each in found} == {"bad-wording"}
    assert message in str(found[0]["message"])
    where = "it/wording.toml" if (name, file) == ("it", "wording.toml") else "collection.yaml"
    assert str(found[0]["path"]).endswith(where)


def test_an_unknown_deck_in_the_order_is_reported_at_its_place(here: Path) -> None:
    (here / "decks" / "collection.yaml").write_text(
        COLLECTION + "decks: [first, frist]\n", encoding="utf-8"
    )
    (found,) = fails(here, "decks")
    assert (found["code"], found["line"], found["column"]) == ("unknown-deck", 4, 16)
    assert found["hint"] == "did you mean `first`?"


def test_a_fact_with_more_gaps_than_a_note_holds_is_reported(here: Path) -> None:
    gaps = " ".join(f"{{{{gap {number}}}}}" for number in range(501))
    (here / "decks" / "second.yaml").write_text(
        f"deck: S\nid: s\nfacts:\n- id: gaps\n  cloze: 'A {gaps}'\n", "utf-8"
    )
    assert codes(fails(here, "decks")) == {"too-many-parts"}
    checked = run("check", "decks", "--format", "json")
    assert checked.exit_code == 1
    errors = [each for each in json.loads(checked.stdout) if each["severity"] == "error"]
    assert codes(errors) == {"too-many-parts"}


@pytest.mark.parametrize(
    "text, missing",
    [
        ("the apple 蘋果, or 蘋 alone", [("蘋", "in the fact `a`")]),
        ("a smile 😀", [("😀", "in the fact `a`")]),
        ("é, ½, →, α, Ж and the ring on A\u030a: all of them are there", []),
    ],
)
def test_check_says_what_paper_lacks(text: str, missing: list[tuple[str, str]], here: Path) -> None:
    Path("deck.yaml").write_text(deck(f"- id: a\n  ask: What is that?\n  answer: {text}"), "utf-8")
    checked = run("check", "deck.yaml", "--format", "json")
    problems = [each for each in json.loads(checked.stdout) if each["code"] == "missing-glyph"]
    assert [each["severity"] for each in problems] == ["warning"] * len(missing)
    for problem, (character, where) in zip(problems, missing, strict=True):
        assert f"`{character}`" in problem["message"]
        assert where in problem["message"]


def test_check_says_what_paper_lacks_in_the_title_of_a_deck(here: Path) -> None:
    Path("deck.yaml").write_text(
        deck("- id: a\n  ask: Who?\n  answer: he").replace("deck: Deck", "deck: 蘋果"), "utf-8"
    )
    checked = run("check", "deck.yaml", "--format", "json")
    [problem] = [each for each in json.loads(checked.stdout) if each["code"] == "missing-glyph"]
    assert "in `蘋果`" in problem["message"]


def test_terms_may_stand_in_the_collection_file(here: Path) -> None:
    (here / "decks" / "collection.yaml").write_text(COLLECTION + TERMS, encoding="utf-8")
    (here / "decks" / "terms.yaml").unlink()
    assert run("check", "decks").exit_code == 0


# Files that are no decks --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code", "place", "words"),
    [
        (GOOD.encode("latin-1", "replace"), "not-text", (11, 34), "byte 0xdc"),
        (GOOD.encode("utf-16"), "not-text", (1, 1), "UTF-8"),
        (TERMS.encode("utf-16-le"), "not-text", (1, 2), "UTF-8"),
        (GOOD.encode("utf-32"), "not-text", (1, 1), "UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-text", (1, 1), "byte 0x89"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "not-text", (1, 8), "binary data"),
        (b"deck: D\nid: \x00", "not-text", (2, 5), "binary data"),
        (b"deck: \x1b[31mD\n", "not-text", (1, 7), "take it out"),
        (b"\xef\xbb\xbf", "empty-value", (0, 0), "this file is empty"),
        (b"\xef\xbb", "not-text", (1, 1), "byte 0xef"),
    ],
    ids=[
        "latin-1",
        "utf-16",
        "utf-16 without a mark",
        "utf-32",
        "png",
        "elf",
        "nul",
        "escape",
        "bom",
        "half a bom",
    ],
)
def test_a_file_that_is_no_utf_8_text_is_reported(
    here: Path, data: bytes, code: str, place: tuple[int, int], words: str
) -> None:
    (here / "decks" / "second.yaml").write_bytes(data)
    (found,) = fails(here, "decks")
    assert (found["code"], found["line"], found["column"]) == (code, *place)
    assert words in messages([found])


def test_a_file_of_50_megabytes_is_not_even_read(here: Path) -> None:
    with (here / "decks" / "second.yaml").open("wb") as file:
        file.truncate(50_000_000)
    (found,) = fails(here, "decks")
    assert (found["code"], found["message"]) == (
        "file-too-large",
        "the file has 50,000,000 bytes; the most is 10,000,000",
    )


def test_each_text_of_more_characters_than_a_sheet_sets_in_seconds_is_named(here: Path) -> None:
    deck = "deck: D\nid: second\nfacts:\n"
    for number, length in enumerate((100_000, 100_001, 1_000_000)):
        deck += f"  - {{id: long-{number}, ask: Which one?, answer: this {number}, why: {'x' * length}}}\n"
    (here / "decks" / "second.yaml").write_text(deck, encoding="utf-8")
    assert [(each["message"], each["line"]) for each in fails(here, "decks")] == [
        ("this text has 100,001 characters; the most is 100,000", 5),
        ("this text has 1,000,000 characters; the most is 100,000", 6),
    ]


def test_a_directory_with_the_name_of_a_deck_is_reported(here: Path) -> None:
    (here / "decks" / "second.yaml").mkdir()
    (found,) = fails(here, "decks")
    assert (found["code"], found["message"]) == ("cannot-read", "this is a directory")


def test_a_link_to_nothing_is_reported(here: Path) -> None:
    (here / "decks" / "second.yaml").symlink_to(here / "none.yaml")
    (found,) = fails(here, "decks")
    assert (found["code"], found["message"]) == ("cannot-read", "this is a link to nothing")


def test_a_link_to_itself_is_reported(here: Path) -> None:
    (here / "decks" / "second.yaml").symlink_to(here / "decks" / "second.yaml")
    assert codes(fails(here, "decks")) == {"cannot-read"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize("name", ["decks/second.yaml", "decks/quizgen.lock"])
def test_a_pipe_is_reported_and_not_waited_for(here: Path, name: str) -> None:
    (here / name).unlink(missing_ok=True)
    os.mkfifo(here / name)
    command = [sys.executable, "-m", "quizgen", "check", "decks"]
    # A process of its own: one that waits for the pipe is ended by the timeout.
    result = subprocess.run(
        command, capture_output=True, text=True, timeout=20, cwd=here, env=environment()
    )
    assert result.returncode == 1
    assert "is not a regular file [cannot-read]" in result.stdout


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="there is no file here that root cannot read"
)
def test_a_file_that_cannot_be_read_is_reported(here: Path) -> None:
    (here / "decks" / "second.yaml").symlink_to("/proc/self/mem")
    (found,) = fails(here, "decks")
    assert found["code"] == "cannot-read"
    assert str(found["message"]).startswith("the file cannot be read: ")


@pytest.mark.parametrize(
    ("path", "code", "message"),
    [
        ("none.yaml", "cannot-read", "this does not exist"),
        ("decks/deck.yaml/x", "cannot-read", "this does not exist"),
        ("x" * 300, "cannot-read", "the file cannot be read: File name too long"),
        (os.devnull, "cannot-read", "this is not a regular file"),
        (
            "decks/collection.yaml",
            "unknown-file",
            "this file is not a deck: it begins with `collection`",
        ),
        ("decks/terms.yaml", "unknown-file", "this file is not a deck: it begins with `terms`"),
        ("dist", "no-decks", "there is no YAML file in this folder"),
        ("empty", "no-decks", "there is no YAML file in this folder"),
        ("loose", "no-collection", "this folder has no collection.yaml"),
        ("bare", "no-decks", "there is no deck in this folder"),
        ("headless", "no-collection", "no file of this folder declares it a collection"),
        ("hidden", "no-decks", "there is no deck in this folder"),
    ],
)
def test_a_path_to_nothing_that_can_be_built_is_reported(
    here: Path, path: str, code: str, message: str
) -> None:
    files = {
        "loose/deck.yaml": GOOD,
        "loose/other.yaml": GOOD,
        "bare/collection.yaml": COLLECTION,
        "headless/collection.yaml": TERMS,
        "headless/deck.yaml": GOOD.replace("source: article", "topic: x"),
        "hidden/collection.yaml": COLLECTION,
        "hidden/.git/deck.yaml": GOOD,
        "hidden/.#deck.yaml": GOOD,
        "empty/notes.txt": "",
    }
    for name, text in files.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text, encoding="utf-8")
    assert (code, message) in {(each["code"], each["message"]) for each in fails(here, path)}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, names of files are text")
def test_a_file_whose_name_is_no_text_is_reported_under_a_name_that_can_be_printed(
    here: Path,
) -> None:
    (here / os.fsdecode(b"decks/\xff.yaml")).write_text("dekc: D\n", encoding="utf-8")
    (found,) = fails(here, "decks")
    assert (found["code"], found["path"]) == (
        "unknown-file",
        "decks/\N{REPLACEMENT CHARACTER}.yaml",
    )


# Where it writes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "output",
    [
        "decks/deck.yaml",
        "decks/deck.yaml/dist",
        "x" * 300,
        "dangling",
        pytest.param(
            "/dev/null/dist", marks=pytest.mark.skipif(os.name != "posix", reason="no such place")
        ),
        pytest.param(
            "/proc/dist",
            marks=pytest.mark.skipif(not Path("/proc/self").exists(), reason="no such place"),
        ),
    ],
    ids=[
        "a file",
        "below a file",
        "a long name",
        "a link to nothing",
        "below a device",
        "a folder that is read-only",
    ],
)
def test_an_output_folder_that_cannot_be_written_leaves_the_lock_alone(
    here: Path, output: str
) -> None:
    (here / "dangling").symlink_to(here / "none" / "none")
    (here / "decks" / "quizgen.lock").unlink()
    assert codes(fails(here, "decks", "-o", output)) == {"cannot-write"}


def test_a_folder_in_the_place_of_a_file_to_write_leaves_everything_alone(here: Path) -> None:
    (here / "decks" / "quizgen.lock").unlink()
    for package in (here / "dist").rglob("*.apkg"):
        package.unlink()
    (here / "dist" / "decks" / "first.apkg").mkdir()
    assert codes(fails(here, "decks")) == {"cannot-write"}


# The lock -----------------------------------------------------------------------------------------


def test_a_lock_that_is_cut_off_anywhere_is_damaged_or_whole(here: Path) -> None:
    path = here / "decks" / "quizgen.lock"
    data = path.read_bytes()
    fine = []
    for end in range(len(data)):
        path.write_bytes(data[:end])
        text, problems = read_lock(path)
        if text is not None:
            problems += parse_lock(text, path.as_posix())[1]
        if not problems:
            fine.append(end)
        assert {each.code for each in problems} <= {"lock-damaged"}
    assert fine == [len(data) - 1]  # without the line break at the end
    path.write_bytes(data)


HEAD = b'{"quizgen lock": 2, "collection": "minerals"}\n\n'
END = b'\n\n{"quizgen lock": "end"}\n'


@pytest.mark.parametrize(
    ("lock", "code"),
    [
        (b"", "lock-damaged"),
        (b"{", "lock-damaged"),
        (b"[]", "lock-damaged"),
        (b"null", "lock-damaged"),
        (b"\xff\xfe{\x00", "lock-damaged"),
        (b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> main\n", "lock-damaged"),
        (b'{"quizgen lock": 1}', "lock-damaged"),
        (HEAD, "lock-damaged"),  # nothing says that it is whole
        (HEAD + b'{"guid": "a"}' + END, "lock-damaged"),
        (HEAD + b'{"fact": "serum"}' + END, "lock-damaged"),
        (HEAD + b'{"fact": "serum", "guid": 5}' + END, "lock-damaged"),
        (HEAD + b'{"fact": "serum", "guid": "a", "cards": {"x": 0}}' + END, "lock-damaged"),
        (HEAD + b'{"fact": "serum", "guid": "a", "cards": {"x": 501}}' + END, "lock-damaged"),
        (
            HEAD + b'{"fact": "serum", "guid": "a", "changed": 9007199254740991}' + END,
            "lock-damaged",
        ),
        (HEAD + b'{"fact": "serum", "guid": "a", "names": {}}' + END, "lock-damaged"),
        (HEAD + HEAD.replace(b"minerals", b"other") + END, "lock-damaged"),
        (HEAD.replace(b"minerals", b"other") + END, "lock-of-another"),
        (b"[" * 100_000, "lock-damaged"),
        (b'{"quizgen lock": 3}', "lock-newer"),
        (b'{"quizgen lock": 99, "something": "else"}', "lock-newer"),
    ],
)
@pytest.mark.parametrize("option", ["--locked", "--choices"])
def test_a_lock_that_is_damaged_or_newer_is_never_overwritten(
    here: Path, lock: bytes, code: str, option: str
) -> None:
    (here / "decks" / "quizgen.lock").write_bytes(lock)
    assert codes(fails(here, "decks", option)) == {code}


def test_a_lock_whose_next_time_would_be_refused_is_not_written(here: Path) -> None:
    lock, facts = here / "decks" / "quizgen.lock", here / "decks" / "deck.yaml"
    last = re.sub(r'"changed": \d+', '"changed": 4294967295', lock.read_text("utf-8"))
    lock.write_text(last, "utf-8")
    assert run("build", "decks", "-o", "dist").exit_code == 0, "nothing has changed"
    facts.write_text(facts.read_text("utf-8").replace("Übelkeit", "dizziness"), "utf-8")
    (found,) = fails(here, "decks")
    assert found["code"] == "lock-damaged"
    assert lock.read_text("utf-8") == last
    lock.write_text(last.replace("4294967295", "4294967296"), "utf-8")
    assert codes(fails(here, "decks")) == {"lock-damaged"}


def test_a_directory_in_the_place_of_the_lock_is_reported(here: Path) -> None:
    (here / "decks" / "quizgen.lock").unlink()
    (here / "decks" / "quizgen.lock").mkdir()
    (found,) = fails(here, "decks")
    assert (found["code"], found["message"]) == ("cannot-read", "the lock is a directory")


def test_a_lock_that_is_a_link_to_nothing_is_not_taken_for_none(here: Path) -> None:
    (here / "decks" / "quizgen.lock").unlink()
    (here / "decks" / "quizgen.lock").symlink_to(here / "elsewhere.lock")
    assert codes(fails(here, "decks")) == {"cannot-read"}


def test_a_lock_that_would_change_is_reported_with_locked(here: Path) -> None:
    (here / "decks" / "deck.yaml").write_text(GOOD.replace("1.8", "1.7"), encoding="utf-8")
    assert codes(fails(here, "decks", "--locked")) == {"lock-outdated"}


def test_another_lock_to_compare_with_may_be_damaged_too(here: Path) -> None:
    (here / "other.lock").write_text("{", encoding="utf-8")
    result = run("diff", "decks", "--against", "other.lock")
    assert result.exit_code == 1
    assert "other.lock:1:1: error: the lock is damaged" in result.output


# How it says so -----------------------------------------------------------------------------------


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def quizgen(here: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "quizgen", *arguments]
    return subprocess.run(
        command, capture_output=True, timeout=60, cwd=here, env=environment(**more)
    )


@pytest.mark.parametrize("verb", ["build", "check", "diff", "list"])
@pytest.mark.parametrize("style", ["text", "json", "github"])
def test_every_verb_reports_in_every_format(here: Path, verb: str, style: str) -> None:
    (here / "decks" / "deck.yaml").write_text(GOOD.replace("means:", "meens:"), encoding="utf-8")
    result = run(verb, "decks", "--format", style)
    assert result.exit_code == 1
    if style == "json":
        assert [
            (each["code"], each["line"], each["column"]) for each in json.loads(result.stdout)
        ] == [("unknown-key", 6, 5)]
    elif style == "github":
        assert result.stdout.startswith(
            "::error file=decks/deck.yaml,line=6,col=5,title=unknown-key::"
        )
    else:
        assert (
            "decks/deck.yaml:6:5: error: the key `meens` is not known here [unknown-key]\n"
            in result.output
        )


def test_a_build_reports_to_people_on_standard_error_and_to_programs_on_standard_output(
    here: Path,
) -> None:
    (here / "decks" / "deck.yaml").write_text("deck: [", encoding="utf-8")
    assert run("build", "decks").stdout == ""
    assert run("build", "decks", "--format", "json").stderr == ""


def test_a_check_of_what_is_sound_says_so_in_every_format(here: Path) -> None:
    assert run("check", "decks").stdout.endswith("nothing is wrong\n")
    assert run("check", "decks", "--format", "json").stdout == "[]\n"
    assert run("check", "decks", "--format", "github").stdout == ""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_diagnostic_prints_in_any_encoding(here: Path, encoding: str) -> None:
    (here / "decks" / "deck.yaml").write_text(
        "deck: 低\nid: 镁 é\nfacts: [{id: a, term: b, means: c}]\n", encoding="utf-8"
    )
    result = quizgen(here, "check", "decks", PYTHONIOENCODING=encoding)
    assert result.returncode == 1
    assert b"[bad-id]" in result.stdout
    assert b"Traceback" not in result.stderr


def test_the_command_itself_fails_with_status_1_and_writes_nothing(here: Path) -> None:
    (here / "decks" / "deck.yaml").write_bytes(b"\xff\xfe\x00")
    before = contents(here)
    result = quizgen(here, "build")
    assert (result.returncode, result.stdout) == (1, b"")
    assert result.stderr.startswith(
        b"decks/deck.yaml:1:1: error: the file is not UTF-8 text: byte 0xff [not-text]\n"
    )
    assert contents(here) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--format", "xml"],
        ["build", "--target", "paper"],
        ["build", "--nonsense"],
        ["build", "decks", "decks"],
        ["build", "--deck", "frist"],
        ["list", "--kind", "trem"],
        ["list", "--type", "choise"],
        ["explain"],
        ["explain", "symptom"],
        ["explain", "symptoms/all/lost"],
        ["diff", "--against", "none.lock"],
    ],
    ids=" ".join,
)
def test_a_command_that_is_used_wrongly_has_status_2(here: Path, arguments: list[str]) -> None:
    before = contents(here)
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert contents(here) == before


@pytest.mark.parametrize("seconds", ["yesterday", "-5", "1.5", "²", "9" * 30])
def test_a_build_time_that_is_no_number_of_seconds_has_status_2(
    here: Path, seconds: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    (here / "decks" / "quizgen.lock").unlink()
    before = contents(here)
    assert run("build").exit_code == 2
    assert contents(here) == before


def test_a_name_that_is_not_there_is_answered_with_the_nearest(here: Path) -> None:
    assert "did you mean `symptoms`?" in run("explain", "symptom").stderr
    assert "did you mean `first`?" in run("build", "--deck", "frist").stderr
    assert "did you mean `term`?" in run("list", "--kind", "trem").stderr


def test_the_cases_above_use_declared_codes() -> None:
    assert {code for code, _, _ in WRONG_DECKS.values()} <= CODES


def test_of_very_many_unknown_terms_the_first_get_a_suggestion() -> None:
    """A suggestion looks at all names: a hundred mistakes would look a hundred times."""
    terms = "".join(f"  - {{term: alloy {n}, broader: alloi {n}}}\n" for n in range(60))
    text = f"deck: D\nid: d\nterms:\n{terms}facts:\n  - {{id: a, ask: A?, answer: b}}\n"
    hints = [each.hint for each in compile_text(text).diagnostics if each.code == "unknown-term"]
    assert len(hints) == 60
    assert all(hint.startswith("did you mean") for hint in hints[:50])
    assert not any(hint.startswith("did you mean") for hint in hints[50:])
