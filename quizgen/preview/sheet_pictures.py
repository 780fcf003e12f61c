"""Draw questions as they stand on a sheet, as small SVGs that share their letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quizgen.compiler import Compiled
from quizgen.diagnostics import Diagnostic
from quizgen.quiz.quiz import Quiz
from quizgen.targets.pdf import Page, PageError, pictures

_SYMBOL = re.compile(r'<symbol id="(\w+)".*?</symbol>', re.DOTALL)
_USE = re.compile(r'xlink:href="#(g\w+)"')
_TOO_EXACT = re.compile(r"(?<=\d\.\d\d)\d+")
# What SVG takes for granted; written out for each letter, it is half of a file.
_GRANTED = (' y="0"', ' x="0"', ' fill="#000000"', ' fill-rule="nonzero"')


class Prints(NamedTuple):
    """The letters of all pictures, each once, as SVG symbols; the pictures; and what is to be said of them."""

    letters: str
    svgs: list[str]
    problems: list[Diagnostic]


class Printer:
    """Prints questions; what says the same as before is not printed again, which makes a rebuild quick."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}
        self._letters: dict[str, str] = {}

    def print(self, quizzes: Sequence[Quiz], compiled: Compiled) -> Prints:
        """Draw a picture for each quiz of one section.

        Where the template fails, there are none, and why.
        """
        keys = [quiz.model_dump_json() for quiz in quizzes]
        missing = {
            key: quiz for key, quiz in zip(keys, quizzes, strict=True) if key not in self._made
        }
        if not missing:
            return self._shared([self._made[key] for key in keys], [])
        try:
            made, warnings = pictures(list(missing.values()), Page(), compiled)
        except PageError as error:
            return Prints("", [], [error.diagnostic])
        found = self._made | dict(zip(missing, map(self._body, made), strict=True))
        if not warnings:  # else they would be said only once
            self._made = {key: found[key] for key in keys}
        return self._shared([found[key] for key in keys], warnings)

    def _body(self, svg: str) -> str:
        """Return a picture without its letters, which are kept.

        Typst gives each picture the letters of all.
        """
        for found in _SYMBOL.finditer(svg):
            if found[1] not in self._letters:
                self._letters[found[1]] = _small(found[0])
        return _small(_SYMBOL.sub("", svg))

    def _shared(self, bodies: Sequence[str], problems: list[Diagnostic]) -> Prints:
        """Return the pictures and their letters, under short names in the order of their use."""
        used = dict.fromkeys(id for body in bodies for id in _USE.findall(body))
        names = {id: f"g{number}" for number, id in enumerate(used)}
        letters = "".join(self._letters[id].replace(id, name) for id, name in names.items())
        return Prints(
            letters,
            [_USE.sub(lambda use: f'href="#{names[use[1]]}"', body) for body in bodies],
            problems,
        )


def _small(svg: str) -> str:
    """Return the same in fewer bytes: to the hundredth of a point, without SVG's defaults."""
    for granted in _GRANTED:
        svg = svg.replace(granted, "")
    return _TOO_EXACT.sub("", svg)
