"""What a note states, by its type and by what its cards ask."""

from __future__ import annotations

from typing import Any

import pytest
from importer import BASIC, CLOZE, COUNTRY, OPTIONAL, REVERSED, TYPED, compiled_of, taken

from quizgen.importing import import_sources
from quizgen.importing.list_facts import singular
from quizgen.importing.readers.items import item_note
from quizgen.importing.source_notes import (
    Item,
    Source,
    SourceNote,
    SourceNoteType,
    SourceOption,
)
from quizgen.questions.question import ListRecall


@pytest.mark.parametrize(
    ("type", "texts", "facts"),
    [
        (
            BASIC,
            ["<div>Where <u>is</u> it?</div>", "here"],
            [{"ask": "Where is it?", "answer": "here"}],
        ),
        (
            BASIC,
            ["Symptoms of gout", "<ul><li>pain</li><li>heat"],
            [{"list": "symptom", "of": "gout", "items": ["pain", "heat"]}],
        ),
        (
            BASIC,
            ["Stages of sleep", "<ol><li>light</li><li>deep</li></ol>"],
            [{"mechanism": "Stages of sleep", "steps": ["light", "deep"]}],
        ),
        (
            BASIC,
            ["Which are the criteria for it?", "- a<br>- b"],
            [{"list": "criterion", "for": "it", "items": ["a", "b"]}],
        ),
        (
            REVERSED,
            ["hypocalcemia", "a low level"],
            [{"term": "hypocalcemia", "means": "a low level"}],
        ),
        (
            REVERSED,
            ["a low level of calcium", "hypocalcemia"],
            [{"term": "hypocalcemia", "means": "a low level of calcium"}],
        ),
        (
            REVERSED,
            ["Who? And why?", "He. So?"],
            [
                {"ask": "Who? And why?", "answer": "He. So?"},
                {"ask": "He. So?", "answer": "Who? And why?"},
            ],
        ),
        (OPTIONAL, ["A?", "b", ""], [{"ask": "A?", "answer": "b"}]),
        (OPTIONAL, ["chat", "cat", "y"], [{"term": "chat", "means": "cat"}]),
        (
            COUNTRY,
            ["Chile", "Santiago", '<img src="f.png">', "in the south"],
            [
                {
                    "ask": "What is the capital of Chile?",
                    "answer": "Santiago",
                    "why": "in the south",
                },
                {"ask": "Whose capital is Santiago?", "answer": "Chile", "why": "in the south"},
            ],
        ),
        (TYPED, ["A?", "b"], [{"ask": "A?", "answer": "b"}]),
        (
            CLOZE,
            ["It {{c1::is::be}} {{c2::so}}.", "Really"],
            [{"cloze": "It {{is::be}} {{so}}.", "why": "Really"}],
        ),
        (CLOZE, ["It {{c1::is {{c2::so}}}} x.", ""], [{"cloze": "It {{is so}} x."}]),
        (CLOZE, [r"\({{c1::a^2}}+b\) {{c2::c}}", ""], [{"cloze": "{{$a^2+b$}} {{c}}"}]),
        (CLOZE, ["{{c1::{a}}} {{c2::b}}", ""], [{"cloze": "{{ {a}} } {{b}}"}]),
        (CLOZE, [r"{{c1::\(\frac{a}{b}\)}} {x}", ""], [{"cloze": r"{{$\frac{a}{b}$}} {x}"}]),
    ],
)
def test_what_a_note_becomes(
    type: SourceNoteType, texts: list[str], facts: list[dict[str, Any]]
) -> None:
    assert taken(type, *texts)[0] == facts


@pytest.mark.parametrize(
    ("type", "texts", "why"),
    [
        (BASIC, ["A?", ""], "a question without an answer"),
        (BASIC, ["<br>", ""], "nothing is written in it"),
        (BASIC, ['<img src="a.png">', "[sound:b.mp3]"], "nothing but media"),
        (BASIC, ['<img src="a.png">', "a heart"], "a question that is only a picture or a sound"),
        (CLOZE, ["no gap", ""], "a cloze note without a gap"),
        (CLOZE, ["{{c1::}}", ""], "a cloze note whose gaps are empty"),
        (
            CLOZE,
            ["{{c1::image-occlusion:rect:left=.1}}", ""],
            "a picture with hidden places (image occlusion)",
        ),
    ],
)
def test_what_a_note_cannot_become(type: SourceNoteType, texts: list[str], why: str) -> None:
    facts, losses = taken(type, *texts)
    assert facts == []
    assert why in losses


@pytest.mark.parametrize(
    ("plural", "noun"),
    [
        ("symptoms", "symptom"),
        ("causes", "cause"),
        ("boxes", "box"),
        ("arteries", "artery"),
        ("classes", "class"),
        ("diagnoses", "diagnosis"),
        ("early signs", "early sign"),
        ("criteria", "criterion"),
        ("diseases", "disease"),
        ("sepsis", ""),
        ("synapses", ""),
        ("sheep", ""),
        ("status", ""),
    ],
)
def test_the_noun_of_a_list(plural: str, noun: str) -> None:
    assert singular(plural) == noun


def test_what_is_right_of_one_question_of_a_test_says_nothing_of_another() -> None:
    def several(stem: str, right: str, wrong: str) -> SourceNote:
        keys, others = (tuple(map(SourceOption, each.split())) for each in (right, wrong))
        return item_note(Item("choice", stem, keys, others), "quiz")

    notes = [
        several("Which are in Europe?", "Rome Bonn", "Lima Oslo"),
        several("Which are in the north?", "Oslo Kiruna", "Rome Lima"),
        several("Which are in the north?", "Rome Bonn", "Lima Quito"),
    ]
    pairs = (("Rome", "Italy"), ("Lima", "Peru"), ("Oslo", "Norway"))
    others = tuple((one, other[0]) for one, other in pairs)
    for stem, own in (("Match the country.", pairs), ("Match the letter.", others)):
        notes.append(item_note(Item("matching", stem, pairs=own), "quiz"))
    result = import_sources([Source("quiz", "quiz", notes)])
    assert not result.losses
    one, other, another, *matchings = list(result.facts())
    assert one["to"] == "“Which are in Europe?”"
    assert other["never"] == ["Rome", "Lima"]
    assert another["to"] == "“Which are in the north?” (2)"
    assert [sorted(fact["groups"]) for fact in matchings] == [
        ["Italy", "Norway", "Peru"],
        ["I", "N", "P"],
    ]
    lists = [
        question
        for questions in compiled_of(result).questions.values()
        for question in questions
        if isinstance(question, ListRecall)
    ]
    assert len(lists) == 3
    assert not any(each.also for each in lists)
