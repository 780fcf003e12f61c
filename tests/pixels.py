"""Make small pictures."""

from __future__ import annotations

import io

from PIL import Image


def picture(type_: str = "PNG", colour: str = "red", size: tuple[int, int] = (40, 40)) -> bytes:
    """Return a picture of one colour as a file of this type: PNG, JPEG, GIF or WebP."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, type_)
    return out.getvalue()


def cut_off(type_: str = "PNG") -> bytes:
    """Return a picture whose size can be read, but not its pixels."""
    whole = picture(type_, size=(400, 400))
    return whole[: -len(whole) // 4]
