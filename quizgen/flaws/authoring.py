"""Find the flaws of what an author wrote beside the questions.

These are missing sources, wrong options that are never offered, and ids used again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from quizgen.diagnostics import Severity
from quizgen.flaws.flaw import ERROR, Flaw
from quizgen.knowledge import Vocabulary
from quizgen.language.facts.fact import Fact
from quizgen.lock import are_others
from quizgen.questions.distractors import Meanings
from quizgen.questions.question import Choice, Number, Question, ShortAnswer
from quizgen.text.markup import plain, prose
from quizgen.text.moments import era_names
from quizgen.text.sameness import Clash, clash, read
from quizgen.text.words import CheckWords

# Keys of rows that stand at other names: from so many on, and so great a share, they were moved.
MOVED, MOVED_SHARE = 3, 1 / 3

_SAY_THE_SAME = (Clash.SAME, Clash.NAME, Clash.INITIALS)
_ABBREVIATION = re.compile(r"(?<![\w/-])[A-Z]{2,5}s?(?![\w/-])")
_ROMAN = re.compile(r"[IVX]+")
# What nobody spells out any more.
_WORDS = frozenset({"IU", "OK", "UK", "US", "USA", "EU", "DNA", "RNA", "HIV"})


def unsourced(fact: Fact, sources: Sequence[str], declared: Mapping[str, str]) -> Iterator[Flaw]:
    """Find a fact that rests on nothing, where the collection names its sources."""
    if declared and not sources:
        hint = f"add `source: {next(iter(declared))}`, or another that is declared"
        yield Flaw("no-source", "this fact names no source", hint, fact.id)


def abbreviations(fact: Fact, expanded: Collection[str], lexicon: CheckWords) -> Iterator[Flaw]:
    """Find capitals that neither the vocabulary nor any fact spells out."""
    for text in fact.texts():
        if text.isupper():  # a heading, say: its capitals are no abbreviations
            continue
        said = prose(text)
        for short in () if said.isupper() else _ABBREVIATION.findall(said):
            known = short in _WORDS or short in expanded or short.casefold() in lexicon.negative
            known = known or short in era_names(lexicon.wording.language)
            if not known and not _ROMAN.fullmatch(short):
                message = f"`{short}` is not spelled out anywhere"
                hint = f"make it a synonym of its term: `- term: …`, `synonyms: [{short}]`"
                yield Flaw("unknown-abbreviation", message, hint, fact.id, text=text)


def lost_options(
    fact: Fact, questions: Sequence[Question], parts: Mapping[str, str], vocabulary: Vocabulary
) -> Iterator[Flaw]:
    """Find wrong options that an author wrote and that mean the key: they are never offered."""
    for label, texts in fact.distractors.items():
        keys = _keys(fact, questions, parts.get(label or fact.main(), ""), parts)
        for place, text in enumerate(texts):
            said = (clash(each, text, vocabulary.language) for each in texts[:place])
            twins = zip(texts[:place], said, strict=True)
            twin = next((each for each, way in twins if way in _SAY_THE_SAME), None)
            if twin is not None:
                message = f"the options `{plain(twin)}` and `{plain(text)}` say the same"
                hint = "take one of the two out"
                yield Flaw("duplicate-option", message, hint, fact.id, text=text, severity=ERROR)
            key = next((key for key in keys if text in Meanings(vocabulary, [key])), None)
            if key is not None:
                message = (
                    f"the wrong option `{plain(text)}` overlaps with the answer `{plain(key)}`, "
                    "so it is never offered"
                )
                hint = (
                    f"write a wrong option that neither means `{plain(key)}` nor is a part, a kind "
                    "or a range of it"
                )
                if _are_bounds(key, text, vocabulary.language):
                    hint = (
                        "say “at least” or “at most” in the question, and give plain numbers as "
                        "the answer and its options"
                    )
                yield Flaw("overlapping-options", message, hint, fact.id, text=text, severity=ERROR)


def lost_denials(fact: Fact, vocabulary: Vocabulary) -> Iterator[Flaw]:
    """Find what an author says to be no member, and what overlaps with one: it is never offered."""
    denied = getattr(fact, "never", ())
    if not denied:
        return
    right = fact.right()
    members = Meanings(vocabulary, right)
    for text in denied:
        if text in members:
            member = next(each for each in right if text in Meanings(vocabulary, [each]))
            message = (
                f"`{plain(text)}` overlaps with `{plain(member)}`, which is right, "
                "so it is never offered"
            )
            hint = (
                f"take it out, or write what neither means `{plain(member)}` nor is a part, a kind "
                "or a range of it"
            )
            yield Flaw("unused-option", message, hint, fact.id, text=text, severity=Severity.NOTICE)


def _are_bounds(one: str, other: str, language: str) -> bool:
    """Tell whether both texts are limits, so that one holds wherever the other does."""
    both = [read(text, language).quantity for text in (one, other)]
    return all(each is not None and (each.low is None or each.high is None) for each in both)


def _keys(
    fact: Fact, questions: Sequence[Question], part: str, parts: Mapping[str, str]
) -> list[str]:
    """Return what is right for a part; for a list as a whole, all its members."""
    own = [
        question.key_text
        for question in questions
        if isinstance(question, Choice | ShortAnswer | Number) and question.part == part
    ]
    return [*own, *fact.right()] if part == parts.get("all") else own


def reused(fact: str, before: str, *now: str) -> Iterator[Flaw]:
    """Find an id under which another fact stands now, by all the words that tell it.

    Users would keep the schedule of the one for the other.
    """
    if now and all(are_others(before, each) for each in now):
        message = f"`{fact}` was about something else when it was last built"
        hint = (
            "give the new fact an id of its own; if it is the old one in other words, build once "
            "with `ignore: {id-reused: why}`"
        )
        yield Flaw("id-reused", message, hint, fact, severity=ERROR)


def moved_keys(titles: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[Flaw]:
    """Find tables many of whose keys stand at other rows now, as when they are mere numbers.

    `titles` are the names of each table's rows, before and now.
    """
    for table, pairs in titles.items():
        moved = [pair for pair in pairs if are_others(*pair)]
        if len(moved) < MOVED or len(moved) < MOVED_SHARE * len(pairs):
            continue
        before, after = moved[0]
        message = f"{len(moved)} keys stand at other rows: where `{before}` was, `{after}` is now"
        hint = (
            "give each row back the key that it had; if all were renamed, build once with "
            "`ignore: {id-reused: why}`"
        )
        yield Flaw("id-reused", message, hint, table, severity=ERROR)
