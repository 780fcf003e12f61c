"""Fill the templates of wording, cards and new collections."""

# Wording is TOML and Jinja2 in the folder of its language, with the grammar it needs (plural,
# article). Python's own parser reads it, with no second home for YAML. A collection may bring a
# language of its own, so templates are run in a sandbox.

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import Any

import jinja2
import jinja2.meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from quizgen.text.grammar import Grammar
from quizgen.text.languages import FOLDER as FOLDER
from quizgen.text.languages import code_of, is_brought, table
from quizgen.text.markup import plain

# A blank to be filled with a value, or with what one of our filters makes of it.
_BLANK = re.compile(r"\{\{ (\w+)(?: \| (\w+))? \}\}")
# Tables of a grammar that another language may have no use for.
OPTIONAL = frozenset(
    {
        "after",
        "clause",
        "definite",
        "directed",
        "example",
        "late",
        "least",
        "mass",
        "plural-verbs",
        "participle",
        "predicate",
        "timeline",
    }
)
# The patterns among the words of the checks, and what shapes of values are called.
_PATTERNS = frozenset(
    {
        "answer-clause",
        "any",
        "combined",
        "doubled",
        "explained",
        "hinged",
        "joined",
        "offered",
        "ordered",
        "pointing",
        "relative",
        "several",
        "verb",
    }
)
_SHAPES: dict[type, str] = {dict: "table", list: "list", str: "text"}
# Sections that hold no texts to be filled in.
_TABLES = frozenset({"grammar", "checks"})
# What every text of a list is filled with, whichever of them English needs.
_PHRASE = frozenset({"grouped", "noun", "plural", "preposition", "subject"})
# What a text is filled with when it is tried: a list, a number, or else a word.
_LISTS = frozenset({"columns", "keys", "names", "ranks", "steps", "values"})
_NUMBERS = frozenset({"days", "minutes", "number", "of", "percent", "points", "questions", "times"})


class Wording:
    """The stems, labels and reasons of one language, by dotted name."""

    def __init__(self, language: str) -> None:
        data = table(language, "wording") or table("en", "wording")
        self.language = language
        self.grammar = Grammar(data["grammar"])
        environment = ImmutableSandboxedEnvironment(
            undefined=jinja2.StrictUndefined, autoescape=False
        )
        self._filters: dict[str, Callable[[Any], str]] = {
            "plural": self.grammar.plural,
            "a": self.grammar.article,
            "count": self.grammar.count,
            "cap": capital,
            "label": label,
            "named": self.grammar.named,
        }
        environment.filters |= self._filters
        # The words that the checks of questions look for, and those that carry no meaning.
        self.checks: dict[str, Any] = data.get("checks", {})
        self.function = frozenset[str](self.checks.get("function", ()))
        # Values of which one rules out the others, such as yes and no.
        self.polar: list[str] = self.checks.get("polar", [])
        # A stem that asks for the form of a word, such as its plural, has to say the word.
        self.asked_forms = frozenset[str](self.checks.get("forms", ()))
        # By which a verb is known, as a term or in its meaning.
        self.verb = self._pattern("verb")
        # What stands between gaps of which the order says nothing, and what says that it does.
        self.joined = self._pattern("joined")
        self.ordered = self._pattern("ordered")
        self.relative = self._pattern("relative")
        # What a plain question asks for, and answers that people word in several ways.
        self.offered = self._pattern("offered")
        self.any = self._pattern("any")
        self.several = self._pattern("several")
        self.explained = self._pattern("explained")
        self.answer_clause = self._pattern("answer-clause")
        self._loose = frozenset[str](self.checks.get("loose", ()))
        self._endings: list[str] = ["", *self.checks.get("endings", ())]
        self._texts: dict[str, str] = {}
        self._templates: dict[str, jinja2.Template] = {}
        self._simple: dict[str, list[str]] = {}
        self.environment = environment
        for section, entries in data.items():
            if section in _TABLES:
                continue
            for name, text in entries.items():
                self._texts[f"{section}.{name}"] = text

    @cached_property
    def either(self) -> frozenset[str]:
        """The answers of which there is just one other: yes, false."""
        truths = (self.say(f"true-false.{each}") for each in ("true", "false"))
        return frozenset((*self.polar, *map(str.casefold, truths)))

    def _pattern(self, name: str) -> re.Pattern[str]:
        """Return a pattern of the checks; a language that leaves it out finds nothing."""
        return re.compile(self.checks.get(name, "(?!)"), re.IGNORECASE)

    def is_loose(self, text: str) -> bool:
        """Tell whether a text is of words alone for which people use others: faster, damaged."""
        words = plain(text).casefold().split()
        return bool(words) and all(map(self._is_loose_word, words))

    def _is_loose_word(self, word: str) -> bool:
        for ending in self._endings:
            if not word.endswith(ending):
                continue
            stem = word[: len(word) - len(ending)]
            # Before an ending, letters change: hotter, rising, heavily.
            changed = f"{stem}e", stem[:-1] if stem[-2:-1] == stem[-1:] else "", f"{stem[:-1]}y"
            if stem in self._loose or (ending and not self._loose.isdisjoint(changed)):
                return True
        return False

    @property
    def code(self) -> str:
        """Return the code of the language, such as `de`."""
        return code_of(self.language)

    @property
    def decimal(self) -> str:
        """Return the sign before decimals."""
        sign: str = table(self.language, "texts").get("numbers", {}).get("decimal", ".")
        return sign if has_wording(self.language) else "."

    def is_noun(self, label: str) -> bool:
        """Tell whether a label can stand by itself before a colon: price; but not found in."""
        *others, last = plain(label).rstrip(" ?:.").split() or [""]
        runs_on = bool(others) and last in self.function  # region A ends in a name
        return not runs_on and not self.grammar.is_predicate(label)

    def is_whole(self, noun: str) -> bool:
        """Tell whether a noun can stand in a sentence as it is: with an article, a name, a plural.

        Of others nobody knows whether they need an article: a dent test, but fever.
        """
        first, *_ = plain(noun).split() or [""]
        is_told = first in self.function or first in self.grammar.numbers or "'" in first
        is_name = first[:1].isupper() or first[:1].isdigit()
        return is_told or is_name or self.grammar.singular(noun) != noun

    def note(self, text: str) -> str:
        """Return in this language a note that is kept in English.

        Marks and the history keep their notes so; what no text under `[note]` says stays as it is.
        """
        for name, pattern in _notes():
            match = pattern.fullmatch(text)
            if match:
                return self.say(f"note.{name}", **match.groupdict())
        return text

    def __contains__(self, name: str) -> bool:
        return name in self._texts

    def say(self, name: str, **data: Any) -> str:
        """Return the text of that name, filled in."""
        pieces = self._simple.get(name)
        if pieces is not None:
            return self._filled(pieces, data)
        template = self._templates.get(name)
        if template is None:  # compiled when first said: a quiz says few of a language's texts
            text = self._texts[name]
            if not re.search(r"\{[{%#]|\n", _BLANK.sub("", text)):
                # Most texts have blanks alone, for which a template is dear to compile.
                self._simple[name] = _BLANK.split(text)
                return self.say(name, **data)
            template = self.environment.from_string(text)
            self._templates[name] = template
        # As `template.render(data)`, without its copy of the globals: a large deck says millions of
        # things.
        return "".join(template.root_render_func(template.new_context(data, shared=True)))

    def _filled(self, pieces: list[str], data: dict[str, Any]) -> str:
        """Return a text that was split at its blanks: each is a name, and a filter or None."""
        said = pieces[:1]
        for at in range(1, len(pieces), 3):
            name, filter_name, after = pieces[at : at + 3]
            value = data[name]
            said += str(self._filters[filter_name](value) if filter_name else value), after
        return "".join(said)


def capital(text: str) -> str:
    """Return the text with a capital first letter, the rest as it is."""
    start = len(text) - len(text.lstrip("*"))  # of markup
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def opening(word: str) -> str:
    """Return a word as it begins a sentence; `pH` or `mRNA` stays as it is, and begins none."""
    letters = plain(word)[1:]
    return word if letters != letters.lower() else capital(word)


def ended(text: str) -> str:
    """Return a sentence with its full stop, which its author may have left out.

    Scripts that end a sentence otherwise, as Chinese does, stay as they are.
    """
    last = text.rstrip("*`$)]}”\"'»’")[-1:] or text[-1:]
    category = unicodedata.category(last) if last else ""
    is_open = category in ("Ll", "Lu", "Lt", "Nd", "No", "Sc") or last in "%‰°′″)]}"
    return f"{text}." if text and is_open else text


def label(text: str) -> str:
    """Return a label without the mark at its end: another follows."""
    return text.rstrip(" ?:.") or text


@cache
def wording(language: str) -> Wording:
    """Return the wording of a language, read once."""
    return Wording(language)


@cache
def _notes() -> list[tuple[str, re.Pattern[str]]]:
    """Return the patterns of the notes in English by their names, those without a blank first."""
    texts: dict[str, str] = table("en", "wording")["note"]
    patterns = []
    for name, text in sorted(texts.items(), key=lambda each: (each[1].count("{{"), each[0])):
        pieces = _BLANK.split(text)
        pattern = re.escape(pieces[0])
        for at in range(1, len(pieces), 3):
            pattern += f"(?P<{pieces[at]}>.+){re.escape(pieces[at + 2])}"
        patterns.append((name, re.compile(pattern)))
    return patterns


def has_wording(language: str) -> bool:
    """Tell whether a language has words of its own for questions, pages and the terminal."""
    return bool(table(language, "wording"))


def wording_faults(language: str) -> Iterator[str]:
    """Yield what is wrong in the wording of a language, of which English is the pattern.

    Those of the package are held by the tests, and not read again.
    """
    if not is_brought(language):
        return
    data, english = table(language, "wording"), table("en", "wording")
    for section, entries in english.items():
        own = data.get(section, {})
        if section == "checks":  # of which each may be left out
            yield from _broken_checks(own, entries)
            continue
        if section not in data or not isinstance(own, dict):
            yield f"it lacks the section `[{section}]`"
            continue
        lacking = sorted(entries.keys() - own.keys() - OPTIONAL)
        if lacking:
            names = ", ".join(f"`{name}`" for name in lacking)
            yield f"it lacks {names} under `[{section}]`"
    yield from _broken_grammar({**english["grammar"], **data.get("grammar", {})})
    yield from _broken_texts(data, english)


def _broken_checks(own: object, english: dict[str, Any]) -> Iterator[str]:
    """Yield the words of the checks that are of another shape than the English ones."""
    tables = own if isinstance(own, dict) else {}
    for name in sorted(tables.keys() & english.keys()):
        shape = next(each for each in _SHAPES if isinstance(english[name], each))
        if not isinstance(tables[name], shape):
            yield f"`{name}` under `[checks]` is to be a {_SHAPES[shape]}"
        elif name in _PATTERNS:
            try:
                re.compile(tables[name])
            except re.error as error:
                yield f"`{name}` under `[checks]` is no pattern: {error}"


def _broken_grammar(tables: dict[str, Any]) -> Iterator[str]:
    try:
        Grammar(tables)
    except (re.error, AttributeError, TypeError, ValueError) as error:
        yield f"a table under `[grammar]` is not understood: {error}"


def _broken_texts(data: dict[str, Any], english: dict[str, Any]) -> Iterator[str]:
    """Yield the texts that cannot be filled in: each is tried with what English is filled with."""
    environment = wording("en").environment
    for section in english.keys() & data.keys() - _TABLES:
        for name in english[section].keys() & data[section].keys():
            known = jinja2.meta.find_undeclared_variables(environment.parse(english[section][name]))
            if known & _PHRASE:
                known |= _PHRASE
            try:
                text = data[section][name]
                names = jinja2.meta.find_undeclared_variables(environment.parse(text))
                for unknown in sorted(names - known):
                    there = ", ".join(f"`{each}`" for each in sorted(known)) or "nothing"
                    yield (
                        f"`{name}` under `[{section}]` asks for `{unknown}`, "
                        f"and is filled with {there}"
                    )
                if names <= known:
                    environment.from_string(text).render({each: _sample(each) for each in known})
            except (jinja2.TemplateError, ArithmeticError, TypeError, ValueError) as error:
                yield f"`{name}` under `[{section}]` is not understood: {error}"


def _sample(name: str) -> object:
    if name in _LISTS:
        return ["one", "two"]
    return 2 if name in _NUMBERS else "one"


def source(name: str) -> str:
    """Return a template's own text, with nothing filled in."""
    return (FOLDER / name).read_text(encoding="utf-8")


def html_environment(
    filters: dict[str, Callable[..., Any]], finalize: Callable[[Any], Any]
) -> jinja2.Environment:
    """Return an environment for HTML templates.

    `finalize` makes HTML of every text, an undefined name is an error.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters
    return environment


def card_template(name: str, **data: Any) -> str:
    """Return a template of Anki's own language, whose braces stay.

    What we fill in stands in square brackets.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[#",
        comment_end_string="#]",
    )
    return environment.get_template(name).render(data)


def example(kind: str) -> str:
    """Return a fact of a kind as an author would write it, with comments; a list of one in YAML."""
    return (FOLDER / "facts" / f"{kind}.yaml").read_text(encoding="utf-8")


def shortest_deck(kind: str) -> str:
    """Return the shortest deck that works with a fact of a kind; nothing where a fact is short."""
    path = FOLDER / "decks" / f"{kind}.yaml"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def examples() -> list[str]:
    """Return the names of the collections that a new one may begin as."""
    return sorted(path.name for path in (FOLDER / "examples").iterdir() if path.is_dir())


def starter(title: str, id: str, example: str = "") -> dict[str, str]:
    """Return the files of a new collection, by their path in it: the starter's, or an example's."""
    folder = FOLDER / "examples" / example if example else FOLDER / "starter"
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    is_plain = re.fullmatch(r"[^\W\d_]\w*( \w+)*", title)
    in_yaml = title if is_plain else json.dumps(title, ensure_ascii=False)
    lines = {
        "collection: My collection": f"collection: {in_yaml}",
        "id: my-collection": f"id: {id}",
    }
    for old, new in lines.items():
        files["collection.yaml"] = files["collection.yaml"].replace(old, new.ljust(len(old)))
    if "README.md" in files:
        files["README.md"] = files["README.md"].replace("# My collection", f"# {title}")
    return files
