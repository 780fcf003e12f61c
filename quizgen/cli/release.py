"""Make what goes out, and take note of it: the verb `release`."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.build import write_build
from quizgen.cli.clock import now
from quizgen.cli.options import (
    choices_option,
    format_option,
    output_option,
    path_argument,
    seed_option,
    sources_option,
)


@click.command(no_args_is_help=False)
@path_argument
@output_option
@choices_option
@sources_option
@seed_option
@format_option
def release(
    *,
    path: Path | None,
    output: Path,
    choices: bool,
    without_source: bool,
    seed: str,
    style: str,
) -> None:
    """Build what you give away, and take note in the lock that somebody may have it.

    A fact that went out and is taken out later becomes an emptied note, so that whoever has it can
    clear its cards. What was only built leaves nothing behind. Commit the lock afterwards.

    \b
    Examples:
      quizgen release
      quizgen release my-deck.yaml -o out
    """
    from quizgen.targets import Settings

    sources = not without_source
    settings = Settings(now(), (), choices, seed, release=True, sources=sources)
    write_build(path, output, (), settings, style)
