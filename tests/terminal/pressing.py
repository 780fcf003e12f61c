"""Press keys on the full screen, and wait until all that they set off is done."""

from __future__ import annotations

from collections.abc import Iterator

from textual.message_pump import MessagePump
from textual.pilot import Pilot

from quizgen.terminal.screen.app import Outcome

QUIET = 3  # rounds in which nothing came: a key may wait for the loop before it is in a queue


async def press_keys(pilot: Pilot[Outcome], *keys: str) -> None:
    """Press the keys, each when the one before it has done all that it does."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def settled(pilot: Pilot[Outcome]) -> None:
    """Wait until nothing is on its way between the parts of the app, and all is laid out.

    Pilot.pause by itself waits until the process does nothing; but so does one that is not served
    because the machine is busy. A key then came after what followed it.
    """
    quiet = 0
    while quiet < QUIET and pilot.app.is_running:
        if not await pilot._wait_for_screen():
            return  # the app has failed, or ended
        waits = any(part.message_queue_size for part in _parts(pilot))
        is_drawing = pilot.app._batch_count > 0  # a page is changed, but not shown yet
        quiet = 0 if waits or is_drawing else quiet + 1
    pilot.app.screen._on_timer_update()


def _parts(pilot: Pilot[Outcome]) -> Iterator[MessagePump]:
    yield pilot.app
    for screen in pilot.app.screen_stack:
        yield from screen.walk_children(with_self=True)
