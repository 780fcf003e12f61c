"""Read quizgen's own notes back into their facts, under the ids that they had."""

from __future__ import annotations

import re
from typing import Any

from quizgen.importing.anki_gaps import AnkiGaps
from quizgen.importing.list_facts import from_list
from quizgen.importing.rich_text import RichLine, RichText, from_html
from quizgen.importing.source_notes import SourceNote
from quizgen.text.words import normal

RECALL, CHOICE = "quizgen", "quizgen choice"  # the names of its note types
_ASK = re.compile(
    r"<div>\{\{c\d+::(?P<answer>.*?)::"
    r'(?:(?!\}\}</div>).)*?<p class="stem"[^>]*>(?P<stem>.*?)</p>',
    re.DOTALL,
)
_LINES = re.compile(r"<dl>.*?</dl>", re.DOTALL)  # the row that is shown with every answer
_BECAUSE = re.compile(r"<small[^>]*>.*?</small>", re.DOTALL)
_SUMMARY = re.compile(r"<details[^>]*>.*?</details>", re.DOTALL)
_ENTRY = re.compile(r'<div class="entry"[^>]*>(.*?)</div>', re.DOTALL)
_GAP = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", re.DOTALL)
_KIND = re.compile(r"quizgen::[^:]+::kind::(\S+)")


def own_facts(note: SourceNote) -> list[list[dict[str, Any]]]:
    """Return the readings of a note that quizgen made.

    The first is its fact, as far as the note tells it; the last is all that it asks.
    """
    if not (note.fields.get("Text") or note.fields.get("Ask")):
        return []
    kind = next((match[1] for tag in note.tags if (match := _KIND.fullmatch(tag))), "")
    asked = [(stem, _listed(answer)) for answer, stem in _ASK.findall(note.fields.get("Ask", ""))]
    asks = [
        {"ask": from_html(stem).text, "answer": from_html(_BECAUSE.sub("", answer)).text}
        for stem, answer in asked
    ]
    passage = from_html(note.fields.get("Text", ""))
    shared = _shared(note)
    plain: list[dict[str, Any]] = list(asks)
    if passage.lines:
        title, text = _titled(passage, has_title="<h2" in note.fields["Text"])
        gaps = AnkiGaps("\n".join(line.text for line in text))
        plain.insert(0, {**({"title": title} if title else {}), "cloze": gaps.text})
    is_list = len(asked) == 1 and "<li>" in asked[0][1]
    if is_list and not passage.lines:  # what is asked together needs no passage beside it
        title = note.fields.get("Title", "")
        whole = _whole(kind, asks, from_html(f"<h2>{title}</h2>{asked[0][1]}"))
    else:
        whole = _whole(kind, asks, passage)
        if whole and kind in ("mechanism", "list", "differential"):
            whole["singly"] = [from_html(text).text for text in _GAP.findall(note.fields["Text"])]
    readings = [[{**shared, **whole}]] if whole else []
    # The first of the facts keeps the id.
    return [
        *readings,
        [{**(shared if not index else {}), **fact} for index, fact in enumerate(plain)],
    ]


def own_tags(note: SourceNote) -> tuple[str, ...]:
    """Return the author's tags, without the root under which the package has them."""
    tags = (re.sub(r"^quizgen::[^:]+::", "", tag) for tag in note.tags)
    return tuple(tag for tag in tags if not tag.startswith("kind::"))


def _listed(answer: str) -> str:
    """Return an answer whose entries are shown one by one as a list."""
    answer = _SUMMARY.sub("", answer)
    return _ENTRY.sub(r"<ul><li>\1</li></ul>", answer)


def _shared(note: SourceNote) -> dict[str, Any]:
    why = from_html(_LINES.sub("", note.fields.get("Why", ""))).text
    cited = re.findall(r"<cite[^>]*>(.*?)</cite>", note.fields.get("Source", ""), re.DOTALL)
    # A row of a table comes back as a fact of its own: no author's id has a point in it.
    fact: dict[str, Any] = {"id": note.fields.get("Id", "").strip().replace(".", "-")}
    if cited:
        fact["source"] = [from_html(text).text for text in cited]
    return fact | ({"why": why} if why else {})


def _titled(passage: RichText, *, has_title: bool) -> tuple[str, list[RichLine]]:
    return (passage.lines[0].text, passage.lines[1:]) if has_title else ("", passage.lines)


def _whole(kind: str, asks: list[dict[str, Any]], passage: RichText) -> dict[str, Any] | None:
    """Return the fact of which the note is made, where all that it says stands in the note."""
    title, lines = _titled(passage, has_title=True) if passage.lines else ("", [])
    items = [RichLine(_GAP.sub(r"\1", line.text), line.mark) for line in lines]
    if kind == "term" and len(asks) == 2:
        return {"term": asks[1]["answer"], "means": asks[0]["answer"]}
    if kind == "quantity" and len(asks) == 1:
        match = re.fullmatch(r"Give the value: (.+)\.", asks[0]["ask"])
        return {"quantity": match[1], "value": asks[0]["answer"]} if match else None
    if kind == "ask" and len(asks) == 1:
        return asks[0]
    if kind == "mechanism" and len(items) > 1:
        return {"mechanism": title, "steps": [line.text for line in items]}
    if kind in ("list", "differential") and items:
        if all(line.mark for line in items):
            return next(iter(from_list(title, items)), None)
        fact = next(iter(from_list(title, [RichLine(""), RichLine("")])), None)
        groups = _groups(items)
        if fact and groups:
            del fact["items"]
            # The groups are asked for in words that the note alone has.
            names = normal("; ".join(groups))
            stems = [each["ask"] for each in asks if normal(each["answer"]) == names]
            return fact | {"groups": groups} | ({"stems": {"groups": stems[0]}} if stems else {})
    return None


def _groups(lines: list[RichLine]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for line in lines:
        if not line.mark:
            groups[line.text] = []
        elif groups:
            groups[next(reversed(groups))].append(line.text)
    return groups
