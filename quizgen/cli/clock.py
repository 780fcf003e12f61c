"""Tell the time: the only clock, of which SOURCE_DATE_EPOCH can take the place."""

from __future__ import annotations

import os
import time

import click


def now() -> int:
    """Return seconds since 1970; SOURCE_DATE_EPOCH, if set, takes the clock's place."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed and not (fixed.isascii() and fixed.isdigit() and len(fixed) <= 11):
        raise click.UsageError("SOURCE_DATE_EPOCH must be a number of seconds")
    return int(fixed) if fixed else int(time.time())


def clock_ms() -> int:
    """Return milliseconds since 1970; SOURCE_DATE_EPOCH, if set, takes the clock's place."""
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return now() * 1000
    return time.time_ns() // 1_000_000


def utc_offset(at_ms: int) -> int:
    """Return the minutes by which local time is ahead of UTC then; TZ, if set, says where it is."""
    return time.localtime(at_ms // 1000).tm_gmtoff // 60
