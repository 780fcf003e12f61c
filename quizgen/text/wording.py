"""Gives the templates, of wording, cards and new collections; knows how to fill them, not what they say."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from quizgen.text.markup import escaped, plain

_HERE = Path(__file__).resolve().parent.parent
# In a wheel the templates lie inside the package, in a checkout beside it.
FOLDER = _HERE / "templates" if (_HERE / "templates").is_dir() else _HERE.parent / "templates"


class Wording:
    """The stems, labels and reasons of one language, by dotted name."""

    def __init__(self, language: str) -> None:
        path = FOLDER / "wording" / f"{language}.toml"
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        self.language = language
        plural: list[tuple[str, str]] = data["grammar"]["plural"]
        self._plural = [(re.compile(pattern), replacement) for pattern, replacement in plural]
        self._an = re.compile(data["grammar"]["an"])
        self._articles: list[str] = data["grammar"]["articles"]
        self._numbers: list[str] = data["grammar"]["numbers"]
        environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
        environment.filters |= {
            "plural": self.plural,
            "a": self.article,
            "count": self.count,
            "cap": capital,
        }
        self.checks: dict[str, Any] = data.get(
            "checks", {}
        )  # the words that the checks of questions look for
        self.function = frozenset[str](self.checks.get("function", ()))  # that carry no meaning
        self._environment = environment
        self._texts: dict[str, str] = {}
        # Compiled when first said: a run says less than half of them, and each costs half a millisecond.
        self._templates: dict[str, jinja2.Template] = {}
        for section, entries in data.items():
            for name, text in entries.items() if section not in ("grammar", "checks") else ():
                self._texts[f"{section}.{name}"] = text

    def __contains__(self, name: str) -> bool:
        return name in self._texts

    def say(self, name: str, **data: Any) -> str:
        """The text of that name, filled in."""
        template = self._templates.get(name)
        if template is None:
            template = self._environment.from_string(self._texts[name])
            self._templates[name] = template
        # As `template.render(data)`, without its copy of the globals: a large deck says millions of things.
        return "".join(template.root_render_func(template.new_context(data, shared=True)))

    def plural(self, noun: str) -> str:
        """The noun's regular plural."""
        words = plain(noun)
        for pattern, replacement in self._plural:
            if pattern.search(words):
                return escaped(pattern.sub(replacement, words, count=1))
        return noun

    def article(self, noun: str) -> str:
        """The noun with its indefinite article."""
        return f"{self._articles[1] if self._an.search(plain(noun)) else self._articles[0]} {noun}"

    def count(self, number: int) -> str:
        """A small number as a word."""
        return self._numbers[number] if number < len(self._numbers) else str(number)


def capital(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    start = len(text) - len(text.lstrip("*"))  # of markup
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


@cache
def wording(language: str) -> Wording:
    """The wording of a language, read once."""
    return Wording(language)


def languages() -> list[str]:
    """The languages there is a wording for."""
    return sorted(path.stem for path in (FOLDER / "wording").glob("*.toml"))


def source(name: str) -> str:
    """A template's own text, with nothing filled in."""
    return (FOLDER / name).read_text(encoding="utf-8")


def html_environment(
    filters: dict[str, Callable[..., Any]], finalize: Callable[[Any], Any]
) -> jinja2.Environment:
    """An environment for HTML templates: `finalize` makes HTML of every text, an undefined name is an error."""
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
    """A template of Anki's own language, whose braces stay: what we fill in stands in square brackets."""
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
    """A fact of a kind as an author would write it, with comments; a list of one in YAML."""
    return (FOLDER / "facts" / f"{kind}.yaml").read_text(encoding="utf-8")


def starter(title: str, id: str) -> dict[str, str]:
    """The files of a new collection, by their path in it."""
    folder = FOLDER / "starter"
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    in_yaml = (
        title
        if re.fullmatch(r"[^\W\d_]\w*( \w+)*", title)
        else json.dumps(title, ensure_ascii=False)
    )
    for old, new in (
        ("collection: My collection", f"collection: {in_yaml}"),
        ("id: my-collection", f"id: {id}"),
    ):
        files["collection.yaml"] = files["collection.yaml"].replace(old, new.ljust(len(old)))
    files["README.md"] = files["README.md"].replace("# My collection", f"# {title}")
    return files
