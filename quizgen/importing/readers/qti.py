"""Read QTI 1.2, as Canvas and others write it: an XML file, or a zip file of several."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from quizgen.importing.readers.items import (
    FEWEST_WRONG,
    ScoredOption,
    answer_of,
    choice_of,
    item_note,
)
from quizgen.importing.readers.marked_text import plain_html
from quizgen.importing.readers.sample import MAX_TEXT_BYTES, Sample
from quizgen.importing.readers.xml_tree import child, children, local, root_name, text_of, xml_tree
from quizgen.importing.source_notes import (
    Item,
    Loss,
    Source,
    SourceNote,
    SourceNoteType,
    SourceOption,
    UnreadableError,
)
from quizgen.language.media import MOST_BYTES
from quizgen.lock_files import ZIP_DAMAGE

MOST_MEMBERS = 20_000
_DAMAGE = (*ZIP_DAMAGE, OSError)
_ROOT = "questestinterop"
_AGAIN = "export the quiz once more, as QTI 1.2"
_GAPS = SourceNoteType("passage with gaps", ("Text", "Why"), cloze=True)
_FREE = ("essay_question", "file_upload_question", "text_only_question")
_LOST = {
    "essay_question": "a question that is answered in free text has no key",
    "file_upload_question": "a question that is answered with a file has no key",
    "text_only_question": "a text that asks nothing",
    "calculated_question": "a question whose numbers are calculated",
}


def is_qti(sample: Sample) -> bool:
    """Tell whether a file is QTI 1.2, or a zip file with a manifest of a course."""
    if not sample.is_archive:
        return root_name(sample.head) == _ROOT
    if sample.path is None:
        return False
    try:
        with zipfile.ZipFile(sample.path) as archive:
            return any(PurePosixPath(each).name == "imsmanifest.xml" for each in archive.namelist())
    except _DAMAGE:
        return False


def read_qti(sample: Sample) -> Source:
    """Return the questions of a file, or of all files of a zip file."""
    source = sample.source("QTI 1.2")
    if not sample.is_archive:
        _read_tree(source, xml_tree(sample.data, sample.name))
        return source
    assert sample.path is not None
    try:
        with zipfile.ZipFile(sample.path) as archive:
            _read_archive(source, archive, sample.name)
    except _DAMAGE as error:
        message = f"this package is damaged: {error}"
        raise UnreadableError("bad-package", message, sample.name, _AGAIN) from error
    source.files = partial(_files, sample.path)
    return source


def _read_archive(source: Source, archive: zipfile.ZipFile, name: str) -> None:
    total = count = 0
    for info in archive.infolist()[:MOST_MEMBERS]:
        if not info.filename.lower().endswith((".xml", ".qti")):
            continue
        total += info.file_size
        if total > MAX_TEXT_BYTES:
            message = f"its XML would unpack to more than {MAX_TEXT_BYTES:,} bytes"
            raise UnreadableError("file-too-large", message, name, "export a part of it")
        data = archive.read(info)
        if root_name(data[:2000].decode(errors="replace").lstrip("\ufeff")) == _ROOT:
            count += 1
            _read_tree(source, xml_tree(data, name))
    if not count:
        message = "this is a course without a test in QTI 1.2"
        raise UnreadableError("not-imported", message, name, _AGAIN)


def _files(path: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes | str]]:
    """Yield the files of a zip file that questions name, wherever they lie in it."""
    with zipfile.ZipFile(path) as archive:
        members = {PurePosixPath(info.filename).name: info for info in archive.infolist()}
        for name in names:
            bare = PurePosixPath(unquote(name).partition("?")[0].replace("\\", "/")).name
            info = members.get(bare)
            if info is None:
                yield name, "the package lacks it"
            elif info.file_size > MOST_BYTES:
                yield name, f"it has more than {MOST_BYTES:,} bytes"
            else:
                try:
                    yield name, archive.read(info)
                except _DAMAGE:
                    yield name, "it is damaged"


def _read_tree(source: Source, root: Element) -> None:
    for assessment in root:
        title = assessment.get("title", "") if local(assessment) == "assessment" else ""
        deck = (title.strip(),) if title.strip() else ()
        own = [assessment] if local(assessment) == "item" else _all(assessment, "item")
        for number, element in enumerate(own, 1):
            item = _QtiItem(element)
            stem = re.sub(r"<[^<>]*>", " ", item.stem)
            name = " ".join(stem.split())[:50] or element.get("title", "") or str(number)
            place = f"{source.name}: “{name}”"
            note = item.note(place, deck)
            source.losses += (Loss(place, why) for why in dict.fromkeys(item.lost))
            if note is not None:
                source.notes.append(note)


def _all(element: Element, name: str) -> list[Element]:
    return [each for each in element.iter() if local(each) == name]


def _material(element: Element | None) -> str:
    """Return the text of a material as HTML."""
    texts = []
    for each in _all(element, "mattext") if element is not None else ():
        text = text_of(each)
        is_html = "html" in each.get("texttype", "")
        texts.append(text if is_html else plain_html(text))
    return "<br>".join(text for text in texts if text)


class _QtiItem:
    """One item: what it shows, how it may be answered, and which answers bring marks."""

    def __init__(self, element: Element) -> None:
        self.lost: list[str] = []
        self.ident = element.get("ident", "")
        labels = _all(element, "qtimetadatafield")
        fields = {
            text_of(child(each, "fieldlabel")): text_of(child(each, "fieldentry"))
            for each in labels
        }
        self.type = fields.get("question_type", "")
        presentation = child(element, "presentation")
        shown = [presentation] if presentation is not None else []
        materials = [each for flow in shown for each in self._own_materials(flow)]
        self.stem = "<br>".join(filter(None, map(_material, materials)))
        self.responses = [each for flow in shown for each in _all(flow, "response_lid")]
        self.typed = [
            each
            for flow in shown
            for name in ("response_str", "response_num")
            for each in _all(flow, name)
        ]
        self.conditions = _all(element, "respcondition")
        self.feedback = {
            each.get("ident", ""): _material(each) for each in children(element, "itemfeedback")
        }

    def _own_materials(self, flow: Element) -> Iterator[Element]:
        """Yield the materials of the question itself, and none of its answers."""
        for each in flow:
            if local(each) == "material":
                yield each
            elif local(each) in ("flow", "flow_mat"):
                yield from self._own_materials(each)

    def note(self, place: str, deck: tuple[str, ...]) -> SourceNote | None:
        """Return the item as a note, or None with the reason among what is lost."""
        if self.type in _LOST:
            self.lost.append(_LOST[self.type])
            return None
        if len(self.responses) > 1:
            blanks = [each for each in self.responses if f"[{self._blank(each)}]" in self.stem]
            if len(blanks) == len(self.responses):
                return self._gaps(place, deck)
            item: Item | None = self._matching()
        elif self.responses:
            item = self._choice(self.responses[0])
        elif self.typed:
            item = self._typed()
        else:
            self.lost.append("a text that asks nothing")
            return None
        return item_note(item, place, deck, id=self.ident) if item is not None else None

    def _choice(self, response: Element) -> Item | None:
        rights = self._values(response.get("ident", ""))
        scores = [
            ScoredOption(
                SourceOption(text, self._feedback_of(id)), rights.get(id, 0.0), id in rights
            )
            for id, text in self._labels(response).items()
        ]
        several = response.get("rcardinality", "").lower() == "multiple"
        return choice_of(self.stem, scores, self._why(), self.lost, several=several)

    def _matching(self) -> Item:
        pairs: list[tuple[str, str]] = []
        surplus: dict[str, None] = {}
        for response in self.responses:
            labels = self._labels(response)
            surplus |= dict.fromkeys(labels.values())
            rights = self._values(response.get("ident", ""))
            right = next((labels[id] for id in rights if id in labels), "")
            pairs.append((_material(child(response, "material")), right))
        own = {right for _, right in pairs}
        wrong = tuple(SourceOption(text) for text in surplus if text not in own)
        return Item("matching", self.stem, pairs=tuple(pairs), wrong=wrong, why=self._why())

    def _typed(self) -> Item | None:
        ident = self.typed[0].get("ident", "")
        rights = self._values(ident)
        scores = [ScoredOption(SourceOption(plain_html(text)), 100.0) for text in rights]
        low, high = (self._bound(name) for name in ("vargte", "varlte"))
        is_number = self.type == "numerical_question" or bool(low and high)
        if is_number and low and high and not scores:
            scores = [ScoredOption(SourceOption(f"{escape(low)}–{escape(high)}"), 100.0)]
        tolerance = _tolerance(next(iter(rights), ""), low, high) if is_number else ""
        type = "number" if is_number else "short"
        scores = scores[:1] if is_number else scores
        return answer_of(
            "number" if type == "number" else "short",
            self.stem,
            scores,
            self._why(),
            self.lost,
            tolerance,
        )

    def _gaps(self, place: str, deck: tuple[str, ...]) -> SourceNote:
        text = self.stem
        wrong: dict[str, tuple[SourceOption, ...]] = {}
        for number, response in enumerate(self.responses, 1):
            labels = self._labels(response)
            rights = self._values(response.get("ident", ""))
            right = [labels[id] for id in rights if id in labels] or list(labels.values())[:1]
            if len(right) > 1:
                self.lost.append("other answers that count in a gap")
            others = tuple(SourceOption(each) for each in labels.values() if each not in right)
            if rights and len(others) >= FEWEST_WRONG and right[0] not in wrong:
                wrong[right[0]] = others
            elif others:
                self.lost.append("wrong options of a gap")
            bare = right[0].replace("::", ": :").replace("}}", "} }") if right else ""
            before, _, after = text.partition(f"[{self._blank(response)}]")
            text = f"{before}{{{{c{number}::{bare}}}}}{after}"
        fields = {"Text": text, "Why": self._why()}
        return SourceNote(_GAPS, fields, True, place, deck, (), self.ident, wrong=wrong)

    def _blank(self, response: Element) -> str:
        return text_of(child(response, "material")) or response.get("ident", "")

    def _labels(self, response: Element) -> dict[str, str]:
        labels = _all(response, "response_label")
        return {each.get("ident", ""): _material(each) for each in labels}

    def _values(self, ident: str) -> dict[str, float]:
        """Return what answers to a response bring marks, with how many."""
        values: dict[str, float] = {}
        for condition in self.conditions:
            marks = [_number(text_of(each)) for each in children(condition, "setvar")]
            if not marks or marks[0] <= 0:
                continue
            for each in _wanted(child(condition, "conditionvar")):
                if each.get("respident", ident) == ident:
                    values.setdefault(text_of(each), marks[0])
        return values

    def _bound(self, name: str) -> str:
        return next((text_of(each) for one in self.conditions for each in _all(one, name)), "")

    def _feedback_of(self, id: str) -> str:
        """Return what is told to who chose an option."""
        for condition in self.conditions:
            if id in [text_of(each) for each in _wanted(child(condition, "conditionvar"))]:
                for shown in children(condition, "displayfeedback"):
                    if "correct" not in shown.get("linkrefid", ""):
                        return self.feedback.get(shown.get("linkrefid", ""), "")
        return ""

    def _why(self) -> str:
        told = [self.feedback.get(name, "") for name in ("general_fb", "correct_fb")]
        return "<br>".join(text for text in told if text)


def _wanted(element: Element | None) -> Iterator[Element]:
    """Yield the answers that a condition wants, and none that it rules out."""
    for each in element if element is not None else ():
        if local(each) == "varequal":
            yield each
        elif local(each) in ("and", "or"):
            yield from _wanted(each)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _tolerance(value: str, low: str, high: str) -> str:
    """Return how far a number may be off, where its bounds are as far from it on both sides."""
    try:
        below, above = float(value) - float(low), float(high) - float(value)
    except ValueError:
        return ""
    is_even = below > 0 and abs(below - above) <= 1e-6 * max(1.0, abs(float(value)))
    return f"{round(below, 10):.10f}".rstrip("0").rstrip(".") if is_even else ""
