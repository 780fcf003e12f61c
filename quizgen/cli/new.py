"""Print a fact to paste: the verb `new`."""

from __future__ import annotations

from textwrap import indent

import click

from quizgen.cli.messages import demand_known, say


@click.command()
@click.argument("kind", required=False)
@click.option("--list", "every", is_flag=True, help="The kinds of fact, a line each.")
@click.option("--whole", is_flag=True, help="With everything that a fact of the kind may hold.")
def new(*, kind: str | None, every: bool, whole: bool) -> None:
    """Print an example of a fact of that KIND, with comments, to paste below `facts:`.

    Of a table or a word list, `entities`, it is the shortest deck that works; with `--whole`, a
    fact as of the other kinds.

    \b
    Examples:
      quizgen new                       the kinds of fact
      quizgen new entities              a table or a word list: a whole deck of a few lines
      quizgen new entities --whole      everything that a table may hold
      quizgen new comparison            things side by side
    """
    from quizgen.language.facts import KINDS
    from quizgen.language.validation import descriptions
    from quizgen.text.wording import example, shortest_deck

    if kind is None or every:
        width = max(map(len, KINDS))
        for name, model in KINDS.items():
            say(f"{name:{width}}  {descriptions(model)[name].partition('. ')[0]}.")
        return
    demand_known([kind], KINDS, "KIND")
    if not whole and (deck := shortest_deck(kind)):
        say(deck, nl=False)
        return
    say(indent(example(kind), "  "), nl=False)
