"""List the targets by name; a new output is one new file here and one line below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.diagnostics import Diagnostic
    from quizgen.lock import Lock


class Artifact(NamedTuple):
    """A file that a build makes, by its path in the output folder, and what is in it in words."""

    name: str
    data: bytes
    summary: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build is told: the time in seconds, the decks wanted, and what Anki decks hold.

    Without `decks`, all are wanted. A `release` is what goes out; `touched` are facts that are sent
    once more though they have not changed; with `sources`, packages carry the decks' own text.
    """

    now: int
    decks: tuple[str, ...] = ()
    choices: bool = False
    seed: str = "0"
    release: bool = False
    touched: tuple[str, ...] = ()
    sources: bool = True


class Built(NamedTuple):
    """What a target makes: files, problems, and the lock as it is with these files."""

    artifacts: list[Artifact]
    diagnostics: list[Diagnostic]
    lock: Lock


Target = Callable[["Compiled", Settings], Built]

# Each target's name, which is its module's too, and the function there that builds it.
TARGETS = {"anki": "build_packages", "docx": "build_documents", "pdf": "build_worksheets"}
# Those that are built where none is named.
USUAL = ("anki", "pdf")
# And the function there that says what it cannot make.
LIMITS = {"anki": "package_limits", "pdf": "page_limits"}


def limits(compiled: Compiled) -> list[Diagnostic]:
    """Return what some target could not make of what compiles, as building would say."""
    problems = list(compiled.collection.damaged_media())
    for name, function in LIMITS.items():
        problems += getattr(_module(name), function)(compiled)
    return problems


def target(name: str) -> Target:
    """Return the target of that name; its libraries are loaded only now."""
    build: Target = getattr(_module(name), TARGETS[name])
    return build


def _module(name: str) -> Any:
    return import_module(f"quizgen.targets.{name}")
