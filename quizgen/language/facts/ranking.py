"""The kind `ranking`: things in order by a criterion, with ties."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated

from pydantic import BeforeValidator, Field

from quizgen.knowledge import Aspect, Claim, Reason, Vocabulary
from quizgen.language.facts.fact import Fact, Members, Problem, Text, one_or_many, repeated
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions.types import Chain, Distractor, Question
from quizgen.text.wording import Wording

Rank = Annotated[Members, BeforeValidator(one_or_many, json_schema_input_type=Text | Members)]


class Ranking(Fact):
    """An order with ties: what ranks lower is wrong where the highest is asked, a tie is not."""

    kind = "ranking"

    ranking: Text = Field(
        description="Things in order by a criterion. Write the criterion here.",
        examples=["usual tire pressure"],
    )
    ranks: tuple[Rank, ...] = Field(
        alias="most to least",
        min_length=1,
        description="Two ranks or more, the most first. An inner list is a tie.",
        examples=[["road bicycle", ["touring bicycle", "city bicycle"], "mountain bicycle"]],
    )

    def title(self, wording: Wording) -> str:
        return wording.say("ranking.title", criterion=self.ranking)

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield ("most to least",), "order"
        yield from self._items()

    def fixed(self) -> tuple[str, ...]:
        return ("order",)

    def choices(self) -> tuple[str, ...]:
        return ()

    def _items(self) -> Iterator[tuple[Loc, str]]:
        for number, rank in enumerate(self.ranks):
            yield from ((("most to least", number, index), item) for index, item in enumerate(rank))

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        yield from repeated(self._items(), vocabulary)
        if len(self.ranks) < 2:
            hint = "add what ranks lower; an inner list is a tie"
            yield Problem("short-list", ("most to least",), "a ranking has two ranks or more", hint)

    def claims(self) -> Iterator[Claim]:
        places = {item: loc for loc, item in self._items()}
        above = Aspect(self.ranking, "above")
        for higher, lower in combinations(self.ranks, 2):
            for one in higher:
                for other in lower:
                    yield self.claim(one, above, other, *places[one])
                    yield self.claim(other, above, one, *places[other], truth=False)
        for rank in self.ranks:
            for one, other in combinations(rank, 2):
                yield self.claim(one, above, other, *places[one], truth=False)
                yield self.claim(other, above, one, *places[other], truth=False)

    def questions(self, writer: Writer) -> Iterator[Question]:
        shown = [", ".join(rank) for rank in self.ranks]
        because = writer.say("ranking.because", criterion=self.ranking, ranks=shown)
        gaps = {item: writer.gap(item) for _, item in self._items()}
        chain = Chain(
            self.title(writer.wording),
            tuple(tuple((gaps[item],) for item in rank) for rank in self.ranks),
        )
        yield from writer.clozes(chain, gaps.values(), because)
        stem = writer.stem("order", "ranking.order", criterion=self.ranking)
        yield writer.ordering("order", stem, self.ranks, because)
        for number, rank in enumerate(self.ranks):
            below = [item for lower in self.ranks[number + 1 :] for item in lower]
            wrong = [
                Distractor(
                    item,
                    Reason.RANK,
                    writer.say("reason.rank", option=item, criterion=self.ranking),
                )
                for item in below
            ]
            for item in rank:
                choice = writer.say("ranking.choice", criterion=self.ranking)
                yield from writer.choice([item], choice, item, wrong, because)
                if below and item == rank[0]:  # one a rank, as of the false ones
                    yield self._statement(writer, [item], item, below[0], because, truth=True)
            if number:
                lower, higher = rank[0], self.ranks[number - 1][0]
                yield self._statement(writer, [lower, "order"], lower, higher, because, truth=False)

    def _statement(
        self, writer: Writer, labels: list[str], one: str, other: str, because: str, *, truth: bool
    ) -> Question:
        def say(one: str, other: str) -> str:
            return writer.say("ranking.statement", one=one, other=other, criterion=self.ranking)

        statement = say(one, other)
        if truth:
            return writer.true_false(labels, statement, because, truth=True)
        return writer.true_false(
            labels, statement, because, say(other, one), Reason.RANK, truth=False
        )
