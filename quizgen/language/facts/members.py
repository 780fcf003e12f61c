"""Share what a list and a differential have: members, in groups or not, and what is no member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic import Field

from quizgen.knowledge import Aspect, Claim, Closure, Member, Reason, Vocabulary
from quizgen.language.facts.fact import (
    Fact,
    Members,
    Problem,
    Text,
    Texts,
    grouped,
    listed,
    repeated,
)
from quizgen.language.facts.sentence import BLANK, mark_problems
from quizgen.language.facts.writer import Writer
from quizgen.language.reader import Loc
from quizgen.questions import distractors
from quizgen.questions.types import Bullets, Distractor, ListRecall, Matching, Question
from quizgen.text.wording import Wording

# Members that one question asks for, where the groups can be asked for instead (Wozniak, rule 9).
MOST_AT_ONCE = 7
# options of a matching that belong to no line, so that the last pair is not given away
MOST_SURPLUS = 2


class MembersFact(Fact):
    """Values of one relation of one subject; a kind fills in what these are."""

    never: Texts = Field(
        (),
        description="What is stated to be no member: it may be offered as a wrong option.",
        examples=[["the saddle"]],
    )
    also: Texts = Field(
        (),
        description="True too, but not asked for: never a wrong option.",
        examples=[["the bottom bracket"]],
    )
    complete: bool = Field(
        False, description="`yes`: there are no other members at all, so all else is wrong."
    )
    exclusive: bool = Field(
        False, description="`yes`: no member belongs to two groups, so the other groups are wrong."
    )

    sentence: Text = Field(
        "",
        description="A sentence that says of one that it is a member, with {member} in it: "
        "true–false questions say it.",
        examples=["{member} is needed to mend a flat tire."],
    )
    group_sentence: Text = Field(
        "",
        alias="group sentence",
        description="A sentence that says in which group a member is, with {member} and {group} "
        "in it.",
        examples=["{member} belongs to the {group} of a bicycle."],
    )

    @property
    def subject(self) -> str:
        """Return whose values they are; may be empty."""
        raise NotImplementedError

    @property
    def groups_by_name(self) -> Mapping[str, Members]:
        """Return the members by group; the group is empty where there are none."""
        raise NotImplementedError

    @property
    def field(self) -> str:
        """Return the key under which the members stand."""
        raise NotImplementedError

    def phrase(self, wording: Wording) -> dict[str, str]:
        """Return the words of a stem: noun, plural, preposition, subject, grouped."""
        raise NotImplementedError

    @property
    def relation(self) -> str:
        """Return what the members are of the subject."""
        raise NotImplementedError

    @property
    def members(self) -> list[str]:
        """Return all members, in the author's order."""
        return [text for members in self.groups_by_name.values() for text in members]

    @property
    def is_grouped(self) -> bool:
        """Tell whether the members stand in groups."""
        return "" not in self.groups_by_name

    def title(self, wording: Wording) -> str:
        return wording.say("list.title", **self.phrase(wording))

    def names(self) -> Iterator[tuple[Loc, str]]:
        yield (self.field,), "all"
        if self.is_grouped:
            yield (self.field,), "groups"
            yield from (((self.field, group), group) for group in self.groups_by_name)
        yield from grouped(self.field, self.groups_by_name)
        yield from listed("never", self.never)

    def fixed(self) -> tuple[str, ...]:
        return ("all", *(("groups", *self.groups_by_name) if self.is_grouped else ()))

    def wordable(self) -> tuple[str, ...]:
        forms = ("choice", "multiple-choice", "true-false")
        return (*self.fixed(), *forms, *(("group", "matching") if self.is_grouped else ()))

    def choices(self) -> tuple[str, ...]:
        return ("all", "groups") if self.is_grouped and self.exclusive else ("all",)

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        members = list(grouped(self.field, self.groups_by_name))
        if self.is_grouped and not self.exclusive:
            for group in self.groups_by_name:
                yield from repeated([pair for pair in members if pair[0][1] == group], vocabulary)
        else:
            yield from repeated(members, vocabulary)
        yield from repeated([*listed("never", self.never), *listed("also", self.also)], vocabulary)
        yield from self._mark_problems()
        groups = [((self.field, group), group) for group in self.groups_by_name]
        yield from repeated(groups, vocabulary, at_keys=True)
        for place, group in groups:
            if group in ("all", "groups"):
                message = f"a group cannot be called `{group}`, which is the name of a part"
                yield Problem(
                    "bad-id",
                    place,
                    message,
                    f"write `{group} of them`, or another name",
                    at_key=True,
                )
        known = {vocabulary.resolve(text): loc for loc, text in members}
        for loc, text in listed("also", self.also):
            first = known.get(vocabulary.resolve(text))
            if first is not None:
                yield Problem(
                    "repeated-member",
                    loc,
                    f"`{text}` is a member already",
                    "take one of the two out",
                    first,
                )

    def things(self) -> tuple[str, ...]:
        return (self.subject,) if self.subject else ()

    def sentences(self) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
        members = dict.fromkeys(self.member_marks, tuple(self.members))
        groups = dict.fromkeys(self.group_marks, tuple(self.groups_by_name))
        for text in filter(None, (self.sentence, self.group_sentence)):
            yield text, members | groups

    def _mark_problems(self) -> Iterator[Problem]:
        if self.sentence:
            yield from mark_problems(("sentence",), self.sentence, [self.member_marks])
        if self.group_sentence:
            needed = [self.member_marks, self.group_marks]
            yield from mark_problems(("group sentence",), self.group_sentence, needed)
        for form, marks in (("group", self.member_marks), ("true-false", self.member_marks)):
            if form in self.stems and form not in self.groups_by_name:
                yield from mark_problems(("stems", form), self.stems[form], [marks])

    @property
    def member_marks(self) -> tuple[str, ...]:
        """Return the names that a member's mark may have in a sentence."""
        return ("member", self.relation)

    @property
    def group_marks(self) -> tuple[str, ...]:
        """Return the names that a group's mark may have in a sentence."""
        return ("group",)

    def claims(self) -> Iterator[Claim]:
        for loc, text in grouped(self.field, self.groups_by_name):
            yield self.claim(self.subject, self.relation, text, *loc)
            if self.is_grouped and self.exclusive:
                yield self.claim(Member(self.subject, text), self._belonging, str(loc[1]), *loc)
        for loc, text in listed("also", self.also):
            yield self.claim(self.subject, self.relation, text, *loc)
        for loc, text in listed("never", self.never):
            yield self.claim(self.subject, self.relation, text, *loc, truth=False)

    def closures(self) -> Iterator[Closure]:
        if self.complete:
            yield self.closure(self.subject, self.relation, "complete", single=False)
        if self.is_grouped and self.exclusive:
            for loc, text in grouped(self.field, self.groups_by_name):
                yield self.closure(Member(self.subject, text), self._belonging, *loc, single=True)

    @property
    def _belonging(self) -> Aspect:
        return Aspect(self.relation, "group")

    # Questions ----------------------------------------------------------------------------------

    def questions(self, writer: Writer) -> Iterator[Question]:
        phrase = self.phrase(writer.wording)
        groups = tuple(self.groups_by_name.items())
        homes = {
            text: ", ".join(g for g, members in groups if text in members) for text in self.members
        }
        reasons = {text: self._told(writer, phrase, text, homes[text]) for text in homes}
        gaps = {text: writer.gap(text) for text in homes}
        bullets = tuple(
            (group, tuple((gaps[text],) for text in members)) for group, members in groups
        )
        passage = Bullets(self.title(writer.wording), bullets)
        for text, gap in gaps.items():
            yield from writer.clozes(passage, [gap], reasons[text])
        yield from self._recalls(writer, phrase)
        wrong = self._wrong(writer, phrase)
        distinct = {text: reasons[text] for text in _distinct(self.members, writer.vocabulary)}
        yield from self._choices(writer, phrase, distinct, wrong)
        if wrong:
            yield from self._statements(writer, phrase, distinct, wrong)
        if self.is_grouped and self.exclusive:
            yield from self._memberships(writer, phrase, homes, reasons)

    def _recalls(self, writer: Writer, phrase: dict[str, str]) -> Iterator[Question]:
        groups = self.groups_by_name
        vocabulary = writer.vocabulary
        stated = writer.knowledge.values(self.subject, self.relation)
        beside = [
            text
            for text in stated
            if not any(vocabulary.related(text, member) for member in self.members)
        ]

        def recall(
            label: str, stem: str, texts: Iterable[str], shown: Mapping[str, Members]
        ) -> ListRecall:
            id = writer.id("list", label)
            members = tuple((text, *writer.accepted(text)) for text in texts)
            # What is right beside the members is so in each group: nobody said in which.
            also = tuple((text, *writer.accepted(text)) for text in beside if label != "groups")
            return ListRecall(
                id=id,
                about=writer.about,
                stem=stem,
                members=members,
                groups=tuple(shown.items()),
                also=also,
            )

        def stem(label: str, name: str, number: int, **more: str) -> str:
            return writer.stem(label, name, **phrase, complete=self.complete, number=number, **more)

        if self.is_grouped and len(groups) > 1:
            for group, members in groups.items():
                if len(members) > 1:
                    words = stem(group, "list.group", len(members), group=group)
                    yield recall(group, words, members, {})
            about_groups = recall("groups", stem("groups", "list.groups", len(groups)), groups, {})
            # Another group would be right too, or nobody knows by what they are grouped.
            if "groups" in self.stems or (self.complete and phrase["grouped"]):
                yield about_groups
            elif self.complete:
                writer.wait("grouped by", [about_groups])
        every = _distinct(self.members, writer.vocabulary)
        if 1 < len(every) <= (MOST_AT_ONCE if len(groups) > 1 else len(every)):
            yield recall(
                "all", stem("all", "list.all", len(every)), every, groups if self.is_grouped else {}
            )

    def _wrong(self, writer: Writer, phrase: dict[str, str]) -> list[Distractor]:
        """Return what is no member: authored, stated so, or a relative that some fact rules out."""

        def because(option: str, reason: Reason) -> str:
            return writer.say(f"reason.{reason}", option=option, **phrase)

        names = list(self.never)
        for text in self.members:
            names += writer.vocabulary.relatives(text)
        false = distractors.from_knowledge(
            writer.knowledge, self.subject, self.relation, dict.fromkeys(names), because
        )
        authored = writer.not_true(self.subject, self.relation, writer.authored("all"))
        return distractors.sound(self.members, [*authored, *false], writer.vocabulary)

    def _choices(
        self,
        writer: Writer,
        phrase: dict[str, str],
        reasons: dict[str, str],
        wrong: list[Distractor],
    ) -> Iterator[Question]:
        for text, because in reasons.items():
            yield from writer.choice(
                [text], writer.stem("choice", "list.choice", **phrase), text, wrong, because
            )
        if len(reasons) > 1:
            because = " ".join(reasons.values()) if len(reasons) <= 3 else ""
            stem = writer.stem("multiple-choice", "list.multiple", **phrase)
            yield from writer.multiple_choice(["all"], stem, list(reasons), wrong, because)

    def _statements(
        self,
        writer: Writer,
        phrase: dict[str, str],
        reasons: dict[str, str],
        wrong: list[Distractor],
    ) -> Iterator[Question]:
        """Yield as many true statements as false ones, so that `true` is no better a guess.

        Which ones, no seed decides: ids hang on it.
        """
        false = [each for each in wrong if each.text in writer.keys]
        about = writer.id("true-false", "all")
        true = sorted(reasons, key=lambda text: distractors.rank("", about, writer.part(text)))[
            : len(false)
        ]
        for text, because in reasons.items():
            if text in true:
                statement = self._statement(writer, phrase, text)
                yield writer.true_false([text], statement, because, truth=True)
        for each in false:
            statement = self._statement(writer, phrase, each.text)
            correction = writer.say("list.correction", **phrase, value=each.text)
            yield writer.true_false(
                [each.text], statement, each.because, correction, each.reason, truth=False
            )

    def _told(self, writer: Writer, phrase: dict[str, str], text: str, home: str) -> str:
        """Say that a value is a member, and in which group, in the author's sentence or in ours."""
        if home and self.group_sentence:
            return self._filled(writer, self.group_sentence, text, home)
        if self.sentence and not home:
            return self._filled(writer, self.sentence, text)
        return writer.say("list.because", **phrase, value=text, group=home)

    def _statement(self, writer: Writer, phrase: dict[str, str], text: str) -> str:
        """Say that a value is a member, as a statement to be judged."""
        own = self.stems.get("true-false") or self.sentence
        if own:
            return self._filled(writer, own, text)
        return writer.say("list.statement", **phrase, value=text)

    def _membership(self, writer: Writer, phrase: dict[str, str], text: str) -> str:
        """Ask for the group of a member."""
        if "group" in self.stems:
            return self._filled(writer, self.stems["group"], text)
        if self.group_sentence:
            return self._filled(writer, self.group_sentence, text, BLANK)
        return writer.say("list.membership", value=text, **phrase)

    def _filled(self, writer: Writer, own: str, member: str, group: str = "") -> str:
        values = dict.fromkeys(self.member_marks, member)
        return writer.filled(
            own, values | (dict.fromkeys(self.group_marks, group) if group else {})
        )

    def _memberships(
        self, writer: Writer, phrase: dict[str, str], homes: dict[str, str], reasons: dict[str, str]
    ) -> Iterator[Question]:
        for text, home in homes.items():
            if distractors.echoes(
                text, home, (group for group in self.groups_by_name if group != home)
            ):
                continue  # the name says it
            others = [
                Distractor(
                    group,
                    Reason.SINGLE,
                    reasons[text]
                    if self.group_sentence
                    else writer.say("reason.group", value=text, group=home, **phrase),
                )
                for group in self.groups_by_name
                if group != home
            ]
            others = [*writer.authored("groups"), *others]
            stem = self._membership(writer, phrase, text)
            yield from writer.choice([text, "groups"], stem, home, others, reasons[text])
        if len(self.groups_by_name) > 1 and len(homes) > 2:
            id = writer.id("matching", "groups")
            stem = writer.stem("matching", "list.matching", **phrase)
            pairs = tuple(
                (text, homes[text]) for text in distractors.arrange(writer.seed, id, homes)
            )
            groups = tuple(self.groups_by_name)
            # A member has one group, so all else is wrong for it, relatives of the groups too.
            beside = dict.fromkeys(
                name for group in groups for name in writer.vocabulary.relatives(group)
            )
            derived = [Distractor(name, Reason.SINGLE, "") for name in beside]
            surplus = distractors.sound(
                groups, [*writer.authored("groups"), *derived], writer.vocabulary
            )
            options = (*groups, *(each.text for each in surplus[:MOST_SURPLUS]))
            yield Matching(id=id, about=writer.about, stem=stem, pairs=pairs, options=options)


def _distinct(texts: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """Return the texts without those that mean the same as one before."""
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(vocabulary.resolve(text), text)
    return list(first.values())
