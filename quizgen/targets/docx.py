"""Write worksheets and keys for a word processor, so that the last change is made by hand."""

# The same views as for the PDF pages are put into paragraphs, each with a style of its own kind
# (Question, Option, Answer line …): who changes a style changes all of them. Formulas are in plain
# words, and a drawing in SVG, which word processors take differently, by its description.

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from quizgen.compiler import Compiled
from quizgen.diagnostics import Diagnostic, has_errors
from quizgen.quiz import quiz as quizzes_
from quizgen.quiz.printed_test import PrintedTest
from quizgen.quiz.quiz import Quiz
from quizgen.targets import Artifact, Built, Settings
from quizgen.targets.missing_glyphs import PAPERS, Page, printable
from quizgen.targets.pdf import deck_quizzes, printed_test, student_views
from quizgen.targets.pdf_data import (
    code,
    free_keys,
    labels,
    printed,
    summary_of,
    teacher_view,
)
from quizgen.text.wording import Wording, wording

SIZES = {"standard": 11, "compact": 10, "large-print": 18}  # points
PAPER_SIZES = {"a4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
assert PAPER_SIZES.keys() == PAPERS.keys()
MARGIN = Mm(20)
INDENT = Mm(8)
LINE_CHARACTERS = 56  # of handwriting on a line across the page
UNDERSCORES = 1.5  # for a character of handwriting
MOST_TOGETHER = 20  # paragraphs of a question that shall stand on one page
LEFT_TO_RIGHT = "\u200e"  # a mark that is not seen
# A file in a zip has a date; the first that a zip can say keeps the bytes the same.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def build_documents(compiled: Compiled, settings: Settings) -> Built:
    """Return a worksheet and its key for every deck; the lock stays as it is."""
    artifacts: list[Artifact] = []
    diagnostics: list[Diagnostic] = []
    for deck, quiz in deck_quizzes(compiled, settings):
        sound = printable([quiz], Page(), compiled)
        diagnostics += sound.warnings
        if not has_errors(sound.problems):
            artifacts += documents(sound.quizzes, f"worksheets/{deck}-worksheet", Page(), compiled)
    return Built(artifacts, diagnostics, compiled.lock)


def documents(
    quizzes: Sequence[Quiz],
    name: str,
    page: Page,
    compiled: Compiled,
    test: PrintedTest | None = None,
) -> list[Artifact]:
    """Return a document of each variant for students, and one with the keys of all.

    A `test` says what stands on them beside the questions.
    """
    words = wording(compiled.collection.language)
    test = test or printed_test(quizzes, page, ())
    views = student_views(quizzes, test, words)
    alone = len(test.quizzes) == 1
    made = []
    for quiz in quizzes:
        variant = "" if alone else f"-{quiz.variant}"
        data = _Sheet(page, words, compiled).sheet(quiz, views[quiz.variant], test, alone=alone)
        made.append(Artifact(f"{name}{variant}.docx", data, "to be edited"))
    key = _Sheet(page, words, compiled).key(quizzes, test, alone=alone)
    made.append(Artifact(f"{name}-key.docx", key, "key, to be edited"))
    return made


class _Sheet:
    """A document that grows question by question."""

    def __init__(self, page: Page, words: Wording, compiled: Compiled) -> None:
        self.page, self.words, self.media = page, words, compiled.media
        self.labels = labels(words)
        self.document: Document = docx.Document()
        self.right_to_left = False
        self.own: list[Paragraph] = []  # of the question that is being added
        self._set_page()
        self._set_styles()

    # The whole --------------------------------------------------------------------------------

    def sheet(self, quiz: Quiz, view: dict[str, Any], test: PrintedTest, *, alone: bool) -> bytes:
        """Return the document of a student's sheet."""
        title = self.document.add_heading(view["title"], level=0)
        if not alone:
            title.add_run("   ")
            _frame(title.add_run(f" {quiz.variant} "))
        label = self.labels
        name = f"{label['name']}: {'_' * 34}\t{label['date']}: {self.page.date or '_' * 14}"
        self.add("Head", name)
        group = self.page.class_name or "_" * 34
        mark = f"   {label['mark']}: ______" if test.scale else ""
        score = f"{label['score']}: ______ / {view['points']}{mark}"
        self.add("Head", f"{label['class']}: {group}\t{score}")
        minutes = self.words.say("paper.minutes", minutes=test.minutes) if test.minutes else ""
        self.add("Told", " ".join(filter(None, (view["summary"], minutes))))
        if test.instructions:
            self.write(self.add("Told"), printed(test.instructions))
        for section in view["sections"]:
            if section["title"]:
                self.document.add_heading(section["title"], level=1)
            if section["instruction"]:
                instruction = self.add("Instruction", section["instruction"])
                if not section["title"]:
                    instruction.paragraph_format.space_before = Pt(12)
            if section["bank"]:
                bank = " · ".join(map(_plain, section["bank"]))
                self.add("Word bank", f"{label['bank']}: {bank}")
            for item in section["items"]:
                self._question(item)
        self.own[-1].paragraph_format.keep_with_next = True
        self.add("End", label["end"])
        self._foot(f"{quiz.title} · {code(quiz, self.words, test)}")
        return self._bytes(quiz.title)

    def key(self, quizzes: Sequence[Quiz], test: PrintedTest, *, alone: bool) -> bytes:
        """Return the document with the keys of all variants."""
        for place, quiz in enumerate(quizzes):
            view = teacher_view(quiz, self.words, alone=alone)
            view["sections"] += free_keys(test, self.words)
            view["summary"] = f"{summary_of(test, self.words)} {code(quiz, self.words, test)}"
            title = self.document.add_heading(view["key-title"], level=0)
            title.paragraph_format.page_break_before = place > 0
            self.add("Told", view["summary"])
            for section in view["sections"]:
                if section["title"]:
                    self.document.add_heading(section["title"], level=1)
                for item in section["items"]:
                    self._answer(item)
        whole = self.words.say("paper.key", title=quizzes[0].title)
        self._foot(whole)
        return self._bytes(whole)

    # A question -------------------------------------------------------------------------------

    def _question(self, item: dict[str, Any]) -> None:
        self.right_to_left = item["dir"] == "rtl"
        self.own = []
        # What is asked begins on the line of its number: without a stem, the passage does.
        lines = item["passage"]["lines"] if item["type"] == "cloze" else []
        cells = [cell for line in lines for cell in line["cells"]]
        if cells and not _plain(item["stem"]):
            paragraph = self.add("Question", f"{item['number']}.\t")
            self._cell(paragraph, cells.pop(0), item["rooms"])
            self._worth(paragraph, item)
        else:
            self._stem(item)
        self._pictures(item["media"])
        self.right_to_left = item["body-dir"] == "rtl"
        if item["type"] == "cloze":
            for cell in cells:
                self._cell(self.add("Passage"), cell, item["rooms"])
        else:
            BODIES[item["type"]](self, item)
        self._keep_together()

    def _stem(self, item: dict[str, Any]) -> None:
        paragraph = self.add("Question", f"{item['number']}.\t")
        self.write(paragraph, item["stem"])
        self._worth(paragraph, item)

    def _worth(self, paragraph: Paragraph, item: dict[str, Any]) -> None:
        """Add what a question is worth, at the end of its first line."""
        points = self.labels["point-short" if item["points"] == 1 else "points-short"]
        # Among words from right to left, a number would change sides with what is counted.
        mark = LEFT_TO_RIGHT if self.right_to_left else ""
        paragraph.add_run(f"\t{mark}{points.replace('#', str(item['points']))}")

    def _keep_together(self) -> None:
        """Let the paragraphs of a question stand on one page, if there are few."""
        self.right_to_left = False
        if len(self.own) <= MOST_TOGETHER:
            for paragraph in self.own[:-1]:
                paragraph.paragraph_format.keep_with_next = True

    def _answer(self, item: dict[str, Any]) -> None:
        self.right_to_left = item["dir"] == "rtl"
        self.own = []
        context = list(item["context"])
        begins = not _plain(item["stem"]) and context
        self._stem(item | {"stem": context.pop(0)} if begins else item)
        self.right_to_left = item["body-dir"] == "rtl"
        for line in context:
            self.write(self.add("Note"), line)
        self.right_to_left = item["dir"] == "rtl"
        for line, also in zip(item["key"], item["also"] or [""] * len(item["key"]), strict=False):
            paragraph = self.add("Answer")
            self.write(paragraph, line)
            if also:
                paragraph.add_run(" (").bold = False
                self.write(paragraph, also)
                paragraph.add_run(")")
        for line in item["key"][len(item["also"]) :] if item["also"] else ():
            self.write(self.add("Answer"), line)
        self._pictures(item["media"])
        for note in [*item["notes"], item["sources"]]:
            if note:
                self.write(self.add("Note"), note)
        self._keep_together()

    def options(self, item: dict[str, Any], mark: str = "") -> None:
        """Add options, a line each, with a mark to be filled in before the letter."""
        for option in item["options"]:
            style = "Marked option" if mark else "Option"
            paragraph = self.add(style, f"{mark}{option['letter']}\t")
            self.write(paragraph, option["text"])
            self._pictures(option["media"])

    def lines(self, characters: int, least: int = 1) -> None:
        """Add lines to write so many characters on."""
        for _ in range(max(least, -(-characters // LINE_CHARACTERS))):
            self.add("Answer line")

    def table(self, item: dict[str, Any]) -> None:
        """Add a table to be completed, whose first row is repeated where it breaks."""
        passage = item["passage"]
        table = self.document.add_table(rows=1, cols=1 + len(passage["columns"]))
        table.style = "Table Grid"
        for cell, text in zip(table.rows[0].cells[1:], passage["columns"], strict=True):
            self.write(cell.paragraphs[0], text, bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for line in passage["lines"]:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            self.write(row.cells[0].paragraphs[0], line["label"])
            for cell, pieces in zip(row.cells[1:], line["cells"], strict=True):
                self._cell(cell.paragraphs[0], pieces or ["–"], item["rooms"], in_table=True)
        self.add("Passage")

    def matching(self, item: dict[str, Any]) -> None:
        """Add the lines to be matched, then the options."""
        for number, text in enumerate(item["left"], 1):
            self.write(self.add("Marked option", f"____ {number}.\t"), text)
        self.options(item)

    def truth(self, item: dict[str, Any]) -> None:
        """Add the letters to be circled, and lines for a correction, if one is asked for."""
        label = self.labels
        letters = f"{label['true']}     {label['false']}"
        if not item["corrected"]:
            self.add("Option", letters)
            return
        self.add("Option", f"{letters}     {label['correction']}")
        self.lines(len(_plain(item["stem"])))

    def number(self, item: dict[str, Any]) -> None:
        """Add lines for a value and for its unit."""
        value, unit = self.labels["value"], self.labels["unit"]
        measure = f"   {unit} {'_' * 14}" if item["measured"] else ""
        self.add("Passage", f"{value} {'_' * 20}{measure}")

    def numbered_lines(self, item: dict[str, Any]) -> None:
        """Add a numbered line for each entry of a list."""
        for number in range(1, item["lines"] + 1):
            self.add("Answer line", f"{number}.")

    def ordering(self, item: dict[str, Any]) -> None:
        """Add the entries, each with a line for its number."""
        for option in item["options"]:
            self.write(self.add("Marked option", "____\t"), option["text"])

    def free(self, item: dict[str, Any]) -> None:
        """Add room for an answer to a question of the teacher's own: lines, or white space."""
        for _ in range(item["writing"]):
            self.add("Answer line")
        if item["space"]:
            self.add("Passage").paragraph_format.space_after = Mm(10 * item["space"])

    # Pieces -----------------------------------------------------------------------------------

    def add(self, style: str, text: str = "") -> Paragraph:
        """Add a paragraph of a style, in the direction of the question."""
        paragraph = self.document.add_paragraph(text, style=style)
        self.own.append(paragraph)
        if self.right_to_left:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            for run in paragraph.runs:
                _turn(run)
        return paragraph

    def write(self, paragraph: Paragraph, text: Any, *, bold: bool = False) -> None:
        """Add a text as its author marked it up."""
        for node in [text] if isinstance(text, str) else text["tree"]:
            self._node(paragraph, node, bold=bold)

    def _node(
        self, paragraph: Paragraph, node: Any, *, bold: bool = False, italic: bool = False
    ) -> None:
        kind, *parts = ["words", node] if isinstance(node, str) else node
        if kind in ("strong", "emphasis"):
            for part in parts:
                strong = bold or kind == "strong"
                self._node(paragraph, part, bold=strong, italic=italic or kind == "emphasis")
            return
        run = paragraph.add_run(parts[-1] if kind == "run" else parts[0])
        run.bold, run.italic = bold or None, italic or None
        run.font.cs_bold, run.font.cs_italic = run.bold, run.italic  # of Arabic, Hebrew and others
        if kind == "code":
            run.font.name = "Courier New"
        if kind == "run":
            language = OxmlElement("w:lang")
            language.set(qn("w:val"), parts[0])
            language.set(qn("w:bidi"), parts[0])
            run._r.get_or_add_rPr().append(language)
        if self.right_to_left:
            _turn(run)

    def _cell(
        self,
        paragraph: Paragraph,
        pieces: Iterable[Any],
        rooms: Sequence[int],
        *,
        in_table: bool = False,
    ) -> None:
        """Add the words and gaps of a cell; in a table, a gap is the room of the cell."""
        for piece in pieces:
            if not isinstance(piece, int):
                self.write(paragraph, piece)
                continue
            room = rooms[piece - 1]
            line = "\n" * -(-room // 14) if in_table else "_" * round(room * UNDERSCORES)
            self.write(paragraph, f"({piece}) {line}" if len(rooms) > 1 else line)

    def _pictures(self, files: Iterable[dict[str, Any]]) -> None:
        for each in files:
            if "note" in each:
                self.write(self.add("Note"), each["note"])
                continue
            paragraph = self.add("Passage")
            try:
                picture = paragraph.add_run().add_picture(io.BytesIO(self.media[each["picture"]]))
            except UnrecognizedImageError:
                self.write(paragraph, each["alt"])
                continue
            picture._inline.docPr.set("descr", _plain(each["alt"]))
            scale = min(1, Mm(120) / picture.width, Mm(55) / picture.height)
            picture.width, picture.height = (
                round(picture.width * scale),
                round(picture.height * scale),
            )

    # Styles and the page ------------------------------------------------------------------------

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = PAPER_SIZES[self.page.paper]
        section.left_margin = section.right_margin = MARGIN
        section.top_margin = section.bottom_margin = MARGIN

    def _set_styles(self) -> None:
        width = PAPER_SIZES[self.page.paper][0] - 2 * MARGIN
        size = SIZES[self.page.profile]
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(size)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), self.words.code.partition("#")[0])
        normal.element.get_or_add_rPr().append(language)
        for name, before, after in (
            ("Head", 0, 8),
            ("Told", 0, 6),
            ("Instruction", 0, 6),
            ("Word bank", 4, 8),
            ("Question", 10, 4),
            ("Option", 0, 3),
            ("Marked option", 0, 3),
            ("Passage", 0, 6),
            ("Answer line", 0, 0),
            ("Answer", 0, 2),
            ("Note", 0, 2),
            ("End", 16, 0),
        ):
            style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = normal
            style.paragraph_format.space_before = Pt(before)
            style.paragraph_format.space_after = Pt(after)
        styles = self.document.styles
        styles["Head"].paragraph_format.tab_stops.add_tab_stop(Mm(100))
        question = styles["Question"].paragraph_format
        question.left_indent, question.first_line_indent = INDENT, -INDENT
        question.keep_with_next = True
        question.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
        for name, width in (("Option", INDENT), ("Marked option", 2 * INDENT)):
            option = styles[name].paragraph_format
            option.left_indent, option.first_line_indent = INDENT + width, -width
        for name in ("Passage", "Answer line", "Answer", "Note"):
            styles[name].paragraph_format.left_indent = INDENT
        styles["Answer"].font.bold = styles["Answer"].font.cs_bold = True
        styles["End"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for name in ("Instruction", "Word bank"):
            styles[name].paragraph_format.keep_with_next = True
        for name in ("Title", "Heading 1"):  # as black as all else that is copied
            styles[name].font.color.rgb = RGBColor(0, 0, 0)
        styles["Passage"].paragraph_format.line_spacing = 1.6
        styles["Answer line"].paragraph_format.line_spacing = Pt(2 * size)
        _border(styles["Answer line"], ("bottom", "between"))
        _border(styles["Word bank"], ("top", "left", "bottom", "right"))

    def _foot(self, text: str) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.add_run(f"{text} · {self.labels['page']} ")
        for name in ("PAGE", "NUMPAGES"):
            if name == "NUMPAGES":
                paragraph.add_run(f" {self.labels['of']} ")
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), name)
            paragraph._p.append(field)

    def _bytes(self, title: str) -> bytes:
        """Return the file, always the same bytes."""
        own = self.document.core_properties
        own.title, own.author, own.comments = title, "", ""
        own.language = self.words.code.partition("#")[0]
        written, out = io.BytesIO(), io.BytesIO()
        self.document.save(written)
        with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name, ZIP_DATE)
                new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED)
        return out.getvalue()


BODIES: dict[str, Callable[[_Sheet, dict[str, Any]], None]] = {
    "choice": _Sheet.options,
    "multiple-choice": lambda sheet, item: sheet.options(item, "☐ "),
    "true-false": _Sheet.truth,
    "short-answer": lambda sheet, item: sheet.lines(item["room"], 1 if item["typed"] else 2),
    "number": _Sheet.number,
    "table": _Sheet.table,
    "list": _Sheet.numbered_lines,
    "ordering": _Sheet.ordering,
    "matching": _Sheet.matching,
    "free": _Sheet.free,
}
assert BODIES.keys() | {"cloze"} == {*quizzes_.SECTIONS, "free"}


def _plain(text: Any) -> str:
    return text if isinstance(text, str) else str(text["plain"])


def _frame(run: Any) -> None:
    """Draw a frame around a run of text."""
    frame = OxmlElement("w:bdr")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", "000000")):
        frame.set(qn(f"w:{name}"), value)
    run._r.get_or_add_rPr().append(frame)


def _turn(run: Any) -> None:
    """Set a run of text from right to left."""
    run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _border(style: Any, sides: Iterable[str]) -> None:
    """Give a style of paragraphs a thin line on some sides."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "4"), ("color", "555555")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    style.element.get_or_add_pPr().append(borders)
