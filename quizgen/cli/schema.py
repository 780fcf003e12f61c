"""Write what editors need to complete, explain and check files: the verb `schema`."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.files import write_files
from quizgen.cli.messages import say


@click.command()
@click.option(
    "--deck", "file", flag_value="deck", help="Of decks; the default where one is printed."
)
@click.option("--collection", "file", flag_value="collection", help="Of collection.yaml.")
@click.option("--terms", "file", flag_value="terms", help="Of files of terms.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write there; all three, if none is named.",
)
def schema(file: str | None, output: Path | None) -> None:
    """Print the language as JSON Schema, for editors.

    By it they complete keys, explain them and underline mistakes.

    An editor with a YAML language server reads it if a file begins with the line
    `# yaml-language-server: $schema=.quizgen/deck.schema.json`. `quizgen init` sees to that.

    \b
    Examples:
      quizgen schema
      quizgen schema -o .quizgen        deck, collection and terms, each as NAME.schema.json
      quizgen schema --terms -o .quizgen
    """
    from quizgen.language.json_schema import FILES, schema_of

    if output is None:
        say(schema_of(file or "deck"), nl=False)
        return
    paths = {
        output / f"{name}.schema.json": schema_of(name) for name in ([file] if file else FILES)
    }
    write_files({path: text.encode() for path, text in paths.items()})
    say("\n".join(map(str, paths)))
