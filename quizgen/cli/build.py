"""The verb `build`: compile decks to files."""

# The lock is written before the packages. If the machine stops between the two, numbers already
# given stay given. The reverse could give a number twice.

from __future__ import annotations

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
    seed_option,
    stop_on_errors,
    write_files,
)

if TYPE_CHECKING:
    from quizgen.diagnostics import Diagnostic


@click.command(no_args_is_help=False)
@path_argument
@output_option
@click.option(
    "--target",
    "targets",
    multiple=True,
    type=NameOf("quizgen.targets.TARGETS"),
    help="What to make; everything, if not given.",
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
    With any error, nothing is written. The lock beside the decks keeps every card's identity: commit it.

    \b
    Examples:
      quizgen build
      quizgen build my-deck.yaml -o out
      quizgen build --deck minerals --choices
      quizgen build --locked            in continuous integration
    """
    from quizgen.cli import tables as report
    from quizgen.targets import TARGETS, Settings, target
    from quizgen.targets.changes import compare

    source, shipped = find_source(path)
    with report.progress("compiling"):
        compiled = compile_source(source, seed, style, decks)
    artifacts = []
    problems: list[Diagnostic] = []
    settings = Settings(now(), decks, choices, seed)
    for name in targets or TARGETS:
        with report.progress(f"writing {name}"):
            built = target(name)(compiled, settings)
        artifacts += built.artifacts
        problems += built.diagnostics
        compiled = replace(compiled, lock=built.lock)
    stop_on_errors(problems, compiled, style)
    lock_text = compiled.lock.as_text()
    if lock_text != compiled.lock_text and (locked or shipped):
        stop_on_errors([outdated(compiled)], compiled, style)
    files = {output / artifact.name: artifact.data for artifact in artifacts}
    if lock_text != compiled.lock_text:
        files = {compiled.collection.lock_path: lock_text.encode(), **files}
    write_files(files, compiled, style)
    report.built(output, artifacts, compare(former_lock(compiled), compiled.lock), compiled)
