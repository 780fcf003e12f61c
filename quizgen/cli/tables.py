"""Gives what the verbs show when they succeed: tables, explanations, progress; knows no rules and writes no files."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from quizgen.questions.types import Choice, MultipleChoice, Question, TrueFalse
from quizgen.targets.changes import MEANINGS, RETIRED_SEARCH, Changes
from quizgen.text.markup import plain

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.coverage import Coverage
    from quizgen.importing import Imported
    from quizgen.targets import Artifact

SHOWN = 10  # notes of one reason, at most


@contextmanager
def progress(what: str) -> Iterator[None]:
    """A spinner on a terminal's standard error, so that a long build is seen to live."""
    if not sys.stderr.isatty():
        yield
        return
    with Console(stderr=True).status(f"{what} …"):
        yield


def built(
    output: Path, artifacts: Sequence[Artifact], changes: Changes, compiled: Compiled
) -> None:
    """Say what was written, what changes for a user, and what he has to do."""
    lines = [written(output, artifacts)]
    counts = [f"{len(changes.of(sort))} {sort}" for sort in MEANINGS if changes.of(sort)]
    lock = compiled.collection.lock_path.as_posix()
    if compiled.lock_text is None:
        lines.append(
            f"{lock} is new. It keeps every card's identity: commit it, and never delete it.\n"
        )
    else:
        lines.append(f"Since the last build: {', '.join(counts) or 'nothing changed'}.\n")
    if any(entry.retired for entry in compiled.lock.entries.values()):
        lines.append(
            f"Retired notes are emptied, not deleted: in Anki, Tools › Empty Cards; to see them, {RETIRED_SEARCH}\n"
        )
    lines.append(
        f"In Anki: File › Import, {_to_import(output, artifacts)}, with the options as they are.\n"
    )
    sys.stdout.write("".join(lines))


def _to_import(output: Path, artifacts: Sequence[Artifact]) -> str:
    packages = [each.name for each in artifacts if each.name.endswith(".apkg")]
    alone = [name for name in packages if "/" not in name]
    if alone and len(packages) > 1:
        whole, decks = (output / alone[0]).as_posix(), (output / "decks").as_posix()
        return f"{whole} for all decks, or some of those in {decks}"
    return "one file after the other"


def written(output: Path, artifacts: Sequence[Artifact]) -> str:
    """A table of the files that were written."""
    table = _table("file", "holds", "size")
    for artifact in artifacts:
        table.add_row(
            (output / artifact.name).as_posix(),
            artifact.summary,
            f"{len(artifact.data) / 1000:.0f} kB",
        )
    return _drawn(table)


def checked(compiled: Compiled) -> str:
    """One line that says what was found to be in order."""
    questions = sum(map(len, compiled.questions.values()))
    decks, facts = len(compiled.collection.decks), len(compiled.questions)
    found = len(compiled.diagnostics)
    verdict = f"{_number(found, 'warning')}, no errors" if found else "nothing is wrong"
    return f"{_number(decks, 'deck')}, {_number(facts, 'fact')}, {_number(questions, 'question')}: {verdict}"


def explained(questions: Sequence[Question]) -> str:
    """Each question with its key, why that is right, and why each option is wrong."""
    about = questions[0].about
    lines = [
        f"{about.fact}: {about.kind}, {plain(' › '.join(about.path))}",
        f"stated at {about.position}",
    ]
    lines += [f"why: {plain(about.why)}"] if about.why else []
    lines += [f"{each.kind}: {plain(each.alt)} (with the {each.side})" for each in about.media]
    for option, media in about.option_media.items():
        lines += [
            f"{each.kind}: {plain(each.alt)} (with the option `{plain(option)}`)" for each in media
        ]
    lines += [f"source: {plain(source)}" for source in about.sources]
    for question in questions:
        lines += [
            "",
            f"{question.id}  ({question.level})",
            f"  {plain(question.stem)}".rstrip(),
            f"  key: {plain(question.key_text)}",
        ]
        lines += [f"    right: {plain(question.because)}"] if question.because else []
        if isinstance(question, Choice | MultipleChoice):
            lines += [
                f"  wrong: {plain(each.text)}\n    {plain(each.because)} [{each.reason}]"
                for each in question.distractors
            ]
        if isinstance(question, TrueFalse) and question.reason:
            lines.append(f"    [{question.reason}]")
    return "\n".join(lines) + "\n"


def listed(facts: Sequence[Sequence[Question]], by_question: bool, as_json: bool) -> str:
    """Facts with the number of their questions by type, or questions one by one."""
    if as_json:
        rows = (
            [_as_dict(question) for row in facts for question in row]
            if by_question
            else [_as_fact(row) for row in facts]
        )
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    if by_question:
        table = _table("question", "stem", "key")
        for row in facts:
            for question in row:
                table.add_row(question.id, plain(question.stem), plain(question.key_text))
    else:
        table = _table("deck", "fact", "kind", "questions")
        for row in facts:
            about = row[0].about
            table.add_row(about.deck, about.fact, about.kind, _counts(row))
    total = sum(map(len, facts))
    return _drawn(table) + f"{_number(len(facts), 'fact')}, {_number(total, 'question')}\n"


def imported(imported: Imported) -> str:
    """How many notes became which kind of fact, what did not and why, and what stays where it was."""
    notes = sum(len(source.notes) for source in imported.sources)
    facts = list(imported.facts())
    table = _table("kind", "facts")
    kinds = Counter(fact.kind for entry in imported.entries for fact in entry.facts)
    for kind, count in kinds.most_common():
        table.add_row(kind, str(count))
    text = f"{_number(notes, 'note')} → {_number(len(facts), 'fact')}\n" + (
        _drawn(table) if facts else ""
    )
    reasons: dict[str, list[str]] = {}
    for place, why in imported.losses:
        reasons.setdefault(why, []).append(place)
    if reasons:
        text += "\nNot imported, or not as it was:\n"
    for why, places in reasons.items():
        text += f"  {why} ({len(places)})\n" + _first(places)
    if excused := imported.excused():
        number = len({id for ids in excused.values() for id in ids})
        text += f"\nImported as it was, with its flaws excused under `ignore` ({_number(number, 'fact')}):\n"
        for code, ids in excused.items():
            text += f"  {code} ({len(ids)})\n" + _first(ids)
    if imported.media:
        size = sum(map(len, imported.media.values()))
        text += f"\nIn the folder `media`: {_number(len(imported.media), 'file')}, {size / 1e6:.1f} MB.\n"
    if unworded := imported.unworded():
        text += "These facts need words for what is seen or heard; their `alt` is only the name of the file:\n"
        text += _first(unworded)
    if any(source.studied for source in imported.sources):
        text += "\nIntervals and reviews are not imported: in Anki they stay as they are, with the notes that you have.\n"
    return text


def _first(lines: Sequence[str]) -> str:
    """The first of some lines, indented, and how many there are beyond them."""
    more = [f"and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return "".join(f"    {line}\n" for line in [*lines[:SHOWN], *more])


def coverage(found: Coverage) -> str:
    """Every fact with its questions and sources, then what is missing and why, then the totals."""
    facts = _table("deck", "fact", "kind", "questions", "sources")
    for row in found.rows:
        types = ", ".join(f"{number} {type}" for type, number in row.types.items())
        facts.add_row(row.deck, row.fact, row.kind, types, ", ".join(row.sources))
    parts = [_drawn(facts)]
    for title, name in (("no recall", "no_recall"), ("no choice", "no_choice")):
        lacking = [row for row in found.rows if getattr(row, name)]
        if lacking:
            table = _table(f"{title}: {_number(len(lacking), 'fact')}", "kind", "why")
            for row in lacking:
                table.add_row(row.fact, row.kind, getattr(row, name))
            parts.append(_drawn(table))
    for heads, rows in _totals(found):
        table = _table(*heads)
        for cells in rows:
            table.add_row(*cells)
        parts.append(_drawn(table))
    return "\n".join(parts)


def coverage_markdown(found: Coverage) -> str:
    """The totals as tables of Markdown."""
    blocks = []
    for heads, rows in _totals(found):
        lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
        blocks.append("\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n")
    return "\n".join(blocks)


def coverage_json(found: Coverage) -> str:
    """Everything, for programs."""
    whole = {
        "facts": [asdict(row) for row in found.rows],
        "types": found.by_type(),
        "decks": _group_counts(found, "deck"),
        "kinds": _group_counts(found, "kind"),
        "sources": found.by_source(),
        "checks": found.checks,
        "found": found.found,
        "excused": found.excused,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _group_counts(found: Coverage, of: str) -> dict[str, dict[str, Any]]:
    return {
        name: {
            "facts": len(rows),
            "questions": sum(row.questions for row in rows),
            "types": found.by_type(rows),
        }
        for name, rows in found.groups(of).items()
    }


def _totals(found: Coverage) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Tables of figures: what each counts, and its lines."""
    for of in ("deck", "kind"):
        lines = []
        for name, rows in found.groups(of).items():
            title = found.decks[name] if of == "deck" else name
            bare = [
                sum(bool(getattr(row, lack)) for row in rows) for lack in ("no_recall", "no_choice")
            ]
            lines.append([title, *map(str, (len(rows), sum(row.questions for row in rows), *bare))])
        total = [sum(int(line[index]) for line in lines) for index in range(1, 5)]
        yield (
            [of, "facts", "questions", "without recall", "without choice"],
            [*lines, ["all", *map(str, total)]],
        )
    yield ["type", "questions"], [[type, str(number)] for type, number in found.by_type().items()]
    titled = [
        [found.sources.get(name, name), str(number)] for name, number in found.by_source().items()
    ]
    if titled:
        yield ["source", "facts"], titled
    figures = (
        ("looked for", found.checks),
        ("found", found.found),
        ("excused, with a reason", found.excused),
    )
    yield ["flaws", "number"], [[name, str(number)] for name, number in figures]


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _counts(questions: Sequence[Question]) -> str:
    return ", ".join(
        f"{number} {type}" for type, number in Counter(each.type for each in questions).items()
    )


def _as_fact(questions: Sequence[Question]) -> dict[str, Any]:
    about = questions[0].about
    return {
        "fact": about.fact,
        "kind": about.kind,
        "title": plain(about.title),
        "deck": about.deck,
        "path": [plain(part) for part in about.path],
        "tags": list(about.tags),
        "sources": [plain(source) for source in about.sources],
        "position": str(about.position),
        "questions": dict(Counter(each.type for each in questions)),
    }


def _as_dict(question: Question) -> dict[str, Any]:
    row: dict[str, Any] = {
        "question": question.id,
        "fact": question.about.fact,
        "kind": question.about.kind,
        "deck": question.about.deck,
        "type": question.type,
        "level": str(question.level),
        "stem": plain(question.stem),
        "key": plain(question.key_text),
    }
    if isinstance(question, Choice | MultipleChoice):
        row["options"] = [plain(option) for option in question.options]
        row["distractors"] = [
            {"text": plain(each.text), "reason": each.reason, "because": plain(each.because)}
            for each in question.distractors
        ]
    return row


def _table(*heads: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _drawn(table: Table) -> str:
    """The table as text: as wide as the terminal, or as it needs where there is none."""
    terminal = sys.stdout.isatty()
    out = io.StringIO()
    width = shutil.get_terminal_size().columns if terminal else 500
    Console(file=out, width=width, force_terminal=terminal, highlight=False, markup=False).print(
        table
    )
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
