"""Find the decks that a verb is about, and compile them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.messages import demand_known, problems_text, say, warn

if TYPE_CHECKING:
    from quizgen.compiler import Compiled

PACKAGE = Path(__file__).resolve().parent.parent


def find_source(path: Path | None) -> tuple[Path, bool]:
    """Return what to compile, and whether it is quizgen's own decks, whose lock stays as it is."""
    if path is not None:
        return path, False
    for folder in (Path("decks"), Path()):
        if (folder / "collection.yaml").is_file():
            return folder, False
    from quizgen.language.reader import deck_files

    single = deck_files(Path())
    if single:  # of several without a collection.yaml, the loader says what is wanting
        return single[0] if len(single) == 1 else Path(), False
    if (PACKAGE / "decks").is_dir():
        say("no decks here: using those that quizgen ships", err=True)
        return PACKAGE / "decks", True
    return Path("decks"), False


def load_source(source: Path, seed: str) -> Compiled:
    """Return what a path compiles to, errors or not."""
    from quizgen.compiler import compile_path

    return compile_path(source, seed)


def compile_source(
    source: Path,
    seed: str,
    style: str,
    decks: Iterable[str] = (),
    failed: int = 1,
    option: str = "--deck",
    *,
    load: Callable[[Path, str], Compiled] = load_source,
) -> Compiled:
    """Return what a path compiles to; of warnings, only their number is told.

    With an error, all problems are shown, and the run ends with the status `failed`. `option` is
    where the ids of the decks were given.
    """
    compiled = load(source, seed)
    if compiled.failed:
        say(problems_text(compiled.diagnostics, compiled, style), nl=False, err=style == "text")
        sys.exit(failed)
    if compiled.diagnostics:
        warn(compiled, style)
    demand_known(decks, [deck.id for deck in compiled.collection.decks], option)
    return compiled
