"""Know the fonts of pages: what they can show, and for which script one is missing."""

# What is shipped has Latin, Greek, Cyrillic and Hebrew letters. Fonts for other scripts lie in
# `fonts/` of the collection or are named with `--fonts`; those of the system are never used, so
# that pages are the same everywhere. What no font has is found before pages are set: it then costs
# one question or a part of one name, not the class.

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import typst

from quizgen.text.wording import FOLDER

SHIPPED = FOLDER / "fonts"
FIRST, LAST = "Inter", "Libertinus Serif"  # what a collection brings stands between them

_EACH_CHARACTER = b"""#set document(title: "-")
#set text(font: json(bytes(sys.inputs.fonts)), fallback: sys.inputs.fallback == "yes")
#for each in json(bytes(sys.inputs.characters)) [#each \\ ]
"""
JOINERS = ("\u200c", "\u200d")

# Typst shows the text as Rust does: what cannot be printed by its number.
_MISSING = re.compile(r'the text `"(\\u\{\w+\}|.)[^"]*"` could not be displayed', re.DOTALL)


class Script(NamedTuple):
    """A script: its name, its languages, which of them it means alone, and a free font for it."""

    name: str
    languages: tuple[str, ...]
    language: str  # `und` where none of them is meant above the others
    font: str
    direction: str = "ltr"


def _script(name: str, languages: str, font: str, direction: str = "ltr") -> Script:
    """Return a script; a star marks the language that it means alone."""
    codes = languages.split()
    alone = next((code.removesuffix("*") for code in codes if code.endswith("*")), "und")
    return Script(name, tuple(code.removesuffix("*") for code in codes), alone, font, direction)


# By the first word of the names of its characters in Unicode.
SCRIPTS = {
    "ARABIC": _script("Arabic", "ar* fa ur ps ckb ug", "Noto Naskh Arabic", "rtl"),
    "HEBREW": _script("Hebrew", "he* yi", "Noto Sans Hebrew", "rtl"),
    "SYRIAC": _script("Syriac", "syr*", "Noto Sans Syriac", "rtl"),
    "THAANA": _script("Thaana", "dv*", "Noto Sans Thaana", "rtl"),
    "GREEK": _script("Greek", "el*", "Noto Sans"),
    "CYRILLIC": _script("Cyrillic", "ru uk bg be sr mk kk ky mn tg", "Noto Sans"),
    "ARMENIAN": _script("Armenian", "hy*", "Noto Sans Armenian"),
    "GEORGIAN": _script("Georgian", "ka*", "Noto Sans Georgian"),
    "ETHIOPIC": _script("Ethiopic", "am ti", "Noto Sans Ethiopic"),
    "DEVANAGARI": _script("Devanagari", "hi mr ne sa", "Noto Sans Devanagari"),
    "BENGALI": _script("Bengali", "bn* as", "Noto Sans Bengali"),
    "GUJARATI": _script("Gujarati", "gu*", "Noto Sans Gujarati"),
    "GURMUKHI": _script("Gurmukhi", "pa*", "Noto Sans Gurmukhi"),
    "TAMIL": _script("Tamil", "ta*", "Noto Sans Tamil"),
    "TELUGU": _script("Telugu", "te*", "Noto Sans Telugu"),
    "KANNADA": _script("Kannada", "kn*", "Noto Sans Kannada"),
    "MALAYALAM": _script("Malayalam", "ml*", "Noto Sans Malayalam"),
    "SINHALA": _script("Sinhala", "si*", "Noto Sans Sinhala"),
    "THAI": _script("Thai", "th*", "Noto Sans Thai"),
    "LAO": _script("Lao", "lo*", "Noto Sans Lao"),
    "KHMER": _script("Khmer", "km*", "Noto Sans Khmer"),
    "MYANMAR": _script("Burmese", "my*", "Noto Sans Myanmar"),
    "CJK": _script("Chinese", "zh ja", "Noto Sans SC"),
    "HIRAGANA": _script("Japanese", "ja*", "Noto Sans JP"),
    "KATAKANA": _script("Japanese", "ja*", "Noto Sans JP"),
    "HANGUL": _script("Korean", "ko*", "Noto Sans KR"),
}
SHORTEST_GREEK = 3  # letters; fewer are signs, as in `α` and `Δt`


@cache
def script_of(character: str) -> Script | None:
    """Return the script of a letter; none for Latin ones, and for what is no letter."""
    if character < "Ͱ" or unicodedata.category(character)[0] not in "LM":
        return None
    return SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0])


def free_font(character: str) -> str:
    """Return the name of a font that has a character and is free to use."""
    script = script_of(character)
    if script is not None:
        return script.font
    pictures = character >= "\U0001f000" or unicodedata.category(character) == "So"
    return "Noto Emoji" if pictures else "Noto Sans Symbols 2"


class Fonts:
    """The fonts that pages may use: those that are shipped, and those of some folders."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        """Read the fonts of the folders; one that is not there has none."""
        own = [str(folder) for folder in folders if folder.is_dir()]
        brought = typst.Fonts(False, False, own).families() if own else []
        self.families = [FIRST, *sorted(set(brought) - {FIRST, LAST}), LAST]
        self.files = typst.Fonts(False, True, [str(SHIPPED), *own])

    def lacking(self, characters: Iterable[str], *, fallback: bool = True) -> frozenset[str]:
        """Return those of some characters that no font has; without `fallback`, no good font.

        Typst itself falls back on a typewriter font that has some letters of many scripts. What
        joins or marks another character is passed over, and so are variation selectors.
        """
        return self._lacking(frozenset(filter(_is_shown, characters)), fallback)

    @cache  # noqa: B019  (there are as many of them as collections in a run: one or two)
    def _lacking(self, characters: frozenset[str], fallback: bool) -> frozenset[str]:  # noqa: FBT001
        if not characters:
            return frozenset()
        inputs = {
            "fonts": json.dumps(self.families),
            "fallback": "yes" if fallback else "no",
            "characters": json.dumps(sorted(characters)),
        }
        try:
            typst.compile(
                _EACH_CHARACTER,
                font_paths=self.files,
                ignore_system_fonts=True,
                sys_inputs=inputs,
                pdf_standards=["ua-1"],
                timestamp=0,
            )
        except typst.TypstError as error:
            texts = _MISSING.findall(str(getattr(error, "diagnostic", error)))
            return frozenset(map(unquoted, texts))
        return frozenset()


def _is_shown(character: str) -> bool:
    """Tell whether a character is looked for in the fonts: all have those of ASCII."""
    return not character.isascii() and unicodedata.category(character)[0] not in "CMZ"


def unquoted(text: str) -> str:
    """Return a text as it was before Typst showed some of its characters by their numbers."""
    return re.sub(r"\\u\{(\w+)\}", lambda match: chr(int(match[1], 16)), text)


class Run(NamedTuple):
    """A stretch of text in one language; none said for that of the text around."""

    text: str
    language: str = ""
    direction: str = ""


def language_in(text: str, document: str) -> tuple[str, str]:
    """Return the language and direction of most letters of a text; empty for the document's."""
    counts: dict[Script | None, int] = {}
    for character in text:
        if character.isalpha():
            script = script_of(character)
            counts[script] = counts.get(script, 0) + 1
    main = max(counts, key=lambda each: counts[each]) if counts else None
    if main is None or (main.name == "Greek" and counts[main] < SHORTEST_GREEK):
        return "", ""
    return _language(main, document)


def first_direction(text: str, document: str) -> str:
    """Return the direction of the first letter of a text; empty if it has none."""
    first = next(filter(str.isalpha, text), "")
    script = script_of(first) if first else None
    if script is None:
        return direction_of(document) if first else ""
    return _language(script, document)[1] or direction_of(document)


def _language(script: Script, document: str) -> tuple[str, str]:
    """Return the language of a script in a document, and its direction; empty for its own."""
    if document.partition("-")[0] in script.languages:
        return "", ""
    return script.language, script.direction


def direction_of(language: str) -> str:
    """Return the direction in which a language is written."""
    scripts = (each for each in SCRIPTS.values() if language.partition("-")[0] in each.languages)
    return next((script.direction for script in scripts), "ltr")


def language_runs(text: str, document: str, base: str = "") -> list[Run]:
    """Return a text in stretches of one language each, where `base` is that of the text around.

    An empty base is the document's language. What is no letter goes with the letters around it,
    and a mark always with its letter, without which it is drawn on a dotted circle.
    """
    if not base and max(text, default="") < "Ͱ":
        return [Run(text)]
    made: list[Run] = []
    for match in re.finditer(r"[^\W\d_]+(?:[^\w]+[^\W\d_]+)*|.", text, re.DOTALL):
        if made and _is_attached(match[0]):
            made[-1] = made[-1]._replace(text=made[-1].text + match[0])
            continue
        for piece in _by_script(match[0]):
            language, direction = language_in(piece, document)
            if base and not language and any(each.isalpha() for each in piece):
                language, direction = document, "ltr"
            run = Run(piece) if language == base else Run(piece, language, direction)
            if made and made[-1][1:] == run[1:]:
                run = run._replace(text=made.pop().text + piece)
            made.append(run)
    return made


def _is_attached(character: str) -> bool:
    """Tell whether a character is drawn with the letter before it: a vowel sign, a joiner."""
    return unicodedata.category(character[0])[0] == "M" or character in JOINERS


def _by_script(text: str) -> Iterable[str]:
    """Yield the parts of a text where its script changes; blanks stand with what is before."""
    start = 0
    script: Script | None = None
    known = False
    last = 0  # behind the last letter and its marks
    for place, character in enumerate(text):
        if not character.isalpha():
            if last == place and _is_attached(character):
                last = place + 1
            continue
        here = script_of(character)
        if known and here != script:
            yield text[start:last]
            yield text[last:place]
            start = place
        script, known, last = here, True, place + 1
    yield text[start:]
