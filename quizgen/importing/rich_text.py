"""Split a field into lines, from HTML as Anki keeps it or from plain text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote

from quizgen.importing import inline_markup
from quizgen.importing.source_notes import MediaReference
from quizgen.language.media import AUDIO, IMAGE
from quizgen.text.markup import escaped

MOST_TEXT = 50_000  # characters of a field
_BULLET = re.compile(r"(?:[•‣◦▪●–—·-]|\\\*)\s+(?=\S)")  # an asterisk has its backslash already
_NUMBER = re.compile(r"\(?(\d{1,2})[.)]\s+(?=\S)")
# What begins anew before it ends did not begin there: so no text is read more often than once.
_SOUND = re.compile(r"\[sound:([^\[\]\n]*)\]")
_SPOKEN = re.compile(r"\[anki:tts(?:(?!\[anki:tts).)*?\[/anki:tts\]", re.DOTALL)
_FORMULA = re.compile(
    r"\\\(((?:(?!\\\().)+?)\\\)|\\\[((?:(?!\\\[).)+?)\\\]|\[\$\]((?:(?!\[\$\]).)+?)\[/\$\]"
    r"|\[\$\$\]((?:(?!\[\$\$\]).)+?)\[/\$\$\]|\[latex\]((?:(?!\[latex\]).)+?)\[/latex\]"
    r"|<anki-mathjax[^<>]*>((?:(?!<anki-mathjax).)+?)</anki-mathjax>",
    re.DOTALL,
)
_CLOZE = re.compile(
    r"\{\{c[\d,]+::((?:(?!::|\}\}|\{\{c).)*)(?:::(?:(?!\}\}|\{\{c).)*)?\}\}", re.DOTALL
)
_BLOCKS = frozenset(
    """
    address article aside blockquote dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main
    nav ol p pre section table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905  # one literal is easier to read than thirty
)
_STYLES = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "code": "`",
    "tt": "`",
    "kbd": "`",
    "sup": "^",
    "sub": "_",
}
_DEEPEST = {"^": 3, "_": 3}  # a style in itself says nothing, but raised text in raised text does
_ELSEWHERE = re.compile(r"(?:[a-z]{3,}:)?//|file:", re.IGNORECASE)
_EMBEDDED = ("audio", "video", "iframe", "object", "embed")
_HIDDEN = ("script", "style", "head", "template")


class RichLine(NamedTuple):
    """One line; `mark` says whether it is an item of a list: "bullet" or "number", or nothing."""

    text: str
    mark: str = ""
    depth: int = 0


@dataclass(slots=True)
class RichText:
    """A field: its lines, the media that it names, and what of it has no place in a line."""

    lines: list[RichLine]
    media: list[MediaReference] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it as one text."""
        lines = nested(self.lines)
        if all(line.mark for line in lines) and len(lines) > 1:
            # An item with others below it has semicolons of its own, and a line of its own.
            is_nested = len(lines) < len(self.lines)
            return ("\n" if is_nested else "; ").join(line.text.rstrip(";,") for line in lines)
        return "\n".join(line.text for line in lines)

    @property
    def items(self) -> list[RichLine]:
        """The lines that are items of a list, each with those below it."""
        return [line for line in nested(self.lines) if line.mark]


def nested(lines: list[RichLine]) -> list[RichLine]:
    """Return lines in which an item that has others below it holds them, after its own words."""
    whole: list[RichLine] = []
    for index, line in enumerate(lines):
        head = whole[-1] if whole else None
        if not head or not line.mark or not head.mark or line.depth <= head.depth:
            whole.append(line)
            continue
        is_first = lines[index - 1].depth == head.depth
        words = f"{head.text.rstrip(' :;,')}:" if is_first else f"{head.text.rstrip(' ;,')};"
        whole[-1] = head._replace(text=f"{words} {line.text}")
    return whole


def deck_text(text: str) -> str:
    """Return the text as a deck can hold it: composed, without control characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.isprintable():
        return text
    text = (
        re.sub("[\x0b\x0c\x85\u2028\u2029]", "\n", text)
        .replace("\u00a0", " ")
        .replace("\ufeff", "")
    )
    return "".join(
        each for each in text if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs")
    )


def from_plain(text: str) -> RichText:
    """Return the lines of plain text."""
    rich = RichText([])
    text = _without_sounds(deck_text(text), rich.media)
    rich.lines = _marked([escaped(" ".join(line.split())) for line in text.split("\n")])
    return _bounded(rich)


def from_html(html: str) -> RichText:
    """Return the lines of HTML."""
    parser = _Parser()
    text, end, rest = parser.without_formulas(deck_text(html)).rpartition(">")
    # The parser would try each tag that nothing ends anew, up to the end of the text.
    parser.feed(text + end + rest.replace("<", "&lt;"))
    parser.close()
    parser.end_line()
    if not any(line.mark for line in parser.rich.lines):
        parser.rich.lines = _marked([line.text for line in parser.rich.lines])
    return _bounded(parser.rich)


def _bounded(rich: RichText) -> RichText:
    """Return a field without its text where that is more than anybody is asked for."""
    if sum(len(line.text) for line in rich.lines) > MOST_TEXT:
        rich.lines = []
        rich.lost.append(f"a text of more than {MOST_TEXT:,} characters")
    return rich


def _without_sounds(text: str, media: list[MediaReference]) -> str:
    media += (MediaReference(AUDIO, name.strip()) for name in _SOUND.findall(text))
    return _SOUND.sub("", text)


def _marked(texts: list[str]) -> list[RichLine]:
    """Return lines without bullets, or numbers from 1; a single such line is no list."""
    texts = [text for text in texts if text]
    bullets = [index for index, text in enumerate(texts) if _BULLET.match(text)]
    numbers = [index for index, text in enumerate(texts) if _NUMBER.match(text)]
    counted = [int(_NUMBER.match(texts[index])[1]) for index in numbers]  # type: ignore[index]
    lines = [RichLine(text) for text in texts]
    if len(numbers) > 1 and counted == list(range(1, len(numbers) + 1)):
        for index in numbers:
            lines[index] = RichLine(_NUMBER.sub("", texts[index], count=1), "number", 1)
    elif len(bullets) > 1:
        for index in bullets:
            lines[index] = RichLine(_BULLET.sub("", texts[index], count=1), "bullet", 1)
    return lines


class _Parser(HTMLParser):
    """A parser of HTML into lines, whatever is left open or closed twice in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rich = RichText([])
        self._held: list[str] = []
        self._pieces: list[str] = []
        self._open: list[tuple[str, int]] = []  # a style, and the piece with which it began
        self._idle: Counter[str] = Counter()  # styles that are open once more, which say nothing
        self._lists: list[str] = []
        self._mark = ""
        self._hidden = 0
        self._kept = 0  # inside <pre>, where line ends count
        self._indent = 0  # blanks before the line of code that begins

    def without_formulas(self, html: str) -> str:
        """Return the HTML with a placeholder for each formula, so that none is taken for HTML."""

        def hold(match: re.Match[str]) -> str:
            kind = match.lastindex or 0
            tex = unescape(re.sub(r"<[^>]*>", " ", match[kind])).strip()
            if kind == 5 and not (tex := tex.strip("$").strip()).isprintable():
                self.rich.lost.append("LaTeX of several lines, which stands in one")
            gap_inside = _CLOZE.search(tex)
            if gap_inside:
                self.rich.lost.append("a gap inside a formula: the whole formula is hidden")
                tex = _CLOZE.sub(lambda gap: gap[1], tex)
            formula = inline_markup.formula(tex)
            if not formula:
                self.rich.lost.append(
                    "a formula that is not understood, which stands as it was written"
                )
            self._held.append(formula or escaped(" ".join(tex.split())))
            place = inline_markup.place(len(self._held) - 1)
            return f"{{{{c1::{place}}}}}" if gap_inside else place

        html = re.sub("[\ufdd0\ufdd1]", "", html)
        if _SPOKEN.search(html):
            self.rich.lost.append("text that Anki reads aloud")
            html = _SPOKEN.sub("", html)
        return _FORMULA.sub(hold, html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _STYLES:
            self._begin(tag)
        elif tag == "img":
            self._image(values)
        elif tag in _EMBEDDED:
            self.rich.lost.append(f"something that is embedded with `{tag}`")
        elif tag == "br" or tag in _BLOCKS:
            self.end_line()
            self._kept += tag == "pre"
            if tag in ("ul", "ol"):
                self._lists.append("bullet" if tag == "ul" else "number")
            elif tag == "li":
                self._mark = self._lists[-1] if self._lists else "bullet"
            elif tag == "table":
                self.rich.lost.append("a table, which stands line by line")
        elif tag in ("td", "th") and "".join(self._pieces).strip():
            self._pieces.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS:
            self.end_line()
            self._mark = ""
            self._kept = max(0, self._kept - (tag == "pre"))
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
        elif self._idle[tag]:
            self._idle[tag] -= 1
        elif tag in _STYLES:
            for index in range(len(self._open) - 1, -1, -1):
                if self._open[index][0] == tag:
                    self._style(*self._open.pop(index))
                    break

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        data = _without_sounds(deck_text(data), self.rich.media)
        if not self._kept:
            self._pieces.append(escaped(re.sub(r"\s+", " ", data)))
            return
        for number, text in enumerate(data.split("\n")):
            if number:
                self.end_line()
            if not "".join(self._pieces).strip():
                # Of the blanks before a line of code, each counts.
                bare = text.expandtabs(4).lstrip(" ")
                self._indent += len(text.expandtabs(4)) - len(bare)
                text = bare
            self._pieces.append(escaped(text))

    def end_line(self) -> None:
        """Close the line; a style that is open goes on in the next."""
        for style, start in reversed(self._open):
            self._style(style, start)
        self._open = [(style, 0) for style, _ in self._open]
        text = inline_markup.line(" ".join("".join(self._pieces).split()), self._held)
        self._pieces.clear()
        if text and self._indent:
            text = inline_markup.indented(text, self._indent)
        self._indent = 0
        if text:
            self.rich.lines.append(RichLine(text, self._mark, len(self._lists)))
            self._mark = ""

    def _begin(self, tag: str) -> None:
        mark = _STYLES[tag]
        if sum(_STYLES[each] == mark for each, _ in self._open) < _DEEPEST.get(mark, 1):
            self._open.append((tag, len(self._pieces)))
        else:
            self._idle[tag] += 1

    def _style(self, tag: str, start: int) -> None:
        self._pieces[start:] = [inline_markup.styled("".join(self._pieces[start:]), _STYLES[tag])]

    def _image(self, values: dict[str, str]) -> None:
        source = values.get("src", "")
        if source.startswith("data:"):
            self.rich.lost.append("a picture that is written into the text")
        elif _ELSEWHERE.match(source):
            self.rich.lost.append("a picture that lies elsewhere, in the web")
        elif source:
            self.rich.media.append(
                MediaReference(IMAGE, unquote(source), " ".join(values.get("alt", "").split()))
            )
