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
_DEFAULTS = (' y="0"', ' x="0"', ' fill="#000000"', ' fill-rule="nonzero"')


class SheetPictures(NamedTuple):
    """The letters of all pictures, each once, as SVG symbols; the pictures; and their problems."""

    letters: str
    svgs: list[str]
    problems: list[Diagnostic]


class Printer:
    """A printer of questions, which draws a question once however often the page is rebuilt."""

    def __init__(self) -> None:
        self._bodies: dict[str, str] = {}
        self._letters: dict[str, str] = {}

    def print(self, quizzes: Sequence[Quiz], compiled: Compiled) -> SheetPictures:
        """Draw a picture for each quiz of one section.

        Where the template fails, there are none, and why.
        """
        keys = [quiz.model_dump_json() for quiz in quizzes]
        missing = {
            key: quiz for key, quiz in zip(keys, quizzes, strict=True) if key not in self._bodies
        }
        if not missing:
            return self._shared([self._bodies[key] for key in keys], [])
        try:
            svgs, warnings = pictures(list(missing.values()), Page(), compiled)
        except PageError as error:
            return SheetPictures("", [], [error.diagnostic])
        bodies = self._bodies | dict(zip(missing, map(self._body, svgs), strict=True))
        if not warnings:  # else they would be said only once
            self._bodies = {key: bodies[key] for key in keys}
        return self._shared([bodies[key] for key in keys], warnings)

    def _body(self, svg: str) -> str:
        """Return a picture without its letters, which are kept.

        Typst gives each picture the letters of all.
        """
        for symbol in _SYMBOL.finditer(svg):
            if symbol[1] not in self._letters:
                self._letters[symbol[1]] = _small(symbol[0])
        return _small(_SYMBOL.sub("", svg))

    def _shared(self, bodies: Sequence[str], problems: list[Diagnostic]) -> SheetPictures:
        """Return the pictures and their letters, under short names in the order of their use."""
        used = dict.fromkeys(id for body in bodies for id in _USE.findall(body))
        names = {id: f"g{number}" for number, id in enumerate(used)}
        letters = "".join(self._letters[id].replace(id, name) for id, name in names.items())
        svgs = [_USE.sub(lambda use: f'href="#{names[use[1]]}"', body) for body in bodies]
        return SheetPictures(letters, svgs, problems)


def _small(svg: str) -> str:
    """Return the same in fewer bytes: to the hundredth of a point, without SVG's defaults."""
    for default in _DEFAULTS:
        svg = svg.replace(default, "")
    return _TOO_EXACT.sub("", svg)
