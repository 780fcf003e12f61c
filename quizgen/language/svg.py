"""Judge whether an SVG only shows, and at a bounded cost."""

# An SVG is code that a card would run and that each output draws. A list of what is forbidden is
# never complete, so what is not known to be harmless is refused: elements, attributes, properties
# of a style and their functions. Filters are left out whole, for a few bytes of one cost hours.
# References multiply what is drawn: ten uses of ten uses of ten uses. So everything is counted as
# often as it is drawn, and a circle of references is refused.

from __future__ import annotations

import base64
import re
import string
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring

MOST_DRAWN = 100_000  # things that one picture draws, each as often as something refers to it
MOST_NESTED = 100  # of elements and references in each other
_LONGEST = 160  # characters of what is said of a picture
_TOO_MANY = f"draws more than {MOST_DRAWN:,} things"
PIXELS_A_THING = 500  # of a picture within, which takes about as long as one shape


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
# What editors note for themselves, under names of their own, is drawn by nobody.
_NOTES_OF_EDITORS = re.compile(
    "http://www.inkscape.org/|http://sodipodi.sourceforge.net/|http://creativecommons.org/ns#|"
    "http://web.resource.org/cc/|http://purl.org/dc/|http://www.w3.org/1999/02/22-rdf-syntax-ns#|"
    "http://ns.adobe.com/|http://www.serif.com/|http://www.bohemiancoding.com/sketch/"
)
_ELEMENTS = _words(
    """
    svg g defs symbol use title desc metadata style switch a path rect circle ellipse line
    polyline polygon text tspan textPath image linearGradient radialGradient stop pattern
    clipPath mask marker
    """
)
_SHAPES = _words("path rect circle ellipse line polyline polygon text tspan textPath image use")
_PROPERTIES = _words(  # an attribute each, or a property in a style
    """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering cursor direction display dominant-baseline fill
    fill-opacity fill-rule flood-color flood-opacity font font-family font-feature-settings
    font-kerning font-size font-size-adjust font-stretch font-style font-variant
    font-variant-alternates font-variant-caps font-variant-east-asian font-variant-ligatures
    font-variant-numeric font-variant-position font-variation-settings font-weight
    glyph-orientation-horizontal glyph-orientation-vertical height image-rendering isolation
    kerning letter-spacing lighting-color line-height marker marker-end marker-mid marker-start
    mask mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering
    solid-color solid-opacity stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align
    text-anchor text-decoration text-decoration-color text-decoration-line
    text-decoration-style text-indent text-orientation text-rendering text-transform transform
    transform-box transform-origin unicode-bidi vector-effect visibility white-space width
    word-spacing writing-mode x y -inkscape-font-specification -inkscape-stroke
    enable-background
    """
)
_ATTRIBUTES = _words(
    """
    id class lang version baseProfile role tabindex focusable contentScriptType
    contentStyleType zoomAndPan type media viewBox preserveAspectRatio cx cy r rx ry x1 y1 x2
    y2 d points pathLength offset dx dy rotate textLength lengthAdjust startOffset method side
    spacing gradientUnits gradientTransform spreadMethod fx fy fr patternUnits
    patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerWidth
    markerHeight markerUnits refX refY orient requiredFeatures requiredExtensions
    systemLanguage
    """
)
_FREE = re.compile(r"(?:aria|data)-[\w.-]+")  # attributes whose text says something to people
_FUNCTIONS = _words(
    """
    url rgb rgba hsl hsla matrix translate translatex translatey scale scalex scaley rotate
    skewx skewy rect
    """
)
_OF_NAMES = string.ascii_letters + string.digits + "-_"
_ELSEWHERE = re.compile(  # or written in escapes, behind which anything may be
    r"url\(\s*['\"]?\s*(?!#)|@import|javascript:|\\", re.IGNORECASE
)
_OWN = re.compile(r"url\(\s*['\"]?\s*#([^'\")]+)", re.IGNORECASE)
# A string holds no comment; what begins anew before it ends is left for what it then is.
_COMMENT = re.compile(r"(\"[^\"\n]*\"|'[^'\n]*')|/\*(?:(?!/\*).)*?\*/", re.DOTALL)
_PLAIN_SELECTOR = re.compile(r"[.#]?[\w-]+")  # a class, an id or an element
_ENDS = re.compile("['\")]")
_PICTURE = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp);base64,", re.IGNORECASE)
_ENCODING = re.compile(
    rb"\s*<\?xml[^>]*?encoding\s*=\s*['\"](?!utf-8['\"]|us-ascii['\"])", re.IGNORECASE
)
_LENGTH = re.compile(
    r"\s*([+-]?[\d.]+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|q|em|ex|rem)?\s*", re.IGNORECASE
)
_PIXELS = {"pt": 4 / 3, "pc": 16, "mm": 3.78, "cm": 37.8, "in": 96, "q": 0.945}
_PIXELS |= {"em": 16, "ex": 8, "rem": 16}


class _RefusedError(Exception):
    """An SVG holds what may not stand in it."""


def unsafe(data: bytes, most_pixels: int, pixels: Callable[[bytes], int]) -> str:
    """Return why an SVG could do, fetch or cost something; it is empty if the SVG only shows.

    `pixels` counts those of a picture within, and raises ValueError with what is wrong with it.
    """
    head = data.upper()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"<?XML-STYLESHEET" in head:
        return "declares entities or a style sheet of its own"
    if _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf")):
        return "is not in UTF-8"  # what another encoding makes of the bytes was not looked at
    try:
        root = fromstring(data)  # noqa: S314  # no entities, as was seen above
    except (ParseError, ValueError, RecursionError):
        return "is no complete SVG"
    if root.tag != f"{{{_SVG}}}svg":
        return "does not name the namespace of SVG"
    try:
        for element in root.iter():
            _judge(element, most_pixels)
        things = _Drawing(root, pixels).things()
    except _RefusedError as error:
        message = str(error)
        return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"
    return _TOO_MANY if things > MOST_DRAWN else ""


# What may stand in it -----------------------------------------------------------------------------


def _judge(element: Element, most_pixels: int) -> None:
    """Raise what is wrong with an element, apart from what it holds and refers to."""
    space, tag = _split(element.tag)
    if space != _SVG and _NOTES_OF_EDITORS.match(space):
        return
    if space != _SVG or tag not in _ELEMENTS:
        raise _RefusedError(f"holds a `{tag.lower()}`")
    for attribute, value in element.attrib.items():
        _judge_attribute(tag, attribute, value)
    if tag == "style":
        for _, declarations in _rules(element):
            _judge_declarations(declarations)
    if tag in ("svg", "pattern", "mask", "image"):
        width, height = (_pixels(element.get(name, "")) for name in ("width", "height"))
        if width * height > most_pixels:
            size = f"{width:,.0f} × {height:,.0f} pixels"
            raise _RefusedError(f"is {size} large; the most is {most_pixels:,} of them")


def _judge_attribute(tag: str, attribute: str, value: str) -> None:
    space, name = _split(attribute)
    if space not in ("", _XLINK, _XML):
        if _NOTES_OF_EDITORS.match(space):
            return
        raise _RefusedError(f"holds an attribute `{name}` that is not of SVG")
    if name.lower().startswith("on"):
        raise _RefusedError(f"holds an event handler, `{name.lower()}`")
    if name == "href":
        within = value.strip().startswith("#") and "%" not in value
        if not within and not (tag == "image" and _PICTURE.match(value)):
            raise _RefusedError("refers to something elsewhere, in `href`")
    elif space == _XLINK or (space == _XML and name in ("space", "lang")):
        return
    elif name == "style":
        _judge_declarations(value)
    elif name in _PROPERTIES or name == "filter" or name.endswith("Transform"):
        _judge_value(name, value)
    elif space or not (name in _ATTRIBUTES or _FREE.fullmatch(name)):
        raise _RefusedError(f"holds an attribute `{name}` that is not known to be harmless")


def _judge_declarations(text: str) -> None:
    for declaration in _COMMENT.sub(r"\1", text).split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if _ELSEWHERE.search(declaration):
            raise _RefusedError("refers to something elsewhere, in `style`")
        if name and name not in _PROPERTIES and name != "filter":
            raise _RefusedError(f"holds `{name}` in a style, which is not known to be harmless")
        _judge_value(name, value)


def _judge_value(name: str, value: str) -> None:
    in_escapes = "%" in value and "url(" in value.lower()
    if in_escapes or _ELSEWHERE.search(value):
        raise _RefusedError(f"refers to something elsewhere, in `{name}`")
    if name == "filter" and value.strip().lower() not in ("", "none"):
        raise _RefusedError("holds a `filter`")
    for before in value.split("(")[:-1]:
        before = before.rstrip()
        function = before[len(before.rstrip(_OF_NAMES)) :]
        if function and function.lower() not in _FUNCTIONS:
            raise _RefusedError(f"holds `{function}(…)` in `{name}`")


def _rules(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the declarations of each rule of a style sheet."""
    sheet = _COMMENT.sub(r"\1", "".join(element.itertext()))
    if _ELSEWHERE.search(sheet):
        raise _RefusedError("refers to something elsewhere, in `style`")
    *rules, rest = sheet.split("}")
    for rule in rules:
        selectors, _, declarations = rule.partition("{")
        if not selectors.strip() or "@" in selectors or ";" in selectors or "{" in declarations:
            raise _RefusedError("holds more than plain rules in `style`")
        yield selectors, declarations
    if rest.strip():
        raise _RefusedError("holds more than plain rules in `style`")


def _pixels(length: str) -> float:
    """Return a length in pixels; 1 where it depends on what is around."""
    found = _LENGTH.fullmatch(length)
    try:
        return abs(float(found[1])) * _PIXELS.get((found[2] or "").lower(), 1) if found else 1
    except ValueError:
        return 1


def _split(name: str) -> tuple[str, str]:
    """Return the namespace and the local part of a name of XML."""
    space, _, local = str(name).removeprefix("{").rpartition("}")
    return space, local


# What it draws ------------------------------------------------------------------------------------


class _Extent(NamedTuple):
    """How much is drawn for an element, with all that it holds and refers to."""

    things: int
    shapes: int  # of the element alone, without patterns, markers, masks and paths to clip by
    points: int  # of the outlines of these shapes, or more
    reach: int  # how deep elements and references lie in each other


def _named(id: str) -> str:
    """Return an id up to the sign with which a reference to it may seem to end."""
    return _ENDS.split(id, maxsplit=1)[0].strip()


class _Drawing:
    """The elements of an SVG, each with its extent."""

    def __init__(self, root: Element, pixels: Callable[[bytes], int]) -> None:
        self._root = root
        self._pixels = pixels
        self._by_id: dict[str, list[Element]] = defaultdict(list)  # programs differ on which
        for element in root.iter():
            self._by_id[_named(element.get("id", ""))].append(element)
        self._by_selector: dict[str, list[str]] = defaultdict(list)
        self._by_any: list[str] = []  # by selectors of which it is not known whom they mean
        for sheet in root.iter(f"{{{_SVG}}}style"):
            for selectors, declarations in _rules(sheet):
                self._take_rule(selectors, _OWN.findall(declarations))
        self._extents: dict[Element, _Extent] = {}
        self._open: set[Element] = set()

    def things(self) -> int:
        """Return how many things are drawn, those that are referred to each time anew."""
        return self._extent(self._root, 0).things

    def _take_rule(self, selectors: str, references: list[str]) -> None:
        references = [each for each in map(_named, references) if each in self._by_id]
        for selector in map(str.strip, selectors.split(",")):
            plain = _PLAIN_SELECTOR.fullmatch(selector)
            (self._by_selector[selector] if plain else self._by_any).extend(references)

    def _extent(self, element: Element, depth: int) -> _Extent:
        if element in self._open:
            raise _RefusedError("refers to itself in a circle")
        known = self._extents.get(element)
        if depth + (known.reach if known else 0) > MOST_NESTED:
            raise _RefusedError(f"is nested more than {MOST_NESTED} deep")
        if known:
            return known
        self._open.add(element)
        points = 1 + len(element.get("d", "") + element.get("points", "")) // 2
        extent = _Extent(1 + self._pictures(element), 1, points, 0)
        for part in (*element, *self._used(element)):
            more = self._extent(part, depth + 1)
            reach = max(extent.reach, more.reach + 1)
            extent = _Extent(
                extent.things + more.things,
                extent.shapes + more.shapes,
                extent.points + more.points,
                reach,
            )
            if extent.things > MOST_DRAWN:
                raise _RefusedError(_TOO_MANY)
        things, shapes, points, reach = extent
        for part in self._painted_with(element):
            more = self._extent(part, depth + 1)
            # A child inherits a pattern and markers; these stand at each point.
            times = {"pattern": shapes, "marker": points}.get(_split(part.tag)[1], 1)
            things += more.things * times
            if things > MOST_DRAWN:
                raise _RefusedError(_TOO_MANY)
            reach = max(reach, more.reach + 1)
        self._open.discard(element)
        self._extents[element] = _Extent(things, shapes, points, reach)
        return self._extents[element]

    def _used(self, element: Element) -> Iterator[Element]:
        """Yield the element that this one refers to, unless it is a link."""
        _, tag = _split(element.tag)
        for name in ("href", f"{{{_XLINK}}}href"):
            reference = _named(element.get(name, "").strip().removeprefix("#"))
            if tag != "a" and reference:
                yield from self._by_id.get(reference, [])

    def _painted_with(self, element: Element) -> Iterator[Element]:
        """Yield what the paint, the mask, the clip and the markers of an element refer to."""
        _, tag = _split(element.tag)
        names = list(self._by_any) if tag in _SHAPES else []
        classes = {f".{each}" for each in element.get("class", "").split()}
        for selector in (tag, f"#{element.get('id', '')}", *classes):
            names += self._by_selector.get(selector, [])
        for value in element.attrib.values():
            names += _OWN.findall(value)
        for name in names:
            yield from self._by_id.get(_named(name), [])

    def _pictures(self, element: Element) -> int:
        """Return for how many things the pictures of pixels count that an element holds."""
        number = 0
        for name in ("href", f"{{{_XLINK}}}href"):
            value = element.get(name, "")
            if not (start := _PICTURE.match(value)):
                continue
            try:
                data = base64.b64decode("".join(value[start.end() :].split()), validate=True)
            except ValueError:
                raise _RefusedError("holds a picture that is damaged") from None
            try:
                number += self._pixels(data) // PIXELS_A_THING
            except ValueError as error:
                raise _RefusedError(f"holds a picture that {error}") from None
        return number
