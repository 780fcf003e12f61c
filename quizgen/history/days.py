"""Count days: each begins at an hour of local time, so that late at night is still today."""

from __future__ import annotations

ROLLOVER = 4  # the hour at which a day begins, where nobody says another


def day_of(at: int, offset: int, rollover: int) -> int:
    """Return the day of a moment, counted from 1970-01-01.

    `at` is in milliseconds since 1970 in UTC, `offset` in minutes east of it.
    """
    return (at + offset * 60_000 - rollover * 3_600_000) // 86_400_000
