"""Read Moodle XML: the question bank of Moodle, with pictures and categories."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from html import unescape
from xml.etree.ElementTree import Element

from quizgen.importing.readers.gift import category_path
from quizgen.importing.readers.items import ScoredOption, answer_of, choice_of, item_note, truth_of
from quizgen.importing.readers.marked_text import moodle_html
from quizgen.importing.readers.moodle_gaps import gap_note
from quizgen.importing.readers.sample import Sample
from quizgen.importing.readers.xml_tree import child, children, root_name, text_of, xml_tree
from quizgen.importing.source_notes import Item, Loss, Source, SourceNote, SourceOption

_FORMATS = {"html": "html", "markdown": "markdown", "plain_text": "plain", "moodle_auto_format": ""}
_LOST = {
    "essay": "a question that is answered in free text has no key",
    "description": "a text that asks nothing",
    "random": "a question that Moodle draws at random",
    "calculated": "a question whose numbers Moodle calculates",
    "calculatedsimple": "a question whose numbers Moodle calculates",
    "calculatedmulti": "a question whose numbers Moodle calculates",
    "ddmarker": "a question on places in a picture",
    "ddimageortext": "a question on places in a picture",
}
_SLOT = re.compile(r"\[\[(\d+)\]\]")


def is_moodle_xml(sample: Sample) -> bool:
    """Tell whether a text is XML whose outermost element is Moodle's."""
    return root_name(sample.head) == "quiz"


def read_moodle_xml(sample: Sample) -> Source:
    """Return the questions of a bank."""
    source = sample.source("Moodle XML")
    root = xml_tree(sample.data, sample.name)
    reader = _Bank(source)
    for number, question in enumerate(children(root, "question"), 1):
        reader.take(question, number)
    source.files = reader.files
    return source


def _html(element: Element | None, format: str = "") -> str:
    """Return the text of an element of Moodle's as HTML."""
    if element is None:
        return ""
    text = child(element, "text")
    own = _FORMATS.get(element.get("format", ""), format)
    return moodle_html(text_of(text if text is not None else element), own or "moodle")


class _Bank:
    """A reader of questions one by one, with the category that the last of them named."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.deck: tuple[str, ...] = ()
        self.lost: list[str] = []
        self._files: dict[str, bytes] = {}

    def take(self, question: Element, number: int) -> None:
        """Add a question to the source, or say why it is none."""
        type = question.get("type", "")
        if type == "category":
            self.deck = category_path(text_of(child(question, "category")))
            return
        name = text_of(child(question, "name"))
        place = f"{self.source.name}: “{name[:50]}”" if name else f"{self.source.name}: {number}"
        self.lost = []
        self._keep_files(question)
        note = self._note(question, type, place, name)
        self.source.losses += (Loss(place, why) for why in dict.fromkeys(self.lost))
        if note is not None:
            self.source.notes.append(note)

    def _note(self, question: Element, type: str, place: str, name: str) -> SourceNote | None:
        tags = tuple(
            text_of(tag).replace(" ", "-") for tag in children(child(question, "tags"), "tag")
        )
        id = text_of(child(question, "idnumber"))
        stem = _html(child(question, "questiontext"))
        why = _html(child(question, "generalfeedback"))
        if type in ("cloze", "multianswer"):
            return gap_note(stem, why, place, self.deck, tags, id or name, self.lost)
        if type in ("gapselect", "ddwtos"):
            return self._slots(question, stem, why, place, tags, id or name)
        item = self._item(question, type, stem, why)
        if item is None:
            return None
        return item_note(item, place, self.deck, tags, id=id, name=name)

    def _item(self, question: Element, type: str, stem: str, why: str) -> Item | None:
        scores = list(self._scores(question))
        if type in ("multichoice", "multichoiceset"):
            # A choice says itself whether more than one may be right.
            several = text_of(child(question, "single")).lower() in ("false", "0")
            return choice_of(stem, scores, why, self.lost, several=several)
        if type == "truefalse":
            return self._judged(stem, scores, why)
        if type == "shortanswer":
            return answer_of("short", stem, scores, why, self.lost)
        if type == "numerical":
            first = child(question, "answer")
            unit = text_of(child(child(child(question, "units"), "unit"), "unit_name"))
            if unit:
                scores = [each.with_unit(unit) for each in scores]
            tolerance = f"{text_of(child(first, 'tolerance'))} {unit}".strip()
            return answer_of("number", stem, scores, why, self.lost, tolerance)
        if type in ("matching", "match", "ddmatch"):
            pairs = [
                (_html(each), _html(child(each, "answer")))
                for each in children(question, "subquestion")
            ]
            surplus = tuple(SourceOption(right) for left, right in pairs if not left and right)
            halves = tuple(pair for pair in pairs if pair[0])
            return Item("matching", stem, pairs=halves, wrong=surplus, why=why)
        if type == "ordering":
            steps = tuple(each.option for each in scores)
            return Item("ordering", stem, right=steps, why=why)
        named = f"a question of the type `{type[:40]}`, which is not read" if type else ""
        self.lost.append(_LOST.get(type, named or "a question without a type"))
        return None

    def _scores(self, question: Element) -> Iterator[ScoredOption]:
        for answer in children(question, "answer"):
            try:
                percent = float(answer.get("fraction") or 0)
            except ValueError:
                percent = 0.0
            yield ScoredOption(
                SourceOption(_html(answer), _html(child(answer, "feedback"))), percent
            )

    def _judged(self, stem: str, scores: list[ScoredOption], why: str) -> Item | None:
        right = next((each for each in scores if each.percent > 0), None)
        if right is None:
            self.lost.append("a question without a right answer")
            return None
        feedback = [each.option.feedback for each in scores if each is not right]
        feedback = [*(feedback or [""]), right.option.feedback]
        words = unescape(re.sub(r"<[^<>]*>", "", right.option.text)).strip().casefold()
        truth = words in ("true", "1", "wahr", "richtig", "vrai", "verdadero", "vero")
        return truth_of(stem, feedback, why, truth=truth)

    def _slots(
        self, question: Element, stem: str, why: str, place: str, tags: tuple[str, ...], id: str
    ) -> SourceNote | None:
        """Return a passage whose words are dragged or chosen into its gaps."""
        boxes = [*children(question, "selectoption"), *children(question, "dragbox")]
        words = [text_of(child(box, "text")) for box in boxes]

        def slot(match: re.Match[str]) -> str:
            number = int(match[1]) - 1
            return f"{{1:SHORTANSWER:={_bare(words[number])}}}" if number < len(words) else match[0]

        if len(words) > len(set(_SLOT.findall(stem))):
            self.lost.append("words that belong in no gap")
        return gap_note(_SLOT.sub(slot, stem), why, place, self.deck, tags, id, self.lost)

    # Files --------------------------------------------------------------------------------------

    def _keep_files(self, question: Element) -> None:
        for file in question.iter("file"):
            name = file.get("name", "")
            if name and file.get("encoding", "base64") == "base64" and name not in self._files:
                try:
                    data = base64.b64decode(file.text or "", validate=False)
                except (binascii.Error, ValueError):
                    data = b""
                self._files[name] = data

    def files(self, names: Iterable[str]) -> Iterator[tuple[str, bytes | str]]:
        """Yield the bytes of pictures and sounds that stand in the bank itself."""
        for name in names:
            data = self._files.get(name.removeprefix("@@PLUGINFILE@@/"))
            yield name, data or "there is no such file in it"


def _bare(text: str) -> str:
    """Return a word of a gap without what would end it."""
    return re.sub(r"([~#}\\])", r"\\\1", text)
