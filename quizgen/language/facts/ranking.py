"""The kind `ranking`: things in order by a criterion, with ties."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Annotated

from pydantic import BeforeValidator, Field

from quizgen.knowledge import Aspect, Claim, Reason, Vocabulary
from quizgen.language.facts.enumeration import EnumerationFact
from quizgen.language.facts.fact import Members, Problem, Text, one_or_many, repeated
from quizgen.language.facts.sentence import mark_problems
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions import distractors
from quizgen.questions.distractors import Candidate
from quizgen.questions.question import Chain, Question
from quizgen.questions.readable import Readable
from quizgen.text.wording import Wording

Rank = Annotated[Members, BeforeValidator(one_or_many, json_schema_input_type=Text | Members)]


class Ranking(EnumerationFact):
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

    sentence: Text = Field(
        "",
        description="A sentence that says of two that one ranks above the other, with {more} and "
        "{less} in it: true–false questions say it.",
        examples=["The tires of a {more} are pumped harder than those of a {less}."],
    )
    most: Text = Field(
        "",
        description="What the first rank is, to be asked for: a superlative with its article.",
        examples=["the hardest to pump"],
    )

    def title(self, wording: Wording) -> str:
        return wording.say("ranking.title", **self.phrase(wording, self.ranking))

    def phrase(self, wording: Wording, criterion: str) -> dict[str, object]:
        """Return the words of a title or an order: criterion, most, directed."""
        grammar = wording.grammar
        is_directed = grammar.is_directed(criterion)
        return {
            "criterion": criterion,
            "most": "" if is_directed else self.most,  # it says its direction itself
            "directed": is_directed or grammar.is_timeline(criterion),
        }

    def criterion(self, wording: Wording) -> str:
        """Return the criterion; where `most` says what comes first, it need not say so, too."""
        return wording.grammar.undirected(self.ranking) if self.most else self.ranking

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield ("most to least",), "order"
        yield from self._items()

    def entries(self) -> list[str]:
        return [item for _, item in self._items()]

    def fixed(self) -> tuple[str, ...]:
        return ("order",)

    def wordable(self) -> tuple[str, ...]:
        return ("order", "choice")

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

        if self.sentence:
            yield from mark_problems(("sentence",), self.sentence, [("more",), ("less",)])

    def things(self) -> tuple[str, ...]:
        return (self.ranking,)

    def mentioned(self) -> Iterator[str]:
        yield from super().mentioned()
        yield self.most  # “the least dense” is what is asked for

    def sentences(self) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
        if self.sentence:
            items = tuple(item for _, item in self._items())
            yield self.sentence, {"more": items, "less": items}

    def claims(self) -> Iterator[Claim]:
        for loc, item in self._items():
            yield self.claim(item, Aspect(self.ranking, "rank"), str(loc[1]), *loc)

    def questions(self, writer: Writer) -> Iterator[Question]:
        phrase = self.phrase(writer.wording, self.criterion(writer.wording))
        title = self.title(writer.wording)
        shown = [", ".join(rank) for rank in self.ranks]
        because = writer.say("ranking.because", **phrase, title=title, ranks=shown)
        gaps = {item: writer.gap(item, hint=self.cue(item)) for _, item in self._items()}
        chain = Chain(title, tuple(tuple((gaps[item],) for item in rank) for rank in self.ranks))
        readable = Readable(chain)
        hidden = {gap: because for gap in gaps.values() if not readable.leak(gap)}
        stem = writer.stem("order", "ranking.order", **phrase)
        order = writer.ordering(["order"], stem, self.ranks, because)
        yield from self.single_gaps(writer, chain, hidden, [order])
        yield order
        choices = list(self._choices(writer, phrase | {"most": self.most}, title, because))
        if self.is_worded(writer.wording):
            yield from choices
        else:  # “from most to least: which comes first?” is a riddle
            writer.wait("most", choices)
        statements = self._statements(writer, because)
        if self.sentence:
            yield from statements
        else:
            writer.wait("sentence", statements)

    def is_worded(self, wording: Wording) -> bool:
        """Tell whether it is said what comes first."""
        directed = wording.grammar.is_directed(self.ranking)
        return bool(self.most) or directed or "choice" in self.stems

    def _choices(
        self, writer: Writer, phrase: dict[str, object], title: str, because: str
    ) -> Iterator[Question]:
        stem = writer.stem("choice", "ranking.choice", **phrase)
        items = [item for rank in self.ranks for item in rank]
        lower = 0  # the place of the first item that ranks lower
        for rank in self.ranks:
            lower += len(rank)
            for item in rank:
                places = distractors.around(writer.id("choice", item), range(lower, len(items)))
                wrong = (
                    Candidate(other, Reason.RANK, partial(self._told, writer, title, item, other))
                    for other in map(items.__getitem__, places)
                )
                yield from writer.choice([item], stem, item, wrong, because)

    def _statements(self, writer: Writer, because: str) -> Iterator[Question]:
        """Yield one true statement and one false a rank, of its first item and its neighbor's."""
        for upper, lower in pairwise(self.ranks):
            true = writer.filled(self.sentence, {"more": upper[0], "less": lower[0]})
            false = writer.filled(self.sentence, {"more": lower[0], "less": upper[0]})
            yield writer.true_false([upper[0]], true, because, truth=True)
            labels = [lower[0], "order"]
            yield writer.true_false(labels, false, because, true, Reason.RANK, truth=False)

    def _told(self, writer: Writer, title: str, key: str, option: str) -> str:
        """Say why an item is wrong: what ranks above it."""
        if self.sentence:
            return writer.filled(self.sentence, {"more": key, "less": option})
        return writer.say("reason.rank", title=title, key=key, option=option)
