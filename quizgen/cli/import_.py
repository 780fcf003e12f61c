"""The verb `import`: makes decks of what other programs hold."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.running import format_option, stop_on_errors, write_files


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A deck file (.yaml), or a folder for a collection.  [default: a deck file here, named as the first FILE]",
)
@click.option("--force", is_flag=True, help="Write over files that exist.")
@click.option(
    "--table",
    is_flag=True,
    help="The first column names things, the others what they are compared by.",
)
@click.option(
    "--columns",
    metavar="NAMES",
    default="",
    help="What the columns are, such as `term,means,tags`, where no heading says it.",
)
@format_option
def import_(
    files: tuple[Path, ...], output: Path | None, force: bool, table: bool, columns: str, style: str
) -> None:
    """Make decks of an Anki package, a table (CSV, TSV) or a text export.

    What can be told becomes a fact of its kind: a definition a term, a list a list, numbered steps a mechanism. What
    cannot be told becomes a plain question, and what cannot be imported is named with the reason. Pictures and sounds
    go into the folder `media` beside the deck.

    \b
    Examples:
      quizgen import cards.csv
      quizgen import cards.csv --columns term,means -o words.yaml
      quizgen import minerals.csv --table -o minerals.yaml
      quizgen import cards.csv minerals.csv -o my-decks
    """
    from quizgen.cli import tables as report
    from quizgen.diagnostics import Diagnostic, Position, Severity
    from quizgen.importing import import_sources, read_source
    from quizgen.importing.source_notes import UnreadableError
    from quizgen.language.media import MEDIA_FOLDER
    from quizgen.language.reader import MAX_BYTES

    names = [] if not columns else [name.strip() for name in columns.split(",")]
    target = output or Path(f"{files[0].stem}.yaml")
    folder = target.suffix.lower() not in (".yaml", ".yml")
    _demand_free(target, folder, force)
    sources, problems = [], []
    with report.progress("Importing"):
        for path in files:
            try:
                sources.append(read_source(path, names, table=table))
            except UnreadableError as error:
                problems.append(error.diagnostic)
        stop_on_errors(
            [*(each for source in sources for each in source.warnings), *problems], None, style
        )
        alone = folder or not (target.parent / "collection.yaml").is_file()
        title = target.stem if len(files) > 1 else ""
        media = (target if folder else target.parent) / MEDIA_FOLDER
        taken = () if alone else _ids_beside(target)
        imported = import_sources(
            sources, title, table=table, folder=folder, alone=alone, taken=taken, beside=media
        )
    click.echo(report.imported(imported), nl=False, err=True)
    compiled = imported.compiled
    if compiled is None:
        message, hint = (
            "nothing in it could be made a fact",
            "the reasons stand above; `--columns` says what columns are",
        )
        place = Position(files[0].as_posix())
        stop_on_errors([Diagnostic("nothing-to-import", message, place, hint)], None, style)
        return
    errors = [each for each in compiled.diagnostics if each.severity is Severity.ERROR]
    stop_on_errors(
        errors, compiled, style
    )  # there should be none: what a note is blamed for is left out above
    for name, text in imported.files.items():
        if len(text.encode()) > MAX_BYTES:
            message = f"the deck would have {len(text.encode()):,} bytes; the most is {MAX_BYTES:,}"
            place = Position((target / name if folder else target).as_posix())
            stop_on_errors(
                [Diagnostic("file-too-large", message, place, "split the table")], compiled, style
            )
    files_at = {
        target / name if folder else target: text.encode() for name, text in imported.files.items()
    }
    files_at |= {media / name: data for name, data in imported.media.items()}
    write_files(files_at, compiled, style)
    click.echo(f"{target}: {report.checked(compiled)}")
    if compiled.diagnostics:
        click.echo(f"There are warnings: see `quizgen check {target}`.", err=True)


def _demand_free(target: Path, folder: bool, force: bool) -> None:
    """End the run where something would be written over."""
    if force:
        return
    there = (
        [target]
        if not folder and target.exists()
        else sorted(target.glob("*.y*ml"))
        if folder and target.is_dir()
        else []
    )
    if there:
        raise click.UsageError(
            f"{there[0]} exists already: choose another place with -o, or write over it with --force"
        )


def _ids_beside(target: Path) -> list[str]:
    """The ids that the other decks of a collection have."""
    from quizgen.language.loader import load

    collection, _ = load(target.parent)
    place = target.as_posix()
    return [fact.id for _, fact in collection.facts() if fact.at().path != place]
