"""Read the questions of a test, which bring their key and their wrong options, as facts."""

# A question with one right option is a plain question; with several, a list of which some are
# stated not to belong; a matching is a list in groups, and an ordering a mechanism. Of these, only
# the form that the test had is asked. What a test tells whoever chooses an option is the reason why
# that option is wrong. What is right is right of that question: each list has its question for a
# subject, or the answers of one would count in another, and be wrong in a third.

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import Any

from quizgen.importing import column_names
from quizgen.importing.note_readings import NoteReading, rich_field, whole_fact
from quizgen.importing.rich_text import RichText
from quizgen.importing.source_notes import Item, SourceNote, SourceOption
from quizgen.text.markup import escaped, plain
from quizgen.text.sameness import identity
from quizgen.text.words import normal

STEM = "question"  # the field that is named where something of the question is shown
_OPTIONS = "options"
MOST_OPTIONS = 200
_SUBJECT_WIDTH = 80  # characters of a question, where it is the subject of its list
# What tests say of an answer without saying why.
_REMARKS = frozenset(
    [
        "",
        "no",
        "yes",
        "right",
        "wrong",
        "correct",
        "incorrect",
        "true",
        "false",
        "ok",
        "good",
        "great",
        "exactly",
        "perfect",
        "sorry",
        "nope",
        "richtig",
        "falsch",
        "ja",
        "nein",
        "leider falsch",
        "leider nein",
        "sehr gut",
        "correcto",
        "incorrecto",
        "oui",
        "non",
        "faux",
        "vrai",
        "try again",
        "not quite",
        "well done",
        "good job",
        "very good",
        "look again",
        "not correct",
        "not right",
        "that s right",
        "that s wrong",
        "that is right",
        "that is wrong",
        "that is correct",
        "that is incorrect",
        "this is correct",
        "this is incorrect",
        "your answer is correct",
        "your answer is incorrect",
        "your answer is partially correct",
        "yes that s right",
        "no that s wrong",
        "correct answer",
        "right answer",
        "wrong answer",
        "incorrect answer",
        "yes correct",
        "no incorrect",
    ]
)


def read_item(note: SourceNote) -> NoteReading:
    """Return the readings of a question of a test."""
    assert note.item is not None
    reading = NoteReading(note)
    stem = rich_field(STEM, note.item.stem, reading)
    options = len(note.item.right) + len(note.item.wrong) + len(note.item.pairs)
    if options > MOST_OPTIONS:
        reading.lose(f"a question with more than {MOST_OPTIONS} options")
        return reading
    others = {name: rich_field(name, text, reading) for name, text in note.fields.items()}
    others = {name: rich for name, rich in others.items() if rich.lines}
    if not stem.text:
        reading.lose(
            "a question that is only a picture or a sound" if stem.media else "no question"
        )
        return reading
    if facts := _ItemReader(reading, note.item, stem.text).facts():
        reading.readings = [[_with_others(reading, fact, others)] for fact in facts]
    return reading


def add_wrong_words(reading: NoteReading) -> None:
    """Let a passage be read first with what its test says to be wrong in a gap."""
    by_gap: dict[str, list[str | dict[str, str]]] = {}
    for right, options in reading.note.wrong.items():
        by_gap[rich_field(_OPTIONS, right, reading).text] = _wrong(options, reading)
    plainly = list(reading.readings)
    if by_gap and plainly:
        reading.readings = [
            *([{**fact, "distractors": by_gap} for fact in facts] for facts in plainly),
            *plainly,
        ]


def _wrong(options: Iterable[SourceOption], reading: NoteReading) -> list[str | dict[str, str]]:
    """Return wrong options, each with the reason why it is wrong, if there is one."""
    wrong: dict[str, str | dict[str, str]] = {}
    for option in options:
        text = rich_field(_OPTIONS, option.text, reading).text
        because = _told(option.feedback, reading).replace("\n", " ")
        if not text:
            reading.lose("an option without words")
        elif text not in wrong:
            wrong[text] = {"text": text, "because": because} if because else text
    return list(wrong.values())


def _told(feedback: str, reading: NoteReading) -> str:
    """Return a remark that teaches something: `No.` and `Try again!` are no reason."""
    if not feedback.strip():
        return ""
    lines = rich_field("why", feedback, reading).text.split("\n")
    bare = [re.sub(r"[\W_]+", " ", plain(line)).strip().casefold() for line in lines]
    told = (line for line, words in zip(lines, bare, strict=True) if words not in _REMARKS)
    return "\n".join(told)


def set_apart(reading: NoteReading, subjects: Counter[str]) -> None:
    """Number the subject of a list that another question of the same words has; count it."""
    for facts in reading.readings:
        for fact in facts:
            word = "to" if "to" in fact else "in"
            if "list" not in fact or word not in fact:
                continue
            subjects[fact[word]] += 1
            if subjects[fact[word]] > 1:
                fact[word] += f" ({subjects[fact[word]]})"


def _with_others(
    reading: NoteReading, fact: dict[str, Any], others: dict[str, RichText]
) -> dict[str, Any]:
    """Return a fact with the columns that stand beside its question."""
    rest = []
    for name, rich in others.items():
        key = column_names.key_of(name)
        if key == "accept" and "answer" in fact:
            lines = [line.text for line in rich.lines]
            fact = {**fact, "accept": column_names.values("accept", lines)}
        elif key == "topic":
            fact = {**fact, "topic": rich.text}
        elif key == "source":
            fact = {**fact, "source": [rich.text]}
        else:
            rest.append(name)
    return whole_fact(reading, fact, others, rest, (STEM,))


class _ItemReader:
    """A maker of the facts of one question, the most structured first."""

    def __init__(self, reading: NoteReading, item: Item, stem: str) -> None:
        self.reading = reading
        self.item = item
        self.stem = stem

    def facts(self) -> list[dict[str, Any]]:
        makers = {
            "choice": self._choice,
            "true-false": self._judged,
            "short": self._short,
            "number": self._number,
            "matching": self._matching,
            "ordering": self._ordering,
        }
        facts = makers[self.item.type]()
        if why := self._why():
            facts = [{**fact, "why": why} for fact in facts]
        # A picture of an option belongs to that option alone, and no fact shows it for all.
        shown = self.reading.media.pop(_OPTIONS, [])
        if shown:
            self.reading.lose("the picture or the sound of an option")
        return facts

    def _text(self, text: str) -> str:
        return rich_field(_OPTIONS, text, self.reading).text

    def _subject(self) -> str:
        """Return the words of the question as the subject of its list, on one line and quoted."""
        words = shorten(plain(self.stem), _SUBJECT_WIDTH, placeholder="…")
        return f"“{escaped(words)}”"

    def _texts(self, options: Sequence[SourceOption]) -> list[str]:
        texts = [self._text(option.text) for option in options]
        if not all(texts):
            self.reading.lose("an option without words")
        return [text for text in dict.fromkeys(texts) if text]

    def _why(self) -> str:
        """Return what a test tells of its right answer: to everybody, and to who chose it."""
        feedback = [self.item.why, *(option.feedback for option in self.item.right)]
        texts = (_told(text, self.reading) for text in feedback)
        return "\n".join(dict.fromkeys(text for text in texts if text))

    def _apart(
        self, right: Sequence[str], wrong: Sequence[str | dict[str, str]]
    ) -> tuple[list[str], list[str | dict[str, str]]]:
        """Return the options without those that mean the same as one before them."""
        seen: set[str] = set()
        left_out: list[str] = []

        def is_new(text: str) -> bool:
            meaning = identity(text)
            if meaning in seen:
                left_out.append(f"`{plain(text)}`")
                return False
            seen.add(meaning)
            return True

        right = [text for text in right if is_new(text)]
        wrong = [each for each in wrong if is_new(each if isinstance(each, str) else each["text"])]
        if left_out:
            options = ", ".join(left_out)
            self.reading.lose(f"left out, for another option means the same: {options}")
        return right, wrong

    def _accepted(self, texts: Sequence[str]) -> list[str]:
        """Return what counts as right, without what differs only in case and the like."""
        accepted: dict[tuple[str, str], str] = {}
        for text in texts:
            accepted.setdefault((identity(text), normal(text)), text)
        return list(accepted.values())

    def _choice(self) -> list[dict[str, Any]]:
        right, wrong = self._apart(
            self._texts(self.item.right), _wrong(self.item.wrong, self.reading)
        )
        if not right:
            self.reading.lose("a question without a right answer")
            return []
        if len(right) == 1:
            plainly = {"ask": self.stem, "answer": right[0]}
            return [{**plainly, "distractors": wrong}, plainly] if wrong else [plainly]
        # Of several right options, the test asks for all.
        listed: dict[str, Any] = {"list": "right answer", "to": self._subject(), "items": right}
        listed |= {"never": wrong} if wrong else {}
        forms = ("all", "multiple-choice") if wrong else ("all",)
        listed["stems"] = dict.fromkeys(forms, self.stem)
        listed["without"] = ["cloze", "choice", "true-false"]
        joined = {"ask": self.stem, "answer": "; ".join(right)}
        return [listed, joined]

    def _judged(self) -> list[dict[str, Any]]:
        """Return a sentence that is true, or is false without what is true instead."""
        words = self.item.words
        key, other = (words.true, words.false) if self.item.truth else (words.false, words.true)
        stated = {"statement": self.stem} | ({} if self.item.truth else {"is false": "yes"})
        asked = {"ask": f"{words.ask} {self.stem}", "answer": key, "distractors": [other]}
        return [stated, asked]

    def _short(self) -> list[dict[str, Any]]:
        texts = self._accepted(self._texts(self.item.right))
        if not texts:
            self.reading.lose("a question without a right answer")
            return []
        plainly = {"ask": self.stem, "answer": texts[0]}
        return [{**plainly, "accept": texts[1:]}, plainly] if texts[1:] else [plainly]

    def _number(self) -> list[dict[str, Any]]:
        texts = self._accepted(self._texts(self.item.right))
        if not texts:
            self.reading.lose("a question without a right answer")
            return []
        plainly = {"ask": self.stem, "answer": texts[0]}
        if not self.item.tolerance or texts[1:]:
            return [{**plainly, "accept": texts[1:]}, plainly] if texts[1:] else [plainly]
        quantity = {"quantity": self.stem, "value": texts[0], "tolerance": self.item.tolerance}
        return [{**quantity, "stems": {"value": self.stem}}, plainly]

    def _matching(self) -> list[dict[str, Any]]:
        groups: dict[str, list[str]] = {}
        lefts: set[str] = set()
        for left, right in self.item.pairs:
            one, other = self._text(left), self._text(right)
            if not one or not other:
                self.reading.lose("a pair without words on one side")
            elif normal(one) in lefts:
                self.reading.lose("a pair whose first half stands there twice")
            else:
                lefts.add(normal(one))
                groups.setdefault(other, []).append(one)
        if not groups:
            return []
        surplus = self._texts(self.item.wrong)
        listed: dict[str, Any] = {"list": "item", "in": self._subject(), "grouped by": "match"}
        listed |= {"exclusive": "yes", "groups": groups, "stems": {"matching": self.stem}}
        listed["without"] = ["cloze", "choice", "list", "true-false", "short-answer"]
        if surplus:
            listed["distractors"] = {"groups": surplus}
        pairs = [f"{one} – {other}" for other, own in groups.items() for one in own]
        joined = {"ask": self.stem, "answer": "; ".join(pairs)}
        # With two there is nothing to match: who knows one knows the other.
        return [listed, joined] if len(groups) > 1 and len(lefts) > 2 else [joined]

    def _ordering(self) -> list[dict[str, Any]]:
        steps = self._texts(self.item.right)
        if len(steps) < 2:
            self.reading.lose("an order of fewer than two")
            return []
        title = plain(self.stem).rstrip(" :.?")
        ordered = {"mechanism": title or self.stem, "steps": steps, "stems": {"steps": self.stem}}
        ordered["without"] = ["cloze", "choice"]
        return [ordered, {"ask": self.stem, "answer": "; ".join(steps)}]
