"""Read a test as it is typed: numbered questions, options by letters, keys below or at the end."""

# A line tells what it is by its beginning. Which option is right is told by a letter below the
# question, by what the option is marked with, or by a list of keys at the end, by the numbers of
# the questions. Where these begin anew in each section, so must the keys, with the same numbers;
# else, such a list tells nothing of questions that share a number.

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from quizgen.importing.readers.items import item_note
from quizgen.importing.readers.marked_text import markdown_html, plain_html
from quizgen.importing.readers.sample import Sample
from quizgen.importing.source_notes import Item, Loss, Source, SourceOption
from quizgen.text.words import normal

_KEY_WORDS = (
    r"(?:the\s+)?(?:correct\s+|right\s+|richtige\s+)?"
    r"(?:answers?|ans|keys?|antwort(?:en)?|lösung(?:en)?|solutions?|respuestas?|réponses?|risposte?)"
)
_ANY_KEY_WORDS = re.compile(rf"{_KEY_WORDS}(?:\s+(?:key|sheet|list))?", re.IGNORECASE)
_LETTERS = r"\(?([A-H](?:\s*(?:,|;|&|and|und|\s)\s*[A-H])*)\)?"
_QUESTION = re.compile(
    r"(?:#{1,6}\s+)?(?:(?:Q|Question|Frage|Pregunta|Aufgabe)\s*)?(?:No\.?\s*|Nr\.?\s*|#)?"
    r"(\d{1,3})(?:[.):]+(?:\s+(.*))?|\s*)",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"\d+\s*")
_HEADING = re.compile(r"#{1,6}\s+(\S.*?)\s*#*")
_ASKS = re.compile(r"\?|__|:$")
# A row of numbers, below which a row of letters stands: keys as a table of two rows.
_NUMBERS = re.compile(r"\W*(?:\w+\W*?[:\s|])?\W*\d{1,3}(?:[.)]?[\s,;|]+\d{1,3})+\W*")
_LETTERS_BELOW = re.compile(
    r"\W*(?:\w{2,}\W*?[:\s|])?\W*(?:[A-H](?:[\s,;|]+[A-H])+|[a-h](?:[\s,;|]+[a-h])+)\W*"
)
# Tabs of a word processor: before a line, around the letter of an option, in a table of keys.
_LOOSE_TAB = re.compile(
    r"(?m)^\s*\t|\t+(?=\(?[A-Ha-h][.)]\s)|(?<=[.)])\t|^[\s|]*(?:\w{2,}[.:]?[\s|]*)?"
    r"(?:(?:\d{1,3}|[A-Ha-h])[\s|]+)+(?:\d{1,3}|[A-Ha-h])?[\s|]*$"
)
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
_KEY_WITH_TEXT = re.compile(r"\W*(\d{1,3})[.):]\s*\(?([A-Ha-h])[.):]\s+(\S.*)")
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
    listed: str = ""  # its keys in the list at the end
    section: str = ""  # the text above it that is part of no question
    titled: bool = False  # whether it is a heading without a number
    why: list[str] = field(default_factory=list)
    asks_key: bool = False  # whether a line said that the answer follows
    lettered: bool = False  # whether an option has a letter
    has_bold: bool = False  # whether an option without a letter is in bold type


def is_printed_test(sample: Sample) -> bool:
    """Tell whether a text has questions with options, and says which are right.

    One with options by letters, of which few are said to be right, is such a test, too: what it
    lacks is said.
    """
    head = _LOOSE_TAB.sub(" ", sample.head)
    if "\t" in head or not re.search(r"(?m)(?:^\W{0,6}|\s\(?)[A-Ha-h][.)] |^\W{0,6}[-*+] ", head):
        return False
    drafts, _ = _read(sample.head)
    asked = [draft for draft in drafts if len(draft.options) > 1]
    told = sum(bool(_right(draft)) for draft in asked)
    if len(asked) < LEAST or len(asked) * 2 < len(drafts):
        return False
    return told * 2 >= len(asked) or all(draft.lettered for draft in asked)


def read_printed_test(sample: Sample) -> Source:
    """Return the questions of a test."""
    source = sample.source("typed test")
    text = sample.small_text()
    drafts, losses = _read(text)
    to_html = markdown_html if _MARKDOWN.search(text) else plain_html
    found: list[tuple[int, str]] = list(losses)
    for draft in drafts:
        right = _right(draft)
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


def _right(draft: _Draft) -> tuple[int, ...]:
    """Return which options are right, by their places; nothing where it is not told."""
    letters = [letter for letter, _, _ in draft.options]
    if len(set(letters)) < len(letters):
        return ()
    if named := draft.keys or draft.listed:
        if not set(named) <= set(letters):
            return ()
        return tuple(letters.index(letter) for letter in dict.fromkeys(named))
    stem = " ".join(draft.stem)
    if (draft.has_bold or draft.titled) and not _ASKS.search(stem):
        return ()  # a list with a word that is stressed, or of what is done
    marked = tuple(at for at, (_, _, is_marked) in enumerate(draft.options) if is_marked)
    return marked if len(marked) < len(draft.options) else ()


def _read(text: str) -> tuple[list[_Draft], list[tuple[int, str]]]:
    """Return the questions of a text, with the keys of its end, and the lines that are lost."""
    drafts: list[_Draft] = []
    losses: list[tuple[int, str]] = []
    keys: _KeyList | None = None
    was_blank = True
    lines = text.split("\n")
    for number, full in enumerate(lines, 1):
        line = _bare_line(full)
        if not line or re.fullmatch(r"(?:[-*_=] ?){3,}", line):
            was_blank = True
            continue
        if keys is not None:
            if not keys.take(line):
                losses.append((number, "a line among the keys that names none"))
        elif drafts and _begins_keys(line, lines[number : number + _FAR]):
            keys = _KeyList()
            keys.take(_ANY_KEY_WORDS.sub("", line, count=1))
        else:
            _take_line(drafts, losses, number, line, was_blank=was_blank)
        was_blank = False
    _end_title(drafts, losses)
    if keys is not None:
        keys.give(drafts)
    return drafts, losses


def _bare_line(line: str) -> str:
    """Return a line without tags, quotation signs, and what stands at its ends."""
    text = unescape(_TAG.sub("", line)).replace("\t", "  ").strip()
    return text.rstrip("\\").lstrip("> ").strip()


def _take_line(
    drafts: list[_Draft],
    losses: list[tuple[int, str]],
    number: int,
    line: str,
    *,
    was_blank: bool,
) -> None:
    """Take a line above the keys: for the question before it, or for a new one."""
    draft = drafts[-1] if drafts else None
    if begun := _question(line, draft):
        section = _section(drafts)
        _end_title(drafts, losses)
        drafts.append(_begin(number, *begun, section))
    elif (heading := _HEADING.fullmatch(line)) and _may_end(draft):
        _end_title(drafts, losses)
        drafts.append(_Draft(number, 0, [_without_bold(heading[1])[0]], titled=True))
    elif draft is not None and _take(draft, line, was_blank=was_blank):
        pass
    elif draft is not None and draft.options and not draft.keys and was_blank:
        drafts.append(_Draft(number, 0, [_without_bold(line)[0]]))
    else:
        losses.append((number, "a text that is part of no question"))


def _may_end(draft: _Draft | None) -> bool:
    """Tell whether a question is not in want of its options, so that a heading begins another."""
    return draft is None or draft.titled or bool(draft.options)


def _section(drafts: Sequence[_Draft]) -> str:
    """Return the heading of a section: what stands above its first question, and is none."""
    if not drafts or drafts[-1].options or drafts[-1].number:
        return ""
    return " ".join(drafts[-1].stem)


def _end_title(drafts: list[_Draft], losses: list[tuple[int, str]]) -> None:
    """Take the last question for the heading of a section, where it has no options."""
    if drafts and drafts[-1].titled and not drafts[-1].options:
        losses.append((drafts.pop().line, "a text that is part of no question"))


def _begin(line: int, number: int, text: str, section: str) -> _Draft:
    """Return the question that a line begins, with the options that stand on that line."""
    draft = _Draft(line, number, section=section)
    labels = list(_SEVERAL.finditer(text))
    letters = "".join(label[1].lower() for label in labels)
    if len(labels) > 1 and labels[0].start() and "abcdefgh".startswith(letters):
        _add_beside(draft, text, labels)
        text = text[: labels[0].start()].strip()
    if text:
        draft.stem.append(text)
    return draft


class _Key(NamedTuple):
    """What a list of keys says of a question: letters, and the text that stands beside one."""

    letters: str = ""
    text: str = ""

    def give(self, draft: _Draft) -> None:
        """Give a question this key, unless its text is that of an option with another letter."""
        own = _by_text(draft, self.text) if self.text else self.letters
        draft.listed = self.letters if own in (self.letters, "?") else "?"
        if own == "?":
            draft.why.append(self.text)


class _KeyList:
    """The list of keys at the end of a test, in runs of numbers that rise."""

    def __init__(self) -> None:
        self._runs: list[dict[int, _Key]] = []
        self._names: list[str] = []  # what stands above each run
        self._name = ""
        self._last = 0
        self._numbers: list[int] = []  # of a row whose letters stand below

    def take(self, line: str) -> bool:
        """Take the keys of a line; tell whether it is one of keys, or of their numbers."""
        if not re.search(r"\w", line):  # a rule between two rows
            return True
        numbers, self._numbers = self._numbers, []
        if numbers and _LETTERS_BELOW.fullmatch(line):
            letters = re.findall(r"(?<!\w)[A-Ha-h](?!\w)", line)
            own = list(zip(numbers, map(str.upper, letters), strict=False))
            if len(letters) == len(numbers):
                self._add(own)
                return True
        if _NUMBERS.fullmatch(line):
            self._numbers = [int(each) for each in re.findall(r"\d+", line)]
            return True
        own = list(_keys_in(line))
        first = _KEY.search(line) or _KEY_WITH_TEXT.match(line)
        before = line[: first.start()] if first else line
        if not own or re.search(r"[^\W\d]", before):
            self._name = before
        told = _KEY_WITH_TEXT.fullmatch(line)
        text = told[3] if told and len(own) < 2 else ""
        if text and told:
            own = [(int(told[1]), told[2].upper())]
        self._add(own, text)
        return bool(own)

    def _add(self, own: list[tuple[int, str]], text: str = "") -> None:
        for number, letters in own:
            if not self._runs or number < self._last or (self._name and number == self._last):
                self._runs.append({})
                self._names.append(self._name)
            self._name = ""
            former = self._runs[-1].get(number, _Key())
            self._runs[-1][number] = _Key(former.letters + letters, former.text or text)
            self._last = number

    def give(self, drafts: Sequence[_Draft]) -> None:
        """Give each question its keys by its number, and by its section where numbers repeat.

        A number that two runs or two questions have tells nothing else.
        """
        numbered = [draft for draft in drafts if draft.number]
        counts = Counter(draft.number for draft in numbered)
        if max(counts.values(), default=0) > 1 and self._give_by_section(numbered):
            return
        homes: dict[int, list[_Key]] = {}
        for run in self._runs:
            for number, key in run.items():
                homes.setdefault(number, []).append(key)
        for draft in numbered:
            keys = homes.get(draft.number, [])
            if counts[draft.number] == len(keys) == 1:
                keys[0].give(draft)

    def _give_by_section(self, drafts: Sequence[_Draft]) -> bool:
        """Give keys run by run, where the questions' numbers and names of sections are the same.

        Tell whether they are.
        """
        runs: list[list[_Draft]] = []
        for draft in drafts:
            if not runs or draft.number <= runs[-1][-1].number:
                runs.append([])
            runs[-1].append(draft)
        if len(runs) != len(self._runs):
            return False
        for run, keys, name in zip(runs, self._runs, self._names, strict=True):
            if {draft.number for draft in run} != keys.keys():
                return False
            words = [normal(each) for each in re.findall(r"\w+", name)]
            own = [normal(each) for each in re.findall(r"\w+", run[0].section)]
            if words and own and own[: len(words)] != words:
                return False
        for run, keys in zip(runs, self._runs, strict=True):
            for draft in run:
                keys[draft.number].give(draft)
        return True


def _begins_keys(line: str, below: Sequence[str]) -> bool:
    """Tell whether a line begins the list of keys: it is called so, and numbers follow."""
    bare = _without_bold(line)[0]
    if len(list(_keys_in(bare))) > 1 and re.match(_KEY_WORDS, bare, re.IGNORECASE):
        return True
    if not _KEYS_BEGIN.fullmatch(bare):
        return False
    rows = [each.strip().lstrip("|* -") for each in below]
    rows += [row.partition(":")[2].strip() for row in rows]  # `Part 1: 1. A, 2. B`
    ways = (_KEY.match, _KEY_WITH_TEXT.fullmatch, _NUMBERS.fullmatch)
    return any(way(row) for row in rows for way in ways)


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
        _add_beside(draft, line, labels)
        return
    _add(draft, option[2].upper(), option[3], is_marked=bool(option[1]) or is_bold)


def _add_beside(draft: _Draft, line: str, labels: Sequence[re.Match[str]]) -> None:
    """Add the options that a line has behind these letters."""
    draft.lettered = True
    ends = [label.start() for label in labels[1:]] + [len(line)]
    for label, end in zip(labels, ends, strict=True):
        _add(draft, label[1].upper(), line[label.end() : end].strip(), is_marked=False)


def _add(draft: _Draft, letter: str, text: str, *, is_marked: bool) -> None:
    mark = _MARK.search(text.rstrip())
    if mark and mark.start():
        text, is_marked = text[: mark.start()].rstrip(), True
    letter = letter or chr(ord("A") + len(draft.options))
    draft.options.append((letter, text, is_marked))
