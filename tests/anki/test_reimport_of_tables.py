"""A table of entities in Anki: rows and columns come, go and change their names and places, and
nobody who studies them loses anything.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from learner import FIRST, Author, Card, Learner, Log, places, visible

from quizgen.cli import main

SOUND = "Database rebuilt and optimized."  # what Check Database says when it found nothing

COLLECTION = "collection: Places\nid: places\n"
DECK = """\
deck: Countries
id: countries-deck
facts:
  - id: countries
    entities: country
    columns:
      capital: {sentence: "The capital of {country} is {capital}.", ask back: yes}
      currency: {sentence: "The currency of {country} is {currency}.", ask back: yes}
    exclusive: yes
    rows: countries.csv
"""
ROWS = """\
country,capital,currency
France,Paris,the franc
Thailand,Bangkok,the baht
Japan,Tokyo,the yen
Burma,Naypyidaw,the kyat
"""
NAMES = {f"countries.{name}" for name in ("france", "thailand", "japan", "burma")}
# Each row asks for capital and currency, and for itself by either.
FOUR = {200, 201, 202, 203}


def files(rows: str = ROWS, deck: str = DECK) -> dict[str, str]:
    return {"collection.yaml": COLLECTION, "deck.yaml": deck, "countries.csv": rows}


def saved_again(rows: str) -> str:
    """The table as a spreadsheet saves it: other delimiters, all in quotes, a mark before it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows(csv.reader(io.StringIO(rows)))
    return "\ufeff" + out.getvalue()


def in_order(*places: int) -> str:
    head, *rows = ROWS.splitlines(keepends=True)
    return head + "".join(rows[place] for place in places)


def with_column(name: str, *cells: str) -> str:
    lines = ROWS.splitlines()
    return "\n".join(map(",".join, zip(lines, (name, *cells), strict=True))) + "\n"


def of(*numbers: int) -> set[Card]:
    return {(row, number) for row in NAMES for number in numbers}


@pytest.fixture
def learner() -> Iterator[Learner]:
    with Learner() as learner:
        yield learner


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


class Edit(NamedTuple):
    """A table after one edit, and what it must do to notes, then to cards."""

    files: dict[str, str]
    changed: AbstractSet[str] = frozenset()
    new: AbstractSet[str] = frozenset()
    retired: AbstractSet[str] = frozenset()
    added: AbstractSet[Card] = frozenset()
    emptied: AbstractSet[Card] = frozenset()


MYANMAR = with_column("was", "", "", "", "Burma").replace("Burma,N", "Myanmar,N")
CAPITAL, CURRENCY, *_ = DECK.partition("columns:\n")[2].splitlines(keepends=True)
CAPITALS = DECK.replace(CURRENCY, "")
LANGUAGE = "      language: They speak {language} in {country}.\n    exclusive"
SEAT = CAPITAL.replace("capital", "seat").replace("The seat", "The capital")
SEAT = SEAT.replace("ask back", "was: capital, ask back")
SHARED = """\
    sentence: The {column} of {country} is {value}.
    columns: {capital: {ask back: yes}, currency: {ask back: yes}}
    exclusive"""
SHARED = f"{DECK.partition('    columns')[0]}{SHARED}{DECK.partition('    exclusive')[2]}"
# A row renamed, one with another value, one less, two more, all in another order.
ALL_AT_ONCE = """\
currency,was,country,capital
the kyat,Burma,Myanmar,Naypyidaw
the sol,,Peru,Lima
the shilling,,Kenya,Nairobi
the euro,,France,Paris
the baht,,Thailand,Bangkok
"""
EDITS = {
    "saved again by a spreadsheet": Edit(files(saved_again(ROWS))),
    "rows in another order": Edit(files(in_order(3, 1, 0, 2))),
    "columns in another order": Edit(
        files("\n".join(",".join(line.split(",")[::-1]) for line in ROWS.splitlines()))
    ),
    "a row more, before the others": Edit(
        files(ROWS.replace("France", "Peru,Lima,the sol\nFrance")),
        new={"countries.peru"},
        added={("countries.peru", number) for number in FOUR},
    ),
    "a row less": Edit(
        files(in_order(0, 1, 3)),
        retired={"countries.japan"},
        emptied={("countries.japan", number) for number in FOUR},
    ),
    "a row renamed": Edit(files(MYANMAR), changed={"countries.myanmar"}),
    "a row respelled": Edit(
        files(ROWS.replace("Thailand", "Thaïland")), changed={"countries.thaïland"}
    ),
    "another value": Edit(
        files(ROWS.replace("the franc", "the euro")), changed={"countries.france"}
    ),
    "a cell that is not known any more": Edit(
        files(ROWS.replace("the yen", "")),
        changed={"countries.japan"},
        emptied={("countries.japan", 202), ("countries.japan", 203)},
    ),
    "a value that two rows share": Edit(
        files(ROWS.replace("the yen", "the baht")),
        changed={"countries.japan", "countries.thailand"},
        emptied={("countries.japan", 203), ("countries.thailand", 203)},
    ),
    "a column more": Edit(
        files(
            with_column("language", "French", "Thai", "Japanese", "Burmese"),
            DECK.replace("    exclusive", LANGUAGE),
        ),
        changed=NAMES,
        added=of(204),  # a language is spoken elsewhere, too: its country is not recalled from it
    ),
    "a column of the file that the deck does not name": Edit(
        files(with_column("language", "French", "Thai", "Japanese", "Burmese"))
    ),
    "a column less": Edit(files(ROWS, CAPITALS), changed=NAMES, emptied=of(202, 203)),
    "a way back that is not recalled any more": Edit(
        files(ROWS, DECK.replace(CURRENCY, CURRENCY.replace(", ask back: yes", ""))),
        changed=NAMES,
        emptied=of(203),
    ),
    "a column renamed": Edit(
        files(
            ROWS.replace("capital", "seat"),
            DECK.replace(CAPITAL, SEAT),
        ),
        changed=NAMES,  # the label on the back
    ),
    "the rows in the deck itself": Edit(
        files(
            deck=DECK.replace(
                "countries.csv", "|\n" + "".join(f"      {line}\n" for line in ROWS.splitlines())
            )
        )
    ),
    "one sentence for all columns, which says the same": Edit(files(deck=SHARED)),
    "the names of the columns in other words in the file": Edit(
        files(
            ROWS.replace("capital", "Seat of government"),
            DECK.replace("    rows", "    headings: {capital: Seat of government}\n    rows"),
        )
    ),
    "a column that is only shown": Edit(
        files(
            with_column("language", "French", "Thai", "Japanese", "Burmese"),
            DECK.replace("    exclusive", "      language: {shown: only}\n    exclusive"),
        ),
        changed=NAMES,  # what stands below the answer
    ),
    "all at once": Edit(
        files(saved_again(ALL_AT_ONCE)),
        changed={"countries.myanmar", "countries.france"},
        new={"countries.peru", "countries.kenya"},
        retired={"countries.japan"},
        added={(row, each) for row in ("countries.peru", "countries.kenya") for each in FOUR},
        emptied={("countries.japan", number) for number in FOUR},
    ),
    "the table renamed": Edit(
        files(deck=DECK.replace("id: countries\n", "id: states\n    was: countries\n")),
        changed={name.replace("countries.", "states.") for name in NAMES},
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_a_table_reaches_those_cards_that_it_concerns_and_no_other(
    name: str, author: Author, learner: Learner
) -> None:
    edit = EDITS[name]
    first = author.release(files())
    assert learner.get(first) == Log(new=4)
    learner.study()
    before = {(first.lock.entries[row].guid, number) for row, number in learner.cards()}
    assert len(before) == 16
    release = author.release(edit.files)

    log = learner.get(release)  # which sees to it that progress is kept and no full sync forced

    touched = edit.changed | edit.retired
    assert log == Log(new=len(edit.new), updated=len(touched), duplicate=4 - len(touched))
    changed = {row for row, entry in release.lock.entries.items() if entry.changed > FIRST}
    assert changed == touched
    after = {card: (release.lock.entries[card[0]].guid, card[1]) for card in learner.cards()}
    assert set(after.values()) >= before
    assert {card for card, known in after.items() if known not in before} == edit.added
    assert learner.empty_cards() == edit.emptied
    assert learner.check_database() == SOUND


def test_a_card_shows_the_one_thing_asked_and_then_its_row(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(files()))
    entry = learner.release.lock.entries["countries.japan"]
    place = places(entry)[entry.cards["capital/short-answer"]]
    card = learner.cards()["countries.japan", place]
    front, back = visible(card.question()), visible(card.answer())
    assert "The capital of Japan is ____." in front
    assert "yen" not in front
    assert "Tokyo" not in front
    assert "Tokyo" in back
    assert "the yen" in back


def test_a_row_that_comes_back_has_its_cards_as_they_were(author: Author, learner: Learner) -> None:
    learner.get(author.release(files()))
    learner.study()
    before = {card: each.due for card, each in learner.cards().items()}
    learner.get(author.release(files(in_order(0, 1, 3))))
    learner.get(author.release(files()))
    assert {card: each.due for card, each in learner.cards().items()} == before
    assert learner.empty_cards() == set()
    assert learner.check_database() == SOUND


def test_rows_that_are_added_by_the_verb_are_new_cards_and_nothing_else(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(files()))
    learner.study()
    before = set(learner.cards())
    deck = str(author.folder / "deck.yaml")
    pasted = "country,currency,capital\nPeru,the sol,Lima\nFrance,the franc,Paris\n"
    result = CliRunner().invoke(main, ["add", deck], input=pasted)
    assert result.exit_code == 0, result.output
    rows = (author.folder / "countries.csv").read_text(encoding="utf-8")
    assert rows == f"{ROWS}Peru,Lima,the sol\n"
    assert learner.get(author.release(files(rows))) == Log(new=1, duplicate=4)
    assert set(learner.cards()) == before | {("countries.peru", number) for number in FOUR}
    assert learner.check_database() == SOUND
