"""Write plain questions from YAML into a package, as a script with genanki would: the floor of a
whole build.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import genanki
import yaml

MODEL = genanki.Model(
    1,
    "Question and answer",
    fields=[{"name": "Question"}, {"name": "Answer"}],
    templates=[
        {
            "name": "Card",
            "qfmt": "{{Question}}",
            "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}",
        }
    ],
)


def main(folder: Path, package: Path) -> None:
    """Write the questions of each deck file of a folder into one package."""
    decks = []
    for number, path in enumerate(sorted(folder.glob("d*.yaml"))):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        deck = genanki.Deck(number + 1, data["deck"])
        for fact in data["facts"]:
            fields = [fact["ask"], fact["answer"]]
            deck.add_note(genanki.Note(model=MODEL, fields=fields, guid=fact["id"]))
        decks.append(deck)
    genanki.Package(decks).write_to_file(package)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
