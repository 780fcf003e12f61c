"""Gives the kinds of fact by the key that names them. A new kind is one file here and one line below."""

from __future__ import annotations

from quizgen.facts.ask import Ask
from quizgen.facts.cloze import ClozeFact
from quizgen.facts.comparison import Comparison
from quizgen.facts.differential import Differential
from quizgen.facts.fact import Fact
from quizgen.facts.listing import Listing
from quizgen.facts.mechanism import Mechanism
from quizgen.facts.quantity import Quantity
from quizgen.facts.ranking import Ranking
from quizgen.facts.sign import Sign
from quizgen.facts.statement import Statement
from quizgen.facts.term import TermFact

KINDS: dict[str, type[Fact]] = {
    kind.kind: kind
    for kind in (
        TermFact,
        Mechanism,
        Listing,
        Sign,
        Ranking,
        Differential,
        Comparison,
        Quantity,
        Statement,
        Ask,
        ClozeFact,
    )
}
