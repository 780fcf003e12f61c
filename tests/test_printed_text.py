"""What the verbs print: a stranger's text is read, and never obeyed by the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.cli import main
from quizgen.cli.messages import say
from quizgen.diagnostics import Diagnostic, Position, Related, as_github, as_text, escape_controls

STEERS = "\x00\x07\b\r\x1b\x7f\x85\x9b\u061c\u202a\u202d\u202e\u2066\u2069"
READ = "".join(f"\\u{ord(sign):04x}" for sign in STEERS)


def test_what_steers_a_terminal_is_written_out() -> None:
    assert escape_controls(f"a{STEERS}b") == f"a{READ}b"


def test_what_only_says_something_stays_as_it_is() -> None:
    for text in (
        "a\n\tb",
        "\u00a0é ä 漢字 עברית العربية\u200f\u200e",
        "👩\u200d🔬",
        "\u2028",
        r"\u202e",
    ):
        assert escape_controls(text) == text


def test_a_diagnostic_shows_its_names_on_one_line_with_the_caret_in_place() -> None:
    place = Position("a\x1b]0;x\x07\n.yaml", 1, 3)
    note = Related("as at\u202e", Position("b\x9b.yaml", 1, 1))
    found = Diagnostic("odd-value", "odd\x1b", place, "hint\x1b\nb", (note,))
    shown = as_text([found], {place.path: "\x1bab"}).splitlines()
    assert shown[:5] == [
        r"a\u001b]0;x\u0007 .yaml:1:3: error: odd\u001b [odd-value]",
        r"    1 | \u001bab",
        "      |        ^",
        r"  as at\u202e b\u009b.yaml:1:1",
        r"  hint: hint\u001b b",
    ]
    assert as_github([found]) == (
        r"::error file=a\u001b]0;x\u0007%0A.yaml,line=1,col=3,title=odd-value::"
        r"odd\u001b — as at\u202e b\u009b.yaml:1:1 — hint\u001b%0Ab" + "\n"
    )


def test_json_that_is_printed_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"\\": STEERS, "b": ["\\\\" + STEERS]}
    say(json.dumps(value, ensure_ascii=False))
    printed = capsys.readouterr().out
    assert json.loads(printed) == value
    assert not set(STEERS) & set(printed)


def test_the_heads_of_tables_keep_their_style_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    monkeypatch.setattr("click.echo", lambda text, **_: printed.append(text))
    say("\x1b[2mhead\x1b[0m \x1b[8mhidden \x1b[2J", drawn=True)
    say("\x1b[2mhead")
    assert printed == ["\x1b[2mhead\x1b[0m \\u001b[8mhidden \\u001b[2J", "\\u001b[2mhead"]


DECK = """deck: D
id: d
facts:
  - {id: a, ask: "Which metal is liquid\\u202e here?", answer: mercury, distractors: [iron, gold]}
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "deck.yaml", "--questions"),
        ("list", "deck.yaml", "--questions", "--json"),
        ("explain", "a", "deck.yaml"),
        ("check", "\x1b]0;x\x07.yaml"),
        ("build", "deck.yaml", "--deck", "\x1b[2J"),
        ("\x1b[2J",),
        ("quiz", "deck.yaml", "--\x1b[2J"),
    ],
    ids=str,
)
def test_no_verb_sends_what_steers(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deck.yaml").write_text(DECK, encoding="utf-8")
    output = CliRunner().invoke(main, arguments).output
    assert any(sign in output for sign in (r"\u202e", r"\u001b", r"\x1b"))  # the last is click's
    assert not set(STEERS) & set(output)
