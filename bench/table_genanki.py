"""Write the rows of a CSV into a package as a script with genanki would: the floor of a table's
build.

It makes the notes that quizgen makes of the table in `generated.py`: one a row, with the same
fields and HTML, and with the same five cards, each a cloze. What quizgen finds out, the script is
told: the sentence of each column, which of them are asked back, and how a note looks; it escapes
nothing, as its author sees that nothing needs it. It carries no lock and no sources.
"""

from __future__ import annotations

import csv
import sys
import warnings
from pathlib import Path

import genanki

FIELDS = ("Title", "Text", "Ask", "Line", "Why", "Source", "Path", "Language", "Id")
ASKED = "{{cloze:Ask}}"
SHOWN = "<hr>{{Why}}<p>{{Path}} {{Source}}"


def ask(number: int, answer: str, stem: str) -> str:
    """Return a question as a cloze, of which the hint is the stem."""
    return f'<div>{{{{c{number}::{answer}::<p class="stem" dir="auto">{stem}</p>}}}}</div>'


def line(label: str, value: str) -> str:
    """Return a line of what is shown with every answer."""
    return f'<dt dir="auto">{label}</dt><dd dir="auto">{value}</dd>'


def main(table: Path, package: Path) -> None:
    """Write a note for each row."""
    model = genanki.Model(
        1,
        "Row",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Recall", "qfmt": ASKED, "afmt": ASKED + SHOWN}],
        model_type=genanki.Model.CLOZE,
    )
    deck = genanki.Deck(1, "Generated::Things")
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            thing, capital, currency = row["thing"], row["capital"], row["currency"]
            founded, area = row["founded"], row["area"]
            title = thing[:1].upper() + thing[1:]
            asked = (
                ask(1, capital, f"The capital of {thing} is ____."),
                ask(2, thing, f"The capital of ____ is {capital}."),
                ask(3, currency, f"The currency of {thing} is ____."),
                ask(4, founded, f"{title} was founded in ____."),
                ask(5, area, f"{title} has an area of ____."),
            )
            lines = (
                line("Capital", capital),
                line("Currency", currency),
                line("Founded", founded),
                line("Area", area),
            )
            fields = [
                title,
                "",
                "".join(asked),
                "",
                f"<dl>{''.join(lines)}</dl>",
                "",
                "Generated › Things",
                "en",
                f"things.{thing}",
            ]
            tags = ["quizgen::generated::kind::entities"]
            deck.add_note(genanki.Note(model=model, fields=fields, tags=tags, guid=thing))
    genanki.Package(deck).write_to_file(package)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
