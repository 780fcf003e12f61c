"""Print the seconds that reading texts takes of compiling a folder, and those of a word list, as
JSON.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest import mock

from quizgen.compiler import compile_path
from quizgen.text import dictionary, sameness


def seconds_of_reading(folder: Path) -> tuple[float, float]:
    """Return the seconds of reading each text of a folder once, and of compiling all of it.

    What is made once a process, such as grammars and templates, is there before the clock starts.
    """
    texts: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    read = sameness.read.__wrapped__

    def noted(*arguments: Any, **named: Any) -> sameness.Reading:
        texts.append((arguments, named))
        return read(*arguments, **named)

    with mock.patch.object(sameness, "read", lru_cache(maxsize=1 << 16)(noted)):
        compile_path(folder)
    times: list[tuple[float, float]] = []
    for _ in range(3):
        sameness.read.cache_clear()
        gc.collect()
        start = time.process_time()
        compile_path(folder)
        whole = time.process_time() - start
        start = time.process_time()
        for arguments, named in texts:
            read(*arguments, **named)
        times.append((time.process_time() - start, whole))
    return min(each for each, _ in times), min(whole for _, whole in times)


def seconds_of_words(language: str) -> tuple[float, int]:
    """Return the seconds in which a language's word list is there, and how many words it has."""
    start = time.process_time()
    dictionary.is_word("word", language)
    return time.process_time() - start, len(dictionary._words(language))


def main() -> None:
    """Print the word list's seconds and words, then for each folder those of reading and all."""
    words = seconds_of_words("en")  # before anything else: nothing may have asked for it yet
    folders = [seconds_of_reading(Path(folder)) for folder in sys.argv[1:]]
    print(json.dumps([words, *folders]))


if __name__ == "__main__":
    main()
