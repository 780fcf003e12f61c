"""Text that is far too long, hostile, or in no font."""

from __future__ import annotations

import json

import pypdfium2 as pdfium
import pytest
from conftest import compile_text, deck
from sheets import (
    all_candidates,
    files,
    one_fact,
    one_of_each,
    only_pages,
    outside,
    resolved,
    text_of,
)

from quizgen.targets import Settings, pdf
from quizgen.targets.pdf import PROFILES, Page, PageError, flash_cards
from quizgen.text.markup import plain

# What does not fit --------------------------------------------------------------------------------


LONG = " ".join(f"word{number}" for number in range(500))
WORD = "Q" * 100 + "w" * 100


def nine(name: str) -> str:
    return ", ".join(f"{name}hypomagnesemia{number}" for number in range(9))


EXTREME = {
    "stem": f'- {{id: x, ask: "Why {LONG} {WORD}?", answer: a, distractors: [b, c, d]}}',
    "option": (
        f'- {{id: x, ask: Why?, answer: "{LONG}", distractors: ["{WORD}", "no {LONG}", short]}}'
    ),
    "list": (
        f"- {{id: x, list: thing, of: all, items: "
        f"[{', '.join(f'item {number}' for number in range(120))}]}}"
    ),
    "steps": f'- {{id: x, mechanism: How, steps: ["{LONG}", "{WORD}", third]}}',
    "cell": (
        f'- {{id: x, comparison: [a, "b {WORD}"], rows: {{r: ["{WORD}1", "x"], "s {WORD}": '
        f'["{LONG}", y]}}}}'
    ),
    "columns": (
        f"- {{id: x, comparison: [{nine('a')}], rows: {{r: [{nine('b')}], s: [{nine('c')}]}}}}"
    ),
    "passage": f'- {{id: x, cloze: "{LONG} {{{{gap {WORD}}}}} and {{{{gap}}}} {WORD}"}}',
    "pairs": (
        f'- {{id: x, list: sort, of: all, exclusive: yes, groups: {{"g {WORD}": [a, "b {LONG}"], '
        f"h: [c, d]}}}}"
    ),
}


@pytest.mark.parametrize("what", EXTREME)
@pytest.mark.parametrize("profile", PROFILES)
def test_what_is_far_too_long_is_laid_out_inside_the_page(what: str, profile: str) -> None:
    compiled = one_fact(EXTREME[what])
    found = files(
        [resolved(compiled, one_of_each(compiled))],
        compiled,
        Page(profile=profile, class_name=WORD),
        (f"Ann {WORD}",),
    )
    assert [name.rpartition(".")[2] for name in found] == ["pdf", "pdf", "json"]
    for name, data in found.items():
        if name.endswith(".pdf"):
            assert list(outside(data)) == [], name
    sheet = text_of(next(iter(found.values()))).replace(" ", "")
    for item in resolved(compiled, one_of_each(compiled)).items:
        whole = item.stem.replace(" ", "")
        assert whole[:40] in sheet
        assert whole[-40:] in sheet


# What is hostile ----------------------------------------------------------------------------------

HOSTILE = [
    "#", "#let x = 1", "\\$x\\$", "$", "\\*a\\*", "*a", "5*3 4*2", "$5 or $6", "_b_",
    "<1%", "@ref", "//", "// comment", "/* a */", "[/", "[/ ]", "\\",
    "\\u{41}", '"', "`", "```rust", "\\`code\\`", "=", "= Heading", "- item", "+ item", "/ term: x", "~", "--", "...",
    "#(1+1)", "#panic()", "]", "[", "{", "}", "{{x}}", "{% x %}", "<script>", "&amp;", "%s", "'", "‘’“”", "H₂O",
    "Ca²⁺", "→ ← ↑ ≥ ± µ α", "#sys.inputs.data", "https://x.y/?a=b#c", "\u00a0", "½",
]  # fmt: skip


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def test_hostile_text_is_shown_as_it_is_written() -> None:
    facts = "\n".join(
        f"- {{id: x{number}, ask: {quoted(f'Ask {number} {text} end?')}, "
        f"answer: {quoted(f'Key {number} {text} end')}, "
        f"distractors: [{quoted(f'One {number} {text} end')}, "
        f"{quoted(f'Two {number} {text} end')}]}}"
        for number, text in enumerate(HOSTILE)
    )
    compiled = one_fact(facts)
    quiz = resolved(compiled, all_candidates(compiled, types=("choice",)))
    assert len(quiz.items) == len(HOSTILE)
    found = files([quiz.model_copy(update={"title": "Title # $x$ *a* <1% @b"})], compiled)
    sheet, key = text_of(found["w.pdf"]), text_of(found["w-key.pdf"])
    assert "Title # $x$ *a* <1% @b" in sheet
    for number, text in enumerate(HOSTILE):
        shown = " ".join(plain(text).split())
        for word in ("Ask", "Key", "One", "Two"):
            assert " ".join(f"{word} {number} {shown} end".split()) in sheet
        assert " ".join(f"Key {number} {shown} end".split()) in key


def test_hostile_text_in_tables_gaps_and_names() -> None:
    compiled = one_fact(
        """
        - {id: c, comparison: ["#a", "\\\\$b$"], rows: {"\\\\*r*": ["@x", "<1%"], "_s_": ["//", "[/"]}}
        - {id: z, cloze: "# {{\\\\$x$}} \\\\*and* {{<1%}} @ref \\\\\\\\ // end"}
        - {id: l, list: "\\\\*thing*", of: "#it", items: ["[/", "``"]}
        """
    )
    found = files(
        [resolved(compiled, one_of_each(compiled))],
        compiled,
        Page(class_name="#c"),
        ("#let $x$ *y*",),
    )
    sheet = text_of(next(iter(found.values())))
    for words in (
        "#let $x$ *y*",
        "Class #c",
        "#a",
        "$b$",
        "*r*",
        "_s_",
        "*and*",
        "@ref \\ // end",
        "#it",
    ):
        assert words in sheet
    assert "(1) " in sheet


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("漢", "U+6F22"),
        ("🙂", "U+1F642"),
        ("👩\u200d⚕️", "U+1F469"),
        ("\U0010fffd", "U+10FFFD"),
        ("한", "U+D55C"),
    ],
)
def test_a_character_that_no_font_has_is_named_with_its_fact(character: str, code: str) -> None:
    compiled = compile_text(
        deck(
            f"- {{id: fine, ask: One?, answer: x}}\n"
            f'- {{id: odd, ask: "Two {character}?", answer: x}}'
        )
    )
    with pytest.raises(PageError) as caught:
        only_pages(compiled)
    problem = caught.value.diagnostic
    assert problem.code == "missing-glyph"
    assert f"`{character[0]}` ({code})" in problem.message
    assert "`odd`" in problem.message
    assert problem.position == compiled.questions["odd"][0].about.position
    assert problem.position.line == 5
    with pytest.raises(PageError, match="`odd`"):
        flash_cards(
            [question for asked in compiled.questions.values() for question in asked],
            "T",
            Page(),
            compiled,
        )


def test_a_character_only_in_the_key_is_named_too() -> None:
    compiled = compile_text(deck("- {id: odd, ask: Two?, answer: x, why: 漢}"))
    with pytest.raises(PageError, match=r"`漢` \(U\+6F22\), in the fact `odd`"):
        only_pages(compiled)


def test_a_character_in_a_title_is_named_with_it_and_in_a_name_left_out() -> None:
    compiled = one_fact("- {id: x, ask: One?, answer: x}")
    quiz = resolved(compiled, all_candidates(compiled))
    with pytest.raises(PageError, match="in `Title 漢`"):
        files([quiz.model_copy(update={"title": "Title 漢"})], compiled)
    found = files([quiz], compiled, None, ("Ann", "李 明"))
    assert "Name Ann Date" in text_of(found["w-class.pdf"])
    assert "Name Date" in text_of(found["w-class.pdf"])


def test_a_build_reports_such_a_character_and_goes_on() -> None:
    compiled = compile_text(deck("- {id: odd, ask: Two 漢?, answer: x}"))
    artifacts, (problem,), _ = pdf.build_worksheets(compiled, Settings(now=0))
    assert not artifacts
    assert problem.code == "missing-glyph"


def test_hebrew_is_printed_from_right_to_left() -> None:
    # Inter has no Hebrew, but Libertinus Serif, which comes with Typst, has.
    compiled = one_fact('- {id: x, ask: "What does שלום mean?", answer: peace}')
    data = only_pages(compiled)
    assert "What does שלום mean?" in text_of(data)
    text = pdfium.PdfDocument(data)[0].get_textpage()
    whole = text.get_text_range(0, -1)
    first, last = (text.get_charbox(whole.index(letter))[0] for letter in "שם")
    assert first > last
