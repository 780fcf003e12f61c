"""What the tests of Anki share: an author who releases decks, a learner with a real collection, and
what he sees.

It is no second `conftest.py`, for mypy and the tests could not tell two modules of that name apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from time import sleep
from types import TracebackType
from typing import Any, NamedTuple, Self

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from quizgen.compiler import Compiled, compile_path
from quizgen.diagnostics import Severity
from quizgen.lock import Entry, Lock, parse_lock
from quizgen.questions.question import Question
from quizgen.targets import Settings
from quizgen.targets.anki import build_packages
from quizgen.targets.anki_changes import Changes, compare

DAY = 86_400
# when the first release is made: long ago, for Anki refuses what comes from the future
FIRST = 1_750_000_000

# The key of a note in the lock, and the place of a card among those of its sort, by the lock: gaps
# from 1 on, questions from 200 on. Numbers are made of words, which nobody could read here.
Card = tuple[str, int]
Texts = Mapping[str, str]  # the files of a folder by name


class Release(NamedTuple):
    """What an author gives away, and what quizgen says of it."""

    packages: dict[str, bytes]  # of the collection as a whole, and of each deck in `decks/`
    compiled: Compiled
    lock: Lock
    changes: Changes

    @property
    def parts(self) -> list[str]:
        """The packages of one deck each, which together hold all."""
        decks = [name for name in self.packages if name.startswith("decks/")]
        return decks or list(self.packages)

    def asked(self) -> dict[Card, Question]:
        """The question that each card of a fact's own note asks."""
        return {
            (fact, places(self.lock.entries[fact])[self.lock.entries[fact].cards[name]]): question
            for fact, questions in self.compiled.questions.items()
            for question in questions
            if (name := question.id.partition("/")[2]) in self.lock.entries[fact].cards
        }


def places(entry: Entry) -> dict[int, int]:
    """The place of each card of a note by its number; a note of one card has no names for it."""
    if not entry.cards:
        return {1: 1}
    counts = {True: count(1), False: count(200)}
    return {number: next(counts[name.endswith("/cloze")]) for name, number in entry.cards.items()}


class Author:
    """Somebody who keeps decks in a folder and releases them, each time a day later and with the
    lock of before.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = FIRST

    def release(
        self,
        texts: str | Texts,
        choices: bool = False,
        only: tuple[str, ...] = (),
        lock: str | None = None,
    ) -> Release:
        """Build one deck, or a folder of files; nothing else is left of what stood there before but
        the lock.
        """
        files = {"deck.yaml": texts} if isinstance(texts, str) else texts
        for path in self.folder.glob("*.yaml"):
            path.unlink()
        for name, text in files.items():
            (self.folder / name).write_text(dedent(text), encoding="utf-8")
        if lock is not None:
            self.lock_path(texts).write_text(lock, encoding="utf-8")
        compiled = compile_path(
            self.folder / "deck.yaml" if isinstance(texts, str) else self.folder, judged=False
        )
        faults = [
            each
            for each in compiled.diagnostics
            if each.severity is not Severity.NOTICE
            and each.code not in ("deck-gone", "part-renamed")
        ]
        assert not faults, faults
        artifacts, problems, lock_now = build_packages(
            compiled, Settings(self.now, only, choices, release=True)
        )
        assert not problems, problems
        self.now += DAY
        lock_text = lock_now.as_text()
        self.lock_path(texts).write_text(lock_text, encoding="utf-8")
        old, new = compiled.former, parse_lock(lock_text, "")[0]
        packages = {each.name: each.data for each in artifacts}
        return Release(packages, compiled, new, compare(old, new))

    def lock_path(self, texts: str | Texts) -> Path:
        return self.folder / ("deck.lock" if isinstance(texts, str) else "quizgen.lock")


class Log(NamedTuple):
    """What the importer says that it did, in notes."""

    new: int = 0
    updated: int = 0
    duplicate: int = 0
    conflicting: int = 0


@cache
def _new_collection() -> bytes:
    """A collection as it is on Anki's first start, made once: each one made takes long to get onto
    the disk.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        Collection(str(path)).close()
        return path.read_bytes()


class Learner:
    """Somebody with a collection of his own, whose schema and whose progress are watched."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        self.folder = Path(self._folder.name)
        path = self.folder / "collection.anki2"
        path.write_bytes(_new_collection())
        self.col: Any = Collection(str(path))
        self.col.db.execute(
            "pragma synchronous = off"
        )  # waiting for the disk took most of the time
        self.release: Release

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.col.close()
        self._folder.cleanup()

    # What he does ---------------------------------------------------------------------------------

    def get(
        self, release: Release, only: Iterable[str] | None = None, *, presets: bool = False
    ) -> Log:
        """Import a release deck by deck, or only some packages in that order.

        Everything is as Anki's dialog has it at first, but for the deck presets where wanted.
        """
        schema, progress = self.col.db.scalar("select scm from col"), self.progress()
        total = Log()
        for name in release.parts if only is None else only:
            path = self.folder / name.replace("/", "-")
            path.write_bytes(release.packages[name])
            request = ImportAnkiPackageRequest(
                package_path=str(path),
                options=ImportAnkiPackageOptions(with_deck_configs=presets),
            )
            log = self.col.import_anki_package(request).log
            assert not (
                log.missing_notetype
                or log.missing_deck
                or log.empty_first_field
                or log.first_field_match
            )
            found = Log(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))
            total = Log(*map(sum, zip(total, found, strict=True)))
        self.release = release
        # What must hold after any import whatever: no full sync is forced, and no card is lost,
        # moved or put off.
        assert self.col.db.scalar("select scm from col") == schema
        assert self.progress().items() >= progress.items()
        return total

    def study(self) -> None:
        """Learn every card, each with an interval and a day of its own, so that no two can be mixed
        up unseen.
        """
        self.col.decks.select(self.col.db.scalar("select did from cards limit 1"))
        for rating in (3, 4, 1):  # a few through the scheduler, for the log of reviews
            if (card := self.col.sched.getCard()) is not None:
                card.start_timer()
                self.col.sched.answerCard(card, rating)
                # Of two answers in one millisecond, the second's time may be found wrong.
                sleep(0.002)
        for index, id in enumerate(
            self.col.db.list("select id from cards where type = 0 order by id")
        ):
            self.col.db.execute(
                (
                    "update cards set type = 2, queue = 2, ivl = ?, due = ?, reps = 5, factor = "
                    "2500 where id = ?"
                ),
                30 + index,
                100 + index,
                id,
            )

    def edit(self, fact: str, field: str, text: str, *tags: str) -> None:
        """Change a field by hand, and add tags, between the first release and the second."""
        note = self.note(fact)
        note[field] = text
        note.tags += tags
        self.col.update_note(note)
        # Anki stamps today; the author's next release must be later, or the edit would survive for
        # that reason.
        self.col.db.execute("update notes set mod = ? where id = ?", FIRST + DAY // 2, note.id)

    def clear_empty_cards(self) -> None:
        """Tools › Empty Cards."""
        self.col.remove_cards_and_orphaned_notes(
            [id for note in self.col.get_empty_cards().notes for id in note.card_ids]
        )

    def check_database(self) -> str:
        """Tools › Check Database: what it says."""
        message, sound = self.col.fix_integrity()
        assert sound, message
        return str(message)

    # What he has ----------------------------------------------------------------------------------

    def progress(self) -> dict[tuple[str, int], tuple[Any, ...]]:
        """How he stands with each card that he has studied, by guid and number from 0."""
        # New cards are left out: their place among the others is not progress.
        columns = "guid, ord, did, type, queue, due, ivl, factor, reps, lapses"
        rows = self.col.db.all(
            f"select {columns} from cards join notes on notes.id = nid where type != 0"
        )
        return {(guid, ord): tuple(rest) for guid, ord, *rest in rows}

    def answers(self) -> dict[Card, str]:
        """What each card asks for, as its back shows it; nothing where the card is empty."""
        return {
            card: "".join(elements(each.answer(), "cloze") + elements(each.answer(), "answer"))
            for card, each in self.cards().items()
        }

    def note_type(self, name: str) -> Any:
        """A note type as it stands in the collection."""
        self.col.models._clear_cache()  # an import goes past it
        return self.col.models.by_name(name)

    def note(self, fact: str) -> Any:
        """The note of a fact, or of a choice."""
        guid = self.release.lock.entries[fact].guid
        return self.col.get_note(self.col.db.scalar("select id from notes where guid = ?", guid))

    def cards(self) -> dict[Card, Any]:
        """All his cards, note by note."""
        notes = {entry.guid: key for key, entry in self.release.lock.entries.items()}
        rows = self.col.db.all(
            "select cards.id, guid from cards join notes on notes.id = nid order by nid, ord"
        )
        found = ((notes[guid], self.col.get_card(id)) for id, guid in rows)
        entries = self.release.lock.entries
        return {(note, places(entries[note])[card.ord + 1]): card for note, card in found}

    def empty_cards(self) -> set[Card]:
        """What Empty Cards would clear."""
        ids = {id for note in self.col.get_empty_cards().notes for id in note.card_ids}
        return {card for card, each in self.cards().items() if each.id in ids}

    def decks(self) -> dict[str, str]:
        """The decks that have cards or were imported, each with its description."""
        names = (deck.name for deck in self.col.decks.all_names_and_ids() if deck.name != "Default")
        return {name: self.col.decks.by_name(name)["desc"] for name in names}


# What a card shows --------------------------------------------------------------------------------


class _Element(NamedTuple):
    tag: str
    attributes: dict[str, str]
    children: list[_Element | str]

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def descendants(self) -> Iterator[_Element]:
        for child in self.children:
            if isinstance(child, _Element):
                yield child
                yield from child.descendants()

    def is_away(self, within: tuple[str, ...]) -> bool:
        """Whether it is no part of the question: what is a style or is pressed, what the back shows
        once more, and of a table the other rows below the answer.
        """
        if self.tag in ("style", "details") or "rest" in self.classes:
            return True
        again = {"passage", "shuffled"} & set(self.classes)
        return bool(again) and "back" in within and "front" in within

    def shown(self, within: tuple[str, ...] = ()) -> Iterator[_Element | str]:
        """What of its inside a reader sees; `within` are the classes around it."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif not child.is_away(within):
                yield child
                yield from child.shown((*within, *child.classes))

    def text(self) -> str:
        return "".join(each for each in self.shown() if isinstance(each, str))


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.open = [_Element("", {}, [])]
        self.feed(html)
        self.close()
        assert len(self.open) == 1, f"an element is not closed: {html}"

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        element = _Element(
            tag, {name: value or "" for name, value in attributes}, ["\n"] if tag == "br" else []
        )
        self.open[-1].children.append(element)
        if tag != "br":
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


@lru_cache(maxsize=4096)  # several tests look at the same cards
def _page(html: str) -> _Element:
    return _Page(html.partition("</style>")[2] or html).open[0]


def visible(html: str) -> str:
    """The text that a reader sees: no tags, no attributes, no other questions of the note."""
    return _page(html).text()


def elements(html: str, name: str) -> list[str]:
    """The texts of the elements of that class or tag that a reader sees."""
    found = (each for each in _page(html).shown() if isinstance(each, _Element))
    return [each.text() for each in found if name in (each.tag, *each.classes)]


def column_labels(html: str) -> list[str]:
    """What the cells of a table say of their column, for screens on which they stand below each
    other.
    """
    return [
        label for each in _page(html).descendants() if (label := each.attributes.get("data-column"))
    ]


def strings(html: str) -> list[str]:
    """The text piece by piece, as MathJax looks through it for formulas: it reads none across an
    element's edge.
    """
    return [each for each in _page(html).shown() if isinstance(each, str)]
