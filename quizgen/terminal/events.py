"""Put a sitting to a program as JSON objects, one a line; what is asked never holds its key."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from quizgen.grading.marks import Response
from quizgen.quiz.quiz import Item
from quizgen.quiz.types.item import Data
from quizgen.sitting import Answer, Sitting
from quizgen.terminal.commands import STREAM_COMMANDS, Command, obey
from quizgen.terminal.feedback import summary
from quizgen.text.markup import plain
from quizgen.text.wording import wording


def put_to_program(
    sitting: Sitting, ask: Callable[[], str | None], say: Callable[[str], None]
) -> bool:
    """Put a sitting to a program; return whether it was brought to its end.

    A line of input is a JSON list of strings (the response), an object `{"command": …}`, or plain
    text, in which a semicolon stands between the answers of an item that wants several.
    """
    return _Stream(sitting, say).run(ask)


class _Stream:
    """A sitting, and where its events go."""

    def __init__(self, sitting: Sitting, say: Callable[[str], None]) -> None:
        self.sitting, self.session, self._say = sitting, sitting.session, say
        self._told: str | None = None  # the item that was asked last; empty once the end was told

    def tell(self, event: str, **data: Any) -> None:
        """Say one event."""
        self._say(json.dumps({"event": event, **data}, ensure_ascii=False))

    def run(self, ask: Callable[[], str | None]) -> bool:
        """Ask until there is nothing left, no more input, or no more time."""
        self._progress("start", title=self.sitting.title, mode=self.sitting.mode)
        if self.sitting.warning:
            self.tell("trouble", message=self.sitting.warning)
        while True:
            if self.sitting.left == 0 and self.session.unanswered:
                self.tell("time", message="time is up")
                self._end(self.sitting.give_up)
                return True
            self._ask()
            line = ask()
            if line is None or (self.session.current is None and not line.strip()):
                break
            try:
                if not self._take(line):
                    break
            except ValueError as error:
                self.tell("error", message=str(error))
            if self.sitting.trouble:
                self.tell("trouble", message=self.sitting.trouble)
        if self.session.unanswered:
            self._progress("stopped")
        return not self.session.unanswered

    def _progress(self, event: str, **data: Any) -> None:
        self.tell(
            event,
            **data,
            questions=len(self.session.items),
            answered=len(self.session.first_answers),
        )

    def _ask(self) -> None:
        item = self.session.current
        if item is not None and self._told != item.id:
            place = {"practice": self.session.practising, "milliseconds_left": self.sitting.left}
            self.tell("question", **place, **question_event(item))
            self._told = item.id
        elif item is None and self._told != "":
            self._end(self.sitting.finish)
            self._told = ""

    def _take(self, line: str) -> bool:
        """Do what a line says; return whether to go on."""
        request, item = _read(line), self.session.current
        if request is Command.QUIT:
            return False
        if isinstance(request, Command):
            self._obey(request)
            self._told = None
        elif item is None:
            raise ValueError("nothing is asked any more; an empty line ends")
        elif self.sitting.left != 0 or self.session.practising:
            answer = self.sitting.answer(_response(item, request))
            self._told = None
            if self.sitting.shows(answer):
                self._mark(answer)
            else:
                self.tell("noted", item=item.id)
        return True

    def _obey(self, command: Command) -> None:
        answer = obey(self.sitting, command)
        if answer is not None and command is Command.UNDO:
            self.tell("undone", item=answer.item)
        elif answer is not None:
            self._mark(answer)

    def _mark(self, answer: Answer) -> None:
        self.tell("mark", **mark_event(self.session.items[answer.item], answer))

    def _end(self, finish: Callable[[], None]) -> None:
        finish()
        if self.sitting.mode == "exam":
            for answer in self.session.first_answers.values():
                self._mark(answer)
        whole = asdict(summary(self.session, wording("en")))
        whole["missed"] = [item.id for item in self.session.missed]
        whole["score"]["share"] = round(self.session.score().share, 4)
        self.tell("end", **whole)


def question_event(item: Item) -> dict[str, Any]:
    """Return what a person may know of an item before answering it, in plain words."""
    view = {
        "item": item.id,
        "type": item.type,
        "deck": item.deck,
        "topic": item.topic,
        "level": item.level,
        "points": item.points,
        "stem": item.stem,
        **item.own_view(),
    }
    return {**_plain(view), "media": _media(item, "question")}


def mark_event(item: Item, answer: Answer) -> dict[str, Any]:
    """Return an answer with its mark, and what is shown with it."""
    data = {**asdict(answer), "response": list(answer.response)}
    mark = data.pop("mark")
    media = _media(item, "answer")
    return {
        **data,
        "verdict": str(answer.mark.verdict),
        "right": answer.mark.right,
        **mark,
        "media": media,
    }


def _media(item: Item, side: str) -> list[dict[str, str]]:
    return [
        {"kind": each.kind, "name": each.name, "alt": plain(each.alt)}
        for each in item.media_at(side)
    ]


def _plain(value: Any) -> Any:
    """Return data as JSON has it, with each text in plain words."""
    if isinstance(value, Data):
        return _plain(value.model_dump(mode="json"))
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


class _Text:
    """A response in plain text."""

    def __init__(self, text: str) -> None:
        self.text = text


def _read(line: str) -> tuple[str, ...] | Command | _Text:
    """Return what a line holds: a response, a command, or text."""
    line = line.strip()
    if not line.startswith(("[", "{")):
        return _Text(line)
    try:
        data = json.loads(line)
    except ValueError:
        return _Text(line)  # an answer may begin with a bracket
    if isinstance(data, list) and all(isinstance(each, str) for each in data):
        return tuple(data)
    if isinstance(data, dict) and isinstance(data.get("response"), list):
        return tuple(map(str, data["response"]))
    if isinstance(data, dict) and data.get("command") in STREAM_COMMANDS:
        return Command(data["command"])
    names = ", ".join(STREAM_COMMANDS)
    raise ValueError(f'give a list of strings, or {{"command": …}} with one of {names}')


def _response(item: Item, texts: tuple[str, ...] | _Text) -> Response:
    """Return the response in a list of texts, or in plain text as a person would have typed it."""
    if isinstance(texts, tuple):
        return item.response_of(texts)
    return item.parse(texts.text.split(";") if item.several else [texts.text], wording("en"))
