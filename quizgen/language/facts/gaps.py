"""Read a text whose gaps stand in double braces, for the kinds that have one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from pydantic import Field

from quizgen.knowledge import Reason, Vocabulary
from quizgen.language.facts.fact import (
    EVERY,
    Fact,
    OptionsByPart,
    Problem,
    Reasoned,
    SomeParts,
    TextsByPart,
    grouped,
)
from quizgen.language.facts.sentence import BlankValue
from quizgen.language.facts.writer import Writer, reason_of
from quizgen.language.reader import Loc
from quizgen.questions.distractors import Candidate, shares_meaning
from quizgen.questions.question import Gap, Lead, Prose, Question
from quizgen.text.formula import MOST_CHARACTERS, braces_pair
from quizgen.text.grammar import Grammar
from quizgen.text.markup import plain, settled, verbatim
from quizgen.text.wording import Wording, opening, wording
from quizgen.text.words import normal

_PAIR = re.compile(r"\{\{|\}\}")
_TRIPLE = re.compile(r"\{\{\{|\}\}\}")
_SENTENCE_END = re.compile(r"[.!?;]\s")
_SINGLE = re.compile(r"\{(\w[^{},]*)\}")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_OPEN = re.compile(r"[`$]")
_NUMBER = re.compile(r"c\d+")  # as Anki's own clozes begin


class GappedFact(Fact):
    """A fact with a text in which gaps stand in double braces."""

    interchangeable: SomeParts = Field(
        (),
        description="Gaps that may be filled in any order, each with the answer of another: "
        "`yes` for all, their texts, or `no`. Default: those that are joined by “and” alone.",
        examples=[["front brake", "rear brake"]],
    )

    accept: TextsByPart = Field(
        default_factory=dict,
        description="Other words that count in a gap: a list where there is one gap, or lists by "
        "its text. A word for which others would do is typed only with them.",
        examples=[{"turn on": ["go on turning", "spin"]}],
    )

    distractors: OptionsByPart = Field(
        default_factory=dict,
        description="Wrong words for a gap, at least two: a list where there is one gap, or lists "
        "by its text. You vouch that each is wrong in that gap, which is asked as a choice then, "
        "too. `{word: A sentence.}` says why.",
        examples=[["front brake", "rear light"], {"turn on": ["lock", "stop"]}],
    )

    @property
    def passage(self) -> GappedText:
        """Return its text with the gaps."""
        raise NotImplementedError

    def main(self) -> str:
        answers = list(dict.fromkeys(self.passage.labels.values()))
        return answers[0] if len(answers) == 1 else ""

    def choices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.passage.answers))

    def wordable(self) -> tuple[str, ...]:
        labels = dict.fromkeys(self.passage.labels.values())
        return (*self.fixed(), *filter(self.wrong_words, labels))

    def problems_of_gaps(
        self, passage: GappedText, key: str, vocabulary: Vocabulary
    ) -> Iterator[Problem]:
        """Yield what is wrong with the braces of a passage, or with what is interchangeable."""
        yield from passage.problems((key,))
        gaps = list(map(normal, passage.labels.values()))
        for text in self.interchangeable:
            if text != EVERY and normal(text) not in gaps:
                loc: Loc = ("interchangeable", self.interchangeable.index(text))
                message = f"`{text}` is interchangeable, but no gap"
                hint = f"the gaps are {', '.join(f'`{gap}`' for gap in passage.answers)}"
                yield Problem("bad-cloze", loc, message, hint)
        yield from self._problems_of_other_words(gaps)
        yield from self._problems_of_wrong_words(passage, vocabulary)
        if self.interchangeable and len(passage.alike(self.interchangeable)) < 2:
            message = "a gap alone is interchangeable with nothing"
            hint = "name two gaps or more, or leave `interchangeable` out"
            yield Problem("bad-cloze", ("interchangeable",), message, hint)

    def _problems_of_other_words(self, gaps: Sequence[str]) -> Iterator[Problem]:
        """Yield what is accepted for no gap, or for one that is not named."""
        names = ", ".join(f"`{gap}`" for gap in gaps)
        for loc, text in grouped("accept", self.accept):
            gap = str(loc[1]) if len(loc) > 2 else ""
            if not gap and len(set(gaps)) != 1:
                message = f"it is not said for which gap `{plain(text)}` counts"
                hint = f"name the gap: `accept: {{{next(iter(gaps), 'its text')}: [{text}]}}`"
                yield Problem("bad-cloze", loc, message, hint)
                return
            if gap and normal(gap) not in gaps:
                message = f"`{plain(gap)}` is no gap here"
                hint = f"the gaps are {names}" if names else "put it in double braces"
                yield Problem("bad-cloze", loc[:2], message, hint, at_key=True)

    def _problems_of_wrong_words(
        self, passage: GappedText, vocabulary: Vocabulary
    ) -> Iterator[Problem]:
        """Yield wrong words that are right in their gap, or in one that may be exchanged for it."""
        wording_ = wording(vocabulary.language)
        exchanged = self.sets_of_gaps(passage, wording_)
        for names in self.unsure_gaps(passage, wording_):
            exchanged |= dict.fromkeys(names, names)
        labels = passage.labels
        for loc, text in grouped("distractors", self.distractors):
            gap = labels.get(str(loc[1]) if len(loc) > 2 else self.main(), "")
            for right in dict.fromkeys((gap, *exchanged.get(gap, ()))):
                same = (each for each in (right, *self.other_words(right)) if each)
                meant = next((each for each in same if shares_meaning(text, each, vocabulary)), "")
                if meant:
                    yield _wrong_yet_right(loc, text, gap, right, meant)
                    break

    def sets_of_gaps(self, passage: GappedText, wording: Wording) -> dict[str, tuple[str, ...]]:
        """Return for each gap those with which it is interchangeable, its own too.

        Where the author says nothing, those are that are joined by “and”, if nothing else in their
        sentence tells an order.
        """
        if "interchangeable" in self.model_fields_set:
            sets = [passage.alike(self.interchangeable)]
        else:
            sets = [names for names, is_sure in passage.joined(wording) if is_sure]
        return {label: names for names in sets for label in names}

    def unsure_gaps(self, passage: GappedText, wording: Wording) -> Iterator[tuple[str, ...]]:
        """Yield gaps that are joined, of which nobody says whether their order counts."""
        if "interchangeable" not in self.model_fields_set:
            yield from (names for names, is_sure in passage.joined(wording) if not is_sure)

    def loose_gaps(self, passage: GappedText, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
        """Yield the gaps that are not typed, as others would use other words there."""
        is_loose = wording(vocabulary.language).is_loose
        for gap in dict.fromkeys(passage.labels.values()):
            if is_loose(gap) and not (self.other_words(gap) or vocabulary.names(gap)):
                key = f"`accept: {{{gap}: [other words]}}`"
                yield gap, f"{key}, all that others would say there: it can be typed then"

    def other_words(self, gap: str) -> tuple[str, ...]:
        """Return what its author accepts in a gap beside its text."""
        return _said_of(gap, self.accept)

    def wrong_words(self, gap: str) -> tuple[str, ...]:
        """Return what its author says to be wrong in a gap, as it stands there."""
        texts = _said_of(gap, self.distractors)
        begins = self.passage.begins_sentence(gap)
        return tuple(dict.fromkeys(_opening(text) if begins else text for text in texts))


def _said_of(gap: str, texts: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return what is said of a gap: under no name, where there is but one, or under its text."""
    named = (own for name, own in texts.items() if normal(name) == normal(gap))
    return tuple(dict.fromkeys((*texts.get("", ()), *chain.from_iterable(named))))


def _opening(text: str) -> str:
    """Return a wrong word as it begins a sentence, with the reason that its author gave."""
    return Reasoned.remembering(opening(text), reason_of(text))


def _wrong_yet_right(loc: Loc, text: str, gap: str, right: str, meant: str) -> Problem:
    """Return the problem of a wrong word that means what is right in a gap, or in another."""
    message = f"`{plain(text)}` is given as wrong in the gap `{plain(gap)}`, where "
    message += "it is right" if normal(text) == normal(meant) else f"`{plain(meant)}` is right"
    hint = "write a word that neither means what is right there nor is a part or a kind of it"
    if right != gap:
        message += f", as the gap `{plain(right)}` may be exchanged for it"
        hint = "write another word, or `interchangeable: no` if their order counts"
    return Problem("distractor-not-false", loc, message, hint)


class GappedText:
    """A text with gaps, in pieces: text, hint, and whether it is a gap."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.pieces: list[tuple[str, str, bool]] = []
        for index, piece in enumerate(_split(source)):
            place = _blanked(piece).find("::") if index % 2 else -1
            text, hint = (piece, "") if place < 0 else (piece[:place], piece[place + 2 :])
            # Each piece is shown by itself, so no mark pairs across a gap.
            text = settled(text.strip() if index % 2 else text)
            self.pieces.append((text, settled(hint.strip()), bool(index % 2)))

    @property
    def answers(self) -> list[str]:
        """Return the texts of the gaps."""
        return [text for text, _, is_gap in self.pieces if is_gap]

    @property
    def whole(self) -> str:
        """Return the text with nothing hidden."""
        return "".join(text for text, _, _ in self.pieces)

    @property
    def single_braced(self) -> str:
        """Return what stands in single braces, as if they made a gap; empty where nothing does."""
        match = _SINGLE.search(_blanked(self.whole)) if not self.answers else None
        return match[1] if match else ""

    @property
    def longest_word(self) -> str:
        """Return the longest word of the text, as an example of what could be hidden."""
        return max(_WORD.findall(plain(self.whole)), key=len, default="its answer")

    @property
    def labels(self) -> dict[str, str]:
        """Return each answer's label: the first that is the same word, capitalised or not."""
        first: dict[str, str] = {}
        return {text: first.setdefault(normal(text), text) for text in self.answers}

    def begins_sentence(self, label: str) -> bool:
        """Tell whether a gap, which has a capital, stands where a sentence begins."""
        before = "."
        for text, _, is_gap in self.pieces:
            if is_gap and self.labels[text] == label and before.rstrip()[-1:] in (*".!?:", ""):
                return plain(text)[:1].isupper()
            before = text if text or is_gap else before
        return False

    def completion(self, label: str, options: Sequence[str], grammar: Grammar) -> str:
        """Return the text with a blank in place of a gap, for one of these options."""
        blank = BlankValue.of(options)
        whole = ""
        for text, _, is_gap in self.pieces:
            if is_gap and self.labels[text] == label:
                whole = blank.after(whole, grammar) + blank
            else:
                whole += text
        return whole

    def joined(self, wording: Wording) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield the labels of gaps that stand beside each other, as in “{{salt}} and {{water}}”.

        With them goes whether their order says nothing: no other words of their sentence do so, nor
        does a word that counts, such as “first”.
        """
        labels = self.labels
        for first, last in self._joined_places(wording):
            gaps = self.pieces[first : last + 1 : 2]
            if any(hint for _, hint, _ in gaps):
                continue
            before = "".join(text for text, _, _ in self.pieces[:first])
            after = "".join(text for text, _, _ in self.pieces[last + 1 :])
            around = _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(after)[0]
            names = tuple(dict.fromkeys(labels[text] for text, _, _ in gaps))
            if len(names) > 1:
                yield names, not any(map(wording.ordered.search, around))

    def _joined_places(self, wording: Wording) -> Iterator[tuple[int, int]]:
        """Yield the places of the first and the last gap of those that are joined."""
        first, has_joint = 1, False  # every second piece is a gap
        for last in range(1, len(self.pieces), 2):
            following = self.pieces[last + 1][0] if last + 2 < len(self.pieces) else ""
            if wording.joined.search(following):
                has_joint = True
            elif following != ", ":  # which joins those of a series that has an “and”
                if has_joint:
                    yield first, last
                first, has_joint = last + 2, False

    def alike(self, interchangeable: Sequence[str]) -> tuple[str, ...]:
        """Return the labels of the gaps that are said to be interchangeable."""
        wanted = list(map(normal, interchangeable))
        labels = dict.fromkeys(self.labels.values())
        return tuple(
            label for label in labels if EVERY in interchangeable or normal(label) in wanted
        )

    def problems(self, loc: Loc) -> Iterator[Problem]:
        """Yield what is wrong with the braces."""
        pieces = _split(self._source)
        if len(pieces) != len(_split(_blanked(self._source))):
            message = "a gap stands inside code or a formula"
            hint = "hide the whole of it, as in `{{$x^2$}}`, or end it before the gap"
            yield Problem("bad-cloze", loc, message, hint)
        elif not _braces_pair(pieces):
            hint = "close each `{{` with `}}`; a gap holds no other gap"
            yield Problem("bad-cloze", loc, f"the braces of this {loc[0]} do not pair", hint)
        if "" in self.answers:
            hint = "write the answer into it, or take the braces out"
            yield Problem("bad-cloze", loc, "a gap is empty", hint)
        for text, hint, is_gap in self.pieces:
            if is_gap and hint and _NUMBER.fullmatch(text):
                message = f"`{text}` is hidden, with `{hint}` as its hint"
                advice = f"gaps are not numbered here: write `{{{{{hint}}}}}`"
                yield Problem("bad-cloze", loc, message, advice)

    def questions(self, writer: Writer, title: str, fact: GappedFact) -> Iterator[Question]:
        """Yield a question for each gap; those that are interchangeable know of one another."""
        labels = self.labels
        alike = fact.sets_of_gaps(self, writer.wording)
        hints = {labels[text]: hint for text, hint, _ in reversed(self.pieces) if hint}
        gaps = {
            text: writer.gap(
                text,
                label,
                hint=hints.get(label, ""),
                alike=alike.get(label, ()),
                also=fact.other_words(label),
                wrong=fact.wrong_words(label),
                fixed=not writer.wording.is_loose(text),
            )
            for text, label in labels.items()
        }
        before_gap = writer.wording.grammar.fitted_to_blank
        run: list[str | Gap] = []
        last = len(self.pieces) - 1
        for place, (text, _, is_gap) in enumerate(self.pieces):
            if is_gap:
                run.append(gaps[text])
            elif text:
                run.append(Lead.of(before_gap(text), text) if place < last else text)
        yield from writer.clozes(
            Prose(title, tuple(run)), [gaps[label] for label in dict.fromkeys(labels.values())]
        )
        for label in dict.fromkeys(labels.values()):
            yield from self._choice(writer, title, gaps[label])

    def _choice(self, writer: Writer, title: str, gap: Gap) -> Iterator[Question]:
        """Yield the choice of what completes the text, where there are wrong words for a gap."""
        wrong = [Candidate(text, Reason.AUTHORED, partial(reason_of, text)) for text in gap.wrong]
        if not wrong:
            return
        sentence = self.completion(gap.text, (gap.text, *gap.wrong), writer.wording.grammar)
        stem = writer.stem(gap.text, "cloze.choice", title=title, sentence=sentence)
        yield from writer.choice([gap.text], stem, gap.text, wrong, self.whole)


def _split(passage: str) -> list[str]:
    """Return the pieces of a passage, as written; every second one stands in a gap."""
    pieces, position = [], 0
    while (start := passage.find("{{", position)) >= 0:
        end = _end_of_gap(passage, start + 2)
        if end < 0:
            break
        pieces += [passage[position:start], passage[start + 2 : end]]
        position = end + 2
    return [*pieces, passage[position:]]


def _end_of_gap(passage: str, start: int) -> int:
    """Return where the gap ends whose text begins at `start`; -1 if it is never closed."""
    first = end = passage.find("}}", start)
    while 0 <= end <= first + MOST_CHARACTERS:
        text = _blanked(passage[start:end])
        mark = _OPEN.search(passage, end)
        if not _OPEN.search(text):
            return end
        if "{{" in text.partition("}}")[2] or mark is None:  # the next gap, or nothing that closes
            break
        end = passage.find("}}", mark.end())  # those before stand in code or a formula
    return first


def _blanked(text: str) -> str:
    """Return the text with code and formulas, braces and all, made x's.

    Where their braces do not pair, they mean gaps: between `{{$a}} and {{$b}}` is no formula.
    """
    pieces, position = [], 0
    for start, end in verbatim(text):
        if braces_pair(text[start:end]):
            pieces += [text[position:start], "x" * (end - start)]
            position = end
    return "".join([*pieces, text[position:]])


def _braces_pair(pieces: Sequence[str]) -> bool:
    """Tell whether no brace of a gap is left over in the pieces of a passage."""
    blanked = [_blanked(piece) for piece in pieces]
    if any(map(_PAIR.search, blanked)):
        return False
    joined = (f"{{{{{piece}}}}}" if index % 2 else piece for index, piece in enumerate(blanked))
    return not _TRIPLE.search("".join(joined))
