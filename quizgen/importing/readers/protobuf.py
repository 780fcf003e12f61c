"""Read the fields of a protocol buffer, as far as Anki's packages need them."""

from __future__ import annotations

from collections.abc import Iterator

_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5


def fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield each field's number and value, or raise a ValueError.

    The encoding is that of https://protobuf.dev/programming-guides/encoding.
    """
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        number, wire = tag >> 3, tag & 7
        value: int | bytes
        if wire == _VARINT:
            value, at = _varint(data, at)
        elif wire in (_BYTES, _FIXED_32, _FIXED_64):
            if wire == _BYTES:
                length, at = _varint(data, at)
            else:
                length = 4 if wire == _FIXED_32 else 8
            if at + length > len(data):
                raise ValueError("a field is longer than the message")
            value, at = data[at : at + length], at + length
        else:
            raise ValueError(f"a field of the wire type {wire}")
        yield number, value


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(10):
        if at + index >= len(data):
            break
        byte = data[at + index]
        value |= (byte & 0x7F) << 7 * index
        if byte < 0x80:
            return value, at + index + 1
    raise ValueError("a number breaks off")
