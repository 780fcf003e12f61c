"""Inline markup on paper: a tree of data that the templates show, in every profile, with words for
every formula.
"""

from __future__ import annotations

import json

import pytest
from sheets import (
    all_candidates,
    files,
    one_fact,
    one_of_each,
    outside,
    raw,
    resolved,
    spelled,
    text_of,
)

from quizgen.targets.pdf import PROFILES, Page, flash_cards
from quizgen.targets.pdf_data import printed
from quizgen.text.formula import COMMANDS

FACTS = r"""
- id: ask
  ask: What is *so* **bold** in `a<b` and $\frac{a}{b}$?
  answer: $E_K = \frac{RT}{zF}\ln\frac{[\mathrm{K^+}]_o}{[\mathrm{K^+}]_i}$
  distractors: ['*one*', '$\sqrt[3]{x}$', '$\vec{v}$']
  why: As $\sum_{i=1}^n x_i = 0$.
- {id: table, comparison: ['$\mathrm{Na}^+$', b], rows: {'*r*': ['$x$', '`y`'], s: [c, '**d**']}}
- {id: order, ranking: 'size of $\alpha$', most to least: ['*a*', ['$b$', c], '`d`']}
- {id: cloze, cloze: 'With {{*gap*::**h**}} and $\hat{x} \le 5$, {{$y$}}.'}
- {id: list, list: ion, of: '*plasma*', items: ['$\mathrm{K}$', b, c], never: ['**u**', v]}
"""


@pytest.mark.parametrize("profile", PROFILES)
def test_every_type_of_question_is_printed_with_its_markup(profile: str) -> None:
    compiled = one_fact(FACTS)
    found = files([resolved(compiled, all_candidates(compiled))], compiled, Page(profile=profile))
    sheet, key = text_of(found["w.pdf"]), text_of(found["w-key.pdf"])
    assert "What is so bold in a<b and" in sheet
    for text in (sheet, key):
        assert not [mark for mark in ("*", "`", "$", "\\") if mark in text]
    assert list(outside(found["w.pdf"])) == []
    questions = [question for asked in compiled.questions.values() for question in asked]
    assert "gap" in text_of(flash_cards(questions, "T", Page(profile=profile), compiled))


def test_a_formula_has_its_words_as_alternative_text() -> None:
    compiled = one_fact(FACTS)
    found = files([resolved(compiled, one_of_each(compiled, ["ask"]))], compiled)
    assert any(spelling in raw(found["w.pdf"]) for spelling in spelled("a/b"))
    assert not any(
        spelling in raw(found["w.pdf"]) for spelling in spelled("∑ᵢ₌₁ⁿ")
    )  # it is in the key alone
    assert any(spelling in raw(found["w-key.pdf"]) for spelling in spelled("∑ᵢ₌₁ⁿ xᵢ = 0"))


def test_emphasis_and_code_have_fonts_of_their_own() -> None:
    compiled = one_fact("- {id: x, ask: What is *so* **bold** in `code` and plain?, answer: y}")
    data = files([resolved(compiled, one_of_each(compiled))], compiled)["w.pdf"]
    for font in (b"Inter-Italic", b"Inter-Bold", b"DejaVuSansMono"):
        assert font in raw(data)


FORMS = r"""
    \frac{a}{b} \dfrac{a}{b} \tfrac{a}{b} \sqrt{x} \overset{a}{b} \underset{a}{b} \left(x\right) \text{x} \textrm{x}
    \mathrm{x} \mathbf{x} \operatorname{x} \bar{x} \hat{x} \vec{x} \dot{x} \ddot{x} \tilde{x} \overline{x}
"""


def test_every_command_can_be_set() -> None:
    alone = sorted(f"\\{command}" for command in COMMANDS if f"\\{command}{{" not in FORMS)
    lines = [
        FORMS.split(),
        *([*alone[start : start + 12], "x"] for start in range(0, len(alone), 12)),
    ]
    lines = [[part for part in line if part not in (r"\left", r"\right")] for line in lines]
    facts = [
        {"id": f"f{n}", "ask": f"${' '.join(line)}$?", "answer": "y"}
        for n, line in enumerate(lines)
    ]
    compiled = one_fact("\n".join(f"- {json.dumps(fact)}" for fact in facts))
    assert files([resolved(compiled, all_candidates(compiled))], compiled)["w.pdf"]


def test_data_are_a_tree_of_words_and_kinds() -> None:
    assert printed({"a": ["*b* \\$c", 1, "\\$5", "plain"]}) == {
        "a": [{"plain": "b $c", "tree": [["emphasis", "b"], " $c"]}, 1, "$5", "plain"]
    }
    assert printed("**a `b`** $x_1$")["tree"] == [
        ["strong", "a ", ["code", "b"]],
        " ",
        ["math", "x₁", ["scripts", ["letter", "x"], ["number", "1"], ["row"]]],
    ]
    # What looks like a tree, or like Typst, is words.
    assert printed('["math", "x"] #panic()') == '["math", "x"] #panic()'
