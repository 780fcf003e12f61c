"""Write the questions of a fact: ids, wording, accepted answers, and options that are proved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from quizgen.knowledge import Claim, Closure, Knowledge, Reason, Relation, Subject
from quizgen.language.facts.fact import Fact, Reasoned
from quizgen.language.facts.sentence import BLANK, fill
from quizgen.questions import distractors
from quizgen.questions.distractors import Candidate
from quizgen.questions.giveaways import Strength, strength
from quizgen.questions.question import (
    About,
    Choice,
    Cloze,
    Distractor,
    Gap,
    MultipleChoice,
    Number,
    Ordering,
    Passage,
    Question,
    ShortAnswer,
    TrueFalse,
)
from quizgen.text import quantities, sameness
from quizgen.text.markup import plain
from quizgen.text.sameness import is_phrase
from quizgen.text.wording import Wording, ended

TYPED_LENGTH = 40  # characters of an answer that can fairly be asked to be typed


def reason_of(text: str) -> str:
    """Return the reason that an author gave for a wrong option, or nothing."""
    return text.because if isinstance(text, Reasoned) else ""


class Dispute(NamedTuple):
    """An option that its author calls wrong, and the claim that says it is right."""

    part: str
    option: str
    claim: Claim | Closure


class Writer:
    """Writes the questions of one fact; `keys` maps each label to the part that ids are made of."""

    def __init__(
        self,
        fact: Fact,
        about: About,
        knowledge: Knowledge,
        wording: Wording,
        keys: Mapping[str, str],
        seed: str,
    ) -> None:
        self.fact = fact
        self.about = about
        self.knowledge = knowledge
        self.vocabulary = knowledge.vocabulary
        self.wording = wording
        self.keys = keys
        self.seed = seed
        self.disputes: list[Dispute] = []
        self.waiting: dict[str, int] = {}  # questions by the words that they wait for
        # Cells by the row of which nobody says that it is exclusive.
        self.unproved: dict[str, int] = {}
        self.unworded = 0  # questions on groups that are asked in our words, not in the author's
        self.uses: Counter[str] = Counter()  # of each wrong option in the choices so far
        self.lone: dict[str, str] = {}  # the only wrong option of a part, too few for a choice

    def id(self, type: str, *labels: str) -> str:
        """Return the id of the question about these labels."""
        return f"{self.about.fact}/{self.part(*labels)}/{type}"

    def part(self, *labels: str) -> str:
        """Return what is asked, as ids and cloze numbers know it."""
        if len(labels) == 1:  # as a rule
            return self.keys[labels[0]]
        return ".".join(self.keys[label] for label in labels)

    def say(self, name: str, **data: object) -> str:
        """Return text in the wording of the collection."""
        return self.wording.say(name, **data)

    def stem(self, label: str, name: str, **data: object) -> str:
        """Return the author's own stem for a part or a form, or else the wording's."""
        own = self.fact.stems.get(label)
        if own is None:
            return self.say(name, **data)
        return self.filled(own, {key: str(value) for key, value in data.items()})

    def filled(self, sentence: str, values: Mapping[str, str]) -> str:
        """Return the author's sentence with the marks filled that have a value."""
        return fill(sentence, values, self.wording.grammar)

    def unaided(self, stem: str) -> str:
        """Return a stem whose answer is recalled: no article before its blank tells its beginning.

        Options may share a form, but he who recalls does not see them.
        """
        *before, last = stem.split(BLANK)
        return BLANK.join([*map(self.wording.grammar.fitted_to_blank, before), last])

    def wait(self, words: str, questions: Iterable[Question]) -> None:
        """Count questions that would be asked if the author gave these words."""
        number = sum(self.wanted(question) for question in questions)
        if number:
            self.waiting[words] = self.waiting.get(words, 0) + number

    def wanted(self, question: Question) -> bool:
        """Tell whether the author has not left out this form, for the fact or the part asked."""
        if not self.fact.without:
            return True
        asked = question.part.partition(".")[0]
        labels = (label for label in self.fact.without if self.keys.get(label) == asked)
        return not self.fact.leaves_out(question.type, *labels)

    def gap(
        self,
        text: str,
        *labels: str,
        hint: str = "",
        values: Sequence[str] = (),
        alike: Sequence[str] = (),
        also: Sequence[str] = (),
        wrong: Sequence[str] = (),
        fixed: bool = True,
    ) -> Gap:
        """Return a gap for one part of a passage; `values` are those of a text of several.

        `alike` are the texts of the gaps with which it is interchangeable, its own too; `also` is
        what else is true there, and `wrong` what is not. An answer whose words are not `fixed` is
        typed only where other names of it are known.
        """
        several = tuple(values) if len(values) > 1 else ()
        part = self.part(*(labels or (text,)))
        names = (*also, *self.accepted(text))
        is_fair = (fixed or bool(names)) and self._is_typable(text, names)
        typed = bool(several) or is_fair
        return Gap(part, text, hint, several, tuple(alike), typed, tuple(also), tuple(wrong))

    def accepted(self, answer: str) -> tuple[str, ...]:
        """Return the other names of an answer."""
        return self.vocabulary.names(answer)

    def authored(self, label: str) -> list[Candidate]:
        """Return the wrong options that the author wrote for a part, with his own reasons."""
        given = self.fact.distractors
        texts = (*given.get(label, ()), *(given.get("", ()) if label == self.fact.main() else ()))
        return [Candidate(text, Reason.AUTHORED, partial(reason_of, text)) for text in texts]

    def not_true(
        self, subject: Subject, relation: Relation, candidates: Iterable[Candidate]
    ) -> Iterator[Candidate]:
        """Yield the candidates that no fact says to be true; an authored one may be a dispute."""
        for candidate in candidates:
            truth = self.knowledge.truth(subject, relation, candidate.text)
            if truth.value is False or truth.claim is None:
                yield candidate
            elif candidate.reason is Reason.AUTHORED and not self._is_rewritten(
                candidate.text, truth.claim
            ):
                self.disputes.append(Dispute(str(relation), candidate.text, truth.claim))

    def _is_rewritten(self, option: str, claim: Claim | Closure) -> bool:
        """Tell whether an option is this fact's own answer in another writing, or overlaps with it.

        Of these, the flaws of options speak.
        """
        if isinstance(claim, Closure) or claim.fact != self.about.fact:
            return False
        vocabulary = self.vocabulary
        is_same = vocabulary.resolve(option) == vocabulary.resolve(claim.value)
        is_near = sameness.overlaps(option, claim.value, vocabulary.language)
        return is_near and not is_same and claim.value in self.fact.right()

    # Questions, each of which may turn out to be impossible -------------------------------------

    def choice(
        self,
        labels: Sequence[str],
        stem: str,
        key: str,
        candidates: Iterable[Candidate],
        because: str,
    ) -> Iterator[Choice]:
        """Yield one choice, or none.

        There is none where too few candidates are left, or where stem or options give the key away.
        """
        id = self.id("choice", *labels)
        candidates = distractors.few(id, candidates)
        if len(candidates) < distractors.FEWEST:
            return
        # A stem that gives its key away is asked only with options that its author wrote: he is
        # told, and may have meant it.
        if distractors.holds_words_and_signs(stem, key) and not any(
            each.reason is Reason.AUTHORED for each in candidates
        ):
            return

        def pointing(wrong: Sequence[str]) -> Strength:
            if distractors.is_wordy(stem, (key, *wrong)):
                return Strength.FLAW
            return strength(stem, key, wrong, self.vocabulary, self.wording)

        sound = distractors.sound([key], candidates, self.vocabulary)
        chosen = distractors.choose_wrong(self.seed, id, sound, key, pointing, self.uses)
        if len(chosen) < distractors.FEWEST:
            return
        # Not by the hash that chose them: it puts the wrong options first, and the key last.
        options = distractors.lay_out(
            self.seed,
            f"{id}/order",
            (key, *(each.text for each in chosen)),
            self.wording.language,
        )
        question = Choice(
            id=id,
            about=self.about,
            stem=stem,
            because=because,
            key=key,
            distractors=self._explained(chosen, because, [key]),
            options=options,
        )
        # What is never so was not written as options of this key: none is better than unfair ones.
        reasons = {each.reason for each in chosen}
        is_own = Reason.AUTHORED in reasons or Reason.NEVER not in reasons
        if is_own or pointing([each.text for each in chosen]) is not Strength.FLAW:
            if self.wanted(question):
                self.uses.update(each.text for each in chosen)
            yield question
        else:
            self.wait("never", [question])

    def multiple_choice(
        self,
        labels: Sequence[str],
        stem: str,
        keys: Sequence[str],
        candidates: Iterable[Candidate],
        because: str,
    ) -> Iterator[MultipleChoice]:
        """Yield one question with two or three keys among as many distractors, or none."""
        id = self.id("multiple-choice", *labels)
        sound = distractors.sound(keys, distractors.few(id, candidates), self.vocabulary)
        chosen = distractors.choose_wrong(self.seed, id, sound)
        shown = distractors.arrange(self.seed, id, keys)[:3]
        if len(chosen) >= distractors.FEWEST and len(shown) >= 2:
            options = distractors.lay_out(
                self.seed,
                f"{id}/order",
                (*shown, *(each.text for each in chosen)),
                self.wording.language,
            )
            yield MultipleChoice(
                id=id,
                about=self.about,
                stem=stem,
                because=because,
                keys=shown,
                distractors=self._explained(chosen, because, keys),
                options=options,
            )

    def _explained(
        self, chosen: Iterable[Candidate], because: str, keys: Sequence[str]
    ) -> tuple[Distractor, ...]:
        """Return the wrong options, each with a sentence: the author's, or what is true instead."""
        instead = because or self.say("reason.authored", keys=keys)
        explained = []
        for each in chosen:
            reason = each.why()
            explained.append(Distractor(each.text, each.reason, reason or instead, not reason))
        return tuple(explained)

    def true_false(
        self,
        labels: Sequence[str],
        statement: str,
        because: str,
        correction: str = "",
        reason: Reason | None = None,
        *,
        truth: bool,
    ) -> TrueFalse:
        """Return a statement to be judged; no reason is given that only repeats it.

        All have their full stops, as one without would be told from the others.
        """
        statement, correction, because = map(ended, (statement, correction, because))
        return TrueFalse(
            id=self.id("true-false", *labels),
            about=self.about,
            stem=statement,
            because="" if because in (statement, correction) else because,
            truth=truth,
            key=self.say("true-false.true" if truth else "true-false.false"),
            correction=correction,
            reason=reason,
        )

    def short_answer(
        self,
        labels: Sequence[str],
        stem: str,
        answer: str,
        because: str = "",
        accepted: Iterable[str] = (),
        language: str = "",
        *,
        fixed: bool = True,
    ) -> ShortAnswer:
        """Return a recall question; the answer's synonyms count too.

        `language` is that of the answer, where it is not the collection's. An answer whose words
        are not `fixed` is typed only where other names of it are known.
        """
        others = (name for each in accepted for name in (each, *self.accepted(each)))
        names = tuple(dict.fromkeys((*others, *self.accepted(answer))))
        return ShortAnswer(
            id=self.id("short-answer", *labels),
            about=self.about,
            stem=self.unaided(stem),
            because=because,
            answer=answer,
            accepted=names,
            typed=(fixed or bool(names)) and self._is_typable(answer, names),
            language=language,
        )

    def number(
        self,
        labels: Sequence[str],
        stem: str,
        answer: str,
        because: str,
        tolerance: str = "",
        molar_mass: str = "",
    ) -> Number:
        """Return a quantity to be given. Raises QuantityError for a text that is none."""
        language, units = self.wording.language, self.vocabulary.units
        value = sameness.read(answer, language).quantity
        if value is None or value.measure is None or units is not None:
            value = quantities.parse_quantity(plain(answer), language, units, any_unit=True)
        return Number(
            id=self.id("number", *labels),
            about=self.about,
            stem=self.unaided(stem),
            because=because,
            answer=answer,
            low=None if value.low is None else float(value.low),
            high=None if value.high is None else float(value.high),
            unit=value.unit,
            tolerance=tolerance,
            molar_mass=molar_mass,
        )

    def _is_typable(self, answer: str, names: Sequence[str]) -> bool:
        """Tell whether an answer with these other names can fairly be asked to be typed.

        A phrase that nobody words otherwise cannot be hit: like a long text, and a picture without
        words, it is said to oneself.
        """
        if len(plain(answer)) > TYPED_LENGTH or self.about.beside(answer) == "":
            return False
        return bool(names) or not is_phrase(answer, self.vocabulary.language)

    def clozes(self, passage: Passage, gaps: Iterable[Gap], because: str = "") -> Iterator[Cloze]:
        """Yield one question a gap, all of one passage."""
        for gap in gaps:
            yield Cloze(
                id=f"{self.about.fact}/{gap.part}/cloze",
                about=self.about,
                stem=passage.title,
                because=because,
                passage=passage,
                gap=gap,
                accepted=self.accepted(gap.text),
            )

    def ordering(
        self, labels: Sequence[str], stem: str, ranks: Sequence[Sequence[str]], because: str
    ) -> Ordering:
        """Return items to be put in order."""
        id = self.id("ordering", *labels)
        shuffled = distractors.arrange(self.seed, id, (item for rank in ranks for item in rank))
        frozen = tuple(tuple(rank) for rank in ranks)
        return Ordering(
            id=id, about=self.about, stem=stem, because=because, ranks=frozen, shuffled=shuffled
        )
