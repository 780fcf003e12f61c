"""Inline markup: what is read as markup and what stays as written, in words, in styles and as the
name of a thing.
"""

from __future__ import annotations

import pytest
from conftest import compile_text, deck
from hypothesis import example, given
from hypothesis import strategies as st

from quizgen.text import formula
from quizgen.text.formula import COMMANDS, FormulaError
from quizgen.text.markup import (
    Code,
    Emphasis,
    Math,
    Strong,
    Text,
    Tree,
    escaped,
    other_formulas,
    parse_markup,
    plain,
    runs,
    settled,
)
from quizgen.text.wording import capital, wording
from quizgen.text.words import normal

MARKED: dict[str, Tree] = {
    "*a*": (Emphasis((Text("a"),)),),
    "**a**": (Strong((Text("a"),)),),
    "a `*b*` c": (Text("a "), Code("*b*"), Text(" c")),
    "`` a`b ``": (Code("a`b"),),
    "$x^2$": (Math("x^2"),),
    "$x$ is 5": (Math("x"), Text(" is 5")),
    "$x$ \\": (Math("x"), Text(" \\")),
    "*a **b** $c$*": (Emphasis((Text("a "), Strong((Text("b"),)), Text(" "), Math("c"))),),
    "``a`b``": (Code("a`b"),),
    "` ``a`` `": (Code("``a``"),),
    "```a``b`c``` and `d`": (Code("a``b`c"), Text(" and "), Code("d")),
    "*a *b* c*": (Emphasis((Text("a b c"),)),),
    "**a *b **c** d* e**": (Strong((Text("a "), Emphasis((Text("b c d"),)), Text(" e"))),),
    "*" * 2001 + "a" + "*" * 2001: (Emphasis((Strong((Text("a"),)),)),),
    "*a " * 1000 + "b" + " a*" * 1000: (Emphasis((Text("a " * 1000 + "b" + " a" * 1000),)),),
    "the $n$th": (Text("the "), Math("n"), Text("th")),
    r"\*a\* \$5 \`": (Text("*a* $5 `"),),
    r"\\*a*": (Text("\\"), Emphasis((Text("a"),))),
    r"$\$5$": (Math(r"\$5"),),
}
AS_WRITTEN = [
    "5*3 and 4*2", "a*b*c", "5 * 3 * 2", "snake_case", "x_1", "_b_", "*a", "a*", "**a", "a* and *b", "* a *", "***",
    "$5 and $6", "US$5 and US$6", "5$ and 6$", "$ x $", "$x", "$$x$$", "$", "`a", "``", "```rust", "`", "C:\\temp",
    "\\(x\\) \\[y\\]", "\\", "[a](b)", "<b>a</b>", "https://x.y/*", "# a", "- a", "&amp;", "![a](b)", "a\n b", " a ",
    "$x$5", "$5 and 6", "",
]  # fmt: skip
ANY = st.lists(
    st.sampled_from([*"*`$\\ ab5.(", "**", "\n"]) | st.characters(categories=["L", "P", "S"])
).map("".join)


@pytest.mark.parametrize("text", MARKED)
def test_markup_is_read_as_a_tree(text: str) -> None:
    assert parse_markup(text) == MARKED[text]


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_what_is_not_balanced_markup_stays_as_written(text: str) -> None:
    assert parse_markup(text) == (Text(text),) or not text
    assert plain(text) == text


@given(ANY)
@example("**a*`**")
def test_settled_text_means_the_same_and_escaped_text_is_words(text: str) -> None:
    assert parse_markup(settled(text)) in (parse_markup(text), (Text(text),))
    assert settled(settled(text)) == settled(text)
    assert plain(escaped(text)) == text


@given(st.lists(ANY))
def test_no_mark_pairs_with_one_of_another_text(texts: list[str]) -> None:
    assert plain("; ".join(map(settled, texts))) == "; ".join(map(plain, map(settled, texts)))


@given(ANY)
@example(r"\*a\*")
@example(r"\$x$ \`b`")
def test_names_are_compared_by_their_words(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert normal(escaped(plain(text))) == normal(text)


def test_runs_say_how_each_word_is_shown() -> None:
    assert runs("a *b **c** `d`* $e^2$") == [
        ("a ", ()),
        ("b ", ("emphasis",)),
        ("c", ("emphasis", "strong")),
        (" ", ("emphasis",)),
        ("d", ("emphasis", "code")),
        (" ", ()),
        ("e²", ("math",)),
    ]
    assert runs("plain") == [("plain", ())]


OTHER_FORMULAS = {
    "$$x^2$$ and $$y$$": [("$$x^2$$", "x^2"), ("$$y$$", "y")],
    "$$ x = 5 $$": [("$$ x = 5 $$", "x = 5")],
    "$$\nx^2\n$$": [("$$\nx^2\n$$", "x^2")],
    r"from \(x\) to \[ y \]": [(r"\(x\)", "x"), (r"\[ y \]", "y")],
    r"$\frac{a}{b}$ is \(c\)": [(r"\(c\)", "c")],
}  # fmt: skip


NO_FORMULAS = [
    "$5 and $10", "from $$ to $$$", "$$5 and $$10", "It costs $$.", "a $x$$y$", "$x$", "", r"`\(x\)`", r"\\(x\\)",
    r"\$\$x\$\$", r"an open \( only", r"C:\(x86", "$$$$", "$$ $$",
]  # fmt: skip


@pytest.mark.parametrize("text", OTHER_FORMULAS)
def test_formulas_that_are_written_as_elsewhere_are_found(text: str) -> None:
    assert other_formulas(text) == OTHER_FORMULAS[text]


@pytest.mark.parametrize("text", NO_FORMULAS)
def test_prices_and_patterns_are_not_taken_for_formulas(text: str) -> None:
    assert other_formulas(text) == []


@given(ANY)
def test_escaped_text_holds_no_formula_in_any_writing(text: str) -> None:
    assert other_formulas(escaped(text)) == []


# Formulas -----------------------------------------------------------------------------------------

WORDS = {
    "x^2": "x²",
    "E=mc^2": "E = mc²",
    r"\frac{a}{b+1}": "a/(b + 1)",
    r"\frac12": "1/2",
    r"\sqrt{x}": "√x",
    r"\sqrt[3]{x+1}": "³√(x + 1)",
    r"\mathrm{Ca^{2+}}": "Ca²⁺",
    r"\mathrm{C}_6": "C₆",
    r"1.5\,\mathrm{mg/dL}": "1.5 mg/dL",
    r"37\,^\circ\mathrm{C}": "37 °C",
    r"\sum_{i=1}^n x_i": "∑ᵢ₌₁ⁿ xᵢ",
    r"\log_{10} x": "log₁₀ x",
    r"-x \le \alpha": "−x ≤ α",
    r"x'": "x′",
    r"\bar x": "x̄",
    r"\hat{\bar{x}}": "x̄̂",
    r"\bar{xy}": "x̄ȳ",
    r"10\%": "10%",
    r"\text{in vivo}": "in vivo",
    r"\left(\frac{1}{2}\right)^2": "(1/2)²",
    r"x^{y^2}": "x^(y²)",
    r"\mathbf{v}_{0}": "v₀",
    r"A \rightleftharpoons B": "A ⇌ B",
}
BAD = {
    r"\alhpa": r"`\alhpa` is not known here",
    r"\ce{H2O}": r"`\ce` is not known here",
    r"\href{javascript:x}{y}": r"`\href` is not known here",
    r"\def\a{b}\a": r"`\def` is not known here",
    r"\\": r"`\\` is not known here",
    "a\\": r"`\` is not known here",
    r"\)": r"`\)` is not known here",
    r"\frac{a": "its braces do not pair",
    "}a{": "its braces do not pair",
    r"\frac{a}": "something is missing in it",
    r"\sqrt": "something is missing in it",
    "x^": "nothing follows `_` or `^`",
    "{x_}": "nothing follows `_` or `^`",
    "x^2^3": "two `^` follow one another: use braces",
    r"\left( x": r"`\left` and `\right` do not pair",
    r"\,": "it shows nothing",
    "5 %": "`%` has no meaning here (write `\\%`)",
    "a & b": "`&` has no meaning here",
    "x" * 1001: "it has more than 1,000 characters",
    r"\sqrt{" * 20 + "x" + "}" * 20: "it has more than 16 levels",
    r"\sqrt{" * 1000 + "x" + "}" * 1000: "it has more than 1,000 characters",
    r"\bar" * 249 + " x": "it has more than 16 levels",
    "x^{" * 249 + "x" + "}" * 249: "it has more than 16 levels",
    r"\left(" * 60 + "x" + r"\right)" * 60: "it has more than 16 levels",
}


@pytest.mark.parametrize("latex", WORDS)
def test_a_formula_in_words(latex: str) -> None:
    assert formula.formula_text(formula.parse_formula(latex)) == WORDS[latex]
    assert plain(f"is ${latex}$?") == f"is {WORDS[latex]}?"


@pytest.mark.parametrize("latex", BAD, ids=lambda latex: latex[:20])
def test_a_formula_that_is_not_understood_says_why(latex: str) -> None:
    with pytest.raises(FormulaError) as caught:
        formula.parse_formula(latex)
    assert str(caught.value) == BAD[latex]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_shows_something(command: str) -> None:
    tail = {
        "sqrt": "x",
        "left": r"( x \right)",
        "right": "",
        "frac": "xy",
        "dfrac": "xy",
        "tfrac": "xy",
    }
    tail |= {"overset": "xy", "underset": "xy", "not": "="} | dict.fromkeys(
        ("text", "textrm", "mathrm"), "{x}"
    )
    takes_one = ("mathbf", "operatorname", "bar", "hat", "vec", "dot", "ddot", "tilde", "overline")
    tail |= dict.fromkeys(takes_one, "{x}") | {"{": r"\}", "}": ""}
    start = {"right": r"\left(x", "}": r"\{"}.get(command, "")
    bracket = ")" if command == "right" else ""
    tree = formula.parse_formula(f"{start}\\{command}{bracket} {tail.get(command, 'x')}")
    assert "\\" not in formula.formula_text(tree)


@given(
    st.lists(
        st.sampled_from(
            [
                *"{}_^x1+ &'",
                "\\frac",
                "\\sqrt",
                "\\left(",
                "\\right)",
                "\\alpha",
                "\\text",
                "\\mathrm",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_any_formula_is_a_tree_or_an_error(latex: str) -> None:
    try:
        assert formula.formula_text(formula.parse_formula(latex)).strip()
    except FormulaError as error:
        assert str(error)


# In a deck ----------------------------------------------------------------------------------------


def test_a_term_is_the_same_with_markup_and_without() -> None:
    head = "terms:\n  - {term: potassium, synonyms: [K]}\n"
    facts = """
        - {id: l, list: ion, of: plasma, items: [$K$, sodium], never: ["**uranium**", gold]}
        - {id: m, list: ion, of: "*plasma*", items: [uranium, chloride]}
        """
    [problem] = compile_text(deck(facts, head)).diagnostics
    assert problem.code == "contradiction"
    assert problem.message == (
        "`m` says that uranium is the value of `ion` of plasma; "
        "`l` says that uranium is not the value of `ion` of plasma"
    )
    [problem] = compile_text(
        deck("- {id: l, list: ion, of: plasma, items: [$K$, potassium]}", head)
    ).diagnostics
    assert (problem.code, problem.message) == (
        "repeated-member",
        "`potassium` means the same as `K`",
    )


def test_markup_changes_no_identity() -> None:
    before = compile_text(deck("- {id: l, list: ion, of: plasma, items: [Na+, K, 5*3]}"))
    parts = before.lock.entries["l"].parts
    after = compile_text(
        deck('- {id: l, list: ion, of: "*plasma*", items: ["*Na*+", $K$, "**5\\\\*3**"]}'),
        before.lock,
    )
    assert [each.id for each in after.questions["l"]] == [each.id for each in before.questions["l"]]
    assert after.lock.entries["l"].parts == parts
    [part] = [part for part, text in parts.items() if text == "5*3"]
    assert part.startswith("5-3-"), "with digits for the star that an id cannot hold"


def test_texts_that_are_put_together_form_no_markup_that_none_of_them_had() -> None:
    facts = '- {id: l, list: "*thing", of: "it*", items: ["*a", "b*", "`c", "d`", "$e", "5$"]}'
    questions = compile_text(deck(facts)).questions["l"]
    [asked] = [question for question in questions if question.type == "list"]
    assert plain(asked.stem) == "Name six of the *things of it*."
    assert plain(asked.key_text) == "*a; b*; `c; d`; $e; 5$"


def test_marks_of_a_cloze_do_not_pair_across_a_gap() -> None:
    compiled = compile_text(deck('- {id: c, cloze: "*a {{b}} c* and *d* {{*e*::*f*}}"}'))
    [first, second] = compiled.questions["c"]
    assert plain(first.passage.run[0]) == "*a "  # type: ignore[attr-defined]
    assert plain(second.key_text) == "e"


def test_words_that_the_grammar_changes() -> None:
    assert capital("*hypo*") == "*Hypo*"
    assert capital("**a** b") == "**A** b"
    assert capital("$x$") == "$x$"
    words = wording("en")
    assert words.grammar.plural("*body*") == "bodies"
    assert words.grammar.article("*ion*") == "an *ion*"


def test_a_bad_formula_is_an_error_where_it_stands() -> None:
    problems = compile_text(
        deck(
            '- {id: a, ask: Why?, answer: "$\\\\alhpa$"}\n'
            '- {id: c, comparison: [a, b], rows: {"$x^$": [c, d]}}'
        )
    ).diagnostics
    assert [(each.code, each.position.line, each.position.column) for each in problems] == [
        ("bad-formula", 4, 32),
        ("bad-formula", 5, 40),
    ]
    assert "did you mean `\\alpha`?" in problems[0].hint
