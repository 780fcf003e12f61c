"""Show every question as each output shows it, on one page: the verb `preview`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.decks import compile_source, find_source, load_source
from quizgen.cli.files import write_files
from quizgen.cli.messages import demand_known, say, stop_on_errors
from quizgen.cli.options import deck_option, format_option, path_argument, seed_option

if TYPE_CHECKING:
    from quizgen.cli.watching import News
    from quizgen.preview.page import PageFilter


@click.command()
@path_argument
@deck_option
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only facts of this kind.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only questions of this type.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    default=Path("dist/preview.html"),
    show_default=True,
    help="Write to this file.",
)
@click.option(
    "--watch",
    is_flag=True,
    help="Serve the page on this machine instead of writing it, and show each change of the decks "
    "as it is saved; Ctrl-C ends. As in: quizgen preview my-deck.yaml --watch",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="With --watch, serve on this port; default: one that is free.",
)
@seed_option
@format_option
def preview(
    *,
    path: Path | None,
    decks: tuple[str, ...],
    kinds: tuple[str, ...],
    types: tuple[str, ...],
    output: Path,
    watch: bool,
    port: int,
    seed: str,
    style: str,
) -> None:
    """Show every question as a card, on paper and in the terminal, with its reasons.

    It is one HTML page, which needs nothing else and no network: open it in a browser. Search it,
    filter it by deck, kind and type, and look at the cards by night or at a phone's width.

    \b
    Examples:
      quizgen preview
      quizgen preview my-deck.yaml -o my-deck.html
      quizgen preview --deck minerals --kind sign --type choice
    """
    from quizgen.cli.tables import progress
    from quizgen.language.facts import KINDS
    from quizgen.preview.page import PageFilter, render_page
    from quizgen.preview.sheet_pictures import Printer
    from quizgen.questions.question import TYPES

    demand_known(kinds, KINDS, "--kind")
    demand_known(types, (each.type for each in TYPES), "--type")
    source, _ = find_source(path)
    wanted = PageFilter(decks, kinds, types)
    if watch:
        _watch(source, wanted, seed, port)
        return
    with progress("compiling"):
        compiled = compile_source(source, seed, style, decks)
    with progress("showing"):
        made = render_page(compiled, wanted, seed, Printer())
    stop_on_errors(
        [each for each in made.diagnostics if each not in compiled.diagnostics], compiled, style
    )
    data = made.html.encode()
    write_files({output: data}, compiled, style)
    questions = f"{made.questions:,} question{'s' * (made.questions != 1)}"
    say(f"{output.as_posix()}: {questions}, {len(data) / 1e6:.1f} MB; open it in a browser")


def _watch(source: Path, wanted: PageFilter, seed: str, port: int) -> None:
    """Serve the page, made anew whenever a file changes, until Ctrl-C."""
    from quizgen.cli.watching import News, serving, watch
    from quizgen.diagnostics import Diagnostic, Position
    from quizgen.preview.page import problems_html, render_page
    from quizgen.preview.sheet_pictures import Printer

    printer = Printer()

    def made(last: News | None) -> News:
        compiled = load_source(source, seed)
        if compiled.failed and last is not None:  # the last page that was sound stays
            return last._replace(problems=problems_html(compiled.diagnostics, compiled))
        if not compiled.failed:
            demand_known(wanted.decks, [deck.id for deck in compiled.collection.decks], "--deck")
        latest = render_page(compiled, wanted, seed, printer, watched=True)
        return News(latest.html, problems_html(latest.diagnostics, compiled))

    def again(last: News) -> News:
        """Make the page anew; the last one outlives whatever a file holds that is half written."""
        try:
            return made(last)
        except Exception as error:
            said = error.format_message() if isinstance(error, click.ClickException) else str(error)
            message = f"the page cannot be made of it: {said or type(error).__name__}"
            hint = "it is made anew as soon as a file is saved"
            problem = Diagnostic("cannot-read", message, Position(source.as_posix()), hint)
            return last._replace(problems=problems_html([problem]))

    try:
        with serving(made(None), port) as server:
            say(f"{server.url}  (Ctrl-C ends)")
            watch(source, lambda: server.tell(again(server.news)))
    except OSError as error:
        message = f"port {port} cannot be served on: {error.strerror}"
        raise click.ClickException(message) from error
    except KeyboardInterrupt:
        say("Stopped.")
