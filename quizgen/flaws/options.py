"""Find the flaws of a choice's options, as one sees them without knowing the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.diagnostics import DiagnosticCode, Severity
from quizgen.flaws.flaw import ERROR, Flaw
from quizgen.knowledge import Reason, Vocabulary
from quizgen.questions import giveaways
from quizgen.questions.distractors import FEWEST, MOST_WORDS, is_wordy
from quizgen.questions.question import Choice, MultipleChoice
from quizgen.text.markup import plain
from quizgen.text.sameness import read, sorts_of
from quizgen.text.words import CheckWords, fold, words

MOST_CELL_WORDS = 8  # of an option that is a cell of a table

_DIGIT = re.compile(r"\d")


def option_flaws(question: Choice | MultipleChoice, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find what is wrong in any of the options."""
    fact, id = question.about.fact, question.id
    lengths = [len(words(option)) for option in question.options]
    for option, length in zip(question.options, lengths, strict=True):
        if lexicon.combined.fullmatch(fold(option).rstrip(".")):
            message = f"the option `{option}` speaks of other options"
            hint = "write an option of its own instead"
            yield Flaw("combined-option", message, hint, fact, id, option, ERROR)
        if length > MOST_WORDS:
            message = f"an option has {length} words"
            hint = f"{MOST_WORDS} words are enough"
            yield Flaw("option-too-long", message, hint, fact, id, option)
        elif length > MOST_CELL_WORDS and question.about.kind == "comparison":
            message = f"a cell of {length} words is offered as an option: `{option}`"
            hint = (
                f"shorten it to {MOST_CELL_WORDS} words, or leave the form out: `without: choice`"
            )
            yield Flaw("cell-too-long", message, hint, fact, id, option)
    together, stem = sum(lengths), len(words(question.stem))
    if is_wordy(question.stem, question.options) and max(lengths) <= MOST_WORDS:
        message = f"the options have {together} words together, their stem {stem}"
        hint = "move what the options share into the stem"
        longest = question.options[lengths.index(max(lengths))]
        yield Flaw("option-too-long", message, hint, fact, id, longest)


def key_flaws(question: Choice, lexicon: CheckWords, vocabulary: Vocabulary) -> Iterator[Flaw]:
    """Find how the key differs from the wrong options, so that it shows to who does not know it."""
    yield from _lengths(question)
    yield from _forms(question, lexicon.wording.language)
    yield from _articles(question, lexicon)
    yield from _agreement(question, lexicon)
    if not lexicon.absolute.isdisjoint(
        word for each in question.distractors for word in words(each.text)
    ):
        yield from _absolute(question, lexicon)
    if giveaways.converges(question.key, question.options):
        message = f"the key `{question.key}` shares the most with the other options"
        hint = "vary the wrong options, so that each of their words comes up as often"
        yield _flaw(question, "convergence", message, hint)
    yield from _meanings(question, vocabulary)


def _flaw(
    question: Choice,
    code: DiagnosticCode,
    message: str,
    hint: str,
    text: str = "",
    severity: Severity = Severity.WARNING,
) -> Flaw:
    return Flaw(
        code, message, hint, question.about.fact, question.id, text or question.key, severity
    )


def _lengths(question: Choice) -> Iterator[Flaw]:
    key, wrong = question.key, [each.text for each in question.distractors]
    cue = giveaways.length(key, wrong)
    if cue is giveaways.Length.FAR_LONGER:
        times = len(key) / max(map(len, wrong))
        message = f"the key `{key}` is {times:.1f} times as long as every wrong option"
        hint = "shorten it, or write wrong options that are as long"
        yield _flaw(question, "key-longest", message, hint, severity=ERROR)
    elif cue is giveaways.Length.LONGEST:
        message = f"the key `{key}` is clearly the longest option"
        hint = "shorten it, or give it a wrong option that is as long"
        yield _flaw(question, "key-longest", message, hint)
    elif cue is giveaways.Length.UNEVEN:
        lengths = sorted(map(len, question.options))
        message = (
            f"the key `{key}` stands out by its length: the options have {lengths[0]} to "
            f"{lengths[-1]} characters"
        )
        hint = "write options that are about as long as one another"
        yield _flaw(question, "uneven-options", message, hint)


def _forms(question: Choice, language: str) -> Iterator[Flaw]:
    key, texts = question.key, [each.text for each in question.distractors]
    if _DIGIT.search("".join(question.options)):
        options = (key, *texts)
        each_sort = zip(options, sorts_of(options, language), strict=True)
        sorts = {text: sort for text, sort in each_sort if sort is not None}
        dimensions = set(sorts.values())
        # Where each option is of its own, the unit is what is asked; where one is not, it is odd.
        if 1 < len(dimensions) < len(sorts):
            own = sorts.get(key)
            odd = next((text for text, sort in sorts.items() if sort != own), key)
            message = "the options have different units: " + ", ".join(
                f"`{text}`" for text in sorted(sorts, key=lambda text: str(sorts[text]))
            )
            hint = "give all of them in one unit"
            yield _flaw(question, "mixed-units", message, hint, odd, ERROR)
        else:
            for one, other in giveaways.overlapping_pairs(question.options, language):
                message = f"the options `{one}` and `{other}` overlap"
                hint = f"write `{other}` so that it begins where `{one}` has ended, or take it out"
                yield _flaw(question, "overlapping-options", message, hint, other, ERROR)
        odd = next((text for text in options if text not in sorts or not _DIGIT.search(text)), "")
        if key in sorts and odd:
            message = f"`{odd}` stands as an option among quantities"
            yield _flaw(question, "mixed-options", message, "give a quantity of the same unit", odd)
        is_limit = [_is_limit(text, language) for text in options]
        own = all(each.reason is Reason.AUTHORED for each in question.distractors)
        if own and is_limit.count(is_limit[0]) == 1 and key in sorts:
            message = f"the key `{key}` differs from all others in whether it is a limit"
            hint = "say “at least” or “at most” in the question, and give plain numbers as options"
            yield _flaw(question, "mixed-options", message, hint)
    capital = giveaways.lower_case(key, texts, language)
    stops = {text.endswith(".") for text in texts}
    if capital or stops == {not key.endswith(".")}:
        what = "begins with a capital letter" if capital else "ends with a full stop"
        message = f"the key `{key}` differs from all others in whether it {what}"
        yield _flaw(question, "mixed-options", message, "write all options in one way")


def _articles(question: Choice, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find a key that alone has an article, or none, where an author wrote the options."""
    if any(each.reason is not Reason.AUTHORED for each in question.distractors):
        return
    # With a capital, it begins a name: The Hague.
    has_article = [plain(text).split(" ")[0] in lexicon.articles for text in question.options]
    own = has_article[question.options.index(question.key)]
    if len(has_article) > FEWEST and has_article.count(own) == 1:
        message = f"the key `{question.key}` differs from all others in whether it has an article"
        yield _flaw(question, "mixed-options", message, "write all options in one way")


def _is_limit(text: str, language: str) -> bool:
    """Tell whether a text is a quantity with one end alone: at least 20 s."""
    quantity = read(text, language).quantity
    return quantity is not None and (quantity.low is None) != (quantity.high is None)


def _agreement(question: Choice, lexicon: CheckWords) -> Iterator[Flaw]:
    """Find a stem that ends in an article or a verb which only the key can follow."""
    if question.stem.endswith("?"):
        return
    last = (words(question.stem) or ("",))[-1]
    if last in lexicon.articles:
        fits = [
            lexicon.wording.grammar.article(text).split()[0] == last for text in question.options
        ]
    elif last in lexicon.verbs:
        plural = lexicon.verbs[last] == 2
        fits = [_is_plural(text) == plural for text in question.options]
    else:
        return
    if fits.count(True) == 1 and fits[question.options.index(question.key)]:
        message = f"“{question.stem}” can only go on with the key `{question.key}`"
        hint = "ask a whole question, such as “Which …?”"
        yield _flaw(question, "stem-grammar", message, hint, question.stem, ERROR)


def _is_plural(text: str) -> bool:
    last = (words(text) or ("",))[-1]
    return last.endswith("s") and not last.endswith(("ss", "is", "us"))


def _absolute(question: Choice, lexicon: CheckWords) -> Iterator[Flaw]:
    if lexicon.hedge.isdisjoint(words(question.key)):
        return
    for each in question.distractors:
        word = next((word for word in words(each.text) if word in lexicon.absolute), "")
        if word:
            message = f"the wrong option `{each.text}` is absolute (“{word}”), the key hedges"
            hint = "make both as sure of themselves"
            yield _flaw(question, "absolute-distractor", message, hint, each.text)
            return


def _meanings(question: Choice, vocabulary: Vocabulary) -> Iterator[Flaw]:
    """Find opposites that point at the key, and authored options of another sort than the key."""
    other = giveaways.opposite(question.key, question.options, vocabulary)
    if other and len(question.options) >= giveaways.MANY:
        message = f"the key `{question.key}` and `{other}` are the only opposites among the options"
        hint = f"add the opposite of another option as well, or take `{other}` out"
        yield _flaw(question, "opposite-pair", message, hint, other)
    sorts = _sorts(question.key, vocabulary)
    for each in question.distractors if sorts else ():
        others = _sorts(each.text, vocabulary) if each.reason is Reason.AUTHORED else set()
        if others and sorts.isdisjoint(others):
            message = f"`{each.text}` is another sort of thing than the key `{question.key}`"
            hint = "write an option of the same sort, or give both terms the same `broader`"
            yield _flaw(question, "implausible-distractor", message, hint, each.text)


def _sorts(name: str, vocabulary: Vocabulary) -> set[str]:
    """Return the words for what a term is, and for what its opposites and confusables are.

    There are none if that is not declared.
    """
    near = {name, *vocabulary.relatives(name)} if vocabulary.above(name) else set()
    return {
        word.removesuffix("s")
        for each in near
        for broader in vocabulary.above(each)
        for word in words(vocabulary.written(broader))
    }
