"""List the kinds of fact by the key that names them; a new kind is one file and one line."""

from __future__ import annotations

from quizgen.language.facts.ask import Ask
from quizgen.language.facts.cloze import ClozeFact
from quizgen.language.facts.comparison import Comparison
from quizgen.language.facts.differential import Differential
from quizgen.language.facts.entities import Entities
from quizgen.language.facts.fact import Fact
from quizgen.language.facts.listing import Listing
from quizgen.language.facts.mechanism import Mechanism
from quizgen.language.facts.quantity import QuantityFact
from quizgen.language.facts.ranking import Ranking
from quizgen.language.facts.sign import Sign
from quizgen.language.facts.statement import Statement
from quizgen.language.facts.term import TermFact

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
        Entities,
        QuantityFact,
        Statement,
        Ask,
        ClozeFact,
    )
}
