"""What stands in a field comes out as the same text: HTML to lines, gaps, YAML that reads back, whatever is in it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizgen.compiler import Compiled
from quizgen.importing import Imported, import_sources, inline
from quizgen.importing.delimited import read_delimited
from quizgen.importing.gaps import Gaps
from quizgen.importing.lists import singular
from quizgen.importing.notes import Note, NoteType, Source, Template
from quizgen.importing.protobuf import fields
from quizgen.importing.rich_text import clean, from_html, from_plain
from quizgen.importing.yaml_text import as_yaml
from quizgen.questions import Cloze, Question
from quizgen.reader import read_text

BASIC = NoteType("Basic", ("Front", "Back"), templates=(Template("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),))
REVERSED = NoteType(
    "R", ("Front", "Back"), templates=(*BASIC.templates, Template("{{Back}}", "{{FrontSide}}{{Front}}"))
)
OPTIONAL = NoteType(
    "O", ("Front", "Back", "Add"), templates=(*BASIC.templates, Template("{{#Add}}{{Back}}{{/Add}}", "{{Front}}"))
)
COUNTRY = NoteType(
    "Country",
    ("Country", "Capital", "Flag", "Note"),
    templates=(
        Template("What is the capital of <u>{{Country}}</u>?", "{{FrontSide}}<hr>{{Capital}}<br>{{Note}}"),
        Template("Whose capital is {{Capital}}?<script>x()</script>", "{{Country}}"),
        Template("{{Flag}}", "{{Country}}"),
    ),
)
TYPED = NoteType("Typed", ("Front", "Back"), templates=(Template("{{Front}} {{type:Back}}", "{{Front}}{{type:Back}}"),))
CLOZE = NoteType("Cloze", ("Text", "Back Extra"), cloze=True)


def compiled_of(imported: Imported) -> Compiled:
    assert imported.compiled is not None
    return imported.compiled


def taken(type: NoteType, *texts: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The facts, without their ids, that come of one note, and what was lost."""
    note = Note(type, dict(zip(type.fields, texts, strict=False)), True, "deck.apkg: “note”")
    imported = import_sources([Source("deck.apkg", "deck", [note])])
    facts = [{k: v for k, v in each.items() if k != "id"} for entry in imported.entries for each in entry.values]
    return facts, [why for _, why in imported.losses]


# Notes ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type", "texts", "facts"),
    [
        (BASIC, ["<div>Where <u>is</u> it?</div>", "here"], [{"ask": "Where is it?", "answer": "here"}]),
        (
            BASIC,
            ["Symptoms of gout", "<ul><li>pain</li><li>heat"],
            [{"list": "symptom", "of": "gout", "items": ["pain", "heat"]}],
        ),
        (
            BASIC,
            ["Stages of sleep", "<ol><li>light</li><li>deep</li></ol>"],
            [{"mechanism": "Stages of sleep", "steps": ["light", "deep"]}],
        ),
        (
            BASIC,
            ["Which are the criteria for it?", "- a<br>- b"],
            [{"list": "criterion", "plural": "criteria", "for": "it", "items": ["a", "b"]}],
        ),
        (REVERSED, ["hypocalcemia", "a low level"], [{"term": "hypocalcemia", "means": "a low level"}]),
        (
            REVERSED,
            ["a low level of calcium", "hypocalcemia"],
            [{"term": "hypocalcemia", "means": "a low level of calcium"}],
        ),
        (
            REVERSED,
            ["Who? And why?", "He. So?"],
            [{"ask": "Who? And why?", "answer": "He. So?"}, {"ask": "He. So?", "answer": "Who? And why?"}],
        ),
        (OPTIONAL, ["A?", "b", ""], [{"ask": "A?", "answer": "b"}]),
        (OPTIONAL, ["chat", "cat", "y"], [{"term": "chat", "means": "cat"}]),
        (
            COUNTRY,
            ["Chile", "Santiago", '<img src="f.png">', "in the south"],
            [
                {"ask": "What is the capital of Chile?", "answer": "Santiago", "why": "in the south"},
                {"ask": "Whose capital is Santiago?", "answer": "Chile", "why": "in the south"},
            ],
        ),
        (TYPED, ["A?", "b"], [{"ask": "A?", "answer": "b"}]),
        (CLOZE, ["It {{c1::is::be}} {{c2::so}}.", "Really"], [{"cloze": "It {{is::be}} {{so}}.", "why": "Really"}]),
        (CLOZE, ["It {{c1::is {{c2::so}}}} x.", ""], [{"cloze": "It {{is so}} x."}]),
        (CLOZE, [r"\({{c1::a^2}}+b\) {{c2::c}}", ""], [{"cloze": "{{$a^2+b$}} {{c}}"}]),
        (CLOZE, ["{{c1::{a}}} {{c2::b}}", ""], [{"cloze": "{{ {a}} } {{b}}"}]),
        (CLOZE, [r"{{c1::\(\frac{a}{b}\)}} {x}", ""], [{"cloze": r"{{$\frac{a}{b}$}} {x}"}]),
    ],
)
def test_what_a_note_becomes(type: NoteType, texts: list[str], facts: list[dict[str, Any]]) -> None:
    assert taken(type, *texts)[0] == facts


@pytest.mark.parametrize(
    ("type", "texts", "why"),
    [
        (BASIC, ["A?", ""], "a question without an answer"),
        (BASIC, ["<br>", ""], "nothing is written in it"),
        (BASIC, ['<img src="a.png">', "[sound:b.mp3]"], "nothing but media"),
        (BASIC, ['<img src="a.png">', "a heart"], "a question that is only a picture or a sound"),
        (CLOZE, ["no gap", ""], "a cloze note without a gap"),
        (CLOZE, ["{{c1::}}", ""], "a cloze note whose gaps are empty"),
        (CLOZE, ["{{c1::image-occlusion:rect:left=.1}}", ""], "a picture with hidden places (image occlusion)"),
    ],
)
def test_what_a_note_cannot_become(type: NoteType, texts: list[str], why: str) -> None:
    facts, losses = taken(type, *texts)
    assert facts == []
    assert why in losses


@pytest.mark.parametrize(
    ("plural", "noun"),
    [
        ("symptoms", "symptom"),
        ("causes", "cause"),
        ("boxes", "box"),
        ("arteries", "artery"),
        ("classes", "class"),
        ("diagnoses", "diagnosis"),
        ("early signs", "early sign"),
        ("criteria", "criterion"),
        ("diseases", "disease"),
        ("sepsis", ""),
        ("synapses", ""),
        ("sheep", ""),
        ("status", ""),
    ],
)
def test_the_noun_of_a_list(plural: str, noun: str) -> None:
    assert singular(plural) == noun


# HTML -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b<div>c</div>d", "a\nb\nc\nd"),
        ("a &lt;b&gt; &amp;amp; &eacute; &#x1F600;", "a <b> &amp; é 😀"),
        ("Ca<sup>2+</sup>, H<sub>2</sub>O, x<sup>ab</sup>", "Ca²⁺, H₂O, x^(ab)"),
        ("<script>alert('x')</script><style>b{}</style>text", "text"),
        ("<u>bold", "bold"),
        ("</b></ul></li>text", "text"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        (r"so \(x &lt; \frac{1}{{2}}\) is", r"so $x < \frac{1}{ {2} }$ is"),
        (r"[$]x^2[/$], [latex]$y$[/latex], <anki-mathjax>z<br></anki-mathjax>", "$x^2$, $y$, $z$"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
        ("1. a<br>2. b", "a; b"),
        ("- a<br>- b<br>and c", "a\nb\nand c"),
        ("2. May<br>3. May", "2. May\n3. May"),
        ("a\x00b\x08c", "abc"),
    ],
)
def test_html_becomes_lines(html: str, text: str) -> None:
    assert from_html(html).text == text


def test_media_are_named_not_shown() -> None:
    rich = from_html('<img src="a%20b.png" alt="A heart"> x [sound:c.mp3]<img src="data:image/png;base64,xx">')
    assert (rich.text, rich.images, rich.sounds) == ("x", [("a b.png", "A heart")], ["c.mp3"])
    assert rich.lost == ["a picture that is written into the text"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>bold</b> and <i> so </i>", "**bold** and *so*"),
        ("<b>a<br>b</b>", "**a**\n**b**"),
        ("<b>a <i>b</i></b>", "**a *b***"),
        ("hyper<b>kal</b>emia", "hyperkalemia"),
        ("5*3 `x` $4 a\\b", r"5\*3 \`x\` \$4 a\\b"),
        ("<code>a*b</code>", "`a*b`"),
        ("<b> </b>x", "x"),
    ],
)
def test_emphasis_where_the_language_has_it(html: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inline, "MARKUP", True)
    assert from_html(html).text == text


# Properties -----------------------------------------------------------------------------------------------------------

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


@given(st.recursive(TEXT, lambda inner: st.lists(inner, min_size=1, max_size=3), max_leaves=5), TEXT, st.booleans())
@example(["a", ["b:", "c"]], "key: x", True)
@example("two\n lines", "k", False)
@example([":0"], "k", False)
def test_yaml_reads_back_as_the_same_text(value: Any, key: str, nested: bool) -> None:
    def cleaned(each: Any) -> Any:
        return [cleaned(one) for one in each] if isinstance(each, list) else clean(each)

    value, key = cleaned(value), " ".join(clean(key).split()) or "k"
    written = {"facts": [{key: value}]} if nested else {key: value}
    document, diagnostics = read_text(as_yaml(written), "deck.yaml")
    assert diagnostics == []
    assert document.value == written


@pytest.mark.parametrize("text", ["a\u2028b", "a\ufeffb", "a\tb", "\ud7ff\ufffd"])
def test_yaml_keeps_what_a_line_cannot_hold(text: str) -> None:
    assert read_text(as_yaml({"k": text}), "deck.yaml")[0].value == {"k": text}


def words(text: str) -> list[str]:
    return text.casefold().translate({ord(mark): " " for mark in ",;"}).split()  # what stands between items


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


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=4))
def test_every_field_of_a_table_is_found_in_the_questions(rows: list[tuple[str, str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("question", "answer", "explanation"), *rows])
    source = read_delimited(out.getvalue().replace("\0", "").encode(errors="replace"), "deck.csv", "deck")
    imported = import_sources([source])
    if not imported.files:
        assert imported.losses or not source.notes
        return
    compiled = compiled_of(imported)
    assert compiled.diagnostics == []
    lost = {loss.place for loss in imported.losses}
    for note in source.notes:
        if note.place not in lost and not any("{{c1::" in text for text in note.fields.values()):
            for text in note.fields.values():
                assert plainly(text).strip(" .?:") in said(compiled), (text, imported.files)


@settings(deadline=None, max_examples=100)
@given(st.lists(TEXT | st.just("{{c1::x}}") | st.just("{{c2::") | st.just("}}"), max_size=8).map("".join))
@example("{{{c1::a}}}")
@example("{{c1::{a}}}")
@example("{{c1::a::}}}}")
def test_whatever_a_cloze_holds_its_gaps_compile(text: str) -> None:
    note = Note(CLOZE, {"Text": text}, True, "note")
    imported = import_sources([Source("deck.apkg", "deck", [note])])
    if imported.files:
        assert compiled_of(imported).diagnostics == []
    else:
        assert imported.losses
        assert not Gaps(from_html(text).text).count or imported.losses


@given(st.binary(max_size=60))
def test_a_protocol_buffer_is_read_or_refused(data: bytes) -> None:
    try:
        assert all(number >= 0 for number, _ in fields(data))
    except ValueError as error:
        assert str(error)


@given(st.text(alphabet=st.sampled_from(list("<>/abiulospre=\"'&;!-[]:{}c1\n \0$\\()")), max_size=40))
def test_no_html_is_too_odd(html: str) -> None:
    for line in from_html(html).lines:
        assert line.text == line.text.strip()
        assert line.text
