"""Say what the next import will change: the verb `diff`."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.running import (
    compile_source,
    find_source,
    format_option,
    former_lock,
    now,
    path_argument,
    say,
    seed_option,
    stop_on_errors,
)


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

    Notes are new, changed, retired, returned, moved, or their cards renumbered.

    \b
    Examples:
      quizgen diff
      quizgen diff --against released.lock
    """
    from quizgen.language.reader import read_lock
    from quizgen.lock import parse_lock
    from quizgen.targets import Settings, target
    from quizgen.targets.changes import changes_as_text, compare

    source, _ = find_source(path)
    compiled = compile_source(source, seed, style)
    built = target("anki")(compiled, Settings(now()))
    problems = list(built.diagnostics)
    old = former_lock(compiled)
    if against is not None:
        text, unreadable = read_lock(against)
        if text is None and not unreadable:
            raise click.BadParameter(f"{against} does not exist", param_hint="--against")
        old, unsound = parse_lock(text or "", against.as_posix())
        problems += unreadable or unsound
    stop_on_errors(problems, compiled, style)
    say(changes_as_text(compare(old, built.lock)), nl=False)
