"""The verb `coverage`: say what is asked of each fact, and what is not."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli.running import compile_source, find_source, format_option, path_argument


@click.command()
@path_argument
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option(
    "--markdown", "as_markdown", is_flag=True, help="The totals alone, as they stand in a README."
)
@format_option
def coverage(path: Path | None, as_json: bool, as_markdown: bool, style: str) -> None:
    """Say which questions each fact has and on which sources it rests, and which forms it lacks and why.

    \b
    Examples:
      quizgen coverage
      quizgen coverage my-deck.yaml --json
      quizgen coverage decks --markdown     the totals, to be pasted into a README
    """
    from quizgen.cli import tables as report
    from quizgen.coverage import covered

    if as_json and as_markdown:
        raise click.UsageError("give --json or --markdown, not both")
    source, _ = find_source(path)
    found = covered(compile_source(source, "0", style))
    show = (
        report.coverage_json
        if as_json
        else report.coverage_markdown
        if as_markdown
        else report.coverage
    )
    click.echo(show(found), nl=False)
