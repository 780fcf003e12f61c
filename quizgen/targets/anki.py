"""Make Anki packages: questions become notes, one a fact, whose cards keep their numbers."""

# One Anki note a fact, of one cloze note type. The field `Text` is a passage (chain, list, table,
# prose) whose hidden parts are native clozes. The field `Ask` holds the questions that have a stem
# of their own, each one cloze, whose hint is the question. A card's number is made of its own
# words, wherever it stands, and no number stands in both fields. Anki's `{{cloze:Text}}` is empty
# for a number that `Text` does not have, and `{{cloze-only:Ask}}` is the hint of the card's own
# cloze on the front and its text on the back: no sibling is in a card at all, whatever a web view
# or the browser makes of styles. `Line` says by the same means in which line of the passage the
# hidden part stands, and `Typed` whether Anki has the answer typed in: the hint of such a card's
# cloze is Anki's own mark for that. So everything that a fact can ask is one note, Anki can bury
# siblings, and no card is ever generated that has nothing to ask. Of the recall forms, a short
# answer is left out where a gap asks for the same part; true–false is used only for a fact that has
# no other form. Anything that cannot be a native cloze (choice cards) is a note of its own in a
# second note type, and only on request.
#
# A tombstone is a note without cards. For somebody who has the note, the import empties it and
# Anki's own *Empty Cards* clears it. Somebody new gets no card.

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import accumulate, chain, count
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup

from quizgen.compiler import Compiled, without_garbage_collection
from quizgen.diagnostics import Diagnostic
from quizgen.lock import MOST_CARDS, Entry, Lock
from quizgen.lock_files import LOCK_ENTRY, MEDIA_NAMES, SOURCES
from quizgen.questions.distractors import holds_words_and_signs
from quizgen.questions.question import (
    About,
    AnyChoice,
    Bullets,
    Chain,
    Cloze,
    Grid,
    Lead,
    ListRecall,
    Media,
    Number,
    Ordering,
    Passage,
    Prose,
    Question,
    Run,
    ShortAnswer,
    TrueFalse,
    fact_of,
    gaps_of,
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
from quizgen.text.languages import code_of
from quizgen.text.markup import Code, Inline, Math, Strong, Text, Tree, marked, parse_markup, plain
from quizgen.text.wording import Wording, capital, card_template, html_environment, wording

# What Anki makes a field for typing of; it compares with the card's own cloze in the field named.
TYPE_IN = "[[type:cloze:Typed]]"
_ASKED = ShortAnswer | Number | ListRecall | Ordering

_SIDES = {
    RECALL: ("anki/front.html", "anki/back.html"),
    CHOICE: ("anki/choice.html", "anki/choice.html"),
}
# What the browser shows of question and answer of a card: nothing that other cards ask.
_OWN = "{{cloze-only:Text}}{{cloze-only:Ask}}"
_BROWSED = {RECALL: ("{{#Text}}{{Title}} · {{/Text}}" + _OWN, _OWN), CHOICE: ("{{Stem}}", "")}
# A passage of more lines than this, on a phone, shows in full only the line that is asked.
_MOST_LINES, _LINE = 8, 36

# Without an "adds nothing" rule, half of all cards would say their answer twice.
_WORD = re.compile(r"\w{4,}")
_HOLE = re.compile(r"\0(\d+)\0")


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
def build_packages(compiled: Compiled, settings: Settings) -> Built:
    """Return a package of the whole collection and one a deck, and the lock as it is with them.

    A deck that stands alone makes one package; so does each deck where only some are wanted. Each
    deck carries the tombstones of what it once held.
    """
    drafts, lock, diagnostics = _drafts(compiled, choices=settings.choices)
    lock = _stamped(lock, drafts, compiled.questions, settings)
    note_types = [NoteType(name, *sides(name), *_BROWSED[name], styling()) for name in _SIDES]
    notes_by_deck = _notes_by_deck(compiled, lock, drafts)
    media_by_deck = _media_by_deck(compiled, drafts)
    carried = _carried(compiled, lock, sources=settings.sources)
    artifacts: list[Artifact] = []
    for name, decks in _layout(compiled, settings):
        if artifacts and len(compiled.collection.decks) == 1:  # the deck is the whole collection
            artifacts.append(artifacts[0]._replace(name=name))
            continue
        notes = [note for deck in decks for note in notes_by_deck[deck]]
        notes.sort(key=lambda note: note.id)
        media = {file: data for deck in decks for file, data in media_by_deck[deck].items()}
        data = package(notes, note_types, _descriptions(compiled, notes), media, carried)
        artifacts.append(Artifact(name, data, _summary(decks, notes)))
    return Built(artifacts, diagnostics, lock)


def package_limits(compiled: Compiled) -> list[Diagnostic]:
    """Return the facts that have more parts than a note can hold."""
    return _drafts(compiled, choices=False)[2]


def cards_by_question(compiled: Compiled) -> tuple[dict[str, Card], list[Diagnostic]]:
    """Return the card of each question that has one, by the question's id; choices have one too.

    New cards have the numbers that the next build would give them; no lock is changed.
    """
    drafts, lock, diagnostics = _drafts(compiled, choices=True)
    cards: dict[str, Card] = {}
    for draft in drafts:
        if draft.type == CHOICE:
            cards[draft.key] = Card(CHOICE, dict(zip(CHOICE_FIELDS, draft.fields, strict=True)), 1)
            continue
        names = {number: name for name, number in lock.entries[draft.key].cards.items()}
        fields = dict(zip(RECALL_FIELDS, draft.fields, strict=True))
        for number in draft.numbers:
            cards[f"{draft.key}/{names[number]}"] = Card(RECALL, fields, number)
    return cards, diagnostics


def sides(type: str) -> tuple[str, str]:
    """Return the front and the back of a note type, in Anki's own language of templates."""
    front, back = _SIDES[type]
    return card_template(front, back=False), card_template(back, back=True)


def styling() -> str:
    """Return the style sheet of all cards."""
    return card_template("anki/style.css")


# From questions to drafts -------------------------------------------------------------------------


def _drafts(compiled: Compiled, *, choices: bool) -> tuple[list[_Draft], Lock, list[Diagnostic]]:
    """Return the notes of all facts, and the lock with a number for each of their cards.

    Choice cards that a user may have from a former build stay, wanted now or not.
    """
    lock, namespace = compiled.lock.copy(), compiled.collection.id
    drafts: list[_Draft] = []
    diagnostics: list[Diagnostic] = []
    for questions in compiled.questions.values():
        if not questions or not questions[0].about.has_note:
            continue
        entry = lock.entry(namespace, questions[0].about.fact)
        draft = _recall(compiled, entry, questions)
        if draft.numbers:
            drafts.append(draft)
            if max(draft.numbers) > MOST_CARDS:
                diagnostics.append(_too_many(draft.about))
        for question in questions:
            is_out = question.id in lock.entries and lock.entries[question.id].released
            if isinstance(question, AnyChoice) and (choices or is_out):
                lock.entry(namespace, question.id)
                drafts.append(_choice(compiled, question))
    return drafts, lock, diagnostics


def _too_many(about: About) -> Diagnostic:
    message = f"`{about.fact}` has had more than {MOST_CARDS} cards, all that a note holds"
    hint = "split it into two facts; or give it another `id`, and all its cards start anew"
    return Diagnostic("too-many-parts", message, about.position, hint)


def _recall(compiled: Compiled, entry: Entry, questions: Sequence[Question]) -> _Draft:
    collection, about = compiled.collection, questions[0].about
    words = wording(collection.language)
    asks: list[Question] = [question for question in questions if isinstance(question, _ASKED)]
    clozes = [question for question in questions if isinstance(question, Cloze)]
    hidden = {question.gap.part: question.gap.text for question in clozes}
    asks = [
        question for question in asks if not _is_asked_by(hidden.get(question.part, ""), question)
    ]
    if not clozes and not asks:
        asks = [question for question in questions if isinstance(question, TrueFalse)]
    names = dict.fromkeys(question.card for question in (*clozes, *asks))
    entry.empty = [card for card in entry.cards if card not in names]
    entry.number(names)
    gaps = {question.gap.part: entry.cards[question.card] for question in clozes}
    numbers = [entry.cards[question.card] for question in asks]
    seen = str(_media(about, "question"))
    passages = {id(question.passage): question.passage for question in clozes}
    fields = {
        "Title": _escape(
            plain(about.title) or about.fact
        ),  # no card shows it; in the browser it stands for the note
        "Text": (seen if gaps else "")
        + "".join(_passage(passage, gaps) for passage in passages.values()),
        "Ask": "".join(_ask(*each, words, about) for each in zip(asks, numbers, strict=True)),
        "Line": "".join(_gap_lines(passage, gaps) for passage in passages.values()),
        "Typed": _typed([*clozes, *asks], [*(entry.cards[each.card] for each in clozes), *numbers]),
        **_shared(about, compiled),
    }
    assert tuple(fields) == RECALL_FIELDS
    tags = _tags(collection.id, about)
    return _Draft(
        about.fact,
        RECALL,
        about,
        tuple(map(str, fields.values())),
        (*gaps.values(), *numbers),
        tags,
    )


def _typed(questions: Iterable[Question], numbers: Iterable[int]) -> str:
    """Return, as clozes, the answers that are to be typed in, in plain words."""
    answers = [
        (number, Markup(_escape(plain(question.key_text))))  # its marks were markup already
        for question, number in zip(questions, numbers, strict=True)
        if _is_typed_in(question)
    ]
    return str(_html().typed_answers(answers, TYPE_IN))


def _is_typed_in(question: Question) -> bool:
    """Tell whether the author wants an answer typed in, and it is short enough for that."""
    if isinstance(question, Cloze) and question.gap.values:
        return False
    if not isinstance(question, Number) and not (
        isinstance(question, ShortAnswer | Cloze) and question.typed
    ):
        return False
    wanted = question.about.typed
    return "" in wanted or question.part.partition(".")[0] in wanted


def _is_asked_by(hidden: str, question: Question) -> bool:
    """Tell whether the gap that hides this text asks for the same as this question."""
    if isinstance(question, ListRecall):
        return all(holds_words_and_signs(hidden, key) for key in question.keys)
    return bool(hidden) and isinstance(question, ShortAnswer)


def _choice(compiled: Compiled, question: AnyChoice) -> _Draft:
    html, collection = _html(), compiled.collection
    fields = {
        "Stem": _media(question.about, "question", inline=True) + _shown(question.stem),
        "Options": html.options(_options(question), question.keys),
        "Reasons": html.reasons([each for each in question.distractors if not each.repeats]),
        **_shared(question.about, compiled),
    }
    tags = _tags(collection.id, question.about)
    return _Draft(question.id, CHOICE, question.about, tuple(map(str, fields.values())), (1,), tags)


def _options(question: AnyChoice) -> list[tuple[str, str, tuple[Media, ...]]]:
    """Return each option: what it is known by, its words, and what is shown with them."""
    about = question.about
    return [
        (text, about.beside(text), about.option_media.get(text, ())) for text in question.options
    ]


def _shared(about: About, compiled: Compiled) -> dict[str, str]:
    links = compiled.collection.links
    sources = tuple((title, links.get(title, "")) for title in about.sources)
    source, path = _setting(sources, about.path[-2:] if len(about.path) > 2 else about.path)
    return {
        "Why": _media(about, "answer") + _shown(about.why) + _lines(about.lines),
        "Source": source,
        "Path": path,
        "Language": code_of(compiled.collection.language),
        "Id": about.fact,
    }


def _lines(lines: Sequence[tuple[str, str]]) -> Markup:
    """Return what is shown with every answer of a note: labels and texts."""
    if not lines:
        return Markup("")
    labels = ((label, _hole(index)) for index, (label, _) in enumerate(lines))
    return _filled(_frame("lines", tuple(labels)), [text for _, text in lines])


@cache
def _setting(sources: tuple[tuple[str, str], ...], path: tuple[str, ...]) -> tuple[str, str]:
    """Return source and place as HTML; most facts of a deck share them."""
    return str(_html().sources(sources)), str(_html().breadcrumb(path))


def _media(about: About, side: str, *, inline: bool = False) -> Markup:
    """Return the pictures and sounds of one side; Anki plays a sound when it shows it."""
    return Markup(str(_html().media(about.shown(side), inline))) if about.media else Markup("")


# From drafts to notes -----------------------------------------------------------------------------


def _stamped(
    lock: Lock, drafts: Sequence[_Draft], facts: Iterable[str], settings: Settings
) -> Lock:
    """Return the lock with an id and a time for each note, and what is no more retired."""
    lock, now = lock.copy(), settings.now
    lock.retire((draft.key for draft in drafts), facts)
    lock.note_ids((draft.key for draft in drafts), now)
    for draft in drafts:
        entry = lock.entries[draft.key]
        entry.kind = draft.type
        entry.title = plain(draft.about.title or draft.about.known_by)
        entry.home, entry.deck = draft.about.deck, _deck_name(draft.about.path)
        if fact_of(draft.key) in settings.touched:
            entry.digest = ""
        entry.stamp(_digest(*_content(draft), *draft.about.tags), now)
        if settings.release:
            entry.release()
    for entry in lock.entries.values():
        if entry.retired:
            entry.stamp("retired", now)
    return lock


def _content(draft: _Draft) -> Iterator[str]:
    """Yield the fields of a note, but for what only says where it is from and where it stands."""
    names = RECALL_FIELDS if draft.type == RECALL else CHOICE_FIELDS
    return (
        text
        for name, text in zip(names, draft.fields, strict=True)
        if name not in ("Source", "Path")
    )


def _carried(compiled: Compiled, lock: Lock, *, sources: bool) -> dict[str, bytes]:
    """Return what a package carries for its author: the lock, and what the decks were made of."""
    files = {LOCK_ENTRY: lock.as_text()}
    for name, text in compiled.collection.sources_by_name().items() if sources else ():
        files[SOURCES + name] = text
    if sources and compiled.collection.media:
        names = {own: file.name for own, file in sorted(compiled.collection.media.items())}
        files[SOURCES + MEDIA_NAMES] = json.dumps(names, ensure_ascii=False)
    return {name: text.encode() for name, text in files.items()}


def _notes_by_deck(
    compiled: Compiled, lock: Lock, drafts: Sequence[_Draft]
) -> dict[str, list[Note]]:
    """Return the finished notes by the id of their deck, and with them the tombstones.

    The tombstones of a deck that is no more go to the first that is left.
    """
    notes: dict[str, list[Note]] = {deck.id: [] for deck in compiled.collection.decks}
    places = _new_card_order(drafts)
    for index, draft in enumerate(drafts):
        cards = tuple(
            (number - 1, places[index, turn]) for turn, number in enumerate(draft.numbers)
        )
        notes[draft.about.deck].append(_note(lock.entries[draft.key], draft, cards))
    for key, entry in lock.entries.items():
        if entry.retired and notes:
            home = entry.home if entry.home in notes else next(iter(notes))
            notes[home].append(_tombstone(key, entry))
    return notes


def _media_by_deck(compiled: Compiled, drafts: Iterable[_Draft]) -> dict[str, dict[str, bytes]]:
    """Return by deck the pictures and sounds that its notes show."""
    bytes_by_name = compiled.media
    media: dict[str, dict[str, bytes]] = {deck.id: {} for deck in compiled.collection.decks}
    for draft in drafts:
        for name in (each.name for each in draft.about.files):
            if any(name in field for field in draft.fields):
                media[draft.about.deck][name] = bytes_by_name[name]
    return media


def _layout(compiled: Compiled, settings: Settings) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each package, and the ids of the decks that it holds."""
    collection = compiled.collection
    ids = [deck.id for deck in collection.decks]
    if collection.stands_alone:
        folder = ""
    else:
        folder = "decks/"
        if not settings.decks:
            yield f"{collection.id}.apkg", ids
    for id in ids:
        if not settings.decks or id in settings.decks:
            yield f"{folder}{id}.apkg", [id]


def _summary(decks: Sequence[str], notes: Sequence[Note]) -> str:
    counts = {
        "deck": len(decks),
        "note": sum(bool(note.cards) for note in notes),
        "card": sum(len(note.cards) for note in notes),
    }
    if len(decks) == 1:
        del counts["deck"]
    return ", ".join(f"{count} {what}{'s' * (count != 1)}" for what, count in counts.items())


def _note(entry: Entry, draft: _Draft, cards: tuple[tuple[int, int], ...]) -> Note:
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
    """Return an emptied note, whose cards Anki's Empty Cards takes away on request."""
    type, names = (CHOICE, CHOICE_FIELDS) if entry.kind == CHOICE else (RECALL, RECALL_FIELDS)
    kept = {"Title": _escape(entry.title), "Id": fact_of(key)}  # what no card shows
    fields = tuple(kept.get(name, "") for name in names)
    return Note(
        type, entry.guid, entry.note, entry.changed, entry.deck, fields, ("quizgen::retired",), ()
    )


def _new_card_order(drafts: Sequence[_Draft]) -> dict[tuple[int, int], int]:
    """Return the author's order with siblings apart: first cards, then second ones, and so on."""
    turns = (
        (turn, index) for index, draft in enumerate(drafts) for turn in range(len(draft.numbers))
    )
    return {(index, turn): place for place, (turn, index) in enumerate(sorted(turns))}


def _deck_name(path: Iterable[str]) -> str:
    """Return a deck's full name, without what Anki itself would take out of it."""
    parts = (" ".join(plain(part).replace("::", ": ").split()).strip(": ") for part in path if part)
    return "::".join(part or "blank" for part in parts)


def _tags(namespace: str, about: About) -> tuple[str, ...]:
    """Return the tags under one root, so that a user's own are told apart."""
    root = f"quizgen::{namespace}"
    return (f"{root}::kind::{about.kind}", *(f"{root}::{tag}" for tag in about.tags))


def _descriptions(compiled: Compiled, notes: Iterable[Note]) -> dict[str, str]:
    """Return the text of every deck that the notes stand in, and of the decks above."""
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


def _digest(*texts: str) -> str:
    return blake2b("\x1f".join(texts).encode(), digest_size=12).hexdigest()


# HTML ---------------------------------------------------------------------------------------------

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
    """Return text as HTML, its markup as elements and its formulas as Anki's MathJax takes them."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return Markup(_in_html(value))


def _in_html(text: str) -> str:
    return _rendered(parse_markup(text)) if marked(text) else _escape(text)


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
    """Return words as HTML that Anki shows as they are.

    No tag, field, cloze, sound or formula of Anki's can begin in them.
    """
    text = words.translate(_ESCAPES)
    if "::" in text or text.startswith(":") or text.endswith(":"):
        text = text.replace(":", "&#58;")
    if "\\" in text:
        text = re.sub(r"\\(?=\(|&#91;)", r"<span>\\</span>", text)
    return text


def _quoted(text: str) -> Markup:
    """Return text on one line for an attribute's value, where no tag can stand."""
    text = " ".join(plain(text).split()).translate(_ESCAPES).replace('"', "&quot;")
    return Markup(text.replace("::", "&#58;&#58;"))  # which would begin a hint, inside a cloze


@cache
def _html() -> Any:
    environment: jinja2.Environment = html_environment(
        {"cap": capital, "quoted": _quoted}, finalize=_shown
    )
    return environment.get_template("anki/fields.html").module


# Thousands of notes differ in a few texts alone: what stands around those is rendered once.


@cache
def _hole(index: int) -> Markup:
    """Return what stands in a frame for one of the texts that are filled in."""
    return Markup(f"\0{index}\0")


class _Frame(NamedTuple):
    """Pieces of HTML, and which of them are holes: each place, and the index of what goes there."""

    pieces: list[str]
    holes: list[tuple[int, int]]


@lru_cache(maxsize=1 << 8)
def _frame(macro: str, *arguments: Any) -> _Frame:
    """Return what a macro makes of arguments that have holes."""
    pieces = _HOLE.split(str(getattr(_html(), macro)(*arguments)))
    return _Frame(pieces, [(place, int(pieces[place])) for place in range(1, len(pieces), 2)])


def _filled(frame: _Frame, texts: Sequence[str]) -> Markup:
    """Return a frame as HTML, with these texts in its holes."""
    pieces = frame.pieces.copy()
    for place, index in frame.holes:
        text = texts[index]
        pieces[place] = text if isinstance(text, Markup) else _in_html(text)
    return Markup("".join(pieces))


def _passage(passage: Passage, numbers: dict[str, int]) -> str:
    if isinstance(passage, Prose):
        return str(_html().prose(passage.title, _prose_run(passage, numbers), numbers))
    macros = {Chain: "chain", Bullets: "bullets", Grid: "grid"}
    return str(getattr(_html(), macros[type(passage)])(passage, numbers, _is_long(passage)))


def _prose_run(passage: Prose, numbers: Mapping[str, int]) -> Run:
    """Return the run of a text, of which one field has all gaps, each filled on the other cards."""
    is_only = len({gap.part for gap in gaps_of([passage.run])} & numbers.keys()) == 1
    return tuple(
        Lead.read(piece, hidden=is_only) if isinstance(piece, str) else piece
        for piece in passage.run
    )


def _lines_of(passage: Passage) -> list[list[Run]]:
    """Return what stands in each line of a passage that a card can show by itself.

    Of a list in groups that is a group, of a table a row.
    """
    if isinstance(passage, Prose):
        return []
    if isinstance(passage, Chain):
        return [list(line) for line in passage.lines]
    if isinstance(passage, Grid):
        return [list(cells) for _, cells in passage.rows]
    groups = [list(runs) for _, runs in passage.groups]
    return groups if len(groups) > 1 else [[run] for run in groups[0]]


def _gap_lines(passage: Passage, numbers: dict[str, int]) -> str:
    """Return, as clozes, the line of the passage in which each gap stands, counted from 1."""
    places = [
        (numbers[gap.part], line)
        for line, runs in enumerate(_lines_of(passage), 1)
        for gap in gaps_of(runs)
        if gap.part in numbers
    ]
    return str(_html().lines_of(places))


def _is_long(passage: Passage) -> bool:
    """Tell whether a passage might not fit the window of a phone."""
    lines = 0
    for run in chain.from_iterable(_lines_of(passage)):
        text = "".join(piece if isinstance(piece, str) else piece.text for piece in run)
        lines += 1 + len(plain(text)) // _LINE
    return lines > _MOST_LINES


def _ask(question: Question, number: int, words: Wording, shared: About) -> str:
    html = _html()
    stem = question.stem
    seen: Any = _media(shared, "question")
    given: Any = ""
    if question.about is not shared:  # it shows a picture of its own
        given = _media(question.about, "question")
    answer: Any
    if isinstance(question, ListRecall):
        answer = _revealed(question.groups or [("", question.keys)], words)
    elif isinstance(question, Ordering):
        given = html.shuffled(question.shuffled)
        answer = _revealed([("", question.ranks)], words)
    elif isinstance(question, TrueFalse):
        stem = words.say("true-false.stem", statement=stem)
        answer = _phrase(question.key_text, question.because)
    else:
        said = f"{stem} {question.key_text} {_linking_words(words)}"
        because = question.because if _adds(question.because, said) else ""
        about, key = question.about, question.key_text
        answer = _phrase(about.beside(key), because, about.option_media.get(key, ()))
    texts = str(number), answer, seen, stem, given
    return str(_filled(_ask_frame(), texts))


@cache
def _ask_frame() -> _Frame:
    """Return what stands around a number, an answer, what is seen, a stem and what is given."""
    return _frame("ask", *map(_hole, range(5)))


def _phrase(text: str, because: str, files: tuple[Media, ...] = ()) -> Markup:
    """Return the words of an answer, and why it is right, if that is said."""
    frame = _frame("phrase", _hole(0) if text else "", _hole(1) if because else "", files)
    return _filled(frame, (text, because))


@cache
def _linking_words(words: Wording) -> str:
    """Return the words that a sentence of ours has beside a term and its meaning."""
    return words.say("term.because", term="", means="")


def _revealed(
    groups: Iterable[tuple[str, Sequence[str] | Sequence[tuple[str, ...]]]], words: Wording
) -> Any:
    """Return what stands in groups, to be shown one by one; texts in a tuple share a place."""
    places = count(1)
    numbered = []
    for label, entries in groups:
        ties = [(entry,) if isinstance(entry, str) else entry for entry in entries]
        numbered.append((label, [(next(places), tie) for tie in ties]))
    return _html().reveal(numbered, words.say("card.all"), words.say("card.next"))


def _adds(text: str, said: str) -> bool:
    """Tell whether a sentence has a word that was not said yet."""
    return not set(_WORD.findall(plain(text).casefold())) <= set(
        _WORD.findall(plain(said).casefold())
    )
