"""Options that are pictures or sounds: known by their words, shown by every output, checked
where they stand.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest
from conftest import deck
from test_docs import LANGUAGE, snippets
from test_media import COLLECTION, PNG, SVG

from quizgen.cli.explain import explanation
from quizgen.compiler import Compiled, compile_path
from quizgen.diagnostics import Severity
from quizgen.questions.question import Choice, Question, ShortAnswer, in_words
from quizgen.quiz.quiz import Quiz, resolve
from quizgen.quiz.types import ChoiceItem, ShortAnswerItem
from quizgen.text.wording import wording

ENGLISH = wording("en")

ANSWER = "{text: the hand, image: a.png, alt: five fingers}"
DISTRACTORS = "[{image: b.png, alt: five toes}, {audio: c.mp3, alt: a *loud* hum}, the head]"
WORDS = "[five toes, a *loud* hum, the head]"
FILES = {"a.png": PNG, "b.png": PNG + b"\0", "c.mp3": b"ID3\x03"}


def collection(
    folder: Path, answer: str = ANSWER, distractors: str = DISTRACTORS, **files: bytes
) -> Compiled:
    """A collection of one question, whose answer stands in line 6 and whose distractors in line
    7.
    """
    (folder / "media").mkdir(parents=True, exist_ok=True)
    (folder / "collection.yaml").write_text(COLLECTION)
    fact = (
        f"  - id: a\n    ask: Which part holds a pen?\n    answer: {answer}\n"
        f"    distractors: {distractors}\n"
    )
    (folder / "deck.yaml").write_text(f"deck: D\nid: d\nfacts:\n{fact}")
    for name, data in {
        **FILES,
        **{name.replace("__", "."): data for name, data in files.items()},
    }.items():
        (folder / "media" / name).write_bytes(data)
    return compile_path(folder, judged=False)


def asked(compiled: Compiled) -> tuple[Choice, ShortAnswer]:
    assert compiled.diagnostics == []
    by_type: dict[type[Question], Question] = {
        type(question): question for question in compiled.questions["a"]
    }
    choice, short = by_type[Choice], by_type[ShortAnswer]
    assert isinstance(choice, Choice)
    assert isinstance(short, ShortAnswer)
    return choice, short


def test_an_option_is_known_by_its_words_or_else_by_those_for_its_picture(tmp_path: Path) -> None:
    choice, short = asked(collection(tmp_path))
    assert (choice.key, short.answer) == ("the hand", "the hand")
    assert {each.text for each in choice.distractors} == {"five toes", "a *loud* hum", "the head"}
    shown = {
        option: in_words(option, choice.about.option_media.get(option, ()), ENGLISH)
        for option in choice.options
    }
    assert shown == {
        "the hand": "the hand [image: five fingers]",
        "five toes": "[image: five toes]",
        "a *loud* hum": "[audio: a loud hum]",
        "the head": "the head",
    }


def test_a_picture_changes_no_identity_and_no_order(tmp_path: Path) -> None:
    with_media, without = (
        collection(tmp_path / "with"),
        collection(tmp_path / "without", "the hand", WORDS),
    )
    assert with_media.lock.as_text() == without.lock.as_text()
    for one, other in zip(with_media.questions["a"], without.questions["a"], strict=True):
        assert (one.id, one.stem, one.key_text) == (other.id, other.stem, other.key_text)
        assert not isinstance(one, Choice) or (
            isinstance(other, Choice) and one.options == other.options
        )


def test_a_description_is_not_to_be_typed(tmp_path: Path) -> None:
    assert asked(collection(tmp_path / "words"))[1].typed
    alone = "{image: a.png, alt: five fingers}"
    assert not asked(collection(tmp_path / "alone", alone))[1].typed


def test_the_resolved_quiz_carries_it_with_the_option_and_with_the_answer(tmp_path: Path) -> None:
    quiz = resolve([(question,) for question in asked(collection(tmp_path))], "T", "en", "0")
    choice, short = quiz.items
    assert isinstance(choice, ChoiceItem)
    assert isinstance(short, ShortAnswerItem)
    by_text = {option.text: option for option in choice.options}
    assert [(each.kind, each.alt) for each in by_text["the hand"].media] == [
        ("image", "five fingers")
    ]
    assert [(each.kind, each.alt) for each in by_text["a *loud* hum"].media] == [
        ("audio", "a *loud* hum")
    ]
    assert by_text["the head"].media == ()
    assert choice.media == ()
    assert [(each.alt, each.side) for each in short.media] == [("five fingers", "answer")]
    assert Quiz.model_validate_json(quiz.model_dump_json()) == quiz
    assert f"  {by_text['five toes'].letter}) [image: five toes]" in choice.body(ENGLISH)
    assert f"  {by_text['a *loud* hum'].letter}) [audio: a loud hum]" in choice.body(ENGLISH)
    assert f"  {by_text['the hand'].letter}) the hand [image: five fingers]" in choice.body(ENGLISH)
    assert short.body(ENGLISH) == ["Which part holds a pen?"]


def test_it_can_be_explained(tmp_path: Path) -> None:
    text = explanation(collection(tmp_path).questions["a"])
    assert "image: five fingers (with the option `the hand`)" in text
    assert "audio: a loud hum (with the option `a loud hum`)" in text


def test_its_file_name_is_no_text_of_the_fact(tmp_path: Path) -> None:
    [(_, fact)] = collection(tmp_path).collection.facts()
    texts = list(fact.texts())
    assert not {"a.png", "image", "alt", "text"} & set(texts)
    assert {"the hand", "five fingers", "five toes", "the head"} <= set(texts)
    place = fact.where("five toes")
    assert place is not None
    assert (place.line, place.column) == (7, 39)


LONE = "[{image: a.png, alt: other}, b]"


@pytest.mark.parametrize(
    ("answer", "distractors", "code", "message", "place"),
    [
        (
            "{image: none.png, alt: x}",
            "[b]",
            "missing-media",
            "there is no file `none.png`",
            (6, 21),
        ),
        ("{image: ../deck.yaml, alt: x}", "[b]", "bad-media", "lies outside the folder", (6, 21)),
        ("{image: bad.svg, alt: x}", "[b]", "bad-media", "holds a `script`", (6, 21)),
        (
            "{image: c.mp3, alt: x}",
            "[b]",
            "bad-media",
            "is no image of a type that can be shown",
            (6, 21),
        ),
        ("{image: a.png}", "[b]", "missing-alt", "this image has no words", (6, 21)),
        ("{image: a.png, audio: c.mp3}", "[b]", "missing-alt", "this image has no words", (6, 21)),
        ("{text: x, audio: c.mp3}", "[b]", "missing-alt", "this audio has no words", (6, 30)),
        ("x", "[{image: a.png}, b]", "missing-alt", "this image has no words", (7, 27)),
        ("{text: x, alt: y}", "[b]", "missing-key", "the key `image` is missing", (6, 13)),
        (
            "{imgae: a.png, alt: x}",
            "[b]",
            "unknown-key",
            "the key `imgae` is not known here",
            (6, 14),
        ),
        (
            "{image: [a.png], alt: x}",
            "[b]",
            "wrong-type",
            "`image` must be text, not a list",
            (6, 21),
        ),
        ("{so: it is}", "[b]", "wrong-type", "`answer` must be text, not a mapping", (6, 13)),
        ("[a, b]", "[b]", "wrong-type", "`answer` must be text, not a list", (6, 13)),
        ("{image: a.png, alt: x}", LONE, "repeated-member", "`a.png` stands here twice", (7, 27)),
        (
            "{image: b.png, alt: other}",
            LONE,
            "repeated-member",
            "`other` stands here twice",
            (7, 19),
        ),
    ],
)
def test_what_cannot_be_shown_is_an_error_where_it_stands(
    answer: str, distractors: str, code: str, message: str, place: tuple[int, int], tmp_path: Path
) -> None:
    found = collection(
        tmp_path, answer, distractors, bad__svg=SVG.replace(b"<rect", b"<script/><rect")
    )
    [problem] = [each for each in found.diagnostics if each.severity is Severity.ERROR]
    assert problem.code == code
    assert message in problem.message
    assert problem.hint
    assert (problem.position.line, problem.position.column) == place


def test_the_same_picture_may_stand_with_other_words(tmp_path: Path) -> None:
    distractors = (
        "[{text: the thumb, image: a.png, alt: five fingers}, {image: b.png, alt: x}, {audio: "
        "c.mp3, alt: y}]"
    )
    asked(collection(tmp_path, distractors=distractors))


def test_a_key_misspelt_is_guessed_among_those_of_an_option(tmp_path: Path) -> None:
    [problem] = collection(tmp_path, "{image: a.png, alt: x, txt: y}", "[b]").diagnostics
    assert problem.hint == "did you mean `text`?"


def test_a_file_that_only_an_option_shows_is_used(tmp_path: Path) -> None:
    used = collection(tmp_path / "one")
    assert used.diagnostics == []
    assert len(used.media) == 3
    [problem] = collection(tmp_path / "other", spare__png=PNG).diagnostics
    assert (problem.code, problem.position.path.endswith("spare.png")) == ("unused-media", True)


def test_the_example_of_the_manual_is_sound(tmp_path: Path) -> None:
    [example] = [
        each
        for each in snippets(LANGUAGE, "# in a fact")
        if "image:" in each and "distractors:" in each
    ]
    (tmp_path / "media").mkdir()
    for number, name in enumerate(("spasm", "claw", "drop")):
        (tmp_path / f"media/{name}.png").write_bytes(PNG + bytes([number]))
    path = tmp_path / "deck.yaml"
    path.write_text(deck("- id: a\n" + indent(example, "  ")), encoding="utf-8")
    compiled = compile_path(path)
    assert len(asked(compiled)[0].options) == len(compiled.media) == 3
