"""Read cards in Markdown: `Q:` and `A:`, `::` and `?` between the sides, headings as questions."""

# Which of the writings a text has is decided for all of it, by what occurs most; what stands in
# code is none of them. A card of two sides in both directions is a note with two templates.

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizgen.importing.readers.marked_text import markdown_html
from quizgen.importing.readers.sample import Sample
from quizgen.importing.source_notes import Loss, Source, SourceNote, SourceNoteType, Template

_ONE_WAY = SourceNoteType("card", ("Front", "Back"), named=False)
_BOTH_WAYS = SourceNoteType(
    "card both ways",
    ("Front", "Back"),
    templates=(Template("{{Front}}", "{{Back}}"), Template("{{Back}}", "{{Front}}")),
)
_GAPS = SourceNoteType("passage with gaps", ("Text",), cloze=True)
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(?P<body>.*?)\n\1[ \t]*\n", re.DOTALL)
_NAME = re.compile(r"(?m)^(?:name|title|deck)\s*[=:]\s*[\"']?([^\"'\n]+)")
_LETTER = re.compile(r"(?:\*\*)?(Q|A|C)(?:\*\*)?:(?:\*\*)?(?:[ \t]+|$)")
_INLINE = re.compile(r"(?P<front>\S.*?)\s*(?<![:`]):::?(?![:`])\s*(?P<back>\S.*)")
_LINE = re.compile(r"\s*(\?\??)\s*")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
# What parts a question with its options, below a heading, from its answer.
_ANSWER = re.compile(
    r"(?mi)^[ \t]*(?:</?details\b[^<>]*>\s*)?(?:<summary\b[^<>]*>)?[ \t]*(?:\*\*|__)?"
    r"(?:(?:show|see|click for)[ \t]+)?(?:the[ \t]+)?(?:correct[ \t]+)?"
    r"(?:answer|solution|antwort|lösung|réponse|respuesta|risposta)"
    r"(?:(?:\*\*|__)?[ \t]*</summary>|[ \t]*:[ \t]*(?:\*\*|__)?|(?:\*\*|__)?[ \t]*:?[ \t]*$)"
)
_DETAILS = re.compile(r"</?(?:details|summary)\b[^<>]*>", re.IGNORECASE)
_FENCE = re.compile(r"\s*(```|~~~)")
_BULLET = re.compile(r"\s*[-*+]\s+")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,})\s*")
_QUOTE = re.compile(r"\s{0,3}>")
_CODE = re.compile(r"`[^`\n]*`")
_IN_BRACKETS = re.compile(r"(?<!!)\[((?:[^\[\]\\\n]|\\.)+)\](?![(\[:])")
_HIGHLIGHT = re.compile(r"==(.+?)==")
# What begins anew before it ends did not begin there: so no text is read more often than once.
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_TAGS = re.compile(r"(?<!\S)#(?:flashcards?|card|spaced|learn)(?:/[\w/-]+)?(?!\S)")


class _Line(NamedTuple):
    number: int
    text: str
    code: bool  # whether it stands in a block of code


def is_markdown(sample: Sample) -> bool:
    """Tell whether a text has cards in one of the writings of Markdown."""
    lines = _lines(_body(sample.head)[0])
    return bool(_writing(lines))


def read_markdown(sample: Sample) -> Source:
    """Return the cards of a text in Markdown."""
    source = sample.source("Markdown")
    text, deck, skipped = _body(sample.small_text())
    lines = [line._replace(number=line.number + skipped) for line in _lines(text)]
    readers = {"letters": _letters, "separators": _separators, "headings": _headings}
    for card in readers[_writing(lines)](lines):
        place = f"{sample.name}:{card.line}"
        if not card.front:
            source.losses.append(Loss(place, "a text that is part of no card"))
            continue
        if not card.back and not card.gaps:
            source.losses.append(Loss(place, "a question without an answer"))
            continue
        source.notes.append(_note(card, place, deck))
    return source


class _Card(NamedTuple):
    """What a card says; without a front, a text that stands between the cards."""

    line: int
    front: str
    back: str
    both_ways: bool = False
    gaps: bool = False
    topics: tuple[str, ...] = ()


def _note(card: _Card, place: str, deck: tuple[str, ...]) -> SourceNote:
    deck = (*deck, *card.topics) if deck else card.topics
    if card.gaps:
        return SourceNote(_GAPS, {"Text": markdown_html(card.front)}, True, place, deck)
    type = _BOTH_WAYS if card.both_ways else _ONE_WAY
    sides = {"Front": markdown_html(card.front), "Back": markdown_html(card.back)}
    return SourceNote(type, sides, True, place, deck)


def _body(text: str) -> tuple[str, tuple[str, ...], int]:
    """Return the text below its front matter, the deck that this names, and the lines above."""
    matter = _FRONT_MATTER.match(text)
    if not matter:
        return text, (), 0
    name = _NAME.search(matter["body"])
    deck = (name[1].strip(),) if name else ()
    return text[matter.end() :], deck, text.count("\n", 0, matter.end())


def _lines(text: str) -> list[_Line]:
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    lines = []
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = _FENCE.match(line)
        lines.append(_Line(number, line, bool(fence or mark)))
        if mark:
            fence = "" if fence == mark[1] else fence or mark[1]
    return lines


def _writing(lines: list[_Line]) -> str:
    """Return how the cards of a text are written, or nothing where it has none."""
    prose = [line.text for line in lines if not line.code and line.text.strip()]
    letters = [match[1] for text in prose if (match := _LETTER.match(text))]
    if "C" in letters or ("Q" in letters and "A" in letters):
        return "letters"
    inline = sum(bool(_inline(text)) for text in prose)
    alone = sum(bool(_LINE.fullmatch(text)) for text in prose)
    headings = sum(bool(_HEADING.fullmatch(text)) for text in prose)
    gaps = sum(bool(_HIGHLIGHT.search(text)) for text in prose)
    is_marked = headings or gaps or any(_BULLET.match(text) for text in prose)
    is_list = inline * 2 > len(prose) and not _is_table(prose)
    if alone or (inline and (is_marked or is_list)):
        return "separators"
    return "headings" if headings > 1 and _has_bodies(lines) else ""


def _is_table(prose: list[str]) -> bool:
    """Tell whether something stands in each line equally often that parts cells."""
    counts = ({text.count(sign) for text in prose} for sign in ",;\t|")
    return any(len(each) == 1 and each != {0} for each in counts)


def _has_bodies(lines: list[_Line]) -> bool:
    """Tell whether text stands below most headings of the deepest level."""
    cards = list(_headings(lines))
    return len(cards) > 1 and sum(bool(card.back) for card in cards) * 2 > len(cards)


def _inline(text: str) -> tuple[str, str, bool] | None:
    """Return the sides of a card on one line, and whether it is asked both ways."""
    bare = _CODE.sub(lambda match: "\0" * len(match[0]), text)
    match = _INLINE.fullmatch(bare.strip())
    if not match or "{{c" in text or text.lstrip().startswith("|"):
        return None
    start = len(text) - len(text.lstrip())
    front = text[start + match.start("front") : start + match.end("front")]
    back = text[start + match.start("back") : start + match.end("back")]
    between = bare.strip()[match.end("front") : match.start("back")]
    return _BULLET.sub("", front, count=1), back, ":::" in between


def _letters(lines: list[_Line]) -> Iterator[_Card]:
    """Yield cards whose sides begin with `Q:` and `A:`, and passages that begin with `C:`."""
    parts: dict[str, list[str]] = {}
    letter, first = "", 0

    def card() -> Iterator[_Card]:
        texts = {name: "\n".join(own).strip() for name, own in parts.items()}
        if texts.get("C"):
            yield _Card(first, _gapped(texts["C"], _IN_BRACKETS), "", gaps=True)
        elif texts.get("Q") or texts.get("A"):
            yield _Card(first, texts.get("Q", ""), texts.get("A", ""))

    outside: list[_Line] = []
    for line in lines:
        match = None if line.code else _LETTER.match(line.text)
        if (match and match[1] in "QC") or (letter and _ends(line, letter, parts[letter])):
            yield from card()
            parts, letter = {}, ""
        if match or (not letter and _parts_blocks(line)):
            yield from _block_cards(outside, ())
            outside = []
        if match:
            letter = match[1]
            first = first if parts else line.number
            parts.setdefault(letter, []).append(line.text[match.end() :])
        elif letter:
            parts[letter].append(line.text)
        elif not _parts_blocks(line):
            outside.append(line)
    yield from card()
    yield from _block_cards(outside, ())


def _parts_blocks(line: _Line) -> bool:
    """Tell whether a line only parts what stands above it from what stands below."""
    if line.code:
        return False
    return not line.text.strip() or bool(
        _RULE.fullmatch(line.text) or _HEADING.fullmatch(line.text)
    )


def _ends(line: _Line, letter: str, own: list[str]) -> bool:
    """Tell whether a line is no part of the card above it, of which `own` is the side so far.

    A question goes on up to its answer. In an answer, `::` may stand in a line of code.
    """
    if line.code:
        return False
    if _RULE.fullmatch(line.text):
        return True
    if letter == "Q":
        return False
    if _HEADING.fullmatch(line.text):
        return True
    is_apart = not own[-1].strip() and any(text.strip() for text in own)
    is_card = letter == "C" and bool(_inline(line.text) or _HIGHLIGHT.search(line.text))
    return is_apart and (is_card or bool(_QUOTE.match(line.text)))


def _separators(lines: list[_Line]) -> Iterator[_Card]:
    """Yield cards with `::` between their sides, or a line with a question mark alone."""
    topics: tuple[str, ...] = ()
    block: list[_Line] = []
    for line in [*lines, _Line(0, "", False)]:
        heading = None if line.code else _HEADING.fullmatch(line.text)
        if heading or (not line.text.strip() and not line.code):
            yield from _block_cards(block, topics)
            block = []
            if heading:
                topics = (_TAGS.sub("", heading[2]).strip(),)
        else:
            block.append(line)


def _block_cards(block: list[_Line], topics: tuple[str, ...]) -> Iterator[_Card]:
    at = [i for i, line in enumerate(block) if not line.code and _LINE.fullmatch(line.text)]
    if at:
        front = "\n".join(line.text for line in block[: at[0]]).strip()
        back = "\n".join(line.text for line in block[at[0] + 1 :]).strip()
        if front or back:
            both = "??" in block[at[0]].text
            yield _Card(block[0].number, _TAGS.sub("", front).strip(), back, both, topics=topics)
        return
    is_between = False
    for line in block:
        was_between, is_between = is_between, False
        if line.code:
            is_between = True
        elif sides := _inline(_TAGS.sub("", line.text)):
            front, back, both_ways = sides
            yield _Card(line.number, front, back, both_ways, topics=topics)
        elif _HIGHLIGHT.search(line.text):
            yield _Card(line.number, _gapped(line.text, _HIGHLIGHT), "", gaps=True, topics=topics)
        else:
            is_between = True
        if is_between and not was_between:
            yield _Card(line.number, "", line.text)


def _gapped(text: str, gap: re.Pattern[str]) -> str:
    """Return a passage with its gaps as Anki writes them; brackets in code are none."""
    count = 0
    codes = [match.span() for match in _CODE.finditer(text)]

    def numbered(match: re.Match[str]) -> str:
        nonlocal count
        if any(start < match.start() < end for start, end in codes):
            return match[0]
        count += 1
        return f"{{{{c{count}::{match[1].replace('::', ': :')}}}}}"

    return gap.sub(numbered, text)


def _headings(lines: list[_Line]) -> Iterator[_Card]:
    """Yield the deepest headings as questions, with what stands below each as its answer."""
    above: list[str] = []
    front, first, level = "", 0, 0
    body: list[str] = []
    headings = [(line, _HEADING.fullmatch(line.text)) for line in lines if not line.code]
    numbers = {line.number: match for line, match in headings if match}
    for line in lines:
        match = numbers.get(line.number)
        if match is None:
            body.append(line.text)
            continue
        text = "\n".join(body).strip()
        if front and (text or len(match[1]) <= level):
            yield _heading_card(first, front, text, tuple(above[:1]))
        level, body = len(match[1]), []
        above = [*above[: level - 1], match[2]] if level == 1 else above[: level - 1] or above
        front, first = match[2], line.number
    text = "\n".join(body).strip()
    if front:
        yield _heading_card(first, front, text, tuple(above[:1]))


def _heading_card(line: int, heading: str, body: str, topics: tuple[str, ...]) -> _Card:
    """Return the card of a heading; options above a line `Answer` belong to the question."""
    parts = _ANSWER.split(body, maxsplit=1)
    back = _DETAILS.sub("", parts[-1]).strip()
    if len(parts) == 1 or not back:
        return _Card(line, heading, body, topics=topics)
    above = _DETAILS.sub("", parts[0]).strip()
    front = f"{heading}\n\n{above}" if above else heading
    return _Card(line, front, back, topics=topics)
