"""What a teacher would strike out in a test, read off its data alone.

Nothing of how quizgen chooses is used here: what a pupil reads and what is asked for are taken from
the items as they are written to a file, and are compared as rows of words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise, permutations
from typing import Any

from quizgen.quiz.quiz import Quiz

SHORTEST = 6  # letters of an answer that is noticed where it stands by chance
EITHER = ("yes", "no", "true", "false", "ja", "nein", "richtig", "falsch")
FEW = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "is",
        "are",
        "was",
        "were",
        "be",
        "by",
        "for",
        "and",
        "or",
        "not",
        "no",
        "it",
        "its",
        "as",
        "with",
        "from",
        "what",
        "which",
        "who",
        "when",
        "where",
        "why",
        "how",
        "does",
        "do",
        "did",
        "this",
        "that",
        "these",
        "than",
        "then",
        "has",
        "have",
        "had",
        "can",
        "may",
        "one",
        "most",
        "there",
        "their",
        "they",
        "all",
        "any",
        "each",
        "give",
        "value",
        "term",
        "meaning",
        "mean",
        "means",
        "called",
        "name",
        "choose",
        "apply",
        "word",
        "following",
        "correct",
        "put",
        "order",
        "during",
        "into",
        "over",
        "between",
        "through",
        "so",
        "such",
        "if",
        "but",
        "also",
    ]
)


def words_of(text: str) -> list[str]:
    """The words of a text, as a pupil compares them."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def holds(text: str, part: str) -> bool:
    """Whether a text has the words of another, one after the other."""
    whole, own = words_of(text), words_of(part)
    return bool(own) and any(
        whole[at : at + len(own)] == own for at in range(len(whole) - len(own) + 1)
    )


def content(text: str) -> set[str]:
    """The words that say something."""
    return {word for word in words_of(text) if word not in FEW}


def cells_of(item: dict[str, Any]) -> Iterator[tuple[str, list[str | int]]]:
    """Each cell of an item's passage, with the label of its row and the head of its column."""
    passage = item.get("passage", {"lines": [], "columns": []})
    for line in passage["lines"]:
        heads = passage["columns"] or [""] * len(line["cells"])
        for head, cell in zip(heads, line["cells"], strict=False):
            yield f"{line['label'] or ''} {head}", cell


def statements(item: dict[str, Any]) -> Iterator[str]:
    """What a pupil reads as true: no false statement, and none of what is to be picked."""
    if item["type"] == "true-false" and not item["truth"]:
        return
    yield item["stem"]
    for beside, cell in cells_of(item):
        yield f"{beside} {' '.join(each for each in cell if isinstance(each, str))}"
    if item["type"] == "ordering":  # the steps are true, whatever their order
        yield from (option["text"] for option in item["options"])


def answers(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each answer that an item wants, with the words that ask for it."""
    stem = item["stem"]
    if item["type"] in ("short-answer", "number"):
        yield item["answer"], stem
    for member in item.get("members", ()):
        yield member[0], stem
    if "blanks" in item:
        around: dict[int, str] = {}
        for beside, cell in cells_of(item):
            said = f"{beside} {' '.join(each for each in cell if isinstance(each, str))}"
            around |= {each: said for each in cell if isinstance(each, int)}
        for blank in item["blanks"]:
            yield blank["answer"], f"{stem} {around[blank['number']]}"
    texts = {option["letter"]: option["text"] for option in item.get("options", ())}
    if item["type"] in ("choice", "multiple-choice"):
        for letter in item["keys"]:
            yield texts[letter], stem
    if item["type"] == "matching":
        for left, letter in zip(item["left"], item["keys"], strict=True):
            yield texts[letter], left


def leaks(items: Sequence[dict[str, Any]], title: str) -> Iterator[str]:
    """What one item says that another asks."""
    subject = " ".join([title, *(f"{item['topic']} {item['deck']}" for item in items)])
    subject = subject.replace("-", " ")
    for one, other in permutations(items, 2):
        texts = list(statements(one))
        for answer, asking in answers(other):
            around = content(asking) - content(answer)
            for text in texts:
                if not holds(text, answer):
                    continue
                common = around & content(text)
                named = len(answer) >= SHORTEST and not holds(subject, answer)
                is_recalled = other["type"] not in ("choice", "multiple-choice", "matching")
                if is_recalled and named:
                    yield f"`{one['id']}` has “{answer}”, asked by `{other['id']}`"
                elif around and 2 * len(common) >= len(around):
                    yield f"`{one['id']}` says “{answer}”, asked by `{other['id']}`"
        if other["type"] == "true-false":
            said = content(other["stem"])
            own = [*texts, *(f"{asking} {answer}" for answer, asking in answers(one))]
            if any(said <= content(text) for text in own):
                yield f"`{one['id']}` says what `{other['id']}` has judged"


PICKED_TYPES = {"choice", "multiple-choice", "matching"}


def bare(text: str) -> list[str]:
    """The words of a text without its articles."""
    return [word for word in words_of(text) if word not in ("a", "an", "the")]


def table_of(item: dict[str, Any]) -> str:
    """The table that an item asks a row of, or else the fact that it asks."""
    fact: str = item["id"].partition("/")[0]
    return fact.partition(".")[0]


def twins(items: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What is asked twice: one answer, in much the same words, or one cell of a fact."""
    asked = [(item, answer, content(asking)) for item in items for answer, asking in answers(item)]
    for at, (one, answer, around) in enumerate(asked):
        for other, second, about in asked[:at]:
            if one is other or words_of(answer) != words_of(second):
                continue
            shorter, longer = sorted((around, about), key=len)
            if shorter and shorter <= longer and len(shorter) >= 0.6 * len(longer):
                yield f"`{one['id']}` and `{other['id']}` both ask for “{answer}”"
    subject = " ".join(f"{item['topic']} {item['deck']}" for item in items).replace("-", " ")
    for at, (one, answer, _) in enumerate(asked):
        for other, second, _ in asked[:at]:
            is_recalled = not {one["type"], other["type"]} <= PICKED_TYPES
            is_table = table_of(one) == table_of(other)
            is_same = len(answer) >= SHORTEST and bare(answer) == bare(second)
            if is_recalled and is_same and not (is_table or holds(subject, answer)):
                yield f"“{answer}” is the answer of `{one['id']}` and of `{other['id']}`"
    for id, number in Counter(item["id"] for item in items).items():
        if number > 1:
            yield f"`{id}` stands in it {number} times"


def of_sections(quiz: Quiz) -> Iterator[str]:
    """What is wrong with truths, letters and word banks."""
    items = [item.model_dump(mode="json") for item in quiz.items]
    tossed = sum(item["type"] == "true-false" for item in items)
    for item in items:
        if item["type"] == "short-answer" and item["answer"].casefold() in EITHER:
            yield f"`{item['id']}` is to be answered with “{item['answer']}”"
    if len(items) > tossed > max(1, len(items) // 5):
        yield f"{tossed} of {len(items)} are true or false"
    for section in quiz.sections:
        own = [item.model_dump(mode="json") for item in section.items]
        truths = [item["truth"] for item in own if item["type"] == "true-false"]
        if len(truths) >= 5 and not 0.3 <= sum(truths) / len(truths) <= 0.7:
            yield f"{sum(truths)} of {len(truths)} are true"
        letters = [item["keys"][0] for item in own if item["type"] == "choice"]
        marks = letters or [str(truth) for truth in truths]
        if max((len(list(run)) for _, run in groupby(marks)), default=0) > 3:
            yield f"a run of one answer: {' '.join(marks)}"
        if len(letters) >= 6 and max(Counter(letters).values()) > len(letters) / 2:
            yield f"one letter too often: {' '.join(letters)}"
        yield from of_bank(section.bank, own)


# What of a word in a bank tells into which gap it goes.
SIGNS_OF_A_WORD: dict[str, Callable[[str], bool]] = {
    "a capital": lambda word: word[:1].isupper(),
    "a number": lambda word: any(letter.isdigit() for letter in word),
    "a person's name": lambda word: bool(re.match(r"[A-ZÀ-Þ]\w+( \w+)* [A-ZÀ-Þ]\w+$", word)),
    "a plural": lambda word: bool(re.search(r"[^sui]s$", word)),
}


def of_bank(bank: Sequence[str], items: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What is wrong with a word bank."""
    if not bank:
        return
    wanted = [blank["answer"] for item in items for blank in item.get("blanks", ())]
    if len(bank) < len(set(wanted)) + 2:
        yield f"{len(bank)} words in a bank for {len(wanted)} blanks"
    for sign, has in SIGNS_OF_A_WORD.items():
        for own in ([each for each in bank if has(each)], [each for each in bank if not has(each)]):
            if len(own) == 1 and own[0].casefold() in map(str.casefold, wanted):
                yield f"“{own[0]}” stands out in a bank: {sign}"


def of_variants(quizzes: Sequence[Quiz]) -> Iterator[str]:
    """What neighbours could copy from each other."""
    for one, other in pairwise(quizzes):
        rows = []
        for quiz in (one, other):
            own = [item.model_dump(mode="json") for item in quiz.items]
            rows.append([item["keys"][0] for item in own if item["type"] == "choice"])
        same = sum(a == b for a, b in zip(*rows, strict=True))
        if len(rows[0]) >= 6 and same > len(rows[0]) / 2:
            letters = f"{same} of {len(rows[0])} letters"
            yield f"{one.variant} and {other.variant} have {letters} in common"
        texts = [sorted(item.id for item in quiz.items) for quiz in (one, other)]
        if texts[0] != texts[1]:
            yield f"{one.variant} and {other.variant} ask different questions"


def faults(quizzes: Sequence[Quiz]) -> dict[str, list[str]]:
    """All that a teacher would strike out, by kind."""
    quiz = quizzes[0]
    items = [item.model_dump(mode="json") for item in quiz.items]
    return {
        "leaks": list(dict.fromkeys(leaks(items, quiz.title))),
        "twins": list(dict.fromkeys(twins(items))),
        "sections": [each for quiz in quizzes for each in of_sections(quiz)],
        "variants": list(of_variants(quizzes)),
    }
