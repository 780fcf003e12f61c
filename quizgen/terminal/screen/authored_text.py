"""Style what an author wrote: emphasis, code, and formulas as Unicode.

A style only repeats what the words say. Strong emphasis is underlined too, for much here is bold
already.
"""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.content import Content
from textual.widgets import Static

from quizgen.questions.question import beside
from quizgen.quiz.types import Option
from quizgen.text.markup import escaped, runs
from quizgen.text.wording import Wording

STYLES = {"emphasis": "italic", "strong": "bold underline", "code": "on $q-cursor", "math": ""}
RICH_STYLES = {
    "emphasis": Style(italic=True),
    "strong": Style(bold=True, underline=True),
    "code": Style(),  # no theme reaches Rich
    "math": Style(),
}


def content(text: str) -> Content:
    """Return a text for Textual's widgets."""
    return Content.assemble(
        *((words, " ".join(STYLES[each] for each in styles)) for words, styles in runs(text))
    )


def rich_text(text: str, style: str | Style = "") -> Text:
    """Return a text for Rich's tables, with a style of its own below."""
    styled = Text(style=style)
    for words, styles in runs(text):
        styled.append(words, Style.combine([Style(), *(RICH_STYLES[each] for each in styles)]))
    return styled


class AuthoredText(Static):
    """A text as its author wrote it."""

    def __init__(self, text: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(content(text), id=id, classes=classes)

    def show(self, text: str) -> None:
        """Show another text."""
        self.update(content(text))


def option_text(option: Option, words: Wording) -> str:
    """Return an option's words as authored, and the words for its picture or sound."""
    media = (escaped(each.in_words(words)) for each in option.media)
    return " ".join(filter(None, (beside(option.text, option.media), *media)))
