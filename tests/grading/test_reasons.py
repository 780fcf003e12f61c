"""Typed answers behind which their writer put a reason, a consequence or a special case."""

from __future__ import annotations

import pytest

from quizgen.grading import Lexicon
from quizgen.grading.list_entries import judge_members
from quizgen.grading.marks import Verdict
from quizgen.grading.typed_answers import Judgement, expect, judge
from quizgen.knowledge import Vocabulary
from quizgen.text.wording import wording

NOT_JUDGED = "what follows the answer was not judged"
KNOWN = ("calcium", "magnesium", "Lyon", "Paris", "mitosis", "meiosis", "Lavoisier", "Priestley")


def lexicon(language: str = "en") -> Lexicon:
    known = Lexicon(Vocabulary((), language))
    for name in KNOWN:
        known.add(name)
    return known


def judged(typed: str, answer: str, language: str = "en") -> Judgement:
    known = lexicon(language)
    return judge(typed, expect(answer, (), known), known)


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("higher", "higher, especially with high doses"),
        ("very exactly", "very exactly, so the dose can be chosen"),
        ("it takes a long time", "it takes a long time because food works slowly"),
        ("less exactly", "less exactly, since intake varies"),
        ("it falls", "it falls, as the gas cools"),
        ("Paris", "Paris, which lies on the Seine"),
        ("mitosis", "mitosis, as a result of which there are two cells"),
        ("Lavoisier", "Lavoisier, above all in France"),
        ("inflation", "inflation particularly in the twenties"),
        ("magnesium", "magnesium, because it is charged"),
    ],
)
def test_a_reason_behind_a_right_answer_is_not_judged(answer: str, typed: str) -> None:
    judgement = judged(typed, answer)
    assert judgement.verdict.counts
    assert judgement.note == NOT_JUDGED


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("higher", "lower, especially with high doses"),
        ("it falls", "it falls, so it rises"),
        ("it falls", "it falls, because it increases"),
        ("higher", "higher, since it is not lower"),
        ("magnesium", "magnesium, or calcium"),
        ("magnesium", "magnesium, especially calcium"),
        ("magnesium", "magnesium, because it is charged, or calcium"),
        ("magnesium", "magnesium, as well as calcium"),
        ("magnesium", "magnesium, such as calcium"),
        ("mitosis", "mitosis, so meiosis"),
        ("mitosis", "mitosis; so there are two cells"),
        ("Paris", "Paris, e.g. on the Seine"),
        ("Paris", "Paris and especially the south"),
        ("Paris", "Paris since the Romans"),
        ("Paris", "so, Paris"),
        ("Paris", "Paris, because it doesn't lie on the sea"),
        ("Paris", "because"),
        ("hyperkalemia", "hyperkalemia, so hypokalemia arises"),
        ("5 mg", "5 mg, so 10 mg a day"),
        ("1789", "1789, because of the harvest of 1788"),
        ("`git fetch`", "git fetch, so the rest"),
        ("black and red", "black and red, especially black"),
        ("so that it rises", "so that it rises, so it falls"),
        ("tired because of work", "tired because of sleep"),
        ("Lavoisier", "Lavoisier, above all Priestley"),
    ],
)
def test_no_reason_saves_a_text_that_says_something_else(answer: str, typed: str) -> None:
    assert not judged(typed, answer).verdict.counts


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("höher, besonders bei hohen Mengen", True),
        ("höher, da man mehr nimmt", True),
        ("höher, weil man mehr nimmt", True),
        ("höher, sodass man achtgibt", True),
        ("höher, vor allem bei Kranken", True),
        ("höher, also niedriger", False),
        ("niedriger, weil man mehr nimmt", False),
        ("höher da man mehr nimmt", False),
        ("höher, weil es nicht wirkt", False),
        ("höher, oder gleich", False),
    ],
)
def test_german_has_its_own_joints(typed: str, is_right: bool) -> None:
    judgement = judged(typed, "höher", "de")
    assert judgement.verdict.counts is is_right
    if is_right:
        said = wording("de").note(judgement.note)
        assert said == "was hinter der Antwort steht, wurde nicht beurteilt"


def test_commas_of_a_list_part_its_members() -> None:
    known = lexicon()
    members = [expect(each, (), known) for each in ("iron", "zinc")]
    share, judgement = judge_members("iron, especially copper, zinc", members, known)
    assert share < 1
    assert judgement.verdict is Verdict.CLOSE


def test_an_answer_of_another_gap_is_no_reason() -> None:
    known = lexicon()
    iron, zinc = (expect(each, (), known) for each in ("iron", "zinc"))
    assert not judge("iron, so that zinc", iron, known, (iron, zinc)).verdict.counts
