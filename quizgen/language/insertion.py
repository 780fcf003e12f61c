"""Add text to a YAML file at places that its parser marks, so that all else stays as it is."""

# No library of YAML writes a file back byte for byte: those that keep comments, as ruamel.yaml
# does, fold, quote and indent anew. Of what is added, only the place has to be known.

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from quizgen.language.reader import Loc

_PARSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LINE_END = re.compile(r"\r\n|\n|\r")
_AT_END = re.compile(r"(?:(?:\r\n|\n|\r) *)*\Z")


class NoPlaceError(ValueError):
    """Text cannot be added where it should stand; the message says why."""


class NewEntry(NamedTuple):
    """What is added: in lines, each without its indentation; and as it reads in brackets."""

    lines: Sequence[str]
    in_brackets: str


def with_entries(text: str, loc: Loc, entries: Sequence[NewEntry]) -> str:
    """Return the text of a file with entries after the last of a list or a mapping in it.

    Raises NoPlaceError where there is none, or none that has an entry yet.
    """
    node = _node(text, loc)
    children = [pair[1] for pair in node.value] if _is_mapping(node) else node.value
    if isinstance(children, str) or not children:
        raise NoPlaceError(f"`{loc[-1]}` has no entry yet after which others could stand")
    if node.flow_style:
        if not all(entry.in_brackets for entry in entries):
            raise NoPlaceError(f"`{loc[-1]}` stands in brackets, which cannot hold what is new")
        at = _end(node.value[-1], text)
        added = "".join(f", {entry.in_brackets}" for entry in entries)
        return text[:at] + added + text[at:]
    margin = node.start_mark.column
    at = _past_own_comments(text, _line_end(text, _end(node.value[-1], text)), margin)
    between = [""] if not _is_mapping(node) and _stand_apart(text, node) else []
    lines: list[str] = []
    for entry in entries:
        lines += [*between, *(" " * margin + line if line else "" for line in entry.lines)]
    return _with_lines(text, at, lines)


def with_block_lines(text: str, loc: Loc, lines: Sequence[str]) -> str:
    """Return the text of a file with lines after the last of a text that stands after `|`."""
    node = _node(text, loc)
    if node.style != "|":
        raise NoPlaceError("only a text after `|` takes lines")
    body = _LINE_END.search(text, node.start_mark.index)
    if body is None:
        raise NoPlaceError("this text has no line yet")
    first = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*( *)").match(text, body.end())
    margin = first[1] if first else ""
    return _with_lines(text, _end(node, text), [margin + line for line in lines])


def with_last_lines(text: str, lines: Sequence[str]) -> str:
    """Return a text with lines after its last that is not empty."""
    end = _AT_END.search(text)
    return _with_lines(text, end.start() if end else len(text), lines)


def _with_lines(text: str, at: int, lines: Sequence[str]) -> str:
    """Return a text with whole lines at the end of one of its own, which end as its lines do."""
    match = _LINE_END.search(text)
    newline = match[0] if match else "\n"
    return text[:at] + "".join(newline + line for line in lines) + text[at:]


def _node(text: str, loc: Loc) -> Any:
    """Return the parser's node of a value."""
    node: Any = yaml.compose(text, Loader=_PARSER)
    for part in loc:
        if isinstance(part, int):
            node = node.value[part]
        else:
            node = next(value for key, value in node.value if key.value == part)
    return node


def _is_mapping(node: Any) -> bool:
    return isinstance(node, yaml.MappingNode)


def _end(node: Any, text: str) -> int:
    """Return where a value, or a key with its value, ends: without what follows on its line."""
    if isinstance(node, tuple):
        key, value = node
        # What an alias stands for was written elsewhere.
        is_here = value.start_mark.index >= key.end_mark.index
        return max(_end(key, text), _end(value, text) if is_here else 0)
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        start: int = node.start_mark.index
        end = node.end_mark.index
        return start + len(text[start:end].rstrip())
    return _end(node.value[-1], text)


def _line_end(text: str, at: int) -> int:
    match = _LINE_END.search(text, at)
    return match.start() if match else len(text)


def _past_own_comments(text: str, at: int, margin: int) -> int:
    """Return the end of the comments below an entry that are indented as what is inside it is."""
    own = re.compile(rf"(?:\r\n|\n|\r) {{{margin + 1},}}#[^\r\n]*")
    while match := own.match(text, at):
        at = match.end()
    return at


def _stand_apart(text: str, node: Any) -> bool:
    """Tell whether an empty line stands between the last two entries of a list, if there are two.

    Comments may stand above an entry.
    """
    if len(node.value) < 2:
        return True
    between = text[_end(node.value[-2], text) : node.value[-1].start_mark.index]
    return re.search(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)", between) is not None
