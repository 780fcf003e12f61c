"""Hold a test as it was printed, as data that can be read back and printed again."""

from __future__ import annotations

from hashlib import blake2b
from typing import Literal

from pydantic import ValidationError

from quizgen.quiz.quiz import Quiz
from quizgen.quiz.types.item import Data

VERSION = 1


class NotATestError(ValueError):
    """A file that is no test of ours, or another version's; its message says which."""


class Grade(Data):
    """A mark, and the least share of the points, in percent, for which it is given."""

    mark: str
    least: float


class Copy(Data):
    """A student's sheet: the name, the variant, and the profile if it is another than the test's.

    The score is empty until somebody writes it in.
    """

    name: str
    variant: str
    profile: str = ""
    score: float | None = None


class FreeQuestion(Data):
    """A question of the teacher's own, with room for its answer and what the key says."""

    number: int
    text: str
    points: int
    lines: int = 0
    space: float = 0  # centimetres to calculate or draw in
    key: str = ""


class PrintedTest(Data):
    """Everything that a test is printed from; `checksum` tells whether it was edited by hand."""

    format: Literal["quizgen-test"] = "quizgen-test"
    version: int = VERSION
    title: str
    class_name: str = ""
    date: str = ""
    minutes: int | None = None
    instructions: str = ""
    logo: str = ""
    scale: tuple[Grade, ...] = ()
    students: tuple[Copy, ...] = ()
    quizzes: tuple[Quiz, ...]
    free: tuple[FreeQuestion, ...] = ()
    checksum: str = ""

    @property
    def points(self) -> int:
        """Return the sum of all points."""
        return self.quizzes[0].points + sum(each.points for each in self.free)

    @property
    def digest(self) -> str:
        """Return a few letters that tell this test from every other."""
        texts = [quiz.model_dump_json() for quiz in self.quizzes]
        texts += [each.model_dump_json() for each in self.free]
        return blake2b("\n".join(texts).encode(), digest_size=3).hexdigest()

    def written(self) -> str:
        """Return it as JSON, with its checksum."""
        signed = self.model_copy(update={"checksum": self._checksum()})
        return f"{signed.model_dump_json(indent=1)}\n"

    def _checksum(self) -> str:
        bare = self.model_copy(update={"checksum": ""})
        return blake2b(bare.model_dump_json().encode(), digest_size=8).hexdigest()

    @property
    def edited(self) -> bool:
        """Tell whether it was changed after it was written."""
        return self.checksum != self._checksum()

    def mark_for(self, score: float) -> str:
        """Return the mark of a score by the scale; empty where no grade is as low."""
        share = 100 * score / self.points if self.points else 0.0
        return next((each.mark for each in self.scale if share >= each.least), "")

    def mark_of(self, student: Copy) -> str:
        """Return the mark of a student, empty without a score."""
        return "" if student.score is None else self.mark_for(student.score)

    def rows(self) -> list[list[str]]:
        """Return the class list: a heading, then name, variant, profile, score and mark."""
        rows = [["name", "variant", "profile", "score", "of", "mark"]]
        for each in self.students:
            score = "" if each.score is None else f"{each.score:g}"
            of, mark = str(self.points), self.mark_of(each)
            rows.append([each.name, each.variant, each.profile, score, of, mark])
        return rows


def read_test(text: str) -> PrintedTest:
    """Return the test in a file that `worksheet` wrote.

    Raises NotATestError where it is none, or one of another version.
    """
    import json

    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotATestError(f"this is no JSON: {error.msg} in line {error.lineno}") from error
    if isinstance(data, list) and data and isinstance(data[0], dict) and "sections" in data[0]:
        raise NotATestError("this test was written by an older quizgen, as a list of quizzes")
    if not isinstance(data, dict) or data.get("format") != "quizgen-test":
        raise NotATestError("this is no test that `quizgen worksheet` wrote")
    if data.get("version") != VERSION:
        version = data.get("version")
        raise NotATestError(f"this test has the version {version}; this quizgen reads {VERSION}")
    try:
        return PrintedTest.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise NotATestError(f"`{place}`: {first['msg']}") from error
