"""Compile decks to files: the verb `build`."""

# The lock is written before the packages. If the machine stops between the two, numbers already
# given stay given. The reverse could give a number twice.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.running import (
    NameOf,
    compile_source,
    find_source,
    format_option,
    former_lock,
    now,
    outdated,
    output_option,
    path_argument,
    say,
    seed_option,
    stop_on_errors,
    write_files,
)

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.targets import Artifact
    from quizgen.targets.changes import Changes


@click.command(no_args_is_help=False)
@path_argument
@output_option
@click.option(
    "--target",
    "targets",
    multiple=True,
    type=NameOf("quizgen.targets.TARGETS"),
    help="What to make; Anki decks and PDF files, if not given.",
)
@click.option(
    "--deck",
    "decks",
    multiple=True,
    metavar="ID",
    help="Only this deck, in decks/ and worksheets/, without the package of the whole collection; "
    "may be given several times.",
)
@click.option(
    "--choices",
    is_flag=True,
    help="Put multiple-choice cards into the Anki decks too, besides recall.",
)
@click.option(
    "--locked", is_flag=True, help="Fail if quizgen.lock would change; for continuous integration."
)
@seed_option
@format_option
def build(
    *,
    path: Path | None,
    output: Path,
    targets: tuple[str, ...],
    decks: tuple[str, ...],
    choices: bool,
    locked: bool,
    seed: str,
    style: str,
) -> None:
    """Compile decks to packages that Anki imports, and to a worksheet with its key for each.

    The whole collection is one package; decks/ holds one a deck, for who wants some of them only.
    With any error, nothing is written. The lock beside the decks keeps every card's identity:
    commit it.

    \b
    Examples:
      quizgen build
      quizgen build my-deck.yaml -o out
      quizgen build --deck minerals --choices
      quizgen build --locked            in continuous integration
    """
    from quizgen.cli.tables import progress
    from quizgen.lock import parse_lock
    from quizgen.targets import USUAL, Settings, target
    from quizgen.targets.changes import compare

    source, shipped = find_source(path)
    with progress("compiling"):
        compiled = compile_source(source, seed, style, decks)
    artifacts = []
    problems = list(compiled.collection.damaged_media())
    stop_on_errors(problems, compiled, style)
    settings = Settings(now(), decks, choices, seed)
    for name in targets or USUAL:
        with progress(f"writing {name}"):
            built = target(name)(compiled, settings)
        artifacts += built.artifacts
        problems += built.diagnostics
        compiled = replace(compiled, lock=built.lock)
    stop_on_errors(problems, compiled, style)
    lock_text = compiled.lock.as_text()
    # What is written is read first: a lock that the next build refuses would be lost.
    _, damage = parse_lock(lock_text, compiled.collection.lock_path.as_posix())
    stop_on_errors(damage, compiled, style)
    if lock_text != compiled.lock_text and (locked or shipped):
        stop_on_errors([outdated(compiled)], compiled, style)
    files = {output / artifact.name: artifact.data for artifact in artifacts}
    if lock_text != compiled.lock_text:
        files = {compiled.collection.lock_path: lock_text.encode(), **files}
    write_files(files, compiled, style)
    is_same = lock_text == compiled.lock_text
    changes = compare(compiled.lock if is_same else former_lock(compiled), compiled.lock)
    say(build_report(output, artifacts, changes, compiled), nl=False, drawn=True)


def build_report(
    output: Path, artifacts: Sequence[Artifact], changes: Changes, compiled: Compiled
) -> str:
    """Return what was written, what changes for a user, and what he has to do."""
    from quizgen.cli.tables import files_table
    from quizgen.targets.changes import MEANINGS, RETIRED_SEARCH

    lines = []
    if compiled.lock_text is None:
        lock = compiled.collection.lock_path.as_posix()
        lines.append(
            f"{lock} is new. It keeps every card's identity: commit it, and never delete it."
        )
    else:
        counts = [f"{len(changes.of(sort))} {sort}" for sort in MEANINGS if changes.of(sort)]
        lines.append(f"Since the last build: {', '.join(counts) or 'nothing changed'}.")
    if any(entry.retired for entry in compiled.lock.entries.values()):
        lines.append(
            "Retired notes are emptied, not deleted: in Anki, Tools › Empty Cards; "
            f"to see them, {RETIRED_SEARCH}"
        )
    packages = _to_import(output, artifacts)
    lines.append(f"In Anki: File › Import, {packages}, with the options as they are.")
    return files_table(output, artifacts) + "\n".join(lines) + "\n"


def _to_import(output: Path, artifacts: Sequence[Artifact]) -> str:
    packages = [each.name for each in artifacts if each.name.endswith(".apkg")]
    alone = [name for name in packages if "/" not in name]
    if alone and len(packages) > 1:
        whole, decks = (output / alone[0]).as_posix(), (output / "decks").as_posix()
        return f"{whole} for all decks, or some of those in {decks}"
    return "one file after the other"
