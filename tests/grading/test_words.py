"""Typed words: what does not count, what counts, and what is close."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.diagnostics import Position
from quizgen.grading import Lexicon
from quizgen.grading.marks import Verdict
from quizgen.grading.typed_answers import Judgement, expect, judge
from quizgen.knowledge import Term, Vocabulary
from quizgen.text.answer_forms import form
from quizgen.text.markup import plain

HERE = Position("terms.yaml", 1, 1)
TERMS = (
    Term("hypocalcemia", HERE, ("low calcium",), ("mineral deficiency",), ("hypercalcemia",)),
    Term("hypercalcemia", HERE),
    Term("mineral deficiency", HERE),
    Term("magnesium", HERE),
)
LEXICON = Lexicon.of({}, Vocabulary(TERMS), ["hypokalemia", "stomach cramps", "  ", "seeds"])


def judged(typed: str, answer: str, *accepted: str) -> Judgement:
    return judge(typed, expect(answer, accepted, LEXICON), LEXICON)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("  MYOCLONUS!! ", "myoclonus"),
        ("the pancreas", "pancreas"),
        ("pancreas", "The pancreas"),
        ("haemolytic", "hemolytic"),
        ("oedema", "edema"),
        ("thrombocytopaenia", "thrombocytopenia"),
        ("hypokalaemia", "hypokalemia"),
        ("ischaemic", "ischemic"),
        ("diarrhoea", "diarrhea"),
        ("foetus", "fetus"),
        ("tumour", "tumor"),
        ("fibre", "fiber"),
        ("litre", "liter"),
        ("sulphate", "sulfate"),
        ("leucocyte", "leukocyte"),
        ("immunisation", "immunization"),
        ("paralysed", "paralyzed"),
        ("ageing", "aging"),
        ("beta-blocker", "β blocker"),
        ("betablocker", "β-blocker"),
        ("cmos", "CMOS"),
        ("NSAIDS", "NSAIDs"),
        ("nsaid", "NSAIDs"),
        ("gamma aminobutyric acid", "γ-aminobutyric acid"),
        ("mu receptor", "μ receptor"),
        ("µg", "μg"),
        ("ug", "µg"),
        ("Meniere's disease", "Ménière’s disease"),
        ("Sjogren syndrome", "Sjögren’s syndrome"),
        ("Alzheimers", "Alzheimer's"),
        ("alzheimer disease", "Alzheimer's disease"),
        ("Guillain Barre", "Guillain–Barré"),
        ("vitamin B-12", "vitamin B12"),
        ("Vitamin B₁₂", "vitamin B12"),
        ("Na⁺", "Na+"),
        ("CO₂", "CO2"),
        ("↑ calcium", "increased calcium"),
        ("type II diabetes", "type 2 diabetes"),
        ("factor V", "factor 5"),
        ("biopsies", "biopsy"),
        ("leg cramp", "leg cramps"),
        ("reflexes", "reflex"),
        ("potatoes", "potato"),
        ("co factor", "cofactor"),
        ("i.v. magnesium", "IV magnesium"),
        ("eyelids and legs", "legs and eyelids"),
        ("face, legs & arms", "arms, legs and face"),
        ("1,000 enzymes", "1000 enzymes"),
        ("aids", "AIDS"),
        ("low calcium", "hypocalcemia"),  # another name, from the vocabulary
    ],
)
def test_what_does_not_count(typed: str, answer: str) -> None:
    judgement = judged(typed, answer)
    # A letter whose mark was left out is forgiven, with a remark.
    assert judgement._replace(note="") == Judgement(Verdict.RIGHT)
    assert judged(answer, typed).verdict in (
        Verdict.RIGHT,
        Verdict.CONFUSED,
    )  # a name of the vocabulary


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("pnacreas", "pancreas"),
        ("muscel cramps", "muscle cramps"),
        ("hemorhage", "hemorrhage"),
        ("hypocalcmia", "hypocalcemia"),
        ("hypocalcæmai", "hypocalcemia"),
        ("loss appetite", "loss of appetite"),
        ("raisd pressure", "raised pressure"),
        ("periteoneum", "peritoneum"),
        ("sitaglyptan", "sitagliptin"),
        (
            "muscles relax porly and nerves becom overexcitabel",
            "muscles relax poorly and nerves become overexcitable",
        ),
    ],
)
def test_slips_of_the_pen_count(typed: str, answer: str) -> None:
    assert judged(typed, answer) == Judgement(Verdict.SLIP)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("B6", "B12"),
        ("B", "B12"),
        ("hepatitis A", "hepatitis B"),
        ("hepatitis", "hepatitis"[::-1]),
        ("Na-", "Na+"),
        ("Na", "Na+"),
        ("1.5", "15"),
        ("type 1 diabetes", "type 2 diabetes"),
        ("ALT", "AST"),
        ("PPL", "PPI"),
        ("NSAIT", "NSAID"),
        ("aid", "AIDS"),
        ("CMO", "CMOS"),
        ("DN", "DNS"),
        ("saxagliptin", "sitagliptin"),
        ("sitagliptin", "saxagliptin"),
        ("no hypocalcemia", "hypocalcemia"),
        ("decreased preload", "increased preload"),
        ("left ventricle", "right ventricle"),
        ("symptomatic", "asymptomatic"),
        ("a typical", "atypical"),
        ("hyperthyroidism", "hypothyroidism"),
        ("hypoglycemia hyperglycemia", "hypoglycemia hyperkalemia"),
        ("vein", "bone"),
        (
            "muscles relax poorly and nerves become underexcitable",
            "muscles relax poorly and nerves become overexcitable",
        ),
        ("too little calcium is blocked in the cell", "too much calcium is blocked in the cell"),
        ("calcium competes with magnesium", "phosphate competes with magnesium"),
        ("x" * 1001, "x"),
    ],
)
def test_what_turns_an_answer_into_another_is_wrong(typed: str, answer: str) -> None:
    assert judged(typed, answer).verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("typed", "answer", "note"),
    [
        ("mineral deficiency", "hypocalcemia", "a broader or narrower term than the answer"),
        ("hypocalcemia", "mineral deficiency", "a broader or narrower term than the answer"),
        ("seeds", "nuts and seeds", "only a part of the answer"),
        ("cramps", "muscle cramps", "only a part of the answer"),
        ("heart failure", "left heart failure", "only a part of the answer"),
        ("severe painful tetany", "tetany", "more than the answer"),
        ("myeklonuss", "myoclonus", "the spelling is too far off"),
        ("fetany", "tetany", "the spelling is too far off"),
        ("vien", "vein", "the spelling is too far off"),
        (
            "nerves misfire because they are excitable",
            "nerves are excitable, therefore they misfire",
            "much of the answer",
        ),
        (
            "calcium enters the cell with sodium",
            "sodium enters the cell with calcium",
            "the same words in another order",
        ),
    ],
)
def test_what_is_close_does_not_count_but_may(typed: str, answer: str, note: str) -> None:
    assert judged(typed, answer) == Judgement(Verdict.CLOSE, "", note)


@pytest.mark.parametrize(
    ("typed", "answer", "term"),
    [
        ("Hypercalcaemia", "hypocalcemia", "hypercalcemia"),
        ("hypercalcmia", "hypocalcemia", "hypercalcemia"),
        ("hypokalemia", "hypocalcemia", "hypokalemia"),
        ("low calcium", "hypokalemia", "hypocalcemia"),
        ("stomach cramps", "cramps", "stomach cramps"),
        ("magnesium", "magnesium oxide", "magnesium"),
    ],
)
def test_another_known_term_is_named_in_its_authors_spelling(
    typed: str, answer: str, term: str
) -> None:
    assert judged(typed, answer) == Judgement(Verdict.CONFUSED, term)


def test_an_accepted_name_is_right_even_if_it_is_another_known_term() -> None:
    assert judged("stomach cramps", "leg cramps", "stomach cramps").verdict is Verdict.RIGHT


def test_the_answer_of_another_part_of_the_item_is_another_known_term() -> None:
    lexicon = Lexicon()
    parts = [expect(each, (), lexicon) for each in ("afferent arteriole", "efferent arteriole")]
    assert judge("afferent arteriole", parts[1], lexicon, parts) == Judgement(
        Verdict.CONFUSED, "afferent arteriole"
    )
    assert judge("aferent arteriole", parts[1], lexicon, parts).verdict is not Verdict.SLIP


@pytest.mark.parametrize(
    "typed", ["?", " ? ", "dk", "IDK", "don't know", "I don’t know.", "no idea"]
)
def test_not_knowing_can_be_said(typed: str) -> None:
    assert judged(typed, "tetany").verdict is Verdict.DONT_KNOW


def test_not_knowing_may_be_the_answer() -> None:
    assert judged("DK", "dk").verdict is Verdict.RIGHT
    assert judged("?", "?").verdict is Verdict.RIGHT


@pytest.mark.parametrize("typed", ["", "   ", "\t\n", "\u200b", "\x00", "\ud800", "the"])
def test_nothing_given_is_missing(typed: str) -> None:
    assert judged(typed, "tetany").verdict in (Verdict.MISSING, Verdict.WRONG), repr(typed)


HOSTILE = st.text(st.characters(codec=None, categories=None), max_size=60)
WORDY = st.lists(
    st.sampled_from(
        """a an the of and or no left type II hypo hyper-kalemia β-blocker µg Na+ 1,5 1.000 ae oe is's 's aaerobic
        tumour ses (x) i.v. ½ 10⁹ ﬁ ß İ ς""".split()  # noqa: SIM905
    ),
    max_size=8,
).map(" ".join)


def test_marks_alone_are_no_answer() -> None:
    for typed in ("‘", "”", "'", "…", "«»"):
        assert judged(typed, "tetany").verdict is not Verdict.RIGHT


@given(HOSTILE | WORDY)
def test_normalising_twice_changes_nothing(text: str) -> None:
    words = " ".join(form(text).words)
    assert " ".join(form(words).words) == words


@given(HOSTILE | WORDY, HOSTILE | WORDY)
def test_no_text_raises_and_every_text_is_its_own_answer(typed: str, answer: str) -> None:
    judge(typed, expect(answer, (), LEXICON), LEXICON)
    if form(answer).words:
        assert judge(answer, expect(answer, (), LEXICON), LEXICON).verdict is Verdict.RIGHT


@given(HOSTILE | WORDY, HOSTILE | WORDY)
def test_being_the_same_has_no_direction(one: str, other: str) -> None:
    lexicon = Lexicon()
    there = judge(one, expect(other, (), lexicon), lexicon).verdict is Verdict.RIGHT
    back = judge(other, expect(one, (), lexicon), lexicon).verdict is Verdict.RIGHT
    assert there == back or not (form(one).words and form(other).words)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("B)A", "BA", False),
        ("B-A", "BA", False),
        ("B A", "BA", True),
        ("co-factor", "cofactor", True),
    ],
)
def test_a_sign_counts_whichever_of_the_two_has_it(one: str, other: str, same: bool) -> None:
    for typed, answer in ((one, other), (other, one)):
        judgement = judge(typed, expect(answer, (), Lexicon()), Lexicon())
        assert (judgement.verdict is Verdict.RIGHT) == same


@pytest.mark.parametrize(
    ("typed", "answer", "verdict", "note"),
    [
        ("the UK", "the United Kingdom", Verdict.RIGHT, ""),
        ("U.K.", "the United Kingdom", Verdict.RIGHT, ""),
        ("ALS", "amyotrophic lateral sclerosis", Verdict.CLOSE, "the initials of the answer"),
        ("ASL", "amyotrophic lateral sclerosis", Verdict.WRONG, ""),
        ("line-height: 1.5;", "`line-height: 1.5`", Verdict.RIGHT, ""),
        ("u+2014", "`U+2014`", Verdict.CLOSE, "every blank and capital counts here"),
        ("U+2013", "`U+2014`", Verdict.WRONG, ""),
        ("about 1455", "1455", Verdict.RIGHT, ""),
        ("1455 BC", "1455", Verdict.WRONG, ""),
    ],
)
def test_what_a_typed_text_has_of_the_answer_is_said_truly(
    typed: str, answer: str, verdict: Verdict, note: str
) -> None:
    lexicon = Lexicon()
    lexicon.add(plain(answer))
    judgement = judge(typed, expect(answer, (), lexicon), lexicon)
    assert (judgement.verdict, judgement.note) == (verdict, note)


def test_a_word_of_the_answer_is_a_part_of_it_and_no_slip_of_another_term() -> None:
    lexicon = Lexicon.of({}, Vocabulary([]), ["France", "Frank"])
    due = expect("Swiss franc", (), lexicon)
    part = Judgement(Verdict.CLOSE, note="only a part of the answer")
    assert judge("franc", due, lexicon) == part
    assert judge("frange", due, lexicon).verdict is not Verdict.CLOSE
    assert judge("France", due, lexicon).confused_with == "France"


def test_the_plain_words_of_another_name_are_no_terms_that_a_slip_could_mean() -> None:
    lexicon = Lexicon()
    lexicon.add("blood pressure")
    lexicon.add("a blow to the head", "head injury")
    lexicon.add("hyperreflexic state", "overactive reflexes")
    answer = expect("blood pressure", (), lexicon)
    assert judge("blod pressure", answer, lexicon).verdict is Verdict.SLIP
    assert "hyperreflexic" in lexicon.words_near("hyperreflexi", 1)
    assert "blow" not in lexicon.words_near("blod", 1)
