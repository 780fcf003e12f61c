"""Compile decks to files: the verb `build`."""

# The lock is written before the packages. If the machine stops between the two, numbers already
# given stay given. The reverse could give a number twice.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.clock import now
from quizgen.cli.decks import compile_source, find_source
from quizgen.cli.files import write_locked
from quizgen.cli.messages import demand_known, outdated, passing, say, stop_on_errors
from quizgen.cli.options import (
    NameOf,
    choices_option,
    format_option,
    output_option,
    path_argument,
    seed_option,
    sources_option,
)

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.diagnostics import Diagnostic
    from quizgen.targets import Artifact, Settings
    from quizgen.targets.anki_changes import Changes


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
@choices_option
@sources_option
@click.option(
    "--touch",
    "touched",
    multiple=True,
    metavar="FACT",
    help="Send this fact once more, though it has not changed; may be given several times.",
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
    without_source: bool,
    touched: tuple[str, ...],
    locked: bool,
    seed: str,
    style: str,
) -> None:
    """Compile decks to packages that Anki imports, and to a worksheet with its key for each.

    The whole collection is one package; decks/ holds one a deck, for who wants some of them only.
    With any error, nothing is written. The lock beside the decks keeps every card's identity:
    commit it. What you give away, make with `quizgen release`.

    \b
    Examples:
      quizgen build
      quizgen build my-deck.yaml -o out
      quizgen build --locked            in continuous integration
      quizgen build --deck minerals --choices
    """
    from quizgen.targets import Settings

    settings = Settings(now(), decks, choices, seed, touched=touched, sources=not without_source)
    write_build(path, output, targets, settings, style, locked=locked)


def write_build(
    path: Path | None,
    output: Path,
    targets: Sequence[str],
    settings: Settings,
    style: str,
    *,
    locked: bool = False,
) -> None:
    """Compile decks, write what these targets make of them, and say what came of it."""
    from quizgen.cli.tables import progress
    from quizgen.lock import parse_lock
    from quizgen.targets import USUAL, target
    from quizgen.targets.anki_changes import compare

    source, shipped = find_source(path)
    with progress("compiling"):
        compiled = compile_source(source, settings.seed, style, settings.decks)
    artifacts = []
    problems = [*compiled.collection.damaged_media(), *_lost_lock(compiled, output)]
    problems += passing(compiled, style)
    stop_on_errors(problems, compiled, style)
    demand_known(settings.touched, compiled.questions, "--touch")
    former = compiled.former
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
    write_locked(files, lock_text, compiled, style)
    is_same = lock_text == compiled.lock_text
    changes = compare(compiled.lock if is_same else former, compiled.lock)
    say(build_report(output, artifacts, changes, compiled), nl=False, drawn=True)


def _lost_lock(compiled: Compiled, output: Path) -> list[Diagnostic]:
    """Return an error where there is no lock, though packages of these decks are there."""
    from quizgen.diagnostics import Diagnostic, Position
    from quizgen.lock_files import packages_of

    if compiled.lock_text is not None or compiled.adopted:
        return []
    package = next(packages_of(compiled.collection, output), None)
    if package is None:
        return []
    path = compiled.collection.lock_path.as_posix()
    message = f"there is no lock, but {package.as_posix()} was made of these decks"
    hint = f"restore it from version control, or with `quizgen lock restore {package.as_posix()}`; "
    hint += "if nobody has these packages, take them away"
    return [Diagnostic("lock-lost", message, Position(path), hint)]


def build_report(
    output: Path, artifacts: Sequence[Artifact], changes: Changes, compiled: Compiled
) -> str:
    """Return what was written, what changes for a user, and what he has to do."""
    from quizgen.cli.tables import files_table
    from quizgen.targets.anki_changes import MEANINGS, RETIRED_SEARCH

    lines = [
        f"The cards' identities come from {path.as_posix()}; they are kept in "
        f"{compiled.collection.lock_path.as_posix()} now."
        for path in compiled.adopted
    ]
    if compiled.lock_text is None:
        lock = compiled.collection.lock_path.as_posix()
        lines.append(
            f"{lock} is new. It keeps every card's identity: commit it, and never delete it."
        )
        if not compiled.adopted:
            lines.append(
                "If these decks were built before, and it got lost, bring it back from version "
                "control or with `quizgen lock restore FILE.apkg`: cards that came since then are "
                "blank for those who have the decks, until their facts are sent once more."
            )
    else:
        counts = [f"{len(changes.of(sort))} {sort}" for sort in MEANINGS if changes.of(sort)]
        lines.append(f"Since the last build: {', '.join(counts) or 'nothing changed'}.")
    if any(entry.note and not entry.released for entry in compiled.lock.entries.values()):
        lines.append(
            "What you give away, make with `quizgen release`: a fact that went out and is taken "
            "out later is emptied for those who have it."
        )
    if any(entry.retired for entry in compiled.lock.entries.values()):
        lines.append(
            "Retired notes are emptied, not deleted: in Anki, Tools › Empty Cards; "
            f"to see them, {RETIRED_SEARCH}"
        )
    packages = _to_import(output, artifacts)
    lines.append(
        f"In Anki: File › Import, {packages}, with the options as they are; the first time tick "
        "*Import any deck presets*, which buries the siblings of a card until the next day."
    )
    titles = [deck.title for deck in compiled.collection.decks]
    if titles != sorted(titles, key=str.casefold):
        lines.append(
            "Anki lists decks by the alphabet. With the preset, who studies the whole collection "
            "gets new cards in your order."
        )
    return files_table(output, artifacts) + "\n".join(lines) + "\n"


def _to_import(output: Path, artifacts: Sequence[Artifact]) -> str:
    packages = [each.name for each in artifacts if each.name.endswith(".apkg")]
    alone = [name for name in packages if "/" not in name]
    if alone and len(packages) > 1:
        whole, decks = (output / alone[0]).as_posix(), (output / "decks").as_posix()
        return f"{whole} for all decks, or some of those in {decks}"
    return "one file after the other"
