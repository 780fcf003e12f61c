"""Tell how the bytes of other programs' tables become text."""

from __future__ import annotations

import codecs

SAVE_AS_UTF8 = "save it as UTF-8: in a spreadsheet, “CSV UTF-8”"
# The mark of an encoding, its name with the mark, and its name for what follows.
_MARKS = [
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
]


class NotTextError(ValueError):
    """Bytes that are no text: binary ones, or such as no encoding explains."""

    def __init__(self, line: int, *, binary: bool) -> None:
        super().__init__("binary data" if binary else "not text")
        self.line, self.binary = line, binary


def marked_encoding(data: bytes) -> str:
    """Return the encoding that the mark at the beginning of a text names; UTF-8 without one."""
    return next((name for mark, name, _ in _MARKS if data.startswith(mark)), "utf-8")


def encoded_like(text: str, data: bytes) -> bytes:
    """Return a text in the encoding, and with the mark, that other bytes begin with."""
    marks = ((mark, rest) for mark, _, rest in _MARKS if data.startswith(mark))
    mark, encoding = next(marks, (b"", "utf-8"))
    return mark + text.encode(encoding)


def decode(data: bytes) -> tuple[str, int]:
    """Return the text, and the first line that had to be taken for Western European, else 0.

    A mark at the beginning says which Unicode it is. Raises NotTextError.
    """
    encoding = marked_encoding(data)
    guessed = 0
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        guessed = data.count(b"\n", 0, error.start) + 1
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            text = "\0"
        if encoding != "utf-8" or "\0" in text:
            raise NotTextError(guessed, binary=False) from error
    if "\0" in text:
        raise NotTextError(text.count("\n", 0, text.index("\0")) + 1, binary=True)
    return text, guessed
