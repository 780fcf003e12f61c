"""Hold what lists, chains and rankings share: which of their entries are asked for singly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from quizgen.language.facts.fact import EVERY, Fact, Label, Text, all_or_some
from quizgen.language.facts.writer import Writer
from quizgen.questions.question import Cloze, Gap, Passage, Question
from quizgen.text.markup import settled


def cues_by_part(value: Any) -> Any:
    """Return `yes`, or the names of some entries, as cues by entry, all of them empty."""
    if isinstance(value, dict):
        return value
    entries = all_or_some(value)
    is_texts = isinstance(entries, list) and all(isinstance(each, str) for each in entries)
    return dict.fromkeys(entries, "") if is_texts else entries


Cues = Annotated[
    dict[Label, Annotated[str, AfterValidator(settled)]],
    BeforeValidator(
        cues_by_part, json_schema_input_type=bool | Text | tuple[Text, ...] | dict[Label, Text]
    ),
]


class EnumerationFact(Fact):
    """A fact that names several things, which one question asks for together."""

    singly: Cues = Field(
        default_factory=dict,
        description="Entries that have a card each in Anki, hidden among the others, beside the "
        "card that asks for all: `yes`, some names, or names with a cue, which the gap shows.",
        examples=[{"chain": "carries the force to the rear wheel"}],
    )

    def entries(self) -> list[str]:
        """Return what it names, in the author's order."""
        raise NotImplementedError

    def cue(self, entry: str) -> str:
        """Return what is shown in place of an entry that is hidden, or nothing."""
        return self.singly.get(entry, "")

    def single_gaps(
        self,
        writer: Writer,
        passage: Passage,
        reasons: Mapping[Gap, str],
        together: Iterable[Question],
    ) -> Iterator[Cloze]:
        """Yield a question on each entry that its author wants asked singly, each with its reason.

        Asked so is, too, what none of the questions on several entries asks for `together`.
        """
        asked = {text for each in together if writer.wanted(each) for text in each.answers}
        for gap, because in reasons.items():
            if EVERY in self.singly or gap.text in self.singly or gap.text not in asked:
                yield from writer.clozes(passage, [gap], because)
