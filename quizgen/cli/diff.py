"""Say what the next import will change: the verb `diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.clock import now
from quizgen.cli.decks import compile_source, find_source
from quizgen.cli.messages import passing, say, stop_on_errors
from quizgen.cli.options import format_option, path_argument, seed_option
from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.lock import Lock


@click.command()
@path_argument
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    help="Another lock to compare with, such as that of a release.",
)
@seed_option
@format_option
def diff(*, path: Path | None, against: Path | None, seed: str, style: str) -> None:
    """Say what the next import into Anki will do to a user, and write nothing.

    Notes are new, changed, sent once more, returned, retired, dropped, moved, or their cards
    renumbered.

    \b
    Examples:
      quizgen diff
      quizgen diff --against released.lock
    """
    from quizgen.language.reader import read_lock
    from quizgen.lock import parse_lock
    from quizgen.targets import Settings, target
    from quizgen.targets.anki_changes import changes_as_text, compare

    source, _ = find_source(path)
    compiled = compile_source(source, seed, style)
    built = target("anki")(compiled, Settings(now()))
    problems = [*passing(compiled, style), *built.diagnostics]
    old = compiled.former
    if against is not None:
        text, unreadable = read_lock(against)
        if text is None and not unreadable:
            raise click.BadParameter(f"{against} does not exist", param_hint="--against")
        old, unsound = parse_lock(text or "", against.as_posix())
        problems += unreadable or unsound
    stop_on_errors(problems, compiled, style)
    if against is None and compiled.lock_text is None and not compiled.adopted:
        say(_without_lock(compiled, built.lock))
        return
    say(changes_as_text(compare(old, built.lock)), nl=False)


def _without_lock(compiled: Compiled, lock: Lock) -> str:
    """Return what can be said where no lock tells what somebody may have."""
    notes = counted(sum(bool(entry.note) for entry in lock.entries.values()), "note")
    path = compiled.collection.lock_path.as_posix()
    text = f"There is no lock ({path}), so nothing is known of a build before.\n"
    text += f"If these decks were never built, the next build makes it, and {notes}.\n"
    text += "If they were, restore it: from version control, or with `quizgen lock restore "
    text += "FILE.apkg`.\nWithout it, a card that is new is blank for those who have the decks, "
    text += "until its fact is sent once more; a part that was reworded starts anew"
    apart = [f"{id}/{card}" for id, entry in lock.entries.items() for card in entry.collisions()]
    if apart:
        text += ", and so may cards whose names share a number: " + ", ".join(apart)
    return f"{text}."
