"""Keep one sitting's answers as records, and have them written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quizgen.history.answer_record import Record, record
from quizgen.history.remarks import RemarkRecord, remark_record
from quizgen.quiz.quiz import Item
from quizgen.sitting import Answer, Keeper, Mode, Outlook, Remark

Entry = Record | RemarkRecord


class Recorder(Keeper):
    """A keeper of a sitting's answers as records, each written before anything else is done.

    `total` are all points of the quiz, `standing` the sitting's former answers that stand, and
    `number` is how many it has had, those taken back too.
    """

    def __init__(
        self,
        sitting: str,
        mode: Mode,
        title: str,
        offset: int,
        total: int,
        write: Callable[[Entry], None],
        close: Callable[[int], None] | None = None,
        standing: Iterable[Record] = (),
        number: int = 0,
        foresee: Callable[[Record], Outlook | None] | None = None,
    ) -> None:
        self.sitting = sitting
        self.mode: Mode = mode
        self.title = title
        self.offset = offset
        self.total = total
        self._write = write
        self._close = close
        self._foresee = foresee
        self._standing = list(standing)
        self._number = number

    def keep(self, answer: Answer, item: Item) -> None:
        """Write a new answer."""
        about = self.sitting, self.mode, self.title, self._number, self.offset
        new = record(*about, answer, item, self.total)
        self._write(new)
        self._number += 1
        self._standing.append(new)

    def amend(self, answer: Answer, item: Item) -> None:
        """Write that the person decided or rated the last answer anew."""
        new = self._standing[-1].revised(answer)
        self._write(new)
        self._standing[-1] = new

    def withdraw(self, answer: Answer, item: Item) -> None:
        """Write that the last answer was taken back."""
        self._write(self._standing[-1].revised(None))
        self._standing.pop()

    def finish(self, at: int) -> None:
        """Write that the sitting is over."""
        if self._close:
            self._close(at)

    def remark(self, remark: Remark, item: Item) -> None:
        """Write what the person says of a question."""
        self._write(remark_record(remark, item, self.offset))

    def unremark(self, remark: Remark, item: Item) -> None:
        """Write that this was taken back."""
        self._write(remark_record(remark, item, self.offset).taken_back())

    def outlook(self, item: Item) -> Outlook | None:
        """Return when the item that was answered last comes back; None where nothing says."""
        last = self._standing[-1] if self._standing else None
        if last is None or last.item != item.id or self._foresee is None:
            return None
        return self._foresee(last)

    def elsewhere(self, write: Callable[[Entry], None]) -> Recorder:
        """Return a keeper that goes on from here but writes to another place.

        It is for a sitting whose own place cannot be written.
        """
        return Recorder(
            self.sitting,
            self.mode,
            self.title,
            self.offset,
            self.total,
            write,
            standing=self._standing,
            number=self._number,
        )


def unsaved_lines(keeper: Recorder, unsaved: Iterable[Callable[[Keeper], None]]) -> str:
    """Return what a sitting could not have written, as lines for `quizgen history import`."""
    lines: list[str] = []
    other = keeper.elsewhere(lambda record: lines.append(record.as_line()))
    for write in unsaved:
        write(other)
    return "".join(lines)
