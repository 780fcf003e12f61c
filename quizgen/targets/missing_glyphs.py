"""Leave out what no font can show, so that one character does not stop a class."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from quizgen.compiler import Compiled
from quizgen.diagnostics import Diagnostic, Position, Severity
from quizgen.quiz.printed_test import Copy
from quizgen.quiz.quiz import Quiz
from quizgen.targets.pdf_fonts import Fonts, free_font, script_of
from quizgen.text.wording import FOLDER

PROFILES = ("standard", "compact", "large-print")
PAPERS = {"a4": "a4", "letter": "us-letter"}


@dataclass(frozen=True, slots=True)
class Page:
    """How pages look: paper, profile, the words of the header, and where the templates are."""

    paper: str = "a4"
    profile: str = "standard"
    class_name: str = ""
    date: str = ""
    duplex: bool = False
    templates: Path = FOLDER / "paper"
    fonts: Path | None = None  # a folder of fonts beside those of the collection
    fit: int | None = None  # pages of a sheet, at most
    tight: int = 0  # how much closer things stand than they would: from 0 to TIGHTEST
    logo: bytes = b""
    profiles: Mapping[str, str] = field(default_factory=dict)  # by student, where another

    def of(self, student: Copy) -> Page:
        """Return the page of a student, who may have a profile of his own."""
        return replace(self, profile=student.profile) if student.profile else self


def fonts_of(compiled: Compiled, page: Page | None = None) -> Fonts:
    """Return the fonts for pages: those shipped, the collection's, and those of the page."""
    folder = compiled.collection.folder
    folders = [folder / "fonts"] if folder is not None else []
    if page is not None and page.fonts is not None:
        folders.append(page.fonts)
    return _fonts(tuple((folder, _stamp(folder)) for folder in folders))


def _stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    """Return what the files of a folder are known by, so that a new one is noticed."""
    files = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted((file.name, file.stat().st_mtime_ns) for file in files))


@cache
def _fonts(folders: tuple[tuple[Path, tuple[tuple[str, int], ...]], ...]) -> Fonts:
    """Return the fonts of folders with their stamps, which are read once."""
    return Fonts(folder for folder, _ in folders)


class Printable(NamedTuple):
    """What can be printed of quizzes, and what was left out or is set badly."""

    quizzes: list[Quiz]
    page: Page
    problems: list[Diagnostic]

    @property
    def warnings(self) -> list[Diagnostic]:
        """The problems for a build, in which a sheet that is missing stops nothing."""
        return [replace(each, severity=Severity.WARNING) for each in self.problems]


def printable(quizzes: Sequence[Quiz], page: Page, compiled: Compiled) -> Printable:
    """Leave out what no font has: a question, or characters of a class or a title.

    Each is a warning; where no question is left, that is an error.
    """
    fonts = fonts_of(compiled, page)
    texts = {item.fact: "" for quiz in quizzes for item in quiz.items}
    for quiz in quizzes[:1]:  # the others ask the same
        for item in quiz.items:
            texts[item.fact] += item.model_dump_json()
    heads = [quizzes[0].title, page.class_name, page.date] if quizzes else []
    every = {each for text in (*texts.values(), *heads) for each in text}
    lacking = fonts.lacking(every)
    problems = list(_typewritten(fonts, every - lacking, texts, compiled))
    if not lacking:
        return Printable(list(quizzes), page, problems)
    left_out = []
    for fact, text in texts.items():
        character = next((each for each in text if each in lacking), "")
        if character:
            left_out.append(fact)
            count = sum(item.fact == fact for item in quizzes[0].items)
            questions = "1 question is" if count == 1 else f"{count} questions are"
            where = f", in the fact `{fact}`: {questions} left out"
            place = compiled.questions[fact][0].about.position
            problems.append(no_font(character, where, place))
    if left_out and len(left_out) == len(texts):
        problems[-1] = replace(problems[-1], severity=Severity.ERROR)
    shown = [_without(text, lacking, compiled, problems) for text in heads]
    kept = [without_facts(quiz, left_out, shown[0] or "-") for quiz in quizzes]
    return Printable(kept, replace(page, class_name=shown[1], date=shown[2]), problems)


def without_facts(quiz: Quiz, facts: Collection[str], title: str) -> Quiz:
    """Return a quiz without the questions of some facts, numbered anew, under a title."""
    sections = []
    number = 0
    for section in quiz.sections:
        items = []
        gone: list[str] = []
        for item in section.items:
            if item.fact in facts:
                gone += item.banked
                continue
            number += 1
            items.append(item.model_copy(update={"number": number}))
        still = {answer for item in items for answer in item.banked}
        bank = tuple(each for each in section.bank if each in still or each not in gone)
        if items:
            sections.append(section.model_copy(update={"items": tuple(items), "bank": bank}))
    return quiz.model_copy(update={"sections": tuple(sections), "title": title})


def _typewritten(
    fonts: Fonts, characters: Collection[str], texts: dict[str, str], compiled: Compiled
) -> Iterator[Diagnostic]:
    """Warn of each script for which only the typewriter font has letters, once."""
    letters = {each for each in characters if script_of(each) is not None}
    poor = fonts.lacking(letters, fallback=False)
    of_script: dict[str, list[str]] = {}
    for letter in sorted(poor):
        if (script := script_of(letter)) is not None:
            of_script.setdefault(script.name, []).append(letter)
    for name, own in of_script.items():
        facts = [fact for fact, text in texts.items() if not set(own).isdisjoint(text)]
        place = compiled.collection.position
        if facts:
            place = compiled.questions[facts[0]][0].about.position
        message = f"no font made for {name} letters: they are set in typewriter letters"
        yield Diagnostic(
            "missing-glyph", message, place, _font_hint(own[-1]), severity=Severity.WARNING
        )


def _without(
    text: str, lacking: Collection[str], compiled: Compiled, problems: list[Diagnostic]
) -> str:
    """Return a text of the head of a sheet without the characters that no font has."""
    characters = [each for each in text if each in lacking]
    if not characters:
        return text
    decks = (deck.position for deck in compiled.collection.decks if characters[0] in deck.title)
    place = next(decks, compiled.collection.position)
    problems.append(no_font(characters[0], f", in `{text}`: it is printed without it", place))
    return " ".join("".join(each for each in text if each not in lacking).split())


def printable_name(name: str, fonts: Fonts) -> str:
    """Return a name as far as it can be printed: empty leaves a line to write it on."""
    lacking = fonts.lacking(set(name))
    if not lacking:
        return name
    return " ".join("".join(" " if each in lacking else each for each in name).split())


def name_faults(name: str, fonts: Fonts, place: Position) -> Iterator[Diagnostic]:
    """Yield a warning where no font has a character of a name."""
    lacking = fonts.lacking(set(name))
    character = next((each for each in name if each in lacking), "")
    if character:
        left = printable_name(name, fonts)
        how = f"it is printed as `{left}`" if left else "a line to write it on is printed"
        yield no_font(character, f", in the name `{name}`: {how}", place)


def no_font(character: str, where: str, place: Position) -> Diagnostic:
    """Return the warning that no font has a character; `where` goes on with the sentence."""
    message = f"no font for paper has the character `{character}` (U+{ord(character):04X}){where}"
    hint = _font_hint(character)
    return Diagnostic("missing-glyph", message, place, hint, severity=Severity.WARNING)


def _font_hint(character: str) -> str:
    return f"put a font that has it into `fonts/` of the collection, such as {free_font(character)}"
