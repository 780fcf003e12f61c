"""Pictures and sounds: what may be shown, and what is reported at the fact that names it."""

from __future__ import annotations

import base64
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner
from pixels import cut_off, picture

from quizgen.cli import main
from quizgen.compiler import Compiled, compile_path
from quizgen.diagnostics import Severity
from quizgen.language import svg
from quizgen.language.media import LARGE_BYTES, MOST_BYTES

COLLECTION = "collection: C\nid: c\n"
PNG = picture()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
SAMPLES = {
    "a.png": PNG,
    "a.jpg": picture("JPEG"),
    "a.JPEG": picture("JPEG"),
    "a.gif": picture("GIF"),
    "a.webp": picture("WebP"),
    "a.svg": SVG,
    "b.svg": b'<?xml version="1.0"?>\n<!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>',
    "a.mp3": b"ID3\x03",
    "b.mp3": b"\xff\xfb",
    "a.ogg": b"OggS",
    "a.wav": b"RIFF\0\0\0\0WAVE",
    "a.m4a": b"\0\0\0 ftypM4A ",
    "a.flac": b"fLaC",
}


def collection(folder: Path, keys: str, **files: bytes) -> Compiled:
    """A collection of one fact with these keys, and these files in its media folder.

    In the names of files `__` stands for a dot.
    """
    (folder / "media").mkdir(parents=True, exist_ok=True)
    (folder / "collection.yaml").write_text(COLLECTION)
    (folder / "deck.yaml").write_text(
        f"deck: D\nid: d\nfacts:\n  - {{id: a, ask: Q?, answer: x, {keys}}}\n"
    )
    for name, data in files.items():
        (folder / "media" / name.replace("__", ".")).write_bytes(data)
    return compile_path(folder, judged=False)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_of_each_type_is_taken(name: str, tmp_path: Path) -> None:
    key = "audio" if Path(name).suffix in (".mp3", ".ogg", ".wav", ".m4a", ".flac") else "image"
    compiled = collection(
        tmp_path, f"{key}: {name}, alt: words", **{name.replace(".", "__"): SAMPLES[name]}
    )
    assert compiled.diagnostics == []
    [media] = compiled.questions["a"][0].about.media
    assert (media.kind, media.alt, media.side) == (key, "words", "answer")
    assert media.name.startswith("quizgen-")
    assert media.name == media.name.lower()
    assert compiled.media == {media.name: SAMPLES[name]}


def test_the_name_is_of_the_bytes_alone(tmp_path: Path) -> None:
    one = collection(tmp_path / "one", "image: a.png, alt: x", a__png=PNG)
    other = collection(tmp_path / "other", "image: ./b.png, alt: y, side: question", b__png=PNG)
    changed = collection(tmp_path / "changed", "image: a.png, alt: x", a__png=PNG + b"\0")
    assert list(one.media) == list(other.media) != list(changed.media)
    assert other.questions["a"][0].about.shown("question")


@pytest.mark.parametrize(
    ("keys", "code", "message"),
    [
        ("image: none.png, alt: x", "missing-media", "there is no file `none.png`"),
        ("image: media, alt: x", "missing-media", "there is no file"),
        ("image: ../deck.yaml, alt: x", "bad-media", "lies outside the folder"),
        ("image: /etc/hostname, alt: x", "bad-media", "lies outside the folder"),
        ("image: 'sub\\a.png', alt: x", "bad-media", "lies outside the folder"),
        ("image: link.png, alt: x", "bad-media", "lies outside the folder"),
        ("image: circle.png, alt: x", "missing-media", "there is no file"),
        (f"image: {'x' * 3000}.png, alt: x", "missing-media", "there is no file"),
        ("image: text.txt, alt: x", "bad-media", "is no image of a type that can be shown"),
        ("image: none, alt: x", "bad-media", "is no image of a type that can be shown"),
        ("image: a.mp3, alt: x", "bad-media", "is no image of a type that can be shown"),
        ("audio: a.png, alt: x", "bad-media", "is no audio of a type that can be shown"),
        ("image: false.png, alt: x", "bad-media", "is called PNG, but is something else inside"),
        ("image: begun.png, alt: x", "bad-media", "`begun.png` is damaged: it cannot be decoded"),
        ("image: vast.png, alt: x", "bad-media", "has 50,000,010 pixels; the most is 50,000,000"),
        ("image: empty.png, alt: x", "bad-media", "is called PNG, but is something else inside"),
        ("image: big.png, alt: x", "file-too-large", "20,000,001 bytes; the most is 20,000,000"),
        ("image: a.png", "missing-alt", "this image has no words"),
        (
            "image: a.png, alt: x, side: both",
            "wrong-type",
            "`side` must be question or answer, not `both`",
        ),
        ("image: [a.png], alt: x", "wrong-type", "`image` must be text"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_an_error_at_the_fact(
    keys: str, code: str, message: str, tmp_path: Path
) -> None:
    folder = tmp_path / "media"
    folder.mkdir()
    (tmp_path.parent / "secret.png").write_bytes(PNG)
    (folder / "link.png").symlink_to(tmp_path.parent / "secret.png")
    (folder / "circle.png").symlink_to(folder / "circle.png")
    with (folder / "big.png").open("wb") as big:
        big.write(PNG)
        big.truncate(MOST_BYTES + 1)
    plain = {
        "a__png": PNG,
        "a__mp3": b"ID3",
        "text__txt": b"x",
        "none": b"x",
        "false__png": SVG,
        "empty__png": b"",
        "begun__png": PNG[:8],
        "vast__png": picture(size=(10, 5_000_001)),
    }
    compiled = collection(tmp_path, keys, **plain)
    [problem] = [each for each in compiled.diagnostics if each.severity is Severity.ERROR]
    assert problem.code == code
    assert message in problem.message
    assert problem.hint
    assert problem.position.line == 4


def test_a_misspelt_file_is_guessed(tmp_path: Path) -> None:
    [problem] = collection(tmp_path, "image: chevstok.png, alt: x", chvostek__png=PNG).diagnostics
    assert problem.hint == "did you mean `chvostek.png`?"


def test_a_large_file_and_one_that_nobody_shows_are_warnings(tmp_path: Path) -> None:
    large = PNG + b"\0" * LARGE_BYTES
    compiled = collection(
        tmp_path,
        "image: a.png, alt: x",
        a__png=large,
        b__png=PNG,
        notes__md=b"#",
        __hidden__png=PNG,
    )
    assert not compiled.failed
    assert [(each.code, each.severity) for each in compiled.diagnostics] == [
        ("file-too-large", Severity.WARNING),
        ("unused-media", Severity.WARNING),
    ]
    assert compiled.diagnostics[1].position.path.endswith("media/b.png")


def test_a_deck_that_stands_alone_says_nothing_of_its_neighbours_files(tmp_path: Path) -> None:
    collection(tmp_path, "image: a.png, alt: x", a__png=PNG, b__png=PNG)
    (tmp_path / "collection.yaml").unlink()
    assert compile_path(tmp_path / "deck.yaml", judged=False).diagnostics == []


def test_a_file_that_may_not_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection(tmp_path, "image: a.png, alt: x", a__png=PNG)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.suffix == ".png":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    [problem] = compile_path(tmp_path, judged=False).diagnostics
    assert (problem.code, problem.message) == (
        "cannot-read",
        "`a.png` cannot be read: Permission denied",
    )


HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def sized(width: str, height: str) -> str:
    """An empty SVG of this size."""
    return f'<svg width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg"/>'


UNSAFE = {
    "a script": (f"{HEAD}<script>alert(1)</script></svg>", "holds a `script`"),
    "a script in capitals": (f"{HEAD}<SCRIPT/></svg>", "holds a `script`"),
    "a script under another name": (f'{HEAD}<s:script xmlns:s="http://www.w3.org/2000/svg"/></svg>', "a `script`"),
    "HTML": (f"{HEAD}<foreignObject/></svg>", "holds a `foreignobject`"),
    "a handler": (f'{HEAD}<rect onclick="x()"/></svg>', "holds an event handler, `onclick`"),
    "a handler at the top": ('<svg onload="x()" xmlns="http://www.w3.org/2000/svg"/>', "`onload`"),
    "a picture elsewhere": (f'{HEAD}<image href="http://x.y/z.png"/></svg>', "elsewhere, in `href`"),
    "a picture elsewhere, the old way": (f'{HEAD}<image xlink:href="//x.y/z.png"/></svg>', "elsewhere, in `href`"),
    "a file": (f'{HEAD}<use href="file:///etc/passwd"/></svg>', "elsewhere, in `href`"),
    "a script as a link": (f'{HEAD}<a href="javascript:x()"/></svg>', "elsewhere, in `href`"),
    "SVG within": (f'{HEAD}<image href="data:image/svg+xml;base64,AA=="/></svg>', "elsewhere, in `href`"),
    "a style elsewhere": (f"{HEAD}<style>@import 'http://x.y';</style></svg>", "elsewhere, in `style`"),
    "a font elsewhere": (f"{HEAD}<style>a {{src: url(http://x.y)}}</style></svg>", "elsewhere, in `style`"),
    "a fill elsewhere": (f'{HEAD}<rect fill="url(http://x.y/#a)"/></svg>', "elsewhere, in `fill`"),
    "an entity": ('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "something else"),
    "an entity behind a comment": (f"<!-- --><svg><!DOCTYPE x></svg>{HEAD}", "declares entities"),
    "a style sheet": (f'<?xml-stylesheet href="http://x.y"?>{HEAD}</svg>', "declares entities"),
    "no namespace": ("<svg/>", "does not name the namespace"),
    "half of it": (HEAD, "is no complete SVG"),
    "an address in a set of pictures": (f"{HEAD}<rect style=\"background:image-set('http://x.y' 1x)\"/></svg>", "holds `background` in a style"),
    "a function that may fetch": (f"{HEAD}<rect fill=\"image-set('http://x.y' 1x)\"/></svg>", "holds `image-set(…)` in `fill`"),
    "an address between what are no comments": (f"{HEAD}<style>a{{font-family:'/*';fill:image('x');font-family:'*/'}}</style></svg>", "holds `image(…)` in `fill`"),
    "a rule with conditions": (f"{HEAD}<style>@media print {{ a {{ fill: red }} }}</style></svg>", "more than plain rules"),
    "a base for addresses": (f'{HEAD}<g xml:base="http://x.y"/></svg>', "holds an attribute `base`"),
    "an attribute nobody knows": (f'{HEAD}<rect ping="x"/></svg>', "holds an attribute `ping`"),
    "an element of HTML": (f'{HEAD}<img xmlns="http://www.w3.org/1999/xhtml"/></svg>', "holds a `img`"),
    "a script in an editor's notes": (f'{HEAD}<n:x xmlns:n="http://www.inkscape.org/namespaces/inkscape"><script/></n:x></svg>', "holds a `script`"),
    "a change of a reference": (f'{HEAD}<animate attributeName="href" to="http://x.y"/></svg>', "holds a `animate`"),
    "a filter": (f'{HEAD}<filter id="f"><feTurbulence numOctaves="500000"/></filter></svg>', "holds a `filter`"),
    "a filter in a style": (f'{HEAD}<rect style="filter: blur(900px)"/></svg>', "holds a `filter`"),
    "a reference in escapes": (f'{HEAD}<use href="#%61"/></svg>', "elsewhere, in `href`"),
    "another encoding": ("<?xml version='1.0' encoding='cp500'?>" + HEAD + "</svg>", "is not in UTF-8"),
    "a circle": (f'{HEAD}<g id="a"><use href="#a"/></g></svg>', "refers to itself in a circle"),
    "a pattern painted with itself": (f'{HEAD}<pattern id="a"><rect fill="url(#a)"/></pattern></svg>', "in a circle"),
    "too many pixels": (sized("5001", "10000px"), "is 5,001 × 10,000 pixels large"),
    "a picture within that is damaged": (f'{HEAD}<image href="data:image/png;base64,AAAA"/></svg>', "holds a picture that is something else inside"),
    "half a picture within": (f'{HEAD}<image href="data:image/png;base64,{base64.b64encode(cut_off("PNG")).decode()}"/></svg>', "holds a picture that is damaged"),
    "too large a picture within": (f'{HEAD}<image href="data:image/png;base64,{base64.b64encode(picture(size=(10, 5_000_001))).decode()}"/></svg>', "holds a picture that has 50,000,010 pixels"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
def test_an_svg_that_could_do_something_is_refused(name: str, tmp_path: Path) -> None:
    text, message = UNSAFE[name]
    [problem] = collection(tmp_path, "image: a.svg, alt: x", a__svg=text.encode()).diagnostics
    assert problem.code == "bad-media"
    assert message in problem.message


def taken(tmp_path: Path, text: str) -> list[str]:
    """What is said of a picture."""
    found = collection(tmp_path, "image: a.svg, alt: x", a__svg=text.encode()).diagnostics
    return [each.message for each in found]


def test_an_svg_that_only_shows_is_taken(tmp_path: Path) -> None:
    png = base64.b64encode(PNG).decode()
    inside = (
        '<style>rect { fill: url(#g) }</style><defs><linearGradient id="g"/></defs><use xlink:href="#g"/>'
        f'<image href="data:image/png;base64,{png}"/><text font-family="x">on click</text>'
    )
    assert taken(tmp_path, f"{HEAD}{inside}</svg>") == []


def test_what_programs_for_drawing_write_is_taken(tmp_path: Path) -> None:
    inkscape = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1" id="svg5"
   inkscape:version="1.2.2" sodipodi:docname="a.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="n" pagecolor="#ffffff" showgrid="false"/>
  <defs id="d"><marker style="overflow:visible" id="m" refX="0" orient="auto">
    <path transform="scale(0.5)" style="fill:context-stroke;fill-rule:evenodd" d="M 5,0 -5,5 Z"/>
  </marker></defs>
  <g inkscape:label="Layer (1)" inkscape:groupmode="layer" id="layer1">
    <path style="fill:none;stroke:#000;filter:none;-inkscape-font-specification:'x';marker-end:url(#m)"
       d="M 1,1 2,2" sodipodi:nodetypes="cc"/>
  </g>
</svg>"""
    illustrator = """<svg id="Layer_1" data-name="Layer (1)" xmlns="http://www.w3.org/2000/svg"
  viewBox="0 0 9 9"><defs><style>/* a */.cls-1,.cls-2{fill:url(#g);}.cls-1{stroke:rgb(0 0 0)}</style>
  <linearGradient id="g" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="#fff"/>
  </linearGradient></defs><title>x</title><rect class="cls-1" width="9" height="9"/></svg>"""
    for number, text in enumerate((inkscape, illustrator)):
        assert taken(tmp_path / str(number), text) == []


def test_the_largest_size_of_an_svg_is_taken(tmp_path: Path) -> None:
    assert taken(tmp_path, sized("5000", "10000px")) == []


def uses(levels: int) -> str:
    """An SVG of 16 rectangles, each level used twice by the next."""
    inside = '<g id="g0">' + "<rect/>" * 16 + "</g>"
    for level in range(levels):
        inside += f'<g id="g{level + 1}"><use href="#g{level}"/><use href="#g{level}"/></g>'
    return f"{HEAD}<defs>{inside}</defs></svg>"


def painted(points: int) -> str:
    """An SVG of a line of so many points, with an arrow of 99 parts at each."""
    return (
        f'{HEAD}<marker id="m">{"<path/>" * 98}</marker><g marker-mid="url(#m)">'
        f'<path d="{"h1" * points}"/></g></svg>'
    )


@pytest.mark.parametrize(
    ("few", "many"),
    [
        (uses(9), uses(40)),
        (painted(900), painted(1200)),
        (f"{HEAD}{'<g>' * 98}{'</g>' * 98}</svg>", f"{HEAD}{'<g>' * 102}{'</g>' * 102}</svg>"),
        (
            f"{HEAD}{'<g>' * 98}{'</g>' * 98}</svg>",
            f"{HEAD}{'<g>' * 50_000}{'</g>' * 50_000}</svg>",
        ),
    ],
    ids=["uses of uses", "marks at points", "depth", "great depth"],
)
def test_what_references_multiply_is_bounded(few: str, many: str, tmp_path: Path) -> None:
    assert taken(tmp_path / "few", few) == []
    [message] = taken(tmp_path / "many", many)
    assert message in (
        "`a.svg` draws more than 100,000 things",
        "`a.svg` is nested more than 100 deep",
    )


@pytest.mark.parametrize(
    "inside",
    [
        f'<path fill="{"url(#a" * 50_000}"/>',
        f'<path style="{"/* x" * 50_000}"/>',
        f"<style>{'a{b' * 50_000}</style>",
        f'<path font-family="{"a" * 300_000}"/>',
        f"<style>{'path:hover{fill:url(#a)}' * 3000}</style><g id='a'/>{'<path/>' * 3000}",
        f"<style>{'path:hover{fill:url(#a)}' * 3000}</style>{'<path/>' * 3000}",
        f'<use href="#{"a" * 300_000}"/>',
    ],
    ids=["references", "comments", "rules", "a word", "selectors", "no such id", "an id"],
)
def test_no_svg_takes_more_time_than_in_proportion_to_its_length(inside: str) -> None:
    started = process_time()
    assert len(svg.unsafe(f"{HEAD}{inside}</svg>".encode(), 50_000_000, len)) < 200
    assert process_time() - started < 2


def test_many_comments_before_an_svg_are_read_once(tmp_path: Path) -> None:
    [message] = taken(tmp_path, "<!-- -->" * 5000 + "<gvs/>")
    assert "something else inside" in message


def test_a_picture_of_as_many_pixels_as_may_be_is_taken(tmp_path: Path) -> None:
    most = picture(size=(10, 5_000_000))
    assert not collection(tmp_path, "image: a.png, alt: x", a__png=most).diagnostics


@pytest.mark.parametrize("type_", ["PNG", "JPEG", "GIF", "WebP"])
def test_a_picture_that_is_cut_off_stops_check_and_build(type_: str, tmp_path: Path) -> None:
    name = f"a.{type_.lower()}"
    collection(tmp_path, f"image: {name}, alt: x", **{name.replace(".", "__"): cut_off(type_)})
    for verb in (["check"], ["build", "-o", str(tmp_path / "out")]):
        ran = CliRunner().invoke(main, [*verb, str(tmp_path)])
        assert ran.exit_code == 1
        assert "deck.yaml:4" in ran.output
        assert f"`{name}` is damaged: it cannot be decoded" in ran.output
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "quizgen.lock").exists()
