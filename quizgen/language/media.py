"""Read the pictures and sounds that facts name, check them, and name them by their bytes."""

# A picture belongs to a fact, and its author says with which side it is folder. No program can tell
# whether a picture gives an answer away, so the default is the answer's. Files lie in one folder,
# so that what is unused can be told and nothing outside is reached. A name that goes out is made
# of the bytes: Anki never renames it, and a changed picture changes the fields that name it, hence
# the note's time. Their bytes reach Typst as numbers in JSON, for its interface takes only text,
# and only those that the page shows. An SVG that is not known to be harmless is refused, not
# cleaned.

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from quizgen.diagnostics import Diagnostic, DiagnosticCode, Position, Severity, did_you_mean
from quizgen.language import svg

MEDIA_FOLDER = "media"  # beside the collection's own file, or beside a deck that stands alone
LARGE_BYTES, MOST_BYTES = 5_000_000, 20_000_000
MOST_PIXELS = 50_000_000  # of a picture, which takes four bytes each where it is shown

IMAGE, AUDIO = "image", "audio"
_TYPES: dict[str, tuple[str, str, re.Pattern[bytes]]] = {
    ending: (kind, type, re.compile(start, re.DOTALL))
    for endings, kind, type, start in (
        ("png", IMAGE, "PNG", rb"\x89PNG\r\n\x1a\n"),
        ("jpg jpeg", IMAGE, "JPEG", rb"\xff\xd8\xff"),
        ("gif", IMAGE, "GIF", rb"GIF8[79]a"),
        ("webp", IMAGE, "WebP", rb"RIFF....WEBP"),
        ("svg", IMAGE, "SVG", rb"(?:\xef\xbb\xbf)?(?:(?>\s+|<\?xml[^>]*\?>|<!--.*?-->))*+<svg\b"),
        ("mp3", AUDIO, "MP3", rb"ID3|\xff[\xe0-\xff]"),
        ("ogg oga opus", AUDIO, "Ogg", rb"OggS"),
        ("wav", AUDIO, "WAV", rb"RIFF....WAVE"),
        ("m4a", AUDIO, "MPEG-4", rb"....ftyp"),
        ("flac", AUDIO, "FLAC", rb"fLaC"),
    )
    for ending in endings.split()
}


class Use(NamedTuple):
    """A file that a fact names, what it takes it for, and where."""

    file: str
    kind: str
    position: Position


class File(NamedTuple):
    """A file that may be shown.

    The name under which it goes out is made of its bytes: a new picture has a new name.
    """

    name: str
    data: bytes


def kind_of_files(names: Iterable[str]) -> str:
    """Return what files are by the endings of their names, where all are of one kind."""
    kinds = set()
    for name in names:
        stem, _, ending = name.rpartition(".")
        kinds.add(_TYPES[ending.lower()][0] if stem and ending.lower() in _TYPES else "")
    return kinds.pop() if len(kinds) == 1 else ""


def read_media(
    root: Path, folder: str, uses: Iterable[Use]
) -> tuple[dict[str, File], list[Diagnostic]]:
    """Read the files that are used; return them by the author's name for them.

    `folder` is what messages call it.
    """
    files: dict[str, File] = {}
    diagnostics: list[Diagnostic] = []
    for use in uses:
        problem: Diagnostic | None
        if use.file not in files:
            file, problem = _read(root, folder, use)
            if file is not None:
                files[use.file] = file
        else:
            problem = _mistaken(use)
        if problem is not None:
            diagnostics.append(problem)
    return files, diagnostics


def unused(root: Path, folder: str, files: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each file of the folder that is not among those used."""
    used = {_composed(PurePosixPath(file).as_posix()) for file in files}
    for file in _there(root):
        if _composed(file) not in used:
            hint = "name it in a fact, or take it out of the folder"
            place, warning = Position(f"{folder}/{file}"), Severity.WARNING
            message = "no fact shows this file"
            yield Diagnostic("unused-media", message, place, hint, severity=warning)


def _composed(name: str) -> str:
    """Return a name in the one form of its letters in which names are compared."""
    return unicodedata.normalize("NFC", name)


def _located(root: Path, file: str) -> Path:
    """Return where a file lies, whose name a Mac may have written in another form of Unicode."""
    if file.isascii():
        return root / file
    wanted = _composed(PurePosixPath(file).as_posix())
    return next((root / each for each in _there(root) if _composed(each) == wanted), root / file)


def _there(root: Path) -> list[str]:
    """Return the files in the folder that could be shown, none that is hidden."""
    try:
        paths = sorted(path.relative_to(root) for path in root.rglob("*") if path.is_file())
    except OSError:
        return []
    return [
        path.as_posix()
        for path in paths
        if _ending(path.name) in _TYPES and not path.name.startswith(".")
    ]


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def _mistaken(use: Use) -> Diagnostic | None:
    """Return what is wrong with the kind of a file, by its name."""
    kind, *_ = _TYPES.get(_ending(use.file), ("",))
    if kind == use.kind:
        return None
    known = ", ".join(ending for ending, (each, *_) in _TYPES.items() if each == use.kind)
    message = f"`{use.file}` is no {use.kind} of a type that can be shown"
    hint = f"give a file of one of these types: {known}"
    return Diagnostic("bad-media", message, use.position, hint)


def _unfit(file: str, data: bytes) -> tuple[str, str] | None:
    """Return what is wrong with the bytes of a file of a known type, and what to do.

    It is None if they can be shown.
    """
    kind, type, start = _TYPES[_ending(file)]
    if not start.match(data):
        hint = "save it anew as what it is called, or give it the ending of what it is"
        return f"is called {type}, but is something else inside", hint
    if type == "SVG" and (reason := svg.unsafe(data, MOST_PIXELS, _pixels)):
        return reason, "save it as a plain SVG, with nothing but shapes and text"
    if kind == IMAGE and type != "SVG":
        return _unreadable(data)
    return None


def _unreadable(data: bytes, *, whole: bool = False) -> tuple[str, str] | None:
    """Return what is wrong with a picture of pixels, and what to do; with `whole`, decode it."""
    from PIL import Image  # only a collection with pictures needs it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sizes, which are bounded here
        try:
            with Image.open(BytesIO(data)) as picture:
                pixels = picture.width * picture.height
                if whole and pixels <= MOST_PIXELS:
                    picture.load()
        except Image.DecompressionBombError:
            return f"has more than {MOST_PIXELS:,} pixels", "make it smaller"
        except (OSError, SyntaxError, ValueError, EOFError):
            return "is damaged: it cannot be decoded", "save it anew, as PNG or JPEG"
    if pixels > MOST_PIXELS:
        return f"has {pixels:,} pixels; the most is {MOST_PIXELS:,}", "make it smaller"
    return None


def _pixels(data: bytes) -> int:
    """Return how many pixels a picture within an SVG has; raise ValueError where it is unfit."""
    from PIL import Image

    starts = (start for kind, type, start in _TYPES.values() if kind == IMAGE and type != "SVG")
    if not any(start.match(data) for start in starts):
        raise ValueError("is something else inside")
    if problem := _unreadable(data, whole=True):
        raise ValueError(problem[0])
    with Image.open(BytesIO(data)) as picture:
        return picture.width * picture.height


def undecodable(files: dict[str, File], uses: Iterable[Use]) -> Iterator[Diagnostic]:
    """Yield an error for each picture of pixels that cannot be decoded to its end."""
    for use in uses:
        file = files.get(use.file)
        if file is None or use.kind != IMAGE or _ending(use.file) == "svg":
            continue
        if problem := _unreadable(file.data, whole=True):
            reason, hint = problem
            yield Diagnostic("bad-media", f"`{use.file}` {reason}", use.position, hint)


def unfit(kind: str, file: str, data: bytes) -> str:
    """Return why these bytes under this name are no picture or sound that can be shown.

    It is empty if they are one.
    """
    if _mistaken(Use(file, kind, Position(""))):
        return f"is no {kind} of a type that can be shown"
    if len(data) > MOST_BYTES:
        return f"has {len(data):,} bytes; the most is {MOST_BYTES:,}"
    problem = _unfit(file, data)
    return problem[0] if problem else ""


def fitting_ending(file: str, data: bytes) -> str:
    """Return the ending that a picture has by its bytes.

    Of all else, and where the two agree, it is the ending of the name.
    """
    own = _ending(file)
    if own in _TYPES and _TYPES[own][2].match(data):
        return own
    for ending, (kind, _, start) in _TYPES.items():
        if kind == IMAGE and start.match(data):
            return ending
    return own


def _read(root: Path, folder: str, use: Use) -> tuple[File | None, Diagnostic | None]:
    def failed(code: DiagnosticCode, message: str, hint: str) -> tuple[None, Diagnostic]:
        return None, Diagnostic(code, message, use.position, hint)

    path = _located(root, use.file)
    try:
        outside = "\\" in use.file or not path.resolve().is_relative_to(root.resolve())
        exists = not outside and path.is_file()
    except (OSError, ValueError, RuntimeError):  # a name too long, or links in a circle
        outside, exists = False, False
    if outside:
        message = f"`{use.file}` lies outside the folder {folder}"
        return failed("bad-media", message, f"put it into {folder}")
    if not exists:
        hint = did_you_mean(use.file, _there(root))
        hint = hint if hint.startswith("did") else f"put it into {folder}"
        return failed("missing-media", f"there is no file `{use.file}` in {folder}", hint)
    if problem := _mistaken(use):
        return None, problem
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            message = f"`{use.file}` has {size:,} bytes; the most is {MOST_BYTES:,}"
            return failed("file-too-large", message, "make it smaller")
        data = path.read_bytes()
    except OSError as error:
        message = f"`{use.file}` cannot be read: {error.strerror}"
        return failed("cannot-read", message, "check its permissions")
    if unfitness := _unfit(use.file, data):
        reason, hint = unfitness
        return failed("bad-media", f"`{use.file}` {reason}", hint)
    file = File(f"quizgen-{sha256(data).hexdigest()[:24]}.{_ending(use.file)}", data)
    if size > LARGE_BYTES:
        message = (
            f"`{use.file}` has {size:,} bytes: everyone who learns this deck stores and "
            "synchronizes them"
        )
        hint, warning = f"make it smaller than {LARGE_BYTES:,}", Severity.WARNING
        return file, Diagnostic("file-too-large", message, use.position, hint, severity=warning)
    return file, None
