"""Understand and obey the commands of a sitting: what can be said instead of an answer."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from quizgen.sitting import RATINGS, Act, Answer, Remark, Sitting
from quizgen.text.wording import Wording


class Command(StrEnum):
    """What a person or a program may want, other than to answer."""

    SKIP = "skip"
    UNDO = "undo"
    RIGHT = "right"
    WRONG = "wrong"
    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"
    SUSPEND = "suspend"
    BURY = "bury"
    FLAG = "flag"
    SCORE = "score"
    PRACTISE = "practise"
    QUIT = "quit"
    HELP = "help"


# Typed in place of an answer; practice is offered only at the end, where nothing is asked.
LINE_COMMANDS = tuple(each for each in Command if each is not Command.PRACTISE)
# A program counts the score itself, and needs no help.
STREAM_COMMANDS = tuple(each for each in Command if each not in (Command.SCORE, Command.HELP))
_ACTS: dict[Command, Act] = {
    Command.SKIP: "skip",
    Command.UNDO: "undo",
    Command.RIGHT: "override",
    Command.WRONG: "override",
    Command.AGAIN: "rate",
    Command.HARD: "rate",
    Command.GOOD: "rate",
    Command.EASY: "rate",
    Command.SUSPEND: "suspend",
    Command.BURY: "bury",
    Command.FLAG: "flag",
    Command.PRACTISE: "practise",
}


def command_of(
    word: str, words: Wording, commands: Iterable[Command] = LINE_COMMANDS
) -> Command | None:
    """Return the command that a word begins, of any case; None where it begins none or several.

    The whole word counts in English, too, as manuals write it.
    """
    word = word.casefold()
    names = {command: words.say(f"command.{command}").casefold() for command in commands}
    matches = [command for command, name in names.items() if name.startswith(word)]
    if word and len(matches) == 1:
        return matches[0]
    return next((command for command in names if word == command.value), None)


def refusal(sitting: Sitting, command: Command) -> str:
    """Return why a command cannot be obeyed now; empty where it can."""
    return sitting.refusal(_ACTS[command]) if command in _ACTS else ""


def obey(
    sitting: Sitting, command: Command, words: str = "", item: str = ""
) -> Answer | Remark | None:
    """Do what a command says; return the last answer as it is now, or what was taken back.

    Of what is said of a question, return that; `item` is the question's id, and of none the one
    asked now is meant, or else the last answered. `words` go with a flag. Nothing is to be done for
    the score, the help and the end: how they are shown differs.
    Raises RefusedError where the command cannot be obeyed now.
    """
    match command:
        case Command.SKIP:
            sitting.skip()
        case Command.PRACTISE:
            sitting.practise()
        case Command.UNDO:
            return sitting.undo()
        case Command.RIGHT | Command.WRONG:
            return sitting.override(right=command is Command.RIGHT)
        case Command.AGAIN | Command.HARD | Command.GOOD | Command.EASY:
            return sitting.rate(RATINGS[command.value])
        case Command.SUSPEND:
            return sitting.remark("suspend", "", item)
        case Command.BURY:
            return sitting.remark("bury", "", item)
        case Command.FLAG:
            return sitting.remark("flag", words, item)
    return None
