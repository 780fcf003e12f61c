"""List facts or questions: the verb `list`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.decks import compile_source, find_source
from quizgen.cli.messages import demand_known, say
from quizgen.cli.options import deck_option, format_option, path_argument, seed_option
from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from quizgen.questions.question import Question


@click.command("list")
@path_argument
@click.option("--questions", "by_question", is_flag=True, help="List questions instead of facts.")
@deck_option
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only facts of this kind.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only questions of this type.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@seed_option
@format_option
def list_(
    *,
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
    from quizgen.language.facts import KINDS
    from quizgen.questions.question import TYPES

    demand_known(kinds, KINDS, "--kind")
    demand_known(types, (each.type for each in TYPES), "--type")
    source, _ = find_source(path)
    compiled = compile_source(source, seed, style, decks)
    facts = []
    for questions in compiled.questions.values():
        wanted = [each for each in questions if _fits(each, decks, kinds, types)]
        if wanted:
            facts.append(wanted)
    if as_json:
        text = _as_json(facts, by_question=by_question)
    else:
        text = _as_table(facts, by_question=by_question)
    say(text, nl=False, drawn=not as_json)


def _fits(
    question: Question, decks: Sequence[str], kinds: Sequence[str], types: Sequence[str]
) -> bool:
    about = question.about
    return (
        (not decks or about.deck in decks)
        and (not kinds or about.kind in kinds)
        and (not types or question.type in types)
    )


def _as_table(facts: Sequence[Sequence[Question]], *, by_question: bool) -> str:
    from quizgen.cli.tables import drawn, table
    from quizgen.text.markup import plain

    if by_question:
        rows = table("question", "stem", "key")
        for questions in facts:
            for question in questions:
                rows.add_row(question.id, plain(question.stem), plain(question.key_text))
    else:
        rows = table("deck", "fact", "kind", "questions")
        for questions in facts:
            about = questions[0].about
            types = Counter(each.type for each in questions)
            counts = ", ".join(f"{number} {type}" for type, number in types.items())
            rows.add_row(about.deck, about.fact, about.kind, counts)
    total = sum(map(len, facts))
    return drawn(rows) + f"{counted(len(facts), 'fact')}, {counted(total, 'question')}\n"


def _as_json(facts: Sequence[Sequence[Question]], *, by_question: bool) -> str:
    if by_question:
        rows = [_question_data(question) for questions in facts for question in questions]
    else:
        rows = [_fact_data(questions) for questions in facts]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _fact_data(questions: Sequence[Question]) -> dict[str, Any]:
    from quizgen.text.markup import plain

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


def _question_data(question: Question) -> dict[str, Any]:
    from quizgen.questions.question import AnyChoice, Cloze
    from quizgen.quiz.types.passage import passage_lines
    from quizgen.text.markup import plain

    data: dict[str, Any] = {
        "question": question.id,
        "fact": question.about.fact,
        "kind": question.about.kind,
        "deck": question.about.deck,
        "type": question.type,
        "level": str(question.level),
        "stem": plain(question.stem),
        "key": plain(question.key_text),
    }
    if isinstance(question, Cloze):
        data["passage"] = [line.strip() for line in passage_lines(question)]
    if isinstance(question, AnyChoice):
        data["options"] = [plain(option) for option in question.options]
        data["distractors"] = [
            {"text": plain(each.text), "reason": each.reason, "because": plain(each.because)}
            for each in question.distractors
        ]
    return data
