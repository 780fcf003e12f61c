"""Report the flaws that no author excused with a reason, and the excuses that excuse nothing."""

# An excuse needs a reason, and reasons must be needed. `ignore` maps codes to reasons. One that
# nothing needs is a warning, but only under the default seed: which options are chosen hangs on
# the seed.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quizgen.diagnostics import Diagnostic, Position, Severity, did_you_mean
from quizgen.flaws.flaw import RULES, Flaw
from quizgen.language.loader import Collection

FAMILIES = 2  # flaws of so many sorts make a question unacceptable


class Excuses:
    """What a collection excuses, and which of it was needed."""

    def __init__(self, collection: Collection) -> None:
        self._excuses: dict[tuple[bool, str], dict[str, Position]] = {}
        for deck in collection.decks:
            self._excuses[True, deck.id] = deck.ignore_at
            for fact in deck.facts:
                if fact.ignore:
                    self._excuses[False, fact.id] = {
                        code: fact.key("ignore", code) for code in fact.ignore
                    }
        self._used: set[tuple[bool, str, str]] = set()

    def covers(self, flaw: Flaw) -> bool:
        """Tell whether the flaw is excused where it belongs; remember that the excuse was used."""
        of_deck = RULES[flaw.code].of_deck
        if flaw.code not in self._excuses.get((of_deck, flaw.owner), {}):
            return False
        self._used.add((of_deck, flaw.owner, flaw.code))
        return True

    def unknown(self) -> Iterator[Diagnostic]:
        """Yield the codes that are no flaws, or none of what they stand at."""
        for (of_deck, _), codes in self._excuses.items():
            known = [code for code, rule in RULES.items() if rule.of_deck == of_deck]
            for code, position in codes.items():
                if code in known:
                    continue
                where, other = ("deck", "fact") if of_deck else ("fact", "deck")
                message, hint = f"`{code}` is no flaw of a {where}", did_you_mean(code, known)
                if code in RULES:
                    hint = f"it is excused at the {other} that has it"
                yield Diagnostic(
                    "unknown-code", message, position, hint or "docs/diagnostics.md names them"
                )

    def unused(self, facts: Iterable[str]) -> Iterator[Diagnostic]:
        """Yield the excuses of decks, and of facts that could be asked, for what is not there."""
        owners = set(facts)
        warning = Severity.WARNING
        for (of_deck, owner), codes in self._excuses.items():
            if not of_deck and owner not in owners:
                continue
            for code, position in codes.items():
                proper = code in RULES and RULES[code].of_deck == of_deck
                if proper and (of_deck, owner, code) not in self._used:
                    message = f"there is no `{code}` here to be excused"
                    hint = "take it out"
                    yield Diagnostic("unused-ignore", message, position, hint, severity=warning)


def diagnosed(
    flaws: Sequence[Flaw], excuses: Excuses, places: Mapping[Flaw, Position]
) -> Iterator[Diagnostic]:
    """Yield the flaws that nobody excuses, one of a code at a place.

    Then come the questions that have flaws of two different sorts.
    """
    by_question: dict[str, list[Flaw]] = defaultdict(list)
    excused: set[Flaw] = set()
    reports: set[tuple[str, Position]] = set()
    for flaw in flaws:
        if RULES[flaw.code].family and flaw.severity is Severity.WARNING and flaw.question:
            by_question[flaw.question].append(flaw)
        if excuses.covers(flaw):
            excused.add(flaw)
        elif (flaw.code, places[flaw]) not in reports:
            reports.add((flaw.code, places[flaw]))
            yield Diagnostic(
                flaw.code, flaw.message, places[flaw], flaw.hint, flaw.related, flaw.severity
            )
    for question, warnings in by_question.items():
        first = {RULES[flaw.code].family: flaw for flaw in reversed(warnings)}
        if len(first) >= FAMILIES and not excused.issuperset(warnings):
            codes = " and ".join(f"`{flaw.code}`" for flaw in list(first.values())[:FAMILIES])
            message = f"`{question}` has {codes} at once, so it is not fit to be asked"
            hint = "mend one of the two, or excuse both with their reasons under `ignore`"
            yield Diagnostic("two-flaws", message, places[warnings[0]], hint)
