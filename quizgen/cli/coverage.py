"""Say what is asked of each fact, and what is not: the verb `coverage`."""

from __future__ import annotations

import json
from bisect import bisect
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.decks import compile_source, find_source
from quizgen.cli.messages import say
from quizgen.cli.options import format_option, path_argument
from quizgen.terminal.lines import counted

if TYPE_CHECKING:
    from quizgen.compiler import Compiled
    from quizgen.language.facts.fact import Fact
    from quizgen.questions.question import Question

_MEMBERS = "nothing is known to be none of them: add `never`, or `complete`"
_CELLS = "no value is known to be wrong for another: add `exclusive` or `complete`"
_OWN = "it has no wrong options: add `distractors`"
_NO_CHOICE = {  # by kind, where nothing said more
    "cloze": "no gap of it has wrong words: add `distractors`",
    "statement": "it is judged true or false: give a gap of it `distractors`",
    "list": _MEMBERS,
    "differential": _MEMBERS,
    "sign": "nothing is known that it does not point to: add `never points to`",
    "term": "fewer than two other terms could be taken for it: add `distractors`",
    "comparison": _CELLS,
    "entities": _CELLS,
    "ask": _OWN,
    "quantity": _OWN,
    "ranking": "it has too few ranks: a choice takes three",
    "mechanism": "its steps tell one another by their words: say them in others",
}
# What a diagnostic of the fact says of its choices, the strongest first.
_SAID = {
    "no-wrong-option": "one wrong option is known, and a choice needs two",
    "unused-option": "its wrong options are too few, or its question says one of them",
    "no-sentence": "a sentence is lacking: `quizgen check` shows one",
    "not-exclusive": "no other value is known to be wrong: add `exclusive`",
}
_TWO_COLUMNS = "two columns leave one wrong option: add a third, or `distractors` for a row"
_TOLD = "its options would tell the key by their words or their length"


@click.command()
@path_argument
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option(
    "--markdown", "as_markdown", is_flag=True, help="The totals alone, as they stand in a README."
)
@format_option
def coverage(*, path: Path | None, as_json: bool, as_markdown: bool, style: str) -> None:
    """Say which questions each fact has, its sources, and which forms it lacks and why.

    \b
    Examples:
      quizgen coverage
      quizgen coverage my-deck.yaml --json
      quizgen coverage decks --markdown     the totals, to be pasted into a README
    """
    if as_json and as_markdown:
        raise click.UsageError("give --json or --markdown, not both")
    source, _ = find_source(path)
    whole = coverage_of(compile_source(source, "0", style))
    if as_json:
        text = coverage_json(whole)
    elif as_markdown:
        text = coverage_markdown(whole)
    else:
        text = coverage_tables(whole)
    say(text, nl=False, drawn=not (as_json or as_markdown))


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One fact: its questions by type, its sources, and why it lacks recall or choice, if so."""

    deck: str
    fact: str
    kind: str
    types: dict[str, int]
    sources: tuple[str, ...]
    position: str
    no_recall: str = ""
    no_choice: str = ""
    said: dict[str, int] = field(default_factory=dict)  # of `types`, those said to oneself
    unasked: tuple[tuple[str, str], ...] = ()  # parts, and what would ask more of them

    @property
    def questions(self) -> int:
        """Count the questions."""
        return sum(self.types.values())


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows of all facts, and what can be counted of them."""

    decks: dict[str, str]  # titles by id
    sources: dict[str, str]  # titles by name
    rows: tuple[CoverageRow, ...]
    checks: int  # how many sorts of flaws are looked for
    flaws: int
    excused: int

    def by_type(self, rows: Iterable[CoverageRow] | None = None) -> dict[str, int]:
        """Count questions by type, in the types' order."""
        count: Counter[str] = Counter()
        for row in self.rows if rows is None else rows:
            count.update(row.types)
        return _in_order(count)

    def by_source(self) -> dict[str, int]:
        """Count the facts that rest on each source, with the sources that bear none."""
        count = Counter(name for row in self.rows for name in row.sources)
        return {name: count[name] for name in dict.fromkeys((*self.sources, *count))}

    def groups(self, of: str) -> dict[str, list[CoverageRow]]:
        """Return the rows by deck or by kind."""
        groups: dict[str, list[CoverageRow]] = {}
        for row in self.rows:
            groups.setdefault(getattr(row, of), []).append(row)
        return groups


def coverage_of(compiled: Compiled) -> Coverage:
    """Count what a collection asks."""
    from quizgen.diagnostics import Severity
    from quizgen.flaws.flaw import RULES
    from quizgen.text.markup import plain

    collection = compiled.collection
    facts = {fact.id: (deck, fact) for deck, fact in collection.facts()}
    rows = []
    by_fact: dict[str, list[Question]] = {}
    for id, questions in compiled.questions.items():
        by_fact.setdefault(facts[id][1].whole.id, []).extend(questions)
    said = _codes_by_fact(compiled)
    for id, questions in by_fact.items():
        deck, fact = facts[id]
        row = CoverageRow(
            deck.id,
            id,
            fact.kind,
            _in_order(Counter(question.type for question in questions)),
            fact.source or deck.source,
            str(fact.at()),
            _no_recall(fact, questions),
            _no_choice(fact, questions, said[id]),
            _in_order(Counter(question.type for question in questions if question.said)),
            tuple(fact.unasked(compiled.knowledge.vocabulary)),
        )
        rows.append(row)
    excused = sum(len(fact.ignore) for _, fact in facts.values())
    excused += sum(len(deck.ignore) for deck in collection.decks)
    titles = {deck.id: plain(deck.title) for deck in collection.decks}
    sources = {name: plain(title) for name, title in collection.sources.items()}
    flaws = sum(each.severity is not Severity.NOTICE for each in compiled.diagnostics)
    return Coverage(titles, sources, tuple(rows), len(RULES), flaws, excused)


def _in_order(count: Counter[str]) -> dict[str, int]:
    from quizgen.questions.question import TYPES

    return {each.type: count[each.type] for each in TYPES if count[each.type]}


def _no_recall(fact: Fact, questions: Iterable[Question]) -> str:
    from quizgen.flaws.recalled_answers import asks_for_recall

    if any(map(asks_for_recall, questions)):
        return ""
    if fact.without:
        return "left out by `without`"
    return "it is only judged true: give it `false versions`"


def _codes_by_fact(compiled: Compiled) -> dict[str, set[str]]:
    """Return the codes of the diagnostics between the beginning of each fact and the next one."""
    codes: dict[str, set[str]] = {}
    starts: dict[str, list[tuple[int, str]]] = {}
    for _, fact in compiled.collection.facts():
        place = fact.whole.at()
        codes[fact.whole.id] = set()
        starts.setdefault(place.path, []).append((place.line, fact.whole.id))
    for each in starts.values():
        each.sort()
    for problem in compiled.diagnostics:
        path, line, _ = problem.position
        before = bisect(starts.get(path, []), (line, chr(0x10FFFF)))
        if before:
            codes[starts[path][before - 1][1]].add(problem.code)
    return codes


def _no_choice(fact: Fact, questions: Iterable[Question], said: Container[str]) -> str:
    """Return why no choice is asked of a fact, or nothing where one is."""
    from quizgen.questions.question import AnyChoice

    if any(isinstance(question, AnyChoice) for question in questions):
        return ""
    if fact.leaves_out("choice", *fact.without):
        return "left out by `without`"
    options = [text for texts in fact.distractors.values() for text in texts]
    if len(options) == 1:
        return _SAID["no-wrong-option"]
    if len(getattr(fact, "never", ())) > 1:
        return _TOLD
    of_kind = _no_choice_of_kind(fact)
    reason = next((text for code, text in _SAID.items() if code in said), "")
    if options or (reason and of_kind != _TWO_COLUMNS):  # which no sentence makes three
        return reason or _TOLD
    return of_kind


def _no_choice_of_kind(fact: Fact) -> str:
    """Return why no choice is asked of a fact of which nothing else was said."""
    from quizgen.language.facts.comparison import Comparison
    from quizgen.language.facts.mechanism import Mechanism
    from quizgen.language.facts.members import MembersFact
    from quizgen.language.facts.sign import Sign
    from quizgen.questions import distractors

    if isinstance(fact, Comparison) and any(map(fact.is_closed, fact.rows)):
        return _TWO_COLUMNS if len(fact.columns) <= distractors.FEWEST else _TOLD
    if isinstance(fact, Mechanism) and len(fact.steps) < 2 + distractors.FEWEST:
        return f"it has {len(fact.steps)} steps: a choice takes {2 + distractors.FEWEST}"
    if isinstance(fact, MembersFact) and fact.complete:
        return "nothing is known to be none of them: add `never`"
    if isinstance(fact, Sign) and not fact.points:
        return "it points to nothing: add `points to`, or `distractors`"
    if isinstance(fact, Sign) and len(fact.points) > 1:
        return "it points to several things, none of which is the answer alone: add `distractors`"
    return _NO_CHOICE.get(fact.kind, _TOLD)


def coverage_tables(whole: Coverage) -> str:
    """Return every fact with its questions and sources, what is missing and why, the totals."""
    from quizgen.cli.tables import drawn, table

    facts = table("deck", "fact", "kind", "questions", "sources")
    for row in whole.rows:
        types = ", ".join(f"{number} {type}" for type, number in row.types.items())
        facts.add_row(row.deck, row.fact, row.kind, types, ", ".join(row.sources))
    parts = [drawn(facts)]
    for title, name in (("no recall", "no_recall"), ("no choice", "no_choice")):
        reasons = [(row, getattr(row, name)) for row in whole.rows if getattr(row, name)]
        if reasons:
            lacking = table(f"{title}: {counted(len(reasons), 'fact')}", "kind", "why")
            for row, reason in reasons:
                lacking.add_row(row.fact, row.kind, reason)
            parts.append(drawn(lacking))
    if any(row.unasked for row in whole.rows):
        more = table("can be asked, too", "of", "with")
        for row in whole.rows:
            for part, words in row.unasked:
                more.add_row(row.fact, part, words)
        parts.append(drawn(more))
    for heads, lines in _totals(whole):
        totals = table(*heads)
        for cells in lines:
            totals.add_row(*cells)
        parts.append(drawn(totals))
    return "\n".join(parts)


def coverage_markdown(whole: Coverage) -> str:
    """Return the totals as tables of Markdown."""
    blocks = []
    for heads, rows in _totals(whole):
        lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
        blocks.append("\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n")
    return "\n".join(blocks)


def coverage_json(whole: Coverage) -> str:
    """Return everything, for programs."""
    data = {
        "facts": [asdict(row) for row in whole.rows],
        "types": whole.by_type(),
        "decks": _group_counts(whole, "deck"),
        "kinds": _group_counts(whole, "kind"),
        "sources": whole.by_source(),
        "checks": whole.checks,
        "found": whole.flaws,
        "excused": whole.excused,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _group_counts(whole: Coverage, of: str) -> dict[str, dict[str, Any]]:
    counts = {}
    for name, rows in whole.groups(of).items():
        questions = sum(row.questions for row in rows)
        counts[name] = {"facts": len(rows), "questions": questions, "types": whole.by_type(rows)}
    return counts


def _totals(whole: Coverage) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Yield tables of figures: what each counts, and its lines."""
    for of in ("deck", "kind"):
        lines = []
        totals: Counter[int] = Counter()
        for name, rows in whole.groups(of).items():
            figures = (
                len(rows),
                sum(row.questions for row in rows),
                sum(bool(row.no_recall) for row in rows),
                sum(bool(row.no_choice) for row in rows),
            )
            totals.update(dict(enumerate(figures)))
            title = whole.decks[name] if of == "deck" else name
            lines.append([title, *map(str, figures)])
        lines.append(["all", *(str(totals[column]) for column in range(4))])
        yield [of, "facts", "questions", "without recall", "without choice"], lines
    types = [[type, str(number)] for type, number in whole.by_type().items()]
    said: Counter[str] = Counter()
    for row in whole.rows:
        said.update(row.said)
    types += [[f"{type}, said to oneself", str(number)] for type, number in said.items()]
    yield ["type", "questions"], types
    facts_by_source = whole.by_source().items()
    if facts_by_source:
        titles = whole.sources
        yield (
            ["source", "facts"],
            [[titles.get(name, name), str(number)] for name, number in facts_by_source],
        )
    yield (
        ["flaws", "number"],
        [
            ["looked for", str(whole.checks)],
            ["found", str(whole.flaws)],
            ["excused, with a reason", str(whole.excused)],
        ],
    )
