"""Mark typed formulas and code, in which each sign counts, its place, and each capital."""

from __future__ import annotations

import pytest
from test_writing import judged, rows

from quizgen.grading.marks import Verdict
from quizgen.text.markup import plain
from quizgen.text.sameness import same

NATURAL = r"""
$I^2R$ | I^2R | I²R | I^2 R | I^2*R | I^{2}R
$a^2c$ | a^2c | a²c
$c^n\det A$ | c^n det(A) | c^n det A | c^n \det A | cⁿ det A | c^n*det(A) | c^n·det(A)
$B^TA^T$ | B^TA^T | BᵀAᵀ | B^T A^T | B^T*A^T | B^{T}A^{T}
$I_0e^{V/V_T}$ | I_{0}e^{V/V_T} | I_0 e^(V/V_T) | I0e^(V/VT) | I₀e^(V/V_T) | I_0*e^(V/V_T)
$f=\frac{1}{2\pi\sqrt{LC}}$ | 1/(2π√(LC)) | f = 1/(2π√(LC)) | 1/(2 pi sqrt(LC)) | 1/(2π√LC)
$\frac{1}{\omega C}$ | 1/(ωC) | 1/(omega C) | 1/(omega*C) | 1/(ω·C) | 1/(\omega C) | 1/ωC
$B^{-1}A^{-1}$ | B^-1A^-1 | B^-1 A^-1 | B^(-1)A^(-1) | B⁻¹A⁻¹ | B^{-1}A^{-1}
$\mathrm{tr} A + \mathrm{tr} B$ | tr(A) + tr(B) | tr A + tr B | trA + trB | tr(A)+tr(B)
$\frac{u\cdot v}{|u||v|}$ | u·v/(|u||v|) | (u·v)/(|u||v|) | u*v/(|u||v|)
$|\langle u,v\rangle|\le|u||v|$ | |<u,v>| <= |u||v| | |<u, v>| ≤ |u||v| | |⟨u,v⟩| ≤ |u||v|
$k=\frac{2\pi}{\lambda}$ | k = (2π)/λ | k = 2π/λ | 2 pi/lambda | 2pi/λ
$e^{kt}$ | e^kt | e^(kt) | e^{kt} | eᵏᵗ
$e^{-kt}$ | e^-kt | e^(-kt) | e⁻ᵏᵗ
$e^{\lambda t}$ | e^(λt) | e^(lambda t) | e^{\lambda t} | e^(lambda*t)
$e^{2x}$ | e^(2x) | e^{2x} | e²ˣ
$\sin 2x$ | sin(2x) | sin 2x | sin2x | \sin 2x
$\sin^2 x$ | sin²x | sin^2 x | sin^2(x) | sin²(x)
$\sqrt{2}x$ | √2x | sqrt(2)x | √2·x | sqrt(2)*x
$\sqrt{2x}$ | √(2x) | sqrt(2x) | sqrt(2*x)
$V_{out}$ | V_out | V_{out} | Vout
V_out | V_{out} | Vout
$k_BT$ | k_BT | k_B T | kBT | k_B*T | k_{B}T
$\frac{mv^2}{r}$ | mv²/r | (mv^2)/r | m v^2 / r
$\frac{1}{R_1}+\frac{1}{R_2}$ | 1/R_1 + 1/R_2 | 1/R1+1/R2 | 1/(R_1) + 1/(R_2)
$\frac{R_1R_2}{R_1+R_2}$ | R1R2/(R1+R2) | (R1R2)/(R1+R2) | R_1*R_2/(R_1+R_2)
$\frac{P(B|A)P(A)}{P(B)}$ | P(B|A)P(A)/P(B) | P(B|A)*P(A)/P(B) | (P(B|A)P(A))/(P(B))
$\frac{-b\pm\sqrt{b^2-4ac}}{2a}$ | (-b ± √(b²-4ac))/(2a) | (-b±sqrt(b^2-4ac))/(2a)
$\tan x = \frac{\sin x}{\cos x}$ | tan x = sin x/cos x | tan(x) = sin(x)/cos(x)
$\frac{\partial f}{\partial x}$ | ∂f/∂x | (∂f)/(∂x)
$\frac{a}{\sqrt{b}}$ | a/√b | a/sqrt(b) | a/(√b)
$x_{n+1} = x_n - \frac{f(x_n)}{f'(x_n)}$ | x_{n+1} = x_n - f(x_n)/f'(x_n)
$s = \frac{1}{2}at^2$ | 1/2 at^2 | ½at² | s = 0.5at^2 | (at^2)/2 | s = at^2/2
$x = \frac{-b}{2a}$ | -b/(2a) | x = -b/(2a) | (−b)/(2a)
$\lambda = \frac{h}{mv}$ | h/(mv) | λ = h/(m*v) | lambda = h/(m v)
$Q = mc\Delta T$ | Q = mcΔT | mc Delta T | Q=m*c*ΔT
$\log_2\frac{a}{b}$ | log2(a/b) | log_2(a/b)
$\ln\frac{a}{b}$ | ln(a/b)
$3\frac{1}{2}$ | 3 1/2 | 3½ | 3.5 | 7/2
$e^{i\pi} + 1 = 0$ | e^(iπ) + 1 = 0 | e^(i pi) + 1 = 0 | e^(i*pi)+1=0 | e^iπ + 1 = 0
$\sigma^2$ | sigma² | σ^2 | sigma^2
$P(A\mid B)$ | P(A|B)
$AB\parallel CD$ | AB || CD | AB ∥ CD
mg/dL | mg/dl
mL | ml
µg | ug | μg
$\langle\psi|\phi\rangle$ | <psi|phi> | ⟨ψ|φ⟩
"""
OTHER_SCOPE = r"""
$I^2R$ | I^(2R) | I^{2R} | I²ᴿ
$a^2c$ | a^(2c) | a^{2c}
$a^{2c}$ | a^2c
$c^n\det A$ | c^{n\det A} | c^(n det A)
$B^TA^T$ | B^{TA}^T | B^(TA)^T | A^TB^T
$I_0e^{V/V_T}$ | I_{0e}^{V/V_T} | I_0e^V/V_T
$f=\frac{1}{2\pi\sqrt{LC}}$ | 1/(2π√L C) | 1/(2π√L·C) | 1/(2π)√(LC) | 1/2π√(LC)
(COOH)2 | COOH2
$\frac{1}{\omega C}$ | C/ω | 1/ω C | 1/ω·C | 1/ω
$B^{-1}A^{-1}$ | A^-1B^-1 | B^(-1A)^-1 | B^1A^1
$\sin(2x)$ | sin(2)x | 2 sin x
$\sin^2 x$ | sin 2x | sin x²
$\sqrt{2}x$ | √(2x) | sqrt(2x)
$\sqrt{2x}$ | √2·x | sqrt(2)x | √2x
$k_BT$ | k_{BT} | k_(BT)
$e^{2x}$ | e^2x
$\frac{a+b}{c}$ | a+b/c
$\frac{x+1}{2}$ | x+1/2
$\frac{1}{2x}$ | x/2 | 1/2x
$2^{x+1}$ | 2^x+1
$x_{n+1}$ | x_n+1
$(ab)^2$ | ab^2
$\frac{ab}{cd}$ | ab/c·d
$\frac{R_1R_2}{R_1+R_2}$ | R1R2/R1+R2
$\frac{-b\pm\sqrt{b^2-4ac}}{2a}$ | -b ± √(b²-4ac)/2a | (-b ± √b²-4ac)/(2a)
$\det A\det B$ | det(A det B)
$\frac{3}{2}$ | 1 3/2
$3\frac{1}{2}$ | 31/2
$x^{1/2}$ | x^1/2
$\ln\frac{a}{b}$ | ln(a)/b
$\ln(xy)$ | ln(x)*y | ln(x) y | ln(x)y
$e^{i\pi} + 1 = 0$ | e^i π + 1 = 0 | e^(iπ + 1) = 0
$\frac{x-\mu}{\sigma}$ | x-μ/σ
"""


@pytest.mark.parametrize(("answer", "typed"), rows(NATURAL))
def test_a_formula_typed_on_a_keyboard_is_right(answer: str, typed: str) -> None:
    assert judged(typed, answer).verdict is Verdict.RIGHT


@pytest.mark.parametrize("answer", dict.fromkeys(answer for answer, _ in rows(NATURAL)))
def test_a_formula_typed_as_it_is_shown_is_right(answer: str) -> None:
    assert judged(plain(answer), answer).verdict is Verdict.RIGHT


@pytest.mark.parametrize(("answer", "typed"), rows(OTHER_SCOPE))
def test_another_scope_is_another_formula(answer: str, typed: str) -> None:
    assert not judged(typed, answer).verdict.counts


def test_an_accepted_formula_keeps_its_brackets() -> None:
    assert judged("(COOH)₂", "oxalic acid", "(COOH)2").verdict is Verdict.RIGHT
    assert not judged("COOH2", "oxalic acid", "(COOH)2").verdict.counts


@pytest.mark.parametrize(
    ("one", "other"),
    [("$I^2R$", "$I^{2R}$"), ("$B_TA$", "$B_{TA}$"), (r"$\sqrt{2}x$", r"$\sqrt{2x}$")],
)
def test_options_of_another_scope_are_two(one: str, other: str) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (r"$\frac{1}{\omega C}$", "1/(ωC)"),
        (r"$\frac{2\pi}{\lambda}$", "2π/λ"),
        (r"$\sqrt{LC}$", "√(LC)"),
        (r"$3\frac{1}{2}$", "3 1/2"),
        (r"$2\frac{a}{b}$", "2a/b"),
        (r"$\ln\frac{a}{b}$", "ln (a/b)"),
        (r"$\sqrt{x_1}$", "√x₁"),
        (r"$\frac{dy}{dx}$", "dy/dx"),
        (r"$\frac{\partial f}{\partial x}$", "∂f/∂x"),
        (r"$\frac{f(x)}{f'(x)}$", "f(x)/f′(x)"),
        (r"$\frac{1}{(a)(b)}$", "1/((a)(b))"),
        (r"$\frac{a}{(b+c)}$", "a/(b + c)"),
    ],
)
def test_what_belongs_together_is_shown_together(formula: str, text: str) -> None:
    assert plain(formula) == text


IN_SMALL_LETTERS = r"""
S | s
Co | co
CO | co
NaCl | nacl | Nacl
CO_2 | co2
H₂O | h2o
Na⁺ | na+
$\mathrm{CO_2}$ | co2
$\mathrm{C_6H_{12}O_6}$ | c6h12o6
$I=V/R$ | i = v/r | v/r
V/R | v/r
MPa | mpa
"""
NAMES = r"""
DNA | dna
HIV | hiv
mRNA | mrna
HbA1c | hba1c
B12 | b12
H5N1 | h5n1
COVID-19 | covid-19
TCP/IP | tcp/ip
CD4+ | cd4+
C++ | c++
C# | c#
"""


@pytest.mark.parametrize(("answer", "typed"), rows(IN_SMALL_LETTERS))
def test_a_formula_in_small_letters_is_close(answer: str, typed: str) -> None:
    assert judged(typed, answer) == (Verdict.CLOSE, "", "every blank and capital counts here")


@pytest.mark.parametrize(("answer", "typed"), rows(NAMES))
def test_a_name_in_small_letters_is_right(answer: str, typed: str) -> None:
    assert judged(typed, answer).verdict is Verdict.RIGHT


@pytest.mark.parametrize(
    ("stem", "answer", "right", "wrong"),
    [
        (
            "Which command of ip shows every route?",
            "`ip route`",
            ["ip route", "the command ip route"],
            ["ip", "route"],
        ),
        (
            "How does tar unpack the archive `archive`?",
            "`tar -xzf archive`",
            ["tar -xzf archive"],
            ["-xzf", "tar -xzf", "-xzf archive"],
        ),
        ("How is `x` squared in Python?", "`x ** 2`", ["x ** 2", "x**2"], ["** 2", "2"]),
        (
            "When are a and b coprime?",
            r"$\gcd(a,b)=1$",
            ["gcd(a,b) = 1", "gcd(a, b)=1"],
            ["1", "a = 1", "= 1"],
        ),
        ("Which line is at x and y?", "$x + y = 5$", ["x+y=5"], ["x = 5", "y = 5", "5"]),
        ("What is the derivative of sin x by x?", r"$\cos x$", ["cos x", "cos(x)"], ["cos"]),
        (
            "When is a matrix A of n columns of full rank?",
            r"$\mathrm{rank} A = n$",
            ["rank A = n", "rank(A) = n"],
            ["n", "A = n"],
        ),
        ("Which law holds of an ideal gas?", "$PV = nRT$", ["PV = nRT"], ["nRT"]),
        ("Of what is x the solution?", r"$y = \cos (x)$", ["cos x", "y = cos(x)"], ["x", "cos"]),
        ("What is the frequency?", "$f = 1/T$", ["1/T", "f = 1/T"], ["T"]),
        ("What is the kinetic energy?", r"$E_k = \frac{p^2}{2m}$", ["p^2/(2m)"], ["E_k"]),
        ("Derive y = x².", r"$\frac{dy}{dx} = 2x$", ["2x", "dy/dx = 2x"], []),
        (r"What is $\sin 2x$?", r"$\sin 2x = 2\sin x\cos x$", ["2 sin x cos x"], []),
        ("Name an identity.", r"$\sin 2x = 2\sin x\cos x$", [], ["2 sin x cos x"]),
        ("Which option of grep counts?", "`-c`", ["-c", "the option -c"], ["- c"]),
    ],
)
def test_no_word_of_code_or_a_formula_is_left_out(
    stem: str, answer: str, right: list[str], wrong: list[str]
) -> None:
    assert all(judged(text, answer, stem=stem).verdict is Verdict.RIGHT for text in right)
    assert not any(judged(text, answer, stem=stem).verdict.counts for text in wrong)


def test_a_name_is_not_said_by_what_a_sign_or_a_function_stands_before() -> None:
    stem = "Which variable stands in cos x?"
    assert judged("the variable x", "$x$", stem=stem).verdict is Verdict.RIGHT
    assert not judged("cos x", "$x$", stem=stem).verdict.counts


CODE = r"""
`-c` | -c
`--all` | --all
`<p>` | <p>
`<br/>` | <br/> | <br />
`xs[-1]` | xs[-1] | xs[ -1 ]
`x = -1` | x = -1 | x=-1
`x + 1` | x+1 | x +1
`a*b` | a * b
`a && !b` | a&&!b
`x !== y` | x!==y
`SELECT * FROM t` | SELECT * FROM t
`if x:` | if x :
`{x: 1}` | { x: 1 } | {x : 1}
`f(x)` | f( x )
`a[1:]` | a[1 :]
`std::cout << x` | std::cout<<x
`x[::2]` | x[:: 2]
`cat a && rm b` | cat a&&rm b
`#include <stdio.h>` | #include<stdio.h>
`color: red;` | color:red; | color : red;
`x % 2 == 0` | x%2==0
`<!-- x -->` | <!--x-->
`i++` | i++;
`O(n^2)` | O(n²)
"""
ANOTHER_CODE = r"""
`-c` | - c
`--all` | -- all
`&nbsp;` | & nbsp;
`<p>` | < p >
`</p>` | < /p> | </ p>
`xs[-1]` | xs[- 1]
`x = -1` | x = - 1
`!x` | ! x
`$HOME` | $ HOME
`echo $HOME` | echo$HOME | echo $ HOME
`@property` | @ property
`#main` | # main
`div .note` | div.note
`div.note` | div .note
`a:hover` | a :hover
`f(**kw)` | f(** kw)
`*p` | * p
`x++` | x ++
`cd ..` | cd..
`git add .` | git add.
`chmod +x file` | chmod + x file | chmod+x file
`*.txt` | * .txt | *. txt
`#id.cls` | #id .cls
`ls *` | ls*
"""


@pytest.mark.parametrize(("answer", "typed"), rows(CODE))
def test_blanks_around_the_signs_between_words_do_not_count(answer: str, typed: str) -> None:
    assert judged(typed, answer).verdict is Verdict.RIGHT


@pytest.mark.parametrize(("answer", "typed"), rows(ANOTHER_CODE))
def test_a_blank_between_a_sign_and_its_word_counts(answer: str, typed: str) -> None:
    assert not judged(typed, answer).verdict.counts
