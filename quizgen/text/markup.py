"""Parse inline markup into a small tree, its plain words, or its styled runs.

A text carries its markup as its author wrote it, `*so*`; whoever shows it parses it, or asks for
its plain words.
"""

# A text carries its markup as source, and whoever shows it parses it. So stems are filled in as
# before, and a text is one value everywhere: `markup.parse` gives a target a small tree,
# `markup.plain` the words. Two texts that are put together must not form markup that neither had,
# so each is *settled* when it is read: a mark that marks nothing gets a backslash. Names are
# compared, slugs made and parts kept in the lock by plain words: markup costs nobody a schedule. A
# text without one of the four marks takes a fast path: one search.
#
# The language of markup is CommonMark's inline subset, with less. Emphasis, strong emphasis, code,
# formulas, backslashes; marks inside words count for nothing, and a backslash takes the meaning
# only from a mark, so that prices, file names and Anki's own `\(` stay as written.

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from quizgen.text.formula import COMMANDS, FormulaError, formula_text, parse_formula

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """`code`, in which nothing is markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """$a formula$, in LaTeX."""

    latex: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """*emphasis*"""

    parts: Tree


@dataclass(frozen=True, slots=True)
class Strong:
    """**strong emphasis**"""

    parts: Tree


Inline = Text | Code | Math | Emphasis | Strong
Tree = tuple[Inline, ...]
_STYLES: dict[str, type[Emphasis | Strong]] = {"em": Emphasis, "strong": Strong}

_MARKS = "*`$\\"
_MARK = re.compile(r"[*`$\\]")
# How formulas begin and end elsewhere, and what of two dollars is no price.
_OTHER_ENDS = {"\\(": "\\)", "\\[": "\\]", "$$": "$$"}
_OTHER_MARK = re.compile(r"\\[(\[]|\$\$")
_ESCAPE = re.compile(r"\\[*`$\\]")
_COMMAND = re.compile(r"(?<![\w\\:/])\\([A-Za-z]{2,})(?![A-Za-z\\])")
_OPEN_CODE = re.compile(r"(?<![^\s(\[“\"'„«])`(?=\S)")
_DOLLAR = re.compile(r"\$(?!\s?\d)")
_FORMULA_SIGN = re.compile(r"[\\^_={}]")
# Whether there may be markup in a text at all: most have none, and cost no more than this.
marked = _MARK.search


def parse_markup(text: str) -> Tree:
    """Return the tree of a text.

    What is not balanced markup is words, as written.
    """
    return _parsed(text) if marked(text) else (Text(text),)


def plain(text: str) -> str:
    """Return the words alone; a formula as Unicode."""
    return "".join(words for words, _ in _runs(_parsed(text), ())) if marked(text) else text


def prose(text: str) -> str:
    """Return the words without code and formulas: what is read as a language."""
    if not marked(text):
        return text
    return " ".join(words for words, styles in runs(text) if not {"math", "code"} & set(styles))


def escaped(words: str) -> str:
    """Return words as a text in which nothing is markup."""
    return _MARK.sub(r"\\\g<0>", words) if marked(words) else words


def settled(text: str) -> str:
    """Return the same text with a backslash at each mark that marks nothing.

    So none of them pairs with one of another text.
    """
    if not marked(text):
        return text
    tree = _parsed(text)
    source = "".join(map(_source, tree))
    # A tangle of marks is shown as written.
    return source if _parsed(source) == tree else escaped(text)


def runs(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the words in runs, each with its styles: of `emphasis`, `strong`, `code`, `math`."""
    return list(_runs(parse_markup(text), ()))


def formulas(text: str) -> Iterator[str]:
    """Return the LaTeX of each formula in a text."""
    return _formulas(parse_markup(text))


def other_formulas(text: str) -> list[tuple[str, str]]:
    """Return what would be a formula elsewhere: as written, and its LaTeX."""
    if not _OTHER_MARK.search(text):
        return []
    environment: dict[str, Any] = {}
    _parser().parseInline(text, environment)
    formulas: list[tuple[str, str]] = environment.get("other", [])
    return formulas


def unpaired(text: str) -> list[str]:
    """Return the marks that seem to begin code or a formula but have no second one.

    `$x^2` and "`abc" are such, and so is `\\frac{a}{b}` without dollars; `$5` and `C:\\temp` are
    not.
    """
    if not _MARK.search(text):
        return []
    rest = text
    for start, end in verbatim(text):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    rest = _ESCAPE.sub("  ", rest)
    commands = [each[0] for each in _COMMAND.finditer(rest) if each[1] in COMMANDS]
    alone = ["`"] if _OPEN_CODE.search(rest) else []
    if _DOLLAR.search(rest) and (commands or "^" in rest):
        return [*alone, "$"]
    return [*alone, *commands[:1]]


def verbatim(text: str) -> list[tuple[int, int]]:
    """Return where code and formulas begin and end in a text, with their marks."""
    if not marked(text):
        return []
    environment: dict[str, Any] = {}
    _parser().parseInline(text, environment)
    places: list[tuple[int, int]] = environment.get("verbatim", [])
    return places


def _formulas(tree: Tree) -> Iterator[str]:
    for node in tree:
        if isinstance(node, Math):
            yield node.latex
        elif isinstance(node, Emphasis | Strong):
            yield from _formulas(node.parts)


def _runs(tree: Tree, styles: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in tree:
        if isinstance(node, Emphasis | Strong):
            style = "strong" if isinstance(node, Strong) else "emphasis"
            yield from _runs(node.parts, (*styles, style))
        elif isinstance(node, Math):
            yield math_words(node.latex), (*styles, "math")
        else:
            yield node.text, (*styles, "code") if isinstance(node, Code) else styles


def math_words(latex: str) -> str:
    """Return a formula as Unicode, or as it is written where it is not understood."""
    try:
        return formula_text(parse_formula(latex))
    except FormulaError:
        return latex


def _source(node: Inline) -> str:
    if isinstance(node, Text):
        return escaped(node.text)
    if isinstance(node, Math):
        return f"${node.latex}$"
    if isinstance(node, Code):
        fence = "`"
        while fence in re.findall("`+", node.text):
            fence += "`"
        ends = (node.text[:1], node.text[-1:])
        bare = node.text.strip(" ") in ("", node.text) and "`" not in ends
        edge = "" if bare else " "
        return f"{fence}{edge}{node.text}{edge}{fence}"
    mark = "**" if isinstance(node, Strong) else "*"
    return mark + "".join(map(_source, node.parts)) + mark


# Parsing ------------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 14)
def _parsed(text: str) -> Tree:
    [inline] = _parser().parseInline(text)
    return _tree(inline.children or ())


def _tree(tokens: Iterable[Token]) -> Tree:
    # Emphasis in emphasis says nothing more, so it adds no level. A page and a sheet show the same
    # then (Typst sets emphasis in emphasis upright again), and no author's nesting is too deep for
    # those who walk the tree.
    nodes: list[Inline] = []
    around: list[list[Inline]] = []
    styles: set[str] = set()
    for token in tokens:
        style, _, end = token.type.partition("_")
        if end == "open":
            around.append(nodes)
            if style not in styles:
                styles.add(style)
                nodes = []
        elif end == "close":
            outer = around.pop()
            if outer is not nodes:
                styles.remove(style)
                outer.append(_STYLES[style](_merged(nodes)))
                nodes = outer
        elif token.type == "code_inline":
            nodes.append(Code(token.content))
        elif token.type == "math_inline":
            nodes.append(Math(token.content))
        elif token.content:
            nodes.append(Text(token.content))
    return _merged(nodes)


def _merged(nodes: Sequence[Inline]) -> Tree:
    merged: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and merged and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].text + node.text)
        else:
            merged.append(node)
    return tuple(merged)


@cache
def _parser() -> MarkdownIt:
    """Return a parser of CommonMark's emphasis and code, and of formulas between dollars."""
    from markdown_it import MarkdownIt  # only decks with markup pay for it
    from markdown_it.rules_inline import backtick
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.dollarmath.index import math_inline_dollar

    parser = MarkdownIt("zero").enable(["emphasis", "backticks", "escape"])
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=False)
    rules = parser.inline.ruler
    formula = _placed(math_inline_dollar(allow_space=False, allow_digits=False))
    rules.at("emphasis", _stars)
    rules.at("escape", _backslash)
    rules.at("backticks", _placed(backtick))
    rules.at("math_inline", formula)
    rules.before("math_inline", "dollars", _dollars)
    rules.before("math_inline", "first_formula", _first(formula))
    return parser


def _placed(rule: Rule) -> Rule:
    """Return a rule that notes where what it parses begins and ends, which its tokens do not."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and len(state.tokens) > count:  # a backtick alone is matched too, as a word
            state.env.setdefault("verbatim", []).append((start, state.pos))
        return matched

    return placed


def _stars(state: StateInline, silent: bool) -> bool:
    """Parse as the library does, but only `*`, and never in a word: 5*3 and 4*2 is no emphasis."""
    from markdown_it.rules_inline.state_inline import Delimiter

    if silent or state.src[state.pos] != "*":
        return False
    run = state.scanDelims(state.pos, False)
    for _ in range(run.length):
        state.push("text", "", 0).content = "*"
        token = len(state.tokens) - 1
        state.delimiters.append(
            Delimiter(ord("*"), run.length, token, -1, run.can_open, run.can_close)
        )
    state.pos += run.length
    return True


def _backslash(state: StateInline, silent: bool) -> bool:
    """Let a backslash take the meaning from a mark, and nothing else: C:\\temp and \\( stay."""
    if state.src[state.pos] != "\\":
        return False
    if state.src[state.pos + 1 : state.pos + 2] not in tuple(_MARKS):
        _note_other(state)
        return False
    if not silent:
        state.push("text_special", "", 0).content = state.src[state.pos + 1]
    state.pos += 2
    return True


def _first(formula: Rule) -> Rule:
    """Return a rule for a formula at the start of a text, as in `$x$ is 5`.

    The library's own rule looks before the first character, and finds there the last.
    """

    def first_formula(state: StateInline, silent: bool) -> bool:
        if state.pos or not state.src.startswith("$"):
            return False
        state.src += " "
        matched = formula(state, silent)
        state.src = state.src[:-1]
        return matched

    return first_formula


def _dollars(state: StateInline, silent: bool) -> bool:
    """Take two dollars or more for words: there are no formulas on lines of their own."""
    after = len(state.src) - len(state.src[state.pos :].lstrip("$"))
    if after - state.pos < 2:
        return False
    if after - state.pos == 2:
        _note_other(state)
    if not silent:
        state.pending += state.src[state.pos : after]
    state.pos = after
    return True


def _note_other(state: StateInline) -> None:
    """Note a formula in another writing that begins here, in the environment of the parser."""
    start = state.src[state.pos : state.pos + 2]
    content = state.pos + 2
    # A second pair of dollars ends a formula that is noted by now.
    if start not in _OTHER_ENDS or state.pos < state.env.get("noted to", 0):
        return
    end = state.src.find(_OTHER_ENDS[start], content)
    latex = state.src[content:end]
    if end < 0 or not latex.strip():
        return
    if start == "$$" and latex != latex.strip() and not _FORMULA_SIGN.search(latex):
        return  # `$$ and $$`
    state.env["noted to"] = end + 2
    state.env.setdefault("other", []).append((state.src[state.pos : end + 2], latex.strip()))
