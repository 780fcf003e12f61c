"""Write out how pages look and how a language is worded, to be changed: the verb `templates`."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.messages import say


@click.group()
def templates() -> None:
    """Write out the page templates, or the tables of a language, to make your own from.

    \b
    Examples:
      quizgen templates export my-pages
      quizgen templates language my-decks/it
    """


@templates.command()
@click.argument("folder", type=click.Path(path_type=Path))
def export(folder: Path) -> None:
    """Copy the page templates into FOLDER, which must not hold any yet.

    \b
    Examples:
      quizgen templates export my-pages
      quizgen worksheet minerals --templates my-pages
    """
    from quizgen.text.languages import FOLDER

    number = _copy(sorted((FOLDER / "paper").glob("*.typ")), folder)
    say(f"{number} templates in {folder}: change them, and print with --templates {folder}")


@templates.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--from", "code", default="en", help="The language to begin with.", show_default=True)
def language(folder: Path, code: str) -> None:
    """Copy the tables of a language into FOLDER, to make another language of them.

    FOLDER lies beside the collection, and is called by the code of the new language, such as `it`.

    \b
    Examples:
      quizgen templates language my-decks/it
      quizgen templates language my-decks/nl --from de
    """
    from quizgen.text.languages import CODE, FOLDER, languages

    if code not in languages():
        there = ", ".join(languages())
        raise click.UsageError(f"there is no language `{code}`: choose one of {there}")
    name = folder.resolve().name
    if not CODE.fullmatch(name):
        raise click.UsageError(f"`{name}` is no code of a language: call the folder `it`, or so")
    number = _copy(sorted((FOLDER / "languages" / code).glob("*.toml")), folder)
    say(f"{number} tables in {folder}: translate them, and write `language: {name}`")


def _copy(sources: list[Path], folder: Path) -> int:
    """Copy files into a folder that holds none of their names, and return how many."""
    there = [source.name for source in sources if (folder / source.name).exists()]
    if there:
        raise click.UsageError(f"{folder / there[0]} exists already: choose another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in sources:
            (folder / source.name).write_bytes(source.read_bytes())
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be written: {error.strerror}") from error
    return len(sources)
