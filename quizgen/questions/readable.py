"""Find the gaps whose text can be read elsewhere in their passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quizgen.questions.question import Bullets, Chain, Gap, Grid, Passage, Prose, Run
from quizgen.text.markup import plain
from quizgen.text.sameness import says
from quizgen.text.symbols import PLAIN_SIGNS
from quizgen.text.words import spaced


class Readable:
    """What can be read of a passage while one of its gaps is hidden."""

    def __init__(self, passage: Passage) -> None:
        self._visible = _visible(passage)
        by_part: dict[str, list[str]] = defaultdict(list)
        for text, part in self._visible:
            by_part[part].append(text)
        self._whole = _flattened(text for text, _ in self._visible)
        self._hidden = {part: _flattened(texts) for part, texts in by_part.items()}

    def leak(self, gap: Gap) -> str:
        """Return a text around a gap that says what it hides, or nothing.

        That may be the title, a label, or a part that is not hidden.
        """
        if not _is_elsewhere(gap.text, self._whole, self._hidden.get(gap.part, ("", ""))):
            return ""
        around = (text for text, part in self._visible if part != gap.part)
        return next((text for text in around if says(text, gap.text)), "")


def _flattened(texts: Iterable[str]) -> tuple[str, str]:
    """Return all words of texts in a row, and all their signs."""
    every = list(texts)
    return "".join(map(spaced, every)), "\n".join(map(_signs, every))


def _signs(text: str) -> str:
    return plain(text).translate(PLAIN_SIGNS)


def _is_elsewhere(key: str, whole: tuple[str, str], hidden: tuple[str, str]) -> bool:
    """Tell, at little cost, whether a text may stand outside what is hidden with it."""
    each = zip((spaced(key), _signs(key)), whole, hidden, strict=True)
    return any(around.count(said) > own.count(said) for said, around, own in each)


def _visible(passage: Passage) -> list[tuple[str, str]]:
    """Return what can be read around a gap: each text with the part that hides it.

    The part is empty for what always shows.
    """
    visible = [(passage.title, "")]
    if isinstance(passage, Prose):
        visible += _texts([passage.run])
    elif isinstance(passage, Chain):
        for line in passage.lines:
            visible += _texts(line)
    elif isinstance(passage, Bullets):
        for label, runs in passage.groups:
            visible += [(label, ""), *_texts(runs)]
    else:
        assert isinstance(passage, Grid)  # cells may well repeat one another
        visible += [(label, "") for label in passage.columns]
        visible += [(label, "") for label, _ in passage.rows]
    return [pair for pair in visible if pair[0]]


def _texts(runs: Sequence[Run]) -> list[tuple[str, str]]:
    return [
        (piece, "") if isinstance(piece, str) else (piece.text, piece.part)
        for run in runs
        for piece in run
    ]
