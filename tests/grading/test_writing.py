"""Mark what is written with signs: notes, formulas, code, marks above letters, and word forms."""

from __future__ import annotations

import pytest

from quizgen.grading import Lexicon
from quizgen.grading.marks import Verdict
from quizgen.grading.typed_answers import Judgement, expect, judge
from quizgen.knowledge import Vocabulary
from quizgen.text.markup import plain

STEM = "What is it?"


def judged(
    typed: str, answer: str, *accepted: str, stem: str = STEM, language: str = "en"
) -> Judgement:
    """Judge a text in a collection that knows no more than the answer."""
    lexicon = Lexicon(Vocabulary(language=language))
    for text in (answer, *accepted):
        lexicon.add(plain(text))
    return judge(typed, expect(answer, accepted, lexicon, stem), lexicon)


RIGHT = r"""
A♭ major | Ab major | A flat major | a flat major | A-flat major | ab major | Aflat major
F♯ minor | f# minor | F# minor | f sharp minor | F-sharp minor | fsharp minor | F♯-minor
G♭ | Gb | gb | Gflat | G flat | g flat | G-flat | g♭
B♭7 | Bb7 | B flat 7 | Bflat7
F♯m7 | F#m7 | f#m7 | F sharp m7
$(1\bar{1}0)$ | (1-10) | (1 -1 0) | (11̅0) | (1\bar{1}0)
$\bar{3}$ | -3 | 3̄ | 3 bar | bar 3
$\bar{x}$ | x̄ | x̅ | x bar | x-bar | xbar
$\hat{p}$ | p hat | p-hat
$\vec{F} = m\vec{a}$ | F = ma | F=m a
{100} | {1 0 0} | {1,0,0}
$n\lambda = 2d\sin\theta$ | n lambda = 2d sin theta | n*lambda = 2*d*sin(theta) | n\lambda = 2d\sin\theta
$A = \pi r^2$ | A = pi r^2 | A=πr² | pi r^2 | πr² | A = pi*r^2
$P3_221$ | P3221 | P3_221 | P3₂21 | P3_2 21 | P3_{2}21
D♭7 | Db7 | D flat 7 | db7 | Dflat7
G7♯9 | G7#9 | g7#9 | G7(#9) | G7 #9
♭5 | b5 | flat 5 | flat five
ii–V–I | ii-V-I | ii V I
Nf3 | nf3 | Nf3.
A + B ⇌ C | A + B <=> C | A + B <-> C | A+B⇌C
/b/ | b | /b/
ʃ | /ʃ/
$\sqrt{2}$ | sqrt(2) | sqrt 2 | √2
Ca(OH)₂ | Ca(OH)2 | Ca(OH)_2
MnO₄⁻ | MnO4- | MnO4^- | MnO4 -
22 sts × 30 rows | 22 sts x 30 rows
$\log_2 8$ | log2(8) | log_2 8 | log_2(8) | log₂ 8 | log₂(8) | log2 8
$\hat{y} = a + bx$ | y hat = a + bx | ŷ = a + bx | y-hat = a+bx
UK | uk | Uk
HIV | hiv | Hiv
`#main > p` | #main > p | #main>p
`git commit -m "first try"` | git commit -m "first try"
Cu | Cu.
NaCl | NaCl.
mRNA | mrna | MRNA
$\mathrm{Fe_2SiO_4}$ | Fe2SiO4 | Fe_2SiO_4
$n_e > n_o$ | n_e > n_o | ne > no | ne>no | nₑ > nₒ
$\frac{1}{2}mv^2$ | ½mv² | 1/2 mv^2 | ½ m v² | (1/2)mv^2 | mv²/2 | 0.5mv^2
$10^{20}$ | 1e20 | 10^20 | 10²⁰ | 1E20
$\mathrm{N/m^2}$ | N/m2 | N/m² | N/m^2 | N / m²
`\d+` | \d+ | `\d+`
`" ".join(x)` | " ".join( x )
`x == y` | x==y
`ls -l` | ls  -l
reef early → sail safely | reef early -> sail safely | reef early => sail safely
"""
NOT_RIGHT = r"""
A♭ major | A major | a major | A♯ major | A♭ minor
F♯ minor | f minor | F minor | F♭ minor | Fb minor
B♭ minor | b minor | B minor | B♭ major
G♭ | G | G♯ | GB | Gbb
F | F♯ | F♭ | f# | F flat
B♭7 | B7 | Bm7 | B♯7
$(1\bar{1}0)$ | (110) | 110 | (1̄10) | (1̄1̄0) | (-110)
$\bar{3}$ | 3
{100} | (100) | {1 1 0} | {-100}
$n\lambda = 2d\sin\theta$ | Nλ = 2D sin θ | nλ = 2d cos θ
$\bar{x}$ | x
$P3_221$ | P322_1 | P32_21
D♭7 | D7 | C♯7 | Dm7 | DB7 | D♭m7
G7♯9 | G7♭9 | G7 | G7#5 | G♯9
♭5 | 5 | ♯5 | ♭3 | B5
CM7 | Cm7 | C7 | cm7
Dm | DM | D
ii–V–I | I-V-ii | ii-IV-I
Nf3 | Nc3 | NF6
A + B ⇌ C | A + B → C | A + B = C
/b/ | /p/ | p
$\sqrt{2}$ | 2 | √3
Ca(OH)₂ | CaOH2 | CA(OH)2 | ca(oh)2
MnO₄⁻ | MnO4 | MnO4+ | MNO4- | mno4-
Qxe5+ | Qxe5 | Qxe5#
22 sts × 30 rows | 30 sts × 22 rows | 22 sts × 28 rows
$\log_2 8$ | log 8 | log 28 | 2 log 8 | log_8 2
$1010_2$ | 10102 | 1010_8
$\hat{y} = a + bx$ | y = a + bx | ŷ = b + ax
$\vec{a}\cdot\vec{b}$ | a×b | a+b
`git commit -m "first try"` | git commit -m "firsttry" | git commit "first try"
`\bword\b` | \Bword\B | bwordb | word | \b word \b
A → B | A <- B | B → A | A ↔ B
Cu | CU | cU | cu
Co | CO
NaCl | NACL | NaCL | nacl | Nacl
$\mathrm{Fe_2SiO_4}$ | FE2SIO4 | fe2sio4
$n_e > n_o$ | n_E > n_O | n_o > n_e | ne < no
Aa | aa | AA
$\frac{1}{2}mv^2$ | mv² | 2mv² | mv²/3
$10^{20}$ | 1e21 | 20^10
$\mathrm{N/m^2}$ | N/m | N m2 | Pa
`\d+` | \d + | \\d+ | d+ | /d+
`" ".join(x)` | "".join(x)
`"".join(x)` | " ".join(x)
`ls -l` | ls-l | ls - l | ls l
`list.append(x)` | list.apend(x) | list.appends(x) | list.append[x]
reef early → sail safely | reef early <- sail safely
O | Ö
ñ | n
"""


def rows(table: str) -> list[tuple[str, str]]:
    """Return each text of a table with the answer that it is typed for."""
    lines = [line.split(" | ") for line in table.strip().splitlines()]
    return [(answer, text) for answer, *typed in lines for text in typed]


@pytest.mark.parametrize(("answer", "typed"), rows(RIGHT))
def test_another_writing_of_the_answer_is_right(answer: str, typed: str) -> None:
    assert judged(typed, answer).verdict is Verdict.RIGHT


@pytest.mark.parametrize(("answer", "typed"), rows(NOT_RIGHT))
def test_another_sign_letter_or_blank_is_not(answer: str, typed: str) -> None:
    judgement = judged(typed, answer)
    assert not judgement.verdict.counts
    assert judgement.confused_with != plain(answer), "a key is never another term than itself"


@pytest.mark.parametrize(
    ("stem", "answer", "right", "wrong"),
    [
        (
            "What is the plural of datum?",
            "data",
            ["the data", "Data"],
            ["datum", "datums", "datas"],
        ),
        ("What is the plural of genus?", "genera", ["genra"], ["genus", "genuses", "generas"]),
        ("What is the plural of wolf?", "wolves", ["Wolves"], ["wolf", "wolfs"]),
        ("What is the singular of phenomena?", "phenomenon", ["a phenomenon"], ["phenomena"]),
        ("How do the British write color?", "colour", ["Colour"], ["color"]),
        ("What is the older spelling of “sulfur”?", "sulphur", ["sulphur"], ["sulfur"]),
        ("Which organs filter the blood?", "kidneys", ["kidney", "a kidney"], []),
        ("Is it the stars or the planets that shine?", "star", ["stars"], ["planet"]),
        ("What is 0.5 as a fraction?", "1/2", ["1/2"], ["0.5"]),
        ("How many metres is 1 km?", "1000 m", ["1000 m", "1,000 metres"], ["1 km"]),
    ],
)
def test_a_form_counts_where_it_is_asked(
    stem: str, answer: str, right: list[str], wrong: list[str]
) -> None:
    assert all(judged(text, answer, stem=stem).verdict.counts for text in right)
    assert all(judged(text, answer, stem=stem).verdict is Verdict.WRONG for text in wrong)


def test_a_misspelt_ending_is_close_where_the_ending_is_asked() -> None:
    judgement = judged("Auto", "Autos", stem="Was ist der Plural von Auto?", language="de")
    assert not judgement.verdict.counts
    assert judged("phenomenom", "phenomenon", stem="What is the singular of phenomena?") == (
        Verdict.CLOSE,
        "",
        "the ending counts here",
    )


@pytest.mark.parametrize(
    ("typed", "answer", "language"),
    [
        ("schon", "schön", "de"),
        ("schön", "schon", "de"),
        ("Mutter", "Mütter", "de"),
        ("pêche", "pêché", "fr"),
        ("péché", "pêché", "fr"),
        ("ano", "año", "es"),
    ],
)
def test_marks_that_make_another_word_are_close(typed: str, answer: str, language: str) -> None:
    judgement = judged(typed, answer, language=language)
    assert judgement.verdict is Verdict.CLOSE
    assert judgement.note == f"{typed.casefold()} is another word than {answer.casefold()}"


@pytest.mark.parametrize(
    ("typed", "answer", "language"),
    [
        ("Koln", "Köln", "de"),
        ("Tur", "Tür", "de"),
        ("chateau", "château", "fr"),
        ("corazon", "corazón", "es"),
        ("cafe", "café", "en"),
        ("resume", "résumé", "en"),
        ("Zürich", "Zurich", "en"),
    ],
)
def test_marks_that_make_no_other_word_are_forgiven_with_a_remark(
    typed: str, answer: str, language: str
) -> None:
    assert judged(typed, answer, language=language) == (Verdict.RIGHT, "", f"written {answer}")


@pytest.mark.parametrize(
    ("typed", "answer", "accepted"),
    [
        ("unpopular initiative", "popular initiative", ["people's initiative"]),
        ("F♭", "F", []),
        ("! -s f", "`-s f`", []),
        ("-s f", "`! -s f`", []),
        ("list.append[x]", "`list.append(x)`", []),
        ("§ 21 Art. 1", "Art. 21 § 1", []),
        ("Art. 1 § 21", "Art. 21 § 1", []),
    ],
)
def test_what_is_plainly_another_thing_is_not_close(
    typed: str, answer: str, accepted: list[str]
) -> None:
    stem = "Which initiative is a cause of a vote?"
    assert judged(typed, answer, *accepted, stem=stem).verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("n_E > n_O", "$n_e > n_o$"), ("CU", "Cu"), ("LIST.APPEND(X)", "`list.append(x)`")],
)
def test_capitals_and_blanks_alone_are_close(typed: str, answer: str) -> None:
    assert judged(typed, answer) == (Verdict.CLOSE, "", "every blank and capital counts here")


def test_an_ordinal_is_no_number_of_the_stem() -> None:
    stem = "Name the four perfect intervals."
    assert judged("perfect fourth", "fourth", stem=stem).verdict is Verdict.RIGHT
    assert judged("perfect fifth", "fourth", stem=stem).verdict is Verdict.WRONG


def test_what_is_said_of_a_part_is_true() -> None:
    judgement = judged("Mac von Laue", "Max von Laue", "Laue", "von Laue")
    assert judgement == (Verdict.CLOSE, "", "only a part of it is right")
    assert judged("Count Max von Laue", "Max von Laue", "Laue").note == "more than the answer"


def test_nothing_has_several_words() -> None:
    stem = "quartz: cleavage?"
    for text in ("none", "no cleavage", "no", "nil", "there is no cleavage"):
        assert judged(text, "none", stem=stem).verdict is Verdict.RIGHT, text
    for text in ("cleavage", "some", "not none", "no colour"):
        assert not judged(text, "none", stem=stem).verdict.counts, text
