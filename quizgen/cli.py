"""The verbs. Reads the clock and the environment, and is the only writer of files; knows no rules and no formats."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quizgen import __version__

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.diagnostics import Diagnostic

_FORMATS = click.Choice(["text", "json", "github"])
_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Verbs(click.Group):
    """Shows the verbs in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="quizgen")
def main() -> None:
    """Compile structured facts, written in YAML, into Anki decks.

    PATH is a folder with a collection.yaml, or a single deck file. Without one, it is the folder `decks` here, or this
    folder itself, or else the decks that quizgen ships.

    \b
    Examples:
      quizgen build                     all decks into dist/
      quizgen check my-deck.yaml        what is wrong, and what to type instead
      quizgen diff                      what the next import will change for a user
      quizgen explain chvostek          every question of a fact, with its reasons
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a character that the terminal lacks is no reason to fail
            stream.reconfigure(errors="replace")


def _path(command: _Command) -> _Command:
    return click.argument("path", required=False, type=click.Path(path_type=Path))(command)


def _format(command: _Command) -> _Command:
    text = "How problems are shown: for people, for programs, or as notes on a GitHub pull request."
    return click.option("--format", "style", type=_FORMATS, default="text", show_default=True, help=text)(command)


def _seed(command: _Command) -> _Command:
    text = "Which order the options of choices come in; any text."
    return click.option("--seed", default="0", show_default=True, help=text)(command)


def _deck(command: _Command) -> _Command:
    text = "Only this deck, by its id; may be given several times."
    return click.option("--deck", "decks", multiple=True, metavar="ID", help=text)(command)


@main.command(no_args_is_help=False)
@_path
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="Folder to write into.",
)
@click.option(
    "--target", "targets", multiple=True, type=click.Choice(["anki"]), help="What to make; everything, if not given."
)
@_deck
@click.option("--choices", is_flag=True, help="Put multiple-choice cards into the Anki decks too, besides recall.")
@click.option("--locked", is_flag=True, help="Fail if quizgen.lock would change; for continuous integration.")
@_seed
@_format
def build(
    path: Path | None,
    output: Path,
    targets: tuple[str, ...],
    decks: tuple[str, ...],
    choices: bool,
    locked: bool,
    seed: str,
    style: str,
) -> None:
    """Compile decks to files that Anki imports.

    With any error, nothing is written. The lock beside the decks keeps every card's identity: commit it.

    \b
    Examples:
      quizgen build
      quizgen build my-deck.yaml -o out
      quizgen build --deck minerals --choices
      quizgen build --locked            in continuous integration
    """
    from quizgen import report
    from quizgen.changes import compare
    from quizgen.targets import TARGETS, Settings, target

    source, shipped = _source(path)
    with report.progress("compiling"):
        compiled = _compiled(source, seed, style, decks)
    artifacts = []
    problems: list[Diagnostic] = []
    settings = Settings(_now(), decks, choices)
    for name in targets or TARGETS:
        with report.progress(f"writing {name}"):
            made, found = target(name)(compiled, settings)
        artifacts += made
        problems += found
    _stop_on_errors(problems, compiled, style)
    lock_text = compiled.lock.as_text()
    if lock_text != compiled.lock_text and (locked or shipped):
        _stop_on_errors([_outdated(compiled)], compiled, style)
    files = {output / artifact.name: artifact.data for artifact in artifacts}
    if lock_text != compiled.lock_text:
        files = {compiled.collection.lock_path: lock_text.encode(), **files}
    _write(files, compiled, style)
    report.built(output, artifacts, compare(_former_lock(compiled), compiled.lock), compiled)


@main.command()
@_path
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@_format
def check(path: Path | None, strict: bool, style: str) -> None:
    """Say everything that is wrong, and what to type instead.

    Exit status: 0 nothing is wrong, 1 something is, 2 the command was used wrongly.

    \b
    Examples:
      quizgen check
      quizgen check my-deck.yaml --format json
    """
    from quizgen import report

    source, _ = _source(path)
    compiled = _load(source, "0")
    click.echo(_shown(compiled.diagnostics, compiled, style), nl=False)
    if compiled.failed or (strict and compiled.diagnostics):
        sys.exit(1)
    if style == "text":
        click.echo(report.checked(compiled))


@main.command()
@_path
@click.option(
    "--against", type=click.Path(path_type=Path), help="Another lock to compare with, such as that of a release."
)
@_seed
@_format
def diff(path: Path | None, against: Path | None, seed: str, style: str) -> None:
    """Say what the next import into Anki will do to a user: new, changed, retired, moved, renumbered.

    Nothing is written.

    \b
    Examples:
      quizgen diff
      quizgen diff --against released.lock
    """
    from quizgen.changes import as_text, compare
    from quizgen.lock import parse
    from quizgen.reader import read_lock
    from quizgen.targets import Settings, target

    source, _ = _source(path)
    compiled = _compiled(source, seed, style)
    _, problems = target("anki")(compiled, Settings(_now()))
    old = _former_lock(compiled)
    if against is not None:
        text, found = read_lock(against)
        if text is None and not found:
            raise click.BadParameter(f"{against} does not exist", param_hint="--against")
        old, more = parse(text or "", against.as_posix())
        problems += found or more
    _stop_on_errors(problems, compiled, style)
    click.echo(as_text(compare(old, compiled.lock)), nl=False)


@main.command()
@click.argument("id")
@_path
@_seed
@_format
def explain(id: str, path: Path | None, seed: str, style: str) -> None:
    """Say what a question is, why its key is right and each option wrong.

    ID is a fact's id, or a question's id as `quizgen list --questions` shows it.

    \b
    Examples:
      quizgen explain chvostek
      quizgen explain chvostek/points-to/choice
    """
    from quizgen import report

    source, _ = _source(path)
    compiled = _compiled(source, seed, style)
    questions = [question for found in compiled.questions.values() for question in found]
    wanted = [question for question in questions if question.id == id or question.about.fact == id]
    if not wanted:
        from quizgen.diagnostics import did_you_mean

        known = [*compiled.questions] if "/" not in id else [question.id for question in questions]
        hint = did_you_mean(id, known)
        raise click.BadParameter(
            f"no fact and no question is called `{id}`" + (f"; {hint}" if hint else ""), param_hint="ID"
        )
    click.echo(report.explained(wanted), nl=False)


@main.command("list")
@_path
@click.option("--questions", "by_question", is_flag=True, help="List questions instead of facts.")
@_deck
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only facts of this kind.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only questions of this type.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@_seed
@_format
def list_(
    path: Path | None,
    by_question: bool,
    decks: tuple[str, ...],
    kinds: tuple[str, ...],
    types: tuple[str, ...],
    as_json: bool,
    seed: str,
    style: str,
) -> None:
    """List facts, or questions, by deck, kind and type.

    \b
    Examples:
      quizgen list
      quizgen list --questions --type choice
      quizgen list --kind sign --json
    """
    from quizgen import report
    from quizgen.facts import KINDS
    from quizgen.questions import TYPES

    _known(kinds, KINDS, "--kind")
    _known(types, (each.type for each in TYPES), "--type")
    source, _ = _source(path)
    compiled = _compiled(source, seed, style, decks)
    rows = [
        [question for question in questions if not types or question.type in types]
        for questions in compiled.questions.values()
        if questions
        and (not decks or questions[0].about.deck in decks)
        and (not kinds or questions[0].about.kind in kinds)
    ]
    click.echo(report.listed([row for row in rows if row], by_question, as_json), nl=False)


# What the verbs share -------------------------------------------------------------------------------------------------


def _source(path: Path | None) -> tuple[Path, bool]:
    """What to compile, and whether it is quizgen's own decks, whose lock is not ours to change."""
    if path is not None:
        return path, False
    for found in (Path("decks"), Path()):
        if (found / "collection.yaml").is_file():
            return found, False
    here = Path(__file__).resolve().parent
    if (here / "decks").is_dir():
        click.echo("no decks here: using those that quizgen ships", err=True)
        return here / "decks", True
    return Path("decks"), False


def _load(source: Path, seed: str) -> Compiled:
    from quizgen.compiler import compile_path

    return compile_path(source, seed)


def _compiled(source: Path, seed: str, style: str, decks: Iterable[str] = ()) -> Compiled:
    compiled = _load(source, seed)
    if compiled.diagnostics:
        click.echo(_shown(compiled.diagnostics, compiled, style), nl=False, err=style == "text")
    if compiled.failed:
        sys.exit(1)
    _known(decks, [deck.id for deck in compiled.collection.decks], "--deck")
    return compiled


def _known(given: Iterable[str], known: Iterable[str], option: str) -> None:
    from quizgen.diagnostics import did_you_mean

    names = list(known)
    for name in given:
        if name not in names:
            hint = did_you_mean(name, names)
            raise click.BadParameter(f"there is no `{name}`" + (f"; {hint}" if hint else ""), param_hint=option)


def _shown(diagnostics: list[Diagnostic], compiled: Compiled, style: str) -> str:
    from quizgen.diagnostics import as_github, as_json, as_text

    if style == "text":
        return as_text(diagnostics, compiled.collection.texts)
    return as_json(diagnostics) if style == "json" else as_github(diagnostics)


def _stop_on_errors(problems: list[Diagnostic], compiled: Compiled, style: str) -> None:
    if problems:
        click.echo(_shown(problems, compiled, style), nl=False, err=style == "text")
        sys.exit(1)


def _outdated(compiled: Compiled) -> Diagnostic:
    from quizgen.diagnostics import Diagnostic, Position

    hint = "run `quizgen build` without --locked, read `quizgen diff`, and commit the lock"
    place = Position(compiled.collection.lock_path.as_posix())
    return Diagnostic("lock-outdated", "the decks have changed since the lock was written", place, hint)


def _former_lock(compiled: Compiled) -> Any:
    from quizgen.lock import Lock, parse

    return parse(compiled.lock_text, "")[0] if compiled.lock_text is not None else Lock()


def _now() -> int:
    """Seconds; SOURCE_DATE_EPOCH, if set, takes the clock's place."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given and not (given.isascii() and given.isdigit() and len(given) <= 11):
        raise click.UsageError("SOURCE_DATE_EPOCH must be a number of seconds")
    return int(given) if given else int(time.time())


def _write(files: dict[Path, bytes], compiled: Compiled, style: str) -> None:
    """Write all files or none: each beside its place first, then all of them moved there, the lock before the decks.

    Should a move fail, those before it are taken back.
    """
    from quizgen.diagnostics import Diagnostic, Position

    ready: list[tuple[Path, Path]] = []
    moved: list[tuple[Path, bytes | None]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(21, "there is a folder of that name", str(path))
            temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
            ready.append((temporary, path))
            temporary.write_bytes(data)
        for temporary, path in ready:
            former = path.read_bytes() if path.exists() else None
            temporary.replace(path)
            moved.append((path, former))
    except OSError as error:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)
        for path, former in moved:
            path.unlink() if former is None else path.write_bytes(former)
        place = Position(Path(str(error.filename or "")).as_posix())
        message = f"this cannot be written: {error.strerror}"
        _stop_on_errors([Diagnostic("cannot-write", message, place, "give another folder with -o")], compiled, style)
