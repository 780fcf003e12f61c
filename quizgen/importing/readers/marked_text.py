"""Turn the text of tests and notes, in the formats that programs know, into HTML."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MOST_NESTED = 20  # quotes and lists in one another
_TAG = re.compile(
    r"</?(?:a|b|br|code|div|em|font|h[1-6]|hr|i|img|kbd|li|ol|p|pre|s|small|span|strong|sub|sup"
    r"|table|tbody|td|th|thead|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_DOUBLE_DOLLAR = re.compile(r"\$\$((?:(?!\$\$).)+?)\$\$", re.DOTALL)


def plain_html(text: str) -> str:
    """Return plain text as HTML, with its line ends."""
    return escape(text.strip(), quote=False).replace("\n", "<br>")


def moodle_html(text: str, format: str = "moodle") -> str:
    """Return a text of Moodle's as HTML, in one of its formats: html, markdown, plain or moodle.

    In its own, tags are tags, and line ends count.
    """
    text = _DOUBLE_DOLLAR.sub(r"\\[\1\\]", text.strip())
    if format == "html":
        return text
    if format == "markdown":
        return markdown_html(text)
    if format.startswith("plain"):
        return plain_html(text)
    pieces, at = [], 0
    for tag in _TAG.finditer(text):
        pieces += [escape(text[at : tag.start()], quote=False), tag[0]]
        at = tag.end()
    html = "".join([*pieces, escape(text[at:], quote=False)])
    return re.sub(r"&amp;(#?\w{1,10};)", r"&\1", html).replace("\n", "<br>")


def markdown_html(text: str) -> str:
    """Return Markdown as HTML; what stands between dollars is a formula."""
    return str(_markdown().render(text))


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"breaks": True, "maxNesting": MOST_NESTED})
    parser.enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)

    def formula(_self: object, tokens: Any, index: int, *_: object) -> str:
        return rf"\({escape(tokens[index].content.strip(), quote=False)}\)"

    for kind in ("math_inline", "math_inline_double", "math_block", "math_block_label"):
        parser.add_render_rule(kind, formula)
    return parser
