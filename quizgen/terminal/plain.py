"""Put a sitting to a person in lines: one question a block, nothing ever redrawn.

That is for pipes, screen readers and scripts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quizgen.grading.marks import DONT_KNOW, Response
from quizgen.quiz.quiz import Item
from quizgen.quiz.types import ListItem, MatchingItem, NotAResponseError
from quizgen.sitting import Answer, Score, Session, Sitting
from quizgen.terminal.commands import LINE_COMMANDS, Command, RefusedError, command_of, obey
from quizgen.terminal.feedback import duration, feedback, feedback_lines, points_text, summary
from quizgen.terminal.lines import counted, wrapped
from quizgen.text.markup import plain

_HELP = """\
Type your answer and press Enter. Instead of an answer:
  ?        I don't know
  :skip    ask this later
  :undo    take the last answer back
  :right   the last answer was right      :wrong   it was wrong
  :hard    it was hard                    :easy    it was easy
  :score   how it stands
  :quit    stop; everything is saved, and the next start goes on here
  :help    these lines"""
_NOT_AT_THE_END = (Command.SKIP, Command.HELP)


@dataclass(slots=True)
class Console:
    """Where lines go and come from.

    `ask` returns None at the end of input. `width` counts characters.
    """

    ask: Callable[[str], str | None]
    say: Callable[[str], None]
    width: int = 80


class _CommandLine(Exception):  # noqa: N818 - not an error: a line that is an order, not an answer
    def __init__(self, command: Command) -> None:
        self.command = command


class _End(Exception):  # noqa: N818 - not an error: there is no more input
    pass


def put_in_lines(sitting: Sitting, console: Console) -> bool:
    """Put a sitting to a person; return whether it was brought to its end."""
    voice = _Voice(sitting, console)
    session = sitting.session
    voice.opening()
    try:
        while True:
            if sitting.left == 0 and session.unanswered and not session.practising:
                console.say("Time is up.")
                sitting.give_up()
                voice.result()
                return True
            item = session.current
            try:
                if item is None:  # everything had been answered before
                    break
                voice.question(item)
                response = _response(item, console)
                voice.answered(item, response)
            except _CommandLine as line:
                if line.command is Command.QUIT:
                    raise _End from None
                voice.obey(line.command)
            if session.current is None and not _more(sitting, voice):
                break
    except _End:
        voice.stopped()
        return not session.unanswered
    sitting.finish()
    voice.trouble()
    return True


def _more(sitting: Sitting, voice: _Voice) -> bool:
    """Say the result, then do what is still wanted; return whether something is asked again."""
    session = sitting.session
    voice.result()
    while session.current is None:
        commands: list[Command] = [each for each in LINE_COMMANDS if each not in _NOT_AT_THE_END]
        offer = ""
        if session.missed:
            commands.append(Command.PRACTISE)
            offer = f":practise asks the {len(session.missed)} missed again; "
        try:
            line = voice.console.ask(f"[{offer}:undo takes the last answer back; Enter ends] ")
        except KeyboardInterrupt:
            return False
        word = (line or "").strip().lstrip(":")
        # A word that would be unclear while something is asked is unclear here too.
        command = command_of(word, (*LINE_COMMANDS, Command.PRACTISE))
        if not word or command is Command.QUIT:
            return False
        if command in commands:
            voice.obey(command)
    return True


def _response(item: Item, console: Console) -> Response:
    """Return the response to an item, asked for until it can be one."""
    while True:
        try:
            return _one_response(item, console)
        except NotAResponseError as error:
            console.say(f"That is no answer here: {error}.")


def _one_response(item: Item, console: Console) -> Response:
    """Return the response to an item; NotAResponseError where it can be none."""
    if isinstance(item, ListItem):
        named: list[str] = []
        while named != ["?"] and (line := _line(console, "- ")):
            named.append(line)
        return item.parse(named)
    prompts = item.prompts
    lines = [""] * len(prompts)
    # What is typed comes first, before any answer is shown.
    order = sorted(range(len(prompts)), key=lambda place: place in item.said)
    for place in order:
        line = _line_for(item, prompts[place], console)
        if line == "?" and place == order[0]:
            return DONT_KNOW
        if line != "?" and place in item.said:
            console.say(f"Answer: {plain(item.said[place])}")
            line = _line(console, "Did you have it? y or n: ")
        lines[place] = line
    return item.parse(lines)


def _line_for(item: Item, prompt: str, console: Console) -> str:
    """Return a line; of a matching, one that is a letter.

    So one wrong key does not cost the lines before it.
    """
    while (line := _line(console, prompt)) and isinstance(item, MatchingItem) and line != "?":
        try:
            item.parse([line] + [""] * (len(item.left) - 1))
        except NotAResponseError as error:
            console.say(f"That is no answer here: {error}.")
        else:
            break
    return line


def _line(console: Console, prompt: str) -> str:
    """Return one line; a command or the end of input is raised."""
    line = console.ask(prompt)
    if line is None:
        raise _End
    line = line.strip()
    if line.startswith(":") and len(line) > 1:
        raise _CommandLine(command_of(line[1:]) or Command.HELP)
    return line


@dataclass(slots=True)
class _Voice:
    """All that is said to the person."""

    sitting: Sitting
    console: Console

    def _say(self, *lines: str) -> None:
        for line in lines:
            self.console.say(wrapped(line, self.console.width))

    def opening(self) -> None:
        session, sitting = self.sitting.session, self.sitting
        self._say(
            f"{sitting.title}: {len(session.items)} questions. :help shows what can be typed."
        )
        done = len(session.first_answers)
        if done:
            self._say(f"Going on where you stopped: {done} of {len(session.items)} are answered.")
        if sitting.warning:
            self._say(f"NOT IN THE HISTORY: {sitting.warning}.")
        if sitting.left is not None:
            self._say(f"Time: {duration(sitting.left)}.")

    def question(self, item: Item) -> None:
        session = self.sitting.session
        place = f"Question {len(session.first_answers) + 1} of {len(session.items)}"
        if session.practising:
            place = "Practice"
        left = self.sitting.left
        time = f" · {duration(left)} left" if left is not None and not session.practising else ""
        self._say("", *question_lines(item, place, time))

    def answered(self, item: Item, response: Response) -> None:
        left = self.sitting.left
        if left == 0 and not self.sitting.session.practising:
            return  # too late: the loop says so
        answer = self.sitting.answer(response)
        if not self.sitting.shows(answer):
            self._say("Noted.")
        else:
            self._say(*verdict_lines(item, answer))
            if not answer.mark.right and not answer.mark.overridden:
                self._say("(:right counts it, if it was)")
        self.trouble()

    def obey(self, command: Command) -> None:
        try:
            answer = obey(self.sitting, command)
        except RefusedError as error:
            self._say(f"{str(error).capitalize()}.")
        else:
            self._say(*self._reply(command, answer))
        self.trouble()

    def _reply(self, command: Command, answer: Answer | None) -> list[str]:
        session = self.sitting.session
        if command is Command.HELP:
            return _HELP.splitlines()
        if command is Command.SCORE:
            if self.sitting.mode == "exam":
                return [f"{len(session.first_answers)} of {len(session.items)} answered."]
            return [_score(session.score())]
        if command is Command.UNDO:
            return ["Taken back; it is asked again."]
        if command in (Command.HARD, Command.EASY):
            return [f"Noted as {command}."]
        if answer is not None:
            verdict = "right" if answer.mark.right else "wrong"
            return [f"The last answer now counts as {verdict}."]
        return []

    def result(self) -> None:
        session = self.sitting.session
        if self.sitting.mode == "exam":
            for id, answer in session.first_answers.items():
                item = session.items[id]
                self._say("", *item.body(), *verdict_lines(item, answer))
        self._say("", *_result(session))

    def stopped(self) -> None:
        session = self.sitting.session
        self.trouble()
        if session.unanswered:
            done = len(session.first_answers)
            saved = "" if self.sitting.trouble else "; what you answered is saved"
            self._say("", f"Stopped after {done} of {len(session.items)}{saved}.")
        else:
            self.sitting.finish()

    def trouble(self) -> None:
        if self.sitting.trouble:
            self._say(f"NOT SAVED YET: {self.sitting.trouble}")


def question_lines(item: Item, place: str, time: str = "") -> list[str]:
    """Return a question as it is put: where it stands, what is asked, what to type."""
    return [f"{place} · {item.title}{time}", *item.body(), f"({item.instruction})"]


def verdict_lines(item: Item, answer: Answer) -> list[str]:
    """Return the feedback with its verdict in front, so that it is heard or found first."""
    told = feedback(item, answer)
    verdict = told.word.upper()
    if told.detail:
        verdict += f" ({told.detail})"
    if told.points:
        verdict += f". {told.points}"
    return [verdict, *feedback_lines(told)[1:]]


def _result(session: Session) -> list[str]:
    """Return how it went: the score, by topic and by type, what was confused and missed."""
    whole = summary(session)
    lines = [f"Result: {_score(whole.score)}"]
    for tallies, heading in ((whole.topics, "By topic"), (whole.types, "By type")):
        if len(tallies) > 1:
            lines.append(f"{heading}:")
            lines += [f"  {tally.name}: {_score(tally.score)}" for tally in tallies]
    if whole.confusions:
        lines.append("Confused:")
        for each in whole.confusions:
            lines.append(f"  {each.given} for {each.meant}, {counted(each.times, 'time')}")
    if whole.missed:
        lines.append("Missed:")
        lines += [f"  {plain(item.stem) or item.id}" for item in whole.missed]
    return lines


def _score(score: Score) -> str:
    points = f"{points_text(score.earned)} of {counted(score.points, 'point')} ({score.share:.0%})"
    return f"{points}; {score.right} of {counted(score.items, 'question')} right"
