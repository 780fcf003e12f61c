"""Read a sentence whose ends are marked, and make statements and completions of it."""

# "The capital of {country} is {capital}." One sentence words a relation in every form: filled, it
# is a statement, a correction or a reason; with one end blank, it is the stem of a choice or of a
# recall. So no grammar of ours has to know how the relation is said. A mark is a name between
# braces; braces that hold no name of an end stay, as those of a formula do.

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from quizgen.diagnostics import did_you_mean
from quizgen.language.facts.fact import Problem
from quizgen.language.reader import Loc
from quizgen.text.grammar import Grammar
from quizgen.text.markup import plain
from quizgen.text.wording import capital, label
from quizgen.text.words import normal, words

BLANK = "____"
_MARK = re.compile(r"\{([^{}]+)\}")
_FORMULA = re.compile(r"\$[^$]*\$")


class BlankValue(str):
    """The place of a value that is asked for, and all values that may stand there."""

    values: tuple[str, ...] = ()
    _fitted: dict[str, str]  # words before it, as each sentence has them

    @classmethod
    def of(cls, values: Iterable[str]) -> BlankValue:
        """Return a blank in place of any of these values."""
        blank = cls(BLANK)
        blank.values = tuple(values)
        blank._fitted = {}
        return blank

    def after(self, words: str, grammar: Grammar) -> str:
        """Return the words before it; an article at their end fits all values."""
        if words not in self._fitted:
            self._fitted[words] = grammar.fitted_to_any(words, self.values)
        return self._fitted[words]


def marks(text: str) -> list[str]:
    """Return the names between braces, but for those in formulas, each once."""
    return list(dict.fromkeys(_MARK.findall(_FORMULA.sub("", text))))


@lru_cache(maxsize=1 << 10)  # all rows of a table are worded by the sentences of its columns
def _parted(text: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """Return what stands before the first mark, and each mark's name, the mark, what follows it.

    The names are in the form in which they are compared.
    """
    before, *others = _MARK.split(text)
    pairs = zip(others[::2], others[1::2], strict=True)
    return before, tuple((normal(name), f"{{{name}}}", after) for name, after in pairs)


def fill(text: str, values: Mapping[str, str], grammar: Grammar) -> str:
    """Return the text with the marks that have a value filled.

    A mark at the beginning gets a capital, and an article before one the form that the value needs,
    or before a blank both forms, if its values need both; a full stop after a value that ends with
    one is left out.
    """
    return fill_marks(text, {normal(name): value for name, value in values.items()}, grammar)


def fill_marks(text: str, by_name: Mapping[str, str], grammar: Grammar) -> str:
    """Return the text as `fill` does, of names that are in the form in which they are compared."""
    pieces: list[str] = []
    before, parts = _parted(text)
    for name, mark, after in parts:
        value = by_name.get(name)
        if value is None:
            before += mark + after
            continue
        begins = not pieces and not before
        if isinstance(value, BlankValue):
            before = value.after(before, grammar)
        elif value != BLANK:
            before = grammar.fitted(before, value)
        pieces += [before, capital(value) if begins else value]
        before = after.removeprefix(".") if value.endswith(".") else after
    return "".join([*pieces, before])


def begins_with(text: str, names: Iterable[str]) -> bool:
    """Tell whether a text begins with a mark of one of these names."""
    before, parts = _parted(text)
    return not before.strip() and bool(parts) and parts[0][0] in map(normal, names)


def phrase(text: str, names: Iterable[str], noun: str, grammar: Grammar) -> str:
    """Return a noun with the article that a text has before a mark that it begins with.

    >>> phrase("A {bicycle} has {gears}.", ["bicycle"], "electric bicycle", english)
    "an electric bicycle"
    """
    before, parts = _parted(text)
    is_subject = bool(parts) and parts[0][0] in map(normal, names) and len(before.split()) == 1
    if not is_subject or not grammar.ends_in_article(before):
        return noun
    return grammar.fitted(before.lower(), noun) + noun


@lru_cache(maxsize=1 << 10)
def is_bare(text: str, function: frozenset[str]) -> bool:
    """Tell whether a text says nothing beside its marks: {thing} is {value}."""
    return function.issuperset(words(_MARK.sub(" ", text)))


def is_run_on(text: str) -> bool:
    """Tell whether a mark follows another at once, so that the value holds the verb."""
    _, parts = _parted(text)
    return any(not after.strip() for *_, after in parts[:-1])


@lru_cache(maxsize=1 << 10)
def says_label(text: str, label: str, function: frozenset[str]) -> bool:
    """Tell whether a text has, beside its marks, the words of a label, or words that begin alike.

    `function` words need not be there.
    """
    said = {_beginning(word) for word in words(_MARK.sub(" ", text))}
    return all(_beginning(word) in said for word in words(label) if word not in function)


def labeled(stem: str, sentence: str, of: str, function: frozenset[str]) -> str:
    """Return the stem that a sentence makes, with its label where it lacks the words of that."""
    if says_label(sentence, of, function):
        return stem
    said = stem.rstrip(".!?")
    return f"{said} ({label(of)}){stem[len(said) :]}"


def _beginning(word: str) -> str:
    """Return how a word begins: flowering and flowers, means and meaning."""
    return word[:4]


def mark_problems(
    loc: Loc, text: str, needed: Collection[Collection[str]], optional: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield what is wrong with the marks of a sentence.

    Each end in `needed` is the names that it may have, the first of which is suggested.
    """
    present = {normal(mark): mark for mark in marks(text)}
    field = plain(str(loc[0]))
    known = [name for names in (*needed, optional) for name in names]
    names_known = set(map(normal, known))
    unknown = [mark for form, mark in present.items() if form not in names_known]
    missing = [
        next(iter(names)) for names in needed if present.keys().isdisjoint(map(normal, names))
    ]
    if unknown and missing:  # the one was meant for the other
        which = " and ".join(f"no `{{{plain(mark)}}}`" for mark in unknown)
        hint = "write " + " and ".join(f"`{{{name}}}`" for name in missing)
        yield Problem("unknown-place", loc, f"there is {which} here", f"{hint} instead")
        return
    for name in missing:
        of = f" of `{plain(str(loc[1]))}`" if len(loc) > 1 else ""
        message = f"`{field}`{of} does not say where `{{{name}}}` stands"
        yield Problem("missing-place", loc, message, f"write `{{{name}}}` into it")
    for mark in unknown:
        hint = did_you_mean(mark, known) or "take the braces out"
        yield Problem("unknown-place", loc, f"there is no `{{{plain(mark)}}}` here", hint)
