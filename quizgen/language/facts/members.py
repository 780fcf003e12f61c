"""Share what a list and a differential have: members, in groups or not, and what is no member."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from pydantic import Field

from quizgen.diagnostics import did_you_mean
from quizgen.knowledge import Aspect, Claim, Closure, Member, Reason, Relation, Subject, Vocabulary
from quizgen.language.facts.enumeration import EnumerationFact
from quizgen.language.facts.fact import (
    Members,
    Options,
    Problem,
    Text,
    TextsByPart,
    grouped,
    listed,
    repeated,
)
from quizgen.language.facts.sentence import BlankValue, labeled, mark_problems
from quizgen.language.facts.writer import Writer, reason_of
from quizgen.language.reader import Loc
from quizgen.questions import distractors
from quizgen.questions.distractors import Candidate
from quizgen.questions.question import (
    Bullets,
    Choice,
    ListRecall,
    Matching,
    Question,
    TrueFalse,
)
from quizgen.questions.readable import Readable
from quizgen.text.wording import Wording

# Members that one question asks for, where the groups can be asked for instead (Wozniak, rule 9).
MOST_AT_ONCE = 7
# options of a matching that belong to no line, so that the last pair is not given away
MOST_SURPLUS = 2


class MembersFact(EnumerationFact):
    """Values of one relation of one subject; a kind fills in what these are."""

    never: Options = Field(
        (),
        description="What is stated to be no member: it may be offered as a wrong option. "
        "`{text: A sentence.}` says why it is none.",
        examples=[["the saddle"]],
    )
    also: TextsByPart = Field(
        default_factory=dict,
        description="True too, but not asked for: never a wrong option. A list, or lists by group.",
        examples=[["the bottom bracket"], {"brakes": ["the hydraulic hose"]}],
    )
    grouped_by: Text = Field(
        "",
        alias="grouped by",
        description="What the groups are, as a singular noun. Two lists that group by different "
        "things do not contradict each other.",
        examples=["system"],
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

    def entries(self) -> list[str]:
        return self.members

    def right(self) -> tuple[str, ...]:
        return tuple(self.members)

    @property
    def is_grouped(self) -> bool:
        """Tell whether the members stand in groups."""
        return "" not in self.groups_by_name

    @property
    def is_classification(self) -> bool:
        """Tell whether the members are examples of their groups, of which there are many more.

        Each has one group, but nobody can say which examples are meant: "Name seven painters".
        """
        return self.is_grouped and self.exclusive and not self.subject and not self.complete

    @property
    def is_open(self) -> bool:
        """Tell whether others may be members, too, and nobody says which."""
        return not (self.complete or self.also or self.is_classification)

    @property
    def is_sorted(self) -> bool:
        """Tell whether it has groups of which each member is in one alone."""
        return self.is_grouped and self.exclusive

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
        beside = list(grouped("also", self.also))
        yield from repeated([*listed("never", self.never), *beside], vocabulary)
        for group in filter(None, self.also):
            if group not in self.groups_by_name:
                hint = did_you_mean(group, self.groups_by_name) or "take it out"
                message = f"`{group}` is no group of this list"
                yield Problem("unknown-part", ("also", group), message, hint, at_key=True)
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
        for loc, text in beside:
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
        return ("group", self.grouped_by) if self.grouped_by else ("group",)

    def nouns(self) -> tuple[str, ...]:
        return (self.grouped_by,) if self.grouped_by else ()

    def unasked(self, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
        if self.is_open:
            words = "`complete: yes`, if these are all: members of wider lists as wrong options; "
            also = "`also`, by group" if self.is_sorted else "`also`"
            yield "all", f"{words}else {also}, what counts in place of one that is not named"

    def claims(self) -> Iterator[Claim]:
        for loc, text in grouped(self.field, self.groups_by_name):
            yield self.claim(self.subject, self.relation, text, *loc)
            if self.is_grouped and (self.exclusive or self.grouped_by):
                yield self.claim(*self._belonging(text), str(loc[1]), *loc)
        for loc, text in grouped("also", self.also):
            yield self.claim(self.subject, self.relation, text, *loc)
            if len(loc) > 2 and (self.exclusive or self.grouped_by):
                yield self.claim(*self._belonging(text), str(loc[1]), *loc)
        for loc, text in listed("never", self.never):
            yield self.claim(self.subject, self.relation, text, *loc, truth=False)

    def closures(self) -> Iterator[Closure]:
        if self.complete:
            yield self.closure(self.subject, self.relation, "complete", single=False)
        if self.is_grouped and self.exclusive:
            for loc, text in grouped(self.field, self.groups_by_name):
                yield self.closure(*self._belonging(text), *loc, single=True)

    def _belonging(self, member: str) -> tuple[Subject, Relation]:
        """Return what the group of a member is said of, and what it is of it.

        Where the list has no subject, that is a relation of the member alone, which a table may
        state too.
        """
        if not self.grouped_by:
            return Member(self.subject, member), Aspect(self.relation, "group")
        return Member(self.subject, member) if self.subject else member, self.grouped_by

    # Questions ----------------------------------------------------------------------------------

    def questions(self, writer: Writer) -> Iterator[Question]:
        phrase = self.phrase(writer.wording)
        groups = tuple(self.groups_by_name.items())
        homes = {
            text: ", ".join(g for g, members in groups if text in members) for text in self.members
        }
        reasons = {text: self._told(writer, phrase, text, homes[text]) for text in homes}
        gaps = {text: writer.gap(text, hint=self.cue(text)) for text in homes}
        bullets = tuple(
            (group, tuple((gaps[text],) for text in members)) for group, members in groups
        )
        passage = Bullets(self.title(writer.wording), bullets)
        recalls = list(self._recalls(writer, phrase))
        if not self.is_classification:
            readable = Readable(passage)
            hidden = {gap: reasons[text] for text, gap in gaps.items() if not readable.leak(gap)}
            yield from self.single_gaps(writer, passage, hidden, recalls)
        yield from recalls
        distinct = {text: reasons[text] for text in _distinct(self.members, writer.vocabulary)}
        if self.is_classification:  # the group of an example does not say that it is one
            distinct = {text: self._told(writer, phrase, text, "") for text in distinct}
        wrong = self._wrong(writer, phrase, list(distinct))
        yield from self._choices(writer, phrase, distinct, wrong)
        if len(wrong) == 1:
            writer.lone["all"] = wrong[0].text
        if wrong:
            yield from self._judged(writer, phrase, distinct, wrong)
        if self.is_grouped and self.exclusive:
            of_members = list(self._memberships(writer, phrase, homes, reasons))
            of_groups: list[Question] = []
            for group in self.groups_by_name:
                natives, strangers = self._in_group(writer, homes, group)
                if not natives or not strangers:
                    continue
                pair = natives[0], strangers[0]
                of_groups += self._belongings(writer, phrase, homes, reasons, group, pair[0])
                statements = list(self._group_statements(writer, phrase, reasons, group, pair))
                # “Granite — origin: igneous” is right for any nouns; what says the whole of a
                # subject's list as well, nobody would print.
                if self.group_sentence or (self.is_classification and self.grouped_by):
                    of_groups += statements
                else:
                    writer.wait("group sentence", statements)
            yield from of_members
            yield from of_groups
            if not self.group_sentence:
                own = of_groups if self._is_worded() else [*of_members, *of_groups]
                asked = (each for each in own if not isinstance(each, Matching))
                writer.unworded = sum(map(writer.wanted, asked))

    def _beside(self, writer: Writer) -> tuple[list[str], dict[str, list[str]]]:
        """Return what is stated beside the members, and by member the names of its kinds in that.

        Who names a kind of a member that is right, too, has named the member, and only once.
        """
        vocabulary = writer.vocabulary
        own = set(map(vocabulary.resolve, self.members))
        beside: list[str] = []
        kin: dict[str, list[str]] = {}
        for text in writer.knowledge.values(self.subject, self.relation):
            if vocabulary.resolve(text) in own:
                continue
            near = next((each for each in self.members if vocabulary.related(text, each)), None)
            if near is None:
                beside.append(text)
            else:
                kin.setdefault(near, []).extend((text, *writer.accepted(text)))
        return beside, kin

    def _recalls(self, writer: Writer, phrase: dict[str, str]) -> Iterator[Question]:
        groups = self.groups_by_name
        beside, kin = self._beside(writer)

        counts = self._counting(writer.vocabulary)

        def recall(
            label: str, stem: str, texts: Iterable[str], shown: Mapping[str, Members]
        ) -> ListRecall:
            id = writer.id("list", label)
            members = tuple((text, *writer.accepted(text), *kin.get(text, ())) for text in texts)
            also = tuple((text, *writer.accepted(text)) for text in beside if counts(text, label))
            return ListRecall(
                id=id,
                about=writer.about,
                stem=stem,
                members=members,
                groups=tuple(shown.items()),
                also=also,
                wrong=self._known_wrong(label, [name for names in members for name in names]),
            )

        def stem(label: str, name: str, number: int, **more: str) -> str:
            return writer.stem(label, name, **phrase, complete=self.complete, number=number, **more)

        if self.is_grouped and len(groups) > 1:
            for group, members in groups.items():
                if len(members) > 1 and (group in self.stems or not self.is_classification):
                    words = stem(group, "list.group", len(members), group=group)
                    yield recall(group, words, members, {})
            about_groups = recall("groups", stem("groups", "list.groups", len(groups)), groups, {})
            # Another group would be right too, or nobody knows by what they are grouped.
            if "groups" in self.stems or (self.complete and phrase["grouped"]):
                yield about_groups
            elif self.complete:
                writer.wait("grouped by", [about_groups])
        every = _distinct(self.members, writer.vocabulary)
        if self.is_classification and "all" not in self.stems:
            return
        if 1 < len(every) <= (MOST_AT_ONCE if len(groups) > 1 else len(every)):
            yield recall(
                "all", stem("all", "list.all", len(every)), every, groups if self.is_grouped else {}
            )

    def _known_wrong(self, label: str, right: Sequence[str]) -> tuple[str, ...] | None:
        """Return what is stated to be wrong under a label, or None where all is that is not right.

        Where no member is in two groups, the members of the others are.
        """
        if self.complete or label == "groups":
            return None
        elsewhere = [text for text in self.members if self.exclusive and text not in right]
        return (*self.never, *elsewhere)

    def _counting(self, vocabulary: Vocabulary) -> Callable[[str, str], bool]:
        """Return what tells whether a text, true beside the members, counts under a label.

        It does so in each group where nobody said in which it is, but for what stands under `also`
        of groups that exclude each other: of them, it can be in one at most. A stem of the author's
        own may ask for less than the list is of: there, what other facts state counts no more.
        """
        beside = list(grouped("also", self.also))
        own = {vocabulary.resolve(text) for _, text in beside}
        homes = {vocabulary.resolve(text): loc[1] for loc, text in beside if len(loc) > 2}

        def counts(text: str, label: str) -> bool:
            said = vocabulary.resolve(text)
            home = homes.get(said)
            if label in self.stems and said not in own:
                return False
            if label in ("all", "groups"):
                return label == "all"
            if home is None:
                return not (self.exclusive and said in own)
            return home == label

        return counts

    def _wrong(self, writer: Writer, phrase: dict[str, str], members: list[str]) -> list[Candidate]:
        """Return what is no member: authored, stated so, or ruled out by some fact.

        What is ruled out is a relative of a member, or what stands beside members elsewhere.
        """
        own = {text: reason_of(text) for text in self.never}
        stated = writer.knowledge.values(self.subject, self.relation)

        def because(option: str, reason: Reason) -> str:
            if own.get(option):
                return own[option]
            if reason is Reason.SINGLE:
                return ""  # what is the one value instead, the question says
            data = {"option": option, "members": stated, "quoted": self._lacks_article(writer)}
            return writer.say(f"reason.{reason}", **data, **phrase)

        def why(option: str) -> str:
            return reason_of(option) or self._denial(writer, phrase, option)

        names = dict.fromkeys(self.never)
        for text in members:
            names.update(dict.fromkeys(writer.vocabulary.relatives(text)))
        if self.complete:
            names.update(dict.fromkeys(writer.knowledge.siblings(members)))
        false = distractors.false_of(writer.knowledge, self.subject, self.relation, names, because)
        own_options = (
            each._replace(why=partial(why, each.text)) for each in writer.authored("all")
        )
        authored = writer.not_true(self.subject, self.relation, own_options)
        return distractors.sound(members, [*authored, *false], writer.vocabulary)

    def _choices(
        self,
        writer: Writer,
        phrase: dict[str, str],
        reasons: dict[str, str],
        wrong: list[Candidate],
    ) -> Iterator[Question]:
        choice = writer.stem("choice", "list.choice", **phrase)
        for text, because in reasons.items():
            yield from writer.choice([text], choice, text, wrong, because)
        if len(reasons) > 1:
            because = " ".join(reasons.values()) if len(reasons) <= 3 else ""
            stem = writer.stem("multiple-choice", "list.multiple", **phrase)
            yield from writer.multiple_choice(["all"], stem, list(reasons), wrong, because)

    def _judged(
        self,
        writer: Writer,
        phrase: dict[str, str],
        reasons: dict[str, str],
        wrong: list[Candidate],
    ) -> Iterator[Question]:
        """Yield the statements, but for “The rules include it is forbidden”: these wait."""
        statements = self._statements(writer, phrase, reasons, wrong)
        texts = [*reasons, *(each.text for each in wrong)]
        is_worded = bool(self.sentence) or "true-false" in self.stems
        if is_worded or not any(map(writer.wording.grammar.is_clause, texts)):
            yield from statements
        else:
            writer.wait("sentence", statements)

    def _statements(
        self,
        writer: Writer,
        phrase: dict[str, str],
        reasons: dict[str, str],
        wrong: list[Candidate],
    ) -> Iterator[Question]:
        """Yield as many true statements as false ones, so that `true` is no better a guess.

        Which ones, no seed decides: ids hang on it.
        """
        false = [each for each in wrong if each.text in writer.keys]
        about = writer.id("true-false", "all")
        order = sorted(reasons, key=lambda text: distractors.rank("", about, writer.part(text)))
        true = set(order[: len(false)])
        for text, because in reasons.items():
            if text in true:
                statement = self._statement(writer, phrase, text)
                yield writer.true_false([text], statement, because, truth=True)
        for each in false:
            statement = self._statement(writer, phrase, each.text)
            correction = self._denial(writer, phrase, each.text)
            yield writer.true_false(
                [each.text], statement, each.why(), correction, each.reason, truth=False
            )

    def _told(self, writer: Writer, phrase: dict[str, str], text: str, home: str) -> str:
        """Say that a value is a member, and in which group, in the author's sentence or in ours."""
        if home and self.group_sentence:
            return self._filled(writer, self.group_sentence, text, home)
        if self.sentence and not home:
            return self._filled(writer, self.sentence, text)
        return writer.say("list.because", **phrase, value=text, group=home)

    def _denial(self, writer: Writer, phrase: dict[str, str], text: str) -> str:
        """Say that a value is no member."""
        quoted = self._lacks_article(writer)
        return writer.say("list.correction", value=text, quoted=quoted, **phrase)

    def _lacks_article(self, writer: Writer) -> bool:
        """Tell whether the author's sentence brings the article, which the members lack then.

        They stand in quotation marks elsewhere.
        """
        before, mark, _ = self.sentence.partition("{")
        return bool(mark) and writer.wording.grammar.ends_in_article(before)

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
            return self._filled(
                writer, self.group_sentence, text, BlankValue.of(self.groups_by_name)
            )
        return writer.say("list.membership", value=text, **phrase)

    def _with_label(self, writer: Writer, stem: str) -> str:
        """Return the stem that the group sentence makes, saying what the groups are.

        Without options, nobody could tell otherwise what is asked: “Socage was ____ (status).”
        """
        if "group" in self.stems or not (self.group_sentence and self.grouped_by):
            return stem
        return labeled(stem, self.group_sentence, self.grouped_by, writer.wording.function)

    def _is_worded(self) -> bool:
        """Tell whether the author words how a member belongs to its group."""
        return bool(self.group_sentence) or "group" in self.stems

    def _filled(self, writer: Writer, own: str, member: str, group: str = "") -> str:
        values = dict.fromkeys(self.member_marks, member)
        return writer.filled(
            own, values | (dict.fromkeys(self.group_marks, group) if group else {})
        )

    def _memberships(
        self, writer: Writer, phrase: dict[str, str], homes: dict[str, str], reasons: dict[str, str]
    ) -> Iterator[Question]:
        groups = tuple(self.groups_by_name)

        def elsewhere(value: str) -> str:
            if self.group_sentence:
                return reasons[value]
            return writer.say("reason.group", value=value, group=homes[value], **phrase)

        for text, home in homes.items():
            others = [group for group in groups if group != home]
            if distractors.echoes(text, home, others):
                continue  # the name says it
            why = partial(elsewhere, text)
            wrong = [Candidate(group, Reason.SINGLE, why) for group in others]
            stem = self._membership(writer, phrase, text)
            candidates = [*writer.authored("groups"), *wrong]
            if self.is_classification and (self.grouped_by or self._is_worded()):
                recalled = self._with_label(writer, stem)
                yield writer.short_answer([text, "groups"], recalled, home, reasons[text])
            yield from writer.choice([text, "groups"], stem, home, candidates, reasons[text])
        if len(groups) > 1 and len(homes) > 2:
            id = writer.id("matching", "groups")
            stem = writer.stem("matching", "list.matching", **phrase)
            pairs = tuple(
                (text, homes[text]) for text in distractors.arrange(writer.seed, id, homes)
            )
            # A member has one group, so all else is wrong for it, relatives of the groups too.
            beside = dict.fromkeys(
                name for group in groups for name in writer.vocabulary.relatives(group)
            )
            derived = [Candidate(name, Reason.SINGLE, str) for name in beside]
            surplus = distractors.sound(
                groups, [*writer.authored("groups"), *derived], writer.vocabulary
            )
            options = (*groups, *(each.text for each in surplus[:MOST_SURPLUS]))
            yield Matching(id=id, about=writer.about, stem=stem, pairs=pairs, options=options)

    def _in_group(
        self, writer: Writer, homes: Mapping[str, str], group: str
    ) -> tuple[list[str], list[str]]:
        """Return the members that can be asked of a group, and those of others, in an order.

        Those whose name says in which they are cannot; of the others, such come last. The order
        hangs on no seed: ids do on it.
        """

        def says(text: str, home: str) -> bool:
            return distractors.holds_words_and_signs(text, home)

        def place(text: str) -> tuple[bool, bytes]:
            rank = distractors.rank("", writer.id("choice", group), writer.part(text))
            return text in homes and says(text, homes[text]), rank

        members = self.groups_by_name[group]
        others = [text for text, home in homes.items() if home != group]
        is_told = not any(says(text, group) for text in others)
        own = [
            text
            for text in members
            if not distractors.echoes(group, text, others) and not (is_told and says(text, group))
        ]
        strangers = [text for text in others if not distractors.echoes(group, text, members)]
        return sorted(own, key=place), sorted(strangers, key=place)

    def _belongings(
        self,
        writer: Writer,
        phrase: dict[str, str],
        homes: dict[str, str],
        reasons: dict[str, str],
        group: str,
        key: str,
    ) -> Iterator[Choice]:
        """Ask which member belongs to a group, the `key`, among those of the others."""
        members = self.groups_by_name[group]
        others = [text for text, home in homes.items() if home != group]
        derived = (
            Candidate(text, Reason.SINGLE, partial(reasons.__getitem__, text))
            for text in distractors.around(writer.id("choice", group, key), others)
        )
        # A kind of what stands in this group may belong to it, too.
        wrong = distractors.sound(members, derived, writer.vocabulary)
        stem = writer.say("list.belongs", group=group, **phrase)
        if self.group_sentence:
            stem = self._filled(writer, self.group_sentence, BlankValue.of(self.members), group)
        yield from writer.choice([group, key], stem, key, wrong, reasons[key])

    def _group_statements(
        self,
        writer: Writer,
        phrase: dict[str, str],
        reasons: dict[str, str],
        group: str,
        pair: tuple[str, str],
    ) -> Iterator[TrueFalse]:
        """Say of a member and of a stranger that each is in a group; nothing where both may be."""
        key, stranger = pair
        if stranger in distractors.Meanings(writer.vocabulary, self.groups_by_name[group]):
            return
        yield writer.true_false([group, key], reasons[key], "", truth=True)
        false = self._told(writer, phrase, stranger, group)
        correction = reasons[stranger]
        yield writer.true_false(
            [group, stranger], false, "", correction, Reason.SINGLE, truth=False
        )


def _distinct(texts: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """Return the texts without those that mean the same as one before."""
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(vocabulary.resolve(text), text)
    return list(first.values())
