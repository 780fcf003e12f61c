"""A collection that uses every kind and every field that holds text, around texts that a test
chooses.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple


class Words(NamedTuple):
    """A text, and what can be had of it where a newline, any length, or the braces and colons of a
    cloze cannot be.
    """

    text: str
    line: str
    key: str
    gap: str


PLAIN = Words("Text", "Line", "Key", "Gap")


def everything(words: Words = PLAIN) -> dict[str, str]:
    """The collection's files. JSON is YAML, and as such can hold any text."""

    def t(name: str) -> str:
        return f"Z{words.text}z {name}"  # begins with a capital, so that no stem has to make it one

    def key(name: str) -> str:
        return f"Z{words.key}z {name}"

    def gap(name: str) -> str:
        return f"Z{words.gap}z {name}"

    def many(*names: str) -> list[str]:
        return [t(name) for name in names]

    collection = {
        "collection": t("collection"),
        "id": "all",
        "description": t("about all"),
        "notice": t("notice"),
        "sources": {"book": t("book"), "site": t("site")},
        "terms": [
            {
                "term": t("tetany"),
                "synonyms": [t("other name")],
                "broader": [t("broad")],
                "opposite": [t("opposite")],
            },
            {"term": t("broad")},
            {"term": t("opposite")},
        ],
    }
    facts: list[dict[str, Any]] = [
        {"id": "term", "term": t("tetany"), "means": t("meaning"), "why": t("why")},
        {
            "id": "termed",
            "term": t("named"),
            "means": t("meant"),
            "stems": {"term": t("own stem")},
            "distractors": {
                "term": many("not named", "nor named"),
                "means": many("not meant", "nor meant"),
            },
        },
        {
            "id": "mechanism",
            "mechanism": t("chain"),
            "steps": many("first", "second", "third", "fourth"),
            "singly": "yes",
        },
        {
            "id": "groups",
            "list": t("noun"),
            "plural": t("nouns"),
            "of": t("subject"),
            "grouped by": t("stage"),
            "groups": {key("early"): many("one", "two"), key("late"): many("three", "four")},
            "exclusive": "yes",
            "never": many("five", "six", "seven"),
            "also": many("eight"),
        },
        {
            "id": "items",
            "list": t("sort"),
            "in": t("place"),
            "items": many("left", "right"),
            "singly": many("left"),
            "complete": "yes",
        },
        {
            "id": "sign",
            "sign": t("sign"),
            "elicited by": t("tap"),
            "shows": t("twitch"),
            "points to": many("lack"),
            "may also point to": many("loss"),
            "never points to": many("excess", "surplus", "plenty"),
        },
        {
            "id": "ranking",
            "ranking": t("height"),
            "most to least": [many("high", "tall"), t("middle"), t("low")],
        },
        {
            "id": "differential",
            "differential": t("finding"),
            "causes": {key("inner"): many("liver", "kidney"), key("outer"): many("cold", "heat")},
            "distractors": {"all": many("no cause", "nor cause")},
        },
        {
            "id": "comparison",
            "comparison": many("left column", "right column", "third column"),
            "title": t("table"),
            "rows": {
                key("site"): [t("arm"), t("leg"), many("head", "neck")],
                key("speed"): [t("fast"), None, t("slow")],
            },
            "stems": {key("speed"): "How quick is {column}?"},
        },
        {
            "id": "quantity",
            "quantity": t("level"),
            "value": "1.8–2.2 mg/dL",
            "tolerance": "0.1 mg",
        },
        {"id": "statement", "statement": gap("truth"), "false versions": many("lie", "error")},
        {
            "id": "ask",
            "ask": t("question"),
            "answer": t("answer"),
            "accept": many("variant"),
            "distractors": many("wrong", "bad"),
            "topic": t("other topic"),
        },
        {
            "id": "cloze",
            "cloze": (
                f"{gap('before')} {{{{{gap('hidden')}::{gap('hint')}}}}} {{{{{gap('too')}}}}} "
                f"{gap('after')}"
            ),
            "title": t("heading"),
        },
    ]
    deck = {
        "deck": t("deck"),
        "id": "every",
        "description": t("about the deck"),
        "source": ["book", "site"],
        "tags": ["tag"],
        "topic": t("topic"),
        "facts": facts,
    }
    files = {"collection.yaml": collection, "every.yaml": deck}
    # A cell of which nothing is stated is `~` here.
    return {
        name: json.dumps(value, ensure_ascii=False).replace(", null,", ", ~,")
        for name, value in files.items()
    }
