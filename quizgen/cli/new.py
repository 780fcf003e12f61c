"""Print a fact to paste: the verb `new`."""

from __future__ import annotations

from textwrap import indent

import click

from quizgen.cli.messages import demand_known, say


@click.command()
@click.argument("kind", required=False)
@click.option("--list", "every", is_flag=True, help="The kinds of fact, a line each.")
def new(*, kind: str | None, every: bool) -> None:
    """Print an example of a fact of that KIND, with comments, to paste below `facts:`.

    \b
    Examples:
      quizgen new                       the kinds of fact
      quizgen new comparison            a table, with everything that it may hold
    """
    from quizgen.language.facts import KINDS
    from quizgen.language.validation import descriptions
    from quizgen.text.wording import example

    if kind is None or every:
        width = max(map(len, KINDS))
        for name, model in KINDS.items():
            say(f"{name:{width}}  {descriptions(model)[name].partition('. ')[0]}.")
        return
    demand_known([kind], KINDS, "KIND")
    say(indent(example(kind), "  "), nl=False)
