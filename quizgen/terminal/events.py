"""Put a sitting to a program as JSON objects, one a line; what is asked never holds its key."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, NamedTuple

from quizgen.grading.marks import Response
from quizgen.quiz.quiz import Item
from quizgen.quiz.types.item import Data
from quizgen.sitting import SURENESS, Answer, Confidence, Remark, Score, Sitting
from quizgen.terminal.commands import STREAM_COMMANDS, Command, obey
from quizgen.terminal.feedback import summary
from quizgen.text.markup import plain
from quizgen.text.wording import wording


def put_to_program(
    sitting: Sitting, ask: Callable[[], str | None], say: Callable[[str], None]
) -> bool:
    """Put a sitting to a program; return whether it was brought to its end.

    A line of input is a JSON list of strings (the response), an object `{"command": …}`, or plain
    text, in which a semicolon stands between the answers of an item that wants several. A line that
    comes after the time is no answer.
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
        """Ask until there is nothing left, or no more input."""
        self._progress("start", title=self.sitting.title, mode=self.sitting.mode)
        if self.sitting.warning:
            self.tell("trouble", message=self.sitting.warning)
        if self.sitting.news:
            self.tell("news", message=self.sitting.news)
        while self._asked(ask):
            if self.sitting.trouble:
                self.tell("trouble", message=self.sitting.trouble)
        if self.session.waits and not self.sitting.over:
            self._progress("stopped")
            return False
        if self._told != "":  # stopped while what was missed is asked again
            self._end()
        return True

    def _asked(self, ask: Callable[[], str | None]) -> bool:
        """Ask once, and take what is answered; return whether to go on."""
        self._tell_time()
        self._ask()
        line = ask()
        if self._tell_time():
            return True  # a line that comes after the time is no answer
        if line is None or (self.session.current is None and not line.strip()):
            return False
        try:
            return self._take(line)
        except ValueError as error:
            self.tell("error", message=str(error))
        return True

    def _tell_time(self) -> bool:
        """Hand in where time is up, and say so and how it ended; tell whether it is."""
        late = self.sitting.time_out()
        if late:
            self.tell("time", message="time is up")
            self._end()  # now, and not after the practice of what was missed
            self._told = ""
        return late

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
            self._end()
            self._told = ""

    def _take(self, line: str) -> bool:
        """Do what a line says; return whether to go on."""
        request, item = _read(line), self.session.current
        if isinstance(request, _Order) and request.command is Command.QUIT:
            return False
        if isinstance(request, _Order):
            self._obey(request)
            self._told = None
        elif item is None:
            raise ValueError(f"{self.sitting.refusal('answer')}; an empty line ends")
        else:
            confidence = request.confidence if isinstance(request, _Sure) else ""
            texts = request.texts if isinstance(request, _Sure) else request
            answer = self.sitting.answer(_response(item, texts), confidence)
            self._told = None
            if self.sitting.shows(answer):
                self._mark(answer)
            else:
                self.tell("noted", item=item.id)
        return True

    def _obey(self, order: _Order) -> None:
        done = obey(self.sitting, order.command, order.words, order.item)
        if isinstance(done, Remark):
            taken_back = order.command is Command.UNDO
            self.tell("remark", **asdict(done), withdrawn=taken_back)
        elif done is not None and order.command is Command.UNDO:
            self.tell("undone", item=done.item)
        elif done is not None:
            self._mark(done)

    def _mark(self, answer: Answer) -> None:
        outlook = self.sitting.outlook() if answer == self.session.last else None
        days = {"back_in_days": outlook.days if outlook else None}
        self.tell("mark", **mark_event(self.session.items[answer.item], answer), **days)

    def _end(self) -> None:
        self.sitting.finish()
        if self.sitting.mode == "exam":
            for answer in self.session.first_answers.values():
                self._mark(answer)
        told = summary(self.session, wording("en"))
        self.tell(
            "end",
            score=_score(told.score),
            topics=[{"name": each.name, "score": _score(each.score)} for each in told.topics],
            types=[{"name": each.name, "score": _score(each.score)} for each in told.types],
            confusions=[asdict(each) for each in told.confusions],
            missed=[item.id for item in told.missed],
            unanswered=[item.id for item in told.unanswered],
        )


def _score(score: Score) -> dict[str, Any]:
    return {**asdict(score), "share": round(score.share, 4), "percent": score.percent}


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


class _Order(NamedTuple):
    """A command, of which question it speaks, and what it says of it."""

    command: Command
    words: str = ""
    item: str = ""


class _Text:
    """A response in plain text."""

    def __init__(self, text: str) -> None:
        self.text = text


class _Sure(NamedTuple):
    """A response, with how sure its giver is of it."""

    texts: tuple[str, ...]
    confidence: Confidence


def _read(line: str) -> tuple[str, ...] | _Sure | _Order | _Text:
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
        texts, confidence = tuple(map(str, data["response"])), data.get("confidence", "")
        if confidence not in ("", *SURENESS):
            raise ValueError(f"`confidence` is one of {', '.join(SURENESS)}")
        return _Sure(texts, confidence)
    if isinstance(data, dict) and data.get("command") in STREAM_COMMANDS:
        words, item = data.get("words", ""), data.get("item", "")
        if isinstance(words, str) and isinstance(item, str):
            return _Order(Command(data["command"]), words, item)
    names = ", ".join(STREAM_COMMANDS)
    raise ValueError(f'give a list of strings, or {{"command": …}} with one of {names}')


def _response(item: Item, texts: tuple[str, ...] | _Text) -> Response:
    """Return the response in a list of texts, or in plain text as a person would have typed it."""
    if isinstance(texts, tuple):
        return item.response_of(texts)
    return item.parse(texts.text.split(";") if item.several else [texts.text], wording("en"))
