"""Put a question for members, in any order."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from quizgen.grading import Lexicon
from quizgen.grading.list_entries import Assigned, assign, share_of
from quizgen.grading.marks import Mark, Response, Verdict, is_unknown
from quizgen.grading.typed_answers import Judgement, expect
from quizgen.questions.question import ListRecall
from quizgen.quiz.selection import Candidate
from quizgen.quiz.types.item import (
    A_WRITTEN_LINE,
    WRONG,
    BaseItem,
    Draw,
    Sought,
    VerdictRow,
    mark_of,
    picked_part,
    typed_part,
    typed_row,
)
from quizgen.text.markup import escaped, plain
from quizgen.text.sameness import same
from quizgen.text.wording import Wording

Pair = tuple[str, Judgement]  # what was typed, and what it is worth

LETTERS_BESIDE = 22  # of a member, so that two lines to be written on stand in one row


def _filled(assigned: Assigned, number: int) -> tuple[list[Pair | None], list[str]]:
    """Return what holds the place of each of so many members, and what is left over.

    What is true beside the members counts in place of one that is missing, or else of one that is
    but close, which is then left over: nothing that was typed is passed over.
    """
    pairs: list[Pair | None] = list(assigned.members[:number])
    others = [pair for pair in assigned.members[number:] if pair and pair[1].verdict.counts]
    missing = [at for at, pair in enumerate(pairs) if pair is None]
    close = [at for at, pair in enumerate(pairs) if pair and not pair[1].verdict.counts]
    surplus = []
    for at, (text, judgement) in zip((*missing, *close), others, strict=False):
        former = pairs[at]
        if former is not None:
            surplus.append(former[0])
        pairs[at] = text, judgement._replace(note="right as well")
    surplus += [text for text, _ in others[len(missing) + len(close) :]]
    return pairs, surplus


class ListItem(BaseItem):
    """Members to be named in any order, each with its other names.

    `also` is what counts in place of a member that is missing; `wrong` what is stated to be none
    where others may be right, too.
    """

    types: ClassVar[tuple[str, ...]] = ("list",)

    type: Literal["list"]
    members: tuple[tuple[str, ...], ...]
    also: tuple[tuple[str, ...], ...] = ()
    language: str = ""
    wrong: tuple[str, ...] | None = None

    @classmethod
    def own_data(cls, candidate: Candidate, draw: Draw) -> dict[str, Any]:
        question = candidate[0]
        assert isinstance(question, ListRecall)
        own: dict[str, Any] = {
            "members": question.members,
            "also": question.also,
            "language": question.language,
            "points": len(question.members),
        }
        return own if question.wrong is None else own | {"wrong": question.wrong}

    def mark_texts(self, texts: tuple[str, ...], lexicon: Lexicon) -> Mark:
        lexicon = lexicon.speaking(self.language)
        stem = plain(self.stem)
        members = [expect(names[0], names[1:], lexicon, stem) for names in self.members]
        if is_unknown(texts):
            unknown = Verdict.DONT_KNOW
            return mark_of([picked_part(self.id, unknown, "", each.answer) for each in members])
        beside = [expect(names[0], names[1:], lexicon, stem) for names in self.also]
        assigned = assign(texts, [*members, *beside], lexicon)
        pairs, surplus = _filled(assigned, len(members))
        parts = []
        for member, pair in zip(members, pairs, strict=True):
            text, judgement = pair or ("", Judgement(Verdict.MISSING))
            parts.append(typed_part(self.id, text, member.answer, judgement))
        right = sum(part.verdict.counts for part in parts)
        extras = (*assigned.extras, *surplus)
        return mark_of(parts, extras, share_of(right, len(extras), len(parts)))

    def own_rows(
        self, response: Response, mark: Mark, words: Wording
    ) -> tuple[list[VerdictRow], str]:
        rows = []
        for part, names in zip(mark.parts, self.members, strict=False):
            note = escaped(words.note(part.note))
            if not part.response:
                note = note or words.say("row.not-named")
            rows.append(typed_row(part, names[0], words)._replace(note=note))
        right = sum(part.verdict.counts for part in mark.parts)
        # The last ones named are those beyond the number that was asked for.
        within = max(0, len(self.members) - right)
        for place, extra in enumerate(mark.extras):
            surplus = self._surplus(extra, words)
            if place >= within:
                surplus = words.say("row.one-more", note=surplus)
            rows.append(VerdictRow(WRONG, "", escaped(extra), "", surplus))
        return rows, ""

    def _surplus(self, entry: str, words: Wording) -> str:
        """Say what an entry is that takes no member's place."""
        if any(same(entry, plain(name)) for names in self.also for name in names):
            return words.note("right as well")
        return words.say(f"row.{'not-listed' if self._may_be_right(entry) else 'not-asked'}")

    def _may_be_right(self, entry: str) -> bool:
        """Tell whether nobody states of an entry that it is no member."""
        return self.wrong is not None and not any(same(entry, plain(text)) for text in self.wrong)

    def own_view(self) -> dict[str, Any]:
        return {"lines": len(self.members)}

    def sought(self) -> list[Sought]:
        stem = plain(self.stem)
        return [Sought(tuple(map(plain, names)), stem) for names in self.members]

    @property
    def own_room(self) -> float:
        longest = max(len(plain(names[0])) for names in self.members)
        beside = 1 if longest > LETTERS_BESIDE else 2
        return A_WRITTEN_LINE * -(-len(self.members) // beside)

    def instruction(self, words: Wording) -> str:
        return words.say("answer.list", number=len(self.members))

    def prompts(self, words: Wording) -> list[str]:
        return ["- "]

    @property
    def several(self) -> bool:
        return True

    @property
    def parts(self) -> int:
        return len(self.members)

    def key_lines(self, words: Wording) -> list[str]:
        return [names[0] for names in self.members]

    def alternatives(self, words: Wording) -> list[str]:
        return [
            words.say("paper.also", names=names[1:]) if names[1:] else "" for names in self.members
        ]

    def notes(self, words: Wording) -> list[str]:
        notes = [words.say("paper.any-order")]
        if self.also:
            notes.append(words.say("paper.also", names=[names[0] for names in self.also]))
        return notes
