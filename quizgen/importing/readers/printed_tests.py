"""Read a test as it is typed: numbered questions, options by letters, keys below or at the end."""

# A line tells what it is by its beginning. Which option is right is told by a letter below the
# question, by what the option is marked with, or by a list of keys at the end, by the numbers of
# the questions. Where two questions have one number, such a list tells nothing.

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from quizgen.importing.readers.items import item_note
from quizgen.importing.readers.marked_text import markdown_html, plain_html
from quizgen.importing.readers.sample import Sample
from quizgen.importing.source_notes import Item, Loss, Source, SourceOption
from quizgen.text.words import normal

_KEY_WORDS = (
    r"(?:the\s+)?(?:correct\s+|right\s+|richtige\s+)?"
    r"(?:answers?|ans|keys?|antwort(?:en)?|lösung(?:en)?|solutions?|respuestas?|réponses?|risposte?)"
)
_LETTERS = r"\(?([A-H](?:\s*(?:,|;|&|and|und|\s)\s*[A-H])*)\)?"
_QUESTION = re.compile(
    r"(?:#{1,6}\s+)?(?:(?:Q|Question|Frage|Pregunta|Aufgabe)\s*)?(?:No\.?\s*|Nr\.?\s*|#)?"
    r"(\d{1,3})(?:[.):]+(?:\s+(.*))?|\s*)",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"\d+\s*")
_OPTION = re.compile(r"(?:[-*+]\s+)?(\*?)\(?([A-Ha-h])[.)]\s+(\S.*)")
_TASK = re.compile(r"(?:[-*+]|\d{1,2}[.)])\s+\[([ xX])\]\s+(\S.*)")
_BULLET = re.compile(r"[-*+•]\s+(\S.*)")
_ANSWER = re.compile(
    rf"{_KEY_WORDS}\s*(?:is\s*)?[:=–-]?\s*{_LETTERS}(?:[.):]+(.*))?", re.IGNORECASE
)
_LETTERS_ALONE = re.compile(rf"{_LETTERS}(?:[.):]+.*)?", re.IGNORECASE)
_ANSWER_IN_WORDS = re.compile(rf"{_KEY_WORDS}\s*(?:is\s*)?[:=]\s*(.*)", re.IGNORECASE)
_ANSWER_ALONE = re.compile(rf"{_KEY_WORDS}\s*:?", re.IGNORECASE)
_WHY = re.compile(
    r"(?:explanation|rationale|feedback|erklärung|begründung)\s*:\s*(.*)", re.IGNORECASE
)
_KEYS_BEGIN = re.compile(
    rf"(?:#{{1,6}}\s+)?(?:{_KEY_WORDS}(?:\s+(?:key|sheet|list))?|answers?\s+keys?)\s*:?",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"(?<!\w)(\d{1,3})\s*[.):=|–-]*\s*\(?"
    r"([A-H](?:\s*(?:,|;|&|/|and|und)?\s*[A-H])*|[a-h](?:\s*[,;&/]\s*[a-h])*)"
    r"(?=\)?\s*(?:$|[,;.|(–-]|\d))"
)
_SEVERAL = re.compile(r"(?:^|(?<=\s))\(?([A-Ha-h])[.)]\s+")
_MARK = re.compile(r"(?:\*|✓|✔|✅|\((?:correct|right|richtig)\))$", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_TAG = re.compile(r"</?(?:details|summary|p|br|b|strong)\b[^<>]*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"(?m)^#{1,6} |\*\*\S|^\s*[-*] \[[ xX]\] |^\s*[-*] \S")
_FAR = 5  # lines from the heading of the keys to the first
LEAST = 2  # questions with options, of a text that is a test


@dataclass(slots=True)
class _Draft:
    """A question as far as it was read; an option is its letter, its text, and whether marked."""

    line: int
    number: int
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, str, bool]] = field(default_factory=list)
    keys: str = ""
    why: list[str] = field(default_factory=list)
    asks_key: bool = False  # whether a line said that the answer follows
    lettered: bool = False  # whether an option has a letter
    has_bold: bool = False  # whether an option without a letter is in bold type


def is_printed_test(sample: Sample) -> bool:
    """Tell whether a text has questions with options, and says which are right.

    One with options by letters, of which few are said to be right, is such a test, too: what it
    lacks is said.
    """
    if "\t" in sample.head or not re.search(r"(?m)^\W{0,6}(?:[A-Ha-h][.)]|[-*+]) ", sample.head):
        return False
    drafts, keys, _ = _read(sample.head)
    asked = [draft for draft in drafts if len(draft.options) > 1]
    told = sum(bool(_right(draft, keys)) for draft in asked)
    if len(asked) < LEAST or len(asked) * 2 < len(drafts):
        return False
    return told * 2 >= len(asked) or all(draft.lettered for draft in asked)


def read_printed_test(sample: Sample) -> Source:
    """Return the questions of a test."""
    source = sample.source("typed test")
    text = sample.small_text()
    drafts, keys, losses = _read(text)
    to_html = markdown_html if _MARKDOWN.search(text) else plain_html
    found: list[tuple[int, str]] = list(losses)
    for draft in drafts:
        right = _right(draft, keys)
        if len(draft.options) < 2 or not draft.stem:
            found.append((draft.line, "a text that is no question with options"))
        elif not right:
            found.append((draft.line, "a question without a key"))
        else:
            chosen = [SourceOption(to_html(draft.options[at][1])) for at in right]
            others = [each for at, each in enumerate(draft.options) if at not in right]
            wrong = tuple(SourceOption(to_html(each[1])) for each in others)
            stem, why = to_html("\n".join(draft.stem)), to_html("\n".join(draft.why))
            item = Item("choice", stem, tuple(chosen), wrong, why=why)
            source.notes.append(item_note(item, f"{sample.name}:{draft.line}"))
    source.losses += (Loss(f"{sample.name}:{line}", why) for line, why in sorted(found))
    return source


def _right(draft: _Draft, keys: dict[int, str]) -> tuple[int, ...]:
    """Return which options are right, by their places; nothing where it is not told."""
    letters = [letter for letter, _, _ in draft.options]
    if len(set(letters)) < len(letters):
        return ()
    if named := draft.keys or keys.get(draft.number, ""):
        if not set(named) <= set(letters):
            return ()
        return tuple(letters.index(letter) for letter in dict.fromkeys(named))
    stem = " ".join(draft.stem)
    if draft.has_bold and not ("?" in stem or "__" in stem):
        return ()  # a list with a word that is stressed
    marked = tuple(at for at, (_, _, is_marked) in enumerate(draft.options) if is_marked)
    return marked if len(marked) < len(draft.options) else ()


def _read(text: str) -> tuple[list[_Draft], dict[int, str], list[tuple[int, str]]]:
    """Return the questions of a text, the list of keys at its end, and the lines that are lost."""
    drafts: list[_Draft] = []
    losses: list[tuple[int, str]] = []
    keys: dict[int, str] | None = None
    was_blank = True
    lines = text.split("\n")
    for number, full in enumerate(lines, 1):
        line = unescape(_TAG.sub("", full)).strip().rstrip("\\").lstrip("> ").strip()
        if not line or re.fullmatch(r"(?:[-*_=] ?){3,}", line):
            was_blank = True
            continue
        draft = drafts[-1] if drafts else None
        if keys is not None:
            own = list(_keys_in(line))
            for each, letters in own:
                keys[each] = keys.get(each, "") + letters
            if not own:
                losses.append((number, "a line among the keys that names none"))
        elif drafts and _begins_keys(line, lines[number : number + _FAR]):
            keys = dict(_keys_in(line))
        elif begun := _question(line, draft):
            drafts.append(_Draft(number, begun[0], [begun[1]] if begun[1] else []))
        elif draft is None or not _take(draft, line, was_blank=was_blank):
            if draft is not None and draft.options and not draft.keys and was_blank:
                drafts.append(_Draft(number, 0, [_without_bold(line)[0]]))
            else:
                losses.append((number, "a text that is part of no question"))
        was_blank = False
    counts = Counter(draft.number for draft in drafts)
    keys = {each: letters for each, letters in (keys or {}).items() if counts[each] == 1}
    return drafts, keys, losses


def _begins_keys(line: str, below: Sequence[str]) -> bool:
    """Tell whether a line begins the list of keys: it is called so, and numbers follow."""
    bare = _without_bold(line)[0]
    if len(list(_keys_in(bare))) > 1 and re.match(_KEY_WORDS, bare, re.IGNORECASE):
        return True
    if not _KEYS_BEGIN.fullmatch(bare):
        return False
    return any(_KEY.match(each.strip().lstrip("|* -")) for each in below)


def _keys_in(line: str) -> Iterator[tuple[int, str]]:
    return ((int(number), _letters_in(letters)) for number, letters in _KEY.findall(line))


def _without_bold(line: str) -> tuple[str, bool]:
    """Return a line without bold type, and whether all of it was bold but its sign."""
    bare = _BOLD.sub(r"\2", line)
    sign = re.match(r"(?:[-*+•]\s+)?(?:\(?[A-Ha-h][.)]\s+)?", line)
    rest = line[sign.end() :] if sign else line
    is_bold = bool(_BOLD.fullmatch(rest) or _BOLD.fullmatch(re.sub(r"^[-*+•]\s+", "", line)))
    return bare, is_bold


def _question(line: str, draft: _Draft | None) -> tuple[int, str] | None:
    """Return the number of a question that a line begins, and its text, or None."""
    bare = _without_bold(line)[0]
    match = _QUESTION.fullmatch(bare)
    if not match or _TASK.fullmatch(line) or (_NUMBER_ALONE.fullmatch(bare)):
        return None
    if draft is not None and not draft.options and draft.stem and int(match[1]) <= draft.number:
        return None  # a numbered line in the question itself
    return int(match[1]), (match[2] or "").strip()


def _take(draft: _Draft, line: str, *, was_blank: bool) -> bool:
    """Take a line for the question; tell whether it belongs to it."""
    bare, is_bold = _without_bold(line)
    if draft.options and _take_answer(draft, bare):
        return True
    if draft.keys or draft.asks_key:
        return False
    if task := _TASK.fullmatch(line):
        _add(draft, "", task[2], is_marked=task[1] != " ")
    elif option := _OPTION.fullmatch(bare):
        _add_lettered(draft, bare, option, is_bold=is_bold)
    elif draft.stem and (bullet := _BULLET.fullmatch(bare)):
        draft.has_bold |= is_bold
        _add(draft, "", bullet[1], is_marked=is_bold)
    elif not draft.options:
        draft.stem.append(bare)
    elif not was_blank:
        letter, text, is_marked = draft.options[-1]
        draft.options[-1] = (letter, f"{text}\n{bare}", is_marked)
    else:
        return False
    return True


def _take_answer(draft: _Draft, line: str) -> bool:
    """Take a line that says which option is right, or why; tell whether it is one."""
    if line.startswith("[") and line.endswith("]"):  # `[Answer: a]`
        line = line[1:-1].strip()
    if answer := _ANSWER.fullmatch(line):
        draft.keys = _letters_in(answer[1])
        told = (answer[2] or "").strip()
        if told and _by_text(draft, told) == "?":  # it is not the option once more
            draft.why.append(told)
    elif draft.asks_key:
        alone = _LETTERS_ALONE.fullmatch(line)
        draft.keys, draft.asks_key = (
            _letters_in(alone[1]) if alone else _by_text(draft, line),
            False,
        )
    elif _ANSWER_ALONE.fullmatch(line):
        draft.asks_key = True
    elif said := _ANSWER_IN_WORDS.fullmatch(line):
        draft.keys = _by_text(draft, said[1])
    elif why := _WHY.fullmatch(line):
        draft.why.append(why[1])
    else:
        return False
    return True


def _letters_in(text: str) -> str:
    letters = re.sub(r"\b(?:AND|UND)\b", ",", text.upper())
    return "".join(re.findall("[A-H]", letters))


def _by_text(draft: _Draft, text: str) -> str:
    """Return the letter of the option that has this text, or a sign that none has."""
    texts = [normal(own) for _, own, _ in draft.options]
    if texts.count(normal(text)) != 1:
        return "?"
    return draft.options[texts.index(normal(text))][0]


def _add_lettered(draft: _Draft, line: str, option: re.Match[str], *, is_bold: bool) -> None:
    """Add the option of a line, or those that it has beside one another."""
    draft.lettered = True
    labels = list(_SEVERAL.finditer(line))
    letters = "".join(label[1].lower() for label in labels)
    first = ord(letters[0]) if letters else 0
    if len(labels) > 1 and letters == "".join(chr(first + n) for n in range(len(labels))):
        ends = [label.start() for label in labels[1:]] + [len(line)]
        for label, end in zip(labels, ends, strict=True):
            _add(draft, label[1].upper(), line[label.end() : end].strip(), is_marked=False)
        return
    _add(draft, option[2].upper(), option[3], is_marked=bool(option[1]) or is_bold)


def _add(draft: _Draft, letter: str, text: str, *, is_marked: bool) -> None:
    mark = _MARK.search(text.rstrip())
    if mark and mark.start():
        text, is_marked = text[: mark.start()].rstrip(), True
    letter = letter or chr(ord("A") + len(draft.options))
    draft.options.append((letter, text, is_marked))
