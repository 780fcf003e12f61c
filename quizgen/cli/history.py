"""Take the answers out, and bring answers in: the verb `history`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from quizgen.cli.files import replace_files
from quizgen.cli.history_file import open_history
from quizgen.cli.messages import say
from quizgen.cli.options import history_option
from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from quizgen.history.answer_record import Record
    from quizgen.history.remarks import RemarkRecord

_SHOWN = 20  # more bad lines than that say nothing new


@click.group()
def history() -> None:
    """Take your answers out of the history, or bring answers in.

    They come from another machine, or from a backup.

    \b
    Examples:
      quizgen history export -o answers.jsonl
      quizgen history import answers.jsonl
    """


@history.command("export")
@history_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file."
)
def export(history: Path | None, output: Path | None) -> None:
    """Write all answers as JSON lines, one an answer, in the order of time.

    An answer that was decided anew or taken back has a further line with a higher `revision`. What
    you said of questions (suspended, buried, flagged) follows.

    \b
    Examples:
      quizgen history export -o answers.jsonl
      quizgen history export --history other.db
    """
    from quizgen.history.store import HistoryError

    try:
        with open_history(history, write=False) as opened:
            lines = [record.as_line() for record in opened.log()]
            lines += [remark.as_line() for remark in opened.remarks(standing=False)]
    except HistoryError as error:
        raise click.ClickException(str(error)) from error
    text = "".join(lines)
    if output is None:
        say(text, nl=False)
        return
    try:
        replace_files({output: text.encode()})
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error
    say(f"{output.as_posix()}: {counted(len(lines), 'record')}")


@history.command("import")
@history_option
@click.argument("file", type=click.File("rb"))
def import_(history: Path | None, file: BinaryIO) -> None:
    """Bring in answers that `quizgen history export` wrote, or that a quiz could not keep.

    What is already there is not added again. If a line is wrong, nothing is brought in. `-` reads
    standard input.

    \b
    Examples:
      quizgen history import answers.jsonl
      quizgen history import answers.jsonl --history other.db
    """
    from quizgen.history.remarks import RemarkRecord
    from quizgen.history.store import HistoryError
    from quizgen.sitting import NotKeptError

    records = _read(file)
    remarks = [each for each in records if isinstance(each, RemarkRecord)]
    answers = [each for each in records if not isinstance(each, RemarkRecord)]
    try:
        with open_history(history) as opened:
            new = opened.add(answers) + opened.add_remarks(remarks)
    except (HistoryError, NotKeptError) as error:
        raise click.ClickException(str(error)) from error
    say(f"{counted(len(records), 'record')}: {new} new, {len(records) - new} already here")


@history.command("release")
@history_option
@click.argument("items", nargs=-1, metavar="[ITEM]...")
def release(history: Path | None, items: tuple[str, ...]) -> None:
    """Ask suspended and buried questions again: those ITEMs, or all of them.

    An ITEM is an id, as `quizgen stats --flags` shows it.

    \b
    Examples:
      quizgen history release
      quizgen history release chvostek/elicited
    """
    from quizgen.history.store import HistoryError
    from quizgen.sitting import NotKeptError

    try:
        with open_history(history) as opened:
            aside = [each for each in opened.remarks() if each.remark != "flag"]
            wanted = [each for each in aside if not items or each.item in items]
            opened.add_remarks([each.taken_back() for each in wanted])
    except (HistoryError, NotKeptError) as error:
        raise click.ClickException(str(error)) from error
    for item in dict.fromkeys(each.item for each in wanted):
        say(f"{item} is asked again")
    if not wanted:
        say("no such question is suspended or buried")


def _read(file: BinaryIO) -> list[Record | RemarkRecord]:
    """The records of a file, or the end of the run with every wrong line."""
    from quizgen.history.answer_record import LineError
    from quizgen.history.remarks import parse_entry

    name = getattr(file, "name", "<stdin>")
    records: list[Record | RemarkRecord] = []
    wrong: list[str] = []
    for number, line in enumerate(file.read().removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            try:
                records.append(parse_entry(line))
            except LineError as error:
                wrong.append(f"{name}:{number}: {error}")
    if wrong:
        lines = wrong[:_SHOWN]
        if len(wrong) > _SHOWN:
            lines.append(f"… and {len(wrong) - _SHOWN} more")
        lines.insert(0, "nothing was brought in, for not every line is an answer")
        raise click.ClickException("\n".join(lines))
    return records
