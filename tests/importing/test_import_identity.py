"""A file that is imported again, changed as its author would, over its former deck: an id stays
with its question, and goes to no other.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from importer import run, write

from quizgen.language.reader import read_file


class Asked(NamedTuple):
    stem: str
    options: tuple[str, ...]
    key: int


BASE = (
    Asked("Which planet is the largest?", ("Mars", "Jupiter", "Venus"), 1),
    Asked("Which planet is the hottest?", ("Mars", "Jupiter", "Venus"), 2),
    # Stems that begin alike beyond what an id holds, and stems that are one.
    Asked("Which of the following statements about moons of planets is true?", ("a", "b"), 0),
    Asked("Which of the following statements about moons of stars is true?", ("c", "d"), 1),
    Asked("Which is right?", ("one", "two"), 0),
    Asked("Which is right?", ("three", "four"), 1),
)
NEW = Asked("Which is right?", ("five", "six"), 0)
CHANGES = {
    "the same": BASE,
    "a row before": (NEW, *BASE),
    "a row behind": (*BASE, NEW),
    "a row out": BASE[1:],
    "the other way round": BASE[::-1],
}


def lettered(asked: Asked, letters: str = "abc", sign: str = ")") -> str:
    return "".join(f"{letters[n]}{sign} {text}\n" for n, text in enumerate(asked.options))


def marks(asked: Asked, right: str, wrong: str) -> list[str]:
    return [right if n == asked.key else wrong for n in range(len(asked.options))]


def table(rows: tuple[Asked, ...]) -> str:
    return "Question,A,B,C,Key\n" + "".join(
        f"{row.stem},{','.join((*row.options, '')[:3])},{'ABC'[row.key]}\n" for row in rows
    )


def markdown_table(rows: tuple[Asked, ...]) -> str:
    return "| Question | A | B | C | Key |\n|---|---|---|---|---|\n" + "".join(
        f"| {row.stem} | {' | '.join((*row.options, '')[:3])} | {'ABC'[row.key]} |\n"
        for row in rows
    )


def typed_test(rows: tuple[Asked, ...]) -> str:
    asked = "".join(f"{n}. {row.stem}\n{lettered(row)}\n" for n, row in enumerate(rows, 1))
    keys = "".join(f"{n}. {'ABC'[row.key]}\n" for n, row in enumerate(rows, 1))
    return f"{asked}Answers\n{keys}"


def boxes(rows: tuple[Asked, ...]) -> str:
    written = ""
    for row in rows:
        signs = zip(marks(row, "x", " "), row.options, strict=True)
        written += f"## {row.stem}\n\n" + "".join(f"- [{sign}] {text}\n" for sign, text in signs)
    return written


def blackboard(rows: tuple[Asked, ...]) -> str:
    written = ""
    for row in rows:
        said = zip(row.options, marks(row, "correct", "incorrect"), strict=True)
        written += f"MC\t{row.stem}\t" + "\t".join(f"{text}\t{word}" for text, word in said) + "\n"
    return written


def records(rows: tuple[Asked, ...]) -> list[dict[str, Any]]:
    return [
        {"question": row.stem, "options": list(row.options), "answer": row.options[row.key]}
        for row in rows
    ]


def json_list(rows: tuple[Asked, ...]) -> str:
    return json.dumps(records(rows))


def json_lines(rows: tuple[Asked, ...]) -> str:
    return "\n".join(map(json.dumps, records(rows)))


def aiken(rows: tuple[Asked, ...]) -> str:
    return "".join(
        f"{row.stem}\n{lettered(row, 'ABC', '.')}ANSWER: {'ABC'[row.key]}\n\n" for row in rows
    )


def gift(rows: tuple[Asked, ...]) -> str:
    written = ""
    for row in rows:
        answers = zip(marks(row, "=", "~"), row.options, strict=True)
        written += f"{row.stem} {{{' '.join(sign + text for sign, text in answers)}}}\n\n"
    return written


def text2qti(rows: tuple[Asked, ...]) -> str:
    written = ""
    for number, row in enumerate(rows, 1):
        stars = marks(row, "*", "")
        lines = (f"{star}{'abc'[n]}) {row.options[n]}\n" for n, star in enumerate(stars))
        written += f"{number}. {row.stem}\n{''.join(lines)}\n"
    return written


def moodle(rows: tuple[Asked, ...]) -> str:
    written = ""
    for row in rows:
        shares = zip(marks(row, "100", "0"), row.options, strict=True)
        answers = (
            f'<answer fraction="{share}"><text>{text}</text></answer>' for share, text in shares
        )
        stem = f"<questiontext><text>{escape(row.stem)}</text></questiontext>"
        written += f'<question type="multichoice">{stem}{"".join(answers)}</question>'
    return f"<quiz>{written}</quiz>"


def qti(rows: tuple[Asked, ...]) -> str:
    written = ""
    for number, row in enumerate(rows):
        labels = "".join(
            f'<response_label ident="{n}"><material><mattext>{text}</mattext></material>'
            "</response_label>"
            for n, text in enumerate(row.options)
        )
        own = "-".join((*row.options, row.stem[-8:-1]))
        written += (
            f'<item ident="{own}" title="q{number}"><presentation><material>'
            f"<mattext>{row.stem}</mattext></material>"
            f'<response_lid ident="r"><render_choice>{labels}</render_choice></response_lid>'
            '</presentation><resprocessing><outcomes><decvar maxvalue="100"/></outcomes>'
            f'<respcondition><conditionvar><varequal respident="r">{row.key}</varequal>'
            "</conditionvar><setvar>100</setvar></respcondition></resprocessing></item>"
        )
    whole = f'<assessment title="a"><section>{written}</section></assessment>'
    return f"<questestinterop>{whole}</questestinterop>"


def letters(rows: tuple[Asked, ...]) -> str:
    return "".join(f"Q: {row.stem}\nA: {row.options[row.key]}\n\n" for row in rows)


def colons(rows: tuple[Asked, ...]) -> str:
    return "# Sky\n\n" + "".join(f"{row.stem}::{row.options[row.key]}\n\n" for row in rows)


def headings(rows: tuple[Asked, ...]) -> str:
    return "".join(f"## {row.stem}\n\n{row.options[row.key]}\n\n" for row in rows)


def pairs(rows: tuple[Asked, ...]) -> str:
    return "".join(f"{row.stem}\t{row.options[row.key]}\n" for row in rows)


WRITERS = [
    *(table, markdown_table, typed_test, boxes, blackboard, json_list, json_lines, aiken, gift),
    *(text2qti, moodle, qti, letters, colons, headings, pairs),
]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to import in."""
    monkeypatch.chdir(tmp_path)


def ids_of(text: str) -> dict[tuple[str, str], str]:
    """Import a text over the former deck; return the ids of its questions by stem and answer."""
    run(write("bank", text), "-o", "deck.yaml", "--force", "--yes")
    document, _ = read_file(Path("deck.yaml"), "deck.yaml")
    facts = document.value["facts"]
    return {(fact["ask"], str(fact["answer"])): fact["id"] for fact in facts}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("writer", WRITERS)
def test_an_id_stays_with_its_question(
    writer: Callable[[tuple[Asked, ...]], str], change: str
) -> None:
    before, rows = ids_of(writer(BASE)), CHANGES[change]
    after = ids_of(writer(rows))
    assert (len(before), len(after)) == (len(BASE), len(rows))
    assert {asked: after[asked] for asked in before if asked in after} == {
        asked: id for asked, id in before.items() if asked in after
    }
    new = {id for asked, id in after.items() if asked not in before}
    assert not new & {*before.values()}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_key_that_is_mended_leaves_the_id_of_its_question(
    writer: Callable[[tuple[Asked, ...]], str],
) -> None:
    before = ids_of(writer(BASE))
    after = ids_of(writer((BASE[0]._replace(key=0), *BASE[1:])))
    stem = BASE[0].stem
    assert after[stem, "Mars"] == before[stem, "Jupiter"]
