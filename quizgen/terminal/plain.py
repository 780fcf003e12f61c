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
from quizgen.terminal.feedback import (
    duration,
    feedback,
    feedback_lines,
    points_of,
    share_text,
    summary,
)
from quizgen.terminal.lines import wrapped
from quizgen.text.markup import plain
from quizgen.text.wording import Wording, capital

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
    session, words = sitting.session, sitting.words
    voice.opening()
    try:
        while True:
            if sitting.left == 0 and session.unanswered and not session.practising:
                console.say(words.say("terminal.time-up"))
                sitting.give_up()
                voice.result()
                return True
            item = session.current
            try:
                if item is None:  # everything had been answered before
                    break
                voice.question(item)
                response = _response(item, console, words)
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
    session, words = sitting.session, sitting.words
    voice.result()
    while session.current is None:
        commands: list[Command] = [each for each in LINE_COMMANDS if each not in _NOT_AT_THE_END]
        offer = ""
        if session.missed:
            commands.append(Command.PRACTISE)
            offer = words.say("terminal.offer-practice", number=len(session.missed))
        try:
            line = voice.console.ask(words.say("terminal.at-the-end", offer=offer))
        except KeyboardInterrupt:
            return False
        word = (line or "").strip().lstrip(":")
        # A word that would be unclear while something is asked is unclear here too.
        command = command_of(word, words, (*LINE_COMMANDS, Command.PRACTISE))
        if not word or command is Command.QUIT:
            return False
        if command in commands:
            voice.obey(command)
    return True


def _response(item: Item, console: Console, words: Wording) -> Response:
    """Return the response to an item, asked for until it can be one."""
    while True:
        try:
            return _one_response(item, console, words)
        except NotAResponseError as error:
            console.say(words.say("terminal.no-answer", why=words.note(str(error))))


def _one_response(item: Item, console: Console, words: Wording) -> Response:
    """Return the response to an item; NotAResponseError where it can be none."""
    if isinstance(item, ListItem):
        named: list[str] = []
        while named != ["?"] and (line := _line(console, "- ", words)):
            named.append(line)
        return item.parse(named, words)
    prompts = item.prompts(words)
    lines = [""] * len(prompts)
    # What is typed comes first, before any answer is shown.
    order = sorted(range(len(prompts)), key=lambda place: place in item.said)
    for place in order:
        line = _line_for(item, prompts[place], console, words)
        if line == "?" and place == order[0]:
            return DONT_KNOW
        if line != "?" and place in item.said:
            console.say(words.say("terminal.answer", answer=plain(item.said[place])))
            line = _line(console, words.say("answer.had"), words)
        lines[place] = line
    return item.parse(lines, words)


def _line_for(item: Item, prompt: str, console: Console, words: Wording) -> str:
    """Return a line; of a matching, one that is a letter.

    So one wrong key does not cost the lines before it.
    """
    is_matching = isinstance(item, MatchingItem)
    while (line := _line(console, prompt, words)) and is_matching and line != "?":
        try:
            item.parse([line] + [""] * (len(item.prompts(words)) - 1), words)
        except NotAResponseError as error:
            console.say(words.say("terminal.no-answer", why=words.note(str(error))))
        else:
            break
    return line


def _line(console: Console, prompt: str, words: Wording) -> str:
    """Return one line; a command or the end of input is raised."""
    line = console.ask(prompt)
    if line is None:
        raise _End
    line = line.strip()
    if line.startswith(":") and len(line) > 1:
        raise _CommandLine(command_of(line[1:], words) or Command.HELP)
    return line


@dataclass(slots=True)
class _Voice:
    """All that is said to the person."""

    sitting: Sitting
    console: Console

    def _say(self, *lines: str) -> None:
        for line in lines:
            self.console.say(wrapped(line, self.console.width))

    @property
    def words(self) -> Wording:
        return self.sitting.words

    def _tell(self, name: str, **data: object) -> None:
        self._say(self.words.say(f"terminal.{name}", **data))

    def opening(self) -> None:
        session, sitting = self.sitting.session, self.sitting
        of = len(session.items)
        self._tell("opening", title=sitting.title, questions=of)
        done = len(session.first_answers)
        if done:
            self._tell("going-on", number=done, of=of)
        if sitting.warning:
            self._tell("not-kept", why=sitting.warning)
        if sitting.left is not None:
            self._tell("time", time=duration(sitting.left))

    def question(self, item: Item) -> None:
        session = self.sitting.session
        words, number = self.words, len(session.first_answers) + 1
        place = words.say("terminal.place", number=number, of=len(session.items))
        if session.practising:
            place = words.say("terminal.practice")
        left, time = self.sitting.left, ""
        if left is not None and not session.practising:
            time = f" · {words.say('terminal.left', time=duration(left))}"
        self._say("", *question_lines(item, place, words, time))

    def answered(self, item: Item, response: Response) -> None:
        left = self.sitting.left
        if left == 0 and not self.sitting.session.practising:
            return  # too late: the loop says so
        answer = self.sitting.answer(response)
        if not self.sitting.shows(answer):
            self._tell("noted")
        else:
            self._say(*verdict_lines(item, answer, self.words))
            if not answer.mark.right and not answer.mark.overridden:
                self._tell("count-it")
        self.trouble()

    def obey(self, command: Command) -> None:
        try:
            answer = obey(self.sitting, command)
        except RefusedError as error:
            self._say(f"{capital(self.words.note(str(error)))}.")
        else:
            self._say(*self._reply(command, answer))
        self.trouble()

    def _reply(self, command: Command, answer: Answer | None) -> list[str]:
        session, say = self.sitting.session, self.words.say
        if command is Command.HELP:
            return say("terminal.help").splitlines()
        if command is Command.SCORE:
            if self.sitting.mode == "exam":
                number, of = len(session.first_answers), len(session.items)
                return [say("terminal.answered", number=number, of=of)]
            return [_score(session.score(), self.words)]
        if command is Command.UNDO:
            return [say("terminal.taken-back")]
        if command in (Command.HARD, Command.EASY):
            return [say("terminal.noted-as", rating=say(f"rating.{command}"))]
        if answer is not None:
            return [say("terminal.now-right" if answer.mark.right else "terminal.now-wrong")]
        return []

    def result(self) -> None:
        session = self.sitting.session
        if self.sitting.mode == "exam":
            for id, answer in session.first_answers.items():
                item = session.items[id]
                self._say("", *item.body(self.words), *verdict_lines(item, answer, self.words))
        self._say("", *_result(session, self.words))

    def stopped(self) -> None:
        session = self.sitting.session
        self.trouble()
        if session.unanswered:
            number, of = len(session.first_answers), len(session.items)
            name = "terminal.stopped" if self.sitting.trouble else "terminal.stopped-saved"
            self._say("", self.words.say(name, number=number, of=of))
        else:
            self.sitting.finish()

    def trouble(self) -> None:
        if self.sitting.trouble:
            self._tell("not-saved", why=self.sitting.trouble)


def question_lines(item: Item, place: str, words: Wording, time: str = "") -> list[str]:
    """Return a question as it is put: where it stands, what is asked, what to type."""
    head = f"{place} · {item.title(words)}{time}"
    return [head, *item.body(words), f"({item.instruction(words)})"]


def verdict_lines(item: Item, answer: Answer, words: Wording) -> list[str]:
    """Return the feedback with its verdict in front, so that it is heard or found first."""
    told = feedback(item, answer, words)
    verdict = told.word.upper()
    if told.detail:
        verdict += f" ({told.detail})"
    if told.points:
        verdict += f". {told.points}"
    return [verdict, *feedback_lines(told, words)[1:]]


def _result(session: Session, words: Wording) -> list[str]:
    """Return how it went: the score, by topic and by type, what was confused and missed."""
    whole, say = summary(session, words), words.say
    lines = [say("terminal.result", score=_score(whole.score, words))]
    for tallies, heading in ((whole.topics, "by-topic"), (whole.types, "by-type")):
        if len(tallies) > 1:
            lines.append(f"{say(f'terminal.{heading}')}:")
            lines += [f"  {tally.name}: {_score(tally.score, words)}" for tally in tallies]
    if whole.confusions:
        lines.append(f"{say('terminal.confused')}:")
        for each in whole.confusions:
            mixed = say("terminal.mixed-up", answer=each.given, term=each.meant)
            lines.append(f"  {mixed}, {say('terminal.times', times=each.times)}")
    if whole.missed:
        lines.append(f"{say('terminal.missed')}:")
        lines += [f"  {plain(item.stem) or item.id}" for item in whole.missed]
    return lines


def _score(score: Score, words: Wording) -> str:
    points = points_of(score.earned, score.points, words)
    right = words.say("terminal.right-of", number=score.right, questions=score.items)
    return f"{points} ({share_text(score, words)}); {right}"
