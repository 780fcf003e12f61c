"""Kill quizzes in child processes at many moments; print what stands after each time, as JSON.

The children are forked from one process in which all is loaded, so that each begins at once. Each
round is a line, written when it is over.
`python killed_quizzes.py FOLDER ROUNDS SEED` is called in an empty folder.
"""

from __future__ import annotations

import gc
import json
import os
import random
import re
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from click.testing import CliRunner
from every import EVERY

from quizgen.cli import main
from quizgen.history.history import History
from quizgen.sitting import Sitting

QUESTIONS = 5
ASKED = ("--types", "true-false", "--questions", str(QUESTIONS), "--seed", "7", "--no-repeat")
# What is said in lines; True and False are answers, the rest is commands.
SCRIPTS: tuple[tuple[bool | str, ...], ...] = (
    (True, True, "wrong", False, "undo", True, "flag", False, True),
    (False, "undo", "undo", True, "right", "suspend", False, "undo", True, "skip", False),
    (True, False, True, False, True, "undo", False),
)
# Each line of a script is answered by one of these events; in lines, a question comes after it.
EVENTS = {"mark", "undone", "remark", "error"}
VERBS = (("stats",), ("due",), ("review", "--json"), ("quiz", "--json", *ASKED))
Killer = Callable[[], None]


def line_of(act: bool | str, *, as_json: bool) -> str:
    if isinstance(act, bool):
        return json.dumps([str(act).lower()]) if as_json else str(act)[0].lower()
    return json.dumps({"command": act}) if as_json else f":{act}"


def forked(arguments: list[str], lines: list[str], killer: Killer) -> tuple[int, int]:
    """Run a verb in a child; its id, and where its output can be read. All lines wait for it."""
    stdin, to_child = os.pipe()
    from_child, stdout = os.pipe()
    child = os.fork()
    if not child:
        os.close(to_child)  # or else its input would never end
        os.close(from_child)
        _run(arguments, stdin, stdout, killer)
    os.close(stdin)
    os.close(stdout)
    os.write(to_child, "".join(f"{line}\n" for line in lines).encode())
    os.close(to_child)
    return child, from_child


def _run(arguments: list[str], stdin: int, stdout: int, killer: Killer) -> NoReturn:
    code = 1
    try:
        for old, new in ((stdin, 0), (stdout, 1), (stdout, 2)):
            os.dup2(old, new)
        sys.stdin, sys.stdout = open(0), open(1, "w")  # noqa: SIM115
        sys.stderr = open(2, "w")  # noqa: SIM115
        killer()
        main(arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def output(child: int, reading: int, until: Callable[[str], bool] = lambda _: False) -> str:
    """All that a child says; it is killed as soon as what it said so far is enough."""
    text = b""
    killed = False
    while more := os.read(reading, 1 << 16):
        text += more
        if not killed and until(text.decode(errors="replace")):
            os.kill(child, signal.SIGKILL)
            killed = True
    os.close(reading)
    return text.decode(errors="replace")


def nothing() -> None:
    """Let the child live."""


def after_write(number: int) -> Killer:
    """Kill when something is kept the so-manieth time, before that is shown."""

    def arm() -> None:
        keep, seen = Sitting._keep, 0

        def kept(self: Sitting, write: Any) -> None:
            nonlocal seen
            keep(self, write)
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

        Sitting._keep = kept  # type: ignore[method-assign]

    return arm


def within_write(number: int) -> Killer:
    """Kill when the so-manieth statement of the database begins."""

    def arm() -> None:
        connect, seen = sqlite3.connect, 0

        def trace(_: str) -> None:
            nonlocal seen
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

        def connected(*arguments: Any, **more: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*arguments, **more)
            connection.set_trace_callback(trace)
            return connection

        sqlite3.connect = connected  # type: ignore[assignment]

    return arm


def acknowledged(text: str, *, as_json: bool) -> int:
    """How many lines were answered; -1 before the first question."""
    if not as_json:
        return len(re.findall(r"^(?:Question \d|Result:)", text, re.MULTILINE)) - 1
    whole = (line for line in text.split("\n")[:-1] if line.startswith("{"))
    events: list[str] = [json.loads(line)["event"] for line in whole]
    if "question" not in events:
        return -1
    # A skip has no event of its own but the next question.
    skips = sum(one == after == "question" for one, after in pairwise(events))
    return sum(event in EVENTS for event in events) + skips


def standing(path: Path) -> list[Any]:
    """What stands in a history: the answers with what became of them, and the remarks."""
    if not path.exists():
        return []
    with History.open(path) as history:
        answers = [[each.item, list(each.response), each.overridden] for each in history.answers()]
        remarks = [[each.item, each.remark] for each in history.remarks()]
    return [*answers, *remarks]


def killed(path: Path, how: str, number: int, jitter: int, script: int, *, as_json: bool) -> str:
    """Kill a quiz; what it had said by then."""
    arguments = ["quiz", "--json" if as_json else "--plain", *ASKED, "--history", str(path)]
    lines = [line_of(act, as_json=as_json) for act in SCRIPTS[script]]
    killers = {"shown": nothing, "kept": after_write(number), "within": within_write(number)}
    child, reading = forked(arguments, lines, killers[how])

    def enough(text: str) -> bool:
        if how != "shown" or acknowledged(text, as_json=as_json) < number:
            return False
        for _ in range(jitter):
            pass
        return True

    text = output(child, reading, enough)
    os.waitpid(child, 0)
    return text


def states(folder: Path, script: int) -> list[list[Any]]:
    """What stands after each number of lines of a script."""
    after = []
    for number in range(len(SCRIPTS[script]) + 1):
        path = folder / f"wanted-{script}-{number}.db"
        lines = [line_of(act, as_json=True) for act in SCRIPTS[script][:number]]
        child, reading = forked(["quiz", "--json", *ASKED, "--history", str(path)], lines, nothing)
        output(child, reading)
        os.waitpid(child, 0)
        after.append(standing(path))
    return after


def verbs(path: Path) -> dict[str, Any]:
    """The exit status of each verb that uses the history, and how many answers a quiz goes on
    with."""
    found: dict[str, Any] = {}
    for verb in VERBS:
        child, reading = forked([*verb, "--history", str(path)], [], nothing)
        text = output(child, reading)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        found[verb[0]] = status if "Traceback" not in text else text
        start = re.search(r'^\{"event": "start".*"answered": (\d+)', text, re.MULTILINE)
        if verb[0] == "quiz" and start:
            found["goes on with"] = int(start[1])
    return found


def load_once(path: Path) -> None:
    """Call each verb here, so that what it imports and prepares is there for all children."""
    answers = "t\nf\n" * QUESTIONS
    for arguments in (["quiz", "--plain", *ASKED], ["quiz", "--json", *ASKED], *VERBS):
        CliRunner().invoke(main, [*arguments, "--history", str(path)], input=answers)
    path.unlink()
    gc.collect()
    gc.freeze()  # or else the collector of each child would write to all that it shares


def run(folder: Path, rounds: int, seed: int) -> None:
    os.chdir(folder)
    Path("decks").mkdir(exist_ok=True)
    Path("decks/collection.yaml").write_text("collection: Everything\nid: everything\n")
    Path("decks/deck.yaml").write_text(EVERY)
    load_once(folder / "first.db")
    chance = random.Random(seed)
    wanted = [states(folder, script) for script in range(len(SCRIPTS))]
    for number in range(rounds):
        script, as_json = chance.randrange(len(SCRIPTS)), number % 3 < 2
        how = ("shown", "kept", "within")[number // 3 % 3]
        moment = chance.randint(1, 160 if how == "within" else len(SCRIPTS[script]) - 1)
        path = folder / f"history-{number}.db"
        text = killed(path, how, moment, chance.randrange(100_000), script, as_json=as_json)
        acks = acknowledged(text, as_json=as_json)
        unready = path.with_name(f"{path.name}-journal").exists()
        due = verbs(path) if number % 2 else None  # a reading verb may be the first to open it
        stands = standing(path)
        with History.open(path) as history:
            [intact] = history._database.execute("PRAGMA integrity_check").fetchone()
            before = history.memories()
            history.rebuild()
            same = history.memories() == before
        ahead = [at - max(0, acks) for at, state in enumerate(wanted[script]) if state == stands]
        told = {
            "how": how,
            "json": as_json,
            "acknowledged": acks,
            "ahead": ahead,
            "answers": sum(len(each) == 3 for each in stands),
            "intact": intact == "ok" and same,
            "unready": unready,
            "verbs": due or verbs(path),
        }
        print(json.dumps(told), flush=True)
        path.unlink()


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
