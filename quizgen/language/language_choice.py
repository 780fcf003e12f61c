"""Find the language that a collection names: one of the package, or a folder of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from quizgen.diagnostics import Diagnostic, Position, Severity, nearest
from quizgen.text.languages import LanguageError, bring, languages
from quizgen.text.rewording import rewording
from quizgen.text.sameness import identity
from quizgen.text.word_families import other_term
from quizgen.text.wording import has_wording, wording_faults

# What tries each of the tables that a language reads texts with.
_TRIALS = ("The first word, a B-12 and C", "1,234.5 mg", "24 March 1876", "3/4", "twenty", "Ca²⁺")
_HOW = "`quizgen templates language` writes a folder to begin with; docs/languages.md says more"


def choose_language(
    name: str, folder: Path | None, place: Position
) -> tuple[str, list[Diagnostic]]:
    """Return the language of that name as `text.languages` knows it, and what is wrong with it.

    A name with a slash is a folder, seen from the collection's; English stands in for a language
    that there is not, so that all else can be checked.
    """
    is_path = "/" in name or "\\" in name
    if name in languages() and not is_path:
        return name, list(_unworded(name, place))
    own = folder / name if folder is not None else None
    if is_path and (own is None or PurePosixPath(name).is_absolute() or "\\" in name):
        message = f"`{name}` is no folder seen from the one that this file stands in"
        hint = "write the way to it with slashes, such as `languages/it`"
        return "en", [Diagnostic("unknown-language", message, place, hint)]
    if own is None or not own.is_dir():
        return "en", [_unknown(name, place, is_path=is_path)]
    try:
        language = bring(own)
    except LanguageError as error:
        position = place if error.path == own else Position(error.path.as_posix())
        hint = _HOW
        if "no code" in str(error):
            hint = "call the folder by the code of its language, such as `it` or `pt-BR`"
        message = f"the language `{name}` cannot be used: {error}"
        return "en", [Diagnostic("bad-wording", message, position, hint)]
    file = Position((own / "wording.toml").as_posix())
    hint = "write it as in the wording of `en`, in your language; docs/languages.md says more"
    faults = []
    for fault in wording_faults(language):
        message = f"the wording of `{name}` cannot be used: {fault}"
        faults.append(Diagnostic("bad-wording", message, file, hint))
    faults += _unread(name, own, language)
    return ("en" if faults else language), faults


def _unread(name: str, folder: Path, language: str) -> Iterator[Diagnostic]:
    """Say which of the tables of texts cannot be read with: each is tried on a few."""
    trials: dict[str, Callable[[], object]] = {
        "texts": lambda: [identity(text, language) for text in _TRIALS],
        "families": lambda: other_term(_TRIALS[0], _TRIALS[1], language),
        "rewording": lambda: rewording("many words", "words", language),
    }
    for subject, trial in trials.items():
        try:
            trial()
        except (
            re.error,
            ArithmeticError,
            AttributeError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:
            message = f"the {subject} of `{name}` cannot be used: {type(error).__name__}: {error}"
            file = Position((folder / f"{subject}.toml").as_posix())
            hint = f"write each table as in the {subject} of `en`; docs/languages.md says more"
            yield Diagnostic("bad-wording", message, file, hint)
            return


def _unknown(name: str, place: Position, *, is_path: bool) -> Diagnostic:
    if is_path:
        return Diagnostic("unknown-language", f"there is no folder `{name}`", place, _HOW)
    near = nearest(name, languages())
    there = f"did you mean `{near}`?" if near else f"there are {', '.join(languages())};"
    hint = f"{there} for another, name a folder of your own: {_HOW}"
    return Diagnostic("unknown-language", f"there is no language `{name}`", place, hint)


def _unworded(language: str, place: Position) -> Iterator[Diagnostic]:
    """Say of a language of which only texts are known that English words its questions."""
    if not has_wording(language):
        message = f"`{language}` has no wording yet: questions and pages are worded in English"
        hint = "a folder with a `wording.toml` words them, or `stems` of your own: " + _HOW
        yield Diagnostic("no-wording", message, place, hint, severity=Severity.NOTICE)
