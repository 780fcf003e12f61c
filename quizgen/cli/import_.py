"""Make decks of what other programs hold: the verb `import`."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.files import write_files
from quizgen.cli.messages import say, stop_on_errors
from quizgen.cli.options import format_option, gather, separator_options
from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.diagnostics import Diagnostic
    from quizgen.importing import Imported
    from quizgen.importing.entity_tables import RowsFiles
    from quizgen.importing.readers import TableOptions
    from quizgen.importing.source_notes import Source

PASTE = Path("-")  # what is given for a file where the text is pasted
_EXAMPLES = 3  # facts that show how a file is read
_EXCERPT = 10  # notes of one reason, at most


@dataclass(frozen=True)
class ReadingOptions:
    """What is said of a file that is read, and of what is to be asked and written."""

    table: bool
    columns: str
    heading: bool | None
    separator: str
    row_separator: str
    dry_run: bool
    yes: bool
    style: str


@dataclass(frozen=True)
class ImportOptions(ReadingOptions):
    """What whoever imports says of the files, and of what is to be done."""

    output: Path | None
    force: bool
    fill: str


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A deck file (.yaml), or a folder for a collection.  "
    "[default: a deck file here, named as the first FILE]",
)
@click.option("--force", is_flag=True, help="Write over files that exist.")
@click.option("--dry-run", is_flag=True, help="Print how the files are read, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask: the columns are as they are read.")
@click.option(
    "--table",
    is_flag=True,
    help="The first column names things, the others what is said of each; as in a word list.",
)
@click.option(
    "--columns",
    metavar="NAMES",
    default="",
    help="What the columns are, such as `term,means,tags`, where no heading says it.",
)
@click.option(
    "--fill",
    metavar="NAMES",
    default="",
    help="Columns of merged cells: each value holds for the empty cells below it, too.",
)
@separator_options
@format_option
@gather(ImportOptions, "options")
def import_(*, files: tuple[Path, ...], options: ImportOptions) -> None:
    """Make decks of tables, tests and cards of other programs.

    Tables (CSV, TSV, Quizlet), Anki packages and texts, GIFT, Moodle XML, Markdown, JSON, Aiken,
    QTI 1.2, text2qti and typed tests are known by what they hold. What can be told becomes a fact
    of its kind, what cannot a plain question, and what is lost is named with the reason. How
    columns were read is said first: look at it. Pictures and sounds go into the folder `media`
    beside the deck.

    \b
    Examples:
      quizgen import cards.csv
      quizgen import cards.csv --dry-run
      quizgen import cards.csv --columns term,means -o words.yaml
      quizgen import countries.csv --table -o my-countries.yaml
      quizgen import words.txt --table --columns Spanish,English -o spanish.yaml
      quizgen import - --table -o pasted.yaml    what is pasted, up to Ctrl+D
      quizgen import cards.csv minerals.csv -o my-decks
    """
    from quizgen.cli.tables import progress
    from quizgen.importing import PASTED, import_sources
    from quizgen.language.media import MEDIA_FOLDER
    from quizgen.lock_files import is_own_package

    target = options.output or Path(f"{PASTED if files[0] == PASTE else files[0].stem}.yaml")
    folder = target.suffix.lower() not in (".yaml", ".yml")
    if not options.force and not options.dry_run:
        _demand_free(target, folder=folder)
    if any(map(is_own_package, files)):
        _give_back(files, target, options, folder=folder)
        return
    sources, problems = read_files(files, options)
    stop_on_errors(problems, None, options.style)
    alone = folder or not (target.parent / "collection.yaml").is_file()
    media = (target if folder else target.parent) / MEDIA_FOLDER
    with progress("Importing"):
        imported = import_sources(
            sources,
            target.stem if len(files) > 1 else "",
            table=options.table,
            folder=folder,
            alone=alone,
            taken=() if alone else _ids_beside(target),
            beside=media,
            rows=rows_files(target, files, folder=folder, force=options.force),
            mark=_mark(target / "collection.yaml" if folder else target),
        )
    say(reading_report(imported), nl=False, err=not options.dry_run)
    stop_on_errors(beyond_doubt(imported), None, options.style)
    if options.dry_run:
        say(import_report(imported), nl=False, drawn=True)
    settle(sources, options)
    if not options.dry_run:
        say(import_report(imported), nl=False, err=True, drawn=True)
    compiled = _demand_sound(imported, target, files, options, folder=folder)
    if not options.dry_run:
        _write(imported, compiled, target, options, folder=folder)


def read_files(
    files: Sequence[Path], options: ImportOptions
) -> tuple[list[Source], list[Diagnostic]]:
    """Return what the files hold, and what is wrong with them."""
    from quizgen.cli.tables import progress
    from quizgen.importing import read_pasted, read_source
    from quizgen.importing.source_notes import UnreadableError

    said = table_options(options, options.fill)
    sources, problems = [], []
    text = sys.stdin.buffer.read() if PASTE in files else b""
    with progress("Importing"):
        for path in files:
            try:
                source = read_pasted(text, said) if path == PASTE else read_source(path, said)
                sources.append(source)
            except UnreadableError as error:
                problems.append(error.diagnostic)
    return sources, [*(each for source in sources for each in source.warnings), *problems]


def table_options(options: ReadingOptions, fill: str = "") -> TableOptions:
    """Return what is said of a table, as its readers take it."""
    from quizgen.importing.readers import TableOptions

    return TableOptions(
        _names(options.columns),
        options.heading,
        _unescaped(options.separator),
        _unescaped(options.row_separator),
        _names(fill),
        options.table,
    )


def _names(text: str) -> tuple[str, ...]:
    """Return the names of columns that stand between commas."""
    return tuple(name.strip() for name in text.split(",")) if text else ()


def _unescaped(separator: str) -> str:
    """Return a separator that was typed with `\\t` for a tab and `\\n` for the end of a line."""
    return separator.replace("\\t", "\t").replace("\\n", "\n")


def beyond_doubt(imported: Imported) -> list[Diagnostic]:
    """Return an error for each reason why a file seems not to be understood."""
    from quizgen.diagnostics import Diagnostic, Position

    hint = "see how it is read with `--dry-run`; say what it is with `--columns`, `--separator` "
    hint += "or `--table`, or save it in another form"
    return [
        Diagnostic("doubtful-import", f"{said}: it is not understood", Position(path), hint)
        for path, _, said in (each.rpartition(": ") for each in imported.doubts)
    ]


def settle(sources: Sequence[Source], options: ReadingOptions) -> None:
    """Ask in a terminal whether tables are read right; elsewhere, stop where that is unsure."""
    from quizgen.diagnostics import Diagnostic, Position

    if options.yes or not any(source.columns or source.doubts for source in sources):
        return
    if sys.stdin.isatty() and sys.stderr.isatty():
        for source in sources:
            for doubt in source.doubts:
                say(f"{source.name}: {doubt}", err=True)
        if options.dry_run:
            return
        click.confirm("Import it so?", default=True, abort=True, err=True)
        return
    hint = "or import it as it is read above with `--yes`"
    problems = [
        Diagnostic("doubtful-import", doubt, Position(source.name), hint)
        for source in sources
        for doubt in source.doubts
    ]
    stop_on_errors(problems, None, options.style)


def _demand_sound(
    imported: Imported, target: Path, files: Sequence[Path], options: ImportOptions, *, folder: bool
) -> Compiled:
    """Return what was imported, or end the run where there is nothing, or too much of it."""
    from quizgen.diagnostics import Diagnostic, Position, Severity

    compiled, style = imported.compiled, options.style
    if compiled is None:
        message, hint = (
            "nothing in it could be made a fact",
            "the reasons stand above; `--columns` says what columns are",
        )
        place = Position(files[0].as_posix())
        stop_on_errors([Diagnostic("nothing-to-import", message, place, hint)], None, style)
    assert compiled is not None
    errors = [each for each in compiled.diagnostics if each.severity is Severity.ERROR]
    # There should be none: what a note is blamed for is left out above.
    stop_on_errors(errors, compiled, style)
    _demand_small(imported, target, compiled, style, folder=folder)
    return compiled


def _write(
    imported: Imported, compiled: Compiled, target: Path, options: ImportOptions, *, folder: bool
) -> None:
    """Write what was imported."""
    from quizgen.cli.check import in_order_line
    from quizgen.diagnostics import Severity
    from quizgen.language.media import MEDIA_FOLDER

    style = options.style
    home = target if folder else target.parent
    _tell_repeated(imported, target, folder=folder)
    files_at = {home / name: text.encode() for name, text in imported.files.items()}
    if not folder:
        files_at = {target: files_at.pop(home / "deck.yaml")} | files_at
    files_at |= {home / MEDIA_FOLDER / name: data for name, data in imported.media.items()}
    write_files(files_at, compiled, style)
    say(f"{target}: {in_order_line(compiled)}")
    if compiled.diagnostics:
        is_warned = any(each.severity is Severity.WARNING for each in compiled.diagnostics)
        what = "warnings" if is_warned else "notices"
        say(f"There are {what}: see `quizgen check {target}`.", err=True)


def _mark(target: Path) -> str:
    """Return the end of the id of what is imported: the same for what is imported over itself."""
    from secrets import token_hex

    from quizgen.language.reader import read_lock

    former = read_lock(target)[0] or ""
    match = re.search(r"^id: \S*(-[0-9a-f]{8})$", former, re.MULTILINE)
    return match[1] if match else f"-{token_hex(4)}"


def _demand_small(
    imported: Imported, target: Path, compiled: Compiled, style: str, *, folder: bool
) -> None:
    """End the run where a deck would be larger than one that can be read."""
    from quizgen.diagnostics import Diagnostic, Position
    from quizgen.language.reader import MAX_BYTES

    for name, text in imported.files.items():
        size = len(text.encode())
        if size > MAX_BYTES:
            message = f"the deck would have {size:,} bytes; the most is {MAX_BYTES:,}"
            place = Position((target.parent / name if not folder else target / name).as_posix())
            problem = Diagnostic("file-too-large", message, place, "split the table")
            stop_on_errors([problem], compiled, style)


def _give_back(
    files: Sequence[Path], target: Path, options: ImportOptions, *, folder: bool
) -> None:
    """Write the decks of which quizgen made these packages, with their lock, if it made them all.

    Anything else would have the identities of these cards, and not their numbers.
    """
    from quizgen.diagnostics import Diagnostic, Position
    from quizgen.lock_files import decks_in_package, is_own_package

    own = [path for path in files if is_own_package(path)]
    decks = [decks_in_package(path) for path in own]
    text, hint = "", ""
    if len(own) < len(files):
        text = "quizgen made this package, and not the other files"
        hint = "import it by itself: its decks come back as they were written"
    elif not all(decks):
        text = "quizgen made this package, and it does not carry the text of its decks"
        hint = "ask its author for the decks and their lock: made anew, they would have other cards"
    elif len({each.collection for each in decks if each}) > 1:
        text, hint = "these packages were made of several collections", "import one after the other"
    elif not folder and not all(each and each.stands_alone for each in decks):
        text = "this package was made of a collection"
        hint = f"name a folder for it: `-o {target.stem}`"
    if text:
        place = Position(own[0].as_posix())
        stop_on_errors([Diagnostic("bad-package", text, place, hint)], None, options.style)
    if options.dry_run:
        said = "quizgen made this: its decks would come back as they were written, with their lock"
        say(f"{target.as_posix()}: {said}.")
        return
    names: dict[str, bytes] = {}
    for each in decks:
        names |= each.files if each else {}
    places = {target / name: data for name, data in names.items()}
    if not folder:
        deck, lock = decks[0].deck, decks[0].lock  # type: ignore[union-attr]
        rest = {name: data for name, data in names.items() if name not in (deck, lock)}
        places = {target.with_suffix(".lock"): names[lock], target: names[deck]}
        places |= {target.parent / name: data for name, data in rest.items()}
    write_files(places, None, options.style)
    said = "quizgen made this: its decks are back as they were written, with their lock"
    say(f"{target.as_posix()}: {said} ({counted(len(places), 'file')}).")


def _demand_free(target: Path, *, folder: bool) -> None:
    """End the run where something would be written over."""
    taken = [target] if target.exists() else []
    if folder:
        taken = sorted(target.glob("*.y*ml")) if target.is_dir() else []
    if taken:
        way_out = "choose another place with -o, or write over it with --force"
        raise click.UsageError(f"{taken[0]} exists already: {way_out}")


def rows_files(target: Path, sources: Sequence[Path], *, folder: bool, force: bool) -> RowsFiles:
    """Return how files of rows are called: no table that is imported is written over."""
    from quizgen.importing.entity_tables import RowsFiles

    home = target if folder else target.parent
    taken = {path.name.casefold() for path in sources if path.parent.resolve() == home.resolve()}
    if not force and home.is_dir():
        taken |= {path.name.casefold() for path in home.iterdir()}
    return RowsFiles(target.stem, taken)


def _ids_beside(target: Path) -> list[str]:
    """Return the ids that the other decks of a collection have, and those of their facts."""
    from quizgen.language.loader import load

    collection, _ = load(target.parent)
    place = target.as_posix()
    decks = [deck for deck in collection.decks if deck.position.path != place]
    return [id for deck in decks for id in (deck.id, *(fact.id for fact in deck.facts))]


def _tell_repeated(imported: Imported, target: Path, *, folder: bool) -> None:
    """Say which decks beside have the same facts: in Anki they would be there twice."""
    from quizgen.importing.decks import fact_texts
    from quizgen.language.reader import read_lock

    files = imported.files
    new: set[str] = set()
    for text in files.values():
        new |= fact_texts(text, lambda name: files.get(name, ""))
    beside = target.parent.glob("*/*.yaml" if folder else "*.yaml")
    for path in sorted(path for path in beside if path not in (target, *target.glob("*"))):
        text = read_lock(path)[0] or ""
        again = new & fact_texts(text, lambda name: read_lock(path.parent / name)[0] or "")  # noqa: B023 - called at once
        if again:
            place = (path.parent if folder else path).as_posix()
            number = f"{counted(len(again), 'fact')} of it {'is' if len(again) == 1 else 'are'}"
            said = f"{number} in {path.as_posix()} too: who has both in Anki has them twice."
            say(f"{said} To bring it up to date, import over it: `-o {place} --force`.", err=True)


def reading_report(imported: Imported) -> str:
    """Return how each file is read: its format, its columns, and the first facts of it all."""
    from quizgen.importing.yaml_text import as_yaml

    lines = []
    for source in imported.sources:
        lines.append(f"{source.name}: {source.format or 'notes'}")
        heads = [column.heading or f"column {n}" for n, column in enumerate(source.columns, 1)]
        for head, column in zip(heads, source.columns, strict=True):
            role = column.role if column.sure else f"{column.role} (a guess)"
            lines.append(f"  {head[:40]} → {role}" if role else f"  {head[:40]}")
    facts = [
        {key: value for key, value in fact.items() if key != "id"}
        for fact, _ in zip(imported.facts(), range(_EXAMPLES), strict=False)
    ]
    text = "\n".join(lines) + "\n"
    return text + (f"It begins:\n{as_yaml({'': facts}).partition(chr(10))[2]}" if facts else "")


def import_report(imported: Imported) -> str:
    """Return how many notes became which facts, what did not and why, and what stays elsewhere."""
    from quizgen.cli.tables import drawn, table

    notes = sum(len(source.notes) for source in imported.sources)
    facts = len(list(imported.facts()))
    text = f"{counted(notes, 'note')} → {counted(facts, 'fact')}\n"
    if facts:
        kinds = table("kind", "facts")
        counts = Counter(fact.kind for entry in imported.entries for fact in entry.facts)
        for kind, count in counts.most_common():
            kinds.add_row(kind, str(count))
        text += drawn(kinds)
    text += _losses(imported)
    if excused := imported.excused():
        number = len({id for ids in excused.values() for id in ids})
        excuse = "Imported as it was, with its flaws excused under `ignore`"
        text += f"\n{excuse} ({counted(number, 'fact')}):\n"
        for code, ids in excused.items():
            text += f"  {code} ({len(ids)})\n" + _excerpt(ids)
    if imported.media:
        size = sum(map(len, imported.media.values()))
        files = counted(len(imported.media), "file")
        text += f"\nIn the folder `media`: {files}, {size / 1e6:.1f} MB.\n"
    if unworded := imported.unworded():
        text += "These facts need words for what is seen or heard; "
        text += "their `alt` is only the name of the file:\n" + _excerpt(unworded)
    if any(source.studied for source in imported.sources):
        text += "\nIntervals and reviews are not imported: "
        text += "in Anki they stay as they are, with the notes that you have.\n"
    return text


def _losses(imported: Imported) -> str:
    """Return what was not imported, by the reason; nothing where all was."""
    reasons: dict[str, list[str]] = {}
    for place, why in imported.losses:
        reasons.setdefault(why, []).append(place)
    if not reasons:
        return ""
    lines = [f"  {why} ({len(places)})\n{_excerpt(places)}" for why, places in reasons.items()]
    return "\nNot imported, or not as it was:\n" + "".join(lines)


def _excerpt(lines: Sequence[str]) -> str:
    """Return the first of some lines, indented, and how many there are beyond them."""
    excerpt = list(lines[:_EXCERPT])
    if len(lines) > _EXCERPT:
        excerpt.append(f"and {len(lines) - _EXCERPT} more")
    return "".join(f"    {line}\n" for line in excerpt)
