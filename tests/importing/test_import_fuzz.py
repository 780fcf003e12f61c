"""Whatever a stranger sends: no traceback, no hang, no exit code that is not agreed upon, and no
memory without bound. Each sample is changed at random; with --long, 20,000 times.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from importer import collection, zipped

from quizgen.cli import main

SAMPLES = sorted((ROOT / "tests" / "importing" / "samples").iterdir())
CHANGES, LONG_CHANGES = 25, 20_000  # of each sample
MOST_SECONDS = 10
MOST_MEGABYTES = 600
# What the formats give a meaning to, and what breaks decks and tables.
TOKENS = [
    *("{", "}", "=", "~", "#", "::", "->", "%50%", "####", "{T}", "{#1:2}", "[html]", "\\", "$x$"),
    *("<", ">", "</question>", "<answer fraction='x'>", "&amp;", "&", "]]>", "<![CDATA[", "<b>"),
    *("Q: ", "A: ", "C: ", "?", "# ", "```", "[", "]", "==", "---\n", "> ", "- ", "* ", "*b) "),
    *('"', ",", ";", "\t", "|", "\n", "\n\n", ";TAB;", "#separator:tab\n", "ANSWER: A", "1. ", ":"),
    *("{{c1::", "}}", "\0", "\u202e", "\ufeff", "\ud7ff", "e\u0301", "😀", "٣", "0", "-1", "1e999"),
    *("null", "[sound:x.mp3]", "<img src=x.png>", "yes", "~", "id", "question", "answer", "con"),
    *("GROUP", "[*] ", "= 1 +- x", "[blank]", "$CATEGORY: x/y", "{1:MC:=a~b}", "[[1]]", "____"),
]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to import in."""
    monkeypatch.chdir(tmp_path)


@contextmanager
def in_time(what: object) -> Iterator[None]:
    """Fail what takes longer than it may; the time of other programs does not count."""

    def stop(*_: object) -> None:
        raise AssertionError(f"it takes longer than {MOST_SECONDS} s: {what!r:.500}")

    former = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


def changed(text: str, chance: random.Random) -> str:
    """A text with a few pieces cut, doubled, moved or put in."""
    for _ in range(chance.randint(1, 6)):
        at, to = sorted(chance.choices(range(len(text) + 1), k=2))
        to = min(to, at + chance.choice([1, 10, 200, 10_000]))
        piece = chance.choice([*TOKENS, "", "", text[at:to]])
        where = chance.choice([at, to])
        text = text[:where] + piece + text[to if chance.random() < 0.7 else where :]
    return text


def import_(data: bytes) -> None:
    Path("file").write_bytes(data)
    with in_time(data):
        arguments = ["import", "file", "-o", "deck.yaml", "--force", "--yes"]
        result = CliRunner().invoke(main, arguments)
    is_calm = result.exception is None or isinstance(result.exception, SystemExit)
    assert is_calm, (data, result.exception)
    assert result.exit_code in (0, 1), (data, result.output)
    assert result.exit_code == 0 or "error" in result.stderr or "error" in result.stdout, data


@pytest.mark.long
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_changed_file_is_imported_or_refused(path: Path, request: pytest.FixtureRequest) -> None:
    is_long = request.config.getoption("--long")
    # The same in each run, so that nobody's change fails by another's bad luck.
    chance = random.Random() if is_long else random.Random(path.name)
    text = path.read_text(encoding="utf-8")
    for _ in range(LONG_CHANGES if is_long else CHANGES):
        data = bytearray(changed(text, chance).encode(errors="replace"))
        if data and chance.random() < 0.1:
            data[chance.randrange(len(data))] = chance.randrange(256)
        import_(bytes(data))


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Bytes of which a few are others."""
    bytes_now = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        bytes_now[chance.randrange(len(bytes_now))] = chance.randrange(256)
    return bytes(bytes_now)


def changed_package(chance: random.Random) -> bytes:
    """A package of Anki with other texts, and often with other bytes in its database or its zip."""
    texts = (changed(text, chance) for text in ("Which planet is <b>large</b>?", "{{c1::Jupiter}}"))
    front, back = (
        text.replace("'", "''").replace("\0", "").encode(errors="replace").decode()
        for text in texts
    )
    data = collection(front, back)
    if chance.random() < 0.6:
        data = flipped(data, chance)
    package = zipped(collection__anki2=data, media=b"{}")
    return flipped(package, chance) if chance.random() < 0.2 else package


@pytest.mark.long
def test_a_changed_package_is_imported_or_refused(request: pytest.FixtureRequest) -> None:
    is_long = request.config.getoption("--long")
    chance = random.Random() if is_long else random.Random("package")
    for _ in range(LONG_CHANGES if is_long else CHANGES):
        import_(changed_package(chance))


# Bombs: a text for each reader that grows without end, or that it would read again and again ------

MANY = 200_000


def moodle(body: str) -> str:
    head = '<quiz><question type="cloze"><questiontext><text>'
    return f"{head}{body}</text></questiontext></question></quiz>"


def qti(body: str) -> str:
    return f"<questestinterop><assessment>{body}</assessment></questestinterop>"


BOMBS: dict[str, Callable[[], str | bytes]] = {
    "GIFT: open braces": lambda: "::a::A {=b}\n\n" + "{" * MANY,
    "GIFT: answers": lambda: "::a::A {" + "=b ~c " * (MANY // 4) + "}",
    "GIFT: titles": lambda: "::a::A {=b}\n\n" + "::" * MANY,
    "GIFT: backslashes": lambda: "::a::A {=b" + "\\" * MANY + "}",
    "GIFT: dollars": lambda: "::a::A {=b} " + "$$" * MANY,
    "GIFT: open tags": lambda: "::a::A {=b} " + "<b " * MANY,
    "GIFT: a brace for each question": lambda: "::a::A {=b}\n\nA {=\n\n" * 10_000,
    "GIFT: questions": lambda: "\n\n".join(f"Which {n}? {{=a{n} ~b}}" for n in range(1_500)),
    "XML: depth": lambda: "<quiz>" + "<question>" * MANY,
    "XML: elements": lambda: "<quiz>" + "<a/>" * 1_500_000 + "</quiz>",
    "XML: entities": lambda: (
        '<!DOCTYPE a [<!ENTITY b "' + "c" * 1000 + '">]><quiz>' + "&b;" * MANY + "</quiz>"
    ),
    "XML: comments before it": lambda: "<!---->" * MANY + "<quiz></quiz>",
    "XML: an open comment": lambda: "<!-- " * MANY,
    "Moodle XML: gaps": lambda: moodle("{1:SHORTANSWER:=a} " * 20_000),
    "Moodle XML: open gaps": lambda: moodle("{1:SHORTANSWER:=a" * 20_000),
    "Moodle XML: answers of a gap": lambda: moodle("{1:MC:=a" + "~b#c" * 50_000 + "}"),
    "Moodle XML: open markup": lambda: moodle("&lt;b&gt;&lt;br&gt;" * 20_000 + "{1:SA:=a}"),
    "QTI: items": lambda: qti("<item ident='a'/>" * 100_000),
    "QTI: depth": lambda: qti("<section>" * MANY),
    "QTI: a zip bomb": lambda: zipped(
        imsmanifest__xml=b"<manifest/>", a__xml=b"<questestinterop>" + b" " * 100_000_000
    ),
    "QTI: many files": lambda: zipped(
        imsmanifest__xml=b"<manifest/>", **{f"a{n}": b"" for n in range(5_000)}
    ),
    "Markdown: brackets": lambda: "Q: A\nA: b\n\nC: " + "[" * MANY,
    "Markdown: quotes": lambda: "Q: A\nA: " + ">" * MANY,
    "Markdown: stars": lambda: "Q: A\nA: " + "*a_ " * 20_000,
    "Markdown: dollars": lambda: "Q: A\nA: " + "$a" * 20_000,
    "Markdown: ticks": lambda: "Q: A\nA: " + "".join("`" * n + " " for n in range(600)),
    "Markdown: colons": lambda: "# T\n\na::b\n\n" + "::" * MANY,
    "Markdown: separators": lambda: "# T\n\n" + "a::b::" * MANY,
    "Markdown: highlights": lambda: "# T\n\na::b\n\n" + "==a" * MANY,
    "Markdown: lists": lambda: "Q: A\nA: " + "\n".join("  " * n + "- a" for n in range(500)),
    "Markdown: comments": lambda: "Q: A\nA: b\n" + "<!-- " * MANY,
    "Markdown: headings": lambda: "".join(f"## {n}?\n\na{n}\n\n" for n in range(1_500)),
    "JSON: depth": lambda: "[" * MANY,
    "JSON: objects in one another": lambda: '{"a":' * MANY,
    "JSON: digits": lambda: '[{"question": ' + "1" * 10_000 + ', "answer": "b"}]',
    "JSON: keys": lambda: json.dumps([{f"k{n}": "v" for n in range(50_000)}] * 2),
    "JSON: decks in one another": lambda: '{"__type__": "Deck", "children": [' * 400 + "]}" * 400,
    "Aiken: options": lambda: "A?\n" + "A. b\n" * MANY + "ANSWER: A\n",
    "Aiken: lines": lambda: "A?\n" * 50_000 + "A. b\nB. c\nANSWER: A\n",
    "Blackboard: answers": lambda: "MC\tA?" + "\tb\tincorrect" * MANY + "\tc\tcorrect\n" * 2,
    "Blackboard: lines": lambda: "TF\tIt is so.\ttrue\n" * 50_000,
    "Blackboard: pairs": lambda: "MAT\tA?" + "\ta\tb" * MANY + "\nTF\tIt is so.\ttrue\n",
    "typed test: options": lambda: (
        "1. A?\n" + "a) b\n" * 50_000 + "2. C?\na) d\nb) e\nKey: 1a 2b\n"
    ),
    "typed test: keys": lambda: "1. A?\na) b\nb) c\n" * 2 + "Answers\n" + "1. a\n" * MANY,
    "typed test: a row of keys": lambda: (
        "1. A?\na) b\nb) c\n" * 2 + "Answers\n" + "1 " * MANY + "\n" + "a " * MANY
    ),
    "typed test: options on a line": lambda: "1. A " + "a) b " * MANY + "\n2. A a) b b) c\n",
    "typed test: headings": lambda: "## A?\n- [x] b\n- [ ] c\n" * 20_000,
    "typed test: tabs": lambda: "1. A?\n\ta)\tb\n" + "\t1" * MANY + "\n" + "\ta" * MANY,
    "typed test: signs": lambda: "1. A?\na) b\nb) c\nAnswers\n1. a\n" + "(|" * MANY + "\n",
    "Markdown: answers": lambda: "## A?\n\nb\n\nAnswer: c\n\n" * 2_000 + "Answer: c\n" * MANY,
    "table: rules": lambda: "|a|b|\n" + "|---" * MANY + "|\n",
    "table: colons": lambda: "a:" * MANY + ",b\nc,d\n",
    "text2qti: options": lambda: "1. A?\n" + "a) b\n" * 50_000 + "*c) d\n",
    "text2qti: lines": lambda: "1. A?\n*a) b\n" + "    go on\n" * 50_000,
    "table: quotes": lambda: '"a\n' * MANY,
    "table: quotes in the middle": lambda: 'a,b\n"c" d,e\n' * 50_000,
    "table: columns": lambda: "question,answer" + ",a" * 1_000_000 + "\nb" * 3,
    "table: tags": lambda: "question,answer\n" + "<b>" * MANY + ",x\n",
    "table: open pictures": lambda: "question,answer\n" + "<img " * MANY + ",x\n",
    "table: own separators": lambda: ";TAB;a;BREAK;b" * 50_000,
    "table: lines that go on": lambda: "a\tb\n" + "c\n" * 100_000,
    "table: arrows": lambda: "question,answer\nHow?," + "a -> " * 20_000 + "b\n",
    "table: rows alike": lambda: "question,answer\n" + "A?,b\n" * 50_000,
}

CHILD = """
import re, resource, sys
from pathlib import Path
from quizgen.cli import main

for bomb in sorted(Path().glob("bomb-*")):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    code = 0
    try:
        main(["import", bomb.name, "-o", "deck.yaml", "--force", "--yes"])
    except SystemExit as end:
        code = end.code
    peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
    seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
    print("MEASURED", bomb.name, code, int(peak) // 1024, round(seconds, 1), file=sys.stderr)
"""


@pytest.mark.parametrize("format", sorted({name.partition(":")[0] for name in BOMBS}))
def test_no_bomb_goes_off(format: str) -> None:
    own = [name for name in BOMBS if name.partition(":")[0] == format]
    for number, name in enumerate(own):
        content = BOMBS[name]()
        data = content if isinstance(content, bytes) else content.encode()
        Path(f"bomb-{number:02}").write_bytes(data)
    child = subprocess.run(
        [sys.executable, "-c", CHILD], capture_output=True, text=True, timeout=300, check=False
    )
    assert "Traceback" not in child.stderr, child.stderr[-2000:]
    lines = [line.split() for line in child.stderr.split("\n") if line.startswith("MEASURED")]
    assert len(lines) == len(own)
    for name, (_, _, code, megabytes, seconds) in zip(own, lines, strict=True):
        assert code in ("0", "1"), name
        assert float(seconds) < MOST_SECONDS, name
        assert int(megabytes) < MOST_MEGABYTES, name
