"""Gives Anki decks: questions become notes, one a fact, whose cards keep their numbers; knows no kinds of fact."""

# One Anki note a fact, of one cloze note type. The field `Text` is a passage (chain, list, table,
# prose) whose hidden parts are native clozes, numbered from 1. The field `Ask` holds the questions
# that have a stem of their own, each one cloze, numbered from 200. The card template shows `Text`
# unless a number from 200 to 239 is active (`{{^c200}}…`), else `Ask`, in which styling hides the
# siblings. So everything that a fact can ask is one note, Anki can bury siblings, and no card is
# ever generated that has nothing to ask. Of the recall forms, a short answer is left out where a
# gap asks for the same part; true–false is used only for a fact that has no other form. Anything
# that cannot be a native cloze (choice cards) is a note of its own in a second note type, and only
# on request.
#
# A tombstone is a note without cards. For somebody who has the note, the import empties it and
# Anki's own *Empty Cards* clears it. Somebody new gets no card.

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from itertools import accumulate
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup

from quizgen.compiler import Compiled, without_garbage_collection
from quizgen.diagnostics import Diagnostic
from quizgen.knowledge import Reason
from quizgen.lock import SPAN, Entry, Lock
from quizgen.questions.distractors import holds
from quizgen.questions.types import (
    About,
    Bullets,
    Chain,
    Choice,
    Cloze,
    Grid,
    ListRecall,
    Media,
    MultipleChoice,
    Number,
    Ordering,
    Passage,
    Prose,
    Question,
    ShortAnswer,
    TrueFalse,
    fact_of,
)
from quizgen.targets import Artifact, Built, Settings
from quizgen.targets.anki_package import (
    CHOICE,
    CHOICE_FIELDS,
    RECALL,
    RECALL_FIELDS,
    Note,
    NoteType,
    package,
)
from quizgen.text.markup import Code, Inline, Math, Strong, Text, Tree, marked, parse_markup, plain
from quizgen.text.wording import Wording, capital, card_template, html_environment, wording

# Card numbers: the gaps of a fact's passage count from 1, its questions with a stem of their own from 200.
GAPS, ASKS = 1, SPAN
MOST_GAPS = SPAN - 2  # by the last number below the questions', one gap more is noticed
_ASKED = ShortAnswer | Number | ListRecall | Ordering
MOST_ASKS = (
    40  # so many the card template knows; of a card with a higher number it would show nothing
)

_SIDES = {RECALL: "anki/front.html", CHOICE: "anki/choice.html"}

# Without an "adds nothing" rule, half of all cards would say their answer twice.
_WORD = re.compile(r"\w{4,}")


class _Draft(NamedTuple):
    """A note whose time is not known yet."""

    key: str
    type: str
    about: About
    fields: tuple[str, ...]
    numbers: tuple[int, ...]
    tags: tuple[str, ...]


class Card(NamedTuple):
    """A card as Anki is given it: its note's type, the note's fields by name, and its number."""

    type: str
    fields: dict[str, str]
    number: int


@without_garbage_collection()
def build(compiled: Compiled, settings: Settings) -> Built:
    """One package a deck, with the tombstones of what it once held; brings the lock up to date."""
    lock = compiled.lock
    drafts, diagnostics = _drafts(compiled, settings)
    _stamp(compiled, drafts, settings.now)
    packages: dict[str, list[Note]] = {deck.id: [] for deck in compiled.collection.decks}
    media: dict[str, dict[str, bytes]] = {deck.id: {} for deck in compiled.collection.decks}
    bytes_of = compiled.media
    places = _new_card_order(drafts)
    for index, draft in enumerate(drafts):
        cards = tuple(
            (number - 1, places[index, turn]) for turn, number in enumerate(draft.numbers)
        )
        packages[draft.about.deck].append(_note(compiled, draft, cards))
        shown = (
            each.name
            for each in draft.about.files
            if any(each.name in field for field in draft.fields)
        )
        media[draft.about.deck] |= {name: bytes_of[name] for name in shown}
    for key, entry in lock.entries.items():
        if entry.retired and packages:
            home = entry.home if entry.home in packages else next(iter(packages))
            packages[home].append(_tombstone(key, entry))
    note_types = _note_types(lock, settings.now)
    wanted = [
        deck
        for deck in compiled.collection.decks
        if not settings.decks or deck.id in settings.decks
    ]
    artifacts = []
    for deck in wanted:
        notes = sorted(packages[deck.id], key=lambda note: note.id)
        data = package(notes, note_types, _descriptions(compiled, notes), media[deck.id])
        count = sum(bool(note.cards) for note in notes)
        asked = sum(len(note.cards) for note in notes)
        summary = f"{count} note{'s' * (count != 1)}, {asked} card{'s' * (asked != 1)}"
        artifacts.append(Artifact(f"{deck.id}.apkg", data, summary))
    return artifacts, diagnostics


def cards(compiled: Compiled) -> tuple[dict[str, Card], list[Diagnostic]]:
    """The card of each question that has one, by the question's id; a choice's as if choices had been asked for.

    New cards have the numbers that the next build would give them; what is said of the lock holds for this copy alone.
    """
    drafts, diagnostics = _drafts(compiled, Settings(0, choices=True))
    found: dict[str, Card] = {}
    for draft in drafts:
        if draft.type == CHOICE:
            found[draft.key] = Card(CHOICE, dict(zip(CHOICE_FIELDS, draft.fields, strict=True)), 1)
            continue
        names = {number: name for name, number in compiled.lock.entries[draft.key].cards.items()}
        fields = dict(zip(RECALL_FIELDS, draft.fields, strict=True))
        found |= {
            f"{draft.key}/{names[number]}": Card(RECALL, fields, number) for number in draft.numbers
        }
    return found, diagnostics


def sides(type: str) -> tuple[str, str]:
    """The front and the back of a note type, in Anki's own language of templates."""
    asks = range(ASKS, ASKS + MOST_ASKS)
    front, back = (card_template(_SIDES[type], back=back, numbers=asks) for back in (False, True))
    return front, back


def styling() -> str:
    """The style sheet of all cards."""
    return card_template("anki/style.css")


# From questions to drafts ---------------------------------------------------------------------------------------------


def _drafts(compiled: Compiled, settings: Settings) -> tuple[list[_Draft], list[Diagnostic]]:
    """The notes of all facts. Choice cards that a user may have from a former build stay, wanted now or not."""
    lock, namespace = compiled.lock, compiled.collection.id
    words = wording(compiled.collection.language)
    drafts: list[_Draft] = []
    diagnostics: list[Diagnostic] = []
    for questions in compiled.questions.values():
        if not questions:
            continue
        draft = _recall(namespace, lock.entry(namespace, questions[0].about.fact), questions, words)
        if draft.numbers:
            drafts.append(draft)
            if any(
                MOST_GAPS < number < ASKS or number >= ASKS + MOST_ASKS for number in draft.numbers
            ):
                diagnostics.append(_too_many(draft.about))
        for question in questions:
            if isinstance(question, Choice | MultipleChoice) and (
                settings.choices or question.id in lock.entries
            ):
                lock.entry(namespace, question.id)
                drafts.append(_choice(namespace, question))
    return drafts, diagnostics


def _too_many(about: About) -> Diagnostic:
    message = f"`{about.fact}` has had more than {MOST_GAPS} gaps or {MOST_ASKS} questions, all that a note holds"
    return Diagnostic("too-many-parts", message, about.position, "split it into two facts")


def _recall(namespace: str, entry: Entry, questions: Sequence[Question], words: Wording) -> _Draft:
    about = questions[0].about
    clozes = [question for question in questions if isinstance(question, Cloze)]
    gaps = {question.gap.part: entry.number(question.card, GAPS) for question in clozes}
    asks: list[Question] = [question for question in questions if isinstance(question, _ASKED)]
    hidden = {question.gap.part: question.gap.text for question in clozes}
    asks = [
        question for question in asks if not _is_asked_by(hidden.get(question.part, ""), question)
    ]
    if not gaps and not asks:
        asks = [question for question in questions if isinstance(question, TrueFalse)]
    numbers = [entry.number(question.card, ASKS) for question in asks]
    entry.empty = sorted(set(entry.cards) - {question.card for question in (*clozes, *asks)})
    seen = str(_media(about, "question"))
    passages = {id(question.passage): question.passage for question in clozes}
    fields = {
        "Title": _escape(
            plain(about.title) or about.fact
        ),  # no card shows it; in the browser it stands for the note
        "Text": (seen if gaps else "")
        + "".join(_passage(passage, gaps) for passage in passages.values()),
        "Ask": (seen if asks else "")
        + "".join(_ask(*each, words) for each in zip(asks, numbers, strict=True)),
        **_shared(about),
    }
    assert tuple(fields) == RECALL_FIELDS
    tags = _tags(namespace, about)
    return _Draft(
        about.fact,
        RECALL,
        about,
        tuple(map(str, fields.values())),
        (*gaps.values(), *numbers),
        tags,
    )


def _is_asked_by(hidden: str, question: Question) -> bool:
    """Whether the gap that hides this text asks for the same as this question."""
    if isinstance(question, ListRecall):
        return all(holds(hidden, key) for key in question.keys)
    return bool(hidden) and isinstance(question, ShortAnswer)


def _choice(namespace: str, question: Choice | MultipleChoice) -> _Draft:
    html = _html()
    fields = {
        "Stem": _media(question.about, "question", inline=True) + _shown(question.stem),
        "Options": html.options(_options(question), question.keys),
        "Reasons": html.reasons(
            [each for each in question.distractors if each.reason is not Reason.AUTHORED]
        ),
        **_shared(question.about),
    }
    tags = _tags(namespace, question.about)
    return _Draft(question.id, CHOICE, question.about, tuple(map(str, fields.values())), (1,), tags)


def _options(question: Choice | MultipleChoice) -> list[tuple[str, str, tuple[Media, ...]]]:
    """Each option: what it is known by, the words to be shown, and what is shown with them."""
    about = question.about
    return [
        (text, about.beside(text), about.option_media.get(text, ())) for text in question.options
    ]


def _shared(about: About) -> dict[str, str]:
    source, path = _setting(about.sources, about.path[-2:] if len(about.path) > 2 else about.path)
    return {
        "Why": _media(about, "answer") + _shown(about.why),
        "Source": source,
        "Path": path,
        "Id": about.fact,
    }


@cache
def _setting(sources: tuple[str, ...], path: tuple[str, ...]) -> tuple[str, str]:
    """Source and place as HTML; most facts of a deck share them."""
    return str(_html().sources(sources)), str(_html().breadcrumb(path))


def _media(about: About, side: str, inline: bool = False) -> Markup:
    """The pictures and sounds of one side; Anki plays a sound when it shows it."""
    return Markup(str(_html().media(about.shown(side), inline))) if about.media else Markup("")


# From drafts to notes -------------------------------------------------------------------------------------------------


def _stamp(compiled: Compiled, drafts: Iterable[_Draft], now: int) -> None:
    """Give each note its id and its time, and retire what is no more."""
    lock = compiled.lock
    drafts = list(drafts)
    lock.retire(draft.key for draft in drafts)
    lock.note_ids((draft.key for draft in drafts), now)
    for draft in drafts:
        entry = lock.entries[draft.key]
        entry.kind, entry.title = draft.type, plain(draft.about.title)
        entry.home, entry.deck = draft.about.deck, _deck_name(draft.about.path)
        entry.stamp(_digest(*draft.fields, *draft.tags), now)
    for entry in lock.entries.values():
        if entry.retired:
            entry.stamp("retired", now)


def _note(compiled: Compiled, draft: _Draft, cards: tuple[tuple[int, int], ...]) -> Note:
    entry = compiled.lock.entries[draft.key]
    return Note(
        draft.type,
        entry.guid,
        entry.note,
        entry.changed,
        entry.deck,
        draft.fields,
        draft.tags,
        cards,
    )


def _tombstone(key: str, entry: Entry) -> Note:
    """An emptied note: its cards become empty, and Anki's Empty Cards takes them away when the user asks for it."""
    type, names = (CHOICE, CHOICE_FIELDS) if entry.kind == CHOICE else (RECALL, RECALL_FIELDS)
    kept = {"Title": _escape(entry.title), "Id": fact_of(key)}  # what no card shows
    fields = tuple(kept.get(name, "") for name in names)
    return Note(
        type, entry.guid, entry.note, entry.changed, entry.deck, fields, ("quizgen::retired",), ()
    )


def _new_card_order(drafts: Sequence[_Draft]) -> dict[tuple[int, int], int]:
    """The author's order with siblings apart: each note's first card, then each note's second, and so on."""
    turns = (
        (turn, index) for index, draft in enumerate(drafts) for turn in range(len(draft.numbers))
    )
    return {(index, turn): place for place, (turn, index) in enumerate(sorted(turns))}


def _deck_name(path: Iterable[str]) -> str:
    """A deck's full name, without what Anki itself would take out of it."""
    parts = (" ".join(plain(part).replace("::", ": ").split()).strip(": ") for part in path if part)
    return "::".join(part or "blank" for part in parts)


def _tags(namespace: str, about: About) -> tuple[str, ...]:
    """All under one root, so that a user's own tags are told apart."""
    root = f"quizgen::{namespace}"
    return (f"{root}::kind::{about.kind}", *(f"{root}::{tag}" for tag in about.tags))


def _descriptions(compiled: Compiled, notes: Iterable[Note]) -> dict[str, str]:
    """The text of every deck that the notes stand in, and of the decks above."""
    collection = compiled.collection
    texts = {_deck_name((collection.title,)): collection.description} | {
        _deck_name((collection.title, deck.title)): deck.description for deck in collection.decks
    }
    stands = {note.deck for note in notes}
    names = {name for deck in stands for name in accumulate(deck.split("::"), "{}::{}".format)}
    return {
        name: str(_html().description(texts.get(name, ""), collection.notice))
        for name in sorted(names)
    }


def _note_types(lock: Lock, now: int) -> list[NoteType]:
    made = []
    css = styling()
    for name in _SIDES:
        front, back = sides(name)
        entry = lock.note_type(name)
        entry.stamp(_digest(front, back, css), now)
        made.append(NoteType(name, front, back, css, entry.changed))
    return made


def _digest(*texts: str) -> str:
    return blake2b("\x1f".join(texts).encode(), digest_size=12).hexdigest()


# HTML -----------------------------------------------------------------------------------------------------------------

_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "{": "&#123;",
        "}": "&#125;",
        "[": "&#91;",
        "\n": "<br>",
    }
)


def _shown(value: Any) -> Any:
    """Text as HTML, its markup as elements and its formulas as Anki's MathJax takes them."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return Markup(_rendered(parse_markup(value)) if marked(value) else _escape(value))


def _rendered(tree: Tree) -> str:
    return "".join(map(_element, tree))


def _element(node: Inline) -> str:
    if isinstance(node, Text):
        return _escape(node.text)
    if isinstance(node, Math):
        return rf"<span>\({node.latex.translate(_ESCAPES).replace(':', '&#58;')}\)</span>"
    if isinstance(node, Code):
        return f"<code>{_escape(node.text)}</code>"
    name = "strong" if isinstance(node, Strong) else "em"
    return f"<{name}>{_rendered(node.parts)}</{name}>"


def _escape(words: str) -> str:
    """Words as HTML that Anki shows as they are: no tag, field, cloze, sound or formula of Anki's can begin in them."""
    text = words.translate(_ESCAPES)
    if "::" in text or text.startswith(":") or text.endswith(":"):
        text = text.replace(":", "&#58;")
    if "\\" in text:
        text = re.sub(r"\\(?=\(|&#91;)", r"<span>\\</span>", text)
    return text


def _quoted(text: str) -> Markup:
    """Text on one line for an attribute's value, where no tag can stand."""
    text = " ".join(plain(text).split()).translate(_ESCAPES).replace('"', "&quot;")
    return Markup(text.replace("::", "&#58;&#58;"))  # which would begin a hint, inside a cloze


@cache
def _html() -> Any:
    environment: jinja2.Environment = html_environment(
        {"cap": capital, "quoted": _quoted}, finalize=_shown
    )
    return environment.get_template("anki/fields.html").module


def _passage(passage: Passage, numbers: dict[str, int]) -> str:
    macros = {Prose: "prose", Chain: "chain", Bullets: "bullets", Grid: "grid"}
    return str(getattr(_html(), macros[type(passage)])(passage, numbers))


def _ask(question: Question, number: int, words: Wording) -> str:
    html = _html()
    stem = question.stem
    given: Any = ""
    answer: Any
    if isinstance(question, ListRecall):
        answer = html.members(question.members, question.groups)
    elif isinstance(question, Ordering):
        given = html.shuffled(question.shuffled)
        answer = html.ranks(question.ranks)
    elif isinstance(question, TrueFalse):
        stem = words.say("true-false.stem", statement=stem)
        answer = html.phrase(question.key_text, question.because)
    else:
        because = question.because if _adds(question.because, f"{stem} {question.key_text}") else ""
        about, key = question.about, question.key_text
        answer = html.phrase(about.beside(key), because, about.option_media.get(key, ()))
    return str(html.ask(stem, given, answer, number))


def _adds(text: str, said: str) -> bool:
    """Whether a sentence has a word that was not said yet."""
    return not set(_WORD.findall(plain(text).casefold())) <= set(
        _WORD.findall(plain(said).casefold())
    ) | {"means"}
