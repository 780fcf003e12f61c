"""Gives the targets by name. A new output is one new file here and one line below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import NamedTuple

from quizgen.compiler import Compiled
from quizgen.diagnostics import Diagnostic


class Artifact(NamedTuple):
    """A file that a build makes, and what is in it in words."""

    name: str
    data: bytes
    summary: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build is told: the time in seconds, the decks wanted (all, if none), and what Anki decks hold."""

    now: int
    decks: tuple[str, ...] = ()
    choices: bool = False
    seed: str = "0"


Built = tuple[list[Artifact], list[Diagnostic]]
Target = Callable[[Compiled, Settings], Built]

TARGETS = ("anki", "pdf")


def target(name: str) -> Target:
    """The target of that name; its libraries are loaded only now."""
    build: Target = import_module(f"quizgen.targets.{name}").build
    return build
