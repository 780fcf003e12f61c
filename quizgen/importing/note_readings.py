"""Read the facts that a note states, from the most structured reading to the plainest."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from quizgen.importing import column_names, inline_markup
from quizgen.importing.anki_gaps import GAP_START, AnkiGaps
from quizgen.importing.list_facts import from_chain, from_list, is_code
from quizgen.importing.quizgen_notes import CHOICE, RECALL, own_facts, own_tags
from quizgen.importing.rich_text import RichLine, RichText, from_html, from_plain
from quizgen.importing.source_cards import SourceCard, cards_of, conditions
from quizgen.importing.source_notes import Loss, MediaReference, SourceNote
from quizgen.text.markup import escaped

Facts = list[dict[str, Any]]  # without their ids
SHOWS = "shows"  # a fact's pictures and sounds, until it is known which of them can be had

_ASKS_MEANING = re.compile(
    r"(?:what (?:is|are)|define|definition of)\s+(?:an?\s+)?([\w'’-]+(?: [\w'’-]+){0,2})[?:.]?",
    re.IGNORECASE,
)
_RELATION = re.compile(r"\b(?:of|for|in|from|with|on|to|the|by|at)\b", re.IGNORECASE)
MOST_GAPS = 200  # of a passage
_WORDS = 6  # of a term, at most


@dataclass(slots=True)
class NoteReading:
    """A note with what can be made of it. The first of `readings` that holds is taken."""

    note: SourceNote
    readings: list[Facts] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    # By the field that names them.
    media: dict[str, list[MediaReference]] = field(default_factory=dict)
    unworded: bool = False  # whether a medium of it has no words but its name

    def lose(self, why: str) -> None:
        """Record what of the note became part of no fact."""
        self.losses.append(Loss(self.note.place, why))


def read_note(note: SourceNote) -> NoteReading:
    """Return the readings of a note."""
    reading = NoteReading(note)
    if note.type.name in (RECALL, CHOICE) and "Id" in note.fields:
        return _read_own(note)
    rich = {
        name: rich_field(name, text, reading) for name, text in note.fields.items() if text.strip()
    }
    rich = {name: each for name, each in rich.items() if each.lines}
    gapped = [name for name, each in rich.items() if GAP_START.search(each.text)]
    if gapped and (note.type.cloze or not note.type.templates):
        _read_cloze(reading, rich, gapped[0])
    elif note.type.cloze:
        reading.lose("a cloze note without a gap")
    elif _lacks_cell(note, rich):
        reading.lose(_why_no_card(reading, rich))
    elif not note.type.named or not _read_columns(reading, rich):
        _read_cards(reading, rich)
    return reading


def _read_own(note: SourceNote) -> NoteReading:
    reading = NoteReading(replace(note, tags=own_tags(note)))
    if note.type.name == CHOICE:
        reading.lose("a choice card of quizgen's own, which the fact makes again")
    else:
        for name in ("Text", "Ask", "Why"):
            rich_field(name, note.fields.get(name, ""), reading)
        reading.losses.clear()  # what stands there is known better than as HTML
        reading.readings = [
            [_showing(reading, fact, ("Text", "Ask")) for fact in facts]
            for facts in own_facts(note)
        ]
    return reading


def rich_field(name: str, text: str, reading: NoteReading) -> RichText:
    """Return a field as lines; what it shows and what is lost of it is kept in the reading."""
    rich = from_html(text) if reading.note.html else from_plain(text)
    if rich.media:
        reading.media[name] = list(dict.fromkeys(rich.media))
    for lost in dict.fromkeys(rich.lost):
        reading.lose(lost)
    return rich


# By the names of fields ---------------------------------------------------------------------------


def _lacks_cell(note: SourceNote, rich: Collection[str]) -> bool:
    """Tell whether the columns of a row make up a kind, of which its filled cells lack a part."""
    if not note.type.named or note.type.templates or column_names.kind_of(rich):
        return False
    return bool(column_names.kind_of(note.fields))


def _read_columns(reading: NoteReading, rich: dict[str, RichText]) -> bool:
    """Read a note whose fields are named as the keys of a kind."""
    kind = column_names.kind_of(rich)
    keys = dict(zip(rich, column_names.keys_together(list(rich)), strict=True))
    if not kind or len(reading.note.type.templates) > 1:
        return False
    cells: dict[str, Any] = {}
    others: list[str] = []
    for name, each in rich.items():
        key = keys[name]
        if column_names.takes(kind, key) and key not in cells and key != "why":
            lines = [line.text for line in each.lines]
            cells[key] = each.text if key == kind else column_names.values(key, lines)
        else:
            others.append(name)
    fact = {key: cells[key] for key in column_names.keys_in_order(kind) if key in cells}
    readings = [fact]
    if kind == "ask" and not fact.keys() & {"accept", "distractors"}:
        answer = next(each for name, each in rich.items() if keys[name] == "answer")
        shared = {key: value for key, value in fact.items() if key not in ("ask", "answer")}
        fact["answer"] = answer.text
        readings = [*({**shared, **each} for each in _structured(fact["ask"], answer)), fact]
    if plainer := _plainest(kind, fact):
        readings.append(plainer)
    asked = [
        name
        for name in reading.note.fields
        if keys.get(name, column_names.key_of(name)) in (kind, "of")
    ]
    reading.readings = [[whole_fact(reading, each, rich, others, asked)] for each in readings]
    return True


def _plainest(kind: str, fact: dict[str, Any]) -> dict[str, Any] | None:
    """Return a plain question of the same texts, for a fact that lacks or contradicts something."""
    if kind == "ask":
        return {key: fact[key] for key in ("ask", "answer")}
    if kind == "term":
        return {"ask": fact["term"], "answer": fact["means"]}
    if kind == "quantity":
        return {"ask": fact["quantity"], "answer": fact["value"]}
    parts = [value for value in fact.values() if isinstance(value, list)]
    if kind in ("list", "mechanism", "differential", "ranking") and parts:
        return {"ask": column_names.leading(kind, fact), "answer": "; ".join(parts[0])}
    return None


def whole_fact(
    reading: NoteReading,
    fact: dict[str, Any],
    rich: dict[str, RichText],
    others: Iterable[str],
    asked: Collection[str],
) -> dict[str, Any]:
    """Return the fact with all that belongs to it. `asked` are the fields of its question."""
    return _showing(reading, _explained(fact, rich, others), asked)


def _showing(reading: NoteReading, fact: dict[str, Any], asked: Collection[str]) -> dict[str, Any]:
    """Return the fact with the pictures and sounds of its note."""
    # A term is asked both ways: what is shown with the one question would answer the other.
    asked = () if "term" in fact else asked
    references = dict.fromkeys(
        each._replace(asked=name in asked)
        for name, media in reading.media.items()
        for each in media
    )
    return {**fact, SHOWS: list(references)} if references else fact


def _explained(
    fact: dict[str, Any], rich: dict[str, RichText], names: Iterable[str]
) -> dict[str, Any]:
    """Return the fact with all other fields as its explanation, so that nothing is lost."""
    texts = []
    for name in names:
        plain = column_names.key_of(name) == "why" or name.startswith("column ")
        texts.append(rich[name].text if plain else f"{escaped(name)}: {rich[name].text}")
    texts = [fact["why"], *texts] if "why" in fact else texts
    return {**fact, "why": "\n".join(texts)} if texts else fact


# By what its cards ask ----------------------------------------------------------------------------


def _read_cards(reading: NoteReading, rich: dict[str, RichText]) -> None:
    cards = [card for card in cards_of(reading.note) if any(name in rich for name in card.answers)]
    if not cards:
        reading.lose(_why_no_card(reading, rich))
        return
    fields = {name for card in cards for name in (*card.asks, *card.answers[:1])}
    others = [name for name in rich if name not in fields | conditions(reading.note)]
    questions = [
        (card, fact) for card in cards if (fact := _plain(reading.note, card, rich))["ask"]
    ]
    if not questions:
        reading.lose("a question that is only a picture or a sound")
        return
    facts = [fact for _, fact in questions]
    questions = [
        (card, fact) for index, (card, fact) in enumerate(questions) if fact not in facts[:index]
    ]
    card, fact = questions[0]
    if len(questions) == 1:
        answer = next(rich[name] for name in card.answers if name in rich)
        structured = _structured(fact["ask"], answer)
        reading.readings = [
            [whole_fact(reading, each, rich, others, card.asks)] for each in structured
        ]
    elif len(questions) == 2 and (fact["ask"], fact["answer"]) == (
        questions[1][1]["answer"],
        questions[1][1]["ask"],
    ):
        terms = [each for each in facts if _is_term(each)]
        if terms:
            term = min(terms, key=lambda each: len(each["ask"].split()))
            fact = {"term": term["ask"], "means": term["answer"]}
            reading.readings = [[whole_fact(reading, fact, rich, others, ())]]
    reading.readings.append(
        [whole_fact(reading, fact, rich, others, card.asks) for card, fact in questions]
    )


def _why_no_card(reading: NoteReading, rich: dict[str, RichText]) -> str:
    if not rich:
        return "nothing but media" if reading.media else "nothing is written in it"
    if len(rich) > 1 and reading.note.type.templates:
        return "none of its cards asks anything"
    if reading.media.keys() - rich.keys():
        return "a question or an answer that is only a picture or a sound"
    first = next(iter(reading.note.type.fields), "")
    keys = {column_names.key_of(name) for name in rich}
    is_asked = first in rich or not keys.isdisjoint(("ask", "term"))
    return "a question without an answer" if is_asked else "a row without a question"


def _plain(note: SourceNote, card: SourceCard, rich: dict[str, RichText]) -> dict[str, Any]:
    question = from_html(card.question) if note.html else from_plain(card.question)
    answer = next(rich[name] for name in card.answers if name in rich)
    return {"ask": question.text, "answer": answer.text}


def _structured(ask: str, answer: RichText) -> list[dict[str, Any]]:
    """Return the structured facts of a question and its answer, where they are sure."""
    if answer.items:
        facts = from_list(ask, answer.items)
        around = "\n".join(line.text for line in answer.lines if not line.mark).strip()
        return [{**fact, "why": around} if around else fact for fact in facts]
    if chain := from_chain(ask, answer.text):
        return chain
    if len(answer.lines) == 1 and ";" in answer.text and not is_code(answer.text):
        return from_list(
            ask, [RichLine(part) for part in inline_markup.parts(answer.text, ";") if part]
        )
    term = _ASKS_MEANING.fullmatch(ask)
    is_meaning = (
        re.match(r"an? (?:\S+\s+){3}", f"{answer.text} ", re.IGNORECASE) and len(answer.lines) == 1
    )
    if term and is_meaning and not _RELATION.search(term[1]):
        return [{"term": term[1], "means": answer.text[0].lower() + answer.text[1:].rstrip(".")}]
    return []


def _is_term(fact: dict[str, Any]) -> bool:
    """Tell whether a card that is asked both ways has a term and its meaning."""
    ask, answer = fact["ask"], fact["answer"]
    return (
        len(ask.split()) <= _WORDS
        and not re.search(r"[?\n;]|\.$", ask)
        and not re.search(r"[?\n]", answer)
    )


# Cloze --------------------------------------------------------------------------------------------


def _read_cloze(reading: NoteReading, rich: dict[str, RichText], name: str) -> None:
    text = rich[name].text
    if "image-occlusion:" in text:
        reading.lose("a picture with hidden places (image occlusion)")
        return
    gaps = AnkiGaps(text)
    for lost in gaps.lost:
        reading.lose(lost)
    if gaps.count > MOST_GAPS:
        reading.lose(f"a passage with more than {MOST_GAPS} gaps")
        return
    if not gaps.count:
        reading.lose("a cloze note whose gaps are empty")
        return
    others = [other for other in rich if other != name]
    reading.readings = [[whole_fact(reading, {"cloze": gaps.text}, rich, others, (name,))]]
