"""Share among the verbs: options, decks found and compiled, problems shown, the clock, writing."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.diagnostics import Diagnostic
    from quizgen.history.history import History

_FORMATS = click.Choice(["text", "json", "github"])
_STYLE_OF_HEADS = re.compile("(\x1b\\[[02]m)")  # dim, and its end: nothing that hides or moves
_Command = TypeVar("_Command", bound=Callable[..., Any])
PACKAGE = Path(__file__).resolve().parent.parent


class NameOf(click.ParamType):  # type: ignore[type-arg]  # generic in the newest click alone
    """One of the names that a module lists, which is imported only when a name is asked for."""

    name = "name"

    def __init__(self, registry: str) -> None:
        self.module, _, self.registry = registry.rpartition(".")

    @property
    def choice(self) -> click.Choice[str]:
        """Return the choice among all names."""
        return click.Choice(list(getattr(import_module(self.module), self.registry)))

    def convert(self, *arguments: Any) -> Any:
        """Return the name, if it is one of them."""
        return self.choice.convert(*arguments)

    def get_metavar(self, *arguments: Any, **more: Any) -> str | None:
        """Return all names, for the help."""
        return self.choice.get_metavar(*arguments, **more)

    def shell_complete(self, *arguments: Any) -> Any:
        """Return the names that begin as what was typed."""
        return self.choice.shell_complete(*arguments)


def path_argument(command: _Command) -> _Command:
    """Add the argument PATH."""
    return click.argument("path", required=False, type=click.Path(path_type=Path))(command)


def collection_option(command: _Command) -> _Command:
    """Add the option --collection."""
    text = "The folder or deck file; default: as for `quizgen build`."
    return click.option("--collection", type=click.Path(path_type=Path), metavar="PATH", help=text)(
        command
    )


def output_option(command: _Command) -> _Command:
    """Add the option --output."""
    kind = click.Path(path_type=Path)
    text = "Folder to write into."
    return click.option(
        "-o", "--output", type=kind, default=Path("dist"), show_default=True, help=text
    )(command)


def format_option(command: _Command) -> _Command:
    """Add the option --format."""
    text = "How problems are shown: for people, for programs, or as notes on a GitHub pull request."
    return click.option(
        "--format", "style", type=_FORMATS, default="text", show_default=True, help=text
    )(command)


def choices_option(command: _Command) -> _Command:
    """Add the option --choices."""
    text = "Put multiple-choice cards into the Anki decks too, besides recall."
    return click.option("--choices", is_flag=True, help=text)(command)


def sources_option(command: _Command) -> _Command:
    """Add the option --without-source."""
    text = "Let the packages not carry the text of the decks, from which `quizgen import` gives "
    text += "them back as they were written."
    return click.option("--without-source", is_flag=True, help=text)(command)


def seed_option(command: _Command) -> _Command:
    """Add the option --seed."""
    text = "Which order the options of choices come in; any text."
    return click.option("--seed", default="0", show_default=True, help=text)(command)


def deck_option(command: _Command) -> _Command:
    """Add the option --deck."""
    text = "Only this deck, by its id; may be given several times."
    return click.option("--deck", "decks", multiple=True, metavar="ID", help=text)(command)


def history_option(command: _Command) -> _Command:
    """Add the option --history."""
    text = "The file that your answers are kept in; "
    text += "default: QUIZGEN_HISTORY, or a file among your user data."
    kind = click.Path(path_type=Path)
    return click.option(
        "--history", "history", type=kind, envvar="QUIZGEN_HISTORY", metavar="FILE", help=text
    )(command)


def gather(options: type, name: str) -> Callable[[_Command], _Command]:
    """Let a command take several of its options as one value: a dataclass, under this name."""

    def gathering(command: _Command) -> _Command:
        @wraps(command)
        def call(**values: Any) -> Any:
            own = {each.name: values.pop(each.name) for each in fields(options)}
            return command(**values, **{name: options(**own)})

        return cast("_Command", call)

    return gathering


def open_history(path: Path | None, *, write: bool = True) -> History:
    """Return the history in the file of --history, or in its usual place, which is made.

    Raises HistoryError if it cannot be used.
    """
    from quizgen.history.history import History
    from quizgen.history.store import HistoryError

    place = history_path(path)
    if path is None and write:
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            hint = "give a file elsewhere with --history FILE"
            message = f"{place.parent} cannot be made: {error.strerror}; {hint}"
            raise HistoryError(message) from error
    return History.open(place, write=write)


def history_path(path: Path | None) -> Path:
    """Return the file of --history, or the usual one; HistoryError where there is no home."""
    from platformdirs import user_data_path

    from quizgen.history.store import HistoryError

    if path is not None:
        return path
    folder = user_data_path("quizgen", appauthor=False)
    if not folder.is_absolute():  # `~` stands for nothing here
        raise HistoryError(
            "there is no home directory to keep answers in: give a file with --history FILE"
        )
    return folder / "history.db"


def say(text: str = "", *, err: bool = False, nl: bool = True, drawn: bool = False) -> None:
    """Print a text: the one way out, on which a stranger's text cannot steer the terminal.

    One that is `drawn` may hold the style of our tables' heads.
    """
    from quizgen.diagnostics import visible

    if drawn:
        parts = _STYLE_OF_HEADS.split(text)
        text = "".join(part if at % 2 else visible(part) for at, part in enumerate(parts))
    else:
        text = visible(text)
    click.echo(text, err=err, nl=nl)


def find_source(path: Path | None) -> tuple[Path, bool]:
    """Return what to compile, and whether it is quizgen's own decks, whose lock stays as it is."""
    if path is not None:
        return path, False
    for folder in (Path("decks"), Path()):
        if (folder / "collection.yaml").is_file():
            return folder, False
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


def warn(compiled: Compiled, style: str) -> None:
    """Say how many warnings there are; to GitHub, which shows them beside the lines, say all."""
    if style == "github":
        say(problems_text(compiled.diagnostics, compiled, style), nl=False)
    else:
        from quizgen.diagnostics import Severity

        number = sum(each.severity is Severity.WARNING for each in compiled.diagnostics)
        if not number:
            return
        them = "them" if number > 1 else "it"
        say(f"{counted(number, 'warning')}: `quizgen check` shows {them}", err=True)


def demand_known(names: Iterable[str], known: Iterable[str], option: str) -> None:
    """End the run with a usage error where one of the names is not known."""
    from quizgen.diagnostics import did_you_mean

    choices = list(known)
    for name in names:
        if name not in choices:
            hint = did_you_mean(name, choices)
            message = f"there is no `{name}`; {hint}" if hint else f"there is no `{name}`"
            raise click.BadParameter(message, param_hint=option)


def problems_text(diagnostics: list[Diagnostic], compiled: Compiled | None, style: str) -> str:
    """Return diagnostics in a style, with the lines that they are about, if decks were read."""
    from quizgen.diagnostics import as_github, as_json, as_text

    if style == "text":
        return as_text(diagnostics, compiled.collection.texts if compiled else {})
    return as_json(diagnostics) if style == "json" else as_github(diagnostics)


def stop_on_errors(problems: list[Diagnostic], compiled: Compiled | None, style: str) -> None:
    """Show problems, if there are any, and end the run if there is an error among them."""
    from quizgen.diagnostics import has_errors

    if problems:
        say(problems_text(problems, compiled, style), nl=False, err=style == "text")
    if has_errors(problems):
        sys.exit(1)


def outdated(compiled: Compiled) -> Diagnostic:
    """Return the problem that the lock would change."""
    from quizgen.diagnostics import Diagnostic, Position

    hint = "run `quizgen build` without --locked, read `quizgen diff`, and commit the lock"
    place = Position(compiled.collection.lock_path.as_posix())
    return Diagnostic(
        "lock-outdated", "the decks have changed since the lock was written", place, hint
    )


def now() -> int:
    """Return seconds since 1970; SOURCE_DATE_EPOCH, if set, takes the clock's place."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed and not (fixed.isascii() and fixed.isdigit() and len(fixed) <= 11):
        raise click.UsageError("SOURCE_DATE_EPOCH must be a number of seconds")
    return int(fixed) if fixed else int(time.time())


def clock_ms() -> int:
    """Return milliseconds since 1970; SOURCE_DATE_EPOCH, if set, takes the clock's place."""
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return now() * 1000
    return time.time_ns() // 1_000_000


def utc_offset(at_ms: int) -> int:
    """Return the minutes by which local time is ahead of UTC then; TZ, if set, says where it is."""
    return time.localtime(at_ms // 1000).tm_gmtoff // 60


def read_words(path: Path | None) -> list[str]:
    """Return the words of a list, one a line; none without a list."""
    if path is None:
        return []
    return path.read_text(encoding="utf-8-sig", errors="replace").splitlines()


def read_data(path: Path) -> bytes:
    """Return what a file holds that goes with a test: its data, a class list, a logo.

    Raises OSError.
    """
    return path.read_bytes()


def write_files(
    files: dict[Path, bytes], compiled: Compiled | None = None, style: str = "text"
) -> None:
    """Write all files or none; where that fails, show the problem and end the run."""
    from quizgen.cli.files import replace_files
    from quizgen.diagnostics import Diagnostic, Position

    try:
        replace_files(files)
    except OSError as error:
        place = Position(Path(str(error.filename or "")).as_posix())
        message = f"this cannot be written: {error.strerror}"
        hint = "check the permissions there, or name another folder"
        stop_on_errors([Diagnostic("cannot-write", message, place, hint)], compiled, style)


def write_locked(files: dict[Path, bytes], lock_text: str, compiled: Compiled, style: str) -> None:
    """Write files and the lock before them, unless another build has written one meanwhile."""
    from quizgen.cli.files import BusyError, alone_at
    from quizgen.diagnostics import Diagnostic, Position
    from quizgen.language.reader import read_lock

    path = compiled.collection.lock_path
    if lock_text == compiled.lock_text:
        write_files(files, compiled, style)
        return
    problem = "another build is writing it"
    try:
        with alone_at(path):
            if read_lock(path)[0] in (compiled.lock_text, lock_text):
                write_files({path: lock_text.encode(), **files}, compiled, style)
                return
            problem = "another build has written it meanwhile"
    except BusyError:
        pass
    hint = "build again when the other build has ended"
    place = Position(path.as_posix())
    stop_on_errors([Diagnostic("lock-outdated", problem, place, hint)], compiled, style)
