"""Files of each format in the shape in which they are found: what becomes of them, and what is
lost. The files are in `samples`, and all that comes of them in `expected`.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from conftest import ROOT
from importer import facts, imported, run, write

from quizgen.importing import import_sources
from quizgen.importing.readers import FORMATS, Sample, read_sample

HERE = ROOT / "tests" / "importing"
SAMPLES = sorted((HERE / "samples").iterdir())
FORMAT_OF = {
    "addition.txt": "text2qti",
    "bank.csv": "a table",
    "biology.md": "Markdown",
    "blackboard.txt": "Blackboard’s text",
    "canvas.xml": "QTI 1.2",
    "cells.xml": "Moodle XML",
    "fragen.csv": "a table",
    "geography.md": "Markdown",
    "history.gift": "GIFT",
    "kahoot.csv": "a table",
    "metals.md": "Markdown",
    "moodle-lms.txt": "Aiken",
    "moons.json": "CrowdAnki",
    "notes.txt": "a table",
    "planets.json": "JSON",
    "plumbing.txt": "typed test",
    "quizlet.txt": "a table",
    "sections.txt": "typed test",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to import in."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_file_becomes_these_facts_and_loses_this(
    path: Path, golden: Callable[[Path, str], None]
) -> None:
    source = read_sample(Sample(path.name, path.stem, path.read_bytes()))
    assert source.format == FORMAT_OF[path.name]
    result = import_sources([source])
    lost = [f"# {place}: {why}" for place, why in result.losses]
    deck = result.files["deck.yaml"]
    golden(HERE / "expected" / f"{path.name}.yaml", deck + "".join(f"\n{each}" for each in lost))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_what_a_file_is_called_does_not_count(path: Path) -> None:
    for name in ("x", "x.csv", "x.txt", "x.yaml"):
        assert read_sample(Sample(name, "x", path.read_bytes())).format == FORMAT_OF[path.name]


def test_each_format_has_a_sample() -> None:
    read = {each.name for each in FORMATS} - {"Anki package"}
    assert read <= {*FORMAT_OF.values()} | {"JSON"}


def gift(text: str) -> list[dict[str, Any]]:
    return imported(dedent(text), name="quiz.gift")


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("2+2 {=4}", {"ask": "2+2", "answer": "4"}),
        ("2+2 {~3 ~4 =5 \\= 5}", {"ask": "2+2", "answer": "5 = 5", "distractors": ["3", "4"]}),
        (
            "Mahatma Gandhi's birthday is a holiday in {~Laos ~Cuba =India}.",
            {
                "ask": "Mahatma Gandhi's birthday is a holiday in ____.",
                "answer": "India",
                "distractors": ["Laos", "Cuba"],
            },
        ),
        ("[html]<b>Where</b> is it?{=here}", {"ask": "**Where** is it?", "answer": "here"}),
        ("[markdown]Where is `it`?{=*here*}", {"ask": "Where is `it`?", "answer": "*here*"}),
        ("Is $$x^2$$ even?{=no}", {"ask": "Is $x^2$ even?", "answer": "no"}),
        ("Is a < b and b > c?{=no}", {"ask": "Is a < b and b > c?", "answer": "no"}),
        ("How much?{#5:0}", {"ask": "How much?", "answer": "5"}),
        ("How much?{#=5:0 =%50%6:1}", {"ask": "How much?", "answer": "5"}),
    ],
)
def test_a_question_in_gift(question: str, fact: dict[str, Any]) -> None:
    assert gift(f"{question}\n\nAnother one? {{=yes, it is}}\n")[0] == fact


def test_a_blank_line_within_braces_ends_no_question() -> None:
    assert gift("Which?{\n=this\n\n~that\n}\n\n::T::Who?{=she}\n") == [
        {"ask": "Which?", "answer": "this", "distractors": ["that"]},
        {"ask": "Who?", "answer": "she"},
    ]


def test_a_brace_that_is_never_closed_costs_one_question() -> None:
    assert gift("::A::Which?{\n=this\n\n::B::Who?{=she}\n") == [{"ask": "Who?", "answer": "she"}]


@pytest.mark.parametrize(
    ("body", "value", "off"),
    [
        ("1..5", "3", "2"),
        ("-20..0", "-10", "10"),
        ("=0.1..0.2", "0.15", "0.05"),
        ("3:2", "3", "2"),
    ],
)
def test_a_range_in_gift_is_a_number_with_how_far_off_it_may_be(
    body: str, value: str, off: str
) -> None:
    [fact] = gift(f"How many are there?{{#{body}}}\n")
    assert (str(fact["value"]), str(fact["tolerance"])) == (value, off)
    ends = body.strip("=").split("..")
    assert fact.get("why") == ("–".join(ends) if len(ends) == 2 else None)


def test_a_range_without_a_width_in_gift_is_a_number() -> None:
    assert gift("How many are there?{#4..4}\n") == [{"ask": "How many are there?", "answer": "4"}]


def test_a_question_in_gift_with_two_pairs_of_braces_is_named() -> None:
    text = "It is {=a} or {=b}.\n\nWho?{=she}\n\nHow?{=so {much} ~so {little}}\n"
    report = " ".join(run(write("quiz.gift", text), "-o", "deck.yaml").stderr.split())
    assert "a question with two pairs of braces" in report
    assert [fact["ask"] for fact in facts()] == ["Who?", "How?"]


def test_of_options_that_mean_the_same_only_the_later_ones_are_left_out_and_named() -> None:
    text = "Which drink is hot?{=Coffee ~coffee ~Tea ~Juice ~tea. ~juice}\n\n"
    text += "Which two?{~%50%red ~%50%blue ~%-100%Red ~%-100%green ~%-100%black}\n"
    one, several = gift(text)
    assert (one["answer"], one["distractors"]) == ("Coffee", ["Tea", "Juice"])
    assert (several["items"], several["never"]) == (["red", "blue"], ["green", "black"])
    report = " ".join(run("quiz.gift", "-o", "deck.yaml", "--force").stderr.split())
    assert "left out, for another option means the same: `coffee`, `tea.`, `juice` (1)" in report
    assert "left out, for another option means the same: `Red` (1)" in report
    assert "more plainly" not in report


def test_another_writing_of_an_answer_costs_no_other_answer() -> None:
    [fact] = gift("Which city?{=Paris =paris =Lutetia}\n")
    assert (fact["answer"], fact["accept"]) == ("Paris", ["Lutetia"])


def test_a_remark_that_gives_no_reason_is_none() -> None:
    [fact] = gift("Which?{=this#Well done! ~that#No. ~what#It is a word.}\n")
    assert fact["distractors"] == ["that", {"text": "what", "because": "It is a word."}]
    assert "why" not in fact


MOODLE = """<?xml version="1.0"?><quiz><question type="{type}"><name><text>n</text></name>
<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{more}</question></quiz>"""


def moodle(type: str, text: str, more: str = "") -> list[dict[str, Any]]:
    return imported(MOODLE.format(type=type, text=text, more=more), name="bank.xml")


def test_a_passage_of_moodles_with_one_gap_keeps_its_options() -> None:
    assert moodle("cloze", "<p>It is {1:MULTICHOICE:=Rome#Yes, so~Bonn#It was one.}.</p>") == [
        {
            "ask": "It is ____.",
            "answer": "Rome",
            "distractors": [{"text": "Bonn", "because": "It was one."}],
            "why": "Yes, so",
        }
    ]


@pytest.mark.parametrize(
    ("second", "wrong", "report"),
    [
        (
            "{1:MC:=Rome~Milan~Turin#It lies in the north.}",
            {"Rome": ["Milan", {"text": "Turin", "because": "It lies in the north."}]},
            "",
        ),
        ("{1:MC:=Rome~Milan}", {}, "wrong options of a gap"),  # a choice needs two
        ("{1:SA:=Rome~Milan~*#no}", {}, "wrong options of a gap"),  # what may be typed
        # What is right in a gap that may be exchanged for it cannot be wrong there.
        ("{1:MC:=Rome~Paris~Milan}", None, "read more plainly: `Paris` is given as wrong"),
    ],
)
def test_a_passage_of_moodles_with_several_gaps_keeps_what_is_wrong_in_each(
    second: str, wrong: dict[str, Any] | None, report: str
) -> None:
    text = f"Capitals are {{1:MC:=Paris~Lyon~Nice#No.}} and {second}."
    [fact] = moodle("cloze", text)
    assert fact["cloze"] == "Capitals are {{Paris}} and {{Rome}}."
    kept = {"Paris": ["Lyon", "Nice"], **wrong} if wrong is not None else None
    assert fact.get("distractors") == kept
    said = " ".join(run("bank.xml", "-o", "deck.yaml", "--force").stderr.split())
    assert report in said
    assert report or "wrong options" not in said


@pytest.mark.parametrize(("off", "lost"), [("0", False), ("0.0", False), ("0.5", True)])
def test_a_number_in_one_of_several_gaps_is_kept_without_how_far_off_it_may_be(
    off: str, lost: bool
) -> None:
    text = "A human cell has {1:NUMERICAL:=46:OFF} of {1:SHORTANSWER:=DNA:RNA}."
    [fact] = moodle("cloze", text.replace("OFF", off))
    assert fact["cloze"] == "A human cell has {{46}} of {{DNA:RNA}}."
    report = run("bank.xml", "-o", "deck.yaml", "--force").stderr
    assert ("how far off a number in a gap may be" in report) is lost


def test_a_number_of_moodles_has_its_unit_and_its_tolerance() -> None:
    more = '<answer fraction="100"><text>7.5</text><tolerance>1</tolerance></answer>'
    more += "<units><unit><multiplier>1</multiplier><unit_name>nm</unit_name></unit></units>"
    [fact] = moodle("numerical", "How thick is it?", more)
    assert (fact["value"], fact["tolerance"]) == ("7.5 nm", "1 nm")


@pytest.mark.parametrize("type", ["essay", "calculated", "ddmarker", "of-the-future"])
def test_what_moodle_asks_and_no_fact_can_is_named(type: str) -> None:
    bank = MOODLE.format(type=type, text="Why?", more="").replace("</quiz>", "")
    bank += '<question type="shortanswer"><questiontext><text>So?</text></questiontext>'
    bank += '<answer fraction="100"><text>yes</text></answer></question></quiz>'
    report = " ".join(run(write("bank.xml", bank), "-o", "deck.yaml").stderr.split())
    assert facts() == [{"ask": "So?", "answer": "yes"}]
    assert "bank.xml: “n”" in report


def test_a_test_of_canvas_in_its_zip_file_brings_its_pictures() -> None:
    png = (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x04\0\0\0\xb5\x1c\x0c\x02\0\0\0\rIDAT"
        b"x\xdacd\xf8\xcfP\x0f\0\x03\x86\x01\x80Z4}k\0\0\0\0IEND\xaeB`\x82"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
        archive.writestr("g1/g1.xml", (HERE / "samples" / "canvas.xml").read_text(encoding="utf-8"))
        archive.writestr("Uploaded Media/gas.png", png)
    [fact, *others] = imported(out.getvalue(), name="quiz.zip")
    assert (fact["image"], fact["alt"], fact["side"]) == ("gas.png", "a tube", "question")
    assert len(others) == 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q: A?\nA: b\n", [{"ask": "A?", "answer": "b"}]),
        ("**Q:** A?\n**A:** b\n", [{"ask": "A?", "answer": "b"}]),
        ("C: A [list] has `a[0]` first.\n", [{"cloze": "A {{list}} has `a[0]` first."}]),
        ("# T\n\nchat::cat\n", [{"ask": "chat", "answer": "cat"}]),
        ("# T\n\n- chat ::: cat\n", [{"term": "chat", "means": "cat"}]),
        ("# T\n\n`std::x` is what?::a name\n", [{"ask": "`std::x` is what?", "answer": "a name"}]),
        (
            "Is it?\n?\nYes.\n\nIs it not?\n?\nNo.\n",
            [
                {"ask": "Is it?", "answer": "Yes."},
                {"ask": "Is it not?", "answer": "No."},
            ],
        ),
        (
            "# A\n\nIt ==is== so.\n\na::b\n",
            [{"cloze": "It {{is}} so."}, {"ask": "a", "answer": "b"}],
        ),
        (
            "# D\n\n## One?\n\nyes\n\n## Two?\n\nno\n",
            [
                {"ask": "One?", "answer": "yes"},
                {"ask": "Two?", "answer": "no"},
            ],
        ),
        (
            "Q: What is `[a]` in $x_[1]$?\nA: a list\n",
            [
                {"ask": "What is `[a]` in $x_[1]$?", "answer": "a list"},
            ],
        ),
    ],
)
def test_cards_in_markdown(text: str, expected: list[dict[str, Any]]) -> None:
    found = imported(text, name="cards.md")
    kept = [{key: each[key] for key in each if key not in ("topic", "ignore")} for each in found]
    assert kept == expected


@pytest.mark.parametrize(
    ("below", "line"),
    [("## Sets\n\nRead page 15.", 5), ("\n> Homework: 3.", 4), ("---\nRemember ink.", 4)],
)
def test_what_is_no_part_of_an_answer_in_markdown_is_named(below: str, line: int) -> None:
    text = f"Q: A?\nA: b\n{below}\n\nQ: C?\nA: d\n"
    report = " ".join(run(write("cards.md", text), "-o", "deck.yaml").stderr.split())
    assert f"a text that is part of no card (1) cards.md:{line} " in f"{report} "
    assert [(fact["ask"], fact["answer"]) for fact in facts()] == [("A?", "b"), ("C?", "d")]


def test_an_answer_in_markdown_keeps_its_paragraphs_its_code_and_its_quotation() -> None:
    text = "Q: A?\nA: He said:\n> no\n\nAnd so:\n\n```\n# c\n> d\n```\n"
    [fact] = imported(text, name="cards.md")
    assert all(each in fact["answer"] for each in ("no", "And so:", "# c", "> d"))


def test_cards_of_other_writings_end_a_passage_that_begins_with_its_letter() -> None:
    text = "C: A [list] is.\n\nWhich?::this\n\nint ::: whole\n\nIt ==is== so.\n\nNo more.\n"
    kept = [
        {key: each[key] for key in each if key != "ignore"}
        for each in imported(text, name="cards.md")
    ]
    assert kept == [
        {"cloze": "A {{list}} is."},
        {"ask": "Which?", "answer": "this"},
        {"term": "int", "means": "whole"},
        {"cloze": "It {{is}} so."},
    ]
    report = run("cards.md", "-o", "deck.yaml", "--force").stderr
    assert "a text that is part of no card (1)\n    cards.md:9\n" in report


@pytest.mark.parametrize(
    "text",
    [
        "term,means\nstd::vector,a list\nstd::map,a table\n",
        "What is a::b?\ta scope\nWhat is c::d?\tanother\n",
        "# a comment?,yes\n# another?,no\n",
        "a {x=1},b\nc {y=2},d\n",
        'q,a\n"{",brace\n"[",bracket\n',
        "1. What?,one\n2. Who?,two\n",
    ],
)
def test_a_table_whose_cells_look_like_something_else_is_a_table(text: str) -> None:
    assert read_sample(Sample("x", "x", text.encode())).format == "a table"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"{\\rtf1 a}", "rich text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"<?xml version='1.0'?>\n<mnemosyne><item/></mnemosyne>", "Mnemosyne"),
        (b"<!DOCTYPE html>\n<html><body>a</body></html>", "a web page"),
        (b"<opml version='2.0'><body/></opml>", "OPML"),
        (b"<assessmentItem xmlns='x'></assessmentItem>", "QTI 2"),
        (b"<cards><card/></cards>", "XML (`<cards>`)"),
        (b'{"a": {"b": 1}}', "JSON of no known form"),
        (b"[[1, 2], [3]]", "JSON of no known form"),
        (b"deck: A\nid: a\nfacts:\n  - ask: A?\n    answer: b\n", "a deck of quizgen's already"),
        (b"* Heading :drill:\n:PROPERTIES:\n:ID: 1\n:END:\nA\n", "an Org file"),
    ],
)
def test_what_is_not_read_is_refused_by_name_with_what_to_do(content: bytes, named: str) -> None:
    error = " ".join(run(write("file", content), "-o", "deck.yaml", status=1).stderr.split())
    assert f"this is {named}" in error
    assert "which is not imported [not-imported] hint: " in error
    assert not Path("deck.yaml").exists()


# True and false in other languages ----------------------------------------------------------------

TRUTHS = [
    ("True", "False"),
    ("Wahr", "Falsch"),
    ("Richtig", "Falsch"),
    ("Vrai", "Faux"),
    ("Verdadero", "Falso"),
    ("Верно", "Неверно"),
]
STEM = "2 < 1"


def as_table(right: str, wrong: str) -> str:
    return f"question;A;B;correct\n{STEM};{right};{wrong};A\nOne more?;x;y;A\n"


def as_gift(right: str, wrong: str) -> str:
    return f"::a:: {STEM} {{={right} ~{wrong}}}\n"


def as_moodle(right: str, wrong: str) -> str:
    answers = "".join(
        f'<answer fraction="{percent}"><text>{text}</text></answer>'
        for text, percent in ((right, 100), (wrong, 0))
    )
    stem = (
        f"<questiontext format='html'><text>{STEM.replace('<', '&amp;lt;')}</text></questiontext>"
    )
    return f'<quiz><question type="truefalse">{stem}{answers}</question></quiz>'


def as_aiken(right: str, wrong: str) -> str:
    return f"{STEM}\nA. {right}\nB. {wrong}\nANSWER: A\n"


def as_text2qti(right: str, wrong: str) -> str:
    return f"1. {STEM}\n*a) {right}\nb) {wrong}\n"


@pytest.mark.parametrize("written", [as_table, as_gift, as_moodle, as_aiken, as_text2qti])
@pytest.mark.parametrize(("true", "false"), TRUTHS)
def test_true_and_false_are_understood_in_any_format_and_language(
    written: Callable[[str, str], str], true: str, false: str
) -> None:
    first, *_ = imported(written(false, true), "--yes", name="quiz")
    assert (first["statement"], first["is false"]) == ("2 < 1", "yes")
    first, *_ = imported(written(true, false), "--yes", name="quiz")
    assert first["statement"] == "2 < 1"
    assert "is false" not in first


@pytest.mark.parametrize("written", [as_table, as_gift, as_moodle, as_aiken, as_text2qti])
def test_words_of_no_known_language_are_a_choice_of_two(
    written: Callable[[str, str], str],
) -> None:
    for right, wrong in (("Igaz", "Hamis"), ("Hamis", "Igaz")):
        first, *_ = imported(written(right, wrong), "--yes", name="quiz")
        assert (first["ask"], first["answer"]) == ("2 < 1", right)
        assert first["distractors"] == [wrong]


def test_a_title_begins_a_question_without_a_blank_line_too() -> None:
    text = (
        "::One:: Is it?{=no}\n::Two:: What is it?{\n=this\n~that\n}\n::Three:: All is well. {F}\n"
    )
    assert [fact.get("answer") for fact in gift(text)] == ["no", "this", None]
    run(write("two.gift", "Is it {=no}\nWhat is it {=this}\n\n::Three:: Is it so? {=no}\n"))


@pytest.mark.parametrize(
    ("answers", "right"),
    [(["*faucet*"], "faucet"), (["*faucet*", "tap"], "tap"), (["f*t", "tap*"], "tap")],
)
def test_asterisks_for_any_letters_are_no_part_of_an_answer(answers: list[str], right: str) -> None:
    keys = "".join(f'<answer fraction="100"><text>{each}</text></answer>' for each in answers)
    quiz = '<quiz><question type="shortanswer"><questiontext><text>What drips?</text>'
    quiz += f"</questiontext>{keys}</question></quiz>"
    assert imported(quiz, name="quiz.xml")[0]["answer"] == right


def test_an_answer_that_is_only_asterisks_and_letters_between_them_is_lost() -> None:
    quiz = (
        '<quiz><question type="shortanswer"><questiontext><text>What drips?</text></questiontext>'
    )
    quiz += '<answer fraction="100"><text>f*t</text></answer></question></quiz>'
    result = run(write("quiz.xml", quiz), status=1)
    assert "an answer with an asterisk for any letters" in " ".join(result.output.split())


@pytest.mark.parametrize(
    "questions",
    [
        [{"question": "Which?", "options": ["one", "two", "three"], "correctAnswer": 1}] * 1
        + [{"question": "What?", "options": ["two", "four", "six"], "correctAnswer": 0}],
        {"quiz": {"title": "x", "questions": [
            {"question": "Which?", "options": {"A": "one", "B": "two"}, "answer": "B"},
            {"question": "What?", "options": {"A": "two", "B": "four"}, "answer": "A"},
        ]}},
        [
            {"question": ask, "answers": [
                {"text": text, "isCorrect": text == "two"} for text in ("one", "two", "three")
            ]}
            for ask in ("Which?", "What?")
        ],
    ],
)  # fmt: skip
def test_json_says_in_its_own_ways_which_option_is_right(questions: object) -> None:
    found = imported(json.dumps(questions), name="quiz.json")
    assert [fact["answer"] for fact in found] == ["two", "two"]


def test_a_list_of_right_options_is_no_list_of_options() -> None:
    record = {"question": "Which?", "options": ["one", "two", "three"], "answer": ["one", "three"]}
    (fact,) = imported(json.dumps([record]), name="quiz.json")
    assert (fact["items"], fact["never"]) == (["one", "three"], ["two"])


def test_signs_that_a_program_wrote_as_html_are_read_within_words_only() -> None:
    table = "Question,Answer\nWhat is &quot;the father&quot;?,d&eacute;j&agrave; vu\n"
    table += "What does &amp; mean?,and\n"
    first, second = imported(table)
    assert (first["ask"], first["answer"]) == ('What is "the father"?', "déjà vu")
    assert second["ask"] == "What does &amp; mean?"


# Blackboard ---------------------------------------------------------------------------------------

BLACKBOARD = (HERE / "samples" / "blackboard.txt").read_text(encoding="utf-8")


def test_blackboards_lines_are_read_by_their_types() -> None:
    gas, halogens, helium, lead, salt, match, order, carbon = imported(BLACKBOARD, name="quiz.txt")
    assert (gas["answer"], gas["distractors"]) == ("neon", ["iron", "tin"])
    assert (halogens["items"], halogens["never"]) == (["chlorine", "bromine"], ["sodium"])
    assert (helium["statement"], helium.get("is false")) == ("Helium is a noble gas.", None)
    assert (lead["statement"], lead["is false"]) == ("Lead floats on water.", "yes")
    assert (salt["answer"], salt["accept"]) == ("chloride", ["chlorid"])
    assert match["groups"] == {"Ag": ["silver"], "Au": ["gold"], "Sn": ["tin"]}
    assert order["steps"] == ["hydrogen", "helium", "lithium"]
    assert (carbon["value"], carbon["tolerance"]) == ("12", "0.1")
    said = " ".join(run("quiz.txt", "--dry-run").output.split())
    assert "a question of the type `ESS` is not read (1) quiz.txt:9" in said
    assert "an option that is not said to be `correct` or `incorrect` (1) quiz.txt:10" in said


def test_two_abbreviations_among_words_are_no_lines_of_blackboard() -> None:
    table = "MC\tmaster of ceremonies\nTF\ttask force\nVIP\timportant person\nHQ\theadquarters\n"
    assert len(imported(table, name="words.txt")) == 4
    sheet = "Type\tTitle\tQuestion\tCorrectAnswer\tChoice1\tChoice2\n"
    sheet += "MC\tQ1\tWhich is a vowel?\t2\tb\te\nMC\tQ2\tWhich is a verb?\t1\trun\tblue\n"
    assert [fact["answer"] for fact in imported(sheet, name="sheet.tsv")] == ["e", "run"]


def test_brightspaces_table_is_refused_by_name() -> None:
    rows = "NewQuestion,MC,,,\nQuestionText,Which is an acid?,,,\nOption,100,vinegar,,\n"
    error = run(write("bank.csv", f"//MULTIPLE CHOICE,,,,\n{rows}Option,0,salt,,\n"), status=1)
    assert "this is Brightspace’s CSV" in " ".join(error.stderr.split())
    assert "[not-imported]" in error.stderr


def test_what_is_wrong_in_a_gap_of_canvas_is_kept_where_there_are_two_such_words() -> None:
    text = (HERE / "samples" / "canvas.xml").read_text(encoding="utf-8")
    pink = (
        '<response_label ident="x3"><material><mattext>pink</mattext></material></response_label>'
    )
    one, two = (
        text,
        text.replace('<response_label ident="x2">', f'{pink}<response_label ident="x2">'),
    )
    kept = []
    for each in (one, two):
        [roses] = [fact for fact in imported(each, name="canvas.xml") if "cloze" in fact]
        kept.append(roses.get("distractors"))
    assert kept == [None, {"red": ["pink", "green"]}]
