"""What a text is, and which texts are the same: an equivalence, in which each sign counts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text import sameness
from quizgen.text.sameness import Clash, Kind, answer_keys, clash, identity, read, same, typed_keys

KINDS = {
    Kind.PROSE: "kidney | the heart | C major | vitamin B12 | iron(II) chloride | no channel | March",
    Kind.QUANTITY: "5 mg | 3–5 days | -3 | 1914 | 30:2 | ½ | minus five | 68 million people | €5",
    Kind.MOMENT: "28 June 1919 | 509 BC | 9:30 a.m. | 5th century | the fifth century | noon | the 1960s | 14 July",
    Kind.SYMBOLS: "C++ | F# | MgCl₂ | a²−b² | [3,4) | Co | x ≤ 3 | ♀ | F♯ | 2− | Nf3 | DNA | √π",
    Kind.CODE: "`x == y` | `f(x)` | `5` | `for x in y:`",
    Kind.FORMULA: r"$E = mc^2$ | $\frac{m}{V}$ | $5$",
}
SAME = r"""
kidney | kidneys
vertebra | vertebrae
bacterium | bacteria
analysis | analyses
hypotheses | hypothesis
the 5th century | the fifth century
noon | 12:00
the heart | heart
a stroke | stroke
an ulcer | Ulcer
Heart | heart
it rises | It rises.
“Hamlet” | *Hamlet*
Crohn's disease | Crohn’s disease
Washington, D.C. | Washington DC
colour | color
haemoglobin | hemoglobin
X-ray | X ray
anti-inflammatory | antiinflammatory
two chambers | 2 chambers
the first | the 1st
H₂O | H2O
Ca2+ | Ca²⁺
$\mathrm{Mg^{2+}}$ | Mg²⁺
$E = mc^2$ | E=mc²
$\sqrt{x}$ | sqrt(x)
m² | m^2
a + b | a+b
5 − 3 | 5 - 3
`print(x)` | print(x)
`(1, 2)` | `(1,2)`
F♯ | F sharp
F♯ | F#
f′ | f'
x <= 3 | x ≤ 3
28 June 1919 | 28.6.1919
5 mg | 0.005 g
a dozen | 12
the DNA | DNA
the ion $\mathrm{Mg^{2+}}$ | the ion Mg²⁺
"""
DIFFERENT = r"""
a²−b² | a²+b²
C++ | C
C++ | C#
-3 | 3
Co | CO
No | NO
k | K
[3,4) | (3,4]
F♯ | F
F♯ | F♭
f′ | f
n! | n
$a + b$ | $a - b$
$\frac{a}{b}$ | $\frac{b}{a}$
$\sin 2x$ | $\sin^2 x$
`i++` | `++i`
`'1'` | `1`
`1` | `1.0`
`True` | `true`
`x == y` | `x = y`
`a b` | `ab`
`x + +y` | `x ++y`
`var_1` | `var1`
x² | x³
2³ | 3²
a_1 | a_2
vitamin A | vitamin E
A major | A minor
schon | schön
año | ano
it's | its
we're | were
Na+ | Na
DNA | RNA
the call `f(x)` | the call `f[x]`
isoniazid (INH) | isoniazid [INH]
a → b | b → a
poet | pet
India | indium
fourteen | forty
28 June 1919 | 28 June 1914
509 BC | AD 509
"""
CLASHES = [
    ("kidney", "kidneys", Clash.SAME),
    ("5–9 mg", "7 mg", Clash.INSIDE),
    ("28 June 1919", "1919", Clash.INSIDE),
    ("476", "476 AD", Clash.INSIDE),
    ("3–5 days", "4–9 days", Clash.OVERLAP),
    ("isoniazid (INH)", "INH", Clash.NAME),
    ("MRI (magnetic resonance imaging)", "magnetic resonance imaging", Clash.NAME),
    ("the UK", "the United Kingdom", Clash.INITIALS),
    ("ACE inhibitors", "angiotensin-converting enzyme inhibitors", Clash.INITIALS),
    ("the UK", "the UAE", None),
    ("DNA", "deoxyribonucleic acid", None),
    ("3–5 days", "6–9 days", None),
    ("1789–1799", "1804–1815", None),
    ("epithelium", "flat epithelium", None),
]
TYPED = r"""
C++ | c++
H2O | H_2O
Ca2+ | Ca++
Ca2+ | Ca 2+
$O(n^2)$ | O(n²)
$x^2$ | x^2
$\sqrt{x}$ | √x
`(1, 2)` | (1,2)
`x == y` | x==y
`5` | 5
Köln | Koeln
Köln | Koln
die Tür | die Tuer
Louis XIV | louis xiv
Louis XIV | Louis the Fourteenth
World War I | World War One
DNA | d.n.a.
DNA | the dna
it rises | rises
photosynthesis | by photosynthesis
1914 | in 1914
amyotrophic lateral sclerosis | amyotrophic lateral sclerosis (ALS)
"""
NOT_TYPED = r"""
C++ | C
Co | CO
`(1, 2)` | [1, 2]
`x == y` | x = y
$O(n^2)$ | O(2n)
$x^2$ | 2x
F♯ | F
Louis XIV | Louis XVI
World War I | World War II
die Tür | der Tür
Ca2+ | Ca+
H2O | H2O2
30:2 | 2:30
"""


def lines(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


ALL = sorted({text for line in lines(SAME + DIFFERENT.lstrip()) for text in line})


@pytest.mark.parametrize(
    ("text", "kind"), [(text, kind) for kind, row in KINDS.items() for text in row.split(" | ")]
)
def test_what_a_text_is(text: str, kind: Kind) -> None:
    assert read(text).kind is kind


@pytest.mark.parametrize(("one", "other"), lines(SAME))
def test_what_says_the_same(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(("one", "other"), lines(DIFFERENT))
def test_what_differs_by_a_sign_is_different(one: str, other: str) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_punctuation_counts_where_it_is_asked() -> None:
    one, other = "Let's eat, Grandma", "Let's eat Grandma"
    assert same(one, other)
    assert not same(one, other, punctuation=True)
    assert same(one, "Let’s eat,  Grandma", punctuation=True)


@pytest.mark.parametrize(("one", "other", "reason"), CLASHES)
def test_what_cannot_stand_beside_each_other(one: str, other: str, reason: Clash | None) -> None:
    assert clash(one, other) == reason
    assert clash(other, one) == reason


@pytest.mark.parametrize(("answer", "typed"), lines(TYPED))
def test_what_is_typed_otherwise_is_the_answer(answer: str, typed: str) -> None:
    assert answer_keys(answer) & typed_keys(typed, kind=read(answer).kind)


@pytest.mark.parametrize(("answer", "typed"), lines(NOT_TYPED))
def test_what_is_another_answer_is_not(answer: str, typed: str) -> None:
    assert not answer_keys(answer) & typed_keys(typed, kind=read(answer).kind)


@pytest.mark.parametrize("text", ALL)
def test_each_text_typed_as_shown_is_right(text: str) -> None:
    shown = read(text).plain
    assert answer_keys(text) & typed_keys(shown, kind=read(text).kind)


def test_order_of_values() -> None:
    assert sameness.order("509 BC", "476") == -1
    assert sameness.order("5 mg", "1 g") == -1
    assert sameness.order("9:30 a.m.", "8:00") == 1
    assert sameness.order("kidney", "heart") is None
    assert sameness.order("5 mg", "1914 AD") is None
    assert sameness.order("5 mg", "5 mL") is None
    assert sameness.order("509 BC", "28 June 1919") == -1


TEXTS = st.one_of(
    st.sampled_from(ALL),
    st.text("abcCoOF 123+-−=<>≤()[]{}^_²₂♯♭′'’.,:;/*`$\\", max_size=20),
    st.text(max_size=20),
)


@given(TEXTS, TEXTS, TEXTS)
def test_sameness_is_an_equivalence(one: str, other: str, third: str) -> None:
    assert same(one, one)
    assert same(one, other) == same(other, one)
    if same(one, other) and same(other, third):
        assert same(one, third)


@given(TEXTS)
def test_blanks_around_do_not_count(text: str) -> None:
    assert identity(f" {text}\t") == identity(text) or "`" in text or "$" in text or "*" in text


SIGNS = ["+", "−", "=", "<", ">", "×", "/", "∪", "∩", "→", "(", ")", "[", "]", "{", "}"]
FRAMES = [
    ("x {} 3", SIGNS[:8]), ("A {} B", SIGNS[4:10]), ("{}3, 4", ["(", "["]), ("f{}x)", ["(", "["]),
    ("the sum a {} b of both", SIGNS[:6]), ("iron {} oxide", ["(II)", "(III)", "[II]"]),
    ("Na{}", ["+", "−", "2+", ""]), ("F{}", ["♯", "♭", ""]), ("`x {} y`", ["+", "-", "==", "=", "|"]),
    ("$x {} y$", ["+", "-", "=", "<", "\\le", "\\cdot"]), ("10^{} kg", "2345"), ("19{}7", "1234"),
    ("CO{}", "₂₃"), ("x{}", "²³⁴"), ("{} mg", ["3", "-3", "< 3", "> 3", "≤ 3", "~3", "13"]),
    ("{} June 1919", ["1", "11", "21", "2"]), ("World War {}", ["1", "2", "11"]),
]  # fmt: skip


@pytest.mark.parametrize(("frame", "signs"), FRAMES)
def test_a_text_with_one_sign_changed_is_another(frame: str, signs: list[str]) -> None:
    texts = [
        frame.format(sign) if "$" not in frame else frame.replace("{}", sign) for sign in signs
    ]
    for at, one in enumerate(texts):
        for other in texts[at + 1 :]:
            if {one[-4:], other[-4:]} != {"≤ 3", "< 3"}:
                assert not same(one, other), (one, other)


def test_reading_what_is_long_or_deep_ends() -> None:
    letters = random.Random(1).choices("ab 12+-()[]{}^_.,", k=20_000)
    for text in ("".join(letters), "1" * 10_000, "(" * 5_000, "word " * 4_000, "^" * 5_000):
        assert read(text).identity == read(text).identity
