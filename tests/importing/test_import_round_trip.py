"""Every question that quizgen ships, written as GIFT and as Moodle XML and imported again, has the
key that it had. The writers are the tests' own, and know nothing of the readers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from quizgen.compiler import compile_path
from quizgen.importing import Imported, import_sources
from quizgen.importing.readers import Sample, read_sample
from quizgen.questions.question import (
    Choice,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)
from quizgen.text.markup import plain

PATHS = [ROOT / "decks", *sorted((ROOT / "templates" / "examples").iterdir())]


def asked(path: Path) -> list[Question]:
    compiled = compile_path(path, judged=False)
    return [question for questions in compiled.questions.values() for question in questions]


# Writers ------------------------------------------------------------------------------------------


def html(text: str) -> str:
    return escape(plain(text)).replace("\n", "<br>")


def protected(text: str) -> str:
    return re.sub(r"([~=#{}:\\])", r"\\\1", html(text))


def gift(questions: Iterable[Question]) -> str:
    """The questions in GIFT; what it has no form for is typed."""
    return "\n\n".join(
        f"::q{number}::[html]{protected(f'{question.stem} [{number}]')} {{{answers(question)}}}"
        for number, question in enumerate(questions)
    )


def answers(question: Question) -> str:
    match question:
        case Choice():
            wrong = (f"~{protected(each.text)}" for each in question.distractors)
            return " ".join([f"={protected(question.key)}", *wrong])
        case MultipleChoice():
            share = 100 / len(question.keys)
            right = (f"~%{share:.5f}%{protected(key)}" for key in question.keys)
            wrong = (f"~%-100%{protected(each.text)}" for each in question.distractors)
            return " ".join([*right, *wrong])
        case TrueFalse():
            return "TRUE" if question.truth else "FALSE"
        case Matching():
            pairs = (f"={protected(one)} -> {protected(other)}" for one, other in question.pairs)
            return "\n".join(pairs)
        case ShortAnswer():
            texts = dict.fromkeys([question.answer, *question.accepted])
            return " ".join(f"={protected(text)}" for text in texts)
        case Number() if re.fullmatch(r"-?\d+(\.\d+)?", question.answer):
            return f"#{question.answer}"
        case _:
            return f"={protected(question.key_text)}"


def moodle(questions: Iterable[Question]) -> str:
    """The questions in Moodle XML."""
    written = (
        f'<question type="{type}"><name><text>q{number}</text></name>'
        f"{text('questiontext', f'{question.stem} [{number}]')}{body}</question>"
        for number, question in enumerate(questions)
        for type, body in [kind(question)]
    )
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>' + "\n".join(written) + "</quiz>"


def text(name: str, content: str, more: str = "") -> str:
    return f'<{name} format="html" {more}><text>{escape(html(content))}</text></{name}>'


def answer(content: str, fraction: float) -> str:
    return text("answer", content, f'fraction="{fraction:.5f}"')


def kind(question: Question) -> tuple[str, str]:
    match question:
        case Choice():
            wrong = "".join(answer(each.text, 0) for each in question.distractors)
            return "multichoice", "<single>true</single>" + answer(question.key, 100) + wrong
        case MultipleChoice():
            right = "".join(answer(key, 100 / len(question.keys)) for key in question.keys)
            wrong = "".join(answer(each.text, -100) for each in question.distractors)
            return "multichoice", f"<single>false</single>{right}{wrong}"
        case TrueFalse():
            truths = [("true", question.truth), ("false", not question.truth)]
            return "truefalse", "".join(answer(word, 100 * right) for word, right in truths)
        case Matching():
            pairs = (
                f"<subquestion format='html'><text>{escape(html(one))}</text>"
                f"<answer><text>{escape(html(other))}</text></answer></subquestion>"
                for one, other in question.pairs
            )
            return "matching", "".join(pairs)
        case Ordering() if not has_ties(question):
            ranks = enumerate((rank[0] for rank in question.ranks), 1)
            return "ordering", "".join(answer(step, place) for place, step in ranks)
        case ShortAnswer():
            texts = dict.fromkeys([question.answer, *question.accepted])
            return "shortanswer", "".join(answer(each, 100) for each in texts)
        case Number() if re.fullmatch(r"-?\d+(\.\d+)?", question.answer):
            return "numerical", answer(question.answer, 100)
        case _:
            return "shortanswer", answer(question.key_text, 100)


def has_ties(question: Ordering) -> bool:
    return any(len(rank) > 1 for rank in question.ranks)


# What comes back ----------------------------------------------------------------------------------


def words(content: str) -> str:
    """A text as it is read: blanks and line ends, and the marks of a list, do not count."""
    lines = (
        re.sub(r"^\s*(?:[•‣◦▪●–—·-]|\d{1,2}[.)])\s+", "", line) for line in content.split("\n")
    )
    return " ".join(" ".join(re.sub(r"[;\u00a0]", " ", line) for line in lines).split())


def key_of(question: Question) -> list[str]:
    match question:
        case MultipleChoice():
            return sorted(words(plain(key)) for key in question.keys)
        case Matching():
            return sorted(words(f"{plain(one)} – {plain(other)}") for one, other in question.pairs)
        case TrueFalse():
            return [str(question.truth).lower()]
        case Ordering():
            return [words(plain(each)) for rank in question.ranks for each in rank]
        case Choice():
            return [words(plain(question.key))]
        case ShortAnswer() | Number():
            return [words(plain(question.answer))]
    return [words(plain(question.key_text))]


def keys_of(facts: list[dict[str, Any]], question: Question) -> list[str]:
    """The key of a question as the facts say it that were made of it."""
    [fact] = facts
    if "statement" in fact:
        return ["false" if "is false" in fact else "true"]
    if "items" in fact:
        return sorted(words(plain(item)) for item in fact["items"])
    if "groups" in fact:
        pairs = ((one, other) for other, own in fact["groups"].items() for one in own)
        return sorted(words(f"{plain(one)} – {plain(other)}") for one, other in pairs)
    if "steps" in fact:
        return [words(plain(step)) for step in fact["steps"]]
    said = plain(fact.get("answer", fact.get("value", "")))
    if isinstance(question, MultipleChoice | Matching):  # read more plainly, and named as such
        return sorted(words(part) for part in said.split("; "))
    if isinstance(question, Ordering) and "; " in said:
        return [words(part) for part in said.split("; ")]
    return [words(said)]


def imported(content: str, name: str) -> Imported:
    return import_sources([read_sample(Sample(name, "trip", content.encode()))])


def facts_by_id(result: Imported) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for entry in result.entries:
        yield str(entry.values[0]["id"]), entry.values


@pytest.mark.parametrize("write", [gift, moodle])
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_question_comes_back_with_its_key(
    path: Path, write: Callable[[Iterable[Question]], str]
) -> None:
    questions = asked(path)
    result = imported(write(questions), f"trip.{write.__name__}")
    assert not result.sources[0].losses
    facts = dict(facts_by_id(result))
    assert len(facts) == len(questions)
    for number, question in enumerate(questions):
        own = facts[f"q{number}"]
        expected = key_of(question)
        if isinstance(question, Ordering) and (write is gift or has_ties(question)):
            expected = [words(plain(question.key_text))]
        assert keys_of(own, question) == expected, (question.stem, own)
        if isinstance(question, Choice):
            wrong = {words(plain(each.text)) for each in question.distractors}
            again = own[0].get("distractors", [])
            assert {words(plain(each)) for each in again} == wrong, (question.stem, own)
