"""Start a collection: the verb `init`."""

# A new collection has no lock. The first build writes it. Were it written with the starter deck,
# that deck's facts would be tombstones as soon as the author deletes them.
#
# The id of a new collection is made of its folder's name, or given: no randomness, and nothing of
# the machine. Two authors who choose the same name and keep the starter's facts share those facts'
# notes, which are the same.

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click

from quizgen.cli.files import write_files
from quizgen.cli.messages import demand_known, say


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--title", metavar="TEXT", help="The collection's title; default: made of the folder's name."
)
@click.option(
    "--id",
    metavar="SLUG",
    help="Its id, which every card hangs on; default: made of the folder's name.",
)
@click.option(
    "--example",
    metavar="NAME",
    help="Begin with a table to change: countries, elements, timeline or vocabulary.",
)
def init(*, folder: Path, title: str | None, id: str | None, example: str | None) -> None:
    """Start a collection in FOLDER: a deck to read and to change, and all that belongs to one.

    \b
    Examples:
      quizgen init trees
      quizgen init trees-2 --title Trees --id jane-trees
      quizgen init words --example vocabulary
    """
    from quizgen.language.json_schema import FILES, schema_of
    from quizgen.text.wording import capital, examples, starter

    if example is not None:
        demand_known([example], examples(), "--example")
    _demand_empty(folder)
    place = folder.resolve()
    name = place.parent.name if place.name == "decks" else place.name  # many folders are called so
    id = _collection_id(id, name)
    words = name.replace("-", " ").replace("_", " ").split()
    title = _collection_title(title or capital(" ".join(words)))
    texts = {
        **starter(title, id, example or ""),
        **{f".quizgen/{file}.schema.json": schema_of(file) for file in FILES},
    }
    write_files({folder / path: text.encode() for path, text in texts.items()})
    change_folder = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    shows = "weather.yaml shows each kind of fact; `quizgen new KIND` prints one to paste."
    if example is not None:
        [table] = [path for path in texts if path.endswith(".csv")]
        shows = f"The rows stand in {table}: change them in any spreadsheet, and save it as CSV."
    say(
        f"{folder} holds a collection with the id `{id}`.\n"
        f"Every card hangs on the id: change it in collection.yaml now, or never.\n"
        f"{shows}\n"
        f"Now: {change_folder}quizgen build"
    )


def _demand_empty(folder: Path) -> None:
    """End the run where something could be overwritten; a new repository is empty."""
    names: list[str] = []
    try:
        if folder.exists():
            names = sorted(path.name for path in folder.iterdir() if path.name != ".git")
    except OSError as error:
        raise click.UsageError(
            f"{folder} is no folder that can be read: {error.strerror}"
        ) from error
    if names:
        hint = "name a folder that is new or empty; "
        hint += "`quizgen new KIND` prints a fact to paste into a deck that you have"
        raise click.UsageError(f"{folder} is not empty: it holds {names[0]}; {hint}")


def _collection_id(id: str | None, name: str) -> str:
    """Return the id if there is one, or else one made of the folder's name."""
    from quizgen.language.consistency import mistaken_for
    from quizgen.language.facts.fact import SLUG, SLUG_LENGTH
    from quizgen.language.validation import suggested_id

    if id is None:
        if not any(character.isalnum() and character.isascii() for character in name):
            raise click.UsageError(
                f"no id can be made of the folder's name `{name}`: give one with --id"
            )
        id = suggested_id(name)
        return f"{id}-collection" if mistaken_for(id) else id
    if not re.fullmatch(SLUG, id) or len(id) > SLUG_LENGTH:
        hint = f"use a–z, 0–9 and hyphens, 80 at most: `{suggested_id(id)}`"
        raise click.BadParameter(f"`{id}` is not an id; {hint}", param_hint="--id")
    if reason := mistaken_for(id):
        raise click.BadParameter(f"`{id}` cannot be an id: {reason}", param_hint="--id")
    return id


def _collection_title(text: str) -> str:
    """Return a title of which YAML and Anki can make something."""
    if not text.isprintable() or not text.strip():
        raise click.BadParameter("a title is a line of text", param_hint="--title")
    return text
