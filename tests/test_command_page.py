"""docs/commands.md is what its generator makes, and names every verb, option and format of
problems.
"""

from __future__ import annotations

import re
import runpy

import click
import pytest
from conftest import ROOT

from quizgen.cli import main, verb

PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
VERBS = main.list_commands(click.Context(main))


def section(name: str) -> str:
    """What the page says of a command."""
    found = re.search(rf"^##+ quizgen {name}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, f"docs/commands.md has no section on {name}"
    return found[1]


def test_the_page_is_what_the_commands_make() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "commands.py"))["page"]()
    assert made == PAGE, "run `python docs/commands.py`"


def commands(name: str, command: click.Command) -> list[tuple[str, click.Command]]:
    """A command, and those within it."""
    within = command.commands.values() if isinstance(command, click.Group) else ()
    return [(name, command), *((f"{name} {each.name}", each) for each in within)]


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_and_each_option_is_named(name: str) -> None:
    assert f"| [`quizgen {name}`](#quizgen-{name}) |" in PAGE
    for path, command in commands(name, verb(name)):
        text = section(path)
        options = [each for each in command.params if isinstance(each, click.Option)]
        names = [name for option in options for name in option.opts]
        assert [name for name in names if not re.search(rf"`{name}\b", text)] == []


def test_each_format_of_problems_is_named() -> None:
    [style] = [each for each in verb("check").params if each.name == "style"]
    assert isinstance(style.type, click.Choice)
    assert "--format " + r"\|".join(style.type.choices) in section("check")


@pytest.mark.parametrize("name", VERBS)
def test_the_line_of_help_is_the_verbs_own(name: str) -> None:
    # `quizgen --help` does not load the verbs: the line stands in two places.
    listed = main.get_command(click.Context(main), name)
    assert listed is not None
    loaded = verb(name)
    assert loaded.name == name
    for limit in (30, 45, 83, 1000):
        assert listed.get_short_help_str(limit) == loaded.get_short_help_str(limit)
