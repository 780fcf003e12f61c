"""Add what was pasted, or stands in a file, to a deck that is there: the verb `add`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from quizgen.cli.files import read_data, write_files
from quizgen.cli.import_ import (
    PASTE,
    ReadingOptions,
    beyond_doubt,
    reading_report,
    rows_files,
    settle,
    table_options,
)
from quizgen.cli.messages import say, stop_on_errors
from quizgen.cli.options import format_option, gather, separator_options
from quizgen.terminal.lines import counted
from quizgen.text.encodings import encoded_like

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.importing.additions import Addition
    from quizgen.importing.readers import Sample
    from quizgen.language.loader import Deck

_EXCERPT = 10  # rows of which something is said, at most


@dataclass(frozen=True)
class AddOptions(ReadingOptions):
    """What whoever adds says of the file, and of where it belongs."""

    to: str
    new: bool


@click.command()
@click.argument("deck", type=click.Path(path_type=Path))
@click.argument("file", default=PASTE, required=False, type=click.Path(path_type=Path))
@click.option("--to", metavar="ID", default="", help="The table that the rows belong to.")
@click.option("--new", is_flag=True, help="Add facts of their own, though the deck has a table.")
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask: the columns are as they are read.")
@click.option(
    "--table", is_flag=True, help="What is new is a table: its first column names things."
)
@click.option(
    "--columns",
    metavar="NAMES",
    default="",
    help="What the columns are, such as `country,capital`, where no heading says it.",
)
@separator_options
@format_option
@gather(AddOptions, "options")
def add(*, deck: Path, file: Path, options: AddOptions) -> None:
    """Add what is pasted, or a FILE, to a DECK that is there.

    Rows go after the last of the deck's table (`entities`), in the deck or in the CSV beside it;
    where it has none, facts go after its last, as `import` makes them. All else stays as it is,
    comments too. What stands there already is said and left; what says something else is an
    error, and nothing is written.

    \b
    Examples:
      quizgen add capitals.yaml                  what is pasted, up to Ctrl+D
      quizgen add capitals.yaml more.csv
      quizgen add capitals.yaml list.txt --columns country,capital
      quizgen add capitals.yaml more.csv --to countries --dry-run
      quizgen add capitals.yaml cards.csv --new --columns term,means
    """
    from quizgen.compiler import compile_path
    from quizgen.importing.additions import (
        add_rows,
        choose_table,
        compiled_with,
        new_doubts,
        new_errors,
    )
    from quizgen.importing.source_notes import UnreadableError
    from quizgen.language.insertion import NoPlaceError

    path, own = _deck_at(deck)
    before = compile_path(path, judged=False)
    stop_on_errors([each for each in before.diagnostics if before.failed], before, options.style)
    home = next(each for each in before.collection.decks if each.position.path == own)
    try:
        sample = _sample(file, options)
        table = None
        if not options.new:
            table = choose_table(before.collection, home, sample, options.to)
        if table is None:
            addition, media = _facts(before, home, sample, options)
        else:
            vocabulary = before.knowledge.vocabulary
            addition, media = add_rows(before.collection, table, sample, vocabulary), {}
            addition.problems[:0] = sample.warnings
    except UnreadableError as error:
        stop_on_errors([error.diagnostic], None, options.style)
        raise
    except LookupError as error:
        raise click.UsageError(str(error.args[0])) from error
    except NoPlaceError as error:
        _refuse(str(error), own, options.style)
    _tell(addition)
    stop_on_errors(addition.problems, before, options.style)
    if not addition.texts:
        say(f"{own}: nothing is new.")
        return
    after = compiled_with(before.collection, addition.texts)
    problems = [*new_errors(before, after), *new_doubts(before, after)]
    stop_on_errors(problems, after, options.style)
    what = f"{counted(len(addition.new), 'row' if table else 'fact')}"
    if options.dry_run:
        say(f"{own}: {what} would be added.")
        return
    write_files(_bytes(before, addition, options.style) | media, before, options.style)
    say(f"{own}: {what} added.")
    if after.diagnostics:
        say(f"See `quizgen check {path}`.", err=True)


def _deck_at(deck: Path) -> tuple[Path, str]:
    """Return what to load for a deck, its collection or itself, and the deck's own path."""
    from quizgen.language.loader import COLLECTION_FILE, is_ours

    if deck.is_dir():
        decks = [each for each in sorted(deck.rglob("*.y*ml")) if is_ours(each, deck)]
        decks = [each for each in decks if each.name != COLLECTION_FILE]
        if len(decks) != 1:
            raise click.UsageError(f"{deck} is a folder: name one of its decks")
        deck = decks[0]
    if not deck.is_file():
        raise click.UsageError(
            f"there is no deck {deck}: `quizgen import FILE -o {deck}` makes a new one"
        )
    for folder in deck.parents:
        if (folder / COLLECTION_FILE).is_file():
            return folder, deck.as_posix()
    return deck, deck.as_posix()


def _sample(file: Path, options: ReadingOptions) -> Sample:
    """Return the text that is pasted, or that a file holds; raises UnreadableError."""
    import sys

    from quizgen.importing import PASTED
    from quizgen.importing.readers import Sample, read_path

    said = table_options(options)
    if file == PASTE:
        return Sample("standard input", PASTED, sys.stdin.buffer.read(), options=said)
    try:
        return Sample(file.as_posix(), file.stem, read_data(file), file, said)
    except OSError:
        read_path(file, said)  # which says what is wrong with it
        raise


def _facts(
    before: Compiled, home: Deck, sample: Sample, options: ReadingOptions
) -> tuple[Addition, dict[Path, bytes]]:
    """Return what a deck becomes with the facts that a file is imported as, and their media."""
    from quizgen.importing import import_sources
    from quizgen.importing.additions import add_facts
    from quizgen.importing.readers import read_sample
    from quizgen.language.media import MEDIA_FOLDER

    sources = [read_sample(sample)]
    stop_on_errors(sources[0].warnings, None, options.style)
    folder = Path(home.position.path).parent
    collection = before.collection
    files = [sample.path] if sample.path else []
    media = (collection.folder or folder) / MEDIA_FOLDER
    imported = import_sources(
        sources,
        table=options.table,
        alone=False,
        taken=[*(fact.id for _, fact in collection.facts()), *(d.id for d in collection.decks)],
        beside=media,
        rows=rows_files(Path(home.position.path), files, folder=False, force=False),
    )
    say(reading_report(imported), nl=False, err=True)
    stop_on_errors(beyond_doubt(imported), None, options.style)
    settle(sources, options)
    addition = add_facts(collection, home, imported)
    return addition, {media / name: data for name, data in imported.media.items()}


def _tell(addition: Addition) -> None:
    """Say what stands in the deck already, and what is left out and why."""
    if addition.known:
        names = ", ".join(addition.known[:_EXCERPT])
        more = len(addition.known) - _EXCERPT
        names += f", and {more} more" if more > 0 else ""
        say(f"There already, and left as it is: {names}.", err=True)
    for place, why in addition.losses:
        say(f"{place}: {why}.", err=True)


def _refuse(message: str, place: str, style: str) -> NoReturn:
    from quizgen.diagnostics import Diagnostic, Position

    stop_on_errors(
        [Diagnostic("cannot-write", f"nothing was added: {message}", Position(place))], None, style
    )
    raise AssertionError


def _bytes(before: Compiled, addition: Addition, style: str) -> dict[Path, bytes]:
    """Return the new texts as bytes, each in the encoding of the file that it grew from."""
    files: dict[Path, bytes] = {}
    for name, text in addition.texts.items():
        path = Path(name)
        former = before.collection.texts.get(name)
        if former is None:
            files[path] = text.encode()
            continue
        raw = read_data(path)
        if raw != encoded_like(former, raw):
            _refuse("this file has changed meanwhile: add once more", name, style)
        files[path] = encoded_like(text, raw)
    return files
