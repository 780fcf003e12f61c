"""Find the flaws of what is asked in parts: passages with gaps, lists, orders, matchings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quizgen.diagnostics import Severity
from quizgen.flaws.flaw import ERROR, Flaw
from quizgen.flaws.stems import offers
from quizgen.language.facts.cloze import ClozeFact
from quizgen.language.facts.fact import Fact
from quizgen.language.facts.statement import Statement
from quizgen.questions import giveaways
from quizgen.questions.question import (
    Cloze,
    Gap,
    ListRecall,
    Matching,
    Ordering,
    Passage,
    Prose,
    Question,
    Run,
)
from quizgen.questions.readable import Readable
from quizgen.text.markup import plain
from quizgen.text.sameness import says
from quizgen.text.words import CheckWords, fold, words

MOST_GAPS_IN_SENTENCE = 2
FEWEST_CUES = 3  # words that must follow a gap for it to be answerable at all
# Of a list that is asked for at once (Wozniak, rules 9 and 10).
MOST_MEMBERS, MOST_MEMBERS_EVER = 7, 20
NAMED_SHARE = 0.5  # of the words of a step, from which on a title names it
SHORTEST = 4  # letters of a word of a step that counts: dead plants pile up
_SENTENCE = re.compile(r"[.!?;]\s")


def passage_flaws(questions: Sequence[Question], lexicon: CheckWords) -> Iterator[Flaw]:
    """Find what is wrong in the passages of one fact, each looked at once."""
    passages: dict[int, tuple[Passage, Cloze]] = {}
    for question in questions:
        if isinstance(question, Cloze):
            passages.setdefault(id(question.passage), (question.passage, question))
    for passage, first in passages.values():
        if isinstance(passage, Prose):
            yield from _prose(passage, first)
        clozes = [q for q in questions if isinstance(q, Cloze) and q.passage is passage]
        yield from _readable_gaps(passage, clozes, lexicon)


def order_flaws(fact: Fact, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find gaps side by side of which nobody says whether they may be filled in either order."""
    if not isinstance(fact, ClozeFact | Statement):
        return
    for names in fact.unsure_gaps(fact.passage, lexicon.wording):
        which = ", ".join(f"`{plain(name)}`" for name in names)
        message = f"the gaps {which} stand side by side, and count in this order only"
        hint = "write `interchangeable: yes` if they may be filled in any order, else `no`"
        where = fact.id, "", names[0]
        yield Flaw("answer-with-alternatives", message, hint, *where, Severity.NOTICE)


def part_flaws(question: Question, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find lists and orders that ask for too much, matchings that give the last pair away."""
    fact, id = question.about.fact, question.id
    if isinstance(question, ListRecall):
        number = len(question.members)
        if number > MOST_MEMBERS:
            message = f"one question asks for {number} things at once"
            hint = "divide it into `groups`, or make several lists of it"
            severity = ERROR if number > MOST_MEMBERS_EVER else Severity.WARNING
            yield Flaw("list-too-long", message, hint, fact, id, severity=severity)
    elif isinstance(question, Ordering):
        if len(question.shuffled) > MOST_MEMBERS:
            message = f"{len(question.shuffled)} things are to be put in order at once"
            hint = "make two facts of it, the second going on from the first"
            yield Flaw("ordering-too-long", message, hint, fact, id)
        if question.about.kind == "mechanism":
            yield from _first_step(question, lexicon)
    elif isinstance(question, Matching):
        rights = Counter(right for _, right in question.pairs)
        if len(question.options) <= len(rights) and max(rights.values()) == 1:
            message = "each option belongs to one line, so the last pair is given away"
            hint = (
                "add a wrong option under `distractors: {groups: […]}`, or leave the form out: "
                "`without: matching`"
            )
            yield Flaw("matching-one-to-one", message, hint, fact, id, severity=ERROR)


def _first_step(question: Ordering, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find a title, or an own stem, that names the step with which its chain begins."""
    title = giveaways.telling_roots(question.stem, lexicon.wording)

    def share(step: str) -> float:
        telling = giveaways.telling_roots(step, lexicon.wording)
        content = giveaways.telling_roots(step, lexicon.wording, fewest=SHORTEST)
        return len(telling & title) / max(1, len(content))

    first, *later = (share(rank[0]) for rank in question.ranks)
    if first >= NAMED_SHARE and first > max(later):
        [step] = question.ranks[0]
        message = f"the chain begins with `{plain(step)}`, which its title says already"
        hint = "begin with the step after it, or call the chain by what it leads to"
        severity = Severity.NOTICE
        yield Flaw(
            "title-gives-step", message, hint, question.about.fact, question.id, step, severity
        )


def _prose(passage: Prose, first: Cloze) -> Iterator[Flaw]:
    fact = first.about.fact
    texts = [piece for piece in passage.run if isinstance(piece, str)]
    place = max(texts, key=len, default="")
    for gap, times in Counter(piece for piece in passage.run if isinstance(piece, Gap)).items():
        if times > 1:
            message = f"`{plain(gap.text)}` is hidden {times} times in one passage"
            hint = "hide it once, and say it in other words elsewhere"
            yield Flaw("cloze-repeated-gap", message, hint, fact, first.id, place)
    most = max(_by_sentence(passage.run))
    if most > MOST_GAPS_IN_SENTENCE:
        message = f"{most} gaps stand in one sentence"
        hint = f"hide {MOST_GAPS_IN_SENTENCE} at most; make two facts of it"
        yield Flaw("cloze-too-many-gaps", message, hint, fact, first.id, place)
    start = passage.run[0]
    if isinstance(start, Gap) and not start.hint and not passage.title:
        message = (
            f"the passage begins with the gap `{plain(start.text)}`, "
            "before anything says what it is about"
        )
        hint = (
            "begin with other words, or give it a `title:`, or the gap a hint: `{{answer::hint}}`"
        )
        cues = sum(len(words(text)) for text in texts)
        severity = ERROR if cues < FEWEST_CUES else Severity.WARNING
        yield Flaw("cloze-starts-blank", message, hint, fact, first.id, place, severity)


def _by_sentence(run: Run) -> Iterator[int]:
    """Count the gaps of each sentence."""
    count = 0
    for piece in run:
        if isinstance(piece, Gap):
            count += 1
        else:
            *_, last = (0, *_SENTENCE.finditer(piece))
            if last:
                yield count
                count = 0
    yield count


def _readable_gaps(
    passage: Passage, clozes: Sequence[Cloze], lexicon: CheckWords
) -> Iterator[Flaw]:
    """Find gaps whose text can be read elsewhere on the card."""
    readable = Readable(passage)
    for cloze in clozes:
        gap = cloze.gap
        leak = readable.leak(gap)
        hint = "say it in other words there, or do not hide it"
        # “Faster or slower?” tells no more than a choice of two.
        tells = says(gap.hint, gap.text) and not offers(gap.hint, gap.text, lexicon)
        if leak or (gap.hint and tells):
            around = plain(leak or gap.hint).strip()
            message = f"`{plain(gap.text)}` is hidden, but can be read in “{around}”"
            yield Flaw(
                "cloze-shows-key", message, hint, cloze.about.fact, cloze.id, gap.text, ERROR
            )
        elif any(fold(part) == fold(gap.text) for part in cloze.about.path):
            message = f"`{plain(gap.text)}` is hidden, but its deck or sub-deck is called so"
            yield Flaw("cloze-shows-key", message, hint, cloze.about.fact, cloze.id, gap.text)
