"""Write out how pages look, to be copied and changed: the verb `templates`."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def templates() -> None:
    """Write out the page templates, to make your own from.

    \b
    Examples:
      quizgen templates export my-pages
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
    from quizgen.text.wording import FOLDER

    sources = sorted((FOLDER / "paper").glob("*.typ"))
    there = [source.name for source in sources if (folder / source.name).exists()]
    if there:
        raise click.UsageError(f"{folder / there[0]} exists already: choose another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in sources:
            (folder / source.name).write_bytes(source.read_bytes())
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be written: {error.strerror}") from error
    click.echo(
        f"{len(sources)} templates in {folder}: change them, and print with --templates {folder}"
    )
