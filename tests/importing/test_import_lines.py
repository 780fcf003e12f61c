"""HTML and plain text become lines with the language's own markup."""

from __future__ import annotations

from time import process_time

import pytest

from quizgen.importing import inline_markup
from quizgen.importing.rich_text import from_html
from quizgen.importing.source_notes import MediaReference


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
        ("<pre>a\n  b</pre>", "a\n\u00a0\u00a0b"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
        ("1. a<br>2. b", "a; b"),
        ("- a<br>- b<br>and c", "a\nb\nand c"),
        ("2. May<br>3. May", "2. May\n3. May"),
        ("a\x00b\x08c", "abc"),
    ],
)
def test_html_becomes_lines(html: str, text: str) -> None:
    assert from_html(html).text == text


def test_media_are_named_with_the_words_for_them() -> None:
    rich = from_html(
        '<img src="a%20b.png" alt="A heart"> x [sound:c.mp3]<img src="data:image/png;base64,xx">'
    )
    assert (rich.text, rich.media) == (
        "x",
        [MediaReference("image", "a b.png", "A heart"), MediaReference("audio", "c.mp3")],
    )
    assert rich.lost == ["a picture that is written into the text"]
    assert from_html("<img src='https://a.b/c.png'><video src=x>").lost == [
        "a picture that lies elsewhere, in the web",
        "something that is embedded with `video`",
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>bold</b> and <i> so </i>", "**bold** and *so*"),
        ("<b>a<br>b</b>", "**a**\n**b**"),
        ("<b>a <i>b</i></b>", "**a *b***"),
        ("hyper<b>kal</b>emia", "hyperkalemia"),
        ("5*3 `x` $4 a\\b", r"5\*3 \`x\` \$4 a\\b"),
        ("<code>a*b</code>", "`a*b`"),
        ("<code>a`b</code>", r"a\`b"),
        ("<b> </b>x", "x"),
        (r"<b>\(x\)</b> and <code>\(x\)</code>", "**$x$** and $x$"),
        ("<b>It {{c1::is::be}} so</b>.", "**It** {{c1::**is**::be}} **so**."),
        ("{{c1::<i>a</i>}}b", "{{c1::*a*}}b"),
        ("{{c1::<b>a}} b</b>", "{{c1::**a**}} **b**"),
        ("a <![CDATAx b> <b>c</b>", "a **c**"),  # a section of no sort that HTML has
        ("a <![x <b>c</b>", "a c"),
        ("<strong>a</strong><em>b</em>", "ab"),
    ],
)
def test_emphasis_and_code(html: str, text: str) -> None:
    assert from_html(html).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (r"\(\frac{1}{2}\)", r"$\frac{1}{2}$"),
        (r"<anki-mathjax block='true'>x^2</anki-mathjax>", "$x^2$"),
        (r"[latex]\begin{align}x&amp;y\end{align}[/latex]", r"\\begin{align}x&y\\end{align}"),
        (r"\(\ce{H2O}\), \(a", r"\\ce{H2O}, \\(a"),
        (r"\($\)", r"\$"),
        (r"2\(x\)3", r"2 $x$ 3"),
        (r"\(a*b\) * c*", r"$a*b$ \* c\*"),
    ],
)
def test_a_formula_that_is_understood_is_one_and_any_other_is_text(html: str, text: str) -> None:
    rich = from_html(html)
    assert rich.text == text
    strange = "a formula that is not understood, which stands as it was written"
    assert (strange in rich.lost) == ("$" not in text.replace(r"\$", ""))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a; *b* ;c", ["a", "*b*", "c"]),
        ("**a; b**", ["**a; b**"]),
        ("`a;b`; c", ["`a;b`; c"]),
        (r"$a \; b$; c", [r"$a \; b$; c"]),
        (r"5\*3; 2\*2", [r"5\*3", r"2\*2"]),
    ],
)
def test_a_text_is_parted_where_no_mark_is_torn(text: str, parts: list[str]) -> None:
    assert inline_markup.parts(text, ";") == parts


# Hostile fields -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<b>" * 200 + "x<br>" * 1000,
        "<b>" * 10_000 + "x<br>" * 10_000,
        "<b><i><code>" * 200 + "x<br>" * 1000,
        "<sup>" * 200 + "x<br>" * 1000,
        "<b>x</b> " * 10_000,
        "<b>" + "::" * 20_000,
        r"\(" * 50_000,
        "[latex]" * 30_000,
        "<anki-mathjax>" * 20_000,
        "<anki-mathjax " * 20_000,
        r"\(" + "{{c1::" * 30_000 + r"\)",
        "[sound:" * 30_000,
        "[anki:tts" * 30_000,
        "<!--" * 50_000,
    ],
    ids=lambda html: html[:16],
)
def test_no_field_takes_more_time_than_in_proportion_to_its_length(html: str) -> None:
    started = process_time()
    from_html(html)
    assert process_time() - started < 3


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<b>a<b>b</b>c</b> d", ["**abc** d"]),
        ("<b>a<br><strong>b</strong><br>c</b>", ["**a**", "**b**", "**c**"]),
        ("x<sup>y<sup>z</sup></sup>", ["x^(y^z)"]),
        ("a < b and c <d", ["a < b and c <d"]),
        (r"\(a\) and \(b \(c\)", ["$a$ and \\\\(b $c$"]),
    ],
)
def test_what_is_open_in_itself_says_nothing_more(html: str, lines: list[str]) -> None:
    assert [line.text for line in from_html(html).lines] == lines
