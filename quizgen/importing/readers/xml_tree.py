"""Read XML from strangers: bounded in depth and number, and without declarations of types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from quizgen.importing.readers.sample import MAX_TEXT_BYTES
from quizgen.importing.source_notes import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_DEEP = 60
MOST_ELEMENTS = 1_000_000
_ROOT = re.compile(
    r"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>)\s*)*+<([A-Za-z][\w:.-]*)", re.DOTALL
)
_AT_ONCE = 1 << 16
_AGAIN = "export it once more; an XML file of questions has no declaration of types"


def root_name(head: str) -> str:
    """Return what the outermost element of a text is called; nothing of what is no XML."""
    root = _ROOT.match(head)
    return root[1].rpartition(":")[2] if root else ""


def xml_tree(data: bytes, name: str) -> Element:
    """Return the outermost element; raise UnreadableError where it is no XML, or would be endless.

    What stands in a declaration of types could grow without bound or name other files.
    """
    if len(data) > MAX_TEXT_BYTES:
        size = f"the file has {len(data):,} bytes; the most is {MAX_TEXT_BYTES:,}"
        raise UnreadableError("file-too-large", size, name, "split it")
    if b"<!DOCTYPE" in data[:_AT_ONCE] or b"<!ENTITY" in data:
        raise UnreadableError("bad-xml", "this XML declares its own types", name, _AGAIN)
    parser: XMLPullParser[Any] = XMLPullParser(events=("start", "end"))
    depth = count = 0
    root: Element | None = None
    try:
        for start in range(0, len(data), _AT_ONCE):
            parser.feed(data[start : start + _AT_ONCE])
            events = cast("Iterator[tuple[str, Element]]", parser.read_events())
            for event, element in events:
                depth += 1 if event == "start" else -1
                count += event == "start"
                root = element if root is None else root
                if depth > MOST_DEEP or count > MOST_ELEMENTS:
                    message = f"this XML has more than {MOST_DEEP} elements in one another"
                    if count > MOST_ELEMENTS:
                        message = f"this XML has more than {MOST_ELEMENTS:,} elements"
                    raise UnreadableError("bad-xml", message, name, "split it")
        parser.close()
    except (ParseError, ValueError, LookupError) as error:
        line = error.position[0] if isinstance(error, ParseError) else 0
        message = f"this XML is damaged: {str(error).partition(':')[0]}"
        raise UnreadableError("bad-xml", message, name, _AGAIN, line) from error
    if root is None:
        raise UnreadableError("bad-xml", "this XML is empty", name, _AGAIN)
    return root


def local(element: Element) -> str:
    """Return an element's name without its namespace, in lower case."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name, or None."""
    return next((each for each in children(element, name)), None)


def children(element: Element | None, name: str) -> list[Element]:
    """Return the children of a name."""
    return [each for each in element if local(each) == name] if element is not None else []


def text_of(element: Element | None) -> str:
    """Return all text in an element."""
    return "".join(element.itertext()).strip() if element is not None else ""
