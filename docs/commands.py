"""Write commands.md, all commands with their options: `python docs/commands.py`."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from quizgen.cli import main as quizgen
from quizgen.cli import verb
from quizgen.cli.options import NameOf

PAGE = Path(__file__).with_suffix(".md")
VALUES = {
    "text": "TEXT",
    "path": "PATH",
    "file": "FILE",
    "directory": "FOLDER",
    "integer range": "N",
}
AFTER_THE_TABLE = """\
Exit status: 0 done, 1 something is wrong with the decks, 2 the command was used wrongly; `quiz`, \
`exam` and `review`
[say more](terminal.md#exit-status). `quizgen --version` says which version this is; each \
command explains itself with
`-h` or `--help`.

This page is made from the commands themselves by `python docs/commands.py`.
"""


def page() -> str:
    """Return the text of the page: the table of all commands, then a section on each."""
    prose, _ = parts_of(quizgen.help or "")
    table = ["| command | does |", "|---|---|"]
    sections: list[str] = []
    for name in quizgen.list_commands(click.Context(quizgen)):
        command = verb(name)
        anchor = f"quizgen-{name}"
        table.append(f"| [`quizgen {name}`](#{anchor}) | {command.get_short_help_str(1000)} |")
        sections.append("\n".join(section(f"quizgen {name}", command, "##")))
    return "\n".join(["# Commands", "", *prose, *table, "", AFTER_THE_TABLE, "\n".join(sections)])


def section(name: str, command: click.Command, marks: str) -> Iterator[str]:
    """Yield the lines about a command, and of a group about each command in it."""
    prose, examples = parts_of(command.help or "")
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    options = [each for each in command.params if isinstance(each, click.Option)]
    yield from (f"{marks} {name}", "", *prose)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from section(f"{name} {each.name}", each, marks + "#")
        return
    taken = ["[OPTIONS]"] if options else []
    yield f"`{' '.join([name, *taken, *map(usage_of, arguments)])}`\n"
    if options:
        yield from ("| option | does |", "|---|---|", *map(row, options), "")
    yield from ("```sh", *examples, "```", "")


def parts_of(text: str) -> tuple[list[str], list[str]]:
    """Return the paragraphs of a help text, each with a blank line, and its examples for a
    shell.
    """
    prose, _, examples = cleandoc(text).partition("\b\nExamples:\n")
    paragraphs = [" ".join(each.split()) + "\n" for each in prose.strip().split("\n\n")]
    lines = []
    for line in examples.splitlines():
        typed, _, note = line.strip().partition("   ")  # what follows says what it does
        lines.append(f"{typed:<35}# {note.strip()}" if note else typed)
    return paragraphs, lines


def usage_of(argument: click.Argument) -> str:
    """Return how an argument stands in a command."""
    if argument.metavar:
        return argument.metavar
    name = str(argument.name).upper()
    return name if argument.required else f"[{name}]"


def row(option: click.Option) -> str:
    """Return an option as a row of a table: its names, what it takes, its help and default."""
    *short, name = option.opts
    names = [f"`{each}`" for each in short] + [f"`{name}{value_of(option)}`"]
    help = str(option.help)
    if option.show_default:
        help += f" Default: `{option.default}`."
    return f"| {', '.join(names)} | {help} |"


def value_of(option: click.Option) -> str:
    """Return what is typed behind an option, with a blank before it; nothing behind a flag."""
    if option.is_flag:
        return ""
    if option.metavar:
        return f" {option.metavar}"
    choice = option.type.choice if isinstance(option.type, NameOf) else option.type
    if isinstance(choice, click.Choice):
        return " " + r"\|".join(choice.choices)  # a bare bar would begin another cell
    return f" {VALUES[option.type.name]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
