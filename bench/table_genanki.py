"""Write the rows of a CSV into a package, a note each, as a script with genanki would: the floor of
a table's build.
"""

from __future__ import annotations

import csv
import sys
import warnings
from pathlib import Path

import genanki


def main(table: Path, package: Path) -> None:
    """Write a note for each row, with a card for each column but the first."""
    with table.open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    first, *others = heading
    model = genanki.Model(
        1,
        "Row",
        fields=[{"name": column} for column in heading],
        templates=[
            {
                "name": column,
                "qfmt": f"{{{{{first}}}}}: {column}?",
                "afmt": f"{{{{FrontSide}}}}<hr id=answer>{{{{{column}}}}}",
            }
            for column in others
        ],
    )
    deck = genanki.Deck(1, "Things")
    for row in rows:
        deck.add_note(genanki.Note(model=model, fields=row, guid=row[0]))
    genanki.Package(deck).write_to_file(package)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
