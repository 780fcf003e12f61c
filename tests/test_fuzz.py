"""No input makes a traceback: what comes out is diagnostics, or questions that can be built."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import conftest
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quizgen.compiler import Compiled, compile_path
from quizgen.diagnostics import CODES, as_github, as_json, as_text, split_lines
from quizgen.language.facts import KINDS
from quizgen.language.validation import keys_of
from quizgen.lock import parse_lock
from quizgen.questions.question import Choice, MultipleChoice
from quizgen.targets import Settings, target

# Every kind, with every key that it takes at least once.
COMMON: dict[str, Any] = {
    "source": ["s"],
    "tags": ["t", "u"],
    "topic": "Topic",
    "why": "Because.",
    "ignore": {"clang": "It is an easy one."},
    "was": ["old"],
    "formerly": {},
    "without": ["table"],
    "typed": "yes",
    "image": "a.png",
    "audio": "a.mp3",
    "alt": "a picture",
    "side": "question",
}
FACTS: list[dict[str, Any]] = [
    {
        "id": "a",
        "term": "ion",
        "means": "a charged atom",
        "stems": {"term": "What?"},
        "distractors": ["atom", "cell"],
    },
    {
        "id": "b",
        "mechanism": "How it twitches",
        "steps": ["it falls", "it leaks", "it twitches"],
        "singly": "yes",
        **COMMON,
    },
    {
        "id": "c",
        "list": "sign",
        "of": "gout",
        "items": ["ache", "burn"],
        "never": ["itch", "cough"],
        "also": ["fever"],
    },
    {
        "id": "d",
        "list": "stage",
        "plural": "stages",
        "for": "gout",
        "grouped by": "time",
        "groups": {"early": ["ache", "burn"], "late": ["fever", "rash"]},
        "complete": "yes",
        "exclusive": "yes",
        "also": {"early": ["pallor"]},
        "sentence": "Gout shows as {member}.",
        "group sentence": "{member} comes {group}.",
        "singly": {"ache": "dull"},
        "distractors": {"all": ["hope", "fear"], "groups": ["never", "soon"]},
    },
    {
        "id": "e",
        "sign": "a twitch",
        "elicited by": "tapping",
        "shows": "a jerk",
        "points to": ["gout"],
        "may also point to": ["gas"],
        "never points to": ["edema", "itch"],
    },
    {
        "id": "f",
        "ranking": "speed",
        "most to least": [["fast", "quick"], "slow", "still"],
        "sentence": "A {more} step is faster than a {less} one.",
        "most": "the fastest",
        "singly": ["slow"],
    },
    {
        "id": "g",
        "differential": "pain",
        "causes": {"blood": ["anemia", "clot"], "bone": ["break", "bruise"]},
        "grouped by": "place",
        "sentence": "Pain may come of {cause}.",
        "group sentence": "{cause} lies in the {group}.",
        "singly": "yes",
    },
    {
        "id": "h",
        "comparison": ["x", "y"],
        "title": "T",
        "rows": {
            "r": ["one", ["two", "three"]],
            "s": ["four", None],
            "t": {
                "cells": ["five", "six"],
                "sentence": "{column} has {cell}.",
                "ask": "What has {column}?",
                "ask back": "Which has {cell}?",
                "exclusive": "yes",
                "complete": "no",
            },
        },
        "exclusive": ["s"],
        "complete": ["r"],
        "statements": {"r": "{column} is {cell}."},
        "reverse stems": {"r": "Which is {cell}?"},
        "also": {"r": {"x": ["six"]}},
    },
    {
        "id": "i",
        "quantity": "the level",
        "value": "1.8–2.2 mg/dL",
        "tolerance": "0.1 mg/dL",
        "molar mass": "24.305 g/mol",
        "sentence": "The level is {value}.",
    },
    {
        "id": "j",
        "statement": "{{It}} {{falls}}.",
        "interchangeable": True,
        "false versions": ["It rises.", "It floats."],
        "accept": {"falls": ["drops"]},
        "distractors": {"falls": ["rises", {"floats": "It is heavy."}]},
    },
    {"id": "j2", "statement": "It sinks.", "is false": True},
    {
        "id": "k",
        "ask": "Where?",
        "answer": "in bone",
        "accept": ["bone"],
        "distractors": ["in blood", "in skin"],
    },
    {
        "id": "m",
        "entities": "salt",
        "sentence": "The {column} of {salt} is {value}.",
        "plural": "salts",
        "language": "en",
        "columns": {
            "ion": "The ion of {salt} is {ion}.",
            "mass": {
                "sentence": "{salt} weighs {mass}.",
                "ask": "What does {salt} weigh?",
                "ask back": "What weighs {mass}?",
                "exclusive": "yes",
                "tolerance": "1 g",
                "more": "heavier",
                "most": "the heaviest",
            },
            "use": {"many": "yes", "was": "uses"},
            "hue": {"shown": "only", "language": "de"},
            "years": {"longer": "lasted longer", "longest": "lasted the longest"},
        },
        "headings": {"ion": "its ion"},
        "exclusive": ["ion"],
        "rows": {
            "lime": ["calcium", "56 g", ["mortar", "glass"], "white", "1914–1918"],
            "borax": {"was": "tincal", "key": "b", "ion": "borate", "mass": "381 g"},
            "soda": ["sodium", "106 g", "soap", None, "1939–1945"],
            "alum": ["aluminum", "258 g", None, "clear", None],
        },
    },
    {
        "id": "l",
        "cloze": "Calcium {{starts::verb}} it; {{magnesium}} ends it.",
        "title": "Muscle",
        "accept": {"starts": ["begins"]},
        "interchangeable": ["starts", "magnesium"],
        "distractors": {"magnesium": {"sodium": "It starts it.", "zinc": "It does neither."}},
        "stems": {"magnesium": "Which one ends it?"},
    },
]
TERMS: list[dict[str, Any]] = [
    {
        "term": "ache",
        "synonyms": ["pain"],
        "broader": ["sign"],
        "opposite": "ease",
        "confused with": ["itch"],
    },
    {"term": "sign"},
    {"term": "ease", "broader": "sign"},
    {"term": "itch", "broader": "sign"},
]
HEAD: dict[str, Any] = {
    "deck": "Deck",
    "id": "deck",
    "description": "D",
    "language": "en",
    "notice": "N",
    "sources": {"s": "S"},
    "single-valued": ["main cause"],
    "source": "s",
    "tags": ["t"],
    "topic": "Topic",
    "terms": TERMS,
}


def yaml(value: Any) -> str:
    """A value in YAML's flow style; every text in quotes, but for yes and no."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{yaml(key)}: {yaml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(yaml, value)) + "]"
    return "~" if value is None else json.dumps(value, ensure_ascii=False)


def whole(*facts: Any, **head: Any) -> str:
    return "".join(f"{key}: {yaml(value)}\n" for key, value in {**HEAD, **head}.items()) + (
        "facts:\n" + "".join(f"- {yaml(fact)}\n" for fact in facts)
    )


GOOD = whole(*FACTS)


def compile_text(text: str) -> Compiled:
    """The compiled text; its questions are judged as well, which must not fail, whatever they
    say.
    """
    for each in conftest.compile_text(text, judged=True).diagnostics:
        assert each.code in CODES
    return conftest.compile_text(text)


def check(compiled: Compiled) -> None:
    """Diagnostics that can be printed and point into the file; or questions that hold and an
    Anki deck of them.
    """
    texts = compiled.collection.texts
    for each in compiled.diagnostics:
        assert each.code in CODES
        assert each.message
        assert 0 <= each.position.line <= len(split_lines(texts.get(each.position.path, "")))
    assert compiled.diagnostics == [] or as_text(compiled.diagnostics, texts)
    assert len(json.loads(as_json(compiled.diagnostics))) == as_github(compiled.diagnostics).count(
        "\n::"
    ) + bool(compiled.diagnostics)
    if compiled.failed:
        return
    questions = [question for found in compiled.questions.values() for question in found]
    assert [
        id for id, number in Counter(question.id for question in questions).items() if number > 1
    ] == []
    for question in questions:
        assert question.key_text
        if isinstance(question, Choice | MultipleChoice):
            keys = {question.key} if isinstance(question, Choice) else set(question.keys)
            wrong = [distractor.text for distractor in question.distractors]
            assert sorted(question.options) == sorted([*keys, *wrong])
            assert len(set(question.options)) == len(question.options)
    artifacts, problems, lock = target("anki")(compiled, Settings(now=1))
    assert {each.code for each in problems} <= {"too-many-parts"}
    assert all(artifact.data.startswith(b"PK") for artifact in artifacts)
    assert parse_lock(lock.as_text(), "")[1] == []


def test_the_good_deck_has_every_kind_and_every_key_and_is_good() -> None:
    given_keys = {
        kind: {key for fact in FACTS if kind in fact for key in (*fact, *COMMON)} for kind in KINDS
    }
    everywhere = {"stems", "distractors"}
    for kind, model in KINDS.items():
        assert set(keys_of(model)) - given_keys[kind] - everywhere <= {
            "in",
            "from",
            "with",
            "on",
            "to",
            "by",
            "at",
            "against",
            "under",
            "about",
            "after",
            "among",
            "before",
            "between",
            "during",
            "plural",
            "never",
            "also",
            "complete",
            "exclusive",
        }
    compiled = compile_text(GOOD)
    assert compiled.diagnostics == []
    check(compiled)


# Values in place of others ------------------------------------------------------------------------

WORDS = [
    *("*a*", "**b", "`c`", "$x^2$", "$y", "\\"),
    *(
        "",
        " ",
        "~",
        "a",
        "A",
        "all",
        "groups",
        "rows",
        "steps",
        "order",
        "ache",
        "pain",
        "1–2 mg",
        "yes",
        "b c",
    ),
    *(
        "{{x}}",
        "{{c1::x}}",
        "{{x::y}}",
        "}}{{",
        "{column}",
        "<b>&amp;",
        "::",
        "[sound:x.mp3]",
        "\\(x\\)",
        "[$]x[/$]",
    ),
    *(
        "é",
        "e\u0301",
        "低镁血症",
        "\u202ex",
        "\u200b",
        "\ufeff",
        "\x7f",
        "🧲",
        "İ",
        "ß",
        "\n",
        "\t",
        "\0",
        "\x1b[0m",
        "x" * 3000,
    ),
]
texts = st.sampled_from(WORDS) | st.text(max_size=8)
printable = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)
fuzz = settings(suppress_health_check=list(HealthCheck))
FIELDS = [(fact["id"], key) for fact in FACTS for key in fact]


@pytest.mark.parametrize(("id", "key"), FIELDS, ids=lambda part: str(part))
@settings(fuzz, max_examples=conftest.rounds(10))
@given(value=values)
def test_any_value_in_the_place_of_a_field_is_reported_or_built(
    id: str, key: str, value: Any
) -> None:
    (fact,) = (fact for fact in FACTS if fact["id"] == id)
    check(compile_text(whole({**fact, key: value})))


def redrawn(value: Any, data: st.DataObject) -> Any:
    """The same shape with other texts in it, here and there."""
    if isinstance(value, dict):
        return {key: redrawn(each, data) for key, each in value.items()}
    if isinstance(value, list):
        return [redrawn(each, data) for each in value]
    return data.draw(st.just(value) | st.just(value) | printable) if value else value


@settings(fuzz)
@given(data=st.data())
def test_any_text_in_the_place_of_another_is_reported_or_built(data: st.DataObject) -> None:
    fact = data.draw(st.sampled_from(FACTS))
    kept = {key: value for key, value in fact.items() if key in ("id", "source", "without", "was")}
    check(compile_text(whole({**redrawn(fact, data), **kept})))


@pytest.mark.parametrize("key", HEAD)
@settings(fuzz, max_examples=conftest.rounds(10))
@given(value=values)
def test_any_value_in_the_head_of_a_deck_is_reported_or_built(key: str, value: Any) -> None:
    check(compile_text(whole(*FACTS[:2], **{key: value})))


@settings(fuzz)
@given(
    entry=st.dictionaries(st.sampled_from(list(TERMS[0])), texts | st.lists(texts, max_size=3))
    | values
)
def test_any_term_is_reported_or_built(entry: Any) -> None:
    check(compile_text(whole(*FACTS[:3], terms=[*TERMS, entry])))


@settings(fuzz)
@given(
    fact=st.dictionaries(
        st.sampled_from(sorted({key for fact in FACTS for key in fact})), values, max_size=6
    )
)
def test_any_keys_together_are_reported_or_built(fact: dict[str, Any]) -> None:
    check(compile_text(whole(fact)))


@settings(fuzz)
@given(
    groups=st.dictionaries(texts, st.lists(texts, min_size=1, max_size=4), min_size=1, max_size=4),
    never=st.lists(texts, max_size=3),
    complete=st.booleans(),
    exclusive=st.booleans(),
)
def test_any_texts_in_groups_are_reported_or_built(
    groups: dict[str, list[str]], never: list[str], complete: bool, exclusive: bool
) -> None:
    more = {"never": never, "complete": complete, "exclusive": exclusive}
    check(compile_text(whole({"id": "a", "list": "sign", "groups": groups, **more})))
    check(compile_text(whole({"id": "a", "differential": "pain", "causes": groups, **more})))


@settings(fuzz)
@given(
    cells=st.lists(
        st.lists(texts | st.none() | st.lists(texts, max_size=2), min_size=3, max_size=3),
        max_size=3,
    )
)
def test_any_texts_in_a_table_are_reported_or_built(cells: list[list[Any]]) -> None:
    rows = {f"row {number}": row for number, row in enumerate(cells)}
    check(compile_text(whole({"id": "a", "comparison": ["x", "y", "rows"], "rows": rows})))


@settings(fuzz)
@given(
    steps=st.lists(texts, min_size=2, max_size=5),
    ranks=st.lists(texts | st.lists(texts, max_size=3), max_size=4),
)
def test_any_texts_in_order_are_reported_or_built(steps: list[str], ranks: list[Any]) -> None:
    check(
        compile_text(
            whole(
                {"id": "a", "mechanism": "x", "steps": steps},
                {"id": "b", "ranking": "y", "most to least": ranks},
            )
        )
    )


@settings(fuzz)
@given(
    pieces=st.lists(
        st.sampled_from(["{", "}", "{{", "}}", ":", "::", "c1", "x", " ", "\n"]), max_size=12
    )
)
def test_any_braces_of_a_cloze_are_reported_or_built(pieces: list[str]) -> None:
    check(compile_text(whole({"id": "a", "cloze": "".join(pieces)})))


# Text and bytes -----------------------------------------------------------------------------------

SYNTAX = [*"-[]{},&*!|>'\"%@`?#~:\n\t\r\x85\u2028", "\n  ", "term: ", "<<", "---", "..."]


@settings(fuzz, max_examples=conftest.rounds(200))
@given(
    text=st.text(max_size=60)
    | st.lists(st.sampled_from([*SYNTAX, " ", "a", "&a", "*a"]), max_size=30).map("".join)
)
@example("&a [*a]")
@example("? [a]\n: b")
@example("a: &x [1]\n*x : b")
@example("a: &x ~\n*x : b")
@example("- &a a\n- &a *a")
@example("%YAML 9.9\n---\na")
@example("!<%1b> a")
@example('"\\ud800"')
@example("\ufeff\ufeffdeck: a")
@example("a: |\n  \x85b")
def test_any_text_is_reported_or_built(text: str) -> None:
    check(compile_text(text))
    check(compile_text(GOOD + text))
    check(compile_text(text + GOOD))


@settings(fuzz)
@given(data=st.data())
def test_any_piece_of_a_good_deck_may_be_overwritten(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 20)))
    check(
        compile_text(
            GOOD[:start] + data.draw(st.text(max_size=5) | st.sampled_from(SYNTAX)) + GOOD[end:]
        )
    )


@settings(fuzz)
@given(data=st.binary(max_size=40), before=st.booleans())
def test_any_bytes_are_reported_or_built(
    data: bytes, before: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_bytes(data + GOOD.encode() if before else GOOD.encode() + data)
    check(compile_path(path))
    path.write_bytes(data)
    check(compile_path(path))


def test_a_deck_that_is_cut_off_anywhere_is_reported_or_built(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    data = GOOD.encode()
    for end in range(len(data)):
        path.write_bytes(data[:end])
        compiled = compile_path(path)
        check(compiled)
        assert compiled.diagnostics or compiled.questions
