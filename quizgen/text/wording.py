"""Fill the templates of wording, cards and new collections."""

# Wording is TOML and Jinja2 in `templates/wording/`, one file a language, with the grammar it
# needs (plural, article). Python's own parser reads it, with no second home for YAML.

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from quizgen.text.grammar import Grammar

# A blank to be filled with a value, or with what one of our filters makes of it.
_BLANK = re.compile(r"\{\{ (\w+)(?: \| (\w+))? \}\}")
_HERE = Path(__file__).resolve().parent.parent
# In a wheel the templates lie inside the package, in a checkout beside it.
FOLDER = _HERE / "templates" if (_HERE / "templates").is_dir() else _HERE.parent / "templates"
# Tables of a grammar that another language may have no use for.
OPTIONAL = frozenset({"after", "directed", "mass", "timeline"})


class Wording:
    """The stems, labels and reasons of one language, by dotted name."""

    def __init__(self, language: str) -> None:
        data = tomllib.loads(wording_file(language).read_text(encoding="utf-8"))
        self.language = language
        self.grammar = Grammar(data["grammar"])
        environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
        self._filters: dict[str, Callable[[Any], str]] = {
            "plural": self.grammar.plural,
            "a": self.grammar.article,
            "count": self.grammar.count,
            "cap": capital,
            "label": label,
        }
        environment.filters |= self._filters
        # The words that the checks of questions look for, and those that carry no meaning.
        self.checks: dict[str, Any] = data.get("checks", {})
        self.function = frozenset[str](self.checks.get("function", ()))
        # Values of which one rules out the others, such as yes and no.
        self.polar: list[str] = self.checks.get("polar", [])
        self._texts: dict[str, str] = {}
        self._templates: dict[str, jinja2.Template] = {}
        self._simple: dict[str, list[str]] = {}
        self.environment = environment
        for section, entries in data.items():
            if section in ("grammar", "checks"):
                continue
            for name, text in entries.items():
                self._texts[f"{section}.{name}"] = text

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


def label(text: str) -> str:
    """Return a label without the mark at its end: another follows."""
    return text.rstrip(" ?:.") or text


@cache
def wording(language: str) -> Wording:
    """Return the wording of a language, read once."""
    return Wording(language)


def wording_faults(language: str) -> Iterator[str]:
    """Yield what is wrong in the file of a language, of which English is the pattern.

    English itself is held by the tests, and not read again.
    """
    if language == "en":
        return
    try:
        data = tomllib.loads(wording_file(language).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        yield f"it is no TOML: {error}"
        return
    data = {name: section for name, section in data.items() if isinstance(section, dict)}
    english = tomllib.loads(wording_file("en").read_text(encoding="utf-8"))
    for section, entries in english.items():
        if section != "checks":  # of which each may be left out
            lacking = entries.keys() - data.get(section, {}).keys() - OPTIONAL
            yield from (f"it lacks `{name}` under `[{section}]`" for name in sorted(lacking))
    try:
        Grammar({**english["grammar"], **data.get("grammar", {})})
    except (re.error, TypeError, ValueError) as error:
        yield f"a table under `[grammar]` is not understood: {error}"
    yield from _broken_texts(data)


def _broken_texts(data: dict[str, dict[str, Any]]) -> Iterator[str]:
    environment = wording("en").environment
    for section in data.keys() - {"grammar", "checks"}:
        for name, text in data[section].items():
            try:
                environment.from_string(text)
            except (jinja2.TemplateError, TypeError) as error:
                yield f"`{name}` under `[{section}]` is not understood: {error}"


def wording_file(language: str) -> Path:
    """Return the file with the wording of a language."""
    return FOLDER / "wording" / f"{language}.toml"


def languages() -> list[str]:
    """Return the languages there is a wording for."""
    return sorted(path.stem for path in (FOLDER / "wording").glob("*.toml"))


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
