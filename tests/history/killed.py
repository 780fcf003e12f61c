"""Answers in a child process that is killed, over and over; prints what was found after each time,
as JSON.

One process that forks: so that each child starts at once. `python killed.py FILE ROUNDS SEED`.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

from keeping import ITEMS, NOON, QUIZ, given

from quizgen.grading.marks import Verdict
from quizgen.history.history import History
from quizgen.sitting import Answer

States = list[
    tuple[str, int, bool]
]  # of each answer that stands: its item, when it was given, whether it was turned


def answering(path: Path, seed: int, acknowledge: int) -> None:
    """Answer, turn marks, take answers back, without end; a byte after each that is kept."""
    chance = random.Random(seed)
    with History.open(path) as history:
        keeper = history.begin("quiz", QUIZ, ITEMS, NOON + seed, 0)
        os.write(acknowledge, b".")
        standing: list[Answer] = []
        for number in count():
            act, item = chance.choice("kkkaw"), ITEMS[number % len(ITEMS)]
            if act == "k" or not standing:
                standing.append(
                    given(
                        item,
                        chance.choice([Verdict.RIGHT, Verdict.WRONG]),
                        at=NOON + number * 10_000_000,
                    )
                )
                keeper.keep(standing[-1], item)
            elif act == "a":
                standing[-1] = replace(
                    standing[-1], mark=standing[-1].mark.override(chance.random() < 0.5)
                )
                keeper.amend(standing[-1], item)
            else:
                keeper.withdraw(standing.pop(), item)
            os.write(acknowledge, b".")


def expected(seed: int, acts: int) -> States:
    """What stands after so many acts."""
    chance = random.Random(seed)
    standing: States = []
    for number in range(acts):
        act, item = chance.choice("kkkaw"), ITEMS[number % len(ITEMS)]
        if act == "k" or not standing:
            chance.choice([0, 1])
            standing.append((item.id, NOON + number * 10_000_000, False))
        elif act == "a":
            chance.random()
            standing[-1] = (*standing[-1][:2], True)
        else:
            standing.pop()
    return standing


def killed(path: Path, seed: int, acts: int, jitter: int) -> int:
    """Let a child answer, kill it somewhere after so many acts; gives the number of acts that it
    acknowledged.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        answering(path, seed, writing)
    os.close(writing)
    seen = 0
    while seen < acts:
        seen += len(os.read(reading, acts - seen))
    for _ in range(jitter):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 1000):
        seen += len(more)
    os.close(reading)
    return seen - 1  # the first says that the sitting has begun


def main() -> None:
    path, rounds, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    History.open(path).close()
    chance = random.Random(seed)
    for number in range(rounds):
        acts = killed(path, number, chance.randint(1, 5), chance.randrange(200_000))
        unready = path.with_name(
            f"{path.name}-journal"
        ).exists()  # killed between the first byte and the last
        with History.open(path) as history:
            found = history.unfinished("quiz", 0)
            [intact] = history._database.execute("PRAGMA integrity_check").fetchone()
            before = history.memories()
            if number % 10 == 0:
                history.rebuild()
            same = history.memories() == before
        standing = [(a.item, a.at, a.mark.overridden) for a in found.answers] if found else []
        wanted = [expected(number, acts), expected(number, acts + 1)]
        print(
            json.dumps(
                [
                    acts,
                    intact,
                    same,
                    unready,
                    wanted.index(standing) if standing in wanted else None,
                ]
            )
        )


main()
