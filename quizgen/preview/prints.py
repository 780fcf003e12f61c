"""Gives questions as they stand on a sheet, as small SVGs that share their letters; knows Typst's SVG and no HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.compiler import Compiled
from quizgen.diagnostics import Diagnostic
from quizgen.quiz import Quiz
from quizgen.targets.pdf import Page, PageError, pictures

_SYMBOL = re.compile(r'<symbol id="(\w+)".*?</symbol>', re.DOTALL)
_USE = re.compile(r'xlink:href="#(g\w+)"')
_LONG = re.compile(r"(\d\.\d\d)\d+")
# What SVG takes for granted; written out for each letter, it is half of a file.
_GRANTED = (' y="0"', ' x="0"', ' fill="#000000"', ' fill-rule="nonzero"')


class Printer:
    """Prints questions; what says the same as before is not printed again, which makes a rebuild quick."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}

    def print(self, quizzes: Sequence[Quiz], compiled: Compiled) -> tuple[list[str], list[Diagnostic]]:
        """An SVG for each quiz of one section; none at all, and why, where the template fails."""
        keys = [quiz.model_dump_json() for quiz in quizzes]
        missing = {key: quiz for key, quiz in zip(keys, quizzes, strict=True) if key not in self._made}
        if not missing:
            return [self._made[key] for key in keys], []
        try:
            made, warnings = pictures(list(missing.values()), Page(), compiled)
        except PageError as error:
            return [], [error.diagnostic]
        found = self._made | dict(zip(missing, map(_small, made), strict=True))
        if not warnings:  # else they would be said only once
            self._made = {key: found[key] for key in keys}
        return [found[key] for key in keys], warnings


def with_shared_letters(svgs: Sequence[str]) -> tuple[str, list[str]]:
    """The letters of all these SVGs, each once and with a short name, and the SVGs without them."""
    names: dict[str, str] = {}
    symbols: list[str] = []
    for svg in svgs:
        letters = {found[1]: found[0] for found in _SYMBOL.finditer(svg)}
        for id in _USE.findall(svg):  # in the order of use: Typst's own depends on the other pages
            if id not in names:
                names[id] = f"g{len(names)}"
                symbols.append(letters[id].replace(id, names[id]))
    bodies = (_SYMBOL.sub("", svg) for svg in svgs)
    return "".join(symbols), [_USE.sub(lambda found: f'href="#{names[found[1]]}"', body) for body in bodies]


def _small(svg: str) -> str:
    """The same picture in fewer bytes: without the letters of other pages, and to the hundredth of a point."""
    used = set(_USE.findall(svg))
    svg = _SYMBOL.sub(lambda found: found[0] if found[1] in used else "", svg)
    for granted in _GRANTED:
        svg = svg.replace(granted, "")
    return _LONG.sub(r"\1", svg)
