"""What stands in a field comes out as the same text, whatever is in it; and what is written
compiles.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from conftest import rounds
from hypothesis import example, given, settings
from hypothesis import strategies as st
from importer import BASIC, CLOZE, compiled_of

from quizgen.compiler import Compiled
from quizgen.importing import import_sources
from quizgen.importing.anki_gaps import AnkiGaps
from quizgen.importing.readers import Sample, read_sample
from quizgen.importing.readers.protobuf import fields
from quizgen.importing.rich_text import deck_text, from_html, from_plain
from quizgen.importing.source_notes import Source, SourceNote
from quizgen.importing.yaml_text import as_yaml
from quizgen.language.reader import read_text
from quizgen.questions.question import Cloze, Question
from quizgen.text.markup import plain

HARD = st.sampled_from(
    [
        "no",
        "yes",
        "~",
        "null",
        "1:30",
        "- a",
        "? b",
        ": c",
        "#d",
        " e ",
        "'",
        '"',
        "\\",
        "{",
        "}",
        "{{",
        "}}",
        "[",
        "]",
        ",",
        "&x",
        "*y",
        "!z",
        "|",
        ">",
        "%",
        "@",
        "`",
        "---",
        "...",
        "\n",
        "\t",
        "::",
        "😀",
        "👩‍⚕️",
        "é",
        "e\u0301",
        "\u2028",
        "\u00a0",
        "\ufeff",
        "\u200b",
        "\x85",
        "\x07",
        "$",
        "$5",
        "<b>",
        "&amp;",
        "{{c1::a}}",
        "1. ",
        "a: b",
        "a #b",
        "中",
        "=",
    ]
)
TEXT = st.lists(HARD | st.text(max_size=6) | st.just("word"), max_size=6).map(" ".join)


@given(
    st.recursive(TEXT, lambda inner: st.lists(inner, min_size=1, max_size=3), max_leaves=5),
    TEXT,
    st.booleans(),
)
@example(["a", ["b:", "c"]], "key: x", True)
@example("two\n lines", "k", False)
@example([":0"], "k", False)
def test_yaml_reads_back_as_the_same_text(value: Any, key: str, nested: bool) -> None:
    def cleaned(each: Any) -> Any:
        return [cleaned(one) for one in each] if isinstance(each, list) else deck_text(each)

    value, key = cleaned(value), " ".join(deck_text(key).split()) or "k"
    written = {"facts": [{key: value}]} if nested else {key: value}
    document, diagnostics = read_text(as_yaml(written), "deck.yaml")
    assert diagnostics == []
    assert document.value == written


@pytest.mark.parametrize("text", ["a\u2028b", "a\ufeffb", "a\tb", "\ud7ff\ufffd"])
def test_yaml_keeps_what_a_line_cannot_hold(text: str) -> None:
    assert read_text(as_yaml({"k": text}), "deck.yaml")[0].value == {"k": text}


def words(text: str) -> list[str]:
    return (
        text.casefold().translate({ord(mark): " " for mark in ",;"}).split()
    )  # what stands between items


def said(compiled: Compiled) -> str:
    """All that the questions say, with their explanations."""
    return " ".join(words(" ".join(part for each in asked(compiled) for part in _parts(each))))


def asked(compiled: Compiled) -> list[Question]:
    return [question for questions in compiled.questions.values() for question in questions]


def _parts(question: Question) -> list[str]:
    shown = [question.stem, question.key_text, question.about.why, question.about.title]
    if isinstance(question, Cloze):
        run = getattr(question.passage, "run", ())
        shown.append("".join(piece if isinstance(piece, str) else piece.text for piece in run))
    return shown


def plainly(text: str) -> str:
    """A text without what makes a line an item of a list, which becomes structure."""
    rich = from_plain(text)
    return " ".join(words(" ".join(line.text for line in rich.lines)))


@settings(max_examples=rounds(150))
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=4))
def test_every_field_of_a_table_is_found_in_the_questions(rows: list[tuple[str, str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("question", "answer", "explanation"), *rows])
    data = out.getvalue().replace("\0", "").encode(errors="replace")
    source = read_sample(Sample("deck.csv", "deck", data))
    imported = import_sources([source])
    if not imported.files:
        assert imported.losses or not source.notes
        return
    compiled = compiled_of(imported)
    lost = {loss.place for loss in imported.losses}
    for note in source.notes:
        if note.place not in lost and not any("{{c1::" in text for text in note.fields.values()):
            for text in note.fields.values():
                assert plainly(text).strip(" .?:") in said(compiled), (text, imported.files)


@given(
    st.lists(TEXT | st.just("{{c1::x}}") | st.just("{{c2::") | st.just("}}"), max_size=8).map(
        "".join
    )
)
@example("{{{c1::a}}}")
@example("{{c1::{a}}}")
@example("{{c1::a::}}}}")
def test_whatever_a_cloze_holds_its_gaps_compile(text: str) -> None:
    note = SourceNote(CLOZE, {"Text": text}, True, "note")
    imported = import_sources([Source("deck.apkg", "deck", [note])])
    if imported.files:
        assert compiled_of(imported).questions
    else:
        assert imported.losses
        assert not AnkiGaps(from_html(text).text).count or imported.losses


@given(st.binary(max_size=60))
def test_a_protocol_buffer_is_read_or_refused(data: bytes) -> None:
    try:
        assert all(number >= 0 for number, _ in fields(data))
    except ValueError as error:
        assert str(error)


@given(
    st.text(alphabet=st.sampled_from(list("<>/abiulospre=\"'&;!-[]:{}c1\n \0$\\()")), max_size=40)
)
def test_no_html_is_too_odd(html: str) -> None:
    for line in from_html(html).lines:
        assert line.text == line.text.strip()
        assert line.text


STYLED = st.recursive(
    st.sampled_from(
        [
            " ",
            "*",
            "**",
            "`",
            "$",
            "\\",
            "x",
            "y z",
            "1",
            "(",
            "?",
            "é",
            "😀",
            "{",
            "}}",
            "{{c1::a::b}}",
            "<br>",
        ]
    )
    | st.sampled_from([r"\(x^2\)", r"\(\frac{a}{b}\)", r"\(\no\)", r"[$]y[/$]"]),
    lambda inner: st.tuples(st.sampled_from(["b", "i", "code"]), st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=8,
)


@given(st.lists(STYLED, max_size=6).map("".join))
@example('😀<b>"x"</b>y')
@example("<b>*</b>*")
@example("<i><b>a</b></i>")
@example(r"\(x\)<code>*</code>\(y\)" + "\\")
@example(r"<code>\\</code><code>x</code>")
def test_styles_change_no_word(html: str) -> None:
    bare = re.sub(r"(?<=<)(/?)(?:b|i|code)(?=>)", r"\1u", html)
    # A formula and a digit need a blank between them, unless the digit is code.
    words, expected = (
        [plain(line.text).replace(" ", "") for line in from_html(each).lines]
        for each in (html, bare)
    )
    assert words == expected


@given(TEXT)
def test_plain_text_is_not_markup(text: str) -> None:
    assert [plain(line.text) for line in from_plain(text).lines] == [
        re.sub(r"\\([*`$\\])", r"\1", line.text) for line in from_plain(text).lines
    ]


@settings(max_examples=rounds(60))
@given(
    st.lists(
        st.tuples(
            st.lists(STYLED, max_size=4).map("".join), st.lists(STYLED, max_size=4).map("".join)
        )
    )
)
def test_whatever_html_notes_hold_the_deck_has_no_errors(fields: list[tuple[str, str]]) -> None:
    notes = [
        SourceNote(type, dict(zip(type.fields, texts, strict=True)), True, "note")
        for type in (BASIC, CLOZE)
        for texts in fields
    ]
    imported = import_sources([Source("deck.apkg", "deck", notes)])
    assert not imported.files or compiled_of(imported).questions
