"""Read GIFT, the text format of Moodle's questions."""

# What a backslash protects is replaced first by characters of no text, as Moodle does it: then each
# sign that is left means what it says.

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizgen.importing.readers.items import (
    WHOLE,
    ScoredOption,
    answer_of,
    choice_of,
    item_note,
    middle,
    truth_of,
)
from quizgen.importing.readers.marked_text import moodle_html
from quizgen.importing.readers.sample import Sample
from quizgen.importing.source_notes import Item, Loss, Source, SourceOption

_MOST_LINES = 200  # of a question whose braces are not closed
_PROTECTED = "~=#{}:\\"
_ESCAPES = {f"\\{sign}": chr(0xE000 + n) for n, sign in enumerate(_PROTECTED)}
_ESCAPE = re.compile(r"\\[~=#{}:\\]")
_SIGNS = {ord(place): escaped[1] for escaped, place in _ESCAPES.items()}
_CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)")
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
_ID = re.compile(r"\[id:([^\]\n]+)\]")
_TAGS = re.compile(r"\[tag:([^\]\n]+)\]")
_BODY = re.compile(r"\{\s*(?:\[\w+\])?\s*(?:[=~#]|(?:T|TRUE|F|FALSE)\s*[#}])", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%(-?\d+(?:[.,]\d+)?)%")
_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*", re.IGNORECASE)
_ANSWER = re.compile(r"([=~])((?:(?![=~]).)*)", re.DOTALL)


class _Block(NamedTuple):
    """The text of one question, the line on which it begins, and the comments above it."""

    line: int
    text: str
    comments: str


def is_gift(sample: Sample) -> bool:
    """Tell whether a text has questions with their answers in braces."""
    head = _protected(sample.head)
    if re.match(r"\s*(?:\[\s*[\[{\"]|[{<])", head) or "{" not in head:
        return False
    blocks = [block.text for block in _blocks(head) if not _CATEGORY.match(block.text)]
    marked = sum(bool(_BODY.search(text)) for text in blocks)
    return marked > 0 and (marked * 3 >= len(blocks) or "::" in head)


def read_gift(sample: Sample) -> Source:
    """Return the questions of a text in GIFT."""
    source = sample.source("GIFT")
    deck: tuple[str, ...] = ()
    text = re.sub("[\ue000-\ue006]", "", sample.small_text())
    for block in _blocks(_protected(text)):
        place = f"{sample.name}:{block.line}"
        if category := _CATEGORY.match(block.text.strip()):
            deck = category_path(_plain(category[1]))
            continue
        reader = _Question(block)
        item = reader.item()
        source.losses += (Loss(place, why) for why in dict.fromkeys(reader.lost))
        if item is not None:
            tags = tuple(tag.strip().replace(" ", "-") for tag in _TAGS.findall(block.comments))
            id = _ID.search(block.comments)
            name = _plain(reader.title)
            source.notes.append(
                item_note(item, place, deck, tags, id=id[1].strip() if id else "", name=name)
            )
    return source


def category_path(path: str) -> tuple[str, ...]:
    """Return the parts of a category of Moodle's, without those that each has."""
    parts = [part.strip().replace("\0", "/") for part in path.replace("//", "\0").split("/")]
    return tuple(part for part in parts if part and not re.fullmatch(r"\$\w+\$|top", part))


def _protected(text: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPES[match[0]], text)


def _restored(text: str) -> str:
    return text.translate(_SIGNS).replace("\\n", "\n")


def _plain(text: str) -> str:
    return " ".join(_restored(text).split())


def _blocks(text: str) -> Iterator[_Block]:
    """Yield what stands between blank lines; one within braces ends no question.

    A title at the beginning of a line begins a question without a blank line, too.
    """
    lines: list[str] = []
    comments: list[str] = []
    start, depth, was_blank = 1, 0, False
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare.startswith("//"):
            comments.append(bare)
            continue
        # A question with a title begins anew, though braces before it were never closed.
        is_new = was_blank and (depth <= 0 or bare.startswith("::") or len(lines) > _MOST_LINES)
        is_new = is_new or (depth <= 0 and bare.startswith("::"))
        is_category = depth <= 0 and bool(_CATEGORY.match(bare))
        was_blank = not bare
        if lines and (is_category or (is_new and bare)):
            yield _Block(start, "\n".join(lines), "\n".join(comments))
            lines, comments, depth = [], [], 0
        if is_category:
            yield _Block(number, bare, "")
        elif bare or lines:
            start = start if lines else number
            lines.append(line)
            depth += line.count("{") - line.count("}")
    if lines:
        yield _Block(start, "\n".join(lines), "\n".join(comments))


def _has_end(body: str) -> bool:
    """Tell whether braces that are open before a text are closed in it."""
    depth = 1
    for sign in re.findall(r"[{}]", body):
        depth += 1 if sign == "{" else -1
        if depth == 0:
            return True
    return False


class _Question:
    """One question: its title, its text, and what stands in its braces."""

    def __init__(self, block: _Block) -> None:
        self.lost: list[str] = []
        text = block.text
        title = _TITLE.match(text)
        self.title = title[1] if title else ""
        text = text[title.end() :] if title else text
        format = _FORMAT.match(text)
        self.format = format[1].lower() if format else "moodle"
        text = text[format.end() :] if format else text
        before, brace, rest = text.partition("{")
        body, end, after = rest.rpartition("}")
        self.body = body if brace and end else None
        self.before, self.after = before, after
        self.is_several = self.body is not None and _has_end(self.body)
        if brace and not end:
            self.lost.append("a question whose braces are not closed")

    def item(self) -> Item | None:
        """Return the question, or None with the reason among what is lost."""
        if self.body is None:
            self.lost.append("a text that asks nothing")
            return None
        if self.is_several:
            self.lost.append(
                "a question with two pairs of braces: a blank line parts two questions, "
                "and a backslash protects a brace"
            )
            return None
        body, _, general = self.body.partition("####")
        stem = self.before.strip()
        if self.after.strip():  # the answer is a gap in the sentence
            joint = "" if self.after[:1] in ".,;:!?" else " "
            stem = f"{stem} ____{joint}{self.after.strip()}"
        html = self._html(stem)
        why = self._html(general)
        if not body.strip():
            self.lost.append("a question that is answered in free text has no key")
            return None
        if truth := _TRUTH.match(body):
            is_true = truth[1].upper().startswith("T")
            feedback = [self._html(part) for part in body[truth.end() :].split("#")[1:3]]
            return truth_of(html, feedback, why, truth=is_true)
        if body.lstrip().startswith("#"):
            return self._number(html, body.lstrip()[1:], why)
        return self._answers(html, body, why)

    def _html(self, text: str) -> str:
        format = _FORMAT.match(text)
        if format:
            return moodle_html(_restored(text[format.end() :]), format[1].lower())
        return moodle_html(_restored(text), self.format)

    def _answers(self, stem: str, body: str, why: str) -> Item | None:
        scores: list[ScoredOption] = []
        pairs: list[tuple[str, str]] = []
        for sign, text in _ANSWER.findall(body):
            words, _, feedback = text.partition("#")
            weight = _WEIGHT.match(words)
            words = words[weight.end() :] if weight else words
            value = float(weight[1].replace(",", ".")) if weight else 100.0 * (sign == "=")
            left, arrow, right = words.partition("->")
            if arrow and sign == "=":
                pairs.append((self._html(left), self._html(right)))
            else:
                option = SourceOption(self._html(words), self._html(feedback))
                scores.append(ScoredOption(option, value, right=sign == "="))
        if pairs:
            halves = [pair for pair in pairs if pair[0]]
            surplus = tuple(SourceOption(right) for left, right in pairs if not left)
            return Item("matching", stem, pairs=tuple(halves), wrong=surplus, why=why)
        if not scores:
            self.lost.append("braces without an answer that is marked with = or ~")
            return None
        if any(sign == "~" for sign, _ in _ANSWER.findall(body)):
            return choice_of(stem, scores, why, self.lost)
        return answer_of("short", stem, scores, why, self.lost)

    def _number(self, stem: str, body: str, why: str) -> Item | None:
        scores: list[ScoredOption] = []
        tolerances = []
        # One answer may stand alone, without its sign.
        answers = _ANSWER.findall(body) if "=" in body else [("=", body)]
        for _, text in answers:
            words, _, feedback = text.partition("#")
            weight = _WEIGHT.match(words)
            words = words[weight.end() :] if weight else words
            value = float(weight[1].replace(",", ".")) if weight else 100.0
            number, _, tolerance = words.strip().partition(":")
            low, dots, high = number.partition("..")
            if dots:
                span = f"{low.strip()}–{high.strip()}"
                number, tolerance = middle(low, high) or (span, "")
                # The middle is no more right than the ends are: the range is told as well.
                why = "<br>".join(filter(None, (why, span if tolerance != "0" else "")))
            scores.append(
                ScoredOption(SourceOption(self._html(number), self._html(feedback)), value)
            )
            if value >= WHOLE:
                tolerances.append(tolerance.strip())
        if len(tolerances) > 1 and any(each.strip("0.,") for each in tolerances):
            self.lost.append("how far off one of several numbers may be")
        tolerance = tolerances[0] if tolerances else ""
        return answer_of("number", stem, scores, why, self.lost, tolerance)
