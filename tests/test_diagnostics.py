"""What a diagnostic says: the exact place, what is wrong, what to type instead; and how it
prints.
"""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import compile_text, deck

from quizgen.compiler import compile_path
from quizgen.diagnostics import (
    CODES,
    Diagnostic,
    Position,
    Related,
    Severity,
    as_github,
    as_json,
    as_text,
    did_you_mean,
    in_order,
)
from quizgen.language.facts import KINDS
from quizgen.language.loader import load_text

TERM = "term: b\n  means: c"


def compiled(marked: str) -> tuple[list[Diagnostic], Position]:
    """The diagnostics of a deck, and the place of the mark `»` in its text."""
    before, mark, after = marked.partition("»")
    assert mark
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return compile_text(before + after).diagnostics, Position("deck.yaml", line, column)


# Where --------------------------------------------------------------------------------------------


def test_a_place_is_a_line_and_a_column_from_1() -> None:
    text = "deck: Deck\nid: deck\nfacts:\n  - id: low\n    term: b\n    meens: c\n"
    assert [each.position for each in compile_text(text).diagnostics] == [
        Position("deck.yaml", 6, 5)
    ]


# A mark » stands before the character that the caret must point at.
PLACES = {
    "a key that is not known": ("unknown-key", deck("- id: a\n  term: b\n  »meens: c")),
    "a key in a flow mapping": ("unknown-key", deck("- {id: a, term: b, »meens: c}")),
    "a kind that is not known": ("unknown-kind", deck("- id: a\n  »trem: b\n  means: c")),
    "the second kind": ("two-kinds", deck(f"- id: a\n  {TERM}\n  »ask: d\n  answer: e")),
    "the fact that has no kind": ("missing-kind", deck("- »id: a\n  why: b")),
    "the fact where a key is missing": ("missing-key", deck("- »term: b\n  means: c")),
    "the deck where a key is missing": ("missing-key", "»deck: Deck\nid: deck\n"),
    "a fact that is plain text": ("wrong-type", deck("- »low magnesium")),
    "a fact after a dash": ("wrong-type", deck("-   »[a]")),
    "a value of the wrong shape": ("wrong-type", deck("- id: a\n  mechanism: b\n  steps: »one")),
    "an item of a list": ("wrong-type", deck("- id: a\n  mechanism: b\n  steps: [c, »[d]]")),
    "an item of a block list": (
        "wrong-type",
        deck("- id: a\n  mechanism: b\n  steps:\n    - c\n    - »d: e"),
    ),
    "an item of a group": ("empty-value", deck("- id: a\n  list: b\n  groups: {c: [d, »'']}")),
    "a group": ("wrong-type", deck("- id: a\n  list: b\n  groups:\n    c: »d")),
    "a cause that is no text": (
        "wrong-type",
        deck("- id: a\n  differential: b\n  causes: [c, »[d]]"),
    ),
    "a value of a cell": (
        "wrong-type",
        deck("- id: a\n  comparison: [b, c]\n  rows: {d: [e, [f, »[g]]]}"),
    ),
    "nothing after a colon": ("empty-value", deck("- id: a\n  term: b\n  means:»")),
    "an empty list": ("empty-value", deck("- id: a\n  mechanism: b\n  steps: »[]")),
    "an empty key": ("empty-value", deck("- id: a\n  list: b\n  groups: {»~: [c, d], e: [f, g]}")),
    "an id": ("bad-id", deck(f"- id: »A b\n  {TERM}")),
    "a former id": ("bad-id", deck(f"- id: a\n  was: [b, »C]\n  {TERM}")),
    "the id of a deck": (
        "bad-id",
        "deck: Deck\nid: »collection\nfacts:\n- id: a\n  term: b\n  means: c\n",
    ),
    "a group called all": (
        "bad-id",
        deck("- id: a\n  list: b\n  groups:\n    »all:\n      - c\n      - d"),
    ),
    "the second of two equal ids": ("duplicate-id", deck(f"- id: a\n  {TERM}\n- id: »a\n  {TERM}")),
    "the second of two equal keys": ("duplicate-key", deck(f"- id: a\n  {TERM}\n  »term: c")),
    "a tag": ("bad-tag", deck(f"- id: a\n  tags: [b, »c d]\n  {TERM}")),
    "a form": ("unknown-form", deck(f"- id: a\n  without: [cloze, »choise]\n  {TERM}")),
    "a source of a fact": (
        "unknown-source",
        deck(f"- id: a\n  source: [b, »c]\n  {TERM}", "sources: {b: B}\n"),
    ),
    "a source of a deck": (
        "unknown-source",
        deck(f"- id: a\n  {TERM}", "source: »c\nsources: {b: B}\n"),
    ),
    "a part among stems": ("unknown-part", deck(f"- id: a\n  {TERM}\n  stems: {{»meaning: d?}}")),
    "a part among distractors": (
        "unknown-part",
        deck(f"- id: a\n  {TERM}\n  distractors:\n    »Terms: [d, e]"),
    ),
    "distractors of no part": (
        "unknown-part",
        deck("- id: a\n  ranking: b\n  most to least: [c, d]\n  distractors: »[e, f]"),
    ),
    "a member that stands twice": (
        "repeated-member",
        deck("- id: a\n  list: b\n  items:\n    - the cup\n    - d\n    - »Cups"),
    ),
    "a value twice in a cell": (
        "repeated-member",
        deck("- id: a\n  comparison: [b, c]\n  rows: {d: [[e, f, »e], g]}"),
    ),
    "a row that stands twice": (
        "repeated-member",
        deck("- id: a\n  comparison: [b, c]\n  rows: {desk: [e, f], »Desk: [g, h]}"),
    ),
    "a distractor that stands twice": (
        "repeated-member",
        deck(f"- id: a\n  {TERM}\n  distractors: [desk, e, »Desk]"),
    ),
    "a ragged row": ("ragged-row", deck("- id: a\n  comparison: [b, c]\n  rows: {d: »[e]}")),
    "a false distractor": (
        "distractor-not-false",
        deck("- id: a\n  list: b\n  items: [c, d]\n  distractors: {all: [e, »c]}"),
    ),
    "the second subject": (
        "clashing-keys",
        deck("- id: a\n  list: b\n  of: c\n  »in: d\n  items: [e, f]"),
    ),
    "a name of two terms": (
        "duplicate-term",
        deck(f"- id: a\n  {TERM}", "terms: [{term: desk}, {term: e, synonyms: [»Desk]}]\n"),
    ),
    "a term that is not declared": (
        "unknown-term",
        deck(f"- id: a\n  {TERM}", "terms:\n  - term: d\n    confused with: [d, »e]\n"),
    ),
    "the language": ("unknown-language", deck(f"- id: a\n  {TERM}", "language: »it\n")),
    "text after wide characters": (
        "wrong-type",
        deck("- {id: a, mechanism: 低镁血症, steps: »one}"),
    ),
    "text after characters beyond 16 bits": (
        "wrong-type",
        deck("- {id: a, mechanism: 🧲🧲, steps: »one}"),
    ),
    "a bracket where a key should be": ("wrong-type", deck("- id: a\n  cloze: {»{b}} ends it")),
    "a tag of YAML's": ("unsupported-tag", deck("- id: a\n  ask: b\n  answer: »!c d")),
    "a character that cannot be shown": (
        "control-character",
        deck('- id: a\n  ask: b\n  answer: »"c\\ad"'),
    ),
    "a character that YAML forbids": (
        "not-text",
        deck("- id: a\n  ask: é低🧲»\x1b[31mb\n  answer: c"),
    ),
    "binary data": ("not-text", deck("- id: a\n  ask: b»\0\n  answer: c")),
    "a quote that is never closed": ("yaml-syntax", deck('- id: a\n  ask: »"b\n  answer: c')),
    "a key without a blank after the colon": (
        "yaml-syntax",
        deck("- id: a\n  ask: b\n  »answer:c"),
    ),
    "a colon inside a value": ("yaml-syntax", deck("- id: a\n  ask: b»: c\n  answer: d")),
    "an alias of nothing": ("yaml-syntax", deck("- id: a\n  ask: b\n  answer: »*c")),
    "an anchor that eats a word": ("yaml-syntax", deck("- id: a\n  ask: b\n  answer: »&c rises")),
    "a second document": ("yaml-syntax", deck(f"- id: a\n  {TERM}") + "»---\ndeck: Second\n"),
}


@pytest.mark.parametrize(("code", "marked"), PLACES.values(), ids=PLACES)
def test_a_diagnostic_points_at(code: str, marked: str) -> None:
    diagnostics, place = compiled(marked)
    assert [(each.code, each.position) for each in diagnostics] == [(code, place)]


@pytest.mark.parametrize(
    "code", ["cloze-without-gap", "bad-cloze", "bad-quantity", "short-list", "contradiction"]
)
def test_what_is_wrong_in_the_meaning_is_shown_at_the_value(code: str) -> None:
    marked = {
        "cloze-without-gap": deck("- id: a\n  cloze: »no gap"),
        "bad-cloze": deck("- id: a\n  cloze: »a {{b"),
        "bad-quantity": deck("- id: a\n  quantity: b\n  value: »lots"),
        "short-list": deck("- id: a\n  ranking: b\n  most to least: »[[c, d]]"),
        "contradiction": deck("- id: a\n  list: b\n  items: [c, »d]\n  never: [d]"),
    }[code]
    diagnostics, place = compiled(marked)
    assert [(each.code, each.position) for each in diagnostics] == [(code, place)]


def test_both_places_of_a_repetition_are_named() -> None:
    (found,) = compile_text(
        "deck: D\nid: d\nfacts:\n- id: a\n  mechanism: b\n  steps: [c, d, c]\n"
    ).diagnostics
    assert found.position == Position("deck.yaml", 6, 17)
    assert found.related == (Related("the first stands at", Position("deck.yaml", 6, 11)),)


def test_a_value_from_an_alias_is_shown_at_the_alias() -> None:
    text = (
        "deck: D\nid: d\ntags: &tags [a b]\nfacts:\n- id: a\n  tags: *tags\n  term: b\n  means: c\n"
    )
    assert [each.position[1:] for each in compile_text(text).diagnostics] == [(3, 14), (6, 9)]


def test_a_key_that_stands_twice_leaves_the_places_of_the_first_alone() -> None:
    text = "deck: D\nid: d\nfacts:\n- id: a\n  mechanism: b\n  steps: [c, '']\n  steps: [d, e]\n"
    places = {each.code: each.position[1:] for each in compile_text(text).diagnostics}
    assert places == {"empty-value": (6, 14), "duplicate-key": (7, 3)}


def test_a_byte_order_mark_moves_no_column(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text("dekc: D\n", encoding="utf-8-sig")
    compiled = compile_path(path)
    assert [each.position[1:] for each in compiled.diagnostics] == [(1, 1)]
    assert as_text(compiled.diagnostics, compiled.collection.texts).splitlines()[1:3] == [
        "    1 | dekc: D",
        "      | ^",
    ]


def test_the_column_of_a_wrong_byte_counts_characters(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_bytes("deck: D\nid: 低".encode() + b"\xe9\n")
    (found,) = compile_path(path).diagnostics
    assert found.position[1:] == (2, 6)
    assert found.message == "the file is not UTF-8 text: byte 0xe9"


# What to type instead -----------------------------------------------------------------------------


ASK = deck("- id: a\n  ask: b\n  answer: c")
VALUES = "mapping values are not allowed in this context"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        # misspelt: the nearest name
        (
            deck("- id: a\n  term: b\n  meens: c"),
            "the key `meens` is not known here",
            "did you mean `means`?",
        ),
        (
            deck("- id: a\n  term: b\n  Means: c"),
            "the key `Means` is not known here",
            "did you mean `means`?",
        ),
        (
            deck("- id: a\n  ranking: b\n  most-to-least: [c, d]"),
            "the key `most-to-least` is not known here",
            "did you mean `most to least`?",
        ),
        (
            "deck: D\nid: d\nfact:\n- id: a\n",
            "the key `fact` is not known here",
            "did you mean `facts`?",
        ),
        (
            deck("- id: a\n  mecanism: b"),
            "`mecanism` is not a kind of fact",
            "did you mean `mechanism`?",
        ),
        (deck("- id: a\n  Term: b"), "`Term` is not a kind of fact", "did you mean `term`?"),
        (
            deck(f"- id: a\n  source: twiching\n  {TERM}", "sources: {twitching: T, cramps: C}\n"),
            "the source `twiching` is not declared",
            "did you mean `twitching`?",
        ),
        (
            deck(
                f"- id: a\n  {TERM}", "terms: [{term: Arrhythmia}, {term: d, broader: arhythmia}]\n"
            ),
            "`arhythmia` is not a term",
            "did you mean `Arrhythmia`?",
        ),
        (
            deck(f"- id: a\n  without: choise\n  {TERM}"),
            "`choise` is not a form of question",
            "did you mean `choice`?",
        ),
        (
            deck(f"- id: a\n  {TERM}\n  stems: {{mean: d?}}"),
            "`mean` is no part of this term that takes stems",
            "did you mean `means`?",
        ),
        ("dekc: D\nid: d\n", "this file is not a deck", "did you mean `deck`?"),
        # nothing near: what there is, or how to declare it
        (
            deck(f"- id: a\n  {TERM}\n  stems: {{xyz: d?}}"),
            "`xyz` is no part of this term that takes stems",
            "use one of: matching, means, term",
        ),
        (
            deck(f"- id: a\n  source: b\n  {TERM}"),
            "the source `b` is not declared",
            "declare it: `sources: {b: its title}`",
        ),
        (
            deck(f"- id: a\n  {TERM}", "terms: [{term: d, opposite: xyz}]\n"),
            "`xyz` is not a term",
            "declare it: `- term: xyz`",
        ),
        (
            deck("- id: a\n  of: b"),
            "`of` is not a kind of fact",
            f"name its kind: {', '.join(KINDS)}",
        ),
        (
            deck(f"- id: a\n  {TERM}", "language: it\n"),
            "there is no language `it`",
            (
                "there are de, en, es, fr; for another, name a folder of your own: "
                "`quizgen templates "
                "language` writes a folder to begin with; docs/languages.md says more"
            ),
        ),
        # missing: a sample
        (deck("- term: Low Café\n  means: c"), "the key `id` is missing", "add `id: low-cafe`"),
        (
            deck("- topic: t\n  comparison: [b, c]\n  rows: {d: [e, f]}"),
            "the key `id` is missing",
            "add `id: b-c`",
        ),
        (
            "deck: My deck\nfacts: [{id: a, term: b, means: c}]\n",
            "the key `id` is missing",
            "add `id: my-deck`",
        ),
        (deck("- id: a\n  ask: b"), "the key `answer` is missing", "add `answer: …`"),
        (
            "deck: D\nid: d\n",
            "the key `facts` is missing",
            "add `facts:`; begin each fact with `- id: its-id`",
        ),
        (
            deck("- id: a\n  list: b"),
            "this list has neither `items` nor `groups`",
            "add `items: [first, second]`",
        ),
        # the wrong shape: the right one
        (
            "deck: D\nid: d\nfacts:\n  id: a\n",
            "`facts` must be a list, not a mapping",
            "begin each fact with `- id: its-id`",
        ),
        (
            deck("- a fact"),
            "a fact must be a mapping of keys to values",
            "write `id:` and the key of its kind, each on a line of its own",
        ),
        (
            deck("- id: a\n  mechanism: b\n  steps: one"),
            "`steps` must be a list, not `one`",
            "write `steps: [first, second]`",
        ),
        (
            deck("- id: a\n  list: b\n  groups: [c, d]"),
            "`groups` must be a mapping of keys to values, not a list",
            "write each group as `its name: [first, second]`",
        ),
        (
            deck("- id: a\n  comparison: [b, c]\n  rows: [d, e]"),
            "`rows` must be a mapping of keys to values, not a list",
            "write each row as `its label: [first cell, second cell]`",
        ),
        (
            deck("- id: a\n  mechanism: b\n  steps: [c, {d: e}]"),
            "item 2 of `steps` must be text, not a mapping",
            'put quotes around it: `"d: e"`',
        ),
        (
            deck(f"- id: a\n  without: [[choice]]\n  {TERM}"),
            "item 1 of `without` must be text, not a list",
            'put quotes around text that contains ": " or begins with a bracket',
        ),
        (
            deck("- id: a\n  list: b\n  items: [c, d]\n  complete: maybe"),
            "`complete` must be yes or no, not `maybe`",
            "write `complete: yes`",
        ),
        (
            deck(f"- id: a\n  {TERM}", "terms: [d]\n"),
            "item 1 of `terms` must be a mapping of keys to values, not `d`",
            "write each term as `- term: its name`",
        ),
        (
            deck("- id: a\n  cloze: {{b}} ends it"),
            "a key must be text, not a list or a mapping",
            'put quotes around text that begins with "{" or "["',
        ),
        # nothing in it
        (deck("- id: a\n  term:\n  means: c"), "`term` has nothing in it", "write a value"),
        (
            deck("- id: a\n  sign: b\n  shows: '  '"),
            "`shows` has nothing in it",
            "write a value, or take it out",
        ),
        (deck("- id: ''\n  term: b\n  means: c"), "`id` has nothing in it", "write a value"),
        (
            "deck: D\nid: d\nfacts:\n",
            "`facts` has nothing in it",
            "begin each fact with `- id: its-id`",
        ),
        (
            deck("- id: a\n  mechanism: b\n  steps: [c, ~]"),
            "item 2 of `steps` has nothing in it",
            "write a value, or take it out",
        ),
        (
            deck("- id: a\n  list: b\n  of: ' '\n  items: [c, d]"),
            "`of` has nothing in it",
            "write a value, or take it out",
        ),
        (
            deck(f"- id: a\n  source: ''\n  {TERM}"),
            "`source` has nothing in it",
            "write a value, or take it out",
        ),
        ("# nothing\n", "this file is empty", "write a deck into it; decks/README.md shows how"),
        # ids and tags
        (
            deck(f"- id: Low Mg\n  {TERM}"),
            "`Low Mg` is not an id",
            "use a–z, 0–9 and hyphens, 80 at most: `low-mg`",
        ),
        (
            deck(f"- id: a\n  tags: b c\n  {TERM}"),
            "`b c` is not a tag",
            "a tag has no spaces: write hyphens",
        ),
        (
            "deck: D\nid: collection\nfacts: [{id: a, term: b, means: c}]\n",
            "a deck cannot have the id `collection`: Anki would take its file for a backup",
            "write `collection-deck`",
        ),
        *(
            (
                f"deck: D\nid: {id}\nfacts: [{{id: a, term: b, means: c}}]\n",
                f"a deck cannot have the id `{id}`: Windows would take its file for a device",
                f"write `{id}-deck`",
            )
            for id in ("con", "prn", "aux", "nul", "com1", "lpt9")
        ),
        # distractors where there is no place for them
        (
            deck("- id: a\n  ranking: b\n  most to least: [c, d]\n  distractors: [e, f]"),
            "these distractors belong to no part of this ranking",
            "take them out",
        ),
        (
            deck("- id: a\n  ranking: b\n  most to least: [c, d]\n  distractors: [e, f]"),
            "these distractors belong to no part of this ranking",
            "take them out",
        ),
        (
            deck("- id: a\n  comparison: [b, c]\n  rows: {d: [e, f]}\n  distractors: [g, h]"),
            "these distractors belong to no part of this comparison",
            "write `distractors: {d: […]}`",
        ),
        # the author knows Anki
        (
            deck("- id: a\n  cloze: b {{c1::magnesium}}"),
            "`c1` is hidden, with `magnesium` as its hint",
            "gaps are not numbered here: write `{{magnesium}}`",
        ),
        # a file of a collection, on its own
        (
            "collection: C\nid: c\n",
            "this file is not a deck: it begins with `collection`",
            "name the folder that it stands in",
        ),
        # What newcomers type
        (ASK + "    question: c\n", "the key `question` is not known here", "did you mean `ask`?"),
        (
            ASK + "    options: [c]\n",
            "the key `options` is not known here",
            "did you mean `distractors`?",
        ),
        (
            ASK + "    type: ask\n",
            "the key `type` is not known here",
            "take it out: `ask:` says the kind",
        ),
        (
            deck("- {id: a, question: b, answer: c}"),
            "`question` is not a kind of fact",
            "did you mean `ask`?",
        ),
        (
            deck("- {id: a, ask: b, answer: [c, d]}"),
            "`answer` must be text, not a list",
            "write one answer; others that count stand under `accept`",
        ),
        (
            deck("- id: a\n  ranking: b\n  most to least: c, d"),
            "`most to least` must be a list, not `c, d`",
            "write `most to least: [c, d]`",
        ),
        (
            deck("- {id: a, ranking: b, least to most: [c, d]}"),
            "the key `least to most` is not known here",
            "write `most to least`, and turn the order round",
        ),
        (
            deck("- {id: a, list: [b, c]}"),
            "`list` must be text, not a list",
            "write what each member is, as a singular noun; the members stand under `items`",
        ),
        (
            deck('- ask: "b" is it?'),
            "did not find expected key",
            "put quotes of the other kind around the whole value",
        ),
        (deck("- id:a\n  ask: b"), VALUES, "write a space after the colon of a key"),
        ("deck: D\nfacts:\n  -id: a\n   ask: b\n", VALUES, "write a space after the dash"),
        (
            deck("- id: a\n  ask: b: c"),
            VALUES,
            'put quotes around a value that contains ": "; indent keys alike',
        ),
        (
            "deck: D\nfacts:\n  - id: a\n   ask: b\n",
            "did not find expected '-' indicator",
            "indent the keys of a fact alike; the items of a list begin in one column",
        ),
        (
            deck("- {id: a, ask: b, answer: c}").replace("Deck", "The #1 deck"),
            "what follows ` #` is not part of this text",
            "put quotes around the whole value; or, if it is a comment, a space after the `#`",
        ),
        # YAML
        (
            "deck: @D\n",
            "found character that cannot start any token",
            "indent with spaces, not tabs; quote what begins with @, % or `",
        ),
        (
            "deck: D\n\tid: d\n",
            "found a tab character that violates indentation",
            "indent with spaces, not tabs",
        ),
        (
            'deck: "a\\(b"\n',
            "found unknown escape character",
            "between double quotes, write \\\\ for a backslash; or use single quotes",
        ),
        (
            "deck: &Ca rises\n",
            "`&Ca` names a value, but no `*Ca` uses it",
            "take it out, or put quotes around text that begins with &",
        ),
    ],
)
def test_a_message_says_what_is_wrong_and_a_hint_what_to_type(
    text: str, message: str, hint: str
) -> None:
    found = [(each.message, each.hint) for each in compile_text(text).diagnostics]
    assert (message, hint) in found


def test_a_misspelt_key_is_one_problem_and_not_a_missing_key_too() -> None:
    text = deck("- id: a\n  quantty: b\n  valu: 5\n- id: c\n  quantity: d\n  valu: 5")
    assert [each.code for each in compile_text(text).diagnostics] == ["unknown-kind", "unknown-key"]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("colour", ["color", "flavor"], "did you mean `color`?"),
        ("NAUSEA", ["nausea"], "did you mean `nausea`?"),
        ("xyz", ["one", "two"], "use one of: one, two"),
        ("xyz", ["two", "one", "two"], "use one of: one, two"),
        ("xyz", [f"name-{number}" for number in range(21)], ""),
        ("xyz", [], ""),
    ],
)
def test_the_nearest_name_is_offered_or_else_the_few_there_are(
    word: str, known: list[str], hint: str
) -> None:
    assert did_you_mean(word, known) == hint


# In which order -----------------------------------------------------------------------------------


def test_all_problems_of_all_files_come_in_one_run_in_the_order_of_the_files(
    tmp_path: Path,
) -> None:
    files = {
        "collection.yaml": "collection: C\nid: c\nsources: {b: B}\n",
        "a.yaml": (
            "deck: A\nid: a\nfacts:\n- id: e\n  term: x\n  meens: y\n- plain\n- id: two\n"
            "  ask: x\n  list: y\n"
        ),
        "b.yaml": "deck: B\nid: b\nfacts: [\n",
        "c.yaml": "deck: C\nid: A b\nfacts:\n- id: three\n  source: d\n  term: x\n",
        "d.yaml": (
            "deck: D\nid: d\nfacts:\n- id: four\n  source: e\n  mechanism: x\n  steps: [y, y]\n"
        ),
        "terms.yaml": "terms:\n- term: p\n  synonims: q\n- term: rye\n- term: Rye\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = [
        (Path(each.position.path).name, *each.position[1:], each.code)
        for each in compile_path(tmp_path).diagnostics
    ]
    assert found == [
        ("a.yaml", 6, 3, "unknown-key"),
        ("a.yaml", 7, 3, "wrong-type"),
        ("a.yaml", 10, 3, "two-kinds"),
        ("b.yaml", 4, 1, "yaml-syntax"),
        ("c.yaml", 2, 5, "bad-id"),
        ("c.yaml", 4, 3, "missing-key"),
        ("d.yaml", 5, 11, "unknown-source"),
        ("d.yaml", 7, 14, "repeated-member"),
        ("terms.yaml", 3, 3, "unknown-key"),
        ("terms.yaml", 5, 3, "duplicate-term"),
    ]


def test_a_collection_file_that_cannot_be_read_makes_no_other_file_wrong(tmp_path: Path) -> None:
    (tmp_path / "collection.yaml").write_text("collection: [\n", encoding="utf-8")
    (tmp_path / "deck.yaml").write_text(deck(f"- id: a\n  source: b\n  {TERM}"), encoding="utf-8")
    assert [each.code for each in compile_path(tmp_path).diagnostics] == ["yaml-syntax"]


def test_a_term_that_cannot_be_read_makes_no_other_term_wrong() -> None:
    text = deck(
        f"- id: a\n  {TERM}", "terms:\n  - term: d\n    synonim: e\n  - term: f\n    opposite: d\n"
    )
    assert [each.code for each in compile_text(text).diagnostics] == ["unknown-key"]


def test_diagnostics_are_sorted_by_file_line_and_column_and_come_once() -> None:
    places = [
        Position("b"),
        Position("a", 2, 1),
        Position("a", 1, 9),
        Position("a", 1, 2),
        Position("a", 1, 2),
    ]
    ordered = in_order(Diagnostic("bad-id", "no", place) for place in places)
    assert [str(each.position) for each in ordered] == ["a:1:2", "a:1:9", "a:2:1", "b"]


# How they print -----------------------------------------------------------------------------------


def printed(text: str) -> str:
    collection, diagnostics = load_text(text)
    return as_text(diagnostics, collection.texts)


def test_a_diagnostic_prints_its_place_its_line_with_a_caret_and_a_hint() -> None:
    assert printed(
        "deck: Deck\nid: deck\nfacts:\n  - id: low\n    term: b\n    meens: c\n"
    ) == dedent("""\
        deck.yaml:6:5: error: the key `meens` is not known here [unknown-key]
            6 |     meens: c
              |     ^
          hint: did you mean `means`?
        1 error in 1 file
        """)


def test_a_second_place_prints_below_the_caret() -> None:
    assert printed(
        "deck: Deck\nid: deck\nid: duck\nfacts: [{id: a, term: b, means: c}]\n"
    ) == dedent("""\
        deck.yaml:3:1: error: the key `id` stands here twice [duplicate-key]
            3 | id: duck
              | ^
          first given at deck.yaml:2:1
          hint: keep one of the two
        1 error in 1 file
        """)


def test_nothing_prints_where_nothing_is_wrong() -> None:
    assert as_text([], {}) == ""


def test_a_file_as_a_whole_prints_without_a_line() -> None:
    found = Diagnostic("no-decks", "there is no deck", Position("decks"))
    assert (
        as_text([found], {"decks": ""})
        == "decks: error: there is no deck [no-decks]\n1 error in 1 file\n"
    )


@pytest.mark.parametrize(
    ("severities", "count"),
    [
        (["error"], "1 error in 1 file"),
        (["error", "error"], "2 errors in 2 files"),
        (["warning"], "1 warning in 1 file"),
        (["error", "warning", "warning"], "1 error and 2 warnings in 3 files"),
    ],
)
def test_the_last_line_counts(severities: list[str], count: str) -> None:
    found = [
        Diagnostic("bad-id", "no", Position(f"{number}.yaml"), severity=Severity(severity))
        for number, severity in enumerate(severities)
    ]
    assert as_text(found, {}).splitlines()[-1] == count


def frame(line: str, column: int) -> list[str]:
    """The source line and the caret below it, without the gutter."""
    shown = as_text(
        [Diagnostic("bad-id", "no", Position("x", 1, column))], {"x": line}
    ).splitlines()[1:3]
    assert [each[:8] for each in shown] == ["    1 | ", "      | "]
    return [each[8:] for each in shown]


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ("id: x", 5, ["id: x", "    ^"]),
        ("id:", 4, ["id:", "   ^"]),
        ("a:\t\tb", 5, ["a:  b", "    ^"]),
        ("低镁: x", 5, ["低镁: x", "      ^"]),
        ("e\u0301te\u0301: x", 8, ["e\u0301te\u0301: x", "     ^"]),
        ("\x1b[31mred", 2, ["\\u001b[31mred", "      ^"]),
        ("a\r", 1, ["a", "^"]),
        ("a\u200bb\u202ec", 5, ["a b\\u202ec", "         ^"]),
    ],
    ids=[
        "plain",
        "end of the line",
        "tabs",
        "wide",
        "combining",
        "escape",
        "carriage return",
        "invisible",
    ],
)
def test_the_caret_stands_below_its_character(line: str, column: int, shown: list[str]) -> None:
    assert frame(line, column) == shown


@pytest.mark.parametrize("column", [1, 40, 200, 999, 1000])
def test_of_a_long_line_the_part_around_the_caret_is_shown(column: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(1000))
    shown, caret = frame(line, column)
    assert len(shown) <= 110
    assert shown in line
    assert shown[caret.index("^")] == line[column - 1]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_the_line_shown_is_the_line_that_is_meant(line_break: str) -> None:
    text = line_break.join(["deck: D", "id: A b", "facts: [{id: a, term: b, means: c}]"])
    assert printed(text).splitlines()[:2] == [
        "deck.yaml:2:5: error: `A b` is not an id [bad-id]",
        "    2 | id: A b",
    ]


def test_a_message_stays_on_its_line_whatever_the_author_wrote() -> None:
    lines = printed('deck: D\nid: "a\\n\\n b"\nfacts: [{id: a, term: b, means: c}]\n').splitlines()
    assert lines[0] == "deck.yaml:2:5: error: `a   b` is not an id [bad-id]"


def test_a_long_value_is_cut_in_the_message() -> None:
    (found,) = compile_text(
        f"deck: D\nid: {'x' * 500}\nfacts: [{{id: a, term: b, means: c}}]\n"
    ).diagnostics
    assert found.message == f"`{'x' * 60}…` is not an id"


REPEATED = Diagnostic(
    "repeated-member",
    "`100 %` stands\nhere twice",
    Position("my decks/a,b:c.yaml", 5, 9),
    "take one out",
    (Related("the first stands at", Position("a.yaml", 4, 9)),),
)
WHOLE = Diagnostic("no-decks", "there is no deck", Position("decks"), severity=Severity.WARNING)


def test_json_has_all_of_it_with_numbers_for_places() -> None:
    assert json.loads(as_json([REPEATED, WHOLE])) == [
        {
            "code": "repeated-member",
            "severity": "error",
            "message": "`100 %` stands\nhere twice",
            "hint": "take one out",
            "path": "my decks/a,b:c.yaml",
            "line": 5,
            "column": 9,
            "related": [
                {"message": "the first stands at", "path": "a.yaml", "line": 4, "column": 9}
            ],
        },
        {
            "code": "no-decks",
            "severity": "warning",
            "message": "there is no deck",
            "hint": "",
            "path": "decks",
            "line": 0,
            "column": 0,
            "related": [],
        },
    ]


def test_json_of_nothing_is_an_empty_list() -> None:
    assert as_json([]) == "[]\n"


def test_github_gets_one_command_a_line_with_what_it_reserves_escaped() -> None:
    message = "`100 %25` stands%0Ahere twice — the first stands at a.yaml:4:9 — take one out"
    assert as_github([REPEATED, WHOLE]).splitlines() == [
        f"::error file=my decks/a%2Cb%3Ac.yaml,line=5,col=9,title=repeated-member::{message}",
        "::warning file=decks,line=1,col=1,title=no-decks::there is no deck",
    ]


def test_messages_and_hints_are_in_one_style() -> None:
    texts = [
        text
        for _, marked in PLACES.values()
        for each in compiled(marked)[0]
        for text in (each.message, each.hint)
    ]
    assert all(texts)
    assert [text for text in texts if text.endswith(".") or text[:1].isupper()] == []


def test_a_code_that_is_not_declared_cannot_be_used() -> None:
    assert "no-such-code" not in CODES
    with pytest.raises(AssertionError):
        Diagnostic("no-such-code", "", Position(""))  # type: ignore[arg-type]  # mypy says it too


def test_a_wrong_item_does_not_make_its_list_empty() -> None:
    found = compile_text(deck("- {id: a, mechanism: b, steps: [{c: d}]}")).diagnostics
    assert [each.code for each in found] == ["wrong-type"]


@pytest.mark.parametrize(
    "fact",
    [
        "{id: a, term: b, definition: c}",
        "{id: a, term: b, meens: c}",
        "{id: a, list: b, members: [c]}",
    ],
)
def test_a_key_by_another_name_is_not_missing_as_well(fact: str) -> None:
    codes = [each.code for each in compile_text(deck(f"- {fact}")).diagnostics]
    assert codes == ["unknown-key"]


@pytest.mark.parametrize(
    "line",
    [
        "why: b # as usual",
        "why: b  #",
        'why: "b #1"',
        "why: 'b #1'",
        'why: "b" #c',
        "why: b#1",
        "# why: b #1",
        "why: |\n      b #1",
    ],
)
def test_a_comment_is_a_comment(line: str) -> None:
    assert compile_text(f"{ASK}    {line}\n").diagnostics == []
